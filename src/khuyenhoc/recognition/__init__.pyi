# Written from the list of names in __init__.py by tests/house/faces.py.
from khuyenhoc.recognition.deciding.decision import Recheck as Recheck
from khuyenhoc.recognition.deciding.rechecking import Difference as Difference
from khuyenhoc.recognition.deciding.results import CriterionResult as CriterionResult, GradeResult as GradeResult
from khuyenhoc.recognition.deciding.results import Improvement as Improvement, IndicatorResult as IndicatorResult
from khuyenhoc.recognition.deciding.results import InterpretationUsed as InterpretationUsed, PartResult as PartResult
from khuyenhoc.recognition.law.base import Condition as Condition
from khuyenhoc.recognition.law.criteria import Criterion as Criterion, Grade as Grade, Indicator as Indicator
from khuyenhoc.recognition.law.criteria import Interpretation as Interpretation, Method as Method, Option as Option
from khuyenhoc.recognition.law.criteria import Switch as Switch, Total as Total
from khuyenhoc.recognition.law.difference import Change as Change, ChangeKind as ChangeKind
from khuyenhoc.recognition.law.facts import Fact as Fact, FactKind as FactKind, Scale as Scale, Step as Step
from khuyenhoc.recognition.law.kinds import Band as Band, BandedPointsTest as BandedPointsTest, ChangeTest as ChangeTest
from khuyenhoc.recognition.law.kinds import CountTest as CountTest, Direction as Direction, DoneTest as DoneTest
from khuyenhoc.recognition.law.kinds import PointsTest as PointsTest, ProportionalPointsTest as ProportionalPointsTest
from khuyenhoc.recognition.law.kinds import RankTest as RankTest, ShareTest as ShareTest, StandardTest as StandardTest
from khuyenhoc.recognition.law.kinds import Test as Test
from khuyenhoc.recognition.law.law import Law as Law
from khuyenhoc.recognition.law.observed import Moved as Moved, PartOfWhole as PartOfWhole
from khuyenhoc.recognition.law.origin import Origin as Origin
from khuyenhoc.recognition.law.procedure import Authority as Authority, Council as Council, Deadline as Deadline
from khuyenhoc.recognition.law.procedure import DueDate as DueDate, Procedure as Procedure, Role as Role
from khuyenhoc.recognition.selection import Gap as Gap, SelectionStatus as SelectionStatus
