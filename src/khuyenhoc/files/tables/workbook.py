"""Cells of a workbook as they are safe: text stays text, whatever it begins with, and only what a file may hold."""

import re
from typing import Any

from khuyenhoc.files.tables.csv_out import STARTS

__all__ = ["plain_text", "write_text"]

_LONGEST = 32_767  # letters in a cell of Excel
_NOT_XML = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")


def plain_text(text: str) -> str:
    r"""Text without the control characters that no file of Word or Excel may hold.

    >>> plain_text("a\x07b")
    'ab'
    """
    return _NOT_XML.sub("", text)


def write_text(cell: Any, text: str) -> None:
    """Text into a cell of openpyxl, never a formula; it stays one when somebody edits the cell."""
    cell.value = plain_text(text)[:_LONGEST]
    cell.data_type = "s"
    if text[:1] and text[0] in STARTS:
        cell.quotePrefix = True
