"""A folder of Parquet decided by Spark into another folder, for the command line."""

from collections import Counter
from contextlib import closing
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Language
from khuyenhoc.errors import DocumentError, MissingExtraError
from khuyenhoc.files.tables.deciding import FileDecisions, engine_installed, rejected_name, summed_up, the_paths
from khuyenhoc.files.tables.headings import read_headings
from khuyenhoc.files.tables.parts import Rejection, wanted
from khuyenhoc.files.tables.sinks import RejectionFile, replacing
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
    columns = {fact.key: names[number] for number, fact in headings.facts.items()}
    kinds: dict[str, Any] = {
        kind: names[at] if at is not None else (options.pop(kind) or None)
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
        told = set()
        for fault in faults(frame, rules, columns, **kinds, row=_ROW):
            told.add(fault.row)
            rejections.write([Rejection(fault.row, fault.column, fault.seen, wanted(fault.error, whole=True))])
        counts = session.read.parquet(str(part)).groupBy("verdict", "grade").count().collect()
    decided = Counter({(row["verdict"], row["grade"]): row["count"] for row in counts})
    return summed_up(rules, headings, decided, len(told), target)


def _session() -> Any:
    """The session that is running, or a local one."""
    from pyspark.sql import SparkSession

    try:
        return SparkSession.builder.appName("khuyenhoc").getOrCreate()
    except Exception as error:  # without Java it raises whatever its gateway raises
        raise MissingExtraError("spark-does-not-start", seen=type(error).__name__) from None
