"""Checks of a rule set: what is odd about it is said, all at once, each with its path."""

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, pairwise
from typing import Any

from khuyenhoc._base.terms import Finding
from khuyenhoc.recognition.law.criteria import Grade, Indicator, Method
from khuyenhoc.recognition.law.facts import around
from khuyenhoc.recognition.law.kinds import BandedPointsTest, PointsTest, ProportionalPointsTest, ShareTest, Test
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.values.rate import number_text

__all__ = ["check_ruleset"]


def check_ruleset(rules: Law) -> tuple[Finding, ...]:
    """Everything odd about a rule set, with its path."""
    return (
        *_weaker_grades(rules),
        *_bands(rules),
        *_maxima(rules),
        *_points_of_indicators(rules),
        *_doubled(rules),
        *_idle(rules),
        *_meanings(rules),
    )


def _finding(code: str, path: str, vi: str, en: str) -> Finding:
    return Finding(code=code, path=path, vi=vi, en=en)


def _numbered(rules: Law) -> Iterator[tuple[str, Indicator]]:
    for index, criterion in enumerate(rules.criteria):
        for number, indicator in enumerate(criterion.indicators):
            yield f"criteria[{index}].indicators[{number}]", indicator


def _weaker_grades(rules: Law) -> Iterator[Finding]:
    numbers = {grade.id: number for number, grade in enumerate(rules.grades)}
    for path, indicator in _numbered(rules):
        groups: dict[Any, list[tuple[int, Test]]] = {}
        for test in indicator.tests:
            key = (type(test), test.needs(), test.part_id, test.area, test.readings)
            groups.setdefault(key, []).append((numbers.get(test.grade, 0), test))
        for tests in groups.values():
            for (_, low), (_, high) in pairwise(sorted(tests, key=lambda item: item[0])):
                if (high.strength(rules) or 0) < (low.strength(rules) or 0):
                    yield _finding(
                        "higher-grade-weaker",
                        path,
                        f"{indicator.id}: mức cao hơn yêu cầu thấp hơn",
                        f"{indicator.id}: the higher grade asks for less",
                    )
                if high.units and set(high.units) != set(low.units):
                    yield _finding(
                        "higher-grade-for-fewer",
                        path,
                        f"{indicator.id}: ở mức cao hơn chỉ áp dụng cho một số loại đơn vị",
                        f"{indicator.id}: at the higher grade it applies to other kinds of unit",
                    )


def _bands(rules: Law) -> Iterator[Finding]:
    most = rules.maximum_total
    for area in ("", *(option.id for option in rules.areas)):
        if area and not any(total.area == area for grade in rules.grades for total in grade.totals):
            continue
        graded = [(grade, total) for grade in rules.grades if (total := grade.total(area)) is not None]
        for (grade, one), (_, other) in pairwise(graded):
            last = one.to if one.to is not None else one.below
            if other.at_least <= one.at_least or (last is not None and last > other.at_least):
                yield _finding(
                    "bands-overlap", _grade_path(rules, grade), "khoảng điểm chồng nhau", "the bands overlap"
                )
            elif last is not None and last < other.at_least:
                span = f"{number_text(last)} - {number_text(other.at_least)}"
                yield _finding(
                    "band-gap",
                    _grade_path(rules, grade),
                    f"khoảng trống giữa hai mức: {span}",
                    f"a gap between two bands: {span}",
                )
        for grade, total in graded:
            if most is not None and total.at_least > most:
                yield _finding("grade-out-of-reach", _grade_path(rules, grade), "không thể đạt", "it cannot be reached")


def _grade_path(rules: Law, grade: Grade) -> str:
    return f"grades[{[item.id for item in rules.grades].index(grade.id)}]"


def _maxima(rules: Law) -> Iterator[Finding]:
    if rules.method is not Method.POINTS:
        return
    for index, criterion in enumerate(rules.criteria):
        points = [indicator.maximum for indicator in criterion.indicators]
        known = sum((item for item in points if item is not None), start=Fraction(0))
        if None in points:
            yield _finding(
                "maximum-not-established",
                f"criteria[{index}]",
                f"{criterion.id}: chưa xác lập điểm tối đa",
                f"{criterion.id}: the most points are not established",
            )
        elif criterion.maximum is not None and known != criterion.maximum:
            yield _finding(
                "maxima-do-not-add-up",
                f"criteria[{index}].maximum",
                f"{criterion.id}: các chỉ tiêu cộng lại {number_text(known)}, ghi {number_text(criterion.maximum)}",
                f"{criterion.id}: the indicators add up to {number_text(known)}, not {number_text(criterion.maximum)}",
            )
    points = [indicator.maximum for indicator in rules.indicators]
    if None not in points and rules.maximum_total is not None:
        known = sum((item for item in points if item is not None), start=Fraction(0))
        if known != rules.maximum_total:
            yield _finding(
                "maxima-do-not-add-up",
                "maximum_total",
                f"tổng các chỉ tiêu {number_text(known)}, ghi {number_text(rules.maximum_total)}",
                f"the indicators add up to {number_text(known)}, not {number_text(rules.maximum_total)}",
            )


def _points_of_indicators(rules: Law) -> Iterator[Finding]:
    """Floors above the most points, and facts whose most points are not those of their indicator."""
    by_key = {fact.key: fact for fact in rules.facts}
    for path, indicator in _numbered(rules):
        for grade in rules.grades:
            floor = grade.each_indicator_at_least
            if floor is not None and indicator.maximum is not None and floor > indicator.maximum:
                yield _finding(
                    "floor-above-maximum",
                    path,
                    f"{indicator.id}: điểm thấp nhất cao hơn điểm tối đa",
                    f"{indicator.id}: the floor is above the most points",
                )
        for test in indicator.tests:
            if isinstance(test, PointsTest) and by_key[test.fact].maximum != indicator.maximum:
                yield _finding(
                    "maximum-differs",
                    path,
                    f"{indicator.id}: điểm tối đa khác với số liệu {test.fact}",
                    f"{indicator.id}: its most points are not those of the fact {test.fact}",
                )


def _doubled(rules: Law) -> Iterator[Finding]:
    """Two tests for the same case, so that both must hold where one was meant."""
    for path, indicator in _numbered(rules):
        slots = [(test.part_id, test.grade, test.area, test.readings) for test in indicator.tests]
        units = [set(test.units) for test in indicator.tests]
        for (first, one), (second, other) in combinations(enumerate(slots), 2):
            if one == other and (not units[first] or not units[second] or units[first] & units[second]):
                yield _finding(
                    "two-tests-in-one-place",
                    f"{path}.tests[{second}]",
                    f"{indicator.id}: hai phép đánh giá cùng điều kiện, mức và địa bàn",
                    f"{indicator.id}: two tests of one part, grade and area; both must hold",
                )


def _idle(rules: Law) -> Iterator[Finding]:
    for path, indicator in _numbered(rules):
        strengths = [test.strength(rules) for test in indicator.tests]
        idle = [strength for strength in strengths if strength is not None and strength <= 0]
        if not indicator.tests or len(idle) == len(indicator.tests) or indicator.maximum == 0:
            yield _finding(
                "indicator-cannot-decide",
                path,
                f"{indicator.id}: luôn đạt, không thể quyết định kết quả",
                f"{indicator.id}: it is always met and cannot decide anything",
            )


def _meanings(rules: Law) -> Iterator[Finding]:
    outer = {fact.key: fact.part_of for fact in rules.facts}
    used: dict[str, set[str]] = {}
    for path, indicator in _numbered(rules):
        for test in indicator.tests:
            for key in test.needs():
                used.setdefault(key, set()).add(indicator.id if isinstance(test, PointsTest) else "")
            if isinstance(test, ShareTest | BandedPointsTest | ProportionalPointsTest):
                if isinstance(test, ShareTest) and test.unresolved_if_empty is None:
                    yield _finding(
                        "share-of-nobody",
                        path,
                        f"{indicator.id}: chưa nói mẫu số bằng 0 thì xét thế nào (unresolved_if_empty)",
                        f"{indicator.id}: it does not say what a share of nobody is (unresolved_if_empty)",
                    )
                for part in test.part:
                    if test.whole not in around(outer, part):
                        yield _finding(
                            "part-outside-whole",
                            path,
                            f"{indicator.id}: {part} không khai báo là một phần của {test.whole}",
                            f"{indicator.id}: {part} is not declared as part_of {test.whole}",
                        )
    for index, fact in enumerate(rules.facts):
        if fact.unit and fact.unit.vi == "%" and fact.maximum is None:
            yield _finding(
                "percentage-without-bound",
                f"facts[{index}]",
                f"{fact.key}: tỷ lệ không ghi mức cao nhất (maximum)",
                f"{fact.key}: a percentage without the most that it can be (maximum)",
            )
        if fact.key not in used:
            yield _finding("fact-not-used", f"facts[{index}]", f"{fact.key}: không dùng", f"{fact.key} is not used")
        elif len(used[fact.key]) > 1:
            yield _finding(
                "fact-with-two-meanings",
                f"facts[{index}]",
                f"{fact.key}: dùng cho nhiều chỉ tiêu",
                f"{fact.key} stands for several indicators: {', '.join(sorted(used[fact.key]))}",
            )
