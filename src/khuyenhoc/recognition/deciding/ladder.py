"""Ladders: which tests count for which grade, for one area, unit and set of readings.

A state is one of four small integers, so that "all of them" is the least of them: not met, unknown, met, and not
applicable, which never weighs.
"""

from collections.abc import Callable, Mapping, Sequence
from operator import getitem, itemgetter
from typing import Any, NamedTuple

import attrs

from khuyenhoc.recognition.deciding.compile import MET, UNKNOWN, Case, Runner, State, Table, compiled
from khuyenhoc.recognition.deciding.context import Values
from khuyenhoc.recognition.law.criteria import Indicator, Method, Switch, ladder_order
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.law.law import Law

__all__ = ["Ladder", "Level", "Reached", "Rung", "getter", "ladder_of"]

Slots = tuple[tuple[int, ...], ...]
Reached = Mapping[tuple[str, str], State]


class Rung(NamedTuple):
    """A grade on the ladder.

    Attributes:
        needed: Indexes of all the tests that it needs.
        states: The states of those that count (where grades build on each other, only the new ones).
        values: What the new ones among the tables are looked up by.
        tables: The new ones among the tables.
        runners: The other new tests.
    """

    needed: tuple[int, ...]
    states: Callable[[Sequence[State]], Sequence[State]]
    values: Callable[[Values], Sequence[Any]]
    tables: tuple[Mapping[Any, State], ...]
    runners: tuple[Runner, ...]


class Level(NamedTuple):
    """A level of a standard, in a set of standards: its name, the level it rests on, and indexes of its tests."""

    name: tuple[str, str]
    before: tuple[str, str] | None
    tests: tuple[int, ...]


@attrs.frozen(kw_only=True, eq=False)
class Ladder:
    """Which tests count for which grade.

    Attributes:
        grades: Ids of the grades; None where each standard has levels of its own.
        tests: The tests that count at all, once each, those that are tables first.
        slots: For each indicator and grade indexes of its tests; empty where nothing applies.
        values: What the tables are looked up by.
        tables: The states by value, of the tests that hang on one value alone.
        runners: The other tests as functions.
        rungs: What each grade needs.
        levels: The levels of all standards, each after those that it rests on; empty in other sets.
        cumulative: Whether grades build on each other.
        empty: The state of a share of nobody, where the share itself does not say.
    """

    grades: tuple[str | None, ...]
    tests: tuple[Test, ...]
    slots: tuple[Slots, ...]
    values: Callable[[Values], Sequence[Any]]
    tables: tuple[Mapping[Any, State], ...]
    runners: tuple[Runner, ...]
    rungs: tuple[Rung, ...]
    levels: tuple[Level, ...]
    cumulative: bool
    empty: State

    def states(self, values: Values) -> list[State]:
        """The states of the tests."""
        found = list(map(getitem, self.tables, self.values(values)))
        found += [run(values) for run in self.runners]
        return found

    def grade_states(self, states: Sequence[State]) -> list[State]:
        """The states of the grades."""
        found: list[State] = []
        lower = MET
        for rung in self.rungs:
            state = min((lower, *rung.states(states)))
            found.append(state)
            if self.cumulative:
                lower = state
        return found

    def grade_of(self, values: Values) -> str | None:
        """The grade that is certain and cannot be bettered; no test is run that comes after one that fails."""
        certain: str | None = None
        lower = MET
        undecided = False
        for grade, rung in zip(self.grades, self.rungs, strict=True):
            state = lower
            if state:
                state = min(state, state, *map(getitem, rung.tables, rung.values(values)))
            for run in rung.runners if state else ():
                found = run(values)
                if found < state:
                    state = found
                    if not state:
                        break
            if state == MET:
                certain, undecided = grade, False
            elif state == UNKNOWN:
                undecided = True
            elif self.cumulative:
                break
            if self.cumulative:
                lower = state
        return None if undecided else certain

    def reached(self, values: Values) -> tuple[list[State], Reached]:
        """In a set of standards, the states of the tests, and of every standard at each of its levels."""
        known: Values = dict(values)
        states: list[State] = [UNKNOWN] * len(self.tests)
        reached: dict[tuple[str, str], State] = {}
        for name, before, tests in self.levels:
            state = MET if before is None else reached[before]
            for index in tests:
                states[index] = found = self.runners[index](known)
                state = min(state, found)
            reached[name] = known[name] = state
        return states, reached


def ladder_of(law: Law, case: Case, *, area: str, unit: str, readings: Mapping[str, str]) -> Ladder:
    """Choose and compile the tests of an area, a unit and a set of readings."""
    tests, slots = _chosen(law, area, unit, readings)
    standards = law.method is Method.STANDARDS
    compiled_tests = [compiled(test, case) for test in tests]
    tabled = [] if standards else [index for index, run in enumerate(compiled_tests) if isinstance(run, Table)]
    order = [*tabled, *(index for index in range(len(tests)) if index not in set(tabled))]
    moved = {old: new for new, old in enumerate(order)}
    slots = [tuple(tuple(moved[index] for index in mine) for mine in by_grade) for by_grade in slots]
    runners = [compiled_tests[old] for old in order]
    tables = [run for run in runners[: len(tabled)] if isinstance(run, Table)]
    cumulative = readings.get(Switch.LOWER_GRADES.value, "required") == "required"
    return Ladder(
        grades=tuple(None if standards else grade.id for grade in law.grades),
        tests=tuple(tests[old] for old in order),
        slots=tuple(slots),
        values=getter([table.key for table in tables]),
        tables=tuple(table.states for table in tables),
        runners=tuple(runners[len(tables) :]),
        rungs=tuple(_rungs(law, slots, tables, runners, cumulative=cumulative)),
        levels=tuple(_levels(law, slots, readings)) if standards else (),
        cumulative=cumulative,
        empty=case.empty,
    )


def _chosen(law: Law, area: str, unit: str, readings: Mapping[str, str]) -> tuple[list[Test], list[Slots]]:
    """The tests that count, and for each indicator and grade their indexes."""
    tests: list[Test] = []
    indexes: dict[int, int] = {}
    slots: list[Slots] = []
    for indicator in law.indicators:
        by_grade = []
        for number in range(len(law.grades)):
            mine = []
            for test in _applicable(law, indicator, number, area, unit, readings):
                if id(test) not in indexes:
                    indexes[id(test)] = len(tests)
                    tests.append(test)
                mine.append(indexes[id(test)])
            by_grade.append(tuple(mine))
        slots.append(tuple(by_grade))
    return tests, slots


def _applicable(
    law: Law, indicator: Indicator, number: int, area: str, unit: str, readings: Mapping[str, str]
) -> list[Test]:
    """For each condition of an indicator the variant of a grade, if it applies to the unit."""
    numbers = {grade.id: index for index, grade in enumerate(law.grades)}
    parts: dict[str, list[Test]] = {}
    for test in indicator.tests:
        reads = all(readings.get(item.question) == item.reading for item in test.readings)
        if reads and numbers.get(test.grade, 0) <= number and test.area in ("", area):
            parts.setdefault(test.part_id, []).append(test)
    found = []
    for variants in parts.values():
        best = max((numbers.get(test.grade, 0), bool(test.area)) for test in variants)
        top = [test for test in variants if (numbers.get(test.grade, 0), bool(test.area)) == best]
        found += [test for test in top if not test.units or unit in test.units]
    return found


def _rungs(
    law: Law,
    slots: Sequence[Slots],
    tables: Sequence[Table],
    runners: Sequence[Runner],
    *,
    cumulative: bool,
) -> list[Rung]:
    rungs: list[Rung] = []
    before: set[int] = set()
    for number in range(len(law.grades)):
        needed = tuple(dict.fromkeys(index for by_grade in slots for index in by_grade[number]))
        new = [index for index in needed if index not in before]
        before.update(needed if cumulative else ())
        mine = [tables[index] for index in new if index < len(tables)]
        rungs.append(
            Rung(
                needed=needed,
                states=getter(new),
                values=getter([table.key for table in mine]),
                tables=tuple(table.states for table in mine),
                runners=tuple(runners[index] for index in new if index >= len(tables)),
            )
        )
    return rungs


def _levels(law: Law, slots: Sequence[Slots], readings: Mapping[str, str]) -> list[Level]:
    alone = _standing_alone(law, readings)
    numbers = {grade.id: number for number, grade in enumerate(law.grades)}
    mine: dict[str, Sequence[Slots]] = {}
    start = 0
    for criterion in law.criteria:
        mine[criterion.id] = slots[start : start + len(criterion.indicators)]
        start += len(criterion.indicators)
    found = []
    for criterion in ladder_order(law.criteria):
        before = None
        for grade in criterion.grades:
            tests = tuple(index for by_grade in mine[criterion.id] for index in by_grade[numbers[grade]])
            name = (criterion.id, grade)
            found.append(Level(name, before, tests))
            before = None if criterion.id in alone else name
    return found


def _standing_alone(law: Law, readings: Mapping[str, str]) -> tuple[str, ...]:
    """Ids of the standards whose levels do not rest on those before, as the question about it is read."""
    asked = next((item for item in law.interpretations if item.id == Switch.LOWER_GRADES.value), None)
    if asked is None or readings[asked.id] == "required":
        return ()
    return asked.criteria or tuple(criterion.id for criterion in law.criteria)


def getter(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """All the items of some keys or indexes at once."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda holder: [holder[key] for key in keys]
