"""What single decisions say of the rows of a table: the columns that every engine has to give, cell by cell."""

from decimal import Decimal
from fractions import Fraction
from typing import Any

from khuyenhoc.errors import DocumentError
from khuyenhoc.frames.names import indicator_columns
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import Outcome
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.arrow import pa
from khuyenhoc.testing.tables import AREA, ROW, UNIT

__all__ = ["differences", "single_decisions"]

CODES = {Outcome.MET: 1, Outcome.NOT_MET: 0, Outcome.UNKNOWN: -1, Outcome.NOT_APPLICABLE: -2}


def decided(rules: RuleSet, row: dict[str, Any], **options: Any) -> Decision | None:
    """The decision; None for a form that is refused, and for counts beyond a million million, which no table holds."""
    if any(fact.kind is FactKind.COUNT and (row[fact.key] or 0) > 10**12 for fact in rules.facts):
        return None
    try:
        return rules.decide(row, **options)
    except DocumentError:
        return None


def single_decisions(rules: RuleSet, table: pa.Table, **options: Any) -> dict[str, list[Any]]:
    """One `RuleSet.decide` a row."""
    names = indicator_columns(rules)
    standards = [item.id for item in rules.criteria] if rules.method is Method.STANDARDS else []
    found: dict[str, list[Any]] = {name: [] for name in ("verdict", "grade", "best", "worst", "total")}
    found |= {f"standard_{item}_{which}": [] for item in standards for which in ("worst", "best")}
    found |= {column: [] for name in names for column in (name, f"{name}_short_by")}
    exact = [fact.key for fact in rules.facts if fact.kind in (FactKind.POINTS, FactKind.AMOUNT)]
    for row in table.to_pylist():
        row.pop(ROW)
        area, unit = row.pop(AREA, None) or "", row.pop(UNIT, None) or ""
        for key in exact:
            if isinstance(row[key], float):
                row[key] = Fraction(Decimal(repr(row[key])))
        decision = decided(rules, row, area=area, unit=unit, **options)
        if decision is None:
            for name, cells in found.items():
                cells.append("invalid" if name == "verdict" else None)
            continue
        found["verdict"].append(decision.verdict.value)
        for name in ("grade", "best", "worst"):
            found[name].append(getattr(decision, name))
        found["total"].append(None if decision.total is None else decision.total * 100)
        for item, worst, best in decision.standards:
            found[f"standard_{item}_worst"].append(worst)
            found[f"standard_{item}_best"].append(best)
        results = {item.indicator.id: item for item in decision.indicators}
        for name, (indicator, grade) in names.items():
            result = results[indicator].at(grade)
            found[name].append(CODES[result.outcome])
            found[f"{name}_short_by"].append(result.short_by)
    return found


def differences(expected: dict[str, list[Any]], given: pa.Table) -> list[str]:
    """Every cell that differs, as text; the rows of the table may come in any order."""
    given = given.sort_by(ROW)
    found = []
    for name, cells in expected.items():
        seen = given[name].to_pylist()
        if len(seen) != len(cells):
            return [f"{len(seen)} rows instead of {len(cells)}"]
        found += [
            f"{name}, row {row}: {one!r} instead of {two!r}"
            for row, (one, two) in enumerate(zip(seen, cells, strict=True))
            if one != two
        ]
    return found
