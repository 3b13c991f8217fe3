"""The dossier of one applicant: every criterion with what is asked and there, the draft of the result, and the days."""

import datetime as dt
from collections.abc import Iterator, Sequence
from typing import Any

from khuyenhoc._base.plain import day_text
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import CriterionResult, IndicatorResult, Outcome, PartResult, Verdict
from khuyenhoc.recognition.deciding.wording import Wording, plain, upper
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.law.procedure import Authority, Deadline, DueDate, Procedure, Role
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, listed
from khuyenhoc.views.words import date, number, word

__all__ = ["dossier_data", "dossier_page"]

_TITLE = Label("Bản tổng hợp kết quả đánh giá: {}", "Summary of the assessment: {}")
_UNDER = Label("theo {}", "under {}")
_COLOURS = {
    Outcome.MET: Status.ATTAINED,
    Outcome.NOT_MET: Status.MISSED,
    Outcome.UNKNOWN: Status.BEHIND,
    Outcome.NOT_APPLICABLE: Status.NO_DATA,
}
_YEAR = Label("năm {}", "year {}")
_HEADS = (
    Label("Chỉ tiêu", "Indicator"),
    Label("Yêu cầu, căn cứ", "Asked, and where"),
    Label("Hiện có", "There"),
    Label("Kết quả", "Result"),
    Label("Minh chứng", "Evidence"),
)
_DRAFT = Label("Dự thảo kết quả cho báo cáo tự đánh giá", "Draft of the result for the self-assessment report")
_SELF = Label("{} tự đánh giá{} theo {}: {}.", "{} has assessed itself{} under {}: {}.")
_APPLICANT = Label("Đơn vị", "The applicant")
_MET_OF = Label("{}{} chỉ tiêu đạt trên {} chỉ tiêu được xét", "{}{} of the {} indicators that apply are met")
_WITH = Label("; {}: {}", "; {}: {}")
_ASKS = Label("Đề nghị {} xem xét, công nhận {}: {}.", "{} is asked to recognise {}: {}.")
_DECIDER = Label("cấp có thẩm quyền", "the competent authority")
_NOT_YET = Label("Chưa đủ điều kiện đề nghị công nhận.", "Recognition cannot be asked for yet.")
_MISSING = Label("Chưa có số liệu", "No figures yet")
_FILE = Label("Hồ sơ gồm", "The file holds")
_DAYS = Label("Thời hạn", "Days")
_DAYS_OF = Label("Thời hạn của năm đánh giá {}", "Days of the assessment year {}")
_WHEN, _WHAT = Label("Khi nào", "When"), Label("Việc", "What")
_BEFORE, _BY = Label("trước ngày {}", "before {}"), Label("chậm nhất ngày {}", "by {}")
_NEXT_YEAR = Label("{} năm sau", "{} of the next year")
_WORKING = Label("trong {} ngày làm việc", "within {} working days")
_AFTER = Label("{}, kể từ: {}", "{}, after: {}")
_LEFT, _PAST = Label("{} (còn {} ngày)", "{} ({} days left)"), Label("{} (đã qua)", "{} (past)")
_HOLDS = Label("danh hiệu có giá trị {} tháng", "the title holds for {} months")
_RAISED = Label("được đề nghị nâng mức sau {} tháng", "a higher grade may be asked for after {} months")
_ALWAYS = Label("sau khi công nhận", "once recognised")
_QUESTIONS = Label("Cách hiểu đã dùng khi xét", "Readings used in deciding")
_PROCEDURE = Label(
    "Câu hỏi về thủ tục mà văn bản chưa trả lời", "Questions about the procedure that the text leaves open"
)
_ON = Label("Quy định áp dụng ngày {}: {}", "The rules on {}: {}")


def dossier_page(
    decision: Decision,
    lang: Language,
    *,
    applicant: str = "",
    year: int | None = None,
    on: dt.date | None = None,
    selection: Selection | None = None,
) -> Page:
    """Criterion by criterion, then the draft, what is in the way, the days of the procedure, and the readings used."""
    law, found = decision.rules, decision.obstacles(lang)
    settings = {decision.to_dict(lang)[name] for name in ("area", "unit")}
    kinds = [item.text(lang) for item in (*law.areas, *law.units) if item.id in settings]
    years = [_YEAR.text(lang).format(year)] if year is not None else []
    doubts = [*selection.known, *selection.open] if selection else []
    named = (
        _ON.text(lang).format(date(selection.on, lang), selection.status.text(lang)) if selection is not None else ""
    )
    return Page(
        title=_TITLE.text(lang).format(law.title.text(lang)),
        about=" · ".join(
            filter(None, (applicant, *kinds, *years, _UNDER.text(lang).format(_instrument(decision, lang))))
        ),
        lead=f"{word('result', lang)}: {decision.result(lang)}",
        sheets=(
            *(_criterion(decision, result, lang) for result in decision.criteria),
            *listed(_DRAFT.text(lang), _draft(decision, lang, applicant=applicant, year=year, on=on), lang),
            *listed(found.head, found.texts, lang),
            *listed(_MISSING.text(lang), found.missing, lang),
            *(_days(decision, law.procedure, lang, year=year, on=on) if law.procedure else ()),
            *listed(_FILE.text(lang), law.procedure.dossier if law.procedure else (), lang),
            *(listed(named, doubts, lang) or ([Sheet(title=named)] if named else [])),
            *listed(_QUESTIONS.text(lang), decision.questions(lang), lang),
            *listed(
                _PROCEDURE.text(lang),
                [item.answered() for item in law.interpretations if item.about == "procedure"],
                lang,
            ),
        ),
    )


def _instrument(decision: Decision, lang: Language) -> str:
    law = decision.rules
    return next((item.text(lang) for item in law.cited if item.id == law.instrument), law.id)


def _criterion(decision: Decision, result: CriterionResult, lang: Language) -> Sheet:
    """A line for each condition; what is asked at several grades alike stands once."""
    words, criterion = Wording(decision.rules, lang), result.criterion
    states = dict.fromkeys(outcome.text(lang) for _, outcome in result.outcomes)
    said = [
        f"{words.grade(grade)} {outcome.text(lang)}" if len(states) > 1 else outcome.text(lang)
        for grade, outcome in result.outcomes
    ]
    return Sheet(
        title=f"{criterion.id}. {criterion.text(lang)}",
        about=plain("; ".join(dict.fromkeys(said))),
        columns=(
            Column(_HEADS[0].text(lang), ratio=2, least=12),
            Column(_HEADS[1].text(lang), ratio=3, least=16),
            Column(_HEADS[2].text(lang), ratio=2, least=12),
            *(Column(head.text(lang)) for head in _HEADS[3:]),
        ),
        rows=tuple(row for indicator in result.indicators for row in _indicator(words, indicator)),
    )


def _indicator(words: Wording, result: IndicatorResult) -> Iterator[tuple[Cell | str, ...]]:
    lang, name = words.lang, f"{result.indicator.id} {result.indicator.text(words.lang)}"
    again = False
    for grades, parts, outcome in _conditions(result):
        at = plain(f"{', '.join(map(words.grade, grades))}: ") if grades else ""
        called = Cell(name, brief="" if again else None)
        again = True
        if not parts:
            yield called, at.removesuffix(": "), "", _outcome(outcome, lang), ""
            continue
        part = parts[0]
        asked = upper(part.test.in_words(words.law, lang))
        there = words.points(result.lowest, result.highest) if result.lowest is not None else words.there(part)
        yield (
            called,
            Cell(plain(f"{at}{asked}"), _cited(words, parts)),
            Cell(plain(there), plain(words.short(part, outcome))),
            _outcome(outcome, lang),
            "; ".join(part.evidence),
        )


def _cited(words: Wording, parts: Sequence[PartResult]) -> str:
    """Where it stands at each grade; the circular itself, which stands above, is not named again."""
    law, lang = words.law, words.lang
    own = next((f" {item.text(lang)}" for item in law.cited if item.id == law.instrument), "")
    return "; ".join(dict.fromkeys(law.cite(part.cite, lang).removesuffix(own) for part in parts))


def _outcome(outcome: Outcome, lang: Language) -> Cell:
    return Cell(outcome.text(lang), status=_COLOURS[outcome].value)


def _conditions(result: IndicatorResult) -> Iterator[tuple[list[str], list[PartResult], Outcome]]:
    """The conditions of an indicator, each with the grades that ask the same; no grades where it is all of them."""
    if result.lowest is not None:
        at = result.grades[0]
        yield [], list(at.parts[:1]), at.outcome
        return
    found: dict[Any, tuple[list[str], list[PartResult], Outcome]] = {}
    for at in result.grades:
        if not at.parts:
            found.setdefault(at.outcome, ([], [], at.outcome))[0].append(at.grade)
        for part in at.parts:
            key = part.required, part.outcome, part.test.needs(), type(part.test)
            grades, parts, _ = found.setdefault(key, ([], [], part.outcome))
            grades.append(at.grade)
            parts.append(part)
    for grades, parts, outcome in found.values():
        yield [] if len(grades) == len(result.grades) else grades, parts, outcome


def _draft(
    decision: Decision, lang: Language, *, applicant: str, year: int | None, on: dt.date | None
) -> Iterator[str]:
    """What the report of the self-assessment says of the result: facts and counts, for people to word."""
    law, title = decision.rules, decision.rules.title.text(lang)
    mine = applicant or _who(law.procedure, Role.SELF_ASSESSES, on, lang) or _APPLICANT.text(lang)
    within = f" {_YEAR.text(lang).format(year)}" if year is not None else ""
    yield _SELF.text(lang).format(upper(mine), within, _instrument(decision, lang), decision.result(lang))
    if law.method is Method.GRADES:
        yield from _counts(decision, lang)
    elif decision.lowest is not None:
        yield plain(f"{word('totals', lang)}: {Wording(law, lang).points(decision.lowest, decision.highest)}")
    if law.method is Method.STANDARDS:
        return
    if decision.verdict is Verdict.RECOGNISED:
        who = _who(law.procedure, Role.DECIDES, on, lang) or _DECIDER.text(lang)
        yield upper(_ASKS.text(lang).format(who, title, decision.result(lang)))
    else:
        yield _NOT_YET.text(lang)


def _counts(decision: Decision, lang: Language) -> Iterator[str]:
    """At each grade, how many indicators are met, and the others by their numbers."""
    law, words = decision.rules, Wording(decision.rules, lang)
    for grade in law.grades:
        at = [(item.indicator.id, item.at(grade.id).outcome) for item in decision.indicators]
        asked = [(name, outcome) for name, outcome in at if outcome is not Outcome.NOT_APPLICABLE]
        met = sum(outcome is Outcome.MET for _, outcome in asked)
        name = f"{upper(words.grade(grade.id))}: " if len(law.grades) > 1 else ""
        text = _MET_OF.text(lang).format(name, number(met, lang), number(len(asked), lang))
        for wanted in (Outcome.NOT_MET, Outcome.UNKNOWN):
            ids = [name for name, outcome in asked if outcome is wanted]
            text += _WITH.text(lang).format(wanted.text(lang), ", ".join(ids)) if ids else ""
        yield plain(f"{text}.")


def _who(procedure: Procedure | None, role: Role, on: dt.date | None, lang: Language) -> str:
    """Who has a role on the day, or, without a day, still has it; empty where nobody is known to."""
    bodies: tuple[Authority, ...] = procedure.authorities if procedure else ()
    found = [item for item in bodies if item.role is role and (item.until is None if on is None else item.acts(on=on))]
    return found[0].text(lang) if found else ""


def _days(
    decision: Decision, procedure: Procedure, lang: Language, *, year: int | None, on: dt.date | None
) -> Iterator[Sheet]:
    """The deadlines of an assessment year, or of any; then how long the title holds."""
    law = decision.rules
    dates = (
        procedure.calendar(year)
        if year is not None
        else [DueDate(deadline=item, on=None, assessed=0) for item in procedure.deadlines]
    )
    rows = [(_when(item, procedure, lang, on), item.deadline.text(lang), item.deadline.cite) for item in dates]
    rows += [
        (_ALWAYS.text(lang), label.text(lang).format(months), cite)
        for label, months, cite in (
            (_HOLDS, procedure.validity_months, procedure.cite_validity),
            (_RAISED, procedure.raise_after_months, procedure.cite_raise),
        )
        if months is not None
    ]
    if rows:
        yield Sheet(
            title=(_DAYS if year is None else _DAYS_OF).text(lang).format(year),
            columns=(
                Column(_WHEN.text(lang)),
                Column(_WHAT.text(lang)),
                Column(word("citation", lang), dim=True),
            ),
            rows=tuple((when, what, law.cite(cite, lang) if cite else "") for when, what, cite in rows),
        )


def _when(item: DueDate, procedure: Procedure, lang: Language, on: dt.date | None) -> str:
    deadline = item.deadline
    if deadline.working_days is not None:
        said = _WORKING.text(lang).format(deadline.working_days)
        after = next((other for other in procedure.deadlines if other.id == deadline.after), None)
        return _AFTER.text(lang).format(said, after.text(lang)) if after else said
    template = (_BEFORE if deadline.before else _BY).text(lang)
    if item.on is None:
        return template.format(_of_any_year(deadline, lang))
    said = template.format(day_text(item.on, lang))
    if on is None:
        return said
    left = (item.on - on).days
    return _PAST.text(lang).format(said) if left < 0 else _LEFT.text(lang).format(said, number(left, lang))


def _of_any_year(deadline: Deadline, lang: Language) -> str:
    text = deadline.before or deadline.by
    day = f"{text[3:]}/{text[:2]}" if lang == "vi" else text
    return _NEXT_YEAR.text(lang).format(day) if deadline.year else day


def dossier_data(
    decision: Decision,
    lang: Language,
    *,
    applicant: str = "",
    year: int | None = None,
    on: dt.date | None = None,
) -> dict[str, Any]:
    """The same for JSON: the decision as `decide` gives it, with the draft, what is in the way, and the days."""
    law, found = decision.rules, decision.obstacles(lang)
    dates = law.procedure.calendar(year) if law.procedure and year is not None else ()
    return {
        "applicant": applicant or None,
        "year": year,
        "on": on.isoformat() if on else None,
        "result": decision.result(lang),
        "draft": list(_draft(decision, lang, applicant=applicant, year=year, on=on)),
        "in_the_way": list(found.texts),
        "missing": list(found.missing),
        "deadlines": [
            {
                "id": item.deadline.id,
                "day": item.on.isoformat() if item.on else None,
                "before": bool(item.deadline.before),
                "working_days": item.deadline.working_days,
                "what": item.deadline.text(lang),
                "citation": law.cite(item.deadline.cite, lang) if item.deadline.cite else None,
            }
            for item in dates
        ],
        "questions": list(decision.questions(lang)),
        "decision": decision.to_dict(lang),
    }
