"""What is in the way of the next grade, and how open questions are read: the sentences, wherever they stand."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from khuyenhoc._base.terms import Label
from khuyenhoc.recognition.deciding.next_steps import (
    blocking,
    grade_above,
    interpretations_used,
    missing_facts,
    short_total,
)
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    IndicatorResult,
    InterpretationUsed,
    Outcome,
    RestsOn,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.deciding.wording import Wording, upper
from khuyenhoc.recognition.law.criteria import Grade
from khuyenhoc.recognition.law.kinds import POINTS
from khuyenhoc.recognition.law.law import Law

__all__ = ["Obstacles", "obstacles", "questions", "read_so"]

_READ_SO = Label("; theo cách hiểu “{}”", "; read as “{}”")
_WAY = Label("Còn vướng", "In the way")
_WAY_TO = Label("Còn vướng để đạt {}", "In the way of {}")
_INDICATOR = Label("chỉ tiêu {}", "indicator {}")
_USED = Label("Đang hiểu là “{}”.", "Read as “{}”.")
_OTHERWISE = Label("Nếu hiểu “{}” thì {}.", "If read as “{}”: {}.")
_SHORT = Label("tổng điểm: có {}; cần ít nhất {}; còn thiếu {}", "total: has {}; needs at least {}; short by {}")


class Obstacles(NamedTuple):
    """What is in the way (điều còn vướng).

    Attributes:
        head: Of what; empty if nothing is in the way.
        texts: What is in the way, each with by how much, its indicator and its article.
        missing: The names of the facts that are missing, those that can decide first.
    """

    head: str
    texts: tuple[str, ...]
    missing: tuple[str, ...]


def obstacles(plan: Plan, run: Run, criteria: Sequence[CriterionResult], words: Wording) -> Obstacles:
    """What is in the way of the next grade, and by how much; then what is not known, what can decide first."""
    lang, above = words.lang, None if plan.ladder.levels else grade_above(plan, run)
    found = list(_total(plan, run, above, words)) if above else []
    named: set[str] = set()
    missing = list(missing_facts(plan, run))
    for one, at, part in blocking(plan, run, criteria):
        if part is not None and (part.outcome is Outcome.NOT_MET or not set(part.test.needs()) & set(missing)):
            where = words.say(_INDICATOR, one.indicator.id)
            said = _points_part(one, at, words) if one.lowest is not None else words.part(part)
            if said:
                found.append(f"{upper(said)} ({where}){read_so(plan.law, at.rests_on, words)}{words.cited(part.cite)}")
                named.update(key for key in part.test.needs() if plan.law.fact(key).text(words.lang) in said)
    missing = [key for key in missing if key not in named]
    head = ""
    if found or (missing and run.best != run.worst):
        head = words.say(_WAY_TO, words.grade(above.id)) if above and len(plan.law.grades) > 1 else _WAY.text(lang)
    return Obstacles(head, tuple(found), tuple(plan.law.fact(key).text(lang) for key in missing))


def _total(plan: Plan, run: Run, above: Grade, words: Wording) -> Iterator[str]:
    total = above.total(plan.area, plan.readings)
    for step in short_total(plan, run, above):
        if step.short_by is not None and run.lowest is not None and total is not None:
            numbers = (
                words.counted(number, POINTS) for number in (run.lowest, total.at_least, total.at_least - run.lowest)
            )
            yield upper(words.say(_SHORT, *numbers)) + words.cited(step.cite)


def read_so(law: Law, rests_on: RestsOn, words: Wording) -> str:
    """The readings used of the questions on which a line rests, said at its end before the citation."""
    used = [option for item in law.interpretations for option in item.readings if (item.id, option.id) in rests_on]
    return "".join(words.say(_READ_SO, option.text(words.lang).partition(":")[0]) for option in used)


def _points_part(result: IndicatorResult, at: GradeResult, words: Wording) -> str:
    """An indicator whose points are below what a grade asks of all."""
    floor = words.floor(words.law.grade_of(at.grade))
    if at.outcome is not Outcome.NOT_MET or result.lowest is None or not floor:
        return ""
    name = result.indicator.text(words.lang)
    short = next((words.short(part, at.outcome) for part in at.parts), "")
    return "; ".join(filter(None, (f"{name}: {words.points(result.lowest, result.highest)}", floor, short)))


def questions(plan: Plan, run: Run, words: Wording) -> list[str]:
    """The open questions, how each is read, and what would come out if it were read otherwise."""
    return [
        " ".join(
            [
                item.question.text(words.lang),
                words.say(_USED, item.reading.text(words.lang)),
                *_otherwise(plan, run, item, words),
            ]
        )
        for item in interpretations_used(plan, run)
    ]


def _otherwise(plan: Plan, run: Run, used: InterpretationUsed, words: Wording) -> Iterator[str]:
    """What each other reading that changes the result would give."""
    question = plan.law.question(used.id)
    mine = words.result(plan, run)
    for option in question.readings if question and used.decisive else ():
        other = plan.under(used.id, option.id)
        said = words.result(other, other.run_values(run.values, {}))
        if said != mine:
            yield words.say(_OTHERWISE, option.text(words.lang).partition(":")[0], said)
