"""Recognition: which title is earned, at which grade, and why not.

Kinds of test are code; every number stands in a rule set, with its article.
"""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "recognition.deciding.decision": "Recheck",
        "recognition.deciding.rechecking": "Difference",
        "recognition.deciding.results": (
            "CriterionResult GradeResult Improvement IndicatorResult InterpretationUsed PartResult"
        ),
        "recognition.law.criteria": "Criterion Grade Indicator Interpretation Method Option Switch Total",
        "recognition.law.difference": "Change ChangeKind",
        "recognition.law.facts": "Fact FactKind Scale Step",
        "recognition.law.base": "Condition",
        "recognition.law.kinds": (
            "Band BandedPointsTest ChangeTest CountTest Direction DoneTest PointsTest "
            "ProportionalPointsTest RankTest ShareTest StandardTest Test"
        ),
        "recognition.law.law": "Law",
        "recognition.law.observed": "Moved PartOfWhole",
        "recognition.law.origin": "Origin",
        "recognition.law.procedure": "Authority Council Deadline DueDate Procedure Role",
        "recognition.selection": "Gap SelectionStatus",
    },
)
