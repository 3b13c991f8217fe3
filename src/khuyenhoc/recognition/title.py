"""Titles held: until when one holds, and from when it may be raised."""

import datetime as dt

import attrs

from khuyenhoc._base.calendar import add_months
from khuyenhoc._base.door import checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc.errors import InvalidValueError
from khuyenhoc.recognition.law.criteria import Interpretation, Option
from khuyenhoc.recognition.law.law import Law
from khuyenhoc.recognition.law.procedure import Procedure, check_anchor, year_of
from khuyenhoc.sentences import Sentence

__all__ = ["Title"]


@public("khuyenhoc")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Title(Shown):
    """A title held (danh hiệu được công nhận); the holder is named by an id of the user's choice.

    Attributes:
        holder: Id of the holder.
        ruleset: Id of the rule set by which it was recognised.
        grade: Id of the grade.
        year: The year assessed.
        decided: The day of the decision; None if unknown.

    Raises:
        InvalidValueError: If it was assessed for a year later than that of its decision.

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
        if self.decided is not None and self.year > self.decided.year:
            raise InvalidValueError(
                "assessed-for-a-year-after", path=("Title.year",), seen=self.year, year=self.decided.year
            )

    def valid_until(self, rules: Law, *, anchor: str = "") -> dt.date | None:
        """Last day on which it holds; None where the rule set establishes no validity, or the day it counts from.

        The circulars count from "the year recognised", which is the year assessed or that of the decision: which of
        them, [`validity_question`][khuyenhoc.Title.validity_question] says is open.

        Args:
            rules: The rule set.
            anchor: Another day to count from than that of the set: ``end_of_year`` (of the year assessed),
                ``end_of_decision_year`` or ``decision_day``.

        Raises:
            InvalidValueError: For another anchor or rule set, and where it would end before it was decided.
        """
        procedure = self._procedure(rules)
        if anchor:
            check_anchor(anchor, "anchor")
        if procedure is None or procedure.validity_months is None:
            return None
        start = self._start(anchor or procedure.validity_from)
        until = start and add_months(start, procedure.validity_months)
        if until is not None and self.decided is not None and until < self.decided:
            raise InvalidValueError(
                "it-would-end-before-it-was", path=("Title.decided",), seen=self.decided, until=until
            )
        return until

    def _start(self, anchor: str) -> dt.date | None:
        """The day from which its validity counts."""
        if anchor == "end_of_year":
            return dt.date(self.year, 12, 31)
        if anchor == "decision_day" or self.decided is None:
            return self.decided
        return self.decided.replace(month=12, day=31)

    def validity_question(self, rules: Law) -> Interpretation | None:
        """The open question behind its last day, with all readings; None where the set has none.

        >>> title = Title(holder="xa-01", ruleset="tt-25-2023/commune", grade="1", year=2024)
        >>> title.validity_question(catalog.ruleset("tt-25-2023/commune")).used
        'end_of_year'
        """
        self._procedure(rules)
        return rules.question("validity-anchor")

    def last_days(self, rules: Law) -> tuple[tuple[Option, dt.date | None], ...]:
        """Its last day under each reading of that question, the reading used first; empty where nothing is open.

        A day is None where its reading counts from a day that is unknown.

        >>> title = Title(holder="xa-01", ruleset="tt-25-2023/commune", grade="1", year=2024,
        ...               decided=dt.date(2025, 3, 20))
        >>> [(reading.id, str(day)) for reading, day in title.last_days(catalog.ruleset("tt-25-2023/commune"))]
        [('end_of_year', '2027-12-31'), ('end_of_decision_year', '2028-12-31'), ('decision_day', '2028-03-20')]
        """
        question = self.validity_question(rules)
        if question is None or self.valid_until(rules) is None:
            return ()
        readings = sorted(question.readings, key=lambda reading: reading.id != question.used)
        return tuple((reading, self.valid_until(rules, anchor=reading.id)) for reading in readings)

    def may_be_raised_from(self, rules: Law) -> dt.date | None:
        """First day on which a higher grade may be asked for; None if the rule set or the decision day is silent."""
        procedure = self._procedure(rules)
        if procedure is None or procedure.raise_after_months is None or self.decided is None:
            return None
        return add_months(self.decided, procedure.raise_after_months)

    def renewable_from(self, rules: Law, *, anchor: str = "") -> dt.date | None:
        """First day of re-recognition, the day after it ends; None and errors as in `valid_until`."""
        until = self.valid_until(rules, anchor=anchor)
        return None if until is None else until + dt.timedelta(days=1)

    def _procedure(self, rules: Law) -> Procedure | None:
        if getattr(rules, "id", None) != self.ruleset:
            raise InvalidValueError(
                "a-title-of-another-rule-set",
                path=("rules",),
                seen=getattr(rules, "id", rules),
                expected=Sentence("words", words=self.ruleset),
            )
        return rules.procedure
