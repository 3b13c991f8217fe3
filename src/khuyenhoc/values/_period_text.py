"""Period expressions, as plain parts: reading and writing them.

The text is compared without marks, so that "giai đoan" and "GIAI DOAN" are read too. Each pattern takes what it
understands out of the text; what is left over may only be the small words that surround a period.
"""

import datetime as dt
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from khuyenhoc._base.door import day
from khuyenhoc._base.plain import day_text
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import has_marks, plain_key, tidy
from khuyenhoc.errors import InvalidValueError, WrongTypeError

__all__ = ["PeriodWords", "read_period", "write_period"]

_MAX_LENGTH = 300
_YEAR = r"([12][0-9]{3})"
_DAY = r"(?:ngay )?([0-9]{1,2}[/.-][0-9]{1,2}[/.-][12][0-9]{3})"
_TO = r" ?(?:-|den het|den|to) ?"
_LOST_DASH = re.compile(rf"\b{_YEAR}\s*[\r\n]\s*{_YEAR}\b")

_HORIZON = re.compile(
    r"[,;]? ?(?:va |with |and )?(?:an )?(?:dinh huong|tam nhin|orientation|vision)(?: den| toi| to| towards?)?"
    rf"(?: nam| the year)? (?:{_DAY}|{_YEAR})\b"
)
_STATED = re.compile(r"\b(?<!quy )([0-9]{1,2})[ -](?:nam|years?)\b")
_SCHOOL_YEAR = re.compile(r"\bnam hoc\b|\bschool year\b")
_FILLER = re.compile(
    r"giai doan|nhiem ky|nam|trong|qua|cua|keo dai|bat dau|period|stage|term|years?|from|of|the|in|tu|[(),:;.-]"
)

_QUARTERS = {"i": 1, "ii": 2, "iii": 3, "iv": 4, "1": 1, "2": 2, "3": 3, "4": 4}
_QUARTERS |= {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "tu": 4}
_NUMBERS = ("một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười")
_IN_WORDS = {word: str(number) for number, word in enumerate(_NUMBERS, 1)}
_PLAIN_WORDS = {plain_key(word): number for word, number in _IN_WORDS.items()}
_LENGTH = re.compile(rf"\b({'|'.join(_NUMBERS)})(?= (?:năm|tháng)\b)")
# Without marks "sau" may be "after", and "nam" a year.
_PLAIN_LENGTH = re.compile(
    r"\b(?:(mot|hai|ba|bon|bay|tam|chin|muoi)(?= (?:nam|thang)\b)|(nam|sau)(?= thang (?:dau|cuoi)\b))"
)
_Span = tuple[dt.date, dt.date]


class PeriodWords(NamedTuple):
    """What an expression says: the days, the horizon, the length it states, and the code of the kind of period."""

    first: dt.date
    last: dt.date
    horizon: dt.date | None
    stated_years: int | None
    kind: str


def _day(text: str) -> dt.date:
    number, month, year = map(int, re.split(r"[/.-]", text))
    try:
        return dt.date(year, month, number)
    except ValueError:
        raise InvalidValueError("no-such-day", path=("Period",), seen=text) from None


def _years(first: str, last: str) -> _Span:
    return dt.date(int(first), 1, 1), dt.date(int(last), 12, 31)


def _quarter(number: str, year: str) -> _Span:
    return _months(int(year), 3 * _QUARTERS[number] - 2, 3)


def _months(year: int, first: int, count: int) -> _Span:
    after = first + count
    end = dt.date(year + (after > 12), (after - 1) % 12 + 1, 1)  # noqa: PLR2004 - months of a year
    return dt.date(year, first, 1), end - dt.timedelta(days=1)


def _part_of_year(count: str, which: str, year: str) -> _Span:
    months = int(count)
    if not 1 <= months <= 12:  # noqa: PLR2004 - months of a year
        raise InvalidValueError("a-year-has-twelve-months", path=("Period",), seen=f"{count} tháng")
    return _months(int(year), 1 if which in ("dau", "first") else 13 - months, months)


def _duration(first: str, count: str) -> _Span:
    return _years(first, str(int(first) + int(count) - 1))


_SPANS: tuple[tuple[re.Pattern[str], Callable[..., _Span]], ...] = (
    (re.compile(rf"(?:tu )?{_DAY}{_TO}{_DAY}"), lambda first, last: (_day(first), _day(last))),
    (re.compile(rf"\bquy (iv|iii|ii|i|[1-4]|mot|hai|ba|bon|tu) ?[/,]? ?(?:nam )?{_YEAR}\b"), _quarter),
    (re.compile(rf"\b([0-9]{{1,2}}) thang (dau|cuoi)(?: cua)? nam {_YEAR}\b"), _part_of_year),
    (re.compile(rf"(?:tu )?(?:nam )?\b{_YEAR}{_TO}(?:nam )?{_YEAR}\b"), _years),
)
_DURATION = re.compile(
    rf"(?:bat dau )?tu nam {_YEAR},? (?:voi )?(?:cam ket )?(?:trien khai )?(?:keo dai )?trong ([0-9]{{1,2}}) nam"
)
_TERM_NUMBER = re.compile(
    rf"\b(?:nhiem ky|khoa) (?:thu )?(?:[ivxl]+|[0-9]{{1,2}}|{'|'.join(_PLAIN_WORDS)}|tu|nhat)\b(?! ?nam\b)"
)
_FROM_NOW = re.compile(rf"\btu nay(?: cho)? den(?: het)?(?: nam)? {_YEAR}\b")
_OPEN_START = re.compile(r"\b(?:den(?: het)?(?: cuoi)?|vao|by|until)(?: nam)?(?: the end of)? ([12][0-9]{3})\b")
_ONE_YEAR = re.compile(rf"\b{_YEAR}\b")


def read_period(text: str, *, written: dt.date | None = None) -> PeriodWords:
    """What an expression states, or an error that says what stands in the way."""
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("Period",), seen=text, expected="a-period-in-words")
    if len(text) > _MAX_LENGTH:
        raise _refused(text, "too-long-for-a-period-expression")
    rest = _with_digits(_LOST_DASH.sub(r"\1-\2", text))
    if _SCHOOL_YEAR.search(rest):
        raise _refused(text, "school-year-without-days")

    horizon = None
    if match := _HORIZON.search(rest):
        horizon = _day(match[1]) if match[1] else dt.date(int(match[2]), 12, 31)
        rest = _cut(rest, match)
        if _HORIZON.search(rest):
            raise _refused(text, "two-horizons-are-named")
    rest = _TERM_NUMBER.sub("nhiem ky", rest)
    spans: list[_Span] = []
    stated = None
    if match := _DURATION.search(rest):
        spans, stated, rest = [_duration(match[1], match[2])], int(match[2]), _cut(rest, match)
    elif match := _STATED.search(rest):
        stated, rest = int(match[1]), _cut(rest, match)
    found, rest = _take_spans(rest, text, written)
    spans += found
    if not spans:
        if stated and not _ONE_YEAR.search(rest):
            raise _refused(text, "a-length-of-years-without-its")
        spans, rest = _take_single_year(rest, text)
    if len(set(spans)) > 1:
        named = "; ".join(f"{first} - {last}" for first, last in dict.fromkeys(spans))
        raise _refused(text, "two-different-periods-are-named", named=named)
    kind = "term" if re.search(r"\bnhiem ky\b|\bterm\b", rest) else "stage"
    left = _FILLER.sub(" ", rest).split()
    if left:
        raise _refused(text, "words-beyond-a-period", words=" ".join(left))
    ((first, last),) = set(spans)
    if first > last:
        raise _refused(text, "period-reversed", hint="check-the-source-nothing-is-turned", first=first, last=last)
    return PeriodWords(first, last, horizon, stated, kind)


def _with_digits(text: str) -> str:
    """The key of a text, with the years and months that it counts in digits: "sáu tháng" is "6 thang"."""
    digits = _LENGTH.sub(lambda match: _IN_WORDS[match[1]], tidy(text).casefold())
    plain = plain_key(digits)
    return plain if has_marks(text) else _PLAIN_LENGTH.sub(lambda match: _PLAIN_WORDS[match[1] or match[2]], plain)


def _take_spans(rest: str, text: str, written: dt.date | None) -> tuple[list[_Span], str]:
    spans: list[_Span] = []
    if match := _FROM_NOW.search(rest):
        if written is None:
            raise _refused(text, "tu-nay-counts-from-the-day")
        spans.append((day(written), dt.date(int(match[1]), 12, 31)))
        rest = _cut(rest, match)
    for pattern, build in _SPANS:
        for match in _each(pattern, rest):
            spans.append(build(*match.groups()))
            rest = _cut(rest, match)
    return spans, rest


def _take_single_year(rest: str, text: str) -> tuple[list[_Span], str]:
    if match := _OPEN_START.search(rest):
        raise _refused(text, "only-the-end-is-stated", match=match[1])
    if match := _ONE_YEAR.search(rest):
        return [_years(match[1], match[1])], _cut(rest, match)
    raise _refused(text, "no-period-found")


def _each(pattern: re.Pattern[str], text: str) -> Iterator[re.Match[str]]:
    """Matches from the last to the first, so that cutting one leaves the places of the others."""
    return reversed(list(pattern.finditer(text)))


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _refused(text: str, code: str, hint: str = "", **fields: Any) -> InvalidValueError:
    return InvalidValueError(code, path=("Period",), seen=text, hint=hint, **fields)


def write_period(period: PeriodWords, lang: Language) -> str:
    """The expression that `read_period` reads back."""
    span = _span_text(period.first, period.last, check_language(lang))
    term = period.kind == "term"
    if period.stated_years is not None:
        unit = "năm" if lang == "vi" else "years"
        text = f"{period.stated_years} {unit} ({span})"
        if term:
            text = f"nhiệm kỳ {text}" if lang == "vi" else f"term of {text}"
    elif term:
        text = f"nhiệm kỳ {span}" if lang == "vi" else f"term {span}"
    elif span[0].isdigit():
        text = f"giai đoạn {span}" if lang == "vi" else f"period {span}"
    else:
        text = span
    if period.horizon is None:
        return text
    until = day_text(period.horizon)
    whole = until.startswith("31/12/")
    if lang == "vi":
        return text + f", định hướng đến {f'năm {period.horizon.year}' if whole else f'ngày {until}'}"
    return text + f", orientation to {period.horizon.year if whole else until}"


def _span_text(first: dt.date, last: dt.date, lang: Language) -> str:
    if (first.month, first.day, last.month, last.day) != (1, 1, 12, 31):
        if lang == "vi":
            return f"từ ngày {day_text(first)} đến ngày {day_text(last)}"
        return f"from {day_text(first)} to {day_text(last)}"
    if first.year == last.year:
        return f"năm {first.year}" if lang == "vi" else f"year {first.year}"
    return f"{first.year} - {last.year}"
