"""A seeded generator of filled-in forms of any rule set, as Arrow tables of any number of rows.

Every form is one that the rule set accepts, unless wrong ones are asked for: counts lie within the counts around
them, parts that do not overlap fit their whole, points stay within the total. Some are as offices fill them in, some
are those that find mistakes: facts left out, wholes of nobody and of a million million, counts and totals exactly on a
threshold or one off, standing still and moving by the least. The benchmarks draw the usual ones, the tests the awkward
ones.
"""

from typing import Any

import attrs

from khuyenhoc.recognition.law.facts import Fact, FactKind, around
from khuyenhoc.recognition.law.kinds import (
    BandedPointsTest,
    ChangeTest,
    CountTest,
    ProportionalPointsTest,
    ShareTest,
)
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.arrow import np, pa

__all__ = ["AREA", "AWKWARD", "ROW", "UNIT", "USUAL", "Manner", "table_of_forms"]

ROW, AREA, UNIT = "row", "kind_of_area", "kind_of_unit"
Numbers = np.ndarray[Any, Any]
_YES = np.array([0.997, 0.95, 0.6])
_TOP_STEP, _NEXT_STEP = np.array([0.8, 0.45, 0.15]), np.array([0.98, 0.85, 0.5])
_LEAST, _MOST = np.array([0.98, 0.8, 0.3]), np.array([1.25, 1.1, 1.0])  # of a rate, or of the most points
_EMPTY, _SMALL = 0.01, 0.05
_LARGE = 10**12


@attrs.frozen(kw_only=True)
class Manner:
    """How forms are filled in.

    Attributes:
        strengths: Shares of applicants with nearly everything in order, with some things not, with most not.
        exact: Share of counts and totals that are on a threshold or one off.
        gaps: Shares of forms, by the share of facts left out.
        large: Share of wholes of up to a million million.
    """

    strengths: tuple[float, float, float]
    exact: float
    gaps: dict[float, float]
    large: float


USUAL = Manner(strengths=(0.45, 0.35, 0.20), exact=0.12, gaps={0.0: 0.88, 0.2: 0.12}, large=0)
AWKWARD = Manner(strengths=(0.6, 0.3, 0.1), exact=0.6, gaps={0.0: 0.4, 0.03: 0.3, 0.2: 0.2, 0.6: 0.1}, large=0.04)


def table_of_forms(
    rules: RuleSet,
    rows: int,
    seed: int | list[int],
    *,
    first: int = 0,
    manner: Manner = AWKWARD,
    decimals: bool = False,
    wrong: float = 0.0,
) -> pa.Table:
    """Forms of a rule set: a number of the row, area and kind of unit where the set tells them apart, and all facts.

    Args:
        rules: The rule set.
        rows: How many.
        seed: What they are drawn from.
        first: The number of the first row.
        manner: How they are filled in.
        decimals: Whether points and amounts have decimals; their columns are then of floats.
        wrong: The share of rows in which a value is spoilt.
    """
    made = _Forms(rules, rows, np.random.default_rng(seed), manner, decimals=decimals)
    columns: dict[str, Any] = {ROW: pa.array(np.arange(first, first + rows, dtype=np.int64))}
    if rules.areas:  # every other form is of an ordinary area, which has no id
        drawn = made.random.integers(-len(rules.areas), len(rules.areas), rows)
        columns[AREA] = _texts([area.id for area in rules.areas], drawn, drawn < 0)
    if rules.units:
        columns[UNIT] = _texts([unit.id for unit in rules.units], made.random.integers(0, len(rules.units), rows), None)
    made.fill()
    if wrong:
        made.spoil(wrong)
    left_out = made.random.choice(list(manner.gaps), size=rows, p=list(manner.gaps.values()))
    return pa.table(columns | {fact.key: made.column(fact, left_out) for fact in rules.facts})


class _Forms:
    def __init__(
        self, rules: RuleSet, rows: int, random: np.random.Generator, manner: Manner, *, decimals: bool
    ) -> None:
        self.rules, self.rows, self.random, self.manner, self.decimals = rules, rows, random, manner, decimals
        self.done: dict[str, Numbers] = {}
        self.unit = 100 if decimals else 1
        self.points = [fact for fact in rules.facts if fact.kind is FactKind.POINTS]
        self.steps = {scale.id: [step.id for step in scale.steps] for scale in rules.scales}
        self.strength = random.choice(len(manner.strengths), size=rows, p=manner.strengths)
        tests = [test for indicator in rules.indicators for test in indicator.tests]
        self.least = {test.fact: int(test.at_least) for test in tests if isinstance(test, CountTest)}
        self.wholes = {fact.key: fact.part_of for fact in rules.facts if fact.part_of}
        self.sums: dict[str, list[tuple[tuple[str, ...], str]]] = {}  # for a part, what it does not overlap with
        self.rates: dict[str, list[tuple[tuple[str, ...], str, int, int]]] = {}  # for a part, the shares asked of it
        for test in tests:
            if isinstance(test, ShareTest | BandedPointsTest | ProportionalPointsTest):
                for part in test.part:
                    self.wholes.setdefault(part, (test.whole,))
                    self.sums.setdefault(part, []).append((test.part, test.whole))
                    self.rates.setdefault(part, []).extend((test.part, test.whole, *rate) for rate in _rates(test))
            elif isinstance(test, ChangeTest):
                self.wholes[test.previous] = (test.fact,)

    def fill(self) -> None:
        """Complete forms as numbers: 0 and 1, counts, thousandths of an amount, points, and steps of scales."""
        for fact in sorted(self.rules.facts, key=lambda fact: self._depth(fact.key)):
            self.done[fact.key] = self._drawn(fact)
            if fact.common_to:
                self._leave_room(fact)
        if self.rules.maximum_total is not None:
            self._fit_totals()

    def _leave_room(self, fact: Fact) -> None:
        """Nobody is in the one of two counts alone and in the other: what they have in common is all of it."""
        one, other = fact.common_to
        outer = {item.key: item.part_of for item in self.rules.facts}
        for whole in set(around(outer, one)) & set(around(outer, other)):
            room = self.done[whole] - self.done[one] + self.done[fact.key]
            self.done[other] = np.minimum(self.done[other], room)

    def _depth(self, key: str) -> int:
        return 1 + max((self._depth(whole) for whole in self.wholes.get(key, ())), default=-1)

    def _drawn(self, fact: Fact) -> Numbers:
        match fact.kind:
            case FactKind.YES_NO:
                return self.random.random(self.rows) < _YES[self.strength]
            case FactKind.RANK:
                luck, top = self.random.random(self.rows), len(self.steps[fact.scale]) - 1
                below = (luck > _TOP_STEP[self.strength]).astype(np.int8) + (luck > _NEXT_STEP[self.strength])
                return np.maximum(top - below, 0)
            case FactKind.AMOUNT:
                return self._amount(fact.key, None if fact.maximum is None else int(fact.maximum * 1000))
            case FactKind.POINTS:
                return self._points(fact)
        return self._part(fact.key) if fact.key in self.wholes else self._whole(fact.key)

    def _whole(self, key: str) -> Numbers:
        if key in self.least:
            return np.maximum(self.least[key] + self.random.integers(-1, 4, self.rows), 0)
        counts = self.random.lognormal(8.5, 1.1, self.rows).astype(np.int64) + 1
        odd = self.random.random(self.rows)
        counts = np.where(odd < _SMALL, self.random.integers(1, 21, self.rows), counts)
        counts = np.where(odd > 1 - self.manner.large, _LARGE - self.random.integers(0, 3, self.rows) ** 20, counts)
        return np.where(odd < _EMPTY, 0, counts)

    def _part(self, key: str) -> Numbers:
        """Counts about as high as the rates ask for, some exactly so, and never more than there is room for."""
        room = np.minimum.reduce([self.done[whole] for whole in self.wholes[key]])
        for parts, whole in self.sums.get(key, ()):
            room = np.minimum(room, self.done[whole] - self._taken(parts, key))
        share = _LEAST[self.strength] + self.random.random(self.rows) * (_MOST - _LEAST)[self.strength]
        if any(other not in self.done for parts, _ in self.sums.get(key, ()) for other in parts if other != key):
            share = share * self.random.choice([0.05, 0.5, 1], self.rows)  # leave something to the parts beside it
        asked = self.rates.get(key, [((key,), self.wholes[key][0], 1, 2)])
        chosen, exact = self.random.integers(0, len(asked), self.rows), self._exact()
        off = self.random.integers(-1, 2, self.rows)
        counts = np.zeros(self.rows, np.int64)
        for number, (parts, whole, over, under) in enumerate(asked):
            threshold = -(-over * self.done[whole] // under) - self._taken(parts, key)
            near = np.where(exact, threshold + off, (threshold * share).astype(np.int64))
            counts = np.where(chosen == number, near, counts)
        return np.clip(counts, 0, np.maximum(room, 0))

    def _exact(self) -> Numbers:
        return self.random.random(self.rows) < self.manner.exact

    def _taken(self, parts: tuple[str, ...], key: str) -> Numbers:
        """What the other parts, as far as they are drawn, take of their whole."""
        drawn = [self.done[other] for other in parts if other != key and other in self.done]
        return sum(drawn, start=np.zeros(1, np.int64))

    def _amount(self, key: str, top: int | None) -> Numbers:
        """In thousandths, up to a top; of the year before: the same, the least more or less, or well off."""
        step = 1 if self.decimals else 1000
        if key in self.wholes:
            off = step * self.random.choice([-100, -1, 0, 1], self.rows)
            before: Numbers = np.clip(self.done[self.wholes[key][0]] + off, 0, top)
            return before
        return step * self.random.integers(0, 100_000 if top is None else top // step, self.rows)

    def _most(self, fact: Fact) -> int:
        """The most points of a fact; where none is established, an even part of the total."""
        if fact.maximum is not None:
            return int(fact.maximum * self.unit)
        return max(1, int((self.rules.maximum_total or 100) * self.unit / len(self.points)))

    def _points(self, fact: Fact) -> Numbers:
        most = self._most(fact)
        share = _LEAST[self.strength] + self.random.random(self.rows) * (1.05 - _LEAST[self.strength])
        points = np.floor(share * most + 0.5).astype(np.int64) - (self.random.random(self.rows) < 0.3)
        asked = [(grade.each_indicator_at_least, grade.each_criterion_above) for grade in self.rules.grades]
        bounds = [bound for pair in asked for bound in pair if bound is not None]
        if bounds:
            low = self.random.random(self.rows) < _SMALL / 2
            around = int(min(bounds) * self.unit) + self.random.integers(-1, 2, self.rows)
            points = np.where(low, around, points)
        return np.clip(points, 0, most)

    def _fit_totals(self) -> None:
        """Keep the totals within the most there is, and put some of them exactly on a mark, or one off."""
        marks = {
            int(mark * self.unit)
            for grade in self.rules.grades
            for total in grade.totals
            for mark in (total.at_least, total.to, total.below)
            if mark is not None
        }
        total = sum((self.done[fact.key] for fact in self.points), start=np.zeros(1, np.int64))
        limit = int((self.rules.maximum_total or 0) * self.unit)
        wanted = np.minimum(total, limit)
        if marks:
            on = self.random.choice(sorted(marks), self.rows) + self.random.integers(-1, 2, self.rows)
            wanted = np.minimum(np.where(self._exact(), on, wanted), limit)
        missing = wanted - total
        for fact in self.points:
            changed = np.clip(self.done[fact.key] + missing, 0, self._most(fact))
            missing = missing - (changed - self.done[fact.key])
            self.done[fact.key] = changed

    def spoil(self, share: float) -> None:
        """Make a value of some rows impossible."""
        rows = self.random.random(self.rows) < share
        for fact in self.rules.facts:
            hit = rows & (self.random.random(self.rows) < 2 / len(self.rules.facts))
            value = self.done[fact.key]
            if fact.kind is FactKind.COUNT:
                around = (
                    np.minimum.reduce([self.done[whole] for whole in self.wholes[fact.key]])
                    if fact.key in self.wholes
                    else np.full(self.rows, _LARGE)
                )
                beyond = np.where(self.random.random(self.rows) < 0.5, around, _LARGE) + 1
                self.done[fact.key] = np.where(hit, np.where(self.random.random(self.rows) < 0.3, -1, beyond), value)
            elif fact.kind is FactKind.POINTS:
                top = 200 * self.unit if fact.maximum is None else int(fact.maximum * self.unit)
                self.done[fact.key] = np.where(hit, np.where(self.random.random(self.rows) < 0.5, -1, top + 1), value)
            elif fact.kind is FactKind.RANK:
                self.done[fact.key] = np.where(hit, -1, value)

    def column(self, fact: Fact, left_out: Numbers) -> pa.Array:
        """The values of a fact, with gaps."""
        gone = self.random.random(self.rows) < left_out
        value = self.done[fact.key]
        if fact.kind is FactKind.RANK:
            steps = self.steps[fact.scale]
            return _texts([*steps, "no such step"], np.where(value < 0, len(steps), value), gone)
        if fact.kind is FactKind.AMOUNT:
            value = value / 1000 if self.decimals else value // 1000
        elif fact.kind is FactKind.POINTS and self.decimals:
            value = value / self.unit
        return pa.array(value, mask=gone)


def _rates(test: ShareTest | BandedPointsTest | ProportionalPointsTest) -> list[tuple[int, int]]:
    match test:
        case ShareTest():
            rates = [test.at_least]
        case BandedPointsTest():
            rates = [band.at_least for band in test.bands]
        case _:
            return [(1, 1)]
    return [(rate.value.numerator, rate.value.denominator) for rate in rates]


def _texts(options: list[str], drawn: Numbers, gone: Numbers | None) -> pa.Array:
    codes = pa.array(np.maximum(drawn, 0).astype(np.int32), mask=gone)
    return pa.DictionaryArray.from_arrays(codes, pa.array(options)).cast(pa.string())
