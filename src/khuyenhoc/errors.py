"""One family of errors.

Every error that leaves the library is a [`KhuyenHocError`][khuyenhoc.KhuyenHocError] and, besides, the built-in it
resembles, so that both ``except khuyenhoc.KhuyenHocError`` and ``except ValueError`` do what their reader expects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Literal, Self, TypedDict

from khuyenhoc.sentences import Language, Position, Sentence, encodable, plainly, shown

__all__ = [
    "AmbiguousNameError",
    "DocumentError",
    "IncomparableError",
    "InvalidValueError",
    "KhuyenHocError",
    "MissingExtraError",
    "UnknownIdError",
    "UnknownNameError",
    "WrongTypeError",
]

_BOTH: tuple[Language, Language] = ("vi", "en")


class ErrorData(TypedDict):
    """An error as plain data, as JSON takes it."""

    path: list[str | int]
    code: str
    seen: str | int | bool | None
    expected: dict[Language, str] | None
    hint: dict[Language, str] | None
    text: dict[Language, str]


class KhuyenHocError(Exception):
    """Base of all errors of this library (lỗi).

    Attributes:
        code: What is wrong, as a stable key of the table of sentences; a sentence of one's own stands for itself.
        fields: What the sentence names, as data.
        path: Where, from the outside in: field names and list positions, or a file, line and column.
        seen: The offending value.

    >>> error = KhuyenHocError("the day is missing", path=("period", "first"), expected="a date")
    >>> print(error)
    period.first: the day is missing; expected a date
    >>> error
    KhuyenHocError('the day is missing', path=('period', 'first'), expected='a date')
    """

    __module__ = "khuyenhoc"

    def __init__(
        self,
        code: str,
        *,
        path: tuple[str | int, ...] = (),
        seen: Any = None,
        expected: str | Sentence = "",
        hint: str | Sentence = "",
        **fields: Any,
    ) -> None:
        """Say what is wrong, and, where it is known, where, what was seen, what was expected, what to write.

        Args:
            code: The code of a sentence, or a sentence of one's own.
            path: Where.
            seen: What was seen.
            expected: A code, or words, for what would have been accepted; where it is empty, what the table says.
            hint: A code, or words, for what to write instead; likewise.
            fields: What the sentences name.
        """
        super().__init__(code)
        self.code = code
        self.fields = fields
        self.path: tuple[str | int, ...] = tuple(path)
        self.seen = seen
        self._expected = expected
        self._hint = hint

    @property
    def message(self) -> str:
        """What is wrong, in one English sentence."""
        return self.said("en")

    @property
    def expected(self) -> str:
        """What would have been accepted, in English."""
        return self.part("expected").text("en")

    @property
    def hint(self) -> str:
        """What to write instead, in English, or an empty string."""
        return self.part("hint").text("en")

    @property
    def where(self) -> str:
        """The path as text: ``targets[2].rate``."""
        return self._where("en")

    def said(self, lang: Language) -> str:
        """What is wrong, in one sentence."""
        return Sentence(self.code, **self.fields).text(lang)

    def text(self, lang: Language = "en") -> str:
        """All of it in one language, ``vi`` or ``en``: where, what is wrong, what was expected and seen, what to write.

        >>> InvalidValueError("no-such-day", seen="31/2/2024").text("vi")
        'không có ngày này; cần ngày/tháng/năm; đã ghi “31/2/2024”'
        """
        text = f"{self._where(lang)}: {self.said(lang)}" if self.path else self.said(lang)
        given = {part: self.part(part).text(lang) for part in ("expected", "hint")}
        given["seen"] = "" if self.seen is None else shown(self.seen, lang)
        for part in ("expected", "seen", "hint"):
            if given[part]:
                text += Sentence(f"then-{part}", words=given[part]).text(lang)
        return text

    def part(self, name: Literal["expected", "hint"]) -> Sentence:
        """What was expected, or what to write instead; empty where there is nothing to say."""
        own = self._expected if name == "expected" else self._hint
        if isinstance(own, Sentence):
            return own
        return Sentence(own, **self.fields) if own else Sentence(self.code, name, **self.fields)

    def to_list(self) -> list[ErrorData]:
        """The error as plain data, for the answer of a web service; of a document, each of its errors.

        What was expected, what to write instead (``hint``, both None where there is nothing to say) and the whole text
        are there in both languages; the text leaves out the path, which is beside it. What was seen is a short text, a
        number, true or false; of anything else, how it is shown.

        >>> (error,) = InvalidValueError("no-such-day", path=("signed",), seen="31/2/2024").to_list()
        >>> error["path"], error["code"], error["seen"], error["hint"]
        (['signed'], 'no-such-day', '31/2/2024', None)
        >>> error["text"]["en"]
        "no such day; expected day/month/year; seen '31/2/2024'"
        """
        return [
            ErrorData(
                path=[part if isinstance(part, int) else encodable(part) for part in self.path],
                code=encodable(self.code),
                seen=plainly(self.seen),
                expected=_in_both(self.part("expected")),
                hint=_in_both(self.part("hint")),
                text={lang: encodable(self.moved(()).text(lang)) for lang in _BOTH},
            )
        ]

    def at(self, *parts: str | int) -> Self:
        """The same error, one step further out: ``parts`` are put before its path."""
        return self.moved(parts + self.path)

    def moved(self, path: tuple[str | int, ...]) -> Self:
        """The same error, met at the same line of a program, with another path."""
        return self.told(path=path)

    def told(self, **changes: Any) -> Self:
        """The same error, met at the same line of a program, with another path, seen value, expectation or hint."""
        given = self._given() | changes
        return type(self)(self.code, **given, **self.fields).with_traceback(self.__traceback__)

    def _given(self) -> dict[str, Any]:
        return {"path": self.path, "seen": self.seen, "expected": self._expected, "hint": self._hint}

    def _where(self, lang: Language) -> str:
        text = ""
        for part in self.path:
            if isinstance(part, int):
                text += f"[{part}]"
            else:
                words = part.text(lang) if isinstance(part, Position) else part
                text += f".{words}" if text and not text.endswith(": ") else words
        return text

    def __str__(self) -> str:
        return self.text("en")

    def __repr__(self) -> str:
        given = {"path": self.path or None, "seen": self.seen, "expected": self.expected or None}
        given["hint"] = self.hint or None
        fields = [f"{name}={shown(value)}" for name, value in given.items() if value is not None]
        return f"{type(self).__name__}({', '.join([shown(self.message), *fields])})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.code, self._given(), self.fields)


class InvalidValueError(KhuyenHocError, ValueError):
    """The type is right, the value is not (giá trị không hợp lệ)."""

    __module__ = "khuyenhoc"


class WrongTypeError(KhuyenHocError, TypeError):
    """The value is of a type that this library refuses, such as a float for a rate (sai kiểu dữ liệu)."""

    __module__ = "khuyenhoc"


class IncomparableError(KhuyenHocError, ValueError):
    """Two figures stand on different bases, populations or territories (không so sánh được)."""

    __module__ = "khuyenhoc"


class UnknownNameError(KhuyenHocError, KeyError):
    """A name that the catalogue, a report or a record does not hold (không có tên này)."""

    __module__ = "khuyenhoc"


class UnknownIdError(UnknownNameError):
    """An id by which a catalogue, a portfolio or a rule set was asked for one thing, and holds none (không có mã này).

    What a field holds is never refused with it: in a web service it is the error of an address (404), all others are
    those of what was sent (422).
    """

    __module__ = "khuyenhoc"


class AmbiguousNameError(UnknownNameError):
    """A name that stands for several things until a day or another key is given (tên chưa rõ)."""

    __module__ = "khuyenhoc"


class MissingExtraError(KhuyenHocError, ImportError):  # type: ignore[misc]  # ImportError.path is text
    """A part of the library whose optional packages are not installed (thiếu gói phụ thuộc)."""

    __module__ = "khuyenhoc"


class DocumentError(KhuyenHocError, ExceptionGroup[KhuyenHocError], ValueError):  # pyright: ignore[reportIncompatibleVariableOverride]
    """Everything that is wrong with one document, at once (các lỗi của một tài liệu).

    It is an ``ExceptionGroup`` too, so that a traceback shows where each error was met, and ``except*`` finds it.

    Attributes:
        errors: The single errors, in the order of the document; none where it could not be read at all.
        name: Which document, such as its file; empty if that is known.
    """

    __module__ = "khuyenhoc"

    def __new__(cls, code: str, *, errors: tuple[KhuyenHocError, ...] = (), **more: Any) -> DocumentError:
        """Make the group, which may not be empty: what could not be read at all is one error."""
        return super().__new__(cls, code, tuple(errors) or (InvalidValueError(code, **more),))

    def __init__(self, code: str, *, errors: tuple[KhuyenHocError, ...] = (), name: str = "", **more: Any) -> None:
        """Collect the errors of a document; ``more`` is what any error may say."""
        super().__init__(code, **more)
        self.errors: tuple[KhuyenHocError, ...] = tuple(errors)
        self.name = name

    @classmethod
    def of(cls, errors: Iterable[KhuyenHocError], what: str | Sentence, *, name: str = "") -> DocumentError:
        """The errors of one thing, counted: "2 errors in this table".

        Args:
            errors: The single errors.
            what: What they were found in: a code of the table of sentences, or words.
            name: Which one it is, such as its file; empty if that is known.

        >>> print(DocumentError.of([InvalidValueError("not a day")], "this-table", name="counts.csv"))
        counts.csv: 1 error in this table
          not a day
        """
        found = tuple(errors)
        what = Sentence(what) if isinstance(what, str) else what
        return cls("errors-in", errors=found, count=len(found), what=what, name=name)

    def said(self, lang: Language) -> str:
        """What is wrong, in one sentence, after the name of the document."""
        words = super().said(lang)
        return f"{self.name}: {words}" if self.name else words

    def named(self, name: str) -> Self:
        """The same errors, told with the name of the document where they have none."""
        return self.told(name=self.name or name)

    def whole(self) -> InvalidValueError:
        """What is wrong with the whole document, as a single error without its name."""
        return InvalidValueError(self.code, **super()._given(), **self.fields)

    def derive(self, errors: Sequence[Any], /) -> Self:  # type: ignore[override]  # it holds our errors only
        """The same document with some of its errors, as ``except*`` asks for it."""
        return self.told(errors=tuple(errors))

    def _given(self) -> dict[str, Any]:
        return super()._given() | {"errors": self.errors, "name": self.name}

    def __repr__(self) -> str:
        return f"<{super().__repr__()[:-1]}) errors={len(self.errors)}>"

    def to_list(self) -> list[ErrorData]:
        """Its errors as plain data; where it could not be read at all, that as the one error."""
        return [told for error in self.errors for told in error.to_list()] or self.whole().to_list()

    def text(self, lang: Language = "en") -> str:
        """Its own sentence, and each error on a line of its own."""
        return "\n".join([super().text(lang), *(f"  {error.text(lang)}" for error in self.errors)])


def _in_both(words: Sentence) -> dict[Language, str] | None:
    told: dict[Language, str] = {lang: encodable(words.text(lang)) for lang in _BOTH}
    return told if any(told.values()) else None


def _rebuild(kind: type[KhuyenHocError], code: str, given: dict[str, Any], fields: dict[str, Any]) -> KhuyenHocError:
    return kind(code, **given, **fields)
