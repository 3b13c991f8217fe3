"""The dossier of one applicant: what is asked and there, the draft, the days, the readings."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
FORM = str(ROOT / "docs" / "examples" / "commune-2024.toml")
TABLE = str(ROOT / "docs" / "examples" / "communes.csv")
COMMUNE = "tt-25-2023/commune"


def run(*arguments: str, code: int = 0) -> str:
    said = CliRunner().invoke(cli, ["dossier", *arguments], env={"COLUMNS": "80"}, catch_exceptions=True)
    if code == 0:
        assert said.exit_code == 0, (said.output, said.exception)
    else:
        assert isinstance(said.exception, kh.KhuyenHocError)
        return said.exception.text("vi")
    return said.output


def words(*arguments: str) -> str:
    return " ".join(run(*arguments).split())


def data(*arguments: str) -> Any:
    return json.loads(run(*arguments, "--format", "json"))


def test_every_indicator_stands_with_its_article_and_evidence() -> None:
    text = run(COMMUNE, FORM, "--format", "html")
    for indicator in kh.catalog.ruleset(COMMUNE).indicators:
        assert f"<td>{indicator.id} " in text
    assert "<td>quyết định công nhận năm 2024</td>" in text
    assert "<small>điểm a khoản 5 Điều 6</small>" in text
    assert "<td>7.421/12.480 người (59,46%)<small>còn thiếu 67 người</small></td>" in text


def test_what_several_grades_ask_alike_stands_once_with_both_articles() -> None:
    text = run(COMMUNE, FORM, "--format", "html")
    assert (
        "Đã tuyên truyền về học tập suốt đời, xã hội học tập<small>điểm a khoản 1 Điều 6; khoản 1 Điều 7</small>"
        in text
    )


def test_the_draft_counts_what_is_met_at_each_grade() -> None:
    """By hand: of fifteen only 5.1 fails at level 1; 4.3, 5.1 and 5.2 fail at level 2."""
    draft = data(COMMUNE, FORM, "--year", "2024")["draft"]
    assert draft == [
        "Ủy ban nhân dân cấp xã tự đánh giá năm 2024 theo Thông tư 25/2023/TT-BGDĐT: chưa đạt mức độ 1.",
        "Mức độ 1: 14 chỉ tiêu đạt trên 15 chỉ tiêu được xét; không đạt: 5.1.",
        "Mức độ 2: 12 chỉ tiêu đạt trên 15 chỉ tiêu được xét; không đạt: 4.3, 5.1, 5.2.",
        "Chưa đủ điều kiện đề nghị công nhận.",
    ]


@pytest.mark.parametrize(
    ("on", "asked"),
    [("2025-02-01", "Trưởng phòng Giáo dục và Đào tạo"), ("2025-08-01", "cấp có thẩm quyền")],
)
def test_who_is_asked_to_recognise_is_who_there_is_on_the_day(tmp_path: Path, on: str, asked: str) -> None:
    """The head of the district office decided until 30 June 2025; who does since then is not established."""
    form = Path(FORM).read_text(encoding="utf-8").replace("7421", "8000")
    path = tmp_path / "xa.toml"
    path.write_text(form, encoding="utf-8")
    last = data(COMMUNE, str(path), "--on", on)["draft"][-1]
    assert last == f"Đề nghị {asked} xem xét, công nhận Cộng đồng học tập cấp xã: đạt mức độ 1."


def test_what_is_in_the_way_is_said_as_decide_says_it() -> None:
    found = data(COMMUNE, FORM)
    said = " ".join(CliRunner().invoke(cli, ["decide", COMMUNE, FORM]).output.split())
    assert len(found["in_the_way"]) == 1
    assert all(" ".join(text.split()) in said for text in [*found["in_the_way"], *found["questions"]])
    assert found["decision"]["verdict"] == "not_recognised"


def test_days_of_the_year_and_how_many_are_left() -> None:
    """Before 28 February of the next year; from 15 January that is 44 days."""
    assert "trước ngày 28/02/2025 nộp hồ sơ đề nghị" in words(COMMUNE, FORM, "--year", "2024")
    text = run(COMMUNE, FORM, "--year", "2024", "--on", "2025-01-15", "--format", "html")
    assert "trước ngày 28/02/2025 (còn 44 ngày)" in text
    text = run(COMMUNE, FORM, "--year", "2024", "--on", "2025-03-01", "--format", "html")
    assert "trước ngày 28/02/2025 (đã qua)" in text
    assert "trước ngày 31/03/2025 (còn 30 ngày)" in text
    assert "trước ngày 28/02 năm sau" in run(COMMUNE, FORM, "--format", "html")


def test_a_set_of_points_shows_its_total(tmp_path: Path) -> None:
    rules = kh.catalog.ruleset("cdht-324-2023")
    path = tmp_path / "a.json"
    path.write_text(json.dumps({fact.key: 8 for fact in rules.facts}), encoding="utf-8")
    text = words(rules.id, str(path))
    assert "80 điểm" in text
    assert text.count("8 điểm") >= 10


def test_standards_have_no_grade_to_ask_for(tmp_path: Path) -> None:
    path = tmp_path / "a.json"
    path.write_text(json.dumps({"children_5": 20, "children_5_in_class": 10}), encoding="utf-8")
    draft = data("nd-20-2014/commune", str(path))["draft"]
    assert len(draft) == 1
    assert "chưa đạt" in draft[0]


def csv(path: Path) -> str:
    head = "applicant;citizens;learning_citizens"
    path.write_text(f"{head}\nxã Một;1.000;700\nxã Hai;1.000;500\n", encoding="utf-8")
    return str(path)


def test_one_of_several_is_named(tmp_path: Path) -> None:
    source = csv(tmp_path / "xa.csv")
    assert data(COMMUNE, source, "--applicant", "xã hai")["applicant"] == "xã Hai"
    assert "có 2 hồ sơ, chưa rõ hồ sơ nào: xã Một, xã Hai" in run(COMMUNE, source, code=1)
    assert "trong tệp không có hồ sơ này" in run(COMMUNE, source, "--applicant", "xã Ba", code=1)
