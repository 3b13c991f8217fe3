"""The built-in law, programmes, agreements and places; read from the package's own files on first use.

Every figure carries its citation and how well it is established. Nothing is read when the library is imported.
"""

import difflib
from collections.abc import Iterable
from typing import TypeVar

from khuyenhoc.agreement import Agreement
from khuyenhoc.catalog._files import builtin, read, read_text, terms
from khuyenhoc.catalog._places import COUNTRY, place, province, provinces, successor, territories
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.instrument import Instrument
from khuyenhoc.learning_model import Attribute, Population
from khuyenhoc.programme import Programme, Review

__all__ = [
    "COUNTRY",
    "agreement",
    "agreements",
    "attribute",
    "attributes",
    "find",
    "instrument",
    "instruments",
    "place",
    "population",
    "populations",
    "programme",
    "programmes",
    "province",
    "provinces",
    "read",
    "read_text",
    "review",
    "reviews",
    "successor",
    "territories",
]

Record = TypeVar("Record", Agreement, Instrument, Programme, Review)


def agreements() -> tuple[Agreement, ...]:
    """All agreements, by id.

    >>> len(catalog.agreements())
    6
    """
    return tuple(sorted(builtin().agreements, key=lambda record: record.id))


def agreement(id: str) -> Agreement:  # noqa: A002 - it is the id
    """The agreement of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.agreement("tra-vinh-2024-2030").period.last
    datetime.date(2030, 12, 31)
    """
    return _one(id, builtin().agreements, "agreement")


def instruments() -> tuple[Instrument, ...]:
    """All instruments, by id."""
    return tuple(sorted(builtin().instruments, key=lambda record: record.id))


def instrument(id: str) -> Instrument:  # noqa: A002 - it is the id
    """The instrument of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.instrument("kl-49-2019").continues
    ('ct-11-2007',)
    """
    return _one(id, builtin().instruments, "instrument")


def programmes() -> tuple[Programme, ...]:
    """All programmes, by id."""
    return tuple(sorted(builtin().programmes, key=lambda record: record.id))


def programme(id: str) -> Programme:  # noqa: A002 - it is the id
    """The programme of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.programme("qd-387-2022").period.calendar_years[-1]
    2030
    """
    return _one(id, builtin().programmes, "programme")


def reviews() -> tuple[Review, ...]:
    """All reviews, by id."""
    return tuple(sorted(builtin().reviews, key=lambda record: record.id))


def review(id: str) -> Review:  # noqa: A002 - it is the id
    """The review of an id.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.review("binh-thuan-kl-49-2024").of
    'kl-49-2019'
    """
    return _one(id, builtin().reviews, "review")


def find(id: str) -> Agreement | Programme | Review | Instrument:  # noqa: A002 - it is the id
    """The agreement, programme, review or instrument of an id, looked for in this order.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.
    """
    everything: tuple[Agreement | Programme | Review | Instrument, ...] = (
        *agreements(),
        *programmes(),
        *reviews(),
        *instruments(),
    )
    for record in everything:
        if record.id == id:
            return record
    raise _unknown(id, (record.id for record in everything), "record")


def attributes() -> tuple[Attribute, ...]:
    """The attributes that the built-in targets ask for, by code."""
    return tuple(sorted(terms()[Attribute].values(), key=lambda term: term.code))


def attribute(code: str) -> Attribute:
    """The attribute of a code, with its labels.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.attribute("family").en
    'learning family'
    """
    for term in attributes():
        if term.code == code:
            return term
    raise _unknown(code, terms()[Attribute], "attribute")


def populations() -> tuple[Population, ...]:
    """The populations that the built-in targets count, by code."""
    return tuple(sorted(terms()[Population].values(), key=lambda term: term.code))


def population(code: str) -> Population:
    """The population of a code, with its labels.

    Raises:
        UnknownNameError: If there is none; the message names the nearest.

    >>> catalog.population("families").vi
    'gia đình'
    """
    for term in populations():
        if term.code == code:
            return term
    raise _unknown(code, terms()[Population], "population")


def _one(id: str, records: tuple[Record, ...], kind: str) -> Record:  # noqa: A002 - it is the id
    for record in records:
        if record.id == id:
            return record
    raise _unknown(id, (record.id for record in records), kind)


def _unknown(seen: object, known: Iterable[str], kind: str) -> UnknownNameError:
    names = sorted(known)
    close = difflib.get_close_matches(seen, names, 3) if isinstance(seen, str) else []
    hint = f"did you mean {' or '.join(close)}?" if close else f"known: {', '.join(names)}"
    return UnknownNameError(f"no {kind} of this id", seen=seen, hint=hint)
