"""Deciding a whole table: a rule set, the columns of its facts, and the engine of the table."""

import warnings
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any, cast

from khuyenhoc._base.door import argument, public
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.frames.engine import (
    MissingColumnsWarning,
    as_pandas_partitions,
    ignores_case,
    names_of,
    opened,
    ready,
    refuse_unknown,
    results,
)
from khuyenhoc.frames.names import new_columns, refuse_collisions
from khuyenhoc.frames.rules.columns import columns_of
from khuyenhoc.frames.rules.indicators import indicator_stage
from khuyenhoc.frames.rules.sheet import Sheet
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.ruleset import RuleSet

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrameT

__all__ = ["decide", "sheet_for"]


@public("khuyenhoc.frames")
def decide(
    frame: "IntoFrameT",
    rules: RuleSet,
    columns: Mapping[str, str] | None = None,
    *,
    indicators: bool = False,
    final: bool = False,
    area: str | Option | None = None,
    unit: str | Option | None = None,
    readings: Mapping[str, str] | None = None,
) -> "IntoFrameT":
    """The table with a decision in every row, the same as [`RuleSet.decide`][khuyenhoc.RuleSet.decide] (xét cả bảng).

    The columns that are added, and their codes, stand in the reference. Nulls are unknown facts. A row that holds a
    value which `RuleSet.decide` refuses gets the verdict ``invalid`` and nothing else; see
    [`faults`][khuyenhoc.frames.faults] for what is wrong with it.

    Args:
        frame: A polars, pandas, pyarrow, DuckDB, PySpark or Dask table. What comes back is of the same kind, and lazy
            if it was.
        rules: The rule set.
        columns: Names of columns by key of the fact, for columns that are not named by the key.
        indicators: Add the outcome of each indicator at each grade, and how much is missing.
        final: Close the files: where the circular says that no evidence means not met, it does.
        area: Id of the area of all rows, or the name of a column of such ids, whose nulls are ordinary areas.
        unit: Id of the kind of unit of all rows, or the name of a column of such ids.
        readings: Other readings of the open questions, by id of the interpretation.

    Raises:
        DocumentError: For keys that are no facts and columns that are not there.
        InvalidValueError: If the table already holds a column that is added, or the unit is missing.
        MissingExtraError: If narwhals is not installed.
        UnknownNameError: For an area, unit or reading that neither the set nor the table knows.
        WrongTypeError: For what is no table, and for columns of a type that cannot hold their fact.

    Warns:
        MissingColumnsWarning: Once, with the facts that have no column: they are unknown in every row.

    >>> import polars as pl
    >>> from khuyenhoc import frames
    >>> rules = catalog.ruleset("cdht-324-2023")
    >>> table = pl.DataFrame({fact.key: [8, 8, None, 12] for fact in rules.facts})
    >>> frames.decide(table, rules).select("verdict", "total").rows()
    [('recognised', 8000), ('recognised', 8000), ('undetermined', None), ('invalid', None)]
    """
    argument(rules, RuleSet, "rules")
    for name, flag in (("indicators", indicators), ("final", final)):
        if not isinstance(flag, bool):
            raise WrongTypeError("not-a-yes-or-no", path=(name,), seen=flag, expected="true-or-false")
    options: dict[str, Any] = {"final": final, "area": area, "unit": unit, "readings": readings}
    in_parts = as_pandas_partitions(frame)
    if in_parts is not None:
        # what is wrong with the columns is said here, not in a worker
        options |= {"indicators": indicators}
        native, meta = cast("Any", frame), decide(in_parts, rules, columns, **options)
        return cast("IntoFrameT", native.map_partitions(_part, rules, columns, options, meta=meta))
    table = opened(frame)
    added = new_columns(rules, indicators=indicators)
    sheet, source = sheet_for(table, rules, columns, added=added, keep_states=indicators, **options)
    if sheet.missing:
        text = f"{rules.id}: no column for {', '.join(sheet.missing)}; unknown in every row"
        warnings.warn(text, MissingColumnsWarning, stacklevel=2)
    stages = sheet.stages(indicator_stage(sheet) if indicators else {})
    return cast("IntoFrameT", results(table, source, stages, added))


def sheet_for(
    table: Any,
    rules: RuleSet,
    columns: Mapping[str, str] | None,
    *,
    added: Sequence[str] = (),
    also: Sequence[str] = (),
    **options: Any,
) -> tuple[Sheet, Any]:
    """The compiled rule set, and the table that its expressions are for.

    No name of the table may be one of those that are ``added``; ``also`` names more columns that are to be at hand.
    """
    present = names_of(table)
    refuse_collisions(present, added, letter_case=not ignores_case(table))
    found = columns_of(rules, present, columns)
    settings = [name for name in (options["area"], options["unit"]) if isinstance(name, str) and name in present]
    source = ready(table, list(dict.fromkeys([*found.values(), *settings, *also])))
    refuse_unknown(source, [*found.values(), *settings])
    return Sheet(
        rules, source.collect_schema(), found, guarded=not source.implementation.is_polars(), **options
    ), source


def _part(frame: Any, rules: RuleSet, columns: Mapping[str, str] | None, options: dict[str, Any]) -> Any:
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", MissingColumnsWarning)
        return decide(frame, rules, columns, **options)
