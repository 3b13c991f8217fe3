"""A table in a file decided into another file, part by part: no more than a part is in memory, and no row is lost."""

import os
import warnings
from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import closing
from decimal import Decimal
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import DocumentError, InvalidValueError, MissingExtraError, WrongTypeError
from khuyenhoc.files._input import HELD, Readable, given, of_eth
from khuyenhoc.files.encodings import checked_encoding
from khuyenhoc.files.tables.decided_out import KINDS as OWN, ROW, Codes, Words
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.parts import Part, Rejection, arrow, compute, wanted
from khuyenhoc.files.tables.sinks import KINDS, replacing
from khuyenhoc.files.tables.sources import open_source
from khuyenhoc.files.tables.sums import FactSums, TableNotice
from khuyenhoc.frames.engine import MissingColumnsWarning
from khuyenhoc.frames.names import INVALID, POINT, RESULTS
from khuyenhoc.frames.rules.decide import decide
from khuyenhoc.frames.rules.faults import faults
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence, reason, word

__all__ = ["ENGINES", "FileDecisions", "decide_file", "engine_installed", "rejected_name", "summed_up", "the_paths"]

ENGINES = ("polars", "duckdb", "pandas", "pyspark")


@public("khuyenhoc.tables")
@attrs.frozen(kw_only=True, repr=False)
class FileDecisions(Shown):
    """What became of the rows of a file (kết quả xét một bảng).

    Attributes:
        rows: How many rows were read, blank ones left out.
        decided: How many of them are in the output.
        rejected: How many are not, because a value is wrong.
        sums: What is said of each row of sums ("Tổng cộng", "Cộng huyện A"), which is no applicant and left out: that
            it is one, and where it does not add up. ``rows`` is always these, the decided and the rejected together.
        verdicts: How many decided rows have each verdict.
        grades: How many reached each grade.
        missing: Keys of the facts without a column, unknown in every row.
        carried: Names of the columns that no rule reads, and which are in the output as they were.
        output: The table of decisions.
        rejections: The file with the wrong values; None if there are none.
    """

    rows: int
    decided: int
    rejected: int
    sums: tuple[Label, ...]
    verdicts: tuple[tuple[str, int], ...]
    grades: tuple[tuple[str, int], ...]
    missing: tuple[str, ...]
    carried: tuple[str, ...]
    output: Path
    rejections: Path | None


@public("khuyenhoc.tables")
def decide_file(
    table: Readable,
    output: str | os.PathLike[str],
    rules: RuleSet,
    *,
    name: str = "",
    engine: str = "polars",
    indicators: bool = False,
    final: bool = False,
    area: str = "",
    unit: str = "",
    readings: Mapping[str, str] | None = None,
    codes: bool = False,
    overwrite: bool = False,
    encoding: str = "",
    progress: Callable[[int, int], None] | None = None,
    lang: Language = "en",
) -> FileDecisions:
    r"""Decide every row of a file into another file, a part at a time (xét cả một tệp).

    A CSV, Parquet or Excel file; what comes out is the kind that its name says, whatever came in. The first row names
    the columns, by the keys of the facts or their labels. CSV and Parquet are for machines: columns of codes, and rows
    with wrong values are left out and stand, value by value, in ``OUTPUT.rejected.csv``. Excel is for people: a
    workbook in words, in which those rows stay in their places, marked, and are listed on a sheet. Rows of sums are
    left out too, held against the others, and said by a [`TableNotice`][khuyenhoc.tables.TableNotice]. Everything is
    written under temporary names that become the real ones at the end, so that an error or an
    interruption leaves nothing.

    Args:
        table: The file: a path, of which no more than a part is in memory; or an open file, bytes, or a resource of a
            package, held whole and of at most 512 MiB.
        output: The file to write.
        rules: The rule set.
        name: What the table is called in messages, where it does not say that itself.
        engine: The library that decides: polars, duckdb or pandas; for pyspark, which reads and writes Parquet, use
            [`decide`][khuyenhoc.frames.decide] with a session of your own, or the command line.
        indicators: Add the outcome of each indicator at each grade, and how much is missing.
        final: Close the files: where the circular says that no evidence means not met, it does.
        area: Id of the area where the table says none.
        unit: Id of the kind of unit where the table says none.
        readings: Other readings of the open questions, by id of the interpretation.
        codes: Columns of codes in Excel too, and no words.
        overwrite: Whether an output that is there may be replaced.
        encoding: ``windows-1258`` or ``tcvn3`` for a CSV in these; UTF-8, and UTF-16 with its mark, need not be said.
        progress: Called with how far the reading is and how far it goes.
        lang: The language of the words: of the workbook, and of what was expected instead of wrong values.

    Raises:
        DocumentError: If the file cannot be read, its headings are wrong, or a file cannot be written.
        InvalidValueError: If the output is the table itself, or is there already.
        MissingExtraError: If a library is not installed.

    >>> import pathlib, tempfile
    >>> from khuyenhoc import frames
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     table = pathlib.Path(folder, "communes.csv")
    ...     _ = table.write_text("citizens;learning_citizens\n12.480;7.421\n900;901\n")
    ...     made = tables.decide_file(table, table.with_name("decided.csv"), catalog.ruleset("tt-25-2023/commune"))
    >>> made.rows, made.decided, made.rejected
    (2, 1, 1)
    """
    rules = argument(rules, RuleSet, "rules")
    source_path, output_path = the_paths(table, output, overwrite=overwrite)
    if engine not in ENGINES[:3]:
        raise InvalidValueError("no-such-engine", path=("engine",), seen=engine, expected="names", names=ENGINES[:3])
    engine_installed(engine)
    file = given(source_path or table, name=name, unnamed="table", mebibytes=HELD)
    options = {"indicators": indicators, "final": final, "readings": readings}
    rejected_path = rejected_name(output_path)
    kinds = {"area": area, "unit": unit}
    in_words = output_path.suffix.casefold() == ".xlsx" and not codes
    try:
        with (
            closing(open_source(file, rules, checked_encoding(encoding))) as source,
            replacing(rejected_path, output_path) as (rejected_part, output_part),
        ):
            run = _Run(rules, source.headings, engine, options, kinds)
            kind: Any = Words if in_words else Codes
            with closing(kind(run, source, output_part, rejected_part, lang, output_path.suffix)) as written:
                for part in source.parts:
                    written.write(part, *run.decide(part))
                    if progress is not None:
                        progress(part.done, source.size)
                written.finish()
        if (in_words or not run.rejected) and rejected_path.exists():
            rejected_path.unlink()  # it told of another run
    except OSError as error:
        raise DocumentError("cannot-be-written", name=str(output_path), reason=reason(error)) from None
    except arrow().ArrowException as error:
        raise DocumentError("cannot-be-decided-into", name=file.name, suffix=output_path.suffix, error=error) from None
    if odd := of_eth(" ".join(source.eth)):
        warnings.warn(TableNotice(Label(f"{file.name}: {odd.vi}", f"{file.name}: {odd.en}")), stacklevel=2)
    made = summed_up(rules, source.headings, run.rows, run.rejected, source.sums, output_path)
    return attrs.evolve(made, rejections=None) if in_words else made


def the_paths(table: Any, output: Any, *, overwrite: bool) -> tuple[Path | None, Path]:
    """The two files as paths; None for a table that is none.

    Raises:
        DocumentError: If one is no name of a file, or the output is a folder or of no known kind.
        InvalidValueError: If they are the same, or the output, or its list of rejections, is there already.
        WrongTypeError: If one is no path.
    """
    source = _path("table", table) if isinstance(table, str | os.PathLike) else None
    target = _path("output", output)
    try:
        _free(source, target, overwrite=overwrite)
    except OSError as error:  # a name that is too long, a folder that may not be read
        raise DocumentError("cannot-be-written", name=str(output), reason=reason(error)) from None
    return source, target


def _path(name: str, path: Any) -> Path:
    where = os.fspath(path) if isinstance(path, os.PathLike) else path
    if not isinstance(where, str):
        raise WrongTypeError("not-a-path", path=(name,), seen=path)
    if not where.strip() or not Path(where).name or "\0" in where:
        raise DocumentError("no-name-of-a-file", seen=where, called=word(name))
    return Path(where)


def _free(source: Path | None, target: Path, *, overwrite: bool) -> None:
    """Refuse an output that is there already, is a folder, or is of no known kind."""
    if source and target.exists() and source.exists() and target.samefile(source):
        raise InvalidValueError("the-output-is-the-table-itself", path=("output",), seen=str(target))
    for there in (target, rejected_name(target)):
        if source and there.exists() and there.resolve() == source.resolve():
            raise InvalidValueError("the-list-of-rejections", path=("output",), seen=str(target))
        if there.is_dir():
            raise DocumentError("a-folder-is-never-overwritten", name=str(there))
        if there.exists() and not overwrite:
            raise InvalidValueError("there-is-already-such-a-file", path=("output",), seen=str(there))
    if target.suffix.casefold() not in KINDS:
        raise DocumentError("not-a-kind-of-table", name=str(target))


def rejected_name(output: Path) -> Path:
    """The file for wrong values, beside the output."""
    return output.with_name(f"{output.stem}.rejected.csv")


def engine_installed(engine: str) -> None:
    """Refuse an engine that is not installed.

    Raises:
        MissingExtraError: Then, with what to install.
    """
    if find_spec(engine) is None:
        raise MissingExtraError("the-engine-is-not-installed", engine=engine)


class _Run:
    """One pass over a file."""

    def __init__(
        self, rules: RuleSet, headings: Headings, engine: str, options: dict[str, Any], kinds: dict[str, str]
    ) -> None:
        self.rules, self.headings, self.engine, self.options, self.kinds = rules, headings, engine, options, kinds
        self.columns = {headings.names[number]: fact.key for number, fact in headings.facts.items()}
        self.kind_columns = {"area": headings.area, "unit": headings.unit}
        self.rejected = 0
        self.rows: Counter[tuple[str, str | None]] = Counter()

    def decide(self, part: Part) -> tuple[Any, list[Rejection]]:
        """The decided rows of a part with their decisions, and what is wrong with the others."""
        pc = compute()
        facts = self.facts(part)
        columns = {kind: kind if kind in facts.column_names else (self.kinds[kind] or None) for kind in OWN}
        native = _to(self.engine, facts)
        with warnings.catch_warnings():
            warnings.simplefilter("ignore", MissingColumnsWarning)  # said once, in the summary
            made = _from(decide(native, self.rules, area=columns["area"], unit=columns["unit"], **self.options))
        made = made.sort_by(ROW)
        good = pc.not_equal(made["verdict"], INVALID)
        wrong: list[Rejection] = []
        bad = part.table.num_rows - (pc.sum(good).as_py() or 0)
        if bad:
            wrong = self._faults(facts.filter(pc.invert(good)), columns)
        unread = {item.row for item in part.rejected}
        self.rejected += bad + len(unread)
        made = made.filter(good)
        for row in made.group_by(["verdict", "grade"]).aggregate([([], "count_all")]).to_pylist():
            self.rows[row["verdict"], row["grade"]] += row["count_all"]
        table = part.table.filter(good)
        for name in made.column_names[facts.num_columns :]:
            table = table.append_column(name, _result(name, made[name]))
        return table, sorted([*part.rejected, *wrong], key=lambda item: item.row)

    def facts(self, part: Part) -> Any:
        """The columns that rules read, under the keys of the facts, and the number of the row."""
        pa = arrow()
        names, arrays = [ROW], [pa.array(part.rows, pa.int64())]
        for name, key in self.columns.items():
            names.append(key)
            arrays.append(part.table[name])
        for kind, index in self.kind_columns.items():
            if index is not None:
                column = part.table[self.headings.names[index]].cast(pa.string())
                names.append(kind)
                arrays.append(column.fill_null(self.kinds[kind]) if self.kinds[kind] else column)
        return pa.Table.from_arrays(arrays, names=names)

    def _faults(self, table: Any, kinds: dict[str, str | None]) -> list[Rejection]:
        """Why rows are refused; a row is never without a reason."""
        heading = {key: name for name, key in self.columns.items()}
        heading |= {kind: self.headings.names[index] for kind, index in self.kind_columns.items() if index is not None}
        found = []
        for fault in faults(table, self.rules, area=kinds["area"], unit=kinds["unit"], row=ROW):
            columns = ", ".join(heading.get(key, key) for key in fault.column.split(", "))
            found.append(Rejection(fault.row, columns, _bare(fault.seen), wanted(fault.error, whole=True)))
        told = {item.row for item in found}
        plain = Sentence("values-that-belong-together")
        found += [Rejection(row, "", "", plain) for row in table[ROW].to_pylist() if row not in told]
        return found


def summed_up(
    rules: RuleSet,
    headings: Headings,
    rows: Counter[tuple[str, str | None]],
    rejected: int,
    sums: FactSums,
    output: Path,
) -> FileDecisions:
    """What became of the rows, by how many have each verdict and grade; rows of sums are said."""
    said = sums.notices()
    for label in said:
        warnings.warn(TableNotice(label), stacklevel=3)
    verdicts, grades = Counter[str](), Counter[str | None]()
    for (verdict, grade), count in rows.items():
        verdicts[verdict] += count
        grades[grade] += count
    return FileDecisions(
        rows=rows.total() + rejected + len(said),
        decided=rows.total(),
        rejected=rejected,
        sums=said,
        verdicts=tuple(sorted(verdicts.items())),
        grades=tuple((grade.id, grades[grade.id]) for grade in rules.grades),
        missing=headings.missing,
        carried=headings.carried,
        output=output,
        rejections=rejected_name(output) if rejected else None,
    )


def _bare(text: str) -> str:
    """A text without the quotation marks of its representation."""
    return text[1:-1] if len(text) > 1 and text[0] == text[-1] == "'" else text


def _to(engine: str, table: Any) -> Any:
    if engine == "polars":
        import polars

        return polars.from_arrow(table)
    if engine == "duckdb":
        import duckdb

        return duckdb.from_arrow(table)
    import pandas as pd  # type: ignore[import-untyped]

    return table.to_pandas(types_mapper=pd.ArrowDtype)


def _from(native: Any) -> Any:
    """As an Arrow table, with plain text for texts."""
    pa = arrow()
    if hasattr(native, "to_arrow_table"):
        table = native.to_arrow_table()
    elif hasattr(native, "to_arrow"):
        table = native.to_arrow()
    else:
        table = pa.Table.from_pandas(native, preserve_index=False)
    for number, field in enumerate(table.schema):
        if pa.types.is_dictionary(field.type):
            table = table.set_column(number, field.name, table[number].cast(pa.string()))
    return table


def _result(name: str, column: Any) -> Any:
    """A column of the decision in the same type whatever the engine; a total in points."""
    pa = arrow()
    if name == "total":
        kind = pa.decimal128(18, 2)
        if column.null_count == len(column):
            return pa.nulls(len(column), kind)
        return pa.array((None if v is None else Decimal(v) / POINT for v in column.to_pylist()), kind)
    if name.endswith("_short_by"):
        return column.cast(pa.int64())
    if name in RESULTS or pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return column.cast(pa.string())
    return column.cast(pa.int8()) if pa.types.is_integer(column.type) else column.cast(pa.string())
