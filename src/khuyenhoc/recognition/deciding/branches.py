"""Branches of the tree of a decision: what the result of a criterion or an indicator hangs on, and which are kept."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, TypeVar

import attrs

from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator
from khuyenhoc.recognition.law.kinds import DoneTest, PointsTest, RankTest, StandardTest, Test
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Branch", "branches_of"]

_VERY_FEW_VALUES = (DoneTest, RankTest)
_FEW_VALUES = (*_VERY_FEW_VALUES, PointsTest, StandardTest)

P = TypeVar("P")


@attrs.frozen(kw_only=True, eq=False)
class Branch(Generic[P]):
    """A criterion or an indicator as a branch of the tree: what its result hangs on, and the results so far.

    Results are values, so that those of few values, such as done or not, need not be made again for each applicant.
    """

    part: P
    place: int
    grades: tuple[Grade, ...]
    slots: tuple[tuple[int, ...], ...]  # for each of these grades: places of the tests; of an indicator only
    branches: tuple["Branch[tuple[Criterion, Indicator]]", ...]  # of a criterion only
    values: Callable[[Mapping[str, Any]], Any] | None  # None where too many are possible to keep results
    states: Callable[[Sequence[int]], Any]
    kept: dict[Any, Any] = attrs.field(factory=dict, init=False)


def branches_of(
    rules: RuleSet, tests: Sequence[Test], slots: Sequence[tuple[tuple[int, ...], ...]], *, keep: bool
) -> Iterator[Branch[Criterion]]:
    """A branch for each criterion, with those of its indicators; without ``keep`` no result is kept."""
    start = 0
    for criterion in rules.criteria:
        numbers = [
            number for number, grade in enumerate(rules.grades) if not criterion.grades or grade.id in criterion.grades
        ]
        grades = tuple(rules.grades[number] for number in numbers)
        inner: list[Branch[tuple[Criterion, Indicator]]] = []
        for place, indicator in enumerate(criterion.indicators, start):
            mine = tuple(slots[place][number] for number in numbers)
            values, states = _seen(tests, mine, _FEW_VALUES if keep else ())
            part = (criterion, indicator)
            inner.append(
                Branch(part=part, place=place, grades=grades, slots=mine, branches=(), values=values, states=states)
            )
        places = [places for branch in inner for places in branch.slots]
        values, states = _seen(tests, places, _VERY_FEW_VALUES if keep else ())
        yield Branch(
            part=criterion, place=start, grades=grades, slots=(), branches=tuple(inner), values=values, states=states
        )
        start += len(inner)


def _seen(tests: Sequence[Test], slots: Sequence[tuple[int, ...]], kinds: tuple[type[Test], ...]) -> tuple[Any, Any]:
    """What a result hangs on, if all its tests are of kinds whose facts take few values."""
    places = list(dict.fromkeys(place for mine in slots for place in mine))
    few = kinds and all(isinstance(tests[place], kinds) for place in places)
    keys = list(dict.fromkeys(key for place in places for key in tests[place].needs()))
    return (_frozen_getter(keys) if few else None), _frozen_getter(places)


def _frozen_getter(keys: Sequence[Any]) -> Callable[[Any], Any]:
    """All the items of some keys or places, as something that can be a key itself."""
    return itemgetter(*keys) if keys else lambda holder: ()
