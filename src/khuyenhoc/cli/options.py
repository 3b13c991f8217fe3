"""What the commands share: the day, the language, the console, JSON."""

import datetime as dt
import json
from typing import Any

import click
from rich.console import Console

__all__ = ["Day", "console", "language", "on_day", "print_json"]


class Day(click.ParamType):  # type: ignore[type-arg,unused-ignore]  # generic in new releases only
    """A day as YYYY-MM-DD."""

    name = "YYYY-MM-DD"

    def convert(self, value: Any, param: click.Parameter | None, ctx: click.Context | None) -> dt.date:
        """The day, or a usage error."""
        if isinstance(value, dt.date):
            return value
        try:
            return dt.date.fromisoformat(value)
        except ValueError:
            self.fail(f"{value!r} is not a day; write for instance 2023-12-31", param, ctx)


on_day = click.option("--on", type=Day(), default=None, help="The day of the question.")
language = click.option(
    "--lang", type=click.Choice(["vi", "en"]), default="vi", show_default=True, help="Language of the output."
)


def console(*, stderr: bool = False) -> Console:
    """A console without automatic highlighting; 80 columns where there is no terminal."""
    return Console(highlight=False, markup=False, stderr=stderr)


def print_json(data: Any) -> None:
    """Data as JSON, Vietnamese letters as they are."""
    click.echo(json.dumps(data, ensure_ascii=False, indent=2))
