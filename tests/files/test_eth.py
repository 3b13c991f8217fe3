"""Đ written with the Icelandic eth, or another letter that looks like it: read as Đ, and said where a file is read."""

import json
import warnings
from pathlib import Path

import openpyxl
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.cli.main import cli

ETH, SMALL_ETH, AFRICAN = "\u00d0", "\u00f0", "\u0189"
AGREEMENT = """format = "khuyenhoc/1"
[[agreements]]
id = "{id}"
association = "Hội Khuyến học tỉnh {d}ồng Nai"
place = "tỉnh {d}ồng Nai"
level = "province"
period = "giai {s}oạn 2024 - 2026"
title = {{ vi = "Thực hiện Quyết định 387/Q{d}-TTg", en = "With Gu\u00f0mundur of {place}" }}
[[agreements.partners]]
name = "{d}oàn Thanh niên tỉnh"
type = "youth_union"
"""
COUNTS = (
    "place,on,attribute,population,registered,recognised,total\n"
    "Trà Vinh,2023-12-31,family,,,5,9\n"
    "tỉnh {d}ồng Nai,2023-12-31,family,,,6,9\n"
)


def written(folder: Path, name: str, d: str, s: str, id_: str = "a") -> Path:
    file = folder / name
    file.write_text(AGREEMENT.format(id=id_, d=d, s=s, place="Reykjav\u00edk"), encoding="utf-8")
    return file


def test_a_document_is_read_as_meant_and_says_where(tmp_path: Path) -> None:
    """The place is the province, the record the one with true Đ; each text with eth is named, and Guðmundur is not."""
    odd = catalog.read_document(written(tmp_path, "a.toml", ETH, SMALL_ETH))
    right = catalog.read_document(written(tmp_path, "b.toml", "Đ", "đ"))
    assert odd.agreements == right.agreements
    assert odd.agreements[0].place == catalog.province("Đồng Nai", on=kh.Period.of_years(2024, 2026).first)
    assert odd.agreements[0].title.en == "With Gu\u00f0mundur of Reykjavík"
    assert right.findings == ()
    assert [(item.code, item.path, item.vi[: item.vi.index(":")]) for item in odd.findings] == [
        ("eth-for-d", "agreements[0].association", "“Đồng”"),
        ("eth-for-d", "agreements[0].place", "“Đồng”"),
        ("eth-for-d", "agreements[0].period", "“đoạn”"),
        ("eth-for-d", "agreements[0].title.vi", "“QĐ”"),
        ("eth-for-d", "agreements[0].partners[0].name", "“Đoàn”"),
    ]
    assert [item.en.count("U+00D0") for item in odd.findings] == [1, 1, 0, 1, 1]
    assert "U+00F0" in odd.findings[2].en


@pytest.mark.parametrize(("letter", "code"), [(ETH, "U+00D0"), (AFRICAN, "U+0189")])
def test_json_may_write_the_letter_as_its_number(letter: str, code: str) -> None:
    """What is looked at is the text that is meant, not the bytes: an escaped letter is found too."""
    data = {"format": "khuyenhoc/1", "reviews": [{
        "id": "r", "kind": "final", "of": "kl-49-2019", "place": f"tỉnh {letter}ồng Nai", "level": "province",
        "held": "2024-06-13", "title": {"vi": "A", "en": "A"},
    }]}  # fmt: skip
    text = json.dumps(data)
    assert letter not in text
    document = catalog.parse_document(text, is_json=True)
    assert document.reviews[0].place.name == "Đồng Nai"
    assert [(item.path, code in item.vi) for item in document.findings] == [("reviews[0].place", True)]
    assert kh.codec.from_json(kh.codec.to_json(document), kh.Document) == document


def test_of_many_words_the_first_are_named() -> None:
    """Each word once, five at most."""
    words = " ".join(f"{ETH}{end}" for end in ("ồng", "oàn", "ồng", "ảng", "ình", "ông", "ức"))
    title = f'title = {{ vi = "{words}", en = "A" }}'
    head = (
        'format = "khuyenhoc/1"\n[[reviews]]\nid = "r"\nkind = "final"\nof = "p"\nplace = "Trà Vinh"\nheld = 2024-01-01'
    )
    (found,) = catalog.parse_document(f'{head}\nlevel = "province"\n{title}').findings
    assert found.vi.startswith("“Đồng”, “Đoàn”, “Đảng”, “Đình”, “Đông”, …: ")


def test_a_folder_says_in_which_file(tmp_path: Path) -> None:
    """Findings of a folder name the file, as its errors do; files without any add none."""
    written(tmp_path, "a.toml", "Đ", "đ")
    (tmp_path / "x").mkdir()
    written(tmp_path, "x/b.toml", ETH, "đ", id_="b")
    found = catalog.read_folder(tmp_path).findings
    assert [item.path.partition(": ")[0] for item in found] == ["x/b.toml"] * 4


@pytest.mark.parametrize("lang", ["vi", "en"])
def test_commands_say_it_on_the_error_stream(tmp_path: Path, lang: str) -> None:
    """`show`, `portfolio` and `report`, in the language asked for; the answer itself is as for true Đ."""
    odd, right = written(tmp_path, "a.toml", ETH, "đ"), written(tmp_path, "b.toml", "Đ", "đ")
    counts, true_counts = tmp_path / "c.csv", tmp_path / "d.csv"
    counts.write_text(COUNTS.format(d=ETH), encoding="utf-8")
    true_counts.write_text(COUNTS.format(d="Đ"), encoding="utf-8")
    words = {"vi": "được đọc là Đ", "en": "it is read as Đ"}[lang]
    runs = [
        (["show", str(odd)], ["show", str(right)], 4),
        (["portfolio", str(odd), "--on", "2025-01-01"], ["portfolio", str(right), "--on", "2025-01-01"], 4),
        (["report", "qd-387-2022", "-o", str(counts), "--on", "2024-01-01"],
         ["report", "qd-387-2022", "-o", str(true_counts), "--on", "2024-01-01"], 1),
    ]  # fmt: skip
    for one, other, lines in runs:
        result, expected = (CliRunner().invoke(cli, [*args, "--lang", lang]) for args in (one, other))
        assert result.exit_code == 0, result.output
        assert result.stdout == expected.stdout
        assert [line[:2] for line in result.stderr.splitlines() if words in line] == ["! "] * lines
        assert words not in expected.stderr


def test_a_table_gives_a_notice(tmp_path: Path) -> None:
    """Counts of eth's Đồng Nai are those of the province; one notice names the line of the first."""
    with pytest.warns(kh.tables.TableNotice, match="table, from line 3 on: “Đồng”: ") as caught:
        rows = kh.tables.parse_counts(COUNTS.format(d=ETH))
    assert len(caught) == 1
    assert rows == kh.tables.parse_counts(COUNTS.format(d="Đ"))
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        assert len(kh.tables.parse_counts(COUNTS.format(d="").replace("tỉnh ồng Nai", "Hà Nam"))) == 2


@pytest.mark.parametrize(
    ("suffix", "text"),
    [
        (".csv", f"applicant,information_points\nxã {ETH}ông Hòa,\nxã Đông Hưng,\n"),
        (".toml", f'applicant = "xã {ETH}ông Hòa"\n'),
        (".json", f'[{{"applicant": "xã {ETH}ông Hòa"}}]'),
    ],
)
def test_a_form_gives_a_notice(tmp_path: Path, suffix: str, text: str) -> None:
    """In each of its formats."""
    file = tmp_path / f"form{suffix}"
    file.write_text(text, encoding="utf-8")
    with pytest.warns(kh.tables.TableNotice, match="“Đông”: "):
        applicants = kh.forms.read_facts(file, catalog.ruleset("cdht-324-2023"))
    assert applicants[0].id == "xã Đông Hòa"
    said = CliRunner().invoke(cli, ["decide", "cdht-324-2023", str(file)])
    assert "“Đông”: chữ Đ viết bằng" in said.stderr
    assert "“Đông”" not in said.stdout


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_a_table_that_is_decided_gives_a_notice(tmp_path: Path, suffix: str) -> None:
    """Whatever it is decided into; and the cell that is carried along has the letter that was meant."""
    file = tmp_path / f"communes{suffix}"
    rows = [["Xã", "citizens"], [f"xã {ETH}ông Hòa", "900"], ["xã Đông Hưng", "800"]]
    if suffix == ".csv":
        file.write_text("".join(";".join(row) + "\n" for row in rows), encoding="utf-8")
    else:
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(file)
    rules = catalog.ruleset("tt-25-2023/commune")
    with pytest.warns(kh.tables.TableNotice, match="“Đông”: Đ is written with another letter"):
        kh.tables.decide_file(file, tmp_path / "out.csv", rules)
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").count("xã Đông H") == 2
    with pytest.warns(kh.tables.TableNotice, match="“Đông”: Đ is written"):
        assert kh.forms.read_facts(file, rules)[0].id == "xã Đông Hòa"


def test_the_check_of_a_rule_file_gives_a_notice(tmp_path: Path) -> None:
    file = tmp_path / "rules.toml"
    text = (Path(__file__).resolve().parents[2] / "docs" / "examples" / "gia-dinh-hoc-tap.toml").read_text(
        encoding="utf-8"
    )
    file.write_text(text.replace("Gia đình", f"Gia {ETH.lower()}ình", 1), encoding="utf-8")
    said = CliRunner().invoke(cli, ["rules", "check", str(file)])
    assert (said.exit_code, "“đình”: chữ Đ viết bằng" in said.stderr) == (0, True)
