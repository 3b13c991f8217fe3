"""The command `align`: local targets beside those of the national programmes."""

import datetime as dt
from pathlib import Path

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.options import console, language, on_day, print_json
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.alignment import Alignment, align as align_record
from khuyenhoc.records.programme import Programme
from khuyenhoc.views.alignment import alignment_page, csv_text, data, print_alignment, print_table, table_page

__all__ = ["align"]


@click.command()
@click.argument("id", required=False)
@on_day
@click.option(
    "--with",
    "against",
    multiple=True,
    metavar="ID",
    help="A programme to compare with, instead of the national ones; may be given several times.",
)
@click.option("--all", "everything", is_flag=True, help="All agreements of the catalogue, in one table.")
@click.option("--format", "form", type=click.Choice(["text", "json", "csv", "html"]), default="text", show_default=True)
@language
def align(
    id: str | None,  # noqa: A002 - the word users type
    on: dt.date | None,
    against: tuple[str, ...],
    everything: bool,
    form: str,
    lang: Language,
) -> None:
    """Hold local targets against those of the national programmes.

    ID is an agreement or programme of the catalogue, or a path to a TOML or JSON file of your own (FILE.toml#id where
    it holds several). The programmes are those whose period covers the day; without --on, that is the first day of the
    record's own period.
    """
    if (id is None) is not everything:
        raise click.UsageError("Give either an ID or --all.")
    records = catalog.agreements() if id is None else (_record(id),)
    chosen = tuple(_programme(name) for name in against)
    made = [_aligned(record, chosen, on) for record in records]
    if form == "csv":
        click.echo(csv_text(made, lang), nl=False)
    elif form == "json":
        print_json([data(item, lang) for item in made] if everything else data(made[0], lang))
    elif form == "html":
        click.echo(table_page(made, lang) if everything else alignment_page(made[0], lang), nl=False)
    elif everything:
        print_table(console(), made, lang)
    else:
        print_alignment(console(), made[0], lang)


def _aligned(record: Agreement | Programme, chosen: tuple[Programme, ...], on: dt.date | None) -> Alignment:
    if on is None:
        if record.period is None:
            raise InvalidValueError(
                f"{record.id} states no period", path=("--on",), hint="say which day is meant: --on"
            )
        on = record.period.first
    national = chosen or tuple(item for item in catalog.national_programmes(on=on) if item.id != record.id)
    return align_record(record, national, on=on, reform=catalog.reform())


def _record(name: str) -> Agreement | Programme:
    """A record with targets, of the catalogue or the one of a file."""
    path, _, wanted = name.partition("#")
    if Path(path).suffix.casefold() not in (".toml", ".json"):
        found = catalog.find(name)
        if isinstance(found, Agreement | Programme):
            return found
        raise UnknownNameError("no targets: neither an agreement nor a programme", path=("ID",), seen=name)
    document = catalog.read_document(path)
    records: list[Agreement | Programme] = [*document.agreements, *document.programmes]
    fitting = [record for record in records if wanted in ("", record.id)]
    if len(fitting) != 1:
        known = ", ".join(record.id for record in records) or "none"
        raise InvalidValueError(
            f"{path} holds {len(fitting)} such records", path=("ID",), seen=name, expected=f"one of: {known}"
        )
    return fitting[0]


def _programme(name: str) -> Programme:
    found = _record(name)
    if not isinstance(found, Programme):
        raise UnknownNameError("an agreement is no programme to compare with", path=("--with",), seen=name)
    return found
