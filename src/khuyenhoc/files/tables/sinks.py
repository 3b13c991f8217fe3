"""Tables into files, part by part, under a temporary name that becomes the real one at the end."""

import abc
import contextlib
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.errors import DocumentError
from khuyenhoc.files.tables.csv_out import FORMULA, MARK, NUMBER, STARTS, write_rows
from khuyenhoc.files.tables.excel_in import excel
from khuyenhoc.files.tables.parts import Rejection, arrow, compute
from khuyenhoc.files.tables.workbook import write_text

__all__ = ["EXCEL_ROWS", "KINDS", "RejectionFile", "Sink", "open_sink", "plain_cell", "replacing"]

KINDS = (".csv", ".parquet", ".xlsx")
EXCEL_ROWS = 1_048_576
_COLUMNS = ("row", "column", "value", "expected")


@contextlib.contextmanager
def replacing(*finals: Path) -> Iterator[list[Path]]:
    """Temporary names in the folders of the final ones; renamed at the end, or removed if there is an error."""
    parts = [path.with_name(f".{path.name}.{os.getpid()}.part") for path in finals]
    try:
        yield parts
        for part, final in zip(parts, finals, strict=True):
            if part.exists():
                part.replace(final)
    finally:
        for part in parts:
            if part.is_dir():
                shutil.rmtree(part, ignore_errors=True)
            else:
                part.unlink(missing_ok=True)


class Sink(abc.ABC):
    """Where the parts of a table go; made by `open_sink`, and to be closed."""

    @abc.abstractmethod
    def write(self, table: Any) -> None:
        """Some more rows; the first ones say what the columns are."""

    @abc.abstractmethod
    def close(self) -> None:
        """The end of the table."""


def open_sink(path: Path, suffix: str, *, delimiter: str = ",") -> Sink:
    """A table in a file of a kind: .csv, .parquet or .xlsx.

    Raises:
        DocumentError: For another kind.
        MissingExtraError: If a library is not installed.
    """
    if suffix.casefold() == ".csv":
        return _Csv(path, delimiter)
    sink = {".parquet": _Parquet, ".xlsx": _Xlsx}.get(suffix.casefold())
    if sink is None:
        raise DocumentError("not-a-kind-of-table", name=suffix or str(path))
    return sink(path)


def _harmless(table: Any) -> Any:
    """The table with such an apostrophe in its columns of text."""
    import pyarrow as pa  # type: ignore[import-untyped]

    work = compute()
    for number, field in enumerate(table.schema):
        if pa.types.is_string(field.type) or pa.types.is_large_string(field.type):
            column = table[number]
            runs = work.match_substring_regex(column, FORMULA)
            if work.any(runs).as_py():
                runs = work.and_(runs, work.invert(work.match_substring_regex(column, NUMBER)))
                mark, nothing = pa.scalar("'", field.type), pa.scalar("", field.type)
                marked = work.binary_join_element_wise(mark, column, nothing)
                table = table.set_column(number, field.name, work.if_else(runs, marked, column))
    return table


class _Csv(Sink):
    """UTF-8 with the mark by which Excel knows it; with semicolons between cells, decimals have a comma."""

    delimiter: str

    def __init__(self, path: Path, delimiter: str) -> None:
        arrow()
        self.file, self.delimiter = path.open("xb"), delimiter
        self.writer: Any = None
        self.file.write(MARK.encode())

    def write(self, table: Any) -> None:
        from pyarrow.csv import CSVWriter, WriteOptions  # type: ignore[import-untyped]

        table = _harmless(self._with_commas(table))
        if self.writer is None:
            options = WriteOptions(delimiter=self.delimiter)
            self.writer = CSVWriter(self.file, table.schema, write_options=options)
        self.writer.write_table(table)

    def _with_commas(self, table: Any) -> Any:
        import pyarrow as pa

        for number, field in enumerate(table.schema):
            if self.delimiter == ";" and (pa.types.is_decimal(field.type) or pa.types.is_floating(field.type)):
                text = compute().replace_substring(table[number].cast(pa.string()), ".", ",")
                table = table.set_column(number, field.name, text)
        return table

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()
        self.file.close()


class _Parquet(Sink):
    def __init__(self, path: Path) -> None:
        arrow()
        self.path: Path = path
        self.writer: Any = None

    def write(self, table: Any) -> None:
        import pyarrow.parquet as pq  # type: ignore[import-untyped]

        if self.writer is None:
            self.writer = pq.ParquetWriter(self.path, table.schema)
        self.writer.write_table(table)

    def close(self) -> None:
        if self.writer is not None:
            self.writer.close()


class _Xlsx(Sink):
    """One sheet, row by row; text that looks like a formula stays text."""

    path: Path

    def __init__(self, path: Path) -> None:
        self.path, self.rows = path, 0
        self.book = excel().Workbook(write_only=True)
        self.sheet = self.book.create_sheet("khuyenhoc")

    def write(self, table: Any) -> None:
        if self.rows == 0:
            self._append(table.column_names)
        if self.rows + table.num_rows > EXCEL_ROWS:
            raise DocumentError("more-rows-than-a-sheet", most=EXCEL_ROWS - 1)
        for row in zip(*(column.to_pylist() for column in table.columns), strict=True):
            self._append(row)

    def _append(self, row: Any) -> None:
        self.rows += 1
        try:
            self.sheet.append([plain_cell(self.sheet, value) for value in row])
        except Exception as error:  # lists, moments with a zone, control characters: each has an error of its own
            raise DocumentError("row-cannot-be-written-to-excel", rows=self.rows, error=error) from None

    def close(self) -> None:
        self.book.save(self.path)
        self.book.close()


def plain_cell(sheet: Any, value: Any) -> Any:
    """A value for a cell of Excel; text that looks like a formula stays text."""
    if not isinstance(value, str) or not value or value[0] not in STARTS:
        return value
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

    cell = WriteOnlyCell(sheet)
    write_text(cell, value)
    return cell


class RejectionFile:
    """The values for which rows were rejected, as CSV for Excel; there is no file where there are none."""

    path: Path
    delimiter: str

    def __init__(self, path: Path, delimiter: str, lang: Language = "en") -> None:
        """Under this name, once there is something to write; what was expected in this language."""
        self.path, self.delimiter = path, delimiter
        self.lang: Language = lang
        self._file: Any = None

    def write(self, rejected: list[Rejection]) -> None:
        """Some more of them."""
        if not rejected:
            return
        if self._file is None:
            self._file = self.path.open("x", encoding="utf-8-sig", newline="")
            write_rows(self._file, [_COLUMNS], self.delimiter)
        rows = ((item.row, item.column, item.value, item.expected.text(self.lang)) for item in rejected)
        write_rows(self._file, rows, self.delimiter)

    def close(self) -> None:
        """The end of the file, if there is one."""
        if self._file is not None:
            self._file.close()
