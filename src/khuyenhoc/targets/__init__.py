"""What is wanted of whom, what was counted, and how the two stand."""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.targets.attainment import Observed as Observed
    from khuyenhoc.targets.comparison import Comparison as Comparison, Relation as Relation
    from khuyenhoc.targets.consistency import check_targets as check_targets, implied_range as implied_range
    from khuyenhoc.targets.former_parts import FormerPartsSum as FormerPartsSum
    from khuyenhoc.targets.former_parts import sum_of_former_parts as sum_of_former_parts
    from khuyenhoc.targets.reform import BaseChange as BaseChange, PlaceStatus as PlaceStatus
    from khuyenhoc.targets.reform import PlaceSuccession as PlaceSuccession, Presence as Presence
    from khuyenhoc.targets.reform import UnitChange as UnitChange, base_findings as base_findings
    from khuyenhoc.targets.reform import base_note as base_note
    from khuyenhoc.targets.source import TargetSource as TargetSource
    from khuyenhoc.targets.target import Wording as Wording
    from khuyenhoc.targets.totals import RollUp as RollUp, roll_up_all as roll_up_all
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "targets.attainment": "Observed",
            "targets.comparison": "Comparison Relation",
            "targets.consistency": "check_targets implied_range",
            "targets.former_parts": "FormerPartsSum sum_of_former_parts",
            "targets.reform": "BaseChange PlaceStatus PlaceSuccession Presence UnitChange base_findings base_note",
            "targets.source": "TargetSource",
            "targets.target": "Wording",
            "targets.totals": "RollUp roll_up_all",
        },
    )
