"""The law of values, as one check of one result."""

import copy
import pickle
from collections.abc import Iterable, Iterator
from typing import Any

import attrs
import pytest

__all__ = ["check_result", "examples", "parts_of"]


def parts_of(value: Any) -> Iterator[Any]:
    """The value, its fields and the members of its fields, all the way down."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from parts_of(getattr(value, field.name))
    elif isinstance(value, tuple | frozenset):
        for member in value:
            yield from parts_of(member)


def examples(results: Iterable[Any]) -> dict[type, list[Any]]:
    """Of each class in some results, all the way down, the longest to show, the next and the shortest."""
    found: dict[int, Any] = {}
    waiting = list(results)
    while waiting:
        value = waiting.pop()
        if attrs.has(type(value)) and id(value) not in found:
            found[id(value)] = value
            waiting += [getattr(value, field.name) for field in attrs.fields(type(value))]
        elif isinstance(value, tuple | frozenset):
            waiting += value
    by_class: dict[type, list[Any]] = {}
    for value in found.values():
        by_class.setdefault(type(value), []).append(value)
    ordered = {kind: sorted(members, key=lambda item: len(repr(item))) for kind, members in by_class.items()}
    return {kind: [members[0], *members[-2:]] for kind, members in ordered.items()}


def check_result(value: Any) -> None:
    """Immutable all the way down, hashable, picklable, copyable, with a short repr."""
    kind = type(value)
    pickles = [pickle.loads(pickle.dumps(value, number)) for number in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    for other in (copy.copy(value), copy.deepcopy(value), *pickles, attrs.evolve(value)):
        assert type(other) is kind
        assert (other, hash(other), repr(other)) == (value, hash(value), repr(value))
    assert len(repr(value)) <= 300
    for name in (*(field.name for field in attrs.fields(kind)), "something_new"):
        with pytest.raises(AttributeError):
            setattr(value, name, None)
    mutable = (list, dict, set, bytearray)
    assert not any(isinstance(part, mutable) for part in parts_of(value))
    shown = [name for name in dir(kind) if not name.startswith("_") and isinstance(getattr(kind, name), property)]
    assert not any(isinstance(getattr(value, name), mutable) for name in shown)
