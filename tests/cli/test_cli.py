"""The command line: what an officer sees, what a program reads, and what bad input gets."""

import csv
import json
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import click
import docx
import pytest
from click.testing import CliRunner, Result

from khuyenhoc._base.text import has_marks
from khuyenhoc.cli import main as cli
from khuyenhoc.cli.vietnamese import HELP, METAVARS

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
BINH_THUAN = ("report", "qd-387-2022", "-o", str(EXAMPLES / "binh-thuan-2023.csv"), "--on", "31/12/2023")
HEADER = "place,on,attribute,population,registered,recognised,total,source\n"


def khuyenhoc(*args: str, **env: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "khuyenhoc", *args],
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
        env=os.environ | {"COLUMNS": "80"} | env,
    )


def invoke(*args: str) -> Result:
    return CliRunner().invoke(cli.cli, args, env={"COLUMNS": "80"})


def rows_of(*args: str) -> list[dict[str, Any]]:
    result = invoke("report", *args, "--format", "json")
    assert result.exception is None, result.output
    found: list[dict[str, Any]] = json.loads(result.output)
    return found


def test_binh_thuan_against_387() -> None:
    """Family 253,853 of 324,847: attained for 2025 (70 %), and short by exactly 6,025 families for 2030 (80 %)."""
    rows = rows_of("qd-387-2022", "-o", str(EXAMPLES / "binh-thuan-2023.csv"), "--on", "2023-12-31")
    families = {row["target"]["due"]: row for row in rows if row["target"]["attribute"] == "family"}
    first, second = families["2025-12-31"], families["2030-12-31"]
    assert first["status"] == "attained"
    assert second["short_by"] == -(-324_847 * 8 // 10) - 253_853 == 6025
    assert first["short_by"] == -(253_853 - -(-324_847 * 7 // 10))
    source = second["observed"].pop("source")
    assert source.startswith("https://chinhsachcuocsong.vnanet.vn/")
    assert second["observed"] == {"part": 253_853, "whole": 324_847, "base": "total", "on": "2023-12-31"}
    assert (
        second["target"] | {"kind": "reach", "rate": "0.8", "base": "total", "population": "families"}
        == second["target"]
    )


LATER = {  # days of the rows: what is said of them in both languages, for a report on 31/12/2023
    ("2052-12-31",): ("bỏ qua 1 dòng số liệu ghi sau ngày 31/12/2023", "1 row dated after 2023-12-31 left out"),
    ("2023-12-31", "2024-01-01", "1/2/2024"): ("bỏ qua 2 dòng", "2 rows dated after 2023-12-31 left out"),
    ("2023-12-31",): ("", ""),
}


@pytest.mark.parametrize("days", LATER)
@pytest.mark.parametrize("format_", ["text", "html"])
def test_rows_after_the_day_are_left_out_and_said_so(tmp_path: Path, days: tuple[str, ...], format_: str) -> None:
    """A slip of the pen (2052 for 2025) is no lack of data without a word."""
    table = tmp_path / "a.csv"
    rows = (f"Nghệ An,{day},family,,5,4,9,\n" for day in days)
    table.write_text(HEADER + "".join(rows), encoding="utf-8")
    args = ("qd-387-2022", "-o", str(table), "--on", "31/12/2023")
    for lang, says in zip(("vi", "en"), LATER[days], strict=True):
        result = CliRunner().invoke(
            cli.cli, ["report", *args, "--format", format_, "--lang", lang], env={"COLUMNS": "300"}
        )
        assert result.exception is None
        said = " ".join(result.output.split())
        assert says in said if says else not re.search("dòng số liệu ghi sau ngày|left out", said)
    notes = {note for row in rows_of(*args) if row["target"]["attribute"] == "family" for note in row["notes"]}
    late = sum(day != "2023-12-31" for day in days)
    assert (f"bỏ qua {late} số liệu sau ngày xét" in notes) is bool(late)


def test_one_object_for_each_target() -> None:
    """JSON of report: a list with one object per target, each with the keys promised."""
    rows = rows_of("qd-387-2022", "-o", str(EXAMPLES / "binh-thuan-2023.csv"), "--on", "2023-12-31")
    assert len(rows) == 19
    for row in rows:
        assert {"target", "status", "observed", "short_by", "notes"} <= row.keys()
        assert {"attribute", "population", "base", "kind", "due"} <= row["target"].keys()
        assert isinstance(row["notes"], list)


def test_growth_is_a_range_of_text() -> None:
    rows = rows_of("tra-vinh-2024-2030", "-o", str(EXAMPLES / "tra-vinh-2019.csv"), "--on", "2024-12-31")
    assert [row["target"]["range"] for row in rows if row["target"]["kind"] == "grow"] == [
        ["0.03", "0.035"],
        ["0.02", "0.02"],
        ["0.035", "0.035"],
    ]


def test_ha_noi_is_not_comparable() -> None:
    """A rate on the registered base is never compared with a target on the total base; the reason is given."""
    rows = rows_of("qd-387-2022", "-o", str(EXAMPLES / "ha-noi-2024.csv"), "--on", "2024-12-31", "--lang", "en")
    family = next(row for row in rows if row["target"]["attribute"] == "family")
    assert (family["status"], family["short_by"]) == ("not_comparable", None)
    assert family["observed"]["base"] == "registered"
    assert "registered base" in family["notes"][0]


@pytest.mark.parametrize("lang", ["vi", "en"])
@pytest.mark.parametrize("name", sorted(path.name for path in EXAMPLES.glob("*-20*.csv")))
def test_text_fits_a_terminal(name: str, lang: str) -> None:
    """Text output fits 80 columns, in both languages."""
    result = invoke("report", "qd-387-2022", "-o", str(EXAMPLES / name), "--on", "2025-12-31", "--lang", lang)
    assert result.exit_code == 0, result.output
    assert max(map(len, result.output.splitlines())) <= 80


def test_html_escapes_what_it_is_given(tmp_path: Path) -> None:
    table = tmp_path / "odd.csv"
    table.write_text(HEADER + '"xã <script>alert(1)</script>",2023-12-31,family,,,1,2,x\n', encoding="utf-8")
    result = invoke("report", "qd-387-2022", "-o", str(table), "--on", "2023-12-31", "--format", "html")
    assert result.output.startswith("<!doctype html>")
    assert "<script>" not in result.output
    assert "&lt;script&gt;" in result.output


def test_bad_input_exits_with_two_and_says_where(tmp_path: Path) -> None:
    """Exit code 2 for bad input, with the file, line and column of what is wrong, all errors at once."""
    table = tmp_path / "bad.csv"
    table.write_text(
        HEADER + "Bình Thuận,2023-13-31,family,,,1,2,x\nBình Thuận,2023-12-31,familly,,x,3,2,x\n", encoding="utf-8"
    )
    done = khuyenhoc("report", "qd-387-2022", "-o", str(table), "--on", "2023-12-31")
    assert done.returncode == 2
    assert done.stdout == ""
    for said in (str(table), "dòng 2, cột 2", "dòng 3, cột 3", "dòng 3, cột 5", "có phải là 'family'?"):
        assert said in done.stderr


@pytest.mark.parametrize(
    "args",
    [
        ("report", "qd-387-2022", "--on", "2023-12-31"),
        ("report", "qd-387-2022", "-o", "x.csv", "--on", "31/12/23"),
        ("report", "no-such-id", "-o", "x.csv", "--on", "2023-12-31"),
        ("report", "qd-387-2022", "-o", "no-such-file.csv", "--on", "2023-12-31"),
        ("report", "kl-49-2019", "-o", "x.csv", "--on", "2023-12-31"),
        ("show", "no-such-file.toml"),
        ("agreements", "--on", "today"),
        ("no-such-command",),
    ],
)
def test_bad_usage_exits_with_two(args: tuple[str, ...]) -> None:
    done = khuyenhoc(*args)
    assert done.returncode == 2
    assert done.stderr
    assert "Traceback" not in done.stderr


@pytest.mark.parametrize(
    ("args", "said"),
    [
        (("calendar", "--year", "1"), "--year: cần số nguyên từ 1900 đến 2198"),
        (("form", "tt-25-2023/commune", "--rows", "x"), "--rows: cần số nguyên"),
        (("read", "khong-co.docx"), "không có tệp hoặc thư mục này"),
        (
            ("portfolio", "--on", "1/1/2025", "--place", "Nghệ Anh"),
            "không có chương trình phối hợp nào của địa bàn này",
        ),
        ((*BINH_THUAN, "--place", "Nghệ An"), "không có số liệu nào của địa bàn này"),
        ((*BINH_THUAN, "--roll-up", "Cửa Lò"), "--roll-up: không rõ nơi này thuộc cấp nào"),
        (("read", str(EXAMPLES / "phieu-xa.xlsx")), "ở đây chỉ đọc tệp chữ"),
        (("show", str(EXAMPLES / "phieu-xa.xlsx")), "ở đây chỉ đọc tệp chữ"),
    ],
)
def test_what_is_wrong_is_said_in_vietnamese(args: tuple[str, ...], said: str) -> None:
    done = khuyenhoc(*args)
    assert (done.returncode, said in done.stderr) == (2, True), done.stderr


def test_the_head_of_a_word_document_is_read_though_it_is_a_table(tmp_path: Path) -> None:
    """Number and day of an official document stand in it, in cells without lines; a merged cell is read once."""
    made = docx.Document()
    head = made.add_table(2, 2)
    head.cell(0, 0).text = "HỘI KHUYẾN HỌC TỈNH NGHỆ AN\nSố: 12/CTPH-HKH-CA"
    head.cell(0, 1).text = "Nghệ An, ngày 05 tháng 3 năm 2024"
    head.cell(1, 0).merge(head.cell(1, 1)).text = "giai đoạn 2024 - 2030"
    made.add_paragraph("Hội Khuyến học tỉnh Nghệ An và Công an tỉnh Nghệ An ký chương trình phối hợp khuyến học.")
    made.save(str(tmp_path / "phoi-hop.docx"))
    said = invoke("read", str(tmp_path / "phoi-hop.docx"), "--format", "csv").output
    assert "12/CTPH-HKH-CA" in said
    assert "05/03/2024" in said or "2024-03-05" in said
    assert said.count("giai đoạn 2024 - 2030") == 2  # what it is read as, and its words


def test_a_table_of_no_applicants_is_said_to_be_one(tmp_path: Path) -> None:
    table = tmp_path / "xa.csv"
    table.write_text("hồ sơ;citizens\n", encoding="utf-8")
    for args in ((), ("--lang", "en")):
        words = "No applicants." if args else "Không có hồ sơ nào để xét."
        assert words in invoke("decide", "tt-25-2023/commune", str(table), *args).output


def test_agreements_by_day() -> None:
    """Without a day nothing is said about time; with one, how each agreement stands on it."""
    plain = json.loads(invoke("agreements", "--format", "json").output)
    assert all("phase" not in row for row in plain)
    dated = {
        row["id"]: row["phase"]
        for row in json.loads(invoke("agreements", "--on", "2027-01-01", "--format", "json").output)
    }
    assert dated["long-an-2024-2026-police"] == "orientation"
    assert dated["tra-vinh-2024-2030"] == "running"
    assert dated["quang-tri-2021-2025"] == "ended"


@pytest.mark.parametrize("form", ["text", "json", "toml"])
@pytest.mark.parametrize(
    "record",
    [
        "tra-vinh-2024-2030",
        "qd-387-2022",
        "binh-thuan-kl-49-2024",
        "kl-49-2019",
        "thanh-hoa-2025",
        "tt-25-2023/commune",
    ],
)
def test_show_every_kind_of_record(record: str, form: str) -> None:
    result = invoke("show", record, "--format", form)
    assert result.exit_code == 0, result.output
    assert record in result.output


def test_a_file_of_ones_own(tmp_path: Path) -> None:
    """ID may be a path to a user's own TOML."""
    plan = tmp_path / "plan.toml"
    plan.write_text(
        """format = "khuyenhoc/1"
[[programmes]]
id = "our-plan"
instrument = "our-plan"
title = { vi = "Kế hoạch xã", en = "Commune plan" }
level = "commune"
[[programmes.targets]]
kind = "reach"
attribute = "reading_club"
population = "families"
rate = "1/3"
due = 2025
citation = { document = "our-plan" }
[[attributes]]
code = "reading_club"
vi = "tham gia câu lạc bộ đọc sách"
en = "in a reading club"
""",
        encoding="utf-8",
    )
    table = tmp_path / "counts.csv"
    table.write_text("\ufeff" + HEADER + "xã Tân Hà,2025-06-30,reading_club,families,,33,100,x\n", encoding="utf-8")
    (row,) = rows_of(str(plan), "-o", str(table), "--on", "2025-06-30")
    assert (row["status"], row["short_by"], row["target"]["rate"]) == ("open", 1, "1/3")


def test_roll_up_says_what_it_covers(tmp_path: Path) -> None:
    table = tmp_path / "two.csv"
    table.write_text(
        HEADER + "Bình Thuận,2023-12-31,clan,,,103,117,x\nTrà Vinh,2023-12-31,clan,,,10,20,x\n", encoding="utf-8"
    )
    args = ("qd-387-2022", "-o", str(table), "--on", "2023-12-31", "--roll-up", "Việt Nam")
    row = next(row for row in rows_of(*args) if row["target"]["attribute"] == "clan")
    assert (row["place"], row["observed"]["part"], row["observed"]["whole"]) == ("Việt Nam", 113, 137)
    assert "2/63" in invoke("report", *args).output


def test_a_narrow_encoding_does_not_break_vietnamese() -> None:
    done = khuyenhoc("agreements", PYTHONIOENCODING="ascii", PYTHONUTF8="0")
    assert done.returncode == 0
    assert "Bộ đội" in done.stdout


def test_the_examples_are_plain_tables() -> None:
    """The published figures are committed as CSV with their sources."""
    for path in EXAMPLES.glob("*-20*.csv"):
        if path.name == "nhieu-xa-2025.csv":  # made up, and says so
            continue
        with path.open(encoding="utf-8", newline="") as file:
            rows = list(csv.DictReader(file))
        assert rows
        assert all(row["source"].startswith("http") for row in rows), path.name


@pytest.mark.parametrize("package", ["click", "rich"])
def test_without_its_extra_the_command_says_how_to_install_it(package: str) -> None:
    program = f"import sys; sys.modules[{package!r}] = None; from khuyenhoc.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.returncode, done.stdout) == (2, "")
    assert done.stderr == f"khuyenhoc: the command line needs {package}; pip install 'khuyenhoc[cli]'\n"


@pytest.mark.parametrize("name", cli.COMMANDS)
def test_the_list_of_commands_says_what_each_says_of_itself(name: str) -> None:
    """The list is written without loading a command; its lines are the first sentences of their help."""
    group = cli.cli
    command = group.get_command(click.Context(group), name)
    assert command is not None
    assert " ".join((command.help or "").split("\n\n")[0].split()) == cli.COMMANDS[name][1]


def commands_under(command: click.Command, *path: str) -> Iterator[tuple[tuple[str, ...], click.Command]]:
    yield path, command
    if isinstance(command, click.Group):
        for name in command.list_commands(click.Context(command)):
            found = command.get_command(click.Context(command), name)
            assert found is not None
            yield from commands_under(found, *path, name)


EVERY = dict(commands_under(cli.cli))
OPTIONS = [option for command in EVERY.values() for option in command.params if isinstance(option, click.Option)]


def test_help_is_in_both_languages() -> None:
    """Every paragraph and every option has its Vietnamese, and nothing of the table is left over."""
    told = {" ".join(text.split()) for one in EVERY.values() for text in (one.help or "").split("\n\n")}
    told |= {option.help or "" for option in OPTIONS} | {"Show this message and exit."}
    assert told == set(HELP)


@pytest.mark.parametrize("path", EVERY, ids=" ".join)
def test_help_speaks_one_language(path: tuple[str, ...]) -> None:
    """Vietnamese unless --lang en is said, wherever it stands; what stands for a value is told in it too."""
    said = invoke(*path, "--help").output
    english = invoke(*path, "--help", "--lang", "en").output
    assert said.startswith(f"Cách dùng: {' '.join(('cli', *path))} [TÙY CHỌN]")
    assert english.startswith(f"Usage: {' '.join(('cli', *path))} [OPTIONS]")
    capitals = set(re.findall(r"(?<![\w.])[A-Z][A-Z_-]{2,}(?![\w])", said)) - {"TOML", "JSON", "CSV"}
    assert not capitals & set(METAVARS)
    assert not has_marks(english)


def test_a_call_without_a_command_shows_the_help_in_vietnamese() -> None:
    assert "Các lệnh:" in invoke().output
    assert "Commands:" in invoke("--lang", "en", "--help").output
    assert "The catalogue holds" in invoke("--lang", "en", "list").output


def test_help_loads_no_command() -> None:
    program = (
        "import sys; from khuyenhoc.cli.main import run; sys.argv[1:] = ['--help']\n"
        "try: run()\nexcept SystemExit: pass\n"
        "print(*[name for name in sys.modules if name.startswith('khuyenhoc.')], file=sys.stderr)"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True)
    assert {name.split(".")[1] for name in done.stderr.split()} == {"_base", "cli", "errors", "sentences"}


@pytest.mark.parametrize(
    ("record", "lang", "lines"),
    [
        ("binh-thuan-kl-49-2024", "vi", ["Kết quả", "Kết luận", "Kiến nghị, đề nghị", "Nhiệm vụ"]),
        ("binh-thuan-kl-49-2024", "en", ["Results", "Conclusions", "Requests", "Tasks"]),
        ("quang-tri-2021-2025", "vi", ["Kết quả trước đó", "Cam kết"]),
        ("hai-phong-2019-2022", "en", ["Earlier results", "Purposes", "Commitments"]),
        ("long-an-2024-2026-police", "vi", ["Phạm vi quân đội, công an trên địa bàn tỉnh", "Kiến nghị, đề nghị"]),
    ],
)  # fmt: skip
def test_show_has_what_was_achieved_and_asked(record: str, lang: str, lines: list[str]) -> None:
    """Results, purposes, requests and tasks each under their own word, in this order; who does it stands beside it."""
    shown = [" ".join(line.split()) for line in invoke("show", record, "--lang", lang).output.splitlines()]
    assert [line for line in shown if line in lines] == lines
    if record.startswith("binh-thuan"):
        assert "Khuyến học tỉnh Bình Thuận → UBND tỉnh Bình Thuận)" in " ".join(shown)


def test_show_has_the_figure_of_a_result(tmp_path: Path) -> None:
    """What a report counted or printed stands behind the words, with the place and the day."""
    file = tmp_path / "review.toml"
    file.write_text(
        'format = "khuyenhoc/1"\n[[reviews]]\nid = "r"\nkind = "final"\nof = "kl-49-2019"\nplace = "Trà Vinh"\n'
        'level = "province"\nheld = 2020-01-15\ntitle = { vi = "A", en = "A" }\n[[reviews.results]]\n'
        'what = { vi = "Nhiều gia đình đạt", en = "Many families" }\nobservation = { place = "Trà Vinh", '
        'on = 2019-09-30, attribute = "family", recognised = 197284, total = 224571, printed = { text = "87,8%" } }\n',
        encoding="utf-8",
    )
    shown = " ".join(invoke("show", str(file)).output.split())
    assert "Nhiều gia đình đạt: Gia đình học tập 197.284/224.571, 87,8% (Trà Vinh, 30/09/2019)" in shown
    shown = " ".join(invoke("show", str(file), "--lang", "en").output.split())
    assert "Many families: learning family 197,284/224,571, 87.8% (Trà Vinh, 2019-09-30)" in shown
