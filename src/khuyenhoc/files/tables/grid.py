"""A table read whole, as it lies on its sheet: cells with their rows and merged ranges, before any heading."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import decoded, read_file, refuse_other_programs
from khuyenhoc.files.encodings import of_tcvn3
from khuyenhoc.files.tables.merged import Range, merged_ranges
from khuyenhoc.files.tables.ods import ods_sheets
from khuyenhoc.files.tables.parts import Unclear, cell_text
from khuyenhoc.files.tables.reader import Row, Rows, tidy_headings
from khuyenhoc.files.tables.sources import open_books, sheet_rows

__all__ = ["BOOKS", "Grid", "GridRows", "grid_of_text", "read_grids", "shown_cell"]

BOOKS = (".xlsx", ".xlsm", ".ods")
_MEBIBYTES = 256


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
        return shown_cell(self.cell(row, column))

    def span(self, row: int, column: int | None) -> Range | None:
        """The merged range that a cell lies in."""
        if column is None:
            return None
        inside = (item for item in self.merged if item.top <= row <= item.bottom and item.left <= column <= item.right)
        return next(inside, None)


def shown_cell(cell: Any) -> str:
    """A cell as text; a number with decimals has a comma, so that none takes its dot for thousands."""
    return cell_text(cell).replace(".", ",") if isinstance(cell, float) else cell_text(cell)


def read_grids(path: Path, known: Callable[[str], Any], encoding: str = "") -> list[Grid]:
    """The visible sheets of a workbook, or the one table of a CSV, whose delimiter is told by headings that are known.

    Raises:
        DocumentError: If the file cannot be read, or is of another program.
        MissingExtraError: If a library is not installed.
    """
    content, suffix = read_file(path, mebibytes=_MEBIBYTES), path.suffix.casefold()
    refuse_other_programs(content, str(path), suffix)
    if suffix not in BOOKS:
        return [grid_of_text(decoded(content, str(path), encoding), known, str(path))]
    made = [*(_of_ods(path) if suffix == ".ods" else _of_excel(path))]
    return [attrs.evolve(grid, rows=_in_letters(grid.rows)) for grid in made] if encoding == "tcvn3" else made


def grid_of_text(text: str, known: Callable[[str], Any], name: str = "") -> Grid:
    """The one table of a text.

    Raises:
        DocumentError: If it is no CSV.
    """
    rows = Rows(io.StringIO(text, newline=""), known)
    try:
        first = rows.headings()
        found = {rows.line: list[Any](first)} if any(first) else {}
        found |= {row.line: list[Any](row.cells) for row in rows}
    except csv.Error as error:
        raise DocumentError("not-csv-at-line", name=name, reason=str(error), at_line=rows.line) from None
    return Grid(word="line", rows=found)


def _of_excel(path: Path) -> Iterator[Grid]:
    values, formulas, seen = open_books(path)
    try:
        for number in seen:
            sheet = values.worksheets[number]
            rows = enumerate(sheet_rows(path, sheet, formulas.worksheets[number]), 1)
            found = {row: cells for row, cells in rows if any(cell_text(cell) for cell in cells)}
            with sheet._get_source() as content:
                merged = tuple(merged_ranges(content))
            yield Grid(sheet=sheet.title, rows=found, merged=merged)
    finally:
        values.close()
        formulas.close()


def _of_ods(path: Path) -> Iterator[Grid]:
    for name, rows, merged in ods_sheets(path):
        yield Grid(sheet=name, rows=rows, merged=merged)


def _in_letters(rows: dict[int, list[Any]]) -> dict[int, list[Any]]:
    return {at: [of_tcvn3(cell) if isinstance(cell, str) else cell for cell in cells] for at, cells in rows.items()}


class GridRows:
    """The rows of a grid below a row of headings, as `Rows` gives those of a text."""

    def __init__(self, grid: Grid, top: int) -> None:
        """Of the row with the headings."""
        self.grid, self.top, self.line = grid, top, top

    def headings(self) -> list[str]:
        """The cells of the headings."""
        return tidy_headings(_texts(self.grid.rows.get(self.top, [])))

    def __iter__(self) -> Iterator[Row]:
        for number, cells in self.grid.rows.items():
            if number > self.top:
                yield Row(number, number, number - self.top, _texts(cells))


def _texts(cells: Sequence[Any]) -> list[str]:
    return [str(cell) if isinstance(cell, Unclear) else tidy(shown_cell(cell)) for cell in cells]
