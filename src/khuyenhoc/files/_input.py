"""Files and bytes at the edge: read whole, bounded, decoded, with an error that says what to do."""

import contextlib
import io
import itertools
import json
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path
from typing import Any

from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import eth_words, nfc
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, MissingExtraError, WrongTypeError
from khuyenhoc.files.encodings import likely_encoding, text_of
from khuyenhoc.sentences import Sentence, reason

__all__ = ["decoded", "json_data", "not_utf_8", "of_eth", "read_file", "refuse_other_programs", "told_of"]

_MIB = 1024 * 1024
_NAMED_WORDS = 5
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_WORD_PARTS, _WORD_IN_OLE = b"word/document.xml", "WordDocument".encode("utf-16-le")


def read_file(path: Any, *, mebibytes: int) -> bytes:
    """The content of a file.

    Raises:
        WrongTypeError: If the path is none.
        DocumentError: If the file cannot be read or is too large.
    """
    if not isinstance(path, str | Path):
        raise WrongTypeError("not-a-path", seen=path)
    try:
        where = Path(path)
        if where.stat().st_size > mebibytes * _MIB:
            raise DocumentError("larger-than", name=str(where), mebibytes=mebibytes)
        return where.read_bytes()
    except OSError as error:
        raise DocumentError("cannot-be-read", name=str(path), reason=reason(error)) from None
    except ValueError:
        raise DocumentError("no-path-of-a-file", name=str(path)) from None


def refuse_other_programs(content: bytes, name: str = "", suffix: str = "") -> None:
    """Nothing, unless the bytes are a file of another program: old Excel, Word, PDF; with the way out.

    A name that ends in .xls over anything else is refused too: what it holds is not what it says.

    Raises:
        DocumentError: If they are.
    """
    suffix = (suffix or Path(name).suffix).casefold()
    if content.startswith(_OLE):
        word = _WORD_IN_OLE in content or suffix == ".doc"
        raise DocumentError("a-word-file" if word else "an-old-excel-file", name=name)
    if content.startswith(_ZIP) and (_WORD_PARTS in content or suffix == ".docx"):
        raise DocumentError("a-word-file", name=name)
    if content.startswith(_PDF):
        raise DocumentError("a-pdf-file", name=name)
    if suffix == ".xls":
        raise DocumentError("a-workbook-called-xls" if content.startswith(_ZIP) else "a-text-called-xls", name=name)


def decoded(content: Any, name: str = "", encoding: str = "") -> str:
    """Text from text, or from bytes in UTF-8, in UTF-16 with its mark, or in the encoding that is asked for.

    Raises:
        WrongTypeError: If it is neither.
        DocumentError: If the bytes are not in that encoding; the message says on which line, and how they look.
    """
    if isinstance(content, str):
        return content.removeprefix("\ufeff")
    if not isinstance(content, bytes):
        raise WrongTypeError("not-text", seen=content, expected="text-str-or-bytes-in-utf")
    refuse_other_programs(content, name)
    if content.startswith(_ZIP):
        raise DocumentError("a-workbook-not-text", name=name)
    try:
        with told_of(name, "this-table"):
            return text_of(content, encoding)
    except UnicodeDecodeError:
        if encoding and encoding != "utf-8":
            raise DocumentError("not-in-the-encoding", name=name, encoding=encoding) from None
        raise not_utf_8(io.BytesIO(content), name) from None


def not_utf_8(lines: Iterable[bytes], name: str) -> DocumentError:
    """The error for a file that is not UTF-8: the first line that is not, and the encoding that it looks like."""
    seen: list[bytes] = []
    for line in lines:
        seen.append(line)
        try:
            line.decode()
        except UnicodeDecodeError:
            break
    advice = "'CSV UTF-8 (Comma delimited)'"
    error = DocumentError("not-utf-8-line", name=name, number=max(1, len(seen)), advice=advice)
    hint = likely_encoding(b"".join([*seen, *itertools.islice(lines, 50)]))
    return error.told(hint=hint) if hint else error


def of_eth(text: str) -> Label | None:
    """That a text writes Đ with a letter that only looks like it, with the words as they are read; None if not."""
    found = list(dict.fromkeys(eth_words(text)))
    if not found:
        return None
    words = ", ".join(f"“{nfc(word)}”" for word in found[:_NAMED_WORDS]) + (", …" if found[_NAMED_WORDS:] else "")
    codes = ", ".join(sorted({f"U+{ord(char):04X}" for word in found for char in word if nfc(char) != char}))
    return Label(
        f"{words}: chữ Đ viết bằng một chữ khác trông giống nó ({codes}); được đọc là Đ",
        f"{words}: Đ is written with another letter that looks like it ({codes}); it is read as Đ",
    )


@contextlib.contextmanager
def told_of(name: Any, what: str | Sentence) -> Iterator[None]:
    """Errors of what a file holds are told with the name of the file."""
    try:
        yield
    except DocumentError as error:
        raise error.named(str(name)) from None
    except MissingExtraError:
        raise
    except KhuyenHocError as error:
        raise DocumentError.of([error], what, name=str(name)) from None


def json_data(text: str, *, parse_float: Callable[[str], Any] | None = None) -> Any:
    """JSON text as plain data; a key that stands twice in one table is refused, because one value would be lost.

    Raises:
        DocumentError: If it is no JSON; the message says where.
    """
    try:
        return json.loads(text, parse_float=parse_float, parse_constant=_no_constant, object_pairs_hook=_table)
    except json.JSONDecodeError as error:
        raise DocumentError("not-json-at-line-column", msg=error.msg, lineno=error.lineno, colno=error.colno) from None
    except (ArithmeticError, RecursionError, ValueError) as error:
        raise DocumentError("not-json-that-can-be-read", error=error) from None


def _no_constant(name: str) -> Any:
    raise InvalidValueError("not-a-number", seen=name)


def _table(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    table = dict(pairs)
    if len(table) < len(pairs):
        keys = [key for key, _ in pairs]
        raise InvalidValueError("a-key-stands-twice", seen=sorted({key for key in keys if keys.count(key) > 1}))
    return table
