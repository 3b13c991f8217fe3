"""Answers as dataframes: the rows of a report, a decision or a portfolio, in the library that one works with."""

from types import ModuleType
from typing import Any

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Language
from khuyenhoc.errors import WrongTypeError
from khuyenhoc.frames.engine import narwhals

__all__ = ["of"]

_LIBRARIES = ("polars", "pandas", "pyarrow")


@public("khuyenhoc.frames")
def of(answer: Displayed, *, like: ModuleType | str, lang: Language = "vi") -> Any:
    """The rows of an answer (``to_rows``) as a dataframe; each column takes its type from all of its values.

    Args:
        answer: A report, decision, portfolio, alignment, coverage, timeline, rule set or the like.
        like: The library: polars, pandas or pyarrow, or its name.
        lang: Language of the few words in the rows.

    Raises:
        MissingExtraError: If the extra ``frames`` is not installed.
        WrongTypeError: For anything else.

    >>> frames.of(catalog.portfolio(), like="polars").shape
    (27, 8)
    """
    rows = argument(answer, Displayed, "answer").to_rows(lang)
    name = like.__name__ if isinstance(like, ModuleType) else like
    if name not in _LIBRARIES:
        raise WrongTypeError("no-library-of-tables", path=("like",), seen=name)
    heads = list(rows[0]) if rows else []
    return narwhals().from_dict({head: [row[head] for row in rows] for head in heads}, backend=name).to_native()
