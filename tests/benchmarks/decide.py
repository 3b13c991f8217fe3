"""One decision against the same tests written by hand, as ratios inside one run.

Run with ``python tests/benchmarks/decide.py``. The reference is Thông tư 25/2023, commune, complete facts: 15
indicators at two levels. The hand-written function does the same comparisons on the same dictionary and returns a
line for each indicator and level; `grade_by_hand` returns the level alone. Neither checks its input, the library
does. Five rounds, taken in turns; the medians are printed.
"""

import statistics
import time
from collections.abc import Callable
from typing import Any

from khuyenhoc import catalog

ROUNDS, CALLS = 5, 4000
FACTS: dict[str, Any] = {
    "awareness_work": True,
    "yearly_plan": True,
    "learning_week": True,
    "state_budget": True,
    "social_resources": True,
    "coordination": True,
    "learning_centre_office": True,
    "learning_centre_bookcase": True,
    "learning_centre_it": True,
    "library_digital": True,
    "culture_sport_activities": True,
    "universal_preschool": "met",
    "universal_primary": "2",
    "universal_lower_secondary": "2",
    "literacy": "1",
    "citizens": 12_480,
    "learning_citizens": 7_488,
    "trained_citizens": 6_500,
    "university_citizens": 1_600,
}
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
RANKS = (("4.2", "universal_primary", 2, 3), ("4.3", "universal_lower_secondary", 2, 3), ("4.4", "literacy", 1, 2))


def by_hand(facts: dict[str, Any]) -> dict[str, Any]:
    """The level, and for each indicator and level what was seen, what is asked for, and whether it is met."""
    lines: list[tuple[Any, ...]] = []
    add = lines.append
    first = second = True
    for number, keys in DONE:
        met = all(facts[key] for key in keys)
        add((number, met, "done", met, "done", met))
        first = first and met
        second = second and met
    met = facts["universal_preschool"] == "met"
    add(("4.1", facts["universal_preschool"], "met", met, "met", met))
    first, second = first and met, second and met
    for number, key, low, high in RANKS:
        step = int(facts[key])
        add((number, step, low, step >= low, high, step >= high))
        first, second = first and step >= low, second and step >= high
    citizens, learning = facts["citizens"], facts["learning_citizens"]
    low_met, high_met = learning * 100 >= 60 * citizens, learning * 100 >= 80 * citizens
    add(("5.1", (learning, citizens), 60, low_met, 80, high_met))
    first, second = first and low_met, second and high_met
    trained, university = facts["trained_citizens"], facts["university_citizens"]
    low_met = trained * 100 >= 50 * citizens and university * 100 >= 12 * citizens
    high_met = trained * 100 >= 60 * citizens and university * 100 >= 15 * citizens
    add(("5.2", (trained, university, citizens), (50, 12), low_met, (60, 15), high_met))
    first, second = first and low_met, second and high_met
    return {"grade": "2" if second and first else "1" if first else None, "lines": lines}


def grade_by_hand(facts: dict[str, Any]) -> str | None:
    """The level alone."""
    for _, keys in DONE:
        for key in keys:
            if not facts[key]:
                return None
    if facts["universal_preschool"] != "met":
        return None
    steps = [(int(facts[key]), low, high) for _, key, low, high in RANKS]
    citizens, learning = facts["citizens"], facts["learning_citizens"]
    trained, university = facts["trained_citizens"], facts["university_citizens"]
    if any(step < low for step, low, _ in steps) or learning * 100 < 60 * citizens:
        return None
    if trained * 100 < 50 * citizens or university * 100 < 12 * citizens:
        return None
    if any(step < high for step, _, high in steps) or learning * 100 < 80 * citizens:
        return "1"
    if trained * 100 < 60 * citizens or university * 100 < 15 * citizens:
        return "1"
    return "2"


def microseconds(run: Callable[[dict[str, Any]], Any]) -> float:
    began = time.perf_counter()
    for _ in range(CALLS):
        run(FACTS)
    return (time.perf_counter() - began) / CALLS * 1e6


def main() -> None:
    """Check that all agree, then time them in turns."""
    rules = catalog.ruleset("tt-25-2023/commune")
    runs: dict[str, Callable[[dict[str, Any]], Any]] = {
        "by hand, a line per indicator": by_hand,
        "decide, tree available": rules.decide,
        "by hand, grade only": grade_by_hand,
        "score, grade only": rules.score,
        "decide, tree built": lambda facts: rules.decide(facts).criteria,
        "decide, to_dict": lambda facts: rules.decide(facts).to_dict(),
    }
    assert by_hand(FACTS)["grade"] == grade_by_hand(FACTS) == rules.decide(FACTS).grade == rules.score(FACTS) == "1"
    times: dict[str, list[float]] = {name: [] for name in runs}
    for _ in range(ROUNDS):
        for name, run in runs.items():
            times[name].append(microseconds(run))
    medians = {name: statistics.median(rounds) for name, rounds in times.items()}
    pairs = {"score, grade only": "by hand, grade only"}
    print(f"{'median of five rounds':34}{'µs':>9}{'ratio':>9}")
    for name, median in medians.items():
        base = medians[pairs.get(name, "by hand, a line per indicator")]
        print(f"{name:34}{median:9.2f}{median / base:9.2f}")


if __name__ == "__main__":
    main()
