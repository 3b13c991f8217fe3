"""Reading documents: the one loader, for the built-in files and a user's own."""

import difflib
from collections.abc import Callable, Iterable
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError, WrongTypeError
from khuyenhoc.files._input import decoded, json_data, read_file
from khuyenhoc.files.catalog.places import place
from khuyenhoc.files.codec.formats import from_data, toml_data
from khuyenhoc.records.document import FORMAT, Document
from khuyenhoc.values.learning_model import Attribute, Population

__all__ = ["builtin", "parse_document", "read_document", "terms"]

_TARGET_TERMS = (("attribute", "attributes"), ("population", "populations"))
_REACHED_TERMS = (("of", "populations"),)
_RECORDS = ("instruments", "programmes", "agreements", "reviews", "funds")


def _data_files() -> Iterable[Any]:
    return sorted(
        (item for item in (files("khuyenhoc.files.catalog") / "data").iterdir() if item.name.endswith(".toml")),
        key=lambda item: item.name,
    )


@cache
def terms() -> dict[type, dict[str, Any]]:
    """The attributes and populations of the built-in law, by code."""
    data = toml_data((files("khuyenhoc.files.catalog") / "data" / "terms.toml").read_bytes())
    found: dict[type, dict[str, Any]] = {}
    for kind, rows in ((Attribute, data["attributes"]), (Population, data["populations"])):
        known = {code: kind(code) for code in kind.known}
        found[kind] = {**known, **{row["code"]: kind(**row) for row in rows}}
    return found


@cache
def builtin() -> Document:
    """Every record of the package in one document."""
    read = [
        parse_document(item.read_bytes(), name=item.name)
        for item in _data_files()
        if item.name not in ("terms.toml", "provinces.toml", "unit-changes.toml")
    ]
    return Document(
        instruments=tuple(row for doc in read for row in doc.instruments),
        programmes=tuple(row for doc in read for row in doc.programmes),
        agreements=tuple(row for doc in read for row in doc.agreements),
        reviews=tuple(row for doc in read for row in doc.reviews),
        funds=tuple(row for doc in read for row in doc.funds),
    )


@public("khuyenhoc.files.catalog")
def read_document(path: str | Path) -> Document:
    """Read a document in TOML, or JSON where the name ends in ``.json``.

    Besides the canonical forms, a file may write: a period in words, a place by its name (resolved as of the day
    signed, held, stated or begun), an amount of money in words, a year for a due day, a table ``[sources]`` of short
    keys for addresses, and ``[[attributes]]`` and ``[[populations]]`` of its own.

    Args:
        path: The file.

    Raises:
        DocumentError: With the file and everything that is wrong in it.
    """
    content = read_file(path, mebibytes=8)
    return parse_document(content, name=str(path), is_json=Path(path).suffix.casefold() == ".json")


@public("khuyenhoc.files.catalog")
def parse_document(content: str | bytes, *, name: str = "document", is_json: bool = False) -> Document:
    """Like [`read`][khuyenhoc.files.catalog.read_document], from text or bytes; ``name`` stands in the messages."""
    try:
        data = _json_table(content) if is_json else toml_data(content)
        return _document(data)
    except DocumentError as error:
        message = f"{name}: {error.message}"
        raise DocumentError(message, errors=error.errors, expected=error.expected, hint=error.hint) from None
    except KhuyenHocError as error:
        raise DocumentError.of([error], "this Document", name=name) from None


def _json_table(content: str | bytes) -> dict[str, Any]:
    data = json_data(decoded(content))
    if not isinstance(data, dict):
        raise WrongTypeError("not a table", seen=data, expected="a table of keys and values")
    return data


def _document(data: dict[str, Any]) -> Document:
    if "format" not in data:
        hint = f'write format = "{FORMAT}" at the top'
        raise DocumentError.of([InvalidValueError("missing", path=("format",), hint=hint)], "this Document")
    errors: list[KhuyenHocError] = []
    sources = data.pop("sources", {})
    if not isinstance(sources, dict):
        errors.append(
            WrongTypeError("not a table", path=("sources",), seen=sources, expected="short keys for addresses")
        )
    known = _own_terms(data, errors)
    for kind in _RECORDS:
        records = data.get(kind)
        for number, record in enumerate(records if isinstance(records, list) else ()):
            if isinstance(record, dict):
                _resolve(record, (kind, number), sources if isinstance(sources, dict) else {}, known, errors)
    try:
        document: Document | None = from_data(data, Document)
    except DocumentError as error:
        told = {known.path for known in errors}
        errors.extend(inner for inner in error.errors if inner.path not in told)
        document = None
    if errors or document is None:
        raise DocumentError.of(errors, "this document")
    return document


def _own_terms(data: dict[str, Any], errors: list[KhuyenHocError]) -> dict[str, dict[str, Any]]:
    known: dict[str, dict[str, Any]] = {}
    for key, kind in (("attributes", Attribute), ("populations", Population)):
        known[key] = dict(terms()[kind])
        rows = data.pop(key, [])
        for number, row in enumerate(rows if isinstance(rows, list) else [rows]):
            try:
                term: Any = from_data(row, kind)
            except DocumentError as error:
                errors.extend(inner.at(key, number) for inner in error.errors)
            else:
                known[key][term.code] = term
    return known


def _resolve(
    record: dict[str, Any],
    path: tuple[str | int, ...],
    sources: dict[str, Any],
    known: dict[str, dict[str, Any]],
    errors: list[KhuyenHocError],
) -> None:
    """Replace the short forms of a record by the canonical ones, in place."""
    _addresses(record, sources)
    if isinstance(record.get("place"), str):
        _attempt(record, "place", path, errors, lambda text: place(text, on=_day_of(record)))
    for rows, terms_of_row in (("targets", _TARGET_TERMS), ("reached", _REACHED_TERMS)):
        members = record.get(rows)
        for number, member in enumerate(members if isinstance(members, list) else ()):
            if not isinstance(member, dict):
                continue
            _addresses(member, sources)
            for key, names in terms_of_row:
                if isinstance(member.get(key), str):
                    where = (*path, rows, number)
                    _attempt(member, key, where, errors, lambda code, names=names: _term(code, known[names], names))  # type: ignore[misc]


def _attempt(
    table: dict[str, Any],
    key: str,
    path: tuple[str | int, ...],
    errors: list[KhuyenHocError],
    resolve: Callable[[str], Any],
) -> None:
    from khuyenhoc.files.codec.formats import to_data

    try:
        table[key] = to_data(resolve(table[key]))
    except KhuyenHocError as error:
        errors.append(
            type(error)(error.message, path=(*path, key), seen=error.seen, expected=error.expected, hint=error.hint)
        )


def _term(code: str, known: dict[str, Any], names: str) -> Any:
    if code in known:
        return known[code]
    close = difflib.get_close_matches(code, known, 1)
    hint = f"did you mean {close[0]!r}?" if close else f"declare it under [[{names}]] with code, vi and en"
    raise UnknownNameError(f"not among the {names}", seen=code, hint=hint)


def _addresses(table: dict[str, Any], sources: dict[str, Any]) -> None:
    rows = table.get("sources")
    if isinstance(rows, list):
        table["sources"] = [sources.get(row, row) if isinstance(row, str) else row for row in rows]


def _day_of(record: dict[str, Any]) -> Any:
    """The day as of which the places of a record are meant."""
    import datetime as dt

    from khuyenhoc.values.period import Period

    for key in ("signed", "held", "on"):
        value = record.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        if isinstance(value, str):
            try:
                return dt.date.fromisoformat(value)
            except ValueError:
                return None
    for key in ("period", "span"):
        if isinstance(record.get(key), str):
            try:
                return Period.parse(record[key]).first
            except KhuyenHocError:
                return None
    return None
