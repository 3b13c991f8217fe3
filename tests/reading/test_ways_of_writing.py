"""Ways of writing that articles have: who signs, what follows a name, where a page ends, what aims and looks back."""

import datetime as dt

import pytest

import khuyenhoc as kh


def partners(text: str) -> list[str]:
    """The names of the partners."""
    return [str(one.value) for one in kh.read(text).partners]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Hội Khuyến học tỉnh ký kết với Công an tỉnh, Đoàn Thanh niên và Bộ CHQS tỉnh, Ủy ban MTTQ tỉnh.",
         ["Công an tỉnh", "Đoàn Thanh niên", "Bộ CHQS tỉnh", "Ủy ban MTTQ tỉnh"]),
        ("Hội Khuyến học - Hội Cựu giáo chức - Sở Nội vụ tỉnh ký liên tịch.", ["Hội Cựu giáo chức", "Sở Nội vụ tỉnh"]),
        ("Hội Khuyến học tỉnh ký với Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh, Ban Dân tộc tỉnh.",
         ["Đảng ủy Khối các cơ quan và doanh nghiệp tỉnh", "Ban Dân tộc tỉnh"]),
        ("Hội Khuyến học huyện ký với Ngân hàng Chính sách xã hội, Công ty Cổ phần Hoa Sen, Bưu điện huyện.",
         ["Ngân hàng Chính sách xã hội", "Công ty Cổ phần Hoa Sen", "Bưu điện huyện"]),
        ("Trung ương Hội Khuyến học Việt Nam ký với Tổng Liên đoàn Lao động, Trung ương Đoàn TNCS Hồ Chí Minh.",
         ["Tổng Liên đoàn Lao động", "Trung ương Đoàn TNCS Hồ Chí Minh"]),
        ("Lãnh đạo Hội Khuyến học tỉnh và lãnh đạo Hội Nông dân tỉnh ký chương trình phối hợp.", ["Hội Nông dân tỉnh"]),
        ("Chủ tịch Hội Khuyến học tỉnh, Giám đốc Công an tỉnh và nguyên Giám đốc Sở Y tế đã ký.", ["Công an tỉnh"]),
        ("Chủ tịch UBND tỉnh ký ban hành Kế hoạch số 12/KH-UBND về khuyến học.", []),
        ("UBND tỉnh giao Hội Khuyến học tỉnh phối hợp với Hội Phụ nữ tỉnh.", ["Hội Phụ nữ tỉnh"]),
        ("(Mặt trận) - Hội Khuyến học tỉnh ký với Công an tỉnh. Sở Nội vụ chứng kiến lễ ký.", ["Công an tỉnh"]),
        ("Chứng kiến lễ ký giữa Hội Khuyến học tỉnh và Liên đoàn Lao động tỉnh có Sở Nội vụ.",
         ["Liên đoàn Lao động tỉnh"]),
        ("Thường trực Hội Khuyến học xã và Thường trực Ủy ban MTTQ xã ký kết.", ["Ủy ban MTTQ xã"]),
        ("UBND huyện tổ chức ký kết giữa Hội Khuyến học huyện với các ban, ngành, đoàn thể.",
         ["các ban, ngành, đoàn thể"]),
        ("Các bên ký kết: Hội Khuyến học tỉnh;\n- Công an tỉnh;\n- Tỉnh đoàn.\n- Sở Nội vụ báo cáo kết quả.",
         ["Công an tỉnh", "Tỉnh đoàn"]),
        ("Hội Khuyến học tỉnh ký với Tập đoàn Hoa Sen (Viettel), Sở KHCN và Sở TTTT, Báo Hoa Sen và Báo Sao Mai.",
         ["Tập đoàn Hoa Sen", "Sở KHCN", "Sở TTTT", "Báo Hoa Sen", "Báo Sao Mai"]),
        ("Hội Khuyến học tỉnh ký với Sở TT&TT, Sở KH&CN và Báo Hoa Công an tỉnh.",
         ["Sở TT&TT", "Sở KH&CN", "Báo Hoa", "Công an tỉnh"]),
        ("Hội Khuyến học tỉnh và Liên hiệp các tổ chức hữu nghị tỉnh ký phối hợp.", []),
        ("Hội Khuyến học tỉnh ký với Trường Cao đẳng Sư phạm Hoa Sen.", ["Trường Cao đẳng Sư phạm Hoa Sen"]),
        ("The Association for Promotion of Education signed a plan with the Labour Confederation.",
         ["Labour Confederation"]),
    ],
)  # fmt: skip
def test_who_signs(text: str, expected: list[str]) -> None:
    assert partners(text) == expected


@pytest.mark.parametrize(
    ("text", "name", "level"),
    [
        ("Hội Khuyến học TP. Sao Mai họp.", "Sao Mai", kh.Level.DISTRICT),
        ("Hội Khuyến học Q.Sao Mai họp.", "Sao Mai", kh.Level.DISTRICT),
        ("Hội Khuyến học TT. Sao Mai họp.", "Sao Mai", kh.Level.COMMUNE),
        ("Quỹ khuyến học ở huyện Sao Mai tăng. Hội Khuyến học huyện đã trao quà.", "Sao Mai", kh.Level.DISTRICT),
        ("Phó Chủ tịch UBND tỉnh Sơn La Lò Văn A dự buổi khuyến học.", "Sơn La", kh.Level.PROVINCE),
        ("Tại Sơn La, ngày 2 tháng 3, Hội Khuyến học tỉnh họp.", "Sơn La", kh.Level.PROVINCE),
        ("The Vietnam Association for the Promotion of Education met.", "Việt Nam", kh.Level.CENTRAL),
        ("Phó Thủ tướng Trần Văn B vừa ký Quyết định về khuyến học.", "Việt Nam", kh.Level.CENTRAL),
    ],
)
def test_the_place(text: str, name: str, level: kh.Level) -> None:
    place = kh.read(text).place
    assert place is not None
    assert (place.value.name, place.value.level) == (name, level)


@pytest.mark.parametrize(
    "text",
    [
        "Hội Khuyến học thành phố họp; Phó Chủ tịch UBND thành phố Trần Văn B phát biểu.",
        "Hội Khuyến học tỉnh ký với Ủy ban MTTQ Việt Nam tỉnh.",
        "Hội Khuyến học tỉnh ký với Đài Truyền hình Việt Nam.",
        "Phong trào khuyến học “Cả nước thi đua” được phát động.",
    ],
)
def test_neither_an_officer_nor_the_country_of_a_body_is_the_place(text: str) -> None:
    assert kh.read(text).place is None


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Các cấp Hội Khuyến học trao quà. Hội Khuyến học huyện họp.", "Hội Khuyến học huyện"),
        ("Nhân ngày thành lập Hội Khuyến học Việt Nam, lãnh đạo xã thăm Hội Khuyến học xã.", "Hội Khuyến học xã"),
        ("The Education Promotion Association met on study promotion.", "Education Promotion Association"),
        ("- Mọi hội viên của Hội\nKhuyến học tỉnh học tập suốt đời.", "Hội Khuyến học tỉnh"),
    ],
)
def test_the_association(text: str, expected: str) -> None:
    found = kh.read(text).association
    assert found is not None
    assert found.value == expected


@pytest.mark.parametrize(
    ("text", "targets"),
    [
        ("Hội đã ký phối hợp, phấn đấu 70% gia đình đạt danh hiệu.", [70]),
        ("Đại hội đã đề ra mục tiêu 5 năm: 40% dòng họ đạt danh hiệu.", [40]),
        ("Tỉnh đặt mục tiêu 45% cộng đồng đạt danh hiệu.", [45]),
        ("Đại hội khuyến học: 45% cộng đồng đạt danh hiệu, đạt mục tiêu đề ra.", []),
        ("Phong trào tốt.\n\nPhổ cập 100%\n\nPhấn đấu 100% số xã đạt chuẩn.", [100]),
        ("Tổng kết khuyến học: 75% gia đình đạt danh hiệu. Phương hướng năm 2026: 80% gia đình đạt danh hiệu.", [80]),
        ("Phấn đấu nâng tỷ lệ gia đình học tập từ 70% năm 2023 lên 80% năm 2028.", [80]),
        ("Phấn đấu vận động từ 13 tỷ đồng trở lên.", [13_000_000_000]),
        ("Hội Khuyến học vận động ít nhất 20 suất học bổng mỗi năm.", [20]),
        ("Learning families rose to 4,000, accounting for 84%.", []),
        ("Some 55 percent of clans have\nbeen certified, 15 percent higher than target.", []),
        ("The project aims at 90 percent of workers. 95 percent of officials will attend.", [90, 95]),
    ],
)
def test_aims_after_what_was_done(text: str, targets: list[int]) -> None:
    assert [one.value.low for one in kh.read(text).targets] == targets


def test_what_stands_below_an_article_is_left_out() -> None:
    text = (
        "Hội Khuyến học tỉnh Sơn La ký phối hợp khuyến học với Công an tỉnh.\n\nCó thể bạn quan tâm\n\n"
        "Tỉnh khác phấn đấu 90% xã đạt chuẩn theo Kế hoạch số 281/KH-UBND."
    )
    reading = kh.read(text)
    assert (reading.targets, reading.instruments) == ((), ())


def test_the_ground_of_a_decision_has_a_period_of_its_own() -> None:
    text = "Căn cứ Kế hoạch giai đoạn 2012 - 2020 của UBND tỉnh;\nPhê duyệt Đề án khuyến học giai đoạn 2021 - 2030."
    period = kh.read(text).period
    assert period is not None
    assert period.value == kh.Period.of_years(2021, 2030)


def test_a_day_and_a_model_broken_at_the_end_of_a_line() -> None:
    reading = kh.read("Sơn La, ngày 23\ntháng 8 năm 2022\nKế hoạch xây dựng công dân\nhọc tập trên địa bàn tỉnh")
    assert reading.signed is not None
    assert reading.signed.value == dt.date(2022, 8, 23)
    assert [one.value for one in reading.models] == [kh.LearningModel.CITIZEN]


def test_where_people_live_is_no_model() -> None:
    reading = kh.read("Phấn đấu 60% người lớn trong gia đình học tập, dòng họ học tập đạt “Công dân học tập”.")
    assert [one.value for one in reading.models] == [kh.LearningModel.CITIZEN]


@pytest.mark.parametrize(
    ("text", "due"),
    [
        ("Năm 2026, phấn đấu 85% gia đình đạt danh hiệu.", [2026]),
        ("Phấn đấu đến năm 2025, 60% gia đình đạt danh hiệu; tăng lên 80% năm 2030.", [2025, 2030]),
        ("Tỷ lệ gia đình đạt danh hiệu phấn đấu 80% (năm 2025), 90% (năm 2030).", [2025, 2030]),
        ("Chương trình đến năm 2025 có 50% và đến năm 2030 có 60% công dân đạt danh hiệu.", [2025, 2030]),
        ("Nhiệm vụ năm 2026: 80% huyện, xã đạt danh hiệu.", [2026]),
        ("Đại hội nhiệm kỳ 2020 - 2025: đến cuối nhiệm kỳ, 90% chi hội có quỹ.", [2025]),
    ],
)
def test_the_year_by_which(text: str, due: list[int]) -> None:
    targets = [one.value for one in kh.read(text).targets]
    assert [one.due for one in targets] == due
    assert {one.comparator for one in targets} == {"equal"}


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [
        ("Hội Khuyến học tổng kết chương trình giai đoạn 2019 - 2023 và ký kết chương trình giai đoạn 2024 - 2028.",
         2024, 2028),
        ("Thực hiện Đề án giai đoạn 2012 - 2020, tỉnh ban hành Kế hoạch khuyến học giai đoạn 2021 - 2030.", 2021, 2030),
        ("Lồng ghép qua các đề án, như: Kế hoạch giai đoạn 2021 - 2025.\nKế hoạch khuyến học giai đoạn 2022 - 2030.",
         2022, 2030),
        ("After the results of the programme for the period 2017 - 2020, both signed one for the period 2025 - 2030.",
         2025, 2030),
        ("Hội Khuyến học tổng kết chương trình phối hợp giai đoạn 2019 - 2023.", 2019, 2023),
    ],
)  # fmt: skip
def test_the_period_of_what_was_done_yields_to_that_of_what_is_begun(text: str, first: int, last: int) -> None:
    period = kh.read(text).period
    assert period is not None
    assert period.value == kh.Period.of_years(first, last)


def test_a_time_of_day_opens_an_event_anywhere_in_the_sentence_about_the_signing() -> None:
    reading = kh.read("Hội Khuyến học tỉnh vừa ký phối hợp với Công an tỉnh vào sáng 12/3/2024.")
    assert reading.signed is not None
    assert reading.signed.value == dt.date(2024, 3, 12)


@pytest.mark.parametrize(
    ("text", "low", "unit"),
    [
        ("The province and the society of learning have 47,800 families.", 47_800, "families"),
        ("The fund of the society of learning has 145 billion VND.", 145_000_000_000, "đồng"),
        ("Quỹ khuyến học có 13,050 tỷ đồng.", 13_050_000_000, "đồng"),
        ("Quỹ khuyến học có 1,000,000 đồng.", 1_000_000, "đồng"),
        ("Around the end of the year learning families and clans had 1.000.000,5 VND.", 1_000_000.5, "đồng"),
    ],
)
def test_thousands_as_each_language_prints_them(text: str, low: float, unit: str) -> None:
    (figure,) = (one.value for one in kh.read(text).results)
    assert (float(figure.low or 0), figure.unit) == (low, unit)


def test_counts_have_bounds_behind_them_and_lists_their_nouns() -> None:
    text = "Phấn đấu bồi dưỡng 90 lượt người trở lên; 100% quận, huyện, xã đạt chuẩn."
    people, places = (one.value for one in kh.read(text).targets)
    assert (people.low, people.high, people.unit) == (90, None, "lượt người")
    assert places.of == "quận, huyện, xã"


def test_a_document_named_again_by_its_number_alone_is_the_same() -> None:
    text = "Tổng kết Quyết định số 281/QĐ-TTg về học tập suốt đời. Sau 5 năm thực hiện Quyết định 281, phong trào tốt."
    assert [one.value.number for one in kh.read(text).instruments] == ["281/QĐ-TTg"]


def test_an_english_day() -> None:
    text = "On the afternoon of April 16, 2025, the Association for Learning Promotion signed a plan."
    signed = kh.read(text).signed
    assert signed is not None
    assert signed.value == dt.date(2025, 4, 16)
