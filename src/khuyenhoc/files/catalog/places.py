"""The provinces before and after the reform, the cities among them, and the names under which they are asked for."""

import datetime as dt
import difflib
import re
from functools import cache
from typing import Any

import attrs

from khuyenhoc._base.door import argument, argument_day, public
from khuyenhoc._base.near import perhaps
from khuyenhoc._base.text import has_marks, plain_key, tidy, tone_key
from khuyenhoc.errors import AmbiguousNameError, InvalidValueError, UnknownNameError, WrongTypeError
from khuyenhoc.files.catalog.named import shipped
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.values.place import Level, Place, split_level

__all__ = [
    "COUNTRY",
    "City",
    "centrally_run",
    "days_of_change",
    "every_province",
    "likely_provinces",
    "named",
    "province",
    "provinces",
    "successor",
    "territories",
    "unknown_province",
]

COUNTRY = Place("Việt Nam", level=Level.CENTRAL)

_PLAIN_WORDS = re.compile(r"(?:tinh|thanh pho)\s+")


@attrs.frozen(kw_only=True)
class City:
    """A centrally run city (thành phố trực thuộc trung ương), from when on, and what bore its name before."""

    name: str
    since: dt.date | None = None
    inside: bool = False
    instrument: str = ""


@attrs.frozen(kw_only=True)
class _Table:
    before: tuple[Place, ...]
    after: tuple[Place, ...]
    became: dict[Place, Place]
    parts: dict[Place, tuple[Place, ...]]
    cities: dict[str, City]
    aliases: dict[str, str]
    first: dt.date


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
    return _Table(
        before=tuple(before),
        after=tuple(parts),
        became=became,
        parts=parts,
        cities={tone_key(row["name"]): City(**row) for row in data["cities"]},
        aliases={alias: name for name, aliases in data["aliases"].items() for alias in aliases},
        first=data["first"],
    )


def _refuse_before_the_data(on: dt.date) -> None:
    first = _table().first
    if on < first:
        raise InvalidValueError("before-the-data-begin", path=("on",), seen=on, first=first)


def _province(row: dict[str, str], *, since: dt.date | None = None, until: dt.date | None = None) -> Place:
    return Place(row["name"], level=Level.PROVINCE, parent=COUNTRY, code=row["code"], since=since, until=until)


@public("khuyenhoc.catalog")
def provinces(*, on: dt.date) -> tuple[Place, ...]:
    """The provinces and centrally run cities that exist on a day, by code: 63 up to 30 June 2025, 34 after it.

    Raises:
        InvalidValueError: If the day is before 1 August 2008, when Hà Tây joined Hà Nội and the data begin.

    >>> len(catalog.provinces(on=dt.date(2025, 6, 30))), len(catalog.provinces(on=dt.date(2025, 7, 1)))
    (63, 34)
    """
    on = argument_day(on)
    _refuse_before_the_data(on)
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
        raise UnknownNameError("not-a-province-of-the-table", seen=place)
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
        raise UnknownNameError("not-a-province-of-today", seen=place)
    return _table().parts[place]


def _bare(name: str) -> str:
    """The name in small letters, without the word for a province and without blanks around a dash."""
    _, bare = split_level(re.sub(r"\s*-\s*", "-", tidy(name)), Level.PROVINCE)
    plain = _PLAIN_WORDS.match(bare.casefold())
    return bare.casefold()[plain.end() if plain else 0 :].strip(" .")


@cache
def _index() -> tuple[dict[str, tuple[Place, ...]], dict[str, tuple[Place, ...]]]:
    """Every place by its key, and by its key without marks; aliases included."""
    marked: dict[str, tuple[Place, ...]] = {}
    for item in dict.fromkeys((COUNTRY, *_table().before, *_table().after)):
        key = tone_key(_bare(item.name))
        marked[key] = (*marked.get(key, ()), item)
    marked |= {tone_key(_bare(alias)): marked[tone_key(_bare(name))] for alias, name in _table().aliases.items()}
    return marked, {plain_key(key): found for key, found in marked.items()}


def every_province() -> tuple[Place, ...]:
    """All provinces of before and after the reform, each once."""
    return tuple(dict.fromkeys((*_table().after, *_table().before)))


def named(name: str) -> tuple[Place, ...]:
    """The country or the provinces of before and after that bear a name, or have it as another spelling."""
    marked, plain = _index()
    bare = _bare(name)
    found: tuple[Place, ...] = marked.get(tone_key(bare), ())
    return found if found or has_marks(name) else plain.get(plain_key(bare), ())


@cache
def days_of_change() -> tuple[dt.date, ...]:
    """The days, in order, from which on a name may stand for something else: between two of them it never does."""
    table, ended = _table(), Level.DISTRICT.last_day
    lasts = {ended, *(place.until for place in every_province())}
    firsts = {
        table.first,
        *(place.since for place in every_province()),
        *(city.since for city in table.cities.values()),
    }
    days = {day + dt.timedelta(days=1) for day in lasts if day} | {day for day in firsts if day}
    return tuple(sorted(days))


def centrally_run(place: Place) -> City | None:
    """What is known of a province as a centrally run city; None if it is none to this day."""
    return _table().cities.get(place.name_key)


@public("khuyenhoc.catalog")
def province(name: str, *, on: dt.date | None = None) -> Place:
    """The province of a name, in any case and tone placement, with or without "tỉnh", "thành phố", "TP.".

    Args:
        name: The name; without any marks ("Binh Thuan") it is compared without marks.
        on: The day meant. Needed where the name stands for two territories, one before and one after 1 July 2025.

    Raises:
        AmbiguousNameError: If a day is needed; the message names the territories.
        InvalidValueError: If the day is before 1 August 2008, when the data begin.
        UnknownNameError: If there is no such province, or not on that day; the message names its successor.

    >>> catalog.province("TP. HẢI PHÒNG", on=dt.date(2019, 3, 26)).until
    datetime.date(2025, 6, 30)
    """
    if not isinstance(name, str):
        raise WrongTypeError("not-text", path=("name",), seen=name, expected="the-name-of-a-province")
    found = named(name)
    if not found:
        raise unknown_province(name)
    first, *others = found
    if on is None:
        if others:
            first, second = sorted(found, key=lambda item: item.until is None)
            raise AmbiguousNameError("two-territories", called=name, until=first.until, since=second.since)
        return first
    on = argument_day(on)
    if first is not COUNTRY:
        _refuse_before_the_data(on)
    living = [item for item in found if item.exists(on=on)]
    if living:
        return living[0]
    gone = first
    if gone.until is not None and on > gone.until:
        raise UnknownNameError(
            "place-no-longer-exists",
            seen=name,
            gone=gone.name,
            on=on,
            since=gone.until + dt.timedelta(days=1),
            heir=successor(gone).name,
        )
    raise UnknownNameError("place-does-not-exist-on", seen=name, gone=gone.name, on=on)


def likely_provinces(name: str, cutoff: float) -> list[str]:
    """The names of provinces that are most alike, marks aside; the best first."""
    keys = {plain_key(_bare(item.name)): item.name for item in (*_table().before, *_table().after)}
    return [keys[key] for key in difflib.get_close_matches(plain_key(_bare(name)), keys, 3, cutoff)]


def unknown_province(name: str) -> UnknownNameError:
    """What to say where no province has a name, with the likely ones as a hint."""
    return UnknownNameError("no-province-of-this-name", seen=name, hint=perhaps(likely_provinces(name, 0.75)))
