"""Synthetic forms: any number of filled-in forms of any rule set, the same ones for the same seed.

Run with ``python tests/benchmarks/synthetic.py RULESET ROWS OUT.parquet --seed N``. Rows are made and written in
batches, so that 27 million need no more memory than a quarter of a million. Every row is one that the rule set accepts:
counts lie within the counts around them, parts that do not overlap fit their whole, points stay within the total. Some
rows are awkward on purpose: facts left out, wholes of nobody, counts and totals exactly on a threshold or one off.
"""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import attrs
import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from khuyenhoc import RuleSet, catalog
from khuyenhoc.recognition import Fact, FactKind
from khuyenhoc.recognition.law.kinds import (
    BandedPointsTest,
    ChangeTest,
    CountTest,
    ProportionalPointsTest,
    ShareTest,
    Test,
)

__all__ = ["Forms", "batches", "schema_of", "write"]

BATCH = 250_000
_SHARES = (ShareTest, BandedPointsTest, ProportionalPointsTest)
_STRENGTHS = (0.45, 0.35, 0.20)  # of applicants: nearly everything in order, some things not, most not
_YES = np.array([0.997, 0.95, 0.6])
_TOP_STEP, _NEXT_STEP = np.array([0.8, 0.45, 0.15]), np.array([0.98, 0.85, 0.5])
_LEAST, _MOST = np.array([0.98, 0.8, 0.3]), np.array([1.25, 1.1, 1.0])  # of a rate, or of the most points
_INCOMPLETE, _LEFT_OUT = 0.12, 0.2  # of forms; of the facts of such a form
_EMPTY, _SMALL, _EXACT = 0.01, 0.05, 0.12
_NUMBERS = (FactKind.COUNT, FactKind.AMOUNT, FactKind.POINTS)

Numbers = np.ndarray[Any, Any]


@attrs.frozen
class Forms:
    """What the generator needs to know of a rule set: its facts from the outside in, and their thresholds."""

    rules: RuleSet
    facts: tuple[Fact, ...]
    wholes: dict[str, str]  # for a count, the count around it
    sums: dict[str, tuple[tuple[tuple[str, ...], str], ...]]  # for a part, the parts it does not overlap with, of what
    rates: dict[str, tuple[tuple[tuple[str, ...], str, int, int], ...]]  # for a part, the shares asked of it
    least: dict[str, int]  # for a count by itself, how many are asked for

    @classmethod
    def of(cls, rules: RuleSet) -> "Forms":
        """Read off the rule set."""
        wholes = {fact.key: fact.part_of for fact in rules.facts if fact.part_of}
        sums: dict[str, list[tuple[tuple[str, ...], str]]] = {}
        rates: dict[str, list[tuple[tuple[str, ...], str, int, int]]] = {}
        tests = [test for indicator in rules.indicators for test in indicator.tests]
        for test in (test for test in tests if isinstance(test, _SHARES)):
            for part in test.part:
                wholes.setdefault(part, test.whole)
                sums.setdefault(part, []).append((test.part, test.whole))
                rates.setdefault(part, []).extend((test.part, test.whole, *rate) for rate in _rates_of(test))
        changes = {test.previous: test.fact for test in tests if isinstance(test, ChangeTest)}

        def depth(key: str) -> int:
            outer = wholes.get(key) or next((now for before, now in changes.items() if before == key), "")
            return 1 + depth(outer) if outer else 0

        return cls(
            rules=rules,
            facts=tuple(sorted(rules.facts, key=lambda fact: depth(fact.key))),
            wholes=wholes | changes,
            sums={part: tuple(found) for part, found in sums.items()},
            rates={part: tuple(found) for part, found in rates.items()},
            least={test.fact: int(test.at_least) for test in tests if isinstance(test, CountTest)},
        )

    def columns(self, random: np.random.Generator, rows: int) -> dict[str, Numbers]:
        """Complete forms as numbers: 0 and 1, counts, amounts, points, and places on scales."""
        strength = random.choice(len(_STRENGTHS), size=rows, p=_STRENGTHS)
        done: dict[str, Numbers] = {}
        for fact in self.facts:
            match fact.kind:
                case FactKind.YES_NO:
                    done[fact.key] = random.random(rows) < _YES[strength]
                case FactKind.RANK:
                    luck, top = random.random(rows), len(_steps(self.rules, fact)) - 1
                    below = (luck > _TOP_STEP[strength]).astype(np.int8) + (luck > _NEXT_STEP[strength])
                    done[fact.key] = np.maximum(top - below, 0)
                case FactKind.AMOUNT:
                    done[fact.key] = self._amounts(random, rows, done, fact.key)
                case FactKind.POINTS:
                    done[fact.key] = _points(random, self.rules, fact, strength)
                case FactKind.COUNT if fact.key in self.wholes:
                    done[fact.key] = self._parts(random, strength, done, fact.key)
                case FactKind.COUNT:
                    done[fact.key] = self._wholes(random, rows, fact.key)
        if self.rules.maximum_total is not None:
            _fit_totals(random, self.rules, done)
        return done

    def _wholes(self, random: np.random.Generator, rows: int, key: str) -> Numbers:
        if key in self.least:
            return np.maximum(self.least[key] + random.integers(-1, 4, rows), 0)
        counts = random.lognormal(8.5, 1.1, rows).astype(np.int64) + 1
        odd = random.random(rows)
        counts = np.where(odd < _SMALL, random.integers(1, 21, rows), counts)
        return np.where(odd < _EMPTY, 0, counts)

    def _parts(self, random: np.random.Generator, strength: Numbers, done: dict[str, Numbers], key: str) -> Numbers:
        """Counts about as high as the rates ask for, some exactly so, and never more than there is room for."""
        rows = len(strength)
        room = done[self.wholes[key]]
        for parts, whole in self.sums.get(key, ()):
            room = np.minimum(room, done[whole] - _taken(done, parts, key))
        share = _LEAST[strength] + random.random(rows) * (_MOST - _LEAST)[strength]
        if any(other not in done for parts, _ in self.sums.get(key, ()) for other in parts if other != key):
            share = share * random.choice([0.05, 0.5, 1], rows)  # leave something to the parts beside it
        asked = self.rates.get(key, (((key,), self.wholes[key], 1, 2),))
        chosen, exact = random.integers(0, len(asked), rows), random.random(rows) < _EXACT
        off = random.integers(-1, 2, rows)
        counts = np.zeros(rows, np.int64)
        for place, (parts, whole, over, under) in enumerate(asked):
            threshold = -(-over * done[whole] // under) - _taken(done, parts, key)
            near = np.where(exact, threshold + off, (threshold * share).astype(np.int64))
            counts = np.where(chosen == place, near, counts)
        return np.clip(counts, 0, np.maximum(room, 0))

    def _amounts(self, random: np.random.Generator, rows: int, done: dict[str, Numbers], key: str) -> Numbers:
        if key in self.wholes:  # of the year before: the same, one off, or well off
            now = done[self.wholes[key]]
            return np.maximum(now + random.choice([-100, -1, 0, 1], rows), 0)
        return random.integers(0, 100_000, rows)


def _taken(done: dict[str, Numbers], parts: tuple[str, ...], key: str) -> Numbers:
    """What the other parts, as far as they are drawn, take of their whole."""
    return sum((done[other] for other in parts if other != key and other in done), start=np.zeros(1, np.int64))


def _rates_of(test: Test) -> list[tuple[int, int]]:
    match test:
        case ShareTest():
            return [(test.at_least.value.numerator, test.at_least.value.denominator)]
        case BandedPointsTest():
            return [(band.at_least.value.numerator, band.at_least.value.denominator) for band in test.bands]
    return [(1, 1)]


def _steps(rules: RuleSet, fact: Fact) -> list[str]:
    return [step.id for step in next(scale for scale in rules.scales if scale.id == fact.scale).steps]


def _most(rules: RuleSet, fact: Fact) -> int:
    """The most points of a fact; where none is established, an even part of the total."""
    if fact.maximum is not None:
        return int(fact.maximum)
    return max(1, int((rules.maximum_total or 100) / len(rules.facts)))


def _points(random: np.random.Generator, rules: RuleSet, fact: Fact, strength: Numbers) -> Numbers:
    rows, most = len(strength), _most(rules, fact)
    share = _LEAST[strength] + random.random(rows) * (1.05 - _LEAST[strength])
    points = np.clip(np.floor(share * most + 0.5).astype(np.int64) - (random.random(rows) < 0.3), 0, most)
    floors = [grade.each_indicator_at_least for grade in rules.grades if grade.each_indicator_at_least is not None]
    if floors:
        low = random.random(rows) < _SMALL / 2
        points = np.where(low, np.maximum(int(min(floors)) - random.integers(0, 2, rows), 0), points)
    return points


def _fit_totals(random: np.random.Generator, rules: RuleSet, done: dict[str, Numbers]) -> None:
    """Keep the totals within the most there is, and put some of them exactly on a mark, or one below it."""
    marks = sorted({int(total.at_least) for grade in rules.grades for total in grade.totals})
    total = sum(done.values(), start=np.zeros(1, np.int64))
    wanted = np.minimum(total, int(rules.maximum_total or 0))
    if marks:
        exact = random.random(len(total)) < _EXACT
        wanted = np.where(exact, random.choice(marks, len(total)) - random.integers(0, 2, len(total)), wanted)
    missing = wanted - total
    for fact in rules.facts:
        changed = np.clip(done[fact.key] + missing, 0, _most(rules, fact))
        missing = missing - (changed - done[fact.key])
        done[fact.key] = changed


def schema_of(rules: RuleSet) -> pa.Schema:
    """A column for each fact, and, where the set tells them apart, the kinds of area and unit."""
    kinds = {FactKind.YES_NO: pa.bool_(), FactKind.RANK: pa.string()} | dict.fromkeys(_NUMBERS, pa.int64())
    fields = [(fact.key, kinds[fact.kind]) for fact in rules.facts]
    own = [(name, pa.string()) for name, options in (("area", rules.areas), ("unit", rules.units)) if options]
    return pa.schema([*own, *fields])


def _batch(forms: Forms, random: np.random.Generator, rows: int) -> pa.RecordBatch:
    rules, schema = forms.rules, schema_of(forms.rules)
    numbers = forms.columns(random, rows)
    incomplete = random.random(rows) < _INCOMPLETE
    arrays: list[Any] = []
    if rules.areas:  # every other form is of an ordinary area, which has no id
        places = random.integers(-len(rules.areas), len(rules.areas), rows)
        arrays.append(_texts([area.id for area in rules.areas], places, places < 0))
    if rules.units:
        arrays.append(_texts([unit.id for unit in rules.units], random.integers(0, len(rules.units), rows), None))
    for fact in rules.facts:
        gone = incomplete & (random.random(rows) < _LEFT_OUT)
        if fact.kind is FactKind.RANK:
            arrays.append(_texts(_steps(rules, fact), numbers[fact.key], gone))
        else:
            arrays.append(pa.array(numbers[fact.key], mask=gone))
    return pa.RecordBatch.from_arrays(arrays, schema=schema)


def _texts(options: list[str], places: Numbers, gone: Numbers | None) -> pa.Array:
    codes = pa.array(np.maximum(places, 0).astype(np.int32), mask=gone)
    return pa.DictionaryArray.from_arrays(codes, pa.array(options)).cast(pa.string())


def batches(rules: RuleSet, rows: int, *, seed: int) -> Iterator[pa.RecordBatch]:
    """The forms, a batch at a time; each batch depends on the seed and its number alone."""
    forms = Forms.of(rules)
    for number, start in enumerate(range(0, rows, BATCH)):
        random = np.random.default_rng([seed, number])
        yield _batch(forms, random, min(BATCH, rows - start))


def write(rules: RuleSet, rows: int, path: Path, *, seed: int) -> None:
    """Write the forms to a Parquet file, a row group for each batch."""
    with pq.ParquetWriter(path, schema_of(rules)) as writer:
        for batch in batches(rules, rows, seed=seed):
            writer.write_batch(batch)


def main() -> None:
    """The command."""
    parser = argparse.ArgumentParser(description="Write synthetic forms of a rule set to a Parquet file.")
    parser.add_argument("ruleset", choices=[rules.id for rules in catalog.rulesets()], metavar="RULESET")
    parser.add_argument("rows", type=int)
    parser.add_argument("out", type=Path)
    parser.add_argument("--seed", type=int, default=0)
    given = parser.parse_args()
    write(catalog.ruleset(given.ruleset), given.rows, given.out, seed=given.seed)


if __name__ == "__main__":
    main()
