"""Tables of counts: reading observations from CSV, with every error at its line and column."""

import csv
import datetime as dt
import difflib
import io
import re
from collections.abc import Callable, Iterable
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import argument_items, day, public
from khuyenhoc._base.text import plain_key, tidy, tone_key
from khuyenhoc.errors import (
    DocumentError,
    InvalidValueError,
    KhuyenHocError,
    UnknownNameError,
)
from khuyenhoc.files._input import decoded, read_file
from khuyenhoc.files.catalog import builtin as catalog
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.values.learning_model import OWN_POPULATIONS, Attribute, Population
from khuyenhoc.values.share import Base

__all__ = ["COLUMNS", "parse_counts", "read_counts"]

COLUMNS = (
    "place",
    "on",
    "attribute",
    "population",
    "registered",
    "recognised",
    "total",
    "source",
    "printed",
    "printed_base",
)
_REQUIRED = COLUMNS[:7]
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
_COUNT = re.compile(r"[0-9]{1,18}|[0-9]{1,3}(?:[. ][0-9]{3}){1,5}")
_SEPARATOR_LINE = re.compile(r"\Asep=.\r?\n", re.IGNORECASE)
_MAX_ERRORS = 200


@public("khuyenhoc.files.tables")
def read_counts(
    path: str | Path, *, attributes: Iterable[Attribute] = (), populations: Iterable[Population] = ()
) -> tuple[Observation, ...]:
    """Read observations from a CSV file in UTF-8, with or without the mark that Excel puts in front.

    Columns: place, on, attribute, population, registered, recognised, total; and, if there are any, source, printed,
    printed_base. They may stand in any order, be named in Vietnamese, and be separated by commas, semicolons or tabs. A
    blank is unknown, never zero. Days are 2023-12-31 or 31/12/2023; counts may be grouped by dots or spaces. Attributes
    and populations are codes or labels; a blank population is unknown, except that families, clans, communities and
    units each count their own.

    Args:
        path: The file.
        attributes: Attributes beside those of the catalogue.
        populations: Populations beside those of the catalogue.

    Raises:
        DocumentError: With the file and everything that is wrong in it, each with line and column.
    """
    content = read_file(path, mebibytes=256)
    return parse_counts(content, name=str(path), attributes=attributes, populations=populations)


@public("khuyenhoc.files.tables")
def parse_counts(
    content: str | bytes,
    *,
    name: str = "table",
    attributes: Iterable[Attribute] = (),
    populations: Iterable[Population] = (),
) -> tuple[Observation, ...]:
    """Like [`read_counts`][khuyenhoc.files.tables.read_counts], from text or bytes; ``name`` stands in the messages.

    >>> lines = [
    ...     "place,on,attribute,population,registered,recognised,total",
    ...     "Trà Vinh,2019-09-30,family,,224.571,197.284,",
    ... ]
    >>> (row,) = tables.parse_counts(chr(10).join(lines))
    >>> row.registered, row.recognised, row.total
    (224571, 197284, None)
    """
    reader = _Reader(name, attributes, populations)
    return reader.read(decoded(content, name))


class _Reader:
    """One table; collects its errors."""

    def __init__(self, name: str, attributes: Iterable[Attribute], populations: Iterable[Population]) -> None:
        self.name = name
        self.errors: list[KhuyenHocError] = []
        self.attributes = _by_name((*catalog.attributes(), *argument_items(attributes, Attribute, "attributes")))
        self.populations = _by_name((*catalog.populations(), *argument_items(populations, Population, "populations")))

    def read(self, text: str) -> tuple[Observation, ...]:
        text = _SEPARATOR_LINE.sub("", text, count=1)
        head = text.partition("\n")[0]
        delimiter = max(",;\t", key=head.count)
        rows = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter, strict=True)
        found: list[Observation] = []
        first_lines: dict[tuple[Any, ...], int] = {}
        try:
            header = self._header(next(rows, []))
            for cells in rows:
                if any(cell.strip() for cell in cells) and len(self.errors) < _MAX_ERRORS:
                    row = self._row(header, cells, rows.line_num)
                    if row is not None and self._is_new(row, first_lines, rows.line_num):
                        found.append(row)
        except csv.Error as error:
            self.errors.append(InvalidValueError(f"not CSV: {error}", path=(f"line {rows.line_num}",)))
        if self.errors:
            more = "; reading stopped there" if len(self.errors) >= _MAX_ERRORS else ""
            raise DocumentError.of(self.errors, f"this table{more}", name=self.name)
        return tuple(found)

    def _header(self, cells: list[str]) -> list[str]:
        names = [_column(cell) for cell in cells]
        for number, name in enumerate(names, 1):
            if name and name not in COLUMNS:
                close = difflib.get_close_matches(name, COLUMNS, 1)
                hint = f"did you mean {close[0]!r}?" if close else ""
                self._error(
                    "an unknown column",
                    1,
                    number,
                    seen=cells[number - 1],
                    expected=", ".join(COLUMNS),
                    hint=hint,
                )
            elif name and names.index(name) != number - 1:
                self._error("a column stands twice", 1, number, seen=name)
        missing = [name for name in _REQUIRED if name not in names]
        if missing and not self.errors:
            self._error(
                f"missing column{'s' if len(missing) > 1 else ''} {', '.join(missing)}",
                1,
                None,
                expected=", ".join(COLUMNS),
                hint="a column may be blank, but not absent",
            )
        if self.errors:
            raise DocumentError.of(self.errors, "this table", name=self.name)
        return names

    def _row(self, header: list[str], cells: list[str], line: int) -> Observation | None:
        before = len(self.errors)
        if len(cells) > len(header) and any(cell.strip() for cell in cells[len(header) :]):
            self._error(
                f"{len(cells)} cells under {len(header)} columns",
                line,
                len(header) + 1,
                seen=cells[len(header)],
            )
        raw = {name: tidy(cell) for name, cell in zip(header, cells, strict=False) if name}

        def cell(name: str, read: Callable[[str], Any], *, needed: bool = False) -> Any:
            text = raw.get(name, "")
            if not text:
                if needed:
                    self._error("a blank cell", line, header.index(name) + 1, name=name, expected="a value")
                return None
            try:
                return read(text)
            except KhuyenHocError as error:
                self._error(
                    error.message,
                    line,
                    header.index(name) + 1,
                    name=name,
                    seen=text,
                    expected=error.expected,
                    hint=error.hint,
                )
                return None

        on = cell("on", _day, needed=True)
        place = cell("place", lambda text: catalog.place(text, on=on), needed=True) if on else None
        attribute = cell("attribute", lambda text: _lookup(text, self.attributes, "attribute"), needed=True)
        population = cell("population", lambda text: _lookup(text, self.populations, "population"))
        if population is None and attribute is not None and attribute.code in OWN_POPULATIONS:
            population = Population(OWN_POPULATIONS[attribute.code])
        counts = {name: cell(name, _count) for name in ("registered", "recognised", "total")}
        base = cell("printed_base", _base)
        printed = cell("printed", lambda text: PrintedShare(text, base))
        if len(self.errors) > before or place is None or attribute is None:
            return None
        try:
            return Observation(
                place=place,
                on=on,
                attribute=attribute,
                population=population,
                printed=printed,
                source=raw.get("source", ""),
                **counts,
            )
        except KhuyenHocError as error:
            name = error.where.partition(".")[2]
            column = header.index(name) + 1 if name in header else None
            self._error(
                error.message,
                line,
                column,
                name=name,
                seen=error.seen,
                expected=error.expected,
                hint=error.hint,
            )
            return None

    def _is_new(self, row: Observation, first_lines: dict[tuple[Any, ...], int], line: int) -> bool:
        key = (row.place, row.on, row.attribute, row.population)
        first = first_lines.setdefault(key, line)
        if first != line:
            self._error(f"the same place, day, attribute and population as line {first}", line, None)
        return first == line

    def _error(
        self,
        message: str,
        line: int,
        column: int | None,
        *,
        name: str = "",
        seen: Any = None,
        expected: str = "",
        hint: str = "",
    ) -> None:
        where = f"line {line}" + (f", column {column}" if column else "") + (f" ({name})" if name and column else "")
        self.errors.append(InvalidValueError(message, path=(where,), seen=seen, expected=expected, hint=hint))


def _column(cell: str) -> str:
    """The column that a heading names, in English or Vietnamese, with or without marks."""
    heading = tidy(cell).casefold()
    plain = {plain_key(name): column for name, column in _VIETNAMESE.items()}
    return _VIETNAMESE.get(heading) or plain.get(heading, heading)


def _by_name(terms: Iterable[Any]) -> dict[str, Any]:
    named: dict[str, Any] = {}
    for term in terms:
        for name in (term.code, term.vi, term.en):
            named[tone_key(name)] = term
    return named


def _lookup(text: str, known: dict[str, Any], kind: str) -> Any:
    found = known.get(tone_key(text))
    if found is None:
        plain = {plain_key(name): term for name, term in known.items()}
        found = plain.get(plain_key(text)) if plain_key(text) == tidy(text).casefold() else None
    if found is None:
        close = difflib.get_close_matches(tone_key(text), known, 1)
        hint = f"did you mean {known[close[0]].code!r}?" if close else ""
        codes = sorted({term.code for term in known.values()})
        expected = "" if close else f"one of {', '.join(codes)}"
        raise UnknownNameError(f"not a known {kind}", seen=text, expected=expected, hint=hint)
    return found


def _day(text: str) -> dt.date:
    match = re.fullmatch(r"([0-9]{1,2})[/.]([0-9]{1,2})[/.]([0-9]{4})", text)
    try:
        if match:
            return day(dt.date(int(match[3]), int(match[2]), int(match[1])))
        if re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", text):
            return day(dt.date.fromisoformat(text))
    except InvalidValueError:
        raise
    except ValueError:
        pass
    raise InvalidValueError("not a day", seen=text, expected="2023-12-31 or 31/12/2023")


def _count(text: str) -> int:
    if not _COUNT.fullmatch(text):
        hint = "a count has no decimals and no sign; group it with dots or not at all"
        raise InvalidValueError("not a count", seen=text, expected="a whole number such as 253853", hint=hint)
    return int(re.sub(r"[. ]", "", text))


def _base(text: str) -> Base:
    for base in Base:
        if tone_key(text) in (base.value, tone_key(base.vi)):
            return base
    raise InvalidValueError("not a base", seen=text, expected="total or registered")
