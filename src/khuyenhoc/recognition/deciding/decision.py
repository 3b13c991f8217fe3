"""Decisions: the grade reached, and the tree of everything that leads to it."""

from collections.abc import Iterator, Mapping
from fractions import Fraction
from types import MappingProxyType
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Language
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    Improvement,
    IndicatorResult,
    InterpretationUsed,
    Outcome,
    Verdict,
)
from khuyenhoc.recognition.law.criteria import Grade, Method
from khuyenhoc.recognition.ruleset import RuleSet

if TYPE_CHECKING:
    from khuyenhoc.recognition.deciding.plan import Plan

__all__ = ["Decision"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, eq=False, repr=False)
class Decision:
    """Whether a title is earned, at which grade, and why not (kết luận đánh giá). Its tree is built when asked for.

    Attributes:
        verdict: Recognised, not recognised, or undetermined.
        grade: Id of the grade reached; None if none, or if undetermined.
        best: Id of the highest grade still possible; None if none is.
        worst: Id of the highest grade that is certain; None if none is.
        lowest: Lowest total still possible; None in a set without points.
        highest: Highest total still possible; None likewise, or where no maximum is established.
        values: The facts used, by key.
        evidence: References given with the facts, by key.
    """

    verdict: Verdict
    grade: str | None
    best: str | None
    worst: str | None
    lowest: Fraction | None
    highest: Fraction | None
    values: Mapping[str, Any]
    evidence: Mapping[str, Any]
    _plan: "Plan" = attrs.field(alias="plan")
    _states: tuple[int, ...] = attrs.field(alias="states")
    _grades: tuple[int, ...] = attrs.field(alias="grades")
    _standards: Mapping[tuple[str, str], int] = attrs.field(alias="standards")

    @classmethod
    def of(
        cls,
        plan: "Plan",
        values: dict[str, Any],
        evidence: dict[str, Any],
        states: list[int],
        grades: list[int],
        lowest: Any,
        highest: Any,
    ) -> "Decision":
        """Built by a plan that has run."""
        certain = possible = -1
        for number, state in enumerate(grades):
            if state >= 2:  # noqa: PLR2004 - met
                certain = number
            if state >= 1:
                possible = number
        if certain != possible:
            verdict = Verdict.UNDETERMINED
        else:
            verdict = Verdict.RECOGNISED if certain >= 0 else Verdict.NOT_RECOGNISED
        standards = plan.own_way is Method.STANDARDS
        ids = plan.grade_ids
        worst, best = (ids[certain] if certain >= 0 else None), (ids[possible] if possible >= 0 else None)
        return cls(
            verdict=verdict,
            grade=worst if certain == possible else None,
            best=best,
            worst=worst,
            lowest=None if standards else lowest,
            highest=None if standards else highest,
            values=MappingProxyType(values),
            evidence=MappingProxyType(evidence),
            plan=plan,
            states=tuple(states),
            grades=tuple(grades),
            standards=lowest if standards else {},
        )

    @property
    def ruleset(self) -> RuleSet:
        """The rule set that decided."""
        return self._plan.rules

    @property
    def total(self) -> Fraction | None:
        """The total of points; None without points or while some are missing."""
        return self.lowest if self.lowest is not None and self.lowest == self.highest else None

    @property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """The tree: criteria, their indicators, and each indicator at each grade."""
        return self._plan.grow(self)

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Ids of the indicators that are not met, or unknown, at the lowest grade; without building the tree."""
        plan = self._plan
        if plan.points:
            waiting = (Outcome.NOT_MET, Outcome.UNKNOWN)
            return tuple(item.indicator.id for item in self.indicators if item.grades[0].outcome in waiting)
        return tuple(
            indicator.id
            for indicator, by_grade in zip(self.ruleset.indicators, plan.slots, strict=True)
            if min((self._states[place] for place in by_grade[0]), default=plan.inapplicable) <= 1
        )

    @property
    def indicators(self) -> tuple[IndicatorResult, ...]:
        """All indicators, in the order of the circular."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @property
    def standards(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """In a set of standards: id of each, highest certain and highest possible level; empty otherwise."""
        found = []
        for criterion in self.ruleset.criteria if self._standards else ():
            states = [(grade, self._standards[criterion.id, grade]) for grade in criterion.grades]
            certain = [grade for grade, state in states if state >= 2]  # noqa: PLR2004 - met
            possible = [grade for grade, state in states if state >= 1]
            found.append((criterion.id, certain[-1] if certain else None, possible[-1] if possible else None))
        return tuple(found)

    @property
    def missing(self) -> tuple[str, ...]:
        """Keys of the facts that are missing, those first that can still change the result."""
        from khuyenhoc.recognition.deciding.tree import missing_facts

        return missing_facts(self)

    @property
    def short_by(self) -> tuple[tuple[str, int], ...]:
        """Indicators in the way of the lowest grade that is not reached, and by how much each falls short."""
        return tuple((step.indicator, step.short_by) for step in self.next_grade() if step.short_by is not None)

    @property
    def interpretations(self) -> tuple[InterpretationUsed, ...]:
        """The open questions about deciding, the readings used, and which of them decide here."""
        from khuyenhoc.recognition.deciding.tree import interpretations_used

        return interpretations_used(self)

    def next_grade(self) -> tuple[Improvement, ...]:
        """What stands in the way of the next grade, each with the smallest improvement; empty if there is none."""
        from khuyenhoc.recognition.deciding.tree import improvements

        return improvements(self)

    def grade_above(self) -> Grade | None:
        """The grade after the one that is certain; None at the top."""
        ids = [grade.id for grade in self.ruleset.grades]
        number = ids.index(self.worst) + 1 if self.worst is not None else 0
        return self.ruleset.grades[number] if number < len(ids) else None

    def explain(self, lang: Language = "vi") -> str:
        """The decision as text, indicator by indicator, with articles."""
        from khuyenhoc.recognition.deciding.explanation import explain

        return explain(self, lang)

    def to_dict(self, lang: Language = "vi") -> dict[str, Any]:
        """The decision as plain data, the JSON of ``khuyenhoc decide``; the language is that of the few texts in it."""
        from khuyenhoc.recognition.deciding.explanation import as_data

        return as_data(self, lang)

    def __reduce__(self) -> tuple[Any, ...]:
        plan = self._plan
        given = (plan.area, plan.unit, plan.readings, plan.final, dict(self.values), dict(self.evidence))
        return _restored, (self.ruleset, *given)

    def __iter__(self) -> Iterator[CriterionResult]:
        return iter(self.criteria)

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        mine, theirs = (
            (item.ruleset, item._plan.area, item._plan.unit, item._plan.readings, item._plan.final, item.values)
            for item in (self, other)
        )
        return mine == theirs

    def __hash__(self) -> int:
        return hash((self.ruleset.id, self.verdict, self.grade, self.best, self.worst, self.lowest, self.highest))

    def __repr__(self) -> str:
        return (
            f"Decision(ruleset={self.ruleset.id!r}, verdict={self.verdict!r}, grade={self.grade!r}, "
            f"best={self.best!r}, worst={self.worst!r})"
        )


def _restored(rules: RuleSet, area: str, unit: str, readings: dict[str, str], final: bool, *kept: Any) -> Decision:
    acting = {question: readings[question] for question in rules.acting_questions()}
    values, evidence = kept
    return rules.plan(area=area, unit=unit, readings=acting, final=final).restore(values, evidence)
