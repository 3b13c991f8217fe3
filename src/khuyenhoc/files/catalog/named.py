"""Records by their ids, from files that are read one by one, when their records are asked for."""

import difflib
from collections.abc import Callable, Iterable, Iterator, Mapping
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import attrgetter
from pathlib import Path
from types import MappingProxyType
from typing import Any, Generic, TypeVar

import attrs

from khuyenhoc._base.near import perhaps
from khuyenhoc.errors import UnknownIdError
from khuyenhoc.sentences import Sentence, word as kind_word

__all__ = ["Named", "begins_like", "shipped", "shipped_names", "unknown", "walked"]

T = TypeVar("T")


def shipped(*parts: str) -> Any:
    """A file or folder of the package's own, to be read."""
    return files("khuyenhoc.files.catalog").joinpath(*parts)


def walked(folder: Traversable, suffixes: tuple[str, ...], inside: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files with some endings in a folder and those below it, in order, but for what begins with a dot."""
    for item in sorted(folder.iterdir(), key=attrgetter("name")):
        if item.name.startswith("."):
            continue
        if item.is_dir():
            if isinstance(item, Path) and item.is_symlink():
                continue  # it may lead round in a circle
            yield from walked(item, suffixes, f"{inside}{item.name}/")
        elif item.is_file() and item.name.casefold().endswith(suffixes):
            yield f"{inside}{item.name}", item


@cache
def shipped_names(*folder: str) -> tuple[str, ...]:
    """The TOML files in a folder of the package's own, in order, without their ending."""
    names = (item.name for item in shipped(*folder).iterdir())
    return tuple(sorted(name.removesuffix(".toml") for name in names if name.endswith(".toml")))


def begins_like(file: str, id: str) -> bool:  # noqa: A002 - it is the id
    """Whether an id begins with the name of a file, as that of every record in it does that has a file by kind."""
    return id.replace("/", "-").startswith(file)


@attrs.frozen(eq=False)
class Named(Generic[T]):
    """Records of one kind, in the order of their ids; asked for one, it reads only the files that may hold it.

    Attributes:
        word: What one of them is called, for messages.
        files: Names of the files, as a function.
        read: Reads the records in a file.
        may_hold: Whether a file may hold the record of an id.
        key: The id of a record.
        own: What stands beside the files, by id.
    """

    word: str
    files: Callable[[], Iterable[str]]
    read: Callable[[str], Iterable[T]]
    may_hold: Callable[[str, str], bool] = begins_like
    key: Callable[[T], str] = attrgetter("id")
    own: Mapping[str, T] = MappingProxyType({})

    def adding(self, more: Iterable[T]) -> "Named[T]":
        """These, and some more that are at hand; of one id, the added one is found."""
        return attrs.evolve(self, own={**self.own, **{self.key(record): record for record in more}})

    def get(self, id: object) -> T | None:  # noqa: A002 - it is the id
        """The record of an id; None if there is none."""
        if not isinstance(id, str):
            return None
        if id in self.own:
            return self.own[id]
        names = [name for name in self.files() if self.may_hold(name, id)]
        return next((record for name in names for record in self.read(name) if self.key(record) == id), None)

    def __getitem__(self, id: str) -> T:  # noqa: A002 - it is the id
        found = self.get(id)
        if found is None:
            raise unknown(id, self.ids, self.word)
        return found

    def __contains__(self, id: object) -> bool:  # noqa: A002 - it is the id
        return self.get(id) is not None

    def __iter__(self) -> Iterator[T]:
        found = (record for name in self.files() for record in self.read(name) if self.key(record) not in self.own)
        return iter(sorted((*found, *self.own.values()), key=self.key))

    def __len__(self) -> int:
        return len(self.ids)

    @property
    def ids(self) -> list[str]:
        """All ids, in order."""
        return [self.key(record) for record in self]


def unknown(seen: object, known: Iterable[str], word: str) -> UnknownIdError:
    """The error for an id that is none, with the nearest ones."""
    names = sorted(set(known))
    close = difflib.get_close_matches(seen, names, 3) if isinstance(seen, str) else []
    hint = perhaps(close, Sentence("known-are", known=names))
    return UnknownIdError("no-such-id", seen=seen, hint=hint, word=kind_word(word))
