"""Answers as a notebook shows them: the first lines of their tables, and how to see the rest."""

from collections.abc import Callable, Sequence
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.pictures import can_draw
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.alignment import Alignment
from khuyenhoc.records.portfolio.cascade import Cascade
from khuyenhoc.records.portfolio.coverage import Coverage
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.portfolio.timeline import Timeline
from khuyenhoc.targets.attainment import Attainment
from khuyenhoc.targets.report import Report
from khuyenhoc.values.place import Level, Place
from khuyenhoc.views.alignment import alignment_page
from khuyenhoc.views.charts.pictures import portfolio_pictures, report_pictures
from khuyenhoc.views.page import html_page, html_part
from khuyenhoc.views.portfolio import list_sheet
from khuyenhoc.views.records import record_page
from khuyenhoc.views.report import report_page
from khuyenhoc.views.sheets import Page, Sheet, columns, listed
from khuyenhoc.views.words import date, place_name, word

__all__ = ["short_part", "whole_page"]

_FIRST, _SHEETS = 12, 3  # lines of a table, and tables, that a notebook shows
_MISSING = Label("Chưa có số liệu", "Missing facts")
_COVERED = Label("Chương trình", "Agreements")
_AGREEMENTS = Label("Chương trình phối hợp", "Agreements")
_DAYS = Label("Số ngày", "Days")


def whole_page(answer: Any, lang: Language) -> str:
    """The whole answer as a page of its own, with its charts where they can be drawn."""
    page = _page(answer, lang)
    if can_draw():
        match answer:
            case Report():
                page = attrs.evolve(page, charts=report_pictures(answer, (), lang))
            case Portfolio():
                page = attrs.evolve(page, charts=portfolio_pictures(answer, None, lang))
    return html_page(page, lang)


def short_part(answer: Any, lang: Language) -> str:
    """The first lines of the answer as a part of a page."""
    page = _page(answer, lang)
    sheets: list[Sheet] = []
    rows, left = 0, 0
    for sheet in _flat(page.sheets):
        size = len(sheet.rows) + len(sheet.items)
        room = max(0, _FIRST - rows) if len(sheets) < _SHEETS else 0
        if room and size:
            cut = size > room
            notes = ((), ()) if cut else (sheet.footnotes, sheet.notes)
            sheets.append(
                attrs.evolve(
                    sheet,
                    rows=sheet.rows[:room],
                    items=sheet.items[:room],
                    footnotes=notes[0],
                    notes=notes[1],
                    parts=(),
                )
            )
        rows += min(size, room)
        left += size - min(size, room)
    more = Label(
        f"Còn {left} dòng. Cả bảng: .to_html(), từng dòng: .to_rows()",
        f"{left} more lines. The whole: .to_html(); row by row: .to_rows()",
    )
    last = (Sheet(notes=(more.text(lang),)),) if left else ()
    return html_part(attrs.evolve(page, sheets=(*sheets, *last)), lang)


def _flat(sheets: Sequence[Sheet]) -> list[Sheet]:
    return [found for sheet in sheets for found in (sheet, *_flat(sheet.parts))]


def _page(answer: Any, lang: Language) -> Page:
    return _PAGES[type(answer)](answer, lang)


def _decision(decision: Decision, lang: Language) -> Page:
    """The verdict, what is in the way of the next grade, and the facts that are missing."""
    grades = {item.id: item.text(lang) for item in decision.rules.grades}
    way = decision.obstacles(lang)
    reached = grades.get(decision.grade or "", "")
    return Page(
        title=decision.rules.title.text(lang),
        about=decision.rules.id,
        lead=", ".join(filter(None, (decision.verdict.text(lang), reached))),
        sheets=(*listed(way.head, way.texts, lang), *listed(_MISSING.text(lang), way.missing, lang)),
    )


def _portfolio(portfolio: Portfolio, lang: Language) -> Page:
    return Page(sheets=(list_sheet("agreements", _AGREEMENTS, portfolio, lang),))


def _coverage(coverage: Coverage, lang: Language) -> Page:
    rows = tuple(
        (row.type.text(lang), _where(row.at, lang), row.status.text(lang), ", ".join(row.agreements))
        for row in coverage
    )
    heads = columns(*(word(name, lang) for name in ("type", "place", "result")), _COVERED.text(lang))
    return Page(about=f"{word('as_of', lang)} {date(coverage.on, lang)}", sheets=(Sheet(columns=heads, rows=rows),))


def _where(at: Level | Place, lang: Language) -> str:
    return at.text(lang) if isinstance(at, Level) else place_name(at, lang)


def _timeline(timeline: Timeline, lang: Language) -> Page:
    rows = tuple(
        (item.period.text(lang), str(item.period.days), ", ".join(item.agreements) or word("gap", lang))
        for item in timeline.segments
    )
    return Page(
        sheets=(Sheet(columns=columns(word("period", lang), _DAYS.text(lang), _COVERED.text(lang)), rows=rows),)
    )


def _cascade(cascade: Cascade, lang: Language) -> Page:
    rows = tuple(
        (
            row.level.text(lang),
            ", ".join(row.signed),
            ", ".join(str(item.done) if item.total is None else f"{item.done}/{item.total}" for item in row.reported),
        )
        for row in cascade.levels
    )
    heads = columns(*(word(name, lang) for name in ("level", "signed_own", "reported")))
    return Page(title=cascade.agreement, sheets=(Sheet(columns=heads, rows=rows),))


def _attainment(item: Attainment, lang: Language) -> Page:
    title = Label(item.target.attribute.vi, item.target.attribute.en)
    return report_page(Report(subject="", title=title, on=item.on, rows=(item,)), item.target.text(lang), lang)


_PAGES: dict[type, Callable[[Any, Language], Page]] = {
    Agreement: lambda item, lang: record_page(item, {}, lang),
    Alignment: lambda item, lang: alignment_page(item, {}, lang),
    Attainment: _attainment,
    Cascade: _cascade,
    Coverage: _coverage,
    Decision: _decision,
    Portfolio: _portfolio,
    Report: lambda item, lang: report_page(item, item.subject, lang),
    RuleSet: lambda item, lang: record_page(item, {}, lang),
    Timeline: _timeline,
}
