"""A whole folder of documents as one: every file is read, and what is wrong in any of them is said at once."""

import os
from collections.abc import Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import argument, public
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files._input import Readable
from khuyenhoc.files.catalog.documents import read_document
from khuyenhoc.records.document import Document
from khuyenhoc.sentences import Sentence, reason

__all__ = ["read_folder"]

_SUFFIXES = (".toml", ".json")


@public("khuyenhoc.catalog")
def read_folder(path: Readable, *, name: str = "") -> Document:
    """Read a document, or every ``.toml`` and ``.json`` file of a folder and its subfolders, as one document.

    Files and folders whose names begin with a dot are passed over. Findings name the file, as errors do.

    Args:
        path: A file or a folder, also among the resources of a package; a single file as any reader takes it.
        name: What it is called in messages, where it does not say that itself.

    Raises:
        DocumentError: With every error of every file, each with its file and place; for a folder without such files;
            and for an id that stands in two files.
    """
    folder = Path(path) if isinstance(path, str | os.PathLike) and isinstance(os.fspath(path), str) else path
    if not (isinstance(folder, Traversable) and folder.is_dir()):
        return read_document(path, name=name)
    called = argument(name, str, "name") or str(folder)
    try:
        files = list(_files(folder))
    except OSError as error:
        raise DocumentError("cannot-be-read", name=called, reason=reason(error)) from None
    if not files:
        raise DocumentError("no-document-in-this-folder", name=called)
    documents: list[tuple[str, Document]] = []
    errors: list[KhuyenHocError] = []
    for at, file in files:
        try:
            documents.append((at, read_document(file)))
        except DocumentError as error:
            errors.extend([inner.at(f"{at}: ") for inner in error.errors] or [error.whole().at(at)])
    errors.extend(_twice(documents))
    if errors:
        raise DocumentError.of(errors, Sentence("some-files", count=len(files)), name=called)
    return _joined(documents)


def _files(folder: Traversable, above: str = "") -> Iterator[tuple[str, Traversable]]:
    """The files by their names below the folder; a link to a folder may lead round in a circle, and is not followed."""
    for item in sorted(folder.iterdir(), key=lambda item: item.name):
        if item.name.startswith("."):
            continue
        if item.is_dir():
            if not (isinstance(item, Path) and item.is_symlink()):
                yield from _files(item, f"{above}{item.name}/")
        elif item.name.casefold().endswith(_SUFFIXES) and item.is_file():
            yield f"{above}{item.name}", item


def _record_kinds() -> list[str]:
    return [field.name for field in attrs.fields(Document) if field.name not in ("format", "findings")]


def _twice(documents: list[tuple[str, Document]]) -> list[KhuyenHocError]:
    errors: list[KhuyenHocError] = []
    for kind in _record_kinds():
        where: dict[str, list[str]] = {}
        for name, document in documents:
            for record in getattr(document, kind):
                where.setdefault(record.id, []).append(name)
        errors += [
            InvalidValueError("an-id-stands-twice", path=(kind, record_id), seen=sorted(names))
            for record_id, names in sorted(where.items())
            if len(names) > 1
        ]
    return errors


def _joined(documents: list[tuple[str, Document]]) -> Document:
    kinds: dict[str, Any] = {
        kind: tuple(record for _, document in documents for record in getattr(document, kind))
        for kind in _record_kinds()
    }
    odd = [
        attrs.evolve(item, path=f"{name}: {item.path}") for name, document in documents for item in document.findings
    ]
    return Document(**kinds, findings=odd)
