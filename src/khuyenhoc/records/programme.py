"""Programmes (an instrument's targets) and reviews (what was concluded about one)."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.extras import Extras, as_extras, typed
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.records.commitment import Commitment, undated
from khuyenhoc.targets.consistency import check_targets
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.reform import Reform
from khuyenhoc.targets.report import Report, build_report
from khuyenhoc.targets.source import place_findings
from khuyenhoc.targets.target import Area, Target
from khuyenhoc.targets.totals import RollUp
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["Programme"]


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
        extras: Keys of your own, each beginning with ``x_``, and what stands under them.

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
    targets: tuple[Target, ...] = attrs.field(default=(), converter=tuple[Target, ...])
    commitments: tuple[Commitment, ...] = attrs.field(default=(), converter=tuple[Commitment, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    extras: Extras = attrs.field(default=(), converter=as_extras, eq=typed)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "Programme.id")
        check_id(self.instrument, "Programme.instrument")
        if self.follows:
            check_id(self.follows, "Programme.follows")

    def findings(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """What is odd, but kept: an odd period, a frequency that dates nothing, rates on which the sources disagree,
        targets that imply something; and, given a day, a place that is no more.
        """  # noqa: D205 - one sentence over two lines
        period = self.period.findings() if self.period else ()
        return (
            *(attrs.evolve(item, path=f"period.{item.path}") for item in period),
            *undated(self.commitments),
            *check_targets(self.targets, since=self.period.first if self.period else None),
            *place_findings(self.place, on=on),
        )

    def attainment(
        self,
        observations: Iterable[Observation | RollUp],
        *,
        on: dt.date,
        allow_older: bool = False,
        area: Area | None = None,
        reform: Reform | None = None,
    ) -> Report:
        """How the targets stand on a day, for every place observed; see [`Report`][khuyenhoc.Report].

        Args:
            observations: Counts of one place or of several; sums of `roll_up` bring their remarks along.
            on: The day of the question.
            allow_older: Whether a due target may be judged on a figure from before its due year.
            area: Leave out targets that are for other areas.
            reform: What became of places and units, such as `catalog.reform()`: a note for each base that is no more.
        """
        return build_report(self, observations, on=on, allow_older=allow_older, area=area, reform=reform)
