"""What the library says when something is wrong: one table of sentences, `sentences.toml`, in both languages.

Each sentence has a code, which never changes, and may name fields, which are data: ``{first}``. The table is read when
the first sentence is put into words; errors that nobody reads cost nothing.
"""

import datetime as dt
import errno
from collections.abc import Iterable, Mapping
from functools import cache
from typing import Any, ClassVar, Literal

__all__ = [
    "Language",
    "Listed",
    "Position",
    "Sentence",
    "either",
    "encodable",
    "one_of",
    "plainly",
    "reason",
    "said",
    "sentences",
    "shown",
    "word",
]

Language = Literal["vi", "en"]
_SEEN_LIMIT = 120
_EXACT_IN_JSON = 2**53  # beyond it other readers of JSON round


class Sentence:
    """One sentence by its code, with its fields; a text that is no code of the table stands for itself.

    A sentence of the table may bring along others, for what was "expected" or a "hint", which are its parts.

    >>> Sentence("errors-in", count=2, what=Sentence("this-table")).text("en")
    '2 errors in this table'
    """

    __slots__ = ("code", "fields", "part")

    def __init__(self, code: str, part: str = "", /, **fields: Any) -> None:
        """The sentence of this code, or a part of it."""
        self.code: str = code
        self.part: str = part
        self.fields: dict[str, Any] = fields

    def text(self, lang: Language = "en") -> str:
        """The words in one language."""
        entry = sentences().get(self.code)
        if entry is None:
            return "" if self.part else self.code
        words = entry.get(self.part, {}) if self.part else entry
        template = words.get(f"{lang}-one") if self.fields.get("count") == 1 else None
        template = str(template or words.get(lang, ""))
        return template.format_map({name: said(value, lang) for name, value in self.fields.items()})

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Sentence):
            return NotImplemented
        return (self.code, self.part, self.fields) == (other.code, other.part, other.fields)

    __hash__: ClassVar[None] = None  # type: ignore[assignment]  # its fields may be anything

    def __str__(self) -> str:
        return self.text()

    def __repr__(self) -> str:
        return repr(self.text())

    def __reduce__(self) -> tuple[Any, ...]:
        return _sentence, (self.code, self.part, self.fields)


class Listed(tuple[Any, ...]):
    """Several things one after the other, divided by semicolons, for they may hold commas."""


class Position(str):
    """A line (or row) of a table, and its column: one step of a path, which reads the same as text."""

    line: int
    column: int | None
    name: str
    word: str

    def __new__(cls, line: int, column: int | None = None, name: str = "", word: str = "line") -> "Position":
        """Count lines and columns from 1; ``name`` is the heading of the column."""
        self = super().__new__(cls, _position(word, ", column ", line, column, name))
        self.line, self.column, self.name, self.word = line, column, name, word
        return self

    def text(self, lang: Language = "en") -> str:
        """As it is said in one language."""
        return str(self) if lang == "en" else _position("dòng", ", cột ", self.line, self.column, self.name)

    def __getnewargs__(self) -> tuple[Any, ...]:
        return self.line, self.column, self.name, self.word


def _position(word: str, beside: str, line: int, column: int | None, name: str) -> str:
    where = f"{word} {line}" + (f"{beside}{column}" if column else "")
    return f"{where} ({name})" if name and column else where


@cache
def sentences() -> Mapping[str, Any]:
    """The table: code to ``en``, ``vi``, and where they are always the same, ``expected`` and ``hint``."""
    import tomllib  # noqa: PLC0415 - slow to load, and needed only where something is wrong
    from importlib.resources import files  # noqa: PLC0415

    return tomllib.loads(files("khuyenhoc").joinpath("sentences.toml").read_text(encoding="utf-8"))


def said(value: Any, lang: Language) -> str:
    """A field in the words of one language; several are listed by commas."""
    match value:
        case Sentence() | Position():
            return value.text(lang)
        case str():
            return value
        case dt.datetime():
            return str(value)
        case dt.date():
            return f"{value:%d/%m/%Y}" if lang == "vi" else value.isoformat()
        case Listed():
            return "; ".join(said(item, lang) for item in value)
        case list() | tuple():
            return ", ".join(said(item, lang) for item in value)
    own = getattr(value, "text", None)
    return str(own(lang)) if callable(own) else str(value)


def shown(value: Any, lang: Language = "en") -> str:
    """What was seen, shortened: as Python writes it, but text in Vietnamese quotation marks where that is asked for."""
    try:
        text = repr(value)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            text = said(value, lang) if lang == "vi" else repr(said(value, lang))
        elif lang == "vi" and isinstance(value, str | Sentence):
            text = f"“{said(value, lang)}”"
    except (RecursionError, ValueError):  # nested too deep, or more digits than Python prints
        return Sentence("very-large", kind=type(value).__name__).text(lang)
    return text if len(text) <= _SEEN_LIMIT else text[: _SEEN_LIMIT - 1] + "…"


def plainly(value: Any) -> str | int | bool | None:
    """What was seen, as JSON takes it: a yes or no, a number or a short text as it is, anything else as it is shown."""
    match value:
        case None | bool():
            return value
        case int() if abs(value) < _EXACT_IN_JSON:
            return int(value)
        case str() if len(value) <= _SEEN_LIMIT:
            return encodable(value)
        case dt.date() | Sentence():
            return said(value, "en")
    return encodable(shown(value))


def encodable(text: str) -> str:
    """A text in which half a character, which no encoding has, is spelled out."""
    return text.encode(errors="backslashreplace").decode()


def _sentence(code: str, part: str, fields: dict[str, Any]) -> Sentence:
    return Sentence(code, part, **fields)


def word(kind: str) -> Sentence:
    """A word for one of the library's kinds of thing: "agreement", "area"."""
    return Sentence(f"word-{kind.replace(' ', '-')}")


def one_of(known: Iterable[Any], otherwise: str = "") -> Sentence | str:
    """What there is to choose from, or what else is to be said where there is nothing."""
    names = tuple(known)
    return Sentence("one-of", known=names) if names else otherwise


def either(values: Iterable[Any]) -> Any:
    """Several things of which one is meant: "a, b or c"."""
    *rest, last = values
    return Sentence("either", rest=tuple(rest), last=last) if rest else last


def reason(error: OSError) -> Sentence | str:
    """Why the system refuses something, in both languages for what happens often."""
    code = _REASONS.get(error.errno or 0)
    return Sentence(code) if code else error.strerror or str(error)


_REASONS = {
    errno.ENOENT: "os-not-there",
    errno.EACCES: "os-not-allowed",
    errno.EPERM: "os-not-permitted",
    errno.EISDIR: "os-a-folder",
    errno.ENOTDIR: "os-no-folder",
    errno.ENOSPC: "os-no-space",
    errno.ENAMETOOLONG: "os-name-too-long",
}
