"""Many agreements over time, and the questions that an office asks of them."""

import datetime as dt
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from typing import Any

import attrs

from khuyenhoc._base.calendar import add_months
from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import FIRST_DAY, LAST_DAY, argument, argument_day, argument_items, checked, day, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, UnknownIdError, WrongTypeError
from khuyenhoc.records.agreement import Agreement, ReviewStep
from khuyenhoc.records.portfolio.cascade import Cascade, build_cascade, by_parent
from khuyenhoc.records.portfolio.coverage import Coverage, build_coverage, types_of
from khuyenhoc.records.portfolio.duties import Obligation, obligations_of
from khuyenhoc.records.portfolio.status import (
    AgreementStatus,
    Expiry,
    Inheritance,
    Lapse,
    is_there,
    last_day_of_place,
    same_place,
    status,
)
from khuyenhoc.records.portfolio.succession import Candidates, Succession, find_successors, heir_of
from khuyenhoc.records.portfolio.timeline import Timeline, build_timeline
from khuyenhoc.records.review import Review
from khuyenhoc.sentences import Sentence
from khuyenhoc.targets import reform_notes as notes
from khuyenhoc.targets.reform import Presence, Reform, standing
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["Portfolio", "ahead"]

_WITHIN = re.compile(r"([0-9]{1,9}) ?([dwmy])")
_MONTHS, _DAYS = {"m": 1, "y": 12}, {"d": 1, "w": 7}


def _sorted(records: tuple[Any, ...]) -> tuple[Any, ...]:
    return tuple(sorted(records, key=lambda record: record.id))


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class Portfolio(Displayed, Shown):
    """The agreements of a province, or of anybody (danh mục chương trình phối hợp); the order given does not matter.

    Every question takes the day as an argument. A time ahead (``within``) is ``"12m"``, ``"90d"``, ``"6w"``, ``"1y"``,
    or a ``datetime.timedelta``, and includes its last day.

    Attributes:
        agreements: The agreements, sorted by id.
        reviews: Reviews on record, which tell what has been held.
        reform: What became of which place, such as `catalog.reform()`, so that a successor may be found there.

    Raises:
        InvalidValueError: If an id stands twice.

    >>> portfolio = Portfolio((catalog.agreement("tra-vinh-2024-2030"), catalog.agreement("quang-tri-2021-2025")))
    >>> [agreement.id for agreement in portfolio.in_force(on=dt.date(2022, 6, 1))]
    ['quang-tri-2021-2025']
    """

    agreements: tuple[Agreement, ...] = attrs.field(default=(), converter=tuple[Agreement, ...])
    reviews: tuple[Review, ...] = attrs.field(default=(), kw_only=True)
    reform: Reform = attrs.field(factory=Reform, kw_only=True)

    def __attrs_post_init__(self) -> None:
        for name, records in (("agreements", self.agreements), ("reviews", self.reviews)):
            times = Counter(record.id for record in records)
            twice = sorted(record_id for record_id, count in times.items() if count > 1)
            if twice:
                raise InvalidValueError(
                    "an-id-stands-twice", path=(f"Portfolio.{name}",), seen=twice, hint="give-each-record-its-own-id"
                )
            object.__setattr__(self, name, _sorted(records))

    def __iter__(self) -> Iterator[Agreement]:
        return iter(self.agreements)

    def __len__(self) -> int:
        return len(self.agreements)

    def __getitem__(self, id: str) -> Agreement:  # noqa: A002 - it is the id
        for agreement in self.agreements:
            if agreement.id == id:
                return agreement
        known = [agreement.id for agreement in self.agreements[:10]] or Sentence("none")
        raise UnknownIdError("no-agreement-of-this-id", seen=id, known=known)

    def where(
        self, *, partner_type: PartnerType | None = None, place: Place | None = None, level: Level | None = None
    ) -> "Portfolio":
        """The agreements with a partner of a type, in a place, or of a level; every condition that is given holds.

        A place means these boundaries alone: not what lies in it, nor what it is part of.
        """
        chosen: Iterable[Agreement] = self.agreements
        if partner_type is not None:
            wanted = argument(partner_type, PartnerType, "partner_type")
            chosen = [item for item in chosen if wanted in types_of(item)]
        if place is not None:
            where = argument(place, Place, "place")
            chosen = [item for item in chosen if same_place(item.place, where)]
        if level is not None:
            chosen = [item for item in chosen if item.level is argument(level, Level, "level")]
        return attrs.evolve(self, agreements=tuple(chosen))

    def status(self, agreement: Agreement | str, *, on: dt.date) -> AgreementStatus:
        """How an agreement stands on a day."""
        return status(self._one(agreement), on=on)

    def in_force(self, *, on: dt.date) -> tuple[Agreement, ...]:
        """The agreements whose period runs on a day, and whose place and level exist on it (đang có hiệu lực).

        Where the period runs on and the place is no more, see [`inherited`][khuyenhoc.Portfolio.inherited]; an
        agreement without a period is in [`undated`][khuyenhoc.Portfolio.undated].
        """
        on = argument_day(on)
        return tuple(item for item in self.agreements if status(item, on=on) is AgreementStatus.IN_FORCE)

    def undated(self) -> tuple[Agreement, ...]:
        """The agreements that state no period: whether one is in force is not known (không nêu giai đoạn)."""
        return tuple(item for item in self.agreements if item.period is None)

    def inherited(self, *, on: dt.date) -> tuple[Inheritance, ...]:
        """The agreements whose period runs on a day after their place or level ended, and who has the territory now.

        Among them are those of places in a province that ended, of which it is not established whether they still
        exist. Whether such an agreement binds the heir is not established either; it is named, not decided.
        """
        on = argument_day(on)
        return tuple(
            _inheritance(item, stands, until, self.reform, on)
            for item in self.agreements
            if (until := last_day_of_place(item)) is not None
            and (stands := status(item, on=on)) in (AgreementStatus.PLACE_ENDED, AgreementStatus.PLACE_UNCLEAR)
        )

    def expiring(self, *, on: dt.date, within: str | dt.timedelta = "12m") -> tuple[Expiry, ...]:
        """The agreements that run on a day and end within a time, the first to end first (sắp hết giai đoạn)."""
        days = ahead(on, within)
        found = [
            Expiry(agreement=item, last=item.period.last, days_left=(item.period.last - days.first).days, status=stands)
            for item in self.agreements
            if item.period is not None
            and (stands := status(item, on=days.first)) in _RUNNING
            and item.period.last in days
        ]
        return tuple(sorted(found, key=lambda expiry: (expiry.last, expiry.agreement.id)))

    def lapsed(self, *, on: dt.date) -> tuple[Lapse, ...]:
        """The agreements that ended before a day, and for which no successor that has begun is found.

        A successor counts whether a document states it or it is only proposed; see
        [`successors`][khuyenhoc.Portfolio.successors]. Nothing here says that an agreement was terminated.
        """
        on = argument_day(on)
        ended = (AgreementStatus.ENDED, AgreementStatus.ORIENTATION)
        begun = Candidates.among((item for item in self.agreements if (_begun(item) or FIRST_DAY) <= on), self.reform)
        found = []
        for item in self.agreements:
            stands = status(item, on=on)
            if item.period is not None and stands in ended and not find_successors(item, begun):
                days = (on - item.period.last).days
                found.append(Lapse(agreement=item, last=item.period.last, days=days, status=stands))
        return tuple(found)

    def successors(self, agreement: Agreement | str) -> tuple[Succession, ...]:
        """What follows an agreement (chương trình kế tiếp): stated where a document states it, otherwise proposed.

        Proposed is what has the same side and level, the same place or the one that it became part of, a partner
        type in common, and a period that adjoins or overlaps. The reason is given each time.
        """
        return find_successors(self._one(agreement), Candidates.among(self.agreements, self.reform))

    def timeline(
        self,
        *,
        partner_type: PartnerType | None = None,
        place: Place | None = None,
        level: Level | None = None,
        first: dt.date | None = None,
        last: dt.date | None = None,
    ) -> Timeline:
        """Which days are covered, with gaps and overlaps to the day (dòng thời gian).

        Days after the end of an agreement's place or level are not covered by it. Without ``first`` and ``last`` the
        time runs from the first day of any agreement to the last day of any.
        """
        chosen = self.where(partner_type=partner_type, place=place, level=level)
        first, last = _day_or_none(first, "first"), _day_or_none(last, "last")
        if first is not None and last is not None and first > last:
            raise InvalidValueError(
                "the-days-are-reversed", path=("first",), seen=first, expected="or-before", last=last
            )
        return build_timeline(chosen.agreements, first=first, last=last)

    def coverage(
        self, *, on: dt.date, by: str = "level", places: Iterable[Place] = (), types: Iterable[PartnerType] = ()
    ) -> Coverage:
        """Partner types by level, or by place, with the missing cells (bảng phủ).

        Args:
            on: The day.
            by: ``level`` for the levels that exist on the day from commune to central; ``place`` for places.
            places: The places of the table; by default those with an agreement on record that exist on the day.
            types: The partner types of the table; by default all that name a body.
        """
        on, wanted = argument_day(on), argument_items(types, PartnerType, "types")
        columns: Sequence[Level] | Sequence[Place]
        if by == "level":
            columns = [level for level in sorted(Level, reverse=True) if level >= Level.COMMUNE and level.exists(on=on)]
        elif by == "place":
            own = dict.fromkeys(item.place for item in self.agreements if is_there(item.place, on=on))
            columns = argument_items(places, Place, "places") or sorted(own, key=lambda place: place.key)
        else:
            raise InvalidValueError("no-such-table", path=("by",), seen=by)
        return build_coverage(self.agreements, on=on, columns=columns, types=wanted)

    def cascade(self, agreement: Agreement | str, *, on: dt.date, places: Iterable[Place] = ()) -> Cascade:
        """How far down an agreement has been passed (triển khai xuống các cấp).

        Args:
            agreement: The agreement, or its id.
            on: The day of the question.
            places: Places that should have one of their own, so that those without one are named.
        """
        asked = argument_items(places, Place, "places")
        return build_cascade(self._one(agreement), by_parent(self.agreements), on=argument_day(on), places=asked)

    def due(
        self, *, on: dt.date, within: str | dt.timedelta = "12m", cycle: Iterable[ReviewStep] = ()
    ) -> tuple[Obligation, ...]:
        """Reviews, reports and recurring commitments that fall due from a day on, in order (việc đến hạn).

        Nothing falls due after the end of a place; [`inherited`][khuyenhoc.Portfolio.inherited] names the agreements
        of which that leaves something out. An agreement without a period owes from the day it was signed.

        Args:
            on: The first day.
            within: The time ahead.
            cycle: Reviews to be expected even where a text lays none down; they are marked as not stated.
        """
        days, steps = ahead(on, within), argument_items(cycle, ReviewStep, "cycle")
        found = [
            duty for item in self.agreements for duty in obligations_of(item, days, cycle=steps, reviews=self.reviews)
        ]
        return tuple(sorted(found, key=lambda duty: duty.order))

    def _one(self, agreement: Agreement | str) -> Agreement:
        return self[agreement] if isinstance(agreement, str) else argument(agreement, Agreement, "agreement")


_RUNNING = (AgreementStatus.IN_FORCE, AgreementStatus.PLACE_ENDED, AgreementStatus.PLACE_UNCLEAR)


def _inheritance(
    agreement: Agreement, stands: AgreementStatus, until: dt.date, reform: Reform, on: dt.date
) -> Inheritance:
    place = standing(agreement.place, reform, on=on)
    happened = place.reason if place.presence is not Presence.EXISTS else notes.level_ended(until, None)
    name = agreement.place.name
    open_vi, open_en = "chưa có nguồn nêu ai kế thừa chương trình", "no source says who inherits the agreement"
    return Inheritance(
        agreement=agreement,
        until=until,
        status=stands,
        heir=heir_of(agreement.place, reform),
        reason=Label(f"{name}: {happened.vi}; {open_vi}", f"{name}: {happened.en}; {open_en}"),
    )


def _begun(agreement: Agreement) -> dt.date | None:
    """The first day of its period, or the day signed; None if neither is stated."""
    return agreement.period.first if agreement.period else agreement.signed


def _day_or_none(value: dt.date | None, name: str) -> dt.date | None:
    try:
        return None if value is None else day(value)
    except KhuyenHocError as error:
        raise error.at(name) from None


def ahead(on: dt.date, within: Any) -> Period:
    """From a day up to the last day of a time ahead."""
    on = argument_day(on)
    if isinstance(within, dt.timedelta) and not within % dt.timedelta(days=1):
        within = f"{within.days}d"
    match = _WITHIN.fullmatch(within.strip().casefold()) if isinstance(within, str) else None
    if match is None:
        raise WrongTypeError("not-a-time-ahead", path=("within",), seen=within)
    count, unit = int(match[1]), match[2]
    try:
        last = add_months(on, count * _MONTHS.get(unit, 0)) + dt.timedelta(days=count * _DAYS.get(unit, 0))
    except (OverflowError, ValueError):
        last = LAST_DAY
    return Period(on, min(last, LAST_DAY))
