"""Observations: what was counted, where, on which day, and what was printed."""

import datetime as dt
import re
from fractions import Fraction

import attrs

from khuyenhoc._base.door import argument, checked, maker, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base, Share

__all__ = ["Observation", "PrintedShare"]

_COUNTED = {
    "registered": Label("số đăng ký", "registered"),
    "recognised": Label("số công nhận", "recognised"),
}
_make_share = maker(Share)
_PERCENT = re.compile(r"([0-9]{1,3})(?:[.,]([0-9]{1,6}))? ?%")


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class PrintedShare(Shown):
    """A share as a report prints it (tỷ lệ in trong báo cáo), where the counts behind it are not published.

    Reports cut as often as they round, so the true share lies within one unit of the last printed digit.

    Attributes:
        text: As printed: "89,06%".
        base: The base that the report states; None if it states none.

    Raises:
        InvalidValueError: If the text is no percentage.

    >>> printed = PrintedShare("89,06%", Base.REGISTERED)
    >>> str(printed.lowest), str(printed.highest)
    ('89,05%', '89,07%')
    """

    text: str
    base: Base | None = None

    def __attrs_post_init__(self) -> None:
        if not _PERCENT.fullmatch(tidy(self.text)):
            raise InvalidValueError("not-a-printed-share", path=("PrintedShare.text",), seen=self.text)
        if self.rate > Rate(1):
            raise InvalidValueError("more-than-all", path=("PrintedShare.text",), seen=self.text)

    @classmethod
    def parse(cls, text: str, base: Base | None = None) -> "PrintedShare":
        """Read a printed percentage; it is kept as printed, but for blanks and signs that print alike.

        Raises:
            InvalidValueError: If the text is no percentage.

        >>> PrintedShare.parse(" 89,06 %", Base.TOTAL).rate
        Rate('89,06%')
        """
        return cls(tidy(argument(text, str, "text")), base)

    @property
    def rate(self) -> Rate:
        """The printed rate."""
        units, decimals = self._digits
        return Rate(Fraction(int(units + decimals), 100 * 10 ** len(decimals)))

    @property
    def lowest(self) -> Rate:
        """The true share is above this rate."""
        return Rate(max(Fraction(0), self.rate.value - self._unit))

    @property
    def highest(self) -> Rate:
        """The true share is below this rate, or is 100 %."""
        return Rate(min(Fraction(1), self.rate.value + self._unit))

    def surely_reaches(self, rate: Rate, *, strict: bool = False) -> bool:
        """Whether the true share is at least the rate, or, if ``strict``, above it, wherever in its span it lies."""
        cut_off = self.rate.value < self._unit
        return self.lowest > rate or (self.lowest == rate and not (strict and cut_off))

    def surely_misses(self, rate: Rate, *, strict: bool = False) -> bool:
        """Whether the true share is below the rate, or, if ``strict``, not above it, wherever in its span it lies."""
        cut_off = self.rate.value + self._unit > 1
        return self.highest < rate or (self.highest == rate and (strict or not cut_off))

    @property
    def _digits(self) -> tuple[str, str]:
        match = _PERCENT.fullmatch(tidy(self.text))
        return (match[1], match[2] or "") if match else ("0", "")

    @property
    def _unit(self) -> Fraction:
        return Fraction(1, 100 * 10 ** len(self._digits[1]))

    def __str__(self) -> str:
        return self.text


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Observation(Shown):
    """Counts of one attribute, in one place, on one day (số liệu). Each count may be unknown; none is ever guessed.

    Attributes:
        place: Where.
        on: The day for which the counts hold.
        attribute: What was counted.
        population: Among whom; None if the source does not say.
        registered: How many registered for it (đăng ký); None if unknown.
        recognised: How many were recognised (công nhận); None if unknown.
        total: How many there are in all (tổng số); None if unknown.
        printed: The share as printed, where one was; it never replaces the counts.
        source: Where the counts were published.

    Raises:
        InvalidValueError: If a count is negative, or more are recognised or registered than there are.

    >>> families = Observation(place=Place("Bình Thuận"), on=dt.date(2023, 12, 31), attribute=Attribute("family"),
    ...                        population=Population("families"), recognised=253_853, total=324_847)
    >>> str(families.share(Base.TOTAL)), families.share(Base.REGISTERED)
    ('253.853/324.847 (78,14%)', None)
    """

    place: Place
    on: dt.date
    attribute: Attribute
    population: Population | None = None
    registered: int | None = None
    recognised: int | None = None
    total: int | None = None
    printed: PrintedShare | None = None
    source: str = ""

    def __attrs_post_init__(self) -> None:
        for name in ("registered", "recognised", "total"):
            count = getattr(self, name)
            if count is not None and count < 0:
                raise InvalidValueError("a-negative-count", path=(f"Observation.{name}",), seen=count)
        for name in ("registered", "recognised"):
            count = getattr(self, name)
            if count is not None and self.total is not None and count > self.total:
                raise InvalidValueError(
                    "more-counted-than-there-are",
                    path=(f"Observation.{name}",),
                    seen=count,
                    called=_COUNTED[name],
                    total=self.total,
                )

    def whole(self, base: Base) -> int | None:
        """The denominator on a base; None if unknown."""
        return self.total if argument(base, Base, "base") is Base.TOTAL else self.registered

    def share(self, base: Base) -> Share | None:
        """The recognised on a base, from the counts; None if a count is missing, the base is empty, or more were
        recognised than registered.
        """  # noqa: D205 - one sentence over two lines
        if not self.has_share(base):
            return None
        return _make_share(self.recognised, self.whole(base), base, self.population)

    def has_share(self, base: Base) -> bool:
        """Whether the counts give a share on a base."""
        whole = self.whole(base)
        return self.recognised is not None and bool(whole) and self.recognised <= (whole or 0)

    def findings(self) -> tuple[Finding, ...]:
        """What is odd, but kept: more recognised than registered, or a printed share that its counts do not give.

        >>> odd = Observation(place=Place("X"), on=dt.date(2020, 12, 31), attribute=Attribute("family"),
        ...                   population=Population("families"), registered=5, recognised=6)
        >>> [finding.code for finding in odd.findings()]
        ['recognised-above-registered']
        """
        found = []
        if self.recognised is not None and self.registered is not None and self.recognised > self.registered:
            found.append(
                Finding(
                    code="recognised-above-registered",
                    path="recognised",
                    vi=f"số công nhận {self.recognised} lớn hơn số đăng ký {self.registered}",
                    en=f"{self.recognised} recognised, but only {self.registered} registered",
                )
            )
        if shares := self._unlike_printed():
            vi, en = (" và ".join(map(str, shares)), " nor ".join(share.text("en") for share in shares))
            found.append(
                Finding(
                    code="printed-disagrees",
                    path="printed",
                    vi=f"tỷ lệ in {self.printed} không khớp số đếm {vi}",
                    en=f"the printed {self.printed} is not what the counts give: {en}",
                )
            )
        return tuple(found)

    def _unlike_printed(self) -> tuple[Share, ...]:
        """The shares of the counts that a printed one may be, if it is none of them; where no base is said, of each."""
        if self.printed is None:
            return ()
        shares = [self.share(base) for base in ((self.printed.base,) if self.printed.base else Base)]
        known = tuple(share for share in shares if share is not None)
        agree = any(self.printed.lowest <= share.rate <= self.printed.highest for share in known)
        return () if agree or len(known) < len(shares) else known
