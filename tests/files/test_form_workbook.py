"""A form as an Excel workbook: what its cells accept, and that it is read back as it is, from LibreOffice too."""

import datetime as dt
import shutil
import subprocess
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog, tables
from khuyenhoc._base.terms import Language
from khuyenhoc.cli.main import cli
from khuyenhoc.files.tables.cells import cell_value, option_id
from khuyenhoc.forms import read_facts, write_form
from khuyenhoc.recognition import FactKind
from khuyenhoc.testing.facts import perfect, units_of
from names import SETS

COMMUNE = catalog.ruleset("tt-25-2023/commune")
UNIT = catalog.ruleset("tt-24-2023/district")
MANY_HEAD = 5


def typed(rules: kh.RuleSet, key: str, value: Any) -> Any:
    """A value as an officer chooses or types it."""
    fact = rules.fact(key)
    if fact.kind is FactKind.YES_NO:
        return "có" if value else "không"
    if fact.kind is FactKind.RANK:
        scale = next(scale for scale in rules.scales if scale.id == fact.scale)
        return scale.steps[scale.index(value)].vi
    return float(value) if isinstance(value, Fraction) and value.denominator > 1 else int(value)


def lines_of(sheet: Any) -> dict[str, int]:
    """The rows of the form of one applicant by key."""
    return {row[7].value: row[0].row for row in sheet.iter_rows(min_row=6) if row[7].value}


def fill_one(path: Path, rules: kh.RuleSet, facts: dict[str, Any], **own: str) -> None:
    book = openpyxl.load_workbook(path)
    rows = lines_of(book.worksheets[0])
    for key, value in facts.items():
        book.worksheets[0].cell(rows[key], 4).value = typed(rules, key, value)
    for key, text in own.items():
        book.worksheets[0].cell(rows[key], 4).value = text
    book.save(path)


def fill_many(path: Path, rules: kh.RuleSet, *rows: tuple[str, dict[str, Any], str]) -> None:
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    labels = {fact.vi: fact.key for fact in rules.facts}
    at = {labels.get(cell.value, cell.value): cell.column for cell in sheet[MANY_HEAD]}
    for number, (name, facts, unit) in enumerate(rows, MANY_HEAD + 1):
        sheet.cell(number, at["Đơn vị"]).value = name
        if unit:
            sheet.cell(number, at["Loại đơn vị"]).value = unit
        for key, value in facts.items():
            sheet.cell(number, at[key]).value = typed(rules, key, value)
    book.save(path)


def name_of(unit: str, rules: kh.RuleSet) -> str:
    return next((option.vi for option in rules.units if option.id == unit), "")


@pytest.fixture(params=["as it is", "saved by LibreOffice"])
def saved(request: pytest.FixtureRequest, tmp_path: Path) -> Any:
    """A file as it is, or as the real program writes it again."""
    if request.param == "as it is":
        return lambda path: path
    program = shutil.which("soffice")
    if program is None:
        pytest.skip("LibreOffice (soffice) is not installed")

    def again(path: Path) -> Path:
        profile = f"-env:UserInstallation=file://{tmp_path}/profile"
        words = [program, profile, "--headless", "--convert-to", "xlsx", "--outdir", str(tmp_path / "again"), str(path)]
        subprocess.run(words, check=True, capture_output=True)
        return tmp_path / "again" / path.name

    return again


@pytest.mark.parametrize("rules", [COMMUNE, UNIT], ids=lambda rules: rules.id)
def test_a_filled_in_form_is_read_back(tmp_path: Path, saved: Any, rules: kh.RuleSet) -> None:
    """One applicant and many, decided from the file as from the facts."""
    unit = units_of(rules)[0]
    facts = perfect(rules, 10_000)
    one = write_form(rules, tmp_path / "mot.xlsx", names=["Vinh Phú"])
    fill_one(one, rules, facts, **({"unit": name_of(unit, rules)} if unit else {}))
    (read,) = read_facts(saved(one), rules)
    assert (read.id, read.unit) == ("Vinh Phú", unit)
    assert rules.decide(read.facts, unit=read.unit) == rules.decide(facts, unit=unit)
    key = next(fact.key for fact in rules.facts if fact.kind is FactKind.YES_NO)
    many = write_form(rules, tmp_path / "nhieu.xlsx", rows=12, names=["Một", "Hai"])
    worse = facts | {key: False}
    fill_many(many, rules, ("Một", facts, name_of(unit, rules)), ("Hai", worse, name_of(unit, rules)))
    found = read_facts(saved(many), rules)
    assert [item.id for item in found] == ["Một", "Hai"]
    for item, expected in zip(found, (facts, worse), strict=True):
        assert rules.decide(item.facts, unit=item.unit) == rules.decide(expected, unit=unit)
    made = tables.decide_file(saved(many), tmp_path / "out.csv", rules)
    assert (made.rows, made.rejected, dict(made.verdicts)) == (2, 0, {"not_recognised": 1, "recognised": 1})


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", SETS)
def test_an_empty_form_asks_for_every_fact_and_knows_none(tmp_path: Path, name: str, lang: Language) -> None:
    """Both kinds, in both languages; what is blank is unknown."""
    rules = catalog.ruleset(name)
    one = write_form(rules, tmp_path / "one.xlsx", lang=lang)
    (read,) = read_facts(one, rules)
    assert (dict(read.facts), read.area, read.unit) == ({}, "", "")
    asked = set(lines_of(openpyxl.load_workbook(one).worksheets[0]))
    assert asked - {"applicant", "area", "unit"} == {fact.key for fact in rules.facts}
    many = write_form(rules, tmp_path / "many.xlsx", rows=3, names=["A"], lang=lang)
    (read,) = read_facts(many, rules)
    assert (read.id, dict(read.facts)) == ("A", {})


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", SETS)
def test_what_a_list_offers_is_read_and_nothing_is_missing(tmp_path: Path, name: str, lang: Language) -> None:
    """Each list holds each answer, step, area or unit once; counts take whole numbers from 0."""
    rules = catalog.ruleset(name)
    book = openpyxl.load_workbook(write_form(rules, tmp_path / "one.xlsx", lang=lang))
    sheet, lists = book.worksheets[0], book.worksheets[-1]
    rows = {row: key for key, row in lines_of(sheet).items()}
    scales = {scale.id: scale for scale in rules.scales}
    checked = set()
    for check in sheet.data_validations.dataValidation:
        key = rows[next(iter(check.sqref.ranges)).min_row]
        checked.add(key)
        assert check.errorStyle == "stop"
        assert check.error
        if check.type == "list":
            assert lists.sheet_state == "hidden"
            offered = [cell.value for (cell,) in lists[check.formula1.partition("!")[2].replace("$", "")]]
            if key in ("area", "unit"):
                options = rules.areas if key == "area" else rules.units
                assert [option_id(text, options) for text in offered] == [option.id for option in options]
                continue
            fact = rules.fact(key)
            values = [cell_value(text, fact, rules.scales) for text in offered]
            wanted = [step.id for step in scales[fact.scale].steps] if fact.scale else [True, False]
            assert values == wanted
            continue
        fact = rules.fact(key)
        assert (check.type == "whole") is (fact.kind is FactKind.COUNT)
        if fact.kind is FactKind.COUNT:
            assert check.formula1 == "0"
            assert all(f"D{lines_of(sheet)[whole]}" in check.formula2 for whole in fact.part_of)
        if fact.maximum is not None:
            assert (Fraction(check.formula1), Fraction(check.formula2)) == (0, fact.maximum)
    assert checked == {*rows.values()} - {"applicant"}


def test_the_sheet_of_one_is_set_up_for_reading_and_for_a4(tmp_path: Path) -> None:
    """Frozen under the headings, the article beside each line, remarks as comments, a sheet that explains."""
    book = openpyxl.load_workbook(write_form(UNIT, tmp_path / "one.xlsx"))
    sheet, guide, _ = book.worksheets
    assert (sheet.freeze_panes, guide.title) == ("D6", "Hướng dẫn")
    assert (sheet.page_setup.paperSize, sheet.page_setup.orientation) == (9, "landscape")
    row = lines_of(sheet)["members"]
    assert sheet.cell(row, 7).value == "điểm a khoản 2 Điều 6\nđiểm a khoản 2 Điều 7"
    note = sheet.cell(row, 4).comment.text
    assert note.startswith("Cán bộ, công chức, viên chức")
    only = sheet.cell(lines_of(sheet)["accreditation"], 4).comment.text
    assert only.startswith("Chỉ hỏi đối với: ")
    assert sheet.column_dimensions["H"].hidden


def test_evidence_beside_a_value_is_kept(tmp_path: Path) -> None:
    """Also where the column of keys was deleted: the line is known by its words."""
    path = write_form(COMMUNE, tmp_path / "one.xlsx")
    fill_one(path, COMMUNE, {"awareness_work": True})
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    sheet.cell(lines_of(sheet)["awareness_work"], 6).value = "Báo cáo 12/BC-UBND"
    sheet.delete_cols(8)
    book.save(path)
    (read,) = read_facts(path, COMMUNE)
    assert dict(read.facts) == {"awareness_work": {"value": True, "evidence": "Báo cáo 12/BC-UBND"}}
    made = COMMUNE.decide(read.facts)
    assert made.evidence["awareness_work"] == "Báo cáo 12/BC-UBND"


def test_what_cannot_be_read_in_a_form_is_named_by_its_row(tmp_path: Path) -> None:
    """All at once, in Vietnamese; a percentage is not guessed, and a line of one's own is refused."""
    path = write_form(COMMUNE, tmp_path / "one.xlsx")
    book = openpyxl.load_workbook(path)
    sheet = book.worksheets[0]
    rows = lines_of(sheet)
    sheet.cell(rows["citizens"], 4).value = "khoảng 9000"
    sheet.cell(rows["literacy"], 4).value = "Đạt"  # which of two levels?
    sheet.cell(rows["learning_citizens"], 4).value = 0.6
    sheet.cell(rows["learning_citizens"], 4).number_format = "0%"
    last = max(rows.values()) + 1
    sheet.cell(last, 3).value, sheet.cell(last, 4).value = "việc khác", "có"
    book.save(path)
    with pytest.raises(kh.DocumentError) as caught:
        read_facts(path, COMMUNE)
    said = caught.value.text("vi")
    assert f"dòng {last}, cột 4: phiếu không có dòng này" in said
    assert f"dòng {rows['citizens']}, cột 4 (công dân trong xã): giá trị không đọc được; cần số nguyên" in said
    assert f"dòng {rows['literacy']}, cột 4 (xóa mù chữ): giá trị không đọc được; cần" in said
    assert "chưa đạt, mức độ 1, mức độ 2" in said
    assert "đã ghi “60%”" in said


def test_a_form_of_one_is_no_table_to_be_decided_into_another(tmp_path: Path) -> None:
    path = write_form(COMMUNE, tmp_path / "one.xlsx")
    with pytest.raises(kh.DocumentError) as caught:
        tables.decide_file(path, tmp_path / "out.xlsx", COMMUNE)
    assert "the form of one applicant" in str(caught.value)
    assert not (tmp_path / "out.xlsx").exists()


def test_a_form_is_never_written_over_unasked(tmp_path: Path) -> None:
    path = write_form(COMMUNE, tmp_path / "one.xlsx")
    before = path.read_bytes()
    with pytest.raises(kh.InvalidValueError, match="there is already such a file"):
        write_form(COMMUNE, path)
    assert path.read_bytes() == before
    for name, rows in (("one.xls", 0), ("two.xlsx", -1), ("two.xlsx", True)):
        with pytest.raises(kh.InvalidValueError):
            write_form(COMMUNE, tmp_path / name, rows=rows)
    assert [item.name for item in tmp_path.iterdir()] == ["one.xlsx"]


def test_the_command_writes_it_and_decides_on_it(tmp_path: Path) -> None:
    """With a row for each commune of a province; a name that is no province is the applicant."""
    run = CliRunner().invoke
    path = str(tmp_path / "xa.xlsx")
    made = run(cli, ["form", "tt-25-2023/commune", "--place", "Hà Nội", "--output", path])
    assert (made.exit_code, made.output) == (0, f"{path}\n")
    communes = catalog.communes(province=catalog.province("Hà Nội", on=dt.date(2025, 7, 1)))
    read = read_facts(path, COMMUNE)
    assert [item.id for item in read] == [f"{item.kind.vi} {item.place.name}" for item in communes]
    decided = run(cli, ["decide", "tt-25-2023/commune", path])
    assert decided.exit_code == 0
    assert "phường Ba Đình" in decided.output
    one = str(tmp_path / "mot.xlsx")
    assert run(cli, ["form", "tt-25-2023/commune", "--place", "Vinh Phú", "--output", one]).exit_code == 0
    decided = run(cli, ["decide", "tt-25-2023/commune", one])
    assert "chưa chắc đạt mức nào" in decided.output
    for words in (["--format", "xlsx"], ["--rows", "5"], ["--place", "Hà Nội"]):
        refused = run(cli, ["form", "tt-25-2023/commune", *words])
        assert isinstance(refused.exception, kh.InvalidValueError)
