"""Places as people write them: parts from the inside out, each with the word for its level or without."""

import datetime as dt
import re
from bisect import bisect
from functools import lru_cache, reduce

from khuyenhoc._base.door import argument_day
from khuyenhoc._base.near import perhaps
from khuyenhoc._base.text import tidy
from khuyenhoc.errors import AmbiguousNameError, InvalidValueError, KhuyenHocError, UnknownNameError, WrongTypeError
from khuyenhoc.files.catalog.commune_units import commune_called
from khuyenhoc.files.catalog.places import (
    COUNTRY,
    centrally_run,
    days_of_change,
    likely_provinces,
    named,
    province,
    unknown_province,
)
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.place import Level, Place, split_level, split_word

__all__ = ["place"]

_CITY_WORDS = re.compile(r"(?:thành phố|thanh pho|tp)(?:\.\s*|\s+|(?=hcm))")
_DEEPEST = 5
_A_SLIP = 0.9  # cities in provinces have names much like those of provinces: Hà Tiên and Hà Tĩnh


def place(text: str, *, on: dt.date | None = None) -> Place:
    """A place as people write it, as [`place`][khuyenhoc.catalog.place] of the catalogue tells."""
    if not isinstance(text, str):
        raise WrongTypeError("not-text", path=("place",), seen=text, expected="the-name-of-a-place")
    if on is None:
        return _place(text, None)
    days = days_of_change()
    past = bisect(days, argument_day(on))
    try:
        return _place(text, days[past - 1] if past else on)  # read once for all days that differ in nothing
    except KhuyenHocError:
        return _place(text, on)  # which says so of the day that is meant


@lru_cache(maxsize=8192)
def _place(text: str, on: dt.date | None) -> Place:
    names = [tidy(part) for part in text.split(",")]
    if not all(names) or len(names) > _DEEPEST:
        raise InvalidValueError("not-a-place", path=("place",), seen=text, expected="such-as-xa-tan-ha-tinh")
    found = reduce(lambda parent, name: _inside(name, parent, on), reversed(names[:-1]), _inside(names[-1], None, on))
    for level in [item.level for item in found.lineage if item.level is not None]:
        if on is not None and not level.exists(on=on):
            raise InvalidValueError(
                "level-ended", path=("place",), seen=f"{text} on {on}", level=level, last_day=level.last_day
            )
    return found


def _inside(name: str, parent: Place | None, on: dt.date | None) -> Place:
    if parent is None or parent == COUNTRY:
        if named(name):
            return _province_or_city(name, on)
        _refuse_a_likely_province(name)
    elif (unit := commune_called(name, parent, on)) is not None:
        return unit.place
    level, word, bare = split_word(name)
    above = parent.lineage if parent else ()
    told_apart = Level.DISTRICT in (level, *(item.level for item in above))
    return Place(bare, level=level, parent=parent, word=word if told_apart else "")


def _province_or_city(name: str, on: dt.date | None) -> Place:
    """The province of a name; where it says "thành phố", only if it is a centrally run city on the day."""
    found = province(name, on=on)
    if not _CITY_WORDS.match(tidy(name).casefold()):
        return found
    city = centrally_run(found)
    if city and (city.since is None or (on is not None and on >= city.since)):
        return found
    if city and city.inside and on is not None:
        return Place(found.name, level=Level.DISTRICT, parent=found, word="thành phố")
    since: Sentence | str = Sentence("city-since", found=found.name, since=city.since) if city else ""
    if on is not None and not Level.DISTRICT.exists(on=on):
        raise AmbiguousNameError("no-city-any-more", called=name, on=on, since=since, found=found.name)
    raise AmbiguousNameError("province-or-city", called=name, since=since, found=found.name)


def _refuse_a_likely_province(name: str) -> None:
    """Refuse what says that it is a province, and is none, or is a slip of the name of one."""
    level, bare = split_level(name)
    if level is Level.PROVINCE:
        raise unknown_province(name)
    if level is None:
        error = unknown_province(name)
        if error.hint:
            raise error.told(hint=Sentence("or-write-the-level", likely=error.part("hint"), called=name))
    elif _CITY_WORDS.match(tidy(name).casefold()) and (close := likely_provinces(bare, _A_SLIP)):
        hint = Sentence("or-write-the-province", likely=perhaps(close))
        raise UnknownNameError("no-centrally-run-city-of-this", seen=name, hint=hint)
