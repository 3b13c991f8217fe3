"""The door of every value: each field is checked against its annotation while the value is made.

The checks are attrs converters, put there by a field transformer, because converters (unlike validators) cannot be
switched off. They refuse what Python would let pass (a bool as an int, a datetime as a date, a float as a rate, a
string as a sequence of strings), turn lists into tuples and text into NFC, and say which field of which
class was wrong.
"""

from __future__ import annotations

import contextlib
import datetime as dt
import enum
import operator
import re
import sys
import typing
from collections.abc import Callable, Iterable, Mapping, Set
from decimal import Decimal
from fractions import Fraction
from functools import partial
from typing import Any, TypeVar

import attrs

from khuyenhoc._base.fields import by_annotation
from khuyenhoc._base.modelled import modelled
from khuyenhoc._base.numbers import number_of
from khuyenhoc._base.text import nfc
from khuyenhoc.errors import InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.sentences import Sentence, either

__all__ = [
    "argument",
    "argument_day",
    "argument_items",
    "check_of",
    "checked",
    "day",
    "each_public",
    "exact_int",
    "exact_number",
    "maker",
    "options",
    "public",
    "text",
]

T = TypeVar("T")
_MAX_DIGITS = 40
MINIMUM_YEAR = 1900
FIRST_DAY, LAST_DAY = dt.date(MINIMUM_YEAR, 1, 1), dt.date(2199, 12, 31)
_MOST = 10**18
_UNORDERED = (str, bytes, bytearray, Set, Mapping)  # or whole by themselves
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f]")

_EXPECTED = {
    str: "text-str",
    int: "a-whole-number-int",
    bool: "true-or-false",
    dt.date: "a-day-date",
}


def day(value: Any) -> dt.date:
    """A plain day between 1900 and 2199."""
    if isinstance(value, dt.datetime):
        raise WrongTypeError("a-moment-is-not-a-day", seen=value, expected=_EXPECTED[dt.date], hint="write-value-date")
    if not isinstance(value, dt.date):
        hint = "write-fromisoformat" if isinstance(value, str) else ""
        raise WrongTypeError("not-a-day", seen=value, expected=_EXPECTED[dt.date], hint=hint)
    if not FIRST_DAY <= value <= LAST_DAY:
        raise InvalidValueError("the-day-is-out-of-range", seen=value)
    return value


def argument_day(on: Any) -> dt.date:
    """The day of a question (the argument ``on``)."""
    try:
        return day(on)
    except KhuyenHocError as error:
        raise error.at("on") from None


def argument_items(values: Any, kind: type[T], name: str) -> tuple[T, ...]:
    """The members of an argument that is a sequence of values of one type."""
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        raise WrongTypeError("not-a-sequence", path=(name,), seen=values, expected="values-of", kind=kind.__name__)
    items = tuple(values)
    for number, item in enumerate(items):
        if not isinstance(item, kind):
            raise WrongTypeError(
                "not-an-instance", path=(name, number), seen=item, expected=_one_of((kind,)), one_of=_one_of((kind,))
            )
    return items


def argument(value: Any, kind: type[T], name: str) -> T:
    """An argument of one type."""
    if not isinstance(value, kind):
        raise WrongTypeError(
            "not-an-instance", path=(name,), seen=value, expected=_one_of((kind,)), one_of=_one_of((kind,))
        )
    return value


def exact_int(value: Any) -> int:
    """A whole number, also one of an array (which knows ``__index__``); True and 3.0 are none."""
    if isinstance(value, bool) or not isinstance(value, int):
        value = _whole(value)
    if abs(value) > _MOST:
        raise InvalidValueError("beyond-any-count", expected="at-most-10-to-the-power")
    return int(value)


def _whole(value: Any) -> int:
    """The int that a whole number of another library is, such as numpy's, exactly; a yes or no is none."""
    if type(value).__name__.rstrip("_") != "bool":
        with contextlib.suppress(TypeError):
            return operator.index(value)
    hint = "counts-are-exact" if isinstance(value, float) else ""
    raise WrongTypeError("not-a-whole-number", seen=value, expected=_EXPECTED[int], hint=hint)


def exact_number(value: Any) -> Fraction:
    """An exact number: whole, a fraction, a Decimal, or text such as "4.5"; a float is none, and "4.500" neither."""
    if isinstance(value, str) and (read := number_of(value.strip())) is not None:
        return read
    if isinstance(value, Decimal) and value.is_finite() and abs(value.adjusted()) < _MAX_DIGITS:
        return Fraction(value)
    if isinstance(value, bool) or not isinstance(value, int | Fraction):
        hint = Sentence("write-if-exactly", value=str(value)) if isinstance(value, float) else ""
        raise WrongTypeError("not-an-exact-number", seen=value, expected="such-as-4-or-4-5", hint=hint)
    exact = Fraction(value)
    if max(abs(exact.numerator), exact.denominator) > _MOST**3:
        raise InvalidValueError("beyond-any-number")
    return exact


def text(value: Any) -> str:
    """Text in NFC, without outer blanks."""
    if not isinstance(value, str):
        raise WrongTypeError("not-text", seen=value, expected=_EXPECTED[str])
    try:
        value.encode()
    except UnicodeEncodeError:
        raise InvalidValueError("text-with-half-a-character", seen=value) from None
    if _CONTROL.search(value):
        raise InvalidValueError("text-with-a-control-character", seen=value)
    return nfc(value).strip()


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongTypeError("not-a-yes-or-no", seen=value, expected=_EXPECTED[bool])
    return value


def _instance(kinds: tuple[type, ...]) -> Callable[[Any], Any]:
    def check(value: Any) -> Any:
        if not isinstance(value, kinds):
            raise WrongTypeError(
                "not-an-instance",
                seen=value,
                expected=_one_of(kinds),
                hint=_spelling(kinds, value),
                one_of=_one_of(kinds),
            )
        return value

    return check


def _one_of(kinds: tuple[type, ...]) -> Any:
    return either(
        Sentence("an-instance" if kind.__name__[0] in "AEIO" else "a-instance", kind=kind.__name__) for kind in kinds
    )


def _spelling(kinds: tuple[type, ...], value: Any) -> Sentence | str:
    kind = kinds[0]
    if isinstance(value, str) and issubclass(kind, enum.Enum):
        return Sentence("write-a-member", kind=kind.__name__, options=options(kind))
    return ""


def options(kind: type[enum.Enum]) -> str:
    """The member names of an enumeration, for messages."""
    return ", ".join(member.name for member in kind)


def _in_order(values: Any) -> bool:
    return isinstance(values, list | tuple) or (isinstance(values, Iterable) and not isinstance(values, _UNORDERED))


def _many(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    def check(values: Any) -> Any:
        if not _in_order(values):
            hint = "put-it-in-a-tuple" if isinstance(values, str) else "write-list"
            raise WrongTypeError("not-a-sequence", seen=values, expected="a-list-or-tuple", hint=hint)
        done = []
        for index, value in enumerate(values):
            try:
                done.append(inner(value))
            except KhuyenHocError as error:
                raise error.at(index) from None
        return tuple(done)

    return check


def _optional(inner: Callable[[Any], Any]) -> Callable[[Any], Any]:
    return lambda value: None if value is None else inner(value)


_PLAIN: dict[Any, Callable[[Any], Any]] = {
    dt.date: day,
    int: exact_int,
    str: text,
    bool: _flag,
    Fraction: exact_number,
}


def _check(kinds: tuple[Any, ...]) -> Callable[[Any], Any]:
    return _PLAIN[kinds[0]] if len(kinds) == 1 and kinds[0] in _PLAIN else _instance(kinds)


def _row(inner: tuple[Callable[[Any], Any], ...]) -> Callable[[Any], Any]:
    def check(values: Any) -> Any:
        if not isinstance(values, list | tuple) or len(values) != len(inner):
            raise WrongTypeError("not-a-row-of", seen=values, count=len(inner))
        return tuple(one(value) for one, value in zip(inner, values, strict=True))

    return check


check_of = partial(by_annotation, one=_check, many=_many, optional=_optional, row=_row)
"""What the door asks of a value of an annotation: a function that gives the value back, or refuses it."""


def checked(cls: type, fields: list[attrs.Attribute[Any]]) -> list[attrs.Attribute[Any]]:
    """The field transformer: gives each field without a converter the check that its annotation asks for.

    ``converter=tuple[Partner, ...]`` is no converter of its own: it tells type checkers that any iterable may be given.
    """

    def at_the_field(name: str, check: Callable[[Any], Any]) -> Callable[[Any], Any]:
        def convert(value: Any) -> Any:
            try:
                return check(value)
            except KhuyenHocError as error:
                raise error.at(f"{cls.__name__}.{name}") from None

        return convert

    return [
        field
        if not (field.converter is None or typing.get_origin(field.converter) is tuple) or not field.init
        else field.evolve(converter=at_the_field(field.name, check_of(field.type)))
        for field in fields
    ]


def maker(cls: Callable[..., T]) -> Callable[..., T]:
    """Makes values of a checked class from all of its fields, in order, that have passed the door already.

    For many values of the same few fields, each of which was checked once. What `__attrs_post_init__` refuses is for
    the caller to refuse.
    """
    kind: Any = cls
    setters = [getattr(kind, field.name).__set__ for field in attrs.fields(kind)]
    new = partial(object.__new__, kind)

    def make(*values: Any) -> Any:
        made = new()
        for put, value in zip(setters, values, strict=True):
            put(made, value)
        return made

    return make


def public(address: str) -> Callable[[T], T]:
    """Give a class or a function the address by which users import it, wherever its file lies; a class is a field too.

    Pickles, tracebacks and the reference then name that address, and survive every move of the file. Where the address
    is loaded, it stands there from now on, so that an annotation by which a class names itself is found.
    """

    def addressed(item: T) -> T:
        item.__module__ = address
        modelled(item)
        kind: Any = item
        if isinstance(kind, type) and attrs.has(kind) and kind.__reduce__ is object.__reduce__:
            kind.__reduce__ = _parts  # type: ignore[assignment]
        if address in sys.modules:
            vars(sys.modules[address]).setdefault(getattr(item, "__name__", ""), item)
        _PUBLIC.append(item)
        for tell in _TOLD:
            tell(item)
        return item

    return addressed


_PUBLIC: list[Any] = []
_TOLD: list[Callable[[Any], None]] = []


def _parts(value: Any) -> tuple[Any, ...]:
    """What a value is made of, with no function in it, so that caches that hash by it (Streamlit's) can."""
    return object.__new__, (type(value),), value.__getstate__()


def each_public(tell: Callable[[Any], None]) -> None:
    """Tell of every public class and function: at once of those that are loaded, later of each that is loaded then."""
    if tell not in _TOLD:
        _TOLD.append(tell)
    for item in _PUBLIC:
        tell(item)
