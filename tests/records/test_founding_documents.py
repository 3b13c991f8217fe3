"""The five founding texts, fact by fact: the expected values are typed from the texts, not read from the data."""

import datetime as dt
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog, records

AGREEMENTS = (
    "hai-phong-2019-2022",
    "long-an-2024-2026-border-guard",
    "long-an-2024-2026-military",
    "long-an-2024-2026-police",
    "quang-tri-2021-2025",
    "tra-vinh-2024-2030",
)
PROVINCE, ASSOCIATION = "Tỉnh Bình Thuận", "Hội Khuyến học tỉnh Bình Thuận"
CENTRAL_OFFICE = "Phó Chủ tịch kiêm Tổng Thư ký Hội Khuyến học Việt Nam"
YOUTH_AND_ASSOCIATION = "các cấp bộ Đoàn, Hội toàn thành phố"

# Of each fact: its content area, who did, is to do or is asked to do it, and words that it cannot be said without.
RESULTS_BINH_THUAN = [
    ("", PROVINCE, "văn bản", "đề án, chương trình", "2025", "2030"),
    ("models", PROVINCE, "gia đình, dòng họ, cộng đồng, đơn vị", "xã hội học tập", "Công dân học tập"),
    ("", PROVINCE, "Cơ bản", "mục tiêu, yêu cầu, nhiệm vụ", "Tỉnh ủy", "UBND tỉnh"),
    ("", ASSOCIATION, "160-KH/TU", "Ban Thường vụ Tỉnh ủy"),
    ("organisation", ASSOCIATION, "kiện toàn", "chất lượng", "nòng cốt", "liên kết"),
    ("advice", ASSOCIATION, "Tỉnh ủy", "UBND tỉnh", "49-KL/TW"),
    ("awareness", PROVINCE, "thông tin, tuyên truyền"),
    ("reviews", PROVINCE, "kịp thời", "tổng kết, sơ kết", "mô hình học tập"),
    ("", PROVINCE, "Mặt trận Tổ quốc", "Sở Giáo dục và Đào tạo"),
    ("fund", PROVINCE, "Doanh nghiệp", "nhà hảo tâm", "nhân dân"),
    ("", ASSOCIATION, "gỡ khó", "cơ sở"),
    ("models", ASSOCIATION, "kế hoạch", "điểm", "Công dân học tập"),
    ("learning_centres", ASSOCIATION, "trung tâm học tập cộng đồng", "điểm"),
]
REQUESTS_BINH_THUAN = [
    ("advice", ASSOCIATION, "Tham mưu", "phối hợp", "chủ trương"),
    ("organisation", ASSOCIATION, "tổ chức Hội", "cơ quan", "doanh nghiệp"),
    ("fund", ASSOCIATION, "nguồn lực"),
    ("models", ASSOCIATION, "tiêu chí", "thông tư", "Bộ Giáo dục và Đào tạo"),
    ("", ASSOCIATION, "nông thôn mới", "gia đình văn hóa", "tiêu chí"),
]
TASKS_BINH_THUAN = [
    ("models", ASSOCIATION, "2021 - 2030", "học tập suốt đời", "Công dân học tập"),
    ("models", ASSOCIATION, "Đơn vị học tập cấp huyện, cấp tỉnh", "Cộng đồng học tập cấp xã, cấp huyện, cấp tỉnh"),
    ("training", ASSOCIATION, "tự học", "nhân lực tại chỗ"),
    ("organisation", ASSOCIATION, "doanh nghiệp", "trường học", "bệnh viện", "lực lượng vũ trang"),
    ("organisation", ASSOCIATION, "huyện", "tỉnh", "ban khuyến học", "nòng cốt"),
    ("fund", ASSOCIATION, "Tiếp bước cho em đến trường", "UBND các cấp"),
    ("education_support", ASSOCIATION, "nghèo hiếu học", "vùng sâu, vùng xa", "khó khăn", "công bằng"),
]
RESULTS_HAI_PHONG = [
    ("organisation", YOUTH_AND_ASSOCIATION, "tổ chức khuyến học", "địa phương, đơn vị"),
    ("models", YOUTH_AND_ASSOCIATION, "Gia đình", "Dòng họ", "Cộng đồng học tập"),
    ("fund", YOUTH_AND_ASSOCIATION, "xã hội hóa", "quỹ khuyến học"),
    ("awards", YOUTH_AND_ASSOCIATION, "học sinh, sinh viên", "xuất sắc"),
]
RESULTS_QUANG_TRI = [
    ("advice", "", "cấp ủy, chính quyền", "kịp thời", "văn bản"),
    ("awareness", "", "thông tin, tuyên truyền"),
    ("education_support", "", "trong", "ngoài nhà trường", "cơ sở"),
    ("models", "", "mô hình học tập", "Công dân học tập"),
    ("fund", "", "quỹ khuyến học"),
]
REQUESTS_LONG_AN = [
    ("", "các đơn vị", "chặt chẽ", "nội dung đã ký"),
    ("", "các đơn vị", "Thường xuyên", "quy định mới"),
    ("", "từng thành viên trong các ngành", "khuyến học, khuyến tài, xây dựng xã hội học tập"),
]


def check(found: tuple[Any, ...], facts: list[tuple[str, ...]]) -> None:
    """The facts in the order of the text, none more and none less."""
    assert [(item.area.value if item.area else "", item.party) for item in found] == [fact[:2] for fact in facts]
    for item, (_, _, *words) in zip(found, facts, strict=True):
        assert [word for word in words if word not in item.what.vi] == []
        assert item.what.en


def test_binh_thuan_has_its_results_requests_and_tasks() -> None:
    """What was achieved in 2019 - 2024, what the central Association asks, and what the provincial one is to do."""
    review = catalog.review("binh-thuan-kl-49-2024")
    check(review.results, RESULTS_BINH_THUAN)
    check(review.requests, REQUESTS_BINH_THUAN)
    check(review.tasks, TASKS_BINH_THUAN)
    assert {item.asked_by for item in review.requests} == {CENTRAL_OFFICE}
    assert [item.to for item in review.tasks] == ["UBND tỉnh Bình Thuận", *[""] * 6]
    assert {item.observation for item in review.results} == {None}, "the article prints no figure"


@pytest.mark.parametrize(
    "words",
    [
        ("sơ kết", "quan trọng", "đánh giá toàn diện"), ("phù hợp địa bàn",),
        ("Sở Giáo dục và Đào tạo", "bước đầu", "vươn lên"),
        ("các cấp, ngành", "toàn diện"), ("rộng khắp", "nghèo hiếu học", "ghi nhận"), ("tự chủ", "phân cấp", "cân đối"),
    ],
)  # fmt: skip
def test_binh_thuan_concludes(words: tuple[str, ...]) -> None:
    """Each point of the conclusion is one of the record, and one only."""
    conclusions = [item.vi for item in catalog.review("binh-thuan-kl-49-2024").conclusions]
    assert len(conclusions) == 6
    assert sum(all(word in item for word in words) for item in conclusions) == 1


def test_earlier_results_stand_with_the_agreement_whose_report_names_them() -> None:
    """Quảng Trị names those of 2016 - 2021, Hải Phòng those of "the time past"; the other two texts name none."""
    named = {name: catalog.agreement(name).earlier_results for name in AGREEMENTS}
    check(named.pop("hai-phong-2019-2022"), RESULTS_HAI_PHONG)
    check(named.pop("quang-tri-2021-2025"), RESULTS_QUANG_TRI)
    assert set(named.values()) == {()}
    before = catalog.agreement("quang-tri-2016-2021")
    assert {area.value for area in before.content_areas} == {fact[0] for fact in RESULTS_QUANG_TRI}


@pytest.mark.parametrize("partner", ["military", "border-guard", "police"])
def test_long_an_is_limited_to_the_forces_and_closes_with_requests(partner: str) -> None:
    """One ceremony, so its scope and what was asked there stand with each of the three agreements."""
    record = catalog.agreement(f"long-an-2024-2026-{partner}")
    assert record.scope == kh.Label("quân đội, công an trên địa bàn tỉnh", "the army and the police in the province")
    check(record.requests, REQUESTS_LONG_AN)
    assert {item.asked_by for item in record.requests} == {"Phó Trưởng ban Tuyên giáo Tỉnh ủy"}
    notes = " ".join(note.vi for note in record.notes)
    assert "Phó Giám đốc Sở Giáo dục và Đào tạo" in notes
    assert "dấu ba chấm" in notes


def test_hai_phong_says_what_it_is_for() -> None:
    """Four purposes; 2020 belongs to the third of them and to no period."""
    record = catalog.agreement("hai-phong-2019-2022")
    wanted = [
        ("vai trò, trách nhiệm, hiệu quả",), ("lực lượng xã hội", "nòng cốt"),
        ("học tập suốt đời", "gia đình, dòng họ, cộng đồng", "2020"), ("trọng tâm", "thiết thực"),
    ]  # fmt: skip
    assert len(record.purposes) == len(wanted)
    for purpose, words in zip(record.purposes, wanted, strict=True):
        assert [word for word in words if word not in purpose.vi] == []
    assert record.period == kh.Period.of_years(2019, 2022)
    assert any("Trường THPT Ngô Quyền" in note.vi for note in record.notes)


@pytest.mark.parametrize(
    ("name", "words"),
    [
        ("tra-vinh-2024-2030", "chuyển đổi số quốc gia giai đoạn 2021 - 2030"),
        ("tra-vinh-2024-2030", "Gia đình, Dòng họ, Cộng đồng, Đơn vị, Công dân học tập"),
        ("quang-tri-2021-2025", "chất lượng nhân lực"),
        ("long-an-2024-2026-military", "thế trận lòng dân"),
        ("long-an-2024-2026-military", "quốc phòng - an ninh"),
        ("long-an-2024-2026-border-guard", "vị trí, vai trò và nhiệm vụ quân đội"),
        ("long-an-2024-2026-border-guard", "chính sách, pháp luật"),
        ("long-an-2024-2026-police", "mô hình và tiêu chí Đơn vị học tập, Công dân học tập"),
    ],
)
def test_a_commitment_says_all_that_the_text_says(name: str, words: str) -> None:
    """Words that the text has and that a shorter commitment would lose."""
    assert sum(words in item.what.vi for item in catalog.agreement(name).commitments) == 1


@pytest.mark.parametrize("name", [*AGREEMENTS, "binh-thuan-kl-49-2024"])
@pytest.mark.parametrize("way", ["json", "toml"])
def test_what_was_added_goes_through_files(name: str, way: str) -> None:
    """Written and read back, in both forms, nothing is lost."""
    record = catalog.find(name)
    write, read = getattr(kh.codec, f"to_{way}"), getattr(kh.codec, f"from_{way}")
    assert read(write(record), type(record)) == record


def test_a_result_may_hold_the_figure_that_a_report_prints() -> None:
    """An observation within a result is checked as any other, and its place read as of the day of the review."""
    text = """
format = "khuyenhoc/1"
[[reviews]]
id = "vi-du"
kind = "interim"
of = "kl-49-2019"
title = { vi = "Sơ kết", en = "Review" }
held = 2024-06-13
place = "Bình Thuận"
level = "province"
[[reviews.results]]
what = { vi = "Công nhận gia đình", en = "Recognised families" }
observation = { place = "Bình Thuận", on = 2023-12-31, attribute = "family", recognised = 253853, total = 324847 }
"""
    (review,) = catalog.parse_document(text).reviews
    seen = review.results[0].observation
    assert seen is not None
    assert (seen.place, str(seen.share(kh.Base.TOTAL))) == (review.place, "253.853/324.847 (78,14%)")
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(text.replace("253853", "324848"))
    assert [error.where for error in caught.value.errors] == ["reviews[0].results[0].observation.recognised"]


def test_a_request_says_who_asks() -> None:
    """Without the office or body that asks, it is refused."""
    with pytest.raises(kh.InvalidValueError, match=r"Request\.asked_by"):
        records.Request(what=kh.Label("a", "a"), asked_by=" ")


def test_a_task_is_what_somebody_is_to_do() -> None:
    """A bare sentence is no task; one whose frequency gives no day is found, as in agreements."""
    fields: dict[str, Any] = {
        "id": "r-1", "kind": kh.ReviewKind.FINAL, "of": "p-1", "title": kh.Label("a", "a"),
        "place": kh.Place("X"), "level": kh.Level.PROVINCE, "held": dt.date(2024, 6, 13),
    }  # fmt: skip
    with pytest.raises(kh.WrongTypeError, match=r"Review\.tasks"):
        kh.Review(tasks=[kh.Label("a", "a")], **fields)  # type: ignore[list-item]
    duty = kh.Commitment(what=kh.Label("họp", "meet"), frequency=kh.Label("khi cần", "when needed"))
    for span in (None, kh.Period.of_years(2019, 2023)):
        (found,) = kh.Review(tasks=[duty], span=span, **fields).findings()
        assert (found.code, found.path) == ("undated-frequency", "tasks[0].frequency")
