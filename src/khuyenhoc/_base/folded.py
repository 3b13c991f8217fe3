"""Text folded for searching, with the way back: each folded letter knows where in the original it stands."""

import unicodedata
from functools import lru_cache

import attrs

from khuyenhoc._base.text import nfc, plain_key

__all__ = ["Folded"]

_DROPPED = frozenset("\u200b\u200c\u200d\u2060\ufeff\u00ad")


@attrs.frozen
class Folded:
    """A text without case and marks (see `plain_key`), with one kind of dash and blank; line ends stay line ends.

    Attributes:
        text: The folded text.
        starts: For each folded letter, where in the original its character begins.
        ends: For each folded letter, where in the original its character, with the marks that follow it, ends.
    """

    text: str
    starts: tuple[int, ...]
    ends: tuple[int, ...]

    @classmethod
    def of(cls, original: str) -> "Folded":
        """Fold a text of any Unicode form."""
        letters: list[str] = []
        starts: list[int] = []
        ends: list[int] = []
        for place, char in enumerate(original):
            if unicodedata.combining(char):
                if ends and ends[-1] == place:
                    ends[-1] = place + 1
                continue
            for letter in _fold(char):
                letters.append(letter)
                starts.append(place)
                ends.append(place + 1)
        return cls("".join(letters), tuple(starts), tuple(ends))

    def letters(self, original: str, first: int, after: int) -> str:
        """The letters of a span as the original has them, composed, without what is invisible between them."""
        spans = dict.fromkeys(zip(self.starts[first:after], self.ends[first:after], strict=True))
        return nfc("".join(original[start:end] for start, end in spans))

    def original(self, first: int, after: int) -> tuple[int, int]:
        """The span in the original text of a span that is not empty in the folded one."""
        return self.starts[first], self.ends[after - 1]


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char.isspace():
        return "\n" if char == "\n" else " "
    return plain_key(char)
