"""Encodings of text: UTF-8, UTF-16 by its mark, and two old Vietnamese ones, which are read only when asked for."""

import io
import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import BinaryIO

from khuyenhoc._base.near import did_you_mean
from khuyenhoc._base.text import nfc
from khuyenhoc.errors import DocumentError, UnknownNameError
from khuyenhoc.sentences import Sentence, one_of

__all__ = [
    "ENCODINGS",
    "UTF_16",
    "checked_encoding",
    "encoding_of",
    "likely_encoding",
    "of_tcvn3",
    "opened_text",
    "text_of",
]

UTF_16 = (b"\xff\xfe", b"\xfe\xff")
ENCODINGS = ("utf-8", "utf-16", "windows-1258", "tcvn3")
_WORDS = re.compile(
    "gia đình|học tập|công nhận|đăng ký|tổng số|địa bàn|phường|huyện|tỉnh|thành phố|mô hình|tỷ lệ|ngày|xã|số", re.I
)


def checked_encoding(name: str) -> str:
    """The name of an encoding as it stands in `ENCODINGS`; empty for what the file itself says.

    Raises:
        UnknownNameError: If it is none of them.
    """
    known = name.strip().casefold().replace("_", "-")
    known = {"cp1258": "windows-1258", "utf8": "utf-8", "utf16": "utf-16", "abc": "tcvn3"}.get(known, known)
    if known and known not in ENCODINGS:
        expected = one_of(ENCODINGS)
        raise UnknownNameError("no-such-encoding", seen=name, expected=expected, hint=did_you_mean(known, ENCODINGS))
    return known


def text_of(content: bytes, encoding: str = "") -> str:
    """The text of bytes, without a mark in front: in UTF-16 where its mark says so, in UTF-8, or as is asked for.

    Raises:
        UnicodeDecodeError: If they are not in the encoding.
        DocumentError: If they have the mark of UTF-16 and are none.
    """
    if encoding == "tcvn3":
        return of_tcvn3(content.decode("latin-1"))
    if encoding == "windows-1258":
        return nfc(content.decode("cp1258"))
    if encoding == "utf-16" or (not encoding and content.startswith(UTF_16)):
        try:
            return content.decode("utf-16").removeprefix("\ufeff")
        except UnicodeDecodeError:
            raise DocumentError("utf-16-that-is-broken") from None
    return content.decode("utf-8-sig")


def of_tcvn3(text: str) -> str:
    """Text whose letters are shown right only in a font such as .VnTime, in real letters.

    >>> of_tcvn3("Gia ®×nh häc tËp")
    'Gia đình học tập'
    """
    return text.translate(_letters())


def encoding_of(head: bytes, encoding: str = "") -> str:
    """The name by which Python opens a text that begins so: UTF-16 by its mark, else UTF-8; or as is asked for."""
    asked = {"windows-1258": "cp1258", "tcvn3": "latin-1", "utf-8": "utf-8-sig"}.get(encoding)
    return asked or ("utf-16" if head.startswith(UTF_16) or encoding == "utf-16" else "utf-8-sig")


class _OldLetters(io.TextIOWrapper):
    """A file of text in one of the old encodings, its lines in real letters."""

    def readline(self, size: int = -1, /) -> str:  # type: ignore[override,unused-ignore]
        line = super().readline(size)
        return of_tcvn3(line) if self.encoding == "latin-1" else nfc(line)

    def __next__(self) -> str:  # type: ignore[override]  # as of every file of text
        if line := self.readline():
            return line
        raise StopIteration


def opened_text(file: BinaryIO, name: str, encoding: str = "") -> io.TextIOWrapper:
    """Open bytes as text, read line by line without translation of line ends.

    >>> import io
    >>> opened_text(io.BytesIO("häc tËp;x".encode("latin-1")), "latin-1", "tcvn3").readline()
    'học tập;x'
    """
    kind = _OldLetters if encoding in ("windows-1258", "tcvn3") else io.TextIOWrapper
    return kind(file, encoding=name, newline="")


@cache
def _letters() -> dict[int, str]:
    text = (files("khuyenhoc.files.catalog") / "data" / "tcvn3.toml").read_text(encoding="utf-8")
    rows = tomllib.loads(text)["rows"]
    return {int(first, 16) + at: letter for first, run in rows.items() for at, letter in enumerate(run)}


def likely_encoding(content: bytes | str) -> Sentence | str:
    """The hint that names the old encoding in which bytes, or the cells of a sheet, have Vietnamese words.

    >>> str(likely_encoding("Gia ®×nh häc tËp"))
    'it looks like TCVN3 (ABC fonts, .VnTime): read it with --encoding tcvn3, in Python encoding="tcvn3"'
    """
    if isinstance(content, str):
        hits = {"tcvn3": len(_WORDS.findall(of_tcvn3(content))) - len(_WORDS.findall(content))}
    else:
        read = {"tcvn3": of_tcvn3(content.decode("latin-1")), "windows-1258": nfc(content.decode("cp1258", "replace"))}
        hits = {name: len(_WORDS.findall(text)) for name, text in read.items()}
    best = max(hits, key=lambda name: hits[name])
    if hits[best] <= 0:
        return ""
    return Sentence("looks-like-tcvn3") if best == "tcvn3" else Sentence("looks-like-windows-1258")
