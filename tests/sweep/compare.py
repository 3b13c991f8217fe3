"""The library's decision on a case against what the articles say."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from fractions import Fraction
from random import Random
from typing import Any

from khuyenhoc import Decision, RuleSet, catalog, frames
from khuyenhoc.recognition import PartOfWhole, ShareTest
from sweep import learning_community, learning_unit, points, universal_education
from sweep.cases import MAKERS, QUESTIONS, Case, Chance
from sweep.logic import Answer, all_of, of_criterion

__all__ = ["ANSWERS", "differences", "drawn", "in_tables", "swept"]

ANSWERS: dict[str, Callable[[Case], Answer]] = {
    "tt-25-2023/commune": lambda case: learning_community.commune(case.facts, case.area, case.readings),
    "tt-25-2023/district": lambda case: learning_community.district(case.facts, case.readings),
    "tt-25-2023/province": lambda case: learning_community.province(case.facts, case.readings),
    "tt-24-2023/district": lambda case: learning_unit.district(case.facts, case.unit, case.readings, final=case.final),
    "tt-24-2023/province": lambda case: learning_unit.province(case.facts, case.unit, case.readings, final=case.final),
    "tt-44-2014": lambda case: points.commune_2014(case.facts, case.readings, final=case.final),
    "tt-22-2020": lambda case: points.unit_2020(case.facts, case.readings),
    "nd-20-2014/commune": lambda case: universal_education.commune(
        case.facts, case.area, case.readings, disabled=case.disabled
    ),
    "nd-20-2014/commune-2014": lambda case: universal_education.commune(case.facts, case.area, case.readings),
    "cdht-324-2023": lambda case: points.citizen(case.facts, case.area, case.readings),
    "cdht-pilot-2020": lambda case: points.citizen(case.facts, pilot=True),
}


def swept() -> dict[str, RuleSet]:
    """The rule sets of the library that an evaluator is there for."""
    return {rules.id: rules for rules in catalog.rulesets() if rules.id in MAKERS}


def other_readings(rules: RuleSet) -> list[dict[str, str]]:
    """Each other answer to each open question by itself, and two mixtures of all.

    Only questions that the library has with the same answers.
    """
    offered = {item.id: {option.id for option in item.readings} for item in rules.interpretations}
    questions = {
        question: options for question, options in QUESTIONS[rules.id].items() if offered.get(question) == set(options)
    }
    single = [{question: option} for question, options in questions.items() for option in options[1:]]
    last = {question: options[-1] for question, options in questions.items()}
    return [*single, last, {key: option for item in single[::2] for key, option in item.items()}]


def drawn(rules: RuleSet, number: int, seed: int, *, readings: bool = True) -> Iterator[Case]:
    """So many cases, the same for the same seed; half of them, if asked for, with other readings."""
    others, keys = other_readings(rules), {fact.key for fact in rules.facts}
    for index in range(number):
        random = Random(f"{rules.id} {seed} {index}")
        chance = Chance(random)
        case = MAKERS[rules.id](chance)
        chosen = random.choice(others) if readings and random.random() < 0.5 else {}
        # Thông tư 07/2016, if the library has it
        facts = {key: value for key, value in chance.leave_out(case.facts).items() if key in keys}
        disabled = case.disabled and keys.issuperset(universal_education.DISABLED)
        yield replace(case, facts=facts, readings=chosen, disabled=disabled)


def differences(rules: RuleSet, case: Case) -> list[str]:
    """What the library says otherwise than the articles, each with what was expected and what was got."""
    answer = ANSWERS[case.ruleset](case)
    decision = rules.decide(case.facts, area=case.area, unit=case.unit, readings=case.readings, final=case.final)
    found = []

    def expect(what: str, expected: object, got: object) -> None:
        if expected != got:
            found.append(f"{what}: expected {expected}, got {got}")

    expect("verdict", answer.verdict, decision.verdict.value)
    expect("grade", answer.grade, decision.grade)
    expect("best", answer.best, decision.best)
    expect("worst", answer.worst, decision.worst)
    if answer.standards:
        expect("standards", answer.standards, {name: (worst, best) for name, worst, best in decision.standards})
    if answer.lowest is not None:
        expect("lowest", answer.lowest, decision.lowest)
        expect("highest", answer.highest, decision.highest)
        certain = answer.lowest if answer.lowest == answer.highest else None
        expect("total", certain, decision.total)
    by_indicator(answer, decision, expect)
    if not case.readings:
        by_reading(case, answer, decision, expect)
    if "2" in {grade for _, grade in answer.indicators} and not answer.standards and answer.verdict != "undetermined":
        next_level(answer, decision, expect)
    if answer.indicators and not answer.standards:
        for criterion in decision.criteria:
            names = [item.indicator.id for item in criterion.indicators]
            for grade, outcome in criterion.outcomes:
                expect(
                    f"criterion {criterion.criterion.id} at {grade}", of_criterion(answer, names, grade), outcome.value
                )
    return found


def by_indicator(answer: Answer, decision: Decision, expect: Callable[[str, object, object], None]) -> None:
    """Each indicator at each grade, and the people that its shares are short of."""
    results = {item.indicator.id: item for item in decision.indicators}
    for (indicator, grade), conditions in answer.indicators.items():
        result = results[indicator].at(grade)
        expect(f"{indicator} at {grade}", all_of(item.outcome for item in conditions), result.outcome.value)
        people = sorted(item.people for item in conditions if item.people is not None)
        shares = (part.short_by for part in result.parts if isinstance(part.test, ShareTest))
        expect(f"{indicator} at {grade}, short by", people, sorted(number for number in shares if number is not None))


def by_reading(case: Case, answer: Answer, decision: Decision, expect: Callable[[str, object, object], None]) -> None:
    """A question is decisive if another answer to it changes what is said of this file."""

    def result(of: Answer) -> tuple[object, ...]:
        return of.verdict, of.grade, of.best, of.worst, of.standards

    offered = {item.id: item for item in decision.rules.interpretations}
    for item in decision.interpretations:
        options = QUESTIONS[case.ruleset].get(item.id, ())
        if {option.id for option in offered[item.id].readings} != set(options):
            continue
        others = [ANSWERS[case.ruleset](replace(case, readings={item.id: option})) for option in options[1:]]
        expect(f"{item.id} decisive", any(result(other) != result(answer) for other in others), item.decisive)


def next_level(answer: Answer, decision: Decision, expect: Callable[[str, object, object], None]) -> None:
    """What stands in the way of the next level, and how many people are wanting."""
    following = {None: "1", "1": "2", "2": None}[answer.grade]
    own = {name: parts for (name, grade), parts in answer.indicators.items() if grade == following}
    open_ = {name for name, parts in own.items() for item in parts if item.outcome in {"not_met", "unknown"}}
    people = [item.people for parts in own.values() for item in parts if item.outcome == "not_met" and item.people]
    steps = decision.next_grade()
    expect("in the way of the next level", open_, {step.indicator for step in steps})
    shares = [step.short_by for step in steps if isinstance(step.observed, PartOfWhole) and step.short_by]
    expect("people wanting for the next level", sorted(people), sorted(shares))


CODES = {"met": 1, "not_met": 0, "unknown": -1, "not_applicable": -2}


def in_tables(rules: RuleSet, cases: list[Case]) -> list[str]:
    """The same cases in one table of polars; all of them with the same readings, and all closed or none."""
    import polars as pl

    data: dict[str, list[Any]] = {fact.key: [cell(case.facts.get(fact.key)) for case in cases] for fact in rules.facts}
    options: dict[str, Any] = {"readings": cases[0].readings, "final": cases[0].final}
    for column, values, kinds in (
        ("area", [case.area for case in cases], rules.areas),
        ("unit", [case.unit for case in cases], rules.units),
    ):
        if kinds:
            data[f"kind_of_{column}"], options[column] = values, f"kind_of_{column}"
    table = frames.decide(pl.DataFrame(data, strict=False, infer_schema_length=None), rules, indicators=True, **options)
    names = {pair: column for column, pair in frames.indicator_columns(rules).items()}
    found = []
    for case, row in zip(cases, table.to_dicts(), strict=True):
        answer = ANSWERS[case.ruleset](case)
        wanted: dict[str, Any] = {name: getattr(answer, name) for name in ("verdict", "grade", "best", "worst")}
        for pair, conditions in answer.indicators.items():
            wanted[names[pair]] = CODES[all_of(item.outcome for item in conditions)]
            people = [item.people for item in conditions if item.people is not None]
            if len(people) == len(conditions):
                wanted[f"{names[pair]}_short_by"] = max(people)
        for standard, (worst, best) in answer.standards.items():
            wanted |= {f"standard_{standard}_worst": worst, f"standard_{standard}_best": best}
        if answer.lowest is not None:
            wanted["total"] = answer.lowest * 100 if answer.lowest == answer.highest else None
        odd = {key: (value, row[key]) for key, value in wanted.items() if row[key] != value}
        if odd:
            found.append(f"{case}: expected and got {odd}")
    return found


def cell(value: object) -> object:
    """Decimals as floats: both sides count a float as the decimal that it stands for."""
    return value if value is None or isinstance(value, (bool, int, str)) else float(Fraction(str(value)))
