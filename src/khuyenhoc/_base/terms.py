"""Labels: every idea carries its official Vietnamese term and an English one.

`Labelled` is the base of the closed lists (enumerations), [`Label`][khuyenhoc.Label] a free text in both languages, and
[`Finding`][khuyenhoc.Finding] an observation about a record that is odd, but kept as it was found.
"""

import enum
from typing import TYPE_CHECKING, Literal

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError

__all__ = ["Finding", "Label", "Labelled", "Language", "Ranked", "Worded", "check_language"]

Language = Literal["vi", "en"]


def check_language(lang: Language) -> Language:
    """The language, if it is one of the two.

    Raises:
        InvalidValueError: For any other.
    """
    if lang not in ("vi", "en"):
        raise InvalidValueError("no-such-language", path=("lang",), seen=lang)
    return lang


class Worded:
    """What has words in both languages: ``vi``, the official Vietnamese term, and ``en``."""

    __slots__ = ()

    vi: str
    en: str

    def text(self, lang: Language = "vi") -> str:
        """The words in one language, ``vi`` or ``en``.

        Raises:
            InvalidValueError: For any other language.

        >>> Label("gia đình", "families").text("en")
        'families'
        """
        return self.vi if check_language(lang) == "vi" else self.en


class Labelled(Worded, enum.Enum):
    """An enumeration whose members are written ``NAME = code, Vietnamese term, English label``.

    The member's value is its code, the form used in every file. A member cannot be changed.
    """

    _value_: str

    if TYPE_CHECKING:  # a member has its labels as attributes, and nobody may set them

        @property
        def vi(self) -> str:  # type: ignore[override]
            """The official Vietnamese term."""

        @property
        def en(self) -> str:  # type: ignore[override]
            """The English label."""

    def __new__(cls, code: str, vi: str = "", en: str = "") -> "Labelled":
        """Keep the code as the value and the two labels beside it."""
        member = object.__new__(cls)
        member._value_ = code
        object.__setattr__(member, "vi", vi)
        object.__setattr__(member, "en", en)
        return member

    @enum.property
    def value(self) -> str:
        """The code."""
        return self._value_

    def __setattr__(self, name: str, value: object) -> None:
        if not (name.startswith("_") and name.endswith("_")):  # what the enumeration itself keeps
            raise AttributeError(f"{self!r} cannot be changed: {name}")
        super().__setattr__(name, value)

    def __delattr__(self, name: str) -> None:
        raise AttributeError(f"{self!r} cannot be changed: {name}")

    @classmethod
    def _missing_(cls, value: object) -> "Labelled":
        codes = ", ".join(str(member.value) for member in cls)
        raise InvalidValueError("not-a-code-of", seen=value, kind=cls.__name__, known=codes)

    def __repr__(self) -> str:
        return f"{type(self).__name__}.{self.name}"

    def __str__(self) -> str:
        return self.vi


class Ranked(Labelled):
    """A labelled enumeration whose members are ordered as they are written, the first being the least."""

    @property
    def rank(self) -> int:
        """Position from 0."""
        return list(type(self)).index(self)

    def __lt__(self, other: object) -> bool:
        return self.rank < other.rank if isinstance(other, Ranked) and type(other) is type(self) else NotImplemented

    def __le__(self, other: object) -> bool:
        return self.rank <= other.rank if isinstance(other, Ranked) and type(other) is type(self) else NotImplemented

    def __gt__(self, other: object) -> bool:
        return self.rank > other.rank if isinstance(other, Ranked) and type(other) is type(self) else NotImplemented

    def __ge__(self, other: object) -> bool:
        return self.rank >= other.rank if isinstance(other, Ranked) and type(other) is type(self) else NotImplemented


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class Label(Worded, Shown):
    """A text in Vietnamese and in English (nhãn).

    >>> Label("gia đình", "families").vi
    'gia đình'
    """

    vi: str
    en: str

    def __str__(self) -> str:
        return self.vi


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False)
class Finding(Worded, Shown):
    """Something odd about a record, said and not repaired (điều cần lưu ý).

    Attributes:
        code: What kind of oddity, as a stable slug such as ``signed-after-start``.
        path: The field it concerns.
        vi: The finding in Vietnamese.
        en: The finding in English.

    >>> Finding(code="signed-after-start", path="signed", vi="ký sau ngày bắt đầu", en="signed after the start").code
    'signed-after-start'
    """

    code: str = attrs.field(kw_only=True)
    path: str = attrs.field(kw_only=True)
    vi: str = attrs.field(kw_only=True)
    en: str = attrs.field(kw_only=True)

    def __str__(self) -> str:
        return self.vi
