"""The JSON Schema of every record, built from the same fields that the converter reads."""

import datetime as dt
import enum
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.fields import by_annotation
from khuyenhoc._base.numbers import NOT_GROUPED
from khuyenhoc._base.terms import Labelled
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.files.codec.converter import STATABLE, TARGET_KINDS, TEST_KINDS
from khuyenhoc.files.codec.known import records
from khuyenhoc.files.codec.titles import FIELD_TITLES, TITLES
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.targets.target import Target
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate, RateRange
from khuyenhoc.values.recurrence import Recurrence

__all__ = ["build_schema"]

_UNIONS: dict[str, dict[str, Any]] = {"Target": dict(TARGET_KINDS), "Test": dict(TEST_KINDS)}
_NUMBER = {"type": "string", "pattern": rf"^{NOT_GROUPED}-?[0-9]+([.,][0-9]+|/[1-9][0-9]*)?$"}
_RATE = {"type": "string", "pattern": rf"^{NOT_GROUPED}-?[0-9]+([.,][0-9]+)?( ?%)?$|^-?[0-9]+/[0-9]+$"}
_MONEY: dict[str, Any] = {
    "anyOf": [
        {"type": "integer", "description": "số đồng"},
        {"type": "string", "description": "420 tỷ 936 triệu đồng"},
    ]
}
_DECISION: dict[str, Any] = {"type": "object"}
_WORDS = {Period: "giai đoạn 2024 - 2026", Recurrence: "hằng năm, trước ngày 15/12"}
_CODE = {"type": "string", "pattern": "^[a-z][a-z0-9_]{0,59}$"}
_CENTURY, _LEAP = "(19|20|21)", "((19|21)(0[48]|[2468][048]|[13579][26])|20([02468][048]|[13579][26]))"
_OF_EVERY_YEAR = [  # days and months with a mark between, as they may stand before a year
    ("(0?[1-9]|1[0-9]|2[0-8])", "(0?[1-9]|1[0-2])"),
    ("(29|30)", "(0?[13-9]|1[0-2])"),
    ("31", "(0?[13578]|1[02])"),
]
_DAY: dict[str, Any] = {
    "type": "string",
    "anyOf": [
        {"format": "date", "pattern": f"^{_CENTURY}[0-9]{{2}}-[0-9]{{2}}-[0-9]{{2}}$"},
        *(
            {
                "pattern": "^("
                + "|".join(f"{d}{mark}{m}{mark}{_CENTURY}[0-9]{{2}}" for d, m in _OF_EVERY_YEAR)
                + f"|29{mark}0?2{mark}{_LEAP})$"
            }
            for mark in ("/", r"\.")
        ),
    ],
}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: {"type": "string"},
    int: {"type": "integer"},
    bool: {"type": "boolean"},
    dt.date: _DAY,
    Fraction: {"anyOf": [_NUMBER, {"type": "integer"}]},
    Target: {"$ref": "#/$defs/Target"},
}


@cache
def _schema() -> dict[str, Any]:
    attrs.resolve_types(Place)
    defs: dict[str, Any] = {}
    for record in records():
        defs[record.__name__] = _definition(record, defs)
    for name, members in _UNIONS.items():
        defs[name] = {"title": TITLES[name], "oneOf": [_ref(kind.__name__) for kind in members.values()]}
    return {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        "title": "khuyenhoc/1",
        "description": "Thỏa thuận, chương trình, chỉ tiêu và số liệu khuyến học, khuyến tài, xây dựng xã hội học tập",
        "anyOf": [_ref(record.__name__) for record in records()],
        "$defs": dict(sorted(defs.items())),
    }


def build_schema() -> dict[str, Any]:
    """The whole schema; a fresh copy each time."""
    copied: dict[str, Any] = _copied(_schema())
    return copied


def _copied(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _copied(inner) for key, inner in value.items()}
    return [_copied(inner) for inner in value] if isinstance(value, list) else value


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": f"#/$defs/{name}"}


def _definition(record: type, defs: dict[str, Any]) -> dict[str, Any]:
    title = {"title": TITLES[record.__name__]}
    if record is Rate:
        return {**title, **_RATE}
    if record is RateRange:
        pair = {"type": "array", "items": _ref(Rate.__name__), "minItems": 2, "maxItems": 2}
        return {**title, "anyOf": [pair, {"type": "string"}]}
    if record is Money:
        return {**title, **_MONEY}
    if record is Decision:
        return {**title, **_DECISION}
    table = {**title, **_table(record, defs)}
    if record is MoneyRange:
        return {**title, "anyOf": [table, *_MONEY["anyOf"]]}
    if record in (Attribute, Population):
        return {**title, "anyOf": [_CODE, table]}
    if record in _WORDS:
        return {**title, "anyOf": [table, {"type": "string", "description": _WORDS[record]}]}
    return table


def _table(record: type, defs: dict[str, Any]) -> dict[str, Any]:
    properties: dict[str, Any] = {}
    required: list[str] = []
    if any(record in members.values() for members in _UNIONS.values()):
        properties["kind"] = {"title": FIELD_TITLES["kind"], "const": vars(record)["kind"]}
        required.append("kind")
    for field in attrs.fields(record):
        if not field.init:
            continue
        properties[field.name] = {"title": FIELD_TITLES[field.name], **_of(field.type, defs)}
        if field.name == "due":
            properties["due"] = {
                "title": FIELD_TITLES["due"],
                "anyOf": [_DAY, {"type": "integer", "description": "năm"}],
            }
        if field.default is attrs.NOTHING:
            required.append(field.name)
    return {"type": "object", "properties": properties, "required": required, "additionalProperties": False}


def _of(kind: Any, defs: dict[str, Any]) -> dict[str, Any]:
    return by_annotation(
        kind,
        one=lambda kinds: _one(kinds, defs),
        many=lambda items: {"type": "array", "items": items},
        optional=lambda inner: {"anyOf": [inner, {"type": "null"}]},
        row=lambda items: {"type": "array", "prefixItems": list(items), "minItems": len(items), "maxItems": len(items)},
    )


def _one(kinds: tuple[Any, ...], defs: dict[str, Any]) -> dict[str, Any]:
    kind = kinds[0]
    if len(kinds) > 1:
        return _several(kinds, defs)
    if kind in _PLAIN:
        return dict(_PLAIN[kind])
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        defs.setdefault(kind.__name__, _enumeration(kind))
    elif not (isinstance(kind, type) and attrs.has(kind)):
        raise WrongTypeError("no-schema-for-this-type", seen=kind)
    return _ref(kind.__name__)


def _several(kinds: tuple[Any, ...], defs: dict[str, Any]) -> dict[str, Any]:
    """What may be of several types, as the converter tells them apart."""
    for name, members in _UNIONS.items():
        if set(members.values()) == set(kinds):
            return _ref(name)
    if set(kinds) == set(STATABLE.values()):
        return {"oneOf": [_stated(name, _one((kind,), defs)) for name, kind in STATABLE.items()]}
    forms = [_one((kind,), defs) for kind in kinds if kind is not Fraction or str not in kinds]
    number = {"number": {"title": FIELD_TITLES["number"], **_NUMBER}}
    return {"anyOf": [*forms, _object(number)] if len(forms) < len(kinds) else forms}


def _stated(name: str, value: dict[str, Any]) -> dict[str, Any]:
    return _object({"type": {"title": FIELD_TITLES["type"], "const": name}, "value": value})


def _object(properties: dict[str, Any]) -> dict[str, Any]:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


def _enumeration(kind: type[enum.Enum]) -> dict[str, Any]:
    members = [{"const": member.value, "title": member.vi} for member in kind if isinstance(member, Labelled)]
    return {"title": TITLES[kind.__name__], "oneOf": members}
