"""Decisions in words, Vietnamese and English, and as plain data."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Any

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.next_steps import interpretations_used, missing_facts, standards
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import CriterionResult, GradeResult, IndicatorResult, Outcome, PartResult
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.kinds import RankTest
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole
from khuyenhoc.values.rate import Rate, number_text

__all__ = ["as_data", "explain", "observed_text"]

_SHORT = Label("thiếu", "short by")
_NEED = Label("cần", "needs")
_HAS = Label("có", "has")
_MISSING = Label(
    "Chưa có số liệu (số liệu có thể thay đổi kết quả đứng trước)", "Missing facts (those that can decide first)"
)
_OPEN = Label("Câu hỏi văn bản chưa trả lời", "Questions that the text leaves open")
_DECIDES = Label("cách hiểu khác cho kết quả khác", "another reading gives another result")
_NOT_CLOSED = Label(
    "Văn bản không quy định thiếu minh chứng là không đạt, nên khép hồ sơ không đổi kết quả.",
    "The text does not say that no evidence means not met, so closing the file changes nothing.",
)
_POSSIBLE = Label("mức còn có thể", "still possible")
_CERTAIN = Label("mức chắc chắn", "certain")
_TOTAL = Label("tổng điểm", "total")
_NONE = Label("không", "none")


def explain(plan: Plan, run: Run, criteria: Sequence[CriterionResult], lang: Language) -> str:
    """The whole decision, line by line; every number is one of the tree."""
    law = plan.law
    lines = [f"{law.title.text(lang)} ({law.id}): {run.verdict.text(lang)}{_grade(law, run, lang)}"]
    if run.lowest is not None:
        lines.append(f"  {_TOTAL.text(lang)}: {_span(run.lowest, run.highest, lang)}")
        lines += _asked_totals(plan, lang)
    for result in criteria:
        states = "; ".join(
            f"{_grade_name(law, grade, lang)}: {outcome.text(lang)}" for grade, outcome in result.outcomes
        )
        lines.append(f"  {result.criterion.id}. {result.criterion.text(lang)} - {states}")
        for indicator in result.indicators:
            lines += _indicator_lines(law, indicator, lang)
    missing = missing_facts(plan, run)
    if missing:
        lines += [f"{_MISSING.text(lang)}:", *(f"  - {law.fact(key).text(lang)} ({key})" for key in missing)]
    if plan.final and law.no_evidence_fails is None:
        lines.append(_NOT_CLOSED.text(lang))
    lines += _interpretation_lines(plan, run, lang)
    return "\n".join(lines)


def _span(lowest: Fraction, highest: Fraction | None, lang: Language) -> str:
    """One number, or the two between which it lies."""
    low, high = _number(lowest, lang), "?" if highest is None else _number(highest, lang)
    return low if lowest == highest else f"{low} - {high}"


def _asked_totals(plan: Plan, lang: Language) -> list[str]:
    """What each grade asks of the total, and where that stands."""
    found = []
    for grade in plan.law.grades:
        total = grade.total(plan.area, plan.readings)
        if total is not None:
            asked = f"{_NEED.text(lang)} {_number(total.at_least, lang)}"
            found.append(f"    {grade.text(lang)}: {asked} [{total.cite.text(lang)}]")
    return found


def _grade(law: Law, run: Run, lang: Language) -> str:
    if run.grade is not None:
        return f", {_grade_name(law, run.grade, lang)}"
    if run.best == run.worst:
        return ""
    best, worst = (
        _NONE.text(lang) if grade is None else _grade_name(law, grade, lang) for grade in (run.best, run.worst)
    )
    return f" ({_CERTAIN.text(lang)}: {worst}; {_POSSIBLE.text(lang)}: {best})"


def _grade_name(law: Law, grade_id: str, lang: Language) -> str:
    return next(grade for grade in law.grades if grade.id == grade_id).text(lang)


def _indicator_lines(law: Law, result: IndicatorResult, lang: Language) -> list[str]:
    name = result.indicator.text(lang)
    if result.lowest is not None:
        span = _span(result.lowest, result.highest, lang)
        cites = dict.fromkeys(part.cite.text(lang) for at in result.grades for part in at.parts)
        return [f"    {result.indicator.id} {name}: {span}{_worst_point(result, lang)} [{'; '.join(cites)}]"]
    lines = [f"    {result.indicator.id} {name}"]
    before: tuple[Any, ...] | None = None
    for at in result.grades:
        said = tuple((part.required, part.outcome, part.test) for part in at.parts), at.outcome
        if said == before:
            continue
        before = said
        grade = _grade_name(law, at.grade, lang)
        if not at.parts:
            lines.append(f"      {grade}: {at.outcome.text(lang)}")
        lines += [f"      {grade}: {_part_text(law, part, lang)}" for part in at.parts]
    return lines


def _worst_point(result: IndicatorResult, lang: Language) -> str:
    failed = next((at for at in result.grades if at.outcome is Outcome.NOT_MET), None)
    if failed is None:
        return ""
    floor = next((part.required for part in failed.parts if part.required), "")
    return f"; {failed.outcome.text(lang)}; {_NEED.text(lang)} {floor}"


def _part_text(law: Law, part: PartResult, lang: Language) -> str:
    text = f"{part.outcome.text(lang)}; {_NEED.text(lang)} {part.test.in_words(law, lang)}"
    observed = observed_text(law, part, lang)
    if observed:
        text += f"; {_HAS.text(lang)} {observed}"
    if part.outcome is Outcome.NOT_MET and part.short_by is not None and part.short_by > 0:
        text += f"; {_SHORT.text(lang)} {_counted(part.short_by, lang)}"
    return f"{text} [{part.cite.text(lang)}]"


def observed_text(law: Law, part: PartResult, lang: Language) -> str:
    """What was seen, in words; empty if nothing was."""
    match part.observed:
        case None:
            return ""
        case PartOfWhole(part=count, whole=whole):
            rate = f" ({Rate.of(count, whole).text(lang)})" if count is not None and whole else ""
            return f"{_counted(count, lang)}/{_counted(whole, lang)}{rate}"
        case Moved(value=value, previous=previous):
            return f"{_plain_number(value) or '?'} / {_plain_number(previous) or '?'}"
        case bool(done):
            return "✓" if done else "✗"
        case int(count):
            return _counted(count, lang)
        case str(step) if isinstance(part.test, RankTest):
            scale = law.scale(part.test.fact)
            return scale.steps[scale.index(step)].text(lang)
        case other:
            return str(other)


def _plain_number(number: int | Fraction | None) -> str | None:
    return None if number is None else number_text(number)


def _number(number: Fraction, lang: Language) -> str:
    """Points as people write them: 84,5 or 84.5."""
    text = number_text(number)
    return text.replace(".", ",") if lang == "vi" else text


def _counted(count: int | None, lang: Language) -> str:
    """A count with its thousands grouped; a question mark if unknown."""
    return "?" if count is None else grouped(count, lang)


def _interpretation_lines(plan: Plan, run: Run, lang: Language) -> list[str]:
    lines = []
    for item in interpretations_used(plan, run):
        mark = f" ({_DECIDES.text(lang)})" if item.decisive else ""
        lines.append(f"  - {item.question.text(lang)} → {item.reading.text(lang)}{mark}")
    return [f"{_OPEN.text(lang)}:", *lines] if lines else []


def as_data(plan: Plan, run: Run, criteria: Sequence[CriterionResult], lang: Language) -> dict[str, Any]:
    """The decision as plain data."""
    lowest, highest = _plain_number(run.lowest), _plain_number(run.highest)
    found: dict[str, Any] = {
        "ruleset": plan.law.id,
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
            {"id": result.criterion.id, "grades": {grade: outcome.value for grade, outcome in result.outcomes}}
            for result in criteria
        ],
        "indicators": [_indicator_data(result, lang) for one in criteria for result in one.indicators],
        "missing": list(missing_facts(plan, run)),
        "interpretations": [
            {
                "id": item.id,
                "question": item.question.text(lang),
                "used": item.used,
                "reading": item.reading.text(lang),
                "decisive": item.decisive,
                "otherwise": dict(item.otherwise),
            }
            for item in interpretations_used(plan, run)
        ],
    }
    if plan.ladder.levels:
        found["standards"] = [
            {"id": name, "grade": worst if worst == best else None, "worst": worst, "best": best}
            for name, worst, best in standards(plan, run)
        ]
    return found


def _indicator_data(result: IndicatorResult, lang: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": result.indicator.id,
        "grades": {at.grade: _grade_data(at, lang) for at in result.grades},
    }
    if result.lowest is not None:
        found["lowest"] = number_text(result.lowest)
        found["highest"] = _plain_number(result.highest)
    return found


def _grade_data(at: GradeResult, lang: Language) -> dict[str, Any]:
    parts = [_part_data(part, lang) for part in at.parts]
    single = parts[0] if len(parts) == 1 else None
    found: dict[str, Any] = {
        "verdict": at.outcome.value,
        "required": single["required"] if single else [part["required"] for part in parts] or None,
        "observed": single["observed"] if single else [part["observed"] for part in parts] or None,
        "short_by": at.short_by,
        "cite": "; ".join(dict.fromkeys(part["cite"] for part in parts)) or None,
    }
    return found | {"parts": parts} if len(parts) > 1 else found


def _part_data(part: PartResult, lang: Language) -> dict[str, Any]:
    found = {
        "verdict": part.outcome.value,
        "required": part.required or None,
        "observed": _observed_data(part.observed),
        "short_by": part.short_by,
        "cite": part.cite.text(lang),
    }
    return found | {"evidence": list(part.evidence)} if part.evidence else found


def _observed_data(seen: Observed) -> Any:
    match seen:
        case PartOfWhole():
            return {"part": seen.part, "whole": seen.whole}
        case Moved():
            return {"value": _plain_number(seen.value), "previous": _plain_number(seen.previous)}
    return seen
