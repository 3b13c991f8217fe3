"""Plans: the tests that apply to one area, unit and set of readings, compiled and ready to run.

A state is one of four small integers, so that "all of them" is the least of them: not met, unknown, met, and not
applicable, which never weighs.
"""

from collections.abc import Callable, Mapping, Sequence
from fractions import Fraction
from functools import cached_property
from itertools import pairwise
from typing import Any

import attrs

from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError, UnknownNameError
from khuyenhoc.recognition.deciding._at_once import ASIDE, grading_of, reading_of
from khuyenhoc.recognition.deciding.branches import Branch
from khuyenhoc.recognition.deciding.compile import MET, NOT_MET, UNKNOWN, State, Values, exact
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import CriterionResult
from khuyenhoc.recognition.law.criteria import Criterion, Method, ladder_order
from khuyenhoc.recognition.law.facts import Reader
from khuyenhoc.recognition.law.kinds import ShareTest, StandardTest, Test
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Plan"]


@attrs.frozen(kw_only=True, eq=False)
class Plan:
    """Ready-made tests: `tests` once each, those of done and not done first, and for each grade those that it needs.

    What most facts are, a yes or no and a count, is read and decided without a call for each; the rest by functions.
    """

    rules: RuleSet
    area: str
    unit: str
    readings: dict[str, str]
    final: bool
    readers: dict[str, Reader]
    quick: dict[str, type]
    most: dict[str, Any]  # of the numbers among them
    places: dict[str, dict[str, int]]  # of the steps of ranks
    blank: dict[str, Any]
    nested: tuple[tuple[str, tuple[str, ...]], ...]
    disjoint: tuple[tuple[tuple[str, ...], str], ...]
    tests: tuple[Test, ...]
    done_values: Callable[[Values], Sequence[Any]]
    done_states: dict[Any, State]
    runners: tuple[Callable[[Values], State], ...]
    # for each indicator, for each grade: places in `tests`; empty where nothing applies
    slots: tuple[tuple[tuple[int, ...], ...], ...]
    needed: tuple[tuple[int, ...], ...]
    # for each grade: the states that count (where grades build on each other, only the new ones), and a ceiling
    gather: tuple[tuple[Callable[[Sequence[State]], Sequence[State]], State], ...]
    # the same for a grade alone: the yes-or-no values, the other tests, and the ceiling
    steps: tuple[tuple[Callable[[Values], Sequence[Any]], tuple[Callable[[Values], State], ...], State], ...]
    cumulative: bool
    own_way: Method | None  # None where all indicators make a grade
    points: tuple[Callable[[Values], tuple[Any, Any]], ...]
    awarded: Callable[[Values], Sequence[Any]] | None  # all of them at once, where they are taken as they are
    # for each grade: the least total, the least points of an indicator, and what every criterion has to be above
    marks: tuple[tuple[Any, Any, Any], ...]
    most_in_all: Any
    grade_ids: tuple[str | None, ...]  # none where each standard has levels of its own
    inapplicable: State
    # for the tree: the shares, each with its rate in words and in numbers, and the criteria with their indicators
    shares: dict[int, tuple[ShareTest, str, int, int]]
    branches: tuple[Branch[Criterion], ...]
    grow: Callable[[Decision], tuple[CriterionResult, ...]]

    def read(self, facts: Mapping[str, Any]) -> tuple[dict[str, Any], dict[str, Any]]:
        """The values, checked, and the evidence given with them."""
        values = self.blank.copy()
        evidence: dict[str, Any] = {}
        errors: list[KhuyenHocError] = []
        quick, most, places = self.quick, self.most, self.places
        if type(facts) is not dict and not isinstance(facts, Mapping):
            raise DocumentError("facts are a mapping of keys to values", seen=facts)
        for key, given in facts.items():
            kind = type(given)
            if quick.get(key) is kind:
                if kind is bool or (kind is int and 0 <= given <= most[key]):
                    values[key] = given
                    continue
                if kind is str and given in places[key]:
                    values[key] = places[key][given]
                    continue
            value = given
            if value is None:
                continue
            reader = self.readers.get(key)
            if reader is None:
                errors.append(self._unknown_key(key))
                continue
            if isinstance(value, dict):
                if "value" not in value or not value.keys() <= {"value", "evidence"}:
                    expected = "value and, if there is any, evidence"
                    errors.append(
                        InvalidValueError("not a value with evidence", path=(key,), seen=value, expected=expected)
                    )
                    continue
                evidence[key] = value.get("evidence")
                value = value["value"]
                if value is None:
                    continue
            try:
                values[key] = reader(value)
            except KhuyenHocError as error:
                errors.append(error.at(key))
        self._refuse_impossible(values, errors)
        if errors:
            raise DocumentError.of(errors, f"the facts for {self.rules.id}")
        return values, evidence

    def _unknown_key(self, key: Any) -> KhuyenHocError:
        import difflib

        close = difflib.get_close_matches(str(key), self.readers, 1)
        hint = f"did you mean {close[0]!r}?" if close else "see the form of the rule set"
        return UnknownNameError("no such fact", path=(str(key),), hint=hint)

    def _refuse_impossible(self, values: Values, errors: list[KhuyenHocError]) -> None:
        for part, wholes in self.nested:
            inner = values[part]
            if inner is None:
                continue
            outer = values[wholes[0]]
            if outer is not None and inner <= outer:
                continue
            for whole in wholes:
                outer = values[whole]
                if outer is not None:
                    if inner > outer:
                        expected = f"{outer} or less ({whole})"
                        errors.append(
                            InvalidValueError("more than there are", path=(part,), seen=inner, expected=expected)
                        )
                    break
        for parts, whole in self.disjoint:
            known = [values[part] for part in parts if values[part] is not None]
            outer = values[whole]
            if outer is not None and sum(known) > outer and all(count <= outer for count in known):
                seen = " + ".join(str(count) for count in known)
                errors.append(
                    InvalidValueError(
                        "together more than there are", path=parts, seen=seen, expected=f"{outer} or less"
                    )
                )

    def restore(self, values: Mapping[str, Any], evidence: Mapping[str, Any]) -> Decision:
        """The decision on values that were read before."""
        known = dict(values)
        states, grades, lowest, highest = self.run(known)
        return Decision.of(self, known, dict(evidence), states, grades, lowest, highest)

    def decide(self, facts: Mapping[str, Any]) -> Decision:
        """The decision, with everything that its tree is made of."""
        found: Any = self.read_at_once(facts) if type(facts) is dict and len(facts) == len(self.blank) else ASIDE
        if found is ASIDE:
            values, evidence = self.read(facts)
            return Decision.of(self, values, evidence, *self.run(values))
        values, states = found
        return Decision.of(self, values, {}, *self.run(values, states))

    @cached_property
    def read_at_once(self) -> Callable[[dict[str, Any]], Any]:
        """The function that reads a complete and plain form and tests it, put together when it is first asked for."""
        return reading_of(self)

    @cached_property
    def grade_at_once(self) -> Callable[[dict[str, Any]], Any]:
        """The function that gives the grade of a complete and plain form, put together when it is first asked for."""
        return grading_of(self)

    def score(self, facts: Mapping[str, Any]) -> str | None:
        """The id of the grade that is certain and cannot be bettered."""
        if type(facts) is dict and len(facts) == len(self.blank):
            found: str | None = self.grade_at_once(facts)
            if found is not ASIDE:
                return found
        values = self.read(facts)[0]
        certain = possible = -1
        for number, state in enumerate(self._grade_states(values) if self.own_way is None else self.run(values)[1]):
            if state >= MET:
                certain = number
            if state >= UNKNOWN:
                possible = number
        if certain < 0 or certain != possible or self.own_way is Method.STANDARDS:
            return None
        return self.rules.grades[certain].id

    def _grade_states(self, values: Values) -> list[State]:
        """The states of the grades alone, which need no state of a test that comes after one that fails."""
        grades: list[State] = []
        lower = MET
        for done_values, runners, ceiling in self.steps:
            state = lower if lower < ceiling else ceiling
            if state:
                seen = done_values(values)
                if False in seen:
                    state = NOT_MET
                elif None in seen:
                    state = min(state, self.done_states[None])
            for run in runners if state else ():
                found = run(values)
                if found < state:
                    state = found
                    if not state:
                        break
            grades.append(state)
            if self.cumulative:
                lower = state
        return grades

    def run(self, values: Values, states: list[State] | None = None) -> tuple[list[State], list[State], Any, Any]:
        """States of the tests and of the grades, and the bounds of the total."""
        if self.own_way is not None:
            return self._run_points(values) if self.own_way is Method.POINTS else self._run_standards(values)
        if states is None:
            state_of = self.done_states
            states = [state_of[value] for value in self.done_values(values)]
            states += [run(values) for run in self.runners]
        grades: list[State] = []
        lower = MET
        for states_of, forced in self.gather:
            state = min(lower, forced, *states_of(states))
            grades.append(state)
            if self.cumulative:
                lower = state
        return states, grades, None, None

    def _run_standards(self, values: Values) -> tuple[list[State], list[State], Any, Any]:
        states: list[State] = [UNKNOWN] * len(self.tests)
        reached: dict[tuple[str, str], State] = {}
        numbers = {grade.id: number for number, grade in enumerate(self.rules.grades)}
        starts: dict[str, int] = {}
        for criterion in self.rules.criteria:
            starts[criterion.id] = sum(len(other.indicators) for other in self.rules.criteria[: len(starts)])
        for criterion in ladder_order(self.rules.criteria):
            start = starts[criterion.id]
            lower = MET
            for grade in criterion.grades:
                state = lower
                for slots in self.slots[start : start + len(criterion.indicators)]:
                    for place in slots[numbers[grade]]:
                        test = self.tests[place]
                        if isinstance(test, StandardTest):
                            states[place] = reached[test.criterion, test.at_least]
                        else:
                            states[place] = self.runners[place](values)
                        state = min(state, states[place])
                reached[criterion.id, grade] = lower = state
        first = min((reached[item.id, item.grades[0]] for item in self.rules.criteria), default=MET)
        return states, [first], reached, None

    def _run_points(self, values: Values) -> tuple[list[State], list[State], Any, Any]:
        if self.awarded is not None and None not in (points := self.awarded(values)):
            return self._run_complete(points)
        bounds = [run(values) for run in self.points]
        most = self.most_in_all
        lowest = sum(low for low, _ in bounds)
        highs = [high for _, high in bounds]
        highest = most if None in highs else sum(highs)
        self._refuse_more_than_most(lowest)
        if most is not None:
            highest, room = min(highest, most), most - lowest
            bounds = [(low, low + room if high is None else min(high, low + room)) for low, high in bounds]
        blocking = any(veto is not None for _, _, veto in self.marks)
        criteria = self._criterion_bounds(bounds, values) if blocking else []
        grades = [self._points_state(*marks, bounds, criteria, lowest, highest) for marks in self.marks]
        states = [MET if low == high else UNKNOWN for low, high in bounds]
        return states, grades, exact(lowest), exact(highest)

    def _run_complete(self, points: Sequence[Any]) -> tuple[list[State], list[State], Any, Any]:
        """The same where every indicator has its points, and nothing but the total and the least of them matters."""
        total, least = sum(points), min(points)
        self._refuse_more_than_most(total)
        grades = [
            MET if (mark is None or total >= mark) and (floor is None or least >= floor) else NOT_MET
            for mark, floor, _ in self.marks
        ]
        return [MET] * len(points), grades, exact(total), exact(total)

    def _refuse_more_than_most(self, total: Any) -> None:
        most = self.most_in_all
        if most is not None and total > most:
            error = InvalidValueError("more points than there are", seen=str(total), expected=f"{most} or less")
            raise DocumentError.of([error], f"the facts for {self.rules.id}")

    def _criterion_bounds(self, bounds: list[tuple[Any, Any]], values: Values) -> list[tuple[Any, Any]]:
        """Points of the criteria that may block a grade."""
        found, start = [], 0
        for criterion in self.rules.criteria:
            mine = bounds[start : start + len(criterion.indicators)]
            high = None if any(high is None for _, high in mine) else sum(high for _, high in mine)
            if not self.is_unscored(criterion, values):
                found.append((sum(low for low, _ in mine), high))
            start += len(mine)
        return found

    def is_unscored(self, criterion: Criterion, values: Mapping[str, Any]) -> bool:
        """Whether a closed file holds nothing of a criterion, and that, as it is read, is not the same as 0 points."""
        if not self.final or self.readings.get("unscored-criterion") != "unscored":
            return False
        tests = [test for indicator in criterion.indicators for test in indicator.tests]
        return all(values[key] is None for test in tests for key in test.needs())

    def _points_state(
        self, mark: Any, floor: Any, veto: Any, bounds: list[Any], criteria: list[Any], lowest: Any, highest: Any
    ) -> State:
        checks = [] if mark is None else [_reaches(lowest, highest, mark)]
        if floor is not None:
            checks += [_reaches(low, high, floor) for low, high in bounds]
        if veto is not None:
            checks += [
                MET if low > veto else NOT_MET if high is not None and high <= veto else UNKNOWN
                for low, high in criteria
            ]
        if self.readings.get("band-gap") == "not_reached":
            checks.append(self._outside_gaps(lowest, highest))
        return min(checks, default=MET)

    def _outside_gaps(self, lowest: Any, highest: Any) -> State:
        """Whether a total lies in no gap between two printed bands."""
        for low, high in self.gaps():
            if lowest == highest and low < lowest < high:
                return NOT_MET
            if lowest != highest and (highest is None or highest > low) and lowest < high:
                return UNKNOWN
        return MET

    def gaps(self) -> list[tuple[Fraction, Fraction]]:
        """Open intervals of totals that no printed band holds."""
        totals = [total for grade in self.rules.grades if (total := grade.total(self.area, self.readings)) is not None]
        return [
            (one.to, other.at_least)
            for one, other in pairwise(totals)
            if one.to is not None and one.to < other.at_least
        ]


def _reaches(low: Any, high: Any, wanted: Any) -> State:
    if low >= wanted:
        return MET
    return NOT_MET if high is not None and high < wanted else UNKNOWN
