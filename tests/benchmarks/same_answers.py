"""Whether two engines say the same of the same forms: nothing is timed before it is."""

from collections.abc import Callable, Iterable, Mapping
from typing import Any

from sheet import FLOOR, POINTS

from khuyenhoc import Decision
from khuyenhoc.recognition.deciding.results import OUTCOMES, GradeResult

__all__ = ["ANSWER", "DisagreementError", "same", "told_of_citizen", "told_of_commune"]

ANSWER = ("verdict", "grade", "best", "worst")
Facts = dict[str, Any]


class DisagreementError(AssertionError):
    """Two engines that differ."""


def _grades(decision: Decision) -> dict[str, Any]:
    return {"verdict": decision.verdict.value} | {name: getattr(decision, name) for name in ANSWER[1:]}


def told_of_commune(decision: Decision) -> dict[str, Any]:
    """What a decision on a commune says, in the shape of the hand-written lines."""
    lines: list[tuple[Any, ...]] = []
    for result in decision.indicators:
        seen = [part.observed for part in result.grades[0].parts]
        levels = [_parts(at) for at in result.grades]
        number = result.indicator.id
        if number < "4":
            states = [(required[0], min(states), None) for required, states, _ in levels]
            lines.append((number, tuple(seen), *states))
            continue
        if number < "5":
            lines.append((number, seen[0], *((step, state, short) for ((step,), (state,), (short,)) in levels)))
            continue
        shares = [(item.part, item.whole) if item else (None, None) for item in seen]
        by_level = [
            [(int(asked), state, short) for asked, state, short in zip(*level, strict=True)] for level in levels
        ]
        if number == "5.1":
            lines.append((number, shares[0], *(level[0] for level in by_level)))
        else:
            lines.append((number, tuple(shares), *(tuple(level) for level in by_level)))
    return _grades(decision) | {"lines": lines}


def _parts(at: GradeResult) -> tuple[list[Any], list[int], list[Any]]:
    """What the conditions ask for, their states, and by how much they fall short; a rate in percent."""
    asked = [_percent(part.required) for part in at.parts]
    return asked, [OUTCOMES.index(part.outcome) for part in at.parts], [part.short_by for part in at.parts]


def _percent(required: str) -> Any:
    return round(float(required) * 100) if required.startswith("0.") else required


def told_of_citizen(decision: Decision) -> dict[str, Any]:
    """What a decision on a citizen says, in the shape of the hand-written lines."""
    lines = []
    for number, (key, result) in enumerate(zip(POINTS, decision.indicators, strict=True), 1):
        ((required,), (_,), (short,)) = _parts(result.grades[0])
        state = OUTCOMES.index(result.grades[0].outcome)
        assert required == str(FLOOR)
        lines.append((number, decision.values[key], result.lowest, result.highest, int(required), state, short))
    bounds = {"lowest": decision.lowest, "highest": decision.highest}
    return _grades(decision) | bounds | {"lines": lines}


def same(
    forms: Iterable[Facts], one: Callable[[Facts], Any], other: Callable[[Facts], Any], names: Iterable[str] = ()
) -> None:
    """Compare two answers to each form, on some of what they say or on everything.

    Raises:
        DisagreementError: With the form and both answers.
    """
    for form in forms:
        mine, theirs = one(form), other(form)
        if names and isinstance(mine, Mapping) and isinstance(theirs, Mapping):
            mine, theirs = ({name: said.get(name) for name in names} for said in (mine, theirs))
        if mine != theirs:
            raise DisagreementError(f"on {form}:\n{mine}\n{theirs}")
