"""Where a table begins: the row of its headings, under rows of titles, and headings over two rows as one."""

from collections.abc import Callable, Iterable, Sequence
from itertools import islice
from typing import Any

import attrs

from khuyenhoc._base.text import tidy

__all__ = ["LOOKED_AT", "HeadingRow", "heading_row"]

LOOKED_AT = 30  # rows among which the headings are looked for


@attrs.frozen
class HeadingRow:
    """The headings: the index of their row, the lower one where they stand in two, their names, how many are known."""

    index: int
    names: list[str]
    known: int = 0


def heading_row(rows: Iterable[Sequence[Any]], known: Callable[[str], Any]) -> HeadingRow:
    """The row under which most headings are known; the first that is not blank where none is.

    Two rows are joined where that makes more of them known, or names a column that the lower row leaves blank: a cell
    merged over several columns stands for each of them, one merged over both rows for itself.

    Args:
        rows: The rows of a table from the top; a cell that belongs to a merged one is blank.
        known: Finds a heading, and gives None for one that is not known.

    >>> heading_row([["BIỂU TỔNG HỢP"], [], ["Xã", "citizens"], ["Một", 5]], {"citizens": 1}.get)
    HeadingRow(index=2, names=['Xã', 'citizens'], known=1)
    """
    tidied = [[_text(cell) for cell in row] for row in islice(rows, LOOKED_AT)]
    best, found = (0, 0), HeadingRow(0, [])
    for index, row in enumerate(tidied):
        upper = tidied[index - 1] if index else []
        two_rows = sum(map(bool, upper)) > 1  # one cell alone is a title
        for names in (row, _joined(upper, row, known)) if two_rows else (row,):
            hits = sum(known(name) is not None for name in names if name)
            fit = hits, sum(map(bool, names)) if hits else 0
            if fit > best or (not found.names and any(names)):
                best, found = fit, HeadingRow(index, names, hits)
        if best[0] and best[0] == len(row):  # every cell is a heading
            break
    return found


def _joined(upper: Sequence[str], lower: Sequence[str], known: Callable[[str], Any]) -> list[str]:
    """The names of two rows: of what stands in both, the words that are known, or else one after the other."""
    names, over = [], ""
    for at in range(max(len(upper), len(lower))):
        above, below = (row[at] if at < len(row) else "" for row in (upper, lower))
        over = above or (over if below else "")
        both = tidy(f"{over} {below}")
        names.append(
            next((name for name in (both, below) if name and known(name) is not None), both if below else above)
        )
    return names


def _text(cell: Any) -> str:
    return "" if cell is None else tidy(str(cell))
