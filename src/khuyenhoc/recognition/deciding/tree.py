"""The tree of a decision, built from the states of its tests when somebody asks for it."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import Any, TypeVar

from khuyenhoc._base.terms import Label
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.branches import Branch
from khuyenhoc.recognition.deciding.compile import exact, points_for
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import (
    OUTCOMES,
    CriterionResult,
    GradeResult,
    Improvement,
    IndicatorResult,
    InterpretationUsed,
    Outcome,
    PartResult,
)
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator, Method
from khuyenhoc.recognition.law.facts import Scale
from khuyenhoc.recognition.law.kinds import (
    BandedPointsTest,
    ChangeTest,
    CountTest,
    DoneTest,
    PointsTest,
    ProportionalPointsTest,
    RankTest,
    StandardTest,
    Test,
)
from khuyenhoc.values.rate import number_text

__all__ = ["build_tree", "improvements", "interpretations_used", "missing_facts"]

P = TypeVar("P")
T = TypeVar("T")
_KEPT = 1000  # results of a criterion or an indicator at most


def build_tree(decision: Decision) -> tuple[CriterionResult, ...]:
    """Criteria with their indicators, each at every grade."""
    return tuple([_kept(decision, branch, _criterion) for branch in decision._plan.branches])


def _kept(decision: Decision, branch: Branch[P], make: Callable[[Decision, Branch[P]], T]) -> T:
    """What was made for the same values and states before, where there are few of them; else something new."""
    if branch.values is None or decision.evidence:
        return make(decision, branch)
    seen = branch.values(decision.values), branch.states(decision._states)
    found: T | None = branch.kept.get(seen)
    if found is None:
        found = make(decision, branch)
        if len(branch.kept) < _KEPT:
            branch.kept[seen] = found
    return found


def _criterion(decision: Decision, branch: Branch[Criterion]) -> CriterionResult:
    criterion = branch.part
    indicators = tuple([_kept(decision, inner, _indicator) for inner in branch.branches])
    outcomes = []
    for number, grade in enumerate(branch.grades):
        at_grade = [result.grades[number].outcome for result in indicators]
        at_grade.append(_veto(decision, criterion, grade, indicators))
        outcomes.append((grade.id, _all(at_grade)))
    return CriterionResult(criterion=criterion, outcomes=tuple(outcomes), indicators=indicators)


def _veto(decision: Decision, criterion: Criterion, grade: Grade, indicators: tuple[IndicatorResult, ...]) -> Outcome:
    """Whether the points of a criterion are above what blocks a grade; met where nothing does."""
    veto = grade.each_criterion_above
    if veto is None:
        return Outcome.MET
    if decision._plan.is_unscored(criterion, decision.values):
        return Outcome.NOT_APPLICABLE
    if sum(result.lowest or 0 for result in indicators) > veto:
        return Outcome.MET
    highs = [result.highest for result in indicators]
    known = [high for high in highs if high is not None]
    return Outcome.NOT_MET if len(known) == len(highs) and sum(known) <= veto else Outcome.UNKNOWN


def _all(outcomes: Sequence[Outcome]) -> Outcome:
    """The least of some outcomes; what does not apply does not weigh."""
    if outcomes and outcomes.count(outcomes[0]) == len(outcomes):
        return outcomes[0]
    return next((outcome for outcome in OUTCOMES if outcome in outcomes), Outcome.NOT_APPLICABLE)


def _indicator(decision: Decision, branch: Branch[tuple[Criterion, Indicator]]) -> IndicatorResult:
    plan = decision._plan
    if plan.points:
        return _indicator_of_points(decision, branch)
    shares, results = plan.shares, []
    parts: tuple[PartResult, ...]
    for grade, slots in zip(branch.grades, branch.slots, strict=True):
        if len(slots) == 1:
            part = (_share if slots[0] in shares else _part)(decision, slots[0], grade)
            parts, outcome = (part,), part.outcome
        else:
            parts = tuple([(_share if slot in shares else _part)(decision, slot, grade) for slot in slots])
            outcome = _all([part.outcome for part in parts]) if parts else OUTCOMES[plan.inapplicable]
        results.append(GradeResult(grade=grade.id, outcome=outcome, parts=parts))
    return IndicatorResult(indicator=branch.part[1], grades=tuple(results))


def _indicator_of_points(decision: Decision, branch: Branch[tuple[Criterion, Indicator]]) -> IndicatorResult:
    plan, (criterion, indicator) = decision._plan, branch.part
    low, high = plan.points[branch.place](dict(decision.values))
    unscored = plan.is_unscored(criterion, decision.values)
    results = []
    for grade, slots in zip(branch.grades, branch.slots, strict=True):
        parts = tuple([_part(decision, slot, grade) for slot in slots])
        alone = len(criterion.indicators) == 1
        outcome = Outcome.NOT_APPLICABLE if unscored else _points_outcome(grade, (low, high), alone=alone)
        results.append(GradeResult(grade=grade.id, outcome=outcome, parts=parts))
    return IndicatorResult(indicator=indicator, grades=tuple(results), lowest=exact(low), highest=exact(high))


def _points_outcome(grade: Grade, points: tuple[Any, Any], *, alone: bool) -> Outcome:
    """In a set of points an indicator fails only by its floor, or, alone in its criterion, by the veto on that."""
    low, high = points
    floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
    if floor is None and veto is not None and alone:
        if low > veto:
            return Outcome.MET
        return Outcome.NOT_MET if high is not None and high <= veto else Outcome.UNKNOWN
    if floor is None:
        return Outcome.MET if low == high else Outcome.UNKNOWN
    if low >= floor:
        return Outcome.MET
    return Outcome.NOT_MET if high is not None and high < floor else Outcome.UNKNOWN


def _part(decision: Decision, slot: int, grade: Grade) -> PartResult:
    values, plan = decision.values, decision._plan
    test, state = plan.tests[slot], decision._states[slot]
    required, observed, short = "", None, None
    match test:
        case DoneTest():
            required, observed = "done", values[test.fact]
        case CountTest():
            required, observed = number_text(test.at_least), values[test.fact]
            short = None if observed is None else -((observed - test.at_least) // 1)
        case ChangeTest():
            required = test.direction.value
            now, then = values[test.fact], values[test.previous]
            if now is not None or then is not None:
                observed = {"value": _text(now), "previous": _text(then)}
        case RankTest():
            required, scale = test.at_least, _scale(decision, test.fact)
            if (place := values[test.fact]) is not None:
                observed, short = scale.steps[place].id, scale.index(test.at_least) - place
        case StandardTest():
            required = f"{test.criterion} {test.at_least}"
            observed = OUTCOMES[state].value
        case PointsTest():
            floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
            required = f"> {number_text(veto)}" if floor is None and veto is not None else ""
            required = required if floor is None else number_text(floor)
            if (points := values[test.fact]) is not None:
                observed = number_text(points)
                short = None if floor is None else -((points - floor) // 1)
                if floor is None and veto is not None:
                    short = (veto - points) // 1 + 1
        case BandedPointsTest() | ProportionalPointsTest():
            counts, whole = [values[key] for key in test.part], values[test.whole]
            if whole and None not in counts:
                observed = number_text(points_for(test, Fraction(sum(counts), whole)))
    return PartResult(
        test=test,
        outcome=OUTCOMES[state],
        required=required,
        observed=observed,
        short_by=None if short is None else int(short),
        cite=_cite(test, decision.ruleset.grades[0], grade),
        evidence=_evidence(decision, test),
    )


def _share(decision: Decision, slot: int, grade: Grade) -> PartResult:
    """A condition that is a share; there are many of them, and none can be kept."""
    values, plan = decision.values, decision._plan
    test, required, over, under = plan.shares[slot]
    whole = values[test.whole]
    part = values[test.part[0]]
    for key in test.part[1:]:
        part = None if part is None or values[key] is None else part + values[key]
    return PartResult(
        test=test,
        outcome=OUTCOMES[decision._states[slot]],
        required=required,
        observed={"part": part, "whole": whole} if part is not None or whole is not None else None,
        short_by=-(-over * whole // under) - part if whole and part is not None else None,
        cite=test.cite if test.cite2 is None else _cite(test, plan.rules.grades[0], grade),
        evidence=_evidence(decision, test) if decision.evidence else (),
    )


def _evidence(decision: Decision, test: Test) -> tuple[str, ...]:
    """The references given with the facts of a test."""
    given = decision.evidence
    return tuple(str(given[key]) for key in test.needs() if given.get(key) is not None) if given else ()


def _cite(test: Test, lowest: Grade, grade: Grade) -> Citation:
    """Where it stands; for a grade that takes it over from a lower one, the clause that does so."""
    if test.cite2 is not None and grade.id != (test.grade or lowest.id):
        return test.cite2
    return test.cite


def _text(value: Any) -> str | None:
    return None if value is None else number_text(value)


def _scale(decision: Decision, key: str) -> Scale:
    wanted = decision.ruleset.fact(key).scale
    return next(scale for scale in decision.ruleset.scales if scale.id == wanted)


def missing_facts(decision: Decision) -> tuple[str, ...]:
    """Keys without a value that some applicable test needs; those that can still change the result come first."""
    plan, states = decision._plan, decision._states
    needed: dict[str, bool] = {}
    open_grades = [number for number, state in enumerate(decision._grades) if state == 1]
    undecided = {place for number in open_grades for place in plan.needed[number]}
    if decision.ruleset.method is Method.STANDARDS:
        undecided = set(range(len(plan.tests)))
    for place, test in enumerate(plan.tests):
        if not any(place in slots for by_grade in plan.slots for slots in by_grade):
            continue
        for key in test.needs():
            empty = decision.values[key] == 0 and isinstance(test, BandedPointsTest | ProportionalPointsTest)
            if decision.values[key] is None or (empty and key == test.needs()[-1]):
                can_decide = place in undecided and states[place] == 1
                needed[key] = needed.get(key, False) or can_decide
    return tuple(sorted(needed, key=lambda key: not needed[key]))


def interpretations_used(decision: Decision) -> tuple[InterpretationUsed, ...]:
    """Each question about deciding, with what the other readings would give for the same facts."""
    plan, rules = decision._plan, decision.ruleset
    acting = rules.acting_questions()
    found = []
    for item in rules.interpretations:
        if item.about != "decision":
            continue
        used = plan.readings[item.id]
        otherwise: list[tuple[str, str | None]] = []
        decisive = False if item.id in acting else None
        for reading in item.readings:
            if reading.id == used or item.id not in acting:
                continue
            chosen = {question: plan.readings[question] for question in acting} | {item.id: reading.id}
            other_plan = rules.plan(area=plan.area, unit=plan.unit, readings=chosen, final=plan.final)
            other = other_plan.restore(decision.values, {})
            otherwise.append((reading.id, other.grade))
            decisive = decisive or (other.verdict, other.grade, other.best) != (
                decision.verdict,
                decision.grade,
                decision.best,
            )
        reading = next(option for option in item.readings if option.id == used)
        found.append(
            InterpretationUsed(
                id=item.id,
                question=item.question,
                used=used,
                reading=Label(reading.vi, reading.en),
                decisive=decisive,
                otherwise=tuple(otherwise),
            )
        )
    return tuple(found)


def improvements(decision: Decision) -> tuple[Improvement, ...]:
    """What stands in the way of the grade after the one that is certain."""
    grade = decision.grade_above()
    if grade is None or decision.ruleset.method is Method.STANDARDS:
        return ()
    found = _short_total(decision, grade)
    in_the_way = (Outcome.NOT_MET, Outcome.UNKNOWN)
    for result in decision.indicators:
        at = result.at(grade.id)
        if at.outcome not in in_the_way:
            continue
        parts = [part for part in at.parts if decision._plan.points or part.outcome in in_the_way]
        found += [_step(grade.id, result.indicator.id, at.outcome, part) for part in parts]
        if not parts:
            found.append(_step(grade.id, result.indicator.id, at.outcome, None))
    return tuple(found)


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


def _short_total(decision: Decision, grade: Grade) -> list[Improvement]:
    total = grade.total(decision._plan.area, decision._plan.readings)
    if total is None or decision.lowest is None or decision.lowest >= total.at_least:
        return []
    short = total.at_least - decision.lowest
    known = decision.lowest == decision.highest
    out_of_reach = decision.highest is not None and decision.highest < total.at_least
    return [
        Improvement(
            grade=grade.id,
            indicator="total",
            outcome=Outcome.NOT_MET if known or out_of_reach else Outcome.UNKNOWN,
            required=number_text(total.at_least),
            observed=number_text(decision.lowest) if known else None,
            short_by=-(-short.numerator // short.denominator) if known else None,
            cite=total.cite,
        )
    ]
