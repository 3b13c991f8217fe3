"""One look-up of a record, for all commands and kinds: by an id of the catalogue, or FILE#id in a file of one's own.

What is odd in a file that is read is said on the error stream.
"""

import datetime as dt
import difflib
import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from functools import cache
from pathlib import Path
from typing import Any, Generic, Literal, NamedTuple, TypeVar, overload

from khuyenhoc._base.near import perhaps
from khuyenhoc.cli.helped import spoken
from khuyenhoc.cli.options import say
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.files import catalog, codec
from khuyenhoc.files.catalog.catalogue import Catalog
from khuyenhoc.files.catalog.rules import FORMAT as RULES_FORMAT
from khuyenhoc.files.catalog.search import SearchHit, likely
from khuyenhoc.instruments.instrument import Instrument
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.records.agreement import Agreement
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review
from khuyenhoc.sentences import Listed, Sentence, either, word
from khuyenhoc.values.place import Place
from khuyenhoc.views.records import Record

__all__ = [
    "Found",
    "Instruments",
    "find",
    "is_file",
    "known",
    "of_place",
    "read",
    "read_documents",
    "written",
]

A = TypeVar("A", bound=Record)
B = TypeVar("B", bound=Record)
C = TypeVar("C", bound=Record)
T = TypeVar("T", bound=Any)


@cache
def known() -> Catalog:
    """The catalogue of the commands: the built-in one, and what installed packages add to it."""
    return Catalog.installed()


# The word of each kind, and the questions to the catalogue that give one and all of it, read when they are asked.
_KINDS: dict[type[Any], tuple[str, str, str]] = {
    Agreement: ("agreement", "find", "agreements"),
    Programme: ("programme", "find", "programmes"),
    Review: ("review", "find", "reviews"),
    Instrument: ("instrument", "find", "instruments"),
    FundStatement: ("statement of a fund", "fund", "funds"),
    RuleSet: ("rule set", "ruleset", "rulesets"),
}
_PARTS: dict[type[Any], str] = {
    Agreement: "agreements",
    Programme: "programmes",
    Review: "reviews",
    Instrument: "instruments",
    FundStatement: "funds",
}
_SEARCHED = {
    Agreement: "agreements",
    Programme: "programmes",
    Review: "reviews",
    Instrument: "instruments",
    FundStatement: "funds",
    RuleSet: "rules",
}
_MANY = 12  # ids in one message
_MOST = 5  # likely ones in one message
_AN_ID = re.compile(r"[a-z][a-z0-9]*(?:[-/][a-z0-9]+)+")  # what looks like an id is no words


class Found(NamedTuple, Generic[T]):
    """A record, and what else its file holds."""

    record: T
    document: Document = Document()


class Instruments(Mapping[str, Instrument]):
    """The instruments that records may cite: those of the records' own files, and the built-in ones when asked for.

    A programme among the records stands for the instrument that lays it down.
    """

    def __init__(self, *found: Found[Any]) -> None:
        """Those of the files of some records."""
        self._own = {item.id: item for one in found for item in one.document.instruments}
        for record in (one.record for one in found):
            if isinstance(record, Programme) and record.instrument in self:
                self._own[record.id] = self[record.instrument]

    def __getitem__(self, id_: str) -> Instrument:
        return self._own[id_] if id_ in self._own else known().instrument(id_)

    def __iter__(self) -> Iterator[str]:
        return iter({item.id: None for item in (*self._own.values(), *known().instruments())})

    def __len__(self) -> int:
        return sum(1 for _ in self)


@overload
def find(name: str, first: type[A], /, *, path: str = ...) -> Found[A]: ...
@overload
def find(name: str, first: type[A], second: type[B], /, *, path: str = ...) -> Found[A | B]: ...
@overload
def find(name: str, first: type[A], second: type[B], third: type[C], /, *, path: str = ...) -> Found[A | B | C]: ...
@overload
def find(name: str, /, *, path: str = ...) -> Found[Record]: ...
def find(name: str, /, *kinds: type[Any], path: str = "") -> Found[Any]:
    """The record of some kinds that has an id, or that a file holds; of all kinds where none is said.

    Args:
        name: An id of the catalogue, the path of a file that holds one such record, or FILE#id; or words that mean one
            record of the catalogue, which then is said.
        kinds: The kinds that are meant, in the order in which they are looked through.
        path: What the name was given as, for messages.

    Raises:
        UnknownNameError: If there is none; the message says what was looked for, and what is near.
        InvalidValueError: If a file holds several, or none, and no id was given.
        DocumentError: If a file cannot be read.
    """
    wanted = kinds or tuple(_KINDS)
    file, _, id_ = name.partition("#")
    if is_file(file):
        return _of_file(file, id_, wanted, path)
    others: list[str] = []
    for record in _builtin(name, (*wanted, *_KINDS)):
        if isinstance(record, wanted):
            return Found(record)
        others.append(_KINDS[type(record)][0])
    is_words = len(name) > 1 and not _AN_ID.fullmatch(name)
    meant = likely(name, [_SEARCHED[kind] for kind in wanted], known().held) if is_words and not others else ()
    if len(meant) == 1:
        told = Sentence("read-as", seen=name, id=meant[0].id, title=meant[0].title)
        say(told.text(spoken()))
        return find(meant[0].id, *wanted, path=path)
    ids = [record.id for kind in wanted for record in getattr(known(), _KINDS[kind][2])()]
    other = Sentence("id-of-another-kind", kind=word(others[0])) if others else ""
    raise UnknownNameError(
        "no-record-of-this-id",
        path=(path,) if path else (),
        seen=name,
        hint=_meant(name, meant) or _near(name, ids, other),
        either=_either(wanted),
    )


def _meant(name: str, hits: Sequence[SearchHit]) -> Sentence | str:
    """The likely ids where words may mean several records."""
    if len(hits) > _MOST:
        return Sentence("see-the-search", seen=name, count=len(hits))
    return perhaps(hit.id for hit in hits)


def _builtin(name: str, kinds: Iterable[type[Any]]) -> Iterator[Record]:
    """The records of an id in the catalogue, one look-up after the other, so that no more is read than is asked for."""
    for getter in dict.fromkeys(_KINDS[kind][1] for kind in kinds):
        with suppress(UnknownNameError):
            yield getattr(known(), getter)(name)


def written(record: Record, format_: Literal["json", "toml"]) -> str:
    """A record as a file that `find` reads back: a document that holds it alone, or a file of a rule set."""
    write = codec.to_json if format_ == "json" else codec.to_toml
    if not isinstance(record, RuleSet):
        alone: dict[str, Any] = {_PARTS[type(record)]: (record,)}
        return write(Document(**alone)).rstrip() + "\n"
    if format_ == "json":
        return json.dumps({"format": RULES_FORMAT, **codec.to_data(record)}, ensure_ascii=False, indent=2) + "\n"
    return f'format = "{RULES_FORMAT}"\n{write(record)}'


def is_file(name: str) -> bool:
    """Whether a name is the path of a file, and not an id."""
    return Path(name).suffix.casefold() in (".toml", ".json") or Path(name).is_file()


def read(path: str, *kinds: type[Any]) -> Document | RuleSet:
    """What a file holds, or the documents of a folder together.

    Raises:
        DocumentError: With everything that is wrong.
    """
    if kinds == (RuleSet,):
        return known().read_rules(path)
    try:
        return read_documents(path)
    except DocumentError as error:
        try:
            return known().read_rules(path)
        except DocumentError as other:
            is_rules = other.errors and all(item.path != ("format",) for item in other.errors)
            raise (other if is_rules else error) from None


def read_documents(path: str) -> Document:
    """A document, or those of a folder together; what was odd in them is said in the language of the command."""
    document = known().read_folder(path)
    lang = spoken()
    say(*(f"{path}: {item.path}: {item.text(lang)}" for item in document.findings))
    return document


def _of_file(file: str, id_: str, kinds: Sequence[type[Any]], path: str) -> Found[Any]:
    held = read(file, *kinds)
    document, everything = (Document(), [held]) if isinstance(held, RuleSet) else (held, _records(held))
    records = [record for kind in kinds for record in everything if isinstance(record, kind)]
    ids = [record.id for record in records]
    if id_:
        if id_ not in ids:
            raise UnknownNameError(
                "file-holds-no-record-of-this-id", seen=id_, hint=_near(id_, ids), file=file, either=_either(kinds)
            )
        return Found(records[ids.index(id_)], document)
    main = [record for record in records if isinstance(record, Agreement | Programme)] or records
    if len(main) != 1:
        ids = [record.id for record in main]
        code, hint = ("file-holds-several", "write-file-and-id") if ids else ("file-holds-none", "")
        about = {"file": file, "ids": ids, "count": len(ids), "either": _either(kinds)}
        raise InvalidValueError(code, path=(path,) if path else (), expected="one-such", hint=hint, **about)
    return Found(main[0], document)


def _records(document: Document) -> list[Any]:
    return [record for name in _PARTS.values() for record in getattr(document, name)]


def _either(kinds: Sequence[type[Any]]) -> Any:
    """The kinds in words: "agreement, programme or rule set"."""
    if len(kinds) == len(_KINDS):
        return word("record")
    return either(word(name) for kind, (name, *_) in _KINDS.items() if kind in kinds)


def _near(name: str, ids: Sequence[str], other: Sentence | str = "") -> Sentence | str:
    """What is near to a name that is not known, after what else is to be said of it."""
    names = sorted(set(ids))
    close = [item for item in names if item.startswith(name)][:3] or difflib.get_close_matches(name, names, 3)
    if close and name:
        likely = perhaps(close)
        return Sentence("both", first=other, second=likely) if other else likely
    if other:
        return other
    if len(ids) > _MANY:
        return Sentence("see-the-lists")
    return Sentence("known-are", known=ids) if ids else Sentence("known-is-none")


def of_place(items: Iterable[T], name: str, day: Callable[[T], dt.date | None], what: str) -> tuple[T, ...]:
    """Those of the place that a name stood for on the day of each.

    Raises:
        UnknownNameError: If there is none.
    """
    everything = tuple(items)
    chosen = tuple(item for item in everything if _is_named(item.place, name, day(item)))
    if not chosen:
        known = Listed(sorted({str(item.place) for item in everything})) or Sentence("none")
        raise UnknownNameError("none-of-this-place", path=("--place",), seen=name, what=word(what), known=known)
    return chosen


def _is_named(place: Place, name: str, on: dt.date | None) -> bool:
    try:
        found = catalog.place(name, on=on)
        return found.key == place.key and found.words_meet(place)
    except KhuyenHocError:
        return False
