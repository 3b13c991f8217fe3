"""Expressions of recurrence, as plain parts: reading and writing them, compared without marks."""

import re
from typing import NamedTuple

from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import plain_key
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.values.period import Period

__all__ = ["RecurrenceWords", "read_recurrence", "write_recurrence"]

_EACH = r"(?:moi|hang|tung|each|every|per|a) ?"
_ONE_TIME = r"(?:mot|1) lan"
_FREQUENCIES: tuple[tuple[str, re.Pattern[str]], ...] = tuple(
    (frequency, re.compile(rf"\b(?:{pattern})\b"))
    for frequency, pattern in (
        (
            "half_year",
            rf"(?:sau|6) thang {_ONE_TIME}|moi (?:sau|6) thang|(?:every )?(?:six|6) months|half-yearly",
        ),
        ("quarter", rf"(?:ba|3) thang {_ONE_TIME}|moi (?:ba|3) thang|every (?:three|3) months"),
        ("half_year", rf"{_EACH}(?:nua nam|half-year)"),
        ("week", rf"{_EACH}(?:tuan|week)|weekly"),
        ("month", rf"{_EACH}(?:thang|month)|monthly"),
        ("quarter", rf"{_EACH}(?:quy|quarter)|quarterly"),
        ("year", rf"{_EACH}(?:nam|year)|yearly|annually"),
    )
)
_NUMBERS = ("mot", "hai", "ba", "bon", "nam", "sau", "bay", "tam", "chin", "muoi")
_TIMES = re.compile(rf"\b(?:([0-9]{{1,3}}|{'|'.join(_NUMBERS)}) (?:lan|times)|(twice))\b")
_TIMES_PER = re.compile(r"\b(lan|times|twice) ?/ ?(?=[a-z])")
_REGULARLY = re.compile(r"^dinh ky,? ")
_DAY = r"(?:ngay )?([0-9]{1,2})(?:(?:[/.-]| thang )([0-9]{1,2}))?(?: (?:hang|moi) (?:thang|nam))?"
_BEFORE = re.compile(rf"\b(?:truoc|before) {_DAY}")
_BY = re.compile(rf"\b(?:cham nhat(?: la)?(?: vao)?|den|by) {_DAY}")
_SCHOOL = re.compile(r"\bnam hoc\b|\bschool year\b|\bhoc ky\b")
_HINT = "such-as-moi-thang"


class RecurrenceWords(NamedTuple):
    """What an expression says: the code of the frequency, how many times, by which day, or in which time once."""

    every: str
    times: int = 1
    before: str = ""
    by: str = ""
    span: Period | None = None


def read_recurrence(text: str) -> RecurrenceWords:
    """What an expression states, or an error that says what stands in the way."""
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("Recurrence",), seen=text, expected="an-expression-such-as-moi-thang")
    rest = _REGULARLY.sub("", _TIMES_PER.sub(r"\1 moi ", plain_key(text)))
    if _SCHOOL.search(rest):
        raise _refused(text, "school-year-or-term-without-days")
    for frequency, pattern in _FREQUENCIES:
        if match := pattern.search(rest):
            return _returning(text, frequency, _cut(rest, match))
    try:
        return RecurrenceWords("once", span=Period.parse(text))
    except KhuyenHocError:
        named = any(pattern.search(rest) for pattern in (_BEFORE, _BY))
        raise _refused(text, "a-day-without-how-often" if named else "not-a-recurrence", _HINT) from None


def _returning(text: str, frequency: str, rest: str) -> RecurrenceWords:
    days = {"before": "", "by": ""}
    for name, pattern in (("before", _BEFORE), ("by", _BY)):
        if match := pattern.search(rest):
            days[name] = f"{int(match[2]):02}-{int(match[1]):02}" if match[2] else str(int(match[1]))
            rest = _cut(rest, match)
    times = 1
    if match := _TIMES.search(rest):
        said = match[1] or _NUMBERS[1]
        times = _NUMBERS.index(said) + 1 if said in _NUMBERS else int(said)
        rest = _cut(rest, match)
    if rest.strip(" ,.;:-"):
        raise _refused(text, "rest-not-understood", hint=_HINT, rest=rest.strip(" ,.;:-"))
    return RecurrenceWords(frequency, times, days["before"], days["by"])


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _refused(text: str, code: str, hint: str = "", **fields: str) -> InvalidValueError:
    return InvalidValueError(code, path=("Recurrence",), seen=text, hint=hint, **fields)


def write_recurrence(words: RecurrenceWords, lang: Language) -> str:
    """The expression in words; the frequency comes in words too, and a single time is written by its period."""
    vi = check_language(lang) == "vi"
    text = words.every
    if words.times > 1:
        text += f", {words.times} {'lần' if vi else 'times'}"
    if named := words.before or words.by:
        month, _, number = named.rpartition("-")
        shown = f"{int(number)}/{int(month)}" if month else str(int(number))
        if words.before:
            text += f", {'trước ngày' if vi else 'before'} {shown}"
        else:
            text += f", {'chậm nhất ngày' if vi else 'by'} {shown}"
    return text
