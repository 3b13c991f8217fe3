"""What an office keeps beside the fields of a record: keys of its own, which begin with ``x_``.

They are kept through files, merging and changes, and nothing in the library reads them.
"""

import re
from collections.abc import ItemsView, Mapping
from typing import Any, TypeAlias

from khuyenhoc._base.door import exact_int, text
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, WrongTypeError

__all__ = ["BEGINNING", "KEY", "Extras", "as_extras", "typed"]

Scalar: TypeAlias = str | int | bool
Extras: TypeAlias = tuple[tuple[str, Scalar | tuple[Scalar, ...]], ...]
"""Pairs of a key and its value, by key."""

BEGINNING, KEY = "x_", r"x_[a-z0-9_]{1,58}"
_KEY = re.compile(KEY)
_PAIR = 2


def as_extras(given: Mapping[str, Any] | tuple[tuple[str, Any], ...]) -> Extras:
    """Extras from a mapping or from pairs; lists become tuples.

    Raises:
        InvalidValueError: For a key that does not begin with ``x_``, or that stands twice.
        WrongTypeError: For a value that is no text, no whole number, no yes or no, and no list of such.

    >>> as_extras({"x_shelf": "B 12", "x_pages": [3, 4]})
    (('x_pages', (3, 4)), ('x_shelf', 'B 12'))
    """
    pairs: Any = given.items() if isinstance(given, Mapping) else given
    if not _are_pairs(pairs):
        raise WrongTypeError("not-a-table", path=("extras",), seen=given, expected="a-table-of-keys-and-values")
    found = {_key(key): _value(key, value) for key, value in pairs}
    if len(found) < len(pairs):
        raise InvalidValueError("a-key-stands-twice", path=("extras",), seen=sorted(key for key, _ in pairs))
    return tuple(sorted(found.items()))


def _are_pairs(pairs: Any) -> bool:
    return isinstance(pairs, ItemsView | tuple) and all(
        isinstance(pair, tuple) and len(pair) == _PAIR for pair in pairs
    )


def _key(key: Any) -> str:
    if not isinstance(key, str) or not _KEY.fullmatch(key):
        raise InvalidValueError("not-a-key-of-your-own", path=("extras",), seen=key)
    return key


def _value(key: str, value: Any) -> Scalar | tuple[Scalar, ...]:
    try:
        if not isinstance(value, list | tuple):
            return _scalar(value)
        done = []
        for index, item in enumerate(value):
            try:
                done.append(_scalar(item))
            except KhuyenHocError as error:
                raise error.at(index) from None
        return tuple(done)
    except KhuyenHocError as error:
        raise error.at("extras", key) from None


def _scalar(value: Any) -> Scalar:
    if isinstance(value, bool):
        return value
    if isinstance(value, int):
        return exact_int(value)
    if isinstance(value, str):
        return text(value)
    raise WrongTypeError("not-a-plain-value", seen=value)


def typed(extras: Extras) -> tuple[Any, ...]:
    """Extras as they are compared: 1 is not true."""
    return tuple((key, value if isinstance(value, tuple) else (value,), _types(value)) for key, value in extras)


def _types(value: Any) -> Any:
    return tuple(map(type, value)) if isinstance(value, tuple) else type(value)
