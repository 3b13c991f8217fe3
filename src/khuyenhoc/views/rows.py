"""Answers as rows of plain values: the same keys in each, counts as whole numbers, exact figures as text."""

from collections.abc import Callable
from fractions import Fraction
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import CriterionResult, GradeResult, IndicatorResult, PartResult
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.alignment import Alignment
from khuyenhoc.records.portfolio.cascade import Cascade
from khuyenhoc.records.portfolio.coverage import Coverage
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.portfolio.timeline import Timeline
from khuyenhoc.targets.attainment import Attainment
from khuyenhoc.targets.report import Report
from khuyenhoc.targets.target import Deliver, Grow, Target
from khuyenhoc.values.place import Level
from khuyenhoc.values.rate import Rate, number_text
from khuyenhoc.views.alignment import alignment_rows
from khuyenhoc.views.portfolio import agreement_data
from khuyenhoc.views.report import measures
from khuyenhoc.views.words import place_name

__all__ = ["exact", "rows_of"]

Row = dict[str, Any]


def rows_of(answer: Any, lang: Language) -> list[Row]:
    """The rows of an answer of any kind."""
    return _ROWS[type(answer)](answer, lang)


def _report(report: Report, lang: Language) -> list[Row]:
    return [_attainment(item, lang) for item in report]


def _attainment(item: Attainment, lang: Language) -> Row:
    target, seen = item.target, item.observed
    share = seen.share.rate if seen and seen.share else seen.printed.rate if seen and seen.printed else None
    return {
        "place": item.place.name if item.place else None,
        "place_path": place_name(item.place, lang) if item.place else None,
        "attribute": target.attribute.code,
        "population": target.population.code if target.population else None,
        "base": target.base.value,
        "area": target.area.value if target.area else None,
        "kind": target.kind,
        "due": target.due.isoformat(),
        "required": _required(target),
        "on": item.on.isoformat(),
        "status": item.status.value,
        "observed": _decimal(share),
        "part": seen.part if seen else None,
        "whole": seen.whole if seen else None,
        "observed_base": seen.base.value if seen and seen.base else None,
        "observed_on": seen.on.isoformat() if seen else None,
        **measures(item),
        "citation": target.citation.text(lang),
        "notes": [note.text(lang) for note in item.notes],
    }


def _required(target: Target) -> str | None:
    """The rate, the lower end of the yearly step, or the count."""
    match target:
        case Grow():
            return target.yearly.low.decimal()
        case Deliver():
            return None if target.count is None else str(target.count)
    return target.rate.decimal()


def _decimal(rate: Rate | None) -> str | None:
    return None if rate is None else rate.decimal()


def _decision(decision: Decision, lang: Language) -> list[Row]:
    """A row for each condition of each indicator at each grade."""
    return [
        _condition(decision, criterion, indicator, at, part, lang)
        for criterion in decision
        for indicator in criterion.indicators
        for at in indicator.grades
        for part in at.parts or (None,)
    ]


def _condition(
    decision: Decision,
    criterion: CriterionResult,
    indicator: IndicatorResult,
    at: GradeResult,
    part: PartResult | None,
    lang: Language,
) -> Row:
    seen = part.observed if part else None
    return {
        "ruleset": decision.rules.id,
        "criterion": criterion.criterion.id,
        "indicator": indicator.indicator.id,
        "name": indicator.indicator.text(lang),
        "grade": at.grade,
        "outcome": (part or at).outcome.value,
        "required": part.required or None if part else None,
        "observed": exact(seen),
        "part": seen.part if isinstance(seen, PartOfWhole) else None,
        "whole": seen.whole if isinstance(seen, PartOfWhole) else None,
        "short_by": part.short_by if part else None,
        "citation": part.cite.text(lang) if part else None,
        "evidence": list(part.evidence) if part else [],
    }


def exact(seen: Observed) -> str | None:
    """What was seen, as a file writes it: ``true``, ``12``, ``4.5``, ``512/1000``, and ``12; 10`` for two years."""
    match seen:
        case None:
            return None
        case bool():
            return "true" if seen else "false"
        case PartOfWhole(part=part, whole=whole):
            return f"{_known(part)}/{_known(whole)}"
        case Moved(value=value, previous=previous):
            return f"{_known(value)}; {_known(previous)}"
    return seen if isinstance(seen, str) else number_text(Fraction(seen))


def _known(number: int | Fraction | None) -> str:
    return "?" if number is None else number_text(Fraction(number))


def _portfolio(portfolio: Portfolio, lang: Language) -> list[Row]:
    return [dict(agreement_data(item)) for item in portfolio]


def _coverage(coverage: Coverage, lang: Language) -> list[Row]:
    return [
        {
            "on": coverage.on.isoformat(),
            "type": cell.type.value,
            "at": cell.at.value if isinstance(cell.at, Level) else place_name(cell.at, lang),
            "status": cell.status.value,
            "agreements": list(cell.agreements),
        }
        for cell in coverage
    ]


def _timeline(timeline: Timeline, lang: Language) -> list[Row]:
    return [
        {
            "first": item.period.first.isoformat(),
            "last": item.period.last.isoformat(),
            "days": item.period.days,
            "gap": item.is_gap,
            "agreements": list(item.agreements),
        }
        for item in timeline.segments
    ]


def _cascade(cascade: Cascade, lang: Language) -> list[Row]:
    return [
        {
            "agreement": cascade.agreement,
            "on": cascade.on.isoformat(),
            "level": row.level.value,
            "signed": list(row.signed),
            "missing": [place_name(place, lang) for place in row.missing],
            "done": row.reported[0].done if row.reported else None,
            "total": row.reported[0].total if row.reported else None,
            "notes": [note.text(lang) for note in row.notes],
        }
        for row in cascade.levels
    ]


def _ruleset(rules: RuleSet, lang: Language) -> list[Row]:
    """A row for each test."""
    return [
        {
            "ruleset": rules.id,
            "criterion": criterion.id,
            "indicator": indicator.id,
            "name": indicator.text(lang),
            "kind": test.kind,
            "grade": test.grade or None,
            "area": test.area or None,
            "units": list(test.units),
            "facts": list(test.needs()),
            "asks": test.asks(),
            "citation": test.cite.text(lang),
        }
        for criterion in rules.criteria
        for indicator in criterion.indicators
        for test in indicator.tests
    ]


_ROWS: dict[type, Callable[[Any, Language], list[Row]]] = {
    Agreement: lambda item, lang: [dict(agreement_data(item))],
    Alignment: alignment_rows,
    Attainment: lambda item, lang: [_attainment(item, lang)],
    Cascade: _cascade,
    Coverage: _coverage,
    Decision: _decision,
    Portfolio: _portfolio,
    Report: _report,
    RuleSet: _ruleset,
    Timeline: _timeline,
}
