"""What a reading found: a value, the words that it was read from, and why it was read so."""

from typing import Generic, TypeVar

import attrs

from khuyenhoc._base.door import public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label
from khuyenhoc.reading.page import Page

__all__ = ["Mention", "mentioned"]

T = TypeVar("T")


@public("khuyenhoc.reading")
@attrs.frozen(kw_only=True, repr=False)
class Mention(Shown, Generic[T]):
    """A value with the place of its words (chỗ trong bài): ``text[start:end]`` of the text as it was given.

    Attributes:
        value: What was read.
        start: Where its words begin.
        end: Where they end.
        why: Why it was read so, in both languages.

    >>> found = kh.read("Ngày 18/5/2022, Hội Khuyến học tỉnh X ký chương trình phối hợp với Công an tỉnh.")
    >>> found.signed.value.isoformat(), found.signed.words(found.text), found.signed.why.vi
    ('2022-05-18', '18/5/2022', 'ngày mở đầu câu nói về lễ ký')
    """

    value: T
    start: int
    end: int
    why: Label

    def words(self, text: str) -> str:
        """The words that the value was read from, letter for letter."""
        return text[self.start : self.end]


def mentioned(page: Page, value: T, start: int, end: int, why: Label) -> Mention[T]:
    """A mention of a span of the folded text."""
    first, after = page.span(start, end)
    return Mention(value=value, start=first, end=after, why=why)
