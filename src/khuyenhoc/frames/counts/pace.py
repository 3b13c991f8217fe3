"""Pace over columns: years between two days, and the comparison of two fractions too large for one product."""

import datetime as dt
from typing import Any

import attrs

from khuyenhoc.frames.engine import narwhals

__all__ = ["MOST", "PARTS", "Day", "day_number", "exact_quotient", "halves", "number_of", "one_if", "years"]

MOST = 10**9
"""The largest count that a table of observations may hold: ten times the people of the country."""
_HALF = 2**31


def day_number(day: Any) -> Any:
    """A day as a number that sorts like it: 20231231. Takes a column of days or of moments."""
    return day.dt.year().cast(_int64()) * 10_000 + day.dt.month().cast(_int64()) * 100 + day.dt.day().cast(_int64())


def number_of(day: dt.date) -> int:
    """The same number of one day."""
    return day.year * 10_000 + day.month * 100 + day.day


@attrs.frozen
class Day:
    """The parts of a day, as expressions or numbers: year, month, day of the month, day of the year.

    ``leap`` is 1 in a leap year, ``leap_before`` and ``leap_after`` where the year before or after is one.
    """

    year: Any
    month: Any
    day: Any
    ordinal: Any
    leap: Any
    leap_before: Any
    leap_after: Any

    @classmethod
    def of(cls, column: Any) -> "Day":
        """From a column of days or moments."""
        int64 = _int64()
        parts = (column.dt.year(), column.dt.month(), column.dt.day(), column.dt.ordinal_day())
        year, *rest = (part.cast(int64) for part in parts)
        return cls(year, *rest, *(one_if(_is_leap(year + more)) for more in (0, -1, 1)))

    @classmethod
    def of_one(cls, day: dt.date) -> "Day":
        """From one day."""
        leaps = (int(_is_leap(day.year + more)) for more in (0, -1, 1))
        return cls(day.year, day.month, day.day, day.timetuple().tm_yday, *leaps)


PARTS = tuple(field.name for field in attrs.fields(Day))


def years(start: Day, end: Day) -> tuple[Any, Any]:
    """The time from one day to a later one, as `years_between` has it: numerator and denominator in days.

    Whole anniversaries, then days over the days of that year; 29 February becomes 28 February in a common year.
    """
    leap_day = one_if((start.month == 2) & (start.day == 29))  # noqa: PLR2004 - 29 February
    after_february = one_if(start.month > 2)  # noqa: PLR2004 - March to December
    common = start.ordinal - after_february * start.leap - leap_day
    moved = after_february + leap_day

    this, before_it, after_it = (common + moved * leap for leap in (end.leap, end.leap_before, end.leap_after))
    before = one_if(end.ordinal < this)
    earlier = 365 + end.leap_before - before_it
    later = 365 + end.leap - this + after_it
    length = before * (earlier + this) + (1 - before) * later
    days = before * (earlier + end.ordinal) + (1 - before) * (end.ordinal - this)
    return (end.year - start.year - before) * length + days, length


def halves(nw: Any, small: str, large: str, name: str) -> tuple[Any, Any]:
    """The product of two columns as ``NAME_high`` and ``NAME_low``, in units of 2 to the power of 31 and the rest.

    ``small`` stays below 2 to the power of 30, ``large`` below 2 to the power of 62: the product would not fit.
    """
    one, other = nw.col(small), nw.col(large)
    low = one * (other % _HALF)
    high = one * exact_quotient(other, _HALF) + exact_quotient(low, _HALF)
    return high.alias(f"{name}_high"), (low % _HALF).alias(f"{name}_low")


def exact_quotient(number: Any, divisor: Any) -> Any:
    """The quotient without rest of a number of 0 or more.

    Some engines divide in floating point, so the rest goes first. What is left is divisible, and either below 2 to the
    power of 53 or a multiple of a large power of two, so that the quotient is exact there too.
    """
    return ((number - number % divisor) // divisor).cast(_int64())


def _is_leap(year: Any) -> Any:
    return (year % 4 == 0) & ((year % 100 != 0) | (year % 400 == 0))


def one_if(condition: Any) -> Any:
    """1 where it holds and 0 where it does not."""
    nw = narwhals()
    return nw.when(condition).then(nw.lit(1, nw.Int64)).otherwise(nw.lit(0, nw.Int64))


def _int64() -> Any:
    return narwhals().Int64
