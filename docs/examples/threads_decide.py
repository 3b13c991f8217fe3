"""Threads, processes, subinterpreters: values do not change, so all of them may use one rule set at once.

python threads_decide.py
"""

from collections.abc import Iterable, Mapping
from concurrent.futures import Executor, ProcessPoolExecutor, ThreadPoolExecutor
from functools import partial

import khuyenhoc as kh

RULES = kh.catalog.ruleset("tt-25-2023/commune")


def short_by(rules: kh.RuleSet, facts: Mapping[str, int]) -> tuple[tuple[str, int], ...]:
    """By how many people an applicant falls short, by indicator."""
    return rules.decide(facts).short_by


def all_of(executor: Executor, applicants: Iterable[Mapping[str, int]]) -> list[tuple[tuple[str, int], ...]]:
    """The answers in order; a rule set goes to another process as a pickle."""
    with executor:
        return list(executor.map(partial(short_by, RULES), applicants))


if __name__ == "__main__":
    many = [{"citizens": 12_480, "learning_citizens": count} for count in range(7_400, 7_500)]
    in_threads = all_of(ThreadPoolExecutor(8), many)
    assert in_threads == all_of(ProcessPoolExecutor(2), many)
    print(sum(bool(short) for short in in_threads), "of", len(many), "fall short")
