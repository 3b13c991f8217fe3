"""Tables with columns for each model, as provinces keep them: what each column is read as, asked for, or refused."""

import datetime as dt
import itertools
import unicodedata
import warnings
import zipfile
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import tables
from khuyenhoc.files.encodings import of_tcvn3
from khuyenhoc.values.share import Base

DAY, EVE = dt.date(2025, 12, 31), dt.date(2025, 6, 30)
NGHE_AN = "tỉnh Nghệ An"
DESK = next((up / "shared" / "desk" for up in Path(__file__).parents if (up / "shared" / "desk").is_dir()), None)
desk = pytest.mark.skipif(DESK is None, reason="the papers of an office are not at hand")

Rows = list[list[Any]]
TWO_ROWS: Rows = [
    ["HỘI KHUYẾN HỌC TỈNH NGHỆ AN"],
    ["BIỂU TỔNG HỢP CÁC MÔ HÌNH HỌC TẬP (tính đến ngày 31/12/2025)"],
    ["STT", "Xã, phường", "Gia đình học tập", None, None, None, "Dòng họ học tập", None, "Ghi chú"],
    [None, None, "Tổng số", "Đăng ký", "Công nhận", "Tỷ lệ %", "Tổng số", "Công nhận", None],
    ["A", "B", 1, 2, 3, 4, 5, 6, 7],
    [1, "Xã Diễn Châu", 4073, 3665, 2973, "72,99%", 51, 40, None],
    [2, "Phường Vinh Phú", "6.898", "6.208", "5.002", "72,51%", None, None, "mới"],
    [None, "Tổng cộng", 10971, 9873, 7975, "72,69%", 51, 40, None],
    ["Ghi chú: số liệu do các xã, phường báo cáo"],
]
MERGED = ["A3:A4", "B3:B4", "C3:F3", "G3:H3", "I3:I4"]


def xlsx(path: Path, *sheets: Rows, merged: list[str] = MERGED, hidden: int = -1) -> Path:
    import openpyxl

    book = openpyxl.Workbook()
    book.remove(book.active)
    for number, rows in enumerate(sheets):
        sheet = book.create_sheet(f"Biểu {number + 1}")
        for row in rows:
            sheet.append(row)
        for cells in merged:
            sheet.merge_cells(cells)
        sheet.sheet_state = "hidden" if number == hidden else "visible"
    book.save(path)
    return path


def csv_text(rows: Rows) -> str:
    return "\n".join(";".join("" if cell is None else str(cell) for cell in row) for row in rows)


def read(path: Path, **said: Any) -> tuple[tuple[kh.Observation, ...], list[str]]:
    """The observations, and what was said beside them, in Vietnamese."""
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        found = tables.read_counts(path, **said)
    return found, [item.message.label.vi for item in caught if isinstance(item.message, tables.TableNotice)]


def counts(item: kh.Observation) -> tuple[Any, ...]:
    return item.place.name, item.attribute.code, item.registered, item.recognised, item.total


def refused(path: Path, **said: Any) -> str:
    with pytest.raises(kh.DocumentError) as caught:
        read(path, **said)
    return caught.value.text("vi")


EXPECTED = [
    ("Diễn Châu", "family", 3665, 2973, 4073),
    ("Diễn Châu", "clan", None, 40, 51),
    ("Vinh Phú", "family", 6208, 5002, 6898),
]


@pytest.mark.parametrize("kind", ["xlsx", "csv", "nfd", "utf-16", "windows-1258"])
def test_headings_over_two_rows_are_read_from_every_kind_of_file(kind: str, tmp_path: Path) -> None:
    """Columns for two models, a numbering row, a sum, a note, and the day in the title."""
    path = tmp_path / ("bieu.xlsx" if kind == "xlsx" else "bieu.csv")
    text, said = csv_text(TWO_ROWS), {"place": NGHE_AN}
    if kind == "xlsx":
        xlsx(path, TWO_ROWS)
    elif kind == "windows-1258":
        said["encoding"] = kind
        tones = {ord(mark): mark for mark in "\u0300\u0301\u0303\u0309\u0323"}
        letters = "".join(
            unicodedata.normalize("NFC", "".join(c for c in parts if ord(c) not in tones))
            + "".join(c for c in parts if ord(c) in tones)
            for parts in (unicodedata.normalize("NFD", letter) for letter in text)
        )
        path.write_bytes(letters.encode("cp1258"))
    else:
        form = unicodedata.normalize("NFD", text) if kind == "nfd" else text
        path.write_text(form, encoding="utf-16" if kind == "utf-16" else "utf-8")
    found, notices = read(path, **said)
    assert [counts(item) for item in found] == EXPECTED
    assert {item.on for item in found} == {DAY}
    assert [item.printed.text for item in found if item.printed] == ["72,99%", "72,51%"]
    assert {item.population.code for item in found if item.population} == {"families", "clans"}
    said_of = "\n".join(notices)
    assert "số liệu ngày 31/12/2025, theo tiêu đề bảng" in said_of
    assert "(Tổng cộng) là dòng tổng, để ngoài" in said_of
    assert "≠" not in said_of
    assert "dòng không có số, để ngoài: 9 (Ghi chú: số liệu do các xã, phường báo cáo)" in said_of


def test_ods_is_read_like_excel(tmp_path: Path) -> None:
    odf = pytest.importorskip("odf.opendocument", reason="odfpy writes the file that is read here")
    from odf.table import CoveredTableCell, Table, TableCell, TableRow
    from odf.text import P

    document, table = odf.OpenDocumentSpreadsheet(), Table(name="Biểu 1")
    for number, cells in enumerate(TWO_ROWS):
        row = TableRow()
        for at, cell in enumerate(cells):
            if number in (2, 3) and cell is None:
                row.addElement(CoveredTableCell())
                continue
            spans = {(2, 2): (4, 1), (2, 6): (2, 1), (2, 0): (1, 2), (2, 1): (1, 2), (2, 8): (1, 2)}.get((number, at))
            made: dict[str, Any] = {"numbercolumnsspanned": spans[0], "numberrowsspanned": spans[1]} if spans else {}
            if isinstance(cell, int):
                element = TableCell(valuetype="float", value=cell, **made)
            elif isinstance(cell, str) and cell.endswith("%") and number > 4:
                share = str(float(cell.rstrip("%").replace(",", ".")) / 100)
                element = TableCell(valuetype="percentage", value=share, **made)
            else:
                element = TableCell(valuetype="string" if cell else None, **made)
            element.addElement(P(text=str(cell or "")))
            row.addElement(element)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    document.save(str(tmp_path / "bieu.ods"))
    found, _ = read(tmp_path / "bieu.ods", place=NGHE_AN)
    assert [counts(item) for item in found] == EXPECTED
    assert [item.printed.text for item in found if item.printed] == ["72,99%", "72,51%"]


def test_what_cannot_be_known_is_asked_for(tmp_path: Path) -> None:
    """A year is no day, a report's day is not that of its counts, and a place without a province has none."""
    rows = [list(row) for row in TWO_ROWS]
    rows[1] = ["BIỂU TỔNG HỢP NĂM 2025 (kèm theo Báo cáo số 15/BC-HKH ngày 20/12/2025)"]
    path = xlsx(tmp_path / "bieu.xlsx", rows)
    assert "tiêu đề bảng chỉ ghi năm 2025; thêm ngày, ví dụ --day 31/12/2025" in refused(path, place=NGHE_AN)
    said = refused(path, day=DAY)
    assert "dòng 6, cột 2 (Xã, phường): chưa biết 2 địa bàn (Xã Diễn Châu, Phường Vinh Phú) thuộc tỉnh nào; " in said
    assert '--within "TỈNH NGHỆ AN"' in said
    assert read(path, day=DAY, place=NGHE_AN)[0][0].on == DAY


def test_a_stated_day_that_is_not_the_printed_one_is_said(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "bieu.xlsx", TWO_ROWS)
    _, notices = read(path, day=dt.date(2025, 9, 30), place=NGHE_AN)
    assert any("của ngày 30/09/2025; tiêu đề bảng ghi 31/12/2025" in text for text in notices)


@pytest.mark.parametrize(
    ("heading", "expected"),
    [
        ("Tổng số gia đình", ("total", "family")),
        ("TỔNG SỐ HỘ GIA ĐÌNH", ("total", "family")),
        ("tong so gia dinh", ("total", "family")),
        ("Số GĐ đăng ký", ("registered", "family")),
        ("Tổng số gia đình đăng ký", ("registered", "family")),
        ("Số gia đình đạt danh hiệu Gia đình học tập", ("recognised", "family")),
        ("Số GĐHT được công nhận", ("recognised", "family")),
        ("Số cộng đồng đạt", ("recognised", "community")),
        ("ĐVHT được công nhận", ("recognised", "unit")),
        ("Công dân học tập được công nhận", ("recognised", "citizen")),
        ("Tỷ lệ GĐ công nhận / đăng ký", ("printed", "family")),
        ("Tổng số gia đình học tập", ("", None)),  # all that hold the title, or all there are
        ("Số gia đình đăng ký được công nhận", ("", None)),
        ("Tỷ lệ gia đình đăng ký", ("", None)),  # no share of the recognised
        ("Số gia đình học tập tiêu biểu", ("", None)),
        ("Kế hoạch công nhận gia đình năm 2026", ("", None)),
        ("Gia đình học tập", ("", None)),
        ("Công dân đạt trong gia đình", ("", None)),
        ("Công nhận", ("", None)),
    ],
)
def test_a_heading_is_read_only_if_each_of_its_words_is_known(heading: str, expected: Any, tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    path.write_text(csv_text([["Xã", heading, "Dòng họ: tổng số", "Dòng họ: công nhận"], ["A", 5, 9, 7]]))
    (sheet,) = tables.count_columns(path)
    column = sheet.columns[1]
    assert (column.read, column.attribute.code if column.attribute else None) == expected
    assert expected[0] or column.why.vi.startswith("không đọc: ")
    assert column.base is (Base.REGISTERED if "/" in heading else None)


def test_a_column_that_is_not_read_is_said(tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    path.write_text("Xã;Tổng số gia đình;Số gia đình tiêu biểu\nxã A;9;2\n")
    found, notices = read(path, day=DAY, place=NGHE_AN)
    assert counts(found[0]) == ("A", "family", None, None, 9)
    assert "cột C (“Số gia đình tiêu biểu”) không đọc: “Số gia đình tiêu biểu” có chữ ngoài bảng từ" in notices


def test_a_printed_share_is_held_against_both_bases_where_none_is_said(tmp_path: Path) -> None:
    """50/100 is 50 %, 50/80 is 62,5 %; 55 % is neither."""
    head = "Xã;Tổng số gia đình;Gia đình đăng ký;Gia đình công nhận;Tỷ lệ gia đình\n"
    path = tmp_path / "bieu.csv"
    path.write_text(head + "xã A;100;80;50;62,5%\nxã B;100;80;50;50%\nxã C;100;80;50;55%\nxã D;100;;50;55%\n")
    _, notices = read(path, day=DAY, place=NGHE_AN)
    (said,) = [text for text in notices if "không khớp" in text]
    assert said == "dòng 4 (xã C): tỷ lệ in 55% không khớp số đếm 50/100 (50%) và 50/80 (62,5%)"


@pytest.mark.parametrize(
    ("cells", "said"),
    [
        ("xã A;9;x;", "dòng 2, cột 3 (Gia đình công nhận): không phải là số đếm"),
        ("xã A;9;10;", "dòng 2, cột 3 (Gia đình công nhận): "),
        (";9;7;", "dòng 2, cột 1 (Xã): ô trống"),
        ("xã A;9;7;0,78", "dòng 2, cột 4 (Tỷ lệ gia đình): tỷ lệ có thể tính trên 1 hoặc trên 100"),
        ("xã A;9;7;\nxã  A;9;6;", "dòng 3: "),
    ],
)
def test_what_is_wrong_is_told_with_its_cell(cells: str, said: str, tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    path.write_text(f"Xã;Tổng số gia đình;Gia đình công nhận;Tỷ lệ gia đình\n{cells}\n")
    assert said in refused(path, day=DAY, place=NGHE_AN)


def test_two_columns_that_count_the_same_are_asked_for(tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    path.write_text("Xã;Gia đình công nhận;GĐHT được công nhận\nxã A;9;7\n")
    assert "hai cột đếm cùng một thứ" in refused(path, day=DAY, place=NGHE_AN)


def test_two_columns_of_places_are_asked_for(tmp_path: Path) -> None:
    """The column that is left out in the file of columns is no place."""
    path, file = tmp_path / "bieu.csv", tmp_path / "cot.toml"
    path.write_text("Huyện;Xã;Tổng số gia đình;Ghi chú\nA;xã B;9;tổng cộng 3 mô hình mới\n", encoding="utf-8")
    assert "dòng 1, cột 2: hai cột cùng là địa bàn; đã ghi “Xã”; cột A và B" in refused(path, day=DAY, place=NGHE_AN)
    text = tables.columns_toml(tables.count_columns(path, day=DAY, place=NGHE_AN))
    file.write_text(text.replace('doc = "địa bàn"', 'doc = "bỏ qua"', 1), encoding="utf-8")
    found, _ = read(path, columns=file)
    assert [counts(item) for item in found] == [("B", "family", None, None, 9)]


@pytest.mark.parametrize(
    "title", ["Kế hoạch thực hiện đến ngày 31/12/2030", "Báo cáo ngày 20/12/2025", "Năm 2025", "Số liệu hai kỳ"]
)
def test_a_day_of_something_else_is_none(title: str, tmp_path: Path) -> None:
    path = tmp_path / "bieu.csv"
    path.write_text(f"{title};;\nXã;Tổng số gia đình;Gia đình công nhận\nxã A;9;7\n", encoding="utf-8")
    assert "chưa biết số liệu của ngày nào" in refused(path, place=NGHE_AN)


def test_a_number_for_two_rows_is_refused(tmp_path: Path) -> None:
    path = xlsx(tmp_path / "bieu.xlsx", TWO_ROWS, merged=[*MERGED, "E6:E7"])
    assert "mỗi ô một giá trị: bỏ gộp ô E6:E7" in refused(path, place=NGHE_AN)


def test_every_visible_sheet_is_read(tmp_path: Path) -> None:
    other = [list(row) for row in TWO_ROWS]
    other[1] = ["tính đến hết ngày 31 tháng 12 năm 2024"]
    path = xlsx(tmp_path / "bieu.xlsx", TWO_ROWS, other, [["Lời dẫn"]], TWO_ROWS, merged=[], hidden=3)
    found, notices = read(path, place=NGHE_AN)
    assert [item.on.year for item in found] == [2025] * 3 + [2024] * 3
    assert "trang không có bảng số liệu: Biểu 3" in notices


def test_what_is_wrong_on_one_of_several_sheets_names_the_sheet(tmp_path: Path) -> None:
    other = [list(row) for row in TWO_ROWS]
    other[5][4] = "x"
    path = xlsx(tmp_path / "bieu.xlsx", TWO_ROWS, other)
    assert "Biểu 2.dòng 6, cột 5 (Gia đình học tập / Công nhận): không phải là số đếm" in refused(path, place=NGHE_AN)


def test_a_sum_that_does_not_add_up_is_said(tmp_path: Path) -> None:
    rows = [list(row) for row in TWO_ROWS]
    rows[7][4] = 8000
    _, notices = read(xlsx(tmp_path / "bieu.xlsx", rows), place=NGHE_AN)
    assert any("Gia đình học tập / Công nhận 8000 ≠ 7975" in text for text in notices)


def test_the_file_of_columns_goes_out_and_comes_back(tmp_path: Path) -> None:
    """Unchanged it changes nothing; corrected it is followed; of another table it is refused."""
    path, file = xlsx(tmp_path / "bieu.xlsx", TWO_ROWS), tmp_path / "cot.toml"
    text = tables.columns_toml(tables.count_columns(path, place=NGHE_AN))
    printed = "# ngay = 2025-12-31 (theo tiêu đề bảng)"  # which the table of another year says for itself
    assert printed in text
    file.write_text(text, encoding="utf-8")
    assert read(path, columns=file)[0] == read(path, place=NGHE_AN)[0]
    changed = text.replace('doc = "đăng ký"', 'doc = "bỏ qua"').replace(printed, 'ngay = "30/11/2025"')
    file.write_text(changed.replace('mau_so = ""', 'mau_so = "tổng số"'), encoding="utf-8")
    found, _ = read(path, columns=file)
    assert [counts(item)[2] for item in found] == [None, None, None]
    assert {item.on for item in found} == {dt.date(2025, 11, 30)}
    assert found[0].printed is not None
    assert found[0].printed.base is Base.TOTAL
    file.write_text(text.replace('tieu_de = "Gia đình học tập / Tổng số"', 'tieu_de = "Số nhà"'), encoding="utf-8")
    assert "cột C có tiêu đề khác với tệp cách đọc cột: Số nhà" in refused(path, columns=file)
    for wrong, said in (
        (text.replace('cot = "C"', 'cot = "3"'), "không phải chữ cái của cột"),
        (text.replace('doc = "công nhận"', 'doc = "đếm"'), "không phải cách đọc một cột"),
        (text.replace('mo_hinh = "Dòng họ học tập"', 'mo_hinh = "Nhà"'), "Nhà"),
        ("format = 'x'", "dạng tệp không rõ"),
    ):
        file.write_text(wrong, encoding="utf-8")
        assert said in refused(path, columns=file)


LONG: Rows = [
    ["địa bàn", "ngày", "mô hình", "tổng thể", "đăng ký", "công nhận", "tổng số"],
    [NGHE_AN, dt.date(2025, 12, 31), "Gia đình học tập", None, "305.527", "246.241", 337209],
    [NGHE_AN, "31/12/2024", "GIA ĐÌNH HỌC TẬP", None, None, "231.000", "335.870"],
]


@pytest.mark.parametrize("above", [0, 2])
def test_a_row_for_each_observation_is_read_from_excel_too(above: int, tmp_path: Path) -> None:
    path = xlsx(tmp_path / "tinh.xlsx", [*[["BIỂU"], [None]][:above], *LONG], merged=[])
    found, _ = read(path)
    assert [(item.on.year, item.recognised, item.total) for item in found] == [
        (2025, 246241, 337209),
        (2024, 231000, 335870),
    ]


def test_a_number_with_decimals_is_no_grouped_count(tmp_path: Path) -> None:
    """A cell that holds 305,527 shows like 305.527 and is not 305527."""
    rows = [list(row) for row in LONG]
    rows[1][4] = 305.527
    assert "dòng 2, cột 5 (đăng ký): không phải là số đếm" in refused(xlsx(tmp_path / "t.xlsx", rows, merged=[]))


def tcvn3(text: str) -> bytes:
    """Its bytes, found through the table of letters itself."""
    back = {of_tcvn3(chr(code)): code for code in range(256)}
    return bytes(back[letter] for letter in text)


def test_tcvn3_is_read_when_asked_for_and_named_when_not(tmp_path: Path) -> None:
    """Of the letters, some as every table of TCVN3 has them: à B5, ấ CA, ế D5, ợ EE, ỵ FE, đ AE."""
    assert of_tcvn3("\xb5\xca\xd5\xee\xfe\xae\xa7") == "àấếợỵđĐ"
    path = tmp_path / "bieu.csv"
    path.write_bytes(tcvn3("Xã;Tổng số gia đình;Gia đình được công nhận\nxã Đại Huệ;9;7\n"))
    assert "giống bảng mã TCVN3" in refused(path, day=DAY, place=NGHE_AN)
    found, _ = read(path, day=DAY, place=NGHE_AN, encoding="tcvn3")
    assert counts(found[0]) == ("Đại Huệ", "family", None, 7, 9)
    book = [[tcvn3(cell).decode("latin-1") for cell in row.split(";")] for row in ("Xã;Tổng số gia đình", "xã A;9")]
    workbook = xlsx(tmp_path / "bieu.xlsx", book, merged=[])
    assert "giống bảng mã TCVN3" in refused(workbook, day=DAY, place=NGHE_AN)
    assert read(workbook, day=DAY, place=NGHE_AN, encoding="tcvn3")[0][0].total == 9


def test_an_unknown_encoding_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kh.UnknownNameError, match="windows-1258"):
        tables.read_counts(tmp_path / "x.csv", encoding="windows-1252")


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
            "đây là tệp Excel đời cũ (.xls); mở bằng Excel, lưu thành .xlsx",
        ),
        (b"PK\x03\x04 word/document.xml", "đây là tệp Word; chép bảng sang Excel, lưu thành .xlsx"),
        (b"%PDF-1.7", "đây là tệp PDF; chép bảng sang Excel, lưu thành .xlsx"),
    ],
)
def test_files_of_other_programs_are_named_with_the_way_out(content: bytes, said: str, tmp_path: Path) -> None:
    for suffix in ("csv", "xls", "docx", "xlsx"):
        path = tmp_path / f"bang.{suffix}"
        path.write_bytes(content)
        assert said in refused(path)


def test_what_is_wrong_with_the_places_of_all_rows_is_said_once(tmp_path: Path) -> None:
    """Districts on a day after their level ended; with a way out. A lone row is told like any other error."""
    head = "Huyện;Tổng số gia đình;Số GĐ được công nhận\n"
    rows = [
        f"Huyện {name};900;700\n" for name in ("Diễn Châu", "Quỳnh Lưu", "Nam Đàn", "Kỳ Sơn", "Quế Phong", "Đô Lương")
    ]
    path = tmp_path / "huyen.csv"
    path.write_text(head + "".join(rows), encoding="utf-8")
    late = refused(path, day=DAY, place=NGHE_AN)
    assert "dòng 2, cột 1 (Huyện): 6 địa bàn (Huyện Diễn Châu, " in late
    assert "Huyện Quế Phong, …) thuộc cấp huyện, mà cấp huyện đã chấm dứt ngày 30/06/2025; " in late
    assert "Đô Lương" not in late
    assert "--day 30/06/2025" in late
    path.write_text(head + rows[0], encoding="utf-8")
    assert "cấp huyện đã chấm dứt ngày 30/06/2025; đã ghi “Huyện Diễn Châu”" in refused(path, day=DAY, place=NGHE_AN)


# What follows are figures typed from the papers of an office.
DISTRICTS = [
    ("thành phố Vinh", 80102, 66210, 84512),
    ("thị xã Cửa Lò", 14900, 12233, 15890),
    ("huyện Diễn Châu", 76544, 60110, 81020),
    ("huyện Quỳnh Lưu", 70211, 58020, 78345),
    ("huyện Nam Đàn", 41020, 34567, 43210),
    ("huyện Kỳ Sơn", 9870, 6100, 16002),
    ("huyện Tương Dương", 12880, 9001, 18230),
]


@desk
@pytest.mark.parametrize("name", ["bieu-tong-hop.xlsx", "bieu-tong-hop-nfd.csv"])
def test_families_by_district(name: str) -> None:
    assert DESK is not None
    found, notices = read(DESK / name, day=EVE, place=NGHE_AN)
    rows = [(item.place.full_name, item.registered, item.recognised, item.total) for item in found]
    assert rows == DISTRICTS
    shown = "79,99%" if name.endswith("csv") else "80,00%"  # typed by hand, and as a sheet rounds it
    assert [item.printed.text for item in found if item.printed][3:6] == [
        "74,05%" if shown[0] == "7" else "74,06%",
        shown,
        "38,12%",
    ]
    assert not any("≠" in text or "không khớp" in text for text in notices)
    asked = refused(DESK / name)  # all that only the user can say, at once
    assert "tiêu đề bảng chỉ ghi năm 2025" in asked
    assert "chưa biết 7 địa bàn (TP Vinh, Thị xã Cửa Lò, " in asked
    late = refused(DESK / name, day=DAY, place=NGHE_AN)
    assert late.count("cấp huyện đã chấm dứt ngày 30/06/2025") == late.count("--day 30/06/2025") == 1


PROVINCE = [
    ("family", 2025, 305527, 246241, 337209),
    ("clan", 2025, None, 4210, 5012),
    ("community", 2025, None, 2911, 3803),
    ("unit", 2025, None, 1480, 1690),
    ("family", 2024, None, 231000, 335870),
    ("citizen", 2025, None, 1234567, 2400000),
]


ADULTS = "người lớn trong gia đình, dòng họ, cộng đồng học tập"


def mended(path: Path, folder: Path) -> Path:
    """The table with the whole name of the population in place of "Người lớn"."""
    import openpyxl

    made = folder / path.name
    if path.suffix == ".txt":
        made.write_bytes(path.read_bytes().decode("utf-16").replace("Người lớn", ADULTS).encode("utf-16"))
    else:
        book = openpyxl.load_workbook(path)
        for cell in (cell for row in book.active.iter_rows() for cell in row if cell.value == "Người lớn"):
            cell.value = ADULTS
        book.save(made)
    return made


@desk
@pytest.mark.parametrize("name", ["tinh.xlsx", "tinh-utf16.txt", "tinh-so-7-chu-so.csv"])
def test_the_counts_of_a_province(name: str, tmp_path: Path) -> None:
    """Adults may be all of them, or those whom Decision 677 counts: that is asked, and read once it is said."""
    assert DESK is not None
    path = DESK / name
    if not name.endswith(".csv"):
        assert f"có phải là “{ADULTS}”" in refused(path)
        path = mended(path, tmp_path)
    found, _ = read(path)
    assert [(i.attribute.code, i.on.year, i.registered, i.recognised, i.total) for i in found] == PROVINCE
    programme = kh.catalog.programme("qd-387-2022")
    report = programme.attainment(found, on=DAY)
    families = {row.target.due.year: row.status for row in report.rows if row.target.attribute.code == "family"}
    assert families == {2025: kh.Status.ATTAINED, 2030: kh.Status.ON_TRACK}


@desk
def test_the_other_papers() -> None:
    assert DESK is not None
    found, notices = read(DESK / "huyen-co-dong-tong-cong.csv")
    assert (sum(i.recognised or 0 for i in found), sum(i.total or 0 for i in found)) == (179220, 240634)
    assert notices == ["dòng 7 (Tổng cộng) là dòng tổng, để ngoài"]
    found, _ = read(DESK / "20-xa-gia-dinh.csv")
    assert (len(found), counts(found[0])) == (20, ("Vinh Phú", "family", 6208, 5002, 6898))
    assert "đây là tệp Word" in refused(DESK / "bieu-word.docx")
    assert len(list(itertools.groupby(found, key=lambda item: item.place))) == 20


@pytest.mark.parametrize("engine", ["polars", "pandas", "pyarrow"])
def test_headings_of_a_frame_are_renamed(engine: str) -> None:
    """Labels, keys and the kinds; what no rule reads stays; and what comes out is decided as before."""
    rules = kh.catalog.ruleset("cdht-324-2023")
    made = pytest.importorskip(engine, reason=f"{engine} makes the table")
    named = {fact.vi.upper(): [8, 3] for fact in rules.facts} | {"Họ tên": ["A", "B"]}
    table = made.table(named) if engine == "pyarrow" else made.DataFrame(named)
    renamed = tables.rename_headings(table, rules)
    names = renamed.column_names if engine == "pyarrow" else list(renamed.columns)
    assert names == [*(fact.key for fact in rules.facts), "Họ tên"]
    verdicts = kh.frames.decide(renamed, rules)["verdict"]
    assert (verdicts.to_pylist() if engine == "pyarrow" else list(verdicts)) == ["recognised", "not_recognised"]
    twice = {"tổng số": [1], "total": [2]}
    with pytest.raises(kh.InvalidValueError, match="two columns mean the same"):
        tables.rename_headings(made.table(twice) if engine == "pyarrow" else made.DataFrame(twice))


def ods(path: Path, table: str) -> Path:
    """A file of one sheet whose XML is as given."""
    spaces = "".join(
        f' xmlns:{name}="urn:oasis:names:tc:opendocument:xmlns:{name}:1.0"' for name in ("office", "table", "text")
    )
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(
            "content.xml", f"<office:document{spaces}><table:table>{table}</table:table></office:document>"
        )
    return path


ROW_OF = (
    "<table:table-row{}><table:table-cell{} office:value-type='{}'>"
    "<text:p>x</text:p></table:table-cell></table:table-row>"
)


@pytest.mark.parametrize(
    ("table", "said"),
    [
        (ROW_OF.format(" table:number-rows-repeated='nhiều'", "", "string"), "not an ODS file"),
        (ROW_OF.format("", "", "date' office:date-value='2025-13-45"), "not an ODS file"),
        (ROW_OF.format("", "", "float' office:value='1,5"), "not an ODS file"),
        (ROW_OF.format("", " table:number-columns-repeated='1000000'", "string"), "more than 10000000 cells"),
        (ROW_OF.format(" table:number-rows-repeated='1000000'", "", "string") * 11, "more than 10000000 cells"),
    ],
)
def test_an_ods_file_of_nonsense_is_refused(tmp_path: Path, table: str, said: str) -> None:
    """Repetitions, days and numbers that are none, and a small file that stands for more cells than anybody has."""
    with pytest.raises(kh.DocumentError, check=lambda error: said in str(error)):
        kh.tables.read_counts(ods(tmp_path / "bieu.ods", table))


def test_a_damaged_ods_file_is_refused(tmp_path: Path) -> None:
    path = ods(tmp_path / "bieu.ods", ROW_OF.format("", "", "string") * 40)
    content = bytearray(path.read_bytes())
    content[60:80] = bytes(20)  # within the compressed part
    path.write_bytes(bytes(content))
    with pytest.raises(kh.DocumentError):
        kh.tables.read_counts(path)
