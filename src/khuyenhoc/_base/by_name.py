"""The one door upward: what is asked for by name, when it is asked for.

Everywhere else arrows between files point downward and stand at the top of the file. Here two things cross that rule:
the faces of packages, whose names are loaded when they are first used, so that importing stays cheap, and the commands,
of which only the one that is called is loaded.
"""

import sys
from collections.abc import Callable, Mapping
from importlib import import_module
from typing import Any

__all__ = ["face", "loaded", "signpost", "version"]

_PACKAGE = __name__.partition(".")[0]


def loaded(home: str, name: str) -> Any:
    """What a module below ``khuyenhoc`` holds under a name; the module is loaded now, if it was not."""
    return getattr(import_module(f"{_PACKAGE}.{home}"), name)


def version() -> str:
    """The version of the library, as the face says it, which is loaded before anything below it."""
    return str(vars(sys.modules[_PACKAGE])["__version__"])


def face(package: str, homes: Mapping[str, str]) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """What a package needs to hand names on: its ``__getattr__``, ``__dir__`` and sorted ``__all__``.

    Args:
        package: Name of the package.
        homes: The names handed on, separated by blanks, by the module below ``khuyenhoc`` that holds them; under the
            empty key the modules that are handed on themselves.
    """
    home_of = {name: home for home, names in homes.items() if home for name in names.split()}
    modules = homes.get("", "").split()
    names = sorted([*home_of, *modules])

    def load(name: str) -> Any:
        if name in modules:
            return import_module(f"{_PACKAGE}.{name}")
        if name not in home_of:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        value = loaded(home_of[name], name)
        setattr(sys.modules[package], name, value)
        return value

    return load, lambda: list(names), names


def signpost(room: str) -> tuple[Callable[[str], Any], Callable[[], list[str]], list[str]]:
    """The same for the public address of a room that lies deeper: what the face of the room hands on."""
    behind: Any = import_module(f"{_PACKAGE}.{room}")
    return behind.__getattr__, behind.__dir__, behind.__all__
