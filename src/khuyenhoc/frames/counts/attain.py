"""Attainment over tables: every target of a programme for every place of a table of observations."""

import datetime as dt
from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import argument_day, public
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.counts.observations import Observations, observations_of
from khuyenhoc.frames.counts.pace import MOST, number_of
from khuyenhoc.frames.counts.statuses import LARGE, LONGEST_YEAR, constants, judged, rate_of
from khuyenhoc.targets.source import TargetSource, argument_source
from khuyenhoc.targets.target import Deliver, Target
from khuyenhoc.values.share import Base

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrameT

__all__ = ["attain"]

_FIGURES = ("observed_on", "part", "whole", "baseline_on", "baseline_part", "baseline_whole")
_OUT = ("attribute", "population", "base", "due", "status", "undecided", "short_by", *_FIGURES)
_KEYS = ["place", "series"]
_SAID = ("printed", "elsewhere")
_HELD = [
    *("place", "attribute_number", "population", "on", "day", "recognised", "total", "registered"),
    *("total_share", "registered_share", "total_printed", "registered_printed", "any_printed"),
]


@public("khuyenhoc.frames")
def attain(frame: "IntoFrameT", programme: TargetSource, *, on: dt.date, allow_older: bool = False) -> "IntoFrameT":
    """How the targets of a programme stand, for every place of a table of observations (kết quả thực hiện chỉ tiêu).

    The table has the columns of a table of counts: place, on, attribute, population, registered, recognised, total
    and, if there are any, printed and printed_base. Attributes, populations and bases are codes, days are days, counts
    are whole numbers of at most 1,000,000,000. A null is unknown. Families, clans, communities and units count their
    own population where it is null. ``place`` is a key: a territory with other boundaries needs another one, and a
    programme of one place is asked about places that lie in it. Spellings of one place are one key (Hoà Sơn, X. Hòa
    Sơn, Q.1 and Quận 1; after the districts ended, inside a province, with and without "xã"), and the shortest of them
    comes out; other names of a province (TP.HCM) are not known here. For that a lazy table is read once.

    One row for each place and target comes out, as from [`Programme.attainment`][khuyenhoc.Programme.attainment]:

    - ``place``; ``target``, its index in ``programme.targets``; ``attribute``, ``population``, ``base``, ``due``;
    - ``status`` as there, or ``invalid`` for every target of a place with a row that no observation can be: a count
      below zero, above all there are or too large, two rows of one day, a blank place, day or attribute; or null where
      the table does not decide, and ``undecided`` then says why: ``printed`` (only a printed share is on the base of
      the target) or ``span`` (the baseline lies so long before the due day that the numbers no longer fit);
    - ``short_by``; null for growth;
    - ``observed_on``, ``part``, ``whole`` of the counts that were compared; null where none were;
    - ``baseline_on``, ``baseline_part``, ``baseline_whole`` from where the pace counts.

    What is a fraction (points, paces, the projected year) and the notes come from single values.

    Args:
        frame: A table of polars, pandas, pyarrow, DuckDB or PySpark; eager stays eager, lazy stays lazy.
        programme: The programme, or another record with targets.
        on: The day of the question.
        allow_older: Whether a due target may be judged on a figure from before its due year.

    Raises:
        DocumentError: If columns are missing.
        WrongTypeError: If something is no table, or a column is of another type.
        InvalidValueError: If a rate is so fine that the products would not fit.

    >>> import polars as pl
    >>> from khuyenhoc import frames
    >>> counts = pl.DataFrame({
    ...     "place": ["A"], "on": [dt.date(2023, 12, 31)], "attribute": ["family"], "population": [None],
    ...     "registered": [None], "recognised": [253_853], "total": [324_847]})
    >>> rows = frames.attain(counts, catalog.programme("qd-387-2022"), on=dt.date(2023, 12, 31))
    >>> rows.filter(pl.col("attribute") == "family").select("status", "short_by").rows()
    [('attained', -26460), ('open', 6025)]
    """
    on = argument_day(on)
    programme = argument_source(programme, "programme")
    table = observations_of(frame)
    since = programme.period.first if programme.period else None
    questions = [_question(table, number, target, on) for number, target in enumerate(programme.targets)]
    answer: IntoFrameT = _Answer(table, questions, on=on, since=since, allow_older=allow_older).native()
    return answer


@attrs.frozen
class _Series:
    """The observations that targets have in common: they are read once."""

    attribute: str
    population: str | None
    base: Base
    limit: int
    shares: bool


@attrs.frozen
class _Question:
    number: int
    target: Target
    series: _Series
    is_due: bool


def _question(table: Observations, number: int, target: Target, on: dt.date) -> _Question:
    is_due = on >= target.due
    series = _Series(
        attribute=target.attribute.code,
        population=target.population.code if target.population else None,
        base=target.base,
        limit=number_of(target.due if is_due else on),
        shares=not isinstance(target, Deliver),
    )
    rate = rate_of(target)
    if max(rate.numerator, rate.denominator) * MOST * LONGEST_YEAR**2 >= LARGE:
        raise InvalidValueError(
            "a-rate-too-fine-for",
            path=("programme", "targets", number),
            seen=str(rate),
            expected="a-denominator-of-at-most-34",
        )
    return _Question(number, target, series, is_due)


class _Answer:
    """From rows to places: the last figure of each series, its baseline, and what each target makes of them.

    A row is put beside each series of what it counts; a place, beside each target.
    """

    def __init__(
        self,
        table: Observations,
        questions: Sequence[_Question],
        *,
        on: dt.date,
        since: dt.date | None,
        allow_older: bool,
    ) -> None:
        self.nw, self.table, self.questions = table.nw, table, questions
        self.on, self.allow_older = number_of(on), allow_older
        self.since = number_of(since) if since else 0
        self.series = {series: at for at, series in enumerate(dict.fromkeys(q.series for q in questions))}

    def native(self) -> Any:
        nw = self.nw
        if not self.questions:
            return self._empty(self.table.rows)
        places = self.table.rows.group_by("place").agg(nw.col("bad").max())
        rows = self._beside(places, "target", len(self.questions), ["place", "bad"])
        rows = rows.join(self._constants(places), on="target", how="left")
        rows = rows.join(self._figures(), on=_KEYS, how="left")
        rows = judged(nw, rows, allow_older=self.allow_older)
        compared = [nw.when(nw.col("barred").is_null()).then(nw.col(name)).alias(name) for name in _FIGURES]
        place = nw.when(nw.col("place") != "").then(nw.col("place")).alias("place")
        return self.table.closed(rows.with_columns(place, *compared).select("place", "target", *_OUT))

    def _empty(self, places: Any) -> Any:
        nw = self.nw
        dtypes = {"short_by": nw.Int64, "part": nw.Int64, "whole": nw.Int64}
        columns = [nw.lit(None, dtypes.get(name, nw.String)).alias(name) for name in _OUT]
        bare = places.select("place", nw.lit(0, nw.Int64).alias("target"), *columns)
        return self.table.closed(bare.filter(nw.col("target") > 0))

    def _beside(self, rows: Any, name: str, count: int, held: list[str]) -> Any:
        """Each row so many times, with a number from 0."""
        nw, marks = self.nw, [f"{name}_{number}" for number in range(count)]
        wide = rows.select(*held, *(nw.lit(number, nw.Int64).alias(mark) for number, mark in enumerate(marks)))
        return wide.unpivot(on=marks, index=held, variable_name="mark", value_name=name).drop("mark")

    def _constants(self, places: Any) -> Any:
        """A row for each target: its series, and what it asks for, in numbers and in words."""
        nw = self.nw
        known = {q.number: constants(q.target, is_due=q.is_due) for q in self.questions}
        numbers = {name: {at: int(row[name]) for at, row in known.items()} for name in next(iter(known.values()))}
        numbers["series"] = {q.number: self.series[q.series] for q in self.questions}
        words: dict[str, dict[int, Any]] = {
            "attribute": {q.number: q.series.attribute for q in self.questions},
            "population": {q.number: q.series.population for q in self.questions},
            "base": {q.number: q.series.base.value for q in self.questions},
            "due": {q.number: q.target.due.isoformat() for q in self.questions},
        }
        rows = self._beside(places.head(1), "target", len(self.questions), ["place"]).drop("place")
        return rows.with_columns(
            *(self._constant("target", said, nw.Int64).alias(name) for name, said in numbers.items()),
            *(self._constant("target", said, nw.String).alias(name) for name, said in words.items()),
        )

    def _constant(self, key: str, values: Mapping[Any, Any], dtype: Any) -> Any:
        """For each number or text of a column another one; null where there is none."""
        nw, known = self.nw, {one: value for one, value in values.items() if value is not None}
        nothing = nw.lit(None, dtype)
        return nw.col(key).replace_strict(known, default=nothing, return_dtype=dtype) if known else nothing

    def _rows(self) -> Any:
        """The rows up to the day of the question, beside each series of what they count.

        ``alike`` is the day of a row of the population meant, ``last`` where it is not too late either, and ``used``
        where its figure can be held against the target: a share on its base, or a number.
        """
        nw = self.nw
        slots: dict[str, list[_Series]] = {}
        for series in self.series:
            slots.setdefault(series.attribute, []).append(series)
        most = max(map(len, slots.values()))
        firsts = {code: number * most for number, code in enumerate(slots)}
        rows = self.table.rows.filter(nw.col("attribute").is_in(list(slots)) & (nw.col("day") <= self.on))
        rows = rows.with_columns(self._constant("attribute", firsts, nw.Int64).alias("attribute_number"))
        rows = self._beside(rows, "slot", most, _HELD)
        rows = rows.with_columns((nw.col("attribute_number") + nw.col("slot")).alias("slot"))
        known = {
            firsts[code] + slot: self.series[series]
            for code, several in slots.items()
            for slot, series in enumerate(several)
        }
        rows = rows.with_columns(self._constant("slot", known, nw.Int64).alias("series"))
        rows = rows.filter(~nw.col("series").is_null())
        numbers = {
            "limit": {at: series.limit for series, at in self.series.items()},
            "shares": {at: int(series.shares) for series, at in self.series.items()},
            "of_all": {at: int(series.population is None) for series, at in self.series.items()},
            "of_total": {at: int(series.base is Base.TOTAL) for series, at in self.series.items()},
        }
        whom = {at: series.population or "" for series, at in self.series.items()}
        rows = rows.with_columns(
            *(self._constant("series", said, nw.Int64).alias(name) for name, said in numbers.items()),
            self._constant("series", whom, nw.String).alias("whom"),
        )
        day, shares, total = nw.col("day"), nw.col("shares") == 1, nw.col("of_total") == 1
        alike = (nw.col("of_all") == 1) | (nw.col("population") == nw.col("whom"))
        base, other = (
            {
                name: nw.when(shares & which)
                .then(nw.col(f"total{name}"))
                .when(shares)
                .then(nw.col(f"registered{name}"))
                for name in ("", "_share", "_printed")
            }
            for which in (total, ~total)
        )
        usable = (base["_share"] == 1).fill_null(False) | (~shares & ~nw.col("recognised").is_null())
        in_time = alike & (day <= nw.col("limit"))
        return rows.select(
            *(*_KEYS, "on", "day", "population", "of_all", "shares", "recognised"),
            nw.when(alike).then(day).alias("alike"),
            nw.when(in_time).then(day).alias("last"),
            nw.when(in_time & usable).then(day).alias("used"),
            base[""].alias("whole"),
            base["_printed"].alias("printed"),
            nw.when(shares).then(nw.max_horizontal(other["_share"], nw.col("any_printed"))).alias("elsewhere"),
        )

    def _figures(self) -> Any:
        """A row for each place and series: its days, the figure of the last one that can be used, and its baseline."""
        nw, day, rows = self.nw, self.nw.col("day"), self.table.kept(self._rows())
        first = rows.group_by(_KEYS).agg(
            day.max().alias("known"),
            nw.col("population").min().alias("least"),
            nw.col("population").max().alias("most"),
            *(nw.col(name).max() for name in ("of_all", "alike", "last", "used")),
        )
        several = (nw.col("of_all") == 1) & (nw.col("least") != nw.col("most"))
        first = first.with_columns(nw.when(~several).then(nw.col("alike")).alias("alike"))
        days = first.select(*_KEYS, nw.col("last").alias("last_day"), nw.col("used").alias("used_day"))
        rows = rows.join(days, on=_KEYS, how="left")
        earlier = (nw.col("shares") == 1) & (nw.col("used") < nw.col("used_day"))
        used = {"observed_on": nw.col("on"), "part": nw.col("recognised"), "whole": nw.col("whole")}
        ready = rows.select(
            *_KEYS,
            *(nw.when(nw.col("used") == nw.col("used_day")).then(one).alias(name) for name, one in used.items()),
            *(nw.when(nw.col("last") == nw.col("last_day")).then(nw.col(name)).alias(name) for name in _SAID),
            nw.when(earlier & (day <= self.since)).then(day).alias("before"),
            nw.when(earlier).then(day).alias("after"),
        )
        second = ready.group_by(_KEYS).agg(
            *(nw.col(name).max() for name in (*used, *_SAID, "before")), nw.col("after").min()
        )
        second = second.with_columns(nw.coalesce("before", "after").alias("baseline"))
        then = rows.join(second.select(*_KEYS, "baseline"), on=_KEYS, how="left")
        then = then.filter((nw.col("used") == nw.col("baseline")).fill_null(False))
        third = then.group_by(_KEYS).agg(
            nw.col("on").max().alias("baseline_on"),
            nw.col("recognised").max().alias("baseline_part"),
            nw.col("whole").max().alias("baseline_whole"),
        )
        found = first.select(*_KEYS, "known", "alike", "last", "used")
        return found.join(second, on=_KEYS, how="left").join(third, on=_KEYS, how="left")
