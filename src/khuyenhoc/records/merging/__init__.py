"""Two reports of one event: whether they are one, what they agree on, and where they conflict.

The questions are [`same_event`][khuyenhoc.same_event], [`merge`][khuyenhoc.merge] and
[`group_events`][khuyenhoc.group_events]; nothing here prefers one report to another.
"""

__all__: list[str] = []
