"""Rates: exact fractions that read and print the Vietnamese way."""

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.door import checked, exact_int, public
from khuyenhoc._base.numbers import refuse_ambiguous, unambiguous
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.sentences import Sentence

__all__ = ["Rate", "RateRange", "number_text"]

_MAX_LENGTH = 130
_FRACTION = re.compile(r"(-?[0-9]{1,60})/([0-9]{1,60})")
_NUMBER = re.compile(r"(-?[0-9]{1,60})(?:([.,])([0-9]{1,60}))?(\s?%)?")
_FORMAT = re.compile(r"(?:\.([0-9]{1,3}))?([fF%])$")
_PLACES = 6  # what Python shows where a format does not say how many
_TOO_LARGE = 10**60


def _fraction(value: Any) -> Fraction:
    """The exact value of whatever a rate may be written as."""
    if isinstance(value, Rate):
        return value.value
    if isinstance(value, str):
        return _from_text(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        hint = Sentence("write-rate-if-exactly", value=str(value)) if isinstance(value, float) else ""
        raise WrongTypeError("not-an-exact-rate", seen=value, expected="text-such-as-67-5-2", hint=hint)
    exact = value if type(value) is Fraction else Fraction(value)
    if max(abs(exact.numerator), exact.denominator) >= _TOO_LARGE:
        raise InvalidValueError("beyond-any-count", expected="terms-of-at-most-60-digits")
    return exact


def _from_text(written: str) -> Fraction:
    text = tidy(written) if len(written) <= _MAX_LENGTH else written
    if match := _FRACTION.fullmatch(text):
        part, whole = int(match[1]), int(match[2])
        if whole:
            return Fraction(part, whole)
    elif match := _NUMBER.fullmatch(text):
        units, mark, decimals, percent = match.groups()
        refuse_ambiguous(f"{units}{mark or ''}{decimals or ''}", "%" if percent else "")
        digits = Fraction(int(units + (decimals or "")), 10 ** len(decimals or ""))
        return digits / 100 if percent else digits
    raise InvalidValueError("not-a-rate", seen=written, expected="text-such-as-67-5-0")


@public("khuyenhoc")
@attrs.frozen(order=True, repr=False)
class Rate(Shown):
    """An exact rate (tỷ lệ): a fraction, never a float.

    Takes text with a decimal comma ("67,5%"), a plain decimal ("0.675"), a fraction ("27/40"), an int or a
    ``Fraction``. A rate may be negative or above one, because differences and yearly steps are rates too.

    Attributes:
        value: The exact fraction.

    Raises:
        WrongTypeError: For a float, which has already lost its last digit.
        InvalidValueError: For text that is no rate, or whose dot may group thousands ("1.234%", "1.234").

    >>> Rate("67,5%")
    Rate('67,5%')
    >>> Rate("12,5%") == Rate("0.125") == Rate("1/8")
    True
    >>> Rate("79,96%") < Rate("4/5")
    True
    """

    value: Fraction = attrs.field(converter=_fraction)

    @classmethod
    def parse(cls, text: str) -> "Rate":
        """Read text such as "67,5%", "0.675" or "27/40"; ``Rate`` itself takes numbers too.

        Raises:
            InvalidValueError: For text that is no rate, or whose dot may group thousands ("1.234%", "1.234").

        >>> Rate.parse("97,10%")
        Rate('97,1%')
        """
        if not isinstance(text, str):
            raise WrongTypeError("not-text", path=("Rate",), seen=text, expected="text-such-as-67-5")
        return cls(text)

    @classmethod
    def of(cls, part: int, whole: int) -> "Rate":
        """``part`` over ``whole``.

        Raises:
            InvalidValueError: If the whole is zero: a share of nothing is no number.

        >>> str(Rate.of(3, 8))
        '37,5%'
        """
        part, whole = exact_int(part), exact_int(whole)
        if whole == 0:
            raise InvalidValueError("a-share-of-nothing-is-no", path=("whole",), seen=whole)
        return cls(Fraction(part, whole))

    @property
    def terminates(self) -> bool:
        """Whether the rate can be written as a decimal without loss."""
        rest = self.value.denominator
        for prime in (2, 5):
            while rest % prime == 0:
                rest //= prime
        return rest == 1

    def text(self, lang: Language = "vi", *, places: int = 2) -> str:
        """As a percentage for reading, cut (never rounded) after ``places`` decimals: 79.999 % does not print as 80 %.

        A rate that was cut shows all its places, an exact one no more than it has.

        >>> Rate.of(671, 691).text(), Rate("1/2").text()
        ('97,10%', '50%')
        >>> Rate.of(2, 3).text("en", places=1)
        '66.6%'
        """
        if exact_int(places) < 0:
            raise InvalidValueError("no-number-of-places", path=("places",), seen=places)
        mark = "," if check_language(lang) == "vi" else "."
        scaled, rest = divmod(abs(self.value.numerator) * 100 * 10**places, self.value.denominator)
        digits = str(scaled).rjust(places + 1, "0")
        units, decimals = (digits[:-places], digits[-places:]) if places else (digits, "")
        if not rest:
            decimals = decimals.rstrip("0")
        sign = "-" if self.value < 0 and int(digits) else ""
        return f"{sign}{units}{mark}{decimals}%" if decimals else f"{sign}{units}%"

    def decimal(self) -> str:
        """The form of files: ``0.675``, or ``1/3`` where no decimal is exact.

        >>> Rate("67,5%").decimal(), Rate("1/3").decimal()
        ('0.675', '1/3')
        """
        return number_text(self.value)

    def __str__(self) -> str:
        return self.text(places=_places(self.value * 100)) if self.terminates else self.decimal()

    def __repr__(self) -> str:
        return f"Rate({str(self)!r})"

    def __float__(self) -> float:
        """The nearest float, for charts and statistics; compare rates themselves, which are exact."""
        return float(self.value)

    def __format__(self, spec: str) -> str:
        """As Python formats a number, with ``f`` or ``%``, but cut and never rounded; any other as text.

        Raises:
            InvalidValueError: For a format that there is not.

        >>> f"{Rate('79,96%'):.1%}", f"{Rate('2/3'):.3f}", f"{Rate('67,5%'):>8}"
        ('79.9%', '0.666', '   67,5%')
        """
        found = _FORMAT.search(spec)
        try:
            return format(self._cut(found), spec) if found else format(str(self), spec)
        except ValueError:
            raise InvalidValueError("no-such-format", seen=spec) from None

    def _cut(self, found: re.Match[str]) -> Decimal:
        """The rate with as many decimals as a format shows."""
        places = int(found[1] or _PLACES) + (2 if found[2] == "%" else 0)
        cut = abs(self.value.numerator) * 10**places // self.value.denominator
        return Decimal((int(self.value < 0 < cut), tuple(map(int, str(cut))), -places))

    def __add__(self, other: "Rate") -> "Rate":
        return Rate(self.value + _exact(other))

    def __radd__(self, other: object) -> "Rate":
        """Zero, with which the built-in ``sum`` begins, is the one number that may stand on the left."""
        if isinstance(other, int) and not isinstance(other, bool) and other == 0:
            return self
        return Rate(_exact(other))

    def __sub__(self, other: "Rate") -> "Rate":
        return Rate(self.value - _exact(other))


def number_text(number: Fraction | int) -> str:
    """An exact number as files write it: ``84.5``, ``1.1250``, or ``1/3`` where no decimal is exact.

    >>> number_text(Fraction(169, 2)), number_text(Fraction(-1, 3))
    ('84.5', '-1/3')
    """
    if type(number) is int or (type(number) is Fraction and number.denominator == 1):
        return str(number)
    rate = Rate(number)
    if not rate.terminates:
        return f"{rate.value.numerator}/{rate.value.denominator}"
    places = _places(rate.value)
    digits = str(abs(rate.value.numerator) * 10**places // rate.value.denominator).rjust(places + 1, "0")
    sign = "-" if rate.value < 0 else ""
    return unambiguous(sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits))


def _exact(other: Any) -> Fraction:
    """The value of the other rate of a sum or difference."""
    if not isinstance(other, Rate):
        raise WrongTypeError("not-a-rate", seen=other, expected="a-rate", hint="write-rate-67-5")
    return other.value


def _places(value: Fraction) -> int:
    """How many decimals a terminating fraction has."""
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    return places


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class RateRange(Shown):
    """A rate given as a range (khoảng tỷ lệ), both ends included; one value stands at both ends.

    Raises:
        InvalidValueError: If the lower end lies above the upper one: it is not turned round.

    >>> RateRange.parse("3 - 3,5%")
    RateRange.parse('3 - 3,5%')
    >>> RateRange.parse("2%").is_single
    True
    """

    low: Rate
    high: Rate

    def __attrs_post_init__(self) -> None:
        if self.low > self.high:
            raise InvalidValueError("the-range-is-reversed", path=("RateRange.low",), seen=str(self))

    @classmethod
    def parse(cls, written: str) -> "RateRange":
        """Read "3 - 3,5%", "3% - 3,5%", "từ 3 đến 3,5%" or a single rate.

        Raises:
            InvalidValueError: For text that is no range of rates, or a reversed one.
        """
        if not isinstance(written, str):
            raise WrongTypeError("not-text", path=("RateRange",), seen=written, expected="text-such-as-3-3-5")
        text = tidy(written).casefold().removeprefix("từ ") if len(written) <= 2 * _MAX_LENGTH else written
        ends = [end.strip() for end in re.split(r"(?<=[0-9%])\s*-\s*(?=[0-9-])|\s+đến\s+", text)]
        if len(ends) == 1:
            ends *= 2
        if len(ends) != 2:  # noqa: PLR2004 - a range has two ends
            raise InvalidValueError("not-a-range-of-rates", path=("RateRange",), seen=written, expected="3-3-5")
        low, high = ends
        if high.endswith("%") and not low.endswith("%") and "/" not in low:
            low += "%"
        return cls(Rate(low), Rate(high))

    @property
    def is_single(self) -> bool:
        """Whether both ends are the same."""
        return self.low == self.high

    def text(self, lang: Language = "vi") -> str:
        """For reading: "3 - 3,5%"."""
        if self.is_single:
            return self.low.text(lang)
        return f"{self.low.text(lang).removesuffix('%')} - {self.high.text(lang)}"

    def __str__(self) -> str:
        if self.is_single:
            return str(self.low)
        low, high = str(self.low), str(self.high)
        return f"{low.removesuffix('%')} - {high}" if high.endswith("%") else f"{low} - {high}"

    def __repr__(self) -> str:
        return f"RateRange.parse({str(self)!r})"
