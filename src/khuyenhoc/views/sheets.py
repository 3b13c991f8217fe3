"""Tables that are shown as text, HTML, CSV or JSON: one content, four forms."""

import csv
import io
from html import escape
from typing import Any

import attrs
from rich.console import Console
from rich.table import Table
from rich.text import Text

from khuyenhoc._base.terms import Language
from khuyenhoc.views.page import STYLE

__all__ = ["Sheet", "print_sheets", "sheets_csv", "sheets_data", "sheets_page"]

_BOM = "\ufeff"  # so that a spreadsheet program reads Vietnamese letters
_FORMULA = ("=", "+", "-", "@", "\t", "\r")  # a spreadsheet program would run such a cell


@attrs.frozen(kw_only=True)
class Sheet:
    """One table: what people read, and the same as plain data; ``whole`` names columns whose cells are not broken."""

    key: str
    title: str
    heads: tuple[str, ...] = ()
    rows: tuple[tuple[str, ...], ...] = ()
    whole: tuple[int, ...] = ()
    empty: str = ""
    notes: tuple[str, ...] = ()
    data: tuple[dict[str, Any], ...] = ()


def print_sheets(console: Console, title: str, about: str, sheets: list[Sheet]) -> None:
    """Each table under its heading; long cells are broken, never cut."""
    console.print(Text(title, style="bold"))
    if about:
        console.print(Text(about, style="dim"))
    for sheet in sheets:
        console.print()
        console.print(Text(sheet.title, style="bold"))
        if sheet.rows:
            table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="dim")
            for number, head in enumerate(sheet.heads):
                table.add_column(head, overflow="fold", no_wrap=number in sheet.whole)
            for row in sheet.rows:
                table.add_row(*map(Text, row))
            console.print(table)
        elif sheet.empty:
            console.print(Text(sheet.empty, style="dim"))
        for note in sheet.notes:
            console.print(Text(note, style="dim"))


def sheets_page(title: str, about: str, sheets: list[Sheet], lang: Language) -> str:
    """One self-contained page without scripts; every text is escaped."""
    parts = [
        "<!doctype html>",
        f'<html lang="{lang}">',
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>",
        "<body>",
        f"<h1>{escape(title)}</h1>",
        f'<p class="source">{escape(about)}</p>' if about else "",
        *map(_html, sheets),
        "</body></html>",
    ]
    return "\n".join(part for part in parts if part) + "\n"


def _html(sheet: Sheet) -> str:
    found = [f"<h2>{escape(sheet.title)}</h2>"]
    if sheet.rows:
        heads = "".join(f'<th scope="col">{escape(head)}</th>' for head in sheet.heads)
        rows = "\n".join(f"<tr>{''.join(f'<td>{_lines(cell)}</td>' for cell in row)}</tr>" for row in sheet.rows)
        found.append(
            f'<div class="scroll"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
        )
    elif sheet.empty:
        found.append(f"<p>{escape(sheet.empty)}</p>")
    found += [f'<p class="cut">{escape(note)}</p>' for note in sheet.notes]
    return "\n".join(found)


def _lines(cell: str) -> str:
    return "<br>".join(map(escape, cell.split("\n")))


def sheets_data(sheets: list[Sheet]) -> dict[str, list[dict[str, Any]]]:
    """The data of each table under its key."""
    return {sheet.key: list(sheet.data) for sheet in sheets}


def sheets_csv(sheets: list[Sheet]) -> str:
    """Every row of every table, with the key of the table in the first column; lists are joined by a semicolon."""
    keys = list(dict.fromkeys(key for sheet in sheets for row in sheet.data for key in row))
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["table", *keys])
    for sheet in sheets:
        writer.writerows([sheet.key, *(_cell(row.get(key)) for key in keys)] for row in sheet.data)
    return _BOM + out.getvalue()


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    text = "; ".join(map(str, value)) if isinstance(value, list) else str(value)
    return f"'{text}" if text.startswith(_FORMULA) else text
