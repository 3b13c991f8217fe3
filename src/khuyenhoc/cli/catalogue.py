"""The command `catalog`: the figures of the catalogue by the day of the last look at them."""

import datetime as dt
from typing import Any

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import known
from khuyenhoc.cli.options import answer, formats, language, on_day, to_file
from khuyenhoc.cli.usage import Misused
from khuyenhoc.files.catalog.looks import looks, stale
from khuyenhoc.views.looks import looks_page

__all__ = ["catalog"]


@click.command(cls=HelpedCommand)
@click.option("--stale", "within", default=None, metavar="TIME", help="Looked at longer ago than 12m, 90d, 6w or 1y.")
@on_day
@formats("text", "json")
@language
@to_file
def catalog(within: str | None, on: dt.date | None, format_: str, lang: Language, **to: Any) -> None:
    """The figures of the catalogue by the day of the last look, the oldest first; with --stale, only the old ones."""
    if (within is None) is not (on is None):
        raise Misused("usage-stale-and-on")
    found = looks(known()) if within is None or on is None else stale(on=on, within=within, catalog=known())
    answer(looks_page(found, lang), format_, lang, bare=True, **to)
