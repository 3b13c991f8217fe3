"""The benchmark: one command, one table of ratios.

Run with ``python tests/benchmarks/run.py``. Every figure is the median of rounds in which the compared runs take turns;
beside it stand the least and the greatest. Before anything is timed, all engines have to give the same answers on the
same synthetic forms. ``--lines`` chooses some of the lines, ``--rows`` and ``--country`` other sizes.
"""

import argparse
import sys
import tempfile
from pathlib import Path

from results import Row, about, as_table

LINES = ("import", "single", "bulk", "files", "country")


def _rows(line: str, given: argparse.Namespace) -> list[Row]:
    if line == "import":
        import imports

        return imports.rows(given.rounds)
    if line == "single":
        import single

        return single.rows(given.rounds)
    if line == "bulk":
        import bulk

        return bulk.rows(given.rounds, given.rows)
    if line == "files":
        import files

        return files.rows(given.rounds, given.table, given.sheet, given.folder)
    import national

    return national.rows(given.rounds, given.country, given.folder)


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(description="The library against hand-written code and against its peers.")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--lines", nargs="+", choices=LINES, default=list(LINES))
    parser.add_argument("--rows", nargs="+", type=int, default=[1_000_000, 5_000_000], help="sizes of tables in memory")
    parser.add_argument("--table", type=int, default=1_000_000, help="rows of CSV and Parquet to be decided")
    parser.add_argument("--sheet", type=int, default=10_000, help="rows of Excel to be decided")
    parser.add_argument("--country", type=int, default=27_000_000, help="rows of the files")
    parser.add_argument(
        "--folder", type=Path, default=Path(tempfile.gettempdir()), help="where files are put for a while"
    )
    given = parser.parse_args()
    rows: list[Row] = []
    for line in given.lines:
        print(f"measuring: {line}", file=sys.stderr, flush=True)
        rows += _rows(line, given)
    print(about(given.rounds), as_table(rows), sep="\n\n")


if __name__ == "__main__":
    main()
