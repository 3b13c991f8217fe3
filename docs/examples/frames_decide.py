"""polars, pandas and DuckDB: the same rules over each, and the same answers.

python frames_decide.py communes.csv
"""

import sys
from pathlib import Path

import duckdb
import pandas as pd
import polars as pl

import khuyenhoc as kh

RULES = kh.catalog.ruleset("tt-25-2023/commune")


def facts(file: Path) -> list[dict[str, object]]:
    """The facts as the library reads them: có/không, grouped thousands, Vietnamese headings."""
    return [dict(item.facts) for item in kh.forms.read_facts(file, RULES)]


def with_polars(rows: list[dict[str, object]]) -> list[str]:
    """A polars data frame."""
    return kh.frames.decide(pl.DataFrame(rows), RULES)["verdict"].to_list()


def with_pandas(rows: list[dict[str, object]]) -> list[str]:
    """A pandas data frame; its missing values are unknown facts."""
    return kh.frames.decide(pd.DataFrame(rows).convert_dtypes(), RULES)["verdict"].tolist()


def with_duckdb(rows: list[dict[str, object]]) -> list[str]:
    """A relation of DuckDB, which decides while it is read."""
    with duckdb.connect() as database:
        database.register("communes", pl.DataFrame(rows).with_row_index("row").to_arrow())
        made = kh.frames.decide(database.table("communes"), RULES)
        return [verdict for (verdict,) in made.order("row").project("verdict").fetchall()]


if __name__ == "__main__":
    rows = facts(Path(sys.argv[1]))
    for name, answers in {"polars": with_polars, "pandas": with_pandas, "duckdb": with_duckdb}.items():
        print(name, *answers(rows))
