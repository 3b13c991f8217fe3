"""Calendar arithmetic in whole months and years, the one place that knows python-dateutil."""

import datetime as dt
from fractions import Fraction

__all__ = ["add_months", "add_years", "months_between", "whole_years", "years_between"]


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
