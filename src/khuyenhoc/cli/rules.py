"""The command line of recognition: rule sets, forms and decisions."""

import datetime as dt
import json
import textwrap
from collections import Counter
from collections.abc import Iterator
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import click
from rich.progress import track

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.lookup import Instruments, find
from khuyenhoc.cli.options import (
    answer,
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
    to_file,
)
from khuyenhoc.cli.score_sheet import edit_table, from_table
from khuyenhoc.cli.tables import decide_table, table_data, table_lines
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.forms import Applicant, empty_form, read_facts
from khuyenhoc.files.tables.sinks import KINDS
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.sentences import Sentence
from khuyenhoc.views.charts.grade import grade
from khuyenhoc.views.decisions import decision_page
from khuyenhoc.views.forms import form_page
from khuyenhoc.views.rules import changes_page, decisions_page, findings_page, ruleset_page, rulesets_page
from khuyenhoc.views.sheets import Page, listed
from khuyenhoc.views.words import word
from khuyenhoc.views.writing import place_for

__all__ = ["decide", "form", "rules"]

_MAX_ERRORS = 200
_WIDTH = 80
_MANY = 1000  # applicants that are worth a bar


def _ruleset(name: str) -> RuleSet:
    return find(name, RuleSet).record


@click.group(invoke_without_command=True)
@formats("text", "json")
@language
@to_file
@click.pass_context
def rules(context: click.Context, /, format_: str, lang: Language, **to: Any) -> None:
    """List the rule sets, or show, check, compare or make them."""
    if context.invoked_subcommand is not None:
        return
    answer(rulesets_page(catalog.rulesets(), catalog.gaps(), lang), format_, lang, bare=True, **to)


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
    answer(findings_page(_ruleset(file).check(), lang), format_, lang, bare=True, **to)


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


@click.command()
@one_id
@formats("toml", "json", "csv")
@language
@to_file
def form(name: str, format_: str, lang: Language, **to: Any) -> None:
    """An empty form to fill in; as JSON a list of what has to be known."""
    found = _ruleset(name)
    page = attrs.evolve(form_page(found, lang), csv=partial(empty_form, found, "csv", lang))
    answer(page, format_, lang, more={".toml": partial(empty_form, found, "toml", lang)}, **to)


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
@click.option(
    "--output",
    default=None,
    metavar="FILE",
    help="Write a file; its ending decides: of a table, .csv, .xlsx or .parquet, row by row; else .docx, .xlsx, .pdf, "
    ".html, .csv or .json.",
)
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
    """Decide on the facts of one applicant (TOML, JSON) or of many (CSV, a JSON list).

    With --output on a table of any size (CSV, Parquet, Excel), into another one.
    """
    found = _ruleset(name)
    selection = _law(found, on)
    setting["readings"] = dict(_reading(text) for text in readings)
    if output is not None and all(Path(name).suffix.casefold() in KINDS for name in (facts, output)):
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
    if engine or indicators:
        raise InvalidValueError("only-with-a-table", path=("--engine, --indicators",))
    if output is not None:
        place_for(output, overwrite=overwrite)  # before anything is decided
    elif overwrite:
        raise InvalidValueError("only-with-output", path=("--overwrite",))
    with saying(lang):
        applicants = read_facts(facts, found)
    decisions = list(_decided(found, applicants, facts, **setting))
    many = Path(facts).suffix.casefold() == ".csv" or len(decisions) != 1
    if chart is not None:
        if len(decisions) != 1:
            raise Misused("usage-chart-of-one")
        show_chart(lambda: grade(decisions[0][1], lang=lang), chart, lang)
    if output is not None:
        page = _page(decisions, found, selection, lang, many=many)
        answer(page, format_, lang, output=output, overwrite=overwrite)
        _say_law(selection, lang)
    elif format_ == "json" and many:
        _stream(decisions, selection, lang)
    elif format_ == "json":
        print_json(_with_law(decisions[0][1].to_dict(lang), selection, lang))
    else:
        if many:
            answer(decisions_page(decisions, found, lang), format_, lang, bare=True)
        else:
            click.echo(decisions[0][1].explain(lang))
        _say_law(selection, lang)


def _page(
    decisions: list[tuple[str, Decision]], found: RuleSet, selection: Selection | None, lang: Language, *, many: bool
) -> Page:
    """The decisions as a page, and what is to be known of the law on the day."""
    if many:
        page = attrs.evolve(decisions_page(decisions, found, lang), data=partial(_data, decisions, selection, lang))
    else:
        [(applicant, made)] = decisions
        page = decision_page(made, lang, applicant="" if applicant == "1" else applicant)
        page = attrs.evolve(page, data=lambda: _with_law(made.to_dict(lang), selection, lang))
    labels = (*selection.known, *selection.open) if selection else ()
    return attrs.evolve(page, sheets=(*page.sheets, *listed(word("findings", lang), labels, lang)))


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
    for number, row in enumerate(_objects(decisions, selection, lang), 1):
        click.echo(json.dumps(row, ensure_ascii=False) + ("," if number < len(decisions) else ""))
    click.echo(f'], "summary": {json.dumps(_counts(decisions), ensure_ascii=False)}}}')


def _objects(
    decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language
) -> Iterator[dict[str, Any]]:
    for applicant, made in decisions:
        yield _with_law({"applicant": applicant} | made.to_dict(lang), selection, lang)


def _data(decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language) -> dict[str, Any]:
    return {"decisions": list(_objects(decisions, selection, lang)), "summary": _counts(decisions)}


def _counts(decisions: list[tuple[str, Decision]]) -> dict[str, Any]:
    verdicts = Counter(made.verdict.value for _, made in decisions)
    grades = Counter(made.grade for _, made in decisions if made.grade is not None)
    return {
        "applicants": len(decisions),
        "verdicts": dict(sorted(verdicts.items())),
        "grades": dict(sorted(grades.items())),
    }
