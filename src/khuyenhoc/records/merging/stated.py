"""Values with those who state them: what one field of a merged record holds."""

import datetime as dt
from collections.abc import Iterable, Sequence
from typing import Any

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.records.agreement import Agreement, PassedDown, ReviewStep
from khuyenhoc.records.commitment import Commitment, ContentArea, Request, Result
from khuyenhoc.records.merging.bodies import Mention
from khuyenhoc.targets.target import Target
from khuyenhoc.values.partner import Partner
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Level, Place

__all__ = ["MergeStatus", "MergedField", "StatedValue", "body_field", "stated_values", "status_of"]


Statable = (
    str
    | int
    | bool
    | dt.date
    | Label
    | Period
    | Place
    | Level
    | Partner
    | PassedDown
    | ReviewStep
    | ContentArea
    | Commitment
    | Request
    | Result
    | Target
)


@public("khuyenhoc.merging")
class MergeStatus(Labelled):
    """How the records stand to each other in one field (tình trạng của một mục sau khi hợp nhất)."""

    AGREED = "agreed", "các bản ghi thống nhất", "the records agree"
    SINGLE = "single", "chỉ một bản ghi nêu", "stated by one record"
    UNITED = "united", "gộp các giá trị", "united"
    CONFLICT = "conflict", "các bản ghi mâu thuẫn", "the records conflict"
    UNSTATED = "unstated", "không bản ghi nào nêu", "stated by none"


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class StatedValue(Shown):
    """A value and who states it (giá trị kèm nguồn).

    Attributes:
        value: The value as the records have it.
        field: The field of the agreement that holds it.
        records: Ids of the records that state it, one for each record.
        sources: Publications of these records.
    """

    value: Statable
    field: str
    records: tuple[str, ...]
    sources: tuple[str, ...] = ()


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class MergedField(Shown):
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
    def values(self) -> tuple[Statable, ...]:
        """The different values alone."""
        return tuple(item.value for item in self.stated)


def stated_values(rows: Iterable[tuple[Agreement, str, Any]]) -> tuple[StatedValue, ...]:
    """Different values, each with the records that state it."""
    found: dict[tuple[str, type, Any], list[Agreement]] = {}  # by type too: 1 is not true
    for record, field, value in rows:
        members = found.setdefault((field, type(value), value), [])
        if not members or members[-1] is not record:
            members.append(record)
    return tuple(
        StatedValue(
            value=value,
            field=field,
            records=tuple(record.id for record in records),
            sources=tuple(dict.fromkeys(source for record in records for source in record.sources)),
        )
        for (field, _, value), records in found.items()
    )


def status_of(stated: Sequence[StatedValue], *, united: bool) -> MergeStatus:
    """Whether the values of one field, or the spellings of one body, agree."""
    if not stated:
        return MergeStatus.UNSTATED
    if united:
        return MergeStatus.UNITED
    if len(stated) > 1:
        return MergeStatus.CONFLICT
    return MergeStatus.AGREED if len(stated[0].records) > 1 else MergeStatus.SINGLE


def body_field(body: Sequence[Mention]) -> MergedField:
    """One body with its spellings, named by the side and spelling of its first mention."""
    stated = stated_values((mention.record, mention.field, mention.partner) for mention in body)
    name = f"{body[0].field}: {body[0].partner.name}"
    return MergedField(name=name, status=status_of(stated, united=False), stated=stated)
