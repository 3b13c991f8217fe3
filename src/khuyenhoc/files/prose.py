"""The text of a page of prose, as an office has it: a text file, or a Word document."""

import io
import re
import zipfile
from pathlib import Path
from typing import Any

from khuyenhoc.errors import DocumentError, MissingExtraError
from khuyenhoc.files._input import decoded, read_file

__all__ = ["prose"]

_MEBIBYTES = 16
_WEB_PAGE = re.compile(r"\s*<(?:!doctype html|html)\b", re.IGNORECASE)


def prose(path: Any) -> str:
    """The text of a file: .docx paragraph by paragraph, anything else as text in UTF-8 or UTF-16.

    Raises:
        DocumentError: If it cannot be read, or is a web page or a file of another program.
        MissingExtraError: For a Word document, if python-docx is not installed.
        WrongTypeError: If it is no path.
    """
    content = read_file(path, mebibytes=_MEBIBYTES)
    name = Path(path)
    if name.suffix.casefold() == ".docx":
        return _word(content, str(name))
    text = decoded(content, str(name))
    if _WEB_PAGE.match(text):
        raise DocumentError("a-web-page", name=str(name))
    return text


def _word(content: bytes, name: str) -> str:
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("documents-of-word-need-python-docx") from None
    try:
        document = Document(io.BytesIO(content))
    except (KeyError, ValueError, OSError, zipfile.BadZipFile):
        raise DocumentError("not-a-word-document", name=name) from None
    return "\n\n".join(paragraph.text for paragraph in document.paragraphs)
