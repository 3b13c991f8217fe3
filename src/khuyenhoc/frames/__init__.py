"""Whole tables: the rules that decide one case, run by the dataframe library that the table is in.

polars (eager and lazy), pandas, pyarrow, DuckDB, PySpark and Dask, by way of narwhals (the optional extra ``frames``).
Importing this room loads none of them.
"""

from khuyenhoc.frames._attainment import attain
from khuyenhoc.frames._decide import decide
from khuyenhoc.frames._engine import MissingColumnsWarning
from khuyenhoc.frames._faults import Fault, faults
from khuyenhoc.frames._file import FileDecisions, decide_file
from khuyenhoc.frames._names import MET, NOT_APPLICABLE, NOT_MET, POINT, UNKNOWN, indicator_columns
from khuyenhoc.frames._roll_up import roll_up

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
