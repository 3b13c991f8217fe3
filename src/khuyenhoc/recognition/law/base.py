"""What all kinds of test have in common: the questions that each answers about itself."""

from abc import abstractmethod
from collections.abc import Mapping, Sequence
from fractions import Fraction
from typing import Any, ClassVar, Protocol

import attrs

from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Language, Worded
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale
from khuyenhoc.recognition.law.observed import Observed
from khuyenhoc.values.rate import number_text

__all__ = [
    "BaseTest",
    "Condition",
    "Floors",
    "OfAShare",
    "OfOneFact",
    "PointsForAShare",
    "Terms",
    "Values",
    "added",
    "named",
    "rounded_up",
]

Values = Mapping[str, Any]
_AND = Label("và", "and")


class Terms(Protocol):
    """What a test asks of the rule set it belongs to."""

    @abstractmethod
    def fact(self, key: str, /) -> Fact:
        """The fact of a key."""

    @abstractmethod
    def scale(self, key: str, /) -> Scale:
        """The scale of a rank, by the key of the fact."""

    @abstractmethod
    def standard(self, id: str, /) -> Worded:  # noqa: A002 - it is the id
        """The criterion of an id."""

    @abstractmethod
    def grade_of(self, id: str, /) -> Worded:  # noqa: A002 - it is the id
        """The grade of an id."""


class Floors(Protocol):
    """What a grade asks of the points of single indicators and criteria."""

    @property
    def each_indicator_at_least(self) -> Fraction | None:
        """The floor of every indicator."""

    @property
    def each_criterion_above(self) -> Fraction | None:
        """What no criterion may be at or below."""


def added(values: Values, keys: Sequence[str]) -> int | None:
    """The sum of counts; None if one is unknown."""
    if len(keys) == 1:
        only: int | None = values[keys[0]]
        return only
    total = 0
    for key in keys:
        count = values[key]
        if count is None:
            return None
        total += count
    return total


def named(keys: Sequence[str], terms: Terms, lang: Language) -> str:
    """Facts by name, one after the other."""
    return f" {_AND.text(lang)} ".join(terms.fact(key).text(lang) for key in keys)


def rounded_up(number: int | Fraction) -> int:
    """The next whole number."""
    return int(-(-number // 1))


@public("khuyenhoc.recognition")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Condition(Shown):
    """A test that holds only under one reading of an open question.

    Attributes:
        question: Id of the interpretation.
        reading: Id of the reading.
    """

    question: str
    reading: str


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class BaseTest(Shown):
    """What all kinds of test have in common (phép đánh giá).

    Attributes:
        cite: The article, clause and point that sets it.
        cite2: The clauses by which the higher grades take it over, one each, the last for all after it; empty if none.
        grade: Id of the grade from which it holds upwards, until a higher one overrides it; empty: the lowest.
        part_id: Which of several conditions of the indicator it is; all must hold. Empty where there is one.
        area: Id of the area that this variant is for; empty for the plain one.
        units: Ids of the kinds of unit it applies to; empty for all.
        readings: Readings of open questions under which it holds.
        note: A remark; None if there is none.
    """

    __test__: ClassVar[bool] = False  # its name makes test runners curious
    kind: ClassVar[str]
    title: ClassVar[str]  # its Vietnamese name
    fact_kinds: ClassVar[tuple[FactKind, ...]] = ()
    awards: ClassVar[bool] = False  # whether it gives points

    cite: Citation
    cite2: tuple[Citation, ...] = ()
    grade: str = ""
    part_id: str = ""
    area: str = ""
    units: tuple[str, ...] = ()
    readings: tuple[Condition, ...] = ()
    note: Label | None = None

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return ()

    def asks(self) -> str:
        """What it asks for, by the keys of its facts."""
        return " ".join((self.kind, *self.needs()))

    def in_words(self, terms: Terms, lang: Language) -> str:
        """What it asks for, in words."""
        return self.asks()

    def unit(self, terms: Terms) -> Label | None:
        """What is counted by that by which it falls short; None where that is not said."""
        return None

    def required(self, grade: Floors) -> str:
        """What it asks for at a grade, as data; empty if nothing."""
        return ""

    def observed(self, values: Values, terms: Terms) -> Observed:
        """What was seen; None if nothing was."""
        return None

    def short_by(self, values: Values, terms: Terms, grade: Floors) -> int | None:
        """The smallest whole number by which it falls short, zero or less when over; None where there is none."""
        return None

    def strength(self, terms: Terms) -> Fraction | None:
        """How much it asks for, to be compared with another of its kind; at most zero if nothing can fail it."""
        return None


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class OfOneFact(BaseTest):
    """A test of one fact."""

    fact: str

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (self.fact,)

    def observed(self, values: Values, terms: Terms) -> Observed:
        """The value."""
        seen: Observed = values[self.fact]
        return seen

    def unit(self, terms: Terms) -> Label | None:
        """The unit of the fact."""
        return terms.fact(self.fact).unit


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class OfAShare(BaseTest):
    """A test of parts, added up, and a whole."""

    fact_kinds: ClassVar[tuple[FactKind, ...]] = (FactKind.COUNT,)

    part: tuple[str, ...]
    whole: str

    def needs(self) -> tuple[str, ...]:
        """Keys of the facts it needs."""
        return (*self.part, self.whole)

    def unit(self, terms: Terms) -> Label | None:
        """The unit of the parts."""
        return terms.fact(self.part[0]).unit

    def formula(self) -> str:
        """The parts over the whole, by their keys."""
        return f"{' + '.join(self.part)} / {self.whole}"


@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class PointsForAShare(OfAShare):
    """A test that gives points for a share."""

    awards: ClassVar[bool] = True

    @property
    @abstractmethod
    def most(self) -> Fraction:
        """The most points that it gives."""

    @abstractmethod
    def earned(self, share: Fraction) -> Fraction:
        """The points for a share."""

    def observed(self, values: Values, terms: Terms) -> Observed:
        """The points that the share earns, as text."""
        part, whole = added(values, self.part), values[self.whole]
        return number_text(self.earned(Fraction(part, whole))) if whole and part is not None else None
