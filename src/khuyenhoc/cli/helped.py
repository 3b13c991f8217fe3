"""The help of the commands in the language of their answers: what click writes itself, and which table it looks in."""

import re
from collections.abc import Callable, Sequence
from inspect import cleandoc
from typing import Any, TypeVar

import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.vietnamese import HELP, METAVARS

__all__ = ["HelpedCommand", "HelpedGroup", "language", "language_of", "metavar", "spoken", "spoken_by"]

Spoken = TypeVar("Spoken", bound=Callable[..., Any])
_LANG = "khuyenhoc.lang"
_USAGE, _OPTIONS, _COMMANDS = (
    Label("Cách dùng", "Usage"),
    Label("Tùy chọn", "Options"),
    Label("Các lệnh", "Commands"),
)
_METAVAR = re.compile(rf"(?<!\w)(?:{'|'.join(map(re.escape, sorted(METAVARS, key=len, reverse=True)))})(?!\w)")
_EXTRA = {"default: ": "mặc định: ", "required": "bắt buộc"}


def language_of(arguments: Sequence[str]) -> Language:
    """The language that a command line asks for, also where the rest of it cannot be read; Vietnamese by default."""
    for option, value in zip(arguments, [*arguments[1:], ""], strict=False):
        if option == "--lang=en" or (option == "--lang" and value == "en"):
            return "en"
    return "vi"


def spoken(context: click.Context | None = None) -> Language:
    """The language of a command, or of the one that runs, wherever --lang stands on its line; else Vietnamese."""
    context = context or click.get_current_context(silent=True)
    lang: Language = context.meta.get(_LANG, "vi") if context else "vi"
    return lang


def language(command: Spoken) -> Spoken:
    """The option --lang."""
    return click.option(
        "--lang", type=click.Choice(["vi", "en"]), default=spoken, help="Language of the output.  [default: vi]"
    )(command)


def spoken_by(command: Spoken) -> Spoken:
    """The same for a group that says nothing itself."""
    return click.option(
        "--lang", type=click.Choice(["vi", "en"]), expose_value=False, help="Language of the output.  [default: vi]"
    )(command)


def metavar(text: str) -> Label:
    """What stands for a value: "FILE", in Vietnamese "TỆP"."""
    return Label(_METAVAR.sub(lambda found: METAVARS[found[0]], text), text)


def _said(text: str) -> str:
    """A help text in the language of the command, paragraph by paragraph; one that the table lacks stays as it is."""
    if spoken() == "en":
        return cleandoc(text)
    paragraphs = (paragraph.replace("\n", " ") for paragraph in cleandoc(text).split("\n\n"))
    return "\n\n".join(HELP.get(paragraph, paragraph) for paragraph in paragraphs)


class HelpedCommand(click.Command):
    """A command with its help in both languages."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the language that the line asks for, for this command and those under it."""
        ctx.meta.setdefault(_LANG, language_of(args))
        return super().parse_args(ctx, args)

    def format_usage(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The line of the usage."""
        pieces = metavar(" ".join(self.collect_usage_pieces(ctx)))
        formatter.write_usage(ctx.command_path, pieces.text(spoken(ctx)), prefix=f"{_USAGE.text(spoken(ctx))}: ")

    def format_help_text(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """What the command does."""
        formatter.write_paragraph()
        with formatter.indentation():
            formatter.write_text(_said(self.help or ""))

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options."""
        options = [param for param in self.get_params(ctx) if isinstance(param, click.Option)]
        with formatter.section(_OPTIONS.text(spoken())):
            formatter.write_dl([_said_of(one, record) for one in options if (record := one.get_help_record(ctx))])

    def get_short_help_str(self, limit: int = 45) -> str:
        """What the command does, in a line."""
        return click.Command(None, help=_said(self.help or "")).get_short_help_str(limit)


class HelpedGroup(HelpedCommand, click.Group):
    """A group of such commands."""

    command_class: type[click.Command] | None = HelpedCommand

    def format_options(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The options, and the commands."""
        HelpedCommand.format_options(self, ctx, formatter)
        limit = formatter.width - 6 - max(map(len, self.list_commands(ctx)))
        with formatter.section(_COMMANDS.text(spoken())):
            formatter.write_dl([(name, self.listed(ctx, name, limit)) for name in self.list_commands(ctx)])

    def listed(self, ctx: click.Context, name: str, limit: int) -> str:
        """What a command does, in one line of the list."""
        command = self.get_command(ctx, name)
        return command.get_short_help_str(limit) if command else ""


def _said_of(option: click.Option, record: tuple[str, str]) -> tuple[str, str]:
    """The line of an option: its names with what stands for the value, what it does, and what click adds to that."""
    names, does = record
    if spoken() == "en":
        return record
    text = option.help or ""
    extra = does.removeprefix(text)
    for english, vietnamese in _EXTRA.items():
        extra = extra.replace(english, vietnamese)
    return metavar(names).vi, (_said(text) if text else "") + extra
