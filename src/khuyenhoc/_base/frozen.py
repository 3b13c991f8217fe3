"""A mapping inside a frozen value."""

from collections.abc import Mapping
from typing import Any, NoReturn

__all__ = ["Frozen"]


class Frozen(dict[str, Any]):
    """A dict, also where one is asked for by type (JSON), that cannot be changed, down to the dicts and lists in it."""

    __slots__ = ()

    def __init__(self, given: Mapping[str, Any]) -> None:
        """A copy of a mapping."""
        if self:
            _refuse()
        super().__init__((key, _frozen(value)) for key, value in given.items())

    def __hash__(self) -> int:  # type: ignore[override]
        """By the keys alone: what stands under them may be anything."""
        return hash(frozenset(self))

    def __ior__(self, other: Any) -> Any:  # type: ignore[misc]  # `facts |= more` gives another, plain dict
        return dict(self) | other

    def __reduce__(self) -> tuple[Any, ...]:
        return Frozen, (dict(self),)


def _refuse(*_: Any, **__: Any) -> NoReturn:
    raise TypeError("a frozen mapping cannot be changed")


for _name in ("__setitem__", "__delitem__", "update", "setdefault", "pop", "popitem", "clear"):
    setattr(Frozen, _name, _refuse)


def _frozen(value: Any) -> Any:
    if isinstance(value, dict):
        return Frozen(value)
    return tuple(map(_frozen, value)) if isinstance(value, list) else value
