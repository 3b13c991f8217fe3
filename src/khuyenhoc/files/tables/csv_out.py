"""CSV as Excel reads it: the byte-order mark, and no cell that a spreadsheet program would run as a formula."""

import csv
import io
import re
from collections.abc import Iterable, Sequence
from typing import Any

__all__ = ["FORMULA", "MARK", "NUMBER", "STARTS", "csv_text", "guarded", "write_rows"]

MARK = "\ufeff"
STARTS = "=+-@\t\r"  # what a formula begins with, for CSV and workbooks alike
FORMULA, NUMBER = r"^[=+\-@\t\r]", r"^[+-]?[0-9]+([.,][0-9]+)*$"


def csv_text(heads: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    """A whole table as text, with the mark by which Excel knows UTF-8; each cell is `guarded`."""
    out = io.StringIO(newline="")
    write_rows(out, [heads, *rows])
    return MARK + out.getvalue()


def write_rows(file: Any, rows: Iterable[Sequence[object]], delimiter: str = ",") -> None:
    """Some rows of a table into a file that is open for text; each cell is `guarded`."""
    csv.writer(file, delimiter=delimiter, lineterminator="\r\n").writerows(map(guarded, row) for row in rows)


def guarded(cell: object) -> str:
    """A cell as text: nothing for None, a list joined by semicolons, an apostrophe before a formula; -5 is none."""
    if cell is None:
        return ""
    if isinstance(cell, bool):
        return "true" if cell else "false"
    text = "; ".join(map(str, cell)) if isinstance(cell, list | tuple) else str(cell)
    return f"'{text}" if re.match(FORMULA, text) and not re.fullmatch(NUMBER, text) else text
