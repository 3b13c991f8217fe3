"""Levels of government and places, both of which have a time."""

import datetime as dt
import re
from functools import cache, lru_cache

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Ranked
from khuyenhoc._base.text import plain_key, tidy, tone_key
from khuyenhoc.errors import InvalidValueError, WrongTypeError

__all__ = ["Level", "Place", "split_level", "split_word", "written_key"]

_DEEPEST = 8


@public("khuyenhoc")
class Level(Ranked):
    """A level of government or administration (cấp), from the hamlet up.

    The district level ended when local government became two-tier on 1 July 2025: its last day is
    [`DISTRICT.last_day`][khuyenhoc.Level.last_day].

    >>> Level.COMMUNE < Level.PROVINCE
    True
    >>> Level.DISTRICT.last_day
    datetime.date(2025, 6, 30)
    """

    HAMLET = "hamlet", "thôn, tổ dân phố", "hamlet"
    COMMUNE = "commune", "xã", "commune"
    DISTRICT = "district", "huyện", "district"
    PROVINCE = "province", "tỉnh", "province"
    CENTRAL = "central", "trung ương", "central"

    @property
    def last_day(self) -> dt.date | None:
        """The last day on which the level existed; None if it still does."""
        ended = _ENDED.get(self.value)
        return ended[0] if ended else None

    @property
    def words(self) -> tuple[str, ...]:
        """The words that stand before the name of such a place, the commonest first.

        >>> Level.COMMUNE.words
        ('xã', 'phường', 'thị trấn', 'đặc khu')
        """
        return _WORDS[self.value]

    @property
    def abbreviations(self) -> tuple[str, ...]:
        """How these words are shortened, without the dot: "TX. Kinh Môn", "Q.1", "TP Vinh".

        >>> Level.DISTRICT.abbreviations
        ('h', 'q', 'tx', 'tp')
        """
        return _ABBREVIATIONS.get(self.value, ())

    def exists(self, *, on: dt.date) -> bool:
        """Whether the level exists on a day.

        >>> Level.DISTRICT.exists(on=dt.date(2025, 7, 1))
        False
        """
        last = self.last_day
        return last is None or argument_day(on) <= last


# Levels that have ended, by code: the last day and the act, both as unit-changes.toml of the catalogue has them.
_ENDED = {"district": (dt.date(2025, 6, 30), "Nghị quyết 203/2025/QH15")}
_WORDS = {
    "hamlet": ("thôn", "tổ dân phố", "khu phố", "khối phố", "bản", "ấp", "khóm", "làng"),
    "commune": ("xã", "phường", "thị trấn", "đặc khu"),
    "district": ("huyện", "quận", "thị xã", "thành phố"),
    "province": ("tỉnh", "thành phố"),
    "central": ("trung ương",),
}
_ABBREVIATIONS = {
    "hamlet": ("tdp", "kp"),
    "commune": ("x", "p", "tt"),
    "district": ("h", "q", "tx", "tp"),
    "province": ("t", "tp"),
}
_NAMED_LEVELS = tuple(level for level in Level if level is not Level.CENTRAL)
_SHORTENED = re.compile(r"[^\W\d_]{1,4}\.\s*(?=\w)")


def split_level(name: str, *levels: Level) -> tuple[Level | None, str]:
    """The level that a name is written with, and the name without its word; of some levels only, if they are said.

    >>> split_level("Q.1"), split_level("thị xã Kinh Môn")[1], split_level("Kinh Môn")
    ((Level.DISTRICT, '1'), 'Kinh Môn', (None, 'Kinh Môn'))

    Raises:
        InvalidValueError: If it begins with an abbreviation that is none of a level.
    """
    level, _, bare = split_word(name, *levels)
    return level, bare


def split_word(name: str, *levels: Level) -> tuple[Level | None, str, str]:
    """Like `split_level`, with the word in full between them: "TX. Kinh Môn" is a thị xã.

    >>> split_word("TX. Kinh Môn")
    (Level.DISTRICT, 'thị xã', 'Kinh Môn')

    Raises:
        InvalidValueError: If it begins with an abbreviation that is none of a level.
    """
    text = tidy(name)
    for level in levels or _NAMED_LEVELS:
        if match := _head(level).match(text):
            return level, _in_full(match[0].casefold().strip(" ."), level), text[match.end() :]
    if not levels and (match := _SHORTENED.match(text)):
        known = dict.fromkeys(f"{short}." for level in _NAMED_LEVELS for short in level.abbreviations)
        raise InvalidValueError(
            "not-a-known-abbreviation", seen=name, match=match[0].strip(), known=known, text=text[match.end() :]
        )
    return None, "", text


def _in_full(word: str, level: Level) -> str:
    if word not in level.abbreviations:
        return next((known for known in level.words if tone_key(known) == tone_key(word)), word)
    return next(known for known in level.words if "".join(part[0] for part in plain_key(known).split()) == word)


@cache
def _head(level: Level) -> re.Pattern[str]:
    """What a name of the level begins with: a word and a blank, or an abbreviation with a dot, blank or number."""
    words, short = ("|".join(map(re.escape, names)) for names in (level.words, level.abbreviations or level.words))
    return re.compile(rf"(?:(?:{words})\s+|(?:{short})(?:\.\s*|\s+|(?=\d)))(?=\S)", re.IGNORECASE)


def written_key(text: str, *, two_tier: bool = False) -> str:
    """A key under which the spellings of one place meet, as far as they say it themselves, without a list of places.

    It has the words for the levels, so that the district and the town Kỳ Anh are two. Where there are two tiers, that
    is, no districts, a name is one of a kind inside a province, and that of a commune with or without a word.

    >>> written_key("Quận 1, TP.HCM") == written_key("Q.1, TP. HCM"), written_key("xã A") == written_key("phường A")
    (True, False)
    """
    *inner, outer = text.split(",")
    parts = [_level_key(name, two_tier=two_tier) for name in inner]
    if parts and not parts[-1][0] and two_tier:
        parts[-1] = Level.COMMUNE.value, parts[-1][1]
    level, bare = _level_key(outer, two_tier=two_tier)
    is_province = level in (tone_key("tỉnh"), *(one.value for one in (Level.DISTRICT, Level.PROVINCE) if two_tier))
    return ", ".join(" ".join(filter(None, part)) for part in [*parts, ("" if is_province else level, bare)])


@lru_cache(maxsize=1 << 14)
def _level_key(name: str, *, two_tier: bool) -> tuple[str, str]:
    """The word for the level of a name, or where there are two tiers the level, and the key of the name itself."""
    try:
        level, word, bare = split_word(name)
    except InvalidValueError:  # an abbreviation that is not known: the text says no more than itself
        level, word, bare = None, "", tidy(name)
    return level.value if level and two_tier else tone_key(word), tone_key(bare)


_name_key = lru_cache(maxsize=1 << 15)(tone_key)


def _as_it_is(value: "Place | None") -> "Place | None":
    """A class cannot check a field of its own type while it is made; `Place.__attrs_post_init__` does."""
    return value


@public("khuyenhoc")
@attrs.frozen(field_transformer=checked, repr=False, cache_hash=True)
class Place(Shown):
    """A place (địa phương) at a level and in a time: one name may stand for two territories, one after the other.

    Quảng Trị up to 30 June 2025 and Quảng Trị from 1 July 2025, merged with Quảng Bình, are two places. However its
    name is typed (Hoà Sơn, Hòa Sơn, HÒA SƠN) a place is one; its code is no part of what it is.

    Attributes:
        name: The name without the word for the level: "Hải Phòng", not "thành phố Hải Phòng".
        level: The level; None if the source does not say.
        parent: The place it belongs to; None if unknown or none.
        code: Code of the General Statistics Office; empty if none is known.
        word: The word for the unit, where it tells two places apart: the huyện and the thị xã Kỳ Anh were neighbours.
            A place that is read has it as a district or inside one; since 1 July 2025 the names in a province are one
            of a kind, and the word may change. Empty if it is not said.
        since: First day in these boundaries; None if not stated.
        until: Last day in these boundaries; None if they still hold.

    Raises:
        InvalidValueError: If the name is empty, the days are reversed, the word is none of the level, or the parent is
            not of a higher level.

    >>> Place("xã Hoà Sơn") == Place("XÃ HÒA SƠN"), Place("Hòa Sơn", code="1") == Place("Hòa Sơn")
    (True, True)
    >>> Place("Trà Vinh", level=Level.PROVINCE, until=dt.date(2025, 6, 30)).exists(on=dt.date(2026, 1, 1))
    False
    """

    name: str = attrs.field(eq=_name_key)
    level: Level | None = attrs.field(default=None, kw_only=True)
    parent: "Place | None" = attrs.field(default=None, kw_only=True, converter=_as_it_is)
    code: str = attrs.field(default="", eq=False, kw_only=True)
    word: str = attrs.field(default="", kw_only=True)
    since: dt.date | None = attrs.field(default=None, kw_only=True)
    until: dt.date | None = attrs.field(default=None, kw_only=True)

    def __attrs_post_init__(self) -> None:
        if not self.name:
            raise InvalidValueError("a-place-without-a-name", path=("Place.name",))
        if self.parent is not None and not isinstance(self.parent, Place):
            raise WrongTypeError("not-a-place", path=("Place.parent",), seen=self.parent, expected="a-place")
        if len(self.lineage) > _DEEPEST:
            raise InvalidValueError("places-nested-too-deep", path=("Place.parent",), most=_DEEPEST)
        if self.since and self.until and self.since > self.until:
            raise InvalidValueError("the-days-are-reversed", path=("Place.since",), seen=self.since)
        if self.word and self.word not in (self.level.words if self.level else ()):
            words = self.level.words if self.level else tuple(word for level in _NAMED_LEVELS for word in level.words)
            raise InvalidValueError(
                "no-word-of-the-level", path=("Place.word",), seen=self.word, expected="names", names=words
            )
        above = self.parent.level if self.parent else None
        if self.level and above and not self.level < above:
            raise InvalidValueError(
                "level-below-its-parent", path=("Place.parent",), seen=str(self.parent), level=self.level, above=above
            )

    @property
    def key(self) -> str:
        """The name without regard to case, tone placement and spacing, with its parents' names; without its word."""
        return ", ".join(place.name_key for place in self.lineage)

    @property
    def name_key(self) -> str:
        """The bare name without regard to case, tone placement and spacing."""
        return _name_key(self.name)

    @property
    def full_name(self) -> str:
        """The name as it is shown: with its word, where it has one."""
        return f"{self.word} {self.name}".lstrip()

    @property
    def lineage(self) -> tuple["Place", ...]:
        """The place and everything it belongs to, from the inside out."""
        return (self, *self.parent.lineage) if self.parent else (self,)

    def within(self, other: "Place") -> bool | None:
        """Whether the place lies inside another; None where it does not say what it belongs to at that level.

        >>> there = Place("Nghệ An", level=Level.PROVINCE)
        >>> Place("Vinh", parent=there).within(there), Place("Vinh").within(there), there.within(there)
        (True, None, False)
        """
        if other in self.lineage[1:]:
            return True
        if self.level and other.level and self.level >= other.level:
            return False
        peers = [item for item in self.lineage[1:] if other.level and item.level is other.level]
        if peers:
            return any(item.is_alike(other) for item in peers)
        return True if (self.level, other.level) == (Level.PROVINCE, Level.CENTRAL) else None

    def words_meet(self, other: "Place") -> bool:
        """Whether no word tells the two apart, nor two places that they lie in, the innermost first."""
        return all(len({one.word, two.word} - {""}) <= 1 for one, two in zip(self.lineage, other.lineage, strict=False))

    def is_alike(self, other: "Place") -> bool:
        """Whether the bare name stands for one territory, as far as both say its word, and from when to when.

        >>> town = Place("Kỳ Anh", level=Level.DISTRICT, word="thị xã")
        >>> town.is_alike(Place("Kỳ Anh")), town.is_alike(Place("Kỳ Anh", level=Level.DISTRICT, word="huyện"))
        (True, False)
        """
        days = {(item.since, item.until) for item in (self, other)} - {(None, None)}
        words = {self.word, other.word} - {""}
        return self.name_key == other.name_key and max(len(days), len(words)) < len((self, other))

    def exists(self, *, on: dt.date) -> bool:
        """Whether the place exists in these boundaries on a day; a district on no day after its level ended."""
        on = argument_day(on)
        within = (self.since is None or self.since <= on) and (self.until is None or on <= self.until)
        return within and (self.level is None or self.level.exists(on=on))

    def __str__(self) -> str:
        return ", ".join(place.full_name for place in self.lineage)
