"""The headings of a score sheet, over one row or two, wherever they stand on the sheet."""

import re
from itertools import pairwise

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.tables.grid import Grid
from khuyenhoc.files.tables.parts import cell_text
from khuyenhoc.files.tables.vocabulary import Vocabulary

__all__ = ["HEADINGS", "Layout", "find_layouts"]

_NAMES = {
    "number": ("stt", "tt", "số tt", "số thứ tự", "thứ tự", "mục"),
    "criterion": ("tiêu chí", "tên tiêu chí", "nhóm tiêu chí", "các tiêu chí", "tiêu chuẩn", "tiêu chí đánh giá"),
    "content": (
        *("nội dung", "nội dung đánh giá", "nội dung tiêu chí", "nội dung các tiêu chí", "nội dung chấm điểm"),
        *("nội dung tiêu chí đánh giá", "nội dung đánh giá, chấm điểm", "chỉ tiêu", "chỉ số", "tiêu chí thành phần"),
        *("nội dung và tiêu chí", "nội dung, tiêu chí", "tiêu chí, nội dung", "nội dung chỉ tiêu", "chỉ số đánh giá"),
    ),
    "points": (
        *("điểm tối đa", "điểm chuẩn", "điểm quy định", "thang điểm", "mức điểm", "điểm tối đa quy định"),
        *("số điểm tối đa", "mức điểm tối đa", "thang điểm tối đa", "điểm chuẩn tối đa"),
    ),
    "plain points": ("điểm", "số điểm"),
}
HEADINGS = Vocabulary((name, role) for role, names in _NAMES.items() for name in names)
_UNIT = re.compile(r"\s*\([^()]*\)\Z")  # Điểm tối đa (điểm)
_COLUMN_NUMBER = re.compile(r"[(\[]?(?P<mark>[0-9]{1,2}|[A-Z])[)\]]?(?:\s*=.*)?")
_MOST_ABOVE = 200  # rows in which headings are looked for


@attrs.frozen
class Layout:
    """Which column is which, by index: with one column of text, that is the content and there is no criterion."""

    row: int
    last_heading: int
    number: int | None
    criterion: int | None
    content: int
    points: int
    unread: tuple[str, ...] = ()

    def is_numbering(self, grid: Grid, row: int) -> bool:
        """Whether the row below the headings numbers the columns: (1) (2) (3), or A B 1 2."""
        if row != min((other for other in grid.rows if other > self.last_heading), default=0):
            return False
        texts = [text for column in range(len(grid.rows[row])) if (text := grid.text(row, column))]
        found = [_COLUMN_NUMBER.fullmatch(text) for text in texts]
        marks = [match["mark"] for match in found if match]
        return (
            len(marks) == len(texts) > 1
            and bool(grid.text(row, self.content))
            and all(_follows(one, other) for one, other in pairwise(marks))
        )


def _follows(one: str, other: str) -> bool:
    if one.isdecimal() and other.isdecimal():
        return int(other) == int(one) + 1
    return other == "1" if one.isalpha() and other.isdecimal() else ord(other[0]) == ord(one[0]) + 1


def find_layouts(grid: Grid) -> list[Layout]:
    """The headings that stand on a sheet, each of which begins a table.

    Raises:
        InvalidValueError: If two columns hold the most points.
    """
    found: list[Layout] = []
    for row in grid.rows:
        if not found or row > found[-1].last_heading:
            layout = _layout(grid, row, _names(grid, row), row)
            below = next((other for other in grid.rows if other > row), None)
            if below is not None and _is_second(grid, row, below):
                under = _second_names(grid, row, below)
                layout = _layout(grid, row, under, below) or layout
            found += [layout] if layout else []
    return found


def _names(grid: Grid, row: int) -> dict[int, str]:
    return {column: tidy(cell_text(cell)) for column, cell in enumerate(grid.rows[row]) if cell_text(cell)}


def _is_second(grid: Grid, row: int, below: int) -> bool:
    """Whether a row goes on with headings: where text and number stand above, it has nothing, and elsewhere words."""
    above = _names(grid, row)
    under = {column: text for column in range(len(grid.rows[below])) if (text := grid.text(below, column))}
    fixed = {column for column, name in above.items() if _role(name) in ("number", "criterion", "content")}
    words = all(not re.match(r"[-+]?[0-9(]", text) for text in under.values())
    return bool(fixed and under and words) and not fixed & under.keys()


def _second_names(grid: Grid, row: int, below: int) -> dict[int, str]:
    """The headings of both rows; one above several columns goes before each of theirs."""
    above, under = _names(grid, row), _names(grid, below)
    found, last = dict(above), ""
    for column in range(max([*above, *under]) + 1):
        last = above.get(column, last)
        if column in under:
            found[column] = f"{last} {under[column]}" if last else under[column]
    return found


def _role(name: str) -> str | None:
    return HEADINGS.find(_UNIT.sub("", name).strip(" .:")) or HEADINGS.find(name.strip(" .:"))


def _layout(grid: Grid, row: int, names: dict[int, str], last: int) -> Layout | None:
    roles: dict[str, list[int]] = {}
    for column, name in names.items():
        if role := _role(name):
            roles.setdefault(role, []).append(column)
    points = roles.get("points", []) or roles.get("plain points", [])
    texts = sorted([*roles.get("criterion", []), *roles.get("content", [])])
    if len(points) > 1 and texts:
        raise InvalidValueError("a-column-stands-twice", seen=", ".join(names[column] for column in points))
    if len(points) != 1 or not texts or len(texts) > 2 or len(roles.get("number", [])) > 1:  # noqa: PLR2004
        return None
    number = next(iter(roles.get("number", [])), None)
    read = {number, *texts, *points}
    return Layout(
        row=row,
        last_heading=last,
        number=number,
        criterion=texts[0] if len(texts) > 1 else None,
        content=texts[-1],
        points=points[0],
        unread=tuple(name for column, name in sorted(names.items()) if column not in read),
    )
