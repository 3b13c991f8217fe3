"""The provinces before and after the reform, and the names under which they are asked for."""

import datetime as dt
import difflib
import re
from functools import cache, lru_cache, reduce
from typing import Any

import attrs

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key
from khuyenhoc.errors import AmbiguousNameError, InvalidValueError, UnknownNameError, WrongTypeError
from khuyenhoc.files.catalog.named import shipped
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.values.place import Level, Place

__all__ = ["COUNTRY", "place", "province", "provinces", "successor", "territories"]

COUNTRY = Place("Việt Nam", level=Level.CENTRAL)

_ALIASES = {
    "thừa thiên huế": "huế",
    "thừa thiên-huế": "huế",
    "hcm": "hồ chí minh",
    "sài gòn": "hồ chí minh",
    "cả nước": "việt nam",
    "toàn quốc": "việt nam",
}
_PROVINCE_WORDS = re.compile(r"^(?:tỉnh|tinh|thành phố|thanh pho|tp)(?:\.\s*|\s+|(?=hcm))")
_CITY_WORDS = re.compile(r"^(?:thành phố|thanh pho|tp)(?:\.\s*|\s+)")
_NAMED_LEVELS = tuple(level for level in Level if level is not Level.CENTRAL)
_DEEPEST = 5


@attrs.frozen(kw_only=True)
class _Table:
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    became: dict[Place, Place]
    parts: dict[Place, tuple[Place, ...]]
    cities: frozenset[str]


@cache
def _table() -> _Table:
    data: dict[str, Any] = toml_data(shipped("data", "provinces.toml").read_bytes())
    reform: dt.date = data["reform"]
    eve = reform - dt.timedelta(days=1)
    became: dict[Place, Place] = {}
    parts: dict[Place, tuple[Place, ...]] = {}
    for row in data["provinces"]:
        merged = "parts" in row
        new = _province(row, since=reform if merged else None)
        olds = tuple(_province(part, until=eve) for part in row.get("parts", ())) or (new,)
        parts[new] = olds
        became.update(dict.fromkeys(olds, new))
    before = sorted(became, key=lambda place: place.code)
    cities = frozenset(map(tone_key, data["cities"]))
    return _Table(before=tuple(before), after=tuple(parts), became=became, parts=parts, cities=cities)


def _province(row: dict[str, str], *, since: dt.date | None = None, until: dt.date | None = None) -> Place:
    return Place(row["name"], level=Level.PROVINCE, parent=COUNTRY, code=row["code"], since=since, until=until)


@public("khuyenhoc.catalog")
def provinces(*, on: dt.date) -> tuple[Place, ...]:
    """The provinces and centrally run cities that exist on a day, by code: 63 up to 30 June 2025, 34 after it.

    >>> len(catalog.provinces(on=dt.date(2025, 6, 30))), len(catalog.provinces(on=dt.date(2025, 7, 1)))
    (63, 34)
    """
    on = argument_day(on)
    table = _table()
    return tuple(place for place in dict.fromkeys((*table.before, *table.after)) if place.exists(on=on))


@public("khuyenhoc.catalog")
def successor(place: Place) -> Place:
    """The province that a province of before the reform is part of since; an unchanged one is its own.

    Raises:
        UnknownNameError: If it is no province of the table.

    >>> catalog.successor(catalog.province("Trà Vinh")).name
    'Vĩnh Long'
    """
    table = _table()
    place = argument(place, Place, "place")
    if place in table.parts:
        return place
    if place not in table.became:
        raise UnknownNameError("not a province of the table", seen=place, expected="one that catalog.province gives")
    return table.became[place]


@public("khuyenhoc.catalog")
def territories(place: Place) -> tuple[Place, ...]:
    """The provinces of before the reform that a province was formed from; an unchanged one is its own.

    Raises:
        UnknownNameError: If it is no province of today.

    >>> [part.name for part in catalog.territories(catalog.province("Quảng Trị", on=dt.date(2026, 1, 1)))]
    ['Quảng Bình', 'Quảng Trị']
    """
    if argument(place, Place, "place") not in _table().parts:
        raise UnknownNameError("not a province of today", seen=place, expected="one that catalog.province gives")
    return _table().parts[place]


def _bare(name: str) -> str:
    """The name in small letters, without the word for a province and without blanks around a dash."""
    return _PROVINCE_WORDS.sub("", re.sub(r"\s*-\s*", "-", tidy(name).casefold())).strip(" .")


def _key(name: str) -> str:
    bare = _bare(name)
    return tone_key(_ALIASES.get(bare, bare))


@cache
def _index() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """Every place by its key, and by its key without marks; aliases included."""
    marked: dict[str, tuple[Place, ...]] = {}
    for item in dict.fromkeys((COUNTRY, *_table().before, *_table().after)):
        marked[_key(item.name)] = (*marked.get(_key(item.name), ()), item)
    plain = {plain_key(_bare(item.name)): found for found in marked.values() for item in found}
    plain |= {plain_key(alias): marked[tone_key(name)] for alias, name in _ALIASES.items()}
    return marked, plain


def _named(name: str) -> tuple[Place, ...]:
    marked, plain = _index()
    found: tuple[Place, ...] = marked.get(_key(name), ())
    return found if found or has_marks(name) else plain.get(plain_key(_bare(name)), ())


@public("khuyenhoc.catalog")
def province(name: str, *, on: dt.date | None = None) -> Place:
    """The province of a name, in any case and tone placement, with or without "tỉnh", "thành phố", "TP.".

    Args:
        name: The name; without any marks ("Binh Thuan") it is compared without marks.
        on: The day meant. Needed where the name stands for two territories, one before and one after 1 July 2025.

    Raises:
        AmbiguousNameError: If a day is needed; the message names the territories.
        UnknownNameError: If there is no such province, or not on that day; the message names its successor.

    >>> catalog.province("TP. HẢI PHÒNG", on=dt.date(2019, 3, 26)).until
    datetime.date(2025, 6, 30)
    """
    if not isinstance(name, str):
        raise WrongTypeError("not text", path=("name",), seen=name, expected="the name of a province")
    found = _named(name)
    if not found:
        raise _unknown(name)
    first, *others = found
    if on is None:
        if others:
            days = " and ".join(
                f"the one up to {item.until}" if item.until else f"the one since {item.since}" for item in found
            )
            raise AmbiguousNameError(f"{name!r} is two territories, {days}", hint="say which day is meant: on=")
        return first
    on = argument_day(on)
    living = [item for item in found if item.exists(on=on)]
    if living:
        return living[0]
    gone = first
    if gone.until is not None and on > gone.until:
        raise UnknownNameError(
            f"{gone.name} no longer exists on {on}: since {gone.until + dt.timedelta(days=1)} it is part of "
            f"{successor(gone).name}",
            seen=name,
        )
    raise UnknownNameError(f"{gone.name} does not exist on {on}", seen=name)


def _unknown(name: str) -> UnknownNameError:
    keys = {plain_key(_bare(item.name)): item.name for item in (*_table().before, *_table().after)}
    close = difflib.get_close_matches(plain_key(_bare(name)), keys, 3, 0.75)
    hint = f"did you mean {' or '.join(keys[key] for key in close)}?" if close else ""
    return UnknownNameError("no province of this name", seen=name, hint=hint)


@public("khuyenhoc.catalog")
def place(text: str, *, on: dt.date | None = None) -> Place:
    """A place as people write it: "Bình Thuận", "xã Tân Hà, tỉnh Lâm Đồng", "huyện Trà Cú, Trà Vinh".

    The parts go from the inside out. The word for the level is taken off the name; a name that is no province and has
    no such word has an unknown level.

    Args:
        text: The name, with what it belongs to after commas.
        on: The day meant, as for [`province`][khuyenhoc.catalog.province].

    Raises:
        InvalidValueError: If the text is empty, or the level of one of the parts did not exist on the day.
        AmbiguousNameError: If a province needs a day.
        UnknownNameError: If a province did not exist on the day, or the name is nearly that of a province.

    >>> str(catalog.place("xã Tân Hà, tỉnh Lâm Đồng", on=dt.date(2026, 1, 1)))
    'Tân Hà, Lâm Đồng, Việt Nam'
    """
    if not isinstance(text, str):
        raise WrongTypeError("not text", path=("place",), seen=text, expected="the name of a place")
    return _place(text, None if on is None else argument_day(on))


@lru_cache(maxsize=8192)
def _place(text: str, on: dt.date | None) -> Place:
    names = [tidy(part) for part in text.split(",")]
    if not all(names) or len(names) > _DEEPEST:
        raise InvalidValueError(
            "not a place", path=("place",), seen=text, expected="such as 'xã Tân Hà, tỉnh Lâm Đồng'"
        )
    found = reduce(lambda parent, name: _inside(name, parent, on), reversed(names[:-1]), _inside(names[-1], None, on))
    for level in [item.level for item in found.lineage if item.level is not None]:
        if on is not None and not level.exists(on=on):
            raise InvalidValueError(
                f"the {level.en} level ended on {level.last_day}",
                path=("place",),
                seen=f"{text} on {on}",
            )
    return found


def _inside(name: str, parent: Place | None, on: dt.date | None) -> Place:
    if parent is None or parent == COUNTRY:
        if _named(name):
            found = province(name, on=on)
            if _CITY_WORDS.match(tidy(name).casefold()) and found.name_key not in _table().cities:
                raise AmbiguousNameError(
                    f"{name!r} may be the province or the city in it",
                    hint=f"write 'tỉnh {found.name}', or 'thành phố {found.name}, {found.name}'",
                )
            return found
        if not has_level_word(name):
            error = _unknown(name)
            if error.hint:
                raise UnknownNameError(
                    error.message,
                    seen=name,
                    hint=f"{error.hint} for another place write its level, as in 'xã {name}'",
                )
    level, bare = _split_level(name)
    return Place(bare, level=level, parent=parent)


def has_level_word(name: str) -> bool:
    """Whether a name begins with the word for a level: "xã Tân Hà"."""
    return _split_level(name)[0] is not None


def _split_level(name: str) -> tuple[Level | None, str]:
    folded = name.casefold()
    for level in _NAMED_LEVELS:
        for word in level.words:
            if folded.startswith(f"{word} "):
                return level, name[len(word) :].strip()
    return None, name
