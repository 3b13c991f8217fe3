"""What a decision is made of: outcomes of conditions, indicators and criteria, and the steps to the next grade."""

from fractions import Fraction

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.errors import UnknownIdError
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.criteria import Criterion, Indicator
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.law.observed import Observed

__all__ = [
    "OUTCOMES",
    "CriterionResult",
    "GradeResult",
    "Improvement",
    "IndicatorResult",
    "InterpretationUsed",
    "Outcome",
    "PartResult",
    "RestsOn",
    "Verdict",
]


@public("khuyenhoc")
class Verdict(Labelled):
    """The result of a decision (kết quả đánh giá)."""

    RECOGNISED = "recognised", "đạt, đủ điều kiện công nhận", "recognised"
    NOT_RECOGNISED = "not_recognised", "chưa đạt", "not recognised"
    UNDETERMINED = "undetermined", "chưa đủ số liệu để kết luận", "undetermined"


@public("khuyenhoc")
class Outcome(Labelled):
    """The result of one indicator or criterion (kết quả chỉ tiêu, tiêu chí)."""

    NOT_MET = "not_met", "không đạt", "not met"
    UNKNOWN = "unknown", "chưa có số liệu", "unknown"
    MET = "met", "đạt", "met"
    NOT_APPLICABLE = "not_applicable", "không áp dụng", "not applicable"


RestsOn = tuple[tuple[str, str], ...]
OUTCOMES = (Outcome.NOT_MET, Outcome.UNKNOWN, Outcome.MET, Outcome.NOT_APPLICABLE)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class PartResult(Shown):
    """One condition of an indicator at one grade.

    Attributes:
        test: The test, with its citation.
        outcome: Met, not met, unknown or not applicable.
        required: What is asked for, as data: a rate or number as text, a step id, ``done``.
        observed: What was seen: the value, part and whole, or the value and that of the year before; None if unknown.
        short_by: The smallest whole number (people, steps, points rounded up) by which it falls short, zero or negative
            when over; None where there is no such number.
        cite: Where it stands; for a grade that takes it over from a lower one, the clause that does so.
        evidence: The references given with the facts.
    """

    test: Test
    outcome: Outcome
    required: str
    observed: Observed
    short_by: int | None
    cite: Citation
    evidence: tuple[str, ...] = ()


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class GradeResult(Shown):
    """An indicator at one grade.

    Attributes:
        grade: Id of the grade.
        outcome: Met only if all its conditions are.
        parts: The conditions that apply.
        rests_on: Ids of open questions with the reading used, where another reading would give another outcome, or
            other points, here; what does not apply counts as what is met.
    """

    grade: str
    outcome: Outcome
    parts: tuple[PartResult, ...]
    rests_on: RestsOn = ()

    @property
    def short_by(self) -> int | None:
        """The largest number by which a condition falls short: at least so many are needed. None while unknown."""
        if self.outcome is Outcome.UNKNOWN:
            return None
        if len(self.parts) == 1:
            return self.parts[0].short_by
        counts = [part.short_by for part in self.parts if part.short_by is not None]
        return max(counts) if counts else None


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class IndicatorResult(Shown):
    """An indicator at every grade.

    Attributes:
        indicator: The indicator.
        grades: Its results, lowest grade first.
        lowest: Fewest points still possible; None in a set without points.
        highest: Most points still possible; None likewise, or where no maximum is established.
    """

    indicator: Indicator
    grades: tuple[GradeResult, ...]
    lowest: Fraction | None = None
    highest: Fraction | None = None

    @property
    def rests_on(self) -> RestsOn:
        """Ids of the open questions on which its result at any grade rests, each with the reading used."""
        return tuple(dict(item for at in self.grades for item in at.rests_on).items())

    def at(self, grade: str) -> GradeResult:
        """The result at a grade.

        Raises:
            UnknownIdError: If the indicator has no such grade.
        """
        for result in self.grades:
            if result.grade == grade:
                return result
        known = [result.grade for result in self.grades]
        raise UnknownIdError("no-such-grade", seen=grade, expected="one-of", known=known)


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class CriterionResult(Shown):
    """A criterion at every grade: met if all its indicators are.

    Attributes:
        criterion: The criterion.
        outcomes: Grade ids and outcomes, lowest first.
        indicators: Its indicators.
    """

    criterion: Criterion
    outcomes: tuple[tuple[str, Outcome], ...]
    indicators: tuple[IndicatorResult, ...]


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class InterpretationUsed(Shown):
    """An open question, the reading used, and whether another reading would change the result.

    Attributes:
        id: Id of the interpretation.
        question: The question.
        used: Id of the reading used.
        reading: That reading in words.
        decisive: Whether another reading would give this applicant another verdict, grade (reached, certain or still
            possible) or level of a standard; None for a question that only people can answer, because nothing in the
            rule set depends on it.
        otherwise: For each other reading, the grade it would give, or None for none.
    """

    id: str
    question: Label
    used: str
    reading: Label
    decisive: bool | None
    otherwise: tuple[tuple[str, str | None], ...]


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class Improvement(Shown):
    """One step towards a grade.

    Attributes:
        grade: Id of the grade.
        indicator: Id of the indicator; ``total`` for the total of points.
        outcome: Not met or unknown.
        required: What is asked for.
        observed: What was seen; None if unknown.
        short_by: The smallest whole number of people, steps or points that is missing; None where there is none.
        cite: Where it stands.
    """

    grade: str
    indicator: str
    outcome: Outcome
    required: str
    observed: Observed
    short_by: int | None
    cite: Citation | None
