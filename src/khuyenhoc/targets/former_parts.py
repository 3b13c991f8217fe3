"""The counts of the places that one was formed from, added up and never taken for a count of the new place."""

import datetime as dt
from collections.abc import Iterable

import attrs

from khuyenhoc._base.door import argument, argument_day, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.targets.attainment import Attainment
from khuyenhoc.targets.judge import Question
from khuyenhoc.targets.observation import Observation
from khuyenhoc.targets.reform import Reform
from khuyenhoc.targets.target import Target, argument_target
from khuyenhoc.targets.totals import roll_up
from khuyenhoc.values.place import Place

__all__ = ["FormerPartsSum", "sum_of_former_parts"]


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class FormerPartsSum(Shown):
    """A sum over the places that a place was formed from (tổng của các đơn vị trước sắp xếp).

    Attributes:
        successor: The place formed from them. The sum is not a count of it.
        parts: The places summed, all there were.
        observation: The sum, of a place of its own whose name says what it is and whose last day is theirs.
        flag: What the sum is; it goes with every answer.
        notes: What else to know about the sum.
    """

    successor: Place
    parts: tuple[Place, ...]
    observation: Observation
    flag: Label
    notes: tuple[Label, ...] = ()

    def attain(self, target: Target, *, on: dt.date, allow_older: bool = False) -> Attainment:
        """Hold the sum against a target; the flag is the first note of the answer, whose place is that of the sum."""
        question = Question(target=argument_target(target, "target"), on=argument_day(on), allow_older=allow_older)
        return question.attainment([self.observation], self.observation.place, before=(self.flag, *self.notes))


@public("khuyenhoc.targets")
def sum_of_former_parts(
    observations: Iterable[Observation], place: Place, reform: Reform, *, on: dt.date
) -> FormerPartsSum:
    """Add up the counts that all places a new one was formed from have on one day.

    Args:
        observations: Counts of the former places, of one attribute and one population; other days are left out.
        place: The place formed from them.
        reform: What it was formed from, such as `catalog.reform()`.
        on: The day of the counts.

    Raises:
        InvalidValueError: If the place was formed from no other, or a count is of another place.
        IncomparableError: If a former place has no count on the day, or had ended by then; the message names it.

    >>> new = catalog.province("Quảng Trị", on=dt.date(2026, 1, 1))
    >>> day = dt.date(2024, 12, 31)
    >>> counts = [Observation(place=part, on=day, attribute=Attribute("family"), population=Population("families"),
    ...                       recognised=2, total=3) for part in catalog.territories(new)]
    >>> made = targets.sum_of_former_parts(counts, new, catalog.reform(), on=day)
    >>> made.observation.recognised, made.observation.total, made.observation.place == new
    (4, 6, False)
    """
    on, place = argument_day(on), argument(place, Place, "place")
    parts = argument(reform, Reform, "reform").former(place)
    items = argument_items(observations, Observation, "observations")
    if not parts:
        raise InvalidValueError("a-place-formed-from-no-other", path=("place",), seen=str(place))
    strangers = sorted({str(item.place) for item in items if item.place not in parts})
    if strangers:
        names = ", ".join(part.name for part in parts)
        raise InvalidValueError("not-a-former-part", path=("observations",), seen=strangers, names=names)
    ended = [part.name for part in parts if not part.exists(on=on)]
    if ended:
        raise IncomparableError("former-parts-ended", path=("on",), seen=on, ended=ended, on=on)
    today = [item for item in items if item.on == on]
    _refuse_missing(items, {item.place for item in today}, parts, on)
    last = min(part.until for part in parts if part.until is not None)
    names = ", ".join(part.name for part in parts)
    area = attrs.evolve(place, name=f"{place.name} (tổng {len(parts)} đơn vị cũ)", code="", since=None, until=last)
    whole = roll_up(today, into=area, parts=parts)
    flag = Label(
        f"tổng của các đơn vị cũ ({names}) ngày {on:%d/%m/%Y}; không phải số liệu của {place.name} hiện nay",
        f"sum of former parts ({names}) on {on}; not a count of {place.name} as it is now",
    )
    return FormerPartsSum(
        successor=place,
        parts=parts,
        observation=whole.observation,
        flag=flag,
        notes=(*whole.notes, *_unknown_counts(today)),
    )


def _refuse_missing(items: tuple[Observation, ...], seen: set[Place], parts: tuple[Place, ...], on: dt.date) -> None:
    missing = []
    for part in parts:
        if part not in seen:
            days = sorted({item.on for item in items if item.place == part})
            missing.append(f"{part.name} (it has {', '.join(map(str, days))})" if days else part.name)
    if missing:
        raise IncomparableError("former-parts-missing", path=("observations",), on=on, missing=missing)


def _unknown_counts(items: list[Observation]) -> list[Label]:
    """Which part lacks a count that another has, so that the sum has none."""
    words = {"registered": Label("số đăng ký", "the number registered"), "total": Label("tổng số", "the total")}
    words["recognised"] = Label("số được công nhận", "the number recognised")
    found = []
    for name, label in words.items():
        without = [item.place.name for item in items if getattr(item, name) is None]
        if without and len(without) < len(items):
            names = ", ".join(without)
            found.append(
                Label(
                    f"{names} không có {label.vi} nên tổng cũng không có",
                    f"{names}: {label.en} is unknown, so the sum has none",
                )
            )
    return found
