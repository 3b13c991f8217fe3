"""The table of a run: what was measured, against what, what was to be reached, and whether it was."""

import platform
import re
from collections.abc import Sequence
from importlib.metadata import PackageNotFoundError, version
from os import cpu_count

import attrs
from measure import Measured

__all__ = ["Row", "about", "as_table", "at_least", "at_most", "missing", "under"]

PACKAGES = ("khuyenhoc", "attrs", "narwhals", "polars", "duckdb", "pyarrow", "numpy", "openfisca-core", "zen-engine")


@attrs.frozen
class Row:
    """A line of the table.

    Attributes:
        what: What the library did.
        against: What it is compared with.
        measured: The figure, with its spread.
        goal: The figure to reach.
        reached: Whether it is reached; None if nothing was measured.
        note: The median time, or why nothing was measured.
    """

    what: str
    against: str
    measured: str
    goal: str
    reached: bool | None
    note: str = ""


def at_most(what: str, against: str, found: Measured, goal: float | None, note: str = "") -> Row:
    """A time as a multiple of another one, which should not be more than the goal."""
    reached = None if goal is None else found.value <= goal
    return Row(what, against, _spread(found), "" if goal is None else f"<= {goal:g}x", reached, note)


def at_least(what: str, against: str, found: Measured, goal: float | None, note: str = "") -> Row:
    """How many times as fast as another one, which should not be less than the goal."""
    asked, reached = ("", None) if goal is None else (f">= {goal:g}x faster", found.value >= goal)
    return Row(what, against, f"{_spread(found)} faster", asked, reached, note)


def under(what: str, against: str, value: float, goal: float, unit: str, note: str = "") -> Row:
    """A figure of its own, which should be under the goal."""
    return Row(what, against, f"{value:.0f} {unit}", f"< {goal:g} {unit}", value < goal, note)


def missing(what: str, against: str, goal: str, why: str) -> Row:
    """A line that could not be measured."""
    return Row(what, against, "not measured", goal, None, why)


def _spread(found: Measured) -> str:
    return f"{_figure(found.value)}x ({_figure(found.least)} - {_figure(found.most)})"


def _figure(number: float) -> str:
    return f"{number:.2f}" if number < 10 else f"{number:.0f}"


def as_table(rows: Sequence[Row]) -> str:
    """The rows as a table in Markdown."""
    said = {True: "yes", False: "no", None: ""}
    lines = ["| what | against | measured | to reach | reached | median time |", "|---|---|---|---|---|---|"]
    for row in rows:
        measured, goal, note = (f"`{text}`" if text else "" for text in (row.measured, row.goal, row.note))
        what = re.sub(r"\d[\d.]*", r"`\g<0>`", row.what)
        lines.append(f"| {what} | {row.against} | {measured} | {goal} | {said[row.reached]} | {note} |")
    return "\n".join(lines)


def about(rounds: int) -> str:
    """The machine, the versions, and how often everything had its turn."""
    found = []
    for package in PACKAGES:
        try:
            found.append(f"{package} {version(package)}")
        except PackageNotFoundError:
            continue
    machine = f"Python {platform.python_version()}, {platform.system()} {platform.machine()}, {cpu_count()} cores"
    return f"{machine}; medians of {rounds} rounds. {', '.join(found)}."
