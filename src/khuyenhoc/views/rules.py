"""Rule sets, decisions on many applicants, checks and differences as tables."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from functools import partial
from typing import Any

from khuyenhoc._base.terms import Finding, Language
from khuyenhoc.instruments.instrument import Citation, Instrument
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.deciding.wording import Wording
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.law.difference import Change, span
from khuyenhoc.recognition.law.kinds import Condition, Test
from khuyenhoc.recognition.law.procedure import Procedure
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Gap
from khuyenhoc.views.decisions import STATUS_OF
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, columns, facts, listed
from khuyenhoc.views.words import date, instrument_name, word

__all__ = [
    "changes_data",
    "changes_page",
    "decisions_page",
    "findings_data",
    "findings_page",
    "ruleset_data",
    "ruleset_page",
    "rulesets_page",
]


def _data(rulesets: tuple[RuleSet, ...]) -> list[Any]:
    return [ruleset_data(item) for item in rulesets]


def rulesets_page(rulesets: Iterable[RuleSet], gaps: Iterable[Gap], lang: Language) -> Page:
    """One line a rule set, then what is not established."""
    found = tuple(rulesets)
    heads = ("ID", *(word(name, lang) for name in ("title", "in_force", "indicators")))
    rows = tuple(
        (item.id, item.title.text(lang), item.span(lang), f"{len(item.criteria)}/{len(item.indicators)}")
        for item in found
    )
    missing = listed(word("gaps", lang), [gap.what for gap in gaps], lang)
    return Page(
        title=word("rulesets", lang),
        sheets=(Sheet(columns=columns(*heads), rows=rows), *missing),
        data=partial(_data, found),
    )


def ruleset_data(item: RuleSet) -> dict[str, Any]:
    """A rule set in short, for JSON."""
    return {
        "id": item.id,
        "title": item.title.vi,
        "level": item.level.value if item.level else None,
        "issued": item.issued.isoformat() if item.issued else None,
        "in_force_from": item.in_force_from.isoformat() if item.in_force_from else None,
        "in_force_until": item.in_force_until.isoformat() if item.in_force_until else None,
        "confidence": item.confidence.value,
        "criteria": len(item.criteria),
        "indicators": len(item.indicators),
        "grades": [grade.id for grade in item.grades],
    }


def ruleset_page(rules: RuleSet, instruments: Mapping[str, Instrument], lang: Language) -> Page:
    """Everything that a rule set says."""
    rows = (
        ("instruments", instrument_name(rules.instrument, instruments, lang)),
        ("in_force", rules.span(lang)),
        ("method", rules.method.text(lang)),
        ("confidence_of", rules.confidence.text(lang)),
    )
    questions = [item.answered() for item in rules.interpretations]
    notes = [*([rules.needs_local_table] if rules.needs_local_table else []), *rules.notes]
    return Page(
        title=rules.title.text(lang),
        about=rules.id,
        sheets=(
            facts((word(name, lang), value) for name, value in rows),
            *_criteria(rules, lang),
            *_totals(rules, lang),
            *listed(word("questions", lang), questions, lang),
            *([_calendar(rules, rules.procedure, lang)] if rules.procedure is not None else []),
            *listed(word("notes", lang), notes, lang),
        ),
    )


def _criteria(rules: RuleSet, lang: Language) -> list[Sheet]:
    """A table for each criterion, with a line for each test; the name of an indicator stands in its first."""
    return [
        Sheet(
            title=f"{criterion.id}. {criterion.text(lang)}",
            columns=(Column(whole=True), Column(), Column(dim=True)),
            rows=tuple(
                (
                    indicator.id,
                    f"{'' if index else indicator.text(lang)}{_limits(rules, test, lang)}\n"
                    f"{test.in_words(rules, lang)}".strip(),
                    rules.cite(test.cite, lang),
                )
                for indicator in criterion.indicators
                for index, test in enumerate(indicator.tests)
            ),
        )
        for criterion in rules.criteria
    ]


def _limits(rules: RuleSet, test: Test, lang: Language) -> str:
    """The grade, areas, units and readings that a test is for, where it is not for all."""
    names = {item.id: item.text(lang) for item in (*rules.areas, *rules.units)}
    words = [grade.text(lang) for grade in rules.grades if test.grade and grade.id == test.grade]
    words += [names[item] for item in (*([test.area] if test.area else []), *test.units)]
    words += _readings(rules, test.readings, lang)
    return f" ({'; '.join(words)})" if words else ""


def _readings(rules: RuleSet, conditions: Iterable[Condition], lang: Language) -> list[str]:
    """The readings of open questions under which something holds, in words."""
    asked = {item.id: item for item in rules.interpretations}
    return [
        f"{word('reading', lang)}: “{option.text(lang)}”"
        for condition in conditions
        for option in asked[condition.question].readings
        if option.id == condition.reading
    ]


def _totals(rules: RuleSet, lang: Language) -> list[Sheet]:
    areas = {item.id: f" ({item.text(lang)})" for item in rules.areas}
    rows = [
        (
            f"{grade.text(lang)}{areas.get(total.area, '')}"
            + "".join(f" ({reading})" for reading in _readings(rules, total.readings, lang)),
            f"{span(total)}{_cited(rules, total.cite, lang)}",
        )
        for grade in rules.grades
        for total in grade.totals
    ]
    # The names are long here, so both columns may be broken.
    return [Sheet(title=word("totals", lang), columns=(Column(dim=True), Column()), rows=tuple(rows))] if rows else []


def _cited(rules: RuleSet, cite: Citation | None, lang: Language) -> str:
    return f" [{rules.cite(cite, lang)}]" if cite else ""


def _calendar(rules: RuleSet, procedure: Procedure, lang: Language) -> Sheet:
    rows = []
    for item in procedure.deadlines:
        day = item.before or item.by
        when = f"{day[3:]}/{day[:2]}" if day else f"{item.working_days} {word('working_days', lang)}"
        when = f"{'< ' if item.before else ''}{when}{' (+1)' if item.year and day else ''}"
        rows.append((when, f"{item.text(lang)}{_cited(rules, item.cite, lang)}"))
    for who in procedure.authorities:
        until = f" ({date(who.until, lang)})" if who.until else ""
        rows.append((who.role.text(lang), f"{who.text(lang)}{until}"))
    anchor = rules.question("validity-anchor")
    counted = f", {anchor.reading.text(lang)} ({word('reading', lang)})" if anchor else ""
    for name, months, start, cite in (
        ("validity", procedure.validity_months, counted, procedure.cite_validity),
        ("raise", procedure.raise_after_months, "", procedure.cite_raise),
    ):
        if months is not None:
            rows.append((word(name, lang), f"{months} {word('months', lang)}{start}{_cited(rules, cite, lang)}"))
    return facts(rows, word("calendar", lang))


def findings_page(findings: Sequence[Finding], lang: Language) -> Page:
    """Findings with their places, or a word that there are none."""
    heads = columns(word("place_in_file", lang), word("findings", lang))
    rows = tuple((item.path, item.text(lang)) for item in findings)
    sheet = Sheet(columns=heads, rows=rows, empty=word("no_findings", lang))
    return Page(title=word("findings", lang), sheets=(sheet,), data=partial(findings_data, findings))


def findings_data(findings: Iterable[Finding]) -> list[dict[str, str]]:
    """The same for JSON."""
    return [{"code": item.code, "path": item.path, "vi": item.vi, "en": item.en} for item in findings]


def changes_page(changes: Sequence[Change], instruments: Mapping[str, Instrument], lang: Language) -> Page:
    """Differences, one a line."""
    heads = columns("", *(word(name, lang) for name in ("indicators", "before", "after")))
    rows = tuple(
        (
            item.kind.text(lang),
            item.label.text(lang) + (f" ({item.grade})" if item.grade else ""),
            item.before,
            item.after,
        )
        for item in changes
    )
    sheet = Sheet(columns=heads, rows=rows, empty=word("no_changes", lang))
    data = partial(changes_data, changes, instruments, lang)
    return Page(title=word("changes", lang), sheets=(sheet,), data=data)


def changes_data(
    changes: Iterable[Change], instruments: Mapping[str, Instrument], lang: Language
) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {
            "kind": item.kind.value,
            "facts": list(item.facts),
            "grade": item.grade,
            "label": item.label.text(lang),
            "before": item.before or None,
            "after": item.after or None,
            "cite_before": item.cite_before.text(lang, instruments) if item.cite_before else None,
            "cite_after": item.cite_after.text(lang, instruments) if item.cite_after else None,
        }
        for item in changes
    ]


def decisions_page(decisions: Sequence[tuple[str, Decision]], rules: RuleSet, lang: Language) -> Page:
    """One line an applicant, then how many reached what; of standards, how many are at each level of each."""
    if rules.method is Method.STANDARDS:
        return _standards_page(decisions, rules, lang)
    grades = {grade.id: grade.text(lang) for grade in rules.grades}
    names = {item.id: item.text(lang) for item in rules.indicators}
    rows = []
    for applicant, made in decisions:
        grade = grades.get(made.grade or "", "")
        if made.verdict is Verdict.UNDETERMINED:
            grade = f"{word('at_most', lang)} {grades[made.best]}" if made.best else ""
        result = Cell(made.verdict.text(lang), status=STATUS_OF[made.verdict].value)
        rows.append((applicant, result, grade, _named(made.in_the_way, names)))
    counts = Counter(made.verdict.text(lang) for _, made in decisions)
    counts.update(grades[made.grade] for _, made in decisions if made.grade is not None)
    heads = columns(*(word(name, lang) for name in ("applicant", "result", "grade", "in_the_way")))
    summary = facts((name, Cell(str(count), value=count)) for name, count in counts.items())
    return Page(
        title=rules.title.text(lang),
        about=_document(rules, lang),
        sheets=(Sheet(columns=heads, rows=tuple(rows), empty=word("no_applicants", lang)), summary),
    )


def _document(rules: RuleSet, lang: Language) -> str:
    return Wording(rules, lang).document() or rules.id


def _named(ids: Sequence[str], names: Mapping[str, str]) -> Cell:
    """Indicators under their names, a line each; on a narrow screen their numbers alone."""
    return Cell("\n".join(f"{id_} {names[id_]}" for id_ in ids), brief=", ".join(ids))


def _standards_page(decisions: Sequence[tuple[str, Decision]], rules: RuleSet, lang: Language) -> Page:
    said = [(applicant, made.levels(lang)) for applicant, made in decisions]
    heads = (Column(word("applicant", lang), whole=True), Column(word("result", lang)), Column(word("grade", lang)))
    rows = tuple(
        ("" if place else applicant, name, level)
        for applicant, levels in said
        for place, (name, level) in enumerate(levels)
    )
    counts = Counter(f"{name}: {level}" for _, levels in said for name, level in levels)
    ends = (Column(dim=True), Column(right=True, fixed=True))
    summary = tuple((level, Cell(str(count), value=count)) for level, count in counts.items())
    sheets = (
        Sheet(columns=heads, rows=rows, empty=word("no_applicants", lang)),
        Sheet(columns=ends, rows=summary),
    )
    return Page(title=rules.title.text(lang), about=_document(rules, lang), sheets=sheets)
