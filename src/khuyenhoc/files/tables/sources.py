"""Tables in files, read part by part: CSV and Excel with their cells read as facts, Parquet with its types."""

import contextlib
import csv
import re
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError, MissingExtraError
from khuyenhoc.files._input import not_utf_8, refuse_other_programs, told_of
from khuyenhoc.files.encodings import encoding_of
from khuyenhoc.files.tables.headings import Headings, known_headings, read_headings
from khuyenhoc.files.tables.merged import Merged
from khuyenhoc.files.tables.parts import Cells, Part, Unclear, arrow, cell_text, sums_under, without_sums
from khuyenhoc.files.tables.reader import Rows
from khuyenhoc.files.tables.sums import FactSums
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence, reason

__all__ = ["Source", "excel", "open_books", "open_source", "sheet_rows"]

_ROWS = 20_000
_HEAD = 1 << 16
_PARQUET_ROWS = 131_072
_LITERAL = re.compile(r'"[^"]*"|\\.')  # what the format of a number shows as it stands
_NO_RESULT = "n"  # the type of a cell that holds nothing; of an empty text it is another


@attrs.frozen(kw_only=True)
class Source:
    """An open table, to be closed: its headings, how large it is (rows or bytes, for a bar), and its parts.

    What became of its rows of sums is known once the parts are read.
    """

    headings: Headings
    parts: Iterator[Part]
    sums: FactSums
    size: int
    closes: tuple[Any, ...]
    delimiter: str = ","

    def close(self) -> None:
        """Close what it reads."""
        for item in self.closes:
            item.close()


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


def open_source(path: Path, rules: RuleSet) -> Source:
    """The table in a file, by the ending of its name.

    Raises:
        DocumentError: If it cannot be read or its headings are wrong.
        MissingExtraError: If a library is not installed.
    """
    arrow()
    readers = {".csv": _csv, ".parquet": _parquet, ".xlsx": _xlsx}
    reader = readers.get(path.suffix.casefold())
    if path.is_file() and path.suffix.casefold() != ".parquet":
        with path.open("rb") as file:
            refuse_other_programs(file.read(_HEAD), str(path), path.suffix)
    if reader is None:
        raise DocumentError("not-a-table", hint="use-a-csv-parquet-or-xlsx", name=str(path))
    try:
        if not path.is_file():
            raise DocumentError("no-such-file", name=str(path))
        with told_of(path, "this-table"):
            source: Source = reader(path, rules)
        return attrs.evolve(source, parts=_told(path, source.parts))
    except OSError as error:
        raise DocumentError("cannot-be-read", name=str(path), reason=reason(error)) from None


@contextlib.contextmanager
def _closed_in_case(*files: Any) -> Iterator[None]:
    """Files are left open, unless anything goes wrong."""
    with contextlib.ExitStack() as stack:
        for file in files:
            stack.callback(file.close)
        yield
        stack.pop_all()


def _told(path: Path, parts: Iterator[Part]) -> Iterator[Part]:
    """The parts; what goes wrong on the way is told of the table, not of the output."""
    try:
        yield from parts
    except OSError as error:
        raise DocumentError("cannot-be-read", name=str(path), reason=reason(error)) from None
    except arrow().ArrowException as error:
        raise DocumentError("cannot-be-read", name=str(path), reason=str(error).partition("\n")[0]) from None


def _csv(path: Path, rules: RuleSet) -> Source:
    file = path.open(encoding=encoding_of(path), newline="")
    with _closed_in_case(file), _as_text(path):
        rows = Rows(file, known_headings(rules).find)
        headings = read_headings(rows.headings(), rules, top=rows.top)
    cells = Cells(headings, rules)
    return Source(
        headings=headings,
        parts=_csv_parts(path, file, rows, cells),
        sums=cells.sums,
        size=path.stat().st_size,
        closes=(file,),
        delimiter=rows.delimiter,
    )


def _csv_parts(path: Path, file: Any, rows: Rows, cells: Cells) -> Iterator[Part]:
    with _as_text(path, rows):
        for row in rows:
            cells.add(row.number, row.cells)
            if cells.count >= _ROWS:
                yield cells.part(file.buffer.tell())
    yield cells.part(file.buffer.tell())


@contextlib.contextmanager
def _as_text(path: Path, rows: Rows | None = None) -> Iterator[None]:
    """What is no CSV or no text is told of the file, with its line."""
    try:
        yield
    except csv.Error as error:
        raise DocumentError(
            "not-csv-at-line", name=str(path), reason=str(error), at_line=rows.line if rows else 1
        ) from None
    except UnicodeError:
        if encoding_of(path) == "utf-16":
            raise DocumentError("utf-16-that-is-broken", name=str(path)) from None
        with path.open("rb") as lines:
            raise not_utf_8(lines, str(path)) from None


def open_books(path: Path) -> tuple[Any, Any, list[int]]:
    """An Excel file twice, with the results of formulas and with the formulas, and which of its sheets are visible.

    Raises:
        DocumentError: If it is none, or no sheet is visible.
        MissingExtraError: If the library is not installed.
    """
    openpyxl = excel()
    try:
        values = openpyxl.load_workbook(path, read_only=True, data_only=True)
        formulas = openpyxl.load_workbook(path, read_only=True, data_only=False)
    except Exception as error:  # what a broken file makes the library raise is not documented
        raise DocumentError("not-an-excel-file", name=str(path), error=error) from None
    seen = [number for number, sheet in enumerate(values.worksheets) if sheet.sheet_state == "visible"]
    if not seen:
        values.close()
        formulas.close()
        raise DocumentError("no-visible-sheet-in-this-excel", name=str(path))
    return values, formulas, seen


def sheet_rows(path: Path, sheet: Any, other: Any) -> Iterator[list[Any]]:
    """The rows of a sheet as values, from the first; ``other`` is the same sheet with its formulas.

    Raises:
        DocumentError: If the file is broken further down.
    """
    for part in (sheet, other):
        part.reset_dimensions()  # the extent that a sheet states may be too small
    percent = _percent()
    for row, formulas in _whole(path, zip(sheet.iter_rows(), other.iter_rows(values_only=True), strict=True)):
        yield [percent(cell, _stored(cell, formula)) for cell, formula in zip(row, formulas, strict=True)]


def _xlsx(path: Path, rules: RuleSet) -> Source:
    values, formulas, seen = open_books(path)
    sheet, other = values.worksheets[seen[0]], formulas.worksheets[seen[0]]
    size = sheet.max_row or 0
    rows = sheet_rows(path, sheet, other)
    with _closed_in_case(values, formulas, rows):
        first = next(rows, [])
        with sheet._get_source() as content:
            merged = Merged(content)
        merged.refuse_under_headings()
        headings = read_headings([cell_text(cell) for cell in first], rules)
    cells = Cells(headings, rules)
    parts = _xlsx_parts(rows, cells, merged)
    return Source(headings=headings, parts=parts, sums=cells.sums, size=size, closes=(values, formulas))


def _xlsx_parts(rows: Iterator[list[Any]], cells: Cells, merged: Merged) -> Iterator[Part]:
    number = 1
    for number, values in enumerate(rows, 2):
        if any(value is not None and value != "" for value in values):
            cells.add(number, merged.filled(number, values, cells.headings))
        if cells.count >= _ROWS:
            yield cells.part(number)
    yield cells.part(number)


def _percent() -> Callable[[Any, Any], Any]:
    """Reads a number that a sheet shows as a percentage, in which 0.8 stands for 80%, as a cell that is not clear."""
    known: dict[int, bool] = {}

    def read(cell: Any, value: Any) -> Any:
        if type(value) not in (int, float):
            return value
        style = cell._style_id
        if style not in known:
            known[style] = "%" in _LITERAL.sub("", cell.number_format or "")
        if not known[style]:
            return value
        shown = f"{value * 100:.15g}".replace(".", ",")
        return Unclear(f"{shown}%", Sentence("write-without-percent", shown=shown))

    return read


def _whole(path: Path, pairs: Iterator[Any]) -> Iterator[Any]:
    """The rows of a sheet, if it is not broken further down."""
    try:
        yield from pairs
    except Exception as error:  # what a broken file makes the library raise is not documented
        raise DocumentError("an-excel-file-that-is-broken", name=str(path), error=error) from None


def _stored(cell: Any, formula: Any) -> Any:
    """The stored result of a formula, or the formula itself where none is stored; a stored empty text is a blank."""
    if cell.value is not None or formula is None or cell.data_type != _NO_RESULT:
        return cell.value
    return formula if isinstance(formula, str) else getattr(formula, "text", None) or "=?"  # arrays are objects


def _parquet(path: Path, rules: RuleSet) -> Source:
    pa = arrow()
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    try:
        file = pq.ParquetFile(path)
    except pa.ArrowInvalid as error:
        raise DocumentError("not-a-parquet-file", name=str(path), reason=str(error).splitlines()[0]) from None
    with _closed_in_case(file):
        headings = read_headings(file.schema_arrow.names, rules)
    sums = sums_under(headings, rules)
    parts = _parquet_parts(file, headings, sums)
    return Source(headings=headings, parts=parts, sums=sums, size=file.metadata.num_rows, closes=(file,))


def _parquet_parts(file: Any, headings: Headings, sums: FactSums) -> Iterator[Part]:
    pa = arrow()
    done = 0
    if not file.metadata.num_rows:
        table = file.schema_arrow.empty_table().rename_columns(list(headings.names))
        yield Part(table=table, rows=[], rejected=[], done=0)
    for batch in file.iter_batches(batch_size=_PARQUET_ROWS):
        table = pa.Table.from_batches([batch]).rename_columns(list(headings.names))
        rows = list(range(done + 1, done + 1 + table.num_rows))
        done += table.num_rows
        yield without_sums(table, rows, headings, sums, done)
