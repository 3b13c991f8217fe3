"""Plans: a law for one area, unit and set of readings, ready to run."""

from collections.abc import Callable, Mapping, Sequence
from functools import cached_property
from operator import is_not
from typing import Any, NamedTuple

import attrs

from khuyenhoc._base.frozen import Frozen
from khuyenhoc._base.shown import in_short
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import InvalidValueError, UnknownNameError, WrongTypeError
from khuyenhoc.recognition.deciding.branches import Branch, branches_of
from khuyenhoc.recognition.deciding.compile import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Case,
    State,
    exact,
)
from khuyenhoc.recognition.deciding.context import Context, Values
from khuyenhoc.recognition.deciding.ladder import Ladder, ladder_of
from khuyenhoc.recognition.deciding.points import PointsTable, points_table
from khuyenhoc.recognition.deciding.reading import Reading, reading_of
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.criteria import Criterion, Interpretation, Method, Switch
from khuyenhoc.recognition.law.kinds import BandedPointsTest, ProportionalPointsTest, ShareTest
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.sentences import Sentence, one_of, word

__all__ = ["Plan", "Question", "make_plan"]

_OF_INDICATORS = {Switch.INAPPLICABLE.value, Switch.PARTIAL_POINTS.value, Switch.UNSCORED_CRITERION.value}
_EMPTY = {"not_met": NOT_MET, "undetermined": UNKNOWN}


class Question(NamedTuple):
    """An open question as a plan reads it, and the ids of its other readings; None where nothing hangs on it."""

    item: Interpretation
    used: str
    reading: Label
    others: list[str] | None


@attrs.frozen(kw_only=True, eq=False, repr=False)
class Plan:
    """A law for one area, unit and set of readings, ready to run.

    Attributes:
        law: The law.
        area: Id of the area; empty for an ordinary one.
        unit: Id of the kind of unit; empty where none are told apart.
        readings: The reading of every open question.
        final: Whether the file is closed.
        reading: How facts are read and refused.
        ladder: Which tests count for which grade.
        points: How points make a grade; None in a set without points.
        branches: The criteria with their indicators, for the tree.
        told: What was put into words of it before, by language.
    """

    law: Law
    area: str
    unit: str
    readings: Mapping[str, str]
    final: bool
    reading: Reading
    ladder: Ladder
    points: PointsTable | None
    branches: tuple[Branch[Criterion], ...]
    told: dict[Language, Any] = attrs.field(factory=dict, init=False)
    _others: dict[tuple[str, str], "Plan"] = attrs.field(factory=dict, init=False)

    def __repr__(self) -> str:
        setting = {"area": self.area, "unit": self.unit, "final": self.final}
        return in_short("Plan", {"law": self.law.id} | {name: value for name, value in setting.items() if value})

    def run(self, facts: Mapping[str, Any]) -> Run:
        """One pass over the facts of one applicant.

        Raises:
            DocumentError: With every value that is refused or impossible, each with its key.
        """
        values, evidence = self.reading.read(facts)
        return self.run_values(values, evidence)

    def run_values(
        self, values: Values, evidence: Mapping[str, str | tuple[str, ...]], states: Sequence[State] = ()
    ) -> Run:
        """One pass over values that were read before; in a set of grades alone, ``states`` may be known already."""
        ladder = self.ladder
        if self.points is not None:
            states, grades, lowest, highest, bounds = self.points.standing(values)
            return Run(
                ladder, values, evidence, tuple(states), tuple(grades), exact(lowest), exact(highest), tuple(bounds)
            )
        if ladder.levels:
            states, reached = ladder.reached(values)
            best = [max(reached[item.id, grade] for grade in item.grades) for item in self.law.criteria]
            return Run(ladder, values, evidence, tuple(states), (min(best, default=MET),), reached=reached)
        states = states or ladder.states(values)
        return Run(ladder, values, evidence, tuple(states), tuple(ladder.grade_states(states)))

    def score(self, facts: Mapping[str, Any]) -> str | None:
        """The id of the grade that is certain and cannot be bettered."""
        values = self.reading.read(facts)[0]
        if self.points is None:
            return None if self.ladder.levels else self.ladder.grade_of(values)
        number = self.points.grade_of(values)
        return None if number < 0 else self.ladder.grades[number]

    def under(self, question: str, reading: str) -> "Plan":
        """The same under another reading of one question; made once and kept."""
        found = self._others.get((question, reading))
        if found is None:
            readings = {**self.readings, question: reading}
            found = make_plan(self.law, area=self.area, unit=self.unit, readings=readings, final=self.final)
            self._others[question, reading] = found
        return found

    def run_under(self, question: str, reading: str, run: Run) -> Run:
        """What another reading of one question gives for the facts of a run; the same run where it cannot matter."""
        values = run.values
        if question == Switch.INAPPLICABLE.value and all(values[key] for key in self._wholes):
            return run  # no share is one of nobody
        other = self.under(question, reading)
        same = question == Switch.LOWER_GRADES.value and self.points is None and not self._differs(other)
        return other.run_values(values, {}, run.states if same else ())

    @cached_property
    def _wholes(self) -> tuple[str, ...]:
        """Keys of what shares are taken of that may be shares of nobody."""
        shares = (test for test in self.ladder.tests if isinstance(test, ShareTest) and not test.unresolved_if_empty)
        return tuple(dict.fromkeys(test.whole for test in shares))

    @cached_property
    def needs(self) -> tuple[tuple[int, tuple[str, ...], str], ...]:
        """The tests by index, with the keys of their facts, and of the whole without which there are no points."""
        by_points = (BandedPointsTest, ProportionalPointsTest)
        tests = [(index, test, test.needs()) for index, test in enumerate(self.ladder.tests)]
        return tuple([(index, keys, keys[-1] if isinstance(test, by_points) else "") for index, test, keys in tests])

    @cached_property
    def questions(self) -> tuple[Question, ...]:
        """The open questions about deciding, as they are read here."""
        acting = self.law.acting_questions()
        found = []
        for item in self.law.interpretations:
            used = next(option for option in item.readings if option.id == self.readings[item.id])
            others = [option.id for option in item.readings if option is not used] if item.id in acting else None
            if item.about == "decision":
                found.append(Question(item, used.id, Label(used.vi, used.en), others))
        return tuple(found)

    @cached_property
    def rivals(self) -> tuple[tuple[str, str, "Plan", bool], ...]:
        """The plans under other readings by which an indicator may come out otherwise.

        Each with its question and reading before it, and after it whether other tests count there.
        """
        acting = self.law.acting_questions()
        others = [
            (item.id, option.id, other, self._differs(other))
            for item in self.law.interpretations
            for option in item.readings
            if item.id in acting and option.id != self.readings[item.id]
            for other in [self.under(item.id, option.id)]
        ]
        return tuple(rival for rival in others if rival[0] in _OF_INDICATORS or rival[3])

    def _differs(self, other: "Plan") -> bool:
        """Whether other tests count, or for other grades."""
        mine, theirs = self.ladder, other.ladder
        return mine.slots != theirs.slots or any(map(is_not, mine.tests, theirs.tests))

    def __reduce__(self) -> tuple[Callable[..., "Plan"], tuple[Any, ...]]:
        return self._again, (self.law, self.area, self.unit, dict(self.readings), self.final)

    @classmethod
    def _again(cls, law: Law, area: str, unit: str, readings: Mapping[str, str], final: bool) -> "Plan":
        return make_plan(law, area=area, unit=unit, readings=readings, final=final)


def make_plan(law: Law, *, area: str, unit: str, readings: Mapping[str, str], final: bool) -> Plan:
    """Choose and compile the tests; see [`RuleSet.plan`][khuyenhoc.RuleSet.plan].

    Raises:
        UnknownNameError: For an area, unit, question or reading that the law does not know.
        InvalidValueError: If the law tells units apart and none is named, or nothing depends on a question.
    """
    _known("area", area, [option.id for option in law.areas])
    _known("unit", unit, [option.id for option in law.units])
    if law.units and not unit:
        expected = one_of(option.id for option in law.units)
        raise InvalidValueError("which-kind-of-unit-is-it", path=("unit",), expected=expected)
    chosen = Frozen(_readings(law, readings))
    context = Context.of(law)
    case = Case(
        context=context,
        missing=NOT_MET if final and law.no_evidence_fails is not None else UNKNOWN,
        empty=_EMPTY.get(chosen.get(Switch.INAPPLICABLE.value, ""), NOT_APPLICABLE),
        whole_only=chosen.get(Switch.PARTIAL_POINTS.value) == "all_or_nothing",
    )
    ladder = ladder_of(law, case, area=area, unit=unit, readings=chosen)
    by_points = law.method is Method.POINTS
    keep = not (final and Switch.UNSCORED_CRITERION.value in chosen)  # else a result hangs on its whole criterion
    return Plan(
        law=law,
        area=area,
        unit=unit,
        readings=chosen,
        final=final,
        reading=reading_of(law, context),
        ladder=ladder,
        points=points_table(law, ladder, case, area=area, readings=chosen, final=final) if by_points else None,
        branches=tuple(branches_of(law, ladder, keep=keep)),
    )


def _known(name: str, value: str, options: list[str]) -> None:
    if not isinstance(value, str):
        raise WrongTypeError("not-an-id-of", path=(name,), seen=value, called=word(name))
    if value and value not in options:
        expected, called = one_of(options, "none-told-apart"), word(name)
        raise UnknownNameError("no-such-kind-of", path=(name,), seen=value, expected=expected, called=called)


def _readings(law: Law, chosen: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(chosen, Mapping):
        raise WrongTypeError("not-readings", path=("readings",), seen=chosen)
    questions = {item.id: item for item in law.interpretations}
    found = {item.id: item.used for item in law.interpretations}
    acting = law.acting_questions()
    for question, reading in chosen.items():
        item = questions.get(question) if isinstance(question, str) else None  # type: ignore[redundant-expr]  # callers err
        if item is None:
            known = Sentence("names", names=tuple(found)) if found else "none"
            raise UnknownNameError("no-such-question", path=("readings",), seen=question, expected=known)
        options = [option.id for option in item.readings]
        if reading not in options:
            raise UnknownNameError(
                "no-such-reading", path=("readings", question), seen=reading, expected="one-of", known=options
            )
        if reading != item.used and question not in acting:
            raise InvalidValueError("nothing-in-this-rule-set-depends", path=("readings", question))
        found[question] = reading
    return found
