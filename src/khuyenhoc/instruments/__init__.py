"""Legal documents, how they are cited in print, and whether a citation is right."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.instruments.check import CitationCheck as CitationCheck, CitationStatus as CitationStatus
    from khuyenhoc.instruments.check import Proposal as Proposal
    from khuyenhoc.instruments.graph import Force as Force, InForce as InForce
    from khuyenhoc.instruments.instrument import Link as Link
    from khuyenhoc.instruments.printed import PrintedCitation as PrintedCitation
else:
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
