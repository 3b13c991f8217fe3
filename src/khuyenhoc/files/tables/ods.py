"""Sheets of an ODS file (LibreOffice), read from its XML: values, shares as shares, and merged ranges.

No package is used: a reader of cells that forgets which number is shown as a share, or which cells are merged, would
guess, and the XML is plain.
"""

import datetime as dt
import zipfile
import zlib
from collections.abc import Iterator
from typing import Any
from xml.etree import ElementTree as ET

from khuyenhoc.errors import DocumentError
from khuyenhoc.files._input import File
from khuyenhoc.files.tables.merged import Range
from khuyenhoc.files.tables.parts import Unclear
from khuyenhoc.sentences import Sentence

__all__ = ["ods_sheets"]

_MOST_BYTES = 256 << 20  # of XML, unpacked
_MOST_COLUMNS, _MOST_ROWS = 1 << 14, 1 << 20  # of a sheet of LibreOffice
_MOST_CELLS = 10**7  # that are filled, or stand before one that is
# What a file that is none makes the readers of ZIP and XML raise.
_BROKEN = (
    zipfile.BadZipFile,
    zlib.error,
    EOFError,
    KeyError,
    ET.ParseError,
    NotImplementedError,
    RuntimeError,
    ValueError,
)
_TABLE = "{urn:oasis:names:tc:opendocument:xmlns:table:1.0}"
_OFFICE = "{urn:oasis:names:tc:opendocument:xmlns:office:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"


def ods_sheets(file: File) -> Iterator[tuple[str, dict[int, list[Any]], tuple[Range, ...]]]:
    """The visible sheets: the name, the cells of each filled row by its number from 1, and the merged ranges.

    Raises:
        DocumentError: If it is no such file.
    """
    try:
        with zipfile.ZipFile(file.for_a_library()) as archive:
            if archive.getinfo("content.xml").file_size > _MOST_BYTES:
                raise DocumentError("larger-than", name=file.name, mebibytes=_MOST_BYTES >> 20)
            root = ET.fromstring(archive.read("content.xml"))
    except DocumentError:
        raise
    except _BROKEN as error:
        raise DocumentError("not-an-ods-file", name=file.name, error=error) from None
    hidden = {
        style.get(f"{_STYLE}name")
        for style in root.iter(f"{_STYLE}style")
        for about in style.iter(f"{_STYLE}table-properties")
        if about.get(f"{_TABLE}display") == "false"
    }
    for table in root.iter(f"{_TABLE}table"):
        if table.get(f"{_TABLE}style-name") not in hidden:
            try:
                read = _sheet(table)
            except ValueError as error:  # a number, a day or a repetition that is none
                raise DocumentError("not-an-ods-file", name=file.name, error=error) from None
            except OverflowError:
                raise DocumentError("more-cells-than-a-table", name=file.name, most=_MOST_CELLS) from None
            yield (table.get(f"{_TABLE}name") or "", *read)


def _sheet(table: ET.Element) -> tuple[dict[int, list[Any]], tuple[Range, ...]]:
    rows: dict[int, list[Any]] = {}
    merged: list[Range] = []
    number, held = 1, 0
    for row in table.iter(f"{_TABLE}table-row"):
        times = _times(row, "number-rows-repeated")
        cells = _cells(row, number, merged)
        held += len(cells) * times
        if held > _MOST_CELLS:
            raise OverflowError
        if cells:
            for at in range(times):
                rows[number + at] = list(cells)
        number += times
    return rows, tuple(merged)


def _cells(row: ET.Element, number: int, merged: list[Range]) -> list[Any]:
    """The cells of a row up to the last filled one."""
    found: list[Any] = []
    column = 0
    for cell in row:
        if cell.tag not in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"):
            continue
        times = _times(cell, "number-columns-repeated")
        wide, high = (_times(cell, f"number-{what}-spanned") for what in ("columns", "rows"))
        if max(wide, high) > 1:
            merged.append(Range(number, column, number + high - 1, column + wide - 1, f"#{number}:{column + 1}"))
        value = None if cell.tag.endswith("}covered-table-cell") else _value(cell)
        if value is not None:
            if column + times > _MOST_COLUMNS:
                raise OverflowError
            found += [None] * (column - len(found))
            found += [value] * times
        column += times
    return found


def _times(part: ET.Element, name: str) -> int:
    """How often a row or cell stands, or over how many it goes; at most what a sheet has rows."""
    return min(int(part.get(f"{_TABLE}{name}", "1")), _MOST_ROWS)


def _value(cell: ET.Element) -> Any:
    shown = "\n".join("".join(line.itertext()) for line in cell.findall(f"{_TEXT}p"))
    match cell.get(f"{_OFFICE}value-type"):
        case "float" | "currency":
            return float(cell.get(f"{_OFFICE}value", "nan"))
        case "percentage":
            percent = f"{float(cell.get(f'{_OFFICE}value', 'nan')) * 100:.15g}".replace(".", ",")
            return Unclear(f"{percent}%", Sentence("write-without-percent", shown=percent))
        case "date":
            text = cell.get(f"{_OFFICE}date-value", "")
            return dt.datetime.fromisoformat(text) if len(text) >= len("2025-12-31") else shown
        case "boolean":
            return cell.get(f"{_OFFICE}boolean-value") == "true"
    return shown or None
