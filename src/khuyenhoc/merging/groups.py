"""Many records in groups that tell of one event each, without comparing every record with every other."""

from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._door import argument_items, checked
from khuyenhoc.agreement import Agreement
from khuyenhoc.merging.identity import EventMatch, EventVerdict, distinct, same_event
from khuyenhoc.merging.merged import MergedAgreement

__all__ = ["EventGroups", "group_events"]


@attrs.frozen(kw_only=True, field_transformer=checked)
class EventGroups:
    """Records in groups, and the pairs that may belong together (các nhóm bản ghi theo sự kiện).

    Attributes:
        groups: Each record in one group; the records of a group are linked by pairs that surely tell of one event.
        links: Pairs of records of different groups that likely tell of one event, or of one ceremony; not merged.
    """

    groups: tuple[MergedAgreement, ...]
    links: tuple[EventMatch, ...]


def group_events(records: Iterable[Agreement]) -> EventGroups:
    """Records in groups of one event each, in whatever order they come; what is only likely is listed, not merged.

    Only records of one place name and level are compared, and only where they share the day, the days of the period or
    a source: without any of these no pair is more than unclear.

    Raises:
        WrongTypeError: If one of them is no agreement.

    >>> found = group_events(catalog.agreements())
    >>> [match.verdict.value for match in found.links if match.records[0].place.name == "Long An"]
    ['one_ceremony', 'one_ceremony', 'one_ceremony']
    """
    unique = distinct(argument_items(records, Agreement, "records"))
    matches = [same_event(unique[one], unique[other]) for one, other in sorted(_candidates(unique))]
    head = {record: record for record in unique}
    for match in matches:
        if match.verdict is EventVerdict.SAME:
            one, other = (_head(head, record) for record in match.records)
            head[other] = one
    groups: dict[Agreement, list[Agreement]] = {}
    for record in unique:
        groups.setdefault(_head(head, record), []).append(record)
    links = [
        match
        for match in matches
        if match.verdict in (EventVerdict.LIKELY, EventVerdict.ONE_CEREMONY)
        and len({_head(head, record) for record in match.records}) > 1
    ]
    return EventGroups(
        groups=tuple(MergedAgreement(records=members) for members in groups.values()), links=tuple(links)
    )


def _head(head: dict[Agreement, Agreement], record: Agreement) -> Agreement:
    while head[record] is not record:
        head[record] = record = head[head[record]]
    return record


def _candidates(records: tuple[Agreement, ...]) -> set[tuple[int, int]]:
    """Pairs of positions that share a place and level, and a day, a period or a source."""
    buckets: dict[object, list[int]] = {}
    for number, record in enumerate(records):
        for shared in _shared(record):
            buckets.setdefault((record.place.name_key, record.level, shared), []).append(number)
    return {
        (one, other)
        for members in buckets.values()
        for position, other in enumerate(members)
        for one in members[:position]
    }


def _shared(record: Agreement) -> Iterator[object]:
    if record.signed is not None:
        yield record.signed
    if record.period is not None:
        yield record.period.first, record.period.last
    yield from dict.fromkeys(record.sources)
