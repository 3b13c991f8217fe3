"""Records as plain data, JSON and TOML, and back."""

from khuyenhoc._base.by_name import signpost as _signpost

__getattr__, __dir__, __all__ = _signpost("files.codec")
