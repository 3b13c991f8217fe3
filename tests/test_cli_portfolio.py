"""The commands portfolio and calendar: forms of output, filters, and what a careless call gets."""

import csv
import datetime as dt
import io
import json
import unicodedata
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import khuyenhoc as kh
from khuyenhoc.cli import cli

TABLES = ("in_force", "inherited", "expiring", "lapsed", "undated")


def call(*words: str) -> Result:
    return CliRunner().invoke(cli, words, env={"COLUMNS": "80"}, catch_exceptions=True)


def loaded(*words: str) -> dict[str, list[dict[str, object]]]:
    result = call(*words, "--format", "json")
    assert result.exit_code == 0, result.output
    found: dict[str, list[dict[str, object]]] = json.loads(result.output)
    return found


def test_one_command_says_how_everything_stands() -> None:
    """In force, inherited, expiring, lapsed and undated are those of the portfolio, on one day."""
    on = dt.date(2024, 11, 24)
    found = loaded("portfolio", "--on", "2024-11-24", "--expiring", "2y", "--gaps")
    held = kh.catalog.portfolio()
    assert list(found) == [*TABLES, "gaps"]
    assert [row["id"] for row in found["in_force"]] == [item.id for item in held.in_force(on)]
    assert [row["id"] for row in found["expiring"]] == [item.agreement.id for item in held.expiring(on, "2y")]
    assert [row["id"] for row in found["lapsed"]] == [item.agreement.id for item in held.lapsed(on)]
    assert len(call("portfolio", "--on", "2024-11-24").output.splitlines()) > 10


@pytest.mark.parametrize(
    ("words", "tables"),
    [
        (("--coverage",), ["coverage"]),
        (("--coverage", "place"), ["coverage"]),
        (("--cascade",), ["cascade"]),
        (("--due", "12m", "--review", "year"), ["due"]),
        (("--gaps", "--cascade"), ["gaps", "cascade"]),
        (("--expiring", "6w", "--due", "1y"), [*TABLES, "due"]),
    ],
)
def test_options_choose_the_tables(words: tuple[str, ...], tables: list[str]) -> None:
    assert list(loaded("portfolio", "--on", "2024-11-24", *words)) == tables


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("form", ["text", "csv", "html", "json"])
def test_every_form_names_the_same_agreements(form: str, lang: str) -> None:
    """Text keeps ids whole in 80 columns, CSV begins with the mark of UTF-8, HTML is escaped and has no script."""
    result = call("portfolio", "--on", "2024-11-24", "--format", form, "--lang", lang)
    assert result.exit_code == 0
    for item in kh.catalog.portfolio().in_force(dt.date(2024, 11, 24)):
        assert item.id in result.output
    if form == "text":
        assert max(map(len, result.output.splitlines())) <= 80
    elif form == "csv":
        assert result.output.startswith("\ufeff")
        rows = list(csv.DictReader(io.StringIO(result.output.removeprefix("\ufeff"))))
        assert {row["table"] for row in rows} <= set(TABLES)
    elif form == "html":
        assert "<script" not in result.output
        assert f'<html lang="{lang}">' in result.output


def test_a_folder_of_ones_own(tmp_path: Path) -> None:
    """Records of a folder are asked instead of the catalogue; names are escaped in HTML; a place may be in NFD."""
    agreement = kh.Agreement(
        id="our-1",
        title=kh.Label("A & <b>", "A & <b>"),
        association="Hội Khuyến học tỉnh Trà Vinh",
        partners=(kh.Partner.named("Công an tỉnh"),),
        place=kh.catalog.province("Trà Vinh"),
        level=kh.Level.PROVINCE,
        period=kh.Period.of_years(2021, 2024),
        commitments=(
            kh.Commitment(what=kh.Label("<i>", "<i>"), recurrence=kh.Recurrence.parse("mỗi quý"), quantity=4),
        ),
    )
    (tmp_path / "our.json").write_text(kh.codec.to_json(kh.Document(agreements=(agreement,))), encoding="utf-8")
    place = unicodedata.normalize("NFD", "Trà Vinh")
    found = loaded("portfolio", str(tmp_path), "--on", "2024-01-01", "--place", place, "--due", "12m")
    assert [row["due"] for row in found["due"]] == ["2024-03-31", "2024-06-30", "2024-09-30", "2024-12-31"]
    page = call("portfolio", str(tmp_path), "--on", "2024-01-01", "--due", "12m", "--format", "html").output
    assert "<i>" not in page
    assert "&lt;i&gt;" in page
    dated = json.loads(call("calendar", str(tmp_path), "--year", "2022", "--format", "json").output)
    assert [row["quantity"] for row in dated] == [4, 4, 4, 4]


def test_gaps_are_named_to_the_day(tmp_path: Path) -> None:
    """2018 to 2020, then 2022 on: 2021 is uncovered; 2022 to 2025 and 2024 on with one type: 2024 and 2025 overlap."""
    for number, years in enumerate(((2018, 2020), (2022, 2025), (2024, 2030))):
        agreement = kh.Agreement(
            id=f"our-{number}",
            title=kh.Label("x", "x"),
            association="Hội Khuyến học tỉnh Nghệ An",
            partners=(kh.Partner.named("Công an tỉnh"),),
            place=kh.catalog.province("Nghệ An"),
            level=kh.Level.PROVINCE,
            period=kh.Period.of_years(*years),
        )
        text = kh.codec.to_json(kh.Document(agreements=(agreement,)))
        (tmp_path / f"{number}.json").write_text(text, encoding="utf-8")
    rows = loaded("portfolio", str(tmp_path), "--gaps")["gaps"]
    assert [(row["kind"], row["first"], row["last"]) for row in rows] == [
        ("gap", "2021-01-01", "2021-12-31"),
        ("overlap", "2024-01-01", "2025-12-31"),
    ]


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("portfolio", "--expiring", "12m"), "needs --on"),
        (("portfolio", "--on", "2024-01-01", "--review", "year"), "needs --due"),
        (("portfolio", "--on", "24/11/2024"), "is not a day"),
        (("portfolio", "--partner", "polise"), "Invalid value"),
        (("calendar",), "--year"),
        (("calendar", "--year", "99999"), "Invalid value"),
    ],
)
def test_a_wrong_call_is_a_usage_error(words: tuple[str, ...], says: str) -> None:
    result = call(*words)
    assert result.exit_code == 2
    assert says in result.output


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("portfolio", "no-such-folder"), "cannot be read"),
        (("portfolio", "--on", "2024-01-01", "--expiring", "soon"), "such as '12m'"),
        (("portfolio", "--place", "Nowhere"), "no agreement of this place"),
        (("calendar", "tt-25-2023/comune", "--year", "2025"), "did you mean tt-25-2023/commune"),
    ],
)
def test_wrong_input_is_an_error_of_the_library(words: tuple[str, ...], says: str) -> None:
    result = call(*words)
    assert isinstance(result.exception, kh.KhuyenHocError)
    assert says in str(result.exception)


def test_a_calendar_of_a_year() -> None:
    """Everything dated of the catalogue in 2025, in order, as rows and as a calendar file with as many events."""
    rows = json.loads(call("calendar", "--year", "2025", "--format", "json").output)
    days = [row["due"] for row in rows]
    assert days == sorted(days)
    assert all(day.startswith("2025-") for day in days)
    events = call("calendar", "--year", "2025", "--format", "ics").output
    assert events.count("BEGIN:VEVENT") == len(rows)
    one = json.loads(call("calendar", "tt-25-2023/commune", "--year", "2025", "--format", "json").output)
    assert [row["due"] for row in one] == ["2025-02-27", "2025-03-30"]
