"""Columns for each indicator at each grade: its outcome as a code, and how much is missing."""

from typing import Any

from khuyenhoc.frames.names import MET, NOT_APPLICABLE, NOT_MET, UNKNOWN, grades_of, indicator_columns
from khuyenhoc.frames.rules.compile import State, all_of, any_of, meaning_of, outside
from khuyenhoc.frames.rules.sheet import Sheet, Stage
from khuyenhoc.recognition.law.kinds import Test

__all__ = ["indicator_stage"]


def indicator_stage(sheet: Sheet) -> Stage:
    """Two columns for each indicator and grade; null in rows that are refused."""
    found: Stage = {}
    names = iter(indicator_columns(sheet.rules))
    indicators = [(criterion, item) for criterion in sheet.rules.criteria for item in criterion.indicators]
    for index, (criterion, _) in enumerate(indicators):
        for number, grade in grades_of(sheet.rules, criterion):
            tests = sheet.applies[index][number]
            if sheet.points is not None:
                state = sheet.points.outcome(criterion, index, grade)
                shorts = [(sheet.points.short_by(test, grade), where) for test, where in tests]
            else:
                state = _outcome(sheet, tests)
                shorts = [(meaning_of(test).short_by(test, sheet.facts), where) for test, where in tests]
            name = next(names)
            found[name] = sheet.unless_bad(_code(sheet, state))
            found[f"{name}_short_by"] = _largest(sheet, state, shorts)
    return found


def _outcome(sheet: Sheet, tests: list[tuple[Test, Any]]) -> State:
    """All the conditions of an indicator."""
    states = [(sheet.state(test), where) for test, where in tests]
    met = all_of(any_of((outside(where), state.expr)) for state, where in states)
    idle = all_of(any_of((outside(where), state.idle)) for state, where in states)
    return State(met, idle)


def _code(sheet: Sheet, state: State) -> Any:
    nw = sheet.nw
    if isinstance(state.expr, bool) and isinstance(state.idle, bool):
        code = NOT_APPLICABLE if state.idle else MET if state.expr else NOT_MET
        return nw.lit(code, nw.Int8)
    expr = nw.lit(state.expr) if isinstance(state.expr, bool) else state.expr
    code = expr.cast(nw.Int8).fill_null(UNKNOWN)
    if state.idle is False:
        return code
    return nw.when(state.idle).then(nw.lit(NOT_APPLICABLE, nw.Int8)).otherwise(code)


def _largest(sheet: Sheet, state: State, shorts: list[tuple[Any, Any]]) -> Any:
    nw = sheet.nw
    known = [
        short if where is True else nw.when(where).then(short)
        for short, where in shorts
        if short is not None and where is not False
    ]
    if not known:
        return nw.lit(None, nw.Int64)
    most = known[0] if len(known) == 1 else nw.max_horizontal(*known)
    if not isinstance(state.expr, bool):
        most = nw.when(~state.expr.is_null()).then(most)
    return sheet.unless_bad(most)
