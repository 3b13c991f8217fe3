"""A folder read whole: every error of every file at once, and nothing lost."""

from pathlib import Path

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog

AGREEMENT = """\
format = "khuyenhoc/1"
[[agreements]]
id = "{id}"
title = {{ vi = "x", en = "x" }}
association = "Hội Khuyến học tỉnh Trà Vinh"
partners = [{{ name = "Công an tỉnh", type = "{type}" }}]
place = "Trà Vinh"
level = "province"
period = "{period}"
"""


def write(folder: Path, name: str, id_: str = "a", type_: str = "police", period: str = "2021 - 2025") -> None:
    file = folder / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(AGREEMENT.format(id=id_, type=type_, period=period), encoding="utf-8")


def test_every_file_of_a_folder_is_read(tmp_path: Path) -> None:
    """Subfolders too, TOML and JSON; hidden files and other kinds are passed over."""
    write(tmp_path, "one.toml", "a")
    write(tmp_path, "below/two.TOML", "b")
    write(tmp_path, ".hidden.toml", "a")
    write(tmp_path, ".git/three.toml", "a")
    (tmp_path / "notes.txt").write_text("not a document", encoding="utf-8")
    (tmp_path / "four.json").write_text(kh.codec.to_json(kh.Document(), indent=None), encoding="utf-8")
    document = catalog.read_folder(tmp_path)
    assert sorted(item.id for item in document.agreements) == ["a", "b"]
    assert catalog.read_folder(tmp_path / "one.toml") == catalog.read_document(tmp_path / "one.toml")


def test_all_errors_of_all_files_come_at_once(tmp_path: Path) -> None:
    """A wrong code, a reversed period, a file that is no TOML, an id in two files: four errors, each with its file."""
    write(tmp_path, "a.toml", "a", type_="polise")
    write(tmp_path, "b.toml", "b", period="2025 - 2021")
    (tmp_path / "c.toml").write_text("format = ", encoding="utf-8")
    write(tmp_path, "d.toml", "d")
    write(tmp_path, "e.toml", "d")
    with pytest.raises(kh.DocumentError) as caught:
        catalog.read_folder(tmp_path)
    text = str(caught.value)
    assert len(caught.value.errors) == 4
    assert "4 errors in 5 files" in text
    assert "a.toml: agreements[0].partners[0].type: not a PartnerType" in text
    assert "did you mean 'police'?" in text
    assert "b.toml: agreements[0].period" in text
    assert "c.toml" in text
    assert "agreements.d: an id stands twice; seen ['d.toml', 'e.toml']" in text


@pytest.mark.parametrize(
    ("content", "said"),
    [
        ('format = "khuyenhoc/1"\n# Trà Vinh\n'.encode("utf-16")[:-1], ": UTF-16 that is broken; "),
        ('format = "khuyenhoc/1"\n# Trà Vinh\n'.encode("latin-1"), ": not UTF-8 (line 2); "),
    ],
)
def test_a_file_in_another_encoding_says_what_to_do(tmp_path: Path, content: bytes, said: str) -> None:
    """The advice comes with a file, a file of a folder, and a rule set; the file is named once."""
    file = tmp_path / "b.toml"
    file.write_bytes(content)
    for read in (catalog.read_document, catalog.read_rules, catalog.read_folder):
        with pytest.raises(kh.DocumentError) as caught:
            read(tmp_path if read == catalog.read_folder else file)
        text = str(caught.value)
        assert f"b.toml{said}" in text
        assert "save the file" in text
        assert text.count("b.toml") == 1


def test_a_folder_without_documents_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kh.DocumentError, match="no document in this folder"):
        catalog.read_folder(tmp_path)
    with pytest.raises(kh.DocumentError, match="cannot be read"):
        catalog.read_folder(tmp_path / "nothing")
    with pytest.raises(kh.WrongTypeError):
        catalog.read_folder(3)  # type: ignore[arg-type]
