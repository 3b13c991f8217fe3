"""Decisions: the grade reached, and everything that leads to it."""

import datetime as dt
from collections.abc import Iterator, Mapping
from fractions import Fraction
from functools import cached_property
from typing import Any

import attrs

from khuyenhoc._base.displayed import Displayed
from khuyenhoc._base.door import argument, public
from khuyenhoc._base.frozen import Frozen
from khuyenhoc._base.shown import Shown, in_short
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.deciding.compile import NOT_APPLICABLE
from khuyenhoc.recognition.deciding.data import as_data, as_record
from khuyenhoc.recognition.deciding.explanation import explain
from khuyenhoc.recognition.deciding.next_steps import (
    IN_THE_WAY,
    grade_above,
    improvements,
    interpretations_used,
    missing_facts,
    standards,
)
from khuyenhoc.recognition.deciding.obstacles import Obstacles, obstacles, questions
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.deciding.rechecking import Difference, differences, recorded
from khuyenhoc.recognition.deciding.results import (
    OUTCOMES,
    CriterionResult,
    Improvement,
    IndicatorResult,
    InterpretationUsed,
    Verdict,
)
from khuyenhoc.recognition.deciding.run import Run
from khuyenhoc.recognition.deciding.tree import build_tree
from khuyenhoc.recognition.deciding.wording import Wording, plain
from khuyenhoc.recognition.law.criteria import Grade
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.origin import Origin

__all__ = ["Decision", "Recheck"]


@public("khuyenhoc")
@attrs.frozen(eq=False, repr=False)
class Decision(Displayed):
    """Whether a title is earned, at which grade, and why not (kết luận đánh giá).

    A rule set makes it of facts, and all that it says follows from them; its parts are worked out when they are asked
    for, and kept. Two decisions are equal if law, area, unit, readings, facts and evidence are.

    >>> decision = catalog.ruleset("cdht-324-2023").decide({"foreign_language_points": 5})
    >>> decision.verdict, decision.worst, decision.lowest
    (Verdict.UNDETERMINED, None, Fraction(5, 1))
    """

    _plan: Plan
    _run: Run

    def __attrs_post_init__(self) -> None:
        if type(self._plan) is not Plan or type(self._run) is not Run or self._run.ladder is not self._plan.ladder:
            raise InvalidValueError("a-decision-is-made-of-facts", path=("Decision",))

    @property
    def rules(self) -> Law:
        """The rule set that decided."""
        return self._plan.law

    @property
    def origin(self) -> Origin | None:
        """The package and version, or the file, that its rules came from; None for rules that were made in code."""
        return self.rules.origin

    @cached_property
    def values(self) -> Frozen:
        """The facts used, by key; a rank by the id of its step, None where unknown."""
        scales = {scale.id: scale.steps for scale in self.rules.scales}
        found = dict(self._run.values)
        for fact in self.rules.facts:
            if fact.scale and found[fact.key] is not None:
                found[fact.key] = scales[fact.scale][found[fact.key]].id
        return Frozen(found)

    @cached_property
    def evidence(self) -> Frozen:
        """References given with the facts, by key: texts."""
        return Frozen(self._run.evidence)

    @property
    def verdict(self) -> Verdict:
        """Recognised, not recognised, or undetermined."""
        return self._run.verdict

    @property
    def grade(self) -> str | None:
        """Id of the grade reached; None if none, or if undetermined."""
        return self._run.grade

    @property
    def best(self) -> str | None:
        """Id of the highest grade still possible; None if none is."""
        return self._run.best

    @property
    def worst(self) -> str | None:
        """Id of the highest grade that is certain; None if none is."""
        return self._run.worst

    @property
    def lowest(self) -> Fraction | None:
        """Lowest total still possible; None in a set without points."""
        return self._run.lowest

    @property
    def highest(self) -> Fraction | None:
        """Highest total still possible; None likewise, or where no maximum is established."""
        return self._run.highest

    @property
    def total(self) -> Fraction | None:
        """The total of points; None without points or while some are missing."""
        return self.lowest if self.lowest == self.highest else None

    @cached_property
    def criteria(self) -> tuple[CriterionResult, ...]:
        """The tree: criteria, their indicators, and each indicator at each grade."""
        return build_tree(self._plan, self._run)

    @property
    def indicators(self) -> tuple[IndicatorResult, ...]:
        """All indicators, in the order of the circular."""
        return tuple(indicator for criterion in self.criteria for indicator in criterion.indicators)

    @property
    def in_the_way(self) -> tuple[str, ...]:
        """Ids of the indicators that are not met, or unknown, at the lowest grade; without building the tree."""
        if self._plan.points is not None:
            return tuple(item.indicator.id for item in self.indicators if item.grades[0].outcome in IN_THE_WAY)
        ladder, states = self._plan.ladder, self._run.states
        return tuple(
            indicator.id
            for indicator, by_grade in zip(self.rules.indicators, ladder.slots, strict=True)
            if OUTCOMES[min((states[index] for index in by_grade[0]), default=NOT_APPLICABLE)] in IN_THE_WAY
        )

    @cached_property
    def standards(self) -> tuple[tuple[str, str | None, str | None], ...]:
        """In a set of standards: id of each, highest certain and highest possible level; empty otherwise."""
        return standards(self._plan, self._run)

    def levels(self, lang: Language = "vi") -> tuple[tuple[str, str], ...]:
        """In a set of standards: the name of each, and the level that it has in words; empty otherwise.

        >>> levels = catalog.ruleset("nd-20-2014/commune").decide({"people_15_35": 90, "people_15_35_literate_1": 9})
        >>> levels.levels("en")[2]
        ('Literacy', 'level 1 not reached')
        """
        words = Wording(self.rules, check_language(lang))
        return tuple((item.text(lang), plain(said)) for item, said in words.levels(self._plan, self._run))

    @cached_property
    def missing(self) -> tuple[str, ...]:
        """Keys of the facts that are missing, those first that can still change the result."""
        return missing_facts(self._plan, self._run)

    @property
    def short_by(self) -> tuple[tuple[str, int], ...]:
        """Indicators in the way of the lowest grade that is not reached, and by how much each falls short."""
        return tuple((step.indicator, step.short_by) for step in self.next_grade() if step.short_by is not None)

    @cached_property
    def interpretations(self) -> tuple[InterpretationUsed, ...]:
        """The open questions about deciding, the readings used, and which of them decide here."""
        return interpretations_used(self._plan, self._run)

    def next_grade(self) -> tuple[Improvement, ...]:
        """What stands in the way of the next grade, each with the smallest improvement; empty if there is none."""
        return improvements(self._plan, self._run, self.criteria)

    def grade_above(self) -> Grade | None:
        """The grade after the one that is certain; None at the top."""
        return grade_above(self._plan, self._run)

    def result(self, lang: Language = "vi") -> str:
        """What came out, in a few words: "đạt mức độ 1", "chưa đạt loại khá"."""
        return plain(Wording(self.rules, check_language(lang)).result(self._plan, self._run))

    def obstacles(self, lang: Language = "vi") -> Obstacles:
        """What is in the way of the next grade, in words with counts and articles, and what is not known.

        >>> rules = catalog.ruleset("tt-25-2023/commune")
        >>> rules.decide({"citizens": 100, "learning_citizens": 59}).obstacles("en").texts[0].partition(" (ind")[0]
        'Citizens holding the title Learning Citizen: needs at least 60%; has 59/100 people (59%); short by 1'
        """
        found = obstacles(self._plan, self._run, self.criteria, Wording(self.rules, check_language(lang)))
        return Obstacles(plain(found.head), tuple(map(plain, found.texts)), tuple(map(plain, found.missing)))

    def questions(self, lang: Language = "vi") -> tuple[str, ...]:
        """The open questions about deciding, each with its reading and what another one would give, in words."""
        return tuple(map(plain, questions(self._plan, self._run, Wording(self.rules, check_language(lang)))))

    def explain(self, lang: Language = "vi") -> str:
        """The decision as text of 80 columns: the result, what is in the way, the indicators, open questions."""
        return explain(self._plan, self._run, self.criteria, lang)

    def to_dict(self, lang: Language = "vi", *, on: dt.date | None = None) -> dict[str, Any]:
        """The decision as plain data, the JSON of ``khuyenhoc decide``, which is a record to be kept.

        Beside the answer and its tree it has all that the decision was made of: facts with their evidence, area, unit,
        readings, the digest of the rule set, and the version of the library. `from_dict` decides again from it.

        Args:
            lang: Language of the few texts in it.
            on: The day of the question, for the record; deciding does not depend on it.
        """
        data = as_data(self._plan, self._run, self.criteria, self.missing, self.interpretations, lang)
        return data | as_record(self._plan, self._run, self.values, on)

    @classmethod
    def from_dict(cls, data: Mapping[str, Any], *, rules: Law) -> "Recheck":
        """Decide again from a record (xét lại), and say whether the answer is still the same, or what differs.

        Args:
            data: What `to_dict` gave, in either language, also after it was JSON.
            rules: The rule set as it is today; where it is another text, its digest is a difference.

        Raises:
            DocumentError: If it is no record, or a fact is one that the rule set of today refuses.
            InvalidValueError: If it is the record of a decision on another rule set.

        >>> rules = catalog.ruleset("tt-25-2023/commune")
        >>> record = rules.decide({"citizens": 100, "learning_citizens": 59}).to_dict()
        >>> Decision.from_dict(record, rules=rules).is_same
        True
        >>> again = Decision.from_dict(record | {"verdict": "recognised"}, rules=rules)
        >>> [(found.path, found.recorded, found.now) for found in again.differences]
        [('verdict', 'recognised', 'not_recognised')]
        """
        plan, facts = recorded(data, argument(rules, Law, "rules"))
        decision = cls(plan, plan.run(facts))
        return Recheck(decision=decision, differences=differences(data, decision.to_dict()))

    def _key(self) -> tuple[Any, ...]:
        plan = self._plan
        return plan.area, plan.unit, plan.final, frozenset(plan.readings.items()), frozenset(self.values.items())

    def __eq__(self, other: object) -> bool:
        if not isinstance(other, Decision):
            return NotImplemented
        same = self._key() == other._key() and self.evidence == other.evidence
        return same and self.rules == other.rules

    def __hash__(self) -> int:
        return hash((self.rules.id, *self._key()))

    def __iter__(self) -> Iterator[CriterionResult]:
        return iter(self.criteria)

    def __reduce__(self) -> tuple[Any, ...]:
        return self._again, (self._plan, dict(self._run.values), dict(self.evidence))

    @classmethod
    def _again(cls, plan: Plan, values: dict[str, Any], evidence: dict[str, Any]) -> "Decision":
        return cls(plan, plan.run_values(values, evidence))

    def __repr__(self) -> str:
        names = ("verdict", "grade", "best", "worst")
        return in_short("Decision", {"rules": self.rules.id} | {name: getattr(self, name) for name in names})


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, repr=False)
class Recheck(Shown):
    """A decision made again from its record, and what comes out otherwise (kết quả xét lại).

    Attributes:
        decision: The decision of today.
        differences: Where it, or the text of the rules, is another than the record says; none if all is the same.
    """

    decision: Decision
    differences: tuple[Difference, ...] = ()

    @property
    def is_same(self) -> bool:
        """Whether the answer, the readings and the text of the rules are those of the record."""
        return not self.differences


def _decided(plan: Plan, values: dict[str, Any], evidence: dict[str, Any]) -> Decision:
    return Decision(plan, plan.run_values(values, evidence))
