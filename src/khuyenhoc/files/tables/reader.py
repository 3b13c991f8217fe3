"""The one reader of tables of text: separator line, delimiter, rows with their lines, headings, and what is wrong.

Tables of counts, filled-in forms and tables to be decided are read by it, so that each of them accepts and refuses the
same.
"""

import csv
import io
import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import suppress
from itertools import chain, islice, repeat, takewhile
from typing import Any, NamedTuple, Protocol, TextIO, TypeVar

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.tables.title_rows import heading_row
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import Position, Sentence

__all__ = [
    "AnyRows",
    "Faults",
    "Row",
    "Rows",
    "beyond",
    "control_in",
    "match_headings",
    "read_table",
    "tidy_headings",
    "under_headings",
]

C = TypeVar("C")
R = TypeVar("R")
T = TypeVar("T")

_MAX_ERRORS = 200
_DELIMITERS = ",;\t"
_SEPARATOR_LINE = re.compile(r'"?sep=(.?)"?[,;\t]*[\r\n]*', re.IGNORECASE)
_BLANK = f' "\r\n{_DELIMITERS}'
_CONTROL = re.compile(r"[\x00-\x08\x0e-\x1b\x7f]")  # those that are no blanks
_BLOCK = 1_000  # rows that are read at a time
_LOOKED_AT = 50  # lines from which the delimiter is told


class Faults:
    """What is wrong with one table, each at its line (or row) and column; reading stops after 200."""

    word: str
    top: int

    def __init__(self, word: str = "line", top: int = 1) -> None:
        """None yet; ``word`` is how the rows of the table are counted, and ``top`` the one with the headings."""
        self.word, self.top = word, top
        self.errors: list[KhuyenHocError] = []
        self.headings: Sequence[str] = ()

    def heading(self, column: int | None) -> str:
        """A heading as it is written, by the number of its column; empty if there is none."""
        return self.headings[column - 1] if column and column <= len(self.headings) else ""

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


class AnyRows(Protocol):
    """Rows of a table, of text or of a sheet: their headings are asked for first, and stand in the line ``top``."""

    @property
    def top(self) -> int:
        """The line or row of the headings."""
        ...

    @property
    def line(self) -> int:
        """Up to where it was read."""
        ...

    def headings(self) -> list[str]:
        """Their names."""
        ...

    def __iter__(self) -> Iterator[Row]: ...


class Rows:
    """The rows of an open file of text, one after the other: those under the headings, where these are asked for."""

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
        self._before = (1 if mark else 0) + self._above
        self.top: int = self._before + 1
        stated = mark[1] if mark and mark[1] in _DELIMITERS and lines and mark[1] in lines[0] else ""
        looks = {one: _Look(lines, one, known) for one in (stated or _DELIMITERS)}
        self.delimiter: str = max(looks, key=lambda one: looks[one].fit)
        self._head, self._passed = looks[self.delimiter].head, 0
        self._rows = csv.reader(chain(lines, file), delimiter=self.delimiter, strict=True)
        self._headings: list[str] | None = None

    @property
    def line(self) -> int:
        """The line of the file up to which it was read."""
        return self._rows.line_num + self._before

    def headings(self) -> list[str]:
        """Their names; to be asked for first, if at all. After that ``top`` is the line in which they stand."""
        if self._headings is None:
            for _ in range(self._head.index):
                next(self._rows, [])
            self.top = self.line + 1
            cells = next(self._rows, [])
            self._passed = self._head.index + 1
            self._headings = tidy_headings(self._head.names or cells)
        return self._headings

    def __iter__(self) -> Iterator[Row]:
        for order, cells in enumerate(self._rows, 1):
            if "".join(cells).strip():
                yield Row(self.line, self._above + self._passed + order, order, cells)

    def blocks(self, size: int) -> Iterator[tuple[list[int], list[list[str]]]]:
        """The same rows, many at a time: their numbers and their cells; ``size`` counts blank rows too."""
        first = self._above + self._passed + 1
        while block := list(islice(self._rows, size)):
            filled = [number for number, cells in enumerate(block) if "".join(cells).strip()]
            yield [first + number for number in filled], [block[number] for number in filled]
            first += len(block)


class _Look:
    """The first lines under one delimiter: where the headings stand, and how well it fits."""

    def __init__(self, lines: list[str], delimiter: str, known: Callable[[str], Any]) -> None:
        rows = csv.reader(lines, delimiter=delimiter, strict=True)
        found: list[list[str]] = []
        with suppress(csv.Error):  # also for a cell that goes on after these lines
            found += rows
        self.head = heading_row(found, known)
        # Where no heading is known it is the first row with more than one cell: a title may stand above it.
        wider = (at for at, row in enumerate(found) if sum(map(bool, map(str.strip, row))) > 1)
        start = self.head.index if self.head.known else next(wider, self.head.index)
        under = [row for row in found[start + 1 :] if any(cell.strip() for cell in row)]
        wide = len(found[start]) if found else 0
        equal = sum(len(row) == wide for row in under) / len(under) if under else 1
        self.fit = self.head.known, equal, wide


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
    return under_headings(Rows(io.StringIO(text, newline=""), known), name, headings, row)


def under_headings(
    rows: AnyRows,
    name: str,
    headings: Callable[[list[str], Faults], C],
    row: Callable[[Row, C, Faults], R | None],
    word: str = "line",
    progress: Callable[[int], None] | None = None,
    plain: Callable[[Sequence[Row], C], Iterator[R | None]] | None = None,
) -> list[R]:
    """What each of some rows gives; ``word`` is how they are counted, the others are as in `read_table`.

    ``progress`` is called now and then with the line up to which was read. ``plain`` reads many rows at a time, and
    gives None for each that is not quite plain: that one is left to ``row``, before ``plain`` goes on.

    Raises:
        DocumentError: With everything that is wrong.
    """
    faults, found = Faults(word, rows.top), []
    try:
        names = rows.headings()
        faults.top = rows.top
        columns = headings(names, faults)
        for block in _blocks(rows) if not faults.errors else ():
            for item, made in zip(block, plain(block, columns) if plain else repeat(None), strict=False):
                if faults.is_full:
                    break
                one = made
                if one is None and (at := control_in(item.cells)) is not None:
                    faults.add("text-with-a-control-character", item.line, at + 1, seen=item.cells[at])
                elif one is None:
                    one = row(item, columns, faults)
                if one is not None:
                    found.append(one)
            if faults.is_full:
                break
            if progress and len(block) == _BLOCK:
                progress(block[-1].line)
    except csv.Error as error:
        faults.add("not-csv", rows.line, error=error)
    faults.refuse(name)
    return found


def _blocks(rows: AnyRows) -> Iterator[list[Row]]:
    """The rows, some at a time; those before one that is no CSV come before its error."""
    source = iter(rows)
    while True:
        block: list[Row] = []
        try:
            block.extend(islice(source, _BLOCK))
        except csv.Error:
            yield block
            raise
        if not block:
            return
        yield block


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
    faults.headings = names
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
    if not _CONTROL.search("".join(cell for cell in cells if isinstance(cell, str))):
        return None
    return next((at for at, cell in enumerate(cells) if isinstance(cell, str) and _CONTROL.search(cell)), None)


def beyond(cells: Sequence[Any], width: int) -> list[Any]:
    """Filled cells to the right of the last heading."""
    return [cell for cell in cells[width:] if cell is not None and str(cell).strip()]
