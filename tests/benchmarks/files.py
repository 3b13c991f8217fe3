"""Tables in files: CSV against Parquet, Excel against the library that opens it, many counts against polars by hand.

On a machine that does other work the least time of several rounds says most, and the time of the processor, of all
threads together, more than that of the clock; the ratios are of these.
"""

import csv
import datetime as dt
import random
import tempfile
import time
import warnings
from collections import Counter
from functools import partial
from pathlib import Path
from typing import Any

import measure
import openpyxl
import polars as pl
import synthetic
from results import Row, at_most
from same_answers import DisagreementError
from sheet import COMMUNE

from khuyenhoc import catalog, frames, tables

__all__ = ["rows"]

SEED = 13
YEARS = range(2025, 2035)
ON = dt.date(2035, 1, 1)
PROGRAMME = "qd-387-2022"
# Decision 387, percent of all there are in 2025 and 2030, written out by hand.
WANTED = {"family": (70, 80), "clan": (65, 75), "community": (65, 75), "unit": (80, 90)}
DUE = (dt.date(2025, 12, 31), dt.date(2030, 12, 31))
BULK = "from many counts to statuses: a table of polars"
SINGLE = "from many counts to statuses: read and reported one by one"
READ = "from many counts to statuses: read alone"
in_turns = partial(measure.in_turns, clock=time.process_time)


def rows(rounds: int, size: int, sheet_size: int, folder: Path | None = None) -> list[Row]:
    """The lines of the table on files; files are written below a folder and removed."""
    with tempfile.TemporaryDirectory(dir=folder) as place, warnings.catch_warnings():
        warnings.simplefilter("ignore")
        where = Path(place)
        return [
            *_decided(where, size, rounds),
            *_sheets(where, sheet_size, rounds),
            *_books(where, sheet_size, rounds),
            *_counts(where, rounds),
        ]


def _forms(where: Path, size: int) -> pl.DataFrame:
    """Forms of communes, each with a name of its own."""
    synthetic.write(catalog.ruleset(COMMUNE), size, path := where / "forms.parquet", seed=SEED)
    return pl.read_parquet(path).with_columns(name=pl.concat_str(pl.lit("Xã số "), pl.int_range(size)))


def _decide(path: Path, out: Path) -> tables.FileDecisions:
    return tables.decide_file(path, out, catalog.ruleset(COMMUNE), overwrite=True)


def _decided(where: Path, size: int, rounds: int) -> list[Row]:
    forms = _forms(where, size)
    forms.write_parquet(parquet := where / "table.parquet")
    forms.write_csv(text := where / "table.csv")
    del forms
    outs = [where / "of_text.parquet", where / "of_parquet.parquet"]
    runs = {"CSV": partial(_decide, text, outs[0]), "Parquet": partial(_decide, parquet, outs[1])}
    times = in_turns(runs, rounds=rounds, warm=False)
    answers = [pl.scan_parquet(out).select("verdict", "grade").collect() for out in outs]
    if not answers[0].equals(answers[1]):
        raise DisagreementError(f"{size} rows of CSV and of Parquet")
    found = times.of_least("CSV", "Parquet")
    note = f"{found.seconds:.1f} s, from Parquet {min(times.seconds['Parquet']):.1f} s"
    return [at_most(f"decide_file, {size / 1e6:g} million rows of CSV", "the same from Parquet", found, 6, note)]


def _sheets(where: Path, size: int, rounds: int) -> list[Row]:
    forms = _forms(where, size)
    book = openpyxl.Workbook(write_only=True)
    sheet = book.create_sheet()
    for row in (forms.columns, *forms.iter_rows()):
        sheet.append(row)
    book.save(path := where / "table.xlsx")
    runs = {"Excel": partial(_decide, path, where / "of_excel.parquet"), "openpyxl": partial(_opened, path)}
    found = (times := in_turns(runs, rounds=rounds)).of_least("Excel", "openpyxl")
    note = f"{found.seconds:.1f} s, reading alone {min(times.seconds['openpyxl']):.1f} s"
    return [at_most(f"decide_file, {size} rows of Excel", "openpyxl, reading alone", found, 2, note)]


def _books(where: Path, size: int, rounds: int) -> list[Row]:
    """A decided workbook in words, and the same cells written without looks."""
    _forms(where, size).write_csv(source := where / "table.csv")
    _decide(source, made := where / "words.xlsx")
    book = openpyxl.load_workbook(made, read_only=True)
    sheets = {sheet.title: [list(row) for row in sheet.iter_rows(values_only=True)] for sheet in book.worksheets}
    book.close()
    runs = {"words": partial(_decide, source, made), "openpyxl": partial(_written, sheets, where / "same.xlsx")}
    found = (times := in_turns(runs, rounds=rounds)).of_least("words", "openpyxl")
    note = f"{found.seconds:.1f} s, writing alone {min(times.seconds['openpyxl']):.1f} s"
    return [at_most(f"decide_file, {size} rows into a workbook in words", "openpyxl, writing alone", found, 5, note)]


def _written(sheets: dict[str, list[list[Any]]], path: Path) -> None:
    book = openpyxl.Workbook(write_only=True)
    for title, rows_of in sheets.items():
        sheet = book.create_sheet(title)
        for row in rows_of:
            sheet.append(row)
    book.save(path)


def _opened(path: Path) -> int:
    book = openpyxl.load_workbook(path, read_only=True, data_only=True)
    read = sum(1 for _ in book.worksheets[0].iter_rows(values_only=True))
    book.close()
    return read


def _counts(where: Path, rounds: int) -> list[Row]:
    size = _write_counts(path := where / "counts.csv")
    if not _of_hand(path) == _of_frames(path) == _of_values(path):
        raise DisagreementError(f"{size} counts")
    runs = {"hand": partial(_by_hand, path), BULK: partial(_by_frames, path), SINGLE: partial(_by_values, path)}
    runs[READ] = partial(tables.read_counts, path)
    times = in_turns(runs, rounds=rounds, warm=False)
    found = {what: times.of_least(what, "hand") for what in (BULK, SINGLE, READ)}
    hand = f"by hand {min(times.seconds['hand']):.2f} s"
    return [
        at_most(
            f"{size} counts: {what}", "polars by hand", one, None if what == READ else 3, f"{one.seconds:.1f} s, {hand}"
        )
        for what, one in found.items()
    ]


def _write_counts(path: Path) -> int:
    """Every commune, the four models, ten years."""
    chance = random.Random(SEED)
    places = [f"{unit.kind.vi.lower()} {unit.place.name}, {unit.place.parent.name}" for unit in catalog.communes()]
    with path.open("w", encoding="utf-8", newline="") as file:
        table = csv.writer(file)
        table.writerow(["place", "on", "attribute", "population", "registered", "recognised", "total"])
        for year in YEARS:
            for place in places:
                for attribute in WANTED:
                    total = chance.randint(50, 5_000)
                    registered = chance.randint(0, total)
                    recognised = chance.randint(0, registered)
                    table.writerow([place, f"{year}-12-31", attribute, "", registered, recognised, total])
    return len(YEARS) * len(places) * len(WANTED)


def _by_hand(path: Path) -> pl.DataFrame:
    """The status of every place, model and year, from the last count up to the due day, and how many are missing."""
    scan = pl.scan_csv(path, schema_overrides={"on": pl.Date, "population": pl.String}).filter(pl.col("on") <= ON)
    wanted = pl.LazyFrame(
        [(model, due, percent) for model, both in WANTED.items() for due, percent in zip(DUE, both, strict=True)],
        schema=["attribute", "due", "percent"],
        orient="row",
    )
    counts = scan.join(wanted, on="attribute").filter(pl.col("on") <= pl.col("due")).sort("on")
    last = counts.group_by("place", "attribute", "due").agg(pl.col("recognised", "total", "percent").last())
    needed = (pl.col("percent") * pl.col("total") + 99) // 100
    reached = pl.col("recognised") * 100 >= pl.col("percent") * pl.col("total")
    status = pl.when(reached).then(pl.lit("attained")).when(pl.col("due") <= ON).then(pl.lit("missed"))
    return last.with_columns(status=status.otherwise(pl.lit("open")), short_by=needed - pl.col("recognised")).collect()


def _by_frames(path: Path) -> pl.DataFrame:
    table = pl.read_csv(path, schema_overrides={"on": pl.Date, "population": pl.String})
    made: pl.DataFrame = frames.attain(table, catalog.programme(PROGRAMME), on=ON)
    return made


def _by_values(path: Path) -> Any:
    return catalog.programme(PROGRAMME).attainment(tables.read_counts(path), on=ON, reform=catalog.reform())


_KEY = ("attribute", "due", "status", "short_by")


def _of_hand(path: Path) -> Counter[Any]:
    return Counter(_by_hand(path).with_columns(pl.col("due").cast(pl.String)).select(_KEY).iter_rows())


def _of_frames(path: Path) -> Counter[Any]:
    made = _by_frames(path).filter(pl.col("attribute").is_in(list(WANTED)))
    return Counter(made.with_columns(pl.col("due").cast(pl.String)).select(_KEY).iter_rows())


def _of_values(path: Path) -> Counter[Any]:
    rows = (row for row in _by_values(path) if row.target.attribute.code in WANTED)
    return Counter((row.target.attribute.code, str(row.target.due), row.status.value, row.short_by) for row in rows)
