"""How far down an agreement has been passed: what reports count, and which records of lower levels there are."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.records.agreement import Agreement, PassedDown
from khuyenhoc.records.portfolio.status import same_place
from khuyenhoc.values.place import Level, Place

__all__ = ["Cascade", "CascadeLevel", "build_cascade", "by_parent"]


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class CascadeLevel(Shown):
    """How far down an agreement is at one level (triển khai đến một cấp).

    Attributes:
        level: The level.
        signed: Ids of the agreements on record that pass it down there.
        missing: Places that were asked about and have none on record.
        reported: Counts that reports state, the latest first; they may count what is not on record.
        notes: What is to be known about it, such as that the level is no more.
    """

    level: Level
    signed: tuple[str, ...] = ()
    missing: tuple[Place, ...] = ()
    reported: tuple[PassedDown, ...] = ()
    notes: tuple[Label, ...] = ()


@public("khuyenhoc.portfolio")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Cascade(Displayed, Shown):
    """How far down an agreement has been passed (triển khai chương trình xuống các cấp).

    Attributes:
        agreement: Id of the agreement.
        on: The day of the question; records signed after it do not count.
        levels: The levels below it for which anything is known or was asked, from the top.
    """

    agreement: str
    on: dt.date
    levels: tuple[CascadeLevel, ...] = ()

    @property
    def is_known(self) -> bool:
        """Whether any record or report says how far down it was passed."""
        return any(row.signed or row.reported for row in self.levels)


def build_cascade(
    agreement: Agreement, children: Mapping[str, Sequence[Agreement]], *, on: dt.date, places: Sequence[Place] = ()
) -> Cascade:
    """The levels below an agreement, from the records that name it and the counts that it states."""
    for number, place in enumerate(places):
        if place.level is None or place.level >= agreement.level:
            raise InvalidValueError(
                "not-a-place-of-a-level", path=("places", number), seen=str(place), level=agreement.level
            )
    below = [record for record in _descendants(agreement.id, children) if _known_by(record, on)]
    stated = [item for item in agreement.passed_down if item.on is None or item.on <= on]
    rows = []
    for level in sorted(Level, reverse=True):
        here = [record for record in below if record.level is level]
        if level >= agreement.level and not here:
            continue
        asked = [place for place in places if place.level is level]
        reported = sorted((item for item in stated if item.level is level), key=lambda item: item.on or dt.date.min)
        if here or asked or reported:
            missing = [place for place in asked if not any(same_place(place, record.place) for record in here)]
            rows.append(
                CascadeLevel(
                    level=level,
                    signed=tuple(sorted(record.id for record in here)),
                    missing=tuple(missing),
                    reported=tuple(reversed(reported)),
                    notes=_notes(level, on),
                )
            )
    return Cascade(agreement=agreement.id, on=on, levels=tuple(rows))


def by_parent(records: Iterable[Agreement]) -> dict[str, list[Agreement]]:
    """The agreements that pass another down, by the id of that other."""
    children: dict[str, list[Agreement]] = {}
    for record in records:
        if record.under:
            children.setdefault(record.under, []).append(record)
    return children


def _descendants(top: str, children: Mapping[str, Sequence[Agreement]]) -> list[Agreement]:
    """Everything that passes an agreement down, directly or through another; a circle is walked once."""
    found: dict[str, Agreement] = {}
    waiting = [top]
    while waiting:
        for record in children.get(waiting.pop(), ()):
            if record.id not in found and record.id != top:
                found[record.id] = record
                waiting.append(record.id)
    return list(found.values())


def _known_by(record: Agreement, on: dt.date) -> bool:
    began = record.signed or (record.period.first if record.period else None)
    return began is None or began <= on


def _notes(level: Level, on: dt.date) -> tuple[Label, ...]:
    if level.exists(on=on):
        return ()
    return (
        Label(
            f"cấp {level.vi} không còn sau ngày {level.last_day:%d/%m/%Y}; đây là số liệu lịch sử",
            f"the {level.en} level ended on {level.last_day}; this is history",
        ),
    )
