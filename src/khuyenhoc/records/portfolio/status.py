"""How an agreement stands on a day, and in which place and time it holds."""

import datetime as dt

import attrs

from khuyenhoc._base.door import FIRST_DAY, LAST_DAY, argument, argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.values.period import Period, Phase
from khuyenhoc.values.place import Level, Place

__all__ = ["AgreementStatus", "Expiry", "Inheritance", "Lapse", "effective", "same_place", "status"]


@public("khuyenhoc.portfolio")
class AgreementStatus(Labelled):
    """How an agreement stands on a day (tình trạng của chương trình phối hợp).

    No source states that an agreement was terminated, so none is ever called that.
    """

    UPCOMING = "upcoming", "chưa bắt đầu", "upcoming"
    IN_FORCE = "in_force", "đang trong giai đoạn", "in force"
    PLACE_ENDED = (
        "place_ended",
        "còn trong giai đoạn, nhưng địa bàn cũ không còn",
        "within its period, but its place is no more",
    )
    PLACE_UNCLEAR = (
        "place_unclear",
        "còn trong giai đoạn, chưa rõ địa bàn còn hay không",
        "within its period; whether its place still exists is not established",
    )
    ORIENTATION = "orientation", "đã hết giai đoạn, còn định hướng", "ended, within its orientation"
    ENDED = "ended", "đã hết giai đoạn", "ended"
    UNDATED = "undated", "không nêu giai đoạn", "no period is stated"


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Expiry(Shown):
    """An agreement that runs out (sắp hết giai đoạn).

    Attributes:
        agreement: The agreement.
        last: Its last day.
        days_left: Days after the day of the question, the last day counted; 0 on the last day itself.
        status: How it stands on the day of the question.
    """

    agreement: Agreement
    last: dt.date
    days_left: int
    status: AgreementStatus


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Lapse(Shown):
    """An agreement that ended, and for which no successor is found (hết giai đoạn, chưa thấy chương trình kế tiếp).

    Attributes:
        agreement: The agreement.
        last: Its last day.
        days: How many days ago that was.
        status: Ended, or within its orientation.
    """

    agreement: Agreement
    last: dt.date
    days: int
    status: AgreementStatus


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Inheritance(Shown):
    """An agreement whose period still runs, and whose place is no more, or is not known to be (địa bàn đã sắp xếp lại).

    Attributes:
        agreement: The agreement.
        until: The last day on which its place is known to have existed.
        status: Whether the place ended, or that is not established, since it lies in one that did.
        heir: The place that its territory is part of since; None where none is established.
        reason: What happened, and what is not established.
    """

    agreement: Agreement
    until: dt.date
    status: AgreementStatus
    heir: Place | None = None
    reason: Label


def same_place(one: Place, other: Place) -> bool:
    """Whether two places are one: the same names up to the country; level, words and boundaries where stated."""
    levels = one.level is None or other.level is None or one.level is other.level
    bounds = {(place.since, place.until) for place in (one, other)}
    alike = one.key == other.key and one.words_meet(other)
    return levels and alike and (len(bounds) == 1 or (None, None) in bounds)


def is_there(place: Place, *, on: dt.date) -> bool:
    """Whether a place and all it lies in are known to exist on a day."""
    return all(item.exists(on=on) for item in place.lineage)


def last_day_of_place(agreement: Agreement) -> dt.date | None:
    """The last day on which a place, all it lies in, and the level are known to exist; None if they still are."""
    ends = [_ends(place, place.level) for place in agreement.place.lineage]
    return min((day for day in (agreement.level.last_day, *ends) if day is not None), default=None)


def _ends(place: Place, level: Level | None) -> dt.date | None:
    """The last day of a place itself, or of its level."""
    return min((day for day in (place.until, level.last_day if level else None) if day is not None), default=None)


def _is_past(last: dt.date | None, on: dt.date) -> bool:
    return last is not None and on > last


def first_day_of_place(agreement: Agreement) -> dt.date | None:
    """The first day on which a place and all it lies in exist in these boundaries; None if none is stated."""
    return max((place.since for place in agreement.place.lineage if place.since is not None), default=None)


def effective(agreement: Agreement) -> Period | None:
    """The days of its period on which its place exists; None if it has no period, or there are no such days."""
    if agreement.period is None:
        return None
    first = max(agreement.period.first, first_day_of_place(agreement) or FIRST_DAY)
    last = min(agreement.period.last, last_day_of_place(agreement) or LAST_DAY)
    if (first, last) == (agreement.period.first, agreement.period.last):
        return agreement.period
    return Period(first, last) if first <= last else None


def status(agreement: Agreement, *, on: dt.date) -> AgreementStatus:
    """How an agreement stands on a day; before the first day of its place it is upcoming.

    >>> [found.value for found in (status(catalog.agreement("tra-vinh-2024-2030"), on=dt.date(year, 1, 1))
    ...                            for year in (2023, 2025, 2026, 2031))]
    ['upcoming', 'in_force', 'place_ended', 'ended']
    """
    agreement, on = argument(agreement, Agreement, "agreement"), argument_day(on)
    if agreement.period is None:
        return AgreementStatus.UNDATED
    phase = agreement.period.phase(on=on)
    begins = first_day_of_place(agreement)
    if phase is Phase.RUNNING and begins is not None and on < begins:
        return AgreementStatus.UPCOMING
    if phase is Phase.RUNNING and _is_past(_ends(agreement.place, agreement.level), on):
        return AgreementStatus.PLACE_ENDED
    if phase is Phase.RUNNING and _is_past(last_day_of_place(agreement), on):
        return AgreementStatus.PLACE_UNCLEAR
    return _BY_PHASE[phase]


_BY_PHASE = {
    Phase.UPCOMING: AgreementStatus.UPCOMING,
    Phase.RUNNING: AgreementStatus.IN_FORCE,
    Phase.ORIENTATION: AgreementStatus.ORIENTATION,
    Phase.ENDED: AgreementStatus.ENDED,
}
