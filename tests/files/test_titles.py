"""Registers of titles: read as offices keep them, and what falls due in them."""

import datetime as dt
from pathlib import Path
from typing import Any

import openpyxl
import pytest

import khuyenhoc as kh
from khuyenhoc.files.tables.title_names import ruleset_of
from khuyenhoc.records import TitleStatus

HEAD = "Đơn vị,Danh hiệu,Mức,Số quyết định,Ngày quyết định,Năm đánh giá"
COMMUNE = "Cộng đồng học tập cấp xã"


def register(folder: Path, *rows: str, head: str = HEAD, **more: Any) -> kh.records.Register:
    file = folder / "so.csv"
    file.write_text("\n".join([head, *rows]) + "\n", encoding="utf-8")
    return kh.tables.read_titles(file, **more)


def refused(folder: Path, *rows: str, head: str = HEAD, **more: Any) -> str:
    with pytest.raises(kh.KhuyenHocError) as caught:
        register(folder, *rows, head=head, **more)
    return caught.value.text("vi")


def test_a_row_is_a_title_with_its_procedure(tmp_path: Path) -> None:
    (held,) = register(tmp_path, f"xã A,{COMMUNE},Mức 2,15/QĐ-PGD,20/03/2025,2024")
    assert held == kh.records.HeldTitle(
        holder="xã A",
        name=COMMUNE,
        year=2024,
        decided=dt.date(2025, 3, 20),
        number="15/QĐ-PGD",
        grade="2",
        rules=kh.catalog.ruleset("tt-25-2023/commune"),
    )


@pytest.mark.parametrize("grade", ["2", "Mức 2", "mức độ 2", "MĐ2", "muc do 2", "MỨC ĐỘ 2"])
def test_a_grade_is_read_as_people_write_it(tmp_path: Path, grade: str) -> None:
    assert register(tmp_path, f"xã A,{COMMUNE},{grade},,,2024").titles[0].grade == "2"


@pytest.mark.parametrize(
    ("text", "year", "rules"),
    [
        ("tt-25-2023/commune", 2024, "tt-25-2023/commune"),
        ("Cộng đồng học tập cấp xã", 2024, "tt-25-2023/commune"),
        ("cong dong hoc tap cap xa", 2024, "tt-25-2023/commune"),
        ("Cộng đồng học tập xã", 2024, "tt-25-2023/commune"),
        ("Cộng đồng học tập cấp xã", 2023, "tt-44-2014"),  # 25/2023 came into force on 12/02/2024
        ("Đơn vị học tập", 2022, "tt-22-2020"),
        ("Đơn vị học tập cấp tỉnh", 2024, "tt-24-2023/province"),
        ("Gia đình học tập", 2025, None),
        ("Dòng họ học tập", 2025, None),
        ("Cộng đồng học tập thôn", 2025, None),
        ("Đơn vị học tập cấp xã", 2025, None),
    ],
)
def test_the_name_of_a_title_finds_the_rules_of_its_year(text: str, year: int, rules: str | None) -> None:
    found = ruleset_of(text, year)
    assert (found.id if found else None) == rules


def test_a_name_that_several_titles_bear_is_asked_about(tmp_path: Path) -> None:
    said = refused(tmp_path, "xã A,Cộng đồng học tập,1,,,2024")
    assert "dòng 2, cột 2" in said
    assert "Cộng đồng học tập cấp xã" in said
    assert "Cộng đồng học tập cấp huyện" in said
    assert "Gia đình học tập" in refused(tmp_path, "xã A,Xã nông thôn mới,1,,,2024")


def test_everything_wrong_is_said_at_its_place(tmp_path: Path) -> None:
    said = refused(
        tmp_path,
        f"xã A,{COMMUNE},mức 3,,,2024",
        f"xã B,{COMMUNE},1,,31/02/2025,2024",
        f"xã C,{COMMUNE},1,,20/03/2025,",
        f",{COMMUNE},1,,20/03/2025,2024",
        f"xã D,{COMMUNE},,,20/03/2025,2024",
        f"xã E,{COMMUNE},1,,20/03/2023,2024",
    )
    for place in ("dòng 2, cột 3", "dòng 3, cột 5", "dòng 4, cột 6", "dòng 5, cột 1", "dòng 6, cột 3", "dòng 7, cột 5"):
        assert place in said, said


def test_the_same_title_of_one_year_stands_once(tmp_path: Path) -> None:
    said = refused(tmp_path, f"xã A,{COMMUNE},1,,,2024", f"XÃ A,{COMMUNE},2,,,2024")
    assert "dòng 3: trùng" in said
    assert "dòng 2" in said


def test_missing_columns_are_named_in_vietnamese(tmp_path: Path) -> None:
    said = refused(tmp_path, "xã A,1", head="Đơn vị,Mức")
    assert "danh hiệu" in said
    assert "năm đánh giá" in said


def test_what_is_no_title_is_left_out_and_said(tmp_path: Path) -> None:
    rows = ("1,2,3,4,5,6", f"xã A,{COMMUNE},1,,,2024", "Tổng cộng,,,,,1", "Người lập biểu,,,,,")
    with pytest.warns(kh.tables.TableNotice) as caught:
        assert [held.holder for held in register(tmp_path, *rows)] == ["xã A"]
    said = [item.message.label.vi for item in caught]  # type: ignore[union-attr]
    assert said == [
        "dòng 4 không tính: “Tổng cộng” là dòng cộng",
        "dòng 5 không tính: “Người lập biểu” không ghi danh hiệu nào",
    ]


def test_further_columns_are_carried_or_dropped(tmp_path: Path) -> None:
    head, row = f"{HEAD},Người nhận,Ghi chú", f"xã A,{COMMUNE},1,,,2024,(tên),x"
    kept = register(tmp_path, row, head=head)
    assert (kept.columns, kept.titles[0].carried) == (("Người nhận", "Ghi chú"), ("(tên)", "x"))
    less = register(tmp_path, row, head=head, drop=["nguoi nhan", "Đơn vị"])
    assert (less.columns, less.titles[0].carried, less.titles[0].holder) == (("Ghi chú",), ("x",), "dòng 2")
    assert "Người nhận" in refused(tmp_path, row, head=head, drop=["Người ký"])
    assert "năm đánh giá" in refused(tmp_path, row, head=head, drop=["năm đánh giá"])


def test_an_excel_sheet_is_read_like_the_text(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (
        ["SỔ THEO DÕI DANH HIỆU"],
        [],
        HEAD.split(","),
        ["xã A", COMMUNE, "Mức 1", "15/QĐ-PGD", dt.date(2025, 3, 20), 2024],
    ):
        book.active.append(row)
    book.save(tmp_path / "so.xlsx")
    made = kh.tables.read_titles(tmp_path / "so.xlsx")
    assert made == register(tmp_path, f"xã A,{COMMUNE},Mức 1,15/QĐ-PGD,20/03/2025,2024")
    (tmp_path / "so.docx").write_bytes(b"")
    with pytest.raises(kh.DocumentError) as caught:
        kh.tables.read_titles(tmp_path / "so.docx")
    assert "dùng tệp .csv hoặc .xlsx" in caught.value.text("vi")


# 36 months after the year recognised (25/2023, Article 5(4)): after 2024 on 31/12/2027; after the year of the
# decision, 2025, on 31/12/2028; after the day of the decision, 20/03/2025, on 20/03/2028.
@pytest.mark.parametrize(
    ("on", "status"),
    [
        ("2025-03-19", TitleStatus.NOT_YET),
        ("2025-03-20", TitleStatus.HOLDS),
        ("2027-12-31", TitleStatus.HOLDS),
        ("2028-01-01", TitleStatus.READINGS_DIFFER),
        ("2028-12-31", TitleStatus.READINGS_DIFFER),
        ("2029-01-01", TitleStatus.ENDED),
    ],
)
def test_how_a_title_stands_under_all_readings(tmp_path: Path, on: str, status: TitleStatus) -> None:
    (standing,) = register(tmp_path, f"xã A,{COMMUNE},1,,20/03/2025,2024").standings(on=dt.date.fromisoformat(on))
    assert standing.status is status
    assert standing.last == dt.date(2027, 12, 31)
    assert standing.ends == (dt.date(2027, 12, 31), dt.date(2028, 3, 20), dt.date(2028, 12, 31))


def test_what_ends_within_a_time(tmp_path: Path) -> None:
    made = register(tmp_path, f"xã A,{COMMUNE},1,,20/03/2025,2024")
    assert not made.expiring(on=dt.date(2026, 12, 1), within="12m")
    assert len(made.expiring(on=dt.date(2027, 1, 1), within="12m")) == 1
    assert len(made.expiring(on=dt.date(2028, 1, 1), within="3m")) == 1  # by the reading from the day of the decision
    assert not made.expiring(on=dt.date(2029, 1, 1), within="12m")


def test_what_may_be_raised(tmp_path: Path) -> None:
    """Twelve months after the decision (25/2023, Article 5); the highest level cannot be."""
    rows = (f"xã A,{COMMUNE},1,,20/03/2025,2024", f"xã B,{COMMUNE},2,,20/03/2025,2024")
    made = register(tmp_path, *rows)
    assert not made.may_be_raised(on=dt.date(2025, 3, 20), within="11m")
    (found,) = made.may_be_raised(on=dt.date(2025, 3, 20), within="12m")
    assert (found.held.holder, found.raise_from) == ("xã A", dt.date(2026, 3, 20))


def test_what_is_to_be_recognised_again(tmp_path: Path) -> None:
    rows = (
        f"xã A,{COMMUNE},1,,20/03/2025,2024",
        f"xã B,{COMMUNE},khá,,15/01/2023,2022",  # assessed every year (44/2014)
        "Gia đình số 1,Gia đình học tập,,,10/11/2025,2025",
    )
    made = register(tmp_path, *rows)
    again = [(item.held.holder, item.again_from) for item in made.again(on=dt.date(2027, 12, 31))]
    assert again == [("xã B", dt.date(2023, 1, 1))]
    again = [(item.held.holder, item.again_from) for item in made.again(on=dt.date(2028, 1, 1))]
    assert again == [("xã B", dt.date(2023, 1, 1)), ("xã A", dt.date(2028, 1, 1))]


def test_a_later_decision_on_the_same_title_takes_its_place(tmp_path: Path) -> None:
    rows = (f"xã B,{COMMUNE},khá,,15/01/2023,2022", f"Xã B,{COMMUNE},1,,20/03/2025,2024")
    made = register(tmp_path, *rows)
    status = [item.status for item in made.standings(on=dt.date(2025, 3, 20))]
    assert status == [TitleStatus.SUCCEEDED, TitleStatus.HOLDS]
    status = [item.status for item in made.standings(on=dt.date(2025, 3, 19))]
    assert status == [TitleStatus.YEARLY, TitleStatus.NOT_YET]


def test_the_last_days_are_events_that_keep_their_ids(tmp_path: Path) -> None:
    made = register(tmp_path, f"xã A,{COMMUNE},1,,20/03/2025,2024")
    duties = made.duties(kh.Period.of_years(2027, 2028))
    days = [(duty.due.isoformat(), duty.notes[0].vi) for duty in duties]
    assert days == [
        ("2027-12-31", "cách hiểu được dùng: từ khi hết năm được đánh giá"),
        ("2028-03-20", "cách hiểu khác: từ ngày ra quyết định"),
        ("2028-12-31", "cách hiểu khác: từ khi hết năm ra quyết định"),
    ]
    ids = [line for line in kh.ics.to_ics(duties).splitlines() if line.startswith("UID:")]
    more = register(tmp_path, f"xã B,{COMMUNE},1,,20/03/2025,2024", f"xã A,{COMMUNE},1,,20/03/2025,2024")
    again = kh.ics.to_ics(more.duties(kh.Period.of_years(2027, 2028))).splitlines()
    assert len(set(ids)) == 3
    assert set(ids) < {line for line in again if line.startswith("UID:")}
