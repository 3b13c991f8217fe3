"""Coverage and cascades of a portfolio as tables."""

import datetime as dt
from collections.abc import Iterable

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.records.portfolio.cascade import build_cascade, by_parent
from khuyenhoc.records.portfolio.coverage import CoverageCell, CoverageStatus
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.values.place import Level, Place
from khuyenhoc.views.portfolio import NONE, heads_of, listed_ids, titles_of
from khuyenhoc.views.sheets import Cell, Column, Sheet, named
from khuyenhoc.views.words import place_name, word

__all__ = ["cascade_sheet", "coverage_sheet"]

_MARKS = {CoverageStatus.SIGNED: "✓", CoverageStatus.UNCLEAR: "?", CoverageStatus.MISSING: "·"}
_MANY = 6  # names in one cell; more are counted


def coverage_sheet(portfolio: Portfolio, lang: Language, *, on: dt.date, by: str) -> Sheet:
    """Partner types by level, as a grid; or place by place, as lists, since places are too many for a grid."""
    table = portfolio.coverage(on=on, by=by)
    data = tuple(
        {
            "type": cell.type.value,
            "at": cell.at.value if isinstance(cell.at, Level) else cell.at.name,
            "status": cell.status.value,
            "ids": list(cell.agreements),
        }
        for cell in table
    )
    columns, cells = table.columns, {(cell.type, cell.at): cell for cell in table}
    if by == "place":
        return Sheet(
            key="coverage",
            title=Label("Đơn vị phối hợp theo địa bàn", "Partner types by place").text(lang),
            columns=(*heads_of(lang, "place"), *(Column(item.text(lang)) for item in CoverageStatus)),
            rows=tuple(
                (
                    _place(at, lang),
                    *(_named([cells[kind, at] for kind in table.types], item, lang) for item in CoverageStatus),
                )
                for at in columns
            ),
            empty=NONE.text(lang),
            data=data,
        )
    legend = ", ".join(f"{_MARKS[item]} {item.text(lang)}" for item in CoverageStatus)
    return Sheet(
        key="coverage",
        title=Label("Đơn vị phối hợp theo cấp", "Partner types by level").text(lang),
        columns=(*heads_of(lang, "type"), *(Column(_place(at, lang)) for at in columns)),
        rows=tuple((kind.text(lang), *(_mark(cells[kind, at]) for at in columns)) for kind in table.types),
        notes=(legend,),
        data=data,
    )


def _place(at: Level | Place, lang: Language) -> str:
    return at.text(lang) if isinstance(at, Level) else place_name(at, lang)


def _named(cells: Iterable[CoverageCell], wanted: CoverageStatus, lang: Language) -> str:
    names = [cell.type.text(lang) for cell in cells if cell.status is wanted]
    if len(names) > _MANY:
        return f"{len(names)} {word('types', lang)}"
    return ", ".join(names) or "–"


def _mark(cell: CoverageCell) -> str:
    count = len(cell.agreements)
    return f"{_MARKS[cell.status]} {count}" if count else _MARKS[cell.status]


def cascade_sheet(portfolio: Portfolio, lang: Language, *, on: dt.date) -> Sheet:
    """How far down each agreement above the commune has been passed, where anything says so; the others are counted."""
    children = by_parent(portfolio.agreements)
    rows: list[tuple[Cell | str, ...]] = []
    titles = titles_of(portfolio, lang)
    data: list[dict[str, object]] = []
    silent: list[str] = []
    said: dict[str, None] = {}
    for item in portfolio:
        found = build_cascade(item, children, on=on)
        if not found.is_known and item.level > Level.COMMUNE:
            silent.append(item.id)
        for row in found.levels:
            reports = [
                f"{count.done}/{count.total}" if count.total is not None else str(count.done) for count in row.reported
            ]
            notes = [note.text(lang) for note in row.notes]
            said |= dict.fromkeys(notes)
            signed = listed_ids(row.signed, titles)
            rows.append((named(item.id, titles[item.id]), row.level.text(lang), signed, ", ".join(reports)))
            data.append(
                {"id": item.id, "level": row.level.value, "ids": list(row.signed), "reported": reports, "notes": notes}
            )
    note = Label(
        f"Chưa có nguồn nêu đã triển khai xuống cấp dưới: {len(silent)} chương trình.",
        f"For {len(silent)} agreements no source says how far down they were passed.",
    )
    data += [{"id": record_id, "level": None, "ids": [], "reported": [], "notes": []} for record_id in silent]
    return Sheet(
        key="cascade",
        title=Label("Triển khai xuống các cấp", "Passed down").text(lang),
        columns=heads_of(lang, "agreement", "level", "signed_own", "reported"),
        rows=tuple(rows),
        empty=NONE.text(lang),
        notes=(*said, *((note.text(lang),) if silent else ())),
        data=tuple(data),
    )
