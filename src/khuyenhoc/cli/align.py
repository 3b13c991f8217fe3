"""The command `align`: local targets beside those of the national programmes."""

import datetime as dt
from typing import Any

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import Instruments, find, known
from khuyenhoc.cli.options import answer, formats, language, on_day, to_file
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files import catalog
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.alignment import Alignment, align as align_record
from khuyenhoc.records.programme import Programme
from khuyenhoc.views.alignment import alignment_page, alignments_page

__all__ = ["align"]


@click.command(cls=HelpedCommand)
@click.argument("name", metavar="[ID]", required=False)
@on_day
@click.option(
    "--with",
    "against",
    multiple=True,
    metavar="ID",
    help="A programme to compare with, instead of the national ones; may be given several times.",
)
@click.option("--all", "everything", is_flag=True, help="All agreements of the catalogue, in one table.")
@formats("text", "json", "csv", "html")
@language
@to_file
def align(
    name: str | None,
    on: dt.date | None,
    against: tuple[str, ...],
    everything: bool,
    format_: str,
    lang: Language,
    **to: Any,
) -> None:
    """Hold local targets against those of the national programmes.

    ID is an agreement or programme of the catalogue, or a path to a TOML or JSON file of your own (FILE.toml#id where
    it holds several). The programmes are those whose period covers the day; without --on, that is the first day of the
    record's own period.
    """
    if (name is None) is not everything:
        raise Misused("usage-id-or-all")
    asked = None if name is None else find(name, Agreement, Programme)
    chosen = [find(item, Programme, path="--with") for item in against]
    records = known().agreements() if asked is None else (asked.record,)
    made = [_aligned(record, tuple(item.record for item in chosen), on) for record in records]
    if asked is not None:
        answer(alignment_page(made[0], Instruments(asked, *chosen), lang), format_, lang, **to)
    else:
        answer(alignments_page(made, lang), format_, lang, bare=True, **to)


def _aligned(record: Agreement | Programme, chosen: tuple[Programme, ...], on: dt.date | None) -> Alignment:
    if on is None:
        if record.period is None:
            raise InvalidValueError("no-period-stated", path=("--on",), record=record.id)
        on = record.period.first
    national = chosen or tuple(item for item in known().national_programmes(on=on) if item.id != record.id)
    return align_record(record, national, on=on, reform=catalog.reform())
