"""Periods in prose: that of the agreement, plan or term itself, and every other that is printed."""

import re
from contextlib import suppress

from khuyenhoc._base.terms import Label
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.page import Page
from khuyenhoc.values.period import Period

__all__ = ["OF_ANOTHER", "last_year_named", "periods", "previous_period", "whole_aim_year"]

_YEAR = r"(?:19|20)[0-9]{2}"
_TO = r" ?(?:-|den(?: nam)?|to|\n) ?"
_HORIZON = (
    rf"(?:,? ?(?:va )?(?:dinh huong|tam nhin)(?: den| toi)?(?: nam)? {_YEAR}|"
    rf",? (?:with )?(?:an )?(?:orientation|vision)(?: to| towards?)? {_YEAR})?"
)
_SPAN = re.compile(
    r"(?P<head>\b(?:giai doan|nhiem ky|thoi ky|trong|tu nam|tu|period of|periods?|term|stage|nam hoc|nam)[: ]{0,3}\(?)?"
    rf"(?<![0-9./-])(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})(?![0-9]|[./-][0-9])(?P<horizon>{_HORIZON})"
)
_DURATION = re.compile(
    rf"\btu nam (?P<first>{_YEAR}),? (?:voi )?(?:cam ket )?(?:trien khai )?(?:keo dai )?"
    r"trong (?P<years>[0-9]{1,2}) nam\b"
)
_OWN = re.compile(
    r"\b(?:ky ket|ky|signed|inked|phoi hop|chuong trinh|ke hoach|de an|thoa thuan|muc tieu|dai hoi|cooperation|"
    r"agreement)\b"
)
_OF_ANOTHER = re.compile(
    r"\b(?:chuyen doi so(?: quoc gia)?|qua [0-9]+ nam|tong ket|so ket|nhiem ky (?:truoc|qua)|"
    r"giai doan (?:truoc|qua))[ (,]{0,3}(?:tu nam )?\Z"
)
_PREVIOUS = re.compile(
    rf"\b(?:qua|sau|trong) (?P<years>[0-9]{{1,2}}) nam \((?:tu )?(?:nam )?(?P<first>{_YEAR}){_TO}(?P<last>{_YEAR})\)"
    r"(?= (?:trien khai |thuc hien )+(?:cac )?(?:chuong trinh|noi dung) phoi hop)"
)
_UP_TO = re.compile(
    rf"\b(?<!tu nay )(?:den|vao|by|until)(?: het| cuoi)?(?: nam)? (?P<year>{_YEAR})(?![0-9]| ?[-/] ?[0-9])"
)
_AIMS = re.compile(r"\b(?:muc tieu|de an|ke hoach|chuong trinh|phan dau|chi tieu|targets?)\b")
_UNDER = ("thuc hien ", "theo ", "trien khai ")
_ACTS = re.compile(r"\b(?:ban hanh|ky|to chuc|xay dung ke hoach)\b")
_GROUNDS = ("can cu ", "xet de nghi ", "xet to trinh ")
_REACH, _SENTENCE = 60, 400
_SIGNING = Label("đứng cùng việc ký, chương trình hoặc kế hoạch", "stands with the signing, the programme or the plan")
_BACK = Label("bài nhìn lại chương trình trước", "the page looks back on the programme before")
OF_ANOTHER = Label("giai đoạn của một chương trình khác", "the period of another programme")
_PRINTED = Label("kỳ duy nhất được in", "a period that the page prints")


def previous_period(page: Page) -> Mention[Period] | None:
    """The period of the programme before, where the page looks back on one: "Qua 5 năm (từ năm 2016 - 2021)"."""
    match = _PREVIOUS.search(page.flat)
    if match is None:
        return None
    with suppress(KhuyenHocError):
        period = Period.parse(f"{match['years']} năm ({match['first']} - {match['last']})")
        return mentioned(page, period, match.start("years"), match.end(), _BACK)
    return None


def periods(page: Page) -> tuple[Mention[Period] | None, tuple[Mention[Period], ...]]:
    """The period that the page is about, and every other."""
    found: list[tuple[int, Mention[Period]]] = []
    for match in (*_SPAN.finditer(page.flat), *_DURATION.finditer(page.flat)):
        head = match.groupdict().get("head") or ""
        if head.startswith("nam hoc"):
            continue
        period = _period(match)
        if period is None:
            continue
        rank = _rank(page, match, head)
        why = _SIGNING if rank < _WEAK else OF_ANOTHER if rank >= _NEVER else _PRINTED
        found.append((rank, mentioned(page, period, match.start(), match.end(), why)))
    found.sort(key=lambda one: (one[0], one[1].start))
    if not found or found[0][0] >= _NEVER:
        return None, tuple(mention for _, mention in sorted(found, key=lambda one: one[1].start))
    main = found[0][1]
    full = next((one for rank, one in found if rank < _NEVER and _extends(one.value, main.value)), main)
    others = sorted((mention for _, mention in found if mention.value != full.value), key=lambda one: one.start)
    return full, tuple(others)


_WEAK, _NEVER = 4, 9


def _extends(one: Period, main: Period) -> bool:
    """Whether a period is the main one, printed with its horizon."""
    return one.first == main.first and one.last == main.last and one.horizon is not None


def _period(match: re.Match[str]) -> Period | None:
    with suppress(KhuyenHocError):
        if "years" in match.groupdict():
            first = int(match["first"])
            return Period.of_years(first, first + int(match["years"]) - 1)
        words = f"{match['first']} - {match['last']}{match['horizon'] or ''}"
        term = "nhiem ky" in (match["head"] or "")
        return Period.parse(f"nhiệm kỳ {words}" if term else words)
    return None


def _rank(page: Page, match: re.Match[str], head: str) -> int:
    """How surely a period is that of the page itself: the less the surer."""
    before = page.flat[max(0, match.start() - _REACH) : match.start()]
    if _OF_ANOTHER.search(before) or _OF_ANOTHER.search(before + head):
        return _NEVER
    sentence = page.sentence_at(match.start())
    start = page.words[sentence.first].start
    if page.flat.startswith(_GROUNDS, start) or " nhu: " in page.flat[start : match.start()]:
        return _NEVER  # the ground of a decision, or a list of other programmes
    words = page.flat[
        max(start, match.start() - _SENTENCE) : min(page.words[sentence.after - 1].end, match.end() + _SENTENCE)
    ]
    capitals = page.text[slice(*page.span(max(start, match.start() - _REACH), match.end()))]
    shouted = capitals.upper() == capitals and page.marked
    named = head.startswith(("giai", "nhiem ky", "thoi ky", "period", "term", "stage")) or "years" in match.groupdict()
    rank = 0 if _OWN.search(words) and named else 2 if named else 5 if "\n" not in match[0] else 9
    return rank + shouted + _looks_back(page.flat[start : match.start()])


def _looks_back(before: str) -> bool:
    """Whether the words before a period say that it is of what was done, or of what the page is carried out under."""
    since = max(before.rfind("tong ket"), before.rfind("so ket"), before.rfind("results of"))
    if since >= 0 and " ky " not in before[since:] and " sign" not in before[since:]:
        return True
    return before.startswith(_UNDER) and _ACTS.search(before) is None


def last_year_named(period: Mention[Period] | None) -> int | None:
    """The last year of a term."""
    return period.value.last.year if period else None


def whole_aim_year(page: Page) -> int | None:
    """The year up to which the aims of the page run, where it names only one."""
    years = {int(match["year"]) for match in _UP_TO.finditer(page.flat)}
    return years.pop() if len(years) == 1 and _AIMS.search(page.flat) else None
