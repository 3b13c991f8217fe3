"""One decision at a time: the library, the same by hand in plain Python, ZEN and OpenFisca."""

import time
from collections.abc import Callable
from typing import Any

import baseline_dict
import baseline_python as by_hand
import pyarrow as pa
import same_answers
import synthetic
from measure import Times, in_turns, over_forms
from results import Row, at_least, at_most, missing
from sheet import CITIZEN, COMMUNE

from khuyenhoc import RuleSet, catalog

__all__ = ["forms_of", "rows"]

Facts = dict[str, Any]
NAMES = {COMMUNE: "commune", CITIZEN: "citizen"}
BY_HAND = {
    COMMUNE: (by_hand.grade_commune, by_hand.lines_commune),
    CITIZEN: (by_hand.grade_citizen, by_hand.lines_citizen),
}
TOLD = {COMMUNE: same_answers.told_of_commune, CITIZEN: same_answers.told_of_citizen}
FORMS, CHECKED, CALLS, SLICES, SEED = 500, 5000, 1000, 4, 11
AS_DICT = 3.5  # times as long as by hand, at most
SLOW_CALLS = 25  # of OpenFisca in a turn


def forms_of(rules: RuleSet, rows: int, seed: int = SEED) -> list[Facts]:
    """Synthetic forms of applicants in ordinary areas."""
    table = pa.Table.from_batches(synthetic.batches(rules, rows, seed=seed))
    found: list[Facts] = table.select([fact.key for fact in rules.facts]).to_pylist()
    return found


def rows(rounds: int) -> list[Row]:
    """The lines of the table on single decisions."""
    found: list[Row] = []
    for ruleset, name in NAMES.items():
        found += _rows_of(catalog.ruleset(ruleset), name, rounds)
    return [*found, _as_dict(catalog.ruleset(COMMUNE), rounds)]


def _as_dict(rules: RuleSet, rounds: int) -> Row:
    """A decision as the dict that a web service sends, of communes that counted their citizens."""
    forms = [form for form in forms_of(rules, CHECKED) if form["citizens"]]

    def mine(facts: Facts) -> Any:
        return rules.decide(facts).to_dict()

    same_answers.same(forms, mine, baseline_dict.dict_commune)
    runs = {"mine": over_forms(mine, forms[:FORMS], CALLS)}
    runs["by hand"] = over_forms(baseline_dict.dict_commune, forms[:FORMS], CALLS)
    times = in_turns(runs, rounds=rounds, slices=SLICES, clock=time.process_time)
    what, ratio = "commune: decided, and told as a dict", times.ratio("mine", "by hand")
    return at_most(what, "by hand, the same dict", ratio, AS_DICT, _micro(times, "mine", CALLS))


def _rows_of(rules: RuleSet, name: str, rounds: int) -> list[Row]:
    forms = forms_of(rules, CHECKED)
    grade, lines = BY_HAND[rules.id]

    def with_tree(facts: Facts) -> Any:
        decision = rules.decide(facts)
        return decision, decision.criteria

    same_answers.same(forms, lambda facts: TOLD[rules.id](rules.decide(facts)), lines)
    same_answers.same(forms, rules.score, grade)
    filed, forms = [form for form in forms if rules.score(form) is not None][:FORMS], forms[:FORMS]
    alike = in_turns(
        {
            "grade of those who pass": over_forms(rules.score, filed, CALLS),
            "grade of those who pass, by hand": over_forms(grade, filed, CALLS),
            "grade": over_forms(rules.score, forms, CALLS),
            "grade, by hand": over_forms(grade, forms, CALLS),
            "decision": over_forms(rules.decide, forms, CALLS),
            "tree": over_forms(with_tree, forms, CALLS),
            "lines, by hand": over_forms(lines, forms, CALLS),
        },
        rounds=rounds,
        slices=SLICES,
        clock=time.process_time,
    )

    def row(what: str, mine: str, theirs: str, against: str, goal: float | None) -> Row:
        return at_most(f"{name}: {what}", against, alike.ratio(mine, theirs), goal, _micro(alike, mine, CALLS))

    pass_by_hand, all_by_hand = "grade of those who pass, by hand", "grade, by hand"
    return [
        row("grade only, applicants who pass", "grade of those who pass", pass_by_hand, "by hand, grade only", 4),
        row("grade only, all applicants", "grade", all_by_hand, "by hand, grade only", None),
        row("verdict, grades and bounds; no tree asked for", "decision", "lines, by hand", "by hand, with lines", None),
        row("the same, with the tree", "tree", "lines, by hand", "by hand, with lines", 6),
        _peer(rules, name, "ZEN", 2, with_tree, forms, rounds, CALLS // 2),
        _peer(rules, name, "OpenFisca", 100, with_tree, forms, rounds, SLOW_CALLS),
    ]


def _micro(times: Times, name: str, calls: int) -> str:
    return f"{times.median(name) / (calls * SLICES) * 1e6:.1f} µs"


def _peer(
    rules: RuleSet,
    name: str,
    peer: str,
    goal: float,
    mine: Callable[[Facts], Any],
    forms: list[Facts],
    rounds: int,
    calls: int,
) -> Row:
    """The tree against a peer that keeps a trace."""
    what, against = f"{name}: with the tree", f"{peer} with trace"
    try:
        if peer == "ZEN":
            import peer_zen

            answers = peer_zen.evaluator(rules.id, trace=True)
            theirs: Callable[[Facts], Any] = lambda facts: answers(facts)["result"]  # noqa: E731
        else:
            import peer_openfisca

            answers = theirs = peer_openfisca.evaluator(rules.id, trace=True)
    except ImportError as error:
        return missing(what, against, f">= {goal:g}x faster", f"{error.name} is not installed")
    same_answers.same(forms, lambda facts: TOLD[rules.id](rules.decide(facts)), theirs, same_answers.ANSWER)
    runs = {"mine": over_forms(mine, forms, CALLS), "theirs": over_forms(answers, forms[:calls], calls)}
    times = in_turns(runs, rounds=rounds, slices=SLICES, clock=time.process_time)
    ratio = times.ratio("theirs", "mine").times(CALLS / calls)
    return at_least(what, against, ratio, goal, _micro(times, "theirs", calls))
