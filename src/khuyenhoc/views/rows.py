"""Reports as rows: what text and HTML show, and what JSON carries."""

from typing import Any

import attrs

from khuyenhoc._base.terms import Language
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.targets.attainment import Attainment, Status
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base
from khuyenhoc.views.words import MARKS, number, place_name, word

__all__ = ["Block", "Row", "about", "asked", "blocks", "data", "target_data"]

_QUIET = (Confidence.VERBATIM, Confidence.REPORTED, Confidence.STATED)


@attrs.frozen(kw_only=True)
class Row:
    """One target in words."""

    target: str
    about: str
    due: str
    required: str
    share: str
    counts: str
    mark: str
    result: str
    short: str
    status: Status
    footnotes: tuple[int, ...]


@attrs.frozen(kw_only=True)
class Block:
    """The targets of one place: rows with figures, names of those without, and the footnotes."""

    place: Place | None
    days: tuple[Any, ...]
    rows: tuple[Row, ...]
    without: tuple[str, ...]
    notes: tuple[str, ...]


def blocks(report: Report, lang: Language, *, everything: bool = False) -> tuple[Block, ...]:
    """The report place by place; rows without data are only named unless ``everything`` is asked for."""
    places: tuple[Place | None, ...] = report.places or (None,)
    by_place: dict[Place | None, list[Attainment]] = {place: [] for place in places}
    for item in report:
        by_place.setdefault(item.place, []).append(item)
    return tuple(_block(items, place, lang, everything) for place, items in by_place.items())


def _block(mine: list[Attainment], place: Place | None, lang: Language, everything: bool) -> Block:
    notes: list[str] = []
    rows: list[Row] = []
    without: dict[str, list[str]] = {}
    for item in mine:
        if item.status is Status.NO_DATA and item.observed is None and not everything:
            years = without.setdefault(_name(item.target, lang), [])
            years += [year for year in [str(item.target.due.year)] if year not in years]
            continue
        rows.append(_row(item, lang, _numbered(item, lang, notes)))
    days = sorted({item.observed.on for item in mine if item.observed is not None})
    names = tuple(f"{name} ({', '.join(years)})" for name, years in without.items())
    return Block(place=place, days=tuple(days), rows=tuple(rows), without=names, notes=tuple(notes))


def _name(target: Target, lang: Language) -> str:
    return target.attribute.vi if lang == "vi" else target.attribute.en


def _numbered(item: Attainment, lang: Language, notes: list[str]) -> tuple[int, ...]:
    texts = [note.text(lang) for note in item.notes]
    if item.target.confidence not in _QUIET:
        texts.append(f"{word('confidence', lang)}: {item.target.confidence.text(lang)}")
    for text in texts:
        if text not in notes:
            notes.append(text)
    return tuple(sorted(notes.index(text) + 1 for text in texts))


def _row(item: Attainment, lang: Language, footnotes: tuple[int, ...]) -> Row:
    return Row(
        target=_name(item.target, lang),
        about=about(item.target, lang),
        due=str(item.target.due.year)
        if (item.target.due.month, item.target.due.day) == (12, 31)
        else str(item.target.due),
        required=asked(item.target, lang),
        share=_share(item, lang),
        counts=_counts(item, lang),
        mark=MARKS[item.status],
        result=item.status.text(lang),
        short=_short(item, lang),
        status=item.status,
        footnotes=footnotes,
    )


def about(target: Target, lang: Language) -> str:
    """Whom the target counts, and where it is for some areas only."""
    population = target.population
    words = [population.vi if lang == "vi" else population.en] if population else []
    return "; ".join([*words, target.area.text(lang)] if target.area else words)


def asked(target: Target, lang: Language) -> str:
    """The rate, step or count that a target asks for, without its day."""
    match target:
        case Reach():
            return target.rate.text(lang)
        case Maintain():
            return f"{'>' if target.strict else '≥'} {target.rate.text(lang)}"
        case Grow():
            return f"+{target.yearly.text(lang)}\n{'mỗi năm' if lang == 'vi' else 'a year'}"
        case Deliver():
            return number(target.count, lang) if target.count is not None else target.wording.text(lang)


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
    if seen is None or seen.part is None:
        return ""
    text = number(seen.part, lang)
    if seen.whole is not None:
        text += f"/{number(seen.whole, lang)}"
    elif seen.base is None:
        return ""
    if seen.base is Base.REGISTERED:
        text += " đăng ký" if lang == "vi" else " registered"
    return text


def _short(item: Attainment, lang: Language) -> str:
    if item.short_by is None:
        return ""
    if item.short_by > 0:
        return f"{word('more', lang)} {number(item.short_by, lang)}"
    return f"{word('over', lang)} {number(-item.short_by, lang)}"


def data(report: Report, lang: Language) -> list[dict[str, Any]]:
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
        "projected_year": item.projected_year,
        "notes": [note.text(lang) for note in item.notes],
    }


def target_data(target: Target) -> dict[str, Any]:
    """A target as an object of JSON."""
    found: dict[str, Any] = {
        "attribute": target.attribute.code,
        "population": target.population.code if target.population else None,
        "base": target.base.value,
        "kind": target.kind,
    }
    match target:
        case Reach():
            found["rate"] = target.rate.decimal()
        case Maintain():
            found |= {"rate": target.rate.decimal(), "strict": target.strict}
        case Grow():
            found["range"] = [target.yearly.low.decimal(), target.yearly.high.decimal()]
        case Deliver():
            found["count"] = target.count
    return found | {
        "due": target.due.isoformat(),
        "area": target.area.value if target.area else None,
        "citation": target.citation.text("en"),
        "confidence": target.confidence.value,
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
