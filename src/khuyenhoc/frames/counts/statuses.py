"""The judge of single values, over columns: what each target makes of the figures of its place.

Every step adds columns and the next one uses them, so that no expression grows: engines that speak SQL get one small
query inside another.
"""

from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc.frames.counts.pace import MOST, PARTS, Day, exact_quotient, halves, one_if, years
from khuyenhoc.frames.engine import first_of
from khuyenhoc.frames.names import INVALID
from khuyenhoc.targets.attainment import Status
from khuyenhoc.targets.target import Deliver, Grow, Maintain, Reach, Target

__all__ = ["LARGE", "LONGEST_YEAR", "PRINTED", "SPAN", "constants", "judged", "rate_of"]

LARGE = 2**62
LONGEST_YEAR = 366
PRINTED, SPAN = "printed", "span"
"""Why a table does not decide."""


def rate_of(target: Target) -> Fraction:
    """The rate that a target asks for; 1 where it asks for none."""
    if isinstance(target, Reach | Maintain):
        return target.rate.value
    return target.yearly.low.value if isinstance(target, Grow) else Fraction(1)


def constants(target: Target, *, is_due: bool) -> dict[str, int]:
    """What the judging of one target needs to know of it, as numbers."""
    rate = rate_of(target)
    count = target.count if isinstance(target, Deliver) else None
    return {
        "numerator": rate.numerator,
        "denominator": rate.denominator,
        **{f"due_{part}": number for part, number in attrs.asdict(Day.of_one(target.due)).items()},
        "is_due": is_due,
        "is_reach": isinstance(target, Reach),
        "is_deliver": isinstance(target, Deliver),
        "is_grow": isinstance(target, Grow),
        "is_maintain": isinstance(target, Maintain),
        "strict": isinstance(target, Maintain) and target.strict,
        "count": count or 1,
        "no_number": isinstance(target, Deliver) and count is None and target.population is not None,
    }


def judged(nw: Any, rows: Any, *, allow_older: bool) -> Any:
    """The rows with status, undecided and short_by; one row is a place and a target, with the figures of its series."""
    rows = rows.with_columns(_barred(nw, allow_older).alias("barred"))
    starts = Day.of(nw.col("baseline_on")), Day.of(nw.col("observed_on"))
    parts = [
        getattr(day, part).alias(f"{name}_{part}")
        for name, day in zip(("start", "end"), starts, strict=True)
        for part in PARTS
    ]
    rows = rows.with_columns(*parts, one_if(_reaches(nw)).alias("reached"))
    start, end, due = (Day(*(nw.col(f"{name}_{part}") for part in PARTS)) for name in ("start", "end", "due"))
    seen, asked = years(start, end), years(start, due)
    rows = rows.with_columns(
        *(seen[0].alias("gone"), seen[1].alias("gone_of")), *(asked[0].alias("span"), asked[1].alias("span_of"))
    )
    rows = rows.with_columns(one_if(_fits(nw)).alias("fits"))
    rows = rows.with_columns(*_wanted(nw))
    rows = rows.with_columns(*halves(nw, "part", "wanted_of", "seen"), *halves(nw, "whole", "wanted", "path"))
    rows = rows.with_columns(one_if(_is_on_path(nw)).alias("on_path"))
    return rows.with_columns(
        _status(nw).alias("status"), _undecided(nw).alias("undecided"), _short_by(nw).alias("short_by")
    )


def _is(nw: Any, flag: str) -> Any:
    return nw.col(flag) == 1


def _barred(nw: Any, allow_older: bool) -> Any:
    """Why no counts are compared: a status, or that only a printed share is left; null where they are."""
    no_data, unlike = Status.NO_DATA.value, Status.NOT_COMPARABLE.value
    year_begins = nw.col("due_year") * 10_000
    old = _is(nw, "is_due") & (nw.col("last") < year_begins).fill_null(True)
    stale = nw.col("used").is_null() | ((nw.col("used") < nw.col("last")) & _is(nw, "printed")).fill_null(False)
    if allow_older:
        old = _is(nw, "is_due") & nw.col("last").is_null()
    else:
        stale |= _is(nw, "is_due") & (nw.col("used") < year_begins).fill_null(False)
    stale &= ~_is(nw, "is_deliver")
    printed = stale & _is(nw, "printed").fill_null(False)
    cases = (
        (_is(nw, "bad"), INVALID),
        (nw.col("known").is_null(), no_data),
        (nw.col("alike").is_null(), unlike),
        (old, no_data),
        (_is(nw, "no_number"), unlike),
        (printed & _is(nw, "is_grow") & ~_is(nw, "is_due"), Status.OPEN.value),
        (printed & ~_is(nw, "is_grow"), PRINTED),
        (stale & ~printed & _is(nw, "elsewhere").fill_null(False), unlike),
        (stale | nw.col("used").is_null(), no_data),
    )
    return first_of(((condition, nw.lit(said)) for condition, said in cases), nw.lit(None, nw.String))


def _reaches(nw: Any) -> Any:
    """Whether the counts reach what is asked for; for growth it is the path that tells."""
    part, whole = nw.col("part") * nw.col("denominator"), nw.col("whole") * nw.col("numerator")
    share = (part >= whole + nw.col("strict")).fill_null(False) & ~_is(nw, "is_deliver")
    return share | ((nw.col("part") >= nw.col("count")).fill_null(False) & _is(nw, "is_deliver"))


def _fits(nw: Any) -> Any:
    """Whether the time from the baseline to the due day leaves room for the products of the path."""
    short = nw.col("span") * nw.col("denominator") <= (LARGE - 1) // (MOST * LONGEST_YEAR)
    return ~nw.col("baseline_part").is_null() & (short.fill_null(False) | _is(nw, "is_grow"))


def _wanted(nw: Any) -> tuple[Any, Any]:
    """What should have been reached on the day of the figure, as numerator and denominator.

    For a rate ``start + (rate - start) * gone``, for growth ``start + yearly * years``, each on one denominator.
    """
    part, whole = nw.col("baseline_part"), nw.col("baseline_whole")
    gone, all_time = nw.col("gone") * nw.col("span_of"), nw.col("gone_of") * nw.col("span")
    path = part * (all_time - gone) * nw.col("denominator") + whole * gone * nw.col("numerator")
    length = nw.col("gone_of") * nw.col("denominator")
    grown = part * length + whole * nw.col("gone") * nw.col("numerator")
    on_path, on_steps = _is(nw, "fits") & _is(nw, "is_reach"), _is(nw, "fits") & _is(nw, "is_grow")
    wanted = nw.when(on_path).then(path).when(on_steps).then(grown)
    wanted_of = nw.when(on_path).then(whole * all_time * nw.col("denominator")).when(on_steps).then(whole * length)
    return wanted.alias("wanted"), wanted_of.alias("wanted_of")


def _is_on_path(nw: Any) -> Any:
    """``part / whole >= wanted / wanted_of``, by the halves of both products."""
    high, other = nw.col("seen_high"), nw.col("path_high")
    same = (high == other) & (nw.col("seen_low") >= nw.col("path_low"))
    return ((high > other) | same).fill_null(False)


def _status(nw: Any) -> Any:
    reached, due, on_path = _is(nw, "reached"), _is(nw, "is_due"), _is(nw, "on_path")
    alone, grow = nw.col("baseline_part").is_null(), _is(nw, "is_grow")
    maintain, deliver = _is(nw, "is_maintain"), _is(nw, "is_deliver")
    barred, nothing = nw.col("barred"), nw.lit(None, nw.String)
    cases = (
        (grow & alone & due, Status.NO_DATA),
        (due & ((grow & on_path) | (~grow & reached)), Status.ATTAINED),
        (due, Status.MISSED),
        (reached & ~grow & ~maintain, Status.ATTAINED),
        (deliver | (alone & ~maintain), Status.OPEN),
        ((maintain & reached) | (~maintain & on_path), Status.ON_TRACK),
        (maintain | _is(nw, "fits"), Status.BEHIND),
    )
    said = [(condition, nw.lit(status.value)) for condition, status in cases]
    return first_of([((barred == PRINTED).fill_null(False), nothing), (~barred.is_null(), barred), *said], nothing)


def _undecided(nw: Any) -> Any:
    open_path = _is(nw, "is_reach") & ~_is(nw, "is_due") & ~_is(nw, "reached")
    lost = nw.col("barred").is_null() & open_path & ~nw.col("baseline_part").is_null() & ~_is(nw, "fits")
    printed = (nw.col("barred") == PRINTED).fill_null(False)
    return first_of([(printed, nw.lit(PRINTED)), (lost, nw.lit(SPAN))], nw.lit(None, nw.String))


def _short_by(nw: Any) -> Any:
    """How many more are needed; null where no counts were compared, and for growth."""
    needed, parts = nw.col("whole") * nw.col("numerator"), nw.col("denominator")
    floor, ceiling = exact_quotient(needed, parts) + 1, exact_quotient(needed + parts - 1, parts)
    compared = nw.col("barred").is_null()
    cases = (
        (_is(nw, "is_deliver"), nw.col("count")),
        (_is(nw, "strict"), floor),
        (~_is(nw, "is_grow"), ceiling),
    )
    return first_of((compared & condition, wanted - nw.col("part")) for condition, wanted in cases)
