"""Targets beside each other: what they imply, where they conflict, and the local one against the national one."""

import datetime as dt
from fractions import Fraction
from typing import Any

import hypothesis.strategies as st
import pytest
from hypothesis import given

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.targets import Relation
from khuyenhoc.testing.records import targets

START = dt.date(2024, 1, 1)
MODELS = ("family", "clan", "community")
ABOUT: dict[str, Any] = {
    "attribute": kh.Attribute("clan"),
    "population": kh.Population("clans"),
    "citation": kh.Citation(document="our-plan"),
}


def end_of(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def reach(rate: str, year: int = 2030, **more: Any) -> kh.Reach:
    return kh.Reach(rate=kh.Rate(rate), due=end_of(year), **{**ABOUT, **more})


def grow(steps: str, year: int = 2030, **more: Any) -> kh.Grow:
    return kh.Grow(yearly=kh.RateRange.parse(steps), due=end_of(year), **{**ABOUT, **more})


def tra_vinh(kind: str, attribute: str) -> Any:
    rows = [
        target
        for target in catalog.agreement("tra-vinh-2024-2030").targets
        if (target.kind, target.attribute.code) == (kind, attribute)
    ]
    assert len(rows) == 1
    return rows[0]


@pytest.mark.parametrize(
    ("model", "goal", "steps"), [("family", 800, (30, 35)), ("clan", 750, (20, 20)), ("community", 750, (35, 35))]
)
@pytest.mark.parametrize(("year", "years"), [(2024, 6), (2023, 7)])
def test_what_tra_vinh_implies(model: str, goal: int, steps: tuple[int, int], year: int, years: int) -> None:
    """80 % in 2030 at 3 - 3.5 points a year: 59 - 62 % at the end of 2024, 55.5 - 59 % at the end of 2023."""
    implied = kh.targets.implied_range(tra_vinh("reach", model), tra_vinh("grow", model), on=end_of(year))
    low, high = goal - years * steps[1], goal - years * steps[0]
    assert implied == kh.RateRange(kh.Rate(Fraction(low, 1000)), kh.Rate(Fraction(high, 1000)))


@pytest.mark.parametrize(
    ("model", "in_2023", "in_2024"),
    [("family", "55,5 - 59%", "59 - 62%"), ("clan", "61%", "63%"), ("community", "50,5%", "54%")],
)
def test_the_findings_of_tra_vinh_say_how_they_count(model: str, in_2023: str, in_2024: str) -> None:
    """Each implied start says the rate, the day and the count of yearly steps, in both languages."""
    agreement = catalog.agreement("tra-vinh-2024-2030")
    name = kh.Attribute(model).vi
    found = [item for item in agreement.findings() if item.code == "implied-start" and item.vi.startswith(name)]
    assert len(found) == 2
    for finding, rate, day, count in zip(found, (in_2023, in_2024), ("31/12/2023", "31/12/2024"), (7, 6), strict=True):
        assert f"{rate} vào {day}" in finding.vi
        assert f"{count} bước năm" in finding.vi
        assert f"{rate.replace(',', '.')} on" in finding.en
        assert f"{count} yearly steps" in finding.en


def test_a_kept_rate_beside_a_reached_one_is_said() -> None:
    """Units of Trà Vinh: to reach 90 % and to keep above 90 % are two targets, and a finding."""
    codes = [item.code for item in catalog.agreement("tra-vinh-2024-2030").findings()]
    assert codes.count("kept-rate-covers-reached-rate") == 1


def test_the_conflict_of_387_stays_two_targets() -> None:
    """Commune officers 2030: 70 % by Hà Nội's plan, 60 % by Bà Rịa - Vũng Tàu's; two targets and one finding."""
    programme = catalog.programme("qd-387-2022")
    rows = [
        target
        for target in programme.targets
        if target.population == kh.Population("commune_officers") and target.due == end_of(2030)
    ]
    assert all(isinstance(row, kh.Reach) for row in rows)
    assert [str(row.rate) for row in rows if isinstance(row, kh.Reach)] == ["70%", "60%"]
    assert {row.confidence for row in rows} == {kh.Confidence.CONFLICTING}
    assert all(row.notes for row in rows)
    found = [item for item in programme.findings() if item.code == "conflicting-rates"]
    assert len(found) == 1
    assert "70%" in found[0].vi
    assert "60%" in found[0].vi


@pytest.mark.parametrize("programme", ["qd-1373-2021", "qd-677-2022", "qd-281-2014", "qd-89-2013"])
def test_the_other_programmes_do_not_conflict(programme: str) -> None:
    """Different areas, years and populations are no conflict."""
    assert [item.code for item in catalog.programme(programme).findings()] == []


def test_findings_about_two_rates() -> None:
    """Two rates for one subject and day conflict; a rate that falls with time is said; other subjects are not mixed."""
    found = kh.targets.check_targets([reach("70%"), reach("60%")])
    assert [item.code for item in found] == ["conflicting-rates"]
    assert found[0].path == "targets[0], targets[1]"
    assert [item.code for item in kh.targets.check_targets([reach("70%", 2025), reach("60%")])] == ["rate-falls"]
    assert [item.code for item in kh.targets.check_targets([reach("60%"), reach("70%", 2025)])] == ["rate-falls"]
    workers, adults = (
        reach(rate, population=kh.Population(code)) for rate, code in (("70%", "workers"), ("60%", "adults"))
    )
    assert kh.targets.check_targets([workers, adults]) == ()
    assert kh.targets.check_targets([reach("70%", area=kh.Area.ORDINARY), reach("60%", area=kh.Area.DIFFICULT)]) == ()
    assert kh.targets.check_targets([reach("70%"), grow("2%")]) == (), "without a start nothing is implied"
    assert len(kh.targets.check_targets([reach("70%"), grow("2%")], since=START)) == 2


@given(st.integers(1, 100), st.integers(1, 80), st.integers(0, 20), st.integers(0, 30))
def test_the_implied_range_leads_to_the_rate(goal: int, low: int, more: int, years: int) -> None:
    """Lower end plus the highest steps, and higher end plus the lowest, are the rate to be reached."""
    steps = kh.RateRange(kh.Rate(Fraction(low, 1000)), kh.Rate(Fraction(low + more, 1000)))
    asked = kh.Grow(yearly=steps, due=end_of(2030), **ABOUT)
    implied = kh.targets.implied_range(reach(f"{goal}%"), asked, on=end_of(2030 - years))
    assert implied.low.value + years * steps.high.value == Fraction(goal, 100)
    assert implied.high.value + years * steps.low.value == Fraction(goal, 100)


def test_an_implied_range_needs_one_subject_and_time() -> None:
    """Unlike subjects and a day after the due day are not comparable."""
    with pytest.raises(kh.IncomparableError):
        kh.targets.implied_range(reach("80%"), grow("2%", attribute=kh.Attribute("family")), on=START)
    with pytest.raises(kh.IncomparableError):
        kh.targets.implied_range(reach("80%"), grow("2%"), on=dt.date(2031, 1, 1))


@pytest.mark.parametrize("model", [*MODELS, "unit"])
def test_tra_vinh_equals_the_2030_line_of_387(model: str) -> None:
    """Trà Vinh's 80 / 75 / 75 / 90 % equal the 2030 line of 387, and stand above its 2025 line only by rate."""
    for national in catalog.programme("qd-387-2022").targets:
        if national.attribute.code == model:
            relation = kh.compare(tra_vinh("reach", model), national).relation
            assert relation is (Relation.EQUAL if national.due.year == 2030 else Relation.NOT_COMPARABLE)


@pytest.mark.parametrize(
    ("rate", "year", "relation"),
    [("75%", 2030, "equal"), ("76%", 2030, "above"), ("74,99%", 2030, "below"), ("75%", 2025, "above"),
     ("76%", 2025, "above"), ("74%", 2025, "not_comparable"), ("75%", 2031, "below"), ("74%", 2031, "below"),
     ("76%", 2031, "not_comparable")],
)  # fmt: skip
def test_a_local_rate_against_a_national_one(rate: str, year: int, relation: str) -> None:
    """Higher or sooner is above; a higher rate by a later day, or a lower one by an earlier day, does not compare."""
    compared = kh.compare(reach(rate, year), reach("75%"))
    assert compared.relation is Relation[relation.upper()]
    assert kh.Rate(rate).text("en") in compared.reason.en


@pytest.mark.parametrize(
    "other",
    [{"population": kh.Population("workers")}, {"attribute": kh.Attribute("unit")}, {"base": kh.Base.REGISTERED},
     {"area": kh.Area.DIFFICULT}],
)  # fmt: skip
def test_unlike_targets_do_not_compare(other: dict[str, Any]) -> None:
    """Kind, attribute, population, base and area must be one; the reason names what is not."""
    compared = kh.compare(reach("75%", **other), reach("75%"))
    assert compared.relation is Relation.NOT_COMPARABLE
    assert next(iter(other)) in compared.reason.en
    assert kh.compare(reach("75%"), grow("2%")).relation is Relation.NOT_COMPARABLE


def test_keeping_a_rate_for_longer_is_not_less() -> None:
    """Who keeps 90 % to 2030 also keeps it to 2025: the longer duty is not below the shorter one."""
    kept = {year: kh.Maintain(rate=kh.Rate("90%"), due=end_of(year), **ABOUT) for year in (2025, 2030)}
    assert kh.compare(kept[2030], kept[2025]).relation is not Relation.BELOW
    assert kh.compare(kept[2025], kept[2030]).relation is not Relation.ABOVE


def test_maintain_above_is_more_than_maintain() -> None:
    """The word "trên" asks for more than the rate alone."""
    about = {**ABOUT, "rate": kh.Rate("90%"), "due": end_of(2030)}
    assert kh.compare(kh.Maintain(strict=True, **about), kh.Maintain(**about)).relation is Relation.ABOVE


OPPOSITE = {"above": "below", "below": "above", "equal": "equal", "not_comparable": "not_comparable"}
LIKE: dict[str, Any] = {**ABOUT, "area": None, "base": kh.Base.TOTAL}


@given(targets(**LIKE), targets(**LIKE))
def test_comparing_is_antisymmetric(one: kh.Target, other: kh.Target) -> None:
    """If one is above the other, the other is below it; a target equals itself."""
    there, back = kh.compare(one, other).relation, kh.compare(other, one).relation
    assert there.value == OPPOSITE[back.value]
    assert kh.compare(one, one).relation is Relation.EQUAL


@given(st.lists(targets(**LIKE), max_size=4))
def test_findings_name_the_targets(members: list[kh.Target]) -> None:
    """A finding names two targets by their places, and speaks both languages."""
    for finding in kh.targets.check_targets(members, since=START):
        numbers = [int(part[8:-1]) for part in finding.path.split(", ")]
        assert numbers == sorted(numbers)
        assert set(numbers) <= set(range(len(members)))
        assert finding.vi
        assert finding.en


@pytest.mark.parametrize("odd", [None, 5, "text", [5]])
def test_odd_arguments_are_refused_by_the_library(odd: Any) -> None:
    """Any bad input ends in an error of the library."""
    with pytest.raises(kh.KhuyenHocError):
        kh.compare(odd, reach("70%"))
    with pytest.raises(kh.KhuyenHocError):
        kh.targets.implied_range(reach("70%"), odd, on=START)
    with pytest.raises(kh.KhuyenHocError):
        kh.targets.check_targets(odd)
