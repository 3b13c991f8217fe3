"""Deadlines as a file for an ordinary calendar (iCalendar), written by the package icalendar."""

import datetime as dt
import hashlib
from collections.abc import Iterable, Mapping

from khuyenhoc._base.door import argument, argument_items, public
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc.errors import MissingExtraError
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.portfolio.duties import DutyKind, Obligation

__all__ = ["to_ics"]

_NONE: Mapping[str, Instrument] = {}
_ENDINGS = (DutyKind.EXPIRY, DutyKind.TITLE)  # of which there is one of each thing, whatever its day
_PRODUCT = "-//khuyenhoc//calendar//VI"


@public("khuyenhoc.ics")
def to_ics(
    obligations: Iterable[Obligation],
    *,
    lang: Language = "vi",
    title: str = "khuyenhoc",
    instruments: Mapping[str, Instrument] = _NONE,
) -> str:
    """Dated duties as one calendar of all-day events, in order; the same duties give the same text (lịch công tác).

    Each event has an id of its own that does not change from export to export, so that a calendar that reads the file
    again replaces the event instead of doubling it; the end of an agreement or a title keeps its id when its day is put
    right. The time stamp that the format asks for is midnight of the day.

    Args:
        obligations: What falls due.
        lang: Language of the texts.
        title: Name of the calendar.
        instruments: What citations name, by id; one that is not among them is cited by its id.

    Raises:
        MissingExtraError: If the extra ``calendar`` is not installed.

    >>> duty = portfolio.Obligation(source="our-plan", kind=portfolio.DutyKind.REPORT, what=Label("báo cáo", "report"),
    ...                   due=dt.date(2024, 12, 14))
    >>> [line for line in ics.to_ics([duty]).splitlines() if line.startswith(("DTSTART", "SUMMARY"))]
    ['SUMMARY:báo cáo (our-plan)', 'DTSTART;VALUE=DATE:20241214']
    """
    try:
        from icalendar import Calendar, Event
    except ImportError:
        raise MissingExtraError("writing-icalendar-needs-icalendar") from None
    check_language(lang)
    title = argument(title, str, "title")
    calendar = Calendar()
    calendar.add("prodid", _PRODUCT)
    calendar.add("version", "2.0")
    calendar.add("x-wr-calname", title)
    for duty in sorted(argument_items(obligations, Obligation, "obligations"), key=lambda duty: duty.order):
        event = Event()
        event.add("uid", _uid(duty))
        event.add("dtstamp", dt.datetime.combine(duty.due, dt.time(), tzinfo=dt.UTC))
        event.add("summary", f"{duty.text(lang)} ({duty.source})")
        event.add("dtstart", duty.due)
        event.add("dtend", duty.due + dt.timedelta(days=1))
        event.add("transp", "TRANSPARENT")
        event.add("description", _description(duty, lang, instruments))
        calendar.add_component(event)
    text: str = calendar.to_ical().decode("utf-8")
    return text


def _uid(duty: Obligation) -> str:
    parts: tuple[object, ...] = (
        duty.what.vi,
        duty.what.en,
        duty.party,
        duty.to,
        duty.quantity,
        duty.times,
        duty.span and duty.span.first,
    )
    if duty.kind in _ENDINGS:
        parts = (duty.what.vi, *(note.vi for note in duty.notes if duty.kind is DutyKind.TITLE))
    what = hashlib.sha256("\n".join(map(str, parts)).encode()).hexdigest()[:12]
    day = "" if duty.kind in _ENDINGS else f"-{duty.due:%Y%m%d}"
    return f"{duty.source.replace('/', '-')}-{duty.kind.value}{day}-{what}@khuyenhoc"


def _description(duty: Obligation, lang: Language, instruments: Mapping[str, Instrument]) -> str:
    vi = lang == "vi"
    lines = [duty.kind.text(lang)]
    lines += [f"{'Bên thực hiện' if vi else 'Owed by'}: {duty.party}"] if duty.party else []
    lines += [f"{'Gửi' if vi else 'To'}: {duty.to}"] if duty.to else []
    lines += [f"{'Cho' if vi else 'For'}: {duty.span.text(lang)}"] if duty.span else []
    lines += [duty.cite.text(lang, instruments)] if duty.cite else []
    lines += [note.text(lang) for note in duty.notes]
    if not duty.stated:
        lines.append("Văn bản không quy định kỳ này." if vi else "The text does not lay this review down.")
    return "\n".join(lines)
