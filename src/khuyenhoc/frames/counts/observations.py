"""Tables of observations: the columns of a table of counts, checked by type, and the marks of rows that cannot be."""

import datetime as dt
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

import attrs

from khuyenhoc._base.near import did_you_mean
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, WrongTypeError
from khuyenhoc.frames.counts.pace import MOST, day_number, one_if
from khuyenhoc.frames.engine import (
    as_pandas,
    as_pandas_partitions,
    first_of,
    is_untyped,
    names_of,
    narwhals,
    opened,
    ready,
    refuse_old_duckdb,
)
from khuyenhoc.sentences import Sentence
from khuyenhoc.values.learning_model import OWN_POPULATIONS
from khuyenhoc.values.place import Level, written_key
from khuyenhoc.values.share import Base

__all__ = ["COUNTS", "Observations", "observations_of"]

COUNTS = ("registered", "recognised", "total")
_NEEDED = ("place", "on", "attribute", "population", *COUNTS)
_KEYS = ("place", "day", "attribute", "population")


@attrs.frozen
class Observations:
    """The rows, ready for questions.

    Attributes:
        nw: The stable interface of narwhals.
        rows: The rows with ``day`` as a number, clean counts, ``total_share`` and the like as 0 or 1, and ``bad``.
        source: The table as it came.
    """

    nw: Any
    rows: Any
    source: Any

    def kept(self, rows: Any) -> Any:
        """Rows that are asked several times: worked out once, where the table is in memory."""
        nw = self.nw
        if isinstance(self.source, nw.DataFrame) and isinstance(rows, nw.LazyFrame):
            return nw.from_native(rows.collect().to_native().lazy())
        return rows

    def closed(self, answer: Any) -> Any:
        """The answer as a table of the kind that came in."""
        nw = self.nw
        if isinstance(self.source, nw.DataFrame) and isinstance(answer, nw.LazyFrame):
            answer = answer.collect()
        native = answer.to_native()
        return as_pandas(native) if self.source.implementation.is_pandas_like() else native


def observations_of(frame: Any, *, more: Sequence[str] = (), places: Iterable[str] = ()) -> Observations:
    """The table with its columns checked, and one spelling for each place.

    ``more`` names columns of places that are kept beside them; ``places`` are names as they are known elsewhere.

    Raises:
        DocumentError: If columns are missing.
        WrongTypeError: If it is no table, or a column is of another type.
    """
    nw = narwhals()
    if as_pandas_partitions(frame) is not None:
        raise WrongTypeError("a-place-may-lie-in-several", path=("frame",), seen="a Dask table")
    table = opened(frame)
    refuse_old_duckdb(table)
    present = names_of(table)
    _refuse_missing(present)
    names = [name for name in dict.fromkeys((*_NEEDED, "printed", "printed_base", *more)) if name in present]
    chosen = ready(table, names).select(*names)
    schema = chosen.collect_schema()
    blank = _refuse_types(nw, schema)
    texts = [name for name in dict.fromkeys(("place", *more)) if name not in blank]
    if texts:
        chosen = chosen.with_columns(nw.col(name).cast(nw.String) for name in texts)
        if spelled := _spellings(chosen, texts, places):
            chosen = chosen.with_columns(_spelled(nw, name, spelled).alias(name) for name in texts)
    return Observations(nw=nw, rows=_read(nw, chosen, schema, blank, more), source=table)


def _spellings(table: Any, names: Sequence[str], known: Iterable[str]) -> dict[str, str]:
    """For each text that another one spells: that one, which is a known name, or else the shortest of them."""
    last: dict[str, dt.date] = {}
    for name in names:
        found = table.group_by(name).agg(narwhals().col("on").max().alias("last"))
        for text, on in (found.collect() if hasattr(found, "collect") else found).select(name, "last").iter_rows():
            if text is not None and on is not None:
                day = on.date() if isinstance(on, dt.datetime) else on
                last[text] = max(last.get(text, day), day)
    alike: dict[str, list[str]] = {}
    for text in last:
        alike.setdefault(written_key(text), []).append(text)
    ended = Level.DISTRICT.last_day or dt.date.max
    groups: dict[tuple[bool, str], list[str]] = {}
    for texts in alike.values():
        new = max(last[text] for text in texts) > ended
        groups.setdefault((new, written_key(texts[0], two_tier=new)), []).extend(texts)
    kept = dict.fromkeys(known)
    held = {(new, written_key(name, two_tier=new)): name for name in kept for new in (False, True)}
    found = {}
    for key, texts in groups.items():
        best = held.get(key) or min(texts, key=lambda text: (len(text), text))
        found |= {text: best for text in texts if text != best and text not in kept}
    return found


def _spelled(nw: Any, name: str, spelled: Mapping[str, str]) -> Any:
    """The column with one spelling for each place."""
    return nw.col(name).replace_strict(spelled, default=nw.col(name), return_dtype=nw.String)


def _own_population(nw: Any) -> Any:
    """The population of each row; families, clans, communities and units count their own where none is said."""
    own = first_of((nw.col("attribute") == code, nw.lit(said)) for code, said in OWN_POPULATIONS.items())
    return nw.coalesce("population", own, nw.lit(""))


def _refuse_missing(present: Sequence[str]) -> None:
    errors: list[KhuyenHocError] = []
    for name in _NEEDED:
        if name not in present:
            hint = did_you_mean(name, present, "a-column-may-be-null")
            errors.append(InvalidValueError("a-missing-column", path=("frame", name), hint=hint))
    if errors:
        raise DocumentError.of(errors, "the-columns-of-observations")


def _refuse_types(nw: Any, schema: Mapping[str, Any]) -> set[str]:
    """The columns without any value and type; an error for one of a type that cannot hold what it should."""
    blank = {name for name, dtype in schema.items() if is_untyped(dtype)}
    for name, dtype in schema.items():
        if name in blank:
            continue
        if name in COUNTS:
            fits, expected = dtype.is_integer() or dtype.is_float(), "a-column-of-whole-numbers"
        elif name == "on":
            fits, expected = dtype in (nw.Date, nw.Datetime), "a-column-of-days"
        else:
            fits, expected = dtype in (nw.String, nw.Categorical, nw.Enum), "a-column-of-text"
        if not fits:
            raise WrongTypeError("a-column-of-another-type", path=("frame", name), seen=str(dtype), expected=expected)
    if "on" in blank:
        raise WrongTypeError("a-column-of-another-type", path=("frame", "on"), seen=Sentence("no-day-at-all"))
    return blank


def _read(nw: Any, table: Any, schema: Mapping[str, Any], blank: set[str], more: Sequence[str]) -> Any:
    known = dict.fromkeys(("place", "attribute", "population", "printed", "printed_base", *more))
    text = [name for name in known if name in schema]
    columns = [_text(nw, name, name in blank).alias(name) for name in text]
    marks = [nw.lit(None, nw.String).alias(name) for name in ("printed", "printed_base") if name not in schema]
    counts, wrong = [], []
    for name in COUNTS:
        count, faults = _count(nw, name, schema[name], name in blank)
        counts.append(count.alias(name))
        wrong.append(faults)
    wrong.append(nw.col("place").is_null() | nw.col("on").is_null() | nw.col("attribute").is_null())
    rows = table.select(*columns, *marks, "on", *counts, day_number(nw.col("on")).alias("day"), _any(nw, wrong))
    rows = rows.with_columns(
        nw.col("place").fill_null(""),
        nw.col("attribute").fill_null(""),
        nw.col("day").fill_null(0),
        _own_population(nw).alias("population"),
    )
    rows = rows.with_columns(
        *(_has_share(nw, base).alias(f"{base.value}_share") for base in Base),
        *(_has_printed(nw, base).alias(f"{base.value}_printed") for base in Base),
        one_if(~nw.col("printed").is_null()).alias("any_printed"),
        nw.len().over(*_KEYS).alias("times"),
    )
    above = [nw.col(name) > nw.col("total") for name in ("registered", "recognised")]
    base = ~nw.col("printed_base").is_null() & ~nw.col("printed_base").is_in([base.value for base in Base])
    unlike = [one_if(condition.fill_null(False)) for condition in (*above, base, nw.col("times") > 1)]
    return rows.with_columns(nw.max_horizontal("bad", *unlike).alias("bad"))


def _text(nw: Any, name: str, blank: bool) -> Any:
    return nw.lit(None, nw.String) if blank else nw.col(name).cast(nw.String)


def _count(nw: Any, name: str, dtype: Any, blank: bool) -> tuple[Any, Any]:
    """A count as a whole number, null where it is unknown or wrong; and where it is wrong."""
    if blank:
        return nw.lit(None, nw.Int64), nw.lit(False)
    column = nw.col(name)
    good = (column >= 0) & (column <= MOST)
    if dtype.is_float():
        good &= column == column.floor()
    good = good.fill_null(False)
    kept = nw.when(good).then(column)
    return (kept.cast(nw.Int64), ~good & ~column.is_null())


def _any(nw: Any, conditions: Sequence[Any]) -> Any:
    return nw.max_horizontal(*(one_if(condition) for condition in conditions)).alias("bad")


def _has_share(nw: Any, base: Base) -> Any:
    whole = nw.col(base.value)
    return one_if(((whole > 0) & (nw.col("recognised") <= whole)).fill_null(False))


def _has_printed(nw: Any, base: Base) -> Any:
    stated = (nw.col("printed_base") == base.value).fill_null(False)
    return one_if(~nw.col("printed").is_null() & stated)
