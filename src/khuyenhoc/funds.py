"""Study-promotion funds: what a statement says, how it changes, and sums that count nothing twice."""

from khuyenhoc.records.funds import __all__, __dir__, __getattr__  # noqa: F401 - the list stands there
