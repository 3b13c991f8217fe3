"""A score sheet becomes a rule set at the command line, and the other commands work with it."""

import csv
import json
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

from khuyenhoc import catalog
from khuyenhoc.cli import score_sheet
from khuyenhoc.cli.main import cli, run

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
SHEET, HOUSES = str(EXAMPLES / "bang-diem-gia-dinh.csv"), EXAMPLES / "400-ho-gia-dinh.csv"
KNOWN = ("--title", "gia đình", "--document", "Hướng dẫn 12/HD-KHT", "--issued", "15/03/2025")


def invoke(*arguments: str) -> str:
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return result.output


def refused(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, *arguments: str) -> str:
    """What the whole program says, in Vietnamese, where it refuses."""
    monkeypatch.setattr(sys, "argv", ["khuyenhoc", *arguments])
    with pytest.raises(SystemExit) as ended:
        run()
    assert ended.value.code == 2
    return capsys.readouterr().err


def made(folder: Path, *more: str) -> str:
    output = str(folder / "family.toml")
    invoke("rules", "from-table", SHEET, *KNOWN, *more, "--output", output, "--overwrite")
    return output


def test_what_cannot_be_known_is_asked_for_by_its_option(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    said = refused(capsys, monkeypatch, "rules", "from-table", SHEET)
    for option in ("--title", "--document", "--issued", "--pass"):
        assert f"\n  {option}: thiếu " in said
        assert f"ghi {option} " in said
    assert "--band" in refused(capsys, monkeypatch, "rules", "from-table", SHEET, *KNOWN)
    assert "--pass" not in invoke("rules", "from-table", SHEET, *KNOWN, "--band", "Tốt=90")


@pytest.mark.parametrize(
    ("options", "said"),
    [
        (("--pass", "101"), "--pass: điểm ngoài phạm vi của bảng; cần trên 0, nhiều nhất 100; đã ghi “101”"),
        (("--pass", "80", "--title", "clan"), "--title: trong bảng ghi “Gia đình học tập”; đã ghi “clan”"),
        (("--pass", "80", "--floor", "8"), "--floor: cao hơn điểm tối đa của dòng III.3: 7,5; đã ghi “8”"),
        (("--pass", "80", "--band", "Khá=70"), "--band: mức xếp loại không cao hơn điểm đạt; đã ghi “Khá”"),
        (("--band", "Khá=70", "--band", "Tốt=70"), "--band: hai mức xếp loại bắt đầu từ cùng một điểm"),
        (("--band", "Khá"), "--band: không phải mức xếp loại kèm điểm; cần “Tốt=90”; đã ghi “Khá”"),
        (("--band", "Khá=70", "--difficult-pass", "60"), "--difficult-pass: có điểm cho vùng khó khăn"),
        (("--pass", "80", "--criterion-above", "30"), "--criterion-above: tiêu chí I không thể vượt: tối đa 30"),
        (("--pass", "80", "--issued", "31/02/2025"), "--issued: không phải là ngày"),
        (("--pass", "80", "--output", "family.txt"), "chỉ ghi ra tệp .toml"),
    ],
)
def test_options_that_do_not_fit_the_sheet(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...], said: str
) -> None:
    assert said in refused(capsys, monkeypatch, "rules", "from-table", SHEET, *KNOWN, *options)


def test_at_a_terminal_they_are_asked_for(monkeypatch: pytest.MonkeyPatch) -> None:
    answers = iter(["family", "Hướng dẫn 12/HD-KHT", "15/03/2025", "80"])
    asked: list[str] = []
    monkeypatch.setattr(score_sheet.click, "prompt", lambda text: asked.append(text) or next(answers))
    stated: dict[str, Any] = {"title": "", "document": "", "issued": "", "pass_": "", "bands": ()}
    monkeypatch.setattr(sys.stdin, "isatty", lambda: True, raising=False)
    assert score_sheet._asked(stated, "vi")["pass_"] == "80"
    assert [text.split(" ")[0] for text in asked] == ["Danh", "Văn", "Ngày", "Điểm"]
    assert score_sheet._asked({**stated, "title": "x", "document": "x", "issued": "x", "bands": ("a=1",)}, "vi")


def test_the_rule_set_says_what_the_sheet_says(tmp_path: Path) -> None:
    file = made(tmp_path, "--pass", "80", "--difficult-pass", "70", "--floor", "2", "--level", "hamlet")
    rules = catalog.read_rules(file)
    assert (rules.id, rules.model.value, rules.confidence.value) == (  # type: ignore[union-attr]
        "huong-dan-12-hd-kht-2025/family",
        "family",
        "stated",
    )
    assert [item.maximum for item in rules.indicators] == [10, 10, 10, 20, 10, 20, Fraction(25, 2), Fraction(15, 2)]
    assert str(rules.indicators[1].tests[0].cite) == "khoản 2 mục I huong-dan-12-hd-kht-2025"
    assert [(total.area, total.at_least) for total in rules.grades[0].totals] == [("", 80), ("difficult", 70)]
    assert rules.facts[0].note is not None
    assert rules.facts[0].note.vi == "Có bàn, ghế, đèn"
    assert "Không có điều gì cần lưu ý." in invoke("rules", "check", file)
    assert 'diem_iii_3 = ""' in invoke("form", file)


def test_the_example_is_what_the_sheet_makes(tmp_path: Path) -> None:
    """The rule file that lies beside the sheet for the pages."""
    conditions = ("--pass", "80", "--difficult-pass", "70", "--floor", "2", "--band", "Gia đình học tập tiêu biểu=90")
    example = EXAMPLES / "gia-dinh-hoc-tap.toml"
    assert invoke("rules", "from-table", SHEET, *KNOWN, *conditions) == example.read_text("utf-8")


def test_it_decides(tmp_path: Path) -> None:
    """Points by hand: 80 in all reaches the mark, 79,5 does not but in a difficult area; one line under the floor."""
    rules = catalog.read_rules(made(tmp_path, "--pass", "80", "--difficult-pass", "70", "--floor", "2"))
    keys = [fact.key for fact in rules.facts]
    passed = dict(zip(keys, ["10", "10", "10", "20", "10", "10", "5", "5"], strict=True))
    assert rules.decide(passed).grade == "learning_family"
    short = passed | {"diem_iii_3": "4.5"}
    assert rules.decide(short).grade is None
    assert rules.decide(short, area="difficult").grade == "learning_family"
    assert rules.decide(passed | {"diem_iii_1": "15", "diem_iii_3": "1.5"}).grade is None


def test_bands_and_points_of_a_criterion(tmp_path: Path) -> None:
    rules = catalog.read_rules(
        made(tmp_path, "--band", "Tốt=90", "--band", "Khá=65", "--difficult-band", "Khá=50", "--criterion-above", "10")
    )
    assert [grade.id for grade in rules.grades] == ["kha", "tot"]
    keys = [fact.key for fact in rules.facts]
    best = dict(zip(keys, [10, 10, 10, 20, 10, 20, "12.5", "7.5"], strict=True))
    assert rules.decide(best).grade == "tot"
    assert rules.decide(best | {"diem_i_1": 0, "diem_i_2": 0}).grade is None  # 80 in all, but I is not above 10
    assert rules.decide(best | {"diem_iii_1": 0, "diem_iii_3": 0}).grade == "kha"
    assert rules.check() == ()


def houses() -> list[list[str]]:
    """The points of the example: 400 made-up households by arithmetic."""
    most = [Fraction(text) for text in ("10", "10", "10", "20", "10", "20", "12.5", "7.5")]
    found = []
    for house in range(1, 401):
        steps = [(house * (2 * line + 3) + line) % 13 for line in range(8)]
        points = [
            Fraction(5, 2) if not step else full / 2 if step < 4 else full - 1 if step < 7 else full
            for step, full in zip(steps, most, strict=True)
        ]
        texts = [f"{float(number):g}".replace(".", ",") for number in points]
        if house == 217:
            texts[3] = ""  # not scored yet
        hamlet = (house + 39) // 40
        found.append([f"H{house:03}", f"Thôn {hamlet}", "vùng khó khăn" if hamlet > 8 else "", *texts])
    return found


def test_400_households_are_decided(tmp_path: Path) -> None:
    """As adding up decides them: 80 points, 70 in difficult areas, and no line below 2."""
    with HOUSES.open(encoding="utf-8-sig", newline="") as file:
        _, *rows = csv.reader(file, delimiter=";")
    assert rows == houses()
    expected = Counter()  # type: ignore[var-annotated]
    for _, _, area, *points in rows:
        total = sum(Fraction(number.replace(",", ".")) for number in points if number)
        mark = 70 if area else 80
        expected["undetermined" if "" in points and total < mark else "met" if total >= mark else "not"] += 1
    rules = made(tmp_path, "--pass", "80", "--difficult-pass", "70", "--floor", "2")
    output = tmp_path / "decided.xlsx"
    said = json.loads(invoke("decide", rules, str(HOUSES), "--output", str(output), "--format", "json"))
    assert said["verdicts"] == {
        "not_recognised": expected["not"],
        "recognised": expected["met"],
        "undetermined": expected["undetermined"],
    }
    assert sum(said["verdicts"].values()) == 400
    assert openpyxl.load_workbook(output).active.max_row == 401


def test_the_sheet_is_given_back(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    first, book = made(tmp_path, "--pass", "80"), str(tmp_path / "sheet.xlsx")
    before = Path(first).read_text("utf-8")
    assert "8 dòng có điểm" in invoke("rules", "edit-table", first, "--output", book)
    assert "đã có tệp này" in refused(capsys, monkeypatch, "rules", "edit-table", first, "--output", book)
    assert invoke("rules", "from-table", book, *KNOWN, "--pass", "80") == before
    page = openpyxl.load_workbook(book).active
    assert [cell.value for cell in page[3]] == ["STT", "Tiêu chí", "Nội dung", "Điểm tối đa"]
    assert (page["A4"].value, page["B4"].value, page["D4"].value) == ("I", "Điều kiện học tập", 30)
    assert str(page.merged_cells.ranges).count("B4:C4") == 1
    assert "chỉ ghi ra tệp .xlsx" in refused(
        capsys, monkeypatch, "rules", "edit-table", first, "--output", str(tmp_path / "sheet.ods")
    )
    assert "không chấm điểm" in refused(
        capsys, monkeypatch, "rules", "edit-table", "tt-25-2023/commune", "--output", str(tmp_path / "a.xlsx")
    )
