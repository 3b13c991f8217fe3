"""Which strategy draws which type: written by hand, drawn from real answers, or made from the annotations."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from functools import cache
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.terms import Finding, Label
from khuyenhoc.errors import DocumentError, KhuyenHocError
from khuyenhoc.files.catalog.commune_units import Commune, communes
from khuyenhoc.files.catalog.search import SearchHit
from khuyenhoc.files.tables.deciding import FileDecisions
from khuyenhoc.files.tables.forms import Applicant
from khuyenhoc.files.tables.sums import TableNotice
from khuyenhoc.frames.engine import MissingColumnsWarning
from khuyenhoc.frames.rules.faults import Fault
from khuyenhoc.instruments.check import CitationCheck, Proposal
from khuyenhoc.instruments.graph import Force, InstrumentGraph
from khuyenhoc.instruments.instrument import Citation, Instrument
from khuyenhoc.instruments.printed import PrintedCitation
from khuyenhoc.reading.mention import Mention
from khuyenhoc.reading.reading import Reading, read
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import (
    CriterionResult,
    GradeResult,
    Improvement,
    IndicatorResult,
    InterpretationUsed,
    PartResult,
)
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator, Interpretation, Option, Total
from khuyenhoc.recognition.law.difference import Change
from khuyenhoc.recognition.law.facts import Fact, Scale, Step
from khuyenhoc.recognition.law.kinds import KINDS, Band, BandedPointsTest, Condition, ProportionalPointsTest
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, PartOfWhole
from khuyenhoc.recognition.law.procedure import Authority, Council, Deadline, DueDate, Procedure
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Selection
from khuyenhoc.recognition.title import Title
from khuyenhoc.records.agreement import Agreement, PassedDown
from khuyenhoc.records.alignment import AlignedTarget
from khuyenhoc.records.commitment import Commitment, Request, Result
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.figures import PerHead, Reached
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.merging.groups import EventGroups, group_events
from khuyenhoc.records.merging.identity import EventMatch, EventReason, same_event
from khuyenhoc.records.merging.merged import MergedAgreement, merge
from khuyenhoc.records.merging.stated import MergedField, StatedValue
from khuyenhoc.records.portfolio.portfolio import Portfolio
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.records.titles import HeldTitle
from khuyenhoc.targets.comparison import Relation
from khuyenhoc.targets.observation import Observation, PrintedShare
from khuyenhoc.targets.reform import PlaceSuccession, UnitChange
from khuyenhoc.targets.source import TargetSource
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach
from khuyenhoc.testing import answers, counts, records, values
from khuyenhoc.testing.annotations import derived
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, one_of_those, st
from khuyenhoc.testing.facts import rulesets
from khuyenhoc.testing.values import few, ids, labels, texts
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.partner import Partner, PartnerWording
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate, RateRange
from khuyenhoc.values.recurrence import Recurrence
from khuyenhoc.values.school_year import SchoolYear
from khuyenhoc.values.share import Share
from khuyenhoc.views.sheets import Cell, Page, Picture, Sheet

__all__ = ["strategy_for"]

Strategy = SearchStrategy[Any]
_LAW = (
    *(Authority, Condition, Council, Criterion, Deadline, Fact, Grade, Indicator, Interpretation),
    *(Option, Procedure, Scale, Step, Total, *KINDS),
)
_DECIDED = (
    *(CriterionResult, GradeResult, IndicatorResult, PartResult, PartOfWhole, Moved),
    *(Improvement, InterpretationUsed),
)


def _errors(kind: type[KhuyenHocError]) -> Strategy:
    places = few(ids() | st.integers(0, 99))
    said: dict[str, Strategy] = {"path": places, "expected": texts(), "hint": values.optional_texts()}
    if issubclass(kind, DocumentError):
        said["errors"] = few(_errors(KhuyenHocError))
    return st.builds(kind, texts(), seen=texts() | st.integers(), **said)


@composite
def _aligned(draw: DrawFn) -> AlignedTarget:
    relation = draw(st.sampled_from(Relation))
    national = None if relation is Relation.LOCAL_ONLY else draw(records.targets())
    local = None if relation is Relation.ABSENT else draw(records.targets())
    return AlignedTarget(relation=relation, reason=draw(labels()), national=national, local=local)


def _school_years() -> Strategy:
    def days(year: int) -> Period:
        return Period(dt.date(year, 9, 5), dt.date(year + 1, 5, 31))

    years = st.integers(2000, 2035)
    return years.map(SchoolYear) | years.map(lambda year: SchoolYear(year, days=days(year)))


def _banded() -> Strategy:
    """Bands that rise, as a local table of points has them."""
    rising = st.lists(
        st.tuples(st.integers(0, 100), st.integers(0, 20)), min_size=1, max_size=3, unique_by=lambda pair: pair[0]
    )
    rows = rising.map(lambda pairs: zip(*(sorted(column) for column in zip(*pairs, strict=True)), strict=True))
    bands = rows.map(lambda pairs: [Band(at_least=Rate(Fraction(rate, 100)), points=points) for rate, points in pairs])
    return derived(BandedPointsTest, strategy_for, part=_parts(), bands=bands)


def _proportional() -> Strategy:
    points = st.integers(1, 80).map(lambda quarters: Fraction(quarters, 4))
    return derived(ProportionalPointsTest, strategy_for, part=_parts(), maximum=points, step=st.none() | points)


def _parts() -> Strategy:
    return st.lists(ids(), min_size=1, max_size=2, unique=True)


def _merged() -> Strategy:
    return st.lists(records.agreements(), min_size=1, max_size=2).map(merge)


def _events() -> Strategy:
    """Pairs of agreements: two of their own, or one and a report of it under another id."""
    others = st.tuples(records.agreements(), records.agreements())
    reported = st.builds(lambda one, other: (one, attrs.evolve(one, id=f"{other}-2")), records.agreements(), ids())
    return others | reported


def _unlike(strategy: Strategy) -> Strategy:
    """Records of which no two have one id."""
    return st.lists(strategy, max_size=3, unique_by=lambda record: record.id)


def _readings() -> Strategy:
    """What short reports of a signing say."""

    def report(year: int, share: int) -> str:
        return (
            f"Ngày 5/3/{year}, Hội Khuyến học tỉnh Sơn La ký chương trình phối hợp khuyến học với Công an tỉnh, "
            f"giai đoạn {year} - {year + 5}. Phấn đấu đến năm {year + 5}, {share}% gia đình đạt “Gia đình học tập”."
        )

    return st.builds(report, st.integers(2000, 2100), st.integers(1, 100)).map(read)


HAND: dict[type, Callable[[], Strategy]] = {
    Agreement: records.agreements,
    AlignedTarget: _aligned,
    Applicant: answers.applicants,
    Attribute: values.attributes,
    Cell: lambda: derived(Cell, strategy_for, beside=few(texts()), status=st.just("")),
    Change: answers.changes,
    Citation: records.citations,
    Band: lambda: derived(Band, strategy_for, at_least=values.rates()),
    BandedPointsTest: _banded,
    CitationCheck: answers.citation_checks,
    Commitment: records.commitments,
    Commune: lambda: one_of_those(communes),
    Decision: answers.decisions,
    Deliver: records.deliver_targets,
    Document: records.documents,
    DueDate: answers.due_dates,
    EventGroups: lambda: _events().map(group_events),
    EventMatch: lambda: _events().map(lambda pair: same_event(*pair)),
    EventReason: lambda: answers.in_answers(EventReason, strategy_for(EventMatch)),
    Fault: lambda: derived(Fault, strategy_for, row=st.integers(0, 10**6)),
    FileDecisions: lambda: derived(
        FileDecisions,
        strategy_for,
        verdicts=st.just(()),
        grades=st.just(()),
        output=st.just(Path("ket-qua.csv")),
        rejections=st.none() | st.just(Path("bi-loai.csv")),
    ),
    Finding: values.findings,
    Force: lambda: answers.in_answers(Force, answers.citation_checks()),
    FundStatement: records.fund_statements,
    Grow: records.grow_targets,
    HeldTitle: answers.held_titles,
    Instrument: records.instruments,
    InstrumentGraph: lambda: _unlike(records.instruments()).map(InstrumentGraph),
    Label: labels,
    Law: rulesets,
    Maintain: records.maintain_targets,
    Mention: lambda: answers.in_answers(Mention, _readings()),
    MergedAgreement: _merged,
    MergedField: lambda: _merged().flatmap(lambda merged: one_of_those(lambda: merged.fields)),
    MissingColumnsWarning: lambda: st.builds(MissingColumnsWarning, texts()),
    Money: values.money,
    MoneyRange: values.money_ranges,
    Observation: counts.observations,
    Page: lambda: derived(Page, strategy_for, data=st.none(), csv=st.none()),
    Partner: values.partners,
    PartnerWording: lambda: derived(
        PartnerWording, strategy_for, text=texts().filter(lambda text: any(map(str.isalnum, text)))
    ),
    PassedDown: records.passed_down,
    PerHead: lambda: derived(PerHead, strategy_for, heads=st.integers(1, 10**8)),
    Period: values.periods,
    Picture: lambda: derived(Picture, strategy_for, spec=st.just({"mark": "bar"})),
    Place: values.places,
    PlaceSuccession: answers.successions,
    Population: values.populations,
    Portfolio: lambda: st.builds(Portfolio, _unlike(records.agreements()), reviews=_unlike(records.reviews())),
    PrintedCitation: lambda: answers.in_answers(PrintedCitation, answers.citation_checks()),
    PrintedShare: counts.printed_shares,
    ProportionalPointsTest: _proportional,
    Programme: records.programmes,
    Proposal: lambda: answers.in_answers(Proposal, answers.citation_checks()),
    Rate: values.any_rates,
    RateRange: values.rate_ranges,
    Reach: records.reach_targets,
    Reached: records.people_reached,
    Reading: _readings,
    Recurrence: values.recurrences,
    Request: records.requests,
    Result: records.achieved,
    Review: records.reviews,
    RuleSet: rulesets,
    SchoolYear: _school_years,
    SearchHit: lambda: st.builds(SearchHit, st.just("instrument"), ids(), labels(), st.integers(0, 9)),
    Selection: answers.selections,
    Share: values.shares,
    Sheet: lambda: derived(
        Sheet,
        strategy_for,
        rows=st.just(()),
        aside=st.none() | st.tuples(texts(), texts()),
        parts=st.just(()),
        among=st.just(()),
        data=st.just(()),
    ),
    StatedValue: lambda: answers.in_answers(StatedValue, strategy_for(MergedField)),
    TableNotice: lambda: st.builds(TableNotice, labels()),
    TargetSource: lambda: records.programmes() | records.agreements(),
    Title: answers.titles,
    UnitChange: lambda: derived(
        UnitChange, strategy_for, populations=st.lists(values.populations(), min_size=1, max_size=2)
    ),
}


def strategy_for(kind: type) -> Strategy:
    """The strategy of a public type (other than an enumeration, which hypothesis knows by itself)."""
    return _made(kind)


@cache
def _made(kind: type) -> Strategy:
    if kind in HAND:
        return HAND[kind]()
    if issubclass(kind, KhuyenHocError):
        return _errors(kind)
    if kind in _LAW:
        return answers.in_law(kind)
    if kind in _DECIDED:
        return answers.in_answers(kind, answers.explained())
    return derived(kind, strategy_for)
