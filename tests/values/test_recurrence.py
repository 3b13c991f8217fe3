"""Recurrences: expansion against a count of its own, reading and writing, and what is refused."""

import calendar
import datetime as dt
import unicodedata

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import Frequency, InvalidValueError, Period, Recurrence
from khuyenhoc._base.terms import Language

YEARS = st.tuples(own.recent_days(), own.recent_days()).map(sorted).map(lambda pair: Period(*pair))


def all_days(period: Period) -> list[dt.date]:
    return [period.first + dt.timedelta(days=number) for number in range(period.days)]


@given(within=YEARS)
def test_months_are_those_that_the_days_touch(within: Period) -> None:
    """Counted day by day: one occasion for each month with a day in the period, due on the last such day."""
    last_days: dict[tuple[int, int], dt.date] = {}
    for day in all_days(within):
        last_days[day.year, day.month] = day
    occasions = Recurrence(every=Frequency.MONTH).occasions(within)
    assert [occasion.due for occasion in occasions] == list(last_days.values())


@given(within=YEARS)
def test_quarters_half_years_and_weeks_are_those_that_the_days_touch(within: Period) -> None:
    """The same count for the other intervals, by the ISO week and by the number of the month."""
    keys = {
        Frequency.WEEK: lambda day: day.isocalendar()[:2],
        Frequency.QUARTER: lambda day: (day.year, (day.month - 1) // 3),
        Frequency.HALF_YEAR: lambda day: (day.year, day.month > 6),
        Frequency.YEAR: lambda day: day.year,
    }
    for every, key in keys.items():
        last_days = {key(day): day for day in all_days(within)}
        occasions = Recurrence(every=every).occasions(within)
        assert [occasion.due for occasion in occasions] == list(last_days.values())


@given(within=YEARS, day=own.days(dt.date(2023, 1, 1), dt.date(2023, 12, 31)))
def test_a_named_day_of_the_year_falls_due_on_it_or_on_its_eve(within: Period, day: dt.date) -> None:
    """By a day: on it; before a day: on its eve; only where that lies in the period."""
    written = f"{day:%m-%d}"
    named = [day.replace(year=year) for year in range(within.first.year - 1, within.last.year + 2)]
    by = Recurrence(every=Frequency.YEAR, by=written).occasions(within)
    before = Recurrence(every=Frequency.YEAR, before=written).occasions(within)
    assert [occasion.due for occasion in by] == [found for found in named if found in within]
    eves = [found - dt.timedelta(days=1) for found in named]
    assert [occasion.due for occasion in before] == [eve for eve in eves if eve in within]


@given(within=YEARS, number=st.integers(1, 31))
def test_a_named_day_of_the_month_is_the_last_day_of_a_shorter_one(within: Period, number: int) -> None:
    """By day 31 of each month means 28, 29 or 30 where the month ends there; before it, the last day ahead of it."""
    days = all_days(within)
    last = {day: day.day == calendar.monthrange(day.year, day.month)[1] for day in days}
    by = Recurrence(every=Frequency.MONTH, by=str(number)).occasions(within)
    assert [occasion.due for occasion in by] == [
        day for day in days if day.day == number or (last[day] and day.day < number)
    ]
    before = Recurrence(every=Frequency.MONTH, before=str(number)).occasions(within)
    assert [occasion.due for occasion in before] == [
        day for day in days if day.day == number - 1 or (last[day] and (day.day < number or number == 1))
    ]


@pytest.mark.parametrize(
    ("year", "number", "due"), [(2023, 31, 28), (2023, 29, 28), (2023, 28, 27), (2024, 31, 29), (2024, 30, 29)]
)
def test_before_a_day_that_february_lacks(year: int, number: int, due: int) -> None:
    """Before the 31st of February is its last day, not the eve of the last day."""
    found = Recurrence(every=Frequency.MONTH, before=str(number)).occasions(Period.of_years(year, year))
    assert found[1].due == dt.date(year, 2, due)


@pytest.mark.parametrize(
    ("value", "year", "count", "first", "last"),
    [
        (Recurrence(every=Frequency.YEAR, before="12-15"), 2199, 1, "2199-12-14", "2199-12-14"),
        (Recurrence(every=Frequency.YEAR, before="01-01"), 1900, 1, "1900-12-31", "1900-12-31"),
        (Recurrence(every=Frequency.MONTH), 2199, 12, "2199-01-31", "2199-12-31"),
        (Recurrence(every=Frequency.MONTH, before="1"), 1900, 12, "1900-01-31", "1900-12-31"),
        (Recurrence(every=Frequency.MONTH, before="1"), 2199, 11, "2199-01-31", "2199-11-30"),
        (Recurrence(every=Frequency.WEEK), 1900, 53, "1900-01-07", "1900-12-31"),
        (Recurrence(every=Frequency.WEEK), 2199, 53, "2199-01-06", "2199-12-31"),
    ],
)
def test_the_first_and_the_last_year(value: Recurrence, year: int, count: int, first: str, last: str) -> None:
    """Days out of range are not asked for; what belongs to January 2200 is no occasion."""
    found = value.occasions(Period.of_years(year, year))
    assert (len(found), found[0].due.isoformat(), found[-1].due.isoformat()) == (count, first, last)
    assert all(occasion.span.last <= dt.date(2199, 12, 31) for occasion in found)


@given(value=own.recurrences(), lang=st.sampled_from(["vi", "en"]))
def test_what_is_written_is_read_back(value: Recurrence, lang: Language) -> None:
    """Reading is the inverse of writing, for a time owed once as far as its period can be read back."""
    if value.span is not None:
        value = Recurrence(every=Frequency.ONCE, span=Period.parse(value.span.text()))
    assert Recurrence.parse(value.text(lang)) == value


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("mỗi tháng", Recurrence(every=Frequency.MONTH)),
        ("HẰNG THÁNG", Recurrence(every=Frequency.MONTH)),
        ("hang thang", Recurrence(every=Frequency.MONTH)),
        ("hằng năm, trước ngày 15/12", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("hàng năm trước 15-12", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("trước ngày 15/12 hằng năm", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("hằng tháng, chậm nhất ngày 25", Recurrence(every=Frequency.MONTH, by="25")),
        ("mỗi năm 2 lần", Recurrence(every=Frequency.YEAR, times=2)),
        ("mỗi năm hai lần", Recurrence(every=Frequency.YEAR, times=2)),
        ("mỗi năm năm lần", Recurrence(every=Frequency.YEAR, times=5)),
        ("mười lần mỗi tháng", Recurrence(every=Frequency.MONTH, times=10)),
        ("mỗi năm một lần, trước ngày 15/12", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("2 lần/năm", Recurrence(every=Frequency.YEAR, times=2)),
        ("bốn lần / tuần", Recurrence(every=Frequency.WEEK, times=4)),
        ("trước ngày 15 tháng 12 hằng năm", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("Hằng năm, chậm nhất là ngày 5 tháng 6", Recurrence(every=Frequency.YEAR, by="06-05")),
        ("trước ngày 25 hằng tháng", Recurrence(every=Frequency.MONTH, before="25")),
        ("3 tháng một lần", Recurrence(every=Frequency.QUARTER)),
        ("ba tháng 1 lần", Recurrence(every=Frequency.QUARTER)),
        ("định kỳ hằng quý", Recurrence(every=Frequency.QUARTER)),
        ("Định kỳ 6 tháng một lần", Recurrence(every=Frequency.HALF_YEAR)),
        ("mỗi 6 tháng", Recurrence(every=Frequency.HALF_YEAR)),
        ("6 tháng một lần", Recurrence(every=Frequency.HALF_YEAR)),
        ("mỗi quý", Recurrence(every=Frequency.QUARTER)),
        ("yearly, before 15/12", Recurrence(every=Frequency.YEAR, before="12-15")),
        ("quý IV/2019", Recurrence(every=Frequency.ONCE, span=Period(dt.date(2019, 10, 1), dt.date(2019, 12, 31)))),
    ],
)
def test_expressions(text: str, expected: Recurrence) -> None:
    """In any case, with or without marks, composed or decomposed."""
    assert Recurrence.parse(text) == expected
    assert Recurrence.parse(unicodedata.normalize("NFD", text)) == expected


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("năm học 2023-2024", "its days are not in the words"),
        ("trước ngày 15/12", "a day without how often"),
        ("thỉnh thoảng", "not read as a recurrence"),
        ("mỗi tháng đôi khi", "'doi khi' is not understood"),
        ("hằng năm, trước ngày 31/2", "not a day of this frequency"),
        ("hằng năm, trước ngày 29/2", "not a day of this frequency"),
        ("mỗi quý, trước ngày 15", "a day can be named for a month or a year only"),
        ("", "not read as a recurrence"),
        ("định kỳ", "not read as a recurrence"),
        ("hai lần", "not read as a recurrence"),
        ("hai tháng một lần", "not read as a recurrence"),
        ("mỗi năm mười hai lần", "'muoi' is not understood"),
        ("mỗi năm vài lần", "'vai lan' is not understood"),
        ("định kỳ 6 tháng, hằng năm", "'6 thang' is not understood"),
        ("13 tháng một lần", "not read as a recurrence"),
        ("trước ngày 15 tháng 13 hằng năm", "not a day of this frequency"),
    ],
)
def test_other_expressions_are_refused_with_what_to_write(text: str, says: str) -> None:
    with pytest.raises(InvalidValueError, match=says):
        Recurrence.parse(text)


def test_the_bulletins_of_a_radio_station() -> None:
    """32 bulletins a month from 2020 to 2023 are 48 times 32."""
    duty = kh.Commitment(what=kh.Label("bản tin", "bulletins"), recurrence=Recurrence.parse("mỗi tháng"), quantity=32)
    assert duty.recurrence is not None
    assert duty.quantity is not None
    assert len(duty.recurrence.occasions(Period.of_years(2020, 2023))) * duty.quantity == 1536


def test_once_needs_a_time_and_nothing_else_may_have_one() -> None:
    with pytest.raises(InvalidValueError):
        Recurrence(every=Frequency.ONCE)
    with pytest.raises(InvalidValueError):
        Recurrence(every=Frequency.YEAR, span=Period.of_years(2020, 2020))
    with pytest.raises(InvalidValueError):
        Recurrence(every=Frequency.YEAR, before="12-15", by="12-15")
