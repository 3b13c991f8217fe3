"""Rows of sums ("Tổng cộng", "Cộng huyện A"): known by their names, left out, said, and held against the others."""

import re
import warnings
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.numbers import whole_number
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import eth_words, has_marks, plain_key, tidy, tone_key
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.files._input import of_eth
from khuyenhoc.files.tables.cells import cell_value
from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.place import Level
from khuyenhoc.values.sums import sum_of_known

__all__ = ["NO_ANSWER", "SUM_LIKE", "FactSums", "Sums", "TableNotice", "is_sum", "warn_of_eth", "whole_of"]

_WHOLE = ("tổng", "tổng cộng", "tổng số", "cộng", "cộng chung", "total", "grand total")
_ALL = ("toàn tỉnh", "toàn thành phố", "toàn huyện", "toàn quận", "toàn thị xã", "toàn xã", "toàn phường")
_CLEAR = ("tổng cộng", "tổng số", "grand total", "subtotal", "sub-total")
"""After these anything may follow, for no place is called so; there are communes Cộng Hòa, Tổng Cọt and Toàn Thắng."""
_HEADS = ("tổng", "cộng chung", "cộng", "toàn", "total")
_GROUPS = (
    *dict.fromkeys(word for level in Level if level > Level.HAMLET for word in level.words),
    *("thôn", "tổ dân phố", "khu phố", "khối phố", "khối", "cụm", "khu vực", "vùng", "miền", "các", "nhóm", "mục"),
    *("phần", "đợt", "theo", "trang", "của", "cấp", "toàn", "ngành", "of"),
)
_ORDER = re.compile(r"[\W_]*(?:(?:[ivxlc]+|[0-9]+|[a-z])[.)]\s+)?", re.IGNORECASE)  # "II. ", "a) ", "* "
# With this every name of a sum begins, whatever stands between the letters; most that begins so is none.
_BEGINNING = re.compile(
    r"[\W_]*(?:[^\W_]+\W*[.)][\W_]*)?"
    r"(?:t\W*\w\W*(?:\w\W*)?[nǹ]|c\W*\w\W*[nṇ]\W*g|t\W*o\W*t\W*a\W*l|g\W*r\W*a\W*n\W*d|s\W*u\W*b)",
    re.IGNORECASE,
)
NO_ANSWER = "a-number-or-a-blank-in-a-sum"
_MOST = 500  # rows of sums that are checked; no table that a person made has more
SUM_LIKE = r"(?i)^[^\p{L}\p{N}]*([\p{L}\p{N}]{1,5}[.)]\s+)?(t.{1,4}n|c.{1,3}ng|total|grand|sub)"
"""What every name of a sum is like, for engines to look for; most that is like it is none."""


@public("khuyenhoc.tables")
class TableNotice(UserWarning):
    """What is to be known about a table that could be read: sums left out or wrong, letters that only look like Đ.

    Attributes:
        label: The same in Vietnamese and English.
    """

    def __init__(self, label: Label) -> None:
        """A notice in two languages; as text it is in English."""
        super().__init__(label.en)
        self.label = label

    def __reduce__(self) -> tuple[type["TableNotice"], tuple[Label]]:
        return type(self), (self.label,)


def warn_of_eth(text: str, name: str) -> None:
    """A notice, if a table writes Đ with another letter: the words, and the line of the first."""
    if said := of_eth(text):
        line = next(number for number, line in enumerate(text.split("\n"), 1) if eth_words(line))
        notice = Label(f"{name}, từ dòng {line}: {said.vi}", f"{name}, from line {line} on: {said.en}")
        warnings.warn(TableNotice(notice), stacklevel=3)


def is_sum(name: str) -> bool:
    """Whether what should be the name of a place or applicant says that the row is the sum of others."""
    return ("&" in name or _BEGINNING.match(name) is not None) and _kind(name) is not None


@lru_cache(maxsize=1 << 14)
def _kind(name: str) -> bool | None:
    """Whether a name stands for the sum of a whole table (true) or of a part of it; None if it is no sum."""
    text = tidy(name).strip(" .:*")
    for key in (tone_key,) if has_marks(text) else (tone_key, plain_key):
        found = _pattern(key).fullmatch(key(text[_end_of_order(text) :]))
        if found:
            return found["part"] is None
    return None


def _end_of_order(text: str) -> int:
    found = _ORDER.match(text)
    return found.end() if found else 0


@lru_cache(maxsize=2)
def _pattern(key: Callable[[str], str]) -> re.Pattern[str]:
    def any_of(names: Sequence[str]) -> str:
        return "|".join(re.escape(key(name)) for name in sorted(names, key=len, reverse=True))

    number = r"(?:[ivxlc]+|[0-9]+|[a-z])"
    whole = rf"(?:{any_of(_WHOLE)}|(?:(?:{any_of(_WHOLE)})\s+)?(?:{any_of(_ALL)}))\s*(?:[(:](?!\s*{number}\s*\)).*)?"
    tails = rf"\s+(?:{any_of(_GROUPS)})(?![^\s(:,0-9]).*|\s+{number}(?:\s*[,+&-].*)?|\s*\(\s*{number}\s*\).*"
    return re.compile(rf"{whole}|(?P<part>(?:{any_of(_CLEAR)})(?:[\s(:].*)?|(?:{any_of(_HEADS)})(?:{tails}))")


def whole_of(cell: Any) -> int | None:
    """The whole number in a cell of a row of sums; None for anything else, such as a share."""
    if isinstance(cell, float) and cell.is_integer():
        return int(cell)
    if isinstance(cell, int) and not isinstance(cell, bool):
        return cell
    return whole_number(cell) if isinstance(cell, str) and cell else None


@attrs.define
class _Total:
    """The sums of some rows, each None as soon as one row lacks the figure."""

    rows: int
    values: list[int | None]

    def add(self, rows: int, values: Sequence[int | None]) -> None:
        self.values = (
            list(values) if not self.rows else [sum_of_known(two) for two in zip(self.values, values, strict=True)]
        )
        self.rows += rows


@attrs.frozen
class _Sum:
    name: str
    line: int
    about: tuple[Any, ...]
    values: tuple[int | None, ...]
    whole: bool

    def is_about(self, other: tuple[Any, ...]) -> bool:
        return all(mine is None or its is None or mine == its for mine, its in zip(self.about, other, strict=True))


class Sums:
    """The rows of sums of one table, and what they may be the sums of: the totals of the rows between them."""

    fields: tuple[Label, ...]
    word: Label

    def __init__(self, fields: Sequence[Label], row: Label) -> None:
        """Take the names of the figures that are compared, and the word for a row."""
        self.fields, self.word = tuple(fields), row
        self.found: list[_Sum] = []
        self._blocks: list[dict[tuple[Any, ...], _Total]] = [{}]

    def add(self, values: Sequence[int | None], about: tuple[Any, ...] = (), rows: int = 1) -> None:
        """The figures of a row that is no sum, or the totals of several; ``about`` tells apart what is not added."""
        if rows:
            self._blocks[-1].setdefault(about, _Total(0, [])).add(rows, values)

    def leave_out(self, name: str, line: int, values: Sequence[int | None], about: tuple[Any, ...] = ()) -> None:
        """A row of sums; None in ``about`` where it does not say."""
        self.found.append(_Sum(name, line, about, tuple(values), _kind(name) is not False))
        self._blocks.append({})

    def notices(self) -> tuple[Label, ...]:
        """That each of the rows is left out, and what in it is not the sum of the rows that it is about."""
        return tuple(self._notice(number, item) for number, item in enumerate(self.found))

    def _notice(self, number: int, item: _Sum) -> Label:
        vi = f"{self.word.vi} {item.line} ({item.name}) là dòng tổng, để ngoài"
        en = f"{self.word.en} {item.line} ({item.name}) is a sum, left out"
        if len(self.found) > _MOST:
            return Label(vi, en)
        before, after = self._neighbours(number, item)
        above, below = self._total(before + 1, number, item), self._total(number + 1, after, item)
        held = everything = self._total(0, len(self.found), item)
        where = Label("dòng", "rows")
        if not self._is_of_all(number, item):
            leads = not self._total(0, number, item).rows or self._parts_lead(item)
            held = below if leads else above
            where = Label("dòng dưới", "rows below") if leads else Label("dòng trên", "rows above")
            if not held.rows or self._in_a_run(number, item):
                return Label(vi, en)
        wrong = self._differences(item, held)
        if wrong and all(self._differences(item, other) for other in (above, below, everything)):
            vi += f"; không bằng tổng {held.rows} {where.vi}: {', '.join(one.vi for one in wrong)}"
            en += f"; not the sum of the {held.rows} {where.en}: {', '.join(one.en for one in wrong)}"
        return Label(vi, en)

    def _neighbours(self, number: int, item: _Sum) -> tuple[int, int]:
        """The rows of sums before and after that are about the same; -1 and the number of them where there are none."""
        alike = [other for other, row in enumerate(self.found) if other != number and item.is_about(row.about)]
        return max((one for one in alike if one < number), default=-1), min(
            (one for one in alike if one > number), default=len(self.found)
        )

    def _total(self, first: int, last: int, item: _Sum) -> _Total:
        total = _Total(0, [None] * len(self.fields))
        for block in self._blocks[first : last + 1]:
            for about, part in block.items():
                if item.is_about(about):
                    total.add(part.rows, part.values)
        return total

    def _is_of_all(self, number: int, item: _Sum) -> bool:
        """Of several bare "Cộng" the last is of all rows, and one that stands above all of them."""
        if not item.whole:
            return False
        last = max(other for other, row in enumerate(self.found) if row.whole and row.about == item.about)
        return number == last or not self._total(0, number, item).rows

    def _parts_lead(self, item: _Sum) -> bool:
        """Whether the sums of parts of this table stand above their rows: the first of them does."""
        first = next((n for n, row in enumerate(self.found) if not row.whole and item.is_about(row.about)), None)
        return first is not None and not self._total(0, first, item).rows

    def _in_a_run(self, number: int, item: _Sum) -> bool:
        """Whether another sum of a part stands beside it: then it is not known which rows each is about."""
        before, after = self._neighbours(number, item)
        sides = ((before, before + 1, number), (after, number + 1, after))
        return any(
            0 <= other < len(self.found) and not self.found[other].whole and not self._total(first, last, item).rows
            for other, first, last in sides
        )

    def _differences(self, item: _Sum, total: _Total) -> list[Label]:
        """Each figure that is known on both sides and differs; anything is unlike the total of no rows."""
        if not total.rows:
            return [Label("-", "-")]
        return [
            Label(f"{field.vi} {stated} ≠ {summed}", f"{field.en} {stated} ≠ {summed}")
            for field, stated, summed in zip(self.fields, item.values, total.values, strict=True)
            if stated is not None and summed not in (None, stated)
        ]


class FactSums(Sums):
    """The same for a table of applicants: counts are added up, and so is how many say yes."""

    def __init__(self, rules: RuleSet, facts: Iterable[Fact], row: Label) -> None:
        """Take the facts of the table."""
        self.scales: tuple[Scale, ...] = rules.scales
        self.facts: tuple[Fact, ...] = tuple(fact for fact in facts if fact.kind in (FactKind.COUNT, FactKind.YES_NO))
        super().__init__([Label(fact.vi, fact.en) for fact in self.facts], row)

    def is_answer(self, text: str, fact: Fact) -> bool:
        """Whether a cell answers in words, as no sum does: "có", "Mức 2"."""
        if fact.kind not in (FactKind.YES_NO, FactKind.RANK) or not any(map(str.isalpha, text)):
            return False
        try:
            return cell_value(text, fact, self.scales) is not None
        except KhuyenHocError:
            return False
