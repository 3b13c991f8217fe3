"""Rows of sums among applicants: no applicants, said, held against the others, and counted apart, at every door."""

import warnings
from collections.abc import Callable
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog, forms, tables
from khuyenhoc.cli.main import cli
from khuyenhoc.testing.engine_tables import required, spark

COMMUNE = catalog.ruleset("tt-25-2023/commune")
CITIZENS = COMMUNE.fact("citizens")
Table = list[list[Any]]
HEADS = ["STT", "Xã", "citizens", "learning_citizens", "learning_week"]
ROWS: Table = [[1, "Cộng Hòa", 1000, 700, None], [2, "Tổng Cọt", 2000, 1500, None], [3, "Toàn Thắng", 500, 400, None]]


def as_csv(path: Path, table: Table) -> Path:
    path.write_text("\n".join(";".join("" if c is None else str(c) for c in row) for row in table), encoding="utf-8")
    return path


def as_xlsx(path: Path, table: Table) -> Path:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    book.save(path)
    return path


def as_parquet(path: Path, table: Table) -> Path:
    types = [pa.int64(), pa.string(), pa.int64(), pa.int64(), pa.bool_()]
    pq.write_table(
        pa.table([pa.array(c, t) for c, t in zip(zip(*table[1:], strict=True), types, strict=True)], table[0]), path
    )
    return path


WRITERS: dict[str, Callable[[Path, Table], Path]] = {"csv": as_csv, "xlsx": as_xlsx, "parquet": as_parquet}


def decided(path: Path, engine: str = "polars") -> tuple[tables.FileDecisions, list[str]]:
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        if engine == "pyspark":
            made = tables.decide_folder(path, path.with_name("out.parquet"), COMMUNE, overwrite=True)
        else:
            made = tables.decide_file(path, path.with_name("out.parquet"), COMMUNE, engine=engine, overwrite=True)
    said = [str(item.message) for item in caught if isinstance(item.message, tables.TableNotice)]
    assert said == [label.en for label in made.sums]
    assert made.rows == made.decided + made.rejected + len(made.sums)
    return made, said


@pytest.mark.parametrize("kind", WRITERS)
def test_a_row_of_sums_is_no_applicant(kind: str, tmp_path: Path) -> None:
    """1000 + 2000 + 500 = 3500, and 700 + 1500 + 400 = 2600, which the sheet gives as 2601."""
    table = [HEADS, *ROWS, [None, "Tổng cộng", 3500, 2601, None]]
    made, said = decided(WRITERS[kind](tmp_path / f"t.{kind}", table))
    assert (made.rows, made.decided, made.rejected) == (4, 3, 0)
    assert pq.read_table(made.output)["Xã"].to_pylist() == ["Cộng Hòa", "Tổng Cọt", "Toàn Thắng"]
    row, label = 4 if kind == "parquet" else 5, COMMUNE.fact("learning_citizens").en
    assert said == [f"row {row} (Tổng cộng) is a sum, left out; not the sum of the 3 rows: {label} 2601 ≠ 2600"]


@pytest.mark.parametrize("kind", WRITERS)
def test_sums_of_parts_are_held_against_the_rows_above(kind: str, tmp_path: Path) -> None:
    table = [
        HEADS,
        *ROWS[:2],
        [None, "Cộng khối xã", 3000, 2200, None],
        ROWS[2],
        [None, "Cộng (II)", 501, 400, None],
        [None, "Tổng cộng", 3500, 2600, None],
    ]
    made, said = decided(WRITERS[kind](tmp_path / f"t.{kind}", table))
    assert (made.rows, made.decided, len(made.sums)) == (6, 3, 3)
    wrong = f"not the sum of the 1 rows above: {CITIZENS.en} 501 ≠ 500"
    assert [text.partition("; ")[2] for text in said] == ["", wrong, ""]


def test_a_cluster_leaves_them_out_too(tmp_path: Path) -> None:
    required("pyspark")
    spark()
    table = [HEADS, *ROWS, [None, "Cộng huyện A", 1, 1, None], [None, "TONG CONG", 3501, 2600, None]]
    made, said = decided(as_parquet(tmp_path / "t.parquet", table), "pyspark")
    assert (made.rows, made.decided, made.rejected) == (5, 3, 0)
    assert sorted(pq.read_table(made.output)["Xã"].to_pylist()) == ["Cộng Hòa", "Toàn Thắng", "Tổng Cọt"]
    assert said[1] == f"row 5 (TONG CONG) is a sum, left out; not the sum of the 3 rows: {CITIZENS.en} 3501 ≠ 3500"


def test_yeses_are_counted_and_what_is_not_known_is_not_compared(tmp_path: Path) -> None:
    """Two of three say yes; the citizens of one are not known, and those of a rejected row cannot be read."""
    week = COMMUNE.fact("learning_week").en
    rows = [[1, "A", 10, "", "có"], [2, "B", "?", 5, "có"], [3, "C", 10, 5, "không"], ["", "Cộng", 99, 99, 3]]
    made, said = decided(as_csv(tmp_path / "t.csv", [HEADS, *rows]))
    assert (made.rows, made.decided, made.rejected) == (4, 2, 1)
    assert said == [f"row 5 (Cộng) is a sum, left out; not the sum of the 3 rows: {week} 3 ≠ 2"]


def test_sums_are_of_the_whole_file_however_many_parts_it_is_read_in(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("khuyenhoc.files.tables.sources._ROWS", 2)
    rows = [[n, f"xã {n}", 10, n, ""] for n in range(1, 8)]
    _, said = decided(as_csv(tmp_path / "t.csv", [HEADS, *rows, ["", "Tổng cộng", 70, 29, ""]]))
    assert said[0].endswith("not the sum of the 7 rows: " + COMMUNE.fact("learning_citizens").en + " 29 ≠ 28")


@pytest.mark.parametrize("at", [0, 1])
def test_the_name_may_stand_under_another_heading(at: int, tmp_path: Path) -> None:
    """Merged over the number and the name, or after the province."""
    heads = ["STT", "Xã", *HEADS[2:]] if at == 0 else ["Tỉnh", "Xã", *HEADS[2:]]
    last = ["Tổng cộng", "", 10, 5, ""] if at == 0 else ["Cao Bằng", "Cộng", 10, 5, ""]
    made, said = decided(as_csv(tmp_path / "t.csv", [heads, ["Cao Bằng", "Tổng Cọt", 10, 5, ""], last]))
    assert (made.decided, len(said)) == (1, 1)


def test_a_remark_that_speaks_of_a_sum_is_none(tmp_path: Path) -> None:
    table = [[*HEADS, "Phạm vi"], [1, "Tổng Cọt", 10, 5, "", "Toàn xã"], [2, "Cộng Hòa", 10, 5, "", "Tổng số 3 thôn"]]
    made, said = decided(as_csv(tmp_path / "t.csv", table))
    assert (made.rows, made.decided, said) == (2, 2, [])


@pytest.mark.parametrize("kind", WRITERS)
def test_a_row_with_answers_is_not_swallowed(kind: str, tmp_path: Path) -> None:
    """What is called a sum and says yes is either: it is named, and neither decided nor passed over."""
    yes = True if kind == "parquet" else "có"
    made, said = decided(WRITERS[kind](tmp_path / f"t.{kind}", [HEADS, *ROWS, [None, "Tổng cộng", 10, 5, yes]]))
    assert (made.rows, made.decided, made.rejected, said) == (4, 3, 1, [])
    assert made.rejections is not None
    assert "called a sum" in made.rejections.read_text(encoding="utf-8-sig")


FORM = ["applicant;citizens;learning_citizens", "Cộng Hòa;1000;700", "Tổng Cọt;2000;1500", "Tổng cộng;3001;2200"]


def test_forms_have_no_sums_among_them(tmp_path: Path) -> None:
    table = tmp_path / "forms.csv"
    table.write_text("\n".join(FORM), encoding="utf-8")
    with pytest.warns(tables.TableNotice) as caught:
        found = forms.read_facts(table, COMMUNE)
    assert [one.id for one in found] == ["Cộng Hòa", "Tổng Cọt"]
    wrong = f"not the sum of the 2 rows: {CITIZENS.en} 3001 ≠ 3000"
    assert [str(item.message) for item in caught] == [f"line 4 (Tổng cộng) is a sum, left out; {wrong}"]


def test_a_list_in_json_has_none_either(tmp_path: Path) -> None:
    table = tmp_path / "forms.json"
    table.write_text('[{"applicant": "A", "citizens": 5}, {"applicant": "Tổng cộng", "citizens": 5}]', encoding="utf-8")
    with pytest.warns(tables.TableNotice, match=r"item 2 \(Tổng cộng\) is a sum, left out$"):
        assert [one.id for one in forms.read_facts(table, COMMUNE)] == ["A"]


def test_a_form_with_answers_in_a_row_of_sums_is_refused(tmp_path: Path) -> None:
    table = tmp_path / "forms.csv"
    table.write_text("applicant,citizens,learning_week\nA,5,có\nTổng cộng,5,có\n", encoding="utf-8")
    with pytest.raises(kh.DocumentError) as refused:
        forms.read_facts(table, COMMUNE)
    (error,) = refused.value.errors
    assert (error.message, error.where) == ("an answer in a row of sums", "line 3, column 3 (learning_week)")


def test_the_command_says_so_on_the_error_stream(tmp_path: Path) -> None:
    table = tmp_path / "forms.csv"
    table.write_text("\n".join(FORM), encoding="utf-8")
    said = f"! dòng 4 (Tổng cộng) là dòng tổng, để ngoài; không bằng tổng 2 dòng: {CITIZENS.vi} 3001 ≠ 3000\n"
    made = CliRunner().invoke(cli, ["decide", COMMUNE.id, str(table)])
    assert (made.exit_code, made.stderr) == (0, said)
    assert "Tổng cộng" not in made.stdout
    written = CliRunner().invoke(cli, ["decide", COMMUNE.id, str(table), "--output", str(tmp_path / "out.csv")])
    assert written.stderr == said.replace("dòng 4", "hàng 4")
    assert "3 hàng = 2 đã xét + 0 bị loại + 1 dòng tổng" in written.stdout
