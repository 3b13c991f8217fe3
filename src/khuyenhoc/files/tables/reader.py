"""The one reader of tables of text: separator line, delimiter, rows with their lines, headings, and what is wrong.

Tables of counts, filled-in forms and tables to be decided are read by it, so that each of them accepts and refuses the
same.
"""

import csv
import io
import re
import warnings
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from functools import lru_cache
from itertools import chain, takewhile
from typing import Any, NamedTuple, TextIO, TypeVar

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import eth_words, tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files._input import of_eth
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import Position, Sentence

__all__ = [
    "Faults",
    "Row",
    "Rows",
    "TableNotice",
    "beyond",
    "is_sum",
    "match_headings",
    "read_table",
    "tidy_headings",
    "warn_of_eth",
]

C = TypeVar("C")
R = TypeVar("R")
T = TypeVar("T")

_MAX_ERRORS = 200
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?[,;\t]*[\r\n]*', re.IGNORECASE)
_LOOKED_AT = 50  # lines from which the delimiter is told
_SUMS = Vocabulary(
    (name, True)
    for name in (
        *("tổng", "tổng cộng", "tổng số", "cộng", "cộng chung", "tổng cộng toàn tỉnh", "cộng toàn tỉnh", "total"),
        *("toàn tỉnh", "toàn thành phố", "toàn huyện", "toàn quận", "toàn thị xã", "toàn xã", "toàn phường"),
    )
)


@public("khuyenhoc.tables")
class TableNotice(UserWarning):
    """What is to be known about a table that could be read: sums left out or wrong, letters that only look like Đ.

    Attributes:
        label: The same in Vietnamese and English.
    """

    def __init__(self, label: Label) -> None:
        """A notice in two languages; as text it is in English."""
        super().__init__(label.en)
        self.label = label

    def __reduce__(self) -> tuple[type["TableNotice"], tuple[Label]]:
        return type(self), (self.label,)


def is_sum(name: str) -> bool:
    """Whether what should be the name of a place or applicant says that the row is the sum of others: "Tổng cộng"."""
    return _is_sum(tidy(name).casefold().strip(" .:"))


@lru_cache(maxsize=4096)
def _is_sum(name: str) -> bool:
    return _SUMS.find(name) is not None


class Faults:
    """What is wrong with one table, each at its line (or row) and column; reading stops after 200."""

    def __init__(self, word: str = "line") -> None:
        """None yet; ``word`` is how the rows of the table are counted."""
        self.word = word
        self.errors: list[KhuyenHocError] = []

    @property
    def is_full(self) -> bool:
        """Whether there are as many as anybody reads."""
        return len(self.errors) >= _MAX_ERRORS

    def add(self, code: str, line: int = 1, column: int | None = None, name: str = "", **more: Any) -> None:
        """Something at a line; ``more`` are ``seen``, ``expected``, ``hint`` and what the sentence names."""
        self.errors.append(InvalidValueError(code, path=(Position(line, column, name, self.word),), **more))

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
    """Cells that are not all blank: their line in the file, and their number as a spreadsheet program counts rows."""

    line: int
    number: int
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
        stated = mark[1] if mark and mark[1] in _DELIMITERS and lines and mark[1] in lines[0] else ""
        self.delimiter = stated or max(_DELIMITERS, key=lambda one: _fit(lines, one, known))
        self._before = 1 if mark else 0
        self._rows = csv.reader(chain(lines, file), delimiter=self.delimiter, strict=True)

    @property
    def line(self) -> int:
        """The line of the file up to which it was read."""
        return self._rows.line_num + self._before

    def headings(self) -> list[str]:
        """The cells of the first row; to be asked for first."""
        return tidy_headings(next(self._rows, []))

    def __iter__(self) -> Iterator[Row]:
        for number, cells in enumerate(self._rows, 2):
            if any(cell.strip() for cell in cells):
                yield Row(self.line, number, cells)


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
    faults, found = Faults(), []
    rows = Rows(io.StringIO(text, newline=""), known)
    try:
        columns = headings(rows.headings(), faults)
        for item in rows if not faults.errors else ():
            if (made := row(item, columns, faults)) is not None:
                found.append(made)
            if faults.is_full:
                break
    except csv.Error as error:
        faults.add("not-csv", rows.line, error=error)
    faults.refuse(name)
    return found


def warn_of_eth(text: str, name: str) -> None:
    """A notice, if a table writes Đ with another letter: the words, and the line of the first."""
    if said := of_eth(text):
        line = next(number for number, line in enumerate(text.split("\n"), 1) if eth_words(line))
        notice = Label(f"{name}, từ dòng {line}: {said.vi}", f"{name}, from line {line} on: {said.en}")
        warnings.warn(TableNotice(notice), stacklevel=3)


def tidy_headings(cells: Sequence[str]) -> list[str]:
    """Headings as they are compared, without blank ones at the end."""
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    return names


def match_headings(
    names: Sequence[str], known: Vocabulary[T], faults: Faults, other: Callable[[int, str], None], line: int = 1
) -> dict[int, T]:
    """What each column holds, by index; a column without a name and one that stands twice are told.

    ``other`` is called with the index and the name of a heading that is not known.
    """
    found: dict[int, T] = {}
    for index, name in enumerate(names):
        if faults.is_full:
            break
        if not name:
            faults.add("a-column-without-a-name", line, index + 1)
        elif (value := known.find(name)) is None:
            other(index, name)
        elif value in found.values():
            faults.add("a-column-stands-twice", line, index + 1, seen=name)
        else:
            found[index] = value
    return found


def beyond(cells: Sequence[Any], width: int) -> list[Any]:
    """Filled cells to the right of the last heading."""
    return [cell for cell in cells[width:] if cell is not None and str(cell).strip()]
