"""Recognition: which title is earned, at which grade, and why not.

Kinds of test are code; every number stands in a rule set, with its article.
"""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.recognition.deciding.results import CriterionResult as CriterionResult, GradeResult as GradeResult
    from khuyenhoc.recognition.deciding.results import Improvement as Improvement, IndicatorResult as IndicatorResult
    from khuyenhoc.recognition.deciding.results import InterpretationUsed as InterpretationUsed
    from khuyenhoc.recognition.deciding.results import PartResult as PartResult
    from khuyenhoc.recognition.law.base import Condition as Condition
    from khuyenhoc.recognition.law.criteria import Criterion as Criterion, Grade as Grade, Indicator as Indicator
    from khuyenhoc.recognition.law.criteria import Interpretation as Interpretation, Method as Method, Option as Option
    from khuyenhoc.recognition.law.criteria import Switch as Switch, Total as Total
    from khuyenhoc.recognition.law.difference import Change as Change, ChangeKind as ChangeKind
    from khuyenhoc.recognition.law.facts import Fact as Fact, FactKind as FactKind, Scale as Scale, Step as Step
    from khuyenhoc.recognition.law.kinds import Band as Band, BandedPointsTest as BandedPointsTest
    from khuyenhoc.recognition.law.kinds import ChangeTest as ChangeTest, CountTest as CountTest, Direction as Direction
    from khuyenhoc.recognition.law.kinds import DoneTest as DoneTest, PointsTest as PointsTest
    from khuyenhoc.recognition.law.kinds import ProportionalPointsTest as ProportionalPointsTest, RankTest as RankTest
    from khuyenhoc.recognition.law.kinds import ShareTest as ShareTest, StandardTest as StandardTest, Test as Test
    from khuyenhoc.recognition.law.law import Law as Law
    from khuyenhoc.recognition.law.observed import Moved as Moved, PartOfWhole as PartOfWhole
    from khuyenhoc.recognition.law.procedure import Authority as Authority, Council as Council, Deadline as Deadline
    from khuyenhoc.recognition.law.procedure import DueDate as DueDate, Procedure as Procedure, Role as Role
    from khuyenhoc.recognition.selection import Gap as Gap, SelectionStatus as SelectionStatus
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
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
            "recognition.law.procedure": "Authority Council Deadline DueDate Procedure Role",
            "recognition.selection": "Gap SelectionStatus",
        },
    )
