"""Roll-up over tables: the counts of places added up into the places that they make up."""

from collections import Counter
from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import public
from khuyenhoc.errors import InvalidValueError, WrongTypeError
from khuyenhoc.frames.counts.observations import COUNTS, observations_of
from khuyenhoc.frames.counts.pace import number_of, one_if
from khuyenhoc.frames.engine import first_of, names_of, opened
from khuyenhoc.values.place import Place, written_key

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrameT

__all__ = ["BOUNDARIES", "NO_WHOLE", "TWICE", "WHOLE_AMONG_PARTS", "WRONG_ROW", "roll_up"]

WRONG_ROW, NO_WHOLE, TWICE = "wrong_row", "no_whole", "place_twice"
WHOLE_AMONG_PARTS, BOUNDARIES = "whole_among_parts", "boundaries"
"""Why a group is not added up, in the order in which they are looked for."""
_PROBLEMS = (NO_WHOLE, WRONG_ROW, TWICE, WHOLE_AMONG_PARTS, BOUNDARIES)
_LATEST = 9999_12_31
# the key of a mapping is invariant, so that a table of names is none of names or places
_Mapping = Mapping[str, str | Place] | Mapping[Place, str | Place] | Mapping[str | Place, str | Place]


@public("khuyenhoc.frames")
def roll_up(frame: "IntoFrameT", by: "str | _Mapping", *, each_day: bool = True) -> "IntoFrameT":
    """Add up the counts of places, as [`roll_up`][khuyenhoc.roll_up] does for single values (tổng hợp từ các địa bàn).

    The table is one of observations, as for [`attain`][khuyenhoc.frames.attain]. Counts are added only within one
    attribute and one population. What comes out is a table of observations again, with ``registered``, ``recognised``
    and ``total`` (null as soon as one part lacks the count; nothing is filled in), ``parts``, how many places are in
    the sum, ``of_parts``, how many the mapping has, ``first_on``, the earliest day, and ``problem``. Printed shares are
    not carried over.

    Where a problem is named there is no sum: ``no_whole`` (places that the mapping does not have; the rows are counted
    in ``parts`` of a row without a place), ``wrong_row`` (no observation can be so, see `attain`), ``place_twice``,
    ``whole_among_parts`` (a column says that a place goes into one of its own name, beside others; a mapping may say
    so, because a province may keep its name when others join it), and ``boundaries``: a place did not exist in its
    boundaries on the day.

    Args:
        frame: A table of polars, pandas, pyarrow, DuckDB or PySpark; eager stays eager, lazy stays lazy.
        by: The name of a column that says into which place each row goes, or a mapping of parts to wholes. Places, and
            not only their names, are checked for whether they existed on the day, and are found by their names, in any
            spelling, as for `attain`.
        each_day: One sum for each day. Otherwise the days of a group may differ, and the sum is as of the latest.

    Raises:
        DocumentError: If columns are missing.
        InvalidValueError: If the mapping is empty, names a part twice or a whole beside its parts.
        WrongTypeError: If something is no table or mapping, or a column is of another type.

    >>> import polars as pl
    >>> from khuyenhoc import frames
    >>> counts = pl.DataFrame({
    ...     "place": ["A", "B"], "on": [dt.date(2024, 12, 31)] * 2, "attribute": ["family"] * 2,
    ...     "population": [None, None], "registered": [3, None], "recognised": [4, 5], "total": [10, 10]})
    >>> whole = frames.roll_up(counts, {"A": "C", "B": "C", "D": "C"})
    >>> whole.select("place", "registered", "recognised", "total", "parts", "of_parts").rows()
    [('C', None, 9, 20, 2, 3)]
    """
    if not isinstance(each_day, bool):
        raise WrongTypeError("not-a-yes-or-no", path=("each_day",), seen=each_day, expected="true-or-false")
    wholes = None if isinstance(by, str) else _Wholes.of(by)
    if isinstance(by, str) and by not in names_of(opened(frame)):
        raise InvalidValueError("no-such-column", path=("by",), seen=by)
    known = [name for name, _ in wholes.parts] if wholes else ()
    table = observations_of(frame, more=(by,) if isinstance(by, str) else (), places=known)
    nw = table.nw
    whole = wholes.whole(nw) if wholes else nw.col(by)
    outside = wholes.outside(nw) if wholes else nw.lit(False)
    rows = table.rows.with_columns(whole.cast(nw.String).fill_null("").alias("whole"), one_if(outside).alias("outside"))
    group = ["whole", "attribute", "population", *(["day"] if each_day else [])]
    rows = rows.with_columns(
        nw.len().over(*group, "place").alias("same"),
        one_if(nw.col("place") == nw.col("whole") if wholes is None else nw.lit(False)).alias("itself"),
        *(one_if(nw.col(name).is_null()).alias(f"{name}_unknown") for name in COUNTS),
    )
    summed = rows.group_by(group).agg(
        nw.col("on").max(),
        nw.col("on").min().alias("first_on"),
        nw.len().alias("parts"),
        *(nw.col(name).max() for name in ("bad", "same", "itself", "outside", *(f"{name}_unknown" for name in COUNTS))),
        *(nw.col(name).sum() for name in COUNTS),
    )
    answer: IntoFrameT = table.closed(_said(nw, summed, wholes))
    return answer


def _said(nw: Any, summed: Any, wholes: "_Wholes | None") -> Any:
    conditions = (
        nw.col("whole") == "",
        nw.col("bad") == 1,
        nw.col("same") > 1,
        (nw.col("itself") == 1) & (nw.col("parts") > 1),
        nw.col("outside") == 1,
    )
    cases = ((condition, nw.lit(name)) for condition, name in zip(conditions, _PROBLEMS, strict=True))
    summed = summed.with_columns(
        first_of(cases, nw.lit(None, nw.String)).alias("problem"),
        nw.col("parts").cast(nw.Int64),
        (wholes.sizes(nw) if wholes else nw.lit(None, nw.Int64)).alias("of_parts"),
    )
    good = nw.col("problem").is_null()
    sums = [
        nw.when(good & (nw.col(f"{name}_unknown") == 0)).then(nw.col(name).cast(nw.Int64)).alias(name)
        for name in COUNTS
    ]
    blanks = [
        nw.when(nw.col(source) != "").then(nw.col(source)).alias(name)
        for name, source in (("place", "whole"), ("attribute", "attribute"), ("population", "population"))
    ]
    return summed.select(*blanks[:1], "on", *blanks[1:], *sums, "parts", "of_parts", "first_on", "problem")


@attrs.frozen
class _Wholes:
    """Which part goes into which whole, by the names in the table, and from when to when each existed."""

    parts: tuple[tuple[str, str], ...]
    spans: tuple[tuple[str, str, int, int], ...]

    @classmethod
    def of(cls, by: Any) -> "_Wholes":
        if not isinstance(by, Mapping):
            raise WrongTypeError("not-a-mapping", path=("by",), seen=by)
        if not by:
            raise InvalidValueError("nothing-to-add-up", path=("by",), expected="parts-and-their-wholes")
        parts, spans = [], []
        alike: dict[str, list[str]] = {}
        wholes: dict[str, str] = {}
        for part, whole in by.items():
            names = _name(part), wholes.setdefault(written_key(_name(whole)), _name(whole))
            alike.setdefault(written_key(names[0]), []).append(names[0])
            if isinstance(part, Place) and part == whole and list(by.values()).count(whole) > 1:
                raise InvalidValueError("a-whole-beside-its-own-parts", path=("by",), seen=str(part))
            parts.append(names)
            since, until = zip(_span(part), _span(whole), strict=True)
            spans.append((*names, max(since), min(until)))
        for times in alike.values():
            if len(times) > 1:
                raise InvalidValueError("a-part-stands-twice", path=("by",), seen=" = ".join(dict.fromkeys(times)))
        return cls(parts=tuple(parts), spans=tuple(spans))

    def whole(self, nw: Any) -> Any:
        """The whole of each row; null for a place that the mapping does not have."""
        inside: dict[str, list[str]] = {}
        for part, whole in self.parts:
            inside.setdefault(whole, []).append(part)
        cases = ((nw.col("place").is_in(parts), nw.lit(whole)) for whole, parts in inside.items())
        return first_of(cases, nw.lit(None, nw.String))

    def outside(self, nw: Any) -> Any:
        """Whether part or whole did not exist on the day of the row."""
        found = nw.lit(False)
        for since, until in dict.fromkeys((since, until) for _, _, since, until in self.spans):
            if (since, until) != (0, _LATEST):
                those = [part for part, _, *span in self.spans if span == [since, until]]
                there = (nw.col("day") >= since) & (nw.col("day") <= until)
                found |= nw.col("place").is_in(those) & ~there
        return found

    def sizes(self, nw: Any) -> Any:
        """How many parts each whole has."""
        sizes = Counter(whole for _, whole in self.parts)
        cases = ((nw.col("whole") == whole, nw.lit(size, nw.Int64)) for whole, size in sizes.items())
        return first_of(cases, nw.lit(None, nw.Int64))


def _name(place: Any) -> str:
    if isinstance(place, Place):
        return place.name
    if not isinstance(place, str) or not place:
        raise WrongTypeError("not-a-place", path=("by",), seen=place, expected="a-place-or-its-name")
    return place


def _span(place: "str | Place") -> tuple[int, int]:
    """The days of a place as numbers; of a name, all days."""
    if isinstance(place, str):
        return 0, _LATEST
    last = min(filter(None, (place.until, place.level.last_day if place.level else None)), default=None)
    return number_of(place.since) if place.since else 0, number_of(last) if last else _LATEST
