"""What a misspelt name may have meant."""

import difflib
from collections.abc import Iterable

from khuyenhoc.sentences import Sentence, either

__all__ = ["did_you_mean", "perhaps"]


def did_you_mean(seen: object, known: Iterable[str], otherwise: str | Sentence = "") -> str | Sentence:
    """The hint with the name that is most alike; another one if none is near.

    >>> str(did_you_mean("provinse", ["province", "commune"]))
    "did you mean 'province'?"
    """
    close = difflib.get_close_matches(str(seen), list(known), 1)
    return Sentence("did-you-mean", names=repr(close[0])) if close else otherwise


def perhaps(names: Iterable[object], otherwise: str | Sentence = "") -> str | Sentence:
    """The hint with all of several likely names."""
    found = tuple(names)
    return Sentence("did-you-mean", names=either(found)) if found else otherwise
