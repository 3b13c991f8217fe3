"""Funds beside each other: one year against another, and the sum over places that counts nothing twice."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._calendar import months_between
from khuyenhoc._door import argument, argument_items, checked
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.fund import FundFigure, FundScope, FundStatement, HeadBase, PerHead, divided
from khuyenhoc.money import Money, MoneyRange
from khuyenhoc.period import Period
from khuyenhoc.place import Level, Place
from khuyenhoc.rate import Rate
from khuyenhoc.terms import Label

__all__ = ["FundChange", "FundTotal", "compare_funds", "funds_by_level", "total_funds"]


@attrs.frozen(kw_only=True, field_transformer=checked)
class FundChange:
    """One figure of two statements of one place (so sánh hai kỳ), or why they do not compare. It judges nothing.

    Attributes:
        figure: The figure compared.
        earlier: The earlier statement.
        later: The later one.
        change: The difference; None if not comparable.
        rate: The difference over the earlier amount; None if not comparable, or that is zero.
        reasons: Why they do not compare; empty if they do.
    """

    figure: FundFigure
    earlier: FundStatement
    later: FundStatement
    change: Money | None = None
    rate: Rate | None = None
    reasons: tuple[Label, ...] = ()

    @property
    def is_comparable(self) -> bool:
        """Whether the two figures stand on one basis."""
        return not self.reasons


def compare_funds(
    earlier: FundStatement, later: FundStatement, *, figure: FundFigure = FundFigure.BALANCE
) -> FundChange:
    """How a figure changed from one statement of a place to a later one.

    Not comparable, with every reason: another place (one name in other boundaries is another place), another or an
    unstated scope, an amount that is unknown or not exact, another fund of the place; and, of what is over a period,
    periods of unlike length, that overlap, or that are not stated.

    Raises:
        InvalidValueError: If the later statement is not of a later day.

    >>> def fund(year, raised):
    ...     return FundStatement(id=f"xa-a-{year}", place=Place("A"), level=Level.COMMUNE, on=dt.date(year, 12, 31),
    ...                          period=Period.of_years(year, year), scope=FundScope.OWN, raised=Money.parse(raised))
    >>> change = compare_funds(fund(2023, "80 triệu đồng"), fund(2024, "90 triệu đồng"), figure=FundFigure.RAISED)
    >>> str(change.change), str(change.rate)
    ('10 triệu đồng', '12,5%')
    """
    earlier = argument(earlier, FundStatement, "earlier")
    later = argument(later, FundStatement, "later")
    figure = argument(figure, FundFigure, "figure")
    if earlier.on >= later.on:
        raise InvalidValueError("not a later day", path=("later",), seen=later.on, expected=f"after {earlier.on}")
    reasons = [*_unlike_places(earlier, later), *_unlike_scopes(earlier, later)]
    if figure.is_flow:
        reasons.extend(_unlike_periods(earlier.period, later.period))
    before, after = earlier.figure(figure), later.figure(figure)
    reasons.extend(_unlike_amounts(figure, before, after))
    if reasons or before is None or after is None:
        return FundChange(figure=figure, earlier=earlier, later=later, reasons=tuple(reasons))
    change = after.amount - before.amount
    rate = Rate.of(change.dong, before.amount.dong) if before.amount > Money(0) else None
    return FundChange(figure=figure, earlier=earlier, later=later, change=change, rate=rate)


def _unlike_places(earlier: FundStatement, later: FundStatement) -> Iterable[Label]:
    if earlier.place != later.place or earlier.level is not later.level:
        if earlier.place.key == later.place.key:
            yield Label(
                f"{earlier.place.name}: cùng tên nhưng khác ranh giới hoặc khác cấp",
                f"{earlier.place.name}: one name, but other boundaries or another level",
            )
        else:
            yield Label(
                f"khác địa phương: {earlier.place} và {later.place}",
                f"different places: {earlier.place} and {later.place}",
            )
    elif not earlier.place.exists(on=later.on):
        yield Label(
            f"{later.place.name} không còn trong ranh giới này vào ngày {later.on:%d/%m/%Y}",
            f"{later.place.name} does not exist in these boundaries on {later.on}",
        )
    if earlier.title != later.title:
        yield Label("khác quỹ", "different funds")


def _unlike_scopes(earlier: FundStatement, later: FundStatement) -> Iterable[Label]:
    if earlier.scope is None or later.scope is None:
        yield Label("chưa rõ số liệu có gồm quỹ các cấp dưới không", "whether lower levels are included is not stated")
    elif earlier.scope is not later.scope:
        yield Label(
            f"khác phạm vi: {earlier.scope.vi} và {later.scope.vi}",
            f"different scopes: {earlier.scope.en} and {later.scope.en}",
        )


def _unlike_periods(earlier: Period | None, later: Period | None) -> Iterable[Label]:
    if earlier is None or later is None:
        yield Label("không nêu kỳ của số liệu", "the period is not stated")
        return
    if _length(earlier) != _length(later):
        yield Label(
            f"hai kỳ không dài bằng nhau: {earlier.text()} và {later.text()}",
            f"periods of unlike length: {earlier.text('en')} and {later.text('en')}",
        )
    if earlier.overlap(later) is not None:
        yield Label(
            f"hai kỳ chồng nhau: {earlier.text()} và {later.text()}",
            f"the periods overlap: {earlier.text('en')} and {later.text('en')}",
        )


def _length(period: Period) -> tuple[int, int]:
    return months_between(period.first, period.last + dt.timedelta(days=1))


def _unlike_amounts(figure: FundFigure, *amounts: MoneyRange | None) -> Iterable[Label]:
    if None in amounts:
        yield Label(f"không rõ {figure.vi}", f"the amount {figure.en} is unknown")
    for stated in amounts:
        if stated is not None and not stated.is_exact:
            yield Label(f"{figure.vi} không phải số đúng: {stated}", f"not an exact amount: {stated.text('en')}")


@attrs.frozen(kw_only=True, field_transformer=checked)
class FundTotal:
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
    ...                          scope=FundScope.OWN, balance=Money(dong))
    >>> str(total_funds([fund("a", 70_000_000), fund("b", 50_000_000)]).amount)
    '120 triệu đồng'
    """
    items = argument_items(statements, FundStatement, "statements")
    figure = argument(figure, FundFigure, "figure")
    if not items:
        raise InvalidValueError("nothing to add up", path=("statements",), expected="one statement or more")
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
        missing=_missing(covered, parts),
        without=without,
        members=None if nested else _heads(item.members for item in items),
        inhabitants=None if nested else _heads(item.inhabitants for item in items),
        notes=_remarks(items, figure, without),
    )


def funds_by_level(
    statements: Iterable[FundStatement], *, figure: FundFigure = FundFigure.BALANCE
) -> tuple[FundTotal, ...]:
    """One sum for each level, the highest first. The sums are not added to each other: the levels may overlap.

    Raises:
        InvalidValueError: As for [`total_funds`][khuyenhoc.total_funds], within one level.
        IncomparableError: The same.
    """
    items = argument_items(statements, FundStatement, "statements")
    levels = sorted({item.level for item in items}, reverse=True)
    return tuple(total_funds([item for item in items if item.level is level], figure=figure) for level in levels)


def _same(one: Place, other: Place) -> bool:
    """One place, however much is known of its days."""
    return one == other or one.key == other.key


def _refuse_double_count(items: tuple[FundStatement, ...]) -> bool:
    """Whether a place lies in another; refused if its money would, or might, be counted twice."""
    nested = False
    for number, item in enumerate(items):
        for other in (*items[:number], *items[number + 1 :]):
            if _same(item.place, other.place):
                raise InvalidValueError("a place comes twice", path=("statements",), seen=str(item.place))
            if not any(_same(above, other.place) for above in item.place.lineage[1:]):
                continue
            nested = True
            if other.scope is FundScope.OWN:
                continue
            why = "would" if other.scope else "might"
            raise IncomparableError(
                f"{item.place.name} lies inside {other.place.name} and {why} be counted twice",
                path=("statements",),
                seen=(item.id, other.id),
                expected="the whole with the levels below, or the own funds of each",
            )
    return nested


def _refuse_unlike_scopes(items: tuple[FundStatement, ...]) -> None:
    for level in {item.level for item in items}:
        scopes = {item.scope for item in items if item.level is level}
        if len(scopes) > 1:
            seen = sorted(scope.value if scope else "not stated" for scope in scopes)
            raise IncomparableError(
                f"several scopes at the {level.en} level", path=("statements",), seen=seen, expected="one scope"
            )


def _refuse_unlike_times(items: tuple[FundStatement, ...], figure: FundFigure) -> None:
    if figure.is_flow:
        periods = {(item.period.first, item.period.last) if item.period else None for item in items}
        if len(periods) > 1 or None in periods:
            seen = tuple(item.period.text("en") if item.period else "not stated" for item in items)
            raise IncomparableError(
                f"not one period of what was {figure.en}", path=("statements",), seen=seen, expected="one period"
            )
    elif len({item.on for item in items}) > 1:
        seen = tuple(sorted({str(item.on) for item in items}))
        raise IncomparableError("balances of several days", path=("statements",), seen=seen, expected="one day")
    for item in items:
        for on in sorted({other.on for other in items}):
            if not item.place.exists(on=on):
                raise IncomparableError(
                    f"{item.place} does not exist in these boundaries on {on}",
                    path=("statements",),
                    expected="statements from one side of the boundary change",
                )


def _sum(amounts: Iterable[MoneyRange | None]) -> MoneyRange | None:
    total: MoneyRange | None = None
    for stated in amounts:
        if stated is None:
            return None
        total = stated if total is None else total + stated
    return total


def _heads(counts: Iterable[int | None]) -> int | None:
    total = 0
    for count in counts:
        if count is None:
            return None
        total += count
    return total


def _missing(covered: tuple[Place, ...], parts: Iterable[Place] | None) -> tuple[Place, ...] | None:
    if parts is None:
        return None
    known = tuple(dict.fromkeys(argument_items(parts, Place, "parts")))
    strangers = [str(place) for place in covered if place not in known]
    if strangers:
        raise InvalidValueError(
            "not among the parts", path=("statements",), seen=strangers, expected="places among the parts"
        )
    return tuple(place for place in known if place not in covered)


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
