"""`PYTHONPATH=src:tests python -m sweep --cases 20000 --seed 1`: cases and differences of each rule set."""

import argparse
from collections import Counter

from sweep.cases import MAKERS, Case
from sweep.compare import differences, drawn, in_tables, swept
from sweep.impossible import accepted


def main() -> int:
    """One line a rule set, then the first differences; the exit code says if there are any."""
    parser = argparse.ArgumentParser(prog="sweep", description=__doc__)
    parser.add_argument("--cases", type=int, default=2000, help="cases of each rule set")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--only", action="append", choices=sorted(MAKERS), help="this rule set alone")
    parser.add_argument("--default-readings", action="store_true", help="no other reading of the open questions")
    parser.add_argument("--show", type=int, default=5, help="differing cases that are printed in full")
    asked = parser.parse_args()
    total = 0
    for name, rules in swept().items():
        if asked.only and name not in asked.only:
            continue
        wrong: list[tuple[Case, list[str]]] = []
        tables: dict[object, list[Case]] = {}
        for case in drawn(rules, asked.cases, asked.seed, readings=not asked.default_readings):
            found = differences(rules, case)
            if found:
                wrong.append((case, found))
            tables.setdefault((tuple(sorted(case.readings.items())), case.final), []).append(case)
        odd = [line for cases in tables.values() for line in in_tables(rules, cases)]
        wrongly = accepted(rules)
        total += len(wrong) + len(odd) + len(wrongly)
        print(f"{name}: {asked.cases} cases, {len(wrong)} differ; in {len(tables)} tables {len(odd)} differ")
        kinds = Counter(line.split(": expected")[0] for _, found in wrong for line in found)
        if kinds:
            print("   ", dict(kinds.most_common(12)))
        if wrongly:
            print("   impossible, yet decided:", *wrongly[:4], f"({len(wrongly)})")
        for case, found in wrong[: asked.show]:
            print("  ", case, *found, sep="\n      ")
        for line in odd[: asked.show]:
            print("   table:", line)
    return min(total, 1)


if __name__ == "__main__":
    raise SystemExit(main())
