"""Tables in files, read part by part: CSV and Excel with their cells read as facts, Parquet with its types."""

import contextlib
import csv
import io
from collections.abc import Callable, Iterator, Mapping
from functools import partial
from itertools import islice
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import File, not_utf_8, refuse_other_programs, told_of
from khuyenhoc.files.encodings import encoding_of, opened_text
from khuyenhoc.files.tables.excel_in import OpenSheet, open_sheet
from khuyenhoc.files.tables.form_sheets import is_one_form, sheet_headings
from khuyenhoc.files.tables.headings import Headings, known_headings, read_headings
from khuyenhoc.files.tables.parts import Cells, Part, arrow, sums_under, without_sums
from khuyenhoc.files.tables.reader import Rows
from khuyenhoc.files.tables.sums import FactSums
from khuyenhoc.files.tables.title_rows import HeadingRow
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import reason

__all__ = ["Source", "open_source"]

_ROWS = 65_536  # of a part, at least, and
_BLOCK = 8_192  # of those that are held as cells
_HEAD = 1 << 16
_PARQUET_ROWS = 131_072


@attrs.frozen(kw_only=True)
class Source:
    """An open table, to be closed: its headings, how large it is (rows or bytes, for a bar), and its parts.

    What became of its rows of sums is known once the parts are read, and so are the words (``eth``) in which Đ is
    written with a letter that only looks like it.
    """

    headings: Headings
    parts: Iterator[Part]
    sums: FactSums
    size: int
    eth: Mapping[str, None] = attrs.field(factory=dict)
    closes: tuple[Any, ...]
    delimiter: str = ","

    def close(self) -> None:
        """Close what it reads."""
        for item in self.closes:
            item.close()


def open_source(file: File, rules: RuleSet, encoding: str = "") -> Source:
    """The table in a file, by the ending of its name; ``encoding`` is that of a text that does not say it itself.

    Raises:
        DocumentError: If it cannot be read or its headings are wrong.
        MissingExtraError: If a library is not installed.
    """
    arrow()
    readers: dict[str, Callable[[File, RuleSet], Source]] = {
        ".csv": partial(_csv, encoding=encoding),
        ".parquet": _parquet,
        ".xlsx": _xlsx,
    }
    reader = readers.get(file.suffix)
    if file.suffix != ".parquet":
        with file.open() as opened:
            refuse_other_programs(opened.read(_HEAD), file.name, file.suffix)
    if reader is None:
        raise DocumentError("not-a-table", hint="use-a-csv-parquet-or-xlsx", name=file.name)
    try:
        with told_of(file.name, "this-table"):
            source = reader(file, rules)
        return attrs.evolve(source, parts=_told(file.name, source.parts))
    except OSError as error:
        raise DocumentError("cannot-be-read", name=file.name, reason=reason(error)) from None


@contextlib.contextmanager
def _closed_in_case(*files: Any) -> Iterator[None]:
    """Files are left open, unless anything goes wrong."""
    with contextlib.ExitStack() as stack:
        for file in files:
            stack.callback(file.close)
        yield
        stack.pop_all()


def _told(name: str, parts: Iterator[Part]) -> Iterator[Part]:
    """The parts; what goes wrong on the way is told of the table, not of the output."""
    try:
        yield from parts
    except OSError as error:
        raise DocumentError("cannot-be-read", name=name, reason=reason(error)) from None
    except arrow().ArrowException as error:
        raise DocumentError("cannot-be-read", name=name, reason=str(error).partition("\n")[0]) from None


def _csv(file: File, rules: RuleSet, *, encoding: str) -> Source:
    content = file.open()
    size = content.seek(0, io.SEEK_END)
    content.seek(0)
    lines = opened_text(content, _encoding(file, encoding), encoding)
    with _closed_in_case(lines), _as_text(file, encoding=encoding):
        rows = Rows(lines, known_headings(rules).find)
        headings = read_headings(rows.headings(), rules, top=rows.top)
    cells = Cells(headings, rules)
    return Source(
        headings=headings,
        parts=_csv_parts(file, lines, rows, cells, encoding),
        sums=cells.sums,
        eth=cells.eth,
        size=size,
        closes=(lines,),
        delimiter=rows.delimiter,
    )


def _encoding(file: File, encoding: str) -> str:
    with file.open() as opened:
        return encoding_of(opened.read(2), encoding)


def _csv_parts(file: File, lines: Any, rows: Rows, cells: Cells, encoding: str) -> Iterator[Part]:
    with _as_text(file, rows, encoding):
        for numbers, filled in rows.blocks(min(_BLOCK, _ROWS)):
            cells.add(numbers, filled, texts=True)
            if cells.count >= _ROWS:
                yield cells.part(lines.buffer.tell())
    yield cells.part(lines.buffer.tell())


@contextlib.contextmanager
def _as_text(file: File, rows: Rows | None = None, encoding: str = "") -> Iterator[None]:
    """What is no CSV or no text is told of the file, with its line."""
    try:
        yield
    except csv.Error as error:
        raise DocumentError(
            "not-csv-at-line", name=file.name, reason=str(error), at_line=rows.line if rows else 1
        ) from None
    except UnicodeError:
        if encoding == "windows-1258":
            raise DocumentError("not-in-the-encoding", name=file.name, encoding=encoding) from None
        if _encoding(file, encoding) == "utf-16":
            raise DocumentError("utf-16-that-is-broken", name=file.name) from None
        with file.open() as lines:
            raise not_utf_8(lines, file.name) from None


def _xlsx(file: File, rules: RuleSet) -> Source:
    sheet = open_sheet(file)
    with _closed_in_case(sheet):
        if is_one_form(sheet):
            raise DocumentError("a-form-of-one-applicant", name=file.name)
        head, headings = sheet_headings(sheet, rules)
    cells = Cells(headings, rules)
    parts = _xlsx_parts(sheet, head, cells)
    return Source(headings=headings, parts=parts, sums=cells.sums, eth=cells.eth, size=sheet.size, closes=(sheet,))


def _xlsx_parts(sheet: OpenSheet, head: HeadingRow, cells: Cells) -> Iterator[Part]:
    done, rows = head.index + 1, sheet.rows(head, cells.headings)
    while block := list(islice(rows, min(_BLOCK, _ROWS))):
        numbers = [number for number, _ in block]
        cells.add(numbers, [values for _, values in block])
        done = numbers[-1]
        if cells.count >= _ROWS:
            yield cells.part(done)
    yield cells.part(done)


def _parquet(file: File, rules: RuleSet) -> Source:
    pa = arrow()
    import pyarrow.parquet as pq  # type: ignore[import-untyped]

    try:
        opened = pq.ParquetFile(file.for_a_library())
    except pa.ArrowInvalid as error:
        raise DocumentError("not-a-parquet-file", name=file.name, reason=str(error).splitlines()[0]) from None
    with _closed_in_case(opened):
        headings = read_headings(opened.schema_arrow.names, rules)
    sums = sums_under(headings, rules)
    parts = _parquet_parts(opened, headings, sums)
    return Source(headings=headings, parts=parts, sums=sums, size=opened.metadata.num_rows, closes=(opened,))


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
