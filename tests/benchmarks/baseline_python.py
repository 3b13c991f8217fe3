"""The two sheets in plain Python, as one would write them for these two only, and without checks of the input.

`grade_*` give the grade alone, `lines_*` the verdict, the grade, the bounds of both grade and total, and a line for
each indicator: what was seen, and at each level what is asked for, whether it is met, and by how much it falls short.
States are 0 not met, 1 unknown, 2 met. Facts left out leave bounds, as they do in the library: of the citizens known
to be trained, say, no more than those can hold a degree.
"""

from typing import Any

from sheet import DONE, FLOOR, MOST, PASS, POINTS, RANKS, SHARES, STEPS

__all__ = ["grade_citizen", "grade_commune", "lines_citizen", "lines_commune"]

Facts = dict[str, Any]
Lines = dict[str, Any]

_YES_NO = tuple(key for _, keys in DONE for key in keys)
_STEPS = tuple((key, STEPS[low], STEPS[high]) for _, key, low, high in RANKS)
_RANKS = tuple((number, key, low, STEPS[low], high, STEPS[high]) for number, key, low, high in RANKS)
(_, _, LEARNING_1, LEARNING_2), (_, _, TRAINED_1, TRAINED_2), (_, _, DEGREE_1, DEGREE_2) = SHARES


def _bounds(facts: Facts) -> tuple[Any, ...]:
    """The fewest and the most citizens, learning, trained and with a degree, that the facts leave possible."""
    citizens, learning = facts["citizens"], facts["learning_citizens"]
    trained, degree = facts["trained_citizens"], facts["university_citizens"]
    least_degree = 0 if degree is None else degree
    least_trained = least_degree if trained is None else trained
    most_trained = citizens if trained is None else trained
    least_learning = 0 if learning is None else learning
    return (
        max(least_learning, least_trained) if citizens is None else citizens,
        citizens,
        least_learning,
        citizens if learning is None else learning,
        least_trained,
        most_trained,
        least_degree,
        most_trained if degree is None else degree,
    )


def _share(rate: int, least: int, most: int | None, few: int, many: int | None) -> int:
    """The state of a share between `least` and `most` of a whole between `few` and `many`."""
    if few == 0:
        return 1
    if most is not None and most * 100 < rate * few:
        return 0
    return 2 if many is not None and least * 100 >= rate * many else 1


def grade_commune(facts: Facts) -> str | None:
    """The level that is certain and cannot be bettered."""
    first = 2
    for key in _YES_NO:
        value = facts[key]
        if not value:
            if value is not None:
                return None
            first = 1
    second = 2
    for key, low, high in _STEPS:
        value = facts[key]
        if value is None:
            first = 1
            continue
        step = STEPS[value]
        if step < low:
            return None
        if step < high:
            second = 0
    citizens, learning = facts["citizens"], facts["learning_citizens"]
    trained, degree = facts["trained_citizens"], facts["university_citizens"]
    if citizens and learning is not None and trained is not None and degree is not None:
        if learning * 100 < LEARNING_1 * citizens or trained * 100 < TRAINED_1 * citizens:
            return None
        if degree * 100 < DEGREE_1 * citizens:
            return None
        if second and (learning * 100 < LEARNING_2 * citizens or trained * 100 < TRAINED_2 * citizens):
            second = 0
        if second and degree * 100 < DEGREE_2 * citizens:
            second = 0
        if first == 1:
            return None
        return "2" if second else "1"
    few, many, *parts = _bounds(facts)
    for part, (_, _, low, high) in enumerate(SHARES):
        least, most = parts[2 * part], parts[2 * part + 1]
        first = min(first, _share(low, least, most, few, many))
        second = min(second, _share(high, least, most, few, many))
    if first < 2:
        return None
    return "2" if second == 2 else None if second else "1"


def lines_commune(facts: Facts) -> Lines:
    """Everything, with a line for each indicator."""
    lines: list[tuple[Any, ...]] = []
    add = lines.append
    first = second = 2
    for number, keys in DONE:
        seen = tuple([facts[key] for key in keys])
        state = 0 if False in seen else 1 if None in seen else 2
        add((number, seen, ("done", state, None), ("done", state, None)))
        first = min(first, state)
    for number, key, low_step, low, high_step, high in _RANKS:
        seen = facts[key]
        if seen is None:
            add((number, None, (low_step, 1, None), (high_step, 1, None)))
            first, second = min(first, 1), min(second, 1)
            continue
        step = STEPS[seen]
        state, higher = 2 if step >= low else 0, 2 if step >= high else 0
        add((number, seen, (low_step, state, low - step), (high_step, higher, high - step)))
        first, second = min(first, state), min(second, higher)
    few, many, *parts = _bounds(facts)
    found = []
    for part, (_, key, low, high) in enumerate(SHARES):
        least, most, seen = parts[2 * part], parts[2 * part + 1], facts[key]
        state, higher = _share(low, least, most, few, many), _share(high, least, most, few, many)
        short = shorter = None
        if seen is not None and many:
            short, shorter = -(-low * many // 100) - seen, -(-high * many // 100) - seen
        found.append(((seen, many), (low, state, short), (high, higher, shorter)))
        first, second = min(first, state), min(second, higher)
    learning, trained, degree = found
    add(("5.1", *learning))
    add(("5.2", *zip(trained, degree, strict=True)))
    second = min(first, second)
    worst = "2" if second == 2 else "1" if first == 2 else None
    best = "2" if second else "1" if first else None
    verdict = "undetermined" if worst != best else "not_recognised" if worst is None else "recognised"
    return {"verdict": verdict, "grade": worst if worst == best else None, "best": best, "worst": worst, "lines": lines}


def grade_citizen(facts: Facts) -> str | None:
    """The title, if it is certain."""
    total = 0
    for key in POINTS:
        points = facts[key]
        if points is None or points < FLOOR:
            return None
        total += points
    return "learning_citizen" if total >= PASS else None


def lines_citizen(facts: Facts) -> Lines:
    """Everything, with a line for each indicator."""
    lines: list[tuple[Any, ...]] = []
    add = lines.append
    lowest = highest = 0
    state = 2
    for number, key in enumerate(POINTS, 1):
        points = facts[key]
        if points is None:
            add((number, None, 0, MOST, FLOOR, 1, None))
            highest += MOST
            state = min(state, 1)
            continue
        met = 2 if points >= FLOOR else 0
        add((number, points, points, points, FLOOR, met, FLOOR - points))
        lowest += points
        highest += points
        state = min(state, met)
    state = min(state, 2 if lowest >= PASS else 0 if highest < PASS else 1)
    return {
        "verdict": ("not_recognised", "undetermined", "recognised")[state],
        "grade": "learning_citizen" if state == 2 else None,
        "best": "learning_citizen" if state else None,
        "worst": "learning_citizen" if state == 2 else None,
        "lowest": lowest,
        "highest": highest,
        "lines": lines,
    }
