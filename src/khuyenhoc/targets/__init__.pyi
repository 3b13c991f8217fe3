# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.targets.attainment import Observed as Observed
from khuyenhoc.targets.comparison import Comparison as Comparison, Relation as Relation
from khuyenhoc.targets.consistency import check_targets as check_targets, implied_range as implied_range
from khuyenhoc.targets.former_parts import FormerPartsSum as FormerPartsSum, sum_of_former_parts as sum_of_former_parts
from khuyenhoc.targets.reform import BaseChange as BaseChange, PlaceStatus as PlaceStatus
from khuyenhoc.targets.reform import PlaceSuccession as PlaceSuccession, Presence as Presence, UnitChange as UnitChange
from khuyenhoc.targets.reform import base_findings as base_findings, base_note as base_note
from khuyenhoc.targets.source import TargetSource as TargetSource
from khuyenhoc.targets.target import Wording as Wording
from khuyenhoc.targets.totals import RollUp as RollUp, roll_up_all as roll_up_all
