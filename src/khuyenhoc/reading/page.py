"""A page of prose as words, sentences and paragraphs, each knowing where in the text as given it stands."""

import re
from bisect import bisect_left, bisect_right
from functools import cached_property

import attrs

from khuyenhoc._base.folded import Folded
from khuyenhoc._base.text import has_marks, plain_key

__all__ = ["Page", "Sentence", "Word", "phrases"]

_WORD = re.compile(r"[^\W_]+")
_ADDRESS = re.compile(r"(?:https?://|www\.)[^ \n]+|\([a-z0-9-]+(?:\.[a-z]{2,5}){1,3}\)")
_ENDS = re.compile(r"[.!?…]")
_BULLET = re.compile(r"\n ?(?:[-+*•–—] ?|[0-9a-z]{1,2}[.)] )")
_BELOW = re.compile(
    r"\n *(?:binh luan|(?:cac )?tin (?:khac|lien quan|cung chuyen muc)|(?:cac )?bai viet (?:khac|lien quan)|"
    r"ho (?:va )?ten\b|chia se (?:bai viet|len)|tien ich thong tin|y kien ban doc|doc them|xem them tin|"
    r"co the ban quan tam|tin (?:noi bat|moi nhat|moi hon|cu hon|doc nhieu)|(?:xem|doc) nhieu|bai (?:lien quan|khac)|"
    r"gui binh luan|email cua ban|cung chuyen muc|nhung tin (?:moi|cu) hon|cac tin da dua|related (?:news|stories))"
)
_LONG_LINE = 60  # a line of print that goes on in the next one is not shorter
# After these a full stop ends no sentence.
_SHORT = frozenset(
    [
        "tp",
        "tx",
        "tt",
        "q",
        "p",
        "h",
        "gs",
        "ts",
        "ths",
        "pgs",
        "gsts",
        "cn",
        "bs",
        "ks",
        "ong",
        "ba",
        "dc",
        "st",
        "no",
        "mr",
        "ms",
        "dr",
    ]
)

# A line that ends in one of these goes on in the next one, whatever begins that, and so does a name that is broken.
_OPEN = frozenset(
    (
        "số",
        "các",
        "và",
        "của",
        "với",
        "tại",
        "ngày",
        "tháng",
        "năm",
        "trên",
        "trong",
        "cho",
        "theo",
        "giữa",
        "cùng",
        "về",
    )
)
_BROKEN = frozenset([("hoi", "khuyen"), ("thu", "tuong"), ("uy", "ban"), ("lien", "doan"), ("mat", "tran")])


@attrs.frozen
class Word:
    """A word: its letters without marks, where it stands in the folded text, and whether it begins with a capital."""

    key: str
    start: int
    end: int
    capital: bool


@attrs.frozen
class Sentence:
    """The words from ``first`` up to ``after``, in which paragraph they stand, and whether this goes on from before."""

    first: int
    after: int
    paragraph: int
    continues: bool


def phrases(*texts: str) -> dict[str, tuple[tuple[str, ...], ...]]:
    """Phrases by their first word, the longest first: what `Page.longest` looks for.

    >>> phrases("Hội Nông dân", "Hội")["hoi"]
    (('hoi', 'nong', 'dan'), ('hoi',))
    """
    found: dict[str, set[tuple[str, ...]]] = {}
    for text in texts:
        words = tuple(_WORD.findall(plain_key(text)))
        found.setdefault(words[0], set()).add(words)
    return {first: tuple(sorted(group, key=lambda words: (-len(words), words))) for first, group in found.items()}


class Page:
    """A text of any Unicode form, line end and kind of blank, in words; addresses of pages are none."""

    def __init__(self, text: str) -> None:
        """Fold and split a text; `ends` is where in it the article does."""
        self.text: str = text
        self.folded: Folded = Folded.of(text)
        self.flat: str = _ADDRESS.sub(_blanks, self.folded.text)
        below = _BELOW.search(self.flat, len(self.flat) // 3)  # comments, forms, other articles
        self.ends: int = self.folded.original(below.start(), below.end())[0] if below else len(text)
        if below:
            self.flat = self.flat[: below.start()] + " " * (len(self.flat) - below.start())
        self.marked: bool = has_marks(text)
        self.english: bool = " of the " in self.flat or (" and " in self.flat and " of " in self.flat)
        self.words: tuple[Word, ...] = tuple(
            Word(match[0], match.start(), match.end(), self.text[self.folded.starts[match.start()]].isupper())
            for match in _WORD.finditer(self.flat)
        )
        self._starts = [word.start for word in self.words]
        self._ends = [word.end for word in self.words]

    def span(self, start: int, end: int) -> tuple[int, int]:
        """Where in the text as given a span of the folded text stands."""
        return self.folded.original(start, end)

    def letters(self, number: int) -> str:
        """A word with its marks, in small letters."""
        word = self.words[number]
        return self.folded.letters(self.text, word.start, word.end).casefold()

    def words_text(self, first: int, after: int) -> str:
        """Some words as the text has them, composed, on one line."""
        if first >= after:
            return ""
        start, end = self.words[first].start, self.words[after - 1].end
        return " ".join(self.folded.letters(self.text, start, end).split())

    def gap(self, number: int) -> str:
        """What stands between a word and the one before it."""
        start = self.words[number - 1].end if number else 0
        end = self.words[number].start if number < len(self.words) else len(self.flat)
        return self.flat[start:end]

    def at(self, place: int) -> int:
        """The number of the first word that begins at a place of the folded text or after it."""
        return bisect_left(self._starts, place)

    def upto(self, place: int) -> int:
        """The number after the last word that ends at a place of the folded text or before it."""
        return bisect_right(self._ends, place)

    def longest(self, number: int, known: dict[str, tuple[tuple[str, ...], ...]], after: int | None = None) -> int:
        """How many words of the longest known phrase stand here, one blank, dash or line end apart; 0 for none."""
        limit = len(self.words) if after is None else after
        for phrase in known.get(self.words[number].key, ()) if number < limit else ():
            count = len(phrase)
            if number + count > limit:
                continue
            if all(
                self.words[number + step].key == key and (step == 0 or _is_close(self.gap(number + step), count))
                for step, key in enumerate(phrase)
            ):
                return count
        return 0

    @cached_property
    def sentences(self) -> tuple[Sentence, ...]:
        """The sentences in their order; a heading, a caption and an item of a list are one each."""
        made = []
        first = paragraph = 0
        opened = continues = False
        for number in range(1, len(self.words) + 1):
            gap = self.gap(number)
            ends = number == len(self.words) or self._ends_here(number, gap)
            if not ends:
                continue
            made.append(Sentence(first, number, paragraph, continues))
            if "\n" in gap:
                listed = _BULLET.search(gap) is not None or self.words[min(number, len(self.words) - 1)].key.isdigit()
                continues = listed and (opened or ":" in gap or continues or "\n\n" in gap)
                opened = ":" in gap
                paragraph += 1
            first = number
        return tuple(made) if self.words else ()

    def sentence_at(self, place: int) -> Sentence:
        """The sentence in which a place of the folded text lies, or that ends before it."""
        return self.sentences[min(bisect_left(self._sentence_ends, place), len(self.sentences) - 1)]

    @cached_property
    def _sentence_ends(self) -> list[int]:
        return [self.words[sentence.after - 1].end for sentence in self.sentences]

    def _ends_here(self, number: int, gap: str) -> bool:
        before, after = self.words[number - 1], self.words[number]
        if "\n" in gap:
            if gap == "\n" and self.letters(number - 1) in _OPEN and not before.capital:
                return False
            if gap == "\n" and (before.key, after.key) in _BROKEN:
                return False
            squeezed = gap.replace(" ", "")
            if "\n\n" in squeezed or _BULLET.search(gap) or any(sign in gap for sign in ".!?…:;"):
                return True
            line = before.end - self.flat.rfind("\n", 0, before.start) - 1
            return (after.capital or after.key.isdigit()) and line < _LONG_LINE
        if not _ENDS.search(gap) or " " not in gap:
            return False
        return (after.capital or after.key[0].isdigit()) and (before.key not in _SHORT or "…" in gap)


def _blanks(match: re.Match[str]) -> str:
    return " " * len(match[0])


def _is_close(gap: str, count: int) -> bool:
    if "," in gap and count <= 2:  # noqa: PLR2004 - "Công an tỉnh, Đoàn Thanh niên" has no Tỉnh đoàn
        return False
    return gap.strip(" \n") in ("", "-", "&", ",", "/", "'", "’") and gap.count("\n") <= 1
