"""What importing costs: no file read, no optional package, and little time beside attrs."""

import json
import subprocess
import sys

PROBE = """
import builtins, io, json, sys, time
import attrs
opened = []
real = builtins.open
def watched(file, *args, **kwargs):
    opened.append(str(file))
    return real(file, *args, **kwargs)
builtins.open = io.open = watched
before = set(sys.modules)
import khuyenhoc
{use}
print(json.dumps({{"modules": sorted(set(sys.modules) - before), "opened": opened}}))
"""

OWN = ["khuyenhoc._base", "khuyenhoc._base.by_name"]
OPTIONAL = {
    *("cattrs", "click", "dateutil", "rich", "tomli_w", "tomllib"),
    *("narwhals", "polars", "pandas", "numpy", "pydantic", "pydantic_core"),
}


def probe(use: str = "") -> dict[str, list[str]]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(use=use)], capture_output=True, text=True, check=True, encoding="utf-8"
    )
    found: dict[str, list[str]] = json.loads(done.stdout)
    return found


def test_importing_reads_no_file_and_loads_nothing_optional() -> None:
    """Importing reads no file and no optional dependency, and of the library's own only what hands names on."""
    found = probe()
    assert found["opened"] == []
    assert [name for name in found["modules"] if name.startswith("khuyenhoc.")] == OWN
    assert OPTIONAL.isdisjoint(name.partition(".")[0] for name in found["modules"])
    assert len(found["modules"]) < 10


def test_values_load_no_edge() -> None:
    """Values know no rule and no I/O: a period or a share loads neither catalogue nor codec nor any edge."""
    found = probe("import datetime\nkhuyenhoc.Period.of_years(2024, 2026)\nkhuyenhoc.Share(1, 2)")
    rooms = {name for name in found["modules"] if name.startswith("khuyenhoc.")}
    assert "khuyenhoc.values.period" in rooms
    assert not {
        name
        for name in rooms
        if name.split(".")[1] in ("files", "cli", "views", "recognition", "records", "targets", "frames")
    }
    assert (OPTIONAL - {"dateutil"}).isdisjoint(name.partition(".")[0] for name in found["modules"])


def test_rules_load_no_edge() -> None:
    """The core never imports an edge: rule sets and decisions load neither catalogue nor codec."""
    found = probe("khuyenhoc.RuleSet, khuyenhoc.Decision, khuyenhoc.Report, khuyenhoc.Agreement, khuyenhoc.Selection")
    rooms = {name.split(".")[1] for name in found["modules"] if name.startswith("khuyenhoc.")}
    assert rooms.isdisjoint({"files", "cli", "views", "frames"})


def test_without_its_extra_the_command_line_says_what_to_install() -> None:
    """And exits with 2, before anything else is asked."""
    block = "import sys; sys.modules['click'] = None; from khuyenhoc.__main__ import main; main()"
    done = subprocess.run([sys.executable, "-c", block], capture_output=True, text=True, check=False, encoding="utf-8")
    assert done.returncode == 2
    assert done.stderr == "khuyenhoc: the command line needs click; pip install 'khuyenhoc[cli]'\n"
