"""The command line of tables in files: every row decided, with a bar, a summary, and the wrong values apart."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import click
from rich.progress import BarColumn, Progress, TaskProgressColumn, TextColumn, TimeRemainingColumn

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Language
from khuyenhoc.cli.options import console, print_json
from khuyenhoc.files.tables.deciding import decide_file
from khuyenhoc.files.tables.spark import decide_folder
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["decide_table"]


def decide_table(
    rules: RuleSet,
    table: str,
    output: str,
    *,
    engine: str,
    indicators: bool,
    overwrite: bool,
    final: bool,
    area: str,
    unit: str,
    readings: Mapping[str, str],
    form: str,
    lang: Language,
) -> None:
    """Decide a file into another one, and print what became of its rows."""
    options: dict[str, Any] = {
        "indicators": indicators,
        "overwrite": overwrite,
        "final": final,
        "area": area,
        "unit": unit,
        "readings": readings,
    }
    if engine == "pyspark":
        made = decide_folder(table, output, rules, **options)
    else:
        with _bar() as bar:
            task = bar.add_task(Path(table).name, total=None)
            made = decide_file(
                table,
                output,
                rules,
                engine=engine,
                progress=lambda done, size: bar.update(task, completed=done, total=size),
                **options,
            )
    if form == "json":
        print_json(_data(made))
    else:
        for line in _lines(made, rules, lang):
            click.echo(line)


def _bar() -> Progress:
    """On the error stream, gone at the end; nothing where that is no terminal."""
    columns = (TextColumn("{task.description}"), BarColumn(), TaskProgressColumn(), TimeRemainingColumn())
    output = console(stderr=True)
    return Progress(*columns, console=output, transient=True, disable=not output.is_terminal)


def _data(made: Any) -> dict[str, Any]:
    return {
        "rows": made.rows,
        "decided": made.decided,
        "rejected": made.rejected,
        "verdicts": dict(made.verdicts),
        "grades": dict(made.grades),
        "missing": list(made.missing),
        "carried": list(made.carried),
        "output": str(made.output),
        "rejections": str(made.rejections) if made.rejections else None,
    }


def _lines(made: Any, rules: RuleSet, lang: Language) -> list[str]:
    from khuyenhoc.recognition.deciding.results import Verdict

    rows, decided, rejected = (grouped(count, lang) for count in (made.rows, made.decided, made.rejected))
    found = [
        f"{rows} hàng = {decided} đã xét + {rejected} bị loại"
        if lang == "vi"
        else f"{rows} rows = {decided} decided + {rejected} rejected"
    ]
    verdicts = {verdict.value: verdict.text(lang) for verdict in Verdict}
    names = [(verdicts[verdict], count) for verdict, count in made.verdicts]
    labels = {grade.id: grade.text(lang) for grade in rules.grades}
    names += [(labels[grade], count) for grade, count in made.grades]
    width = max((len(name) for name, _ in names), default=0)
    found += [f"  {name:<{width}}  {grouped(count, lang)}" for name, count in names]
    if made.missing:
        said = "không có cột, coi là chưa biết" if lang == "vi" else "no column, unknown in every row"
        found.append(f"! {said}: {', '.join(made.missing)}")
    if made.carried:
        said = "cột giữ nguyên" if lang == "vi" else "columns carried along"
        found.append(f"! {said}: {', '.join(made.carried)}")
    found.append(f"{'kết quả' if lang == 'vi' else 'output'}: {made.output}")
    if made.rejections:
        found.append(f"{'giá trị sai' if lang == 'vi' else 'wrong values'}: {made.rejections}")
    return found
