"""Many agreements over time: which are in force, expiring or lapsed, where the gaps are, and what is due."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("records.portfolio")
