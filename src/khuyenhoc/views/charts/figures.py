"""The rows of a report as charts show them: a share, the rate that it is held against, and both in words."""

from collections.abc import Iterable
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.sentences import one_of
from khuyenhoc.targets.attainment import Attainment, Observed, Status
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base
from khuyenhoc.views.charts.theme import named
from khuyenhoc.views.targets import about, due
from khuyenhoc.views.words import date, number, place_name, word

__all__ = ["DUE", "Figure", "figures", "head", "name", "percent", "the_place"]

DUE = Label("hạn", "due")
_LEVEL = Label("mức", "of")
_STEP = Label("mức theo bước tăng", "as the yearly step asks")
_REGISTERED = Label("số đăng ký", "registered")


def percent(rate: Rate) -> float:
    """Where on an axis of per cent a rate stands; the exact figure is written beside it."""
    return float(rate.value * 100)


@attrs.frozen
class Figure:
    """A row of a report that can be drawn: it has a share."""

    item: Attainment
    observed: Observed
    rate: Rate
    text: str
    asked: Rate | None

    def data(self, lang: Language) -> dict[str, Any]:
        """The figures of the row, exact as text and as numbers to draw by."""
        seen, item = self.observed, self.item
        return {
            "attribute": item.target.attribute.code,
            "due": item.target.due.isoformat(),
            "on": seen.on.isoformat(),
            "part": seen.part,
            "whole": seen.whole,
            "share": self.rate.decimal(),
            "percent": percent(self.rate),
            "required": self.asked.decimal() if self.asked else None,
            "required_percent": percent(self.asked) if self.asked else None,
            "status": item.status.value,
            "result": item.status.text(lang),
            "said": f"{self.seen(lang)}\n{self.result(lang)}",
        }

    def seen(self, lang: Language) -> str:
        """The share with its counts: "78,14% (253.853/324.847)"."""
        seen = self.observed
        if seen.part is None or seen.whole is None:
            return self.text
        base = f" {_REGISTERED.text(lang)}" if seen.base is Base.REGISTERED else ""
        return f"{self.text} ({number(seen.part, lang)}/{number(seen.whole, lang)}{base})"

    def result(self, lang: Language) -> str:
        """How it stands to what is asked: "đạt mức 70%, dư 26.460"."""
        text, short = self.item.status.text(lang), self.item.short_by
        if self.asked is not None:
            held = _STEP if isinstance(self.item.target, Grow) else _LEVEL
            text += f", {held.text(lang)} {self.asked.text(lang)}"
        if short is not None:
            text += f", {word('more' if short > 0 else 'over', lang)} {number(abs(short), lang)}"
        return text


def figures(rows: Iterable[Attainment], lang: Language) -> tuple[list[Figure], list[Attainment]]:
    """What can be drawn, and what cannot: for want of a share."""
    found, left = [], []
    for item in rows:
        figure = _figure(item, lang)
        if figure is None:
            left.append(item)
        else:
            found.append(figure)
    return found, left


def _figure(item: Attainment, lang: Language) -> Figure | None:
    seen = item.observed
    if seen is None or isinstance(item.target, Deliver):
        return None
    asked = _asked(item)
    if seen.share is not None:
        return Figure(item, seen, seen.share.rate, seen.share.rate.text(lang), asked)
    if seen.printed is not None:
        text = seen.printed.text if lang == "vi" else seen.printed.text.replace(",", ".")
        return Figure(item, seen, seen.printed.rate, text, asked)
    return None


def _asked(item: Attainment) -> Rate | None:
    """The rate that the share is held against; none where the two do not compare."""
    if item.status is Status.NOT_COMPARABLE:
        return None
    match item.target:
        case Reach() | Maintain():
            return item.target.rate
        case Grow():
            return item.required_now
        case Deliver():
            return None


def name(item: Attainment, lang: Language) -> str:
    """The name of a target: what it is about, and below when it is due and whom it counts."""
    small = " · ".join(filter(None, (f"{DUE.text(lang)} {due(item.target)}", about(item.target, lang))))
    return named(item.target.attribute.text(lang), small)


def head(lang: Language, report: Report, place: Place | None) -> str:
    """Where and on which day."""
    where = place_name(place, lang) if place is not None else ""
    return " · ".join(filter(None, (where, f"{word('as_of', lang)} {date(report.on, lang)}")))


def the_place(report: Report, place: Place | str | None) -> Place | None:
    """The place asked about, or the only one.

    Raises:
        InvalidValueError: If there are several and none was named.
        UnknownNameError: If the report has no such place.
    """
    places = report.places
    if place is None:
        if len(places) > 1:
            raise InvalidValueError("which-place", path=("place",), places=[str(item) for item in places])
        return places[0] if places else None
    if isinstance(place, Place):
        found = tuple(item for item in places if item == place)
    else:
        found = tuple(dict.fromkeys(row.place for row in report.find(place=place) if row.place is not None))
    if not found:
        raise UnknownNameError("no-place-in-report", seen=str(place), expected=one_of([str(item) for item in places]))
    if len(found) > 1:
        raise InvalidValueError("which-place", path=("place",), places=[str(item) for item in found])
    return next(iter(found))
