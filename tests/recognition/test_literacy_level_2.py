"""Literacy level 2 without level 1: Article 21 of Decree 20/2014 does not name level 1; Articles 10, 11, 15, 16 do."""

import attrs
import polars as pl
import pytest

from khuyenhoc import catalog, frames
from khuyenhoc.errors import DocumentError
from khuyenhoc.recognition import FactKind

DECREE = catalog.ruleset("nd-20-2014/commune")
BEST = {fact.key: 1000 for fact in DECREE.facts if fact.kind is FactKind.COUNT} | {"children_11_still_in_primary": 0}
OLDER = {"people_15_60": 2000, "people_15_60_literate_2": 1800}  # 90 %
READERS = OLDER | {"people_15_35_literate_1": 890, "people_15_35_literate_2": 890}  # 89 % of 15 - 35 at level 1
READERS |= {"people_15_25": 500, "people_15_25_literate_1": 500}

YOUNGER = {"people_15_25_literate_1": 899, "people_15_35_literate_2": 890}


def levels(given: dict[str, int], reading: str, area: str = "") -> dict[str, str | None]:
    """The certain level of each standard, the same one by one and in a table."""
    facts, readings = BEST | given, {"lower-grades": reading}
    decision = DECREE.decide(facts, area=area, readings=readings)
    found = {name: worst for name, worst, best in decision.standards if worst == best}
    row = frames.decide(pl.DataFrame([facts]), DECREE, area=area, readings=readings).rows(named=True)[0]
    assert row["verdict"] == decision.verdict.value
    assert found == {name: row[f"standard_{name}_worst"] for name in found}
    return found


@pytest.mark.parametrize(
    ("given", "required", "not_required"),
    [
        ({}, None, "2"),
        ({"people_15_60_literate_2": 1799}, None, None),
        ({"people_15_35_literate_1": 900}, "2", "2"),
        ({"people_15_35_literate_1": 900, "people_15_60_literate_2": 1799}, "1", "1"),
    ],
)
def test_both_readings_of_level_2_work(given: dict[str, int], required: str | None, not_required: str | None) -> None:
    assert levels(READERS | given, "required")["literacy"] == required
    assert levels(READERS | given, "not_required")["literacy"] == not_required


def test_the_question_is_named_where_it_decides() -> None:
    def decisive(given: dict[str, int]) -> bool | None:
        used = DECREE.decide(BEST | given).interpretations
        return next(item.decisive for item in used if item.id == "lower-grades")

    assert decisive(READERS) is True
    assert decisive(READERS | {"people_15_35_literate_1": 900}) is False
    assert decisive(READERS | {"people_15_60_literate_2": 1799}) is False


@pytest.mark.parametrize(
    ("given", "standard", "level"),
    [
        ({"children_to_14_completed_primary": 799}, "primary", None),  # Articles 10(1)(a), 11(1)(a)
        ({"children_6_in_grade_1": 949}, "primary", "1"),
        ({"youth_15_18_graduated": 949}, "lower_secondary", "2"),
        ({"people_15_35_literate_1": 899} | YOUNGER, "lower_secondary", None),  # 14(2)(a)
    ],
)
def test_the_other_standards_rest_on_their_lower_levels_by_their_own_text(
    given: dict[str, int], standard: str, level: str | None
) -> None:
    for reading in ("required", "not_required"):
        assert levels(OLDER | given, reading)[standard] == level


def test_the_data_say_which_criterion_the_question_is_about() -> None:
    question = next(item for item in DECREE.interpretations if item.id == "lower-grades")
    assert question.criteria == ("literacy",)
    wrong = attrs.evolve(question, criteria=["reading"])
    with pytest.raises(DocumentError) as caught:
        attrs.evolve(DECREE, interpretations=[wrong])
    assert [error.message for error in caught.value.errors] == ["no such criterion"]
