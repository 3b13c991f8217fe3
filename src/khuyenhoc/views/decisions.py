"""The decision on one applicant as a page: the result, each indicator with what is asked and what is there."""

from collections.abc import Iterator
from fractions import Fraction
from functools import partial

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import CriterionResult, GradeResult, Outcome, PartResult, Verdict
from khuyenhoc.recognition.law.kinds import DoneTest, RankTest
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, PartOfWhole
from khuyenhoc.targets.attainment import Status
from khuyenhoc.values.rate import Rate, number_text
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
_NOW = Label("năm nay {}; năm trước {}", "this year {}; the year before {}")
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
    kinds = [item.text(lang) for item in (*law.areas, *law.units) if item.id in (said["area"], said["unit"])]
    questions = [f"{item.question.text(lang)} → {item.reading.text(lang)}" for item in decision.interpretations]
    return Page(
        title=law.title.text(lang),
        about=" · ".join(filter(None, (applicant, *kinds, law.id))),
        sheets=(
            facts(_result(decision, lang)),
            _sums(decision, lang),
            *(_sheet(result, law, lang) for result in decision.criteria),
            *listed(_MISSING.text(lang), [law.fact(key).text(lang) for key in decision.missing], lang),
            *listed(word("questions", lang), questions, lang),
        ),
        data=partial(decision.to_dict, lang),
    )


def _result(decision: Decision, lang: Language) -> Iterator[tuple[str, Cell | str]]:
    names = {grade.id: grade.text(lang) for grade in decision.rules.grades}
    yield word("result", lang), Cell(decision.verdict.text(lang), status=STATUS_OF[decision.verdict].value)
    if decision.grade is not None:
        yield word("grade", lang), names[decision.grade]
    elif decision.best != decision.worst:
        for name, grade in ((_CERTAIN, decision.worst), (_POSSIBLE, decision.best)):
            yield name.text(lang), names[grade] if grade is not None else "–"
    if decision.lowest is not None:
        yield _POINTS.text(lang), _points(decision.lowest, decision.highest, lang)


def _points(lowest: Fraction, highest: Fraction | None, lang: Language) -> str:
    low, high = _number(lowest, lang), "?" if highest is None else _number(highest, lang)
    return low if lowest == highest else f"{low} - {high}"


def _sums(decision: Decision, lang: Language) -> Sheet:
    """A line a criterion, with how it stands at each grade."""
    law = decision.rules
    grades = [grade for grade in law.grades if any(grade.id in dict(item.outcomes) for item in decision.criteria)]
    rows = []
    for item in decision.criteria:
        at = dict(item.outcomes)
        cells = [
            Cell(at[grade.id].text(lang), status=_COLOURS[at[grade.id]].value) if grade.id in at else ""
            for grade in grades
        ]
        rows.append((f"{item.criterion.id}. {item.criterion.text(lang)}", *cells))
    heads = (word("criterion", lang), *(grade.text(lang).capitalize() for grade in grades))
    return Sheet(title=_SUMS.text(lang), columns=tuple(map(Column, heads)), rows=tuple(rows))


def _sheet(result: CriterionResult, law: Law, lang: Language) -> Sheet:
    """A line for each condition; grades for which the same holds stand in one."""
    rows = []
    for indicator in result.indicators:
        name = Cell(f"{indicator.indicator.id} {indicator.indicator.text(lang)}")
        if indicator.lowest is not None:
            points = _points(indicator.lowest, indicator.highest, lang)
            rows += [_row(name, law, at.parts[0], "", lang, seen=points) for at in indicator.grades[:1] if at.parts]
            continue
        for grades, at in _same(indicator.grades):
            names = ", ".join(_grade(law, grade, lang) for grade in grades) if len(law.grades) > 1 else ""
            if not at.parts:
                outcome = Cell(at.outcome.text(lang), status=_COLOURS[at.outcome].value)
                rows.append((name, names, "", "", outcome, "", ""))
            rows += [_row(name, law, part, names, lang) for part in at.parts]
    title = f"{result.criterion.id}. {result.criterion.text(lang)}"
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


def _grade(law: Law, grade_id: str, lang: Language) -> str:
    """A grade by name."""
    return next(grade for grade in law.grades if grade.id == grade_id).text(lang)


def _same(grades: tuple[GradeResult, ...]) -> Iterator[tuple[list[str], GradeResult]]:
    """The grades at which an indicator asks the same, with what it asks there."""
    found: dict[object, tuple[list[str], GradeResult]] = {}
    for at in grades:
        key = at.outcome, tuple((part.required, part.outcome, part.test.asks()) for part in at.parts)
        found.setdefault(key, ([], at))[0].append(at.grade)
    yield from found.values()


def _row(
    name: Cell, law: Law, part: PartResult, grades: str, lang: Language, *, seen: str | None = None
) -> tuple[Cell | str, ...]:
    short = part.short_by if part.short_by is not None and part.short_by > 0 else None
    return (
        name,
        grades,
        _asked(law, part, lang),
        seen if seen is not None else _seen(law, part, lang),
        Cell(part.outcome.text(lang), status=_COLOURS[part.outcome].value),
        Cell(grouped(short, lang), value=short) if short is not None else "",
        Cell(part.cite.text(lang), "; ".join(part.evidence)),
    )


def _asked(law: Law, part: PartResult, lang: Language) -> str:
    """What a condition asks: its number, or what has to be so."""
    return law.fact(part.test.fact).text(lang) if isinstance(part.test, DoneTest) else part.test.in_words(law, lang)


def _seen(law: Law, part: PartResult, lang: Language) -> str:
    """What was seen, in words; a dash if nothing was."""
    match part.observed:
        case None:
            return "–"
        case PartOfWhole(part=count, whole=whole):
            rate = f"\n{Rate.of(count, whole).text(lang)}" if count is not None and whole else ""
            return f"{_counted(count, lang)}/{_counted(whole, lang)}{rate}"
        case Moved(value=value, previous=previous):
            return _NOW.text(lang).format(*("?" if one is None else _number(one, lang) for one in (value, previous)))
        case bool(done):
            return (_YES if done else _NO).text(lang)
        case int(count):
            return _counted(count, lang)
        case Fraction() as number:
            return _number(number, lang)
        case str(step) if isinstance(part.test, RankTest):
            scale = law.scale(part.test.fact)
            return scale.steps[scale.index(step)].text(lang)
        case other:
            return str(other)


def _number(number: int | Fraction, lang: Language) -> str:
    text = number_text(number)
    return text.replace(".", ",") if lang == "vi" else text


def _counted(count: int | None, lang: Language) -> str:
    return "?" if count is None else grouped(count, lang)
