"""The command line of tables in files: every row decided, with a bar, a summary, and the wrong values apart."""

from pathlib import Path
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.cli.options import progress_bar
from khuyenhoc.files import tables
from khuyenhoc.files.tables.decided_book import SHEETS
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.views.words import number

__all__ = ["NOT_ALL", "decide_table", "left_out", "table_data", "table_lines"]

NOT_ALL = 3
"""The exit code of a table of which some rows were not decided."""


_OF_STANDARDS = {
    Verdict.RECOGNISED: Label("mọi chuẩn đạt từ mức đầu", "every standard at its first level or above"),
    Verdict.NOT_RECOGNISED: Label("có chuẩn chưa đạt", "a standard is not reached"),
}


def decide_table(rules: RuleSet, table: str, output: str, *, engine: str, **options: Any) -> Any:
    """Decide a file into another one; what became of its rows."""
    if engine == "pyspark":
        del options["codes"], options["encoding"]  # folders of Parquet say theirs
        return tables.decide_folder(table, output, rules, **options)
    with progress_bar() as bar:
        task = bar.add_task(Path(table).name, total=None)

        def progress(done: int, size: int) -> None:
            bar.update(task, completed=done, total=size)

        return tables.decide_file(table, output, rules, engine=engine, progress=progress, **options)


def table_data(made: Any) -> dict[str, Any]:
    """What became of the rows, for JSON."""
    return {
        "rows": made.rows,
        "decided": made.decided,
        "rejected": made.rejected,
        "sums": len(made.sums),
        "verdicts": dict(made.verdicts),
        "grades": dict(made.grades),
        "missing": list(made.missing),
        "carried": list(made.carried),
        "output": str(made.output),
        "rejections": str(made.rejections) if made.rejections else None,
    }


def left_out(made: Any, lang: Language) -> str:
    """How many rows were not decided, and where they are named."""
    count, where = number(made.rejected, lang), made.rejections
    sheet = SHEETS[2]
    named = Label(str(where), str(where)) if where else Label(f"trang “{sheet.vi}”", f"the sheet “{sheet.en}”")
    return Label(
        f"{count} hàng chưa xét: xem {named.vi}",
        f"{count} {'row' if made.rejected == 1 else 'rows'} not decided: see {named.en}",
    ).text(lang)


def table_lines(made: Any, rules: RuleSet, lang: Language) -> list[str]:
    """The same in words, a line each."""
    rows, decided, rejected = (number(count, lang) for count in (made.rows, made.decided, made.rejected))
    sums = Label(
        f"{rows} hàng = {decided} đã xét + {rejected} bị loại", f"{rows} rows = {decided} decided + {rejected} rejected"
    )
    if made.sums:
        sums = Label(f"{sums.vi} + {len(made.sums)} dòng tổng", f"{sums.en} + {len(made.sums)} of sums")
    by_standard = rules.method is Method.STANDARDS
    verdicts = {item.value: (_OF_STANDARDS.get(item, item) if by_standard else item).text(lang) for item in Verdict}
    names = [(verdicts[verdict], count) for verdict, count in made.verdicts]
    labels = {grade.id: grade.text(lang) for grade in rules.grades}
    names += [(labels[grade], count) for grade, count in made.grades if not by_standard]
    width = max((len(name) for name, _ in names), default=0)
    missing = "; ".join(rules.fact(key).text(lang) for key in made.missing)
    said = (
        ("! ", Label("không có cột, coi là chưa biết", "no column, unknown in every row"), missing),
        ("! ", Label("cột giữ nguyên", "columns carried along"), ", ".join(made.carried)),
        ("", Label("kết quả", "output"), str(made.output)),
        ("", Label("giá trị sai", "wrong values"), str(made.rejections or "")),
    )
    return [
        sums.text(lang),
        *(f"  {name:<{width}}  {number(count, lang)}" for name, count in names),
        *(f"{mark}{label.text(lang)}: {what}" for mark, label, what in said if what),
    ]
