"""What the tests of a law need to know of its facts: how counts lie within each other, what an unknown one may be."""

from fractions import Fraction
from typing import Any, NamedTuple

import attrs

from khuyenhoc.recognition.law.facts import Fact, FactKind, Scale, around
from khuyenhoc.recognition.law.kinds import BandedPointsTest, ProportionalPointsTest, ShareTest
from khuyenhoc.recognition.law.law import Law

__all__ = ["Context", "Join", "Points", "Values", "holders", "joins", "plain_number"]

Values = dict[Any, Any]
Points = int | Fraction


class Join(NamedTuple):
    """All that two counts have in common, and a count around both: one and the other, less that, fit into the whole."""

    both: str
    one: str
    other: str
    whole: str

    def beside(self, key: str) -> str | None:
        """The other one of the two."""
        return self.other if key == self.one else self.one if key == self.other else None


@attrs.frozen
class Context:
    """What a test needs to know of its rule set: the facts, their scales, and how counts lie within each other."""

    facts: dict[str, Fact]
    scales: dict[str, Scale]
    inner: dict[str, tuple[str, ...]]
    outer: dict[str, tuple[str, ...]]
    beside: dict[str, tuple[str, ...]]  # counts that lie within the same one and do not overlap
    joins: dict[str, tuple[Join, ...]]  # by each count that has to do with it

    @classmethod
    def of(cls, rules: Law) -> "Context":
        """The facts, scales and nesting of a rule set."""
        outer = nesting(rules)
        inner: dict[str, tuple[str, ...]] = {}
        for part, wholes in outer.items():
            inner |= {whole: (*inner.get(whole, ()), part) for whole in wholes}
        facts = {fact.key: fact for fact in rules.facts}
        scales = {scale.id: scale for scale in rules.scales}
        every = joins(rules)
        near = [
            one
            for one in every
            if not any(one[:3] == other[:3] and one.whole in around(outer, other.whole) for other in every)
        ]
        by_key = {key: tuple(join for join in near if key in join) for join in near for key in join}
        return cls(facts, scales, inner, outer, _beside(rules), by_key)

    def fact(self, key: str) -> Fact:
        """The fact of a key."""
        return self.facts[key]

    def scale(self, key: str) -> Scale:
        """The scale of a rank."""
        return self.scales[self.facts[key].scale]

    def rank(self, key: str, step: str) -> int:
        """Position of a step on the scale of a rank."""
        return self.scale(key).index(step)

    def least(self, key: str, values: Values, above: tuple[str, ...] = ()) -> int:
        """The value, or the most that the counts within it and those around others make of it.

        What is asked for on the way (``above``) is not asked for again.
        """
        value = values[key]
        if value is not None:
            return int(value)
        if (way := f">{key}") in above:
            return 0
        above += (way,)
        sums = [
            self.least(part, values, above)
            + sum(self.least(other, values, above) for other in self.beside.get(part, ()))
            for part in self.inner.get(key, ())
        ]
        for join in self.joins.get(key, ()):
            if key in (join.both, join.whole) and join.both not in above:
                ways = (*above, join.both)
                room = self.most(join.whole if key == join.both else join.both, values, ways)
                if room is not None:
                    sums.append(self.least(join.one, values, ways) + self.least(join.other, values, ways) - room)
        return max(sums, default=0)

    def most(self, key: str, values: Values, above: tuple[str, ...] = ()) -> int | None:
        """The value, or what the counts around it leave room for; None without limit."""
        value = values[key]
        if value is not None or (way := f"<{key}") in above:
            return None if value is None else int(value)
        above += (way,)
        rooms = [
            max(0, room - sum(self.least(other, values, above) for other in self.beside_in(key, whole)))
            for whole in self.outer.get(key, ())
            if (room := self.most(whole, values, above)) is not None
        ]
        for join in self.joins.get(key, ()):
            if (rest := join.beside(key)) and join.both not in above:
                ways = (*above, join.both)
                whole, both = self.most(join.whole, values, ways), self.most(join.both, values, ways)
                if whole is not None and both is not None:
                    rooms.append(max(0, whole + both - self.least(rest, values, ways)))
        return min(rooms, default=None)

    def span(self, key: str, values: Values) -> tuple[Points | None, Points | None]:
        """Between which numbers a count or an amount lies; None without limit."""
        value, fact = values[key], self.facts[key]
        if value is not None:
            return value, value
        if fact.kind is FactKind.COUNT:
            return self.least(key, values), self.most(key, values)
        return (None, None) if fact.maximum is None else (0, plain_number(fact.maximum))

    def beside_in(self, key: str, whole: str) -> tuple[str, ...]:
        """The counts that do not overlap with a count and lie within the same one."""
        return tuple(other for other in self.beside.get(key, ()) if whole in self.outer.get(other, ()))


def joins(rules: Law) -> tuple[Join, ...]:
    """The counts that two others have in common, with each count around both: what lies in neither is limited too."""
    outer = nesting(rules)
    return tuple(
        Join(fact.key, fact.common_to[0], fact.common_to[1], whole)
        for fact in rules.facts
        if fact.common_to
        for whole in around(outer, fact.common_to[0])
        if whole in around(outer, fact.common_to[1])
    )


def nesting(rules: Law) -> dict[str, tuple[str, ...]]:
    """Which count lies within which: as declared, or, where nothing is, as a share test takes it."""
    outer = {fact.key: fact.part_of for fact in rules.facts if fact.part_of}
    for indicator in rules.indicators:
        for test in indicator.tests:
            if isinstance(test, ShareTest | BandedPointsTest | ProportionalPointsTest):
                for part in test.part:
                    if part != test.whole and part not in around(outer, test.whole):
                        outer.setdefault(part, (test.whole,))
    return outer


def holders(rules: Law) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """For each count the counts around it, from the inside out."""
    outer = nesting(rules)
    return tuple((key, around(outer, key)) for key in outer)


def _beside(rules: Law) -> dict[str, tuple[str, ...]]:
    found: dict[str, set[str]] = {}
    for indicator in rules.indicators:
        for test in indicator.tests:
            parts = set(getattr(test, "part", ()))
            for part in parts:
                found.setdefault(part, set()).update(parts - {part})
    return {part: tuple(sorted(others)) for part, others in found.items()}


def plain_number(number: Fraction | None) -> Points | None:
    """A whole number as an int, which is the same number and compares faster."""
    return number.numerator if number is not None and number.denominator == 1 else number
