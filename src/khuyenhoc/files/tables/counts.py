"""Tables of counts: reading observations from CSV, with every error at its line and column."""

import warnings
from collections.abc import Callable, Iterable
from functools import lru_cache
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.door import argument_items, public
from khuyenhoc._base.near import perhaps
from khuyenhoc._base.numbers import whole_number
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files._input import decoded, read_file
from khuyenhoc.files.tables.reader import Faults, Row, beyond, match_headings, read_table
from khuyenhoc.files.tables.sums import Sums, TableNotice, is_sum, warn_of_eth
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import Sentence, one_of, word
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.values.learning_model import OWN_POPULATIONS, Attribute, Population
from khuyenhoc.values.share import Base

__all__ = ["COLUMNS", "parse_counts", "read_counts"]

_REQUIRED = ("place", "on", "attribute", "population", "registered", "recognised", "total")
_COUNTED = ("registered", "recognised", "total")
COLUMNS = (*_REQUIRED, "source", "printed", "printed_base")
_VIETNAMESE = {
    "địa bàn": "place",
    "địa phương": "place",
    "ngày": "on",
    "nội dung": "attribute",
    "mô hình": "attribute",
    "tổng thể": "population",
    "đăng ký": "registered",
    "số đăng ký": "registered",
    "công nhận": "recognised",
    "số công nhận": "recognised",
    "tổng số": "total",
    "nguồn": "source",
    "tỷ lệ in": "printed",
    "mẫu số in": "printed_base",
}
_HEADINGS = Vocabulary([(name, name) for name in COLUMNS] + list(_VIETNAMESE.items()))
_BASES = Vocabulary((name, base) for base in Base for name in (base.value, base.vi))


@public("khuyenhoc.tables")
def read_counts(
    path: str | Path, *, attributes: Iterable[Attribute] = (), populations: Iterable[Population] = ()
) -> tuple[Observation, ...]:
    """Read observations from a CSV file in UTF-8, with or without the mark that Excel puts in front.

    Columns: place, on, attribute, population, registered, recognised, total; and, if there are any, source, printed,
    printed_base. They may stand in any order, be named in Vietnamese, and be separated by commas, semicolons or tabs. A
    blank is unknown, never zero. Days are 2023-12-31 or 31/12/2023; counts may be grouped by dots or spaces. Attributes
    and populations are codes or labels; a blank population is unknown, except that families, clans, communities and
    units each count their own. A row of sums ("Tổng cộng", "Cộng", "Toàn tỉnh", "Tổng số" in place of a place) is left
    out, and held against the sum of the others; a `TableNotice` says so, and where it does not add up;
    another one says where a letter that only looks like Đ (Icelandic eth) was read as Đ.

    Args:
        path: The file.
        attributes: Attributes beside those of the catalogue.
        populations: Populations beside those of the catalogue.

    Raises:
        DocumentError: With the file and everything that is wrong in it, each with line and column.
    """
    content = read_file(path, mebibytes=256)
    return parse_counts(content, name=str(path), attributes=attributes, populations=populations)


@public("khuyenhoc.tables")
def parse_counts(
    content: str | bytes,
    *,
    name: str = "table",
    attributes: Iterable[Attribute] = (),
    populations: Iterable[Population] = (),
) -> tuple[Observation, ...]:
    """Like [`read_counts`][khuyenhoc.tables.read_counts], from text or bytes; ``name`` stands in the messages.

    >>> lines = [
    ...     "place,on,attribute,population,registered,recognised,total",
    ...     "Trà Vinh,2019-09-30,family,,224.571,197.284,",
    ... ]
    >>> (row,) = tables.parse_counts(chr(10).join(lines))
    >>> row.registered, row.recognised, row.total
    (224571, 197284, None)
    """
    own = argument_items(attributes, Attribute, "attributes"), argument_items(populations, Population, "populations")
    reader = _Reader(*own)
    text = decoded(content, name)
    found = read_table(text, name, _HEADINGS.find, _columns, reader.row)
    warn_of_eth(text, name)
    for label in reader.sums.notices():
        warnings.warn(TableNotice(label), stacklevel=2)
    return tuple(found)


def _columns(headings: list[str], faults: Faults) -> dict[str, int]:
    """The index of each column by its name."""
    expected = Sentence("names", names=tuple(COLUMNS))

    def other(index: int, name: str) -> None:
        close = _HEADINGS.nearest(name)
        hint = perhaps([repr(close)] if close else [])
        faults.add("an-unknown-column", 0, index + 1, seen=name, expected=expected, hint=hint)

    found = {name: index for index, name in match_headings(headings, _HEADINGS, faults, other).items()}
    missing = [name for name in _REQUIRED if name not in found]
    if missing and not faults.errors:
        faults.add(
            "missing-columns", expected=expected, hint="a-column-may-be-blank", count=len(missing), names=missing
        )
    return found


@attrs.frozen
class _Cells:
    """The cells of one row by the name of their column."""

    row: Row
    columns: dict[str, int]
    faults: Faults

    def text(self, name: str) -> str:
        index = self.columns.get(name, len(self.row.cells))
        return tidy(self.row.cells[index]) if index < len(self.row.cells) else ""

    def read(self, name: str, read: Callable[[str], Any], *, needed: bool = False) -> Any:
        """The value in a cell; None if it is blank or cannot be read."""
        text = self.text(name)
        try:
            if text:
                return read(text)
            if needed:
                raise InvalidValueError("a-blank-cell")
        except KhuyenHocError as error:
            self.tell(error, name, text or None)
        return None

    def tell(self, error: KhuyenHocError, name: str, seen: Any) -> None:
        column = self.columns[name] + 1 if name in self.columns else None
        self.faults.tell(error, self.row.line, column, name, seen)


class _Reader:
    """Reads the rows of one table; knows those that it has seen."""

    def __init__(self, attributes: tuple[Attribute, ...], populations: tuple[Population, ...]) -> None:
        self.attributes, self.populations = _terms(Attribute, attributes), _terms(Population, populations)
        self.first_lines: dict[tuple[Any, ...], int] = {}
        self.sums = Sums([Label(name, name) for name in _COUNTED], Label("dòng", "line"))

    def _sum(self, cells: _Cells) -> None:
        about = (
            cells.read("on", read_day),
            cells.read("attribute", lambda text: _term(text, self.attributes, "attribute")),
            cells.read("population", lambda text: _term(text, self.populations, "population")),
        )
        counts = [cells.read(name, _count) for name in _COUNTED]
        self.sums.leave_out(cells.text("place"), cells.row.line, counts, about)

    def row(self, row: Row, columns: dict[str, int], faults: Faults) -> Observation | None:
        """The observation of a row; None if anything in it is wrong."""
        before = len(faults.errors)
        if more := beyond(row.cells, len(columns)):
            faults.add("too-many-cells", row.line, seen=more[0], count=len(row.cells), count2=len(columns))
        cells = _Cells(row, columns, faults)
        if is_sum(cells.text("place")):
            self._sum(cells)
            return None
        on = cells.read("on", read_day, needed=True)
        place = cells.read("place", lambda text: catalog.place(text, on=on), needed=True) if on else None
        attribute = cells.read("attribute", lambda text: _term(text, self.attributes, "attribute"), needed=True)
        population = cells.read("population", lambda text: _term(text, self.populations, "population"))
        counts = {name: cells.read(name, _count) for name in _COUNTED}
        base = cells.read("printed_base", _base)
        printed = cells.read("printed", lambda text: PrintedShare(text, base))
        if len(faults.errors) > before or place is None:
            return None
        own = OWN_POPULATIONS.get(attribute.code)
        try:
            made = Observation(
                place=place,
                on=on,
                attribute=attribute,
                population=population or (Population(own) if own else None),
                printed=printed,
                source=cells.text("source"),
                **counts,
            )
        except KhuyenHocError as error:
            cells.tell(error, error.where.partition(".")[2], error.seen)
            return None
        first = self.first_lines.setdefault((made.place, made.on, made.attribute, made.population), row.line)
        if first != row.line:
            faults.add("the-same-place-day-attribute", row.line, first=first)
        figures = [getattr(made, name) for name in _COUNTED]
        self.sums.add(figures, (made.on, made.attribute, made.population))
        return made


def _names(terms: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, term) for term in terms for name in (term.code, term.vi, term.en))


def _terms(kind: type, own: tuple[Any, ...]) -> Vocabulary[Any]:
    """The terms of the catalogue and one's own, which win, under their codes and labels; folded once."""
    return _folded(kind, _names(own))


@lru_cache(maxsize=32)
def _folded(kind: type, own: tuple[tuple[str, Any], ...]) -> Vocabulary[Any]:
    return Vocabulary(_names(catalog.attributes() if kind is Attribute else catalog.populations()) + own)


def _term(text: str, known: Vocabulary[Any], kind: str) -> Any:
    found = known.find(text)
    if found is None:
        close = known.nearest(text)
        hint = perhaps([repr(close.code)] if close else [])
        expected = "" if close else one_of(sorted({term.code for term in known}))
        raise UnknownNameError("not-known", seen=text, expected=expected, hint=hint, kind=word(kind))
    return found


def _count(text: str) -> int:
    count = whole_number(text)
    if count is None:
        expected = "a-whole-number-such-as-253853"
        raise InvalidValueError("not-a-count", seen=text, expected=expected, hint="a-count-has-no-decimals")
    return count


def _base(text: str) -> Base:
    base = _BASES.find(text)
    if base is None:
        raise InvalidValueError("not-a-base", seen=text)
    return base
