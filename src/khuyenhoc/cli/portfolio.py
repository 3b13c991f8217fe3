"""The command line of many agreements: the portfolio, and the calendar of what falls due."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from operator import attrgetter
from pathlib import Path
from typing import Any

import attrs
import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import Found, Instruments, find, is_file, known, of_place, read, read_documents
from khuyenhoc.cli.options import (
    answer,
    chart_file,
    formats,
    language,
    on_day,
    option,
    pictures,
    saying,
    show_chart,
    to_file,
)
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files import catalog
from khuyenhoc.files.codec.members import member_of
from khuyenhoc.files.ics import to_ics
from khuyenhoc.files.tables.titles import read_titles
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement, ReviewStep
from khuyenhoc.records.document import Document
from khuyenhoc.records.portfolio.coverage import types_of
from khuyenhoc.records.portfolio.duties import Record, expiry_of, obligations_of
from khuyenhoc.records.portfolio.portfolio import Portfolio, ahead as days_ahead
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level
from khuyenhoc.views.answers import portfolio_page
from khuyenhoc.views.charts.pictures import portfolio_pictures
from khuyenhoc.views.charts.timeline import timeline
from khuyenhoc.views.coverage import cascade_sheet, coverage_sheet
from khuyenhoc.views.portfolio import due_sheet, duty_data, gap_sheet, list_sheet, state_sheets, titles_of
from khuyenhoc.views.sheets import Page, Sheet

__all__ = ["calendar", "portfolio"]

_review = click.option(
    "--review",
    "steps",
    multiple=True,
    type=click.Choice([step.value for step in ReviewStep]),
    help="Also expect these reviews where a text lays none down; may be given several times.",
)


def _cycle(steps: Sequence[str]) -> tuple[ReviewStep, ...]:
    return tuple(step for step in ReviewStep if step.value in steps)


@click.command(cls=HelpedCommand)
@click.argument("path", required=False, metavar="[DIR_OR_FILE]")
@on_day
@click.option("--expiring", "within", default=None, metavar="TIME", help="Ending within 12m, 90d, 6w or 1y.")
@click.option("--gaps", is_flag=True, help="Gaps and overlaps, place by place.")
@click.option(
    "--coverage",
    "by",
    type=click.Choice(["level", "place"]),
    is_flag=False,
    flag_value="level",
    default=None,
    help="Partner types by level (or place), with the missing cells.",
)
@click.option("--cascade", "down", is_flag=True, help="How far down each agreement has been passed.")
@click.option("--due", "ahead", default=None, metavar="TIME", help="Reviews, reports and duties due within a time.")
@_review
@click.option("--place", "place_name", default=None, help="Only agreements of this place.")
@click.option(
    "--partner",
    type=str,
    default=None,
    metavar="TYPE",
    help="Only agreements with a partner of this type.",
)
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), default=None, help="Only agreements of this level."
)
@formats("text", "json", "csv", "html")
@chart_file
@language
@to_file
def portfolio(
    path: str | None,
    on: dt.date | None,
    within: str | None,
    gaps: bool,
    by: str | None,
    down: bool,
    ahead: str | None,
    steps: tuple[str, ...],
    place_name: str | None,
    partner: str | None,
    level: str | None,
    format_: str,
    chart: str | None,
    lang: Language,
    **to: Any,
) -> None:
    """Ask many agreements at once: those of the catalogue, of a file, or of a folder.

    With --on alone: which are in force, expiring within 12 months, lapsed with no successor, without a period. The
    other options add or choose tables.
    """
    held = known().portfolio() if path is None else catalog.portfolio_of(read_documents(path))
    chosen = _chosen(held, place_name, partner, level)
    if on is None and (within or by or down or ahead):
        raise Misused("usage-needs-on")
    for name, asked in (("--expiring", within), ("--due", ahead)):
        if asked is not None and on is not None:
            with option(name):
                days_ahead(on, asked)
    if steps and ahead is None:
        raise Misused("usage-review-needs-due")
    sheets: list[Sheet] = []
    only = gaps or by is not None or down or ahead is not None
    if on is None:
        if not only:
            title = Label("Chương trình phối hợp", "Agreements")
            sheets.append(list_sheet("agreements", title, chosen, lang))
    elif within is not None or not only:
        sheets += state_sheets(chosen, lang, on=on, within=within or "12m")
    if gaps:
        sheets.append(gap_sheet(chosen, lang, on=on))
    if on is not None:
        if by is not None:
            sheets.append(coverage_sheet(chosen, lang, on=on, by=by))
        if down:
            sheets.append(cascade_sheet(chosen, lang, on=on))
        if ahead is not None:
            cycle = _cycle(steps)
            left_out = [item.agreement.id for item in chosen.inherited(on=on)]
            duties = chosen.due(on=on, within=ahead, cycle=cycle)
            sheets.append(due_sheet(duties, lang, titles=titles_of(chosen, lang), cycle=cycle, left_out=left_out))
    if chart is not None:
        show_chart(lambda: timeline(chosen, on=on, lang=lang), chart, lang)
    charts = pictures(lambda: portfolio_pictures(chosen, on, lang), format_, lang, to["output"])
    page = portfolio_page(sheets, len(chosen), lang, on=on)
    answer(attrs.evolve(page, charts=charts), format_, lang, **to)


def _chosen(held: Portfolio, place: str | None, partner: str | None, level: str | None) -> Portfolio:
    if place is not None:
        records = of_place(held, place, _began, "agreement")
        held = Portfolio(records, reviews=held.reviews, reform=held.reform)
    kind = None if partner is None else _partner_type(partner, held)
    return held.where(partner_type=kind, level=next((item for item in Level if item.value == level), None))


def _partner_type(name: str, held: Portfolio) -> PartnerType:
    """A type of partner by its code or label: a built-in one, or one of somebody in the portfolio."""
    own = {item for agreement in held for item in types_of(agreement) if not item.is_known}
    try:
        found: PartnerType = member_of(name, PartnerType, sorted(own, key=attrgetter("order")))
    except InvalidValueError as error:
        lang = click.get_current_context().params["lang"]
        raise click.BadParameter(error.text(lang), param_hint="--partner") from None
    return found


def _began(agreement: Agreement) -> dt.date | None:
    """The day on which an agreement was signed, or began."""
    return agreement.signed or (agreement.period.first if agreement.period else None)


@click.command(cls=HelpedCommand)
@click.argument("ids", nargs=-1, metavar="[ID ...]")
@click.option("--year", type=click.IntRange(1900, 2198), required=True, help="The calendar year.")
@_review
@click.option(
    "--all", "everything", is_flag=True, help="Also the ends of agreements, and all circulars beside the IDs."
)
@click.option(
    "--level", type=click.Choice([level.value for level in Level]), default=None, help="Only what is of this level."
)
@click.option("--titles", "register", default=None, metavar="FILE", help="Also the ends of the titles in a register.")
@formats("text", "ics", "json")
@language
@to_file
def calendar(
    ids: tuple[str, ...],
    year: int,
    steps: tuple[str, ...],
    everything: bool,
    level: str | None,
    register: str | None,
    format_: str,
    lang: Language,
    **to: Any,
) -> None:
    """What falls due in a year: duties of agreements and programmes, steps of recognition procedures.

    ID is a rule set, an agreement or a programme of the catalogue, or a file or folder of your own; without any, all
    of the catalogue are asked. With --all, the year of an office in one calendar: also the agreements that end, and
    the circulars of its level.
    """
    records, reviews, instruments = _sources(ids)
    if everything and ids:
        records = list({record.id: record for record in (*known().rulesets(), *records)}.values())
    records = [record for record in records if level is None or _is_of(record, level)]
    within, cycle = Period.of_years(year, year), _cycle(steps)
    found = [duty for record in records for duty in obligations_of(record, within, cycle=cycle, reviews=reviews)]
    if everything:
        ends = [expiry_of(record) for record in records if isinstance(record, Agreement)]
        found += [duty for duty in ends if duty is not None and duty.due in within]
    if register is not None:
        with saying(lang):
            found += read_titles(register, rules=known().held.rulesets.own.values()).duties(within)
    found.sort(key=lambda duty: duty.order)
    title = Label(f"Lịch công tác năm {year}", f"Calendar of {year}").text(lang)
    sheet = due_sheet(found, lang, titles=titles_of(records, lang), cycle=cycle)
    page = Page(title=title, sheets=(sheet,), data=lambda: [duty_data(duty, lang) for duty in found])
    as_ics = partial(to_ics, found, lang=lang, title=title, instruments=instruments)
    answer(page, format_, lang, more={".ics": as_ics}, **to)


def _is_of(record: Record, level: str) -> bool:
    """Whether a record concerns a level: one without a level, and a programme of the whole country, concern all."""
    if isinstance(record, RuleSet):
        levels = record.levels or ((record.level,) if record.level else ())
        return not levels or level in {item.value for item in levels}
    whole_country = isinstance(record, Programme) and record.place is None
    return whole_country or record.level.value == level


def _sources(ids: Sequence[str]) -> tuple[list[Record], list[Review], Instruments]:
    """The records asked about, each once, the reviews on record, and the instruments that they may cite."""
    if not ids:
        records_of_all: list[Record] = [*known().agreements(), *known().programmes(), *known().rulesets()]
        return records_of_all, list(known().reviews()), Instruments()
    files: list[Found[Record]] = []
    records: dict[str, Record] = {}
    reviews: list[Review] = list(known().reviews())
    for name in ids:
        found, document = _source(name)
        reviews += document.reviews
        files += [Found(record, document) for record in found]
        for record in found:
            if records.setdefault(record.id, record) != record:
                raise InvalidValueError("two-different-records-of-one-id", path=("ID",), seen=record.id)
    return list(records.values()), reviews, Instruments(*files)


def _source(name: str) -> tuple[Sequence[Record], Document]:
    """The records of an id, or of a whole file or folder, with what else the file holds."""
    if not (is_file(name) or Path(name).is_dir()):
        found = find(name, RuleSet, Programme, Agreement)
        return [found.record], found.document
    held = read(name)
    if isinstance(held, RuleSet):
        return [held], Document()
    return [*held.agreements, *held.programmes], held
