"""Shares of nobody: no shipped set recognises a place for people that it does not have."""

import polars as pl
import pytest

from khuyenhoc import RuleSet, Verdict, catalog, frames
from khuyenhoc.recognition import ShareTest

DECREE = catalog.ruleset("nd-20-2014/commune")
NOTHING = {fact.key: 0 for fact in DECREE.facts}
STANDARDS = ("preschool", "primary", "literacy", "lower_secondary")


def test_a_commune_of_nobody_is_undetermined_and_feeds_nothing() -> None:
    decision = DECREE.decide(NOTHING)
    assert decision.verdict is Verdict.UNDETERMINED
    assert {name: worst for name, worst, _ in decision.standards} == dict.fromkeys(STANDARDS)
    assert catalog.ruleset("tt-25-2023/commune").facts_from(decision) == {}
    assert "inapplicable" in [item.id for item in decision.interpretations if item.decisive]


@pytest.mark.parametrize(
    ("reading", "verdict", "literacy"),
    [("undetermined", "undetermined", None), ("left_out", "recognised", "2"), ("not_met", "not_recognised", None)],
)
def test_every_reading_of_nobody_works_one_by_one_and_in_tables(
    reading: str, verdict: str, literacy: str | None
) -> None:
    readings = {"inapplicable": reading}
    decision = DECREE.decide(NOTHING, readings=readings)
    assert decision.verdict.value == verdict
    assert {name: worst for name, worst, _ in decision.standards}["literacy"] == literacy
    row = frames.decide(pl.DataFrame([NOTHING]), DECREE, readings=readings).rows(named=True)[0]
    assert (row["verdict"], row["standard_literacy_worst"]) == (verdict, literacy)


def test_a_commune_without_one_age_group_leaves_that_standard_open_alone() -> None:
    best = dict.fromkeys(NOTHING, 100) | {"children_11_still_in_primary": 0}
    decision = DECREE.decide(best | {"children_5": 0, "children_5_in_class": 0, "children_5_completed_preschool": 0})
    assert {name: (worst, best) for name, worst, best in decision.standards} == {
        "preschool": (None, "1"),
        "primary": ("3", "3"),
        "literacy": ("2", "2"),
        "lower_secondary": ("3", "3"),
    }
    fed = catalog.ruleset("tt-25-2023/commune").facts_from(decision)
    assert fed == {"universal_primary": "3", "literacy": "2", "universal_lower_secondary": "3"}


@pytest.mark.parametrize(
    ("reading", "learning", "outcome"),
    [("not_met", 0, "not_met"), ("not_met", 1, "unknown"), ("undetermined", 0, "unknown"), ("left_out", 0, "unknown")],
)
def test_none_of_an_unknown_number_fails_where_nobody_does(reading: str, learning: int, outcome: str) -> None:
    """Nobody, or none of somebody: both are not met under that reading; under the others the number matters."""
    rules = catalog.ruleset("tt-25-2023/commune")
    facts, readings = {"learning_citizens": learning}, {"inapplicable": reading}
    decision = rules.decide(facts, readings=readings)
    assert next(item for item in decision.indicators if item.indicator.id == "5.1").at("1").outcome.value == outcome
    with pytest.warns(frames.MissingColumnsWarning):
        table = frames.decide(pl.DataFrame([facts]), rules, readings=readings)
    assert table["verdict"][0] == decision.verdict.value


def test_a_condition_that_a_level_does_not_have_is_not_asked_there() -> None:
    for reading in ("undetermined", "left_out", "not_met"):
        decision = DECREE.decide(NOTHING, readings={"inapplicable": reading})
        indicator = next(item for item in decision.indicators if item.indicator.id == "10.1")
        assert indicator.at("1").outcome.value == "not_applicable"


@pytest.mark.parametrize("unit", ["public_vocational_institution", "private_other_school"])
@pytest.mark.parametrize("level", ["district", "province"])
def test_a_school_without_learners_is_no_learning_unit_by_them(level: str, unit: str) -> None:
    rules = catalog.ruleset(f"tt-24-2023/{level}")
    decision = rules.decide({"learners": 0, "learning_learners": 0}, unit=unit)
    indicator = next(item for item in decision.indicators if item.indicator.id == "3.1")
    assert [part.outcome.value for part in indicator.at("1").parts if part.test.part_id == "b"] == ["unknown"]


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_share_of_every_shipped_set_says_what_one_of_nobody_is(rules: RuleSet) -> None:
    shares = [test for item in rules.indicators for test in item.tests if isinstance(test, ShareTest)]
    assert [test for test in shares if test.unresolved_if_empty is None] == []
    assert "share-of-nobody" not in [finding.code for finding in rules.check()]
