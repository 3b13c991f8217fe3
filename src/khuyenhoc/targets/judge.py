"""How one target is judged on the observations of one place: the way from the counts to a status."""

import datetime as dt
from collections.abc import Sequence

import attrs

from khuyenhoc._base.terms import Label
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.targets import notes
from khuyenhoc.targets._pace import Pace, pace_needed
from khuyenhoc.targets.attainment import Attainment, Observed, Status
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.share import Base, Share

__all__ = ["Question"]


@attrs.frozen(kw_only=True)
class Question:
    """One target, one place, one day."""

    target: Target
    place: Place | None
    on: dt.date
    allow_older: bool
    since: dt.date | None = None

    @property
    def is_due(self) -> bool:
        """Whether the day of the target has come."""
        return self.on >= self.target.due

    def answer(self, series: Sequence[Observation]) -> Attainment:
        """How the target stands to what was counted."""
        same = [item for item in series if item.attribute == self.target.attribute]
        if not same:
            return self._result(Status.NO_DATA, [notes.no_observation(self.target)])
        known = [item for item in same if item.on <= self.on]
        remarks = [notes.ignored_later(len(same) - len(known))] if len(known) < len(same) else []
        if not known:
            return self._result(Status.NO_DATA, remarks)
        if self.target.population is None:
            return self._plain_count(known, remarks)
        alike = [item for item in known if item.population == self.target.population]
        if not alike:
            other = known[-1]
            return self._not_comparable(other, [*remarks, notes.other_population(self.target, other)])
        if self.is_due:
            alike, remarks = self._of_the_due_year(alike, remarks)
            if not alike:
                return self._result(Status.NO_DATA, remarks)
        if isinstance(self.target, Deliver):
            return self._delivered(alike, remarks)
        return self._on_its_base(alike, remarks)

    def _plain_count(self, items: list[Observation], remarks: list[Label]) -> Attainment:
        """A count or duty that names no population, so that the observations must be of one."""
        if len({item.population for item in items}) > 1:
            return self._result(Status.NOT_COMPARABLE, [*remarks, notes.several_populations()])
        if self.is_due:
            items, remarks = self._of_the_due_year(items, remarks)
        return self._delivered(items, remarks) if items else self._result(Status.NO_DATA, remarks)

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

    def _on_its_base(self, items: Sequence[Observation], remarks: list[Label]) -> Attainment:
        base = self.target.base
        counted = [item for item in items if item.share(base) is not None]
        last = items[-1]
        printed_on_base = last.printed is not None and last.printed.base is base
        if counted and (counted[-1] is last or not printed_on_base):
            if counted[-1] is not last:
                if self.is_due and counted[-1].on.year != self.target.due.year and not self.allow_older:
                    return self._without_counts(last, remarks)
                remarks = [*remarks, notes.unusable_later(last)]
            return self._with_counts(counted, remarks)
        return self._without_counts(last, remarks)

    def _with_counts(self, items: Sequence[Observation], remarks: list[Label]) -> Attainment:
        last = items[-1]
        share = last.share(self.target.base)
        assert share is not None  # the caller kept only those that have one
        remarks = [*remarks, *notes.about_bases(last, self.target.base)]
        earlier = [item for item in items if item.on < last.on]
        pace = Pace.between(self._baseline(earlier), last, self.target.base) if earlier else None
        observed = Observed(on=last.on, base=share.base, part=share.part, whole=share.whole)
        if isinstance(self.target, Grow):
            return self._grown(self.target, share, pace, observed, remarks)
        if isinstance(self.target, Maintain):
            remarks = [*remarks, *self._dips(self.target, earlier)]
            return self._kept(self.target, share, observed, remarks)
        assert isinstance(self.target, Reach)
        return self._reached(self.target, share, pace, observed, remarks)

    def _baseline(self, earlier: Sequence[Observation]) -> Observation:
        """From where the pace counts: the last figure up to the start of the programme, or else the first after it."""
        before = [item for item in earlier if self.since is not None and item.on <= self.since]
        return before[-1] if before else earlier[0]

    def _reached(
        self, target: Reach, share: Share, pace: Pace | None, observed: Observed, remarks: list[Label]
    ) -> Attainment:
        reached = share.reaches(target.rate)
        if reached:
            status = Status.ATTAINED
        elif self.is_due:
            status = Status.MISSED
        elif pace is None:
            status, remarks = Status.OPEN, [*remarks, notes.one_observation()]
        else:
            status = Status.ON_TRACK if pace.is_on_path(target.rate, target.due) else Status.BEHIND
        ahead = not reached and not self.is_due
        return attrs.evolve(
            self._result(status, remarks, observed),
            short_by=share.short_by(target.rate),
            points=share.rate - target.rate,
            required_now=pace.path(target.rate, target.due, self.on) if pace and ahead else None,
            pace_needed=pace_needed(share.rate, observed.on, target.rate, target.due) if ahead else None,
            pace_seen=pace.seen if pace else None,
            projected_year=pace.year_of(target.rate) if pace and not reached else None,
        )

    def _kept(self, target: Maintain, share: Share, observed: Observed, remarks: list[Label]) -> Attainment:
        short = share.short_by(target.rate, strict=target.strict)
        if self.is_due:
            status = Status.ATTAINED if short <= 0 else Status.MISSED
        else:
            status = Status.ON_TRACK if short <= 0 else Status.BEHIND
            if short <= 0:
                remarks = [*remarks, notes.kept_so_far(target.due)]
        result = self._result(status, remarks, observed)
        return attrs.evolve(result, short_by=short, points=share.rate - target.rate)

    def _dips(self, target: Maintain, earlier: Sequence[Observation]) -> list[Label]:
        shares = [(item.on, item.share(target.base)) for item in earlier]
        return [
            notes.dipped(on) for on, share in shares if share and not share.reaches(target.rate, strict=target.strict)
        ]

    def _grown(
        self, target: Grow, share: Share, pace: Pace | None, observed: Observed, remarks: list[Label]
    ) -> Attainment:
        if pace is None:
            status = Status.NO_DATA if self.is_due else Status.OPEN
            return self._result(status, [*remarks, notes.one_observation()], observed)
        wanted = pace.after(target.yearly.low)
        enough = pace.seen >= target.yearly.low
        if self.is_due:
            status = Status.ATTAINED if enough else Status.MISSED
        else:
            status = Status.ON_TRACK if enough else Status.BEHIND
        if wanted > Rate(1):
            remarks = [*remarks, notes.growth_beyond_all()]
        return attrs.evolve(
            self._result(status, [*remarks, notes.growth_counted(pace, target)], observed),
            short_by=share.short_by(wanted),
            points=share.rate - wanted,
            required_now=wanted,
            pace_needed=target.yearly.low,
            pace_seen=pace.seen,
        )

    def _delivered(self, items: Sequence[Observation], remarks: list[Label]) -> Attainment:
        assert isinstance(self.target, Deliver)
        if self.target.count is None and self.target.population is not None:
            return self._not_comparable(items[-1], [*remarks, notes.no_number_set()])
        last = next(
            (item for item in reversed(items) if item.recognised is not None and item.on <= self.target.due),
            None,
        )
        if last is None or last.recognised is None:
            return self._result(Status.NO_DATA, [*remarks, notes.no_count()])
        short = (self.target.count or 1) - last.recognised
        status = Status.ATTAINED if short <= 0 else Status.MISSED if self.is_due else Status.OPEN
        result = self._result(status, remarks, Observed(on=last.on, part=last.recognised))
        return attrs.evolve(result, short_by=short)

    def _without_counts(self, last: Observation, remarks: list[Label]) -> Attainment:
        """Only a printed share, a share on another base, or half a share is left."""
        base, printed = self.target.base, last.printed
        if printed is None or printed.base is not base:
            if self._other_share(last) is None:
                missing = notes.empty_population(last) if last.whole(base) == 0 else notes.half_a_share(last, base)
                return self._result(Status.NO_DATA, [*remarks, missing])
            return self._not_comparable(last, [*remarks, notes.other_base(last, base)])
        observed = Observed(on=last.on, base=base, part=last.recognised, whole=last.whole(base), printed=printed)
        remarks = [*remarks, notes.printed_only(printed)]
        if isinstance(self.target, Grow):
            return self._result(Status.NO_DATA if self.is_due else Status.OPEN, remarks, observed)
        assert isinstance(self.target, Reach | Maintain)
        keeps = isinstance(self.target, Maintain)
        strict = isinstance(self.target, Maintain) and self.target.strict
        holds = printed.surely_reaches(self.target.rate, strict=strict)
        fails = printed.surely_misses(self.target.rate, strict=strict)
        if not holds and not fails:
            status = Status.NO_DATA if self.is_due else Status.OPEN
            remarks = [*remarks, notes.printed_too_close(printed)]
        elif self.is_due:
            status = Status.ATTAINED if holds else Status.MISSED
        elif keeps:
            status = Status.ON_TRACK if holds else Status.BEHIND
        else:
            status = Status.ATTAINED if holds else Status.OPEN
        return attrs.evolve(self._result(status, remarks, observed), points=printed.rate - self.target.rate)

    def _other_share(self, item: Observation) -> Observed | None:
        """What the observation says on the base that the target does not ask for."""
        other = Base.REGISTERED if self.target.base is Base.TOTAL else Base.TOTAL
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

    def _not_comparable(self, item: Observation, remarks: list[Label]) -> Attainment:
        share = item.share(self.target.base)
        observed = (
            Observed(on=item.on, base=share.base, part=share.part, whole=share.whole)
            if share is not None
            else self._other_share(item)
        )
        return self._result(Status.NOT_COMPARABLE, remarks, observed)

    def _result(self, status: Status, remarks: Sequence[Label], observed: Observed | None = None) -> Attainment:
        about = []
        if self.target.area is not None:
            about.append(notes.area_of_target(self.target.area))
        if self.target.confidence is Confidence.CONFLICTING:
            about.append(notes.conflicting())
        return Attainment(
            target=self.target,
            place=self.place,
            on=self.on,
            status=status,
            observed=observed,
            notes=(*remarks, *about),
        )
