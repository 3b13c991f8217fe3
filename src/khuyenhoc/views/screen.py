"""Tables on a terminal of 80 columns, with rich."""

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.sheets import Cell, Page, Sheet
from khuyenhoc.views.words import raised

__all__ = ["print_page"]

_STYLES = {
    Status.ATTAINED: "green",
    Status.ON_TRACK: "green",
    Status.BEHIND: "yellow",
    Status.MISSED: "red",
    Status.OPEN: "cyan",
    Status.NOT_COMPARABLE: "magenta",
    Status.NO_DATA: "dim",
}
_COLOURS = {status.value: style for status, style in _STYLES.items()}


def print_page(console: Console, page: Page) -> None:
    """The title, and each table under its heading; long cells are broken, never cut."""
    heads = ((page.title, "bold"), (page.about, "dim"), (page.lead, ""))
    for text, style in heads:
        if text:
            console.print(Text(text, style=style))
    first = not any(text for text, _ in heads)
    for sheet in page.sheets:
        if not first:
            console.print()
        first = False
        _print(console, sheet)


def _print(console: Console, sheet: Sheet) -> None:
    if sheet.title:
        console.print(Text.assemble((sheet.title, "bold"), (f" · {sheet.about}" if sheet.about else "", "dim")))
    if sheet.rows or sheet.items:
        body = _table(sheet) if sheet.rows else _bullets(sheet.items)
        headed = not sheet.title or any(column.head for column in sheet.columns)
        console.print(body if headed else Padding(body, (0, 0, 0, 2)))
    elif sheet.empty:
        console.print(Text(sheet.empty, style="dim"))
    if sheet.aside:
        console.print(Text.assemble((f"\n{sheet.aside[0]}: ", "bold"), sheet.aside[1]))
    for part in sheet.parts:
        _print(console, part)
    if sheet.footnotes and not sheet.close:
        console.print()
    for number, note in enumerate(sheet.footnotes, 1):
        console.print(Text.assemble((f"{raised(number)} ", "dim"), note))
    for note in sheet.notes:
        console.print(Text(note, style="dim"))


def _table(sheet: Sheet) -> Table:
    heads = [column.screen_head for column in sheet.columns]
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold", show_header=any(heads))
    rows = [[_cell(cell, "" if sheet.close else " ") for cell in row] for row in sheet.rows]
    for index, column in enumerate(sheet.columns):
        lines = [
            line for cell in (column.screen_head, *(row[index].plain for row in rows)) for line in cell.splitlines()
        ]
        table.add_column(
            column.screen_head,
            justify="right" if column.right else "left",
            style="dim" if column.dim else None,
            no_wrap=column.whole or column.fixed,
            min_width=max(map(cell_len, lines)) if column.fixed else column.least,
            ratio=column.ratio,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*row)
    return table


def _cell(cell: Cell | str, gap: str) -> Text:
    if isinstance(cell, str):
        return Text(cell)
    if cell.brief is not None:
        return Text(cell.brief)
    return Text.assemble(
        (cell.text, _COLOURS.get(cell.status, "")),
        (f"\n{cell.small}" if cell.small else "", "dim"),
        (f"{gap}{raised(*cell.footnotes)}" if cell.footnotes else "", "dim"),
    )


def _bullets(items: tuple[str, ...]) -> RenderableType:
    table = Table(box=None, show_header=False, padding=(0, 1, 0, 0), pad_edge=False)
    table.add_column(no_wrap=True)
    table.add_column(overflow="fold")
    for item in items:
        table.add_row("-", Text(item))
    return table
