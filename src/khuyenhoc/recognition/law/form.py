"""Forms: what has to be known, as data for a web form, a spreadsheet, or a JSON Schema."""

from fractions import Fraction
from typing import Any

from khuyenhoc._base.numbers import NOT_GROUPED
from khuyenhoc._base.terms import Language
from khuyenhoc.recognition.law.facts import Fact, FactKind
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.values.rate import number_text

__all__ = ["form_data", "form_schema"]


def form_data(rules: Law, lang: Language) -> list[dict[str, Any]]:
    """One entry a fact: key, kind, labels, unit, bounds, the indicators that need it, and on which conditions."""
    return [_entry(rules, fact, lang) for fact in rules.facts]


def _entry(rules: Law, fact: Fact, lang: Language) -> dict[str, Any]:
    needed = [
        (indicator.id, test) for indicator in rules.indicators for test in indicator.tests if fact.key in test.needs()
    ]
    found: dict[str, Any] = {
        "key": fact.key,
        "kind": fact.kind.value,
        "label": fact.text(lang),
        "vi": fact.vi,
        "en": fact.en,
        "unit": fact.unit.text(lang) if fact.unit else None,
        "bounds": _bounds(fact),
        "indicators": list(dict.fromkeys(indicator for indicator, _ in needed)),
        "cite": list(dict.fromkeys(rules.cite(test.cite, lang) for _, test in needed)),
        "units": _units([test for _, test in needed]),
    }
    if fact.kind is FactKind.RANK:
        steps = next(scale.steps for scale in rules.scales if scale.id == fact.scale)
        found["options"] = [{"id": step.id, "label": step.text(lang)} for step in steps]
    if fact.previous_of:
        found["previous_of"] = fact.previous_of
    if fact.note:
        found["note"] = fact.note.text(lang)
    return found


def _bounds(fact: Fact) -> dict[str, Any]:
    if fact.kind is FactKind.COUNT:
        return {"min": "0"} | _at_most(fact.part_of)
    if fact.kind is FactKind.POINTS or fact.maximum is not None:
        return {"min": "0"} | ({"max": number_text(fact.maximum)} if fact.maximum is not None else {})
    return {}


def _at_most(wholes: tuple[str, ...]) -> dict[str, Any]:
    """One key, or a list of several, as in a file."""
    return {"at_most": wholes[0] if len(wholes) == 1 else list(wholes)} if wholes else {}


def _units(tests: list[Test]) -> list[str]:
    """Kinds of unit that need the fact; empty if all do."""
    if any(not test.units for test in tests):
        return []
    return list(dict.fromkeys(unit for test in tests for unit in test.units))


def form_schema(rules: Law, lang: Language) -> dict[str, Any]:
    """A JSON Schema (draft 2020-12) of the facts; nothing is required, because unknown is a value."""
    properties = {entry["key"]: _property(entry) for entry in form_data(rules, lang)}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": rules.title.text(lang),
        "description": rules.id,
        "type": "object",
        "properties": properties,
        "additionalProperties": False,
    }


def _property(entry: dict[str, Any]) -> dict[str, Any]:
    title = {"title": entry["label"]}
    match entry["kind"]:
        case "yes_no":
            return title | {"type": ["boolean", "null"]}
        case "count":
            return title | {"type": ["integer", "null"], "minimum": 0}
        case "rank":
            options = [{"const": option["id"], "title": option["label"]} for option in entry["options"]]
            return title | {"oneOf": [*options, {"type": "null"}]}
    bounds = entry["bounds"]
    whole: dict[str, Any] = {"type": "integer"}
    if "min" in bounds:
        whole["minimum"] = int(bounds["min"])
    if "max" in bounds:
        whole["maximum"] = Fraction(bounds["max"]).__floor__()
    text = {"type": "string", "pattern": rf"^{NOT_GROUPED}-?[0-9]+([.,][0-9]+)?$"}
    return title | {"anyOf": [whole, text, {"type": "null"}]}
