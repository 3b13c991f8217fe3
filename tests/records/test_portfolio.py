"""Portfolios: the laws of intervals, independence of order, succession, coverage, cascades, and documented cases."""

import datetime as dt
import pickle

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import Level, PartnerType, Period, Portfolio
from khuyenhoc.portfolio import AgreementStatus, CoverageStatus, SuccessionBasis

ONE = dt.timedelta(days=1)
REFORM = dt.date(2025, 7, 1)
PLACES = [
    kh.Place(name, level=level, since=since, until=until)
    for name, level, since, until in (
        ("A", Level.PROVINCE, None, dt.date(2025, 6, 30)),
        ("A", Level.PROVINCE, REFORM, None),
        ("B", Level.PROVINCE, None, None),
        ("C", Level.DISTRICT, None, None),
        ("D", Level.COMMUNE, None, None),
    )
]
TYPES = (PartnerType.POLICE, PartnerType.MILITARY, PartnerType.YOUTH_UNION, PartnerType.UNLISTED_GROUP)


def made(
    id_: str, period: Period | None, place: kh.Place = PLACES[2], *types: PartnerType, **more: object
) -> kh.Agreement:
    """An agreement with one partner of each type."""
    assert place.level is not None
    fields: dict[str, object] = {
        "id": id_,
        "title": kh.Label("x", "x"),
        "association": f"Hội Khuyến học {place.name}",
        "partners": tuple(kh.Partner(kind.value, kind) for kind in types or (PartnerType.POLICE,)),
        "place": place,
        "level": place.level,
        "period": period,
        **more,
    }
    return kh.Agreement(**fields)  # type: ignore[arg-type]


@st.composite
def portfolios(draw: st.DrawFn) -> Portfolio:
    """Up to six agreements of the years 2018 to 2032, in five places."""
    found = []
    for number in range(draw(st.integers(0, 6))):
        place = draw(st.sampled_from(PLACES))
        first = draw(own.days(dt.date(2018, 1, 1), dt.date(2025, 6, 30)))
        last = draw(own.days(first, dt.date(2032, 12, 31)))
        period = draw(st.none() | st.just(Period(first, last)) | st.just(Period.of_years(first.year, last.year)))
        kinds = draw(st.lists(st.sampled_from(TYPES), min_size=1, max_size=3, unique=True))
        found.append(made(f"a-{number}", period, place, *kinds))
    moved = kh.targets.PlaceSuccession(place=PLACES[0], successor=PLACES[1], law=kh.Label("x", "x"))
    return Portfolio(tuple(found), reform=kh.Reform(successions=(moved,)))


DAYS = own.days(dt.date(2017, 1, 1), dt.date(2033, 12, 31))


def runs(agreement: kh.Agreement, day: dt.date) -> bool:
    """Whether a day is covered, told apart from the code under test: in the period, place and level still there."""
    period, place = agreement.period, agreement.place
    return (
        period is not None
        and period.first <= day <= period.last
        and (place.until is None or day <= place.until)
        and (place.since is None or day >= place.since)
        and (agreement.level is not Level.DISTRICT or day < REFORM)
    )


@settings(max_examples=30)
@given(portfolio=portfolios())
def test_a_timeline_is_a_partition(portfolio: Portfolio) -> None:
    """Covered days and gap days are all days; each day's segment names exactly the agreements that run on it."""
    line = portfolio.timeline()
    if line.period is None:
        assert not line.segments
        return
    assert line.covered_days + line.gap_days == line.period.days
    day = line.period.first
    for segment in line.segments:
        assert segment.period.first == day
        while day <= segment.period.last:
            assert segment.agreements == tuple(item.id for item in portfolio if runs(item, day))
            day += ONE
    assert day == line.period.last + ONE
    for one, other in zip(line.segments, line.segments[1:], strict=False):
        assert one.agreements != other.agreements


@settings(max_examples=30)
@given(portfolio=portfolios())
def test_overlaps_are_exactly_the_intersections(portfolio: Portfolio) -> None:
    """A day lies in an overlap if and only if two agreements run on it; a gap has none."""
    line = portfolio.timeline()
    doubled = {day for segment in line.overlaps for day in _days(segment.period)}
    uncovered = {day for gap in line.gaps for day in _days(gap)}
    every = _days(line.period) if line.period else []
    assert doubled == {day for day in every if sum(runs(item, day) for item in portfolio) > 1}
    assert uncovered == {day for day in every if not any(runs(item, day) for item in portfolio)}


def _days(period: Period) -> list[dt.date]:
    return [period.first + number * ONE for number in range(period.days)]


@given(portfolio=portfolios(), on=DAYS, data=st.data())
def test_the_order_given_does_not_matter(portfolio: Portfolio, on: dt.date, data: st.DataObject) -> None:
    """A portfolio of the same records in any order is equal, and so is every answer."""
    shuffled = attrs.evolve(portfolio, agreements=tuple(data.draw(st.permutations(portfolio.agreements))))
    assert shuffled == portfolio
    assert hash(shuffled) == hash(portfolio)
    assert shuffled.coverage(on=on) == portfolio.coverage(on=on)
    assert shuffled.lapsed(on=on) == portfolio.lapsed(on=on)
    assert pickle.loads(pickle.dumps(portfolio)) == portfolio


@given(portfolio=portfolios(), on=DAYS)
def test_records_that_ended_before_do_not_change_an_answer(portfolio: Portfolio, on: dt.date) -> None:
    """In force, expiring, coverage and due are the same without everything that ended before the day."""
    later = [item for item in portfolio if item.period is None or item.period.last >= on]
    rest = attrs.evolve(portfolio, agreements=tuple(later))
    assert rest.in_force(on=on) == portfolio.in_force(on=on)
    assert rest.expiring(on=on) == portfolio.expiring(on=on)
    assert rest.coverage(on=on) == portfolio.coverage(on=on)
    cycle = tuple(kh.ReviewStep)
    assert rest.due(on=on, cycle=cycle) == portfolio.due(on=on, cycle=cycle)


@given(portfolio=portfolios(), on=DAYS)
def test_every_agreement_has_one_status(portfolio: Portfolio, on: dt.date) -> None:
    """In force, inherited, undated and the rest are apart; in force is what runs on the day."""
    current = {item.id for item in portfolio.in_force(on=on)}
    inherited = {item.agreement.id for item in portfolio.inherited(on=on)}
    undated = {item.id for item in portfolio.undated()}
    lapsed = {item.agreement.id for item in portfolio.lapsed(on=on)}
    assert not current & inherited
    assert not (current | inherited) & (undated | lapsed)
    assert current == {item.id for item in portfolio if runs(item, on)}


@given(portfolio=portfolios(), on=own.days(REFORM, dt.date(2033, 12, 31)))
def test_after_the_reform_no_answer_names_a_district_as_existing(portfolio: Portfolio, on: dt.date) -> None:
    """Nothing in force, covered or due is of the district level, and no place that ended is in force."""
    assert all(item.level is not Level.DISTRICT for item in portfolio.in_force(on=on))
    assert all(item.place.exists(on=on) for item in portfolio.in_force(on=on))
    assert Level.DISTRICT not in portfolio.coverage(on=on).columns
    assert all(cell.at.exists(on=on) for cell in portfolio.coverage(on=on, by="place") if isinstance(cell.at, kh.Place))
    levels = {item.id: item.level for item in portfolio}
    assert all(levels[duty.source] is not Level.DISTRICT for duty in portfolio.due(on=on, cycle=tuple(kh.ReviewStep)))
    for item in portfolio.inherited(on=on):
        assert item.until < on
        assert item.heir is None or item.heir.exists(on=on)


@given(portfolio=portfolios(), on=DAYS)
def test_coverage_has_every_cell_once(portfolio: Portfolio, on: dt.date) -> None:
    """Types times levels; a signed cell names agreements in force with the type, a missing one none."""
    table = portfolio.coverage(on=on)
    assert len(table) == len(table.types) * len(table.columns)
    for cell in table:
        holders = [portfolio[id_] for id_ in cell.agreements]
        signed = [
            item
            for item in portfolio.in_force(on=on)
            if item.level is cell.at and cell.type in {partner.type for partner in item.partners}
        ]
        assert (cell.status is CoverageStatus.SIGNED) == bool(signed)
        assert (cell.status is CoverageStatus.MISSING) == (not holders)


@given(portfolio=portfolios())
def test_a_proposed_successor_adjoins_or_overlaps(portfolio: Portfolio) -> None:
    """It begins later, by the day after the period ends, goes on longer, has a reason, and is another agreement."""
    for item in portfolio:
        for found in portfolio.successors(item):
            assert found.basis is SuccessionBasis.PROPOSED
            later = portfolio[found.successor].period
            assert item.period is not None
            assert later is not None
            assert item.period.first < later.first <= item.period.last + ONE
            ends = [item.period.last, item.place.until or dt.date.max]
            last = min(ends + [REFORM - ONE] * (item.level is Level.DISTRICT))
            assert later.last > last
            uncovered = Period(last + ONE, later.first - ONE) if later.first > last + ONE else None
            assert found.gap == uncovered
            assert found.reason.vi
            assert found.reason.en
            assert found.successor != item.id


def test_ho_chi_minh_city_leaves_2021_uncovered() -> None:
    """A programme of 2018 to 2020 was reviewed, and one of 2022 to 2030 signed: 365 days lie between."""
    city = kh.catalog.province("Hồ Chí Minh", on=dt.date(2023, 4, 11))
    old = made("hcm-1", Period.of_years(2018, 2020), city, PartnerType.EDUCATION)
    new = made(
        "hcm-2",
        Period.of_years(2022, 2030),
        city,
        PartnerType.EDUCATION,
        previous=Period.of_years(2018, 2020),
        signed=dt.date(2023, 4, 11),
    )
    portfolio = Portfolio((new, old))
    line = portfolio.timeline(partner_type=PartnerType.EDUCATION, place=city)
    assert line.gaps == (Period.of_years(2021, 2021),)
    assert line.gap_days == 365
    (found,) = portfolio.successors("hcm-1")
    assert (found.basis, found.gap) == (SuccessionBasis.STATED_PERIOD, Period.of_years(2021, 2021))
    assert portfolio.lapsed(on=dt.date(2021, 6, 1))[0].agreement.id == "hcm-1"
    assert portfolio.lapsed(on=dt.date(2023, 6, 1)) == ()


def test_quang_tri_overlaps_in_2021() -> None:
    """2016 to 2021 was reviewed, 2021 to 2025 signed: both cover the 365 days of 2021."""
    new = kh.catalog.agreement("quang-tri-2021-2025")
    old = attrs.evolve(
        new, id="quang-tri-old", period=Period.of_years(2016, 2021), previous=None, signed=None, follows=()
    )
    line = Portfolio((new, old)).timeline(place=new.place)
    assert [segment.period for segment in line.overlaps] == [Period.of_years(2021, 2021)]
    assert line.gaps == ()


def test_the_succession_of_a_merged_province_is_found_in_its_heir() -> None:
    """A new agreement of Vĩnh Long, which took Trà Vinh in, is proposed as the successor, with the reason."""
    old = kh.catalog.agreement("tra-vinh-2024-2030")
    heir = kh.catalog.successor(old.place)
    new = attrs.evolve(
        made("vinh-long-2026", Period.of_years(2026, 2031), heir, PartnerType.UNLISTED_GROUP),
        association="Hội Khuyến học tỉnh Vĩnh Long",
    )
    portfolio = Portfolio((old, new), reform=kh.catalog.reform())
    (found,) = portfolio.successors(old.id)
    assert found.basis is SuccessionBasis.PROPOSED
    assert "Vĩnh Long" in found.reason.vi
    assert found.gap == Period(dt.date(2025, 7, 1), dt.date(2025, 12, 31))  # in fact uncovered, although 2024 - 2030
    (left,) = portfolio.inherited(on=dt.date(2026, 11, 24))
    assert (left.agreement.id, left.heir, left.until) == (old.id, heir, dt.date(2025, 6, 30))
    assert portfolio.status(old, on=dt.date(2026, 11, 24)) is AgreementStatus.PLACE_ENDED


def test_a_stated_successor_comes_before_a_proposed_one() -> None:
    one = made("a", Period.of_years(2020, 2022))
    two = made("b", Period.of_years(2023, 2025))
    three = made("c", Period.of_years(2024, 2026), follows=("a",))
    bases = [(found.successor, found.basis.value) for found in Portfolio((one, two, three)).successors("a")]
    assert bases == [("c", "stated"), ("b", "proposed")]


def test_nothing_is_proposed_for_other_partners_levels_or_places() -> None:
    old = made("a", Period.of_years(2020, 2022))
    others = (
        made("b", Period.of_years(2023, 2025), PLACES[2], PartnerType.MILITARY),
        made("c", Period.of_years(2023, 2025), PLACES[4]),
        made("d", Period.of_years(2024, 2025)),
        made("e", Period.of_years(2019, 2025)),
        made("f", Period.of_years(2020, 2025)),
        made("g", None),
    )
    assert Portfolio((old, *others)).successors("a") == ()


def test_a_cascade_counts_records_and_reports() -> None:
    """Three of four districts by a report; one commune on record, one asked about and missing; children of children."""
    district = made("d", Period.of_years(2022, 2024), PLACES[3], under="p")
    commune = made("c", Period.of_years(2023, 2025), PLACES[4], under="d")
    count = kh.records.PassedDown(level=Level.DISTRICT, done=3, total=4, on=dt.date(2023, 12, 31))
    top = made("p", Period.of_years(2022, 2025), passed_down=(count,))
    missing = kh.Place("E", level=Level.COMMUNE)
    portfolio = Portfolio((top, district, commune))
    found = portfolio.cascade("p", on=dt.date(2024, 1, 1), places=(PLACES[4], missing))
    rows = [(row.level, row.signed, row.missing, [item.missing for item in row.reported]) for row in found.levels]
    assert rows == [(Level.DISTRICT, ("d",), (), [1]), (Level.COMMUNE, ("c",), (missing,), [])]
    assert [row.notes for row in found.levels] == [(), ()]
    later = portfolio.cascade("p", on=REFORM)
    assert "30/06/2025" in later.levels[0].notes[0].vi
    assert portfolio.cascade("p", on=dt.date(2022, 6, 1)).levels[0].reported == ()
    assert not portfolio.cascade("c", on=REFORM).is_known


def test_a_circle_of_passing_down_ends() -> None:
    one = made("a", Period.of_years(2022, 2024), PLACES[2], under="b")
    two = made("b", Period.of_years(2022, 2024), PLACES[4], under="a")
    assert Portfolio((one, two)).cascade("a", on=dt.date(2023, 1, 1)).levels[0].signed == ("b",)


def test_reviews_fall_due_at_the_end_of_what_they_look_back_on() -> None:
    """Six years, 2024 to 2029, have 2192 days, and the middle one is the 1096th: 31 December 2026."""
    agreement = made("a", Period.of_years(2024, 2029), reviews=(kh.ReviewStep.MID_TERM, kh.ReviewStep.FINAL))
    held = kh.Review(
        id="r",
        kind=kh.ReviewKind.INTERIM,
        of="a",
        title=kh.Label("x", "x"),
        span=Period(dt.date(2024, 1, 1), dt.date(2026, 12, 31)),
        place=PLACES[2],
        level=Level.PROVINCE,
    )
    portfolio = Portfolio((agreement,), reviews=(held,))
    stated = portfolio.due(on=dt.date(2024, 1, 1), within="6y")
    assert [(duty.due, duty.stated, duty.held) for duty in stated] == [
        (dt.date(2026, 12, 31), True, "r"),
        (dt.date(2029, 12, 31), True, ""),
    ]
    asked = portfolio.due(on=dt.date(2024, 1, 1), within="1y", cycle=(kh.ReviewStep.QUARTER, kh.ReviewStep.HALF_YEAR))
    assert [duty.due.isoformat()[5:] for duty in asked] == ["03-31", "06-30", "06-30", "09-30", "12-31", "12-31"]
    assert not any(duty.stated for duty in asked)


def test_duties_end_with_the_period_and_with_the_place() -> None:
    """Yearly before 15/12 from 2023 to 2026 in a province that ended on 30/6/2025: two, on the eve of the 15th."""
    duty = kh.Commitment(
        what=kh.Label("báo cáo", "report"),
        area=kh.ContentArea.REPORTING,
        to="Sở",
        recurrence=kh.Recurrence.parse("hằng năm, trước ngày 15/12"),
    )
    portfolio = Portfolio((made("a", Period.of_years(2023, 2026), PLACES[0], commitments=(duty,)),))
    found = portfolio.due(on=dt.date(2023, 1, 1), within="10y")
    assert [(item.due, item.kind, item.to) for item in found] == [
        (dt.date(2023, 12, 14), kh.portfolio.DutyKind.REPORT, "Sở"),
        (dt.date(2024, 12, 14), kh.portfolio.DutyKind.REPORT, "Sở"),
    ]


@pytest.mark.parametrize(
    ("within", "ends"),
    [("12m", True), ("1y", True), ("365d", True), ("364d", False), ("52w", False), (dt.timedelta(days=365), True)],
)
def test_a_time_ahead_includes_its_last_day(within: str | dt.timedelta, ends: bool) -> None:
    """From 31/12/2024, an agreement that ends on 31/12/2025 is 365 days away."""
    found = Portfolio((made("a", Period.of_years(2024, 2025)),)).expiring(on=dt.date(2024, 12, 31), within=within)
    assert [expiry.days_left for expiry in found] == ([365] if ends else [])


@pytest.mark.parametrize("within", ["soon", "", "-3m", 12, None, "3", dt.timedelta(days=-1), 1.5, True])
def test_other_times_ahead_are_refused(within: object) -> None:
    with pytest.raises(kh.WrongTypeError, match="12m"):
        Portfolio(()).expiring(on=dt.date(2024, 1, 1), within=within)  # type: ignore[arg-type]


def test_what_is_refused() -> None:
    """An id twice, a stranger, a moment for a day, a table by nothing: each is one of the library's errors."""
    one = made("a", None)
    with pytest.raises(kh.InvalidValueError, match="an id stands twice"):
        Portfolio((one, one))
    with pytest.raises(kh.UnknownNameError, match="such as a"):
        Portfolio((one,))["b"]
    with pytest.raises(kh.WrongTypeError, match="a moment is not a day"):
        Portfolio(()).in_force(on=dt.datetime(2024, 1, 1))  # noqa: DTZ001 - any moment is refused
    with pytest.raises(kh.InvalidValueError, match="'level' or 'place'"):
        Portfolio(()).coverage(on=dt.date(2024, 1, 1), by="partner")
    with pytest.raises(kh.WrongTypeError):
        Portfolio(()).coverage(on=dt.date(2024, 1, 1), types=("police",))  # type: ignore[arg-type]
    with pytest.raises(kh.UnknownNameError):
        Portfolio(()).coverage(on=dt.date(2024, 1, 1))[PartnerType.POLICE, Level.DISTRICT, 1]  # type: ignore[index]


def test_an_empty_portfolio_answers_everything() -> None:
    on = dt.date(2024, 1, 1)
    empty = Portfolio()
    assert (empty.in_force(on=on), empty.lapsed(on=on), empty.expiring(on=on), empty.due(on=on), empty.undated()) == (
        (),
    ) * 5
    assert empty.timeline().segments == ()
    assert all(cell.status is CoverageStatus.MISSING for cell in empty.coverage(on=on))
    frame = empty.timeline(first=on, last=dt.date(2024, 1, 31))
    assert (frame.gap_days, frame.covered_days) == (31, 0)


def test_an_unnamed_group_leaves_a_cell_unclear() -> None:
    """Quảng Trị signed with "departments, unions, armed forces": the police may be among them."""
    portfolio = Portfolio((kh.catalog.agreement("quang-tri-2021-2025"),))
    cell = portfolio.coverage(on=dt.date(2023, 1, 1))[PartnerType.POLICE, Level.PROVINCE]
    assert (cell.status, cell.agreements) == (CoverageStatus.UNCLEAR, ("quang-tri-2021-2025",))


def test_school_years() -> None:
    """Without days, only days outside both calendar years have an answer; with them every day has."""
    year = kh.SchoolYear.parse("năm học 2023 - 2024")
    assert [year.includes(on=dt.date(number, 5, 1)) for number in (2022, 2023, 2024, 2025)] == [
        False,
        None,
        None,
        False,
    ]
    known = attrs.evolve(year, days=Period(dt.date(2023, 9, 5), dt.date(2024, 5, 31)))
    assert [known.includes(on=day) for day in (dt.date(2023, 9, 4), dt.date(2023, 9, 5))] == [False, True]
    assert kh.SchoolYear.parse(year.text("en")) == year
    for wrong in ("năm học 2023-2025", "2023", "năm học"):
        with pytest.raises(kh.InvalidValueError):
            kh.SchoolYear.parse(wrong)
    with pytest.raises(kh.InvalidValueError):
        kh.SchoolYear(2023, days=Period.of_years(2023, 2023))


# ---- mended after a second reading


REPORT = kh.Commitment(what=kh.Label("báo cáo", "report"), recurrence=kh.Recurrence.parse("hằng năm"))


@pytest.mark.parametrize("within", ["1m", "3m", "10m", "12m", "2y"])
def test_a_duty_without_a_period_does_not_depend_on_how_far_one_asks(within: str) -> None:
    """Signed in 2018, yearly: due on each 31 December from 2018 on, and on no other day."""
    portfolio = Portfolio((made("a", None, signed=dt.date(2018, 5, 1), commitments=(REPORT,)),))
    for on in (dt.date(1950, 3, 1), dt.date(2018, 5, 1), dt.date(2026, 3, 1)):
        days = [duty.due for duty in portfolio.due(on=on, within=within)]
        assert all((day.month, day.day) == (12, 31) and day.year >= 2018 for day in days)
    assert [duty.due for duty in portfolio.due(on=dt.date(2026, 3, 1), within="2y")] == [
        dt.date(2026, 12, 31),
        dt.date(2027, 12, 31),
    ]


def test_nothing_falls_due_where_the_place_ended_before_the_period_began() -> None:
    """A district agreement signed in January 2025 for 2026 to 2030 owes nothing at any time."""
    late = made("a", Period.of_years(2026, 2030), PLACES[3], signed=dt.date(2025, 1, 1), commitments=(REPORT,))
    assert Portfolio((late,)).due(on=dt.date(2025, 1, 1), within="20y", cycle=tuple(kh.ReviewStep)) == ()


def test_the_end_of_a_place_moves_no_day_forward() -> None:
    """The report of 2025 was due on 31 December 2025, which is after the end: it is left out, not due on 30 June."""
    portfolio = Portfolio((made("a", Period.of_years(2024, 2030), PLACES[0], commitments=(REPORT,)),))
    assert [duty.due for duty in portfolio.due(on=dt.date(2024, 1, 1), within="9y")] == [dt.date(2024, 12, 31)]


def test_a_review_on_record_meets_only_the_step_that_looked_back_on_the_same_days() -> None:
    agreement = made("a", Period.of_years(2021, 2024))
    held = kh.Review(
        id="r",
        kind=kh.ReviewKind.INTERIM,
        of="a",
        title=kh.Label("x", "x"),
        span=Period.of_years(2022, 2022),
        place=PLACES[2],
        level=Level.PROVINCE,
    )
    found = Portfolio((agreement,), reviews=(held,)).due(
        on=dt.date(2022, 10, 1), within="4m", cycle=tuple(kh.ReviewStep)
    )
    assert {duty.what.en for duty in found if duty.held} == {"yearly review"}
    assert len(found) == 4


def test_a_commune_of_a_district_is_neither_said_to_exist_nor_to_have_ended() -> None:
    """The district level ended; whether the commune did is not established, and no column of a table names it."""
    district = kh.Place("H", level=Level.DISTRICT, parent=PLACES[2])
    commune = kh.Place("X", level=Level.COMMUNE, parent=district)
    portfolio = Portfolio((made("a", Period.of_years(2024, 2030), commune),))
    on = dt.date(2026, 1, 1)
    assert portfolio.status("a", on=on) is AgreementStatus.PLACE_UNCLEAR
    (found,) = portfolio.inherited(on=on)
    assert found.status is AgreementStatus.PLACE_UNCLEAR
    assert "X không còn" not in found.reason.vi
    assert portfolio.coverage(on=on, by="place").columns == ()
    assert portfolio.coverage(on=dt.date(2025, 6, 30), by="place").columns == (commune,)


def test_before_its_place_exists_an_agreement_is_upcoming() -> None:
    portfolio = Portfolio((made("a", Period.of_years(2024, 2030), PLACES[1]),))
    assert portfolio.in_force(on=dt.date(2024, 6, 1)) == ()
    assert portfolio.status("a", on=dt.date(2024, 6, 1)) is AgreementStatus.UPCOMING
    assert portfolio.timeline().period == Period(REFORM, dt.date(2030, 12, 31))


def test_the_side_is_named_only_where_it_is_the_same() -> None:
    old = made("a", Period.of_years(2018, 2020), association="Hội Khuyến học tỉnh")
    new = made("b", Period.of_years(2022, 2024), association="Sở", previous=Period.of_years(2018, 2020))
    (found,) = Portfolio((old, new)).successors("a")
    assert "phía" not in found.reason.vi
    assert "side" not in found.reason.en


def test_an_undated_successor_begins_on_the_day_it_was_signed() -> None:
    old = made("a", Period.of_years(2018, 2020))
    new = made("b", None, signed=dt.date(2024, 1, 1), follows=("a",))
    assert [lapse.agreement.id for lapse in Portfolio((old, new)).lapsed(on=dt.date(2023, 12, 31))] == ["a"]
    assert Portfolio((old, new)).lapsed(on=dt.date(2024, 1, 1)) == ()


def test_undated_agreements_of_a_place_that_ended_cover_nothing() -> None:
    portfolio = Portfolio((made("a", None, PLACES[0]),))
    cells = [
        portfolio.coverage(on=on)[PartnerType.POLICE, Level.PROVINCE].status for on in (dt.date(2025, 6, 30), REFORM)
    ]
    assert cells == [CoverageStatus.UNCLEAR, CoverageStatus.MISSING]


def test_places_of_a_cascade_lie_below() -> None:
    portfolio = Portfolio((made("p", Period.of_years(2022, 2025)), made("q", Period.of_years(2022, 2025), under="p")))
    for place in (kh.Place("E"), PLACES[2]):
        with pytest.raises(kh.InvalidValueError, match="below"):
            portfolio.cascade("p", on=dt.date(2024, 1, 1), places=(place,))
    assert portfolio.cascade("p", on=dt.date(2024, 1, 1)).levels[0].signed == ("q",)


def test_arguments_of_obligations_are_checked() -> None:
    one, year = made("a", Period.of_years(2022, 2025)), Period.of_years(2023, 2023)
    for wrong in ({"cycle": None}, {"cycle": "x"}, {"reviews": ["a"]}, {"reviews": None}):
        with pytest.raises(kh.WrongTypeError):
            kh.portfolio.obligations_of(one, year, **wrong)  # type: ignore[arg-type]
    with pytest.raises(kh.WrongTypeError):
        kh.portfolio.obligations_of("a", year)  # type: ignore[arg-type]
    with pytest.raises(kh.InvalidValueError, match="reversed"):
        Portfolio((one,)).timeline(first=dt.date(2025, 1, 1), last=dt.date(2024, 1, 1))
    assert len(Portfolio((one,)).expiring(on=dt.date(2023, 1, 1), within=dt.timedelta(days=10**6))) == 1
    with pytest.raises(kh.WrongTypeError):
        Portfolio((one,)).expiring(on=dt.date(2023, 1, 1), within=dt.timedelta(hours=36))


def test_who_receives_a_file_is_said_to_be_open_after_the_district_level() -> None:
    """Circular 25/2023 has the district office receive a commune's file; from 1 July 2025 there is none."""
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    before, after = (kh.portfolio.obligations_of(rules, Period.of_years(year, year)) for year in (2025, 2026))
    assert [duty.notes for duty in before] == [(), ()]
    assert all("chưa xác lập" in duty.notes[0].vi for duty in after)


WORDS = {  # the words of a source: the days in 2026 on which a duty of that year falls due
    "mỗi quý": ["2026-03-31", "2026-06-30", "2026-09-30", "2026-12-31"],
    "6 tháng một lần": ["2026-06-30", "2026-12-31"],
    "hằng năm, trước ngày 15/12": ["2026-12-14"],
    "quý II/2026": ["2026-06-30"],
    "thường xuyên": [],
    "cuối năm": [],
    "theo năm học": [],
}


@pytest.mark.parametrize("words", WORDS)
def test_the_words_of_a_source_date_a_duty_or_a_finding_says_that_they_do_not(words: str) -> None:
    """A frequency is read into a recurrence where its words are one; a recurrence that is given wins."""
    duty = kh.Commitment(what=kh.Label("tuyên truyền", "promote"), frequency=kh.Label(words, "as said"))
    place = kh.catalog.province("Nghệ An")
    agreement = attrs.evolve(kh.catalog.agreement("tra-vinh-2024-2030"), place=place, commitments=(duty,))
    year = kh.Period.of_years(2026, 2026)
    due = kh.portfolio.obligations_of(agreement, year)
    assert [item.due.isoformat() for item in due if item.kind is kh.portfolio.DutyKind.COMMITMENT] == WORDS[words]
    said = [item.path for item in agreement.findings() if item.code == "undated-frequency"]
    assert said == ([] if WORDS[words] else ["commitments[0].frequency"])
    dated = attrs.evolve(duty, recurrence=kh.Recurrence.parse("mỗi tháng"))
    again = attrs.evolve(agreement, commitments=(dated,))
    assert sum(item.kind is kh.portfolio.DutyKind.COMMITMENT for item in kh.portfolio.obligations_of(again, year)) == 12
    assert not [item for item in again.findings() if item.code == "undated-frequency"]
