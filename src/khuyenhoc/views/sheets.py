"""One printed table: what a screen, an HTML page, Word, Excel, PDF, CSV and JSON are made of."""

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.frozen import Frozen
from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.files.tables.csv_out import csv_text
from khuyenhoc.values.rate import Rate

__all__ = [
    "Cell",
    "Column",
    "Page",
    "Picture",
    "Sheet",
    "columns",
    "facts",
    "listed",
    "named",
    "sheets_csv",
    "sheets_data",
]


@public("khuyenhoc.views")
@attrs.frozen
class Cell:
    """One field of a table (ô); a plain text stands for a cell with nothing else.

    Attributes:
        text: What people read.
        small: A second line, in smaller print.
        brief: What a narrow screen shows instead, where the rest is seen from the rows around it.
        status: The value of a [`Status`][khuyenhoc.Status], which gives the cell its colour.
        footnotes: Numbers of footnotes of its table.
        value: The number or the day in the text, as which a workbook holds the cell; it looks like the text there too.
        beside: What ``small`` says, in cells of its own, as many as its column has headings ``beside`` it.
    """

    text: str
    small: str = ""
    brief: str | None = None
    status: str = ""
    footnotes: tuple[int, ...] = ()
    value: int | Rate | dt.date | None = None
    beside: tuple["Cell | str", ...] = ()


@public("khuyenhoc.views")
@attrs.frozen
class Column:
    """How a column looks (cột).

    Attributes:
        head: Its heading; a line break in it is for narrow screens only.
        right: Set flush right, as numbers are.
        whole: Its cells are never broken on a screen.
        fixed: Nor is it ever made narrower than they are.
        dim: In quiet colours.
        ratio: Its part of the width of a screen that is left, with the ``least`` number of letters.
        least: The least number of letters.
        brief: Its heading on a narrow screen, where the cells are brief too.
        beside: Headings of what the cells say in small print, which are columns of their own in a workbook.
    """

    head: str = ""
    right: bool = False
    whole: bool = False
    fixed: bool = False
    dim: bool = False
    ratio: int | None = None
    least: int | None = None
    brief: str | None = None
    beside: tuple[str, ...] = ()

    @property
    def screen_head(self) -> str:
        """The heading on a narrow screen."""
        return self.head if self.brief is None else self.brief


def _frozen_rows(rows: Iterable[Mapping[str, Any]]) -> tuple[Mapping[str, Any], ...]:
    return tuple(map(Frozen, rows))


@public("khuyenhoc.views")
@attrs.frozen(kw_only=True)
class Sheet:
    """One table, or one list, under a heading (bảng): what people read, and the same as plain data.

    Attributes:
        key: Its name in CSV and JSON.
        title: Its heading.
        about: More beside the heading.
        columns: A column each; a table without headings stands under its title as a list does.
        rows: As many cells each as there are columns.
        items: Instead of rows, a list.
        empty: What is said where there are no rows.
        aside: A heading and what runs on after it, below the table.
        parts: Lists that belong to the table.
        footnotes: Texts, numbered from 1.
        close: On a screen, footnotes and their numbers stand close to what they belong to.
        notes: Remarks without a number.
        among: Headings and cells that tell it from the others of its columns, where a workbook puts them in one table.
        data: The same as plain data.
    """

    key: str = ""
    title: str = ""
    about: str = ""
    columns: tuple[Column, ...] = ()
    rows: tuple[tuple[Cell | str, ...], ...] = ()
    items: tuple[str, ...] = ()
    empty: str = ""
    aside: tuple[str, str] | None = None
    parts: tuple["Sheet", ...] = ()
    footnotes: tuple[str, ...] = ()
    close: bool = False
    notes: tuple[str, ...] = ()
    among: tuple[tuple[str, Cell | str], ...] = ()
    data: tuple[Mapping[str, Any], ...] = attrs.field(default=(), converter=_frozen_rows)


@public("khuyenhoc.views")
@attrs.frozen
class Picture:
    """A chart of a page (biểu đồ), as data that a drawing program understands; each writer draws it as it needs it.

    Attributes:
        title: Its heading, which is drawn with it.
        alt: The same in words, for those who do not see it.
        spec: The Vega-Lite specification, with its data inside.
    """

    title: str
    alt: str
    spec: Mapping[str, Any] = attrs.field(converter=Frozen)


@public("khuyenhoc.views")
@attrs.frozen(kw_only=True)
class Page:
    """Tables under one title (trang), with what they are of and what they say in short.

    Attributes:
        title: Its title.
        about: What it is of, and on which day.
        lead: What it says in short.
        charts: Charts, which stand before the tables.
        sheets: The tables.
        data: Makes the same as plain data, when it is asked for: what JSON is.
        csv: Makes its CSV, when it is asked for; without, the tables are CSV as they are read.
    """

    title: str = ""
    about: str = ""
    lead: str = ""
    charts: tuple[Picture, ...] = ()
    sheets: tuple[Sheet, ...] = ()
    data: Callable[[], Any] | None = attrs.field(default=None, eq=False)
    csv: Callable[[], str] | None = attrs.field(default=None, eq=False)


def columns(*heads: str) -> tuple[Column, ...]:
    """Plain columns, the cells of the first in one piece."""
    return tuple(Column(head, whole=not index) for index, head in enumerate(heads))


def facts(rows: Iterable[tuple[str, Cell | str]], title: str = "") -> Sheet:
    """Names and values in two columns; what has no value is left out."""
    return Sheet(
        title=title, columns=(Column(whole=True, dim=True), Column()), rows=tuple(row for row in rows if row[1])
    )


def named(id_: str, name: str) -> Cell:
    """What a record is called, its id small beside it; on a narrow screen the id alone, by which it is asked for."""
    return Cell(name or id_, id_ if name else "", brief=id_)


def listed(title: str, items: Iterable[Label | Finding | str], lang: Language) -> tuple[Sheet, ...]:
    """A list, if there is anything in it."""
    texts = tuple(item if isinstance(item, str) else item.text(lang) for item in items)
    return (Sheet(title=title, items=texts),) if texts else ()


def sheets_data(sheets: Iterable[Sheet]) -> dict[str, list[Mapping[str, Any]]]:
    """The data of each table under its key."""
    return {sheet.key: list(sheet.data) for sheet in sheets}


def sheets_csv(sheets: Iterable[Sheet]) -> str:
    """Every row of the data of every table, with the key of the table in the first column."""
    rows = [{"table": sheet.key, **row} for sheet in sheets for row in sheet.data]
    heads = list(dict.fromkeys(["table", *(key for row in rows for key in row)]))
    return csv_text(heads, ([row.get(key) for key in heads] for row in rows))
