"""Places as people write them: one by their name, their level read, slips refused, cities and provinces dated."""

import datetime as dt
import unicodedata
from collections.abc import Callable

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.files.catalog import commune_units, places, written

EVE, SINCE = dt.date(2025, 6, 30), dt.date(2025, 7, 1)
BEFORE, AFTER = dt.date(2024, 12, 31), dt.date(2026, 10, 1)
L = kh.Level


@pytest.mark.parametrize(
    "written",
    ["xã Hoà Sơn", "xã Hòa Sơn", "XÃ HOÀ SƠN", "X. Hòa Sơn", "x.Hoà  Sơn", unicodedata.normalize("NFD", "xã Hòa Sơn")],
)
def test_a_place_is_one_however_it_is_typed(written: str) -> None:
    one, other = (catalog.place(f"{name}, tỉnh Lai Châu", on=BEFORE) for name in ("xã Hòa Sơn", written))
    assert (one, hash(one), len({one, other})) == (other, hash(other), 1)


@pytest.mark.parametrize("other", ["xã Hóa Sơn", "phường Hòa Sơn A", "huyện Hòa Sơn", "thôn Hòa Sơn"])
def test_another_name_or_level_is_another_place(other: str) -> None:
    assert catalog.place(f"{other}, Lai Châu", on=BEFORE) != catalog.place("xã Hòa Sơn, Lai Châu", on=BEFORE)


@given(st.sampled_from(catalog.communes()), st.sampled_from(["{}", "{} ", "\t{}"]), st.booleans())
def test_a_commune_of_today_needs_no_word(row: catalog.Commune, form: str, upper: bool) -> None:
    """With its word, without, or as the catalogue has it: one place from 1 July 2025 on."""
    province = row.place.lineage[1].name
    bare, full = (
        catalog.place(f"{form.format(name.upper() if upper else name)}, {province}", on=SINCE)
        for name in (row.place.name, f"{row.kind.vi} {row.place.name}")
    )
    assert bare == full == row.place
    assert bare.level is L.COMMUNE


@pytest.mark.parametrize(
    ("name", "on"), [("Ba Đình, Hà Nội", EVE), ("Nơi Nào Đó, Hà Nội", SINCE), ("Ba Đình, Huế", SINCE)]
)
def test_what_is_no_commune_of_the_day_keeps_an_unknown_level(name: str, on: dt.date) -> None:
    assert catalog.place(name, on=on).level is None


def test_a_code_is_no_part_of_what_a_place_is() -> None:
    assert kh.Place("Hà Nội", code="01") == kh.Place("HÀ NỘI", code="1")
    assert kh.Place("Hà Nội") != kh.Place("Hà Nội", level=L.PROVINCE)


@pytest.mark.parametrize(
    ("short", "full"),
    [("Q.1, TP.HCM", "Quận 1, TP. Hồ Chí Minh"),
     ("Q. 1, tphcm", "Quận 1, Hồ Chí Minh"),
     ("Q1, TP HCM", "Quận 1, Hồ Chí Minh"),
     ("H.Long Thành, Đồng Nai", "huyện Long Thành, tỉnh Đồng Nai"),
     ("TX. Kinh Môn, T. Hải Dương", "thị xã Kinh Môn, Hải Dương"),
     ("P. Hưng Thành, Tuyên Quang", "phường Hưng Thành, Tuyên Quang"),
     ("TT.Vĩnh Lộc, Tuyên Quang", "thị trấn Vĩnh Lộc, Tuyên Quang"),
     ("TP.Vinh, Nghệ An", "thành phố Vinh, Nghệ An"), ("tp vinh, nghệ an", "thành phố Vinh, Nghệ An"),
     ("TDP. 5, P.1, Huế", "tổ dân phố 5, phường 1, Huế")],
)  # fmt: skip
def test_abbreviations_of_levels_are_read(short: str, full: str) -> None:
    assert catalog.place(short, on=BEFORE) == catalog.place(full, on=BEFORE)
    assert catalog.place(short, on=BEFORE).level is not None


@pytest.mark.parametrize(
    "name", ["Q.1, TP.HCM", "H.Long Thành, Đồng Nai", "TX. Kinh Môn, Hải Phòng", "TP.Vinh, Nghệ An"]
)
def test_an_abbreviated_district_ends_like_any(name: str) -> None:
    with pytest.raises(kh.InvalidValueError, match="district level ended"):
        catalog.place(name, on=SINCE)


@pytest.mark.parametrize("name", ["KV. Hưng Thành, Nghệ An", "Đ. Trần Phú, Huế", "Kp.A.B, xx. C, Huế"])
def test_an_unknown_abbreviation_is_refused(name: str) -> None:
    with pytest.raises(kh.InvalidValueError, match="write the word in full"):
        catalog.place(name, on=BEFORE)


@pytest.mark.parametrize(
    ("name", "likely"),
    [("tỉnh Nghê An", "Nghệ An"),
     ("tỉnh Nghệ Anh", "Nghệ An"),
     ("T. Nghệ Anh", "Nghệ An"),
     ("xã A, tỉnh Nghệ Anh", "Nghệ An"),
     ("thành phố Hải Phong", "Hải Phòng"), ("TP. Đa Nẵng", "Đà Nẵng"), ("Nghê An", "Nghệ An")],
)  # fmt: skip
def test_a_slip_is_no_province(name: str, likely: str) -> None:
    with pytest.raises(kh.UnknownNameError, match=f"did you mean {likely}"):
        catalog.place(name, on=BEFORE)
    document = (
        f'format = "khuyenhoc/1"\n[[agreements]]\nid = "a"\nplace = "{name}"\nlevel = "province"\nsigned = 2024-01-02\n'
    )
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(document)
    assert [error.path[-1] for error in caught.value.errors if f"did you mean {likely}" in error.hint] == ["place"]


@pytest.mark.parametrize("name", ["tỉnh Không Đâu", "xã A, tỉnh Không Đâu"])
def test_a_province_is_one_of_the_table(name: str) -> None:
    with pytest.raises(kh.UnknownNameError, match="no province of this name"):
        catalog.place(name, on=BEFORE)


@pytest.mark.parametrize(
    ("name", "meant"),
    [("BR-VT", "Bà Rịa - Vũng Tàu"),
     ("tỉnh BR - VT", "Bà Rịa - Vũng Tàu"),
     ("TT-Huế", "Huế"),
     ("TT. Huế", "Huế"),
     ("HCM", "Hồ Chí Minh"),
     ("Đắc Lắc", "Đắk Lắk"),
     ("Dac Lac", "Đắk Lắk"),
     ("Daklak", "Đắk Lắk"),
     ("tỉnh Đăk Nông", "Đắk Nông"),
     ("Bắc Cạn", "Bắc Kạn"),
     ("thanh pho Ho Chi Minh", "Hồ Chí Minh")],
)  # fmt: skip
def test_other_spellings_in_use_are_read(name: str, meant: str) -> None:
    assert catalog.place(name, on=BEFORE) == catalog.province(meant, on=BEFORE)
    assert catalog.place(f"xã A, {name}", on=BEFORE).parent == catalog.province(meant, on=BEFORE)


@pytest.mark.parametrize(
    ("name", "first"),
    [("Đồng Nai", dt.date(2026, 4, 30)), ("Quảng Ninh", dt.date(2026, 9, 1)), ("Bắc Ninh", dt.date(2026, 9, 20))],
)
def test_cities_are_so_from_their_day(name: str, first: dt.date) -> None:
    """NQ 30, 36 and 39/2026/QH16."""
    assert catalog.place(f"thành phố {name}", on=first) == catalog.province(name, on=first)
    with pytest.raises(kh.AmbiguousNameError, match=f"since {first}.*write 'tỉnh {name}'"):
        catalog.place(f"thành phố {name}", on=first - dt.timedelta(days=1))


def test_hue_was_a_city_in_its_province() -> None:
    """Centrally run since 1 January 2025."""
    province = catalog.province("Huế", on=BEFORE)
    city = catalog.place("thành phố Huế", on=dt.date(2023, 12, 31))
    assert (city.level, city.parent, city.name) == (L.DISTRICT, province, "Huế")
    assert catalog.place("tỉnh Thừa Thiên Huế", on=BEFORE) == province
    assert catalog.place("TP. Huế", on=dt.date(2025, 1, 1)) == province
    with pytest.raises(kh.AmbiguousNameError, match="2025-01-01"):
        catalog.place("thành phố Huế")


@given(
    st.dates(min_value=dt.date(2008, 8, 1), max_value=dt.date(2026, 11, 28)),
    st.sampled_from(["Cần Thơ", "Hà Nội", "Hải Phòng"]),
)
def test_the_cities_of_old_are_so_on_every_day(on: dt.date, name: str) -> None:
    assert catalog.place(f"TP {name}", on=on) == catalog.province(name, on=on)


@given(st.dates(min_value=dt.date(1946, 1, 1), max_value=dt.date(2008, 7, 31)))
def test_a_day_before_the_data_is_refused(on: dt.date) -> None:
    """64 provinces in 2007 are not 63; Bình Dương of 1990 was part of Sông Bé."""
    for ask in (
        lambda: catalog.provinces(on=on),
        lambda: catalog.province("Bình Dương", on=on),
        lambda: catalog.place("xã A, Huế", on=on),
    ):
        with pytest.raises(kh.InvalidValueError, match="2008-08-01"):
            ask()
    assert catalog.place("cả nước", on=on) == catalog.COUNTRY


def test_the_data_begin_with_63_provinces() -> None:
    assert len(catalog.provinces(on=dt.date(2008, 8, 1))) == 63


CHANGES = [dt.date(2008, 8, 1), dt.date(2025, 1, 1), EVE, SINCE, dt.date(2026, 4, 30), dt.date(2026, 9, 1)]
NEAR = [day + dt.timedelta(n) for day in CHANGES for n in (-2, -1, 0, 1, 2, 300)]
WRITTEN = [
    *(
        "Huế",
        "TP. Huế",
        "thành phố Huế",
        "Thừa Thiên Huế",
        "TP Đồng Nai",
        "TP. Bắc Ninh",
        "thành phố Quảng Ninh",
        "TPHCM",
    ),
    *("Bình Thuận", "xã Tân Hà Lâm Hà, Lâm Đồng", "Tân Hà Lâm Hà, Lâm Đồng", "xã Hòa Sơn, Lai Châu", "Trà Vinh"),
    *("huyện Trà Cú, Trà Vinh", "Q.1, TPHCM", "phường Ba Đình, Hà Nội", "Bình Thận", "tỉnh X", "a. B", "", "a,,b"),
    *("cả nước", "Quảng Trị", "TX. Kinh Môn, Hải Dương", "Hà Tiên, Kiên Giang"),
]


@given(st.sampled_from(WRITTEN), st.sampled_from(NEAR) | st.dates(dt.date(2008, 7, 1), dt.date(2035, 1, 1)))
def test_a_text_read_once_for_many_days_is_what_it_is_on_each(text: str, on: dt.date) -> None:
    def found(read: Callable[[], kh.Place]) -> object:
        try:
            place = read()
        except kh.KhuyenHocError as error:
            return str(error)
        return place, str(place), [item.code for item in place.lineage]

    assert found(lambda: catalog.place(text, on=on)) == found(lambda: written._place.__wrapped__(text, on))


def test_the_first_day_of_the_communes_is_one_of_change() -> None:
    assert commune_units._table().since in places.days_of_change()
