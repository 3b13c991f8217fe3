"""Reading facts: values are checked, and what is impossible is refused, all of it at once."""

from collections.abc import Mapping
from typing import Any

import attrs

from khuyenhoc._base.near import did_you_mean
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.recognition.deciding.context import Context, Join, Values, holders, joins, plain_number
from khuyenhoc.recognition.law.facts import FactKind, Reader, reader_for
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.sentences import Sentence

__all__ = ["Evidence", "Reading", "reading_of"]

Evidence = dict[str, str | tuple[str, ...]]

_QUICK = {FactKind.YES_NO: bool, FactKind.COUNT: int, FactKind.POINTS: int, FactKind.RANK: str}
_MOST = 10**18


@attrs.frozen(kw_only=True, eq=False)
class Reading:
    """How the facts of one applicant are read; most values, a yes or no and a count, without a call for each.

    Attributes:
        title: The id of the rule set, for errors.
        blank: Every key without a value.
        quick: The types of values that need no function.
        most: The highest of the numbers among them.
        steps: The positions of the steps among them.
        readers: The functions for all others.
        nested: For each count the counts around it.
        disjoint: Counts that do not overlap, and the one that they lie within.
        joins: Counts that two others have in common, with a count around both.
    """

    title: str
    blank: Values
    quick: dict[str, type]
    most: dict[str, Any]
    steps: dict[str, dict[str, int]]
    readers: dict[str, Reader]
    nested: dict[str, tuple[str, ...]]
    disjoint: tuple[tuple[tuple[str, ...], str], ...]
    joins: tuple[Join, ...]

    def read(self, facts: Mapping[str, Any]) -> tuple[Values, Evidence]:
        """The values, checked, and the evidence given with them.

        Raises:
            DocumentError: With every value that is refused or impossible, each with its key.
        """
        values = self.blank.copy()
        evidence: Evidence = {}
        errors: list[KhuyenHocError] = []
        quick, most, steps = self.quick, self.most, self.steps
        if type(facts) is not dict and not isinstance(facts, Mapping):
            raise DocumentError("facts-are-a-mapping-of-keys", seen=facts)
        for key, value in facts.items():
            kind = type(value)
            if quick.get(key) is kind:
                if kind is bool or (kind is int and 0 <= value <= most[key]):
                    values[key] = value
                    continue
                if kind is str and value in steps[key]:
                    values[key] = steps[key][value]
                    continue
            if value is not None:
                try:
                    self._read_one(key, value, values, evidence)
                except KhuyenHocError as error:
                    errors.append(error)
        self._refuse_impossible(values, errors)
        if errors:
            raise DocumentError.of(errors, Sentence("facts-for", rules=self.title))
        return values, evidence

    def _read_one(self, key: Any, value: Any, values: Values, evidence: Evidence) -> None:
        reader = self.readers.get(key)
        if reader is None:
            raise self._unknown_key(key)
        try:
            if isinstance(value, dict):
                value = _with_evidence(key, value, evidence)
            if value is not None:
                values[key] = reader(value)
        except KhuyenHocError as error:
            raise error.at(key) from None

    def _unknown_key(self, key: Any) -> KhuyenHocError:
        hint = did_you_mean(key, self.readers, "see-the-form-of-the-rules")
        return UnknownNameError("no-such-fact", path=(str(key),), hint=hint)

    def _refuse_impossible(self, values: Values, errors: list[KhuyenHocError]) -> None:
        nested = self.nested
        for part, wholes in nested.items():
            inner = values[part]
            if inner is None:
                continue
            judged: tuple[str, ...] = ()  # by a count between them that is known
            for whole in wholes:
                outer = None if whole in judged else values[whole]
                if outer is None:
                    continue
                if inner > outer:
                    about = {"path": (part,), "seen": inner, "most": outer, "whole": whole}
                    errors.append(InvalidValueError("more-than-there-are", **about))
                    break
                judged += nested.get(whole, ())
        for parts, whole in self.disjoint:
            known = [values[part] for part in parts if values[part] is not None]
            outer = values[whole]
            if outer is not None and sum(known) > outer and all(count <= outer for count in known):
                seen = " + ".join(str(count) for count in known)
                errors.append(InvalidValueError("together-more-than-there-are", path=parts, seen=seen, outer=outer))
        told: set[str] = set()
        for join in self.joins:
            both, one, other, outer = map(values.__getitem__, join)
            if join.both in told or None in (both, one, other, outer):
                continue
            if both <= other <= outer and one <= outer and one - both > outer - other:
                about = {"seen": f"{one} - {both} > {outer} - {other}", "most": outer - other, **join._asdict()}
                errors.append(
                    InvalidValueError(
                        "more-outside-than-there-are", path=(join.one, join.both, join.other, join.whole), **about
                    )
                )
                told.add(join.both)


def _with_evidence(key: str, given: dict[str, Any], evidence: Evidence) -> Any:
    """The value of ``{"value": …, "evidence": …}``; the references are kept as texts."""
    if "value" not in given or not given.keys() <= {"value", "evidence"}:
        raise InvalidValueError("not-a-value-with-evidence", seen=given)
    references = given.get("evidence")
    if isinstance(references, list | tuple):
        evidence[key] = tuple(map(_reference, references))
    elif references is not None:
        evidence[key] = _reference(references)
    return given["value"]


def _reference(given: Any) -> str:
    if isinstance(given, str):
        return given
    if isinstance(given, Mapping | set | frozenset | list | tuple):
        raise InvalidValueError("no-reference-to-evidence", seen=given)
    try:
        return str(given)
    except (ValueError, RecursionError):
        raise InvalidValueError("no-reference-to-evidence") from None


def reading_of(law: Law, context: Context) -> Reading:
    """How facts are read for a law."""
    quick = {fact.key: _QUICK[fact.kind] for fact in law.facts if fact.kind in _QUICK}
    return Reading(
        title=law.id,
        blank=dict.fromkeys(fact.key for fact in law.facts),
        quick=quick,
        most={
            fact.key: plain_number(fact.maximum) if fact.maximum is not None else _MOST
            for fact in law.facts
            if quick.get(fact.key) is int
        },
        steps={
            fact.key: {step.id: index for index, step in enumerate(context.scale(fact.key).steps)}
            for fact in law.facts
            if fact.kind is FactKind.RANK
        },
        readers={fact.key: reader_for(fact, context.scales) for fact in law.facts},
        nested=dict(holders(law)),
        disjoint=_disjoint(law),
        joins=joins(law),
    )


def _disjoint(law: Law) -> tuple[tuple[tuple[str, ...], str], ...]:
    found: dict[tuple[tuple[str, ...], str], None] = {}
    for indicator in law.indicators:
        for test in indicator.tests:
            parts = getattr(test, "part", ())
            if len(parts) > 1:
                found[parts, getattr(test, "whole", "")] = None
    return tuple(found)
