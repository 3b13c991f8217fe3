"""Funds: what a study-promotion fund holds, raised and spent, in one place and up to one day."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.door import argument, argument_day, checked, public
from khuyenhoc._base.plain import grouped
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled, Language, check_language
from khuyenhoc.errors import IncomparableError, InvalidValueError, WrongTypeError
from khuyenhoc.instruments.instrument import Confidence, check_id
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.share import Share

__all__ = ["FundFigure", "FundScope", "FundStatement", "HeadBase", "PerHead", "Reached", "divided"]


_AMOUNTS = ("opening", "raised", "spent", "balance", "awarded")


@public("khuyenhoc.records.funds")
class FundScope(Labelled):
    """Whose money a statement counts (phạm vi của số liệu quỹ).

    A statement that includes the lower levels and one of a lower level in it are never added.
    """

    OWN = "own", "chỉ quỹ của cấp báo cáo", "the level's own fund only"
    WITH_LOWER = "with_lower", "gồm cả quỹ các cấp dưới", "with the funds of the levels below"


@public("khuyenhoc.records.funds")
class FundFigure(Labelled):
    """The amounts of a statement (số liệu của quỹ): the balance is of a day, the others are over a period."""

    RAISED = "raised", "số vận động được", "raised"
    SPENT = "spent", "số đã chi", "spent"
    AWARDED = "awarded", "trị giá học bổng, phần thưởng đã trao", "given as scholarships and awards"
    BALANCE = "balance", "số dư", "balance"

    @property
    def is_flow(self) -> bool:
        """Whether the amount is over a period, not of a day."""
        return self is not FundFigure.BALANCE


@public("khuyenhoc.records.funds")
class HeadBase(Labelled):
    """Heads among whom an amount is divided (bình quân theo)."""

    MEMBERS = "members", "hội viên", "member"
    INHABITANTS = "inhabitants", "người dân", "inhabitant"


@public("khuyenhoc.records.funds")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PerHead(Shown):
    """An amount for each head (bình quân đầu người), with the heads named; exact.

    Attributes:
        money: The whole amount.
        heads: How many heads, at least one.
        base: Members or inhabitants.

    Raises:
        InvalidValueError: If there is nobody.

    >>> each = funds.PerHead(money=Money.parse("18 tỷ đồng"), heads=1_200_000, base=funds.HeadBase.INHABITANTS)
    >>> each.dong, each.text()
    (Fraction(15000, 1), '15.000 đồng/người dân')
    """

    money: Money
    heads: int
    base: HeadBase

    def __attrs_post_init__(self) -> None:
        if self.heads < 1:
            raise InvalidValueError(
                "nobody to divide by", path=("PerHead.heads",), seen=self.heads, expected="1 or more"
            )

    @property
    def dong(self) -> Fraction:
        """The exact part in đồng."""
        return self.money.per(self.heads)

    def above(self, other: "PerHead") -> Fraction:
        """The difference in đồng to another part for each head of the same base.

        Raises:
            IncomparableError: If one is for each member and the other for each inhabitant.
        """
        other = argument(other, PerHead, "other")
        if self.base is not other.base:
            raise IncomparableError(
                f"an amount per {self.base.en} is not comparable with one per {other.base.en}", path=("base",)
            )
        return self.dong - other.dong

    def text(self, lang: Language = "vi") -> str:
        """For reading, cut to whole đồng, not rounded: "110.641 đồng/người dân"."""
        each = f" đồng/{self.base.vi}" if check_language(lang) == "vi" else f" VND per {self.base.en}"
        return grouped(Money(int(self.dong)).dong, lang) + each

    def __str__(self) -> str:
        return self.text()


@public("khuyenhoc.records.funds")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Reached(Shown):
    """People or families whom the fund reached (đối tượng được hỗ trợ), of how many there are.

    Attributes:
        of: Who was counted, such as families or pupils.
        count: How many were reached.
        total: How many there are; None if unknown.

    Raises:
        InvalidValueError: If a count is negative, or more were reached than there are.

    >>> str(funds.Reached(of=Population("families"), count=300, total=1_200).share)
    '300/1.200 (25%)'
    """

    of: Population
    count: int
    total: int | None = None

    def __attrs_post_init__(self) -> None:
        if self.count < 0 or (self.total is not None and self.count > self.total):
            expected = "0 or more" if self.total is None else f"0 to {self.total}"
            raise InvalidValueError("not a count", path=("Reached.count",), seen=self.count, expected=expected)

    @property
    def share(self) -> Share | None:
        """The share of all there are; None if their number is unknown or zero."""
        return Share(self.count, self.total, of=self.of) if self.total else None


def _stated(value: Money | MoneyRange | None) -> MoneyRange | None:
    """An amount as it is kept; a plain Money is an exact one."""
    return MoneyRange(value) if isinstance(value, Money) else value


def _checked(cls: type, fields: "list[attrs.Attribute[Any]]") -> "list[attrs.Attribute[Any]]":
    """The usual checks; an amount may be given as either of two types."""

    def amount(name: str) -> Callable[[Any], MoneyRange | None]:
        def convert(value: Any) -> MoneyRange | None:
            if value is None or isinstance(value, Money | MoneyRange):
                return _stated(value)
            hint = "write Money.parse(…) or MoneyRange.parse(…)" if isinstance(value, str | int | float) else ""
            path = (f"{cls.__name__}.{name}",)
            raise WrongTypeError("not an amount", path=path, seen=value, expected="a Money or a MoneyRange", hint=hint)

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
    reached: tuple[Reached, ...] = ()
    sources: tuple[str, ...] = ()
    confidence: Confidence = Confidence.STATED
    notes: tuple[Label, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "FundStatement.id")
        for name in ("awards", "members", "inhabitants"):
            count = getattr(self, name)
            if count is not None and count < 0:
                raise InvalidValueError(
                    "a negative count", path=(f"FundStatement.{name}",), seen=count, expected="0 or more"
                )
        for name in ("raised", "spent", "awarded"):
            stated = getattr(self, name)
            if stated is not None and stated.amount < Money(0):
                raise InvalidValueError(
                    "a negative amount", path=(f"FundStatement.{name}",), seen=stated, expected="0 đồng or more"
                )
        groups = [item.of for item in self.reached]
        if len(set(groups)) < len(groups):
            raise InvalidValueError("a group is counted twice", path=("FundStatement.reached",), seen=groups)
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                f"the place is of the {self.place.level.en} level", path=("FundStatement.level",), seen=self.level.en
            )
        if not self.level.exists(on=self.on):
            raise InvalidValueError(
                f"the {self.level.en} level ended on {self.level.last_day}", path=("FundStatement.on",), seen=self.on
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
        from khuyenhoc.records.funds._findings import fund_findings

        return fund_findings(self, on=None if on is None else argument_day(on))


def divided(amount: MoneyRange | None, heads: int | None, base: HeadBase) -> PerHead | None:
    """An exact amount among heads; None if either is unknown, the amount has a bound, or there is nobody."""
    if amount is None or not amount.is_exact or not heads:
        return None
    return PerHead(money=amount.amount, heads=heads, base=base)
