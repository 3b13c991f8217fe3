"""The whole country, Parquet to Parquet in polars: the library and the same by hand, each run a process of its own.

``python tests/benchmarks/national.py ENGINE RULESET SOURCE OUT [--indicators]`` is one such run; it prints its seconds
and its most memory. Rows are streamed: neither side ever holds the table.
"""

import argparse
import json
import resource
import tempfile
import time
from functools import partial
from pathlib import Path

import polars as pl
import synthetic
from measure import in_process, in_turns
from results import Row, at_most, under
from same_answers import ANSWER, DisagreementError
from sheet import CITIZEN, COMMUNE

from khuyenhoc import catalog

__all__ = ["rows"]

NAMES = {COMMUNE: "commune", CITIZEN: "citizen"}
SEED = 13
MEMORY = {False: 1024, True: 1536}
ENGINES = ("library", "hand")


def rows(rounds: int, size: int, folder: Path | None = None) -> list[Row]:
    """The lines of the table on the whole country; files are written below a folder and removed."""
    found: list[Row] = []
    for ruleset, name in NAMES.items():
        with tempfile.TemporaryDirectory(dir=folder) as place:
            source = Path(place) / "forms.parquet"
            _write(ruleset, size, source)
            for indicators in (False, True):
                found += _rows_of(ruleset, name, source, size, rounds, indicators=indicators)
    return found


def _write(ruleset: str, size: int, source: Path) -> None:
    """Forms of ordinary areas, without the columns of area and unit."""
    rules = catalog.ruleset(ruleset)
    whole = source.with_name("whole.parquet")
    synthetic.write(rules, size, whole, seed=SEED)
    keys = [fact.key for fact in rules.facts]
    pl.scan_parquet(whole).select(keys).sink_parquet(source, row_group_size=synthetic.BATCH)
    whole.unlink()


def _rows_of(ruleset: str, name: str, source: Path, size: int, rounds: int, *, indicators: bool) -> list[Row]:
    words = ["--indicators"] if indicators else []
    outs = {engine: source.with_name(f"{engine}.parquet") for engine in ENGINES}
    runs = {
        engine: partial(in_process, "national.py", engine, ruleset, str(source), str(out), *words)
        for engine, out in outs.items()
    }
    times = in_turns(runs, rounds=rounds, warm=False)
    mine, theirs = (_digest(out) for out in outs.values())
    if mine != theirs or mine["rows"] != size:
        raise DisagreementError(f"{name}, {size} rows: {mine}\n{theirs}")
    for out in outs.values():
        out.unlink()
    more = ", a column per indicator" if indicators else ""
    what = f"{name}: {size / 1e6:g} million rows, Parquet to Parquet{more}"
    seconds = f"{times.median('library'):.1f} s, by hand {times.median('hand'):.1f} s"
    memory = f"by hand {times.peak('hand'):.0f} MiB"
    return [
        at_most(what, "polars by hand", times.ratio("library", "hand"), 1.1, seconds),
        under(f"{what}: most memory", "", times.peak("library"), MEMORY[indicators], "MiB", memory),
    ]


def _digest(out: Path) -> dict[str, object]:
    """How many rows there are of each answer, and the sum of every added number."""
    frame = pl.scan_parquet(out)
    schema = frame.collect_schema()
    added = [name for name in schema if name == "total" or name.startswith("indicator_")]
    sums = [pl.col(name).cast(pl.Int64).sum().alias(name) for name in added]
    gaps = [pl.col(name).null_count().alias(f"{name}, unknown") for name in added]
    answers = frame.group_by(ANSWER).len().sort(ANSWER).collect(engine="streaming").rows()
    totals = frame.select(pl.len().alias("rows"), *sums, *gaps).collect(engine="streaming").row(0, named=True)
    return {"answers": answers, "columns": list(schema.items()), **totals}


def _once(engine: str, ruleset: str, source: str, out: str, *, indicators: bool) -> None:
    began = time.perf_counter()
    scan = pl.scan_parquet(source)
    if engine == "library":
        from khuyenhoc import frames

        decided = frames.decide(scan, catalog.ruleset(ruleset), indicators=indicators)
    else:
        import baseline_polars

        decided = baseline_polars.decided(scan, ruleset, indicators=indicators)
    decided.sink_parquet(out)
    print(json.dumps({"seconds": time.perf_counter() - began, "memory": _most_memory()}))


def _most_memory() -> float:
    """MiB; of this process alone, which what the system says of it is not everywhere."""
    try:
        status = Path("/proc/self/status").read_text(encoding="utf-8")
        return next(int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM")) / 1024
    except (OSError, StopIteration):
        return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def main() -> None:
    """One run."""
    parser = argparse.ArgumentParser()
    parser.add_argument("engine", choices=ENGINES)
    parser.add_argument("ruleset", choices=sorted(NAMES))
    parser.add_argument("source")
    parser.add_argument("out")
    parser.add_argument("--indicators", action="store_true")
    given = parser.parse_args()
    _once(given.engine, given.ruleset, given.source, given.out, indicators=given.indicators)


if __name__ == "__main__":
    main()
