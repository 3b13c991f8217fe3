"""The command `report`: counts beside the targets of an agreement or programme."""

import datetime as dt
from collections.abc import Sequence
from typing import Any

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.lookup import Instruments, find, of_place
from khuyenhoc.cli.options import Day, formats, language, of_counts, one_id, print_json, say, saying, show_page
from khuyenhoc.files import catalog, tables
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.programme import Programme
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area
from khuyenhoc.targets.totals import RollUp, roll_up_all
from khuyenhoc.values.place import Place
from khuyenhoc.views.report import report_data, report_page
from khuyenhoc.views.sheets import Page
from khuyenhoc.views.words import instrument_name, word

__all__ = ["report"]


@click.command()
@one_id
@click.option(
    "--observations",
    "-o",
    "files",
    multiple=True,
    required=True,
    metavar="FILE",
    help="Counts: .csv, .xlsx or .ods; may be given several times.",
)
@click.option("--columns", default=None, metavar="FILE.toml", help="How the columns are read, from `columns --output`.")
@of_counts
@click.option("--on", type=Day(), required=True, help="The day of the question.")
@formats("text", "json", "html")
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
    name: str,
    files: tuple[str, ...],
    on: dt.date,
    format_: str,
    lang: Language,
    allow_older: bool,
    area: str | None,
    place: str | None,
    whole: str | None,
    everything: bool,
    **said: Any,
) -> None:
    """Hold counts against the targets of an agreement or programme.

    ID is one of the catalogue, or a path to a TOML file of your own (FILE.toml#id where it holds several).
    """
    found = find(name, Agreement, Programme)
    source = found.record
    counts: Sequence[Observation] = _observations(files, source, lang, **said)
    if place is not None:
        counts = of_place(counts, place, lambda item: item.on, "counts")
    wanted = next((item for item in Area if item.value == area), None)
    figures = counts if whole is None else _rolled_up(counts, whole)
    made = source.attainment(figures, on=on, allow_older=allow_older, area=wanted, reform=catalog.reform())
    if format_ == "json":
        print_json(report_data(made, lang))
        return
    title = source.id
    if isinstance(source, Programme):
        title = instrument_name(source.instrument, Instruments(found), lang)
    show_page(report_page(made, title, lang, everything=everything), format_, lang)
    if format_ == "text" and not source.targets:
        show_page(Page(lead=word("no_targets", lang)), format_, lang)


def _observations(
    files: tuple[str, ...], source: Agreement | Programme, lang: Language, *, within: str, **said: Any
) -> tuple[Observation, ...]:
    attributes = {target.attribute.code: target.attribute for target in source.targets}
    populations = {target.population.code: target.population for target in source.targets if target.population}
    found: list[Observation] = []
    with saying(lang):
        for file in files:
            own: dict[str, Any] = {"attributes": attributes.values(), "populations": populations.values()}
            found += tables.read_counts(file, place=within, **own, **said)
    asked = dict.fromkeys((item.place, item.on) for item in found)
    say(*(odd.text(lang) for place, on in asked for odd in catalog.commune_findings(place, on=on)))
    return tuple(found)


def _rolled_up(counts: Sequence[Observation], whole: str) -> tuple[RollUp, ...]:
    """The sums into a place as it was on each day; of the whole country all provinces are asked for."""

    def into(day: dt.date) -> Place:
        return catalog.place(whole, on=day)

    def parts(day: dt.date) -> tuple[Place, ...] | None:
        return catalog.provinces(on=day) if into(day) == catalog.COUNTRY else None

    return roll_up_all(counts, into=into, parts=parts)
