"""The command `titles`: a register of titles held, and what falls due in it."""

import datetime as dt
from functools import partial
from pathlib import Path
from typing import Any

import attrs
import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.helped import HelpedCommand
from khuyenhoc.cli.lookup import known
from khuyenhoc.cli.options import DAY, answer, formats, language, saying, to_file, waiting
from khuyenhoc.files import tables
from khuyenhoc.files.ics import to_ics
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.records.portfolio.portfolio import ahead
from khuyenhoc.values.period import Period
from khuyenhoc.views.sheets import sheets_data
from khuyenhoc.views.titles import titles_page

__all__ = ["titles"]


@click.command(cls=HelpedCommand)
@click.argument("file", metavar="FILE")
@click.option("--on", type=DAY, required=True, help="The day of the question.")
@click.option("--within", default="12m", show_default=True, metavar="TIME", help="A time ahead: 12m, 90d, 6w or 1y.")
@click.option("--rules", "own", multiple=True, metavar="FILE.toml", help="Also titles of this rule set of your own.")
@click.option("--drop", multiple=True, metavar="COLUMN", help="Leave a column out of everything that is written.")
@formats("text", "html", "csv", "json", "ics")
@language
@to_file
def titles(
    file: str,
    on: dt.date,
    within: str,
    own: tuple[str, ...],
    drop: tuple[str, ...],
    format_: str,
    lang: Language,
    **to: Any,
) -> None:
    """Which titles of a register (CSV, Excel) end, may be raised, or are to be recognised again, and when.

    Columns that are not known are carried along; leave out with --drop what is nobody else's business.
    """
    with saying(lang), waiting(Path(file).name):
        register = tables.read_titles(
            file, rules=(*known().held.rulesets.own.values(), *map(known().read_rules, own)), drop=drop
        )
    until = Period(on, ahead(on, within).last)
    title = Label("Hết thời hạn danh hiệu", "Titles that end").text(lang)
    page = titles_page(register, lang, on=on, within=within, law=_law)
    page = attrs.evolve(page, data=partial(sheets_data, page.sheets))
    more = {".ics": lambda: to_ics(register.duties(until), lang=lang, title=title)}
    answer(page, format_, lang, more=more, **to)


def _law(rules: RuleSet, on: dt.date) -> Selection | None:
    """What applies to the title of a rule set on a day; None for no learning model, or one of several levels."""
    if rules.model is None or len(rules.levels) > 1:
        return None
    return known().select(rules.model, level=rules.level, on=on)
