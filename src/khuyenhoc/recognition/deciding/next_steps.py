"""What comes next: facts that are missing, readings that decide, and what stands in the way of the next grade."""

from collections.abc import Sequence
from typing import Any

from khuyenhoc.recognition.deciding.compile import MET, UNKNOWN
from khuyenhoc.recognition.deciding.plan import Plan, Question
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    Improvement,
    IndicatorResult,
    InterpretationUsed,
    Outcome,
    PartResult,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.criteria import Grade
from khuyenhoc.values.rate import number_text

__all__ = [
    "IN_THE_WAY",
    "blocking",
    "grade_above",
    "improvements",
    "interpretations_used",
    "missing_facts",
    "short_total",
    "standards",
]

IN_THE_WAY = (Outcome.NOT_MET, Outcome.UNKNOWN)


def missing_facts(plan: Plan, run: Run) -> tuple[str, ...]:
    """Keys without a value that some applicable test needs; those that can still change the result come first."""
    ladder, values = plan.ladder, run.values
    needed: dict[str, bool] = {}
    undecided = {
        index
        for rung, state in zip(ladder.rungs, run.grades, strict=False)
        if state == UNKNOWN
        for index in rung.needed
    }
    for index, keys, whole in plan.needs:
        for key in keys:
            if (value := values[key]) is None or (key == whole and value == 0):
                can_decide = run.states[index] == UNKNOWN and (bool(ladder.levels) or index in undecided)
                needed[key] = needed.get(key, False) or can_decide
    return tuple(sorted(needed, key=lambda key: not needed[key]))


def interpretations_used(plan: Plan, run: Run) -> tuple[InterpretationUsed, ...]:
    """Each question about deciding, with what the other readings would give for the same facts."""
    return tuple([_interpretation(plan, run, question) for question in plan.questions])


def _interpretation(plan: Plan, run: Run, question: Question) -> InterpretationUsed:
    item, used, reading, others = question
    runs = [(other, plan.run_under(item.id, other, run)) for other in others or ()]
    mine = _result(plan, run) if runs else ()
    return InterpretationUsed(
        id=item.id,
        question=item.question,
        used=used,
        reading=reading,
        decisive=None if others is None else any(_result(plan, found) != mine for _, found in runs),
        otherwise=tuple([(other, found.grade) for other, found in runs]),
    )


def _result(plan: Plan, run: Run) -> tuple[Any, ...]:
    """What a reading is decisive of: the verdict, the grades certain and possible, the level of each standard."""
    return run.verdict, run.best, run.worst, standards(plan, run)


def standards(plan: Plan, run: Run) -> tuple[tuple[str, str | None, str | None], ...]:
    """In a set of standards: id of each, highest certain and highest possible level; empty otherwise."""
    found = []
    for criterion in plan.law.criteria if run.reached else ():
        states = [(grade, run.reached[criterion.id, grade]) for grade in criterion.grades]
        certain = [grade for grade, state in states if state >= MET]
        possible = [grade for grade, state in states if state >= UNKNOWN]
        found.append((criterion.id, certain[-1] if certain else None, possible[-1] if possible else None))
    return tuple(found)


def grade_above(plan: Plan, run: Run) -> Grade | None:
    """The grade after the one that is certain; None at the top."""
    grades = plan.law.grades
    number = 0 if run.worst is None else [grade.id for grade in grades].index(run.worst) + 1
    return grades[number] if number < len(grades) else None


def blocking(
    plan: Plan, run: Run, criteria: Sequence[CriterionResult]
) -> tuple[tuple[IndicatorResult, GradeResult, PartResult | None], ...]:
    """The conditions in the way of the grade after the one that is certain; of standards, of the next level of each."""
    found: list[tuple[IndicatorResult, GradeResult, PartResult | None]] = []
    for result, grade in zip(criteria, _wanted(plan, run), strict=True):
        if grade is None:
            continue
        for indicator in result.indicators:
            at = indicator.at(grade)
            if at.outcome in IN_THE_WAY:
                parts = [part for part in at.parts if plan.points is not None or part.outcome in IN_THE_WAY]
                found += [(indicator, at, part) for part in parts or (None,)]
    return tuple(found)


def _wanted(plan: Plan, run: Run) -> list[str | None]:
    """For each criterion the grade that is wanted next; None at the top."""
    if not plan.ladder.levels:
        above = grade_above(plan, run)
        return [above.id if above else None] * len(plan.law.criteria)
    places = [
        0 if worst is None else item.grades.index(worst) + 1
        for item, (_, worst, _) in zip(plan.law.criteria, standards(plan, run), strict=True)
    ]
    return [
        item.grades[place] if place < len(item.grades) else None
        for item, place in zip(plan.law.criteria, places, strict=True)
    ]


def improvements(plan: Plan, run: Run, criteria: Sequence[CriterionResult]) -> tuple[Improvement, ...]:
    """What stands in the way of the grade after the one that is certain."""
    grade = grade_above(plan, run)
    if grade is None or plan.ladder.levels:
        return ()
    steps = (_step(grade.id, one.indicator.id, at.outcome, part) for one, at, part in blocking(plan, run, criteria))
    return (*short_total(plan, run, grade), *steps)


def _step(grade: str, indicator: str, outcome: Outcome, part: PartResult | None) -> Improvement:
    return Improvement(
        grade=grade,
        indicator=indicator,
        outcome=outcome if part is None or part.outcome is Outcome.MET else part.outcome,
        required=part.required if part else "",
        observed=part.observed if part else None,
        short_by=part.short_by if part else None,
        cite=part.cite if part else None,
    )


def short_total(plan: Plan, run: Run, grade: Grade) -> list[Improvement]:
    """What the total of points lacks to a grade; nothing where it is reached or not asked for."""
    total = grade.total(plan.area, plan.readings)
    if total is None or run.lowest is None or run.lowest >= total.at_least:
        return []
    short = total.at_least - run.lowest
    known = run.lowest == run.highest
    out_of_reach = run.highest is not None and run.highest < total.at_least
    return [
        Improvement(
            grade=grade.id,
            indicator="total",
            outcome=Outcome.NOT_MET if known or out_of_reach else Outcome.UNKNOWN,
            required=number_text(total.at_least),
            observed=number_text(run.lowest) if known else None,
            short_by=-(-short.numerator // short.denominator) if known else None,
            cite=total.cite,
        )
    ]
