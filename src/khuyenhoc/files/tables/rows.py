"""Rows of a table in a file, text or Excel, under headings that may stand below a title."""

import csv
import io
from collections.abc import Callable, Generator, Iterator, Sequence
from contextlib import closing
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import decoded, read_file, told_of
from khuyenhoc.files.tables.parts import cell_text
from khuyenhoc.files.tables.reader import Faults, Row, Rows, tidy_headings, warn_of_eth
from khuyenhoc.files.tables.sources import open_books, sheet_rows

__all__ = ["read_rows"]

C = TypeVar("C")
R = TypeVar("R")
_LOOKED_AT = 30  # filled rows among which the headings are looked for
_MEBIBYTES = 64


def read_rows(
    path: str | Path,
    known: Callable[[str], Any],
    is_heading: Callable[[Sequence[str]], bool],
    headings: Callable[[list[str], Faults, int], C],
    row: Callable[[Row, C, Faults], R | None],
) -> list[R]:
    """What each row of a table in a CSV or Excel file gives; like `read_table`, with a title above the headings.

    Args:
        path: The file; of a workbook the first visible sheet is read.
        known: Finds a heading; None for one that is not known.
        is_heading: Whether a row is that of the headings; where none of the first is, the first of all counts.
        headings: Reads the headings of a line, and tells what is wrong with them.
        row: Reads a row under them; None for one that is faulty or none of the table.

    Raises:
        DocumentError: With everything that is wrong, each at its line or row, and column.
        MissingExtraError: If a library is not installed.
    """
    with told_of(path, "this-table"):
        content = read_file(path, mebibytes=_MEBIBYTES)
        is_text = Path(path).suffix.casefold() in (".csv", ".txt", ".tsv")
        if not is_text and Path(path).suffix.casefold() not in (".xlsx", ".xlsm"):
            raise DocumentError("not-a-table", hint="use-a-csv-or-xlsx")
        text = decoded(content) if is_text else ""
        faults, found = Faults("line" if is_text else "row"), []
        everything = _of_text(text, known) if is_text else _of_excel(Path(path))
        line = 1
        try:
            with closing(everything) as rows:
                first, *others = _to_headings(rows, is_heading) or [Row(line=1, number=1, cells=[])]
                columns = headings(tidy_headings(first.cells), faults, first.line)
                for item in chain(others, rows) if not faults.errors else ():
                    line = item.line
                    if (made := row(item, columns, faults)) is not None:
                        found.append(made)
                    if faults.is_full:
                        break
        except csv.Error as error:
            faults.add("not-csv", line, error=error)
        faults.refuse()
    warn_of_eth(text, str(path))
    return found


def _to_headings(rows: Iterator[Row], is_heading: Callable[[Sequence[str]], bool]) -> list[Row]:
    """The row of the headings; where there is none, all that was looked at, the first of which counts."""
    seen = []
    for item in rows:
        if is_heading(item.cells):
            return [item]
        seen.append(item)
        if len(seen) >= _LOOKED_AT:
            break
    return seen


def _of_text(text: str, known: Callable[[str], Any]) -> Generator[Row]:
    rows = Rows(io.StringIO(text, newline=""), known)
    first = rows.headings()
    if any(first):
        yield Row(line=rows.line, number=1, cells=first)
    yield from rows


def _of_excel(path: Path) -> Generator[Row]:
    values, formulas, seen = open_books(path)
    try:
        sheet, other = values.worksheets[seen[0]], formulas.worksheets[seen[0]]
        for number, cells in enumerate(sheet_rows(path, sheet, other), 1):
            texts = [cell_text(cell) for cell in cells]
            if any(texts):
                yield Row(line=number, number=number, cells=texts)
    finally:
        values.close()
        formulas.close()
