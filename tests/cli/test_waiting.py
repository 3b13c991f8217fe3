"""Bars for whoever waits: on the error stream of a terminal, and nowhere else."""

import io
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner
from rich.console import Console

from khuyenhoc.cli import options
from khuyenhoc.cli.main import cli

EXAMPLES = Path(__file__).parents[2] / "docs" / "examples"
REPORT = ["report", "qd-387-2022", "-o", str(EXAMPLES / "binh-thuan-2023.csv"), "--on", "2023-12-31"]
DECIDE = ["decide", "tt-25-2023/commune", str(EXAMPLES / "commune-2024.toml")]


@pytest.mark.parametrize(
    ("command", "waits"),
    [(REPORT, ["binh-thuan-2023.csv", "qd-387-2022", "made.csv"]), (DECIDE, ["commune-2024.toml", "made.csv"])],
)
@pytest.mark.parametrize("terminal", [True, False])
def test_whoever_waits_at_a_terminal_sees_for_what(
    command: list[str], waits: list[str], terminal: bool, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    seen = io.StringIO()

    def console(*, stderr: bool = False) -> Any:
        return Console(file=seen, force_terminal=terminal, width=80) if stderr else Console()

    monkeypatch.setattr(options, "console", console)
    done = CliRunner().invoke(cli, [*command, "--output", str(tmp_path / "made.csv")])
    assert (done.exit_code, (tmp_path / "made.csv").exists()) == (0, True)
    assert [name for name in waits if name in seen.getvalue()] == (waits if terminal else [])
    assert "made.csv" in done.stdout
    assert "━" not in done.stdout
