"""Parts of a table on the way from a file: rows of cells as columns of values, and what is wrong with the others."""

import datetime as dt
from collections.abc import Sequence
from decimal import Decimal
from importlib import import_module
from typing import Any

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, MissingExtraError
from khuyenhoc.files.tables.cells import cell_value, option_id
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.reader import beyond
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence

__all__ = ["Cells", "Part", "Rejection", "Unclear", "arrow", "cell_text", "compute"]

_EXACT = 2**53


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
        done: How far the reading is, in the unit of `Source.size`.
    """

    table: Any
    rows: list[int]
    rejected: list[Rejection]
    done: int


@attrs.frozen
class Unclear:
    """A cell that may be carried along as it is shown, but from which no fact is read: what to write instead."""

    shown: str
    expected: Sentence

    def __str__(self) -> str:
        return self.shown


class Cells:
    """Collects rows of cells as columns of values, and what is wrong with the others."""

    def __init__(self, headings: Headings, rules: RuleSet) -> None:
        """Take the headings of a table and the rules that it is read for."""
        self.headings, self.scales = headings, rules.scales
        self.options = {headings.area: rules.areas, headings.unit: rules.units}
        self._clear()

    def _clear(self) -> None:
        self.columns: list[list[Any]] = [[] for _ in self.headings.names]
        self.rows: list[int] = []
        self.rejected: list[Rejection] = []
        self.count = 0

    def add(self, row: int, cells: Sequence[Any]) -> None:
        """A row; it is rejected as a whole if one of its cells cannot be read."""
        self.count += 1
        cells = [_as_shown(cell) for cell in cells]
        width = len(self.headings.names)
        wrong = [
            Rejection(row, "", cell_text(cell), Sentence("so-many-cells", count=width)) for cell in beyond(cells, width)
        ]
        found: list[Any] = []
        for number, name in enumerate(self.headings.names):
            cell = cells[number] if number < len(cells) else None
            text = cell_text(cell)
            try:
                found.append(self._value(number, cell, text) if text else None)
            except KhuyenHocError as error:
                wrong.append(Rejection(row, name, text, wanted(error)))
        if wrong:
            self.rejected += wrong
            return
        self.rows.append(row)
        for column, value in zip(self.columns, found, strict=True):
            column.append(value)

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
        kinds = {FactKind.YES_NO: pa.bool_(), FactKind.COUNT: pa.int64(), FactKind.RANK: pa.string()}
        arrays = []
        for number, values in enumerate(self.columns):
            kind = self.headings.facts[number].kind if number in self.headings.facts else None
            if kind in (FactKind.AMOUNT, FactKind.POINTS):
                arrays.append(pa.array([None if value is None else float(value) for value in values], pa.float64()))
            else:
                arrays.append(pa.array(values, kinds[kind] if kind else pa.string()))
        table = pa.Table.from_arrays(arrays, names=list(self.headings.names))
        part = Part(table=table, rows=self.rows, rejected=self.rejected, done=done)
        self._clear()
        return part


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
