"""What may be of several types: it tells by its form which it is; where it does not, a key says it."""

import datetime as dt
import typing
from collections.abc import Mapping
from fractions import Fraction
from functools import reduce
from operator import or_
from typing import Any

from khuyenhoc._base.door import exact_number
from khuyenhoc.errors import DocumentError, InvalidValueError, WrongTypeError
from khuyenhoc.files.codec.refusals import flattened
from khuyenhoc.recognition.law.observed import Moved, Observed, PartOfWhole
from khuyenhoc.records.merging.stated import Statable
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.rate import number_text

__all__ = ["STATABLE", "register_unions", "table_of"]

_PLAIN_NAMES: dict[Any, str] = {str: "text", dt.date: "day"}
STATABLE: dict[str, Any] = {_PLAIN_NAMES.get(kind, str(kind.__name__)): kind for kind in typing.get_args(Statable)}
_COUNT_OR_NUMBER, _LEVEL_OR_PLACE = int | Fraction, Level | Place
_OBSERVED = reduce(or_, [kind for kind in typing.get_args(Observed) if kind is not type(None)])


def register_unions(made: Any) -> None:
    """How these are read and written."""
    made.register_structure_hook(_COUNT_OR_NUMBER, lambda value, _: _number(value))
    made.register_structure_hook(
        _LEVEL_OR_PLACE, lambda value, _: made.structure(value, Place if isinstance(value, Mapping) else Level)
    )

    def read_observed(value: Any, _: Any) -> Any:
        if not isinstance(value, Mapping):
            return value
        if "number" in value:
            return exact_number(value["number"])
        return made.structure(value, PartOfWhole if "whole" in value else Moved)

    def read_stated(value: Any, _: Any) -> Any:
        table = table_of(value)
        if set(table) != {"type", "value"} or not isinstance(table["type"], str) or table["type"] not in STATABLE:
            known = tuple(STATABLE)
            raise InvalidValueError("not-a-stated-value", seen=value, expected="one-of", known=known)
        try:
            return made.structure(table["value"], STATABLE[table["type"]])
        except Exception as error:
            raise DocumentError.of(flattened(error, ("value",)), "this-value") from None

    made.register_structure_hook(_OBSERVED, read_observed)
    made.register_unstructure_hook(
        Observed,
        lambda value: {"number": number_text(value)} if isinstance(value, Fraction) else made.unstructure(value),
    )
    names = {kind: name for name, kind in STATABLE.items()}
    made.register_structure_hook(Statable, read_stated)
    made.register_unstructure_hook(
        Statable, lambda value: {"type": names[type(value)], "value": made.unstructure(value)}
    )


def _number(value: Any) -> Any:
    return exact_number(value) if isinstance(value, str) else value


def table_of(value: Any) -> Mapping[str, Any]:
    """A value as a table of keys and values; refused if it is none."""
    if not isinstance(value, Mapping):
        raise WrongTypeError("not-a-table", seen=value, expected="a-table-of-keys-and-values")
    return value
