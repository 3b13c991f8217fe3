"""From a page of prose to what it says of an agreement, a plan or a review, each value with its words."""

import datetime as dt

import attrs

from khuyenhoc._base.door import argument_day, public
from khuyenhoc._base.shown import in_short
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.instruments.printed import PrintedCitation, find_citations
from khuyenhoc.reading.aims import told_apart
from khuyenhoc.reading.days import event_day
from khuyenhoc.reading.draft import Draft, drafted
from khuyenhoc.reading.figures import figures
from khuyenhoc.reading.findings import found_odd
from khuyenhoc.reading.locality import locality
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.names import bodies
from khuyenhoc.reading.page import Page
from khuyenhoc.reading.periods import last_year_named, periods, previous_period, whole_aim_year
from khuyenhoc.reading.said import Said
from khuyenhoc.reading.sides import sides
from khuyenhoc.reading.topics import about_learning, content_areas, models

__all__ = ["Reading", "read"]

_CITED = Label("văn bản được dẫn", "a document that is cited")


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Reading(Said):  # noqa: D101 - its fields are those of what a page says
    __doc__ = Said.__doc__

    def draft(self, **known: object) -> Draft:
        """The agreement that the page speaks of, or what is still to be asked; see `Draft`.

        Args:
            known: Values of fields of the agreement that somebody knows; they count before what was read.

        Raises:
            InvalidValueError: If a field is none of an agreement, or a value is none of the field.

        >>> draft = kh.read("Hội Khuyến học tỉnh Sơn La ký chương trình phối hợp khuyến học với Công an tỉnh, giai "
        ...                 "đoạn 2024-2030.").draft()
        >>> draft.record.id, [asked.field for asked in draft.missing]
        ('son-la-2024-2030', ['signed'])
        """
        return drafted(self, known)

    def __repr__(self) -> str:
        shown = {"partners": self.partners, "targets": self.targets, "in_scope": self.in_scope}
        return in_short("Reading", {"period": self.period and str(self.period.value), **shown})


def _cited(page: Page) -> tuple[PrintedCitation, ...]:
    """The documents that the article cites; one that is named again by its number alone is none of its own."""
    cited = [one for one in find_citations(page.text) if one.start < page.ends]
    heads = {one.number.partition("/")[0] for one in cited if "/" in one.number}
    return tuple(one for one in cited if one.number not in heads)


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
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("text",), seen=text, expected="text-str")
    day = None if published is None else argument_day(published)
    page = Page(text)
    found = bodies(page)
    who = sides(page, found)
    period, others = periods(page)
    term_end = last_year_named(period)
    targets, results = told_apart(page, figures(page), aim_year=whole_aim_year(page), term_end=term_end)
    first = [who.sentence] if who.sentence else []
    sentences = (*first, *(one for one in page.sentences if one is not who.sentence))
    signed = event_day(page, sentences, published=day)
    cited = _cited(page)
    in_scope = about_learning(page)
    return Reading(
        text=text,
        published=day,
        association=who.association,
        partners=who.partners,
        others=who.others,
        signed=signed,
        place=locality(page, found, who.association),
        period=period,
        previous=previous_period(page),
        other_periods=others,
        models=models(page),
        content_areas=content_areas(page),
        instruments=tuple(Mention(value=one, start=one.start, end=one.end, why=_CITED) for one in cited),
        targets=targets,
        results=results,
        in_scope=in_scope,
        findings=found_odd(
            page, period=period, others=others, signed=signed, published=day, cited=cited, results=results,
            in_scope=in_scope,
        ),
    )  # fmt: skip
