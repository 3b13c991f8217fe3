"""The rows of a table with columns for each model, as observations: its day, its places, its sums, its shares."""

import datetime as dt
import re
from collections.abc import Callable, Iterable
from typing import Any

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.numbers import number_of
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError, KhuyenHocError
from khuyenhoc.files import catalog
from khuyenhoc.files.catalog.places import named
from khuyenhoc.files.tables.grid import Grid
from khuyenhoc.files.tables.known_terms import count_of
from khuyenhoc.files.tables.parts import Unclear
from khuyenhoc.files.tables.place_words import PlaceWords
from khuyenhoc.files.tables.reader import Faults, control_in
from khuyenhoc.files.tables.sums import Sums, is_sum, whole_of
from khuyenhoc.files.tables.wide import COUNTS, CountColumn, Layout, shown_text
from khuyenhoc.sentences import Sentence
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.values.place import Level, Place, split_level

__all__ = ["day_in_titles", "read_wide", "year_in_titles"]

_DAY = r"[0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4}|[0-9]{1,2} tháng [0-9]{1,2} năm [0-9]{4}"
_UP_TO = re.compile(rf"(?:tính đến|số liệu đến|thời điểm)(?: (?:hết|ngày|thời điểm))* ({_DAY})", re.IGNORECASE)
_YEAR = re.compile(r"năm ((?:19|20)[0-9]{2})(?![0-9])", re.IGNORECASE)
_PROVINCE = re.compile(r"(tỉnh [^,;.()\d]+)", re.IGNORECASE)
_IN_ORDER = re.compile(r"\(?([0-9]{1,3}|[A-Z])\)?(?:\s*=.*)?")
_MOST_NAMED = 5
_OF_MANY = {"the-province-is-not-said": "provinces-not-said", "level-ended": "levels-ended"}  # one sentence for all


def day_in_titles(titles: Iterable[str]) -> dt.date | None:
    """The day up to which the titles say that a table counts; None if they say none, or several.

    The day of a report that the table belongs to is none.

    >>> day_in_titles(["BIỂU 1", "(tính đến ngày 31/12/2025)"]), day_in_titles(["báo cáo ngày 20/12/2025"])
    (datetime.date(2025, 12, 31), None)
    """
    words = (match[1] for title in titles for match in _UP_TO.finditer(title))
    days = {read_day(re.sub(r" (?:tháng|năm) ", "/", word)) for word in words}
    return days.pop() if len(days) == 1 else None


def year_in_titles(titles: Iterable[str]) -> str:
    """The one year that the titles name; empty if they name none, or several."""
    years = {match[1] for title in titles for match in _YEAR.finditer(title)}
    return years.pop() if len(years) == 1 else ""


def read_wide(
    grid: Grid, layout: Layout, *, day: dt.date | None, place: str, name: str, notice: Callable[[Label], None]
) -> list[Observation]:
    """The observations of a sheet; what is to be known about it is told to ``notice``.

    Raises:
        DocumentError: With all that is wrong, or that has to be said first, each with its row and column.
    """
    run = _Run(grid, layout, day, place)
    run.read()
    run.faults.refuse(name)
    for label in run.said():
        notice(Label(f"{grid.sheet}: {label.vi}", f"{grid.sheet}: {label.en}") if grid.sheet else label)
    return run.made


class _Run:
    """One sheet on the way to observations."""

    def __init__(self, grid: Grid, layout: Layout, day: dt.date | None, place: str) -> None:
        self.grid, self.layout, self.place = grid, layout, place
        self.faults = Faults(grid.word, layout.last)
        self.stated = day
        self.day = day or day_in_titles(layout.titles)
        self.figures = [column for column in layout.counting if column.read in COUNTS]
        self.sums = Sums([_called(column) for column in self.figures], Label("dòng", grid.word))
        self.made: list[Observation] = []
        self.first_lines: dict[tuple[Any, ...], int] = {}
        self.words = PlaceWords()
        self.empty: list[str] = []
        self.odd: list[Label] = []
        self.misplaced: dict[str, list[tuple[int, str, KhuyenHocError]]] = {}

    def read(self) -> None:
        self._ask()
        first = True
        for row in self.grid.rows:
            if row <= self.layout.last or self.faults.is_full:
                continue
            if not (first and self._numbers_the_columns(row)):
                self._row(row)
            first = False
        for code, rows in self.misplaced.items():
            self._tell_of_many(code, rows)

    def _ask(self) -> None:
        """What only the user can say, before any row is read: the day, and of two columns that are alike the one."""
        if self.day is None and not self.layout.of("on"):
            year = year_in_titles(self.layout.titles)
            hint = Sentence("write-the-day-of-the-year", year=year) if year else "write-the-day"
            self.faults.add("the-day-is-not-said", hint=hint)
        first, *others = self.layout.of("place")
        for column in others:
            also = Sentence("say-which-column", one=first.letter, other=column.letter)
            self.faults.add("two-columns-of-places", 0, column.index + 1, seen=column.heading, hint=also)
        seen: dict[Any, CountColumn] = {}
        for column in self.layout.counting:
            about = column.attribute, column.population, column.read, column.base
            if (other := seen.setdefault(about, column)) is not column:
                also = Sentence("say-which-column", one=other.letter, other=column.letter)
                self.faults.add("two-columns-count-the-same", 0, column.index + 1, seen=column.heading, hint=also)

    def _numbers_the_columns(self, row: int) -> bool:
        """Whether a row below the headings only numbers the columns: 1, 2, 3, or A, B, 1, 2."""
        cells = [text for column in self.layout.columns if (text := self._text(row, column.index))]
        found = [_IN_ORDER.fullmatch(text) for text in cells]
        numbers = [int(match[1]) for match in found if match and match[1].isdigit()]
        return all(found) and len(numbers) > 1 and numbers == list(range(numbers[0], numbers[0] + len(numbers)))

    def _text(self, row: int, column: int) -> str:
        return tidy(self.grid.shown(row, column))

    def _row(self, row: int) -> None:
        if (at := control_in(self.grid.rows[row])) is not None:
            self.faults.add("text-with-a-control-character", row, at + 1, seen=self.grid.rows[row][at])
            return
        where = self.layout.of("place")[0].index
        name = self._text(row, where)
        filled = [column for column in self.layout.counting if self._text(row, column.index)]
        texts = [self._text(row, column.index) for column in self.layout.columns if column not in filled]
        called = next((text for text in ((name,) if name else texts) if text and is_sum(text)), "")
        if not filled:
            self.empty += [f"{row} ({shown_text(first)})" for first in filter(None, (name, *texts))][:1]
        elif called:
            counts = [whole_of(self._text(row, column.index)) for column in self.figures]
            self.sums.leave_out(called, row, counts)
        elif not name:
            self.faults.add("a-blank-cell", row, where + 1, self.layout.of("place")[0].heading, expected="a-value")
        else:
            self._observe(row, name, where)

    def _observe(self, row: int, name: str, where: int) -> None:
        on = self._value(row, self.layout.of("on")[0], read_day) if self.layout.of("on") else self.day
        found = self._place(row, name, where, on)
        counted = [self._value(row, column, count_of) for column in self.figures]
        self.sums.add(counted)
        values = dict(zip((column.index for column in self.figures), counted, strict=True))
        for column in self.layout.of("printed"):
            values[column.index] = self._value(row, column, _share_read_on(column))
        if found is None or on is None:
            return
        groups: dict[tuple[Any, ...], list[CountColumn]] = {}
        for column in self.layout.counting:
            groups.setdefault((column.attribute, column.population), []).append(column)
        for (attribute, population), columns in groups.items():
            about: dict[str, Any] = {column.read: values.get(column.index) for column in columns}
            if any(value is not None for value in about.values()):
                about |= {"attribute": attribute, "population": population, "place": found, "on": on}
                self._make(row, name, about, columns)

    def _make(self, row: int, name: str, about: dict[str, Any], columns: list[CountColumn]) -> None:
        source = next((self._text(row, column.index) for column in self.layout.of("source")), "")
        try:
            made = Observation(**about, source=source)
        except KhuyenHocError as error:
            field = error.where.partition(".")[2]
            column = next((one for one in columns if one.read == field), columns[0])
            self.faults.tell(error, row, column.index + 1, column.heading, error.seen)
            return
        first = self.first_lines.setdefault((made.place, made.on, made.attribute, made.population), row)
        if first != row:
            self.faults.add("the-same-place-day-attribute", row, first=first)
        for odd in made.findings():
            en = f"{self.grid.word} {row} ({name}): {odd.en}"
            self.odd.append(Label(f"dòng {row} ({name}): {odd.vi}", en))
        self.made.append(made)

    def _value(self, row: int, column: CountColumn, read: Callable[[Any], Any]) -> Any:
        """What a cell holds; None if it is blank, or cannot be read."""
        span, text = self.grid.span(row, column.index), self._text(row, column.index)
        try:
            if span and (span.bottom > span.top or span.right > span.left):
                raise InvalidValueError("a-merged-cell", seen=text, expected=Sentence("unmerge", range=span.name))
            return read(self.grid.cell(row, column.index) if column.read == "printed" else text) if text else None
        except KhuyenHocError as error:
            self.faults.tell(error, row, column.index + 1, column.heading, text)
            return None

    def _place(self, row: int, name: str, where: int, on: dt.date | None) -> Place | None:
        """The place of a row, inside the one that was said for those that do not say it themselves."""
        outer = name.rpartition(",")[2].strip()
        try:
            says_it = split_level(outer)[0] is Level.PROVINCE or ("," in name and named(outer))
            if not says_it and not self.place and not named(outer):
                title = next((m[1] for text in self.layout.titles if (m := _PROVINCE.search(text))), "")
                known = title if title and named(title.strip()) else "tỉnh …"
                raise InvalidValueError(
                    "the-province-is-not-said", hint=Sentence("write-the-province", known=known.strip())
                )
            if on is None:
                return None
            whole = catalog.place(self.place, on=on) if self.place else None
            found = catalog.place(name if says_it or whole is None else f"{name}, {self.place}", on=on)
            return self.words.check(name, found, on, row)
        except KhuyenHocError as error:
            if error.code in _OF_MANY:
                self.misplaced.setdefault(error.code, []).append((row, name, error))
            else:
                self.faults.tell(error, row, where + 1, self.layout.of("place")[0].heading, name)
            return None

    def _tell_of_many(self, code: str, rows: list[tuple[int, str, KhuyenHocError]]) -> None:
        """What is wrong with the places of many rows, once; of one row like any other error."""
        (row, name, error), column = rows[0], self.layout.of("place")[0]
        if len(rows) == 1:
            self.faults.tell(error, row, column.index + 1, column.heading, name)
            return
        names = (*(shown_text(name) for _, name, _ in rows[:_MOST_NAMED]), *["…"][: len(rows) > _MOST_NAMED])
        more = {"hint": hint} if (hint := error.part("hint")).text() else {}
        about = {**error.fields, **more, "count": len(rows), "names": names}
        self.faults.add(_OF_MANY[code], row, column.index + 1, column.heading, **about)

    def said(self) -> list[Label]:
        """What is to be known: the day and where it is from, columns not read, rows left out, sums, oddities."""
        found = []
        if self.day and not self.layout.of("on"):
            found.append(_of_the_day(self.day, self.stated, day_in_titles(self.layout.titles)))
        found += [
            Label(
                f"cột {column.letter} (“{column.heading}”) {column.why.vi}",
                f"column {column.letter} ('{column.heading}') {column.why.en}",
            )
            for column in self.layout.of("")
        ]
        silent = [column for column in self.layout.counting if column.population is None]
        if silent:
            letters = ", ".join(column.letter for column in silent)
            found.append(
                Label(
                    f"cột {letters}: không nói tính trên ai (công dân, người lao động, người lớn); coi là chưa biết",
                    f"columns {letters}: among whom they count is not said; it is unknown",
                )
            )
        if self.empty:
            more = ", …" if len(self.empty) > _MOST_NAMED else ""
            rows = ", ".join(self.empty[:_MOST_NAMED]) + more
            found.append(Label(f"dòng không có số, để ngoài: {rows}", f"rows without figures, left out: {rows}"))
        return [*found, *self.sums.notices(), *self.odd]


def _of_the_day(day: dt.date, stated: dt.date | None, printed: dt.date | None) -> Label:
    if stated is None:
        return Label(f"số liệu ngày {day:%d/%m/%Y}, theo tiêu đề bảng", f"counts of {day}, by the title of the table")
    if printed and printed != stated:
        return Label(
            f"số liệu được coi là của ngày {day:%d/%m/%Y}; tiêu đề bảng ghi {printed:%d/%m/%Y}",
            f"the counts are taken for those of {day}; the title of the table says {printed}",
        )
    return Label(f"số liệu ngày {day:%d/%m/%Y}", f"counts of {day}")


def _called(column: CountColumn) -> Label:
    return Label(column.heading, column.heading)


def _share_read_on(column: CountColumn) -> Callable[[Any], PrintedShare]:
    def read(cell: Any) -> PrintedShare:
        text = tidy(str(cell)) if isinstance(cell, str | Unclear) else f"{cell:.15g}".replace(".", ",")
        number = number_of(text.rstrip(" %"))
        if number is None:
            raise InvalidValueError("not-a-printed-share", seen=text)
        if "%" not in text and 0 < number <= 1:  # 0,78 may be 78 % or 0,78 %
            raise InvalidValueError("a-share-without-percent", seen=text)
        whole, _, decimals = text.rstrip(" %").replace(".", ",").partition(",")
        if isinstance(cell, Unclear | float) and len(decimals) > 2:  # noqa: PLR2004 - a sheet shows some, and keeps more
            hundredths = round(number * 100)
            return PrintedShare(f"{hundredths // 100},{hundredths % 100:02d}%", column.base)
        return PrintedShare(f"{whole},{decimals}%" if decimals else f"{whole}%", column.base)

    return read
