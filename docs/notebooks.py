"""Runs a notebook cell by cell, without Jupyter, and keeps in it what each cell shows.

Usage: python docs/notebooks.py docs/examples/so-tay.ipynb
"""

import ast
import contextlib
import io
import json
import os
import sys
from pathlib import Path
from typing import Any

__all__ = ["shown_by"]

_KINDS = {"text/html": "_repr_html_", "image/svg+xml": "_repr_svg_"}


def shown_by(path: Path) -> list[list[dict[str, Any]]]:
    """What each cell of code shows, as a notebook keeps it; the cells run in the folder of the notebook."""
    names: dict[str, Any] = {"__name__": "__main__"}
    cells, before = json.loads(path.read_text(encoding="utf-8"))["cells"], Path.cwd()
    os.chdir(path.parent)
    try:
        return [_run("".join(cell["source"]), names, cell["id"]) for cell in cells if cell["cell_type"] == "code"]
    finally:
        os.chdir(before)


def _run(source: str, names: dict[str, Any], called: str) -> list[dict[str, Any]]:
    tree, said = ast.parse(source), io.StringIO()
    last = tree.body.pop() if isinstance(tree.body[-1], ast.Expr) else None
    with contextlib.redirect_stdout(said):
        exec(compile(tree, called, "exec"), names)
        value = None if last is None else eval(compile(ast.Expression(last.value), called, "eval"), names)  # type: ignore[attr-defined]
    printed = [{"output_type": "stream", "name": "stdout", "text": _lines(said.getvalue())}] if said.getvalue() else []
    return (
        printed if value is None else [*printed, {"output_type": "display_data", "metadata": {}, "data": _data(value)}]
    )


def _data(value: Any) -> dict[str, Any]:
    """What an object shows, in the forms that it has."""
    if hasattr(value, "_repr_mimebundle_"):
        bundle = value._repr_mimebundle_(None, None)
        found: dict[str, str] = bundle[0] if isinstance(bundle, tuple) else bundle
    else:
        found = {kind: getattr(value, name)() for kind, name in _KINDS.items() if hasattr(value, name)}
    found = found or {"text/plain": repr(value)}
    return {kind: _lines(text) for kind, text in found.items() if isinstance(text, str)}


def _lines(text: str) -> list[str]:
    return text.splitlines(keepends=True)


def write(path: Path) -> None:
    """The notebook with what its cells show today."""
    book, shown = json.loads(path.read_text(encoding="utf-8")), iter(shown_by(path))
    for cell in book["cells"]:
        if cell["cell_type"] == "code":
            cell["outputs"] = next(shown)
    path.write_text(json.dumps(book, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")


if __name__ == "__main__":
    for name in sys.argv[1:]:
        write(Path(name))
