"""The sheet of a rule set over a table: the stages of columns that lead from facts to verdicts."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any

from khuyenhoc.frames.engine import first_of, narwhals
from khuyenhoc.frames.names import INVALID, PREFIX, VERDICTS, grades_of, standard_columns
from khuyenhoc.frames.rules.columns import Reader, Value
from khuyenhoc.frames.rules.compile import State, all_of, any_of, meaning_of, outside
from khuyenhoc.frames.rules.facts import Facts
from khuyenhoc.frames.rules.points import PointSheet, parts_of_a_point
from khuyenhoc.frames.rules.settings import RowSettings, Setting
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.law.criteria import Method, Option, ladder_order
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.law.kinds import Test
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Sheet", "Stage"]

Stage = dict[str, Any]


class Sheet:
    """The stages of columns by which a table is decided; each is made of columns of the table or an earlier stage.

    Attributes:
        used: The columns of the table that are read.
        missing: Keys of the facts without a column.
        applies: For each indicator and grade the tests that count, each with where it does.
        bad: The condition of the rows that are refused; False if there can be none.
    """

    nw: Any
    rules: RuleSet

    def __init__(
        self,
        rules: RuleSet,
        schema: Mapping[str, Any],
        columns: Mapping[str, str],
        *,
        keep_states: bool,
        final: bool,
        area: str | Option | None,
        unit: str | Option | None,
        readings: Mapping[str, str] | None,
        guarded: bool,
    ) -> None:
        """Compile a rule set for columns of some types; ``guarded`` engines must not see a product that overflows.

        States are kept in columns of their own where they are asked for once more.
        """
        self.nw, self.rules = narwhals(), rules
        self.settings: RowSettings = RowSettings(rules, schema, area=area, unit=unit, readings=readings, final=final)
        self.used: tuple[str, ...] = (*columns.values(), *self.settings.columns)
        self.missing: list[str] = [fact.key for fact in rules.facts if fact.key not in columns]
        self.first: Stage = {
            f"{PREFIX}blank": self.nw.lit(None, self.nw.Boolean),
            f"{PREFIX}none": self.nw.lit(None, self.nw.Int64),
        }
        self.shared: Stage = {}
        point = parts_of_a_point(rules, [schema[name] for name in columns.values()])
        self.reader: Reader = Reader(rules, schema, columns, point=point, guarded=guarded)
        self.values: dict[str, Value] = {fact.key: self._value(fact) for fact in rules.facts}
        self.facts: Facts = Facts(
            rules,
            {key: value.expr for key, value in self.values.items()},
            point=point,
            closed=final and rules.no_evidence_fails is not None,
            empty=self.settings.any.ladder.empty,
        )
        self.keep_states = keep_states
        self.states: dict[int, State] = {}
        self.applies: list[list[list[tuple[Test, Any]]]] = self._applicable()
        self.points: PointSheet | None = None
        if rules.method is Method.POINTS:
            lowest = [by_grade[0] for by_grade in self.applies]
            self.points = PointSheet(rules, self.settings, self.facts, lowest)
        self.bad: Any = False
        self.last: Stage = self._verdicts()

    def _value(self, fact: Fact) -> Value:
        value = self.reader.read(fact)
        if value.bare:
            return value
        name = self.reader.made(fact)
        self.first[name] = value.expr
        return Value(self.nw.col(name), value.faults)

    def _applicable(self) -> list[list[list[tuple[Test, Any]]]]:
        return [
            [
                self._where(
                    (plan.ladder.tests[slot], setting)
                    for setting, plan in self.settings.plans.items()
                    for slot in plan.ladder.slots[index][number]
                )
                for number in range(len(self.rules.grades))
            ]
            for index in range(len(self.rules.indicators))
        ]

    def _where(self, pairs: Iterable[tuple[Test, Setting]]) -> list[tuple[Test, Any]]:
        """Each of some tests, in their order, with where one of its settings is."""
        found: dict[int, tuple[Test, list[Setting]]] = {}
        for test, setting in pairs:
            found.setdefault(id(test), (test, []))[1].append(setting)
        return [(test, self.settings.where(settings)) for test, settings in found.values()]

    def stages(self, beside: Stage | None = None) -> list[Stage]:
        """Names and expressions, stage by stage, the results last and some more beside them.

        It takes all but the last two to know which rows are refused.
        """
        first, last = self.first | self.settings.stage, self.last | (beside or {})
        return [stage for stage in (first, self.facts.stage, self.shared, self.second, self.third, last) if stage]

    def _verdicts(self) -> Stage:
        """The results, from columns of the stages before, which are laid down on the way."""
        nw = self.nw
        self.second: Stage = {}
        total: Any = nw.lit(None, nw.Int32)
        if self.points is not None:
            rungs, total = self.points.rungs(), self.points.total().cast(nw.Int32)
            self.shared |= self.points.stage
        elif self.rules.method is Method.STANDARDS:
            self._decide_levels()
            levels = self.facts.levels
            alone = [level.name for level in self.settings.any.ladder.levels if level.before is None]
            rungs = [
                all_of(any_of(levels[name] for name in alone if name[0] == item.id) for item in self.rules.criteria)
            ]
            for key, state in levels.items():
                self.second[_level_name(*key)] = nw.lit(state) if isinstance(state, bool) else state
                levels[key] = nw.col(_level_name(*key))
        else:
            rungs = self._rungs()
        bad = self._faults()
        if bad is not False:
            self.second[f"{PREFIX}bad"] = bad
            self.bad = nw.col(f"{PREFIX}bad")
        for number, rung in enumerate(rungs):
            if not isinstance(rung, bool):
                name = f"{PREFIX}rung_{number}"
                self.second[name] = rung
                rungs[number] = nw.col(name)
        if self.rules.method is Method.GRADES and self.settings.any.ladder.cumulative:
            rungs = [all_of(rungs[: number + 1]) for number in range(len(rungs))]
        self.third: dict[str, Any] = {
            f"{PREFIX}worst": self._step(rungs, lambda rung: rung),
            f"{PREFIX}best": self._step(rungs, lambda rung: rung.fill_null(True)),
        }
        return self._results(total) | self._levels()

    def _faults(self) -> Any:
        """Where a row holds a value that no single case could hold either; null where nothing is known to be wrong."""
        found = [fault for value in self.values.values() for fault in value.faults]
        plan, values = self.settings.any, self.facts.values
        present = self.reader.columns
        for part, wholes in plan.reading.nested.items():
            found += [values[part] > values[whole] for whole in wholes if part in present and whole in present]
        for parts, whole in plan.reading.disjoint:
            if whole in present:
                known = [values[part].fill_null(0) for part in parts if part in present]
                if len(known) > 1:
                    found.append(sum(known[1:], start=known[0]) > values[whole])
        for both, one, other, whole in plan.reading.joins:
            if present.keys() >= {both, one, other, whole}:
                found.append(values[one] - values[both] > values[whole] - values[other])
        found += self.settings.faults()
        if self.points is not None:
            found += self.points.faults()
        return any_of(found)

    def _step(self, rungs: Sequence[Any], certain: Any) -> Any:
        """The number of the highest grade that holds, from 1; 0 without one, and -1 in a row that is refused."""
        nw, chain = self.nw, self.nw
        if self.bad is not False:
            chain = chain.when(self.bad).then(nw.lit(-1, nw.Int8))
        for number in range(len(rungs), 0, -1):
            rung = rungs[number - 1]
            if rung is True:
                rest = nw.lit(number, nw.Int8)
                return rest if chain is nw else chain.otherwise(rest)
            if rung is not False:
                chain = chain.when(certain(rung)).then(nw.lit(number, nw.Int8))
        rest = nw.lit(0, nw.Int8)
        return rest if chain is nw else chain.otherwise(rest)

    def _results(self, total: Any) -> Stage:
        nw = self.nw
        worst, best = nw.col(f"{PREFIX}worst"), nw.col(f"{PREFIX}best")
        text = self._texts(VERDICTS)
        cases = [(worst != best, text(Verdict.UNDETERMINED.value)), (worst > 0, text(Verdict.RECOGNISED.value))]
        if self.bad is not False:
            cases.append((worst < 0, text(INVALID)))
        return {
            "verdict": first_of(cases, text(Verdict.NOT_RECOGNISED.value)),
            "grade": self._named(nw.when(worst == best).then(worst)),
            "best": self._named(best),
            "worst": self._named(worst),
            "total": self.unless_bad(total),
        }

    def _texts(self, names: Sequence[str]) -> Callable[[str | None], Any]:
        """Text in a column of a few names; in polars of a type that takes a byte a row and knows their order."""
        nw = self.nw
        dtype = nw.String if self.reader.guarded else nw.Enum(list(names))
        return lambda name: nw.lit(name, dtype)

    def _named(self, step: Any) -> Any:
        """The id of a grade; null without one, and always in a set of standards, whose levels stand for themselves."""
        text = self._texts([grade.id for grade in self.rules.grades])
        if self.rules.method is Method.STANDARDS:
            return text(None)
        return first_of((step == number, text(grade.id)) for number, grade in enumerate(self.rules.grades, 1))

    def _levels(self) -> Stage:
        """In a set of standards, the highest certain and the highest possible level of each."""
        found: Stage = {}
        for standard, (worst, best) in standard_columns(self.rules).items():
            criterion = next(item for item in self.rules.criteria if item.id == standard)
            text = self._texts(criterion.grades)
            states = [(self.facts.levels[standard, level], text(level)) for level in reversed(criterion.grades)]
            found[worst] = self.unless_bad(first_of(states))
            found[best] = self.unless_bad(first_of((state.fill_null(True), level) for state, level in states))
        return found

    def unless_bad(self, expr: Any) -> Any:
        """An expression where the row is not refused, else null."""
        return expr if self.bad is False else self.nw.when(self.nw.col(f"{PREFIX}worst") >= 0).then(expr)

    def state(self, test: Test) -> State:
        """The state of a test, compiled once; kept in a column of its own where it is used more than once."""
        compiled = meaning_of(test).state
        if not test.needs():  # no fact, but levels, which have columns of their own
            return compiled(test, self.facts)
        if id(test) not in self.states:
            state = compiled(test, self.facts)
            if self.keep_states:
                name = f"{PREFIX}test_{len(self.states)}"
                self.shared[name] = state.expr
                idle = state.idle
                if idle is not False:
                    self.shared[f"{name}_idle"] = idle
                    idle = self.nw.col(f"{name}_idle")
                state = State(self.nw.col(name), idle)
            self.states[id(test)] = state
        return self.states[id(test)]

    def _terms(self, tests: Iterable[tuple[Test, Any]]) -> list[Any]:
        return [any_of((outside(where), self.state(test).expr)) for test, where in tests]

    def _rungs(self) -> list[Any]:
        """For each grade whether all its indicators are met; where grades build on each other, only the new ones."""
        plans = self.settings.plans
        rungs: list[Any] = []
        counted: set[tuple[int, Setting]] = set()
        for number in range(len(self.rules.grades)):
            needed = [
                (plan.ladder.tests[slot], setting)
                for setting, plan in plans.items()
                for slot in plan.ladder.rungs[number].needed
            ]
            new = [(test, setting) for test, setting in needed if (id(test), setting) not in counted]
            if self.settings.any.ladder.cumulative:
                counted |= {(id(test), setting) for test, setting in new}
            rungs.append(all_of(self._terms(self._where(new))))
        return rungs

    def _decide_levels(self) -> None:
        """In a set of standards, whether each is reached at each of its levels."""
        resting = {level.name: level.before for level in self.settings.any.ladder.levels}
        applies = iter(self.applies)
        indicators = {item.id: [next(applies) for _ in item.indicators] for item in self.rules.criteria}
        for criterion in ladder_order(self.rules.criteria):
            for number, grade in grades_of(self.rules, criterion):
                before = resting[criterion.id, grade.id]
                lower = True if before is None else self.facts.levels[before]
                terms = (term for by_grade in indicators[criterion.id] for term in self._terms(by_grade[number]))
                self.facts.levels[criterion.id, grade.id] = all_of([lower, *terms])


def _level_name(standard: str, level: str) -> str:
    """The column that holds whether a standard is reached at a level."""
    return f"{PREFIX}level_{standard}_{level}"
