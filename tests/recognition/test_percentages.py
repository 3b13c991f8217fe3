"""Percentages lie between 0 and 100: 150 % of the workers employed is refused, one by one and in tables."""

import polars as pl
import pytest

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.errors import DocumentError


@pytest.mark.parametrize(
    ("level", "key"),
    [
        ("district", "employment_rate"),
        ("district", "employment_rate_previous"),
        ("province", "poor_household_rate"),
        ("province", "poor_household_rate_previous"),
    ],
)
@pytest.mark.parametrize(
    ("value", "accepted"),
    [("150", False), ("100.0010", False), ("-0.001", False), ("100", True), ("97.2", True), ("0", True)],
)
def test_a_percentage_has_its_bounds(level: str, key: str, value: str, accepted: bool) -> None:
    rules = catalog.ruleset(f"tt-25-2023/{level}")
    with pytest.warns(frames.MissingColumnsWarning):
        verdict = frames.decide(pl.DataFrame({key: [float(value)]}), rules)["verdict"][0]
    assert (verdict != "invalid") is accepted
    if accepted:
        assert rules.decide({key: value}).verdict.value == verdict
    else:
        with pytest.raises(DocumentError) as caught:
            rules.decide({key: value})
        assert [(error.path, error.expected) for error in caught.value.errors] == [((key,), "0 to 100")]


def test_an_amount_of_money_has_none() -> None:
    rules = catalog.ruleset("tt-25-2023/district")
    assert rules.decide({"income_per_head": "61500000.5"}).verdict.value == "undetermined"


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_shipped_percentage_states_its_bounds(rules: RuleSet) -> None:
    assert [fact.key for fact in rules.facts if fact.unit and fact.unit.vi == "%" and fact.maximum != 100] == []
    assert "percentage-without-bound" not in [finding.code for finding in rules.check()]
