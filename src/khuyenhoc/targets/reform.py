"""The reform of administrative units (sắp xếp đơn vị hành chính): what a place became, and which bases are gone.

The module knows kinds of change only. The changes themselves are data, in `catalog.reform()`.
"""

import datetime as dt

import attrs

from khuyenhoc._base.door import argument, argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Labelled
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.targets import reform_notes as notes
from khuyenhoc.targets.source import TargetSource, argument_source
from khuyenhoc.targets.target import Target, argument_target
from khuyenhoc.values.learning_model import Population
from khuyenhoc.values.place import Level, Place

__all__ = [
    "BaseChange",
    "PlaceStatus",
    "PlaceSuccession",
    "Presence",
    "Reform",
    "UnitChange",
    "about_base",
    "base_findings",
    "base_note",
    "standing",
]


@public("khuyenhoc.targets")
class BaseChange(Labelled):
    """What happened to what a target counts (thay đổi của mẫu số)."""

    ENDED = "ended", "đơn vị được tính không còn", "the units counted ended"
    RECOUNTED = "recounted", "số đơn vị được tính thay đổi", "the number of units changed"
    NARROWED = "narrowed", "một phần đối tượng được tính không còn", "a part of what is counted ended"


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class UnitChange(Shown):
    """Units that ended or changed in number on a day (thay đổi đơn vị được tính).

    Attributes:
        change: What happened.
        populations: The populations that are counted in these units.
        first: First day of the new state.
        reason: What happened, in a clause.
        law: Under which act, or that it is not established.
        before: How many there were; None if not established.
        after: How many there are since; None if there are none, or it is not established.
        instruments: Ids of the acts, where the catalogue holds them.

    Raises:
        InvalidValueError: If no population is named.

    >>> merged = targets.UnitChange(change=targets.BaseChange.RECOUNTED, populations=(Population("provinces"),),
    ...                     before=63, after=34, first=dt.date(2025, 7, 1),
    ...                     reason=Label("sắp xếp", "a merger"), law=Label("luật", "law"))
    >>> merged.affects(Population("provinces"), on=dt.date(2025, 6, 30))
    False
    """

    change: BaseChange
    populations: tuple[Population, ...]
    first: dt.date
    reason: Label
    law: Label
    before: int | None = None
    after: int | None = None
    instruments: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if not self.populations:
            raise InvalidValueError("a-change-of-nothing", path=("UnitChange.populations",))

    def affects(self, population: Population | None, *, on: dt.date) -> bool:
        """Whether the change concerns a population and has happened by a day."""
        return self.first <= argument_day(on) and population in self.populations


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PlaceSuccession(Shown):
    """A place that became part of another (đơn vị hành chính kế tiếp).

    Attributes:
        place: The place that ended.
        successor: The place that its territory is part of since.
        law: Under which act.
        instruments: Ids of the acts, where the catalogue holds them.

    Raises:
        InvalidValueError: If the place has no last day, or the other one does not exist on the day after it.

    >>> old, new = Place("A", until=dt.date(2025, 6, 30)), Place("B", since=dt.date(2025, 7, 1))
    >>> targets.PlaceSuccession(place=old, successor=new, law=Label("Nghị quyết", "Resolution")).successor.name
    'B'
    """

    place: Place
    successor: Place
    law: Label
    instruments: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.place.until is None:
            raise InvalidValueError("a-place-that-has-not-ended", path=("PlaceSuccession.place",), seen=str(self.place))
        if not self.successor.exists(on=self.place.until + dt.timedelta(days=1)):
            raise InvalidValueError(
                "a-successor-that-does-not-follow", path=("PlaceSuccession.successor",), seen=str(self.successor)
            )


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Reform(Shown):
    """What is known of a reform of administrative units (sắp xếp đơn vị hành chính); the built-in one is
    `catalog.reform()`.

    Attributes:
        changes: Units that ended or changed in number.
        successions: What each place that ended is part of.

    >>> catalog.reform().succession(catalog.province("Trà Vinh")).successor.name
    'Vĩnh Long'
    """  # noqa: D205 - the first sentence says where the built-in one is

    changes: tuple[UnitChange, ...] = ()
    successions: tuple[PlaceSuccession, ...] = ()

    def succession(self, place: Place) -> PlaceSuccession | None:
        """What became of a place; None if it is not known."""
        return next((item for item in self.successions if item.place == place), None)

    def former(self, place: Place) -> tuple[Place, ...]:
        """The places that a place was formed from; empty if none are known."""
        return tuple(item.place for item in self.successions if item.successor == place)


@public("khuyenhoc.targets")
class Presence(Labelled):
    """Whether a place exists on a day (tình trạng của địa phương)."""

    EXISTS = "exists", "đang tồn tại", "exists"
    NOT_YET = "not_yet", "chưa thành lập", "not yet"
    ENDED = "ended", "không còn", "ended"
    UNKNOWN = "unknown", "chưa xác lập", "not established"


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PlaceStatus(Shown):
    """How a place stands on a day (tình trạng của địa phương vào một ngày).

    Attributes:
        place: The place.
        on: The day.
        presence: Whether it exists.
        last_day: Its last day, where it has ended.
        reason: Why, with the act where one is known.
        successor: What it is part of since; None if it still is, or if its successor is not established.
        notes: What is not established.
    """

    place: Place
    on: dt.date
    presence: Presence
    reason: Label
    last_day: dt.date | None = None
    successor: Place | None = None
    notes: tuple[Label, ...] = ()


@public("khuyenhoc")
def standing(place: Place, reform: Reform | None = None, *, on: dt.date) -> PlaceStatus:
    """Whether a place exists on a day; if it has ended, since when, why, and what it is part of.

    A district has no successor here: which communes took over its territory is not established. A commune or hamlet
    below a place that has ended is not established either, as it is named by what is no more.

    Args:
        place: The place.
        reform: What became of which place, such as `catalog.reform()`.
        on: The day of the question.

    >>> answer = standing(catalog.province("Trà Vinh"), catalog.reform(), on=dt.date(2026, 1, 1))
    >>> answer.presence, answer.last_day, answer.successor.name
    (Presence.ENDED, datetime.date(2025, 6, 30), 'Vĩnh Long')
    """
    on = argument_day(on)
    place = argument(place, Place, "place")
    reform = Reform() if reform is None else argument(reform, Reform, "reform")
    last = _last_day(place)
    if last is not None and on > last:
        return _ended(place, reform, on, last)
    if place.since is not None and on < place.since:
        former = reform.former(place)
        return PlaceStatus(place=place, on=on, presence=Presence.NOT_YET, reason=notes.not_yet(place, former))
    for above in place.lineage[1:]:
        if not above.exists(on=on):
            gone = standing(above, reform, on=on)
            remarks = (notes.now_part_of(above, gone.successor),) if gone.successor else ()
            return PlaceStatus(
                place=place, on=on, presence=Presence.UNKNOWN, reason=notes.named_by(above, gone.reason), notes=remarks
            )
    return PlaceStatus(place=place, on=on, presence=Presence.EXISTS, reason=notes.exists(place))


def _last_day(place: Place) -> dt.date | None:
    days = [day for day in (place.until, place.level.last_day if place.level else None) if day is not None]
    return min(days) if days else None


def _ended(place: Place, reform: Reform, on: dt.date, last: dt.date) -> PlaceStatus:
    known = reform.succession(place)
    by_level = place.level is not None and place.level.last_day == last
    remarks = []
    if known is None:
        remarks.append(notes.no_successor(place))
    for above in place.lineage[1:]:
        higher = reform.succession(above)
        if higher is not None and on > last:
            remarks.append(notes.now_part_of(above, higher.successor))
    return PlaceStatus(
        place=place,
        on=on,
        presence=Presence.ENDED,
        last_day=last,
        successor=known.successor if known else None,
        reason=notes.level_ended(last, _law_of(reform, place.level))
        if by_level
        else notes.merged(known.successor, last, known.law)
        if known
        else notes.boundaries_ended(last),
        notes=tuple(remarks),
    )


def _law_of(reform: Reform, level: Level | None) -> Label | None:
    """The act under which a level ended, where the reform says it."""
    codes = {Level.DISTRICT: "districts"}
    counted = Population(codes[level]) if level in codes else None
    found = (item for item in reform.changes if item.change is BaseChange.ENDED and counted in item.populations)
    return next((item.law for item in found), None)


@public("khuyenhoc.targets")
def base_note(
    target: Target, reform: Reform, *, on: dt.date, since: dt.date | None = None
) -> tuple[BaseChange, Label] | None:
    """What happened to what a target counts, up to a day; None if nothing is known to have happened.

    A target that was due before the change had its base on its due day, and has no note. No rate is recomputed.

    Args:
        target: The target.
        reform: What changed, such as `catalog.reform()`.
        on: The day of the question.
        since: First day of the programme that set it: one that began after a count changed means the new count.

    >>> districts = next(item for item in catalog.programme("qd-1373-2021").targets
    ...                  if item.attribute.code == "learning_district")
    >>> targets.base_note(districts, catalog.reform(), on=dt.date(2025, 7, 1))[0]
    BaseChange.ENDED
    """
    on, target = argument_day(on), argument_target(target, "target")
    for change in argument(reform, Reform, "reform").changes:
        newer = change.change is BaseChange.RECOUNTED and since is not None and since >= change.first
        if change.affects(target.population, on=on) and target.due >= change.first and not newer:
            return change.change, _note(change)
    return None


def about_base(target: Target, reform: Reform | None, *, on: dt.date, since: dt.date | None) -> tuple[Label, ...]:
    """The same as a remark; none where nothing is known to have happened."""
    note = base_note(target, reform, on=on, since=since) if reform is not None else None
    return () if note is None else (note[1],)


def _note(about: UnitChange) -> Label:
    ended = about.change is BaseChange.ENDED
    return notes.base(about.first, about.reason, about.law, before=about.before, after=about.after, ended=ended)


@public("khuyenhoc.targets")
def base_findings(source: TargetSource, reform: Reform, *, on: dt.date) -> tuple[Finding, ...]:
    """Which targets of a programme or agreement count units that no longer exist or whose number changed, by a day.

    Also says, once, where the place of the source has ended: with its successor, and that targets do not pass to it by
    themselves. Nothing is recomputed. Codes: ``place-ended``, ``base-ended``, ``base-recounted``, ``base-narrowed``.

    Args:
        source: A programme or agreement.
        reform: What changed, such as `catalog.reform()`.
        on: The day of the question.

    >>> [item.code for item in targets.base_findings(catalog.programme("qd-1373-2021"), catalog.reform(),
    ...                                      on=dt.date(2026, 1, 1))][-2:]
    ['base-ended', 'base-recounted']
    """
    source = argument_source(source, "source")
    on, reform = argument_day(on), argument(reform, Reform, "reform")
    found = []
    if source.place is not None:
        status = standing(source.place, reform, on=on)
        if status.presence in (Presence.ENDED, Presence.UNKNOWN):
            said = notes.targets_of(status.place, status.reason, status.successor)
            found.append(Finding(code="place-ended", path="place", vi=said.vi, en=said.en))
    since = source.period.first if source.period else None
    for number, target in enumerate(source.targets):
        note = base_note(target, reform, on=on, since=since)
        if note is not None:
            change, said = note[0], notes.of_target(target, note[1])
            found.append(Finding(code=f"base-{change.value}", path=f"targets[{number}]", vi=said.vi, en=said.en))
    return tuple(found)
