"""Keys of one's own in the table of a record: taken out before it is read, and put back when it is written."""

from collections.abc import Callable, Mapping
from typing import Any

import attrs

from khuyenhoc._base.extras import BEGINNING, as_extras
from khuyenhoc.errors import DocumentError, KhuyenHocError
from khuyenhoc.sentences import Sentence

__all__ = ["EXTRAS", "is_extensible", "own_keys", "with_extras", "write_extras"]

EXTRAS = "extras"


def is_extensible(kind: Any) -> bool:
    """Whether a record takes keys of one's own."""
    return EXTRAS in attrs.fields_dict(kind)


def own_keys(table: Mapping[str, Any]) -> dict[str, Any]:
    """What stands under keys of one's own."""
    return {key: item for key, item in table.items() if str(key).startswith(BEGINNING)}


def with_extras(read: Callable[[Any], Any], table: Mapping[str, Any], own: dict[str, Any]) -> Any:
    """A record with the keys of one's own in its table, or all that is wrong with both."""
    errors, extras = list[KhuyenHocError](), dict[str, Any]()
    for key, value in own.items():
        try:
            extras.update(as_extras({key: value}))
        except KhuyenHocError as error:
            errors.append(error.moved((key, *error.path[2:])))
    try:
        record = read({key: value for key, value in table.items() if key not in own})
    except DocumentError as error:
        raise error.told(errors=(*error.errors, *errors)) from None
    if errors:
        raise DocumentError.of(errors, Sentence("this-kind", kind=type(record).__name__))
    return attrs.evolve(record, extras=extras)


def write_extras(write: Callable[[Any], dict[str, Any]]) -> Callable[[Any], dict[str, Any]]:
    """A record as a table, its keys of one's own beside the others."""

    def written(record: Any) -> dict[str, Any]:
        own = ((key, list(value) if isinstance(value, tuple) else value) for key, value in record.extras)
        return {**write(record), **dict(own)}

    return written
