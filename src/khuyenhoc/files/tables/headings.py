"""Headings of a table in a file: which column holds which fact, by key or by label, and what is carried along."""

import re
from collections.abc import Sequence
from functools import cached_property

import attrs

from khuyenhoc._base.text import tone_key
from khuyenhoc.files.tables.reader import Faults, match_headings, tidy_headings
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.frames.names import PREFIX, new_columns
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["FORM_HINT", "OWN_NAMES", "Headings", "fact_names", "known_headings", "read_headings"]

OWN_NAMES = [
    *((name, "area") for name in ("area", "địa bàn", "loại địa bàn", "kind of area")),
    *((name, "unit") for name in ("unit", "loại đơn vị", "kind of unit")),
]
_OWN = Vocabulary(OWN_NAMES)
_APPLICANT = [
    (name, "applicant")
    for name in (
        *("applicant", "name", "place", "commune", "district", "province", "hồ sơ", "địa phương", "đơn vị", "cơ quan"),
        *("xã", "phường", "xã, phường", "xã/phường", "huyện", "tỉnh", "tên xã", "tên đơn vị", "tên", "họ và tên"),
    )
]
_NAMES = Vocabulary(_APPLICANT)
_LETTERS = re.compile(r"[^\W\d_]{2}")
FORM_HINT = "see-the-form"


@attrs.frozen
class Headings:
    """The columns of a table.

    Attributes:
        names: All names, in their order.
        facts: The fact of each column that holds one, by index.
        area: Index of the column with the area; None if there is none.
        unit: Index of the column with the kind of unit; None if there is none.
        missing: Keys of facts without a column.
    """

    names: tuple[str, ...]
    facts: dict[int, Fact]
    area: int | None
    unit: int | None
    missing: tuple[str, ...]

    @cached_property
    def naming(self) -> tuple[int, ...]:
        """Indices of the columns that by their headings name the applicant."""
        return tuple(at for at in self._carried if _NAMES.find(self.names[at]))

    def names_in(self, texts: Sequence[str]) -> list[str]:
        """What may be the name of the applicant in a row: the first carried cell of words, and the columns for it."""
        first = next((texts[at] for at in self._carried if _LETTERS.search(texts[at])), "")
        return [first, *(texts[at] for at in self.naming)]

    def name_of(self, texts: Sequence[str]) -> str:
        """The name of the applicant in a row; empty if none is there."""
        return next((texts[at] for at in self.naming if texts[at]), "") or self.names_in(texts)[0]

    def names_among(self, texts: Sequence[int]) -> list[int]:
        """The columns of text in which the applicant may be named: those, and the first that is carried along."""
        carried = [at for at in self._carried if at in texts]
        return sorted({*carried[:1], *(at for at in self.naming if at in carried)})

    @property
    def carried(self) -> tuple[str, ...]:
        """Names of the columns that no rule reads."""
        return tuple(self.names[at] for at in self._carried)

    @property
    def unread(self) -> tuple[str, ...]:
        """Names of the columns that neither are read nor name the applicant."""
        return tuple(self.names[at] for at in self._carried if at not in self.naming)

    @cached_property
    def _carried(self) -> tuple[int, ...]:
        read = {*self.facts, self.area, self.unit}
        return tuple(at for at in range(len(self.names)) if at not in read)


def fact_names(rules: RuleSet) -> list[tuple[str, Fact]]:
    """The facts of a rule set with their labels and keys; of two equal names the last counts, so keys come last."""
    labels = [(name, fact) for fact in rules.facts for name in (fact.en, fact.vi)]
    return labels + [(fact.key, fact) for fact in rules.facts]


def known_headings(rules: RuleSet) -> Vocabulary[Fact | str]:
    """What a heading of a table may stand for: a fact, the applicant, the area or the kind of unit."""
    return Vocabulary([*_APPLICANT, *OWN_NAMES, *fact_names(rules)])


def read_headings(cells: Sequence[str], rules: RuleSet, *, top: int = 1, word: str = "row") -> Headings:
    """Which column is which: a key of a fact, its Vietnamese or its English label; any other is carried along.

    Raises:
        DocumentError: For a name that stands twice, one that deciding adds, a blank one, one that is nearly a fact, and
            a table without any fact.
    """
    names = tidy_headings(cells)
    known = Vocabulary(fact_names(rules))
    added = {*new_columns(rules, indicators=True)}
    options: dict[str, int] = {}
    faults = Faults(word, top)
    keys = [tone_key(name) for name in names]
    first = {key: index for index, key in reversed(list(enumerate(keys)))}

    def other(index: int, name: str) -> None:
        own = _OWN.find(name)
        if own is not None and own not in options:
            options[own] = index
        elif first[keys[index]] < index:
            faults.add("a-column-stands-twice", 0, index + 1, seen=name)
        elif name in added or name.startswith(PREFIX):
            faults.add("a-column-that-deciding-adds", 0, index + 1, seen=name)
        elif near := known.nearest(name, 0.9):
            faults.add("nearly-a-fact", 0, index + 1, seen=name, near=repr(near.key))

    facts = match_headings(names, known, faults, other)
    if not faults.errors and not facts:
        faults.add("no-column-holds-a-fact" if names else "an-empty-table", hint=FORM_HINT, rules=rules.id)
    faults.refuse()
    missing = tuple(fact.key for fact in rules.facts if fact not in facts.values())
    return Headings(tuple(names), facts, options.get("area"), options.get("unit"), missing)
