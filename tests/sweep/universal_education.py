"""Nghị định 20/2014/NĐ-CP: universal education and literacy of a commune, with Thông tư 07/2016/TT-BGDĐT."""

from collections.abc import Mapping

from sweep.logic import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Answer,
    Condition,
    Counts,
    Facts,
    Readings,
    all_of,
    of_nobody,
)

__all__ = ["APART", "DISABLED", "OUTSIDE", "WITHIN", "commune"]

WITHIN = [
    ("children_5_in_class", "children_5"),
    ("children_5_completed_preschool", "children_5"),
    ("children_6_in_grade_1", "children_6"),
    ("children_to_14_completed_primary", "children_to_14"),
    ("children_11_completed_primary", "children_11"),
    ("children_11_still_in_primary", "children_11"),
    ("youth_15_18_graduated", "youth_15_18"),
    ("youth_15_18_studying", "youth_15_18"),
    # an age band lies within the longer one, and readers of level 2 are readers of level 1 (Điều 19)
    ("people_15_25", "people_15_35"),
    ("people_15_35", "people_15_60"),
    ("people_15_25_literate_1", "people_15_25"),
    ("people_15_35_literate_1", "people_15_35"),
    ("people_15_60_literate_2", "people_15_60"),
    ("people_15_25_literate_1", "people_15_35_literate_1"),
    ("people_15_35_literate_2", "people_15_35_literate_1"),
    ("people_15_35_literate_2", "people_15_60_literate_2"),
]
APART = {"children_11": ("children_11_completed_primary", "children_11_still_in_primary")}
# whoever does not read at 15 - 25 does not at 15 - 35, and so on
OUTSIDE = [
    ("people_15_25_literate_1", "people_15_25", "people_15_35_literate_1", "people_15_35"),
    ("people_15_35_literate_2", "people_15_35", "people_15_60_literate_2", "people_15_60"),
]
# Thông tư 07/2016, Điều 2: disabled people able to learn, and those of them with access to education
DISABLED = ("disabled_able_to_learn", "disabled_in_education")


class Commune:
    """The standards of one commune, each level with what it asks for itself."""

    def __init__(self, facts: Facts, area: str, readings: Readings) -> None:
        """Counts, kind of area, and readings of the open questions."""
        nobody = of_nobody(readings)
        self.counts = Counts(facts, WITHIN, APART, OUTSIDE, nobody)
        self.hard = area == "specially_difficult"
        self.literacy_2_stands_alone = readings.get("lower-grades") == "not_required"

    def share(self, parts: str | tuple[str, ...], whole: str, percent: int, hard: int | None = None) -> Condition:
        """At least so many per cent, or the lower number of specially difficult communes."""
        return self.counts.share(parts, whole, hard if self.hard and hard is not None else percent)

    def preschool(self) -> dict[str, list[Condition]]:
        """Điều 6, khoản 2."""
        return {
            "6.1": [self.share("children_5_in_class", "children_5", 95, 90)],  # điểm a
            "6.2": [self.share("children_5_completed_preschool", "children_5", 85, 80)],  # điểm b
        }

    def primary(self, level: str) -> dict[str, list[Condition]]:
        """Điều 9, khoản 2; Điều 10, khoản 1; Điều 11, khoản 1."""
        entering = self.share("children_6_in_grade_1", "children_6", {"1": 90, "2": 95, "3": 98}[level])
        if level == "1":
            to_14 = self.share("children_to_14_completed_primary", "children_to_14", 80, 70)
            return {"9.1": [entering], "9.2": [to_14]}  # Điều 9, khoản 2, điểm a, b
        completed, still = "children_11_completed_primary", "children_11_still_in_primary"
        least = (80, 70) if level == "2" else (90, 80)
        # điểm c: completed, and all the others in primary classes
        at_11 = [self.share(completed, "children_11", *least), self.share((completed, still), "children_11", 100)]
        return {"9.1": [entering], "10.1": at_11}  # điểm b, c

    def literacy(self, level: str) -> dict[str, list[Condition]]:
        """Điều 20, khoản 1 and Điều 21, khoản 1: in specially difficult communes the shorter age band."""
        bands = {"1": ("15_25", "15_35"), "2": ("15_35", "15_60")}[level]
        band = bands[0] if self.hard else bands[1]
        return {"20.1": [self.share(f"people_{band}_literate_{level}", f"people_{band}", 90)]}

    def lower_secondary(self, level: str, primary: str, literacy: str) -> dict[str, list[Condition]]:
        """Điều 14, khoản 2; Điều 15, khoản 1; Điều 16, khoản 1."""
        percent, hard = {"1": (80, 70), "2": (90, 80), "3": (95, 90)}[level]
        found = {"14.2": [self.share("youth_15_18_graduated", "youth_15_18", percent, hard)]}  # điểm b
        if level == "1":  # Điều 14, khoản 2, điểm a: primary 1 and literacy 1
            reached = [Condition(MET if item == NOT_APPLICABLE else item) for item in (primary, literacy)]
            found["14.1"] = reached
        if level == "3":  # Điều 16, khoản 1, điểm c
            found["16.1"] = [self.share("youth_15_18_studying", "youth_15_18", 80, 70)]
        return found


def outcome_of(indicators: Mapping[str, list[Condition]]) -> str:
    """What a level asks for itself."""
    return all_of(item.outcome for parts in indicators.values() for item in parts)


def commune(
    facts: Facts,
    area: str = "",
    readings: Readings | None = None,
    *,
    disabled: bool = False,
) -> Answer:
    """All four standards.

    `disabled`: with the condition of Thông tư 07/2016, Điều 2, in force since 10/05/2016.
    """
    place = Commune(facts, area, readings or {})
    answer = Answer()
    also: list[Condition] = []
    if disabled:  # one condition of every standard
        able, learning = DISABLED
        counts = Counts(facts, [(learning, able)], nobody=of_nobody(readings or {}))
        also = [counts.share(learning, able, 60)]
        answer.indicators |= {(name, "1"): also for name in ("6.3", "9.3", "20.2", "14.3")}
    ground = all_of(item.outcome for item in also) if also else MET

    def climb(standard: str, levels: Mapping[str, Mapping[str, list[Condition]]], *, alone: str = "") -> dict[str, str]:
        """Each level asks for the one below: Điều 10, 11, 15 and 16, khoản 1, điểm a. Open for Điều 21."""
        reached: dict[str, str] = {}
        below, worst, best = ground, None, None
        for level, indicators in levels.items():
            answer.indicators |= {(name, level): parts for name, parts in indicators.items()}
            own = outcome_of(indicators)
            below = reached[level] = all_of([own, ground if level == alone else below])
            worst = worst if below in {UNKNOWN, NOT_MET} else level
            best = best if below == NOT_MET else level
        answer.standards[standard] = (worst, best)
        return reached

    three = ("1", "2", "3")
    first = [climb("preschool", {"1": place.preschool()})["1"]]
    primary = climb("primary", {level: place.primary(level) for level in three})["1"]
    alone = "2" if place.literacy_2_stands_alone else ""
    literacy = climb("literacy", {level: place.literacy(level) for level in ("1", "2")}, alone=alone)["1"]
    secondary = climb("lower_secondary", {level: place.lower_secondary(level, primary, literacy) for level in three})
    first += [primary, literacy, secondary["1"]]
    # there is no result over all four; what is asked is whether each has its first level
    whole = all_of(first)
    answer.verdict = {NOT_MET: "not_recognised", UNKNOWN: "undetermined"}.get(whole, "recognised")
    return answer
