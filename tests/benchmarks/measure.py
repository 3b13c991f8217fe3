"""Taking turns with the clock: in every round every run has its turns, so that ratios hold on a busy machine."""

import gc
import json
import statistics
import subprocess
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any

import attrs

__all__ = ["Measured", "Outside", "Times", "in_process", "in_turns", "over_forms"]

HERE = Path(__file__).parent


@attrs.frozen
class Times:
    """Seconds of each run in each round, and, of processes of their own, the most memory in MiB."""

    seconds: dict[str, list[float]]
    memory: dict[str, list[float]] = attrs.field(factory=dict)

    def median(self, name: str) -> float:
        """The median of a run."""
        return statistics.median(self.seconds[name])

    def ratio(self, name: str, base: str) -> "Measured":
        """How many times as long as another run, round by round."""
        ratios = [mine / theirs for mine, theirs in zip(self.seconds[name], self.seconds[base], strict=True)]
        return Measured(statistics.median(ratios), min(ratios), max(ratios), self.median(name))

    def of_least(self, name: str, base: str) -> "Measured":
        """How many times as long as another run, each at its quickest, which other work on the machine delays least."""
        found = self.ratio(name, base)
        mine, theirs = min(self.seconds[name]), min(self.seconds[base])
        return Measured(mine / theirs, found.least, found.most, mine)

    def peak(self, name: str) -> float:
        """The most memory of any round."""
        return max(self.memory[name])


@attrs.frozen
class Outside:
    """What a process of its own measured: seconds, and its most memory in MiB."""

    seconds: float
    memory: float


@attrs.frozen
class Measured:
    """A median of ratios, the least and the greatest of them, and the median time of the run in seconds."""

    value: float
    least: float
    most: float
    seconds: float

    def times(self, factor: float) -> "Measured":
        """The same where the other run did so many times the work."""
        return Measured(self.value * factor, self.least * factor, self.most * factor, self.seconds)


def in_turns(
    runs: Mapping[str, Callable[[], Any]],
    *,
    rounds: int,
    slices: int = 1,
    clock: Callable[[], float] = time.perf_counter,
    warm: bool = True,
) -> Times:
    """Time every run in every round, in so many short turns; each round starts with another run.

    A run that gives seconds and MiB itself, from a process of its own, is taken at its word.
    """
    seconds: dict[str, list[float]] = {name: [] for name in runs}
    memory: dict[str, list[float]] = {name: [] for name in runs}
    order = list(runs)
    for name in order if warm else ():
        runs[name]()  # a first call imports, compiles and fills caches
    for number in range(rounds):
        shift = number % len(order)
        spent = dict.fromkeys(runs, 0.0)
        for name in (order[shift:] + order[:shift]) * slices:
            gc.collect()
            began = clock()
            found = runs[name]()
            spent[name] += clock() - began
            if isinstance(found, Outside):
                spent[name] = found.seconds
                memory[name].append(found.memory)
        for name, took in spent.items():
            seconds[name].append(took)
    return Times(seconds, memory)


def over_forms(run: Callable[[dict[str, Any]], Any], forms: Sequence[dict[str, Any]], calls: int) -> Callable[[], None]:
    """A run that answers forms one at a time, about so many calls in all."""
    turns = max(1, calls // len(forms))
    some = forms[: max(1, min(len(forms), calls))]

    def go() -> None:
        for _ in range(turns):
            for form in some:
                run(form)

    return go


def in_process(script: str, *words: str) -> Outside:
    """Run a script of this folder by itself and read what it measured.

    Raises:
        RuntimeError: With what it said, if it failed.
    """
    done = subprocess.run(
        [sys.executable, str(HERE / script), *words], capture_output=True, text=True, check=False, encoding="utf-8"
    )
    if done.returncode:
        raise RuntimeError(done.stderr.strip()[-2000:])
    return Outside(**json.loads(done.stdout.splitlines()[-1]))
