"""The columns of a decided table: their names, their codes, and what must not stand there already."""

import re
from collections.abc import Iterable, Sequence

from khuyenhoc._base.door import argument, public
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Method
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = [
    "INVALID",
    "MET",
    "NOT_APPLICABLE",
    "NOT_MET",
    "POINT",
    "PREFIX",
    "RESULTS",
    "UNKNOWN",
    "VERDICTS",
    "grades_of",
    "indicator_columns",
    "new_columns",
    "refuse_collisions",
    "standard_columns",
]

NOT_APPLICABLE, UNKNOWN, NOT_MET, MET = -2, -1, 0, 1
POINT = 100
"""How many units of ``total`` are one point: totals are whole hundredths."""
INVALID = "invalid"
VERDICTS = (INVALID, Verdict.NOT_RECOGNISED.value, Verdict.UNDETERMINED.value, Verdict.RECOGNISED.value)
PREFIX = "_khuyenhoc_"
RESULTS = ("verdict", "grade", "best", "worst", "total")


def grades_of(rules: RuleSet, criterion: Criterion) -> list[tuple[int, Grade]]:
    """The grades at which the indicators of a criterion are judged, with their indices."""
    return [
        (number, grade)
        for number, grade in enumerate(rules.grades)
        if not criterion.grades or grade.id in criterion.grades
    ]


@public("khuyenhoc.frames")
def indicator_columns(rules: RuleSet) -> dict[str, tuple[str, str]]:
    """The columns that ``indicators=True`` adds: name, and the indicator and grade that it is about.

    A column ``NAME`` holds the outcome as a code; ``NAME_short_by`` how much is missing.

    Raises:
        WrongTypeError: If it is no rule set.

    >>> from khuyenhoc import frames
    >>> columns = frames.indicator_columns(catalog.ruleset("tt-25-2023/commune"))
    >>> columns["indicator_5_1_grade_2"]
    ('5.1', '2')
    """
    argument(rules, RuleSet, "rules")
    found: dict[str, tuple[str, str]] = {}
    for criterion in rules.criteria:
        for indicator in criterion.indicators:
            for _, grade in grades_of(rules, criterion):
                name = f"indicator_{_plain(indicator.id)}_grade_{_plain(grade.id)}"
                if name in found:
                    raise InvalidValueError(
                        "two-indicators-and-grades-for-one", path=(name,), seen=(indicator.id, grade.id)
                    )
                found[name] = (indicator.id, grade.id)
    return found


def standard_columns(rules: RuleSet) -> dict[str, tuple[str, str]]:
    """In a set of standards, for each of them the columns of its highest certain and highest possible level."""
    if rules.method is not Method.STANDARDS:
        return {}
    return {
        criterion.id: (f"standard_{_plain(criterion.id)}_worst", f"standard_{_plain(criterion.id)}_best")
        for criterion in rules.criteria
    }


def new_columns(rules: RuleSet, *, indicators: bool) -> list[str]:
    """All columns that deciding adds, in their order."""
    found = [*RESULTS, *(name for pair in standard_columns(rules).values() for name in pair)]
    if indicators:
        found += [column for name in indicator_columns(rules) for column in (name, f"{name}_short_by")]
    return found


def refuse_collisions(present: Sequence[str], added: Iterable[str], *, letter_case: bool) -> None:
    """Nothing of the table may be overwritten; where an engine ignores case, neither in other letters.

    Raises:
        InvalidValueError: If a column of the table has the name of one that is added.
    """
    fold = (lambda name: name) if letter_case else str.casefold
    held = {fold(name): name for name in present}
    clash = sorted({held[fold(name)] for name in added if fold(name) in held})
    clash += sorted(name for name in present if fold(name).startswith(PREFIX))
    if clash:
        raise InvalidValueError("the-table-already-holds-columns-that", path=("frame",), seen=clash)


def _plain(text: str) -> str:
    """Letters, digits and underscores only: names that need no quoting in any engine."""
    return re.sub(r"\W", "_", text)
