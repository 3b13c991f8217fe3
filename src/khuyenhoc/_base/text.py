"""Vietnamese text: the forms in which one name may arrive, and the keys under which they meet.

A name arrives precomposed or decomposed (NFC, NFD), in capitals, with the tone on either vowel (Hòa, Hoà), with one of
several dashes, with doubled or non-breaking spaces, or with no marks at all. Nothing here changes what is stored: the
keys are for comparing only.
"""

import re
import unicodedata

__all__ = ["has_marks", "nfc", "plain_key", "tidy", "tone_key"]

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")


def nfc(text: str) -> str:
    """The canonical composed form: equal text compares equal."""
    return unicodedata.normalize("NFC", text)


def tidy(text: str) -> str:
    """NFC, one kind of dash, single spaces, nothing invisible, no outer blanks."""
    text = nfc(text.translate(_INVISIBLE).translate(_DASHES))
    return _SPACES.sub(" ", text).strip()


def tone_key(text: str) -> str:
    """A key that ignores case, spacing, kind of dash and on which vowel the tone is written.

    >>> tone_key("HOÀ  BÌNH") == tone_key("Hòa Bình")
    True
    >>> tone_key("Hà Nam") == tone_key("Hạ Nam")
    False
    """
    return _WORD.sub(_tone_last, tidy(text).casefold())


def plain_key(text: str) -> str:
    """A key without any marks, for text that was typed or printed without them.

    >>> plain_key("GIAI ĐOẠN 2018 – 2020")
    'giai doan 2018 - 2020'
    """
    decomposed = unicodedata.normalize("NFD", tidy(text).casefold())
    bare = "".join(char for char in decomposed if not unicodedata.combining(char))
    return nfc(bare.replace("đ", "d"))


def has_marks(text: str) -> bool:
    """Whether the text carries any Vietnamese mark; without one it can only be compared by `plain_key`."""
    return plain_key(text) != tidy(text).casefold()


def _tone_last(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match.group())
    tones = "".join(char for char in decomposed if char in _TONES)
    letters = "".join(char for char in decomposed if char not in _TONES)
    return nfc(letters) + tones
