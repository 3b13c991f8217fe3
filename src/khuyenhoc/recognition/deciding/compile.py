"""Tests as functions of the values; exact integers throughout, and bounds where something is missing."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.law.facts import Fact, Scale
from khuyenhoc.recognition.law.kinds import (
    BandedPointsTest,
    ChangeTest,
    CountTest,
    Direction,
    DoneTest,
    PointsTest,
    ProportionalPointsTest,
    RankTest,
    ShareTest,
    Test,
)

if TYPE_CHECKING:
    from khuyenhoc.recognition.ruleset import RuleSet

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "NOT_MET",
    "UNKNOWN",
    "Context",
    "State",
    "Values",
    "compile_points",
    "compile_test",
    "exact",
    "holders",
    "plain_number",
    "points_for",
]

Values = dict[str, Any]
State = int
NOT_MET, UNKNOWN, MET, NOT_APPLICABLE = 0, 1, 2, 3


@attrs.frozen
class Context:
    """What a test needs to know of its rule set: the facts, their scales, and which counts lie within which."""

    facts: dict[str, Fact]
    scales: dict[str, Scale]
    inner: dict[str, tuple[str, ...]]
    outer: dict[str, str]
    beside: dict[str, tuple[str, ...]]  # counts that lie within the same one and do not overlap

    @classmethod
    def of(cls, rules: "RuleSet") -> "Context":
        """The facts, scales and nesting of a rule set."""
        outer = nesting(rules)
        inner: dict[str, tuple[str, ...]] = {}
        for part, whole in outer.items():
            inner[whole] = (*inner.get(whole, ()), part)
        facts = {fact.key: fact for fact in rules.facts}
        return cls(facts, {scale.id: scale for scale in rules.scales}, inner, outer, _beside(rules))

    def rank(self, key: str, step: str) -> int:
        """Position of a step on the scale of a rank."""
        return self.scales[self.facts[key].scale].index(step)

    def least(self, key: str, values: Values) -> int:
        """The value, or the largest count known to lie within it, those that do not overlap together."""
        value = values[key]
        if value is not None:
            return int(value)
        sums = (
            self.least(part, values) + sum(self.least(other, values) for other in self.beside.get(part, ()))
            for part in self.inner.get(key, ())
        )
        return max(sums, default=0)

    def most(self, key: str, values: Values) -> int | None:
        """The value, or what the count around it leaves room for; None without limit."""
        value = values[key]
        if value is not None:
            return int(value)
        whole = self.outer.get(key)
        room = None if whole is None else self.most(whole, values)
        if room is None:
            return None
        return max(0, room - sum(self.least(other, values) for other in self.beside.get(key, ())))


def nesting(rules: "RuleSet") -> dict[str, str]:
    """Which count lies within which: as declared, or, where nothing is, as a share test takes it."""
    outer = {fact.key: fact.part_of for fact in rules.facts if fact.part_of}
    for indicator in rules.indicators:
        for test in indicator.tests:
            if isinstance(test, ShareTest | BandedPointsTest | ProportionalPointsTest):
                for part in test.part:
                    if part != test.whole and part not in _holders(outer, test.whole):
                        outer.setdefault(part, test.whole)
    return outer


def _holders(outer: dict[str, str], key: str) -> list[str]:
    """The counts around a count, from the inside out."""
    found: list[str] = []
    while key in outer and outer[key] not in found:
        key = outer[key]
        found.append(key)
    return found


def holders(rules: "RuleSet") -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each count the counts around it, from the inside out."""
    outer = nesting(rules)
    return tuple((key, tuple(_holders(outer, key))) for key in outer)


def _beside(rules: "RuleSet") -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for indicator in rules.indicators:
        for test in indicator.tests:
            parts = set(getattr(test, "part", ()))
            for part in parts:
                found.setdefault(part, set()).update(parts - {part})
    return {part: tuple(sorted(others)) for part, others in found.items()}


def compile_test(test: Test, context: Context, *, closed: bool, empty: State) -> Callable[[Values], State]:
    """The function that gives the state of a test; ``closed`` turns what is missing into not met."""
    missing = NOT_MET if closed else UNKNOWN
    match test:
        case DoneTest():
            return _done(test.fact, missing)
        case ShareTest():
            return _share(test, context, missing, UNKNOWN if test.unresolved_if_empty else empty)
        case CountTest():
            return _count(test, context, missing)
        case ChangeTest():
            return _change(test, missing)
        case RankTest():
            return _rank(test, context, missing)
        case _:
            return lambda values: UNKNOWN  # standards and points are worked out by the plan


def _done(key: str, missing: State) -> Callable[[Values], State]:
    def run(values: Values) -> State:
        value = values[key]
        return missing if value is None else MET if value else NOT_MET

    return run


def _share(test: ShareTest, context: Context, missing: State, empty: State) -> Callable[[Values], State]:
    over, under = test.at_least.value.numerator, test.at_least.value.denominator
    parts, whole = test.part, test.whole
    first = parts[0]

    def run(values: Values) -> State:
        total, count = values[whole], values[first]
        if total and count is not None:
            return MET if count * under >= over * total else NOT_MET
        return rarely(values, total, count)

    def run_sum(values: Values) -> State:
        return rarely(values, values[whole], _sum(values, parts))

    def rarely(values: Values, total: int | None, count: int | None) -> State:
        if total is None or count is None:
            return missing if missing == NOT_MET and total != 0 else partly(values)
        if total == 0:
            return empty
        return MET if count * under >= over * total else NOT_MET

    def partly(values: Values) -> State:
        """Only some counts are known: what can they still become?"""
        most_whole = context.most(whole, values)
        if most_whole == 0:
            return empty
        least_part = sum(context.least(part, values) for part in parts)
        smallest = max(context.least(whole, values), least_part)
        if smallest == 0:
            return UNKNOWN
        most = [context.most(part, values) for part in parts]
        known = [count for count in most if count is not None]
        if len(known) == len(most) and sum(known) * under < over * smallest:
            return NOT_MET
        if most_whole is not None and least_part * under >= over * most_whole:
            return MET
        return UNKNOWN

    return run if len(parts) == 1 else run_sum


def _sum(values: Values, parts: Sequence[str]) -> int | None:
    total = 0
    for part in parts:
        count = values[part]
        if count is None:
            return None
        total += count
    return total


def _count(test: CountTest, context: Context, missing: State) -> Callable[[Values], State]:
    key, wanted = test.fact, test.at_least

    def run(values: Values) -> State:
        value = values[key]
        if value is not None:
            return MET if value >= wanted else NOT_MET
        if missing == NOT_MET:
            return missing
        most = context.most(key, values)
        if context.least(key, values) >= wanted:
            return MET
        return NOT_MET if most is not None and most < wanted else UNKNOWN

    return run


def _change(test: ChangeTest, missing: State) -> Callable[[Values], State]:
    key, before, rose = test.fact, test.previous, test.direction is Direction.ROSE

    def run(values: Values) -> State:
        now, then = values[key], values[before]
        if now is None or then is None:
            return missing
        return MET if (now > then if rose else now < then) else NOT_MET

    return run


def _rank(test: RankTest, context: Context, missing: State) -> Callable[[Values], State]:
    key, wanted = test.fact, context.rank(test.fact, test.at_least)

    def run(values: Values) -> State:
        value = values[key]
        return missing if value is None else MET if value >= wanted else NOT_MET

    return run


Points = int | Fraction


def plain_number(number: Fraction | None) -> Points | None:
    """A whole number as an int, which is the same number and compares faster."""
    return number.numerator if number is not None and number.denominator == 1 else number


@lru_cache(maxsize=1024)
def exact(number: Points | None) -> Fraction | None:
    """Points as everybody outside sees them; the few that there are, are made once."""
    return None if number is None else Fraction(number)


PointBounds = tuple[Points, Points | None]


def compile_points(
    tests: Sequence[Test], context: Context, *, closed: bool, whole_only: bool
) -> Callable[[Values], PointBounds]:
    """The function that gives the lowest and highest points of an indicator; None where no highest is established.

    With ``whole_only`` less than the most counts as nothing.
    """
    runners = [_points_of(test, context, closed=closed, whole_only=whole_only) for test in tests]
    if len(runners) == 1:
        return runners[0]

    def run(values: Values) -> PointBounds:
        found = [runner(values) for runner in runners]
        highs = [high for _, high in found if high is not None]
        return sum(low for low, _ in found), sum(highs) if len(highs) == len(found) else None

    return run


def _points_of(test: Test, context: Context, *, closed: bool, whole_only: bool) -> Callable[[Values], PointBounds]:
    match test:
        case PointsTest():
            key, maximum = test.fact, plain_number(context.facts[test.fact].maximum)
            unknown: PointBounds = (0, 0) if closed else (0, maximum)

            def awarded(values: Values) -> PointBounds:
                value = values[key]
                if value is None:
                    return unknown
                return (value, value) if not whole_only or value == maximum else (0, 0)

            return awarded
        case BandedPointsTest() | ProportionalPointsTest():
            most = max(band.points for band in test.bands) if isinstance(test, BandedPointsTest) else test.maximum

            def earned(values: Values) -> PointBounds:
                total, count = values[test.whole], _sum(values, test.part)
                if not total or count is None:
                    return (0, 0) if closed else (0, most)
                points = points_for(test, Fraction(count, total))
                return points, points

            return earned
        case _:
            raise InvalidValueError("a test without points in a set of points", path=("kind",), seen=test.kind)


def points_for(test: BandedPointsTest | ProportionalPointsTest, share: Fraction) -> Fraction:
    """The points that a locality's table gives for a share."""
    if isinstance(test, BandedPointsTest):
        return max((band.points for band in test.bands if share >= band.at_least.value), default=Fraction(0))
    points = test.maximum * share
    return points if test.step is None else points // test.step * test.step
