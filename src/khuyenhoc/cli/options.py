"""What the commands share: the id, the day, the language, the format, the console, JSON."""

import datetime as dt
import json
import warnings
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from typing import Any, TypeVar

import click
from rich.console import Console

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.terms import Language
from khuyenhoc.errors import InvalidValueError, KhuyenHocError
from khuyenhoc.files.tables.sums import TableNotice
from khuyenhoc.views.page import html_page
from khuyenhoc.views.screen import print_page
from khuyenhoc.views.sheets import Page

__all__ = [
    "Day",
    "console",
    "formats",
    "language",
    "of_counts",
    "on_day",
    "one_id",
    "option",
    "print_json",
    "say",
    "saying",
    "show_page",
]

Command = TypeVar("Command", bound=Callable[..., Any])


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in new releases only
    """A day as YYYY-MM-DD or dd/mm/yyyy."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return read_day(value)
        except InvalidValueError as error:
            self.fail(f"{value!r}: {error}", param, ctx)


one_id = click.argument("name", metavar="ID")
on_day = click.option("--on", type=Day(), default=None, help="The day of the question.")
language = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the output."
)


def of_counts(command: Command) -> Command:
    """The options that say of a table of counts what it does not say itself."""
    for one in (
        click.option(
            "--encoding", default="", metavar="NAME", help="Of text: windows-1258 or tcvn3, if it is in these."
        ),
        click.option("--within", default="", metavar="PLACE", help="Where the places of the table lie."),
        click.option("--day", type=Day(), default=None, help="The day of the counts, where the table does not say it."),
    ):
        command = one(command)
    return command


def formats(*names: str) -> Callable[[Command], Command]:
    """The option --format, the first of its values being the default."""
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True)


def console(*, stderr: bool = False) -> Console:
    """A console without automatic highlighting; 80 columns where there is no terminal."""
    return Console(highlight=False, markup=False, stderr=stderr)


def say(*lines: str) -> None:
    """What is to be known beside the answer, each once, on the error stream."""
    for line in dict.fromkeys(lines):
        click.echo(f"! {line}", err=True)


@contextmanager
def option(name: str) -> Iterator[None]:
    """An error in it is of the value of this option, whatever the argument behind it is called."""
    try:
        yield
    except KhuyenHocError as error:
        raise error.moved((name,)) from None


@contextmanager
def saying(lang: Language) -> Iterator[None]:
    """What tables that are read in it have to say is said; other warnings go on."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always", TableNotice)
        yield
    say(*(item.message.label.text(lang) for item in caught if isinstance(item.message, TableNotice)))
    for item in caught:
        if not isinstance(item.message, TableNotice):
            warnings.warn_explicit(item.message, item.category, item.filename, item.lineno)


def show_page(page: Page, format_: str, lang: Language) -> None:
    """Tables on the screen, or as an HTML page."""
    if format_ == "html":
        click.echo(html_page(page, lang), nl=False)
    else:
        print_page(console(), page)


def print_json(data: Any) -> None:
    """Data as JSON, Vietnamese letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
