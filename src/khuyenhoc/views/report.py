"""Reports as tables, and as JSON."""

from collections import Counter
from collections.abc import Sequence
from functools import partial
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.targets.attainment import Attainment, Status
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Grow
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.places import counts_text, places_sheets, share_text, short_text, summary_data
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, listed
from khuyenhoc.views.targets import about, asked_cell, due, target_data, within_all
from khuyenhoc.views.words import MARKS, date, number, place_name, word

__all__ = ["measures", "report_data", "report_page"]

_QUIET = (Confidence.VERBATIM, Confidence.REPORTED, Confidence.STATED)


def report_page(
    report: Report, source: str, lang: Language, *, everything: bool = False, summary: bool = False
) -> Page:
    """The report place by place, before it a table of all places where there are several; with ``summary`` that alone.

    Rows without data are only named unless ``everything`` is asked for.
    """
    places: tuple[Place | None, ...] = report.places or (None,)
    by_place: dict[Place | None, list[Attainment]] = {place: [] for place in places}
    for item in report:
        by_place.setdefault(item.place, []).append(item)
    many = places_sheets(report, lang)
    each = () if many and summary else [_sheet(items, place, lang, everything) for place, items in by_place.items()]
    return Page(
        title=report.title.text(lang),
        about=f"{source} · {word('as_of', lang)} {date(report.on, lang)}",
        sheets=(*many, *each, *listed(word("findings", lang), report.findings, lang)),
        data=partial(summary_data if summary else report_data, report, lang),
    )


def _sheet(items: list[Attainment], place: Place | None, lang: Language, everything: bool) -> Sheet:
    shown: list[Attainment] = []
    without: dict[str, dict[str, None]] = {}
    for item in items:
        if item.status is Status.NO_DATA and item.observed is None and not everything:
            without.setdefault(item.target.attribute.text(lang), {})[str(item.target.due.year)] = None
        else:
            shown.append(item)
    notes: list[str] = []
    counted = Counter(name for name, _ in {_name(item, lang) for item in shown})
    ahead = any(item.projected is not None for item in shown)
    rows = [
        (
            *_row(item, before, notes, lang, several=counted[_name(item, lang)[0]] > 1),
            *([_projected(item, lang)] if ahead else []),
        )
        for before, item in zip([None, *shown], shown, strict=False)
    ]
    days = sorted({item.observed.on for item in shown if item.observed is not None})
    names = "; ".join(f"{name} ({', '.join(years)})" for name, years in without.items())
    return Sheet(
        title=place_name(place, lang) if place is not None else "",
        about=f"{word('seen', lang)} {', '.join(date(day, lang) for day in days)}" if days else "",
        columns=(
            Column(word("target", lang), ratio=1, least=16, beside=(word("whom", lang),)),
            Column(word("due", lang), fixed=True),
            Column(word("required", lang), right=True, fixed=True),
            Column(
                word("observed", lang), right=True, beside=(word("part", lang), word("whole", lang), word("base", lang))
            ),
            Column(word("result", lang)),
            Column(word("short", lang), right=True, fixed=True),
            *([Column(word("projected", lang), right=True, fixed=True)] if ahead else []),
        ),
        rows=tuple(rows),
        aside=(word("no_data", lang), names) if names else None,
        footnotes=tuple(notes),
        notes=(word("cut", lang), *([word("projected_how", lang)] if ahead else []), *_sources(shown, lang))
        if rows
        else (),
        among=(
            (
                (word("place", lang), place_name(place, lang)),
                (word("seen", lang), ", ".join(date(day, lang) for day in days)),
            )
            if place is not None
            else ()
        ),
    )


def _sources(shown: Sequence[Attainment], lang: Language) -> tuple[str, ...]:
    """Where the figures were published; where that is not one place, of which figures each is."""
    figures: dict[str, dict[str, None]] = {}
    for item in shown:
        if item.observed is not None and item.observed.source:
            figures.setdefault(item.observed.source, {})[item.target.attribute.text(lang)] = None
    several = len(figures) > 1
    said = (f"{source} ({', '.join(names)})" if several else source for source, names in figures.items())
    return (f"{word('sources', lang)}: {'; '.join(said)}",) if figures else ()


def _row(
    item: Attainment, before: Attainment | None, notes: list[str], lang: Language, *, several: bool
) -> tuple[Cell | str, ...]:
    """One target; on a screen, what stands in the row above already is left out, and whom it counts if but one does."""
    target, name, figure = item.target, _name(item, lang), _figure(item, lang)
    again = before is not None and _name(before, lang) == name
    same = again and before is not None and _figure(before, lang) == figure
    return (
        Cell(*name, brief="" if again else None if several else name[0]),
        due(target),
        asked_cell(target, lang),
        Cell(*figure, brief=figure[0] if same else None, value=_value(item), beside=_beside(item, lang)),
        Cell(
            f"{MARKS[item.status]} {item.status.text(lang)}",
            status=item.status.value,
            footnotes=_numbered(item, lang, notes),
        ),
        _short(item, lang),
    )


def _name(item: Attainment, lang: Language) -> tuple[str, str]:
    return item.target.attribute.text(lang), about(item.target, lang)


def _figure(item: Attainment, lang: Language) -> tuple[str, str]:
    return _share(item, lang), counts_text(item.observed, lang)


def _numbered(item: Attainment, lang: Language, notes: list[str]) -> tuple[int, ...]:
    """The numbers of what is to be known about a row; new texts are added to the notes."""
    texts = [note.text(lang) for note in item.notes]
    if item.target.confidence not in _QUIET:
        texts.append(f"{word('confidence', lang)}: {item.target.confidence.text(lang)}")
    notes += dict.fromkeys(text for text in texts if text not in notes)
    return tuple(sorted(notes.index(text) + 1 for text in texts))


def _share(item: Attainment, lang: Language) -> str:
    text = share_text(item.observed, lang)
    if isinstance(item.target, Grow) and item.pace_seen is not None:
        text += f" ({'+' if item.pace_seen >= Rate(0) else ''}{item.pace_seen.text(lang)})"
    return text


def _value(item: Attainment) -> Rate | int | None:
    """The number that stands first in the cell of what was observed."""
    seen = item.observed
    if seen is None or (seen.share is None and seen.printed is not None):
        return None
    return seen.part if seen.share is None else seen.share.rate


def _beside(item: Attainment, lang: Language) -> tuple[Cell | str, ...]:
    """The counts, and of whom."""
    seen = item.observed
    if seen is None:
        return ()
    counts = (Cell("" if count is None else number(count, lang), value=count) for count in (seen.part, seen.whole))
    return (*counts, seen.base.text(lang) if seen.base is not None else "")


def _short(item: Attainment, lang: Language) -> Cell:
    return Cell(short_text(item, lang), value=item.short_by)


def _projected(item: Attainment, lang: Language) -> Cell | str:
    """Where the pace seen leads by the due day; nothing where none is seen."""
    return Cell(within_all(item.projected, lang), value=item.projected) if item.projected is not None else ""


def measures(item: Attainment) -> dict[str, Any]:
    """How far a target is from what was counted, as plain data."""
    return {
        "short_by": item.short_by,
        "points": _decimal(item.points),
        "required_now": _decimal(item.required_now),
        "pace_needed": _decimal(item.pace_needed),
        "pace_seen": _decimal(item.pace_seen),
        "projected": _decimal(item.projected),
        "projected_year": item.projected_year,
    }


def report_data(report: Report, lang: Language) -> list[dict[str, Any]]:
    """One object for each target and place: the JSON of ``khuyenhoc report``."""
    return [_object(item, lang) for item in report]


def _object(item: Attainment, lang: Language) -> dict[str, Any]:
    return {
        "place": item.place.name if item.place else None,
        "place_path": place_name(item.place, lang) if item.place else None,
        "on": item.on.isoformat(),
        "target": target_data(item.target),
        "status": item.status.value,
        "observed": _observed(item),
        **measures(item),
        "notes": [note.text(lang) for note in item.notes],
    }


def _observed(item: Attainment) -> dict[str, Any] | None:
    seen = item.observed
    if seen is None:
        return None
    found: dict[str, Any] = {
        "part": seen.part,
        "whole": seen.whole,
        "base": seen.base.value if seen.base else None,
        "on": seen.on.isoformat(),
    }
    if seen.printed is not None:
        found["printed"] = seen.printed.rate.decimal()
    return found | {"source": seen.source} if seen.source else found


def _decimal(rate: Rate | None) -> str | None:
    return None if rate is None else rate.decimal()
