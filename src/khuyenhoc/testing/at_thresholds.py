"""Every threshold of a rule set, and the forms that stand one below it, on it and one above it."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import product
from typing import Any

import attrs

from khuyenhoc._base.door import argument, exact_int, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.files.tables.forms import Applicant
from khuyenhoc.recognition.law.criteria import Total
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.law.kinds import CountTest, RankTest, ShareTest, Test
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.testing.facts import Facts, areas_of, companions, fitted, least_part, perfect, steps_of, units_of

__all__ = ["Threshold", "thresholds"]


@public("khuyenhoc.testing")
@attrs.frozen(kw_only=True, repr=False)
class Threshold(Shown):
    """A form that stands at a threshold (ngưỡng); whatever the form asks besides is met as well as can be.

    Attributes:
        indicator: Id of the indicator; empty for a total of points.
        asks: The test with the threshold, or the total of points that a grade needs.
        off: How far the form is from it in people, steps or points: -1 one below, 0 exactly at it, 1 one above.
        form: The form.
    """

    indicator: str
    asks: Test | Total
    off: int
    form: Applicant


@public("khuyenhoc.testing")
def thresholds(rules: RuleSet, *, whole: int = 100) -> tuple[Threshold, ...]:
    """Every share, count, rank and total that a rule set asks for: one below, exactly at it, and one above.

    What cannot be is left out: nobody is above 100 %. So are conditions of a reading that is not used.

    Args:
        rules: The rule set.
        whole: How many people or things every share is a part of.

    Raises:
        WrongTypeError: For another type.

    >>> commune = catalog.ruleset("tt-25-2023/commune")
    >>> each = [at for at in testing.thresholds(commune, whole=1000) if at.indicator == "5.1" and not at.form.area]
    >>> [(at.off, at.form.facts["learning_citizens"]) for at in each]
    [(-1, 599), (0, 600), (1, 601), (-1, 799), (0, 800), (1, 801)]
    """
    argument(rules, RuleSet, "rules")
    try:
        whole = exact_int(whole)
    except KhuyenHocError as error:
        raise error.at("whole") from None
    used = {item.id: item.used for item in rules.interpretations}
    best = perfect(rules, whole)
    found: list[Threshold] = []
    for indicator in rules.indicators:
        for test in indicator.tests:
            if all(used[item.question] == item.reading for item in test.readings):
                for off, facts in _around(rules, test, best, whole):
                    found += [
                        Threshold(
                            indicator=indicator.id,
                            asks=test,
                            off=off,
                            form=Applicant(id=f"{indicator.id} {off:+d}", facts=facts, area=test.area, unit=unit),
                        )
                        for unit in test.units or units_of(rules)[:1]
                    ]
    return (*found, *_totals(rules))


def _around(rules: RuleSet, test: Test, best: Facts, whole: int) -> Iterator[tuple[int, Facts]]:
    """Facts one below, at and above the threshold of a test, where there is room for them."""
    for off in (-1, 0, 1):
        aimed = _aimed(rules, test, off, whole)
        facts = fitted(rules, best | (aimed or {}))
        if aimed and all(facts[key] == aimed[key] for key in test.needs() if key in aimed):
            yield off, facts


def _aimed(rules: RuleSet, test: Test, off: int, whole: int) -> Facts | None:
    """The facts that decide a test, so far off its threshold; None where there are none such."""
    match test:
        case ShareTest():
            rate = test.at_least.value
            count = least_part(rate.numerator, rate.denominator, whole) + off
            return with_part(rules, test, count) if 0 <= count <= whole else None
        case CountTest() if test.at_least.denominator == 1 and test.at_least + off >= 0:
            return {test.fact: int(test.at_least) + off}
        case RankTest():
            steps = steps_of(rules, rules.fact(test.fact))
            place = steps.index(test.at_least) + off
            return {test.fact: steps[place]} if 0 <= place < len(steps) else None
    return None


def with_part(rules: RuleSet, aimed: ShareTest, count: int) -> Facts:
    """The parts of a share that add up to a count; what lies beside it counts nothing, what hangs on it as much."""
    leader = aimed.part[0] if len(aimed.part) == 1 else aimed.part[-1]
    alike = [leader]
    for key in alike:  # what lies in it, and what has it in common with all there are
        inside = [fact.key for fact in rules.facts if key in fact.part_of]
        alike += {*inside, *rules.fact(key).common_to[1:]} - {*alike}
    return dict.fromkeys(companions(rules, leader), 0) | dict.fromkeys(alike, count)


def _totals(rules: RuleSet) -> Iterator[Threshold]:
    """Points that add up to what a grade asks for, to one less and to one more; not where shares earn some of them."""
    if any(fact.kind is not FactKind.POINTS for fact in rules.facts):
        return
    floor = max((grade.each_indicator_at_least or Fraction(1) for grade in rules.grades), default=Fraction(1))
    for area in areas_of(rules):
        asked = [(grade.id, total) for grade in rules.grades if (total := grade.total(area)) is not None]
        for (grade, total), off in product(asked, (-1, 0, 1)):
            facts = spread(rules, total.at_least + off, floor)
            if facts is not None:
                form = Applicant(id=f"{grade} {off:+d}", facts=facts, area=area, unit=units_of(rules)[0])
                yield Threshold(indicator="", asks=total, off=off, form=form)


def spread(rules: RuleSet, total: Fraction, floor: Fraction) -> Facts | None:
    """Points that add up to a total, each at least at the floor where it can be; None where they cannot."""
    most = [fact.maximum if fact.maximum is not None else Fraction(20) for fact in rules.facts]
    points: list[Any] = [min(floor, limit) for limit in most]
    for place, limit in enumerate(most):
        points[place] += min(limit - points[place], max(Fraction(0), total - sum(points)))
    whole = sum(points) == total and total <= (rules.maximum_total or total)
    return dict(zip((fact.key for fact in rules.facts), points, strict=True)) if whole else None
