"""The words of a decision: its result, and what was asked, seen and is missing at each condition."""

import re
from collections.abc import Mapping, Sequence
from fractions import Fraction

import attrs

from khuyenhoc._base.plain import grouped
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.deciding.next_steps import standards
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.results import Outcome, PartResult
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.law.criteria import Criterion, Grade, Method
from khuyenhoc.recognition.law.kinds import POINTS, RankTest, StandardTest
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.observed import Moved, PartOfWhole, measured
from khuyenhoc.values.rate import Rate

__all__ = ["Wording", "bound", "plain", "upper"]

_SHORT_TEXT = 24
_NUMBER = re.compile(r"[0-9.]+|[IVXLC]+")  # what a circular numbers a criterion by; anything else is a key of ours
_PLACE = re.compile(r"(điểm|khoản|mục|Điều|point|clause|section|Article) (?=\S+)")

_REACHED = Label("đạt {}", "{} reached")
_NOT_REACHED = Label("chưa đạt {}", "{} not reached")
_NONE_CERTAIN = Label("chưa chắc đạt mức nào; cao nhất có thể đạt {}", "no grade is certain; at best {} is possible")
_BETWEEN = Label("chắc chắn đạt {}; cao nhất có thể đạt {}", "{} is certain; at best {} is possible")
_CLASS = Label("loại {}", "grade “{}”")
_ONE = {
    "reached": Label("đạt", "reached"),
    "not": Label("chưa đạt", "not reached"),
    "open": Label("chưa đủ số liệu để kết luận", "not enough figures to conclude"),
}
_STANDARD = _ONE | {"reached": Label("đạt chuẩn", "reached"), "not": Label("chưa đạt chuẩn", "not reached")}
_FROM_TO = Label("{} đến {}", "{} to {}")
_FROM = Label("ít nhất {}", "at least {}")
_HAS = Label("có {}", "has {}")
_SHORT = Label("còn thiếu {}", "short by {}")
_NOW = Label("hiện: {}", "now: {}")
_YEARS = Label("năm nay {}; năm trước {}", "this year {}; the year before {}")
_BARE = Label("{}", "{}")
_IS_SO, _IS_NOT = Label("có", "yes"), Label("chưa", "no")
_NO_FIGURE = Label("chưa có số liệu", "no figure yet")
_NO_PART = Label("chưa có số liệu, trên tổng số {}", "no figure yet, of {} in all")
_NO_WHOLE = Label("có {}, chưa có tổng số", "has {}, the total is not known yet")
_UNDETERMINED = Label("chưa xác định được", "undetermined")
_EMPTY = Label("tổng số bằng 0 nên không có tỷ lệ", "there are none, so there is no share")
_NO_EVIDENCE = Label("chưa có minh chứng: {}", "no evidence: {}")
_NOT_SO = Label("chưa đạt: {}", "not so: {}")
_STANDS = {
    Outcome.MET: Label("đã đạt", "reached"),
    Outcome.NOT_MET: Label("chưa đạt", "not reached"),
    Outcome.UNKNOWN: Label("chưa rõ", "not known yet"),
}
_AT_LEAST = Label("cần ít nhất {}", "needs at least {}")
_ABOVE = Label("tiêu chí cần trên {}", "its criterion needs more than {}")


def bound(text: str) -> str:
    """A short text that no line breaks: its spaces are hard ones, which become plain when the lines are made."""
    return text.replace(" ", "\N{NO-BREAK SPACE}") if len(text) <= _SHORT_TEXT else text


def plain(text: str) -> str:
    """A text with its hard spaces as plain ones."""
    return text.replace("\N{NO-BREAK SPACE}", " ")


def upper(text: str) -> str:
    """A text as a sentence begins."""
    return text[:1].upper() + text[1:]


@attrs.frozen
class Wording:
    """The words of one rule set in one language."""

    law: Law
    lang: Language

    def say(self, label: Label, *texts: str) -> str:
        """A label with texts in its places."""
        return label.text(self.lang).format(*texts)

    def counted(self, number: int | Fraction, unit: Label | None) -> str:
        """A number with its unit, in one piece."""
        return bound(measured(number, unit, self.lang))

    def cited(self, *cites: Citation | None) -> str:
        """Citations in brackets after what they are for; none twice."""
        texts = dict.fromkeys(self.law.cite(cite, self.lang) for cite in cites if cite is not None)
        return f" [{_PLACE.sub(lambda found: bound(found[0]), '; '.join(texts))}]" if texts else ""

    def document(self) -> str:
        """What lays the rules down, by its printed name; empty where that is not known."""
        return next((item.text(self.lang) for item in self.law.cited if item.id == self.law.instrument), "")

    def criterion(self, criterion: Criterion) -> str:
        """A criterion under its number, where the circular gives it one."""
        number = f"{criterion.id}. " if _NUMBER.fullmatch(criterion.id) else ""
        return f"{number}{criterion.text(self.lang)}"

    def grade(self, id: str) -> str:  # noqa: A002 - it is the id
        """A grade by name: "mức độ 1", and with points "loại khá"."""
        name = bound(self.law.grade_of(id).text(self.lang))
        return self.say(_CLASS, name) if self.law.method is Method.POINTS else name

    def result(self, plan: Plan, run: Run) -> str:
        """What came out, in a few words."""
        if plan.ladder.levels:
            return "; ".join(f"{item.text(self.lang)}: {said}" for item, said in self.levels(plan, run))
        return self._between(run.worst, run.best, [grade.id for grade in self.law.grades], _ONE)

    def levels(self, plan: Plan, run: Run) -> list[tuple[Criterion, str]]:
        """In a set of standards, each with the level that it has."""
        return [
            (item, self._between(worst, best, item.grades, _STANDARD))
            for item, (_, worst, best) in zip(self.law.criteria, standards(plan, run), strict=False)
        ]

    def _between(self, worst: str | None, best: str | None, grades: Sequence[str], one: Mapping[str, Label]) -> str:
        if len(grades) == 1:
            return one["open" if worst != best else "not" if worst is None else "reached"].text(self.lang)
        if best is None:
            return self.say(_NOT_REACHED, self.grade(grades[0]))
        if worst == best:
            return self.say(_REACHED, self.grade(best))
        if worst is None:
            return self.say(_NONE_CERTAIN, self.grade(best))
        return self.say(_BETWEEN, self.grade(worst), self.grade(best))

    def points(self, lowest: Fraction, highest: Fraction | None) -> str:
        """Points, or those between which they lie."""
        low = self.counted(lowest, POINTS)
        if highest is None:
            return self.say(_FROM, low)
        bare = self.counted(lowest, None)
        return low if lowest == highest else self.say(_FROM_TO, bare, self.counted(highest, POINTS))

    def at_least(self, number: Fraction) -> str:
        """So many points asked for."""
        return self.say(_AT_LEAST, self.counted(number, POINTS))

    def floor(self, grade: Grade) -> str:
        """What a grade asks of the points of each indicator or criterion; empty if nothing."""
        floor, above = grade.each_indicator_at_least, grade.each_criterion_above
        if floor is not None:
            return self.at_least(floor)
        return "" if above is None else self.say(_ABOVE, self.counted(above, POINTS))

    def stated(self, part: PartResult) -> str:
        """The outcome of a condition, then the condition."""
        outcome, said = part.outcome.text(self.lang), self.part(part)
        if part.outcome is Outcome.UNKNOWN and isinstance(part.observed, PartOfWhole) and part.observed.whole == 0:
            outcome = _UNDETERMINED.text(self.lang)
        settled = part.outcome in (Outcome.MET, Outcome.NOT_MET)
        return f"{outcome}. {upper(said)}" if settled else f"{outcome}: {said}"

    def part(self, part: PartResult) -> str:
        """A condition: the thing, what is asked, what was seen, and by how much it falls short."""
        test, asked = part.test, part.test.in_words(self.law, self.lang)
        if part.observed is None and part.outcome is Outcome.NOT_MET:
            return self.say(_NO_EVIDENCE, asked)
        if part.observed is False:
            fact = self.law.fact(test.needs()[0])
            return fact.if_no.text(self.lang) if fact.if_no else self.say(_NOT_SO, asked)
        return "; ".join(filter(None, (asked, self.seen(part), self.short(part, part.outcome))))

    def short(self, part: PartResult, outcome: Outcome) -> str:
        """By how much a condition that is not met falls short, with what is counted; empty if that is no number."""
        if outcome is not Outcome.NOT_MET or part.short_by is None or part.short_by <= 0:
            return ""
        return self.say(_SHORT, self.counted(part.short_by, part.test.unit(self.law)))

    def there(self, part: PartResult) -> str:
        """What there is: yes or no, the figure, or that none is known."""
        match part.observed:
            case True:
                return _IS_SO.text(self.lang)
            case False:
                fact = self.law.fact(part.test.needs()[0])
                return (fact.if_no or _IS_NOT).text(self.lang)
            case None:
                return _NO_FIGURE.text(self.lang)
        return self.seen(part, bare=True)

    def seen(self, part: PartResult, *, bare: bool = False) -> str:
        """What was seen, of anything but yes or no, ``bare`` without "has"; empty if nothing was."""
        has, now = (_BARE, _BARE) if bare else (_HAS, _NOW)
        test = part.test
        unit = test.unit(self.law)
        match part.observed:
            case None | bool():
                return ""
            case PartOfWhole(part=count, whole=whole):
                return self._share(count, whole, unit, has)
            case Moved(value=value, previous=previous):
                seen = (
                    _NO_FIGURE.text(self.lang) if one is None else self.counted(one, unit) for one in (value, previous)
                )
                return self.say(_YEARS, *seen)
            case str(step) if isinstance(test, RankTest):
                scale = self.law.scale(test.fact)
                return self.say(now, scale.steps[scale.index(step)].text(self.lang))
            case str() if isinstance(test, StandardTest):
                return _STANDS[part.outcome].text(self.lang) if part.outcome in _STANDS else ""
            case int() | Fraction() as number:
                return self.say(has, self.counted(number, unit))
            case other:
                return str(other)

    def _share(self, count: int | None, whole: int | None, unit: Label | None, has: Label) -> str:
        if whole == 0:
            return _EMPTY.text(self.lang)
        if count is None:
            return self.say(_NO_PART, self.counted(whole or 0, unit))
        if whole is None:
            return self.say(_NO_WHOLE, self.counted(count, unit))
        name = f" {unit.text(self.lang)}" if unit else ""
        rate = Rate.of(count, whole).text(self.lang)
        return self.say(has, f"{grouped(count, self.lang)}/{grouped(whole, self.lang)}{name} ({rate})")
