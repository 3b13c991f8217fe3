"""Two reports of one event: whether they are one, what they agree on, and where they conflict.

The questions are [`same_event`][khuyenhoc.same_event], [`merge`][khuyenhoc.merge] and
[`group_events`][khuyenhoc.group_events]; nothing here prefers one report to another.
"""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.records.merging.groups import EventGroups as EventGroups, group_events as group_events
    from khuyenhoc.records.merging.identity import EventCriterion as EventCriterion, EventMatch as EventMatch
    from khuyenhoc.records.merging.identity import EventReason as EventReason, EventVerdict as EventVerdict
    from khuyenhoc.records.merging.identity import Likeness as Likeness, same_event as same_event
    from khuyenhoc.records.merging.merged import MergedAgreement as MergedAgreement, merge as merge
    from khuyenhoc.records.merging.stated import MergeStatus as MergeStatus, MergedField as MergedField
    from khuyenhoc.records.merging.stated import StatedValue as StatedValue
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "records.merging.groups": "EventGroups group_events",
            "records.merging.identity": "EventCriterion EventMatch EventReason EventVerdict Likeness same_event",
            "records.merging.merged": "MergedAgreement merge",
            "records.merging.stated": "MergeStatus MergedField StatedValue",
        },
    )
