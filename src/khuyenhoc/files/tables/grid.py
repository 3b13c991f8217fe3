"""A small table read whole, as it lies on its sheet: cells with their rows and merged ranges, before any heading."""

import csv
import io
import itertools
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import decoded, read_file
from khuyenhoc.files.tables.excel_in import open_books, sheet_rows
from khuyenhoc.files.tables.merged import Range, merged_ranges
from khuyenhoc.files.tables.parts import cell_text
from khuyenhoc.files.tables.reader import Rows

__all__ = ["Grid", "read_grids"]

_MEBIBYTES = 16
_MOST_ROWS = 5_000  # filled ones; a table that people score by is a page or some


@attrs.frozen(kw_only=True)
class Grid:
    """One sheet.

    Attributes:
        sheet: The name of the sheet; empty in CSV.
        word: How its rows are counted: ``row`` in a workbook, ``line`` in a file of text.
        rows: The cells of each row that is not blank, by its number from 1.
        merged: The merged ranges.
    """

    sheet: str = ""
    word: str = "row"
    rows: dict[int, list[Any]]
    merged: tuple[Range, ...] = ()

    def cell(self, row: int, column: int | None) -> Any:
        """A value; None for a blank, for a cell that a merged range covers, and beyond the last column."""
        cells = self.rows.get(row, [])
        if column is None or column >= len(cells):
            return None
        span = self.span(row, column)
        return None if span and (span.top, span.left) != (row, column) else cells[column]

    def text(self, row: int, column: int | None) -> str:
        """A cell as text."""
        return cell_text(self.cell(row, column))

    def span(self, row: int, column: int | None) -> Range | None:
        """The merged range that a cell lies in."""
        if column is None:
            return None
        inside = (item for item in self.merged if item.top <= row <= item.bottom and item.left <= column <= item.right)
        return next(inside, None)


def read_grids(path: Path, known: Callable[[str], Any]) -> list[Grid]:
    """The visible sheets of a workbook, or the one table of a CSV, whose delimiter is told by headings that are known.

    Raises:
        DocumentError: If the file cannot be read.
        MissingExtraError: If a library is not installed.
    """
    match path.suffix.casefold():
        case ".csv" | ".txt" | ".tsv":
            return [_of_text(decoded(read_file(path, mebibytes=_MEBIBYTES), str(path)), known)]
        case ".xlsx" | ".xlsm":
            read_file(path, mebibytes=_MEBIBYTES)
            return list(_of_excel(path))
    raise DocumentError("not-a-table", hint="use-a-csv-or-xlsx", name=str(path))


def _of_text(text: str, known: Callable[[str], Any]) -> Grid:
    rows = Rows(io.StringIO(text, newline=""), known)
    try:
        found = {row.line: list[Any](row.cells) for row in itertools.islice(rows, _MOST_ROWS + 1)}
    except csv.Error as error:
        raise DocumentError("not-csv-at-line", reason=str(error), at_line=rows.line) from None
    return Grid(word="line", rows=_bounded(found))


def _of_excel(path: Path) -> Iterator[Grid]:
    values, formulas, seen = open_books(path)
    try:
        for number in seen:
            sheet = values.worksheets[number]
            rows = enumerate(sheet_rows(path, sheet, formulas.worksheets[number]), 1)
            filled = ((row, cells) for row, cells in rows if any(cell_text(cell) for cell in cells))
            found = dict(itertools.islice(filled, _MOST_ROWS + 1))
            with sheet._get_source() as content:
                merged = tuple(merged_ranges(content))
            yield Grid(sheet=sheet.title, rows=_bounded(found), merged=merged)
    finally:
        values.close()
        formulas.close()


def _bounded(rows: dict[int, list[Any]]) -> dict[int, list[Any]]:
    if len(rows) > _MOST_ROWS:
        raise DocumentError("too-long-for-a-score-sheet", most=_MOST_ROWS)
    return rows
