"""The command line of recognition: decisions on one applicant or many, and the dossier of one."""

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

from khuyenhoc._base.near import did_you_mean
from khuyenhoc._base.terms import Language
from khuyenhoc._base.text import tone_key
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import find, known
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
    say,
    saying,
    show_chart,
    text_encoding,
    to_file,
    waiting,
)
from khuyenhoc.cli.tables import NOT_ALL, decide_table, left_out, table_data, table_lines
from khuyenhoc.cli.usage import Misused
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files.tables.forms import Applicant, read_facts
from khuyenhoc.files.tables.sinks import KINDS
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.law.procedure import year_of
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.sentences import Sentence
from khuyenhoc.views.charts.grade import grade
from khuyenhoc.views.decisions import decision_page
from khuyenhoc.views.dossier import dossier_data, dossier_page
from khuyenhoc.views.rules import decisions_page
from khuyenhoc.views.sheets import Page, listed
from khuyenhoc.views.words import word
from khuyenhoc.views.writing import place_for

__all__ = ["decide", "dossier"]

_MAX_ERRORS = 200
_WIDTH = 80
_MANY = 1000  # applicants that are worth a bar
_NAMED = 10  # applicants that are named where one has to be chosen


def _settings(command: Any) -> Any:
    """The options under which facts are decided."""
    for made in (
        click.option(
            "--reading",
            "readings",
            multiple=True,
            metavar="QUESTION=READING",
            help="Another reading of an open question.",
        ),
        click.option("--unit", default="", help="Kind of unit of the applicant."),
        click.option("--area", default="", help="Kind of area of the applicant, such as difficult."),
        click.option(
            "--final", is_flag=True, help="Close the file: no evidence means not met, where the circular says so."
        ),
    ):
        command = made(command)
    return command


@click.command(cls=HelpedCommand)
@one_id
@click.argument("facts")
@text_encoding
@_settings
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
@click.option("--codes", is_flag=True, help="With --output FILE.xlsx, columns of codes for machines, no words.")
@click.option("--overwrite", is_flag=True, help="Replace an output that is there.")
def decide(
    name: str,
    facts: str,
    encoding: str,
    readings: tuple[str, ...],
    on: dt.date | None,
    format_: str,
    chart: str | None,
    lang: Language,
    output: str | None,
    engine: str | None,
    indicators: bool,
    codes: bool,
    overwrite: bool,
    **setting: Any,
) -> None:
    """Decide on the facts of one applicant (TOML, JSON, Excel) or of many (CSV, Excel, a JSON list).

    With --output on a table of any size (CSV, Parquet, Excel), into another one: .xlsx in words for people, .csv and
    .parquet in codes for machines. The exit code is 3 where rows were not decided, because a value is wrong.
    """
    found = find(name, RuleSet).record
    selection = _law(found, on)
    setting["readings"] = dict(_reading(text) for text in readings)
    if output is not None and all(Path(name).suffix.casefold() in KINDS for name in (facts, output)):
        if chart is not None:
            raise Misused("usage-chart-of-one")
        setting |= {"indicators": indicators, "codes": codes, "overwrite": overwrite, "lang": lang}
        with saying(lang):
            made = decide_table(found, facts, output, engine=engine or "polars", encoding=encoding, **setting)
        if format_ == "json":
            print_json(_with_law(table_data(made), selection, lang))
        else:
            click.echo("\n".join(table_lines(made, found, lang)))
            _say_law(selection, lang)
        if made.rejected:
            say(left_out(made, lang))
            click.get_current_context().exit(NOT_ALL)
        return
    if engine or indicators or codes:
        raise InvalidValueError("only-with-a-table", path=("--engine, --indicators, --codes",))
    if output is not None:
        place_for(output, overwrite=overwrite)  # before anything is decided
    elif overwrite:
        raise InvalidValueError("only-with-output", path=("--overwrite",))
    with saying(lang), waiting(Path(facts).name):
        applicants = read_facts(facts, found, encoding=encoding)
    decisions = list(_decided(found, applicants, facts, **setting))
    many = Path(facts).suffix.casefold() == ".csv" or len(decisions) != 1
    if chart is not None:
        if len(decisions) != 1:
            raise Misused("usage-chart-of-one")
        show_chart(lambda: grade(decisions[0][1], lang=lang), chart, lang)
    if output is not None:
        with waiting(found.id):
            page = _page(decisions, found, selection, lang, on=on, many=many)
        answer(page, format_, lang, output=output, overwrite=overwrite)
        _say_law(selection, lang)
    elif format_ == "json" and many:
        _stream(decisions, selection, lang, on)
    elif format_ == "json":
        print_json(_with_law(decisions[0][1].to_dict(lang, on=on), selection, lang))
    else:
        if many:
            answer(decisions_page(decisions, found, lang), format_, lang, bare=True)
        else:
            click.echo(decisions[0][1].explain(lang))
        _say_law(selection, lang)


@click.command(cls=HelpedCommand)
@one_id
@click.argument("facts")
@click.option("--applicant", default=None, metavar="NAME", help="Which one, in a file of several.")
@text_encoding
@click.option("--year", type=int, default=None, help="The year assessed, for the days of the procedure.")
@_settings
@on_day
@formats("text", "html", "json")
@language
@to_file
def dossier(
    name: str,
    facts: str,
    applicant: str | None,
    encoding: str,
    year: int | None,
    readings: tuple[str, ...],
    on: dt.date | None,
    format_: str,
    lang: Language,
    output: str | None,
    overwrite: bool,
    **setting: Any,
) -> None:
    """The dossier of one applicant: each indicator with its article, the draft of the result, the days.

    FACTS is a filled form (TOML, JSON, CSV), as for decide.
    """
    found = find(name, RuleSet).record
    selection = _law(found, on)
    with option("--year"):
        known: dict[str, Any] = {"year": year_of(year, "year") if year is not None else None, "on": on}
    with saying(lang):
        applicants = read_facts(facts, found, encoding=encoding)
    one = _one(applicants, applicant)
    setting["readings"] = dict(_reading(text) for text in readings)
    ((_, decision),) = _decided(found, [one], facts, **setting)
    called = one.id if applicant is not None or not one.id.isdecimal() else ""
    page = dossier_page(decision, lang, applicant=called, selection=selection, **known)
    data = partial(dossier_data, decision, lang, applicant=called, **known)
    page = attrs.evolve(page, data=lambda: _with_law(data(), selection, lang))
    answer(page, format_, lang, output=output, overwrite=overwrite)


def _one(applicants: list[Applicant], name: str | None) -> Applicant:
    """The applicant of a name, or the only one."""
    names = [item.id for item in applicants]
    found = applicants if name is None else [item for item in applicants if tone_key(item.id) == tone_key(name)]
    if len(found) == 1:
        return found[0]
    if not found:
        raise UnknownNameError(
            "no-such-applicant", path=("--applicant",), seen=name, hint=did_you_mean(name or "", names)
        )
    raise InvalidValueError("which-applicant", path=("--applicant",), count=len(found), known=tuple(names[:_NAMED]))


def _page(
    decisions: list[tuple[str, Decision]],
    found: RuleSet,
    selection: Selection | None,
    lang: Language,
    *,
    on: dt.date | None,
    many: bool,
) -> Page:
    """The decisions as a page, and what is to be known of the law on the day."""
    if many:
        page = attrs.evolve(decisions_page(decisions, found, lang), data=partial(_data, decisions, selection, lang, on))
    else:
        [(applicant, made)] = decisions
        page = decision_page(made, lang, applicant="" if applicant == "1" else applicant)
        page = attrs.evolve(page, data=lambda: _with_law(made.to_dict(lang, on=on), selection, lang))
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
        return None if on is None else known().applies(found, on=on)


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


def _stream(
    decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language, on: dt.date | None
) -> None:
    """The decisions one by one, so that a large table need not be held as text."""
    click.echo('{"decisions": [')
    for number, row in enumerate(_objects(decisions, selection, lang, on), 1):
        click.echo(json.dumps(row, ensure_ascii=False) + ("," if number < len(decisions) else ""))
    click.echo(f'], "summary": {json.dumps(_counts(decisions), ensure_ascii=False)}}}')


def _objects(
    decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language, on: dt.date | None
) -> Iterator[dict[str, Any]]:
    for applicant, made in decisions:
        yield _with_law({"applicant": applicant} | made.to_dict(lang, on=on), selection, lang)


def _data(
    decisions: list[tuple[str, Decision]], selection: Selection | None, lang: Language, on: dt.date | None
) -> dict[str, Any]:
    return {"decisions": list(_objects(decisions, selection, lang, on)), "summary": _counts(decisions)}


def _counts(decisions: list[tuple[str, Decision]]) -> dict[str, Any]:
    verdicts = Counter(made.verdict.value for _, made in decisions)
    grades = Counter(made.grade for _, made in decisions if made.grade is not None)
    return {
        "applicants": len(decisions),
        "verdicts": dict(sorted(verdicts.items())),
        "grades": dict(sorted(grades.items())),
    }
