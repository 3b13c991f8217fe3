"""Rule sets: what one can ask of the law of a title."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import argument, checked, public
from khuyenhoc._base.terms import Finding, Language
from khuyenhoc.instruments.instrument import check_id
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.plan import Plan, make_plan
from khuyenhoc.recognition.law.checks import check_ruleset
from khuyenhoc.recognition.law.difference import Change, differences
from khuyenhoc.recognition.law.form import form_data, form_schema
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.references import refuse_broken

__all__ = ["RuleSet"]

_KEPT = 64  # plans at most


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class RuleSet(Displayed, Law):
    """The criteria of one title at one level under one instrument (bộ tiêu chí).

    Attributes:
        id: Such as ``tt-25-2023/commune``.
        title: Name of the title.
        model: Learning model; None for a set that is no title.
        level: Level of government of the title; None where it has none, or several.
        levels: The levels of one set for several; empty otherwise.
        instrument: Id of the instrument.
        extends: Id of the rule set that a user's own one changes; empty otherwise.
        issued: The day of the instrument: the earliest possible one where no first day in force is established.
        in_force_from: First day in force; None if not established.
        in_force_until: Last day in force; None if still in force.
        method: How indicators make a grade.
        confidence: How well the text is established.
        checked: The day of the last look.
        sources: Addresses.
        notes: What to know.
        cited: What it cites, each with its name as printed: the instruments, and documents of one's own.
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
        origin: The package and version, or the file, that it was read from; None if it was made or changed in code.

    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> len(rules.criteria), len(rules.indicators)
    (5, 15)
    """

    def __attrs_post_init__(self) -> None:
        check_id(self.id, "RuleSet.id")
        refuse_broken(self)

    @cached_property
    def _plans(self) -> dict[Any, Plan]:
        """The plans that were made; no field, so that neither a pickle nor a comparison knows of them."""
        return {}

    def decide(
        self,
        facts: Mapping[str, Any],
        *,
        area: str = "",
        unit: str = "",
        readings: Mapping[str, str] | None = None,
        final: bool = False,
    ) -> Decision:
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
        plan = self.plan(area=area, unit=unit, readings=readings, final=final)
        return Decision(plan, plan.run(facts))

    def facts_from(self, decision: Decision) -> dict[str, str]:
        """The ranks that this set asks for, from a decision on a set of standards; what is undetermined is left out.

        >>> levels = catalog.ruleset("nd-20-2014/commune").decide({"children_5": 20, "children_5_in_class": 10})
        >>> catalog.ruleset("tt-25-2023/commune").facts_from(levels)
        {'universal_preschool': 'none'}
        """
        scales = {scale.id: scale for scale in self.scales}
        ranks = {fact.key: scales[fact.scale] for fact in self.facts if fact.scale}
        found = {}
        for criterion, (_, worst, best) in zip(decision.rules.criteria, decision.standards, strict=False):
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
        return self.plan(area=area, unit=unit, readings=readings, final=final).score(facts)

    def plan(
        self, *, area: str = "", unit: str = "", readings: Mapping[str, str] | None = None, final: bool = False
    ) -> Plan:
        """The tests that apply to an area, a unit and a set of readings, ready to run; made once and kept."""
        key: Any = None
        if area != "" or unit != "" or final is not False or readings:
            area, unit, final = argument(area, str, "area"), argument(unit, str, "unit"), argument(final, bool, "final")
            key = (
                area,
                unit,
                final,
                repr(sorted(readings.items(), key=repr)) if isinstance(readings, Mapping) else "",
            )
        plan = self._plans.get(key)
        if plan is None:
            plan = make_plan(self, area=area, unit=unit, readings={} if readings is None else readings, final=final)
            if len(self._plans) >= _KEPT:
                self._plans.clear()
            self._plans[key] = plan
        return plan

    def check(self) -> tuple[Finding, ...]:
        """What is wrong or odd about the set, all at once; see the how-to on loading a table of your own."""
        return check_ruleset(self)

    def form(self, lang: Language = "vi") -> list[dict[str, Any]]:
        """The facts as plain data, for a web form or a spreadsheet."""
        return form_data(self, lang)

    def form_schema(self, lang: Language = "vi") -> dict[str, Any]:
        """The facts as a JSON Schema (draft 2020-12); everything may be left out, because unknown is a value."""
        return form_schema(self, lang)

    def diff(self, other: Law) -> tuple[Change, ...]:
        """What changes for the same facts under another rule set."""
        return differences(self, other)
