"""Draws the layers of the package from its code: ``python docs/draw_layers.py`` writes ``docs/explanation/layers.svg``.

A box is a package with the first words of its docstring; an arrow, that it imports the other. What an arrow over a
third package already says is left out. A test holds the picture and the code together.
"""

import ast
import sys
from html import escape
from pathlib import Path
from textwrap import wrap

sys.path.insert(0, str(Path(__file__).resolve().parents[1] / "tests" / "house"))

from layers import FACES, FILES, HEIGHT, LAYERS, TREES, imports, wing

__all__ = ["PICTURE", "arrows", "drawn"]

PICTURE = Path(__file__).resolve().parent / "explanation" / "layers.svg"
WIDTH, BOX, TALL, STEP, CELL = 900, 330, 66, 104, 42
NAMES = {"__init__": "khuyenhoc"}


def arrows() -> set[tuple[str, str]]:
    """Pairs of packages, the first of which imports the second, without those that others imply."""
    below: dict[str, set[str]] = {name: set() for name in HEIGHT}
    for module in FILES:
        if module not in FACES or module == "khuyenhoc":
            below[wing(module)] |= {wing(other) for other in imports(module)} - {wing(module)}
    reach: dict[str, set[str]] = {}
    for name in sorted(below, key=HEIGHT.__getitem__):
        reach[name] = below[name].union(*(reach.get(other, set()) for other in below[name]))
    return {
        (name, other)
        for name, others in below.items()
        for other in others
        if not any(other in reach[between] for between in others - {other})
    }


def purpose(name: str) -> str:
    """The first sentence of the docstring of a package."""
    module = "khuyenhoc" if name == "__init__" else f"khuyenhoc.{name}"
    text = ast.get_docstring(TREES[module]) or ""
    return text.split("\n\n")[0].replace("\n", " ").replace("``", "")


def places() -> dict[str, tuple[int, int]]:
    """Where the boxes stand: left edge and top, the lowest layer at the bottom."""
    found = {}
    for height, names in enumerate(LAYERS):
        row = names.split()
        left = (WIDTH - len(row) * BOX - (len(row) - 1) * CELL) // 2
        for number, name in enumerate(row):
            found[name] = (left + number * (BOX + CELL), 12 + (len(LAYERS) - 1 - height) * STEP)
    return found


def drawn() -> str:
    """The picture, the same for the same code."""
    at = places()
    lines = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {len(LAYERS) * STEP}" '
        'font-family="sans-serif" role="img" aria-label="The layers of the package">',
        '<defs><marker id="tip" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="7" markerHeight="7" orient="auto">'
        '<path d="M0 0 8 4 0 8z" fill="#777"/></marker></defs>',
        '<rect width="100%" height="100%" fill="#fff"/>',
    ]
    for name, other in sorted(arrows()):
        (left, top), (to_left, to_top) = at[name], at[other]
        lean = (to_left - left) // 12
        lines.append(
            f'<line x1="{left + BOX // 2 + lean}" y1="{top + TALL}" x2="{to_left + BOX // 2 - lean}" y2="{to_top}" '
            'stroke="#777" marker-end="url(#tip)"/>'
        )
    for name, (left, top) in at.items():
        title = NAMES.get(name, name)
        lines.append(
            f'<rect x="{left}" y="{top}" width="{BOX}" height="{TALL}" rx="6" fill="#f3f7f4" stroke="#3b6e57"/>'
            f'<text x="{left + 10}" y="{top + 20}" font-size="15" font-weight="bold" fill="#1d3a2d">{title}</text>'
        )
        for number, row in enumerate(wrap(purpose(name), 46, max_lines=2, placeholder=" …")):
            y = top + 39 + 16 * number
            lines.append(f'<text x="{left + 10}" y="{y}" font-size="12" fill="#333">{escape(row)}</text>')
    return "\n".join([*lines, "</svg>", ""])


if __name__ == "__main__":
    for upper, lower in sorted(arrows()):
        if HEIGHT[lower] >= HEIGHT[upper]:
            sys.exit(f"an arrow points upward: {upper} -> {lower}")
    PICTURE.write_text(drawn(), encoding="utf-8")
