"""Alignments as tables, as rows of CSV and as JSON."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

import attrs

from khuyenhoc._base.terms import Language
from khuyenhoc.files.tables.csv_out import csv_text
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.alignment import AlignedTarget, Alignment
from khuyenhoc.targets.attainment import Status
from khuyenhoc.targets.comparison import Relation
from khuyenhoc.targets.target import Target
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, listed, named
from khuyenhoc.views.targets import about, asked_cell, due, target_data
from khuyenhoc.views.words import date, instrument_name, place_name, raised, word

__all__ = ["alignment_csv", "alignment_data", "alignment_page", "alignment_rows", "alignments_page"]

_MARKS = {
    Relation.ABOVE: ("▲", Status.ATTAINED),
    Relation.EQUAL: ("=", Status.ATTAINED),
    Relation.BELOW: ("▼", Status.BEHIND),
    Relation.NOT_COMPARABLE: ("≠", Status.NOT_COMPARABLE),
    Relation.ABSENT: ("–", Status.NO_DATA),
    Relation.LOCAL_ONLY: ("+", Status.OPEN),
}
_SIDE = ("attribute", "population", "base", "area", "kind", "due")


def alignment_page(alignment: Alignment, instruments: Mapping[str, Instrument], lang: Language) -> Page:
    """The counts, one table a programme, what is absent locally, and the footnotes."""
    by_programme: dict[str, list[AlignedTarget]] = {id_: [] for id_ in alignment.programmes}
    for row in alignment:
        by_programme.setdefault(row.programme, []).append(row)
    place = place_name(alignment.place, lang) if alignment.place is not None else ""
    sheets = [
        _sheet(instrument_name(id_, instruments, lang) if id_ else word("local_only", lang), rows, lang)
        for id_, rows in by_programme.items()
        if rows
    ]
    return Page(
        title=alignment.title.text(lang),
        about=" · ".join(filter(None, (alignment.subject, place, f"{word('as_of', lang)} {date(alignment.on, lang)}"))),
        lead="; ".join(f"{relation.text(lang)}: {count}" for relation, count in alignment.counts if count),
        sheets=(*sheets, *listed(word("findings", lang), alignment.findings, lang)),
        data=partial(alignment_data, alignment, lang),
        csv=partial(alignment_csv, [alignment], lang),
    )


def _sheet(title: str, rows: Sequence[AlignedTarget], lang: Language) -> Sheet:
    """Rows with a local side as a table; those without are listed by name below it."""
    notes: list[str] = []
    lines: list[tuple[Cell, ...]] = []
    absent: dict[str, dict[str, None]] = {}
    for row in rows:
        texts = [row.reason.text(lang)] if row.relation is Relation.NOT_COMPARABLE else []
        texts += [note.text(lang) for note in row.notes]
        notes += dict.fromkeys(text for text in texts if text not in notes)
        numbers = tuple(sorted(notes.index(text) + 1 for text in texts))
        target = row.targets[0]
        name = target.attribute.text(lang)
        if row.relation is Relation.ABSENT:
            absent.setdefault(f"{name} ({about(target, lang)})", {})[f"{due(target)}{raised(*numbers)}"] = None
        else:
            mark, status = _MARKS[row.relation]
            said = Cell(f"{mark} {row.relation.text(lang)}", status=status.value, footnotes=numbers)
            lines.append((Cell(name, about(target, lang)), _asked(row.national, lang), _asked(row.local, lang), said))
    return Sheet(
        title=title,
        columns=(
            Column(word("target", lang), ratio=1, least=24, beside=(word("whom", lang),)),
            Column(word("national", lang), right=True, whole=True, beside=(word("due", lang),)),
            Column(word("local", lang), right=True, whole=True, beside=(word("due", lang),)),
            Column(word("result", lang)),
        ),
        rows=tuple(lines),
        parts=listed(word("absent", lang), [f"{name}: {', '.join(years)}" for name, years in absent.items()], lang),
        footnotes=tuple(notes),
        close=True,
        among=((word("against", lang), title),),
    )


def _asked(target: Target | None, lang: Language) -> Cell:
    return attrs.evolve(asked_cell(target, lang), small=due(target)) if target is not None else Cell("–")


def _data(alignments: Sequence[Alignment], lang: Language) -> list[Any]:
    return [alignment_data(item, lang) for item in alignments]


def alignments_page(alignments: Sequence[Alignment], lang: Language) -> Page:
    """One line a record: how many rows of each relation."""
    heads = (relation.text(lang).replace(" ", "\n") for relation in Relation)
    rows: list[tuple[Cell | str, ...]] = [
        (named(item.subject, item.title.text(lang)), *(Cell(str(count), value=count) for _, count in item.counts))
        for item in alignments
    ]
    record = Column(word("record", lang), brief="ID", beside=(word("id", lang),))
    sheet = Sheet(columns=(record, *(Column(head, right=True, whole=True) for head in heads)), rows=tuple(rows))
    return Page(
        title=word("alignments", lang),
        sheets=(sheet,),
        data=partial(_data, alignments, lang),
        csv=partial(alignment_csv, alignments, lang),
    )


def alignment_data(alignment: Alignment, lang: Language) -> dict[str, Any]:
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


def alignment_csv(alignments: Sequence[Alignment], lang: Language) -> str:
    """One line for each row of each record, with a heading."""
    sides = [f"{side}_{name}" for side in ("national", "local") for name in (*_SIDE, "citation", "asks")]
    heads = ["record", "on", "programme", "relation", *sides, "reason", "notes"]
    return csv_text(heads, (list(row.values()) for item in alignments for row in alignment_rows(item, lang)))


def alignment_rows(alignment: Alignment, lang: Language) -> list[dict[str, Any]]:
    """One row for each row of a record, flat."""
    return [
        {"record": alignment.subject, "on": alignment.on.isoformat()}
        | {"programme": row.programme, "relation": row.relation.value}
        | _side("national", row.national, lang)
        | _side("local", row.local, lang)
        | {"reason": row.reason.text(lang), "notes": [note.text(lang) for note in row.notes]}
        for row in alignment
    ]


def _side(side: str, target: Target | None, lang: Language) -> dict[str, Any]:
    plain = target_data(target) if target is not None else {}
    said = (target.citation.text(lang), target.text(lang)) if target is not None else (None, None)
    return {f"{side}_{name}": plain.get(name) for name in _SIDE} | {
        f"{side}_{name}": text for name, text in zip(("citation", "asks"), said, strict=True)
    }
