"""What a catalogue holds, kind by kind: what is shipped, and what folders and packages add to it."""

import hashlib
from abc import abstractmethod
from collections.abc import Iterator, Mapping
from functools import cache
from importlib.resources.abc import Traversable
from types import MappingProxyType
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.files.catalog.documents import INSTRUMENTS, records
from khuyenhoc.files.catalog.folder import Shelf, read_shelf
from khuyenhoc.files.catalog.named import Named, shipped, walked
from khuyenhoc.files.catalog.names import SHIPPED_TERMS, TERMS, Terms, same_term
from khuyenhoc.files.catalog.rules import RULES, shipped_origin
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.law.origin import Origin
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.values.partner import PartnerWording, classified
from khuyenhoc.values.place import Place

__all__ = ["SHIPPED", "Held", "Holder", "with_folder"]


@attrs.frozen(kw_only=True, eq=False)
class Held:
    """What a catalogue holds.

    Attributes:
        agreements: Agreements.
        funds: Statements of funds.
        instruments: Instruments.
        programmes: Programmes.
        reviews: Reviews.
        rulesets: Rule sets.
        terms: Attributes, populations and partner types, by code.
        where: Where what was added stands, by kind and id.
        shelves: What was added.
    """

    agreements: Named[Agreement]
    funds: Named[FundStatement]
    instruments: Named[Instrument]
    programmes: Named[Programme]
    reviews: Named[Review]
    rulesets: Named[RuleSet]
    terms: Terms
    where: Mapping[tuple[str, str], str] = MappingProxyType({})
    shelves: tuple[Shelf, ...] = ()

    @property
    def wordings(self) -> tuple[PartnerWording, ...]:
        """How partners are called, beside what the library knows."""
        return tuple(item for shelf in self.shelves for _, document in shelf.documents for item in document.wordings)

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that are declared, each once."""
        documents = (document for shelf in self.shelves for _, document in shelf.documents)
        return tuple(dict.fromkeys(item for document in documents for item in document.places))

    @property
    def digest(self) -> str:
        """The SHA-256 of all that is read into it."""
        parts = [_shipped_digest(), *(shelf.digest for shelf in self.shelves)]
        return parts[0] if len(parts) == 1 else hashlib.sha256("\n".join(parts).encode()).hexdigest()


class Holder:
    """What has something to hold: the side of a catalogue that its readers and questions stand on."""

    __slots__ = ()

    @property
    @abstractmethod
    def held(self) -> Held:
        """What it holds, for the rooms of the library."""


SHIPPED = Held(
    agreements=records("agreement", "agreements", "agreements"),
    funds=records("statement of a fund", "funds", "funds"),
    instruments=INSTRUMENTS,
    programmes=records("programme", "programmes", "programmes"),
    reviews=records("review", "reviews", "reviews"),
    rulesets=RULES,
    terms=SHIPPED_TERMS,
)
_KINDS = ("agreements", "funds", "instruments", "programmes", "reviews", "rulesets")


@cache
def _shipped_digest() -> str:
    digest = hashlib.sha256()
    for folder in ("data", "rules"):
        for name, file in walked(shipped(folder), (".csv", ".toml")):
            digest.update(f"{folder}/{name}\n".encode() + file.read_bytes())
    return digest.hexdigest()


def with_folder(held: Held, folder: Traversable, origin: Origin, name: str) -> Held:
    """What a catalogue holds with the files of a folder more.

    Raises:
        DocumentError: With everything that is wrong in them, and every id that was there already, with both places.
    """
    shelf = read_shelf(folder, origin, held.terms, held.rulesets, held.instruments, name=name)
    made, errors = _added(held, shelf)
    if errors:
        raise DocumentError.of(errors, "this-catalogue", name=name)
    return made


def _added(held: Held, shelf: Shelf) -> tuple[Held, list[KhuyenHocError]]:
    found: dict[str, dict[str, Any]] = {kind: {} for kind in _KINDS}
    where: dict[tuple[str, str], str] = dict(held.where)
    errors: list[KhuyenHocError] = []
    for kind, file, record in _records(shelf):
        here, before = f"{shelf.origin}: {file}", getattr(held, kind).get(record.id)
        if before is not None:
            there = where.get((kind, record.id), str(shipped_origin()))
            errors.append(InvalidValueError("an-id-stands-twice", path=(kind, record.id), seen=[there, here]))
        found[kind][record.id], where[kind, record.id] = record, here
    terms, odd = _terms(held, shelf, where)
    more = {kind: getattr(held, kind).adding(found[kind].values()) for kind in _KINDS}
    return attrs.evolve(held, **more, terms=terms, where=where, shelves=(*held.shelves, shelf)), [
        *errors,
        *odd,
        *_wordings(held, shelf),
    ]


def _records(shelf: Shelf) -> Iterator[tuple[str, str, Any]]:
    for file, document in shelf.documents:
        for kind in _KINDS[:-1]:
            for record in getattr(document, kind):
                yield kind, file, record
    for file, rules in shelf.rulesets:
        yield "rulesets", file, rules


def _wordings(held: Held, shelf: Shelf) -> Iterator[KhuyenHocError]:
    """The error of each wording that stands for another type already, and so would never find its own."""
    added = [item for _, document in shelf.documents for item in document.wordings]
    for item in added:
        found = classified(item.text, (*held.wordings, *added))
        if found != item.type:
            yield InvalidValueError(
                "a-wording-of-another-type", path=("wordings", item.text), seen=item.type.value, found=found.value
            )


def _terms(held: Held, shelf: Shelf, where: dict[tuple[str, str], str]) -> tuple[Terms, list[KhuyenHocError]]:
    """The terms with those that a shelf declares, and the error of each that means another thing elsewhere."""
    made, errors = dict(held.terms), list[KhuyenHocError]()
    for kind, key in TERMS.items():
        for file, document in shelf.documents:
            for term in getattr(document, key):
                here, before = f"{shelf.origin}: {file}", made[kind].get(term.code)
                if before is not None and not same_term(before, term):
                    there = where.get((key, term.code), str(shipped_origin()))
                    errors.append(
                        InvalidValueError("a-term-with-other-words", path=(key, term.code), seen=[there, here])
                    )
                made[kind] = made[kind].adding((term,))
                where.setdefault((key, term.code), here)
    return made, errors
