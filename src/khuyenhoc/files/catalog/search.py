"""Search in the catalogue as people ask: by number, by words of a title, with or without marks."""

import re
from collections.abc import Iterable, Iterator
from functools import lru_cache
from typing import NamedTuple

import attrs

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import has_marks, plain_key, tone_key
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.files.catalog.commune_units import communes
from khuyenhoc.files.catalog.held import SHIPPED, Held
from khuyenhoc.files.catalog.places import every_province
from khuyenhoc.instruments.instrument import Instrument, InstrumentKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.programme import Programme
from khuyenhoc.values.partner import PartnerType
from khuyenhoc.values.place import Level, Place

__all__ = ["KINDS", "SearchHit", "likely", "search"]

KINDS = ("agreements", "programmes", "rules", "instruments", "places", "partners", "reviews", "funds")
_IS_ID, _BY_NUMBER, _PHRASE, _WORDS, _BEGINNINGS = range(5)  # how well a text is met, best first
_TOGETHER = 4  # letters that are no one word run together
_TOKEN = re.compile(r"[^\W_]+")
_MARKED = re.compile(r"[^\W_](?:[^\W_]|[\u0300-\u036f])*")  # `tone_key` sets the mark of the tone apart
_SHORT: dict[str, str] = {}  # "quyet dinh" as "qd"; of two kinds with one abbreviation the first has it
for _kind in InstrumentKind:
    _words = plain_key(_kind.vi).split()
    _initials = "".join(word[0] for word in _words)
    if len(_words) > 1 and _initials not in _SHORT.values():
        _SHORT[" ".join(_words)] = _initials
_LONG = re.compile(rf"\b(?:{'|'.join(_SHORT)})\b")


@public("khuyenhoc.catalog")
class SearchHit(NamedTuple):
    """One thing that was found: its kind, id and title, and how well it is met (0 is best)."""

    kind: str
    id: str
    title: Label
    rank: int


@attrs.frozen
class _Entry:
    """What is searched of one record: its id, numbers, title, and everything else that is said of it."""

    kind: str
    id: str
    title: Label
    numbers: frozenset[str]
    marked: frozenset[str]
    key: str
    words: frozenset[str]


def search(held: Held, text: str, kind: str) -> tuple[SearchHit, ...]:
    """What a catalogue holds under some words, as [`search`][khuyenhoc.catalog.search] says it."""
    text, kind = argument(text, str, "text"), argument(kind, str, "kind")
    if kind and kind not in KINDS:
        raise InvalidValueError("no-such-kind-of-record", path=("kind",), seen=kind, expected="one-of", known=KINDS)
    kinds = (kind,) if kind else KINDS
    found = [hit for one in kinds for hit in _hits(held, text, one)]
    found = found or [hit for one in kinds for hit in _hits(held, plain_key(text), one)]
    found = found or [hit for one in kinds for hit in _run_together(held, text, one)]
    best = [hit for hit in found if hit.rank <= _PHRASE] or [hit for hit in found if hit.rank == _WORDS]
    return tuple(sorted(best or found, key=lambda hit: hit.rank))


def likely(text: str, kinds: Iterable[str], held: Held = SHIPPED) -> tuple[SearchHit, ...]:
    """Those of some kinds that meet a text best, in whole words; a record under two kinds counts under the first."""
    found: dict[str, SearchHit] = {}
    for hit in sorted((hit for kind in kinds for hit in _hits(held, text, kind)), key=lambda hit: hit.rank):
        if hit.rank < _BEGINNINGS:
            found.setdefault(hit.id, hit)
    best = min((hit.rank for hit in found.values()), default=0)
    return tuple(hit for hit in found.values() if hit.rank == best)


def _hits(held: Held, text: str, kind: str) -> list[SearchHit]:
    key = _key(text)
    tokens = _TOKEN.findall(key)
    marked = {word for word in _MARKED.findall(tone_key(text)) if has_marks(word)}
    ranked = [(entry, _rank(entry, key, tokens)) for entry in _entries(held, kind)]
    return [
        SearchHit(entry.kind, entry.id, entry.title, rank)
        for entry, rank in ranked
        if rank is not None and all(word in entry.marked or _begins(entry.marked, word) for word in marked)
    ]


def _run_together(held: Held, text: str, kind: str) -> Iterator[SearchHit]:
    """Those whose words are met by some that are typed without blanks, such as "congan"."""
    typed = "".join(_TOKEN.findall(plain_key(text)))
    whole = re.compile(rf"\b{' ?'.join(typed)}\b")
    for entry in _entries(held, kind) if len(typed) >= _TOGETHER else ():
        if whole.search(entry.key):
            yield SearchHit(entry.kind, entry.id, entry.title, _WORDS)


def _rank(entry: _Entry, key: str, tokens: list[str]) -> int | None:
    """How well an entry meets a text; None if it does not."""
    if not tokens:
        return _WORDS
    if key == entry.id:
        return _IS_ID
    if any(token.isdigit() for token in tokens) and entry.numbers.issuperset(tokens):
        return _BY_NUMBER
    if re.search(rf"\b{re.escape(key)}\b", entry.key):
        return _BY_NUMBER if key == _key(entry.title.vi) else _PHRASE
    if entry.words.issuperset(tokens):
        return _WORDS
    if all(token in entry.words or (not token.isdigit() and _begins(entry.words, token)) for token in tokens):
        return _BEGINNINGS
    return None


def _begins(words: Iterable[str], beginning: str) -> bool:
    return any(word.startswith(beginning) for word in words)


def _key(text: str) -> str:
    """A text as it is compared: kinds of documents by their abbreviations, and one blank between words."""
    return " ".join(_TOKEN.findall(_LONG.sub(lambda found: _SHORT[found[0]], plain_key(text))))


def _entry(kind: str, id_: str, title: Label, *, numbers: Iterable[str] = (), more: Iterable[str] = ()) -> _Entry:
    numbers = tuple(numbers)
    told = [_key(text) for text in (*numbers, id_)] if numbers else []
    rest = [title.vi, title.en, id_, *more]
    words = {token for text in (*told, *map(_key, rest)) for token in text.split()}
    return _Entry(
        kind=kind,
        id=id_,
        title=title,
        numbers=frozenset(token for text in told for token in text.split()),
        marked=frozenset(_MARKED.findall(tone_key(" ".join((*numbers, *rest))))),
        key=" | ".join(map(_key, rest)),
        words=frozenset(words),
    )


@lru_cache(maxsize=64)
def _entries(held: Held, kind: str) -> tuple[_Entry, ...]:
    return tuple(_READERS[kind](held))


def _numbers(document: Instrument) -> tuple[str, ...]:
    return document.text(), *document.also_numbered


def _agreements(held: Held) -> Iterator[_Entry]:
    for item in held.agreements:
        parties = (text for partner in item.partners for text in (partner.name, partner.type.vi, partner.type.en))
        yield _entry("agreements", item.id, item.title, more=(item.association, str(item.place), *parties))


def _programmes(held: Held) -> Iterator[_Entry]:
    for item in held.programmes:
        yield _entry("programmes", item.id, item.title, numbers=_document(held, item))


def _rules(held: Held) -> Iterator[_Entry]:
    for item in held.rulesets:
        levels = [f"cấp {level.vi}" for level in (*item.levels, item.level) if level is not None]
        model = (item.model.vi, item.model.en) if item.model else ()
        yield _entry("rules", item.id, item.title, numbers=(*_document(held, item), *levels), more=model)


def _document(held: Held, rules: RuleSet | Programme) -> tuple[str, ...]:
    """The numbers of the document of a rule set, where the catalogue has it."""
    found = held.instruments.get(rules.instrument)
    return _numbers(found) if found else ()


def _instruments(held: Held) -> Iterator[_Entry]:
    for item in held.instruments:
        title = Label(f"{item.text()}: {item.title}", f"{item.text('en')}: {item.title}")
        yield _entry("instruments", item.id, title, numbers=_numbers(item), more=(item.issuer,))


def _places(_: Held) -> Iterator[_Entry]:
    for place in every_province():
        yield _entry("places", place.code, _named(place))
    for item in communes():
        name = Label(f"{item.kind.vi} {item.place.name}", f"{item.place.name} ({item.kind.en})")
        parent = item.place.lineage[1].name
        yield _entry("places", item.code, Label(f"{name.vi}, {parent}", f"{name.en}, {parent}"))


def _named(place: Place) -> Label:
    """A province with its days, where it has any."""
    days = [("từ", "since", place.since), ("đến", "up to", place.until)]
    vi = " ".join(f"{word} {day:%d/%m/%Y}" for word, _, day in days if day)
    en = " ".join(f"{word} {day}" for _, word, day in days if day)
    level = Level.PROVINCE
    name = Label(f"{place.name} ({level.vi}", f"{place.name} ({level.en}")
    return Label(f"{name.vi}, {vi})" if vi else f"{name.vi})", f"{name.en}, {en})" if en else f"{name.en})")


def _partners(held: Held) -> Iterator[_Entry]:
    for item in (*PartnerType, *held.terms[PartnerType].own.values()):
        yield _entry("partners", item.value, Label(item.vi, item.en), more=(item.group.vi, item.group.en))


def _reviews(held: Held) -> Iterator[_Entry]:
    for item in held.reviews:
        yield _entry("reviews", item.id, item.title, more=(item.of,))


def _funds(held: Held) -> Iterator[_Entry]:
    for item in held.funds:
        name = Label(f"Quỹ khuyến học {item.place.name}", f"Study-promotion fund of {item.place.name}")
        yield _entry("funds", item.id, item.title or name, more=(str(item.place),))


_READERS = {
    "agreements": _agreements,
    "programmes": _programmes,
    "rules": _rules,
    "instruments": _instruments,
    "places": _places,
    "partners": _partners,
    "reviews": _reviews,
    "funds": _funds,
}
