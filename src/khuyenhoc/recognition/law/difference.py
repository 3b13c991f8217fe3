"""Differences: what changes for the same facts from one rule set to another."""

from itertools import zip_longest

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.criteria import Total
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.values.rate import number_text

__all__ = ["Change", "ChangeKind", "differences", "span"]


@public("khuyenhoc.recognition")
class ChangeKind(Labelled):
    """What happened to a condition (thay đổi)."""

    ADDED = "added", "thêm", "added"
    REMOVED = "removed", "bỏ", "removed"
    CHANGED = "changed", "đổi mức", "changed"
    LIMITED = "limited", "đổi đối tượng áp dụng", "applies to others"


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Change(Shown):
    """One difference between two rule sets.

    Attributes:
        kind: Added, removed, another threshold, or for other units.
        facts: Keys of the facts it is about.
        grade: Id of the grade; empty for totals of points.
        label: The indicator, in words.
        before: What the first set asks for; empty if nothing.
        after: What the second set asks for; empty if nothing.
        cite_before: Where the first says so.
        cite_after: Where the second says so.
    """

    kind: ChangeKind
    facts: tuple[str, ...]
    grade: str
    label: Label
    before: str
    after: str
    cite_before: Citation | None = None
    cite_after: Citation | None = None


Key = tuple[str, tuple[str, ...], str, str, tuple[str, ...]]
Entry = tuple[Test, Label]


def differences(first: Law, second: Law) -> tuple[Change, ...]:
    """Conditions matched by the facts they need, their grade, area and reading."""
    if not isinstance(second, Law):
        raise WrongTypeError("not-a-rule-set", seen=second, expected="a-ruleset")
    one, other = _conditions(first), _conditions(second)
    found = []
    for key in dict.fromkeys((*one, *other)):
        for before, after in zip_longest(one.get(key, ()), other.get(key, ())):
            change = _change(key, before, after)
            if change is not None:
                found.append(change)
    return (*found, *_totals(first, second))


def _conditions(rules: Law) -> dict[Key, list[Entry]]:
    found: dict[Key, list[Entry]] = {}
    lowest = rules.grades[0].id
    for indicator in rules.indicators:
        for test in indicator.tests:
            keys = test.needs() or (indicator.id,)
            reading = tuple(f"{item.question}={item.reading}" for item in test.readings)
            key = (test.kind, keys, test.grade or lowest, test.area, reading)
            found.setdefault(key, []).append((test, Label(indicator.vi, indicator.en)))
    return found


def _change(key: Key, before: Entry | None, after: Entry | None) -> Change | None:
    if before is None or after is None:
        given = after if before is None else before
        if given is None:
            return None
        wanted = given[0].asks()
        return Change(
            kind=ChangeKind.ADDED if before is None else ChangeKind.REMOVED,
            facts=key[1],
            grade=key[2],
            label=given[1],
            before="" if before is None else wanted,
            after="" if after is None else wanted,
            cite_before=before[0].cite if before else None,
            cite_after=after[0].cite if after else None,
        )
    old, new = before[0].asks(), after[0].asks()
    if old == new and before[0].units == after[0].units:
        return None
    limited = old == new
    return Change(
        kind=ChangeKind.LIMITED if limited else ChangeKind.CHANGED,
        facts=key[1],
        grade=key[2],
        label=after[1],
        before=", ".join(before[0].units) if limited else old,
        after=", ".join(after[0].units) if limited else new,
        cite_before=before[0].cite,
        cite_after=after[0].cite,
    )


def _totals(first: Law, second: Law) -> list[Change]:
    one, other = _points(first), _points(second)
    found = []
    for key in dict.fromkeys((*one, *other)):
        (before, cite_before), (after, cite_after) = one.get(key, ("", None)), other.get(key, ("", None))
        if before != after:
            grade, label = key
            found.append(
                Change(
                    kind=ChangeKind.ADDED if not before else ChangeKind.REMOVED if not after else ChangeKind.CHANGED,
                    facts=(),
                    grade=grade,
                    label=label,
                    before=before,
                    after=after,
                    cite_before=cite_before,
                    cite_after=cite_after,
                )
            )
    return found


def span(total: Total) -> str:
    """The totals of a grade: from, and to or below, as the text has them."""
    end = f" - {number_text(total.to)}" if total.to is not None else ""
    end = f" - < {number_text(total.below)}" if total.below is not None else end
    return number_text(total.at_least) + end


def _points(rules: Law) -> dict[tuple[str, Label], tuple[str, Citation | None]]:
    """Totals, floors and days of a rule set, each with what it is called."""
    areas = {option.id: Label(f" ({option.vi})", f" ({option.en})") for option in rules.areas}
    found: dict[tuple[str, Label], tuple[str, Citation | None]] = {}
    for grade in rules.grades:
        for total in grade.totals:
            area = areas.get(total.area, Label("", ""))
            label = Label(f"tổng điểm{area.vi and ' ' + area.vi}", f"total of points{area.en and ' ' + area.en}")
            found[grade.id, label] = span(total), total.cite
        if grade.each_indicator_at_least is not None:
            label = Label("điểm thấp nhất của mỗi chỉ tiêu", "least points of every indicator")
            found[grade.id, label] = number_text(grade.each_indicator_at_least), grade.cite
        if grade.each_criterion_above is not None:
            label = Label("mỗi tiêu chí trên", "every criterion above")
            found[grade.id, label] = number_text(grade.each_criterion_above), grade.cite
    for item in rules.procedure.deadlines if rules.procedure else ():
        day = (item.before and f"< {item.before}") or item.by or f"{item.working_days}"
        found["", Label(f"thời hạn: {item.vi}", f"deadline: {item.en}")] = (
            f"{day} (+{item.year})" if item.year else day,
            item.cite,
        )
    return found
