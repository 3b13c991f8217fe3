"""Attainment: observations against one target, with the day as an argument and every number exact."""

import datetime as dt
from collections.abc import Iterable
from itertools import pairwise

import attrs

from khuyenhoc._base.door import argument, argument_day, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.targets.target import Target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base, Share

__all__ = ["Attainment", "Observed", "Status", "attain"]


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

    >>> targets.Observed(on=dt.date(2023, 12, 31), base=Base.TOTAL, part=253_853, whole=324_847).share.rate.text()
    '78,14%'
    """

    on: dt.date
    base: Base | None = None
    part: int | None = None
    whole: int | None = None
    printed: PrintedShare | None = None

    @property
    def share(self) -> Share | None:
        """The exact share; None where the counts do not give one."""
        if self.part is None or not self.whole or self.base is None:
            return None
        return Share(self.part, self.whole, base=self.base)


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Attainment(Shown):
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
    notes: tuple[Label, ...] = ()

    @property
    def citation(self) -> str:
        """Where the target stands, as text."""
        return self.target.citation.text()


@public("khuyenhoc")
def attain(
    target: Target,
    observations: Iterable[Observation],
    *,
    on: dt.date,
    allow_older: bool = False,
    since: dt.date | None = None,
) -> Attainment:
    """Hold the observations of one place against one target, as of a day.

    A share of the registered is never compared with a target on all there are. Where both counts are known the share
    of all is used, and a note says so. Observations after ``on`` do not count.

    Args:
        target: The target.
        observations: Observations of one place in one set of boundaries.
        on: The day of the question.
        allow_older: Whether a target that is due may be judged on an observation from before its due year.
        since: First day of the programme: the pace counts from the last observation on or before it, or else from the
            first one after it. None for the first observation of all.

    Raises:
        InvalidValueError: If the observations are of several places, or two of one day disagree.
        WrongTypeError: If something else is passed.

    >>> reading = Observation(place=Place("X"), on=dt.date(2023, 12, 31), attribute=Attribute("clan"),
    ...                       population=Population("clans"), recognised=1, total=3)
    >>> half = Reach(attribute=Attribute("clan"), population=Population("clans"), rate=Rate("1/2"),
    ...              due=dt.date(2025, 12, 31), citation=Citation(document="our-plan"))
    >>> result = attain(half, [reading], on=dt.date(2023, 12, 31))
    >>> result.status, result.short_by
    (Status.OPEN, 1)
    """
    from khuyenhoc.targets.judge import Question

    on = argument_day(on)
    target = argument(target, Target, "target")
    series, place = _series(observations)
    return Question(target=target, place=place, on=on, allow_older=allow_older, since=since).answer(series)


def _series(observations: Iterable[Observation]) -> tuple[tuple[Observation, ...], Place | None]:
    series = argument_items(observations, Observation, "observations")
    places = {item.place for item in series}
    if len(places) > 1:
        raise InvalidValueError(
            "observations of several places",
            path=("observations",),
            seen=sorted(str(place) for place in places),
            expected="one place in one set of boundaries",
            hint="group them by place, or add them up with roll_up",
        )
    ordered = tuple(sorted(series, key=_day_and_subject))
    for one, other in pairwise(ordered):
        if _day_and_subject(one) == _day_and_subject(other):
            raise InvalidValueError(
                f"two observations of {one.attribute.code} in {one.place} on {one.on}",
                path=("observations",),
                expected="one of a day",
                hint="keep the one that is meant, or give each its own day",
            )
    return ordered, next(iter(places), None)


def _day_and_subject(item: Observation) -> tuple[dt.date, str, str]:
    return item.on, item.attribute.code, item.population.code if item.population else ""
