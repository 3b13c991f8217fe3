"""Strategies for what the library itself answers, and for the parts of circulars: drawn from real ones.

An answer that no question has is of no use in a test: decisions are made here of forms filled in, checks of citations
of a text that was found, and their parts are taken out of them.
"""

import datetime as dt
from collections.abc import Iterator
from functools import cache
from typing import Any, TypeVar

import attrs

from khuyenhoc.files.catalog.builtin import instrument_graph, rulesets as shipped_rulesets, select
from khuyenhoc.files.catalog.unit_changes import reform
from khuyenhoc.files.tables.forms import Applicant
from khuyenhoc.instruments.check import CitationCheck, check_citations
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.law.difference import Change
from khuyenhoc.recognition.law.procedure import DueDate
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.recognition.title import Title
from khuyenhoc.records.titles import HeldTitle
from khuyenhoc.targets.reform import PlaceSuccession
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, one_of_those, st
from khuyenhoc.testing.facts import rulesets
from khuyenhoc.testing.forms import complete_forms, forms_at_thresholds, forms_with_gaps
from khuyenhoc.testing.values import ids, optional_texts, recent_days, texts
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = [
    "applicants",
    "changes",
    "citation_checks",
    "decisions",
    "due_dates",
    "held_titles",
    "in_answers",
    "in_law",
    "selections",
    "successions",
    "titles",
]

T = TypeVar("T")


def everything_in(value: Any) -> Iterator[Any]:
    """The value, its fields and the members of its fields, all the way down."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from everything_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for member in value:
            yield from everything_in(member)


def in_answers(kind: type[T], answers: SearchStrategy[Any]) -> SearchStrategy[T]:
    """The parts of a kind that stand in answers."""

    def found(answer: Any) -> list[T]:
        return [item for item in everything_in(answer) if isinstance(item, kind)]

    return answers.map(found).filter(bool).flatmap(lambda found: one_of_those(lambda: found))


def in_law(kind: type[T]) -> SearchStrategy[T]:
    """The parts of a kind that the rule sets of the catalogue have, the simplest first."""
    return one_of_those(lambda: [item for item in _law() if isinstance(item, kind)])


@cache
def _law() -> tuple[Any, ...]:
    different = {repr(attrs.asdict(item)): item for item in everything_in(shipped_rulesets()) if attrs.has(type(item))}
    return tuple(different[text] for text in sorted(different, key=lambda text: (len(text), text)))


def applicants() -> SearchStrategy[Applicant]:
    """Forms of the rule sets of the catalogue, filled in: some complete, some with gaps."""
    return rulesets().flatmap(lambda rules: complete_forms(rules) | forms_with_gaps(rules))


@composite
def decisions(draw: DrawFn) -> Decision:
    """Decisions of forms of the rule sets of the catalogue."""
    rules = draw(rulesets())
    form = draw(complete_forms(rules) | forms_with_gaps(rules) | forms_at_thresholds(rules))
    return rules.decide(form.facts, area=form.area, unit=form.unit)


def explained() -> SearchStrategy[tuple[Any, ...]]:
    """What decisions say when they are asked further: criteria, ways to the next grade, open questions."""
    return decisions().map(lambda decision: (decision.criteria, decision.next_grade(), decision.interpretations))


def changes() -> SearchStrategy[Change]:
    """What differs between two rule sets."""
    pairs = st.tuples(rulesets(), rulesets())
    return pairs.map(lambda pair: pair[0].diff(pair[1])).filter(bool).flatmap(lambda found: one_of_those(lambda: found))


def due_dates() -> SearchStrategy[DueDate]:
    """Deadlines of the circulars for a year assessed."""
    laws = rulesets().filter(lambda rules: rules.procedure is not None and bool(rules.procedure.deadlines))
    calendars = st.tuples(laws, st.integers(2015, 2035)).map(_calendar)
    return calendars.flatmap(lambda found: one_of_those(lambda: found))


def _calendar(asked: tuple[RuleSet, int]) -> tuple[DueDate, ...]:
    rules, year = asked
    return rules.procedure.calendar(year) if rules.procedure else ()


def selections() -> SearchStrategy[Selection]:
    """Which rule set applies to a model, at a level, on a day."""
    levels = st.none() | st.sampled_from(Level)
    return st.builds(select, st.sampled_from(LearningModel), level=levels, on=recent_days())


def citation_checks() -> SearchStrategy[CitationCheck]:
    """Checks of what a text cites: instruments of the catalogue, right, or with another day or digit."""
    checked = st.builds(_checked, _cited(), on=st.none() | recent_days())
    return checked.filter(bool).flatmap(lambda found: one_of_those(lambda: found))


def _checked(text: str, on: dt.date | None) -> tuple[CitationCheck, ...]:
    return check_citations(text, instruments=instrument_graph(), on=on)


@composite
def _cited(draw: DrawFn) -> str:
    item: Instrument = draw(one_of_those(lambda: [one for one in instrument_graph() if one.issued]))
    issued = draw(st.just(item.issued) | recent_days())
    number = draw(st.just(item.number) | st.integers(1, 9999).map(lambda first: f"{first}/QĐ-TTg"))
    return f"theo {item.kind.vi} số {number} ngày {issued:%d/%m/%Y}"


def successions() -> SearchStrategy[PlaceSuccession]:
    """Provinces that ended with the reform, and what they were merged into."""
    return one_of_those(lambda: reform().successions)


@composite
def titles(draw: DrawFn) -> Title:
    """Titles held under a rule set of the catalogue, decided in the year assessed or later."""
    rules, year, decided = draw(_decided())
    grade = draw(st.sampled_from(rules.grades)).id
    return Title(holder=draw(ids()), ruleset=rules.id, grade=grade, year=year, decided=decided)


@composite
def held_titles(draw: DrawFn) -> HeldTitle:
    """Lines of a register, with or without the rule set."""
    rules, year, decided = draw(_decided())
    law = draw(st.sampled_from([rules, None]))
    return HeldTitle(
        holder=draw(texts()),
        name=draw(texts()),
        year=year,
        decided=decided,
        number=draw(optional_texts()),
        grade=draw(st.sampled_from(rules.grades)).id if law else "",
        rules=law,
    )


@composite
def _decided(draw: DrawFn) -> tuple[RuleSet, int, dt.date | None]:
    rules = draw(rulesets())
    decided = draw(st.none() | recent_days())
    if decided is None:
        return rules, draw(st.integers(2010, 2035)), None
    lasting = rules.procedure is not None and (rules.procedure.validity_months or 0) > 12
    return rules, decided.year - draw(st.integers(0, 1 if lasting else 0)), decided
