"""Reading documents: the one loader, for the built-in files and a user's own."""

from collections.abc import Iterator, Mapping
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Finding
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.files._input import Readable, decoded, given, json_data, of_eth, told_of
from khuyenhoc.files.catalog.named import Named, begins_like, shipped, shipped_names
from khuyenhoc.files.catalog.names import TERMS, Names, structured, terms
from khuyenhoc.files.codec.formats import from_data, toml_data
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.document import FORMAT, Document

__all__ = ["INSTRUMENTS", "parse_document", "read_document", "records", "shipped_document"]

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


@public("khuyenhoc.catalog")
def read_document(path: Readable, *, name: str = "") -> Document:
    """Read a document in TOML, or JSON where the name ends in ``.json`` or, without an ending, the content is it.

    Besides the canonical forms, a file may write: a period in words, a place by its name (resolved as of the day
    signed, held, stated or begun), an amount of money in words, a year for a due day, a table ``[sources]`` of short
    keys for addresses, and ``[[attributes]]`` and ``[[populations]]`` of its own. Where a text writes Đ with a letter
    that only looks like it (Icelandic eth), it is read as Đ, and the document's ``findings`` say where.

    Args:
        path: The file: a path, an open file, bytes, or a resource of a package.
        name: What it is called in messages, where it does not say that itself.

    Raises:
        DocumentError: With the file and everything that is wrong in it.
    """
    file = given(path, name=name, unnamed="document", mebibytes=8)
    return parse_document(file.text(mebibytes=8), name=file.name, is_json=file.suffix == ".json")


@public("khuyenhoc.catalog")
def parse_document(content: str | bytes, *, name: str = "document", is_json: bool = False) -> Document:
    """Like [`read`][khuyenhoc.catalog.read_document], from text or bytes; ``name`` stands in the messages."""
    with told_of(name, "this-document"):
        return _document(_json_table(content) if is_json else toml_data(content))


def _json_table(content: str | bytes) -> dict[str, Any]:
    data = json_data(decoded(content))
    if not isinstance(data, dict):
        raise WrongTypeError("not-a-table", seen=data, expected="a-table-of-keys-and-values")
    return data


def _document(data: Mapping[str, Any]) -> Document:
    if "format" not in data:
        raise InvalidValueError("missing", path=("format",), hint="write-format-at-the-top", format=FORMAT)
    errors: list[KhuyenHocError] = []
    sources = data.get("sources", {})
    if not isinstance(sources, Mapping):
        errors.append(WrongTypeError("not-a-table", path=("sources",), seen=sources, expected="keys-for-addresses"))
        sources = {}
    names = Names(sources, {kind: _known_terms(data, kind, errors) for kind in TERMS})
    short_forms = ("sources", *TERMS.values())
    document: Document | None = None
    try:
        document = structured({key: value for key, value in data.items() if key not in short_forms}, names)
    except DocumentError as error:
        errors.extend(error.errors)
    if errors or document is None:
        raise DocumentError.of(errors, "this-document")
    odd = tuple(_odd_letters(data))
    return attrs.evolve(document, findings=(*document.findings, *odd)) if odd else document


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


def _known_terms(data: Mapping[str, Any], kind: type, errors: list[KhuyenHocError]) -> dict[str, Any]:
    """The built-in terms of a kind, and those that the document declares."""
    key, known = TERMS[kind], dict(terms()[kind])
    rows = data.get(key, [])
    for index, row in enumerate(rows if isinstance(rows, list) else [rows]):
        try:
            term: Any = from_data(row, kind)
        except DocumentError as error:
            errors.extend(inner.at(key, index) for inner in error.errors)
        else:
            known[term.code] = term
    return known
