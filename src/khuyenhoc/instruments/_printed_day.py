"""Days printed after a number: in figures, in words, in English, and whatever verb or body stands before them."""

import datetime as dt
import re
from collections.abc import Iterator

from khuyenhoc._base.door import FIRST_DAY, LAST_DAY
from khuyenhoc._base.folded import Folded
from khuyenhoc.instruments._number import GAP, KIND_WORDS, YEAR

__all__ = ["days_at", "is_dated", "no_such_day", "short_days"]

_MONTHS = ("gieng", "hai", "ba", "tu", "nam", "sau", "bay", "tam", "chin", "muoi", "muoi mot", "chap")
_ENGLISH = ("january", "february", "march", "april", "may", "june", "july", "august", "september", "october",
            "november", "december")  # fmt: skip
_MONTH_OF = {word: number for words in (_MONTHS, _ENGLISH) for number, word in enumerate(words, 1)}
_MONTH_OF |= {word[:3]: number for number, word in enumerate(_ENGLISH, 1)} | {"mot": 1, "muoi hai": 12, "sept": 9}
_WORDS = sorted(_MONTH_OF, key=len, reverse=True)
_IN_WORDS = "|".join(word for word in _WORDS if word in (*_MONTHS, "mot", "muoi hai"))
_IN_ENGLISH = "|".join(word for word in _WORDS if word not in (*_MONTHS, "mot", "muoi hai"))

_DAY = "[0-9]{1,2}"
_NTH = "(?:st|nd|rd|th)?"
_WHOLE_OR_SHORT = r"(?:[0-9]{4}|[0-9]{2}(?![0-9]|[./-][0-9a-z]))"
_MONTH = rf"(?: ?[./-] ?(?P<m1>{_DAY})| ?[./-]?{GAP}thang{GAP}(?P<m2>{_DAY}|{_IN_WORDS})(?![a-z]))"
_PARTS = (
    rf"(?P<d1>{_DAY}){_MONTH}(?:(?: ?[./-] ?|(?: ?[,./-])?{GAP}nam{GAP})(?P<y1>{_WHOLE_OR_SHORT})|{GAP}(?P<y2>{YEAR}))",
    rf"(?P<m3>{_IN_ENGLISH})\.?{GAP}(?P<d3>{_DAY}){_NTH}(?: ?,|{GAP})[ \n]?(?P<y3>{YEAR})",
    rf"(?P<d4>{_DAY}){_NTH}(?:{GAP}of)?{GAP}(?P<m4>{_IN_ENGLISH})\.?,?{GAP}(?P<y4>{YEAR})",
)
# A day without a year counts only where it is called one, and no range begins with it.
_MONTH_ALONE = (
    rf"(?: ?[./-] ?(?P<m5>0?[1-9]|1[0-2])|{GAP}thang{GAP}(?P<m6>{_DAY}))"
    rf"(?![0-9]| ?[./-] ?[0-9]|,?{GAP}nam{GAP}[0-9]|{GAP}{YEAR})"
)
_YEARLESS = rf"ngay{GAP}(?P<d5>{_DAY}){_MONTH_ALONE}"
_ANY = re.compile("|".join((*(rf"(?<![0-9./-]){part}" for part in _PARTS), _YEARLESS)))


def _nameless(pattern: str) -> str:
    return re.sub(r"\?P<[a-z0-9]+>", "?:", pattern)


_DATE = _nameless("|".join(_PARTS))
_DATES = rf"(?:{_DATE})(?:(?:,|{GAP}va|{GAP}and){GAP}(?:ngay{GAP})?(?:{_DATE}))*(?![0-9])"

# "được Thủ tướng Chính phủ phê duyệt ngày": a body, but no other document, may stand before the verb.
_VERB = rf"(?:ky(?:{GAP}ban hanh)?|ban hanh|phe duyet|thong qua|ra)"
_NO_BODY = "|".join((*KIND_WORDS, "de an", "van ban", "trien khai", "thuc hien", "cu the hoa", "sua doi", "bo sung",
                     "thay the", "cong bo", "bang", "tai", "theo"))  # fmt: skip
_BODY = rf"(?:(?!(?:{_NO_BODY})(?![a-z]))[a-z&]{{1,20}}{GAP}){{1,12}}?"
_MADE = (
    rf"(?:(?:da|vua|moi){GAP})?(?:(?:duoc|do){GAP}(?:{_BODY})?)?"
    rf"{_VERB}(?:(?:,|{GAP}va){GAP}{_VERB})?{GAP}(?:(?:vao|trong|hom){GAP})?"
)
_ON = rf"(?:{_MADE})?ngay(?:{GAP}(?:ky|ban hanh))?:?{GAP}"
_ISSUED = (
    rf"(?:(?:was|were){GAP})?(?:issued|signed|approved|promulgated|adopted)(?:{GAP}by(?:{GAP}[a-z]{{1,20}}){{1,8}}?)?"
)
_OF_WHOM = rf"(?:of|by|from)(?:{GAP}[a-z]{{1,20}}){{1,8}}?,?{GAP}"
_DATED_EN = rf"(?:(?:{_ISSUED}{GAP})?(?:dated|on|of)(?:{GAP}day)?|{_OF_WHOM}dated){GAP}"
_BEFORE = re.compile(rf"(?:,?{GAP}|{GAP}?(?P<paren>\())(?P<said>{_ON}|{_DATED_EN})?(?=[0-9]|[jfmasond][aepuco])")
_LIST = re.compile(_DATES)
_LONE = re.compile(_nameless(_YEARLESS.removeprefix(rf"ngay{GAP}")))
_OF_YEAR = re.compile(rf"{GAP}nam{GAP}(?P<year>{YEAR})(?![0-9]| ?-)")
_CENTURY = 2000
_WHOLE = len("2022")


def is_dated(flat: str, at: int) -> bool:
    """Whether a day stands here in folded text."""
    return bool(_dates(flat, at)[1])


def days_at(flat: str, at: int) -> tuple[tuple[dt.date, ...], int | None, int]:
    """The days with their whole years, or the year, that stand here in folded text, and where they end."""
    printed, end = _dates(flat, at)
    if end:
        days = (_day_of(*parts) for parts in _parts(printed) if len(parts[2]) == _WHOLE)
        return tuple(day for day in days if day is not None), None, end
    if match := _OF_YEAR.match(flat, at):
        return (), int(match["year"]), match.end()
    return (), None, at


def _dates(flat: str, at: int) -> tuple[str, int]:
    """The dates that stand here, and where they end with their bracket; 0 if there are none."""
    before = _BEFORE.match(flat, at)
    if before is None or not (before["paren"] or before["said"]):
        return "", 0
    found = _LIST.match(flat, before.end()) or (_LONE.match(flat, before.end()) if before["said"] else None)
    closed = found is not None and before["paren"] and flat.startswith(")", found.end())
    if found is None or not (before["said"] or closed):
        return "", 0
    return found[0], found.end() + bool(closed)


def no_such_day(printed: str) -> bool:
    """Whether a day stands in a printed citation that the calendar does not have, or only before 1900 or after 2199."""
    return any(_day_of(*parts) is None for parts in _parts(Folded.of(printed).text))


def short_days(printed: str) -> tuple[tuple[int, int, int | None], ...]:
    """Day, month and the last two digits of the year, for each day printed with no more of it: "25/3/22", "25/3"."""
    found = _parts(Folded.of(printed).text)
    return tuple((day, month, int(year) if year else None) for day, month, year in found if len(year) < _WHOLE)


def _parts(dates: str) -> Iterator[tuple[int, int, str]]:
    """Day, month and year of each day in folded text; the year as printed, empty if none is."""
    for match in _ANY.finditer(dates):
        given = {name[0]: text for name, text in match.groupdict().items() if text}
        month = re.sub(r"\s+", " ", given["m"])
        yield int(given["d"]), int(month) if month.isdigit() else _MONTH_OF[month], given.get("y", "")


def _day_of(day: int, month: int, year: str) -> dt.date | None:
    """A day of the calendar; without its century, that of the one in which most years have a leap day."""
    try:
        found = dt.date(int(year) if len(year) == _WHOLE else _CENTURY + int(year or 0), month, day)
    except ValueError:
        return None
    return found if FIRST_DAY <= found <= LAST_DAY else None
