"""A decided table as a workbook for people: the words of the single decision, and no row lost."""

from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import tables
from khuyenhoc.cli.main import cli
from khuyenhoc.files.tables.decided_book import in_the_way

COMMUNE = kh.catalog.ruleset("tt-25-2023/commune")
CITIZEN = kh.catalog.ruleset("cdht-324-2023")
LEVELS = kh.catalog.ruleset("nd-20-2014/commune")

YES = {fact.key: True for fact in COMMUNE.facts if fact.kind.value == "yes_no"}
RANKS = {
    "universal_preschool": "met",
    "universal_primary": "3",
    "universal_lower_secondary": "3",
    "literacy": "2",
}
COUNTS = {"citizens": 1000, "learning_citizens": 800, "trained_citizens": 600, "university_citizens": 150}
FULL: dict[str, Any] = YES | RANKS | COUNTS


def csv(path: Path, rows: list[dict[str, Any]]) -> Path:
    heads = list(dict.fromkeys(key for row in rows for key in row))
    words = {True: "có", False: "không", None: ""}
    lines = [";".join(str(words.get(row.get(key), row.get(key))) for key in heads) for row in rows]
    path.write_text("\n".join([";".join(heads), *lines]) + "\n", encoding="utf-8")
    return path


def sheets(path: Path) -> dict[str, list[tuple[Any, ...]]]:
    return {sheet.title: list(sheet.iter_rows(values_only=True)) for sheet in openpyxl.load_workbook(path)}


@pytest.fixture
def book(tmp_path: Path) -> dict[str, list[tuple[Any, ...]]]:
    rows = [
        {"STT": "1", "Xã": "Một", **FULL},
        {"STT": "2", "Xã": "Hai", **FULL, "learning_citizens": 599},
        {"STT": "3", "Xã": "Ba", **FULL, "learning_citizens": 1001},
        {"STT": "4", "Xã": "Bốn", **FULL, "literacy": None},
        {"STT": "5", "Xã": "Năm", **FULL, "citizens": "nhiều"},
        {"STT": "", "Xã": "Tổng cộng", "citizens": 4000},
    ]
    with pytest.warns(tables.TableNotice):
        made = tables.decide_file(csv(tmp_path / "in.csv", rows), tmp_path / "out.xlsx", COMMUNE, lang="vi")
    assert (made.rows, made.decided, made.rejected, made.rejections) == (6, 3, 2, None)
    assert not (tmp_path / "out.rejected.csv").exists()
    return sheets(made.output)


def test_four_sheets_in_vietnamese(book: dict[str, Any]) -> None:
    assert list(book) == ["Kết quả", "Chỉ tiêu", "Chưa xét", "Tổng hợp"]


def test_every_row_stands_in_its_place_with_what_it_carries_first(book: dict[str, Any]) -> None:
    heads, *rows = book["Kết quả"]
    assert heads == ("STT", "Xã", "Kết quả", "Mức", "Còn vướng")
    assert [row[:4] for row in rows] == [
        (1, "Một", "đạt, đủ điều kiện công nhận", "đạt mức độ 2"),
        (2, "Hai", "chưa đạt", "chưa đạt mức độ 1"),
        (3, "Ba", "CHƯA XÉT", None),
        (4, "Bốn", "chưa đủ số liệu để kết luận", "chưa chắc đạt mức nào; cao nhất có thể đạt mức độ 2"),
        (5, "Năm", "CHƯA XÉT", None),
    ]


def test_what_is_in_the_way_is_what_the_single_decision_says(book: dict[str, Any]) -> None:
    """599 of 1.000 against 60%: one person short; nothing in the way of who has the highest grade."""
    cells = [row[4] for row in book["Kết quả"][1:]]
    decision = COMMUNE.decide(FULL | {"learning_citizens": 599})
    assert cells[0] is None or cells[0] == ""
    assert cells[1] == in_the_way(decision, "vi")
    assert "có 599/1.000 người (59,9%); còn thiếu 1 người (chỉ tiêu 5.1)" in cells[1]
    assert cells[1].startswith("Còn vướng để đạt mức độ 1:\n- ")
    said = " ".join(decision.explain().split())
    assert all(" ".join(text.split()) in said for text in decision.obstacles().texts)
    assert cells[3] == "Chưa có số liệu: xóa mù chữ"


def test_indicators_as_marks(book: dict[str, Any]) -> None:
    heads, *rows = book["Chỉ tiêu"]
    assert heads[:2] == ("Xã", "1.1")
    at = heads.index("5.1\nmức độ 1")
    assert [row[at] for row in rows] == ["✓", "✗", None, "✓", None]
    assert [row[1] for row in rows if row[0] in ("Ba", "Năm")] == ["CHƯA XÉT"] * 2
    assert rows[3][heads.index("4.4\nmức độ 1")] == "?"


def test_each_wrong_value_has_a_line(book: dict[str, Any]) -> None:
    heads, *rows = book["Chưa xét"]
    assert heads == ("Xã", "Hàng trong tệp", "Cột", "Đã ghi", "Cần ghi")
    assert [row[:4] for row in rows] == [("Ba", 4, "learning_citizens", "1001"), ("Năm", 6, "citizens", "nhiều")]
    assert rows[1][4].startswith("số nguyên")


def test_sums_say_how_many_and_which_indicator_fails_most(book: dict[str, Any]) -> None:
    """Of three decided one is recognised, one not, one open; 5.1 fails at both grades for one of them."""
    rows = {row[0]: row[1:] for row in book["Tổng hợp"] if row[0]}
    assert (rows["Số hàng"][0], rows["Đã xét"][0], rows["Chưa xét, vì có giá trị sai"][0]) == (5, 3, 2)
    assert rows["chưa đạt"][:2] == (1, "33,33%")
    assert rows["5.1 Tỷ lệ Công dân học tập (mức độ 1)"][:4] == (2, 1, 0, 0)
    names = [row[0] for row in book["Tổng hợp"]]
    assert names.index("5.1 Tỷ lệ Công dân học tập (mức độ 1)") < names.index(
        "1.1 Tuyên truyền về học tập suốt đời, xã hội học tập"
    )
    assert any("dòng tổng" in str(name) for name in names)


def test_points_stand_as_numbers(tmp_path: Path) -> None:
    """Ten indicators of 8 points are 80, of which one has 5 and one is not known: between 69 and 79."""
    keys = [fact.key for fact in CITIZEN.facts]
    eights = dict.fromkeys(keys, 8)
    rows = [{"tên": "A", **eights}, {"tên": "B", **eights, keys[0]: 5, keys[1]: None}]
    made = tables.decide_file(csv(tmp_path / "in.csv", rows), tmp_path / "out.xlsx", CITIZEN, lang="vi")
    heads, first, second = sheets(made.output)["Kết quả"]
    at = heads.index("Tổng điểm")
    assert (first[at], second[at]) == (80, "69 – 79")
    sums = {row[0]: row[1:] for row in sheets(made.output)["Tổng hợp"] if row[0]}
    assert [values[1] for name, values in sums.items() if name.startswith(CITIZEN.indicators[0].id + " ")] == [6.5]


def test_standards_have_a_column_each(tmp_path: Path) -> None:
    rows = [{"xã": "A", "children_5": 20, "children_5_in_class": 10}]
    made = tables.decide_file(csv(tmp_path / "in.csv", rows), tmp_path / "out.xlsx", LEVELS, lang="vi")
    heads, row = sheets(made.output)["Kết quả"]
    names = [criterion.vi for criterion in LEVELS.criteria]
    assert list(heads[1 : 1 + len(names)]) == names
    assert row[1] == dict(LEVELS.decide({"children_5": 20, "children_5_in_class": 10}).levels())[names[0]]


def test_codes_are_still_to_be_had_in_excel(tmp_path: Path) -> None:
    made = tables.decide_file(csv(tmp_path / "in.csv", [FULL]), tmp_path / "out.xlsx", COMMUNE, codes=True)
    heads, row = next(iter(sheets(made.output).values()))
    assert row[heads.index("verdict")] == "recognised"


def test_nothing_is_run_as_a_formula(tmp_path: Path) -> None:
    rows = [{"xã": "=1+1", **FULL}]
    made = tables.decide_file(csv(tmp_path / "in.csv", rows), tmp_path / "out.xlsx", COMMUNE)
    assert openpyxl.load_workbook(made.output).worksheets[0]["A2"].data_type == "s"


@pytest.mark.parametrize(("wrong", "code"), [(None, 0), (1001, 3)])
def test_the_exit_code_says_whether_all_were_decided(tmp_path: Path, wrong: int | None, code: int) -> None:
    rows = [{"xã": "A", **FULL}, {"xã": "B", **FULL, **({"learning_citizens": wrong} if wrong else {})}]
    source = csv(tmp_path / "in.csv", rows)
    said = CliRunner().invoke(cli, ["decide", COMMUNE.id, str(source), "--output", str(tmp_path / "out.xlsx")])
    assert said.exit_code == code, said.output
    assert ("1 hàng chưa xét: xem trang “Chưa xét”" in said.output) is (code == 3)
