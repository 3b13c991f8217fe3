"""The sheet of a rule set over a table: the stages of columns that lead from facts to verdicts."""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from khuyenhoc.frames.engine import narwhals
from khuyenhoc.frames.names import INVALID, PREFIX, VERDICTS, grades_of, new_columns, standard_columns
from khuyenhoc.frames.rules.columns import Reader, Value
from khuyenhoc.frames.rules.compile import Compiler, State, all_of, any_of, outside
from khuyenhoc.frames.rules.indicators import indicator_stage
from khuyenhoc.frames.rules.points import PointSheet
from khuyenhoc.frames.rules.settings import RowKinds
from khuyenhoc.recognition.deciding.compile import NOT_MET, Context
from khuyenhoc.recognition.deciding.results import Verdict
from khuyenhoc.recognition.law.criteria import Method, Option, ladder_order
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.law.kinds import StandardTest
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Sheet"]

Stage = dict[str, Any]


class Sheet:
    """The stages of columns by which a table is decided; each is made of columns of the table or an earlier stage.

    Attributes:
        used: The columns of the table that are read.
        missing: Keys of the facts without a column.
        stages: Names and expressions, stage by stage; those that begin with the prefix of the library are dropped.
        added: The columns that remain.
        bad: The condition of the rows that are refused; False if there can be none.
    """

    def __init__(
        self,
        rules: RuleSet,
        schema: Mapping[str, Any],
        columns: Mapping[str, str],
        missing: Sequence[str],
        *,
        indicators: bool,
        final: bool,
        area: str | Option | None,
        unit: str | Option | None,
        readings: Mapping[str, str] | None,
        guarded: bool,
    ) -> None:
        """Compile a rule set for columns of some types; ``guarded`` engines must not see a product that overflows."""
        self.nw, self.rules = narwhals(), rules
        self.missing, self.used = tuple(missing), tuple(columns.values())
        self.added = new_columns(rules, indicators=indicators)
        self.kinds = RowKinds(rules, schema, area=area, unit=unit, readings=readings, final=final)
        self.used += tuple(filter(None, (self.kinds.area_column, self.kinds.unit_column)))
        self.first: Stage = {
            f"{PREFIX}blank": self.nw.lit(None, self.nw.Boolean),
            f"{PREFIX}none": self.nw.lit(None, self.nw.Int64),
        }
        self.shared: Stage = {}
        self.reader = Reader(rules, schema, columns, guarded=guarded)
        context = Context.of(rules)
        self.values = {fact.key: self._value(fact) for fact in rules.facts}
        closed = final and rules.no_evidence_fails is not None
        self.compiler = Compiler(self.values, context, closed=closed, empty=self.kinds.any.ladder.inapplicable)
        self.keep_states = indicators
        self.states: dict[int, State] = {}
        self.by_id = {id(test): test for indicator in rules.indicators for test in indicator.tests}
        self.applies = self._applicable()
        self.points: PointSheet | None = None
        if rules.method is Method.POINTS:
            lowest = [by_grade[0] for by_grade in self.applies]
            self.points = PointSheet(rules, self.kinds, self.compiler, lowest, self.reader.point)
        self.bad: Any = False
        self.stages = self._stages(indicators=indicators)

    def _value(self, fact: Fact) -> Value:
        value = self.reader.read(fact)
        if value.bare:
            return value
        name = self.reader.made(fact)
        self.first[name] = value.expr
        return Value(self.nw.col(name), value.faults)

    def _applicable(self) -> list[list[dict[int, Any]]]:
        """For each indicator and grade the tests that count, each with where it does."""
        found = []
        for place in range(len(self.rules.indicators)):
            by_grade = []
            for number in range(len(self.rules.grades)):
                where: dict[int, list[Any]] = {}
                for kind, plan in self.kinds.plans.items():
                    for slot in plan.ladder.slots[place][number]:
                        where.setdefault(id(plan.ladder.tests[slot]), []).append(kind)
                by_grade.append({key: self.kinds.where(kinds) for key, kinds in where.items()})
            found.append(by_grade)
        return found

    def _stages(self, *, indicators: bool) -> list[Stage]:
        nw = self.nw
        second: Stage = {}
        total: Any = nw.lit(None, nw.Int32)
        if self.points is not None:
            rungs, total = self.points.rungs(), self.points.total().cast(nw.Int32)
            self.shared |= self.points.stage
        elif self.rules.method is Method.STANDARDS:
            reached = self._reached()
            rungs = [all_of(reached[item.id, item.grades[0]] for item in self.rules.criteria)]
            second |= {self.level_name(*key): self._column(state) for key, state in reached.items()}
        else:
            rungs = self._rungs()
        bad = self._faults()
        if bad is not False:
            second[f"{PREFIX}bad"] = bad
            self.bad = nw.col(f"{PREFIX}bad")
        for number, rung in enumerate(rungs):
            if not isinstance(rung, bool):
                name = f"{PREFIX}rung_{number}"
                second[name] = rung
                rungs[number] = nw.col(name)
        if self.rules.method is Method.GRADES and self.kinds.any.ladder.cumulative:
            rungs = [all_of(rungs[: number + 1]) for number in range(len(rungs))]
        third = {
            f"{PREFIX}worst": self._step(rungs, lambda rung: rung),
            f"{PREFIX}best": self._step(rungs, lambda rung: rung.fill_null(True)),
        }
        last = self._results(total) | self._levels()
        if indicators:
            last |= indicator_stage(self)
        self.first |= self.kinds.stage
        return [stage for stage in (self.first, self.compiler.stage, self.shared, second, third, last) if stage]

    @property
    def bad_from(self) -> int:
        """How many stages it takes to know which rows are refused."""
        return len(self.stages) - 2

    def _column(self, state: Any) -> Any:
        return self.nw.lit(state) if isinstance(state, bool) else state

    @staticmethod
    def level_name(standard: str, level: str) -> str:
        """The column that holds whether a standard is reached at a level."""
        return f"{PREFIX}level_{standard}_{level}"

    def _faults(self) -> Any:
        """Where a row holds a value that no single case could hold either; null where nothing is known to be wrong."""
        found = [fault for value in self.values.values() for fault in value.faults]
        plan, values = self.kinds.any, self.compiler.values
        present = self.reader.columns
        for part, wholes in plan.reading.nested:
            found += [values[part] > values[whole] for whole in wholes if part in present and whole in present]
        for parts, whole in plan.reading.disjoint:
            if whole in present:
                known = [values[part].fill_null(0) for part in parts if part in present]
                if len(known) > 1:
                    found.append(sum(known[1:], start=known[0]) > values[whole])
        found += self.kinds.faults()
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
        verdict = nw.when(worst != best).then(text(Verdict.UNDETERMINED.value))
        verdict = verdict.when(worst > 0).then(text(Verdict.RECOGNISED.value))
        if self.bad is not False:
            verdict = verdict.when(worst < 0).then(text(INVALID))
        return {
            "verdict": verdict.otherwise(text(Verdict.NOT_RECOGNISED.value)),
            "grade": self._named(nw.when(worst == best).then(worst)),
            "best": self._named(best),
            "worst": self._named(worst),
            "total": self.unless_bad(total),
        }

    def _texts(self, names: Sequence[str]) -> Callable[[str | None], Any]:
        """Text in a column of a few names; in polars of a type that takes a byte a row and knows their order."""
        nw = self.nw
        kind = nw.String if self.reader.guarded else nw.Enum(list(names))
        return lambda name: nw.lit(name, kind)

    def _named(self, step: Any) -> Any:
        """The id of a grade; null without one, and always in a set of standards, whose levels stand for themselves."""
        chain, text = self.nw, self._texts([grade.id for grade in self.rules.grades])
        if self.rules.method is Method.STANDARDS:
            return text(None)
        for number, grade in enumerate(self.rules.grades, 1):
            chain = chain.when(step == number).then(text(grade.id))
        return chain

    def _levels(self) -> Stage:
        """In a set of standards, the highest certain and the highest possible level of each."""
        found: Stage = {}
        for standard, (worst, best) in standard_columns(self.rules).items():
            criterion = next(item for item in self.rules.criteria if item.id == standard)
            text = self._texts(criterion.grades)
            for name, certain in ((worst, True), (best, False)):
                chain = self.nw
                for level in reversed(criterion.grades):
                    state = self.nw.col(self.level_name(standard, level))
                    chain = chain.when(state if certain else state.fill_null(True)).then(text(level))
                found[name] = self.unless_bad(chain)
        return found

    def unless_bad(self, expr: Any) -> Any:
        """An expression where the row is not refused, else null."""
        return expr if self.bad is False else self.nw.when(self.nw.col(f"{PREFIX}worst") >= 0).then(expr)

    def state(self, key: int) -> State:
        """The state of a test, compiled once; kept in a column of its own where it is used more than once."""
        if key not in self.states:
            state = self.compiler.state(self.by_id[key])
            if self.keep_states:
                name = f"{PREFIX}test_{len(self.states)}"
                self.shared[name] = state.expr
                idle = state.idle
                if idle is not False:
                    self.shared[f"{name}_idle"] = idle
                    idle = self.nw.col(f"{name}_idle")
                state = State(self.nw.col(name), idle)
            self.states[key] = state
        return self.states[key]

    def _rungs(self) -> list[Any]:
        """For each grade whether all its indicators are met; where grades build on each other, only the new ones."""
        cumulative = self.kinds.any.ladder.cumulative
        rungs: list[Any] = []
        counted: dict[int, set[Any]] = {}
        for number in range(len(self.rules.grades)):
            terms: list[Any] = []
            if not cumulative:
                counted = {}
            needed: dict[int, list[Any]] = {}
            for kind, plan in self.kinds.plans.items():
                for slot in plan.ladder.rungs[number].needed:
                    key = id(plan.ladder.tests[slot])
                    if kind not in counted.setdefault(key, set()):
                        counted[key].add(kind)
                        needed.setdefault(key, []).append(kind)
            for key, kinds in needed.items():
                terms.append(any_of((outside(self.kinds.where(kinds)), self.state(key).expr)))
            blocked = [kind for kind, plan in self.kinds.plans.items() if plan.ladder.rungs[number].ceiling == NOT_MET]
            terms.append(outside(self.kinds.where(blocked)))
            rungs.append(all_of(terms))
        return rungs

    def _reached(self) -> dict[tuple[str, str], Any]:
        """In a set of standards, whether each is reached at each of its levels."""
        found: dict[tuple[str, str], Any] = {}
        starts: dict[str, int] = {}
        place = 0
        for criterion in self.rules.criteria:
            starts[criterion.id] = place
            place += len(criterion.indicators)
        for criterion in ladder_order(self.rules.criteria):
            lower: Any = True
            for number, grade in grades_of(self.rules, criterion):
                terms = [lower]
                start = starts[criterion.id]
                for by_grade in self.applies[start : start + len(criterion.indicators)]:
                    for key, where in by_grade[number].items():
                        test = self.by_id[key]
                        if isinstance(test, StandardTest):
                            state = found[test.criterion, test.at_least]
                            self.states[key] = State(self.nw.col(self.level_name(test.criterion, test.at_least)))
                        else:
                            state = self.state(key).expr
                        terms.append(any_of((outside(where), state)))
                found[criterion.id, grade.id] = lower = all_of(terms)
        return found
