"""The command line: a thin front over the catalogue, the reports and the views."""

import datetime as dt
import io
import sys
from typing import Any, cast

import click

from khuyenhoc._base.terms import Language
from khuyenhoc.cli.align import align
from khuyenhoc.cli.lookup import Instruments, find, written
from khuyenhoc.cli.options import formats, language, on_day, one_id, print_json, show_page
from khuyenhoc.cli.portfolio import calendar, portfolio
from khuyenhoc.cli.report import report
from khuyenhoc.cli.rules import decide, form, rules
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.files import catalog, codec
from khuyenhoc.views.records import agreements_page, record_page

__all__ = ["cli", "run"]

_FAILED = 2


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@click.version_option(package_name="khuyenhoc", prog_name="khuyenhoc")
def cli() -> None:
    """Agreements and targets of Vietnam's learning-society programmes.

    Thỏa thuận, chỉ tiêu và kết quả khuyến học, khuyến tài, xây dựng xã hội học tập.
    """


@cli.command()
@on_day
@language
@formats("text", "json")
def agreements(on: dt.date | None, lang: Language, format_: str) -> None:
    """List the agreements of the catalogue; with --on, how each stands on that day."""
    records = catalog.agreements()
    if format_ == "text":
        show_page(agreements_page(records, lang, on=on), format_, lang)
        return
    rows = []
    for record in records:
        row = codec.to_data(record)
        if on is not None:
            row["phase"] = record.period.phase(on=on).value if record.period else None
        rows.append(row)
    print_json(rows)


@cli.command()
@one_id
@on_day
@language
@formats("text", "json", "toml")
def show(name: str, on: dt.date | None, lang: Language, format_: str) -> None:
    """Show one record, by ID or from a FILE.toml: an agreement, programme, review, instrument, fund or rule set."""
    found = find(name)
    if format_ in ("json", "toml"):
        click.echo(written(found.record, cast(Any, format_)), nl=False)
    else:
        show_page(record_page(found.record, Instruments(found), lang, on=on), format_, lang)


for command in (report, rules, form, decide, portfolio, calendar, align):
    cli.add_command(command)


def run() -> None:
    """Run, and turn every error of the library into a message and exit code 2."""
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, io.TextIOWrapper) and (stream.encoding or "").casefold() not in (
            "utf-8",
            "utf8",
        ):
            stream.reconfigure(encoding="utf-8")
    try:
        cast(Any, cli)()
    except KhuyenHocError as error:
        click.echo(f"khuyenhoc: {error}", err=True)
        raise SystemExit(_FAILED) from None
    except OSError as error:
        click.echo(f"khuyenhoc: {error.strerror or error}", err=True)
        raise SystemExit(_FAILED) from None
