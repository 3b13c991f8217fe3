"""iCalendar: what is written is read back by the package that reads calendars, event by event."""

import datetime as dt
import sys

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc._base.terms import Language
from khuyenhoc.testing.records import citations

icalendar = pytest.importorskip("icalendar")


def obligations() -> st.SearchStrategy[kh.portfolio.Obligation]:
    return st.builds(
        kh.portfolio.Obligation,
        source=own.ids(),
        kind=st.sampled_from(kh.portfolio.DutyKind),
        what=own.labels(),
        due=own.recent_days(),
        span=st.none() | own.periods(),
        party=own.optional_texts(),
        to=own.optional_texts(),
        quantity=st.none() | st.integers(1, 1000),
        stated=st.booleans(),
        cite=st.none() | citations(),
    )


@given(duties=st.lists(obligations(), max_size=5), lang=st.sampled_from(["vi", "en"]))
def test_every_duty_is_one_all_day_event(duties: list[kh.portfolio.Obligation], lang: Language) -> None:
    """Day and words come back; the event ends on the next day; the same duties in any order give the same text."""
    text = kh.ics.to_ics(duties, lang=lang)
    events = icalendar.Calendar.from_ical(text).walk("VEVENT")
    found = sorted((event.decoded("dtstart"), str(event["summary"])) for event in events)
    expected = sorted((duty.due, f"{duty.text(lang)} ({duty.source})") for duty in duties)
    assert found == expected
    assert all(event.decoded("dtend") - event.decoded("dtstart") == dt.timedelta(days=1) for event in events)
    ordered = kh.ics.to_ics(sorted(duties, key=repr), lang=lang)
    assert sorted(ordered.splitlines()) == sorted(text.splitlines())


def test_lines_are_folded_and_vietnamese_letters_kept() -> None:
    """No line is longer than 75 octets, and unfolding gives the text back."""
    duty = kh.portfolio.Obligation(
        source="our-plan",
        kind=kh.portfolio.DutyKind.REPORT,
        what=kh.Label("báo cáo kết quả khuyến học, khuyến tài; xây dựng xã hội học tập " * 3, "report"),
        due=dt.date(2024, 12, 14),
    )
    text = kh.ics.to_ics([duty])
    assert all(len(line.encode()) <= 75 for line in text.split("\r\n"))
    (event,) = icalendar.Calendar.from_ical(text).walk("VEVENT")
    assert str(event["summary"]) == f"{duty.what.vi} (our-plan)"


def test_ids_of_events_stay_when_others_are_added() -> None:
    """A calendar that reads the file again replaces the event, so its id must not depend on its neighbours."""
    records = kh.catalog.rulesets()
    year = kh.Period.of_years(2025, 2025)
    duties = [duty for rules in records for duty in kh.portfolio.obligations_of(rules, year)]
    uids = [
        [line for line in kh.ics.to_ics(some).splitlines() if line.startswith("UID")] for some in (duties[:1], duties)
    ]
    assert len(duties) == len(set(uids[1])) == len(uids[1])
    assert set(uids[0]) <= set(uids[1])


def test_without_the_package_the_error_says_what_to_install(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "icalendar", None)
    with pytest.raises(kh.MissingExtraError, match=r"khuyenhoc\[calendar\]"):
        kh.ics.to_ics([])


def test_the_steps_of_a_procedure_are_those_of_its_circular() -> None:
    """Circular 25/2023, article 9: file before 28 February, finish before 31 March; the eve is the last day in time."""
    duties = kh.portfolio.obligations_of(kh.catalog.ruleset("tt-25-2023/commune"), kh.Period.of_years(2026, 2026))
    assert [duty.due for duty in duties] == [dt.date(2026, 2, 27), dt.date(2026, 3, 30)]
    assert [duty.cite.article for duty in duties if duty.cite] == ["9", "9"]
    district = kh.catalog.ruleset("tt-25-2023/district")
    assert kh.portfolio.obligations_of(district, kh.Period.of_years(2026, 2030)) == ()


def test_the_yearly_report_of_the_first_programme() -> None:
    """Before 15 December, first in 2015, the year of the guidance, last in 2020, the last of the programme."""
    programme = kh.catalog.programme("qd-281-2014")
    duties = kh.portfolio.obligations_of(programme, kh.Period.of_years(2010, 2030))
    assert [duty.due for duty in duties] == [dt.date(year, 12, 14) for year in range(2015, 2021)]
    assert {duty.kind for duty in duties} == {kh.portfolio.DutyKind.REPORT}


def test_two_reports_of_one_name_are_two_events() -> None:
    """The same report to two bodies on one day has two ids, so that a calendar keeps both."""
    duties = [
        kh.portfolio.Obligation(
            source="a",
            kind=kh.portfolio.DutyKind.REPORT,
            what=kh.Label("báo cáo", "report"),
            due=dt.date(2024, 12, 31),
            to=to,
        )
        for to in ("UBND tỉnh", "Hội Khuyến học Việt Nam")
    ]
    uids = {line for line in kh.ics.to_ics(duties).splitlines() if line.startswith("UID")}
    assert len(uids) == 2


def test_how_many_times_is_said() -> None:
    duty = kh.portfolio.Obligation(
        source="a",
        kind=kh.portfolio.DutyKind.COMMITMENT,
        what=kh.Label("họp", "meet"),
        due=dt.date(2024, 3, 31),
        times=3,
        quantity=2,
    )
    assert (duty.text(), duty.text("en")) == ("họp (2) (3 lần)", "meet (2) (3 times)")
    with pytest.raises(kh.WrongTypeError):
        kh.ics.to_ics([duty], title=None)  # type: ignore[arg-type]


def test_a_citation_is_named_as_officials_write_it() -> None:
    """From whatever instruments are handed in; without them the id stays."""
    (duty, *_) = kh.portfolio.obligations_of(kh.catalog.ruleset("tt-25-2023/commune"), kh.Period.of_years(2025, 2025))
    named = {"tt-25-2023": kh.catalog.instrument("tt-25-2023")}
    for instruments, name in (({}, "tt-25-2023"), (named, "Thông tư 25/2023/TT-BGDĐT")):
        (event,) = icalendar.Calendar.from_ical(kh.ics.to_ics([duty], instruments=instruments)).walk("VEVENT")
        assert f"điểm d khoản 1 Điều 9 {name}" in str(event["description"]).splitlines()
