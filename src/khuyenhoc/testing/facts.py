"""Hypothesis strategies of recognition: facts of any rule set, complete or not, and improvements of one fact.

Counts respect the counts they lie within, parts that do not overlap never exceed their whole, and totals of points
never exceed the total of the set. Thresholds are hit exactly as often as they are missed by one.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc.files.catalog.builtin import rulesets as shipped_rulesets
from khuyenhoc.recognition.law.facts import Fact, FactKind, around
from khuyenhoc.recognition.law.kinds import (
    BandedPointsTest,
    ChangeTest,
    CountTest,
    Direction,
    ProportionalPointsTest,
    ShareTest,
    Test,
)
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, one_of_those, st

Facts = dict[str, Any]
_EARNING = (BandedPointsTest, ProportionalPointsTest)
_SHARES = (ShareTest, *_EARNING)


def rulesets() -> SearchStrategy[RuleSet]:
    """Any rule set that is shipped."""
    return one_of_those(shipped_rulesets)


def units_of(rules: RuleSet) -> tuple[str, ...]:
    """Kinds of unit, or the empty one where the set tells none apart."""
    return tuple(option.id for option in rules.units) or ("",)


def areas_of(rules: RuleSet) -> tuple[str, ...]:
    """The plain area and every other."""
    return ("", *(option.id for option in rules.areas))


@composite
def applicants(draw: DrawFn, rules: RuleSet) -> dict[str, Any]:
    """Area and kind of unit, as arguments of ``decide``."""
    return {"area": draw(st.sampled_from(areas_of(rules))), "unit": draw(st.sampled_from(units_of(rules)))}


def steps_of(rules: RuleSet, fact: Fact) -> list[str]:
    """The steps of the scale of a rank, least first."""
    return [step.id for scale in rules.scales if scale.id == fact.scale for step in scale.steps]


def all_tests(rules: RuleSet) -> Iterator[Test]:
    """Every condition, whatever it applies to."""
    for indicator in rules.indicators:
        yield from indicator.tests


def share_tests(rules: RuleSet, part: str) -> list[ShareTest]:
    """The shares that a count is a part of."""
    return [test for test in all_tests(rules) if isinstance(test, ShareTest) and part in test.part]


def wholes_of(rules: RuleSet) -> set[str]:
    """Counts that are the whole of some share."""
    return {test.whole for test in all_tests(rules) if isinstance(test, _SHARES)}


def companions(rules: RuleSet, part: str) -> set[str]:
    """The other parts that are added to a part, and so do not overlap with it."""
    return {other for test in share_tests(rules, part) for other in test.part} - {part}


def _stands_alone(rules: RuleSet, part: str) -> bool:
    return any(test.part == (part,) and not test.readings for test in share_tests(rules, part))


def least_part(numerator: int, denominator: int, whole: int) -> int:
    """The smallest count that is at least the rate, in whole numbers only."""
    return -(-numerator * whole // denominator)


@public("khuyenhoc.testing")
def perfect(rules: RuleSet, whole: int = 100) -> Facts:
    """Facts that meet everything: all done, everybody counted, the top of every scale, all the points.

    Args:
        rules: The rule set.
        whole: How many people or things every share is a part of.

    >>> commune = catalog.ruleset("tt-25-2023/commune")
    >>> commune.decide(testing.perfect(commune) | {"learning_citizens": 79}).grade
    '1'
    """
    argument(rules, RuleSet, "rules")
    facts: Facts = {}
    for fact in rules.facts:
        match fact.kind:
            case FactKind.YES_NO:
                facts[fact.key] = True
            case FactKind.RANK:
                facts[fact.key] = steps_of(rules, fact)[-1]
            case FactKind.COUNT:
                shared = companions(rules, fact.key)
                leads = not shared or _stands_alone(rules, fact.key)
                facts[fact.key] = whole if leads else 0
            case FactKind.AMOUNT:
                facts[fact.key] = 90
            case FactKind.POINTS:
                share = Fraction(rules.maximum_total or 0) / len(rules.facts)
                facts[fact.key] = fact.maximum if fact.maximum is not None else share // 1
    for test in all_tests(rules):
        if isinstance(test, ChangeTest):
            facts[test.fact] = 91 if test.direction is Direction.ROSE else 89
    return fitted(rules, facts)


@composite
def complete_facts(draw: DrawFn, rules: RuleSet) -> Facts:
    """A value for every fact, most of them good and some of them anything."""
    whole = draw(st.sampled_from((0, 1, 3, 7, 20, 100, 333, 10_000)) | st.integers(0, 50_000))
    facts = perfect(rules, whole)
    free = draw(st.sets(st.sampled_from(list(facts))))
    done: Facts = {}
    for fact in _outside_in(rules):
        value = facts[fact.key] if fact.key not in free else draw(_anything(rules, fact, done, whole))
        _put(rules, fact, value, done)
    return done


def fitted(rules: RuleSet, facts: Facts) -> Facts:
    """The facts, with counts and points cut to what there is room for."""
    done: Facts = {}
    for fact in _outside_in(rules):
        _put(rules, fact, facts[fact.key], done)
    return done


def _put(rules: RuleSet, fact: Fact, value: Any, done: Facts) -> None:
    done[fact.key] = _fitting(rules, fact, value, done)
    if fact.common_to:  # nobody is in the one alone and in the other
        other = fact.common_to[1]
        done[other] = min(done[other], *_beside_the_first(rules, done, other))


def _outside_in(rules: RuleSet) -> list[Fact]:
    """Facts with every count after the one it lies within."""
    by_key = {fact.key: fact for fact in rules.facts}

    def depth(fact: Fact) -> int:
        return 1 + max((depth(by_key[whole]) for whole in fact.part_of), default=-1)

    return sorted(rules.facts, key=depth)


def _beside_the_first(rules: RuleSet, facts: Facts, other: str) -> list[int]:
    """The most of a count that leaves room for those who are only in another one, which shares a part with it."""
    outer = {fact.key: fact.part_of for fact in rules.facts}
    return [
        facts[whole] - facts[fact.common_to[0]] + facts[fact.key]
        for fact in rules.facts
        if fact.key in facts and fact.common_to[1:] == (other,)
        for whole in around(outer, fact.common_to[0])
        if whole in around(outer, other)
    ]


def _fitting(rules: RuleSet, fact: Fact, value: Any, done: Facts) -> Any:
    """The value, or the most that the facts already drawn leave room for."""
    if fact.kind is FactKind.POINTS and rules.maximum_total is not None:
        return max(Fraction(0), min(value, _most_points(rules) - sum(_points(rules, done))))
    if not fact.part_of:
        return value
    taken = sum(done.get(other, 0) for other in companions(rules, fact.key))
    return max(0, min(value, *(done[whole] - taken for whole in fact.part_of)))


def _points(rules: RuleSet, facts: Facts) -> list[Fraction]:
    return [facts[fact.key] for fact in rules.facts if fact.kind is FactKind.POINTS and fact.key in facts]


def _most_points(rules: RuleSet) -> Fraction:
    """What the total leaves to points that are given, when every share earns its most."""
    earned = sum(test.most for test in all_tests(rules) if isinstance(test, _EARNING))
    return (rules.maximum_total or Fraction(10**9)) - earned


def _anything(rules: RuleSet, fact: Fact, done: Facts, whole: int) -> SearchStrategy[Any]:
    match fact.kind:
        case FactKind.YES_NO:
            return st.booleans()
        case FactKind.RANK:
            return st.sampled_from(steps_of(rules, fact))
        case FactKind.AMOUNT:
            return st.sampled_from((89, 90, 91)) | st.fractions(0, fact.maximum or 200, max_denominator=100)
        case FactKind.POINTS:
            most = int(fact.maximum if fact.maximum is not None else 20)
            return st.integers(0, most * 100).map(lambda hundredths: Fraction(hundredths, 100))
    if not fact.part_of:
        wanted = [test.at_least for test in all_tests(rules) if isinstance(test, CountTest) and test.fact == fact.key]
        near = [int(count) + step for count in wanted for step in (-1, 0, 1)]
        return st.sampled_from((0, whole, *near)) | st.integers(0, 50_000)
    of = min(done[whole] for whole in fact.part_of)
    near = [0, of]
    for test in share_tests(rules, fact.key):
        rate = test.at_least.value
        exact = least_part(rate.numerator, rate.denominator, of)
        near += [count for count in (exact - 1, exact, exact + 1) if 0 <= count <= of]
    return st.sampled_from(near) | st.integers(0, of)


@composite
def some_facts(draw: DrawFn, rules: RuleSet) -> Facts:
    """Facts with some left out and others given as None; both mean unknown."""
    facts = draw(complete_facts(rules))
    gone = draw(st.sets(st.sampled_from(list(facts))))
    kept = {key: value for key, value in facts.items() if key not in gone}
    return kept | dict.fromkeys(draw(st.sets(st.sampled_from(sorted(gone)))) if gone else ())


def improvable(rules: RuleSet, facts: Facts) -> list[str]:
    """Facts that can still be better than they are, other things being equal."""
    return [fact.key for fact in rules.facts if improved(rules, facts, fact) is not None]


def improved(rules: RuleSet, facts: Facts, fact: Fact) -> Facts | None:
    """The facts with one of them a step better; None where there is no better or it is not a matter of better."""
    value, better = facts[fact.key], dict(facts)
    match fact.kind:
        case FactKind.YES_NO:
            better[fact.key] = True
        case FactKind.RANK:
            steps = steps_of(rules, fact)
            better[fact.key] = steps[min(steps.index(value) + 1, len(steps) - 1)]
        case FactKind.POINTS:
            room = _most_points(rules) - sum(_points(rules, facts))
            most = fact.maximum if fact.maximum is not None else value + 1
            better[fact.key] = min(value + 1, most, value + room)
        case FactKind.AMOUNT:
            change = next(
                (test for test in all_tests(rules) if isinstance(test, ChangeTest) and test.fact == fact.key), None
            )
            if change is not None:
                moved = value + (1 if change.direction is Direction.ROSE else -1)
                better[fact.key] = moved if fact.maximum is None else min(max(moved, 0), fact.maximum)
        case FactKind.COUNT:
            _one_more(rules, better, fact)
    return better if better != facts else None


def _one_more(rules: RuleSet, facts: Facts, fact: Fact) -> None:
    """One more of a part: somebody new, or, where nobody is left, one who moves up from a lesser part beside it."""
    if fact.key in wholes_of(rules):
        return
    if not fact.part_of:
        facts[fact.key] += 1
        return
    beside = companions(rules, fact.key)
    rooms = [facts[whole] for whole in fact.part_of] + _beside_the_first(rules, facts, fact.key)
    if facts[fact.key] + sum(facts[other] for other in beside) < min(rooms):
        facts[fact.key] += 1
        return
    lesser = next((other for other in sorted(beside) if facts[other] and not _stands_alone(rules, other)), None)
    if lesser is not None and _stands_alone(rules, fact.key):
        facts[fact.key] += 1
        facts[lesser] -= 1
