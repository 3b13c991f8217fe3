"""The five ways of the data, counted: what one call costs in calls, in changes of file, and in work done twice.

``python tests/benchmarks/ways.py`` prints one table. Nothing is timed, so that the figures are the same on every
machine. Each way is gone once before it is counted, so that what is read once for good (the catalogue, the hooks of the
codec) does not count. A change of file is a call that leaves one source file of the package for another.
"""

import contextlib
import datetime as dt
import io
import sys
from collections import Counter
from collections.abc import Callable
from pathlib import Path
from types import FrameType
from typing import Any

import polars as pl

import khuyenhoc as kh
from khuyenhoc.cli.main import cli

PACKAGE = str(Path(kh.__file__).parent)
ROOT = Path(__file__).resolve().parents[2]
COUNTS = ROOT / "docs" / "examples" / "binh-thuan-2023.csv"
FACTS = ROOT / "docs" / "examples" / "commune-2024.toml"
RULES = Path(PACKAGE) / "files" / "catalog" / "rules" / "tt-25-2023-commune.toml"
AGREEMENTS = ROOT / "docs" / "examples" / "portfolio.toml"
ARTICLE = """Căn cứ Quyết định số 387/QĐ-TTg ngày 25/3/2022 của Thủ tướng Chính phủ và Thông tư số 25/2023/TT-BGDĐT
ngày 27/12/2023; sơ kết 5 năm thực hiện Kết luận 49-KL/TW và triển khai Quyết định 677."""
DAY = dt.date(2024, 6, 13)
COLUMNS = ("files", "changes of file", "calls", "texts checked", "links asked", "Attainment", "Rate", "plans")


class Counted:
    """A profile hook that counts the calls of one run."""

    def __init__(self) -> None:
        """Nothing is counted yet."""
        self.counts: Counter[str] = Counter()
        self.files: set[str] = set()

    def __call__(self, frame: FrameType, event: str, _: Any) -> None:
        if event != "call":
            return
        name, file = frame.f_code.co_name, frame.f_code.co_filename
        if name == "__init__" and (made := type(frame.f_locals.get("self")).__name__) in COLUMNS:
            self.counts[made] += 1
        if not file.startswith(PACKAGE):
            return
        self.files.add(file)
        self.counts["calls"] += 1
        self.counts["texts checked"] += name == "text" and file.endswith("door.py")
        self.counts["links asked"] += name in {"linked", "forward", "back"}
        self.counts["plans"] += name == "make_plan"
        back = frame.f_back
        while back and not back.f_code.co_filename.startswith(PACKAGE):  # through generated code and libraries
            back = back.f_back
        self.counts["changes of file"] += back is not None and back.f_code.co_filename != file


def counted(run: Callable[[], object]) -> dict[str, int]:
    """The counts of the second run of a way."""
    run()
    hook = Counted()
    sys.setprofile(hook)
    try:
        run()
    finally:
        sys.setprofile(None)
    return {column: hook.counts[column] for column in COLUMNS} | {"files": len(hook.files)}


def from_rules_to_an_explanation() -> str:
    """A file of rules is read, a commune decided, and the decision explained."""
    return kh.catalog.read_rules(RULES).decide(facts()).explain("vi")


def from_counts_to_the_screen() -> str:
    """The command that reads counts, holds them against a programme, and prints the report."""
    command = ["report", "qd-387-2022", "--observations", str(COUNTS), "--on", "2023-12-31"]
    with contextlib.redirect_stdout(io.StringIO()) as screen:
        cli.main(command, standalone_mode=False)
    return screen.getvalue()


def from_table_to_decided_table() -> object:
    """A table of communes is decided as a whole."""
    return kh.frames.decide(pl.DataFrame([facts()] * 3), kh.catalog.ruleset("tt-25-2023/commune"))


def from_file_to_portfolio() -> object:
    """A file of agreements is read and kept as a portfolio."""
    return kh.catalog.portfolio_of(kh.catalog.read_document(AGREEMENTS))


def from_text_to_citations() -> object:
    """The citations of a text are read and checked against the catalogue, with their force on a day."""
    return kh.check_citations(ARTICLE, instruments=kh.catalog.instrument_graph(), on=DAY)


def facts() -> dict[str, Any]:
    """The facts of the commune in the examples."""
    if not _FACTS:
        read = kh.forms.read_facts(FACTS, kh.catalog.ruleset("tt-25-2023/commune"))[0].facts
        _FACTS.update({key: value["value"] if isinstance(value, dict) else value for key, value in read.items()})
    return _FACTS


_FACTS: dict[str, Any] = {}
WAYS = {
    "rule file, decision, explanation": from_rules_to_an_explanation,
    "CSV of counts, report on the screen": from_counts_to_the_screen,
    "DataFrame, decided DataFrame": from_table_to_decided_table,
    "agreement file, portfolio": from_file_to_portfolio,
    "text, checked citations": from_text_to_citations,
}


def main() -> None:
    """Print the table."""
    print("| way |", " | ".join(COLUMNS), "|")
    print("|---|" + "---:|" * len(COLUMNS))
    for name, run in WAYS.items():
        print(f"| {name} |", " | ".join(f"{number:,}" for number in counted(run).values()), "|")


if __name__ == "__main__":
    main()
