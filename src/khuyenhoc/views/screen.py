"""Reports and records as text for a terminal of 80 columns, with rich."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Literal

from rich.cells import cell_len
from rich.console import Console, Group, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.targets.attainment import Status
from khuyenhoc.targets.report import Report
from khuyenhoc.views.rows import Block, Row, blocks
from khuyenhoc.views.words import date, place_name, word

__all__ = ["SUPERSCRIPTS", "bullets", "facts", "instrument_name", "print_agreements", "print_report", "section"]

_STYLES = {
    Status.ATTAINED: "green",
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.MISSED: "red",
    Status.OPEN: "cyan",
    Status.NOT_COMPARABLE: "magenta",
    Status.NO_DATA: "dim",
}
SUPERSCRIPTS = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")


def instrument_name(record_id: str, lang: Language) -> str:
    """An instrument by kind, number and day, or its id where the catalogue does not hold it."""
    try:
        instrument = catalog.instrument(record_id)
    except UnknownNameError:
        return record_id
    issued = f" ({date(instrument.issued, lang)})" if instrument.issued else ""
    return f"{instrument.text(lang)}{issued}"


def print_report(console: Console, report: Report, source: str, lang: Language, *, everything: bool = False) -> None:
    """Title, one table a place, what has no data, and the footnotes."""
    console.print(Text(report.title.text(lang), style="bold"))
    console.print(Text(f"{source} · {word('as_of', lang)} {date(report.on, lang)}", style="dim"))
    for block in blocks(report, lang, everything=everything):
        console.print()
        if block.place is not None:
            days = ", ".join(date(day, lang) for day in block.days)
            console.print(
                Text.assemble(
                    (place_name(block.place, lang), "bold"), (f" · {word('seen', lang)} {days}" if days else "", "dim")
                )
            )
        if block.rows:
            console.print(_table(block, lang))
        _after_table(console, block, lang)
    if report.findings:
        console.print()
        console.print(section(word("findings", lang), bullets(report.findings, lang)))


def _table(block: Block, lang: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", expand=False)
    table.add_column(word("target", lang), ratio=1, min_width=16, overflow="fold")
    _whole_column(table, word("due", lang), [row.due for row in block.rows])
    _whole_column(table, word("required", lang), [row.required for row in block.rows], justify="right")
    table.add_column(word("observed", lang), justify="right")
    table.add_column(word("result", lang))
    _whole_column(table, word("short", lang), [row.short for row in block.rows], justify="right")
    before: Row | None = None
    for row in block.rows:
        again = before is not None and (before.target, before.about) == (row.target, row.about)
        same_figure = again and before is not None and (before.share, before.counts) == (row.share, row.counts)
        name = Text() if again else _name(row, block.rows)
        figure = Text(row.share if same_figure or not row.counts else f"{row.share}\n{row.counts}")
        marks = "".join(f" {str(note).translate(SUPERSCRIPTS)}" for note in row.footnotes)
        result = Text.assemble((f"{row.mark} {row.result}", _STYLES[row.status]), (marks, "dim"))
        table.add_row(name, row.due, row.required, figure, result, row.short)
        before = row
    return table


def _whole_column(table: Table, name: str, cells: Sequence[str], *, justify: Literal["left", "right"] = "left") -> None:
    """A column that is never cut or broken."""
    width = max(cell_len(line) for cell in (name, *cells) for line in cell.splitlines())
    table.add_column(name, justify=justify, no_wrap=True, min_width=width)


def _name(row: Row, rows: Sequence[Row]) -> Text:
    """The target, and its population where the same title is counted among several."""
    several = len({other.about for other in rows if other.target == row.target}) > 1
    return Text.assemble(row.target, (f"\n{row.about}", "dim")) if several else Text(row.target)


def _after_table(console: Console, block: Block, lang: Language) -> None:
    if block.without:
        names = "; ".join(block.without)
        text = Text.assemble((f"\n{word('no_data', lang)}: ", "bold"), names)
        console.print(text)
    if block.notes:
        console.print()
        lines = [
            Text.assemble((f"{str(place).translate(SUPERSCRIPTS)} ", "dim"), note)
            for place, note in enumerate(block.notes, 1)
        ]
        console.print(Group(*lines))
    if block.rows:
        console.print(Text(word("cut", lang), style="dim"))


def print_agreements(console: Console, records: Iterable[Agreement], lang: Language, *, on: dt.date | None) -> None:
    """One line an agreement: id, period, partners, and, given a day, the phase."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("ID", no_wrap=True)
    table.add_column(word("period", lang))
    table.add_column(word("partners", lang))
    if on is not None:
        table.add_column(date(on, lang))
    for record in records:
        period = record.period
        years = (
            word("none", lang)
            if period is None
            else period.text(lang).removeprefix("giai đoạn ").removeprefix("period ")
        )
        types = ", ".join(dict.fromkeys(partner.type.text(lang) for partner in record.partners))
        phase = [] if on is None else [period.phase(on=on).text(lang) if period else word("none", lang)]
        table.add_row(record.id, years, types, *phase)
    console.print(table)


def section(title: str, body: RenderableType) -> Group:
    """A heading with something under it."""
    return Group(Text(title, style="bold"), Padding(body, (0, 0, 0, 2)))


def facts(rows: Iterable[tuple[str, str]]) -> Table:
    """Names and values in two columns."""
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0), pad_edge=False)
    table.add_column(style="dim", no_wrap=True)
    table.add_column(overflow="fold")
    for name, value in rows:
        if value:
            table.add_row(name, Text(value))
    return table


def bullets(items: Iterable[Label | Finding | str], lang: Language) -> Table:
    """A list."""
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", Text(item if isinstance(item, str) else item.text(lang)))
    return table
