"""Numbers and days in plain words, as the two languages write them."""

import datetime as dt

from khuyenhoc._base.terms import Language, check_language

__all__ = ["day_text", "grouped"]


def grouped(number: int, lang: Language = "vi") -> str:
    """A whole number with its thousands grouped: by dots in Vietnamese, by commas in English.

    >>> grouped(253_853), grouped(253_853, "en")
    ('253.853', '253,853')
    """
    text = f"{number:,}"
    return text.replace(",", ".") if check_language(lang) == "vi" else text


def day_text(day: dt.date, lang: Language = "vi", *, padded: bool = True) -> str:
    """A day: day/month/year in Vietnamese, with two digits each where ``padded``; year-month-day in English.

    >>> day_text(dt.date(2024, 3, 1)), day_text(dt.date(2024, 3, 1), padded=False), day_text(dt.date(2024, 3, 1), "en")
    ('01/03/2024', '1/3/2024', '2024-03-01')
    """
    if check_language(lang) == "en":
        return day.isoformat()
    return f"{day:%d/%m/%Y}" if padded else f"{day.day}/{day.month}/{day.year}"
