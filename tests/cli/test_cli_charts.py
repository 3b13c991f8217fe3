"""Charts from the command line: a file beside what is printed, and pages that hold them."""

from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from khuyenhoc.cli import options
from khuyenhoc.cli.main import cli

ROOT = Path(__file__).resolve().parents[2]
COUNTS = str(ROOT / "docs" / "examples" / "binh-thuan-2023.csv")
FACTS = str(ROOT / "docs" / "examples" / "commune-2024.toml")
REPORT = ["report", "qd-387-2022", "-o", COUNTS, "--on", "2023-12-31"]


def run(*words: str) -> Result:
    return CliRunner().invoke(cli, words)


def test_what_is_printed_stays_as_it_is(tmp_path: Path) -> None:
    file = tmp_path / "x.png"
    drawn = run(*REPORT, "--chart", str(file))
    assert drawn.exit_code == 0
    assert (drawn.stdout, drawn.stderr) == (run(*REPORT).stdout, f"đã vẽ {file}\n")
    assert file.read_bytes().startswith(b"\x89PNG")


@pytest.mark.parametrize(
    "words",
    [
        (*REPORT, "--format", "json", "--chart-kind", "ranking", "--chart-target", "family"),
        ("portfolio", "--on", "2025-06-01"),
        ("decide", "tt-25-2023/commune", FACTS),
    ],
)
def test_every_command_with_a_chart_writes_it(words: tuple[str, ...], tmp_path: Path) -> None:
    file = tmp_path / "x.svg"
    assert run(*words, "--chart", str(file)).exit_code == 0
    assert file.read_text(encoding="utf-8").startswith("<svg")


@pytest.mark.parametrize(
    ("words", "says"),
    [
        (("--chart", "x.gif"), "x.gif"),
        (("--chart", "x.png", "--chart-kind", "progress"), "--chart"),
        (("--chart-kind", "ranking"), "--chart"),
        (("--chart", "x.png", "--chart-target", "no-such"), "--chart"),
    ],
)
def test_a_chart_that_cannot_be_is_bad_input(
    words: tuple[str, ...], says: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    done = run(*REPORT, *words)
    assert done.exit_code != 0
    assert says in f"{done.output} {done.exception}"
    assert not list(tmp_path.iterdir())


def test_a_page_holds_the_charts_or_says_what_is_needed(monkeypatch: pytest.MonkeyPatch) -> None:
    page = run(*REPORT, "--format", "html")
    assert page.stdout.count("<svg") == 1
    assert run("portfolio", "--on", "2025-06-01", "--format", "html").stdout.count("<svg") == 1
    monkeypatch.setattr(options, "can_draw", lambda: False)
    without = run(*REPORT, "--format", "html")
    assert without.exit_code == 0
    assert "<svg" not in without.stdout
    assert without.stderr == "! không có biểu đồ: cần cài thêm khuyenhoc[plot]\n"
