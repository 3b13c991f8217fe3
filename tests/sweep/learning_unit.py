"""Thông tư 24/2023/TT-BGDĐT: Đơn vị học tập of the district and of the province."""

from dataclasses import replace

from sweep.logic import (
    NOT_APPLICABLE,
    NOT_MET,
    Answer,
    Condition,
    Counts,
    Facts,
    Readings,
    at_least_step,
    by_level,
    done,
    of_nobody,
)

__all__ = ["district", "province"]

Indicators = dict[tuple[str, str], list[Condition]]

COLLECTIVE = ("none", "advanced_labour_collective", "higher")
DIGITAL = ("none", "basic", "good")

# Điều 2, khoản 1, 2: establishments of education
PRESCHOOLS = {"public_preschool", "private_preschool"}
GENERAL_SCHOOLS = {"public_general_school", "private_general_school"}
VOCATIONAL = {"public_vocational_institution", "private_vocational_institution"}
HIGHER = {"public_higher_education_institution", "private_higher_education_institution"}
UPPER_SECONDARY = {"public_upper_secondary_school", "private_upper_secondary_school"}
CONTINUING = {"public_continuing_education_centre", "private_continuing_education_centre"}
SPECIALISED = {"public_specialised_school", "private_specialised_school"}
OTHER_SCHOOLS = {"public_other_school", "private_other_school"}
# Điều 2, khoản 8: pupils of preschools, primary and lower secondary schools are not "người học"
WITH_LEARNERS = VOCATIONAL | HIGHER | UPPER_SECONDARY | CONTINUING | SPECIALISED | OTHER_SCHOOLS

MEMBER_COUNTS = ("members_disciplined", "members_programmes_completed", "members_digital", "members_language")


def is_public_service_unit(unit: str) -> bool:
    """Đơn vị sự nghiệp công lập: the public schools, and others."""
    return unit.startswith("public_") or unit == "other_public_service_unit"


def is_agency_of_the_state(unit: str, readings: Readings) -> bool:
    """Cơ quan, đơn vị sự nghiệp công lập của nhà nước (Article 6, clause 1, point c); open for two kinds of unit."""
    if unit in {"party_or_front_office", "socio_political_organisation"}:
        return readings.get("party-and-front-offices") == "included"
    if unit == "armed_forces":
        return readings.get("armed-forces") == "included"
    return unit == "state_agency" or is_public_service_unit(unit)


def is_agency(unit: str, readings: Readings) -> bool:
    """Cơ quan, đơn vị sự nghiệp công lập (Article 7, clause 3, point c); open for two kinds of unit."""
    if unit in {"party_or_front_office", "socio_political_organisation"}:
        return readings.get("party-and-front-collectives") == "included"
    if unit == "armed_forces":
        return readings.get("armed-forces-collectives") == "included"
    return unit == "state_agency" or is_public_service_unit(unit)


def where(concerned: bool, found: list[Condition]) -> list[Condition]:
    """What the clause asks of the units that it names, and of no other."""
    return found if concerned else [Condition(NOT_APPLICABLE)]


def counts_of(facts: Facts, readings: Readings) -> Counts:
    """Members and learners, and how many of them."""
    of_members = [*MEMBER_COUNTS, "members_advanced_labour", "learning_members"]
    within = [*((key, "members") for key in of_members), ("learning_learners", "learners")]
    return Counts(facts, within, nobody=of_nobody(readings))


def conditions(facts: Facts, unit: str, readings: Readings) -> dict[str, list[Condition]]:
    """Criterion 1: Article 6, clause 1, for both levels and both circles of units."""
    return {
        "1.1": [done(facts, "learning_plan")],  # điểm a
        "1.2": [done(facts, "training_entitlements"), done(facts, "learning_incentives")],  # điểm b
        "1.3": where(is_agency_of_the_state(unit, readings), [done(facts, "training_budget")]),  # điểm c
        "1.4": [done(facts, "digital_transformation"), done(facts, "learning_tools")],  # điểm d
        "1.5": [done(facts, "lifelong_learning_service")],  # điểm đ
    }


def results(counts: Counts, unit: str, level: str) -> dict[str, list[Condition]]:
    """Criterion 2: Article 6, clause 2, and Article 7, clause 2."""
    most, language = (90, 50) if level == "1" else (95, 70)
    return {
        "2.1": [counts.share("members_disciplined", "members", most)],  # điểm a
        "2.2": [counts.share("members_programmes_completed", "members", most)],  # điểm b
        "2.3": [counts.share("members_digital", "members", most)],  # điểm c
        # điểm d: "không bao gồm thành viên trong đơn vị là tổ chức kinh tế"
        "2.4": where(unit != "economic_organisation", [counts.share("members_language", "members", language)]),
        "2.5": [counts.share("members_advanced_labour", "members", most)],  # điểm đ
    }


def learning_citizens(counts: Counts, unit: str, level: str) -> list[Condition]:
    """Indicator 3.1: members, and the learners of an establishment that has any by Article 2, clause 8."""
    members, learners = (90, 95) if level == "1" else (95, 97)
    found = [counts.share("learning_members", "members", members)]
    if unit in WITH_LEARNERS:
        found.append(counts.share("learning_learners", "learners", learners))
    return found


def closed(indicators: Indicators, *, final: bool) -> Indicators:
    """Article 9, clause 3, and Article 15, clause 3: without fitting evidence an indicator is not met."""
    if not final:
        return indicators
    return {
        key: [replace(item, outcome=NOT_MET) if item.absent else item for item in parts]
        for key, parts in indicators.items()
    }


def district(facts: Facts, unit: str, readings: Readings | None = None, *, final: bool = False) -> Answer:
    """Articles 6 to 9; `final`: the file is closed."""
    chosen = readings or {}
    counts = counts_of(facts, chosen)
    preschool = unit == "public_preschool"  # "nhà trẻ, trường mẫu giáo, trường mầm non công lập"
    found: Indicators = {}
    for level in ("1", "2"):
        own = conditions(facts, unit, chosen) | results(counts, unit, level)
        if preschool:
            own["1.2"].append(done(facts, "preschool_training_joined"))  # Điều 6, khoản 1, điểm b, second sentence
        own["3.1"] = learning_citizens(counts, unit, level)  # Điều 6 and 7, khoản 3, điểm a
        own["3.2"] = [done(facts, "learning_environment")]  # điểm b
        if preschool:
            own["3.2"].append(done(facts, "preschool_training_run"))  # điểm b, second sentence
        # điểm c: Điều 6 names every unit, Điều 7 agencies and public service units
        own["3.3"] = where(
            level == "1" or is_agency(unit, chosen),
            [at_least_step(facts, "collective_title", COLLECTIVE, "advanced_labour_collective")],
        )
        # điểm d: general education, "mức đáp ứng cơ bản", then "mức đáp ứng tốt"
        wanted = "basic" if level == "1" else "good"
        own["3.4"] = where(unit in GENERAL_SCHOOLS, [at_least_step(facts, "digital_level", DIGITAL, wanted)])
        own["3.5"] = where(unit in VOCATIONAL, [done(facts, "accreditation")])  # điểm đ
        found |= {(indicator, level): parts for indicator, parts in own.items()}
    # Điều 8: all criteria and indicators of Điều 6, or of Điều 7
    return by_level(closed(found, final=final), lower_too=chosen.get("lower-grades", "required") == "required")


def province(facts: Facts, unit: str, readings: Readings | None = None, *, final: bool = False) -> Answer:
    """Articles 12 to 15; `final`: the file is closed."""
    chosen = readings or {}
    counts = counts_of(facts, chosen)
    named = UPPER_SECONDARY | CONTINUING  # Điều 12, khoản 3, điểm d
    if chosen.get("named-schools") == "included":
        named |= SPECIALISED
    found: Indicators = {}
    for level in ("1", "2"):
        # Điều 12 and 13, khoản 1: Điều 6, khoản 1; its sentence on preschools speaks of units of the district
        own = conditions(facts, unit, chosen)
        own |= results(counts, unit, level)  # khoản 2: Điều 6, khoản 2, and Điều 7, khoản 2
        own["3.1"] = learning_citizens(counts, unit, level)  # Điều 12 and 13, khoản 3, điểm a
        own["3.2"] = [done(facts, "learning_environment")]  # điểm b
        # điểm c: every unit, in both articles
        own["3.3"] = [at_least_step(facts, "collective_title", COLLECTIVE, "advanced_labour_collective")]
        wanted = [at_least_step(facts, "digital_level", DIGITAL, "basic" if level == "1" else "good")]
        own["3.4"] = where(unit in named, wanted)  # điểm d
        own["3.5"] = where(unit in HIGHER, wanted)  # điểm đ
        own["3.6"] = where(unit in VOCATIONAL, [done(facts, "accreditation")])  # điểm e
        found |= {(indicator, level): parts for indicator, parts in own.items()}
    # Điều 14: all criteria and indicators of Điều 12, or of Điều 13
    return by_level(closed(found, final=final), lower_too=chosen.get("lower-grades", "required") == "required")
