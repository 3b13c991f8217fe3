"""Attainment over tables: every target of a programme for every place of a table of observations."""

import datetime as dt
from collections.abc import Sequence
from typing import TYPE_CHECKING, Any

import attrs

from khuyenhoc._base.door import argument_day, public
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.frames.counts.observations import Observations, observations_of
from khuyenhoc.frames.counts.pace import MOST, number_of
from khuyenhoc.frames.counts.statuses import LARGE, LONGEST_YEAR, constants, judged, rate_of
from khuyenhoc.frames.engine import first_of
from khuyenhoc.targets.source import TargetSource, argument_source
from khuyenhoc.targets.target import Deliver, Target
from khuyenhoc.values.share import Base

if TYPE_CHECKING:
    from narwhals.stable.v2.typing import IntoFrameT

__all__ = ["attain"]

_FIGURES = ("observed_on", "part", "whole", "baseline_on", "baseline_part", "baseline_whole")
_OUT = ("attribute", "population", "base", "due", "status", "undecided", "short_by", *_FIGURES)
_ALWAYS = {"known": "known", "alike": "alike", "last": "last", "used": "used", "observed_on": "on", "part": "part"}
_OF_SHARES = ("whole", "printed", "elsewhere", "baseline_on", "baseline_part", "baseline_whole")


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
    """From rows to places: the last figure of each series, its baseline, and what each target makes of them."""

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
        self.names = {series: f"s{number}" for number, series in enumerate(dict.fromkeys(q.series for q in questions))}

    def native(self) -> Any:
        nw = self.nw
        if not self.questions:
            return self._empty(self.table.rows)
        places = self._places()
        marks = [f"target_{question.number}" for question in self.questions]
        held = places.collect_schema().names()
        numbers = [nw.lit(question.number, nw.Int64) for question in self.questions]
        wide = places.with_columns(*(number.alias(mark) for number, mark in zip(numbers, marks, strict=True)))
        long = wide.unpivot(on=marks, index=held, variable_name="mark", value_name="target")
        rows = long.with_columns(*self._figures_of_target(), *self._constants())
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

    def _places(self) -> Any:
        nw = self.nw
        rows = self.table.rows
        first = self._gathered(rows, self._last_days())
        second = self._gathered(rows.join(first, on="place", how="left"), self._figures())
        found = first.join(second, on="place", how="left")
        found = found.with_columns(
            *(self._baseline(name).alias(f"{name}_baseline") for series, name in self.names.items() if series.shares)
        )
        baselines = self._baselines()
        if baselines:
            days = found.select("place", *(f"{name}_baseline" for series, name in self.names.items() if series.shares))
            third = self._gathered(rows.join(days, on="place", how="left"), baselines)
            found = found.join(third, on="place", how="left")
        several = [
            nw.when(nw.col(f"{name}_first_population") == nw.col(f"{name}_last_population"))
            .then(nw.col(f"{name}_known"))
            .alias(f"{name}_alike")
            for series, name in self.names.items()
            if series.population is None
        ]
        return found.with_columns(*several) if several else found

    def _gathered(self, rows: Any, columns: dict[str, tuple[Any, str]]) -> Any:
        """One row a place: the greatest or least of each conditional column."""
        nw = self.nw
        ready = rows.select("place", *(expr.alias(name) for name, (expr, _) in columns.items()))
        return ready.group_by("place").agg(*(getattr(nw.col(name), how)() for name, (_, how) in columns.items()))

    def _of(self, series: _Series) -> Any:
        nw = self.nw
        alike = nw.col("attribute") == series.attribute
        if series.population is not None:
            alike &= nw.col("population") == series.population
        return alike & (nw.col("day") <= series.limit)

    def _counted(self, series: _Series) -> Any:
        return self._of(series) & (self.nw.col(f"{series.base.value}_share") == 1)

    def _usable(self, series: _Series) -> Any:
        """Where a figure can be held against the target: a share on its base, or a number."""
        return self._counted(series) if series.shares else self._of(series) & ~self.nw.col("recognised").is_null()

    def _last_days(self) -> dict[str, tuple[Any, str]]:
        nw = self.nw
        day, population = nw.col("day"), nw.col("population")
        found: dict[str, tuple[Any, str]] = {"bad": (nw.col("bad"), "max")}
        for series, name in self.names.items():
            known = (nw.col("attribute") == series.attribute) & (day <= self.on)
            found[f"{name}_known"] = (nw.when(known).then(day), "max")
            if series.population is None:
                found[f"{name}_first_population"] = (nw.when(known).then(population), "min")
                found[f"{name}_last_population"] = (nw.when(known).then(population), "max")
            else:
                found[f"{name}_alike"] = (nw.when(known & (population == series.population)).then(day), "max")
            found[f"{name}_last"] = (nw.when(self._of(series)).then(day), "max")
            found[f"{name}_used"] = (nw.when(self._usable(series)).then(day), "max")
        return found

    def _figures(self) -> dict[str, tuple[Any, str]]:
        nw, day = self.nw, self.nw.col("day")
        found: dict[str, tuple[Any, str]] = {}
        for series, name in self.names.items():
            used = self._usable(series) & (day == nw.col(f"{name}_used"))
            found[f"{name}_on"] = (nw.when(used).then(nw.col("on")), "max")
            found[f"{name}_part"] = (nw.when(used).then(nw.col("recognised")), "max")
            if not series.shares:
                continue
            found[f"{name}_whole"] = (nw.when(used).then(nw.col(series.base.value)), "max")
            last = self._of(series) & (day == nw.col(f"{name}_last"))
            other = Base.REGISTERED if series.base is Base.TOTAL else Base.TOTAL
            found[f"{name}_printed"] = (nw.when(last).then(nw.col(f"{series.base.value}_printed")), "max")
            elsewhere = nw.max_horizontal(f"{other.value}_share", "any_printed")
            found[f"{name}_elsewhere"] = (nw.when(last).then(elsewhere), "max")
            earlier = self._counted(series) & (day < nw.col(f"{name}_used"))
            found[f"{name}_first"] = (nw.when(earlier).then(day), "min")
            found[f"{name}_before"] = (nw.when(earlier & (day <= self.since)).then(day), "max")
        return found

    def _baseline(self, name: str) -> Any:
        return self.nw.coalesce(f"{name}_before", f"{name}_first")

    def _baselines(self) -> dict[str, tuple[Any, str]]:
        nw = self.nw
        found: dict[str, tuple[Any, str]] = {}
        for series, name in self.names.items():
            if series.shares:
                then = self._counted(series) & (nw.col("day") == nw.col(f"{name}_baseline"))
                found[f"{name}_baseline_on"] = (nw.when(then).then(nw.col("on")), "max")
                found[f"{name}_baseline_part"] = (nw.when(then).then(nw.col("recognised")), "max")
                found[f"{name}_baseline_whole"] = (nw.when(then).then(nw.col(series.base.value)), "max")
        return found

    def _figures_of_target(self) -> list[Any]:
        """The figures of the series that each target is about."""
        nw = self.nw
        found = []
        for wanted, source in (_ALWAYS | {name: name for name in _OF_SHARES}).items():
            cases = [
                (self._asked([q.number for q in self.questions if q.series == series]), nw.col(f"{name}_{source}"))
                for series, name in self.names.items()
                if wanted in _ALWAYS or series.shares
            ]
            blank = nw.lit(None, nw.Date if wanted == "baseline_on" else nw.Int64)
            found.append((first_of(cases) if cases else blank).alias(wanted))
        return found

    def _asked(self, numbers: list[int]) -> Any:
        return self.nw.col("target").is_in(numbers)

    def _constants(self) -> list[Any]:
        """What each target asks for, in numbers and in words."""
        nw = self.nw
        known = {q.number: constants(q.target, is_due=q.is_due) for q in self.questions}
        numbers = [
            self._constant({number: int(row[name]) for number, row in known.items()}, nw.Int64).alias(name)
            for name in next(iter(known.values()))
        ]
        words: dict[str, dict[int, Any]] = {
            "attribute": {q.number: q.series.attribute for q in self.questions},
            "population": {q.number: q.series.population for q in self.questions},
            "base": {q.number: q.series.base.value for q in self.questions},
            "due": {q.number: q.target.due.isoformat() for q in self.questions},
        }
        return [*numbers, *(self._constant(said, nw.String).alias(name) for name, said in words.items())]

    def _constant(self, values: dict[int, Any], dtype: Any) -> Any:
        asking: dict[Any, list[int]] = {}
        for number, value in values.items():
            asking.setdefault(value, []).append(number)
        return first_of((self._asked(numbers), self.nw.lit(value, dtype)) for value, numbers in asking.items())
