"""The commands portfolio and calendar: forms of output, filters, and what a careless call gets."""

import csv
import datetime as dt
import io
import json
import unicodedata
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner, Result

import khuyenhoc as kh
from khuyenhoc.cli.main import cli

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
    assert [row["id"] for row in found["in_force"]] == [item.id for item in held.in_force(on=on)]
    assert [row["id"] for row in found["expiring"]] == [item.agreement.id for item in held.expiring(on=on, within="2y")]
    assert [row["id"] for row in found["lapsed"]] == [item.agreement.id for item in held.lapsed(on=on)]
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
    for item in kh.catalog.portfolio().in_force(on=dt.date(2024, 11, 24)):
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


def test_the_day_of_a_question_is_written_in_either_order() -> None:
    assert loaded("portfolio", "--on", "1/3/2024") == loaded("portfolio", "--on", "2024-03-01")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("portfolio", "--expiring", "12m"), "--due need --on"),
        (("portfolio", "--on", "2024-01-01", "--review", "year"), "needs --due"),
        (("portfolio", "--on", "24/13/2024"), ": not a day"),
        (("portfolio", "--on", "2026-W01"), ": not a day"),
        (("portfolio", "--on", "20240101"), ": not a day"),
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
        (("portfolio", "--on", "2024-01-01", "--expiring", "x"), "--expiring: not a time ahead"),
        (("portfolio", "--on", "2024-01-01", "--expiring", ""), "--expiring: not a time ahead"),
        (("portfolio", "--on", "2024-01-01", "--due", "x"), "--due: not a time ahead"),
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


def own(tmp_path: Path, *agreements: kh.Agreement) -> str:
    """A file of one's own."""
    file = tmp_path / "own.json"
    file.write_text(kh.codec.to_json(kh.Document(agreements=agreements)), encoding="utf-8")
    return str(file)


def nghe_an(id_: str, first: int, last: int, *kinds: kh.PartnerType, **more: object) -> kh.Agreement:
    return kh.Agreement(
        id=id_,
        title=kh.Label("x", "x"),
        association="Hội Khuyến học tỉnh Nghệ An",
        partners=tuple(kh.Partner(kind.value, kind) for kind in kinds),
        place=kh.catalog.province("Nghệ An"),
        level=kh.Level.PROVINCE,
        period=kh.Period.of_years(first, last),
        **more,  # type: ignore[arg-type]
    )


def test_overlaps_on_the_same_days_are_all_named(tmp_path: Path) -> None:
    """Two with the police overlap in 2021, and so do two others with the Youth Union: both pairs are in the table."""
    police, youth = kh.PartnerType.POLICE, kh.PartnerType.YOUTH_UNION
    spans = (("a", 2020, 2021, police), ("b", 2021, 2022, police), ("c", 2020, 2021, youth), ("d", 2021, 2022, youth))
    file = own(tmp_path, *(nghe_an(*span) for span in spans))
    rows = loaded("portfolio", file, "--gaps")["gaps"]
    assert [row["ids"] for row in rows] == [["a", "b"], ["c", "d"]]


def test_the_gap_since_the_last_agreement_is_named_up_to_the_day(tmp_path: Path) -> None:
    file = own(tmp_path, nghe_an("a", 2017, 2020, kh.PartnerType.POLICE))
    assert loaded("portfolio", file, "--gaps")["gaps"] == []
    (row,) = loaded("portfolio", file, "--gaps", "--on", "2026-11-24")["gaps"]
    assert (row["first"], row["last"]) == ("2021-01-01", "2026-11-24")
    shipped = loaded("portfolio", "--gaps", "--on", "2026-11-24")["gaps"]
    assert {"place": "Bắc Ninh", "kind": "gap", "first": "2021-01-01", "last": "2025-06-30", "ids": []} in shipped


def test_a_cell_that_a_spreadsheet_would_run_is_quoted(tmp_path: Path) -> None:
    """Commas and quotes are quoted as ever; a leading = + - @ gets an apostrophe."""
    duty = kh.Commitment(what=kh.Label("=HYPERLINK(1)", "@SUM(A1)"), recurrence=kh.Recurrence.parse("mỗi quý"))
    file = own(tmp_path, nghe_an("a", 2020, 2021, kh.PartnerType.POLICE, commitments=(duty,)))
    result = call("portfolio", file, "--on", "2020-01-01", "--due", "6m", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(result.output.removeprefix("\ufeff"))))
    assert {row["what"] for row in rows} == {"'=HYPERLINK(1)"}


def test_what_is_history_or_in_doubt_is_said_in_the_table() -> None:
    text = call("portfolio", "docs/examples/portfolio.toml", "--on", "2026-01-01", "--cascade").output
    assert "huyện không còn sau ngày 30/06/2025" in " ".join(text.split())
    text = " ".join(call("calendar", "tt-25-2023/commune", "--year", "2026").output.split())
    assert "(1) chưa xác lập cơ quan nào tiếp nhận, công nhận vào ngày này" in text
    text = " ".join(call("portfolio", "--on", "2026-11-24", "--due", "2m", "--review", "final").output.split())
    assert "Không tính sau khi địa bàn cũ không còn: Thành phố Hồ Chí Minh: phối hợp" in text
    assert "(ho-chi-minh-2022-2030)" in text


def test_a_partner_that_a_place_has_not_is_an_empty_table() -> None:
    found = loaded("portfolio", "--place", "Nghệ An", "--partner", "women_union")
    assert found == {"agreements": []}


def test_two_records_of_one_id_are_refused(tmp_path: Path) -> None:
    result = call(
        "calendar",
        "nghe-an-2024-2030-military",
        own(tmp_path, nghe_an("nghe-an-2024-2030-military", 2020, 2021, kh.PartnerType.POLICE)),
        "--year",
        "2025",
    )
    assert isinstance(result.exception, kh.InvalidValueError)
    assert "two different records of one id" in str(result.exception)


def test_a_thousand_communes_are_answered_in_one_call(tmp_path: Path) -> None:
    """A province's communes, with gaps, coverage and cascade: the work grows with their number, not its square."""
    province = kh.catalog.province("Nghệ An")
    records = tuple(
        attrs.evolve(
            nghe_an(f"a-{number}", 2020, 2025, kh.PartnerType.POLICE),
            place=kh.Place(f"X{number}", level=kh.Level.COMMUNE, parent=province),
            level=kh.Level.COMMUNE,
        )
        for number in range(1000)
    )
    found = loaded(
        "portfolio", own(tmp_path, *records), "--on", "2026-06-01", "--gaps", "--cascade", "--expiring", "1y"
    )
    assert len(found["lapsed"]) == len(found["gaps"]) == 1000


def test_a_year_of_an_office_in_one_calendar(tmp_path: Path) -> None:
    """With --all the ends of its agreements and the circulars of its level, with --titles those of its titles."""
    file = tmp_path / "ours.toml"
    file.write_text(
        """format = "khuyenhoc/1"
[[agreements]]
id = "ours"
title = { vi = "Phối hợp", en = "Coordination" }
association = "Hội Khuyến học xã Ví Dụ"
partners = [{ name = "Công an xã Ví Dụ", type = "police" }]
place = "xã Ví Dụ, tỉnh Nghệ An"
level = "commune"
period = "2026 - 2028"
reviews = ["final"]
""",
        encoding="utf-8",
    )
    titles = tmp_path / "so.csv"
    titles.write_text(
        "Đơn vị,Danh hiệu,Mức,Ngày quyết định,Năm đánh giá\nxã A,Cộng đồng học tập cấp xã,1,20/03/2026,2025\n",
        encoding="utf-8",
    )
    words = ("calendar", str(file), "--all", "--level", "commune", "--titles", str(titles), "--year", "2028")
    rows = json.loads(call(*words, "--format", "json").output)
    assert [(row["due"], row["source"], row["kind"]) for row in rows] == [
        ("2028-02-27", "tt-25-2023/commune", "procedure"),
        ("2028-03-30", "tt-25-2023/commune", "procedure"),
        ("2028-12-31", "ours", "expiry"),
        ("2028-12-31", "ours", "review"),
        ("2028-12-31", "tt-25-2023/commune", "title"),
    ]
    alone = json.loads(call("calendar", str(file), "--year", "2028", "--format", "json").output)
    assert [(row["source"], row["kind"]) for row in alone] == [("ours", "review")]
    province = json.loads(call(*words[:4], "province", "--year", "2028", "--format", "json").output)
    assert {row["source"] for row in province} == {"tt-24-2023/province", "tt-25-2023/province"}


def test_the_end_of_an_agreement_keeps_its_id_when_it_is_put_off() -> None:
    agreement = kh.catalog.agreement("tra-vinh-2024-2030")
    longer = attrs.evolve(agreement, period=kh.Period.of_years(2024, 2031))
    texts = [kh.ics.to_ics([kh.portfolio.expiry_of(item)]) for item in (agreement, longer)]  # type: ignore[list-item]
    ids, days = (
        [next(line for line in text.splitlines() if line.startswith(key)) for text in texts]
        for key in ("UID", "DTSTART")
    )
    assert ids[0] == ids[1]
    assert [day[-8:] for day in days] == ["20301231", "20311231"]
    # The province became part of another one on 1 July 2025, within the period.
    assert kh.portfolio.expiry_of(agreement).notes  # type: ignore[union-attr]
