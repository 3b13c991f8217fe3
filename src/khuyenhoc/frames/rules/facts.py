"""The facts of a table as expressions: what they are, and between which bounds they lie where they are unknown."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from khuyenhoc.frames.engine import narwhals
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.frames.rules.columns import AMOUNT
from khuyenhoc.recognition.deciding.context import Context
from khuyenhoc.recognition.law.facts import FactKind, around
from khuyenhoc.recognition.ruleset import RuleSet

if TYPE_CHECKING:
    from narwhals.stable.v2 import Expr

__all__ = ["Facts"]


class Facts:
    """What the tests of one rule set ask of the columns of one table.

    Attributes:
        rules: The rule set.
        values: Each fact as an expression, null where it is unknown.
        point: In how many parts points are counted.
        closed: Whether what is missing is not met.
        empty: The state of a share of nobody.
        blank: A yes or no that is unknown.
        levels: Of the standards that were decided so far, whether they are reached at each of their levels.
        stage: Columns that have to be made before the expressions are used.
    """

    rules: RuleSet
    context: Context
    values: "Mapping[str, Expr]"
    point: int
    closed: bool
    empty: int

    def __init__(self, rules: RuleSet, values: "Mapping[str, Expr]", *, point: int, closed: bool, empty: int) -> None:
        """Take the values of the facts by their keys."""
        self.nw: Any = narwhals()
        self.rules, self.context = rules, Context.of(rules)
        self.values, self.point, self.closed, self.empty = values, point, closed, empty
        self.blank: Expr = self.nw.col(f"{PREFIX}blank")
        self.levels: dict[tuple[str, str], Any] = {}
        self.stage: dict[str, Expr] = {}

    def close(self, state: "Expr") -> "Expr":
        """A state, or not met where it is unknown in a closed file."""
        return state.fill_null(False) if self.closed else state

    def scale(self, key: str) -> int:
        """In how many parts a number is counted."""
        return AMOUNT if self.context.facts[key].kind is FactKind.AMOUNT else 1

    def added(self, keys: Iterable[str]) -> "Expr":
        """The sum of counts; null if one is unknown."""
        return reduce(add, (self.values[key] for key in keys))

    def least(self, key: str) -> "Expr":
        """The count, or the most that the counts within it and those around others make of it."""
        known = self.context.inner.get(key) or self.context.joins.get(key)
        return self.kept("least", key, self._least(key)) if known else self._least(key)

    def _least(self, key: str, above: tuple[str, ...] = ()) -> "Expr":
        context, value, above = self.context, self.values[key], (*above, f">{key}")
        sums = [
            reduce(add, (self._least(one, above) for one in (part, *context.beside.get(part, ()))))
            for part in context.inner.get(key, ())
            if f">{part}" not in above
        ]
        for join in context.joins.get(key, ()):
            limit = {join.both: join.whole, join.whole: join.both}.get(key)
            if limit and join.both not in above and f"<{limit}" not in above:
                way = (*above, join.both)
                room = self.room(limit, way)
                sums.append((self._least(join.one, way) + self._least(join.other, way) - room).fill_null(0))
        if not sums:
            return value.fill_null(0)
        found: Expr = self.nw.coalesce(value, sums[0] if len(sums) == 1 else self.nw.max_horizontal(*sums))
        return found

    def most(self, key: str) -> "Expr":
        """The count, or what the counts around it leave room for; null without limit."""
        return self.kept("most", key, self.room(key)) if key in self.context.outer else self.values[key]

    def room(self, key: str, above: tuple[str, ...] = ()) -> "Expr":
        """As `most`, spelled out instead of kept in a column."""
        context, value, above = self.context, self.values[key], (*above, f"<{key}")
        rooms = [
            reduce(
                lambda left, other: left - self._least(other, above),
                context.beside_in(key, whole),
                self.room(whole, above),
            )
            for whole in context.outer.get(key, ())
            if f"<{whole}" not in above
        ]
        bare = not any(context.beside_in(key, whole) for whole in context.outer.get(key, ()))
        for join in context.joins.get(key, ()):
            rest = join.beside(key)
            if rest and not {join.both, f"<{join.whole}", f"<{join.both}"}.intersection(above):
                way = (*above, join.both)
                rooms.append(self.room(join.whole, way) + self.room(join.both, way) - self._least(rest, way))
                bare = False
        if not rooms:
            return value
        room = rooms[0] if len(rooms) == 1 else self.nw.min_horizontal(*rooms)
        found: Expr = self.nw.coalesce(
            value, room if bare else self.nw.when(room < 0).then(self.nw.lit(0)).otherwise(room)
        )
        return found

    def span(self, key: str) -> "tuple[Expr, Expr]":
        """Between which numbers a count or an amount lies; null without limit."""
        value, fact = self.values[key], self.context.facts[key]
        if fact.kind is FactKind.COUNT:
            return self.least(key), self.most(key)
        if fact.maximum is None:
            return value, value
        return value.fill_null(0), value.fill_null(-(-fact.maximum * AMOUNT // 1))

    def kept(self, name: str, key: str, expr: "Expr") -> "Expr":
        """The expression as a column of its own: engines do not see by themselves that they have it already."""
        name = f"{PREFIX}{name}_{key}"
        self.stage.setdefault(name, expr)
        column: Expr = self.nw.col(name)
        return column

    def encloses(self, whole: str, parts: tuple[str, ...]) -> bool:
        """Whether the least of a count is never below that of the parts."""
        inner, part = self.context.inner.get(whole, ()), parts[0]
        outside = around(self.context.outer, part) if len(parts) == 1 else ()
        return any(one in inner for one in (part, *outside))

    def is_plain(self, whole: str, parts: tuple[str, ...]) -> bool:
        """Whether nothing is known of an unknown part but what is around it, and nothing around the whole."""
        context, part = self.context, parts[0]
        if len(parts) > 1 or part in context.inner or whole in context.outer or context.joins.keys() & {part, whole}:
            return False
        while part != whole and len(context.outer.get(part, ())) == 1 and not context.beside.get(part):
            (part,) = context.outer[part]
        return part == whole
