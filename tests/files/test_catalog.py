"""The built-in catalogue: every figure cited and checked against a second table, and the user's own documents."""

import datetime as dt
import os
import unicodedata
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog

GOLDEN = Path(__file__).parents[1] / "golden" / "figures.txt"
COUNTS = {
    "qd-1373-2021": 26, "qd-387-2022": 19, "qd-677-2022": 10, "qd-281-2014": 8, "qd-89-2013": 10,
    "tra-vinh-2024-2030": 9, "hung-yen-2019": 5, "binh-duong-2023-2025": 5,
}  # fmt: skip

# Typed from the instruments and their published accounts, independently of the data files:
# record, attribute, population, area, then due year:percent:confidence.
FIGURES = """
qd-1373-2021 literacy_level_2 provinces - 2025:70:single_source 2030:90:reported
qd-1373-2021 universal_lower_secondary_level_2 provinces - 2025:100:single_source
qd-1373-2021 universal_lower_secondary_level_3 provinces - 2025:20:single_source 2030:40:reported
qd-1373-2021 university_degree inhabitants - 2025:12:single_source 2030:15:reported
qd-1373-2021 it_use learning_centres - 2025:70:single_source
qd-1373-2021 citizen citizens - 2025:40:reported 2030:60:reported
qd-1373-2021 learning_district districts - 2030:50:reported
qd-1373-2021 learning_province provinces - 2030:35:single_source
qd-387-2022 family families - 2025:70:reported 2030:80:mirrored
qd-387-2022 clan clans - 2025:65:reported 2030:75:mirrored
qd-387-2022 community communities - 2025:65:reported 2030:75:mirrored
qd-387-2022 unit units - 2025:80:reported 2030:90:mirrored
qd-387-2022 citizen workers - 2025:40:reported 2030:60:mirrored
qd-387-2022 citizen unit_staff_commune - 2025:60:reported 2030:80:mirrored
qd-677-2022 citizen adults - 2025:40:reported 2030:60:verbatim
qd-677-2022 citizen unit_staff_all_levels - 2025:60:reported 2030:80:verbatim
qd-677-2022 digital_skills title_holders - 2025:70:reported 2030:90:verbatim
qd-677-2022 online_criteria_updating digitally_skilled_holders - 2025:60:reported 2030:80:verbatim
qd-281-2014 family families ordinary 2020:70:reported
qd-281-2014 family families difficult 2020:60:single_source
qd-281-2014 unit units ordinary 2020:50:single_source
qd-89-2013 literate people_15_to_60 - 2015:96:single_source 2020:98:reported
tra-vinh-2024-2030 unit units - 2030:90:single_source
hung-yen-2019 family families - 2020:75:single_source
hung-yen-2019 clan clans - 2020:52:single_source
hung-yen-2019 community communities - 2020:65:single_source
hung-yen-2019 unit organisations_offices_schools - 2020:60:single_source
hung-yen-2019 unit enterprises - 2020:30:single_source
binh-duong-2023-2025 family families - 2025:70:single_source
binh-duong-2023-2025 community communities - 2025:65:single_source
binh-duong-2023-2025 unit units - 2025:80:single_source
binh-duong-2023-2025 citizen employees - 2025:40:single_source
binh-duong-2023-2025 citizen officials - 2025:60:single_source
""".strip().splitlines()

INSTRUMENTS = """
qd-1373-2021 1373/QĐ-TTg 2021-07-30 | qd-387-2022 387/QĐ-TTg 2022-03-25 | qd-677-2022 677/QĐ-TTg 2022-06-03
qd-281-2014 281/QĐ-TTg 2014-02-20 | qd-89-2013 89/QĐ-TTg 2013-01-09 | qd-1315-2023 1315/QĐ-TTg 2023-11-09
qd-489-2020 489/QĐ-TTg 2020-04-08 | ct-11-2007 11-CT/TW 2007-04-13 | kl-49-2019 49-KL/TW 2019-05-10
ct-14-2021 14/CT-TTg 2021-05-25 | ct-02-2008 02/2008/CT-TTg 2008-01-08 | nq-202-2025 202/2025/QH15 2025-06-12
"""


def sources() -> tuple[kh.Programme | kh.Agreement, ...]:
    return (*catalog.programmes(), *catalog.agreements())


def figures() -> Iterator[tuple[str, kh.Target]]:
    return ((record.id, target) for record in sources() for target in record.targets)


def line_of(record_id: str, target: kh.Target) -> str:
    population = target.population.code if target.population else "-"
    area = target.area.value if target.area else "-"
    parts = (record_id, target.kind, target.attribute.code, population, target.base.value, area, target.text("en"))
    return " | ".join((*parts, target.due.isoformat(), target.confidence.value, target.citation.text("en")))


def test_every_figure_is_in_the_golden_file() -> None:
    """Every target as one line; after a change of the data run with KHUYENHOC_WRITE_GOLDEN=1, then read it."""
    text = "\n".join(sorted(line_of(*figure) for figure in figures())) + "\n"
    if os.environ.get("KHUYENHOC_WRITE_GOLDEN") == "1":
        GOLDEN.parent.mkdir(exist_ok=True)
        GOLDEN.write_text(text, encoding="utf-8")
    assert GOLDEN.read_text(encoding="utf-8") == text, "write it anew with KHUYENHOC_WRITE_GOLDEN=1, then read it"


@pytest.mark.parametrize("line", FIGURES)
def test_a_figure_is_that_of_the_second_table(line: str) -> None:
    """The figures of a subject typed a second time: due year, rate, and how well it is established."""
    record_id, attribute, population, area, *expected = line.split()
    rows = [
        target
        for owner, target in figures()
        if (owner, target.attribute.code) == (record_id, attribute)
        and isinstance(target, kh.Reach)
        and target.population == kh.Population(population)
        and (target.area.value if target.area else "-") == area
    ]
    seen = [f"{row.due.year}:{str(row.rate).removesuffix('%')}:{row.confidence.value}" for row in rows]
    assert sorted(seen) == expected
    assert {(row.due.month, row.due.day) for row in rows} == {(12, 31)}


def test_target_counts() -> None:
    """As many targets as the sources establish, no more; the other agreements have none of their own."""
    assert {record.id: len(record.targets) for record in sources() if record.targets} == COUNTS


def test_no_figure_from_memory() -> None:
    """25 % of districts and 15 % of provinces by 2025 are not established, so they are not there."""
    titles = {("learning_district", 2025), ("learning_province", 2025)}
    assert not [target for _, target in figures() if (target.attribute.code, target.due.year) in titles]
    units = [target for owner, target in figures() if owner == "qd-281-2014" and target.attribute.code == "unit"]
    assert [target.area for target in units] == [kh.Area.ORDINARY], "units of difficult areas are not stated nationally"


def test_every_figure_has_an_address() -> None:
    """Law is data with its address: a citation that exists, at least one source, and a confidence of a source."""
    instruments = {record.id for record in catalog.instruments()}
    documents = {record.id for record in catalog.agreements()}
    for owner, target in figures():
        citation = target.citation
        assert citation.instrument in instruments or citation.document in documents, owner
        assert target.sources, (owner, target)
        assert target.confidence is not kh.Confidence.STATED
    for record_id, target in figures():
        if record_id == "qd-677-2022":
            place = (target.citation.article, target.citation.clause, target.citation.point)
            assert place == ("1", "I.2", "b" if target.due.year == 2030 else "")


UNITS = "tổ chức, cơ quan, trường học, doanh nghiệp, cơ sở sản xuất trên địa bàn cấp xã"
STAFF = "cán bộ công chức, viên chức các ban, sở, ngành, Mặt trận, các đoàn thể và Hội Khuyến học các cấp"


@pytest.mark.parametrize(
    ("name", "attribute", "labels"),
    [
        ("qd-387-2022", "unit", [UNITS, UNITS]),
        ("tra-vinh-2024-2030", "unit", [UNITS, "đơn vị"]),
        ("tra-vinh-2024-2030", "informed_and_trained", [STAFF]),
        ("qd-281-2014", "unit", ["cơ quan, tổ chức, trường học, doanh nghiệp"]),
    ],
)
def test_a_base_is_worded_as_its_text_words_it(name: str, attribute: str, labels: list[str]) -> None:
    """Neither wider nor narrower than the text; it is compared by its code, and written and read with its words."""
    record = catalog.find(name)
    assert isinstance(record, kh.Agreement | kh.Programme)
    mine = [target for target in record.targets if target.attribute.code == attribute]
    assert [target.population.vi for target in mine] == labels
    if attribute == "unit":
        assert {target.population for target in mine} == {kh.Population("units")}
    again = kh.codec.from_json(kh.codec.to_json(record), type(record))
    assert [target.population.vi for target in again.targets] == [target.population.vi for target in record.targets]


def test_what_one_source_says_is_not_said_to_be_reported_by_two() -> None:
    """The 96 % of Decision 89 belong to another project and stand in one article; the 98 % stand in two."""
    literate = [item for item in catalog.programme("qd-89-2013").targets if item.attribute.code == "literate"]
    assert [(str(item.rate), len(item.sources), item.confidence.value, len(item.notes)) for item in literate] == [
        ("98%", 2, "reported", 0),
        ("96%", 1, "single_source", 1),
    ]
    assert [item.citation for item in literate] == [kh.Citation(instrument="qd-89-2013")] * 2, (
        "the article is not known"
    )
    assert "not established" in literate[1].notes[0].en, "nor is the number of the other project"


def test_every_link_leads_somewhere() -> None:
    """Every id named anywhere is that of a record."""
    instruments = {record.id for record in catalog.instruments()}
    programmes = {record.id for record in catalog.programmes()}
    for record in catalog.instruments():
        links = {*record.replaces, *record.amends, *record.continues, *record.follows, *record.based_on}
        assert links <= instruments - {record.id}, record.id
    for programme in catalog.programmes():
        assert programme.instrument in instruments
        assert programme.follows in {"", *programmes} - {programme.id}
    others: tuple[kh.Agreement | kh.Review, ...] = (*catalog.agreements(), *catalog.reviews())
    for one in others:
        assert set(one.instruments) <= instruments
        assert one.sources
    assert {review.of for review in catalog.reviews()} <= instruments | {one.id for one in catalog.agreements()}


def test_every_instrument_was_checked() -> None:
    """The day on which its status was last looked at, a confidence and a source; the dates as published."""
    for record in catalog.instruments():
        assert record.checked is not None
        assert record.checked > (record.issued or dt.date.min)
        assert record.confidence is not kh.Confidence.STATED
        assert record.sources
    for line in INSTRUMENTS.strip().replace("\n", " | ").split(" | "):
        record = catalog.instrument(line.split()[0])
        assert [record.id, record.number, str(record.issued)] == line.split()
    assert catalog.instrument("kl-49-2019").continues == ("ct-11-2007",)
    assert catalog.instrument("kl-49-2019").replaces == ()


@pytest.mark.parametrize(
    ("ask", "wrong", "meant"),
    [(catalog.programme, "qd-387-2021", "qd-387-2022"), (catalog.agreement, "tra-vinh-2024", "tra-vinh-2024-2030"),
     (catalog.instrument, "ct-11-2008", "ct-11-2007"), (catalog.review, "binh-thuan-kl-49", "binh-thuan-kl-49-2024"),
     (catalog.find, "long-an-2024-2026-polic", "long-an-2024-2026-police"), (catalog.attribute, "famly", "family"),
     (catalog.population, "familie", "families")],
)  # fmt: skip
def test_an_unknown_id_suggests_the_nearest(ask: object, wrong: str, meant: str) -> None:
    """An unknown id names the nearest known one; odd types are refused in our words."""
    assert callable(ask)
    with pytest.raises(kh.UnknownNameError, match=meant):
        ask(wrong)
    odd: Any
    for odd in (None, 5, [], {}):
        with pytest.raises(kh.KhuyenHocError):
            ask(odd)


# Nghị quyết 202/2025/QH15: the 23 merged units and what they were formed from.
MERGED = """
Quảng Trị: Quảng Bình | Tây Ninh: Long An | Vĩnh Long: Bến Tre, Trà Vinh | Lâm Đồng: Đắk Nông, Bình Thuận
Hải Phòng: Hải Dương | Khánh Hòa: Ninh Thuận | Tuyên Quang: Hà Giang | Lào Cai: Yên Bái | Thái Nguyên: Bắc Kạn
Phú Thọ: Vĩnh Phúc, Hòa Bình | Bắc Ninh: Bắc Giang | Hưng Yên: Thái Bình | Ninh Bình: Hà Nam, Nam Định
Đà Nẵng: Quảng Nam | Quảng Ngãi: Kon Tum | Gia Lai: Bình Định | Đắk Lắk: Phú Yên | Đồng Nai: Bình Phước
Hồ Chí Minh: Bình Dương, Bà Rịa - Vũng Tàu | Cần Thơ: Sóc Trăng, Hậu Giang | Đồng Tháp: Tiền Giang
Cà Mau: Bạc Liêu | An Giang: Kiên Giang
"""
KEPT = "Hà Nội, Huế, Lai Châu, Điện Biên, Sơn La, Lạng Sơn, Quảng Ninh, Thanh Hóa, Nghệ An, Hà Tĩnh, Cao Bằng"
EVE, REFORM = dt.date(2025, 6, 30), dt.date(2025, 7, 1)


def test_the_mergers_of_2025() -> None:
    """63 provinces became 34: 23 formed by 52, 11 unchanged; every old one is part of exactly one new one."""
    old, new = catalog.provinces(on=EVE), catalog.provinces(on=REFORM)
    assert (len(old), len(new), len(set(old) & set(new))) == (63, 34, 11)
    assert {place.name for place in set(old) & set(new)} == set(KEPT.split(", "))
    merged = dict(entry.split(": ") for entry in MERGED.strip().replace("\n", " | ").split(" | "))
    names = {name: {name, *others.split(", ")} for name, others in merged.items()}
    assert len(names) == 23
    assert {p.name: {part.name for part in catalog.territories(p)} for p in set(new) - set(old)} == names
    parts = [part for place in new for part in catalog.territories(place)]
    assert sorted(parts, key=lambda place: place.code) == list(old)
    assert all(part in catalog.territories(catalog.successor(part)) for part in parts)


SPELT = "Hòa Bình|Hoà Bình|HOÀ BÌNH|hòa  bình|tỉnh Hoà Bình|Tỉnh HÒA BÌNH|Hoa Binh|tinh hoa binh"


@pytest.mark.parametrize("name", [*SPELT.split("|"), unicodedata.normalize("NFD", "Hoà Bình")])
def test_a_province_is_found_in_any_spelling(name: str) -> None:
    """Tone placement, case, decomposed text, the word "tỉnh", doubled blanks, no marks."""
    assert catalog.province(name).name == "Hòa Bình"
    assert str(catalog.place(name)) == "Hòa Bình, Việt Nam"


@pytest.mark.parametrize(
    ("name", "meant"),
    [("TP. Hồ Chí Minh", "Hồ Chí Minh"), ("TP.HCM", "Hồ Chí Minh"), ("tphcm", "Hồ Chí Minh"), ("Huế", "Huế"),
     ("thành phố Cần Thơ", "Cần Thơ"), ("Thừa Thiên Huế", "Huế"), ("Thừa Thiên – Huế", "Huế"), ("Dak Lak", "Đắk Lắk"),
     ("Thua Thien Hue", "Huế"), ("Sai Gon", "Hồ Chí Minh"), ("Bà Rịa–Vũng Tàu", "Bà Rịa - Vũng Tàu")],
)  # fmt: skip
def test_a_city_is_found_by_its_usual_names(name: str, meant: str) -> None:
    """The words "TP." and "thành phố", the usual short names, with and without marks."""
    assert catalog.province(name, on=EVE).name == meant


@pytest.mark.parametrize("name", ["Quảng Trị", "Hải Phòng", "TP. HẢI PHÒNG", "Lâm Đồng", "Quang Tri"])
def test_one_name_for_two_territories_asks_for_a_day(name: str) -> None:
    """Quảng Trị before and after the reform are two places; the day decides."""
    for ask in (catalog.province, catalog.place):
        with pytest.raises(kh.AmbiguousNameError, match=r"2025-06-30.*2025-07-01"):
            ask(name)
        old, new = ask(name, on=EVE), ask(name, on=REFORM)
        assert (old.until, new.since) == (EVE, REFORM)
        assert old != new


def test_a_province_that_is_no_more_names_its_successor() -> None:
    """Bình Thuận since 1/7/2025 is part of Lâm Đồng; a misspelt name suggests, another place may say its level."""
    for ask in (catalog.province, catalog.place):
        with pytest.raises(kh.UnknownNameError, match="Lâm Đồng"):
            ask("Bình Thuận", on=REFORM)
        with pytest.raises(kh.UnknownNameError, match="Bình Thuận"):
            ask("Bình Thuậnn")
    commune = catalog.place("xã Tân Hà, tỉnh Lâm Đồng", on=REFORM)
    assert (commune.name, commune.level) == ("Tân Hà", kh.Level.COMMUNE)
    assert commune.parent == catalog.province("Lâm Đồng", on=REFORM)
    assert catalog.place("huyện Trà Cú, Trà Vinh", on=EVE).level is kh.Level.DISTRICT
    hamlet = catalog.place("ấp Bà, xã A, Trà Vinh", on=EVE)
    assert [place.level for place in hamlet.lineage[:2]] == [kh.Level.HAMLET, kh.Level.COMMUNE]
    inside = "xã A, huyện B, Nghệ An"
    assert [place.name for place in catalog.place(inside, on=EVE).lineage[:2]] == ["A", "B"]
    assert catalog.place(inside).level is kh.Level.COMMUNE
    with pytest.raises(kh.InvalidValueError, match="the district level ended on 2025-06-30"):
        catalog.place(inside, on=REFORM)
    for text in ("huyện Đức Trọng, Lâm Đồng", "xã A, Trà Vinh", "xã A, thôn B", "xã A,", ",", ""):
        with pytest.raises(kh.KhuyenHocError):
            catalog.place(text, on=REFORM)


@given(st.text(max_size=30) | st.none() | st.integers() | st.lists(st.text()))
def test_any_name_is_a_place_or_an_error_of_ours(name: Any) -> None:
    """Any bad input ends in an error of the library."""
    asks: tuple[Any, ...] = (catalog.place, catalog.province, catalog.successor, catalog.territories)
    for ask in asks:
        try:
            said = repr(ask(name))
        except kh.KhuyenHocError as error:
            said = str(error)
        assert said


OURS = """
format = "khuyenhoc/1"
[sources]
plan = "https://example.org/ke-hoach"
[[attributes]]
code = "library_card"
vi = "có thẻ thư viện"
en = "has a library card"
[[populations]]
code = "pupils"
vi = "học sinh"
en = "pupils"
[[programmes]]
id = "ke-hoach-x"
instrument = "kh-1-x"
title = { vi = "Kế hoạch", en = "Plan" }
level = "province"
place = "TỈNH QUẢNG TRỊ"
period = "giai đoạn 2026 - 2028, định hướng đến năm 2030"
[[programmes.targets]]
kind = "reach"
attribute = "library_card"
population = "pupils"
rate = "67,5%"
due = 2027
citation = { instrument = "kh-1-x" }
sources = ["plan", "Báo X"]
"""


@pytest.mark.parametrize("text", [OURS, OURS.encode(), "\ufeff" + OURS])
def test_a_document_of_ones_own(text: str | bytes) -> None:
    """A period in words, a place by its name as of the period, a year as due, short keys for sources, own terms."""
    document = catalog.parse_document(text)
    (programme,) = document.programmes
    assert programme.period == kh.Period.of_years(2026, 2028, horizon=2030)
    assert programme.place == catalog.province("Quảng Trị", on=dt.date(2026, 1, 1))
    (target,) = programme.targets
    assert isinstance(target, kh.Reach)
    assert (target.rate, target.due) == (kh.Rate("27/40"), dt.date(2027, 12, 31))
    assert target.sources == ("https://example.org/ke-hoach", "Báo X")
    assert target.attribute == kh.Attribute("library_card")
    assert (target.attribute.vi, target.population and target.population.en) == ("có thẻ thư viện", "pupils")
    assert target.confidence is kh.Confidence.STATED
    earlier = catalog.parse_document(OURS.replace("2026 - 2028", "2024 - 2025"))
    assert earlier.programmes[0].place == catalog.province("Quảng Trị", on=dt.date(2024, 1, 1))


def test_everything_wrong_is_said_at_once() -> None:
    """All errors of a document with their paths, and what was probably meant."""
    wrong = (
        OURS.replace('"library_card"\npop', '"library_crd"\npop').replace("67,5%", "hai phần ba")
        .replace("TỈNH QUẢNG TRỊ", "Quảng Trj").replace("2026 - 2028", "2028 - 2026")
        .replace("sources = [", "sorces = [")
    )  # fmt: skip
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(wrong, name="cua-toi.toml")
    where = {error.where for error in caught.value.errors}
    expected = {"place", "period", "targets[0].attribute", "targets[0].rate", "targets[0].sorces"}
    assert where == {f"programmes[0].{path}" for path in expected}
    for said in ("cua-toi.toml", "library_card", "Quảng Trị", "sources"):
        assert said in str(caught.value)


@given(st.text() | st.binary() | st.text().map(lambda text: OURS.replace("2026", text)), st.booleans())
@example('format = "khuyenhoc/1"\nsources = 5\nattributes = 5\nprogrammes = "x"', False)
@example('{"format": 1e999}', True)
@example('{"format": "khuyenhoc/1", "agreements": [5]}', True)
@example("[" * 100_000, True)
@example("a = " + "[" * 100_000, False)
@example("\ud800", True)
@example(b"\xff\xfe{\x00", True)
@example(None, True)
@example([], False)
def test_any_bad_text_is_refused_by_the_library(text: Any, is_json: bool) -> None:
    """Any bad input ends in an error of the library."""
    try:
        said = repr(catalog.parse_document(text, is_json=is_json))
    except kh.KhuyenHocError as error:
        said = str(error)
    assert said


def test_odd_files_are_refused_by_the_library(tmp_path: Path) -> None:
    """A missing file, a folder, an odd path."""
    odd: Any
    for odd in (None, 5, [], "a\0b", "no-such-file.toml", tmp_path):
        with pytest.raises(kh.KhuyenHocError):
            catalog.read_document(odd)


@pytest.mark.parametrize("odd", [None, 5, "a.toml", ()])
def test_a_portfolio_is_made_of_a_document(odd: Any) -> None:
    """Anything else is refused by its type."""
    with pytest.raises(kh.WrongTypeError):
        catalog.portfolio_of(odd)


def test_files_are_read_by_their_name(tmp_path: Path) -> None:
    """TOML, or JSON where the name ends in .json; what the library wrote it reads again."""
    (tmp_path / "a.toml").write_text(OURS, encoding="utf-8")
    assert catalog.read_document(tmp_path / "a.toml") == catalog.parse_document(OURS)
    (tmp_path / "a.JSON").write_text(kh.codec.to_json(catalog.parse_document(OURS)), encoding="utf-8")
    assert catalog.read_document(str(tmp_path / "a.JSON")) == catalog.parse_document(OURS)


def test_the_day_of_the_last_look_moves_only_for_what_was_looked_at() -> None:
    """On 28/11/2026 the circulars, the Decree and the marks of citizens were looked at again; the pilot was not."""
    again, before = dt.date(2026, 11, 28), dt.date(2026, 2, 1)
    circulars = ("tt-22-2020", "tt-24-2023", "tt-25-2023", "tt-44-2014", "nd-20-2014", "tt-07-2016")
    assert {catalog.instrument(name).checked for name in circulars} == {again}
    assert {catalog.instrument(name).checked for name in ("qd-448-khvn-2015", "cdht-pilot-2020")} == {before}
    assert {rules.checked for rules in catalog.rulesets() if rules.id != "cdht-pilot-2020"} == {again}
    assert catalog.ruleset("cdht-pilot-2020").checked == before


def test_what_is_not_established_says_when_it_was_looked_for() -> None:
    gaps = [gap for gap in catalog.gaps() if gap.instrument != "qd-244-khvn-2022"]
    assert {gap.model.value for gap in gaps} == {"family", "clan", "community", "unit"}
    assert all("28/11/2026" in gap.what.vi and "28 November 2026" in gap.what.en for gap in gaps)
    (clans,) = [gap for gap in gaps if gap.model.value == "clan" and gap.instrument]
    assert "9/2018" in clans.what.vi
    assert "50%" in clans.what.vi
    table = catalog.ruleset("cdht-324-2023").notes[0]  # the page with the table stands before both decisions
    assert "25/5/2022" in table.vi
    assert "25 May 2022" in table.en
