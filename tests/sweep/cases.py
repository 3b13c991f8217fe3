"""Files drawn by chance: counts at the thresholds and beside them, facts left out, nobody at all."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, field, replace
from decimal import Decimal
from fractions import Fraction
from math import ceil
from random import Random

from sweep import points

__all__ = ["MAKERS", "QUESTIONS", "Case"]


@dataclass(frozen=True)
class Case:
    """One file: its facts, where it lies, what it is, and how the open questions are read."""

    ruleset: str
    facts: dict[str, object]
    area: str = ""
    unit: str = ""
    readings: dict[str, str] = field(default_factory=dict)
    final: bool = False
    disabled: bool = False


# Open questions and all that they may be answered with; the first answer is the one that is used.
Questions = dict[str, tuple[str, ...]]
LOWER: Questions = {"lower-grades": ("required", "not_required")}
EMPTY: Questions = {"inapplicable": ("undetermined", "left_out", "not_met")}
HIGHER: Questions = {"higher-title-counts": ("yes", "no")}
OFFICES: Questions = dict.fromkeys(("party-and-front-offices", "armed-forces"), ("not_included", "included"))
COLLECTIVES: Questions = dict.fromkeys(
    ("party-and-front-collectives", "armed-forces-collectives"), ("not_included", "included")
)
QUESTIONS: dict[str, Questions] = {
    "tt-25-2023/commune": LOWER | EMPTY,
    "tt-25-2023/district": LOWER | EMPTY | HIGHER,
    "tt-25-2023/province": LOWER | EMPTY | HIGHER,
    "tt-24-2023/district": LOWER | EMPTY | OFFICES | COLLECTIVES,
    "tt-24-2023/province": LOWER | EMPTY | OFFICES | {"named-schools": ("not_included", "included")},
    "tt-44-2014": {"band-gap": ("lower_band", "not_reached"), "unscored-criterion": ("zero", "unscored")},
    "tt-22-2020": {"partial-points": ("as_awarded", "all_or_nothing")},
    "nd-20-2014/commune": LOWER | EMPTY,
    "nd-20-2014/commune-2014": LOWER | EMPTY,
    "cdht-324-2023": {"lower-mark": ("national", "local")},
    "cdht-pilot-2020": {},
}


class Chance:
    """Draws the facts of one file, with a mood of its own: how much is false, and how much is left out."""

    def __init__(self, random: Random) -> None:
        """The mood is drawn first."""
        self.random = random
        self.false = random.choice((0, 0, 0.01, 0.1, 0.4))
        self.absent = random.choice((0, 0, 0, 0.03, 0.15, 0.6))
        self.size = random.choice((0, 1, 3, 12, 40, 250, 10_000, 1_234_567))
        self.nobody = random.choice((0, 0, 0, 0.1))

    def yes_no(self, keys: Iterable[str]) -> dict[str, object]:
        """Things that were done, mostly."""
        return {key: self.random.random() >= self.false for key in keys}

    def step(self, steps: Sequence[str]) -> str:
        """A level, mostly one of the higher ones."""
        return self.random.choice(steps if self.random.random() < max(self.false, 0.05) else steps[-2:])

    def whole(self) -> int:
        """So many people; at times nobody."""
        if self.random.random() < self.nobody:
            return 0
        return self.random.randint(self.size // 2, self.size)

    def part(self, whole: int, percents: Sequence[int], least: int = 0, most: int | None = None) -> int:
        """A part of the whole: about at a threshold, or anywhere."""
        top = whole if most is None else most
        if self.random.random() < max(self.false, 0.1):
            return self.random.randint(least, top)
        if self.random.random() < 0.3:
            return top
        about = ceil(Fraction(self.random.choice(percents), 100) * whole) + self.random.choice((-1, 0, 0, 0, 1, 1))
        return min(max(about, least), top)

    def amounts(self, key: str, top: int) -> dict[str, object]:
        """This year and the year before: the same, or a thousandth apart, or anything."""
        before = Decimal(self.random.randint(0, top * 1000)) / 1000
        before = self.random.choice((before, before, Decimal(0), Decimal(top)))
        step = Decimal(self.random.choice((-1, -1, 0, 1, 1))) / 1000
        now = min(max(before + step * self.random.choice((1, 400)), Decimal(0)), Decimal(top))
        return {key: now, f"{key}_previous": before}

    def leave_out(self, facts: dict[str, object]) -> dict[str, object]:
        """Some facts are not known: not named, or named without a value."""
        found: dict[str, object] = {}
        for key, value in facts.items():
            if self.random.random() >= self.absent:
                found[key] = value
            elif self.random.random() < 0.5:
                found[key] = None
        return found


def commune(chance: Chance) -> Case:
    """Thông tư 25/2023, commune."""
    facts = chance.yes_no(("awareness_work", "yearly_plan", "learning_week", "state_budget", "social_resources"))
    facts |= chance.yes_no(("coordination", "library_digital", "culture_sport_activities"))
    facts |= chance.yes_no(f"learning_centre_{thing}" for thing in ("office", "bookcase", "it"))
    facts |= {"universal_preschool": chance.step(("none", "met", "met")), "literacy": chance.step(("none", "1", "2"))}
    facts |= {f"universal_{name}": chance.step(("none", "1", "2", "3")) for name in ("primary", "lower_secondary")}
    citizens = chance.whole()
    trained = chance.part(citizens, (40, 50, 60))
    facts |= {
        "citizens": citizens,
        "learning_citizens": chance.part(citizens, (60, 80)),
        "trained_citizens": trained,
        "university_citizens": chance.part(citizens, (10, 12, 15), most=trained),
    }
    return Case("tt-25-2023/commune", facts, area=chance.random.choice(("", "difficult")))


def places(chance: Chance, kind: str) -> dict[str, object]:
    """Places below, some with a title."""
    chance.size = min(chance.size, 40)
    whole = chance.whole()
    second = chance.part(whole, (90,)) if chance.random.random() < 0.6 else chance.random.randint(0, whole)
    together = chance.part(whole, (90,), least=second)
    return {kind: whole, f"{kind}_level_1": together - second, f"{kind}_level_2": second}


def district(chance: Chance) -> Case:
    """Thông tư 25/2023, district."""
    facts = chance.yes_no(("awareness_work", "plans_and_guidance", "learning_week", "state_budget", "social_resources"))
    facts |= chance.yes_no(("central_and_provincial_policies", "digital_tools", "schools_digital", "library_services"))
    facts |= chance.yes_no(("library_digital", "culture_sport_links")) | places(chance, "communes")
    facts |= chance.amounts("income_per_head", 90_000_000) | chance.amounts("employment_rate", 100)
    return Case("tt-25-2023/district", facts)


def province(chance: Chance) -> Case:
    """Thông tư 25/2023, province."""
    facts = chance.yes_no(("awareness_work", "plans_and_guidance", "emulation_movement", "state_budget"))
    facts |= chance.yes_no(("central_policies", "local_policies", "international_cooperation", "digital_tools"))
    facts |= chance.yes_no(("university_digital", "schools_digital", "library_services", "library_digital"))
    facts |= chance.yes_no(("broadcast_materials", "shared_digital_resources")) | places(chance, "districts")
    for key in ("museum_programmes", "broadcast_programmes"):
        facts[key] = chance.random.choice((4, 4, 4, 5, 12)) if chance.random.random() > 0.1 else 3
    facts |= chance.amounts("poor_household_rate", 100) | chance.amounts("grdp", 10**12)
    return Case("tt-25-2023/province", facts)


DISTRICT_UNITS = [
    "state_agency",
    "party_or_front_office",
    "socio_political_organisation",
    "armed_forces",
    "economic_organisation",
    "association",
    "public_preschool",
    "private_preschool",
    "public_general_school",
    "private_general_school",
    "public_vocational_institution",
    "private_vocational_institution",
    "public_other_school",
    "private_other_school",
    "other_public_service_unit",
]
PROVINCE_UNITS = [
    "state_agency",
    "party_or_front_office",
    "socio_political_organisation",
    "armed_forces",
    "economic_organisation",
    "association",
    "public_upper_secondary_school",
    "private_upper_secondary_school",
    "public_specialised_school",
    "private_specialised_school",
    "public_continuing_education_centre",
    "private_continuing_education_centre",
    "public_vocational_institution",
    "private_vocational_institution",
    "public_higher_education_institution",
    "private_higher_education_institution",
    "public_other_school",
    "private_other_school",
    "other_public_service_unit",
]


def unit_facts(chance: Chance) -> dict[str, object]:
    """Thông tư 24/2023: what both circles of units share."""
    facts = chance.yes_no(("learning_plan", "training_entitlements", "learning_incentives", "training_budget"))
    facts |= chance.yes_no(("digital_transformation", "learning_tools", "lifelong_learning_service"))
    facts |= chance.yes_no(("learning_environment", "accreditation"))
    members, learners = chance.whole(), chance.whole()
    facts |= {"members": members, "learners": learners, "learning_learners": chance.part(learners, (95, 97))}
    for key in ("members_disciplined", "members_programmes_completed", "members_digital", "members_advanced_labour"):
        facts[key] = chance.part(members, (90, 95))
    facts |= {"learning_members": chance.part(members, (90, 95)), "members_language": chance.part(members, (50, 70))}
    title = chance.step(("none", "none", "advanced_labour_collective", "higher"))
    return facts | {"collective_title": title, "digital_level": chance.step(("none", "basic", "good"))}


def district_unit(chance: Chance) -> Case:
    """Thông tư 24/2023, district."""
    facts = unit_facts(chance) | chance.yes_no(("preschool_training_joined", "preschool_training_run"))
    unit, final = chance.random.choice(DISTRICT_UNITS), chance.random.random() < 0.3
    return Case("tt-24-2023/district", facts, unit=unit, final=final)


def province_unit(chance: Chance) -> Case:
    """Thông tư 24/2023, province."""
    unit, final = chance.random.choice(PROVINCE_UNITS), chance.random.random() < 0.3
    return Case("tt-24-2023/province", unit_facts(chance), unit=unit, final=final)


def scores(chance: Chance, tops: Sequence[Decimal], totals: Sequence[str]) -> list[Decimal]:
    """Points under their maxima; in most files the last ones are moved until a total is met."""
    finest = chance.random.choice((Decimal(1), Decimal("0.5"), Decimal("0.25"), Decimal("0.01")))
    share = chance.random.choice((0.3, 0.5, 0.7, 0.9, 1))
    found = [
        min(top, int(chance.random.uniform(share - 0.2, share + 0.2) * float(top / finest)) * finest) for top in tops
    ]
    if chance.random.random() < 0.8:
        wanted = Decimal(chance.random.choice(totals))
        for index in chance.random.sample(range(len(found)), len(found)):
            move = wanted - sum(found)
            found[index] = min(max(found[index] + move, Decimal(0)), tops[index])
    if chance.random.random() < 0.15:
        found[chance.random.randrange(len(found))] = chance.random.choice(
            (Decimal(0), Decimal("0.01"), Decimal(5), Decimal("4.99"))
        )
    return [min(value, top) for value, top in zip(found, tops, strict=True)]


BANDS = [
    "49",
    "49.99",
    "50",
    "50.01",
    "68.99",
    "69",
    "69.01",
    "69.5",
    "69.99",
    "70",
    "83.99",
    "84",
    "84.01",
    "84.5",
    "84.99",
    "85",
    "85.01",
    "99.99",
    "100",
]


def commune_2014(chance: Chance) -> Case:
    """Thông tư 44/2014."""
    tops = [Decimal(7)] * 10 + [Decimal(6)] * 5
    facts = dict(zip(points.COMMUNE_2014, scores(chance, tops, BANDS), strict=True))
    return Case("tt-44-2014", dict(facts), final=chance.random.random() < 0.4)


def unit_2020(chance: Chance) -> Case:
    """Thông tư 22/2020."""
    tops = [Decimal(most) for most, _ in points.UNIT_2020.values()]
    facts = dict(zip(points.UNIT_2020, scores(chance, tops, BANDS), strict=True))
    return Case("tt-22-2020", dict(facts), final=chance.random.random() < 0.2)


def citizen(chance: Chance) -> Case:
    """The learning citizen."""
    totals = ["50", "69.99", "70", "70.01", "75", "79.5", "79.99", "80", "80.01", "100"]
    facts = dict(zip(points.CITIZEN, scores(chance, [Decimal(10)] * 10, totals), strict=True))
    return Case("cdht-324-2023", dict(facts), area=chance.random.choice(("", "difficult")))


def citizen_pilot(chance: Chance) -> Case:
    """The learning citizen of the pilot."""
    return Case("cdht-pilot-2020", citizen(chance).facts)


def education(chance: Chance) -> Case:
    """Nghị định 20/2014."""
    preschool, six, to_14, eleven, youth = (chance.whole() for _ in range(5))
    completed = chance.part(eleven, (70, 80, 90))
    facts: dict[str, object] = {
        "children_5": preschool,
        "children_5_in_class": chance.part(preschool, (90, 95)),
        "children_5_completed_preschool": chance.part(preschool, (80, 85)),
        "children_6": six,
        "children_6_in_grade_1": chance.part(six, (90, 95, 98)),
        "children_to_14": to_14,
        "children_to_14_completed_primary": chance.part(to_14, (70, 80)),
        "children_11": eleven,
        "children_11_completed_primary": completed,
        "children_11_still_in_primary": max(eleven - completed - chance.random.choice((0, 0, 0, 1)), 0),
        "youth_15_18": youth,
        "youth_15_18_graduated": chance.part(youth, (70, 80, 90, 95)),
        "youth_15_18_studying": chance.part(youth, (70, 80)),
    }
    # three ages one after the other; whoever does not read at one age does not read in the longer band either
    young, middle, old = (chance.whole() for _ in range(3))
    read_25 = chance.part(young, (90,))
    band, everybody = young + middle, young + middle + old
    read_35 = chance.part(band, (90,), least=read_25, most=read_25 + middle)
    well_35 = chance.part(band, (90,), most=read_35)
    well_60 = chance.part(everybody, (90,), least=well_35, most=well_35 + old)
    facts |= {"people_15_25": young, "people_15_35": band, "people_15_60": everybody}
    facts |= {"people_15_25_literate_1": read_25, "people_15_35_literate_1": read_35}
    facts |= {"people_15_35_literate_2": well_35, "people_15_60_literate_2": well_60}
    able = chance.whole()
    facts |= {"disabled_able_to_learn": able, "disabled_in_education": chance.part(able, (60,))}
    return Case("nd-20-2014/commune", facts, area=chance.random.choice(("", "specially_difficult")), disabled=True)


def education_2014(chance: Chance) -> Case:
    """Nghị định 20/2014 before Thông tư 07/2016."""
    return replace(education(chance), ruleset="nd-20-2014/commune-2014", disabled=False)


MAKERS: dict[str, Callable[[Chance], Case]] = {
    "tt-25-2023/commune": commune,
    "tt-25-2023/district": district,
    "tt-25-2023/province": province,
    "tt-24-2023/district": district_unit,
    "tt-24-2023/province": province_unit,
    "tt-44-2014": commune_2014,
    "tt-22-2020": unit_2020,
    "nd-20-2014/commune": education,
    "nd-20-2014/commune-2014": education_2014,
    "cdht-324-2023": citizen,
    "cdht-pilot-2020": citizen_pilot,
}
