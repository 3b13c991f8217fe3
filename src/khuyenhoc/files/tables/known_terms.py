"""What the cells of a table of counts say: attributes, populations and bases by code or label, and counts."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from khuyenhoc._base.near import perhaps
from khuyenhoc._base.numbers import whole_number
from khuyenhoc._base.text import tone_key
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import one_of, word
from khuyenhoc.values.learning_model import Attribute
from khuyenhoc.values.share import Base

__all__ = ["base_of", "count_of", "term", "term_in", "terms_of"]

_BASES = Vocabulary((name, base) for base in Base for name in (base.value, base.vi))


def _names(terms: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, term) for term in terms for name in (term.code, term.vi, term.en))


def terms_of(kind: type, own: tuple[Any, ...] = ()) -> Vocabulary[Any]:
    """The terms of the catalogue and one's own, which win, under their codes and labels; folded once."""
    return _folded(kind, _names(own))


@lru_cache(maxsize=32)
def _folded(kind: type, own: tuple[tuple[str, Any], ...]) -> Vocabulary[Any]:
    known = catalog.attributes() if kind is Attribute else catalog.populations()
    return Vocabulary((*_names(known), *own))


def count_of(text: str) -> int:
    """A count, grouped by dots or blanks or not at all.

    Raises:
        InvalidValueError: If it is none.
    """
    count = whole_number(text)
    if count is None:
        expected = "a-whole-number-such-as-253853"
        raise InvalidValueError("not-a-count", seen=text, expected=expected, hint="a-count-has-no-decimals")
    return count


def base_of(text: str) -> Base:
    """What a printed share is a share of.

    Raises:
        InvalidValueError: If it is no base.
    """
    base = _BASES.find(text)
    if base is None:
        raise InvalidValueError("not-a-base", seen=text)
    return base


def term(text: str, kind: type) -> Any:
    """A term of the catalogue.

    Raises:
        UnknownNameError: If there is none of this name.
    """
    return term_in(text, terms_of(kind), kind.__name__.casefold())


def term_in(text: str, known: Vocabulary[Any], kind: str) -> Any:
    """A term of a vocabulary; ``kind`` is the word for it.

    Raises:
        UnknownNameError: If there is none of this name.
    """
    found = known.find(text)
    if found is None:
        begun = {one.code: one for one in known if len(text) > 2 and tone_key(one.vi).startswith(tone_key(text))}  # noqa: PLR2004
        close = None if begun else known.nearest(text)
        hint = perhaps([f"“{one.vi}” ({one.code})" for one in begun.values()] or ([repr(close.code)] if close else []))
        expected = "" if close or begun else one_of(sorted({term.code for term in known}))
        raise UnknownNameError("not-known", seen=text, expected=expected, hint=hint, kind=word(kind))
    return found
