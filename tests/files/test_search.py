"""The search in the catalogue: what an officer types finds what is meant."""

import pytest

import khuyenhoc as kh
from khuyenhoc.files.catalog.search import KINDS, likely


def ids(text: str, kind: str = "") -> list[str]:
    return [hit.id for hit in kh.catalog.search(text, kind=kind)]


@pytest.mark.parametrize(
    "text", ["387", "387/QĐ-TTg", "387/qd-ttg", "Quyết định 387", "quyet dinh 387", "QĐ 387", "qd-387-2022"]
)
def test_a_number_finds_the_programme(text: str) -> None:
    assert ids(text, "programmes") == ["qd-387-2022"]
    assert ids(text)[0] == "qd-387-2022"


@pytest.mark.parametrize(
    ("text", "kind", "found"),
    [
        ("Công an", "partners", ["police"]),
        ("cong an", "partners", ["police"]),
        ("CÔNG AN", "partners", ["police"]),
        ("TT 25 xã", "rules", ["tt-25-2023/commune"]),
        ("Thông tư 25/2023 cấp xã", "rules", ["tt-25-2023/commune"]),
        ("thong tu 25 cap huyen", "rules", ["tt-25-2023/district"]),
        ("TT 25", "rules", ["tt-25-2023/commune", "tt-25-2023/district", "tt-25-2023/province"]),
        ("công dân học tập thí điểm", "rules", ["cdht-pilot-2020"]),
        ("Trà Vinh", "agreements", ["tra-vinh-2024-2030"]),
        ("tra vinh", "agreements", ["tra-vinh-2024-2030"]),
        ("viettel", "agreements", ["viettel-2014-2023"]),
        ("38", "programmes", []),  # the beginning of a number is no number
        ("Ba Đình", "places", ["00004", "16171"]),
        ("không có gì như thế", "", []),
        ("congan", "partners", ["police"]),
        ("Côngan", "partners", ["police"]),
        ("onga", "partners", []),  # a part of a word is none
    ],
)
def test_what_is_typed_finds_what_is_meant(text: str, kind: str, found: list[str]) -> None:
    assert ids(text, kind) == found


def test_marks_count_where_they_are_written() -> None:
    """No "Hạ Nam" is a "Hà Nam", unless nothing else is found."""
    assert not likely("Hạ Nam", ["places"])
    assert "35" in ids("Hạ Nam", "places")
    assert {hit.title.vi for hit in kh.catalog.search("Hà Nam", kind="places")} >= {"Hà Nam (tỉnh, đến 30/06/2025)"}


def test_without_words_all_of_a_kind_is_listed() -> None:
    counts = {kind: len(kh.catalog.search(kind=kind)) for kind in KINDS}
    assert counts["agreements"] == len(kh.catalog.agreements())
    assert counts["rules"] == len(kh.catalog.rulesets())
    assert counts["partners"] == len(kh.PartnerType)
    # 34 provinces of today, the 63 before, 11 of which are the same, and 3,321 communes.
    assert counts["places"] == 34 + 63 - 11 + 3321


def test_a_record_is_one_under_two_kinds() -> None:
    """The programme and the decision that lays it down have one id."""
    assert [(hit.kind, hit.id) for hit in likely("387", ["programmes", "instruments"])] == [
        ("programmes", "qd-387-2022")
    ]


def test_another_kind_is_refused() -> None:
    with pytest.raises(kh.InvalidValueError, match="agreements"):
        kh.catalog.search("387", kind="agreement")
