"""A draft holds what the page says, asks for the rest, and says where each field was read."""

import datetime as dt
from pathlib import Path

import pytest

import khuyenhoc as kh

PAGE = (
    "Ngày 17/4/2024, Hội Khuyến học tỉnh Trà Vinh ký kết chương trình phối hợp khuyến học với Công an tỉnh Trà Vinh, "
    "giai đoạn 2024 - 2030.\n\nPhấn đấu đến năm 2030, 80% gia đình đạt danh hiệu “Gia đình học tập”; tăng bình quân "
    "mỗi năm 3 - 3,5% gia đình đạt “Gia đình học tập”, 2% dòng họ đạt “Dòng họ học tập”; duy trì trên 90% đơn vị đạt "
    "“Đơn vị học tập”; 100% hội viên được tập huấn."
)


def test_a_whole_agreement() -> None:
    draft = kh.read(PAGE).draft()
    assert draft.record is not None
    assert draft.record.id == "tra-vinh-2024-2030"
    assert draft.record.place.name == "Trà Vinh"
    assert draft.record.signed == dt.date(2024, 4, 17)
    assert [(type(one).__name__, one.text()) for one in draft.record.targets] == [
        ("Reach", "80% đến hết 2030"),
        ("Grow", "tăng 3 - 3,5 điểm %/năm đến hết 2030"),
        ("Grow", "tăng 2 điểm %/năm đến hết 2030"),
        ("Maintain", "duy trì trên 90% đến hết 2030"),
    ]


def test_a_figure_that_says_not_of_what_is_asked_about() -> None:
    draft = kh.read(PAGE).draft()
    (asked,) = draft.missing
    assert (asked.field, asked.needed) == ("targets", False)
    assert asked.start is not None
    assert PAGE[asked.start : asked.end] == "100% hội viên"


def test_every_field_is_traced_to_its_words() -> None:
    reading = kh.read(PAGE)
    words = {one.field: PAGE[one.start : one.end] for one in reading.draft().trace}
    assert words["association"] == "Hội Khuyến học tỉnh Trà Vinh"
    assert words["partners[0]"] == "Công an tỉnh Trà Vinh"
    assert words["period"] == "giai đoạn 2024 - 2030"
    assert words["signed"] == "17/4/2024"
    assert words["place"] == "Trà Vinh"
    assert words["targets[1]"] == "tăng bình quân mỗi năm 3 - 3,5% gia đình"


def test_what_is_missing_is_asked_and_nothing_is_made_up() -> None:
    draft = kh.read("Trời mưa.").draft()
    assert draft.record is None
    assert [one.field for one in draft.missing] == ["association", "partners", "place", "level", "period", "signed"]


def test_what_is_known_counts_before_what_was_read() -> None:
    draft = kh.read(PAGE).draft(signed=dt.date(2024, 4, 18), id="tv-1")
    assert draft.record is not None
    assert (draft.record.id, draft.record.signed) == ("tv-1", dt.date(2024, 4, 18))
    assert "signed" not in {one.field for one in draft.trace}


def test_a_field_that_is_none() -> None:
    with pytest.raises(kh.InvalidValueError) as error:
        kh.read(PAGE).draft(day=dt.date(2024, 4, 18))
    assert error.value.path == ("day",)


ARTICLES = [
    ("tra-vinh-2024", dt.date(2024, 4, 18), "tra-vinh-2024-2030"),
    ("quang-tri-2022", None, "quang-tri-2021-2025"),
    ("hai-phong-2019", None, "hai-phong-2019-2022"),
]


@pytest.mark.parametrize(("name", "published", "id_"), ARTICLES)
def test_the_founding_articles_give_the_records_of_the_catalogue(
    shared: Path, name: str, published: dt.date | None, id_: str
) -> None:
    """In every field that the article states; what somebody added to the record is not in the article."""
    text = (shared / "seeds" / f"{name}.txt").read_text(encoding="utf-8")
    record = kh.read(text, published=published).draft().record
    known = kh.catalog.agreement(id_)
    assert record is not None
    assert (record.id, record.place, record.level, record.period, record.previous, record.signed) == (
        known.id,
        known.place,
        known.level,
        known.period,
        known.previous,
        known.signed,
    )
    assert [one.type for one in record.partners] == [one.type for one in known.partners]
    read = {(type(one), one.subject, one.due, one.text()) for one in record.targets}
    stated = {(type(one), one.subject, one.due, one.text()) for one in known.targets}
    added = {one for one in stated - read if one[1][0] == "informed_and_trained"}
    assert read == stated - added
