"""Complete forms at once: functions written out for a plan as one would write them by hand for one rule set.

They answer where every fact has a value of the plainest kind and nothing about them is odd; for anything else they give
`ASIDE`, and the form goes the ordinary way, which also says what is wrong. Only whole numbers and quoted keys and ids
of the rule set enter their source.
"""

from collections.abc import Callable, Iterable, Iterator
from math import ceil, floor
from typing import TYPE_CHECKING, Any

from khuyenhoc.recognition._compile import MET, NOT_MET
from khuyenhoc.recognition.criteria import Method
from khuyenhoc.recognition.facts import Fact, FactKind
from khuyenhoc.recognition.kinds import (
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
    from khuyenhoc.recognition.plan import Plan

__all__ = ["ASIDE", "write_read", "write_score"]

ASIDE: Any = object()
_KNOWN = (ChangeTest, CountTest, DoneTest, RankTest, ShareTest)


def write_read(plan: "Plan") -> Callable[[dict[str, Any]], Any]:
    """The function that gives the values of a form and the states of its tests, or `ASIDE`.

    Where the plan has its own way of making grades, None stands for the states.
    """
    names = _names(plan)
    by_tests = plan.own_way is None
    if _has_amounts(plan) or (by_tests and not _knows_tests(plan)):
        return lambda facts: ASIDE
    values = ", ".join(f"{key!r}: {name}" for key, name in names.items())
    lines = _checks(plan, names)
    states = "None"
    if by_tests:
        lines += _aside_unless(_wholes(plan, names))
        found = [f"{MET} if {_condition(plan, test, names)} else {NOT_MET}" for test in plan.tests]
        states = f"[{', '.join(found)}]"
    return _written(plan, [*lines, f"    return {{{values}}}, {states}"])


def write_score(plan: "Plan") -> Callable[[dict[str, Any]], Any]:
    """The function that gives the id of a grade, None, or `ASIDE`."""
    by_points = plan.own_way is Method.POINTS
    known = plan.awarded is not None if by_points else _knows_tests(plan)
    if plan.own_way is Method.STANDARDS or _has_amounts(plan) or not known:
        return lambda facts: ASIDE
    names = _names(plan)
    lines = _checks(plan, names) + _aside_unless(_wholes(plan, names))
    return _written(plan, lines + (_by_points(plan, names) if by_points else _by_tests(plan, names)))


def _written(plan: "Plan", lines: list[str]) -> Callable[[dict[str, Any]], Any]:
    scope: dict[str, Any] = {"ASIDE": ASIDE, "PLACES": plan.places}
    source = "\n".join(["def written(facts):", *lines])
    exec(compile(source, f"<written for {plan.rules.id}>", "exec"), scope)
    written: Callable[[dict[str, Any]], Any] = scope["written"]
    return written


def _names(plan: "Plan") -> dict[str, str]:
    return {fact.key: f"v{number}" for number, fact in enumerate(plan.rules.facts)}


def _knows_tests(plan: "Plan") -> bool:
    return all(isinstance(test, _KNOWN) for test in plan.tests)


def _wholes(plan: "Plan", names: dict[str, str]) -> Iterable[str]:
    """What must not be nobody: a share of nobody is no plain matter."""
    return dict.fromkeys(names[test.whole] for test in plan.tests if isinstance(test, ShareTest))


def _has_amounts(plan: "Plan") -> bool:
    return any(fact.kind is FactKind.AMOUNT for fact in plan.rules.facts)


def _checks(plan: "Plan", names: dict[str, str]) -> list[str]:
    """Take the values out, see that they are plain and possible, and turn steps into places on their scales."""
    facts = plan.rules.facts
    lines = ["    try:", *(f"        {name} = facts[{key!r}]" for key, name in names.items())]
    lines += ["    except KeyError:", "        return ASIDE"]
    lines += _aside_unless(_plain(plan, fact, names[fact.key]) for fact in facts)
    ranks = [fact.key for fact in facts if fact.kind is FactKind.RANK]
    lines += [f"    {names[key]} = PLACES[{key!r}].get({names[key]}, -1)" for key in ranks]
    lines += _aside_unless(f"{names[key]} >= 0" for key in ranks)
    return lines + _aside_unless(_possible(plan, names))


def _aside_unless(conditions: Iterable[str]) -> list[str]:
    needed = " and ".join(conditions)
    return [f"    if not ({needed}):", "        return ASIDE"] if needed else []


def _plain(plan: "Plan", fact: Fact, name: str) -> str:
    """Whether a value is of the very kind of the fact, and in its range."""
    match fact.kind:
        case FactKind.YES_NO:
            return f"({name} is True or {name} is False)"
        case FactKind.RANK:
            return f"type({name}) is str"
    return f"type({name}) is int and 0 <= {name} <= {floor(plan.most[fact.key])}"


def _possible(plan: "Plan", names: dict[str, str]) -> Iterator[str]:
    """What has to hold between counts."""
    for part, wholes in plan.nested:
        yield f"{names[part]} <= {names[wholes[0]]}"
    for parts, whole in plan.disjoint:
        yield f"{' + '.join(names[part] for part in parts)} <= {names[whole]}"


def _by_tests(plan: "Plan", names: dict[str, str]) -> list[str]:
    lines: list[str] = []
    seen: set[int] = set()
    reached = None
    conditions = []
    for grade, places, (_, ceiling) in zip(plan.rules.grades, plan.needed, plan.gather, strict=True):
        new = [place for place in places if place not in seen]
        seen.update(places if plan.cumulative else ())
        terms = [_condition(plan, plan.tests[place], names) for place in new]
        conditions.append((grade.id, " and ".join(["True" if ceiling != NOT_MET else "False", *terms])))
    if not plan.cumulative:
        return _highest(conditions)
    for grade_id, condition in conditions:
        lines += [f"    if not ({condition}):", f"        return {reached!r}"]
        reached = grade_id
    return [*lines, f"    return {reached!r}"]


def _condition(plan: "Plan", test: Test, names: dict[str, str]) -> str:
    match test:
        case DoneTest():
            return names[test.fact]
        case RankTest():
            wanted = next(scale for scale in plan.rules.scales if scale.id == plan.rules.fact(test.fact).scale)
            return f"{names[test.fact]} >= {wanted.index(test.at_least)}"
        case CountTest():
            return f"{names[test.fact]} >= {ceil(test.at_least)}"
        case ChangeTest():
            way = ">" if test.direction is Direction.ROSE else "<"
            return f"{names[test.fact]} {way} {names[test.previous]}"
        case ShareTest():
            rate, part = test.at_least.value, " + ".join(names[key] for key in test.part)
            return f"({part}) * {rate.denominator} >= {names[test.whole]} * {rate.numerator}"
    raise NotImplementedError(test.kind)


def _by_points(plan: "Plan", names: dict[str, str]) -> list[str]:
    tests = [plan.tests[by_grade[0][0]] for by_grade in plan.slots]
    points = [names[test.fact] for test in tests if isinstance(test, PointsTest)]
    lines = [f"    total = {' + '.join(points)}"]
    if plan.most_in_all is not None:
        lines += _aside_unless([f"total <= {floor(plan.most_in_all)}"])
    conditions = []
    for grade, (mark, least, _) in zip(plan.rules.grades, plan.marks, strict=True):
        terms = ["True"] if mark is None else [f"total >= {ceil(mark)}"]
        terms += [] if least is None else [f"{name} >= {ceil(least)}" for name in points]
        conditions.append((grade.id, " and ".join(terms)))
    return lines + _highest(conditions)


def _highest(conditions: list[tuple[str, str]]) -> list[str]:
    lines: list[str] = []
    for grade_id, condition in reversed(conditions):
        lines += [f"    if {condition}:", f"        return {grade_id!r}"]
    return [*lines, "    return None"]
