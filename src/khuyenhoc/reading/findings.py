"""What is odd on a page: said, with its place in words, and never repaired."""

import datetime as dt
import re
from bisect import bisect_left
from collections.abc import Iterator

import attrs

from khuyenhoc._base.plain import day_text
from khuyenhoc._base.terms import Finding
from khuyenhoc.files.catalog.builtin import instrument_graph
from khuyenhoc.instruments.check import check_citations
from khuyenhoc.instruments.printed import PrintedCitation
from khuyenhoc.reading.figure import Figure
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.page import Page
from khuyenhoc.reading.periods import OF_ANOTHER
from khuyenhoc.values.period import Period

__all__ = ["found_odd"]

_REGISTERED = re.compile(r"\bdang ky\b")
_AROUND = 60
_DAY = re.compile(
    r"\b(?:sang|chieu|toi|ngay) (?:ngay |nay )?(?P<day>[0-9]{1,2} ?[/.-] ?[0-9]{1,2})(?![0-9%]| ?[/.-] ?[0-9])"
)


def found_odd(
    page: Page,
    *,
    period: Mention[Period] | None,
    others: tuple[Mention[Period], ...],
    signed: Mention[dt.date] | None,
    published: dt.date | None,
    cited: tuple[PrintedCitation, ...],
    results: tuple[Mention[Figure], ...],
    in_scope: bool,
) -> tuple[Finding, ...]:
    """Everything odd, in the order of the fields of a reading."""
    return (
        *_scope(in_scope=in_scope),
        *_periods(page, period, others),
        *_day(page, signed, published),
        *_citations(cited),
        *_bases(page, results),
    )


def _scope(*, in_scope: bool) -> Iterator[Finding]:
    if not in_scope:
        yield Finding(
            code="not-about-study-promotion",
            path="in_scope",
            vi="bài không nói về khuyến học, khuyến tài, xã hội học tập hay mô hình học tập nào",
            en="the page speaks of no study promotion, learning society or learning model",
        )


def _periods(page: Page, period: Mention[Period] | None, others: tuple[Mention[Period], ...]) -> Iterator[Finding]:
    """Periods that end or begin with the main one and are not it: one of them may be a slip."""
    for other in others if period is not None else ():
        main = period.value if period else other.value
        if other.why == OF_ANOTHER:
            continue
        if (other.value.first == main.first) != (other.value.last == main.last):
            one, two = (mention.words(page.text) for mention in (period or other, other))
            yield Finding(
                code="periods-compete",
                path="period",
                vi=f"bài in hai giai đoạn gần giống nhau: “{one}” và “{two}”; đọc theo “{one}”",
                en=f"the page prints two periods that are nearly the same, “{one}” and “{two}”; the first is read",
            )


def _day(page: Page, signed: Mention[dt.date] | None, published: dt.date | None) -> Iterator[Finding]:
    if signed is not None and published is not None and signed.value > published:
        yield Finding(
            code="day-after-publication",
            path="signed",
            vi=f"ngày {day_text(signed.value)} đứng sau ngày đăng {day_text(published)}",
            en=f"the day {signed.value} lies after the publication on {published}",
        )
    if signed is None and (match := _DAY.search(page.flat)):
        words = page.text[slice(*page.span(*match.span("day")))]
        yield Finding(
            code="day-without-year",
            path="signed",
            vi=f"bài in ngày “{words}” không có năm, và không biết ngày đăng",
            en=f"the page prints the day “{words}” without a year, and its day of publication is not known",
        )


def _citations(cited: tuple[PrintedCitation, ...]) -> Iterator[Finding]:
    for number, check in enumerate(check_citations(cited, instruments=instrument_graph()) if cited else ()):
        yield from (attrs.evolve(one, path=f"instruments[{number}].{one.path}") for one in check.findings)
        printed = check.citation
        if check.proposed and _digits(check.proposed) != _digits(printed.number):
            yield Finding(
                code="likely-another-number",
                path=f"instruments[{number}]",
                vi=f"“{printed.printed}”: có lẽ là {check.proposed}",
                en=f"“{printed.printed}”: likely {check.proposed}",
            )


def _digits(number: str) -> str:
    """The number of an instrument without its mark."""
    return re.split(r"[^0-9]", number, maxsplit=1)[0]


def _bases(page: Page, results: tuple[Mention[Figure], ...]) -> Iterator[Finding]:
    """Shares of one attribute of which one is of those registered and another is not."""
    seen: dict[str, tuple[bool, str]] = {}
    for mention in results:
        attribute = mention.value.attribute
        if attribute is None or mention.value.unit != "%":
            continue
        first = bisect_left(page.folded.starts, mention.start)
        registered = _REGISTERED.search(page.flat[first : first + _AROUND]) is not None
        before = seen.setdefault(attribute.code, (registered, mention.words(page.text)))
        if before[0] != registered:
            both = f"“{before[1]}”", f"“{mention.words(page.text)}”"
            yield Finding(
                code="unlike-bases",
                path="results",
                vi=f"{both[0]} và {both[1]}: một tỷ lệ tính trên số đăng ký, một tỷ lệ thì không",
                en=f"{both[0]} and {both[1]}: one is a share of those registered, one is not",
            )
