"""Branches of the tree of a decision: what the result of a criterion or an indicator hangs on, and which are kept."""

from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from operator import itemgetter
from typing import Any, Generic, NamedTuple, TypeVar

import attrs

from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.ladder import Ladder
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Indicator
from khuyenhoc.recognition.law.kinds import DoneTest, PointsTest, RankTest, StandardTest, Test
from khuyenhoc.recognition.law.law import Law

__all__ = ["Branch", "Condition", "branches_of"]

_VERY_FEW_VALUES = (DoneTest, RankTest)
_FEW_VALUES = (*_VERY_FEW_VALUES, PointsTest, StandardTest)

P = TypeVar("P")


class Condition(NamedTuple):
    """A test at a grade: its slot (its index on the ladder), what it asks for there, and where that stands."""

    slot: int
    test: Test
    required: str
    cite: Citation


@attrs.frozen(kw_only=True, eq=False)
class Branch(Generic[P]):
    """A criterion or an indicator as a branch of the tree: what its result hangs on, and the results so far.

    Results are values, so that those of few values, such as done or not, need not be made again for each applicant.
    """

    part: P
    index: int
    criterion: int
    grades: tuple[tuple[int, Grade], ...]  # those that it knows, each with its number
    conditions: tuple[tuple[Condition, ...], ...]  # for each of these grades; of an indicator only
    branches: tuple["Branch[Indicator]", ...]  # of a criterion only
    values: Callable[[Mapping[str, Any]], Any] | None  # None where too many are possible to keep results
    states: Callable[[Sequence[int]], Any]
    kept: dict[Any, Any] = attrs.field(factory=dict, init=False)


def branches_of(law: Law, ladder: Ladder, *, keep: bool) -> Iterator[Branch[Criterion]]:
    """A branch for each criterion, with those of its indicators; without ``keep`` no result is kept."""
    start = 0
    for number, criterion in enumerate(law.criteria):
        grades = tuple(
            (rung, grade)
            for rung, grade in enumerate(law.grades)
            if not criterion.grades or grade.id in criterion.grades
        )
        inner: list[Branch[Indicator]] = []
        for index, indicator in enumerate(criterion.indicators, start):
            slots = [(grade, ladder.slots[index][rung]) for rung, grade in grades]
            values, states = _seen(ladder, [one for _, mine in slots for one in mine], _FEW_VALUES if keep else ())
            inner.append(
                Branch(
                    part=indicator,
                    index=index,
                    criterion=number,
                    grades=grades,
                    conditions=tuple(
                        tuple(_condition(ladder, one, law.grades, grade) for one in mine) for grade, mine in slots
                    ),
                    branches=(),
                    values=values,
                    states=states,
                )
            )
        below = [one.slot for branch in inner for mine in branch.conditions for one in mine]
        values, states = _seen(ladder, below, _VERY_FEW_VALUES if keep else ())
        yield Branch(
            part=criterion,
            index=number,
            criterion=number,
            grades=grades,
            conditions=(),
            branches=tuple(inner),
            values=values,
            states=states,
        )
        start += len(inner)


def _condition(ladder: Ladder, index: int, grades: tuple[Grade, ...], grade: Grade) -> Condition:
    """A test with where it stands: at a grade that takes it over from a lower one, the clause that does so."""
    test = ladder.tests[index]
    ids = [item.id for item in grades]
    above = ids.index(grade.id) - ids.index(test.grade or ids[0])
    return Condition(index, test, test.required(grade), (test.cite, *test.cite2)[min(above, len(test.cite2))])


def _seen(ladder: Ladder, indexes: Iterable[int], kinds: tuple[type[Test], ...]) -> tuple[Any, Any]:
    """What a result hangs on, if all its tests are of kinds whose facts take few values."""
    indexes = list(dict.fromkeys(indexes))
    few = kinds and all(isinstance(ladder.tests[index], kinds) for index in indexes)
    keys = list(dict.fromkeys(key for index in indexes for key in ladder.tests[index].needs()))
    return (_frozen_getter(keys) if few else None), _frozen_getter(indexes)


def _frozen_getter(keys: Sequence[Any]) -> Callable[[Any], Any]:
    """All the items of some keys or indexes, as something that can be a key itself."""
    return itemgetter(*keys) if keys else lambda holder: ()
