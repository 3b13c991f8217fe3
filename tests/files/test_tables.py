"""Tables of counts: what is read, and everything that is refused, each at its line and column."""

import datetime as dt
import unicodedata
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, tables
from khuyenhoc._base.text import tone_key
from khuyenhoc.files.tables import vocabulary

EXAMPLES = Path(__file__).resolve().parents[2] / "docs" / "examples"
HEADER = "place,on,attribute,population,registered,recognised,total"
ROW = "Trà Vinh,2019-09-30,family,families,224571,197284,"
TABLE = f"{HEADER}\n{ROW}\n"
VIETNAMESE = "Địa bàn;Ngày;Mô hình;Tổng thể;Số đăng ký;Số công nhận;Tổng số;Nguồn;Tỷ lệ in;Mẫu số in"
TRA_VINH = catalog.province("Trà Vinh")
OBSERVATION = kh.Observation(
    place=TRA_VINH,
    on=dt.date(2019, 9, 30),
    attribute=kh.Attribute("family"),
    population=kh.Population("families"),
    registered=224_571,
    recognised=197_284,
)


def errors_of(content: str | bytes, **more: Any) -> dict[str, str]:
    """Where something is wrong, and what."""
    with pytest.raises(kh.DocumentError) as caught:
        tables.parse_counts(content, **more)
    return {error.where: str(error) for error in caught.value.errors}


def with_cell(column: str, value: str, row: str = ROW) -> str:
    """The table with one cell of its only row replaced."""
    cells = row.split(",")
    cells[HEADER.split(",").index(column)] = value
    return f"{HEADER}\n{','.join(cells)}\n"


@pytest.mark.parametrize(
    "content",
    [
        TABLE,
        TABLE.strip(),
        TABLE.encode(),
        TABLE.encode("utf-8-sig"),
        "\ufeff" + TABLE,
        TABLE.replace("\n", "\r\n"),
        TABLE.replace(",", ";"),
        TABLE.replace(",", "\t"),
        unicodedata.normalize("NFD", TABLE),
        TABLE.replace("Trà Vinh", " TỈNH  TRÀ VINH "),
        TABLE.replace("2019-09-30", "30/9/2019"),
        TABLE.replace("224571", "224.571").replace("197284", "197 284"),
        TABLE.replace("224571", "224\u00a0571"),
        TABLE.replace("families", ""),
        TABLE.replace("families", "Gia đình"),
        TABLE.replace("family", "Gia đình học tập"),
        TABLE.replace("family", unicodedata.normalize("NFD", "GIA ĐÌNH HỌC TẬP")),
        TABLE.replace("family", "gia dinh hoc tap"),
        TABLE.replace("family", "learning family"),
        TABLE + "\n,,,,,,\n \n",
        HEADER + ",source,printed,printed_base\n" + ROW + ",,,\n",
        "total,recognised,registered,population,attribute,on,place\n" + ",".join(reversed(ROW.split(","))),
        "Địa phương,Ngày,Nội dung,Tổng thể,Đăng ký,Công nhận,Tổng số\n" + ROW,
        unicodedata.normalize("NFD", VIETNAMESE.upper()) + "\n" + ROW.replace(",", ";") + ";;;",
        HEADER + "\n" + '"Trà Vinh","2019-09-30","family","families","224571","197284",""',
    ],
    ids=range(25),
)
def test_the_same_table_in_many_forms(content: str | bytes) -> None:
    """Commas, semicolons or tabs; with or without the mark of Excel; in NFD; in Vietnamese; in any order."""
    assert tables.parse_counts(content) == (OBSERVATION,)


def test_blank_is_unknown_and_zero_is_zero() -> None:
    """A blank is unknown, never zero."""
    (row,) = tables.parse_counts(with_cell("registered", "", with_cell("recognised", "0").splitlines()[1]))
    assert (row.registered, row.recognised, row.total) == (None, 0, None)


@pytest.mark.parametrize(
    ("attribute", "population"),
    [("family", "families"), ("clan", "clans"), ("community", "communities"), ("unit", "units"), ("citizen", None)],
)
def test_a_blank_population(attribute: str, population: str | None) -> None:
    """Families, clans, communities and units each count their own; citizens may be workers or adults: unknown."""
    (row,) = tables.parse_counts(f"{HEADER}\nTrà Vinh,2019-09-30,{attribute},,,1,2\n")
    assert row.population == (kh.Population(population) if population else None)


def test_source_and_printed_share() -> None:
    """A share is kept as printed, with the base that the report states, or none."""
    head = HEADER + ",source,printed,printed_base\n"
    shares = [(',x,"87,84%",registered', kh.Base.REGISTERED), (',x,"87,84%",số đăng ký', kh.Base.REGISTERED),
              (',x,"87,84%",Tổng số', kh.Base.TOTAL), (',x,"87,84%",', None)]  # fmt: skip
    for cells, base in shares:
        (row,) = tables.parse_counts(head + ROW + cells)
        assert (row.source, row.printed) == ("x", kh.PrintedShare("87,84%", base))


@pytest.mark.parametrize(
    ("name", "rows"),
    [("binh-thuan-2023", 4), ("quang-tri-2020", 4), ("son-la-2025", 5), ("ha-noi-2024", 5), ("tra-vinh-2019", 2)],
)
def test_the_examples_are_read(name: str, rows: int) -> None:
    """The published examples, without any finding: each printed share is what its counts give."""
    found = tables.read_counts(EXAMPLES / f"{name}.csv")
    assert len(found) == rows
    assert [finding for row in found for finding in row.findings()] == []
    assert all(row.source.startswith("https://") for row in found)


@pytest.mark.parametrize(
    ("column", "value", "said"),
    [
        ("place", "", "blank"),
        ("place", "Trà Vinhh", "Trà Vinh"),
        ("place", "Trà Vinh\ud800", ""),
        ("on", "", "blank"),
        ("on", "2019", "not a day"),
        ("on", "31/02/2019", "not a day"),
        ("on", "2019-9-30", "not a day"),
        ("on", "30/09/19", "not a day"),
        ("on", "31/12/1823", "1900"),
        ("attribute", "", "blank"),
        ("attribute", "famly", "family"),
        ("population", "familes", "families"),
        ("registered", "-1", "not a count"),
        ("recognised", "197284.5", "not a count"),
        ("recognised", "197,284".replace(",", "'"), "not a count"),
        ("recognised", "1.97284", "not a count"),
        ("recognised", "gần 200000", "not a count"),
        ("recognised", "1e5", "not a count"),
        ("recognised", "٣", "not a count"),
        ("total", "100%", "not a count"),
        ("total", "9" * 5000, "not a count"),
    ],
)
def test_a_bad_cell_is_named(column: str, value: str, said: str) -> None:
    """Each error has its line, its column by number and by name, and what was expected."""
    number = HEADER.split(",").index(column) + 1
    found = errors_of(with_cell(column, value))
    assert list(found) == [f"line 2, column {number} ({column})"]
    assert said in found[f"line 2, column {number} ({column})"]


def test_all_errors_at_once() -> None:
    """Every bad cell of every row, in the order of the table, with the name of the file."""
    text = f"{HEADER}\nTrà Vinh,2019-09-30,famly,familes,x,5,4\n{ROW}\nTrà Vinh,30-9-2019,clan,,1,,y\n"
    found = errors_of(text, name="bang.csv")
    assert list(found) == [
        "line 2, column 3 (attribute)", "line 2, column 4 (population)", "line 2, column 5 (registered)",
        "line 4, column 2 (on)", "line 4, column 7 (total)",
    ]  # fmt: skip
    with pytest.raises(kh.DocumentError, match=r"bang\.csv: 5 errors"):
        tables.parse_counts(text, name="bang.csv")


@pytest.mark.parametrize(
    ("registered", "recognised", "total", "column"), [("1", "5", "4", "recognised"), ("5", "1", "4", "registered")]
)
def test_more_than_there_are_is_refused_at_its_column(
    registered: str, recognised: str, total: str, column: str
) -> None:
    """Nobody recognises more than there are; more recognised than registered is odd, but read."""
    found = errors_of(f"{HEADER}\nTrà Vinh,2019-09-30,clan,,{registered},{recognised},{total}\n")
    number = HEADER.split(",").index(column) + 1
    assert list(found) == [f"line 2, column {number} ({column})"]
    (row,) = tables.parse_counts(f"{HEADER}\nTrà Vinh,2019-09-30,clan,,5,6,\n")
    assert [finding.code for finding in row.findings()] == ["recognised-above-registered"]


@pytest.mark.parametrize(
    ("header", "said"),
    [
        (HEADER.replace("recognised", "recognized"), "did you mean 'recognised'"),
        (HEADER.replace("total", "recognised"), "stands twice"),
        (HEADER.replace("total", "Số công nhận"), "stands twice"),
        (HEADER.replace(",total", ""), "missing column total"),
        ("Trà Vinh,2019-09-30,family,families,1,2,3", "unknown column"),
    ],
)
def test_wrong_double_and_missing_columns(header: str, said: str) -> None:
    """A column may be blank, but not absent; a misspelt one names the nearest."""
    found = errors_of(f"{header}\n{ROW}\n")
    assert all(where.startswith("line 1") for where in found)
    assert said in " ".join(found.values())


def test_an_empty_table_has_no_columns_and_a_header_alone_no_rows() -> None:
    """Nothing at all lacks its columns; a header without rows is a table of nothing."""
    for nothing in ("", b"", "\ufeff", "\n"):
        found = errors_of(nothing)
        assert all(name in " ".join(found.values()) for name in HEADER.split(","))
    assert tables.parse_counts(HEADER) == tables.parse_counts(HEADER + "\r\n\r\n") == ()


def test_utf_16_is_read_by_its_mark() -> None:
    """Excel also saves "Unicode text" in UTF-16."""
    for encoding in ("utf-16-le", "utf-16-be"):
        assert tables.parse_counts(("\ufeff" + TABLE).encode(encoding)) == tables.parse_counts(TABLE)


@pytest.mark.parametrize("encoding", ["utf-16-le", "utf-16-be", "cp1258", "latin-1"])
def test_other_encodings_are_refused_with_advice(encoding: str) -> None:
    """Without a mark nothing says what they are."""
    content = TABLE.replace("Trà", "Tr\u00e0").encode(encoding)
    with pytest.raises(kh.DocumentError) as caught:
        tables.parse_counts(content, name="bang.csv")
    assert "bang.csv" in str(caught.value)


def test_a_row_that_stands_twice_is_refused() -> None:
    """The same place, day, attribute and population as an earlier line, however it is written."""
    again = ROW.replace("Trà Vinh", "tỉnh TRÀ VINH").replace("2019-09-30", "30/09/2019")
    found = errors_of(f"{TABLE}{again}\n")
    assert list(found) == ["line 3"]
    assert "line 2" in found["line 3"]
    assert len(tables.parse_counts(f"{TABLE}{ROW.replace('2019', '2020')}\n")) == 2


def test_places_are_those_of_their_day() -> None:
    """A district has no figure after 30/6/2025, an old province none either; a name kept is another territory."""
    district = '"huyện Trà Cú, Trà Vinh",{},family,,,1,2'
    (row,) = tables.parse_counts(f"{HEADER}\n{district.format('2025-06-30')}\n")
    assert row.place.level is kh.Level.DISTRICT
    for line in (district.format("2025-07-01"), '"huyện Đức Trọng, Lâm Đồng",2025-07-01,family,,,1,2',
                 "Trà Vinh,2025-07-01,family,,,1,2"):  # fmt: skip
        assert list(errors_of(f"{HEADER}\n{line}\n")) == ["line 2, column 1 (place)"]
    old, new = tables.parse_counts(f"{HEADER}\nQuảng Trị,2025-06-30,family,,,1,2\nQuảng Trị,2025-07-01,family,,,1,2\n")
    assert (old.place.until, new.place.since) == (dt.date(2025, 6, 30), dt.date(2025, 7, 1))


def test_a_huge_table_is_read() -> None:
    """Twenty thousand communes; a huge table of errors stops counting, but is still refused in one piece."""
    communes = [f'"xã A{number}, tỉnh Lâm Đồng",2025-12-31,family,,,{number},20000' for number in range(20_000)]
    found = tables.parse_counts("\n".join([HEADER, *communes]))
    assert len(found) == 20_000
    assert sum(row.recognised or 0 for row in found) == 20_000 * 19_999 // 2
    assert len({row.place for row in found}) == 20_000
    assert 200 <= len(errors_of("\n".join([HEADER, *[f"x{line}" for line in communes]]))) <= 20_000


def test_terms_of_ones_own() -> None:
    """Attributes and populations beside those of the catalogue are known by code and by label."""
    card = kh.Attribute("library_card", vi="có thẻ thư viện", en="has a library card")
    pupils = kh.Population("pupils", vi="học sinh", en="pupils")
    for words in ("library_card,pupils", "Có thẻ thư viện,học sinh"):
        text = f"{HEADER}\nTrà Vinh,2019-09-30,{words},,1,2\n"
        (row,) = tables.parse_counts(text, attributes=[card], populations=[pupils])
        assert (row.attribute, row.population) == (card, pupils)
        assert len(errors_of(text)) == 2


def test_a_vocabulary_is_folded_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """A second table folds its own headings and cells, not the names of the catalogue; one's own labels still win."""
    mine = [kh.Attribute("family", vi="Gia đình hiếu học", en="keen family")]
    for attributes in ([], mine):
        tables.parse_counts(TABLE, attributes=attributes)
        folded: list[str] = []
        monkeypatch.setattr(vocabulary, "tone_key", lambda text, told=folded: (told.append(text), tone_key(text))[1])
        (row,) = tables.parse_counts(TABLE, attributes=attributes)
        once = [*HEADER.split(","), "family", "families"]
        looked_at = [*HEADER.split(","), HEADER, HEADER, ROW, ROW]  # until the headings are found under a delimiter
        looked_at += HEADER.split(",")  # and whether each row is one observation
        assert sorted(folded) == sorted(once + looked_at)
        monkeypatch.undo()
    assert row.attribute.vi == "Gia đình hiếu học"


FUZZ = st.text() | st.text("Trà Vinh,;\t\n\r\"'0123456789-/.%", max_size=200)


@given(FUZZ | FUZZ.map(lambda text: HEADER + "\n" + text) | FUZZ.map(lambda text: TABLE + text) | st.binary())
@example(HEADER + '\n"')
@example(HEADER + "\n" + "x" * 200_000)
@example(HEADER + "\n\x00,\ud800,family")
@example(HEADER + ",source\n" + ROW + ",\ud800")
@example('"' + HEADER)
@example(HEADER.replace(",", "\r"))
@example(b"\xff\xfe\x00")
def test_any_bad_table_is_refused_by_the_library(content: str | bytes) -> None:
    """Any bad input ends in an error of the library."""
    try:
        said = repr(tables.parse_counts(content))
    except kh.DocumentError as error:
        said = str(error)
    assert said


@pytest.mark.parametrize("odd", [None, 5, [], object(), "a\0b", "no-such-file.csv", "."])
def test_what_is_no_table_is_refused_by_the_library(odd: Any) -> None:
    """A missing file, a folder, an odd path; neither text nor bytes; terms that are none."""
    with pytest.raises(kh.KhuyenHocError):
        tables.read_counts(odd)
    with pytest.raises(kh.KhuyenHocError):
        tables.parse_counts(odd)
    with pytest.raises(kh.KhuyenHocError):
        tables.parse_counts(TABLE, attributes=[odd])


def test_adults_without_among_whom_are_asked_for() -> None:
    """Decision 677 counts the adults in learning families, clans and communities: all adults are others."""
    with pytest.raises(kh.DocumentError) as caught:
        tables.parse_counts(f"{HEADER}\nTrà Vinh,2025-12-31,citizen,Người lớn,,40,100")
    assert "người lớn trong gia đình, dòng họ, cộng đồng học tập" in caught.value.text("vi")
