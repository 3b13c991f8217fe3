"""Open questions of one file: decisive is what changes this result, and it stands on the line that it moves."""

from typing import Any

import attrs
import polars as pl
import pytest

from khuyenhoc import RuleSet, Verdict, catalog, frames
from khuyenhoc.recognition import FactKind, ShareTest, StandardTest

UNITS = [(name, unit.id) for name in ("district", "province") for unit in catalog.ruleset(f"tt-24-2023/{name}").units]
QUESTIONED = ("party_or_front_office", "socio_political_organisation", "armed_forces")
AS_GIVEN = {FactKind.YES_NO: True, FactKind.COUNT: 40}


def best(rules: RuleSet) -> dict[str, Any]:
    facts = {fact.key: AS_GIVEN.get(fact.kind) for fact in rules.facts}
    return facts | {fact.key: rules.scale(fact.key).steps[-1].id for fact in rules.facts if fact.scale}


def decisive(rules: RuleSet, facts: dict[str, Any], **options: Any) -> list[str]:
    return [item.id for item in rules.decide(facts, **options).interpretations if item.decisive]


def marked(rules: RuleSet, facts: dict[str, Any], **options: Any) -> dict[tuple[str, str], dict[str, str]]:
    results = rules.decide(facts, **options).indicators
    return {(item.indicator.id, at.grade): dict(at.rests_on) for item in results for at in item.grades if at.rests_on}


@pytest.mark.parametrize(("level", "unit"), UNITS)
def test_a_unit_that_meets_everything_hangs_on_no_reading(level: str, unit: str) -> None:
    rules = catalog.ruleset(f"tt-24-2023/{level}")
    assert decisive(rules, best(rules), unit=unit) == []
    assert marked(rules, best(rules), unit=unit) == {}


@pytest.mark.parametrize(
    ("unit", "given", "questions", "lines"),
    [
        # 1.3, Article 6(1)(c): "đối với đơn vị là cơ quan, đơn vị sự nghiệp công lập của nhà nước"
        ("state_agency", {"training_budget": False}, [], {}),
        ("association", {"training_budget": False}, [], {}),
        ("private_preschool", {"training_budget": None}, [], {}),
        ("armed_forces", {"training_budget": False}, ["armed-forces"], {("1.3", "1"), ("1.3", "2")}),
        ("armed_forces", {"training_budget": None}, ["armed-forces"], {("1.3", "1"), ("1.3", "2")}),
        (
            "party_or_front_office",
            {"training_budget": False},
            ["party-and-front-offices"],
            {("1.3", "1"), ("1.3", "2")},
        ),
        # 3.3, Article 7(3)(c); at level 1 (6(3)(c)) it binds all
        ("armed_forces", {"collective_title": "none"}, ["lower-grades"], {("3.3", "2")}),
        ("economic_organisation", {"collective_title": "none"}, ["lower-grades"], {}),
    ],
)
def test_a_reading_is_named_where_it_changes_this_file(
    unit: str, given: dict[str, Any], questions: list[str], lines: set[tuple[str, str]]
) -> None:
    rules = catalog.ruleset("tt-24-2023/district")
    assert decisive(rules, best(rules) | given, unit=unit) == questions
    assert marked(rules, best(rules) | given, unit=unit).keys() == set(lines)


def test_the_line_of_the_indicator_says_how_it_was_read() -> None:
    rules = catalog.ruleset("tt-24-2023/district")
    facts = best(rules) | {"training_budget": False}
    decision = rules.decide(facts, unit="armed_forces")
    line = "1.3 Kinh phí đào tạo, bồi dưỡng: không áp dụng; theo cách hiểu “không”"
    assert [text.strip() for text in decision.explain().splitlines() if "theo cách hiểu" in text] == [line]
    found = {item["id"]: item["grades"]["1"].get("rests_on") for item in decision.to_dict()["indicators"]}
    assert {name: rests for name, rests in found.items() if rests} == {"1.3": {"armed-forces": "not_included"}}
    result = next(item for item in decision.indicators if item.indicator.id == "1.3")
    assert result.rests_on == (("armed-forces", "not_included"),)
    other = rules.decide(facts, unit="armed_forces", readings={"armed-forces": "included"})
    result = next(item for item in other.indicators if item.indicator.id == "1.3")
    assert (result.at("1").outcome.value, result.rests_on) == ("not_met", (("armed-forces", "included"),))


def test_points_and_shares_say_it_too() -> None:
    community = catalog.ruleset("tt-22-2020")
    full = {fact.key: fact.maximum for fact in community.facts}
    assert marked(community, full) == {}
    assert marked(community, full | {"policy_points": 9}) == {}  # Article 5(1)(a) asks for no 100 %
    found = marked(community, full | {"member_study_plans_points": 9})
    assert {name for name, _ in found} == {"2a"}
    assert next(iter(found.values())) == {"partial-points": "as_awarded"}
    district = catalog.ruleset("tt-25-2023/district")
    # 17 of 20 communes at level 1 and one at level 2: 90 % only if level 2 counts as level 1
    communes = {"communes": 20, "communes_level_1": 17, "communes_level_2": 1}
    assert {questions["higher-title-counts"] for questions in marked(district, communes).values()} == {"yes"}
    decree = catalog.ruleset("nd-20-2014/commune")
    nobody = {"children_5": 0, "children_5_in_class": 0}
    assert marked(decree, nobody) == {
        (indicator, "1"): {"inapplicable": "undetermined"} for indicator in ("6.1", "6.2")
    }
    assert marked(decree, {"children_5": 1, "children_5_in_class": 0}) == {}


@pytest.mark.parametrize("name", ["tt-24-2023/district", "tt-25-2023/commune", "tt-25-2023/province"])
def test_a_share_of_nobody_can_be_read_otherwise_in_every_set(name: str) -> None:
    rules = catalog.ruleset(name)
    unit = "private_other_school" if rules.units else ""
    shares = [test for item in rules.indicators for test in item.tests if isinstance(test, ShareTest)]
    keys = {key for test in shares for key in test.needs()}
    facts = best(rules) | dict.fromkeys(keys, 0)
    verdicts = {}
    for reading in ("undetermined", "left_out", "not_met"):
        options: dict[str, Any] = {"unit": unit, "readings": {"inapplicable": reading}}
        verdicts[reading] = rules.decide(facts, **options).verdict
        row = frames.decide(pl.DataFrame([facts]), rules, **options).rows(named=True)[0]
        assert row["verdict"] == verdicts[reading].value
    assert list(verdicts.values())[::2] == [Verdict.UNDETERMINED, Verdict.NOT_RECOGNISED]
    assert verdicts["left_out"] is not Verdict.NOT_RECOGNISED
    assert "inapplicable" in decisive(rules, facts, unit=unit)


def test_a_set_whose_shares_all_stay_open_asks_nothing_of_nobody() -> None:
    text = """
    format = "khuyenhoc-rules/1"
    id = "x/open"
    title = { vi = "Thử", en = "Trial" }
    instrument = "tt-25-2023"
    method = "grades"
    grades = [{ id = "1", vi = "đạt", en = "met" }]
    facts = [
        { key = "people", kind = "count", vi = "người", en = "people" },
        { key = "learners", kind = "count", vi = "người học", en = "learners", part_of = "people" },
    ]
    [[criteria]]
    id = "1"
    vi = "một"
    en = "one"
    [[criteria.indicators]]
    id = "1.1"
    vi = "một"
    en = "one"
    tests = [{ kind = "share", part = "learners", whole = "people", at_least = "50%", unresolved_if_empty = OPEN, cite = { article = "6" } }]
    [[interpretations]]
    id = "inapplicable"
    question = { vi = "?", en = "?" }
    used = "left_out"
    readings = [{ id = "left_out", vi = "bỏ", en = "out" }, { id = "not_met", vi = "không", en = "no" }]
    """  # noqa: E501 - a table in one line
    acts = [catalog.parse_rules(text.replace("OPEN", open_)).acting_questions() for open_ in ("true", "false")]
    assert acts == [frozenset(), {"inapplicable"}]


def test_the_overall_verdict_asks_for_some_level_of_each_standard() -> None:
    """Where level 2 of literacy stands alone (Article 21(1)), who has it has a level; 14(2)(a) is another condition."""
    decree = catalog.ruleset("nd-20-2014/commune")
    criteria = [
        attrs.evolve(
            criterion,
            indicators=[
                attrs.evolve(item, tests=[one for one in item.tests if not _of_literacy(one)])
                for item in criterion.indicators
            ],
        )
        for criterion in decree.criteria
    ]
    rules = attrs.evolve(decree, id="x/without-14-2-a", criteria=criteria)
    facts = {fact.key: 1000 for fact in rules.facts} | {"children_11_still_in_primary": 0}
    facts |= {"people_15_60": 2000, "people_15_60_literate_2": 1800, "people_15_35_literate_1": 890}
    facts |= {"people_15_35_literate_2": 890, "people_15_25": 500, "people_15_25_literate_1": 500}
    cases = [
        ("not_required", {}, "recognised"),
        ("required", {}, "not_recognised"),
        ("not_required", {"people_15_60_literate_2": 1799}, "not_recognised"),
        ("not_required", {"people_15_60_literate_2": None}, "undetermined"),
        ("not_required", {"people_15_35_literate_1": None}, "recognised"),
        ("required", {"people_15_35_literate_1": None}, "undetermined"),
    ]
    for reading, given, verdict in cases:
        readings = {"lower-grades": reading}
        assert rules.decide(facts | given, readings=readings).verdict.value == verdict, (reading, given)
        row = frames.decide(pl.DataFrame([facts | given]), rules, readings=readings).rows(named=True)[0]
        assert row["verdict"] == verdict, (reading, given)
    assert "lower-grades" in decisive(rules, facts)
    for reading in ("required", "not_required"):  # the decree itself: lower secondary rests on literacy at level 1
        decision = decree.decide(facts, readings={"lower-grades": reading})
        assert decision.verdict is Verdict.NOT_RECOGNISED


def _of_literacy(test: object) -> bool:
    return isinstance(test, StandardTest) and test.criterion == "literacy"
