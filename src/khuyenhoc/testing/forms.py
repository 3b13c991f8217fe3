"""Strategies of filled-in forms of any rule set: complete, with gaps, at thresholds, and wrong."""

from typing import Any

import attrs

from khuyenhoc._base.door import argument, public
from khuyenhoc.files.tables.forms import Applicant
from khuyenhoc.recognition.law.facts import Fact, FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.at_thresholds import thresholds
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, one_of_those, st
from khuyenhoc.testing.facts import Facts, applicants, complete_facts, some_facts

__all__ = ["complete_forms", "forms_at_thresholds", "forms_with_gaps", "wrong_forms"]


@public("khuyenhoc.testing")
def complete_forms(rules: RuleSet) -> SearchStrategy[Applicant]:
    """Forms with every fact: most of them good, some of them anything, counts within the counts around them.

    >>> commune = catalog.ruleset("tt-25-2023/commune")
    >>> testing.complete_forms(commune).validate()
    """
    argument(rules, RuleSet, "rules")
    return _forms(rules, complete_facts(rules))


@public("khuyenhoc.testing")
def forms_with_gaps(rules: RuleSet) -> SearchStrategy[Applicant]:
    """Forms with facts left out, or given as None; both mean unknown.

    >>> testing.forms_with_gaps(catalog.ruleset("tt-25-2023/commune")).validate()
    """
    argument(rules, RuleSet, "rules")
    return _forms(rules, some_facts(rules))


@public("khuyenhoc.testing")
def forms_at_thresholds(rules: RuleSet) -> SearchStrategy[Applicant]:
    """Forms that are one below a threshold, exactly at it, or one above it; see ``thresholds`` for all of them.

    >>> testing.forms_at_thresholds(catalog.ruleset("tt-25-2023/commune")).validate()
    """
    argument(rules, RuleSet, "rules")
    wholes = st.sampled_from((100, 1, 7, 19, 20, 333, 10_000))
    return wholes.flatmap(lambda whole: one_of_those(lambda: thresholds(rules, whole=whole))).map(lambda at: at.form)


@public("khuyenhoc.testing")
def wrong_forms(rules: RuleSet) -> SearchStrategy[Applicant]:
    """Forms that ``decide`` refuses with a DocumentError: one value is none, or no value that can be.

    >>> testing.wrong_forms(catalog.ruleset("tt-25-2023/commune")).validate()
    """
    argument(rules, RuleSet, "rules")
    return _spoilt(rules)


@composite
def _forms(draw: DrawFn, rules: RuleSet, facts: SearchStrategy[Facts]) -> Applicant:
    number = draw(st.integers(1, 999))
    return Applicant(id=f"ho-so-{number}", facts=draw(facts), **draw(applicants(rules)))


@composite
def _spoilt(draw: DrawFn, rules: RuleSet) -> Applicant:
    form = draw(complete_forms(rules))
    fact = draw(st.sampled_from(rules.facts))
    wrong = draw(st.sampled_from(_wrong(rules, fact, form.facts)))
    return attrs.evolve(form, facts=form.facts | wrong)


def _wrong(rules: RuleSet, fact: Fact, facts: Any) -> list[Facts]:
    """What cannot be: another type, a step that the scale has not, a count beyond the one it lies within."""
    wrong: list[Any] = [0.5, "khoảng"]
    if fact.kind in (FactKind.COUNT, FactKind.POINTS):
        wrong.append(-1)
    if fact.kind is FactKind.POINTS and fact.maximum is not None:
        wrong.append(fact.maximum + 1)
    wrong += [facts[whole] + 1 for whole in fact.part_of]
    return [*({fact.key: value} for value in wrong), {f"{fact.key}_x": True}]
