"""Hypothesis, of the extra ``testing``: what the other files of this wing draw with."""

from collections.abc import Callable, Sequence
from typing import TypeVar

from khuyenhoc.errors import MissingExtraError

try:
    from hypothesis import strategies as st
    from hypothesis.strategies import DrawFn, SearchStrategy, composite
except ModuleNotFoundError as _missing:
    if _missing.name != "hypothesis":
        raise
    raise MissingExtraError("strategies-need-hypothesis") from None

__all__ = ["DrawFn", "SearchStrategy", "composite", "one_of_those", "st"]

T = TypeVar("T")


def one_of_those(items: Callable[[], Sequence[T]]) -> SearchStrategy[T]:
    """One of some items that are made, or read from the catalogue, when the first is drawn; the first is simplest."""

    def strategy() -> SearchStrategy[T]:
        there = items()
        return st.integers(0, len(there) - 1).map(lambda number: there[number])

    return st.deferred(strategy)
