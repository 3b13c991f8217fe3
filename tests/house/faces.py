"""The faces of packages: one list of names in each, and what type checkers read, written from it.

``python tests/house/faces.py`` writes the part for type checkers anew; a test holds the two together.
"""

import ast
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "khuyenhoc"
_START, _END = "if _TYPE_CHECKING:\n", "else:\n"


def faces() -> list[Path]:
    """The files that hand names on."""
    files = sorted(SOURCE.rglob("__init__.py"))
    return [file for file in files if _START in file.read_text(encoding="utf-8")]


def homes(file: Path) -> dict[str, list[str]]:
    """The list of a face: names by the module that holds them; under the empty key, modules as ``name=module``."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_face":
            return {home: names.split() for home, names in ast.literal_eval(node.args[1]).items()}
    raise AssertionError(f"{file} has no list of names")


def block(file: Path) -> str:
    """The imports that type checkers read, one line a name."""
    lines = []
    for home, names in homes(file).items():
        for name in names:
            if home:
                lines.append(f"    from khuyenhoc.{home} import {name} as {name}\n")
            else:
                word, module = name.split("=")
                parent, _, leaf = f"khuyenhoc.{module}".rpartition(".")
                lines.append(f"    from {parent} import {leaf} as {word}\n")
    return "".join(sorted(lines))


def written(file: Path) -> str:
    """The text of a face with that part as it should be."""
    text = file.read_text(encoding="utf-8")
    before, rest = text.split(_START, 1)
    _, after = rest.split(_END, 1)
    return before + _START + block(file) + _END + after


if __name__ == "__main__":
    for face in faces():
        face.write_text(written(face), encoding="utf-8")
