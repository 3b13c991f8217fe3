"""Files and bytes at the edge: read whole, bounded, decoded, with an error that says what to do.

Whatever a reader is given comes through `given`: a path, an open file, bytes, a resource of a package.
"""

import contextlib
import errno
import io
import itertools
import json
import os
import re
import stat
from collections.abc import Callable, Iterable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, BinaryIO, Protocol, TypeAlias

import attrs

from khuyenhoc._base.door import argument
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import eth_words, nfc
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, MissingExtraError, WrongTypeError
from khuyenhoc.files.encodings import UTF_16, likely_encoding, text_of
from khuyenhoc.sentences import Sentence, reason

__all__ = [
    "File",
    "Readable",
    "decoded",
    "ending_of",
    "given",
    "json_data",
    "not_utf_8",
    "of_eth",
    "refuse_other_programs",
    "told_of",
]


class Opened(Protocol):
    """An open file, of text or of bytes."""

    def read(self, size: int, /) -> str | bytes:
        """At most so much of it, from where it stands; nothing at its end."""
        ...


Readable: TypeAlias = str | os.PathLike[str] | Opened | bytes | bytearray | memoryview | Traversable
"""What every reader takes: a path, an open file (which stays open), bytes, or a resource of a package."""

_MIB = 1024 * 1024
HELD = 512  # MiB of a file that has to be held in memory
_NAMED_WORDS = 5
_OLE, _ZIP, _PDF = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1", b"PK\x03\x04", b"%PDF-"
_STARTS, _ODS = {_ZIP: ".xlsx", b"PAR1": ".parquet"}, b"opendocument.spreadsheet"
_BOOKS = (".xlsx", ".xlsm", ".ods")
_HEAD = 1 << 16
_FIRST_LINES = {  # after blank ones and remarks; "sep=;" stands above a table
    ".json": re.compile(r"\ufeff?\s*(?:\{|\[\s*(?:[{\]]|$))"),
    ".toml": re.compile(r"""\ufeff?(?:\s*\#.*\n|\s*\n)*\s*(?:\[|[\w."'-]+\s*=\s*["'\w\[{+-])"""),
}
_WORD_PARTS, _WORD_IN_OLE = b"word/document.xml", "WordDocument".encode("utf-16-le")


@attrs.frozen
class File:
    """What a reader was given: a path, read when its content is asked for, or the content itself.

    Attributes:
        name: What it is called in messages.
        suffix: The ending of its name, or where it has none the one that its content asks for: ``.csv``, ``.xlsx`` ...
        path: Where it lies; None for one that has come without a path.
    """

    name: str
    suffix: str
    path: Path | None
    _content: bytes | str = b""

    def content(self, *, mebibytes: int) -> bytes | str:
        """All of it.

        Raises:
            DocumentError: If it cannot be read, is larger, or is a file of another program.
        """
        content = self._content
        if self.path is not None:
            with self.open() as file:
                content = _whole(file, self.name, mebibytes)
        if isinstance(content, bytes):
            refuse_other_programs(content, self.name, self.suffix)
        return content

    def text(self, encoding: str = "", *, mebibytes: int) -> str:
        """All of it as text.

        Raises:
            DocumentError: If it cannot be read, is larger, or is none.
        """
        return decoded(self.content(mebibytes=mebibytes), self.name, encoding)

    def open(self) -> BinaryIO:
        """Its bytes, to be closed.

        Raises:
            DocumentError: If it cannot be opened.
        """
        if isinstance(content := self._content, str):
            content = content.encode(errors="surrogatepass")
        return io.BytesIO(content) if self.path is None else _opened(self.path, self.name)

    def for_a_library(self) -> Path | BinaryIO:
        """What a library opens itself, and knows by the ending: the path, or else the bytes.

        Raises:
            DocumentError: If it cannot be opened, or was opened as text.
        """
        if isinstance(self._content, str):
            raise DocumentError("opened-as-text", name=self.name)
        with self.open() as file:
            if self.path is not None and self.path.suffix.casefold() == self.suffix:
                return self.path
            return io.BytesIO(_whole(file, self.name, HELD))


def given(source: Any, *, name: str = "", unnamed: str, mebibytes: int) -> File:
    """The file that a reader was given, in any of the ways of `Readable`; what lies at a path is not read yet.

    Args:
        source: What it was given.
        name: What it is called in messages, and by its ending, where it does not say that itself.
        unnamed: What it is called where nobody says it.
        mebibytes: How large it may be, unless it is a path.

    Raises:
        WrongTypeError: If it is none of them.
        DocumentError: If it cannot be read, or is larger.
    """
    name = argument(name, str, "name")
    if isinstance(source, str | os.PathLike):
        return _at_path(source, name)
    called = name or _name_of(source) or unnamed
    if isinstance(source, bytes | bytearray | memoryview):
        content: bytes | str = _whole(io.BytesIO(bytes(source)), called, mebibytes)
    elif callable(getattr(source, "read", None)):
        content = _whole(source, called, mebibytes)
    elif isinstance(source, Traversable):
        with _told_as_unreadable(called), source.open("rb") as file:
            content = _whole(file, called, mebibytes)
    else:
        raise WrongTypeError("not-a-file-to-read", seen=source)
    return File(called, ending_of(called, content[:_HEAD]), None, content)


def _at_path(source: Any, name: str) -> File:
    where = os.fspath(source)
    if not isinstance(where, str):
        raise WrongTypeError("not-a-file-to-read", seen=source)
    path, name = Path(where), name or where
    if suffix := ending_of(name) or ending_of(where):
        return File(name, suffix, path)
    with _opened(path, name) as file:
        return File(name, ending_of(name, file.read(_HEAD)), path)


def _name_of(source: Any) -> str:
    """What an open file or a resource is called; a temporary file without a name has a number there."""
    called = getattr(source, "name", "")
    return os.fspath(called) if isinstance(called, str | Path) else ""


def _opened(path: Path, name: str) -> BinaryIO:
    """A plain file, open; a pipe would be waited for, and some devices never end."""
    with _told_as_unreadable(name):
        try:
            mode = path.stat().st_mode
        except ValueError:
            raise DocumentError("no-path-of-a-file", name=name) from None
        if stat.S_ISDIR(mode):
            raise IsADirectoryError(errno.EISDIR, os.strerror(errno.EISDIR))
        if not stat.S_ISREG(mode):
            raise DocumentError("no-plain-file", name=name)
        return path.open("rb")


def _whole(file: Any, name: str, mebibytes: int) -> Any:
    """What is left of an open file; read bit by bit, since one of a network may give less than is asked for."""
    most, parts = mebibytes * _MIB, list[Any]()
    held = 0
    with _told_as_unreadable(name):
        while part := file.read(most + 1 - held):
            if not isinstance(part, str | bytes):
                with contextlib.suppress(AttributeError):
                    part.close()  # what an asynchronous file gives is not waited for
                raise WrongTypeError("not-a-file-to-read", seen=file)
            parts.append(part)
            held += len(part)
            if held > most:
                raise DocumentError("larger-than", name=name, mebibytes=mebibytes)
    return parts[0][:0].join(parts) if parts else b""


@contextlib.contextmanager
def _told_as_unreadable(name: str) -> Iterator[None]:
    """What goes wrong while a file is opened or read, also one that somebody else has opened."""
    try:
        yield
    except KhuyenHocError:
        raise
    except UnicodeDecodeError:
        raise DocumentError("opened-as-text", name=name) from None
    except OSError as error:
        raise DocumentError("cannot-be-read", name=name, reason=reason(error)) from None
    except Exception as error:  # what the open file of somebody else raises, such as that of a network, is not known
        raise DocumentError("cannot-be-read", name=name, reason=str(error) or type(error).__name__) from error


def ending_of(name: str, content: bytes | str = b"") -> str:
    """The ending of a name, or where it has none the one that the beginning of a file asks for."""
    if (suffix := Path(name).suffix.casefold()) or not content:
        return suffix
    if isinstance(content, str):
        content = content.encode(errors="replace")
    for start, ending in _STARTS.items():
        if content.startswith(start):
            return ".ods" if _ODS in content[:128] else ending
    text = content.decode("utf-16" if content.startswith(UTF_16) else "utf-8", "replace")
    return next((ending for ending, first_line in _FIRST_LINES.items() if first_line.match(text)), ".csv")


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
        is_called_so = Path(name).suffix.casefold() in _BOOKS
        raise DocumentError("a-workbook-where-text-is-read" if is_called_so else "a-workbook-not-text", name=name)
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
