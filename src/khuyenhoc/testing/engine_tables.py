"""Tables for every engine: one Arrow table into each of them, and what comes back as Arrow again."""

import importlib.util
import shutil
from collections.abc import Callable
from functools import cache
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc.testing.arrow import pa

__all__ = ["ENGINES", "engines", "missing", "required", "to_arrow", "to_engine"]

ENGINES = (
    "polars",
    "polars lazy",
    "pandas",
    "pandas nullable",
    "pandas pyarrow",
    "pyarrow",
    "duckdb",
    "dask",
    "pyspark",
)


def missing(engine: str) -> str:
    """Why an engine cannot run here; empty if it can."""
    package = engine.split(maxsplit=1)[0]
    if importlib.util.find_spec(package) is None:
        return f"{package} is not installed"
    if package == "pyspark" and shutil.which("java") is None:
        return "there is no Java, which Spark needs"
    return ""


def required(engine: str) -> None:
    """Skip the test where an engine cannot run."""
    import pytest

    if reason := missing(engine):
        pytest.skip(reason)


@public("khuyenhoc.testing")
def engines() -> list[str]:
    """The engines that can run here, and the kinds of table of each.

    >>> {*testing.engines()} <= {"polars", "polars lazy", "pandas", "pandas nullable", "pandas pyarrow", "pyarrow",
    ...                          "duckdb", "dask", "pyspark"}
    True
    """
    return [engine for engine in ENGINES if not missing(engine)]


@cache
def spark() -> Any:
    """A local Spark, one for the whole run."""
    from pyspark.sql import SparkSession

    session = (
        SparkSession.builder.master("local[2]")
        .config("spark.ui.enabled", "false")
        .config("spark.sql.shuffle.partitions", "1")
        .config("spark.default.parallelism", "2")
        .config("spark.driver.host", "127.0.0.1")
        .config("spark.driver.bindAddress", "127.0.0.1")
        .config("spark.sql.execution.arrow.pyspark.enabled", "true")
        .config("spark.driver.memory", "2g")
        .getOrCreate()
    )
    session.sparkContext.setLogLevel("OFF")
    return session


def to_engine(table: pa.Table, engine: str) -> Any:
    """The table in an engine's own form."""
    makers: dict[str, Callable[[pa.Table], Any]] = {
        "polars": _polars,
        "polars lazy": lambda table: _polars(table).lazy(),
        "pandas": lambda table: table.to_pandas(),
        "pandas nullable": _nullable,
        "pandas pyarrow": _pandas_arrow,
        "pyarrow": lambda table: table,
        "duckdb": _duckdb,
        "dask": _dask,
        "pyspark": lambda table: spark().createDataFrame(table),
    }
    return makers[engine](table)


def to_arrow(native: Any) -> pa.Table:
    """What an engine gave back."""
    if isinstance(native, pa.Table):
        return native
    kind = type(native).__module__.split(".")[0]
    if kind == "polars":
        import polars as pl

        return (native.collect() if isinstance(native, pl.LazyFrame) else native).to_arrow()
    if kind == "dask":
        native, kind = native.compute(), "pandas"
    if kind == "pandas":
        return pa.Table.from_pandas(native, preserve_index=False)
    if kind == "pyspark":
        return native.toArrow()
    return native.to_arrow_table()


def _polars(table: pa.Table) -> Any:
    import polars as pl

    return pl.from_arrow(table)


def _nullable(table: pa.Table) -> Any:
    import pandas as pd  # type: ignore[import-untyped]

    kinds = {pa.bool_(): pd.BooleanDtype(), pa.int64(): pd.Int64Dtype(), pa.float64(): pd.Float64Dtype()}
    return table.to_pandas(types_mapper=(kinds | {pa.string(): pd.StringDtype()}).get)


def _pandas_arrow(table: pa.Table) -> Any:
    import pandas as pd

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _duckdb(table: pa.Table) -> Any:
    import duckdb

    return duckdb.from_arrow(table)


def _dask(table: pa.Table) -> Any:
    import dask.dataframe as dd

    made: Any = dd.from_pandas  # without types; of objects Dask would make texts
    return made(_nullable(table), npartitions=2)
