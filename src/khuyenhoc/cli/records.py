"""The commands that show records: `agreements` and `show`."""

import datetime as dt
from collections.abc import Iterable
from functools import partial
from typing import Any

import attrs
import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import Instruments, find, known, written
from khuyenhoc.cli.options import answer, formats, language, on_day, one_id, to_file
from khuyenhoc.files import codec
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.views.portfolio import titles_of
from khuyenhoc.views.records import agreements_page, named_by, record_page

__all__ = ["agreements", "show"]


@click.command(cls=HelpedCommand)
@on_day
@language
@formats("text", "json")
@to_file
def agreements(on: dt.date | None, lang: Language, format_: str, **to: Any) -> None:
    """List the agreements of the catalogue; with --on, how each stands on that day."""
    records = known().agreements()
    page = agreements_page(records, lang, on=on)
    answer(attrs.evolve(page, data=partial(_rows, records, on)), format_, lang, bare=True, **to)


def _rows(records: Iterable[Agreement], on: dt.date | None) -> list[dict[str, Any]]:
    """The agreements as files have them; given a day, with the phase of each."""
    rows = []
    for record in records:
        row = codec.to_data(record)
        if on is not None:
            row["phase"] = record.period.phase(on=on).value if record.period else None
        rows.append(row)
    return rows


@click.command(cls=HelpedCommand)
@one_id
@on_day
@language
@formats("text", "json", "toml")
@to_file
def show(name: str, on: dt.date | None, lang: Language, format_: str, **to: Any) -> None:
    """Show one record, by ID or from a FILE.toml: an agreement, programme, review, instrument, fund or rule set."""
    found = find(name)
    as_files = {".json": partial(written, found.record, "json"), ".toml": partial(written, found.record, "toml")}
    others = (*found.document.agreements, *known().agreements()) if named_by(found.record) else ()
    page = record_page(found.record, Instruments(found), lang, on=on, titles=titles_of(others, lang))
    answer(page, format_, lang, more=as_files, **to)
