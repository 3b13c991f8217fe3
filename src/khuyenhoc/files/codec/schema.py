"""The JSON Schema of every record, built from the same fields that the converter reads."""

import datetime as dt
import enum
import inspect
import re
from collections.abc import Iterator
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.by_name import version
from khuyenhoc._base.extras import KEY
from khuyenhoc._base.fields import by_annotation
from khuyenhoc._base.terms import Labelled, Language
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.files.codec.converter import TARGET_KINDS, TEST_KINDS
from khuyenhoc.files.codec.extras import EXTRAS, is_extensible
from khuyenhoc.files.codec.field_titles import FIELD_TITLES
from khuyenhoc.files.codec.known import records
from khuyenhoc.files.codec.limits import CODE, DAY, DUE, LIMITS, MONEY, NUMBER, RATE, TEXT, WHOLE, WORDS
from khuyenhoc.files.codec.titles import TITLES
from khuyenhoc.files.codec.unions import STATABLE
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.targets.target import Target
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.partner import PartnerGroup, PartnerType
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate, RateRange

__all__ = ["NAME", "build_schema", "definition"]

_DIALECT, _ID = "https://json-schema.org/draft/2020-12/schema", "urn:khuyenhoc:schema:1"
NAME = "{name}"
_REF = f"#/$defs/{NAME}"
_SCALAR: dict[str, Any] = {"type": ["string", "integer", "boolean"]}
_UNIONS: dict[str, dict[str, Any]] = {"Target": dict(TARGET_KINDS), "Test": dict(TEST_KINDS)}
_ABOUT: dict[Language, str] = {
    "vi": "Thỏa thuận, chương trình, chỉ tiêu và số liệu khuyến học, khuyến tài, xây dựng xã hội học tập",
    "en": "Agreements, programmes, targets and counts of study promotion and the learning society",
}
_PLAIN: dict[Any, dict[str, Any]] = {
    str: TEXT,
    int: WHOLE,
    bool: {"type": "boolean"},
    dt.date: DAY,
    Fraction: {"anyOf": [NUMBER, WHOLE]},
    Target: {"$ref": _REF.format(name="Target")},
}
_SAID, _MAYBE, _MANY, _BY_KEY = {"type": "string"}, {"type": ["string", "null"]}, {"type": "array"}, {"type": "object"}
_ANSWER: dict[str, dict[str, Any]] = {  # of a decision: what it is made again from, and what came out
    **dict.fromkeys(("ruleset", "verdict", "library"), _SAID),
    **dict.fromkeys(("grade", "best", "worst", "total", "lowest", "highest", "area", "unit", "on"), _MAYBE),
    **dict.fromkeys(("criteria", "indicators", "missing", "interpretations", "standards"), _MANY),
    **dict.fromkeys(("facts", "readings", "rules"), _BY_KEY),
    "final": {"type": "boolean"},
}


def build_schema(kind: type | None = None, *, lang: Language = "vi", ref_template: str = _REF) -> dict[str, Any]:
    """The whole schema, or that of one type with what it needs; a fresh copy each time."""
    defs = _definitions(lang)
    head = {"$schema": _DIALECT, "$id": _ID, "version": version(), "title": "khuyenhoc/1", "description": _ABOUT[lang]}
    body: dict[str, Any] = {"anyOf": [_ref(record.__name__) for record in records()], "$defs": defs}
    if kind is not None:
        name = kind.__name__
        head |= {"$id": f"{_ID}:{name}", "title": defs[name]["title"], "description": defs[name].get("description")}
        body = {**_ref(name), "$defs": {one: defs[one] for one in sorted(_needed(name, defs, set()))}}
    filled = {key: value for key, value in head.items() if value}
    copied: dict[str, Any] = _copied({**filled, **body}, ref_template)
    return copied


def definition(kind: type | str) -> dict[str, Any]:
    """The schema of one type, or of one name in the whole schema; a fresh copy each time."""
    defs, name = _definitions("vi"), kind if isinstance(kind, str) else kind.__name__
    if name not in defs and isinstance(kind, type) and issubclass(kind, Labelled):
        defs = {name: _Definitions("vi").enumeration(kind)}
    found: dict[str, Any] = _copied(defs[name], _REF)
    return found


def _copied(value: Any, ref_template: str) -> Any:
    if isinstance(value, dict):
        return {
            key: ref_template.replace(NAME, inner.removeprefix(_REF.removesuffix(NAME)))
            if key == "$ref" and isinstance(inner, str)
            else _copied(inner, ref_template)
            for key, inner in value.items()
        }
    return [_copied(inner, ref_template) for inner in value] if isinstance(value, list | tuple) else value


def _needed(name: str, defs: dict[str, Any], found: set[str]) -> set[str]:
    """The definition of a name and those that it refers to, and they in turn."""
    if name not in found:
        found.add(name)
        for other in _referred(defs[name]):
            _needed(other, defs, found)
    return found


def _referred(value: Any) -> Iterator[str]:
    if isinstance(value, dict):
        if isinstance(value.get("$ref"), str):
            yield value["$ref"].removeprefix(_REF.format(name=""))
        value = list(value.values())
    for inner in value if isinstance(value, list | tuple) else ():
        yield from _referred(inner)


def _ref(name: str) -> dict[str, Any]:
    return {"$ref": _REF.format(name=name)}


@cache
def _definitions(lang: Language) -> dict[str, Any]:
    return _Definitions(lang).defs


class _Definitions:
    """The definitions of all types in the words of one language."""

    def __init__(self, lang: Language) -> None:
        """Make all of them."""
        attrs.resolve_types(Place)
        self.lang: Language = lang
        found: dict[str, Any] = {}
        self.defs = found
        for record in records():
            found[record.__name__] = self._definition(record)
        for name, members in _UNIONS.items():
            found[name] = {**self._title(name, TITLES), "oneOf": [_ref(kind.__name__) for kind in members.values()]}
        self.defs = dict(sorted(found.items()))

    def _title(self, name: str, titles: dict[str, str]) -> dict[str, str]:
        """The title of a class or field: its official term, or its name in plain English."""
        if self.lang == "vi":
            return {"title": titles[name]}
        words = re.sub(r"(?<=[a-z])(?=[A-Z])|_", " ", name).strip().lower()
        return {"title": words[:1].upper() + words[1:]}

    def _definition(self, record: type) -> dict[str, Any]:
        said = _described(record) if self.lang == "en" else {}
        title = self._title(record.__name__, TITLES) | ({"description": said[""]} if said.get("") else {})
        if record is Rate:
            return {**title, **RATE}
        if record is Money:
            return {**title, **MONEY}
        words = {"type": "string", **WORDS[record.__name__]} if record.__name__ in WORDS else {}
        if record is RateRange:
            pair = {"type": "array", "items": _ref(Rate.__name__), "minItems": 2, "maxItems": 2}
            return {**title, "anyOf": [pair, words]}
        if record is Decision:
            properties = {name: self._title(name, FIELD_TITLES) | form for name, form in _ANSWER.items()}
            return {**title, "type": "object", "properties": properties, "required": ["ruleset", "facts"]}
        table = self._table(record, said)
        if record is Citation:  # of the one or the other
            table["oneOf"] = [{"required": [name]} for name in ("instrument", "document")]
        if record is MoneyRange:
            return {**title, "anyOf": [table, WHOLE, words]}
        if record in (Attribute, Population):
            return {**title, "anyOf": [CODE, table]}
        return {**title, "anyOf": [table, words]} if words else {**title, **table}

    def _table(self, record: type, said: dict[str, str]) -> dict[str, Any]:
        properties: dict[str, Any] = {}
        required: list[str] = []
        if any(record in members.values() for members in _UNIONS.values()):
            properties["kind"] = self._title("kind", FIELD_TITLES) | {"const": vars(record)["kind"]}
            required.append("kind")
        for field in attrs.fields(record):
            if not field.init or (field.name == EXTRAS and is_extensible(record)):
                continue
            form = DUE if field.name == "due" and record.__name__ in _TARGETS else self._of(field.type, record, field)
            described = {"description": said[field.name]} if field.name in said else {}
            properties[field.name] = {**self._title(field.name, FIELD_TITLES), **described, **form}
            if field.default is attrs.NOTHING:
                required.append(field.name)
        own = {"patternProperties": {f"^{KEY}$": self._own_key()}} if is_extensible(record) else {}
        rest = {"required": required, "additionalProperties": False}
        return {"type": "object", "properties": properties, **own, **rest}

    def _own_key(self) -> dict[str, Any]:
        title = {"title": "Khóa riêng" if self.lang == "vi" else "Key of one's own"}
        return {**title, "anyOf": [_SCALAR, {"type": "array", "items": _SCALAR}]}

    def _of(self, kind: Any, record: type, field: Any) -> dict[str, Any]:
        limit = LIMITS.get(f"{record.__name__}.{field.name}", {})
        of_list = {key: value for key, value in limit.items() if key == "minItems"}
        of_one = {key: value for key, value in limit.items() if key not in of_list}
        return by_annotation(
            kind,
            one=lambda kinds: {**self._one(kinds), **of_one},
            many=lambda items: {"type": "array", "items": items, **of_list},
            optional=lambda inner: {"anyOf": [inner, {"type": "null"}]},
            row=lambda items: {
                "type": "array",
                "prefixItems": list(items),
                "minItems": len(items),
                "maxItems": len(items),
            },
        )

    def _one(self, kinds: tuple[Any, ...]) -> dict[str, Any]:
        kind = kinds[0]
        if len(kinds) > 1:
            return self._several(kinds)
        if kind in _PLAIN:
            return dict(_PLAIN[kind])
        if isinstance(kind, type) and issubclass(kind, Labelled):
            self.defs.setdefault(kind.__name__, self.enumeration(kind))
        elif not (isinstance(kind, type) and attrs.has(kind)):
            raise WrongTypeError("no-schema-for-this-type", seen=kind)
        return _ref(kind.__name__)

    def _several(self, kinds: tuple[Any, ...]) -> dict[str, Any]:
        """What may be of several types, as the converter tells them apart."""
        for name, members in _UNIONS.items():
            if set(members.values()) == set(kinds):
                return _ref(name)
        if set(kinds) == set(STATABLE.values()):
            return {"oneOf": [self._stated(name, self._one((kind,))) for name, kind in STATABLE.items()]}
        forms = [self._one((kind,)) for kind in kinds if kind is not Fraction or str not in kinds]
        number = self._object({"number": NUMBER})
        return {"anyOf": [*forms, number] if len(forms) < len(kinds) else forms}

    def _stated(self, name: str, value: dict[str, Any]) -> dict[str, Any]:
        return self._object({"type": {"const": name}, "value": value})

    def _object(self, properties: dict[str, Any]) -> dict[str, Any]:
        titled = {name: {**self._title(name, FIELD_TITLES), **form} for name, form in properties.items()}
        return {"type": "object", "properties": titled, "required": list(titled), "additionalProperties": False}

    def enumeration(self, kind: type[enum.Enum]) -> dict[str, Any]:
        """The codes of an enumeration, each with its words."""
        members = [
            {"const": member.value, "title": member.text(self.lang)} for member in kind if isinstance(member, Labelled)
        ]
        title = self._title(kind.__name__, TITLES)
        if kind is PartnerType:
            return {**title, "anyOf": [{"oneOf": members}, self._own_type()]}
        return {**title, "oneOf": members}

    def _own_type(self) -> dict[str, Any]:
        """A type of partner of one's own, as a table."""
        words = {key: {**self._title(key, FIELD_TITLES), **TEXT, "minLength": 1} for key in ("vi", "en")}
        known = {"not": {"enum": [member.value for member in PartnerType]}}
        code = {**self._title("code", FIELD_TITLES), **CODE, **known}
        group = {**self._title("group", FIELD_TITLES), **self.enumeration(PartnerGroup)}
        return {
            "type": "object",
            "properties": {"code": code, **words, "group": group},
            "required": ["code", "vi", "en"],
            "additionalProperties": False,
        }


_TARGETS = {kind.__name__ for kind in TARGET_KINDS.values()}
_TERM = re.compile(r" ?\([^()]*\)(?=[.:;,]|$)")


def _described(record: type) -> dict[str, str]:
    """What the docstring of a class says: of the class, under the empty key, and of each field."""
    found: dict[str, str] = {}
    for kind in reversed(record.__mro__[:-1]):
        text = inspect.cleandoc(vars(kind).get("__doc__") or "")
        found[""] = _TERM.sub("", text.partition("\n")[0])
        listed = re.search(r"^Attributes:\n((?: +.*\n?)+)", text, re.MULTILINE)
        for name, said in re.findall(r"^ {4}(\w+): (.*(?:\n {8,}.*)*)", listed[1] if listed else "", re.MULTILINE):
            found[name] = " ".join(said.split())
    return found
