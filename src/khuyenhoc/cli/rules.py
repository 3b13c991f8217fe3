"""The command line of recognition: rule sets, forms and decisions."""

import datetime as dt
import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
from rich.progress import track

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.lookup import Instruments, find
from khuyenhoc.cli.options import (
    chart_file,
    console,
    formats,
    language,
    on_day,
    one_id,
    option,
    print_json,
    saying,
    show_chart,
    show_page,
)
from khuyenhoc.cli.score_sheet import edit_table, from_table
from khuyenhoc.cli.tables import decide_table, table_data, table_lines
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.form_workbook import write_form
from khuyenhoc.files.tables.forms import Applicant, empty_form, read_facts
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.place import Level, Place
from khuyenhoc.views.charts.grade import grade
from khuyenhoc.views.rules import (
    changes_data,
    changes_page,
    decisions_page,
    findings_data,
    findings_page,
    ruleset_data,
    ruleset_page,
    rulesets_page,
)

__all__ = ["decide", "form", "rules"]

_MAX_ERRORS = 200
_WIDTH = 80
_MANY = 1000  # applicants that are worth a bar
_COMMUNES_SINCE = dt.date(2025, 7, 1)  # the day since which there are the communes of the catalogue


def _ruleset(name: str) -> RuleSet:
    return find(name, RuleSet).record


@click.group(invoke_without_command=True)
@formats("text", "json")
@language
@click.pass_context
def rules(context: click.Context, format_: str, lang: Language) -> None:
    """List the rule sets, or show, check, compare or make them."""
    if context.invoked_subcommand is not None:
        return
    if format_ == "json":
        print_json([ruleset_data(item) for item in catalog.rulesets()])
    else:
        show_page(rulesets_page(catalog.rulesets(), catalog.gaps(), lang), format_, lang)


@rules.command()
@one_id
@language
def show(name: str, lang: Language) -> None:
    """Show a rule set: criteria, thresholds, articles, open questions, calendar."""
    found = find(name, RuleSet)
    show_page(ruleset_page(found.record, Instruments(found), lang), "text", lang)


@rules.command()
@click.argument("file")
@formats("text", "json")
@language
def check(file: str, format_: str, lang: Language) -> None:
    """Check a rule set of your own; everything odd is listed with its place in the file."""
    found = _ruleset(file).check()
    if format_ == "json":
        print_json(findings_data(found))
    else:
        show_page(findings_page(found, lang), format_, lang)


@rules.command()
@click.argument("first")
@click.argument("second")
@formats("text", "json")
@language
def diff(first: str, second: str, format_: str, lang: Language) -> None:
    """What changes for the same facts from one rule set to another."""
    one, other = find(first, RuleSet), find(second, RuleSet)
    changes = one.record.diff(other.record)
    if format_ == "json":
        print_json(changes_data(changes, Instruments(one, other), lang))
    else:
        show_page(changes_page(changes, lang), format_, lang)


rules.add_command(from_table)
rules.add_command(edit_table)


@click.command()
@one_id
@formats("toml", "json", "csv", "xlsx")
@language
@click.option("--output", default=None, metavar="FILE", help="The Excel file to write.")
@click.option("--rows", type=int, default=0, help="In Excel, rows for so many applicants.  [default: a form for one]")
@click.option(
    "--place", "places", multiple=True, help="In Excel, an applicant by name; a province for its communes. Repeatable."
)
@click.option("--overwrite", is_flag=True, help="Replace a file that is there.")
def form(
    name: str, format_: str, lang: Language, output: str | None, rows: int, places: tuple[str, ...], overwrite: bool
) -> None:
    """An empty form to fill in; as JSON a list of what has to be known, as xlsx an Excel workbook."""
    found = _ruleset(name)
    if format_ == "xlsx" or (output is not None and Path(output).suffix.casefold() == ".xlsx"):
        if output is None:
            raise InvalidValueError("excel-needs-an-output", path=("--output",))
        made = write_form(found, output, rows=rows, names=_applicants(places, found), lang=lang, overwrite=overwrite)
        click.echo(made)
        return
    if rows or places or output is not None or overwrite:
        raise InvalidValueError("only-in-an-excel-form", path=("--rows, --place, --output, --overwrite",))
    if format_ == "json":
        print_json(found.form(lang))
    else:
        click.echo(empty_form(found, format_, lang), nl=False)


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


@click.command()
@one_id
@click.argument("facts")
@click.option("--final", is_flag=True, help="Close the file: no evidence means not met, where the circular says so.")
@click.option("--area", default="", help="Kind of area of the applicant, such as difficult.")
@click.option("--unit", default="", help="Kind of unit of the applicant.")
@click.option(
    "--reading", "readings", multiple=True, metavar="QUESTION=READING", help="Another reading of an open question."
)
@on_day
@formats("text", "json")
@chart_file
@language
@click.option("--output", default=None, metavar="FILE", help="Write a decided table: .csv, .parquet or .xlsx.")
@click.option(
    "--engine",
    type=click.Choice(["polars", "duckdb", "pandas", "pyspark"]),
    default=None,
    help="With --output, what decides.  [default: polars]",
)
@click.option("--indicators", is_flag=True, help="With --output, add columns for each indicator.")
@click.option("--overwrite", is_flag=True, help="Replace an output that is there.")
def decide(
    name: str,
    facts: str,
    readings: tuple[str, ...],
    on: dt.date | None,
    format_: str,
    chart: str | None,
    lang: Language,
    output: str | None,
    engine: str | None,
    indicators: bool,
    overwrite: bool,
    **setting: Any,
) -> None:
    """Decide on the facts of one applicant (TOML, JSON, Excel) or of many (CSV, Excel, a JSON list).

    With --output on a table of any size (CSV, Parquet, Excel), into another one.
    """
    found = _ruleset(name)
    selection = _law(found, on)
    setting["readings"] = dict(_reading(text) for text in readings)
    if output is not None:
        if chart is not None:
            raise Misused("usage-chart-of-one")
        setting |= {"indicators": indicators, "overwrite": overwrite, "lang": lang}
        with saying(lang):
            made = decide_table(found, facts, output, engine=engine or "polars", **setting)
        if format_ == "json":
            print_json(_with_law(table_data(made), selection, lang))
        else:
            click.echo("\n".join(table_lines(made, found, lang)))
            _say_law(selection, lang)
        return
    if engine or indicators or overwrite:
        raise InvalidValueError("only-with-output", path=("--engine, --indicators, --overwrite",))
    with saying(lang):
        applicants = read_facts(facts, found)
    decisions = list(_decided(found, applicants, facts, **setting))
    many = Path(facts).suffix.casefold() == ".csv" or len(decisions) != 1
    if chart is not None:
        if len(decisions) != 1:
            raise Misused("usage-chart-of-one")
        show_chart(lambda: grade(decisions[0][1], lang=lang), chart, lang)
    if format_ == "json" and many:
        _stream(decisions, selection, lang)
    elif format_ == "json":
        print_json(_with_law(decisions[0][1].to_dict(lang), selection, lang))
    else:
        if many:
            show_page(decisions_page(decisions, found, lang), format_, lang)
        else:
            click.echo(decisions[0][1].explain(lang))
        _say_law(selection, lang)


def _say_law(selection: Selection | None, lang: Language) -> None:
    for label in (*selection.known, *selection.open) if selection else ():
        for line in textwrap.wrap(f"! {label.text(lang)}", _WIDTH, subsequent_indent="  ", break_long_words=False):
            click.echo(line)


def _reading(text: str) -> tuple[str, str]:
    question, separator, answer = text.partition("=")
    if not separator:
        raise InvalidValueError("not-a-reading", path=("--reading",), seen=text)
    return question, answer


def _law(found: RuleSet, on: dt.date | None) -> Selection | None:
    with option("--on"):
        return None if on is None else catalog.applies(found, on=on)


def _with_law(row: dict[str, Any], selection: Selection | None, lang: Language) -> dict[str, Any]:
    if selection is None:
        return row
    return row | {
        "law": {
            "on": selection.on.isoformat(),
            "status": selection.status.value,
            "known": [label.text(lang) for label in selection.known],
            "open": [label.text(lang) for label in selection.open],
        }
    }


def _decided(
    found: RuleSet, applicants: list[Applicant], file: str, *, area: str, unit: str, **setting: Any
) -> Iterator[tuple[str, Decision]]:
    """The decisions one by one; the errors of all applicants are raised together at the end."""
    errors: list[KhuyenHocError] = []
    output = console(stderr=True)
    quiet = len(applicants) < _MANY or not output.is_terminal
    for item in track(applicants, "", console=output, transient=True, disable=quiet):
        try:
            made = found.decide(item.facts, area=item.area or area, unit=item.unit or unit, **setting)
        except DocumentError as error:
            errors.extend(inner.at(item.where) if item.where else inner for inner in error.errors)
        except KhuyenHocError as error:
            errors.append(error.at(item.where) if item.where else error)
        else:
            yield item.id, made
        if len(errors) >= _MAX_ERRORS:
            break
    if errors:
        what = Sentence("facts-for", rules=found.id)
        what = Sentence("and-stopped", what=what) if len(errors) >= _MAX_ERRORS else what
        raise DocumentError.of(errors, what, name=str(file))


def _stream(decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language) -> None:
    """The decisions one by one, so that a large table need not be held as text."""
    click.echo('{"decisions": [')
    for number, (applicant, made) in enumerate(decisions, 1):
        row = _with_law({"applicant": applicant} | made.to_dict(lang), selection, lang)
        click.echo(json.dumps(row, ensure_ascii=False) + ("," if number < len(decisions) else ""))
    click.echo(f'], "summary": {json.dumps(_counts(decisions), ensure_ascii=False)}}}')


def _counts(decisions: list[tuple[str, Decision]]) -> dict[str, Any]:
    verdicts = Counter(made.verdict.value for _, made in decisions)
    grades = Counter(made.grade for _, made in decisions if made.grade is not None)
    return {
        "applicants": len(decisions),
        "verdicts": dict(sorted(verdicts.items())),
        "grades": dict(sorted(grades.items())),
    }
