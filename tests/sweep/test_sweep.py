"""The articles, read a second time, against the library: single decisions, tables, and facts that cannot be.

`PYTHONPATH=src:tests python -m sweep --cases 20000` draws as many cases as wanted.
"""

import datetime as dt
from dataclasses import replace

import pytest

from sweep.compare import differences, drawn, in_tables, swept
from sweep.impossible import accepted, impossible

SETS = swept()
every_set = pytest.mark.parametrize("name", sorted(SETS))


def test_every_shipped_set_is_swept() -> None:
    from khuyenhoc import catalog

    assert {rules.id for rules in catalog.rulesets()} == set(SETS)


@every_set
def test_decisions_say_what_the_articles_say(name: str) -> None:
    odd = [(case, found) for case in drawn(SETS[name], 150, 2026) if (found := differences(SETS[name], case))]
    assert odd == []


TABLES = [
    (name, final) for name in sorted(SETS) for final in ((False, True) if SETS[name].no_evidence_fails else (False,))
]


@pytest.mark.parametrize(("name", "final"), TABLES)
def test_tables_say_what_the_articles_say(name: str, final: bool) -> None:
    cases = [replace(case, final=final) for case in drawn(SETS[name], 100, 7, readings=False)]
    assert in_tables(SETS[name], cases) == []


@every_set
def test_what_cannot_be_is_decided_nowhere(name: str) -> None:
    assert len(list(impossible(name))) > 5
    assert accepted(SETS[name]) == []


@pytest.mark.parametrize(
    ("name", "area"), [("tt-25-2023/commune", "difficult"), ("nd-20-2014/commune", "specially_difficult")]
)
def test_a_sweep_sees_the_threshold_of_the_other_kind_of_area(name: str, area: str) -> None:
    rules = SETS[name]
    seen = []
    for case in drawn(rules, 60, 3, readings=False):
        other = rules.decide(case.facts, area="" if case.area else area)
        own = rules.decide(case.facts, area=case.area)
        seen.append((other.best, other.standards) != (own.best, own.standards))
        assert differences(rules, case) == []
    assert any(seen)


# The clauses on effect: Thông tư 25/2023, Điều 25; 24/2023, Điều 22; 44/2014, Điều 8; 22/2020, Điều 9; NĐ 20/2014
@pytest.mark.parametrize(
    ("prefix", "first", "ended"),
    [
        ("tt-25-2023", dt.date(2024, 2, 12), None),
        ("tt-24-2023", dt.date(2024, 1, 26), None),
        ("tt-44-2014", dt.date(2015, 1, 25), dt.date(2024, 2, 12)),
        ("tt-22-2020", dt.date(2020, 9, 21), dt.date(2024, 1, 26)),
        ("nd-20-2014", dt.date(2014, 5, 15), None),
    ],
)
def test_each_is_in_force_from_its_day_until_it_is_repealed(prefix: str, first: dt.date, ended: dt.date | None) -> None:
    def in_force(day: dt.date) -> bool:
        return any(rules.in_force(on=day) for name, rules in SETS.items() if name.startswith(prefix))

    day = dt.timedelta(days=1)
    last = (ended or dt.date(2026, 11, 29)) - day
    assert [in_force(first - day), in_force(first), in_force(last)] == [False, True, True]
    assert ended is None or not in_force(ended)
