"""What becomes of a decided part of a table: codes for machines, or words for people."""

from collections.abc import Iterator, Mapping
from heapq import merge
from operator import attrgetter
from pathlib import Path
from typing import Any, Protocol

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.tables.decided_book import DecidedBook, DecidedRow
from khuyenhoc.files.tables.parts import Part, Rejection
from khuyenhoc.files.tables.sinks import RejectionFile, Sink, open_sink
from khuyenhoc.files.tables.sources import Source
from khuyenhoc.frames.rules.faults import exact_value
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["KINDS", "ROW", "Codes", "Words"]

ROW = "row_of_the_file"
KINDS = ("area", "unit")
_NO_COLUMN = Label("Không có cột, coi là chưa biết: {}", "No column, unknown in every row: {}")


class Run(Protocol):
    """What is asked of the pass over a file."""

    rules: RuleSet
    options: Mapping[str, Any]
    kinds: Mapping[str, str]

    def facts(self, part: Part) -> Any:
        """The columns that rules read, under the keys of the facts, and the number of the row."""


class Codes:
    """The output for machines: the columns of the decided rows, and the wrong values of the others in a list."""

    def __init__(self, run: Run, source: Source, output: Path, rejected: Path, lang: Language, suffix: str) -> None:
        """Open them for the table of a source."""
        self.rejections: RejectionFile = RejectionFile(rejected, source.delimiter, lang)
        self.sink: Sink = open_sink(output, suffix, delimiter=source.delimiter)

    def write(self, part: Part, decided: Any, wrong: list[Rejection]) -> None:
        """One more part, the decided rows of it, and what is wrong with the others."""
        self.rejections.write(wrong)
        self.sink.write(decided)

    def finish(self) -> None:
        """Nothing stands at the end."""

    def close(self) -> None:
        """The end of both."""
        self.sink.close()
        self.rejections.close()


class Words:
    """The output for people: every row in its place, those that were decided with the words of the single decision."""

    run: Run
    source: Source

    def __init__(self, run: Run, source: Source, output: Path, rejected: Path, lang: Language, suffix: str) -> None:
        """Open it for the table of a source."""
        self.run, self.source = run, source
        self.lang: Language = lang
        self.facts: dict[str, Fact] = {fact.key: fact for fact in source.headings.facts.values()}
        self.carried: list[int] = [source.headings.names.index(name) for name in source.headings.carried]
        self.book: DecidedBook = DecidedBook(output, run.rules, source.headings, lang)

    def write(self, part: Part, decided: Any, wrong: list[Rejection]) -> None:
        """One more part, the decided rows of it, and what is wrong with the others."""
        said: dict[int, list[Rejection]] = {}
        for one in wrong:
            said.setdefault(one.row, []).append(one)
        parts = self._read(part, said), self._unread(part, said)
        self.book.write(merge(*parts, key=attrgetter("row")))  # decided one by one, and not kept

    def _read(self, part: Part, said: Mapping[int, list[Rejection]]) -> Iterator[DecidedRow]:
        """The rows that could be read, of which some are refused."""
        carried = [part.table[at].to_pylist() for at in self.carried]
        for number, row in enumerate(self.run.facts(part).to_pylist()):
            cells, name = [column[number] for column in carried], row.pop(ROW)
            decision = None if name in said else self._decided(row)
            yield DecidedRow(row=name, carried=cells, decision=decision, wrong=said.get(name, ()))

    def _unread(self, part: Part, said: Mapping[int, list[Rejection]]) -> Iterator[DecidedRow]:
        """The rows that could not."""
        for name in sorted(said.keys() - set(part.rows)):
            texts = part.unread.get(name, ())
            cells = [texts[at] if at < len(texts) else None for at in self.carried]
            yield DecidedRow(row=name, carried=cells, wrong=said[name])

    def _decided(self, row: dict[str, Any]) -> Decision:
        kinds = {kind: row.pop(kind, None) or self.run.kinds[kind] for kind in KINDS}
        facts = {key: exact_value(self.facts[key], value) for key, value in row.items() if value is not None}
        options = self.run.options
        return self.run.rules.decide(facts, **kinds, final=options["final"], readings=options["readings"])

    def finish(self) -> None:
        """The sums, with what is to be known about the table."""
        said = [label.text(self.lang) for label in self.source.sums.notices()]
        missing = [self.run.rules.fact(key).text(self.lang) for key in self.source.headings.missing]
        notes = [_NO_COLUMN.text(self.lang).format("; ".join(missing))] if missing else []
        self.book.finish([*notes, *said])

    def close(self) -> None:
        """Save it."""
        self.book.close()
