"""Deciding again from a record of a decision: what was decided on, and where the answer is another today."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

import attrs

from khuyenhoc._base.door import argument, public, text
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.recognition.deciding.plan import Plan, make_plan
from khuyenhoc.recognition.law.law import Law

__all__ = ["Difference", "differences", "recorded"]

_ANSWER = (
    *("verdict", "grade", "best", "worst", "total", "lowest", "highest"),
    *("criteria", "indicators", "standards", "missing", "interpretations"),
)
_IN_WORDS = {"cite", "citation", "question", "reading"}  # of a language, or of the law, which its digest tells


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class Difference(Shown):
    """One place where a decision comes out otherwise than its record says (điểm khác của kết luận).

    Attributes:
        path: Where in the record, such as ``verdict`` or ``indicators.5.1.grades.1.short_by``.
        recorded: What the record says; empty where it says nothing.
        now: What comes out now; likewise.
    """

    path: str
    recorded: str
    now: str


def recorded(data: Any, rules: Law) -> tuple[Plan, Mapping[str, Any]]:
    """The plan and the facts of a record.

    Raises:
        WrongTypeError: If it is no record of a decision.
        InvalidValueError: If it is one on another rule set.
    """
    if not isinstance(data, Mapping):
        raise WrongTypeError("not-a-table", seen=data, expected="a-table-of-keys-and-values")
    errors: list[KhuyenHocError] = [
        InvalidValueError("missing", path=(key,), expected="a-value") for key in ("ruleset", "facts") if key not in data
    ]
    if errors:
        raise DocumentError.of(errors, "this-table")
    if text(data["ruleset"]) != rules.id:
        raise InvalidValueError("facts-of-another-rule-set", path=("ruleset",), seen=data["ruleset"], rules=rules.id)
    readings = data.get("readings") or {}
    plan = make_plan(
        rules,
        area=data.get("area") or "",
        unit=data.get("unit") or "",
        readings={key: readings[key] for key in _still_asked(readings, rules)},
        final=argument(data.get("final", False), bool, "final"),
    )
    return plan, data["facts"]


def _still_asked(readings: Any, rules: Law) -> Iterator[str]:
    """The questions whose recorded reading can be chosen today."""
    if not isinstance(readings, Mapping):
        raise WrongTypeError("not-readings", path=("readings",), seen=readings)
    acting = rules.acting_questions()
    for item in rules.interpretations:
        reading = readings.get(item.id)
        if reading == item.used or (item.id in acting and reading in [option.id for option in item.readings]):
            yield item.id


def differences(data: Mapping[str, Any], now: Mapping[str, Any]) -> tuple[Difference, ...]:
    """Where a record and the decision of today say other things; the version of the library alone is no difference."""
    known = data.get("rules")
    pairs: list[tuple[str, Any, Any]] = [
        ("rules.digest", known.get("digest") if isinstance(known, Mapping) else None, now["rules"]["digest"]),
        ("readings", data.get("readings") or {}, now["readings"]),
        *((key, data.get(key), now.get(key)) for key in _ANSWER),
    ]
    return tuple(found for path, before, after in pairs for found in _different(path, before, after))


def _different(path: str, before: Any, after: Any) -> Iterator[Difference]:
    before, after = _by_key(before), _by_key(after)
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            if key not in _IN_WORDS:
                yield from _different(f"{path}.{key}", before.get(key), after.get(key))
    elif before != after or type(before) is not type(after):
        yield Difference(path=path, recorded=_said(before), now=_said(after))


def _by_key(value: Any) -> Any:
    """A table by its keys, a list by the ids of what it holds, or else by number; anything else as it is."""
    if isinstance(value, Mapping):
        return dict(value)
    if isinstance(value, list | tuple):
        return {_id_of(item) or str(number): item for number, item in enumerate(value)}
    return value


def _id_of(item: Any) -> str:
    return str(item.get("id", "")) if isinstance(item, Mapping) else ""


def _said(value: Any) -> str:
    if value is None:
        return ""
    return value if isinstance(value, str) else json.dumps(value, ensure_ascii=False, default=str)
