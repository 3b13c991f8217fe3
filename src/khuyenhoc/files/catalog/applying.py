"""Which rule set of a catalogue applies on a day, and what is to be known about applying one."""

import datetime as dt
from functools import cache
from typing import Any

from khuyenhoc._base.door import argument, argument_day
from khuyenhoc._base.terms import Label
from khuyenhoc.errors import InvalidValueError, UnknownNameError
from khuyenhoc.files.catalog.held import Holder
from khuyenhoc.files.catalog.named import Named, shipped
from khuyenhoc.files.catalog.rules import GAPS, RULES, rules_of
from khuyenhoc.files.codec.formats import toml_data
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.selection import Gap, Selection, SelectionStatus, choose, doubts, joined
from khuyenhoc.sentences import Listed, Sentence
from khuyenhoc.values.learning_model import LearningModel
from khuyenhoc.values.place import Level

__all__ = ["Laws"]


class Laws(Holder):
    """The rule sets of a catalogue, and which of them applies."""

    __slots__ = ()

    def rulesets(self) -> tuple[RuleSet, ...]:
        """All rule sets of recognition, by id."""
        return tuple(self.held.rulesets)

    def ruleset(self, id: str) -> RuleSet:  # noqa: A002 - it is the id
        """The rule set of an id.

        Raises:
            UnknownIdError: If there is none; the message names the nearest.

        >>> catalog.ruleset("tt-22-2020").grades[-1].vi
        'tốt'
        """
        return self.held.rulesets[id]

    def gaps(self) -> tuple[Gap, ...]:
        """Criteria that exist, but are not established from any source."""
        return _gaps()

    def select(self, model: LearningModel, *, level: Level | None = None, on: dt.date) -> Selection:
        """Which rule set applies to a title on a day, or, by name, why none does.

        A circular comes before a rule set of a package or folder, which then is named among what is known; one that
        ``extends`` another is asked for by its id only.

        Args:
            model: The learning model.
            level: The level of government; None for citizens and families.
            on: The day; the last day of the year for an assessment year.

        >>> catalog.select(LearningModel.COMMUNITY, level=Level.COMMUNE, on=dt.date(2025, 12, 31)).status
        SelectionStatus.AUTHORITY_OPEN
        >>> catalog.select(LearningModel.FAMILY, on=dt.date(2024, 12, 31)).status
        SelectionStatus.NOT_ESTABLISHED
        """
        model = argument(model, LearningModel, "model")
        level = None if level is None else argument(level, Level, "level")
        return _selected(self.held.rulesets, model, level, argument_day(on))

    def ruleset_for(self, model: LearningModel, *, level: Level | None = None, on: dt.date) -> RuleSet:
        """The rule set that applies to a title on a day, or may; [`select`][khuyenhoc.catalog.select] says which.

        Raises:
            UnknownNameError: If there is none; the message says what is known.

        >>> catalog.ruleset_for(LearningModel.COMMUNITY, level=Level.COMMUNE, on=dt.date(2024, 12, 31)).id
        'tt-25-2023/commune'
        """
        found = self.select(model, level=level, on=on)
        if found.ruleset is None:
            known = Listed(found.known)
            raise UnknownNameError(
                "no-rule-set-applies", seen=f"{model.value} on {on}", status=found.status, known=known
            )
        return found.ruleset

    def applies(self, rules: RuleSet, *, on: dt.date) -> Selection | None:
        """What is to be known about applying a rule set on a day; None if it is in force and nothing is open (áp dụng).

        A rule set of one's own is held against the circulars only for what they say about its title and level.

        Raises:
            InvalidValueError: If the set is not in force on the day, or another built-in one applies.

        >>> catalog.applies(catalog.ruleset("tt-25-2023/commune"), on=dt.date(2025, 12, 31)).status
        SelectionStatus.AUTHORITY_OPEN
        """
        return _applied(self.held.rulesets, argument(rules, RuleSet, "rules"), argument_day(on))


@cache
def _gaps() -> tuple[Gap, ...]:
    """What is not established."""
    data = toml_data(shipped("rules", f"{GAPS}.toml").read_bytes())
    return tuple(_gap(row) for row in data["gaps"])


def _gap(row: dict[str, Any]) -> Gap:
    return Gap(
        model=next(model for model in LearningModel if model.value == row["model"]),
        level=next((level for level in Level if level.value == row.get("level")), None),
        instrument=row.get("instrument", ""),
        period=row.get("period", ""),
        since=row.get("since"),
        what=Label(row["vi"], row["en"]),
        sources=tuple(row.get("sources", ())),
    )


def _selected(rulesets: Named[RuleSet], model: LearningModel, level: Level | None, on: dt.date) -> Selection:
    """Which rule set applies: a circular before a set of one's own, and none that changes another."""
    own = [rules for rules in rulesets.own.values() if not rules.extends]
    return choose([*rules_of(model, level), *own], _gaps(), model, level, on)


def _applied(rulesets: Named[RuleSet], rules: RuleSet, on: dt.date) -> Selection | None:
    """What is to be known about applying a set on a day; None if nothing.

    Raises:
        InvalidValueError: If the set is not in force on the day, or another circular applies.
    """
    if rules.in_force(on=on) is False:
        raise InvalidValueError(
            "not-in-force-on-this-day",
            path=("on",),
            seen=on,
            expected=Sentence("in-force-span", span=Label(rules.span("vi"), rules.span("en"))),
            hint=_in_force_then(rulesets, rules, on),
            rules=rules.id,
        )
    found = doubts(rules, on=on)
    if rules.model is not None:
        level = rules.level or next(iter(rules.levels), None)
        found = _with_circulars(rules, found, _selected(RULES, rules.model, level, on))
    return None if found.status is SelectionStatus.IN_FORCE else found


def _in_force_then(rulesets: Named[RuleSet], rules: RuleSet, on: dt.date) -> Sentence | str:
    """The sets of the same title (of none: the same instrument) and level that were in force on a day."""
    levels = set(rules.levels or [rules.level])
    names = tuple(
        one.id
        for one in rulesets
        if one.model is rules.model
        and (one.model is not None or one.instrument == rules.instrument)
        and levels.intersection(one.levels or [one.level])
        and one.in_force(on=on)
    )
    return Sentence("in-force-then", names=names) if names else ""


def _with_circulars(rules: RuleSet, own: Selection, found: Selection) -> Selection:
    """What is open about a set, with what the circulars say of its title."""
    if rules.id not in RULES:
        return joined(found, [own])
    if found.ruleset is not None and found.ruleset.id != rules.id:
        raise InvalidValueError(
            "another-rule-set-applies", path=("on",), seen=own.on, rules=rules.id, ruleset=found.ruleset.id
        )
    return found
