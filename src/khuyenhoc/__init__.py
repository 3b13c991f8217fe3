"""Domain core for Vietnam's learning-society programmes (khuyến học, khuyến tài, xây dựng xã hội học tập).

Agreements, periods, partners and learning models as immutable values; targets and what was observed; exact, cited
answers to "what is in force?" and "is this target being met?". Every name here is loaded when it is first used.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if _TYPE_CHECKING:
    from khuyenhoc import frames as frames
    from khuyenhoc._base.terms import Finding, Label
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
    from khuyenhoc.files import ics as ics
    from khuyenhoc.files.catalog import builtin as catalog
    from khuyenhoc.files.codec import formats as codec
    from khuyenhoc.files.tables import counts as tables
    from khuyenhoc.files.tables import forms as forms
    from khuyenhoc.instruments.check import CitationCheck, CitationStatus, Proposal, check_citations
    from khuyenhoc.instruments.graph import Force, InForce, InstrumentGraph
    from khuyenhoc.instruments.instrument import Citation, Confidence, Instrument, InstrumentKind, Link
    from khuyenhoc.instruments.printed import PrintedCitation, find_citations
    from khuyenhoc.recognition.deciding.decision import Decision
    from khuyenhoc.recognition.deciding.results import (
        CriterionResult,
        GradeResult,
        Improvement,
        IndicatorResult,
        InterpretationUsed,
        Outcome,
        PartResult,
        Verdict,
    )
    from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator, Interpretation, Method, Option, Total
    from khuyenhoc.recognition.law.difference import Change, ChangeKind
    from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale, Step
    from khuyenhoc.recognition.law.procedure import Authority, Council, Deadline, DueDate, Procedure, Role, Title
    from khuyenhoc.recognition.ruleset import RuleSet
    from khuyenhoc.recognition.selection import Gap, Selection, SelectionStatus
    from khuyenhoc.records.agreement import Agreement, Commitment, ContentArea, PassedDown, ReviewStep
    from khuyenhoc.records.alignment import AlignedTarget, Alignment, align, align_all
    from khuyenhoc.records.document import Document
    from khuyenhoc.records.funds.change import FundChange, compare_funds
    from khuyenhoc.records.funds.statement import FundFigure, FundScope, FundStatement, HeadBase, PerHead, Reached
    from khuyenhoc.records.funds.totals import FundTotal, funds_by_level, total_funds
    from khuyenhoc.records.merging.groups import EventGroups, group_events
    from khuyenhoc.records.merging.identity import (
        EventCriterion,
        EventMatch,
        EventReason,
        EventVerdict,
        Likeness,
        same_event,
    )
    from khuyenhoc.records.merging.merged import MergedAgreement, merge
    from khuyenhoc.records.merging.stated import MergedField, MergeStatus, StatedValue
    from khuyenhoc.records.portfolio.cascade import Cascade, CascadeLevel
    from khuyenhoc.records.portfolio.coverage import Coverage, CoverageCell, CoverageStatus
    from khuyenhoc.records.portfolio.duties import DutyKind, Obligation, obligations_of
    from khuyenhoc.records.portfolio.portfolio import Portfolio
    from khuyenhoc.records.portfolio.status import AgreementStatus, Expiry, Inheritance, Lapse
    from khuyenhoc.records.portfolio.succession import Succession, SuccessionBasis
    from khuyenhoc.records.portfolio.timeline import Segment, Timeline
    from khuyenhoc.records.programme import Programme, Review, ReviewKind
    from khuyenhoc.targets.attainment import Attainment, Observed, Status, attain
    from khuyenhoc.targets.consistency import Comparison, Relation, check_targets, compare, implied_range
    from khuyenhoc.targets.former_parts import FormerPartsSum, sum_of_former_parts
    from khuyenhoc.targets.observation import Observation, PrintedShare
    from khuyenhoc.targets.reform import (
        BaseChange,
        PlaceStatus,
        PlaceSuccession,
        Presence,
        Reform,
        UnitChange,
        base_findings,
        base_note,
        standing,
    )
    from khuyenhoc.targets.report import Report
    from khuyenhoc.targets.target import Area, Deliver, Grow, Maintain, Reach, Target, Wording
    from khuyenhoc.targets.totals import RollUp, roll_up
    from khuyenhoc.values.learning_model import Attribute, LearningModel, Population
    from khuyenhoc.values.money import Money, MoneyBound, MoneyRange
    from khuyenhoc.values.partner import Partner, PartnerGroup, PartnerType
    from khuyenhoc.values.period import Period, PeriodKind, Phase
    from khuyenhoc.values.place import Level, Place
    from khuyenhoc.values.rate import Rate, RateRange
    from khuyenhoc.values.recurrence import Frequency, Occasion, Recurrence
    from khuyenhoc.values.school_year import SchoolYear
    from khuyenhoc.values.share import Base, Share

_HOMES = {
    "records.agreement": ("Agreement", "Commitment", "ContentArea", "PassedDown", "ReviewStep"),
    "records.alignment": ("AlignedTarget", "Alignment", "align", "align_all"),
    "targets.attainment": ("Attainment", "Observed", "Status", "attain"),
    "instruments.check": ("CitationCheck", "CitationStatus", "Proposal", "check_citations"),
    "targets.consistency": ("Comparison", "Relation", "check_targets", "compare", "implied_range"),
    "records.document": ("Document",),
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
    "targets.former_parts": ("FormerPartsSum", "sum_of_former_parts"),
    "records.funds.statement": ("FundFigure", "FundScope", "FundStatement", "HeadBase", "PerHead", "Reached"),
    "records.funds.change": ("FundChange", "compare_funds"),
    "records.funds.totals": ("FundTotal", "funds_by_level", "total_funds"),
    "instruments.instrument": ("Citation", "Confidence", "Instrument", "InstrumentKind", "Link"),
    "instruments.graph": ("Force", "InForce", "InstrumentGraph"),
    "values.learning_model": ("Attribute", "LearningModel", "Population"),
    "records.merging.groups": ("EventGroups", "group_events"),
    "records.merging.identity": (
        "EventCriterion",
        "EventMatch",
        "EventReason",
        "EventVerdict",
        "Likeness",
        "same_event",
    ),
    "records.merging.merged": ("MergedAgreement", "merge"),
    "records.merging.stated": ("MergeStatus", "MergedField", "StatedValue"),
    "values.money": ("Money", "MoneyBound", "MoneyRange"),
    "targets.observation": ("Observation", "PrintedShare"),
    "values.partner": ("Partner", "PartnerGroup", "PartnerType"),
    "values.period": ("Period", "PeriodKind", "Phase"),
    "values.place": ("Level", "Place"),
    "records.portfolio.cascade": ("Cascade", "CascadeLevel"),
    "records.portfolio.coverage": ("Coverage", "CoverageCell", "CoverageStatus"),
    "records.portfolio.duties": ("DutyKind", "Obligation", "obligations_of"),
    "records.portfolio.portfolio": ("Portfolio",),
    "records.portfolio.status": ("AgreementStatus", "Expiry", "Inheritance", "Lapse"),
    "records.portfolio.succession": ("Succession", "SuccessionBasis"),
    "records.portfolio.timeline": ("Segment", "Timeline"),
    "instruments.printed": ("PrintedCitation", "find_citations"),
    "records.programme": ("Programme", "Review", "ReviewKind"),
    "values.rate": ("Rate", "RateRange"),
    "recognition.law.criteria": ("Criterion", "Grade", "Indicator", "Interpretation", "Method", "Option", "Total"),
    "recognition.deciding.decision": ("Decision",),
    "recognition.law.difference": ("Change", "ChangeKind"),
    "recognition.law.facts": ("Fact", "FactKind", "Scale", "Step"),
    "recognition.law.procedure": ("Authority", "Council", "Deadline", "DueDate", "Procedure", "Role", "Title"),
    "recognition.deciding.results": (
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
    "values.recurrence": ("Frequency", "Occasion", "Recurrence"),
    "targets.reform": (
        "BaseChange",
        "PlaceStatus",
        "PlaceSuccession",
        "Presence",
        "Reform",
        "UnitChange",
        "base_findings",
        "base_note",
        "standing",
    ),
    "targets.report": ("Report",),
    "values.school_year": ("SchoolYear",),
    "values.share": ("Base", "Share"),
    "targets.target": ("Area", "Deliver", "Grow", "Maintain", "Reach", "Target", "Wording"),
    "_base.terms": ("Finding", "Label"),
    "targets.totals": ("RollUp", "roll_up"),
}
_ROOMS = {
    "catalog": "files.catalog.builtin",
    "codec": "files.codec.formats",
    "forms": "files.tables.forms",
    "frames": "frames",
    "ics": "files.ics",
    "tables": "files.tables.counts",
}
_HOME_OF = {name: room for room, names in _HOMES.items() for name in names}

__version__ = "0.1.0"

__all__ = [
    "Agreement",
    "AgreementStatus",
    "AlignedTarget",
    "Alignment",
    "AmbiguousNameError",
    "Area",
    "Attainment",
    "Attribute",
    "Authority",
    "Base",
    "BaseChange",
    "Cascade",
    "CascadeLevel",
    "Change",
    "ChangeKind",
    "Citation",
    "CitationCheck",
    "CitationStatus",
    "Commitment",
    "Comparison",
    "Confidence",
    "ContentArea",
    "Council",
    "Coverage",
    "CoverageCell",
    "CoverageStatus",
    "Criterion",
    "CriterionResult",
    "Deadline",
    "Decision",
    "Deliver",
    "Document",
    "DocumentError",
    "DueDate",
    "DutyKind",
    "EventCriterion",
    "EventGroups",
    "EventMatch",
    "EventReason",
    "EventVerdict",
    "Expiry",
    "Fact",
    "FactKind",
    "Finding",
    "Force",
    "FormerPartsSum",
    "Frequency",
    "FundChange",
    "FundFigure",
    "FundScope",
    "FundStatement",
    "FundTotal",
    "Gap",
    "Grade",
    "GradeResult",
    "Grow",
    "HeadBase",
    "Improvement",
    "InForce",
    "IncomparableError",
    "Indicator",
    "IndicatorResult",
    "Inheritance",
    "Instrument",
    "InstrumentGraph",
    "InstrumentKind",
    "Interpretation",
    "InterpretationUsed",
    "InvalidValueError",
    "KhuyenHocError",
    "Label",
    "Lapse",
    "LearningModel",
    "Level",
    "Likeness",
    "Link",
    "Maintain",
    "MergeStatus",
    "MergedAgreement",
    "MergedField",
    "Method",
    "MissingExtraError",
    "Money",
    "MoneyBound",
    "MoneyRange",
    "Obligation",
    "Observation",
    "Observed",
    "Occasion",
    "Option",
    "Outcome",
    "PartResult",
    "Partner",
    "PartnerGroup",
    "PartnerType",
    "PassedDown",
    "PerHead",
    "Period",
    "PeriodKind",
    "Phase",
    "Place",
    "PlaceStatus",
    "PlaceSuccession",
    "Population",
    "Portfolio",
    "Presence",
    "PrintedCitation",
    "PrintedShare",
    "Procedure",
    "Programme",
    "Proposal",
    "Rate",
    "RateRange",
    "Reach",
    "Reached",
    "Recurrence",
    "Reform",
    "Relation",
    "Report",
    "Review",
    "ReviewKind",
    "ReviewStep",
    "Role",
    "RollUp",
    "RuleSet",
    "Scale",
    "SchoolYear",
    "Segment",
    "Selection",
    "SelectionStatus",
    "Share",
    "StatedValue",
    "Status",
    "Step",
    "Succession",
    "SuccessionBasis",
    "Target",
    "Timeline",
    "Title",
    "Total",
    "UnitChange",
    "UnknownNameError",
    "Verdict",
    "Wording",
    "WrongTypeError",
    "align",
    "align_all",
    "attain",
    "base_findings",
    "base_note",
    "catalog",
    "check_citations",
    "check_targets",
    "codec",
    "compare",
    "compare_funds",
    "find_citations",
    "forms",
    "frames",
    "funds_by_level",
    "group_events",
    "ics",
    "implied_range",
    "merge",
    "obligations_of",
    "roll_up",
    "same_event",
    "standing",
    "sum_of_former_parts",
    "tables",
    "total_funds",
]


def __getattr__(name: str) -> _Any:
    if name in _ROOMS:
        return _import_module(f"khuyenhoc.{_ROOMS[name]}")
    if name in _HOME_OF:
        value = getattr(_import_module(f"khuyenhoc.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'khuyenhoc' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*__all__, "__version__"})
