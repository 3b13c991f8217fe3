"""What each kind of test means for columns, side by side with what it means for one case.

One function for each kind, named and ordered as in `recognition.law.kinds`, and one table of them: a new kind of test
is an entry here and nothing else in this package. A state is a yes or no that may be null: met, not met, unknown. "All
of them" is then the `and` of any engine, because a no outweighs an unknown. What does not apply is a yes, and a
condition of its own says where that is so.
"""

from collections.abc import Callable, Iterable, Mapping
from fractions import Fraction
from functools import reduce
from operator import add, and_, or_
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.engine import first_of, narwhals
from khuyenhoc.frames.rules.columns import MOST_COUNT
from khuyenhoc.frames.rules.facts import Facts
from khuyenhoc.recognition.deciding.compile import NOT_APPLICABLE, NOT_MET, UNKNOWN
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

if TYPE_CHECKING:
    from narwhals.stable.v2 import Expr

__all__ = [
    "MEANINGS",
    "Meaning",
    "Points",
    "State",
    "all_of",
    "any_of",
    "ceiling_of",
    "either",
    "meaning_of",
    "outside",
]


@attrs.frozen
class State:
    """A test as an expression.

    Attributes:
        expr: Met, not met, or null; True where nothing applies.
        idle: Where it does not apply; False if it always does.
    """

    expr: Any
    idle: Any = False


@attrs.frozen
class Points:
    """What a test earns as an expression, in whole parts of a point.

    Attributes:
        value: The points; null where they are unknown.
        most: The most of them; None where no maximum is established.
        awarded: Whether somebody gave them as they are.
        of_everybody: Whether everybody is asked for, so that they are all or nothing under one reading.
    """

    value: "Expr"
    most: int | None
    awarded: bool = False
    of_everybody: bool = False


def all_of(terms: Iterable[Any]) -> Any:
    """The `and` of expressions and constants; True of nothing."""
    return _joined(terms, and_, True)


def any_of(terms: Iterable[Any]) -> Any:
    """The `or` of expressions and constants; False of nothing."""
    return _joined(terms, or_, False)


def _joined(terms: Iterable[Any], join: Callable[[Any, Any], Any], neutral: bool) -> Any:
    found: Any = neutral
    for term in terms:
        if term is (not neutral):
            return term
        if term is not neutral:
            found = term if found is neutral else join(found, term)
    return found


def either(yes: "Expr", no: "Expr") -> "Expr":
    """A state of two conditions, null where neither holds."""
    lit = narwhals().lit
    state: Expr = first_of([(yes, lit(True)), (no, lit(False))])
    return state


def outside(where: Any) -> Any:
    """The contrary of a condition or constant."""
    return not where if isinstance(where, bool) else ~where


def ceiling_of(number: "Expr", divisor: int) -> "Expr":
    """A quotient of whole numbers, rounded up."""
    return number if divisor == 1 else -((-number) // divisor)


def done(test: DoneTest, facts: Facts) -> State:
    """Done or not."""
    return State(facts.close(facts.values[test.fact]))


def share(test: ShareTest, facts: Facts) -> State:
    """At least the rate, by exact products; of unknown counts by their bounds."""
    nw, (over, under) = facts.nw, test.at_least.value.as_integer_ratio()
    _refuse_fine(over, under, len(test.part))
    empty = UNKNOWN if test.unresolved_if_empty else facts.empty
    whole = facts.values[test.whole]
    if facts.closed:
        met = (facts.added(test.part) * under >= whole * over).fill_null(False)
        nobody = (whole == 0).fill_null(False)
        of_nobody = facts.blank if empty == UNKNOWN else nw.lit(empty == NOT_APPLICABLE)
        return State(nw.when(nobody).then(of_nobody).otherwise(met), nobody if empty == NOT_APPLICABLE else False)
    room = facts.most(test.whole)
    if over > 0 and facts.is_plain(test.whole, test.part):
        # the whole is at least every part that is known, so a part too small for those can never be enough
        part = test.part[0]
        direct = facts.context.outer[part] == (test.whole,)
        most = facts.values[part] if direct else facts.most(part)
        state = most * under >= facts.least(test.whole) * over
        if not direct:
            state &= facts.values[part] >= 0  # an unknown part within a large enough one is still unknown
    else:
        state = _share_by_bounds(test, facts, room)
    if empty == NOT_APPLICABLE:
        nobody = facts.kept("nobody", test.whole, (facts.room(test.whole) == 0).fill_null(False))
        return State((state & (room >= 0)) | nobody, nobody)
    if empty == NOT_MET:
        some = True if over == 0 else (reduce(add, map(facts.most, test.part)) > 0).fill_null(True)  # none is too few
        return State(state & (room > 0) & some)
    somebody = nw.when(facts.room(test.whole) > 0).then(nw.lit(True))
    return State(state & facts.kept("somebody", test.whole, somebody))


def _share_by_bounds(test: ShareTest, facts: Facts, room: "Expr") -> "Expr":
    """A yes where the least that the parts can be is enough, a no where the most is not; else null."""
    over, under = test.at_least.value.as_integer_ratio()
    sure, smallest = reduce(add, map(facts.least, test.part)), facts.least(test.whole)
    if not facts.encloses(test.whole, test.part):
        smallest = facts.nw.max_horizontal(smallest, sure)
    if not over:
        return ((room >= 0) & (smallest > 0)).fill_null(False) | facts.blank
    certain = sure * under >= room * over
    possible = reduce(add, map(facts.most, test.part)) * under >= smallest * over
    return (certain & possible.fill_null(True)).fill_null(False) | (possible & facts.blank)


def _short_of_share(test: ShareTest, facts: Facts) -> "Expr":
    over, under = test.at_least.value.as_integer_ratio()
    whole = facts.values[test.whole]
    short: Expr = facts.nw.when(whole > 0).then((whole * over + (under - 1)) // under - facts.added(test.part))
    return short


def count(test: CountTest, facts: Facts) -> State:
    """At least so many; of an unknown count by its bounds."""
    key, wanted = test.fact, _wanted(test, facts)
    if facts.closed or (key not in facts.context.inner and key not in facts.context.outer):
        return State(facts.close(facts.values[key] >= wanted))
    return State(either(facts.least(key) >= wanted, facts.most(key) < wanted))


def _wanted(test: CountTest, facts: Facts) -> int:
    return -(-test.at_least * facts.scale(test.fact) // 1)


def _short_of_count(test: CountTest, facts: Facts) -> "Expr":
    return ceiling_of(_wanted(test, facts) - facts.values[test.fact], facts.scale(test.fact))


def changed(test: ChangeTest, facts: Facts) -> State:
    """Above, or below, the year before; of an unknown number by its bounds."""
    more, less = (test.fact, test.previous) if test.direction is Direction.ROSE else (test.previous, test.fact)
    (lowest, highest), (least, most) = facts.span(more), facts.span(less)
    if facts.closed or (highest is lowest and most is least):
        return State(facts.close(facts.values[more] > facts.values[less]))
    return State(either(lowest > most, highest <= least))


def rank(test: RankTest, facts: Facts) -> State:
    """At least the step, by its index on the scale."""
    return State(facts.close(facts.values[test.fact] >= facts.context.rank(test.fact, test.at_least)))


def _short_of_rank(test: RankTest, facts: Facts) -> "Expr":
    return facts.context.rank(test.fact, test.at_least) - facts.values[test.fact].cast(facts.nw.Int64)


def standard(test: StandardTest, facts: Facts) -> State:
    """What was decided of the other standard; the order of the ladder has it decided first."""
    return State(facts.levels.get((test.criterion, test.at_least), facts.blank))


def points(test: PointsTest, facts: Facts) -> Points:
    """The points as given."""
    maximum = facts.context.facts[test.fact].maximum
    most = None if maximum is None else int(maximum * facts.point)
    return Points(facts.values[test.fact], most, awarded=True, of_everybody=test.of_everybody)


def banded_points(test: BandedPointsTest, facts: Facts) -> Points:
    """The points of the highest band that is reached; null while the share is unknown or one of nobody."""
    nw, part, whole = facts.nw, facts.added(test.part), facts.values[test.whole]
    bands = sorted(test.bands, key=lambda band: band.points, reverse=True)
    cases = []
    for band in bands:
        over, under = band.at_least.value.as_integer_ratio()
        _refuse_fine(over, under, len(test.part))
        cases.append((part * under >= whole * over, nw.lit(int(band.points * facts.point), nw.Int64)))
    earned = nw.when((whole > 0) & (part >= 0)).then(first_of(cases, nw.lit(0)))
    return Points(earned, int(bands[0].points * facts.point))


def proportional_points(test: ProportionalPointsTest, facts: Facts) -> Points:
    """The share in steps, cut down to whole ones; null while it is unknown or one of nobody."""
    if test.step is None:
        raise InvalidValueError("points-in-proportion-without-a-step", path=("rules",), seen=facts.rules.id)
    over, under = (test.maximum / test.step).as_integer_ratio()
    _refuse_fine(over, under, len(test.part))
    whole = facts.values[test.whole]
    safe = facts.nw.when(whole > 0).then(whole)
    earned = (facts.added(test.part) * over) // (safe * under) * int(test.step * facts.point)
    return Points(earned, int(test.maximum * facts.point))


def _refuse_fine(numerator: int, denominator: int, parts: int) -> None:
    """Refuse a rate so fine that a product with a count might not fit.

    Raises:
        InvalidValueError: If it is.
    """
    if max(numerator, denominator) * MOST_COUNT * parts >= 2**62:
        raise InvalidValueError(
            "a-rate-too-fine-for", seen=f"{numerator}/{denominator}", expected="a-smaller-denominator"
        )


def _unknown(_test: Test, facts: Facts) -> State:
    return State(facts.blank)


def _no_points(test: Test, _facts: Facts) -> Points:
    raise InvalidValueError("a-test-without-points", path=("kind",), seen=test.kind)


@attrs.frozen
class Meaning:
    """What a kind of test means for columns.

    Attributes:
        state: Whether it is met; unknown for a kind that only earns points.
        points: What it earns.
        short_by: By how much it falls short, in whole numbers; None for a kind that has no such number.
        named: The points that it names, which have to be whole parts of a point.
    """

    state: Callable[[Any, Facts], State] = _unknown
    points: Callable[[Any, Facts], Points] = _no_points
    short_by: "Callable[[Any, Facts], Expr | None]" = lambda _test, _facts: None
    named: Callable[[Any], Iterable[Fraction | None]] = lambda _test: ()


MEANINGS: Mapping[type[Test], Meaning] = {
    DoneTest: Meaning(done),
    ShareTest: Meaning(share, short_by=_short_of_share),
    CountTest: Meaning(count, short_by=_short_of_count),
    ChangeTest: Meaning(changed),
    RankTest: Meaning(rank, short_by=_short_of_rank),
    StandardTest: Meaning(standard),
    PointsTest: Meaning(points=points),
    BandedPointsTest: Meaning(points=banded_points, named=lambda test: (band.points for band in test.bands)),
    ProportionalPointsTest: Meaning(points=proportional_points, named=lambda test: (test.maximum, test.step)),
}


def meaning_of(test: Test) -> Meaning:
    """What the kind of a test means."""
    return MEANINGS[type(test)]
