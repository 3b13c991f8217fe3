"""Many agreements over time: which are in force, expiring or lapsed, where the gaps are, and what is due.

The class is [`Portfolio`][khuyenhoc.Portfolio]; each of its questions has a room of its own here.
"""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "records.portfolio.cascade": "Cascade CascadeLevel",
        "records.portfolio.coverage": "Coverage CoverageCell CoverageStatus",
        "records.portfolio.duties": "DutyKind Obligation expiry_of obligations_of",
        "records.portfolio.status": "AgreementStatus Expiry Inheritance Lapse",
        "records.portfolio.succession": "Succession SuccessionBasis",
        "records.portfolio.timeline": "Segment Timeline",
    },
)
