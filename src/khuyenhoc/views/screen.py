"""Tables on a terminal of 80 columns, with rich."""

from collections.abc import Iterable, Sequence

from rich.cells import cell_len
from rich.console import Console, RenderableType
from rich.padding import Padding
from rich.table import Table
from rich.text import Text

from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
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
_GAP, _WORD = 2, 8  # letters between columns; letters of a word that are not broken
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
        indent = 0 if not sheet.title or any(column.head for column in sheet.columns) else 2
        room = console.width
        body = _table(sheet, room - indent) if sheet.rows else _bullets(sheet.items)
        if isinstance(body, Table):  # where figures ask for more than there is, lines are long rather than cut
            console.width = max(room, indent + sum((column.width or 0) + _GAP for column in body.columns))
        console.print(Padding(body, (0, 0, 0, indent)) if indent else body)
        console.width = room
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


def _table(sheet: Sheet, room: int) -> Table:
    heads = [column.screen_head for column in sheet.columns]
    table = Table(box=None, padding=(0, _GAP, 0, 0), pad_edge=False, header_style="bold", show_header=any(heads))
    rows = [[_cell(cell, "" if sheet.close else " ") for cell in row] for row in sheet.rows]
    texts = [[head, *(row[index].plain for row in rows)] for index, head in enumerate(heads)]
    widths = _widths(sheet.columns, texts, room)
    for column, lines, width in zip(sheet.columns, texts, widths, strict=True):
        table.add_column(
            column.screen_head,
            justify="right" if column.right else "left",
            style="dim" if column.dim else None,
            no_wrap=column.whole or column.fixed,
            min_width=_longest(lines) if column.fixed else column.least,
            width=width,
            ratio=column.ratio,
            overflow="fold",
        )
    for row in rows:
        table.add_row(*row)
    return table


def _longest(texts: Iterable[str]) -> int:
    return max((cell_len(line) for text in texts for line in text.splitlines()), default=0)


def _widths(columns: Sequence[Column], texts: Sequence[list[str]], room: int) -> list[int | None]:
    """Widths that break no figure and cut no cell, where the ones that rich would choose do; the texts give way."""
    widths = [_longest(lines) for lines in texts]
    wholes = [column.whole or column.fixed for column in columns]
    needed = [
        width
        if whole
        else max(column.least or 1, _longest(_figures(lines)), min(_WORD, _longest(" ".join(lines).split())))
        for width, whole, column, lines in zip(widths, wholes, columns, texts, strict=True)
    ]
    free = [index for index, whole in enumerate(wholes) if not whole]
    words = [max(least, _longest(" ".join(lines).split())) for least, lines in zip(needed, texts, strict=True)]
    room -= _GAP * (len(columns) - 1)
    usual = _narrowed(widths, [1] * len(widths), free, room)
    if sum(usual) <= room and all(usual[index] > needed[index] or usual[index] == widths[index] for index in free):
        return [None] * len(widths)
    return [*_narrowed(_narrowed(widths, words, free, room), needed, free, room)]


def _narrowed(widths: list[int], least: list[int], free: list[int], room: int) -> list[int]:
    """Widths made smaller, the widest first, until they fit or can become no smaller."""
    found = list(widths)
    while sum(found) > room:
        open_ = [index for index in free if found[index] > least[index]]
        if not open_:
            break
        found[max(open_, key=lambda index: found[index])] -= 1
    return found


def _figures(texts: Iterable[str]) -> list[str]:
    """The words of some texts that hold a digit."""
    return [word for text in texts for word in text.split() if any(letter.isdigit() for letter in word)]


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
