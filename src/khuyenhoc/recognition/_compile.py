"""Tests as functions of the values; exact integers throughout, and bounds where something is missing."""

from collections.abc import Callable, Sequence
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.facts import Fact, Scale
from khuyenhoc.recognition.kinds import (
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

__all__ = ["Context", "State", "Values", "compile_points", "compile_test", "points_for"]

Values = dict[str, Any]
State = int
_NOT_MET, _UNKNOWN, _MET = 0, 1, 2


@attrs.frozen
class Context:
    """What a test needs to know of its rule set: the facts, their scales, and which counts lie within which."""

    facts: dict[str, Fact]
    scales: dict[str, Scale]
    inner: dict[str, tuple[str, ...]]
    outer: dict[str, str]

    @classmethod
    def of(cls, rules: "RuleSet") -> "Context":
        """The facts, scales and nesting of a rule set."""
        outer = {fact.key: fact.part_of for fact in rules.facts if fact.part_of}
        inner: dict[str, tuple[str, ...]] = {}
        for part, whole in outer.items():
            inner[whole] = (*inner.get(whole, ()), part)
        return cls({fact.key: fact for fact in rules.facts}, {scale.id: scale for scale in rules.scales}, inner, outer)

    def rank(self, key: str, step: str) -> int:
        """Position of a step on the scale of a rank."""
        return self.scales[self.facts[key].scale].index(step)

    def least(self, key: str, values: Values) -> int:
        """The value, or the largest count known to lie within it."""
        value = values[key]
        if value is not None:
            return int(value)
        return max((self.least(part, values) for part in self.inner.get(key, ())), default=0)

    def most(self, key: str, values: Values) -> int | None:
        """The value, or the smallest count known to hold it; None without limit."""
        value = values[key]
        if value is not None:
            return int(value)
        whole = self.outer.get(key)
        return None if whole is None else self.most(whole, values)


def compile_test(test: Test, context: Context, *, closed: bool, empty: State) -> Callable[[Values], State]:
    """The function that gives the state of a test; ``closed`` turns what is missing into not met."""
    missing = _NOT_MET if closed else _UNKNOWN
    match test:
        case DoneTest():
            return _done(test.fact, missing)
        case ShareTest():
            return _share(test, context, missing, _UNKNOWN if test.unresolved_if_empty else empty)
        case CountTest():
            return _count(test, context, missing)
        case ChangeTest():
            return _change(test, missing)
        case RankTest():
            return _rank(test, context, missing)
        case _:
            return lambda values: _UNKNOWN  # standards and points are worked out by the plan


def _done(key: str, missing: State) -> Callable[[Values], State]:
    def run(values: Values) -> State:
        value = values[key]
        return missing if value is None else _MET if value else _NOT_MET

    return run


def _share(test: ShareTest, context: Context, missing: State, empty: State) -> Callable[[Values], State]:
    over, under = test.at_least.value.numerator, test.at_least.value.denominator
    parts, whole = test.part, test.whole
    first = parts[0]

    def run(values: Values) -> State:
        total, count = values[whole], values[first]
        if total and count is not None:
            return _MET if count * under >= over * total else _NOT_MET
        return rarely(values, total, count)

    def run_sum(values: Values) -> State:
        return rarely(values, values[whole], _sum(values, parts))

    def rarely(values: Values, total: int | None, count: int | None) -> State:
        if total is None or count is None:
            return missing if missing == _NOT_MET and total != 0 else partly(values)
        if total == 0:
            return empty
        return _MET if count * under >= over * total else _NOT_MET

    def partly(values: Values) -> State:
        """Only some counts are known: what can they still become?"""
        least_whole, most_whole = context.least(whole, values), context.most(whole, values)
        if most_whole == 0:
            return empty
        least_part = sum(context.least(part, values) for part in parts)
        smallest = max(least_whole, least_part)
        open_part = any(values[part] is None for part in parts)
        most_part = None if open_part else least_part
        if most_part is not None and smallest > 0 and most_part * under < over * smallest:
            return _NOT_MET
        if most_whole is not None and least_part * under >= over * most_whole and smallest > 0:
            return _MET
        return _UNKNOWN

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
            return _MET if value >= wanted else _NOT_MET
        if missing == _NOT_MET:
            return missing
        most = context.most(key, values)
        if context.least(key, values) >= wanted:
            return _MET
        return _NOT_MET if most is not None and most < wanted else _UNKNOWN

    return run


def _change(test: ChangeTest, missing: State) -> Callable[[Values], State]:
    key, before, rose = test.fact, test.previous, test.direction is Direction.ROSE

    def run(values: Values) -> State:
        now, then = values[key], values[before]
        if now is None or then is None:
            return missing
        return _MET if (now > then if rose else now < then) else _NOT_MET

    return run


def _rank(test: RankTest, context: Context, missing: State) -> Callable[[Values], State]:
    key, wanted = test.fact, context.rank(test.fact, test.at_least)

    def run(values: Values) -> State:
        value = values[key]
        return missing if value is None else _MET if value >= wanted else _NOT_MET

    return run


Points = int | Fraction
PointBounds = tuple[Points, Points | None]


def compile_points(tests: Sequence[Test], context: Context, *, closed: bool) -> Callable[[Values], PointBounds]:
    """The function that gives the lowest and highest points of an indicator; None where no highest is established."""
    runners = [_points_of(test, context, closed=closed) for test in tests]
    if len(runners) == 1:
        return runners[0]

    def run(values: Values) -> PointBounds:
        found = [runner(values) for runner in runners]
        highs = [high for _, high in found if high is not None]
        return sum(low for low, _ in found), sum(highs) if len(highs) == len(found) else None

    return run


def _points_of(test: Test, context: Context, *, closed: bool) -> Callable[[Values], PointBounds]:
    match test:
        case PointsTest():
            key, maximum = test.fact, context.facts[test.fact].maximum
            unknown: PointBounds = (0, 0) if closed else (0, maximum)

            def awarded(values: Values) -> PointBounds:
                value = values[key]
                return unknown if value is None else (value, value)

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
