"""A tenth kind of test touches four source files: a patch that adds one, applied to a copy of the package."""

import json
import os
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).resolve().parents[2]
PATCH = Path(__file__).with_name("one-more-kind.patch")

RULES = """
format = "khuyenhoc-rules/1"
id = "our-office"
title = { vi = "Đơn vị học tập", en = "Learning unit" }
instrument = "kh-1-2024"
no_evidence_fails = { article = "9" }
grades = [{ id = "1", vi = "một", en = "one" }, { id = "2", vi = "hai", en = "two" }]
facts = [
    { key = "library", kind = "yes_no", vi = "thư viện", en = "library" },
    { key = "courses", kind = "yes_no", vi = "lớp học", en = "courses" },
    { key = "fund", kind = "yes_no", vi = "quỹ", en = "fund" },
]
[[criteria]]
id = "1"
vi = "điều kiện"
en = "conditions"
[[criteria.indicators]]
id = "1.1"
vi = "điều kiện"
en = "conditions"
tests = [
    { kind = "several_done", facts = ["library", "courses", "fund"], at_least = 2, cite = { article = "1" } },
    { kind = "several_done", facts = ["fund", "library", "courses"], at_least = 3, grade = "2", cite.article = "2" },
]
"""

CHILD = """
import itertools, json, sys
import polars as pl
from khuyenhoc import catalog, codec, frames, recognition

rules = catalog.parse_rules(sys.stdin.buffer.read())
keys = [fact.key for fact in rules.facts]
forms = [dict(zip(keys, values)) for values in itertools.product((True, False, None), repeat=3)]
answers = ("verdict", "grade", "best", "worst")
told = {}
for final in (False, True):
    decisions = [rules.decide(form, final=final) for form in forms]
    one = [[item.verdict.value, item.grade, item.best, item.worst] for item in decisions]
    table = frames.decide(pl.DataFrame(forms), rules, final=final)
    assert one == [list(row) for row in table.select(pl.col(answers).cast(pl.String)).rows()]
    assert [item.grade for item in decisions] == [rules.score(form, final=final) for form in forms]
    told[str(final)] = [item.grade or item.verdict.value for item in decisions]
short = rules.decide({"library": True, "courses": False, "fund": False})
part = short.indicators[0].grades[0].parts[0]
print(json.dumps({
    "told": told,
    "part": [part.test.kind, part.outcome.value, part.required, part.observed, part.short_by],
    "vi": short.explain("vi"),
    "en": short.explain("en"),
    "json": short.to_dict()["indicators"][0]["grades"]["1"]["short_by"],
    "missing": rules.decide({"library": True}).missing,
    "form": [entry["cite"] for entry in rules.form()],
    "read": codec.from_json(codec.to_json(rules), type(rules)) == rules,
    "schema": "SeveralDoneTest" in codec.json_schema()["$defs"],
    "check": [item.code for item in rules.check()],
    "diff": len(rules.diff(rules)),
    "public": recognition.SeveralDoneTest.__module__,
}))
"""


@pytest.fixture(scope="module")
def package(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A copy of the package with the patch applied."""
    folder = tmp_path_factory.mktemp("tenth")
    shutil.copytree(ROOT / "src", folder / "src", ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run(["git", "apply", str(PATCH)], cwd=folder, check=True, env=os.environ | {"GIT_DIR": str(folder)})
    return folder / "src"


def files(folder: Path) -> dict[str, bytes]:
    """The sources below a folder."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*.py")}


def test_a_new_kind_of_test_touches_four_source_files(package: Path) -> None:
    before, after = files(ROOT / "src"), files(package)
    assert before.keys() == after.keys()
    changed = [name for name in before if before[name] != after[name]]
    assert 0 < len(changed) <= 4


def test_a_rule_set_with_the_new_kind_works(package: Path) -> None:
    """Decided at its boundary, in a table as in single cases, explained, read from a file, asked for in a form."""
    done = subprocess.run(
        [sys.executable, "-c", CHILD],
        input=RULES.encode(),
        capture_output=True,
        check=False,
        env=os.environ | {"PYTHONPATH": str(package), "PYTHONIOENCODING": "utf-8"},
    )
    assert done.returncode == 0, done.stderr.decode()
    found: dict[str, Any] = json.loads(done.stdout)
    two, all_three = "1", "2"
    assert found["told"]["True"][:3] == [all_three, two, two]
    assert found["told"]["False"][:3] == [all_three, two, "undetermined"]
    assert (
        found["told"]["True"].count("not_recognised") == 27 - 1 - 6
    )  # two done in three ways, the third no or unknown
    assert found["part"] == ["several_done", "not_met", "2", 1, 1]
    assert "Thư viện, lớp học, quỹ: cần ít nhất 2; có 1; còn thiếu 1" in found["vi"]
    assert "Library, courses, fund: needs at least 2; has 1; short by 1" in found["en"]
    assert found["json"] == 1
    assert found["missing"] == ["courses", "fund"]
    assert found["form"] == [["Điều 1 kh-1-2024", "Điều 2 kh-1-2024"]] * 3
    assert found["read"]
    assert found["schema"]
    assert (found["check"], found["diff"]) == ([], 0)
    assert found["public"] == "khuyenhoc.recognition"
