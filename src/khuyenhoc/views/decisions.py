"""The decision on one applicant as a page: the result, each indicator with what is asked and what is there."""

from collections.abc import Iterator
from functools import partial

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import CriterionResult, GradeResult, Outcome, PartResult, Verdict
from khuyenhoc.recognition.deciding.wording import Wording, plain
from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, facts, listed
from khuyenhoc.views.words import word

__all__ = ["STATUS_OF", "decision_page"]

STATUS_OF = {
    Verdict.RECOGNISED: Status.ATTAINED,
    Verdict.NOT_RECOGNISED: Status.MISSED,
    Verdict.UNDETERMINED: Status.BEHIND,
}
_COLOURS = {
    Outcome.MET: Status.ATTAINED,
    Outcome.NOT_MET: Status.MISSED,
    Outcome.UNKNOWN: Status.BEHIND,
    Outcome.NOT_APPLICABLE: Status.NO_DATA,
}
_YES, _NO = Label("có", "yes"), Label("không", "no")
_MISSING = Label(
    "Chưa có số liệu (số liệu có thể thay đổi kết quả đứng trước)", "Missing facts (those that can decide first)"
)
_CERTAIN = Label("Mức chắc chắn", "Certain")
_POSSIBLE = Label("Mức còn có thể đạt", "Still possible")
_POINTS = Label("Tổng điểm", "Total")
_SUMS = Label("Tổng hợp theo tiêu chí", "By criteria")
_EVIDENCE = Label("Minh chứng", "Evidence")


def decision_page(decision: Decision, lang: Language, *, applicant: str = "") -> Page:
    """Everything that a decision says, criterion by criterion."""
    law, said = decision.rules, decision.to_dict(lang)
    words = Wording(law, lang)
    kinds = [item.text(lang) for item in (*law.areas, *law.units) if item.id in (said["area"], said["unit"])]
    questions = [f"{item.question.text(lang)} → {item.reading.text(lang)}" for item in decision.interpretations]
    return Page(
        title=law.title.text(lang),
        about=" · ".join(filter(None, (applicant, *kinds, words.document() or law.id))),
        sheets=(
            facts(_result(decision, words)),
            _sums(decision, words),
            *(_sheet(result, words) for result in decision.criteria),
            *listed(_MISSING.text(lang), [law.fact(key).text(lang) for key in decision.missing], lang),
            *listed(word("questions", lang), questions, lang),
        ),
        data=partial(decision.to_dict, lang),
    )


def _result(decision: Decision, words: Wording) -> Iterator[tuple[str, Cell | str]]:
    """The result; of standards, each with the level that it has."""
    lang = words.lang
    if decision.standards:
        yield from decision.levels(lang)
        return
    yield word("result", lang), Cell(decision.verdict.text(lang), status=STATUS_OF[decision.verdict].value)
    if len(words.law.grades) == 1:
        pass  # the result says it all
    elif decision.grade is not None:
        yield word("grade", lang), plain(words.grade(decision.grade))
    elif decision.best != decision.worst:
        for name, grade in ((_CERTAIN, decision.worst), (_POSSIBLE, decision.best)):
            yield name.text(lang), plain(words.grade(grade)) if grade is not None else "–"
    if decision.lowest is not None:
        yield _POINTS.text(lang), plain(words.points(decision.lowest, decision.highest))


def _sums(decision: Decision, words: Wording) -> Sheet:
    """A line a criterion, with how it stands at each grade."""
    lang = words.lang
    grades = [grade for grade in words.law.grades if any(grade.id in dict(one.outcomes) for one in decision.criteria)]
    rows = []
    for item in decision.criteria:
        at = dict(item.outcomes)
        cells = [
            Cell(at[grade.id].text(lang), status=_COLOURS[at[grade.id]].value) if grade.id in at else ""
            for grade in grades
        ]
        rows.append((words.criterion(item.criterion), *cells))
    heads = (word("criterion", lang), *(grade.text(lang).capitalize() for grade in grades))
    return Sheet(title=_SUMS.text(lang), columns=tuple(map(Column, heads)), rows=tuple(rows))


def _sheet(result: CriterionResult, words: Wording) -> Sheet:
    """A line for each condition; grades for which the same holds stand in one."""
    law, lang = words.law, words.lang
    rows = []
    for indicator in result.indicators:
        name = Cell(f"{indicator.indicator.id} {indicator.indicator.text(lang)}")
        if indicator.lowest is not None:
            points = plain(words.points(indicator.lowest, indicator.highest))
            rows += [_row(name, words, at.parts[0], "", points) for at in indicator.grades[:1] if at.parts]
            continue
        for grades, at in _same(indicator.grades):
            names = ", ".join(plain(words.grade(grade)) for grade in grades) if len(law.grades) > 1 else ""
            if not at.parts:
                outcome = Cell(at.outcome.text(lang), status=_COLOURS[at.outcome].value)
                rows.append((name, names, "", "", outcome, "", ""))
            rows += [_row(name, words, part, names, _there(words, part)) for part in at.parts]
    title = words.criterion(result.criterion)
    return Sheet(
        title=title,
        columns=(
            Column(word("indicator", lang), ratio=2),
            Column(word("grade", lang)),
            Column(word("asked", lang)),
            Column(word("there", lang)),
            Column(word("result", lang)),
            Column(word("lacking", lang), right=True),
            Column(word("citation", lang), beside=(_EVIDENCE.text(lang),)),
        ),
        rows=tuple(rows),
        among=((word("criterion", lang), title),),
    )


def _same(grades: tuple[GradeResult, ...]) -> Iterator[tuple[list[str], GradeResult]]:
    """The grades at which an indicator asks the same, with what it asks there."""
    found: dict[object, tuple[list[str], GradeResult]] = {}
    for at in grades:
        key = at.outcome, tuple((part.required, part.outcome, part.test.asks()) for part in at.parts)
        found.setdefault(key, ([], at))[0].append(at.grade)
    yield from found.values()


def _row(name: Cell, words: Wording, part: PartResult, grades: str, there: str) -> tuple[Cell | str, ...]:
    law, lang = words.law, words.lang
    short = part.short_by if part.outcome is Outcome.NOT_MET and part.short_by and part.short_by > 0 else None
    return (
        name,
        grades,
        plain(part.test.in_words(law, lang)),
        there,
        Cell(part.outcome.text(lang), status=_COLOURS[part.outcome].value),
        Cell(plain(words.counted(short, part.test.unit(law))), value=short) if short is not None else "",
        Cell(law.cite(part.cite, lang), "; ".join(part.evidence)),
    )


def _there(words: Wording, part: PartResult) -> str:
    """What was seen, in words; a dash if nothing was."""
    if part.observed is False and (fact := words.law.fact(part.test.needs()[0])).if_no:
        return fact.if_no.text(words.lang)
    if isinstance(part.observed, bool):
        return (_YES if part.observed else _NO).text(words.lang)
    return plain(words.seen(part, bare=True)) or "–"
