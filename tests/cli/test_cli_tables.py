"""Tables in files: what comes in as people write it, what goes out, and that no row is lost on the way."""

import csv
import datetime as dt
import io
import json
import re
import subprocess
import sys
import unicodedata
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
from click.testing import CliRunner
from openpyxl.worksheet.formula import ArrayFormula

import khuyenhoc as kh
from khuyenhoc import catalog, tables
from khuyenhoc.cli.main import cli
from khuyenhoc.files.tables import deciding as _file, sources as _sources
from khuyenhoc.testing.engine_tables import missing
from khuyenhoc.testing.facts import perfect

COMMUNE = catalog.ruleset("tt-25-2023/commune")
CITIZEN = catalog.ruleset("cdht-324-2023")
Cells = list[list[Any]]


def commune(**changed: Any) -> dict[str, Any]:
    """A commune of 10,000 citizens that is perfect but for some facts."""
    return {"applicant": "Một"} | perfect(COMMUNE, 10_000) | changed


def cells(*rows: dict[str, Any]) -> Cells:
    """A heading and the rows, as cells."""
    names = list(dict.fromkeys(name for row in rows for name in row))
    return [names, *([row.get(name) for name in names] for row in rows)]


def write_csv(path: Path, table: Cells, *, delimiter: str = ",", encoding: str = "utf-8") -> Path:
    text = io.StringIO()
    csv.writer(text, delimiter=delimiter).writerows([["" if cell is None else cell for cell in row] for row in table])
    path.write_text(text.getvalue(), encoding=encoding, newline="")
    return path


def write_xlsx(path: Path, table: Cells) -> Path:
    book = openpyxl.Workbook()
    for row in table:
        book.active.append(row)
    book.save(path)
    return path


def write_parquet(path: Path, table: Cells) -> Path:
    rows = [dict(zip(table[0], row, strict=True)) for row in table[1:]]
    pq.write_table(pa.Table.from_pylist(rows), path)
    return path


WRITERS: dict[str, Callable[[Path, Cells], Path]] = {"csv": write_csv, "xlsx": write_xlsx, "parquet": write_parquet}


def read(path: Path) -> list[dict[str, Any]]:
    """The rows of a table, blanks as None."""
    if path.suffix == ".parquet":
        return pq.read_table(path).to_pylist()
    if path.suffix == ".xlsx":
        names, *rows = openpyxl.load_workbook(path).active.iter_rows(values_only=True)
        return [dict(zip(names, row, strict=True)) for row in rows]
    content = path.read_bytes()
    assert content.startswith(b"\xef\xbb\xbf"), "Excel takes it for UTF-8 only with the mark in front"
    text = content.decode("utf-8-sig")
    delimiter = max(",;", key=text.partition("\n")[0].count)
    return [
        {name: cell or None for name, cell in row.items()}
        for row in csv.DictReader(io.StringIO(text), delimiter=delimiter)
    ]


def rejections(path: Path) -> list[tuple[int, str, str]]:
    return [(int(row["row"]), row["column"] or "", row["value"] or "") for row in read(path)]


@pytest.fixture
def clean(tmp_path: Path) -> Iterator[Path]:
    """A folder in which nothing half-written may be left."""
    yield tmp_path
    assert not [path.name for path in tmp_path.iterdir() if ".part" in path.name]


@pytest.mark.parametrize("engine", ["polars", "duckdb", "pandas"])
@pytest.mark.parametrize("form", WRITERS)
@pytest.mark.parametrize("into", WRITERS)
def test_each_kind_into_each_kind(clean: Path, form: str, into: str, engine: str) -> None:
    """Whatever comes in, every row is what the single decision says, in the order of the file."""
    facts = [
        commune(applicant="Một"),
        commune(applicant="Hai", learning_citizens=5_999),
        commune(applicant="Ba", learning_citizens=None),
        commune(applicant="Bốn", literacy="1", learning_citizens=6_000),
    ]
    source = WRITERS[form](clean / f"in.{form}", cells(*facts))
    made = tables.decide_file(source, clean / f"out.{into}", COMMUNE, engine=engine, indicators=True, codes=True)
    assert (made.rows, made.decided, made.rejected, made.rejections) == (4, 4, 0, None)
    rows = read(made.output)
    assert [row["applicant"] for row in rows] == ["Một", "Hai", "Ba", "Bốn"]
    for row, filled in zip(rows, facts, strict=True):
        want = COMMUNE.decide({key: value for key, value in filled.items() if key != "applicant"})
        assert (row["verdict"], row["grade"], row["best"]) == (want.verdict.value, want.grade, want.best)
    assert int(rows[1]["indicator_5_1_grade_1_short_by"]) == 1
    assert dict(made.verdicts) == {
        verdict: [row["verdict"] for row in rows].count(verdict) for verdict in {row["verdict"] for row in rows}
    }


@pytest.mark.parametrize("form", WRITERS)
def test_wrong_values_stand_apart_and_no_row_is_lost(clean: Path, form: str) -> None:
    """Row and column of each wrong value; the rest is decided; in is decided and rejected together."""
    facts = [commune(), commune(learning_citizens=10_001), commune(citizens=-1), commune()]
    made = tables.decide_file(WRITERS[form](clean / f"in.{form}", cells(*facts)), clean / "out.csv", COMMUNE)
    assert (made.rows, made.decided, made.rejected) == (4, 2, 2)
    assert made.rejections == clean / "out.rejected.csv"
    first = 2 if form == "parquet" else 3  # rows of a sheet are counted with the heading
    assert (first, "learning_citizens", "10001") in rejections(made.rejections)
    assert {row for row, _, _ in rejections(made.rejections)} == {first, first + 1}
    assert len(read(made.output)) == 2


def test_as_vietnamese_excel_writes_it(clean: Path) -> None:
    """A mark, semicolons, grouped counts, có and không, labels for keys, decomposed letters."""
    labels = {fact.key: fact.vi for fact in COMMUNE.facts}
    row = {labels.get(key, key): value for key, value in commune().items()}
    row = {key: {True: "Có"}.get(value, value) if isinstance(value, bool) else value for key, value in row.items()}
    row[labels["citizens"]], row[labels["learning_citizens"]] = "12.480", "7.421"
    row[labels["literacy"]] = "Mức độ 2"
    row[labels["yearly_plan"]] = "không"
    decomposed = [[unicodedata.normalize("NFD", str(cell)) for cell in line] for line in cells(row)]
    source = write_csv(clean / "in.csv", decomposed, delimiter=";", encoding="utf-8-sig")
    assert b"\xcc" in source.read_bytes()
    made = tables.decide_file(source, clean / "out.csv", COMMUNE)
    (out,) = read(made.output)
    assert (made.missing, made.carried) == ((), ("applicant",))
    assert (out[labels["citizens"]], out[labels["literacy"]], out["verdict"]) == ("12480", "2", "not_recognised")
    assert ";" in made.output.read_text("utf-8-sig").partition("\n")[0]


def test_a_separator_line_of_excel_is_no_heading(clean: Path) -> None:
    source = write_csv(clean / "in.csv", cells(commune()), delimiter=";")
    source.write_text("sep=;\r\n" + source.read_text("utf-8"), encoding="utf-8", newline="")
    assert tables.decide_file(source, clean / "out.csv", COMMUNE).decided == 1


def points(value: Any) -> dict[str, Any]:
    return {fact.key: value for fact in CITIZEN.facts}


def test_decimal_commas_and_totals(clean: Path) -> None:
    """8,5 points ten times are 85 points, in and out with the comma of the table; a dot that may group is refused."""
    table = cells(points("8,5"), points("7.55"), points("1.234"))
    made = tables.decide_file(write_csv(clean / "in.csv", table, delimiter=";"), clean / "out.csv", CITIZEN)
    assert [row["total"] for row in read(made.output)] == ["85,00", "75,50"]
    assert made.rejections is not None
    assert {(row, value) for row, _, value in rejections(made.rejections)} == {(4, "1.234")}
    again = tables.decide_file(write_xlsx(clean / "in.xlsx", table[:2]), clean / "again.parquet", CITIZEN)
    assert [str(row["total"]) for row in read(again.output)] == ["85.00"]


def changed_sheet(path: Path, change: Callable[[str], str]) -> Path:
    """The file with the text of its first sheet changed."""
    with zipfile.ZipFile(path) as book:
        parts = {name: book.read(name) for name in book.namelist()}
    sheet = "xl/worksheets/sheet1.xml"
    parts[sheet] = change(parts[sheet].decode()).encode()
    with zipfile.ZipFile(path, "w") as book:
        for name, content in parts.items():
            book.writestr(name, content)
    return path


@pytest.mark.parametrize("extent", ["A1:B2", "A1", "A1:ZZ1000", ""])
def test_every_row_of_a_sheet_is_read_whatever_extent_it_states(clean: Path, extent: str) -> None:
    source = write_xlsx(clean / "in.xlsx", cells(*(points(value) for value in (8, 7, 6))))
    stated = f'<dimension ref="{extent}"/>' if extent else ""
    changed_sheet(source, lambda text: re.sub(r"<dimension [^>]*>", stated, text))
    made = tables.decide_file(source, clean / "out.csv", CITIZEN)
    assert (made.decided, made.rejected) == (3, 0)
    assert [row["total"] for row in read(made.output)] == ["80.00", "70.00", "60.00"]


@pytest.mark.parametrize("format_", ["0%", "0.0%", "0.00%;[Red]-0.00%", '0"%"', "0.0", "General"])
@pytest.mark.parametrize(("rules", "key", "shown"), [(CITIZEN, "it_use_points", 0.8), (COMMUNE, "citizens", 1)])
def test_a_percentage_of_a_sheet_is_no_count_and_no_points(
    clean: Path, rules: kh.RuleSet, key: str, shown: float, format_: str
) -> None:
    """A cell shown as 80% holds 0.8, which is neither; a format that only writes a % behind 0.8 changes nothing."""
    source = write_xlsx(clean / "in.xlsx", [["name", key], ["80%", shown]])
    book = openpyxl.load_workbook(source)
    book.active["B2"].number_format = format_
    book.save(source)
    made = tables.decide_file(source, clean / "out.csv", rules)
    refused = format_.endswith("%")
    assert (made.decided, made.rejected) == (not refused, refused)
    if refused:
        assert made.rejections is not None
        text = f"{shown * 100:.0f}"
        assert rejections(made.rejections) == [(2, key, f"{text}%")]
        assert f"write {text} in a cell" in made.rejections.read_text("utf-8-sig")


def merged(path: Path, table: Cells, *ranges: str) -> Path:
    book = openpyxl.load_workbook(write_xlsx(path, table))
    for item in ranges:
        book.active.merge_cells(item)
    book.save(path)
    return path


def test_a_merged_value_counts_for_all_its_rows(clean: Path) -> None:
    """An area and a yes or no over three rows; the fourth row has its own."""
    rows = [{"area": "difficult"} | points(7.5), points(7.5), points(7.5), {"area": None} | points(7.5)]
    made = tables.decide_file(merged(clean / "a.xlsx", cells(*rows), "A2:A4"), clean / "a.csv", CITIZEN)
    assert [row["verdict"] for row in read(made.output)] == ["recognised"] * 3 + ["not_recognised"]
    table = [["awareness_work", "name", "citizens"], [False, "a", 1], [None, None, 2], [None, "c", 3], [True, "d", 4]]
    made = tables.decide_file(merged(clean / "b.xlsx", table, "A2:A4", "B2:B3"), clean / "b.csv", COMMUNE)
    assert [row["awareness_work"] for row in read(made.output)] == ["false"] * 3 + ["true"]
    assert [row["name"] for row in read(made.output)] == ["a", "a", "c", "d"]


@pytest.mark.parametrize(
    ("range_", "refused"), [("B2:B3", [2, 3]), ("B2:C2", [2]), ("A3:C3", [3]), ("B3:D4", [3, 4]), ("A2:A4", [])]
)
def test_a_merged_number_is_refused_with_its_range(clean: Path, range_: str, refused: list[int]) -> None:
    """A count over several rows may be their sum; a cell over several columns belongs to one of them."""
    table = [["name", "citizens", "learning_citizens"], ["a", 10, 5], ["b", 20, 5], ["c", 30, 5]]
    made = tables.decide_file(merged(clean / "in.xlsx", table, range_), clean / "out.csv", COMMUNE)
    assert (made.decided, made.rejected) == (3 - len(refused), len(refused))
    if refused:
        assert made.rejections is not None
        assert sorted({row for row, _, _ in rejections(made.rejections)}) == refused
        assert f"unmerge {range_}" in made.rejections.read_text("utf-8-sig")


def test_a_heading_merged_with_the_row_below_is_refused(clean: Path) -> None:
    source = merged(clean / "in.xlsx", [["citizens", "name"], [None, "b"], [5, "c"]], "A1:A2")
    with pytest.raises(kh.DocumentError, match="merged headings: A1:A2"):
        tables.decide_file(source, clean / "out.csv", COMMUNE)


def test_areas_stand_in_the_table_or_are_given(clean: Path) -> None:
    """The option counts where the table says nothing; an unknown area is a wrong value."""
    table = cells(*({"area": area} | points(7.5) for area in (None, "difficult", "khó", "")))
    made = tables.decide_file(write_csv(clean / "in.csv", table), clean / "out.csv", CITIZEN)
    assert [row["verdict"] for row in read(made.output)] == ["not_recognised", "recognised", "not_recognised"]
    assert made.rejections is not None
    assert rejections(made.rejections) == [(4, "area", "khó")]
    given = tables.decide_file(clean / "in.csv", clean / "given.csv", CITIZEN, area="difficult")
    assert [row["verdict"] for row in read(given.output)] == ["recognised"] * 3


def test_formulas(clean: Path) -> None:
    """A formula without a stored result is a wrong value, not a blank; text like a formula is written as text."""
    rows = [commune(), commune(learning_citizens="=SUM(1,2)")]
    made = tables.decide_file(write_xlsx(clean / "in.xlsx", cells(*rows)), clean / "out.csv", COMMUNE)
    assert made.rejections is not None
    assert rejections(made.rejections) == [(3, "learning_citizens", "'=SUM(1,2)")]
    source = write_csv(clean / "in.csv", cells(commune(applicant="=1+1")))
    tables.decide_file(source, clean / "text.xlsx", COMMUNE)
    cell = openpyxl.load_workbook(clean / "text.xlsx").active["A2"]
    assert (cell.value, cell.data_type) == ("=1+1", "s")
    for carried, written in (("=1+1", "'=1+1"), ("@SUM(A1)", "'@SUM(A1)"), ("-5", "-5"), ("+84 1", "'+84 1")):
        source = write_csv(clean / "in.csv", cells(commune(applicant=carried)))
        made = tables.decide_file(source, clean / "text.csv", COMMUNE, overwrite=True)
        assert [row["applicant"] for row in read(made.output)] == [written]


def test_a_hidden_sheet_is_not_the_table(clean: Path) -> None:
    """The first visible sheet is read; a file without one is refused."""
    source = write_xlsx(clean / "in.xlsx", cells(commune(), commune()))
    book = openpyxl.load_workbook(source)
    book.create_sheet("ẩn", 0).sheet_state = "hidden"
    book.save(source)
    assert tables.decide_file(source, clean / "out.csv", COMMUNE).decided == 2
    with zipfile.ZipFile(source) as whole, zipfile.ZipFile(clean / "none.xlsx", "w") as hidden:
        for name in whole.namelist():
            hidden.writestr(name, whole.read(name).replace(b'state="visible"', b'state="hidden"'))
    with pytest.raises(kh.DocumentError, match="no visible sheet"):
        tables.decide_file(clean / "none.xlsx", clean / "other.csv", COMMUNE)


def test_cells_of_excel(clean: Path) -> None:
    """Whole numbers may be stored as decimals, steps as numbers, yes as 1; a day is no count, a half no person."""
    good = commune(citizens=10_000.0, literacy=2, yearly_plan=1)
    bad = [commune(citizens=0.5), commune(citizens=dt.date(2024, 1, 1))]
    made = tables.decide_file(write_xlsx(clean / "in.xlsx", cells(good, *bad)), clean / "out.csv", COMMUNE)
    assert [row["verdict"] for row in read(made.output)] == ["recognised"]
    assert made.rejections is not None
    assert rejections(made.rejections) == [(3, "citizens", "0.5"), (4, "citizens", "2024-01-01")]


@pytest.mark.parametrize(
    ("rules", "fact", "value", "said"),
    [
        (COMMUNE, "citizens", 12.125, "12.125"),  # never 12,125
        (COMMUNE, "literacy", 2.5, "2.5"),
        (COMMUNE, "yearly_plan", 1.5, "1.5"),
        (CITIZEN, CITIZEN.facts[0].key, True, "true"),
        (CITIZEN, CITIZEN.facts[0].key, False, "false"),
        (COMMUNE, "citizens", ArrayFormula("B2:B2", "=SUM(1,2)"), "=SUM(1,2)"),
    ],
)
def test_no_cell_of_excel_is_guessed(clean: Path, rules: kh.RuleSet, fact: str, value: Any, said: str) -> None:
    """A fraction is no count, a truth value no number, an array formula without a result no blank."""
    source = write_xlsx(clean / "in.xlsx", [["tên", fact], ["A", value]])
    made = tables.decide_file(source, clean / "out.csv", rules)
    assert (made.rows, made.decided) == (1, 0)
    assert made.rejections is not None
    found = [(row, column, seen.removeprefix("'")) for row, column, seen in rejections(made.rejections)]
    assert found == [(2, fact, said)]


def test_what_excel_shows_counts(clean: Path) -> None:
    """8.1 + 0.2 is stored as 8.299999999999999, and shown, and read, as 8.3: ten times that is 83."""
    source = write_xlsx(clean / "in.xlsx", cells(points(8.1 + 0.2)))
    (row,) = read(tables.decide_file(source, clean / "out.parquet", CITIZEN).output)
    assert str(row["total"]) == "83.00"


def test_a_formula_with_an_empty_result_is_a_blank(clean: Path) -> None:
    """Filled down beyond the last row, such formulas make no rows."""
    plain = write_xlsx(clean / "plain.xlsx", [["tên", "citizens"], ["A", "=B9"], ["=C9", "=C9"]])
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(clean / "in.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name).decode("utf-8")
            new.writestr(name, re.sub(r'(<c r="[AB][23]")(?: t="\w+")?(><f>)', r'\1 t="str"\2', content))
    made = tables.decide_file(clean / "in.xlsx", clean / "out.csv", COMMUNE)
    assert (made.rows, made.decided, made.rejected) == (1, 1, 0)
    assert read(made.output)[0]["citizens"] is None


@pytest.mark.parametrize("form", ["csv", "xlsx"])
def test_parts_end_where_all_rows_are_wrong(clean: Path, form: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Rejected rows fill a part as others do, so that the memory stays small and the bar moves."""
    monkeypatch.setattr(_sources, "_ROWS", 2)
    source = WRITERS[form](clean / f"in.{form}", [["citizens"], *(["?"] for _ in range(7))])
    seen: list[int] = []
    made = tables.decide_file(source, clean / "out.csv", COMMUNE, progress=lambda done, _: seen.append(done))
    assert (made.rows, made.rejected, len(seen)) == (7, 7, 4)


@pytest.mark.parametrize("form", WRITERS)
def test_an_empty_table_gives_an_empty_table(clean: Path, form: str) -> None:
    source = clean / f"in.{form}"
    if form == "parquet":
        pq.write_table(pa.table({"citizens": pa.array([], pa.int64())}), source)
    else:
        WRITERS[form](source, [["citizens"]])
    made = tables.decide_file(source, clean / f"out.{form}", COMMUNE)
    assert (made.rows, made.decided, read(made.output)) == (0, 0, [])
    assert "literacy" in made.missing


@pytest.mark.parametrize(
    ("heading", "said"),
    [
        (["citizens", "citizens"], "a column stands twice"),
        (["citizens", COMMUNE.facts[15].vi], "a column stands twice"),
        (["tên", "Tên", "citizens"], "a column stands twice"),
        (["citizen", "literacy"], "did you mean 'citizens'"),
        (["citizens", "verdict"], "a column that deciding adds"),
        (["citizens", "", "literacy"], "a column without a name"),
        (["tên"], "no column holds a fact"),
        ([], "an empty table"),
    ],
)
def test_wrong_headings_are_refused_with_all_their_errors(clean: Path, heading: list[str], said: str) -> None:
    source = write_csv(clean / "in.csv", [heading])
    with pytest.raises(kh.DocumentError, check=lambda error: said in str(error)):
        tables.decide_file(source, clean / "out.csv", COMMUNE)
    assert not (clean / "out.csv").exists()


@pytest.mark.parametrize(
    ("name", "content", "said"),
    [
        ("in.ods", b"", "not a table"),
        ("in.xlsx", b"no zip", "not an Excel file"),
        ("in.parquet", b"no parquet", "not a Parquet file"),
        ("in.csv", "citizens\n1\n".encode("utf-16")[:-1], "UTF-16"),  # cut short
        ("in.csv", b"citizens,x\n1,\xff\xfe\n", "not UTF-8"),
        ("in.csv", b'citizens\n"1\n', "not CSV"),
    ],
)
def test_a_wrong_file_is_refused_and_leaves_nothing(clean: Path, name: str, content: bytes, said: str) -> None:
    (clean / name).write_bytes(content)
    with pytest.raises(kh.DocumentError, check=lambda error: said in str(error)):
        tables.decide_file(clean / name, clean / "out.csv", COMMUNE)
    assert [path.name for path in clean.iterdir()] == [name]


def test_a_missing_file_and_a_wrong_output_are_refused(clean: Path) -> None:
    with pytest.raises(kh.DocumentError, match="No such file"):
        tables.decide_file(clean / "in.csv", clean / "out.csv", COMMUNE)
    source = write_csv(clean / "in.csv", cells(commune()))
    with pytest.raises(kh.DocumentError, match="not a kind of table"):
        tables.decide_file(source, clean / "out.doc", COMMUNE)
    with pytest.raises(kh.DocumentError, match="cannot be written"):
        tables.decide_file(source, clean / "nowhere" / "out.csv", COMMUNE)
    with pytest.raises(kh.WrongTypeError):
        tables.decide_file(1, clean / "out.csv", COMMUNE)  # type: ignore[arg-type]


@pytest.mark.parametrize("name", ["", " ", ".", "a\0.csv", "n" * 300 + ".csv"])
def test_what_is_no_name_of_a_file_is_said(clean: Path, name: str) -> None:
    source = write_csv(clean / "in.csv", cells(commune()))
    with pytest.raises(kh.DocumentError, match=r"no name of a file|cannot be written"):
        tables.decide_file(source, str(clean / name) if len(name) > 100 else name, COMMUNE)


def test_an_output_is_refused_by_the_name_that_was_given(clean: Path) -> None:
    """A wrong ending, or a folder, even where overwriting is allowed; and before anything is written."""
    source = write_csv(clean / "in.csv", cells(commune(), commune(citizens=-1)))
    with pytest.raises(kh.DocumentError, match=re.escape(f"{clean / 'out'}: not a kind of table")):
        tables.decide_file(source, clean / "out", COMMUNE)
    (clean / "out.rejected.csv").mkdir()
    with pytest.raises(kh.DocumentError, match="a folder is never overwritten"):
        tables.decide_file(source, clean / "out.csv", COMMUNE, overwrite=True)
    assert sorted(path.name for path in clean.iterdir()) == ["in.csv", "out.rejected.csv"]


@pytest.mark.parametrize("at", [0.1, 0.9])
def test_a_broken_sheet_is_told_of_the_table(clean: Path, at: float) -> None:
    plain = write_xlsx(clean / "plain.xlsx", cells(*(commune() for _ in range(50))))
    with zipfile.ZipFile(plain) as old, zipfile.ZipFile(clean / "in.xlsx", "w") as new:
        for name in old.namelist():
            content = old.read(name)
            new.writestr(name, content[: int(len(content) * at)] if "sheet1" in name else content)
    with pytest.raises(kh.DocumentError, match=r"in\.xlsx: (an Excel file that is broken|not an Excel file)"):
        tables.decide_file(clean / "in.xlsx", clean / "out.csv", COMMUNE)


def test_a_broken_page_is_told_of_the_table(clean: Path) -> None:
    source = write_parquet(clean / "in.parquet", cells(*(commune(citizens=10_000 + n) for n in range(500))))
    content = bytearray(source.read_bytes())
    content[4:200] = bytes(196)
    source.write_bytes(content)
    with pytest.raises(kh.DocumentError, match=r"in\.parquet: cannot be read"):
        tables.decide_file(source, clean / "out.csv", COMMUNE)


def test_what_a_file_cannot_hold_is_said(clean: Path) -> None:
    """A list in a carried column fits neither CSV nor Excel; nothing is left of the attempt."""
    source = clean / "in.parquet"
    pq.write_table(pa.table({"citizens": [10], "names": [["a", "b"]]}), source)
    for form in ("csv", "xlsx"):
        with pytest.raises(kh.DocumentError):
            tables.decide_file(source, clean / f"out.{form}", COMMUNE)
    assert [path.name for path in clean.iterdir()] == ["in.parquet"]
    assert read(tables.decide_file(source, clean / "out.parquet", COMMUNE).output)[0]["names"] == ["a", "b"]


def test_neither_the_input_nor_an_output_is_overwritten(clean: Path) -> None:
    """The input never; an output only when asked, and then an old list of wrong values goes with it."""
    source = write_csv(clean / "in.csv", cells(commune(), commune(citizens=-1)))
    for overwrite in (False, True):
        with pytest.raises(kh.InvalidValueError, match="the table itself"):
            tables.decide_file(source, source, COMMUNE, overwrite=overwrite)
    tables.decide_file(source, clean / "out.csv", COMMUNE)
    with pytest.raises(kh.InvalidValueError, match="already"):
        tables.decide_file(source, clean / "out.csv", COMMUNE)
    write_csv(source, cells(commune()))
    made = tables.decide_file(source, clean / "out.csv", COMMUNE, overwrite=True)
    assert (made.decided, (clean / "out.rejected.csv").exists()) == (1, False)


@pytest.mark.parametrize("failure", [RuntimeError, KeyboardInterrupt])
def test_a_failure_in_the_middle_leaves_nothing(
    clean: Path, failure: type[BaseException], monkeypatch: pytest.MonkeyPatch
) -> None:
    """An old output stays as it was; no half file takes its place."""
    monkeypatch.setattr(_sources, "_ROWS", 2)
    source = write_csv(clean / "in.csv", cells(*(commune(citizens=c) for c in (10_000, -1, 10_000, 10_000, 10_000))))
    (clean / "out.csv").write_text("before", encoding="utf-8")

    def stop(done: int, size: int) -> None:
        if done >= size:
            raise failure

    with pytest.raises(failure):
        tables.decide_file(source, clean / "out.csv", COMMUNE, overwrite=True, progress=stop)
    assert (clean / "out.csv").read_text("utf-8") == "before"
    assert sorted(path.name for path in clean.iterdir()) == ["in.csv", "out.csv"]


def test_many_parts_are_one_table(clean: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Parts of two rows, blank lines between: numbers of rows and the order stay those of the file."""
    monkeypatch.setattr(_sources, "_ROWS", 2)
    table = cells(*(commune(applicant=str(n), citizens=-1 if n == 6 else 10_000) for n in range(9)))
    table.insert(4, [None] * len(table[0]))
    made = tables.decide_file(write_csv(clean / "in.csv", table), clean / "out.csv", COMMUNE)
    assert [row["applicant"] for row in read(made.output)] == ["0", "1", "2", "3", "4", "5", "7", "8"]
    assert made.rejections is not None
    assert {row for row, _, _ in rejections(made.rejections)} == {9}


def test_cells_beyond_the_heading_reject_their_row(clean: Path) -> None:
    source = write_csv(clean / "in.csv", [["citizens", "literacy"], ["1", "2", "3"], ["1", "2", ""], ["1"]])
    made = tables.decide_file(source, clean / "out.csv", COMMUNE)
    assert (made.rows, made.decided) == (3, 2)
    assert made.rejections is not None
    assert rejections(made.rejections) == [(2, "", "3")]


@pytest.mark.parametrize("package", ["polars", "openpyxl", "pyarrow"])
def test_what_is_not_installed_is_named(clean: Path, package: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """The message says what to install."""
    source = write_csv(clean / "in.csv", cells(commune()))
    monkeypatch.setitem(sys.modules, package, None)
    monkeypatch.setattr(_file, "find_spec", lambda name: None if name == package else True)
    with pytest.raises(kh.MissingExtraError, match="pip install"):
        tables.decide_file(source, clean / "out.xlsx", COMMUNE)


def run(*arguments: str) -> Any:
    return CliRunner().invoke(cli, ["decide", *arguments])


def test_the_command_prints_a_summary_in_which_no_row_is_lost(clean: Path) -> None:
    source = write_csv(clean / "in.csv", cells(commune(), commune(citizens=-1), commune(learning_citizens=7_999)))
    said = run(COMMUNE.id, str(source), "--output", str(clean / "out.csv"), "--lang", "en")
    assert said.exit_code == 3, said.output
    lines = said.output.splitlines()
    assert lines[0] == "3 rows = 2 decided + 1 rejected"
    assert "  level 1     1" in lines
    assert "  level 2     1" in lines
    assert lines[-1].endswith("out.rejected.csv")
    data = json.loads(
        run(COMMUNE.id, str(source), "--output", str(clean / "b.csv"), "--format", "json", "--engine", "duckdb").stdout
    )
    assert (data["rows"], data["decided"], data["rejected"]) == (3, 2, 1)
    assert data["grades"] == {"1": 1, "2": 1}


def test_options_of_tables_need_an_output(clean: Path) -> None:
    source = write_csv(clean / "in.csv", cells(commune()))
    said = run(COMMUNE.id, str(source), "--indicators")
    assert isinstance(said.exception, kh.InvalidValueError)


@pytest.mark.parametrize("name", ["a.b", "row_of_the_table"])
def test_spark_refuses_names_that_it_cannot_carry(clean: Path, name: str) -> None:
    """Neither lost nor a failure of the engine's own."""
    if reason := missing("pyspark"):
        pytest.skip(reason)
    source = clean / "in.parquet"
    pq.write_table(pa.Table.from_pylist([commune() | {name: "x"}]), source)
    said = run(COMMUNE.id, str(source), "--output", str(clean / "out.parquet"), "--engine", "pyspark")
    assert isinstance(said.exception, kh.DocumentError)
    assert f"Spark cannot carry {name!r}" in str(said.exception)
    assert sorted(path.name for path in clean.iterdir()) == ["in.parquet"]


def test_spark_decides_a_folder_of_parquet(clean: Path) -> None:
    """The command with pyspark gives what the others give, and rejects what they reject."""
    if reason := missing("pyspark"):
        pytest.skip(reason)
    from khuyenhoc.testing.engine_tables import spark

    spark()
    facts = [commune(), commune(learning_citizens=10_001), commune(learning_citizens=5_999)]
    source = write_parquet(clean / "in.parquet", cells(*facts))
    said = run(COMMUNE.id, str(source), "--output", str(clean / "out.parquet"), "--engine", "pyspark", "--lang", "en")
    assert said.exit_code == 3, (said.output, said.exception)
    assert said.output.startswith("3 rows = 2 decided + 1 rejected")
    assert sorted(row["verdict"] for row in pq.read_table(clean / "out.parquet").to_pylist()) == [
        "not_recognised",
        "recognised",
    ]
    assert rejections(clean / "out.rejected.csv")[0][:2] == (2, "learning_citizens")


_PEAK = """
import resource, sys
from khuyenhoc import catalog, frames, tables
made = tables.decide_file(sys.argv[1], sys.argv[2], catalog.ruleset("tt-25-2023/commune"))
print(made.decided, resource.getrusage(resource.RUSAGE_SELF).ru_maxrss // 1024)
"""


def peak(folder: Path, parts: int) -> int:
    """The most memory, in MiB, that deciding so many parts of 200,000 rows takes."""
    source = folder / f"{parts}.parquet"
    rows = pa.Table.from_pylist([commune(citizens=10_000 + number) for number in range(1000)])
    table = pa.concat_tables([rows] * 200).combine_chunks()
    with pq.ParquetWriter(source, table.schema) as writer:
        for _ in range(parts):
            writer.write_table(table)
    done = subprocess.run(
        [sys.executable, "-c", _PEAK, str(source), str(folder / f"{parts}-decided.parquet")],
        capture_output=True,
        text=True,
        check=True,
    )
    decided, most = map(int, done.stdout.split())
    assert decided == parts * 200_000
    return most


@pytest.mark.skipif(sys.platform != "linux", reason="the unit of ru_maxrss is that of Linux")
def test_memory_does_not_grow_with_the_rows(tmp_path: Path) -> None:
    """Three million rows take less than 1 GiB, and hardly more than 400,000: a part is all that is held."""
    few, many = peak(tmp_path, 2), peak(tmp_path, 15)
    assert many < 1024
    assert many - few < 200
