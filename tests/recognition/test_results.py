"""Results keep the law of values: equal, hashed, copied and pickled alike, and never other than their facts give."""

import copy
import json
import pickle
from collections.abc import Iterator
from fractions import Fraction
from typing import Any, get_args

import attrs
import pytest
from hypothesis import given, strategies as st

from khuyenhoc import Citation, Decision, DocumentError, InvalidValueError, Label, RuleSet, catalog
from khuyenhoc.recognition import (
    ChangeTest,
    Criterion,
    Fact,
    FactKind,
    Grade,
    Indicator,
    Method,
    Moved,
    PartOfWhole,
    PointsTest,
    Switch,
    Test,
)
from khuyenhoc.recognition.deciding.compile import MEANINGS
from khuyenhoc.recognition.law.kinds import KINDS
from khuyenhoc.testing.facts import applicants, perfect, rulesets, some_facts

COMMUNE = catalog.ruleset("tt-25-2023/commune")
LABEL = {"vi": "một", "en": "one"}


@st.composite
def decisions(draw: st.DrawFn) -> Decision:
    """Any decision on a rule set that is shipped, with evidence now and then."""
    rules = draw(rulesets())
    facts: dict[str, Any] = draw(some_facts(rules))
    for key in draw(st.sets(st.sampled_from(list(facts)))) if facts else ():
        facts[key] = {"value": facts[key], "evidence": draw(st.text(max_size=3) | st.lists(st.text(max_size=3)))}
    return rules.decide(facts, **draw(applicants(rules)), final=draw(st.booleans()))


def results(decision: Decision) -> Iterator[Any]:
    """Everything that a decision is made of."""
    yield from decision.interpretations
    yield from decision.next_grade()
    for criterion in decision:
        yield criterion
        for indicator in criterion.indicators:
            yield indicator
            for at in indicator.grades:
                yield at
                yield from at.parts
                yield from (part.observed for part in at.parts)


@given(decisions())
def test_results_are_values(decision: Decision) -> None:
    """Hashable, copied and pickled as something equal of the same hash, with a repr of at most 300 characters."""
    for item in (decision, *results(decision)):
        assert hash(item) == hash(copy.copy(item))
        assert copy.copy(item) == item
        assert len(repr(item)) <= 300
    again = pickle.loads(pickle.dumps([decision, *results(decision)]))
    assert again == [decision, *results(decision)]
    assert list(map(hash, again)) == list(map(hash, [decision, *results(decision)]))
    assert again[0].to_dict() == decision.to_dict()


@given(decisions())
def test_a_decision_is_what_its_facts_give(decision: Decision) -> None:
    """The same facts in the same setting give an equal decision of the same hash, and the JSON is plain data."""
    again = copy.deepcopy(decision)
    assert again == decision
    assert hash(again) == hash(decision)
    assert again.criteria == decision.criteria
    assert len({decision, again}) == 1
    json.dumps([part.short_by for item in decision.indicators for at in item.grades for part in at.parts])
    assert decision.total is None or decision.total == decision.lowest == decision.highest


@pytest.mark.parametrize("name", ["grade", "verdict", "best", "worst", "lowest", "highest", "values", "evidence"])
def test_nothing_that_follows_from_facts_can_be_given(name: str) -> None:
    decision = COMMUNE.decide(perfect(COMMUNE))
    with pytest.raises(TypeError):
        attrs.evolve(decision, **{name: getattr(decision, name)})
    with pytest.raises(AttributeError):
        setattr(decision, name, None)


def test_a_run_belongs_to_its_plan() -> None:
    """Nobody puts the run of one law under the plan of another."""
    one, other = COMMUNE.decide(perfect(COMMUNE)), COMMUNE.decide({}, readings={"lower-grades": "not_required"})
    for given_parts in ({"run": other._run}, {"plan": other._plan}, {"run": None}, {"plan": "tt-25-2023"}):
        with pytest.raises(InvalidValueError, match="made of facts"):
            attrs.evolve(one, **given_parts)
    with pytest.raises(InvalidValueError, match="made of facts"):
        Decision(None, None)  # type: ignore[arg-type]


def test_the_setting_and_the_facts_make_the_difference() -> None:
    facts = perfect(COMMUNE)
    decision = COMMUNE.decide(facts)
    assert decision == COMMUNE.decide(dict(reversed(facts.items())))
    assert decision == COMMUNE.decide(facts, readings={"lower-grades": "required"})
    assert decision != COMMUNE.decide(facts, readings={"lower-grades": "not_required"})
    assert decision != COMMUNE.decide(facts, final=True)
    assert decision != COMMUNE.decide(facts | {"learning_citizens": 99})
    assert decision != attrs.evolve(COMMUNE, notes=()).decide(facts)
    assert decision != "tt-25-2023/commune"


def test_what_was_given_can_change_without_the_decision() -> None:
    """Neither facts nor evidence are the caller's own objects, and what a decision hands out is read-only."""
    references = ["niên giám", "biên bản"]
    facts = perfect(COMMUNE) | {"citizens": {"value": 100, "evidence": references}}
    decision = COMMUNE.decide(facts)
    before = hash(decision)
    references.append("khác")
    facts.clear()
    assert decision.evidence["citizens"] == ("niên giám", "biên bản")
    assert hash(decision) == before
    shown = {part.evidence for item in decision.indicators for at in item.grades for part in at.parts}
    assert shown == {(), ("niên giám", "biên bản")}
    for view in (decision.values, decision.evidence):
        with pytest.raises(TypeError):
            view["citizens"] = 1  # type: ignore[index]


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_the_values_of_a_decision_are_facts(rules: RuleSet) -> None:
    """A rank is the id of its step, so that what a decision hands out can be decided again."""
    unit = rules.units[0].id if rules.units else ""
    facts = perfect(rules)
    for some in (facts, {}, dict(list(facts.items())[::2])):
        decision = rules.decide(some, unit=unit)
        assert rules.decide(decision.values, unit=unit) == decision
        assert {key: decision.values[key] for key in some if isinstance(some[key], str)} == {
            key: value for key, value in some.items() if isinstance(value, str)
        }


@pytest.mark.parametrize(
    "evidence", [[["x"]], {"a": 1}, [{}], {1}, 10**5000], ids=["list", "table", "tables", "set", "int"]
)
def test_evidence_is_text(evidence: Any) -> None:
    with pytest.raises(DocumentError) as caught:
        COMMUNE.decide({"citizens": {"value": 1, "evidence": evidence}})
    assert [error.path for error in caught.value.errors] == [("citizens",)]


def test_counts_and_values_are_seen_as_values() -> None:
    part = COMMUNE.decide(perfect(COMMUNE)).criteria[4].indicators[0].grades[0].parts[0]
    assert part.observed == PartOfWhole(part=100, whole=100)
    district = catalog.ruleset("tt-25-2023/district")
    facts = perfect(district) | {test.previous: "2,5" for test in changes(district)}
    seen = [
        part.observed
        for item in district.decide(facts, unit=district.units[0].id if district.units else "").indicators
        for part in item.grades[0].parts
        if isinstance(part.test, ChangeTest)
    ]
    assert all(isinstance(item, Moved) and item.previous == Fraction(5, 2) for item in seen)


def changes(rules: RuleSet) -> Iterator[ChangeTest]:
    """The tests of a rule set that compare two years."""
    for indicator in rules.indicators:
        yield from (test for test in indicator.tests if isinstance(test, ChangeTest))


def test_a_rule_set_keeps_its_plans_to_itself() -> None:
    """Plans are made once, never more than 64 are kept, and no comparison, field, repr or pickle knows of them."""
    rules = attrs.evolve(COMMUNE)
    assert rules.plan() is rules.plan()
    rules.score(perfect(rules))
    assert rules == COMMUNE
    assert hash(rules) == hash(COMMUNE)
    assert "plans" not in repr(rules)
    assert pickle.dumps(rules) == pickle.dumps(attrs.evolve(COMMUNE))
    assert "_plans" not in {field.name for field in attrs.fields(RuleSet)}
    for _ in range(3):
        for area in ("", *(option.id for option in rules.areas)):
            rules.plan(area=area)
    assert len(rules._plans) <= 64


def test_every_kind_of_test_has_a_meaning() -> None:
    """One list of kinds: the union, the tuple and the table of meanings have the same ones in the same order."""
    assert get_args(Test) == KINDS == tuple(MEANINGS)
    assert [function.__name__ for function in MEANINGS.values()] == [kind.kind for kind in KINDS]
    assert len({kind.kind for kind in KINDS}) == len(KINDS)


def test_the_switches_are_questions_of_rule_sets() -> None:
    """Each of them is asked somewhere, and acts where it is asked."""
    asked = {item.id: rules for rules in catalog.rulesets() for item in rules.interpretations}
    for switch in Switch:
        assert switch.value in asked[switch.value].acting_questions()


def test_an_indicator_may_have_points_of_several_facts() -> None:
    """The points of its tests are added up, whatever their number."""
    facts = tuple(Fact(key=key, kind=FactKind.POINTS, maximum=Fraction(5), **LABEL) for key in ("a", "b"))
    cite = Citation(document="our-rules")
    tests = tuple(PointsTest(fact=fact.key, part_id=fact.key, cite=cite) for fact in facts)
    rules = RuleSet(
        id="own",
        title=Label("riêng", "own"),
        instrument="tt-25-2023",
        method=Method.POINTS,
        grades=(Grade(id="1", each_indicator_at_least=Fraction(7), **LABEL),),
        facts=facts,
        criteria=(Criterion(id="1", indicators=(Indicator(id="1", tests=tests, **LABEL),), **LABEL),),
    )
    decision = rules.decide({"a": 3, "b": 4})
    assert (decision.grade, decision.total, rules.score({"a": 3, "b": 4})) == ("1", 7, "1")
    assert [part.observed for part in decision.indicators[0].grades[0].parts] == ["3", "4"]
    assert rules.decide({"a": 3}).best == "1"
    assert rules.decide({"a": 1}).best is None
    assert rules.decide({"a": 3}).missing == ("b",)
