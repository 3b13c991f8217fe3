"""Names folded once, under which a heading or a cell is found however it is typed."""

import difflib
import tomllib
from collections.abc import Iterable, Iterator
from functools import cache, cached_property
from importlib.resources import files
from typing import Any, Generic, TypeVar

from khuyenhoc._base.text import has_marks, plain_key, tone_key

__all__ = ["Vocabulary", "heading_words"]

T = TypeVar("T")


@cache
def heading_words() -> dict[str, Any]:
    """The words of the headings of tables of counts, as the catalogue lists them."""
    text = (files("khuyenhoc.files.catalog") / "data" / "headings.toml").read_text(encoding="utf-8")
    return tomllib.loads(text)


class Vocabulary(Generic[T]):
    """What names stand for, in any case, Unicode form and tone placement; without marks where typed without any."""

    def __init__(self, named: Iterable[tuple[str, T]]) -> None:
        """Of pairs of a name and what it stands for; the last of two equal names counts."""
        self._known = {tone_key(name): value for name, value in named}

    def __iter__(self) -> Iterator[T]:
        return iter(self._known.values())

    @cached_property
    def _plain(self) -> dict[str, T | None]:
        """By name without marks; None where that stands for two things."""
        found: dict[str, T | None] = {}
        for key, value in self._known.items():
            plain = plain_key(key)
            found[plain] = value if found.get(plain, value) == value else None
        return found

    def find(self, text: str) -> T | None:
        """What a text stands for; None if it is no name."""
        found = self._known.get(tone_key(text))
        return self._plain.get(plain_key(text)) if found is None and not has_marks(text) else found

    def nearest(self, text: str, cutoff: float = 0.6) -> T | None:
        """What the name that is most alike stands for; None if none is near."""
        close = difflib.get_close_matches(tone_key(text), self._known, 1, cutoff)
        return self._known[close[0]] if close else None
