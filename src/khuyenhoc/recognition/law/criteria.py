"""The parts of a rule set: criteria and indicators, grades and totals, options and open questions."""

from collections.abc import Mapping
from fractions import Fraction

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Worded
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Citation, Confidence
from khuyenhoc.recognition.law.kinds import Condition, StandardTest, Test

__all__ = [
    "Criterion",
    "Grade",
    "Indicator",
    "Interpretation",
    "Method",
    "Option",
    "Switch",
    "Total",
    "ladder_order",
]


@public("khuyenhoc.recognition")
class Method(Labelled):
    """How indicators make a grade (cách tổng hợp)."""

    GRADES = "grades", "đạt tất cả chỉ tiêu", "all indicators met"
    POINTS = "points", "tổng điểm", "total of points"
    STANDARDS = "standards", "từng chuẩn riêng", "each standard by itself"


@public("khuyenhoc.recognition")
class Switch(Labelled):
    """Open questions whose readings steer how a set decides (câu hỏi mở quyết định cách tính), by their ids."""

    INAPPLICABLE = "inapplicable", "tỷ lệ mà mẫu số bằng 0 thì xét thế nào", "what a share of nobody is"
    LOWER_GRADES = "lower-grades", "có phải đạt cả mức thấp hơn không", "whether lower grades are required"
    BAND_GAP = "band-gap", "tổng điểm nằm giữa hai khoảng", "a total between two bands"
    PARTIAL_POINTS = "partial-points", "có chấm một phần điểm không", "whether part of the points can be given"
    UNSCORED_CRITERION = "unscored-criterion", "tiêu chí không có minh chứng", "a criterion without evidence"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Option(Worded, Shown):
    """One entry of a closed list of a rule set: a kind of unit, a kind of area, a reading.

    Attributes:
        id: Code.
        vi: Vietnamese label.
        en: English label.
        cite: Where it stands; None if nowhere in particular.
    """

    id: str
    vi: str
    en: str
    cite: Citation | None = None


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Interpretation(Shown):
    """An open question of the text, and the reading that is used (cách hiểu).

    Attributes:
        id: Code.
        about: ``decision`` or ``procedure``.
        criteria: Ids of the criteria it is about; empty for all.
        question: The question.
        used: Id of the reading used unless the caller chooses another.
        readings: The readings that the text allows.

    Raises:
        InvalidValueError: If the reading used is none of the readings.
    """

    id: str
    question: Label
    used: str
    readings: tuple[Option, ...] = attrs.field(converter=tuple[Option, ...])
    about: str = "decision"
    criteria: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])

    def __attrs_post_init__(self) -> None:
        known = [reading.id for reading in self.readings]
        if self.used not in known:
            raise InvalidValueError("no-such-reading", path=("used",), seen=self.used, expected="one-of", known=known)

    def answered(self) -> Label:
        """The question with the reading used: "From which day? → not established"."""
        used = self.reading
        return Label(f"{self.question.vi} → {used.vi}", f"{self.question.en} → {used.en}")

    @property
    def reading(self) -> Option:
        """The reading used."""
        return next(reading for reading in self.readings if reading.id == self.used)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Total(Shown):
    """The totals that make a grade (khoảng điểm).

    Attributes:
        at_least: The lowest total.
        to: The last total printed, where the band is printed in whole numbers; None otherwise.
        below: The total before which the band ends; None otherwise.
        area: Id of the area it is for; empty for the plain one.
        readings: Readings of open questions under which it holds.
        cite: Where it stands.
        confidence: How well it is established, where that differs from the rule set; None otherwise.
    """

    at_least: Fraction
    to: Fraction | None = None
    below: Fraction | None = None
    area: str = ""
    readings: tuple[Condition, ...] = attrs.field(default=(), converter=tuple[Condition, ...])
    cite: Citation
    confidence: Confidence | None = None


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Grade(Worded, Shown):
    """A grade of a title (mức độ, xếp loại); "chưa đạt" is the absence of one.

    Attributes:
        id: Code.
        vi: Official Vietnamese term.
        en: English label.
        cite: Where its condition stands.
        totals: Totals of a points set; empty otherwise.
        each_indicator_at_least: Floor of every indicator; None if there is none.
        each_criterion_above: No criterion may be at or below this; None if there is none.
    """

    id: str
    vi: str
    en: str
    cite: Citation | None = None
    totals: tuple[Total, ...] = attrs.field(default=(), converter=tuple[Total, ...])
    each_indicator_at_least: Fraction | None = None
    each_criterion_above: Fraction | None = None

    def total(self, area: str = "", readings: Mapping[str, str] | None = None) -> Total | None:
        """The totals for an area under some readings, or the plain ones; without readings, whatever they are."""
        held = [
            total
            for total in self.totals
            if readings is None or all(readings.get(item.question) == item.reading for item in total.readings)
        ]
        mine = next((total for total in held if total.area == area), None)
        return mine or next((total for total in held if not total.area), None)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Indicator(Worded, Shown):
    """An indicator (chỉ tiêu của thông tư): one or more conditions, all of which must hold.

    Attributes:
        id: Number, as in the circular: "5.1".
        vi: Short Vietnamese label.
        en: Short English label.
        maximum: The most points; None for pass or fail, or if not established.
        tests: Its conditions, with their variants by grade, area, unit and reading.
    """

    id: str
    vi: str
    en: str
    maximum: Fraction | None = None
    tests: tuple[Test, ...] = attrs.field(converter=tuple[Test, ...])


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Criterion(Worded, Shown):
    """A criterion (tiêu chí): a group of indicators.

    Attributes:
        id: Number or name, as in the circular.
        vi: Short Vietnamese label.
        en: Short English label.
        maximum: The most points; None if not established or without points.
        grades: Ids of its own ladder, in a set of standards; empty otherwise.
        feeds: Key of the rank that other rule sets ask for under this standard; empty if none.
        indicators: Its indicators.
    """

    id: str
    vi: str
    en: str
    maximum: Fraction | None = None
    grades: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    feeds: str = ""
    indicators: tuple[Indicator, ...] = attrs.field(converter=tuple[Indicator, ...])


def ladder_order(criteria: tuple[Criterion, ...]) -> tuple[Criterion, ...]:
    """Criteria in an order in which each comes after those that its tests refer to; the rest as written.

    Raises:
        InvalidValueError: If two of them wait for each other.
    """
    waiting = {criterion.id: criterion for criterion in criteria}
    ordered: list[Criterion] = []
    while waiting:
        ready = [item for item in waiting.values() if not (_referred(item) - {item.id}) & waiting.keys()]
        if not ready:
            raise InvalidValueError("standards-that-wait-for-each-other", path=("criteria",), seen=sorted(waiting))
        ordered += ready
        for item in ready:
            del waiting[item.id]
    return tuple(ordered)


def _referred(criterion: Criterion) -> set[str]:
    tests = [test for indicator in criterion.indicators for test in indicator.tests]
    return {test.criterion for test in tests if isinstance(test, StandardTest)}
