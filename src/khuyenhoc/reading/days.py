"""Days in prose: the one on which something was signed or happened, with the year that the page itself gives."""

import datetime as dt
import re

from khuyenhoc._base.terms import Label
from khuyenhoc.reading.mention import Mention, mentioned
from khuyenhoc.reading.page import Page, Sentence
from khuyenhoc.reading.sides import SIGNING

__all__ = ["event_day", "printed_publication"]

_YEAR = r"(?:19|20)[0-9]{2}"
_D, _M = r"(?:0?[1-9]|[12][0-9]|3[01])", r"(?:0?[1-9]|1[0-2])"
_ENGLISH = [
    "january",
    "february",
    "march",
    "april",
    "may",
    "june",
    "july",
    "august",
    "september",
    "october",
    "november",
    "december",
]
_MONTHS = "|".join(f"{name}|{name[:3]}" for name in _ENGLISH)
_TIME = (
    r"(?:(?:vao )?(?:sang|trua|chieu|toi)(?: nay| qua| mai| hom nay)?,? ?(?:ngay )?|(?:vao )?ngay |"
    r"(?:vao |trong )?hom nay ?\(?)"
)
_LEAD = re.compile(
    rf"(?:{_TIME}\(?(?P<d>{_D})[ \n]?(?:[/.-]|thang[ \n]) ?(?P<m>{_M})(?:(?: ?[/.-] ?| nam )(?P<y>{_YEAR}))?"
    rf"(?![0-9%/]|[.,][0-9])|\b(?:on|(?:in|on) the (?:morning|afternoon|evening) of) (?:the )?"
    rf"(?:(?P<em>{_MONTHS})\.? (?P<ed>{_D})|(?P<ed2>{_D}) (?P<em2>{_MONTHS}))"
    rf"(?:st|nd|rd|th)?(?:,? (?P<ey>{_YEAR}))?(?![0-9]))"
)
_NOT_OF_THE_EVENT = re.compile(
    r"\b(?:truoc|sau|den|tu|so [^ ]{1,20}|qd-ttg|ubnd|han|cham nhat|by|before|until)(?: het)? \Z"
)
_FULL = rf"(?P<d>{_D})[/.-](?P<m>{_M})[/.-](?P<y>{_YEAR})"
_CLOCK = r"[0-9]{1,2}[:h][0-9]{2}(?::[0-9]{2})?"
_PUBLISHED = (
    re.compile(rf"\bdate (?P<y>{_YEAR})-(?P<m>{_M})(?:-(?P<d>{_D}))?(?![0-9])"),
    re.compile(rf"{_CLOCK}[ ,|-]{{0,5}}(?:(?:thu|chu) [a-z0-9]+,? ?)?{_FULL}"),
    re.compile(rf"{_FULL}[ ,|-]{{0,5}}(?:luc )?{_CLOCK}"),
    re.compile(rf"(?:thu (?:hai|ba|tu|nam|sau|bay|[2-7])|chu nhat),? ?(?:ngay )?{_FULL}"),
)  # fmt: skip
_WORDS_BEFORE = 3
_STARTS = Label("ngày mở đầu câu nói về lễ ký", "the day at the beginning of the sentence about the signing")
_OF_PAGE = Label("ngày có năm lấy từ ngày đăng", "its year is that of the day of publication")


def printed_publication(page: Page) -> tuple[int, int, int | None] | None:
    """The year, month and day of publication that the page prints beside a time or a weekday, if it prints one."""
    for pattern in _PUBLISHED:
        match = pattern.search(page.flat)
        if match:
            return int(match["y"]), int(match["m"]), int(match["d"]) if match["d"] else None
    return None


def event_day(page: Page, sentences: tuple[Sentence, ...], *, published: dt.date | None) -> Mention[dt.date] | None:
    """The day that opens the first sentence that has one: of a signing first, else of whatever the page is about."""
    for sentence in sentences:
        start = page.words[sentence.first].start
        end = page.words[sentence.after - 1].end
        match = _LEAD.search(page.flat, max(0, start - 1), end)
        if match is None or _NOT_OF_THE_EVENT.search(page.flat[start : match.start()]):
            continue
        if not _opens(page, start, match.start()):
            continue
        found = _day(page, match, published)
        if found is not None:
            return found
    return None


def _opens(page: Page, start: int, place: int) -> bool:
    """Whether a day stands at the beginning of a sentence, at most behind a dateline or the one who acts."""
    before = page.flat[start:place]
    if page.flat.startswith(("sang ", "chieu ", "vao sang ", "vao chieu "), place) and SIGNING.search(before):
        return True
    return len(before.split()) <= _WORDS_BEFORE or before.rstrip().endswith((")", "-", ",", "on"))


def _day(page: Page, match: re.Match[str], published: dt.date | None) -> Mention[dt.date] | None:
    number = int(match["d"] or match["ed"] or match["ed2"])
    word = match["em"] or match["em2"]
    month = int(match["m"]) if match["m"] else next(n for n, name in enumerate(_ENGLISH, 1) if name[:3] == word[:3])
    year = match["y"] or match["ey"]
    group = "d" if match["d"] else "em" if match["em"] else "ed2"
    start = match.start(group)
    if year:
        return _made(page, int(year), month, number, start, match.end(), _STARTS)
    printed = (published.year, published.month, published.day) if published else printed_publication(page)
    if printed is None:
        return None
    later = (month, number) > (printed[1], printed[2] or 31)
    return _made(page, printed[0] - later, month, number, start, match.end(), _OF_PAGE)


def _made(page: Page, year: int, month: int, number: int, start: int, end: int, why: Label) -> Mention[dt.date] | None:
    try:
        return mentioned(page, dt.date(year, month, number), start, end, why)
    except ValueError:
        return None
