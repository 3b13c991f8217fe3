"""What each kind of test means for one case, as a function of the values.

Integers are exact throughout, and where something is missing, what can still become of it is bounded.
One function a kind, in the order of ``law/kinds.py``; ``frames/rules/compile.py`` says the same of whole columns.
"""

from collections.abc import Callable
from fractions import Fraction
from functools import lru_cache
from typing import Any

import attrs

from khuyenhoc.recognition.deciding.context import Context, Points, Values, plain_number
from khuyenhoc.recognition.law.base import added
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
    StandardTest,
    Test,
)

__all__ = [
    "MEANINGS",
    "MET",
    "NOT_APPLICABLE",
    "NOT_MET",
    "UNKNOWN",
    "Bounds",
    "Case",
    "Runner",
    "State",
    "Table",
    "compiled",
    "exact",
]

State = int
NOT_MET, UNKNOWN, MET, NOT_APPLICABLE = 0, 1, 2, 3
Bounds = tuple[Points, Points | None]  # lowest and highest points; None where no highest is established


@attrs.frozen(kw_only=True)
class Case:
    """How the tests of one applicant are read.

    Attributes:
        context: The rule set.
        missing: The state of what has no value: not met in a closed file, else unknown.
        empty: The state of a share of nobody.
        whole_only: Whether less than the most points counts as nothing, where everybody is asked for.
    """

    context: Context
    missing: State
    empty: State
    whole_only: bool


Runner = Callable[[Values], Any]
Meaning = Callable[[Any, Case], Runner]


class Table:
    """A test whose state hangs on one value alone, so that many of them can be looked up at once."""

    key: str
    states: dict[Any, State]

    __slots__ = ("key", "states")

    def __init__(self, key: str, states: dict[Any, State]) -> None:
        """Take the key of the fact, and the state for each value that it can have."""
        self.key, self.states = key, states

    def __call__(self, values: Values) -> State:
        """The state for some values."""
        return self.states[values[self.key]]


def done(test: DoneTest, case: Case) -> Runner:
    """Met where it is done."""
    return Table(test.fact, {None: case.missing, False: NOT_MET, True: MET})


def share(test: ShareTest, case: Case) -> Runner:
    """Met where the parts together are at least the rate of the whole; with counts missing, where they must be."""
    context, missing = case.context, case.missing
    empty = UNKNOWN if test.unresolved_if_empty else case.empty
    over, under = test.at_least.value.numerator, test.at_least.value.denominator
    parts, whole = test.part, test.whole
    first = parts[0]

    def run(values: Values) -> State:
        total, count = values[whole], values[first]
        if total and count is not None:
            return MET if count * under >= over * total else NOT_MET
        return rarely(values, total, count)

    def run_sum(values: Values) -> State:
        return rarely(values, values[whole], added(values, parts))

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
        most = [context.most(part, values) for part in parts]
        known = [count for count in most if count is not None]
        if len(known) == len(most) and sum(known) * under < over * max(smallest, 1) and (smallest or empty == NOT_MET):
            return NOT_MET
        if smallest == 0:
            return UNKNOWN
        if most_whole is not None and least_part * under >= over * most_whole:
            return MET
        return UNKNOWN

    return run if len(parts) == 1 else run_sum


def count(test: CountTest, case: Case) -> Runner:
    """Met where there are at least so many."""
    key, wanted, context, missing = test.fact, test.at_least, case.context, case.missing

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


def changed(test: ChangeTest, case: Case) -> Runner:
    """Met where the value moved the right way; with one missing, where it must have, or cannot."""
    key, before, missing, context = test.fact, test.previous, case.missing, case.context
    if test.direction is not Direction.ROSE:
        key, before = before, key

    def run(values: Values) -> State:
        more, less = values[key], values[before]
        if more is not None and less is not None:
            return MET if more > less else NOT_MET
        if missing == NOT_MET:
            return missing
        (lowest, highest), (least, most) = context.span(key, values), context.span(before, values)
        if lowest is not None and most is not None and lowest > most:
            return MET
        return NOT_MET if highest is not None and least is not None and highest <= least else UNKNOWN

    return run


def rank(test: RankTest, case: Case) -> Runner:
    """Met at the step and above."""
    scale = case.context.scale(test.fact)
    wanted = scale.index(test.at_least)
    states = {index: MET if index >= wanted else NOT_MET for index in range(len(scale.steps))}
    return Table(test.fact, {None: case.missing, **states})


def standard(test: StandardTest, case: Case) -> Runner:
    """As the other standard at that level, whose state stands among the values by then."""
    key = (test.criterion, test.at_least)
    return lambda values: values[key]


def points(test: PointsTest, case: Case) -> Runner:
    """The points that were awarded."""
    key, maximum = test.fact, plain_number(case.context.facts[test.fact].maximum)
    unknown: Bounds = (0, 0) if case.missing == NOT_MET else (0, maximum)
    whole_only = case.whole_only and test.of_everybody

    def run(values: Values) -> Bounds:
        value = values[key]
        if value is None:
            return unknown
        return (value, value) if not whole_only or value == maximum else (0, 0)

    return run


def banded_points(test: BandedPointsTest, case: Case) -> Runner:
    """The points of the highest band that the share reaches."""
    return _for_a_share(test, case)


def proportional_points(test: ProportionalPointsTest, case: Case) -> Runner:
    """Points in proportion to the share."""
    return _for_a_share(test, case)


def _for_a_share(test: BandedPointsTest | ProportionalPointsTest, case: Case) -> Runner:
    unknown: Bounds = (0, 0) if case.missing == NOT_MET else (0, test.most)

    def run(values: Values) -> Bounds:
        total, count = values[test.whole], added(values, test.part)
        if not total or count is None:
            return unknown
        earned = test.earned(Fraction(count, total))
        return earned, earned

    return run


MEANINGS: dict[type[Test], Meaning] = {
    DoneTest: done,
    ShareTest: share,
    CountTest: count,
    ChangeTest: changed,
    RankTest: rank,
    StandardTest: standard,
    PointsTest: points,
    BandedPointsTest: banded_points,
    ProportionalPointsTest: proportional_points,
}


def compiled(test: Test, case: Case) -> Runner:
    """The function that gives the state of a test, or, of one that awards points, their bounds."""
    return MEANINGS[type(test)](test, case)


@lru_cache(maxsize=1024)
def exact(number: Points | None) -> Fraction | None:
    """Points as everybody outside sees them; the few that there are, are made once."""
    return None if number is None else Fraction(number)
