"""The commands that show records: `agreements` and `show`."""

import datetime as dt
from typing import Any, cast

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.lookup import Instruments, find, written
from khuyenhoc.cli.options import formats, language, on_day, one_id, print_json, show_page
from khuyenhoc.files import catalog, codec
from khuyenhoc.views.records import agreements_page, record_page

__all__ = ["agreements", "show"]


@click.command()
@on_day
@language
@formats("text", "json")
def agreements(on: dt.date | None, lang: Language, format_: str) -> None:
    """List the agreements of the catalogue; with --on, how each stands on that day."""
    records = catalog.agreements()
    if format_ == "text":
        show_page(agreements_page(records, lang, on=on), format_, lang)
        return
    rows = []
    for record in records:
        row = codec.to_data(record)
        if on is not None:
            row["phase"] = record.period.phase(on=on).value if record.period else None
        rows.append(row)
    print_json(rows)


@click.command()
@one_id
@on_day
@language
@formats("text", "json", "toml")
def show(name: str, on: dt.date | None, lang: Language, format_: str) -> None:
    """Show one record, by ID or from a FILE.toml: an agreement, programme, review, instrument, fund or rule set."""
    found = find(name)
    if format_ in ("json", "toml"):
        click.echo(written(found.record, cast(Any, format_)), nl=False)
    else:
        show_page(record_page(found.record, Instruments(found), lang, on=on), format_, lang)
