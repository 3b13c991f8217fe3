"""Rule sets of the user's own: complete, or extending a shipped one; checked, bounded, and never executed."""

import datetime as dt
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc import DocumentError, KhuyenHocError, Outcome, RuleSet, Verdict, catalog
from khuyenhoc.testing.facts import perfect
from names import SETS

FORMAT = 'format = "khuyenhoc-rules/1"\n'
SHIPPED = Path(kh.__file__).parent / "files" / "catalog" / "rules"

GRADED = (
    FORMAT
    + """
id = "our-village"
title = { vi = "Thôn học tập", en = "Learning hamlet" }
instrument = "kh-1-2024"
grades = [{ id = "1", vi = "một", en = "one" }, { id = "2", vi = "hai", en = "two" }]
scales = [{ id = "s", vi = "thang", en = "scale", steps = [
    { id = "low", vi = "thấp", en = "low" }, { id = "high", vi = "cao", en = "high" } ] }]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "learners", kind = "count", part_of = "people", vi = "người học", en = "learners" },
    { key = "area", kind = "amount", vi = "diện tích", en = "area" },
    { key = "rank", kind = "rank", scale = "s", vi = "mức", en = "rank" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
[[criteria.indicators]]
id = "1.1"
vi = "người học"
en = "learners"
[[criteria.indicators.tests]]
kind = "share"
part = "learners"
whole = "people"
at_least = "1/3"
unresolved_if_empty = true
cite = { article = "1" }
[[criteria.indicators.tests]]
kind = "share"
part = "learners"
whole = "people"
at_least = "50%"
unresolved_if_empty = true
cite = { article = "2" }
grade = "2"
[[criteria.indicators]]
id = "1.2"
vi = "diện tích, mức"
en = "area, rank"
tests = [
    { kind = "count", fact = "area", at_least = "4.5", cite = { article = "3" }, part_id = "a" },
    { kind = "rank", fact = "rank", at_least = "high", cite = { article = "4" }, part_id = "b" },
]
"""
)

POINTS = (
    FORMAT
    + """
id = "our-points"
title = { vi = "Điểm", en = "Points" }
instrument = "kh-1-2024"
method = "points"
maximum_total = "20"
grades = [
    { id = "fair", vi = "khá", en = "fair", totals = [{ from = "10", below = "15", cite = { article = "5" } }] },
    { id = "good", vi = "tốt", en = "good", totals = [{ from = "15", to = "20", cite = { article = "5" } }] },
]
facts = [
    { key = "people", kind = "count", vi = "người", en = "people" },
    { key = "learners", kind = "count", part_of = "people", vi = "người học", en = "learners" },
    { key = "own", kind = "points", maximum = "10", vi = "điểm", en = "points" },
]
[[criteria]]
id = "1"
vi = "một"
en = "one"
maximum = "20"
[[criteria.indicators]]
id = "1a"
vi = "người học"
en = "learners"
maximum = "10"
[[criteria.indicators.tests]]
kind = "proportional_points"
part = "learners"
whole = "people"
maximum = "10"
step = "0.5"
cite = { article = "1" }
[[criteria.indicators]]
id = "1b"
vi = "điểm"
en = "points"
maximum = "10"
tests = [{ kind = "points", fact = "own", cite = { article = "2" } }]
"""
)

HA_NOI = (
    FORMAT
    + """
extends = "tt-22-2020"
id = "ha-noi-tt-22"
title = { vi = "Đơn vị học tập (Hà Nội)", en = "Learning unit (Hà Nội)" }
facts = [
    { key = "members", kind = "count", vi = "thành viên", en = "members" },
    { key = "advanced_workers", kind = "count", part_of = "members", vi = "lao động tiên tiến", en = "advanced" },
]
[[overrides]]
indicator = "2d"
test = { kind = "banded_points", part = "advanced_workers", whole = "members", bands = [
    { at_least = "70%", points = "5" }, { at_least = "50%", points = "3" } ] }
cite = { document = "kh-103-2021", article = "2" }
"""
)


rules_of: Callable[[str], RuleSet] = catalog.parse_rules


@pytest.mark.parametrize(
    ("learners", "area", "rank", "grade"),
    [(33, "4.5", "high", None), (34, "4.5", "high", "1"), (50, "4.5", "high", "2"), (50, "4.4", "high", None)],
)
def test_a_complete_set_of_ones_own(learners: int, area: str, rank: str, grade: str | None) -> None:
    """The user's own TOML is loaded by the same loader: a third of 100 people is 34."""
    facts = {"people": 100, "learners": learners, "area": area, "rank": rank}
    rules = rules_of(GRADED)
    assert rules.check() == ()
    assert rules.decide(facts).grade == grade


def test_a_value_that_is_short_by_a_fraction_is_short_by_one() -> None:
    """The smallest whole number that is missing is rounded up: 4.4 of 4.5 is not "short by 0"."""
    decision = rules_of(GRADED).decide({"people": 1, "learners": 1, "area": "4.4", "rank": "high"})
    part = decision.indicators[1].grades[0].parts[0]
    assert (part.outcome, part.short_by) == (Outcome.NOT_MET, 1)


@pytest.mark.parametrize(
    ("learners", "own", "total", "grade"),
    [(57, 4, "9.5", None), (60, 4, "10", "fair"), (100, "4.99", "14.99", "fair"), (100, 5, "15", "good")],
)
def test_points_in_proportion_are_cut_down_to_the_step(learners: int, own: Any, total: str, grade: str | None) -> None:
    """57 % of 10 points in steps of a half are 5.5; totals are compared exactly."""
    rules = rules_of(POINTS)
    assert rules.check() == ()
    decision = rules.decide({"people": 100, "learners": learners, "own": own})
    assert (decision.to_dict()["total"], decision.grade) == (total, grade)


@pytest.mark.parametrize(("advanced", "points"), [(69, 3), (70, 5), (49, 0), (50, 3), (100, 5)])
def test_ha_noi_asks_for_70_percent(advanced: int, points: int) -> None:
    """Hà Nội's plan 103 asks 70 %, not 100 %, for "Lao động tiên tiến": one indicator is overridden and cited."""
    rules = rules_of(HA_NOI)
    assert (rules.extends, len(rules.indicators), rules.instrument) == ("tt-22-2020", 10, "tt-22-2020")
    facts = perfect(catalog.ruleset("tt-22-2020"))
    del facts["advanced_workers_points"]
    decision = rules.decide(facts | {"members": 100, "advanced_workers": advanced})
    assert decision.total == 95 + points
    (part,) = next(item for item in decision.indicators if item.indicator.id == "2d").grades[0].parts
    assert part.cite.document == "kh-103-2021"
    others = [item for item in rules.indicators if item.id != "2d"]
    assert others == [item for item in catalog.ruleset("tt-22-2020").indicators if item.id != "2d"]
    assert rules.check() == ()
    assert "advanced_workers_points" not in [fact.key for fact in rules.facts]  # no longer awarded


def test_single_values_are_overridden_with_their_own_citation() -> None:
    """A threshold, a deadline and a total; everything else stays as shipped."""
    text = (
        FORMAT
        + """
extends = "tt-25-2023/commune"
id = "our-communes"
overrides = [
    { indicator = "5.1", grade = "2", set = { at_least = "85%" }, cite = { document = "kh-1-2024", article = "1" } },
    { deadline = "finish", set = { before = "05-31" }, cite = { document = "kh-1-2024", article = "2" } },
]
"""
    )
    rules = rules_of(text)
    assert rules.procedure is not None
    dates = {item.deadline.id: item.on for item in rules.procedure.calendar(2024)}
    assert dates == {"file": dt.date(2025, 2, 28), "finish": dt.date(2025, 5, 31)}
    grades = [rules.decide(perfect(rules) | {"learning_citizens": count}).grade for count in (59, 60, 84, 85)]
    assert grades == [None, "1", "1", "2"]
    change, day = catalog.ruleset("tt-25-2023/commune").diff(rules)
    assert (change.grade, change.facts, day.facts) == ("2", ("learning_citizens", "citizens"), ())
    assert change.cite_after is not None
    assert change.cite_after.document == "kh-1-2024"


def test_all_errors_of_overrides_come_at_once() -> None:
    """An override of something that does not exist, one without a citation, one of nothing: each with its path."""
    text = (
        FORMAT
        + """
extends = "tt-22-2020"
id = "bad"
overrides = [
    { indicator = "9z", set = { maximum = "5" }, cite = { document = "kh-1-2024" } },
    { indicator = "2d", set = { note = "x" } },
    { set = { maximum = "5" }, cite = { document = "kh-1-2024" } },
    { grade = "good", set = { from = "80" }, cite = { document = "kh-1-2024" } },
    { deadline = "none", set = { before = "01-01" }, cite = { document = "kh-1-2024" } },
    { fact = "policy_points", cite = { document = "kh-1-2024" } },
]
"""
    )
    with pytest.raises(DocumentError) as error:
        rules_of(text)
    found = [inner.where for inner in error.value.errors]
    assert [where.partition("]")[0] for where in found] == [f"overrides[{place}" for place in (0, 1, 2, 4, 5)]
    assert found[1] == "overrides[1].cite"


BROKEN = [
    ('part = "learners"', 'part = "nobody"', "nobody"),
    ('fact = "area"', 'fact = "people2"', "people2"),
    ('at_least = "high"', 'at_least = "highest"', "at_least"),
    ('article = "2" }\ngrade = "2"', 'article = "2" }\ngrade = "3"', "grade"),
    ('part_of = "people"', 'part_of = "herds"', "part_of"),
    ('kind = "rank", fact = "rank"', 'kind = "rank", fact = "area"', "area"),
    ('at_least = "50%"', 'at_least = "150%"', "at_least"),
    ('id = "1.2"', 'id = "1.1"', "indicators"),
    ('kind = "amount"', 'kind = "money"', "kind"),
    ('cite = { article = "4" }, ', "", "cite"),
    ('vi = "thang"', 'vj = "thang"', "vj"),
]


@pytest.mark.parametrize(("old", "new", "where"), BROKEN)
def test_what_cannot_work_is_refused_with_its_place(old: str, new: str, where: str) -> None:
    """References that lead nowhere, tests of the wrong kind, missing citations, unknown keys."""
    assert old in GRADED
    with pytest.raises(DocumentError) as error:
        catalog.parse_rules(GRADED.replace(old, new), name="ours.toml")
    assert "ours.toml" in str(error.value)
    assert any(where in inner.where for inner in error.value.errors), str(error.value)


ODDITIES = [
    (GRADED.replace('"50%"', '"0%"'), '"1/3"', '"0%"', ("indicator-cannot-decide", "criteria[0].indicators[0]")),
    (GRADED, 'at_least = "50%"', 'at_least = "30%"', ("higher-grade-weaker", "criteria[0].indicators[0]")),
    (POINTS, 'from = "15", to', 'from = "14", to', ("bands-overlap", "grades[0]")),
    (POINTS, 'from = "15", to', 'from = "16", to', ("band-gap", "grades[0]")),
    (POINTS, 'maximum_total = "20"', 'maximum_total = "30"', ("maxima-do-not-add-up", "maximum_total")),
    (POINTS, 'maximum = "20"\n[[', 'maximum = "21"\n[[', ("maxima-do-not-add-up", "criteria[0].maximum")),
    (POINTS, 'part_of = "people", ', "", ("part-outside-whole", "criteria[0].indicators[0]")),
    (GRADED, 'facts = [\n', 'facts = [\n{ key = "idle", kind = "count", vi = "x", en = "x" },\n', (
        "fact-not-used", "facts[0]")),
    (POINTS, 'from = "15", to = "20"', 'from = "25"', ("grade-out-of-reach", "grades[1]")),
]  # fmt: skip


@pytest.mark.parametrize(("text", "old", "new", "finding"), ODDITIES)
def test_check_says_what_is_odd_and_where(text: str, old: str, new: str, finding: tuple[str, str]) -> None:
    """Weaker higher grades, overlaps, gaps, maxima, parts outside their whole, facts nobody needs."""
    assert old in text
    found = [(item.code, item.path) for item in rules_of(text.replace(old, new)).check()]
    assert finding in found


def refused_or_read(content: Any) -> None:
    """Reads, or raises an error of this library that can be printed."""
    said = None
    try:
        rules = catalog.parse_rules(content)
        rules.check()
        rules.decide({}, unit=rules.units[0].id if rules.units else "")
    except KhuyenHocError as error:
        said = str(error)
    assert said != ""


@given(st.text(max_size=80) | st.binary(max_size=80) | st.integers() | st.none() | st.lists(st.integers(), max_size=2))
@example("\ud800")
@example(FORMAT)
@example(FORMAT + 'extends = ["tt-22-2020"]')
@example(FORMAT + 'extends = "tt-22-2020"\noverrides = 5')
@example(FORMAT + 'extends = "tt-22-2020"\noverrides = [5, { cite = 5, indicator = [1] }]')
@example(FORMAT + 'extends = "tt-22-2020"\nfacts = 5\ncriteria = "x"')
@example(FORMAT + 'extends = "tt-22-2020"\nprocedure = 5\noverrides = [{ deadline = "x", set = 5, cite = {} }]')
@example(GRADED.replace('"4.5"', '"' + "9" * 5000 + '"'))
@example(GRADED.replace('"4.5"', "9" * 5000))
@example(GRADED.replace('"4.5"', "1e999999999999999999999"))
def test_any_content_gives_only_errors_of_this_library(content: Any) -> None:
    """Untrusted rule files: only this library's errors."""
    refused_or_read(content)


@settings(max_examples=120)
@given(st.sampled_from(sorted(SHIPPED.glob("*.toml"))), st.data())
def test_mutated_shipped_files_give_only_errors_of_this_library(path: Path, data: st.DataObject) -> None:
    """A shipped file with pieces cut out, doubled or changed is read or refused."""
    text = path.read_text(encoding="utf-8")
    for _ in range(data.draw(st.integers(1, 3))):
        first = data.draw(st.integers(0, len(text)))
        last = min(len(text), first + data.draw(st.integers(0, 40)))
        piece = data.draw(
            st.sampled_from(["", "[]", "{}", '"x"', "5", "1e9", "\n", "=", "[[facts]]\n", text[first:last]])
        )
        text = text[:first] + piece + text[last:]
    refused_or_read(text)


@pytest.mark.parametrize(
    "body",
    [
        ".".join("a" * 5000) + " = 1",
        "[" + ".".join("a" * 5000) + "]\nx = 1",
        "a = " + "[" * 5000 + "]" * 5000,
        'extends = "tt-22-2020"\noverrides = [{ ' + ".".join("a" * 3000) + " = 1 }]",
    ],
)
def test_depth_is_bounded(body: str) -> None:
    """Nesting without end is refused, in brackets, dotted keys and table names alike."""
    with pytest.raises(KhuyenHocError):
        catalog.parse_rules(FORMAT + body)


def test_size_is_bounded(tmp_path: Path) -> None:
    """Untrusted rule files: bounded size, of files and of texts alike."""
    text = GRADED + "#" * (5 * 1024 * 1024)
    (tmp_path / "big.toml").write_text(text, encoding="utf-8")
    with pytest.raises(DocumentError, match=r"big\.toml"):
        catalog.read_rules(tmp_path / "big.toml")
    with pytest.raises(DocumentError):
        catalog.parse_rules(text)


def test_nothing_in_a_file_is_executed(tmp_path: Path) -> None:
    """No code execution: what looks like code is text, and stays so in every output."""
    trap = tmp_path / "trap"
    code = f"__import__('pathlib').Path('{trap}').touch()"
    for old in ("Thôn học tập", "người học", '"1/3"', "our-village"):
        refused_or_read(GRADED.replace(old, f'"{code}"' if old.startswith('"') else code))
    assert not trap.exists()
    rules = rules_of(GRADED.replace("Thôn học tập", "{0.__class__} %s $x"))
    assert "{0.__class__} %s $x" in rules.decide({}).explain()
    assert rules.decide({}).verdict is Verdict.UNDETERMINED


def test_shipped_files_are_read_by_the_loader_of_the_user() -> None:
    """The same loader: a shipped file given by its path is the shipped set; only a former version has no file."""
    read = [catalog.read_rules(file) for file in SHIPPED.glob("*.toml") if file.stem != "not-established"]
    assert read == [catalog.ruleset(rules.id) for rules in read]
    assert {*SETS} - {rules.id for rules in read} == {"nd-20-2014/commune-2014"}
    with pytest.raises(DocumentError):
        catalog.read_rules(SHIPPED / "none.toml")
