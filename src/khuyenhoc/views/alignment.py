"""Alignments as text for a terminal of 80 columns, as HTML, as rows of CSV and as JSON."""

import csv
import io
from collections.abc import Sequence
from html import escape
from typing import Any

import attrs
from rich.console import Console, Group
from rich.table import Table
from rich.text import Text

from khuyenhoc._base.terms import Language
from khuyenhoc.records.alignment import AlignedTarget, Alignment
from khuyenhoc.targets.comparison import Relation
from khuyenhoc.targets.target import Target
from khuyenhoc.views.page import STYLE
from khuyenhoc.views.rows import about, asked, target_data
from khuyenhoc.views.screen import SUPERSCRIPTS, bullets, instrument_name, section
from khuyenhoc.views.words import date, place_name, word

__all__ = ["alignment_page", "csv_text", "data", "print_alignment", "print_table", "table_page"]

_MARKS = {
    Relation.ABOVE: ("▲", "green", "attained"),
    Relation.EQUAL: ("=", "green", "attained"),
    Relation.BELOW: ("▼", "yellow", "behind"),
    Relation.NOT_COMPARABLE: ("≠", "magenta", "not_comparable"),
    Relation.ABSENT: ("–", "dim", "no_data"),
    Relation.LOCAL_ONLY: ("+", "cyan", "open"),
}
_SIDE = ("attribute", "population", "base", "area", "kind", "due", "citation")
_COLUMNS = (
    "record",
    "on",
    "programme",
    "relation",
    *(f"national_{name}" for name in (*_SIDE, "asks")),
    *(f"local_{name}" for name in (*_SIDE, "asks")),
    "reason",
    "notes",
)


@attrs.frozen(kw_only=True)
class _Line:
    """One row in words."""

    target: str
    about: str
    national: str
    local: str
    relation: Relation
    result: str
    footnotes: tuple[int, ...]


@attrs.frozen(kw_only=True)
class _Block:
    """The rows of one programme: those with a local side, the names of those without, and the footnotes."""

    programme: str
    lines: tuple[_Line, ...]
    absent: tuple[str, ...]
    notes: tuple[str, ...]


def _blocks(alignment: Alignment, lang: Language) -> tuple[_Block, ...]:
    by_programme: dict[str, list[AlignedTarget]] = {id_: [] for id_ in alignment.programmes}
    for row in alignment:
        by_programme.setdefault(row.programme, []).append(row)
    return tuple(_block(id_, rows, lang) for id_, rows in by_programme.items() if rows)


def _block(programme: str, rows: list[AlignedTarget], lang: Language) -> _Block:
    notes: list[str] = []
    lines: list[_Line] = []
    absent: dict[str, list[str]] = {}
    for row in rows:
        texts = [note.text(lang) for note in row.notes]
        if row.relation is Relation.NOT_COMPARABLE:
            texts.insert(0, row.reason.text(lang))
        notes += [text for text in texts if text not in notes]
        numbers = tuple(sorted(notes.index(text) + 1 for text in texts))
        if row.relation is Relation.ABSENT:
            name = f"{_name(row.targets[0], lang)} ({about(row.targets[0], lang)})"
            marks = f"{_day(row.targets[0])}{''.join(_raised(number) for number in numbers)}"
            absent.setdefault(name, []).append(marks)
        else:
            lines.append(_line(row, lang, numbers))
    names = tuple(f"{name}: {', '.join(dict.fromkeys(years))}" for name, years in absent.items())
    return _Block(
        programme=instrument_name(programme, lang) if programme else word("local_only", lang),
        lines=tuple(lines),
        absent=names,
        notes=tuple(notes),
    )


def _line(row: AlignedTarget, lang: Language, footnotes: tuple[int, ...]) -> _Line:
    target = row.targets[0]
    return _Line(
        target=_name(target, lang),
        about=about(target, lang),
        national=_asked(row.national, lang),
        local=_asked(row.local, lang),
        relation=row.relation,
        result=f"{_MARKS[row.relation][0]} {row.relation.text(lang)}",
        footnotes=footnotes,
    )


def _name(target: Target, lang: Language) -> str:
    return target.attribute.vi if lang == "vi" else target.attribute.en


def _day(target: Target) -> str:
    year_end = (target.due.month, target.due.day) == (12, 31)
    return str(target.due.year) if year_end else target.due.isoformat()


def _asked(target: Target | None, lang: Language) -> str:
    return f"{asked(target, lang)}\n{_day(target)}" if target is not None else "–"


def _raised(number: int) -> str:
    return str(number).translate(SUPERSCRIPTS)


def _heading(alignment: Alignment, lang: Language) -> str:
    place = place_name(alignment.place, lang) if alignment.place is not None else ""
    return " · ".join(
        part for part in (alignment.subject, place, f"{word('as_of', lang)} {date(alignment.on, lang)}") if part
    )


def _summary(alignment: Alignment, lang: Language) -> str:
    return "; ".join(f"{relation.text(lang)}: {count}" for relation, count in alignment.counts if count)


def print_alignment(console: Console, alignment: Alignment, lang: Language) -> None:
    """Title, the counts, one table a programme, what is absent locally, and the footnotes."""
    console.print(Text(alignment.title.text(lang), style="bold"))
    console.print(Text(_heading(alignment, lang), style="dim"))
    console.print(Text(_summary(alignment, lang)))
    for block in _blocks(alignment, lang):
        console.print()
        console.print(Text(block.programme, style="bold"))
        if block.lines:
            console.print(_table(block, lang))
        if block.absent:
            console.print(section(word("absent", lang), bullets(block.absent, lang)))
        if block.notes:
            lines = [Text.assemble((f"{_raised(number)} ", "dim"), note) for number, note in enumerate(block.notes, 1)]
            console.print(Group(*lines))
    if alignment.findings:
        console.print()
        console.print(section(word("findings", lang), bullets(alignment.findings, lang)))


def _table(block: _Block, lang: Language) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column(word("target", lang), ratio=1, min_width=24, overflow="fold")
    table.add_column(word("national", lang), justify="right", no_wrap=True)
    table.add_column(word("local", lang), justify="right", no_wrap=True)
    table.add_column(word("result", lang))
    for line in block.lines:
        style = _MARKS[line.relation][1]
        table.add_row(
            Text.assemble(line.target, (f"\n{line.about}", "dim")),
            line.national,
            line.local,
            Text.assemble((line.result, style), *(_raised(number) for number in line.footnotes)),
        )
    return table


def print_table(console: Console, alignments: Sequence[Alignment], lang: Language) -> None:
    """One line a record: how many rows of each relation."""
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    table.add_column("ID", overflow="fold")
    for relation in Relation:
        table.add_column(relation.text(lang).replace(" ", "\n"), justify="right", no_wrap=True)
    for item in alignments:
        table.add_row(item.subject, *(str(count) for _, count in item.counts))
    console.print(table)


def _page(title: str, lang: Language, body: list[str]) -> str:
    head = (
        f'<head><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
        f"<title>{escape(title)}</title><style>{STYLE}</style></head>"
    )
    return "\n".join(
        [
            "<!doctype html>",
            f'<html lang="{lang}">',
            head,
            "<body>",
            f"<h1>{escape(title)}</h1>",
            *body,
            "</body></html>",
            "",
        ]
    )


def alignment_page(alignment: Alignment, lang: Language) -> str:
    """The whole page; every text of the records is escaped."""
    body = [
        f'<p class="source">{escape(_heading(alignment, lang))}</p>',
        f"<p>{escape(_summary(alignment, lang))}</p>",
        *(_section(block, lang) for block in _blocks(alignment, lang)),
    ]
    if alignment.findings:
        body.append(f"<h2>{word('findings', lang)}</h2>{_list(item.text(lang) for item in alignment.findings)}")
    return _page(alignment.title.text(lang), lang, body)


def table_page(alignments: Sequence[Alignment], lang: Language) -> str:
    """The table of all records as a page."""
    heads = "".join(f'<th scope="col" class="number">{relation.text(lang)}</th>' for relation in Relation)
    rows = "\n".join(
        f"<tr><td>{escape(item.subject)}<small>{escape(item.title.text(lang))}</small></td>"
        + "".join(f'<td class="number">{count}</td>' for _, count in item.counts)
        + "</tr>"
        for item in alignments
    )
    table = f'<div class="scroll"><table><thead><tr><th scope="col">ID</th>{heads}</tr></thead>\n<tbody>\n{rows}\n'
    return _page(word("alignments", lang), lang, [f"{table}</tbody></table></div>"])


def _section(block: _Block, lang: Language) -> str:
    parts = [f"<h2>{escape(block.programme)}</h2>"]
    if block.lines:
        heads = "".join(
            f'<th scope="col">{word(name, lang)}</th>' for name in ("target", "national", "local", "result")
        )
        rows = "\n".join(_html_row(line) for line in block.lines)
        parts.append(
            f'<div class="scroll"><table><thead><tr>{heads}</tr></thead>\n<tbody>\n{rows}\n</tbody></table></div>'
        )
    if block.absent:
        parts.append(f"<h3>{word('absent', lang)}</h3>{_list(block.absent)}")
    if block.notes:
        notes = "".join(f"<li>{escape(note)}</li>" for note in block.notes)
        parts.append(f"<h3>{word('notes', lang)}</h3><ol>{notes}</ol>")
    return "\n".join(parts)


def _html_row(line: _Line) -> str:
    marks = f"<sup>{','.join(map(str, line.footnotes))}</sup>" if line.footnotes else ""
    sides = "".join(
        f"<td>{escape(rate)}<small>{escape(day)}</small></td>"
        for rate, _, day in (
            side.rpartition("\n") if "\n" in side else (side, "", "") for side in (line.national, line.local)
        )
    )
    return (
        f"<tr><td>{escape(line.target)}<small>{escape(line.about)}</small></td>{sides}"
        f'<td class="{_MARKS[line.relation][2]}">{escape(line.result)}{marks}</td></tr>'
    )


def _list(items: Any) -> str:
    return f"<ul>{''.join(f'<li>{escape(item)}</li>' for item in items)}</ul>"


def data(alignment: Alignment, lang: Language) -> dict[str, Any]:
    """The JSON of ``khuyenhoc align``: the record, the counts, one object for each row, and the findings."""
    return {
        "record": alignment.subject,
        "place": alignment.place.name if alignment.place else None,
        "on": alignment.on.isoformat(),
        "programmes": list(alignment.programmes),
        "counts": {relation.value: count for relation, count in alignment.counts},
        "rows": [
            {
                "relation": row.relation.value,
                "programme": row.programme or None,
                "national": target_data(row.national) if row.national else None,
                "local": target_data(row.local) if row.local else None,
                "reason": row.reason.text(lang),
                "notes": [note.text(lang) for note in row.notes],
            }
            for row in alignment
        ],
        "findings": [{"code": item.code, "text": item.text(lang)} for item in alignment.findings],
    }


def csv_text(alignments: Sequence[Alignment], lang: Language) -> str:
    """One line for each row of each record, with a heading."""
    out = io.StringIO()
    writer = csv.DictWriter(out, _COLUMNS, lineterminator="\n", restval="")
    writer.writeheader()
    for item in alignments:
        for row in item:
            writer.writerow(
                {
                    "record": item.subject,
                    "on": item.on.isoformat(),
                    "programme": row.programme,
                    "relation": row.relation.value,
                    **_cells("national", row.national, lang),
                    **_cells("local", row.local, lang),
                    "reason": row.reason.text(lang),
                    "notes": "; ".join(note.text(lang) for note in row.notes),
                }
            )
    return out.getvalue()


def _cells(side: str, target: Target | None, lang: Language) -> dict[str, str]:
    if target is None:
        return {}
    plain = target_data(target)
    return {
        **{f"{side}_{name}": plain[name] or "" for name in _SIDE},
        f"{side}_citation": target.citation.text(lang),
        f"{side}_asks": target.text(lang),
    }
