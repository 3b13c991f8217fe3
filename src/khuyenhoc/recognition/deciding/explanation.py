"""Decisions in words, Vietnamese and English, and as plain data."""

from fractions import Fraction
from typing import Any

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import GradeResult, IndicatorResult, Outcome, PartResult
from khuyenhoc.recognition.law.kinds import ChangeTest, RankTest, ShareTest
from khuyenhoc.values.rate import Rate, number_text

__all__ = ["as_data", "explain", "observed_text", "required_text"]

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


def explain(decision: Decision, lang: Language) -> str:
    """The whole decision, line by line; every number is one of the tree."""
    rules = decision.ruleset
    lines = [f"{rules.title.text(lang)} ({rules.id}): {decision.verdict.text(lang)}{_grade(decision, lang)}"]
    if decision.lowest is not None:
        highest = "?" if decision.highest is None else _number(decision.highest, lang)
        span = (
            _number(decision.lowest, lang)
            if decision.total is not None
            else f"{_number(decision.lowest, lang)} - {highest}"
        )
        lines.append(f"  {_TOTAL.text(lang)}: {span}")
        lines += _asked_totals(decision, lang)
    for result in decision.criteria:
        states = "; ".join(
            f"{_grade_name(decision, grade, lang)}: {outcome.text(lang)}" for grade, outcome in result.outcomes
        )
        lines.append(f"  {result.criterion.id}. {result.criterion.text(lang)} - {states}")
        for indicator in result.indicators:
            lines += _indicator_lines(decision, indicator, lang)
    if decision.missing:
        names = [f"{_fact_label(decision, key).text(lang)} ({key})" for key in decision.missing]
        lines += [f"{_MISSING.text(lang)}:", *(f"  - {name}" for name in names)]
    if decision._plan.final and rules.no_evidence_fails is None:
        lines.append(_NOT_CLOSED.text(lang))
    lines += _interpretation_lines(decision, lang)
    return "\n".join(lines)


def _asked_totals(decision: Decision, lang: Language) -> list[str]:
    """What each grade asks of the total, and where that stands."""
    plan, found = decision._plan, []
    for grade in decision.ruleset.grades:
        total = grade.total(plan.area, plan.readings)
        if total is not None:
            asked = f"{_NEED.text(lang)} {_number(total.at_least, lang)}"
            found.append(f"    {grade.text(lang)}: {asked} [{total.cite.text(lang)}]")
    return found


def _grade(decision: Decision, lang: Language) -> str:
    if decision.grade is not None:
        return f", {_grade_name(decision, decision.grade, lang)}"
    if decision.best == decision.worst:
        return ""
    best, worst = (
        _NONE.text(lang) if grade is None else _grade_name(decision, grade, lang)
        for grade in (decision.best, decision.worst)
    )
    return f" ({_CERTAIN.text(lang)}: {worst}; {_POSSIBLE.text(lang)}: {best})"


def _grade_name(decision: Decision, grade_id: str, lang: Language) -> str:
    grade = next(grade for grade in decision.ruleset.grades if grade.id == grade_id)
    return grade.text(lang)


def _fact_label(decision: Decision, key: str) -> Label:
    fact = decision.ruleset.fact(key)
    return Label(fact.vi, fact.en)


def _indicator_lines(decision: Decision, result: IndicatorResult, lang: Language) -> list[str]:
    name = result.indicator.text(lang)
    if result.lowest is not None:
        most = "?" if result.highest is None else _number(result.highest, lang)
        span = (
            _number(result.lowest, lang)
            if result.lowest == result.highest
            else f"{_number(result.lowest, lang)} - {most}"
        )
        cites = dict.fromkeys(_cite(part.cite, lang) for at in result.grades for part in at.parts)
        return [f"    {result.indicator.id} {name}: {span}{_worst_point(result, lang)} [{'; '.join(cites)}]"]
    lines = [f"    {result.indicator.id} {name}"]
    before: tuple[Any, ...] | None = None
    for at in result.grades:
        said = tuple((part.required, part.outcome, part.test) for part in at.parts), at.outcome
        if said == before:
            continue
        before = said
        grade = _grade_name(decision, at.grade, lang)
        if not at.parts:
            lines.append(f"      {grade}: {at.outcome.text(lang)}")
        lines += [f"      {grade}: {_part_text(decision, part, lang)}" for part in at.parts]
    return lines


def _worst_point(result: IndicatorResult, lang: Language) -> str:
    failed = next((at for at in result.grades if at.outcome is Outcome.NOT_MET), None)
    if failed is None:
        return ""
    floor = next((part.required for part in failed.parts if part.required), "")
    return f"; {failed.outcome.text(lang)}; {_NEED.text(lang)} {floor}"


def _part_text(decision: Decision, part: PartResult, lang: Language) -> str:
    text = f"{part.outcome.text(lang)}; {_NEED.text(lang)} {required_text(decision, part, lang)}"
    observed = observed_text(decision, part, lang)
    if observed:
        text += f"; {_HAS.text(lang)} {observed}"
    if part.outcome is Outcome.NOT_MET and part.short_by is not None and part.short_by > 0:
        text += f"; {_SHORT.text(lang)} {_counted(part.short_by, lang)}"
    return f"{text} [{_cite(part.cite, lang)}]"


def _cite(cite: Citation, lang: Language) -> str:
    return cite.text(lang)


def required_text(decision: Decision, part: PartResult, lang: Language) -> str:
    """What a condition asks for, in words."""
    test = part.test
    match test:
        case ShareTest():
            labels = " + ".join(_fact_label(decision, key).text(lang) for key in test.part)
            return f"{labels} ≥ {test.at_least.text(lang)}"
        case ChangeTest():
            return test.direction.text(lang)
        case RankTest():
            return _step_name(decision, test.fact, test.at_least, lang)
    return "✓" if part.required == "done" else f"≥ {part.required}"


def _step_name(decision: Decision, key: str, step_id: str, lang: Language) -> str:
    scale_id = decision.ruleset.fact(key).scale
    steps = next(scale.steps for scale in decision.ruleset.scales if scale.id == scale_id)
    step = next(step for step in steps if step.id == step_id)
    return step.text(lang)


def observed_text(decision: Decision, part: PartResult, lang: Language) -> str:
    """What was seen, in words; empty if nothing was."""
    seen, test = part.observed, part.test
    if seen is None:
        return ""
    match test:
        case ShareTest():
            count, whole = seen["part"], seen["whole"]
            rate = f" ({Rate.of(count, whole).text(lang)})" if count is not None and whole else ""
            return f"{_counted(count, lang)}/{_counted(whole, lang)}{rate}"
        case ChangeTest():
            return f"{seen['value'] or '?'} / {seen['previous'] or '?'}"
        case RankTest():
            return _step_name(decision, test.fact, seen, lang)
    if isinstance(seen, bool):
        return "✓" if seen else "✗"
    return _counted(seen, lang) if isinstance(seen, int) else str(seen)


def _number(number: Fraction, lang: Language) -> str:
    """Points as people write them: 84,5 or 84.5."""
    text = number_text(number)
    return text.replace(".", ",") if lang == "vi" else text


def _counted(count: int | None, lang: Language) -> str:
    """A count with its thousands grouped; a question mark if unknown."""
    return "?" if count is None else grouped(count, lang)


def _interpretation_lines(decision: Decision, lang: Language) -> list[str]:
    used = decision.interpretations
    if not used:
        return []
    lines = [f"{_OPEN.text(lang)}:"]
    for item in used:
        mark = f" ({_DECIDES.text(lang)})" if item.decisive else ""
        lines.append(f"  - {item.question.text(lang)} → {item.reading.text(lang)}{mark}")
    return lines


def as_data(decision: Decision, lang: Language) -> dict[str, Any]:
    """The decision as plain data."""
    plan = decision._plan
    found: dict[str, Any] = {
        "ruleset": decision.ruleset.id,
        "verdict": decision.verdict.value,
        "grade": decision.grade,
        "best": decision.best,
        "worst": decision.worst,
        "total": None if decision.total is None else number_text(decision.total),
        "lowest": None if decision.lowest is None else number_text(decision.lowest),
        "highest": None if decision.highest is None else number_text(decision.highest),
        "area": plan.area or None,
        "unit": plan.unit or None,
        "final": plan.final,
        "criteria": [
            {"id": result.criterion.id, "grades": {grade: outcome.value for grade, outcome in result.outcomes}}
            for result in decision.criteria
        ],
        "indicators": [_indicator_data(result, lang) for result in decision.indicators],
        "missing": list(decision.missing),
        "interpretations": [
            {
                "id": item.id,
                "question": item.question.text(lang),
                "used": item.used,
                "reading": item.reading.text(lang),
                "decisive": item.decisive,
                "otherwise": dict(item.otherwise),
            }
            for item in decision.interpretations
        ],
    }
    if decision.standards:
        found["standards"] = [
            {"id": name, "grade": worst if worst == best else None, "worst": worst, "best": best}
            for name, worst, best in decision.standards
        ]
    return found


def _indicator_data(result: IndicatorResult, lang: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": result.indicator.id,
        "grades": {at.grade: _grade_data(at, lang) for at in result.grades},
    }
    if result.lowest is not None:
        found["lowest"] = number_text(result.lowest)
        found["highest"] = None if result.highest is None else number_text(result.highest)
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
        "observed": part.observed,
        "short_by": part.short_by,
        "cite": part.cite.text(lang),
    }
    return found | {"evidence": list(part.evidence)} if part.evidence else found
