"""Attainment: how one target stands in one place on one day, and the figure it was held against."""

import datetime as dt

import attrs

from khuyenhoc._base.calendar import years_between
from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.targets.observation import PrintedShare
from khuyenhoc.targets.target import Target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base, Share

__all__ = ["Attainment", "Observed", "Status"]


@public("khuyenhoc")
class Status(Labelled):
    """How a target stands on a day (kết quả thực hiện chỉ tiêu)."""

    ATTAINED = "attained", "đạt", "attained"
    ON_TRACK = "on_track", "đúng tiến độ", "on track"
    BEHIND = "behind", "chậm tiến độ", "behind"
    MISSED = "missed", "không đạt", "missed"
    OPEN = "open", "chưa đến hạn", "open"
    NOT_COMPARABLE = "not_comparable", "không so sánh được", "not comparable"
    NO_DATA = "no_data", "chưa có số liệu", "no data"


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Observed(Shown):
    """The figure that a target was held against, with its base (số liệu đã dùng).

    Attributes:
        on: The day of the figure.
        base: Its denominator; None for a plain count or a base that the source does not state.
        part: How many; None if only a share was printed.
        whole: Of how many; None if unknown.
        printed: The printed share, where the counts do not give one.
        source: Where the counts were published; empty if that is not stated.

    >>> targets.Observed(on=dt.date(2023, 12, 31), base=Base.TOTAL, part=253_853, whole=324_847).share.rate.text()
    '78,14%'
    """

    on: dt.date
    base: Base | None = None
    part: int | None = None
    whole: int | None = None
    printed: PrintedShare | None = None
    source: str = ""

    @property
    def share(self) -> Share | None:
        """The exact share; None where the counts do not give one."""
        if self.part is None or not self.whole or self.base is None:
            return None
        return Share(self.part, self.whole, base=self.base)


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Attainment(Displayed, Shown):
    """How one target stands in one place on one day (kết quả thực hiện một chỉ tiêu).

    Attributes:
        target: The target, with its citation.
        place: Where it was observed; None where nothing was.
        on: The day of the question.
        status: The answer.
        observed: The figure used; None if none could be.
        short_by: The smallest number of further recognitions that reaches the target, the whole staying as it is;
            zero or negative when over; None where no counts allow it.
        points: Observed minus required, in points; None where no share could be compared.
        required_now: The rate on the straight path from the baseline to the target, on the day of the question, or,
            for growth, what the steps ask for on the day of the observation; None with fewer than two of them.
        pace_needed: Points a year from the observation to the due day; None where it does not apply.
        pace_seen: Points a year between baseline and observation; None with fewer than two.
        projected_year: The year in which the pace seen reaches the target; None if it never does or no pace is seen.
        baseline: The figure that the pace is counted from; None with fewer than two.
        notes: Readings, conversions, reasons.
    """

    target: Target
    place: Place | None = None
    on: dt.date
    status: Status
    observed: Observed | None = None
    short_by: int | None = None
    points: Rate | None = None
    required_now: Rate | None = None
    pace_needed: Rate | None = None
    pace_seen: Rate | None = None
    projected_year: int | None = None
    baseline: Observed | None = None
    notes: tuple[Label, ...] = ()

    @property
    def projected(self) -> Rate | None:
        """The share on the due day if the pace seen goes on (dự báo đến hạn), exact, also below 0 or above 100 %.

        None where no pace is seen, and once the figure is of the due day or later.
        """
        seen = self.observed
        if self.pace_seen is None or seen is None or seen.share is None or seen.on >= self.target.due:
            return None
        return Rate(seen.share.rate.value + self.pace_seen.value * years_between(seen.on, self.target.due))

    @property
    def citation(self) -> str:
        """Where the target stands, as text."""
        return self.target.citation.text()
