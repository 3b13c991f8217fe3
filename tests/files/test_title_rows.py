"""Where a table begins: headings under titles, over two rows, in CSV and in Excel; papers as an office has them."""

import csv
import shutil
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog, tables
from khuyenhoc.cli.main import cli
from khuyenhoc.files.tables.title_rows import LOOKED_AT, heading_row
from khuyenhoc.forms import read_facts

COMMUNE = catalog.ruleset("tt-25-2023/commune")
KNOWN = {name: name for name in ("place", "citizens", "literacy", "families total", "families recognised")}


@pytest.mark.parametrize(
    ("rows", "index", "names"),
    [
        ([["place", "citizens"], ["a", 5]], 0, ["place", "citizens"]),
        ([["BIỂU 1"], [None], ["place", " citizens\n"], ["a", 5]], 2, ["place", "citizens"]),
        ([["UBND TỈNH", None, "BIỂU"], ["Số: 1"], ["x", "citizens"]], 2, ["x", "citizens"]),
        # merged over two columns, and one merged over both rows
        (
            [["BIỂU"], ["place", "families", None], [None, "total", "recognised"], ["a", 5, 4]],
            2,
            ["place", "families total", "families recognised"],
        ),
        # a group above headings that are known by themselves adds nothing to them
        ([["", "Tiêu chí 1", ""], ["tên", "citizens", "literacy"]], 1, ["tên", "citizens", "literacy"]),
        # ... but names the column that the lower row leaves blank
        ([["Xã", "Số", ""], ["", "citizens", "literacy"]], 1, ["Xã", "citizens", "literacy"]),
        # a title alone in its row names no column
        ([["BIỂU", "", ""], ["", "citizens", "literacy"]], 1, ["", "citizens", "literacy"]),
        ([[], ["", "nothing known"], ["a", 5]], 1, ["", "nothing known"]),
        ([], 0, []),
    ],
)
def test_the_row_under_which_most_headings_are_known(rows: list[list[Any]], index: int, names: list[str]) -> None:
    found = heading_row(rows, KNOWN.get)
    assert (found.index, found.names) == (index, names)


def test_headings_are_looked_for_at_the_top() -> None:
    """A table further down than that is another table."""
    rows = [["tên", "x"], *[["a", 1]] * LOOKED_AT, ["place", "citizens"]]
    assert heading_row(rows, KNOWN.get).index == 0


def csv_file(path: Path, rows: list[list[Any]]) -> Path:
    path.write_text("\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows) + "\n")
    return path


def xlsx_file(path: Path, rows: list[list[Any]]) -> Path:
    book = openpyxl.Workbook()
    for row in rows:
        book.active.append(row)
    book.save(path)
    return path


WRITERS: dict[str, Callable[[Path, list[list[Any]]], Path]] = {"csv": csv_file, "xlsx": xlsx_file}
TITLED = [
    ["BIỂU TỔNG HỢP NĂM 2025", None, None],
    [None, None, None],
    ["Xã", "Công dân trong xã", "xóa mù chữ"],
    ["Vinh Phú", 9305, "MĐ2"],
    ["Cửa Lò", "nhiều", "Mức 1"],
]


@pytest.mark.parametrize("form", WRITERS)
def test_a_table_under_titles_is_read_and_decided(tmp_path: Path, form: str) -> None:
    """The same in both files, through both doors; what is wrong is told at its own row."""
    right = WRITERS[form](tmp_path / f"in.{form}", TITLED[:-1])
    (read,) = read_facts(right, COMMUNE)
    assert (read.id, dict(read.facts)) == ("Vinh Phú", {"citizens": 9305, "literacy": "2"})
    wrong = WRITERS[form](tmp_path / f"wrong.{form}", TITLED)
    with pytest.raises(kh.DocumentError) as caught:
        read_facts(wrong, COMMUNE)
    assert "dòng 5, cột 2 (" in caught.value.text("vi")
    made = tables.decide_file(wrong, tmp_path / "out.csv", COMMUNE)
    assert (made.rows, made.decided, made.rejected) == (2, 1, 1)
    assert made.rejections is not None
    _, told = csv.reader(
        made.rejections.read_text(encoding="utf-8-sig").splitlines(), delimiter=";" if form == "csv" else ","
    )
    assert told[:3] == ["5", "Công dân trong xã", "nhiều"]


def test_a_table_of_counts_under_a_title(tmp_path: Path) -> None:
    """Wrong headings are told at their line."""
    head = "place,on,attribute,population,registered,recognised,total"
    text = f"BIỂU TỔNG HỢP,,,,,,\n\n{head}\nTrà Vinh,30/9/2019,family,,224.571,197.284,\n"
    (row,) = tables.parse_counts(text)
    assert (row.registered, row.recognised) == (224_571, 197_284)
    with pytest.raises(kh.DocumentError) as caught:
        tables.parse_counts(text.replace("total", "total,khác"))
    assert "line 3, column 8: an unknown column" in str(caught.value)


def test_columns_that_no_rule_reads_are_named(tmp_path: Path) -> None:
    path = xlsx_file(tmp_path / "in.xlsx", [["STT", "Xã", "citizens", "Ghi chú"], [1, "Một", 5, "x"]])
    with pytest.warns(kh.tables.TableNotice, match="columns that no rule reads: STT, Ghi chú"):
        (read,) = read_facts(path, COMMUNE)
    assert (read.id, dict(read.facts)) == ("Một", {"citizens": 5})


def test_sums_under_a_title_are_no_applicants(tmp_path: Path) -> None:
    """In a sheet as a desk has it: left out with a word, and held against the rows; 5 and 7 make 12, not 13."""
    rows = [["BIỂU TỔNG HỢP"], [], ["STT", "Xã", "citizens", "learning_citizens"], [1, "Một", 5, 4], [2, "Hai", 7, 6]]
    path = xlsx_file(tmp_path / "in.xlsx", [*rows, [None, "Tổng cộng", 13, 10]])
    with pytest.warns(kh.tables.TableNotice) as told:
        read = read_facts(path, COMMUNE)
    assert [(item.id, item.facts["citizens"]) for item in read] == [("Một", 5), ("Hai", 7)]
    first, _ = (str(notice.message) for notice in told)
    assert first.startswith("row 6 (Tổng cộng) is a sum, left out; not the sum of the 2 rows: ")
    assert first.endswith(" 13 ≠ 12")
    with pytest.warns(kh.tables.TableNotice, match="row 6"):
        made = tables.decide_file(path, tmp_path / "out.csv", COMMUNE)
    assert (made.rows, made.decided, made.rejected) == (3, 2, 0)


def test_twenty_communes_as_an_office_has_them(tmp_path: Path, shared: Path) -> None:
    """A title row, "có", "x", "Đạt", "Mức 2": Trường Vinh has 6,810 of 12,779, which is not six tenths."""
    path = shared / "desk" / "tt25-20-xa.xlsx"
    with pytest.warns(kh.tables.TableNotice) as told:
        read = read_facts(path, COMMUNE)
    assert [str(notice.message).rpartition(": ")[2] for notice in told] == [
        "row 24 (Tổng cộng) is a sum, left out",
        "STT, Tỷ lệ CDHT %, Ghi chú",
    ]
    assert [len(read), read[0].id, read[-1].id] == [20, "Vinh Phú", "Thanh Chương"]
    first, second = (COMMUNE.decide(item.facts) for item in read[:2])
    assert first.in_the_way == ("3.1", "5.2")  # no IT equipment; 975 of 9,305 with a degree
    assert second.in_the_way == ("5.1",)
    grades = [COMMUNE.decide(item.facts).grade for item in read]
    assert grades.count("1") == 6
    with pytest.warns(kh.tables.TableNotice, match="row 24"):
        made = tables.decide_file(path, tmp_path / "ra.xlsx", COMMUNE)
    assert (made.decided, made.rejected, len(made.sums)) == (20, 0, 1)
    assert dict(made.grades)["1"] == 6
    run = CliRunner().invoke(cli, ["decide", "tt-25-2023/commune", str(path)])
    assert run.exit_code == 0
    assert "Mường Xén" in run.output


def test_cells_that_cannot_be_read_are_named_in_vietnamese(tmp_path: Path, shared: Path) -> None:
    """By row, column and heading, all of them; the cells around them are read."""
    path = tmp_path / "xa.xlsx"
    shutil.copy(shared / "desk" / "tt25-o-lon-xon.xlsx", path)
    with pytest.raises(kh.DocumentError) as caught:
        read_facts(path, COMMUNE)
    lines = [line.strip() for line in caught.value.text("vi").splitlines()[1:]]
    assert [line.partition(":")[0] for line in lines] == [
        "dòng 3, cột 18 (Công dân trong xã)",
        "dòng 5, cột 19 (Công dân đạt danh hiệu công dân học tập)",
        "dòng 8, cột 18 (Công dân trong xã)",
        "dòng 13, cột 3 (đã tuyên truyền về học tập suốt đời, xã hội học tập)",
        "dòng 15, cột 3 (đã tuyên truyền về học tập suốt đời, xã hội học tập)",
    ]
    assert [line.partition("đã ghi ")[2] for line in lines] == ["“9,305”", "“78,14%”", "“khoảng 9000”", "“-”", "“C”"]
    made = tables.decide_file(path, tmp_path / "ra.csv", COMMUNE, lang="vi")
    assert made.rejected == 5
