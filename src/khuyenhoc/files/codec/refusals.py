"""Everything that is wrong with data, flat: each error with its place, the field first at which it was met."""

from typing import Any

import attrs

from khuyenhoc._base.door import check_of
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.codec.extras import EXTRAS
from khuyenhoc.files.codec.members import no_key_of

__all__ = ["flattened", "is_refusal", "refusals"]


def flattened(error: BaseException, path: tuple[str | int, ...]) -> list[KhuyenHocError]:
    """The errors in an error of the converter, below a path."""
    from cattrs import BaseValidationError, ForbiddenExtraKeysError

    if isinstance(error, DocumentError):
        return [inner.at(*path) for inner in error.errors]
    if isinstance(error, BaseValidationError):
        return [found for inner in error.exceptions for found in flattened(inner, path + _step(inner))]
    if isinstance(error, ForbiddenExtraKeysError):
        return [_unknown_key(key, error.cl, path) for key in sorted(map(str, error.extra_fields))]
    if isinstance(error, KhuyenHocError):
        inner_path = tuple(part for part in _without_class(error.path) if part != "")
        if path and inner_path[:1] == path[-1:]:
            inner_path = inner_path[1:]
        return [error.moved(path + inner_path)]
    if isinstance(error, KeyError):
        return [InvalidValueError("missing", path=path or (str(error.args[0]),), expected="a-value")]
    return [InvalidValueError("not-readable", path=path, reason=str(error) or type(error).__name__)]


def _without_class(path: tuple[str | int, ...]) -> tuple[str | int, ...]:
    """``("Period.first",)`` becomes ``("first",)``: in a document the keys are the names."""
    return tuple(
        part.partition(".")[2] if isinstance(part, str) and part.lstrip("_")[:1].isupper() else part for part in path
    )


def _unknown_key(key: str, kind: type, path: tuple[str | int, ...]) -> KhuyenHocError:
    return no_key_of(key, [field.name for field in attrs.fields(kind) if field.name != EXTRAS], path)


def is_refusal(error: Any) -> bool:
    """Whether the record refused its fields, and not its fields their values."""
    inner = getattr(error, "exceptions", ()) if not isinstance(error, DocumentError) else ()
    return bool(inner) and all(isinstance(one, KhuyenHocError) and not _step(one) for one in inner)


def _step(error: BaseException) -> tuple[str | int, ...]:
    """The field at which an error was met, as cattrs notes it."""
    notes = [note for note in getattr(error, "__notes__", ()) if type(note) is not str]
    return tuple(getattr(note, "name", "") for note in notes[-1:])


def refusals(field: Any, form: Any) -> list[KhuyenHocError]:
    """What the door of a field says of a value; of a list, what it says of each member."""
    found = _refusal(field, form)
    if not isinstance(form, tuple) or not found or not found[0].path[1:]:
        return found
    return [
        one.moved((field.name, index, *one.path[2:]))
        for index, item in enumerate(form)
        for one in _refusal(field, (item,))
    ]


def _refusal(field: Any, form: Any) -> list[KhuyenHocError]:
    try:
        (field.converter or check_of(field.type))(form)
    except KhuyenHocError as error:
        return flattened(error, ())
    return []
