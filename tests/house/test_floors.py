"""The lowest versions that are asked for: said once, and what an extra brings is enough for what it is for."""

import re
import tomllib
from pathlib import Path

from khuyenhoc.files.tables.deciding import ENGINES

PROJECT = tomllib.loads((Path(__file__).resolve().parents[2] / "pyproject.toml").read_text(encoding="utf-8"))
EXTRAS: dict[str, list[str]] = PROJECT["project"]["optional-dependencies"]


def named(requirements: list[str]) -> dict[str, str]:
    """The names of packages, with the versions asked for."""
    found = [re.fullmatch(r"([\w-]+)(?:\[\w+\])?(.*)", line) for line in requirements]
    return {match[1]: match[2] for match in found if match}


def test_tests_ask_for_the_versions_that_users_are_asked_for() -> None:
    """So the suite with the lowest versions holds what is promised."""
    tested = named([line for line in PROJECT["dependency-groups"]["test"] if isinstance(line, str)])
    promised = [(extra, *pair) for extra, lines in EXTRAS.items() for pair in named(lines).items()]
    assert [row for row in promised if tested.get(row[1], row[2]) != row[2]] == []
    assert all(versions.startswith(">=") for _, _, versions in promised)


def test_the_extra_for_excel_brings_an_engine_that_decides_files() -> None:
    brought = named(EXTRAS["excel"])
    assert brought.keys() & {*ENGINES}
    assert {"narwhals", "openpyxl"} <= brought.keys()
