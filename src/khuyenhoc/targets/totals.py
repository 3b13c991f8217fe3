"""Roll-up: the counts of places added up into the place they make up."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable

import attrs

from khuyenhoc._base.door import argument, argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import IncomparableError, InvalidValueError
from khuyenhoc.sentences import Listed, Sentence
from khuyenhoc.targets.observation import Observation
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate
from khuyenhoc.values.sums import missing_parts, sum_of_known

__all__ = ["RollUp", "roll_up", "roll_up_all"]


@public("khuyenhoc.targets")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class RollUp(Shown):
    """A sum over places, and how much of the whole it covers (tổng hợp từ các địa bàn).

    Attributes:
        observation: The summed counts, as of the latest day. A count that one part lacks is unknown in the sum.
        covered: The places summed.
        missing: Places of the whole without an observation; None where the parts of the whole were not given.
        notes: What to know about the sum.
    """

    observation: Observation
    covered: tuple[Place, ...]
    missing: tuple[Place, ...] | None = None
    notes: tuple[Label, ...] = ()

    @property
    def coverage(self) -> Rate | None:
        """The share of the places that are in the sum, counted in places, not in people; None where it is not known."""
        if self.missing is None:
            return None
        return Rate.of(len(self.covered), len(self.covered) + len(self.missing))


@public("khuyenhoc")
def roll_up(observations: Iterable[Observation], *, into: Place, parts: Iterable[Place] | None = None) -> RollUp:
    """Add up the counts of several places.

    A count is summed only if every part has it; nothing is filled in. Printed shares are not carried over.

    Args:
        observations: One observation for each place, of one attribute and one population.
        into: The place that the parts make up.
        parts: All its parts, to say which are missing.

    Raises:
        InvalidValueError: If there is nothing to sum, or a place comes twice, inside another or from elsewhere: one of
            another province or of no lower level than the whole, or one that does not say what it belongs to, unless
            it is among the parts. Every such row is named.
        IncomparableError: If attributes or populations differ, or a place did not exist in its boundaries on the day of
            another observation: counts from before and after a boundary change are not added.

    >>> def families(place, recognised):
    ...     return Observation(place=Place(place), on=dt.date(2024, 12, 31), attribute=Attribute("family"),
    ...                        population=Population("families"), recognised=recognised, total=10)
    >>> parts = [Place("A"), Place("B"), Place("D")]
    >>> whole = roll_up([families("A", 4), families("B", 5)], into=Place("C"), parts=parts)
    >>> whole.observation.recognised, whole.observation.total, str(whole.coverage)
    (9, 20, '2/3')
    """
    items = argument_items(observations, Observation, "observations")
    into = argument(into, Place, "into")
    if not items:
        raise InvalidValueError("nothing-to-add-up", path=("observations",), expected="one-observation-or-more")
    _refuse_unlike(items)
    _refuse_boundary_change(items, into)
    parts = None if parts is None else argument_items(parts, Place, "parts")
    rest = [item for item in items if into.level is not None and item.place not in {into, *(parts or ())}]
    _refuse_rows(
        [item for item in rest if item.place.within(into) is False], Sentence("not-in-the-whole", into=into.name)
    )
    _refuse_double_count(items, into)
    _refuse_rows(
        [item for item in rest if item.place.within(into) is None],
        Sentence("not-known-to-lie-in-the-whole", into=into.name),
    )
    covered = tuple(item.place for item in items)
    missing = missing_parts(covered, parts, name="observations")
    first, last = min(item.on for item in items), max(item.on for item in items)
    remarks = []
    if missing is not None and missing:
        names = ", ".join(place.name for place in missing)
        wanted = len(covered) + len(missing)
        remarks.append(
            Label(
                f"gồm {len(covered)}/{wanted} địa bàn; thiếu {names}",
                f"covers {len(covered)} of {wanted} places; missing {names}",
            )
        )
    if first != last:
        remarks.append(
            Label(f"số liệu từ {first:%d/%m/%Y} đến {last:%d/%m/%Y}", f"counts of several days, from {first} to {last}")
        )
    summed = Observation(
        place=into,
        on=last,
        attribute=items[0].attribute,
        population=items[0].population,
        registered=sum_of_known(item.registered for item in items),
        recognised=sum_of_known(item.recognised for item in items),
        total=sum_of_known(item.total for item in items),
        source="; ".join(dict.fromkeys(item.source for item in items if item.source)),
    )
    return RollUp(observation=summed, covered=covered, missing=missing, notes=tuple(remarks))


@public("khuyenhoc.targets")
def roll_up_all(
    observations: Iterable[Observation],
    *,
    into: Place | Callable[[dt.date], Place],
    parts: Iterable[Place] | Callable[[dt.date], Iterable[Place] | None] | None = None,
) -> tuple[RollUp, ...]:
    """Add up the counts of several places, each attribute, population and day by itself.

    The sums may be given to ``attainment`` of a programme or agreement in place of observations: each row then says
    what its figure is the sum of.

    Args:
        observations: Counts of the places, of any attributes, populations and days.
        into: The place that they make up, or what gives it for a day, since boundaries change.
        parts: All its parts, to say which are missing, or what gives them for a day.

    Raises:
        InvalidValueError: As for [`roll_up`][khuyenhoc.roll_up], for counts of one attribute, population and day.
        IncomparableError: The same.

    >>> def counted(place, attribute, population, recognised):
    ...     return Observation(place=Place(place), on=dt.date(2024, 12, 31), attribute=Attribute(attribute),
    ...                        population=Population(population), recognised=recognised)
    >>> given = [counted("A", "family", "families", 4), counted("A", "clan", "clans", 1),
    ...          counted("B", "family", "families", 5)]
    >>> [(made.observation.attribute.code, made.observation.recognised)
    ...  for made in targets.roll_up_all(given, into=Place("C"))]
    [('family', 9), ('clan', 1)]
    """
    groups: dict[tuple[Attribute, Population | None, dt.date], list[Observation]] = {}
    for item in argument_items(observations, Observation, "observations"):
        groups.setdefault((item.attribute, item.population, item.on), []).append(item)
    known = parts if parts is None or callable(parts) else tuple(parts)
    return tuple(
        roll_up(items, into=into(day) if callable(into) else into, parts=known(day) if callable(known) else known)
        for (_, _, day), items in groups.items()
    )


def _refuse_unlike(items: tuple[Observation, ...]) -> None:
    for name in ("attribute", "population"):
        terms = {getattr(item, name) for item in items}
        codes = sorted(term.code if term else "not stated" for term in terms)
        if len(codes) > 1:
            raise IncomparableError("several-of-them", path=("observations",), seen=codes, called=name)


def _refuse_double_count(items: tuple[Observation, ...], into: Place) -> None:
    places = [item.place for item in items]
    if into in places and len(places) > 1:
        raise InvalidValueError("the-whole-beside-its-parts", path=("observations",), seen=str(into))
    known = set(places)
    for place, times in Counter(places).items():
        if times > 1:
            raise InvalidValueError("a-place-comes-twice", path=("observations",), seen=str(place))
        inside = [other for other in place.lineage[1:] if other in known]
        if inside:
            raise InvalidValueError(
                "lies-inside-another", path=("observations",), place=place.name, inside=inside[0].name
            )


def _refuse_rows(rows: list[Observation], what: Sentence) -> None:
    """Refuse what is no part of the whole, row by row; a whole without a level says nothing of where its parts lie."""
    if rows:
        raise InvalidValueError(
            "rows-of-strangers",
            path=("observations",),
            count=len(rows),
            what=what,
            rows=Listed(Sentence("place-on", place=str(item.place), on=item.on) for item in rows),
        )


def _refuse_boundary_change(items: tuple[Observation, ...], into: Place) -> None:
    days = {item.on: item.place for item in items}
    for place in dict.fromkeys((into, *(item.place for item in items))):
        for on, other in days.items():
            if not place.exists(on=on):
                raise IncomparableError(
                    "place-not-yet-or-no-more", path=("observations",), place=place, on=on, other=other
                )
