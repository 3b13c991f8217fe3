"""From a page of prose to what it says of an agreement, a plan or a review, each value with its words."""

import datetime as dt

import attrs

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.terms import Finding
from khuyenhoc.instruments.printed import PrintedCitation, find_citations
from khuyenhoc.reading.aims import told_apart
from khuyenhoc.reading.days import event_day
from khuyenhoc.reading.figure import Figure
from khuyenhoc.reading.figures import figures
from khuyenhoc.reading.locality import locality
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.names import bodies
from khuyenhoc.reading.page import Page
from khuyenhoc.reading.periods import last_year_named, periods, whole_aim_year
from khuyenhoc.reading.sides import sides
from khuyenhoc.reading.topics import about_learning, content_areas, models
from khuyenhoc.records.commitment import ContentArea
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.partner import Partner
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["Reading", "read"]


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Reading:
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
        other_periods: Every other period that is printed.
        models: The learning models.
        content_areas: What the work is about, each where it is first named.
        instruments: The documents that are cited.
        targets: What is aimed at.
        results: What was reached or is the case.
        in_scope: Whether the page is about study promotion at all.
    """

    text: str
    published: dt.date | None = None
    association: Mention[str] | None = None
    partners: tuple[Mention[Partner], ...] = ()
    others: tuple[Mention[Partner], ...] = ()
    signed: Mention[dt.date] | None = None
    place: Mention[Place] | None = None
    period: Mention[Period] | None = None
    other_periods: tuple[Mention[Period], ...] = ()
    models: tuple[Mention[LearningModel], ...] = ()
    content_areas: tuple[Mention[ContentArea], ...] = ()
    instruments: tuple[Mention[PrintedCitation], ...] = ()
    targets: tuple[Mention[Figure], ...] = ()
    results: tuple[Mention[Figure], ...] = ()
    in_scope: bool = True
    findings: tuple[Finding, ...] = ()


@public("khuyenhoc")
def read(text: str, *, published: dt.date | None = None) -> Reading:
    """Read a page of Vietnamese prose (an English one as far as days, periods, partners and figures go).

    Deterministic and without any model: the same text gives the same reading, in any Unicode form.

    Args:
        text: The page as text.
        published: The day of publication, which gives a day that is printed without a year its year.

    Raises:
        WrongTypeError: If the text is no text, or the day no day.

    >>> reading = kh.read("Ngày 23/4, Hội Khuyến học tỉnh X và Công an tỉnh X ký chương trình phối hợp về khuyến học, "
    ...                   "giai đoạn 2024-2030.", published=dt.date(2024, 4, 24))
    >>> reading.signed.value.isoformat(), str(reading.period.value), [str(one.value) for one in reading.partners]
    ('2024-04-23', 'giai đoạn 2024 - 2030', ['Công an tỉnh X'])
    """
    text = argument(text, str, "text") if isinstance(text, str) else argument(text, str, "text")
    day = None if published is None else argument_day(published)
    page = Page(text)
    found = bodies(page)
    who = sides(page, found)
    period, others = periods(page)
    term_end = last_year_named(period)
    targets, results = told_apart(page, figures(page), aim_year=whole_aim_year(page), term_end=term_end)
    first = [who.sentence] if who.sentence else []
    sentences = (*first, *(one for one in page.sentences if one is not who.sentence))
    return Reading(
        text=text,
        published=day,
        association=who.association,
        partners=who.partners,
        others=who.others,
        signed=event_day(page, sentences, published=day),
        place=locality(page, found, who.association),
        period=period,
        other_periods=others,
        models=models(page),
        content_areas=content_areas(page),
        instruments=_cited(text),
        targets=targets,
        results=results,
        in_scope=about_learning(page),
    )


def _cited(text: str) -> tuple[Mention[PrintedCitation], ...]:
    from khuyenhoc._base.terms import Label

    why = Label("văn bản được dẫn", "a document that is cited")
    return tuple(Mention(value=one, start=one.start, end=one.end, why=why) for one in find_citations(text))
