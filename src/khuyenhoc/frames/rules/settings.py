"""Settings of rows: the area and the kind of unit, the same for all or a column of them, and where which one is."""

from collections.abc import Iterable, Mapping, Sequence
from functools import reduce
from operator import and_, or_
from typing import Any

from khuyenhoc.errors import AmbiguousNameError, UnknownNameError, WrongTypeError
from khuyenhoc.frames.engine import is_untyped, narwhals
from khuyenhoc.frames.names import PREFIX
from khuyenhoc.recognition.deciding.plan import Plan
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Sentence, word

__all__ = ["RowSettings", "Setting"]

Setting = tuple[str, str]
"""The id of an area and the id of a kind of unit; empty where none is told apart."""


def _value_or_column(
    name: str, given: str | Option | None, options: Sequence[Option], schema: Mapping[str, Any]
) -> tuple[str, str | None]:
    """The value for all rows, or the column that gives it: ``(value, None)`` or ``("", column)``.

    An id of the rule set is a value, anything else the name of a column.

    Raises:
        AmbiguousNameError: If it is an id and a column as well.
        UnknownNameError: If it is neither.
        WrongTypeError: If it is no text, or a column without texts.
    """
    if given is None:
        return "", None
    if isinstance(given, Option):
        given = given.id
    if not isinstance(given, str):
        raise WrongTypeError("not-an-id-or-column-of", path=(name,), seen=given, called=word(name))
    known = [option.id for option in options]
    if given in known and given in schema:
        raise AmbiguousNameError("an-id-and-a-column", path=(name,), seen=given, called=word(name))
    if given in known or not given:
        return given, None
    if given not in schema:
        ids = known or Sentence("no-id-told-apart")
        raise UnknownNameError(
            "no-such-kind-of", path=(name,), seen=given, expected="ids-or-a-column", called=word(name), ids=ids
        )
    nw = narwhals()
    if schema[given] not in (nw.String, nw.Categorical, nw.Enum) and not is_untyped(schema[given]):
        raise WrongTypeError("column-without-ids-of", path=("frame", given), seen=str(schema[given]), called=word(name))
    return "", given


class RowSettings:
    """The plans of all areas and kinds of unit that may occur, and expressions for where which of them does."""

    area_column: str | None
    unit_column: str | None

    def __init__(
        self,
        rules: RuleSet,
        schema: Mapping[str, Any],
        *,
        area: str | Option | None,
        unit: str | Option | None,
        readings: Mapping[str, str] | None,
        final: bool,
    ) -> None:
        """Make the plans; an area or a unit is an id of the rule set, for all rows, or the name of a column of ids."""
        one_area, self.area_column = _value_or_column("area", area, rules.areas, schema)
        one_unit, self.unit_column = _value_or_column("unit", unit, rules.units, schema)
        self.areas: list[str] = ["", *(item.id for item in rules.areas)] if self.area_column else [one_area]
        self.units: list[str] = ([item.id for item in rules.units] or [""]) if self.unit_column else [one_unit]
        self.plans: dict[Setting, Plan] = {
            (area, unit): rules.plan(area=area, unit=unit, readings=readings, final=final)
            for area in self.areas
            for unit in self.units
        }
        self.columns: list[str] = [name for name in (self.area_column, self.unit_column) if name]
        self.stage: dict[str, Any] = {}
        self._masks: dict[frozenset[Setting], Any] = {}

    @property
    def any(self) -> Plan:
        """One of the plans, for what is the same in all of them."""
        return next(iter(self.plans.values()))

    def faults(self) -> list[Any]:
        """Conditions under which a row names no area or unit of the set."""
        found = []
        if self.area_column:
            found.append(~_one_of(self._text(self.area_column), self.areas))
        if self.unit_column:
            found.append(~_one_of(self._text(self.unit_column), self.units))
        return found

    def where(self, settings: Iterable[Setting]) -> Any:
        """Where a row has one of some settings: True, False, or a column of true and false without nulls."""
        chosen = frozenset(settings)
        if not chosen or len(chosen) == len(self.plans):
            return bool(chosen)
        if chosen not in self._masks:
            name = f"{PREFIX}where_{len(self._masks)}"
            self.stage[name] = self._condition(chosen)
            self._masks[chosen] = narwhals().col(name)
        return self._masks[chosen]

    def _condition(self, chosen: frozenset[Setting]) -> Any:
        by_units: dict[tuple[str, ...], list[str]] = {}
        for area in self.areas:
            units = tuple(unit for unit in self.units if (area, unit) in chosen)
            if units:
                by_units.setdefault(units, []).append(area)
        terms = []
        for units, areas in by_units.items():
            parts = []
            if self.area_column and len(areas) < len(self.areas):
                parts.append(_one_of(self._text(self.area_column), areas))
            if self.unit_column and len(units) < len(self.units):
                parts.append(_one_of(self._text(self.unit_column), units))
            terms.append(reduce(and_, parts))
        return reduce(or_, terms)

    def _text(self, name: str) -> Any:
        nw = narwhals()
        return nw.col(name).cast(nw.String).fill_null("")


def _one_of(text: Any, ids: Sequence[str]) -> Any:
    return text == ids[0] if len(ids) == 1 else text.is_in(list(ids))
