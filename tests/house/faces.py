"""The faces of packages: one list of names in each, and what is written from it.

``python tests/house/faces.py`` writes anew the stub for type checkers beside each face and the list of public addresses
in ``tests/golden/addresses.txt``; a test holds them together. An address that leaves the list breaks a user's import.
"""

import ast
import re
from pathlib import Path

SOURCE = Path(__file__).resolve().parents[2] / "src" / "khuyenhoc"
ADDRESSES = Path(__file__).resolve().parents[1] / "golden" / "addresses.txt"
_WIDTH = 120
_SIGNPOST = re.compile(r" = _signpost\(\"([\w.]+)\"\)")


def faces() -> list[Path]:
    """The files that hand names on: packages with a list of their own, and signposts at the top of the package."""
    files = sorted([*SOURCE.rglob("__init__.py"), *SOURCE.glob("[!_]*.py")])
    return [file for file in files if " = _face(" in file.read_text(encoding="utf-8") or _behind(file) is not None]


def public() -> list[Path]:
    """The faces by which users import; a room that has a signpost is imported by that."""
    found = faces()
    return [file for file in found if file not in {_behind(other) for other in found}]


def _behind(file: Path) -> Path | None:
    """The room whose list a signpost at the top of the package hands on; None if the file is no signpost."""
    room = _SIGNPOST.search(file.read_text(encoding="utf-8"))
    return SOURCE.joinpath(*room[1].split("."), "__init__.py") if room else None


def homes(file: Path) -> dict[str, list[str]]:
    """The list of a face: names by the module that holds them; under the empty key, modules that are handed on."""
    for node in ast.walk(ast.parse((_behind(file) or file).read_text(encoding="utf-8"))):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "_face":
            return {home: names.split() for home, names in ast.literal_eval(node.args[1]).items()}
    raise AssertionError(f"{file} has no list of names")


def stub(file: Path) -> str:
    """What type checkers read of a face: its names, as many a line as fit."""
    lines = ["# Written from the list of names in __init__.py by tests/house/faces.py."]
    for home, names in sorted(homes(file).items()):
        for name in names:
            start, more = f"from khuyenhoc{f'.{home}' if home else ''} import ", f"{name} as {name}"
            if lines[-1].startswith(start) and len(f"{lines[-1]}, {more}") <= _WIDTH:
                lines[-1] += f", {more}"
            else:
                lines.append(start + more)
    if "\n__version__ = " in file.read_text(encoding="utf-8"):
        lines += ["", "__version__: str"]
    return "".join(f"{line}\n" for line in lines)


def name_of(file: Path) -> str:
    """The name of a face."""
    return ".".join(("khuyenhoc", *file.relative_to(SOURCE).with_suffix("").parts)).removesuffix(".__init__")


def names_of(file: Path) -> list[str]:
    """The names that a face hands on, sorted."""
    return sorted(name for names in homes(file).values() for name in names)


def addresses() -> str:
    """Every public name at its address, one a line."""
    return "".join(
        f"{line}\n" for line in sorted(f"{name_of(file)}.{name}" for file in public() for name in names_of(file))
    )


if __name__ == "__main__":
    ADDRESSES.write_text(addresses(), encoding="utf-8")
    for face in faces():
        face.with_suffix(".pyi").write_text(stub(face), encoding="utf-8")
