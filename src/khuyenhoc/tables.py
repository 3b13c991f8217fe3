"""Tables in files: counts, and whole tables to be decided."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("files.tables")
