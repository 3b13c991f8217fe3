"""Tables of counts: reading observations, with every error at its line and column."""

import csv
import datetime as dt
import io
import itertools
import warnings
from collections.abc import Callable, Iterable, Sequence
from contextlib import suppress
from functools import partial
from typing import Any

import attrs

from khuyenhoc._base.door import argument_items, public
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, KhuyenHocError
from khuyenhoc.files._input import Readable, decoded, given, told_of
from khuyenhoc.files.encodings import checked_encoding, likely_encoding
from khuyenhoc.files.tables.columns_file import (
    ColumnsFile,
    SheetColumns,
    columns_text,
    read_columns,
    stated_layout,
    stated_words,
)
from khuyenhoc.files.tables.count_rows import COLUMNS, COUNTED, HEADINGS, RowReader, columns_of
from khuyenhoc.files.tables.grid import BOOKS, Grid, GridRows, grid_of_text, read_grids
from khuyenhoc.files.tables.known_terms import terms_of
from khuyenhoc.files.tables.reader import Faults, Rows, read_table, under_headings
from khuyenhoc.files.tables.sums import TableNotice, warn_of_eth
from khuyenhoc.files.tables.wide import CountColumn, Layout, layout_of, words_known
from khuyenhoc.files.tables.wide_rows import day_in_titles, read_wide
from khuyenhoc.sentences import Sentence, word
from khuyenhoc.targets.observation import Observation
from khuyenhoc.values.learning_model import Attribute, Population

__all__ = ["COLUMNS", "columns_toml", "count_columns", "parse_counts", "read_counts"]

_LOOKED_AT = 30
_WHY = (
    Label("theo tiêu đề cột", "by its heading"),
    Label("không đọc: tiêu đề không có trong bảng từ", "not read: no such heading"),
)


@public("khuyenhoc.tables")
def read_counts(
    path: Readable,
    *,
    name: str = "",
    attributes: Iterable[Attribute] = (),
    populations: Iterable[Population] = (),
    columns: Readable | None = None,
    day: dt.date | None = None,
    place: str = "",
    encoding: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Observation, ...]:
    """Read observations from a table: CSV, Excel (.xlsx, all its visible sheets) or ODS.

    Either a row holds one observation, under the columns place, on, attribute, population, registered, recognised,
    total; and, if there are any, source, printed, printed_base. They may stand in any order, be named in Vietnamese,
    and in CSV be separated by commas, semicolons or tabs. Or a row holds one place, and columns for each model count
    (`count_columns` says how they are read), under headings over one to three rows and below titles.

    A blank is unknown, never zero. Days are 2023-12-31 or 31/12/2023; counts may be grouped by dots or spaces.
    Attributes and populations are codes or labels; a blank population is unknown, except that families, clans,
    communities and units each count their own. A row of sums ("Tổng cộng", "Cộng", "Toàn tỉnh", "Tổng số" in place of a
    place) is left out, and held against the sum of the others; a `TableNotice` says so, and where it does not add up;
    others say how a table with columns for each model was read, which printed share its counts do not give, and where a
    letter that only looks like Đ (Icelandic eth) was read as Đ.

    Args:
        path: The file: a path, an open file, bytes, or a resource of a package.
        name: What it is called in messages, where it does not say that itself.
        attributes: Attributes beside those of the catalogue.
        populations: Populations beside those of the catalogue.
        columns: A file that says how the columns are read, as `columns_toml` writes it.
        day: The day of the counts, for a table that does not say it in each row; else the one in its title counts.
        place: The province, say, in which the places of a table lie that does not say it itself.
        encoding: ``windows-1258`` or ``tcvn3`` for text in these; UTF-8, and UTF-16 with its mark, need not be said.
        progress: Called now and then with the line up to which was read, and with how many lines there are, of a table
            whose rows are one observation each.

    Raises:
        DocumentError: With the file and everything that is wrong in it, or has to be said first, each with line and
            column.
    """
    encoding = checked_encoding(encoding)
    own = argument_items(attributes, Attribute, "attributes"), argument_items(populations, Population, "populations")
    options = _Options(own, None if columns is None else read_columns(columns), day, place, progress)
    file = given(path, name=name, unnamed="table", mebibytes=256)
    if file.suffix in BOOKS:
        grids = read_grids(file, _known, encoding=encoding)
        return _told(file.name, lambda: _of_grids(grids, file.name, options))
    text = file.text(encoding, mebibytes=256)
    return _told(file.name, lambda: _of_text(text, file.name, options))


@public("khuyenhoc.tables")
def parse_counts(
    content: str | bytes,
    *,
    name: str = "table",
    attributes: Iterable[Attribute] = (),
    populations: Iterable[Population] = (),
    columns: Readable | None = None,
    day: dt.date | None = None,
    place: str = "",
    encoding: str = "",
    progress: Callable[[int, int], None] | None = None,
) -> tuple[Observation, ...]:
    """Like [`read_counts`][khuyenhoc.tables.read_counts], from text or bytes; ``name`` stands in the messages.

    >>> lines = [
    ...     "place,on,attribute,population,registered,recognised,total",
    ...     "Trà Vinh,2019-09-30,family,,224.571,197.284,",
    ... ]
    >>> (row,) = tables.parse_counts(chr(10).join(lines))
    >>> row.registered, row.recognised, row.total
    (224571, 197284, None)
    """
    own = argument_items(attributes, Attribute, "attributes"), argument_items(populations, Population, "populations")
    text = decoded(content, name, checked_encoding(encoding))
    stated = None if columns is None else read_columns(columns)
    return _told(name, lambda: _of_text(text, name, _Options(own, stated, day, place, progress)))


@attrs.frozen
class _Options:
    """What the user says about a table, and who is told how far it is read."""

    own: tuple[tuple[Attribute, ...], tuple[Population, ...]]
    columns: ColumnsFile | None = None
    day: dt.date | None = None
    place: str = ""
    progress: Callable[[int, int], None] | None = None

    def told_of(self, lines: int) -> Callable[[int], None] | None:
        """Who is told up to which of so many lines was read."""
        progress = self.progress
        return None if progress is None else lambda line: progress(line, lines)

    def reader(self) -> RowReader:
        """Who reads rows that are one observation each."""
        return RowReader(*self.own, stated_words(self.columns) if self.columns else None)

    def columns_of(self, sheet: str) -> Callable[[list[str], Faults], dict[str, int]]:
        """Which column of such rows is which, as their headings say, or as it is stated for their sheet."""
        stated = [one for one in self.columns.sheets if one.of_rows and one.sheet == sheet] if self.columns else []
        return partial(columns_of, stated=stated[0] if stated else None)


def _told(name: str, read: Callable[[], tuple[list[Observation], list[Label]]]) -> tuple[Observation, ...]:
    try:
        found, notices = read()
    except DocumentError as error:
        if any(one.fields.get("kind") == word("population") for one in error.errors):
            raise error.told(hint=Sentence("write-what-words-mean", file=name)) from None
        raise
    for label in dict.fromkeys(notices):
        warnings.warn(TableNotice(label), stacklevel=3)
    return tuple(found)


def _known(heading: str) -> Any:
    """What a heading of either kind of table stands for."""
    found = HEADINGS.find(heading)
    return words_known(heading) if found is None else found


def _of_text(text: str, name: str, options: _Options) -> tuple[list[Observation], list[Label]]:
    made = _table_of_text(text, name, options)
    warn_of_eth(text, name)
    return made


def _table_of_text(text: str, name: str, options: _Options) -> tuple[list[Observation], list[Label]]:
    rows, reader = Rows(io.StringIO(text, newline=""), HEADINGS.find), options.reader()
    with suppress(csv.Error):
        if _of_rows_each(rows.headings()):
            told, columns = options.told_of(text.count("\n")), options.columns_of("")
            found = under_headings(rows, name, columns, reader.row, progress=told, plain=reader.plain)
            return found, list(reader.notices())
    try:
        grid = grid_of_text(text, _known, name)
    except DocumentError:
        grid = None
    if grid is None or (layout_of(grid) is None and _top_of_rows(grid) is None and options.columns is None):
        found = read_table(text, name, HEADINGS.find, columns_of, reader.row)  # which says what is wrong
        return found, list(reader.notices())
    return _of_grids([grid], name, options)


def _of_rows_each(headings: Sequence[str]) -> bool:
    """Whether each row below these headings is one observation, so that the attribute has a column."""
    found = {HEADINGS.find(name) for name in headings if name}
    return "attribute" in found and len(found - {None}) >= len(COUNTED)


def _top_of_rows(grid: Grid) -> int | None:
    """The row of the headings of a table whose rows are one observation each; None if it is none."""
    rows = itertools.islice(grid.rows.items(), _LOOKED_AT)
    return next((at for at, cells in rows if _of_rows_each([tidy(str(cell or "")) for cell in cells])), None)


def _of_grids(grids: Sequence[Grid], name: str, options: _Options) -> tuple[list[Observation], list[Label]]:
    """The observations of each sheet that holds a table of counts, and what is to be said about all of them."""
    found: list[Observation] = []
    notices: list[Label] = []
    errors: list[KhuyenHocError] = []
    unread: list[str] = []
    for grid in grids:
        called = f"{name} ({grid.sheet})" if len(grids) > 1 else name
        try:
            if (top := _top_of_rows(grid)) is not None:
                reader, columns = options.reader(), options.columns_of(grid.sheet)
                told = options.told_of(max(grid.rows))
                found += under_headings(GridRows(grid, top), called, columns, reader.row, grid.word, told, reader.plain)
                notices += reader.notices()
            elif (layout := _layout(grid, alone=len(grids) == 1, name=called, columns=options.columns)) is not None:
                found += _wide(grid, *layout, called, options, notices)
            elif grid.rows:
                unread.append(grid.sheet)
        except DocumentError as error:
            errors += [one.at(grid.sheet) if len(grids) > 1 else one for one in error.errors or (error,)]
    if errors:
        raise DocumentError.of(errors, "this-table", name=name)
    if not found and (unread or not any(grid.rows for grid in grids)):
        raise _no_table(grids, name)
    if unread:
        sheets = ", ".join(unread)
        notices.append(Label(f"trang không có bảng số liệu: {sheets}", f"sheets without a table of counts: {sheets}"))
    return found, notices


def _layout(
    grid: Grid, *, alone: bool, name: str, columns: ColumnsFile | None
) -> tuple[Layout, SheetColumns | None] | None:
    """How a sheet is read, as a file states it or as its headings say; None if it holds no such table."""
    if columns is None:
        found = layout_of(grid)
        return None if found is None else (found, None)
    if not alone and grid.sheet not in {item.sheet for item in columns.sheets}:
        return None
    with told_of(name, "this-table"):
        return stated_layout(grid, columns)


def _wide(
    grid: Grid, layout: Layout, stated: SheetColumns | None, name: str, options: _Options, notices: list[Label]
) -> list[Observation]:
    day, place = options.day, options.place
    if stated is not None:
        day, place = day or stated.day, place or stated.place
    return read_wide(grid, layout, day=day, place=place, name=name, notice=notices.append)


def _no_table(grids: Sequence[Grid], name: str) -> DocumentError:
    """That no sheet holds a table of counts; with the encoding that its letters look like."""
    words = " ".join(
        str(cell) for grid in grids for cells in itertools.islice(grid.rows.values(), 30) for cell in cells
    )
    hint = likely_encoding(words)
    error = DocumentError("no-table-of-counts", name=name)
    return error.told(hint=hint) if hint else error


@public("khuyenhoc.tables")
def count_columns(
    path: Readable, *, name: str = "", day: dt.date | None = None, place: str = "", encoding: str = ""
) -> tuple[SheetColumns, ...]:
    """How the columns of a table of counts are read, sheet by sheet, and why (cách đọc các cột).

    Of a table whose rows are one observation each, also which words in it the catalogue has not.

    Args:
        path: The file: CSV, .xlsx or .ods; a path, an open file, bytes, or a resource of a package.
        name: What it is called in messages, where it does not say that itself.
        day: The day of the counts; else the one in the title, if there is one.
        place: In which province, say, its places lie.
        encoding: As for [`read_counts`][khuyenhoc.tables.read_counts].

    Raises:
        DocumentError: If the file cannot be read, or no sheet has such columns.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     file = pathlib.Path(folder, "bieu.csv")
    ...     rows = "Tính đến ngày 31/12/2025;;", "Xã;Tổng số gia đình;GĐHT được công nhận", "A;9;7"
    ...     _ = file.write_text(chr(10).join(rows), encoding="utf-8")
    ...     (sheet,) = tables.count_columns(file)
    >>> [(column.letter, column.read) for column in sheet.columns], sheet.day.isoformat()
    ([('A', 'place'), ('B', 'total'), ('C', 'recognised')], '2025-12-31')
    """
    encoding, file = checked_encoding(encoding), given(path, name=name, unnamed="table", mebibytes=256)
    grids = read_grids(file, _known, encoding=encoding)
    found = [made for grid in grids if (made := _columns_of_sheet(grid, day, place)) is not None]
    if not found:
        raise _no_table(grids, file.name)
    return tuple(found)


def _columns_of_sheet(grid: Grid, day: dt.date | None, place: str) -> SheetColumns | None:
    if (top := _top_of_rows(grid)) is not None:
        columns = tuple(
            CountColumn(index=at, heading=name, read=HEADINGS.find(name) or "", why=_WHY[HEADINGS.find(name) is None])
            for at, name in enumerate(GridRows(grid, top).headings())
        )
        return SheetColumns(sheet=grid.sheet, first=top, last=top, columns=columns, words=_words(grid, top, columns))
    if (layout := layout_of(grid)) is None:
        return None
    printed = day_in_titles(layout.titles)
    return SheetColumns(
        sheet=layout.sheet,
        first=layout.first,
        last=layout.last,
        day=day or printed,
        day_is_printed=day is None and printed is not None,
        place=place,
        columns=layout.columns,
    )


def _words(grid: Grid, top: int, columns: Iterable[CountColumn]) -> tuple[tuple[str, str, str], ...]:
    """The words in the columns of models and populations that the catalogue has not."""
    kinds = {"attribute": terms_of(Attribute), "population": terms_of(Population)}
    read = [(column.index, column.read, kinds[column.read]) for column in columns if column.read in kinds]
    found: dict[tuple[str, str, str], None] = {}
    for row in GridRows(grid, top):
        cells = [(kind, tidy(row.cells[at]), known) for at, kind, known in read if at < len(row.cells)]
        found |= {(kind, text, ""): None for kind, text, known in cells if text and known.find(text) is None}
    return tuple(found)


@public("khuyenhoc.tables")
def columns_toml(sheets: Iterable[SheetColumns]) -> str:
    """How columns are read, as a file to put right and to hand to [`read_counts`][khuyenhoc.tables.read_counts].

    >>> column = tables.CountColumn(index=1, heading="Công nhận", read="recognised", attribute=Attribute("family"))
    >>> text = tables.columns_toml([tables.SheetColumns(sheet="", first=1, last=1, columns=(column,))])
    >>> 'doc = "công nhận"' in text, 'mo_hinh = "Gia đình học tập"' in text
    (True, True)
    """
    return columns_text(sheets)
