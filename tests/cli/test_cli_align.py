"""The command ``align``: what an officer sees, and what a program reads."""

import csv
import io
import json
from collections import Counter
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from khuyenhoc import catalog
from khuyenhoc.cli import main as cli
from khuyenhoc.errors import KhuyenHocError

PLAN = """
format = "khuyenhoc/1"

[[programmes]]
id = "ke-hoach-tinh"
instrument = "ke-hoach-tinh"
title = { vi = "Kế hoạch <tỉnh>", en = "Plan" }
period = "2021 - 2030"
level = "province"

[[programmes.targets]]
kind = "reach"
attribute = "family"
population = "families"
rate = "82%"
due = 2030
citation = { document = "ke-hoach-tinh" }
"""


def output(*args: str) -> str:
    result = CliRunner().invoke(cli.cli, ["align", *args], env={"COLUMNS": "80"})
    assert result.exception is None, result.output
    return result.output


@pytest.fixture
def plan(tmp_path: Path) -> str:
    file = tmp_path / "ke-hoach.toml"
    file.write_text(PLAN, encoding="utf-8")
    return str(file)


def test_json_has_both_sides() -> None:
    """Trà Vinh against 387: 4 equal rows, each with both citations, and the counts add up."""
    found: dict[str, Any] = json.loads(output("tra-vinh-2024-2030", "--with", "qd-387-2022", "--format", "json"))
    equal = [row for row in found["rows"] if row["relation"] == "equal"]
    assert len(equal) == found["counts"]["equal"] == 4
    assert {row["national"]["rate"] for row in equal} == {"0.8", "0.75", "0.9"}
    assert {row["local"]["citation"] for row in equal} == {"tra-vinh-2024-2030"}
    assert sum(found["counts"].values()) == len(found["rows"])


def test_without_a_day_it_is_the_first_of_the_period() -> None:
    """Trà Vinh's period begins on 1/1/2024, when three national programmes run."""
    found = json.loads(output("tra-vinh-2024-2030", "--format", "json"))
    assert found["on"] == "2024-01-01"
    assert found["programmes"] == ["qd-1373-2021", "qd-387-2022", "qd-677-2022"]
    assert json.loads(output("hai-phong-2019-2022", "--format", "json"))["programmes"] == ["qd-281-2014", "qd-89-2013"]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("args", [("tra-vinh-2024-2030", "--on", "2026-01-01"), ("--all", "--on", "2026-01-01")])
def test_text_fits_80_columns(args: tuple[str, ...], lang: str) -> None:
    lines = output(*args, "--lang", lang).splitlines()
    assert max(len(line) for line in lines) <= 80
    assert not any("Label(" in line or "Relation." in line for line in lines)


def test_text_says_why_and_names_the_successor() -> None:
    text = " ".join(output("tra-vinh-2024-2030", "--on", "2026-01-01").split())
    assert "mức và hạn ngược chiều: 80% đến hết 2030 so với 70% đến hết 2025" in text
    assert "không còn cấp huyện" in text
    assert "từ 01/07/2025 thuộc Vĩnh Long (Nghị quyết 202/2025/QH15)" in text


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_the_table_of_all_records_is_whole(lang: str) -> None:
    """Each id in one piece, and six numbers beside it, none cut off."""
    rows = [line.split() for line in output("--all", "--on", "2024-06-30", "--lang", lang).splitlines()]
    found = {cells[0]: [int(cell) for cell in cells[1:]] for cells in rows if cells[0].startswith(("tra", "long"))}
    assert found["tra-vinh-2024-2030"] == [0, 4, 0, 8, 11 + 10 + 26, 1]
    assert found["long-an-2024-2026-border-guard"] == [0, 0, 0, 0, 19 + 10 + 26, 0]


def test_csv_has_one_line_a_row() -> None:
    table = output("--all", "--on", "2024-06-30", "--format", "csv")
    assert table.startswith("\ufeff")  # so that Excel reads Vietnamese letters
    rows = list(csv.DictReader(io.StringIO(table.removeprefix("\ufeff"))))
    assert {row["record"] for row in rows} == {record.id for record in catalog.agreements()}
    equal = Counter(row["record"] for row in rows if row["relation"] == "equal")
    assert equal == {"tra-vinh-2024-2030": 4, "binh-duong-2023-2025": 3}  # 70, 65 and 80 % are the 2025 line of 387
    assert all(row["reason"] for row in rows)
    national = [row for row in rows if row["record"] == "tra-vinh-2024-2030" and row["national_attribute"] == "family"]
    assert {(row["national_due"], row["relation"]) for row in national} == {
        ("2025-12-31", "not_comparable"),
        ("2030-12-31", "equal"),
        ("2030-12-31", "not_comparable"),
    }


def test_a_plan_of_ones_own(plan: str) -> None:
    """82 % of families by 2030 is above the 80 % of 387; and Trà Vinh's 80 % is below this plan."""
    found = json.loads(output(plan, "--on", "2024-06-30", "--with", "qd-387-2022", "--format", "json"))
    assert found["counts"]["above"] == 1
    back = json.loads(output("tra-vinh-2024-2030", "--on", "2024-06-30", "--with", plan, "--format", "json"))
    assert back["counts"]["below"] == 1


def test_html_escapes_and_is_whole(plan: str) -> None:
    page = output(plan, "--on", "2024-06-30", "--format", "html")
    assert page.startswith("<!doctype html>")
    assert "Kế hoạch &lt;tỉnh&gt;" in page
    assert page.rstrip().endswith("</html>")
    assert output("--all", "--on", "2024-06-30", "--format", "html").count("<tr>") == 1 + len(catalog.agreements())


@pytest.mark.parametrize(
    "args", [("no-such-id",), ("kl-49-2019",), ("tra-vinh-2024-2030", "--with", "tra-vinh-2024-2030")]
)
def test_bad_names_are_refused(args: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli.cli, ["align", *args])
    assert isinstance(result.exception, KhuyenHocError)


def test_a_record_without_a_period_needs_a_day(plan: str) -> None:
    """There is no hidden clock: without a period and without --on there is no day to ask for."""
    Path(plan).write_text(PLAN.replace('period = "2021 - 2030"', ""), encoding="utf-8")
    result = CliRunner().invoke(cli.cli, ["align", plan])
    assert isinstance(result.exception, KhuyenHocError)
    assert "--on" in str(result.exception)
    assert "82%" in output(plan, "--on", "2024-06-30")


@pytest.mark.parametrize("args", [(), ("tra-vinh-2024-2030", "--all")])
def test_either_an_id_or_all(args: tuple[str, ...]) -> None:
    result = CliRunner().invoke(cli.cli, ["align", *args])
    assert result.exit_code == 2
    assert "either an ID or --all" in result.output
