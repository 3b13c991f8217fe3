"""Reports of many places: a table of all of them first, the worst first, with sums, pace and sources."""

import datetime as dt
import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc.cli.main import cli
from khuyenhoc.views.places import places_sheets

ROOT = Path(__file__).resolve().parents[2]
TABLE = str(ROOT / "docs" / "examples" / "nhieu-xa-2025.csv")


def run(*arguments: str, table: str = TABLE) -> str:
    said = CliRunner().invoke(cli, ["report", "qd-387-2022", "-o", table, "--on", "2025-12-31", *arguments])
    assert said.exit_code == 0, said.output
    return str(said.stdout)


def texts(row: Any) -> list[str]:
    return [cell if isinstance(cell, str) else cell.text for cell in row]


@pytest.fixture
def sheets() -> Any:
    counts = kh.tables.read_counts(TABLE)
    return places_sheets(kh.catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2025, 12, 31)), "vi")


def test_places_by_targets_the_worst_first_and_all_together_last(sheets: Any) -> None:
    """55% of 70% is 300 of 2.000 short; 72% is over by 20 of 1.000; 84% by 210 of 1.500. In all 3.080 of 4.500."""
    table = sheets[0]
    assert [column.head for column in table.columns] == ["Địa bàn", "Thực hiện", "", "2025: 70%", "2030: 80%"]
    assert [texts(row) for row in table.rows] == [
        ["Hai", "1.100/2.000", "55%", "✗ thiếu 300", "↘ thiếu 500"],
        ["Một", "720/1.000", "72%", "✓ dư 20", "↗ thiếu 80"],
        ["Ba", "1.260/1.500", "84%", "✓ dư 210", "✓ dư 60"],
        ["Cộng 3 địa bàn", "3.080/4.500", "68,44%", "✓ 2\n✗ 1", "✓ 1\n↗ 1\n↘ 1"],
    ]


def test_pace_and_projection_are_columns(sheets: Any) -> None:
    """Two years from 49% to 55% are 3 points a year: 70% after five more years, and 80% after 8 1/3, in 2034."""
    pace = sheets[1]
    rows = {row[0]: texts(row)[1:] for row in pace.rows}
    assert rows["Hai"] == ["55%", "+3%", "+5%", "70%", "2034"]
    assert rows["Một"] == ["72%", "+6%", "+1,6%", ">100%", "2027"]


def test_the_projected_share_is_an_exact_fraction() -> None:
    found = [item for item in json.loads(run("--format", "json")) if item["projected"] is not None]
    assert {item["place"]: item["projected"] for item in found if item["target"]["attribute"] == "family"} == {
        "Một": "1.02",
        "Hai": "0.7",
        "Ba": "1.84",
    }


def test_each_place_follows_unless_only_the_summary_is_asked_for() -> None:
    whole, short = (" ".join(text.split()) for text in (run(), run("--summary")))
    assert whole.count("Số liệu ngày") == 4
    assert short.count("Số liệu ngày") == 1
    assert "Hai, Nghệ An" in whole
    assert "Hai, Nghệ An" not in short


def test_sources_stand_with_the_figures() -> None:
    assert "Nguồn: Báo cáo năm 2025\n" in run("--summary")
    rows = json.loads(run("--format", "json"))
    assert {row["observed"]["source"] for row in rows if row["observed"]} == {"Báo cáo năm 2025"}


def test_the_summary_as_data() -> None:
    first, second = json.loads(run("--summary", "--format", "json"))
    assert (first["places"], first["statuses"]) == (3, {"attained": 2, "missed": 1})
    assert (second["part"], second["whole"]) == (3080, 4500)
    assert second["worst_first"][0] == "Hai, Nghệ An"


def test_one_place_has_no_table_of_places() -> None:
    assert "địa bàn, xếp" not in run("--place", "xã Hai, tỉnh Nghệ An")


def test_places_of_two_levels_are_not_added_up(tmp_path: Path) -> None:
    """A commune is part of its province: the sum would count it twice."""
    table = tmp_path / "a.csv"
    text = Path(TABLE).read_text(encoding="utf-8") + "tỉnh Nghệ An,31/12/2025,family,,,5000,9000,\n"
    table.write_text(text, encoding="utf-8")
    assert "Cộng 4 địa bàn" in run("--summary", table=str(table))
    assert "8.080" not in run("--summary", table=str(table))


def test_twenty_communes_begin_with_a_table_of_twenty_lines(shared: Path) -> None:
    lines = run(table=str(shared / "desk" / "20-xa-gia-dinh.csv")).splitlines()
    first = next(number for number, line in enumerate(lines) if line.startswith("Hữu Kiệm"))
    last = next(number for number, line in enumerate(lines) if line.startswith("Cộng 20 địa bàn"))
    assert last - first == 20
    assert "101.204/145.174" in lines[last]
