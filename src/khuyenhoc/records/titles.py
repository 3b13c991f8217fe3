"""A register of titles held: what ends when, what may be raised from which day, what is to be recognised again."""

import datetime as dt
from collections.abc import Iterator
from functools import cached_property

import attrs

from khuyenhoc._base.door import argument_day, checked, public
from khuyenhoc._base.shown import Shown
from khuyenhoc._base.terms import Label, Labelled, Language
from khuyenhoc._base.text import tone_key
from khuyenhoc.recognition.law.criteria import Option
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.recognition.title import Title
from khuyenhoc.records.portfolio.duties import DutyKind, Obligation
from khuyenhoc.records.portfolio.portfolio import ahead
from khuyenhoc.values.period import Period

__all__ = ["HeldTitle", "Register", "TitleStanding", "TitleStatus"]


@public("khuyenhoc.records")
class TitleStatus(Labelled):
    """How a title held stands on a day (tình trạng danh hiệu)."""

    HOLDS = "holds", "còn thời hạn", "holds"
    READINGS_DIFFER = "readings_differ", "còn hay hết là tùy cách hiểu", "holds under one reading and not under another"
    ENDED = "ended", "hết thời hạn", "ended"
    YEARLY = "yearly", "xét hằng năm", "assessed every year"
    NOT_ESTABLISHED = "not_established", "thời hạn chưa xác lập", "validity not established"
    SUCCEEDED = "succeeded", "đã có quyết định sau", "a later decision follows"
    NOT_YET = "not_yet", "chưa có quyết định vào ngày xét", "not decided by that day"


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class HeldTitle(Shown):
    """One line of a register (một danh hiệu trong sổ): who holds what, by which decision.

    Attributes:
        holder: Who holds it, in words of the user's choice.
        name: The title, as the register has it.
        year: The year assessed.
        decided: The day of the decision; None if unknown.
        number: The number of the decision; empty if unknown.
        grade: Id of the grade; empty where no rule set is known.
        rules: The rule set by which it was recognised; None where none is established.
        carried: What stands in the further columns, in their order.

    >>> held = records.HeldTitle(holder="xã A", name="Cộng đồng học tập cấp xã", year=2024, grade="1",
    ...                          decided=dt.date(2025, 3, 20), rules=catalog.ruleset("tt-25-2023/commune"))
    >>> held.text()
    'Cộng đồng học tập cấp xã, mức độ 1'
    """

    holder: str
    name: str
    year: int
    decided: dt.date | None = None
    number: str = ""
    grade: str = ""
    rules: RuleSet | None = None
    carried: tuple[str, ...] = ()

    def __attrs_post_init__(self) -> None:
        if self.title is not None and self.rules is not None:
            self.title.last_days(self.rules)

    @property
    def title(self) -> Title | None:
        """The title with its procedure; None where no rule set is known."""
        if self.rules is None:
            return None
        return Title(holder=self.holder, ruleset=self.rules.id, grade=self.grade, year=self.year, decided=self.decided)

    @property
    def key(self) -> tuple[str, str]:
        """What tells whether two lines are one title at different times: the holder, the model and the level."""
        if self.rules is None:
            return tone_key(self.holder), tone_key(self.name)
        return tone_key(self.holder), f"{self.rules.model}/{self.rules.level}"

    def text(self, lang: Language = "vi") -> str:
        """The title and the grade in words."""
        if self.rules is None:
            return ", ".join(filter(None, (self.name, self.grade)))
        name, grades = self.rules.title.text(lang), {grade.id: grade for grade in self.rules.grades}
        return f"{name}, {grades[self.grade].text(lang)}" if len(grades) > 1 else name

    def standing(self, *, on: dt.date, later: bool = False) -> "TitleStanding":
        """How it stands on a day; ``later`` says that a later decision on the same title is known."""
        on, title, rules = argument_day(on), self.title, self.rules
        if title is None or rules is None:
            return TitleStanding(held=self, on=on, status=_plain_status(self, on, later=later))
        last, again = title.valid_until(rules), title.renewable_from(rules)
        if again is None and rules.procedure is not None and rules.procedure.yearly:
            again = dt.date(self.year + 1, 1, 1)
        readings = title.last_days(rules)
        days = [day for _, day in readings if day is not None] or ([last] if last else [])
        status = _plain_status(self, on, later=later)
        if status is TitleStatus.NOT_ESTABLISHED and days:
            held = {day >= on for day in days}
            status = TitleStatus.READINGS_DIFFER if len(held) > 1 else _HELD[held.pop()]
        elif status is TitleStatus.NOT_ESTABLISHED and again is not None:
            status = TitleStatus.YEARLY
        highest = self.grade == rules.grades[-1].id
        return TitleStanding(
            held=self,
            on=on,
            status=status,
            last=last,
            readings=tuple(reading for reading, _ in readings),
            last_days=tuple(day for _, day in readings),
            raise_from=None if highest else title.may_be_raised_from(rules),
            again_from=again,
        )


_HELD = {True: TitleStatus.HOLDS, False: TitleStatus.ENDED}


def _plain_status(held: HeldTitle, on: dt.date, *, later: bool) -> TitleStatus:
    """How it stands before its procedure is asked."""
    if held.decided is not None and held.decided > on:
        return TitleStatus.NOT_YET
    return TitleStatus.SUCCEEDED if later else TitleStatus.NOT_ESTABLISHED


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class TitleStanding(Shown):
    """How one title held stands on a day.

    Attributes:
        held: The title.
        on: The day.
        status: Whether it holds.
        last: Its last day, under the reading used; None where none is established.
        readings: The readings of the open question from when its validity counts, the one used first.
        last_days: Its last day under each of them.
        raise_from: The first day on which a higher grade may be asked for; None where there is none, or none is known.
        again_from: The first day on which it is to be recognised again, under the reading used; None if not known.
    """

    held: HeldTitle
    on: dt.date
    status: TitleStatus
    last: dt.date | None = None
    readings: tuple[Option, ...] = ()
    last_days: tuple[dt.date | None, ...] = ()
    raise_from: dt.date | None = None
    again_from: dt.date | None = None

    @property
    def is_current(self) -> bool:
        """Whether it was decided by that day, and nothing later is known."""
        return self.status not in (TitleStatus.SUCCEEDED, TitleStatus.NOT_YET)

    @property
    def ends(self) -> tuple[dt.date, ...]:
        """Every last day that a reading gives, in order."""
        days = self.last_days or (self.last,)
        return tuple(sorted({day for day in days if day is not None}))


@public("khuyenhoc.records")
@attrs.frozen(kw_only=True, field_transformer=checked, repr=False)
class Register(Shown):
    """A register of titles held (sổ danh hiệu), and what falls due in it.

    Attributes:
        titles: The titles, in the order of the register.
        columns: Headings of the further columns that are carried along.

    >>> rules = catalog.ruleset("tt-25-2023/commune")
    >>> held = records.HeldTitle(holder="xã A", name="", year=2024, grade="1", decided=dt.date(2025, 3, 20),
    ...                          rules=rules)
    >>> register = records.Register(titles=(held,))
    >>> [str(item.raise_from) for item in register.may_be_raised(on=dt.date(2026, 1, 1), within="12m")]
    ['2026-03-20']
    """

    titles: tuple[HeldTitle, ...] = attrs.field(default=(), converter=tuple[HeldTitle, ...])
    columns: tuple[str, ...] = ()

    def __len__(self) -> int:
        return len(self.titles)

    def __iter__(self) -> Iterator[HeldTitle]:
        return iter(self.titles)

    @cached_property
    def _by_key(self) -> dict[tuple[str, str], list[HeldTitle]]:
        found: dict[tuple[str, str], list[HeldTitle]] = {}
        for held in self.titles:
            found.setdefault(held.key, []).append(held)
        return found

    def standings(self, *, on: dt.date) -> tuple[TitleStanding, ...]:
        """How each title stands on a day; of one title recognised several times, the last decision counts."""
        on = argument_day(on)
        return tuple(held.standing(on=on, later=self._is_followed(held, on)) for held in self.titles)

    def _is_followed(self, held: HeldTitle, on: dt.date) -> bool:
        others = (other for other in self._by_key[held.key] if other.decided is None or other.decided <= on)
        return any(other.year > held.year for other in others)

    def expiring(self, *, on: dt.date, within: str | dt.timedelta = "12m") -> tuple[TitleStanding, ...]:
        """Titles whose last day lies within a time ahead, under one reading at least; the earliest first."""
        span = ahead(on, within)
        found = [item for item in self._current(on) if any(day in span for day in item.ends)]
        return tuple(sorted(found, key=lambda item: item.ends))

    def may_be_raised(self, *, on: dt.date, within: str | dt.timedelta = "12m") -> tuple[TitleStanding, ...]:
        """Titles for which a higher grade may be asked by the end of a time ahead, while they hold; by day."""
        last = ahead(on, within).last
        found = [
            (item.raise_from, item)
            for item in self._current(on)
            if item.raise_from is not None and item.raise_from <= last and item.status is not TitleStatus.ENDED
        ]
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))

    def again(self, *, on: dt.date) -> tuple[TitleStanding, ...]:
        """Titles that are to be recognised again in the year of a day, or were to be before; the earliest first."""
        year = argument_day(on).year
        found = [
            (item.again_from, item)
            for item in self._current(on)
            if item.again_from is not None and item.again_from.year <= year
        ]
        return tuple(item for _, item in sorted(found, key=lambda pair: pair[0]))

    def _current(self, on: dt.date) -> list[TitleStanding]:
        return [item for item in self.standings(on=on) if item.is_current]

    def duties(self, within: Period) -> tuple[Obligation, ...]:
        """The last days of titles in a period, one for each reading, as duties of a calendar."""
        found = []
        for item in self._current(within.last):
            for number, (day, reading) in enumerate(_ends(item)):
                if day in within:
                    found.append(_ending(item, day, reading, used=not number))
        return tuple(sorted(found, key=lambda duty: duty.order))


def _ends(item: TitleStanding) -> list[tuple[dt.date, Option | None]]:
    """The last days with their readings, the reading used first; a day that two give counts once."""
    pairs = zip(item.last_days, item.readings, strict=True) if item.readings else [(item.last, None)]
    found: dict[dt.date, Option | None] = {}
    for day, reading in pairs:
        if day is not None:
            found.setdefault(day, reading)
    return list(found.items())


def _ending(item: TitleStanding, day: dt.date, reading: Option | None, *, used: bool) -> Obligation:
    held = item.held
    notes = []
    if reading is not None:
        other = Label("cách hiểu khác", "another reading")
        read = Label("cách hiểu được dùng", "the reading used") if used else other
        notes.append(Label(f"{read.vi}: {reading.vi}", f"{read.en}: {reading.en}"))
    return Obligation(
        source=held.rules.id if held.rules else "",
        kind=DutyKind.TITLE,
        what=Label(
            f"{held.holder}: hết thời hạn danh hiệu {held.text('vi')} (năm {held.year})",
            f"{held.holder}: end of the title {held.text('en')} (of {held.year})",
        ),
        due=day,
        cite=held.rules.procedure.cite_validity if held.rules and held.rules.procedure else None,
        notes=tuple(notes),
    )
