"""Records with targets: what reports and reforms ask of an agreement, a programme or a plan."""

import datetime as dt
from collections.abc import Iterator
from typing import Any, Protocol, runtime_checkable

from khuyenhoc._base.door import argument_day, public
from khuyenhoc._base.terms import Finding, Label
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["TargetSource", "argument_source", "place_findings"]


@public("khuyenhoc.targets")
@runtime_checkable
class TargetSource(Protocol):
    """A record with targets (văn bản đặt chỉ tiêu), such as an agreement or a programme.

    >>> isinstance(catalog.programme("qd-387-2022"), targets.TargetSource)
    True
    """

    @property
    def id(self) -> str:
        """Its slug."""
        ...

    @property
    def title(self) -> Label:
        """Its title."""
        ...

    @property
    def period(self) -> Period | None:
        """Its period; None if not stated."""
        ...

    @property
    def place(self) -> Place | None:
        """The place it is for; None for the whole country."""
        ...

    @property
    def targets(self) -> Any:
        """Its targets, in the order of the document: a tuple, for which checkers take no field with a converter."""

    def findings(self, *, on: dt.date | None = None) -> tuple[Finding, ...]:
        """What is odd about it, but kept."""
        ...


def argument_source(value: Any, *path: str | int) -> TargetSource:
    """An argument that is a record with targets."""
    if isinstance(value, type) or not isinstance(value, TargetSource):
        raise WrongTypeError("no-record-with-targets", path=path, seen=value)
    return value


def place_findings(place: Place | None, *, on: dt.date | None) -> Iterator[Finding]:
    """That the place of a record is no more in its boundaries on a day, where a day is given."""
    if on is not None and place is not None and not place.exists(on=argument_day(on)):
        yield Finding(
            code="place-ended",
            path="place",
            vi=f"địa bàn {place} không còn trong ranh giới cũ vào ngày {on:%d/%m/%Y}",
            en=f"{place} does not exist in these boundaries on {on}",
        )
