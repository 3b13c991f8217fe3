"""Money: exact amounts in whole đồng, and amounts of which a source gives a bound only."""

from collections.abc import Iterable
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.closed import Closed
from khuyenhoc._base.door import argument, argument_items, checked, exact_int, public
from khuyenhoc._base.terms import Labelled, Language
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.values._money_text import read_amount, read_range, write_amount

__all__ = ["Money", "MoneyBound", "MoneyRange"]


@public("khuyenhoc")
@attrs.frozen(order=True, repr=False, field_transformer=checked)
class Money(Closed):
    """An exact amount (số tiền) in whole đồng, never a float. A difference may be negative.

    Attributes:
        dong: The amount in đồng, at most 10 to the power of 18.

    Raises:
        WrongTypeError: For a float or text; text is read by [`parse`][khuyenhoc.Money.parse].

    >>> str(Money(420_936_000_000)), Money(420_936_000_000).text("en")
    ('420 tỷ 936 triệu đồng', '420.936 billion VND')
    >>> Money.parse("1 triệu 500 nghìn đồng") - Money(500_000)
    Money(1_000_000)
    """

    dong: int

    @classmethod
    def parse(cls, text: str) -> "Money":
        """Read one amount, Vietnamese or English, in any case, composed or decomposed, with or without marks.

        - A number, a scale word (nghìn, ngàn, vạn, triệu, tỷ, nghìn tỷ; thousand, million, billion, trillion) and a
          currency (đồng, đ, VND); or several such parts, the largest first: "420 tỷ 936 triệu đồng".
        - With a Vietnamese scale word a dot groups thousands and a comma comes before decimals: "200.022 triệu đồng" is
          200 tỷ 22 triệu, "13,050 tỷ đồng" is 13 tỷ 50 triệu. With an English one it is the other way round.
        - Without a scale word the number is in whole đồng and either mark groups thousands: "110.641 đồng",
          "110,641 VND".
        - After a Vietnamese scale word the currency may be left out.

        Refused, with what to write instead: a number without unit ("1.490"), a mark that does not fit ("25.7 tỷ"),
        three zeros that may be decimals or thousands ("4,000 tỷ"), a rest without scale word ("2 tỷ 3"), a part of a
        đồng, an amount for each of something ("50.000 đồng/tháng"), and bounds, which are for
        [`MoneyRange.parse`][khuyenhoc.MoneyRange.parse].

        Raises:
            InvalidValueError: If the text is no amount, or may be two.

        >>> Money.parse("13,050 tỷ đồng") == Money.parse("13.05 billion VND") == Money(13_050_000_000)
        True
        """
        return cls(read_amount(text))

    @classmethod
    def total(cls, amounts: "Iterable[Money]") -> "Money":
        """The sum; of nothing, zero.

        >>> Money.total([Money(2), Money(3)])
        Money(5)
        """
        return cls(sum(amount.dong for amount in argument_items(amounts, cls, "amounts")))

    def text(self, lang: Language = "vi") -> str:
        """In words; [`parse`][khuyenhoc.Money.parse] reads it back to an equal amount.

        >>> Money(110_641).text(), Money(110_641).text("en")
        ('110.641 đồng', '110,641 VND')
        """
        return write_amount(self.dong, lang)

    def per(self, heads: int) -> Fraction:
        """The exact part in đồng for each of so many heads.

        Raises:
            InvalidValueError: If there is nobody.

        >>> Money(10).per(4)
        Fraction(5, 2)
        """
        if exact_int(heads) < 1:
            raise InvalidValueError("nobody-to-divide-by", path=("heads",), seen=heads)
        return Fraction(self.dong, heads)

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"Money({self.dong:_})"

    def __neg__(self) -> "Money":
        return Money(-self.dong)

    def __add__(self, other: "Money") -> "Money":
        return Money(self.dong + _dong(other))

    def __radd__(self, other: object) -> "Money":
        """Zero, with which the built-in ``sum`` begins, is the one number that may stand on the left."""
        if isinstance(other, int) and not isinstance(other, bool) and other == 0:
            return self
        raise WrongTypeError("not-an-amount", seen=other, expected="a-money")

    def __sub__(self, other: "Money") -> "Money":
        return Money(self.dong - _dong(other))


def _dong(other: Any) -> int:
    if not isinstance(other, Money):
        raise WrongTypeError("not-an-amount", seen=other, expected="a-money", hint="write-money-parse-5-trieu-dong")
    return other.dong


@public("khuyenhoc.values")
class MoneyBound(Labelled):
    """What a printed amount says about the true one (cận của số tiền)."""

    EXACT = "exact", "đúng", "exactly"
    ABOVE = "above", "hơn", "more than"
    AT_LEAST = "at_least", "ít nhất", "at least"
    NEARLY = "nearly", "gần", "nearly"
    BELOW = "below", "dưới", "less than"
    AT_MOST = "at_most", "không quá", "at most"
    ABOUT = "about", "khoảng", "about"
    BETWEEN = "between", "từ … đến …", "from … to …"


_LOW = (MoneyBound.EXACT, MoneyBound.ABOVE, MoneyBound.AT_LEAST, MoneyBound.BETWEEN)
_HIGH = (MoneyBound.EXACT, MoneyBound.NEARLY, MoneyBound.BELOW, MoneyBound.AT_MOST, MoneyBound.BETWEEN)
_OPEN = (MoneyBound.ABOVE, MoneyBound.NEARLY, MoneyBound.BELOW)


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class MoneyRange(Closed):
    """An amount as a source states it (số tiền kèm cận): exact, or with the bound that the words give.

    "Hơn 13,050 tỷ đồng" is more than the amount, not equal to it; "gần" is less; "khoảng" gives no bound at all.

    Attributes:
        amount: The amount printed, or the lower one of two.
        upper: The upper one of two; None if one is printed.
        bound: What the words say.

    Raises:
        InvalidValueError: If the upper amount lies below the lower, stands without "từ … đến …" or is missing there.

    >>> MoneyRange.parse("hơn 13,050 tỷ đồng").low, MoneyRange.parse("hơn 13,050 tỷ đồng").high
    (Money(13_050_000_000), None)
    """

    amount: Money
    upper: Money | None = attrs.field(default=None, kw_only=True)
    bound: MoneyBound = attrs.field(default=MoneyBound.EXACT, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.bound is MoneyBound.BETWEEN and self.upper is None:
            raise InvalidValueError("a-range-without-its-upper-amount", path=("MoneyRange.upper",))
        if self.upper is None:
            return
        if self.bound not in (MoneyBound.BETWEEN, MoneyBound.ABOUT):
            raise InvalidValueError("an-upper-amount-beside-a-bound", path=("MoneyRange.upper",), seen=self.bound.value)
        if self.upper <= self.amount:
            raise InvalidValueError(
                "the-range-is-reversed-or-empty", path=("MoneyRange.upper",), seen=self.upper, amount=self.amount
            )

    @classmethod
    def parse(cls, text: str) -> "MoneyRange":
        """Read an amount as [`Money.parse`][khuyenhoc.Money.parse] does, with the bound around it.

        "hơn", "trên"; "ít nhất", "tối thiểu", "không dưới", "từ … trở lên"; "gần"; "dưới"; "không quá", "tối đa",
        "… trở xuống"; "khoảng", "xấp xỉ"; "từ … đến …", "… - …", with the unit once or twice; and the English ones.

        Raises:
            InvalidValueError: If an amount cannot be read, or two bounds stand at one amount ("khoảng trên").

        >>> MoneyRange.parse("từ 500 triệu đến 1 tỷ đồng")
        MoneyRange.parse('từ 500 triệu đồng đến 1 tỷ đồng')
        """
        bound, amount, upper = read_range(text)
        return cls(
            Money(amount),
            upper=None if upper is None else Money(upper),
            bound=MoneyBound(bound),
        )

    @property
    def is_exact(self) -> bool:
        """Whether the amount is stated without any bound."""
        return self.bound is MoneyBound.EXACT

    @property
    def low(self) -> Money | None:
        """The true amount is not below this one; None if no such bound is known."""
        return self.amount if self.bound in _LOW else None

    @property
    def high(self) -> Money | None:
        """The true amount is not above this one; None if no such bound is known."""
        return (self.upper or self.amount) if self.bound in _HIGH else None

    def __contains__(self, amount: object) -> bool:
        """Whether the true amount may be this one; of an amount that is only "about", nothing is excluded."""
        amount = argument(amount, Money, "amount")
        if self.bound in _OPEN and amount == self.amount:
            return False
        return (self.low is None or self.low <= amount) and (self.high is None or amount <= self.high)

    def reaches(self, aim: Money) -> bool | None:
        """Whether the true amount is at least an aim; None where the bound leaves it open.

        >>> MoneyRange.parse("hơn 5 tỷ đồng").reaches(Money.parse("6 tỷ đồng")) is None
        True
        """
        aim = argument(aim, Money, "aim")
        if self.low is not None and self.low >= aim:
            return True
        if self.high is not None and (self.high < aim or (self.high == aim and self.bound in _OPEN)):
            return False
        return None

    def __add__(self, other: "MoneyRange") -> "MoneyRange":
        """The sum, with the bound that is left: more than 3 plus exactly 2 is more than 5."""
        if not isinstance(other, MoneyRange):
            raise WrongTypeError("not-an-amount-with-a-bound", seen=other)
        bounds = {self.bound, other.bound} - {MoneyBound.EXACT}
        is_open = not bounds.isdisjoint(_OPEN)
        if self.low is not None and other.low is not None:
            low = self.low + other.low
            if self.high is not None and other.high is not None:
                return _between(low, self.high + other.high, MoneyBound.BETWEEN)
            return MoneyRange(low, bound=MoneyBound.ABOVE if is_open else MoneyBound.AT_LEAST)
        if self.high is not None and other.high is not None:
            bound = MoneyBound.BELOW if is_open else MoneyBound.AT_MOST
            return MoneyRange(
                self.high + other.high, bound=MoneyBound.NEARLY if bounds == {MoneyBound.NEARLY} else bound
            )
        upper = (self.upper or self.amount) + (other.upper or other.amount)
        return _between(self.amount + other.amount, upper, MoneyBound.ABOUT)

    def __radd__(self, other: object) -> "MoneyRange":
        """Zero, with which the built-in ``sum`` begins, is the one number that may stand on the left.

        >>> sum([MoneyRange.parse("hơn 3 tỷ đồng"), MoneyRange.parse("2 tỷ đồng")])
        MoneyRange.parse('hơn 5 tỷ đồng')
        """
        if isinstance(other, int) and not isinstance(other, bool) and other == 0:
            return self
        raise WrongTypeError("not-an-amount-with-a-bound", seen=other)

    def text(self, lang: Language = "vi") -> str:
        """In words; [`parse`][khuyenhoc.MoneyRange.parse] reads it back to an equal one.

        >>> MoneyRange.parse("gần 5 tỷ đồng").text("en")
        'nearly 5 billion VND'
        """
        amount = self.amount.text(lang)
        if self.upper is not None:
            first, to = ("từ", "đến") if lang == "vi" else ("from", "to")
            amount = f"{first} {amount} {to} {self.upper.text(lang)}"
        return amount if self.bound in (MoneyBound.EXACT, MoneyBound.BETWEEN) else f"{self.bound.text(lang)} {amount}"

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return f"MoneyRange.parse({str(self)!r})"


def _between(low: Money, high: Money, bound: MoneyBound) -> MoneyRange:
    if low == high:
        return MoneyRange(low, bound=MoneyBound.EXACT if bound is MoneyBound.BETWEEN else bound)
    return MoneyRange(low, upper=high, bound=bound)
