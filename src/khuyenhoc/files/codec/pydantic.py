"""Records in pydantic's models: read, refused and written as the codec does it, with the codec's schema.

Only the two hooks of ``_base/modelled.py`` load this, when pydantic calls them.
"""

from collections.abc import Iterator, Mapping, Sequence
from functools import partial
from typing import Any, cast

from pydantic_core import InitErrorDetails, PydanticCustomError, ValidationError, core_schema as core

from khuyenhoc._base.terms import Labelled
from khuyenhoc.errors import DocumentError, KhuyenHocError
from khuyenhoc.files.codec.converter import converter, structure
from khuyenhoc.files.codec.known import is_known
from khuyenhoc.files.codec.schema import definition

__all__ = ["core_schema", "json_schema"]


def core_schema(kind: type, source: Any, handler: Any) -> Any:
    """How pydantic reads and writes a type; one that the codec does not know is left to pydantic."""
    if source is not kind or not _is_known(kind):
        return handler(source)

    def read(given: Any) -> Any:
        return given if type(given) is kind else _read(given, kind)

    read.__name__ = kind.__name__  # told where a value may be of several types
    return core.no_info_plain_validator_function(
        read,
        serialization=core.plain_serializer_function_ser_schema(converter().unstructure, when_used="json"),
        ref=_key(kind.__name__),
    )


def _is_known(kind: type) -> bool:
    """Whether the codec reads and writes values of a type, or it is an enumeration, which stands in them."""
    return is_known(kind) or (issubclass(kind, Labelled) and kind is not Labelled)


def _key(name: str) -> str:
    """The key of a type among those of a model, as pydantic makes it; its middle part is the name in a schema."""
    return f"khuyenhoc.{name}:codec"


def _read(given: Any, kind: type) -> Any:
    try:
        return structure(given, kind)
    except KhuyenHocError as error:
        lines = [_line(one, given) for one in _each(error)]
        raise ValidationError.from_exception_data(kind.__name__, lines) from None


def _line(error: KhuyenHocError, given: Any) -> InitErrorDetails:
    here, code = error.moved(()), cast("Any", error.code)
    words = {"en": here.text("en"), "vi": here.text("vi"), "expected": error.expected, "hint": error.hint}
    place = tuple(part if type(part) is int else str(part) for part in error.path)
    return InitErrorDetails(type=PydanticCustomError(code, "{en}", words), loc=place, input=_at(given, error.path))


def _each(error: KhuyenHocError) -> Iterator[KhuyenHocError]:
    if isinstance(error, DocumentError) and error.errors:
        for inner in error.errors:
            yield from _each(inner)
    else:
        yield error


def _at(given: Any, path: Sequence[str | int]) -> Any:
    """What was given at a path, or as far along it as there is anything."""
    for part in path:
        inside: Any = range(len(given)) if isinstance(given, list | tuple) else given
        if not isinstance(given, list | tuple | Mapping) or part not in inside:
            break
        given = given[part]  # type: ignore[index]
    return given


def json_schema(kind: type, schema: Any, handler: Any) -> Any:
    """The codec's schema of a type; what it refers to stands where pydantic keeps it: in ``$defs`` or in components."""
    if not _is_known(kind):
        return handler(schema)
    whole = definition(kind)
    told: list[Any] = [
        core.any_schema(ref=_key(name), metadata={"pydantic_js_functions": [partial(_told, name)]})
        for name in sorted(_below(whole, set()) - {kind.__name__})
    ]
    handler(core.definitions_schema(core.any_schema(), told))
    return _referring(whole, handler)


def _told(name: str, _: Any, handler: Any) -> dict[str, Any]:
    return _referring(definition(name), handler)


def _below(schema: dict[str, Any], found: set[str]) -> set[str]:
    """The names that a definition refers to, and those that they refer to, and so on."""
    for name in {_name(one) for one in _references(schema)} - found:
        found.add(name)
        _below(definition(name), found)
    return found


def _referring(schema: dict[str, Any], handler: Any) -> dict[str, Any]:
    """A definition whose references are pydantic's."""
    for one in _references(schema):
        one.update(handler(core.definition_reference_schema(_key(_name(one)))))
    return schema


def _references(schema: Any) -> Iterator[dict[str, str]]:
    if isinstance(schema, dict) and "$ref" in schema:
        yield schema
    elif isinstance(schema, dict | list):
        for inner in schema.values() if isinstance(schema, dict) else schema:
            yield from _references(inner)


def _name(reference: dict[str, str]) -> str:
    return reference["$ref"].removeprefix("#/$defs/")
