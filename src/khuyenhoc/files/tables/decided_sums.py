"""Columns of indicators in a decided table, and how many applicants reach what."""

from collections import Counter
from collections.abc import Iterator, Sequence
from fractions import Fraction
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import IndicatorResult, Outcome, Verdict
from khuyenhoc.recognition.law.criteria import Indicator, Method
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.rate import Rate, number_text

__all__ = ["MARKS", "DecidedSums", "MarkColumn", "mark_columns", "points_cell"]

MARKS = {Outcome.MET: "✓", Outcome.NOT_MET: "✗", Outcome.UNKNOWN: "?", Outcome.NOT_APPLICABLE: "–"}
_ROWS = Label("Số hàng", "Rows")
_DECIDED, _LEFT = Label("Đã xét", "Decided"), Label("Chưa xét, vì có giá trị sai", "Not decided: a value is wrong")
_COUNT, _SHARE = Label("Số lượng", "Count"), Label("Tỷ lệ trên số đã xét", "Of those decided")
_RESULT = Label("Kết quả", "Result")
_INDICATOR = Label("Chỉ tiêu, nhiều nơi chưa đạt nhất trước", "Indicator, those that fail most first")
_POINTS = Label("Chỉ tiêu, mất nhiều điểm nhất trước", "Indicator, those that lose most points first")
_KNOWN, _MEAN, _MOST = Label("Đã có điểm", "Known"), Label("Bình quân", "Mean"), Label("Điểm tối đa", "Maximum")
_NOTES = Label("Ghi chú", "Notes")
_MEAN_IN_POINTS = 2


def points_cell(lowest: Fraction | None, highest: Fraction | None) -> Any:
    """Points as a number where they are known, else from and to."""
    if lowest is None:
        return None
    if lowest == highest:
        return int(lowest) if lowest.denominator == 1 else float(lowest)
    return f"{number_text(lowest)} – {number_text(highest) if highest is not None else '?'}"


@attrs.frozen(kw_only=True)
class MarkColumn:
    """A column of the indicators: one of them, at a grade where what it asks hangs on that.

    Attributes:
        number: Which of the indicators of the rule set it is, from 0.
        indicator: The indicator.
        grade: Id of the grade.
        at: The name of the grade; None where it is the same at all.
        by_points: Whether its cells are points.
    """

    number: int
    indicator: Indicator
    grade: str
    at: Label | None = None
    by_points: bool = False

    def head(self, lang: Language) -> str:
        """The number of the indicator, and the grade on a second line."""
        return f"{self.indicator.id}\n{self.at.text(lang)}" if self.at else self.indicator.id

    def name(self, lang: Language) -> str:
        """The indicator by number and name, and the grade."""
        at = f" ({self.at.text(lang)})" if self.at else ""
        return f"{self.indicator.id} {self.indicator.text(lang)}{at}"

    def cell(self, results: Sequence[IndicatorResult]) -> Any:
        """What stands in it: a mark, or the points."""
        result = results[self.number]
        return points_cell(result.lowest, result.highest) if self.by_points else MARKS[result.at(self.grade).outcome]


def mark_columns(rules: RuleSet) -> Iterator[MarkColumn]:
    """A column for each indicator, and for each grade at which it asks something else; points are the same at all."""
    number, by_points = 0, rules.method is Method.POINTS
    for criterion in rules.criteria:
        grades = [grade for grade in rules.grades if not criterion.grades or grade.id in criterion.grades]
        for indicator in criterion.indicators:
            several = len({test.grade for test in indicator.tests}) > 1 and not by_points
            for grade in grades if several else grades[:1]:
                yield MarkColumn(
                    number=number,
                    indicator=indicator,
                    grade=grade.id,
                    at=Label(grade.vi, grade.en) if several else None,
                    by_points=by_points,
                )
            number += 1


class DecidedSums:
    """How many applicants reach what, and which indicator fails most."""

    rules: RuleSet
    columns: tuple[MarkColumn, ...]

    def __init__(self, rules: RuleSet) -> None:
        """Nothing yet."""
        self.rules, self.columns = rules, tuple(mark_columns(rules))
        self.left: int = 0
        self.decided: int = 0
        self._reached: Counter[Label] = Counter()
        self._labels: dict[Any, list[Label]] = {}
        self._marks: list[Counter[Any]] = [Counter() for _ in self.columns]
        self._points: list[Fraction] = [Fraction(0) for _ in self.columns]

    def add(self, decision: Decision, cells: Sequence[Any]) -> None:
        """One more decision, with the cells of its indicators."""
        self.decided += 1
        self._reached.update(self._results(decision))
        for number, cell in enumerate(cells):
            known = not self.columns[number].by_points or not isinstance(cell, str)
            self._marks[number][known if self.columns[number].by_points else cell] += 1
            if self.columns[number].by_points and known:
                self._points[number] += Fraction(str(cell))

    def leave_out(self) -> None:
        """One more row that was not decided."""
        self.left += 1

    def _results(self, decision: Decision) -> list[Label]:
        if self.rules.method is Method.STANDARDS:
            pairs = zip(decision.levels("vi"), decision.levels("en"), strict=True)
            return [Label(f"{vi[0]}: {vi[1]}", f"{en[0]}: {en[1]}") for vi, en in pairs]
        key = decision.verdict, decision.worst, decision.best
        if key not in self._labels:
            found = [Label(decision.verdict.vi, decision.verdict.en)]
            if decision.verdict is Verdict.RECOGNISED and len(self.rules.grades) > 1:
                found.append(Label(f"  {decision.result('vi')}", f"  {decision.result('en')}"))
            self._labels[key] = found
        return self._labels[key]

    def rows(self, notes: Sequence[str], lang: Language) -> Iterator[tuple[list[Any], bool]]:
        """The lines of the sheet of sums, each with whether it is a heading."""
        yield [self.rules.title.text(lang), None], True
        yield [_ROWS.text(lang), self.decided + self.left], False
        yield [_DECIDED.text(lang), self.decided], False
        yield [_LEFT.text(lang), self.left], False
        yield [], False
        yield [label.text(lang) for label in (_RESULT, _COUNT, _SHARE)], True
        for label, count in sorted(self._reached.items(), key=lambda item: self._order(item[0])):
            yield [label.text(lang), count, Rate.of(count, self.decided).text(lang)], False
        yield [], False
        by_points = bool(self.columns) and self.columns[0].by_points
        yield from self._of_points(lang) if by_points else self._of_marks(lang)
        if notes:
            yield [], False
            yield [_NOTES.text(lang)], True
        yield from (([note], False) for note in notes)

    def _order(self, label: Label) -> tuple[int, str]:
        """Verdicts from the best down, the grades below theirs."""
        verdicts = [verdict.vi for verdict in Verdict]
        grade = label.vi.startswith("  ")
        return (0 if grade else verdicts.index(label.vi) if label.vi in verdicts else 0, label.vi if grade else "")

    def _of_marks(self, lang: Language) -> Iterator[tuple[list[Any], bool]]:
        yield [_INDICATOR.text(lang), *(f"{mark} {outcome.text(lang)}" for outcome, mark in MARKS.items())], True
        worst = sorted(
            zip(self.columns, self._marks, strict=True), key=lambda item: (-item[1]["✗"], -item[1]["?"], item[0].number)
        )
        for column, marks in worst:
            yield [column.name(lang), *(marks[mark] for mark in MARKS.values())], False

    def _of_points(self, lang: Language) -> Iterator[tuple[list[Any], bool]]:
        yield [label.text(lang) for label in (_POINTS, _KNOWN, _MEAN, _MOST)], True
        lines = []
        for column, marks, total in zip(self.columns, self._marks, self._points, strict=True):
            most, known = column.indicator.maximum, marks[True]
            mean = total / known if known else None
            lost = 1 - mean / most if mean is not None and most else Fraction(0)
            lines.append((-lost, column, known, mean, most))
        for _, column, known, mean, most in sorted(lines, key=lambda line: (line[0], line[1].number)):
            shown = round(float(mean), _MEAN_IN_POINTS) if mean is not None else None
            yield [column.name(lang), known, shown, points_cell(most, most)], False
