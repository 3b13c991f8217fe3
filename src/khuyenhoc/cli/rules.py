"""The command line of recognition: rule sets, forms and decisions."""

import datetime as dt
import json
import time
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Any

import click
from rich.progress import Progress

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.options import console, language, on_day, print_json
from khuyenhoc.cli.tables import decide_table
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.forms import Applicant, empty_form, read_facts
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.views.rules import print_changes, print_decisions, print_findings, print_ruleset, print_rulesets

__all__ = ["decide", "form", "rules"]

_text_or_json = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
_MAX_ERRORS = 200
_PATIENCE = 2.0


def _ruleset(name: str) -> RuleSet:
    """A rule set of the catalogue, or the one in a file."""
    return catalog.read_rules(name) if Path(name).suffix.casefold() == ".toml" else catalog.ruleset(name)


@click.group(invoke_without_command=True)
@_text_or_json
@language
@click.pass_context
def rules(context: click.Context, form: str, lang: Language) -> None:
    """List the rule sets, or show, check or compare them."""
    if context.invoked_subcommand is not None:
        return
    if form == "json":
        print_json([_summary(item) for item in catalog.rulesets()])
    else:
        print_rulesets(console(), catalog.rulesets(), catalog.gaps(), lang)


def _summary(item: RuleSet) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title.vi,
        "level": item.level.value if item.level else None,
        "in_force_from": item.in_force_from.isoformat() if item.in_force_from else None,
        "in_force_until": item.in_force_until.isoformat() if item.in_force_until else None,
        "confidence": item.confidence.value,
        "criteria": len(item.criteria),
        "indicators": len(item.indicators),
        "grades": [grade.id for grade in item.grades],
    }


@rules.command()
@click.argument("id")
@language
def show(id: str, lang: Language) -> None:  # noqa: A002 - the word users type
    """Show a rule set: criteria, thresholds, articles, open questions, calendar."""
    print_ruleset(console(), _ruleset(id), lang)


@rules.command()
@click.argument("file")
@_text_or_json
@language
def check(file: str, form: str, lang: Language) -> None:
    """Check a rule set of your own; everything odd is listed with its place in the file."""
    found = _ruleset(file).check()
    if form == "json":
        print_json([{"code": item.code, "path": item.path, "vi": item.vi, "en": item.en} for item in found])
    else:
        print_findings(console(), found, lang)


@rules.command()
@click.argument("first")
@click.argument("second")
@_text_or_json
@language
def diff(first: str, second: str, form: str, lang: Language) -> None:
    """What changes for the same facts from one rule set to another."""
    changes = _ruleset(first).diff(_ruleset(second))
    if form == "text":
        print_changes(console(), changes, lang)
        return
    print_json(
        [
            {
                "kind": change.kind.value,
                "facts": list(change.facts),
                "grade": change.grade,
                "label": change.label.text(lang),
                "before": change.before or None,
                "after": change.after or None,
                "cite_before": change.cite_before.text(lang) if change.cite_before else None,
                "cite_after": change.cite_after.text(lang) if change.cite_after else None,
            }
            for change in changes
        ]
    )


@click.command()
@click.argument("id")
@click.option("--format", "form", type=click.Choice(["toml", "json", "csv"]), default="toml", show_default=True)
@language
def form(id: str, form: str, lang: Language) -> None:  # noqa: A002 - the word users type
    """An empty form to fill in; as JSON a list of what has to be known."""
    found = _ruleset(id)
    if form == "json":
        print_json(found.form(lang))
    else:
        click.echo(empty_form(found, form, lang), nl=False)


@click.command()
@click.argument("id")
@click.argument("facts")
@click.option("--final", is_flag=True, help="Close the file: no evidence means not met, where the circular says so.")
@click.option("--area", default="", help="Kind of area of the applicant, such as difficult.")
@click.option("--unit", default="", help="Kind of unit of the applicant.")
@click.option(
    "--reading", "readings", multiple=True, metavar="QUESTION=READING", help="Another reading of an open question."
)
@on_day
@_text_or_json
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
    id: str,  # noqa: A002 - the word users type
    facts: str,
    final: bool,
    area: str,
    unit: str,
    readings: tuple[str, ...],
    on: dt.date | None,
    form: str,
    lang: Language,
    output: str | None,
    engine: str | None,
    indicators: bool,
    overwrite: bool,
) -> None:
    """Decide on the facts of one applicant (TOML, JSON) or of many (CSV, a JSON list).

    With --output on a table of any size (CSV, Parquet, Excel), into another one.
    """
    found = _ruleset(id)
    selection = _law(found, on)
    chosen = dict(_reading(text) for text in readings)
    if output is not None:
        decide_table(
            found,
            facts,
            output,
            engine=engine or "polars",
            indicators=indicators,
            overwrite=overwrite,
            final=final,
            area=area,
            unit=unit,
            readings=chosen,
            form=form,
            lang=lang,
        )
        if form == "text":
            _say_law(selection, lang)
        return
    if engine or indicators or overwrite:
        raise InvalidValueError("only with --output", path=("--engine, --indicators, --overwrite",))
    applicants = read_facts(facts, found)
    decisions = list(_decided(found, applicants, facts, final=final, area=area, unit=unit, readings=chosen))
    many = Path(facts).suffix.casefold() == ".csv" or len(decisions) != 1
    if form == "json":
        if many:
            _stream(decisions, selection, lang)
        else:
            print_json(_with_law(decisions[0][1].to_dict(lang), selection, lang))
        return
    if many:
        print_decisions(console(), decisions, found, lang)
    else:
        click.echo(decisions[0][1].explain(lang))
    _say_law(selection, lang)


def _say_law(selection: Selection | None, lang: Language) -> None:
    for label in (*selection.known, *selection.open) if selection else ():
        click.echo(f"! {label.text(lang)}")


def _reading(text: str) -> tuple[str, str]:
    question, separator, answer = text.partition("=")
    if not separator:
        raise InvalidValueError("not a reading", path=("--reading",), seen=text, expected="QUESTION=READING")
    return question, answer


def _law(found: RuleSet, on: dt.date | None) -> Selection | None:
    try:
        return None if on is None else catalog.applies(found, on=on)
    except InvalidValueError as error:
        raise InvalidValueError(error.message, path=("--on",), seen=error.seen, expected=error.expected) from None


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
    found: RuleSet,
    applicants: list[Applicant],
    file: str,
    *,
    final: bool,
    area: str,
    unit: str,
    readings: dict[str, str],
) -> Iterator[tuple[Applicant, Decision]]:
    """The decisions one by one; the errors of all applicants are raised together at the end."""
    errors: list[KhuyenHocError] = []
    for item in _with_progress(applicants):
        try:
            made = found.decide(
                item.facts, area=item.area or area, unit=item.unit or unit, readings=readings, final=final
            )
        except DocumentError as error:
            errors.extend(inner.at(item.where) if item.where else inner for inner in error.errors)
        except KhuyenHocError as error:
            errors.append(error.at(item.where) if item.where else error)
        else:
            yield item, made
        if len(errors) >= _MAX_ERRORS:
            break
    if errors:
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        count += "; reading stopped there" if len(errors) >= _MAX_ERRORS else ""
        raise DocumentError(f"{file}: {count} in the facts for {found.id}", errors=tuple(errors))


def _with_progress(applicants: list[Applicant]) -> Iterable[Applicant]:
    """The applicants, with a bar on the error stream once it takes longer than a few seconds."""
    began = time.monotonic()
    bar: Progress | None = None
    task = None
    try:
        for number, item in enumerate(applicants):
            yield item
            if bar is None and time.monotonic() - began > _PATIENCE:
                bar = Progress(console=console(stderr=True), transient=True)
                bar.start()
                task = bar.add_task("", total=len(applicants))
            if bar is not None and task is not None:
                bar.update(task, completed=number + 1)
    finally:
        if bar is not None:
            bar.stop()


def _stream(decisions: list[tuple[Applicant, Decision]], selection: Selection | None, lang: Language) -> None:
    """The decisions one by one, so that a large table need not be held as text."""
    click.echo('{"decisions": [')
    for number, (item, made) in enumerate(decisions, 1):
        row = _with_law({"applicant": item.id} | made.to_dict(lang), selection, lang)
        click.echo(json.dumps(row, ensure_ascii=False) + ("," if number < len(decisions) else ""))
    click.echo(f'], "summary": {json.dumps(_counts(decisions), ensure_ascii=False)}}}')


def _counts(decisions: list[tuple[Applicant, Decision]]) -> dict[str, Any]:
    verdicts = Counter(made.verdict.value for _, made in decisions)
    grades = Counter(made.grade for _, made in decisions if made.grade is not None)
    return {
        "applicants": len(decisions),
        "verdicts": dict(sorted(verdicts.items())),
        "grades": dict(sorted(grades.items())),
    }
