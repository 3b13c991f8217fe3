"""Score sheets as they are printed: read as they are meant, or refused; and given back."""

import csv
import datetime as dt
import io
import unicodedata
from collections.abc import Callable, Sequence
from fractions import Fraction
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import openpyxl
import pytest
from hypothesis import assume, given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc.files.catalog.score_conditions import Stated, read_conditions
from khuyenhoc.files.catalog.score_rules import rules_text
from khuyenhoc.files.tables.outline import mark_of, marked
from khuyenhoc.files.tables.score_sheet import ScoreSheet, read_score_sheet
from khuyenhoc.files.tables.score_sheet_out import score_sheet_file, sheet_of

STATED = Stated(title="family", document="Hướng dẫn 12/HD-KHT", issued="15/03/2025", pass_="0,1")
HEADS = ["STT", "Tiêu chí", "Nội dung", "Điểm tối đa"]
Rows = Sequence[Sequence[Any]]


@pytest.fixture
def read(tmp_path: Path) -> Callable[..., ScoreSheet]:
    """Rows as a CSV or, with merged ranges, as a workbook, read."""

    def call(rows: Rows, merged: Sequence[str] = (), *, excel: bool = False) -> ScoreSheet:
        if not excel and not merged:
            path = tmp_path / "sheet.csv"
            with path.open("w", encoding="utf-8", newline="") as file:
                csv.writer(file, delimiter=";").writerows(rows)
            return read_score_sheet(path)
        book = openpyxl.Workbook()
        for number, row in enumerate(rows, 1):
            for column, value in enumerate(row, 1):
                book.active.cell(number, column, None if value == "" else value)
        for item in merged:
            book.active.merge_cells(item)
        path = tmp_path / "sheet.xlsx"
        book.save(path)
        return read_score_sheet(path)

    return call


def lines(sheet: ScoreSheet) -> list[tuple[str, str, str]]:
    return [(line.id, line.text, str(line.points)) for line in sheet.lines]


def codes(call: Callable[[], Any]) -> list[str]:
    """The codes of what is wrong, and that all of it has words in Vietnamese."""
    with pytest.raises(kh.DocumentError) as caught:
        call()
    assert "{" not in caught.value.text("vi")
    return [error.code for error in caught.value.errors] or [caught.value.code]


PLAIN = [
    ["BẢNG ĐIỂM GIA ĐÌNH HỌC TẬP", "", "", ""],
    ["(Kèm theo Hướng dẫn, năm 2025)", "", "", ""],
    HEADS,
    ["(1)", "(2)", "(3)", "(4)"],
    ["I", "Điều kiện", "", "30"],
    ["1", "", "Có góc học tập", "10 điểm"],
    ["", "", "- Có bàn và đèn", ""],
    ["2", "", "Có tủ sách", "20đ"],
    ["II", "Kết quả", "", "70"],
    ["1", "", "Trẻ em đi học", "40"],
    ["2", "", "Người lớn học", "29,5"],
    ["3", "", "Đọc sách", "0,5"],
    ["Tổng điểm", "", "", "100"],
    ["", "TM. BAN CHẤP HÀNH", "", ""],
    ["", "1. Mỗi hộ tự chấm", "", ""],
]
READ = [
    ("I.1", "Có góc học tập", "10"),
    ("I.2", "Có tủ sách", "20"),
    ("II.1", "Trẻ em đi học", "40"),
    ("II.2", "Người lớn học", "59/2"),
    ("II.3", "Đọc sách", "1/2"),
]


def test_a_printed_table_is_read(read: Callable[..., ScoreSheet]) -> None:
    sheet = read(PLAIN)
    assert lines(sheet) == READ
    assert [(group.id, group.text, group.points) for group in sheet.groups] == [
        ("I", "Điều kiện", 30),
        ("II", "Kết quả", 70),
    ]
    assert sheet.lines[0].notes == ("Có bàn và đèn",)
    assert (sheet.points, sheet.total_is_printed) == (100, True)
    assert read(PLAIN, excel=True) == sheet


def test_text_in_decomposed_letters_and_capitals_is_read(read: Callable[..., ScoreSheet]) -> None:
    rows = [[unicodedata.normalize("NFD", cell) for cell in row] for row in PLAIN]
    rows[2] = [unicodedata.normalize("NFD", name.upper()) for name in HEADS]
    assert lines(read(rows)) == READ


def test_merged_criteria_hold_the_lines_beside_them(read: Callable[..., ScoreSheet]) -> None:
    rows = [
        HEADS,
        [1, "Điều kiện", "a) Có góc học tập", 10],
        ["", "", "b) Có tủ sách", 20],
        [2, "Kết quả", "Trẻ em đi học", 40],
        ["", "", "Người lớn học", 29.5],
        ["", "", "Đọc sách", 0.5],
        ["Tổng cộng (1 + 2)", "", "", 100],
    ]
    merged = ["A2:A3", "B2:B3", "A4:A6", "B4:B6", "A7:C7"]
    sheet = read(rows, merged)
    assert [line[0] for line in lines(sheet)] == ["1.a", "1.b", "2.1", "2.2", "2.3"]
    assert [line[1:] for line in lines(sheet)] == [line[1:] for line in READ]
    assert read(rows) == sheet  # blank cells below, as in CSV
    filled = [list(row) for row in rows]
    filled[2][:2], filled[4][:2], filled[5][:2] = filled[1][:2], filled[3][:2], filled[3][:2]
    assert read(filled) == sheet  # filled down
    # One cell of a criterion is missing: whose is the line?
    assert codes(lambda: read(rows, ["A2:A3", "B2:B3", "A4:A5", "B4:B5", "A7:C7"])) == ["a-line-without-criterion"]


def test_numbers_of_lines_run_on_beside_criteria_without_numbers(read: Callable[..., ScoreSheet]) -> None:
    rows = [
        HEADS,
        ["1", "Điều kiện", "Góc học tập", "10"],
        ["2", "", "Tủ sách", "20"],
        ["3", "Kết quả", "Trẻ em", "70"],
    ]
    assert lines(read(rows)) == [("1.1", "Góc học tập", "10"), ("1.2", "Tủ sách", "20"), ("2.3", "Trẻ em", "70")]


def test_a_sheet_with_one_column_of_text(read: Callable[..., ScoreSheet]) -> None:
    flat = [["TT", "Nội dung", "Điểm"], ["1", "Góc học tập", "40"], ["2", "Tủ sách", "60"], ["Tổng điểm", "", "100"]]
    sheet = read(flat)
    assert lines(sheet) == [("1", "Góc học tập", "40"), ("2", "Tủ sách", "60")]
    assert [group.id for group in sheet.groups] == ["1", "2"]
    deep = [
        ["Nội dung tiêu chí", "Điểm chuẩn (điểm)"],
        ["I. Điều kiện", "30"],
        ["1. Góc học tập", "10"],
        ["1.1. Bàn", "4"],
        ["1.2. Đèn", "6"],
        ["2. Tủ sách", "20"],
        ["II. Kết quả: 1.5 giờ mỗi ngày", "70"],
        ["Tổng cộng", "100"],
    ]
    assert lines(read(deep)) == [
        ("1.1", "Góc học tập: Bàn", "4"),
        ("1.2", "Góc học tập: Đèn", "6"),
        ("I.2", "Tủ sách", "20"),
        ("II", "Kết quả: 1.5 giờ mỗi ngày", "70"),
    ]


def test_headings_over_two_rows_and_columns_that_are_not_read(read: Callable[..., ScoreSheet]) -> None:
    rows = [
        ["STT", "Tiêu chí", "Nội dung", "Điểm", "", "Ghi chú"],
        ["", "", "", "Tối đa", "Tự chấm", ""],
        *[[*row, "", ""] for row in PLAIN[4:]],
    ]
    sheet = read(rows, ["A1:A2", "B1:B2", "C1:C2", "D1:E1", "F1:F2"])
    assert lines(sheet) == READ
    assert sheet.unread == ("Điểm Tự chấm", "Ghi chú")
    assert read(rows) == sheet


def test_a_criterion_written_over_all_columns(read: Callable[..., ScoreSheet]) -> None:
    rows = [
        HEADS,
        ["I. Điều kiện", "", "", 100],
        ["1", "", "Góc học tập", 100],
        ["II. Kết quả", "", "", ""],
        ["1", "", "Trẻ em", 50],
        ["Tổng", "", "", 150],
    ]
    sheet = read(rows, ["A2:C2", "A4:D4", "A6:C6"])
    assert [(group.id, group.text) for group in sheet.groups] == [("I", "Điều kiện"), ("II", "Kết quả")]


@pytest.mark.parametrize(
    ("row", "cells", "expected"),
    [
        (12, ["Tổng điểm", "", "", "90"], ["total-does-not-add-up"]),
        (4, ["I", "Điều kiện", "", "35"], ["points-do-not-add-up"]),
        (5, ["1", "", "Có góc học tập", "0 - 10"], ["not-a-number"]),
        (5, ["1", "", "Có góc học tập", "10/10"], ["not-a-number"]),
        (5, ["1", "", "Có góc học tập", "1.000"], ["a-dot-before-three-digits-may"]),
        (5, ["1", "", "Có góc học tập", "-10"], ["points-not-above-zero"]),
        (5, ["1", "", "Có góc học tập", ""], ["text-without-number-or-points", "a-line-without-points"]),
        (5, ["1", "", "", "10"], ["points-without-a-line"]),
        (5, ["1/1/2025", "", "Có góc học tập", "10"], ["not-a-number-of-a-line"]),
        (5, ["2", "", "Có góc học tập", "10"], ["a-number-stands-twice"]),
        (5, ["3.1", "", "Có góc học tập", "10"], ["a-number-under-no-other"]),
        (6, ["", "", "Một câu ở giữa", ""], ["text-without-number-or-points"]),
        (6, ["PHẦN KHÔNG CÓ SỐ", "", "", ""], ["text-without-number-or-points"]),
        (6, ["3", "", "", ""], ["a-number-without-a-line"]),
        (11, HEADS, ["several-tables-on-one-sheet"]),
        (2, ["STT", "Nội dung", "Điểm tối đa", "Điểm chuẩn"], ["a-column-stands-twice"]),
        (2, ["STT", "Tiêu chí", "Nội dung", "Ghi chú"], ["no-headings-of-a-score-sheet"]),
    ],
)
def test_what_is_not_clear_is_refused(
    read: Callable[..., ScoreSheet], row: int, cells: list[str], expected: list[str]
) -> None:
    rows = [cells if number == row else list(other) for number, other in enumerate(PLAIN)]
    assert codes(lambda: read(rows)) == expected


def test_sums_that_differ_name_both_figures_and_their_rows(read: Callable[..., ScoreSheet]) -> None:
    rows = [list(row) for row in PLAIN]
    rows[8][3], rows[12][3] = "80", "110"
    with pytest.raises(kh.DocumentError) as caught:
        read(rows)
    text = caught.value.text("vi")
    assert "dòng 9: “Kết quả” ghi 80 điểm, các dòng cộng lại được 70 điểm" in text
    assert "dòng 13: bảng ghi tổng 110 điểm, các dòng cộng lại được 100 điểm" in text


def test_a_sum_after_each_criterion(read: Callable[..., ScoreSheet]) -> None:
    rows = [
        HEADS,
        ["I", "Điều kiện", "", ""],
        ["1", "", "Góc học tập", "30"],
        ["Cộng", "", "", "30"],
        ["II", "Kết quả", "", ""],
        ["1", "", "Trẻ em", "70"],
        ["Cộng", "", "", "70"],
    ]
    assert (read(rows).points, read(rows).total_is_printed) == (100, False)
    assert read([*rows, ["Tổng cộng", "", "", "100"]]).total_is_printed
    assert codes(lambda: read([*rows, ["Tổng cộng", "", "", "70"]])) == ["total-does-not-add-up"]
    rows[3] = ["Cộng tiêu chí I", "", "", "31"]
    assert "points-do-not-add-up" in codes(lambda: read(rows))


def test_steps_to_choose_from_are_not_added_up_silently(read: Callable[..., ScoreSheet]) -> None:
    """Where each step has points, their sum is not the most: said with both figures; without points they are notes."""
    rows = [HEADS, ["1", "", "Người lớn học", "10"], ["a", "", "Từ 80%", "10"], ["b", "", "Dưới 80%", "5"]]
    assert codes(lambda: read(rows)) == ["points-do-not-add-up"]
    rows[2][3] = rows[3][3] = ""
    (line,) = read(rows).lines
    assert (line.points, line.notes) == (10, ("a) Từ 80%", "b) Dưới 80%"))


@pytest.mark.parametrize(
    ("number", "points", "expected"),
    [
        (dt.date(2025, 1, 1), 10, "a-number-that-became-a-day"),
        ("1", dt.date(2025, 5, 1), "points-that-became-a-day"),
        ("1", True, "not-a-number"),
        ("1", "=5+5", "a-formula-without-a-result"),
    ],
)
def test_cells_that_excel_turned_into_something_else(
    read: Callable[..., ScoreSheet], number: Any, points: Any, expected: str
) -> None:
    rows = [HEADS, [number, "", "Góc học tập", points], ["2", "", "Tủ sách", 5]]
    assert codes(lambda: read(rows, excel=True))[0] == expected


def test_numbers_that_excel_holds_as_decimals(read: Callable[..., ScoreSheet]) -> None:
    rows = [HEADS, [1, "Điều kiện", "", ""], *([1 + n / 10, "", f"Việc {n}", 1] for n in range(1, 10))]
    assert [line.id for line in read(rows, excel=True).lines] == [f"1.{n}" for n in range(1, 10)]
    # 1.10 held as the number 1.1 is not read as a second 1.1
    assert codes(lambda: read([*rows, [1.10, "", "Việc 10", 1]], excel=True)) == ["a-number-stands-twice"]
    assert read([*rows, ["1.10", "", "Việc 10", 1]], excel=True).lines[-1].id == "1.10"
    assert read([HEADS, ["1", "", "Việc", 0.1 + 0.2]], excel=True).points == Fraction(3, 10)


def test_points_merged_over_rows_and_shown_as_percent(read: Callable[..., ScoreSheet], tmp_path: Path) -> None:
    rows = [HEADS, ["I", "Điều kiện", "", ""], ["1", "", "Góc học tập", 10], ["2", "", "Tủ sách", ""]]
    assert codes(lambda: read(rows, ["D3:D4"]))[0] == "points-of-several-rows"
    read(rows[:3], excel=True)
    book = openpyxl.load_workbook(tmp_path / "sheet.xlsx")
    book.active["D3"].value, book.active["D3"].number_format = 0.1, "0%"
    book.save(tmp_path / "sheet.xlsx")
    assert codes(lambda: read_score_sheet(tmp_path / "sheet.xlsx"))[0] == "a-cell-that-may-be-read"


def test_several_sheets(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    other = book.create_sheet("Dòng họ")
    for page, points in ((book.active, 10), (other, 20)):
        for row in (HEADS, ["1", "", "Việc", points]):
            page.append(row)
    book.create_sheet("Hướng dẫn").append(["Cách chấm"])
    path = tmp_path / "book.xlsx"
    book.save(path)
    assert codes(lambda: read_score_sheet(path)) == ["several-sheets-with-a-table"]
    assert read_score_sheet(path, sheet="Dòng họ").points == 20
    assert codes(lambda: read_score_sheet(path, sheet="Thôn")) == ["no-such-sheet"]
    assert codes(lambda: read_score_sheet(tmp_path / "a.docx")) == ["not-a-table"]


def test_a_first_line_of_short_words_is_no_row_of_column_numbers(read: Callable[..., ScoreSheet]) -> None:
    assert lines(read([HEADS, ["I", "A", "", 10], ["1", "", "c", 10]])) == [("I.1", "c", "10")]
    assert lines(read([HEADS, ["A", "B", "1", "2"], ["1", "", "c", 10]])) == [("1", "c", "10")]


def test_marks() -> None:
    assert [mark_of(text) for text in ("I.", "b)", "(2)", "Tiêu chí 3", "1,2", "2d", "01/01/2025", "45658")] == [
        *("I", "b", "2", "3", "1.2"),
        *(None, None, None),
    ]
    assert marked("5 lần học") == (None, "5 lần học")
    assert marked("V. Kết quả") == ("V", "Kết quả")


def rules_of(sheet: ScoreSheet, stated: Stated = STATED) -> kh.RuleSet:
    return kh.catalog.parse_rules(rules_text(sheet, read_conditions(stated, sheet)))


def again(rules: kh.RuleSet) -> ScoreSheet:
    with TemporaryDirectory() as folder:
        path = Path(folder) / "again.xlsx"
        path.write_bytes(score_sheet_file(rules))
        return read_score_sheet(path)


TEXTS = st.text(st.sampled_from("aàĐđ Iv1.,;:)-+=@'\"#\\•%&"), min_size=1, max_size=12) | st.sampled_from(
    ["Có góc học tập", "1. Có bàn", "a) Có bàn", "I. Có bàn", "Tổng điểm", "Cộng", "=1+1", "10", "Nội dung", "x" * 300]
)
POINTS = st.sampled_from(["1", "10", "0,5", "2.25", "10 điểm", "0,123456789012345678", "999999999999999999", "7đ"])


@st.composite
def printed(draw: st.DrawFn) -> list[list[str]]:
    """Rows as somebody may have typed them, numbered in one of several ways; sums are left out."""
    styles = draw(st.sampled_from([("I", "1"), ("1", "1.1"), ("A", "1"), ("1", "a"), ("1", ""), ("", "")]))
    rows = [HEADS]
    roman = ["I", "II", "III", "IV"]
    for number in range(draw(st.integers(1, 4))):
        first = {"I": roman[number], "A": "ABCD"[number], "1": str(number + 1), "": ""}[styles[0]]
        if draw(st.booleans()):
            rows.append([first, draw(TEXTS), "", draw(POINTS)])
            continue
        rows.append([first, draw(TEXTS), "", ""])
        for line in range(draw(st.integers(1, 5))):
            second = {"1": str(line + 1), "1.1": f"{first}.{line + 1}", "a": "abcdđ"[line], "": ""}[styles[1]]
            rows.append([second, "", draw(TEXTS), draw(POINTS)])
            rows += [["", "", f"- {note}", ""] for note in draw(st.lists(TEXTS, max_size=2))]
    return rows


@settings(max_examples=30)
@given(printed())
def test_a_sheet_given_back_is_read_as_the_same(rows: list[list[str]]) -> None:
    """from-table(edit-table(x)) == x, the rule file included, of whatever from-table accepts."""
    out = io.StringIO()
    csv.writer(out, delimiter=";").writerows(rows)
    with TemporaryDirectory() as folder:
        path = Path(folder) / "sheet.csv"
        path.write_text(out.getvalue(), encoding="utf-8")
        try:
            sheet = read_score_sheet(path)
        except kh.DocumentError:
            assume(False)
    rules = rules_of(sheet)
    assert rules.check() == ()
    assert sheet_of(rules) == sheet
    back = again(rules)
    assert back == sheet
    assert rules_of(back) == rules


@pytest.mark.parametrize("id_", ["cdht-pilot-2020", "cdht-324-2023"])
def test_a_built_in_set_as_a_sheet(id_: str) -> None:
    rules = kh.catalog.ruleset(id_)
    sheet = again(rules)
    assert [(line.text, line.points) for line in sheet.lines] == [(item.vi, item.maximum) for item in rules.indicators]
    assert [group.text for group in sheet.groups] == [item.vi for item in rules.criteria]


def test_sets_that_have_no_score_sheet() -> None:
    for id_ in ("tt-25-2023/commune", "nd-20-2014/commune"):
        with pytest.raises(kh.InvalidValueError) as caught:
            score_sheet_file(kh.catalog.ruleset(id_))
        assert caught.value.code == "no-rule-set-of-points"
