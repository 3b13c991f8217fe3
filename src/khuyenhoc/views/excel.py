"""A page as a workbook of Excel: numbers as numbers, headings that stay in sight, set up for A4."""

import datetime as dt
import re
from collections.abc import Iterable, Iterator
from copy import copy
from decimal import Decimal
from pathlib import Path
from typing import Any

from khuyenhoc._base.plain import day_text, grouped
from khuyenhoc._base.terms import Language
from khuyenhoc.files.tables.excel_in import excel
from khuyenhoc.files.tables.workbook import write_text
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.grids import Grid, grids_of, head_of
from khuyenhoc.views.paper import COLOURS, FONT
from khuyenhoc.views.sheets import Cell, Column, Page

__all__ = ["write_excel"]

_SIZE = 12
_A4 = 9  # as Excel numbers paper
_MOST_DIGITS = 15  # of a number that Excel keeps exactly
_NO_NAME = re.compile(r"[\[\]:*?/\\']")
_NAME = 31  # letters in the name of a sheet
_WIDEST, _NARROWEST, _LINE = 40, 6, 12
_TALL = 16  # points of a line
_MOST_LINES = 25  # as tall as Excel allows
_ABOVE = 4  # lines that may stand above the headings, which stay in sight with them
_SHARE = re.compile(r"-?[0-9]+(?:[.,]([0-9]+))?%")


def write_excel(page: Page, path: Path, lang: Language) -> None:
    """The page as .xlsx, a sheet for each table.

    Raises:
        MissingExtraError: If openpyxl is not installed.
    """
    book = excel().Workbook()
    book.remove(book.active)
    names: set[str] = set()
    for grids in _sheets(grids_of(page, lang)) or [[]]:
        sheet = book.create_sheet(_name(grids, page, names))
        _Writer(sheet, lang).write(page, grids)
    book.properties.title, book.properties.creator = page.title, "khuyenhoc"
    book.save(path)


def _sheets(grids: Iterable[Grid]) -> list[list[Grid]]:
    """What goes together on one sheet: each table with headings, a little before it, and the text that follows it."""
    found: list[list[Grid]] = []
    for grid in grids:
        alone = grid.headed and bool(grid.rows)
        above = sum(len(other.rows) + len(other.below) for other in found[-1]) if found else 0
        if not found or (alone and (above > _ABOVE or any(other.headed and other.rows for other in found[-1]))):
            found.append([grid])
        else:
            found[-1].append(grid)
    return found


def _name(grids: list[Grid], page: Page, names: set[str]) -> str:
    """A name for a sheet that is not taken, of the letters that Excel allows."""
    title = next((grid.title for grid in grids if grid.title), page.title) or "khuyenhoc"
    base = _NO_NAME.sub(" ", re.sub(r" \([0-9]+\)$", "", title)).strip() or "khuyenhoc"
    name, number = base[:_NAME].strip(), 1
    while name.casefold() in names:
        number += 1
        name = f"{base[: _NAME - len(str(number)) - 1].strip()} {number}"
    names.add(name.casefold())
    return name


class _Writer:
    """One sheet, from the first row down."""

    def __init__(self, sheet: Any, lang: Language) -> None:
        from openpyxl.styles import Alignment, Border, Font, PatternFill, Side  # type: ignore[import-untyped]

        self.sheet, self.row = sheet, 0
        self.lang: Language = lang
        self.widths: dict[int, int] = {}
        self.texts: dict[int, dict[int, str]] = {}
        self.looks: dict[tuple[str, bool, bool], Any] = {}
        self.font, self.align, self.fill = Font, Alignment, PatternFill("solid", fgColor="FFE7EEF4")
        line = Side(style="thin", color="FF7F7F7F")
        self.border = Border(left=line, right=line, top=line, bottom=line)

    def write(self, page: Page, grids: list[Grid]) -> None:
        """The title of the page, and the tables."""
        for text, bold in ((page.title, True), (page.about, False), (page.lead, False)):
            self.line(text, bold=bold)
        for grid in grids:
            self.line(" · ".join(filter(None, (grid.title, grid.about))), bold=True)
            self.table(grid)
            for text in grid.below:
                self.line(text)
            self.row += 1
        for number in self.widths:
            letter = self.sheet.cell(1, number).column_letter
            self.sheet.column_dimensions[letter].width = self.wide(number)
        for row, texts in self.texts.items():
            lines = max(self.lines(text, number) for number, text in texts.items())
            self.sheet.row_dimensions[row].height = min(lines, _MOST_LINES) * _TALL
        setup = self.sheet.page_setup
        setup.paperSize, setup.orientation = _A4, "landscape"
        setup.fitToWidth, setup.fitToHeight = 1, 0
        self.sheet.sheet_properties.pageSetUpPr.fitToPage = True
        self.sheet.oddFooter.center.text = "&P/&N"
        margins = self.sheet.page_margins
        margins.left, margins.right, margins.top, margins.bottom = 0.79, 0.59, 0.79, 0.79

    def wide(self, number: int) -> int:
        """How wide a column is, in letters."""
        return min(max(self.widths[number] + 2, _NARROWEST), _WIDEST)

    def lines(self, text: str, number: int) -> int:
        """How many lines a text takes in a column."""
        return sum(-(-max(len(line), 1) // self.wide(number)) for line in text.split("\n"))

    def line(self, text: str, *, bold: bool = False) -> None:
        """A line of text that runs over the columns beside it."""
        if text:
            self.row += 1
            cell = self.sheet.cell(self.row, 1)
            write_text(cell, text.replace("\n", " "))
            cell.font = self.font(name=FONT, size=_SIZE + 1 if bold else _SIZE, bold=bold)

    def table(self, grid: Grid) -> None:
        """Headings, which stay in sight and on each printed page, and rows."""
        if not grid.rows:
            return
        if grid.headed:
            self.row += 1
            for number, column in enumerate(grid.columns, 1):
                self.cell(number, Cell(head_of(column)), column, head=True)
            self.sheet.freeze_panes = self.sheet.cell(self.row + 1, 1)
            self.sheet.print_title_rows = f"{self.row}:{self.row}"
            last = self.sheet.cell(self.row + len(grid.rows), len(grid.columns)).coordinate
            self.sheet.auto_filter.ref = f"{self.sheet.cell(self.row, 1).coordinate}:{last}"
        for row in grid.rows:
            self.row += 1
            for number, (cell, column) in enumerate(zip(row, grid.columns, strict=True), 1):
                self.cell(number, cell, column)

    def cell(self, number: int, cell: Cell, column: Column, *, head: bool = False) -> None:
        """One cell in its frame: a number or a day where it says one, else text."""
        made = self.sheet.cell(self.row, number)
        self.dress(made, cell.status, right=column.right and not head, head=head)
        found = _value(cell, self.lang)
        if found is None:
            write_text(made, cell.text)
        else:
            made.value, made.number_format = found
        longest = max(map(len, cell.text.split("\n")))
        if head:
            longest = max(min(longest, _LINE), *map(len, cell.text.split(" ")))
        self.texts.setdefault(self.row, {})[number] = cell.text
        self.widths[number] = max(self.widths.get(number, 0), longest)

    def dress(self, made: Any, status: str, *, right: bool, head: bool) -> None:
        """The looks of a cell, before its value; those of a kind are put together once."""
        kind = status, right, head
        if kind not in self.looks:
            colour = f"FF{COLOURS[status]}" if status in COLOURS else None
            made.font = self.font(name=FONT, size=_SIZE, bold=head, color=colour)
            made.alignment = self.align(
                horizontal="center" if head else "right" if right else "left",
                vertical="center" if head else "top",
                wrap_text=True,
                indent=int(right),
            )
            made.border = self.border
            if head:
                made.fill = self.fill
            self.looks[kind] = copy(made._style)
        made._style = copy(self.looks[kind])


def _value(cell: Cell, lang: Language) -> tuple[Any, str] | None:
    """The number or day of a cell, and the format in which it looks like its text; None for text."""
    match cell.value:
        case dt.date() as day:
            return _formatted(cell.text, day_text(day, lang), day, "dd/mm/yyyy" if lang == "vi" else "yyyy-mm-dd")
        case int() as count if not isinstance(count, bool) and len(str(abs(count))) <= _MOST_DIGITS:
            return _formatted(cell.text, grouped(abs(count), lang), count, "#,##0")
        case Rate() as rate:
            shown = rate.text(lang)
            decimals = _SHARE.fullmatch(shown)
            if decimals is not None:
                places = len(decimals[1] or "")
                number = float(Decimal(shown.removesuffix("%").replace(",", ".")) / 100)
                return _formatted(cell.text, shown, number, f"0.{'0' * places}%" if places else "0%")
    return None


def _formatted(text: str, shown: str, value: Any, format_: str) -> tuple[Any, str] | None:
    """The value with the words around it in its format; None where it does not stand in the text as it is shown."""
    before, found, after = text.partition(shown)
    if not found or '"' in text or "\n" in text:
        return None
    whole = "".join(_quoted(before, format_, after))
    if isinstance(value, int | float) and value < 0 and (before or after):
        return value, f"{format_};{whole}"  # the sign is said by the words before it
    return value, whole


def _quoted(before: str, format_: str, after: str) -> Iterator[str]:
    yield f'"{before}"' if before else ""
    yield format_
    yield f'"{after}"' if after else ""
