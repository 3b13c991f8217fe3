"""Whole tables: the rules that decide one case, run by the dataframe library that the table is in.

polars (eager and lazy), pandas, pyarrow, DuckDB, PySpark and Dask, by way of narwhals (the optional extra ``frames``).
Every name here is loaded when it is first used; importing the room loads no engine.
"""

from importlib import import_module as _import_module
from typing import TYPE_CHECKING as _TYPE_CHECKING
from typing import Any as _Any

if _TYPE_CHECKING:
    from khuyenhoc.files.tables.decide_file import FileDecisions, decide_file
    from khuyenhoc.frames.counts.attain import attain
    from khuyenhoc.frames.counts.roll_up import roll_up
    from khuyenhoc.frames.engine import MissingColumnsWarning
    from khuyenhoc.frames.names import MET, NOT_APPLICABLE, NOT_MET, POINT, UNKNOWN, indicator_columns
    from khuyenhoc.frames.rules.decide import decide
    from khuyenhoc.frames.rules.faults import Fault, faults

_HOMES = {
    "_attainment": ("attain",),
    "_decide": ("decide",),
    "_engine": ("MissingColumnsWarning",),
    "_faults": ("Fault", "faults"),
    "_file": ("FileDecisions", "decide_file"),
    "_names": ("MET", "NOT_APPLICABLE", "NOT_MET", "POINT", "UNKNOWN", "indicator_columns"),
    "_roll_up": ("roll_up",),
}
_HOME_OF = {name: room for room, names in _HOMES.items() for name in names}

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "NOT_MET",
    "POINT",
    "UNKNOWN",
    "Fault",
    "FileDecisions",
    "MissingColumnsWarning",
    "attain",
    "decide",
    "decide_file",
    "faults",
    "indicator_columns",
    "roll_up",
]


def __getattr__(name: str) -> _Any:
    if name in _HOME_OF:
        value = getattr(_import_module(f"khuyenhoc.frames.{_HOME_OF[name]}"), name)
        globals()[name] = value
        return value
    raise AttributeError(f"module 'khuyenhoc.frames' has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted(__all__)
