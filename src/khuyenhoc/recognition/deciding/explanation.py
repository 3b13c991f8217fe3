"""Decisions in words, Vietnamese and English, and as plain data."""

import re
import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from fractions import Fraction
from itertools import groupby
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.recognition.deciding.next_steps import (
    blocking,
    grade_above,
    interpretations_used,
    missing_facts,
    short_total,
    standards,
)
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    IndicatorResult,
    InterpretationUsed,
    Outcome,
    PartResult,
    RestsOn,
    Verdict,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.deciding.wording import Wording, plain, upper
from khuyenhoc.recognition.law.kinds import POINTS
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole
from khuyenhoc.values.rate import number_text

__all__ = ["as_data", "explain"]

_WIDTH = 80
_NUMBER = re.compile(r"[0-9.]+|[IVXLC]+")  # what a circular numbers a criterion by; anything else is a key of ours
_UNDER = Label("theo {}", "under {}")
_READ_SO = Label("; theo cách hiểu “{}”", "; read as “{}”")
_MAY = Label("đủ điều kiện công nhận", "may be recognised")
_WAY = Label("Còn vướng", "In the way")
_WAY_TO = Label("Còn vướng để đạt {}", "In the way of {}")
_INDICATOR = Label("chỉ tiêu {}", "indicator {}")
_MISSING = Label(
    "Chưa có số liệu (số liệu có thể thay đổi kết quả đứng trước)", "Missing facts (those that can decide first)"
)
_OPEN = Label("Câu hỏi văn bản chưa trả lời", "Questions that the text leaves open")
_USED = Label("Đang hiểu là “{}”.", "Read as “{}”.")
_OTHERWISE = Label("Nếu hiểu “{}” thì {}.", "If read as “{}”: {}.")
_NOT_CLOSED = Label(
    "Văn bản không quy định thiếu minh chứng là không đạt, nên khép hồ sơ không đổi kết quả.",
    "The text does not say that no evidence means not met, so closing the file changes nothing.",
)
_TOTAL = Label("Tổng điểm: {}", "Total: {}")
_SHORT = Label("tổng điểm: có {}; cần ít nhất {}; còn thiếu {}", "total: has {}; needs at least {}; short by {}")


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
    under = [words.say(_UNDER, item.text(lang)) for item in law.cited if item.id == law.instrument]
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
    lang, above = words.lang, None if plan.ladder.levels else grade_above(plan, run)
    found: list[str] = []
    named: set[str] = set()
    for step in short_total(plan, run, above) if above else ():
        total = above.total(plan.area, plan.readings) if above else None
        if step.short_by is not None and run.lowest is not None and total is not None:
            numbers = (
                words.counted(number, POINTS) for number in (run.lowest, total.at_least, total.at_least - run.lowest)
            )
            found += _line(upper(words.say(_SHORT, *numbers)) + words.cited(step.cite), 2, "- ")
    missing = list(missing_facts(plan, run))
    for one, at, part in blocking(plan, run, criteria):
        if part is not None and (part.outcome is Outcome.NOT_MET or not set(part.test.needs()) & set(missing)):
            where = words.say(_INDICATOR, one.indicator.id)
            said = _points_part(plan, one, at, words) if one.lowest is not None else words.part(part)
            if said:
                found += _line(
                    f"{upper(said)} ({where}){_read_so(plan.law, at.rests_on, words)}{words.cited(part.cite)}", 2, "- "
                )
                named.update(part.test.needs())
    missing = [key for key in missing if key not in named]
    if found or (missing and run.best != run.worst):
        head = words.say(_WAY_TO, words.grade(above.id)) if above and len(plan.law.grades) > 1 else _WAY.text(lang)
        yield from ("", *_line(f"{head}:"), *found)
    elif missing:
        yield ""
    if missing:
        yield from _line(f"{_MISSING.text(lang)}:", 2, "- ")
        for key in missing:
            yield from _line(plan.law.fact(key).text(lang), 4, "- ")
    if plan.final and plan.law.no_evidence_fails is None:
        yield from ("", *_line(_NOT_CLOSED.text(lang)))


def _read_so(law: Law, rests_on: RestsOn, words: Wording) -> str:
    """The readings used of the questions on which a line rests, said at its end before the citation."""
    used = [option for item in law.interpretations for option in item.readings if (item.id, option.id) in rests_on]
    return "".join(words.say(_READ_SO, option.text(words.lang).partition(":")[0]) for option in used)


def _criterion(plan: Plan, result: CriterionResult, words: Wording) -> Iterator[str]:
    """A criterion with its indicators, each with what it asks at every grade."""
    lang, criterion = words.lang, result.criterion
    number = f"{criterion.id}. " if _NUMBER.fullmatch(criterion.id) else ""
    states = [f"{grades}{outcome.text(lang)}" for grades, outcome in _by_grade(result.outcomes, words, " ")]
    yield ""
    yield from _line(f"{number}{criterion.text(lang)}: {'; '.join(states)}")
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
        yield from _line(f"{name}: {said}{_read_so(plan.law, result.rests_on, words)}{words.cited(*cites)}", 2)
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
    under = _read_so(plan.law, at.rests_on, words)
    if not at.parts:
        return [(f"{at.outcome.text(words.lang)}{under}", "")]
    return [
        (f"{words.stated(part)}{under if part is at.parts[-1] else ''}", words.cited(part.cite)) for part in at.parts
    ]


def _points_part(plan: Plan, result: IndicatorResult, at: GradeResult, words: Wording) -> str:
    """An indicator whose points are below what a grade asks of all."""
    floor = words.floor(words.law.grade_of(at.grade))
    if at.outcome is not Outcome.NOT_MET or result.lowest is None or not floor:
        return ""
    name = result.indicator.text(words.lang)
    short = next((words.short(part, at.outcome) for part in at.parts), "")
    return "; ".join(filter(None, (f"{name}: {words.points(result.lowest, result.highest)}", floor, short)))


def _questions(plan: Plan, run: Run, words: Wording) -> Iterator[str]:
    """The open questions, how each is read, and what would come out if it were read otherwise."""
    lang, used = words.lang, interpretations_used(plan, run)
    if used:
        yield from ("", *_line(f"{_OPEN.text(lang)}:"))
    for item in used:
        said = [item.question.text(lang), words.say(_USED, item.reading.text(lang))]
        yield from _line(" ".join([*said, *_otherwise(plan, run, item, words)]), 2, "- ")


def _otherwise(plan: Plan, run: Run, used: InterpretationUsed, words: Wording) -> Iterator[str]:
    """What each other reading that changes the result would give."""
    question = plan.law.question(used.id)
    mine = words.result(plan, run)
    for option in question.readings if question and used.decisive else ():
        other = plan.under(used.id, option.id)
        said = words.result(other, other.run_values(run.values, {}))
        if said != mine:
            yield words.say(_OTHERWISE, option.text(words.lang).partition(":")[0], said)


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
