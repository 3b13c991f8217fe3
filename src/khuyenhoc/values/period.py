"""Periods: inclusive first and last day, an optional horizon, and the questions one asks of them."""

import datetime as dt

import attrs

from khuyenhoc._base.calendar import whole_years
from khuyenhoc._base.door import argument, argument_day, checked, day, exact_int, public
from khuyenhoc._base.plain import day_text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Labelled, Language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values._period_text import PeriodWords, read_period, write_period
from khuyenhoc.values.rate import Rate

__all__ = ["Period", "PeriodKind", "Phase"]


@public("khuyenhoc")
class Phase(Labelled):
    """Where a day stands in relation to a period (thời điểm so với giai đoạn)."""

    UPCOMING = "upcoming", "chưa bắt đầu", "upcoming"
    RUNNING = "running", "đang thực hiện", "running"
    ORIENTATION = "orientation", "đã kết thúc, còn định hướng", "ended, within its orientation"
    ENDED = "ended", "đã kết thúc", "ended"


@public("khuyenhoc.values")
class PeriodKind(Labelled):
    """What sort of period the words announce."""

    STAGE = "stage", "giai đoạn", "stage"
    TERM = "term", "nhiệm kỳ", "term of office"


def _none_first(value: object) -> tuple[bool, object]:
    return (value is not None, value)


@public("khuyenhoc")
@attrs.frozen(order=True, field_transformer=checked, repr=False)
class Period(Shown):
    """A period (giai đoạn): first and last day, both included.

    Ordered by first day, then last day.

    Attributes:
        first: First day.
        last: Last day, on or after the first.
        horizon: The day up to which the text orients ("định hướng đến năm 2030"); never the end. None if not stated.
        stated_years: The length as the text states it ("5 năm"), kept beside the counted one. None if not stated.
        kind: A stage, or a term of office, whose days are not in the words and are read as calendar years.

    Raises:
        InvalidValueError: If the first day lies after the last. Reversed years are reported, never turned round.

    >>> Period.of_years(2024, 2026, horizon=2030).last
    datetime.date(2026, 12, 31)
    """

    first: dt.date
    last: dt.date
    horizon: dt.date | None = attrs.field(default=None, kw_only=True, order=_none_first)
    stated_years: int | None = attrs.field(default=None, kw_only=True, order=_none_first)
    kind: PeriodKind = attrs.field(default=PeriodKind.STAGE, kw_only=True, order=lambda kind: kind.value)

    def __attrs_post_init__(self) -> None:
        if self.first > self.last:
            raise InvalidValueError(
                "period-reversed",
                path=("Period.first",),
                expected="the-first-day-on-or-before",
                hint="check-the-source-nothing-is-turned",
                first=self.first,
                last=self.last,
            )
        if self.stated_years is not None and self.stated_years < 1:
            raise InvalidValueError("no-length", path=("Period.stated_years",), seen=self.stated_years)

    @classmethod
    def of_years(
        cls,
        first: int,
        last: int,
        *,
        horizon: int | None = None,
        stated_years: int | None = None,
        kind: PeriodKind = PeriodKind.STAGE,
    ) -> "Period":
        """Whole calendar years, both included: from 1 January of the first to 31 December of the last.

        Raises:
            InvalidValueError: For reversed years or a year outside 1900 to 2199.

        >>> Period.of_years(2021, 2025).days
        1826
        """
        return cls(
            _year_day(first, 1, 1, "first"),
            _year_day(last, 12, 31, "last"),
            horizon=None if horizon is None else _year_day(horizon, 12, 31, "horizon"),
            stated_years=stated_years,
            kind=kind,
        )

    @classmethod
    def parse(cls, text: str, *, written: dt.date | None = None) -> "Period":
        """Read one period expression, Vietnamese or English, in any case, with any dash, with or without marks.

        "giai đoạn 2024-2026, định hướng đến năm 2030", "từ năm 2016 - 2021", "5 năm (2016 - 2021)", "từ năm 2014 với
        cam kết triển khai trong 10 năm", "từ ngày 01/02/2024 đến ngày 30/06/2026", "quý IV/2019", "6 tháng đầu năm
        2023", "nhiệm kỳ 2022-2027", "period of 2023-2025".

        Args:
            text: The expression alone, not a sentence around it.
            written: The day of the text, needed for "từ nay đến năm 2016".

        Raises:
            InvalidValueError: If the years are reversed, if two different periods are named, if the start is not
                stated ("đến năm 2020"), for a school year (its days are not in the words), or for anything else.

        >>> Period.parse("giai đoạn 2024-2026, định hướng đến năm 2030").horizon
        datetime.date(2030, 12, 31)
        """
        words = read_period(text, written=written)
        return cls(
            words.first,
            words.last,
            horizon=words.horizon,
            stated_years=words.stated_years,
            kind=PeriodKind(words.kind),
        )

    def text(self, lang: Language = "vi") -> str:
        """The expression in words; [`parse`][khuyenhoc.Period.parse] reads it back to an equal period.

        >>> Period.of_years(2016, 2021, stated_years=5).text()
        '5 năm (2016 - 2021)'
        """
        words = PeriodWords(self.first, self.last, self.horizon, self.stated_years, self.kind.value)
        return write_period(words, lang)

    def __str__(self) -> str:
        return self.text()

    def __contains__(self, other: object) -> bool:
        """Whether a day, or every day of another period, lies inside; the horizon does not count."""
        if isinstance(other, Period):
            return self.first <= other.first and other.last <= self.last
        return self.first <= day(other) <= self.last

    @property
    def days(self) -> int:
        """Number of days, both ends counted."""
        return (self.last - self.first).days + 1

    @property
    def calendar_years(self) -> tuple[int, ...]:
        """The calendar years that the period touches."""
        return tuple(range(self.first.year, self.last.year + 1))

    @property
    def whole_years(self) -> int:
        """Number of complete years, from anniversary to anniversary of the first day.

        >>> Period.of_years(2016, 2021).whole_years
        6
        """
        return whole_years(self.first, self.last + dt.timedelta(days=1))

    def phase(self, *, on: dt.date) -> Phase:
        """Where a day stands: upcoming, running, in the orientation after the end, or ended.

        >>> Period.of_years(2024, 2026, horizon=2030).phase(on=dt.date(2027, 1, 1))
        Phase.ORIENTATION
        """
        on = argument_day(on)
        if on < self.first:
            return Phase.UPCOMING
        if on <= self.last:
            return Phase.RUNNING
        return Phase.ORIENTATION if self.horizon is not None and on <= self.horizon else Phase.ENDED

    def elapsed(self, *, on: dt.date) -> Rate:
        """The share of days gone by at the end of a day: 0 before the first, 1 from the last on."""
        gone = (argument_day(on) - self.first).days + 1
        return Rate.of(min(max(gone, 0), self.days), self.days)

    def overlap(self, other: "Period") -> "Period | None":
        """The days in both periods, or None.

        >>> str(Period.of_years(2016, 2021).overlap(Period.of_years(2021, 2025)))
        'năm 2021'
        """
        other = argument(other, Period, "other")
        first, last = max(self.first, other.first), min(self.last, other.last)
        return Period(first, last) if first <= last else None

    def gap(self, other: "Period") -> "Period | None":
        """The uncovered days between two periods, or None where they touch or overlap."""
        other = argument(other, Period, "other")
        one, next_one = sorted((self, other), key=lambda period: period.first)
        first, last = one.last + dt.timedelta(days=1), next_one.first - dt.timedelta(days=1)
        return Period(first, last) if first <= last else None

    def findings(self) -> tuple[Finding, ...]:
        """What is odd, but kept: a horizon before the end, a stated length that is not the counted one, a term's days.

        >>> [finding.code for finding in Period.of_years(2016, 2021, stated_years=5).findings()]
        ['stated-length-differs']
        """
        found = []
        counted = len(self.calendar_years)
        if self.horizon is not None and self.horizon <= self.last:
            found.append(
                Finding(
                    code="horizon-not-after-end",
                    path="horizon",
                    vi=f"định hướng đến {day_text(self.horizon)} không sau ngày kết thúc {day_text(self.last)}",
                    en=f"the orientation to {self.horizon} is not after the end {self.last}",
                )
            )
        if self.stated_years is not None and counted != self.stated_years:
            found.append(
                Finding(
                    code="stated-length-differs",
                    path="stated_years",
                    vi=f"văn bản ghi {self.stated_years} năm; tính cả năm đầu và năm cuối là {counted} năm "
                    f"({self.first.year} - {self.last.year})",
                    en=f"the text states {self.stated_years} years; counted with both ends it is {counted} "
                    f"({self.first.year} - {self.last.year})",
                )
            )
        if self.kind is PeriodKind.TERM:
            found.append(
                Finding(
                    code="term-read-as-calendar-years",
                    path="kind",
                    vi="nhiệm kỳ tính từ đại hội đến đại hội; ở đây đọc theo năm dương lịch",
                    en="a term runs from congress to congress; here it is read as calendar years",
                )
            )
        return tuple(found)


def _year_day(year: int, month: int, number: int, name: str) -> dt.date:
    try:
        return day(dt.date(exact_int(year), month, number))
    except (ValueError, OverflowError):
        raise InvalidValueError(
            "no-such-year", path=(f"Period.{name}",), seen=year, expected="a-year-from-1900-to-2199"
        ) from None
