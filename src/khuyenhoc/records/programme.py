"""Programmes (an instrument's targets) and reviews (what was concluded about one)."""

import datetime as dt
from collections.abc import Iterable
from typing import TYPE_CHECKING

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.records.agreement import Commitment
from khuyenhoc.targets.consistency import check_targets
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Area, Target
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

if TYPE_CHECKING:
    from khuyenhoc.targets.reform import Reform
    from khuyenhoc.targets.report import Report

__all__ = ["Programme", "Review", "ReviewKind"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Programme(Shown):
    """The targets of an instrument (chương trình, đề án, kế hoạch).

    Attributes:
        id: Slug, usually that of its instrument.
        instrument: Id of the instrument.
        title: Title in both languages.
        period: Its period; None if not stated.
        level: Level of government that set it.
        place: The place it is for; None for the whole country.
        follows: Id of the programme before it; empty if none.
        targets: The targets, in the order of the instrument.
        commitments: Duties that it lays down, such as yearly reports.
        notes: Conflicts, and what is not established.

    Raises:
        InvalidValueError: If an id is no slug.

    >>> Programme(id="p-1", instrument="p-1", title=Label("Kế hoạch", "Plan"), level=Level.COMMUNE).targets
    ()
    """

    id: str
    instrument: str
    title: Label
    level: Level
    period: Period | None = None
    place: Place | None = None
    follows: str = ""
    targets: tuple[Target, ...] = ()
    commitments: tuple[Commitment, ...] = ()
    notes: tuple[Label, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Programme.id")
        check_id(self.instrument, "Programme.instrument")
        if self.follows:
            check_id(self.follows, "Programme.follows")

    def findings(self) -> tuple[Finding, ...]:
        """What is odd, but kept: an odd period, rates on which the sources disagree, targets that imply something."""
        period = self.period.findings() if self.period else ()
        return (
            *(attrs.evolve(item, path=f"period.{item.path}") for item in period),
            *check_targets(self.targets, since=self.period.first if self.period else None),
        )

    def attainment(
        self,
        observations: Iterable[Observation],
        *,
        on: dt.date,
        allow_older: bool = False,
        area: Area | None = None,
        reform: "Reform | None" = None,
    ) -> "Report":
        """How the targets stand on a day, for every place observed; see [`Report`][khuyenhoc.Report].

        Args:
            observations: Counts of one place or of several.
            on: The day of the question.
            allow_older: Whether a due target may be judged on a figure from before its due year.
            area: Leave out targets that are for other areas.
            reform: What became of places and units, such as `catalog.reform()`: a note for each base that is no more.
        """
        from khuyenhoc.targets.report import build_report

        return build_report(
            self, observations, on=on, allow_older=allow_older, home=self.place, area=area, reform=reform
        )


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
        conclusions: What was concluded.
        tasks: What was set as a task.
        instruments: Ids of the instruments it names.
        sources: Publications.
        notes: Readings.

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
    conclusions: tuple[Label, ...] = ()
    tasks: tuple[Label, ...] = ()
    instruments: tuple[str, ...] = ()
    sources: tuple[str, ...] = ()
    notes: tuple[Label, ...] = ()

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Review.id")
        check_id(self.of, "Review.of")
        if self.place.level is not None and self.place.level is not self.level:
            raise InvalidValueError(
                f"the place is of the {self.place.level.en} level", path=("Review.level",), seen=self.level.en
            )

    def findings(self) -> tuple[Finding, ...]:
        """What is odd, but kept: a stated span that is not the counted one, a review held before its span ended."""
        if self.span is None:
            return ()
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
        return tuple(found)
