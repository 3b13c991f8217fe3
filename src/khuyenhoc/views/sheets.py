"""One printed table: what a screen, an HTML page, CSV and JSON are made of."""

from collections.abc import Iterable
from typing import Any

import attrs

from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.files.tables.csv_out import csv_text

__all__ = ["Cell", "Column", "Page", "Picture", "Sheet", "columns", "facts", "listed", "sheets_csv", "sheets_data"]


@attrs.frozen
class Cell:
    """One field of a table; a plain text stands for a cell with nothing else.

    Attributes:
        text: What people read.
        small: A second line, in smaller print.
        brief: What a narrow screen shows instead, where the rest is seen from the rows around it.
        status: The value of a [`Status`][khuyenhoc.Status], which gives the cell its colour.
        footnotes: Numbers of footnotes of its table.
    """

    text: str
    small: str = ""
    brief: str | None = None
    status: str = ""
    footnotes: tuple[int, ...] = ()


@attrs.frozen
class Column:
    """How a column looks.

    Attributes:
        head: Its heading; a line break in it is for narrow screens only.
        right: Set flush right, as numbers are.
        whole: Its cells are never broken on a screen.
        fixed: Nor is it ever made narrower than they are.
        dim: In quiet colours.
        ratio: Its part of the width of a screen that is left, with the ``least`` number of letters.
        least: The least number of letters.
    """

    head: str = ""
    right: bool = False
    whole: bool = False
    fixed: bool = False
    dim: bool = False
    ratio: int | None = None
    least: int | None = None


@attrs.frozen(kw_only=True)
class Sheet:
    """One table, or one list, under a heading: what people read, and the same as plain data.

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
    data: tuple[dict[str, Any], ...] = ()


@attrs.frozen
class Picture:
    """A chart, as data that a drawing program understands.

    Attributes:
        title: Its heading.
        alt: The same in words, for those who do not see it.
        spec: The Vega-Lite specification, with its data inside.
    """

    title: str
    alt: str
    spec: dict[str, Any]


@attrs.frozen(kw_only=True)
class Page:
    """Tables under one title, with what they are of and what they say in short; charts stand before the tables."""

    title: str = ""
    about: str = ""
    lead: str = ""
    charts: tuple[Picture, ...] = ()
    sheets: tuple[Sheet, ...] = ()


def columns(*heads: str) -> tuple[Column, ...]:
    """Plain columns, the cells of the first in one piece."""
    return tuple(Column(head, whole=not index) for index, head in enumerate(heads))


def facts(rows: Iterable[tuple[str, str]], title: str = "") -> Sheet:
    """Names and values in two columns; what has no value is left out."""
    return Sheet(
        title=title, columns=(Column(whole=True, dim=True), Column()), rows=tuple(row for row in rows if row[1])
    )


def listed(title: str, items: Iterable[Label | Finding | str], lang: Language) -> tuple[Sheet, ...]:
    """A list, if there is anything in it."""
    texts = tuple(item if isinstance(item, str) else item.text(lang) for item in items)
    return (Sheet(title=title, items=texts),) if texts else ()


def sheets_data(sheets: Iterable[Sheet]) -> dict[str, list[dict[str, Any]]]:
    """The data of each table under its key."""
    return {sheet.key: list(sheet.data) for sheet in sheets}


def sheets_csv(sheets: Iterable[Sheet]) -> str:
    """Every row of the data of every table, with the key of the table in the first column."""
    rows = [{"table": sheet.key} | row for sheet in sheets for row in sheet.data]
    heads = list(dict.fromkeys(["table", *(key for row in rows for key in row)]))
    return csv_text(heads, ([row.get(key) for key in heads] for row in rows))
