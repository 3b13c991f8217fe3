"""The communes since 1 July 2025: counts by province as published, one name once, codes both ways."""

import datetime as dt
from collections import Counter

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog

SINCE = dt.date(2025, 7, 1)
HA_NOI = catalog.province("Hà Nội", on=SINCE)
EACH = st.sampled_from(catalog.communes())
PUBLISHED = {"Hà Nội": 126, "Cao Bằng": 56, "Tuyên Quang": 124, "Điện Biên": 45, "Lai Châu": 38, "Thái Nguyên": 92}


def test_there_are_as_many_as_published() -> None:
    """3,321 in 34 provinces (Quyết định 19/2025/QĐ-TTg), no code twice, no name twice inside a province."""
    rows = catalog.communes()
    assert len(rows) == len({row.code for row in rows}) == 3321
    assert len({(row.place.parent, row.place.name_key) for row in rows}) == 3321
    counted = Counter(row.place.lineage[1].name for row in rows)
    assert len(counted) == 34
    assert {name: counted[name] for name in PUBLISHED} == PUBLISHED
    assert {row.place.parent for row in rows} == set(catalog.provinces(on=SINCE))


@given(EACH, st.sampled_from(["", "word", "upper", "bare word"]))
def test_each_is_found_by_name_and_by_code(row: catalog.Commune, form: str) -> None:
    """With and without the word for its kind, in capitals, and by its code."""
    name = {
        "": row.place.name,
        "word": f"{row.kind.vi} {row.place.name}",
        "upper": f"{row.kind.vi} {row.place.name}".upper(),
        "bare word": f"  {row.kind.vi.capitalize()}  {row.place.name} ",
    }[form]
    assert catalog.commune(name, province=row.place.parent) is row
    assert catalog.commune(row.code) is row
    assert row in catalog.communes(province=row.place.parent)
    assert catalog.commune_findings(row.place, on=SINCE) == ()


@pytest.mark.parametrize(
    ("name", "said"),
    [("Ba Đinh", "did you mean phường Ba Đình"), ("Không Có Xã Này", "no commune of this name"), ("99999", "code")],
)
def test_an_unknown_name_is_refused_with_the_likely_one(name: str, said: str) -> None:
    with pytest.raises(kh.UnknownNameError, match=said):
        catalog.commune(name, province=HA_NOI)


def test_a_name_alone_needs_its_province() -> None:
    with pytest.raises(kh.UnknownNameError, match="province="):
        catalog.commune("Tân Thành")
    with pytest.raises(kh.UnknownNameError):
        catalog.communes(province=catalog.province("Trà Vinh"))


@pytest.mark.parametrize(
    ("place", "on", "codes"),
    [
        (kh.Place("Ba Đinh", level=kh.Level.COMMUNE, parent=HA_NOI), dt.date(2025, 7, 1), ["unknown-commune"]),
        (kh.Place("Ba Đinh", level=kh.Level.COMMUNE, parent=HA_NOI), dt.date(2025, 6, 30), []),
        (kh.Place("Ba Đình", level=kh.Level.COMMUNE, parent=HA_NOI), dt.date(2025, 7, 1), []),
        (kh.Place("Ba Đinh", level=kh.Level.HAMLET, parent=HA_NOI), dt.date(2025, 7, 1), []),
        (kh.Place("Ba Đinh", level=kh.Level.COMMUNE), dt.date(2025, 7, 1), []),
    ],
)
def test_an_unknown_name_of_a_record_is_a_finding(place: kh.Place, on: dt.date, codes: list[str]) -> None:
    """From 1 July 2025 on, inside a known province; a finding and no refusal, because wards are renamed."""
    assert [found.code for found in catalog.commune_findings(place, on=on)] == codes


@pytest.mark.parametrize(
    ("text", "on", "likely"),
    [
        ("Ba Đinh, Hà Nội", SINCE, "phường Ba Đình"),
        ("xã Ba Đinh, Hà Nội", SINCE, "phường Ba Đình"),
        ("Hoàn Kiêm, TP. Hà Nội", dt.date(2026, 7, 1), "phường Hoàn Kiếm"),
        ("Đo Lường, tỉnh Nghệ An", SINCE, "xã Đô Lương"),
        ("Tân Hàa, tỉnh Lâm Đồng", SINCE, "xã"),
    ],
)
def test_a_slip_is_found_with_and_without_a_word_for_the_level(text: str, on: dt.date, likely: str) -> None:
    (found,) = catalog.commune_findings(catalog.place(text, on=on), on=on)
    assert f"có thể là {likely}" in found.vi


@pytest.mark.parametrize(
    ("text", "on"),
    [
        ("Ba Đình, Hà Nội", SINCE),
        ("HOÀN KIẾM, Hà Nội", SINCE),
        ("Ba Đinh, Hà Nội", SINCE - dt.timedelta(days=1)),
        ("xã Ba Đinh", SINCE),
        ("thôn Ba Đinh, xã Ba Vì, Hà Nội", SINCE),
        ("Xóm Mới, xã Ba Vì, Hà Nội", SINCE),
        ("Hà Nội", SINCE),
    ],
)
def test_what_is_no_slip_gives_no_finding(text: str, on: dt.date) -> None:
    assert catalog.commune_findings(catalog.place(text, on=on), on=on) == ()
