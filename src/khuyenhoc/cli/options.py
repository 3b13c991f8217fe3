"""What the commands share: the id, the day, the language, the format, the console, JSON."""

import datetime as dt
import json
import warnings
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from typing import Any, TypeVar

import attrs
import click
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.helped import language
from khuyenhoc.errors import InvalidValueError, KhuyenHocError
from khuyenhoc.files.pictures import can_draw, written
from khuyenhoc.files.tables.sums import TableNotice
from khuyenhoc.views.page import html_page
from khuyenhoc.views.screen import print_page
from khuyenhoc.views.sheets import Page, Picture
from khuyenhoc.views.writing import DRAWN, page_csv, page_data, write_page

__all__ = [
    "DAY",
    "answer",
    "chart_file",
    "console",
    "formats",
    "language",
    "of_counts",
    "on_day",
    "one_id",
    "option",
    "pictures",
    "print_json",
    "progress_bar",
    "say",
    "saying",
    "show_chart",
    "text_encoding",
    "to_file",
    "waiting",
]

_DRAWN = Label("đã vẽ {}", "drawn: {}")
_NOT_DRAWN = Label(
    "không có biểu đồ: cần cài thêm khuyenhoc[plot]", "without charts: they need khuyenhoc[plot] to be installed"
)

_WRITTEN = Label("kết quả", "output")
Command = TypeVar("Command", bound=Callable[..., Any])


class _Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in new releases only
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


DAY: Any = _Day()


def one_id(command: Command) -> Command:
    """The argument ID."""
    return click.argument("name", metavar="ID")(command)


def on_day(command: Command) -> Command:
    """The option --on."""
    return click.option("--on", type=DAY, default=None, help="The day of the question.")(command)


def text_encoding(command: Command) -> Command:
    """The option --encoding."""
    return click.option(
        "--encoding", default="", metavar="NAME", help="Of text: windows-1258 or tcvn3, if it is in these."
    )(command)


def of_counts(command: Command) -> Command:
    """The options that say of a table of counts what it does not say itself."""
    for one in (
        text_encoding,
        click.option("--within", default="", metavar="PLACE", help="Where the places of the table lie."),
        click.option("--day", type=DAY, default=None, help="The day of the counts, where the table does not say it."),
    ):
        command = one(command)
    return command


def formats(*names: str) -> Callable[[Command], Command]:
    """The option --format, the first of its values being the default."""
    what = "The form of what is printed."
    return click.option("--format", "format_", type=click.Choice(names), default=names[0], show_default=True, help=what)


def chart_file(command: Command) -> Command:
    """The option --chart."""
    return click.option(
        "--chart", "chart", default=None, metavar="FILE", help="Also draw a chart: .png, .svg, .pdf or .json."
    )(command)


def show_chart(draw: Callable[[], Mapping[str, Any]], file: str, lang: Language) -> None:
    """A chart into a file, and which one, on the error stream: what else is printed stays as it is."""
    try:
        path = written(draw(), file)
    except InvalidValueError as error:
        raise error.moved(("--chart",)) from None
    click.echo(_DRAWN.text(lang).format(path), err=True)


def pictures(
    draw: Callable[[], tuple[Picture, ...]], format_: str, lang: Language, output: str | None = None
) -> tuple[Picture, ...]:
    """The charts of a page that can hold them; where nothing is installed that draws them, that is said."""
    if (f".{format_}" if output is None else Path(output).suffix.casefold()) not in DRAWN:
        return ()
    if not can_draw():
        click.echo(f"! {_NOT_DRAWN.text(lang)}", err=True)
        return ()
    with waiting(Path(output or "").name):
        return draw()


def console(*, stderr: bool = False) -> Console:
    """A console without automatic highlighting; 80 columns where there is no terminal."""
    return Console(highlight=False, markup=False, stderr=stderr)


def progress_bar() -> Progress:
    """On the error stream, gone at the end; nothing where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    output = console(stderr=True)
    return Progress(*columns, console=output, transient=True, disable=not output.is_terminal)


@contextmanager
def waiting(what: str) -> Iterator[None]:
    """A bar for something of which nobody knows how long it takes."""
    with progress_bar() as bar:
        bar.add_task(what, total=None)
        yield


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


def to_file(command: Command) -> Command:
    """The options --output and --overwrite."""
    for one in (
        click.option("--overwrite", is_flag=True, help="Replace an output that is there."),
        click.option(
            "--output",
            default=None,
            metavar="FILE",
            help="Write a file; its ending decides: .docx, .xlsx, .pdf, .html, .csv or .json.",
        ),
    ):
        command = one(command)
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
        with waiting(Path(output).name):
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
