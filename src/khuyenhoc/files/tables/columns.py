"""Blocks of rows as columns of values: in each column a cell is read once, however often it stands there."""

from collections.abc import Callable, Sequence
from typing import Any

__all__ = ["ODD", "Columns"]

ODD: Any = object()
_MOST = 1 << 16  # different cells of a column that are remembered; a column of names has no two alike


class Columns:
    """Reads blocks of rows column by column; rows that are not quite plain are left to who reads a row at a time."""

    def __init__(self, width: int, read: Callable[[int, Any], Any]) -> None:
        """``read`` takes the index of a column and a cell; it gives its value, or `ODD`."""
        self._width, self._read = width, read
        self._known: list[dict[Any, Any]] = [{} for _ in range(width)]
        self._odd: list[set[Any]] = [set() for _ in range(width)]

    def of(self, rows: Sequence[Sequence[Any]], *, texts: bool = False) -> tuple[list[list[Any]], list[int]]:
        """The values of each column, row by row, and the indices of the rows that are left, with `ODD` among theirs.

        ``texts`` says that every cell is one, so that no types have to be told apart.
        """
        cut, left = self._of_one_width(rows)
        cells = zip(*cut, strict=True) if rows else [()] * self._width
        columns = [self._column(number, one, left, texts=texts) for number, one in enumerate(cells)]
        return columns, sorted(left)

    def _of_one_width(self, rows: Sequence[Sequence[Any]]) -> tuple[Sequence[Sequence[Any]], set[int]]:
        """Rows as wide as the headings; those with more than blanks beyond are left."""
        width, left = self._width, set[int]()
        if set(map(len, rows)) <= {width}:
            return rows, left
        for number, row in enumerate(rows):
            if len(row) > width and any(cell is not None and str(cell).strip() for cell in row[width:]):
                left.add(number)
        return [(*row[:width], *[None] * (width - len(row))) for row in rows], left

    def _column(self, number: int, cells: Sequence[Any], left: set[int], *, texts: bool) -> list[Any]:
        known, odd = self._known[number], self._odd[number]
        keys: Sequence[Any] = cells
        if not texts and not set(map(type, cells)) <= {str, type(None)}:  # 1, 1.0 and True are equal, and not the same
            keys = list(zip(map(type, cells), cells, strict=True))
        if len(known) > _MOST:
            known.clear()
            odd.clear()
        different = set(keys)
        for key in different.difference(known):
            known[key] = value = self._read(number, key[1] if isinstance(key, tuple) else key)
            if value is ODD:
                odd.add(key)
        if not odd.isdisjoint(different):
            left.update(at for at, key in enumerate(keys) if key in odd)
        return list(map(known.__getitem__, keys))
