"""What an office keeps: agreements, programmes, reviews and funds, one by one and many together."""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "records.agreement": "PassedDown",
        "records.alignment": "AlignedTarget Alignment align_all",
        "records.commitment": "Request Result",
        "records.titles": "HeldTitle Register TitleStanding TitleStatus",
    },
)
