"""What is handed out: the long description, the one version, and what PyInstaller packs."""

import os
import re
import subprocess
import sys
import tomllib
from importlib import import_module
from pathlib import Path

import pytest
from distribution import RELATIVE_LINK, ROOT
from test_layers import OPTIONAL

import khuyenhoc as kh

PROJECT = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
PROGRAM = """
import khuyenhoc as kh

rules = kh.catalog.ruleset("tt-25-2023/commune")
decision = rules.decide({"citizens": 12_480, "learning_citizens": 7_421})
print(decision.explain("vi"))
print(kh.codec.to_json(kh.Period.of_years(2024, 2030)))
"""


def test_the_long_description_is_the_readme_without_relative_links() -> None:
    """The links of the README, to the words that they stand on; nothing else is lost."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    text = readme
    for change in PROJECT["tool"]["hatch"]["metadata"]["hooks"]["fancy-pypi-readme"]["substitutions"]:
        text = re.sub(change["pattern"], change["replacement"], text)
    assert len(RELATIVE_LINK.findall(readme)) > 10
    assert RELATIVE_LINK.findall(text) == []
    assert "![" not in text
    assert re.findall(r"^#.*|^```.*", text, re.MULTILINE) == re.findall(r"^#.*|^```.*", readme, re.MULTILINE)
    assert "| Máy báo lỗi; chưa rõ một từ | Sửa lỗi thường gặp, Thuật ngữ |" in text


def test_the_version_stands_in_one_place() -> None:
    """In the package, where the build reads it."""
    assert PROJECT["tool"]["hatch"]["version"] == {"path": "src/khuyenhoc/__init__.py"}
    assert "version" not in PROJECT["project"]
    assert re.fullmatch(r"[0-9]+\.[0-9]+\.[0-9]+", kh.__version__)


def test_the_entry_point_leads_to_the_hook() -> None:
    module, _, name = PROJECT["project"]["entry-points"]["pyinstaller40"]["hook-dirs"].partition(":")
    (folder,) = getattr(import_module(module), name)()
    assert [path.name for path in Path(folder).glob("*.py")] == ["hook-khuyenhoc.py"]


def test_a_frozen_program_decides_and_writes_vietnamese(tmp_path: Path) -> None:
    """7.421 of 12.480 are 67 short of 60%: the program needs nothing of this environment."""
    pytest.importorskip("PyInstaller", reason="PyInstaller, of the group frozen, is not installed")
    (tmp_path / "xet.py").write_text(PROGRAM, encoding="utf-8")
    hooks = import_module("khuyenhoc._base.packed").hook_dirs()
    options = ["--onedir", "--noconfirm", "--log-level=ERROR", f"--additional-hooks-dir={hooks[0]}"]
    unused = sorted(OPTIONAL - {"cattrs", "dateutil", "importlib", "tomllib"})
    left_out = [word for name in unused for word in ("--exclude-module", name)]
    done = subprocess.run(
        [sys.executable, "-m", "PyInstaller", *options, *left_out, "xet.py"],
        cwd=tmp_path,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr[-2000:]
    ran = subprocess.run(
        [tmp_path / "dist" / "xet" / "xet"],
        cwd=tmp_path,
        env={"LC_ALL": "C.UTF-8"},
        capture_output=True,
        encoding="utf-8",
        check=False,
    )
    assert ran.stderr == ""
    assert "chưa đạt mức độ 1" in ran.stdout
    assert "còn thiếu 67 người" in ran.stdout
    assert '"first": "2024-01-01"' in ran.stdout
