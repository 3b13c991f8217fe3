"""Circular 07/2016, Article 2: from 10/5/2016 a condition on disabled people in each standard of Decree 20."""

import datetime as dt
from typing import Any

import polars as pl
import pytest

from khuyenhoc import DocumentError, Verdict, catalog, frames

NOW, BEFORE = catalog.ruleset("nd-20-2014/commune"), catalog.ruleset("nd-20-2014/commune-2014")
BEST: dict[str, Any] = {fact.key: 1000 for fact in NOW.facts} | {"children_11_still_in_primary": 0}
KEYS = ("disabled_able_to_learn", "disabled_in_education")
HIGHEST = {"preschool": "1", "primary": "3", "literacy": "2", "lower_secondary": "3"}


def levels(facts: dict[str, Any], readings: dict[str, str] | None = None) -> dict[str, tuple[str | None, str | None]]:
    """The certain and the possible level of each standard, the same one by one and in a table."""
    decision = NOW.decide(facts, readings=readings)
    table = pl.DataFrame([facts], infer_schema_length=None, schema_overrides=dict.fromkeys(facts, pl.Int64))
    row = frames.decide(table, NOW, readings=readings).rows(named=True)[0]
    found = {name: (worst, best) for name, worst, best in decision.standards}
    assert row["verdict"] == decision.verdict.value
    assert found == {name: (row[f"standard_{name}_worst"], row[f"standard_{name}_best"]) for name in found}
    return found


@pytest.mark.parametrize(
    ("given", "reached"),
    [
        ((50, 29), "none"),
        ((50, 30), "all"),
        ((5, 3), "all"),
        ((3, 1), "none"),
        ((None, None), "open"),
        ((50, None), "open"),
        ((None, 29), "open"),
        ((0, 0), "open"),  # of nobody: as the question is read
    ],
)
def test_each_standard_asks_for_three_fifths(given: tuple[int | None, int | None], reached: str) -> None:
    bounds = {"none": lambda _: (None, None), "all": lambda top: (top, top), "open": lambda top: (None, top)}[reached]
    assert levels(BEST | dict(zip(KEYS, given, strict=True))) == {name: bounds(top) for name, top in HIGHEST.items()}


def test_where_nobody_is_disabled_the_other_readings_can_be_chosen() -> None:
    nobody = BEST | dict.fromkeys(KEYS, 0)
    assert levels(nobody, {"inapplicable": "left_out"})["primary"] == ("3", "3")
    assert levels(nobody, {"inapplicable": "not_met"})["primary"] == (None, None)


def test_what_is_not_given_is_named_and_nothing_is_carried_on() -> None:
    old_form = {key: value for key, value in BEST.items() if key not in KEYS}
    decision = NOW.decide(old_form)
    assert decision.verdict is Verdict.UNDETERMINED
    assert set(decision.missing) == set(KEYS)
    assert "người khuyết tật có khả năng học tập" in decision.explain()
    assert catalog.ruleset("tt-25-2023/commune").facts_from(decision) == {}
    failing = NOW.decide(old_form | {"children_5_in_class": 949})
    assert failing.verdict is Verdict.NOT_RECOGNISED
    assert {name: best for name, _, best in failing.standards}["preschool"] is None


def test_more_in_education_than_there_are_is_refused() -> None:
    with pytest.raises(DocumentError) as caught:
        NOW.decide({"disabled_able_to_learn": 10, "disabled_in_education": 11})
    assert [error.path for error in caught.value.errors] == [("disabled_in_education",)]
    table = pl.DataFrame({"disabled_able_to_learn": [10], "disabled_in_education": [11]})
    with pytest.warns(frames.MissingColumnsWarning):
        assert frames.decide(table, NOW)["verdict"].to_list() == ["invalid"]


@pytest.mark.parametrize(
    ("day", "now", "before"),
    [
        ("2014-05-14", False, False),
        ("2014-05-15", False, True),
        ("2016-05-09", False, True),
        ("2016-05-10", True, False),
    ],
)
def test_the_day_of_the_circular_parts_the_two_sets(day: str, now: bool, before: bool) -> None:
    on = dt.date.fromisoformat(day)
    assert (NOW.in_force(on=on), BEFORE.in_force(on=on)) == (now, before)


def test_before_that_day_nothing_else_was_asked_otherwise() -> None:
    facts = {fact.key: BEST[fact.key] for fact in BEFORE.facts}
    assert {name: worst for name, worst, _ in BEFORE.decide(facts).standards} == HIGHEST
    old, new = ({item.id: item for item in rules.indicators} for rules in (BEFORE, NOW))
    assert {name: new[name] for name in old} == old
    assert sorted(new.keys() - old.keys()) == ["14.3", "20.2", "6.3", "9.3"]
    assert {test.cite.text() for name in new.keys() - old.keys() for test in new[name].tests} == {"Điều 2 tt-07-2016"}
