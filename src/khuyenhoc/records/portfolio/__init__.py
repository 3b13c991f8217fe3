"""Many agreements over time: which are in force, expiring or lapsed, where the gaps are, and what is due.

The class is [`Portfolio`][khuyenhoc.Portfolio]; each of its questions has a room of its own here.
"""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.records.portfolio.cascade import Cascade as Cascade, CascadeLevel as CascadeLevel
    from khuyenhoc.records.portfolio.coverage import Coverage as Coverage, CoverageCell as CoverageCell
    from khuyenhoc.records.portfolio.coverage import CoverageStatus as CoverageStatus
    from khuyenhoc.records.portfolio.duties import DutyKind as DutyKind, Obligation as Obligation
    from khuyenhoc.records.portfolio.duties import obligations_of as obligations_of
    from khuyenhoc.records.portfolio.status import AgreementStatus as AgreementStatus, Expiry as Expiry
    from khuyenhoc.records.portfolio.status import Inheritance as Inheritance, Lapse as Lapse
    from khuyenhoc.records.portfolio.succession import Succession as Succession, SuccessionBasis as SuccessionBasis
    from khuyenhoc.records.portfolio.timeline import Segment as Segment, Timeline as Timeline
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "records.portfolio.cascade": "Cascade CascadeLevel",
            "records.portfolio.coverage": "Coverage CoverageCell CoverageStatus",
            "records.portfolio.duties": "DutyKind Obligation obligations_of",
            "records.portfolio.status": "AgreementStatus Expiry Inheritance Lapse",
            "records.portfolio.succession": "Succession SuccessionBasis",
            "records.portfolio.timeline": "Segment Timeline",
        },
    )
