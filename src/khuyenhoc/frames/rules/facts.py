"""The facts of a table as expressions: what they are, and between which bounds they lie where they are unknown."""

from collections.abc import Iterable, Mapping
from functools import reduce
from operator import add
from typing import TYPE_CHECKING, Any

from khuyenhoc.frames.engine import narwhals
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.frames.rules.columns import AMOUNT
from khuyenhoc.recognition.deciding.compile import Context
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
        """The count, or the largest known to lie within it, those that do not overlap together."""
        return self.kept("least", key, self._least(key)) if self.context.inner.get(key) else self._least(key)

    def _least(self, key: str) -> "Expr":
        context, value = self.context, self.values[key]
        sums = [
            reduce(add, map(self._least, (part, *context.beside.get(part, ())))) for part in context.inner.get(key, ())
        ]
        if not sums:
            return value.fill_null(0)
        found: Expr = self.nw.coalesce(value, sums[0] if len(sums) == 1 else self.nw.max_horizontal(*sums))
        return found

    def most(self, key: str) -> "Expr":
        """The count, or what the counts around it leave room for; null without limit."""
        return self.kept("most", key, self.room(key)) if key in self.context.outer else self.values[key]

    def room(self, key: str) -> "Expr":
        """As `most`, spelled out instead of kept in a column."""
        context, value, rooms = self.context, self.values[key], []
        for whole in context.outer.get(key, ()):
            taken = context.beside_in(key, whole)
            room = reduce(lambda left, other: left - self._least(other), taken, self.room(whole))
            rooms.append(self.nw.when(room < 0).then(self.nw.lit(0)).otherwise(room) if taken else room)
        if not rooms:
            return value
        found: Expr = self.nw.coalesce(value, rooms[0] if len(rooms) == 1 else self.nw.min_horizontal(*rooms))
        return found

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
        if len(parts) > 1 or part in context.inner or whole in context.outer:
            return False
        while part != whole and len(context.outer.get(part, ())) == 1 and not context.beside.get(part):
            (part,) = context.outer[part]
        return part == whole
