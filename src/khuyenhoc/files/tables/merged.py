"""Merged cells of a sheet, which are read in a stream: the one value of several rows counts for each of them."""

import re
from collections.abc import Iterator
from typing import IO, Any

import attrs

from khuyenhoc.errors import DocumentError
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.parts import Unclear, cell_text
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.sentences import Sentence

__all__ = ["Merged", "Range", "merged_ranges"]

_REF = re.compile(rb"""<(?:\w+:)?mergeCell\s[^>]*?ref=["']([A-Z]{1,3})([0-9]{1,7}):([A-Z]{1,3})([0-9]{1,7})["']""")
_CHUNK, _OVERLAP = 1 << 20, 256
_NUMBERS = (FactKind.COUNT, FactKind.AMOUNT, FactKind.POINTS)


@attrs.frozen
class Range:
    """Rows from 1 and columns from 0, both ends included."""

    top: int
    left: int
    bottom: int
    right: int
    name: str


class Merged:
    """The merged ranges of one sheet, asked row by row from the top."""

    def __init__(self, sheet: IO[bytes]) -> None:
        """Those that the file of a sheet names, in whatever order."""
        self._ranges = merged_ranges(sheet)
        self._next = 0
        self._open: list[tuple[Range, Any]] = []

    def refuse_under_headings(self, row: int = 1) -> None:
        """Nothing, unless a heading, in this row, is merged with what stands below it.

        Raises:
            DocumentError: With the range.
        """
        for item in self._ranges:
            if item.top <= row < item.bottom:
                raise DocumentError("merged-headings", called=item.name)

    def filled(self, row: int, values: list[Any], headings: Headings) -> list[Any]:
        """The row with the value of a range in each of its rows.

        A number for several rows may be the sum of them, and a cell over several columns belongs to one of them:
        nothing is guessed, and what is read of them is refused with the range.
        """
        self._open = [(item, value) for item, value in self._open if row <= item.bottom]
        while self._next < len(self._ranges) and self._ranges[self._next].top <= row:
            item = self._ranges[self._next]
            self._next += 1
            if item.top == row:
                self._open.append((item, values[item.left] if item.left < len(values) else None))
        facts, read = headings.facts, {*headings.facts, headings.area, headings.unit}
        for item, value in self._open:
            values += [None] * (min(item.right + 1, len(headings.names)) - len(values))
            for column in range(item.left, min(item.right + 1, len(values))):
                fact = facts.get(column)
                if item.left < item.right or (value is not None and fact and fact.kind in _NUMBERS):
                    expected = Sentence("unmerge", range=item.name)
                    values[column] = (
                        Unclear(cell_text(value) or item.name, expected) if column in read else values[column]
                    )
                elif item.top < row:
                    values[column] = value
        return values


def merged_ranges(sheet: IO[bytes]) -> list[Range]:
    """The merged ranges that the file of a sheet names, from the top."""
    return sorted(set(_ranges(sheet)), key=lambda item: item.top)


def _ranges(sheet: IO[bytes]) -> Iterator[Range]:
    rest = b""
    while chunk := sheet.read(_CHUNK):
        rest += chunk
        for match in _REF.finditer(rest):
            left, top, right, bottom = (part.decode() for part in match.groups())
            yield Range(int(top), _column(left), int(bottom), _column(right), f"{left}{top}:{right}{bottom}")
        rest = rest[-_OVERLAP:]


def _column(letters: str) -> int:
    """The index of a column, from 0."""
    number = 0
    for letter in letters:
        number = 26 * number + ord(letter) - 64
    return number - 1
