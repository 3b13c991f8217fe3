"""Titles held: until when one holds, and from when it may be raised."""

import datetime as dt

import attrs

from khuyenhoc._base.calendar import add_months
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.procedure import Procedure, year_of

__all__ = ["Title"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Title(Shown):
    """A title held (danh hiệu được công nhận); the holder is named by an id of the user's choice.

    Attributes:
        holder: Id of the holder.
        ruleset: Id of the rule set by which it was recognised.
        grade: Id of the grade.
        year: The year recognised.
        decided: The day of the decision; None if unknown.

    >>> title = Title(holder="xa-01", ruleset="tt-25-2023/commune", grade="1", year=2024, decided=dt.date(2025, 3, 20))
    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> title.valid_until(rules), title.may_be_raised_from(rules)
    (datetime.date(2027, 12, 31), datetime.date(2026, 3, 20))
    """

    holder: str
    ruleset: str
    grade: str
    year: int
    decided: dt.date | None = None

    def __attrs_post_init__(self) -> None:
        year_of(self.year, "Title.year")

    def valid_until(self, rules: Law, *, anchor: str = "") -> dt.date | None:
        """Last day on which it holds; None where the rule set establishes no validity.

        Counted from the end of the year recognised, which is a reading of "following the year recognised"; with
        ``anchor="decision_day"`` from the day of the decision.
        """
        procedure = self._procedure(rules)
        if procedure is None or procedure.validity_months is None:
            return None
        if anchor not in ("", "end_of_year", "decision_day"):
            raise InvalidValueError(
                "no such anchor", path=("anchor",), seen=anchor, expected="end_of_year or decision_day"
            )
        if anchor == "decision_day":
            return None if self.decided is None else add_months(self.decided, procedure.validity_months)
        return add_months(dt.date(self.year, 12, 31), procedure.validity_months)

    def may_be_raised_from(self, rules: Law) -> dt.date | None:
        """First day on which a higher grade may be asked for; None if the rule set or the decision day is silent."""
        procedure = self._procedure(rules)
        if procedure is None or procedure.raise_after_months is None or self.decided is None:
            return None
        return add_months(self.decided, procedure.raise_after_months)

    def renewable_from(self, rules: Law) -> dt.date | None:
        """First day of re-recognition, the day after it ends; None where no validity is established."""
        until = self.valid_until(rules)
        return None if until is None else until + dt.timedelta(days=1)

    def _procedure(self, rules: Law) -> Procedure | None:
        if getattr(rules, "id", None) != self.ruleset:
            raise InvalidValueError(
                "a title of another rule set", path=("rules",), seen=getattr(rules, "id", rules), expected=self.ruleset
            )
        return rules.procedure
