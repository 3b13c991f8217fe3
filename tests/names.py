"""What tests go through: every public name with what it stands for, and the rule sets that are shipped."""

import types
from typing import Any

from hypothesis import strategies as st

import khuyenhoc as kh

__all__ = ["PUBLIC", "SETS", "VALUES"]


def _public() -> dict[str, Any]:
    rooms = [room for name in kh.__all__ if isinstance(room := getattr(kh, name), types.ModuleType)]
    return {name: getattr(room, name) for room in [*rooms, kh] for name in room.__all__}


PUBLIC = _public()
SETS = tuple(rules.id for rules in kh.catalog.rulesets())
_VALUES = (
    "Agreement Attribute Citation Commitment Deliver Document Finding FundStatement Grow Instrument Label "
    "Maintain Money MoneyRange Observation Partner PassedDown Period Place Population PrintedShare "
    "Programme Rate RateRange Reach Reached Recurrence Review Share "
)
VALUES: dict[str, st.SearchStrategy[Any]] = {name: st.from_type(PUBLIC[name]) for name in _VALUES.split()}
