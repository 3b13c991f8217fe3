# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.values.money import MoneyBound as MoneyBound
from khuyenhoc.values.partner import PartnerWording as PartnerWording
from khuyenhoc.values.period import PeriodKind as PeriodKind
from khuyenhoc.values.recurrence import Occasion as Occasion
