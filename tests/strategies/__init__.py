"""Hypothesis strategies for every value of the library; each draws valid values only.

A strategy is a function named after what it draws: ``days()``, ``observations(place=…)``. Arguments narrow the draw.
"""
# ruff: noqa: F401 - names are handed on

import types
from typing import Any

from hypothesis import strategies as st

import khuyenhoc as kh
from strategies.records import (
    agreements,
    citations,
    commitments,
    deliver_targets,
    documents,
    fund_statements,
    grow_targets,
    instruments,
    maintain_targets,
    passed_down,
    people_reached,
    plans,
    programmes,
    reach_targets,
    reviews,
    targets,
)
from strategies.tables import observations, printed_shares
from strategies.values import (
    ATTRIBUTES,
    BEFORE_REFORM,
    FIRST_DAY,
    LAST_DAY,
    POPULATIONS,
    VIETNAMESE,
    any_rates,
    attributes,
    codes,
    days,
    findings,
    fractions,
    ids,
    labels,
    money,
    money_ranges,
    optional_texts,
    partners,
    periods,
    places,
    populations,
    rate_ranges,
    rates,
    recent_days,
    recurrences,
    shares,
    texts,
)

VALUES: dict[str, st.SearchStrategy[Any]] = {
    "Agreement": agreements(),
    "Attribute": attributes(),
    "Citation": citations(),
    "Commitment": commitments(),
    "Deliver": deliver_targets(),
    "Document": documents(),
    "Finding": findings(),
    "FundStatement": fund_statements(),
    "Grow": grow_targets(),
    "Instrument": instruments(),
    "Label": labels(),
    "Maintain": maintain_targets(),
    "Money": money(),
    "MoneyRange": money_ranges(),
    "Observation": observations(),
    "Partner": partners(),
    "PassedDown": passed_down(),
    "Period": periods(),
    "Place": places(),
    "Population": populations(),
    "PrintedShare": printed_shares(),
    "Programme": programmes(),
    "Rate": any_rates(),
    "RateRange": rate_ranges(),
    "Reach": reach_targets(),
    "Reached": people_reached(),
    "Recurrence": recurrences(),
    "Review": reviews(),
    "Share": shares(),
}


def _public() -> dict[str, Any]:
    rooms = [room for name in kh.__all__ if isinstance(room := getattr(kh, name), types.ModuleType)]
    return {name: getattr(room, name) for room in [*rooms, kh] for name in room.__all__}


PUBLIC = _public()
"""Every public name, of the face and of the wings, with what it stands for."""
