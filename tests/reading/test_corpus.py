"""How well annotated texts are read: F1 over all fields, in each field that has enough, and over parts of the texts."""

import re
import statistics
import subprocess
import sys
from pathlib import Path

import pytest

LEAST_OVER_ALL, LEAST_OF_A_FIELD, LEAST_OF_A_PART = 0.93, 0.88, 0.88
PARTS = 5


def scored(shared: Path, annotations: Path) -> tuple[float, float]:
    """F1 over all fields, and the least of a field with thirty annotations or more."""
    command = [sys.executable, shared / "corpus" / "score.py", annotations, shared / "corpus" / "texts"]
    printed = subprocess.run(command, capture_output=True, text=True, encoding="utf-8", check=True).stdout
    match = re.search(r"all fields: F1 ([0-9.]+), least of a field with 30 or more ([0-9.]+)", printed)
    assert match is not None, printed
    return float(match[1]), float(match[2])


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[str]:
    return (shared / "corpus" / "annotations.jsonl").read_text(encoding="utf-8").splitlines()


def test_all_texts(shared: Path) -> None:
    over_all, least = scored(shared, shared / "corpus" / "annotations.jsonl")
    assert over_all >= LEAST_OVER_ALL
    assert least >= LEAST_OF_A_FIELD


def test_each_fifth_of_the_texts(
    shared: Path, rows: list[str], tmp_path: Path, record_property: pytest.FixtureRequest
) -> None:
    """The spread over five parts: no part rests on the others."""
    found = []
    for part in range(PARTS):
        file = tmp_path / f"{part}.jsonl"
        file.write_text("\n".join(rows[part::PARTS]), encoding="utf-8")
        found.append(scored(shared, file)[0])
    record_property("F1 of each fifth", found)  # type: ignore[operator]
    assert min(found) >= LEAST_OF_A_PART, found
    assert statistics.pstdev(found) <= 0.05, found
