"""Laws: the criteria of one title under one instrument, as plain data."""

import datetime as dt
from collections.abc import Iterable
from fractions import Fraction
from functools import cached_property
from typing import TypeVar

import attrs

from khuyenhoc._base.by_name import loaded
from khuyenhoc._base.door import argument_day, public
from khuyenhoc._base.plain import day_text
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import UnknownIdError, UnknownNameError
from khuyenhoc.instruments.instrument import Citation, Confidence
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator, Interpretation, Method, Option, Switch
from khuyenhoc.recognition.law.facts import Fact, Scale
from khuyenhoc.recognition.law.kinds import PointsTest, ShareTest
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.law.procedure import Procedure
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = ["Law"]


Item = TypeVar("Item", Criterion, Grade)


def _of_id(items: Iterable[Item], id: str, code: str) -> Item:  # noqa: A002 - it is the id
    """The item of an id, or the error of this code with those that there are."""
    found = {item.id: item for item in items}
    if id not in found:
        raise UnknownIdError(code, seen=id, expected="one-of", known=tuple(found))
    return found[id]


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class Law(Shown):
    """What a rule set holds (nội dung bộ tiêu chí), without what one can ask of it.

    It is made as a [`RuleSet`][khuyenhoc.RuleSet], which describes the fields, checks them, and refuses references that
    lead nowhere.
    """

    id: str
    title: Label
    model: LearningModel | None = None
    level: Level | None = None
    levels: tuple[Level, ...] = attrs.field(default=(), converter=tuple[Level, ...])
    instrument: str
    extends: str = ""
    issued: dt.date | None = None
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    method: Method = Method.GRADES
    confidence: Confidence = Confidence.STATED
    checked: dt.date | None = None
    sources: tuple[str, ...] = attrs.field(default=(), converter=tuple[str, ...])
    notes: tuple[Label, ...] = attrs.field(default=(), converter=tuple[Label, ...])
    cited: tuple[Option, ...] = attrs.field(default=(), converter=tuple[Option, ...])
    no_evidence_fails: Citation | None = None
    needs_local_table: Label | None = None
    maximum_total: Fraction | None = None
    grades: tuple[Grade, ...] = attrs.field(converter=tuple[Grade, ...])
    areas: tuple[Option, ...] = attrs.field(default=(), converter=tuple[Option, ...])
    units: tuple[Option, ...] = attrs.field(default=(), converter=tuple[Option, ...])
    scales: tuple[Scale, ...] = attrs.field(default=(), converter=tuple[Scale, ...])
    facts: tuple[Fact, ...] = attrs.field(converter=tuple[Fact, ...])
    criteria: tuple[Criterion, ...] = attrs.field(converter=tuple[Criterion, ...])
    interpretations: tuple[Interpretation, ...] = attrs.field(default=(), converter=tuple[Interpretation, ...])
    procedure: Procedure | None = None
    origin: Origin | None = attrs.field(default=None, init=False, eq=False)

    @cached_property
    def digest(self) -> str:
        """What tells this text of the set from any other: the SHA-256 of its data, as ``codec.digest`` gives it."""
        return str(loaded("files.codec.formats", "digest")(self))

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the circular."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    def acting_questions(self) -> frozenset[str]:
        """Ids of the open questions whose readings change how the set decides; the others only people can answer."""
        every = [test for indicator in self.indicators for test in indicator.tests]
        tests = [test.readings for test in every]
        totals = [total.readings for grade in self.grades for total in grade.totals]
        by_method = {
            Method.GRADES: {Switch.INAPPLICABLE, Switch.LOWER_GRADES},
            Method.POINTS: {Switch.BAND_GAP, Switch.PARTIAL_POINTS, Switch.UNSCORED_CRITERION},
            Method.STANDARDS: {Switch.INAPPLICABLE, Switch.LOWER_GRADES},
        }
        named = {item.question for readings in (*tests, *totals) for item in readings}
        named |= {switch.value for switch in by_method[self.method]}
        if not any(isinstance(test, ShareTest) and not test.unresolved_if_empty for test in every):
            named.discard(Switch.INAPPLICABLE.value)
        if not any(isinstance(test, PointsTest) and test.of_everybody for test in every):
            named.discard(Switch.PARTIAL_POINTS.value)
        return frozenset(named & {item.id for item in self.interpretations})

    def cite(self, citation: Citation, lang: Language = "vi") -> str:
        """A citation as officials write it, with the printed name of what it cites.

        >>> rules = catalog.ruleset("tt-24-2023/district")
        >>> rules.cite(rules.no_evidence_fails)
        'khoản 3 Điều 9 Thông tư 24/2023/TT-BGDĐT'
        """
        return citation.text(lang, {item.id: item for item in self.cited})

    def question(self, id: str) -> Interpretation | None:  # noqa: A002 - it is the id
        """The open question of an id; None if the set has none."""
        return next((item for item in self.interpretations if item.id == id), None)

    def fact(self, key: str) -> Fact:
        """The fact of a key.

        Raises:
            UnknownIdError: If there is none.
        """
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise UnknownIdError("no-such-fact", seen=key, expected="one-of", known=tuple(fact.key for fact in self.facts))

    def standard(self, id: str) -> Criterion:  # noqa: A002 - it is the id
        """The criterion of an id.

        Raises:
            UnknownIdError: If there is none.
        """
        return _of_id(self.criteria, id, "no-such-criterion")

    def grade_of(self, id: str) -> Grade:  # noqa: A002 - it is the id
        """The grade of an id.

        Raises:
            UnknownIdError: If there is none.
        """
        return _of_id(self.grades, id, "no-such-grade")

    def scale(self, key: str) -> Scale:
        """The scale of a rank, by the key of the fact.

        Raises:
            UnknownNameError: If it is no rank.
            UnknownIdError: If there is no such fact.
        """
        wanted = self.fact(key).scale
        for scale in self.scales:
            if scale.id == wanted:
                return scale
        raise UnknownNameError("no-rank", seen=key)

    def in_force(self, *, on: dt.date) -> bool | None:
        """Whether the set applies on a day; None where its first day is not established and it might.

        >>> rules = catalog.ruleset("cdht-324-2023")
        >>> rules.in_force(on=dt.date(2023, 10, 24)), rules.in_force(on=dt.date(2023, 10, 25))
        (False, None)
        """
        on = argument_day(on)
        if self.in_force_until is not None and on > self.in_force_until:
            return False
        if self.in_force_from is None:
            return False if self.issued is not None and on < self.issued else None
        return self.in_force_from <= on

    def span(self, lang: Language = "vi") -> str:
        """The first and the last day in words; of a set without a first day, the earliest possible one."""
        unknown, earliest = (
            ("chưa xác lập", "sớm nhất") if check_language(lang) == "vi" else ("not established", "earliest")
        )
        first = day_text(self.in_force_from, lang) if self.in_force_from else unknown
        if self.in_force_from is None and self.issued is not None:
            first += f" ({earliest} {day_text(self.issued, lang)})"
        return f"{first} - {day_text(self.in_force_until, lang) if self.in_force_until else ''}"
