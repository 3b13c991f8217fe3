"""A seeded generator of awkward forms of any rule set, as Arrow tables of any number of rows.

Every row is one that a single case could hold, unless wrong ones are asked for: counts lie within the counts around
them, parts that do not overlap leave room for each other, totals of points stay within the set. Within that the values
are those that find mistakes: nobody at all, thresholds hit exactly, missed by one and passed by one, all and none,
counts of a few and of a million million, standing still and moving by the least, and anything unknown, in some rows
more often than in others.
"""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any

import numpy as np
import pyarrow as pa

from khuyenhoc import RuleSet
from khuyenhoc.recognition import Fact, FactKind
from khuyenhoc.recognition.deciding.compile import Context
from khuyenhoc.recognition.law.kinds import BandedPointsTest, ChangeTest, CountTest, ProportionalPointsTest, ShareTest

__all__ = ["AREA", "ROW", "UNIT", "batches", "forms"]

ROW, AREA, UNIT = "row", "kind_of_area", "kind_of_unit"
Counts = np.ndarray[Any, np.dtype[np.int64]]
_LARGE = 10**12


def batches(rules: RuleSet, rows: int, seed: int, size: int = 1_000_000, **options: Any) -> Iterator[pa.Table]:
    """The forms in tables of at most so many rows; the same for the same seed and size."""
    for number, first in enumerate(range(0, rows, size)):
        yield forms(rules, min(size, rows - first), seed * 1_000_003 + number, first=first, **options)


def forms(
    rules: RuleSet, rows: int, seed: int, *, first: int = 0, decimals: bool = False, wrong: float = 0.0
) -> pa.Table:
    """Forms of a rule set: a number of the row, area and kind of unit where the set tells them apart, and all facts.

    Args:
        rules: The rule set.
        rows: How many.
        seed: What they are drawn from.
        first: The number of the first row.
        decimals: Whether points and amounts have decimals; their columns are then of floats.
        wrong: The share of rows in which a value is spoilt.
    """
    made = _Forms(rules, rows, seed, decimals=decimals)
    columns: dict[str, Any] = {ROW: pa.array(np.arange(first, first + rows, dtype=np.int64))}
    if rules.areas:
        columns[AREA] = made.pick([None, *(item.id for item in rules.areas)])
    if rules.units:
        columns[UNIT] = made.pick([item.id for item in rules.units])
    for fact in made.order:
        made.values[fact.key] = made.draw(fact)
    if made.points:
        made.reach_totals()
    if wrong:
        made.spoil(wrong)
    return pa.table(columns | {fact.key: made.column(fact) for fact in rules.facts})


class _Forms:
    def __init__(self, rules: RuleSet, rows: int, seed: int, *, decimals: bool) -> None:
        self.rules, self.rows, self.decimals = rules, rows, decimals
        self.random = np.random.default_rng(seed)
        self.context = Context.of(rules)
        self.values: dict[str, Any] = {}
        self.tests = [test for indicator in rules.indicators for test in indicator.tests]
        self.unknown = self.random.choice([0.0, 0.03, 0.2, 0.6], size=rows, p=[0.4, 0.3, 0.2, 0.1])
        self.mood = self.random.choice([0.5, 0.9, 1.0], size=rows, p=[0.2, 0.3, 0.5])
        self.points = [fact for fact in rules.facts if fact.kind is FactKind.POINTS]
        self.unit = 100 if decimals else 1
        self.order = sorted(rules.facts, key=lambda fact: (self._depth(fact.key), bool(fact.previous_of)))

    def _depth(self, key: str) -> int:
        depth = 0
        while key in self.context.outer:
            key, depth = self.context.outer[key], depth + 1
        return depth

    def pick(self, options: list[Any]) -> pa.Array:
        places = self.random.integers(0, len(options), self.rows)
        return pa.array([options[place] for place in places], pa.string())

    def choose(self, *options: Any) -> Counts:
        """One of several columns in each row."""
        spread = np.stack([np.broadcast_to(np.asarray(option, dtype=np.int64), self.rows) for option in options])
        chosen: Counts = spread[self.random.integers(0, len(options), self.rows), np.arange(self.rows)]
        return chosen

    def draw(self, fact: Fact) -> Any:
        match fact.kind:
            case FactKind.YES_NO:
                return self.random.random(self.rows) < self.mood
            case FactKind.RANK:
                steps = len(self.context.scales[fact.scale].steps)
                drawn = self.random.integers(0, steps, self.rows)
                return np.where(self.random.random(self.rows) < self.mood, np.maximum(drawn, steps - 2), drawn)
            case FactKind.POINTS:
                return self._points(fact)
            case FactKind.AMOUNT:
                return self._amount(fact)
        return self._part(fact) if fact.key in self.context.outer else self._whole(fact)

    def _whole(self, fact: Fact) -> Counts:
        near = [int(test.at_least) for test in self.tests if isinstance(test, CountTest) and test.fact == fact.key]
        around = [max(0, count + step) for count in near for step in (-1, 0, 1)]
        few, some = self.random.integers(0, 12, self.rows), self.random.integers(0, 50_000, self.rows)
        hundred = 100 * self.random.integers(1, 300, self.rows)
        rare = self.choose(0, 1, _LARGE, self.random.integers(0, _LARGE, self.rows))
        return np.where(self.random.random(self.rows) < 0.1, rare, self.choose(few, some, hundred, *around))

    def _part(self, fact: Fact) -> Counts:
        """Within the count around it, beside those that do not overlap, and mostly near what is asked of it."""
        room = self.values[self.context.outer[fact.key]].copy()
        for other in self.context.beside.get(fact.key, ()):
            room -= self.values.get(other, 0)
        room = np.maximum(room, 0)
        options = [np.zeros(self.rows, np.int64), room, np.floor(room * self.random.random(self.rows)).astype(np.int64)]
        for test in self.tests:
            if isinstance(test, ShareTest | BandedPointsTest | ProportionalPointsTest) and fact.key in test.part:
                whole, others = self.values[test.whole], sum(self.values.get(key, 0) for key in test.part[1:])
                for rate in _rates(test):
                    exact = -(-rate.numerator * whole // rate.denominator) - (others if fact.key == test.part[0] else 0)
                    options += [exact - 1, exact, exact, exact + 1]
            elif isinstance(test, CountTest) and test.fact == fact.key:
                options += [np.full(self.rows, int(test.at_least) + step) for step in (-1, 0, 1)]
        return np.clip(np.where(self.random.random(self.rows) < 0.4 * self.mood, room, self.choose(*options)), 0, room)

    def _amount(self, fact: Fact) -> Counts:
        """In thousandths."""
        step = 1 if self.decimals else 1000
        fresh = self.choose(0, self.random.integers(0, 100_000, self.rows), self.random.integers(0, 10**9, self.rows))
        fresh = fresh * step
        pairs = [(test.fact, test.previous) for test in self.tests if isinstance(test, ChangeTest)]
        for one, other in pairs:
            key = other if fact.key == one else one if fact.key == other else ""
            if key in self.values:
                now = self.values[key]
                return np.where(self.random.random(self.rows) < 0.1, fresh, self.choose(now, now - step, now + step))
        return fresh

    def _points(self, fact: Fact) -> Counts:
        # without a maximum of their own, somewhat more than an equal share of the total
        share = (self.rules.maximum_total or Fraction(100)) / len(self.points) * Fraction(5, 4)
        most = int((share if fact.maximum is None else fact.maximum) * self.unit)
        asked = [grade.each_indicator_at_least for grade in self.rules.grades]
        asked += [grade.each_criterion_above for grade in self.rules.grades]
        near = [int(bound * self.unit) + step for bound in asked if bound is not None for step in (-1, 0, 1)]
        usual = self.random.integers(0, most + 1, self.rows)
        good = self.random.integers(int(most * 0.6), most + 1, self.rows)
        rare = self.choose(0, most, *near)
        drawn = np.where(self.random.random(self.rows) < self.mood, good, usual)
        return np.clip(np.where(self.random.random(self.rows) < 0.05, rare, drawn), 0, most)

    def reach_totals(self) -> None:
        """Bring most totals within one unit of one that a grade asks for, and all within the most of the set."""
        asked = {
            bound
            for grade in self.rules.grades
            for total in grade.totals
            for bound in (total.at_least, total.to, total.below)
            if bound is not None
        }
        targets = [int(bound * self.unit) + step for bound in asked for step in (-1, 0, 0, 1, self.unit // 2)]
        wanted = np.where(self.random.random(self.rows) < 0.6, self.choose(*targets), 10**9)
        most = self.rules.maximum_total
        limit = 10**9 if most is None else int(most * self.unit)
        total = sum(self.values[fact.key] for fact in self.points)
        for least, fact in [(self.unit, fact) for fact in self.points] + [(0, fact) for fact in self.points]:
            value = self.values[fact.key]
            top = limit if fact.maximum is None else int(fact.maximum * self.unit)
            over = np.maximum(total - limit, 0)
            move = np.where(wanted < 10**9, np.minimum(wanted, limit) - total, -over)
            changed = np.clip(value + move, np.minimum(value, least), top)
            total, self.values[fact.key] = total + changed - value, changed

    def spoil(self, share: float) -> None:
        """Make one value of some rows impossible."""
        rows = self.random.random(self.rows) < share
        for fact in self.rules.facts:
            hit = rows & (self.random.random(self.rows) < 2 / len(self.rules.facts))
            value = self.values[fact.key]
            if fact.kind is FactKind.COUNT:
                beyond = self.values.get(self.context.outer.get(fact.key, ""), np.full(self.rows, _LARGE)) + 1
                self.values[fact.key] = np.where(hit, self.choose(-1, beyond, _LARGE + 1), value)
            elif fact.kind is FactKind.POINTS:
                top = 200 if fact.maximum is None else int(fact.maximum * self.unit)
                self.values[fact.key] = np.where(hit, self.choose(-1, top + 1), value)
            elif fact.kind is FactKind.RANK:
                self.values[fact.key] = np.where(hit, -1, value)

    def column(self, fact: Fact) -> pa.Array:
        gone = self.random.random(self.rows) < self.unknown
        value = self.values[fact.key]
        if fact.kind is FactKind.RANK:
            names = np.array(
                [*(step.id for step in self.context.scales[fact.scale].steps), "no such step"], dtype=object
            )
            return pa.array(names[value], pa.string(), mask=gone)
        if fact.kind is FactKind.AMOUNT:
            value = value / 1000 if self.decimals else value // 1000
        elif fact.kind is FactKind.POINTS and self.decimals:
            value = value / self.unit
        return pa.array(value, mask=gone)


def _rates(test: ShareTest | BandedPointsTest | ProportionalPointsTest) -> list[Fraction]:
    if isinstance(test, ShareTest):
        return [test.at_least.value]
    if isinstance(test, BandedPointsTest):
        return [band.at_least.value for band in test.bands]
    return [Fraction(1, 2)]
