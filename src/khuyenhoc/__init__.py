"""Domain core for Vietnam's learning-society programmes (khuyến học, khuyến tài, xây dựng xã hội học tập).

Agreements, periods, partners and learning models as immutable values; targets and what was observed; exact, cited
answers to "what is in force?" and "is this target being met?". Every name here is loaded when it is first used.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if _TYPE_CHECKING:
    from khuyenhoc import catalog as catalog
    from khuyenhoc import codec as codec
    from khuyenhoc import forms as forms
    from khuyenhoc import frames as frames
    from khuyenhoc import tables as tables
    from khuyenhoc.agreement import Agreement, Commitment, ContentArea
    from khuyenhoc.attainment import Attainment, Observed, Status, attain
    from khuyenhoc.consistency import Comparison, Relation, check_targets, compare, implied_range
    from khuyenhoc.document import Document
    from khuyenhoc.errors import (
        AmbiguousNameError,
        DocumentError,
        IncomparableError,
        InvalidValueError,
        KhuyenHocError,
        MissingExtraError,
        UnknownNameError,
        WrongTypeError,
    )
    from khuyenhoc.instrument import Citation, Confidence, Instrument, InstrumentKind
    from khuyenhoc.learning_model import Attribute, LearningModel, Population
    from khuyenhoc.observation import Observation, PrintedShare
    from khuyenhoc.partner import Partner, PartnerGroup, PartnerType
    from khuyenhoc.period import Period, PeriodKind, Phase
    from khuyenhoc.place import Level, Place
    from khuyenhoc.programme import Programme, Review, ReviewKind
    from khuyenhoc.rate import Rate, RateRange
    from khuyenhoc.recognition.criteria import Criterion, Grade, Indicator, Interpretation, Method, Option, Total
    from khuyenhoc.recognition.decision import Decision
    from khuyenhoc.recognition.difference import Change, ChangeKind
    from khuyenhoc.recognition.facts import Fact, FactKind, Scale, Step
    from khuyenhoc.recognition.procedure import Authority, Council, Deadline, DueDate, Procedure, Role, Title
    from khuyenhoc.recognition.results import (
        CriterionResult,
        GradeResult,
        Improvement,
        IndicatorResult,
        InterpretationUsed,
        Outcome,
        PartResult,
        Verdict,
    )
    from khuyenhoc.recognition.ruleset import RuleSet
    from khuyenhoc.recognition.selection import Gap, Selection, SelectionStatus
    from khuyenhoc.report import Report
    from khuyenhoc.share import Base, Share
    from khuyenhoc.target import Area, Deliver, Grow, Maintain, Reach, Target, Wording
    from khuyenhoc.terms import Finding, Label
    from khuyenhoc.totals import RollUp, roll_up

_HOMES = {
    "agreement": ("Agreement", "Commitment", "ContentArea"),
    "attainment": ("Attainment", "Observed", "Status", "attain"),
    "consistency": ("Comparison", "Relation", "check_targets", "compare", "implied_range"),
    "document": ("Document",),
    "errors": (
        "AmbiguousNameError",
        "DocumentError",
        "IncomparableError",
        "InvalidValueError",
        "KhuyenHocError",
        "MissingExtraError",
        "UnknownNameError",
        "WrongTypeError",
    ),
    "instrument": ("Citation", "Confidence", "Instrument", "InstrumentKind"),
    "learning_model": ("Attribute", "LearningModel", "Population"),
    "observation": ("Observation", "PrintedShare"),
    "partner": ("Partner", "PartnerGroup", "PartnerType"),
    "period": ("Period", "PeriodKind", "Phase"),
    "place": ("Level", "Place"),
    "programme": ("Programme", "Review", "ReviewKind"),
    "rate": ("Rate", "RateRange"),
    "recognition.criteria": ("Criterion", "Grade", "Indicator", "Interpretation", "Method", "Option", "Total"),
    "recognition.decision": ("Decision",),
    "recognition.difference": ("Change", "ChangeKind"),
    "recognition.facts": ("Fact", "FactKind", "Scale", "Step"),
    "recognition.procedure": ("Authority", "Council", "Deadline", "DueDate", "Procedure", "Role", "Title"),
    "recognition.results": (
        "CriterionResult",
        "GradeResult",
        "Improvement",
        "IndicatorResult",
        "InterpretationUsed",
        "Outcome",
        "PartResult",
        "Verdict",
    ),
    "recognition.ruleset": ("RuleSet",),
    "recognition.selection": ("Gap", "Selection", "SelectionStatus"),
    "report": ("Report",),
    "share": ("Base", "Share"),
    "target": ("Area", "Deliver", "Grow", "Maintain", "Reach", "Target", "Wording"),
    "terms": ("Finding", "Label"),
    "totals": ("RollUp", "roll_up"),
}
_ROOMS = ("catalog", "codec", "forms", "frames", "tables")
_HOME_OF = {name: room for room, names in _HOMES.items() for name in names}

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "AmbiguousNameError",
    "Area",
    "Attainment",
    "Attribute",
    "Authority",
    "Base",
    "Change",
    "ChangeKind",
    "Citation",
    "Commitment",
    "Comparison",
    "Confidence",
    "ContentArea",
    "Council",
    "Criterion",
    "CriterionResult",
    "Deadline",
    "Decision",
    "Deliver",
    "Document",
    "DocumentError",
    "DueDate",
    "Fact",
    "FactKind",
    "Finding",
    "Gap",
    "Grade",
    "GradeResult",
    "Grow",
    "Improvement",
    "IncomparableError",
    "Indicator",
    "IndicatorResult",
    "Instrument",
    "InstrumentKind",
    "Interpretation",
    "InterpretationUsed",
    "InvalidValueError",
    "KhuyenHocError",
    "Label",
    "LearningModel",
    "Level",
    "Maintain",
    "Method",
    "MissingExtraError",
    "Observation",
    "Observed",
    "Option",
    "Outcome",
    "PartResult",
    "Partner",
    "PartnerGroup",
    "PartnerType",
    "Period",
    "PeriodKind",
    "Phase",
    "Place",
    "Population",
    "PrintedShare",
    "Procedure",
    "Programme",
    "Rate",
    "RateRange",
    "Reach",
    "Relation",
    "Report",
    "Review",
    "ReviewKind",
    "Role",
    "RollUp",
    "RuleSet",
    "Scale",
    "Selection",
    "SelectionStatus",
    "Share",
    "Status",
    "Step",
    "Target",
    "Title",
    "Total",
    "UnknownNameError",
    "Verdict",
    "Wording",
    "WrongTypeError",
    "attain",
    "catalog",
    "check_targets",
    "codec",
    "compare",
    "forms",
    "frames",
    "implied_range",
    "roll_up",
    "tables",
]


def __getattr__(name: str) -> _Any:
    if name in _ROOMS:
        return _import_module(f"khuyenhoc.{name}")
    if name in _HOME_OF:
        value = getattr(_import_module(f"khuyenhoc.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'khuyenhoc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
