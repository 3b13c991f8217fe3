"""Small values that mean one thing: rates, shares, money, periods, places, partners, learning models."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "values.money": "MoneyBound",
        "values.partner": "PartnerWording",
        "values.period": "PeriodKind",
        "values.recurrence": "Occasion",
    },
)
