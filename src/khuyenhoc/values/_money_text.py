"""Amounts of money in words: reading and writing them.

What is read is a number, a scale word and a currency, perhaps several such parts. The marks inside a number follow the
language of its scale word: Vietnamese groups thousands by a dot and puts a comma before decimals, English the other
way round. Without a scale word an amount is in whole đồng, so that either mark can only group thousands.
"""

import re
from fractions import Fraction
from typing import Any, NamedTuple

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import plain_key, tidy
from khuyenhoc.errors import InvalidValueError, WrongTypeError

__all__ = ["ReadRange", "has_operator", "read_amount", "read_range", "write_amount"]

_MAX_LENGTH = 120
_THOUSAND, _MILLION, _BILLION, _TRILLION = 10**3, 10**6, 10**9, 10**12
_VIETNAMESE = {
    "nghìn": _THOUSAND,
    "ngàn": _THOUSAND,
    "vạn": 10**4,
    "triệu": _MILLION,
    "tỷ": _BILLION,
    "tỉ": _BILLION,
    "nghìn tỷ": _TRILLION,
    "ngàn tỷ": _TRILLION,
    "nghìn tỉ": _TRILLION,
    "ngàn tỉ": _TRILLION,
}
_ENGLISH = {"thousand": _THOUSAND, "million": _MILLION, "billion": _BILLION, "bn": _BILLION, "trillion": _TRILLION}
_CURRENCY = ("đồng", "đ", "₫", "vnđ", "vnd")
_OPERATORS: dict[str, tuple[str, ...]] = {
    "above": ("hơn", "trên", "over", "more than", "above"),
    "at_least": ("ít nhất", "tối thiểu", "không dưới", "at least"),
    "nearly": ("gần", "nearly", "almost"),
    "below": ("dưới", "less than", "under", "below"),
    "at_most": ("không quá", "tối đa", "at most"),
    "about": ("khoảng", "xấp xỉ", "about", "around", "approximately"),
}
_AFTER = {"at_least": ("trở lên", "or more"), "at_most": ("trở xuống", "or less")}


def _with_plain(words: dict[str, int]) -> dict[str, int]:
    """Each word with its marks and, as it is typed without any, without them."""
    return {**{plain_key(word): size for word, size in words.items()}, **words}


def _any_of(words: tuple[str, ...]) -> str:
    forms = {form for word in words for form in (word, plain_key(word))}
    return "|".join(re.escape(form) for form in sorted(forms, key=lambda form: (-len(form), form)))


_VI_SCALES, _EN_SCALES = _with_plain(_VIETNAMESE), dict(_ENGLISH)
_NUMBER = r"[0-9]+(?:[.,][0-9]+)*"
_PART = re.compile(rf"({_NUMBER})\s?({_any_of((*_VIETNAMESE, *_ENGLISH))})?(?!\w)\s?", re.UNICODE)
_MONEY_END = re.compile(rf"(?:{_any_of(_CURRENCY)})\Z")
_SPLIT = re.compile(r"\s+(?:đến|den|tới|toi|to)\s+|(?<=\w)\s?-\s?(?=[0-9])")
_FROM = re.compile(r"(?:từ|tu|from)\s+")
_BEFORE = {bound: re.compile(rf"(?:{_any_of(words)})\s+") for bound, words in _OPERATORS.items()}
_BEHIND = {bound: re.compile(rf"\s+(?:{_any_of(words)})\Z") for bound, words in _AFTER.items()}
_LEADING = 3
_EXAMPLE = "such-as-222-ty-dong"


class ReadRange(NamedTuple):
    """What an expression with bounds says: the code of the bound, the amount, and the upper one of two."""

    bound: str
    amount: int
    upper: int | None


def _refused(seen: str, code: str, hint: str = "", **fields: str) -> InvalidValueError:
    return InvalidValueError(code, path=("Money",), seen=seen, expected=_EXAMPLE, hint=hint, **fields)


def _prepared(text: Any) -> str:
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("Money",), seen=text, expected=_EXAMPLE)
    if len(text) > _MAX_LENGTH:
        raise _refused(text, "too-long-for-an-amount")
    return tidy(text).casefold()


def has_operator(text: str) -> bool:
    """Whether the text of an amount says more or less than the amount: "hơn", "từ … đến …"."""
    folded = tidy(text).casefold()
    spots = [*_BEFORE.values(), _FROM]
    return (
        any(pattern.match(folded) for pattern in spots)
        or any(pattern.search(folded) for pattern in _BEHIND.values())
        or len(_SPLIT.split(folded)) > 1
    )


def read_amount(text: Any) -> int:
    """The whole đồng that an expression states, or an error that says what to write."""
    folded = _prepared(text)
    if has_operator(folded):
        raise _refused(text, "more-than-one-plain-amount")
    return _amount(folded, text)


def _amount(folded: str, seen: str) -> int:
    negative = folded.startswith("-")
    rest = folded.removeprefix("-").strip()
    if "/" in rest:
        raise _refused(seen, "an-amount-for-each-of-something")
    end = _MONEY_END.search(rest)
    body = rest[: end.start()].rstrip() if end else rest
    parts: list[tuple[str, str]] = []
    while match := _PART.match(body):
        parts.append((match[1], match[2] or ""))
        body = body[match.end() :]
    if body or not parts:
        raise _refused(seen, "not-an-amount-of-money")
    return (-1 if negative else 1) * _sum(parts, named=end is not None, seen=seen)


def _sum(parts: list[tuple[str, str]], *, named: bool, seen: str) -> int:
    words = [word for _, word in parts if word]
    english = any(word in _EN_SCALES for word in words)
    if english and any(word in _VI_SCALES for word in words):
        raise _refused(seen, "scale-words-of-two-languages")
    if not named and (english or not words):
        raise _refused(seen, "no-currency")
    if not words:
        if len(parts) > 1:
            raise _refused(seen, "two-numbers")
        return _plain(parts[0][0], seen)
    total, above = Fraction(0), 0
    for number, word in parts:
        if not word:
            raise _refused(seen, "a-number-without-a-scale-word")
        size = _EN_SCALES[word] if english else _VI_SCALES[word]
        value = (_english if english else _vietnamese)(number, seen) * size
        if above and (value >= above or total.denominator != 1 or total % above):
            raise _refused(seen, "parts-that-do-not-descend")
        total, above = total + value, size
    if total.denominator != 1:
        raise _refused(seen, "not-a-whole-number-of-dong")
    return int(total)


def _plain(number: str, seen: str) -> int:
    """A number without scale word: whole đồng, where one kind of mark groups thousands."""
    marks = set(re.findall("[.,]", number))
    if not marks:
        return int(number)
    mark = marks.pop()
    if marks or not _grouped(number, mark):
        raise _refused(seen, "not-a-whole-number-of-dong", hint="group-thousands-by-dots")
    return int(number.replace(mark, ""))


def _grouped(number: str, mark: str) -> bool:
    return re.fullmatch(rf"[1-9][0-9]{{0,2}}(?:{re.escape(mark)}[0-9]{{3}})+", number) is not None


def _vietnamese(number: str, seen: str) -> Fraction:
    return _marked(number, seen, ".", ",", "marks-in-vietnamese")


def _english(number: str, seen: str) -> Fraction:
    return _marked(number, seen, ",", ".", "marks-in-english")


def _marked(number: str, seen: str, thousands: str, decimal: str, rule: str) -> Fraction:
    whole, mark, decimals = number.partition(decimal)
    if not decimals.isdigit() and mark:
        raise _refused(seen, "marks-that-do-not-fit", hint=rule)
    if thousands in whole and not _grouped(whole, thousands):
        raise _refused(seen, "marks-that-do-not-fit", hint=rule)
    if decimals == "000" and len(whole) <= _LEADING:
        raise _refused(seen, "three-zeros-may-be-decimals", whole=whole, mark=thousands)
    return Fraction(int(whole.replace(thousands, "") + decimals), 10 ** len(decimals))


def read_range(text: Any) -> ReadRange:
    """The bound and the amounts that an expression states, or an error that says what to write."""
    folded = _prepared(text)
    bound, rest = "", folded
    for code, pattern in _BEFORE.items():
        if match := pattern.match(rest):
            bound, rest = code, rest[match.end() :]
            break
    for code, pattern in _BEHIND.items():
        if match := pattern.search(rest):
            if bound:
                raise _refused(text, "two-bounds-for-one-amount")
            bound, rest = code, _FROM.sub("", rest[: match.start()], count=1)
            break
    if any(pattern.match(rest) for pattern in _BEFORE.values()):
        raise _refused(text, "two-bounds-for-one-amount")
    start = _FROM.match(rest)
    ends = _SPLIT.split(rest[start.end() :] if start else rest)
    if len(ends) == 1:
        return ReadRange(bound or "exact", _amount(rest, text), None)
    if len(ends) != 2 or bound not in ("", "about"):  # noqa: PLR2004 - a range has two ends
        raise _refused(text, "not-a-range-of-two-amounts")
    low, high = ends
    return ReadRange(bound or "between", _amount(_with_unit(low, high), text), _amount(high, text))


def _with_unit(low: str, high: str) -> str:
    """The lower end with the words that stand only once, behind the upper one: "từ 3 đến 5 tỷ đồng"."""
    words = high.lstrip("0123456789.,")
    if re.fullmatch(rf"-?{_NUMBER}", low):
        return f"{low} {words.strip()}"
    return low if _MONEY_END.search(low) or not _MONEY_END.search(high) else f"{low} vnd"


def write_amount(dong: int, lang: Language) -> str:
    """The expression in words, which reads back to the same đồng."""
    sign, size = "-" if dong < 0 else "", abs(dong)
    if check_language(lang) == "vi":
        return sign + _in_vietnamese(size)
    for name, scale in (("billion", _BILLION), ("million", _MILLION)):
        if size >= scale and size % (scale // _THOUSAND) == 0:
            decimals = f"{size % scale * _THOUSAND // scale:03}".rstrip("0")
            return f"{sign}{grouped(size // scale, 'en')}{'.' if decimals else ''}{decimals} {name} VND"
    return f"{sign}{grouped(size, 'en')} VND"


def _in_vietnamese(size: int) -> str:
    billions, rest = divmod(size, _BILLION)
    if rest % _MILLION or not size:
        return f"{grouped(size)} đồng"
    words = []
    if billions:
        words.append(f"{grouped(billions)} tỷ")
    if rest:
        words.append(f"{rest // _MILLION} triệu")
    return " ".join(words) + " đồng"
