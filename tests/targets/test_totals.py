"""Roll-up: counts of places added up, nothing filled in, nothing counted twice."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given

import khuyenhoc as kh
from khuyenhoc import catalog, targets
from khuyenhoc.testing.counts import observations

DAY = dt.date(2024, 12, 31)
AFTER = dt.date(2025, 12, 31)
WHOLE = kh.Place("Tất cả", level=kh.Level.CENTRAL)
NAMES = [kh.Place(f"Tỉnh {letter}", level=kh.Level.PROVINCE, parent=WHOLE) for letter in "ABCDEFGH"]
ABOUT: dict[str, Any] = {"attribute": kh.Attribute("family"), "population": kh.Population("families")}
COUNTS = ("registered", "recognised", "total")


def families(place: kh.Place, recognised: int | None = 1, total: int | None = 10, **more: Any) -> kh.Observation:
    return kh.Observation(**{**ABOUT, "place": place, "on": DAY, "recognised": recognised, "total": total, **more})


@st.composite
def parts(draw: st.DrawFn, least: int = 1) -> list[kh.Observation]:
    """Observations of some provinces, with unknown counts among them."""
    some = draw(st.lists(st.sampled_from(NAMES), min_size=least, unique=True))
    days = st.dates(dt.date(2020, 1, 1), DAY)
    return [draw(observations(**ABOUT, place=place, on=draw(days), source="", printed=None)) for place in some]


def plain_sum(items: list[kh.Observation], name: str) -> int | None:
    counts = [getattr(item, name) for item in items]
    return None if None in counts else sum(counts)


@given(parts())
def test_the_sum_equals_the_sum_of_its_parts(items: list[kh.Observation]) -> None:
    """A count is summed only if every part has it: unknown stays unknown, and zero is no unknown."""
    whole = kh.roll_up(items, into=WHOLE)
    for name in COUNTS:
        assert getattr(whole.observation, name) == plain_sum(items, name)
    assert (whole.observation.place, whole.observation.on) == (WHOLE, max(item.on for item in items))
    assert whole.observation.printed is None, "printed shares are not carried over"
    assert (whole.missing, whole.coverage) == (None, None)


@given(st.data(), parts())
def test_the_order_of_the_parts_does_not_matter(data: st.DataObject, items: list[kh.Observation]) -> None:
    """Places added up in any order give one sum, one day and the same places."""
    whole = kh.roll_up(items, into=WHOLE, parts=NAMES)
    again = kh.roll_up(data.draw(st.permutations(items)), into=WHOLE, parts=NAMES)
    assert again.observation == whole.observation
    assert set(again.covered) == set(whole.covered)
    assert (again.missing, again.coverage, again.notes) == (whole.missing, whole.coverage, whole.notes)


@given(st.data(), parts(least=2))
def test_two_halves_make_the_whole(data: st.DataObject, items: list[kh.Observation]) -> None:
    """Rolling up two halves, then both, is rolling up all."""
    cut = data.draw(st.integers(1, len(items) - 1))
    halves = [
        kh.roll_up(some, into=kh.Place(name, parent=WHOLE)).observation
        for name, some in (("Nửa một", items[:cut]), ("Nửa hai", items[cut:]))
    ]
    assert kh.roll_up(halves, into=WHOLE).observation == kh.roll_up(items, into=WHOLE).observation


@given(st.data(), parts())
def test_coverage_counts_places(data: st.DataObject, items: list[kh.Observation]) -> None:
    """The coverage is the share of places in the sum; the missing ones are named."""
    some = {item.place for item in items}
    listed = data.draw(st.permutations(NAMES))
    whole = kh.roll_up(items, into=WHOLE, parts=listed)
    assert whole.coverage == kh.Rate(Fraction(len(some), len(NAMES)))
    assert whole.missing == tuple(place for place in listed if place not in some)
    said = " ".join(note.en for note in whole.notes)
    assert all(place.name in said for place in whole.missing)


def test_a_place_listed_twice_is_one_place() -> None:
    """A repeated part does not lower the coverage."""
    a, b = NAMES[:2]
    assert kh.roll_up([families(a)], into=WHOLE, parts=[a, b, b]).coverage == kh.Rate("1/2")


def test_three_provinces_make_lam_dong() -> None:
    """Lâm Đồng of today: the three parts add up to 60 of 300; two of the three cover two thirds."""
    olds = catalog.territories(catalog.province("Lâm Đồng", on=AFTER))
    assert {old.name for old in olds} == {"Lâm Đồng", "Đắk Nông", "Bình Thuận"}
    items = [families(old, count, 100) for old, count in zip(olds, (10, 20, 30), strict=True)]
    whole = kh.roll_up(items, into=catalog.COUNTRY, parts=olds)
    assert (whole.observation.recognised, whole.observation.total, whole.coverage) == (60, 300, kh.Rate(1))
    assert kh.roll_up(items[:2], into=catalog.COUNTRY, parts=olds).coverage == kh.Rate("2/3")


def test_several_days_are_said() -> None:
    """Counts of several days are added, as of the latest, and a note names the first and the last."""
    items = [families(NAMES[0]), families(NAMES[1], on=dt.date(2023, 6, 30))]
    whole = kh.roll_up(items, into=WHOLE)
    assert whole.observation.on == DAY
    assert "30/06/2023" in whole.notes[0].vi


def test_a_place_that_comes_twice_is_refused() -> None:
    """One observation for each place, whatever its day."""
    with pytest.raises(kh.InvalidValueError, match="twice"):
        kh.roll_up([families(NAMES[0]), families(NAMES[0], on=dt.date(2023, 1, 1))], into=WHOLE)


@pytest.mark.parametrize("swap", [False, True])
def test_a_place_inside_another_is_refused(swap: bool) -> None:
    """A district and its province would be counted twice."""
    district = kh.Place("Trà Cú", level=kh.Level.DISTRICT, parent=kh.Place("Trà Vinh", level=kh.Level.PROVINCE))
    assert district.parent is not None
    pair = [families(district), families(district.parent)]
    with pytest.raises(kh.InvalidValueError, match="counted twice"):
        kh.roll_up(pair[::-1] if swap else pair, into=WHOLE)


def test_the_whole_is_no_part_of_itself() -> None:
    """The whole next to one of its parts would be counted twice as well."""
    with pytest.raises(kh.KhuyenHocError):
        kh.roll_up([families(kh.Place("C")), families(kh.Place("A"))], into=kh.Place("C"))


def test_a_stranger_is_refused() -> None:
    """A place that is not among the parts is no part of the whole."""
    with pytest.raises(kh.InvalidValueError, match="not a part"):
        kh.roll_up([families(NAMES[0])], into=WHOLE, parts=NAMES[1:])


@pytest.mark.parametrize(
    "other", [{"attribute": kh.Attribute("clan")}, {"population": kh.Population("workers")}, {"population": None}]
)
def test_unlike_counts_are_refused(other: dict[str, Any]) -> None:
    """Attributes or populations that differ, or of which one is unknown, are not added."""
    with pytest.raises(kh.IncomparableError):
        kh.roll_up([families(NAMES[0]), families(NAMES[1], **other)], into=WHOLE)


def test_an_unknown_population_stays_unknown() -> None:
    """Counts that all name no population are refused in our words, or summed without naming one."""
    items = [families(place, population=None) for place in NAMES[:2]]
    try:
        whole = kh.roll_up(items, into=WHOLE)
    except kh.KhuyenHocError:
        return
    assert whole.observation.population is None


def test_counts_from_both_sides_of_the_reform_are_refused() -> None:
    """Counts from before and after a boundary change are not added, even under one name."""
    old = catalog.province("Quảng Trị", on=DAY)
    new = catalog.province("Quảng Trị", on=AFTER)
    for pair in ([families(old), families(new, on=AFTER)], [families(old, on=AFTER), families(NAMES[0], on=AFTER)]):
        with pytest.raises(kh.IncomparableError, match="boundaries"):
            kh.roll_up(pair, into=catalog.COUNTRY)
    mixed = [families(catalog.province("Trà Vinh")), families(catalog.province("Cà Mau", on=AFTER), on=AFTER)]
    with pytest.raises(kh.IncomparableError):
        kh.roll_up(mixed, into=catalog.COUNTRY)
    with pytest.raises(kh.IncomparableError):
        kh.roll_up([families(old)], into=new)


def test_nothing_is_refused() -> None:
    """There is no sum of nothing."""
    with pytest.raises(kh.InvalidValueError):
        kh.roll_up([], into=WHOLE)


@pytest.mark.parametrize("odd", [None, 5, "text", [5]])
def test_odd_arguments_are_refused_by_the_library(odd: Any) -> None:
    """Any bad input ends in an error of the library."""
    item = families(NAMES[0])
    with pytest.raises(kh.KhuyenHocError):
        kh.roll_up(odd, into=WHOLE)
    with pytest.raises(kh.KhuyenHocError):
        kh.roll_up([item], into=odd)
    if odd is not None:
        with pytest.raises(kh.KhuyenHocError):
            kh.roll_up([item], into=WHOLE, parts=odd)


@given(parts())
def test_a_roll_up_is_a_value(items: list[kh.Observation]) -> None:
    """Sums are immutable and equal to themselves made again."""
    whole = kh.roll_up(items, into=WHOLE)
    assert whole == kh.roll_up(items, into=WHOLE)
    assert hash(whole) == hash(attrs.evolve(whole))


# ---- many sums at once


CLANS: dict[str, Any] = {"attribute": kh.Attribute("clan"), "population": kh.Population("clans")}


@given(st.lists(st.tuples(parts(), st.sampled_from([ABOUT, CLANS])), max_size=4))
def test_each_attribute_population_and_day_is_summed_by_itself(
    drawn: list[tuple[list[kh.Observation], dict[str, Any]]],
) -> None:
    """All at once gives what one after the other gives, and counts of unlike things are never added."""
    counts = {
        (item.place, about["attribute"], item.on): attrs.evolve(item, **about)
        for items, about in drawn
        for item in items
    }
    groups: dict[Any, list[kh.Observation]] = {}
    for item in counts.values():
        groups.setdefault((item.attribute, item.population, item.on), []).append(item)
    expected = tuple(kh.roll_up(items, into=WHOLE, parts=NAMES) for items in groups.values())
    assert targets.roll_up_all(counts.values(), into=WHOLE, parts=iter(NAMES)) == expected
    assert targets.roll_up_all(counts.values(), into=lambda _: WHOLE, parts=lambda _: NAMES) == expected


def test_the_whole_and_its_parts_may_be_given_for_each_day() -> None:
    """A name stands for one territory before a reform and for another after it."""
    old, new = (catalog.province("Vĩnh Long", on=day) for day in (DAY, AFTER))
    communes = {day: kh.Place("A", level=kh.Level.COMMUNE, parent=whole) for day, whole in ((DAY, old), (AFTER, new))}
    counts = [families(place, on=day) for day, place in communes.items()]
    made = targets.roll_up_all(
        counts, into=lambda day: old if day == DAY else new, parts=lambda day: [communes[day]] if day == DAY else None
    )
    assert [(item.observation.place, item.missing) for item in made] == [(old, ()), (new, None)]


def test_remarks_go_with_the_population_of_their_sum() -> None:
    """A row says what its own figure is the sum of: never what a sum of another population lacks."""
    cited: dict[str, Any] = {"due": dt.date(2030, 12, 31), "citation": kh.Citation(document="our-plan")}
    wanted = [
        kh.Reach(attribute=ABOUT["attribute"], population=kh.Population(code), rate=kh.Rate("1/2"), **cited)
        for code in ("families", "rural_families", "urban_families")
    ]
    plan = kh.Programme(id="p-1", instrument="p-1", title=kh.Label("a", "b"), level=kh.Level.PROVINCE, targets=wanted)
    counts = [
        *(families(place) for place in NAMES[:3]),
        *(families(place, population=kh.Population("rural_families")) for place in NAMES[:2]),
    ]
    sums = targets.roll_up_all(counts, into=WHOLE, parts=NAMES[:3])
    found = [[note.en for note in row.notes if "places" in note.en] for row in plan.attainment(sums, on=DAY)]
    rural = ["the sum of 2 places", f"covers 2 of 3 places; missing {NAMES[2].name}"]
    assert found == [["the sum of 3 places"], rural, ["the sum of 3 places", *rural]], "the last compares with neither"
    plain = plan.attainment([item.observation for item in sums], on=DAY)
    assert [row.observed for row in plain] == [row.observed for row in plan.attainment(sums, on=DAY)]


@pytest.mark.parametrize("bad", [None, "counts.csv", [NAMES[0]], {"family": 3}, 7])
def test_a_report_takes_counts_and_sums_of_them(bad: Any) -> None:
    with pytest.raises(kh.WrongTypeError, match="observations"):
        catalog.programme("qd-387-2022").attainment(bad, on=DAY)
    with pytest.raises(kh.WrongTypeError, match="observations"):
        targets.roll_up_all(bad, into=WHOLE)


NGHE_AN, THANH_HOA = (catalog.province(name) for name in ("Nghệ An", "Thanh Hóa"))


def counted_in(text: str) -> kh.Observation:
    on = dt.date(2024, 12, 31)
    return kh.Observation(
        place=catalog.place(text, on=on),
        on=on,
        attribute=kh.Attribute("family"),
        population=kh.Population("families"),
        recognised=10,
        total=20,
    )


@pytest.mark.parametrize(
    ("others", "said"),
    [
        (["xã B, tỉnh Thanh Hóa"], "1 row of places that are not in Nghệ An.*B, Thanh Hóa"),
        (["Thanh Hóa", "xã B, Thanh Hóa"], "2 rows of places that are not in Nghệ An"),
        (["cả nước"], "1 row of places that are not in Nghệ An.*Việt Nam on 2024-12-31"),
        (["xã Hai", "TP Vinh"], "2 rows .* lie in Nghệ An: Hai on 2024-12-31; thành phố Vinh on .*write the province"),
    ],
)
def test_only_parts_of_the_whole_are_added(others: list[str], said: str) -> None:
    """Row by row: of another province, another province, the country, and a place that does not say where it lies."""
    rows = [counted_in(text) for text in ("xã A, Nghệ An", *others)]
    with pytest.raises(kh.InvalidValueError, match=said):
        kh.roll_up(rows, into=NGHE_AN)
    with pytest.raises(kh.InvalidValueError, match=said):
        targets.roll_up_all(rows, into=NGHE_AN)


def test_a_part_that_is_named_as_one_is_added() -> None:
    rows = [counted_in("xã A, Nghệ An"), counted_in("xã Hai")]
    made = kh.roll_up(rows, into=NGHE_AN, parts=[row.place for row in rows])
    assert (made.observation.recognised, made.observation.total, made.missing) == (20, 40, ())
    country = kh.roll_up([counted_in("Nghệ An"), counted_in("Thanh Hóa")], into=catalog.COUNTRY)
    assert country.observation.total == 40


@pytest.mark.parametrize(
    ("place", "within"),
    [("xã A, Nghệ An", True), ("thôn B, xã A, Nghệ An", True), ("xã A, Thanh Hóa", False), ("Nghệ An", False),
     ("cả nước", False), ("xã A", None), ("thôn B, xã A", None)],
)  # fmt: skip
def test_whether_a_place_lies_within(place: str, within: bool | None) -> None:
    assert catalog.place(place, on=dt.date(2024, 12, 31)).within(NGHE_AN) is within
