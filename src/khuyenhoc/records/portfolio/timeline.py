"""Which days are covered by which agreements: a partition of the time from the first day to the last."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.portfolio.status import effective
from khuyenhoc.values.period import Period

__all__ = ["Segment", "Timeline", "build_timeline"]

_ONE = dt.timedelta(days=1)


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Segment(Shown):
    """Days that are covered by the same agreements (đoạn thời gian).

    Attributes:
        period: The days.
        agreements: Ids of the agreements, in order; none for a gap.
    """

    period: Period
    agreements: tuple[str, ...] = ()

    @property
    def is_gap(self) -> bool:
        """Whether no agreement covers it."""
        return not self.agreements

    @property
    def is_overlap(self) -> bool:
        """Whether two agreements or more cover it."""
        return len(self.agreements) > 1


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Timeline(Displayed, Shown):
    """A time, day by day, and what covers it (dòng thời gian); the segments follow each other without a hole.

    Attributes:
        segments: The segments, in order; none if no agreement has a period.
        cut: Ids of agreements whose period runs on after their place ended; only the days before that are covered.
        undated: Ids of agreements without a period, which cover no day that can be named.
    """

    segments: tuple[Segment, ...] = ()
    cut: tuple[str, ...] = ()
    undated: tuple[str, ...] = ()

    @property
    def period(self) -> Period | None:
        """From the first day to the last; None if there is none."""
        return Period(self.segments[0].period.first, self.segments[-1].period.last) if self.segments else None

    @property
    def gaps(self) -> tuple[Period, ...]:
        """The uncovered times (khoảng trống)."""
        return tuple(segment.period for segment in self.segments if segment.is_gap)

    @property
    def overlaps(self) -> tuple[Segment, ...]:
        """The times that two agreements or more cover (chồng lấn)."""
        return tuple(segment for segment in self.segments if segment.is_overlap)

    @property
    def covered_days(self) -> int:
        """How many days at least one agreement covers."""
        return sum(segment.period.days for segment in self.segments if not segment.is_gap)

    @property
    def gap_days(self) -> int:
        """How many days none covers."""
        return sum(period.days for period in self.gaps)


def build_timeline(
    agreements: Iterable[Agreement], *, first: dt.date | None = None, last: dt.date | None = None
) -> Timeline:
    """The timeline of some agreements; with ``first`` and ``last`` it begins and ends on these days."""
    spans: list[tuple[Period, str]] = []
    cut, undated = [], []
    for agreement in agreements:
        span = effective(agreement)
        if agreement.period is None:
            undated.append(agreement.id)
        elif span != agreement.period:
            cut.append(agreement.id)
        if span is not None:
            spans.append((span, agreement.id))
    return Timeline(segments=_segments(spans, first, last), cut=tuple(sorted(cut)), undated=tuple(sorted(undated)))


def _segments(spans: list[tuple[Period, str]], first: dt.date | None, last: dt.date | None) -> tuple[Segment, ...]:
    begins = first or min((span.first for span, _ in spans), default=None)
    ends = last or max((span.last for span, _ in spans), default=None)
    if begins is None or ends is None or begins > ends:
        return ()
    frame = Period(begins, ends)
    changes: dict[dt.date, tuple[set[str], set[str]]] = {begins: (set(), set())}
    for span, record_id in spans:
        inside = span.overlap(frame)
        if inside is not None:
            changes.setdefault(inside.first, (set(), set()))[0].add(record_id)
            if inside.last < ends:
                changes.setdefault(inside.last + _ONE, (set(), set()))[1].add(record_id)
    days = sorted(changes)
    running: set[str] = set()
    found = []
    for day, after in zip(days, [*days[1:], ends + _ONE], strict=True):
        starting, stopping = changes[day]
        running = (running - stopping) | starting
        found.append(Segment(period=Period(day, after - _ONE), agreements=tuple(sorted(running))))
    return tuple(found)
