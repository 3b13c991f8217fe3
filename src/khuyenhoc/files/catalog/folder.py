"""A whole folder of documents as one: every file is read, and what is wrong in any of them is said at once."""

from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.files.catalog.documents import read_document
from khuyenhoc.records.document import Document
from khuyenhoc.sentences import Sentence, reason

__all__ = ["read_folder"]

_SUFFIXES = (".toml", ".json")


@public("khuyenhoc.catalog")
def read_folder(path: str | Path) -> Document:
    """Read a document, or every ``.toml`` and ``.json`` file of a folder and its subfolders, as one document.

    Files and folders whose names begin with a dot are passed over. Findings name the file, as errors do.

    Args:
        path: A file or a folder.

    Raises:
        DocumentError: With every error of every file, each with its file and place; for a folder without such files;
            and for an id that stands in two files.
    """
    if not isinstance(path, str | Path):
        raise WrongTypeError("not-a-path", seen=path)
    folder = Path(path)
    if not folder.is_dir():
        return read_document(path)
    files = _files(folder)
    if not files:
        raise DocumentError("no-document-in-this-folder", name=str(folder))
    documents: list[tuple[str, Document]] = []
    errors: list[KhuyenHocError] = []
    for file in files:
        name = file.relative_to(folder).as_posix()
        try:
            documents.append((name, read_document(file)))
        except DocumentError as error:
            errors.extend([inner.at(f"{name}: ") for inner in error.errors] or [error.whole().at(name)])
    errors.extend(_twice(documents))
    if errors:
        raise DocumentError.of(errors, Sentence("some-files", count=len(files)), name=str(folder))
    return _joined(documents)


def _files(folder: Path) -> list[Path]:
    try:
        found = [
            file
            for file in folder.rglob("*")
            if file.suffix.casefold() in _SUFFIXES
            and file.is_file()
            and not any(part.startswith(".") for part in file.relative_to(folder).parts)
        ]
    except OSError as error:
        raise DocumentError("cannot-be-read", name=str(folder), reason=reason(error)) from None
    return sorted(found)


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
