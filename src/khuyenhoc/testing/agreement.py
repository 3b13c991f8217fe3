"""Whether every engine decides whole tables as single decisions do, for any rule set."""

from collections.abc import Iterator, Sequence
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.rules.decide import decide
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.arrow import pa
from khuyenhoc.testing.at_thresholds import thresholds
from khuyenhoc.testing.engine_tables import ENGINES, engines as installed, to_arrow, to_engine
from khuyenhoc.testing.singles import differences, single_decisions
from khuyenhoc.testing.tables import AREA, ROW, UNIT, table_of_forms

__all__ = ["assert_engines_agree"]

_SHOWN = 5
_WHOLES = (7, 100, 333)


@public("khuyenhoc.testing")
def assert_engines_agree(
    rules: RuleSet, *, engines: Sequence[str] | None = None, rows: int = 200, seed: int = 0
) -> None:
    """Decide forms with every engine, and hold each cell of the answer against the decision of that form alone.

    The forms are as offices fill them in and as find mistakes: with gaps, with values that are refused, of nobody and
    of a million million, and at every threshold of the rule set one below, exactly at it, and one above.

    Args:
        rules: The rule set, shipped or one's own.
        engines: Names out of [`engines`][khuyenhoc.testing.engines]; all that are installed where nothing is said.
        rows: How many forms are drawn, beside those at thresholds.
        seed: What they are drawn from: the same forms for the same number.

    Raises:
        AssertionError: If an engine gives another cell; it says which, what was expected, and the facts of the form.
        InvalidValueError: For the name of no engine.
        MissingExtraError: If narwhals, numpy or pyarrow is not installed.

    >>> testing.assert_engines_agree(catalog.ruleset("cdht-324-2023"), engines=["pyarrow"], rows=20)
    """
    argument(rules, RuleSet, "rules")
    chosen = installed() if engines is None else list(engines)
    for engine in chosen:
        if engine not in ENGINES:
            raise InvalidValueError(
                "no-such-engine", path=("engines",), seen=engine, expected="one-of", known=list(ENGINES)
            )
    kinds: dict[str, Any] = {"area": AREA if rules.areas else None, "unit": UNIT if rules.units else None}
    for table, final in _tables(rules, rows, seed):
        expected = single_decisions(rules, table, final=final)
        for engine in chosen:
            given = decide(to_engine(table, engine), rules, indicators=True, final=final, **kinds)
            found = differences(expected, to_arrow(given))
            if found:  # no assert, which python -O leaves out
                raise AssertionError(_told(rules, engine, table, found))


def _tables(rules: RuleSet, rows: int, seed: int) -> Iterator[tuple[pa.Table, bool]]:
    """Forms at every threshold, then drawn ones: whole numbers and decimals, while the file is open and when closed."""
    schema = table_of_forms(rules, 1, seed, decimals=True).schema
    for whole in _WHOLES:
        yield pa.Table.from_pylist(list(_rows(rules, whole)), schema), False
    for number, final in enumerate((False, True)):
        yield table_of_forms(rules, rows, [seed, number], decimals=bool(number), wrong=0.05), final


def _rows(rules: RuleSet, whole: int) -> Iterator[dict[str, Any]]:
    for number, at in enumerate(thresholds(rules, whole=whole)):
        exact = {fact.key for fact in rules.facts if fact.kind in (FactKind.POINTS, FactKind.AMOUNT)}
        facts = {key: float(value) if key in exact else value for key, value in at.form.facts.items()}
        yield {ROW: number, AREA: at.form.area or None, UNIT: at.form.unit, **facts}


def _told(rules: RuleSet, engine: str, table: pa.Table, found: list[str]) -> str:
    row = int(found[0].partition(", row ")[2].partition(":")[0] or 0)
    lines = found[:_SHOWN] + ([f"and {len(found) - _SHOWN} more"] if len(found) > _SHOWN else [])
    form = {key: value for key, value in table.slice(row, 1).to_pylist()[0].items() if value is not None}
    return "\n  ".join([f"{engine} decides otherwise under {rules.id}", *lines, f"row {row} is {form}"])
