"""Counts within counts: more than there are is refused, each part named, one by one and in tables."""

import polars as pl
import pytest

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.errors import DocumentError
from khuyenhoc.recognition import FactKind, ShareTest
from khuyenhoc.recognition.law.facts import around

DECREE = catalog.ruleset("nd-20-2014/commune")
BEST = {fact.key: 1000 for fact in DECREE.facts if fact.kind is FactKind.COUNT} | {"children_11_still_in_primary": 0}


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"people_15_35_literate_1": 899}, ["people_15_25_literate_1", "people_15_35_literate_2"]),
        ({"people_15_35_literate_1": 899, "people_15_25_literate_1": 899}, ["people_15_35_literate_2"]),
        ({"people_15_60_literate_2": 999}, ["people_15_35_literate_2"]),
        (
            {"people_15_60": 999, "people_15_35": None},
            ["people_15_25", "people_15_35_literate_1", "people_15_60_literate_2"],
        ),
        ({"people_15_25": 0}, ["people_15_25_literate_1"]),
        ({"people_15_35_literate_1": None, "people_15_35": 10}, ["people_15_25", "people_15_35_literate_2"]),
        ({"people_15_35_literate_1": 1000, "people_15_35_literate_2": 999}, []),
        (
            {"people_15_25": 10, "people_15_25_literate_1": 10, "people_15_35_literate_1": 900},
            ["people_15_35_literate_2"],
        ),
    ],
)
def test_more_readers_than_there_can_be_are_refused(given: dict[str, int | None], parts: list[str]) -> None:
    facts = BEST | given
    table = pl.DataFrame([facts], infer_schema_length=None)
    verdict = frames.decide(table, DECREE)["verdict"][0]
    if not parts:
        assert verdict == DECREE.decide(facts).verdict.value
        return
    with pytest.raises(DocumentError) as caught:
        DECREE.decide(facts)
    refused = [error.path[0] for error in caught.value.errors]
    assert set(parts) <= set(refused)
    assert verdict == "invalid"
    assert [fault.fact for fault in frames.faults(table, DECREE)] == refused


def test_the_counts_around_bound_what_is_unknown() -> None:
    """Of 15 - 35, 890 of 1,000 read at level 1: those who read at level 2 can be no more, so 90 % is out of reach."""
    facts = {"people_15_35": 1000, "people_15_35_literate_1": 890, "people_15_60_literate_2": 3000}
    for given in (facts, facts | {"people_15_35_literate_1": 1000, "people_15_60_literate_2": 890}):
        decision = DECREE.decide(given, area="specially_difficult")
        indicator = next(item for item in decision.indicators if item.indicator.id == "20.1")
        assert indicator.at("2").outcome.value == "not_met"
        names = {"indicators": True, "area": "specially_difficult"}
        row = frames.decide(pl.DataFrame([given | dict.fromkeys(BEST.keys() - given.keys())]), DECREE, **names)
        assert dict(zip(row.columns, row.row(0), strict=True))["standard_literacy_best"] == decision.standards[2][2]


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_part_of_every_shipped_share_has_its_whole_around_it(rules: RuleSet) -> None:
    outer = {fact.key: fact.part_of for fact in rules.facts}
    shares = [test for item in rules.indicators for test in item.tests if isinstance(test, ShareTest)]
    assert [test for test in shares for part in test.part if test.whole not in around(outer, part)] == []
    assert "part-outside-whole" not in [finding.code for finding in rules.check()]
