"""Decisions as plain data: one walk over the tree, beside which everything stands ready that the law alone decides."""

import datetime as dt
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, NamedTuple

import attrs

from khuyenhoc._base.by_name import version
from khuyenhoc._base.door import argument_day
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.next_steps import standards
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    IndicatorResult,
    InterpretationUsed,
    PartResult,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, PartOfWhole
from khuyenhoc.values.rate import number_text

__all__ = ["as_data", "as_record"]

_PLAIN = (bool, int, str)


def as_data(
    plan: Plan,
    run: Run,
    criteria: Sequence[CriterionResult],
    missing: Sequence[str],
    interpretations: Sequence[InterpretationUsed],
    lang: Language,
) -> dict[str, Any]:
    """The decision as plain data."""
    walk, origin = _walk(plan, lang), plan.law.origin
    lowest, highest = _number(run.lowest), _number(run.highest)
    found: dict[str, Any] = {
        "ruleset": plan.law.id,
        "origin": None if origin is None else {"name": origin.name, "version": origin.version},
        "verdict": run.verdict.value,
        "grade": run.grade,
        "best": run.best,
        "worst": run.worst,
        "total": lowest if lowest == highest else None,
        "lowest": lowest,
        "highest": highest,
        "area": plan.area or None,
        "unit": plan.unit or None,
        "final": plan.final,
        "criteria": [
            {"id": result.criterion.id, "grades": {grade: outcome._value_ for grade, outcome in result.outcomes}}
            for result in criteria
        ],
        "indicators": [walk.indicator(result) for one in criteria for result in one.indicators],
        "missing": list(missing),
        "interpretations": [
            {
                "id": item.id,
                "question": item.question.text(lang),
                "used": item.used,
                "reading": item.reading.text(lang),
                "decisive": item.decisive,
                "otherwise": dict(item.otherwise),
            }
            for item in interpretations
        ],
    }
    if plan.ladder.levels:
        found["standards"] = [
            {"id": name, "grade": worst if worst == best else None, "worst": worst, "best": best}
            for name, worst, best in standards(plan, run)
        ]
    return found


def as_record(plan: Plan, run: Run, facts: Mapping[str, Any], on: dt.date | None) -> dict[str, Any]:
    """What the decision was made of, as plain data: facts with their evidence, readings, and which text of the law.

    Args:
        plan: The plan.
        run: The run.
        facts: The values, a rank by the id of its step.
        on: The day of the question, where it was asked for one.
    """
    law = plan.law
    return {
        "facts": {
            key: _fact_data(value, run.evidence.get(key))
            for key, value in facts.items()
            if value is not None or key in run.evidence
        },
        "readings": dict(plan.readings),
        "on": None if on is None else argument_day(on).isoformat(),
        "rules": {
            "instrument": law.instrument,
            "checked": law.checked.isoformat() if law.checked else None,
            "digest": law.digest,
        },
        "library": version(),
    }


def _fact_data(value: Any, evidence: str | tuple[str, ...] | None) -> Any:
    plain_value = number_text(value) if isinstance(value, Fraction) else value
    if evidence is None:
        return plain_value
    return {"value": plain_value, "evidence": evidence if isinstance(evidence, str) else list(evidence)}


def _walk(plan: Plan, lang: Language) -> "_Walk":
    """The walk of a plan in one language; made once and kept."""
    found: _Walk | None = plan.told.get(check_language(lang))
    if found is None:
        found = plan.told[lang] = _Walk(plan.law, lang)
    return found


class _Cited(NamedTuple):
    """A citation of the law, in words and as data."""

    citation: Citation
    text: str
    data: dict[str, str]


@attrs.frozen(eq=False)
class _Walk:
    """Results as plain data, under one law and in one language; each of its citations is put into words once.

    Citations are known by identity: they are those of the law, and stay as long as it does.
    """

    law: Law
    lang: Language
    _cited: dict[int, _Cited] = attrs.field(factory=dict, init=False)

    def indicator(self, result: IndicatorResult) -> dict[str, Any]:
        """An indicator at every grade."""
        found: dict[str, Any] = {
            "id": result.indicator.id,
            "grades": {at.grade: self._grade(at) for at in result.grades},
        }
        if result.lowest is not None:
            found["lowest"] = number_text(result.lowest)
            found["highest"] = _number(result.highest)
        return found

    def _grade(self, at: GradeResult) -> dict[str, Any]:
        parts = [self._part(part) for part in at.parts]
        if len(parts) == 1:
            (found,) = parts
            found["verdict"], found["short_by"] = at.outcome._value_, at.short_by
        else:
            found = {
                "verdict": at.outcome._value_,
                "required": [part["required"] for part in parts] or None,
                "observed": [part["observed"] for part in parts] or None,
                "short_by": at.short_by,
                "cite": "; ".join(dict.fromkeys(part["cite"] for part in parts)) or None,
                "citation": [part["citation"] for part in parts] or None,
            }
        if at.rests_on:
            found["rests_on"] = dict(at.rests_on)
        if len(parts) > 1:
            found["parts"] = [
                told | {"evidence": list(part.evidence)} if part.evidence else told
                for told, part in zip(parts, at.parts, strict=True)
            ]
        return found

    def _part(self, part: PartResult) -> dict[str, Any]:
        _, text, data = self._cited.get(id(part.cite)) or self._cite(part.cite)
        seen = part.observed
        return {
            "verdict": part.outcome._value_,
            "required": part.required or None,
            "observed": seen if seen is None or type(seen) in _PLAIN else _measured(seen),
            "short_by": part.short_by,
            "cite": text,
            "citation": data.copy(),
        }

    def _cite(self, citation: Citation) -> _Cited:
        data = attrs.asdict(citation, filter=lambda _, value: bool(value))
        found = self._cited[id(citation)] = _Cited(citation, self.law.cite(citation, self.lang), data)
        return found


def _number(number: int | Fraction | None) -> str | None:
    return None if number is None else number_text(number)


def _measured(seen: Any) -> Any:
    match seen:
        case PartOfWhole():
            return {"part": seen.part, "whole": seen.whole}
        case Moved():
            return {"value": _number(seen.value), "previous": _number(seen.previous)}
    return number_text(seen)
