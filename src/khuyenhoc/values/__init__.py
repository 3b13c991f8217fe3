"""Small values that mean one thing: rates, shares, money, periods, places, partners, learning models."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.values.money import MoneyBound as MoneyBound
    from khuyenhoc.values.period import PeriodKind as PeriodKind
    from khuyenhoc.values.recurrence import Occasion as Occasion
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "values.money": "MoneyBound",
            "values.period": "PeriodKind",
            "values.recurrence": "Occasion",
        },
    )
