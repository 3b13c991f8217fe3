"""How the columns of a table are read, as a small TOML file that is written, put right by hand, and given back."""

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from typing import Any

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tone_key
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files import catalog
from khuyenhoc.files._input import Readable, given, told_of
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.files.tables.grid import Grid
from khuyenhoc.files.tables.known_terms import base_of, term
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.files.tables.wide import COUNTS, READ, CountColumn, Layout, layout_under
from khuyenhoc.sentences import Sentence, one_of
from khuyenhoc.values.learning_model import OWN_POPULATIONS, Attribute, Population

__all__ = ["ColumnsFile", "SheetColumns", "columns_text", "read_columns", "stated_layout", "stated_words"]

_FORMAT = "khuyenhoc-columns/1"
_WORDS = {
    "place": "địa bàn",
    "on": "ngày",
    "order": "thứ tự",
    "source": "nguồn",
    "total": "tổng số",
    "registered": "đăng ký",
    "recognised": "công nhận",
    "printed": "tỷ lệ in",
    "attribute": "mô hình",
    "population": "tổng thể",
    "printed_base": "mẫu số",
    "ignored": "bỏ qua",
}
_UNKNOWN = "chưa biết"
_READ = Vocabulary([*((name, name) for name in READ), *((word, name) for name, word in _WORDS.items())])
_HEAD = """\
# Cách đọc các cột của bảng số liệu. Sửa chỗ chưa đúng rồi đưa lại bằng --columns.
# doc: địa bàn, ngày, thứ tự, nguồn, tổng số, đăng ký, công nhận, tỷ lệ in, mô hình, tổng thể, mẫu số, bỏ qua.
format = "{format}"
"""


@public("khuyenhoc.tables")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class SheetColumns(Shown):
    """How the columns of one sheet are read (cách đọc các cột của một trang).

    Attributes:
        sheet: Its name; empty in CSV.
        first: The first row of its headings.
        last: The last row of its headings.
        columns: Its columns.
        day: The day of the counts in all its rows; None if that is not known.
        day_is_printed: Whether the day is that in the title, which another table of the form has its own of.
        place: What its places lie in; empty if that is not said.
        words: Of a table whose rows are one observation each, the words that the catalogue has not: the ``read`` of
            their column, the word, and what it stands for, empty where nobody has said it.
    """

    sheet: str
    first: int
    last: int
    columns: tuple[CountColumn, ...]
    day: dt.date | None = None
    day_is_printed: bool = False
    place: str = ""
    words: tuple[tuple[str, str, str], ...] = ()

    @property
    def of_rows(self) -> bool:
        """Whether each of its rows is one observation, so that the model stands in a column.

        >>> tables.SheetColumns(sheet="", first=1, last=1, columns=()).of_rows
        False
        """
        return any(column.read == "attribute" for column in self.columns)


@attrs.frozen
class ColumnsFile:
    """The sheets of which the columns are stated."""

    sheets: tuple[SheetColumns, ...]


def stated_layout(grid: Grid, file: ColumnsFile) -> tuple[Layout, SheetColumns]:
    """How a sheet is read: as a file says, if it is the one that the file is about.

    Raises:
        InvalidValueError: If it is not: another sheet, or other headings.
    """
    names = [item.sheet for item in file.sheets]
    stated = next((item for item in file.sheets if item.sheet == grid.sheet or len(names) == 1), None)
    if stated is None:
        raise InvalidValueError("a-sheet-not-in-the-columns-file", seen=grid.sheet, expected=one_of(names))
    found = layout_under(grid, stated.first, stated.last)
    seen = {column.index: column.heading for column in found.columns}
    for column in stated.columns:
        if tone_key(seen.get(column.index, "")) != tone_key(column.heading):
            here = seen.get(column.index, "")
            raise InvalidValueError("another-heading", seen=here, letter=column.letter, heading=column.heading)
    named = {column.index for column in stated.columns}
    rest = [
        attrs.evolve(column, read="ignored", attribute=None) for column in found.columns if column.index not in named
    ]
    columns = sorted([*stated.columns, *rest], key=lambda item: item.index)
    if not any(column.read == "place" for column in columns):
        raise InvalidValueError("no-column-of-places")
    return attrs.evolve(found, columns=tuple(columns)), stated


def columns_text(sheets: Iterable[SheetColumns]) -> str:
    """The file, with the reason of each reading beside it."""
    lines = [_HEAD.format(format=_FORMAT)]
    for sheet in sheets:
        lines += ["[[sheet]]", f"ten = {_quoted(sheet.sheet)}", f"tieu_de = [{sheet.first}, {sheet.last}]"]
        lines += [_day_line(sheet)]
        lines += [f"thuoc = {_quoted(sheet.place)}" if sheet.place else '# thuoc = "tỉnh …"', ""]
        for read, word, means in sheet.words:
            lines += ["[[sheet.chu]] # chữ chưa rõ nghĩa: ghi vào la", f"cot = {_quoted(_WORDS[read])}"]
            lines += [f"ghi = {_quoted(word)}", f"la = {_quoted(means)}", *_choices(read, word), ""]
        for column in sheet.columns:
            lines += ["[[sheet.cot]]", f"cot = {_quoted(column.letter)}", f"tieu_de = {_quoted(column.heading)}"]
            lines += [f"doc = {_quoted(_WORDS.get(column.read, ''))} # {column.why.vi}"]
            if column.attribute is not None:
                lines += [f"mo_hinh = {_quoted(column.attribute.vi)}"]
                lines += [f"tong_the = {_quoted(column.population.vi if column.population else '')}"]
            if column.read == "printed":
                lines += [f"mau_so = {_quoted(column.base.vi if column.base else '')} # tổng số, số đăng ký, để trống"]
            lines += [""]
    return "\n".join(lines)


def _choices(read: str, word: str) -> Iterator[str]:
    """What a word may stand for: the terms that begin with it, or else all of them; or that it is not known."""
    terms = catalog.attributes() if read == "attribute" else catalog.populations()
    names = dict.fromkeys(term.vi for term in terms)
    begun = [name for name in names if tone_key(name).startswith(tone_key(word))]
    yield "# một trong:"
    yield from (f"#   {name}" for name in (*(begun or names), *([_UNKNOWN] if read == "population" else [])))


def _day_line(sheet: SheetColumns) -> str:
    """The day; as a remark where each table has its own in its title."""
    if sheet.day is None:
        return "# ngay = 2025-12-31"
    return f"# ngay = {sheet.day} (theo tiêu đề bảng)" if sheet.day_is_printed else f"ngay = {sheet.day}"


def _quoted(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


def read_columns(path: Readable, *, name: str = "") -> ColumnsFile:
    """The file, read back.

    Raises:
        DocumentError: With everything that is wrong in it.
    """
    file = given(path, name=name, unnamed="columns", mebibytes=1)
    with told_of(file.name, "this-file-of-columns"):
        data = toml_data(file.text(mebibytes=1))
        if data.get("format") != _FORMAT:
            expected = Sentence("words", words=repr(_FORMAT))
            raise InvalidValueError("an-unknown-format", path=("format",), seen=data.get("format"), expected=expected)
        errors: list[KhuyenHocError] = []
        rows = data.get("sheet", [])
        sheets = tuple(_sheet(row, f"sheet[{at}]", errors) for at, row in enumerate(rows) if isinstance(row, dict))
        if errors or not sheets:
            raise DocumentError.of(
                errors or [InvalidValueError("a-blank-cell", path=("sheet",))], "this-file-of-columns"
            )
    return ColumnsFile(sheets)


def _sheet(row: dict[str, Any], where: str, errors: list[KhuyenHocError]) -> SheetColumns:
    cells, words = row.get("cot", []), row.get("chu", [])
    said = [_word(cell, f"{where}.chu[{at}]", errors) for at, cell in enumerate(words) if isinstance(cell, dict)]
    cells = [cell for cell in cells if isinstance(cell, dict)]
    of_rows = any(_READ.find(str(cell.get("doc", ""))) == "attribute" for cell in cells)
    columns = [_column(cell, f"{where}.cot[{at}]", errors, of_rows=of_rows) for at, cell in enumerate(cells)]
    rows = row.get("tieu_de", [1, 1])
    day = row.get("ngay")
    if not (isinstance(rows, list) and len(rows) == 2 and all(isinstance(one, int) for one in rows)):  # noqa: PLR2004
        errors.append(InvalidValueError("not-two-rows", path=(f"{where}.tieu_de",), seen=rows))
        rows = [1, 1]
    if isinstance(day, str):
        day = _kept(f"{where}.ngay", errors, read_day, day)
    return SheetColumns(
        sheet=str(row.get("ten", "")),
        first=rows[0],
        last=rows[1],
        day=day,
        place=str(row.get("thuoc", "")),
        columns=tuple(column for column in columns if column is not None),
        words=tuple(word for word in said if word[2]),
    )


def _word(cell: dict[str, Any], where: str, errors: list[KhuyenHocError]) -> tuple[str, str, str]:
    """A word and what it stands for; told as wrong where the catalogue has no such term."""
    read = _kept(f"{where}.cot", errors, _role, str(cell.get("cot", ""))) or ""
    means = str(cell.get("la", ""))
    if means and tone_key(means) != tone_key(_UNKNOWN):
        kind = Attribute if read == "attribute" else Population
        _kept(f"{where}.la", errors, lambda text: term(text, kind), means)
    return read, str(cell.get("ghi", "")), means


def stated_words(file: ColumnsFile) -> dict[tuple[str, str], Any]:
    """What words stand for, by the ``read`` of their column and the word folded; None for a population not known."""
    found: dict[tuple[str, str], Any] = {}
    for read, word, means in (one for sheet in file.sheets for one in sheet.words):
        kind = Attribute if read == "attribute" else Population
        found[read, tone_key(word)] = None if tone_key(means) == tone_key(_UNKNOWN) else term(means, kind)
    return found


def _column(cell: dict[str, Any], where: str, errors: list[KhuyenHocError], *, of_rows: bool) -> CountColumn | None:
    """One column; None if anything in it is wrong."""
    before = len(errors)
    index = _kept(f"{where}.cot", errors, _index, str(cell.get("cot", "")))
    read = _kept(f"{where}.doc", errors, _role, str(cell.get("doc", "")))
    attribute = population = base = None
    if text := str(cell.get("mo_hinh", "")):
        attribute = _kept(f"{where}.mo_hinh", errors, lambda text: term(text, Attribute), text)
    if text := str(cell.get("tong_the", "")):
        population = _kept(f"{where}.tong_the", errors, lambda text: term(text, Population), text)
    if text := str(cell.get("mau_so", "")):
        base = _kept(f"{where}.mau_so", errors, base_of, text)
    if read in (*COUNTS, "printed") and attribute is None and not of_rows and len(errors) == before:
        errors.append(InvalidValueError("a-blank-cell", path=(f"{where}.mo_hinh",), expected="a-value"))
    if len(errors) > before:
        return None
    own = OWN_POPULATIONS.get(attribute.code) if attribute else None
    why = Label("theo tệp --columns", "by the file of columns")
    counts = attribute if read in (*COUNTS, "printed") else None
    return CountColumn(
        index=index,
        heading=str(cell.get("tieu_de", "")),
        read=read or "ignored",
        attribute=counts,
        population=(population or (Population(own) if own else None)) if counts else None,
        base=base,
        why=why,
    )


def _kept(where: str, errors: list[KhuyenHocError], read: Any, text: Any) -> Any:
    try:
        return read(text)
    except KhuyenHocError as error:
        errors.append(error.moved((where,)))
        return None


def _index(letters: str) -> int:
    if not (letters.isascii() and letters.isalpha() and len(letters) <= 3):  # noqa: PLR2004 - XFD is the last
        raise InvalidValueError("not-a-column-letter", seen=letters)
    number = 0
    for letter in letters.upper():
        number = 26 * number + ord(letter) - 64
    return number - 1


def _role(text: str) -> str:
    found = _READ.find(text) if text else ""
    if found is None:
        raise InvalidValueError("not-a-way-to-read", seen=text, expected=one_of(_WORDS.values()))
    return found
