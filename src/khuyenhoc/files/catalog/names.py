"""The short forms that a document may use, resolved while it is structured: places, terms, sources."""

import datetime as dt
from collections.abc import Callable, Mapping
from contextvars import ContextVar
from functools import cache
from operator import attrgetter
from types import MappingProxyType
from typing import Any, TypeVar

import attrs

from khuyenhoc._base.calendar import read_day
from khuyenhoc._base.near import did_you_mean
from khuyenhoc.errors import KhuyenHocError, UnknownNameError
from khuyenhoc.files.catalog.named import Named, shipped
from khuyenhoc.files.catalog.written import place
from khuyenhoc.files.codec.converter import new_converter, structure
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.files.codec.members import member_of
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.sentences import Sentence, word
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.period import Period
from khuyenhoc.values.place import Place

__all__ = ["SHIPPED_TERMS", "TERMS", "Names", "Terms", "same_term", "structured", "terms"]

TERMS: dict[type, str] = {Attribute: "attributes", Population: "populations", PartnerType: "partner_types"}
_OF_THE_LAW = (Attribute, Population)
_RECORDS = (Agreement, FundStatement, Instrument, Programme, Review)
T = TypeVar("T")
_MEMBERS = ("targets", "reached")


@cache
def terms() -> dict[type, dict[str, Any]]:
    """The attributes and populations of the built-in law, and the types of partner, by code."""
    data = toml_data(shipped("data", "terms.toml").read_bytes())
    found: dict[type, dict[str, Any]] = {
        kind: {code: kind(code) for code in kind.known} | {row["code"]: kind(**row) for row in data[TERMS[kind]]}
        for kind in _OF_THE_LAW
    }
    return {**found, PartnerType: {item.code: item for item in PartnerType}}


def _shipped_terms(kind: type) -> Named[Any]:
    word = "type of partner" if kind is PartnerType else kind.__name__.casefold()
    return Named(word, lambda: ("terms",), lambda _: terms()[kind].values(), lambda *_: True, attrgetter("code"))


Terms = Mapping[type, Named[Any]]
SHIPPED_TERMS: Terms = MappingProxyType({kind: _shipped_terms(kind) for kind in TERMS})


def same_term(one: Any, other: Any) -> bool:
    """Whether two terms of one code say the same."""
    says = attrgetter("vi", "en")
    return says(one) == says(other) and getattr(one, "group", None) is getattr(other, "group", None)


@attrs.define
class Names:
    """What the short forms of one document stand for; asked by the hooks of the converter.

    Attributes:
        sources: Addresses by their short keys.
        terms: Attributes, populations and types of partner by their codes.
        on: The day as of which the record that is being read means its places.
    """

    sources: Mapping[str, Any]
    terms: Terms
    on: dt.date | None = None

    def term(self, value: Any, kind: Any) -> Any:
        """An attribute or population with its labels."""
        if not isinstance(value, str):
            return structure(value, kind)
        known = self.terms[kind]
        found = known.get(value)
        if found is not None:
            return found
        hint = did_you_mean(value, known.ids, Sentence("declare-the-term", terms=TERMS[kind]))
        raise UnknownNameError("not-among", seen=value, hint=hint, terms=word(TERMS[kind]))

    def partner_type(self, value: Any, kind: Any) -> Any:
        """A type of partner by its code or label, one of its own among them."""
        return (
            member_of(value, kind, self.terms[kind].own.values()) if isinstance(value, str) else structure(value, kind)
        )

    def place(self, text: str) -> Place:
        """A place by its name; where a name is wrong, the error stands at the name."""
        try:
            return place(text, on=self.on)
        except KhuyenHocError as error:
            raise error.moved(()) from None

    def record(self, table: Mapping[str, Any]) -> Mapping[str, Any]:
        """A record with its addresses in full; from now on, places are those of its day."""
        self.on = _day_of(table)
        if not self.sources:
            return table
        members = {key: list(map(self._cited, table[key])) for key in _MEMBERS if isinstance(table.get(key), list)}
        return {**self._cited(table), **members}

    def _cited(self, table: Any) -> Any:
        rows = table.get("sources") if isinstance(table, Mapping) else None
        if not isinstance(rows, list):
            return table
        return {**table, "sources": [self.sources.get(row, row) if isinstance(row, str) else row for row in rows]}


_NAMES: ContextVar[Names] = ContextVar("names")


def structured(data: Mapping[str, Any], names: Names) -> Document:
    """A document from its data, in which names stand for what they mean.

    Raises:
        DocumentError: With everything that is wrong, each with its path.
    """
    token = _NAMES.set(names)
    try:
        document: Document = structure(data, Document, _converter())
    finally:
        _NAMES.reset(token)
    return document


@cache
def _converter() -> Any:
    """The converter of the codec, with hooks that ask the names of the document that is being read."""
    made = new_converter(lambda value, kind: _NAMES.get().term(value, kind))
    read_place = made.get_structure_hook(Place)
    made.register_structure_hook(
        Place, lambda value, kind: _NAMES.get().place(value) if isinstance(value, str) else read_place(value, kind)
    )
    made.register_structure_hook(PartnerType, lambda value, kind: _NAMES.get().partner_type(value, kind))
    for record in _RECORDS:  # after what stands in them
        made.register_structure_hook(record, _prepared(made.get_structure_hook(record)))
    return made


def _prepared(read: Callable[[Any, Any], Any]) -> Callable[[Any, Any], Any]:
    return lambda value, kind: read(_NAMES.get().record(value) if isinstance(value, Mapping) else value, kind)


def _day_of(record: Mapping[str, Any]) -> dt.date | None:
    """The day as of which the places of a record are meant."""
    for key in ("signed", "held", "on"):
        value = record.get(key)
        if isinstance(value, dt.date) and not isinstance(value, dt.datetime):
            return value
        if isinstance(value, str):
            return _read(read_day, value)
    words = next((record[key] for key in ("period", "span") if isinstance(record.get(key), str)), None)
    period = None if words is None else _read(Period.parse, words)
    return period.first if period else None


def _read(read: Callable[[str], T], text: str) -> T | None:
    try:
        return read(text)
    except ValueError:
        return None
