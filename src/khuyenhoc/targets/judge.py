"""How one target is judged on the observations of one place: the way from the counts to a status."""

import datetime as dt
from collections.abc import Iterable, Sequence
from functools import cached_property
from itertools import pairwise
from typing import NamedTuple, cast

import attrs

from khuyenhoc._base.door import argument_day, argument_items, maker, public
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.targets import notes
from khuyenhoc.targets._pace import Pace, pace_needed
from khuyenhoc.targets.attainment import Attainment, Observed, Status
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target, argument_target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base, Share

__all__ = ["Answer", "Question", "attain", "in_order"]

_Rated = Reach | Grow | Maintain
_make, _make_observed = maker(Attainment), maker(Observed)


@public("khuyenhoc")
def attain(
    target: Target,
    observations: Iterable[Observation],
    *,
    on: dt.date,
    allow_older: bool = False,
    since: dt.date | None = None,
) -> Attainment:
    """Hold the observations of one place against one target, as of a day.

    A share of the registered is never compared with a target on all there are. Where both counts are known the share
    of all is used, and a note says so. Observations after ``on`` do not count.

    Args:
        target: The target.
        observations: Observations of one place in one set of boundaries.
        on: The day of the question.
        allow_older: Whether a target that is due may be judged on an observation from before its due year.
        since: First day of the programme: the pace counts from the last observation on or before it, or else from the
            first one after it. None for the first observation of all.

    Raises:
        InvalidValueError: If the observations are of several places, or two of one day disagree.
        WrongTypeError: If something else is passed.

    >>> reading = Observation(place=Place("X"), on=dt.date(2023, 12, 31), attribute=Attribute("clan"),
    ...                       population=Population("clans"), recognised=1, total=3)
    >>> half = Reach(attribute=Attribute("clan"), population=Population("clans"), rate=Rate("1/2"),
    ...              due=dt.date(2025, 12, 31), citation=Citation(document="our-plan"))
    >>> result = attain(half, [reading], on=dt.date(2023, 12, 31))
    >>> result.status, result.short_by
    (Status.OPEN, 1)
    """
    on = argument_day(on)
    target = argument_target(target, "target")
    series = in_order(argument_items(observations, Observation, "observations"))
    question = Question(target=target, on=on, allow_older=allow_older, since=since)
    return question.attainment(series, series[0].place if series else None)


def in_order(series: Iterable[Observation]) -> tuple[Observation, ...]:
    """The observations of one place by their days, refused where two of one day could be meant."""
    ordered = tuple(sorted(series, key=_day_and_subject))
    places = {item.place for item in ordered}
    if len(places) > 1:
        raise InvalidValueError(
            "observations-of-several-places", path=("observations",), seen=sorted(str(place) for place in places)
        )
    for one, other in pairwise(ordered):
        if _day_and_subject(one) == _day_and_subject(other):
            raise InvalidValueError(
                "two-observations-of-one-day",
                path=("observations",),
                attribute=one.attribute.code,
                place=one.place,
                on=one.on,
            )
    return ordered


def _day_and_subject(item: Observation) -> tuple[dt.date, str, str]:
    return item.on, item.attribute.code, item.population.code if item.population else ""


class Answer(NamedTuple):
    """What the judge found: an attainment in the making, so that what is to be remarked can be gathered before."""

    status: Status
    notes: Sequence[Label]
    observed: Observed | None = None
    short_by: int | None = None
    points: Rate | None = None
    required_now: Rate | None = None
    pace_needed: Rate | None = None
    pace_seen: Rate | None = None
    projected_year: int | None = None
    baseline: Observed | None = None

    def barred(self, reason: Label) -> "Answer":
        """The same figure, which for a reason does not compare with the target."""
        return Answer(Status.NOT_COMPARABLE, [reason, *self.notes], self.observed)


@attrs.frozen(kw_only=True)
class Question:
    """One target on one day, put to the observations of one place."""

    target: Target
    on: dt.date
    allow_older: bool
    since: dt.date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the day of the target has come."""
        return self.on >= self.target.due

    def attainment(
        self,
        series: Sequence[Observation],
        place: Place | None,
        *,
        before: Iterable[Label] = (),
        after: Iterable[Label] = (),
        barred: Label | None = None,
    ) -> Attainment:
        """The whole answer, made once: with the remarks of others before and after those of the judge."""
        answer = self.answer(series) if series else self._nothing
        if barred is not None and answer.status is not Status.NO_DATA:
            answer = answer.barred(barred)
        status, said, observed, *figures = answer
        if observed is not None and (sources := self._sources(series, observed)):
            observed = attrs.evolve(observed, source=sources)
        return _make(self.target, place, self.on, status, observed, *figures, (*before, *said, *after))

    @cached_property
    def _nothing(self) -> Answer:
        """The answer where nothing was counted, which is one for all places."""
        return self.answer(())

    def _sources(self, series: Sequence[Observation], seen: Observed) -> str:
        """Where the figure that was used was published."""
        found = [item for item in series if item.on == seen.on and item.attribute == self.target.attribute]
        mine = [item for item in found if self.target.population in (None, item.population)] or found
        return "; ".join(dict.fromkeys(item.source for item in mine if item.source))

    def answer(self, series: Sequence[Observation]) -> Answer:
        """How the target stands to what was counted."""
        about = []
        if self.target.area is not None:
            about.append(notes.area_of_target(self.target.area))
        if self.target.confidence is Confidence.CONFLICTING:
            about.append(notes.CONFLICTING)
        found = self._found(series)
        return found._replace(notes=[*found.notes, *about])

    def _found(self, series: Sequence[Observation]) -> Answer:
        same = [item for item in series if item.attribute == self.target.attribute]
        if not same:
            return Answer(Status.NO_DATA, [notes.no_observation(self.target)])
        known = [item for item in same if item.on <= self.on]
        remarks = [notes.ignored_later(len(same) - len(known))] if len(known) < len(same) else []
        if not known:
            return Answer(Status.NO_DATA, remarks)
        target, population = self.target, self.target.population
        alike = [item for item in known if population in (None, item.population)]
        if population is not None and not alike:
            return self._not_comparable(known[-1], [*remarks, notes.other_population(population, known[-1])])
        if population is None and len({item.population for item in alike}) > 1:
            return Answer(Status.NOT_COMPARABLE, [*remarks, notes.SEVERAL_POPULATIONS])
        if self.is_due:
            alike, remarks = self._of_the_due_year(alike, remarks)
            if not alike:
                return Answer(Status.NO_DATA, remarks)
        if isinstance(target, Deliver):
            return self._delivered(target, alike, remarks)
        return self._on_its_base(target, alike, remarks)

    def _of_the_due_year(
        self, items: Sequence[Observation], remarks: list[Label]
    ) -> tuple[list[Observation], list[Label]]:
        """All up to the due day if the last is of the due year, or an older one is allowed; otherwise none."""
        by_then = [item for item in items if item.on <= self.target.due]
        if by_then and by_then[-1].on.year == self.target.due.year:
            return by_then, remarks
        if by_then and self.allow_older:
            return by_then, [*remarks, notes.older_used(by_then[-1].on, self.target.due)]
        return [], [*remarks, notes.due_year_missing(items[-1].on, self.target.due)]

    def _on_its_base(self, target: _Rated, items: Sequence[Observation], remarks: list[Label]) -> Answer:
        counted = [item for item in items if item.has_share(target.base)]
        last = items[-1]
        if not counted:
            return self._without_counts(target, last, remarks)
        latest = counted[-1]
        if latest is not last:
            too_old = self.is_due and latest.on.year != target.due.year and not self.allow_older
            if too_old or (last.printed is not None and last.printed.base is target.base):
                return self._without_counts(target, last, remarks)
            remarks = [*remarks, notes.unusable_later(last)]
        return self._with_counts(target, counted, remarks)

    def _with_counts(self, target: _Rated, counted: Sequence[Observation], remarks: list[Label]) -> Answer:
        last, share = counted[-1], _share(counted[-1], target.base)
        remarks = [*remarks, *notes.about_bases(last, target.base)]
        earlier = [item for item in counted if item.on < last.on]
        start = self._baseline(earlier)
        baseline = (start.on, _share(start, target.base)) if start else None
        pace = _pace(baseline, last.on, share) if baseline else None
        observed = _observed(last.on, share)
        match target:
            case Grow():
                found = self._grown(target, share, pace, observed, remarks)
            case Maintain():
                found = self._kept(target, share, observed, [*remarks, *_dips(target, earlier)])
            case Reach():
                found = self._reached(target, share, pace, observed, remarks)
        return found._replace(baseline=_observed(*baseline)) if baseline and found.pace_seen is not None else found

    def _baseline(self, earlier: Sequence[Observation]) -> Observation | None:
        """The last figure up to the start of the programme, or else the first one after it."""
        before = [item for item in earlier if self.since is not None and item.on <= self.since]
        return before[-1] if before else earlier[0] if earlier else None

    def _reached(
        self, target: Reach, share: Share, pace: Pace | None, observed: Observed, remarks: list[Label]
    ) -> Answer:
        seen, reached = share.rate, share.reaches(target.rate)
        if reached:
            status = Status.ATTAINED
        elif self.is_due:
            status = Status.MISSED
        elif pace is None:
            status, remarks = Status.OPEN, [*remarks, notes.ONE_OBSERVATION]
        else:
            status = Status.ON_TRACK if pace.is_on_path(target.rate, target.due) else Status.BEHIND
        ahead = not reached and not self.is_due
        return Answer(
            status,
            remarks,
            observed,
            short_by=share.short_by(target.rate),
            points=seen - target.rate,
            required_now=pace.path(target.rate, target.due, self.on) if pace and ahead else None,
            pace_needed=pace_needed(seen, observed.on, target.rate, target.due) if ahead else None,
            pace_seen=pace.seen if pace else None,
            projected_year=pace.year_of(target.rate) if pace and not reached else None,
        )

    def _kept(self, target: Maintain, share: Share, observed: Observed, remarks: list[Label]) -> Answer:
        short = share.short_by(target.rate, strict=target.strict)
        if self.is_due:
            status = Status.ATTAINED if short <= 0 else Status.MISSED
        else:
            status = Status.ON_TRACK if short <= 0 else Status.BEHIND
            if short <= 0:
                remarks = [*remarks, notes.kept_so_far(target.due)]
        return Answer(status, remarks, observed, short_by=short, points=share.rate - target.rate)

    def _grown(self, target: Grow, share: Share, pace: Pace | None, observed: Observed, remarks: list[Label]) -> Answer:
        if pace is None:
            status = Status.NO_DATA if self.is_due else Status.OPEN
            return Answer(status, [*remarks, notes.ONE_OBSERVATION], observed)
        wanted = pace.after(target.yearly.low)
        enough = pace.seen >= target.yearly.low
        if self.is_due:
            status = Status.ATTAINED if enough else Status.MISSED
        else:
            status = Status.ON_TRACK if enough else Status.BEHIND
        if wanted > Rate(1):
            remarks = [*remarks, notes.GROWTH_BEYOND_ALL]
        return Answer(
            status,
            [*remarks, notes.growth_counted(pace, target)],
            observed,
            short_by=share.short_by(wanted),
            points=share.rate - wanted,
            required_now=wanted,
            pace_needed=target.yearly.low,
            pace_seen=pace.seen,
        )

    def _delivered(self, target: Deliver, items: Sequence[Observation], remarks: list[Label]) -> Answer:
        if target.count is None and target.population is not None:
            return self._not_comparable(items[-1], [*remarks, notes.NO_NUMBER_SET])
        counts = [(item.on, item.recognised) for item in items if item.recognised is not None and item.on <= target.due]
        if not counts:
            return Answer(Status.NO_DATA, [*remarks, notes.NO_COUNT])
        on, done = counts[-1]
        short = (target.count or 1) - done
        status = Status.ATTAINED if short <= 0 else Status.MISSED if self.is_due else Status.OPEN
        return Answer(status, remarks, Observed(on=on, part=done), short_by=short)

    def _without_counts(self, target: _Rated, last: Observation, remarks: list[Label]) -> Answer:
        """Only a printed share, a share on another base, or half a share is left."""
        base, printed = target.base, last.printed
        if printed is None or printed.base is not base:
            if self._other_share(last) is None:
                missing = notes.empty_population(last) if last.whole(base) == 0 else notes.half_a_share(last, base)
                return Answer(Status.NO_DATA, [*remarks, missing])
            return self._not_comparable(last, [*remarks, notes.other_base(last, base)])
        observed = Observed(on=last.on, base=base, part=last.recognised, whole=last.whole(base), printed=printed)
        remarks = [*remarks, notes.printed_only(printed)]
        unknown = Status.NO_DATA if self.is_due else Status.OPEN
        if isinstance(target, Grow):
            return Answer(unknown, remarks, observed)
        strict = isinstance(target, Maintain) and target.strict
        holds = printed.surely_reaches(target.rate, strict=strict)
        fails = printed.surely_misses(target.rate, strict=strict)
        if not holds and not fails:
            status, remarks = unknown, [*remarks, notes.printed_too_close(printed)]
        elif self.is_due:
            status = Status.ATTAINED if holds else Status.MISSED
        elif isinstance(target, Maintain):
            status = Status.ON_TRACK if holds else Status.BEHIND
        else:
            status = Status.ATTAINED if holds else Status.OPEN
        return Answer(status, remarks, observed, points=printed.rate - target.rate)

    def _other_share(self, item: Observation) -> Observed | None:
        """What the observation says on the base that the target does not ask for."""
        other = notes.opposite(self.target.base)
        share = item.share(other)
        if share is not None:
            return Observed(on=item.on, base=other, part=share.part, whole=share.whole)
        if item.printed is not None:
            return Observed(
                on=item.on,
                base=item.printed.base,
                part=item.recognised,
                whole=item.whole(item.printed.base) if item.printed.base else None,
                printed=item.printed,
            )
        return None

    def _not_comparable(self, item: Observation, remarks: list[Label]) -> Answer:
        share = item.share(self.target.base)
        observed = (
            Observed(on=item.on, base=share.base, part=share.part, whole=share.whole)
            if share is not None
            else self._other_share(item)
        )
        return Answer(Status.NOT_COMPARABLE, remarks, observed)


def _pace(baseline: tuple[dt.date, Share], end: dt.date, share: Share) -> Pace:
    start, first = baseline
    return Pace(start=start, start_rate=first.rate, end=end, end_rate=share.rate)


def _observed(on: dt.date, share: Share) -> Observed:
    return _make_observed(on, share.base, share.part, share.whole, None, "")


def _share(item: Observation, base: Base) -> Share:
    """The share of an observation that has one."""
    return cast(Share, item.share(base))


def _dips(target: Maintain, earlier: Sequence[Observation]) -> list[Label]:
    """The days on which a rate that was to be kept was not."""
    shares = ((item.on, _share(item, target.base)) for item in earlier)
    return [notes.dipped(on) for on, share in shares if not share.reaches(target.rate, strict=target.strict)]
