"""Arrows point downward: no package imports one above it, no two files import each other, and nothing is hidden.

The one door upward is ``_base/by_name.py``: it hands on the names of faces, and asks for what a value shows of itself
or is written as, when it is asked. Everything else imports at the top of its file.
"""

import ast
from graphlib import CycleError, TopologicalSorter
from pathlib import Path

import pytest
from layers import FACES, FILES, HEIGHT, ROOT, SIGNPOSTS, TREES, calls, imported, imports, module_of, wing

DOOR_UPWARD = "khuyenhoc._base.by_name"

# Packages that may be imported where they are used: the extras, the engines, and some that are slow to load.
OPTIONAL = {
    *("click", "docx", "icalendar", "narwhals", "openpyxl", "pyarrow", "rich", "tomli_w", "typst"),
    *("dask", "duckdb", "hypothesis", "pandas", "polars", "pydantic_core", "pyspark", "pytest", "vl_convert"),
    *("cattrs", "dateutil", "importlib", "tomllib"),
}
MOST_LINES = 600


def test_the_top_of_the_package_holds_the_rooms_and_nothing_else() -> None:
    """A new room takes a sentence here: what it is for, and on which layer it stands."""
    there = {path.stem for path in ROOT.iterdir() if path.suffix in ("", ".py") and path.name != "__pycache__"}
    assert there == {*HEIGHT, *SIGNPOSTS}
    stubs = {f"{name}.pyi" for name in ("__init__", *SIGNPOSTS)}  # what type checkers read of the faces
    table = "sentences.toml"  # what is said when something is wrong
    assert {path.name for path in ROOT.iterdir() if path.suffix not in ("", ".py")} == {"py.typed", table, *stubs}


def test_nothing_in_the_package_imports_a_signpost() -> None:
    wrong = [
        f"{module} -> {other}"
        for module in sorted(FILES)
        if wing(module) != "__init__"
        for other in sorted(imports(module))
        if wing(other) == "__init__"
    ]
    assert not wrong, "\n".join(wrong)


def test_no_package_imports_one_above_or_beside_it() -> None:
    wrong = [
        f"{module} -> {other}"
        for module in sorted(FILES)
        if module not in FACES
        for other in sorted(imports(module))
        if wing(other) != wing(module) and HEIGHT[wing(other)] >= HEIGHT[wing(module)]
    ]
    assert not wrong, "\n".join(wrong)


def test_a_face_hands_on_only_what_lies_in_its_package() -> None:
    wrong = [
        f"{face} -> {home}"
        for face, homes in FACES.items()
        if wing(face) != "__init__" or face == "khuyenhoc"
        for home in homes.values()
        if not home.startswith(f"{face}.") or home not in FILES
    ]
    assert not wrong, "\n".join(wrong)


def test_no_two_files_import_each_other() -> None:
    """Also not inside functions; the face of the whole package alone, which hands names on, is left out."""
    graph = {module: imports(module) for module in sorted(FILES) if module != "khuyenhoc"}
    try:
        TopologicalSorter(graph).prepare()
    except CycleError as error:
        raise AssertionError(" -> ".join(error.args[1])) from None


def test_the_package_imports_itself_at_the_top_of_a_file() -> None:
    """Not in a function and not for annotations only: where that would be needed, an arrow points upward."""
    wrong = [
        f"{module}:{node.lineno} {ast.unparse(node)}"
        for module, tree in sorted(TREES.items())
        if module not in FACES
        for node in ast.walk(tree)
        if isinstance(node, ast.Import | ast.ImportFrom) and imported(node) and node not in at_the_top(tree)
    ]
    assert not wrong, "\n".join(wrong)


def at_the_top(tree: ast.Module) -> list[ast.stmt]:
    """The statements that run when a file is loaded, also where a package may be missing (``try``)."""
    return [*tree.body, *(inner for node in tree.body if isinstance(node, ast.Try) for inner in node.body)]


def test_only_the_door_upward_imports_by_name() -> None:
    """``import_module`` elsewhere is of a package that its argument names, and not of this one."""
    wrong = [
        f"{module}:{call.lineno} {ast.unparse(call)}"
        for module in sorted(FILES)
        if module != DOOR_UPWARD
        for call in calls(module, "import_module", "__import__", "exec", "eval")
        if not (call.args and isinstance(call.args[0], ast.Constant) and root(call.args[0].value) in OPTIONAL)
    ]
    assert not wrong, "\n".join(wrong)


def root(module: str | None) -> str:
    return (module or "").partition(".")[0]


def test_only_optional_packages_are_imported_inside_functions() -> None:
    wrong = []
    for module, tree in sorted(TREES.items()):
        functions = [node for node in ast.walk(tree) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef)]
        for node in {inner for function in functions for inner in ast.walk(function)}:
            if isinstance(node, ast.Import | ast.ImportFrom):
                names = [node.module] if isinstance(node, ast.ImportFrom) else [alias.name for alias in node.names]
                if not {root(name) for name in names} <= OPTIONAL:
                    wrong.append(f"{module}:{node.lineno} {ast.unparse(node)}")
    assert not wrong, "\n".join(wrong)


def test_a_private_file_is_private_to_its_folder() -> None:
    """``_name.py`` is imported by its folder alone; what a neighbour imports has no underscore."""
    wrong = [
        f"{module} -> {other}"
        for module in sorted(FILES)
        for other in sorted(imports(module))
        if other.rpartition(".")[2].startswith("_") and not f"{module}.".startswith(f"{other.rpartition('.')[0]}.")
    ]
    assert not wrong, "\n".join(wrong)


@pytest.mark.parametrize("file", sorted(ROOT.rglob("__init__.py")), ids=module_of)
def test_an_init_only_hands_names_on(file: Path) -> None:
    """A docstring, the list of names, and at the top the version."""
    for node in ast.parse(file.read_text(encoding="utf-8")).body[1:]:
        text = ast.unparse(node)
        handed_on = ("from khuyenhoc._base.by_name import face", "__getattr__, __dir__, __all__ = _face(")
        assert text.replace("(__getattr__, __dir__, __all__)", "__getattr__, __dir__, __all__").startswith(
            (*handed_on, "__version__ = ")
        ), text


def test_no_file_is_longer_than_one_reads() -> None:
    long = {module: len(file.read_text(encoding="utf-8").splitlines()) for module, file in FILES.items()}
    assert {module: lines for module, lines in long.items() if lines > MOST_LINES} == {}


def test_nothing_is_guarded_by_an_assert() -> None:
    """``python -O`` leaves every assert out; what must hold is raised."""
    nodes = ((module, node) for module, tree in TREES.items() for node in ast.walk(tree))
    found = [f"{module}:{node.lineno}" for module, node in nodes if isinstance(node, ast.Assert)]
    assert found == []
