"""A sheet of an Excel file, read in a stream: its headings under titles, its rows with what their cells show."""

import contextlib
import re
from collections.abc import Callable, Generator, Iterator
from itertools import chain, islice
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError, MissingExtraError
from khuyenhoc.files._input import File
from khuyenhoc.files.tables.formulas import lacks_a_result
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.merged import Merged, Range, merged_ranges
from khuyenhoc.files.tables.parts import Unclear, cell_text
from khuyenhoc.files.tables.title_rows import LOOKED_AT, HeadingRow, heading_row
from khuyenhoc.sentences import Sentence

__all__ = ["OpenSheet", "excel", "open_sheet", "visible_sheets"]

_LITERAL = re.compile(r'"[^"]*"|\\.')  # what the format of a number shows as it stands
_NUMBERS = (int, float)
_NO_RESULT = "n"  # the type of a cell that holds nothing; of an empty text it is another


def excel() -> Any:
    """The library openpyxl.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import openpyxl  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("excel-files-need-openpyxl") from None
    return openpyxl


@attrs.frozen(kw_only=True)
class OpenSheet:
    """The first visible sheet of an open file, to be closed.

    Attributes:
        size: How many rows it may have.
        closes: What is to be closed.
        merged: The merged cells.
        first: The rows among which the headings are looked for.
        rest: The others.
    """

    size: int
    closes: tuple[Any, ...]
    merged: Merged
    first: list[list[Any]]
    rest: Iterator[list[Any]]

    def head(self, known: Callable[[str], Any]) -> HeadingRow:
        """Its headings, of those that are known."""
        return heading_row(([cell_text(cell) for cell in row] for row in self.first), known)

    def rows(self, head: HeadingRow, headings: Headings | None = None) -> Iterator[tuple[int, list[Any]]]:
        """The filled rows under the headings, by their number in the sheet; merged cells filled where headings tell."""
        for number, values in enumerate(chain(self.first[head.index + 1 :], self.rest), head.index + 2):
            if any(value is not None and value != "" for value in values):
                yield number, values if headings is None else self.merged.filled(number, values, headings)

    def close(self) -> None:
        """Close the file."""
        for item in self.closes:
            item.close()


def open_sheet(file: File) -> OpenSheet:
    """The first visible sheet of a file.

    Raises:
        DocumentError: If it is no Excel file, or no sheet is visible.
        MissingExtraError: If the library is not installed.
    """
    book, seen = _open_book(file)
    sheet = book.worksheets[seen[0]]
    size = sheet.max_row or 0
    rows: Any = _sheet_rows(file, sheet)
    with contextlib.ExitStack() as stack:
        for item in (book, rows):
            stack.callback(item.close)
        first = list(islice(rows, LOOKED_AT))
        with sheet._get_source() as content:
            merged = Merged(content)
        stack.pop_all()
    return OpenSheet(size=size, closes=(rows, book), merged=merged, first=first, rest=rows)


def visible_sheets(
    file: File, most: int | None = None
) -> Iterator[tuple[str, dict[int, list[Any]], tuple[Range, ...]]]:
    """The visible sheets, read whole: the name, the filled rows by number, at ``most`` so many, the merged ranges.

    Raises:
        DocumentError: If it is no Excel file, or no sheet is visible.
        MissingExtraError: If the library is not installed.
    """
    book, seen = _open_book(file)
    with contextlib.closing(book):
        for number in seen:
            sheet = book.worksheets[number]
            with contextlib.closing(_sheet_rows(file, sheet)) as rows:
                filled = ((row, cells) for row, cells in enumerate(rows, 1) if any(cell_text(cell) for cell in cells))
                found = dict(islice(filled, most))
            with sheet._get_source() as content:
                yield sheet.title, found, tuple(merged_ranges(content))


def _open_book(file: File) -> tuple[Any, list[int]]:
    """An Excel file with the results of its formulas, and which of its sheets are visible.

    Raises:
        DocumentError: If it is none, or no sheet is visible.
        MissingExtraError: If the library is not installed.
    """
    book = _book(file, data_only=True)
    seen = [number for number, sheet in enumerate(book.worksheets) if sheet.sheet_state == "visible"]
    if not seen:
        book.close()
        raise DocumentError("no-visible-sheet-in-this-excel", name=file.name)
    return book, seen


def _book(file: File, *, data_only: bool) -> Any:
    openpyxl, opened = excel(), file.for_a_library()
    try:
        return openpyxl.load_workbook(opened, read_only=True, data_only=data_only)
    except OSError:
        raise
    except Exception:  # what a broken file makes the library raise is not documented
        raise DocumentError("not-an-excel-file", name=file.name) from None


def _sheet_rows(file: File, sheet: Any) -> Generator[list[Any]]:
    """The rows of a sheet as values, from the first; a second time with its formulas if one has no stored result.

    Raises:
        DocumentError: If the file is broken further down.
    """
    sheet.reset_dimensions()  # the extent that a sheet states may be too small
    percent = _percent()
    with sheet._get_source() as content:
        twice = lacks_a_result(content)
    if not twice:
        for row in _whole(file, sheet.iter_rows()):
            yield [percent(cell, value) if type(value := cell.value) in _NUMBERS else value for cell in row]
        return
    with contextlib.closing(_book(file, data_only=False)) as book:
        other = book[sheet.title]
        other.reset_dimensions()
        for row, formulas in _whole(file, zip(sheet.iter_rows(), other.iter_rows(values_only=True), strict=True)):
            yield [percent(cell, _stored(cell, formula)) for cell, formula in zip(row, formulas, strict=True)]


def _percent() -> Callable[[Any, Any], Any]:
    """Reads a number that a sheet shows as a percentage, in which 0.8 stands for 80%, as a cell that is not clear."""
    known: dict[int, bool] = {}

    def read(cell: Any, value: Any) -> Any:
        if type(value) not in _NUMBERS:
            return value
        style = cell._style_id
        if style not in known:
            known[style] = "%" in _LITERAL.sub("", cell.number_format or "")
        if not known[style]:
            return value
        shown = f"{value * 100:.15g}".replace(".", ",")
        return Unclear(f"{shown}%", Sentence("write-without-percent", shown=shown))

    return read


def _whole(file: File, pairs: Iterator[Any]) -> Iterator[Any]:
    """The rows of a sheet, if it is not broken further down."""
    try:
        yield from pairs
    except Exception as error:  # what a broken file makes the library raise is not documented
        raise DocumentError("an-excel-file-that-is-broken", name=file.name, error=error) from None


def _stored(cell: Any, formula: Any) -> Any:
    """The stored result of a formula, or the formula itself where none is stored; a stored empty text is a blank."""
    if cell.value is not None or formula is None or cell.data_type != _NO_RESULT:
        return cell.value
    return formula if isinstance(formula, str) else getattr(formula, "text", None) or "=?"  # arrays are objects
