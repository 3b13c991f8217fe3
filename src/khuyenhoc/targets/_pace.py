"""Pace: two dated shares, and the straight line through them."""

import datetime as dt

import attrs

from khuyenhoc._base.calendar import add_years, years_between
from khuyenhoc.values.rate import Rate

__all__ = ["Pace", "pace_needed"]

_FAR_AWAY = 2199


@attrs.frozen(kw_only=True)
class Pace:
    """From a baseline to a later share of the same place, population and base."""

    start: dt.date
    start_rate: Rate
    end: dt.date
    end_rate: Rate

    @property
    def seen(self) -> Rate:
        """Points a year between the two; negative when falling."""
        return Rate((self.end_rate.value - self.start_rate.value) / years_between(self.start, self.end))

    def path(self, rate: Rate, due: dt.date, on: dt.date) -> Rate:
        """The rate on the straight way from the baseline to a rate on its due day, as it is on a day before."""
        gone = years_between(self.start, min(on, due)) / years_between(self.start, due)
        return Rate(self.start_rate.value + (rate.value - self.start_rate.value) * gone)

    def is_on_path(self, rate: Rate, due: dt.date) -> bool:
        """Whether the later share is on or above that way on its own day."""
        return self.end_rate >= self.path(rate, due, self.end)

    def after(self, yearly: Rate) -> Rate:
        """What the baseline becomes by the later day at so many points a year."""
        return Rate(self.start_rate.value + yearly.value * years_between(self.start, self.end))

    def year_of(self, rate: Rate) -> int | None:
        """The calendar year in which the pace seen gets to a rate; None if it never does, or only after 2199."""
        seen = self.seen.value
        if seen <= 0:
            return None
        years = (rate.value - self.end_rate.value) / seen
        whole = years.numerator // years.denominator
        if self.end.year + whole >= _FAR_AWAY:
            return None
        anniversary = add_years(self.end, whole)
        days = (years - whole) * (add_years(anniversary, 1) - anniversary).days
        return (anniversary + dt.timedelta(days=-(-days.numerator // days.denominator))).year


def pace_needed(share: Rate, on: dt.date, rate: Rate, due: dt.date) -> Rate | None:
    """Points a year that take a share to a rate by its due day; None on or after that day."""
    return Rate((rate.value - share.value) / years_between(on, due)) if on < due else None
