"""Complete forms at once: functions put together for a plan, that pass over a form in few steps.

They answer where every fact has a value of the plainest kind and nothing about them is odd; for anything else they give
`ASIDE`, and the form goes the ordinary way, which also says what is wrong.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from math import ceil, floor
from operator import itemgetter, le
from typing import TYPE_CHECKING, Any

from khuyenhoc.recognition.deciding.compile import MET, NOT_MET
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.law.kinds import (
    ChangeTest,
    CountTest,
    Direction,
    DoneTest,
    PointsTest,
    RankTest,
    ShareTest,
    Test,
)

if TYPE_CHECKING:
    from khuyenhoc.recognition.deciding.plan import Plan

__all__ = ["ASIDE", "grading_of", "reading_of"]

ASIDE: Any = object()
_KNOWN = (ChangeTest, CountTest, DoneTest, RankTest, ShareTest)
_TYPES: dict[FactKind, type] = {FactKind.YES_NO: bool, FactKind.RANK: str}
Values = Sequence[Any]
Answer = Callable[[dict[str, Any]], Any]


def _aside(facts: dict[str, Any]) -> Any:
    return ASIDE


def reading_of(plan: "Plan") -> Answer:
    """The function that gives the values of a form and the states of its tests, or `ASIDE`.

    Where the plan has its own way of making grades, None stands for the states.
    """
    by_tests = plan.own_way is None
    if _has_amounts(plan) or (by_tests and not _knows_tests(plan)):
        return _aside
    keys, values_of = tuple(fact.key for fact in plan.rules.facts), _values_of(plan, wholes=by_tests)
    conditions = [_condition(plan, test) for test in plan.tests] if by_tests else []

    def read(facts: dict[str, Any]) -> Any:
        values = values_of(facts)
        if values is None:
            return ASIDE
        states = [MET if condition(values) else NOT_MET for condition in conditions] if by_tests else None
        return dict(zip(keys, values, strict=True)), states

    return read


def grading_of(plan: "Plan") -> Answer:
    """The function that gives the id of a grade, None, or `ASIDE`."""
    by_points = plan.own_way is Method.POINTS
    known = plan.awarded is not None if by_points else _knows_tests(plan)
    if plan.own_way is Method.STANDARDS or _has_amounts(plan) or not known:
        return _aside
    return _by_points(plan) if by_points else _by_tests(plan)


def _knows_tests(plan: "Plan") -> bool:
    return all(isinstance(test, _KNOWN) for test in plan.tests)


def _has_amounts(plan: "Plan") -> bool:
    return any(fact.kind is FactKind.AMOUNT for fact in plan.rules.facts)


def _positions(plan: "Plan", keys: Iterable[str]) -> list[int]:
    places = {fact.key: place for place, fact in enumerate(plan.rules.facts)}
    return [places[key] for key in keys]


def _taking(positions: Sequence[Any]) -> Callable[[Any], Values]:
    """Takes the values at some positions, or of some keys, as a sequence, however many there are."""
    if not positions:
        return lambda values: ()
    if len(positions) == 1:
        (only,) = positions
        return lambda values: (values[only],)
    return itemgetter(*positions)


def _values_of(plan: "Plan", *, wholes: bool) -> Callable[[dict[str, Any]], Values | None]:
    """The values in the order of the facts, steps as places on their scales; None if anything is not plain."""
    facts = plan.rules.facts
    take, types = _taking([fact.key for fact in facts]), tuple(_TYPES.get(fact.kind, int) for fact in facts)
    counted = [fact for fact in facts if fact.kind not in _TYPES]
    numbers = _taking(_positions(plan, (fact.key for fact in counted))) if len(counted) < len(facts) else None
    most = [floor(plan.most[fact.key]) for fact in counted]
    top = min(most, default=0)
    steps = [(place, plan.places[fact.key]) for place, fact in enumerate(facts) if fact.kind is FactKind.RANK]
    checks = list(_checks(plan, wholes=wholes))

    def values_of(given: dict[str, Any]) -> Values | None:
        try:
            values = take(given)
        except KeyError:
            return None
        if tuple(map(type, values)) != types:
            return None
        counts = values if numbers is None else numbers(values)
        if counts and (min(counts) < 0 or (max(counts) > top and not all(map(le, counts, most)))):
            return None
        for check in checks:
            if not check(values):
                return None
        return _with_steps(values, steps) if steps else values

    return values_of


def _with_steps(values: Values, steps: Iterable[tuple[int, dict[str, int]]]) -> Values | None:
    """The values with places on their scales for steps; None if a step is on no scale."""
    found = list(values)
    for place, scale in steps:
        step = scale.get(values[place])
        if step is None:
            return None
        found[place] = step
    return found


def _checks(plan: "Plan", *, wholes: bool) -> Iterator[Callable[[Values], bool]]:
    """What has to hold between counts: parts within their wholes, and, where there are shares, somebody in them."""
    if plan.nested:
        parts = _taking(_positions(plan, (part for part, _ in plan.nested)))
        above = _taking(_positions(plan, (whole[0] for _, whole in plan.nested)))
        yield lambda values: all(map(le, parts(values), above(values)))
    shared = dict.fromkeys(test.whole for test in plan.tests if isinstance(test, ShareTest)) if wholes else {}
    if shared:
        somebody = _taking(_positions(plan, shared))
        yield lambda values: all(somebody(values))
    for keys, whole in plan.disjoint:
        yield _apart(_taking(_positions(plan, keys)), _positions(plan, [whole])[0])


def _apart(parts: Callable[[Any], Values], whole: int) -> Callable[[Values], bool]:
    return lambda values: bool(sum(parts(values)) <= values[whole])


def _condition(plan: "Plan", test: Test) -> Callable[[Values], bool]:
    match test:
        case DoneTest():
            return itemgetter(*_positions(plan, [test.fact]))
        case RankTest():
            (place,), wanted = _positions(plan, [test.fact]), plan.places[test.fact][test.at_least]
            return lambda values: bool(values[place] >= wanted)
        case CountTest():
            (place,), least = _positions(plan, [test.fact]), ceil(test.at_least)
            return lambda values: bool(values[place] >= least)
        case ChangeTest():
            now, before = _positions(plan, [test.fact, test.previous])
            if test.direction is not Direction.ROSE:
                now, before = before, now
            return lambda values: bool(values[now] > values[before])
        case ShareTest():
            return _share(plan, test)
    raise AssertionError(test.kind)  # _knows_tests lets no other kind in


def _share(plan: "Plan", test: ShareTest) -> Callable[[Values], bool]:
    over, under = test.at_least.value.denominator, test.at_least.value.numerator
    (whole,), places = _positions(plan, [test.whole]), _positions(plan, test.part)
    if len(places) == 1:
        (part,) = places
        return lambda values: bool(values[part] * over >= values[whole] * under)
    parts = _taking(places)
    return lambda values: bool(sum(parts(values)) * over >= values[whole] * under)


def _by_tests(plan: "Plan") -> Answer:
    values_of = _values_of(plan, wholes=True)
    seen: set[int] = set()
    ladder: list[tuple[str, list[Callable[[Values], bool]] | None]] = []
    for grade, places, (_, ceiling) in zip(plan.rules.grades, plan.needed, plan.gather, strict=True):
        new = [place for place in places if place not in seen]
        seen.update(places if plan.cumulative else ())
        ladder.append(
            (grade.id, [_condition(plan, plan.tests[place]) for place in new] if ceiling != NOT_MET else None)
        )
    cumulative = plan.cumulative

    def grade_of(facts: dict[str, Any]) -> Any:
        values = values_of(facts)
        if values is None:
            return ASIDE
        reached = None
        for grade_id, conditions in ladder:
            met = conditions is not None
            for condition in conditions or ():
                if not condition(values):
                    met = False
                    break
            if met:
                reached = grade_id
            elif cumulative:
                return reached
        return reached

    return grade_of


def _by_points(plan: "Plan") -> Answer:
    values_of = _values_of(plan, wholes=True)
    tests = [plan.tests[by_grade[0][0]] for by_grade in plan.slots]
    places = _positions(plan, (test.fact for test in tests if isinstance(test, PointsTest)))
    points = None if places == list(range(len(plan.rules.facts))) else _taking(places)
    most = None if plan.most_in_all is None else floor(plan.most_in_all)
    ladder = [
        (grade.id, None if mark is None else ceil(mark), None if least is None else ceil(least))
        for grade, (mark, least, _) in zip(plan.rules.grades, plan.marks, strict=True)
    ]
    ladder.reverse()

    def grade_of(facts: dict[str, Any]) -> Any:
        values = values_of(facts)
        if values is None:
            return ASIDE
        given = values if points is None else points(values)
        total, lowest = sum(given), min(given, default=0)
        if most is not None and total > most:
            return ASIDE
        for grade_id, mark, least in ladder:
            if (mark is None or total >= mark) and (least is None or lowest >= least):
                return grade_id
        return None

    return grade_of
