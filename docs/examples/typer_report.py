"""Typer: a command of one's own over a table of counts, from a file or from standard input.

python typer_report.py counts.csv --on 2023-12-31
cat counts.csv | python typer_report.py - --on 2023-12-31
"""

from datetime import datetime
from typing import Annotated

import typer

import khuyenhoc as kh


def main(
    counts: Annotated[typer.FileBinaryRead, typer.Argument(help="A table of counts; - for standard input.")],
    on: Annotated[datetime, typer.Option(formats=["%Y-%m-%d"], help="The day of the question.")],
    programme: Annotated[str, typer.Option(help="Id of a programme.")] = "qd-387-2022",
) -> None:
    """How far the targets of a programme are reached."""
    try:
        observations = kh.tables.read_counts(counts)
        report = kh.catalog.programme(programme).attainment(observations, on=on.date())
    except kh.KhuyenHocError as error:
        typer.echo(error.text("vi"), err=True)
        raise typer.Exit(2) from None
    for row in report:
        share = row.observed.share if row.observed else None
        seen = f"{share.rate:.1%}" if share else "-"
        typer.echo(f"{row.target.attribute.vi:<24} {row.target.due.year} {seen:>7}  {row.status.vi}")


if __name__ == "__main__":
    typer.run(main)
