"""Funds year on year: one figure of two statements of one place, or why the two do not compare."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.calendar import months_between
from khuyenhoc._base.door import argument, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.records.funds.figures import FundFigure
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.rate import Rate

__all__ = ["FundChange", "compare_funds"]


@public("khuyenhoc.funds")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class FundChange(Shown):
    """One figure of two statements of one place (so sánh hai kỳ), or why they do not compare. It judges nothing.

    Attributes:
        figure: The figure compared.
        earlier: The earlier statement.
        later: The later one.
        change: The difference; None if not comparable.
        rate: The difference over the earlier amount; None if not comparable, or that is not above zero.
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


@public("khuyenhoc.funds")
def compare_funds(
    earlier: FundStatement, later: FundStatement, *, figure: FundFigure = FundFigure.BALANCE
) -> FundChange:
    """How a figure changed from one statement of a place to a later one.

    Not comparable, with every reason: another place (one name in other boundaries is another place), another or an
    unstated scope, an amount that is unknown or not exact, another fund of the place; and, of what is over a period,
    periods of unlike length, that overlap or are out of order, or that are not stated. Boundaries are those of the
    places given: take provinces from the catalogue, which knows their days.

    Raises:
        InvalidValueError: If the later statement is not of a later day.

    >>> def fund(year, raised):
    ...     return FundStatement(id=f"xa-a-{year}", place=Place("A"), level=Level.COMMUNE, on=dt.date(year, 12, 31),
    ...                          period=Period.of_years(year, year), scope=funds.FundScope.OWN,
    ...                          raised=Money.parse(raised))
    >>> earlier, later = fund(2023, "80 triệu đồng"), fund(2024, "90 triệu đồng")
    >>> change = funds.compare_funds(earlier, later, figure=funds.FundFigure.RAISED)
    >>> str(change.change), str(change.rate)
    ('10 triệu đồng', '12,5%')
    """
    earlier = argument(earlier, FundStatement, "earlier")
    later = argument(later, FundStatement, "later")
    figure = argument(figure, FundFigure, "figure")
    if earlier.on >= later.on:
        raise InvalidValueError("not-a-later-day", path=("later",), seen=later.on, on=earlier.on)
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
                f"{earlier.place.name}: cùng tên nhưng khác ranh giới, cấp hoặc mã",
                f"{earlier.place.name}: one name, but other boundaries, another level or code",
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
    if later.first <= earlier.last:
        yield Label(
            f"kỳ sau bắt đầu khi kỳ trước chưa kết thúc: {earlier.text()} và {later.text()}",
            f"the later period begins before the earlier one ends: {earlier.text('en')} and {later.text('en')}",
        )


def _length(period: Period) -> tuple[int, int]:
    return months_between(period.first, period.last + dt.timedelta(days=1))


def _unlike_amounts(figure: FundFigure, *amounts: MoneyRange | None) -> Iterable[Label]:
    if None in amounts:
        yield Label(f"không rõ {figure.vi}", f"the amount {figure.en} is unknown")
    for stated in amounts:
        if stated is not None and not stated.is_exact:
            yield Label(f"{figure.vi} không phải số đúng: {stated}", f"not an exact amount: {stated.text('en')}")
