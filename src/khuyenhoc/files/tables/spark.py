"""A folder of Parquet decided by Spark into another folder, for the command line."""

from collections import Counter
from contextlib import closing
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Language
from khuyenhoc.errors import DocumentError, MissingExtraError, WrongTypeError
from khuyenhoc.files.tables.deciding import FileDecisions, engine_installed, rejected_name, summed_up, the_paths
from khuyenhoc.files.tables.headings import Headings, read_headings
from khuyenhoc.files.tables.parts import Rejection, sums_under, wanted, without_sums
from khuyenhoc.files.tables.sinks import RejectionFile, replacing
from khuyenhoc.files.tables.sums import SUM_LIKE, FactSums, is_sum
from khuyenhoc.frames.names import INVALID
from khuyenhoc.frames.rules.decide import decide
from khuyenhoc.frames.rules.faults import faults
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["decide_folder"]

_ROW = "row_of_the_table"


@public("khuyenhoc.tables")
def decide_folder(
    table: Any, output: Any, rules: RuleSet, *, overwrite: bool, lang: Language = "en", **options: Any
) -> FileDecisions:
    """Decide a Parquet file or folder into a Parquet folder with a local session, or the one that is running.

    Rows that are rejected are named by the number that Spark gives them, which is their position only in a single file.

    Raises:
        DocumentError: If it is not Parquet.
        MissingExtraError: If Spark or Java is not there.
    """
    source, target = the_paths(table, output, overwrite=overwrite)
    if source is None:
        raise WrongTypeError("not-a-path", path=("table",), seen=table)
    engine_installed("pyspark")
    if target.suffix.casefold() != ".parquet" or not (source.is_dir() or source.suffix.casefold() == ".parquet"):
        raise DocumentError("pyspark-reads-and-writes-parquet-only")
    session = _session()
    from pyspark.sql import functions

    given = session.read.parquet(str(source))
    names = list(given.columns)
    refused = [name for name in names if "." in name or name == _ROW]
    if refused:
        raise DocumentError("spark-cannot-carry", name=str(source), refused=tuple(map(repr, refused)))
    frame = given.withColumn(_ROW, functions.monotonically_increasing_id() + 1)
    headings = read_headings(names, rules)
    sums = sums_under(headings, rules)
    frame, wrong = _without_sums(frame, headings, sums)
    columns = {fact.key: names[number] for number, fact in headings.facts.items()}
    kinds: dict[str, Any] = {
        kind: names[at] if at is not None else (options.pop(kind, None) or None)
        for kind, at in (("area", headings.area), ("unit", headings.unit))
    }
    options = {name: value for name, value in options.items() if name not in kinds}
    made = decide(frame, rules, columns, **kinds, **options)
    rejected_path = rejected_name(target)
    with (
        replacing(rejected_path, target) as (rejected_part, part),
        closing(RejectionFile(rejected_part, ",", lang)) as rejections,
    ):
        made.filter(made["verdict"] != INVALID).drop(_ROW).write.parquet(str(part))
        rejections.write(wrong)
        told = {item.row for item in wrong}
        for fault in faults(frame, rules, columns, **kinds, row=_ROW):
            told.add(fault.row)
            rejections.write([Rejection(fault.row, fault.column, fault.seen, wanted(fault.error, whole=True))])
        counts = session.read.parquet(str(part)).groupBy("verdict", "grade").count().collect()
    decided = Counter({(row["verdict"], row["grade"]): row["count"] for row in counts})
    return summed_up(rules, headings, decided, len(told), sums, target)


def _without_sums(frame: Any, headings: Headings, sums: FactSums) -> tuple[Any, list[Rejection]]:
    """The rows that are no sums; the others are few, and held against all of these."""
    from pyspark.sql import functions

    names = list(headings.names)
    texts = [at for at, name in enumerate(names) if dict(frame.dtypes)[name] == "string"]
    is_one = functions.lit(False)
    for name in [names[at] for at in headings.names_among(texts)]:
        like = frame.select(name).filter(frame[name].rlike(SUM_LIKE)).distinct().collect()
        if found := [row[0] for row in like if is_sum(row[0])]:
            is_one |= functions.coalesce(frame[name].isin(found), functions.lit(False))
    called = frame.filter(is_one).orderBy(_ROW).toArrow()
    if not called.num_rows:
        return frame, []
    rows = called.column(_ROW).to_pylist()
    others = frame.filter(~is_one)
    columns = [names[at] for at, fact in headings.facts.items() if fact in sums.facts]
    counted = [name for name in columns if dict(frame.dtypes)[name] in ("int", "bigint", "smallint", "tinyint")]
    made = others.agg(
        functions.count("*").alias("n"),
        *(functions.sum(name).alias(f"sum_{at}") for at, name in enumerate(counted)),
        *(functions.count(name).alias(f"known_{at}") for at, name in enumerate(counted)),
    ).collect()[0]
    totals = {name: made[f"sum_{at}"] for at, name in enumerate(counted) if made[f"known_{at}"] == made["n"]}
    sums.add([totals.get(name) for name in columns], rows=made["n"])
    return others, without_sums(called.select(names), rows, headings, sums, 0).rejected


def _session() -> Any:
    """The session that is running, or a local one."""
    from pyspark.sql import SparkSession

    try:
        return SparkSession.builder.appName("khuyenhoc").getOrCreate()
    except Exception as error:  # without Java it raises whatever its gateway raises
        raise MissingExtraError("spark-does-not-start", seen=type(error).__name__) from None
