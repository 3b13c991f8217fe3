"""Facts that cannot be: more of a part than of its whole, by any chain of parts; more points than there are."""

import warnings
from collections.abc import Iterator, Sequence

from khuyenhoc import DocumentError, RuleSet, frames
from sweep import points, universal_education
from sweep.learning_unit import MEMBER_COUNTS

__all__ = ["accepted", "impossible"]

MEMBERS = [(key, "members") for key in (*MEMBER_COUNTS, "members_advanced_labour", "learning_members")]
WITHIN: dict[str, Sequence[tuple[str, str]]] = {
    "tt-25-2023/commune": [
        ("learning_citizens", "citizens"),
        ("trained_citizens", "citizens"),
        ("university_citizens", "trained_citizens"),
    ],
    "tt-25-2023/district": [("communes_level_1", "communes"), ("communes_level_2", "communes")],
    "tt-25-2023/province": [("districts_level_1", "districts"), ("districts_level_2", "districts")],
    "tt-24-2023/district": [*MEMBERS, ("learning_learners", "learners")],
    "tt-24-2023/province": [*MEMBERS, ("learning_learners", "learners")],
    "nd-20-2014/commune": [*universal_education.WITHIN, universal_education.DISABLED[::-1]],
    "nd-20-2014/commune-2014": universal_education.WITHIN,
}
APART = {
    "tt-25-2023/district": {"communes": ("communes_level_1", "communes_level_2")},
    "tt-25-2023/province": {"districts": ("districts_level_1", "districts_level_2")},
    "nd-20-2014/commune": universal_education.APART,
    "nd-20-2014/commune-2014": universal_education.APART,
}
MOST = {
    "tt-25-2023/district": {"employment_rate": 100, "employment_rate_previous": 100},
    "tt-25-2023/province": {"poor_household_rate": 100, "poor_household_rate_previous": 100},
    "tt-22-2020": {key: most for key, (most, _) in points.UNIT_2020.items()},
    "cdht-324-2023": dict.fromkeys(points.CITIZEN, 10),
    "cdht-pilot-2020": dict.fromkeys(points.CITIZEN, 10),
    "tt-44-2014": dict.fromkeys(points.COMMUNE_2014, 100),  # the total is 100 at most, and so is each
}


def chains(pairs: Sequence[tuple[str, str]]) -> set[tuple[str, str]]:
    """Each part with each whole that it lies in, through others too."""
    found = set(pairs)
    while more := {(part, whole) for part, middle in found for start, whole in pairs if start == middle} - found:
        found |= more
    return found


def impossible(name: str) -> Iterator[dict[str, object]]:
    """Facts of which each contradicts itself, and nothing else is stated; one more than there are."""
    for part, whole in sorted(chains(WITHIN.get(name, ()))):
        yield {part: 8, whole: 7}
        yield {part: 1, whole: 0}
    for whole, (one, other) in APART.get(name, {}).items():
        yield {one: 4, other: 4, whole: 7}
    for key, most in MOST.get(name, {}).items():
        yield {key: f"{most}.01"}
    for key in {name for pair in WITHIN.get(name, ()) for name in pair} | set(MOST.get(name, {})):
        yield {key: -1}
    if name == "tt-44-2014":  # together more than 100
        yield dict.fromkeys(points.COMMUNE_2014[:2], "50.01")
    if name.startswith("nd-20-2014"):
        for small, smaller, large, larger in universal_education.OUTSIDE:
            yield {small: 2, smaller: 5, large: 8, larger: 10}  # three do not read at one age, two at all ages


def accepted(rules: RuleSet) -> list[dict[str, object]]:
    """Those that the library decides on all the same, alone or in a table."""
    import polars as pl

    unit, keys = rules.units[0].id if rules.units else "", {fact.key for fact in rules.facts}
    all_facts = [facts for facts in impossible(rules.id) if keys.issuperset(facts)]
    found = []
    for facts in all_facts:
        try:
            rules.decide(facts, unit=unit)
            found.append(facts)
        except DocumentError:
            pass
    used = sorted({key for facts in all_facts for key in facts})
    columns = {key: [cell(facts.get(key)) for facts in all_facts] for key in used}
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", frames.MissingColumnsWarning)
        table = frames.decide(pl.DataFrame(columns, strict=False, infer_schema_length=None), rules, unit=unit or None)
    verdicts = table["verdict"].to_list()
    found += [
        {"in a table": True} | facts for facts, verdict in zip(all_facts, verdicts, strict=True) if verdict != "invalid"
    ]
    return found


def cell(value: object) -> object:
    """Points and rates as floats."""
    return float(value) if isinstance(value, str) else value
