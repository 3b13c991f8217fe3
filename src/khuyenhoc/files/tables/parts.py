"""Parts of a table on the way from a file: rows of cells as columns of values, and what is wrong with the others."""

import datetime as dt
import re
from collections.abc import Mapping, Sequence
from decimal import Decimal
from functools import lru_cache
from importlib import import_module
from typing import Any

import attrs

from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import eth_words, nfc, tidy
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, MissingExtraError
from khuyenhoc.files.tables.cells import cell_value, option_id
from khuyenhoc.files.tables.columns import ODD, Columns
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.reader import beyond, control_in
from khuyenhoc.files.tables.sums import NO_ANSWER, FactSums, is_sum, whole_of
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.law.facts import FactKind, Scale
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.sums import sum_of_known

__all__ = ["Cells", "Part", "Rejection", "Unclear", "arrow", "cell_text", "compute", "sums_under", "without_sums"]

_EXACT = 2**53
_WORD = re.compile(r"\w")
_NOT_PLAIN = re.compile("[\x00-\x08\x0e-\x1b\x7f&\u00d0\u00f0\u0189\u0256]")  # no text has them; of a web page; like Đ


def arrow() -> Any:
    """The library pyarrow.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("tables-in-files-need-pyarrow") from None
    return pa


def compute() -> Any:
    """The functions of pyarrow over columns, which it makes when it is imported."""
    return import_module("pyarrow.compute")


@attrs.frozen
class Rejection:
    """One value for which a row was not decided: the row and column in the file, what was seen, what was expected."""

    row: int
    column: str
    value: str
    expected: Sentence


def wanted(error: KhuyenHocError, *, whole: bool = False) -> Sentence:
    """What was expected, else what to write, else what is wrong; where ``whole``, what is wrong as well."""
    wrong = Sentence(error.code, **error.fields)
    expected, hint = error.part("expected"), error.part("hint")
    if whole:
        return Sentence("expected-and-why", expected=expected, why=wrong) if expected.text() else wrong
    return next((part for part in (expected, hint) if part.text()), wrong)


@attrs.frozen(kw_only=True)
class Part:
    """Some rows of a table.

    Attributes:
        table: An Arrow table with all columns under their own names; facts in their types.
        rows: The number of each row in the file.
        rejected: Why other rows of the part could not be read.
        unread: The cells of those rows as text, by the number of the row.
        done: How far the reading is, in the unit of `Source.size`.
    """

    table: Any
    rows: list[int]
    rejected: list[Rejection]
    done: int
    unread: Mapping[int, Sequence[str]] = attrs.field(factory=dict)


@attrs.frozen
class Unclear:
    """A cell that may be carried along as it is shown, but from which no fact is read: what to write instead."""

    shown: str
    expected: Sentence = attrs.field(hash=False)

    def __str__(self) -> str:
        return self.shown


@attrs.frozen
class _Read:
    """A cell that was read: as text, its value, and what was expected where it has none."""

    text: str
    value: Any
    wrong: Sentence | None = None


class Cells:
    """Collects rows of cells as columns of values, and what is wrong with the others."""

    headings: Headings
    scales: tuple[Scale, ...]

    def __init__(self, headings: Headings, rules: RuleSet) -> None:
        """Take the headings of a table and the rules that it is read for."""
        self.headings, self.scales = headings, rules.scales
        self.options: dict[int | None, tuple[Option, ...]] = {headings.area: rules.areas, headings.unit: rules.units}
        self.sums: FactSums = sums_under(headings, rules)
        self._compared = [number for number, fact in headings.facts.items() if fact in self.sums.facts]
        carried = set(headings.carried)
        self._carried = {number for number, name in enumerate(headings.names) if name in carried}
        self.eth: dict[str, None] = {}
        self._plain = Columns(len(headings.names), self._plain_value)
        self._read_once = lru_cache(maxsize=1 << 14, typed=True)(self._read)
        self._clear()

    def _clear(self) -> None:
        self.columns: list[list[Any]] = [[] for _ in self.headings.names]
        self.rows: list[int] = []
        self.rejected: list[Rejection] = []
        self.unread: dict[int, Sequence[str]] = {}
        self.count: int = 0
        self._summed = 0

    def add(self, numbers: Sequence[int], rows: Sequence[Sequence[Any]], *, texts: bool = False) -> None:
        """Rows with their numbers (``texts``: of text alone); a row with a cell that cannot be read is rejected."""
        self.count += len(rows)
        columns, left = self._plain.of(rows, texts=texts)
        start = 0
        for end in (*left, len(rows)):
            self.rows += numbers[start:end]
            for column, values in zip(self.columns, columns, strict=True):
                column.extend(values[start:end])
            if end < len(rows):
                self._add_row(numbers[end], rows[end])
            start = end + 1

    def _plain_value(self, number: int, cell: Any) -> Any:
        """The value of a cell; `ODD` where it may be wrong, or makes its row one of sums."""
        carried = number in self._carried
        if carried and isinstance(cell, str) and not _NOT_PLAIN.search(cell) and _WORD.search(cell):
            return ODD if is_sum(cell) else cell
        if control_in([cell]) is not None:
            return ODD
        read = self._read(number, _as_shown(cell))
        return ODD if read.wrong or (carried and is_sum(read.text)) else read.value

    def _read(self, number: int, cell: Any) -> _Read:
        text = cell_text(cell)
        if isinstance(cell, str) and (words := eth_words(cell)):
            self.eth |= dict.fromkeys(words)
            cell = nfc(cell)
        try:
            return _Read(text, self._value(number, cell, text) if text else None)
        except KhuyenHocError as error:
            return _Read(text, None, wanted(error))

    def _add_row(self, row: int, cells: Sequence[Any]) -> None:
        """A row in which something may be wrong, or which is one of sums."""
        cells = [_as_shown(cell) for cell in cells]
        width = len(self.headings.names)
        wrong = [
            Rejection(row, "", cell_text(cell), Sentence("so-many-cells", count=width)) for cell in beyond(cells, width)
        ]
        if (at := control_in(cells)) is not None:
            name = self.headings.names[at] if at < width else ""
            wrong = [Rejection(row, name, ascii(cells[at])[1:-1], Sentence("no-control-character"))]
            self.rejected += wrong
            self.unread[row] = [ascii(cell)[1:-1] if isinstance(cell, str) else cell_text(cell) for cell in cells]
            self.sums.add([None] * len(self._compared))
            return
        cells += [None] * (width - len(cells))
        read = [self._read_once(number, cell) for number, cell in enumerate(cells[:width])]
        texts = [item.text for item in read]
        if called := next(filter(is_sum, self.headings.names_in(texts)), ""):
            self._leave_out(called, row, cells, texts, wrong)
            return
        names = zip(self.headings.names, read, strict=True)
        wrong += [Rejection(row, name, item.text, item.wrong) for name, item in names if item.wrong]
        if wrong:
            self.rejected += wrong
            self.unread[row] = texts
            self.sums.add([read[number].value for number in self._compared])
            return
        self.rows.append(row)
        for column, item in zip(self.columns, read, strict=True):
            column.append(item.value)

    def _leave_out(self, name: str, row: int, cells: list[Any], texts: list[str], wrong: list[Rejection]) -> None:
        """A row of sums; one with an answer in words, or with cells beyond the headings, is rejected."""
        for number, fact in self.headings.facts.items():
            if self.sums.is_answer(texts[number], fact):
                column = self.headings.names[number]
                wrong.append(Rejection(row, column, texts[number], Sentence(NO_ANSWER)))
        self.rejected += wrong
        if wrong:
            self.unread[row] = texts
        else:
            self.add_up()
            self.sums.leave_out(name, row, [whole_of(cells[number]) for number in self._compared])

    def add_up(self) -> None:
        """The rows since the last sum, or the last part, into the totals."""
        values = [sum_of_known(self.columns[number][self._summed :]) for number in self._compared]
        self.sums.add(values, rows=len(self.rows) - self._summed)
        self._summed = len(self.rows)

    def _value(self, number: int, cell: Any, text: str) -> Any:
        if isinstance(cell, str) and cell.startswith("=") and number in self.headings.facts:
            raise InvalidValueError("a-formula-without-a-result")
        fact = self.headings.facts.get(number)
        if isinstance(cell, Unclear) and (fact or number in self.options):
            raise InvalidValueError("a-cell-that-may-be-read", expected=cell.expected)
        if fact is None:
            if number in self.options:
                return option_id(text, self.options[number])
            return cell if isinstance(cell, str) else text
        decimal = fact.kind in (FactKind.AMOUNT, FactKind.POINTS)
        if isinstance(cell, bool) and decimal:
            raise InvalidValueError("not-a-number", expected="a-number")
        if isinstance(cell, float) and not decimal and not cell.is_integer():
            raise InvalidValueError("not-a-whole-number", expected="a-whole-number")
        if isinstance(cell, int | float) and decimal and abs(cell) < _EXACT:
            return Decimal(repr(cell))
        return cell_value(text, fact, self.scales)

    def part(self, done: int) -> Part:
        """What was collected, as an Arrow table."""
        pa = arrow()
        self.add_up()
        kinds = {FactKind.YES_NO: pa.bool_(), FactKind.COUNT: pa.int64(), FactKind.RANK: pa.string()}
        arrays = []
        for number, values in enumerate(self.columns):
            kind = self.headings.facts[number].kind if number in self.headings.facts else None
            if kind in (FactKind.AMOUNT, FactKind.POINTS):
                arrays.append(pa.array([None if value is None else float(value) for value in values], pa.float64()))
            else:
                arrays.append(pa.array(values, kinds[kind] if kind else pa.string()))
        table = pa.Table.from_arrays(arrays, names=list(self.headings.names))
        part = Part(table=table, rows=self.rows, rejected=self.rejected, done=done, unread=self.unread)
        self._clear()
        return part


def sums_under(headings: Headings, rules: RuleSet) -> FactSums:
    """What rows of sums are held against, in a table of these headings; counted by row."""
    return FactSums(rules, headings.facts.values(), Label("hàng", "row"))


def without_sums(table: Any, rows: list[int], headings: Headings, sums: FactSums, done: int) -> Part:
    """A part of a typed table without its rows of sums, which are found by the different texts of a few columns."""
    pa, work = arrow(), compute()
    called: dict[int, str] = {}
    tests = (pa.types.is_string, pa.types.is_large_string, pa.types.is_string_view, pa.types.is_dictionary)
    texts = [at for at, kind in enumerate(table.schema.types) if any(test(kind) for test in tests)]
    for at in headings.names_among(texts):
        column = table[at].cast(pa.large_string())
        names = [name for name in column.unique().to_pylist() if name and is_sum(name)]
        if names:
            found = work.is_in(column, pa.array(names, column.type)).to_pylist()
            called |= {number: column[number].as_py() for number, yes in enumerate(found) if yes}
    columns = [number for number, fact in headings.facts.items() if fact in sums.facts]
    rejected: list[Rejection] = []
    start = 0
    for number in [*sorted(called), table.num_rows]:
        between = table.slice(start, number - start)
        totals = [None if between[at].null_count else _total(between[at]) for at in columns]
        sums.add(totals, rows=between.num_rows)
        start = number + 1
        if number in called:
            cells = {at: table[at][number].as_py() for at in headings.facts}
            said = [at for at, fact in headings.facts.items() if sums.is_answer(cell_text(cells[at]), fact)]
            rejected += [
                Rejection(rows[number], headings.names[at], cell_text(cells[at]), Sentence(NO_ANSWER)) for at in said
            ]
            if not said:
                sums.leave_out(called[number], rows[number], [whole_of(cells[at]) for at in columns])
    if called:
        kept = [number for number in range(table.num_rows) if number not in called]
        table, rows = table.take(pa.array(kept, pa.int64())), [rows[number] for number in kept]
    return Part(table=table, rows=rows, rejected=rejected, done=done)


def _total(column: Any) -> int | None:
    """The sum of a column; None where it is none of whole numbers."""
    known = arrow().types.is_integer(column.type) or arrow().types.is_floating(column.type)
    return whole_of(compute().sum(column).as_py()) if known else None


def _as_shown(cell: Any) -> Any:
    """A number with the fifteen digits that Excel shows, so that 8.1 + 0.2 is 8.3; anything else as it is."""
    return float(f"{cell:.15g}") if isinstance(cell, float) else cell


def cell_text(cell: Any) -> str:
    """A cell as text: a whole number without decimals, a day as a day."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    if isinstance(cell, float) and cell.is_integer() and abs(cell) < _EXACT:
        return str(int(cell))
    if isinstance(cell, float):
        return repr(cell)
    if isinstance(cell, dt.datetime) and cell.time() == dt.time():
        return cell.date().isoformat()
    return tidy(str(cell))
