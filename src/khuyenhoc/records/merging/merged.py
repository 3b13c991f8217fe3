"""Several records of one event as one: every value with the records that state it, and the conflicts left open."""

import typing
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from khuyenhoc._base.door import argument, argument_items, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.merging.bodies import SIDES, bodies
from khuyenhoc.records.merging.identity import EventMatch, EventVerdict, distinct, same_event
from khuyenhoc.records.merging.settling import settle
from khuyenhoc.records.merging.stated import MergedField, MergeStatus, body_field, stated_values, status_of

__all__ = ["MergedAgreement", "merge"]


def _records(values: Any) -> tuple[Agreement, ...]:
    return distinct(argument_items(values, Agreement, "MergedAgreement.records"))


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, repr=False)
class MergedAgreement(Shown):
    """Several records of one agreement, side by side (bản ghi hợp nhất).

    It holds the records themselves, each once and in an order of their own; everything else is read from them, so that
    no value can be lost, and neither the order nor a repetition of merging matters.

    Attributes:
        records: The records, at least one.

    Raises:
        InvalidValueError: If there is no record.
        WrongTypeError: If one of them is no agreement.

    >>> import attrs
    >>> police = catalog.agreement("long-an-2024-2026-police")
    >>> report = attrs.evolve(police, id="report", signed=None, period=Period.of_years(2024, 2030))
    >>> merged = merging.merge([police, report])
    >>> [field.name for field in merged.conflicts], merged["signed"].status
    (['period'], MergeStatus.SINGLE)
    >>> [(item.value.last.year, item.records) for item in merged["period"].stated]
    [(2026, ('long-an-2024-2026-police',)), (2030, ('report',))]
    >>> merged.agreement(id="long-an-police", period=police.period).period.last.year
    2026
    """

    records: tuple[Agreement, ...] = attrs.field(converter=_records)

    def __attrs_post_init__(self) -> None:
        if not self.records:
            raise InvalidValueError("nothing-to-merge", path=("MergedAgreement.records",))

    @property
    def ids(self) -> tuple[str, ...]:
        """The different ids of the records; an id tells records apart and is no value that could conflict."""
        return tuple(dict.fromkeys(record.id for record in self.records))

    @property
    def fields(self) -> tuple[MergedField, ...]:
        """Every field of an agreement but its id, in the order of the class; then each key of one's own."""
        fields = [self._field(field) for field in attrs.fields(Agreement) if field.name not in ("id", "extras")]
        return (
            *fields,
            *(self._extra(key) for key in sorted({key for record in self.records for key, _ in record.extras})),
        )

    def __getitem__(self, name: str) -> MergedField:
        """One field by its name.

        Raises:
            UnknownNameError: If an agreement has no such field.
            WrongTypeError: If it is no name.
        """
        name = argument(name, str, "name")
        found = {field.name: field for field in self.fields}
        if name not in found:
            raise UnknownNameError("no-such-field", seen=name, known=found)
        return found[name]

    @property
    def bodies(self) -> tuple[MergedField, ...]:
        """The bodies on both sides, each with its spellings; a body has a conflict if it is not stated in one way.

        Mentions are one body by name without the place, or by type where a place has one body of that type.
        """
        return tuple(body_field(body) for body in bodies(self.records, SIDES))

    @property
    def conflicts(self) -> tuple[MergedField, ...]:
        """The fields and bodies for which the records state different values; none of them is preferred."""
        return tuple(item for item in (*self.fields, *self.bodies) if item.status is MergeStatus.CONFLICT)

    @property
    def doubts(self) -> tuple[EventMatch, ...]:
        """The pairs of records of which it is not certain that they tell of one event."""
        pairs = (same_event(one, other) for number, other in enumerate(self.records) for one in self.records[:number])
        return tuple(match for match in pairs if match.verdict is not EventVerdict.SAME)

    def agreement(self, *, id: str, prefer: Sequence[str] = (), **choices: object) -> Agreement:  # noqa: A002
        """One agreement, in which the caller has chosen where the records conflict.

        A field that all or one of the records state is taken from them; members of sequences are united. The party of a
        commitment is written as the chosen spelling of the same body.

        Args:
            id: Id of the new record.
            prefer: Ids of records whose values are to be taken in a conflict, the first that states one. It is a choice
                like the others: without it no record comes before another.
            choices: Values for single fields, such as ``signed=…``, each stated by a record; ``partners`` and
                ``alongside`` name the spelling and side of each body that conflicts.

        Raises:
            DocumentError: With every conflict that is left open, and every choice that no record states.
            UnknownNameError: If a record that is preferred does not belong to it, or a choice is for no field.
            InvalidValueError: If the chosen values do not make an agreement.
        """
        return settle(self.fields, self.records, id, prefer=prefer, choices=choices)

    def _field(self, field: "attrs.Attribute[Any]") -> MergedField:
        many = typing.get_origin(field.type) is tuple
        stated = stated_values(
            (record, field.name, value)
            for record in self.records
            for value in (getattr(record, field.name) if many else (getattr(record, field.name),))
            if many or value not in (None, "")
        )
        return MergedField(name=field.name, status=status_of(stated, united=many), stated=stated)

    def _extra(self, key: str) -> MergedField:
        """A key of one's own: where one record lists values, those of all are united."""
        held = [(record, value) for record in self.records for own, value in record.extras if own == key]
        many = any(isinstance(value, tuple) for _, value in held)
        stated = stated_values(
            (record, key, item) for record, value in held for item in (value if isinstance(value, tuple) else (value,))
        )
        status = MergeStatus.UNITED if many else status_of(stated, united=False)
        return MergedField(name=key, status=status, stated=stated)


@public("khuyenhoc.merging")
def merge(records: Iterable[Agreement | MergedAgreement]) -> MergedAgreement:
    """Records of one event as one; merged records are taken apart again, so that merging may go step by step.

    Whether they tell of one event is the caller's decision: [`same_event`][khuyenhoc.merging.same_event]
    answers it for two, [`group_events`][khuyenhoc.merging.group_events] for many, and ``doubts`` of the
    result repeats what is uncertain.

    Raises:
        InvalidValueError: If there is no record.
        WrongTypeError: If one of them is no agreement.

    >>> military, police = (catalog.agreement(f"long-an-2024-2026-{name}") for name in ("military", "police"))
    >>> merged = merging.merge([merging.merge([police, military]), police])
    >>> merged.ids
    ('long-an-2024-2026-military', 'long-an-2024-2026-police')
    >>> [partner.type.value for partner in merged["partners"].values]
    ['military', 'police']
    """
    flat = [
        record
        for item in argument_items(records, object, "records")
        for record in (item.records if isinstance(item, MergedAgreement) else (item,))
    ]
    return MergedAgreement(records=flat)
