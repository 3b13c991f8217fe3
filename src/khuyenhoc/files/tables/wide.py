"""Tables with columns for each model, as provinces keep them: where the headings stand, and what each column counts."""

import re
from collections.abc import Iterator, Sequence
from functools import cache

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key
from khuyenhoc.files.tables.grid import Grid
from khuyenhoc.files.tables.vocabulary import Vocabulary, heading_words
from khuyenhoc.values.learning_model import OWN_POPULATIONS, Attribute, Population
from khuyenhoc.values.share import Base

__all__ = ["COUNTS", "READ", "CountColumn", "Layout", "layout_of", "layout_under", "shown_text", "words_known"]

COUNTS = ("total", "registered", "recognised")
_OF_ROWS = ("attribute", "population", "printed_base")  # columns of a table whose rows are one observation each
READ = ("place", "on", "order", "source", *COUNTS, "printed", *_OF_ROWS, "ignored")
_LOOKED_AT, _DEEPEST = 30, 3
_EDGE = r"[\w\u0300-\u036f]"


@public("khuyenhoc.tables")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CountColumn(Shown):
    """How one column of a table of counts is read, and why (cách đọc một cột).

    Attributes:
        index: Its number from 0.
        heading: Its heading; where it stands over several rows, from the top to the bottom.
        read: What it holds: a count (``total``, ``registered``, ``recognised``), a share (``printed``), ``place``,
            ``on``, ``source``, ``order``, or ``ignored``; of a table whose rows are one observation each also
            ``attribute``, ``population``, ``printed_base``; empty where that is not known.
        attribute: What it counts; None for a column that counts nothing.
        population: Among whom; None if it is not said.
        base: The base of a share; None if it is not said.
        why: What the reading rests on.
    """

    index: int
    heading: str
    read: str = ""
    attribute: Attribute | None = None
    population: Population | None = None
    base: Base | None = None
    why: Label = attrs.field(factory=lambda: Label("", ""))

    @property
    def letter(self) -> str:
        """Its letter, as a spreadsheet program shows it.

        >>> tables.CountColumn(index=27, heading="").letter
        'AB'
        """
        letters, rest = "", self.index + 1
        while rest:
            rest, digit = divmod(rest - 1, 26)
            letters = chr(65 + digit) + letters
        return letters


@attrs.frozen(kw_only=True)
class Layout:
    """Where the headings of a sheet stand (first and last row), its columns, and the titles above them."""

    sheet: str = ""
    first: int
    last: int
    columns: tuple[CountColumn, ...]
    titles: tuple[str, ...] = ()

    def of(self, read: str) -> tuple[CountColumn, ...]:
        """The columns that hold something."""
        return tuple(column for column in self.columns if column.read == read)

    @property
    def counting(self) -> tuple[CountColumn, ...]:
        """The columns with figures."""
        return tuple(column for column in self.columns if column.attribute is not None)


@cache
def _whole_headings() -> Vocabulary[str]:
    return Vocabulary((name, read) for read, names in heading_words()["others"].items() for name in names)


@cache
def _phrases(plain: bool) -> tuple[re.Pattern[str], dict[str, tuple[str, str]]]:
    """What to look for in a heading, the longest first, and what each phrase says."""
    key, said = plain_key if plain else tone_key, {}
    for room in ("fillers", "bases", "measures", "members", "titles"):
        for value, names in heading_words()[room].items():
            for name in names:
                said[key(name)] = (room, value)
    longest = sorted(said, key=len, reverse=True)
    return re.compile("|".join(_bounded(phrase) for phrase in longest)), said


def _bounded(phrase: str) -> str:
    before, after = (f"(?<!{_EDGE})" if phrase[0].isalnum() else "", f"(?!{_EDGE})" if phrase[-1] != "%" else "")
    return before + r"\s*".join(map(re.escape, phrase.split())) + after


@attrs.define
class _Said:
    """What the words of one heading cell say."""

    measures: set[str] = attrs.Factory(set)
    bases: set[str] = attrs.Factory(set)
    titles: set[str] = attrs.Factory(set)
    members: set[str] = attrs.Factory(set)
    rest: str = ""


@cache
def _said(text: str) -> _Said:
    key = tone_key(text) if has_marks(text) else plain_key(text)
    pattern, phrases = _phrases(not has_marks(text))
    found = _Said()
    for match in pattern.finditer(key):
        room, value = phrases[match[0]] if match[0] in phrases else _loosely(match[0], phrases)
        if room in ("measures", "bases", "titles", "members"):
            getattr(found, room).add(value)
    found.rest = " ".join(re.findall(rf"{_EDGE}+", pattern.sub(" ", key)))
    return found


def _loosely(text: str, phrases: dict[str, tuple[str, str]]) -> tuple[str, str]:
    bare = "".join(text.split())
    return next(said for phrase, said in phrases.items() if "".join(phrase.split()) == bare)


def words_known(heading: str) -> bool | None:
    """True for a heading of which every word is known, such as the reader of CSV asks for; None for another."""
    return True if _whole_headings().find(heading) or not _said(tidy(heading)).rest else None


def layout_of(grid: Grid) -> Layout | None:
    """The rows of headings under which most columns are read; None if there are none with a place and a count."""
    best: tuple[int, Layout] | None = None
    for last in list(grid.rows)[:_LOOKED_AT]:
        for depth in range(1, _DEEPEST + 1):
            first = last - depth + 1
            if first not in grid.rows and depth > 1:
                break
            made = layout_under(grid, first, last)
            score = len(made.of("place")) and len(made.counting)
            if score and (best is None or score > best[0]):
                best = score, made
    return best[1] if best else None


def layout_under(grid: Grid, first: int, last: int) -> Layout:
    """The columns under headings from one row to another."""
    width = max((len(grid.rows.get(row, ())) for row in range(first, last + 1)), default=0)
    paths = [_path(grid, first, last, column) for column in range(width)]
    titles = tuple(dict.fromkeys(_titles(grid, first)))
    about = _about([*titles, grid.sheet])
    columns = tuple(_column(at, path, about) for at, path in enumerate(paths) if path)
    return Layout(sheet=grid.sheet, first=first, last=last, columns=columns, titles=titles)


def _titles(grid: Grid, first: int) -> Iterator[str]:
    for row, cells in grid.rows.items():
        if row < first:
            yield from (text for cell in cells if (text := tidy(str(cell or ""))))


def _path(grid: Grid, first: int, last: int, column: int) -> tuple[str, ...]:
    """The heading of a column from the top down: a cell that is merged over several columns stands over each."""
    found: list[str] = []
    for row in range(first, last + 1):
        span = grid.span(row, column)
        text = grid.shown(span.top, span.left) if span and span.top >= first else grid.shown(row, column)
        if not text and span is None and row < last:
            text = _from_the_left(grid, row, last, column)
        if text and shown_text(text) not in ("", *found):
            found.append(shown_text(text))
    return tuple(found)


def shown_text(text: str) -> str:
    """A cell as it may be named in a message, without what nobody can see."""
    return tidy("".join(filter(str.isprintable, text.replace("\n", " "))))


def _from_the_left(grid: Grid, row: int, last: int, column: int) -> str:
    """In a file that keeps no merged cells: the group that began further left, if something stands below."""
    if grid.merged or not any(grid.shown(below, column) for below in range(row + 1, last + 1)):
        return ""
    return next((text for at in range(column - 1, -1, -1) if (text := grid.shown(row, at))), "")


def _about(titles: Sequence[str]) -> str:
    """The one model that the titles are about; empty if there is none, or several."""
    found = {value for title in titles for value in _said(title).titles}
    return found.pop() if len(found) == 1 else ""


def _column(index: int, path: tuple[str, ...], about: str) -> CountColumn:
    heading = " / ".join(path)
    whole = _whole_headings().find(path[-1]) or _whole_headings().find(heading)
    if whole:
        why = Label("theo tiêu đề cột", "by its heading")
        return CountColumn(index=index, heading=heading, read=whole, why=why)
    read = _count_column(path, about)
    return attrs.evolve(read, index=index, heading=heading)


def _unread(vi: str, en: str) -> CountColumn:
    return CountColumn(index=0, heading="", why=Label(f"không đọc: {vi}", f"not read: {en}"))


def _count_column(path: tuple[str, ...], about: str) -> CountColumn:
    """What a column counts, as far as each word of its heading says it."""
    said = [_said(part) for part in path]
    rest = " ".join(part.rest for part in said if part.rest)
    if rest:
        words = " / ".join(part for part, one in zip(path, said, strict=True) if one.rest)
        return _unread(f"“{words}” có chữ ngoài bảng từ", f"'{words}' has words that are not known")
    measures = set().union(*(part.measures for part in said))
    bases = set().union(*(part.bases for part in said))
    models = set().union(*(part.titles | part.members for part in said))
    measure, why = _measure(measures, bases)
    if not measure:
        return _unread(why.vi, why.en)
    if any("total" in part.measures and part.titles and measure == "total" for part in said):
        return _unread(
            "có thể là tổng số được công nhận, có thể là tổng số để xét", "all that hold the title, or all there are"
        )
    if len(models) > 1 or not (models or about):
        return _unread("không rõ mô hình nào", "which model it counts is not said")
    code = next(iter(models), about)
    own = OWN_POPULATIONS.get(code)
    where = Label("theo tiêu đề cột", "by its heading")
    if not models:
        where = Label("mô hình theo tiêu đề bảng", "the model by the title of the table")
    return CountColumn(
        index=0,
        heading="",
        read=measure,
        attribute=Attribute(code),
        population=Population(own) if own else None,
        base=Base(next(iter(bases))) if len(bases) == 1 else None,
        why=where,
    )


def _measure(measures: set[str], bases: set[str]) -> tuple[str, Label]:
    """The one thing that some words together say is counted; empty with the reason where they say none."""
    counted = measures - {"printed"}
    if "printed" in measures:
        if counted == {"registered"} and not bases:
            return "", Label("tỷ lệ đăng ký, không phải tỷ lệ công nhận", "a share of the registered")
        return ("printed", Label("", "")) if len(bases) <= 1 else ("", Label("hai mẫu số", "two bases"))
    if len(counted) > 1:
        counted -= {"total"}  # "tổng số được công nhận"
    if len(counted) == 1 and not bases:
        return counted.pop(), Label("", "")
    if counted:
        return "", Label("nói hai điều", "it says two things")
    return "", Label("không rõ đếm gì (tổng số, đăng ký, công nhận)", "what it counts is not said")
