"""Targets in words, and as objects of JSON."""

from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.sheets import Cell
from khuyenhoc.views.words import number, word

__all__ = ["about", "asked", "asked_cell", "due", "target_data", "within_all"]


def about(target: Target, lang: Language) -> str:
    """Whom the target counts, and where it is for some areas only."""
    return "; ".join(item.text(lang) for item in (target.population, target.area) if item is not None)


def due(target: Target) -> str:
    """The year that a target is due at the end of, or the day."""
    return str(target.due.year) if (target.due.month, target.due.day) == (12, 31) else target.due.isoformat()


def asked(target: Target, lang: Language) -> str:
    """The rate, step or count that a target asks for, without its day."""
    match target:
        case Reach():
            return target.rate.text(lang)
        case Maintain():
            return f"{'>' if target.strict else '≥'} {target.rate.text(lang)}"
        case Grow():
            return f"+{target.yearly.text(lang)}\n{word('a_year', lang)}"
        case Deliver():
            return number(target.count, lang) if target.count is not None else target.wording.text(lang)


def asked_cell(target: Target, lang: Language) -> Cell:
    """The same as a cell, with its number where it is one."""
    value: Rate | int | None = None
    if isinstance(target, Reach | Maintain):
        value = target.rate
    elif isinstance(target, Deliver):
        value = target.count
    return Cell(asked(target, lang), value=value)


def within_all(rate: Rate, lang: Language) -> str:
    """A projected rate; beyond all there are, or below none, it only says so: a line knows no end, a share does."""
    return ">100%" if rate > Rate(1) else "<0%" if rate < Rate(0) else rate.text(lang)


def target_data(target: Target) -> dict[str, Any]:
    """A target as an object of JSON."""
    found: dict[str, Any] = {
        "attribute": target.attribute.code,
        "population": target.population.code if target.population else None,
        "base": target.base.value,
        "kind": target.kind,
    }
    match target:
        case Reach():
            found["rate"] = target.rate.decimal()
        case Maintain():
            found |= {"rate": target.rate.decimal(), "strict": target.strict}
        case Grow():
            found["range"] = [target.yearly.low.decimal(), target.yearly.high.decimal()]
        case Deliver():
            found["count"] = target.count
    return found | {
        "due": target.due.isoformat(),
        "area": target.area.value if target.area else None,
        "citation": target.citation.text("en"),
        "confidence": target.confidence.value,
    }
