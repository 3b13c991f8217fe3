"""Sets that add up points: Thông tư 44/2014, Thông tư 22/2020, and the learning citizen as the press reports it."""

from fractions import Fraction

from sweep.logic import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, Answer, Condition, Facts, Readings

__all__ = ["CITIZEN", "COMMUNE_2014", "UNIT_2020", "citizen", "commune_2014", "unit_2020"]

# Thông tư 44/2014, Điều 3, khoản 1 - 15
COMMUNE_2014 = (
    "leadership_points",
    "steering_committee_points",
    "participation_points",
    "institutions_points",
    "universal_education_points",
    "education_equity_points",
    "officials_learning_points",
    "workers_learning_points",
    "learning_families_hamlets_points",
    "cultural_hamlets_points",
    "poverty_reduction_points",
    "gender_equality_points",
    "sanitation_points",
    "community_health_points",
    "public_order_points",
)

# Thông tư 22/2020, Điều 5: the most points of each, and whether it is one of "100% thành viên"
UNIT_2020 = {
    "policy_points": (10, False),  # khoản 1, điểm a
    "encouragement_points": (10, False),  # điểm b
    "resources_points": (10, False),  # điểm c
    "member_study_plans_points": (10, True),  # khoản 2, điểm a
    "discipline_points": (5, True),  # điểm b
    "compulsory_training_points": (10, True),  # điểm c
    "advanced_workers_points": (5, True),  # điểm d
    "learning_citizen_qualities_points": (25, True),  # khoản 3, điểm a
    "collective_title_points": (10, False),  # điểm b
    "knowledge_sharing_points": (5, False),  # điểm c
}

CITIZEN = (
    "information_points",
    "own_study_plan_points",
    "time_for_community_points",
    "encouraging_others_points",
    "it_use_points",
    "foreign_language_points",
    "calculation_points",
    "critical_thinking_points",
    "relations_points",
    "cooperation_points",
)


def points_of(facts: Facts, key: str) -> Fraction | None:
    """The points awarded, exactly."""
    value = facts.get(key)
    return None if value is None else Fraction(str(value))


def commune_2014(facts: Facts, readings: Readings | None = None, *, final: bool = False) -> Answer:
    """Thông tư 44/2014, Điều 4, khoản 2 and 3."""
    chosen = readings or {}
    points = [points_of(facts, key) for key in COMMUNE_2014]
    known = sum((value for value in points if value is not None), Fraction(0))
    missing = [value is None for value in points]
    # khoản 2: without fitting evidence no points are given; open whether that is "điểm 0"
    unscored_is_zero = chosen.get("unscored-criterion", "zero") == "zero"
    answer = Answer(lowest=known)
    for number, value in enumerate(points, start=1):
        outcome = UNKNOWN if value is None else NOT_MET if value == 0 else MET
        if value is None and final:
            outcome = NOT_MET if unscored_is_zero else NOT_APPLICABLE
        for grade in ("average", "fair", "good"):
            answer.indicators[str(number), grade] = [Condition(outcome)]
    blocked = 0 in points or (final and any(missing) and unscored_is_zero)

    def band(total: Fraction) -> str | None:
        """khoản 3, điểm a - d; open what of a total between two bands."""
        gaps = chosen.get("band-gap", "lower_band") == "lower_band"
        for grade, least, most, following in (("good", 85, 100, 101), ("fair", 70, 84, 85), ("average", 50, 69, 70)):
            if least <= total and (total < following if gaps else total <= most):
                return grade
        return None

    if any(missing) and not final:
        answer.highest = Fraction(100)  # khoản 2: at most 100 in all
        # each that is missing may still earn 0, and blocks then; or more, as far as the 100 leave room
        answer.best = "good" if not blocked and known < 100 else None
    else:
        answer.highest = known
        answer.best = answer.worst = None if blocked else band(known)
    return answer.settle()


def unit_2020(facts: Facts, readings: Readings | None = None) -> Answer:
    """Thông tư 22/2020, Điều 5 and Điều 6, khoản 3."""
    # open: what a share below 100 % earns; as awarded, or nothing
    all_or_nothing = (readings or {}).get("partial-points") == "all_or_nothing"
    lowest, highest = Fraction(0), Fraction(0)
    for key, (most, of_everybody) in UNIT_2020.items():
        value = points_of(facts, key)
        if value is not None and all_or_nothing and of_everybody and value < most:
            value = Fraction(0)
        lowest += 0 if value is None else value
        highest += most if value is None else value

    def band(total: Fraction) -> str | None:
        """khoản 3: from 85; from 70 to under 85; from 50 to under 70."""
        return next((grade for grade, least in (("good", 85), ("fair", 70), ("average", 50)) if total >= least), None)

    return Answer(lowest=lowest, highest=highest, worst=band(lowest), best=band(highest)).settle()


def citizen(facts: Facts, area: str = "", readings: Readings | None = None, *, pilot: bool = False) -> Answer:
    """As reported: 80 of 100, 70 in difficult areas (open if nationwide) and in the pilot, no indicator under 5."""
    mark = 80
    if pilot or (area == "difficult" and (readings or {}).get("lower-mark", "national") == "national"):
        mark = 70
    answer = Answer(lowest=Fraction(0), highest=Fraction(0))
    floors: list[str] = []
    for number, key in enumerate(CITIZEN, start=1):
        value = points_of(facts, key)
        floors.append(UNKNOWN if value is None else MET if value >= 5 else NOT_MET)
        answer.indicators[str(number), "learning_citizen"] = [Condition(floors[-1])]
        answer.lowest = (answer.lowest or Fraction(0)) + (value or 0)
        answer.highest = (answer.highest or Fraction(0)) + (10 if value is None else value)
    if NOT_MET not in floors and (answer.highest or 0) >= mark:
        answer.best = "learning_citizen"
    if set(floors) == {MET} and (answer.lowest or 0) >= mark:
        answer.worst = "learning_citizen"
    return answer.settle()
