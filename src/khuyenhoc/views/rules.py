"""Rule sets, decisions on many applicants, checks and differences as text."""

from collections import Counter
from collections.abc import Iterable, Sequence

from rich.console import Console, RenderableType
from rich.table import Table
from rich.text import Text

from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.files.tables.forms import Applicant
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.law.difference import Change, span
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.law.procedure import Procedure
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Gap
from khuyenhoc.views.screen import bullets, facts, instrument_name, section
from khuyenhoc.views.words import date, word

__all__ = ["print_changes", "print_decisions", "print_findings", "print_ruleset", "print_rulesets"]

_STYLES = {Verdict.RECOGNISED: "green", Verdict.NOT_RECOGNISED: "red", Verdict.UNDETERMINED: "yellow"}


def _table(*heads: str) -> Table:
    table = Table(box=None, padding=(0, 2, 0, 0), pad_edge=False, header_style="bold")
    for number, head in enumerate(heads):
        table.add_column(head, overflow="fold", no_wrap=number == 0)
    return table


def print_rulesets(console: Console, rulesets: Iterable[RuleSet], gaps: Iterable[Gap], lang: Language) -> None:
    """One line a rule set, then what is not established."""
    table = _table("ID", word("title", lang), word("in_force", lang), word("indicators", lang))
    for rules in rulesets:
        until = date(rules.in_force_until, lang) if rules.in_force_until else ""
        table.add_row(
            rules.id,
            rules.title.text(lang),
            f"{date(rules.in_force_from, lang)} - {until}",
            f"{len(rules.criteria)}/{len(rules.indicators)}",
        )
    console.print(table)
    console.print()
    console.print(section(word("gaps", lang), bullets([gap.what for gap in gaps], lang)))


def print_ruleset(console: Console, rules: RuleSet, lang: Language) -> None:
    """Everything that a rule set says."""
    head = Text.assemble((rules.title.text(lang), "bold"), (f"\n{rules.id}", "dim"))
    until = date(rules.in_force_until, lang) if rules.in_force_until else ""
    rows = [
        (word("instruments", lang), instrument_name(rules.instrument, lang)),
        (word("in_force", lang), f"{date(rules.in_force_from, lang)} - {until}"),
        (word("method", lang), rules.method.text(lang)),
        (word("confidence_of", lang), rules.confidence.text(lang)),
    ]
    parts: list[RenderableType] = [head, facts(rows)]
    for criterion in rules.criteria:
        table = _table("", "", "")
        table.show_header = False
        for indicator in criterion.indicators:
            name = indicator.text(lang)
            for test in indicator.tests:
                table.add_row(
                    indicator.id,
                    f"{name}{_limits(rules, test, lang)}\n{test.asks()}",
                    Text(test.cite.text(lang), style="dim"),
                )
                name = ""
        parts.append(section(f"{criterion.id}. {criterion.text(lang)}", table))
    parts += _grades(rules, lang)
    questions = [
        Label(f"{item.question.vi} → {used.vi}", f"{item.question.en} → {used.en}")
        for item in rules.interpretations
        for used in item.readings
        if used.id == item.used
    ]
    if questions:
        parts.append(section(word("questions", lang), bullets(questions, lang)))
    if rules.procedure is not None:
        parts.append(section(word("calendar", lang), _procedure(rules.procedure, lang)))
    notes = [*([rules.needs_local_table] if rules.needs_local_table else []), *rules.notes]
    if notes:
        parts.append(section(word("notes", lang), bullets(notes, lang)))
    for number, part in enumerate(parts):
        if number:
            console.print()
        console.print(part)


def _limits(rules: RuleSet, test: Test, lang: Language) -> str:
    grades = {grade.id: Label(grade.vi, grade.en) for grade in rules.grades}
    options = {option.id: Label(option.vi, option.en) for option in (*rules.areas, *rules.units)}
    words = [grades[test.grade].text(lang)] if test.grade else []
    words += [options[item].text(lang) for item in ([test.area] if test.area else []) + list(test.units)]
    words += [f"{item.question}={item.reading}" for item in test.readings]
    return f" ({'; '.join(words)})" if words else ""


def _grades(rules: RuleSet, lang: Language) -> list[RenderableType]:
    rows = []
    for grade in rules.grades:
        for total in grade.totals:
            area = next(
                (f" ({item.text(lang)})" for item in rules.areas if item.id == total.area),
                "",
            )
            reading = "".join(f" ({item.question}={item.reading})" for item in total.readings)
            name = grade.text(lang)
            rows.append((f"{name}{area}{reading}", f"{span(total)} [{total.cite.text(lang)}]"))
    return [section(word("totals", lang), facts(rows))] if rows else []


def _procedure(procedure: Procedure, lang: Language) -> Table:
    rows = []
    for item in procedure.deadlines:
        day = item.before or item.by
        when = f"{day[3:]}/{day[:2]}" if day else f"{item.working_days} {word('working_days', lang)}"
        mark = "< " if item.before else ""
        cite = f" [{item.cite.text(lang)}]" if item.cite else ""
        rows.append(
            (
                f"{mark}{when}" + (" (+1)" if item.year and day else ""),
                item.text(lang) + cite,
            )
        )
    for who in procedure.authorities:
        until = f" ({date(who.until, lang)})" if who.until else ""
        rows.append((who.role.text(lang), f"{who.text(lang)}{until}"))
    if procedure.validity_months is not None:
        cite = f" [{procedure.cite_validity.text(lang)}]" if procedure.cite_validity else ""
        rows.append((word("validity", lang), f"{procedure.validity_months} {word('months', lang)}{cite}"))
    if procedure.raise_after_months is not None:
        cite = f" [{procedure.cite_raise.text(lang)}]" if procedure.cite_raise else ""
        rows.append((word("raise", lang), f"{procedure.raise_after_months} {word('months', lang)}{cite}"))
    return facts(rows)


def print_findings(console: Console, findings: Sequence[Finding], lang: Language) -> None:
    """Findings with their places, or a word that there are none."""
    if not findings:
        console.print(word("no_findings", lang))
        return
    table = _table(word("place_in_file", lang), word("findings", lang))
    for item in findings:
        table.add_row(item.path, Text(item.text(lang)))
    console.print(table)


def print_changes(console: Console, changes: Sequence[Change], lang: Language) -> None:
    """Differences, one a line."""
    if not changes:
        console.print(word("no_changes", lang))
        return
    table = _table("", word("indicators", lang), word("before", lang), word("after", lang))
    for change in changes:
        grade = f" ({change.grade})" if change.grade else ""
        table.add_row(
            change.kind.text(lang),
            Text(change.label.text(lang) + grade),
            Text(change.before),
            Text(change.after),
        )
    console.print(table)


def print_decisions(
    console: Console, decisions: Sequence[tuple[Applicant, Decision]], rules: RuleSet, lang: Language
) -> None:
    """One line an applicant, then how many reached what."""
    grades = {grade.id: grade.text(lang) for grade in rules.grades}
    table = _table(word("applicant", lang), word("result", lang), word("grade", lang), word("in_the_way", lang))
    for applicant, made in decisions:
        grade = grades.get(made.grade or "", "")
        if made.verdict is Verdict.UNDETERMINED:
            grade = f"≤ {grades[made.best]}" if made.best else ""
        result = Text(made.verdict.text(lang), style=_STYLES[made.verdict])
        table.add_row(applicant.id, result, grade, ", ".join(made.in_the_way))
    console.print(table)
    console.print()
    counts = Counter(made.verdict.text(lang) for _, made in decisions)
    counts.update(grades[made.grade] for _, made in decisions if made.grade is not None)
    console.print(facts([(name, str(count)) for name, count in counts.items()]))
