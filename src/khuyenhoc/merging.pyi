# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.records.merging.groups import EventGroups as EventGroups, group_events as group_events
from khuyenhoc.records.merging.identity import EventCriterion as EventCriterion, EventMatch as EventMatch
from khuyenhoc.records.merging.identity import EventReason as EventReason, EventVerdict as EventVerdict
from khuyenhoc.records.merging.identity import Likeness as Likeness, same_event as same_event
from khuyenhoc.records.merging.merged import MergedAgreement as MergedAgreement, merge as merge
from khuyenhoc.records.merging.stated import MergeStatus as MergeStatus, MergedField as MergedField
from khuyenhoc.records.merging.stated import StatedValue as StatedValue
