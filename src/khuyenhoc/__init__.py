"""Domain core for Vietnam's learning-society programmes (khuyến học, khuyến tài, xây dựng xã hội học tập).

Agreements, periods, partners and learning models as immutable values; targets and what was observed; exact, cited
answers to "what is in force?" and "is this target being met?". Every name here is loaded when it is first used.
"""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "": (
            "catalog charts codec forms frames funds ics instruments merging portfolio reading recognition records "
            "tables targets testing values views"
        ),
        "_base.terms": "Finding Label",
        "errors": (
            "AmbiguousNameError DocumentError IncomparableError InvalidValueError KhuyenHocError "
            "MissingExtraError UnknownIdError UnknownNameError WrongTypeError"
        ),
        "instruments.check": "check_citations",
        "instruments.graph": "InstrumentGraph",
        "instruments.instrument": "Citation Confidence Instrument InstrumentKind",
        "instruments.printed": "find_citations",
        "recognition.deciding.decision": "Decision",
        "recognition.deciding.results": "Outcome Verdict",
        "recognition.title": "Title",
        "recognition.ruleset": "RuleSet",
        "recognition.selection": "Selection",
        "reading.reading": "read",
        "records.agreement": "Agreement ReviewStep",
        "records.alignment": "align",
        "records.commitment": "Commitment ContentArea",
        "records.document": "Document",
        "records.funds.statement": "FundStatement",
        "records.portfolio.portfolio": "Portfolio",
        "records.programme": "Programme",
        "records.review": "Review ReviewKind",
        "targets.attainment": "Attainment Status",
        "targets.comparison": "compare",
        "targets.judge": "attain",
        "targets.observation": "Observation PrintedShare",
        "targets.reform": "Reform standing",
        "targets.report": "Report",
        "targets.target": "Area Deliver Grow Maintain Reach Target",
        "targets.totals": "roll_up",
        "values.learning_model": "Attribute LearningModel Population",
        "values.money": "Money MoneyRange",
        "values.partner": "Partner PartnerGroup PartnerType",
        "values.period": "Period Phase",
        "values.place": "Level Place",
        "values.rate": "Rate RateRange",
        "values.recurrence": "Frequency Recurrence",
        "values.school_year": "SchoolYear",
        "values.share": "Base Share",
    },
)

__version__ = "0.1.0"
