"""Last looks: on which day somebody last held the figures of the catalogue against their sources."""

import datetime as dt
from typing import NamedTuple

from khuyenhoc._base.terms import Label
from khuyenhoc.files.catalog.catalogue import BUILTIN, Catalog
from khuyenhoc.instruments.instrument import Confidence
from khuyenhoc.records.portfolio.portfolio import ahead

__all__ = ["Look", "looks", "stale"]


class Look(NamedTuple):
    """One look at what stands behind one id: its kind, its title, the day, and how many figures hang on it."""

    kind: str
    id: str
    title: Label
    checked: dt.date | None
    figures: int
    confidence: Confidence


def looks(catalog: Catalog = BUILTIN) -> tuple[Look, ...]:
    """Every instrument, rule set (its indicators) and programme (its targets, through its instrument), oldest first."""
    found = [
        Look("instrument", item.id, Label(item.text(), item.text("en")), item.checked, 0, item.confidence)
        for item in catalog.instruments()
    ]
    found += [
        Look("rule_set", item.id, item.title, item.checked, len(item.indicators), item.confidence)
        for item in catalog.rulesets()
    ]
    for programme in catalog.programmes():
        basis = catalog.instrument(programme.instrument)
        found.append(
            Look("programme", programme.id, programme.title, basis.checked, len(programme.targets), basis.confidence)
        )
    return tuple(sorted(found, key=lambda look: (look.checked or dt.date.min, look.kind, look.id)))


def stale(*, on: dt.date, within: str, catalog: Catalog = BUILTIN) -> tuple[Look, ...]:
    """Those looked at longer ago than a time (``"12m"``, ``"90d"``) before a day, or never; later looks are not."""
    return tuple(look for look in looks(catalog) if look.checked is None or ahead(look.checked, within).last < on)
