"""The two sheets as DuckDB SQL, as one would write them for these two only: the same columns as the library adds.

A yes or no may be null, which is unknown; "all of them" is then AND. Rows that cannot be are marked as invalid.
"""

from sheet import CITIZEN, COMMUNE, DONE, FLOOR, MOST, PASS, POINTS, RANKS, SHARES, STEPS

__all__ = ["query"]

MOST_COUNT = 10**12
HUNDREDTHS = 100
COUNTS = ("citizens", "learning_citizens", "trained_citizens", "university_citizens")


def query(ruleset: str, source: str) -> str:
    """The query that adds the answers of a sheet to a table."""
    return {COMMUNE: _communes, CITIZEN: _citizens}[ruleset](source)


def _steps(key: str, high: str) -> str:
    names = ("none", "met") if high == "met" else ("none", "1", "2", "3")
    whens = " ".join(f"WHEN '{name}' THEN {STEPS[name]}" for name in names)
    return f"CASE {key} {whens} END AS _{key}"


def _share(key: str, rate: int) -> str:
    """Whether a share is met; too small for the fewest citizens there can be is a no, even if nobody counted them."""
    counted = "CASE WHEN citizens > 0 THEN true END"
    enough = f"({key} * 100 >= {rate} * _few AND {counted})"
    if key == "trained_citizens":  # at least those with a degree are
        other = f"university_citizens * 100 >= {rate} * citizens AND citizens > 0 THEN true"
        return f"CASE WHEN {key} IS NOT NULL THEN {enough} WHEN {other} END"
    if key == "university_citizens":  # at most the trained do
        return f"CASE WHEN {key} IS NOT NULL THEN {enough} WHEN trained_citizens * 100 < {rate} * _few THEN false END"
    return enough


def _communes(source: str) -> str:
    steps = ", ".join(_steps(key, high) for _, key, _, high in RANKS)
    first = [key for _, keys in DONE for key in keys]
    first += [f"_{key} >= {STEPS[low]}" for _, key, low, _ in RANKS]
    first += [_share(key, low) for _, key, low, _ in SHARES]
    second = [f"_{key} >= {STEPS[high]}" for _, key, _, high in RANKS]
    second += [_share(key, high) for _, key, _, high in SHARES]
    bad = [f"{key} < 0" for key in COUNTS]
    bad += [f"citizens > {MOST_COUNT}", "learning_citizens > citizens", "trained_citizens > citizens"]
    bad += ["university_citizens > trained_citizens", "university_citizens > citizens"]
    bad += [f"({key} IS NOT NULL AND _{key} IS NULL)" for _, key, _, _ in RANKS]
    inner = "greatest(learning_citizens, coalesce(trained_citizens, university_citizens))"
    return f"""
        WITH read AS (
            SELECT *, coalesce(citizens, {inner}, 0) AS _few, {steps} FROM {source}
        ), judged AS (
            SELECT *, {_all(first)} AS _first, {_all(second)} AS _of_second, {_any(bad)} AS _bad FROM read
        ), graded AS (
            SELECT *, _first AND _of_second AS _second FROM judged
        )
        SELECT * EXCLUDE (_few, _first, _of_second, _second, _bad, {", ".join(f"_{rank[1]}" for rank in RANKS)}),
            {_verdict("_first", "_second")} AS verdict,
            CASE WHEN NOT _bad AND _first IS NOT NULL AND _second IS NOT NULL THEN {_step("{}")} END AS grade,
            CASE WHEN NOT _bad THEN {_step("coalesce({}, true)")} END AS best,
            CASE WHEN NOT _bad THEN {_step("{}")} END AS worst,
            CAST(NULL AS INTEGER) AS total
        FROM graded
    """


def _citizens(source: str) -> str:
    lowest = " + ".join(f"coalesce({key}, 0)" for key in POINTS)
    gaps = " + ".join(f"CAST({key} IS NULL AS INTEGER)" for key in POINTS)
    enough = f"CASE WHEN _lowest >= {PASS} THEN true WHEN _lowest + {MOST} * _gaps < {PASS} THEN false END"
    floors = [f"{key} >= {FLOOR}" for key in POINTS]
    bad = [item for key in POINTS for item in (f"{key} < 0", f"{key} > {MOST}")]
    title = "'learning_citizen'"
    return f"""
        WITH summed AS (
            SELECT *, {lowest} AS _lowest, {gaps} AS _gaps FROM {source}
        ), judged AS (
            SELECT *, {_all([enough, *floors])} AS _reached, {_any(bad)} AS _bad FROM summed
        )
        SELECT * EXCLUDE (_lowest, _gaps, _reached, _bad),
            {_verdict("_reached", "_reached")} AS verdict,
            CASE WHEN NOT _bad AND _reached THEN {title} END AS grade,
            CASE WHEN NOT _bad AND coalesce(_reached, true) THEN {title} END AS best,
            CASE WHEN NOT _bad AND _reached THEN {title} END AS worst,
            CASE WHEN NOT _bad AND _gaps = 0 THEN CAST(_lowest * {HUNDREDTHS} AS INTEGER) END AS total
        FROM judged
    """


def _all(terms: list[str]) -> str:
    return "(" + " AND ".join(f"({term})" for term in terms) + ")"


def _any(terms: list[str]) -> str:
    return "coalesce(" + " OR ".join(terms) + ", false)"


def _verdict(first: str, second: str) -> str:
    open_ = f"{first} IS NULL OR {second} IS NULL"
    return (
        f"CASE WHEN _bad THEN 'invalid' WHEN {open_} THEN 'undetermined' "
        f"WHEN {first} THEN 'recognised' ELSE 'not_recognised' END"
    )


def _step(form: str) -> str:
    return f"CASE WHEN {form.format('_second')} THEN '2' WHEN {form.format('_first')} THEN '1' END"
