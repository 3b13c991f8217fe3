"""The public face: one list of names in each package, each name at one address that pickles and imports keep."""

import pickle
from collections import Counter
from enum import Enum
from importlib import import_module
from pathlib import Path
from types import FunctionType, ModuleType
from typing import Any

import faces
import pytest

import khuyenhoc as kh

MOST_NAMES = 89
TWICE = ("khuyenhoc.reading", "read")  # what the wing is for, and the one short way to it from the top
FILES = {faces.name_of(file): file for file in faces.faces()}
PUBLIC = [(faces.name_of(file), name) for file in faces.public() for name in faces.names_of(file)]


def value(address: str, name: str) -> Any:
    return getattr(import_module(address), name)


@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_what_type_checkers_read_is_the_list(file: Path) -> None:
    stub = file.with_suffix(".pyi").read_text(encoding="utf-8")
    assert faces.stub(file) == stub, "run: python tests/house/faces.py"


def test_no_address_changes_unseen() -> None:
    """A line that goes from this file is an import of a user that breaks, and a pickle that no longer opens."""
    assert faces.addresses() == faces.ADDRESSES.read_text(encoding="utf-8"), "run: python tests/house/faces.py"


def test_the_face_is_short() -> None:
    assert len(kh.__all__) <= MOST_NAMES


@pytest.mark.parametrize("address", FILES)
def test_a_face_shows_its_list_sorted_and_nothing_else(address: str) -> None:
    face = import_module(address)
    assert face.__all__ == sorted(set(face.__all__)) == faces.names_of(FILES[address])
    assert dir(face) == face.__all__
    for name in face.__all__:
        assert getattr(face, name) is not None


@pytest.mark.parametrize("address", FILES)
def test_a_star_import_gives_exactly_the_list(address: str) -> None:
    found: dict[str, Any] = {}
    exec(f"from {address} import *", found)
    assert sorted(found.keys() - {"__builtins__"}) == import_module(address).__all__


@pytest.mark.parametrize("address", FILES)
def test_a_misspelt_name_is_an_attribute_error(address: str) -> None:
    with pytest.raises(AttributeError, match="no_such_name"):
        import_module(address).no_such_name  # noqa: B018
    with pytest.raises(ImportError, match="no_such_name"):
        exec(f"from {address} import no_such_name")


def test_a_public_module_has_a_sorted_list_all_of_which_is_there() -> None:
    for address, name in PUBLIC:
        module = value(address, name)
        if isinstance(module, ModuleType):
            assert import_module(module.__name__) is module
            assert list(module.__all__) == sorted(set(module.__all__)), module.__name__
            assert all(hasattr(module, word) for word in module.__all__), module.__name__


@pytest.mark.parametrize(("address", "name"), PUBLIC, ids=[".".join(pair) for pair in PUBLIC])
def test_a_public_name_says_its_address_and_pickles_to_itself(address: str, name: str) -> None:
    found = value(address, name)
    if isinstance(found, type | FunctionType):
        home = "khuyenhoc" if (address, name) == TWICE else address
        assert (found.__module__, found.__qualname__) == (home, name)
    if not isinstance(found, ModuleType):
        copy = pickle.loads(pickle.dumps(found))
        assert copy is found if isinstance(found, type | FunctionType) else copy == found
    if isinstance(found, type) and issubclass(found, Enum):
        assert all(pickle.loads(pickle.dumps(member)) is member for member in found)


def test_nothing_is_public_twice() -> None:
    """No class and no function has two addresses, whatever it is called there."""
    things = [(address, name, value(address, name)) for address, name in PUBLIC if (address, name) != TWICE]
    held = [(id(thing), f"{address}.{name}") for address, name, thing in things if callable(thing)]
    counted = Counter(number for number, _ in held)
    assert not [where for number, where in held if counted[number] > 1]
