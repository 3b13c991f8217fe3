"""Every engine against single decisions: generated forms of every shipped rule set, compared cell by cell.

Run with ``python tests/benchmarks/agreement.py [--rows 100000] [--engine polars --engine duckdb] [--ruleset ID]``. It
prints a line for each rule set and engine, and last how many cells differ; its exit status is 1 if any does. The
verdict, the grade, the bounds, the total and every indicator are compared; half of the forms have decimals, half are
closed files, and some hold a wrong value, for which the verdict has to say so.
"""

import argparse
import sys
import time
import warnings
from pathlib import Path

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.testing.engine_tables import ENGINES, missing, to_arrow, to_engine
from khuyenhoc.testing.singles import differences, single_decisions
from khuyenhoc.testing.tables import AREA, UNIT, table_of_forms

_SEED, _WRONG = 2025, 0.03


def compare(rules: RuleSet, engines: list[str], rows: int) -> int:
    """Print a line for each engine; the number of cells that differ."""
    kinds = {"area": AREA if rules.areas else None, "unit": UNIT if rules.units else None}
    wrong, seconds = dict.fromkeys(engines, 0), dict.fromkeys(engines, 0.0)
    cells = 0
    for number, (decimals, final) in enumerate(((False, False), (True, False), (False, True), (True, True))):
        first = rows * number // 4
        size = rows * (number + 1) // 4 - first
        table = table_of_forms(rules, size, _SEED + number, first=first, decimals=decimals, wrong=_WRONG)
        expected = single_decisions(rules, table, final=final)
        cells += size * len(expected)
        for engine in engines:
            began = time.perf_counter()
            given = frames.decide(to_engine(table, engine), rules, indicators=True, final=final, **kinds)
            given = to_arrow(given)
            seconds[engine] += time.perf_counter() - began
            found = differences(expected, given)
            wrong[engine] += len(found)
            for text in found[:3]:
                print(f"    {engine}: {text}")
    for engine in engines:
        print(
            f"{rules.id:24}{engine:18}{rows:>9} rows{cells:>12} cells{wrong[engine]:>6} differ{seconds[engine]:8.1f} s"
        )
    return sum(wrong.values())


def main() -> int:
    """Compare all that is asked for."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--rows", type=int, default=100_000)
    parser.add_argument("--engine", action="append", choices=ENGINES)
    parser.add_argument("--ruleset", action="append")
    chosen = parser.parse_args()
    engines = []
    for engine in chosen.engine or ENGINES:
        reason = missing(engine)
        if reason:
            print(f"left out: {engine}, because {reason}")
        else:
            engines.append(engine)
    warnings.simplefilter("ignore", FutureWarning)
    wrong = 0
    for rules in catalog.rulesets():
        if not chosen.ruleset or rules.id in chosen.ruleset:
            wrong += compare(rules, engines, chosen.rows)
            sys.stdout.flush()
    print(f"{wrong} cells differ")
    return min(wrong, 1)


if __name__ == "__main__":
    sys.exit(main())
