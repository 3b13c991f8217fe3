"""Laws of decisions: what holds for every rule set and all facts."""

import itertools
import json
import re
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st

from khuyenhoc import Decision, DocumentError, InvalidValueError, Outcome, RuleSet, Verdict, catalog
from khuyenhoc.recognition import FactKind, IndicatorResult, Method
from khuyenhoc.recognition.law.kinds import ShareTest
from khuyenhoc.testing.facts import (
    Facts,
    all_tests,
    applicants,
    complete_facts,
    improvable,
    improved,
    perfect,
    rulesets,
    some_facts,
    units_of,
)
from names import SETS

CIRCULARS = [name for name in SETS if catalog.ruleset(name).method is Method.GRADES]


def height(rules: RuleSet, grade: str | None) -> int:
    """The place of a grade; none is before the first."""
    return 0 if grade is None else 1 + [item.id for item in rules.grades].index(grade)


def heights(decision: Decision) -> tuple[int, ...]:
    """What was reached: the grade, or in a set of standards the level of each."""
    rules = decision.rules
    if rules.method is Method.STANDARDS:
        return tuple(height(rules, level) for _, level, _ in decision.standards)
    return (height(rules, decision.grade),)


@given(st.data())
def test_improving_any_fact_never_lowers_the_grade(data: st.DataObject) -> None:
    """More done, one more person, one more point, one step higher: the grade stays or rises."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules))
    facts = data.draw(complete_facts(rules))
    keys = improvable(rules, facts)
    if keys:
        better = improved(rules, facts, rules.fact(data.draw(st.sampled_from(keys))))
        assert better is not None
        before, after = (heights(rules.decide(items, **options)) for items in (facts, better))
        assert all(one <= other for one, other in zip(before, after, strict=True))


@given(st.data())
def test_bounds_hold_the_decision_of_the_complete_facts(data: st.DataObject) -> None:
    """A decision with missing facts contains the decision of its completion, total and standards included."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules)) | {"final": data.draw(st.booleans())}
    facts = data.draw(complete_facts(rules))
    gone = data.draw(st.sets(st.sampled_from(list(facts))))
    partial = rules.decide({key: value for key, value in facts.items() if key not in gone}, **options)
    whole = rules.decide(facts, **options)
    if not (options["final"] and rules.no_evidence_fails):
        assert height(rules, partial.worst) <= height(rules, whole.grade) <= height(rules, partial.best)
        if whole.total is not None and partial.lowest is not None and partial.highest is not None:
            assert partial.lowest <= whole.total <= partial.highest
        for (_, worst, best), (_, level, _) in zip(partial.standards, whole.standards, strict=True):
            assert height(rules, worst) <= height(rules, level) <= height(rules, best)
        for one, other in zip(partial.indicators, whole.indicators, strict=True):
            for some, every in zip(one.grades, other.grades, strict=True):
                assert some.outcome in (every.outcome, Outcome.UNKNOWN)
    assert (partial.worst != partial.best) is (partial.verdict is Verdict.UNDETERMINED) or rules.method is (
        Method.STANDARDS
    )
    nobody = any(isinstance(test, ShareTest) and facts[test.whole] == 0 for test in all_tests(rules))
    assert partial.missing or partial.verdict is not Verdict.UNDETERMINED or nobody  # a share of nobody may be open
    assert set(partial.missing) <= gone


SMALL = """
format = "khuyenhoc-rules/1"
id = "small"
title = { vi = "nhỏ", en = "small" }
instrument = "tt-25-2023"
grades = [{ id = "1", vi = "một", en = "one" }, { id = "2", vi = "hai", en = "two" }]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "learners", kind = "count", part_of = "people", vi = "người học", en = "learners" },
    { key = "readers", kind = "count", part_of = "learners", vi = "người đọc", en = "readers" },
    { key = "plan", kind = "yes_no", vi = "kế hoạch", en = "plan" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
[[criteria.indicators]]
id = "1.1"
vi = "người học"
en = "learners"
tests = [
    { kind = "share", part = "learners", whole = "people", at_least = "50%", cite = { article = "1" } },
    { kind = "share", part = "learners", whole = "people", at_least = "75%", cite = { article = "1" }, grade = "2" },
]
[[criteria.indicators]]
id = "1.2"
vi = "người đọc, kế hoạch"
en = "readers, plan"
tests = [
    { kind = "count", fact = "readers", at_least = "2", cite = { article = "2" }, part_id = "a" },
    { kind = "done", fact = "plan", cite = { article = "2" }, part_id = "b" },
]
"""


def completions(facts: Facts, most: int) -> Iterator[Facts]:
    """Every way to fill the facts of the small set in, with counts up to a limit."""
    counts = ("people", "learners", "readers")
    choices = [[facts[key]] if key in facts else list(range(most + 1)) for key in counts]
    plans = [facts["plan"]] if "plan" in facts else [True, False]
    for people, learners, readers in itertools.product(*choices):
        if readers <= learners <= people:
            for plan in plans:
                yield {"people": people, "learners": learners, "readers": readers, "plan": plan}


@settings(max_examples=150)
@given(st.integers(0, 6), st.data())
def test_bounds_are_tight_by_enumeration(people: int, data: st.DataObject) -> None:
    """On a small set the best and the worst grade still possible are each reached by some completion."""
    rules = catalog.parse_rules(SMALL)
    learners = data.draw(st.integers(0, people))
    complete = {"people": people, "learners": learners, "readers": data.draw(st.integers(0, learners)), "plan": True}
    kept = data.draw(st.sets(st.sampled_from(sorted(complete))))
    facts = {key: complete[key] for key in kept}
    reached = {height(rules, rules.decide(item).grade) for item in completions(facts, 14)}
    decision = rules.decide(facts)
    assert (height(rules, decision.worst), height(rules, decision.best)) == (min(reached), max(reached))


@pytest.mark.parametrize(
    ("levels", "best"),
    [({"communes_level_1": 15}, "1"), ({"communes_level_1": 3}, "1"), ({"communes_level_1": 2}, "2")],
)
def test_bounds_know_that_parts_do_not_overlap(levels: dict[str, int], best: str) -> None:
    """Of 20 communes 3 hold level 1, so at most 17 hold level 2, too few for 90 %: level 2 is no longer possible."""
    rules = catalog.ruleset("tt-25-2023/district")
    facts = perfect(rules, 20) | {"communes_level_2": None} | levels
    assert rules.decide(facts).best == best


@given(st.data())
def test_grade_2_implies_grade_1_under_the_default_readings(data: st.DataObject) -> None:
    """Meeting grade 2 implies meeting grade 1 in every shipped set: its criteria at grade 1 are met as well."""
    rules = catalog.ruleset(data.draw(st.sampled_from(CIRCULARS)))
    decision = rules.decide(data.draw(complete_facts(rules)), **data.draw(applicants(rules)))
    reached = height(rules, decision.grade)
    for criterion in decision.criteria:
        for grade, outcome in criterion.outcomes[:reached]:
            assert outcome in (Outcome.MET, Outcome.NOT_APPLICABLE), grade


def test_an_enterprise_without_the_collective_title_at_district_scope() -> None:
    """3.3 of TT 24 is for all at level 1, for public bodies only at level 2: neither hidden nor settled silently."""
    rules = catalog.ruleset("tt-24-2023/district")
    facts, unit = perfect(rules) | {"collective_title": "none"}, "economic_organisation"
    decision = rules.decide(facts, unit=unit)
    assert (decision.verdict, decision.grade) == (Verdict.NOT_RECOGNISED, None)
    assert rules.decide(facts, unit=unit, readings={"lower-grades": "required"}) == decision
    used = next(item for item in decision.interpretations if item.id == "lower-grades")
    assert (used.used, used.decisive, dict(used.otherwise)) == ("required", True, {"not_required": "2"})
    outcomes = next(item for item in decision.indicators if item.indicator.id == "3.3").grades
    assert [item.outcome for item in outcomes] == [Outcome.NOT_MET, Outcome.NOT_APPLICABLE]
    other = rules.decide(facts, unit=unit, readings={"lower-grades": "not_required"})
    assert (other.verdict, other.grade) == (Verdict.RECOGNISED, "2")
    assert "không áp dụng" in decision.explain()
    assert [step.indicator for step in decision.next_grade()] == ["3.3"]


@pytest.mark.parametrize("reading", ["undetermined", "left_out", "not_met"])
def test_what_the_text_asks_of_other_units_is_never_asked(reading: str) -> None:
    """1.3, 3.4 and 3.5 of Circular 24, Article 6, are for units that they name, none of them an association.

    The words are "đối với đơn vị là ...".
    A reading by which no association at all could hold the title is none that the text allows.
    """
    rules = catalog.ruleset("tt-24-2023/district")
    decision = rules.decide(perfect(rules), unit="association", readings={"inapplicable": reading})
    outcomes = {item.indicator.id: item.at("1").outcome for item in decision.indicators}
    assert [outcomes[name] for name in ("1.3", "3.4", "3.5")] == [Outcome.NOT_APPLICABLE] * 3
    assert decision.grade == "2"


def needed_by(rules: RuleSet, unit: str, area: str) -> set[str]:
    """Facts that some condition needs which is for this unit and area, under the readings used."""
    used = {item.id: item.used for item in rules.interpretations}
    return {
        key
        for test in all_tests(rules)
        if (not test.units or unit in test.units) and all(used[item.question] == item.reading for item in test.readings)
        for key in test.needs()
        if test.area in ("", area)
    }


@given(st.data())
def test_what_does_not_apply_never_changes_the_outcome(data: st.DataObject) -> None:
    """Adding a fact that only inapplicable indicators need changes neither grade, nor bounds, nor any indicator."""
    rules = catalog.ruleset(data.draw(st.sampled_from(["tt-24-2023/district", "tt-24-2023/province"])))
    options = data.draw(applicants(rules))
    facts = data.draw(some_facts(rules))
    idle = {fact.key for fact in rules.facts} - needed_by(rules, options["unit"], options["area"])
    full = data.draw(complete_facts(rules))
    without = {key: value for key, value in facts.items() if key not in idle}
    added = without | {key: full[key] for key in idle}
    for fact in rules.facts:  # a count that does not matter must be possible, and no clue to a missing one that does
        if fact.key in idle and fact.part_of:
            added[fact.key] = min(added[fact.key], *(added.get(whole) or 0 for whole in fact.part_of))
    one, other = (rules.decide(items, **options).to_dict() for items in (without, added))
    for data_of in (one, other):  # whether another reading would make it apply is said, and may differ
        del data_of["interpretations"], data_of["facts"]
        for item in data_of["indicators"]:
            for at in item["grades"].values():
                at.pop("rests_on", None)
    assert one == other


@given(st.data())
def test_deciding_is_deterministic_and_the_order_of_facts_does_not_matter(data: st.DataObject) -> None:
    """The same facts in another order give the same decision, tree and words."""
    rules = data.draw(rulesets())
    options = data.draw(applicants(rules))
    facts = data.draw(some_facts(rules))
    shuffled = dict(data.draw(st.permutations(list(facts.items()))))
    one, other, again = (rules.decide(items, **options) for items in (facts, shuffled, facts))
    assert one == other == again
    assert one.to_dict() == other.to_dict() == again.to_dict()
    assert one.explain("en") == other.explain("en")
    certain = one.grade if one.verdict is Verdict.RECOGNISED else None
    assert rules.score(facts, **options) == certain


@given(st.data())
def test_what_another_reading_gives_is_what_it_decides(data: st.DataObject) -> None:
    """Also where a plan knows beforehand that the reading cannot matter; most counts are small, many nobody."""
    rules = data.draw(rulesets())
    options, facts = data.draw(applicants(rules)), data.draw(some_facts(rules))
    for fact in rules.facts:
        if fact.kind is FactKind.COUNT and data.draw(st.booleans()):
            facts[fact.key] = data.draw(st.sampled_from([None, 0, 0, 1]))
    try:
        decision = rules.decide(facts, **options)
    except DocumentError:
        return  # more than there are
    marked = {item.indicator.id: dict(item.rests_on) for item in decision.indicators}
    for item in decision.interpretations:
        others = [rules.decide(facts, readings={item.id: reading}, **options) for reading, _ in item.otherwise]
        assert [grade for _, grade in item.otherwise] == [other.grade for other in others]
        said = [(one.verdict, one.best, one.worst, one.standards) for one in (decision, *others)]
        assert bool(item.decisive) is (len(set(said)) > 1)
        for mine, *theirs in zip(decision.indicators, *(other.indicators for other in others), strict=True):
            if len({_weights(one) for one in (mine, *theirs)}) > 1:
                assert item.id in marked[mine.indicator.id]


def _weights(result: IndicatorResult) -> tuple[Any, ...]:
    """What an indicator brings to each grade; what does not apply weighs as what is met."""
    spared = (Outcome.NOT_APPLICABLE, Outcome.MET)
    return result.lowest, result.highest, *(at.outcome in spared or at.outcome for at in result.grades)


@given(st.data())
def test_a_dict_is_the_callers_own(data: st.DataObject) -> None:
    """Whatever a caller does to what was told, the next one is told the same."""
    rules = data.draw(rulesets())
    facts, options = data.draw(some_facts(rules)), data.draw(applicants(rules))
    told = rules.decide(facts, **options).to_dict()
    before = json.dumps(told)
    _spoil(told)
    assert json.dumps(rules.decide(facts, **options).to_dict()) == before


def _spoil(told: Any) -> None:
    for inner in list(told.values() if isinstance(told, dict) else told if isinstance(told, list) else ()):
        _spoil(inner)
    if isinstance(told, dict | list):
        told.clear()


@given(st.data())
def test_every_not_met_criterion_names_a_not_met_indicator(data: st.DataObject) -> None:
    """A decision explains itself completely: grade, criterion, indicator and condition agree, whatever the reading."""
    rules = data.draw(rulesets())
    readings = {
        item.id: data.draw(st.sampled_from([reading.id for reading in item.readings]))
        for item in rules.interpretations
        if item.id in rules.acting_questions()
    }
    decision = rules.decide(data.draw(some_facts(rules)), readings=readings, **data.draw(applicants(rules)))
    for criterion in decision.criteria:
        for grade, outcome in criterion.outcomes:
            below = [item.at(grade).outcome for item in criterion.indicators]
            assert (outcome is Outcome.NOT_MET) is (Outcome.NOT_MET in below)
    if rules.method is Method.GRADES and decision.grade is not None:
        assert all(dict(item.outcomes)[decision.grade] is not Outcome.NOT_MET for item in decision.criteria), readings
    if rules.method is Method.GRADES and decision.verdict is Verdict.NOT_RECOGNISED:
        lowest = rules.grades[0].id
        assert any(dict(item.outcomes)[lowest] is Outcome.NOT_MET for item in decision.criteria)


@given(st.data())
def test_the_numbers_of_the_explanation_are_those_of_the_decision(data: st.DataObject) -> None:
    """The explanation's numbers equal the decision's, in Vietnamese and in English."""
    rules = data.draw(rulesets())
    decision = rules.decide(data.draw(some_facts(rules)), **data.draw(applicants(rules)))
    parts = [
        part
        for item in decision.to_dict()["indicators"]
        for at in item["grades"].values()
        for part in at.get("parts", [at])
    ]
    spared = [part for part in parts if part["verdict"] == "not_applicable"]
    parts = [part for part in parts if part["verdict"] != "not_applicable"]
    counts = [part["observed"] for part in parts if isinstance(part["observed"], dict) and "whole" in part["observed"]]
    for lang, short, mark in (("vi", "còn thiếu", "."), ("en", "short by", ",")):
        text = " ".join(decision.explain(lang).split())  # type: ignore[arg-type]
        text = re.sub(rf"(?<=\d)\{mark}(?=\d{{3}}(?!\d))", "", text)  # thousands may be grouped
        said = set(re.findall(rf"; {short} (\d+)", text))
        if rules.method is not Method.POINTS:
            missed = [part for part in parts if part["verdict"] == "not_met" and (part["short_by"] or 0) > 0]
            assert said == {str(part["short_by"]) for part in missed}
        assert not spared or Outcome.NOT_APPLICABLE.text(lang) in text  # type: ignore[arg-type]  # and no figure
        for seen in counts:
            known = [str(count) for count in (seen["part"], seen["whole"]) if count is not None]
            assert "/".join(known) in text or not seen["whole"]
        if decision.total is not None:
            total = str(decision.to_dict()["total"])
            assert (total.replace(".", ",") if lang == "vi" else total) in text

        names = [rules.fact(key).text(lang) for key in decision.missing]  # type: ignore[arg-type]
        first = [f"{name[:1].upper()}{name[1:]}" for name in names]  # where a line begins with it
        ways = [[" ".join(way.split()) for way in both] for both in zip(names, first, strict=True)]
        assert all(one in text or other in text for one, other in ways)


@pytest.mark.parametrize("name", SETS)
def test_closing_the_file_fails_what_is_missing_only_where_the_circular_says_so(name: str) -> None:
    """No evidence is không đạt in TT 24 Art. 9(3), 15(3) and gives no points in TT 44 Art. 4(2); TT 25 does not say."""
    rules = catalog.ruleset(name)
    for unit in units_of(rules):
        closed, left = (rules.decide({}, unit=unit, final=final) for final in (True, False))
        fails = name.startswith(("tt-24", "tt-44"))
        assert closed.verdict is (Verdict.NOT_RECOGNISED if fails else Verdict.UNDETERMINED)
        assert left.verdict is Verdict.UNDETERMINED
        assert (left.worst, left.best) == (None, None if rules.method is Method.STANDARDS else rules.grades[-1].id)
        assert set(left.missing) == needed_by(rules, unit, "")
    if name == "tt-44-2014":
        assert closed.total == 0


def test_a_missing_indicator_of_a_citizen_bounds_the_total() -> None:
    """Indicator 7 missing: undetermined, bounded between the sum without it and that sum + 10."""
    rules = catalog.ruleset("cdht-324-2023")
    decision = rules.decide({fact.key: 8 for fact in rules.facts} | {"calculation_points": None})
    assert (decision.verdict, decision.lowest, decision.highest) == (Verdict.UNDETERMINED, 72, 82)
    assert decision.missing == ("calculation_points",)


def test_a_missing_previous_year_is_insufficient_data() -> None:
    """Previous year's value missing: insufficient data, not "not met"."""
    rules = catalog.ruleset("tt-25-2023/province")
    decision = rules.decide(perfect(rules) | {"grdp_previous": None})
    assert (decision.verdict, decision.worst, decision.best) == (Verdict.UNDETERMINED, None, "2")
    assert decision.missing == ("grdp_previous",)


@pytest.mark.parametrize(("last", "lower"), [("4.5", "fair"), ("0.5", "fair"), ("5", "good")])
def test_a_total_between_two_printed_bands_of_tt_44_is_reported(last: str, lower: str) -> None:
    """84.5 lies in a gap: the lower band or, read literally, "các trường hợp còn lại"; the reading used is said."""
    rules = catalog.ruleset("tt-44-2014")
    points: list[Any] = [80 - 13 if last != "0.5" else 84 - 13, *[1] * 13, last]
    decision = rules.decide(dict(zip([fact.key for fact in rules.facts], points, strict=True)))
    used = next(item for item in decision.interpretations if item.id == "band-gap")
    between = decision.total == Fraction(169, 2)
    assert (decision.grade, used.used, used.decisive) == (lower, "lower_band", between)
    assert dict(used.otherwise) == {"not_reached": None if between else "good"}


# set, area, points of each fact, question, other reading, the grades under the reading used and under the other
OTHER_READINGS = [
    ("cdht-324-2023", "difficult", [7] * 10, "lower-mark", "local", "learning_citizen", None),
    ("tt-44-2014", "", [None, 11, *[6] * 13], "unscored-criterion", "unscored", None, "good"),
    ("tt-22-2020", "", [10, 10, 10, 10, 5, 10, 5, 24, 10, 5], "partial-points", "all_or_nothing", "good", "fair"),
    # "100% thành viên" stands in Article 5(2) and (3)(a) alone: 5 of 10 elsewhere stay 5
    ("tt-22-2020", "", [10, 10, 10, 9, 5, 10, 5, 25, 6, 5], "partial-points", "all_or_nothing", "good", "good"),
    ("tt-22-2020", "", [5, 10, 10, 9, 5, 10, 5, 25, 5, 5], "partial-points", "all_or_nothing", "good", "fair"),
    ("tt-22-2020", "", [5, 5, 10, 10, 4, 10, 5, 25, 10, 5], "partial-points", "all_or_nothing", "good", "good"),
]


@pytest.mark.parametrize(("name", "area", "points", "question", "reading", "used", "other"), OTHER_READINGS)
def test_a_reading_that_may_be_chosen_is_followed(
    name: str, area: str, points: list[Any], question: str, reading: str, used: str | None, other: str | None
) -> None:
    """Every open question can be answered otherwise by the caller: a choice without any effect would mislead."""
    rules = catalog.ruleset(name)
    facts = dict(zip([fact.key for fact in rules.facts], points, strict=True))
    assert rules.decide(facts, area=area, final=True).grade == used
    assert rules.decide(facts, area=area, final=True, readings={question: reading}).grade == other


def test_a_reading_on_which_nothing_depends_is_refused() -> None:
    """Choosing a reading that would change nothing must not look as if it had been followed."""
    rules = catalog.ruleset("cdht-324-2023")
    assert "rounding" not in rules.acting_questions()
    with pytest.raises(InvalidValueError, match="nothing in this rule set depends on it"):
        rules.decide({}, readings={"rounding": "open"})
    assert rules.decide({}, readings={"rounding": "exact"}) == rules.decide({})
    assert {item.id: item.decisive for item in rules.decide({}).interpretations}["rounding"] is None
