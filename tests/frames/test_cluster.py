"""The example for a cluster, on a local Spark: a folder of Parquet in, a folder partitioned by verdict out."""

import runpy
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from khuyenhoc import catalog
from khuyenhoc.testing.engine_tables import required
from khuyenhoc.testing.facts import perfect

EXAMPLE = Path(__file__).resolve().parents[2] / "docs" / "examples" / "spark_decide.py"
RULES = catalog.ruleset("tt-25-2023/commune")


def facts(**changed: Any) -> dict[str, Any]:
    return perfect(RULES, 10_000) | changed


@pytest.mark.filterwarnings("ignore::ResourceWarning")
def test_the_example_decides_a_folder(tmp_path: Path) -> None:
    """Two files of the folder, four verdicts: every row is in the partition of its verdict, with its grade."""
    required("pyspark")
    from khuyenhoc.testing.engine_tables import spark

    source = tmp_path / "communes"
    source.mkdir()
    pq.write_table(pa.Table.from_pylist([facts(), facts(learning_citizens=5_999)]), source / "one.parquet")
    pq.write_table(pa.Table.from_pylist([facts(learning_citizens=None), facts(citizens=9_999)]), source / "two.parquet")
    decide_folder = runpy.run_path(str(EXAMPLE))["decide_folder"]
    counts = decide_folder(spark(), str(source), str(tmp_path / "decided"), RULES)
    assert counts == {"recognised": 1, "not_recognised": 1, "undetermined": 1, "invalid": 1}
    assert {folder.name for folder in (tmp_path / "decided").iterdir() if folder.is_dir()} == {
        f"verdict={verdict}" for verdict in counts
    }
    rows = pq.read_table(tmp_path / "decided").to_pylist()
    assert {(row["verdict"], row["grade"]) for row in rows} >= {("recognised", "2"), ("not_recognised", None)}


def test_the_page_shows_the_example() -> None:
    """The page names the file that is tested here."""
    page = EXAMPLE.parents[1] / "how-to" / "cluster.md"
    assert "examples/spark_decide.py" in page.read_text(encoding="utf-8")
