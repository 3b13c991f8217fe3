"""Study-promotion funds: what a statement says, how it changes, and sums that count nothing twice."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.records.funds.change import FundChange as FundChange, compare_funds as compare_funds
    from khuyenhoc.records.funds.figures import FundFigure as FundFigure, FundScope as FundScope, HeadBase as HeadBase
    from khuyenhoc.records.funds.figures import PerHead as PerHead, Reached as Reached
    from khuyenhoc.records.funds.totals import FundTotal as FundTotal, funds_by_level as funds_by_level
    from khuyenhoc.records.funds.totals import total_funds as total_funds
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "records.funds.change": "FundChange compare_funds",
            "records.funds.figures": "FundFigure FundScope HeadBase PerHead Reached",
            "records.funds.totals": "FundTotal funds_by_level total_funds",
        },
    )
