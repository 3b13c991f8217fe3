"""Are two reports one event, what do they agree on, and where do they conflict? Laws, and the documented cases."""

import datetime as dt
import itertools
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import khuyenhoc as kh
from khuyenhoc import Level, catalog
from khuyenhoc.merging import EventCriterion, EventVerdict, Likeness, MergeStatus
from khuyenhoc.records.merging import groups as rooms
from khuyenhoc.testing.records import agreements

SAME, LIKELY, DIFFERENT = EventVerdict.SAME, EventVerdict.LIKELY, EventVerdict.DIFFERENT
UNCLEAR, ONE_CEREMONY = EventVerdict.UNCLEAR, EventVerdict.ONE_CEREMONY
CEREMONY = dt.date(2024, 2, 21)
LONG_AN = catalog.province("Long An", on=CEREMONY)
KON_TUM = kh.Place("Kon Tum", level=Level.PROVINCE)
ARMED = ("Bộ Chỉ huy Quân sự tỉnh", "Bộ Chỉ huy Bộ đội Biên phòng tỉnh", "Công an tỉnh")
STAGE = kh.Period.of_years(2024, 2026, horizon=2030)


def made(name: str, *partners: str, **fields: Any) -> kh.Agreement:
    """A record of the Long An ceremony, unless the test says otherwise."""
    drawn: dict[str, Any] = {
        "title": kh.Label("Chương trình phối hợp", "Coordination programme"),
        "association": "Hội Khuyến học tỉnh Long An",
        "place": LONG_AN,
        "level": Level.PROVINCE,
        "period": STAGE,
        "signed": CEREMONY,
        **fields,
    }
    return kh.Agreement(id=name, partners=tuple(map(kh.Partner.named, partners)), **drawn)


def verdict(one: kh.Agreement, other: kh.Agreement) -> EventVerdict:
    return kh.merging.same_event(one, other).verdict


def fields_of(record: kh.Agreement) -> dict[str, Any]:
    return {field.name: getattr(record, field.name) for field in attrs.fields(kh.Agreement)}


WHOLE = made("whole", *ARMED, sources=("báo A",))
BRIEF = made(
    "brief",
    "Bộ CHQS tỉnh Long An",
    association="HKH tỉnh",
    place=kh.Place("LONG AN"),
    sources=("báo B",),
)

# A small world, so that records meet: hypothesis draws the same names, days and periods again and again.
DAYS = st.none() | st.sampled_from([dt.date(2019, 3, 26), dt.date(2019, 5, 17), CEREMONY])
PERIODS = st.none() | st.sampled_from([STAGE, *(kh.Period.of_years(*years) for years in ((2019, 2022), (2021, 2025)))])
NAMES = (*ARMED, "Công an tỉnh Long An", "Tỉnh đoàn", "các sở, ban, ngành", "Sở Giáo dục và Đào tạo", "Viettel Long An")
PLACES = (
    LONG_AN,
    kh.Place("LONG AN"),
    kh.Place("Long An", since=dt.date(2025, 7, 1)),
    catalog.province("Hải Phòng", on=CEREMONY),
)


@st.composite
def reports(draw: st.DrawFn) -> kh.Agreement:
    """Reports of few events, more or less complete."""
    names = draw(st.lists(st.sampled_from(NAMES), min_size=1, max_size=3, unique=True))
    duties = tuple(
        kh.Commitment(what=kh.Label("tuyên truyền", "inform"), party=name)
        for name in draw(st.lists(st.sampled_from(names), max_size=2))
    )
    return made(
        draw(st.sampled_from(["a", "b", "c", "d", "e"])),
        *names,
        association=draw(st.sampled_from(["Hội Khuyến học tỉnh", "Hội Khuyến học tỉnh Long An"])),
        place=draw(st.sampled_from(PLACES)),
        period=draw(PERIODS),
        signed=draw(DAYS),
        previous=draw(PERIODS),
        signatory=draw(st.sampled_from(["", "Chủ tịch", "Phó Chủ tịch"])),
        content_areas=tuple(draw(st.lists(st.sampled_from(list(kh.ContentArea)[:3]), max_size=2, unique=True))),
        sources=tuple(draw(st.lists(st.sampled_from(["báo A", "báo B"]), max_size=2, unique=True))),
        commitments=duties,
    )


SOME = settings(max_examples=20)
FEW = st.lists(reports(), min_size=1, max_size=5)
ONE = reports() | agreements()


# ---- one event or two


def test_the_long_an_ceremony_in_two_reports() -> None:
    """One names three partners, the other a single one, in other spellings: the same event, and the reasons say why."""
    match = kh.merging.same_event(BRIEF, WHOLE)
    assert match.verdict is SAME
    assert [record.id for record in match.records] == ["brief", "whole"]
    equal = ("PLACE", "LEVEL", "SIDE", "PERIOD", "DAY")
    assert {match[EventCriterion[name]] for name in equal} == {Likeness.EQUAL}
    assert match[EventCriterion.PARTNERS] is Likeness.CONTAINED
    assert {reason.criterion for reason in match.reasons} == set(EventCriterion)
    day = next(reason for reason in match.reasons if reason.criterion is EventCriterion.DAY)
    assert (day.text(), day.text("en")) == ("cả hai: 21/02/2024", "both: 2024-02-21")


def test_the_three_records_of_the_catalogue_are_one_ceremony_and_three_agreements() -> None:
    """The association signed with each in turn: one day, no partner in common, nothing is merged by itself.

    A report that names all three is linked with each, and makes no single agreement of them.
    """
    records = [item for item in catalog.agreements() if item.id.startswith("long-an-2024-2026")]
    assert len(records) == 3
    assert {verdict(*pair) for pair in itertools.combinations(records, 2)} == {ONE_CEREMONY}
    assert {verdict(WHOLE, record) for record in records} == {SAME}
    assert len(kh.merging.group_events(records).groups) == 3
    found = kh.merging.group_events([*records, WHOLE])
    assert {group.ids for group in found.groups} == {(record.id,) for record in (*records, WHOLE)}
    assert sorted(match.verdict.value for match in found.links) == [*3 * ["one_ceremony"], *3 * ["same"]]


@pytest.mark.parametrize(
    ("changes", "expected"),
    [
        ({}, SAME),
        ({"period": None}, LIKELY),
        ({"signed": None}, LIKELY),
        ({"period": None, "signed": None}, UNCLEAR),
        ({"period": kh.Period.of_years(2024, 2030)}, LIKELY),
        ({"period": kh.Period.of_years(2027, 2030)}, UNCLEAR),
        ({"signed": dt.date(2024, 2, 22)}, UNCLEAR),
        ({"signed": dt.date(2024, 2, 22), "period": None}, DIFFERENT),
        ({"signed": None, "period": kh.Period.of_years(2027, 2030)}, DIFFERENT),
        ({"place": kh.Place("Tây Ninh")}, DIFFERENT),
        ({"association": "Hội Cựu giáo chức tỉnh"}, UNCLEAR),
        ({"follows": ("whole",)}, DIFFERENT),
        ({"previous": STAGE}, SAME),
        ({"previous": STAGE, "signed": None}, LIKELY),
        ({"previous": STAGE, "period": None, "signed": None}, DIFFERENT),
    ],
)
def test_what_is_missing_is_unknown_and_what_differs_counts(changes: dict[str, Any], expected: EventVerdict) -> None:
    """A report with one partner of three, and one field changed."""
    assert verdict(WHOLE, attrs.evolve(BRIEF, **changes)) is expected


def test_levels_are_told_apart() -> None:
    """A district of the same name is another place; "thành phố" may be a province or a district."""
    town = {"place": kh.Place("Long An", level=Level.DISTRICT), "level": Level.DISTRICT}
    assert verdict(WHOLE, made("town", *ARMED, **town)) is DIFFERENT


def test_one_text_with_two_periods() -> None:
    """Kon Tum: headline 2018-2020, body 2016-2020, no year of the day: likely one, and the period is a conflict."""
    kon_tum = {"place": KON_TUM, "association": "Hội Khuyến học tỉnh Kon Tum", "sources": ("kontumtv.vn",)}
    body, headline = (
        made(name, "Tỉnh Đoàn Kon Tum", **{**kon_tum, "signed": None, "period": kh.Period.of_years(first, 2020)})
        for name, first in (("body", 2016), ("headline", 2018))
    )
    assert verdict(body, headline) is LIKELY
    found = kh.merging.group_events([headline, body])
    assert len(found.groups) == 2
    assert [link.verdict for link in found.links] == [LIKELY]
    merged = kh.merging.merge([body, headline])
    assert [(item.name, item.status) for item in merged.conflicts] == [("period", MergeStatus.CONFLICT)]
    assert [item.records for item in merged["period"].stated] == [("body",), ("headline",)]
    elsewhere = attrs.evolve(headline, sources=("another paper",))
    assert verdict(body, elsewhere) is UNCLEAR, "two texts may be of two agreements, one after the other"


def test_hai_phong_has_two_agreements() -> None:
    """2019-2022 with the Youth Union on 26/3, 2019-2020 with the elderly and the women on 17/5: two events."""
    youth = catalog.agreement("hai-phong-2019-2022")
    about: dict[str, Any] = {
        "association": "Hội Khuyến học thành phố",
        "place": kh.Place("Hải Phòng"),
        "period": kh.Period.of_years(2019, 2020),
    }
    for day in (dt.date(2019, 5, 17), None):
        other = made("x", "Hội Người cao tuổi", "Hội Liên hiệp Phụ nữ thành phố", **about, signed=day)
        match = kh.merging.same_event(youth, other)
        assert match.verdict is DIFFERENT
        assert match[EventCriterion.PLACE] is match[EventCriterion.SIDE] is Likeness.EQUAL
        assert match[EventCriterion.PARTNERS] is Likeness.DIFFERENT
        assert kh.merging.group_events([youth, other]).links == ()


def test_nghe_an_has_four_parallel_agreements() -> None:
    """Four partners, two end years, no day: none is taken for another."""
    about: dict[str, Any] = {
        "place": catalog.province("Nghệ An", on=CEREMONY),
        "association": "Hội Khuyến học tỉnh Nghệ An",
        "signed": None,
    }
    rows = {
        "Bộ đội Biên phòng tỉnh": (2023, 2025),
        "Sở Giáo dục và Đào tạo": (2023, 2030),
        "Bộ Chỉ huy Quân sự tỉnh": (2024, 2030),
        "Hội Nông dân tỉnh": (2024, 2030),
    }
    records = [
        made(f"nghe-an-{number}", name, **about, period=kh.Period.of_years(*years))
        for number, (name, years) in enumerate(rows.items())
    ]
    found = kh.merging.group_events(records)
    assert (len(found.groups), found.links) == (4, ())
    assert verdict(records[2], records[3]) is UNCLEAR, "one period, two partners, no day: perhaps one ceremony"


def test_two_territories_of_one_name() -> None:
    """Quảng Trị up to 30/6/2025 and from 1/7/2025 are two; a bare name is decided by the day of its record."""
    before = catalog.province("Quảng Trị", on=dt.date(2025, 6, 30))
    after = catalog.province("Quảng Trị", on=dt.date(2025, 7, 1))
    bare = kh.Place("quảng  trị")
    old, new = made("old", ARMED[0], place=before), made("new", ARMED[0], place=after)
    assert verdict(old, new) is DIFFERENT
    assert verdict(old, made("bare", ARMED[0], place=bare)) is SAME
    assert verdict(new, made("bare", ARMED[0], place=bare)) is DIFFERENT, "on 21/2/2024 there was no such place"
    undated = made("undated", ARMED[0], place=bare, signed=None, period=None)
    match = kh.merging.same_event(attrs.evolve(old, signed=None, period=None), undated)
    assert match[EventCriterion.PLACE] is Likeness.UNKNOWN


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (kh.Place("Hoà Bình"), kh.Place("HÒA BÌNH"), Likeness.EQUAL),
        (kh.Place("Long An", code="80"), kh.Place("Long An", code="79"), Likeness.DIFFERENT),
        (LONG_AN, attrs.evolve(LONG_AN, since=dt.date(1996, 1, 1)), Likeness.UNKNOWN),
    ],
)
def test_places_meet_under_any_spelling(one: kh.Place, other: kh.Place, likeness: Likeness) -> None:
    """Case and tone placement do not matter; codes and days do, where both state them."""
    pair = [made(name, ARMED[0], place=place) for name, place in (("a", one), ("b", other))]
    assert kh.merging.same_event(*pair)[EventCriterion.PLACE] is likeness


def test_communes_of_one_name_need_their_province() -> None:
    """A bare commune name is not enough; an office in between may be left out."""
    province = kh.Place("Long An", level=Level.PROVINCE)
    district = kh.Place("Tân Trụ", level=Level.DISTRICT, parent=province)
    full = kh.Place("Tân Bình", level=Level.COMMUNE, parent=district)
    cases = {
        full: Likeness.EQUAL,
        attrs.evolve(full, parent=province): Likeness.UNKNOWN,
        attrs.evolve(full, parent=None): Likeness.UNKNOWN,
        attrs.evolve(full, parent=kh.Place("Tây Ninh", level=Level.PROVINCE)): Likeness.DIFFERENT,
    }
    record = made("a", "Công an xã", association="Hội Khuyến học xã Tân Bình", place=full, level=Level.COMMUNE)
    for place, likeness in cases.items():
        match = kh.merging.same_event(record, attrs.evolve(record, id="b", place=place))
        assert match[EventCriterion.PLACE] is likeness
        assert match.verdict is {"equal": SAME, "unknown": LIKELY, "different": DIFFERENT}[likeness.value]


@pytest.mark.parametrize(
    ("level", "one", "other", "equal"),
    [
        ("commune", "Hội Khuyến học xã", "Hội khuyến học Tân Bình", True),
        ("commune", "HKH xã Tân Bình, tỉnh Long An", "Hội Khuyến học xã Tân Bình", True),
        ("commune", "Hội Khuyến học tỉnh Long An", "Hội Khuyến học xã Tân Bình", False),
        ("commune", "Hội Khuyến học xã", "Hội Khuyến học - Cựu giáo chức xã", False),
        ("central", "Hội Khuyến học Việt Nam", "Trung ương Hội Khuyến học Việt Nam", True),
        ("central", "Hội Khuyến học Việt Nam", "Bộ Giáo dục và Đào tạo", False),
    ],
)
def test_the_association_is_told_with_or_without_its_place(level: str, one: str, other: str, equal: bool) -> None:
    """The place and level of the record may be left out of the name; another level may not."""
    province = kh.Place("Long An", level=Level.PROVINCE)
    places = {
        "commune": kh.Place("Tân Bình", level=Level.COMMUNE, parent=province),
        "central": kh.Place("Việt Nam", level=Level.CENTRAL),
    }
    pair = [
        made(name, "Công an", association=side, place=places[level], level=Level(level))
        for name, side in (("a", one), ("b", other))
    ]
    assert (kh.merging.same_event(*pair)[EventCriterion.SIDE] is Likeness.EQUAL) == equal


@pytest.mark.parametrize(
    ("one", "other", "likeness"),
    [
        (["Thành đoàn"], ["Đoàn Thanh niên Cộng sản Hồ Chí Minh thành phố"], Likeness.EQUAL),
        (["Sở GD&ĐT"], ["Sở Giáo dục và Đào tạo tỉnh Long An"], Likeness.EQUAL),
        (["Sở GD&ĐT"], ["Trường Đại học Long An"], Likeness.DIFFERENT),
        (["Viettel Long An"], ["VNPT Long An"], Likeness.DIFFERENT),
        (["các sở, ban, ngành"], ["Công an tỉnh"], Likeness.UNKNOWN),
        (["các sở, ban, ngành", "Công an tỉnh"], ["Công an tỉnh"], Likeness.CONTAINED),
        (["Công an tỉnh", "Tỉnh đoàn"], ["Công an tỉnh", "Hội Nông dân"], Likeness.OVERLAPPING),
        (["Quân khu 7", "Bộ Chỉ huy Quân sự tỉnh"], ["Bộ Chỉ huy Quân sự tỉnh Long An"], Likeness.CONTAINED),
        (["Bộ đội Biên phòng", "Bộ Chỉ huy BĐBP tỉnh"], ["Bộ Chỉ huy Bộ đội Biên phòng tỉnh"], Likeness.DIFFERENT),
        (["Đồn Biên phòng Ia Puch"], ["Đồn Biên phòng Ia Lốp"], Likeness.DIFFERENT),
        (["Đồn Biên phòng Ia Puch"], ["Bộ đội Biên phòng tỉnh"], Likeness.DIFFERENT),
        (["Bệnh viện Công an tỉnh"], ["Công an tỉnh"], Likeness.DIFFERENT),
        (["Công đoàn Viên chức tỉnh"], ["Liên đoàn Lao động tỉnh"], Likeness.DIFFERENT),
        (["Phòng Cảnh sát giao thông"], ["Trại tạm giam Công an tỉnh"], Likeness.DIFFERENT),
        (["Phòng GD&ĐT huyện Cần Đước"], ["Phòng GD&ĐT huyện Cần Giuộc"], Likeness.DIFFERENT),
        (["Huyện đoàn"], ["Tỉnh đoàn"], Likeness.DIFFERENT),
        (["Bộ Công an"], ["Công an tỉnh"], Likeness.DIFFERENT),
        (["Đồn Biên phòng Ia Puch"], ["Đồn Biên Phòng  Ia Puch"], Likeness.EQUAL),
        (["Cong an tinh Long An"], ["Công an tỉnh"], Likeness.EQUAL),
        (["Ban Thường trực Ủy ban MTTQ Việt Nam tỉnh"], ["Uỷ ban Mặt trận Tổ quốc tỉnh Long An"], Likeness.EQUAL),
        (["Hội LHPN tỉnh"], ["Hội Liên hiệp Phụ nữ Việt Nam tỉnh Long An"], Likeness.EQUAL),
        (["LĐLĐ tỉnh"], ["Liên đoàn Lao động tỉnh Long An"], Likeness.EQUAL),
        (["Ban đại diện Hội Người cao tuổi tỉnh"], ["Hội NCT tỉnh"], Likeness.EQUAL),
    ],
)
def test_partners_are_told_by_name_and_type(one: list[str], other: list[str], likeness: Likeness) -> None:
    """A place has one police and one Youth Union, by their usual names; all others go by the name alone.

    Offices, firms, and the stations, hospitals and branches of a body; and two names of one body side by side.
    """
    assert kh.merging.same_event(made("a", *one), made("b", *other))[EventCriterion.PARTNERS] is likeness


@SOME
@given(ONE, ONE)
def test_sameness_is_symmetric_and_reflexive(one: kh.Agreement, other: kh.Agreement) -> None:
    """The order of asking changes nothing, not even a reason; a record is one with itself."""
    assert kh.merging.same_event(one, other) == kh.merging.same_event(other, one)
    assert verdict(one, one) is SAME
    assert verdict(one, attrs.evolve(one)) is SAME


@given(reports(), reports(), st.sampled_from(["signed", "period"]))
def test_leaving_a_value_out_is_no_difference(one: kh.Agreement, other: kh.Agreement, name: str) -> None:
    """What was the same event does not become two because a report is silent about the day or the period."""
    if one != other and verdict(one, other) is SAME:
        assert verdict(one, attrs.evolve(other, **{name: None})) in (SAME, LIKELY)


@given(reports(), reports())
def test_a_verdict_stands_on_its_reasons(one: kh.Agreement, other: kh.Agreement) -> None:
    """The same event needs every criterion; another place is never the same, whatever else agrees."""
    match = kh.merging.same_event(one, other)
    if match.verdict is SAME and one != other:
        needed = (EventCriterion.PLACE, EventCriterion.LEVEL, EventCriterion.SIDE)
        assert {match[item] for item in needed} == {Likeness.EQUAL}
        assert one.signed == other.signed is not None
        assert one.period is not None
    if one.place.name_key != other.place.name_key:
        assert match.verdict is DIFFERENT


# ---- merging


def test_merging_keeps_both_values_with_their_sources() -> None:
    """The conflicts of the two reports, who states what, and what is stated by one only."""
    brief = attrs.evolve(BRIEF, period=kh.Period.of_years(2024, 2030), signatory="Chủ tịch")
    merged = kh.merging.merge([WHOLE, brief])
    assert merged.ids == ("brief", "whole")
    assert [item.name for item in merged.conflicts] == [
        "association",
        "place",
        "period",
        "partners: Bộ CHQS tỉnh Long An",
    ]
    assert [(item.value, item.sources) for item in merged["period"].stated] == [
        (kh.Period.of_years(2024, 2030), ("báo B",)),
        (STAGE, ("báo A",)),
    ]
    statuses = {name: merged[name].status for name in ("signed", "signatory", "under", "sources")}
    assert statuses == {
        "signed": MergeStatus.AGREED,
        "signatory": MergeStatus.SINGLE,
        "under": MergeStatus.UNSTATED,
        "sources": MergeStatus.UNITED,
    }
    assert len(merged.bodies) == 3
    assert [match.verdict for match in merged.doubts] == [LIKELY]


def test_the_caller_decides_each_conflict() -> None:
    """Every open conflict is named at once; choices, or an order of records, settle them."""
    merged = kh.merging.merge([WHOLE, BRIEF])
    with pytest.raises(kh.DocumentError) as caught:
        merged.agreement(id="long-an")
    assert [error.path for error in caught.value.errors] == [(item.name,) for item in merged.conflicts]
    assert "HKH tỉnh (brief); Hội Khuyến học tỉnh Long An (whole)" in str(caught.value)
    by_hand = merged.agreement(
        id="long-an", association=WHOLE.association, place=LONG_AN, partners=(kh.Partner.named(ARMED[0]),)
    )
    assert by_hand == merged.agreement(id="long-an", prefer=["whole"])
    assert {partner.name for partner in by_hand.partners} == set(ARMED)
    assert by_hand.sources == ("báo B", "báo A")
    mixed = merged.agreement(id="long-an", prefer=["brief"], place=LONG_AN)
    assert (mixed.association, mixed.place) == ("HKH tỉnh", LONG_AN)


@pytest.mark.parametrize(
    ("choices", "error"),
    [
        ({"period": kh.Period.of_years(2024, 2031)}, kh.DocumentError),
        ({"partners": (kh.Partner.named("Tỉnh đoàn"),)}, kh.DocumentError),
        ({"partners": "Công an tỉnh"}, kh.DocumentError),
        ({"partner": ()}, kh.UnknownNameError),
        ({"sources": ("báo A",)}, kh.UnknownNameError),
        ({"prefer": ["nobody"]}, kh.UnknownNameError),
        ({"prefer": "whole"}, kh.WrongTypeError),
        ({"prefer": ["whole"], "id": "Not a slug"}, kh.InvalidValueError),
        ({"prefer": ["whole"], "period": None}, kh.DocumentError),
        ({"prefer": ["whole"], "signed": []}, kh.DocumentError),
    ],
)
def test_a_choice_must_be_stated_by_a_record(choices: dict[str, Any], error: type[Exception]) -> None:
    """Nothing comes in by the way: a value that no record states is refused."""
    with pytest.raises(error):
        kh.merging.merge([WHOLE, BRIEF]).agreement(**{"id": "long-an", **choices})


def test_a_body_that_changes_sides_is_a_conflict() -> None:
    """A Sở beside the association in one report and opposite it in the other: one body, to be decided."""
    office = kh.Partner.named("Sở Giáo dục và Đào tạo")
    beside = made("beside", *ARMED, alongside=(office,))
    opposite = made("opposite", *ARMED, office.name)
    merged = kh.merging.merge([beside, opposite])
    assert [item.name for item in merged.conflicts] == [f"alongside: {office.name}"]
    assert merged.agreement(id="x", alongside=(office,)).alongside == (office,)
    assert office in merged.agreement(id="x", prefer=["opposite"]).partners


def test_a_duty_follows_the_spelling_of_its_party() -> None:
    """A commitment names its party as the record prints it; after a choice it is still no stranger's."""
    what = kh.Label("phát triển hội viên", "gain members")
    duties = [(kh.Commitment(what=what, party=name),) for name in ("Bộ CHQS tỉnh Long An", ARMED[0])]
    brief, whole = (attrs.evolve(record, commitments=duty) for record, duty in zip((BRIEF, WHOLE), duties, strict=True))
    merged = kh.merging.merge([brief, whole])
    assert len(merged["commitments"].values) == 2
    assert merged.agreement(id="x", prefer=["whole"]).commitments == duties[1]


@given(FEW, st.randoms(use_true_random=False))
def test_merging_is_idempotent_commutative_and_associative(records: list[kh.Agreement], random: Any) -> None:
    """Any order, any repetition and any bracketing gives an equal merged record, with an equal hash."""
    merged = kh.merging.merge(records)
    shuffled = [*records, random.choice(records)]
    random.shuffle(shuffled)
    cut = random.randint(1, len(records))
    parts = [kh.merging.merge(part) for part in (records[:cut], records[cut:]) if part]
    for other in (
        kh.merging.merge(shuffled),
        kh.merging.merge([merged, merged]),
        kh.merging.merge(parts),
        kh.merging.merge([*parts[1:], *records]),
    ):
        assert other == merged
        assert hash(other) == hash(merged)
        assert other.conflicts == merged.conflicts


@given(FEW)
def test_merging_never_loses_a_value_nor_its_source(records: list[kh.Agreement]) -> None:
    """Every value of every field of every record is there with the record and its sources, and nothing else is."""
    merged = kh.merging.merge(records)
    assert [field.name for field in merged.fields] == [
        field.name for field in attrs.fields(kh.Agreement) if field.name not in ("id", "extras")
    ]
    expected: dict[str, dict[Any, tuple[set[str], set[str]]]] = {}
    for record in records:
        for name, value in fields_of(record).items():
            for member in value if isinstance(value, tuple) else [value]:
                if name != "id" and member not in (None, ""):
                    ids, sources = expected.setdefault(name, {}).setdefault(member, (set(), set()))
                    ids.add(record.id)
                    sources.update(record.sources)
    for field in merged.fields:
        found = {item.value: (set(item.records), set(item.sources)) for item in field.stated}
        assert found == expected.get(field.name, {})
        single = not isinstance(getattr(records[0], field.name), tuple)
        assert (field.status is MergeStatus.CONFLICT) == (single and len(found) > 1)
    assert {item.value for body in merged.bodies for item in body.stated} == set(expected["partners"])


@given(st.lists(reports(), min_size=1, max_size=4, unique_by=lambda record: record.id), st.booleans())
def test_a_settled_record_holds_stated_values_only(records: list[kh.Agreement], chosen: bool) -> None:
    """With an order of records all is settled; without one, an error names the conflicts, and all of them."""
    merged = kh.merging.merge(records)
    if merged.conflicts and not chosen:
        with pytest.raises(kh.DocumentError) as caught:
            merged.agreement(id="x")
        assert [error.path for error in caught.value.errors] == [(item.name,) for item in merged.conflicts]
        return
    order = [record.id for record in records]
    settled = merged.agreement(id="x", prefer=order if chosen else ())
    for field in merged.fields:
        value = getattr(settled, field.name)
        if field.status is MergeStatus.UNITED and field.name not in ("partners", "commitments"):
            assert value == field.values
        elif field.status is MergeStatus.CONFLICT:
            first = next(record for record in records if getattr(record, field.name) not in (None, ""))
            assert value == getattr(first, field.name)
    assert len(settled.partners) == len(merged.bodies)
    assert set(settled.partners) <= set(merged["partners"].values)


@SOME
@given(agreements())
def test_one_record_comes_back_as_it_was(record: kh.Agreement) -> None:
    """A single record has no conflict, and settles to itself; a member that stands twice is one value."""
    merged = kh.merging.merge([record])
    assert merged.conflicts == ()
    once = {
        name: tuple(dict.fromkeys(value)) if isinstance(value, tuple) else value
        for name, value in fields_of(record).items()
    }
    assert fields_of(merged.agreement(id=record.id)) == once


def test_two_records_under_one_id_are_two() -> None:
    """An id that two files share tells nothing apart: preferring it settles nothing."""
    twin = attrs.evolve(WHOLE, signed=None, period=kh.Period.of_years(2024, 2030))
    merged = kh.merging.merge([WHOLE, twin])
    assert (len(merged.records), merged.ids) == (2, ("whole",))
    assert merged["period"].status is MergeStatus.CONFLICT
    assert merged["title"].status is MergeStatus.AGREED
    assert merged["signed"].status is MergeStatus.SINGLE
    with pytest.raises(kh.DocumentError):
        merged.agreement(id="x", prefer=["whole"])


# ---- groups


@given(st.lists(reports(), max_size=6), st.randoms(use_true_random=False))
def test_groups_do_not_depend_on_order_and_miss_no_pair(records: list[kh.Agreement], random: Any) -> None:
    """The same as comparing every pair: each record in one group, every pair of a group sure, the others listed."""
    found = kh.merging.group_events(records)
    shuffled = [*records, *records[:1]]
    random.shuffle(shuffled)
    assert kh.merging.group_events(shuffled) == found
    group_of = {record: number for number, group in enumerate(found.groups) for record in group.records}
    assert set(group_of) == set(records)
    assert sum(len(group.records) for group in found.groups) == len(set(records))
    listed = {frozenset(link.records) for link in found.links}
    for one, other in itertools.combinations(group_of, 2):
        answer, together = verdict(one, other), group_of[one] == group_of[other]
        told_apart = any((verdict(one, third) is SAME) != (verdict(other, third) is SAME) for third in group_of)
        assert together == (answer is SAME and not told_apart)
        assert (frozenset((one, other)) in listed) == (not together and answer in (SAME, LIKELY, ONE_CEREMONY))


@pytest.mark.parametrize("ids", list(itertools.permutations("abc")))
def test_a_report_of_both_partners_does_not_join_two_agreements(ids: tuple[str, ...]) -> None:
    """The police; the police and the Youth Union; the Youth Union: the first and last are one ceremony, not one event.

    Whatever their ids are called, nothing is put together, and all three pairs are listed.
    """
    named = (("Công an tỉnh",), ("Công an tỉnh", "Tỉnh đoàn"), ("Tỉnh đoàn",))
    police, both, youth = (made(id_, *names) for id_, names in zip(ids, named, strict=True))
    found = kh.merging.group_events([both, youth, police])
    assert sorted(group.ids for group in found.groups) == [("a",), ("b",), ("c",)]
    assert {frozenset(match.records): match.verdict for match in found.links} == {
        frozenset((police, both)): SAME,
        frozenset((both, youth)): SAME,
        frozenset((police, youth)): ONE_CEREMONY,
    }
    again = attrs.evolve(police, id="d")
    assert [
        group.ids for group in kh.merging.group_events([both, youth, again, police]).groups if len(group.ids) > 1
    ] == [(police.id, "d")]


def test_thousands_of_records_are_not_compared_in_pairs(monkeypatch: pytest.MonkeyPatch) -> None:
    """3,000 agreements of 60 places, two reports each: one comparison for each two reports, of 18 million pairs."""
    asked = []

    def counted(one: kh.Agreement, other: kh.Agreement) -> kh.merging.EventMatch:
        asked.append((one.id, other.id))
        return kh.merging.same_event(one, other)

    monkeypatch.setattr(rooms, "same_event", counted)
    records = []
    for number in range(3000):
        started = dt.date(2012, 1, 1) + dt.timedelta(days=number // 60 * 90)
        one = made(
            f"a-{number}",
            "Công an tỉnh",
            place=kh.Place(f"Tỉnh {number % 60}"),
            period=kh.Period(started, started + dt.timedelta(days=1000)),
            signed=started,
        )
        records += [one, attrs.evolve(one, id=f"b-{number}")]
    found = kh.merging.group_events(records)
    assert (len(records), len(found.groups), len(found.links), len(asked)) == (6000, 3000, 0, 3000)


@pytest.mark.parametrize("odd", [None, 5, "text", [5], [None], {"a": 1}])
def test_odd_arguments_are_refused_by_the_library(odd: Any) -> None:
    """Any bad input ends in an error of the library."""
    for call in (kh.merging.merge, kh.merging.group_events, lambda value: kh.merging.same_event(WHOLE, value)):
        with pytest.raises(kh.KhuyenHocError):
            call(odd)
    with pytest.raises(kh.KhuyenHocError):
        kh.merging.merge(WHOLE)  # type: ignore[arg-type]
    with pytest.raises(kh.InvalidValueError):
        kh.merging.merge([])
    with pytest.raises(kh.UnknownNameError):
        kh.merging.merge([WHOLE])["nothing"]
    with pytest.raises(kh.WrongTypeError):
        kh.merging.merge([WHOLE])[["place"]]  # type: ignore[index]
    with pytest.raises(kh.WrongTypeError):
        kh.merging.same_event(WHOLE, BRIEF)["place"]  # type: ignore[index]
