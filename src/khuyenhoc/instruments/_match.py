"""Which instruments a printed number may mean, with what speaks for each and against it."""

import datetime as dt
from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._base.plain import day_text
from khuyenhoc._base.terms import Finding
from khuyenhoc._base.text import plain_key
from khuyenhoc.instruments._number import NumberParts, number_parts
from khuyenhoc.instruments._printed_day import short_days
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.instruments.printed import PrintedCitation

__all__ = ["Match", "near", "same_number"]

# Issuers that there are many of, each with numbers of its own: People's Committees, Party committees, departments.
_LOCAL = ("ubnd", "hdnd", "tu", "hu", "sgddt")
_AGAINST = frozenset({"other-day", "other-year", "other-issuer", "other-kind"})
_FEW_DIGITS = 2
_TWO_DIGITS = "năm chỉ in hai chữ số", "its year is printed in two digits"
_SLIPS = {
    "one-digit": ("khác {} một chữ số", "one digit away from {}"),
    "digits-swapped": ("đảo hai chữ số của {}", "two digits of {} have changed places"),
}


@attrs.frozen
class Match:
    """One instrument beside one citation.

    Attributes:
        instrument: The instrument.
        reasons: What speaks for it, and what against.
        full: The number is the same in all its parts.
        local: The number is one of those that every province gives anew.
    """

    instrument: Instrument
    reasons: tuple[Finding, ...]
    full: bool = False
    local: bool = False

    def says(self, *codes: str) -> bool:
        """Whether one of these reasons is given."""
        return any(reason.code in codes for reason in self.reasons)

    @property
    def against(self) -> bool:
        """Whether something printed does not fit."""
        return self.says(*_AGAINST)

    @property
    def sure(self) -> bool:
        """Whether all that is printed fits, and is enough to tell."""
        if self.against:
            return False
        return self.says("same-day") or (self.full and (not self.local or self.says("same-issuer")))

    @property
    def supported(self) -> bool:
        """Whether, for a number that differs, something else speaks for it and nothing against."""
        return not self.against and self.says("same-day", "listed-with")

    @property
    def rank(self) -> int:
        """The better it fits, the higher."""
        return 0 if self.against else 1 + self.sure


def same_number(citation: PrintedCitation, instruments: Iterable[Instrument]) -> tuple[Match, ...]:
    """The instruments that bear the printed number, or of which it is a shortened form."""
    found = (_bearing(citation, item) for item in instruments)
    return tuple(match for match in found if match is not None and not (match.local and match.against))


def near(citation: PrintedCitation, instruments: Iterable[Instrument]) -> tuple[Match, ...]:
    """The instruments whose number differs from the printed one in one respect."""
    known = tuple(instruments)
    neighbours = dict.fromkeys(citation.listed_with)
    marks = {(number, mark) for number in neighbours for mark in _marks(number, citation, known)}
    found = []
    for item in known:
        match = _bearing(citation, item)
        if match is None:
            match = _resembling(citation, item, marks)
        if match is not None:
            found.append(match)
    return tuple(found)


def _numbers(item: Instrument) -> Iterator[tuple[str, NumberParts]]:
    for number in (item.number, *item.also_numbered):
        parts = number_parts(number)
        if parts is not None:
            yield number, parts


def _printed(citation: PrintedCitation) -> NumberParts:
    return number_parts(citation.number) or NumberParts(0)  # the value refuses what is no number


def _bearing(citation: PrintedCitation, item: Instrument) -> Match | None:
    printed = _printed(citation)
    for number, parts in _numbers(item):
        if printed.serial != parts.serial or _differ(printed.year, parts.year):
            continue
        if printed.mark:
            if printed.mark != parts.mark:
                continue
            full = printed.year == parts.year
            if full:
                first = _same(number, item)
            elif printed.year is None:
                first = _shortened("year", "năm", "year", item)
            elif item.issued is None or item.issued.year == printed.year:
                first = _reason(
                    "with-year", "number", f"số in thêm năm so với {item.number}", f"a year is put into {item.number}"
                )
            else:
                continue
        elif citation.kind is item.kind:
            full, first = False, _shortened("mark", "ký hiệu", "mark", item)
        else:
            continue
        return _with_details(citation, item, parts, first, full=full)
    return None


def _with_details(
    citation: PrintedCitation, item: Instrument, parts: NumberParts, *first: Finding, full: bool = False
) -> Match:
    local = parts.mark.endswith(_LOCAL)
    reasons = (*first, *_about_days(citation, item), *_about_issuer(citation, item))
    if citation.kind is not None and citation.kind is not item.kind:
        reasons += (
            _reason(
                "other-kind",
                "kind",
                f"in là {citation.kind.vi}, văn bản là {item.kind.vi}",
                f"the kind printed is {citation.kind.en}, that of the instrument {item.kind.en}",
            ),
        )
    if local and not any(reason.code in ("same-day", "same-issuer") for reason in reasons):
        reasons += (
            _reason(
                "local-number",
                "number",
                "mỗi địa phương đánh số riêng, số hiệu chưa đủ để xác định",
                "every place numbers its own, so that the number alone does not tell",
            ),
        )
    return Match(instrument=item, reasons=reasons, full=full, local=local)


def _same(number: str, item: Instrument) -> Finding:
    if number == item.number:
        return _reason("same-number", "number", "trùng số hiệu", "the number is the same")
    return _reason(
        "also-numbered", "number", f"có nơi ghi là {number}", f"{number} is another form in which it is printed"
    )


def _shortened(what: str, vi: str, en: str, item: Instrument) -> Finding:
    return _reason(
        f"without-{what}", "number", f"số in thiếu {vi} của {item.number}", f"printed without the {en} of {item.number}"
    )


def _about_days(citation: PrintedCitation, item: Instrument) -> Iterator[Finding]:
    days = (*((item.issued,) if item.issued else ()), *item.also_dated)
    if len(days) > 1:
        yield _reason(
            "several-days", "also_dated", f"các nguồn ghi các ngày {_vi(days)}", f"sources give the days {_en(days)}"
        )
    short = short_days(citation.printed)
    if not days:
        if citation.dates or short:
            yield _reason("day-unchecked", "issued", "ngày ban hành chưa xác lập được", "its day is not established")
        return
    if citation.dates:
        printed = citation.dates
        if set(printed) <= set(days):
            yield _reason("same-day", "issued", f"trùng ngày {_vi(printed)}", f"the day is the same, {_en(printed)}")
        else:
            yield _reason(
                "other-day",
                "issued",
                f"in ngày {_vi(printed)}, văn bản ghi ngày {_vi(days)}",
                f"printed with the day {_en(printed)}, the instrument has {_en(days)}",
            )
    for number, month, year in short:
        shown = f"{number}/{month}" + ("" if year is None else f"/{year:02}")
        if any((day.day, day.month) == (number, month) and year in (None, day.year % 100) for day in days):
            vi, en = ("không in năm", "no year is printed") if year is None else _TWO_DIGITS
            yield _reason("same-short-day", "issued", f"ngày {shown} phù hợp, {vi}", f"the day {shown} fits, {en}")
        else:
            yield _reason(
                "other-day",
                "issued",
                f"in ngày {shown}, văn bản ghi ngày {_vi(days)}",
                f"printed with the day {shown}, the instrument has {_en(days)}",
            )
    if citation.year is not None:
        years = sorted({day.year for day in days})
        if citation.year in years:
            yield _reason("same-year", "issued", f"trùng năm {citation.year}", f"the year is the same, {citation.year}")
        else:
            given = ", ".join(map(str, years))
            yield _reason(
                "other-year",
                "issued",
                f"in năm {citation.year}, văn bản ban hành năm {given}",
                f"printed with the year {citation.year}, the instrument is of {given}",
            )


def _about_issuer(citation: PrintedCitation, item: Instrument) -> Iterator[Finding]:
    if not citation.issuer:
        return
    printed, known = _body(citation.issuer), _body(item.issuer)
    if printed in known or known in printed:
        # "UBND tỉnh" fits, but is not yet the committee of one province.
        code = "same-issuer" if known in printed else "issuer-fits"
        yield _reason(code, "issuer", f"cơ quan ban hành phù hợp: {item.issuer}", f"the issuer fits: {item.issuer}")
    else:
        yield _reason(
            "other-issuer",
            "issuer",
            f"in là của {citation.issuer}, văn bản do {item.issuer} ban hành",
            f"printed as of {citation.issuer}, the instrument was issued by {item.issuer}",
        )


def _body(name: str) -> str:
    """The name of an issuer for comparing: a head stands for the body, as the Minister for the Ministry."""
    key = plain_key(name).replace("uy ban nhan dan", "ubnd").replace("bo truong bo", "bo").replace("gd&dt", "gddt")
    return key.replace("giao duc va dao tao", "gddt")


def _marks(number: str, citation: PrintedCitation, known: tuple[Instrument, ...]) -> Iterator[str]:
    """The marks of the instruments that a neighbour in the list bears."""
    companion = number_parts(number)
    if companion is None:
        return
    for item in known:
        for _, parts in _numbers(item) if item.kind is citation.kind else ():
            same = companion.serial == parts.serial and not _differ(companion.year, parts.year)
            if same and companion.mark in ("", parts.mark):
                yield parts.mark


def _resembling(citation: PrintedCitation, item: Instrument, marks: set[tuple[str, str]]) -> Match | None:
    printed = _printed(citation)
    if citation.kind is not None and citation.kind is not item.kind:
        return None
    for _, parts in _numbers(item):
        if printed.serial == parts.serial and printed.mark == parts.mark != "":
            first = _reason(
                "other-year-in-number",
                "number",
                f"cùng số và ký hiệu, khác năm trong số hiệu {item.number}",
                f"the same but for the year in the number {item.number}",
            )
        elif printed.serial == parts.serial and printed.mark and parts.kind is item.kind:
            first = _reason(
                "other-mark",
                "number",
                f"cùng số, khác ký hiệu của {item.number}",
                f"the same but for the mark of {item.number}",
            )
        elif (
            printed.mark in ("", parts.mark)
            and not _differ(printed.year, parts.year)
            and (code := _slip(printed.serial, parts.serial))
        ):
            vi, en = _SLIPS[code]
            first = _reason(code, "number", vi.format(item.number), en.format(item.number))
        else:
            continue
        beside = [
            _reason(
                "listed-with",
                "listed_with",
                f"được nêu cùng {number}, cùng ký hiệu",
                f"listed together with {number}, of the same mark",
            )
            for number, mark in sorted(marks)
            if mark == parts.mark and first.code in _SLIPS
        ]
        return _with_details(citation, item, parts, first, *beside)
    return None


def _slip(printed: int, known: int) -> str:
    """How one number differs from another by a slip of the pen; empty if it takes more than one."""
    one, other = str(printed), str(known)
    if one == other or min(len(one), len(other)) < _FEW_DIGITS:
        return ""
    if len(one) != len(other):
        longer, shorter = sorted((one, other), key=len, reverse=True)
        lost = any(longer[:place] + longer[place + 1 :] == shorter for place in range(len(longer)))
        return "one-digit" if lost else ""
    wrong = [place for place, (a, b) in enumerate(zip(one, other, strict=True)) if a != b]
    if len(wrong) == 1:
        return "one-digit"
    first, last = wrong[0], wrong[-1]
    swapped = one[:first] + one[last] + one[first] + one[last + 1 :] == other
    return "digits-swapped" if swapped else ""


def _differ(one: int | None, other: int | None) -> bool:
    return one is not None and other is not None and one != other


def _reason(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)


def _vi(days: tuple[dt.date, ...]) -> str:
    return ", ".join(day_text(day, padded=False) for day in days)


def _en(days: tuple[dt.date, ...]) -> str:
    return ", ".join(map(str, days))
