"""Expressions of recurrence: reading and writing them, compared without marks."""

import re

from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import plain_key
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.values.period import Period
from khuyenhoc.values.recurrence import Frequency, Recurrence

__all__ = ["read_recurrence", "write_recurrence"]

_EACH = r"(?:moi|hang|tung|each|every|per|a) ?"
_ONE_TIME = r"(?:mot|1) lan"
_FREQUENCIES: tuple[tuple[Frequency, re.Pattern[str]], ...] = tuple(
    (frequency, re.compile(rf"\b(?:{pattern})\b"))
    for frequency, pattern in (
        (
            Frequency.HALF_YEAR,
            rf"(?:sau|6) thang {_ONE_TIME}|moi (?:sau|6) thang|(?:every )?(?:six|6) months|half-yearly",
        ),
        (Frequency.QUARTER, rf"(?:ba|3) thang {_ONE_TIME}|moi (?:ba|3) thang|every (?:three|3) months"),
        (Frequency.HALF_YEAR, rf"{_EACH}(?:nua nam|half-year)"),
        (Frequency.WEEK, rf"{_EACH}(?:tuan|week)|weekly"),
        (Frequency.MONTH, rf"{_EACH}(?:thang|month)|monthly"),
        (Frequency.QUARTER, rf"{_EACH}(?:quy|quarter)|quarterly"),
        (Frequency.YEAR, rf"{_EACH}(?:nam|year)|yearly|annually"),
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
_HINT = "write for instance 'mỗi tháng', 'hằng năm, trước ngày 15/12' or 'quý IV/2019'"


def read_recurrence(text: str) -> Recurrence:
    """The recurrence that an expression states, or an error that says what stands in the way."""
    if not isinstance(text, str):
        raise WrongTypeError("not text", path=("Recurrence",), seen=text, expected="an expression such as 'mỗi tháng'")
    rest = _REGULARLY.sub("", _TIMES_PER.sub(r"\1 moi ", plain_key(text)))
    if _SCHOOL.search(rest):
        raise _refused(
            text, "a school year or term; its days are not in the words", "write the days: 'từ ngày … đến ngày …'"
        )
    for frequency, pattern in _FREQUENCIES:
        if match := pattern.search(rest):
            return _returning(text, frequency, _cut(rest, match))
    try:
        return Recurrence(every=Frequency.ONCE, span=Period.parse(text))
    except KhuyenHocError:
        named = any(pattern.search(rest) for pattern in (_BEFORE, _BY))
        raise _refused(text, "a day without how often" if named else "not read as a recurrence", _HINT) from None


def _returning(text: str, frequency: Frequency, rest: str) -> Recurrence:
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
        raise _refused(text, f"{rest.strip(' ,.;:-')!r} is not understood", _HINT)
    return Recurrence(every=frequency, times=times, before=days["before"], by=days["by"])


def _cut(text: str, match: re.Match[str]) -> str:
    return f"{text[: match.start()]} {text[match.end() :]}"


def _refused(text: str, why: str, hint: str) -> InvalidValueError:
    return InvalidValueError(why, path=("Recurrence",), seen=text, hint=hint)


def write_recurrence(value: Recurrence, lang: Language) -> str:
    """The expression in words."""
    vi = check_language(lang) == "vi"
    if value.span is not None:
        return value.span.text(lang)
    text = value.every.text(lang)
    if value.times > 1:
        text += f", {value.times} {'lần' if vi else 'times'}"
    if value.named:
        month, _, number = value.named.rpartition("-")
        shown = f"{int(number)}/{int(month)}" if month else str(int(number))
        if value.before:
            text += f", {'trước ngày' if vi else 'before'} {shown}"
        else:
            text += f", {'chậm nhất ngày' if vi else 'by'} {shown}"
    return text
