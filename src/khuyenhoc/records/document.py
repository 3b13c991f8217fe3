"""Documents: what one file holds."""

from collections import Counter

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.partner import PartnerType, PartnerWording
from khuyenhoc.values.place import Place

__all__ = ["FORMAT", "Document"]

FORMAT = "khuyenhoc/1"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Document(Shown):
    """Everything that one file holds (tài liệu): the shape of the catalogue's files and of a user's own.

    Attributes:
        format: The name of the format, ``khuyenhoc/1``.
        places: Places that it declares, with their codes and days.
        instruments: Instruments.
        programmes: Programmes with their targets.
        agreements: Agreements.
        reviews: Reviews.
        funds: Statements of study-promotion funds.
        attributes: Attributes that it declares, beside those of the catalogue.
        populations: Populations that it declares, likewise.
        partner_types: Types of partner that it declares, likewise.
        wordings: How partners of a type are called, beside what the library knows.
        findings: What was odd in the file when it was read, such as a letter that only looks like Đ.

    Raises:
        InvalidValueError: For another format, or an id that stands twice among records of one kind.

    >>> Document().format
    'khuyenhoc/1'
    """

    format: str = FORMAT
    places: tuple[Place, ...] = attrs.field(default=(), converter=tuple[Place, ...])
    instruments: tuple[Instrument, ...] = attrs.field(default=(), converter=tuple[Instrument, ...])
    programmes: tuple[Programme, ...] = attrs.field(default=(), converter=tuple[Programme, ...])
    agreements: tuple[Agreement, ...] = attrs.field(default=(), converter=tuple[Agreement, ...])
    reviews: tuple[Review, ...] = attrs.field(default=(), converter=tuple[Review, ...])
    funds: tuple[FundStatement, ...] = attrs.field(default=(), converter=tuple[FundStatement, ...])
    attributes: tuple[Attribute, ...] = attrs.field(default=(), converter=tuple[Attribute, ...])
    populations: tuple[Population, ...] = attrs.field(default=(), converter=tuple[Population, ...])
    partner_types: tuple[PartnerType, ...] = attrs.field(default=(), converter=tuple[PartnerType, ...])
    wordings: tuple[PartnerWording, ...] = attrs.field(default=(), converter=tuple[PartnerWording, ...])
    findings: tuple[Finding, ...] = attrs.field(default=(), converter=tuple[Finding, ...])

    def __attrs_post_init__(self) -> None:
        if self.format != FORMAT:
            raise InvalidValueError(
                "an-unknown-format",
                path=("Document.format",),
                seen=self.format,
                expected=Sentence("words", words=FORMAT),
            )
        for name in ("instruments", "programmes", "agreements", "reviews", "funds"):
            times = Counter(record.id for record in getattr(self, name))
            twice = sorted(record_id for record_id, count in times.items() if count > 1)
            if twice:
                raise InvalidValueError("an-id-stands-twice", path=(f"Document.{name}",), seen=twice)
