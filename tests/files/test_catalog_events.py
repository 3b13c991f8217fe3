"""The signing events of the catalogue, against the annotated texts and the documented cases."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import PartnerType, catalog

# The record of each text. 022 is a delivery under a national commitment and has a test of its own.
RECORDS = {
    "001": "tien-giang-2023-2026", "003": "kon-tum-2016-2020", "007": "soc-trang-2024-2030", "012": "hung-yen-2019",
    "020": "thai-nguyen-2022-2025", "025": "trung-uong-doan-2024-2030", "041": "tam-ky-2021-2026",
    "044": "bac-giang-2018", "047": "son-la-2024-2030", "052": "hai-phong-2019-2020", "056": "binh-duong-2023-2025",
    "058": "cu-chi-2020-2023", "061": "bac-ninh-2017-2020",
}  # fmt: skip
PARTNERS = {
    "mat_tran": PartnerType.FRONT, "cong_an": PartnerType.POLICE, "quan_su": PartnerType.MILITARY,
    "bien_phong": PartnerType.BORDER_GUARD, "doan_thanh_nien": PartnerType.YOUTH_UNION,
    "phu_nu": PartnerType.WOMEN_UNION, "nong_dan": PartnerType.FARMERS_ASSOCIATION,
    "cuu_chien_binh": PartnerType.VETERANS_ASSOCIATION, "cong_doan": PartnerType.TRADE_UNION,
    "nguoi_cao_tuoi": PartnerType.ELDERLY_ASSOCIATION, "cuu_giao_chuc": PartnerType.FORMER_TEACHERS_ASSOCIATION,
    "hoi_nha_bao": PartnerType.JOURNALISTS_ASSOCIATION, "bao_chi": PartnerType.PRESS, "giao_duc": PartnerType.EDUCATION,
    "co_quan_nha_nuoc": PartnerType.STATE_AGENCY, "doanh_nghiep": PartnerType.ENTERPRISE,
}  # fmt: skip
LEVELS = {"trung ương": kh.Level.CENTRAL, "tỉnh": kh.Level.PROVINCE, "huyện": kh.Level.DISTRICT}
NO_START = {"012"}
"""Texts that print only an end ("đến năm 2020"): a period is not entered."""


def annotations(shared: Path) -> dict[str, dict[str, Any]]:
    lines = (shared / "corpus" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()
    return {row["id"]: row for row in map(json.loads, lines)}


def sides(agreement: kh.Agreement) -> list[str]:
    return sorted(partner.type.value for partner in (*agreement.alongside, *agreement.partners))


def test_every_signing_text_has_its_record(shared: Path) -> None:
    """All texts of a signing in which an association takes part; none for the one on school security."""
    signings = {key for key, row in annotations(shared).items() if row["doc_type"] == "ký kết"}
    assert signings == set(RECORDS)
    addresses = {row["url"] for key, row in annotations(shared).items() if key in {"064", "070"}}
    assert len(addresses) == 2
    assert not addresses & {source for record in catalog.agreements() for source in record.sources}


@pytest.mark.parametrize("key", sorted(RECORDS))
def test_a_record_says_what_its_text_says(shared: Path, key: str) -> None:
    """Place, level, side, partners by name and type, years, day and address, as they were annotated."""
    row, record = annotations(shared)[key], catalog.agreement(RECORDS[key])
    assert record.sources == (row["url"],)
    assert (record.place.name, record.level) == (row["locality"]["name"], LEVELS[row["locality"]["level"]])
    assert record.association == row["association"]
    parties = (*record.alongside, *record.partners)
    assert sorted(partner.name for partner in parties) == sorted(item["exact"] for item in row["partners"])
    assert sides(record) == sorted(PARTNERS[item["type"]].value for item in row["partners"])
    day = row["event_date"]
    full = day is not None and not day["iso"].startswith("--")
    assert record.signed == (dt.date.fromisoformat(day["iso"]) if full else None)
    if row["period"] is None or key in NO_START:
        assert record.period is None
        return
    assert record.period is not None
    horizon = record.period.horizon.year if record.period.horizon else None
    assert (record.period.first, record.period.last, horizon) == (
        dt.date(row["period"]["start_year"], 1, 1),
        dt.date(row["period"]["end_year"], 12, 31),
        row["period"]["orientation_year"],
    )


@pytest.mark.parametrize("key", ["012", "056"])
def test_targets_of_a_record_are_those_of_its_text(shared: Path, key: str) -> None:
    """The annotated rates and years, and no others."""
    row, record = annotations(shared)[key], catalog.agreement(RECORDS[key])
    stated = sorted((item["low"], item["deadline_year"]) for item in row["targets"])
    found = [target for target in record.targets if isinstance(target, kh.Reach)]
    assert len(found) == len(record.targets)
    assert sorted((int(str(target.rate).removesuffix("%")), target.due.year) for target in found) == stated


def test_a_hundred_percent_without_a_year_is_no_target(shared: Path) -> None:
    """Sơn La wants all officers and soldiers as members, by no stated year."""
    (target,) = annotations(shared)["047"]["targets"]
    assert (target["low"], target["deadline_year"]) == (100, None)
    record = catalog.agreement("son-la-2024-2030")
    assert record.targets == ()
    assert any("100%" in commitment.what.vi for commitment in record.commitments)


def test_the_ten_years_of_scholarships(shared: Path) -> None:
    """Committed nationally; the text reports a delivery of a province, whose branch is no party to the commitment."""
    row, record = annotations(shared)["022"], catalog.agreement("viettel-2014-2023")
    assert record.sources == (row["url"],)
    assert record.period is not None
    years = (row["period"]["start_year"], row["period"]["end_year"])
    assert (record.period.calendar_years[0], record.period.calendar_years[-1]) == years
    assert record.period.stated_years == 10
    assert record.signed is None, "the day of the delivery is none of a signing"
    central = [item for item in row["partners"] if row["locality"]["name"] not in item["exact"]]
    assert sorted(partner.name for partner in record.partners) == sorted(item["exact"] for item in central)
    assert sides(record) == sorted(PARTNERS[item["type"]].value for item in central)


def test_offices_sign_and_no_names_are_kept(shared: Path) -> None:
    """No annotated person stands anywhere in the catalogue; the office in which the association signed does."""
    names = {role["exact"] for key in (*RECORDS, "022") for role in annotations(shared)[key]["roles"]}
    assert len(names) == 10
    folder = Path(kh.__file__).parent / "files" / "catalog" / "data"
    texts = "\n".join(path.read_text(encoding="utf-8") for path in sorted(folder.rglob("*.toml")))
    assert not [name for name in sorted(names) if name in texts]
    assert catalog.agreement("bac-giang-2018").signatory == "Chủ tịch Hội Khuyến học tỉnh"
    assert [record.id for record in catalog.agreements() if "nguyên" in record.signatory.split()] == []


def test_the_bulletins_of_cu_chi() -> None:
    """32 copies each month for the association of the district: four years are 48 months."""
    record = catalog.agreement("cu-chi-2020-2023")
    assert record.period is not None
    (duty,) = [commitment for commitment in record.commitments if commitment.recurrence]
    assert duty.recurrence is not None
    assert (duty.quantity, duty.party, duty.to) == (32, "Đài Truyền thanh huyện", "Hội Khuyến học huyện")
    assert len(duty.recurrence.occasions(record.period)) == 48
    assert record.place.parent == catalog.province("Hồ Chí Minh", on=dt.date(2020, 1, 1))
    assert record.instruments == ("kl-49-2019",)


def test_ho_chi_minh_leaves_a_year_uncovered() -> None:
    """2018 - 2020, then 2022 - 2030, signed on 11 April 2023: exactly 2021 lies between."""
    old, new = catalog.agreement("ho-chi-minh-2018-2020"), catalog.agreement("ho-chi-minh-2022-2030")
    assert old.period is not None
    assert new.period is not None
    assert old.period.gap(new.period) == kh.Period.of_years(2021, 2021)
    assert new.signed == dt.date(2023, 4, 11)
    assert new.previous == old.period
    assert sides(old) == sides(new) == ["education"]
    assert {finding.code for finding in new.findings()} == {"signed-after-start", "gap-after-previous"}


def test_quang_tri_overlaps_in_one_year() -> None:
    """2016 - 2021, called five years, and 2021 - 2025, signed on 18 May 2022."""
    old, new = catalog.agreement("quang-tri-2016-2021"), catalog.agreement("quang-tri-2021-2025")
    assert old.period is not None
    assert new.period is not None
    assert old.period.overlap(new.period) == kh.Period.of_years(2021, 2021)
    assert (old.period.whole_years, old.period.stated_years) == (6, 5)
    assert new.previous == old.period
    assert (old.signed, new.signed) == (None, dt.date(2022, 5, 18))


def test_nghe_an_has_four_programmes_with_two_ends() -> None:
    """One side, four partners: border guard to 2025, education, military and farmers to 2030."""
    expected = {
        "border_guard": (2023, 2025),
        "education": (2023, 2030),
        "military": (2024, 2030),
        "farmers_association": (2024, 2030),
    }
    records = [record for record in catalog.agreements() if record.place.name == "Nghệ An"]
    found = {
        sides(record)[0]: (record.period.first.year, record.period.last.year) for record in records if record.period
    }
    assert (found, len(records)) == (expected, 4)
    assert {record.association for record in records} == {"Hội Khuyến học tỉnh Nghệ An"}


def test_long_an_is_one_ceremony_with_three_partners() -> None:
    """Military, border guard and police on 21 February 2024, 2024 - 2026 with the horizon 2030."""
    records = [record for record in catalog.agreements() if record.place.name == "Long An"]
    assert sorted(sides(record)[0] for record in records) == ["border_guard", "military", "police"]
    assert {record.signed for record in records} == {dt.date(2024, 2, 21)}
    assert {record.period for record in records} == {kh.Period.of_years(2024, 2026, horizon=2030)}


def test_the_two_agreements_of_hai_phong_are_two() -> None:
    """Same city, same year of start, other partners and another end."""
    records = [record for record in catalog.agreements() if record.place.name == "Hải Phòng"]
    ends = {tuple(sides(record)): record.period.last.year for record in records if record.period}
    assert ends == {("elderly_association", "women_union"): 2020, ("youth_union",): 2022}


def test_the_ministry_and_the_border_guard_are_no_association() -> None:
    """Where no study-promotion association signs there is no record."""
    for record in catalog.agreements():
        assert "Khuyến học" in record.association or "Study Promotion" in record.association
