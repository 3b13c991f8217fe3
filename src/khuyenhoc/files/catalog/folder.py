"""A whole folder as one: every file is read, and what is wrong in any of them is said at once."""

import hashlib
from collections import defaultdict
from collections.abc import Iterable
from importlib.resources.abc import Traversable
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files._input import given
from khuyenhoc.files.catalog.documents import declared, document_of, table_of
from khuyenhoc.files.catalog.named import Named, walked
from khuyenhoc.files.catalog.names import TERMS, Terms
from khuyenhoc.files.catalog.rules import FORMAT as RULES_FORMAT, ruleset_of
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.document import Document
from khuyenhoc.sentences import Sentence, reason

__all__ = ["Shelf", "joined", "read_shelf"]

_SUFFIXES = (".toml", ".json")
_MEBIBYTES = 8
_Table = dict[str, Any]


@attrs.frozen(kw_only=True, eq=False)
class Shelf:
    """What a folder or a package holds.

    Attributes:
        origin: The folder, or the package and its version.
        documents: Its documents, each with the name of its file.
        rulesets: Its rule sets, likewise.
        digest: The SHA-256 of its files.
    """

    origin: Origin
    documents: tuple[tuple[str, Document], ...]
    rulesets: tuple[tuple[str, RuleSet], ...]
    digest: str


def read_shelf(
    folder: Traversable,
    origin: Origin,
    terms: Terms,
    rulesets: Named[RuleSet],
    instruments: Named[Instrument],
    *,
    name: str,
) -> Shelf:
    """Every ``.toml`` and ``.json`` file of a folder and its subfolders: documents, and rule sets.

    Files and folders whose names begin with a dot are passed over. A term that one file declares, and an instrument
    that one holds, all files know; a rule set may extend another of the folder.

    Args:
        folder: The folder.
        origin: What it is called.
        terms: The terms that are known beside its own.
        rulesets: The rule sets that its own may extend.
        instruments: The instruments that its rule sets may cite.
        name: What the folder is called in messages.

    Raises:
        DocumentError: With every error of every file, each with its file and place; for a folder without such files;
            and for an id that stands in two files.
    """
    digest, tables, errors = hashlib.sha256(), dict[str, _Table](), list[KhuyenHocError]()
    files = _files(folder, name)
    for at, file in files:
        try:
            content = _content(file)
            digest.update(f"{at}\n".encode() + content)
            tables[at] = table_of(content, is_json=at.casefold().endswith(".json"))
        except KhuyenHocError as error:
            errors.append((error.whole() if isinstance(error, DocumentError) else error).at(at))
    laws = {at: data for at, data in tables.items() if data.get("format") == RULES_FORMAT}
    texts = {at: data for at, data in tables.items() if at not in laws}
    known = {kind: terms[kind].adding(one for data in texts.values() for one in declared(data, kind)) for kind in TERMS}
    documents = [(at, found) for at, data in texts.items() if (found := _document(at, data, known, errors))]
    cited = instruments.adding(item for _, document in documents for item in document.instruments)
    made = _rulesets(laws, origin, rulesets, cited, errors)
    errors += _twice(documents, made)
    if errors:
        raise DocumentError.of(errors, Sentence("some-files", count=len(files)), name=name)
    return Shelf(origin=origin, documents=tuple(documents), rulesets=tuple(made), digest=digest.hexdigest())


def _files(folder: Traversable, name: str) -> list[tuple[str, Traversable]]:
    try:
        found = list(walked(folder, _SUFFIXES))
    except OSError as error:
        raise DocumentError("cannot-be-read", name=name, reason=reason(error)) from None
    if not found:
        raise DocumentError("no-document-in-this-folder", name=name)
    return found


def _content(file: Traversable) -> bytes:
    with given(file, unnamed="document", mebibytes=_MEBIBYTES).open() as opened:
        return opened.read()


def _document(name: str, data: _Table, terms: Terms, errors: list[KhuyenHocError]) -> Document | None:
    try:
        return document_of(data, terms)
    except KhuyenHocError as error:
        errors += _in_file(name, error)
        return None


def _in_file(name: str, error: KhuyenHocError) -> list[KhuyenHocError]:
    inner = error.errors if isinstance(error, DocumentError) else (error,)
    return [one.at(f"{name}: ") for one in inner]


def _rulesets(
    tables: dict[str, _Table],
    origin: Origin,
    known: Named[RuleSet],
    instruments: Named[Instrument],
    errors: list[KhuyenHocError],
) -> list[tuple[str, RuleSet]]:
    """The rule sets; one that extends another of them is read after it."""
    found: dict[str, RuleSet] = {}
    left = dict(tables)
    while left:
        waiting = [data.get("id") for data in left.values()]
        for name in [name for name, data in left.items() if data.get("extends") not in waiting] or list(left):
            data = left.pop(name)
            try:
                rules = {key: value for key, value in data.items() if key != "format"}
                found[name] = ruleset_of(rules, origin, known.adding(found.values()), instruments)
            except KhuyenHocError as error:
                errors += _in_file(name, error)
    return [(name, found[name]) for name in tables if name in found]


def _record_kinds() -> list[str]:
    others = ("format", "findings", "places", "wordings", *TERMS.values())
    return [field.name for field in attrs.fields(Document) if field.name not in others]


def _twice(documents: Iterable[tuple[str, Document]], rulesets: Iterable[tuple[str, RuleSet]]) -> list[KhuyenHocError]:
    where: dict[tuple[str, str], list[str]] = defaultdict(list)
    for name, document in documents:
        for kind in _record_kinds():
            for record in getattr(document, kind):
                where[kind, record.id].append(name)
    for name, rules in rulesets:
        where["rulesets", rules.id].append(name)
    return [
        InvalidValueError("an-id-stands-twice", path=at, seen=sorted(names))
        for at, names in sorted(where.items())
        if len(names) > 1
    ]


def joined(shelf: Shelf) -> Document:
    """The documents of a folder as one; findings name the file."""
    kinds: dict[str, Any] = {
        kind: tuple(record for _, document in shelf.documents for record in getattr(document, kind))
        for kind in _record_kinds()
    }
    for key in (*TERMS.values(), "places", "wordings"):
        kinds[key] = tuple(dict.fromkeys(term for _, document in shelf.documents for term in getattr(document, key)))
    odd = [
        attrs.evolve(item, path=f"{name}: {item.path}")
        for name, document in shelf.documents
        for item in document.findings
    ]
    return Document(**kinds, findings=odd)
