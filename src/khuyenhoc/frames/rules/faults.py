"""What is wrong with the rows that are refused: each of them, read again as a single case."""

import math
from collections.abc import Iterator, Mapping
from decimal import Decimal
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import argument, exact_int, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError, WrongTypeError
from khuyenhoc.frames.engine import as_pandas_partitions, has_order, names_of, numbered, opened
from khuyenhoc.frames.names import POINT, PREFIX
from khuyenhoc.frames.rules.columns import AMOUNT, MOST_AMOUNT, MOST_COUNT, MOST_FLOAT, MOST_POINTS
from khuyenhoc.frames.rules.decide import sheet_for
from khuyenhoc.frames.rules.settings import RowSettings
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.law.facts import Fact, FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence, one_of, word

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrame

__all__ = ["Fault", "exact_value", "faults"]

_ROW = f"{PREFIX}row"


@public("khuyenhoc.frames")
@attrs.frozen(kw_only=True, repr=False)
class Fault(Shown):
    """A value for which a row is refused (giá trị sai trong bảng).

    Attributes:
        row: The number of the row, from 1, or what the column of the argument `row` holds.
        column: The column; several, joined by commas, for counts that are too many together; empty for a total.
        fact: Key of the fact, ``area``, ``unit`` or ``total``; the first one of several.
        seen: The value, as text.
        message: What is wrong with it.
        expected: What would have been accepted.
        error: The same as an error, which has the words in both languages.
    """

    row: Any
    column: str
    fact: str
    seen: str
    message: str
    expected: str
    error: KhuyenHocError = attrs.field(eq=False)


@public("khuyenhoc.frames")
def faults(
    frame: "IntoFrame",
    rules: RuleSet,
    columns: Mapping[str, str] | None = None,
    *,
    area: str | Option | None = None,
    unit: str | Option | None = None,
    row: str | None = None,
    limit: int | None = None,
) -> Iterator[Fault]:
    """What is wrong with the rows that [`decide`][khuyenhoc.frames.decide] gives the verdict ``invalid``.

    Only those rows leave the engine. A row may have several faults.

    Args:
        frame: The table, as for `decide`.
        rules: The rule set.
        columns: Names of columns by key of the fact.
        area: As for `decide`.
        unit: As for `decide`.
        row: The column that names a row; without it rows are counted from 1, where the engine keeps them in order.
        limit: Look at no more than so many rows; None for all.

    Raises:
        InvalidValueError: If the rows of the engine have no order and no column names them, or the limit is negative.
        UnknownNameError: If there is no such column.
        WrongTypeError: If the limit is no whole number; for tables and columns as `decide`.

    >>> import polars as pl
    >>> from khuyenhoc import frames
    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> table = pl.DataFrame({"citizens": [900, 900], "learning_citizens": [700, 901], "literacy": ["2", "5"]})
    >>> for fault in frames.faults(table, rules):
    ...     print(fault.row, fault.column, fault.seen, "-", fault.message)
    2 literacy '5' - not a step of literacy
    2 learning_citizens 901 - more than there are
    """
    argument(rules, RuleSet, "rules")
    if limit is not None:
        _checked(limit)
    native: Any = frame
    parts = [native] if as_pandas_partitions(frame) is None else [part.compute() for part in native.partitions]
    before = 0
    for part in parts:
        table = opened(part)
        if row is not None and row not in names_of(table):
            raise UnknownNameError("no-such-column", path=("row",), seen=row)
        yield from _of_table(table, rules, columns, {"area": area, "unit": unit}, row, limit, before)
        before += len(part) if len(parts) > 1 else 0


def _checked(limit: Any) -> None:
    try:
        rows = exact_int(limit)
    except KhuyenHocError as error:
        raise error.at("limit") from None
    if rows < 0:
        raise InvalidValueError("a-negative-number-of-rows", path=("limit",), seen=limit)


def _of_table(
    table: Any,
    rules: RuleSet,
    columns: Mapping[str, str] | None,
    settings: dict[str, Any],
    row: str | None,
    limit: int | None,
    before: int,
) -> Iterator[Fault]:
    if row is None and not has_order(table):
        raise InvalidValueError("the-rows-of-this-engine-have", path=("row",))
    options = {"keep_states": False, "final": False, "readings": None, **settings}
    sheet, source = sheet_for(table, rules, columns, also=() if row is None else (row,), **options)
    if sheet.bad is False:
        return
    if row is None:
        source = numbered(source, _ROW)
    for stage in sheet.stages()[:-2]:
        source = source.with_columns(**stage)
    kept = [name for name in dict.fromkeys([_ROW if row is None else row, *sheet.used]) if name]
    wrong = source.filter(sheet.bad).select(*kept)
    if limit is not None:
        wrong = wrong.head(limit)
    if hasattr(wrong, "collect"):
        wrong = wrong.collect()
    for cells in wrong.iter_rows(named=True):
        name = before + cells[_ROW] + 1 if row is None else cells[row]
        yield from _of_row(rules, sheet.settings, sheet.reader.columns, cells, name)


def _of_row(
    rules: RuleSet, settings: RowSettings, columns: Mapping[str, str], cells: dict[str, Any], row: Any
) -> Iterator[Fault]:
    named = {"area": settings.area_column, "unit": settings.unit_column}
    chosen = {"area": settings.areas[0], "unit": settings.units[0]}
    errors: list[KhuyenHocError] = []
    for name, known in (("area", settings.areas), ("unit", settings.units)):
        column = named[name]
        if column is not None:
            value = cells[column] or ""
            if value in known:
                chosen[name] = value
            else:
                expected = one_of(filter(None, known), "none")
                errors.append(
                    UnknownNameError(
                        "no-such-kind-of", path=(name,), seen=cells[column], expected=expected, called=word(name)
                    )
                )
    facts: dict[str, Any] = {}
    for fact in rules.facts:
        if fact.key in columns and (value := cells[columns[fact.key]]) is not None:
            try:
                facts[fact.key] = exact_value(fact, value)
            except KhuyenHocError as error:
                errors.append(error.at(fact.key))
    plan = settings.plans[chosen["area"], chosen["unit"]]
    try:
        plan.run(facts)
    except DocumentError as error:
        errors += error.errors
    for wrong in errors:
        keys = [str(part) for part in wrong.path] or ["total"]
        held = [named.get(key) or columns.get(key, "") for key in keys]
        seen = wrong.seen if isinstance(wrong.seen, str) and len(keys) > 1 else _cell(wrong, cells, held)
        yield Fault(
            row=row,
            column=", ".join(filter(None, held)),
            fact=keys[0],
            seen=seen,
            message=wrong.message,
            expected=wrong.expected,
            error=wrong,
        )


def _cell(error: KhuyenHocError, cells: dict[str, Any], columns: list[str]) -> str:
    """The value as it stands in the table, not as it was read."""
    return repr(cells[columns[0]]) if columns[0] in cells else str(error.seen)


def exact_value(fact: Fact, value: Any) -> Any:
    """A cell as a single case takes it: floats as the decimals they are the nearest floats of, within the limits."""
    limits: dict[FactKind, int] = {
        FactKind.COUNT: int(MOST_COUNT),
        FactKind.AMOUNT: int(MOST_AMOUNT),
        FactKind.POINTS: int(MOST_POINTS),
    }
    most = limits.get(fact.kind)
    if isinstance(value, float | Decimal):
        scale = {FactKind.AMOUNT: AMOUNT, FactKind.POINTS: POINT}.get(fact.kind, 1)
        if value != value:  # noqa: PLR0124 - not a number is the only value that differs from itself
            raise WrongTypeError("not-a-number", seen=value, expected="a-number")
        if not math.isfinite(value) or abs(Fraction(value)) > (most or MOST_COUNT):
            raise InvalidValueError(
                "beyond-what-a-table-can-hold", seen=value, expected="at-most", most=most or MOST_COUNT
            )
        exact = Fraction(value)
        parts = round(exact * scale)
        same = parts / scale == value if isinstance(value, float) else Fraction(parts, scale) == exact
        if exact.denominator != 1 and (scale == 1 or not same or abs(exact) > MOST_FLOAT):
            digits = Sentence("at-most-decimals", most=len(str(scale)) - 1)
            expected = "a-whole-number" if scale == 1 else digits
            raise InvalidValueError("more-decimals-than-a-table-can", seen=value, expected=expected)
        value = Fraction(parts, scale)
        value = int(value) if value.denominator == 1 else value
    if most is not None and not isinstance(value, bool | str) and abs(value) > most:
        raise InvalidValueError("beyond-what-a-table-can-hold", seen=value, expected="at-most", most=most)
    return value
