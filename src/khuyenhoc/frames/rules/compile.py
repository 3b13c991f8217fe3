"""Tests as expressions over whole columns, with the meaning of the functions that decide one case.

A state is a yes or no that may be null: met, not met, unknown. "All of them" is then the `and` of any engine, because a
no outweighs an unknown. What does not apply is a yes, and a condition of its own says where that is so.
"""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import Any

import attrs

from khuyenhoc.frames.engine import narwhals
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.frames.rules.columns import AMOUNT, Value, refuse_fine
from khuyenhoc.recognition.deciding.compile import NOT_APPLICABLE, NOT_MET, UNKNOWN, Context
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.law.kinds import (
    ChangeTest,
    CountTest,
    Direction,
    DoneTest,
    RankTest,
    ShareTest,
    Test,
)

__all__ = ["Compiler", "State", "all_of", "any_of", "ceiling_of", "outside"]


@attrs.frozen
class State:
    """A test as an expression.

    Attributes:
        expr: Met, not met, or null; True where nothing applies.
        idle: Where it does not apply; False if it always does.
    """

    expr: Any
    idle: Any = False


def all_of(terms: Iterable[Any]) -> Any:
    """The `and` of expressions and constants; True of nothing."""
    found: Any = True
    for term in terms:
        if term is False:
            return False
        if term is not True:
            found = term if found is True else found & term
    return found


def any_of(terms: Iterable[Any]) -> Any:
    """The `or` of expressions and constants; False of nothing."""
    found: Any = False
    for term in terms:
        if term is True:
            return True
        if term is not False:
            found = term if found is False else found | term
    return found


def outside(where: Any) -> Any:
    """The contrary of a condition or constant."""
    return not where if isinstance(where, bool) else ~where


def ceiling_of(number: Any, divisor: int) -> Any:
    """A quotient of whole numbers, rounded up."""
    return number if divisor == 1 else -((-number) // divisor)


class Compiler:
    """Makes expressions of the tests of one rule set for the columns of one table."""

    def __init__(self, values: Mapping[str, Value], context: Context, *, closed: bool, empty: int) -> None:
        """Take the facts; ``empty`` is the state of a share of nobody, ``closed`` makes what is missing not met.

        The columns of ``stage`` have to be made before the expressions are used.
        """
        self.nw = narwhals()
        self.context = context
        self.closed, self.empty = closed, empty
        self.values = {key: value.expr for key, value in values.items()}
        self.blank = self.nw.col(f"{PREFIX}blank")
        self.stage: dict[str, Any] = {}

    def state(self, test: Test) -> State:
        """The state of a test; a test of points or of a standard is unknown here."""
        match test:
            case DoneTest():
                return State(self._close(self.values[test.fact]))
            case ShareTest():
                return self._share(test)
            case CountTest():
                return State(self._count(test))
            case ChangeTest():
                now, then = self.values[test.fact], self.values[test.previous]
                return State(self._close(now > then if test.direction is Direction.ROSE else now < then))
            case RankTest():
                return State(self._close(self.values[test.fact] >= self.context.rank(test.fact, test.at_least)))
            case _:
                return State(self.blank)

    def short_by(self, test: Test) -> Any:
        """How much a test falls short by, in whole numbers; None for a test that has no such number."""
        match test:
            case ShareTest():
                over, under = test.at_least.value.numerator, test.at_least.value.denominator
                whole, part = self.values[test.whole], self.added(test.part)
                return self.nw.when(whole > 0).then((whole * over + (under - 1)) // under - part)
            case CountTest():
                scale = self._scale(test.fact)
                over, under = test.at_least.numerator, test.at_least.denominator
                short = over * scale - self.values[test.fact] * under
                return ceiling_of(short, under * scale)
            case RankTest():
                place = self.values[test.fact].cast(self.nw.Int64)
                return self.context.rank(test.fact, test.at_least) - place
        return None

    def _close(self, state: Any) -> Any:
        return state.fill_null(False) if self.closed else state

    def _scale(self, key: str) -> int:
        return AMOUNT if self.context.facts[key].kind is FactKind.AMOUNT else 1

    def added(self, keys: Iterable[str]) -> Any:
        """The sum of counts; null if one is unknown."""
        return reduce(add, (self.values[key] for key in keys))

    def least(self, key: str) -> Any:
        """The count, or the largest known to lie within it, those that do not overlap together."""
        return self._kept("least", key, self._least(key)) if self.context.inner.get(key) else self._least(key)

    def _least(self, key: str) -> Any:
        context, value = self.context, self.values[key]
        sums = [
            reduce(add, map(self._least, (part, *context.beside.get(part, ())))) for part in context.inner.get(key, ())
        ]
        if not sums:
            return value.fill_null(0)
        return self.nw.coalesce(value, sums[0] if len(sums) == 1 else self.nw.max_horizontal(*sums))

    def most(self, key: str) -> Any:
        """The count, or what the count around it leaves room for; null without limit."""
        return self._kept("most", key, self._most(key)) if key in self.context.outer else self.values[key]

    def _most(self, key: str) -> Any:
        value, around = self.values[key], self.context.outer.get(key)
        if around is None:
            return value
        taken = self.context.beside.get(key, ())
        room = reduce(lambda left, other: left - self._least(other), taken, self._most(around))
        if taken:
            room = self.nw.when(room < 0).then(self.nw.lit(0)).otherwise(room)
        return self.nw.coalesce(value, room)

    def _kept(self, name: str, key: str, expr: Any) -> Any:
        """The expression as a column of its own: engines do not see by themselves that they have it already."""
        name = f"{PREFIX}{name}_{key}"
        self.stage.setdefault(name, expr)
        return self.nw.col(name)

    def _count(self, test: CountTest) -> Any:
        wanted = -(-test.at_least * self._scale(test.fact) // 1)
        value = self.values[test.fact]
        if self.closed or (test.fact not in self.context.inner and test.fact not in self.context.outer):
            return self._close(value >= wanted)
        return self._between(self.least(test.fact) >= wanted, self.most(test.fact) < wanted)

    def _between(self, certain: Any, failed: Any) -> Any:
        return self.nw.when(certain).then(self.nw.lit(True)).when(failed).then(self.nw.lit(False))

    def _share(self, test: ShareTest) -> State:
        over, under = test.at_least.value.numerator, test.at_least.value.denominator
        refuse_fine(over, under, len(test.part))
        empty = UNKNOWN if test.unresolved_if_empty else self.empty
        whole = self.values[test.whole]
        if self.closed:
            met = (self.added(test.part) * under >= whole * over).fill_null(False)
            nobody = (whole == 0).fill_null(False)
            of_nobody = self.blank if empty == UNKNOWN else self.nw.lit(empty == NOT_APPLICABLE)
            return State(
                self.nw.when(nobody).then(of_nobody).otherwise(met), nobody if empty == NOT_APPLICABLE else False
            )
        room = self.most(test.whole)
        if over > 0 and self._is_plain(test):
            # the whole is at least every part that is known, so a part too small for those can never be enough
            part = test.part[0]
            direct = self.context.outer[part] == test.whole
            most = self.values[part] if direct else self.most(part)
            state = most * under >= self.least(test.whole) * over
            if not direct:
                state &= self.values[part] >= 0  # an unknown part within a large enough one is still unknown
        else:
            state = self._by_bounds(test, room)
        if empty == NOT_APPLICABLE:
            nobody = self._kept("nobody", test.whole, (self._most(test.whole) == 0).fill_null(False))
            return State((state & (room >= 0)) | nobody, nobody)
        if empty == NOT_MET:
            return State(state & (room > 0))
        somebody = self.nw.when(self._most(test.whole) > 0).then(self.nw.lit(True))
        return State(state & self._kept("somebody", test.whole, somebody))

    def _by_bounds(self, test: ShareTest, room: Any) -> Any:
        """A yes where the least that the parts can be is enough, a no where the most is not; else null."""
        over, under = test.at_least.value.numerator, test.at_least.value.denominator
        sure, smallest = reduce(add, map(self.least, test.part)), self.least(test.whole)
        if not self._encloses(test):
            smallest = self.nw.max_horizontal(smallest, sure)
        if not over:
            return ((room >= 0) & (smallest > 0)).fill_null(False) | self.blank
        certain = sure * under >= room * over
        possible = reduce(add, map(self.most, test.part)) * under >= smallest * over
        return certain.fill_null(False) | (possible & self.blank)

    def _encloses(self, test: ShareTest) -> bool:
        """Whether the least of the whole is never below that of the parts."""
        inner = self.context.inner.get(test.whole, ())
        part = next(iter(test.part))
        while len(test.part) == 1 and part in self.context.outer and part not in inner:
            part = self.context.outer[part]
        return part in inner

    def _is_plain(self, test: ShareTest) -> bool:
        """Whether nothing is known of an unknown part but what is around it, and nothing around the whole."""
        context, part = self.context, test.part[0]
        if len(test.part) > 1 or part in context.inner or test.whole in context.outer:
            return False
        while part != test.whole and part in context.outer and not context.beside.get(part):
            part = context.outer[part]
        return part == test.whole
