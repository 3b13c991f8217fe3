"""Decide a folder of Parquet on a cluster: the session comes from outside, the output is partitioned by verdict."""

from typing import Any

import khuyenhoc as kh


def decide_folder(spark: Any, source: str, target: str, rules: kh.RuleSet) -> dict[str, int]:
    """Decide every row of a Parquet folder into another one; how many rows have each verdict."""
    table = spark.read.parquet(source)
    decided = kh.frames.decide(table, rules)
    decided.write.partitionBy("verdict").parquet(target)
    counts = spark.read.parquet(target).groupBy("verdict").count().collect()
    return {row["verdict"]: row["count"] for row in counts}


if __name__ == "__main__":
    import sys

    from pyspark.sql import SparkSession

    folder, output, name = sys.argv[1:]
    print(decide_folder(SparkSession.builder.getOrCreate(), folder, output, kh.catalog.ruleset(name)))
