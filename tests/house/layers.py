"""The layers of the package, and what each file imports: read from the code for the tests and for the picture."""

import ast
from collections.abc import Iterator
from pathlib import Path

ROOT = Path(__file__).resolve().parents[2] / "src" / "khuyenhoc"
LAYERS = [
    "sentences",
    "errors",
    "_base",
    "values instruments",
    "targets recognition",
    "records frames",
    "files",
    "reading",
    "views",
    "testing",
    "cli __init__",
    "__main__",
]
SIGNPOSTS = {"catalog", "charts", "codec", "forms", "funds", "ics", "merging", "portfolio", "tables"}
"""Public addresses of rooms that lie deeper, so that ``import khuyenhoc.funds`` is what it looks like and an address
outlives every move of its room. They stand beside the face, and nothing in the package imports them."""
HEIGHT = {name: height for height, names in enumerate(LAYERS) for name in names.split()}


def module_of(file: Path) -> str:
    parts = ("khuyenhoc", *file.relative_to(ROOT).with_suffix("").parts)
    return ".".join(parts).removesuffix(".__init__")


FILES = {module_of(file): file for file in ROOT.rglob("*.py")}
TREES = {module: ast.parse(file.read_text(encoding="utf-8")) for module, file in FILES.items()}


def calls(module: str, *names: str) -> Iterator[ast.Call]:
    """The calls of a function in a file, under its own name or as an attribute."""
    for node in ast.walk(TREES[module]):
        if isinstance(node, ast.Call) and ast.unparse(node.func).rpartition(".")[2] in names:
            yield node


def handed_on(module: str) -> dict[str, str]:
    """What a face hands on: the module that holds each name; a signpost, the room behind it."""
    homes: dict[str, str] = {}
    for call in calls(module, "_face"):
        for home, names in ast.literal_eval(call.args[1]).items():
            for name in names.split():
                homes[name] = f"khuyenhoc.{home or name}"
    for call in calls(module, "_signpost"):
        homes[""] = f"khuyenhoc.{ast.literal_eval(call.args[0])}"
    return homes


FACES = {module: homes for module in FILES if (homes := handed_on(module))}


def imported(node: ast.AST) -> set[str]:
    """The files of the package that a statement imports; a name of a face is what holds it."""
    found = set()
    if isinstance(node, ast.ImportFrom) and node.level:
        found.add("a relative import")
    elif isinstance(node, ast.ImportFrom) and (node.module or "").partition(".")[0] == "khuyenhoc":
        parent = node.module or ""
        for alias in node.names:
            whole = f"{parent}.{alias.name}"
            found.add(whole if whole in FILES else FACES.get(parent, {}).get(alias.name, parent))
    elif isinstance(node, ast.Import):
        found |= {alias.name for alias in node.names if alias.name.partition(".")[0] == "khuyenhoc"}
    return found


def imports(module: str) -> set[str]:
    """What a file imports anywhere: at its top, in a function, or for annotations only; a face, what it hands on."""
    if module in FACES:
        return set(FACES[module].values())
    return {other for node in ast.walk(TREES[module]) for other in imported(node)} - {module}


def wing(module: str) -> str:
    name = module.split(".")[1] if "." in module else "__init__"
    return "__init__" if name in SIGNPOSTS else name
