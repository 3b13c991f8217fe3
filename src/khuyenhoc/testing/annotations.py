"""Strategies made from the annotations of a class: what its door lets in, field by field."""

import datetime as dt
import enum
import typing
from collections.abc import Callable
from fractions import Fraction
from typing import Any, TypeVar

import attrs

from khuyenhoc._base.fields import by_annotation
from khuyenhoc.testing.drawing import SearchStrategy, st
from khuyenhoc.testing.values import days, few, fractions, ids, optional_texts, texts

__all__ = ["derived"]

T = TypeVar("T")
_IDS = frozenset(
    [
        "id",
        "key",
        "grade",
        "whole",
        "fact",
        "part",
        "previous",
        "criterion",
        "used",
        "source",
        "subject",
        "agreement",
        "instrument",
        "predecessor",
        "successor",
        "programme",
        "ruleset",
    ]
)
"""Fields of text that hold the id of something; so do those in the plural."""


def derived(kind: type[T], of: Callable[[Any], SearchStrategy[Any]], **given: SearchStrategy[Any]) -> SearchStrategy[T]:
    """Values of a class made with attrs: each field as given, or else as it is annotated.

    Args:
        kind: The class.
        of: The strategy of another class, asked for when it is drawn from.
        given: Strategies of fields that mean more than their annotation says.
    """
    hints = typing.get_type_hints(kind)
    fields = {field.alias: field for field in attrs.fields(kind) if field.init}  # type: ignore[arg-type]
    drawn = {alias: _field(field, hints[field.name], of) for alias, field in fields.items() if alias not in given}
    return st.builds(kind, **{**drawn, **given})


def _field(field: Any, hint: Any, of: Callable[[Any], SearchStrategy[Any]]) -> SearchStrategy[Any]:
    def one(kinds: tuple[Any, ...]) -> SearchStrategy[Any]:
        return st.one_of([_one(field, kind, of) for kind in kinds])

    def row(each: tuple[SearchStrategy[Any], ...]) -> SearchStrategy[Any]:
        return st.tuples(*each)

    return by_annotation(hint, one=one, many=few, optional=lambda inner: st.none() | inner, row=row)


def _one(field: Any, kind: Any, of: Callable[[Any], SearchStrategy[Any]]) -> SearchStrategy[Any]:
    if kind is str and field.name.removesuffix("s") in _IDS:
        return ids() if field.default != "" else st.just("") | ids()
    if kind is str:
        return optional_texts() if field.default == "" else texts()
    plain: dict[Any, Callable[[], SearchStrategy[Any]]] = {
        bool: st.booleans,
        int: lambda: st.integers(0, 10**6),
        Fraction: lambda: fractions(high=Fraction(100)),
        dt.date: days,
    }
    if kind in plain:
        return plain[kind]()
    if isinstance(kind, type) and issubclass(kind, enum.Enum):
        return st.sampled_from(kind)
    return st.deferred(lambda: of(kind))
