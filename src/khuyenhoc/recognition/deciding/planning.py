"""Making a plan: which tests of a rule set apply to an area, a unit and a set of readings."""

from collections.abc import Callable, Mapping, Sequence
from operator import itemgetter
from typing import Any

from khuyenhoc.errors import InvalidValueError, UnknownNameError, WrongTypeError
from khuyenhoc.recognition.deciding.branches import branches_of
from khuyenhoc.recognition.deciding.compile import (
    MET,
    NOT_APPLICABLE,
    NOT_MET,
    UNKNOWN,
    Context,
    compile_points,
    compile_test,
    holders,
    plain_number,
)
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.tree import build_tree
from khuyenhoc.recognition.law.criteria import Grade, Indicator, Method
from khuyenhoc.recognition.law.facts import FactKind, reader_for
from khuyenhoc.recognition.law.kinds import DoneTest, PointsTest, ShareTest, Test
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["make_plan"]

_QUICK = {FactKind.YES_NO: bool, FactKind.COUNT: int, FactKind.POINTS: int, FactKind.RANK: str}
_MOST = 10**18

Slots = tuple[tuple[int, ...], ...]


def make_plan(rules: RuleSet, *, area: str, unit: str, readings: Mapping[str, str], final: bool) -> Plan:
    """Choose and compile the tests; see [`RuleSet.plan`][khuyenhoc.recognition.ruleset.RuleSet.plan]."""
    _known("area", area, [option.id for option in rules.areas])
    _known("unit", unit, [option.id for option in rules.units])
    if rules.units and not unit:
        expected = f"one of {', '.join(option.id for option in rules.units)}"
        raise InvalidValueError("which kind of unit is it?", path=("unit",), expected=expected)
    chosen = _readings(rules, readings)
    closed = final and rules.no_evidence_fails is not None
    inapplicable = NOT_MET if chosen.get("inapplicable") == "not_met" else NOT_APPLICABLE
    context = Context.of(rules)
    tests: list[Test] = []
    places: dict[int, int] = {}
    slots: list[Slots] = []
    for indicator in rules.indicators:
        by_grade = []
        for number in range(len(rules.grades)):
            mine = []
            for test in _applicable(rules, indicator, number, area, unit, chosen):
                if id(test) not in places:
                    places[id(test)] = len(tests)
                    tests.append(test)
                mine.append(places[id(test)])
            by_grade.append(tuple(mine))
        slots.append(tuple(by_grade))
    order = sorted(range(len(tests)), key=lambda place: not isinstance(tests[place], DoneTest))
    moved = {old: new for new, old in enumerate(order)}
    tests = [tests[old] for old in order]
    slots = [tuple(tuple(moved[place] for place in mine) for mine in by_grade) for by_grade in slots]
    done = [test.fact for test in tests if isinstance(test, DoneTest)] if rules.method is Method.GRADES else []
    cumulative = chosen.get("lower-grades", "required") == "required"
    needed = tuple(
        tuple(dict.fromkeys(place for by_grade in slots for place in by_grade[number]))
        for number in range(len(rules.grades))
    )
    new_places = _new(needed) if cumulative else needed
    ceilings = [
        inapplicable if inapplicable == NOT_MET and any(not by_grade[number] for by_grade in slots) else MET
        for number in range(len(rules.grades))
    ]
    keep = not (final and "unscored-criterion" in chosen)  # else a result hangs on its whole criterion
    runners = tuple(compile_test(test, context, closed=closed, empty=inapplicable) for test in tests[len(done) :])
    return Plan(
        rules=rules,
        area=area,
        unit=unit,
        readings=chosen,
        final=final,
        readers={fact.key: reader_for(fact, context.scales) for fact in rules.facts},
        quick={fact.key: _QUICK[fact.kind] for fact in rules.facts if fact.kind in _QUICK},
        most={
            fact.key: plain_number(fact.maximum) if fact.maximum is not None else _MOST
            for fact in rules.facts
            if _QUICK.get(fact.kind) is int
        },
        places={
            fact.key: {step.id: place for place, step in enumerate(context.scales[fact.scale].steps)}
            for fact in rules.facts
            if fact.kind is FactKind.RANK
        },
        blank=dict.fromkeys(fact.key for fact in rules.facts),
        nested=holders(rules),
        disjoint=_disjoint(rules),
        tests=tuple(tests),
        done_values=_getter(done),
        done_states={None: NOT_MET if closed else UNKNOWN, True: MET, False: NOT_MET},
        runners=runners,
        slots=tuple(slots),
        needed=needed,
        gather=tuple((_getter(new), ceiling) for new, ceiling in zip(new_places, ceilings, strict=True)),
        steps=tuple(
            (
                _getter([done[place] for place in new if place < len(done)]),
                tuple(runners[place - len(done)] for place in new if place >= len(done)),
                ceiling,
            )
            for new, ceiling in zip(new_places, ceilings, strict=True)
        ),
        cumulative=cumulative,
        own_way=None if rules.method is Method.GRADES else rules.method,
        points=tuple(
            compile_points(
                [tests[place] for place in by_grade[0]],
                context,
                closed=closed,
                whole_only=chosen.get("partial-points") == "all_or_nothing",
            )
            for by_grade in slots
        )
        if rules.method is Method.POINTS
        else (),
        awarded=_awarded(rules, [tests[place] for (places, *_) in slots for place in places], chosen),
        marks=tuple(_marks(grade, area, chosen) for grade in rules.grades),
        most_in_all=plain_number(rules.maximum_total),
        grade_ids=tuple(None if rules.method is Method.STANDARDS else grade.id for grade in rules.grades),
        inapplicable=inapplicable,
        shares={place: _share(test) for place, test in enumerate(tests) if isinstance(test, ShareTest)},
        branches=tuple(branches_of(rules, tests, slots, keep=keep)),
        grow=build_tree,
    )


def _awarded(rules: RuleSet, tests: Sequence[Test], chosen: Mapping[str, str]) -> Any:
    """The points of all indicators at once, if each of them is one value that counts as it is."""
    keys = [test.fact for test in tests if isinstance(test, PointsTest)]
    alone = len(keys) == len(tests) == len(rules.indicators)
    blocking = any(grade.each_criterion_above is not None for grade in rules.grades)
    ways = chosen.get("partial-points") == "all_or_nothing", chosen.get("band-gap") == "not_reached"
    return _getter(keys) if rules.method is Method.POINTS and alone and not blocking and not any(ways) else None


def _share(test: ShareTest) -> tuple[ShareTest, str, int, int]:
    rate = test.at_least.value
    return test, test.at_least.decimal(), rate.numerator, rate.denominator


def _marks(grade: Grade, area: str, readings: Mapping[str, str]) -> tuple[Any, Any, Any]:
    """What a grade asks of the total, of every indicator and of every criterion, in numbers that compare fast."""
    total = grade.total(area, readings)
    mark = None if total is None else total.at_least
    return plain_number(mark), plain_number(grade.each_indicator_at_least), plain_number(grade.each_criterion_above)


def _getter(keys: Sequence[Any]) -> Callable[[Any], Sequence[Any]]:
    """All the items of some keys or places at once."""
    if len(keys) > 1:
        return itemgetter(*keys)
    return lambda holder: [holder[key] for key in keys]


def _new(needed: Sequence[tuple[int, ...]]) -> list[tuple[int, ...]]:
    """For each grade the places that no lower grade needs."""
    return [
        tuple(place for place in places if not any(place in lower for lower in needed[:number]))
        for number, places in enumerate(needed)
    ]


def _known(name: str, value: str, options: list[str]) -> None:
    if not isinstance(value, str):
        raise WrongTypeError(f"not the id of a kind of {name}", path=(name,), seen=value, expected="text (str)")
    if value and value not in options:
        expected = f"one of {', '.join(options)}" if options else "none: this rule set does not tell them apart"
        raise UnknownNameError(f"no such {name}", path=(name,), seen=value, expected=expected)


def _readings(rules: RuleSet, chosen: Mapping[str, str]) -> dict[str, str]:
    if not isinstance(chosen, Mapping):
        raise WrongTypeError(
            "not readings", path=("readings",), seen=chosen, expected="a mapping of questions to readings"
        )
    questions = {item.id: item for item in rules.interpretations}
    found = {item.id: item.used for item in rules.interpretations}
    acting = rules.acting_questions()
    for question, reading in chosen.items():
        item = questions.get(question) if isinstance(question, str) else None  # type: ignore[redundant-expr]  # callers err
        if item is None:
            known = ", ".join(found) or "none"
            raise UnknownNameError("no such question", path=("readings",), seen=question, expected=known)
        options = [option.id for option in item.readings]
        if reading not in options:
            raise UnknownNameError(
                "no such reading", path=("readings", question), seen=reading, expected=f"one of {', '.join(options)}"
            )
        if reading != item.used and question not in acting:
            hint = "settle it outside, and give the facts accordingly"
            raise InvalidValueError("nothing in this rule set depends on it", path=("readings", question), hint=hint)
        found[question] = reading
    return found


def _applicable(
    rules: RuleSet, indicator: Indicator, number: int, area: str, unit: str, readings: Mapping[str, str]
) -> list[Test]:
    """For each condition of an indicator the variant of a grade, if it applies to the unit."""
    numbers = {grade.id: place for place, grade in enumerate(rules.grades)}
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


def _disjoint(rules: RuleSet) -> tuple[tuple[tuple[str, ...], str], ...]:
    found: dict[tuple[tuple[str, ...], str], None] = {}
    for indicator in rules.indicators:
        for test in indicator.tests:
            parts = getattr(test, "part", ())
            if len(parts) > 1:
                found[parts, getattr(test, "whole", "")] = None
    return tuple(found)
