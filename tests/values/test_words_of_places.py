"""Places of one name that their words tell apart: the huyện and the thị xã Kỳ Anh were neighbours until 30/6/2025."""

import datetime as dt
from pathlib import Path

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog, tables
from khuyenhoc.values.place import written_key

THEN, NOW = dt.date(2024, 12, 31), dt.date(2025, 12, 31)
PAIRS = [
    ("huyện Kỳ Anh, tỉnh Hà Tĩnh", "thị xã Kỳ Anh, tỉnh Hà Tĩnh"),
    ("huyện Cao Lãnh, Đồng Tháp", "TP. Cao Lãnh, Đồng Tháp"),
    ("xã Mỹ Thọ, huyện Cao Lãnh, Đồng Tháp", "thị trấn Mỹ Thọ, huyện Cao Lãnh, Đồng Tháp"),
    ("xã A, huyện Kỳ Anh, Hà Tĩnh", "xã A, TX. Kỳ Anh, Hà Tĩnh"),
]


@pytest.mark.parametrize(("one", "other"), PAIRS)
def test_words_tell_apart_what_bears_one_name(one: str, other: str) -> None:
    first, second = catalog.place(one, on=THEN), catalog.place(other, on=THEN)
    assert first != second
    assert len({first, second}) == 2
    assert str(first) != str(second)
    assert not first.is_alike(second) or not first.lineage[1].is_alike(second.lineage[1])
    assert written_key(one) != written_key(other)


@pytest.mark.parametrize(
    ("one", "other"),
    [("TX. Kỳ Anh, Hà Tĩnh", "thị xã KỲ ANH, tỉnh Hà Tĩnh"), ("Q.1, TP.HCM", "quận 1, thành phố Hồ Chí Minh")],
)
def test_one_word_is_one_however_it_is_written(one: str, other: str) -> None:
    first, second = catalog.place(one, on=THEN), catalog.place(other, on=THEN)
    assert (first, hash(first)) == (second, hash(second))


def test_since_the_reform_the_word_of_a_commune_tells_nothing_apart() -> None:
    """Names in a province are one of a kind, and a commune may become a ward."""
    there = [catalog.place(f"{word} Vinh Phú, tỉnh Nghệ An", on=NOW) for word in ("xã", "phường")]
    assert there[0] == there[1]
    assert there[0].word == ""
    made_up = [catalog.place(f"{word} Một, tỉnh Nghệ An", on=NOW) for word in ("xã", "phường")]
    assert made_up[0] == made_up[1]


def test_a_table_may_hold_both() -> None:
    rows = [f"{place};31/12/2024;family;;;{count};900" for place, count in zip(PAIRS[0], (100, 200), strict=True)]
    head = "place;on;attribute;population;registered;recognised;total"
    one, other = tables.parse_counts("\n".join([head, *rows]))
    assert (one.place.full_name, other.place.full_name) == ("huyện Kỳ Anh", "thị xã Kỳ Anh")


def test_a_word_is_one_of_its_level() -> None:
    with pytest.raises(kh.InvalidValueError, match="no word for a place of this level"):
        kh.Place("Vinh", level=kh.Level.DISTRICT, word="xã")
    with pytest.raises(kh.InvalidValueError, match="no word for a place of this level"):
        kh.Place("Vinh", word="xã")


def test_equality_stays_an_equivalence() -> None:
    words = ("", "huyện", "thị xã")
    places = [kh.Place("Kỳ Anh", level=kh.Level.DISTRICT, word=word) for word in words for _ in range(2)]
    for a in places:
        for b in places:
            assert (a == b) is (a.word == b.word)
            assert a != b or hash(a) == hash(b)


def test_a_commune_without_its_district_is_asked_for_where_two_words_are_written(tmp_path: Path) -> None:
    """In a row for each observation, on two days, and in columns for each model; since the reform it is one."""
    head = "place;on;attribute;population;registered;recognised;total"
    rows = [
        "xã Mỹ Thọ, Đồng Tháp;31/12/2023;family;;;100;900",
        "thị trấn Mỹ Thọ, Đồng Tháp;31/12/2024;family;;;200;900",
    ]
    with pytest.raises(kh.DocumentError) as caught:
        tables.parse_counts("\n".join([head, *rows]))
    assert "line 3, column 1 (place): line 2 calls this name xã" in caught.value.text("en")
    wide = tmp_path / "bieu.csv"
    wide.write_text("Xã;Tổng số gia đình\nxã Mỹ Thọ;9\nthị trấn Mỹ Thọ;8\n", encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        tables.read_counts(wide, day=THEN, place="tỉnh Đồng Tháp")
    said = caught.value.text("vi")
    assert "dòng 3, cột 1 (Xã): dòng 2 gọi tên này là xã: hai địa bàn" in said
    assert "ghi thêm huyện" in said
    now = [row.replace("2023", "2025").replace("2024", "2026") for row in rows]
    now = [row.replace("Đồng Tháp", "Nghệ An").replace("thị trấn", "phường") for row in now]
    one, other = tables.parse_counts("\n".join([head, *now]))
    assert one.place == other.place
