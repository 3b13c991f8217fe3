"""Boundaries: for every threshold of every shipped rule set one below, exactly at, one above, in plain integers."""

from collections.abc import Iterator
from fractions import Fraction
from typing import Any, NamedTuple

import pytest

from khuyenhoc import Outcome, RuleSet, Verdict, catalog
from khuyenhoc.recognition import Criterion, Indicator, Method
from khuyenhoc.recognition.law.kinds import CountTest, RankTest, ShareTest, StandardTest, Test
from khuyenhoc.testing.at_thresholds import spread, with_part
from khuyenhoc.testing.facts import areas_of, least_part, perfect, steps_of as steps_of_scale, units_of
from names import SETS

WHOLES = (1, 7, 20, 19, 100, 333, 9999, 10_000)
Steps = list[tuple[int, Test]]


class Case(NamedTuple):
    """An applicant's area, unit and readings; one condition of one indicator by grade, and all that apply."""

    options: dict[str, Any]
    criterion: Criterion
    indicator: Indicator
    part: str
    steps: Steps
    beside: Steps


def reading_choices(rules: RuleSet) -> Iterator[dict[str, str]]:
    """The readings used, and each other reading that some condition asks for."""
    asked = {(item.question, item.reading) for one in rules.indicators for test in one.tests for item in test.readings}
    used = {item.id: item.used for item in rules.interpretations}
    yield {}
    for question, reading in sorted(asked):
        if used[question] != reading:
            yield {question: reading}


def cases(rules: RuleSet) -> Iterator[Case]:
    """Every condition that applies to somebody; the variant of a grade is the last one written at or below it."""
    used = {item.id: item.used for item in rules.interpretations}
    for chosen in reading_choices(rules):
        readings = used | chosen
        for area in areas_of(rules):
            for unit in units_of(rules):
                found = [
                    (criterion, indicator, part, steps_of(rules, indicator, part, area, unit, readings))
                    for criterion in rules.criteria
                    for indicator in criterion.indicators
                    for part in {test.part_id: None for test in indicator.tests}
                ]
                for criterion, indicator, part, steps in found:
                    same = [row for row in found if row[0] is criterion or rules.method is Method.GRADES]
                    own = [grade.id for grade in rules.grades if grade.id in (criterion.grades or (grade.id,))]
                    mine = [step for step in steps if step[0] < len(own)]
                    beside = [step for row in same for step in row[3] if step[0] < len(own)]
                    options = {"area": area, "unit": unit, "readings": chosen}
                    yield Case(options, criterion, indicator, part, mine, beside)


def steps_of(rules: RuleSet, indicator: Indicator, part: str, area: str, unit: str, readings: dict[str, str]) -> Steps:
    steps: Steps = []
    for number, grade in enumerate(rules.grades):
        here = [
            test
            for test in indicator.tests
            if test.part_id == part
            and test.grade in ("", *(item.id for item in rules.grades[: number + 1]))
            and all(readings[item.question] == item.reading for item in test.readings)
        ]
        here = [test for test in here if test.grade == grade.id] or [test for test in here if test.grade != grade.id]
        here = [test for test in here if test.area == area] or [test for test in here if not test.area]
        steps += [(number, test) for test in here if not test.units or unit in test.units]
    return steps


def holds(rules: RuleSet, test: Test, facts: dict[str, Any]) -> bool:
    """One condition in plain integers; what this module does not vary is met by the perfect facts."""
    if isinstance(test, ShareTest):
        rate = test.at_least.value
        return sum(facts[key] for key in test.part) * rate.denominator >= rate.numerator * facts[test.whole]
    if isinstance(test, CountTest):
        return bool(facts[test.fact] >= test.at_least)
    if isinstance(test, RankTest):
        steps = steps_of_scale(rules, rules.fact(test.fact))
        return steps.index(facts[test.fact]) >= steps.index(test.at_least)
    return True


def expected_grade(rules: RuleSet, case: Case, facts: dict[str, Any]) -> str | None:
    """Level n is reached where every condition of the levels up to n holds."""
    reached = None
    for number, grade in enumerate(rules.grades[: len(case.criterion.grades) or None]):
        if not all(holds(rules, test, facts) for place, test in case.beside if place == number):
            break
        reached = grade.id
    return reached


def check(rules: RuleSet, case: Case, facts: dict[str, Any], met: dict[int, bool], short: dict[int, int]) -> None:
    decision = rules.decide(facts, **case.options)
    result = next(item for item in decision.indicators if item.indicator.id == case.indicator.id)
    for number, passes in met.items():
        grade = result.at(rules.grades[number].id)
        part = next(item for item in grade.parts if item.test.part_id == case.part)
        assert part.outcome is (Outcome.MET if passes else Outcome.NOT_MET), (case.indicator.id, case.options, facts)
        assert part.short_by == short[number]
        assert passes or grade.outcome is Outcome.NOT_MET
    wanted = expected_grade(rules, case, facts)
    if rules.method is Method.STANDARDS:
        assert (case.criterion.id, wanted, wanted) in decision.standards
    else:
        assert (decision.grade, rules.score(facts, **case.options)) == (wanted, wanted)
        assert decision.verdict is (Verdict.RECOGNISED if wanted else Verdict.NOT_RECOGNISED)


GRADED = [name for name in SETS if catalog.ruleset(name).method is not Method.POINTS]


@pytest.mark.parametrize("name", GRADED)
def test_every_share_one_person_below_at_and_above(name: str) -> None:
    """Tối thiểu, ít nhất: part * den >= num * whole; one person fewer is not met, and short by one."""
    rules = catalog.ruleset(name)
    tried = 0
    for case in cases(rules):
        shares = [(number, test) for number, test in case.steps if isinstance(test, ShareTest)]
        for place, (_, aimed) in enumerate(shares):
            rate = aimed.at_least.value
            wholes = [WHOLES[(tried + place) % len(WHOLES)]] if rules.units else WHOLES
            near = [(least_part(rate.numerator, rate.denominator, whole), whole) for whole in wholes]
            for count, whole in ((exact + step, whole) for exact, whole in near for step in (-1, 0, 1)):
                if not 0 <= count <= whole:
                    continue
                facts = perfect(rules, whole) | with_part(rules, aimed, count)
                rates = {number: test.at_least.value for number, test in shares}
                seen = {number: sum(facts[key] for key in test.part) for number, test in shares}
                met = {n: seen[n] * r.denominator >= r.numerator * whole for n, r in rates.items()}
                short = {n: least_part(r.numerator, r.denominator, whole) - seen[n] for n, r in rates.items()}
                check(rules, case, facts, met, short)
                tried += 1
    assert tried > 50


@pytest.mark.parametrize("name", GRADED)
def test_every_count_one_below_at_and_above(name: str) -> None:
    """At least 04 programmes: 3 is not met and short by 1, 4 and 5 are met."""
    rules = catalog.ruleset(name)
    for case in cases(rules):
        for _, aimed in case.steps:
            if isinstance(aimed, CountTest):
                wanted = int(aimed.at_least)
                for count in (wanted - 1, wanted, wanted + 1):
                    met = {number: count >= wanted for number, _ in case.steps}
                    short = {number: wanted - count for number, _ in case.steps}
                    check(rules, case, perfect(rules) | {aimed.fact: count}, met, short)


@pytest.mark.parametrize("name", GRADED)
def test_every_rank_one_step_below_at_and_above(name: str) -> None:
    """From a step upwards: the step itself and every higher one is met, the step below is short by one step."""
    rules = catalog.ruleset(name)
    for case in cases(rules):
        ranks = [(number, test) for number, test in case.steps if isinstance(test, RankTest)]
        for _, aimed in ranks:
            steps = steps_of_scale(rules, rules.fact(aimed.fact))
            for place, step in enumerate(steps):
                wanted = {number: steps.index(test.at_least) for number, test in ranks}
                met = {number: place >= least for number, least in wanted.items()}
                short = {number: least - place for number, least in wanted.items()}
                check(rules, case, perfect(rules) | {aimed.fact: step}, met, short)


def test_standards_of_the_decree_depend_on_each_other() -> None:
    """THCS 1 needs primary 1 and literacy 1 (Article 14(2)(a)): one child below the primary standard fails both."""
    rules = catalog.ruleset("nd-20-2014/commune")
    facts = perfect(rules)
    levels = {key: certain for key, certain, _ in rules.decide(facts).standards}
    assert levels == {"preschool": "1", "primary": "3", "lower_secondary": "3", "literacy": "2"}
    assert sum(isinstance(test, StandardTest) for one in rules.indicators for test in one.tests) == 2
    readers = tuple(
        fact.key for fact in rules.facts if "_literate_" in fact.key
    )  # who does not read at 25, does not at 60
    for keys in (("children_6_in_grade_1",), readers):
        below = {k: certain for k, certain, _ in rules.decide(facts | dict.fromkeys(keys, 89)).standards}
        assert below["lower_secondary"] is None
    remainder = facts | {"children_11_completed_primary": 90, "children_11_still_in_primary": 10}
    assert ("primary", "3", "3") in rules.decide(remainder).standards
    remainder["children_11_still_in_primary"] = 9  # one child of 11 is nowhere
    assert ("primary", "1", "1") in rules.decide(remainder).standards


POINTS = [name for name in SETS if catalog.ruleset(name).method is Method.POINTS]


@pytest.mark.parametrize("name", POINTS)
def test_every_total_a_hundredth_and_a_point_below_at_and_above(name: str) -> None:
    """No rounding rule is stated, so totals are compared exactly: 69.99 is not 70."""
    rules = catalog.ruleset(name)
    for area in areas_of(rules):
        marks = [int(band.at_least * 100) for grade in rules.grades if (band := grade.total(area))]
        floor = int((rules.grades[0].each_indicator_at_least or 1) * 100)
        for mark in marks:
            for total in (mark - 100, mark - 1, mark, mark + 1, mark + 100):
                facts = spread(rules, Fraction(total, 100), Fraction(floor, 100))
                assert facts is not None
                decision = rules.decide(facts, area=area)
                reached = sum(total >= wanted for wanted in marks)
                assert decision.grade == (rules.grades[reached - 1].id if reached else None)
                assert decision.total == Fraction(total, 100)
                short = [step.short_by for step in decision.next_grade() if step.indicator == "total"]
                wanted = marks[reached] - total if reached < len(marks) else 0
                assert short == ([-(-wanted // 100)] if wanted else [])


@pytest.mark.parametrize("name", [name for name in POINTS if name.startswith("cdht")])
def test_every_floor_a_hundredth_below_at_and_above(name: str) -> None:
    """No indicator under 5, whatever the total: 5 itself is allowed."""
    rules = catalog.ruleset(name)
    best = {fact.key: 10 for fact in rules.facts}
    for area in areas_of(rules):
        for fact in rules.facts:
            for points, passes, short in ((Fraction(499, 100), False, 1), (5, True, 0), (Fraction(501, 100), True, 0)):
                decision = rules.decide(best | {fact.key: points}, area=area)
                assert (decision.verdict is Verdict.RECOGNISED) is passes
                result = next(item for item in decision.indicators if item.indicator.tests[0].needs() == (fact.key,))
                assert result.grades[0].outcome is (Outcome.MET if passes else Outcome.NOT_MET)
                assert result.grades[0].short_by == short


def test_any_criterion_of_tt_44_at_0_is_chua_dat() -> None:
    """Không có tiêu chí bị điểm 0: a veto over every band, for each of the fifteen criteria."""
    rules = catalog.ruleset("tt-44-2014")
    for fact in rules.facts:
        facts: dict[str, Any] = {other.key: 6 for other in rules.facts if other is not fact}
        assert rules.decide(facts | {fact.key: 0}).verdict is Verdict.NOT_RECOGNISED
        assert rules.decide(facts | {fact.key: "0.01"}).grade == "fair"
    facts = dict.fromkeys((fact.key for fact in rules.facts), 6) | {rules.facts[0].key: 0, rules.facts[1].key: 12}
    assert rules.decide(facts).total == 90
    assert rules.decide(facts).grade is None


def level(name: str, changed: dict[str, Any], whole: int = 10_000, **options: Any) -> str | None:
    """The grade of an applicant who is perfect but for some facts."""
    rules = catalog.ruleset(name)
    decision = rules.decide(perfect(rules, whole) | changed, **options)
    assert (decision.verdict is Verdict.RECOGNISED) == (decision.grade is not None)
    return decision.grade


COMMUNE = [
    ({"learning_citizens": 5999}, "", None),  # 59.99 %
    ({"learning_citizens": 6000}, "", "1"),  # 60 %
    ({"learning_citizens": 7999}, "", "1"),  # 79.99 %
    ({"learning_citizens": 8000}, "", "2"),  # 80 %
    ({"trained_citizens": 5000, "university_citizens": 1190}, "", None),
    ({"trained_citizens": 5000, "university_citizens": 1200}, "", "1"),
    ({"trained_citizens": 4990, "university_citizens": 2000}, "", None),  # both parts are needed
    ({"trained_citizens": 4000, "university_citizens": 1000}, "difficult", "1"),
    ({"trained_citizens": 5000, "university_citizens": 1200}, "difficult", "2"),
    ({"trained_citizens": 4000, "university_citizens": 1000}, "", None),  # not flagged as "vùng khó khăn"
    ({"universal_primary": "2"}, "", "1"),
    ({"universal_primary": "1"}, "", None),
    ({"culture_sport_activities": False}, "", None),  # 14 others met: no compensation
]


@pytest.mark.parametrize(("changed", "area", "grade"), COMMUNE)
def test_communes_of_the_boundary_table(changed: dict[str, Any], area: str, grade: str | None) -> None:
    """Section 10 of the criteria of the Ministry: communes under TT 25 Articles 6 and 7."""
    assert level("tt-25-2023/commune", changed, area=area) == grade


PLACES = [
    ("tt-25-2023/district", 20, {"communes_level_1": 18, "communes_level_2": 0}, "1"),
    ("tt-25-2023/district", 19, {"communes_level_1": 17, "communes_level_2": 0}, None),  # 89.47 %
    ("tt-25-2023/province", 100, {"grdp": 90}, None),  # equal to the year before is no rise
    ("tt-25-2023/province", 100, {"museum_programmes": 3}, None),
    ("tt-25-2023/province", 100, {"museum_programmes": 4}, "2"),
]


@pytest.mark.parametrize(("name", "whole", "changed", "grade"), PLACES)
def test_districts_and_provinces_of_the_boundary_table(
    name: str, whole: int, changed: dict[str, Any], grade: str | None
) -> None:
    """18 of 20 communes are 90 %, 17 of 19 are not; GRDP must rise; three programmes of the museum are too few."""
    assert level(name, changed, whole) == grade


UNITS = [
    ("public_vocational_institution", {"learning_members": 900, "learning_learners": 949}, None),
    ("public_vocational_institution", {"learning_members": 900, "learning_learners": 950}, "1"),
    ("public_general_school", {"learning_members": 900, "learning_learners": 0}, "1"),  # no "người học", Art. 2(8)
    ("public_preschool", {"learners": 0, "learning_learners": 0}, "2"),
    ("state_agency", {"digital_level": "none", "accreditation": False}, "2"),  # 3.4, 3.5 are for schools
]


@pytest.mark.parametrize(("unit", "changed", "grade"), UNITS)
def test_units_of_the_boundary_table(unit: str, changed: dict[str, Any], grade: str | None) -> None:
    """What cannot apply to a unit is not a failure (criteria of the Ministry, section 10)."""
    assert level("tt-24-2023/district", changed, 1000, unit=unit) == grade


CITIZENS = [
    ("cdht-324-2023", [8] * 10, "", True),
    ("cdht-324-2023", ["7.5", *[8] * 9], "", False),  # 79.5 is not 80
    ("cdht-324-2023", [4, *[10] * 8, "9.5"], "", False),
    ("cdht-324-2023", [5, *[10] * 9], "", True),
    ("cdht-324-2023", [7] * 10, "difficult", True),
    ("cdht-324-2023", [7] * 10, "", False),
    ("cdht-324-2023", [4, 7, *[8] * 8], "difficult", False),  # total 75: the floor stays
    ("cdht-pilot-2020", [7] * 10, "", True),
]


@pytest.mark.parametrize(("name", "points", "area", "passes"), CITIZENS)
def test_citizens_of_the_boundary_table(name: str, points: list[Any], area: str, passes: bool) -> None:
    """Section 5 of the criteria of the Association: total at least 80 (70), none under 5, no rounding."""
    keys = [fact.key for fact in catalog.ruleset(name).facts]
    assert level(name, dict(zip(keys, points, strict=True)), area=area) == ("learning_citizen" if passes else None)


def test_the_difficult_communes_of_the_decree_are_asked_about_fewer_ages() -> None:
    """ĐBKK, literacy 1: 90 % of those aged 15-25, not 15-35 (Article 20(1))."""
    rules = catalog.ruleset("nd-20-2014/commune")
    facts = perfect(rules) | {"people_15_25": 10, "people_15_25_literate_1": 9}
    facts |= {key: 80 for key in facts if "35_literate" in key or "60_literate" in key}  # 80 of 100
    for area, certain in (("specially_difficult", "1"), ("", None)):
        assert ("literacy", certain, certain) in rules.decide(facts, area=area).standards
