"""Citations of instruments as a text prints them: found with their place, and never rewritten."""

import bisect
import datetime as dt
import re
from collections.abc import Iterator
from typing import Any

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.folded import Folded
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.instruments._number import GAP, KIND_WORDS, number_parts
from khuyenhoc.instruments._printed_day import days_at, is_dated
from khuyenhoc.instruments._printed_number import goes_on, read_number
from khuyenhoc.instruments.instrument import InstrumentKind

__all__ = ["PrintedCitation", "find_citations"]


def _verbatim(value: Any) -> str:
    """Text exactly as it is printed: neither composed nor trimmed, so that the place in the text stays true."""
    if not isinstance(value, str):
        raise WrongTypeError("not-text", path=("PrintedCitation.printed",), seen=value, expected="text-str")
    return value


@public("khuyenhoc.instruments")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PrintedCitation(Shown):
    """An instrument as a text cites it (dẫn chiếu văn bản).

    Attributes:
        printed: The citation as printed, letter for letter: ``text[start:end]``.
        start: Where in the text it begins.
        end: Where in the text it ends.
        kind: Kind of document, as the word before the number or else the mark says; None if neither does.
        number: The number as officially spelled, such as "281/QĐ-TTg", or "387" where no more is printed.
        dates: The days printed with it, in their order; none whose year is printed in two digits ("25/3/22") or not.
        year: The year printed in place of a day ("năm 2022"); None if there is none.
        issuer: The issuer printed after "của", as printed; empty if there is none.
        provision: The article, clause and point printed before it, as printed; empty if there are none.
        listed_with: The other numbers that stand under the same word ("các Quyết định 387, 677").

    Raises:
        InvalidValueError: If the span is not as long as what is printed, or the number is none.

    >>> (one,) = find_citations("Theo điểm b khoản 2 Điều 1 Quyết định số 281/QĐ-TTg ngày 20.2.2014 của Thủ tướng")
    >>> one.printed, one.number, one.dates[0].isoformat(), one.issuer, one.provision
    ('Quyết định số 281/QĐ-TTg ngày 20.2.2014', '281/QĐ-TTg', '2014-02-20', 'Thủ tướng', 'điểm b khoản 2 Điều 1')
    """

    printed: str = attrs.field(converter=_verbatim)
    start: int
    end: int
    kind: InstrumentKind | None = None
    number: str
    dates: tuple[dt.date, ...] = ()
    year: int | None = None
    issuer: str = ""
    provision: str = ""
    listed_with: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.start < 0 or self.end - self.start != len(self.printed) or not self.printed:
            raise InvalidValueError(
                "the-span-is-not-that",
                path=("PrintedCitation.end",),
                seen=(self.start, self.end),
                count=len(self.printed),
            )
        if number_parts(self.number) is None:
            raise InvalidValueError("not-a-number-of-an-instrument", path=("PrintedCitation.number",), seen=self.number)

    @property
    def has_mark(self) -> bool:
        """Whether the number carries its abbreviations; "387" does not."""
        parts = number_parts(self.number)
        return parts is not None and bool(parts.mark)


@public("khuyenhoc")
def find_citations(text: str) -> tuple[PrintedCitation, ...]:
    """The instruments that a text cites, in their order; years, shares, counts, money and days are none.

    A number counts as cited if it carries its mark ("49/KH-UBND", "160-KH/TU"), or if it stands after the word for a
    kind of document: after "số", or, without it, after a word with a capital and before the end of a clause, "của",
    "về", a day or a year. A colon may stand between "các Quyết định" and a list; elsewhere a bare number after a colon
    is a count. Of the abbreviations, "QĐ", "NĐ", "NQ" and "KL" stand for their word before "số". A word governs the
    numbers listed after it, up to a hundred. Accents may be missing or decomposed. A number is read whole, even if its
    separators are lost or wrong or a web page left its marks ("TT-BGD&amp;ĐT"); what cannot be read whole is not cited.

    Raises:
        WrongTypeError: If it is no text.

    >>> [(one.printed, one.number) for one in find_citations("triển khai các Quyết định 387, 67.")]
    [('Quyết định 387', '387'), ('67', '67')]
    >>> find_citations("Đến năm 2025: 70% gia đình; quyết định 50 suất; Kế hoạch 5 năm (2021-2025)")
    ()
    """
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("text",), seen=text, expected="text-str")
    return tuple(_Reader(text).read())


# Abbreviations that are read as words before "số"; "CT số 5", "TT số 3" or "ND số 2" may be anything.
_SHORT_WORDS = {
    "QĐ": InstrumentKind.DECISION,
    "QD": InstrumentKind.DECISION,
    "NĐ": InstrumentKind.DECREE,
    "NQ": InstrumentKind.RESOLUTION,
    "KL": InstrumentKind.CONCLUSION,
}
_WORDS = "|".join(sorted(KIND_WORDS, key=len, reverse=True))
_START = re.compile(
    rf"(?<![a-z0-9])(?P<word>{_WORDS})(?P<named>{GAP}so(?: ?:)?)?{GAP}(?=[0-9])|"
    rf"(?<![a-z0-9])(?<=cac )(?P<several>{_WORDS})(?:{GAP}so)? ?:{GAP}(?=[0-9])|"
    rf"(?<![a-z0-9])(?P<short>qd|nd|nq|kl){GAP}so(?: ?:)?{GAP}(?=[0-9])|"
    r"(?<![a-z0-9.,/\\-])(?<!/ )(?<!/\n)(?=[0-9]{1,5} ?[/\\-])"
)
_AND = re.compile(rf"(?: ?[,;]{GAP}(?:va{GAP})?|{GAP}(?:va|hay|hoac|cung){GAP})(?P<named>so(?: ?:)?{GAP})?(?=[0-9])")
_BARE = re.compile(
    r"[0-9]{1,5}(?=\Z|[ \n,;.:()\[\]?!\"'“”‘’«»…*|<>-])(?![.,:-][0-9a-z]| ?%| - ?[0-9]| ?[/\\_]|"
    r" ?[a-z][/\\]| ?-[a-z]{1,4}(?![a-z0-9])|[ \n][a-z]{2,10}-[a-z])"
)
_AFTER_BARE = re.compile(
    rf"[ \n]{{0,3}}(?:\Z|[\n,;.:)?!\"”’»])|{GAP}(?:va|hay|hoac|cung|cua|ve){GAP}|"
    rf"{GAP}?\(|{GAP}ngay{GAP}[0-9]|{GAP}nam{GAP}[12]"
)
_LOCAL = r"(?:ubnd|uy ban nhan dan|tinh uy|thanh uy|huyen uy)(?: (?:tinh|thanh pho|huyen|quan|thi xa|xa|phuong))?"
_BY = re.compile(
    rf"{GAP}cua{GAP}(?P<issuer>(?:ban chap hanh )?(?:trung uong )?hoi khuyen hoc viet nam|ban bi thu|bo chinh tri|"
    rf"thu tuong(?: chinh phu)?|chinh phu|quoc hoi|bo giao duc va dao tao|bo gd&dt|bo gddt|"
    rf"(?P<local>(?:ban thuong vu )?{_LOCAL}))(?![a-z0-9])"
)
_NAME = re.compile(r"(?: - | )([a-z]+)(?![a-z0-9])")
_PROVISION = re.compile(
    rf"(?<![a-z0-9])(?:(?:tiet|tieu muc|muc|dieu|khoan|diem|phan|chuong){GAP}[0-9a-z.]{{1,6}},?{GAP}){{1,6}}"
    rf"(?:cua{GAP})?\Z"
)
_YEARS = range(1900, 2100)
_REACH = 120
_MOST_WORDS = 6
_MOST_LISTED = 100
# Kinds that are cited by a number without mark or "số"; a programme or letter so named may be any.
_BY_NUMBER = frozenset(
    {
        InstrumentKind.DECISION,
        InstrumentKind.DIRECTIVE,
        InstrumentKind.CONCLUSION,
        InstrumentKind.RESOLUTION,
        InstrumentKind.CIRCULAR,
        InstrumentKind.DECREE,
        InstrumentKind.PLAN,
    }
)


class _Reader:
    """One reading of one text."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.folded = Folded.of(text)
        self.flat = self.folded.text

    def read(self) -> Iterator[PrintedCitation]:
        place = 0
        while match := _START.search(self.flat, place):
            items = self._items(match)
            numbers = [item.number for item in items]
            for order, item in enumerate(items):
                yield attrs.evolve(item, listed_with=(*numbers[:order], *numbers[order + 1 :]))
            place = max(match.end(), match.start() + 1, self._after(items))

    def _after(self, items: list[PrintedCitation]) -> int:
        """The folded position after the last item."""
        if not items:
            return 0
        return bisect.bisect_left(self.folded.starts, items[-1].end)

    def _items(self, match: re.Match[str]) -> list[PrintedCitation]:
        """The citations that one word governs, or the one whose number stands alone."""
        word = match["word"] or match["several"]
        kind = KIND_WORDS[word] if word else self._short(match)
        named = bool(match["named"] or match["short"])
        found = self._number(match.end(), kind, named=named, capital=self._capital(match.start()))
        if found is None:
            return []
        first, at = match.start(), match.end()
        items: list[PrintedCitation] = []
        while found is not None and len(items) < _MOST_LISTED:
            item, end = self._item(first, *found, kind)
            items.append(item)
            more = _AND.match(self.flat, end) if kind else None
            if more is None:
                break
            first = at = more.end()
            found = self._number(at, kind, named=bool(more["named"]), capital=True)
        count = match["several"] and len(items) == 1 and not items[0].has_mark
        return [] if count else items

    def _short(self, match: re.Match[str]) -> InstrumentKind | None:
        """The kind for which an abbreviation stands in capitals; None if there is none."""
        if not match["short"]:
            return None
        return _SHORT_WORDS.get(self.folded.letters(self.text, match.start("short"), match.end("short")))

    def _capital(self, at: int) -> bool:
        return self.text[self.folded.starts[at]].isupper()

    def _number(self, at: int, kind: InstrumentKind | None, *, named: bool, capital: bool) -> tuple[int, str] | None:
        """Where the number that begins here ends, and the number; None if there is none."""
        sure = named or (kind in _BY_NUMBER and capital)
        found = read_number(self.folded, self.text, at, kind, sure=sure)
        if found or kind is None:
            return found
        match = _BARE.match(self.flat, at)
        if match is None or goes_on(self.folded, self.text, match.end()):
            return None
        end = match.end()
        if not named and (
            int(match[0]) in _YEARS or not (_AFTER_BARE.match(self.flat, end) or is_dated(self.flat, end))
        ):
            return None
        return (end, match[0]) if sure else None

    def _item(self, first: int, after: int, number: str, kind: InstrumentKind | None) -> tuple[PrintedCitation, int]:
        parts = number_parts(number)
        dates, year, end = days_at(self.flat, after)
        by = _BY.match(self.flat, end)
        issuer = ""
        if by:
            issuer_end = self._named(by.end()) if by["local"] else by.end()
            start, stop = self.folded.original(by.start("issuer"), issuer_end)
            issuer = self.text[start:stop]
            if not dates and year is None:
                dates, year, dated = days_at(self.flat, issuer_end)
                end = dated if dated > issuer_end else end
        start, stop = self.folded.original(first, end)
        item = PrintedCitation(
            printed=self.text[start:stop],
            start=start,
            end=stop,
            kind=kind or (parts.kind if parts else None),
            number=number,
            dates=dates,
            year=year,
            issuer=issuer,
            provision=self._provision(first),
        )
        return item, end

    def _named(self, at: int) -> int:
        """Where the name of a place that begins here ends: words with a capital."""
        for _ in range(_MOST_WORDS):
            match = _NAME.match(self.flat, at)
            if match is None or not self._capital(match.start(1)):
                break
            at = match.end()
        return at

    def _provision(self, first: int) -> str:
        since = max(0, first - _REACH)
        match = _PROVISION.search(self.flat, since, first)
        if match is None:
            return ""
        start, stop = self.folded.original(match.start(), match.end())
        return re.sub(r"[\s,]+(?:của\s+)?\Z", "", self.text[start:stop])
