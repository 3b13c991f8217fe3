"""School years, whose days are set anew each year and do not stand in their name."""

import datetime as dt
import re

import attrs

from khuyenhoc._base.door import FIRST_DAY, LAST_DAY, argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc._base.text import plain_key
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.values.period import Period

__all__ = ["SchoolYear"]

_NAME = re.compile(r"(?:nam hoc|school year)? ?([12][0-9]{3}) ?[-/] ?([12][0-9]{3})")


def _none_first(value: Period | None) -> tuple[bool, Period | None]:
    return (value is not None, value)


@public("khuyenhoc")
@attrs.frozen(order=True, field_transformer=checked, repr=False)
class SchoolYear(Shown):
    """A school year (năm học), named by the two calendar years that it touches.

    Its first and last day are fixed by the authorities for each school year, so they are known only where they are
    given; without them some questions have no answer, which is None. Ordered by year, then days, unknown ones first.

    Attributes:
        first_year: The calendar year in which it begins.
        days: Its first and last day; None if not known.

    Raises:
        InvalidValueError: If the days do not begin in the first of the two years and end in the second.

    >>> year = SchoolYear.parse("năm học 2023-2024")
    >>> year.includes(on=dt.date(2023, 11, 20)) is None, year.includes(on=dt.date(2025, 1, 1))
    (True, False)
    """

    first_year: int
    days: Period | None = attrs.field(default=None, kw_only=True, order=_none_first)

    def __attrs_post_init__(self) -> None:
        if not FIRST_DAY.year <= self.first_year < LAST_DAY.year:
            raise InvalidValueError(
                "no-such-year", path=("SchoolYear.first_year",), seen=self.first_year, expected="1900-to-2198"
            )
        years = (self.first_year, self.first_year + 1)
        if self.days is not None and (self.days.first.year, self.days.last.year) != years:
            raise InvalidValueError(
                "days-of-another-school-year",
                path=("SchoolYear.days",),
                seen=str(self.days),
                years=years[0],
                years2=years[1],
            )

    @classmethod
    def parse(cls, text: str) -> "SchoolYear":
        """Read "năm học 2023-2024", "2023 - 2024" or "school year 2023-2024", in any case, with or without marks.

        Raises:
            InvalidValueError: If it is none, or its years do not follow each other.

        >>> SchoolYear.parse("NĂM HỌC 2025 – 2026").first_year
        2025
        """
        if not isinstance(text, str):
            raise WrongTypeError("not-text", path=("SchoolYear",), seen=text, expected="nam-hoc-2023-2024")
        match = _NAME.fullmatch(plain_key(text))
        if match is None or int(match[2]) != int(match[1]) + 1:
            raise InvalidValueError("not-a-school-year", path=("SchoolYear",), seen=text)
        return cls(int(match[1]))

    def text(self, lang: Language = "vi") -> str:
        """Its name: "năm học 2023 - 2024"."""
        word = "năm học" if check_language(lang) == "vi" else "school year"
        return f"{word} {self.first_year} - {self.first_year + 1}"

    def __str__(self) -> str:
        return self.text()

    def includes(self, *, on: dt.date) -> bool | None:
        """Whether a day lies in it; None where that depends on days that are not known."""
        on = argument_day(on)
        if self.days is not None:
            return on in self.days
        return None if on.year in (self.first_year, self.first_year + 1) else False
