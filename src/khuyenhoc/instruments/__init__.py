"""Legal documents, how they are cited in print, and whether a citation is right."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "instruments.check": "CitationCheck CitationStatus Proposal",
        "instruments.graph": "Force InForce",
        "instruments.instrument": "Link",
        "instruments.printed": "PrintedCitation",
    },
)
