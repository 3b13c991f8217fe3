"""Reports of many places: for each thing that is counted one table of places by targets, the worst first."""

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.targets.attainment import Attainment, Observed, Status
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base
from khuyenhoc.views.sheets import Cell, Column, Sheet
from khuyenhoc.views.targets import about, asked, due, target_data, within_all
from khuyenhoc.views.words import MARKS, date, number, place_name, word

__all__ = ["counts_text", "places_sheets", "share_text", "short_text", "sources_of", "summary_data"]

_WORST_FIRST = (
    Status.MISSED,
    Status.BEHIND,
    Status.OPEN,
    Status.ON_TRACK,
    Status.ATTAINED,
    Status.NOT_COMPARABLE,
    Status.NO_DATA,
)
_PLACES = Label("{} địa bàn, xếp từ nơi kém nhất", "{} places, the worst first")
_ALL = Label("Cộng {} địa bàn", "All {} places")
_PACE = Label("{}: nhịp thực hiện, so với mức {} đến {}", "{}: pace, against {} by {}")
_YEARLY = Label("Mỗi năm", "A year")
_NEEDED = Label("Cần\nmỗi năm", "Needed\na year")
_REACHED = Label("Năm\nđạt mức", "Year\nreached")
_NEVER = Label("không đạt", "never")
_MARKS_MEAN = Label("Dấu: {}.", "Marks: {}.")
_PLUS_MINUS = Label(
    "thiếu, dư: số cần thêm, hoặc vượt, để vừa đúng mức", "short, over: how many more, or fewer, are just the rate"
)


@attrs.frozen
class _Table:
    """The targets of one thing counted, and what every place has of each; a place without figures is not among them."""

    targets: tuple[Target, ...]
    rows: tuple[tuple[Place, tuple[Attainment, ...]], ...]
    without: tuple[Place, ...]

    def column(self, number: int) -> list[Attainment]:
        return [items[number] for _, items in self.rows]


def places_sheets(report: Report, lang: Language) -> tuple[Sheet, ...]:
    """The tables of a report of several places; none where there is but one."""
    if len(report.places) < 2:  # noqa: PLR2004 - one place is its own table
        return ()
    return tuple(sheet for table in _tables(report) for sheet in (_sheet(table, lang), *_paces(table, lang)))


def _tables(report: Report) -> Iterator[_Table]:
    """What was counted in any place, in the order of the document."""
    groups: dict[Any, dict[Place, list[Attainment]]] = {}
    for item in report:
        if item.place is not None:
            target = item.target
            key = target.attribute, target.population, target.base, target.area, target.kind
            groups.setdefault(key, {}).setdefault(item.place, []).append(item)
    for by_place in groups.values():
        known = {place: items for place, items in by_place.items() if any(item.observed for item in items)}
        if known:
            targets = tuple(item.target for item in next(iter(known.values())))
            rows = sorted(((place, tuple(items)) for place, items in known.items()), key=_order)
            yield _Table(targets, tuple(rows), tuple(place for place in by_place if place not in known))


def _order(row: tuple[Place, Sequence[Attainment]]) -> tuple[Any, ...]:
    """The worst first: by status, then by points, target by target; then by name."""
    place, items = row
    points = ((_WORST_FIRST.index(item.status), item.points.value if item.points else Fraction(0)) for item in items)
    return (*points, place.name_key)


def _sheet(table: _Table, lang: Language) -> Sheet:
    """A line a place: the latest figure, and for each target where it stands; at the foot all places together."""
    target, count = table.targets[0], len(table.rows)
    shared = _parent([place for place, _ in table.rows])
    sources = sources_of(item.observed for _, items in table.rows for item in items)
    used = dict.fromkeys(item.status for _, items in table.rows for item in items)
    days = sorted({seen.on for _, items in table.rows if (seen := _latest(items))})
    legend = ", ".join(f"{MARKS[status]} {status.text(lang)}" for status in Status if status in used)
    several = len(sources) > 1
    return Sheet(
        title=f"{target.attribute.text(lang)}{_of(target, lang)}",
        about=" · ".join(
            filter(
                None,
                (
                    place_name(shared, lang) if shared else "",
                    _PLACES.text(lang).format(number(count, lang)),
                    f"{word('seen', lang)} {', '.join(date(day, lang) for day in days)}",
                ),
            )
        ),
        columns=(
            Column(word("place", lang), ratio=1, least=12),
            Column(word("observed", lang), right=True, whole=True),
            Column(right=True, whole=True),
            *(Column(f"{due(item)}: {asked(item, lang)}", fixed=True) for item in table.targets),
            *([Column(word("sources", lang))] if several else []),
        ),
        rows=(
            *(_row(place, items, shared, lang, several=several) for place, items in table.rows),
            _sum(table, lang, several=several),
        ),
        aside=(word("no_data", lang), "; ".join(_called(place, shared, lang) for place in table.without))
        if table.without
        else None,
        notes=(
            _MARKS_MEAN.text(lang).format(f"{legend}; {_PLUS_MINUS.text(lang)}"),
            *([f"{word('sources', lang)}: {sources[0]}"] if len(sources) == 1 else []),
            word("cut", lang),
        ),
    )


def _row(
    place: Place, items: Sequence[Attainment], shared: Place | None, lang: Language, *, several: bool
) -> tuple[Cell | str, ...]:
    seen = _latest(items)
    return (
        _called(place, shared, lang),
        counts_text(seen, lang),
        share_text(seen, lang),
        *(_standing(item, seen, lang) for item in items),
        *(["; ".join(sources_of(item.observed for item in items))] if several else []),
    )


def _standing(item: Attainment, latest: Observed | None, lang: Language) -> Cell:
    """The mark and what is short or over; with the share, where it is of another day than the latest figure."""
    parts = [MARKS[item.status], short_text(item, lang)]
    if item.observed is not None and item.observed != latest:
        parts.append(f"({share_text(item.observed, lang)}, {date(item.observed.on, lang)})")
    return Cell(" ".join(filter(None, parts)), status=item.status.value)


def _sum(table: _Table, lang: Language, *, several: bool) -> tuple[Cell | str, ...]:
    """All places together: their counts, where these may be added up, and how many stand where."""
    total = _total(table)
    stands = []
    for index in range(len(table.targets)):
        counted = Counter(item.status for item in table.column(index))
        stands.append("\n".join(f"{MARKS[status]} {counted[status]}" for status in Status if counted[status]))
    return (
        _ALL.text(lang).format(number(len(table.rows), lang)),
        counts_text(total, lang),
        share_text(total, lang),
        *stands,
        *([""] if several else []),
    )


def _total(table: _Table) -> Observed | None:
    """The sum of the latest figures, where all are counts of one day, on one base, of places of one level."""
    figures = [_latest(items) for _, items in table.rows]
    alike = {(seen.on, seen.base) for seen in figures if seen} | {place.level for place, _ in table.rows}
    parts, wholes = ([getattr(seen, name) for seen in figures] for name in ("part", "whole"))
    if len(alike) != 2 or None in (*figures, *parts, *wholes):  # noqa: PLR2004 - one day and base, and one level
        return None
    first = figures[0]
    return Observed(on=first.on, base=first.base, part=sum(parts), whole=sum(wholes)) if first else None


def _paces(table: _Table, lang: Language) -> Iterator[Sheet]:
    """For each target ahead: the pace seen, the one needed, and where the one seen leads; none without a pace."""
    shared = _parent([place for place, _ in table.rows])
    for index, target in enumerate(table.targets):
        rows = [(place, items[index]) for place, items in table.rows if items[index].projected is not None]
        if not rows:
            continue
        rows.sort(key=lambda row: (row[1].projected or Rate(0), row[0].name_key))
        name = f"{target.attribute.text(lang)}{_of(target, lang)}"
        yield Sheet(
            title=_PACE.text(lang).format(name, asked(target, lang).replace("\n", " "), due(target)),
            columns=(
                Column(word("place", lang), ratio=1, least=12),
                *(
                    Column(head, right=True, fixed=True)
                    for head in (
                        word("observed", lang),
                        *(label.text(lang) for label in (_YEARLY, _NEEDED)),
                        word("projected", lang),
                        _REACHED.text(lang),
                    )
                ),
            ),
            rows=tuple((_called(place, shared, lang), *_pace(item, lang)) for place, item in rows),
            notes=(word("projected_how", lang),),
        )


def _pace(item: Attainment, lang: Language) -> tuple[str, ...]:
    year = "" if item.status is Status.ATTAINED else str(item.projected_year or _NEVER.text(lang))
    return (
        share_text(item.observed, lang),
        *(_signed(rate, lang) for rate in (item.pace_seen, item.pace_needed)),
        within_all(item.projected, lang) if item.projected is not None else "",
        "" if item.target.kind == "grow" else year,
    )


def _signed(rate: Rate | None, lang: Language) -> str:
    return "" if rate is None else f"{'+' if rate >= Rate(0) else ''}{rate.text(lang)}"


def _of(target: Target, lang: Language) -> str:
    said = about(target, lang)
    return f" ({said})" if said else ""


def _latest(items: Iterable[Attainment]) -> Observed | None:
    """The latest figure that any of the targets was held against."""
    return max((item.observed for item in items if item.observed), key=lambda seen: seen.on, default=None)


def _parent(places: Sequence[Place]) -> Place | None:
    """What all places belong to, so that it need not stand beside each of them; None if that is not one thing."""
    parents = {place.parent for place in places}
    return parents.pop() if len(parents) == 1 else None


def _called(place: Place, shared: Place | None, lang: Language) -> str:
    return place.name if shared is not None else place_name(place, lang)


def sources_of(figures: Iterable[Observed | None]) -> tuple[str, ...]:
    """Where some figures were published, none twice."""
    return tuple(dict.fromkeys(seen.source for seen in figures if seen is not None and seen.source))


def share_text(seen: Observed | None, lang: Language) -> str:
    """A figure as a share, as printed where that is all there is, or as a plain count."""
    if seen is None:
        return "–"
    if seen.share is not None:
        return seen.share.rate.text(lang)
    if seen.printed is not None:
        return seen.printed.text if lang == "vi" else seen.printed.text.replace(",", ".")
    return number(seen.part, lang) if seen.part is not None else "–"


def counts_text(seen: Observed | None, lang: Language) -> str:
    """The counts behind a share; empty where there are none."""
    if seen is None or seen.part is None or (seen.whole is None and seen.base is None):
        return ""
    whole = f"/{number(seen.whole, lang)}" if seen.whole is not None else ""
    base = f" {word('registered', lang)}" if seen.base is Base.REGISTERED else ""
    return f"{number(seen.part, lang)}{whole}{base}"


def short_text(item: Attainment, lang: Language) -> str:
    """How many are short of a target, or over it; empty where no counts say so."""
    if item.short_by is None:
        return ""
    return f"{word('more' if item.short_by > 0 else 'over', lang)} {number(abs(item.short_by), lang)}"


def summary_data(report: Report, lang: Language) -> list[dict[str, Any]]:
    """One object for each target that anything was counted for: how many places stand where, the worst first."""
    found = []
    for table in _tables(report):
        total = _total(table)
        for index, target in enumerate(table.targets):
            counted = Counter(item.status.value for item in table.column(index))
            found.append(
                {
                    "target": target_data(target),
                    "places": len(table.rows),
                    "statuses": dict(sorted(counted.items())),
                    "part": total.part if total else None,
                    "whole": total.whole if total else None,
                    "worst_first": [place_name(place, lang) for place, _ in table.rows],
                    "without_data": [place_name(place, lang) for place in table.without],
                }
            )
    return found
