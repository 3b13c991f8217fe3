"""Circular 24/2023, district: "của nhà nước" (1.3) and "cơ quan" (3.3, level 2) are two questions."""

import pytest

from khuyenhoc import catalog
from khuyenhoc.recognition import FactKind

RULES = catalog.ruleset("tt-24-2023/district")
BEST = {fact.key: True if fact.kind is FactKind.YES_NO else 40 for fact in RULES.facts if not fact.scale}
PARTY, FORCES = "party_or_front_office", "armed_forces"


def moved(unit: str, readings: dict[str, str]) -> list[str]:
    """The indicators that a reading adds conditions to at level 2."""

    def asked(chosen: dict[str, str]) -> dict[str, list[str]]:
        decision = RULES.decide(BEST, unit=unit, readings=chosen)
        return {
            item.indicator.id: [part.test.cite.text("vi") for part in item.at("2").parts]
            for item in decision.indicators
            if item.indicator.id in ("1.3", "3.3")
        }

    before, after = asked({}), asked(readings)
    return [name for name in before if before[name] != after[name]]


@pytest.mark.parametrize(
    ("unit", "question", "indicators"),
    [
        (PARTY, "party-and-front-offices", ["1.3"]),
        (PARTY, "party-and-front-collectives", ["3.3"]),
        (FORCES, "armed-forces", ["1.3"]),
        (FORCES, "armed-forces-collectives", ["3.3"]),
        (PARTY, "armed-forces-collectives", []),
        ("economic_organisation", "party-and-front-offices", []),
    ],
)
def test_one_reading_moves_its_own_indicator_alone(unit: str, question: str, indicators: list[str]) -> None:
    assert moved(unit, {question: "included"}) == indicators


def test_level_2_of_a_party_office_without_the_collective_title() -> None:
    facts = BEST | {"collective_title": "none", "digital_level": "good"}
    alone = {"lower-grades": "not_required"}
    assert RULES.decide(facts, unit=PARTY, readings=alone).grade == "2"
    assert RULES.decide(facts, unit=PARTY, readings=alone | {"party-and-front-offices": "included"}).grade == "2"
    assert RULES.decide(facts, unit=PARTY, readings=alone | {"party-and-front-collectives": "included"}).grade is None
