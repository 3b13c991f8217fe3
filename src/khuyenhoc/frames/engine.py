"""The engines: narwhals, loaded when a table comes in, and what each kind of table needs before and after."""

from collections.abc import Iterable, Sequence
from types import ModuleType
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc.errors import InvalidValueError, MissingExtraError, WrongTypeError
from khuyenhoc.frames.names import PREFIX

__all__ = [
    "MissingColumnsWarning",
    "as_pandas",
    "as_pandas_partitions",
    "first_of",
    "has_order",
    "ignores_case",
    "is_untyped",
    "names_of",
    "narwhals",
    "numbered",
    "opened",
    "ready",
    "refuse_old_duckdb",
    "refuse_unknown",
    "results",
]


_DUCKDB_WITH_WINDOWS = (1, 3)


@public("khuyenhoc.frames")
class MissingColumnsWarning(UserWarning):
    """Facts for which the table has no column: they are unknown in every row (thiếu cột số liệu)."""


def narwhals() -> ModuleType:
    """The stable interface of narwhals.

    Raises:
        MissingExtraError: If it is not installed.
    """
    try:
        import narwhals.stable.v2 as stable
    except ImportError:
        raise MissingExtraError("tables-need-narwhals") from None
    return stable


def first_of(cases: Iterable[tuple[Any, Any]], otherwise: Any = None) -> Any:
    """The value of the first condition that holds, else another one, else null."""
    chain: Any = narwhals()
    for condition, value in cases:
        chain = chain.when(condition).then(value)
    return chain if otherwise is None else chain.otherwise(otherwise)


def refuse_old_duckdb(frame: Any) -> None:
    """Counts are looked for in windows of rows, which narwhals asks of a DuckDB of 1.3 or later.

    Raises:
        MissingExtraError: If the one installed is older.
    """
    if frame.implementation.is_duckdb():
        import duckdb

        if tuple(map(int, duckdb.__version__.split(".")[:2])) < _DUCKDB_WITH_WINDOWS:
            raise MissingExtraError("counts-in-duckdb-need-a-later-one", path=("frame",), seen=duckdb.__version__)


def as_pandas_partitions(native: Any) -> Any:
    """Of a Dask dataframe its empty pandas partition, for it is worked on by partitions; None of anything else."""
    return native._meta if narwhals().dependencies.is_dask_dataframe(native) else None


def opened(native: Any) -> Any:
    """The table behind the interface of narwhals.

    Raises:
        InvalidValueError: If two columns have one name, or one has a name that engines read as a pattern.
        WrongTypeError: If it is no table of a known kind.
    """
    nw = narwhals()
    try:
        frame = nw.from_native(native)
        frame.collect_schema()
    except TypeError:
        seen = type(native).__name__
        raise WrongTypeError("not-a-table", path=("frame",), seen=seen, expected="a-table-of-an-engine") from None
    except nw.exceptions.DuplicateError as error:
        raise InvalidValueError("two-columns-of-one-name", path=("frame",), seen=str(error).strip()) from None
    if frame.implementation.is_duckdb():
        names = [name.casefold() for name in native.columns]
        twice = [name for name, folded in zip(native.columns, names, strict=True) if names.count(folded) > 1]
        if twice:
            raise InvalidValueError("two-columns-of-one-name", path=("frame",), seen=twice)
    patterns = [name for name in names_of(frame) if name == "*" or (name.startswith("^") and name.endswith("$"))]
    if patterns:
        raise InvalidValueError("names-that-engines-read-as-patterns", path=("frame",), seen=patterns)
    return frame


def refuse_unknown(frame: Any, names: Sequence[str]) -> None:
    """Of the columns whose type narwhals does not know only those without any value can be read.

    Raises:
        WrongTypeError: If there is another one.
    """
    schema = frame.collect_schema()
    for name in names:
        if schema[name] == narwhals().Unknown:
            native = _native_type(frame, name)
            if native.strip('"').lower() not in ("null", "void") and not _is_blank(frame, name):
                raise WrongTypeError("a-column-of-a-type-that", path=("frame", name), seen=native)


def _native_type(frame: Any, name: str) -> str:
    native, engine = frame.to_native(), frame.implementation
    if engine.is_polars():
        return str(native.collect_schema()[name])
    if engine.is_pyarrow():
        return str(native.schema.field(name).type)
    if engine.is_duckdb():
        return str(native.types[native.columns.index(name)])
    return str(native.schema[name].dataType.typeName())


def _is_blank(frame: Any, name: str) -> bool:
    """Whether a column of a table in memory has no value."""
    if not frame.implementation.is_pyarrow():
        return False
    column = frame.to_native()[name]
    return bool(column.null_count == len(column))


def names_of(frame: Any) -> list[str]:
    """The names of the columns."""
    return [name for name in frame.collect_schema().names() if isinstance(name, str)]


def is_untyped(dtype: Any) -> bool:
    """Whether it is the type of a column without any value; of others that are not known `refuse_unknown` tells."""
    return str(dtype) in ("Unknown", "Null")


def ignores_case(frame: Any) -> bool:
    """Whether the engine takes two names for one that differ only in their case, as those that speak SQL do."""
    return isinstance(frame, narwhals().LazyFrame) and not frame.implementation.is_polars()


def has_order(frame: Any) -> bool:
    """Whether the rows have an order, and so a number."""
    return not ignores_case(frame)


def numbered(frame: Any, name: str) -> Any:
    """A table whose rows have an order, with their numbers from 0."""
    if frame.implementation.is_polars():
        return narwhals().from_native(frame.to_native().with_row_index(name))
    return frame.with_row_index(name)


def ready(frame: Any, names: Sequence[str]) -> Any:
    """The table that expressions run on.

    A polars frame runs as a lazy one, so that its optimiser sees the whole of it. Of a pandas frame the columns that
    are read run as an Arrow table, where a missing value is missing and neither a float nor an object.
    """
    nw = narwhals()
    if frame.implementation.is_polars():
        return frame.lazy()
    if frame.implementation.is_pyarrow():
        return nw.from_native(_plain_texts(frame.to_native()))
    if not frame.implementation.is_pandas_like():
        return frame
    try:
        import pyarrow as pa  # type: ignore[import-untyped]
    except ImportError:
        raise MissingExtraError("pandas-tables-are-decided-through-pyarrow") from None
    native = frame.to_native()
    arrays = []
    for name in names:
        try:
            arrays.append(pa.array(native[name], from_pandas=True))
        except (pa.ArrowException, OverflowError, TypeError, ValueError) as error:
            seen = str(error).split("\n", 1)[0]
            raise WrongTypeError("a-column-of-several-types", path=("frame", name), seen=seen) from None
    if not arrays:
        arrays, names = [pa.nulls(len(native), pa.bool_())], [f"{PREFIX}rows"]
    return nw.from_native(_plain_texts(pa.Table.from_arrays(arrays, names=list(names))))


def _plain_texts(table: Any) -> Any:
    """An Arrow table whose texts are of the type that its functions know."""
    import pyarrow as pa

    for index, field in enumerate(table.schema):
        if pa.types.is_string_view(field.type):
            table = table.set_column(index, field.name, table.column(index).cast(pa.string()))
    return table


def results(frame: Any, source: Any, stages: Sequence[dict[str, Any]], added: Sequence[str]) -> Any:
    """The native table with the columns that the stages add."""
    nw = narwhals()
    done = source
    for stage in stages:
        done = done.with_columns(**stage)
    if frame.implementation.is_pandas_like():
        new = as_pandas(done.select(*added).to_native())
        return frame.to_native().assign(**{name: new[name].array for name in new.columns})
    if frame.implementation.is_pyarrow():
        table, new = frame.to_native(), done.select(*added).to_native()
        for name in added:
            table = table.append_column(name, new[name])
        return table
    done = done.select(*frame.collect_schema().names(), *added)
    if frame.implementation.is_polars() and isinstance(frame, nw.DataFrame):
        done = done.collect()
    return done.to_native()


def as_pandas(table: Any) -> Any:
    """An Arrow table as a pandas one in types that can miss a value."""
    import pandas as pd  # type: ignore[import-untyped]
    import pyarrow as pa

    dtypes = {pa.int8(): pd.Int8Dtype(), pa.int32(): pd.Int32Dtype(), pa.int64(): pd.Int64Dtype()}
    dtypes |= {pa.string(): pd.StringDtype(), pa.large_string(): pd.StringDtype()}
    return table.to_pandas(types_mapper=lambda dtype: dtypes.get(dtype) or pd.ArrowDtype(dtype))
