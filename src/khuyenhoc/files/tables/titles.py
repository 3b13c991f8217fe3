"""Registers of titles held: reading them from CSV and Excel, as offices keep them, every error at its place."""

import warnings
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from typing import Any

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.door import argument_items, public
from khuyenhoc._base.near import did_you_mean
from khuyenhoc._base.numbers import whole_number
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import plain_key, tidy
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files._input import Readable, given
from khuyenhoc.files.tables.reader import Faults, Row, match_headings
from khuyenhoc.files.tables.rows import MEBIBYTES, read_rows
from khuyenhoc.files.tables.sums import TableNotice, is_sum
from khuyenhoc.files.tables.title_names import ruleset_of
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.titles import HeldTitle, Register
from khuyenhoc.sentences import Sentence

__all__ = ["TITLE_COLUMNS", "read_titles"]

_REQUIRED = {"holder": "đơn vị", "title": "danh hiệu", "year": "năm đánh giá"}
_NAMES = {
    "holder": ("holder", "đơn vị", "tên đơn vị", "địa bàn", "xã, phường", "gia đình", "dòng họ", "tên", "hồ sơ"),
    "title": ("title", "danh hiệu", "tên danh hiệu", "mô hình", "bộ tiêu chí"),
    "grade": ("grade", "mức", "mức độ", "mức đạt", "xếp loại", "mức được công nhận"),
    "number": ("number", "số quyết định", "quyết định số", "số qđ", "quyết định"),
    "decided": ("decided", "ngày quyết định", "ngày ra quyết định", "ngày ký", "ngày ký quyết định", "ngày qđ"),
    "year": ("year", "năm đánh giá", "năm xét", "năm được đánh giá"),
    "order": ("stt", "tt", "số thứ tự"),
}
TITLE_COLUMNS = tuple(_NAMES)
_HEADINGS = Vocabulary((name, key) for key, names in _NAMES.items() for name in names)


@attrs.frozen
class _Columns:
    """Which column holds what, by name; and those that are carried along, with their headings."""

    own: dict[str, int]
    carried: tuple[int, ...]
    names: tuple[str, ...]


@public("khuyenhoc.tables")
def read_titles(path: Readable, *, name: str = "", rules: Iterable[RuleSet] = (), drop: Iterable[str] = ()) -> Register:
    """A register of titles held, from a CSV or Excel file (sổ danh hiệu).

    Columns: whom ("đơn vị"), title ("danh hiệu": the name of a title or the id of a rule set) and year assessed ("năm
    đánh giá") are needed; grade ("mức"), day ("ngày quyết định") and number ("số quyết định") of the decision may be
    there. A title may stand above the headings. All other columns are carried along as they are. A row of sums, one of
    column numbers and one without a title are left out, and a `TableNotice` says so.

    Args:
        path: The file: a path, an open file, bytes, or a resource of a package.
        name: What it is called in messages, where it does not say that itself.
        rules: Rule sets beside those of the catalogue.
        drop: Headings of columns that are not to be read; without that of the holder, each is called by its row.

    Raises:
        DocumentError: With the file and everything that is wrong in it, each with row and column.
        UnknownNameError: For a column to drop that is not there.
    """
    reader = _Reader(argument_items(rules, RuleSet, "rules"), argument_items(drop, str, "drop"))
    file = given(path, name=name, unnamed="table", mebibytes=MEBIBYTES)
    titles = read_rows(file, _HEADINGS.find, reader.headings, reader.row)
    for label in reader.left_out:
        warnings.warn(TableNotice(label), stacklevel=2)
    return Register(titles=tuple(titles), columns=reader.carried)


class _Reader:
    """Reads the headings and rows of one register, and keeps what it left out."""

    def __init__(self, rules: tuple[RuleSet, ...], drop: tuple[str, ...]) -> None:
        self.rules, self.drop = rules, drop
        self.carried: tuple[str, ...] = ()
        self.left_out: list[Label] = []
        self._first: dict[tuple[str, str, int], int] = {}

    def headings(self, names: list[str], faults: Faults) -> _Columns:
        """Which column is which; one to be dropped is not read at all."""
        dropped = {plain_key(name) for name in self.drop}
        known = {plain_key(name): name for name in names}
        for name in self.drop:
            if plain_key(name) not in known:
                hint = did_you_mean(name, names, Sentence("known-are", known=names))
                raise UnknownNameError("no-such-column", path=("--drop",), seen=name, hint=hint)
        kept = ["" if plain_key(name) in dropped else name for name in names]
        other: list[int] = []
        found = match_headings(
            [name or f"\0{index}" for index, name in enumerate(kept)],
            _HEADINGS,
            faults,
            lambda index, _: other.append(index) if kept[index] else None,
        )
        own = {name: index for index, name in found.items()}
        hidden = {_HEADINGS.find(name) for name in self.drop}
        missing = [
            said for name, said in _REQUIRED.items() if name not in own and name not in hidden - {"title", "year"}
        ]
        if missing and not faults.errors:
            faults.add("missing-columns", hint="titles-need-these", count=len(missing), names=missing)
        columns = _Columns(own, tuple(other), tuple(names[index] for index in other))
        self.carried = columns.names
        return columns

    def row(self, row: Row, columns: _Columns, faults: Faults) -> HeldTitle | None:
        """The title of a row; None if it holds none, or anything in it is wrong."""
        cells = _Cells(row, columns, faults)
        if self._is_other(row, cells):
            return None
        before = len(faults.errors)
        year = cells.read("year", _year, needed=True)
        decided = cells.read("decided", read_day)
        name = cells.text("title")
        rules = cells.read("title", lambda text: ruleset_of(text, year, self.rules), needed=True) if year else None
        grade = cells.read("grade", lambda text: _grade(text, rules), needed=rules is not None and _is_graded(rules))
        holder = cells.text("holder")
        if not holder and "holder" in columns.own:
            cells.add("a-blank-cell", "holder")
        if len(faults.errors) > before:
            return None
        try:
            held = HeldTitle(
                holder=holder or f"dòng {row.line}",
                name=name,
                year=year,
                decided=decided,
                number=cells.text("number"),
                grade=grade or (rules.grades[0].id if rules else ""),
                rules=rules,
                carried=tuple(cells.at(index) for index in columns.carried),
            )
        except KhuyenHocError as error:
            cells.tell(error, "decided")
            return None
        first = self._first.setdefault((*held.key, year), row.line)
        if first != row.line:
            faults.add("the-same-title-and-year", row.line, first=first)
        return held

    def _is_other(self, row: Row, cells: "_Cells") -> bool:
        """Whether a row is none of the register: sums, the numbers of the columns, a remark; said, but for numbers."""
        filled = [tidy(cell) for cell in row.cells if tidy(cell)]
        if [whole_number(cell.strip("()")) for cell in filled] == [*range(1, len(filled) + 1)] and len(filled) > 1:
            return True
        holder = cells.text("holder")
        summed = next((text for text in (holder, cells.text("order"), *filled[:1]) if is_sum(text)), "")
        if summed:
            self._say(row, Label(f"“{summed}” là dòng cộng", f"“{summed}” is a sum"))
            return True
        if any(cells.text(name) for name in ("title", "year", "grade", "decided", "number")):
            return False
        self._say(row, Label(f"“{filled[0]}” không ghi danh hiệu nào", f"“{filled[0]}” names no title"))
        return True

    def _say(self, row: Row, why: Label) -> None:
        self.left_out.append(Label(f"dòng {row.line} không tính: {why.vi}", f"row {row.line} is left out: {why.en}"))


@attrs.frozen
class _Cells:
    """The cells of one row by the name of their column."""

    row: Row
    columns: _Columns
    faults: Faults

    def at(self, index: int) -> str:
        return tidy(self.row.cells[index]) if index < len(self.row.cells) else ""

    def text(self, name: str) -> str:
        index = self.columns.own.get(name)
        return "" if index is None else self.at(index)

    def read(self, name: str, read: Callable[[str], Any], *, needed: bool = False) -> Any:
        """The value in a cell; None if it is blank or cannot be read."""
        text = self.text(name)
        if not text:
            if needed:
                self.add("a-blank-cell", name)
            return None
        try:
            return read(text)
        except KhuyenHocError as error:
            self.tell(error, name)
            return None

    def add(self, code: str, name: str) -> None:
        """What is wrong with a cell."""
        index = self.columns.own.get(name)
        column = None if index is None else index + 1
        self.faults.add(code, self.row.line, column, _NAMES[name][1])

    def tell(self, error: KhuyenHocError, name: str) -> None:
        """An error of a value, at its cell."""
        index = self.columns.own.get(name)
        column = None if index is None else index + 1
        self.faults.tell(error, self.row.line, column, _NAMES[name][1], self.text(name))


def _year(text: str) -> int:
    year = whole_number(text)
    if year is None or not 1900 <= year <= 2198:  # noqa: PLR2004 - the years of procedures
        raise InvalidValueError("no-such-year", expected="a-year-from-1900-to-2198")
    return year


def _is_graded(rules: RuleSet) -> bool:
    return len(rules.grades) > 1


def _grade(text: str, rules: RuleSet | None) -> str:
    """The id of a grade as people write it; of a title without a rule set, what stands there."""
    if rules is None:
        return text
    found = _grades(rules).find(text)
    if found is None:
        known = tuple(grade.vi for grade in rules.grades)
        raise InvalidValueError("not-a-grade-of", expected="one-of", known=known, title=rules.title)
    return found


@lru_cache(maxsize=64)
def _grades(rules: RuleSet) -> Vocabulary[str]:
    return Vocabulary((name, grade.id) for grade in rules.grades for name in _grade_names(grade.id, grade.vi, grade.en))


def _grade_names(code: str, vi: str, en: str) -> Iterator[str]:
    yield from (vi, en, code)
    if code.isdigit():
        yield from (f"{word}{code}" for word in ("mức ", "mđ", "mđ ", "m", "cấp độ ", "loại ", "level "))
