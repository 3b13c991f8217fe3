"""The two sheets as OpenFisca systems: dated parameters, and a variable for each fact, indicator and answer.

OpenFisca has no null: a fact left out is -1, yes and no are 1 and 0, and a level is its place on the scale. One form
goes in as a situation, as a web request would bring it, with the trace serialised; many go in as arrays. States are 0
not met, 1 unknown, 2 met, and so are grades as numbers: none, the first, the second.
"""

from collections.abc import Callable, Mapping
from typing import Any

import numpy as np
from openfisca_core.entities import build_entity
from openfisca_core.parameters import ParameterNode
from openfisca_core.periods import YEAR
from openfisca_core.simulation_builder import SimulationBuilder
from openfisca_core.taxbenefitsystems import TaxBenefitSystem
from openfisca_core.variables import Variable
from sheet import CITIZEN, COMMUNE, DONE, FLOOR, MOST, PASS, POINTS, RANKS, SHARES, STEPS

__all__ = ["arrays_of", "bulk", "evaluator", "system"]

Facts = dict[str, Any]
Array = Any  # of numpy
PERIOD, SINCE = "2025", "2020-01-01"
VERDICTS = ("not_recognised", "undetermined", "recognised")
GRADES = {COMMUNE: (None, "1", "2"), CITIZEN: (None, "learning_citizen")}
COUNTS = ("citizens", "learning_citizens", "trained_citizens", "university_citizens")
INPUTS = {
    COMMUNE: (*(key for _, keys in DONE for key in keys), *(key for _, key, _, _ in RANKS), *COUNTS),
    CITIZEN: POINTS,
}
Applicant = build_entity(key="applicant", plural="applicants", label="Applicant", is_person=True)


def _variable(name: str, formula: Callable[..., Array] | None = None) -> type[Variable]:
    body: dict[str, Any] = {"value_type": int, "entity": Applicant, "definition_period": YEAR, "label": name}
    if formula is None:
        body["default_value"] = -1
    else:
        body["formula"] = formula
    return type(name, (Variable,), body)


def _done(keys: tuple[str, ...]) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any) -> Array:
        values = [applicant(key, period) for key in keys]
        least = values[0]
        for value in values[1:]:
            least = np.where((least == 0) | (value == 0), 0, np.minimum(least, value))
        return np.where(least < 0, 1, 2 * least)

    return formula


def _rank(key: str, level: str) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any, parameters: Any) -> Array:
        step = applicant(key, period)
        return np.where(step < 0, 1, 2 * (step >= parameters(period)[level][key]))

    return formula


def _or(key: str, other: str) -> Callable[..., Array]:
    """The value of a variable, or of another one where it is left out."""

    def formula(applicant: Any, period: Any) -> Array:
        value = applicant(key, period)
        return np.where(value < 0, applicant(other, period), value)

    return formula


def _counted(key: str) -> Callable[..., Array]:
    return lambda applicant, period: np.maximum(applicant(key, period), 0)


def _few(applicant: Any, period: Any) -> Array:
    """The fewest citizens there can be."""
    inner = np.maximum(applicant("learning_citizens_least", period), applicant("trained_citizens_least", period))
    citizens = applicant("citizens", period)
    return np.where(citizens < 0, inner, citizens)


# the fewest and the most of each count; -1 where there is no most
BOUNDS = {
    "university_citizens_least": _counted("university_citizens"),
    "trained_citizens_least": _or("trained_citizens", "university_citizens_least"),
    "trained_citizens_most": _or("trained_citizens", "citizens"),
    "university_citizens_most": _or("university_citizens", "trained_citizens_most"),
    "learning_citizens_least": _counted("learning_citizens"),
    "learning_citizens_most": _or("learning_citizens", "citizens"),
    "citizens_least": _few,
}


def _share(key: str, level: str) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any, parameters: Any) -> Array:
        rate = np.int64(parameters(period)[level][key])
        few, many = applicant("citizens_least", period), applicant("citizens", period)
        least, most = applicant(f"{key}_least", period), applicant(f"{key}_most", period)
        fails = (most >= 0) & (most * np.int64(100) < rate * few)
        holds = (many >= 0) & (least * np.int64(100) >= rate * many)
        return np.where(few == 0, 1, np.where(fails, 0, np.where(holds, 2, 1)))

    return formula


def _least(names: list[str]) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any) -> Array:
        least = applicant(names[0], period)
        for name in names[1:]:
            least = np.minimum(least, applicant(name, period))
        return least

    return formula


def _commune() -> tuple[list[type[Variable]], dict[str, dict[str, int]]]:
    variables = [_variable(name, formula) for name, formula in BOUNDS.items()]
    levels: dict[str, list[str]] = {"first": [], "second": ["first"]}
    for number, keys in DONE:
        name = f"i{number.replace('.', '_')}"
        variables.append(_variable(name, _done(keys)))
        levels["first"].append(name)
    asked: dict[str, dict[str, int]] = {"first": {}, "second": {}}
    for level, place in (("first", 2), ("second", 3)):
        for rank in RANKS:
            asked[level][rank[1]] = STEPS[rank[place]]
            variables.append(_variable(f"{rank[1]}_{level}", _rank(rank[1], level)))
            levels[level].append(f"{rank[1]}_{level}")
        for share in SHARES:
            asked[level][share[1]] = share[place]
            variables.append(_variable(f"{share[1]}_{level}", _share(share[1], level)))
            levels[level].append(f"{share[1]}_{level}")
    variables += [_variable(level, _least(names)) for level, names in levels.items()]
    variables.append(
        _variable(
            "worst",
            lambda applicant, period: (applicant("first", period) == 2) + 1 * (applicant("second", period) == 2),
        )
    )
    variables.append(
        _variable(
            "best", lambda applicant, period: (applicant("first", period) > 0) + 1 * (applicant("second", period) > 0)
        )
    )
    return variables, asked


def _points(key: str) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any, parameters: Any) -> Array:
        points = applicant(key, period)
        return np.where(points < 0, 1, 2 * (points >= parameters(period).points.floor))

    return formula


def _total(gap: int) -> Callable[..., Array]:
    def formula(applicant: Any, period: Any) -> Array:
        found = 0
        for key in POINTS:
            points = applicant(key, period)
            found = found + np.where(points < 0, gap, points)
        return found

    return formula


def _enough(applicant: Any, period: Any, parameters: Any) -> Array:
    mark = parameters(period).points.total
    return np.where(applicant("lowest", period) >= mark, 2, 1 * (applicant("highest", period) >= mark))


def _citizen() -> tuple[list[type[Variable]], dict[str, dict[str, int]]]:
    names = [f"i{number}" for number in range(1, len(POINTS) + 1)]
    variables = [_variable(name, _points(key)) for name, key in zip(names, POINTS, strict=True)]
    variables += [_variable("lowest", _total(0)), _variable("highest", _total(MOST)), _variable("enough", _enough)]
    variables.append(_variable("state", _least(["enough", *names])))
    variables.append(_variable("worst", lambda applicant, period: 1 * (applicant("state", period) == 2)))
    variables.append(_variable("best", lambda applicant, period: 1 * (applicant("state", period) > 0)))
    return variables, {"points": {"floor": FLOOR, "total": PASS}}


def _verdict(applicant: Any, period: Any) -> Array:
    worst = applicant("worst", period)
    return np.where(worst != applicant("best", period), 1, 2 * (worst > 0))


def system(ruleset: str) -> TaxBenefitSystem:
    """The system of a sheet."""
    variables, asked = {COMMUNE: _commune, CITIZEN: _citizen}[ruleset]()
    found = TaxBenefitSystem([Applicant])
    for key in INPUTS[ruleset]:
        found.add_variable(_variable(key))
    for variable in (*variables, _variable("verdict", _verdict)):
        found.add_variable(variable)
    data = {
        group: {name: {"values": {SINCE: {"value": value}}} for name, value in values.items()}
        for group, values in asked.items()
    }
    found.parameters = ParameterNode("", data=data)
    return found


def _coded(value: Any) -> int:
    return -1 if value is None else STEPS[value] if isinstance(value, str) else int(value)


def evaluator(ruleset: str, *, trace: bool) -> Callable[[Facts], dict[str, Any]]:
    """The function that answers a form of a sheet, with the trace as plain data."""
    rules = system(ruleset)
    names = GRADES[ruleset]

    def run(facts: Facts) -> dict[str, Any]:
        situation = {"applicants": {"one": {key: {PERIOD: _coded(value)} for key, value in facts.items()}}}
        simulation = SimulationBuilder().build_from_entities(rules, situation)
        simulation.trace = trace
        verdict, worst, best = (int(simulation.calculate(name, PERIOD)[0]) for name in ("verdict", "worst", "best"))
        answer = {
            "verdict": VERDICTS[verdict],
            "grade": names[worst] if worst == best else None,
            "best": names[best],
            "worst": names[worst],
        }
        return answer | {"trace": simulation.tracer.get_serialized_flat_trace()} if trace else answer

    return run


def arrays_of(ruleset: str, table: Any) -> dict[str, Array]:
    """The columns of an Arrow table in the codes of the system."""
    found = {}
    for key in INPUTS[ruleset]:
        column = table[key].combine_chunks()
        if str(column.type) == "string":
            encoded = column.dictionary_encode()
            steps = np.array([STEPS[step] for step in encoded.dictionary.to_pylist()], np.int32)
            places = encoded.indices.fill_null(-1).to_numpy()
            found[key] = np.where(places < 0, -1, steps[places]).astype(np.int32)
        else:
            found[key] = column.cast("int32").fill_null(-1).to_numpy()
    return found


def bulk(rules: TaxBenefitSystem, arrays: Mapping[str, Array]) -> dict[str, Array]:
    """Verdict and grades of many forms at once, as numbers."""
    simulation = SimulationBuilder().build_default_simulation(rules, len(next(iter(arrays.values()))))
    for key, values in arrays.items():
        simulation.set_input(key, PERIOD, values)
    return {name: simulation.calculate(name, PERIOD) for name in ("verdict", "worst", "best")}
