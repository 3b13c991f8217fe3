"""Sets of points as expressions: the bounds of each indicator, of the criteria and of the total, and what they earn."""

from collections.abc import Sequence
from fractions import Fraction
from functools import reduce
from math import lcm
from operator import add
from typing import TYPE_CHECKING, Any

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.names import POINT, PREFIX
from khuyenhoc.frames.rules.compile import Points, State, all_of, any_of, ceiling_of, either, meaning_of, outside
from khuyenhoc.frames.rules.facts import Facts
from khuyenhoc.frames.rules.settings import RowSettings, Setting
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Switch
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.ruleset import RuleSet

if TYPE_CHECKING:
    from narwhals.stable.v2 import Expr

__all__ = ["PointSheet", "parts_of_a_point"]

Bounds = tuple["Expr", "Expr"]  # the most is null where no maximum is established
Earned = list[tuple[Points, Any]]  # what the tests of an indicator earn, each with where it applies


def parts_of_a_point(rules: RuleSet, dtypes: Sequence[Any]) -> int:
    """In how many parts points are counted: one, if rule set and columns are in whole points, else in hundredths.

    Raises:
        InvalidValueError: If the rule set names points finer than that.
    """
    named = [rules.maximum_total, *(fact.maximum for fact in rules.facts), *(item.maximum for item in rules.indicators)]
    for grade in rules.grades:
        named += [grade.each_indicator_at_least, grade.each_criterion_above]
        named += [bound for total in grade.totals for bound in (total.at_least, total.to, total.below)]
    for indicator in rules.indicators:
        named += [number for test in indicator.tests for number in meaning_of(test).named(test)]
    denominator = lcm(*(number.denominator for number in named if number is not None))
    if POINT % denominator:
        raise InvalidValueError("points-finer-than-hundredths", path=("rules",), seen=rules.id)
    return 1 if denominator == 1 and all(dtype.is_integer() for dtype in dtypes if dtype.is_numeric()) else POINT


class PointSheet:
    """The points of every row, counted in whole parts of a point.

    Attributes:
        stage: Columns to be made first: the bounds of the total.
    """

    rules: RuleSet
    settings: RowSettings
    facts: Facts
    nw: Any
    point: int
    lowest: Any
    highest: Any

    def __init__(
        self, rules: RuleSet, settings: RowSettings, facts: Facts, tests: Sequence[Sequence[tuple[Test, Any]]]
    ):
        """Take, for each indicator, its tests, each with where it applies."""
        self.rules, self.settings, self.facts = rules, settings, facts
        self.nw, self.point = facts.nw, facts.point
        plan = settings.any
        self.whole_only: bool = plan.readings.get(Switch.PARTIAL_POINTS.value) == "all_or_nothing"
        self.unscored: bool = plan.final and plan.readings.get(Switch.UNSCORED_CRITERION.value) == "unscored"
        earned = [[(meaning_of(test).points(test, facts), where) for test, where in applies] for applies in tests]
        self.bounds: list[Bounds] = [self._indicator(found) for found in earned]
        self.alone: list[tuple[Any, int] | None] = [self._alone(found) for found in earned]
        maxima = [points.most for found in earned for points, _ in found]
        known = [most for most in maxima if most is not None]
        self.most: int | None = None if rules.maximum_total is None else self._units(rules.maximum_total)
        self.capped: bool = self.most is not None and (len(known) < len(maxima) or sum(known) > self.most)
        highest = reduce(add, (high for _, high in self.bounds))
        if self.capped:
            highest = self.nw.coalesce(highest, self.nw.lit(self.most))
            highest = self.nw.when(highest > self.most).then(self.nw.lit(self.most)).otherwise(highest)
        self.stage: dict[str, Any] = {
            f"{PREFIX}lowest": reduce(add, (low for low, _ in self.bounds)),
            f"{PREFIX}highest": highest,
        }
        self.lowest, self.highest = (self.nw.col(name) for name in self.stage)

    def _units(self, points: Fraction | int) -> int:
        return int(points * self.point)

    def faults(self) -> list[Any]:
        """Where there are more points than the set has."""
        return [self.lowest > self.most] if self.capped else []

    def total(self) -> "Expr":
        """The total in hundredths of a point; null while some are missing."""
        known: Expr = self.nw.when(self.lowest == self.highest).then(self.lowest)
        return known * (POINT // self.point) if self.point < POINT else known

    def _alone(self, found: Earned) -> tuple["Expr", int] | None:
        """The points of an indicator and the most of them, where it is one value that counts as it is."""
        if len(found) != 1 or self.facts.closed:
            return None
        points, where = found[0]
        if self.whole_only and points.of_everybody:
            return None
        return (points.value, points.most) if where is True and points.awarded and points.most is not None else None

    def _indicator(self, found: Earned) -> Bounds:
        nw = self.nw
        if not found:
            return nw.lit(0), nw.lit(0)
        bounds = []
        for points, where in found:
            low, high = self._bounds(points)
            if where is not True:
                low, high = (nw.when(where).then(bound).otherwise(nw.lit(0)) for bound in (low, high))
            bounds.append((low, high))
        return reduce(add, (low for low, _ in bounds)), reduce(add, (high for _, high in bounds))

    def _bounds(self, points: Points) -> Bounds:
        nw, value, most = self.nw, points.value, points.most
        if self.whole_only and points.of_everybody:
            low = nw.lit(0) if most is None else nw.when(value == most).then(value).otherwise(nw.lit(0))
            high = nw.when(value.is_null()).then(nw.lit(most, nw.Int64)).otherwise(low)
        else:
            low, high = value.fill_null(0), value if most is None else value.fill_null(most)
        return low, low if self.facts.closed else high

    def rungs(self) -> list[Any]:
        """For each grade whether it is reached: yes, no, or null."""
        return [all_of(self._checks(number, grade)) for number, grade in enumerate(self.rules.grades)]

    def _checks(self, number: int, grade: Grade) -> list[Any]:
        checks = [self._by_total(number)]
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        bounds = [(low, self._capped(low, high)) for low, high in self.bounds]
        if floor is not None:
            checks += [self._floor(index, bound, floor) for index, bound in enumerate(bounds)]
        if veto is not None:
            start = 0
            for criterion in self.rules.criteria:
                mine = bounds[start : start + len(criterion.indicators)]
                start += len(mine)
                checks.append(any_of((self._unscored(criterion), self._above(mine, veto))))
        return checks

    def _floor(self, index: int, bounds: Bounds, floor: Fraction) -> Any:
        """Whether an indicator reaches a floor; of points that may still be anything, nobody can say."""
        alone, least = self.alone[index], -(-floor * self.point // 1)
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
        profiles: dict[Any, list[Setting]] = {}
        for setting, plan in self.settings.plans.items():
            total = self.rules.grades[number].total(plan.area, plan.readings)
            gaps = plan.points.gaps if plan.points else ()
            profiles.setdefault((None if total is None else total.at_least, gaps), []).append(setting)
        found = []
        for (wanted, gaps), settings in profiles.items():
            checks = [] if wanted is None else [self._reaches(self.lowest, self.highest, wanted)]
            checks += [self._outside(*gap) for gap in gaps]
            found.append(any_of((outside(self.settings.where(settings)), all_of(checks))))
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
        return either(low >= least, high < least)

    def _above(self, bounds: Sequence[Bounds], veto: Fraction) -> Any:
        most = veto * self.point // 1
        low, high = (reduce(add, side) for side in zip(*bounds, strict=True))
        return either(low > most, high <= most)

    def _unscored(self, criterion: Criterion) -> Any:
        """Where a closed file holds nothing of a criterion, and that is not the same as no points."""
        if not self.unscored:
            return False
        keys = {key for indicator in criterion.indicators for test in indicator.tests for key in test.needs()}
        return all_of(self.facts.values[key].is_null() for key in sorted(keys))

    def outcome(self, criterion: Criterion, index: int, grade: Grade) -> State:
        """What the tree of a decision says of an indicator at a grade."""
        low, high = self.bounds[index]
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        if floor is not None:
            state = self._floor(index, (low, high), floor)
        elif veto is not None and len(criterion.indicators) == 1:
            state = self._above([(low, high)], veto)
        else:
            state = self.nw.when(low == high).then(self.nw.lit(True))
        unscored = self._unscored(criterion)
        return State(any_of((unscored, state)), unscored)

    def short_by(self, test: Test, grade: Grade) -> Any:
        """How many points, rounded up, are missing to what a grade asks of an indicator; None if it asks nothing."""
        floor, veto = grade.each_indicator_at_least, grade.each_criterion_above
        points = meaning_of(test).points(test, self.facts)
        if not points.awarded:
            return None
        if floor is not None:
            return ceiling_of(self._units(floor) - points.value, self.point)
        if veto is not None:
            return (self._units(veto) - points.value) // self.point + 1
        return None
