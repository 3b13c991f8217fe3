"""The command `columns`: how each column of a table of counts is read, and why."""

import datetime as dt
from pathlib import Path
from typing import Any

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.options import answer, formats, language, of_counts, saying, to_file
from khuyenhoc.files import tables
from khuyenhoc.views.columns import columns_page, to_give_back

__all__ = ["columns"]


@click.command(cls=HelpedCommand)
@click.argument("file")
@of_counts
@formats("text", "json", "html")
@language
@to_file
def columns(
    file: str, day: dt.date | None, within: str, encoding: str, format_: str, lang: Language, **to: Any
) -> None:
    """Show how each column of a table of counts is read, and why.

    FILE is .csv, .xlsx or .ods. With --output FILE.toml it is written as a file to put right and to give back.
    """
    with saying(lang):
        found = tables.count_columns(file, day=day, place=within, encoding=encoding)
    more = {".toml": lambda: tables.columns_toml(found)}
    answer(columns_page(found, lang), format_, lang, **to, bare=True, more=more)
    if Path(to["output"] or "").suffix.casefold() in more:
        click.echo(to_give_back(to["output"], lang))
