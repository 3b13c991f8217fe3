"""Counts within counts: more than there are is refused, each part named, one by one and in tables."""

from itertools import product
from random import Random

import polars as pl
import pytest

from khuyenhoc import RuleSet, catalog, frames
from khuyenhoc.errors import DocumentError
from khuyenhoc.recognition import FactKind, ShareTest
from khuyenhoc.recognition.law.facts import around

DECREE = catalog.ruleset("nd-20-2014/commune")
BEST = {fact.key: 1000 for fact in DECREE.facts if fact.kind is FactKind.COUNT} | {"children_11_still_in_primary": 0}


@pytest.mark.parametrize(
    ("given", "parts"),
    [
        ({"people_15_35_literate_1": 899}, ["people_15_25_literate_1", "people_15_35_literate_2"]),
        ({"people_15_35_literate_1": 899, "people_15_25_literate_1": 899}, ["people_15_35_literate_2"]),
        ({"people_15_60_literate_2": 999}, ["people_15_35_literate_2"]),
        (
            {"people_15_60": 999, "people_15_35": None},
            ["people_15_25", "people_15_35_literate_1", "people_15_60_literate_2"],
        ),
        ({"people_15_25": 0}, ["people_15_25_literate_1"]),
        ({"people_15_35_literate_1": None, "people_15_35": 10}, ["people_15_25", "people_15_35_literate_2"]),
        ({"people_15_35_literate_2": 999, "people_15_60_literate_2": 999}, []),
        (
            {"people_15_25": 10, "people_15_25_literate_1": 10, "people_15_35_literate_1": 900},
            ["people_15_35_literate_2"],
        ),
    ],
)
def test_more_readers_than_there_can_be_are_refused(given: dict[str, int | None], parts: list[str]) -> None:
    facts = BEST | given
    table = pl.DataFrame([facts], infer_schema_length=None)
    verdict = frames.decide(table, DECREE)["verdict"][0]
    if not parts:
        assert verdict == DECREE.decide(facts).verdict.value
        return
    with pytest.raises(DocumentError) as caught:
        DECREE.decide(facts)
    refused = [error.path[0] for error in caught.value.errors]
    assert set(parts) <= set(refused)
    assert verdict == "invalid"
    assert [fault.fact for fault in frames.faults(table, DECREE)] == refused


def test_the_counts_around_bound_what_is_unknown() -> None:
    """Of 15 - 35, 890 of 1,000 read at level 1: those who read at level 2 can be no more, so 90 % is out of reach."""
    facts = {"people_15_35": 1000, "people_15_35_literate_1": 890, "people_15_60_literate_2": 3000}
    for given in (facts, facts | {"people_15_35_literate_1": 1000, "people_15_60_literate_2": 890}):
        decision = DECREE.decide(given, area="specially_difficult")
        indicator = next(item for item in decision.indicators if item.indicator.id == "20.1")
        assert indicator.at("2").outcome.value == "not_met"
        names = {"indicators": True, "area": "specially_difficult"}
        row = frames.decide(pl.DataFrame([given | dict.fromkeys(BEST.keys() - given.keys())]), DECREE, **names)
        assert dict(zip(row.columns, row.row(0), strict=True))["standard_literacy_best"] == decision.standards[2][2]


# the same four names: one count, what it has in common with another, the other, and a count around both
READERS = ("people_15_25", "people_15_25_literate_1", "people_15_35_literate_1", "people_15_35")
LEVEL_2 = ("people_15_35", "people_15_35_literate_2", "people_15_60_literate_2", "people_15_60")


@pytest.mark.parametrize(
    ("names", "counts", "possible"),
    [
        (READERS, (50, 20, 100, 100), False),
        (READERS, (50, 20, 71, 100), False),
        (READERS, (50, 20, 70, 100), True),
        (LEVEL_2, (100, 50, 110, 110), False),
        (LEVEL_2, (100, 50, 60, 110), True),
        (LEVEL_2, (100, 50, 61, 110), False),
        # with nothing said of 15 - 35, of all up to 60
        ((*READERS[:3], "people_15_60"), (50, 20, 71, 100), False),
        ((*READERS[:3], "people_15_60"), (50, 20, 70, 100), True),
    ],
)
def test_who_does_not_read_at_one_age_does_not_in_the_longer_band(
    names: tuple[str, ...], counts: tuple[int, ...], possible: bool
) -> None:
    facts = dict(zip(names, counts, strict=True))
    table = pl.DataFrame([facts | dict.fromkeys(BEST.keys() - facts.keys())])
    verdict = frames.decide(table, DECREE)["verdict"][0]
    if possible:
        assert DECREE.decide(facts).verdict.value == verdict
        return
    assert verdict == "invalid"
    with pytest.raises(DocumentError) as caught:
        DECREE.decide(facts)
    (error,) = caught.value.errors
    assert error.path == names
    assert all(name in str(error) for name in names)
    (fault,) = frames.faults(table, DECREE)
    assert fault.column == ", ".join(names)


def test_those_who_do_not_read_at_one_age_bound_those_who_do_in_the_longer_band() -> None:
    """Of 50 aged 15 - 25, 30 do not read: of the 100 aged 15 - 35 at most 70 do; and the other way round."""

    def literate(facts: dict[str, int], grade: str = "1", area: str = "") -> str:
        decision = DECREE.decide(facts, area=area)
        indicator = next(item for item in decision.indicators if item.indicator.id == "20.1")
        return indicator.at(grade).outcome.value

    young = {"people_15_25": 50, "people_15_25_literate_1": 20}
    assert literate(young | {"people_15_35": 100}) == "not_met"
    assert literate(young | {"people_15_35": 300}) == "unknown"  # 270 of 300 may still read
    assert literate(young | {"people_15_35": 299}) == "not_met"
    assert literate(young | {"people_15_35_literate_1": 60}) == "not_met"  # of 90 at least
    assert literate(young | {"people_15_35_literate_1": 270}) == "unknown"
    assert literate(young | {"people_15_35": 100, "people_15_60": 110}, "2") == "not_met"  # 80 of 110 at most
    band = {"people_15_35": 100, "people_15_35_literate_1": 100}
    assert literate(band | {"people_15_25": 50}, area="specially_difficult") == "met"  # everybody reads
    assert literate(band | {"people_15_35_literate_1": 95, "people_15_25": 50}, area="specially_difficult") == "met"
    assert literate(band | {"people_15_35_literate_1": 94, "people_15_25": 50}, area="specially_difficult") == "unknown"


def test_what_is_certain_of_readers_holds_however_the_unknown_counts_come_out() -> None:
    """Every commune of four people, by age and by how they read: no answer is contradicted, and none refused."""
    people = [(age, level) for age in range(3) for level in range(3)]

    def counts(commune: tuple[int, ...]) -> dict[str, int]:
        def of(oldest: int, least: int = 0) -> int:
            return sum(n for n, (age, level) in zip(commune, people, strict=True) if age <= oldest and level >= least)

        return {
            "people_15_25": of(0),
            "people_15_35": of(1),
            "people_15_60": of(2),
            "people_15_25_literate_1": of(0, 1),
            "people_15_35_literate_1": of(1, 1),
            "people_15_35_literate_2": of(1, 2),
            "people_15_60_literate_2": of(2, 2),
        }

    every = [
        counts(tuple(where.count(place) for place in range(9)))
        for where in product(range(9), repeat=4)
        if list(where) == sorted(where)
    ]
    random = Random(20)
    decided = 0
    for full in random.sample(every, 60):
        hidden = random.sample(sorted(full.keys() - {"people_15_60"}), random.randint(1, 4))
        given = {key: count for key, count in full.items() if key not in hidden}
        possible = [other for other in every if given.items() <= other.items()]
        for area in ("", "specially_difficult"):
            said = next(item for item in DECREE.decide(given, area=area).indicators if item.indicator.id == "20.1")
            for grade, band in (("1", "15_25" if area else "15_35"), ("2", "15_35" if area else "15_60")):
                outcome = said.at(grade).outcome.value
                part, whole = f"people_{band}_literate_{grade}", f"people_{band}"
                if outcome in ("met", "not_met"):
                    met = {one[part] * 10 >= one[whole] * 9 for one in possible if one[whole]}
                    assert met <= {outcome == "met"}
                    decided += 1
    assert decided > 60


@pytest.mark.parametrize("rules", catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_part_of_every_shipped_share_has_its_whole_around_it(rules: RuleSet) -> None:
    outer = {fact.key: fact.part_of for fact in rules.facts}
    shares = [test for item in rules.indicators for test in item.tests if isinstance(test, ShareTest)]
    assert [test for test in shares for part in test.part if test.whole not in around(outer, part)] == []
    assert "part-outside-whole" not in [finding.code for finding in rules.check()]
