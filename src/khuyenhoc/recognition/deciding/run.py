"""Runs: what one pass over the facts of one applicant gave."""

from collections.abc import Mapping, Sequence
from fractions import Fraction
from types import MappingProxyType
from typing import NamedTuple

from khuyenhoc.recognition.deciding.compile import MET, UNKNOWN, Bounds, State
from khuyenhoc.recognition.deciding.context import Values
from khuyenhoc.recognition.deciding.ladder import Ladder, Reached
from khuyenhoc.recognition.deciding.results import Verdict

__all__ = ["Run"]


class Run(NamedTuple):
    """What one pass over the facts of one applicant gave.

    Attributes:
        ladder: The ladder that was climbed.
        values: The facts, by key; None where unknown.
        evidence: References given with the facts, by key.
        states: The states of the tests.
        grades: The states of the grades.
        lowest: Lowest total still possible; None in a set without points.
        highest: Highest total still possible; None likewise, or where no maximum is established.
        bounds: In a set of points, lowest and highest points of each indicator.
        reached: In a set of standards, the state of each at each of its levels; empty otherwise.
    """

    ladder: Ladder
    values: Values
    evidence: Mapping[str, str | tuple[str, ...]]
    states: tuple[State, ...]
    grades: tuple[State, ...]
    lowest: Fraction | None = None
    highest: Fraction | None = None
    bounds: Sequence[Bounds] = ()
    reached: Reached = MappingProxyType({})

    def _highest(self, least: State) -> int:
        number = len(self.grades) - 1
        while number >= 0 and self.grades[number] < least:
            number -= 1
        return number

    @property
    def verdict(self) -> Verdict:
        """Recognised, not recognised, or undetermined."""
        certain, possible = self._highest(MET), self._highest(UNKNOWN)
        if certain != possible:
            return Verdict.UNDETERMINED
        return Verdict.RECOGNISED if certain >= 0 else Verdict.NOT_RECOGNISED

    @property
    def grade(self) -> str | None:
        """Id of the grade reached; None if none, or if undetermined."""
        return self.worst if self.verdict is Verdict.RECOGNISED else None

    @property
    def best(self) -> str | None:
        """Id of the highest grade still possible; None if none is."""
        number = self._highest(UNKNOWN)
        return None if number < 0 else self.ladder.grades[number]

    @property
    def worst(self) -> str | None:
        """Id of the highest grade that is certain; None if none is."""
        number = self._highest(MET)
        return None if number < 0 else self.ladder.grades[number]
