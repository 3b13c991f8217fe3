"""The agreement of engines: every cell that a table gets is what a single decision says, whatever engine decides it.

`tests/benchmarks/agreement.py` does the same with a hundred thousand forms of every rule set.
"""

import itertools
from functools import cache
from typing import Any

import pyarrow as pa
import pytest

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.recognition import Method
from khuyenhoc.testing.engine_tables import ENGINES, required, to_arrow, to_engine
from khuyenhoc.testing.singles import differences, single_decisions
from khuyenhoc.testing.tables import AREA, ROW, UNIT, table_of_forms
from names import SETS
from own_rules import BANDED, MIXED

ROWS = 120
VARIANTS = ({"decimals": False, "final": False}, {"decimals": True, "final": True})


def settings_of(rules: RuleSet) -> dict[str, Any]:
    return {"area": AREA if rules.areas else None, "unit": UNIT if rules.units else None}


@cache
def reference(ruleset: str, variant: int) -> tuple[pa.Table, dict[str, list[Any]]]:
    """The forms, and what single decisions say of them."""
    rules, options = catalog.ruleset(ruleset), VARIANTS[variant]
    table = table_of_forms(rules, ROWS, 11 + variant, decimals=options["decimals"], wrong=0.05)
    return table, single_decisions(rules, table, final=options["final"])


@pytest.mark.parametrize("engine", ENGINES)
@pytest.mark.parametrize("ruleset", SETS)
def test_every_engine_decides_as_single_decisions_do(ruleset: str, engine: str) -> None:
    """Verdict, grade, best, worst, total, every indicator, and how much is missing, cell by cell."""
    required(engine)
    rules = catalog.ruleset(ruleset)
    # Spark takes seconds for each table: it gets one of the two
    variants = (SETS.index(ruleset) % 2,) if engine == "pyspark" else (0, 1)
    for variant in variants:
        table, expected = reference(ruleset, variant)
        given = frames.decide(
            to_engine(table, engine), rules, indicators=True, final=VARIANTS[variant]["final"], **settings_of(rules)
        )
        assert differences(expected, to_arrow(given)) == []


@pytest.mark.parametrize("ruleset", SETS)
def test_the_forms_are_worth_deciding(ruleset: str) -> None:
    """Of every rule set there are forms of every verdict, refused rows, and thresholds that are hit exactly."""
    rules = catalog.ruleset(ruleset)
    table = table_of_forms(rules, 4000, 5, wrong=0.05)
    verdicts = frames.decide(table, rules, indicators=True, **settings_of(rules))
    seen = set(verdicts["verdict"].to_pylist())
    assert seen == {"recognised", "not_recognised", "undetermined", "invalid"}
    if rules.method is not Method.POINTS or any(grade.each_indicator_at_least for grade in rules.grades):
        short = [name for name in verdicts.column_names if name.endswith("_short_by")]
        assert any(0 in verdicts[name].to_pylist() for name in short)


@pytest.mark.parametrize("ruleset", SETS)
def test_every_reading_of_an_open_question(ruleset: str) -> None:
    """Other readings of the questions that the text leaves open give in a table what they give in single cases."""
    rules = catalog.ruleset(ruleset)
    acting = rules.acting_questions()
    table = table_of_forms(rules, ROWS, 23, decimals=True)
    for item in rules.interpretations:
        for reading in item.readings if item.id in acting else ():
            for final in (False, True):
                options: dict[str, Any] = {"readings": {item.id: reading.id}, "final": final}
                given = frames.decide(table, rules, indicators=True, **options, **settings_of(rules))
                assert differences(single_decisions(rules, table, **options), given) == []


@pytest.mark.parametrize("text", [BANDED, MIXED])
@pytest.mark.parametrize("engine", ["polars", "pyarrow", "duckdb"])
def test_rule_sets_of_the_user_s_own(text: str, engine: str) -> None:
    """Bands and proportions of points, several parts, counts within counts within counts, and areas of their own."""
    rules = catalog.parse_rules(text)
    for seed, decimals, final in itertools.product(range(3), (False, True), (False, True)):
        table = table_of_forms(rules, 300, seed, decimals=decimals, wrong=0.03)
        expected = single_decisions(rules, table, final=final)
        given = frames.decide(to_engine(table, engine), rules, indicators=True, final=final, **settings_of(rules))
        assert differences(expected, to_arrow(given)) == []


@pytest.mark.parametrize("ruleset", ["tt-24-2023/province", "tt-25-2023/commune", "cdht-324-2023"])
def test_one_area_and_unit_for_all_rows(ruleset: str) -> None:
    """A kind of area or unit that all rows share gives what a column of it gives."""
    rules = catalog.ruleset(ruleset)
    table = table_of_forms(rules, 300, 31)
    for area in ("", *(item.id for item in rules.areas)):
        for unit in [item.id for item in rules.units][:4] or [""]:
            same = {AREA: area, UNIT: unit}
            here = table
            for name, value in same.items():
                if name in table.column_names:
                    index = table.column_names.index(name)
                    here = here.set_column(index, name, pa.array([value] * len(table)))
            constant = frames.decide(here, rules, indicators=True, area=area, unit=unit or None)
            assert constant.equals(frames.decide(here, rules, indicators=True, **settings_of(rules)))


@pytest.mark.parametrize("ruleset", SETS)
def test_faults_are_those_of_single_decisions(ruleset: str) -> None:
    """The rows that are refused are the rows that have faults, whichever engine found them."""
    rules = catalog.ruleset(ruleset)
    table = table_of_forms(rules, 2500, 41, decimals=True, wrong=0.1)
    decided = frames.decide(table, rules, **settings_of(rules))
    refused = {
        row
        for row, verdict in zip(decided[ROW].to_pylist(), decided["verdict"].to_pylist(), strict=True)
        if verdict == "invalid"
    }
    assert len(refused) > 40
    for engine in ("polars lazy", "duckdb"):
        found = list(frames.faults(to_engine(table, engine), rules, row=ROW, **settings_of(rules)))
        assert {fault.row for fault in found} == refused
        columns = {name for fault in found if fault.fact != "total" for name in fault.column.split(", ")}
        assert columns <= set(table.column_names)
