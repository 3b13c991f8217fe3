"""A page as PDF, set by typst: one file to install, with fonts of its own, and nothing of the system is needed."""

import json
from pathlib import Path
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.errors import MissingExtraError
from khuyenhoc.files.pictures import svg_of
from khuyenhoc.views.grids import head_of
from khuyenhoc.views.paper import (
    BOTTOM,
    BROAD,
    COLOURS,
    FONT,
    LEFT,
    RIGHT,
    TALL,
    TOP,
    is_wide,
    small_notes,
    texts_of,
    widths_of,
)
from khuyenhoc.views.sheets import Cell, Page, Sheet

__all__ = ["write_pdf"]

# The page comes in as data and never as markup, so that no text can say anything to the program that sets it.
_TEMPLATE = r"""
#let page-data = json(bytes(sys.inputs.page))
#set document(title: page-data.title)
#set page(
  paper: "a4", flipped: page-data.wide,
  margin: (top: page-data.margins.at(0) * 1mm, right: page-data.margins.at(1) * 1mm,
    bottom: page-data.margins.at(2) * 1mm, left: page-data.margins.at(3) * 1mm),
  header: context if counter(page).get().first() > 1 { align(center, counter(page).display()) },
)
#set text(font: page-data.fonts, size: 13pt, lang: page-data.lang, hyphenate: false)
#set par(leading: 0.55em, spacing: 0.8em)
#show heading: set text(size: 13pt)
#show heading: set block(above: 1.2em, below: 0.7em)
#show table.cell.where(y: 0): set text(hyphenate: false)
#let small(body) = text(size: 11pt, fill: rgb("#595959"), body)
#let lines(text) = text.split("\n").join(linebreak())
#let cell(it) = {
  text(fill: rgb("#" + it.colour), lines(it.text))
  if it.notes != "" { super(it.notes) }
  if it.small != "" { linebreak(); small(lines(it.small)) }
}
#let grid-of(sheet) = {
  set text(size: 12pt)
  set par(leading: 0.45em)
  let aligned = sheet.right.map(right-side => if right-side { right } else { left })
  table(
    columns: sheet.widths.map(width => width * 1fr), stroke: 0.5pt + rgb("#7f7f7f"), inset: (x: 4pt, y: 4pt),
    align: (x, y) => if y == 0 and sheet.heads.len() > 0 { center + horizon } else { aligned.at(x) + top },
    fill: (x, y) => if y == 0 and sheet.heads.len() > 0 { rgb("#e7eef4") },
    ..if sheet.heads.len() > 0 { (table.header(..sheet.heads.map(head => strong(head))),) },
    ..sheet.rows.flatten().map(it => table.cell(breakable: false, cell(it))),
  )
}
#let section(sheet, level) = {
  if sheet.title != "" { heading(level: level, sheet.title) }
  if sheet.rows.len() > 0 { grid-of(sheet) }
  for item in sheet.items { list(item, marker: [-]) }
  if sheet.empty != "" { par(sheet.empty) }
  if sheet.aside.len() > 0 { par(strong(sheet.aside.at(0) + ": ") + sheet.aside.at(1)) }
  for part in sheet.parts { section(part, calc.min(level + 1, 3)) }
  for note in sheet.notes { block(spacing: 0.5em, small(note)) }
}
#if page-data.title != "" {
  align(center, text(size: 14pt, weight: "bold", page-data.title))
}
#if page-data.about != "" { align(center, page-data.about) }
#if page-data.lead != "" { par(page-data.lead) }
#for chart in page-data.charts {
  image(bytes(chart.drawn), format: "svg", width: 100%, alt: chart.alt)
}
#for sheet in page-data.sheets { section(sheet, 2) }
"""
# The last two come with typst; all of them have every letter of Vietnamese.
_FONTS = [FONT, "Liberation Serif", "Tinos", "Libertinus Serif", "DejaVu Sans Mono"]


def write_pdf(page: Page, path: Path, lang: Language) -> None:
    """The page as .pdf.

    Raises:
        MissingExtraError: If typst is not installed.
    """
    try:
        import typst
    except ImportError:
        raise MissingExtraError("pdf-files-need-typst") from None
    wide = is_wide(page.sheets)
    room = (TALL if wide else BROAD) - LEFT - RIGHT
    data = {
        "title": page.title,
        "about": page.about,
        "lead": page.lead,
        "lang": lang,
        "fonts": _FONTS,
        "wide": wide,
        "margins": [TOP, RIGHT, BOTTOM, LEFT],
        "charts": [{"alt": chart.alt, "drawn": svg_of(chart.spec)} for chart in page.charts],
        "sheets": [_sheet(sheet, room, lang) for sheet in page.sheets],
    }
    made = typst.compile(_TEMPLATE.encode(), sys_inputs={"page": json.dumps(data, ensure_ascii=False)})
    path.write_bytes(made)


def _sheet(sheet: Sheet, room: float, lang: Language) -> dict[str, Any]:
    heads = [head_of(column) for column in sheet.columns]
    return {
        "title": " · ".join(filter(None, (sheet.title, sheet.about))),
        "widths": widths_of(sheet, room),
        "right": [column.right for column in sheet.columns],
        "heads": heads if any(heads) else [],
        "rows": [[_cell(cell) for cell in row] for row in sheet.rows],
        "items": [] if sheet.rows else list(sheet.items),
        "empty": "" if sheet.rows or sheet.items else sheet.empty,
        "aside": list(sheet.aside or ()),
        "parts": [_sheet(part, room, lang) for part in sheet.parts],
        "notes": small_notes(sheet, lang),
    }


def _cell(cell: Cell | str) -> dict[str, str]:
    text, small, notes = texts_of(cell)
    status = cell.status if isinstance(cell, Cell) else ""
    return {"text": text, "small": small, "notes": notes, "colour": COLOURS.get(status, "000000")}
