"""Which results of a tree rest on the reading used of an open question: another reading gives something else there."""

from collections.abc import Iterator, Sequence
from typing import Any

import attrs

from khuyenhoc.recognition.deciding.branches import Branch
from khuyenhoc.recognition.deciding.compile import MET, NOT_APPLICABLE
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import CriterionResult, IndicatorResult, RestsOn
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.criteria import Indicator

__all__ = ["with_questions"]


def with_questions(plan: Plan, run: Run, criteria: tuple[CriterionResult, ...]) -> tuple[CriterionResult, ...]:
    """The tree, its results marked that would be others under another reading."""
    found: dict[tuple[str, int], dict[str, str]] = {}
    for question, reading, other, differs in plan.rivals:
        other_run = plan.run_under(question, reading, run)
        if plan.points is None and not differs and other_run.states == run.states:
            continue
        for place in _moved(plan, run, other, other_run):
            found.setdefault(place, {})[question] = plan.readings[question]
    if not found:
        return criteria
    return tuple(
        attrs.evolve(result, indicators=tuple(_marked(item, found) for item in result.indicators))
        for result in criteria
    )


def _moved(plan: Plan, run: Run, other: Plan, other_run: Run) -> Iterator[tuple[str, int]]:
    """The indicators, each with the number of a grade, of which two runs do not say the same."""
    for criterion, other_criterion in zip(plan.branches, other.branches, strict=True):
        for branch, other_branch in zip(criterion.branches, other_criterion.branches, strict=True):
            two = zip(_weights(plan, run, branch), _weights(other, other_run, other_branch), strict=True)
            for number, (one, another) in enumerate(two):
                if one != another:
                    yield branch.part.id, number


def _weights(plan: Plan, run: Run, branch: Branch[Indicator]) -> Iterator[Any]:
    """What an indicator brings to each grade; what does not apply weighs as what is met."""
    points = plan.points
    for (rung, _), conditions in zip(branch.grades, branch.conditions, strict=True):
        if points is not None:
            bounds = run.bounds[branch.index]
            yield bounds, points.indicator_state(branch.criterion, rung, bounds, run.values)
        else:
            yield min(MET, min((run.states[one.slot] for one in conditions), default=NOT_APPLICABLE))


def _marked(result: IndicatorResult, found: dict[tuple[str, int], dict[str, str]]) -> IndicatorResult:
    rests: Sequence[RestsOn] = [
        tuple(found.get((result.indicator.id, number), {}).items()) for number in range(len(result.grades))
    ]
    if not any(rests):
        return result
    grades = tuple(attrs.evolve(at, rests_on=mine) for at, mine in zip(result.grades, rests, strict=True))
    return attrs.evolve(result, grades=grades)
