"""Study-promotion funds: what a statement says, how it changes, and sums that count nothing twice."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "records.funds.change": "FundChange compare_funds",
        "records.funds.figures": "FundFigure FundScope HeadBase PerHead Reached",
        "records.funds.totals": "FundTotal funds_by_level total_funds",
    },
)
