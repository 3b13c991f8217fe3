"""What is answered about records keeps the law of values, as the records do themselves."""

import datetime as dt
from functools import cache
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import catalog, funds, merging, portfolio, records
from khuyenhoc.testing.records import agreements
from result_laws import check_result, examples

DAY = dt.date(2024, 6, 30)
LATER = dt.date(2026, 1, 1)


def _fund(name: str, year: int) -> kh.FundStatement:
    return kh.FundStatement(
        id=f"{name}-{year}",
        place=kh.Place(name),
        level=kh.Level.COMMUNE,
        on=dt.date(year, 12, 31),
        scope=funds.FundScope.OWN,
        balance=kh.Money(90_000_000 + year),
        members=300,
        reached=(funds.Reached(of=kh.Population("families"), count=3, total=9),),
    )


def about_funds() -> tuple[Any, ...]:
    one, other, next_year = _fund("a", 2024), _fund("b", 2024), _fund("a", 2025)
    total = funds.total_funds([one, other], parts=[one.place, other.place, kh.Place("c")])
    return (
        total,
        total.per_head(funds.HeadBase.MEMBERS),
        *funds.funds_by_level(catalog.funds()[:1]),
        funds.compare_funds(one, next_year),
        funds.compare_funds(one, attrs.evolve(next_year, scope=None)),
        *catalog.funds(),
    )


def about_many() -> tuple[Any, ...]:
    held = catalog.portfolio()
    answers: list[Any] = [held, held.timeline(), *held.timeline().overlaps]
    for on in (dt.date(2021, 1, 1), DAY, LATER):
        answers += [*held.expiring(on=on, within="9y"), *held.lapsed(on=on), *held.inherited(on=on)]
        answers += [*held.due(on=on, within="2y", cycle=tuple(kh.ReviewStep))]
        answers += [held.coverage(on=on), held.coverage(on=on, by="place")]
    places = [kh.Place("A", level=kh.Level.COMMUNE)]
    for record in held:
        answers += [*held.successors(record), held.cascade(record, on=DAY)]
        if record.level > kh.Level.COMMUNE:
            answers.append(held.cascade(record, on=DAY, places=places))
    counted = records.PassedDown(level=kh.Level.COMMUNE, done=3, total=4, on=DAY)
    passed = attrs.evolve(catalog.agreement("long-an-2024-2026-police"), passed_down=(counted,))
    return (*answers, kh.Portfolio((passed,)).cascade(passed, on=LATER))


def about_events() -> tuple[Any, ...]:
    police = catalog.agreement("long-an-2024-2026-police")
    report = attrs.evolve(police, id="report", signed=None, period=kh.Period.of_years(2024, 2030))
    merged = merging.merge([police, report])
    found = merging.group_events([*catalog.agreements(), report])
    return (
        found,
        *found.links,
        *found.groups,
        merged,
        *merged.fields,
        *merged.bodies,
        *merged.doubts,
        merged.agreement(id="both", prefer=["report"]),
    )


def about_targets() -> tuple[Any, ...]:
    national = catalog.national_programmes(on=DAY)
    return records.align_all(catalog.agreements(), national, on=DAY, reform=catalog.reform())


COMMUNE = "tt-25-2023/commune"


@cache
def results() -> tuple[Any, ...]:
    """One and more of every kind of answer, from the catalogue where it has any."""
    document = kh.Document(
        instruments=catalog.instruments(),
        programmes=catalog.programmes(),
        agreements=catalog.agreements(),
        reviews=catalog.reviews(),
        funds=catalog.funds(),
    )
    return (document, *about_funds(), *about_many(), *about_titles(), *about_events(), *about_targets())


def about_titles() -> tuple[Any, ...]:
    held = records.HeldTitle(
        holder="xã A", name="", year=2024, grade="1", decided=dt.date(2025, 3, 20), rules=catalog.ruleset(COMMUNE)
    )
    register = records.Register(titles=(held,))
    return register, *register.standings(on=DAY), *register.duties(kh.Period(DAY, dt.date(2030, 12, 31)))


def kinds() -> set[type]:
    """The classes of the wings, and those of their names that stand on the face."""
    rooms = (funds, merging, portfolio, records)
    names = ("Agreement", "Commitment", "Document", "FundStatement", "Portfolio", "Programme", "Review")
    found = [getattr(room, name) for room in rooms for name in room.__all__] + [getattr(kh, name) for name in names]
    return {item for item in found if isinstance(item, type) and attrs.has(item)}


def test_every_answer_keeps_the_law_of_values() -> None:
    """Every kind of answer of the wings: immutable all the way down, hashable, picklable, copyable, short to show."""
    some = examples(results())
    assert kinds() <= set(some)
    for kind in kinds():
        for part in some[kind]:
            check_result(part)


SOME = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SOME
@given(st.lists(agreements(), max_size=3, unique_by=lambda item: item.id), own.recent_days())
def test_answers_about_any_agreements_keep_the_law(members: list[kh.Agreement], on: dt.date) -> None:
    held = kh.Portfolio(tuple(members))
    answers = [held, held.timeline(), held.coverage(on=on, by="place"), *held.due(on=on, within="1y")[:1]]
    answers += [held.cascade(record, on=on) for record in members[:1]]
    answers += [merging.group_events(members), *(merging.same_event(members[0], item) for item in members)]
    answers += [kh.align(item, catalog.programme("qd-387-2022"), on=on) for item in members[:1]]
    for answer in answers:
        check_result(answer)


def test_a_stated_value_is_one_that_an_agreement_can_hold() -> None:
    """Nothing mutable gets into a merged field: only what a field of an agreement, or a member of it, may be."""
    for wrong in (["a"], {"a": 1}, {1}, 0.5, object()):
        with pytest.raises(kh.WrongTypeError, match=r"StatedValue\.value"):
            merging.StatedValue(value=wrong, field="id", records=("a",))  # type: ignore[arg-type]
