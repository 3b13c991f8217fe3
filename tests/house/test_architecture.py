"""The page on the architecture says what is there: its files, its rooms, and the picture drawn from the code."""

import re
import sys
from pathlib import Path

import layers
import pytest

ROOT = Path(__file__).resolve().parents[2]
PAGE = (ROOT / "docs" / "explanation" / "architecture.md").read_text(encoding="utf-8")
WRITTEN = set(re.findall(r"`([\w.-]+(?:/[\w.-]+)*(?:/|\.(?:py|toml|txt|md|patch))|\.ci/run)`", PAGE))

sys.path.insert(0, str(ROOT / "docs"))

import draw_layers  # noqa: E402


@pytest.mark.parametrize("name", sorted(WRITTEN))
def test_every_file_that_is_named_is_there(name: str) -> None:
    assert (ROOT / name).exists() or (layers.ROOT / name).exists()


def test_every_room_is_told() -> None:
    told = set(re.findall(r"^\| `(\w+)(?:/|\.py)` \|", PAGE, re.MULTILINE))
    assert told == set(layers.HEIGHT) - {"__init__", "__main__"}


def test_the_picture_is_drawn_from_the_code() -> None:
    assert draw_layers.PICTURE.read_text(encoding="utf-8") == draw_layers.drawn(), "run: python docs/draw_layers.py"
