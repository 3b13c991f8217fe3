"""Values as JSON and TOML, lossless both ways, and their JSON Schema.

Empty and default fields are left out; rates are text ("0.8", or "1/3"), days are ISO, enumerations are their codes.
Reading refuses unknown keys and reports everything that is wrong at once, each with its path.
"""

import hashlib
import json
import re
import tomllib
from typing import Any, TypeVar

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc.errors import DocumentError, InvalidValueError, MissingExtraError, WrongTypeError
from khuyenhoc.files._input import decoded, json_data
from khuyenhoc.files.codec.converter import converter, structure
from khuyenhoc.files.codec.known import is_known
from khuyenhoc.files.codec.schema import NAME, build_schema

__all__ = ["digest", "from_data", "from_json", "from_toml", "json_schema", "to_data", "to_json", "to_toml"]

T = TypeVar("T")
_QUOTED = re.compile(r'"[^"]*"')
_AT_LINE = re.compile(r"at line ([0-9]+)")
_SLIPS = {  # the first that is found is told
    "other-quotation-marks": re.compile(r"^[^#]*?([“”„‟‘’‚«»][^#“”„‟‘’‚«»]*[“”„‟‘’‚«»]?)"),
    "a-day-without-quotation-marks": re.compile(r"= *([0-9]{1,2}[/.][0-9]{1,2}[/.][0-9]{4})"),
    "a-text-without-quotation-marks": re.compile(r"= *([^\W\d_][^\"'=#]*?) *(?:#.*)?$"),
}


@public("khuyenhoc.codec")
def to_data(value: Any) -> Any:
    """A value as plain data: dicts, lists, text, whole numbers, true and false.

    Raises:
        WrongTypeError: If it is no value of this library.

    >>> codec.to_data(Period.of_years(2024, 2026))
    {'first': '2024-01-01', 'last': '2026-12-31'}
    """
    if not is_known(type(value)):
        raise WrongTypeError("not-a-value-of-this-library", seen=value)
    return converter().unstructure(value)


@public("khuyenhoc.codec")
def from_data(data: Any, kind: type[T]) -> T:
    """Plain data as a value of a type.

    Raises:
        DocumentError: With everything that is wrong, each with its path.
        WrongTypeError: If the type is not one of this library.

    >>> codec.from_data({"first": "2024-01-01", "last": "2026-12-31"}, Period) == Period.of_years(2024, 2026)
    True
    """
    if not is_known(kind):
        raise WrongTypeError("not-a-type-of-this-library", seen=kind)
    value: T = structure(data, kind)
    return value


@public("khuyenhoc.codec")
def to_json(value: Any, *, indent: int | None = 2) -> str:
    """A value as JSON text, Vietnamese letters as they are.

    >>> codec.to_json(Label("gia đình", "families"), indent=None)
    '{"vi": "gia đình", "en": "families"}'
    """
    return json.dumps(to_data(value), ensure_ascii=False, indent=indent)


@public("khuyenhoc.codec")
def digest(value: Any) -> str:
    """What tells a value from any other, on any computer: the SHA-256 of its JSON, keys sorted and without blanks.

    >>> codec.digest(Label("gia đình", "families"))[:16]
    '1b29b85fe37f3c65'
    """
    canonical = json.dumps(to_data(value), ensure_ascii=False, sort_keys=True, separators=(",", ":"))
    return hashlib.sha256(canonical.encode()).hexdigest()


@public("khuyenhoc.codec")
def from_json(text: str | bytes, kind: type[T]) -> T:
    """JSON text as a value of a type.

    Raises:
        DocumentError: If it is no JSON, or the data is wrong.
    """
    return from_data(json_data(decoded(text)), kind)


@public("khuyenhoc.codec")
def to_toml(value: Any) -> str:
    """A record as TOML text.

    Raises:
        MissingExtraError: If the extra ``toml`` is not installed.
        WrongTypeError: If the value is no table, such as a single rate, or an answer with a blank in it.
    """
    try:
        import tomli_w
    except ImportError:
        raise MissingExtraError("writing-toml-needs-tomli-w") from None
    data = to_data(value)
    if not isinstance(data, dict):
        raise WrongTypeError("toml-holds-tables-only", seen=value)
    if _has_a_blank(data):
        raise WrongTypeError("toml-holds-no-blank", seen=value)
    return tomli_w.dumps(data)


def _has_a_blank(data: Any) -> bool:
    """Whether nothing stands somewhere in it, for which TOML has no word; records leave such fields out."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return data is None or any(map(_has_a_blank, inside))


@public("khuyenhoc.codec")
def from_toml(text: str | bytes, kind: type[T]) -> T:
    """TOML text as a value of a type.

    Raises:
        DocumentError: If it is no TOML, or the data is wrong.
    """
    return from_data(toml_data(text), kind)


def toml_data(text: str | bytes) -> dict[str, Any]:
    """TOML text as plain data, or a DocumentError with line and column."""
    content = decoded(text)
    try:
        return tomllib.loads(content)
    except tomllib.TOMLDecodeError as error:
        raise _slip(content, str(error)) or DocumentError("not-toml", error=error) from None
    except (RecursionError, ValueError) as error:
        raise DocumentError("not-toml-that-can-be-read", error=error) from None


def _slip(content: str, said: str) -> DocumentError | None:
    """What a hand slips in most often, on the line of an error: other quotation marks, or none."""
    at = _AT_LINE.search(said)
    number = int(at[1]) if at else 0
    lines = content.split("\n")
    line = _QUOTED.sub("", lines[number - 1].strip()) if 0 < number <= len(lines) else ""
    for code, pattern in _SLIPS.items():
        if found := pattern.search(line):
            return DocumentError(code, at_line=number, found=found[1].strip())
    return None


@public("khuyenhoc.codec")
def json_schema(
    kind: type | None = None, *, lang: Language = "vi", ref_template: str = "#/$defs/{name}"
) -> dict[str, Any]:
    """The JSON Schema (draft 2020-12) of a type, or of all of them.

    What it accepts is read, but for rules across fields, such as that a period does not end before it begins; and what
    is written it accepts. Its ``$id`` has the version of the format, ``version`` is that of the library.

    Args:
        kind: A value, record or answer; None for everything.
        lang: Titles in Vietnamese, the official terms, or in English, with descriptions.
        ref_template: How a definition is referred to; for OpenAPI ``#/components/schemas/{name}``, where the
            definitions under ``$defs`` are to be put.

    Raises:
        WrongTypeError: If the type is not one of this library.
        InvalidValueError: If the template does not say where the name stands.

    >>> codec.json_schema(Period)["title"], codec.json_schema(Period, lang="en")["$id"]
    ('Giai đoạn', 'urn:khuyenhoc:schema:1:Period')
    >>> codec.json_schema(Share, ref_template="#/components/schemas/{name}")["$ref"]
    '#/components/schemas/Share'
    """
    if kind is not None and not is_known(kind):
        raise WrongTypeError("not-a-type-of-this-library", seen=kind)
    if NAME not in argument(ref_template, str, "ref_template"):
        raise InvalidValueError("a-template-without-a-name", path=("ref_template",), seen=ref_template)
    return build_schema(kind, lang=check_language(lang), ref_template=ref_template)
