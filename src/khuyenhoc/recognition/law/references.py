"""References of a rule set: everything that leads nowhere, or cannot run, is refused when the set is made."""

from collections.abc import Iterator

from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.recognition.law.criteria import Method, ladder_order
from khuyenhoc.recognition.law.facts import FactKind, around
from khuyenhoc.recognition.law.kinds import Condition, RankTest, StandardTest, Test
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.sentences import Sentence, either, word

__all__ = ["refuse_broken"]

_MOST = 2000
_DEEPEST = 20


def refuse_broken(rules: Law) -> None:
    """Raise one error with everything that makes a rule set unusable.

    Raises:
        DocumentError: With every reference that leads nowhere and every test that cannot run.
    """
    errors = list(_broken(rules))
    if errors:
        raise DocumentError.of(errors, Sentence("rule-set", rules=rules.id))


def _broken(rules: Law) -> Iterator[KhuyenHocError]:
    if not rules.grades or not rules.criteria:
        yield InvalidValueError("no-grades-or-no-criteria", path=("grades",))
        return
    if len(rules.facts) > _MOST or len(rules.indicators) > _MOST:
        yield InvalidValueError("too-large", path=("facts",), most=_MOST)
        return
    for name in ("grades", "areas", "units", "scales", "criteria", "interpretations"):
        yield from _twice(name, [item.id for item in getattr(rules, name)])
    yield from _twice("facts", [fact.key for fact in rules.facts])
    yield from _twice("indicators", [indicator.id for indicator in rules.indicators])
    yield from _broken_facts(rules)
    for index, criterion in enumerate(rules.criteria):
        if (rules.method is Method.STANDARDS) != bool(criterion.grades):
            yield InvalidValueError("a-ladder-of-its-own-belongs", path=("criteria", index, "grades"))
        strange = [grade for grade in criterion.grades if grade not in [item.id for item in rules.grades]]
        if strange:
            yield InvalidValueError("no-such-grade", path=("criteria", index, "grades"), seen=strange)
        for number, indicator in enumerate(criterion.indicators):
            selfish = [
                test for test in indicator.tests if isinstance(test, StandardTest) and test.criterion == criterion.id
            ]
            if selfish:
                yield InvalidValueError(
                    "a-standard-that-waits-for-itself", path=("criteria", index, "indicators", number)
                )
            for position, test in enumerate(indicator.tests):
                path = ("criteria", index, "indicators", number, "tests", position)
                yield from (error.at(*path) for error in _broken_test(rules, test))
    for index, grade in enumerate(rules.grades):
        for number, total in enumerate(grade.totals):
            where = ("grades", index, "totals", number)
            if total.area and total.area not in [option.id for option in rules.areas]:
                yield InvalidValueError("no-such-area", path=(*where, "area"), seen=total.area)
            yield from (error.at(*where) for error in _broken_readings(rules, total.readings))
    for index, question in enumerate(rules.interpretations):
        for name in question.criteria:
            if name not in [criterion.id for criterion in rules.criteria]:
                yield InvalidValueError("no-such-criterion", path=("interpretations", index, "criteria"), seen=name)
    try:
        ladder_order(rules.criteria)
    except InvalidValueError as error:
        yield error


def _twice(name: str, ids: list[str]) -> Iterator[KhuyenHocError]:
    twice = sorted({item for item in ids if ids.count(item) > 1})
    if twice:
        yield InvalidValueError("an-id-stands-twice", path=(name,), seen=twice)


def _broken_facts(rules: Law) -> Iterator[KhuyenHocError]:
    by_key = {fact.key: fact for fact in rules.facts}
    outer = {fact.key: fact.part_of for fact in rules.facts}
    for index, fact in enumerate(rules.facts):
        for name, kinds in (("part_of", (FactKind.COUNT,)), ("previous_of", (FactKind.AMOUNT, FactKind.COUNT))):
            named = getattr(fact, name)
            for other in (named,) if isinstance(named, str) and named else named:
                if other not in by_key or by_key[other].kind not in kinds or fact.kind not in kinds:
                    yield InvalidValueError("names-no-such-fact", path=("facts", index, name), seen=other, called=name)
        if (fact.kind is FactKind.RANK) != bool(fact.scale) or (
            fact.scale and fact.scale not in [scale.id for scale in rules.scales]
        ):
            yield InvalidValueError("a-rank-has-a-scale-other", path=("facts", index, "scale"), seen=fact.scale)
        if fact.counts is not None and fact.kind is not FactKind.COUNT:
            yield InvalidValueError("only-a-count-counts", path=("facts", index, "counts"), seen=fact.counts.value)
        wholes = around(outer, fact.key)
        if fact.common_to and (len(set(fact.common_to)) != 2 or not set(wholes).issuperset(fact.common_to)):  # noqa: PLR2004 - what two have in common
            yield InvalidValueError(
                "not-common-to-two-counts", path=("facts", index, "common_to"), seen=list(fact.common_to), fact=fact.key
            )
        if len(wholes) >= _DEEPEST:
            yield InvalidValueError("counts-nested-too-deep", path=("facts", index, "part_of"), seen=fact.key)
        if fact.key in wholes:
            yield InvalidValueError("a-count-lies-within-itself", path=("facts", index, "part_of"), seen=fact.key)


def _broken_test(rules: Law, test: Test) -> Iterator[KhuyenHocError]:
    by_key = {fact.key: fact for fact in rules.facts}
    for key in test.needs():
        if key not in by_key:
            yield InvalidValueError("no-such-fact", path=(key,), seen=key, hint="declare-it-under-facts")
        elif by_key[key].kind not in test.fact_kinds:
            kinds = Sentence("words", words=either(kind.value for kind in test.fact_kinds))
            yield InvalidValueError(
                "test-of-another-kind-of-fact",
                path=(key,),
                expected=kinds,
                kind=test.kind,
                kind2=by_key[key].kind.value,
            )
    for name, known in (("grade", rules.grades), ("area", rules.areas)):
        value = getattr(test, name)
        if value and value not in [item.id for item in known]:
            yield InvalidValueError("no-such-kind-of", path=(name,), seen=value, called=word(name))
    for unit in test.units:
        if unit not in [option.id for option in rules.units]:
            yield InvalidValueError("no-such-unit", path=("units",), seen=unit)
    yield from _broken_readings(rules, test.readings)
    if isinstance(test, RankTest) and test.fact in by_key:
        scale = next((scale for scale in rules.scales if scale.id == by_key[test.fact].scale), None)
        if scale is not None and test.at_least not in [step.id for step in scale.steps]:
            yield InvalidValueError("no-step-of", path=("at_least",), seen=test.at_least, scale=scale.id)
    if test.awards != (rules.method is Method.POINTS):
        yield InvalidValueError("test-of-another-method", path=("kind",), kind=test.kind, method=rules.method.value)
    if isinstance(test, StandardTest):
        ladders = {criterion.id: criterion.grades for criterion in rules.criteria}
        if test.at_least not in ladders.get(test.criterion, ()):
            yield InvalidValueError("no-such-standard", path=("criterion",), seen=f"{test.criterion} {test.at_least}")


def _broken_readings(rules: Law, conditions: tuple[Condition, ...]) -> Iterator[KhuyenHocError]:
    for item in conditions:
        readings = [
            option.id
            for question in rules.interpretations
            if question.id == item.question
            for option in question.readings
        ]
        if item.reading not in readings:
            yield InvalidValueError("no-such-reading", path=("readings", item.question), seen=item.reading)
