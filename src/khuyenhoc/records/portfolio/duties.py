"""What is owed by when: commitments that return, reports, and the reviews in the course of an agreement."""

import datetime as dt
import itertools
from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._base.calendar import interval_starts
from khuyenhoc._base.door import FIRST_DAY, LAST_DAY, argument, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.procedure import Procedure, Role
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement, ReviewStep
from khuyenhoc.records.commitment import Commitment, ContentArea
from khuyenhoc.records.portfolio.status import effective, last_day_of_place
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review, ReviewKind
from khuyenhoc.values.period import Period

__all__ = ["DutyKind", "Obligation", "expiry_of", "obligations_of"]


@public("khuyenhoc.portfolio")
class DutyKind(Labelled):
    """What sort of duty falls due (loại việc đến hạn)."""

    COMMITMENT = "commitment", "nội dung cam kết", "commitment"
    REPORT = "report", "báo cáo", "report"
    REVIEW = "review", "sơ kết, tổng kết", "review"
    PROCEDURE = "procedure", "trình tự công nhận", "step of a recognition procedure"
    EXPIRY = "expiry", "hết giai đoạn chương trình phối hợp", "end of the period of an agreement"
    TITLE = "title", "hết thời hạn danh hiệu", "end of the validity of a title"


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Obligation(Shown):
    """One dated duty (việc đến hạn).

    Attributes:
        source: Id of the agreement, programme or rule set that it comes from.
        kind: What sort of duty.
        what: The duty.
        due: The last day on which it is done in time; for a review, the last day of what it looks back on, since no
            source lays down a day for the meeting.
        span: The days it is for; None if not stated.
        party: Who owes it; empty where all sides do.
        to: Who receives it; empty if not stated.
        quantity: How many; None if not stated.
        times: How many times in the span.
        stated: Whether the source lays it down; if not, the reviews were asked for by whoever put the question.
        held: Id of a review on record that has met it; empty if there is none.
        cite: Where it is laid down; None if only reported.
        notes: What is to be known about it, such as that nobody is known to receive it.
    """

    source: str
    kind: DutyKind
    what: Label
    due: dt.date
    span: Period | None = None
    party: str = ""
    to: str = ""
    quantity: int | None = None
    times: int = 1
    stated: bool = True
    held: str = ""
    cite: Citation | None = None
    notes: tuple[Label, ...] = ()

    def text(self, lang: Language = "vi") -> str:
        """The duty, how many and how many times: "ra bản tin (32)", "họp (3 lần)"."""
        text = self.what.text(lang)
        if self.quantity is not None:
            text += f" ({self.quantity})"
        if self.times > 1:
            text += f" ({self.times} {'lần' if lang == 'vi' else 'times'})"
        return text

    @property
    def order(self) -> tuple[dt.date, str, str, str]:
        """The key by which duties are sorted: by day, then by what they come from."""
        return self.due, self.source, self.kind.value, self.what.vi


_YEAR = dt.timedelta(days=366)
Record = Agreement | Programme | RuleSet


@public("khuyenhoc.portfolio")
def obligations_of(
    record: Record, within: Period, *, cycle: Iterable[ReviewStep] = (), reviews: Iterable[Review] = ()
) -> tuple[Obligation, ...]:
    """What falls due under one record on the days of a period, in order.

    Args:
        record: An agreement, a programme, or a rule set with its calendar; of a rule set, only what has a day, for
            the years in which it is in force, and while its level exists.
        within: The days of the question.
        cycle: Reviews to be expected even where the text lays none down; they come back as not stated.
        reviews: Reviews on record, to tell which have been held.

    >>> station = attrs.evolve(catalog.agreement("tra-vinh-2024-2030"), commitments=(
    ...     Commitment(what=Label("ra bản tin", "publish bulletins"), recurrence=Recurrence.parse("mỗi quý")),))
    >>> [duty.due.isoformat() for duty in portfolio.obligations_of(station, Period.of_years(2024, 2024))]
    ['2024-03-31', '2024-06-30', '2024-09-30', '2024-12-31']
    """
    within = argument(within, Period, "within")
    if isinstance(record, RuleSet):
        return _procedure(record, within)
    if not isinstance(record, Agreement | Programme):
        raise WrongTypeError("not-a-record-with-duties", path=("record",), seen=record)
    steps = argument_items(cycle, ReviewStep, "cycle")
    held = argument_items(reviews, Review, "reviews")
    days = _days_of(record)
    if days is None:
        return ()
    until = last_day_of_place(record) if isinstance(record, Agreement) else None
    found = [duty for commitment in record.commitments for duty in _recurring(record.id, commitment, days, within)]
    if isinstance(record, Agreement) and record.period is not None:
        mine = [review for review in held if review.of == record.id]
        for step in dict.fromkeys((*record.reviews, *steps)):
            for span in _review_spans(step, record.period):
                if span.last in within:
                    found.append(_review(record.id, step, span, step in record.reviews, mine))
    return tuple(sorted((duty for duty in found if until is None or duty.due <= until), key=lambda duty: duty.order))


@public("khuyenhoc.portfolio")
def expiry_of(agreement: Agreement) -> Obligation | None:
    """The last day of the period of an agreement as a day of a calendar; None where it states no period.

    >>> portfolio.expiry_of(catalog.agreement("tra-vinh-2024-2030")).due
    datetime.date(2030, 12, 31)
    """
    agreement = argument(agreement, Agreement, "agreement")
    if agreement.period is None:
        return None
    last, gone = agreement.period.last, last_day_of_place(agreement)
    before = Label("địa bàn cũ không còn, hoặc chưa rõ còn hay không", "its place is no more, or may be no more")
    title = agreement.title
    return Obligation(
        source=agreement.id,
        kind=DutyKind.EXPIRY,
        what=Label(f"hết giai đoạn: {title.vi}", f"end of the period: {title.en}"),
        due=last,
        span=agreement.period,
        notes=(before,) if gone is not None and gone < last else (),
    )


def _days_of(record: Agreement | Programme) -> Period | None:
    """The days on which duties are owed: those of the period, or from the day signed on; None if there are none.

    Where a place ends before the period does, its duties keep their days, and those after the end are left out.
    """
    if record.period is not None:
        gone = isinstance(record, Agreement) and effective(record) is None
        return None if gone else record.period
    signed = record.signed if isinstance(record, Agreement) else None
    return Period(signed or FIRST_DAY, LAST_DAY)


def _procedure(rules: RuleSet, within: Period) -> tuple[Obligation, ...]:
    """The dated steps of a recognition procedure; what is due "before" a day is due on its eve."""
    if rules.procedure is None:
        return ()
    found = []
    for assessed in range(max(within.first.year - 1, FIRST_DAY.year), min(within.last.year + 1, LAST_DAY.year)):
        year = Period.of_years(assessed, assessed)
        if not rules.in_force(on=year.last):
            continue
        for date in rules.procedure.calendar(assessed):
            due = date.on and date.on - dt.timedelta(days=bool(date.deadline.before))
            if due is not None and due in within and (rules.level is None or rules.level.exists(on=due)):
                found.append(
                    Obligation(
                        source=rules.id,
                        kind=DutyKind.PROCEDURE,
                        what=Label(date.deadline.vi, date.deadline.en),
                        due=due,
                        span=year,
                        cite=date.deadline.cite,
                        notes=_about_authorities(rules.procedure, due),
                    )
                )
    return tuple(sorted(found, key=lambda duty: duty.order))


def _about_authorities(procedure: Procedure, due: dt.date) -> tuple[Label, ...]:
    """That a body which receives or decides was named, and none is known on the day."""
    named = {item.role for item in procedure.authorities if item.role in (Role.RECEIVES, Role.DECIDES)}
    if all(procedure.authority(role, on=due) is not None for role in named):
        return ()
    return (
        Label(
            "chưa xác lập cơ quan nào tiếp nhận, công nhận vào ngày này",
            "who receives and who decides on this day is not established",
        ),
    )


def _recurring(source: str, duty: Commitment, days: Period, within: Period) -> Iterator[Obligation]:
    """The occasions of a commitment on the days of its record; a year more on both sides keeps intervals whole."""
    recurrence = duty.returns
    if recurrence is None:
        return
    first = max(days.first, within.first - _YEAR if within.first > FIRST_DAY + _YEAR else FIRST_DAY)
    last = min(days.last, within.last + _YEAR if within.last < LAST_DAY - _YEAR else LAST_DAY)
    if first > last:
        return
    for occasion in recurrence.occasions(Period(first, last)):
        if occasion.due in within and (duty.since is None or duty.since <= occasion.due):
            yield Obligation(
                source=source,
                kind=DutyKind.REPORT if duty.area is ContentArea.REPORTING else DutyKind.COMMITMENT,
                what=duty.what,
                due=occasion.due,
                span=occasion.span,
                party=duty.party,
                to=duty.to,
                quantity=duty.quantity,
                times=recurrence.times,
            )


def _review_spans(step: ReviewStep, period: Period) -> list[Period]:
    """What the reviews of one step look back on; the last interval is cut by the end of the period."""
    match step:
        case ReviewStep.FINAL:
            return [period]
        case ReviewStep.MID_TERM:
            return [Period(period.first, period.first + dt.timedelta(days=max(period.days // 2, 1) - 1))]
        case _:
            starts = interval_starts(step.value, period.first, period.last)
            whole = [Period(first, after - dt.timedelta(days=1)) for first, after in itertools.pairwise(starts)]
            return [inside for span in whole if (inside := span.overlap(period)) is not None]


def _review(source: str, step: ReviewStep, span: Period, stated: bool, reviews: list[Review]) -> Obligation:
    kind = ReviewKind.FINAL if step is ReviewStep.FINAL else ReviewKind.INTERIM
    held = [
        review.id
        for review in reviews
        if review.kind is kind
        and review.span is not None
        and (review.span.first, review.span.last) == (span.first, span.last)
    ]
    return Obligation(
        source=source,
        kind=DutyKind.REVIEW,
        what=Label(step.vi, step.en),
        due=span.last,
        span=span,
        stated=stated,
        held=min(held, default=""),
    )
