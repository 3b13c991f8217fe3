"""What is wanted of whom, what was counted, and how the two stand."""

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
