"""The two sheets as polars expressions, as one would write them for these two only.

They add the same columns as the library: verdict, grade, best, worst, total, and, if asked, a code for each indicator
and grade (-1 unknown, 0 not met, 1 met) with what is missing. A yes or no may be null, which is unknown; "all of them"
is then `&`. With `checks`, rows that cannot be are marked as the library marks them: counts below nothing or above the
count around them, levels that are none, points out of range.
"""

from functools import reduce
from operator import and_, or_
from typing import Any

import polars as pl
from sheet import CITIZEN, COMMUNE, DONE, FLOOR, MOST, PASS, POINTS, RANKS, SHARES, STEPS

__all__ = ["decided"]

States = dict[str, pl.Expr]
MOST_COUNT = 10**12
HUNDREDTHS = 100
VERDICTS = pl.Enum(["invalid", "not_recognised", "undetermined", "recognised"])
INVALID, NOT_RECOGNISED, UNDETERMINED, RECOGNISED = (pl.lit(name, VERDICTS) for name in VERDICTS.categories)
NO_NUMBER, NO_TOTAL = pl.lit(None, pl.Int64), pl.lit(None, pl.Int32)


def decided(frame: pl.LazyFrame, ruleset: str, *, indicators: bool = False, checks: bool = True) -> pl.LazyFrame:
    """The frame with the answers of a sheet."""
    return {COMMUNE: _communes, CITIZEN: _citizens}[ruleset](frame, indicators, checks)


def _ranks() -> dict[str, pl.Expr]:
    found: dict[str, pl.Expr] = {}
    for _, key, _, high in RANKS:
        step: Any = pl
        for name in ("none", "met") if high == "met" else ("none", "1", "2", "3"):
            step = step.when(pl.col(key) == name).then(pl.lit(STEPS[name], pl.Int8))
        found[f"_{key}"] = step
    return found


def _share(key: str, rate: int) -> pl.Expr:
    """Whether a share is met; too small for the fewest citizens there can be is a no, even if nobody counted them."""
    part, citizens = pl.col(key), pl.col("citizens")
    counted = pl.when(citizens > 0).then(True)
    enough = (part * 100 >= pl.col("_few") * rate) & counted
    if key == "trained_citizens":  # at least those with a degree are
        graduates = pl.when(pl.col("university_citizens") * 100 >= citizens * rate).then(True) & counted
        return pl.when(part.is_null()).then(graduates).otherwise(enough)
    if key == "university_citizens":  # at most the trained do
        return (
            pl.when(part.is_null())
            .then(pl.when(pl.col("trained_citizens") * 100 < pl.col("_few") * rate).then(False))
            .otherwise(enough)
        )
    return enough


def _communes(frame: pl.LazyFrame, indicators: bool, checks: bool) -> pl.LazyFrame:
    citizens, learning = pl.col("citizens"), pl.col("learning_citizens")
    trained, degree = pl.col("trained_citizens"), pl.col("university_citizens")
    few = pl.coalesce(citizens, pl.max_horizontal(learning, trained.fill_null(degree)), pl.lit(0))
    frame = frame.with_columns(_few=few, **_ranks())
    first = {number: reduce(and_, map(pl.col, keys)) for number, keys in DONE}
    second = dict(first)
    for number, key, low, high in RANKS:
        first[number] = pl.col(f"_{key}") >= STEPS[low]
        second[number] = pl.col(f"_{key}") >= STEPS[high]
    first["5.1"], second["5.1"] = (_share(SHARES[0][1], rate) for rate in SHARES[0][2:])
    first["5.2"], second["5.2"] = (
        _share(SHARES[1][1], SHARES[1][place]) & _share(SHARES[2][1], SHARES[2][place]) for place in (2, 3)
    )
    of_level_2 = [state for number, state in second.items() if number >= "4"]
    bad = None
    if checks:
        counts = [learning > citizens, trained > citizens, degree > trained, degree > citizens, citizens > MOST_COUNT]
        below = [count < 0 for count in (citizens, learning, trained, degree)]
        steps = [pl.col(key).is_not_null() & pl.col(f"_{key}").is_null() for _, key, _, _ in RANKS]
        bad = reduce(or_, [*counts, *below, *steps]).fill_null(False)
    added: dict[str, pl.Expr] = {}
    if indicators:  # states that are columns of their own are worked out once
        frame = frame.with_columns(**{f"_{level}_{number}": state for level, number, state in _each(first, second)})
        first, second = ({number: pl.col(f"_{level}_{number}") for number in first} for level in ("1", "2"))
        of_level_2 = list(second.values())
        shorts = {"1": _shorts(2), "2": _shorts(3)}
        for level, number, state in _each(first, second):
            short = shorts[level].get(number)
            known = NO_NUMBER if short is None else pl.when(state.is_not_null()).then(short)
            added |= _coded(f"indicator_{number.replace('.', '_')}_grade_{level}", state, known)
    frame = frame.with_columns(_first=reduce(and_, first.values()))
    frame = frame.with_columns(_second=reduce(and_, of_level_2, pl.col("_first")))
    return _answer(frame, ["_first", "_second"], ["1", "2"], bad, NO_TOTAL, added).select(pl.exclude("^_.*$"))


def _each(first: States, second: States) -> list[tuple[str, str, pl.Expr]]:
    return [(level, number, states[number]) for number in first for level, states in (("1", first), ("2", second))]


def _coded(name: str, state: pl.Expr, short: pl.Expr) -> States:
    return {name: state.cast(pl.Int8).fill_null(-1), f"{name}_short_by": short}


def _shorts(place: int) -> States:
    """By how much the levels and shares fall short of what a level asks for."""
    found = {rank[0]: STEPS[rank[place]] - pl.col(f"_{rank[1]}").cast(pl.Int64) for rank in RANKS}
    learning, *others = (
        pl.when(pl.col("citizens") > 0).then((pl.col("citizens") * share[place] + 99) // 100 - pl.col(share[1]))
        for share in SHARES
    )
    return found | {"5.1": learning, "5.2": pl.max_horizontal(*others)}


def _answer(
    frame: pl.LazyFrame, rungs: list[str], grades: list[str], bad: pl.Expr | None, total: pl.Expr, added: States
) -> pl.LazyFrame:
    """Verdict and grades from whether each grade is reached; the lowest first."""
    top, lowest = pl.col(rungs[-1]), pl.col(rungs[0])
    names = [pl.lit(grade, pl.Enum(grades)) for grade in grades]
    worst, best = pl.when(top).then(names[-1]), pl.when(top.fill_null(True)).then(names[-1])
    if len(rungs) > 1:
        worst, best = worst.when(lowest).then(names[0]), best.when(lowest.fill_null(True)).then(names[0])
    open_ = lowest.is_null() | top.is_null()
    verdict = pl.when(open_).then(UNDETERMINED).when(lowest).then(RECOGNISED).otherwise(NOT_RECOGNISED)
    grade = pl.when(~open_).then(worst)
    if bad is None:
        return frame.with_columns(verdict=verdict, grade=grade, best=best, worst=worst, total=total, **added)
    frame = frame.with_columns(_bad=bad)
    good = ~pl.col("_bad")
    answers = {"grade": grade, "best": best, "worst": worst, "total": total} | added
    kept = {name: pl.when(good).then(answer) for name, answer in answers.items()}
    return frame.with_columns(verdict=pl.when(good).then(verdict).otherwise(INVALID), **kept)


def _citizens(frame: pl.LazyFrame, indicators: bool, checks: bool) -> pl.LazyFrame:
    points = [pl.col(key) for key in POINTS]
    lowest = reduce(lambda total, item: total + item.fill_null(0), points[1:], points[0].fill_null(0))
    gaps = reduce(
        lambda total, item: total + item.is_null().cast(pl.Int64), points[1:], points[0].is_null().cast(pl.Int64)
    )
    frame = frame.with_columns(_lowest=lowest, _gaps=gaps)
    low, high = pl.col("_lowest"), pl.col("_lowest") + MOST * pl.col("_gaps")
    enough = pl.when(low >= PASS).then(True).when(high < PASS).then(False)
    reached = reduce(and_, [item >= FLOOR for item in points], enough)
    bad = reduce(or_, [item for key in points for item in (key < 0, key > MOST)]).fill_null(False) if checks else None
    total = pl.when(pl.col("_gaps") == 0).then(low * HUNDREDTHS).cast(pl.Int32)
    frame = frame.with_columns(_reached=reached)
    added: States = {}
    if indicators:
        for number, item in enumerate(points, 1):
            added |= _coded(f"indicator_{number}_grade_learning_citizen", item >= FLOOR, FLOOR - item)
    return _answer(frame, ["_reached"], ["learning_citizen"], bad, total, added).select(pl.exclude("^_.*$"))
