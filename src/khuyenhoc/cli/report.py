"""The command `report`: counts beside the targets of an agreement or programme."""

import datetime as dt
from collections.abc import Sequence
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import click
from rich.progress import Progress, TaskID

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import Instruments, find, known, of_place
from khuyenhoc.cli.options import (
    DAY,
    answer,
    chart_file,
    formats,
    language,
    of_counts,
    one_id,
    pictures,
    print_json,
    progress_bar,
    say,
    saying,
    show_chart,
    to_file,
    waiting,
)
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files import catalog, tables
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.programme import Programme
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area
from khuyenhoc.targets.totals import RollUp, roll_up_all
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.place import Place
from khuyenhoc.views.charts.pictures import REPORT_CHARTS, report_chart, report_pictures
from khuyenhoc.views.places import summary_data
from khuyenhoc.views.report import report_data, report_page
from khuyenhoc.views.sheets import Page
from khuyenhoc.views.words import instrument_name, word

__all__ = ["report"]


@click.command(cls=HelpedCommand)
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
@click.option("--on", type=DAY, required=True, help="The day of the question.")
@formats("text", "json", "html")
@chart_file
@click.option(
    "--chart-kind",
    "kind",
    type=click.Choice(REPORT_CHARTS),
    default=None,
    help="What to draw.  [default: attainment of one place, ranking of several]",
)
@click.option(
    "--chart-target", "about", default=None, metavar="CODE", help="Draw what counts this, such as family, only."
)
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
@click.option("--summary", is_flag=True, help="Of several places only the tables of all of them.")
@to_file
def report(
    name: str,
    files: tuple[str, ...],
    on: dt.date,
    format_: str,
    chart: str | None,
    kind: str | None,
    about: str | None,
    lang: Language,
    allow_older: bool,
    area: str | None,
    place: str | None,
    whole: str | None,
    everything: bool,
    summary: bool,
    **given: Any,
) -> None:
    """Hold counts against the targets of an agreement or programme.

    ID is one of the catalogue, or a path to a TOML file of your own (FILE.toml#id where it holds several).
    """
    to = {key: given.pop(key) for key in ("output", "overwrite")}
    found = find(name, Agreement, Programme)
    source = found.record
    counts: Sequence[Observation] = _observations(files, source, lang, **given)
    if place is not None:
        counts = of_place(counts, place, lambda item: item.on, "counts")
    wanted = next((item for item in Area if item.value == area), None)
    figures = counts if whole is None else _rolled_up(counts, whole)
    with waiting(source.id):
        made = source.attainment(figures, on=on, allow_older=allow_older, area=wanted, reform=catalog.reform())
    if chart is not None:
        show_chart(lambda: report_chart(made, kind, figures, about, lang), chart, lang)
    elif kind or about:
        raise Misused("usage-needs-chart")
    if format_ == "json" and to["output"] is None and not to["overwrite"]:
        print_json((summary_data if summary else report_data)(made, lang))
        return
    title = source.id
    if isinstance(source, Programme):
        title = instrument_name(source.instrument, Instruments(found), lang)
    charts = pictures(lambda: report_pictures(made, figures, lang), format_, lang, to["output"])
    with waiting(source.id):
        page = report_page(made, title, lang, everything=everything, summary=summary)
    answer(attrs.evolve(page, charts=charts), format_, lang, **to)
    if format_ == "text" and not source.targets:
        answer(Page(lead=word("no_targets", lang)), format_, lang)


def _observations(
    files: tuple[str, ...], source: Agreement | Programme, lang: Language, *, within: str, **said: Any
) -> tuple[Observation, ...]:
    added = known().held.terms
    attributes = {**added[Attribute].own, **{target.attribute.code: target.attribute for target in source.targets}}
    asked_of = (target.population for target in source.targets if target.population)
    populations = {**added[Population].own, **{population.code: population for population in asked_of}}
    found: list[Observation] = []
    with saying(lang), progress_bar() as bar:
        for file in files:
            told = partial(_told, bar, bar.add_task(Path(file).name, total=None))
            own: dict[str, Any] = {"attributes": attributes.values(), "populations": populations.values()}
            found += tables.read_counts(file, place=within, progress=told, **own, **said)
    asked = dict.fromkeys((item.place, item.on) for item in found)
    say(*(odd.text(lang) for place, on in asked for odd in catalog.commune_findings(place, on=on)))
    return tuple(found)


def _told(bar: Progress, task: TaskID, line: int, lines: int) -> None:
    bar.update(task, completed=line, total=lines)


def _rolled_up(counts: Sequence[Observation], whole: str) -> tuple[RollUp, ...]:
    """The sums into a place as it was on each day; of the whole country all provinces are asked for."""

    def into(day: dt.date) -> Place:
        found = catalog.place(whole, on=day)
        if found.level is None:  # anything could be said to lie in it
            raise InvalidValueError("a-whole-without-its-level", path=("--roll-up",), seen=whole)
        return found

    def parts(day: dt.date) -> tuple[Place, ...] | None:
        return catalog.provinces(on=day) if into(day) == catalog.COUNTRY else None

    return roll_up_all(counts, into=into, parts=parts)
