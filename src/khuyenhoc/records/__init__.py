"""What an office keeps: agreements, programmes, reviews and funds, one by one and many together."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.records.agreement import PassedDown as PassedDown
    from khuyenhoc.records.alignment import AlignedTarget as AlignedTarget, Alignment as Alignment
    from khuyenhoc.records.alignment import align_all as align_all
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__, {"records.agreement": "PassedDown", "records.alignment": "AlignedTarget Alignment align_all"}
    )
