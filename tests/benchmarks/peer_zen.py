"""The two sheets for GoRules ZEN, as one expression node each: a line for each indicator, and the answer from them.

ZEN is driven as it is fastest from Python: one engine with a static loader, `engine.evaluate` for each form, trace on
where an explanation is asked for. States are 0 not met, 1 unknown, 2 met; facts left out are null.
"""

import json
from collections.abc import Callable
from typing import Any

import zen
from sheet import CITIZEN, COMMUNE, DONE, FLOOR, MOST, PASS, POINTS, RANKS, SHARES, STEPS

__all__ = ["evaluator"]

Facts = dict[str, Any]
Expressions = list[tuple[str, str]]


def _least(names: list[str]) -> str:
    return f"min([{', '.join(names)}])"


def _commune() -> Expressions:
    found: Expressions = []
    first: list[str] = []
    second: list[str] = []
    for number, keys in DONE:
        name = f"i{number.replace('.', '_')}"
        no, gap = " or ".join(f"{key} == false" for key in keys), " or ".join(f"{key} == null" for key in keys)
        found.append((name, f"({no}) ? 0 : (({gap}) ? 1 : 2)"))
        first.append(f"$.{name}")
    for number, key, low, high in RANKS:
        steps = [step for step, place in STEPS.items() if (step == "met") == (high == "met") and place > 0]
        for level, asked, names in (("1", low, first), ("2", high, second)):
            name = f"i{number.replace('.', '_')}_{level}"
            good = ", ".join(f'"{step}"' for step in steps if STEPS[step] >= STEPS[asked])
            found.append((name, f"{key} == null ? 1 : (({key} in [{good}]) ? 2 : 0)"))
            names.append(f"$.{name}")
    found += [
        ("degree_min", "university_citizens ?? 0"),
        ("trained_min", "trained_citizens ?? $.degree_min"),
        ("trained_max", "trained_citizens ?? citizens"),
        ("degree_max", "university_citizens ?? $.trained_max"),
        ("learning_min", "learning_citizens ?? 0"),
        ("learning_max", "learning_citizens ?? citizens"),
        ("citizens_min", "citizens ?? max([$.learning_min, $.trained_min])"),
    ]
    for number, (_, key, low, high) in enumerate(SHARES, 1):
        part = {"learning_citizens": "learning", "trained_citizens": "trained", "university_citizens": "degree"}[key]
        for level, rate, names in (("1", low, first), ("2", high, second)):
            name = f"i5_{number}_{level}"
            fails = f"($.{part}_max != null and ($.{part}_max ?? 0) * 100 < {rate} * $.citizens_min)"
            holds = f"(citizens != null and $.{part}_min * 100 >= {rate} * (citizens ?? 0))"
            found.append((name, f"$.citizens_min == 0 ? 1 : ({fails} ? 0 : ({holds} ? 2 : 1))"))
            names.append(f"$.{name}")
    found += [
        ("first", _least(first)),
        ("second", _least(["$.first", *second])),
        ("worst", '$.second == 2 ? "2" : ($.first == 2 ? "1" : null)'),
        ("best", '$.second > 0 ? "2" : ($.first > 0 ? "1" : null)'),
    ]
    return found + _answer()


def _citizen() -> Expressions:
    found: Expressions = []
    for number, key in enumerate(POINTS, 1):
        found.append((f"i{number}", f"{key} == null ? 1 : ({key} >= {FLOOR} ? 2 : 0)"))
    found += [
        ("lowest", " + ".join(f"({key} ?? 0)" for key in POINTS)),
        ("highest", " + ".join(f"({key} ?? {MOST})" for key in POINTS)),
        ("enough", f"$.lowest >= {PASS} ? 2 : ($.highest < {PASS} ? 0 : 1)"),
        ("state", _least(["$.enough", *(f"$.i{number}" for number in range(1, len(POINTS) + 1))])),
        ("worst", '$.state == 2 ? "learning_citizen" : null'),
        ("best", '$.state > 0 ? "learning_citizen" : null'),
    ]
    return found + _answer()


def _answer() -> Expressions:
    decided = '($.worst == null ? "not_recognised" : "recognised")'
    return [
        ("verdict", f'$.worst != $.best ? "undetermined" : {decided}'),
        ("grade", "$.worst == $.best ? $.worst : null"),
    ]


def _graph(expressions: Expressions) -> dict[str, Any]:
    place = {"position": {"x": 0, "y": 0}}
    rows = [{"id": f"e{number}", "key": key, "value": value} for number, (key, value) in enumerate(expressions)]
    nodes = [
        {"id": "in", "name": "in", "type": "inputNode"} | place,
        {"id": "sheet", "name": "sheet", "type": "expressionNode", "content": {"expressions": rows}} | place,
        {"id": "out", "name": "out", "type": "outputNode"} | place,
    ]
    edges = [
        {"id": "a", "type": "edge", "sourceId": "in", "targetId": "sheet"},
        {"id": "b", "type": "edge", "sourceId": "sheet", "targetId": "out"},
    ]
    return {"nodes": nodes, "edges": edges}


def evaluator(ruleset: str, *, trace: bool) -> Callable[[Facts], dict[str, Any]]:
    """The function that answers a form of a sheet."""
    sheets = {COMMUNE: _commune(), CITIZEN: _citizen()}
    content = json.loads(json.dumps({"sheet": _graph(sheets[ruleset])}))
    engine = zen.ZenEngine({"loader": {"type": "static", "content": content}})
    options = {"trace": True} if trace else {}

    def run(facts: Facts) -> dict[str, Any]:
        answer: dict[str, Any] = engine.evaluate("sheet", facts, options)
        return answer

    return run
