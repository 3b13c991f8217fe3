"""The cattrs converter: how each value looks in a file, and how errors find their place."""

import datetime as dt
import difflib
import enum
import types
import typing
from collections.abc import Callable, Mapping
from fractions import Fraction
from functools import cache
from typing import Any

import attrs
import cattrs
from cattrs.gen import make_dict_structure_fn, make_dict_unstructure_fn, override

from khuyenhoc._base.door import day, exact_int, exact_number, text
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.recognition.law import kinds
from khuyenhoc.records.document import Document
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyRange
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place
from khuyenhoc.values.rate import Rate, RateRange, number_text
from khuyenhoc.values.recurrence import Recurrence

__all__ = ["TARGET_KINDS", "TEST_KINDS", "converter", "new_converter", "structure"]

TARGET_KINDS: dict[str, type[Target]] = {kind.kind: kind for kind in (Reach, Grow, Maintain, Deliver)}
TEST_KINDS: dict[str, type[kinds.Test]] = {
    kind.kind: kind
    for kind in (
        kinds.DoneTest,
        kinds.ShareTest,
        kinds.CountTest,
        kinds.ChangeTest,
        kinds.RankTest,
        kinds.StandardTest,
        kinds.PointsTest,
        kinds.BandedPointsTest,
        kinds.ProportionalPointsTest,
    )
}


@cache
def converter() -> cattrs.Converter:
    """The one converter; it structures strictly and keeps every error."""
    return new_converter(_term)


def new_converter(read_term: Callable[[Any, Any], Any]) -> cattrs.Converter:
    """Such a converter with its own reader of attributes and populations; more hooks may be registered for records."""
    made = cattrs.Converter(detailed_validation=True, forbid_extra_keys=True, omit_if_default=True)
    attrs.resolve_types(Place)
    for plain, check in ((int, exact_int), (str, text), (bool, _flag), (dt.date, _day), (Fraction, exact_number)):
        made.register_structure_hook(plain, _without_type(check))
    made.register_unstructure_hook(dt.date, lambda value: value.isoformat())
    made.register_unstructure_hook(Fraction, number_text)
    made.register_structure_hook_func(_is_enum, _member)
    made.register_unstructure_hook_func(_is_enum, lambda value: value.value)
    made.register_structure_hook_factory(_is_tuple, lambda kind: _items(made, kind))
    made.register_structure_hook_factory(_is_optional, lambda kind: _optional(made, kind))
    made.register_structure_hook_factory(_is_record, lambda kind: _record(made, kind))
    made.register_structure_hook(Rate, _without_type(Rate))
    made.register_unstructure_hook(Rate, lambda rate: rate.decimal())
    made.register_structure_hook(RateRange, _without_type(_rate_range))
    made.register_unstructure_hook(RateRange, lambda value: [value.low.decimal(), value.high.decimal()])
    made.register_structure_hook(Money, _without_type(_money))
    made.register_unstructure_hook(Money, lambda value: value.dong)
    for term in (Attribute, Population):
        made.register_structure_hook(term, read_term)
        made.register_unstructure_hook(term, _write_term)
    _register_variants(made)
    return made


def _register_variants(made: cattrs.Converter) -> None:
    """Periods, recurrences and money may be in words; a target says its kind and may give a year as its due day."""
    _register_words(made, Period)
    _register_words(made, Recurrence)
    read_range = make_dict_structure_fn(MoneyRange, made, _cattrs_forbid_extra_keys=True)
    write_range = make_dict_unstructure_fn(MoneyRange, made, _cattrs_omit_if_default=True)
    made.register_structure_hook(MoneyRange, lambda value, kind: _money_range(value, lambda: read_range(value, kind)))
    made.register_unstructure_hook(
        MoneyRange, lambda value: value.amount.dong if value.is_exact else write_range(value)
    )
    _register_kinds(made, Target, TARGET_KINDS, "target")
    _register_kinds(made, kinds.Test, TEST_KINDS, "test")
    write_document = make_dict_unstructure_fn(
        Document, made, _cattrs_omit_if_default=True, format=override(omit_if_default=False)
    )
    made.register_unstructure_hook(Document, write_document)


def _register_words(made: cattrs.Converter, kind: type[Period] | type[Recurrence]) -> None:
    """A record that may be written in words instead of a table."""
    read = make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True)
    made.register_structure_hook(
        kind, lambda value, cls: kind.parse(value) if isinstance(value, str) else read(_table(value), cls)
    )


def _register_kinds(made: cattrs.Converter, base: type, members: Mapping[str, Any], word: str) -> None:
    """A base class whose members are told apart by the key ``kind``."""
    readers: dict[str, Callable[..., Any]] = {}
    for name, member in members.items():
        readers[name] = make_dict_structure_fn(member, made, _cattrs_forbid_extra_keys=True)
        write = make_dict_unstructure_fn(member, made, _cattrs_omit_if_default=True)
        made.register_unstructure_hook(member, _with_kind(name, write))

    def read(value: Any, kind: Any) -> Any:
        table = dict(_table(value))
        name = table.pop("kind", kind.kind or None)
        if not isinstance(name, str) or name not in readers or (kind.kind and name != kind.kind):
            expected = kind.kind or ", ".join(readers)
            raise InvalidValueError(f"not a kind of {word}", path=("kind",), seen=name, expected=expected)
        due = table.get("due")
        if isinstance(due, int) and not isinstance(due, bool) and dt.MINYEAR <= due <= dt.MAXYEAR:
            table["due"] = dt.date(due, 12, 31)
        return readers[name](table, members[name])

    for kind in (base, *members.values()):
        made.register_structure_hook(kind, read)
    made.register_unstructure_hook(base, lambda value: made.unstructure(value, type(value)))


def structure(data: Any, kind: Any, made: cattrs.Converter | None = None) -> Any:
    """Data as a value, or one [`DocumentError`][khuyenhoc.DocumentError] with everything that is wrong."""
    try:
        return (made or converter()).structure(data, kind)
    except RecursionError:
        raise DocumentError("nested too deep", errors=()) from None
    except Exception as error:
        errors = tuple(_flatten(error, ()))
        count = "1 error" if len(errors) == 1 else f"{len(errors)} errors"
        raise DocumentError(f"{count} in this {getattr(kind, '__name__', 'document')}", errors=errors) from None


def _flatten(error: BaseException, path: tuple[str | int, ...]) -> list[KhuyenHocError]:
    if isinstance(error, DocumentError):
        return [inner.at(*path) for inner in error.errors]
    if isinstance(error, cattrs.BaseValidationError):
        found = []
        for inner in error.exceptions:
            notes = [note for note in getattr(inner, "__notes__", ()) if type(note) is not str]
            step = tuple(getattr(note, "name", getattr(note, "index", "")) for note in notes[-1:])
            found.extend(_flatten(inner, path + step))
        return found
    if isinstance(error, cattrs.ForbiddenExtraKeysError):
        return [_unknown_key(key, error.cl, path) for key in sorted(map(str, error.extra_fields))]
    if isinstance(error, KhuyenHocError):
        inner_path = tuple(part for part in _without_class(error.path) if part != "")
        if path and inner_path[:1] == path[-1:]:
            inner_path = inner_path[1:]
        return [
            type(error)(
                error.message,
                path=path + inner_path,
                seen=error.seen,
                expected=error.expected,
                hint=error.hint,
            )
        ]
    if isinstance(error, KeyError):
        return [InvalidValueError("missing", path=path or (str(error.args[0]),), expected="a value")]
    return [InvalidValueError(str(error) or type(error).__name__, path=path)]


def _without_class(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """``("Period.first",)`` becomes ``("first",)``: in a document the keys are the names."""
    return tuple(part.partition(".")[2] if isinstance(part, str) and part[:1].isupper() else part for part in path)


def _unknown_key(key: str, kind: type, path: tuple[str | int, ...]) -> KhuyenHocError:
    known = [field.name for field in attrs.fields(kind)]
    close = difflib.get_close_matches(key, known, 1)
    hint = f"did you mean {close[0]!r}?" if close else ""
    return InvalidValueError("an unknown key", path=(*path, key), expected=f"one of {', '.join(known)}", hint=hint)


def _without_type(check: Callable[[Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, _: check(value)


def _flag(value: Any) -> bool:
    if not isinstance(value, bool):
        raise WrongTypeError("not a yes or no", seen=value, expected="true or false")
    return value


def _day(value: Any) -> dt.date:
    if isinstance(value, str):
        try:
            value = dt.date.fromisoformat(value)
        except ValueError:
            raise InvalidValueError("not a day", seen=value, expected="YYYY-MM-DD") from None
    return day(value)


def _rate_range(value: Any) -> RateRange:
    if isinstance(value, list | tuple):
        if len(value) != 2:  # noqa: PLR2004 - a range has two ends
            raise InvalidValueError("not a range of rates", seen=value, expected="two rates")
        return RateRange(Rate(value[0]), Rate(value[1]))
    return RateRange.parse(value)


def _money(value: Any) -> Money:
    return Money.parse(value) if isinstance(value, str) else Money(exact_int(value))


def _money_range(value: Any, read: Callable[[], Any]) -> Any:
    if isinstance(value, Mapping):
        return read()
    return MoneyRange.parse(value) if isinstance(value, str) else MoneyRange(_money(value))


def _is_enum(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, enum.Enum)


def _member(value: Any, kind: type[enum.Enum]) -> enum.Enum:
    for member in kind:
        if value is member or (isinstance(value, str) and value == member.value):
            return member
    codes = [str(member.value) for member in kind]
    close = difflib.get_close_matches(value, codes, 1) if isinstance(value, str) else []
    hint = f"did you mean {close[0]!r}?" if close else ""
    raise InvalidValueError(f"not a {kind.__name__}", seen=value, expected=f"one of {', '.join(codes)}", hint=hint)


def _is_tuple(kind: Any) -> bool:
    return typing.get_origin(kind) is tuple


def _items(made: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    inner = typing.get_args(kind)[0]
    as_list = list[inner]  # type: ignore[valid-type]

    def read(value: Any, _: Any) -> tuple[Any, ...]:
        if not isinstance(value, list | tuple):
            raise WrongTypeError("not a list", seen=value, expected="a list")
        return tuple(made.structure(value, as_list))

    return read


def _is_optional(kind: Any) -> bool:
    return typing.get_origin(kind) in (types.UnionType, typing.Union) and type(None) in typing.get_args(kind)


def _optional(made: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    (inner,) = (part for part in typing.get_args(kind) if part is not type(None))
    return lambda value, _: None if value is None else made.structure(value, inner)


def _is_record(kind: Any) -> bool:
    return isinstance(kind, type) and attrs.has(kind)


def _record(made: cattrs.Converter, kind: Any) -> Callable[[Any, Any], Any]:
    read = make_dict_structure_fn(kind, made, _cattrs_forbid_extra_keys=True)
    return lambda value, cls: read(_table(value), cls)


def _table(value: Any) -> Mapping[str, Any]:
    if not isinstance(value, Mapping):
        raise WrongTypeError("not a table", seen=value, expected="a table of keys and values")
    return value


def _term(value: Any, kind: Any) -> Any:
    if isinstance(value, str):
        return kind(value)
    table = _table(value)
    unknown = sorted(set(map(str, table)) - {"code", "vi", "en"})
    if unknown:
        raise InvalidValueError("an unknown key", path=(unknown[0],), expected="one of code, vi, en")
    if "code" not in table:
        raise InvalidValueError("missing", path=("code",), expected="a code")
    return kind(**table)


def _write_term(term: Any) -> Any:
    return term.code if term.is_known else {"code": term.code, "vi": term.vi, "en": term.en}


def _with_kind(name: str, write: Callable[[Any], Any]) -> Callable[[Any], dict[str, Any]]:
    return lambda value: {"kind": name, **write(value)}
