"""Shares: two integers, and what they are a share of."""

import attrs

from khuyenhoc._base.door import argument, checked, public
from khuyenhoc._base.plain import grouped
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Labelled, Language
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.rate import Rate

__all__ = ["Base", "Share"]


@public("khuyenhoc")
class Base(Labelled):
    """The denominator of a published share (mẫu số): all there are, or those registered.

    >>> Base.REGISTERED.vi
    'số đăng ký'
    """

    TOTAL = "total", "tổng số", "total"
    REGISTERED = "registered", "số đăng ký", "registered"


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class Share(Shown):
    """A share (tỷ lệ kèm mẫu số): ``part`` of ``whole``, counted on a base, of a population.

    Shares have no order of their own, because two shares of unlike bases have none; compare them with
    [`points_above`][khuyenhoc.Share.points_above], which refuses unlike bases.

    Attributes:
        part: How many have the attribute.
        whole: How many there are on the base, at least one.
        base: All, or the registered.
        of: The population; None if it is not said.

    Raises:
        InvalidValueError: If the part is negative or above the whole, or the whole is not positive.

    >>> families = Share(253_853, 324_847, of=Population("families"))
    >>> families.reaches(Rate("0.7")), families.short_by(Rate("0.8"))
    (True, 6025)
    """

    part: int
    whole: int
    base: Base = attrs.field(default=Base.TOTAL, kw_only=True)
    of: Population | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if self.whole < 1:
            raise InvalidValueError("a-share-of-nothing", path=("Share.whole",), seen=self.whole)
        if not 0 <= self.part <= self.whole:
            raise InvalidValueError("the-part-is-not-within", path=("Share.part",), seen=self.part, whole=self.whole)

    @property
    def rate(self) -> Rate:
        """The exact rate."""
        return Rate.of(self.part, self.whole)

    def reaches(self, rate: Rate, *, strict: bool = False) -> bool:
        """Whether the share is at least the rate, or, if ``strict``, above it. Exact: 79.96 % does not reach 80 %."""
        return self.short_by(rate, strict=strict) <= 0

    def short_by(self, rate: Rate, *, strict: bool = False) -> int:
        """The smallest number of further recognitions that reaches the rate, the whole staying as it is.

        Zero or negative when reached; then its negative is the number that could be lost without falling below.

        >>> Share(7, 10).short_by(Rate("0.7")), Share(7, 10).short_by(Rate("0.7"), strict=True)
        (0, 1)
        """
        rate = argument(rate, Rate, "rate")
        needed = rate.value * self.whole
        floor = needed.numerator // needed.denominator
        return (floor + 1 if strict or floor != needed else floor) - self.part

    def points_above(self, other: "Share") -> Rate:
        """The difference to another share of the same base and population, in points.

        Raises:
            IncomparableError: If base or population differ.

        >>> str(Share(7, 10).points_above(Share(6, 10)))
        '10%'
        """
        other = argument(other, Share, "other")
        if self.base is not other.base:
            raise IncomparableError("shares-of-other-bases", path=("base",), base=self.base, base2=other.base)
        if self.of != other.of:
            mine, theirs = (term.en if term else "an unnamed population" for term in (self.of, other.of))
            raise IncomparableError("shares-of-others", path=("of",), mine=mine, theirs=theirs)
        return self.rate - other.rate

    def text(self, lang: Language = "vi") -> str:
        """For reading: "253.853/324.847 (78,14%)", the percentage cut, not rounded."""
        return f"{grouped(self.part, lang)}/{grouped(self.whole, lang)} ({self.rate.text(lang)})"

    def __str__(self) -> str:
        return self.text()
