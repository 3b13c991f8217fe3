"""Values say of what they are made, so that a migration of Django writes them down and makes them again."""

from fractions import Fraction
from importlib import import_module
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from names import PUBLIC, VALUES

SHOWN_ONLY = {"Catalog", "Cell", "Column", "Decision", "Page", "Picture", "Sheet"}  # a door, what is shown, a result


def made_again(value: Any) -> Any:
    """By the address alone, and from its parts as they are given."""
    if isinstance(value, tuple):
        return tuple(map(made_again, value))
    if not hasattr(value, "deconstruct"):
        assert not isinstance(value, Fraction)
        return value
    path, args, parts = value.deconstruct()
    module, _, name = path.rpartition(".")
    assert module.split(".")[0] == "khuyenhoc"
    return getattr(import_module(module), name)(*args, **{key: made_again(part) for key, part in parts.items()})


@given(st.one_of(*VALUES.values()))
def test_every_value_is_made_again_of_its_parts(value: Any) -> None:
    again = made_again(value)
    assert (type(again), again) == (type(value), value)


@pytest.mark.parametrize("rules", kh.catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_rule_set_is_made_again_of_its_parts(rules: kh.RuleSet) -> None:
    """Criteria, tests, scales, totals and procedure among them."""
    assert made_again(rules) == rules


def test_every_public_record_has_its_parts() -> None:
    classes = {name: kind for name, kind in PUBLIC.items() if isinstance(kind, type) and attrs.has(kind)}
    assert {name for name, kind in classes.items() if not hasattr(kind, "deconstruct")} == SHOWN_ONLY


def test_the_parts_are_what_is_given_and_no_fraction_is_lost() -> None:
    assert kh.Rate("2/3").deconstruct() == ("khuyenhoc.Rate", (), {"value": "2/3"})
    assert kh.Money(5).deconstruct() == ("khuyenhoc.Money", (), {"dong": 5})
    assert kh.recognition.Condition(question="a", reading="b").deconstruct()[0] == "khuyenhoc.recognition.Condition"


@given(st.one_of(*VALUES.values()))
def test_a_migration_holds_any_value(value: Any) -> None:
    """The text that Django writes, with the imports that it names, is the value; equal values are no change."""
    pytest.importorskip("django", reason="Django, of the group examples, is not installed")
    from django.db.migrations.autodetector import MigrationAutodetector
    from django.db.migrations.state import ProjectState
    from django.db.migrations.writer import MigrationWriter

    text, imports = MigrationWriter.serialize(value)
    names: dict[str, Any] = {}
    exec("\n".join([*imports, f"again = {text}"]), names)
    assert names["again"] == value
    parts = MigrationAutodetector(ProjectState(), ProjectState()).deep_deconstruct
    assert parts(names["again"]) == parts(value)
