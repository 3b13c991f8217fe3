"""Which classes go out and come back: every public value and result, found where it is made."""

from types import ModuleType
from typing import Any

import attrs

from khuyenhoc._base import terms
from khuyenhoc._base.by_name import loaded
from khuyenhoc._base.terms import Labelled
from khuyenhoc.instruments import check, graph, instrument, printed
from khuyenhoc.recognition import ruleset, selection, title
from khuyenhoc.recognition.deciding import decision, rechecking, results
from khuyenhoc.recognition.law import base, criteria, difference, facts, kinds, observed, origin, procedure
from khuyenhoc.records import agreement, alignment, commitment, document, programme, review, titles
from khuyenhoc.records.funds import change, figures, statement, totals as fund_totals
from khuyenhoc.records.merging import groups, identity, merged, stated
from khuyenhoc.records.portfolio import cascade, coverage, duties, portfolio, status, succession, timeline
from khuyenhoc.targets import attainment, comparison, former_parts, observation, reform, report, target, totals
from khuyenhoc.values import learning_model, money, partner, period, place, rate, recurrence, school_year, share

__all__ = ["RECORDS", "is_known", "records"]

_MODULES: tuple[ModuleType, ...] = (
    *(terms, learning_model, money, partner, period, place, rate, recurrence, school_year, share),
    *(check, graph, instrument, printed),
    *(attainment, comparison, former_parts, observation, reform, report, target, totals),
    *(
        base,
        criteria,
        difference,
        facts,
        kinds,
        observed,
        origin,
        procedure,
        decision,
        rechecking,
        results,
        ruleset,
        selection,
        title,
    ),
    *(agreement, alignment, commitment, document, programme, review, titles),
    *(change, figures, fund_totals, statement, groups, identity, merged, stated),
    *(cascade, coverage, duties, portfolio, status, succession, timeline),
)
_ABOVE = {  # rooms that stand on the codec themselves, and are asked for by name
    "files.catalog.commune_units": "Commune",
    "files.tables.columns_file": "SheetColumns",
    "files.tables.wide": "CountColumn",
}


def _is_public(item: Any, module: ModuleType) -> bool:
    """Whether it is a value or result with an address of its own, made in this module."""
    own = isinstance(item, type) and attrs.has(item) and item.__module__ != module.__name__
    return own and not issubclass(item, Labelled)


def _found() -> dict[type[Any], None]:
    things = ((getattr(module, name), module) for module in _MODULES for name in module.__all__)
    return dict.fromkeys(item for item, module in things if _is_public(item, module))


RECORDS: tuple[type[Any], ...] = tuple(_found())
"""All of them but the few above the codec, from what the modules of the core hand on."""


def records() -> tuple[type, ...]:
    """All of them."""
    return (*RECORDS, *(loaded(home, name) for home, name in _ABOVE.items()))


def is_known(kind: Any) -> bool:
    """Whether values of a type are read and written."""
    if not isinstance(kind, type):
        return False
    return kind in RECORDS or (kind.__name__ in _ABOVE.values() and kind in records())
