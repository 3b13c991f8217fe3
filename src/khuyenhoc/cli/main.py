"""The command line: a thin front over the catalogue, the reports and the renderers."""

import datetime as dt
import io
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any, cast

import click

import khuyenhoc
from khuyenhoc._base.terms import Language
from khuyenhoc.cli.align import align
from khuyenhoc.cli.options import Day, console, language, on_day, print_json
from khuyenhoc.cli.portfolio import calendar, portfolio
from khuyenhoc.cli.rules import decide, form, rules
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.codec import formats as codec
from khuyenhoc.files.tables import counts as tables
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.programme import Programme
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area
from khuyenhoc.targets.totals import RollUp, roll_up_all
from khuyenhoc.values.place import Place
from khuyenhoc.views.page import report_page
from khuyenhoc.views.records import Record, print_record
from khuyenhoc.views.rows import data
from khuyenhoc.views.screen import instrument_name, print_agreements, print_report
from khuyenhoc.views.words import word

__all__ = ["cli", "run"]

_FAILED = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(khuyenhoc.__version__, prog_name="khuyenhoc")
def cli() -> None:
    """Agreements and targets of Vietnam's learning-society programmes.

    Thỏa thuận, chỉ tiêu và kết quả khuyến học, khuyến tài, xây dựng xã hội học tập.
    """


@cli.command()
@on_day
@language
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
def agreements(on: dt.date | None, lang: Language, form: str) -> None:
    """List the agreements of the catalogue; with --on, how each stands on that day."""
    records = catalog.agreements()
    if form == "text":
        print_agreements(console(), records, lang, on=on)
        return
    rows = []
    for record in records:
        row = codec.to_data(record)
        if on is not None:
            row["phase"] = record.period.phase(on=on).value if record.period else None
        rows.append(row)
    print_json(rows)


@cli.command()
@click.argument("id")
@on_day
@language
@click.option("--format", "form", type=click.Choice(["text", "json", "toml"]), default="text", show_default=True)
def show(id: str, on: dt.date | None, lang: Language, form: str) -> None:  # noqa: A002 - the word users type
    """Show one agreement, programme, review or instrument, by ID or from a FILE.toml."""
    record = _record(id)
    if form == "json":
        click.echo(codec.to_json(record))
    elif form == "toml":
        click.echo(codec.to_toml(record), nl=False)
    else:
        print_record(console(), record, lang, on=on)


@cli.command()
@click.argument("id")
@click.option(
    "--observations",
    "-o",
    "files",
    multiple=True,
    required=True,
    metavar="FILE.csv",
    help="Counts; may be given several times.",
)
@click.option("--on", type=Day(), required=True, help="The day of the question.")
@click.option("--format", "form", type=click.Choice(["text", "json", "html"]), default="text", show_default=True)
@language
@click.option("--allow-older", is_flag=True, help="Judge a target that is due on a figure from before its due year.")
@click.option(
    "--area",
    type=click.Choice([area.value for area in Area]),
    default=None,
    help="Leave out targets for other areas.",
)
@click.option("--place", default=None, help="Only the counts of this place.")
@click.option(
    "--roll-up",
    "whole",
    default=None,
    metavar="PLACE",
    help="Add the counts of all places up into this one first.",
)
@click.option("--all", "everything", is_flag=True, help="Also show the targets without data as rows.")
def report(
    id: str,  # noqa: A002 - the word users type
    files: tuple[str, ...],
    on: dt.date,
    form: str,
    lang: Language,
    allow_older: bool,
    area: str | None,
    place: str | None,
    whole: str | None,
    everything: bool,
) -> None:
    """Hold counts against the targets of an agreement or programme.

    ID is one of the catalogue, or a path to a TOML file of your own (FILE.toml#id where it holds several).
    """
    source = _record(id)
    if not isinstance(source, Agreement | Programme):
        raise UnknownNameError("no targets: neither an agreement nor a programme", path=("ID",), seen=id)
    counts: Sequence[Observation] = _observations(files, source)
    if place is not None:
        counts = _of_place(counts, place)
    wanted = next((item for item in Area if item.value == area), None)
    figures = counts if whole is None else _rolled_up(counts, whole)
    made = source.attainment(figures, on=on, allow_older=allow_older, area=wanted, reform=catalog.reform())
    name = instrument_name(source.instrument, lang) if isinstance(source, Programme) else source.id
    if form == "json":
        print_json(data(made, lang))
    elif form == "html":
        click.echo(report_page(made, name, lang, everything=everything), nl=False)
    else:
        output = console()
        print_report(output, made, name, lang, everything=everything)
        if not source.targets:
            output.print(word("no_targets", lang))


def _record(name: str) -> Record:
    """A record of the catalogue, or the one record of a file."""
    path, _, wanted = name.partition("#")
    if not (Path(path).suffix.casefold() in (".toml", ".json") or Path(path).is_file()):
        return catalog.find(name)
    document = catalog.read_document(path)
    records: list[Record] = [
        *document.agreements,
        *document.programmes,
        *document.reviews,
        *document.instruments,
    ]
    if not wanted:
        main = [record for record in records if isinstance(record, Agreement | Programme)] or records
        if len(main) == 1:
            return main[0]
        ids = ", ".join(record.id for record in main) or "none"
        raise InvalidValueError(f"{path} holds {len(main)} records: {ids}", path=("ID",), hint=f"write {path}#ID")
    for record in records:
        if record.id == wanted:
            return record
    raise UnknownNameError(
        f"{path} holds no such record", seen=wanted, expected=", ".join(record.id for record in records)
    )


def _observations(files: tuple[str, ...], source: Agreement | Programme) -> tuple[Observation, ...]:
    attributes = {target.attribute.code: target.attribute for target in source.targets}
    populations = {target.population.code: target.population for target in source.targets if target.population}
    found: list[Observation] = []
    for file in files:
        found += tables.read_counts(file, attributes=attributes.values(), populations=populations.values())
    return tuple(found)


def _of_place(counts: Sequence[Observation], name: str) -> tuple[Observation, ...]:
    chosen = tuple(item for item in counts if _is_named(item, name))
    if not chosen:
        known = ", ".join(sorted({str(item.place) for item in counts}))
        raise UnknownNameError("no counts of this place", path=("--place",), seen=name, expected=f"one of {known}")
    return chosen


def _is_named(item: Observation, name: str) -> bool:
    """Whether a count is of the place that a name stood for on its day."""
    try:
        return catalog.place(name, on=item.on).key == item.place.key
    except UnknownNameError:
        return False


def _rolled_up(counts: Sequence[Observation], whole: str) -> tuple[RollUp, ...]:
    """The sums into a place as it was on each day; of the whole country all provinces are asked for."""

    def into(day: dt.date) -> Place:
        return catalog.place(whole, on=day)

    def parts(day: dt.date) -> tuple[Place, ...] | None:
        return catalog.provinces(on=day) if into(day) == catalog.COUNTRY else None

    return roll_up_all(counts, into=into, parts=parts)


for command in (rules, form, decide, portfolio, calendar, align):
    cli.add_command(command)


def run() -> None:
    """Run, and turn every error of the library into a message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").casefold() not in (
            "utf-8",
            "utf8",
        ):
            stream.reconfigure(encoding="utf-8")
    try:
        cast(Any, cli)()
    except KhuyenHocError as error:
        click.echo(f"khuyenhoc: {error}", err=True)
        raise SystemExit(_FAILED) from None
    except OSError as error:
        click.echo(f"khuyenhoc: {error.strerror or error}", err=True)
        raise SystemExit(_FAILED) from None
