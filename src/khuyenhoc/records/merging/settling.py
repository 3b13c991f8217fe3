"""From a merged record to one agreement, by choices that the caller makes."""

from collections.abc import Mapping, Sequence
from typing import Any

import attrs

from khuyenhoc._base.door import argument_items
from khuyenhoc._base.extras import BEGINNING
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.merging.bodies import SIDES, bodies
from khuyenhoc.records.merging.stated import MergedField, MergeStatus, StatedValue, body_field
from khuyenhoc.sentences import Listed, Sentence
from khuyenhoc.values.partner import Partner

__all__ = ["settle"]


def settle(
    fields: Sequence[MergedField],
    records: Sequence[Agreement],
    name: str,
    *,
    prefer: Sequence[str],
    choices: Mapping[str, object],
) -> Agreement:
    """One agreement under an id, from the merged fields and the records that they are of.

    Everything that is not settled is collected and raised at once.
    """
    _check_names(fields, records, prefer, choices)
    errors: list[KhuyenHocError] = []
    values = {field.name: _settled(field, prefer, choices, errors) for field in fields}
    chosen = {side: _chosen_partners(choices, side, errors) for side in SIDES}
    sides: dict[str, list[Partner]] = {side: [] for side in SIDES}
    names: dict[tuple[int, str], str] = {
        (number, record.association): str(values["association"]) for number, record in enumerate(records)
    }
    taken = 0
    for body in bodies(records, SIDES):
        mentioned = body_field(body)
        options = [item for item in mentioned.stated if item.value in chosen[item.field]]
        taken += len(options)
        field, partner = _settled_body(mentioned, options, prefer, errors)
        sides[field].append(partner)
        names.update({(mention.number, mention.partner.name): partner.name for mention in body})
    if taken < sum(map(len, chosen.values())):
        errors.append(InvalidValueError("a-partner-that-no-record-names", path=("partners",), seen=chosen))
    if errors:
        raise DocumentError("what-to-write-is-not-settled", errors=tuple(errors))
    values |= {side: tuple(partners) for side, partners in sides.items()}
    duties = [
        attrs.evolve(duty, party=names[number, duty.party]) if duty.party else duty
        for number, record in enumerate(records)
        for duty in record.commitments
    ]
    extras = {key: values.pop(key) for key in list(values) if key.startswith(BEGINNING)}
    return Agreement(**{**values, "id": name, "commitments": tuple(dict.fromkeys(duties)), "extras": extras})


def _check_names(
    fields: Sequence[MergedField], records: Sequence[Agreement], prefer: Sequence[str], choices: Mapping[str, object]
) -> None:
    ids = tuple(dict.fromkeys(record.id for record in records))
    for number, name in enumerate(argument_items(prefer, str, "prefer")):
        if name not in ids:
            raise UnknownNameError("no-such-record", path=("prefer", number), seen=name, known=ids)
    open_fields = [*(field.name for field in fields if field.status is not MergeStatus.UNITED), *SIDES]
    for name in choices:
        if name not in open_fields:
            raise UnknownNameError("no-field-to-choose-a-value", seen=name, known=open_fields)


def _settled(
    field: MergedField, prefer: Sequence[str], choices: Mapping[str, object], errors: list[KhuyenHocError]
) -> Any:
    if field.status is MergeStatus.UNITED:
        return field.values
    if field.name in choices and field.name not in SIDES:
        if choices[field.name] in field.values:
            return choices[field.name]
        errors.append(
            InvalidValueError(
                "a-value-that-no-record-states", path=(field.name,), seen=choices[field.name], expected=_listed(field)
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
        "the-records-conflict", path=(field.name,), expected="a-choice-of-yours", hint=_listed(field)
    )


def _listed(field: MergedField) -> Sentence:
    stated = tuple(f"{item.value} ({', '.join(item.records)})" for item in field.stated)
    return Sentence("words", words=Listed(stated)) if stated else Sentence("none-states-it")


def _chosen_partners(choices: Mapping[str, object], name: str, errors: list[KhuyenHocError]) -> tuple[Partner, ...]:
    try:
        return tuple(dict.fromkeys(argument_items(choices.get(name, ()), Partner, name)))
    except KhuyenHocError as error:
        errors.append(error)
        return ()
