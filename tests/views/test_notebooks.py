"""What answers show in a notebook, and the rows that dataframes take."""

import datetime as dt
import json
import re
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh

DAY = dt.date(2023, 12, 31)
ROOT = Path(__file__).resolve().parents[2]


def report() -> kh.Report:
    counts = kh.tables.read_counts(ROOT / "docs" / "examples" / "binh-thuan-2023.csv")
    return kh.catalog.programme("qd-387-2022").attainment(counts, on=DAY, reform=kh.catalog.reform())


def decision() -> kh.Decision:
    return kh.catalog.ruleset("tt-25-2023/commune").decide({"learning_citizens": 512, "citizens": 1000})


ANSWERS: dict[str, Any] = {
    "report": report,
    "attainment": lambda: report().rows[0],
    "decision": decision,
    "points": lambda: kh.catalog.ruleset("cdht-324-2023").decide({"foreign_language_points": 5}),
    "portfolio": kh.catalog.portfolio,
    "coverage": lambda: kh.catalog.portfolio().coverage(on=DAY),
    "by place": lambda: kh.catalog.portfolio().coverage(on=DAY, by="place"),
    "timeline": lambda: kh.catalog.portfolio().timeline(),
    "cascade": lambda: kh.catalog.portfolio().cascade("bac-ninh-2017-2020", on=DAY),
    "alignment": lambda: kh.align(
        kh.catalog.agreement("tra-vinh-2024-2030"), kh.catalog.programme("qd-387-2022"), on=DAY
    ),
    "agreement": lambda: kh.catalog.agreement("tra-vinh-2024-2030"),
    **{f"rules {item.id}": (lambda item=item: item) for item in kh.catalog.rulesets()},
}


@pytest.mark.parametrize("make", ANSWERS.values(), ids=ANSWERS)
def test_rows_are_plain_and_alike(make: Any) -> None:
    polars = pytest.importorskip("polars")
    for lang in ("vi", "en"):
        rows = make().to_rows(lang)
        assert json.loads(json.dumps(rows)) == rows
        assert len({tuple(row) for row in rows}) <= 1
        assert polars.DataFrame(rows).height == len(rows)
        assert kh.frames.of(make(), like=polars, lang=lang).shape == polars.DataFrame(rows).shape


@pytest.mark.parametrize("make", ANSWERS.values(), ids=ANSWERS)
def test_a_notebook_shows_a_short_table_and_the_way_to_the_whole(make: Any) -> None:
    shown = make()._repr_html_()
    assert shown.startswith('<div class="khuyenhoc" lang="vi">')
    assert shown.endswith("</div>")
    assert shown.count("<tr>") + shown.count("<li>") <= 40
    assert not re.search(r"<script|(?:src|href)=.https?://[^w]", shown.replace("https://vanban", ""))
    assert make().to_html("en").startswith('<!doctype html>\n<html lang="en">')


def test_what_is_left_out_is_counted() -> None:
    portfolio = kh.catalog.portfolio()
    shown = portfolio._repr_html_()
    assert shown.count("<tr>") == 13  # a heading and twelve of 27
    assert "Còn 15 dòng. Cả bảng: .to_html(), từng dòng: .to_rows()" in shown
    assert portfolio.to_html().count("<tr>") == 28


def test_a_report_shows_its_charts_on_its_page_alone() -> None:
    pytest.importorskip("vl_convert")
    assert "<svg" in report().to_html()
    assert "<svg" not in report()._repr_html_()


def test_the_rows_of_a_report_are_its_figures() -> None:
    made = report()
    row = made.to_rows()[list(made).index(made["family", 2030])]
    assert (row["place"], row["attribute"], row["due"]) == ("Bình Thuận", "family", "2030-12-31")
    assert (row["part"], row["whole"], row["observed"]) == (253_853, 324_847, "253853/324847")
    assert (row["required"], row["short_by"], row["status"]) == ("0.8", 6_025, "open")  # 80 % of 324,847: 259,878


def test_the_rows_of_a_decision_are_its_conditions() -> None:
    rows = decision().to_rows("en")
    (row,) = [row for row in rows if row["indicator"] == "5.1" and row["grade"] == "1"]
    assert (row["observed"], row["part"], row["whole"], row["short_by"]) == ("512/1000", 512, 1000, 88)
    assert (row["outcome"], row["required"]) == ("not_met", "0.6")


def test_a_dataframe_of_any_of_the_libraries() -> None:
    for name in ("polars", "pandas", "pyarrow"):
        library = pytest.importorskip(name)
        frame = kh.frames.of(kh.catalog.portfolio(), like=library)
        assert type(frame).__module__.partition(".")[0] == name
        assert frame.shape == (27, 8)
    with pytest.raises(kh.WrongTypeError, match="holds tables in memory"):
        kh.frames.of(report(), like="duckdb")
    with pytest.raises(kh.WrongTypeError, match="answer"):
        kh.frames.of([1, 2], like="polars")  # type: ignore[arg-type]


def test_a_dataframe_takes_its_types_from_all_rows() -> None:
    """Two hundred rows without a figure, and one with: by the first hundred alone the column would be empty."""
    polars = pytest.importorskip("polars")
    made = report()
    empty = [row for row in made if row.short_by is None]
    rows = (*empty * (200 // len(empty)), made["family", 2030])
    long = kh.Report(subject="x", title=made.title, on=DAY, rows=rows)
    assert kh.frames.of(long, like=polars)["short_by"].to_list()[-1] == 6_025
