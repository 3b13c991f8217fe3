"""Charts as data: how targets stand, progress, places side by side, agreements in time, what a grade still asks."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("views.charts")
