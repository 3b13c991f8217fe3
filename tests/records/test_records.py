"""Agreements, programmes, reviews and documents: what they refuse, and what they find odd and keep."""

import datetime as dt
from typing import Any

import attrs
import pytest
from hypothesis import given

import khuyenhoc as kh
from khuyenhoc import ContentArea, Level, PartnerType, catalog
from khuyenhoc.testing.records import agreements, documents, programmes, reviews
from khuyenhoc.testing.values import recent_days

PLACE = kh.Place("Trà Vinh", level=Level.PROVINCE)
TITLE = kh.Label("Chương trình", "Programme")
POLICE = kh.Partner("Công an tỉnh", PartnerType.POLICE)
AFTER = dt.date(2025, 7, 1)
PERIOD = kh.Period.of_years(2024, 2030)


def agreement(**changes: Any) -> kh.Agreement:
    fields: dict[str, Any] = {
        "id": "x-2024",
        "title": TITLE,
        "association": "Hội Khuyến học tỉnh",
        "partners": (POLICE,),
        "place": PLACE,
        "level": Level.PROVINCE,
        "period": PERIOD,
    }
    return kh.Agreement(**{**fields, **changes})


def programme(**changes: Any) -> kh.Programme:
    return kh.Programme(**{"id": "p-1", "instrument": "p-1", "title": TITLE, "level": Level.PROVINCE, **changes})


def review(**changes: Any) -> kh.Review:
    fields: dict[str, Any] = {"id": "r-1", "kind": kh.ReviewKind.INTERIM, "of": "p-1", "title": TITLE, "place": PLACE}
    return kh.Review(**{"level": Level.PROVINCE, **fields, **changes})


def codes(record: Any, **arguments: Any) -> list[str]:
    return [finding.code for finding in record.findings(**arguments)]


@pytest.mark.parametrize(
    ("make", "changes", "field"),
    [
        (agreement, {"id": "Trà Vinh"}, "Agreement.id"),
        (agreement, {"id": "x" * 200}, "Agreement.id"),
        (agreement, {"association": "  "}, "Agreement.association"),
        (agreement, {"partners": ()}, "Agreement.partners"),
        (agreement, {"partners": (POLICE, POLICE)}, "Agreement.partners"),
        (agreement, {"partners": (POLICE,), "alongside": (POLICE,)}, "Agreement.partners"),
        (agreement, {"partners": POLICE}, "Agreement.partners"),
        (agreement, {"partners": ["Công an tỉnh"]}, "Agreement.partners"),
        (agreement, {"commitments": [kh.Commitment(what=TITLE, party="Người lạ")]}, "Agreement.commitments"),
        (agreement, {"level": Level.COMMUNE}, "Agreement.level"),
        (agreement, {"level": "province"}, "Agreement.level"),
        (agreement, {"place": "Trà Vinh"}, "Agreement.place"),
        (agreement, {"period": "2024 - 2030"}, "Agreement.period"),
        (agreement, {"signed": dt.datetime(2024, 4, 17)}, "Agreement.signed"),  # noqa: DTZ001
        (agreement, {"signed": "2024-04-17"}, "Agreement.signed"),
        (agreement, {"title": "Chương trình"}, "Agreement.title"),
        (agreement, {"content_areas": ["models"]}, "Agreement.content_areas"),
        (agreement, {"sources": "một nguồn"}, "Agreement.sources"),
        (programme, {"id": "P 1"}, "Programme.id"),
        (programme, {"instrument": ""}, "Programme.instrument"),
        (programme, {"follows": "Quyết định 281"}, "Programme.follows"),
        (programme, {"targets": [5]}, "Programme.targets"),
        (review, {"id": "R"}, "Review.id"),
        (review, {"of": ""}, "Review.of"),
        (review, {"level": Level.COMMUNE}, "Review.level"),
        (review, {"tasks": [5]}, "Review.tasks"),
        (kh.Document, {"format": "khuyenhoc/2"}, "Document.format"),
        (kh.Document, {"programmes": [programme(), programme()]}, "Document.programmes"),
        (kh.Document, {"agreements": [agreement(), agreement()]}, "Document.agreements"),
        (kh.Document, {"reviews": [review(), review()]}, "Document.reviews"),
    ],
)
def test_a_refusal_names_the_field(make: Any, changes: dict[str, Any], field: str) -> None:
    """Each error says which field of which record was wrong."""
    with pytest.raises(kh.KhuyenHocError) as caught:
        make(**changes)
    assert caught.value.where.startswith(field), str(caught.value)


@pytest.mark.parametrize("when", [{"signed": AFTER}, {"signed": None, "period": kh.Period.of_years(2026, 2030)}])
def test_a_district_signs_nothing_after_its_level_ended(when: dict[str, Any]) -> None:
    """The district level ended on 30/6/2025: its last day is still allowed."""
    district = kh.Place("Trà Cú", level=Level.DISTRICT, parent=PLACE)
    with pytest.raises(kh.InvalidValueError, match="2025-06-30"):
        agreement(place=district, level=Level.DISTRICT, **when)
    last = agreement(place=district, level=Level.DISTRICT, signed=dt.date(2025, 6, 30))
    assert last.level is Level.DISTRICT


@pytest.mark.parametrize("when", [{"signed": AFTER}, {"signed": None, "period": kh.Period.of_years(2026, 2030)}])
def test_a_commune_signs_in_no_district_after_that_level_ended(when: dict[str, Any]) -> None:
    """A commune of a district up to the last day of the districts; after it, only a commune of a province."""
    district = kh.Place("Trà Cú", level=Level.DISTRICT, parent=PLACE)
    commune, hamlet = (kh.Place("A", level=level, parent=district) for level in (Level.COMMUNE, Level.HAMLET))
    for place in (commune, hamlet):
        assert place.level is not None
        with pytest.raises(kh.InvalidValueError, match="the district level ended on 2025-06-30") as caught:
            agreement(place=place, level=place.level, **when)
        assert caught.value.where == "Agreement.place"
        assert agreement(place=place, level=place.level, signed=dt.date(2025, 6, 30)).place == place
    assert agreement(place=attrs.evolve(commune, parent=PLACE), level=Level.COMMUNE, **when).level is Level.COMMUNE


def test_parties_are_all_sides() -> None:
    """The association first, then those beside it, then the partners."""
    school = kh.Partner("Sở Giáo dục và Đào tạo", PartnerType.EDUCATION)
    duty = kh.Commitment(what=TITLE, party="Sở Giáo dục và Đào tạo")
    record = agreement(alongside=(school,), commitments=(duty,))
    assert record.parties == ("Hội Khuyến học tỉnh", "Sở Giáo dục và Đào tạo", "Công an tỉnh")


def test_quang_tri() -> None:
    """Signed on 18/5/2022 for 2021 - 2025, after "5 năm (2016 - 2021)"."""
    record = catalog.agreement("quang-tri-2021-2025")
    assert record.period == kh.Period.of_years(2021, 2025)
    found = {finding.code: finding for finding in record.findings()}
    assert set(found) == {"signed-after-start", "stated-length-differs", "overlaps-previous", "unlisted-partners"}
    days = (dt.date(2022, 5, 18) - dt.date(2021, 1, 1)).days
    assert days == 365 + 137, "the year 2021, and 137 days of 2022"
    assert f"{days} ngày" in found["signed-after-start"].vi
    assert f"{days} days" in found["signed-after-start"].en
    assert "2021" in found["overlaps-previous"].vi
    assert found["stated-length-differs"].path.startswith("previous")
    assert "5 năm" in found["stated-length-differs"].vi
    assert "6 năm" in found["stated-length-differs"].vi


@pytest.mark.parametrize(
    ("partner", "kind"),
    [("military", PartnerType.MILITARY), ("border-guard", PartnerType.BORDER_GUARD), ("police", PartnerType.POLICE)],
)
def test_long_an(partner: str, kind: PartnerType) -> None:
    """Three agreements of 21/2/2024 for 2024 - 2026, oriented to 2030; 2030 is not the end."""
    record = catalog.agreement(f"long-an-2024-2026-{partner}")
    assert [side.type for side in record.partners] == [kind]
    assert record.signed == dt.date(2024, 2, 21)
    assert record.period is not None
    assert (record.period.last, record.period.horizon) == (dt.date(2026, 12, 31), dt.date(2030, 12, 31))
    phases = {
        dt.date(2023, 12, 31): "upcoming",
        dt.date(2024, 1, 1): "running",
        dt.date(2026, 12, 31): "running",
        dt.date(2027, 1, 1): "orientation",
        dt.date(2030, 12, 31): "orientation",
        dt.date(2031, 1, 1): "ended",
    }
    assert {day: record.period.phase(on=day).value for day in phases} == phases
    assert codes(record) == ["signed-after-start"]


def test_tra_vinh() -> None:
    """Signed on 17/4/2024, 107 days into 2024 - 2030, with an unnamed group; nine targets of its own."""
    record = catalog.agreement("tra-vinh-2024-2030")
    assert [target.kind for target in record.targets] == ["reach"] * 5 + ["grow"] * 3 + ["maintain"]
    found = {finding.code: finding for finding in record.findings()}
    assert f"{(dt.date(2024, 4, 17) - dt.date(2024, 1, 1)).days} ngày" in found["signed-after-start"].vi
    assert "unlisted-partners" in found
    assert all(target.citation.document == record.id for target in record.targets)


def test_hai_phong() -> None:
    """Four contents agreed with the Youth Union on 26/3/2019, for 2019 - 2022."""
    record = catalog.agreement("hai-phong-2019-2022")
    areas = {ContentArea.AWARENESS, ContentArea.AWARDS, ContentArea.ORGANISATION, ContentArea.EDUCATION_SUPPORT}
    assert len(record.content_areas) == len(record.commitments) == 4
    assert set(record.content_areas) == {duty.area for duty in record.commitments} == areas
    assert [side.type for side in record.partners] == [PartnerType.YOUTH_UNION]
    assert (record.place.name, record.place.until) == ("Hải Phòng", dt.date(2025, 6, 30))


def test_binh_thuan_is_a_review_with_tasks() -> None:
    """The review of Kết luận 49 in Bình Thuận, held on 13/6/2024 inside its span, concludes and sets tasks."""
    record = catalog.review("binh-thuan-kl-49-2024")
    assert (record.kind, record.of, record.held) == (kh.ReviewKind.INTERIM, "kl-49-2019", dt.date(2024, 6, 13))
    assert record.conclusions
    assert len(record.tasks) >= 5
    assert {"qd-387-2022", "qd-677-2022"} <= set(record.instruments)
    assert any("67" in note.vi for note in record.notes), "the printed 67 is kept"
    assert codes(record) == ["stated-length-differs", "held-before-end"]


@pytest.mark.parametrize(
    "name",
    ["hai-phong-2019-2022", "long-an-2024-2026-border-guard", "long-an-2024-2026-military",
     "long-an-2024-2026-police", "quang-tri-2021-2025", "tra-vinh-2024-2030"],
)  # fmt: skip
def test_the_places_of_all_six_ended_with_the_reform(name: str) -> None:
    """A place that is no more is found from 1/7/2025 on, not before, and only if a day is given."""
    record = catalog.agreement(name)
    assert "place-ended" not in codes(record)
    assert "place-ended" not in codes(record, on=dt.date(2025, 6, 30))
    assert codes(record, on=AFTER) == [*codes(record), "place-ended"]


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"period": None}, "no-period"),
        ({"signed": dt.date(2031, 1, 1)}, "signed-after-end"),
        ({"signed": dt.date(2024, 1, 2)}, "signed-after-start"),
        ({"previous": kh.Period.of_years(2020, 2022)}, "gap-after-previous"),
        ({"previous": kh.Period.of_years(2020, 2024)}, "overlaps-previous"),
        ({"partners": [kh.Partner("các ngành", PartnerType.UNLISTED_GROUP)]}, "unlisted-partners"),
    ],
)
def test_what_is_odd_is_found_and_kept(changes: dict[str, Any], code: str) -> None:
    """Odd but real: a finding, never an error, and nothing is changed."""
    record = agreement(**changes)
    assert codes(record) == [code]
    for name, value in changes.items():
        assert getattr(record, name) == (tuple(value) if isinstance(value, list) else value)


def test_nothing_odd_nothing_found() -> None:
    """Signed on the first day, right after the previous programme."""
    record = agreement(signed=dt.date(2024, 1, 1), previous=kh.Period.of_years(2020, 2023))
    assert codes(record, on=dt.date(2026, 1, 1)) == []
    assert codes(programme(period=PERIOD)) == []
    assert codes(review(span=kh.Period.of_years(2019, 2023, stated_years=5), held=dt.date(2024, 6, 13))) == []


@given(agreements(), recent_days())
def test_findings_never_fail(record: kh.Agreement, on: dt.date) -> None:
    """Whatever is stated, findings are slugs with a path and both languages; the day adds the ended place only."""
    without, found = record.findings(), record.findings(on=on)
    assert found[: len(without)] == without
    assert {finding.code for finding in found[len(without) :]} <= {"place-ended"}
    assert ("place-ended" in {finding.code for finding in found}) == (not record.place.exists(on=on))
    for finding in found:
        assert finding.vi
        assert finding.en
        assert attrs.fields_dict(kh.Agreement).keys() >= {finding.path.split(".")[0].split("[")[0]}


@given(programmes(), reviews(), documents())
def test_records_are_values(one: kh.Programme, other: kh.Review, whole: kh.Document) -> None:
    """Records are immutable and equal to themselves made again."""
    for record in (one, other, whole):
        assert record == attrs.evolve(record)
        assert hash(record) == hash(attrs.evolve(record))
        with pytest.raises(attrs.exceptions.FrozenInstanceError):
            record.id = "y"  # type: ignore[misc, union-attr]
    for finding in (*one.findings(), *other.findings()):
        assert finding.vi
        assert finding.en


def test_a_programme_says_that_its_place_is_no_more_as_an_agreement_does() -> None:
    """Given a day, any record with targets names a place that ended; without a day, and before the end, it does not."""
    place = catalog.province("Trà Vinh")
    plan = kh.Programme(
        id="p-1", instrument="p-1", title=kh.Label("Kế hoạch", "Plan"), level=kh.Level.PROVINCE, place=place
    )
    gone = [("place-ended", "place")]
    for record in (plan, catalog.agreement("tra-vinh-2024-2030")):
        days = (None, dt.date(2025, 6, 30), dt.date(2025, 7, 1))
        found = [[(item.code, item.path) for item in record.findings(on=on) if item.path == "place"] for on in days]
        assert found == [[], [], gone]
    assert [item.code for item in plan.attainment([], on=dt.date(2026, 1, 1)).findings] == ["place-ended"]
