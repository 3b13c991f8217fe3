"""Whole tables: the rules that decide one case, run by the dataframe library that the table is in.

polars (eager and lazy), pandas, pyarrow, DuckDB, PySpark and Dask, by way of narwhals (the optional extra ``frames``).
Every name here is loaded when it is first used; importing the room loads no engine.
"""

import typing as _typing

if _typing.TYPE_CHECKING:
    from khuyenhoc.frames.counts.attain import attain as attain
    from khuyenhoc.frames.counts.roll_up import roll_up as roll_up
    from khuyenhoc.frames.engine import MissingColumnsWarning as MissingColumnsWarning
    from khuyenhoc.frames.names import MET as MET, NOT_APPLICABLE as NOT_APPLICABLE, NOT_MET as NOT_MET, POINT as POINT
    from khuyenhoc.frames.names import UNKNOWN as UNKNOWN, indicator_columns as indicator_columns
    from khuyenhoc.frames.rules.decide import decide as decide
    from khuyenhoc.frames.rules.faults import Fault as Fault, faults as faults
else:
    from khuyenhoc._base.by_name import face as _face

    __getattr__, __dir__, __all__ = _face(
        __name__,
        {
            "frames.counts.attain": "attain",
            "frames.counts.roll_up": "roll_up",
            "frames.engine": "MissingColumnsWarning",
            "frames.names": "MET NOT_APPLICABLE NOT_MET POINT UNKNOWN indicator_columns",
            "frames.rules.decide": "decide",
            "frames.rules.faults": "Fault faults",
        },
    )
