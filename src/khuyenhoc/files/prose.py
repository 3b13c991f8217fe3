"""The text of a page of prose, as an office has it: a text file, or a Word document."""

import re
import zipfile
from collections.abc import Iterator
from typing import Any

from khuyenhoc.errors import DocumentError, MissingExtraError
from khuyenhoc.files._input import File, Readable, given

__all__ = ["prose"]

_MEBIBYTES = 16
_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def prose(source: Readable, *, name: str = "") -> str:
    """The text of a file: .docx by paragraphs and cells of tables, anything else as text in UTF-8 or UTF-16.

    Raises:
        DocumentError: If it cannot be read, or is a web page or a file of another program.
        MissingExtraError: For a Word document, if python-docx is not installed.
        WrongTypeError: If it is no file.
    """
    file = given(source, name=name, unnamed="article", mebibytes=_MEBIBYTES)
    if file.suffix == ".docx":
        return _word(file)
    text = file.text(mebibytes=_MEBIBYTES)
    if _WEB_PAGE.match(text):
        raise DocumentError("a-web-page", name=file.name)
    return text


def _word(file: File) -> str:
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("documents-of-word-need-python-docx") from None
    with file.open() as content:
        try:
            document = Document(content)
        except (KeyError, ValueError, OSError, zipfile.BadZipFile):
            raise DocumentError("not-a-word-document", name=file.name) from None
    return "\n\n".join(_blocks(document))


def _blocks(document: Any) -> Iterator[str]:
    """Paragraphs, and the cells of tables, in order: the head of an official document is a table without lines."""
    for block in document.iter_inner_content():
        if not hasattr(block, "rows"):
            yield block.text
            continue
        cells = (cell for row in block.rows for cell in row.cells)
        yield from (cell.text for cell in {cell._tc: cell for cell in cells}.values())  # one that is merged, once
