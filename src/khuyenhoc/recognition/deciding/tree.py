"""The tree of a decision, built from the states of its tests when somebody asks for it."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.branches import Branch, Condition
from khuyenhoc.recognition.deciding.compile import exact
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.resting import with_questions
from khuyenhoc.recognition.deciding.results import (
    OUTCOMES,
    CriterionResult,
    GradeResult,
    IndicatorResult,
    Outcome,
    PartResult,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator
from khuyenhoc.recognition.law.kinds import Test

__all__ = ["build_tree"]

P = TypeVar("P")
T = TypeVar("T")
_KEPT = 1000  # results of a criterion or an indicator at most


def build_tree(plan: Plan, run: Run) -> tuple[CriterionResult, ...]:
    """Criteria with their indicators, each at every grade."""
    return with_questions(plan, run, tuple([_kept(plan, run, branch, _criterion) for branch in plan.branches]))


def _kept(plan: Plan, run: Run, branch: Branch[P], make: Callable[[Plan, Run, Branch[P]], T]) -> T:
    """What was made for the same values and states before, where there are few of them; else something new."""
    if branch.values is None or run.evidence:
        return make(plan, run, branch)
    seen = branch.values(run.values), branch.states(run.states)
    found: T | None = branch.kept.get(seen)
    if found is None:
        found = make(plan, run, branch)
        if len(branch.kept) < _KEPT:
            branch.kept[seen] = found
    return found


def _criterion(plan: Plan, run: Run, branch: Branch[Criterion]) -> CriterionResult:
    points = plan.points
    indicators = tuple([_kept(plan, run, inner, _indicator) for inner in branch.branches])
    outcomes = []
    for number, (rung, grade) in enumerate(branch.grades):
        at_grade = [result.grades[number].outcome for result in indicators]
        if points is not None and points.marks[rung].above is not None:
            state = points.criterion_state(branch.index, rung, run.bounds, run.values)
            at_grade.append(OUTCOMES[state])
        outcomes.append((grade.id, _all(at_grade)))
    return CriterionResult(criterion=branch.part, outcomes=tuple(outcomes), indicators=indicators)


def _all(outcomes: Sequence[Outcome]) -> Outcome:
    """The least of some outcomes; what does not apply does not weigh."""
    if outcomes and outcomes.count(outcomes[0]) == len(outcomes):
        return outcomes[0]
    return next((outcome for outcome in OUTCOMES if outcome in outcomes), Outcome.NOT_APPLICABLE)


def _indicator(plan: Plan, run: Run, branch: Branch[Indicator]) -> IndicatorResult:
    points, results = plan.points, []
    bounds = (None, None) if points is None else run.bounds[branch.index]
    for (rung, grade), conditions in zip(branch.grades, branch.conditions, strict=True):
        outcome: Outcome | None = None
        if points is not None:
            outcome = OUTCOMES[points.indicator_state(branch.criterion, rung, run.bounds[branch.index], run.values)]
        floor = grade.cite if outcome is Outcome.NOT_MET else None  # points fail only by what the grade asks of all
        parts = tuple([_part(plan, run, condition, grade, floor) for condition in conditions])
        if outcome is None and len(parts) == 1:
            outcome = parts[0].outcome
        elif outcome is None:
            outcome = _all([part.outcome for part in parts])
        results.append(GradeResult(grade=grade.id, outcome=outcome, parts=parts))
    low, high = map(exact, bounds)
    return IndicatorResult(indicator=branch.part, grades=tuple(results), lowest=low, highest=high)


def _part(plan: Plan, run: Run, condition: Condition, grade: Grade, floor: Citation | None) -> PartResult:
    slot, test, required, cite = condition
    outcome, values, law = OUTCOMES[run.states[slot]], run.values, plan.law
    if plan.final and floor is None and outcome is Outcome.NOT_MET:
        floor = _of_no_evidence(plan, run, test)
    return PartResult(
        test=test,
        outcome=outcome,
        required=required,
        observed=test.observed(values, law) if test.fact_kinds else outcome.value,
        short_by=test.short_by(values, law, grade),
        cite=floor or cite,
        evidence=_evidence(run, test) if run.evidence else (),
    )


def _of_no_evidence(plan: Plan, run: Run, test: Test) -> Citation | None:
    """Where it stands that no evidence means not met, for what fails in a closed file because a fact was not given."""
    missing = any(run.values[key] is None for key in test.needs())
    return plan.law.no_evidence_fails if missing else None


def _evidence(run: Run, test: Test) -> tuple[str, ...]:
    """The references given with the facts of a test."""
    found: list[str] = []
    for key in test.needs():
        given = run.evidence.get(key, ())
        found += [given] if isinstance(given, str) else given
    return tuple(found)
