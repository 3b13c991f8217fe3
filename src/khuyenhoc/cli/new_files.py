"""The commands `agreement new` and `programme new`: a file to begin with."""

import sys
from collections.abc import Mapping

import click

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.helped import HelpedGroup, spoken_by
from khuyenhoc.cli.lookup import find
from khuyenhoc.cli.options import Command, language
from khuyenhoc.files.catalog.blank import AGREEMENT, PROGRAMME, copied_file, new_file, write_new
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.programme import Programme

__all__ = ["agreement", "programme"]


@click.group(cls=HelpedGroup)
@spoken_by
def agreement() -> None:
    """Write an agreement of your own as a file."""


@click.group(cls=HelpedGroup)
@spoken_by
def programme() -> None:
    """Write a programme or plan of your own as a file."""


def _options(command: Command) -> Command:
    """What both commands take."""
    for option in (
        language,
        click.option("--overwrite", is_flag=True, help="Replace an output that is there."),
        click.option("--from", "source", default=None, metavar="ID", help="Begin with a copy of this record."),
        click.option("--output", default=None, metavar="FILE.toml", help="The file to write."),
    ):
        command = option(command)
    return command


@agreement.command("new")
@_options
def new_agreement(output: str | None, source: str | None, overwrite: bool, lang: Language) -> None:
    """A commented TOML file in Vietnamese; at a terminal it asks some questions first.

    The file can be read as it is, by `show` and all others.
    """
    if source is not None:
        found = find(source, Agreement, path="--from")
        _write(copied_file(found.record, found.document), output, lang, overwrite=overwrite)
    else:
        _write(new_file("agreements", _asked(AGREEMENT)), output, lang, overwrite=overwrite)


@programme.command("new")
@_options
def new_programme(output: str | None, source: str | None, overwrite: bool, lang: Language) -> None:
    """A commented TOML file in Vietnamese; at a terminal it asks some questions first.

    The file can be read as it is, by `show`, `report` and all others.
    """
    if source is not None:
        found = find(source, Programme, path="--from")
        _write(copied_file(found.record, found.document), output, lang, overwrite=overwrite)
    else:
        _write(new_file("programmes", _asked(PROGRAMME)), output, lang, overwrite=overwrite)


def _asked(questions: Mapping[str, tuple[str, str]]) -> dict[str, str]:
    """The answers of somebody at a terminal, who may take the example with the Enter key; none where nobody sits."""
    if not sys.stdin.isatty():
        return {}
    return {
        key: click.prompt(question, default=example, err=True, type=str)
        for key, (question, example) in questions.items()
    }


def _write(text: str, output: str | None, lang: Language, *, overwrite: bool) -> None:
    if output is None:
        click.echo(text, nl=False)
        return
    write_new(text, output, overwrite=overwrite)
    click.echo(Label(f"đã ghi {output}", f"written: {output}").text(lang))
