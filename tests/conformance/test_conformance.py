"""Cases that a jurist can read, decided in every way: one by one, by grade alone, and in tables of each engine.

A file is one law: ``start`` is an applicant, an article says what it asks for, and each of its cases what is
different (``"?"`` is not known), with the verdict and grade, or the level of each standard, that the article gives.
"""

import tomllib
from collections import defaultdict
from decimal import Decimal
from pathlib import Path
from typing import Any

import attrs
import pyarrow as pa
import pytest

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.recognition import FactKind, Method
from khuyenhoc.testing.engine_tables import ENGINES, missing, to_arrow, to_engine

FILES = sorted(Path(__file__).parent.glob("*.toml"))
ROW, AREA, UNIT = "row", "kind_of_area", "kind_of_unit"


@attrs.frozen
class Case:
    """An applicant, and what the law makes of it."""

    where: str
    facts: dict[str, Any]
    area: str
    unit: str
    options: dict[str, Any]
    verdict: str
    grade: str | None
    levels: dict[str, str | None]


@attrs.frozen
class Law:
    """A file of cases."""

    rules: RuleSet
    cases: list[Case]


def law(file: Path) -> Law:
    data = tomllib.loads(file.read_text(encoding="utf-8"))
    rules = catalog.ruleset(data["law"])
    highest = {item.id: item.grades[-1] for item in rules.criteria if rules.method is Method.STANDARDS}
    cases = []
    for article in data["articles"]:
        for case in article["cases"]:
            facts = data["start"] | case["given"]
            said = case.get("levels", {})
            cases.append(
                Case(
                    where=f"{article['cite']} ({article['asks']}): {case['given']}",
                    facts={key: None if value == "?" else value for key, value in facts.items()},
                    area=article.get("area", ""),
                    unit=article.get("unit", data.get("unit", "")),
                    options={name: article[name] for name in ("readings", "final") if name in article},
                    verdict=case["verdict"],
                    grade=case.get("grade"),
                    levels={name: None if level == "none" else level for name, level in (highest | said).items()},
                )
            )
    return Law(rules, cases)


LAWS = {file.stem: law(file) for file in FILES}


def test_every_rule_set_has_its_cases() -> None:
    assert sorted(item.rules.id for item in LAWS.values()) == sorted(rules.id for rules in catalog.rulesets())


@pytest.mark.parametrize("name", LAWS)
def test_decide_gives_what_the_article_says(name: str) -> None:
    wrong = []
    for case in LAWS[name].cases:
        decision = LAWS[name].rules.decide(case.facts, area=case.area, unit=case.unit, **case.options)
        given = (decision.verdict.value, decision.grade, {item: worst for item, worst, _ in decision.standards})
        if given != (case.verdict, case.grade, case.levels):
            wrong.append(f"{case.where}: {given}")
        assert case.verdict == "undetermined" or all(worst == best for _, worst, best in decision.standards)
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("name", LAWS)
def test_score_gives_the_grade_of_the_article(name: str) -> None:
    for case in LAWS[name].cases:
        grade = LAWS[name].rules.score(case.facts, area=case.area, unit=case.unit, **case.options)
        assert grade == case.grade, case.where


@pytest.mark.parametrize("name", LAWS)
@pytest.mark.parametrize("engine", ENGINES)
def test_tables_give_what_the_article_says(name: str, engine: str) -> None:
    """All cases of a law in one table; those that read an open question otherwise, or close the file, in another."""
    if why := missing(engine):
        pytest.skip(why)
    rules = LAWS[name].rules
    groups: dict[str, list[Case]] = defaultdict(list)
    for case in LAWS[name].cases:
        groups[repr(case.options)].append(case)
    for cases in groups.values():
        options = cases[0].options | {"area": AREA if rules.areas else None, "unit": UNIT if rules.units else None}
        given = frames.decide(to_engine(table(rules, cases), engine), rules, **options)
        rows = to_arrow(given).sort_by(ROW).to_pylist()
        for case, row in zip(cases, rows, strict=True):
            assert (row["verdict"], row["grade"]) == (case.verdict, case.grade), case.where
            for item, level in case.levels.items():
                assert (row[f"standard_{item}_worst"], row[f"standard_{item}_best"]) == (level, level), case.where


def table(rules: RuleSet, cases: list[Case]) -> pa.Table:
    """The cases as a table, a column a fact."""
    columns: dict[str, Any] = {ROW: pa.array(range(len(cases)), pa.int64())}
    if rules.areas:
        columns[AREA] = pa.array([case.area or None for case in cases], pa.string())
    if rules.units:
        columns[UNIT] = pa.array([case.unit for case in cases], pa.string())
    kinds = {FactKind.YES_NO: pa.bool_(), FactKind.COUNT: pa.int64(), FactKind.RANK: pa.string()}
    for fact in rules.facts:
        values = [case.facts[fact.key] for case in cases]
        if fact.kind in kinds:
            columns[fact.key] = pa.array(values, kinds[fact.kind])
        else:
            columns[fact.key] = pa.array([float(Decimal(value)) for value in values], pa.float64())
    return pa.table(columns)
