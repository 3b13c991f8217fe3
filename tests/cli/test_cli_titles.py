"""The command `titles`."""

import json
from pathlib import Path

from click.testing import CliRunner

from khuyenhoc.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
FILE = str(ROOT / "docs" / "examples" / "so-danh-hieu.csv")


def run(*words: str) -> str:
    done = CliRunner().invoke(cli, ["titles", FILE, *words], catch_exceptions=False)
    assert done.exit_code == 0, done.output
    return done.stdout


def test_as_data_every_table_is_there() -> None:
    data = json.loads(run("--on", "01/02/2027", "--format", "json"))
    assert {key: [row["holder"] for row in rows] for key, rows in data.items()} == {
        "expiring": ["xã Tân Hà", "xã Đức Linh", "Trường Chính trị tỉnh"],
        "again": ["xã Hòa Bình"],
        "raise": ["xã Tân Hà", "Trường Chính trị tỉnh"],
        "titles": ["xã Tân Hà", "xã Đức Linh", "xã Hòa Bình", "Trường Chính trị tỉnh", "Gia đình số 12"],
    }
    (again,) = data["again"]
    # The commune level's decision lay with a district office, which ended on 30/6/2025; nobody is known after it.
    assert (again["criteria"], again["decides"]) == ("Cộng đồng học tập cấp xã", "chưa xác lập")
    assert data["titles"][0]["Người nhận"] == "(họ tên)"


def test_a_dropped_column_is_in_no_output() -> None:
    for format_ in ("text", "html", "csv", "json", "ics"):
        shown = run("--on", "2027-02-01", "--format", format_, "--drop", "Người nhận", "--drop", "đơn vị")
        assert "họ tên" not in shown
        assert "Tân Hà" not in shown
        assert "dòng 3" in shown


def test_the_calendar_holds_the_days_of_all_readings() -> None:
    lines = run("--on", "2027-02-01", "--within", "2y", "--format", "ics").splitlines()
    days = sorted({line for line in lines if line.startswith("DTSTART")})
    assert [day[-8:] for day in days] == ["20271231", "20280320", "20280410", "20281231"]
