"""A page as plain tables of a workbook or of CSV: a cell holds one thing, and tables of the same columns are one."""

from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

import attrs

from khuyenhoc._base.terms import Language
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
from khuyenhoc.views.words import word

__all__ = ["Grid", "grids_of", "head_of"]


@attrs.frozen(kw_only=True)
class Grid:
    """One table.

    Attributes:
        title: What stands above it.
        about: More beside that.
        columns: A column for each thing that is said; none where there is only text.
        rows: As many cells each.
        below: Lines after the table.
    """

    title: str = ""
    about: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell, ...], ...] = ()
    below: tuple[str, ...] = ()

    @property
    def headed(self) -> bool:
        """Whether its columns have headings."""
        return any(column.head for column in self.columns)


def head_of(column: Column) -> str:
    """The heading of a column on paper: in one line, and as headings begin."""
    head = column.head.replace("\n", " ")
    return head[:1].upper() + head[1:]


def grids_of(page: Page, lang: Language) -> list[Grid]:
    """The tables of a page in their order; those that say themselves what tells them apart are put into one."""
    found = []
    for _, group in groupby(page.sheets, _kind):
        sheets = list(group)
        found.append(_together(sheets, lang) if sheets[0].among else _grid(sheets[0], lang))
        for sheet in sheets if sheets[0].among else sheets[:1]:
            found += [_grid(part, lang) for part in sheet.parts]
    return found


def _kind(sheet: Sheet) -> object:
    return (sheet.columns, tuple(head for head, _ in sheet.among)) if sheet.among else id(sheet)


def _grid(sheet: Sheet, lang: Language) -> Grid:
    columns, rows = _spread(sheet, lang)
    below = [*(f"- {item}" for item in sheet.items)]
    if not sheet.rows and not sheet.items and sheet.empty:
        below.append(sheet.empty)
    below += [": ".join(sheet.aside)] if sheet.aside else []
    return Grid(
        title=sheet.title, about=sheet.about, columns=columns, rows=tuple(rows), below=(*below, *_notes([sheet]))
    )


def _together(sheets: Sequence[Sheet], lang: Language) -> Grid:
    """Tables of the same columns as one; what tells each apart stands in the first columns of its rows."""
    first = tuple(Column(head) for head, _ in sheets[0].among)
    spread = [_spread(sheet, lang) for sheet in sheets]
    widest = max((columns for columns, _ in spread), key=len)
    rows = []
    for sheet, (columns, own) in zip(sheets, spread, strict=True):
        apart = tuple(_whole(cell) for _, cell in sheet.among)
        rows += [(*apart, *row, *[Cell("")] * (len(widest) - len(columns))) for row in own]
    asides = [f"{sheet.title}: {': '.join(sheet.aside)}".lstrip(": ") for sheet in sheets if sheet.aside]
    return Grid(columns=(*first, *widest), rows=tuple(rows), below=(*asides, *_notes(sheets)))


def _notes(sheets: Iterable[Sheet]) -> Iterator[str]:
    yield from dict.fromkeys(note for sheet in sheets for note in sheet.notes)


def _spread(sheet: Sheet, lang: Language) -> tuple[tuple[Column, ...], list[tuple[Cell, ...]]]:
    """Columns and rows, small print and footnotes in columns of their own."""
    rows = [tuple(map(_whole, row)) for row in sheet.rows]
    noted = any(cell.footnotes for row in rows for cell in row)
    columns: list[Column] = []
    for column in sheet.columns:
        columns += [attrs.evolve(column, beside=()), *(Column(head, right=column.right) for head in column.beside)]
    if noted:
        columns.append(Column(word("notes", lang), ratio=2))
    spread = []
    for row in rows:
        cells: list[Cell] = []
        for cell, column in zip(row, sheet.columns, strict=True):
            cells += _cells(cell, len(column.beside))
        if noted:
            numbers = sorted({number for cell in row for number in cell.footnotes})
            cells.append(Cell("; ".join(sheet.footnotes[number - 1] for number in numbers)))
        spread.append(tuple(cells))
    return tuple(columns), spread


def _cells(cell: Cell, more: int) -> list[Cell]:
    """A cell, and as many more for its small print."""
    if not more:
        text = "\n".join(filter(None, (cell.text, cell.small)))
        return [Cell(text, status=cell.status, value=None if cell.small else cell.value)]
    beside = [_whole(item) for item in cell.beside or ((cell.small,) if cell.small else ())]
    return [Cell(cell.text, status=cell.status, value=cell.value), *beside, *[Cell("")] * (more - len(beside))]


def _whole(cell: Cell | str) -> Cell:
    return Cell(cell) if isinstance(cell, str) else cell
