"""Rule sets from files: the built-in circulars and a user's own tables, read by one loader."""

from collections.abc import Callable, Iterator
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.by_name import version
from khuyenhoc._base.near import did_you_mean
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files._input import Readable, decoded, given, json_data, of_eth, told_of
from khuyenhoc.files.catalog.documents import INSTRUMENTS
from khuyenhoc.files.catalog.named import Named, shipped, shipped_names
from khuyenhoc.files.codec.formats import from_data, to_data, toml_data
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = [
    "FORMAT",
    "GAPS",
    "MEBIBYTES",
    "RULES",
    "odd_letters",
    "parse_rules",
    "rule_heads",
    "rules_of",
    "ruleset_of",
    "shipped_origin",
]

FORMAT = "khuyenhoc-rules/1"
MEBIBYTES = 4
_DEEPEST = 30
_CITES = ("cite", "cite2", "cite_validity", "cite_raise", "no_evidence_fails")
_ADDED = ("facts", "criteria", "areas", "units", "scales", "interpretations", "cited")
_OVERRIDE_KEYS = ("area", "cite", "deadline", "every", "fact", "grade", "indicator", "part_id", "set", "test")
GAPS = "not-established"


@cache
def _shipped_rules(name: str) -> tuple[RuleSet, ...]:
    """The rule set in a file, and what it was before a later text added to it."""
    content = shipped("rules", f"{name}.toml").read_bytes()
    rules = parse_rules(content, shipped_origin(), RULES, INSTRUMENTS, name=name)
    former = toml_data(shipped("data", "former-rules.toml").read_bytes()).get(rules.id)
    if former is None:
        return (rules,)
    gone = former.pop("without")
    criteria = [
        attrs.evolve(one, indicators=[item for item in one.indicators if item.id not in gone]) for one in rules.criteria
    ]
    facts = [fact for fact in rules.facts if fact.key not in gone]
    questions = [item for item in rules.interpretations if item.id not in gone]
    before = attrs.evolve(rules, criteria=criteria, facts=facts, interpretations=questions, **former)
    return rules, _come_from(before, shipped_origin())


@cache
def shipped_origin() -> Origin:
    """The library itself."""
    return Origin("khuyenhoc", version())


def _come_from(rules: RuleSet, origin: Origin) -> RuleSet:
    """A rule set that was just made, with where it comes from."""
    object.__setattr__(rules, "origin", origin)
    return rules


RULES: Named[RuleSet] = Named(
    "rule set", lambda: [name for name in shipped_names("rules") if name != GAPS], _shipped_rules
)


@cache
def rule_heads() -> dict[str, dict[str, Any]]:
    """What each rule file of the package says before its first table, by name of the file."""
    texts = {name: shipped("rules", f"{name}.toml").read_text("utf-8") for name in RULES.files()}
    return {name: toml_data(text.partition("\n[")[0]) for name, text in texts.items()}


def rules_of(model: LearningModel, level: Level | None) -> list[RuleSet]:
    """The rule sets of the package for a title; only these are read whole."""
    wanted = level and level.value
    names = [
        name
        for name, head in rule_heads().items()
        if head.get("model") == model.value and wanted in (head.get("levels") or [head.get("level")])
    ]
    return sorted((rules for name in names for rules in RULES.read(name)), key=lambda rules: rules.id)


def parse_rules(
    content: str | bytes,
    origin: Origin,
    rulesets: Named[RuleSet],
    instruments: Named[Instrument],
    *,
    name: str,
    is_json: bool = False,
) -> RuleSet:
    """A rule set from text or bytes; what it extends and cites is looked for among the sets and instruments given.

    Args:
        content: Text of the format ``khuyenhoc-rules/1``.
        origin: Where it comes from.
        rulesets: What it may extend.
        instruments: What it may cite by name.
        name: What it is called in messages.
        is_json: Whether it is JSON.

    Raises:
        DocumentError: With everything that is wrong in it.
    """
    with told_of(name, "this-rule-set"):
        text = decoded(content)
        if len(text) > MEBIBYTES * 1024 * 1024:
            raise DocumentError("larger-than", mebibytes=MEBIBYTES)
        data = json_data(text) if is_json else toml_data(text)
        if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
            raise InvalidValueError("not-a-rule-set", path=("format",), hint="write-format-at-the-top", format=FORMAT)
        return ruleset_of(data, origin, rulesets, instruments)


def odd_letters(path: Readable) -> Label | None:
    """That a file of rules writes Đ with another letter, which is lost once it is read; None if it does not."""
    return of_eth(given(path, unnamed="rules", mebibytes=MEBIBYTES).text(mebibytes=MEBIBYTES))


def ruleset_of(
    data: dict[str, Any], origin: Origin, rulesets: Named[RuleSet], instruments: Named[Instrument]
) -> RuleSet:
    """A rule set from plain data without its format, which are changed on the way.

    Raises:
        DocumentError: With everything that is wrong in it.
    """
    base = data.get("extends", "")
    if base:
        data = _extended(data, base, rulesets)
    _canonical(data, data.get("instrument"))
    _name(data, instruments)
    rules: RuleSet = from_data(data, RuleSet)
    return _come_from(rules, origin)


def _canonical(value: Any, instrument: Any, depth: int = 0) -> None:
    """Replace the short forms by the canonical ones, in place."""
    if depth > _DEEPEST:
        raise InvalidValueError("nested-too-deep", expected="levels-at-most", most=_DEEPEST)
    if isinstance(value, list):
        for item in value:
            _canonical(item, instrument, depth + 1)
    if not isinstance(value, dict):
        return
    for key in _CITES:
        cite = value.get(key)
        for one in cite if isinstance(cite, list) else [cite]:
            if isinstance(one, dict) and "instrument" not in one and "document" not in one:
                one["instrument"] = instrument
    if isinstance(value.get("cite2"), dict):
        value["cite2"] = [value["cite2"]]
    if "from" in value:
        value["at_least"] = value.pop("from")
    for key in ("part", "part_of"):
        if isinstance(value.get(key), str):
            value[key] = [value[key]] if value[key] else []
    readings = value.get("readings")
    if isinstance(readings, dict):
        value["readings"] = [{"question": question, "reading": answer} for question, answer in readings.items()]
    for item in value.values():
        _canonical(item, instrument, depth + 1)


def _name(data: dict[str, Any], instruments: Named[Instrument]) -> None:
    """Add the printed names of what a set cites, where it does not give them itself, so that it can say them."""
    given = data.get("cited", [])
    if not isinstance(given, list):
        return  # refused with its place, when the set is made
    named = [item.get("id") for item in given if isinstance(item, dict)]
    cited = (id_ for id_ in (data.get("instrument"), *_cited(data)) if isinstance(id_, str))
    for id_ in dict.fromkeys(cited):
        found = None if id_ in named else instruments.get(id_)
        if found is not None:
            given = [*given, {"id": id_, "vi": found.text("vi"), "en": found.text("en")}]
    if given:
        data["cited"] = given


def _cited(value: Any) -> Iterator[Any]:
    """The ids of what the citations in some data name."""
    if isinstance(value, dict):
        for key, item in value.items():
            if key in _CITES and isinstance(item, dict):
                yield item.get("instrument") or item.get("document")
            else:
                yield from _cited(item)
    elif isinstance(value, list):
        for item in value:
            yield from _cited(item)


def _extended(data: dict[str, Any], base: Any, rulesets: Named[RuleSet]) -> dict[str, Any]:
    """The data of a known set with the overrides and additions of the user's."""
    changed = rulesets.get(base)
    if changed is None:
        known = rulesets.ids
        hint = did_you_mean(base, known)
        raise UnknownNameError(
            "no-such-rule-set", path=("extends",), seen=base, expected="names", hint=hint, names=known
        )
    if data.get("id", base) in rulesets:
        raise InvalidValueError("a-table-of-your-own-has", path=("id",), seen=data.get("id"))
    made: dict[str, Any] = to_data(changed)
    overrides = data.pop("overrides", [])
    needed_before = _needed(made)
    for key in _ADDED:
        rows = data.pop(key, [])
        if rows:
            made[key] = [*made.get(key, []), *_tables_of(rows, key)]
    errors: list[KhuyenHocError] = []
    for number, override in enumerate(overrides if isinstance(overrides, list) else [overrides]):
        try:
            _canonical(override, data.get("instrument") or made["instrument"])
            _apply(made, override)
        except KhuyenHocError as error:
            errors.append(error.at("overrides", number))
    if errors:
        raise DocumentError.of(errors, "the-overrides")
    idle = needed_before - _needed(made)
    made["facts"] = [fact for fact in made["facts"] if not isinstance(fact, dict) or fact.get("key") not in idle]
    return made | data


def _needed(made: dict[str, Any]) -> set[str]:
    """Keys of the facts that the tests of a set need, and of the counts that hold them."""
    found: set[str] = set()
    for criterion in made["criteria"]:
        for indicator in criterion.get("indicators", []) if isinstance(criterion, dict) else []:
            for test in indicator.get("tests", []):
                parts = test.get("part", [])
                parts = parts if isinstance(parts, list) else [parts]
                found.update(part for part in parts if isinstance(part, str))
                found.update(test[name] for name in ("fact", "whole", "previous") if isinstance(test.get(name), str))
    return found


def _tables_of(rows: Any, key: str) -> list[dict[str, Any]]:
    """The rows of a user's addition, each of them a table, down to the tests."""
    if not isinstance(rows, list) or not all(isinstance(row, dict) for row in rows):
        raise InvalidValueError("not-a-list-of-tables", path=(key,), seen=rows, key=key)
    inner = {"criteria": "indicators", "indicators": "tests"}.get(key)
    for row in rows if inner else ():
        row[inner] = _tables_of(row.get(inner, []), str(inner))
    return rows


def _apply(made: dict[str, Any], override: Any) -> None:
    """One override: which value, what instead, and where that is laid down."""
    if not isinstance(override, dict):
        raise InvalidValueError("not-a-table", seen=override, expected="such-as-indicator-set-and-cite")
    strange = sorted(set(map(str, override)).difference(_OVERRIDE_KEYS))
    if strange:
        hint = did_you_mean(strange[0], _OVERRIDE_KEYS)
        raise InvalidValueError(
            "an-unknown-key", path=(strange[0],), expected="names", hint=hint, names=tuple(_OVERRIDE_KEYS)
        )
    kind = next((name for name in _OVERRIDDEN if name in override), None)
    if kind is None:
        raise InvalidValueError("an-override-of-nothing")
    cite = override.get("cite")
    if not isinstance(cite, dict):
        raise InvalidValueError("an-override-without-a-citation", path=("cite",))
    if kind == "indicator" and "test" in override:
        _replace_tests(made, override)
        return
    found = _OVERRIDDEN[kind](made, override)
    if not found:
        raise UnknownNameError("the-overridden-value-does-not-exist", path=(kind,), seen=override.get(kind))
    if len(found) > 1 and kind == "indicator" and override.get("every") is not True:
        raise InvalidValueError(
            "several-tests-would-change", path=("indicator",), seen=override["indicator"], count=len(found)
        )
    values = override.get("set")
    if not isinstance(values, dict) or not values:
        raise InvalidValueError("nothing-to-set", path=("set",))
    for row in found:
        row.update(values)
        if kind != "fact":
            row["cite"] = cite
            row.pop("cite2", None)


def _indicator(made: dict[str, Any], wanted: Any) -> dict[str, Any]:
    for criterion in made["criteria"]:
        for indicator in criterion["indicators"]:
            if indicator.get("id") == wanted:
                row: dict[str, Any] = indicator
                return row
    raise UnknownNameError("the-overridden-indicator-does-not-exist", path=("indicator",), seen=wanted)


def _tests(made: dict[str, Any], override: dict[str, Any]) -> list[dict[str, Any]]:
    names = [name for name in ("grade", "part_id", "area") if name in override]
    lowest = made["grades"][0]["id"]
    return [
        test
        for test in _indicator(made, override["indicator"])["tests"]
        if all(test.get(name, lowest if name == "grade" else "") == override[name] for name in names)
    ]


def _replace_tests(made: dict[str, Any], override: dict[str, Any]) -> None:
    indicator, test = _indicator(made, override["indicator"]), override["test"]
    if not isinstance(test, dict):
        raise InvalidValueError("not-a-test", path=("test",), seen=test)
    indicator["tests"] = [test | {"cite": override["cite"]}]


def _totals(made: dict[str, Any], override: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        total
        for grade in made["grades"]
        if grade["id"] == override["grade"]
        for total in grade.get("totals", [])
        if total.get("area", "") == override.get("area", "")
    ]


_OVERRIDDEN: dict[str, Callable[[dict[str, Any], dict[str, Any]], list[dict[str, Any]]]] = {
    "indicator": _tests,
    "fact": lambda made, override: [fact for fact in made["facts"] if fact.get("key") == override["fact"]],
    "deadline": lambda made, override: [
        row for row in made.get("procedure", {}).get("deadlines", []) if row.get("id") == override["deadline"]
    ],
    "grade": _totals,
}
