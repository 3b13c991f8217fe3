"""Figures in prose, each with the words that it belongs to; targets and results are told apart elsewhere."""

import re
from fractions import Fraction

import attrs

from khuyenhoc.reading.figure import FigureBound
from khuyenhoc.reading.page import Page
from khuyenhoc.reading.subjects import count_unit, subject_end

__all__ = ["Printed", "figures"]

_NUMBER = r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]{1,4})?|[0-9]{1,3}(?:,[0-9]{3}){2,}|[0-9]{1,9}(?:[.,][0-9]{1,4})?|[½¼¾]"
_BEFORE = (
    r"(?P<before>\b(?:khong duoi|khong it hon|it nhat|toi thieu|tren|hon|vuot|gan|khoang|xap xi|chung|khong qua|"
    r"toi da|duoi|dat|over|more than|at least|nearly|about|around|"
    r"approximately|less than|no more than|tu)\s)?"
)
_FIGURE = re.compile(
    rf"{_BEFORE}(?<![0-9a-z/.,-])(?<![0-9] - )(?P<one>{_NUMBER})(?P<p1> ?%)?"
    rf"(?:(?: ?- ?| den )(?P<two>{_NUMBER}))?(?P<p2> ?%| percent| phan tram)?(?![0-9]|[a-z])"
)
_SCALES = {
    "trillion": 10**12,
    "billion": 10**9,
    "million": 10**6,
    "thousand": 10**3,
    "nghin ty": 10**12,
    "nghin": 10**3,
    "ngan": 10**3,
    "trieu": 10**6,
    "ty": 10**9,
    "van": 10**4,
}
_SCALE = re.compile(
    r" (trillion|billion|million|thousand|nghin ty|nghin|ngan|trieu|ty|van)\b(?: (\d{1,3}) (trieu|nghin)\b)?"
)
_MONEY = re.compile(r" ?(?:dong\b|vnd\b|d\b)")
_HALVES = {"½": Fraction(1, 2), "¼": Fraction(1, 4), "¾": Fraction(3, 4)}
_AFTER = re.compile(r" tro len\b")
_LEAD = re.compile(
    r"(?:\b(?:trong do(?: co)?|phai dat|tien toi(?: la)?|lo trinh(?: la)?|nang len|dat|duy tri|giu vung|"
    r"tang(?: them)?(?: binh quan)?(?: (?:moi|hang) nam)?(?: tu)?|giam|tuong ung(?: la)?|lan luot(?: la)?|from|"
    r"of which)[ ,:]*)\Z"
)
_INCREASE = re.compile(r"\btang\b(?! len)")
_YEARLY = re.compile(r"\b(?:moi|hang) nam\b|\bbinh quan nam\b")
_KEPT = re.compile(r"\b(?:duy tri|giu vung)\b")
# Right before the number, or before "trên" and the like: the verb that governs it.
_STEADY = re.compile(
    r"\b(?:dat|duy tri|giu vung|phai dat|la|co|con|len)"
    r"(?: (?:tren|hon|gan|khoang|it nhat|toi thieu|khong duoi))?\s*\Z"
)
_TO = re.compile(r" ?%?[^.;%]{0,25}\b(?<!tro )len\b")
_SHARED = re.compile(r"\b(?:tuong ung|lan luot)(?: la)?[ :]*\Z")
_MONTHLY = re.compile(r"\b(?:moi|hang) thang\b")
_BOUNDS = {
    "khong duoi": FigureBound.AT_LEAST, "khong it hon": FigureBound.AT_LEAST, "it nhat": FigureBound.AT_LEAST,
    "toi thieu": FigureBound.AT_LEAST, "tren": FigureBound.AT_LEAST, "hon": FigureBound.AT_LEAST,
    "vuot": FigureBound.AT_LEAST, "over": FigureBound.AT_LEAST, "more than": FigureBound.AT_LEAST,
    "at least": FigureBound.AT_LEAST, "gan": FigureBound.NEAR_BELOW, "nearly": FigureBound.NEAR_BELOW,
    "khoang": FigureBound.ABOUT, "xap xi": FigureBound.ABOUT, "chung": FigureBound.ABOUT, "about": FigureBound.ABOUT,
    "around": FigureBound.ABOUT, "approximately": FigureBound.ABOUT, "less than": FigureBound.AT_MOST,
    "no more than": FigureBound.AT_MOST,
    "khong qua": FigureBound.AT_MOST, "toi da": FigureBound.AT_MOST, "duoi": FigureBound.AT_MOST,
}  # fmt: skip
_DOTTED = re.compile(r"[0-9]{1,3}(?:\.[0-9]{3})+(?:,[0-9]+)?")
_COMMAS = re.compile(r"[0-9]{1,3}(?:,[0-9]{3})+")
_LOOK_BACK, _PAST_THE_END = 50, 12


@attrs.frozen
class Printed:
    """A figure where it stands, with places in the folded text.

    Attributes:
        start: Where its words begin, with what leads to it ("trong đó có").
        number: Where its number begins.
        after_number: Where its number and sign end.
        end: Where the words of whom or what end.
        of: The words of whom or what, first and after, as numbers of words.
    """

    start: int
    number: int
    after_number: int
    end: int
    of: tuple[int, int]
    low: Fraction | None
    high: Fraction | None
    compared: FigureBound
    unit: str
    yearly: bool = False
    kept: bool = False
    base: bool = False  # where an increase begins: "từ 70% lên 80%"
    shared: int = -1  # its place in a list "tương ứng là"


def figures(page: Page) -> tuple[Printed, ...]:
    """The shares, counts and amounts that a text prints; years, days, ordinals and document numbers are none."""
    found: list[Printed] = []
    for sentence in page.sentences:
        start, end = page.words[sentence.first].start, page.words[sentence.after - 1].end
        rising, yearly, since, shared, shared_from = False, False, start, -1, -1
        place = last = start
        while match := _FIGURE.search(page.flat, place, min(len(page.flat), end + _PAST_THE_END)):
            if match.start("one") >= end:
                break
            words = page.flat[since : match.start("one")]
            rising = _rises(words, rising)
            yearly = rising and (yearly or _YEARLY.search(words) is not None)
            since = place = match.end()
            base = (match["before"] or "").strip() == "tu" and _TO.match(page.flat, match.end()) is not None
            shares = match["p1"] or match["p2"]
            made = _share(page, match, start, end, rising and not base) if shares else None
            made = made or _count(page, match, start, end)
            if made is None:
                continue
            between = page.flat[max(last, match.start("one") - _LOOK_BACK) : match.start("one")]
            if _SHARED.search(between):
                shared, shared_from = 0, made.start
            elif shared >= 0 and between.strip() in (",", "va", "and"):
                shared += 1
            else:
                shared = -1
            if shared >= 0:
                made = attrs.evolve(made, start=shared_from, shared=shared)
            found.append(attrs.evolve(made, yearly=yearly, base=base, kept=_KEPT.search(words) is not None))
            since = place = last = max(made.after_number, place)
    return _with_common_end(found)


def _rises(words: str, rising: bool) -> bool:
    """Whether "tăng" governs the next number: the last verb of its kind decides, and holds until another comes."""
    rise = _INCREASE.search(words)
    steady = _STEADY.search(words[-_LOOK_BACK:])
    return False if steady else True if rise else rising


def _with_common_end(found: list[Printed]) -> tuple[Printed, ...]:
    """Figures of one list "tương ứng là 60%, 40% và 50%" have all its words."""
    ends: dict[int, int] = {}
    for one in found:
        if one.shared >= 0:
            ends[one.start] = max(ends.get(one.start, 0), one.end)
    return tuple(attrs.evolve(one, end=ends[one.start]) if one.shared >= 0 else one for one in found)


def _exact(text: str, english: bool) -> Fraction:
    if text in _HALVES:
        return _HALVES[text]
    if _DOTTED.fullmatch(text):
        return Fraction(text.replace(".", "").replace(",", "."))
    if _COMMAS.fullmatch(text) and (english or text.count(",") > 1):
        return Fraction(text.replace(",", ""))
    return Fraction(text.replace(",", "."))


def _lead(page: Page, start: int, place: int) -> int:
    """Where the words begin that lead to a figure."""
    since = max(start, place - _LOOK_BACK)
    match = _LEAD.search(page.flat[since:place])
    return since + match.start() if match else place


def _bounds(
    match: re.Match[str], factor: int, *, rising: bool, more: bool, english: bool
) -> tuple[Fraction | None, Fraction | None, FigureBound]:
    one = _exact(match["one"], english) * factor
    if match["two"]:
        return one, _exact(match["two"], english) * factor, FigureBound.INCREASE_RANGE if rising else FigureBound.RANGE
    bound = _BOUNDS.get((match["before"] or "").strip(), FigureBound.EQUAL)
    if more:
        bound = FigureBound.AT_LEAST
    if bound is FigureBound.AT_LEAST:
        return one, None, bound
    if bound in (FigureBound.NEAR_BELOW, FigureBound.AT_MOST):
        return None, one, bound
    if bound is FigureBound.EQUAL and rising:
        return one, one, FigureBound.INCREASE
    return one, one, bound


def _share(page: Page, match: re.Match[str], start: int, end: int, rising: bool) -> Printed:
    after = match.end()
    more = _AFTER.match(page.flat, after)
    after = more.end() if more else after
    low, high, compared = _bounds(match, 1, rising=rising, more=more is not None, english=page.english)
    first = page.at(after)
    last = subject_end(page, first, page.upto(end))
    stop = page.words[last - 1].end if last > first else after
    if more is None and (behind := _AFTER.match(page.flat, stop)):
        low, high, compared = _bounds(match, 1, rising=rising, more=True, english=page.english)
        stop = behind.end()
    begin = match.start("before") if match["before"] and match["before"].strip() != "dat" else match.start("one")
    begin = _lead(page, start, begin)
    if last > first + 1 and page.words[first].key == "of":
        first += 1
    return Printed(begin, match.start("one"), after, stop, (first, last), low, high, compared, "%")


def _count(page: Page, match: re.Match[str], start: int, end: int) -> Printed | None:
    if match["p1"] or match["p2"]:
        return None
    after, factor, plus = match.end(), 1, Fraction(0)
    scale = _SCALE.match(page.flat, after)
    if scale:
        factor, after = _SCALES[scale[1]], scale.end()
        plus = Fraction(int(scale[2]) * _SCALES[scale[3]]) if scale[2] else plus
    money = _MONEY.match(page.flat, after)
    first = page.at(money.end() if money else after)
    count = 0 if money else count_unit(page, first, page.upto(end))
    if not money and (not count or page.gap(first) != " "):
        return None
    unit = "đồng" if money else page.words_text(first, first + count)
    stop = money.end() if money else page.words[first + count - 1].end
    more = _AFTER.match(page.flat, stop)
    low, high, compared = _bounds(match, factor, rising=False, more=more is not None, english=page.english)
    if plus:
        low, high = (low + plus if low is not None else None), (high + plus if high is not None else None)
    begin = match.start("before") if match["before"] else match.start("one")
    stop = more.end() if more else stop
    since = max(start, begin - 2 * _LOOK_BACK)
    monthly = None if money else _MONTHLY.search(page.flat, since, begin)
    if monthly and ";" not in page.flat[monthly.end() : begin]:
        begin, compared, unit = monthly.start(), FigureBound.PER_MONTH, f"{unit}/tháng"
    return Printed(begin, match.start("one"), stop, stop, (first, first + count), low, high, compared, unit)
