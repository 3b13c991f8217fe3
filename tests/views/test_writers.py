"""Answers as files: read back with the libraries by which others read them, and the same numbers as on the page."""

import csv
import datetime as dt
import io
import json
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import attrs
import pytest
from click.testing import CliRunner, Result

import khuyenhoc as kh
from khuyenhoc.cli.main import cli
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.excel import _value
from khuyenhoc.views.forms import form_page
from khuyenhoc.views.grids import grids_of
from khuyenhoc.views.rules import decisions_page
from khuyenhoc.views.sheets import Cell, Column, Page, Picture, Sheet
from khuyenhoc.views.writing import ENDINGS, page_csv, page_data, write_page

ROOT = Path(__file__).resolve().parents[2]
COUNTS = ROOT / "docs" / "examples" / "binh-thuan-2023.csv"
COMMUNE = ROOT / "docs" / "examples" / "commune-2024.toml"
W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
ON = dt.date(2023, 12, 31)


def call(*words: Any) -> Result:
    return CliRunner().invoke(cli, [str(word) for word in words], env={"COLUMNS": "80"}, catch_exceptions=True)


@pytest.fixture(scope="module")
def report() -> kh.Report:
    programme = kh.catalog.programme("qd-387-2022")
    return programme.attainment(kh.tables.read_counts(COUNTS), on=ON, reform=kh.catalog.reform())


def odd() -> Page:
    """What no file may take for more than text, and a long table."""
    columns = (Column("=head", whole=True), Column("Số", right=True))
    odd_texts = ("=1+1", "+84", "-x", "@SUM(A1)", "a\x07b", "<w:t>&", "#let x = 1", "*b* _c_ $d$ \\e")
    rows = [(text, Cell("1.000", value=1000)) for text in odd_texts] + [(f"dòng {n}", str(n)) for n in range(120)]
    return Page(title="Tiêu đề <&> #", sheets=(Sheet(title="=bảng", columns=columns, rows=tuple(rows)),))


# Word


def test_a_word_document_is_set_as_offices_set_papers(report: kh.Report, tmp_path: Path) -> None:
    """A4, the margins of Decree 30/2020, Times New Roman 13, headings repeated, numbers right, no cell merged."""
    docx = pytest.importorskip("docx")
    document = docx.Document(str(kh.views.write(report, tmp_path / "a.docx")))
    section = document.sections[0]
    mm = [round(length.mm) for length in (section.page_width, section.page_height, section.left_margin)]
    assert mm == [210, 297, 30]
    normal = document.styles["Normal"]
    assert (normal.font.name, normal.font.size.pt) == ("Times New Roman", 13)
    for name in ("Title", "Heading 1"):
        fonts = document.styles[name].element.rPr.rFonts
        assert {fonts.get(f"{W}{script}") for script in ("ascii", "hAnsi", "cs")} == {"Times New Roman"}
        assert not [key for key in fonts.attrib if key.endswith("Theme")]
    assert "PAGE" in section.header._element.xml
    [table] = document.tables
    first, *rest = table.rows
    assert first._tr.trPr.find(f"{W}tblHeader") is not None
    assert all(row._tr.trPr.find(f"{W}tblHeader") is None for row in rest)
    assert table.style.name == "Table Grid"
    assert "gridSpan" not in table._tbl.xml
    assert "vMerge" not in table._tbl.xml
    right = [str(cell.paragraphs[0].alignment).startswith("RIGHT") for cell in rest[0].cells]
    assert right == [False, False, True, True, False, True]


def test_word_says_what_the_page_says(report: kh.Report, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    document = docx.Document(str(kh.views.write(report, tmp_path / "a.docx")))
    page = kh.views.page_of(report)
    [sheet, *_] = page.sheets
    texts = [paragraph.text for paragraph in document.paragraphs]
    assert texts[0] == page.title
    assert any(text.startswith("Bình Thuận") for text in texts)
    assert "(1) mới có một lần số liệu nên chưa tính được tiến độ" in texts
    table = document.tables[0]
    assert [cell.text for cell in table.rows[0].cells] == [column.head for column in sheet.columns]
    for row, made in zip(sheet.rows, table.rows[1:], strict=True):
        for cell, there in zip(row, made.cells, strict=True):
            whole = Cell(cell) if isinstance(cell, str) else cell
            marks = f" {', '.join(map(str, whole.footnotes))}" if whole.footnotes else ""
            small = f"\n{whole.small}" if whole.small else ""
            assert there.text == whole.text + marks + small
    assert [table.cell(2, number).text for number in (3, 5)] == ["78,14%\n253.853/324.847", "thiếu 6.025"]


# Excel


def test_a_workbook_holds_numbers_as_numbers(report: kh.Report, tmp_path: Path) -> None:
    """253,853 of 324,847 families: the counts as they are, the share as printed (cut, not rounded), 6,025 short."""
    openpyxl = pytest.importorskip("openpyxl")
    book = openpyxl.load_workbook(kh.views.write(report, tmp_path / "a.xlsx"))
    [sheet] = book.worksheets
    rows = list(sheet.iter_rows())
    head = next(row for row in rows if row[0].value == "Địa bàn")
    at = {cell.value: cell.column for cell in head}
    second = rows[head[0].row + 1]
    found = {name: sheet.cell(second[0].row, at[name]) for name in at}
    assert found["Chỉ tiêu"].value == "Gia đình học tập"
    assert (found["Số đạt"].value, found["Tổng số"].value) == (253_853, 324_847)
    assert found["Số đạt"].number_format == "#,##0"
    assert (found["Thực hiện"].value, found["Thực hiện"].number_format) == (0.7814, "0.00%")
    assert (found["Mức"].value, found["Mức"].number_format) == (0.8, "0%")
    short = found["Thiếu/dư"]
    assert (short.value, short.number_format, short.alignment.horizontal) == (6025, '"thiếu "#,##0', "right")
    over = sheet.cell(second[0].row - 1, at["Thiếu/dư"])
    assert (over.value, over.number_format) == (-26_460, '#,##0;"dư "#,##0')
    assert "độ tin cậy" in found["Ghi chú"].value


def test_a_workbook_is_ready_to_be_read_and_printed(report: kh.Report, tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    [sheet] = openpyxl.load_workbook(kh.views.write(report, tmp_path / "a.xlsx")).worksheets
    head = next(row[0].row for row in sheet.iter_rows() if row[0].value == "Địa bàn")
    assert sheet.freeze_panes == f"A{head + 1}"
    assert sheet.print_title_rows == f"${head}:${head}"
    setup = sheet.page_setup
    assert (setup.paperSize, setup.orientation, setup.fitToWidth, setup.fitToHeight) == (9, "landscape", 1, 0)
    assert sheet.sheet_properties.pageSetUpPr.fitToPage
    assert not sheet.merged_cells.ranges
    assert {sheet.cell(head, 1).font.name, sheet.cell(head + 1, 1).font.name} == {"Times New Roman"}
    for column in sheet.iter_cols(min_row=head + 1, max_row=head + 8):
        widest = max(len(f"{cell.value:,}") if isinstance(cell.value, int) else 0 for cell in column)
        assert sheet.column_dimensions[column[0].column_letter].width > widest


@pytest.mark.parametrize(
    ("cell", "lang", "found"),
    [
        (Cell("253.853", value=253_853), "vi", (253_853, "#,##0")),
        (Cell("253,853", value=253_853), "en", (253_853, "#,##0")),
        (Cell("39 ngày *", value=39), "vi", (39, '#,##0" ngày *"')),
        (Cell("dư 26", value=-26), "vi", (-26, '#,##0;"dư "#,##0')),
        (Cell("dư 0", value=0), "vi", (0, '"dư "#,##0')),
        (Cell("≥ 90%", value=Rate("90%")), "vi", (0.9, '"≥ "0%')),
        (Cell("66,66%", value=Rate.of(2, 3)), "vi", (0.6666, "0.00%")),
        (Cell("31/12/2026", value=dt.date(2026, 12, 31)), "vi", (dt.date(2026, 12, 31), "dd/mm/yyyy")),
        (Cell("2026-12-31", value=dt.date(2026, 12, 31)), "en", (dt.date(2026, 12, 31), "yyyy-mm-dd")),
        (Cell("chưa rõ", value=5), "vi", None),  # the number is not what people read
        (Cell('"5"', value=5), "vi", None),
        (Cell(f"{10**15:,}", value=10**15), "en", None),  # Excel keeps 15 digits
        (Cell("5"), "vi", None),
    ],
)
def test_a_number_looks_like_its_text(cell: Cell, lang: Any, found: Any) -> None:
    assert _value(cell, lang) == found


def test_text_stays_text_in_a_workbook(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    [sheet] = openpyxl.load_workbook(write_page(odd(), tmp_path / "a.xlsx", "vi")).worksheets
    cells = {cell.value: cell for row in sheet.iter_rows() for cell in row if cell.value is not None}
    for text in ("=1+1", "+84", "-x", "@SUM(A1)", "=head", "=bảng"):
        assert (cells[text].data_type, cells[text].quotePrefix) == ("s", True)
    assert "ab" in cells
    assert not [cell for cell in cells.values() if cell.data_type == "f"]


def test_places_stand_in_one_table_of_a_workbook(report: kh.Report) -> None:
    """One table a place on paper; in a workbook one table, in which the place is a column."""
    [sheet, findings] = kh.views.page_of(report).sheets
    other = attrs.evolve(sheet, among=(("Địa bàn", "Huế"), sheet.among[1]))
    grids = grids_of(Page(sheets=(sheet, other, findings)), "vi")
    assert len(grids) == 2
    assert [row[0].text for row in grids[0].rows] == [*["Bình Thuận (đến 30/06/2025)"] * 8, *["Huế"] * 8]
    assert {len(row) for row in grids[0].rows} == {len(grids[0].columns)}


# PDF


def pdf_text(path: Path) -> str:
    if shutil.which("pdftotext") is None:
        pytest.skip("pdftotext is not installed")
    return subprocess.run(["pdftotext", "-layout", str(path), "-"], capture_output=True, check=True).stdout.decode()


def test_a_pdf_holds_vietnamese(report: kh.Report, tmp_path: Path) -> None:
    pytest.importorskip("typst")
    made = kh.views.write(report, tmp_path / "a.pdf")
    assert made.read_bytes().startswith(b"%PDF")
    text = pdf_text(made)
    for words in ("Chỉ tiêu", "Cộng đồng học tập", "thiếu 6.025", "253.853/324.847", "thôn, bản, tổ dân phố"):
        assert words in text, words


def test_a_pdf_repeats_its_headings_and_runs_no_text(tmp_path: Path) -> None:
    pytest.importorskip("typst")
    text = pdf_text(write_page(odd(), tmp_path / "a.pdf", "vi"))
    pages = text.rstrip("\f").split("\f")
    assert len(pages) > 2
    assert all("=head" in page for page in pages)
    assert "#let x = 1" in text
    assert "*b* _c_ $d$ \\e" in text


# All of them

AGREEMENT = "tra-vinh-2024-2030"
COMMANDS = [
    ("report", "qd-387-2022", "-o", COUNTS, "--on", "2023-12-31"),
    ("decide", "tt-25-2023/commune", COMMUNE),
    ("decide", "tt-25-2023/commune", COMMUNE, "--on", "2024-12-31"),
    ("portfolio", "--on", "2026-11-22", "--gaps", "--cascade", "--due", "12m", "--coverage"),
    ("portfolio",),
    ("align", AGREEMENT),
    ("align", "--all", "--on", "2026-11-22"),
    ("calendar", "--year", "2026"),
    ("form", "tt-25-2023/commune"),
    ("show", AGREEMENT, "--on", "2026-11-22"),
    ("show", "tt-24-2023/province"),
    ("agreements", "--on", "2026-11-22"),
    ("catalog",),
    ("rules",),
    ("rules", "show", "cdht-324-2023"),
    ("rules", "diff", "tt-22-2020", "tt-24-2023/province"),
]


@pytest.mark.parametrize("command", COMMANDS, ids=lambda words: " ".join(map(str, words[:2])))
def test_every_command_writes_every_kind(command: tuple[Any, ...], tmp_path: Path) -> None:
    for package in ("docx", "openpyxl", "typst"):
        pytest.importorskip(package)
    for ending in ENDINGS:
        path = tmp_path / f"ket-qua{ending}"
        done = call(*command, "--output", path)
        assert done.exit_code == 0, (ending, done.output, done.exception)
        assert str(path) in done.output
        start = path.read_bytes()[:16]
        kinds = {".docx": b"PK", ".xlsx": b"PK", ".pdf": b"%PDF", ".html": b"<!doctype", ".csv": b"\xef\xbb\xbf"}
        assert start.startswith(kinds.get(ending, b"")), ending
    assert json.loads((tmp_path / "ket-qua.json").read_text(encoding="utf-8"))
    rows = list(csv.reader(io.StringIO((tmp_path / "ket-qua.csv").read_text(encoding="utf-8-sig"))))
    assert rows
    assert sorted(path.name for path in tmp_path.iterdir()) == sorted(f"ket-qua{ending}" for ending in ENDINGS)


@pytest.mark.parametrize("command", [command for command in COMMANDS if command[0] in ("report", "portfolio", "align")])
def test_a_file_says_what_the_screen_says_as_json(command: tuple[Any, ...], tmp_path: Path) -> None:
    call(*command, "--output", tmp_path / "a.json")
    shown = json.loads(call(*command, "--format", "json").stdout)
    assert json.loads((tmp_path / "a.json").read_text(encoding="utf-8")) == shown


def test_a_few_decisions_are_a_page_too(tmp_path: Path) -> None:
    openpyxl = pytest.importorskip("openpyxl")
    forms = tmp_path / "hai-xa.json"
    forms.write_text('[{"applicant": "xã A"}, {"applicant": "xã B"}]', encoding="utf-8")
    assert call("decide", "tt-25-2023/commune", forms, "--output", tmp_path / "a.xlsx").exit_code == 0
    [sheet] = openpyxl.load_workbook(tmp_path / "a.xlsx").worksheets
    assert {"xã A", "xã B"} <= {cell.value for row in sheet.iter_rows() for cell in row}
    assert call("decide", "tt-25-2023/commune", forms, "--output", tmp_path / "a.json").exit_code == 0
    found = json.loads((tmp_path / "a.json").read_text(encoding="utf-8"))
    assert [item["applicant"] for item in found["decisions"]] == ["xã A", "xã B"]


def test_nothing_is_overwritten_unless_it_is_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "a.html"
    assert call("rules", "--output", path).exit_code == 0
    path.write_text("mine", encoding="utf-8")
    refused = call("rules", "--output", path)
    assert isinstance(refused.exception, kh.InvalidValueError)
    assert refused.exception.code == "there-is-already-such-a-file"
    assert path.read_text(encoding="utf-8") == "mine"
    assert call("rules", "--output", path, "--overwrite").exit_code == 0
    assert path.read_text(encoding="utf-8").startswith("<!doctype")
    alone = call("rules", "--overwrite")
    assert isinstance(alone.exception, kh.InvalidValueError)


def test_a_file_that_fails_leaves_the_old_one(tmp_path: Path) -> None:
    def broken() -> Any:
        raise kh.InvalidValueError("no-such-day")

    path = tmp_path / "a.json"
    path.write_text("mine", encoding="utf-8")
    with pytest.raises(kh.InvalidValueError, match="no such day"):
        write_page(Page(data=broken), path, "vi", overwrite=True)
    assert [item.name for item in tmp_path.iterdir()] == ["a.json"]
    assert path.read_text(encoding="utf-8") == "mine"


@pytest.mark.parametrize("name", ["a.txt", "a", "a.docx.bak", ""])
def test_an_unknown_ending_is_refused_with_those_that_are_known(name: str, tmp_path: Path) -> None:
    with pytest.raises(kh.DocumentError) as caught:
        write_page(Page(), tmp_path / name if name else "", "vi")
    if name:
        assert ".docx, .xlsx, .pdf, .html, .csv, .json" in caught.value.text("vi")
    assert not list(tmp_path.iterdir())


def test_what_is_no_answer_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kh.WrongTypeError):
        kh.views.write(object(), tmp_path / "a.html")  # type: ignore[arg-type]
    (tmp_path / "b.html").mkdir()
    with pytest.raises(kh.DocumentError, match="a folder is never overwritten"):
        kh.views.write(kh.catalog.agreement(AGREEMENT), tmp_path / "b.html", overwrite=True)


@pytest.mark.parametrize(("ending", "package", "extra"), [("docx", "docx", "word"), ("pdf", "typst", "pdf")])
def test_without_its_extra_a_writer_says_what_to_install(
    ending: str, package: str, extra: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(kh.MissingExtraError, match=rf"khuyenhoc\[{extra}\]"):
        write_page(odd(), tmp_path / f"a.{ending}", "vi")
    assert not list(tmp_path.iterdir())


def test_charts_stand_in_the_page_with_words_for_who_does_not_see_them(report: kh.Report, tmp_path: Path) -> None:
    docx = pytest.importorskip("docx")
    pytest.importorskip("vl_convert")
    page = Page(title="x", charts=(Picture(title="", alt='78,14% "đạt"', spec=kh.charts.attainment(report)),))
    html = write_page(page, tmp_path / "a.html", "vi").read_text(encoding="utf-8")
    assert '<svg role="img" aria-label="78,14% &quot;đạt&quot;"' in html
    document = docx.Document(str(write_page(page, tmp_path / "a.docx", "vi")))
    [shape] = document.inline_shapes
    assert shape._inline.docPr.get("descr") == '78,14% "đạt"'
    [picture] = [part.blob for name, part in document.part.related_parts.items() if "image" in part.content_type]
    assert picture.startswith(b"\x89PNG")
    pytest.importorskip("typst")
    text = pdf_text(write_page(page, tmp_path / "a.pdf", "vi"))
    assert "Gia đình học tập" in text  # drawn as letters, not as points


@pytest.mark.parametrize(
    ("ending", "charts"), [("docx", True), ("pdf", True), ("html", True), ("xlsx", False), ("json", False)]
)
def test_without_what_draws_a_file_goes_without_charts_and_that_is_said(
    ending: str, charts: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for package in ("docx", "openpyxl", "typst", "vl_convert"):
        pytest.importorskip(package)
    command = ("report", "qd-387-2022", "-o", COUNTS, "--on", "2023-12-31", "--overwrite", "--output")
    drawn = call(*command, tmp_path / f"a.{ending}")
    assert (drawn.exit_code, drawn.stderr) == (0, "")
    monkeypatch.setattr("khuyenhoc.cli.options.can_draw", lambda: False)
    without = call(*command, tmp_path / f"b.{ending}")
    assert without.exit_code == 0
    assert ("khuyenhoc[plot]" in without.stderr) is charts
    sizes = [(tmp_path / f"{name}.{ending}").stat().st_size for name in "ab"]
    assert (sizes[0] > sizes[1] + 1000) is charts


def test_agreements_stand_under_their_titles_with_ids_beside_them() -> None:
    portfolio = kh.catalog.portfolio()
    title = kh.catalog.agreement(AGREEMENT).title.text("vi")
    page = kh.views.page_of(portfolio, on=dt.date(2026, 11, 22))
    cells = [cell for sheet in page.sheets for row in sheet.rows for cell in row if isinstance(cell, Cell)]
    assert (title, AGREEMENT, AGREEMENT) in {(cell.text, cell.small, cell.brief) for cell in cells}
    ids = {item.id for item in portfolio}
    assert not [cell.text for cell in cells if cell.text in ids]
    found = call("portfolio", "--on", "2026-11-22", "--expiring", "12m", "--due", "12m", "--format", "html").output
    assert f"<td>{title}<small>{AGREEMENT}</small></td>" in found


def test_csv_of_a_page_is_what_people_read_with_plain_counts(report: kh.Report) -> None:
    rows = list(csv.DictReader(io.StringIO(page_csv(kh.views.page_of(report), "vi").removeprefix("\ufeff"))))
    assert rows[1]["Chỉ tiêu"] == "Gia đình học tập"
    assert (rows[1]["Số đạt"], rows[1]["Tổng số"], rows[1]["Thực hiện"]) == ("253853", "324847", "78,14%")
    assert rows[1]["Thiếu/dư"] == "6025"


def test_a_page_without_data_of_its_own_is_its_tables() -> None:
    page = Page(title="t", sheets=(Sheet(title="s", columns=(Column("a"), Column("a")), rows=(("1", "2"),)),))
    assert page_data(page, "vi") == {
        "title": "t",
        "tables": [{"title": "s", "about": "", "rows": [{"A": "1", "A (2)": "2"}], "notes": []}],
    }


def test_a_record_names_others_by_their_titles() -> None:
    before = kh.catalog.agreement("quang-tri-2016-2021")
    found = attrs.evolve(kh.catalog.agreement("quang-tri-2021-2025"), follows=(before.id, "another"))
    rows = kh.views.page_of(found).sheets[0].rows
    assert ("Kế tiếp", f"{before.title.text('vi')} ({before.id})\nanother") in rows


def test_no_page_asks_an_officer_to_read_a_key() -> None:
    """The empty form on paper says what has to be known in words, never by the key of a fact."""
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    [sheet] = form_page(rules, "vi").sheets
    texts = {cell.text if isinstance(cell, Cell) else cell for row in sheet.rows for cell in row}
    assert len(sheet.rows) == len(rules.form("vi"))
    assert not texts & {entry["key"] for entry in rules.form("vi")}


def texts_of(page: Page) -> list[str]:
    """Every text of a page."""
    cells = [cell for sheet in page.sheets for row in sheet.rows for cell in row]
    texts = [text for cell in cells for text in ((cell.text, cell.small) if isinstance(cell, Cell) else (cell,))]
    return [page.title, page.about, *texts, *(item for sheet in page.sheets for item in (sheet.title, *sheet.items))]


def test_a_decision_is_in_words_and_cites_as_officials_do() -> None:
    rules = kh.catalog.ruleset("nd-20-2014/commune")
    decision = rules.decide({"people_15_35": 90, "people_15_35_literate_1": 9})
    page = kh.views.page_of(decision)
    assert page.about == "Nghị định 20/2014/NĐ-CP"
    assert ("Xóa mù chữ", "chưa đạt mức độ 1") in page.sheets[0].rows
    literacy = next(sheet for sheet in page.sheets if sheet.title == "Xóa mù chữ")
    _, grade, asked, there, _, short, cite = literacy.rows[0]
    assert (grade, asked, there) == (
        "mức độ 1",
        "người 15 - 35 tuổi biết chữ mức độ 1: cần ít nhất 90%",
        "9/90 người (10%)",
    )
    assert isinstance(short, Cell)
    assert (short.text, short.value) == ("72 người", 72)  # 81 of 90
    assert isinstance(cite, Cell)
    assert cite.text == "khoản 1 Điều 20 Nghị định 20/2014/NĐ-CP"


@pytest.mark.parametrize("name", [rules.id for rules in kh.catalog.rulesets()])
def test_pages_of_decisions_and_forms_show_no_key_of_ours(name: str) -> None:
    rules = kh.catalog.ruleset(name)
    made = rules.decide({}, unit=rules.units[0].id if rules.units else "")
    pages = (kh.views.page_of(made), decisions_page([("A", made)], rules, "vi"), form_page(rules, "vi"))
    keys = {rules.id, *(item.id for item in rules.cited), *(fact.key for fact in rules.facts if "_" in fact.key)}
    keys |= {item.id for item in (*rules.criteria, *rules.areas, *rules.units) if len(item.id) > 3}
    keys |= {step.id for scale in rules.scales for step in scale.steps if "_" in step.id or "-" in step.id}
    assert not [text for page in pages for text in texts_of(page) if keys & set(text.replace(",", " ").split())]


def test_decisions_on_many_name_their_indicators() -> None:
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    [row] = decisions_page([("xã A", rules.decide({}))], rules, "vi").sheets[0].rows
    cell = row[-1]
    assert isinstance(cell, Cell)
    assert cell.text.startswith("1.1 Tuyên truyền về học tập suốt đời, xã hội học tập\n1.2 ")
    assert cell.brief is not None
    assert cell.brief.startswith("1.1, 1.2, ")
