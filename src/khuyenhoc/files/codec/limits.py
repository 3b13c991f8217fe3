"""What a schema says of texts and numbers: patterns and bounds, as narrow as what reads them.

A pattern ends with ``END``, because Python's ``$`` also stands before a last line break, which no reader takes.
"""

from typing import Any

from khuyenhoc._base.numbers import NOT_GROUPED
from khuyenhoc.records.document import FORMAT

__all__ = ["CODE", "DAY", "DUE", "LIMITS", "MONEY", "NUMBER", "RATE", "TEXT", "WHOLE", "WORDS"]

END = r"$(?!\n)"
_CONTROL = r"\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ud800-\udfff"
_MOST = 10**18

TEXT: dict[str, Any] = {"type": "string", "pattern": f"^[^{_CONTROL}]*$"}
WHOLE: dict[str, Any] = {"type": "integer", "minimum": -_MOST, "maximum": _MOST}
CODE: dict[str, Any] = {"type": "string", "pattern": f"^[a-z][a-z0-9_]{{0,59}}{END}"}
_NUMERAL = rf"^{NOT_GROUPED}-?[0-9]{{1,20}}([.,][0-9]{{1,20}}|/[1-9][0-9]{{0,19}})?{END}"
NUMBER: dict[str, Any] = {"type": "string", "pattern": _NUMERAL}
_PERCENT = rf"{NOT_GROUPED}-?[0-9]{{1,60}}([.,][0-9]{{1,60}})?( ?%)?"
RATE: dict[str, Any] = {"type": "string", "pattern": f"^({_PERCENT}|-?[0-9]{{1,60}}/[1-9][0-9]{{0,59}}){END}"}

_CENTURY, _LEAP = "(19|20|21)", "((19|21)(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_MONTHS = [  # days of every year, and the months that have them
    ("(0?[1-9]|1[0-9]|2[0-8])", "(0?[1-9]|1[0-2])"),
    ("(29|30)", "(0?[13-9]|1[0-2])"),
    ("31", "(0?[13578]|1[02])"),
]
_PADDED = "|".join(f"{month}-{day}".replace("0?", "0") for day, month in _MONTHS)
DAY: dict[str, Any] = {
    "type": "string",
    "anyOf": [
        {"format": "date", "pattern": f"^({_CENTURY}[0-9]{{2}}-({_PADDED})|{_LEAP}-02-29){END}"},
        *(
            {
                "pattern": "^("
                + "|".join(f"{day}{mark}{month}{mark}{_CENTURY}[0-9]{{2}}" for day, month in _MONTHS)
                + f"|29{mark}0?2{mark}{_LEAP}){END}"
            }
            for mark in ("/", r"\.")
        ),
    ],
}
_YEAR = {"minimum": 1900, "maximum": 2198}
DUE: dict[str, Any] = {"anyOf": [DAY, {"type": "integer", "minimum": 1900, "maximum": 2199}]}

_BELOW_1000 = "[1-9][0-9]{0,2}"
_AMOUNT = (
    rf"({_BELOW_1000}(\.[0-9]{{3}}){{0,4}} đồng|{_BELOW_1000} (nghìn|triệu|tỷ)( đồng)?"
    rf"|{_BELOW_1000},[1-9] (triệu|tỷ) đồng"
    rf"|{_BELOW_1000} tỷ {_BELOW_1000} triệu đồng|{_BELOW_1000} triệu {_BELOW_1000} nghìn đồng)"
)
_BOUND = "((hơn|trên|gần|dưới|khoảng|ít nhất|không quá) )?"
_IN_PERCENT = "[0-9]{1,2}(,[0-9]{1,2})?"
_YEARS = rf"{_CENTURY}[0-9]{{2}}"
_EVERY = "(hằng|hàng|mỗi)"
_DAY_OF_MONTH = "([1-9]|1[0-9]|2[0-8])"
_IN_TIME = ", (trước|chậm nhất) ngày"
WORDS: dict[str, dict[str, Any]] = {
    "Money": {"pattern": f"^{_AMOUNT}{END}", "examples": ["420 tỷ 936 triệu đồng"]},
    "MoneyRange": {"pattern": f"^{_BOUND}{_AMOUNT}{END}", "examples": ["hơn 13,5 tỷ đồng"]},
    "Period": {
        "pattern": f"^(giai đoạn )?{_YEARS} ?[-–] ?{_YEARS}(, định hướng đến năm {_YEARS})?{END}",
        "examples": ["giai đoạn 2024 - 2026"],
    },
    "RateRange": {
        "pattern": f"^({_IN_PERCENT}%|(từ )?{_IN_PERCENT}%? (-|đến) {_IN_PERCENT}%){END}",
        "examples": ["3 - 3,5%"],
    },
    "Recurrence": {
        "pattern": f"^({_EVERY} (tuần|tháng|quý|năm)|{_EVERY} tháng{_IN_TIME} {_DAY_OF_MONTH}"
        f"|{_EVERY} năm{_IN_TIME} {_DAY_OF_MONTH}/([1-9]|1[0-2])){END}",
        "examples": ["hằng năm, trước ngày 15/12"],
    },
}
"""Words that may stand in place of a table; their readers take more than these, which is what one writes by hand."""
MONEY: dict[str, Any] = {"anyOf": [WHOLE, {"type": "string", **WORDS["Money"]}]}

_SOME_TEXT = {"pattern": rf"^[^{_CONTROL}]*[^\s{_CONTROL}][^{_CONTROL}]*$"}
_ID = {"pattern": f"^(?=.{{1,80}}{END})[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9-]+)?{END}"}
_ID_OR_NONE = {"pattern": f"^({_ID['pattern'].removeprefix('^').removesuffix(END)})?{END}"}
_CODED = {"pattern": CODE["pattern"]}
_COUNT, _SOME, _FILLED = {"minimum": 0}, {"minimum": 1}, {"minItems": 1}
_MONTH_DAY = {"pattern": f"^(({_PADDED}))?{END}"}
LIMITS: dict[str, dict[str, Any]] = {
    **dict.fromkeys(("Attribute.code", "Population.code"), _CODED),
    **dict.fromkeys(
        ("Agreement.id", "FundStatement.id", "Instrument.id", "Programme.id", "Review.id", "RuleSet.id"),
        _ID,
    ),
    **dict.fromkeys(("Citation.instrument", "Citation.document", "Programme.instrument", "Review.of"), _ID),
    **dict.fromkeys(("Agreement.under", "Programme.follows"), _ID_OR_NONE),
    **dict.fromkeys(("Place.name", "Partner.name", "Origin.name", "Request.asked_by", "Instrument.number"), _SOME_TEXT),
    **dict.fromkeys(("Share.part", "PassedDown.done", "Reached.count"), _COUNT),
    **dict.fromkeys(("Observation.registered", "Observation.recognised", "Observation.total"), _COUNT),
    **dict.fromkeys(("FundStatement.members", "FundStatement.inhabitants", "FundStatement.awards"), _COUNT),
    **dict.fromkeys(("Share.whole", "PerHead.heads", "Deliver.count", "Commitment.quantity"), _SOME),
    **dict.fromkeys(("MergedAgreement.records", "UnitChange.populations"), _FILLED),
    **dict.fromkeys(("Deadline.before", "Deadline.by"), _MONTH_DAY),
    **dict.fromkeys(("SchoolYear.first_year", "Title.year", "HeldTitle.year"), _YEAR),
    "Document.format": {"const": FORMAT},
    "PrintedShare.text": {"pattern": f"^([0-9]{{1,2}}([.,][0-9]{{1,6}})?|100([.,]0{{1,6}})?) ?%{END}"},
    "PartnerWording.text": {"pattern": rf"^[^{_CONTROL}]*[^\W_{_CONTROL}][^{_CONTROL}]*$"},
    "Period.stated_years": _SOME,
    "Recurrence.times": {"minimum": 1, "maximum": 366},
    "Scale.steps": _FILLED,
}
"""What a field asks beyond its type, by class and field; rules across fields stand in no schema."""
