"""Results as people read them: one printed table, shown on a screen, as a web page, and in Word, Excel, PDF and CSV."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "views.answers": "page_of",
        "views.sheets": "Cell Column Page Picture Sheet",
        "views.writing": "write",
    },
)
