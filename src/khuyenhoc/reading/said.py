"""What a page says, each value with its words: what a draft is made of."""

import datetime as dt

import attrs

from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding
from khuyenhoc.instruments.printed import PrintedCitation
from khuyenhoc.reading.figure import Figure
from khuyenhoc.reading.mention import Mention
from khuyenhoc.records.commitment import ContentArea
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.partner import Partner
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["Said"]


@attrs.frozen(kw_only=True, repr=False)
class Said(Shown):
    """What a page says (bản đọc một bài viết); every value is a mention, that is, it has the place of its words.

    Attributes:
        text: The text as it was given.
        published: The day of publication that was given.
        association: The name of the Hội Khuyến học.
        partners: The bodies that sign or work with it.
        others: The bodies that are named besides: guests, and those whose officers are named.
        signed: The day of the signing, or of what the page is about.
        place: The place, with its level.
        period: The period of the agreement, plan or term itself.
        previous: The period of the programme before it, where the page looks back on one.
        other_periods: Every other period that is printed.
        models: The learning models.
        content_areas: What the work is about, each where it is first named.
        instruments: The documents that are cited.
        targets: What is aimed at.
        results: What was reached or is the case.
        in_scope: Whether the page is about study promotion at all.
        findings: What is odd on the page, said and not repaired.
    """

    text: str
    published: dt.date | None = None
    association: Mention[str] | None = None
    partners: tuple[Mention[Partner], ...] = ()
    others: tuple[Mention[Partner], ...] = ()
    signed: Mention[dt.date] | None = None
    place: Mention[Place] | None = None
    period: Mention[Period] | None = None
    previous: Mention[Period] | None = None
    other_periods: tuple[Mention[Period], ...] = ()
    models: tuple[Mention[LearningModel], ...] = ()
    content_areas: tuple[Mention[ContentArea], ...] = ()
    instruments: tuple[Mention[PrintedCitation], ...] = ()
    targets: tuple[Mention[Figure], ...] = ()
    results: tuple[Mention[Figure], ...] = ()
    in_scope: bool = True
    findings: tuple[Finding, ...] = ()
