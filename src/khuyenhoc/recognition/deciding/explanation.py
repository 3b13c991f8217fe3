"""Decisions in words, Vietnamese and English, and as plain data."""

import datetime as dt
import textwrap
import unicodedata
from collections.abc import Iterator, Mapping, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

import attrs

from khuyenhoc._base.by_name import version
from khuyenhoc._base.door import argument_day
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.recognition.deciding.next_steps import interpretations_used, missing_facts, standards
from khuyenhoc.recognition.deciding.obstacles import obstacles, questions, read_so
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    IndicatorResult,
    Outcome,
    PartResult,
    Verdict,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.deciding.wording import Wording, plain
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole
from khuyenhoc.values.rate import number_text

__all__ = ["as_data", "as_record", "explain"]

_WIDTH = 80
_UNDER = Label("theo {}", "under {}")
_MAY = Label("đủ điều kiện công nhận", "may be recognised")
_MISSING = Label(
    "Chưa có số liệu (số liệu có thể thay đổi kết quả đứng trước)", "Missing facts (those that can decide first)"
)
_OPEN = Label("Câu hỏi văn bản chưa trả lời", "Questions that the text leaves open")
_NOT_CLOSED = Label(
    "Văn bản không quy định thiếu minh chứng là không đạt, nên khép hồ sơ không đổi kết quả.",
    "The text does not say that no evidence means not met, so closing the file changes nothing.",
)
_TOTAL = Label("Tổng điểm: {}", "Total: {}")


def explain(plan: Plan, run: Run, criteria: Sequence[CriterionResult], lang: Language) -> str:
    """The whole decision, in lines of 80 letters at most; every number is one of the tree."""
    words = Wording(plan.law, check_language(lang))
    lines = [
        *_result(plan, run, words),
        *_in_the_way(plan, run, criteria, words),
        *(line for result in criteria for line in _criterion(plan, result, words)),
        *_questions(plan, run, words),
    ]
    return plain("\n".join(lines))


def _line(text: str, indent: int = 0, mark: str = "") -> list[str]:
    """A text in lines of 80 letters at most, those after the first further in; no word or number is broken."""
    return textwrap.wrap(
        unicodedata.normalize("NFC", text),
        _WIDTH,
        initial_indent=" " * indent + mark,
        subsequent_indent=" " * (indent + (len(mark) or 4)),
        break_long_words=False,
        break_on_hyphens=False,
    )


def _result(plan: Plan, run: Run, words: Wording) -> Iterator[str]:
    """What came out, in one sentence; of standards a line each; then the total of points."""
    law, lang = plan.law, words.lang
    kinds = [item.text(lang) for item in (*law.areas, *law.units) if item.id in (plan.area, plan.unit)]
    title = law.title.text(lang) + (f" ({'; '.join(kinds)})" if kinds else "")
    document = words.document()
    under = [words.say(_UNDER, document)] if document else []
    if plan.ladder.levels:
        yield from _line(f"{', '.join((title, *under))}:")
        for item, said in words.levels(plan, run):
            yield from _line(f"{item.text(lang)}: {said}", 2, "- ")
    else:
        may = [_MAY.text(lang)] if run.verdict is Verdict.RECOGNISED else []
        yield from _line(f"{title}: {', '.join((words.result(plan, run), *may, *under))}.")
    if run.lowest is not None:
        yield from _line(words.say(_TOTAL, words.points(run.lowest, run.highest)))
        for grade in law.grades:
            total = grade.total(plan.area, plan.readings)
            if total is not None:
                asked = f"{words.grade(grade.id)}: " if len(law.grades) > 1 else ""
                yield from _line(f"{asked}{words.at_least(total.at_least)}{words.cited(total.cite)}", 2, "- ")


def _in_the_way(plan: Plan, run: Run, criteria: Sequence[CriterionResult], words: Wording) -> Iterator[str]:
    """What is in the way of the next grade, and by how much; then what is not known, what can decide first."""
    found = obstacles(plan, run, criteria, words)
    if found.head:
        yield from ("", *_line(f"{found.head}:"), *(line for text in found.texts for line in _line(text, 2, "- ")))
    elif found.missing:
        yield ""
    if found.missing:
        yield from _line(f"{_MISSING.text(words.lang)}:", 2, "- ")
        for name in found.missing:
            yield from _line(name, 4, "- ")
    if plan.final and plan.law.no_evidence_fails is None:
        yield from ("", *_line(_NOT_CLOSED.text(words.lang)))


def _criterion(plan: Plan, result: CriterionResult, words: Wording) -> Iterator[str]:
    """A criterion with its indicators, each with what it asks at every grade."""
    states = [f"{grades}{outcome.text(words.lang)}" for grades, outcome in _by_grade(result.outcomes, words, " ")]
    yield ""
    yield from _line(f"{words.criterion(result.criterion)}: {'; '.join(states)}")
    for indicator in result.indicators:
        yield from _indicator(plan, indicator, words)


def _by_grade(outcomes: Sequence[tuple[str, Any]], words: Wording, mark: str) -> list[tuple[str, Any]]:
    """The grades, by name, for which the same holds; without a name where that is all of them."""
    groups = [(what, [grade for grade, _ in same]) for what, same in groupby(outcomes, key=lambda item: item[1])]
    if len(groups) == 1:
        return [("", groups[0][0])]
    return [(f"{', '.join(words.grade(grade) for grade in grades)}{mark}", what) for what, grades in groups]


def _indicator(plan: Plan, result: IndicatorResult, words: Wording) -> Iterator[str]:
    name = f"{result.indicator.id} {result.indicator.text(words.lang)}"
    if result.lowest is not None:
        cites = [part.cite for at in result.grades for part in at.parts]
        failed = next((at for at in result.grades if at.outcome is Outcome.NOT_MET), None)
        said = words.points(result.lowest, result.highest)
        if failed is not None:
            floor = words.floor(words.law.grade_of(failed.grade))
            said += f"; {failed.outcome.text(words.lang)}{f': {floor}' if floor else ''}"
        yield from _line(f"{name}: {said}{read_so(plan.law, result.rests_on, words)}{words.cited(*cites)}", 2)
        return
    said_at = [(at.grade, _said(plan, at, words)) for at in result.grades]
    groups = _by_grade([(grade, tuple(text for text, _ in said)) for grade, said in said_at], words, ": ")
    cited = {tuple(text for text, _ in said): said for _, said in reversed(said_at)}
    if len(groups) == 1 and len(groups[0][1]) == 1:
        yield from _line(f"{name}: {''.join(cited[groups[0][1]][0])}", 2)
        return
    yield from _line(name, 2)
    for grades, texts in groups:
        for text, end in cited[texts]:
            yield from _line(f"{grades}{text}{end}", 4, "- ")


def _said(plan: Plan, at: GradeResult, words: Wording) -> list[tuple[str, str]]:
    """What is said of an indicator at a grade: each condition, and where it stands."""
    under = read_so(plan.law, at.rests_on, words)
    if not at.parts:
        return [(f"{at.outcome.text(words.lang)}{under}", "")]
    return [
        (f"{words.stated(part)}{under if part is at.parts[-1] else ''}", words.cited(part.cite)) for part in at.parts
    ]


def _questions(plan: Plan, run: Run, words: Wording) -> Iterator[str]:
    """The open questions, how each is read, and what would come out if it were read otherwise."""
    found = questions(plan, run, words)
    if found:
        yield from ("", *_line(f"{_OPEN.text(words.lang)}:"))
    for text in found:
        yield from _line(text, 2, "- ")


def as_data(plan: Plan, run: Run, criteria: Sequence[CriterionResult], lang: Language) -> dict[str, Any]:
    """The decision as plain data."""
    lowest, highest = _number(run.lowest), _number(run.highest)
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
        "indicators": [_indicator_data(plan.law, result, lang) for one in criteria for result in one.indicators],
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


def _indicator_data(law: Law, result: IndicatorResult, lang: Language) -> dict[str, Any]:
    found: dict[str, Any] = {
        "id": result.indicator.id,
        "grades": {at.grade: _grade_data(law, at, lang) for at in result.grades},
    }
    if result.lowest is not None:
        found["lowest"] = number_text(result.lowest)
        found["highest"] = _number(result.highest)
    return found


def _grade_data(law: Law, at: GradeResult, lang: Language) -> dict[str, Any]:
    parts = [_part_data(law, part, lang) for part in at.parts]
    single = parts[0] if len(parts) == 1 else None
    found: dict[str, Any] = {
        "verdict": at.outcome.value,
        "required": single["required"] if single else [part["required"] for part in parts] or None,
        "observed": single["observed"] if single else [part["observed"] for part in parts] or None,
        "short_by": at.short_by,
        "cite": "; ".join(dict.fromkeys(part["cite"] for part in parts)) or None,
        "citation": single["citation"] if single else [part["citation"] for part in parts] or None,
    }
    if at.rests_on:
        found["rests_on"] = dict(at.rests_on)
    return found | {"parts": parts} if len(parts) > 1 else found


def _part_data(law: Law, part: PartResult, lang: Language) -> dict[str, Any]:
    found = {
        "verdict": part.outcome.value,
        "required": part.required or None,
        "observed": _observed_data(part.observed),
        "short_by": part.short_by,
        "cite": law.cite(part.cite, lang),
        "citation": attrs.asdict(part.cite, filter=lambda _, value: bool(value)),
    }
    return found | {"evidence": list(part.evidence)} if part.evidence else found


def _number(number: int | Fraction | None) -> str | None:
    return None if number is None else number_text(number)


def _observed_data(seen: Observed) -> Any:
    match seen:
        case PartOfWhole():
            return {"part": seen.part, "whole": seen.whole}
        case Moved():
            return {"value": _number(seen.value), "previous": _number(seen.previous)}
    return seen
