"""Reports as tables, and as JSON."""

from collections import Counter
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.targets.attainment import Attainment, Status
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Grow
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, listed
from khuyenhoc.views.targets import about, asked, due, target_data, within_all
from khuyenhoc.views.words import MARKS, date, number, place_name, word

__all__ = ["report_data", "report_page"]

_QUIET = (Confidence.VERBATIM, Confidence.REPORTED, Confidence.STATED)


def report_page(report: Report, source: str, lang: Language, *, everything: bool = False) -> Page:
    """The report place by place; rows without data are only named unless ``everything`` is asked for."""
    places: tuple[Place | None, ...] = report.places or (None,)
    by_place: dict[Place | None, list[Attainment]] = {place: [] for place in places}
    for item in report:
        by_place.setdefault(item.place, []).append(item)
    sheets = [_sheet(items, place, lang, everything) for place, items in by_place.items()]
    return Page(
        title=report.title.text(lang),
        about=f"{source} · {word('as_of', lang)} {date(report.on, lang)}",
        sheets=(*sheets, *listed(word("findings", lang), report.findings, lang)),
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
            Column(word("target", lang), ratio=1, least=16),
            Column(word("due", lang), fixed=True),
            Column(word("required", lang), right=True, fixed=True),
            Column(word("observed", lang), right=True),
            Column(word("result", lang)),
            Column(word("short", lang), right=True, fixed=True),
            *([Column(word("projected", lang), right=True, fixed=True)] if ahead else []),
        ),
        rows=tuple(rows),
        aside=(word("no_data", lang), names) if names else None,
        footnotes=tuple(notes),
        notes=(word("cut", lang), *([word("projected_how", lang)] if ahead else [])) if rows else (),
    )


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
        asked(target, lang),
        Cell(*figure, brief=figure[0] if same else None),
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
    return _share(item, lang), _counts(item, lang)


def _numbered(item: Attainment, lang: Language, notes: list[str]) -> tuple[int, ...]:
    """The numbers of what is to be known about a row; new texts are added to the notes."""
    texts = [note.text(lang) for note in item.notes]
    if item.target.confidence not in _QUIET:
        texts.append(f"{word('confidence', lang)}: {item.target.confidence.text(lang)}")
    notes += dict.fromkeys(text for text in texts if text not in notes)
    return tuple(sorted(notes.index(text) + 1 for text in texts))


def _share(item: Attainment, lang: Language) -> str:
    seen = item.observed
    if seen is None:
        return "–"
    if seen.share is not None:
        text = seen.share.rate.text(lang)
    elif seen.printed is not None:
        text = seen.printed.text if lang == "vi" else seen.printed.text.replace(",", ".")
    else:
        return number(seen.part, lang) if seen.part is not None else "–"
    if isinstance(item.target, Grow) and item.pace_seen is not None:
        text += f" ({'+' if item.pace_seen >= Rate(0) else ''}{item.pace_seen.text(lang)})"
    return text


def _counts(item: Attainment, lang: Language) -> str:
    seen = item.observed
    if seen is None or seen.part is None or (seen.whole is None and seen.base is None):
        return ""
    whole = f"/{number(seen.whole, lang)}" if seen.whole is not None else ""
    base = f" {word('registered', lang)}" if seen.base is Base.REGISTERED else ""
    return f"{number(seen.part, lang)}{whole}{base}"


def _short(item: Attainment, lang: Language) -> str:
    if item.short_by is None:
        return ""
    return f"{word('more' if item.short_by > 0 else 'over', lang)} {number(abs(item.short_by), lang)}"


def _projected(item: Attainment, lang: Language) -> str:
    """Where the pace seen leads by the due day; nothing where none is seen."""
    return within_all(item.projected, lang) if item.projected is not None else ""


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
        "short_by": item.short_by,
        "points": _decimal(item.points),
        "required_now": _decimal(item.required_now),
        "pace_needed": _decimal(item.pace_needed),
        "pace_seen": _decimal(item.pace_seen),
        "projected": _decimal(item.projected),
        "projected_year": item.projected_year,
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
    return found if seen.printed is None else found | {"printed": seen.printed.rate.decimal()}


def _decimal(rate: Rate | None) -> str | None:
    return None if rate is None else rate.decimal()
