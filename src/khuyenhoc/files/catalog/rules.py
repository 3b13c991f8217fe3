"""Rule sets from files: the built-in circulars and a user's own tables, read by one loader."""

import copy
import difflib
from collections.abc import Callable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files._input import decoded, json_data, read_file
from khuyenhoc.files.codec.formats import from_data, to_data, toml_data
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["builtin_rules", "gaps_data", "parse_rules", "read_rules"]

FORMAT = "khuyenhoc-rules/1"
_MEBIBYTES = 4
_DEEPEST = 30
_CITES = ("cite", "cite2", "cite_validity", "cite_raise", "no_evidence_fails")
_ADDED = ("facts", "criteria", "areas", "units", "scales", "interpretations")
_OVERRIDE_KEYS = frozenset(
    ("area", "cite", "deadline", "every", "fact", "grade", "indicator", "part_id", "set", "test")
)
_GAPS = "not-established.toml"


@cache
def builtin_rules() -> dict[str, RuleSet]:
    """The rule sets of the package, by id."""
    folder = files("khuyenhoc.files.catalog") / "rules"
    names = sorted(item.name for item in folder.iterdir() if item.name.endswith(".toml") and item.name != _GAPS)
    found = [parse_rules((folder / name).read_bytes(), name=name) for name in names]
    return {rules.id: rules for rules in sorted(found, key=lambda rules: rules.id)}


@cache
def gaps_data() -> tuple[dict[str, Any], ...]:
    """The rows of what is not established."""
    data = toml_data((files("khuyenhoc.files.catalog") / "rules" / _GAPS).read_bytes())
    return tuple(data["gaps"])


@public("khuyenhoc.files.catalog")
def read_rules(path: str | Path) -> RuleSet:
    """Read a rule set of your own: a whole one, or one that ``extends`` a built-in one and overrides single values.

    Args:
        path: A file in the format ``khuyenhoc-rules/1``: TOML, or JSON where its name ends in ``.json``.

    Raises:
        DocumentError: With the file and everything that is wrong in it.
    """
    is_json = Path(path).suffix.casefold() == ".json"
    return parse_rules(read_file(path, mebibytes=_MEBIBYTES), name=str(path), is_json=is_json)


@public("khuyenhoc.files.catalog")
def parse_rules(content: str | bytes, *, name: str = "rules", is_json: bool = False) -> RuleSet:
    """Like [`read_rules`][khuyenhoc.files.catalog.read_rules], from text or bytes; ``name`` stands in the messages."""
    try:
        text = decoded(content)
        if len(text) > _MEBIBYTES * 1024 * 1024:
            raise DocumentError(f"larger than {_MEBIBYTES} MiB")
        data = json_data(text) if is_json else toml_data(text)
        if not isinstance(data, dict) or data.pop("format", None) != FORMAT:
            raise InvalidValueError("not a rule set", path=("format",), hint=f'write format = "{FORMAT}" at the top')
        return _ruleset(data)
    except DocumentError as error:
        message = f"{name}: {error.message}"
        raise DocumentError(message, errors=error.errors, expected=error.expected, hint=error.hint) from None
    except KhuyenHocError as error:
        raise DocumentError(f"{name}: 1 error in this rule set", errors=(error,)) from None


def _ruleset(data: dict[str, Any]) -> RuleSet:
    base = data.get("extends", "")
    if base:
        data = _extended(data, base)
    _canonical(data, data.get("instrument"))
    rules: RuleSet = from_data(data, RuleSet)
    return rules


def _canonical(value: Any, instrument: Any, depth: int = 0) -> None:
    """Replace the short forms by the canonical ones, in place."""
    if depth > _DEEPEST:
        raise InvalidValueError("nested too deep", expected=f"{_DEEPEST} levels at most")
    if isinstance(value, list):
        for item in value:
            _canonical(item, instrument, depth + 1)
    if not isinstance(value, dict):
        return
    for key in _CITES:
        cite = value.get(key)
        if isinstance(cite, dict) and "instrument" not in cite and "document" not in cite:
            cite["instrument"] = instrument
    if "from" in value:
        value["at_least"] = value.pop("from")
    if isinstance(value.get("part"), str):
        value["part"] = [value["part"]]
    readings = value.get("readings")
    if isinstance(readings, dict):
        value["readings"] = [{"question": question, "reading": answer} for question, answer in readings.items()]
    for item in value.values():
        _canonical(item, instrument, depth + 1)


def _extended(data: dict[str, Any], base: Any) -> dict[str, Any]:
    """The data of the built-in set with the overrides and additions of the user's."""
    known = builtin_rules()
    if not isinstance(base, str) or base not in known:
        close = difflib.get_close_matches(str(base), known, 1)
        hint = f"did you mean {close[0]!r}?" if close else ""
        raise UnknownNameError("no such rule set", path=("extends",), seen=base, expected=", ".join(known), hint=hint)
    if data.get("id", base) in known:
        raise InvalidValueError(
            "a table of your own has its own id", path=("id",), seen=data.get("id"), expected="a new id"
        )
    made: dict[str, Any] = copy.deepcopy(to_data(known[base]))
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
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        raise DocumentError(f"{count} in the overrides", errors=tuple(errors))
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
        raise InvalidValueError("not a list of tables", path=(key,), seen=rows, expected=f"[[{key}]]")
    inner = {"criteria": "indicators", "indicators": "tests"}.get(key)
    for row in rows if inner else ():
        row[inner] = _tables_of(row.get(inner, []), str(inner))
    return rows


def _apply(made: dict[str, Any], override: Any) -> None:
    """One override: which value, what instead, and where that is laid down."""
    if not isinstance(override, dict):
        raise InvalidValueError("not a table", seen=override, expected="such as indicator, set and cite")
    places: dict[str, Callable[[], list[dict[str, Any]]]] = {
        "indicator": lambda: _tests(made, override),
        "grade": lambda: _totals(made, override),
        "fact": lambda: [fact for fact in made["facts"] if fact.get("key") == override.get("fact")],
        "deadline": lambda: [
            row for row in made.get("procedure", {}).get("deadlines", []) if row.get("id") == override.get("deadline")
        ],
    }
    strange = sorted(set(map(str, override)) - _OVERRIDE_KEYS)
    if strange:
        close = difflib.get_close_matches(strange[0], sorted(_OVERRIDE_KEYS), 1)
        hint = f"did you mean {close[0]!r}?" if close else ""
        raise InvalidValueError(
            "an unknown key", path=(strange[0],), expected=", ".join(sorted(_OVERRIDE_KEYS)), hint=hint
        )
    kind = next((name for name in ("indicator", "fact", "deadline", "grade") if name in override), None)
    if kind is None:
        raise InvalidValueError("an override of nothing", expected="indicator, fact, deadline or grade")
    cite = override.get("cite")
    if not isinstance(cite, dict):
        raise InvalidValueError(
            "an override without a citation", path=("cite",), hint='write cite = { document = "…" }'
        )
    if kind == "indicator" and "test" in override:
        _replace_tests(made, override)
        return
    found = places[kind]()
    if not found:
        raise UnknownNameError("the overridden value does not exist", path=(kind,), seen=override.get(kind))
    if len(found) > 1 and kind == "indicator" and override.get("every") is not True:
        raise InvalidValueError(
            f"{len(found)} tests would change",
            path=("indicator",),
            seen=override["indicator"],
            expected="grade, part_id and area of the one that is meant",
            hint="write every = true if all of them are",
        )
    values = override.get("set")
    if not isinstance(values, dict) or not values:
        raise InvalidValueError("nothing to set", path=("set",), expected="a table of new values")
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
    raise UnknownNameError("the overridden indicator does not exist", path=("indicator",), seen=wanted)


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
        raise InvalidValueError("not a test", path=("test",), seen=test, expected="a table with kind")
    indicator["tests"] = [test | {"cite": override["cite"]}]


def _totals(made: dict[str, Any], override: dict[str, Any]) -> list[dict[str, Any]]:
    return [
        total
        for grade in made["grades"]
        if grade["id"] == override["grade"]
        for total in grade.get("totals", [])
        if total.get("area", "") == override.get("area", "")
    ]
