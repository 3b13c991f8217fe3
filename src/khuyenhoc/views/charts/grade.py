"""What is missing for the next grade: for each indicator in the way, how much of what is asked is there."""

from fractions import Fraction
from typing import Any

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label, Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.deciding.results import Improvement, Outcome, PartResult
from khuyenhoc.recognition.deciding.wording import Wording
from khuyenhoc.recognition.law.kinds import DoneTest
from khuyenhoc.recognition.law.observed import PartOfWhole
from khuyenhoc.targets.attainment import Status
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.charts.theme import COLOURS, INK, Spec, framed, named, row_axis, spoken
from khuyenhoc.views.rows import exact
from khuyenhoc.views.words import number, word

__all__ = ["grade"]

_WIDTH, _STEP, _SAID = 300, 48, 70
_COLOURS = {Outcome.NOT_MET: COLOURS[Status.MISSED], Outcome.UNKNOWN: COLOURS[Status.OPEN]}
_AXIS = Label("đã có so với mức phải đạt", "what is there, of what is asked")
_NEED, _HAS = Label("cần", "needs"), Label("có", "has")
_DONE = Label("đã thực hiện, có minh chứng", "to be done, with evidence")
_TOTAL = Label("Tổng điểm", "Total of points")


@public("khuyenhoc.charts")
def grade(decision: Decision, *, lang: Language = "vi") -> dict[str, Any]:
    """What stands in the way of the grade after the one that is certain (còn thiếu gì để đạt mức tiếp theo).

    The same as [`Decision.next_grade`][khuyenhoc.Decision.next_grade]: a row for each step, with how much of what is
    asked is there, where that is a number.

    Raises:
        InvalidValueError: If nothing is in the way, or the rule set knows no grade above.

    >>> made = catalog.ruleset("tt-25-2023/commune").decide({"learning_citizens": 512, "citizens": 1000})
    >>> for row in charts.grade(made)["data"]["values"]:
    ...     if row["indicator"] == "5.1":
    ...         print(row["required"], row["observed"], row["short_by"])
    0.6 512/1000 88
    """
    decision, lang = argument(decision, Decision, "decision"), check_language(lang)
    steps, above = decision.next_grade(), decision.grade_above()
    if not steps or above is None:
        raise InvalidValueError("nothing-to-draw", path=("decision",), expected="a-grade-above")
    data: list[Spec] = []
    for step in steps:
        again = sum(row["indicator"] == step.indicator for row in data)
        data.append(_row(decision, step, lang, f" ({again + 1})" if again else ""))
    count = len({step.indicator for step in steps})
    lead = Label(
        f"Để đạt {above.text('vi')}: còn {count} trong {len(decision.indicators)} chỉ tiêu chưa đạt hoặc chưa rõ",
        f"For {above.text('en')}: {count} of {len(decision.indicators)} indicators are not met, or not known",
    )
    return framed(
        decision.rules.title.text(lang),
        [lead.text(lang)],
        [lead.text(lang), *(f"{spoken(row['row'])}: {spoken(row['said'])}" for row in data)],
        data={"values": data},
        width=_WIDTH,
        height={"step": _STEP},
        layer=_layer(data, lang),
    )


def _row(decision: Decision, step: Improvement, lang: Language, again: str) -> Spec:
    part = _part(decision, step)
    reached = _reached(step)
    seen = Wording(decision.rules, lang).seen(part) if part else ""
    if part is None and step.observed:
        seen = f"{_HAS.text(lang)} {step.observed}"
    short = f"{word('more', lang)} {number(step.short_by, lang)}" if step.short_by and step.short_by > 0 else ""
    said = ", ".join(filter(None, (step.outcome.text(lang), seen, short)))
    return {
        "indicator": step.indicator,
        "row": _name(decision, step, lang, again),
        "required": step.required or None,
        "observed": exact(step.observed),
        "short_by": step.short_by,
        "percent": None if reached is None else float(min(reached, Fraction(1)) * 100),
        "outcome": step.outcome.text(lang),
        "said": named(said, _asked(decision, step, part, lang), _SAID),
        "cite": step.cite.text(lang) if step.cite else None,
    }


def _part(decision: Decision, step: Improvement) -> PartResult | None:
    """The condition that a step is about; None for the total."""
    for result in decision.indicators:
        if result.indicator.id == step.indicator:
            for part in result.at(step.grade).parts:
                if (part.required, part.observed, part.cite) == (step.required, step.observed, step.cite):
                    return part
    return None


def _name(decision: Decision, step: Improvement, lang: Language, again: str) -> str:
    for result in decision.indicators:
        if result.indicator.id == step.indicator:
            return named(step.indicator + again, result.indicator.text(lang))
    return _TOTAL.text(lang)


def _asked(decision: Decision, step: Improvement, part: PartResult | None, lang: Language) -> str:
    """What is asked for; nothing where a circular sets no floor for the points of an indicator."""
    if part is None:
        return f"{_NEED.text(lang)} {step.required}"
    if not step.required:
        return ""
    words = _DONE.text(lang) if isinstance(part.test, DoneTest) else part.test.in_words(decision.rules, lang)
    return f"{_NEED.text(lang)} {words}"


def _reached(step: Improvement) -> Fraction | None:
    """How much of what is asked is there; None where that is no number."""
    match step.observed:
        case bool():
            return Fraction(0)
        case PartOfWhole(part=int(part), whole=int(whole)) if whole:
            return _over(Fraction(part, whole), step.required)
        case int() | Fraction():
            return _over(Fraction(step.observed), step.required)
        case str() if step.indicator == "total":
            return _over(Rate(step.observed).value, step.required)
    return None


def _over(seen: Fraction, required: str) -> Fraction | None:
    try:
        asked = Rate(required).value
    except InvalidValueError:
        return None
    return seen / asked if asked > 0 else None


def _layer(data: list[Spec], lang: Language) -> list[Spec]:
    there = {row["outcome"] for row in data}
    kinds = {kind.text(lang): colour for kind, colour in _COLOURS.items() if kind.text(lang) in there}
    colour = {"field": "outcome", "type": "nominal", "scale": {"domain": list(kinds), "range": list(kinds.values())}}
    axis = {"labelExpr": "datum.value + '%'", "title": _AXIS.text(lang), "tickCount": 5}
    x = {"field": "percent", "type": "quantitative", "scale": {"domain": [0, 100]}, "axis": axis}
    y = row_axis("row")
    return [
        {
            "mark": {"type": "bar", "height": 18, "stroke": INK, "strokeWidth": 0.7},
            "encoding": {"y": y, "x": x, "color": colour},
        },
        {"mark": {"type": "rule", "color": INK, "strokeWidth": 2}, "encoding": {"x": {"datum": 100}}},
        {
            "mark": {"type": "text", "align": "left", "baseline": "middle", "dy": -14},
            "encoding": {"y": y, "x": {"value": _WIDTH + 12}, "text": {"field": "said"}},
        },
    ]
