"""Forms that are read at once and those that are not give the same decisions, grades and refusals."""

import copy
from decimal import Decimal
from fractions import Fraction
from types import MappingProxyType
from typing import Any

import pytest
from hypothesis import given, strategies as st

from khuyenhoc import Citation, DocumentError, Label, RuleSet, catalog
from khuyenhoc.recognition import Criterion, Fact, FactKind, Grade, Indicator
from khuyenhoc.recognition.deciding._at_once import ASIDE
from khuyenhoc.recognition.law.kinds import DoneTest
from strategies.rules import applicants, complete_facts, perfect, rulesets, some_facts

COMMUNE = catalog.ruleset("tt-25-2023/commune")
CITIZEN = catalog.ruleset("cdht-324-2023")
ODD: list[Any] = [
    True,
    False,
    None,
    0,
    -1,
    3,
    10**18 + 1,
    2.5,
    "2",
    "none",
    "x",
    [],
    {},
    Fraction(1, 2),
    Decimal(5),
    b"1",
]


def answer(run: Any, facts: Any, options: dict[str, Any]) -> Any:
    """The grade, or what is refused, sentence for sentence."""
    try:
        found = run(facts, **options)
    except DocumentError as error:
        return [str(item) for item in error.errors]
    return getattr(found, "grade", found)


@given(st.data())
def test_a_complete_form_gives_the_grade_of_the_decision(data: st.DataObject) -> None:
    """Whatever the rule set, area, unit and readings."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules))
    acting = [item for item in rules.interpretations if item.id in rules.acting_questions()]
    readings = {item.id: data.draw(st.sampled_from([option.id for option in item.readings])) for item in acting}
    facts = data.draw(complete_facts(rules))
    options |= {"readings": readings, "final": data.draw(st.booleans())}
    assert answer(rules.score, facts, options) == answer(rules.decide, facts, options)


@given(st.data())
def test_a_plain_form_gives_the_tree_of_the_ordinary_way(data: st.DataObject) -> None:
    """A mapping that is no plain dictionary is never read at once."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules))
    facts = data.draw(complete_facts(rules))
    at_once, ordinary = rules.decide(facts, **options), rules.decide(MappingProxyType(facts), **options)
    assert at_once == ordinary
    assert at_once.criteria == ordinary.criteria
    assert (at_once.missing, at_once.next_grade()) == (ordinary.missing, ordinary.next_grade())
    assert list(at_once.values) == list(ordinary.values)


@given(st.data())
def test_what_is_odd_is_refused_as_by_the_decision(data: st.DataObject) -> None:
    """One fact of a kind or size that it should not have, on top of a form that may be complete or not."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules))
    facts = data.draw(complete_facts(rules) | some_facts(rules))
    facts[data.draw(st.sampled_from([*facts, "nothing"]))] = data.draw(st.sampled_from(ODD))
    assert answer(rules.score, copy.copy(facts), options) == answer(rules.decide, facts, options)


@pytest.mark.parametrize("rules", [COMMUNE, CITIZEN], ids=lambda rules: rules.id)
def test_plain_forms_are_answered_at_once(rules: RuleSet) -> None:
    """The function of a plan answers those, and leaves the others to the ordinary way."""
    plan, facts = rules.plan(), perfect(rules)
    facts = {key: int(value) if isinstance(value, Fraction) else value for key, value in facts.items()}
    assert plan.grade_at_once(facts) == rules.grades[-1].id
    for fact in rules.facts:
        assert plan.grade_at_once({key: value for key, value in facts.items() if key != fact.key}) is ASIDE
        for value in (None, {"value": facts[fact.key]}, 1.0, -1, [facts[fact.key]]):
            assert plan.grade_at_once(facts | {fact.key: value}) is ASIDE
        if fact.part_of:
            assert plan.grade_at_once(facts | {fact.key: facts[fact.part_of] + 1}) is ASIDE
    nobody = {fact.key: 0 for fact in rules.facts if fact.kind is FactKind.COUNT}
    if nobody:
        assert plan.grade_at_once(facts | nobody) is ASIDE


def test_a_key_is_only_text() -> None:
    """A rule set may name its facts as it likes; no name is anything but a key."""
    key = "'] + [1 / 0] + ['"
    cite = Citation(instrument="tt-25-2023", article="1")
    label = {"vi": "có", "en": "yes"}
    rules = RuleSet(
        id="own",
        title=Label("riêng", "own"),
        instrument="tt-25-2023",
        grades=(Grade(id="'1", **label),),
        facts=(Fact(key=key, kind=FactKind.YES_NO, **label),),
        criteria=(
            Criterion(
                id="1", indicators=(Indicator(id="1", tests=(DoneTest(fact=key, cite=cite),), **label),), **label
            ),
        ),
    )
    assert (
        rules.plan().grade_at_once({key: True}) == rules.score({key: True}) == rules.decide({key: True}).grade == "'1"
    )
    assert rules.score({key: False}) is None
