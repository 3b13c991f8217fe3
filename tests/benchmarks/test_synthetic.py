"""Synthetic forms: the same for the same seed, valid, awkward where they should be, and written in batches."""

import subprocess
import sys
from fractions import Fraction
from importlib import import_module
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
import pytest

from benchmarks import synthetic
from khuyenhoc import RuleSet, catalog
from khuyenhoc.recognition import FactKind
from khuyenhoc.recognition.law.kinds import ShareTest

SCRIPT = Path(__file__).parent / "synthetic.py"
RULESETS = catalog.rulesets()
ROWS = 3000
every_set = pytest.mark.parametrize("rules", RULESETS, ids=lambda rules: rules.id)


def rows_of(rules: RuleSet, rows: int = ROWS, seed: int = 1) -> list[dict[str, Any]]:
    return [row for batch in synthetic.batches(rules, rows, seed=seed) for row in batch.to_pylist()]


@every_set
def test_every_form_is_accepted(rules: RuleSet) -> None:
    """No value is refused, and all three verdicts come up."""
    verdicts = set()
    for row in rows_of(rules):
        area, unit = row.pop("area", None), row.pop("unit", None)
        assert row.keys() == {fact.key for fact in rules.facts}
        verdicts.add(rules.decide(row, area=area or "", unit=unit or "").verdict.value)
    assert verdicts == {"recognised", "not_recognised", "undetermined"}


@every_set
def test_every_grade_is_reached(rules: RuleSet) -> None:
    """Some form reaches each grade for certain; standards have levels of their own."""
    reached = set()
    for row in rows_of(rules, 12_000 if len(rules.grades) > 1 else ROWS):
        area, unit = row.pop("area", None), row.pop("unit", None)
        decision = rules.decide(row, area=area or "", unit=unit or "")
        reached |= {level for _, level, _ in decision.standards} if decision.standards else {decision.grade}
    assert reached == {None, *(grade.id for grade in rules.grades)}


@every_set
def test_facts_are_left_out_and_each_kind_of_area_and_unit_comes_up(rules: RuleSet) -> None:
    """Every column has nulls and values; forms with a gap are a minority."""
    rows = rows_of(rules)
    for fact in rules.facts:
        gaps = sum(row[fact.key] is None for row in rows)
        assert 0 < gaps < ROWS / 10, fact.key
    assert sum(all(row[fact.key] is not None for fact in rules.facts) for row in rows) > ROWS * 0.8
    if rules.areas:
        assert {row["area"] for row in rows} == {None, *(area.id for area in rules.areas)}
    if rules.units:
        assert {row["unit"] for row in rows} == {unit.id for unit in rules.units}


@every_set
def test_thresholds_are_hit_and_missed_by_one(rules: RuleSet) -> None:
    """For every share: the least count that reaches its rate, and the one before it; and a whole of nobody."""
    rows = rows_of(rules, 8000)
    for test in {test for indicator in rules.indicators for test in indicator.tests if isinstance(test, ShareTest)}:
        rate = test.at_least.value
        known = [
            (sum(row[part] for part in test.part), row[test.whole])
            for row in rows
            if None not in (row[test.whole], *(row[part] for part in test.part))
        ]
        assert any(whole == 0 for _, whole in known), test
        gaps = {part - -(-rate.numerator * whole // rate.denominator) for part, whole in known if whole > 20}
        assert {-1, 0} <= gaps, test


@pytest.mark.parametrize("rules", [rules for rules in RULESETS if rules.maximum_total], ids=lambda rules: rules.id)
def test_totals_are_hit_and_missed_by_one(rules: RuleSet) -> None:
    """Every mark of a set of points is hit exactly and missed by one, and no total is above the most."""
    totals = {
        sum(values)
        for row in rows_of(rules)
        if None not in (values := [row[fact.key] for fact in rules.facts if fact.kind is FactKind.POINTS])
    }
    marks = {total.at_least for grade in rules.grades for total in grade.totals}
    assert marks | {mark - 1 for mark in marks} <= {Fraction(total) for total in totals}
    assert max(totals) <= (rules.maximum_total or 0)


def test_the_hand_written_sheets_agree_with_the_library(monkeypatch: pytest.MonkeyPatch) -> None:
    """The plain Python that the library is measured against says the same, indicator by indicator."""
    monkeypatch.syspath_prepend(str(SCRIPT.parent))
    by_hand, answers, sheet = (import_module(name) for name in ("baseline_python", "same_answers", "sheet"))
    for ruleset, told, lines, grade in (
        (sheet.COMMUNE, answers.told_of_commune, by_hand.lines_commune, by_hand.grade_commune),
        (sheet.CITIZEN, answers.told_of_citizen, by_hand.lines_citizen, by_hand.grade_citizen),
    ):
        rules = catalog.ruleset(ruleset)
        forms = [{fact.key: row[fact.key] for fact in rules.facts} for row in rows_of(rules)]
        assert [told(rules.decide(facts)) for facts in forms] == [lines(facts) for facts in forms]
        assert [rules.score(facts) for facts in forms] == [grade(facts) for facts in forms]


def test_the_same_seed_gives_the_same_bytes(tmp_path: Path) -> None:
    """Two runs of the command write the same file, and another seed another one."""
    found = []
    for name, seed in (("one", "7"), ("other", "7"), ("third", "8")):
        file = tmp_path / f"{name}.parquet"
        command = [sys.executable, str(SCRIPT), "tt-25-2023/commune", "500", str(file), "--seed", seed]
        subprocess.run(command, check=True)
        found.append(file.read_bytes())
    assert found[0] == found[1] != found[2]


def test_rows_come_in_batches(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A row group for each batch; a longer file starts with the rows of a shorter one."""
    monkeypatch.setattr(synthetic, "BATCH", 400)
    rules = catalog.ruleset("cdht-324-2023")
    synthetic.write(rules, 1000, tmp_path / "out.parquet", seed=2)
    file = pq.ParquetFile(tmp_path / "out.parquet")
    assert [file.metadata.row_group(number).num_rows for number in range(file.num_row_groups)] == [400, 400, 200]
    assert file.read().slice(0, 800).to_pylist() == rows_of(rules, 800, seed=2)
