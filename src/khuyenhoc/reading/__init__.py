"""From a page of prose to a draft record, every value with the words that it was read from (đọc bài báo, bài viết)."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "reading.figure": "FigureBound Figure",
        "reading.mention": "Mention",
        "reading.draft": "Asked Draft Traced",
        "reading.reading": "Reading read",
    },
)
