"""Rows of a table in a file, text or Excel, under headings that may stand below a title."""

import io
from collections.abc import Callable, Iterator
from contextlib import closing
from typing import Any, TypeVar

from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import File, told_of
from khuyenhoc.files.tables.excel_in import OpenSheet, open_sheet
from khuyenhoc.files.tables.parts import cell_text
from khuyenhoc.files.tables.reader import Faults, Row, Rows, tidy_headings, under_headings
from khuyenhoc.files.tables.sums import warn_of_eth

__all__ = ["MEBIBYTES", "read_rows"]

C = TypeVar("C")
R = TypeVar("R")
MEBIBYTES = 64


def read_rows(
    file: File,
    known: Callable[[str], Any],
    headings: Callable[[list[str], Faults], C],
    row: Callable[[Row, C, Faults], R | None],
) -> list[R]:
    """What each row of a table in a CSV or Excel file gives; like `read_table`.

    Args:
        file: The file; of a workbook the first visible sheet is read.
        known: Finds a heading; None for one that is not known.
        headings: Reads the headings, and tells what is wrong with them.
        row: Reads a row under them; None for one that is faulty or none of the table.

    Raises:
        DocumentError: With everything that is wrong, each at its line or row, and column.
        MissingExtraError: If a library is not installed.
    """
    with told_of(file.name, "this-table"):
        match file.suffix:
            case ".csv" | ".txt" | ".tsv":
                text = file.text(mebibytes=MEBIBYTES)
                found = under_headings(Rows(io.StringIO(text, newline=""), known), "", headings, row)
                warn_of_eth(text, file.name)
            case ".xlsx" | ".xlsm":
                file.content(mebibytes=MEBIBYTES)  # is no larger, and of no other program
                with closing(open_sheet(file)) as sheet:
                    found = under_headings(_SheetRows(sheet, known), "", headings, row, "row")
            case _:
                raise DocumentError("not-a-table", hint="use-a-csv-or-xlsx")
    return found


class _SheetRows:
    """The rows of a sheet as texts, counted as the sheet counts them."""

    def __init__(self, sheet: OpenSheet, known: Callable[[str], Any]) -> None:
        self._sheet, self._head = sheet, sheet.head(known)
        self.top = self.line = self._head.index + 1

    def headings(self) -> list[str]:
        return tidy_headings(self._head.names)

    def __iter__(self) -> Iterator[Row]:
        for number, cells in self._sheet.rows(self._head):
            self.line = number
            texts = [cell_text(cell) for cell in cells]
            if any(texts):
                yield Row(line=number, number=number, order=number - self.top, cells=texts)
