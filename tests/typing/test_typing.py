"""A user's program under mypy and pyright: what is right passes both, and each mistake is seen by both, in its line."""

import json
import os
import re
import subprocess
import sys
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest

HERE = Path(__file__).resolve().parent
ROOT = HERE.parents[1]
WRONG = {
    number
    for number, line in enumerate((HERE / "wrong.py").read_text(encoding="utf-8").splitlines(), 1)
    if "# wrong: " in line
}


@cache
def found(tool: str) -> dict[str, dict[int, str]]:
    """The errors of a checker in the two programs, by file and line: one run each."""
    if find_spec(tool) is None:
        pytest.skip(f"{tool} is not installed")
    files = [str(HERE / "user.py"), str(HERE / "wrong.py")]
    done = subprocess.run(
        [sys.executable, "-m", tool, *COMMANDS[tool], *files],
        capture_output=True,
        text=True,
        check=False,
        encoding="utf-8",
        cwd=ROOT,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
    )
    errors: dict[str, dict[int, str]] = {"user.py": {}, "wrong.py": {}}
    for file, line, message in READERS[tool](done.stdout):
        assert file in errors, f"{file}:{line} {message}"
        errors[file][line] = message
    assert errors["wrong.py"], done.stdout + done.stderr
    return errors


def read_mypy(output: str) -> list[tuple[str, int, str]]:
    rows = re.findall(r"^(.+?):(\d+): error: (.*)$", output, re.MULTILINE)
    return [(Path(file).name, int(line), message) for file, line, message in rows]


def read_pyright(output: str) -> list[tuple[str, int, str]]:
    return [
        (Path(row["file"]).name, row["range"]["start"]["line"] + 1, row["message"])
        for row in json.loads(output)["generalDiagnostics"]
        if row["severity"] == "error"
    ]


COMMANDS = {
    # A file that is named is checked as a user would check it: the package by its own types, nothing switched off.
    "mypy": ["--config-file", "", "--strict", f"--cache-dir={os.devnull}"],
    "pyright": ["--outputjson", "--project", str(HERE / "pyrightconfig.json"), "--pythonpath", sys.executable],
}
READERS = {"mypy": read_mypy, "pyright": read_pyright}


@pytest.mark.parametrize("tool", COMMANDS)
def test_a_user_program_passes(tool: str) -> None:
    assert found(tool)["user.py"] == {}


@pytest.mark.parametrize("tool", COMMANDS)
def test_each_mistake_is_seen_in_its_line(tool: str) -> None:
    errors = found(tool)["wrong.py"]
    assert set(errors) - WRONG == set(), "an error where none is expected"
    assert WRONG - set(errors) == set(), "a mistake that passes"
