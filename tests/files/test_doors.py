"""Whatever a reader is given, a path, an open file, bytes or a resource, the same content gives the same answer."""

import io
import os
import tempfile
import threading
import warnings
import zipfile
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import openpyxl
import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, forms, tables
from khuyenhoc.files.tables.columns_file import read_columns
from khuyenhoc.files.tables.score_sheet import read_score_sheet

COMMUNE = catalog.ruleset("tt-25-2023/commune")
COUNTS = "place,on,attribute,population,registered,recognised,total\nTrà Vinh,2019-09-30,family,,224571,197284,\n"
WIDE = "Tính đến ngày 31/12/2025;;\nXã;Tổng số gia đình;Gia đình học tập được công nhận\nTỉnh Vĩnh Long;9;7\n"
TITLES = "Đơn vị;Danh hiệu;Năm đánh giá;Mức\nXã A;tt-25-2023/commune;2024;2\n"
SCORES = "TT;Tiêu chí;Điểm tối đa\n1;Gia đình;100\n1.1;Sách;60\n1.2;Học;40\nTổng;;100\n"
DOCUMENT = 'format = "khuyenhoc/1"\n[[instruments]]\nid="own"\nkind = "decision"\nnumber="12/QĐ-UBND"\nissuer="UBND"\n'
RULES = 'format = "khuyenhoc-rules/1"\nextends = "tt-25-2023/commune"\nid = "own"\n'


def workbook(*rows: list[Any]) -> bytes:
    book, made = openpyxl.Workbook(), io.BytesIO()
    for row in rows:
        book.active.append(row)
    book.save(made)
    return made.getvalue()


def decided(source: Any, *, name: str) -> Any:
    with tempfile.TemporaryDirectory() as folder:
        made = tables.decide_file(source, Path(folder, "out.csv"), COMMUNE, name=name)
        return made.decided, made.rejected, made.output.read_bytes()


def read_facts(source: Any, *, name: str) -> Any:
    return forms.read_facts(source, COMMUNE, name=name)


COLUMNS = tables.columns_toml(tables.count_columns(WIDE.encode()))
SHEET = workbook(*(line.split(",") for line in COUNTS.splitlines()))
FACTS = workbook(["applicant", "citizens", "learning_citizens"], ["A", 12480, 7421])
READERS: dict[str, tuple[Callable[..., Any], str, str | bytes]] = {
    "counts": (tables.read_counts, ".csv", COUNTS),
    "wide": (tables.read_counts, ".csv", WIDE),
    "book of counts": (tables.read_counts, ".xlsx", SHEET),
    "columns": (tables.count_columns, ".csv", WIDE),
    "by columns": (read_columns, ".toml", COLUMNS),
    "titles": (tables.read_titles, ".csv", TITLES),
    "form in TOML": (read_facts, ".toml", "citizens = 12480\n"),
    "form in JSON": (read_facts, ".json", '[{"citizens": 5}]'),
    "forms in CSV": (
        read_facts,
        ".csv",
        "applicant,citizens\nA,5\n",
    ),
    "forms in Excel": (read_facts, ".xlsx", FACTS),
    "decided": (decided, ".csv", "citizens;learning_citizens\n12.480;7.421\n900;901\n"),
    "decided book": (decided, ".xlsx", FACTS),
    "document": (catalog.read_document, ".toml", DOCUMENT),
    "folder": (catalog.read_folder, ".toml", DOCUMENT),
    "rules": (catalog.read_rules, ".toml", RULES),
    "scores": (read_score_sheet, ".csv", SCORES),
}


class Somewhere(NamedTuple):
    """A path of another kind."""

    path: str

    def __fspath__(self) -> str:
        return self.path


class Slow(io.RawIOBase):
    """An open file of a network, which gives a few bytes at a time."""

    def __init__(self, content: bytes) -> None:
        """Of so much content."""
        self.left = content

    def read(self, size: int = -1) -> bytes:
        given, self.left = self.left[: min(size, 7)], self.left[min(size, 7) :]
        return given


def doors(content: bytes, folder: Path, suffix: str) -> dict[str, Any]:
    """The same content in every way that a reader takes; of text also open as text."""
    path = folder / f"in{suffix}"
    path.write_bytes(content)
    with zipfile.ZipFile(folder / "in.zip", "w") as archive:
        archive.writestr(path.name, content)
    spooled = tempfile.SpooledTemporaryFile(max_size=10)  # noqa: SIM115 - the reader gets it open
    spooled.write(content)
    spooled.seek(0)
    found = {
        "path": path,
        "text of a path": str(path),
        "path of another kind": Somewhere(str(path)),
        "bytes": content,
        "bytearray": bytearray(content),
        "memoryview": memoryview(content),
        "open bytes": io.BytesIO(content),
        "open file": path.open("rb"),
        "temporary file": spooled,
        "slow file": Slow(content),
        "resource": zipfile.Path(folder / "in.zip", path.name),
    }
    if suffix != ".xlsx":
        found["open text"] = io.StringIO(content.decode(), newline="")
        found["text file"] = path.open(encoding="utf-8", newline="")
    return found


def answer(read: Callable[..., Any], source: Any, name: str) -> Any:
    with warnings.catch_warnings(record=True) as said:
        warnings.simplefilter("always", tables.TableNotice)
        try:
            return read(source, name=name), [str(item.message) for item in said]
        except kh.KhuyenHocError as error:
            return type(error), str(error), error.text("vi")


@pytest.mark.parametrize("reader", READERS)
def test_a_good_file_is_read_through_every_door(reader: str, tmp_path: Path) -> None:
    read, suffix, content = READERS[reader]
    content = content.encode() if isinstance(content, str) else content
    sources = doors(content, tmp_path, suffix)
    for door, source in sources.items():
        found = answer(read, source, f"x{suffix}")
        assert found == answer(read, tmp_path / f"in{suffix}", f"x{suffix}"), door
        assert len(found) == 2, (door, found)
        if hasattr(source, "read"):
            assert not source.closed, door
            source.close()


@given(data=st.data())
@pytest.mark.parametrize("reader", [name for name, (_, suffix, _) in READERS.items() if suffix != ".xlsx"])
def test_any_text_gives_the_same_answer_or_error_through_every_door(reader: str, data: st.DataObject) -> None:
    """Texts of nonsense too, cut and joined from good ones."""
    read, suffix, good = READERS[reader]
    lines = str(good).split("\n")
    cells = st.sampled_from([*lines, "a,b", ";", "[[", "x = ", "{", "Đ", "\ufeff", '"', "citizens,citizens"])
    text = "\n".join(data.draw(st.lists(cells, max_size=4)))
    with tempfile.TemporaryDirectory() as folder:
        sources = doors(text.encode(), Path(folder), suffix)
        found = {door: answer(read, source, f"x{suffix}") for door, source in sources.items()}
        for source in sources.values():
            if hasattr(source, "close"):
                source.close()
    assert all(one == found["path"] for one in found.values()), found


@pytest.mark.parametrize("reader", READERS)
def test_without_a_name_the_content_says_what_it_is(reader: str) -> None:
    read, _, content = READERS[reader]
    content = content.encode() if isinstance(content, str) else content
    assert len(answer(read, content, "")) == 2
    assert len(answer(read, io.BytesIO(content), "phiếu")) == 2


def test_the_content_of_a_path_without_an_ending_says_what_it_is(tmp_path: Path) -> None:
    """Such as that of a temporary file; its name may be told."""
    path = tmp_path / "tmp3k2"
    path.write_bytes(FACTS)
    assert [one.facts["citizens"] for one in forms.read_facts(path, COMMUNE)] == [12480]
    assert forms.read_facts(path, COMMUNE, name="a.xlsx") == forms.read_facts(path, COMMUNE)
    assert decided(path, name="")[:2] == (1, 0)
    path.write_bytes(b"sep=;\ncitizens;learning_citizens\n5;3\n")
    assert [dict(one.facts) for one in forms.read_facts(path, COMMUNE)] == [{"citizens": 5, "learning_citizens": 3}]


def test_an_open_file_is_read_from_where_it_stands() -> None:
    file = io.BytesIO(b"of another part\n" + COUNTS.encode())
    file.readline()
    assert len(tables.read_counts(file)) == 1
    assert file.read() == b""


def test_errors_name_what_was_read(tmp_path: Path) -> None:
    """By its name=, else by its own; a temporary file has a number there, and bytes have none."""
    bad = b"place,on\nA,b\n"
    (tmp_path / "b.csv").write_bytes(bad)
    named = io.BytesIO(bad)
    named.name = "c.csv"  # as Streamlit calls an upload
    with (tmp_path / "b.csv").open("rb") as file, tempfile.TemporaryFile() as temporary:
        for source, name, said in (
            (bad, "a.csv", "a.csv"),
            (named, "", "c.csv"),
            (file, "", str(tmp_path / "b.csv")),
            (tmp_path / "b.csv", "a.csv", "a.csv"),
            (temporary, "", "table"),
            (bad, "", "table"),
        ):
            with pytest.raises(kh.DocumentError) as caught:
                tables.read_counts(source, name=name)
            assert caught.value.name == said


def test_text_forms() -> None:
    """Text has no name by which it could be a path: `parse_...` takes it."""
    for text in ("citizens = 5\n", '{"citizens": 5}', '[\n  {"citizens": 5}\n]', "citizens\n5\n"):
        assert [item.facts for item in forms.parse_facts(text, COMMUNE)] == [{"citizens": 5}]
    (one,) = forms.parse_facts(b"applicant,citizens\nA,5\n", COMMUNE)
    assert (one.id, one.facts) == ("A", {"citizens": 5})
    with pytest.raises(kh.DocumentError, match=r"^b\.json: not JSON"):
        forms.parse_facts("citizens = 5\n", COMMUNE, name="b.json")
    with pytest.raises(kh.WrongTypeError):
        forms.parse_facts(5, COMMUNE)  # type: ignore[arg-type]
    with pytest.raises(kh.DocumentError, match="a workbook"):
        forms.parse_facts(FACTS, COMMUNE)


def test_a_folder_of_resources_is_read_as_one(tmp_path: Path) -> None:
    other = DOCUMENT.replace('"own"', '"other"').replace("12/", "13/")
    with zipfile.ZipFile(tmp_path / "in.zip", "w") as archive:
        archive.writestr("data/a.toml", DOCUMENT)
        archive.writestr("data/deep/b.toml", other)
        archive.writestr("data/.hidden/c.toml", "nonsense")
        archive.writestr("data/readme.txt", "nonsense")
    found = catalog.read_folder(zipfile.Path(tmp_path / "in.zip", "data/"))
    assert [item.id for item in found.instruments] == ["own", "other"]


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="there are no pipes by name on this system")
@pytest.mark.parametrize("reader", READERS)
def test_what_is_no_plain_file_is_refused_and_not_waited_for(reader: str, tmp_path: Path) -> None:
    read, suffix, _ = READERS[reader]
    os.mkfifo(pipe := tmp_path / f"pipe{suffix}")
    os.symlink("/dev/zero", endless := tmp_path / f"endless{suffix}")
    found: list[Any] = []
    for path in (pipe, endless):
        thread = threading.Thread(target=lambda path=path: found.append(answer(read, path, path.name)), daemon=True)
        thread.start()
        thread.join(60)
    assert ["no plain file" in said for _, said, _ in found] == [True, True]
    folder = tmp_path / f"folder{suffix}"
    folder.mkdir()
    kind, said, _ = answer(read, folder, "")
    assert kind is kh.DocumentError
    assert "folder" in said


class Async:
    """What FastAPI hands over: its ``read`` is to be awaited."""

    async def read(self, size: int = -1) -> bytes:
        return b""


class Broken:
    """An open file whose connection is lost."""

    def read(self, size: int = -1) -> bytes:
        raise RuntimeError("connection lost")


def closed() -> io.BytesIO:
    file = io.BytesIO()
    file.close()
    return file


def no_utf_8() -> io.TextIOWrapper:
    return io.TextIOWrapper(io.BytesIO(b"\xff\xfe\x00"), encoding="utf-8")


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize(
    ("source", "said"),
    [
        (5, "not a file to read"),
        (None, "not a file to read"),
        ([b"a"], "not a file to read"),
        (Somewhere(b"a.csv"), "not a "),  # type: ignore[arg-type]
        (Async(), "not a file to read"),
        (Broken(), "cannot be read: connection lost"),
        (closed, "cannot be read: I/O operation on closed file."),
        ("a\0b", "no "),
        (no_utf_8, "opened as text"),
    ],
)
def test_what_cannot_be_read_is_refused_with_an_error_of_ours(reader: str, source: Any, said: str) -> None:
    read, suffix, _ = READERS[reader]
    found = answer(read, source() if callable(source) else source, f"a{suffix}")
    assert said in found[1], found


def test_a_workbook_open_as_text_is_refused() -> None:
    for read in (READERS[name][0] for name in ("book of counts", "forms in Excel", "decided book", "titles")):
        found = answer(read, io.StringIO(FACTS.decode("latin-1")), "a.xlsx")
        assert "opened as text, but its bytes are needed; open it with mode 'rb'" in found[1], found


def test_what_is_larger_is_refused_before_it_is_held() -> None:
    """A source without end is read up to the limit."""

    class Endless:
        given = 0

        def read(self, size: int) -> bytes:
            self.given += min(size, 1 << 20)
            return b" " * min(size, 1 << 20)

    source = Endless()
    with pytest.raises(kh.DocumentError, match="larger than 4 MiB"):
        catalog.read_rules(source)
    assert source.given <= (4 << 20) + 1
