"""The reform of 1 July 2025: places that ended, bases that are gone, and sums of former parts."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.targets import BaseChange, Presence
from khuyenhoc.testing.values import days, places

EVE, REFORM = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
YEAR_END = dt.date(2024, 12, 31)


def families(place: kh.Place, recognised: int | None, total: int | None, on: dt.date = YEAR_END) -> kh.Observation:
    return kh.Observation(
        place=place,
        on=on,
        attribute=kh.Attribute("family"),
        population=kh.Population("families"),
        recognised=recognised,
        total=total,
    )


def lam_dong() -> tuple[kh.Place, tuple[kh.Place, ...]]:
    place = catalog.province("Lâm Đồng", on=REFORM)
    return place, catalog.territories(place)


# ---- places


def test_every_province_before_and_after() -> None:
    """63 exist on the eve; on the day 11 of them do, and 52 have ended and are part of a province that exists."""
    before = catalog.provinces(on=EVE)
    assert {kh.standing(place, catalog.reform(), on=EVE).presence for place in before} == {Presence.EXISTS}
    after = [kh.standing(place, catalog.reform(), on=REFORM) for place in before]
    ended = [status for status in after if status.presence is Presence.ENDED]
    assert (len(ended), len(after) - len(ended)) == (52, 11)
    for status in ended:
        assert status.last_day == EVE
        assert status.successor is not None
        assert status.successor.exists(on=REFORM)
        assert "202/2025/QH15" in status.reason.vi
        assert status.notes == ()


@pytest.mark.parametrize(
    ("name", "successor"),
    [("Trà Vinh", "Vĩnh Long"), ("Long An", "Tây Ninh"), ("Bình Thuận", "Lâm Đồng"), ("Quảng Trị", "Quảng Trị")],
)
def test_the_places_of_the_founding_documents(name: str, successor: str) -> None:
    status = kh.standing(catalog.province(name, on=EVE), catalog.reform(), on=REFORM)
    assert status.successor == catalog.province(successor, on=REFORM)


def test_a_merged_province_is_not_there_before() -> None:
    place, _ = lam_dong()
    status = kh.standing(place, catalog.reform(), on=EVE)
    assert status.presence is Presence.NOT_YET
    assert status.reason.en == "these boundaries begin on 2025-07-01, formed from Bình Thuận, Đắk Nông, Lâm Đồng"


def test_a_district_of_2023_is_history() -> None:
    """It was there in 2023, has no day after 30/6/2025, and no successor is established."""
    district = catalog.place("huyện Trà Cú, Trà Vinh", on=EVE)
    agreement = attrs.evolve(
        catalog.agreement("tra-vinh-2024-2030"),
        place=district,
        level=kh.Level.DISTRICT,
        period=kh.Period.of_years(2023, 2027),
        signed=dt.date(2023, 5, 1),
    )
    assert kh.standing(agreement.place, catalog.reform(), on=dt.date(2023, 5, 1)).presence is Presence.EXISTS
    status = kh.standing(agreement.place, catalog.reform(), on=REFORM)
    assert (status.presence, status.last_day, status.successor) == (Presence.ENDED, EVE, None)
    assert "không còn cấp huyện" in status.reason.vi
    assert [note.en for note in status.notes] == [
        "the successor of Trà Cú is not established",
        "Trà Vinh is now part of Vĩnh Long",
    ]
    (found, *_) = kh.targets.base_findings(agreement, catalog.reform(), on=REFORM)
    assert found.code == "place-ended"
    assert "successor is not established" in found.en


@given(place=places(level=kh.Level.DISTRICT), on=days(first=REFORM))
def test_no_district_exists_after_the_reform(place: kh.Place, on: dt.date) -> None:
    """No result for a day from 1/7/2025 names a district as existing, nor anything named by a district."""
    status = kh.standing(place, catalog.reform(), on=on)
    assert status.presence in (Presence.ENDED, Presence.NOT_YET)
    assert status.successor is None
    commune = kh.Place("X", level=kh.Level.COMMUNE, parent=place)
    assert kh.standing(commune, catalog.reform(), on=on).presence is Presence.UNKNOWN


@given(place=places(), on=days())
def test_standing_agrees_with_the_place(place: kh.Place, on: dt.date) -> None:
    """A place exists if it and all it belongs to do; only what has ended has a last day before the day."""
    status = kh.standing(place, on=on)
    assert (status.presence is Presence.EXISTS) is all(item.exists(on=on) for item in place.lineage)
    assert (status.presence is Presence.ENDED) is (status.last_day is not None and status.last_day < on)
    assert status.successor is None


def test_a_commune_of_a_merged_province_is_not_established() -> None:
    """Its province is part of another; whether the commune goes on, nothing here says."""
    commune = catalog.place("xã Tân Hà, tỉnh Bình Thuận", on=EVE)
    status = kh.standing(commune, catalog.reform(), on=REFORM)
    assert status.presence is Presence.UNKNOWN
    assert [note.vi for note in status.notes] == ["Bình Thuận nay thuộc Lâm Đồng"]


# ---- bases


def codes(programme: str, on: dt.date) -> list[str]:
    return [item.code for item in kh.targets.base_findings(catalog.programme(programme), catalog.reform(), on=on)]


def test_bases_of_the_national_programmes() -> None:
    """1373 has one target over districts and ten over provinces; 677 counts staff of all levels; 387 neither."""
    assert codes("qd-1373-2021", EVE) == []
    found = codes("qd-1373-2021", REFORM)
    assert (found.count("base-ended"), found.count("base-recounted"), len(found)) == (1, 10, 11)
    assert codes("qd-677-2022", REFORM) == ["base-narrowed"] * 2
    assert codes("qd-387-2022", REFORM) == []


def test_targets_due_before_had_their_base() -> None:
    """89 counts cadres down to the district, by 2020."""
    assert codes("qd-89-2013", REFORM) == []


def test_35_per_cent_of_63_is_not_of_34() -> None:
    """Both numbers of provinces are named, with the law; nothing is recomputed."""
    programme = catalog.programme("qd-1373-2021")
    target = next(item for item in programme.targets if item.attribute.code == "learning_province")
    answer = kh.targets.base_note(target, catalog.reform(), on=REFORM)
    assert answer is not None
    change, said = answer
    assert change is BaseChange.RECOUNTED
    for text in (said.vi, said.en):
        assert all(part in text for part in ("34", "63", "202/2025/QH15"))
        assert "22" not in text
        assert "11,9" not in text


def test_a_plan_made_after_the_reform_means_the_new_number() -> None:
    """Of provinces it means the 34; of districts it still means nothing."""
    old = catalog.programme("qd-1373-2021")
    new = attrs.evolve(old, period=kh.Period.of_years(2026, 2030))
    assert [item.code for item in kh.targets.base_findings(new, catalog.reform(), on=REFORM)] == ["base-ended"]


def test_the_acts_behind_the_changes_are_in_the_catalogue() -> None:
    """Resolution 203 ended the district level, 202 made 34 provinces, Decision 19 lists 3,321 communes."""
    changes = {change.populations[0].code: change for change in catalog.reform().changes}
    named = {code: [catalog.instrument(id_).number for id_ in item.instruments] for code, item in changes.items()}
    assert named["districts"] == ["203/2025/QH15", "72/2025/QH15"]
    assert named["communes"] == ["19/2025/QĐ-TTg"]
    assert changes["communes"].after == len(catalog.communes()) == 3321
    for id_ in changes["provinces"].instruments:
        assert catalog.instrument(id_).number == "202/2025/QH15"
    assert (changes["provinces"].before, changes["provinces"].after) == (
        len(catalog.provinces(on=EVE)),
        len(catalog.provinces(on=REFORM)),
    )
    assert {change.first for change in changes.values()} == {REFORM}


def test_tra_vinh_is_reported_with_its_successor() -> None:
    agreement = catalog.agreement("tra-vinh-2024-2030")
    assert kh.targets.base_findings(agreement, catalog.reform(), on=EVE) == ()
    (found,) = kh.targets.base_findings(agreement, catalog.reform(), on=REFORM)
    assert found.code == "place-ended"
    assert "Vĩnh Long" in found.vi
    assert "mẫu số trong ranh giới cũ không còn" in found.vi
    assert "nothing establishes that they pass to Vĩnh Long" in found.en


def test_a_report_says_whose_base_is_gone() -> None:
    """Given the reform, rows carry the note and the findings the successor, once; without it, nothing changes."""
    programme, day = catalog.programme("qd-1373-2021"), dt.date(2026, 1, 1)
    (row,) = programme.attainment([], on=day, reform=catalog.reform()).find("learning_district")
    assert row.notes[-1].vi.startswith("từ 01/07/2025 không còn cấp huyện, nên chỉ tiêu không còn mẫu số")
    report = programme.attainment([], on=day, reform=catalog.reform())
    assert [item.code for item in report.findings if item.path.startswith("targets")] == ["base-ended"]
    (before,) = programme.attainment([], on=EVE, reform=catalog.reform()).find("learning_district")
    assert (before.notes,) == tuple(row.notes for row in programme.attainment([], on=EVE).find("learning_district"))
    agreement = catalog.agreement("tra-vinh-2024-2030")
    ended = [
        item for item in agreement.attainment([], on=day, reform=catalog.reform()).findings if item.path == "place"
    ]
    assert [item.code for item in ended] == ["place-ended"]
    assert "Vĩnh Long" in ended[0].vi


# ---- sums of former parts


@given(counts=st.lists(st.tuples(st.integers(0, 10**6), st.integers(0, 10**6)), min_size=3, max_size=3))
def test_the_sum_is_that_of_the_parts(counts: list[tuple[int, int]]) -> None:
    place, parts = lam_dong()
    items = [families(part, few, few + more) for part, (few, more) in zip(parts, counts, strict=True)]
    made = kh.targets.sum_of_former_parts(items, place, catalog.reform(), on=YEAR_END)
    assert made.observation.recognised == sum(few for few, _ in counts)
    assert made.observation.total == sum(few + more for few, more in counts)
    assert made.parts == parts


def test_the_sum_is_never_the_new_province() -> None:
    """It is of a place of its own, which ended with its parts, and each answer carries the flag first."""
    place, parts = lam_dong()
    items = [families(part, 8, 10) for part in parts]
    made = kh.targets.sum_of_former_parts(items, place, catalog.reform(), on=YEAR_END)
    assert made.observation.place != place
    assert made.observation.place.key != place.key
    assert not made.observation.place.exists(on=REFORM)
    target = next(item for item in catalog.programme("qd-387-2022").targets if item.attribute.code == "family")
    answer = made.attain(target, on=YEAR_END)
    assert answer.status is kh.Status.ATTAINED
    assert answer.notes[0] == made.flag
    assert answer.place == made.observation.place
    assert "không phải số liệu của Lâm Đồng hiện nay" in made.flag.vi
    assert "sum of former parts" in made.flag.en
    assert "Bình Thuận, Đắk Nông, Lâm Đồng" in made.flag.vi


def test_all_parts_on_one_day_or_none() -> None:
    """A part without a count on the day is named, with the days it has."""
    place, (binh_thuan, dak_nong, old) = lam_dong()
    items = [families(binh_thuan, 8, 10), families(dak_nong, 8, 10, on=dt.date(2023, 12, 31))]
    with pytest.raises(kh.IncomparableError, match=r"Đắk Nông \(it has 2023-12-31\), Lâm Đồng"):
        kh.targets.sum_of_former_parts(items, place, catalog.reform(), on=YEAR_END)
    after = [families(part, 8, 10, on=REFORM) for part in (binh_thuan, dak_nong, old)]
    with pytest.raises(kh.IncomparableError, match="did not exist on 2025-07-01"):
        kh.targets.sum_of_former_parts(after, place, catalog.reform(), on=REFORM)


def test_a_count_that_a_part_lacks_is_unknown_in_the_sum() -> None:
    place, (binh_thuan, dak_nong, old) = lam_dong()
    items = [families(binh_thuan, 8, 10), families(dak_nong, 8, None), families(old, 8, 10)]
    made = kh.targets.sum_of_former_parts(items, place, catalog.reform(), on=YEAR_END)
    assert (made.observation.recognised, made.observation.total) == (24, None)
    assert [note.vi for note in made.notes] == ["Đắk Nông không có tổng số nên tổng cũng không có"]


def test_only_former_parts_of_a_merged_place() -> None:
    place, parts = lam_dong()
    stranger = families(catalog.province("Nghệ An"), 1, 2)
    with pytest.raises(kh.InvalidValueError, match="not a former part"):
        kh.targets.sum_of_former_parts([stranger], place, catalog.reform(), on=YEAR_END)
    with pytest.raises(kh.InvalidValueError, match="formed from no other"):
        kh.targets.sum_of_former_parts([stranger], stranger.place, catalog.reform(), on=YEAR_END)
    twice = [families(part, 1, 2) for part in (*parts, parts[0])]
    with pytest.raises(kh.InvalidValueError, match="twice"):
        kh.targets.sum_of_former_parts(twice, place, catalog.reform(), on=YEAR_END)


def test_bad_input_is_one_of_our_errors() -> None:
    wrong: Any
    for wrong in (None, "Lâm Đồng", 7, dt.date(2024, 1, 1)):
        with pytest.raises(kh.WrongTypeError):
            kh.standing(wrong, on=REFORM)
        with pytest.raises(kh.WrongTypeError):
            kh.targets.base_findings(wrong, catalog.reform(), on=REFORM)
        with pytest.raises(kh.WrongTypeError):
            kh.targets.sum_of_former_parts([], wrong, catalog.reform(), on=YEAR_END)
    place = catalog.province("Nghệ An")
    label = kh.Label("a", "b")
    with pytest.raises(kh.InvalidValueError, match="has not ended"):
        kh.targets.PlaceSuccession(place=place, successor=place, law=label)
    with pytest.raises(kh.InvalidValueError, match="does not follow"):
        kh.targets.PlaceSuccession(place=catalog.province("Trà Vinh"), successor=catalog.province("Long An"), law=label)
    with pytest.raises(kh.InvalidValueError):
        kh.targets.UnitChange(change=BaseChange.ENDED, populations=(), first=REFORM, reason=label, law=label)
