"""The command `columns`: how each column of a table of counts is read, and why."""

import datetime as dt
from pathlib import Path

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.options import formats, language, of_counts, print_json, saying, show_page
from khuyenhoc.errors import DocumentError
from khuyenhoc.files import tables
from khuyenhoc.sentences import reason
from khuyenhoc.views.columns import columns_data, columns_page

__all__ = ["columns"]


@click.command()
@click.argument("file")
@click.option("--output", default=None, metavar="FILE.toml", help="Write it as a file, to put right and to give back.")
@of_counts
@formats("text", "json", "html")
@language
def columns(
    file: str, output: str | None, day: dt.date | None, within: str, encoding: str, format_: str, lang: Language
) -> None:
    """Show how each column of a table of counts is read, and why.

    FILE is .csv, .xlsx or .ods, with columns for each model.
    """
    with saying(lang):
        found = tables.count_columns(file, day=day, place=within, encoding=encoding)
    if output is not None:
        try:
            Path(output).write_text(tables.columns_toml(found), encoding="utf-8")
        except OSError as error:
            raise DocumentError("cannot-be-written", name=output, reason=reason(error)) from None
    if format_ == "json":
        print_json(columns_data(found, lang))
    else:
        show_page(columns_page(found, lang, output or ""), format_, lang)
