"""Study-promotion funds: what a statement says, how it changes, and sums that count nothing twice."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("records.funds")
