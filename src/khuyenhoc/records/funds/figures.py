"""Figures of a fund: its amounts, whose money they count, heads among whom they are divided, people reached."""

from fractions import Fraction

import attrs

from khuyenhoc._base.door import argument, checked, public
from khuyenhoc._base.plain import grouped
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled, Language, check_language
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.share import Share

__all__ = ["FundFigure", "FundScope", "HeadBase", "PerHead", "Reached", "divided"]


@public("khuyenhoc.funds")
class FundScope(Labelled):
    """Whose money a statement counts (phạm vi của số liệu quỹ).

    A statement that includes the lower levels and one of a lower level in it are never added.
    """

    OWN = "own", "chỉ quỹ của cấp báo cáo", "the level's own fund only"
    WITH_LOWER = "with_lower", "gồm cả quỹ các cấp dưới", "with the funds of the levels below"


@public("khuyenhoc.funds")
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


@public("khuyenhoc.funds")
class HeadBase(Labelled):
    """Heads among whom an amount is divided (bình quân theo)."""

    MEMBERS = "members", "hội viên", "member"
    INHABITANTS = "inhabitants", "người dân", "inhabitant"


@public("khuyenhoc.funds")
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
            raise InvalidValueError("nobody-to-divide-by", path=("PerHead.heads",), seen=self.heads)

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
            raise IncomparableError("amounts-per-head-not-comparable", path=("base",), base=self.base, base2=other.base)
        return self.dong - other.dong

    def text(self, lang: Language = "vi") -> str:
        """For reading, cut to whole đồng, not rounded: "110.641 đồng/người dân"."""
        each = f" đồng/{self.base.vi}" if check_language(lang) == "vi" else f" VND per {self.base.en}"
        return grouped(Money(int(self.dong)).dong, lang) + each

    def __str__(self) -> str:
        return self.text()


@public("khuyenhoc.funds")
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
            expected = "zero-or-more" if self.total is None else "zero-to"
            path = ("Reached.count",)
            raise InvalidValueError("not-a-count", path=path, seen=self.count, expected=expected, most=self.total)

    @property
    def share(self) -> Share | None:
        """The share of all there are; None if their number is unknown or zero."""
        return Share(self.count, self.total, of=self.of) if self.total else None


def divided(amount: MoneyRange | None, heads: int | None, base: HeadBase) -> PerHead | None:
    """An exact amount among heads; None if either is unknown, the amount has a bound, or there is nobody."""
    if amount is None or not amount.is_exact or not heads:
        return None
    return PerHead(money=amount.amount, heads=heads, base=base)
