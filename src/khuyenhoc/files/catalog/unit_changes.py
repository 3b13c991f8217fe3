"""What the reform of 1 July 2025 changed, as one value."""

import datetime as dt
from functools import cache
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Label
from khuyenhoc.files.catalog.named import shipped
from khuyenhoc.files.catalog.names import terms
from khuyenhoc.files.catalog.places import provinces, successor
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.targets.reform import BaseChange, PlaceSuccession, Reform, UnitChange
from khuyenhoc.values.learning_model import Population

__all__ = ["reform"]

_CHANGES = {member.value: member for member in BaseChange}


@public("khuyenhoc.catalog")
@cache
def reform() -> Reform:
    """What is known of the reform of 1 July 2025 (sắp xếp đơn vị hành chính): 52 provinces and what they are part of,
    and the units that targets count.

    >>> len(catalog.reform().successions)
    52
    """  # noqa: D205 - one sentence over two lines
    data: dict[str, Any] = toml_data(shipped("data", "unit-changes.toml").read_bytes())
    changes = tuple(_change(row) for row in data["changes"])
    merger = next(change for change in changes if Population("provinces") in change.populations)
    eve = merger.first - dt.timedelta(days=1)
    ended = (place for place in provinces(on=eve) if place.until is not None)
    return Reform(
        changes=changes,
        successions=tuple(
            PlaceSuccession(place=place, successor=successor(place), law=merger.law, instruments=merger.instruments)
            for place in ended
        ),
    )


def _change(row: dict[str, Any]) -> UnitChange:
    known = terms()[Population]
    return UnitChange(
        change=_CHANGES[row["change"]],
        populations=tuple(known[code] for code in row["populations"]),
        first=row["first"],
        reason=Label(**row["reason"]),
        law=Label(**row["law"]),
        before=row.get("before"),
        after=row.get("after"),
        instruments=tuple(row.get("instruments", ())),
    )
