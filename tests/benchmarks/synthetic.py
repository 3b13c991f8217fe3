"""Synthetic forms in files: any number of filled-in forms of any rule set, the same ones for the same seed.

Run with ``python tests/benchmarks/synthetic.py RULESET ROWS OUT.parquet --seed N``. Rows are made and written in
batches, so that 27 million need no more memory than a quarter of a million.
"""

import argparse
import sys
from collections.abc import Iterator
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

sys.path.insert(0, str(Path(__file__).resolve().parents[1]))

from khuyenhoc import RuleSet, catalog
from khuyenhoc.testing.tables import AREA, ROW, UNIT, USUAL, table_of_forms

__all__ = ["batches", "write"]

BATCH = 250_000
_NAMES = {AREA: "area", UNIT: "unit"}


def batches(rules: RuleSet, rows: int, *, seed: int) -> Iterator[pa.RecordBatch]:
    """The forms, a batch at a time; each batch depends on the seed, its number and its size alone."""
    for number, start in enumerate(range(0, rows, BATCH)):
        yield _named(table_of_forms(rules, min(BATCH, rows - start), [seed, number], manner=USUAL))


def _named(table: pa.Table) -> pa.RecordBatch:
    table = table.drop_columns([ROW])
    return table.rename_columns([_NAMES.get(name, name) for name in table.column_names]).to_batches()[0]


def write(rules: RuleSet, rows: int, path: Path, *, seed: int) -> None:
    """Write the forms to a Parquet file, a row group for each batch."""
    with pq.ParquetWriter(path, _named(table_of_forms(rules, 1, seed)).schema) as writer:
        for batch in batches(rules, rows, seed=seed):
            writer.write_batch(batch)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write synthetic forms of a rule set to a Parquet file.")
    parser.add_argument("ruleset", choices=[rules.id for rules in catalog.rulesets()], metavar="RULESET")
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write(catalog.ruleset(given.ruleset), given.rows, given.out, seed=given.seed)


if __name__ == "__main__":
    main()
