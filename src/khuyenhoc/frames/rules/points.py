"""Sets of points as expressions: the bounds of each indicator, of the criteria and of the total, and what they earn."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from operator import add
from typing import Any

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.frames.rules.compile import Compiler, State, all_of, any_of, ceiling_of, outside
from khuyenhoc.frames.rules.settings import Kind, RowKinds
from khuyenhoc.recognition.law.criteria import Criterion, Grade
from khuyenhoc.recognition.law.kinds import BandedPointsTest, PointsTest, ProportionalPointsTest, Test
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["PointSheet"]

Bounds = tuple[Any, Any]  # the most is null where no maximum is established


class PointSheet:
    """The points of every row, counted in whole parts of a point.

    Attributes:
        stage: Columns to be made first: the bounds of the total.
    """

    def __init__(
        self, rules: RuleSet, kinds: RowKinds, compiler: Compiler, tests: Sequence[dict[int, Any]], point: int
    ):
        """Take, for each indicator, its tests by identity, each with where it applies."""
        self.rules, self.kinds, self.compiler, self.point = rules, kinds, compiler, point
        self.nw = compiler.nw
        self.by_id = {id(test): test for indicator in rules.indicators for test in indicator.tests}
        plan = kinds.any
        self.closed = compiler.closed
        self.whole_only = plan.readings.get("partial-points") == "all_or_nothing"
        self.unscored = plan.final and plan.readings.get("unscored-criterion") == "unscored"
        self.bounds = [self._indicator(applies) for applies in tests]
        self.alone = [self._alone(applies) for applies in tests]
        self._established = all(self._maximum(by) is not None for by in tests)
        most = rules.maximum_total
        self.most = None if most is None else self._units(most)
        lows, highs = [low for low, _ in self.bounds], [high for _, high in self.bounds]
        sums = sum(self._maximum(by) or 0 for by in tests)
        self.capped = self.most is not None and (not self._established or sums > self.most)
        highest = reduce(add, highs)
        if self.capped:
            highest = self.nw.coalesce(highest, self.nw.lit(self.most))
            highest = self.nw.when(highest > self.most).then(self.nw.lit(self.most)).otherwise(highest)
        self.stage = {f"{PREFIX}lowest": reduce(add, lows), f"{PREFIX}highest": highest}
        self.lowest, self.highest = (self.nw.col(name) for name in self.stage)

    def _units(self, points: Fraction | int) -> int:
        return int(points * self.point)

    def faults(self) -> list[Any]:
        """Where there are more points than the set has."""
        return [self.lowest > self.most] if self.capped else []

    def total(self) -> Any:
        """The total in hundredths of a point; null while some are missing."""
        from khuyenhoc.frames.names import POINT

        known = self.nw.when(self.lowest == self.highest).then(self.lowest)
        return known * (POINT // self.point) if self.point < POINT else known

    def _maximum(self, applies: dict[int, Any]) -> int | None:
        """The most units of an indicator in any row; None if not established."""
        most = 0
        for key in applies:
            test = self.by_id[key]
            highest = self._most_of(test)
            if highest is None and not (self.closed and isinstance(test, PointsTest)):
                return None
            most += highest or 0
        # without a maximum nothing bounds a value that is given
        if any(isinstance(test := self.by_id[key], PointsTest) and self._most_of(test) is None for key in applies):
            return None
        return most

    def _most_of(self, test: Test) -> int | None:
        match test:
            case PointsTest():
                maximum = self.compiler.context.facts[test.fact].maximum
                return None if maximum is None else self._units(maximum)
            case BandedPointsTest():
                return self._units(max(band.points for band in test.bands))
            case ProportionalPointsTest():
                return self._units(test.maximum)
        raise InvalidValueError("a test without points in a set of points", path=("kind",), seen=test.kind)

    def _alone(self, applies: dict[int, Any]) -> tuple[Any, int] | None:
        """The points of an indicator and the most of them, where it is one value that counts as it is."""
        tests = [self.by_id[key] for key, where in applies.items() if where is True]
        most = self._most_of(tests[0]) if len(tests) == len(applies) == 1 else None
        if most is None or not isinstance(tests[0], PointsTest) or self.whole_only or self.closed:
            return None
        return self.compiler.values[tests[0].fact], most

    def _indicator(self, applies: dict[int, Any]) -> Bounds:
        nw = self.nw
        found: list[Bounds] = []
        for key, where in applies.items():
            low, high = self._test(self.by_id[key])
            if where is not True:
                low, high = (nw.when(where).then(bound).otherwise(nw.lit(0)) for bound in (low, high))
            found.append((low, high))
        if not found:
            return nw.lit(0), nw.lit(0)
        return reduce(add, (low for low, _ in found)), reduce(add, (high for _, high in found))

    def _test(self, test: Test) -> Bounds:
        nw, most = self.nw, self._most_of(test)
        if isinstance(test, PointsTest):
            value = self.compiler.values[test.fact]
            if self.whole_only:
                low = nw.when(value == most).then(value).otherwise(nw.lit(0)) if most is not None else nw.lit(0)
                if self.closed:
                    return low, low
                return low, nw.when(value.is_null()).then(nw.lit(most, nw.Int64)).otherwise(low)
            low = value.fill_null(0)
            return low, low if self.closed else value if most is None else value.fill_null(most)
        earned = self._earned(test)
        low = earned.fill_null(0)
        return low, low if self.closed else earned.fill_null(most)

    def _earned(self, test: Test) -> Any:
        """Points for a share; null while it is unknown or a share of nobody."""
        nw = self.nw
        assert isinstance(test, BandedPointsTest | ProportionalPointsTest)
        part, whole = self.compiler.added(test.part), self.compiler.values[test.whole]
        if isinstance(test, BandedPointsTest):
            bands = sorted(test.bands, key=lambda band: band.points, reverse=True)
            earned: Any = nw
            for band in bands:
                over, under = band.at_least.value.numerator, band.at_least.value.denominator
                earned = earned.when(part * under >= whole * over).then(nw.lit(self._units(band.points), nw.Int64))
            return nw.when((whole > 0) & (part >= 0)).then(earned.otherwise(nw.lit(0)))
        if test.step is None:
            raise InvalidValueError(
                "points in proportion without a step have no common denominator",
                path=("ruleset",),
                seen=self.rules.id,
                hint="lay down a step to which they are cut, or decide the cases one by one",
            )
        steps = test.maximum / test.step
        safe = nw.when(whole > 0).then(whole)
        return (part * steps.numerator) // (safe * steps.denominator) * self._units(test.step)

    def rungs(self) -> list[Any]:
        """For each grade whether it is reached: yes, no, or null."""
        return [all_of(self._checks(number, grade)) for number, grade in enumerate(self.rules.grades)]

    def _checks(self, number: int, grade: Grade) -> list[Any]:
        checks = [self._by_total(number)]
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        bounds = [(low, self._capped(low, high)) for low, high in self.bounds]
        if floor is not None:
            checks += [self._floor(place, bound, floor) for place, bound in enumerate(bounds)]
        if veto is not None:
            start = 0
            for criterion in self.rules.criteria:
                mine = bounds[start : start + len(criterion.indicators)]
                start += len(mine)
                state = self._above([low for low, _ in mine], [high for _, high in mine], veto)
                checks.append(any_of((self._unscored(criterion), state)))
        return checks

    def _floor(self, place: int, bounds: Bounds, floor: Fraction) -> Any:
        """Whether an indicator reaches a floor; of points that may still be anything, nobody can say."""
        alone, least = self.alone[place], -(-floor * self.point // 1)
        if alone is not None and not self.capped and 0 < least <= alone[1]:
            return alone[0] >= int(least)
        return self._reaches(*bounds, floor)

    def _capped(self, low: Any, high: Any) -> Any:
        if not self.capped:
            return high
        room = low + (self.nw.lit(self.most) - self.lowest)
        return self.nw.when(high <= room).then(high).otherwise(room)

    def _by_total(self, number: int) -> Any:
        """What the total earns, by the area of the row, and outside the gaps between printed bands."""
        profiles: dict[Any, list[Kind]] = {}
        for kind, plan in self.kinds.plans.items():
            total = self.rules.grades[number].total(plan.area, plan.readings)
            gaps = plan.points.gaps if plan.points else ()
            profiles.setdefault((None if total is None else total.at_least, gaps), []).append(kind)
        found = []
        for (wanted, gaps), kinds in profiles.items():
            checks = [] if wanted is None else [self._reaches(self.lowest, self.highest, wanted)]
            checks += [self._outside(*gap) for gap in gaps]
            found.append(any_of((outside(self.kinds.where(kinds)), all_of(checks))))
        return all_of(found)

    def _outside(self, low: Fraction, high: Fraction) -> Any:
        """Whether the total lies outside a gap, whose ends are no part of it."""
        first, last = low * self.point, high * self.point
        within = (self.lowest > int(first)) & (self.lowest < int(last))
        known = self.lowest == self.highest
        maybe = (self.lowest < int(last)) & ((self.highest > int(first)) | self.highest.is_null())
        settled = self.nw.when(known).then(~within)
        return self.nw.when(maybe).then(settled).otherwise(self.nw.lit(True))

    def _reaches(self, low: Any, high: Any, wanted: Fraction) -> Any:
        least = -(-wanted * self.point // 1)
        return self.nw.when(low >= least).then(self.nw.lit(True)).when(high < least).then(self.nw.lit(False))

    def _above(self, lows: Sequence[Any], highs: Sequence[Any], veto: Fraction) -> Any:
        most = veto * self.point // 1
        low, high = reduce(add, lows), reduce(add, highs)
        return self.nw.when(low > most).then(self.nw.lit(True)).when(high <= most).then(self.nw.lit(False))

    def _unscored(self, criterion: Criterion) -> Any:
        """Where a closed file holds nothing of a criterion, and that is not the same as no points."""
        if not self.unscored:
            return False
        keys = {key for indicator in criterion.indicators for test in indicator.tests for key in test.needs()}
        return all_of(self.compiler.values[key].is_null() for key in sorted(keys))

    def outcome(self, criterion: Criterion, place: int, grade: Grade) -> State:
        """What the tree of a decision says of an indicator at a grade."""
        low, high = self.bounds[place]
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        if floor is not None:
            state = self._floor(place, (low, high), floor)
        elif veto is not None and len(criterion.indicators) == 1:
            state = self._above([low], [high], veto)
        else:
            state = self.nw.when(low == high).then(self.nw.lit(True))
        unscored = self._unscored(criterion)
        return State(any_of((unscored, state)), unscored)

    def short_by(self, test: Test, grade: Grade) -> Any:
        """How many points, rounded up, are missing to what a grade asks of an indicator; None if it asks nothing."""
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        if not isinstance(test, PointsTest):
            return None
        value = self.compiler.values[test.fact]
        if floor is not None:
            return ceiling_of(self._units(floor) - value, self.point)
        if veto is not None:
            return (self._units(veto) - value) // self.point + 1
        return None
