"""Decisions in words, Vietnamese and English."""

import textwrap
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any

from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.recognition.deciding.obstacles import obstacles, questions, read_so
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    IndicatorResult,
    Outcome,
    Verdict,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.deciding.wording import Wording, plain
from khuyenhoc.recognition.law.law import Law

__all__ = ["explain"]

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
_OF_A_PACKAGE = Label("Bộ tiêu chí {} của gói {}", "Rule set {} of the package {}")
_TOTAL = Label("Tổng điểm: {}", "Total: {}")


def explain(plan: Plan, run: Run, criteria: Sequence[CriterionResult], lang: Language) -> str:
    """The whole decision, in lines of 80 letters at most; every number is one of the tree."""
    words = Wording(plan.law, check_language(lang))
    lines = [
        *_result(plan, run, words),
        *_in_the_way(plan, run, criteria, words),
        *(line for result in criteria for line in _criterion(plan, result, words)),
        *_questions(plan, run, words),
        *_origin(plan.law, lang),
    ]
    return plain("\n".join(lines))


def _origin(law: Law, lang: Language) -> list[str]:
    """Whose rules they are, where a package beside the library has them."""
    if law.origin is None or law.origin.is_the_library or not law.origin.version:
        return []
    return ["", *_line(f"{_OF_A_PACKAGE.text(lang).format(law.id, law.origin)}.")]


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
