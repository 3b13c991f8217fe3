"""Tables with one observation a row: which column holds what, and what each row says."""

import datetime as dt
from collections.abc import Callable, Iterator, Mapping, Sequence
from functools import lru_cache
from typing import Any

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.door import exact_int, maker, text
from khuyenhoc._base.near import perhaps
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tidy, tone_key
from khuyenhoc.errors import InvalidValueError, KhuyenHocError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.columns import ODD, Columns
from khuyenhoc.files.tables.columns_file import SheetColumns
from khuyenhoc.files.tables.known_terms import base_of, count_of, term_in, terms_of
from khuyenhoc.files.tables.place_words import PlaceWords
from khuyenhoc.files.tables.reader import Faults, Row, beyond, control_in, match_headings
from khuyenhoc.files.tables.rename import VIETNAMESE
from khuyenhoc.files.tables.sums import Sums, is_sum
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import Sentence
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.values.learning_model import OWN_POPULATIONS, Attribute, Population
from khuyenhoc.values.place import Place

__all__ = ["COLUMNS", "COUNTED", "HEADINGS", "RowReader", "columns_of"]

_REQUIRED = ("place", "on", "attribute", "population", "registered", "recognised", "total")
_NEEDED = ("place", "on", "attribute")
COUNTED = ("registered", "recognised", "total")
COLUMNS = (*_REQUIRED, "source", "printed", "printed_base")
HEADINGS = Vocabulary([(name, name) for name in COLUMNS] + list(VIETNAMESE.items()))


def _called(names: Sequence[str]) -> tuple[Label, ...]:
    """Columns as they may be headed, in either language."""
    vi = {name: heading for heading, name in reversed(VIETNAMESE.items())}
    return tuple(Label(vi[name], name) for name in names)


def columns_of(headings: list[str], faults: Faults, stated: SheetColumns | None = None) -> dict[str, int]:
    """The index of each column by its name; which is which may be stated, and then the others are left out."""
    expected = Sentence("names", names=_called(COLUMNS))

    def other(index: int, name: str) -> None:
        if stated is not None:
            return
        close = HEADINGS.nearest(name)
        hint = perhaps([repr(close)] if close else [])
        faults.add("an-unknown-column", 0, index + 1, seen=name, expected=expected, hint=hint)

    known: Vocabulary[Any] = (
        HEADINGS
        if stated is None
        else Vocabulary((one.heading, one.read) for one in stated.columns if one.read in COLUMNS)
    )
    found = {name: index for index, name in match_headings(headings, known, faults, other).items()}
    missing = [name for name in _REQUIRED if name not in found]
    if missing and not faults.errors:
        faults.add(
            "missing-columns",
            expected=expected,
            hint="a-column-may-be-blank",
            count=len(missing),
            names=_called(missing),
        )
    return found


_REMEMBERED = 1 << 14  # texts; what stands in one column stands there often
_make = maker(Observation)
_tidied = lru_cache(maxsize=_REMEMBERED)(tidy)


@attrs.frozen
class _Cells:
    """The cells of one row by the name of their column."""

    row: Row
    columns: dict[str, int]
    faults: Faults

    def text(self, name: str) -> str:
        index = self.columns.get(name, len(self.row.cells))
        return _tidied(self.row.cells[index]) if index < len(self.row.cells) else ""

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
        self.faults.tell(error, self.row.line, column, self.faults.heading(column), seen)


class RowReader:
    """Reads the rows of one table; knows those that it has seen."""

    def __init__(
        self,
        attributes: tuple[Attribute, ...],
        populations: tuple[Population, ...],
        words: Mapping[tuple[str, str], Any] | None = None,
    ) -> None:
        """With terms of one's own beside those of the catalogue, and words of which it was said what they mean."""
        known = {"attribute": terms_of(Attribute, attributes), "population": terms_of(Population, populations)}
        said = words or {}

        def read(text: str, kind: str) -> Any:
            key = kind, tone_key(text)
            return said[key] if key in said else term_in(text, known[kind], kind)

        self.day: Callable[[str], dt.date] = lru_cache(maxsize=_REMEMBERED)(read_day)
        self.attribute: Callable[[str], Any] = lru_cache(maxsize=_REMEMBERED)(lambda text: read(text, "attribute"))
        self.population: Callable[[str], Any] = lru_cache(maxsize=_REMEMBERED)(lambda text: read(text, "population"))
        self.own: Callable[..., Population | None] = lru_cache(maxsize=_REMEMBERED)(_own_population)
        self._first_lines: dict[tuple[Any, ...], int] = {}
        self.words: PlaceWords = PlaceWords()
        self.sums: Sums = Sums([Label(name, name) for name in COUNTED], Label("dòng", "line"))
        self._unsummed: list[Observation] = []
        self._places: dict[tuple[str, dt.date], Place] = {}
        self._columns: Columns | None = None
        self._readers: dict[str, Callable[[str], Any]] = {
            "on": self.day,
            "attribute": self.attribute,
            "population": self.population,
            **dict.fromkeys(COUNTED, lambda said: exact_int(count_of(said))),
        }

    def notices(self) -> tuple[Label, ...]:
        """What is to be said of the rows of sums."""
        if self.sums.found:
            self._add_up()
        return self.sums.notices()

    def _add_up(self) -> None:
        """The rows since the last sum into the totals, which nobody asks for where there are no sums."""
        for item in self._unsummed:
            figures = [getattr(item, name) for name in COUNTED]
            self.sums.add(figures, (item.on, item.attribute, item.population))
        self._unsummed.clear()

    def _sum(self, cells: _Cells) -> None:
        self._add_up()
        about = (
            cells.read("on", self.day),
            cells.read("attribute", self.attribute),
            cells.read("population", self.population),
        )
        counts = [cells.read(name, count_of) for name in COUNTED]
        self.sums.leave_out(cells.text("place"), cells.row.line, counts, about)

    def _place(self, text: str, on: dt.date, line: int) -> Place:
        found = self._places.get((text, on))
        if found is None:
            found = self._places[text, on] = self.words.check(text, catalog.place(text, on=on), on, line)
        return found

    def plain(self, rows: Sequence[Row], columns: dict[str, int]) -> Iterator[Observation | None]:
        """The observations of many rows, each cell read once a column; None for a row that `row` has to look at."""
        if self._columns is None:
            names = {index: name for name, index in columns.items()}
            self._columns = Columns(len(names), lambda index, cell: self._plain(names[index], cell))
        values, left = self._columns.of([row.cells for row in rows], texts=True)
        odd, blank = set(left), [""] * len(rows)
        read = [values[columns[name]] if name in columns else blank for name in (*_REQUIRED, "source")]
        for at, (row, name, on, attribute, population, *counts, source) in enumerate(zip(rows, *read, strict=True)):
            registered, recognised, total = counts
            if at in odd or (total is not None and max(registered or 0, recognised or 0) > total):
                yield None
                continue
            try:
                place = self._place(name, on, row.line)
            except KhuyenHocError:
                yield None
                continue
            made = _make(place, on, attribute, population or self.own(attribute.code), *counts, None, source)
            yield made if self._first_line(made, row.line) == row.line else None

    def _plain(self, name: str, cell: str | None) -> Any:
        """What a cell says; `ODD` where it may be wrong, makes its row one of sums, or is none of the usual ones."""
        said = _tidied(cell or "")
        if control_in([cell]) is not None or (not said and name in _NEEDED) or (said and name.startswith("printed")):
            return ODD
        try:
            if name in self._readers:
                return self._readers[name](said) if said else None
            return ODD if name == "place" and is_sum(said) else text(said)
        except KhuyenHocError:
            return ODD

    def _first_line(self, made: Observation, line: int) -> int:
        """The line that says the same first; what comes first is kept for the sums."""
        whom = made.population.code if made.population else ""
        first = self._first_lines.setdefault((made.place, made.on, made.attribute.code, whom), line)
        if first == line:
            self._unsummed.append(made)
        return first

    def row(self, row: Row, columns: dict[str, int], faults: Faults) -> Observation | None:
        """The observation of a row; None if anything in it is wrong."""
        before = len(faults.errors)
        width = max(len(columns), len(faults.headings))
        if more := beyond(row.cells, width):
            faults.add("too-many-cells", row.line, seen=more[0], count=len(row.cells), count2=width)
        cells = _Cells(row, columns, faults)
        if is_sum(cells.text("place")):
            self._sum(cells)
            return None
        on = cells.read("on", self.day, needed=True)
        place = cells.read("place", lambda text: self._place(text, on, row.line), needed=True) if on else None
        attribute = cells.read("attribute", self.attribute, needed=True)
        population = cells.read("population", self.population)
        counts = {name: cells.read(name, count_of) for name in COUNTED}
        base = cells.read("printed_base", base_of)
        printed = cells.read("printed", lambda text: PrintedShare(text, base))
        if len(faults.errors) > before or place is None:
            return None
        try:
            made = Observation(
                place=place,
                on=on,
                attribute=attribute,
                population=population or self.own(attribute.code),
                printed=printed,
                source=cells.text("source"),
                **counts,
            )
        except KhuyenHocError as error:
            cells.tell(error, error.where.partition(".")[2], error.seen)
            return None
        if (first := self._first_line(made, row.line)) != row.line:
            faults.add("the-same-place-day-attribute", row.line, first=first)
        return made


def _own_population(code: str) -> Population | None:
    """What an attribute of families, clans, communities and units counts, where the table does not say."""
    own = OWN_POPULATIONS.get(code)
    return Population(own) if own else None
