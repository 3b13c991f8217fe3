"""Reports as one self-contained HTML page, without scripts."""

from html import escape

from khuyenhoc._base.terms import Language
from khuyenhoc.targets.report import Report
from khuyenhoc.views.rows import Block, Row, blocks
from khuyenhoc.views.words import date, place_name, word

__all__ = ["STYLE", "report_page"]

STYLE = """
body { font: 16px/1.5 system-ui, sans-serif; color: #1b1b1b; background: #fff }
body { margin: 2rem auto; max-width: 60rem; padding: 0 1rem }
h1 { font-size: 1.4rem; line-height: 1.3; margin: 0 } h2 { font-size: 1.1rem; margin: 2rem 0 .5rem }
h3 { font-size: 1rem; margin: 1.5rem 0 .5rem } sup { line-height: 0; white-space: nowrap }
p.source, td small, tfoot, .cut { color: #595959 }
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


def report_page(report: Report, source: str, lang: Language, *, everything: bool = False) -> str:
    """The whole page; every text of the records is escaped."""
    title = escape(report.title.text(lang))
    parts = [
        "<!doctype html>",
        f'<html lang="{lang}">',
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{title}</title><style>{STYLE}</style></head>",
        "<body>",
        f"<h1>{title}</h1>",
        f'<p class="source">{escape(source)} · {word("as_of", lang)} {date(report.on, lang)}</p>',
        *(_section(block, lang) for block in blocks(report, lang, everything=everything)),
    ]
    if report.findings:
        items = "".join(f"<li>{escape(found.text(lang))}</li>" for found in report.findings)
        parts.append(f"<h2>{word('findings', lang)}</h2><ul>{items}</ul>")
    return "\n".join([*parts, "</body></html>", ""])


def _section(block: Block, lang: Language) -> str:
    days = ", ".join(date(day, lang) for day in block.days)
    parts = []
    if block.place is not None:
        seen = f" · {word('seen', lang)} {days}" if days else ""
        parts.append(f"<h2>{escape(place_name(block.place, lang))}{seen}</h2>")
    if block.rows:
        heads = "".join(
            f'<th scope="col"{_numeric(name)}>{word(name, lang)}</th>'
            for name in ("target", "due", "required", "observed", "result", "short")
        )
        rows = "\n".join(_row(row) for row in block.rows)
        parts.append(
            f'<div class="scroll"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
            f'<p class="cut">{word("cut", lang)}</p>'
        )
    if block.without:
        names = escape("; ".join(block.without))
        parts.append(f"<p><b>{word('no_data', lang)}:</b> {names}</p>")
    if block.notes:
        notes = "".join(f"<li>{escape(note)}</li>" for note in block.notes)
        parts.append(f"<h3>{word('notes', lang)}</h3><ol>{notes}</ol>")
    return "\n".join(parts)


def _numeric(name: str) -> str:
    return ' class="number"' if name in ("required", "observed", "short") else ""


def _row(row: Row) -> str:
    marks = f"<sup>{','.join(map(str, row.footnotes))}</sup>" if row.footnotes else ""
    counts = f"<small>{escape(row.counts)}</small>" if row.counts else ""
    return (
        f"<tr><td>{escape(row.target)}<small>{escape(row.about)}</small></td>"
        f"<td>{escape(row.due)}</td>"
        f'<td class="number">{escape(row.required)}</td>'
        f'<td class="number">{escape(row.share)}{counts}</td>'
        f'<td class="{row.status.value}">{row.mark} {escape(row.result)}{marks}</td>'
        f'<td class="number">{escape(row.short)}</td></tr>'
    )
