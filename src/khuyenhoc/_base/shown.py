"""How a value shows itself to a developer: as an expression that makes it again, or, where that is long, in short."""

from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.closed import Closed

__all__ = ["Shown", "in_short"]

_MOST, _MOST_OF_A_FIELD = 300, 60


class Shown(Closed):
    """Gives an attrs class its ``repr``, of at most 300 characters; the class itself is made with ``repr=False``.

    Fields that have their default are left out. What is longer is no expression and stands in angle brackets, with its
    id where it has one and the number of what it holds.
    """

    __slots__ = ()

    def __repr__(self) -> str:
        fields = [(field.alias, getattr(self, field.name)) for field in _shown_fields(self)]
        name = type(self).__name__
        whole = f"{name}({', '.join(f'{alias}={value!r}' for alias, value in fields)})"
        if len(whole) <= _MOST and all(_is_expression(value) for _, value in fields):
            return whole
        return in_short(name, {alias: value for alias, value in fields if value is not None})

    def deconstruct(self) -> tuple[str, tuple[()], dict[str, Any]]:
        """How it is made again: the address of its class, and by their names its parts, as Django writes migrations.

        >>> Period.of_years(2024, 2026).deconstruct()
        ('khuyenhoc.Period', (), {'first': datetime.date(2024, 1, 1), 'last': datetime.date(2026, 12, 31)})
        """
        cls = type(self)
        parts = {field.alias: getattr(self, field.name) for field in _given_fields(self)}
        return f"{cls.__module__}.{cls.__qualname__}", (), {alias: _as_text(part) for alias, part in parts.items()}


def _shown_fields(value: Any) -> list[Any]:
    return [field for field in _given_fields(value) if field.repr]


def _given_fields(value: Any) -> list[Any]:
    return [field for field in attrs.fields(type(value)) if field.init and not _is_default(value, field)]


def _as_text(part: Any) -> Any:
    """A fraction as text, which every field of a number reads exactly; all else as it is."""
    return str(part) if isinstance(part, Fraction) else part


def _is_expression(value: Any) -> bool:
    return all(map(_is_expression, value)) if isinstance(value, tuple) else not repr(value).startswith("<")


def _is_default(value: Any, field: Any) -> bool:
    default = field.default
    if default is attrs.NOTHING or isinstance(default, attrs.Factory):  # type: ignore[arg-type]  # a class at run time
        return False
    given = getattr(value, field.name)
    return type(given) is type(default) and bool(given == default)


def in_short(name: str, fields: dict[str, Any]) -> str:
    """The short form of something large: ``<Name id='…' targets=12 …>``.

    >>> in_short("Portfolio", {"agreements": tuple(range(27))})
    '<Portfolio agreements=27>'
    """
    text = f"<{name}"
    for alias, value in fields.items():
        part = f" {alias}={_field(value)}"
        if len(text) + len(part) > _MOST - 3:
            return f"{text} …>"
        text += part
    return f"{text}>"


def _field(value: Any) -> str:
    if isinstance(value, tuple | frozenset | dict) or hasattr(value, "keys"):
        return str(len(value))
    known = getattr(value, "id", None)
    if isinstance(known, str) and attrs.has(type(value)):
        return f"<{type(value).__name__} {known}>"
    text = repr(value)
    return text if len(text) <= _MOST_OF_A_FIELD else f"{text[: _MOST_OF_A_FIELD - 1]}…"
