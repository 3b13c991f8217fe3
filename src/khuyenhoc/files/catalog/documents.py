"""Documents from files: the one loader, for the built-in files and a user's own."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.terms import Finding
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.files._input import decoded, json_data, of_eth, told_of
from khuyenhoc.files.catalog.named import Named, begins_like, shipped, shipped_names
from khuyenhoc.files.catalog.names import SHIPPED_TERMS, TERMS, Names, Terms, same_term, structured
from khuyenhoc.files.codec.converter import structure
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.document import FORMAT, Document

__all__ = ["INSTRUMENTS", "declared", "document_of", "parse_document", "records", "shipped_document", "table_of"]

_COLLECTIONS = ("funds", "instruments")  # folders of which any file may hold any id


@cache
def shipped_document(folder: str, name: str) -> Document:
    """The records of one file of the package."""
    return parse_document(shipped("data", folder, f"{name}.toml").read_bytes(), name=name)


def records(word: str, kind: str, *folders: str) -> Named[Any]:
    """The records of a kind in the files of some folders."""

    def files() -> list[str]:
        return [f"{folder}/{name}" for folder in folders for name in shipped_names("data", folder)]

    def may_hold(file: str, id: str) -> bool:  # noqa: A002 - it is the id
        folder, _, name = file.partition("/")
        return folder in _COLLECTIONS or begins_like(name, id)

    return Named(word, files, lambda file: getattr(shipped_document(*file.split("/")), kind), may_hold)


INSTRUMENTS: Named[Instrument] = records("instrument", "instruments", "programmes", "instruments")


def parse_document(
    content: str | bytes, *, name: str = "document", is_json: bool = False, terms: Terms = SHIPPED_TERMS
) -> Document:
    """A document from text or bytes; ``name`` stands in the messages, ``terms`` are known beside those it declares."""
    with told_of(name, "this-document"):
        return document_of(table_of(content, is_json=is_json), terms)


def table_of(content: str | bytes, *, is_json: bool) -> dict[str, Any]:
    """What a file holds, as plain data.

    Raises:
        DocumentError: If it is no TOML or JSON.
        WrongTypeError: If it is JSON, and no table.
    """
    if not is_json:
        return toml_data(content)
    data = json_data(decoded(content))
    if not isinstance(data, dict):
        raise WrongTypeError("not-a-table", seen=data, expected="a-table-of-keys-and-values")
    return data


def document_of(data: Mapping[str, Any], terms: Terms = SHIPPED_TERMS) -> Document:
    """A document from plain data.

    Raises:
        DocumentError: With everything that is wrong in it.
        InvalidValueError: If it does not name its format.
    """
    if "format" not in data:
        raise InvalidValueError("missing", path=("format",), hint="write-format-at-the-top", format=FORMAT)
    errors: list[KhuyenHocError] = []
    sources = data.get("sources", {})
    if not isinstance(sources, Mapping):
        errors.append(WrongTypeError("not-a-table", path=("sources",), seen=sources, expected="keys-for-addresses"))
        sources = {}
    own = {kind: declared(data, kind, errors) for kind in TERMS}
    names = Names(sources, {kind: terms[kind].adding(own[kind]) for kind in TERMS})
    short_forms = ("sources", *TERMS.values())
    document: Document | None = None
    try:
        document = structured({key: value for key, value in data.items() if key not in short_forms}, names)
    except DocumentError as error:
        errors.extend(error.errors)
    if errors or document is None:
        raise DocumentError.of(errors, "this-document")
    more: dict[str, Any] = {key: own[kind] for kind, key in TERMS.items() if own[kind]}
    odd = tuple(_odd_letters(data))
    return attrs.evolve(document, findings=(*document.findings, *odd), **more) if odd or more else document


def _odd_letters(value: Any, path: str = "") -> Iterator[Finding]:
    """Every text in which another letter stands for Đ, at its place."""
    if isinstance(value, str):
        if said := of_eth(value):
            yield Finding(code="eth-for-d", path=path, vi=said.vi, en=said.en)
    elif isinstance(value, Mapping):
        for key, inner in value.items():
            yield from _odd_letters(inner, f"{path}.{key}" if path else key)
    elif isinstance(value, list):
        for index, inner in enumerate(value):
            yield from _odd_letters(inner, f"{path}[{index}]")


def declared(data: Mapping[str, Any], kind: type, errors: list[KhuyenHocError] | None = None) -> tuple[Any, ...]:
    """The terms of a kind that a document declares, each once. What is wrong is put to the errors."""
    key, found, wrong = TERMS[kind], dict[str, Any](), [] if errors is None else errors
    rows = data.get(key, [])
    for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
        try:
            term: Any = structure(row, kind)
        except DocumentError as error:
            wrong.extend(inner.at(key, index) for inner in error.errors)
        else:
            if not same_term(found.setdefault(term.code, term), term):
                wrong.append(InvalidValueError("a-term-with-other-words", path=(key, index, "code"), seen=term.code))
    return tuple(found.values())
