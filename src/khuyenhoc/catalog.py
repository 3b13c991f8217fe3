"""The catalogue: the law, programmes, agreements and places that are shipped, and files of one's own."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("files.catalog")
