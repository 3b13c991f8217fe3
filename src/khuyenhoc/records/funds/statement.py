"""Funds: what a study-promotion fund holds, raised and spent, in one place and up to one day."""

import datetime as dt
from collections.abc import Callable, Iterator
from typing import Any

import attrs

from khuyenhoc._base.door import argument, argument_day, checked, public
from khuyenhoc._base.extras import Extras, as_extras, typed
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.instruments.instrument import Confidence, check_id
from khuyenhoc.records.funds.figures import FundFigure, FundScope, HeadBase, PerHead, Reached, divided
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.share import Share

__all__ = ["FundStatement"]

_AMOUNTS = ("opening", "raised", "spent", "balance", "awarded")


def _stated(value: Money | MoneyRange | None) -> MoneyRange | None:
    """An amount as it is kept; a plain Money is an exact one."""
    return MoneyRange(value) if isinstance(value, Money) else value


def _checked(cls: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """The usual checks; an amount may be given as either of two types."""

    def amount(name: str) -> Callable[[Any], MoneyRange | None]:
        def convert(value: Any) -> MoneyRange | None:
            if value is None or isinstance(value, Money | MoneyRange):
                return _stated(value)
            hint = "write-money-or-range-parse" if isinstance(value, str | int | float) else ""
            path = (f"{cls.__name__}.{name}",)
            raise WrongTypeError("not-an-amount", path=path, seen=value, expected="a-money-or-a-moneyrange", hint=hint)

        return convert

    return [
        field.evolve(converter=amount(field.name)) if field.name in _AMOUNTS else field
        for field in checked(cls, fields)
    ]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=_checked, repr=False)
class FundStatement(Shown):
    """What is known of a study-promotion fund in one place on one day (báo cáo quỹ khuyến học).

    Every amount may be unknown; unknown is not zero. Amounts are a [`Money`][khuyenhoc.Money] or, where the source says
    "hơn", "gần" or "khoảng", a [`MoneyRange`][khuyenhoc.MoneyRange]; they are kept as the latter.

    Attributes:
        id: Slug, such as ``thanh-hoa-2025``.
        place: Where.
        level: Level of the place.
        on: The day of the balance and of the counts of heads.
        period: What was raised, spent and given is over this period; None if the source does not say.
        scope: Whether the levels below are in it; None if the source does not say.
        title: Which fund, where the place has several.
        opening: Balance before the period (số dư đầu kỳ).
        raised: Raised in the period (số vận động được).
        spent: Spent in the period (số đã chi).
        balance: Balance on the day (số dư).
        awards: How many scholarships and awards were given in the period (số suất); not a number of people.
        awarded: What they were worth; part of what the fund spent.
        members: Members of the association (hội viên).
        inhabitants: Inhabitants of the place (dân số).
        printed_per_head: The balance for each inhabitant as printed, cut or rounded; it never replaces the counts.
        reached: People or families reached in the period.
        sources: Publications.
        confidence: How well the figures are established.
        notes: Readings, and what the source leaves open.
        extras: Keys of your own, each beginning with ``x_``, and what stands under them.

    Raises:
        InvalidValueError: If a count, or an amount other than a balance, is negative, a group reached comes twice, the
            place is of another level, or the district level had ended on the day.
        WrongTypeError: For an amount that is a number or text.

    >>> fund = FundStatement(id="xa-a-2024", place=Place("A"), level=Level.COMMUNE, on=dt.date(2024, 12, 31),
    ...                      balance=Money.parse("90 triệu đồng"), inhabitants=8_000)
    >>> str(fund.per_head(funds.HeadBase.INHABITANTS)), fund.per_head(funds.HeadBase.MEMBERS)
    ('11.250 đồng/người dân', None)
    """

    id: str
    place: Place
    level: Level
    on: dt.date
    period: Period | None = None
    scope: FundScope | None = None
    title: Label | None = None
    opening: MoneyRange | None = attrs.field(default=None, converter=_stated)
    raised: MoneyRange | None = attrs.field(default=None, converter=_stated)
    spent: MoneyRange | None = attrs.field(default=None, converter=_stated)
    balance: MoneyRange | None = attrs.field(default=None, converter=_stated)
    awards: int | None = None
    awarded: MoneyRange | None = attrs.field(default=None, converter=_stated)
    members: int | None = None
    inhabitants: int | None = None
    printed_per_head: Money | None = None
    reached: tuple[Reached, ...] = attrs.field(default=(), converter=tuple[Reached, ...])
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    confidence: Confidence = Confidence.STATED
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    extras: Extras = attrs.field(default=(), converter=as_extras, eq=typed)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "FundStatement.id")
        for name in ("awards", "members", "inhabitants"):
            count = getattr(self, name)
            if count is not None and count < 0:
                raise InvalidValueError("a-negative-count", path=(f"FundStatement.{name}",), seen=count)
        for name in ("raised", "spent", "awarded"):
            stated = getattr(self, name)
            if stated is not None and stated.amount < Money(0):
                raise InvalidValueError("a-negative-amount", path=(f"FundStatement.{name}",), seen=stated)
        groups = [item.of for item in self.reached]
        if len(set(groups)) < len(groups):
            raise InvalidValueError("a-group-is-counted-twice", path=("FundStatement.reached",), seen=groups)
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                "place-of-another-level", path=("FundStatement.level",), seen=self.level.en, level=self.place.level
            )
        if not self.level.exists(on=self.on):
            raise InvalidValueError(
                "level-ended", path=("FundStatement.on",), seen=self.on, level=self.level, last_day=self.level.last_day
            )

    def figure(self, figure: FundFigure) -> MoneyRange | None:
        """One of the amounts; None if unknown."""
        amount: MoneyRange | None = getattr(self, argument(figure, FundFigure, "figure").value)
        return amount

    def heads(self, base: HeadBase) -> int | None:
        """How many heads there are of a base; None if unknown."""
        return self.members if argument(base, HeadBase, "base") is HeadBase.MEMBERS else self.inhabitants

    def per_head(self, base: HeadBase, *, figure: FundFigure = FundFigure.BALANCE) -> PerHead | None:
        """An amount for each member or inhabitant; None if it or the number of heads is unknown, or it is not exact.

        The printed part is never used instead.
        """
        return divided(self.figure(figure), self.heads(base), base)

    def share_reached(self, of: Population) -> Share | None:
        """The share of families, pupils or others who were reached; None if they or their total are not stated."""
        of = argument(of, Population, "of")
        return next((item.share for item in self.reached if item.of == of), None)

    def findings(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """What is odd, but kept: a balance that does not follow, more given than spent, an overdrawn fund, a period
        that runs on after the day, more members than inhabitants, a printed part that is not what the counts give; and,
        given a day, a place that is no more.

        >>> fund = FundStatement(id="xa-a-2024", place=Place("A"), level=Level.COMMUNE, on=dt.date(2024, 12, 31),
        ...                      opening=Money(50), raised=Money(30), spent=Money(20), balance=Money(70))
        >>> [finding.en for finding in fund.findings()]
        ['the balance is 70 VND, but what was there, raised and spent gives 60 VND']
        """  # noqa: D205 - one sentence over several lines
        on = None if on is None else argument_day(on)
        return (*_about_balance(self), *_about_awards(self), *_about_heads(self), *_about_days(self, on))


def _about_balance(fund: FundStatement) -> Iterator[Finding]:
    balance = fund.balance
    if balance is None:
        return
    if balance.high is not None and balance.high < Money(0):
        yield Finding(
            code="overdrawn",
            path="balance",
            vi=f"số dư âm: {balance}",
            en=f"the balance is negative: {balance.text('en')}",
        )
    if fund.opening is None or fund.raised is None or fund.spent is None:
        return
    low = _following(fund.opening.low, fund.raised.low, fund.spent.high)
    high = _following(fund.opening.high, fund.raised.high, fund.spent.low)
    if low is not None and balance.high is not None and low > balance.high:
        yield _does_not_follow(balance, low, ("", "") if low == high else ("ít nhất ", "at least "))
    elif high is not None and balance.low is not None and high < balance.low:
        yield _does_not_follow(balance, high, ("", "") if low == high else ("nhiều nhất ", "at most "))


def _following(opening: Money | None, raised: Money | None, spent: Money | None) -> Money | None:
    """The balance that follows; None if one of the three has no bound on this side."""
    if opening is None or raised is None or spent is None:
        return None
    try:
        return opening + raised - spent
    except KhuyenHocError:  # beyond any amount
        return None


def _does_not_follow(balance: MoneyRange, gives: Money, words: tuple[str, str]) -> Finding:
    vi, en = words
    return Finding(
        code="balance-does-not-follow",
        path="balance",
        vi=f"số dư là {balance}, nhưng số dư đầu kỳ cộng thu trừ chi là {vi}{gives}",
        en=f"the balance is {balance.text('en')}, but what was there, raised and spent gives {en}{gives.text('en')}",
    )


def _about_awards(fund: FundStatement) -> Iterator[Finding]:
    awarded, spent = fund.awarded, fund.spent
    if awarded is None or spent is None or spent.high is None or awarded.low is None or awarded.low <= spent.high:
        return
    yield Finding(
        code="awarded-above-spent",
        path="awarded",
        vi=f"trị giá học bổng, phần thưởng {awarded} lớn hơn số đã chi {spent}",
        en=f"{awarded.text('en')} given as scholarships and awards, but only {spent.text('en')} spent",
    )


def _about_heads(fund: FundStatement) -> Iterator[Finding]:
    if fund.members is not None and fund.inhabitants is not None and fund.members > fund.inhabitants:
        yield Finding(
            code="members-above-inhabitants",
            path="members",
            vi=f"số hội viên {fund.members} lớn hơn dân số {fund.inhabitants}",
            en=f"{fund.members} members, but only {fund.inhabitants} inhabitants",
        )
    each, printed = fund.per_head(HeadBase.INHABITANTS), fund.printed_per_head
    if each is not None and printed is not None and abs(each.dong - printed.dong) >= _last_digit(printed.dong):
        yield Finding(
            code="printed-per-head-disagrees",
            path="printed_per_head",
            vi=f"bình quân in {printed} không khớp {each} tính từ số dư và dân số",
            en=f"the printed {printed.text('en')} is not the {each.text('en')} that balance and inhabitants give",
        )


def _last_digit(dong: int) -> int:
    """One unit of the last digit that is not a zero: a printed 15,000 may be rounded to thousands."""
    unit = 1
    while dong and dong % (10 * unit) == 0:
        unit *= 10
    return unit


def _about_days(fund: FundStatement, on: dt.date | None) -> Iterator[Finding]:
    if fund.period is not None and fund.period.last > fund.on:
        yield Finding(
            code="period-after-day",
            path="period",
            vi=f"kỳ báo cáo kết thúc ngày {fund.period.last:%d/%m/%Y}, sau ngày {fund.on:%d/%m/%Y}",
            en=f"the period ends on {fund.period.last}, after the day {fund.on}",
        )
    for day in dict.fromkeys((fund.on, on)):
        if day is not None and not fund.place.exists(on=day):
            yield Finding(
                code="place-not-there",
                path="place",
                vi=f"{fund.place} không có trong ranh giới này vào ngày {day:%d/%m/%Y}",
                en=f"{fund.place} does not exist in these boundaries on {day}",
            )
