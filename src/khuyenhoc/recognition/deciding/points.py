"""Points: the bounds of every indicator, of the criteria and of the total, and what they earn."""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from itertools import pairwise
from typing import Any, NamedTuple

import attrs

from khuyenhoc.errors import DocumentError, InvalidValueError
from khuyenhoc.recognition.deciding.compile import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Bounds,
    Case,
    Runner,
    State,
    compiled,
)
from khuyenhoc.recognition.deciding.context import Points, Values, plain_number
from khuyenhoc.recognition.deciding.ladder import Ladder, getter
from khuyenhoc.recognition.law.criteria import Grade, Switch
from khuyenhoc.recognition.law.kinds import PointsTest, Test
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.sentences import Sentence

__all__ = ["Mark", "PointsTable", "Standing", "points_table"]


class Mark(NamedTuple):
    """What a grade asks of the total, of every indicator, and of every criterion; None where it asks nothing."""

    total: Points | None
    floor: Points | None
    above: Points | None


class Group(NamedTuple):
    """A criterion: the indexes of its indicators, from and before, and the facts without which it is unscored."""

    first: int
    end: int
    keys: tuple[str, ...]


class Standing(NamedTuple):
    """How an applicant stands: states of the tests and of the grades, bounds of the total and of every indicator."""

    states: Sequence[State]
    grades: Sequence[State]
    lowest: Points
    highest: Points | None
    bounds: Sequence[Bounds]


@attrs.frozen(kw_only=True, eq=False)
class PointsTable:
    """How points make a grade.

    Attributes:
        title: The id of the rule set, for errors.
        indicators: The bounds of each indicator as functions.
        awarded: The points of all indicators at once, where they are taken as they are; None elsewhere.
        most: The most points in all; None if not established.
        marks: What each grade asks for.
        gaps: Open intervals of totals that no printed band holds, where such a total reaches no grade.
        groups: The criteria.
        indicator_of: The index of the indicator of each test.
        unscored: Whether a criterion of which a closed file holds nothing is not the same as one at 0 points.
    """

    title: str
    indicators: tuple[Callable[[Values], Bounds], ...]
    awarded: Callable[[Values], Sequence[Any]] | None
    most: Points | None
    marks: tuple[Mark, ...]
    gaps: tuple[tuple[Fraction, Fraction], ...]
    groups: tuple[Group, ...]
    indicator_of: tuple[int, ...]
    unscored: bool

    def standing(self, values: Values) -> Standing:
        """How an applicant stands.

        Raises:
            DocumentError: If there are more points than the set has.
        """
        if self.awarded is not None and None not in (points := self.awarded(values)):
            return self._complete(points)
        raw = [run(values) for run in self.indicators]
        lowest, highest = _sum(raw)
        self._refuse_more_than_most(lowest)
        bounds = raw
        if self.most is not None:
            highest = self.most if highest is None else min(highest, self.most)
            room = self.most - lowest
            bounds = [(low, low + room if high is None else min(high, low + room)) for low, high in raw]
        grades = [self._grade_state(rung, bounds, values, (lowest, highest)) for rung in range(len(self.marks))]
        known = [MET if low == high else UNKNOWN for low, high in bounds]
        states = [known[index] for index in self.indicator_of]
        return Standing(states, grades, lowest, highest, raw)

    def grade_of(self, values: Values) -> int:
        """The number of the grade that is certain and cannot be bettered; -1 without one."""
        certain = possible = -1
        for number, state in enumerate(self.standing(values).grades):
            if state >= MET:
                certain = number
            if state >= UNKNOWN:
                possible = number
        return certain if certain == possible else -1

    def _complete(self, points: Sequence[Any]) -> Standing:
        """The same where every indicator has its points, and nothing but the total and the least of them matters."""
        total, least = sum(points), min(points)
        self._refuse_more_than_most(total)
        grades = [
            MET if (mark is None or total >= mark) and (floor is None or least >= floor) else NOT_MET
            for mark, floor, _ in self.marks
        ]
        return Standing([MET] * len(self.indicator_of), grades, total, total, tuple(zip(points, points, strict=True)))

    def _refuse_more_than_most(self, total: Points) -> None:
        if self.most is not None and total > self.most:
            error = InvalidValueError("more-points-than-there-are", seen=str(total), most=self.most)
            raise DocumentError.of([error], Sentence("facts-for", rules=self.title))

    def _grade_state(self, rung: int, bounds: Sequence[Bounds], values: Values, total: Bounds) -> State:
        mark = self.marks[rung]
        found = [] if mark.total is None else [_reaches(total, mark.total)]
        if mark.floor is not None:
            found += [_reaches(mine, mark.floor) for mine in bounds]
        if mark.above is not None:
            found += [self.criterion_state(number, rung, bounds, values) for number in range(len(self.groups))]
        return min(*found, self._outside_gaps(*total), MET)

    def _outside_gaps(self, lowest: Points, highest: Points | None) -> State:
        """Whether a total lies in no gap between two printed bands."""
        for low, high in self.gaps:
            if lowest == highest and low < lowest < high:
                return NOT_MET
            if lowest != highest and (highest is None or highest > low) and lowest < high:
                return UNKNOWN
        return MET

    def is_unscored(self, group: Group, values: Values) -> bool:
        """Whether a closed file holds nothing of a criterion, and that, as it is read, is not the same as 0 points."""
        return self.unscored and all(values[key] is None for key in group.keys)

    def criterion_state(self, criterion: int, rung: int, bounds: Sequence[Bounds], values: Values) -> State:
        """Whether the points of a criterion are above what blocks a grade; met where nothing does."""
        group, above = self.groups[criterion], self.marks[rung].above
        if above is None:
            return MET
        if self.is_unscored(group, values):
            return NOT_APPLICABLE
        return _exceeds(_sum(bounds[group.first : group.end]), above)

    def indicator_state(self, criterion: int, rung: int, bounds: Bounds, values: Values) -> State:
        """An indicator fails only by the floor of all, or, alone in its criterion, by what that has to be above."""
        group, mark = self.groups[criterion], self.marks[rung]
        if self.is_unscored(group, values):
            return NOT_APPLICABLE
        if mark.floor is not None:
            return _reaches(bounds, mark.floor)
        if mark.above is not None and group.end - group.first == 1:
            return _exceeds(bounds, mark.above)
        return MET if bounds[0] == bounds[1] else UNKNOWN


def _sum(bounds: Sequence[Bounds]) -> Bounds:
    highs = [high for _, high in bounds if high is not None]
    return sum(low for low, _ in bounds), sum(highs) if len(highs) == len(bounds) else None


def _reaches(bounds: Bounds, wanted: Points) -> State:
    low, high = bounds
    return MET if low >= wanted else NOT_MET if high is not None and high < wanted else UNKNOWN


def _exceeds(bounds: Bounds, floor: Points) -> State:
    low, high = bounds
    return MET if low > floor else NOT_MET if high is not None and high <= floor else UNKNOWN


def points_table(
    law: Law, ladder: Ladder, case: Case, *, area: str, readings: Mapping[str, str], final: bool
) -> PointsTable:
    """How points make a grade under a law."""
    totals = [total for grade in law.grades if (total := grade.total(area, readings)) is not None]
    gapped = readings.get(Switch.BAND_GAP.value) == "not_reached"
    gaps = [(one.to, other.at_least) for one, other in pairwise(totals) if one.to is not None] if gapped else []
    tests = [[ladder.tests[index] for index in by_grade[0]] for by_grade in ladder.slots]
    marks = tuple(_mark(grade, area, readings) for grade in law.grades)
    taken_as_they_are = not (case.whole_only or gapped or any(mark.above is not None for mark in marks))
    return PointsTable(
        title=law.id,
        indicators=tuple(_added([compiled(test, case) for test in mine]) for mine in tests),
        awarded=_awarded(tests) if taken_as_they_are else None,
        most=plain_number(law.maximum_total),
        marks=marks,
        gaps=tuple((low, high) for low, high in gaps if low < high),
        groups=tuple(_groups(law)),
        indicator_of=tuple(_indicator_of(ladder)),
        unscored=final and readings.get(Switch.UNSCORED_CRITERION.value) == "unscored",
    )


def _added(runners: Sequence[Runner]) -> Callable[[Values], Bounds]:
    """The bounds of an indicator with one test or several."""
    return runners[0] if len(runners) == 1 else lambda values: _sum([run(values) for run in runners])


def _awarded(tests: Sequence[Sequence[Test]]) -> Callable[[Values], Sequence[Any]] | None:
    """The points of all indicators at once, if each of them is one value that counts as it is."""
    keys = [test.fact for mine in tests for test in mine if isinstance(test, PointsTest) and len(mine) == 1]
    return getter(keys) if len(keys) == len(tests) else None


def _mark(grade: Grade, area: str, readings: Mapping[str, str]) -> Mark:
    """What a grade asks for, in numbers that compare fast."""
    total = grade.total(area, readings)
    mark = None if total is None else total.at_least
    return Mark(
        plain_number(mark), plain_number(grade.each_indicator_at_least), plain_number(grade.each_criterion_above)
    )


def _indicator_of(ladder: Ladder) -> list[int]:
    found = [0] * len(ladder.tests)
    for number, by_grade in enumerate(ladder.slots):
        for index in (index for mine in by_grade for index in mine):
            found[index] = number
    return found


def _groups(law: Law) -> list[Group]:
    found, start = [], 0
    for criterion in law.criteria:
        end = start + len(criterion.indicators)
        keys = [key for indicator in criterion.indicators for test in indicator.tests for key in test.needs()]
        found.append(Group(start, end, tuple(dict.fromkeys(keys))))
        start = end
    return found
