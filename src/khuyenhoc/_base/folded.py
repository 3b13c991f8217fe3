"""Text folded for searching, with the way back: each folded letter knows where in the original it stands."""

import unicodedata
from collections.abc import Iterator
from functools import lru_cache

import attrs

from khuyenhoc._base.text import ENTITY, nfc, of_entity, plain_key, unescaped

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
        for start, end, char in _characters(original):
            if unicodedata.combining(char):
                if ends and ends[-1] == start:
                    ends[-1] = end
                continue
            for letter in _fold(char):
                letters.append(letter)
                starts.append(start)
                ends.append(end)
        return cls("".join(letters), tuple(starts), tuple(ends))

    def letters(self, original: str, first: int, after: int) -> str:
        """The letters of a span as the original has them, composed, without what is invisible between them."""
        spans = dict.fromkeys(zip(self.starts[first:after], self.ends[first:after], strict=True))
        return nfc(unescaped("".join(original[start:end] for start, end in spans)))

    def original(self, first: int, after: int) -> tuple[int, int]:
        """The span in the original text of a span that is not empty in the folded one."""
        return self.starts[first], self.ends[after - 1]


def _characters(original: str) -> Iterator[tuple[int, int, str]]:
    """Each character with where it begins and ends; the mark of a web page, such as "&amp;", is one."""
    place = 0
    for match in ENTITY.finditer(original) if "&" in original else ():
        char = of_entity(match)
        if char == match[0]:
            continue
        yield from ((at, at + 1, original[at]) for at in range(place, match.start()))
        yield match.start(), match.end(), char
        place = match.end()
    yield from ((at, at + 1, original[at]) for at in range(place, len(original)))


@lru_cache(maxsize=4096)
def _fold(char: str) -> str:
    if char in _DROPPED:
        return ""
    if char.isspace():
        return "\n" if char == "\n" else " "
    return plain_key(char)
