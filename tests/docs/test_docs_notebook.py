"""The notebook of the docs runs as it stands, and what it keeps is what its cells show today."""

import json
import re
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
sys.path.insert(0, str(ROOT / "docs"))
NOTEBOOKS = sorted((ROOT / "docs" / "examples").glob("*.ipynb"))


def plain(outputs: list[dict[str, Any]]) -> list[Any]:
    """What is ours in some outputs: displays whole, of a drawing its words, of others that they show anything."""
    found: list[Any] = []
    for output in outputs:
        found += ["".join(output.get("text", ()))] if "data" not in output else []
        for kind, lines in output.get("data", {}).items():
            text = "".join(lines)
            ours = text if text.startswith('<div class="khuyenhoc"') else kind
            found.append(sorted(re.findall(r">([^<>]+)<", text)) if kind == "image/svg+xml" else ours)
    return found


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.name)
def test_a_notebook_shows_what_it_keeps(path: Path) -> None:
    for package in ("altair", "vl_convert", "polars"):
        pytest.importorskip(package)
    from notebooks import shown_by  # type: ignore[import-not-found,unused-ignore]

    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    kept = [cell["outputs"] for cell in cells if cell["cell_type"] == "code"]
    assert [plain(outputs) for outputs in shown_by(path)] == [plain(outputs) for outputs in kept]


def test_the_notebook_has_its_tables_and_drawings() -> None:
    """Families of Bình Thuận: 253,853 of 324,847, and 6,025 short of 80 %; the letters are Vietnamese."""
    (path,) = NOTEBOOKS
    cells = json.loads(path.read_text(encoding="utf-8"))["cells"]
    shown = [item for cell in cells for output in cell.get("outputs", ()) for item in plain([output])]
    tables = [item for item in shown if isinstance(item, str) and item.startswith("<div")]
    drawings = [item for item in shown if isinstance(item, list)]
    assert (len(tables), len(drawings)) == (4, 2)
    assert "253.853/324.847" in tables[0]
    assert "6.025" in tables[0]
    assert any("Gia đình học tập" in text for text in drawings[0])
