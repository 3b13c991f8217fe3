"""Answers of three values, counts between bounds, and what they make of an article."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field
from fractions import Fraction
from math import ceil

__all__ = [
    "MET",
    "NOT_APPLICABLE",
    "NOT_MET",
    "UNKNOWN",
    "Answer",
    "Condition",
    "Counts",
    "Facts",
    "Readings",
    "all_of",
    "at_least_step",
    "by_level",
    "done",
    "exceeds",
    "number_of",
    "of_criterion",
    "of_nobody",
]

MET, NOT_MET, UNKNOWN, NOT_APPLICABLE = "met", "not_met", "unknown", "not_applicable"

Facts = Mapping[str, object]
Readings = Mapping[str, str]


def of_nobody(readings: Readings) -> str:
    """A share of nobody: open in every instrument (question `inapplicable`)."""
    answers = {"undetermined": UNKNOWN, "left_out": NOT_APPLICABLE, "not_met": NOT_MET}
    return answers[readings.get("inapplicable", "undetermined")]


@dataclass(frozen=True)
class Condition:
    """One thing that a clause asks for: how it stands, and for a share the people still to be added."""

    outcome: str
    people: int | None = None
    absent: bool = False  # undecided because something was not stated, not because there is nobody


@dataclass
class Answer:
    """What the articles say of one file.

    Indicators are lists of conditions by indicator and grade; `standards` the bounds of each standard of Decree 20.
    """

    verdict: str = ""
    grade: str | None = None
    best: str | None = None
    worst: str | None = None
    indicators: dict[tuple[str, str], list[Condition]] = field(default_factory=dict)
    standards: dict[str, tuple[str | None, str | None]] = field(default_factory=dict)
    lowest: Fraction | None = None
    highest: Fraction | None = None

    def settle(self) -> "Answer":
        """One grade is left: that is the answer. Otherwise nothing can be said."""
        if self.best == self.worst:
            self.verdict, self.grade = ("not_recognised" if self.best is None else "recognised"), self.best
        else:
            self.verdict, self.grade = "undetermined", None
        return self


def all_of(outcomes: Iterable[str]) -> str:
    """Met if all are; what does not concern the applicant has no weight."""
    seen = set(outcomes)
    for outcome in (NOT_MET, UNKNOWN, MET):
        if outcome in seen:
            return outcome
    return NOT_APPLICABLE


def condition(possible: set[bool], *, people: int | None = None) -> Condition:
    """Undecided only if it may still turn out either way."""
    if len(possible) == 2:
        return Condition(UNKNOWN, people, absent=True)
    return Condition(MET if possible == {True} else NOT_MET, people)


def done(facts: Facts, key: str) -> Condition:
    """Something that was done or not."""
    value = facts.get(key)
    return condition({True, False} if value is None else {bool(value)})


def at_least_step(facts: Facts, key: str, steps: Sequence[str], wanted: str) -> Condition:
    """A level or title that others follow in order."""
    value = facts.get(key)
    known = steps if value is None else [str(value)]
    return condition({steps.index(step) >= steps.index(wanted) for step in known})


def number_of(facts: Facts, key: str, wanted: int) -> Condition:
    """At least so many of something."""
    value = facts.get(key)
    return condition({True, False} if value is None else {int(str(value)) >= wanted})


def exceeds(higher: object, lower: object, top: int | None = None) -> Condition:
    """Strictly more; where both are percentages, nothing lies above `top` = 100 or below 0."""
    if higher is not None and lower is not None:
        return condition({Fraction(str(higher)) > Fraction(str(lower))})
    if top is not None and lower is not None and Fraction(str(lower)) >= top:
        return condition({False})
    if top is not None and higher is not None and Fraction(str(higher)) <= 0:
        return condition({False})
    return condition({True, False})


class Counts:
    """Counts of people, of which some lie within others, each between what it is at least and at most."""

    def __init__(
        self,
        facts: Facts,
        within: Sequence[tuple[str, str]],
        apart: Mapping[str, tuple[str, ...]] | None = None,
        outside: Sequence[tuple[str, str, str, str]] = (),
        nobody: str = UNKNOWN,
    ) -> None:
        """What is known of each count, and how they lie within each other.

        `within`: part and whole. `apart`: parts of a whole that nobody is in twice. `outside`: part and whole, then
        part and whole of a larger circle; whoever of the smaller one is not in its part is not in the other part.
        `nobody`: what a share of nobody is, which no article says.
        """
        self.nobody = nobody
        self.stated = {key for key, value in facts.items() if value is not None}
        self.low: dict[str, int] = {}
        self.high: dict[str, int | None] = {}
        for key in {name for pair in within for name in pair}:
            value = facts.get(key)
            self.low[key] = 0 if value is None else int(str(value))
            self.high[key] = None if value is None else int(str(value))
        self.apart = dict(apart or {})
        for _ in range(len(self.low)):
            for part, whole in within:
                self.low[whole] = max(self.low[whole], self.low[part])
                self._at_most(part, self.high[whole])
            for whole, parts in self.apart.items():
                together = sum(self.low[part] for part in parts)
                self.low[whole] = max(self.low[whole], together)
                top = self.high[whole]
                for part in parts:
                    self._at_most(part, None if top is None else top - (together - self.low[part]))
            for small, smaller, large, larger in outside:
                top, some = self.high[larger], self.high[small]
                if top is not None and some is not None:
                    self._at_most(large, top - self.low[smaller] + some)
                    self._at_most(smaller, top - self.low[large] + some)
                for key, most in ((small, top), (larger, some)):
                    if most is not None:
                        self.low[key] = max(self.low[key], self.low[smaller] + self.low[large] - most)

    def _at_most(self, key: str, bound: int | None) -> None:
        mine = self.high[key]
        if bound is not None and (mine is None or bound < mine):
            self.high[key] = bound

    def share(self, parts: str | tuple[str, ...], whole: str, percent: int) -> Condition:
        """At least so many per cent of the whole."""
        names = (parts,) if isinstance(parts, str) else parts
        least, most = sum(self.low[name] for name in names), self._most(names, whole)
        fewest, largest = self.low[whole], self.high[whole]
        if largest == 0:
            return Condition(self.nobody)
        known = self.stated.issuperset((*names, whole))
        people = ceil(Fraction(percent, 100) * fewest) - least if known else None
        base = max(fewest, 1)  # the share is largest in the smallest whole, and the other way round
        reachable = most is None or min(most, base) * 100 >= percent * base
        missable = largest is None or least * 100 < percent * largest
        if fewest == 0 and not reachable:  # either there is nobody, or the share is missed
            return Condition(NOT_MET if self.nobody == NOT_MET else UNKNOWN, people, absent=True)
        return condition({True for _ in range(reachable)} | {False for _ in range(missable)}, people=people)

    def _most(self, names: tuple[str, ...], whole: str) -> int | None:
        tops = [self.high[name] for name in names]
        total = None if None in tops else sum(top for top in tops if top is not None)
        limit = self.high[whole]
        if limit is not None and (total is None or total > limit):
            return limit
        return total


def by_level(indicators: Mapping[tuple[str, str], list[Condition]], *, lower_too: bool) -> Answer:
    """Two levels, each reached if all its indicators are; level 2 stands on level 1, or by itself."""
    outcome = {
        level: all_of(item.outcome for (_, grade), parts in indicators.items() if grade == level for item in parts)
        for level in ("1", "2")
    }
    if lower_too:
        outcome["2"] = all_of([outcome["1"], outcome["2"]])
    answer = Answer(indicators=dict(indicators))
    for level in ("1", "2"):
        if outcome[level] != NOT_MET:
            answer.best = level
        if outcome[level] in {MET, NOT_APPLICABLE}:
            answer.worst = level
    return answer.settle()


def of_criterion(answer: Answer, indicators: Iterable[str], grade: str) -> str:
    """A criterion is met if all its indicators are."""
    return all_of(item.outcome for name in indicators for item in answer.indicators[name, grade])
