"""The command line of score sheets: a table on paper becomes a rule set, and a rule set the table again."""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import find, known
from khuyenhoc.cli.options import language, one_id
from khuyenhoc.errors import DocumentError, InvalidValueError
from khuyenhoc.files.catalog.score_conditions import Conditions, Stated, read_conditions
from khuyenhoc.files.catalog.score_rules import rules_text
from khuyenhoc.files.tables.score_sheet import ScoreSheet, read_score_sheet
from khuyenhoc.files.tables.score_sheet_out import score_sheet_file
from khuyenhoc.files.tables.score_sums import Points
from khuyenhoc.files.tables.sinks import replacing
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import reason

__all__ = ["edit_table", "from_table"]

_ASKED = {
    "title": Label(
        "Danh hiệu (citizen, family, clan, community, unit)", "Title (citizen, family, clan, community, unit)"
    ),
    "document": Label("Văn bản ban hành bảng điểm", "The document that lays the table down"),
    "issued": Label("Ngày ban hành (ngày/tháng/năm)", "Its day (day/month/year)"),
    "pass_": Label("Điểm đạt", "The pass mark"),
}


@click.command("from-table", cls=HelpedCommand)
@click.argument("file")
@click.option("--title", default="", help="The title: citizen, family, clan, community or unit, or its name.")
@click.option("--level", default="", help="Level of the title, where it has one, such as hamlet or commune.")
@click.option("--document", default="", help="The document that lays the table down, with its number.")
@click.option("--issued", default="", metavar="DAY", help="The day of the document.")
@click.option("--pass", "pass_", default="", metavar="POINTS", help="The pass mark.")
@click.option("--band", "bands", multiple=True, metavar="NAME=POINTS", help="A grade and the total it begins at.")
@click.option("--floor", default="", metavar="POINTS", help="The least points of every line that is scored.")
@click.option("--criterion-above", default="", metavar="POINTS", help="No criterion may be at or below these points.")
@click.option("--difficult-pass", default="", metavar="POINTS", help="The pass mark in difficult areas.")
@click.option("--difficult-band", "difficult_bands", multiple=True, metavar="NAME=POINTS", help="A grade there.")
@click.option("--id", "id", default="", help="Id of the rule set.  [default: from document and title]")
@click.option("--sheet", default="", help="The sheet of the workbook, where several hold a table.")
@click.option("--output", default=None, metavar="FILE", help="Write the rule set to FILE.toml.")
@click.option("--overwrite", is_flag=True, help="Replace an output that is there.")
@language
def from_table(file: str, sheet: str, output: str | None, overwrite: bool, lang: Language, **stated: Any) -> None:
    """Make a rule set of a score sheet (Excel, CSV) as it is printed.

    What the sheet does not say is asked for, at a terminal or by the name of the option.
    """
    read = read_score_sheet(file, sheet=sheet)
    conditions = read_conditions(Stated(**_asked(stated, lang)), read)
    text = rules_text(read, conditions)
    rules = known().parse_rules(text, name=output or file)
    if output is None:
        click.echo(text, nl=False)
        return
    _write(output, ".toml", text.encode(), overwrite=overwrite)
    click.echo("\n".join(_said(read, conditions, rules, output, lang)))


@click.command("edit-table", cls=HelpedCommand)
@one_id
@click.option("--output", required=True, metavar="FILE", help="Write the sheet to FILE.xlsx.")
@click.option("--overwrite", is_flag=True, help="Replace an output that is there.")
@language
def edit_table(name: str, output: str, overwrite: bool, lang: Language) -> None:
    """Give a rule set of points back as a score sheet, to be corrected and read again."""
    rules = find(name, RuleSet).record
    _write(output, ".xlsx", score_sheet_file(rules), overwrite=overwrite)
    lines = len(rules.indicators)
    click.echo(Label(f"{output}: {lines} dòng có điểm", f"{output}: {lines} lines with points").text(lang))


def _write(output: str, suffix: str, content: bytes, *, overwrite: bool) -> None:
    path = Path(output)
    if path.suffix.casefold() != suffix:
        raise DocumentError("written-with-another-ending", name=output, suffix=suffix)
    if path.exists() and not overwrite:
        raise InvalidValueError("there-is-already-such-a-file", path=("--output",), seen=output)
    try:
        with replacing(path) as (part,):
            part.write_bytes(content)
    except OSError as error:
        raise DocumentError("cannot-be-written", name=output, reason=reason(error)) from None


def _asked(stated: dict[str, Any], lang: Language) -> dict[str, Any]:
    """The options, and at a terminal the answers to what has to be known."""
    if not sys.stdin.isatty():
        return stated
    wanted = [name for name in _ASKED if not stated[name] and (name != "pass_" or not stated["bands"])]
    return stated | {name: click.prompt(_ASKED[name].text(lang)) for name in wanted}


def _said(sheet: ScoreSheet, of: Conditions, rules: RuleSet, output: str, lang: Language) -> list[str]:
    """What was read, a line each, so that it can be held against the paper."""
    points, groups, lines = Points(sheet.points).text(lang), len(sheet.groups), len(sheet.lines)
    names = ", ".join(sheet.unread)
    notes = (
        (not sheet.total_is_printed, Label("bảng không ghi tổng điểm", "the table states no total")),
        (bool(sheet.unread), Label(f"cột không đọc: {names}", f"columns not read: {names}")),
    )
    read = Label(
        f"{output}: {groups} tiêu chí, {lines} dòng có điểm, tổng {points} điểm",
        f"{output}: {groups} criteria, {lines} lines with points, {points} points in all",
    )
    return [
        read.text(lang),
        *(f"  {label.text(lang)}" for label in _conditions(of, lang)),
        *(f"! {label.text(lang)}" for holds, label in notes if holds),
        *(f"! {finding.text(lang)}" for finding in rules.check()),
    ]


def _conditions(of: Conditions, lang: Language) -> Iterator[Label]:
    for mark in of.marks:
        least = Points(mark.at_least).text(lang)
        lower = "" if mark.difficult is None else Points(mark.difficult).text(lang)
        vi, en = f"{mark.name}: từ {least} điểm", f"{mark.name}: from {least} points"
        yield Label(f"{vi}; vùng khó khăn từ {lower}", f"{en}; in difficult areas {lower}") if lower else Label(vi, en)
    if of.floor is not None:
        floor = Points(of.floor).text(lang)
        yield Label(f"mỗi dòng được chấm ít nhất {floor} điểm", f"each line at least {floor} points")
    if of.criterion_above is not None:
        above = Points(of.criterion_above).text(lang)
        yield Label(f"mỗi tiêu chí phải trên {above} điểm", f"each criterion above {above} points")
