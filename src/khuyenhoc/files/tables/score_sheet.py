"""A score sheet as it is printed (bảng điểm): criteria, the lines of each, and the most points of every line."""

from collections.abc import Callable, Iterator, Sequence
from fractions import Fraction
from typing import TypeVar

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files._input import Readable, given, told_of
from khuyenhoc.files.tables.cells import points_of
from khuyenhoc.files.tables.grid import BOOKS, TEXTS, Grid, read_grids
from khuyenhoc.files.tables.outline import BULLET, Node, Outline, mark_of, marked
from khuyenhoc.files.tables.parts import Unclear, cell_text
from khuyenhoc.files.tables.reader import Faults
from khuyenhoc.files.tables.score_headings import HEADINGS, Layout, find_layouts
from khuyenhoc.files.tables.score_sums import Points, PrintedSum, is_sum_of_points, printed_sum, wrong_sums
from khuyenhoc.sentences import Sentence

__all__ = ["Group", "Line", "ScoreSheet", "read_score_sheet"]

T = TypeVar("T")
U = TypeVar("U")
_MEBIBYTES = 16
_MOST_ROWS = 5_000  # filled ones; a table that people score by is a page or some


@attrs.frozen
class Line:
    """A line that points are given for: its number, its text, the most points, and what is printed below it."""

    id: str
    text: str
    points: Fraction
    notes: tuple[str, ...] = ()


@attrs.frozen
class Group:
    """A criterion: its number, its text, and its lines; one that is scored as a whole is its own line."""

    id: str
    text: str
    lines: tuple[Line, ...]

    @property
    def points(self) -> Fraction:
        """The most points."""
        return sum((line.points for line in self.lines), Fraction(0))


@attrs.frozen
class ScoreSheet:
    """What the table holds.

    Attributes:
        groups: The criteria.
        above: The text above the headings, a line each: the title as it is printed.
        total_is_printed: Whether the table states its total, which then is that of its lines.
        unread: Headings of the columns that are not read.
    """

    groups: tuple[Group, ...]
    above: tuple[str, ...] = attrs.field(default=(), eq=False)
    total_is_printed: bool = attrs.field(default=False, eq=False)
    unread: tuple[str, ...] = attrs.field(default=(), eq=False)

    @property
    def lines(self) -> tuple[Line, ...]:
        """All lines, in their order."""
        return tuple(line for group in self.groups for line in group.lines)

    @property
    def points(self) -> Fraction:
        """The most points in all."""
        return sum((group.points for group in self.groups), Fraction(0))


def read_score_sheet(path: Readable, *, name: str = "", sheet: str = "") -> ScoreSheet:
    """Read the table of a file; what is not clear is refused, and nothing is guessed.

    Args:
        path: A workbook (.xlsx) or a CSV.
        name: What it is called in messages, where it does not say that itself.
        sheet: The name of the sheet, where several hold such a table.

    Raises:
        DocumentError: With everything that is wrong, each at its row and column.
    """
    file = given(path, name=name, unnamed="table", mebibytes=_MEBIBYTES)
    with told_of(file.name, "this-table"):
        if file.suffix not in (*TEXTS, *BOOKS):
            raise DocumentError("not-a-table", hint="use-a-csv-or-xlsx")
        grids = read_grids(file, HEADINGS.find, mebibytes=_MEBIBYTES, most=_MOST_ROWS + 1)
        if any(len(grid.rows) > _MOST_ROWS for grid in grids):
            raise DocumentError("too-long-for-a-score-sheet", most=_MOST_ROWS)
        if sheet:
            grids = [grid for grid in grids if tidy(grid.sheet) == tidy(sheet)]
            if not grids:
                raise InvalidValueError("no-such-sheet", path=("--sheet",), seen=sheet)
        found = [(grid, layouts) for grid in grids if (layouts := find_layouts(grid))]
        if not found:
            raise DocumentError("no-headings-of-a-score-sheet")
        if len(found) > 1:
            raise DocumentError("several-sheets-with-a-table", sheets=[grid.sheet for grid, _ in found])
        ((grid, layouts),) = found
        if len(layouts) > 1:
            raise DocumentError("several-tables-on-one-sheet", rows=[layout.row for layout in layouts])
        return _Reading(grid, layouts[0]).sheet()


class _Reading:
    """Reads the rows under the headings, one after the other."""

    def __init__(self, grid: Grid, layout: Layout) -> None:
        self.grid, self.layout = grid, layout
        self.faults = Faults(grid.word)
        self.outline = Outline()
        self.sums: list[PrintedSum] = []
        self.loose: list[tuple[int, str]] = []  # text without number or points: it may follow the table and only that
        self.is_whole = True  # whether each row was put somewhere
        self.before = ("", "")  # number and text of the last criterion, as they are printed
        self.rows = [row for row in grid.rows if row > layout.last_heading and not layout.is_numbering(grid, row)]
        self.numbers_lines = self._numbers_lines()
        self.has_merged_criteria = any(
            item.left == item.right == layout.criterion and item.bottom > item.top > layout.last_heading
            for item in grid.merged
        )

    def sheet(self) -> ScoreSheet:
        for row in self._rows_of_the_table():
            self.is_whole &= self._at(row, self.layout.number, self._row, otherwise=False)
        nodes = self.outline.root.children
        if not nodes and not self.faults.errors:
            self.faults.add("no-lines-of-a-score-sheet", self.layout.row)
        groups = tuple(Group(node.id, node.text, tuple(self._lines(node, ""))) for node in nodes)
        rows = [node.row for node, group in zip(nodes, groups, strict=True) for _ in group.lines]
        ids = [line.id for group in groups for line in group.lines]
        for row, id_ in zip(rows, ids, strict=True):
            if ids.count(id_) > 1:
                self.faults.add("a-number-stands-twice", row, seen=id_)
        if not self.faults.errors:
            self._wrong_points(nodes)
            wrong_sums(self.sums, nodes, self.faults)
        self.faults.refuse()
        return ScoreSheet(
            groups,
            above=tuple(_above(self.grid, self.layout.row)),
            total_is_printed=any(item.is_total and item.points is not None for item in self.sums),
            unread=self.layout.unread,
        )

    def _rows_of_the_table(self) -> list[int]:
        """The rows up to the last with points, if these are a sum: what follows are notes and signatures."""
        with_points = [row for row in self.rows if self.grid.text(row, self.layout.points)]
        last = with_points[-1] if with_points else 0
        return [row for row in self.rows if row <= last] if last and is_sum_of_points(self._name(last)) else self.rows

    def _cells(self, row: int) -> tuple[str, str, str]:
        number, criterion, content = (
            self.grid.text(row, column) for column in (self.layout.number, self.layout.criterion, self.layout.content)
        )
        return number, criterion, content

    def _name(self, row: int) -> str:
        return next((text for text in self._cells(row) if text), "")

    def _at(self, row: int, column: int | None, read: Callable[[int], T], *, otherwise: U) -> T | U:
        """What is read of a row; an error is told at the cell, and what stands for the value tells no other."""
        try:
            return read(row)
        except KhuyenHocError as error:
            self.faults.tell(error, row, None if column is None else column + 1, "", error.seen)
            return otherwise

    def _row(self, row: int) -> bool:
        """Put a row where it belongs; true, for what is refused stands nowhere."""
        number, criterion, content = self._cells(row)
        points = self._at(row, self.layout.points, self._points, otherwise=Fraction(1))
        if found := printed_sum(self._name(row), row, points, len(self.outline.root.children)):
            self.sums.append(found)
            return True
        if not criterion and not content:
            if points is None and not marked(number)[0]:
                if mark_of(number):
                    raise InvalidValueError("a-number-without-a-line", seen=number)
                self.loose += [(row, number)] if number else []
                return True
            if not number or mark_of(number):
                raise InvalidValueError("points-without-a-line", seen=self.grid.text(row, self.layout.points))
            # a line over all columns stands in the first of them
            number, criterion, content = ("", "", number) if self.layout.criterion is None else ("", number, "")
        continues = bool(criterion and content and (criterion, number) == (self.before[1], self.before[0] or number))
        if continues and not self.numbers_lines:
            number = ""
        if points is None and not criterion and self._is_beside(row, number, content):
            return True
        self._refuse_loose()
        self._put(row, number, "" if continues else criterion, content, points)
        return True

    def _put(self, row: int, number: str, criterion: str, content: str, points: Fraction | None) -> None:
        mark = self._mark(row, number)
        if BULLET.fullmatch(content or criterion):
            raise InvalidValueError("points-without-a-line", seen=content or criterion)
        of_line = bool(content) and (not criterion or self.numbers_lines)
        if criterion:
            self.before = ("" if of_line else number, criterion)
            own, text = _numbered(None if of_line else mark, criterion)
            self.outline.put(Node(row, "criterion", text, None if content else points, own))
        elif self.has_merged_criteria and not self.grid.span(row, self.layout.criterion) and "." not in (mark or ""):
            raise InvalidValueError("a-line-without-criterion", seen=content)
        if content:
            own, text = _numbered(mark if of_line else None, content)
            self.outline.put(Node(row, "content", text, points, own))

    def _mark(self, row: int, text: str) -> str | None:
        """The number of a row.

        Raises:
            InvalidValueError: For a day, into which spreadsheet programs turn 1.1, and for any other text.
        """
        if text and hasattr(self.grid.cell(row, self.layout.number), "isoformat"):
            raise InvalidValueError("a-number-that-became-a-day", seen=text)
        if not text or BULLET.fullmatch(text):
            return None
        if (mark := mark_of(text)) is None:
            raise InvalidValueError("not-a-number-of-a-line", seen=text)
        return mark

    def _points(self, row: int) -> Fraction | None:
        cell = self.grid.cell(row, self.layout.points)
        text = cell_text(cell)
        if not text:
            return None
        span = self.grid.span(row, self.layout.points)
        if span and span.bottom > span.top:
            raise InvalidValueError("points-of-several-rows", seen=text, expected=Sentence("unmerge", range=span.name))
        if isinstance(cell, Unclear):
            raise InvalidValueError("a-cell-that-may-be-read", seen=text, expected=cell.expected)
        if hasattr(cell, "isoformat"):
            raise InvalidValueError("points-that-became-a-day", seen=text)
        if text.startswith("="):
            raise InvalidValueError("a-formula-without-a-result", seen=text)
        try:
            points = points_of(f"{cell:.15g}" if isinstance(cell, float) else text)
        except InvalidValueError as error:
            raise error.told(seen=text) from None
        if points <= 0:
            raise InvalidValueError("points-not-above-zero", seen=text)
        return points

    def _numbers_lines(self) -> bool:
        """Whether the numbers are those of the lines: also a row that goes on with a criterion has one of its own."""
        last_criterion = last_number = ""
        for row in self.rows:
            number, criterion, content = self._cells(row)
            goes_on = last_criterion and content and criterion in ("", last_criterion)
            if goes_on and number and not BULLET.fullmatch(number) and (not criterion or number != last_number):
                return True
            last_criterion, last_number = criterion or last_criterion, number or last_number
        return False

    def _is_beside(self, row: int, number: str, content: str) -> bool:
        """Whether a row without points explains the line above it, or is text that is no line."""
        last = self.outline.last
        if number and not BULLET.fullmatch(number):
            return False
        if (number or BULLET.match(content)) and last is not None and last.points is not None:
            last.notes += filter(None, [_unmarked(content)])
        elif marked(content)[0]:
            return False
        else:
            self.loose.append((row, content))
        return True

    def _refuse_loose(self) -> None:
        for row, text in self.loose:
            self.faults.add("text-without-number-or-points", row, seen=text)
        self.loose.clear()

    def _lines(self, node: Node, above: str) -> Iterator[Line]:
        """The lines with points under a line, or the line itself; the names between it and the criterion go before."""
        text = ": ".join(filter(None, (above, node.text)))
        total = node.total
        if total is None:
            if self.is_whole:
                self.faults.add("a-line-without-points", node.row, seen=node.text)
        elif not any(child.total is not None for child in node.children):
            yield Line(node.id, text, total, (*node.notes, *map(_note, node.children)))
        else:
            for child in node.children:
                yield from self._lines(child, "" if node.is_top else text)

    def _wrong_points(self, nodes: Sequence[Node]) -> None:
        """Tell each line whose points are not those of the lines under it."""
        for node in nodes:
            if node.points is not None and node.total is not None and node.points != node.total:
                stated, sum_ = Points(node.points), Points(node.total)
                self.faults.add("points-do-not-add-up", node.row, called=node.text, stated=stated, sum=sum_)
            self._wrong_points(node.children)


def _numbered(mark: str | None, text: str) -> tuple[str | None, str]:
    """The number of a line, from its own cell or else from the front of the text, and the text without it."""
    own, rest = marked(text)
    while own and mark in (None, own):
        mark, text = own, rest
        own, rest = marked(text)
    return mark, _unmarked(text)


def _unmarked(text: str) -> str:
    """A text without the dash in front of it."""
    match = BULLET.match(text)
    return text[match.end() :] if match else text


def _note(node: Node) -> str:
    return f"{node.mark}) {node.text}" if node.mark else node.text


def _above(grid: Grid, row: int) -> Iterator[str]:
    for number, cells in grid.rows.items():
        if number < row:
            yield " ".join(filter(None, map(cell_text, cells)))
