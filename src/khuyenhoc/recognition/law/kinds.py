"""Kinds of test: all that code knows of recognition rules. The numbers come from data.

Each class answers the same questions about itself: what it needs, what it asks for, what was seen, and by how much that
falls short. What it means is stated once for one case, in ``deciding/compile.py``, and once for whole columns, in
``frames/rules/compile.py``; both have a table ``MEANINGS`` in the order of ``KINDS``.
"""

from fractions import Fraction
from typing import ClassVar, get_args

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.law.base import (
    BaseTest,
    Condition,
    Floors,
    OfAShare,
    OfOneFact,
    PointsForAShare,
    Terms,
    Values,
    added,
    named,
    rounded_up,
)
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole, measured
from khuyenhoc.values.rate import Rate, number_text

__all__ = [
    "KINDS",
    "POINTS",
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


POINTS = Label("điểm", "points")
_STEPS = Label("mức", "steps")
_AT_LEAST = Label("cần ít nhất", "needs at least")
_NEEDED = Label("cần", "needs")
_OR_MORE = Label("trở lên", "or higher")
_REACH = Label("cần đạt", "needs")


@public("khuyenhoc.recognition")
class Direction(Labelled):
    """Which way a value has to move against the year before; standing still is neither."""

    ROSE = "rose", "tăng so với năm trước", "rose against the year before"
    FELL = "fell", "giảm so với năm trước", "fell against the year before"


_MOVES = {
    Direction.ROSE: Label("cần tăng so với năm trước", "needs a rise on the year before"),
    Direction.FELL: Label("cần giảm so với năm trước", "needs a fall from the year before"),
}


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class DoneTest(OfOneFact):
    """Done, with evidence, or not (đã thực hiện)."""

    kind: ClassVar[str] = "done"
    title: ClassVar[str] = "Đã thực hiện"
    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.YES_NO,)

    def in_words(self, terms: Terms, lang: Language) -> str:
        """What is done."""
        return terms.fact(self.fact).text(lang)

    def required(self, grade: Floors) -> str:
        """``done``."""
        return "done"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ShareTest(OfAShare):
    """A share of at least a rate (tỷ lệ ít nhất). Several parts are added up; they do not overlap.

    Attributes:
        part: Keys of the parts.
        whole: Key of the whole.
        at_least: The rate.
        unresolved_if_empty: Whether a share of nobody is undetermined; False: as the question ``inapplicable`` is read;
            None: not stated, which the check of a set reports.

    Raises:
        InvalidValueError: If no part is named or the rate is no share.
    """

    kind: ClassVar[str] = "share"
    title: ClassVar[str] = "Tỷ lệ ít nhất"

    at_least: Rate
    unresolved_if_empty: bool | None = None

    def __attrs_post_init__(self) -> None:
        if not self.part or not Rate(0) <= self.at_least <= Rate(1):
            raise InvalidValueError("not-a-share", path=("at_least",), seen=str(self.at_least))

    def asks(self) -> str:
        """The parts over the whole, and the rate."""
        return f"{self.formula()} >= {self.at_least}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The parts by name, and the rate."""
        return f"{named(self.part, terms, lang)}: {_AT_LEAST.text(lang)} {self.at_least.text(lang)}"

    def required(self, grade: Floors) -> str:
        """The rate."""
        return self.at_least.decimal()

    def observed(self, values: Values, terms: Terms) -> Observed:
        """The two counts."""
        part, whole = added(values, self.part), values[self.whole]
        return None if part is None and whole is None else PartOfWhole(part=part, whole=whole)

    def short_by(self, values: Values, terms: Terms, grade: Floors) -> int | None:
        """The people that are missing to the rate."""
        part, whole = added(values, self.part), values[self.whole]
        if not whole or part is None:
            return None
        over, under = self.at_least.value.as_integer_ratio()
        return int(-(-over * whole // under) - part)

    def strength(self, terms: Terms) -> Fraction | None:
        """The rate."""
        return self.at_least.value


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CountTest(OfOneFact):
    """A count of at least so many (ít nhất)."""

    kind: ClassVar[str] = "count"
    title: ClassVar[str] = "Số lượng ít nhất"
    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.COUNT, FactKind.AMOUNT)

    at_least: Fraction

    def asks(self) -> str:
        """The fact and the number."""
        return f"{self.fact} >= {number_text(self.at_least)}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The fact and the number."""
        fact = terms.fact(self.fact)
        return f"{fact.text(lang)}: {_AT_LEAST.text(lang)} {measured(self.at_least, fact.unit, lang)}"

    def required(self, grade: Floors) -> str:
        """The number."""
        return number_text(self.at_least)

    def short_by(self, values: Values, terms: Terms, grade: Floors) -> int | None:
        """What is missing to the number."""
        value = values[self.fact]
        return None if value is None else rounded_up(self.at_least - value)

    def strength(self, terms: Terms) -> Fraction | None:
        """The number."""
        return self.at_least


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ChangeTest(OfOneFact):
    """A value that rose, or fell, against the year before; equality is not enough (tăng, giảm so với năm trước)."""

    kind: ClassVar[str] = "changed"
    title: ClassVar[str] = "Tăng, giảm so với năm trước"
    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.AMOUNT, FactKind.COUNT)

    previous: str
    direction: Direction

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact, self.previous)

    def asks(self) -> str:
        """The fact and which way it moves."""
        return f"{self.fact} {self.direction.value}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The fact and which way it has to move."""
        return f"{terms.fact(self.fact).text(lang)}: {_MOVES[self.direction].text(lang)}"

    def required(self, grade: Floors) -> str:
        """Which way it moves."""
        return str(self.direction.value)

    def observed(self, values: Values, terms: Terms) -> Observed:
        """Both values."""
        now, then = values[self.fact], values[self.previous]
        return None if now is None and then is None else Moved(value=now, previous=then)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class RankTest(OfOneFact):
    """At least a step of an ordered scale (đạt từ mức ... trở lên)."""

    kind: ClassVar[str] = "rank"
    title: ClassVar[str] = "Đạt từ mức"
    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.RANK,)

    at_least: str

    def asks(self) -> str:
        """The fact and the step."""
        return f"{self.fact} >= {self.at_least}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The fact and the name of the step."""
        steps = terms.scale(self.fact).steps
        index = terms.scale(self.fact).index(self.at_least)
        more = "" if index == len(steps) - 1 else f" {_OR_MORE.text(lang)}"
        return f"{terms.fact(self.fact).text(lang)}: {_NEEDED.text(lang)} {steps[index].text(lang)}{more}"

    def unit(self, terms: Terms) -> Label | None:
        """A step."""
        return _STEPS

    def required(self, grade: Floors) -> str:
        """The id of the step."""
        return self.at_least

    def observed(self, values: Values, terms: Terms) -> Observed:
        """The id of the step that was reached."""
        index = values[self.fact]
        return None if index is None else terms.scale(self.fact).steps[index].id

    def short_by(self, values: Values, terms: Terms, grade: Floors) -> int | None:
        """The steps that are missing."""
        index = values[self.fact]
        return None if index is None else terms.scale(self.fact).index(self.at_least) - int(index)

    def strength(self, terms: Terms) -> Fraction | None:
        """The position of the step."""
        return Fraction(terms.scale(self.fact).index(self.at_least))


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class StandardTest(BaseTest):
    """Another standard of the same set reached at a level (đạt chuẩn khác trong cùng bộ)."""

    kind: ClassVar[str] = "standard"
    title: ClassVar[str] = "Đạt chuẩn khác"

    criterion: str
    at_least: str

    def asks(self) -> str:
        """The standard and the level."""
        return f"{self.criterion} >= {self.at_least}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The standard and the level by name."""
        name, level = terms.standard(self.criterion).text(lang), terms.grade_of(self.at_least).text(lang)
        return f"{_REACH.text(lang)} {name[:1].lower()}{name[1:]} {level}"

    def required(self, grade: Floors) -> str:
        """The standard and the level."""
        return f"{self.criterion} {self.at_least}"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PointsTest(OfOneFact):
    """Points as awarded by whoever assesses (điểm được chấm).

    Attributes:
        of_everybody: Whether the article asks for all ("100% thành viên"), so that the question ``partial-points`` is
            about it.
    """

    kind: ClassVar[str] = "points"
    title: ClassVar[str] = "Điểm được chấm"
    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.POINTS,)
    awards: ClassVar[bool] = True

    of_everybody: bool = False

    def in_words(self, terms: Terms, lang: Language) -> str:
        """What the points are for."""
        return terms.fact(self.fact).text(lang)

    def unit(self, terms: Terms) -> Label | None:
        """A point."""
        return POINTS

    def required(self, grade: Floors) -> str:
        """The floor of every indicator, or what the points of every criterion must be above."""
        floor, above = grade.each_indicator_at_least, grade.each_criterion_above
        if floor is not None:
            return number_text(floor)
        return "" if above is None else f"> {number_text(above)}"

    def observed(self, values: Values, terms: Terms) -> Observed:
        """The points, as text."""
        points = values[self.fact]
        return None if points is None else number_text(points)

    def short_by(self, values: Values, terms: Terms, grade: Floors) -> int | None:
        """The whole points that are missing to what the grade asks for."""
        points = values[self.fact]
        floor, above = grade.each_indicator_at_least, grade.each_criterion_above
        if points is None or (floor is None and above is None):
            return None
        return rounded_up(floor - points) if floor is not None else int((above - points) // 1) + 1


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
class BandedPointsTest(PointsForAShare):
    """Points by bands of a share, where a locality lays them down (điểm theo khoảng).

    Raises:
        InvalidValueError: If there is no band, or a higher rate earns fewer points.
    """

    kind: ClassVar[str] = "banded_points"
    title: ClassVar[str] = "Điểm theo khoảng"

    bands: tuple[Band, ...]

    def __attrs_post_init__(self) -> None:
        ordered = sorted(self.bands, key=lambda band: band.at_least)
        points = [band.points for band in ordered]
        if not points or points != sorted(points) or points[0] < 0:
            raise InvalidValueError("bands-that-do-not-rise", path=("bands",))

    @property
    def most(self) -> Fraction:
        """The points of the highest band."""
        return max(band.points for band in self.bands)

    def asks(self) -> str:
        """The parts over the whole, and the bands."""
        return f"{self.formula()}: {'; '.join(f'{band.at_least}: {number_text(band.points)}' for band in self.bands)}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The parts by name, and the points from each rate on."""
        bands = (f"{band.at_least.text(lang)}: {measured(band.points, POINTS, lang)}" for band in self.bands)
        return f"{named(self.part, terms, lang)}: {'; '.join(bands)}"

    def earned(self, share: Fraction) -> Fraction:
        """The points of the highest band that a share reaches."""
        return max((band.points for band in self.bands if share >= band.at_least.value), default=Fraction(0))


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class ProportionalPointsTest(PointsForAShare):
    """Points in proportion to a share, where a locality lays it down (điểm theo tỷ lệ).

    Attributes:
        part: Keys of the parts.
        whole: Key of the whole.
        maximum: Points for the full share.
        step: Points are cut down to a multiple of this; None for exact fractions.
    """

    kind: ClassVar[str] = "proportional_points"
    title: ClassVar[str] = "Điểm theo tỷ lệ"

    maximum: Fraction
    step: Fraction | None = None

    def __attrs_post_init__(self) -> None:
        if self.maximum <= 0 or (self.step is not None and self.step <= 0):
            raise InvalidValueError("no-points-to-share-out", path=("maximum",), seen=str(self.maximum))

    @property
    def most(self) -> Fraction:
        """The points for the full share."""
        return self.maximum

    def asks(self) -> str:
        """The parts over the whole, and the most points."""
        return f"{self.formula()} * {number_text(self.maximum)}"

    def in_words(self, terms: Terms, lang: Language) -> str:
        """The parts by name, and the points for all."""
        return f"{named(self.part, terms, lang)}: 100%: {measured(self.maximum, POINTS, lang)}"

    def earned(self, share: Fraction) -> Fraction:
        """The points in proportion to a share."""
        points = self.maximum * share
        return points if self.step is None else points // self.step * self.step


Test = (
    DoneTest
    | ShareTest
    | CountTest
    | ChangeTest
    | RankTest
    | StandardTest
    | PointsTest
    | BandedPointsTest
    | ProportionalPointsTest
)
KINDS: tuple[type[Test], ...] = get_args(Test)
