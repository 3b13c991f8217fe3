"""What is owed again and again: how often, by which day, and the dated occasions that follow from it."""

import datetime as dt
from itertools import pairwise

import attrs

from khuyenhoc._base.calendar import interval_starts, month_day
from khuyenhoc._base.door import LAST_DAY, argument, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Language, Ranked
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.values._recurrence_text import RecurrenceWords, read_recurrence, write_recurrence
from khuyenhoc.values.period import Period

__all__ = ["Frequency", "Occasion", "Recurrence"]

_MOST_TIMES = 366


@public("khuyenhoc")
class Frequency(Ranked):
    """How often something is owed (tần suất), the most frequent first."""

    WEEK = "week", "mỗi tuần", "each week"
    MONTH = "month", "mỗi tháng", "each month"
    QUARTER = "quarter", "mỗi quý", "each quarter"
    HALF_YEAR = "half_year", "sáu tháng một lần", "every six months"
    YEAR = "year", "hằng năm", "each year"
    ONCE = "once", "một lần", "once"


@public("khuyenhoc.values")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Occasion(Shown):
    """One time at which something is owed (kỳ thực hiện).

    Attributes:
        span: The days it is for, such as one month.
        due: The last day on which it is done in time.
    """

    span: Period
    due: dt.date


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Recurrence(Shown):
    """A duty that returns (định kỳ): each week, month, quarter, half-year or year, or once in a stated time.

    Weeks begin on Monday; months, quarters, half-years and years are those of the calendar.

    Attributes:
        every: How often.
        times: How many times in each of these; 1 if not stated.
        before: The day before which it is due ("trước ngày"): ``12-15`` for a year, ``25`` for a month; empty if none.
        by: The day by which it is due, that day included ("chậm nhất", "đến ngày"); written like ``before``.
        span: The time in which it is owed once; only for [`Frequency.ONCE`][khuyenhoc.Frequency.ONCE].

    Raises:
        InvalidValueError: If both ``before`` and ``by`` are given, a day is none, a day is named for a week, quarter
            or half-year, or ``span`` is missing for ``ONCE`` or given for anything else.

    >>> duty = Recurrence(every=Frequency.YEAR, before="12-15")
    >>> [occasion.due.isoformat() for occasion in duty.occasions(Period.of_years(2024, 2025))]
    ['2024-12-14', '2025-12-14']
    """

    every: Frequency
    times: int = 1
    before: str = ""
    by: str = ""
    span: Period | None = None

    def __attrs_post_init__(self) -> None:
        if not 1 <= self.times <= _MOST_TIMES:
            raise InvalidValueError(
                "not-a-number-of-times", path=("Recurrence.times",), seen=self.times, most=_MOST_TIMES
            )
        if self.before and self.by:
            raise InvalidValueError("two-days-are-named", path=("Recurrence.by",), seen=(self.before, self.by))
        if (self.every is Frequency.ONCE) != (self.span is not None):
            raise InvalidValueError(
                "once-needs-the-time-in-which", path=("Recurrence.span",), seen=self.span and str(self.span)
            )
        if self.named and month_day(self.named, with_month=self.every is Frequency.YEAR) is None:
            raise InvalidValueError(
                "not-a-day-of-this-frequency",
                path=("Recurrence.before" if self.before else "Recurrence.by",),
                seen=self.named,
            )
        if self.named and self.every not in (Frequency.MONTH, Frequency.YEAR):
            raise InvalidValueError(
                "a-day-can-be-named-for",
                path=("Recurrence.before" if self.before else "Recurrence.by",),
                seen=self.named,
            )

    @property
    def named(self) -> str:
        """The day named, or nothing."""
        return self.before or self.by

    @classmethod
    def parse(cls, text: str) -> "Recurrence":
        """Read one expression, Vietnamese or English, in any case, with or without marks.

        "mỗi tháng", "hằng năm, trước ngày 15/12", "trước ngày 15 tháng 12 hằng năm", "hằng tháng, chậm nhất ngày 25",
        "định kỳ hằng quý", "ba tháng một lần" (a quarter), "sáu tháng một lần", "mỗi 6 tháng", "mỗi năm hai lần", "2
        lần/năm", "quý IV/2019", "each year, before 15/12". What names a period is owed once in it.

        Raises:
            InvalidValueError: If it is no such expression, or the days of the time are not in the words (a school
                year); the message says what to write.

        >>> Recurrence.parse("mỗi tháng") == Recurrence(every=Frequency.MONTH)
        True
        """
        words = read_recurrence(text)
        return cls(every=Frequency(words.every), times=words.times, before=words.before, by=words.by, span=words.span)

    def text(self, lang: Language = "vi") -> str:
        """The expression in words; [`parse`][khuyenhoc.Recurrence.parse] reads it back to an equal one.

        >>> Recurrence(every=Frequency.YEAR, before="12-15").text()
        'hằng năm, trước ngày 15/12'
        """
        if self.span is not None:
            return self.span.text(lang)
        return write_recurrence(RecurrenceWords(self.every.text(lang), self.times, self.before, self.by), lang)

    def __str__(self) -> str:
        return self.text()

    def occasions(self, within: Period) -> tuple[Occasion, ...]:
        """When it falls due within the days of a period, in order; one occasion for each week, month or year.

        An interval that the period cuts off counts, and is due on the period's last day at the latest. A named day
        that lies outside the period gives no occasion. Several times in one interval are one occasion. Before the 31st
        of a month that has 28 days is by its 28th. No interval reaches beyond 2199, the last year that a day may have.

        >>> len(Recurrence.parse("mỗi tháng").occasions(Period.of_years(2020, 2023)))
        48
        """
        within = argument(within, Period, "within")
        found = []
        for first, last in self._intervals(within):
            due = self._named_due(first, last) if self.named else min(last, within.last)
            if within.first <= due <= within.last:
                found.append(Occasion(span=Period(first, last), due=due))
        return tuple(found)

    def _intervals(self, within: Period) -> list[tuple[dt.date, dt.date]]:
        """First and last days of what touches the period; before a day, of that too whose eve may lie in it."""
        if self.span is not None:
            return [(self.span.first, self.span.last)] if self.span.overlap(within) else []
        starts = interval_starts(self.every.value, within.first, within.last + dt.timedelta(days=bool(self.before)))
        return [
            (first, min(following - dt.timedelta(days=1), LAST_DAY))
            for first, following in pairwise(starts)
            if first <= LAST_DAY
        ]

    def _named_due(self, first: dt.date, last: dt.date) -> dt.date:
        """The day named, or its eve, in one interval; not beyond the last day of a shorter month."""
        month, number = month_day(self.named, with_month=self.every is Frequency.YEAR) or (0, 1)
        eve = dt.timedelta(days=bool(self.before))
        if month:
            return dt.date(first.year, month, number) - eve
        return min(first + dt.timedelta(days=number - 1) - eve, last)
