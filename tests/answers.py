"""Answers of every kind that the library gives, from the catalogue where it has any, for the laws of all results."""

import datetime as dt
from fractions import Fraction
from functools import cache
from typing import Any

import attrs

import khuyenhoc as kh
from khuyenhoc import catalog, funds, merging, recognition, records, targets

__all__ = ["about_progress", "about_records", "about_rules", "about_values", "answers", "families"]

YEAR_END = dt.date(2024, 12, 31)
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
def about_records() -> tuple[Any, ...]:
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


def families(place: kh.Place, on: dt.date = YEAR_END, **counts: Any) -> kh.Observation:
    counted = {"registered": 9, "recognised": 6, "total": 10, **counts}
    return kh.Observation(
        place=place, on=on, attribute=kh.Attribute("family"), population=kh.Population("families"), **counted
    )


@cache
def about_progress() -> tuple[Any, ...]:
    reform, national = catalog.reform(), catalog.programme("qd-387-2022")
    new = catalog.province("Quảng Trị", on=LATER)
    old = reform.former(new)
    printed = kh.PrintedShare("60,5%", kh.Base.REGISTERED)
    counts = [families(part) for part in old] + [families(old[0], dt.date(2023, 12, 31), printed=printed)]
    summed = targets.sum_of_former_parts(counts, new, reform, on=YEAR_END)
    found = [target for target in national.targets if target.attribute.code == "family"]
    return (
        *counts,
        national.attainment(counts, on=YEAR_END, reform=reform),
        catalog.agreement("tra-vinh-2024-2030").attainment(counts, on=LATER, reform=reform),
        national.attainment(targets.roll_up_all(counts, into=catalog.COUNTRY), on=YEAR_END),
        *targets.roll_up_all(counts, into=catalog.COUNTRY, parts=old),
        summed,
        summed.attain(found[0], on=YEAR_END),
        reform,
        kh.standing(old[0], reform, on=LATER),
        kh.standing(catalog.province("Trà Vinh"), reform, on=LATER),
        kh.compare(found[0], found[-1]),
        *targets.check_targets(national.targets, since=dt.date(2021, 1, 1)),
        *targets.base_findings(catalog.programme("qd-1373-2021"), reform, on=LATER),
    )


@cache
def about_rules() -> tuple[Any, ...]:
    """Rule sets, which of them apply, and decisions on nothing, on a little, and on all that is asked for."""
    names = (COMMUNE, "cdht-324-2023", "nd-20-2014/commune", "tt-24-2023/province")
    sets = [catalog.ruleset(name) for name in names]
    cite = kh.Citation(instrument="tt-25-2023")
    units = {rules.id: rules.units[0].id if rules.units else "" for rules in sets}
    made = [rules.decide({}, unit=units[rules.id]) for rules in sets]
    commune, moved = catalog.ruleset(COMMUNE), catalog.ruleset("tt-25-2023/district")
    counted = {"citizens": {"value": 100, "evidence": ["niên giám", "biên bản"]}, "learning_citizens": 59}
    made.append(commune.decide(counted, readings={"lower-grades": "not_required"}, final=True))
    before = {test.previous: "2,5" for item in moved.indicators for test in item.tests if hasattr(test, "previous")}
    made.append(moved.decide(before, unit=moved.units[0].id if moved.units else ""))
    record = made[-2].to_dict() | {"verdict": "recognised"}
    return (
        *sets,
        *made,
        *(part for decision in made for part in (*decision.criteria, *decision.interpretations)),
        *(step for decision in made for step in decision.next_grade()),
        kh.Decision.from_dict(record, rules=commune),
        recognition.BandedPointsTest(
            cite=cite, part=("a",), whole="b", bands=(recognition.Band(at_least=kh.Rate("50%"), points=Fraction(5, 2)),)
        ),
        recognition.ProportionalPointsTest(cite=cite, part=("a", "c"), whole="b", maximum=Fraction(10)),
        *commune.diff(catalog.ruleset("tt-44-2014")),
        *(commune.procedure.calendar(2024) if commune.procedure else ()),
        kh.Title(holder="xa-01", ruleset=COMMUNE, grade="1", year=2024, decided=dt.date(2025, 3, 20)),
        *(catalog.select(kh.LearningModel.COMMUNITY, level=level, on=LATER) for level in kh.Level),
        *catalog.gaps(),
    )


@cache
def about_values() -> tuple[Any, ...]:
    """What the catalogue, tables and texts hold beside records."""
    text = "Quyết định số 387/QĐ-TTg ngày 25/3/2022; QĐ 384/QĐ-TTg; Nghị định số 20/2014/NĐ-CP"
    graph = catalog.instrument_graph()
    yearly = kh.Recurrence.parse("hằng năm, trước ngày 15/12")
    return (
        graph,
        *kh.check_citations(text, instruments=graph, on=YEAR_END),
        catalog.communes(province=catalog.province("Hà Nội"))[0],
        kh.SchoolYear(2023),
        kh.SchoolYear(2023, days=kh.Period(dt.date(2023, 9, 5), dt.date(2024, 5, 31))),
        *yearly.occasions(kh.Period.of_years(2024, 2025)),
        *kh.tables.count_columns("docs/examples/bieu-xa.xlsx"),
    )


def answers() -> tuple[Any, ...]:
    """All of them."""
    return (*about_values(), *about_progress(), *about_rules(), *about_records())
