"""What the commands share: the id, the day, the language, the format, the console, JSON."""

import datetime as dt
import json
from collections.abc import Callable, Mapping
from typing import Any, TypeVar

import attrs
import click
from rich.console import Console

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.views.page import html_page
from khuyenhoc.views.screen import print_page
from khuyenhoc.views.sheets import Page
from khuyenhoc.views.writing import page_csv, page_data, write_page

__all__ = ["Day", "answer", "console", "formats", "language", "on_day", "one_id", "print_json", "to_file"]

_WRITTEN = Label("kết quả", "output")
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


def formats(*names: str) -> Callable[[Command], Command]:
    """The option --format, the first of its values being the default."""
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True)


def console(*, stderr: bool = False) -> Console:
    """A console without automatic highlighting; 80 columns where there is no terminal."""
    return Console(highlight=False, markup=False, stderr=stderr)


def to_file(command: Command) -> Command:
    """The options --output and --overwrite."""
    for option in (
        click.option("--overwrite", is_flag=True, help="Replace an output that is there."),
        click.option(
            "--output",
            default=None,
            metavar="FILE",
            help="Write a file; its ending decides: .docx, .xlsx, .pdf, .html, .csv or .json.",
        ),
    ):
        command = option(command)
    return command


def answer(
    page: Page,
    format_: str,
    lang: Language,
    *,
    output: str | None = None,
    overwrite: bool = False,
    bare: bool = False,
    more: Mapping[str, Callable[[], str]] | None = None,
) -> None:
    """A page into a file, or in a format on the screen; there a ``bare`` one goes without its title."""
    if output is not None:
        made = write_page(page, output, lang, overwrite=overwrite, more=more)
        click.echo(f"{_WRITTEN.text(lang)}: {made}")
        return
    if overwrite:
        raise InvalidValueError("only-with-output", path=("--overwrite",))
    if f".{format_}" in (more or {}):
        click.echo((more or {})[f".{format_}"](), nl=False)
    elif format_ == "json":
        print_json(page_data(page, lang))
    elif format_ == "csv":
        click.echo(page_csv(page, lang), nl=False)
    elif format_ == "html":
        click.echo(html_page(page, lang), nl=False)
    else:
        print_page(console(), attrs.evolve(page, title="", about="") if bare else page)


def print_json(data: Any) -> None:
    """Data as JSON, Vietnamese letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
