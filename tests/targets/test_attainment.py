"""Attainment: published cases worked out again by hand, and every status on plain numbers."""

import datetime as dt
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import Status, catalog, tables

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
PLACE = kh.Place("Nơi nào đó", level=kh.Level.PROVINCE)
CLAN, CLANS = kh.Attribute("clan"), kh.Population("clans")
DUE = dt.date(2025, 12, 31)
ABOUT: dict[str, Any] = {"attribute": CLAN, "population": CLANS, "citation": kh.Citation(document="our-plan")}


def end_of(year: int) -> dt.date:
    return dt.date(year, 12, 31)


def seen(day: dt.date, recognised: int | None = None, total: int | None = None, **more: Any) -> kh.Observation:
    fields: dict[str, Any] = {"place": PLACE, "attribute": CLAN, "population": CLANS, **more}
    return kh.Observation(on=day, recognised=recognised, total=total, **fields)


def printed(day: dt.date, text: str, base: kh.Base | None = kh.Base.TOTAL) -> kh.Observation:
    return seen(day, printed=kh.PrintedShare(text, base))


def reach(rate: str, due: dt.date = DUE) -> kh.Reach:
    return kh.Reach(rate=kh.Rate(rate), due=due, **ABOUT)


def points(value: Fraction | int) -> kh.Rate:
    """So many percentage points, or so many percent, as a rate."""
    return kh.Rate(Fraction(value, 100))


def words(row: kh.Attainment) -> str:
    return " ".join(f"{note.vi} {note.en}" for note in row.notes)


@pytest.mark.parametrize(
    ("model", "recognised", "total", "due", "percent", "status"),
    [
        ("family", 253_853, 324_847, 2025, 70, Status.ATTAINED),
        ("family", 253_853, 324_847, 2030, 80, Status.OPEN),
        ("clan", 103, 117, 2025, 65, Status.ATTAINED),
        ("clan", 103, 117, 2030, 75, Status.ATTAINED),
        ("community", 671, 691, 2025, 65, Status.ATTAINED),
        ("community", 671, 691, 2030, 75, Status.ATTAINED),
        ("unit", 696, 719, 2025, 80, Status.ATTAINED),
        ("unit", 696, 719, 2030, 90, Status.ATTAINED),
    ],
)
def test_binh_thuan_2023(model: str, recognised: int, total: int, due: int, percent: int, status: Status) -> None:
    """Bình Thuận at the end of 2023 against 387: all four shares recompute from their printed pairs."""
    counts = tables.read_counts(EXAMPLES / "binh-thuan-2023.csv")
    row = catalog.programme("qd-387-2022").attainment(counts, on=end_of(2023))[model, due]
    assert row.status is status
    assert row.short_by == -(-percent * total // 100) - recognised
    assert row.points == kh.Rate(Fraction(recognised, total) - Fraction(percent, 100))
    assert row.observed is not None
    assert (row.observed.part, row.observed.whole, row.observed.base) == (recognised, total, kh.Base.TOTAL)


def test_binh_thuan_2023_lacks_exactly_6025_families() -> None:
    """The families of Bình Thuận are open and short by 6,025 for 2030."""
    counts = tables.read_counts(EXAMPLES / "binh-thuan-2023.csv")
    row = catalog.programme("qd-387-2022").attainment(counts, on=end_of(2023))["family", 2030]
    assert row.short_by == 6025
    assert (253_853 + 6024) * 100 < 80 * 324_847 <= (253_853 + 6025) * 100
    assert row.citation.startswith("qd-387-2022")


@pytest.mark.parametrize(("area", "rates"), [("ordinary", (70, 50, 60, 50)), ("difficult", (60, 40, 50))])
def test_quang_tri_2020_attained_the_programme_of_281(area: str, rates: tuple[int, ...]) -> None:
    """Quảng Trị, end of 2020: 122,151/167,687 families, 1,419/2,080 clans, 939/1,103 communities, 712/819 units."""
    counts = tables.read_counts(EXAMPLES / "quang-tri-2020.csv")
    report = catalog.programme("qd-281-2014").attainment(counts, on=end_of(2020), area=kh.Area[area.upper()])
    pairs = ((122_151, 167_687), (1_419, 2_080), (939, 1_103), (712, 819))
    models = ("family", "clan", "community", "unit")
    for model, (part, whole), percent in zip(models, pairs, rates, strict=False):
        row = report[model, 2020]
        assert row.status is Status.ATTAINED, model
        assert row.short_by == -(-percent * whole // 100) - part
        assert any("đăng ký" in note.vi for note in row.notes), "the share of the registered is named beside it"


def test_son_la_2025() -> None:
    """Sơn La, 31/10/2025: families 81.56, clans 74, units 97.9 % attained; citizens 37.87 % missed the 40 % of 1373."""
    counts, on = tables.read_counts(EXAMPLES / "son-la-2025.csv"), dt.date(2025, 12, 31)
    local = catalog.programme("qd-387-2022").attainment(counts, on=on)
    for model, tenths in (("family", 1156), ("clan", 900), ("unit", 1790)):
        row = local[model, 2025]
        assert (row.status, row.short_by) == (Status.ATTAINED, None)
        assert row.points == kh.Rate(Fraction(tenths, 10_000))
    citizens = catalog.programme("qd-1373-2021").attainment(counts, on=on)["citizen", 2025]
    assert (citizens.status, citizens.points) == (Status.MISSED, kh.Rate(Fraction(-213, 10_000)))
    communes = local["community", 2025]
    assert communes.status is Status.NOT_COMPARABLE
    assert "communes" in words(communes)
    assert "hamlets" in words(communes)
    assert {row.status for row in local.find("citizen")} == {Status.NOT_COMPARABLE}


@pytest.mark.parametrize("model", ["family", "clan", "community", "unit"])
def test_ha_noi_2024_is_a_share_of_the_registered(model: str) -> None:
    """Hà Nội 12/2024 prints shares of the registered only: never an answer to a target on all there are."""
    counts = tables.read_counts(EXAMPLES / "ha-noi-2024.csv")
    for row in catalog.programme("qd-387-2022").attainment(counts, on=end_of(2024)).find(model):
        assert row.status is Status.NOT_COMPARABLE
        assert (row.short_by, row.points) == (None, None)
        assert "số đăng ký" in words(row)
        assert "registered base" in words(row)


def test_ha_noi_2024_citizens_have_no_stated_base() -> None:
    """60.09 % of citizens without a base is not comparable, and the reason says that the base is not stated."""
    counts = tables.read_counts(EXAMPLES / "ha-noi-2024.csv")
    row = catalog.programme("qd-1373-2021").attainment(counts, on=end_of(2024))["citizen", 2025]
    assert row.status is Status.NOT_COMPARABLE
    assert "không ghi mẫu số" in words(row)


@pytest.mark.parametrize("model", ["family", "clan"])
def test_tra_vinh_2019_is_not_comparable(model: str) -> None:
    """197,284 of 224,571 registered families, 199 of 257 clans; the number of all is not published."""
    counts = tables.read_counts(EXAMPLES / "tra-vinh-2019.csv")
    rows = catalog.programme("qd-281-2014").attainment(counts, on=dt.date(2019, 12, 31)).find(model)
    assert {row.status for row in rows} == {Status.NOT_COMPARABLE}
    assert all(row.observed is not None and row.observed.base is kh.Base.REGISTERED for row in rows)


@pytest.mark.parametrize("recognised", [45, 90])
@pytest.mark.parametrize("on", [DUE, dt.date(2027, 3, 1)])
def test_due_without_a_figure_of_the_due_year_is_no_data(recognised: int, on: dt.date) -> None:
    """A target that is due is judged on an older observation only if the caller allows it."""
    older = [seen(end_of(2024), recognised, 100)]
    assert kh.attain(reach("60%"), older, on=on).status is Status.NO_DATA
    allowed = kh.attain(reach("60%"), older, on=on, allow_older=True)
    assert allowed.status is (Status.ATTAINED if recognised >= 60 else Status.MISSED)
    assert "2024" in words(allowed)


def test_a_due_delivery_is_not_missed_on_an_older_figure() -> None:
    """The same holds for a count to deliver, with and without a population."""
    for population in (None, CLANS):
        asked = kh.Deliver(**{**ABOUT, "population": population}, due=DUE, count=10)
        row = kh.attain(asked, [seen(end_of(2023), 9)], on=dt.date(2026, 1, 1))
        assert row.status is Status.NO_DATA, population


def test_due_with_a_figure_of_the_due_year() -> None:
    """From the due day on it is attained or missed, and what comes after the due day does not save it."""
    assert kh.attain(reach("60%"), [seen(dt.date(2025, 6, 30), 60, 100)], on=DUE).status is Status.ATTAINED
    late = [seen(dt.date(2025, 6, 30), 59, 100), seen(end_of(2026), 99, 100)]
    row = kh.attain(reach("60%"), late, on=dt.date(2027, 1, 1))
    assert (row.status, row.short_by) == (Status.MISSED, 1)


def test_one_observation_is_open() -> None:
    """One observation before the due day tells no pace."""
    row = kh.attain(reach("60%"), [seen(end_of(2023), 50, 100)], on=end_of(2024))
    assert (row.status, row.short_by, row.points) == (Status.OPEN, 10, points(-10))
    assert (row.required_now, row.pace_seen, row.projected_year) == (None, None, None)
    assert row.pace_needed == points(5)


@pytest.mark.parametrize(
    ("recognised", "status", "pace", "year"),
    [(45, Status.ON_TRACK, "12.5", 2025), (40, Status.ON_TRACK, "10", 2025), (39, Status.BEHIND, "9.5", 2026),
     (21, Status.BEHIND, "0.5", 2101), (20, Status.BEHIND, "0", None), (10, Status.BEHIND, "-5", None)],
)  # fmt: skip
def test_two_observations_and_the_straight_path(recognised: int, status: Status, pace: str, year: int | None) -> None:
    """From 20 % at the end of 2021 to 60 % at the end of 2025 the path passes 40 % in 2023 and 50 % in 2024."""
    series = [seen(end_of(2021), 20, 100), seen(end_of(2023), recognised, 100)]
    row = kh.attain(reach("60%"), series, on=end_of(2024))
    assert row.status is status
    assert row.required_now == points(50)
    assert row.pace_seen == points(Fraction(pace))
    assert row.pace_needed == points(Fraction(60 - recognised, 2))
    assert row.projected_year == year


@pytest.mark.parametrize(("recognised", "status"), [(300, Status.ON_TRACK), (299, Status.BEHIND)])
def test_the_path_within_a_year_goes_by_days(recognised: int, status: Status) -> None:
    """From 10 % on 1/1/2023 to 50 % on 1/1/2024 the path stands at 10 + 40 * 182/365 on 2/7/2023, just under 30 %."""
    series = [seen(dt.date(2023, 1, 1), 100, 1000), seen(dt.date(2023, 7, 2), recognised, 1000)]
    row = kh.attain(reach("50%", dt.date(2024, 1, 1)), series, on=dt.date(2023, 7, 2))
    assert row.status is status
    assert row.required_now == points(10 + 40 * Fraction(182, 365))


@pytest.mark.parametrize(("recognised", "short"), [(45, 1), (46, 0), (47, -1)])
@pytest.mark.parametrize("due", [end_of(2025), end_of(2030)])
def test_growth_is_held_against_the_lower_step(recognised: int, short: int, due: dt.date) -> None:
    """3 - 3.5 points a year from 40 % at the end of 2023 ask for 46 % at the end of 2025."""
    asked = kh.Grow(yearly=kh.RateRange.parse("3 - 3,5%"), due=due, **ABOUT)
    row = kh.attain(asked, [seen(end_of(2023), 40, 100), seen(end_of(2025), recognised, 100)], on=end_of(2025))
    is_due = due == end_of(2025)
    good, bad = (Status.ATTAINED, Status.MISSED) if is_due else (Status.ON_TRACK, Status.BEHIND)
    assert row.status is (good if short <= 0 else bad)
    assert (row.short_by, row.required_now, row.points) == (short, points(46), points(-short))
    alone = kh.attain(asked, [seen(end_of(2025), recognised, 100)], on=end_of(2025))
    assert alone.status is (Status.NO_DATA if is_due else Status.OPEN)


@pytest.mark.parametrize(
    ("recognised", "strict", "short"), [(89, False, 1), (90, False, 0), (90, True, 1), (91, True, 0)]
)
@pytest.mark.parametrize("due", [end_of(2025), end_of(2030)])
def test_maintain_above_is_not_maintain_at(recognised: int, strict: bool, short: int, due: dt.date) -> None:
    """Where the text says "duy trì trên 90%", 90 of 100 is not above 90 %."""
    asked = kh.Maintain(rate=kh.Rate("90%"), strict=strict, due=due, **ABOUT)
    row = kh.attain(asked, [seen(end_of(2024), 50, 100), seen(end_of(2025), recognised, 100)], on=end_of(2025))
    good, bad = (Status.ATTAINED, Status.MISSED) if due == end_of(2025) else (Status.ON_TRACK, Status.BEHIND)
    assert (row.status, row.short_by) == (good if short == 0 else bad, short)
    assert "31/12/2024" in words(row), "a rate that was not kept earlier is said"


def test_deliver_a_count_or_a_named_duty() -> None:
    """A count is delivered when it is reached; a named duty when it is done (1)."""
    asked = kh.Deliver(**{**ABOUT, "population": None}, due=DUE, count=150)
    for counted, on, status in ((100, end_of(2024), Status.OPEN), (150, end_of(2024), Status.ATTAINED)):
        row = kh.attain(asked, [seen(end_of(2024), counted)], on=on)
        assert (row.status, row.short_by) == (status, 150 - counted)
    assert kh.attain(asked, [seen(DUE, 149)], on=DUE).status is Status.MISSED
    duty = kh.Deliver(**{**ABOUT, "population": None}, due=DUE)
    assert kh.attain(duty, [seen(DUE, 1)], on=DUE).status is Status.ATTAINED
    assert kh.attain(duty, [seen(DUE, 0)], on=DUE).status is Status.MISSED


@pytest.mark.parametrize(
    ("text", "rate", "status"),
    [("79,9%", "80%", Status.MISSED), ("80,0%", "80%", Status.NO_DATA), ("80%", "80%", Status.NO_DATA),
     ("80,1%", "80%", Status.ATTAINED), ("81%", "80%", Status.ATTAINED), ("79%", "80%", Status.MISSED),
     ("79,99%", "79,991%", Status.NO_DATA), ("99,9%", "100%", Status.MISSED), ("100%", "100%", Status.NO_DATA)],
)  # fmt: skip
def test_a_printed_share_is_known_to_one_unit_of_its_last_digit(text: str, rate: str, status: Status) -> None:
    """Printed shares are sometimes cut, not rounded: too close to the target tells nothing."""
    row = kh.attain(reach(rate), [printed(DUE, text)], on=DUE)
    assert (row.status, row.short_by) == (status, None)
    early = kh.attain(reach(rate, end_of(2030)), [printed(DUE, text)], on=DUE)
    assert early.status is (Status.ATTAINED if status is Status.ATTAINED else Status.OPEN)


def test_nothing_recognised_does_not_keep_a_rate_above_zero() -> None:
    """A printed 0 % may be nobody at all, and nobody is not above 0 %."""
    asked = kh.Maintain(rate=kh.Rate(0), strict=True, due=DUE, **ABOUT)
    assert kh.attain(asked, [printed(DUE, "0%")], on=DUE).status is not Status.ATTAINED


def test_registered_counts_are_converted_only_where_the_total_is_known() -> None:
    """A share of the registered is never compared with a target on all; with both counts known a note says so."""
    share = kh.PrintedShare("90%", kh.Base.REGISTERED)
    without = kh.attain(reach("60%"), [seen(DUE, 45, registered=50, printed=share)], on=DUE)
    assert without.status is Status.NOT_COMPARABLE
    row = kh.attain(reach("60%"), [seen(DUE, 45, 100, registered=50, printed=share)], on=DUE)
    assert (row.status, row.short_by) == (Status.MISSED, 15)
    assert row.observed is not None
    assert (row.observed.base, row.observed.whole) == (kh.Base.TOTAL, 100)
    assert "converted" in words(row)
    assert "45/50" in words(row)


def test_later_observations_are_ignored() -> None:
    """Observations after the day of the question do not count."""
    series = [seen(end_of(2023), 50, 100), seen(end_of(2024), 90, 100)]
    row = kh.attain(reach("60%"), series, on=dt.date(2024, 12, 30))
    assert (row.status, row.short_by) == (Status.OPEN, 10)
    assert "after the day of the question" in words(row)
    assert kh.attain(reach("60%"), series[1:], on=end_of(2023)).status is Status.NO_DATA


@pytest.mark.parametrize("population", [None, kh.Population("families")])
def test_another_population_is_not_comparable(population: kh.Population | None) -> None:
    """A figure of another or an unknown population is not comparable, and the reason says so."""
    row = kh.attain(reach("60%"), [seen(DUE, 90, 100, population=population)], on=DUE)
    assert (row.status, row.short_by, row.points) == (Status.NOT_COMPARABLE, None, None)
    assert "dòng họ" in words(row)


@pytest.mark.parametrize("days", [(2021, 2023, 2023), (2021, 2021, 2023)])
@pytest.mark.parametrize("backwards", [False, True])
def test_two_observations_of_one_day_are_refused(days: tuple[int, ...], backwards: bool) -> None:
    """Two figures of one day that disagree are refused: at the end of the series, and at its baseline."""
    series = [seen(end_of(year), part, 100) for year, part in zip(days, (20, 30, 40), strict=True)]
    with pytest.raises(kh.InvalidValueError, match="two observations"):
        kh.attain(reach("60%"), series[::-1] if backwards else series, on=end_of(2023))


@pytest.mark.parametrize(
    "pair",
    [(printed(end_of(2023), "50%"), printed(end_of(2023), "70%")), (seen(end_of(2023), 4), seen(end_of(2023), 12))],
)
def test_two_figures_without_a_whole_are_refused_too(pair: tuple[kh.Observation, ...]) -> None:
    """It makes no difference whether the two are counts, printed shares or things delivered."""
    asked = reach("60%") if pair[0].printed else kh.Deliver(due=DUE, count=10, **ABOUT)
    with pytest.raises(kh.InvalidValueError):
        kh.attain(asked, pair, on=end_of(2023))


def test_several_places_are_refused() -> None:
    """One place in one set of boundaries; the message says how to go on."""
    other = seen(end_of(2024), 1, 2, place=kh.Place("Nơi khác"))
    with pytest.raises(kh.InvalidValueError, match="roll_up"):
        kh.attain(reach("60%"), [seen(end_of(2023), 1, 2), other], on=end_of(2024))


@pytest.mark.parametrize("odd", [None, 5, "text", [5], [None]])
def test_odd_arguments_are_refused_by_the_library(odd: Any) -> None:
    """Any bad input ends in an error of the library."""
    with pytest.raises(kh.KhuyenHocError):
        kh.attain(reach("60%"), odd, on=DUE)
    with pytest.raises(kh.KhuyenHocError):
        kh.attain(odd, [], on=DUE)
    with pytest.raises(kh.KhuyenHocError):
        kh.attain(reach("60%"), [], on=odd)
