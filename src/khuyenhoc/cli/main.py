"""The command line: a thin front over the catalogue, the reports and the views."""

import io
import sys
from typing import Any, cast

import click

from khuyenhoc._base.by_name import loaded
from khuyenhoc.cli.helped import HelpedCommand, HelpedGroup, language_of, spoken_by
from khuyenhoc.cli.usage import usage_text
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.sentences import Sentence, reason

__all__ = ["COMMANDS", "cli", "run"]

_FAILED = 2
COMMANDS = {
    "agreement": ("cli.new_files", "Write an agreement of your own as a file."),
    "agreements": ("cli.records", "List the agreements of the catalogue; with --on, how each stands on that day."),
    "align": ("cli.align", "Hold local targets against those of the national programmes."),
    "calendar": (
        "cli.portfolio",
        "What falls due in a year: duties of agreements and programmes, steps of recognition procedures.",
    ),
    "catalog": (
        "cli.catalogue",
        "The figures of the catalogue by the day of the last look, the oldest first; with --stale, only the old ones.",
    ),
    "columns": ("cli.columns", "Show how each column of a table of counts is read, and why."),
    "decide": (
        "cli.decide",
        "Decide on the facts of one applicant (TOML, JSON, Excel) or of many (CSV, Excel, a JSON list).",
    ),
    "dossier": (
        "cli.decide",
        "The dossier of one applicant: each indicator with its article, the draft of the result, the days.",
    ),
    "form": (
        "cli.rules",
        "An empty form to fill in; as JSON a list of what has to be known, as xlsx an Excel workbook.",
    ),
    "list": (
        "cli.listing",
        "List what the catalogue holds, or search in it: by number or words, with or without marks.",
    ),
    "portfolio": ("cli.portfolio", "Ask many agreements at once: those of the catalogue, of a file, or of a folder."),
    "programme": ("cli.new_files", "Write a programme or plan of your own as a file."),
    "read": (
        "cli.reading",
        "Read an article (text, Word): what it says of an agreement, each value with the words that say it.",
    ),
    "report": ("cli.report", "Hold counts against the targets of an agreement or programme."),
    "rules": ("cli.rules", "List the rule sets, or show, check, compare or make them."),
    "show": (
        "cli.records",
        "Show one record, by ID or from a FILE.toml: an agreement, programme, review, instrument, fund or rule set.",
    ),
    "titles": (
        "cli.titles",
        "Which titles of a register (CSV, Excel) end, may be raised, or are to be recognised again, and when.",
    ),
}
"""The commands by name: the module that holds each, which is loaded when it is called, and what it does."""

_FUNCTIONS = {"list": "list_"}  # those that cannot bear the name of their command


class _Commands(HelpedGroup):
    """Loads the command that is called, and none to list them."""

    def list_commands(self, ctx: click.Context) -> list[str]:
        return list(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        return loaded(COMMANDS[cmd_name][0], _FUNCTIONS.get(cmd_name, cmd_name)) if cmd_name in COMMANDS else None

    def listed(self, ctx: click.Context, name: str, limit: int) -> str:
        """What a command does, without loading it."""
        return HelpedCommand(name, help=COMMANDS[name][1]).get_short_help_str(limit)


@click.group(cls=_Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="khuyenhoc", prog_name="khuyenhoc")
@spoken_by
def cli() -> None:
    """Agreements and targets of Vietnam's learning-society programmes."""


def run() -> None:
    """Run, and turn every error of the library into a message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").casefold() not in (
            "utf-8",
            "utf8",
        ):
            stream.reconfigure(encoding="utf-8")
    lang = language_of(sys.argv[1:])
    try:
        raise SystemExit(cast(Any, cli).main(standalone_mode=False))
    except click.exceptions.NoArgsIsHelpError as error:
        error.show()
    except click.ClickException as error:
        click.echo(usage_text(error, lang), err=True)
    except click.Abort:
        click.echo(Sentence("usage-interrupted").text(lang), err=True)
        raise SystemExit(1) from None
    except KhuyenHocError as error:
        click.echo(f"khuyenhoc: {error.text(lang)}", err=True)
    except OSError as error:
        click.echo(f"khuyenhoc: {Sentence('words', words=reason(error)).text(lang)}", err=True)
    raise SystemExit(_FAILED)
