"""Several records of one event as one: every value with the records that state it, and the conflicts left open."""

import typing
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from khuyenhoc._door import argument_items, checked
from khuyenhoc.agreement import Agreement
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.merging.bodies import Mention, bodies
from khuyenhoc.merging.identity import EventMatch, EventVerdict, distinct, same_event
from khuyenhoc.partner import Partner
from khuyenhoc.terms import Labelled

__all__ = ["MergeStatus", "MergedAgreement", "MergedField", "StatedValue", "merge"]

_SIDES = ("alongside", "partners")


class MergeStatus(Labelled):
    """How the records stand to each other in one field (tình trạng của một mục sau khi hợp nhất)."""

    AGREED = "agreed", "các bản ghi thống nhất", "the records agree"
    SINGLE = "single", "chỉ một bản ghi nêu", "stated by one record"
    UNITED = "united", "gộp các giá trị", "united"
    CONFLICT = "conflict", "các bản ghi mâu thuẫn", "the records conflict"
    UNSTATED = "unstated", "không bản ghi nào nêu", "stated by none"


@attrs.frozen(kw_only=True, field_transformer=checked)
class StatedValue:
    """A value and who states it (giá trị kèm nguồn).

    Attributes:
        value: The value as the records have it.
        field: The field of the agreement that holds it.
        records: Ids of the records that state it.
        sources: Publications of these records.
    """

    value: object
    field: str
    records: tuple[str, ...]
    sources: tuple[str, ...] = ()


@attrs.frozen(kw_only=True, field_transformer=checked)
class MergedField:
    """One field of a merged record (một mục của bản ghi hợp nhất).

    Attributes:
        name: Name of the field of the agreement; for one body, the side and its first spelling.
        status: Whether the records agree, conflict, or only one of them states a value.
        stated: The different values, each with the records that state it; those that state none do not appear.
    """

    name: str
    status: MergeStatus
    stated: tuple[StatedValue, ...]

    @property
    def values(self) -> tuple[object, ...]:
        """The different values alone."""
        return tuple(item.value for item in self.stated)


def _records(values: Any) -> tuple[Agreement, ...]:
    return distinct(argument_items(values, Agreement, "MergedAgreement.records"))


@attrs.frozen(kw_only=True)
class MergedAgreement:
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
    >>> merged = merge([police, attrs.evolve(police, id="report", signed=None, period=Period.of_years(2024, 2030))])
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
            raise InvalidValueError("nothing to merge", path=("MergedAgreement.records",), expected="one or more")

    @property
    def ids(self) -> tuple[str, ...]:
        """The different ids of the records; an id tells records apart and is no value that could conflict."""
        return tuple(dict.fromkeys(record.id for record in self.records))

    @property
    def fields(self) -> tuple[MergedField, ...]:
        """Every field of an agreement but its id, in the order in which the class has them."""
        return tuple(self._field(field) for field in attrs.fields(Agreement) if field.name != "id")

    def __getitem__(self, name: str) -> MergedField:
        """One field by its name.

        Raises:
            UnknownNameError: If an agreement has no such field.
        """
        found = {field.name: field for field in self.fields}
        if name not in found:
            raise UnknownNameError("no such field", seen=name, expected=f"one of {', '.join(found)}")
        return found[name]

    @property
    def bodies(self) -> tuple[MergedField, ...]:
        """The bodies on both sides, each with its spellings; a body has a conflict if it is not stated in one way.

        Mentions are one body by name without the place, or by type where a place has one body of that type.
        """
        return tuple(self._body(body) for body in bodies(self.records, _SIDES))

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
        self._check_names(prefer, choices)
        errors: list[KhuyenHocError] = []
        values = {field.name: _settled(field, prefer, choices, errors) for field in self.fields}
        chosen = {name: _chosen_partners(choices, name, errors) for name in _SIDES}
        sides: dict[str, list[Partner]] = {name: [] for name in _SIDES}
        names: dict[tuple[int, str], str] = {
            (number, record.association): str(values["association"]) for number, record in enumerate(self.records)
        }
        taken = 0
        for body in bodies(self.records, _SIDES):
            options = [item for item in self._body(body).stated if item.value in chosen[item.field]]
            taken += len(options)
            field, partner = _settled_body(self._body(body), options, prefer, errors)
            sides[field].append(partner)
            names.update({(mention.number, mention.partner.name): partner.name for mention in body})
        if taken < sum(map(len, chosen.values())):
            errors.append(InvalidValueError("a partner that no record names so", path=("partners",), seen=chosen))
        if errors:
            raise DocumentError("what to write is not settled", errors=tuple(errors))
        values |= {name: tuple(partners) for name, partners in sides.items()}
        duties = [
            attrs.evolve(duty, party=names[number, duty.party]) if duty.party else duty
            for number, record in enumerate(self.records)
            for duty in record.commitments
        ]
        return Agreement(**{**values, "id": id, "commitments": tuple(dict.fromkeys(duties))})

    def _check_names(self, prefer: Sequence[str], choices: dict[str, object]) -> None:
        for number, name in enumerate(argument_items(prefer, str, "prefer")):
            if name not in self.ids:
                raise UnknownNameError(
                    "no such record", path=("prefer", number), seen=name, expected=f"one of {', '.join(self.ids)}"
                )
        open_fields = [*(field.name for field in self.fields if field.status is not MergeStatus.UNITED), *_SIDES]
        for name in choices:
            if name not in open_fields:
                raise UnknownNameError(
                    "no field to choose a value for", seen=name, expected=f"one of {', '.join(open_fields)}"
                )

    def _field(self, field: "attrs.Attribute[Any]") -> MergedField:
        many = typing.get_origin(field.type) is tuple
        stated = _stated(
            (record, field.name, value)
            for record in self.records
            for value in (getattr(record, field.name) if many else (getattr(record, field.name),))
            if many or value not in (None, "")
        )
        return MergedField(name=field.name, status=_status(stated, united=many), stated=stated)

    @staticmethod
    def _body(body: tuple[Mention, ...]) -> MergedField:
        stated = _stated((mention.record, mention.field, mention.partner) for mention in body)
        return MergedField(
            name=f"{body[0].field}: {body[0].partner.name}", status=_status(stated, united=False), stated=stated
        )


def _stated(rows: Iterable[tuple[Agreement, str, Any]]) -> tuple[StatedValue, ...]:
    """Different values, each with the records that state it."""
    found: dict[tuple[str, Any], list[Agreement]] = {}
    for record, field, value in rows:
        found.setdefault((field, value), []).append(record)
    return tuple(
        StatedValue(
            value=value,
            field=field,
            records=tuple(dict.fromkeys(record.id for record in records)),
            sources=tuple(dict.fromkeys(source for record in records for source in record.sources)),
        )
        for (field, value), records in found.items()
    )


def _status(stated: Sequence[StatedValue], *, united: bool) -> MergeStatus:
    if not stated:
        return MergeStatus.UNSTATED
    if united:
        return MergeStatus.UNITED
    if len(stated) > 1:
        return MergeStatus.CONFLICT
    return MergeStatus.AGREED if len(stated[0].records) > 1 else MergeStatus.SINGLE


def _settled(
    field: MergedField, prefer: Sequence[str], choices: dict[str, object], errors: list[KhuyenHocError]
) -> Any:
    if field.status is MergeStatus.UNITED:
        return field.values
    if field.name in choices and field.name not in _SIDES:
        if choices[field.name] in field.values:
            return choices[field.name]
        errors.append(
            InvalidValueError(
                "a value that no record states",
                path=(field.name,),
                seen=choices[field.name],
                expected=_listed(field),
            )
        )
        return None
    if not field.stated:
        return attrs.fields_dict(Agreement)[field.name].default
    found = _preferred(field.stated, prefer)
    if found is None:
        errors.append(_open(field))
        return None
    return found.value


def _settled_body(
    body: MergedField, options: list[StatedValue], prefer: Sequence[str], errors: list[KhuyenHocError]
) -> tuple[str, Any]:
    found = options[0] if len(options) == 1 else _preferred(body.stated, prefer)
    if found is None:
        errors.append(_open(body))
        found = body.stated[0]
    return found.field, found.value


def _preferred(stated: Sequence[StatedValue], prefer: Sequence[str]) -> StatedValue | None:
    """The only value, or the only one of the first preferred record that states any."""
    if len(stated) == 1:
        return stated[0]
    for record in prefer:
        own = [item for item in stated if record in item.records]
        if own:
            return own[0] if len(own) == 1 else None
    return None


def _open(field: MergedField) -> KhuyenHocError:
    return InvalidValueError(
        "the records conflict",
        path=(field.name,),
        expected="a choice of yours",
        hint=_listed(field),
    )


def _listed(field: MergedField) -> str:
    return "; ".join(f"{item.value} ({', '.join(item.records)})" for item in field.stated) or "nothing: none states it"


def _chosen_partners(choices: dict[str, object], name: str, errors: list[KhuyenHocError]) -> tuple[Partner, ...]:
    try:
        return tuple(dict.fromkeys(argument_items(choices.get(name, ()), Partner, name)))
    except KhuyenHocError as error:
        errors.append(error)
        return ()


def merge(records: Iterable[Agreement | MergedAgreement]) -> MergedAgreement:
    """Records of one event as one; merged records are taken apart again, so that merging may go step by step.

    Whether they tell of one event is the caller's decision: [`same_event`][khuyenhoc.same_event] answers it for two,
    [`group_events`][khuyenhoc.group_events] for many, and ``doubts`` of the result repeats what is uncertain.

    Raises:
        InvalidValueError: If there is no record.
        WrongTypeError: If one of them is no agreement.

    >>> military, police = (catalog.agreement(f"long-an-2024-2026-{name}") for name in ("military", "police"))
    >>> merged = merge([merge([police, military]), police])
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
