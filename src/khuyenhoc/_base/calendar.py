"""Days in text, calendar arithmetic in months and years, and intervals that return: here alone is python-dateutil."""

import datetime as dt
import re
from fractions import Fraction
from functools import lru_cache

from khuyenhoc._base.door import day
from khuyenhoc.errors import InvalidValueError

__all__ = [
    "add_months",
    "add_years",
    "interval_starts",
    "month_day",
    "months_between",
    "read_day",
    "whole_years",
    "years_between",
]

_MONTHS = {"month": 1, "quarter": 3, "half_year": 6, "year": 12}
_MONTH_DAY = re.compile(r"(?:([0-9]{2})-)?([0-9]{1,2})")
_WRITTEN_DAY = re.compile(
    r"(?P<y>[0-9]{4})-(?P<m>[0-9]{2})-(?P<d>[0-9]{2})|(?P<d2>[0-9]{1,2})(?P<mark>[/.])(?P<m2>[0-9]{1,2})(?P=mark)(?P<y2>[0-9]{4})"
)
_COMMON_YEAR = 2023  # so that 29 February, which most years lack, is no day of every year


def read_day(text: str) -> dt.date:
    """The day that text states, year-month-day or day/month/year: the one reader for files, tables and options.

    Raises:
        InvalidValueError: For any other form (a week, digits without marks), and for a day that there is not.

    >>> read_day("2023-12-31") == read_day("31/12/2023") == dt.date(2023, 12, 31)
    True
    """
    if match := _WRITTEN_DAY.fullmatch(text.strip()):
        year, month, number = (int(match[name] or match[f"{name}2"]) for name in "ymd")
        try:
            found = dt.date(year, month, number)
        except ValueError:
            pass
        else:
            return day(found)
    raise InvalidValueError("not-a-day", seen=text, expected="2023-12-31-or-31-12")


def add_years(day: dt.date, years: int) -> dt.date:
    """The anniversary: the same day ``years`` later; 29 February becomes 28 February in a common year."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(years=years)


def add_months(day: dt.date, months: int) -> dt.date:
    """The same day so many months later, or the last one of a shorter month."""
    from dateutil.relativedelta import relativedelta

    return day + relativedelta(months=months)


def months_between(first: dt.date, second: dt.date) -> tuple[int, int]:
    """The time from one day to a later one in whole months and the days left: half a year is six months every year.

    >>> months_between(dt.date(2024, 1, 1), dt.date(2024, 7, 16))
    (6, 15)
    """
    from dateutil.relativedelta import relativedelta

    gone = relativedelta(second, first)
    return 12 * gone.years + gone.months, gone.days


def whole_years(first: dt.date, second: dt.date) -> int:
    """How many anniversaries of ``first`` lie in the time up to and including ``second``."""
    years = second.year - first.year
    return years if add_years(first, years) <= second else years - 1


@lru_cache(maxsize=1 << 10)  # the days of a programme and of its counts, which are few
def years_between(first: dt.date, second: dt.date) -> Fraction:
    """The time from one day to a later one in years: whole anniversaries, then days over the days of that year.

    >>> years_between(dt.date(2019, 9, 30), dt.date(2023, 9, 30))
    Fraction(4, 1)
    >>> years_between(dt.date(2023, 12, 31), dt.date(2024, 1, 31))
    Fraction(31, 366)
    """
    if second < first:
        return -years_between(second, first)
    years = whole_years(first, second)
    last = add_years(first, years)
    if second == last:
        return Fraction(years)
    return years + Fraction((second - last).days, (add_years(first, years + 1) - last).days)


def interval_starts(unit: str, first: dt.date, last: dt.date) -> list[dt.date]:
    """First days of the calendar weeks, months, quarters, half-years or years that touch the days, and of the next.

    >>> [day.isoformat() for day in interval_starts("quarter", dt.date(2024, 2, 3), dt.date(2024, 4, 1))]
    ['2024-01-01', '2024-04-01', '2024-07-01']
    """
    from dateutil.rrule import MO, MONTHLY, WEEKLY, rrule

    if unit == "week":
        start = first - dt.timedelta(days=first.weekday())
        rule = rrule(WEEKLY, dtstart=_midnight(start), until=_midnight(last), byweekday=MO)
        after = dt.timedelta(days=7)
        return [moment.date() for moment in rule] + [max(moment.date() for moment in rule) + after]
    months = _MONTHS[unit]
    start = first.replace(month=(first.month - 1) // months * months + 1, day=1)
    found = [moment.date() for moment in rrule(MONTHLY, _midnight(start), months, until=_midnight(last))]
    return [*found, add_months(found[-1], months)]


def _midnight(day: dt.date) -> dt.datetime:
    return dt.datetime.combine(day, dt.time())


def month_day(text: str, *, with_month: bool) -> tuple[int, int] | None:
    """Month and day of "12-15", or 0 and the day of "25"; None if it is no day of every year, or of any month."""
    match = _MONTH_DAY.fullmatch(text)
    if match is None or bool(match[1]) is not with_month:
        return None
    try:
        day = dt.date(_COMMON_YEAR, int(match[1] or 1), int(match[2]))
    except ValueError:
        return None
    return (day.month if with_month else 0), day.day
