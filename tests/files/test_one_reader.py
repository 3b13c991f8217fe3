"""One reader under three doors: counts, filled-in forms and tables to be decided accept and refuse the same."""

import copy
import pickle
import unicodedata
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog, forms, tables

COMMUNE = catalog.ruleset("tt-25-2023/commune")


class Door(NamedTuple):
    """A way in: its table, and how many rows of a file come through it."""

    heads: list[str]
    words: list[str]
    row: list[str]
    near: tuple[str, str]
    read: Callable[[Path], int]

    def table(self, heads: list[str], *rows: list[str], delimiter: str = ",") -> str:
        return "".join(f"{delimiter.join(cells)}\n" for cells in (heads, *rows))


def decided(path: Path) -> int:
    made = tables.decide_file(path, path.with_name("out.csv"), COMMUNE, overwrite=True)
    return made.decided


COUNTS = ["place", "on", "attribute", "population", "registered", "recognised", "total"]
VIETNAMESE = ["Địa bàn", "Ngày", "Mô hình", "Tổng thể", "Đăng ký", "Công nhận", "Tổng số"]
FACTS = ["citizens", "learning_citizens"]
LABELS = [COMMUNE.fact(key).vi for key in FACTS]
DOORS = {
    "counts": Door(
        COUNTS,
        VIETNAMESE,
        ["Trà Vinh", "2019-09-30", "family", "", "224571", "197284", ""],
        ("total", "totl"),
        lambda path: len(tables.read_counts(path)),
    ),
    "forms": Door(
        FACTS,
        LABELS,
        ["12480", "7421"],
        ("citizens", "citizen"),
        lambda path: len(forms.read_facts(path, COMMUNE)),
    ),
    "deciding": Door(FACTS, LABELS, ["12480", "7421"], ("citizens", "citizen"), decided),
}


@pytest.fixture(params=DOORS)
def door(request: pytest.FixtureRequest) -> Door:
    return DOORS[request.param]


@pytest.fixture
def through(door: Door, tmp_path: Path) -> Callable[[str | bytes], int]:
    def read(content: str | bytes) -> int:
        path = tmp_path / "in.csv"
        path.write_bytes(content.encode() if isinstance(content, str) else content)
        return door.read(path)

    return read


Through = Callable[[str | bytes], int]


def refused(through: Through, content: str | bytes) -> str:
    with pytest.raises(kh.DocumentError) as caught:
        through(content)
    assert "in.csv: " in str(caught.value)
    return str(caught.value)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("mark", ["", "sep={}\r\n", "SEP={}\n", '"sep={}"\r\n', "sep=\n"])
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
def test_delimiters_separator_lines_and_the_mark_of_excel(
    door: Door, through: Through, delimiter: str, mark: str, encoding: str
) -> None:
    text = mark.format(delimiter) + door.table(door.heads, door.row, delimiter=delimiter)
    assert through(text.encode(encoding)) == 1


def test_a_separator_line_that_is_not_true_is_not_believed(door: Door, through: Through) -> None:
    assert through("sep=;\n" + door.table(door.heads, door.row)) == 1


def test_a_delimiter_inside_quotes_is_none(door: Door, through: Through) -> None:
    """A label with commas, in quotes, does not hide the semicolons."""
    heads = [f'"{head}"' for head in door.heads]
    assert through(door.table(heads, [f'"{cell}"' for cell in door.row], delimiter=";")) == 1
    if door.words is LABELS:
        label = next(fact for fact in COMMUNE.facts if fact.vi.count(",") > 1)
        assert through(f'{door.heads[0]};"{label.vi}"\n12480;\n') == 1


@pytest.mark.parametrize("delimiter", [";", "\t"])
def test_headings_that_hold_commas_without_quotes(delimiter: str, door: Door, through: Through) -> None:
    """As Excel writes them with semicolons: only what holds a semicolon is quoted; a source may hold commas too."""
    if door.words is LABELS:
        commas = [fact.vi for fact in COMMUNE.facts if "," in fact.vi]
        assert sum(label.count(",") for label in commas) > len(commas) + 1
        blank = [""] * len(commas)
        assert through(door.table([*door.words, *commas], [*door.row, *blank], delimiter=delimiter)) == 1
        assert through(door.table([commas[0], door.heads[0]], ["", door.row[0]], delimiter=delimiter)) == 1
    else:
        row = [*door.row, "Báo cáo, phụ lục 1, 2, 3, 4, 5, 6, 7, 8, 9"]
        assert through(door.table([*door.words, "Nguồn"], row, delimiter=delimiter)) == 1


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_quoted_heading_over_two_lines(delimiter: str, end: str, door: Door, through: Through) -> None:
    """Excel breaks a long heading; the delimiter may stand in the second line alone, or in none."""
    first, *others = door.words
    broken = '"' + first.replace(" ", end, 1) + '"'
    assert end in broken
    heads = [broken, *(f'"{word}"' for word in others)]
    assert through(door.table(heads, [f'"{cell}"' for cell in door.row], delimiter=delimiter)) == 1
    number = door.words.index(door.words[-1])
    heads = [f'"{word}"' for word in door.words]
    heads[number] = '"' + door.words[number].replace(" ", end, 1) + '"'
    assert through(door.table(heads, [f'"{cell}"' for cell in door.row], delimiter=delimiter)) == 1


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_line_ends(door: Door, through: Through, end: str) -> None:
    assert through(door.table(door.heads, door.row).replace("\n", end)) == 1


@pytest.mark.parametrize("form", ["NFC", "NFD"])
@pytest.mark.parametrize("change", [str, str.upper, lambda text: f"  {text}\u00a0 "])
def test_headings_in_any_unicode_form_and_case(
    door: Door, through: Through, form: Any, change: Callable[[str], str]
) -> None:
    heads = [f'"{unicodedata.normalize(form, change(head))}"' for head in door.words]
    assert through(door.table(heads, door.row)) == 1


def test_headings_without_marks(door: Door, through: Through) -> None:
    bare = [f'"{kh_plain(head)}"' for head in door.words]
    assert through(door.table(bare, door.row)) == 1


def kh_plain(text: str) -> str:
    letters = unicodedata.normalize("NFD", text).replace("đ", "d").replace("Đ", "D")
    return "".join(char for char in letters if not unicodedata.combining(char))


def test_a_heading_that_stands_twice(door: Door, through: Through) -> None:
    """By its key or by its label."""
    for again in (door.heads[0], f'"{door.words[0]}"'):
        said = refused(through, door.table([*door.heads, again], [*door.row, ""]))
        assert f"column {len(door.heads) + 1}: a column stands twice" in said


def test_a_heading_that_is_nearly_one(door: Door, through: Through) -> None:
    right, wrong = door.near
    heads = [wrong if head == right else head for head in door.heads]
    said = refused(through, door.table(heads, door.row))
    assert f"did you mean {right!r}?" in said
    assert f"1, column {door.heads.index(right) + 1}: " in said


def test_a_column_without_a_name(door: Door, through: Through) -> None:
    """At the end it is nothing, in the middle nobody knows what it holds."""
    assert through(door.table([*door.heads, "", " "], [*door.row, "", ""])) == 1
    said = refused(through, door.table(["", *door.heads], ["x", *door.row]))
    assert "1, column 1: a column without a name" in said


def test_no_headings(through: Through) -> None:
    for nothing in ("", "\n", "\ufeff", "sep=;\n", ",,\n"):
        assert "1 error in this table" in refused(through, nothing)


def test_no_rows(door: Door, through: Through) -> None:
    """Headings alone are a table of nothing; blank rows are none."""
    for nothing in ("", "\n\n", f"{',' * (len(door.row) - 1)}\n", " \n"):
        assert through(door.table(door.heads) + nothing) == 0


def test_quotes(door: Door, through: Through) -> None:
    quoted = [f'"{cell}"' for cell in door.row]
    assert through(door.table(door.heads, quoted)) == 1
    assert "not CSV" in refused(through, door.table(door.heads, ['"' + door.row[0], *door.row[1:]]))
    assert "not CSV" in refused(through, door.table(door.heads, [f'"{door.row[0]}"x', *door.row[1:]]))


def test_utf_16(door: Door, through: Through) -> None:
    """What Excel calls Unicode Text is read by its mark, whatever the order of its bytes."""
    for encoding in ("utf-16-le", "utf-16-be"):
        assert through(("\ufeff" + door.table(door.heads, door.row)).encode(encoding)) == 1
    assert "UTF-16 that is broken" in refused(
        through, ("\ufeff" + door.table(door.heads, door.row)).encode("utf-16-le")[:-1]
    )


@pytest.mark.parametrize(("encoding", "said"), [("latin-1", "not UTF-8 (line 3)")])
def test_other_encodings(door: Door, through: Through, encoding: str, said: str) -> None:
    text = door.table(door.heads, door.row).replace("Trà", "Tra") + "".join([*door.row, "à"]).replace("Trà", "Tra")
    text = text.replace("à", "\u00e0")
    assert said in refused(through, text.encode(encoding))


def test_a_line_is_a_line_of_the_file_and_a_row_one_of_the_sheet(tmp_path: Path) -> None:
    """With a separator line and a cell of two lines before it."""
    path = tmp_path / "in.csv"
    path.write_text('sep=,\napplicant,citizens\n"a\nb",5\nc,x\n', "utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        forms.read_facts(path, COMMUNE)
    assert [error.where for error in caught.value.errors] == ["line 5, column 2 (citizens)"]
    made = tables.decide_file(path, tmp_path / "out.csv", COMMUNE)
    assert made.rejections is not None
    assert made.rejections.read_text("utf-8-sig").splitlines()[1].startswith("3,citizens,x")


@pytest.mark.parametrize("name", ["counts", "forms"])
def test_a_cell_beyond_the_headings_and_two_hundred_errors(name: str, tmp_path: Path) -> None:
    """A table of errors is refused after two hundred of them."""
    door, path = DOORS[name], tmp_path / "in.csv"
    path.write_text(door.table(door.heads, [*door.row, "", " "], [*door.row, "7"]), "utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        door.read(path)
    (error,) = caught.value.errors
    assert str(error) == f"line 3: {len(door.row) + 1} cells under {len(door.row)} columns; seen '7'"
    bad = [*door.row[:-2], "x", "x"]
    path.write_text(door.table(door.heads, *[bad] * 500), "utf-8")
    with pytest.raises(kh.DocumentError, match="200 errors in this table; reading stopped there") as caught:
        door.read(path)
    assert caught.value.errors[-1].where.startswith("line 101, ")


def test_a_cell_beyond_the_headings_and_a_thousand_wrong_rows_of_a_table_to_be_decided(tmp_path: Path) -> None:
    """Such a table is not refused: every wrong value stands in the file beside it."""
    door, path = DOORS["deciding"], tmp_path / "in.csv"
    rows = [[*door.row, "", " "], [*door.row, "7"], *[["x", "1"]] * 1000]
    path.write_text(door.table(door.heads, *rows), "utf-8")
    made = tables.decide_file(path, tmp_path / "out.csv", COMMUNE)
    assert (made.decided, made.rejected) == (1, 1001)
    assert made.rejections is not None
    assert made.rejections.read_text("utf-8-sig").splitlines()[1] == "3,,7,2 cells"


def test_wrong_headings_without_end(door: Door, through: Through) -> None:
    heads = [door.near[1]] * 5000
    said = refused(through, door.table(heads))
    assert "200 errors in this table; reading stopped there" in said


def test_an_applicant_cannot_be_changed(tmp_path: Path) -> None:
    """Equal, hashable, picklable and copyable, also with evidence, and its facts are still plain data."""
    path = tmp_path / "in.json"
    path.write_text('[{"citizens": {"value": 5, "evidence": ["a"]}, "literacy": "1"}]', "utf-8")
    (item,), (again,) = forms.read_facts(path, COMMUNE), forms.read_facts(path, COMMUNE)
    assert item == again
    assert hash(item) == hash(again)
    for other in (pickle.loads(pickle.dumps(item)), copy.copy(item), copy.deepcopy(item)):
        assert (other, hash(other), type(other.facts)) == (item, hash(item), type(item.facts))
    facts: Any = item.facts
    for change in (
        lambda: facts.update(citizens=1),
        lambda: facts.pop("citizens"),
        lambda: facts.__setitem__("citizens", 1),
        facts["citizens"].clear,
    ):
        with pytest.raises(TypeError):
            change()
    assert facts == {"citizens": {"value": 5, "evidence": ("a",)}, "literacy": "1"}
    for odd in (5, None, [("a", 1)]):
        with pytest.raises(kh.WrongTypeError):
            forms.Applicant(id="a", facts=odd)  # type: ignore[arg-type]


BLANK_LINES = ["\n", "\r\n\r\n", " \n", ";;\n;;\n", ",,,\n", "\t\t\n", '"";""\n', "sep=;\n\n"]


@pytest.mark.parametrize("above", BLANK_LINES)
def test_blank_lines_above_the_headings(above: str, door: Door, through: Through) -> None:
    """They are no headings, and the lines of the file are counted with them."""
    assert through(above + door.table(door.heads, door.row, delimiter=";")) == 1
    twice = above + door.table([*door.heads, door.heads[0]], [*door.row, door.row[0]], delimiter=";")
    line = above.count("\n") + 1
    assert f"{line}, column {len(door.heads) + 1}: a column stands twice" in refused(through, twice)


def test_rows_under_blank_lines_have_the_number_of_a_spreadsheet(tmp_path: Path) -> None:
    path = tmp_path / "in.csv"
    path.write_text("\n\napplicant,citizens\n,5\n,x\n", encoding="utf-8")
    made = tables.decide_file(path, tmp_path / "out.csv", COMMUNE)
    assert made.rejections is not None
    assert made.rejections.read_text(encoding="utf-8-sig").splitlines()[1].startswith("5,citizens,x,")
    path.write_text("\n\napplicant,citizens\n,5\n\n,6\n", encoding="utf-8")
    assert [(one.id, one.where) for one in forms.read_facts(path, COMMUNE)] == [("1", "line 4"), ("3", "line 6")]


def test_a_table_of_blank_lines_is_empty(door: Door, through: Through) -> None:
    assert "line 1" not in refused(through, "\n;;\n\n")


@pytest.mark.parametrize("control", ["\0", "\x01", "\x1a", "\x7f"])
@pytest.mark.parametrize("alone", [True, False])
def test_a_row_with_a_control_character_is_refused(
    control: str, alone: bool, door: Door, through: Through, tmp_path: Path
) -> None:
    """One of NUL alone is no applicant and no blank row; a file cut by an old program ends with one."""
    row = [control, *([""] * (len(door.row) - 1))] if alone else [*door.row[:-1], f"{door.row[-1]}{control}"]
    text = door.table(door.heads, door.row, row)
    if door is DOORS["deciding"]:
        assert through(text) == 1
        assert "no control character" in (tmp_path / "out.rejected.csv").read_text(encoding="utf-8-sig")
    else:
        assert f"line 3, column {1 if alone else len(row)}: text with a control character" in refused(through, text)


@pytest.mark.parametrize("blank", ["\x0b", "\x0c", "\x1f"])
def test_control_characters_that_are_blanks_are_blanks(blank: str, door: Door, through: Through) -> None:
    """Spreadsheets write the break of a line inside a cell so."""
    assert through(door.table(door.heads, [f"{door.row[0]}{blank}", *door.row[1:]])) == 1
