"""Sums of funds over places, in which no đồng is counted twice."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.door import argument, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.records.funds.figures import FundFigure, FundScope, HeadBase, PerHead, divided
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.values.money import MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.sums import missing_parts, sum_of_known

__all__ = ["FundTotal", "funds_by_level", "total_funds"]


@public("khuyenhoc.funds")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class FundTotal(Shown):
    """A figure summed over places (tổng hợp quỹ), nothing counted twice and nothing filled in.

    Attributes:
        figure: The figure.
        amount: The sum, with the bound that is left; None if a place lacks it.
        on: The day of all statements of a balance, the latest one of an amount over a period.
        period: The one period of an amount over a period; None for a balance.
        level: The level of all places; None if several levels are in it.
        covered: The places summed.
        missing: Places of the whole without a statement; None where the parts of the whole were not given.
        without: Places whose statement lacks the figure.
        members: Members of all places; None if a place lacks them, or lies in another.
        inhabitants: Inhabitants of all places; None if a place lacks them, or lies in another.
        notes: What to know about the sum.
    """

    figure: FundFigure
    amount: MoneyRange | None = None
    on: dt.date
    period: Period | None = None
    level: Level | None = None
    covered: tuple[Place, ...]
    missing: tuple[Place, ...] | None = None
    without: tuple[Place, ...] = ()
    members: int | None = None
    inhabitants: int | None = None
    notes: tuple[Label, ...] = ()

    def per_head(self, base: HeadBase) -> PerHead | None:
        """The sum for each member or inhabitant; None if it or the heads are unknown, or it is not exact."""
        heads = self.members if argument(base, HeadBase, "base") is HeadBase.MEMBERS else self.inhabitants
        return divided(self.amount, heads, base)


@public("khuyenhoc.funds")
def total_funds(
    statements: Iterable[FundStatement],
    *,
    figure: FundFigure = FundFigure.BALANCE,
    parts: Iterable[Place] | None = None,
) -> FundTotal:
    """Add up one figure of several places.

    Statements of several levels may be added only where none is counted twice: a province's own fund and those of its
    communes, never a province that includes its communes and one of them.

    Args:
        statements: One statement for each place.
        figure: What to add up.
        parts: All places that the sum is meant to cover, to say which are missing.

    Raises:
        InvalidValueError: If there is nothing to add up, or a place comes twice or is not among the parts.
        IncomparableError: If money would be counted twice, or might be because a scope is not stated; if places of one
            level have unlike scopes; for a balance on several days or an amount over several or unstated periods; or if
            a place does not exist in its boundaries on the day.

    >>> def fund(name, dong):
    ...     return FundStatement(id=name, place=Place(name), level=Level.COMMUNE, on=dt.date(2025, 12, 31),
    ...                          scope=funds.FundScope.OWN, balance=Money(dong))
    >>> str(funds.total_funds([fund("a", 70_000_000), fund("b", 50_000_000)]).amount)
    '120 triệu đồng'
    """
    items = argument_items(statements, FundStatement, "statements")
    figure = argument(figure, FundFigure, "figure")
    if not items:
        raise InvalidValueError("nothing-to-add-up", path=("statements",), expected="one-statement-or-more")
    nested = _refuse_double_count(items)
    _refuse_unlike_scopes(items)
    _refuse_unlike_times(items, figure)
    covered = tuple(item.place for item in items)
    levels = {item.level for item in items}
    without = tuple(item.place for item in items if item.figure(figure) is None)
    return FundTotal(
        figure=figure,
        amount=_sum(item.figure(figure) for item in items),
        on=max(item.on for item in items),
        period=items[0].period if figure.is_flow else None,
        level=levels.pop() if len(levels) == 1 else None,
        covered=covered,
        missing=missing_parts(covered, parts, name="statements"),
        without=without,
        members=None if nested else sum_of_known(item.members for item in items),
        inhabitants=None if nested else sum_of_known(item.inhabitants for item in items),
        notes=_remarks(items, figure, without),
    )


@public("khuyenhoc.funds")
def funds_by_level(
    statements: Iterable[FundStatement], *, figure: FundFigure = FundFigure.BALANCE
) -> tuple[FundTotal, ...]:
    """One sum for each level, the highest first. The sums are not added to each other: the levels may overlap.

    Raises:
        InvalidValueError: As for [`total_funds`][khuyenhoc.funds.total_funds], within one level.
        IncomparableError: The same.
    """
    items = argument_items(statements, FundStatement, "statements")
    levels = sorted({item.level for item in items}, reverse=True)
    return tuple(total_funds([item for item in items if item.level is level], figure=figure) for level in levels)


def _same(one: Place, other: Place) -> bool:
    """Whether two places of one key are one, whatever is known of their days; code, level and word tell them apart."""
    alike = (one.code, other.code), (one.level, other.level), (one.word, other.word)
    return all(mine == theirs or not mine or not theirs for mine, theirs in alike)


def _refuse_double_count(items: tuple[FundStatement, ...]) -> bool:
    """Whether a place lies in another; refused if its money would, or might, be counted twice."""
    by_key: dict[str, list[FundStatement]] = {}
    for item in items:
        namesakes = by_key.setdefault(item.place.key, [])
        if any(_same(item.place, other.place) for other in namesakes):
            raise InvalidValueError("a-place-comes-twice", path=("statements",), seen=str(item.place))
        namesakes.append(item)
    nested = False
    for item in items:
        for above in item.place.lineage[1:]:
            for other in by_key.get(above.key, ()):
                if _same(above, other.place):
                    nested = True
                    _refuse_unless_own(item, other)
    return nested


def _refuse_unless_own(part: FundStatement, whole: FundStatement) -> None:
    if whole.scope is FundScope.OWN:
        return
    raise IncomparableError(
        "lies-inside-another" if whole.scope else "may-lie-inside-another",
        path=("statements",),
        seen=(part.id, whole.id),
        expected="the-whole-or-own-funds",
        place=part.place.name,
        inside=whole.place.name,
    )


def _refuse_unlike_scopes(items: tuple[FundStatement, ...]) -> None:
    for level in {item.level for item in items}:
        scopes = {item.scope for item in items if item.level is level}
        if len(scopes) > 1:
            seen = sorted(scope.value if scope else "not stated" for scope in scopes)
            raise IncomparableError("several-scopes-at-the-level", path=("statements",), seen=seen, level=level)


def _refuse_unlike_times(items: tuple[FundStatement, ...], figure: FundFigure) -> None:
    if figure.is_flow:
        periods = {(item.period.first, item.period.last) if item.period else None for item in items}
        if len(periods) > 1 or None in periods:
            seen = tuple(item.period.text("en") if item.period else "not stated" for item in items)
            raise IncomparableError("not-one-period-of-what-was", path=("statements",), seen=seen, figure=figure)
    elif len({item.on for item in items}) > 1:
        seen = tuple(sorted({str(item.on) for item in items}))
        raise IncomparableError("balances-of-several-days", path=("statements",), seen=seen)
    days = sorted({item.on for item in items})
    for item in items:
        for on in days:
            if not item.place.exists(on=on):
                raise IncomparableError("place-not-there", path=("statements",), place=item.place, on=on)


def _sum(amounts: Iterable[MoneyRange | None]) -> MoneyRange | None:
    total: MoneyRange | None = None
    for stated in amounts:
        if stated is None:
            return None
        total = stated if total is None else total + stated
    return total


def _remarks(items: tuple[FundStatement, ...], figure: FundFigure, without: tuple[Place, ...]) -> tuple[Label, ...]:
    remarks = []
    if without:
        names = ", ".join(place.name for place in without)
        remarks.append(
            Label(f"không rõ {figure.vi} của {names}, nên không có tổng", f"{figure.en} unknown for {names}: no sum")
        )
    if any(item.scope is None for item in items):
        remarks.append(
            Label("chưa rõ số liệu có gồm quỹ các cấp dưới không", "whether lower levels are included is not stated")
        )
    return tuple(remarks)
