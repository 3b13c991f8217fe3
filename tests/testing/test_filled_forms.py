"""Filled-in forms of any rule set: complete ones, with gaps, at thresholds, and wrong."""

from fractions import Fraction

import pytest
from hypothesis import given, strategies as st

from khuyenhoc import DocumentError, Outcome, RuleSet, catalog, testing
from khuyenhoc.forms import Applicant
from khuyenhoc.recognition import CountTest, RankTest, ShareTest, Total
from names import SETS
from own_rules import BANDED, MIXED

OWN = {"banded": BANDED, "mixed": MIXED}
EACH = pytest.mark.parametrize("name", [*SETS, *OWN])


def rules_of(name: str) -> RuleSet:
    return catalog.parse_rules(OWN[name]) if name in OWN else catalog.ruleset(name)


def decided(rules: RuleSet, form: Applicant) -> object:
    return rules.decide(form.facts, area=form.area, unit=form.unit)


@EACH
@given(data=st.data())
def test_complete_forms_have_every_fact_and_are_accepted(name: str, data: st.DataObject) -> None:
    rules = rules_of(name)
    form = data.draw(testing.complete_forms(rules))
    assert {*form.facts} == {fact.key for fact in rules.facts}
    assert None not in form.facts.values()
    decision = rules.decide(form.facts, area=form.area, unit=form.unit)
    assert all(form.facts[key] == 0 for key in decision.missing)  # a share of nobody may be undetermined


@EACH
@given(data=st.data())
def test_forms_with_gaps_are_accepted(name: str, data: st.DataObject) -> None:
    """Whatever is missing is a fact that is left out or given as None."""
    rules = rules_of(name)
    form = data.draw(testing.forms_with_gaps(rules))
    decision = rules.decide(form.facts, area=form.area, unit=form.unit)
    assert all(form.facts.get(key) in (None, 0) for key in decision.missing)  # a share of nobody is open, too


@EACH
@given(data=st.data())
def test_wrong_forms_are_refused(name: str, data: st.DataObject) -> None:
    rules = rules_of(name)
    form = data.draw(testing.wrong_forms(rules))
    with pytest.raises(DocumentError):
        decided(rules, form)


@EACH
@pytest.mark.parametrize("whole", [1, 7, 20, 100, 333, 10_000])
def test_forms_at_thresholds_are_one_below_at_and_one_above(name: str, whole: int) -> None:
    """In whole numbers, from the test alone: the least count that is at least the rate, and its two neighbours."""
    rules = rules_of(name)
    for at in testing.thresholds(rules, whole=whole):
        facts = at.form.facts
        if isinstance(at.asks, ShareTest):
            rate = at.asks.at_least.value
            part = sum(facts[key] for key in at.asks.part)
            assert facts[at.asks.whole] == whole
            assert part * rate.denominator >= rate.numerator * whole or at.off < 0
            assert (part - at.off - 1) * rate.denominator < rate.numerator * whole
        elif isinstance(at.asks, CountTest):
            assert facts[at.asks.fact] == at.asks.at_least + at.off
        elif isinstance(at.asks, Total):
            assert sum(facts.values(), start=Fraction(0)) == at.asks.at_least + at.off


@EACH
def test_decisions_see_thresholds_as_such(name: str) -> None:
    """Exactly at it is met and short by nothing; one below is not met and short by one; one above is met."""
    rules = rules_of(name)
    for at in testing.thresholds(rules):
        decision = rules.decide(at.form.facts, area=at.form.area, unit=at.form.unit)
        if isinstance(at.asks, Total):
            assert decision.total == at.asks.at_least + at.off
            continue
        result = next(item for item in decision.indicators if item.indicator.id == at.indicator)
        parts = [part for grade in result.grades for part in grade.parts if part.test == at.asks]
        assert parts
        assert {part.short_by for part in parts} == {-at.off}
        assert {part.outcome for part in parts} == {Outcome.NOT_MET if at.off < 0 else Outcome.MET}


@pytest.mark.parametrize("name", SETS)
def test_every_threshold_has_its_forms(name: str) -> None:
    """Every share and count of a rule set, as it is read, and of ranks all but what is beyond the ends."""
    rules = catalog.ruleset(name)
    used = {item.id: item.used for item in rules.interpretations}
    asked = {
        (indicator.id, test)
        for indicator in rules.indicators
        for test in indicator.tests
        if isinstance(test, ShareTest | CountTest | RankTest)
        if all(used[item.question] == item.reading for item in test.readings)
    }
    found = {(at.indicator, at.asks) for at in testing.thresholds(rules) if at.off == 0}
    assert asked <= found
    drawn = {at.off for at in testing.thresholds(rules)}
    assert drawn == {-1, 0, 1}


@given(st.data())
def test_the_strategy_draws_what_the_list_holds(data: st.DataObject) -> None:
    rules = catalog.ruleset("cdht-324-2023")
    form = data.draw(testing.forms_at_thresholds(rules))
    assert form in [at.form for at in testing.thresholds(rules)]
