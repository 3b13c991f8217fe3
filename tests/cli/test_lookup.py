"""One look-up for all commands: each kind of record by its id, and as FILE#id; what is said of a wrong one."""

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import codec
from khuyenhoc.cli.lookup import find, written as as_file
from khuyenhoc.cli.main import cli

IDS = {
    "agreements": "tra-vinh-2024-2030",
    "programmes": "qd-387-2022",
    "reviews": "binh-thuan-kl-49-2024",
    "instruments": "kl-49-2019",
    "funds": "thanh-hoa-2025",
}
RULES = "tt-25-2023/commune"
OWN = """
format = "khuyenhoc/1"
[[instruments]]
id = "kh-12-2021"
kind = "plan"
number = "12/KH-UBND"
issuer = "UBND tỉnh"
issued = "2021-03-01"
title = "Kế hoạch"
[[programmes]]
id = "ke-hoach-tinh"
instrument = "kh-12-2021"
title = { vi = "Kế hoạch", en = "Plan" }
period = "2021 - 2030"
level = "province"
[[programmes.targets]]
kind = "reach"
attribute = "family"
population = "families"
rate = "82%"
due = 2030
citation = { document = "kh-12-2021" }
"""
NAMED = "Kế hoạch 12/KH-UBND (01/03/2021)"


def said(*words: str) -> str:
    result = CliRunner().invoke(cli, words, env={"COLUMNS": "80"})
    assert result.exception is None, result.exception
    return result.output


def refused(*words: str) -> str:
    result = CliRunner().invoke(cli, words)
    assert isinstance(result.exception, kh.KhuyenHocError)
    return str(result.exception)


def written(folder: Path, suffix: str) -> str:
    """A file with one built-in record of each kind."""
    records: dict[str, Any] = {kind: (found(id_),) for kind, id_ in IDS.items()}
    document = kh.Document(**records)
    file = folder / f"all{suffix}"
    text = kh.codec.to_json(document) if suffix == ".json" else kh.codec.to_toml(document)
    file.write_text(text, encoding="utf-8")
    return str(file)


def found(id_: str) -> Any:
    return find(id_).record


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_every_kind_is_found_by_id_and_in_a_file(tmp_path: Path, suffix: str) -> None:
    file = written(tmp_path, suffix)
    for kind, id_ in IDS.items():
        assert found(id_) in getattr(kh.catalog, kind)()
        assert found(f"{file}#{id_}") == found(id_)
        assert said("show", f"{file}#{id_}") == said("show", id_)


@pytest.mark.parametrize("suffix", [".toml", ".json"])
def test_a_rule_set_of_ones_own_is_found_by_every_command(tmp_path: Path, suffix: str) -> None:
    rules = {"format": "khuyenhoc-rules/1", "extends": RULES, "id": "ours"}
    file = tmp_path / f"ours{suffix}"
    lines = "".join(f"{key} = {json.dumps(value)}\n" for key, value in rules.items())
    file.write_text(json.dumps(rules) if suffix == ".json" else lines, encoding="utf-8")
    for name in (str(file), f"{file}#ours"):
        assert said("show", name) == said("rules", "show", name) == said("show", RULES).replace(RULES, "ours")
        assert said("rules", "check", name) == said("rules", "check", RULES)
        assert said("calendar", name, "--year", "2025", "--format", "json").count('"source": "ours"') == 2
    assert "no rule set of this id; seen 'our'; did you mean ours?" in refused("rules", "show", f"{file}#our")
    assert "expected one agreement or programme" in refused("align", str(file))


def test_one_id_of_two_kinds_is_what_the_command_asks_for() -> None:
    """Circular 44 of 2014 is an instrument and a rule set."""
    assert isinstance(find("tt-44-2014").record, kh.Instrument)
    assert isinstance(find("tt-44-2014", kh.RuleSet).record, kh.RuleSet)
    assert said("calendar", "tt-44-2014", "--year", "2020")


def test_the_instruments_of_a_file_are_named(tmp_path: Path) -> None:
    file = tmp_path / "own.toml"
    file.write_text(OWN, encoding="utf-8")
    counts = "docs/examples/binh-thuan-2023.csv"
    assert NAMED in said("show", str(file))
    assert NAMED in said("report", str(file), "-o", counts, "--on", "2023-12-31")
    assert NAMED in said("align", "tra-vinh-2024-2030", "--with", str(file))
    assert "Quyết định 387/QĐ-TTg (25/03/2022)" in said("align", str(file), "--on", "2024-06-30")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("show", "tra-vinh-2024"), "no record of this id; seen 'tra-vinh-2024'; did you mean tra-vinh-2024-2030?"),
        (("show", "tt-25-2023/comune"), "did you mean tt-25-2023/commune"),
        (("show", "x"), "see 'khuyenhoc list'"),
        (("align", "kl-49-2019"), "no agreement or programme of this id; seen 'kl-49-2019'; it is the id of another"),
        (("align", "kl-49-2019"), "kind of record: instrument"),
        (("align", "qd-387-2022", "--with", "qd-388-2022"), "--with: no programme of this id"),
        (("calendar", "kl-49-2019", "--year", "2025"), "no agreement, programme or rule set of this id"),
        (
            ("rules", "show", "tt-25-2023"),
            "did you mean tt-25-2023/commune, tt-25-2023/district or tt-25-2023/province?",
        ),
        (("form", "thanh-hoa-2025"), "kind of record: statement of a fund"),
        (("show", "none.toml"), "none.toml: cannot be read"),
        (("show", "FILE#x"), "holds no record of this id; seen 'x'; known: tra-vinh-2024-2030, qd-387-2022"),
        (("show", "FILE"), "holds 2 records: tra-vinh-2024-2030, qd-387-2022; expected one record; write"),
        (("align", "FILE#kl-49-2019"), "holds no agreement or programme of this id; seen 'kl-49-2019'"),
        (("form", "FILE"), 'write format = "khuyenhoc-rules/1" at the top'),
    ],
)
def test_an_error_says_what_was_looked_for_and_what_is_near(tmp_path: Path, words: tuple[str, ...], says: str) -> None:
    file = written(tmp_path, ".json" if "show" in words else ".toml")
    assert says in refused(*(word.replace("FILE", file) for word in words))


def both(*words: str) -> tuple[int, str, str]:
    done = CliRunner().invoke(cli, words, env={"COLUMNS": "80"})
    error = done.exception.text("vi") if isinstance(done.exception, kh.KhuyenHocError) else ""
    return done.exit_code, done.stdout, done.stderr + error


@pytest.mark.parametrize(
    ("words", "id_"),
    [
        (("show", "Quyết định 387"), "qd-387-2022"),
        (("show", "387/QĐ-TTg"), "qd-387-2022"),
        (("form", "TT 25 xã"), "tt-25-2023/commune"),
        (("show", "trà vinh"), "tra-vinh-2024-2030"),
        (("report", "387", "-o", "docs/examples/binh-thuan-2023.csv", "--on", "2023-12-31"), "qd-387-2022"),
        (("calendar", "thông tư 25 cấp xã", "--year", "2025"), "tt-25-2023/commune"),
    ],
)
def test_words_that_mean_one_record_are_read_and_said(words: tuple[str, ...], id_: str) -> None:
    code, shown, told = both(*words)
    assert code == 0, told
    assert told.startswith(f"! “{words[1]}” được hiểu là {id_} (")
    assert shown == said(words[0], id_, *words[2:])


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (
            ("form", "Thông tư 25"),
            "có phải là tt-25-2023/commune, tt-25-2023/district hoặc tt-25-2023/province?",
        ),
        (("show", "học tập"), 'hãy xem: khuyenhoc list "học tập"'),
        (("show", "tra-vinh-2024"), "có phải là tra-vinh-2024-2030?"),  # what looks like an id is not guessed at
        (("form", "387"), "không có bộ tiêu chí nào mang mã này"),
    ],
)
def test_words_that_may_mean_several_are_not_read(words: tuple[str, ...], says: str) -> None:
    code, _, told = both(*words)
    assert code != 0
    assert says in told


def test_the_list_is_by_kind_and_the_kind_may_be_vietnamese() -> None:
    assert "police" in said("list", "partners", "cong an")
    assert said("list", "loại đơn vị phối hợp", "cong an") == said("list", "partners", "cong an")
    assert "qd-387-2022" in said("list", "quyet", "dinh", "387")
    assert "3407" in said("list")
    assert said("list", "zzz") == "Không tìm thấy gì.\n"


SHIPPED = [
    record.id
    for records in ("agreements", "programmes", "reviews", "instruments", "funds", "rulesets")
    for record in getattr(kh.catalog, records)()
]


@pytest.mark.parametrize("form", ["toml", "json"])
def test_what_show_writes_is_read_back_for_every_record(form: str, tmp_path: Path) -> None:
    """Every output that is a format of ours is read by `show` itself, and says the same again, word for word."""
    assert len(SHIPPED) > 100
    for name in SHIPPED:
        record = find(name).record
        file = tmp_path / f"a.{form}"
        file.write_text(as_file(record, form), encoding="utf-8")  # type: ignore[arg-type]
        again = find(str(file)).record
        assert again == record
        assert codec.to_data(again) == codec.to_data(record)


@pytest.mark.parametrize("form", ["toml", "json"])
@pytest.mark.parametrize("name", ["tra-vinh-2024-2030", "qd-387-2022", "tt-25-2023/commune", "thanh-hoa-2025"])
def test_show_of_show_is_the_same(name: str, form: str, tmp_path: Path) -> None:
    file = tmp_path / f"a.{form}"
    shown = CliRunner().invoke(cli, ["show", name, "--format", form])
    assert shown.exception is None, shown.exception
    file.write_text(shown.output, encoding="utf-8")
    for more in (["--format", form], []):
        again = CliRunner().invoke(cli, ["show", str(file), *more])
        assert again.exception is None
        assert again.output == CliRunner().invoke(cli, ["show", name, *more]).output
