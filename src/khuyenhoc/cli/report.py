"""The command `report`: counts beside the targets of an agreement or programme."""

import datetime as dt
from collections.abc import Sequence

import attrs
import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.lookup import Instruments, find, of_place
from khuyenhoc.cli.options import Day, formats, language, one_id, print_json, show_page
from khuyenhoc.files import catalog, tables
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.programme import Programme
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area
from khuyenhoc.targets.totals import roll_up
from khuyenhoc.values.learning_model import Attribute, Population
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
    metavar="FILE.csv",
    help="Counts; may be given several times.",
)
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
) -> None:
    """Hold counts against the targets of an agreement or programme.

    ID is one of the catalogue, or a path to a TOML file of your own (FILE.toml#id where it holds several).
    """
    found = find(name, Agreement, Programme)
    source = found.record
    counts: Sequence[Observation] = _observations(files, source)
    if place is not None:
        counts = of_place(counts, place, lambda item: item.on, "counts")
    remarks: dict[str, list[Label]] = {}
    if whole is not None:
        counts, remarks = _rolled_up(tuple(counts), whole)
    wanted = next((item for item in Area if item.value == area), None)
    made = source.attainment(counts, on=on, allow_older=allow_older, area=wanted, reform=catalog.reform())
    rows = (attrs.evolve(row, notes=(*row.notes, *remarks.get(row.target.attribute.code, ()))) for row in made)
    made = attrs.evolve(made, rows=tuple(rows))
    if format_ == "json":
        print_json(report_data(made, lang))
        return
    title = source.id
    if isinstance(source, Programme):
        title = instrument_name(source.instrument, Instruments(found), lang)
    show_page(report_page(made, title, lang, everything=everything), format_, lang)
    if format_ == "text" and not source.targets:
        show_page(Page(lead=word("no_targets", lang)), format_, lang)


def _observations(files: tuple[str, ...], source: Agreement | Programme) -> tuple[Observation, ...]:
    attributes = {target.attribute.code: target.attribute for target in source.targets}
    populations = {target.population.code: target.population for target in source.targets if target.population}
    found: list[Observation] = []
    for file in files:
        found += tables.read_counts(file, attributes=attributes.values(), populations=populations.values())
    return tuple(found)


def _rolled_up(counts: tuple[Observation, ...], whole: str) -> tuple[list[Observation], dict[str, list[Label]]]:
    """The sums, one for each attribute, population and day, and what to know about each attribute's."""
    groups: dict[tuple[Attribute, Population | None, dt.date], list[Observation]] = {}
    for item in counts:
        groups.setdefault((item.attribute, item.population, item.on), []).append(item)
    summed: list[Observation] = []
    remarks: dict[str, list[Label]] = {}
    for (attribute, _, day), items in groups.items():
        into = catalog.place(whole, on=day)
        result = roll_up(items, into=into, parts=catalog.provinces(on=day) if into == catalog.COUNTRY else None)
        summed.append(result.observation)
        said = Label(f"tổng của {len(items)} địa bàn", f"the sum of {len(items)} places")
        remarks.setdefault(attribute.code, []).extend([said, *result.notes])
    return summed, remarks
