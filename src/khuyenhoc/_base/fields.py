"""The one walk over the annotation of a field, on which the door, the reader of files and the schema build."""

import types
import typing
from collections.abc import Callable
from typing import Any, TypeVar

__all__ = ["by_annotation"]

T = TypeVar("T")


def by_annotation(
    kind: Any,
    *,
    one: Callable[[tuple[Any, ...]], T],
    many: Callable[[T], T],
    optional: Callable[[T], T],
    row: Callable[[tuple[T, ...]], T],
) -> T:
    """What an annotation means, built from the inside out.

    Args:
        kind: The annotation: a class, a union of classes, a tuple of any length, or one of these that may be None.
        one: What one value of the classes given means.
        many: What a tuple of such values means.
        optional: What such a value, or None, means.
        row: What a tuple means that has a value of its own kind in each place.

    >>> spelled = {"one": lambda kinds: kinds[0].__name__, "many": "each {}".format, "optional": "{} or none".format}
    >>> by_annotation(tuple[tuple[int, str | None], ...], row=" and ".join, **spelled)
    'each int and str or none'
    """
    origin, parts = typing.get_origin(kind), typing.get_args(kind)
    if origin is tuple:
        inside = [part for part in parts if part is not ...]
        of_each = [by_annotation(part, one=one, many=many, optional=optional, row=row) for part in inside]
        return many(of_each[0]) if ... in parts else row(tuple(of_each))
    if origin not in (types.UnionType, typing.Union):
        return one((kind,))
    rest = tuple(part for part in parts if part is not type(None))
    inner = by_annotation(rest[0], one=one, many=many, optional=optional, row=row) if len(rest) == 1 else one(rest)
    return optional(inner) if len(rest) < len(parts) else inner
