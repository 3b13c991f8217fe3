"""Two reports of one event: whether they are one, what they agree on, and where they conflict.

The questions are [`same_event`][khuyenhoc.merging.same_event], [`merge`][khuyenhoc.merging.merge] and
[`group_events`][khuyenhoc.merging.group_events]; nothing here prefers one report to another.
"""

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
