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


@pytest.mark.parametrize(
    ("level", "indicator", "facts", "outcome"),
    [
        ("district", "4.3", {"employment_rate_previous": 100}, "not_met"),
        ("district", "4.3", {"employment_rate_previous": "99.9"}, "unknown"),
        ("district", "4.3", {"employment_rate": 0}, "not_met"),
        ("district", "4.3", {"employment_rate": "0.01"}, "unknown"),
        ("province", "4.2", {"poor_household_rate_previous": 0}, "not_met"),
        ("province", "4.2", {"poor_household_rate": 100}, "not_met"),
        ("province", "4.2", {"poor_household_rate": 0}, "unknown"),
        ("province", "4.3", {"grdp": 0}, "unknown"),
    ],
)
def test_what_stands_at_a_bound_cannot_move_past_it(
    level: str, indicator: str, facts: dict[str, float | str], outcome: str
) -> None:
    """Article 11(4)(c) and 16(4)(b) of Circular 25/2023 ask for more, or less, than in the year before."""
    rules = catalog.ruleset(f"tt-25-2023/{level}")
    decision = rules.decide(facts)
    assert next(item for item in decision.indicators if item.indicator.id == indicator).at("1").outcome.value == outcome
    assert decision.verdict.value == {"not_met": "not_recognised"}.get(outcome, "undetermined")
    with pytest.warns(frames.MissingColumnsWarning):
        table = frames.decide(pl.DataFrame({key: [float(value)] for key, value in facts.items()}), rules)
    assert table["verdict"][0] == decision.verdict.value


def test_an_amount_of_money_has_none() -> None:
    rules = catalog.ruleset("tt-25-2023/district")
    assert rules.decide({"income_per_head": "61500000.5"}).verdict.value == "undetermined"


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_shipped_percentage_states_its_bounds(rules: RuleSet) -> None:
    assert [fact.key for fact in rules.facts if fact.unit and fact.unit.vi == "%" and fact.maximum != 100] == []
    assert "percentage-without-bound" not in [finding.code for finding in rules.check()]
