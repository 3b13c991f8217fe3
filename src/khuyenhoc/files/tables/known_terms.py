"""Attributes and populations as the cells of a table name them: by code, or by a label in either language."""

from collections.abc import Iterable
from functools import lru_cache
from typing import Any

from khuyenhoc._base.near import perhaps
from khuyenhoc._base.text import tone_key
from khuyenhoc.errors import UnknownNameError
from khuyenhoc.files import catalog
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.sentences import one_of, word
from khuyenhoc.values.learning_model import Attribute

__all__ = ["term", "term_in", "terms_of"]


def _names(terms: Iterable[Any]) -> tuple[tuple[str, Any], ...]:
    return tuple((name, term) for term in terms for name in (term.code, term.vi, term.en))


def terms_of(kind: type, own: tuple[Any, ...] = ()) -> Vocabulary[Any]:
    """The terms of the catalogue and one's own, which win, under their codes and labels; folded once."""
    return _folded(kind, _names(own))


@lru_cache(maxsize=32)
def _folded(kind: type, own: tuple[tuple[str, Any], ...]) -> Vocabulary[Any]:
    known = catalog.attributes() if kind is Attribute else catalog.populations()
    return Vocabulary((*_names(known), *own))


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
