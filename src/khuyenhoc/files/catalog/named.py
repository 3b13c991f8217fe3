"""Records by their ids, from files that are read one by one, when their records are asked for."""

import difflib
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from operator import attrgetter
from typing import Any, Generic, TypeVar

import attrs

from khuyenhoc._base.near import perhaps
from khuyenhoc.errors import UnknownIdError
from khuyenhoc.sentences import Sentence, word as kind_word

__all__ = ["Named", "begins_like", "shipped", "shipped_names", "unknown"]

T = TypeVar("T")


def shipped(*parts: str) -> Any:
    """A file or folder of the package's own, to be read."""
    return files("khuyenhoc.files.catalog").joinpath(*parts)


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
    """

    word: str
    files: Callable[[], Iterable[str]]
    read: Callable[[str], Iterable[T]]
    may_hold: Callable[[str, str], bool] = begins_like
    key: Callable[[T], str] = attrgetter("id")

    def get(self, id: object) -> T | None:  # noqa: A002 - it is the id
        """The record of an id; None if there is none."""
        names = [name for name in self.files() if self.may_hold(name, id)] if isinstance(id, str) else []
        return next((record for name in names for record in self.read(name) if self.key(record) == id), None)

    def __getitem__(self, id: str) -> T:  # noqa: A002 - it is the id
        found = self.get(id)
        if found is None:
            raise unknown(id, self.ids, self.word)
        return found

    def __contains__(self, id: object) -> bool:  # noqa: A002 - it is the id
        return self.get(id) is not None

    def __iter__(self) -> Iterator[T]:
        return iter(sorted((record for name in self.files() for record in self.read(name)), key=self.key))

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
