"""Headings of a table in a file: which column holds which fact, by key or by label, and what is carried along."""

import difflib
from collections.abc import Sequence

import attrs

from khuyenhoc._base.text import tidy, tone_key
from khuyenhoc.errors import DocumentError, InvalidValueError, KhuyenHocError
from khuyenhoc.frames.names import PREFIX, new_columns
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["Headings", "read_headings"]

_OWN = {"area": ("area", "địa bàn", "loại địa bàn"), "unit": ("unit", "loại đơn vị")}


@attrs.frozen
class Headings:
    """The columns of a table.

    Attributes:
        names: All names, in their order.
        facts: The fact of each column that holds one, by position.
        area: Position of the column with the area; None if there is none.
        unit: Position of the column with the kind of unit; None if there is none.
        missing: Keys of facts without a column.
    """

    names: tuple[str, ...]
    facts: dict[int, Fact]
    area: int | None
    unit: int | None
    missing: tuple[str, ...]

    @property
    def carried(self) -> tuple[str, ...]:
        """Names of the columns that no rule reads."""
        read = {*self.facts, self.area, self.unit}
        return tuple(name for number, name in enumerate(self.names) if number not in read)


def read_headings(cells: Sequence[str], rules: RuleSet) -> Headings:
    """Which column is which: a key of a fact, its Vietnamese or its English label; any other is carried along.

    Raises:
        DocumentError: For a name that stands twice, one that deciding adds, a blank one, one that is nearly a fact, and
            a table without any fact.
    """
    names = [tidy(cell) for cell in cells]
    while names and not names[-1]:
        names.pop()
    known = {tone_key(name): fact for fact in rules.facts for name in (fact.en, fact.vi, fact.key)}
    own = {tone_key(name): kind for kind, others in _OWN.items() for name in others}
    added = {*new_columns(rules, indicators=True)}
    facts: dict[int, Fact] = {}
    options: dict[str, int] = {}
    errors: list[KhuyenHocError] = []
    for number, name in enumerate(names):
        key, where = tone_key(name), f"row 1, column {number + 1}"
        if not name:
            errors.append(InvalidValueError("a column without a name", path=(where,)))
        elif key in known and known[key] in facts.values():
            errors.append(InvalidValueError("a column stands twice", path=(where,), seen=name, expected=known[key].key))
        elif key in known:
            facts[number] = known[key]
        elif key in own and own[key] not in options:
            options[own[key]] = number
        elif key in (tone_key(other) for other in names[:number]):
            errors.append(InvalidValueError("a column stands twice", path=(where,), seen=name))
        elif name in added or name.startswith(PREFIX):
            hint = "rename it or leave it out"
            errors.append(InvalidValueError("a column that deciding adds", path=(where,), seen=name, hint=hint))
        elif close := difflib.get_close_matches(key, known, 1, 0.9):
            hint = f"did you mean {known[close[0]].key!r}?"
            errors.append(InvalidValueError("nearly a fact", path=(where,), seen=name, hint=hint))
    if not names:
        errors.append(InvalidValueError("an empty table", path=("row 1",), hint="see khuyenhoc form ID --format csv"))
    elif not facts and not errors:
        hint = "see khuyenhoc form ID --format csv"
        errors.append(InvalidValueError(f"no column holds a fact of {rules.id}", path=("row 1",), hint=hint))
    if errors:
        raise DocumentError.of(errors, "the headings of this table")
    missing = tuple(fact.key for fact in rules.facts if fact not in facts.values())
    return Headings(tuple(names), facts, options.get("area"), options.get("unit"), missing)
