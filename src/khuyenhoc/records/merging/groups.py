"""Many records in groups that tell of one event each, without comparing every record with every other."""

from collections.abc import Iterable, Iterator

import attrs

from khuyenhoc._base.door import argument_items, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.merging.identity import EventMatch, EventVerdict, distinct, same_event
from khuyenhoc.records.merging.merged import MergedAgreement

__all__ = ["EventGroups", "group_events"]


@public("khuyenhoc.merging")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class EventGroups(Shown):
    """Records in groups, and the pairs that may belong together (các nhóm bản ghi theo sự kiện).

    Attributes:
        groups: Each record in one group; any two records of a group surely tell of one event.
        links: Pairs of records of different groups that tell of one event or of one ceremony, or likely do; not merged.
    """

    groups: tuple[MergedAgreement, ...]
    links: tuple[EventMatch, ...]


@public("khuyenhoc.merging")
def group_events(records: Iterable[Agreement]) -> EventGroups:
    """Records in groups of one event each, in whatever order they come; what is only likely is listed, not merged.

    Sameness does not carry over: one report names the police, another the police and the Youth Union, a third the Youth
    Union, and the first and the third may be two agreements of one ceremony. So two records come together only where
    they are the same event, and the same as the very same others; the rest are links, and which of them belong together
    is for you to say.

    Only records of one place name and level are compared, and only where they share the day, the days of the period or
    a source: without any of these no pair is more than unclear.

    Raises:
        WrongTypeError: If one of them is no agreement.

    >>> found = merging.group_events(catalog.agreements())
    >>> [match.verdict.value for match in found.links if match.records[0].place.name == "Long An"]
    ['one_ceremony', 'one_ceremony', 'one_ceremony']
    """
    unique = distinct(argument_items(records, Agreement, "records"))
    matches = [same_event(unique[one], unique[other]) for one, other in sorted(_candidates(unique))]
    same: dict[Agreement, set[Agreement]] = {record: {record} for record in unique}
    for match in matches:
        if match.verdict is EventVerdict.SAME:
            one, other = match.records
            same[one].add(other)
            same[other].add(one)
    groups: dict[frozenset[Agreement], list[Agreement]] = {}
    for record in unique:
        groups.setdefault(frozenset(same[record]), []).append(record)
    links = [match for match in matches if match.verdict in _TOLD and not _alike(same, match)]
    return EventGroups(
        groups=tuple(MergedAgreement(records=members) for members in groups.values()), links=tuple(links)
    )


_TOLD = (EventVerdict.SAME, EventVerdict.LIKELY, EventVerdict.ONE_CEREMONY)


def _alike(same: dict[Agreement, set[Agreement]], match: EventMatch) -> bool:
    """Whether the two are the same as the same records, themselves among these: then they stand in one group."""
    one, other = match.records
    return same[one] == same[other]


def _candidates(records: tuple[Agreement, ...]) -> set[tuple[int, int]]:
    """Pairs of indices that share a place and level, and a day, a period or a source."""
    buckets: dict[object, list[int]] = {}
    for number, record in enumerate(records):
        for shared in _shared(record):
            buckets.setdefault((record.place.name_key, record.level, shared), []).append(number)
    return {
        (one, other) for members in buckets.values() for index, other in enumerate(members) for one in members[:index]
    }


def _shared(record: Agreement) -> Iterator[object]:
    if record.signed is not None:
        yield record.signed
    if record.period is not None:
        yield record.period.first, record.period.last
    yield from dict.fromkeys(record.sources)
