"""The command line of recognition: rule sets and the forms that they ask for."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.helped import HelpedCommand, HelpedGroup
from khuyenhoc.cli.lookup import Instruments, find, is_file, known
from khuyenhoc.cli.options import (
    answer,
    formats,
    language,
    one_id,
    say,
    to_file,
)
from khuyenhoc.cli.score_sheet import edit_table, from_table
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.catalog.rules import odd_letters
from khuyenhoc.files.tables.form_workbook import write_form
from khuyenhoc.files.tables.forms import empty_form
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.place import Level, Place
from khuyenhoc.views.forms import form_page
from khuyenhoc.views.rules import changes_page, findings_page, ruleset_page, rulesets_page

__all__ = ["form", "rules"]

_COMMUNES_SINCE = dt.date(2025, 7, 1)  # the day since which there are the communes of the catalogue


def _ruleset(name: str) -> RuleSet:
    return find(name, RuleSet).record


@click.group(cls=HelpedGroup, invoke_without_command=True)
@formats("text", "json")
@language
@to_file
@click.pass_context
def rules(context: click.Context, /, format_: str, lang: Language, **to: Any) -> None:
    """List the rule sets, or show, check, compare or make them."""
    if context.invoked_subcommand is not None:
        return
    answer(rulesets_page(known().rulesets(), known().gaps(), lang), format_, lang, bare=True, **to)


@rules.command()
@one_id
@language
@to_file
def show(name: str, lang: Language, **to: Any) -> None:
    """Show a rule set: criteria, thresholds, articles, open questions, calendar."""
    found = find(name, RuleSet)
    answer(ruleset_page(found.record, Instruments(found), lang), "text", lang, **to)


@rules.command()
@click.argument("file")
@formats("text", "json")
@language
@to_file
def check(file: str, format_: str, lang: Language, **to: Any) -> None:
    """Check a rule set of your own; everything odd is listed with its place in the file."""
    found = _ruleset(file)
    if is_file(file) and (odd := odd_letters(file)):
        say(f"{file}: {odd.text(lang)}")
    answer(findings_page(found.check(), lang), format_, lang, bare=True, **to)


@rules.command()
@click.argument("first")
@click.argument("second")
@formats("text", "json")
@language
@to_file
def diff(first: str, second: str, format_: str, lang: Language, **to: Any) -> None:
    """What changes for the same facts from one rule set to another."""
    one, other = find(first, RuleSet), find(second, RuleSet)
    changes = one.record.diff(other.record)
    answer(changes_page(changes, Instruments(one, other), lang), format_, lang, bare=True, **to)


rules.add_command(from_table)
rules.add_command(edit_table)


@click.command(cls=HelpedCommand)
@one_id
@formats("toml", "json", "csv", "xlsx")
@language
@click.option("--rows", type=int, default=0, help="In Excel, rows for so many applicants.  [default: a form for one]")
@click.option(
    "--place", "places", multiple=True, help="In Excel, an applicant by name; a province for its communes. Repeatable."
)
@to_file
def form(
    name: str, format_: str, lang: Language, rows: int, places: tuple[str, ...], output: str | None, overwrite: bool
) -> None:
    """An empty form to fill in; as JSON a list of what has to be known, as xlsx an Excel workbook."""
    found = _ruleset(name)
    if format_ == "xlsx" or (output is not None and Path(output).suffix.casefold() == ".xlsx"):
        if output is None:
            raise InvalidValueError("excel-needs-an-output", path=("--output",))
        made = write_form(found, output, rows=rows, names=_applicants(places, found), lang=lang, overwrite=overwrite)
        click.echo(made)
        return
    if rows or places:
        raise InvalidValueError("only-in-an-excel-form", path=("--rows, --place",))
    page = attrs.evolve(form_page(found, lang), csv=partial(empty_form, found, "csv", lang))
    more = {".toml": partial(empty_form, found, "toml", lang)}
    answer(page, format_, lang, more=more, output=output, overwrite=overwrite)


def _applicants(places: tuple[str, ...], found: RuleSet) -> list[str]:
    """The names given; where communes are asked for, those of a province that is named."""
    names: list[str] = []
    for place in places:
        province = _province(place) if found.level is Level.COMMUNE else None
        names += (
            [place]
            if province is None
            else [f"{item.kind.vi} {item.place.name}" for item in catalog.communes(province=province)]
        )
    return names


def _province(name: str) -> Place | None:
    try:
        return catalog.province(name, on=_COMMUNES_SINCE)
    except UnknownNameError:
        return None
