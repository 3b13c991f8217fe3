"""Calendar files."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(__name__, {"files.ics": "to_ics"})
