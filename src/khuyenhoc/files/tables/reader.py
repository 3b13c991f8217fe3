"""The one reader of tables of text: separator line, delimiter, rows with their lines, headings, and what is wrong.

Tables of counts, filled-in forms and tables to be decided are read by it, so that each of them accepts and refuses the
same.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, takewhile
from typing import Any, NamedTuple, TextIO, TypeVar

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import Position, Sentence

__all__ = [
    "Faults",
    "Row",
    "Rows",
    "beyond",
    "control_in",
    "match_headings",
    "read_rows",
    "read_table",
    "tidy_headings",
]

C = TypeVar("C")
R = TypeVar("R")
T = TypeVar("T")

_MAX_ERRORS = 200
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?[,;\t]*[\r\n]*', re.IGNORECASE)
_BLANK = f' "\r\n{_DELIMITERS}'
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")  # those that are no blanks
_LOOKED_AT = 50  # lines from which the delimiter is told


class Faults:
    """What is wrong with one table, each at its line (or row) and column; reading stops after 200."""

    def __init__(self, word: str = "line", top: int = 1) -> None:
        """None yet; ``word`` is how the rows of the table are counted, and ``top`` the one with the headings."""
        self.word, self.top = word, top
        self.errors: list[KhuyenHocError] = []

    @property
    def is_full(self) -> bool:
        """Whether there are as many as anybody reads."""
        return len(self.errors) >= _MAX_ERRORS

    def add(self, code: str, line: int = 0, column: int | None = None, name: str = "", **more: Any) -> None:
        """Something at a line, or else in the headings; ``more`` are ``seen``, ``expected``, ``hint`` and fields."""
        where = Position(line or self.top, column, name, self.word)
        self.errors.append(InvalidValueError(code, path=(where,), **more))

    def tell(self, error: KhuyenHocError, line: int, column: int | None, name: str, seen: Any) -> None:
        """An error of a value, at its cell."""
        more = {"expected": error.part("expected"), "hint": error.part("hint"), **error.fields}
        self.add(error.code, line, column, name, seen=seen, **more)

    def refuse(self, name: str = "") -> None:
        """Nothing, if nothing is wrong.

        Raises:
            DocumentError: With everything that is wrong.
        """
        if self.errors:
            what = Sentence("and-stopped", what=Sentence("this-table")) if self.is_full else "this-table"
            raise DocumentError.of(self.errors, what, name=name)


class Row(NamedTuple):
    """Cells that are not all blank.

    They have their line in the file, their number as a spreadsheet program counts rows, and one below the headings.
    """

    line: int
    number: int
    order: int
    cells: list[str]


class Rows:
    """The rows of an open file of text, one after the other; the first are the headings."""

    def __init__(self, file: TextIO, known: Callable[[str], Any]) -> None:
        """Of a file without translation of line ends; a line ``sep=;`` before the headings is none of its rows.

        ``known`` finds a heading, and gives None for one that is not known: the delimiter is the one under which most
        headings are known, then most of the next rows are as long as the heading, then the heading has most cells.
        """
        lines = list(takewhile(bool, (file.readline() for _ in range(_LOOKED_AT))))
        mark = _SEPARATOR_LINE.fullmatch(lines[0]) if lines else None
        lines = lines[1:] if mark else lines
        self._above = 0
        while lines and not lines[0].strip(_BLANK) and not lines[0].count('"') % 2:
            lines = [*lines[1:], *takewhile(bool, [file.readline()])]
            self._above += 1
        self.top = (2 if mark else 1) + self._above
        stated = mark[1] if mark and mark[1] in _DELIMITERS and lines and mark[1] in lines[0] else ""
        self.delimiter = stated or max(_DELIMITERS, key=lambda one: _fit(lines, one, known))
        self._rows = csv.reader(chain(lines, file), delimiter=self.delimiter, strict=True)
        self._headings: list[str] | None = None

    @property
    def line(self) -> int:
        """The line of the file up to which it was read."""
        return self._rows.line_num + self.top - 1

    def headings(self) -> list[str]:
        """The cells of the first row that is not blank; to be asked for first."""
        if self._headings is None:
            self._headings = tidy_headings(next(self._rows, []))
        return self._headings

    def __iter__(self) -> Iterator[Row]:
        for order, cells in enumerate(self._rows, 1):
            if any(cell.strip() for cell in cells):
                yield Row(self.line, self._above + order + 1, order, cells)


def _fit(lines: list[str], delimiter: str, known: Callable[[str], Any]) -> tuple[int, float, int]:
    """How well a delimiter fits the first lines: headings that are known, share of rows as long, number of headings."""
    rows = csv.reader(lines, delimiter=delimiter, strict=True)
    found: list[list[str]] = []
    with suppress(csv.Error):  # also for a cell that goes on after these lines
        found += rows
    if not found:
        return 0, 0, 0
    filled = [row for row in found if any(cell.strip() for cell in row)]
    # The headings are the first row with more than one cell: a title may stand above them.
    start = next((number for number, row in enumerate(filled) if sum(map(bool, map(str.strip, row))) > 1), 0)
    heads, others = (filled or found)[start], filled[start + 1 :]
    equal = sum(len(row) == len(heads) for row in others) / len(others) if others else 1
    return sum(known(name) is not None for name in tidy_headings(heads)), equal, len(heads)


def read_table(
    text: str,
    name: str,
    known: Callable[[str], Any],
    headings: Callable[[list[str], Faults], C],
    row: Callable[[Row, C, Faults], R | None],
) -> list[R]:
    """What each row of a whole table gives.

    Args:
        text: The table.
        name: What stands in front of the message; may be empty.
        known: Finds a heading; None for one that is not known.
        headings: Reads the headings, and tells what is wrong with them.
        row: Reads a row under them; None for one that is faulty.

    Raises:
        DocumentError: With everything that is wrong, each at its line and column.
    """
    return read_rows(Rows(io.StringIO(text, newline=""), known), name, headings, row)


def read_rows(
    rows: Any,
    name: str,
    headings: Callable[[list[str], Faults], C],
    row: Callable[[Row, C, Faults], R | None],
    word: str = "line",
) -> list[R]:
    """The same of rows that lie in a text or on a sheet, which are counted by a ``word``.

    Raises:
        DocumentError: With everything that is wrong, each at its row and column.
    """
    faults, found = Faults(word, rows.top), []
    try:
        columns = headings(rows.headings(), faults)
        for item in rows if not faults.errors else ():
            if (at := control_in(item.cells)) is not None:
                faults.add("text-with-a-control-character", item.line, at + 1, seen=item.cells[at])
            elif (made := row(item, columns, faults)) is not None:
                found.append(made)
            if faults.is_full:
                break
    except csv.Error as error:
        faults.add("not-csv", rows.line, error=error)
    faults.refuse(name)
    return found


def tidy_headings(cells: Sequence[str]) -> list[str]:
    """Headings as they are compared, without blank ones at the end."""
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def match_headings(
    names: Sequence[str], known: Vocabulary[T], faults: Faults, other: Callable[[int, str], None]
) -> dict[int, T]:
    """What each column holds, by index; a column without a name and one that stands twice are told.

    ``other`` is called with the index and the name of a heading that is not known.
    """
    found: dict[int, T] = {}
    for index, name in enumerate(names):
        if faults.is_full:
            break
        if not name:
            faults.add("a-column-without-a-name", 0, index + 1)
        elif (value := known.find(name)) is None:
            other(index, name)
        elif value in found.values():
            faults.add("a-column-stands-twice", 0, index + 1, seen=name)
        else:
            found[index] = value
    return found


def control_in(cells: Sequence[Any]) -> int | None:
    """The index of the first cell with a character that no text has, such as NUL; None if there is none."""
    return next((at for at, cell in enumerate(cells) if isinstance(cell, str) and _CONTROL.search(cell)), None)


def beyond(cells: Sequence[Any], width: int) -> list[Any]:
    """Filled cells to the right of the last heading."""
    return [cell for cell in cells[width:] if cell is not None and str(cell).strip()]
