"""Cells that are read once a column give what they give when every row is read by itself, on hostile tables too."""

import datetime as dt
import io
import itertools
import warnings
import zipfile
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st

from khuyenhoc import catalog, tables
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.files import _input
from khuyenhoc.files.tables import columns, reader, sources, sums
from khuyenhoc.files.tables.count_rows import RowReader
from khuyenhoc.files.tables.formulas import lacks_a_result
from khuyenhoc.files.tables.sources import open_source

COMMUNE = catalog.ruleset("tt-25-2023/commune")
HEADS = ["STT", "Xã", "area", "citizens", "learning_citizens", "learning_week", "universal_primary", "Ghi chú"]
NAMES = ["Cộng Hòa", "Tổng Cọt", "Tổng cộng", "TỔNG CỘNG:", "Cộng huyện A", "I. Toàn huyện", "T&#7893;ng s&#7889;"]
ANSWERS = ["có", "Không", "x", "1", "0", "true", "TRUE", "chua", "NA", "nan", "null", "Mức 2", "2", "met", "2.0"]
NUMBERS = ["8.000", "01", "12 480", "8.00", "1e3", "-5", "61,5%", "1000", "900", "", " ", "\u200b", "&nbsp;", "=A1+1"]
WORDS = [
    "ordinary",
    "difficult",
    "Khó khăn",
    "a\x01b",
    '"',
    'x"y',
    ";",
    "a;b",
    "a,b",
    "hai\ndòng",
    "\r",
    "\x1c",
    "\ufeff",
]
CELLS = st.sampled_from([*NAMES, *ANSWERS, *NUMBERS, *WORDS]) | st.text(max_size=3)
SIMPLE = st.tuples(
    st.sampled_from(["1", "2", "3"]),
    st.sampled_from(["Xã Một", "Xã Hai", "Tổng cộng", "Cộng Hòa"]),
    st.just(""),
    st.sampled_from(["1000", "2.000"]),
    st.sampled_from(["700", "900", ""]),
    st.sampled_from(["có", "không", ""]),
    st.sampled_from(["Mức 2", "1", ""]),
    st.sampled_from(["", "ghi"]),
).map(list)
ROWS = st.lists(SIMPLE | st.lists(CELLS, max_size=10) | st.lists(CELLS, min_size=8, max_size=8), max_size=12)
SMALL = settings(max_examples=150, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])


def quoted(cell: str, delimiter: str) -> str:
    doubled = cell.replace('"', '""')
    return f'"{doubled}"' if any(char in cell for char in f'"\r\n{delimiter}') else cell


def found_in(path: Path) -> Any:
    """All that is read of a file: typed columns, numbers of rows, wrong values, rows left, sums; or the error."""
    try:
        source = open_source(_input.given(path, unnamed="table", mebibytes=1), COMMUNE)
    except KhuyenHocError as error:
        return str(error)
    rows: list[Any] = []
    wrong: list[Any] = []
    try:
        for part in source.parts:
            rows += zip(part.rows, part.table.to_pylist(), strict=True)
            wrong += [(item.row, item.column, item.value, item.expected.text("en")) for item in part.rejected]
            wrong += [(row, list(texts)) for row, texts in part.unread.items()]
    except KhuyenHocError as error:
        return rows, wrong, str(error)
    finally:
        source.close()
    return rows, wrong, part.table.schema, source.sums.notices()


def found_row_by_row(path: Path, patch: pytest.MonkeyPatch) -> Any:
    def all_left(self: Any, rows: list[Any], *, texts: bool) -> Any:
        return [[columns.ODD] * len(rows) for _ in HEADS], list(range(len(rows)))

    with patch.context() as inside:
        inside.setattr(columns.Columns, "of", all_left)
        return found_in(path)


@SMALL
@given(
    rows=ROWS,
    delimiter=st.sampled_from(",;\t"),
    end=st.sampled_from(["\n", "\r\n"]),
    above=st.sampled_from(["", "sep", "title"]),
)
def test_csv_is_read_as_row_by_row(
    rows: list[list[str]], delimiter: str, end: str, above: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_BLOCK", 3)
    monkeypatch.setattr(sources, "_ROWS", 5)
    lines = [delimiter.join(quoted(cell, delimiter) for cell in row) for row in (HEADS, *rows)]
    top = {"": "", "sep": f"sep={delimiter}{end}{end}", "title": f"{end}Biểu 1{end}{end}"}[above]
    path = tmp_path / "table.csv"
    path.write_bytes((top + end.join(lines)).encode("utf-8-sig", "surrogatepass"))
    assert found_in(path) == found_row_by_row(path, monkeypatch)


@SMALL
@given(tail=st.lists(st.sampled_from(['"', ",", "\n", "\r", "a", '"a"', "1", "\x00", "Tổng", " "]), max_size=30))
def test_wrong_quoting_too(tail: list[str], tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(sources, "_BLOCK", 2)
    path = tmp_path / "table.csv"
    path.write_bytes((",".join(HEADS) + "\n1,Xã Một,,1000,700,có,1,\n" + "".join(tail)).encode())
    assert found_in(path) == found_row_by_row(path, monkeypatch)


COUNT_HEADS = ["place", "on", "attribute", "population", "registered", "recognised", "total", "source", "printed"]
PLACES = [
    "Hà Nội",
    "hà  nội",
    "xã A, Lai Châu",
    "thị trấn A, Lai Châu",
    "Huế",
    "TP. Huế",
    "Tổng cộng",
    "Cộng huyện A",
    "",
]
DAYS = ["2024-12-31", "31/12/2024", "2025-12-31", "2025-13-01", "1850-01-01", ""]
COUNTED = st.sampled_from(["5", "8.000", "07", "12 480", "", " ", "-1", "1e3", "9" * 18, "9" * 19, "x"])
COUNT_ROWS = st.lists(
    st.tuples(
        st.sampled_from(PLACES),
        st.sampled_from(DAYS) | st.just("2024-12-31"),
        st.sampled_from(["family", "Gia đình học tập", "clan", "famly", ""]) | st.just("family"),
        st.sampled_from(["", "families", "hộ", "nobody"]) | st.just(""),
        COUNTED,
        COUNTED,
        COUNTED | st.just("9.000"),
        st.sampled_from(["", "Báo cáo 1", "\u00d0ồng", "a\x0bb", "a\x01b"]) | st.just(""),
        st.sampled_from(["", "5%", "x"]) | st.just(""),
    ).map(list)
    | st.lists(CELLS, max_size=11),
    max_size=10,
)


def counts_in(text: str) -> Any:
    """All that is read of a table of counts, and what is said; or the error."""
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always")
        try:
            found: Any = tables.parse_counts(text)
        except KhuyenHocError as error:
            found = str(error)
    return found, [str(one.message) for one in said]


@SMALL
@given(rows=COUNT_ROWS, delimiter=st.sampled_from(",;\t"), tail=st.sampled_from(["", "", '"', '"a"b']))
def test_counts_are_read_as_row_by_row(
    rows: list[list[str]], delimiter: str, tail: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    lines = [delimiter.join(quoted(cell, delimiter) for cell in row) for row in (COUNT_HEADS, *rows)]
    text = "\n".join(lines) + tail
    with monkeypatch.context() as inside:
        inside.setattr(reader, "_BLOCK", 4)
        found = counts_in(text)
        inside.setattr(RowReader, "plain", lambda self, rows, columns: itertools.repeat(None))
        assert found == counts_in(text)


TYPED = st.sampled_from(
    [1, 1.0, True, False, 0, 0.0, None, "1", "có", "", 8.1 + 0.2, 2.5, 900, "=1+1", "Tổng cộng", "01"]
)


@SMALL
@given(rows=st.lists(st.lists(TYPED, max_size=9) | SIMPLE, max_size=8), percent=st.booleans())
def test_excel_is_read_as_row_by_row(
    rows: list[list[Any]], percent: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(sources, "_BLOCK", 3)
    book = openpyxl.Workbook()
    for row in (HEADS, *rows):
        book.active.append(row)
    if percent:
        book.active["D2"].number_format = "0.0%"
    book.save(path := tmp_path / "table.xlsx")
    assert found_in(path) == found_row_by_row(path, monkeypatch)


def test_equal_numbers_of_another_type_are_told_apart(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADS, *([n, "Xã Một", None, 1000, 700, 1, cell, cell] for n, cell in enumerate((1, True, 1.0, "1")))):
        book.active.append(row)
    book.save(path := tmp_path / "table.xlsx")
    rows, wrong, *_ = found_in(path)
    assert [(row, cells["Ghi chú"]) for row, cells in rows] == [(2, "1"), (4, "1"), (5, "1")]
    assert wrong[0][:3] == (3, "universal_primary", "true")
    assert wrong[1:] == [(3, ["1", "Xã Một", "", "1000", "700", "1", "true", "true"])]


def test_a_column_that_is_wrong_in_every_row_and_one_with_all_cells_different(tmp_path: Path) -> None:
    rows = [f"{n},Xã {n},,1000,{'61%' if n % 2 else 700},,,{n}" for n in range(70_000)]
    path = tmp_path / "table.csv"
    path.write_text("\n".join([",".join(HEADS), *rows]), encoding="utf-8")
    made = tables.decide_file(path, tmp_path / "out.parquet", COMMUNE)
    assert (made.rows, made.decided, made.rejected) == (70_000, 35_000, 35_000)


@settings(deadline=None, max_examples=500)
@given(
    st.builds(
        "".join,
        st.lists(
            st.sampled_from(
                [
                    *"tổngTỔNGcộng toàntalgrandsub.:*()1iv-&_đ",
                    "ổ",
                    "ṇ",
                    "ǹ",
                    "\u0309",
                    "\u0323",
                    "\u0300",
                    "\u200b",
                    "\u00ad",
                    "tổng",
                    "cộng",
                    "Tổng cộng",
                    "toàn huyện",
                    "I. ",
                    "a) ",
                    "total",
                    "&#7893;",
                    " ",
                ]
            ),
            max_size=7,
        ),
    )
)
def test_what_is_not_looked_at_closely_is_no_sum(name: str) -> None:
    assert sums.is_sum(name) == (sums._kind(name) is not None)


def test_whoever_waits_for_counts_is_told_how_far_they_are_read(tmp_path: Path) -> None:
    heads = "place,on,attribute,population,registered,recognised,total"
    rows = [f"Hà Nội,{day},family,,1,1,1" for day in (dt.date(2010, 1, 1) + dt.timedelta(n) for n in range(2_500))]
    path = tmp_path / "counts.csv"
    path.write_text("\n".join([heads, *rows, ""]), encoding="utf-8")
    book = openpyxl.Workbook()
    for row in (heads, *rows):
        book.active.append(row.split(","))
    book.save(tmp_path / "counts.xlsx")
    for file in (path, tmp_path / "counts.xlsx"):
        told: list[tuple[int, int]] = []
        found = tables.read_counts(file, progress=lambda line, lines, told=told: told.append((line, lines)))
        assert (len(found), told) == (2_500, [(1_001, 2_501), (2_001, 2_501)])


CELL = '<c r="B2" t="n">{}</c>'


@pytest.mark.parametrize(
    ("cell", "lacks"),
    [
        ("<v>5</v>", False),
        ("<f>SUM(A1:A9)</f><v>5</v>", False),
        ('<f t="shared" ref="B2:B9" si="0">A1&lt;2</f>\n<v>5</v>', False),
        ('<f t="shared" si="0"/><v>5</v>', False),
        ("<f>SUM(A1:A9)</f>", True),
        ("<f>SUM(A1:A9)</f><v></v>", True),
        ("<f>SUM(A1:A9)</f><v/>", True),
        ('<f t="shared" si="0"/>', True),
        ("<f><![CDATA[A1<2]]></f>", True),
        ("<x:f>A1</x:f><x:v/>", True),
    ],
)
@pytest.mark.parametrize("before", [0, 200_000])
def test_a_formula_without_a_result_is_found_wherever_the_file_is_cut(cell: str, lacks: bool, before: int) -> None:
    rows = ("<row>" + CELL.format("<f>1</f><v>1</v>") + "</row>") * before + "<row>" + CELL.format(cell) + "</row>"
    assert lacks_a_result(io.BytesIO(f"<sheetData>{rows}</sheetData><xm:f>A1</xm:f>".encode())) is lacks


def test_a_sheet_in_utf_16_is_read_twice(tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for row in (HEADS, [1, "Xã Một", None, "=500+500", 700]):
        book.active.append(row)
    book.save(plain := tmp_path / "plain.xlsx")
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(tmp_path / "table.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            if name == "xl/worksheets/sheet1.xml":
                content = content.decode().encode("utf-16")
            new.writestr(name, content)
    rows, wrong, *_ = found_in(tmp_path / "table.xlsx")
    assert (rows, wrong[0][:3], len(wrong)) == ([], (2, "citizens", "=500+500"), 2)
