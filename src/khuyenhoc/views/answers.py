"""One page for each answer of the library."""

import datetime as dt
from collections.abc import Mapping
from functools import partial

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.files.catalog.builtin import agreements, instruments, programmes
from khuyenhoc.files.pictures import can_draw
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.alignment import Alignment
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.targets.report import Report
from khuyenhoc.views.alignment import alignment_page
from khuyenhoc.views.charts.pictures import portfolio_pictures, report_pictures
from khuyenhoc.views.decisions import decision_page
from khuyenhoc.views.portfolio import list_sheet, state_sheets, titles_of
from khuyenhoc.views.records import Record, named_by, record_page
from khuyenhoc.views.report import report_page
from khuyenhoc.views.sheets import Page, Sheet, sheets_csv, sheets_data
from khuyenhoc.views.words import date, instrument_name

__all__ = ["Answer", "page_of", "portfolio_page"]

Answer = Report | Decision | Alignment | Portfolio | Record


@public("khuyenhoc.views")
def page_of(answer: Answer, lang: Language = "vi", *, on: dt.date | None = None) -> Page:
    """An answer as a page (trang): its tables under one title, as the command line shows them.

    The charts of a report or portfolio stand on it if the extra ``plot`` is installed.

    Args:
        answer: A report, a decision, an alignment, a portfolio, or a record.
        lang: The language of its words.
        on: The day of the question, for a portfolio and for a record.

    Raises:
        WrongTypeError: If it is no such answer.

    >>> views.page_of(catalog.ruleset("cdht-324-2023").decide({"foreign_language_points": 5})).title
    'Công dân học tập'
    """
    check_language(lang)
    match answer:
        case Report():
            page = report_page(answer, _source(answer.subject, lang), lang)
            return attrs.evolve(page, charts=report_pictures(answer, (), lang)) if can_draw() else page
        case Decision():
            return decision_page(answer, lang)
        case Alignment():
            return alignment_page(answer, _instruments(), lang)
        case Portfolio():
            title = Label("Chương trình phối hợp", "Agreements")
            sheets = (
                state_sheets(answer, lang, on=on, within="12m")
                if on is not None
                else [list_sheet("agreements", title, answer, lang)]
            )
            page = portfolio_page(sheets, len(answer), lang, on=on)
            return attrs.evolve(page, charts=portfolio_pictures(answer, on, lang)) if can_draw() else page
        case Agreement() | Programme() | Review() | Instrument() | FundStatement() | RuleSet():
            others = agreements() if named_by(answer) else ()
            return record_page(answer, _instruments(), lang, on=on, titles=titles_of(others, lang))
    raise WrongTypeError("no-answer-that-is-shown", path=("answer",), seen=answer)


def _source(subject: str, lang: Language) -> str:
    """The document that lays a national programme down; of another record its id."""
    instrument = next((item.instrument for item in programmes() if item.id == subject), None)
    return subject if instrument is None else instrument_name(instrument, _instruments(), lang)


def _instruments() -> Mapping[str, Instrument]:
    return {item.id: item for item in instruments()}


def portfolio_page(sheets: list[Sheet], count: int, lang: Language, *, on: dt.date | None) -> Page:
    """Tables of a portfolio of so many agreements."""
    title = Label(f"Danh mục {count} chương trình phối hợp", f"A portfolio of {count} agreements").text(lang)
    about = Label(f"tính đến ngày {date(on, 'vi')}", f"as of {date(on, 'en')}").text(lang) if on is not None else ""
    return Page(
        title=title,
        about=about,
        sheets=tuple(sheets),
        data=partial(sheets_data, sheets),
        csv=partial(sheets_csv, sheets),
    )
