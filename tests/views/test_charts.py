"""Charts: the figures in a specification are those of the answer, it is valid, and it draws."""

import datetime as dt
import json
import re
from fractions import Fraction
from html import unescape
from itertools import combinations, pairwise
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import charts
from khuyenhoc.files import pictures
from khuyenhoc.views.charts.pictures import report_pictures
from khuyenhoc.views.charts.theme import COLOURS, INK
from khuyenhoc.views.page import html_page
from khuyenhoc.views.sheets import Page, Picture

FAMILY = kh.LearningModel.FAMILY
CLAN = kh.LearningModel.CLAN
ROOT = Path(__file__).resolve().parents[2]
NO_ADDRESS = re.compile(r"(?:href|src)=|url\(|<script|https?://(?!www\.w3\.org/2000/svg)")


def count(name: str, year: int, model: kh.LearningModel, part: int, whole: int) -> kh.Observation:
    return kh.Observation(
        place=kh.Place(name, level=kh.Level.COMMUNE),
        on=dt.date(year, 12, 31),
        attribute=model.attribute,
        population=model.population,
        recognised=part,
        total=whole,
    )


ONE = [
    count("Đức Hạnh", 2021, FAMILY, 600, 1000),
    count("Đức Hạnh", 2022, FAMILY, 650, 1000),
    count("Đức Hạnh", 2024, FAMILY, 690, 1010),
    count("Đức Hạnh", 2024, CLAN, 44, 90),
]
MANY = [count(name, 2024, FAMILY, part, 999) for name, part in (("Ba", 333), ("Hai", 812), ("Một", 700), ("Bốn", 55))]


def report(counts: list[kh.Observation]) -> kh.Report:
    return kh.catalog.programme("qd-387-2022").attainment(counts, on=dt.date(2025, 3, 31))


def decision() -> kh.Decision:
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    applicant = kh.forms.read_facts(ROOT / "docs" / "examples" / "commune-2024.toml", rules)[0]
    return rules.decide(applicant.facts, area=applicant.area, unit=applicant.unit)


SPECS: dict[str, Any] = {
    f"{name}-{lang}": (make, lang)
    for lang in ("vi", "en")
    for name, make in {
        "attainment": lambda lang: charts.attainment(report(ONE), lang=lang),
        "progress": lambda lang: charts.progress(report(ONE), observations=ONE, lang=lang),
        "ranking": lambda lang: charts.ranking(report(MANY), lang=lang),
        "timeline": lambda lang: charts.timeline(kh.catalog.portfolio(), on=dt.date(2025, 6, 1), lang=lang),
        "grade": lambda lang: charts.grade(decision(), lang=lang),
    }.items()
}


def rows(spec: dict[str, Any]) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = spec["data"]["values"]
    return found


@pytest.mark.parametrize(("make", "lang"), SPECS.values(), ids=SPECS)
def test_a_specification_is_valid_plain_data_and_draws_its_words(make: Any, lang: kh.Label) -> None:
    altair = pytest.importorskip("altair")
    spec = make(lang)
    assert json.loads(json.dumps(spec)) == spec
    assert altair.Chart.from_dict(spec).to_dict()["description"] == spec["description"]
    svg = unescape(pictures.svg_of(spec))
    assert not NO_ADDRESS.search(svg.replace('xmlns:xlink="http://www.w3.org/1999/xlink"', ""))
    for row in rows(spec):
        for text in str(row.get("said", row.get("text")) if "label" not in row else row["label"]).split("\n"):
            assert text in svg, text


def test_bars_are_the_rows_of_the_report_exactly() -> None:
    made = report(ONE)
    shown = rows(charts.attainment(made))
    wanted = [row for row in made if row.observed is not None]
    assert len(wanted) == 4  # families and clans, each by 2025 and by 2030
    for row, bar in zip(wanted, shown, strict=True):
        assert row.observed is not None
        assert isinstance(row.target, kh.Reach)
        assert (bar["part"], bar["whole"], bar["status"]) == (row.observed.part, row.observed.whole, row.status.value)
        assert kh.Rate(bar["share"]) == kh.Rate.of(bar["part"], bar["whole"])
        assert (kh.Rate(bar["required"]), bar["due"]) == (row.target.rate, row.target.due.isoformat())
        assert bar["percent"] == pytest.approx(bar["part"] / bar["whole"] * 100, rel=1e-15)
    assert shown[0]["said"] == "68,31% (690/1.010)\nđúng tiến độ, mức 70%, thiếu 17"  # 70 % of 1,010 is 707
    text = charts.attainment(made)["title"]["subtitle"]
    assert any(line.startswith("Không vẽ, vì chưa có tỷ lệ: ") and "Công dân" not in line[:20] for line in text)


def test_a_figure_that_does_not_compare_has_no_mark() -> None:
    seen = kh.Observation(
        place=kh.Place("X"),
        on=dt.date(2024, 12, 31),
        attribute=FAMILY.attribute,
        population=FAMILY.population,
        recognised=9,
        registered=10,
    )
    bar = rows(charts.attainment(report([seen])))[0]
    assert (bar["status"], bar["required"], bar["required_percent"]) == ("not_comparable", None, None)
    assert bar["said"].startswith("90% (9/10 số đăng ký)")


def test_progress_draws_every_count_the_way_and_where_the_pace_leads() -> None:
    shown = rows(charts.progress(report(ONE), "family", observations=ONE))
    lines: dict[str, list[tuple[str, str]]] = {}
    for row in shown:
        lines.setdefault(row["line"], []).append((row["day"], row["share"]))
    assert lines["đã đếm"] == [("2021-12-31", "0.6"), ("2022-12-31", "0.65"), ("2024-12-31", "69/101")]
    assert lines["chỉ tiêu"] == [("2025-12-31", "0.7"), ("2030-12-31", "0.8")]
    # From 60 % on 31/12/2021 to 690/1010 three years later: one year and six years further on.
    pace = (Fraction(690, 1010) - Fraction(6, 10)) / 3
    ends = [kh.Rate(share).value for _, share in lines["dự báo theo nhịp đã thấy"][1::2]]
    assert ends == [Fraction(690, 1010) + pace, Fraction(690, 1010) + 6 * pace]
    assert lines["đường phải đi"][::2] == [("2021-12-31", "0.6")] * 2


def test_the_projection_is_exact_and_of_the_report() -> None:
    row = report(ONE)["family", 2030]
    assert row.baseline is not None
    assert row.baseline.on == dt.date(2021, 12, 31)
    assert (row.baseline.part, row.baseline.whole) == (600, 1000)
    assert row.projected == kh.Rate(Fraction(690, 1010) + 2 * (Fraction(690, 1010) - Fraction(6, 10)))
    assert report(ONE)["clan", 2030].projected is None  # counted once
    late = kh.catalog.programme("qd-387-2022").attainment(
        [*ONE, count("Đức Hạnh", 2025, FAMILY, 7, 10)], on=dt.date(2026, 1, 1)
    )
    assert late["family", 2025].projected is None  # the due day has come


def test_a_pace_beyond_all_is_drawn_as_such() -> None:
    made = report([count("X", 2022, FAMILY, 1, 10), count("X", 2024, FAMILY, 7, 10)])
    assert made["family", 2030].projected == kh.Rate("250%")  # 30 points a year for six years on top of 70 %
    assert [row["end"] for row in rows(charts.progress(made)) if "end" in row][-1] == ">100%"


def test_places_stand_in_order_with_the_first_target_ahead() -> None:
    shown = rows(charts.ranking(report(MANY)))
    assert [(row["place"], row["part"]) for row in shown] == [("Hai", 812), ("Một", 700), ("Ba", 333), ("Bốn", 55)]
    assert {row["due"] for row in shown} == {"2025-12-31"}
    assert {row["due"] for row in rows(charts.ranking(report(MANY), FAMILY, due=2030))} == {"2030-12-31"}


def test_gaps_are_those_of_the_timeline() -> None:
    portfolio = kh.catalog.portfolio()
    shown = rows(charts.timeline(portfolio))
    gaps = {(row["first"], row["last"]) for row in shown if row["kind"].startswith("khoảng trống")}
    places = {item.place for item in portfolio}
    lines = [portfolio.timeline(place=place) for place in places]
    assert gaps == {(gap.first.isoformat(), gap.last.isoformat()) for line in lines for gap in line.gaps}
    drawn = {row["id"] for row in shown} - {None}
    assert drawn == {item.id for item in portfolio} - {item.id for item in portfolio.undated()}
    assert len({(row["row"], row["first"]) for row in shown}) == len(shown)


def test_what_is_missing_for_a_grade_is_what_the_decision_says() -> None:
    made = decision()
    shown = rows(charts.grade(made))
    assert [(row["indicator"], row["short_by"]) for row in shown] == [
        (step.indicator, step.short_by) for step in made.next_grade()
    ]
    (row,) = shown
    assert (row["required"], row["observed"], row["short_by"]) == ("0.6", "7421/12480", 67)  # 60 % of 12,480 is 7,488
    assert row["percent"] == pytest.approx(7421 / 7488 * 100)


@pytest.mark.parametrize(
    ("draw", "says"),
    [
        (lambda: charts.attainment(report(MANY)), "several places"),
        (lambda: charts.attainment(report([])), "nothing to draw"),
        (lambda: charts.progress(report(MANY[:1])), "counts of two days"),
        (lambda: charts.ranking(report(MANY), "clan"), "nothing to draw"),
        (lambda: charts.timeline(kh.Portfolio()), "states its period"),
        (lambda: charts.save({}, "x.gif"), "no such kind of picture"),
    ],
)
def test_what_cannot_be_drawn_is_an_error_of_ours(draw: Any, says: str) -> None:
    with pytest.raises(kh.InvalidValueError, match=says):
        draw()


def test_a_place_is_named_or_found_missing() -> None:
    made = report(MANY)
    assert len(rows(charts.attainment(made, place="Hai"))) == 2
    assert rows(charts.attainment(made, place=made.places[0])) == rows(charts.attainment(made, place="Ba"))
    with pytest.raises(kh.UnknownNameError, match="no such place"):
        charts.attainment(made, place="Năm")


@pytest.mark.parametrize(
    ("ending", "begins"), [("png", b"\x89PNG\r\n"), ("svg", b"<svg "), ("pdf", b"%PDF-"), ("json", b"{\n")]
)
def test_a_chart_is_saved_by_the_ending_of_its_name(ending: str, begins: bytes, tmp_path: Path) -> None:
    file = charts.save(charts.ranking(report(MANY)), tmp_path / f"x.{ending.upper()}")
    assert file.read_bytes().startswith(begins)


def test_without_the_extra_it_is_said_and_json_still_goes(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setitem(__import__("sys").modules, "vl_convert", None)
    spec = charts.ranking(report(MANY))
    with pytest.raises(kh.MissingExtraError, match="khuyenhoc\\[plot\\]"):
        charts.save(spec, tmp_path / "x.png")
    assert json.loads(charts.save(spec, tmp_path / "x.json").read_text(encoding="utf-8")) == spec


def test_nothing_is_fetched_from_an_address(tmp_path: Path) -> None:
    """A specification of somebody else may name one; what draws here does not go there."""
    spec = {"data": {"url": "https://example.org/x.json"}, "mark": "bar", "encoding": {"x": {"field": "a"}}}
    with pytest.raises(kh.InvalidValueError, match="cannot be drawn"):
        charts.save(spec, tmp_path / "x.svg")


def test_a_page_holds_its_charts_and_nothing_from_outside() -> None:
    found = report_pictures(report(ONE), ONE, "vi")
    assert [next(iter(item.spec["data"]["values"][0])) for item in found] == ["target", "series"]
    page = html_page(Page(title="T", charts=(*found, Picture("<b>", "<i> & “x”", charts.ranking(report(MANY))))), "vi")
    assert page.count('<figure><svg role="img" aria-label=') == 3
    assert "&lt;i&gt; &amp; “x”" in page
    assert not NO_ADDRESS.search(page)
    assert len(report_pictures(report(MANY), MANY, "vi")) == 1
    assert report_pictures(report([]), (), "vi") == ()


@pytest.mark.parametrize(("places", "drawn"), [(200, 1), (201, 0)])
def test_of_many_places_a_page_holds_tables_alone(places: int, drawn: int) -> None:
    counts = [count(f"Xã {number}", 2024, FAMILY, number, 999) for number in range(places)]
    assert len(report_pictures(report(counts), counts, "vi")) == drawn


# Colours: lightness in CIE L*, and what the colour-blind see after Viénot, Brettel and Mollon (1999).
_SIGHTS = {
    "protanopia": ((0.11238, 0.88762, 0), (0.11238, 0.88762, 0), (0.00401, -0.00401, 1)),
    "deuteranopia": ((0.29275, 0.70725, 0), (0.29275, 0.70725, 0), (-0.02234, 0.02234, 1)),
}


def linear(colour: str) -> list[float]:
    parts = [int(colour[start : start + 2], 16) / 255 for start in (1, 3, 5)]
    return [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]


def luminance(rgb: list[float]) -> float:
    return 0.2126 * rgb[0] + 0.7152 * rgb[1] + 0.0722 * rgb[2]


def lightness(rgb: list[float]) -> float:
    return 116 * luminance(rgb) ** (1 / 3) - 16


def test_the_colours_are_steps_of_grey_in_their_order() -> None:
    assert set(COLOURS) == set(kh.Status)
    steps = [lightness(linear(colour)) for colour in COLOURS.values()]
    assert min(after - before for before, after in pairwise(steps)) > 9


@pytest.mark.parametrize("sight", _SIGHTS)
def test_the_colour_blind_tell_them_apart(sight: str) -> None:
    seen = [
        [sum(k * part for k, part in zip(row, linear(c), strict=True)) for row in _SIGHTS[sight]]
        for c in COLOURS.values()
    ]
    for one, other in combinations(seen, 2):
        assert (
            abs(lightness(one) - lightness(other)) > 5 or max(abs(a - b) for a, b in zip(one, other, strict=True)) > 0.1
        )


def test_outlines_and_words_stand_out_from_the_paper() -> None:
    assert 1.05 / (luminance(linear(INK)) + 0.05) > 7  # AAA, of the web's rules on contrast
