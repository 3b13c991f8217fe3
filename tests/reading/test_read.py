"""What is read from prose: each value points at its words, and what surrounds them does not change it."""

import datetime as dt
import re
import unicodedata

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc.reading import Mention, Reading

SIGNING = (
    "Ngày 18/5/2022, Hội Khuyến học tỉnh Quảng Trị ký chương trình phối hợp khuyến học với Công an tỉnh, Tỉnh đoàn và "
    "Sở Giáo dục và Đào tạo, giai đoạn 2021 - 2025, theo Quyết định số 387/QĐ-TTg."
)
AIMS = (
    "Phấn đấu đến năm 2030: 80% gia đình đạt “Gia đình học tập”; trên 75% số dòng họ đạt “Dòng họ học tập”; tăng bình "
    "quân mỗi năm 3 - 3,5% cộng đồng đạt “Cộng đồng học tập”."
)
RESULTS = "Hiện nay, toàn tỉnh có 61,5% gia đình đạt “Gia đình học tập”, hơn 13,050 tỷ đồng quỹ khuyến học."
OTHERS = (
    "Trời mưa to.",
    "Ông Nguyễn Văn A, 45 tuổi, trú tại phố Huế, nói vậy.",
    "Giá vé 50 nghìn một người!",
    "Bạn đọc gọi 0903.123.456.",
)


def mentions(reading: Reading) -> list[Mention[object]]:
    """Every mention of a reading."""
    single = (reading.association, reading.signed, reading.place, reading.period, reading.previous)
    many = (
        *reading.partners, *reading.others, *reading.other_periods, *reading.models, *reading.content_areas,
        *reading.instruments, *reading.targets, *reading.results,
    )  # fmt: skip
    return [mention for mention in (*single, *many) if mention is not None]


def said(reading: Reading) -> list[tuple[str, str]]:
    """What was read, with its words in composed form, wherever they stand."""
    return [
        (
            str(getattr(mention.value, "number", mention.value)),
            " ".join(unicodedata.normalize("NFC", mention.words(reading.text)).split()),
        )
        for mention in mentions(reading)
    ]


def test_a_signing() -> None:
    reading = kh.read(SIGNING)
    assert reading.association is not None
    assert reading.association.value == "Hội Khuyến học tỉnh Quảng Trị"
    assert [(str(one.value), one.value.type) for one in reading.partners] == [
        ("Công an tỉnh", kh.PartnerType.POLICE),
        ("Tỉnh đoàn", kh.PartnerType.YOUTH_UNION),
        ("Sở Giáo dục và Đào tạo", kh.PartnerType.EDUCATION),
    ]
    assert reading.signed is not None
    assert reading.signed.value == dt.date(2022, 5, 18)
    assert reading.period is not None
    assert reading.period.value == kh.Period.of_years(2021, 2025)
    assert reading.place is not None
    assert (reading.place.value.name, reading.place.value.level) == ("Quảng Trị", kh.Level.PROVINCE)
    assert [one.value.number for one in reading.instruments] == ["387/QĐ-TTg"]


def test_targets_with_bounds_years_and_whom() -> None:
    families, clans, communities = (one.value for one in kh.read(AIMS).targets)
    assert (families.low, families.high, families.comparator, families.due) == (80, 80, "equal", 2030)
    assert (clans.low, clans.high, clans.comparator, clans.due) == (75, None, "at_least", 2030)
    assert (communities.low, float(communities.high or 0), communities.comparator) == (3, 3.5, "increase_range")
    assert communities.yearly
    assert [one.population and one.population.code for one in (families, clans, communities)] == [
        "families",
        "clans",
        "communities",
    ]


def test_what_is_kept_is_no_step_of_each_year() -> None:
    """A verb that governs the number itself ends a rise, also where "trên" stands between them."""
    reading = kh.read("Phấn đấu đến năm 2030 tăng mỗi năm 2% dòng họ; duy trì trên 90% đơn vị.")
    assert [(one.value.yearly, one.value.kept) for one in reading.targets] == [(True, False), (False, True)]


def test_results_are_no_targets() -> None:
    reading = kh.read(RESULTS)
    assert reading.targets == ()
    share, money = (one.value for one in reading.results)
    assert (float(share.low or 0), share.unit) == (61.5, "%")
    assert (money.low, money.high, money.unit) == (13_050_000_000, None, "đồng")


@pytest.mark.parametrize(
    ("words", "low", "high", "comparator"),
    [
        ("gần 70% gia đình", None, 70, "near_below"),
        ("hơn 70% gia đình", 70, None, "at_least"),
        ("70% gia đình trở lên", 70, None, "at_least"),
        ("70% trở lên gia đình", 70, None, "at_least"),
        ("khoảng 70% gia đình", 70, 70, "about"),
        ("không quá 70% gia đình", None, 70, "at_most"),
        ("từ 60 đến 70% gia đình", 60, 70, "range"),
        ("tăng 5% gia đình", 5, 5, "increase"),
    ],
)
def test_words_around_a_number(words: str, low: int | None, high: int | None, comparator: str) -> None:
    (target,) = kh.read(f"Phấn đấu đến năm 2030, {words}.").targets
    assert (target.value.low, target.value.high, target.value.comparator) == (low, high, comparator)


def test_a_list_in_the_same_order() -> None:
    reading = kh.read("Phấn đấu 70% gia đình, 50% dòng họ; ở miền núi các tỷ lệ này tương ứng là 60% và 40%.")
    assert [int(one.value.low or 0) for one in reading.targets] == [70, 50, 60, 40]
    assert {one.words(reading.text) for one in reading.targets[2:]} == {"tương ứng là 60% và 40%"}


def test_guests_and_officers_are_no_partners() -> None:
    reading = kh.read(
        "Hội Khuyến học tỉnh X ký phối hợp khuyến học với Công an tỉnh. Dự lễ có Sở Nội vụ. "
        "Giám đốc Sở Tài chính, đại diện Tỉnh đoàn ký biên bản."
    )
    assert [str(one.value) for one in reading.partners] == ["Công an tỉnh"]


@pytest.mark.parametrize(
    ("day", "published", "expected"),
    [
        ("Sáng 9-10", dt.date(2023, 10, 11), dt.date(2023, 10, 9)),
        ("Ngày 28/12", dt.date(2024, 1, 3), dt.date(2023, 12, 28)),
        ("Ngày 28/12", None, None),
        ("Chiều 31.12.2023", None, dt.date(2023, 12, 31)),
        ("Ngày 30/2", dt.date(2024, 3, 1), None),
    ],
)
def test_the_year_of_a_day_is_that_of_the_page(day: str, published: dt.date | None, expected: dt.date | None) -> None:
    reading = kh.read(f"{day}, Hội Khuyến học tỉnh X ký phối hợp với Công an tỉnh.", published=published)
    assert (reading.signed.value if reading.signed else None) == expected


def test_findings() -> None:
    reading = kh.read(
        "Ngày 5/6/2024, Hội Khuyến học tỉnh X ký phối hợp giai đoạn 2024 - 2030 với Công an tỉnh, triển khai các Quyết "
        "định 387, 67.\nGiai đoạn 2023 - 2030 đã được nhắc ở tít.",
        published=dt.date(2024, 6, 1),
    )
    assert [one.code for one in reading.findings] == [
        "periods-compete",
        "day-after-publication",
        "likely-another-number",
    ]
    assert "677/QĐ-TTg" in reading.findings[2].vi


def test_out_of_scope() -> None:
    reading = kh.read("Công an tỉnh và Sở Y tế ký quy chế phối hợp phòng cháy.")
    assert not reading.in_scope
    assert [one.code for one in reading.findings] == ["not-about-study-promotion"]


@pytest.mark.parametrize("wrong", [None, 5, b"x", ["x"]])
def test_no_text(wrong: object) -> None:
    with pytest.raises(kh.WrongTypeError):
        kh.read(wrong)  # type: ignore[arg-type]


pages = st.lists(st.sampled_from([SIGNING, AIMS, RESULTS, *OTHERS]), min_size=1, max_size=5).map("\n\n".join)
SCRAPS = re.findall(
    r"[^ ]+",
    "Hội Khuyến học tỉnh Sở Công an và với , . ; : 80% 1.000 từ đến năm 2030 giai đoạn 2020 - 2025 ký ( ) “ ” gia đình "
    "học tập Mặt trận tháng 5/6 ½ tăng tương ứng là trên gần tỷ đồng suất",
)
scraps = st.lists(st.sampled_from([*SCRAPS, "\n"]), max_size=60).map(" ".join)


@given(st.one_of(pages, scraps, st.text(max_size=200)))
def test_every_mention_points_at_words_of_the_text(text: str) -> None:
    reading = kh.read(text)
    for mention in mentions(reading):
        assert 0 <= mention.start < mention.end <= len(text)
        assert mention.words(text).strip() == mention.words(text)


@given(pages)
def test_reading_does_not_hang_on_the_unicode_form_line_ends_or_blanks(text: str) -> None:
    expected = said(kh.read(text))
    for other in (
        unicodedata.normalize("NFD", text),
        text.replace("\n", "\r\n"),
        text.replace("Hội Khuyến", "Hội\u00a0Khuyến"),
        text.replace(" - ", " – "),
    ):
        found = said(kh.read(other))
        assert [(value, words.replace("–", "-")) for value, words in found] == expected


@given(st.sampled_from([SIGNING, AIMS, RESULTS]), st.sampled_from(OTHERS))
def test_an_unrelated_sentence_changes_no_mention(page: str, other: str) -> None:
    expected = said(kh.read(page))
    assert [one for one in said(kh.read(f"{other}\n\n{page}\n\n{other}")) if one in expected] == expected


@given(pages)
def test_what_is_read_can_be_read_again_by_itself(text: str) -> None:
    reading = kh.read(text)
    if reading.period is not None:
        assert kh.Period.parse(reading.period.words(text)) == reading.period.value
    for cited in reading.instruments:
        assert cited.value.number in {one.number for one in kh.find_citations(cited.words(text))}
    for partner in reading.partners:
        assert kh.PartnerType.classify(partner.words(text)) is partner.value.type
