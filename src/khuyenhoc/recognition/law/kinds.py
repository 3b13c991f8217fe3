"""Kinds of test: all that code knows of recognition rules. The numbers come from data."""

from fractions import Fraction
from typing import ClassVar

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.values.rate import Rate

__all__ = [
    "Band",
    "BandedPointsTest",
    "ChangeTest",
    "Condition",
    "CountTest",
    "Direction",
    "DoneTest",
    "PointsTest",
    "ProportionalPointsTest",
    "RankTest",
    "ShareTest",
    "StandardTest",
    "Test",
]


@public("khuyenhoc.recognition")
class Direction(Labelled):
    """Which way a value has to move against the year before; standing still is neither."""

    ROSE = "rose", "tăng so với năm trước", "rose against the year before"
    FELL = "fell", "giảm so với năm trước", "fell against the year before"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Condition(Shown):
    """A test that holds only under one reading of an open question.

    Attributes:
        question: Id of the interpretation.
        reading: Id of the reading.
    """

    question: str
    reading: str


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Test(Shown):
    """What all kinds of test have in common (phép đánh giá).

    Attributes:
        cite: The article, clause and point that sets it.
        cite2: The clause by which a higher grade takes it over; None if there is none.
        grade: Id of the grade from which it holds upwards, until a higher one overrides it; empty: the lowest.
        part_id: Which of several conditions of the indicator it is; all must hold. Empty where there is one.
        area: Id of the area that this variant is for; empty for the plain one.
        units: Ids of the kinds of unit it applies to; empty for all.
        readings: Readings of open questions under which it holds.
        note: A remark; None if there is none.
    """

    __test__: ClassVar[bool] = False  # its name makes test runners curious
    kind: ClassVar[str] = ""

    cite: Citation
    cite2: Citation | None = None
    grade: str = ""
    part_id: str = ""
    area: str = ""
    units: tuple[str, ...] = ()
    readings: tuple[Condition, ...] = ()
    note: Label | None = None

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return ()


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class DoneTest(Test):
    """Done, with evidence, or not (đã thực hiện)."""

    kind: ClassVar[str] = "done"

    fact: str

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact,)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ShareTest(Test):
    """A share of at least a rate (tỷ lệ ít nhất). Several parts are added up; they do not overlap.

    Attributes:
        part: Keys of the parts.
        whole: Key of the whole.
        at_least: The rate.
        unresolved_if_empty: Whether a share of nobody is an open question, because the whole itself may be no more.

    Raises:
        InvalidValueError: If no part is named or the rate is no share.
    """

    kind: ClassVar[str] = "share"

    part: tuple[str, ...]
    whole: str
    at_least: Rate
    unresolved_if_empty: bool = False

    def __attrs_post_init__(self) -> None:
        if not self.part or not Rate(0) <= self.at_least <= Rate(1):
            raise InvalidValueError("not a share", path=("at_least",), seen=str(self.at_least), expected="0% to 100%")

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (*self.part, self.whole)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CountTest(Test):
    """A count of at least so many (ít nhất)."""

    kind: ClassVar[str] = "count"

    fact: str
    at_least: Fraction

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact,)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ChangeTest(Test):
    """A value that rose, or fell, against the year before; equality is not enough (tăng, giảm so với năm trước)."""

    kind: ClassVar[str] = "changed"

    fact: str
    previous: str
    direction: Direction

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact, self.previous)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class RankTest(Test):
    """At least a step of an ordered scale (đạt từ mức ... trở lên)."""

    kind: ClassVar[str] = "rank"

    fact: str
    at_least: str

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact,)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class StandardTest(Test):
    """Another standard of the same set reached at a level (đạt chuẩn khác trong cùng bộ)."""

    kind: ClassVar[str] = "standard"

    criterion: str
    at_least: str


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PointsTest(Test):
    """Points as awarded by whoever assesses (điểm được chấm)."""

    kind: ClassVar[str] = "points"

    fact: str

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact,)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Band(Shown):
    """Points for a share of at least a rate.

    Attributes:
        at_least: The rate.
        points: The points.
    """

    at_least: Rate
    points: Fraction


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class BandedPointsTest(Test):
    """Points by bands of a share, where a locality lays them down (điểm theo khoảng).

    Raises:
        InvalidValueError: If there is no band, or a higher rate earns fewer points.
    """

    kind: ClassVar[str] = "banded_points"

    part: tuple[str, ...]
    whole: str
    bands: tuple[Band, ...]

    def __attrs_post_init__(self) -> None:
        ordered = sorted(self.bands, key=lambda band: band.at_least)
        points = [band.points for band in ordered]
        if not points or points != sorted(points) or points[0] < 0:
            raise InvalidValueError("bands that do not rise", path=("bands",), expected="more points for a higher rate")

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (*self.part, self.whole)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ProportionalPointsTest(Test):
    """Points in proportion to a share, where a locality lays it down (điểm theo tỷ lệ).

    Attributes:
        part: Keys of the parts.
        whole: Key of the whole.
        maximum: Points for the full share.
        step: Points are cut down to a multiple of this; None for exact fractions.
    """

    kind: ClassVar[str] = "proportional_points"

    part: tuple[str, ...]
    whole: str
    maximum: Fraction
    step: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if self.maximum <= 0 or (self.step is not None and self.step <= 0):
            raise InvalidValueError("no points to share out", path=("maximum",), seen=str(self.maximum))

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (*self.part, self.whole)
