"""The command `columns`, and tables with columns for each model in `report`."""

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import khuyenhoc as kh
from khuyenhoc.cli.main import cli

BOOK = Path(__file__).resolve().parents[2] / "docs" / "examples" / "bieu-xa.xlsx"


def invoke(*args: str) -> Result:
    return CliRunner().invoke(cli, args, env={"COLUMNS": "80"})


def test_each_column_is_shown_with_its_reason() -> None:
    made = invoke("columns", str(BOOK), "--format", "json")
    (sheet,) = json.loads(made.stdout)
    assert (sheet["sheet"], sheet["headings"], sheet["day"]) == ("Biểu 1", [4, 5], "2025-12-31")
    read = [(one["column"], one["read"], one["attribute"]) for one in sheet["columns"]]
    assert read == [
        ("A", "order", None),
        ("B", "place", None),
        ("C", "total", "family"),
        ("D", "registered", "family"),
        ("E", "recognised", "family"),
        ("F", "printed", "family"),
        ("G", "total", "clan"),
        ("H", "recognised", "clan"),
        ("I", "printed", "clan"),
        ("J", "", None),
    ]
    assert "“Gia đình tiêu biểu”" in sheet["columns"][-1]["why"]


def test_html_and_english_show_the_same() -> None:
    page = invoke("columns", str(BOOK), "--format", "html", "--lang", "en").stdout
    assert "Heading" in page
    assert "learning family: registered" in page


def test_the_file_goes_out_and_comes_back_with_another_day(tmp_path: Path) -> None:
    file = tmp_path / "cot.toml"
    made = invoke("columns", str(BOOK), "--within", "tỉnh Nghệ An", "--output", str(file))
    assert made.exit_code == 0
    assert 'thuoc = "tỉnh Nghệ An"' in file.read_text(encoding="utf-8")
    asked = ["report", "qd-387-2022", "-o", str(BOOK), "--on", "2026-12-31", "--format", "json"]
    rows = json.loads(invoke(*asked, "--columns", str(file), "--day", "30/06/2026").stdout)
    assert {row["observed"]["on"] for row in rows if row["observed"]} == {"2026-06-30"}
    assert {row["place"] for row in rows} == {"Vinh Phú", "Cửa Lò", "Diễn Châu", "Kim Liên"}


ROWS = """\
địa bàn;ngày;mô hình;tổng thể;đăng ký;công nhận;tổng số;Dân số
tỉnh Nghệ An;31/12/2025;Gia đình học tập;;305.527;246.241;337.209;3.442.000
tỉnh Nghệ An;31/12/2025;Công dân học tập;Người lớn;;1.234.567;2.400.000;
"""


def test_words_that_may_mean_two_things_are_said_in_the_file_of_columns(tmp_path: Path) -> None:
    """A row for each observation: all adults, or those in learning families; and a column that counts none of it."""
    table, file = tmp_path / "tinh.csv", tmp_path / "cot.toml"
    table.write_text(ROWS, encoding="utf-8")
    (sheet,) = json.loads(invoke("columns", str(table), "--format", "json").stdout)
    assert [one["read"] for one in sheet["columns"]][2:] == [
        *("attribute", "population", "registered", "recognised", "total", ""),
    ]
    assert sheet["words"] == [{"column": "population", "word": "Người lớn", "means": ""}]
    assert invoke("columns", str(table), "--output", str(file)).exit_code == 0
    text = file.read_text(encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        kh.tables.read_counts(table, columns=file)
    assert f'khuyenhoc columns "{table}" --output cot.toml' in caught.value.text("vi")
    adults = "người lớn trong gia đình, dòng họ, cộng đồng học tập"
    for means, population in ((adults, "adults"), ("Chưa biết", None)):
        file.write_text(text.replace('la = ""', f'la = "{means}"'), encoding="utf-8")
        _, citizens = kh.tables.read_counts(table, columns=file)
        assert (citizens.recognised, citizens.population and citizens.population.code) == (1_234_567, population)
    file.write_text(text.replace('la = ""', 'la = "người lớn"'), encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        kh.tables.read_counts(table, columns=file)
    assert "sheet[0].chu[0].la: không rõ đối tượng" in caught.value.text("vi")


def test_the_columns_go_into_a_web_page_and_no_file_is_replaced_unasked(tmp_path: Path) -> None:
    page = tmp_path / "cot.html"
    made = invoke("columns", str(BOOK), "--output", str(page))
    assert (made.exit_code, "Cách đọc các cột" in page.read_text(encoding="utf-8")) == (0, True)
    assert "--columns" not in made.stdout
    again = invoke("columns", str(BOOK), "--output", str(page))
    assert isinstance(again.exception, kh.InvalidValueError)
    assert invoke("columns", str(BOOK), "--output", str(page), "--overwrite").exit_code == 0


def test_what_has_to_be_said_is_asked_for_in_vietnamese() -> None:
    with pytest.raises(kh.DocumentError) as caught:
        CliRunner().invoke(
            cli, ["report", "qd-387-2022", "-o", str(BOOK), "--on", "2025-12-31"], catch_exceptions=False
        )
    assert '--within "TỈNH NGHỆ AN"' in caught.value.text("vi")


def test_a_file_that_cannot_be_written_is_told(tmp_path: Path) -> None:
    made = invoke("columns", str(BOOK), "--output", str(tmp_path))
    assert isinstance(made.exception, kh.DocumentError)
