"""Reviews: what was concluded about an agreement or an instrument."""

import datetime as dt

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.extras import Extras, as_extras, typed
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.records.commitment import Commitment, Request, Result, undated
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["Review", "ReviewKind"]


@public("khuyenhoc")
class ReviewKind(Labelled):
    """Kinds of review (hình thức đánh giá)."""

    INTERIM = "interim", "sơ kết", "interim review"
    FINAL = "final", "tổng kết", "final review"


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Review(Shown):
    """A review of an agreement or of an instrument (sơ kết, tổng kết).

    Attributes:
        id: Slug.
        kind: Interim or final.
        of: Id of what is reviewed.
        title: Title in both languages.
        span: The years looked back on; None if not stated.
        held: The day it was held; None if unknown.
        place: Where.
        level: Level of the place.
        results: What is reported as achieved in the span, by whom.
        conclusions: What was concluded.
        requests: What was asked, by whom and of whom.
        tasks: What was set as a task, who is to do it and for whom.
        instruments: Ids of the instruments it names.
        sources: Publications.
        notes: Readings.
        extras: Keys of your own, each beginning with ``x_``, and what stands under them.

    Raises:
        InvalidValueError: If an id is no slug.

    >>> Review(id="r-2024", kind=ReviewKind.INTERIM, of="kl-49-2019", title=Label("Sơ kết", "Review"), place=Place("X"),
    ...        level=Level.PROVINCE, span=Period.parse("5 năm (2019 - 2024)")).findings()[0].code
    'stated-length-differs'
    """

    id: str
    kind: ReviewKind
    of: str
    title: Label
    span: Period | None = None
    held: dt.date | None = None
    place: Place
    level: Level
    results: tuple[Result, ...] = attrs.field(default=(), converter=tuple[Result, ...])
    conclusions: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    requests: tuple[Request, ...] = attrs.field(default=(), converter=tuple[Request, ...])
    tasks: tuple[Commitment, ...] = attrs.field(default=(), converter=tuple[Commitment, ...])
    instruments: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    extras: Extras = attrs.field(default=(), converter=as_extras, eq=typed)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Review.id")
        check_id(self.of, "Review.of")
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                "place-of-another-level", path=("Review.level",), seen=self.level.en, level=self.place.level
            )

    def findings(self) -> tuple[Finding, ...]:
        """What is odd, but kept: a stated span that is not the counted one, a review held before its span ended, a task
        whose frequency dates nothing.
        """  # noqa: D205 - one sentence over two lines
        if self.span is None:
            return tuple(undated(self.tasks, "tasks"))
        found = [attrs.evolve(item, path=f"span.{item.path}") for item in self.span.findings()]
        if self.held is not None and self.held < self.span.last:
            found.append(
                Finding(
                    code="held-before-end",
                    path="held",
                    vi=f"họp ngày {self.held:%d/%m/%Y}, trước khi hết {self.span.last:%d/%m/%Y}",
                    en=f"held on {self.held}, before the span ends on {self.span.last}",
                )
            )
        return (*found, *undated(self.tasks, "tasks"))
