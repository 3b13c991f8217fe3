"""What importing costs, in interpreters of their own."""

import json
import statistics
import subprocess
import sys

from results import Row

__all__ = ["rows"]

PROBE = """
import json, sys, time
began = time.process_time()
{statement}
took = time.process_time() - began
print(json.dumps([took, sorted(name for name in sys.modules if "." not in name)]))
"""
ENGINES = {"cudf", "dask", "duckdb", "ibis", "modin", "numpy", "pandas", "polars", "pyarrow", "pyspark", "narwhals"}
STATEMENTS = {"attrs": "import attrs", "ours": "import khuyenhoc; import khuyenhoc.frames"}
GOAL, TURNS = 15, 3


def _once(statement: str) -> tuple[float, set[str]]:
    code = PROBE.format(statement=statement)
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    took, modules = json.loads(done.stdout)
    return float(took), set(modules)


def rows(rounds: int) -> list[Row]:
    """The line of the table on importing."""
    times: dict[str, list[float]] = {name: [] for name in STATEMENTS}
    loaded: set[str] = set()
    for _ in range(rounds * TURNS):
        for name, statement in STATEMENTS.items():
            took, modules = _once(statement)
            times[name].append(took * 1000)
            loaded |= modules & ENGINES
    attrs, ours = (statistics.median(times[name]) for name in STATEMENTS)
    more = [mine - theirs for mine, theirs in zip(times["ours"], times["attrs"], strict=True)]
    added = statistics.median(more)
    engines = f"loads {', '.join(sorted(loaded))}" if loaded else "loads no engine"
    reached = added <= GOAL and not loaded
    measured = f"attrs {'-' if added < 0 else '+'} {abs(added):.1f} ms, {engines}"
    return [
        Row(
            "import khuyenhoc, khuyenhoc.frames",
            "import attrs",
            measured,
            f"attrs + {GOAL} ms, no engine",
            reached,
            f"{ours:.0f} ms, attrs {attrs:.0f} ms",
        )
    ]
