"""The two sheets that are measured, written out by hand as a programmer would for just these two.

All numbers here are copies of those in the rule files, made for measuring only: a baseline that read them from the
rule set would measure the library against itself. Every run checks that baselines and library give the same answers.
"""

__all__ = ["CITIZEN", "COMMUNE", "DONE", "FLOOR", "MOST", "PASS", "POINTS", "RANKS", "SHARES", "STEPS"]

COMMUNE, CITIZEN = "tt-25-2023/commune", "cdht-324-2023"

# Thông tư 25/2023, commune: indicators that are done or not,
DONE = (
    ("1.1", ("awareness_work",)),
    ("1.2", ("yearly_plan",)),
    ("1.3", ("learning_week",)),
    ("2.1", ("state_budget",)),
    ("2.2", ("social_resources",)),
    ("2.3", ("coordination",)),
    ("3.1", ("learning_centre_office", "learning_centre_bookcase", "learning_centre_it")),
    ("3.2", ("library_digital",)),
    ("3.3", ("culture_sport_activities",)),
)
# levels of universal education and literacy, with the steps that level 1 and level 2 ask for,
STEPS = {"none": 0, "met": 1, "1": 1, "2": 2, "3": 3}
RANKS = (
    ("4.1", "universal_preschool", "met", "met"),
    ("4.2", "universal_primary", "2", "3"),
    ("4.3", "universal_lower_secondary", "2", "3"),
    ("4.4", "literacy", "1", "2"),
)
# and shares of the citizens, in percent, for level 1 and level 2. Learning citizens and trained citizens are some of
# the citizens, those with a degree some of the trained.
SHARES = (
    ("5.1", "learning_citizens", 60, 80),
    ("5.2", "trained_citizens", 50, 60),
    ("5.2", "university_citizens", 12, 15),
)

# Learning citizen, Decision 324: ten indicators of ten points, none below five, eighty in all.
POINTS = (
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
MOST, FLOOR, PASS = 10, 5, 80
