"""Tables and charts as one self-contained HTML page, without scripts; every text is escaped."""

from collections.abc import Iterable
from html import escape

from khuyenhoc._base.terms import Language
from khuyenhoc.files.pictures import svg_of
from khuyenhoc.views.sheets import Cell, Column, Page, Picture, Sheet
from khuyenhoc.views.words import word

__all__ = ["html_page", "html_part"]

_STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem } sup { line-height: 0; white-space: nowrap }
p.source, td small, td.dim, .cut { color: #595959 }
figure { margin: 1.5rem 0; overflow-x: auto } figure svg { max-width: 100%; height: auto; min-width: 36rem }
.scroll { overflow-x: auto }
table { border-collapse: collapse; width: 100%; font-variant-numeric: tabular-nums }
th { text-align: left; border-bottom: 2px solid #1b1b1b }
th, td { padding: .35rem .75rem .35rem 0; vertical-align: top }
td { border-bottom: 1px solid #ddd } td small { display: block }
.number { text-align: right; white-space: nowrap }
.attained, .on_track { color: #0a6b2d } .behind { color: #8a5a00 } .missed { color: #a80f0f }
.open { color: #0b5a8a } .not_comparable { color: #7a1a7a } .no_data { color: #595959 }
ol { padding-left: 1.5rem } @media print { body { margin: 0 } }
"""
_STYLE_OF_A_PART = """
.khuyenhoc.khuyenhoc :is(th, td) { text-align: left; vertical-align: top } .khuyenhoc .scroll { overflow-x: auto }
.khuyenhoc.khuyenhoc .number { text-align: right; white-space: nowrap }
.khuyenhoc td small { display: block; opacity: .75 }
"""


def html_page(page: Page, lang: Language) -> str:
    """The whole page."""
    head = '<meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    title = f"<title>{escape(page.title)}</title><style>{_STYLE}</style>"
    parts = [
        "<!doctype html>",
        f'<html lang="{lang}">',
        f"<head>{head}{title}</head>",
        "<body>",
        f"<h1>{escape(page.title)}</h1>",
        *_body(page, lang),
        "</body></html>",
    ]
    return "\n".join(filter(None, parts)) + "\n"


def html_part(page: Page, lang: Language, level: int = 4) -> str:
    """The same as a part of another page, such as a notebook, whose own look it does not touch.

    Its headings are of a level.
    """
    title = f"<p><b>{escape(page.title)}</b></p>" if page.title else ""
    parts = [
        f'<div class="khuyenhoc" lang="{lang}"><style>{_STYLE_OF_A_PART}</style>',
        title,
        *_body(page, lang, level),
    ]
    return "\n".join([*filter(None, parts), "</div>"])


def _body(page: Page, lang: Language, level: int = 2) -> list[str]:
    return [
        f'<p class="source">{escape(page.about)}</p>' if page.about else "",
        f"<p>{escape(page.lead)}</p>" if page.lead else "",
        *map(_figure, page.charts),
        *(_section(sheet, lang, level) for sheet in page.sheets),
    ]


def _figure(chart: Picture) -> str:
    """A chart as part of the page: drawn here, with its words for those who do not see it."""
    drawn = svg_of(chart.spec).replace(' xmlns:xlink="http://www.w3.org/1999/xlink"', "")
    named = f'<svg role="img" aria-label="{escape(chart.alt)}"'
    return f"<figure>{drawn.replace('<svg', named, 1)}</figure>"


def _section(sheet: Sheet, lang: Language, level: int = 2) -> str:
    title = " · ".join(escape(text) for text in (sheet.title, sheet.about) if text)
    found = [f"<h{level}>{title}</h{level}>" if title else ""]
    if sheet.rows:
        found.append(_table(sheet))
    elif sheet.items:
        found.append(_list("ul", sheet.items))
    elif sheet.empty:
        found.append(f"<p>{escape(sheet.empty)}</p>")
    if sheet.aside:
        found.append(f"<p><b>{escape(sheet.aside[0])}:</b> {escape(sheet.aside[1])}</p>")
    found += [_section(part, lang, level + 1) for part in sheet.parts]
    if sheet.footnotes:
        found.append(f"<h{level + 1}>{word('notes', lang)}</h{level + 1}>{_list('ol', sheet.footnotes)}")
    found += [f'<p class="cut">{escape(note)}</p>' for note in sheet.notes]
    return "\n".join(filter(None, found))


def _table(sheet: Sheet) -> str:
    heads = "".join(
        f'<th scope="col"{_class(column)}>{escape(column.head.replace(chr(10), " "))}</th>' for column in sheet.columns
    )
    head = f"<thead><tr>{heads}</tr></thead>\n" if any(column.head for column in sheet.columns) else ""
    rows = "\n".join(f"<tr>{''.join(map(_cell, row, sheet.columns))}</tr>" for row in sheet.rows)
    named = f' aria-label="{escape(sheet.title)}"' if sheet.title else ""  # by keys it is scrolled once it is reached
    return f'<div class="scroll" role="group" tabindex="0"{named}><table>{head}<tbody>\n{rows}\n</tbody></table></div>'


def _cell(cell: Cell | str, column: Column) -> str:
    whole = Cell(cell) if isinstance(cell, str) else cell
    text = "<br>".join(map(escape, whole.text.split("\n")))
    small = f"<small>{escape(whole.small)}</small>" if whole.small else ""
    marks = f"<sup>{','.join(map(str, whole.footnotes))}</sup>" if whole.footnotes else ""
    return f"<td{_class(column, whole.status)}>{text}{small}{marks}</td>"


def _class(column: Column, status: str = "") -> str:
    names = [status, "number" if column.right else "", "dim" if column.dim else ""]
    return f' class="{" ".join(filter(None, names))}"' if any(names) else ""


def _list(tag: str, items: Iterable[str]) -> str:
    return f"<{tag}>{''.join(f'<li>{escape(item)}</li>' for item in items)}</{tag}>"
