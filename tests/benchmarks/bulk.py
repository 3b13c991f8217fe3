"""Whole tables in memory: the library on polars and DuckDB, the same by hand, OpenFisca and ZEN."""

import warnings
from collections.abc import Callable
from typing import Any

import baseline_polars
import baseline_python as by_hand
import baseline_sql
import duckdb
import polars as pl
import pyarrow as pa
import synthetic
from measure import in_turns
from results import Row, at_least, at_most, missing
from same_answers import ANSWER, DisagreementError
from sheet import CITIZEN, COMMUNE

from khuyenhoc import RuleSet, catalog, frames

__all__ = ["rows", "table_of"]

NAMES = {COMMUNE: "commune", CITIZEN: "citizen"}
LINES = {COMMUNE: by_hand.lines_commune, CITIZEN: by_hand.lines_citizen}
SEED, CHECKED, SLICES = 12, 5000, 2
ONE_AT_A_TIME = 20_000  # rows of ZEN, whose time is taken as so much of a million
ANSWERS = ", ".join((*ANSWER, "total"))


def table_of(rules: RuleSet, rows: int, seed: int = SEED) -> pa.Table:
    """Synthetic forms of applicants in ordinary areas."""
    batches = list(synthetic.batches(rules, rows, seed=seed))
    return pa.Table.from_batches(batches).select([fact.key for fact in rules.facts])


def rows(rounds: int, sizes: list[int]) -> list[Row]:
    """The lines of the table on whole tables."""
    found: list[Row] = []
    for ruleset, name in NAMES.items():
        rules = catalog.ruleset(ruleset)
        for size in sizes:
            goal = 1.1 if size >= 5_000_000 else 1.35
            found += _polars(rules, name, size, rounds, goal=goal, indicators=False)
        found += _polars(rules, name, sizes[0], rounds, goal=1.3, indicators=True)
        found += _duckdb(rules, name, sizes[0], rounds)
        found += [*_openfisca(rules, name, sizes[0], rounds), _zen(rules, name, sizes[0], rounds)]
    return found


def _decided(frame: pl.LazyFrame, rules: RuleSet, *, indicators: bool = False) -> pl.DataFrame:
    answered: pl.DataFrame = frames.decide(frame, rules, indicators=indicators).collect()
    return answered


def _agree(mine: Any, theirs: Any, what: str) -> None:
    if mine.columns != theirs.columns or mine.dtypes != theirs.dtypes or not mine.equals(theirs):
        raise DisagreementError(f"{what}: the library and the hand-written one differ")


def _agree_with_python(rules: RuleSet, frame: pl.LazyFrame) -> None:
    """The first rows against the plain Python that decides one at a time."""
    facts = [fact.key for fact in rules.facts]
    for row in _decided(frame.head(CHECKED), rules).to_dicts():
        said = LINES[rules.id]({key: row[key] for key in facts})
        if any(row[name] != said[name] for name in ANSWER):
            raise DisagreementError(f"{row}\n{said}")


def _polars(rules: RuleSet, name: str, size: int, rounds: int, *, goal: float, indicators: bool) -> list[Row]:
    frame = pl.from_arrow(table_of(rules, size)).rechunk().lazy()  # type: ignore[union-attr]

    def mine() -> pl.DataFrame:
        return _decided(frame, rules, indicators=indicators)

    def theirs() -> pl.DataFrame:
        return baseline_polars.decided(frame, rules.id, indicators=indicators).collect()

    _agree_with_python(rules, frame)
    _agree(mine(), theirs(), f"{name}, {size} rows in polars")
    times = in_turns({"mine": mine, "theirs": theirs}, rounds=rounds, slices=SLICES)
    more = ", a column per indicator" if indicators else ""
    note = _seconds(times.median("mine") / SLICES, size)
    what = f"{name}: {_millions(size)} rows, polars{more}"
    return [at_most(what, "polars by hand", times.ratio("mine", "theirs"), goal, note)]


def _duckdb(rules: RuleSet, name: str, size: int, rounds: int) -> list[Row]:
    held = duckdb.connect()
    held.register("given", table_of(rules, size))
    held.execute("CREATE TABLE forms AS SELECT * FROM given")
    query = f"SELECT {ANSWERS} FROM ({baseline_sql.query(rules.id, 'forms')})"

    def mine() -> pa.Table:
        return frames.decide(held.table("forms"), rules).select(ANSWERS).to_arrow_table()

    def theirs() -> pa.Table:
        return held.sql(query).to_arrow_table()

    if not mine().equals(theirs()):
        raise DisagreementError(f"{name}: the library and the hand-written SQL differ")
    times = in_turns({"mine": mine, "theirs": theirs}, rounds=rounds, slices=SLICES)
    note = _seconds(times.median("mine") / SLICES, size)
    what = f"{name}: {_millions(size)} rows, DuckDB"
    return [at_most(what, "SQL by hand", times.ratio("mine", "theirs"), 1.5, note)]


def _openfisca(rules: RuleSet, name: str, size: int, rounds: int) -> list[Row]:
    """From the same table, and, beside it, from arrays that hold the codes of OpenFisca already."""
    what, against = f"{name}: {_millions(size)} rows, polars", "OpenFisca"
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")
            import peer_openfisca as peer
    except ImportError as error:
        return [missing(what, against, ">= 5x faster", f"{error.name} is not installed")]
    table = table_of(rules, size)
    frame = pl.from_arrow(table).rechunk().lazy()  # type: ignore[union-attr]
    system, arrays = peer.system(rules.id), peer.arrays_of(rules.id, table)
    answered, answers = _decided(frame, rules), peer.bulk(system, arrays)
    names = peer.GRADES[rules.id]
    for column, codes in (("verdict", peer.VERDICTS), ("worst", names), ("best", names)):
        told = pl.Series([codes[code] for code in answers[column]], dtype=pl.String)
        if not answered[column].cast(pl.String).equals(told, check_names=False):
            raise DisagreementError(f"{name}: the library and OpenFisca differ in {column}")
    runs: dict[str, Callable[[], Any]] = {
        "mine": lambda: _decided(frame, rules),
        "table": lambda: peer.bulk(system, peer.arrays_of(rules.id, table)),
        "arrays": lambda: peer.bulk(system, arrays),
    }
    times = in_turns(runs, rounds=rounds, slices=SLICES)
    return [
        at_least(what, against, times.ratio("table", "mine"), 5, _seconds(times.median("table") / SLICES, size)),
        at_least(
            what,
            f"{against}, from its own codes to its own codes",
            times.ratio("arrays", "mine"),
            None,
            _seconds(times.median("arrays") / SLICES, size),
        ),
    ]


def _zen(rules: RuleSet, name: str, size: int, rounds: int) -> Row:
    what, against = f"{name}: {_millions(size)} rows, polars", "ZEN, form by form"
    try:
        import peer_zen as peer
    except ImportError as error:
        return missing(what, against, ">= 300x faster", f"{error.name} is not installed")
    table = table_of(rules, size)
    frame = pl.from_arrow(table).rechunk().lazy()  # type: ignore[union-attr]
    some = min(size, ONE_AT_A_TIME)
    forms, answer = table.slice(0, some).to_pylist(), peer.evaluator(rules.id, trace=False)
    for form, row in zip(forms, _decided(frame.head(some), rules).to_dicts(), strict=True):
        said = answer(form)["result"]
        if any(row[column] != said.get(column) for column in ANSWER):
            raise DisagreementError(f"{row}\n{said}")
    runs: dict[str, Callable[[], Any]] = {
        "mine": lambda: _decided(frame, rules),
        "theirs": lambda: [answer(form)["result"] for form in forms],
    }
    times = in_turns(runs, rounds=rounds)
    ratio = times.ratio("theirs", "mine").times(size / some)
    return at_least(what, against, ratio, 300, _seconds(times.median("theirs") * size / some, size))


def _seconds(seconds: float, size: int) -> str:
    return f"{seconds:.2f} s, {size / seconds / 1e6:.1f} million rows/s"


def _millions(size: int) -> str:
    return f"{size / 1e6:g} million"
