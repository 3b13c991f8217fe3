"""Vietnamese text: the forms in which one name may arrive, and the keys under which they meet.

A name arrives precomposed or decomposed (NFC, NFD), in capitals, with the tone on either vowel (Hòa, Hoà), with one of
several dashes, with doubled or non-breaking spaces, with a letter that only looks like Đ, with the marks of a web page
(``&amp;``), or with no marks at all. Of all this only the Unicode form and the false Đ are put right in what is stored;
the keys are for comparing.
"""

import re
import sys
import unicodedata
from functools import lru_cache

__all__ = ["ENTITY", "eth_words", "has_marks", "nfc", "of_entity", "plain_key", "tidy", "tone_key", "unescaped"]

_TONES = frozenset("\u0300\u0301\u0303\u0309\u0323")
_DASHES = dict.fromkeys(map(ord, "\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u00ad\ufe58\ufe63\uff0d"), "-")
_INVISIBLE = dict.fromkeys(map(ord, "\u200b\u200c\u200d\u2060\ufeff"), None)
_SPACES = re.compile(r"\s+")
_WORD = re.compile(r"[^\W\d_]+")
# The Icelandic eth and the African d look like đ in print; old fonts and keyboards give them for it.
_FALSE_D = re.compile("[\u00d0\u00f0\u0189\u0256]")
_TRUE_D = str.maketrans("\u00d0\u00f0\u0189\u0256", "ĐđĐđ")
_PLAIN_D = str.maketrans("đ\u00f0\u0256", "ddd")
# In Icelandic and Faroese eth follows a vowel, at most with these consonants between; đ begins a Vietnamese syllable.
_BEFORE_ETH = re.compile(r"[aeiouyæø][rgfnv]{0,2}\Z")
_ICELANDIC_MARKS = frozenset("\u0301\u0308")
ENTITY = re.compile(
    r"&(?:amp;)*(?:#(?P<decimal>[0-9]{1,7})|#x(?P<hexadecimal>[0-9a-fA-F]{1,6})|(?P<named>[a-zA-Z]{3,5}));"
)
_NAMED = {"amp": "&", "nbsp": "\u00a0", "ndash": "\u2013", "mdash": "\u2014", "shy": "\u00ad"}
_NO_CHARACTER = frozenset({"Cc", "Cn", "Co", "Cs"})
_NAMED |= {"ETH": "\u00d0", "eth": "\u00f0"}


def nfc(text: str) -> str:
    """The canonical composed form, with đ for an eth that stands for it: equal text compares equal.

    >>> nfc("Q\u00d0-TTg"), nfc("Gu\u00f0mundur") == "Gu\u00f0mundur"
    ('QĐ-TTg', True)
    """
    composed = unicodedata.normalize("NFC", text)
    return _WORD.sub(_with_true_d, composed) if _FALSE_D.search(composed) else composed


def eth_words(text: str) -> tuple[str, ...]:
    """The words of a text in which eth stands for đ, as they stand there: what to say where a record is read.

    >>> eth_words("Tỉnh đoàn \u00d0ồng Nai") == ("\u00d0ồng",), eth_words("Tỉnh đoàn Đồng Nai")
    (True, ())
    """
    if not _FALSE_D.search(text):
        return ()
    words = _WORD.finditer(unicodedata.normalize("NFC", text))
    return tuple(match[0] for match in words if _with_true_d(match) != match[0])


def _with_true_d(match: re.Match[str]) -> str:
    word = match[0]
    if not _FALSE_D.search(word):
        return word
    marks = {char for char in unicodedata.normalize("NFD", word) if unicodedata.combining(char)}
    if marks - _ICELANDIC_MARKS:
        return word.translate(_TRUE_D)
    return _FALSE_D.sub(lambda found: found[0] if _is_icelandic(found) else found[0].translate(_TRUE_D), word)


def _is_icelandic(eth: re.Match[str]) -> bool:
    before = eth.string[max(0, eth.start() - 3) : eth.start()]
    new_syllable = eth[0].isupper() and before[-1:].islower()
    return not new_syllable and _BEFORE_ETH.search(_unmarked(before.casefold())) is not None


def of_entity(match: re.Match[str]) -> str:
    """The character for which a match of `ENTITY` stands; the match itself if it is none that print uses."""
    if named := match["named"]:
        return _NAMED.get(named, match[0])
    code = int(match["decimal"] or match["hexadecimal"], 10 if match["decimal"] else 16)
    char = chr(code) if code <= sys.maxunicode else "\0"
    return match[0] if unicodedata.category(char) in _NO_CHARACTER else char


def unescaped(text: str) -> str:
    """The text without the marks of a web page: "BGD&amp;ĐT" is BGD&ĐT."""
    return ENTITY.sub(of_entity, text) if "&" in text else text


def tidy(text: str) -> str:
    """NFC, one kind of dash, single spaces, no marks of a web page, nothing invisible, no outer blanks."""
    text = nfc(unescaped(text).translate(_INVISIBLE).translate(_DASHES))
    return _SPACES.sub(" ", text).strip()


@lru_cache(maxsize=1 << 14)  # names, which stand in a table again and again
def tone_key(text: str) -> str:
    """A key that ignores case, spacing, kind of dash and on which vowel the tone is written.

    >>> tone_key("HOÀ  BÌNH") == tone_key("Hòa Bình")
    True
    >>> tone_key("Hà Nam") == tone_key("Hạ Nam")
    False
    """
    return _WORD.sub(_tone_last, tidy(text).casefold())


@lru_cache(maxsize=1 << 14)
def plain_key(text: str) -> str:
    """A key without any marks, for text that was typed or printed without them.

    >>> plain_key("GIAI ĐOẠN 2018 – 2020")
    'giai doan 2018 - 2020'
    """
    return unicodedata.normalize("NFC", _unmarked(tidy(text).casefold()).translate(_PLAIN_D))


def has_marks(text: str) -> bool:
    """Whether the text carries any Vietnamese mark; without one it can only be compared by `plain_key`."""
    return plain_key(text) != tidy(text).casefold()


def _unmarked(text: str) -> str:
    return "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))


def _tone_last(match: re.Match[str]) -> str:
    decomposed = unicodedata.normalize("NFD", match.group())
    tones = "".join(char for char in decomposed if char in _TONES)
    letters = "".join(char for char in decomposed if char not in _TONES)
    return nfc(letters) + tones
