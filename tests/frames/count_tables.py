"""Tables of counts as `attain` and `roll_up` take them, and what single values make of their rows."""

import datetime as dt
from typing import Any

import pyarrow as pa

import khuyenhoc as kh
from khuyenhoc.testing.engine_tables import to_engine

__all__ = ["BLANK", "COUNTING", "DAY", "OWN", "SCHEMA", "counts", "observation"]

COUNTING = ("polars", "polars lazy", "pandas", "pandas nullable", "pandas pyarrow", "pyarrow", "duckdb", "pyspark")
"""The engines that count: all but Dask, where a place may lie in several partitions."""
OWN = {"family": "families", "clan": "clans", "community": "communities", "unit": "units"}
SCHEMA = pa.schema(
    [
        *((name, pa.string()) for name in ("place", "attribute", "population", "printed", "printed_base")),
        ("on", pa.date32()),
        *((name, pa.int64()) for name in ("registered", "recognised", "total")),
    ]
)
DAY = dt.date(2024, 12, 31)
BLANK: dict[str, Any] = dict.fromkeys(SCHEMA.names) | {"on": DAY, "attribute": "family"}


def counts(rows: list[dict[str, Any]], engine: str = "polars") -> Any:
    """Rows as a table of an engine."""
    return to_engine(pa.Table.from_pylist(rows, schema=SCHEMA), engine)


def observation(row: dict[str, Any]) -> kh.Observation:
    """A row as a single value."""
    code = row["population"] or OWN.get(row["attribute"])
    base = kh.Base(row["printed_base"]) if row["printed_base"] else None
    return kh.Observation(
        place=kh.Place(row["place"]),
        on=row["on"],
        attribute=kh.Attribute(row["attribute"]),
        population=kh.Population(code) if code else None,
        printed=kh.PrintedShare(row["printed"], base) if row["printed"] else None,
        **{name: row[name] for name in ("registered", "recognised", "total")},
    )
