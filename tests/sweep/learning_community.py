"""Thông tư 25/2023/TT-BGDĐT: Cộng đồng học tập of the commune, the district and the province."""

from collections.abc import Mapping

from sweep.logic import (
    Answer,
    Condition,
    Counts,
    Facts,
    Readings,
    at_least_step,
    by_level,
    done,
    exceeds,
    number_of,
    of_nobody,
)

__all__ = ["commune", "district", "province"]

LEVELS = ("1", "2")
Indicators = dict[tuple[str, str], list[Condition]]


def both_levels(found: Mapping[str, list[Condition]]) -> Indicators:
    """Level 2 takes the content of level 1 over (Articles 7, 12 and 17, clauses 1 to 3)."""
    return {(indicator, level): parts for indicator, parts in found.items() for level in LEVELS}


def stands_on_level_1(readings: Readings) -> bool:
    """Open: the articles name level 1 and level 2 side by side."""
    return readings.get("lower-grades", "required") == "required"


def commune(facts: Facts, area: str = "", readings: Readings | None = None) -> Answer:
    """Articles 6 to 8."""
    chosen = readings or {}
    # Điều 6, khoản 1 - 3; Điều 7, khoản 1 - 3
    found = both_levels(
        {
            "1.1": [done(facts, "awareness_work")],  # khoản 1, điểm a
            "1.2": [done(facts, "yearly_plan")],  # điểm b
            "1.3": [done(facts, "learning_week")],  # điểm c
            "2.1": [done(facts, "state_budget")],  # khoản 2, điểm a
            "2.2": [done(facts, "social_resources")],  # điểm b
            "2.3": [done(facts, "coordination")],  # điểm c
            # khoản 3, điểm a: an office of its own; a common bookcase; suitable IT equipment
            "3.1": [done(facts, f"learning_centre_{thing}") for thing in ("office", "bookcase", "it")],
            "3.2": [done(facts, "library_digital")],  # điểm b
            "3.3": [done(facts, "culture_sport_activities")],  # điểm c
            # khoản 4, điểm a, the same in both articles
            "4.1": [at_least_step(facts, "universal_preschool", ("none", "met"), "met")],
        }
    )
    # Điều 6 and Điều 7, khoản 4, điểm b - d: primary 2, then 3; lower secondary 2, then 3; literacy 1, then 2
    three, two = ("none", "1", "2", "3"), ("none", "1", "2")
    for level, education, literacy in (("1", "2", "1"), ("2", "3", "2")):
        found["4.2", level] = [at_least_step(facts, "universal_primary", three, education)]
        found["4.3", level] = [at_least_step(facts, "universal_lower_secondary", three, education)]
        found["4.4", level] = [at_least_step(facts, "literacy", two, literacy)]
    counts = Counts(
        facts,
        [
            ("learning_citizens", "citizens"),
            ("trained_citizens", "citizens"),
            ("university_citizens", "trained_citizens"),  # điểm b: "trong đó"
        ],
        nobody=of_nobody(chosen),
    )
    # khoản 5, điểm a: 60 %, 80 %; điểm b: trained and of these with a degree, less in a difficult area
    difficult = area == "difficult"
    asked = {"1": (60, (40, 10) if difficult else (50, 12)), "2": (80, (50, 12) if difficult else (60, 15))}
    for level, (learning, (trained, university)) in asked.items():
        found["5.1", level] = [counts.share("learning_citizens", "citizens", learning)]
        found["5.2", level] = [
            counts.share("trained_citizens", "citizens", trained),
            counts.share("university_citizens", "citizens", university),
        ]
    # Điều 8, khoản 1: all criteria; khoản 2, điểm b: a criterion needs all its indicators
    return by_level(found, lower_too=stands_on_level_1(chosen))


def titled(facts: Facts, places: str, readings: Readings) -> dict[str, list[Condition]]:
    """At least 90 % of the places below have the title of the same level.

    Open for level 1: whether places of level 2 count as well. Nobody holds both titles at once.
    """
    first, second = f"{places}_level_1", f"{places}_level_2"
    within = [(first, places), (second, places)]
    counts = Counts(facts, within, {places: (first, second)}, nobody=of_nobody(readings))
    counted = (first, second) if readings.get("higher-title-counts", "yes") == "yes" else (first,)
    return {"1": [counts.share(counted, places, 90)], "2": [counts.share(second, places, 90)]}


def district(facts: Facts, readings: Readings | None = None) -> Answer:
    """Articles 11 to 13: a share cannot rise above 100 % or fall below 0 %, whatever is not known yet."""
    chosen = readings or {}
    # Điều 11, khoản 1 - 3; Điều 12, khoản 1 - 3
    found = both_levels(
        {
            "1.1": [done(facts, "awareness_work")],  # khoản 1, điểm a
            "1.2": [done(facts, "plans_and_guidance")],  # điểm b
            "1.3": [done(facts, "learning_week")],  # điểm c
            "2.1": [done(facts, "state_budget")],  # khoản 2, điểm a
            "2.2": [done(facts, "social_resources")],  # điểm b
            "2.3": [done(facts, "central_and_provincial_policies")],  # điểm c
            "2.4": [done(facts, "digital_tools")],  # điểm d
            "3.1": [done(facts, "schools_digital")],  # khoản 3, điểm a
            "3.2": [done(facts, "library_services"), done(facts, "library_digital")],  # điểm b
            "3.3": [done(facts, "culture_sport_links")],  # điểm c
            # khoản 4, điểm b and c, the same in both articles: more than in the year before
            "4.2": [exceeds(facts.get("income_per_head"), facts.get("income_per_head_previous"))],
            "4.3": [exceeds(facts.get("employment_rate"), facts.get("employment_rate_previous"), top=100)],
        }
    )
    for level, parts in titled(facts, "communes", chosen).items():
        found["4.1", level] = parts  # Điều 11 and 12, khoản 4, điểm a
    return by_level(found, lower_too=stands_on_level_1(chosen))  # Điều 13, khoản 1, 2


def province(facts: Facts, readings: Readings | None = None) -> Answer:
    """Articles 16 to 18."""
    chosen = readings or {}
    # Điều 16, khoản 1 - 3; Điều 17, khoản 1 - 3
    found = both_levels(
        {
            "1.1": [done(facts, "awareness_work")],  # khoản 1, điểm a
            "1.2": [done(facts, "plans_and_guidance")],  # điểm b
            "1.3": [done(facts, "emulation_movement")],  # điểm c
            "2.1": [done(facts, "state_budget")],  # khoản 2, điểm a
            "2.2": [done(facts, "central_policies")],  # điểm b
            "2.3": [done(facts, "local_policies")],  # điểm c
            "2.4": [done(facts, "international_cooperation")],  # điểm d
            "2.5": [done(facts, "digital_tools")],  # điểm đ
            "3.1": [done(facts, "university_digital")],  # khoản 3, điểm a
            "3.2": [done(facts, "schools_digital")],  # điểm b
            "3.3": [done(facts, "library_services"), done(facts, "library_digital")],  # điểm c
            "3.4": [number_of(facts, "museum_programmes", 4)],  # điểm d: at least 04
            # điểm đ: materials; at least 04 programmes; part in shared and open resources
            "3.5": [
                done(facts, "broadcast_materials"),
                number_of(facts, "broadcast_programmes", 4),
                done(facts, "shared_digital_resources"),
            ],
            # khoản 4, điểm b and c: the share of poor households lower, the product higher than the year before
            "4.2": [exceeds(facts.get("poor_household_rate_previous"), facts.get("poor_household_rate"), top=100)],
            "4.3": [exceeds(facts.get("grdp"), facts.get("grdp_previous"))],
        }
    )
    for level, parts in titled(facts, "districts", chosen).items():
        found["4.1", level] = parts  # Điều 16 and 17, khoản 4, điểm a
    return by_level(found, lower_too=stands_on_level_1(chosen))  # Điều 18, khoản 1, 2
