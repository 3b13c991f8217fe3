"""A user's program: what the main calls give, as mypy and pyright see it. It is checked, not run."""

import datetime as dt
import io
import tempfile
from collections.abc import Iterator, Sequence
from fractions import Fraction
from importlib.resources import files as files_of
from pathlib import Path
from typing import Any, TextIO, assert_never, assert_type

import duckdb
import polars as pl

import khuyenhoc as kh

ON = dt.date(2024, 12, 31)


def the_catalogue() -> None:
    assert_type(kh.catalog.agreements(), tuple[kh.Agreement, ...])
    agreement = kh.catalog.agreement("tra-vinh-2024-2030")
    assert_type(agreement, kh.Agreement)
    assert_type(agreement.period, kh.Period | None)
    assert_type(agreement.targets, tuple[kh.Target, ...])
    assert_type(agreement.partners[0].type, kh.PartnerType)
    assert_type(agreement.title.text("en"), str)
    assert_type(kh.catalog.programme("qd-387-2022"), kh.Programme)
    assert_type(kh.catalog.instrument("tt-25-2023"), kh.Instrument)
    assert_type(kh.catalog.province("Hà Nội", on=ON), kh.Place)
    assert_type(kh.catalog.read_document("phoi-hop.toml"), kh.Document)
    assert_type(kh.catalog.portfolio().in_force(on=ON), tuple[kh.Agreement, ...])


def values() -> None:
    period = kh.Period.parse("giai đoạn 2024-2030")
    assert_type(period, kh.Period)
    assert_type(period.phase(on=ON), kh.Phase)
    assert_type(period.text("vi"), str)
    share = kh.Share(3, 4)
    assert_type(share, kh.Share)
    assert_type(share.rate, kh.Rate)
    assert_type(share.rate >= kh.Rate("70%"), bool)
    assert_type(kh.Money.parse("12 tỷ đồng"), kh.Money)
    assert_type(kh.Money(5) * 2, kh.Money)
    assert_type(int(kh.Money(5)), int)
    assert_type(float(share.rate), float)
    assert_type(kh.Status.ATTAINED.value, str)
    assert_type(kh.Verdict("recognised").value, str)
    assert_type(kh.Status.ATTAINED.vi, str)


def files(upload: io.BytesIO, text: TextIO, spooled: tempfile.SpooledTemporaryFile[bytes], rules: kh.RuleSet) -> None:
    """Whatever is a file can be read."""
    assert_type(kh.tables.read_counts(b"place"), tuple[kh.Observation, ...])
    assert_type(kh.tables.read_counts(Path("counts.csv"), name="counts"), tuple[kh.Observation, ...])
    assert_type(kh.forms.read_facts(upload, rules), list[kh.forms.Applicant])
    assert_type(kh.forms.read_facts(text, rules), list[kh.forms.Applicant])
    assert_type(kh.forms.read_facts(spooled, rules), list[kh.forms.Applicant])
    assert_type(kh.catalog.read_rules(files_of("own") / "rules.toml"), kh.RuleSet)


def a_report(counts: tuple[kh.Observation, ...]) -> None:
    assert_type(kh.tables.read_counts("counts.csv"), tuple[kh.Observation, ...])
    report = kh.catalog.programme("qd-387-2022").attainment(counts, on=ON)
    assert_type(report, kh.Report)
    for row in report:
        assert_type(row, kh.Attainment)
        assert_type(row.target, kh.Target)
    row = report["family", 2030]
    assert_type(row.status, kh.Status)
    assert_type(row.short_by, int | None)
    assert_type(report.findings, tuple[kh.Finding, ...])
    assert_type(kh.attain(row.target, counts, on=ON), kh.Attainment)


def a_decision(facts: dict[str, Any]) -> None:
    rules = kh.catalog.ruleset_for(kh.LearningModel.COMMUNITY, level=kh.Level.COMMUNE, on=ON)
    assert_type(rules, kh.RuleSet)
    decision = rules.decide(facts)
    assert_type(decision, kh.Decision)
    assert_type(decision.verdict, kh.Verdict)
    assert_type(decision.grade, str | None)
    assert_type(decision.total, Fraction | None)
    assert_type(decision.missing, tuple[str, ...])
    assert_type(decision.short_by, tuple[tuple[str, int], ...])
    assert_type(decision.explain("vi"), str)
    assert_type(rules.score(facts), str | None)
    for criterion in decision:
        assert_type(criterion, kh.recognition.CriterionResult)
        assert_type(criterion.outcomes, tuple[tuple[str, kh.Outcome], ...])
    for indicator in rules.indicators:
        assert_type(indicator.tests, tuple[kh.recognition.Test, ...])


def tables(polars: pl.DataFrame, lazy: pl.LazyFrame, relation: duckdb.DuckDBPyRelation, rules: kh.RuleSet) -> None:
    """A table comes back as the kind of table that went in."""
    assert_type(kh.frames.decide(polars, rules), pl.DataFrame)
    assert_type(kh.frames.decide(lazy, rules), pl.LazyFrame)
    assert_type(kh.frames.decide(relation, rules, indicators=True), duckdb.DuckDBPyRelation)
    assert_type(kh.frames.attain(polars, kh.catalog.programme("qd-387-2022"), on=ON), pl.DataFrame)
    assert_type(kh.frames.roll_up(lazy, {"Xã A": "Tỉnh B"}), pl.LazyFrame)
    assert_type(kh.frames.faults(polars, rules), Iterator[kh.frames.Fault])


def every_kind_of_target(target: kh.Target) -> str:
    """The four kinds are all there are: nothing is left to return."""
    match target:
        case kh.Reach():
            return str(target.rate)
        case kh.Grow():
            return str(target.yearly)
        case kh.Maintain():
            return str(target.rate)
        case kh.Deliver():
            return str(target.count)
        case _:
            assert_never(target)


def every_kind_of_test(test: kh.recognition.Test) -> tuple[str, ...]:
    """A user's table of tests covers them all; a kind that is added later is an error here, not a silent gap."""
    match test:
        case kh.recognition.DoneTest() | kh.recognition.CountTest() | kh.recognition.PointsTest():
            return (test.fact,)
        case kh.recognition.RankTest():
            return (test.fact, test.at_least)
        case kh.recognition.ChangeTest():
            return (test.fact, test.previous)
        case kh.recognition.StandardTest():
            return (test.criterion,)
        case kh.recognition.ShareTest() | kh.recognition.BandedPointsTest() | kh.recognition.ProportionalPointsTest():
            return (*test.part, test.whole)
        case _:
            assert_never(test)


def lists_where_a_sequence_is_asked_for(
    citation: kh.Citation, targets: list[kh.Target], notes: Sequence[kh.Label]
) -> None:
    """A list, or any sequence, goes in; a tuple is what stands there."""
    programme = kh.Programme(
        id="own",
        instrument="own",
        title=kh.Label("Của ta", "Our own"),
        period=kh.Period.of_years(2024, 2030),
        level=kh.Level.PROVINCE,
        targets=targets,
        notes=notes,
    )
    assert_type(programme.targets, tuple[kh.Target, ...])
    reach = kh.Reach(
        attribute=kh.catalog.attribute("family"),
        population=kh.catalog.population("families"),
        due=ON,
        citation=citation,
        rate=kh.Rate("70%"),
        sources=["https://example.org"],
    )
    assert_type(reach.sources, tuple[str, ...])
    assert_type(kh.Portfolio(agreements=[*kh.catalog.agreements()]), kh.Portfolio)
    assert_type(kh.InstrumentGraph(instruments=[*kh.catalog.instruments()]), kh.InstrumentGraph)


def errors() -> None:
    try:
        kh.catalog.ruleset("none")
    except kh.DocumentError as error:
        assert_type(error.errors, tuple[kh.KhuyenHocError, ...])
    except kh.KhuyenHocError as error:
        assert_type(error.path, tuple[str | int, ...])
