"""A table read whole, as it lies on its sheet: cells with their rows and merged ranges, before any heading."""

import csv
import io
from collections.abc import Callable, Iterator, Sequence
from itertools import islice
from typing import Any

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import File
from khuyenhoc.files.encodings import of_tcvn3
from khuyenhoc.files.tables.excel_in import visible_sheets
from khuyenhoc.files.tables.merged import Range
from khuyenhoc.files.tables.ods import ods_sheets
from khuyenhoc.files.tables.parts import Unclear, cell_text
from khuyenhoc.files.tables.reader import Row, Rows, tidy_headings

__all__ = ["BOOKS", "TEXTS", "Grid", "GridRows", "grid_of_text", "read_grids"]

BOOKS, TEXTS = (".xlsx", ".xlsm", ".ods"), (".csv", ".txt", ".tsv")


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
        """A cell as text, a number with decimals with a dot, as numbers of lines such as 1.2 are typed."""
        return cell_text(self.cell(row, column))

    def shown(self, row: int, column: int | None) -> str:
        """A cell as text, a number with decimals with a comma."""
        return _shown(self.cell(row, column))

    def span(self, row: int, column: int | None) -> Range | None:
        """The merged range that a cell lies in."""
        if column is None:
            return None
        inside = (item for item in self.merged if item.top <= row <= item.bottom and item.left <= column <= item.right)
        return next(inside, None)


def _shown(cell: Any) -> str:
    """A cell as text; a number with decimals has a comma, so that none takes its dot for thousands."""
    return cell_text(cell).replace(".", ",") if isinstance(cell, float) else cell_text(cell)


def read_grids(
    file: File, known: Callable[[str], Any], *, encoding: str = "", mebibytes: int = 256, most: int | None = None
) -> list[Grid]:
    """The visible sheets of a workbook, or the one table of a CSV, whose delimiter is told by headings that are known.

    Args:
        file: The file.
        known: Finds a heading; None for one that is not known.
        encoding: Of its text, where it does not say it itself.
        mebibytes: How large it may be.
        most: How many filled rows of a sheet are read; all of them if it is not said.

    Raises:
        DocumentError: If the file cannot be read, or is of another program.
        MissingExtraError: If a library is not installed.
    """
    if file.suffix not in BOOKS:
        return [grid_of_text(file.text(encoding, mebibytes=mebibytes), known, file.name, most)]
    file.content(mebibytes=mebibytes)  # is no larger, and of no other program
    sheets = ods_sheets(file) if file.suffix == ".ods" else visible_sheets(file, most)
    made = [Grid(sheet=name, rows=dict(islice(rows.items(), most)), merged=merged) for name, rows, merged in sheets]
    return [attrs.evolve(grid, rows=_in_letters(grid.rows)) for grid in made] if encoding == "tcvn3" else made


def grid_of_text(text: str, known: Callable[[str], Any], name: str = "", most: int | None = None) -> Grid:
    """The one table of a text.

    Raises:
        DocumentError: If it is no CSV.
    """
    rows = Rows(io.StringIO(text, newline=""), known)
    try:
        return Grid(word="line", rows={row.line: list[Any](row.cells) for row in islice(rows, most)})
    except csv.Error as error:
        raise DocumentError("not-csv-at-line", name=name, reason=str(error), at_line=rows.line) from None


def _in_letters(rows: dict[int, list[Any]]) -> dict[int, list[Any]]:
    return {at: [of_tcvn3(cell) if isinstance(cell, str) else cell for cell in cells] for at, cells in rows.items()}


class GridRows:
    """The rows of a grid below a row of headings, as `Rows` gives those of a text."""

    grid: Grid
    top: int
    line: int

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
    return [str(cell) if isinstance(cell, Unclear) else tidy(_shown(cell)) for cell in cells]
