"""Two reports of one event: whether they are one, what they agree on, and where they conflict."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("records.merging")
