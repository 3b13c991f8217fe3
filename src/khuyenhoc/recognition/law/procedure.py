"""Procedures: how long a title holds, what is due when, and who decides."""

import datetime as dt
import re
from typing import Any

import attrs

from khuyenhoc._base.door import FIRST_DAY, LAST_DAY, argument_day, checked, exact_int, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Worded
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.sentences import Sentence, either

__all__ = ["Authority", "Council", "Deadline", "DueDate", "Procedure", "Role", "check_anchor", "year_of"]

ANCHORS = ("end_of_year", "end_of_decision_year", "decision_day")  # from when a validity may be counted

_COMMON_YEAR = 2023
_MONTH_DAY = re.compile(r"[0-9]{2}-[0-9]{2}")


@public("khuyenhoc.recognition")
class Role(Labelled):
    """What an authority does in a recognition procedure (thẩm quyền)."""

    SELF_ASSESSES = "self_assesses", "tự đánh giá", "assesses itself"
    RECEIVES = "receives", "tiếp nhận hồ sơ", "receives the file"
    APPRAISES = "appraises", "thẩm định", "appraises"
    DECIDES = "decides", "quyết định công nhận", "decides"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Authority(Worded, Shown):
    """Who does what, and for how long (cơ quan có thẩm quyền).

    Attributes:
        role: What it does.
        vi: Vietnamese name.
        en: English name.
        since: First day; None if from the start of the instrument.
        until: Last day on which the body existed; None if it still does.
        cite: Where it is laid down; None if only reported.
    """

    role: Role
    vi: str
    en: str
    since: dt.date | None = None
    until: dt.date | None = None
    cite: Citation | None = None

    def acts(self, *, on: dt.date) -> bool:
        """Whether it exists on a day."""
        return (self.since is None or self.since <= on) and (self.until is None or on <= self.until)


def _is_month_day(text: str) -> bool:
    try:
        dt.date.fromisoformat(f"{_COMMON_YEAR}-{text}")
    except ValueError:
        return False
    return _MONTH_DAY.fullmatch(text) is not None


def check_anchor(anchor: str, name: str) -> str:
    """A day from which a validity may be counted."""
    if anchor not in ANCHORS:
        raise InvalidValueError(
            "no-such-anchor", path=(name,), seen=anchor, expected=Sentence("words", words=either(ANCHORS))
        )
    return anchor


def year_of(value: Any, name: str) -> int:
    """A year that a procedure may be about."""
    year = exact_int(value)
    if not FIRST_DAY.year <= year < LAST_DAY.year:
        raise InvalidValueError("no-such-year", path=(name,), seen=year, expected="a-year-from-1900-to-2198")
    return year


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Deadline(Worded, Shown):
    """A day of the yearly calendar (thời hạn).

    Attributes:
        id: Code, such as ``file`` or ``finish``.
        vi: What is due, in Vietnamese.
        en: What is due, in English.
        before: Month and day before which it is due ("trước ngày"), as ``02-28``; empty otherwise.
        by: Month and day by which it is due, that day included; empty otherwise.
        year: 0 for the assessment year, 1 for the one after it.
        working_days: So many working days; None if a day is named.
        after: Id of the deadline from which working days count; empty otherwise.
        cite: Where it is laid down; None if only reported.

    Raises:
        InvalidValueError: If not exactly one of before, by and working_days is given.
    """

    id: str
    vi: str
    en: str
    before: str = ""
    by: str = ""
    year: int = 1
    working_days: int | None = None
    after: str = ""
    cite: Citation | None = None

    def __attrs_post_init__(self) -> None:
        given = [self.before, self.by, self.working_days]
        if sum(bool(item) for item in given) != 1:
            raise InvalidValueError("not-a-deadline", path=("before",), seen=given)
        for text in (self.before, self.by):
            if text and not _is_month_day(text):
                raise InvalidValueError("not-a-day-of-every-year", path=("before",), seen=text)

    def day(self, assessed: int) -> dt.date | None:
        """The named day for an assessment year; None for working days."""
        text = self.before or self.by
        if not text:
            return None
        month, number = map(int, text.split("-"))
        return dt.date(assessed + self.year, month, number)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Council(Shown):
    """What an appraisal council must be (hội đồng).

    Attributes:
        minimum: Fewest members.
        odd: Whether their number is odd.
        cite: Where it is laid down.

    >>> council = recognition.Council(minimum=3, odd=True, cite=Citation(document="our-rules"))
    >>> [size for size in range(2, 7) if council.allows(size)]
    [3, 5]
    """

    minimum: int
    odd: bool
    cite: Citation

    def allows(self, members: int) -> bool:
        """Whether a council of so many members is valid."""
        members = exact_int(members)
        return members >= self.minimum and (not self.odd or members % 2 == 1)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class DueDate(Shown):
    """One dated duty of a calendar year (việc đến hạn).

    Attributes:
        deadline: The deadline.
        on: The day named; None for working days.
        assessed: The assessment year it belongs to.
    """

    deadline: Deadline
    on: dt.date | None
    assessed: int


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Procedure(Shown):
    """How a title is asked for and kept (trình tự, thời hạn).

    Attributes:
        year: The data year; ``calendar`` for 1 January to 31 December of the assessment year.
        validity_months: How long a title holds; None where it is assessed yearly or nothing is established.
        validity_from: From when that counts: ``end_of_year`` of the year assessed, ``end_of_decision_year`` of that in
            which it was decided, or ``decision_day``.
        raise_after_months: How long after the decision a higher grade may be asked for; None if not established.
        yearly: Whether it is assessed anew every year.
        cite_validity: Where the validity is laid down.
        cite_raise: Where the waiting time is laid down.
        council: The appraisal council; None if none is laid down.
        dossier: What belongs to the file.
        deadlines: The calendar.
        authorities: Who does what.
    """

    year: str = "calendar"
    validity_months: int | None = None
    validity_from: str = "end_of_year"
    raise_after_months: int | None = None
    yearly: bool = False
    cite_validity: Citation | None = None
    cite_raise: Citation | None = None
    council: Council | None = None
    dossier: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    deadlines: tuple[Deadline, ...] = attrs.field(default=(), converter=tuple[Deadline, ...])
    authorities: tuple[Authority, ...] = attrs.field(default=(), converter=tuple[Authority, ...])

    def __attrs_post_init__(self) -> None:
        check_anchor(self.validity_from, "Procedure.validity_from")

    def authority(self, role: Role, *, on: dt.date) -> Authority | None:
        """Who has a role on a day; None where nobody is known to."""
        on = argument_day(on)
        return next((item for item in self.authorities if item.role is role and item.acts(on=on)), None)

    def calendar(self, assessed: int) -> tuple[DueDate, ...]:
        """What is due for an assessment year, dated duties in order, those counted in working days last."""
        assessed = year_of(assessed, "assessed")
        dates = [DueDate(deadline=item, on=item.day(assessed), assessed=assessed) for item in self.deadlines]
        return tuple(sorted(dates, key=lambda date: (date.on is None, date.on or dt.date.max)))
