"""Whole tables: the rules that decide one case, run by the dataframe library that the table is in.

polars (eager and lazy), pandas, pyarrow, DuckDB, PySpark and Dask, by way of narwhals (the optional extra ``frames``).
Every name here is loaded when it is first used; importing the room loads no engine.
"""

from khuyenhoc._base.by_name import face as _face

__getattr__, __dir__, __all__ = _face(
    __name__,
    {
        "frames.answers": "of",
        "frames.counts.attain": "attain",
        "frames.counts.roll_up": "roll_up",
        "frames.engine": "MissingColumnsWarning",
        "frames.names": "MET NOT_APPLICABLE NOT_MET POINT UNKNOWN indicator_columns",
        "frames.rules.decide": "decide",
        "frames.rules.faults": "Fault faults",
    },
)
