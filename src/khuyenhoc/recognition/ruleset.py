"""Rule sets: one title, one level of government, one instrument, dates in force."""

import datetime as dt
from collections.abc import Mapping
from fractions import Fraction
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Finding, Label, Language
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.instruments.instrument import Citation, Confidence, check_id
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator, Interpretation, Method, Option
from khuyenhoc.recognition.law.facts import Fact, Scale
from khuyenhoc.recognition.law.procedure import Procedure
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

if TYPE_CHECKING:
    from khuyenhoc.recognition.deciding.decision import Decision
    from khuyenhoc.recognition.deciding.plan import Plan
    from khuyenhoc.recognition.law.difference import Change

__all__ = ["RuleSet"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class RuleSet(Shown):
    """The criteria of one title at one level under one instrument (bộ tiêu chí).

    Attributes:
        id: Such as ``tt-25-2023/commune``.
        title: Name of the title.
        model: Learning model; None for a set that is no title.
        level: Level of government of the title; None where it has none, or several.
        levels: The levels of one set for several; empty otherwise.
        instrument: Id of the instrument.
        extends: Id of the rule set that a user's own one changes; empty otherwise.
        in_force_from: First day in force; None if not established.
        in_force_until: Last day in force; None if still in force.
        method: How indicators make a grade.
        confidence: How well the text is established.
        checked: The day of the last look.
        sources: Addresses.
        notes: What to know.
        no_evidence_fails: Where the circular says that no evidence means not met; None if it does not.
        needs_local_table: What a locality has to lay down before points can be awarded; None if nothing.
        maximum_total: The most points in all; None without points.
        grades: The grades, lowest first.
        areas: Kinds of area it tells apart.
        units: Kinds of unit it tells apart.
        scales: Ordered scales.
        facts: Everything that has to be known.
        criteria: The criteria.
        interpretations: Open questions and the readings used.
        procedure: Calendar, validity, authorities; None if nothing is established.

    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> len(rules.criteria), len(rules.indicators)
    (5, 15)
    """

    id: str
    title: Label
    model: LearningModel | None = None
    level: Level | None = None
    levels: tuple[Level, ...] = ()
    instrument: str
    extends: str = ""
    in_force_from: dt.date | None = None
    in_force_until: dt.date | None = None
    method: Method = Method.GRADES
    confidence: Confidence = Confidence.STATED
    checked: dt.date | None = None
    sources: tuple[str, ...] = ()
    notes: tuple[Label, ...] = ()
    no_evidence_fails: Citation | None = None
    needs_local_table: Label | None = None
    maximum_total: Fraction | None = None
    grades: tuple[Grade, ...]
    areas: tuple[Option, ...] = ()
    units: tuple[Option, ...] = ()
    scales: tuple[Scale, ...] = ()
    facts: tuple[Fact, ...]
    criteria: tuple[Criterion, ...]
    interpretations: tuple[Interpretation, ...] = ()
    procedure: Procedure | None = None
    _plans: dict[Any, Any] = attrs.field(factory=dict, init=False, eq=False, repr=False)

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "RuleSet.id")
        from khuyenhoc.recognition.law.references import refuse_broken

        refuse_broken(self)

    def __getstate__(self) -> dict[str, Any]:
        """Everything but the plans, which are made anew."""
        return {field.name: getattr(self, field.name) for field in attrs.fields(type(self)) if field.init}

    def __setstate__(self, state: dict[str, Any]) -> None:
        """Take the state of another one of the same kind."""
        for name, value in state.items():
            object.__setattr__(self, name, value)
        object.__setattr__(self, "_plans", {})

    @property
    def indicators(self) -> tuple[Indicator, ...]:
        """All indicators, in the order of the circular."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    def acting_questions(self) -> frozenset[str]:
        """Ids of the open questions whose readings change how the set decides; the others only people can answer."""
        tests = [test.readings for indicator in self.indicators for test in indicator.tests]
        totals = [total.readings for grade in self.grades for total in grade.totals]
        by_method = {
            Method.GRADES: {"inapplicable", "lower-grades"},
            Method.POINTS: {"band-gap", "partial-points", "unscored-criterion"},
            Method.STANDARDS: {"inapplicable"},
        }
        named = {item.question for readings in (*tests, *totals) for item in readings}
        return frozenset((named | by_method[self.method]) & {item.id for item in self.interpretations})

    def fact(self, key: str) -> Fact:
        """The fact of a key.

        Raises:
            UnknownNameError: If there is none.
        """
        for fact in self.facts:
            if fact.key == key:
                return fact
        raise UnknownNameError(
            "no such fact", seen=key, expected=f"one of {', '.join(fact.key for fact in self.facts)}"
        )

    def in_force(self, *, on: dt.date) -> bool:
        """Whether the set applies on a day, as far as its dates are established."""
        on = argument_day(on)
        return (self.in_force_from is None or self.in_force_from <= on) and (
            self.in_force_until is None or on <= self.in_force_until
        )

    def decide(
        self,
        facts: Mapping[str, Any],
        *,
        area: str = "",
        unit: str = "",
        readings: Mapping[str, str] | None = None,
        final: bool = False,
    ) -> "Decision":
        """Whether the title is earned, at which grade, and why not.

        Args:
            facts: Values by key; a missing key or None is unknown. A value may be ``{"value": …, "evidence": …}``.
            area: Id of the area the applicant lies in; empty for an ordinary one.
            unit: Id of the kind of unit, where the set tells units apart.
            readings: Other readings of the open questions, by id of the interpretation.
            final: Close the file: where the circular says that no evidence means not met, it does.

        Raises:
            DocumentError: With every value that is refused or impossible, each with its key.
            UnknownNameError: For an area, unit or reading that the set does not know.

        >>> rules = catalog.ruleset("cdht-324-2023")
        >>> decision = rules.decide({fact.key: 8 for fact in rules.facts})
        >>> decision.verdict, decision.total
        (Verdict.RECOGNISED, Fraction(80, 1))
        """
        return self.plan(area=area, unit=unit, readings=readings, final=final).decide(facts)

    def facts_from(self, decision: "Decision") -> dict[str, str]:
        """The ranks that this set asks for, from a decision on a set of standards; what is undetermined is left out.

        >>> levels = catalog.ruleset("nd-20-2014/commune").decide({"children_5": 20, "children_5_in_class": 10})
        >>> catalog.ruleset("tt-25-2023/commune").facts_from(levels)
        {'universal_preschool': 'none'}
        """
        scales = {scale.id: scale for scale in self.scales}
        ranks = {fact.key: scales[fact.scale] for fact in self.facts if fact.scale}
        found = {}
        for criterion, (_, worst, best) in zip(decision.ruleset.criteria, decision.standards, strict=False):
            if worst == best and criterion.feeds in ranks:
                reached = 0 if worst is None else criterion.grades.index(worst) + 1
                steps = ranks[criterion.feeds].steps
                found[criterion.feeds] = steps[min(reached, len(steps) - 1)].id
        return found

    def score(
        self,
        facts: Mapping[str, Any],
        *,
        area: str = "",
        unit: str = "",
        readings: Mapping[str, str] | None = None,
        final: bool = False,
    ) -> str | None:
        """The id of the grade alone, without the tree; None where there is none or it is undetermined."""
        plain = None if area or unit or readings or final else self._plans.get(None)
        plan: Plan = plain or self.plan(area=area, unit=unit, readings=readings, final=final)
        return plan.score(facts)

    def plan(
        self, *, area: str = "", unit: str = "", readings: Mapping[str, str] | None = None, final: bool = False
    ) -> "Plan":
        """The tests that apply to an area, a unit and a set of readings, ready to run; made once and kept."""
        key: Any = None
        if area or unit or final or readings:
            key = (
                repr(area),
                repr(unit),
                final,
                repr(sorted(readings.items(), key=repr)) if isinstance(readings, Mapping) else "",
            )
        plan = self._plans.get(key)
        if plan is None:
            from khuyenhoc.recognition.deciding.planning import make_plan

            plan = self._plans[key] = make_plan(
                self, area=area, unit=unit, readings={} if readings is None else readings, final=final
            )
        return plan

    def check(self) -> tuple[Finding, ...]:
        """What is wrong or odd about the set, all at once; see the how-to on loading a table of your own."""
        from khuyenhoc.recognition.law.checks import check_ruleset

        return check_ruleset(self)

    def form(self, lang: Language = "vi") -> list[dict[str, Any]]:
        """The facts as plain data, for a web form or a spreadsheet."""
        from khuyenhoc.recognition.law.form import form_data

        return form_data(self, lang)

    def form_schema(self, lang: Language = "vi") -> dict[str, Any]:
        """The facts as a JSON Schema (draft 2020-12); everything may be left out, because unknown is a value."""
        from khuyenhoc.recognition.law.form import form_schema

        return form_schema(self, lang)

    def diff(self, other: "RuleSet") -> tuple["Change", ...]:
        """What changes for the same facts under another rule set."""
        from khuyenhoc.recognition.law.difference import differences

        return differences(self, other)
