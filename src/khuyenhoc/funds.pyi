# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.records.funds.change import FundChange as FundChange, compare_funds as compare_funds
from khuyenhoc.records.funds.figures import FundFigure as FundFigure, FundScope as FundScope, HeadBase as HeadBase
from khuyenhoc.records.funds.figures import PerHead as PerHead, Reached as Reached
from khuyenhoc.records.funds.totals import FundTotal as FundTotal, funds_by_level as funds_by_level
from khuyenhoc.records.funds.totals import total_funds as total_funds
