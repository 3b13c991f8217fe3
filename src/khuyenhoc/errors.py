"""One family of errors.

Every error that leaves the library is a [`KhuyenHocError`][khuyenhoc.KhuyenHocError] and, besides, the built-in it
resembles, so that both ``except khuyenhoc.KhuyenHocError`` and ``except ValueError`` do what their reader expects.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import Any, Self

__all__ = [
    "AmbiguousNameError",
    "DocumentError",
    "IncomparableError",
    "InvalidValueError",
    "KhuyenHocError",
    "MissingExtraError",
    "UnknownNameError",
    "WrongTypeError",
]

_SEEN_LIMIT = 120


class KhuyenHocError(Exception):
    """Base of all errors of this library (lỗi).

    Attributes:
        message: What is wrong, in one sentence.
        path: Where, from the outside in: field names and list positions, or a file, line and column.
        seen: The offending value, shortened.
        expected: What would have been accepted.
        hint: What to write instead, or an empty string.

    >>> error = KhuyenHocError("the day is missing", path=("period", "first"), expected="a date")
    >>> print(error)
    period.first: the day is missing; expected a date
    >>> error
    KhuyenHocError('the day is missing', path=('period', 'first'), expected='a date')
    """

    __module__ = "khuyenhoc"
    message: str = ""

    def __init__(
        self,
        message: str,
        *,
        path: tuple[str | int, ...] = (),
        seen: Any = None,
        expected: str = "",
        hint: str = "",
    ) -> None:
        """Say what is wrong, and, where it is known, where, what was seen, what was expected, what to write."""
        super().__init__(message)
        self.message = message
        self.path = tuple(path)
        self.seen = seen
        self.expected = expected
        self.hint = hint

    @property
    def where(self) -> str:
        """The path as text: ``targets[2].rate``."""
        text = ""
        for part in self.path:
            if isinstance(part, int):
                text += f"[{part}]"
            else:
                text += f".{part}" if text and not text.endswith(": ") else part
        return text

    def at(self, *parts: str | int) -> Self:
        """The same error, one step further out: ``parts`` are put before its path."""
        return self.moved(parts + self.path)

    def moved(self, path: tuple[str | int, ...]) -> Self:
        """The same error, met at the same line of a program, with another path."""
        other = type(self)(self.message, path=path, seen=self.seen, expected=self.expected, hint=self.hint)
        return other.with_traceback(self.__traceback__)

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.path else self.message
        if self.expected:
            text += f"; expected {self.expected}"
        if self.seen is not None:
            text += f"; seen {_short(self.seen)}"
        if self.hint:
            text += f"; {self.hint}"
        return text

    def __repr__(self) -> str:
        given = {"path": self.path or None, "seen": self.seen, "expected": self.expected or None}
        given["hint"] = self.hint or None
        fields = [f"{name}={_short(value)}" for name, value in given.items() if value is not None]
        return f"{type(self).__name__}({', '.join([_short(self.message), *fields])})"

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild, (type(self), self.message, self.path, self.seen, self.expected, self.hint)


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
    """A name or id that the catalogue, a report or a record does not hold (không có tên này)."""

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
    """

    __module__ = "khuyenhoc"

    def __new__(cls, message: str, *, errors: tuple[KhuyenHocError, ...] = (), **_: Any) -> DocumentError:
        """Make the group, which may not be empty: what could not be read at all is one error."""
        return super().__new__(cls, message, tuple(errors) or (InvalidValueError(message),))

    def __init__(
        self,
        message: str,
        *,
        errors: tuple[KhuyenHocError, ...] = (),
        path: tuple[str | int, ...] = (),
        seen: Any = None,
        expected: str = "",
        hint: str = "",
    ) -> None:
        """Collect the errors of a document."""
        super().__init__(message, path=path, seen=seen, expected=expected, hint=hint)
        self.errors = tuple(errors)

    @classmethod
    def of(cls, errors: Iterable[KhuyenHocError], what: str, *, name: str = "") -> DocumentError:
        """The errors of one thing, counted: "2 errors in this table".

        Args:
            errors: The single errors.
            what: What they were found in.
            name: Which one it is, such as its file; empty if that is known.

        >>> print(DocumentError.of([InvalidValueError("not a day")], "this table", name="counts.csv"))
        counts.csv: 1 error in this table
          not a day
        """
        found = tuple(errors)
        count = "1 error" if len(found) == 1 else f"{len(found)} errors"
        return cls(f"{name}: {count} in {what}" if name else f"{count} in {what}", errors=found)

    def derive(self, errors: Sequence[Any], /) -> Self:  # type: ignore[override]  # it holds our errors only
        """The same document with some of its errors, as ``except*`` asks for it."""
        return self._with(errors, self.path)

    def moved(self, path: tuple[str | int, ...]) -> Self:
        """The same errors, with another path of the document."""
        return self._with(self.errors, path).with_traceback(self.__traceback__)

    def _with(self, errors: Sequence[Any], path: tuple[str | int, ...]) -> Self:
        return type(self)(
            self.message, errors=tuple(errors), path=path, seen=self.seen, expected=self.expected, hint=self.hint
        )

    def __repr__(self) -> str:
        return f"<{super().__repr__()[:-1]}) errors={len(self.errors)}>"

    def __str__(self) -> str:
        return "\n".join([super().__str__(), *(f"  {error}" for error in self.errors)])

    def __reduce__(self) -> tuple[Any, ...]:
        return _rebuild_document, (self.message, self.errors, self.path, self.seen, self.expected, self.hint)


def _short(value: Any) -> str:
    try:
        text = repr(value)
    except (RecursionError, ValueError):  # nested too deep, or more digits than Python prints
        return f"a very large {type(value).__name__}"
    return text if len(text) <= _SEEN_LIMIT else text[: _SEEN_LIMIT - 1] + "…"


def _rebuild(kind: type[KhuyenHocError], *fields: Any) -> KhuyenHocError:
    message, path, seen, expected, hint = fields
    return kind(message, path=path, seen=seen, expected=expected, hint=hint)


def _rebuild_document(message: str, errors: Any, *fields: Any) -> DocumentError:
    path, seen, expected, hint = fields
    return DocumentError(message, errors=errors, path=path, seen=seen, expected=expected, hint=hint)
