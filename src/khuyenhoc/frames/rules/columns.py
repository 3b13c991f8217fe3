"""From columns to facts: which column is which fact, and each as an exact value with the conditions that refuse it."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.near import did_you_mean
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError, WrongTypeError
from khuyenhoc.frames.engine import first_of, is_untyped, narwhals
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence

__all__ = [
    "AMOUNT",
    "MOST_AMOUNT",
    "MOST_COUNT",
    "MOST_FLOAT",
    "MOST_POINTS",
    "Reader",
    "Value",
    "columns_of",
]

MOST_COUNT = 10**12
"""The largest count that a table may hold; products with a rate stay far below 2 to the power of 63."""
AMOUNT = 1000
"""Amounts are whole thousandths inside."""
MOST_AMOUNT = 9 * 10**15
MOST_FLOAT = 9 * 10**12
"""The largest number with decimals; above it the thousandths of a float are no longer exact."""
MOST_POINTS = 10**6


@attrs.frozen
class Value:
    """A fact as an expression: whole numbers or yes and no, null where it is unknown.

    Attributes:
        expr: The expression, to be made a column of its own unless it is bare.
        faults: Conditions under which its value is refused, some of them about that column.
        bare: Whether the expression is a column as it stands.
    """

    expr: Any
    faults: tuple[Any, ...] = ()
    bare: bool = False


def columns_of(rules: RuleSet, present: Sequence[str], columns: Mapping[str, str] | None) -> dict[str, str]:
    """The column of each fact that has one.

    Raises:
        DocumentError: For keys that are no facts and columns that are not there.
        InvalidValueError: If two facts have one column.
        WrongTypeError: If ``columns`` is no mapping.
    """
    if columns is not None and not isinstance(columns, Mapping):
        raise WrongTypeError("not-a-mapping-of-facts", path=("columns",), seen=columns)
    given: dict[Any, Any] = dict(columns or {})
    keys = [fact.key for fact in rules.facts]
    errors: list[KhuyenHocError] = []
    for key, name in given.items():
        if key not in keys:
            errors.append(UnknownNameError("no-such-fact", path=("columns",), seen=key, hint=did_you_mean(key, keys)))
        elif not isinstance(name, str):
            errors.append(WrongTypeError("not-the-name-of-a-column", path=("columns", key), seen=name))
        elif name not in present:
            hint = did_you_mean(name, present)
            errors.append(UnknownNameError("no-such-column", path=("columns", key), seen=name, hint=hint))
    if errors:
        raise DocumentError.of(errors, Sentence("the-columns-for", rules=rules.id))
    found = {key: given.get(key, key) for key in keys if key in given or key in present}
    owners: dict[str, str] = {}
    for key, name in found.items():
        if owners.setdefault(name, key) != key:
            facts = [owners[name], key]
            raise InvalidValueError("one-column-for-two-facts", path=("columns",), seen=facts, called=name)
    return found


class Reader:
    """Reads the columns of one table by their types; a column of a wrong type is refused, a wrong value is a fault."""

    schema: Mapping[str, Any]
    columns: Mapping[str, str]
    point: int
    guarded: bool

    def __init__(
        self, rules: RuleSet, schema: Mapping[str, Any], columns: Mapping[str, str], *, point: int, guarded: bool
    ) -> None:
        """Take the types of the table, in how many parts points are counted, and whether products may overflow."""
        self.nw: Any = narwhals()
        self.schema, self.columns, self.point, self.guarded = schema, columns, point, guarded
        self.scales: dict[str, Scale] = {scale.id: scale for scale in rules.scales}

    def read(self, fact: Fact) -> Value:
        """The expression of a fact.

        Raises:
            WrongTypeError: If its column is of a type that cannot hold it.
        """
        if fact.key not in self.columns:
            return self.unknown(fact)
        name = self.columns[fact.key]
        dtype, column, made = self.schema[name], self.nw.col(name), self.nw.col(self.made(fact))
        if is_untyped(dtype):
            return self.unknown(fact)
        match fact.kind:
            case FactKind.YES_NO:
                if dtype == self.nw.Boolean:
                    return Value(column, bare=True)
                expected: str | Sentence = "a-column-of-true-and-false"
            case FactKind.RANK:
                scale = self.scales[fact.scale]
                if dtype in (self.nw.String, self.nw.Categorical, self.nw.Enum, self.nw.Boolean) or dtype.is_numeric():
                    return self._rank(column, made, dtype, scale)
                expected = Sentence("a-column-of-steps", steps=tuple(step.id for step in scale.steps))
            case FactKind.COUNT:
                if dtype.is_numeric():
                    return self._number(column, made, dtype, 1, 0, MOST_COUNT)
                expected = "a-column-of-whole-numbers"
            case FactKind.AMOUNT:
                if dtype.is_numeric():
                    least, top = (-MOST_AMOUNT, Fraction(MOST_AMOUNT)) if fact.maximum is None else (0, fact.maximum)
                    return self._number(column, made, dtype, AMOUNT, least, top)
                expected = "a-column-of-numbers"
            case FactKind.POINTS:
                if dtype.is_numeric():
                    most = fact.maximum if fact.maximum is not None else Fraction(MOST_POINTS)
                    return self._number(column, made, dtype, self.point, 0, most)
                expected = "a-column-of-numbers"
        raise WrongTypeError(
            "the-column-cannot-hold", path=("frame", name), seen=str(dtype), expected=expected, fact=fact.key
        )

    @staticmethod
    def made(fact: Fact) -> str:
        """The column that holds the exact value, where it is not the column of the table itself."""
        return f"{PREFIX}fact_{fact.key}"

    def unknown(self, fact: Fact) -> Value:
        """A fact that no row gives."""
        name = "blank" if fact.kind is FactKind.YES_NO else "none"
        return Value(self.nw.col(f"{PREFIX}{name}"), bare=True)

    def _number(self, column: Any, made: Any, dtype: Any, scale: int, least: int, most: Fraction | int) -> Value:
        """A number as whole multiples of one part in ``scale``."""
        nw = self.nw
        if not dtype.is_integer():
            near = column.cast(nw.Float64)
            inside = (near >= least) & (near <= (int(most) if most == int(most) else float(most)))
            short = self._short(column, inside, dtype.scale, scale) if dtype.is_decimal() and dtype.scale else None
            return self._fraction(near, inside, made, scale, short)
        low, high = least, int(most)
        if dtype == nw.UInt64:  # an engine may compare as signed numbers, unless the bound is of the type of the column
            low, high = nw.lit(max(low, 0), nw.UInt64), nw.lit(high, nw.UInt64)
        faults = []
        if least < 0 or dtype.is_signed_integer():
            faults.append(column < low)
        narrow = dtype in (nw.Int8, nw.Int16, nw.Int32, nw.UInt8, nw.UInt16, nw.UInt32)
        if not narrow or most < 2**31:
            faults.append(column > high)
        exact = column
        if not narrow and (self.guarded or dtype != nw.Int64):
            exact = nw.when((column >= low) & (column <= high)).then(column)
        bare = exact is column and dtype == nw.Int64 and scale == 1
        if dtype != nw.Int64:
            exact = exact.cast(nw.Int64)
        return Value(exact * scale if scale > 1 else exact, tuple(faults), bare)

    def _short(self, column: Any, inside: Any, digits: int, scale: int) -> Any:
        """Whether a decimal, read as itself, has no more digits than it may; its nearest float cannot tell."""
        nw = self.nw
        wide = nw.when(inside).then(column.cast(nw.Decimal(38, digits)))  # wide, so that rounding up fits
        whole = wide == wide.floor()
        if scale == 1:
            return whole
        few = wide == wide.round(len(str(scale)) - 1)
        return whole | (few & (wide >= -MOST_FLOAT) & (wide <= MOST_FLOAT))

    def _fraction(self, column: Any, within: Any, made: Any, scale: int, short: Any) -> Value:
        """A float counts as the decimal that it is the nearest float of; one with more decimals is a fault."""
        nw = self.nw
        inside = nw.when(within).then(column)
        whole = inside == inside.floor()
        exact = inside.floor().cast(nw.Int64) * scale
        readable = whole
        if scale > 1:
            fine = nw.when((inside >= -MOST_FLOAT) & (inside <= MOST_FLOAT)).then(inside)
            parts = (fine * scale).round().cast(nw.Int64)
            exact = nw.when(whole).then(exact).otherwise(parts)
            # divided row by row, because some engines multiply by the inverse of a constant, which is not the same
            readable = whole | (parts / (parts * 0 + scale) == inside)
        if short is not None:
            readable = readable & short
        return Value(nw.when(readable).then(exact), (~column.is_null() & made.is_null(),))

    def _rank(self, column: Any, made: Any, dtype: Any, scale: Scale) -> Value:
        nw = self.nw
        indices: dict[Any, int] = {}
        for index, step in enumerate(scale.steps):
            if dtype == nw.Boolean:
                if len(scale.steps) == 2:  # noqa: PLR2004 - met or not met
                    indices[bool(index)] = index
            elif dtype.is_numeric():
                if step.id.isascii() and step.id.isdigit() and str(int(step.id)) == step.id:
                    indices[int(step.id)] = index
            else:
                indices[step.id] = index
        if not indices:
            expected = Sentence("names", names=tuple(step.id for step in scale.steps))
            raise WrongTypeError("the-column-cannot-hold-a-step", seen=str(dtype), expected=expected, scale=scale.id)
        text = column.cast(nw.String) if dtype in (nw.Categorical, nw.Enum) else column
        found = first_of(
            (text == (nw.lit(seen, dtype) if dtype == nw.UInt64 else seen), nw.lit(index, nw.Int8))
            for seen, index in indices.items()
        )
        return Value(found, (~column.is_null() & made.is_null(),))
