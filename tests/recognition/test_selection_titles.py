"""Which rule set applies on a day, until when a title holds, what is due when, and who decides."""

import contextlib
import datetime as dt
import pickle
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

from khuyenhoc import (
    DocumentError,
    InvalidValueError,
    KhuyenHocError,
    LearningModel,
    Level,
    Title,
    UnknownNameError,
    Verdict,
    catalog,
)
from khuyenhoc.recognition import Deadline, FactKind, Procedure, Role, SelectionStatus
from names import SETS

COMMUNITY, UNIT, CITIZEN = LearningModel.COMMUNITY, LearningModel.UNIT, LearningModel.CITIZEN
IN_FORCE, NOTHING = SelectionStatus.IN_FORCE, SelectionStatus.NOTHING_IN_FORCE
OPEN, ENDED = SelectionStatus.AUTHORITY_OPEN, SelectionStatus.LEVEL_ENDED
BASE, FIRST = SelectionStatus.BASE_ENDED, SelectionStatus.FIRST_DAY_OPEN
UNKNOWN = SelectionStatus.NOT_ESTABLISHED

DAYS = [
    (COMMUNITY, Level.COMMUNE, "2015-01-24", NOTHING, None),
    (COMMUNITY, Level.COMMUNE, "2015-01-25", IN_FORCE, "tt-44-2014"),
    (COMMUNITY, Level.COMMUNE, "2024-02-11", IN_FORCE, "tt-44-2014"),
    (COMMUNITY, Level.COMMUNE, "2024-02-12", IN_FORCE, "tt-25-2023/commune"),
    (COMMUNITY, Level.COMMUNE, "2025-06-30", IN_FORCE, "tt-25-2023/commune"),
    (COMMUNITY, Level.COMMUNE, "2025-07-01", OPEN, "tt-25-2023/commune"),
    (COMMUNITY, Level.DISTRICT, "2024-02-11", NOTHING, None),
    (COMMUNITY, Level.DISTRICT, "2024-02-12", IN_FORCE, "tt-25-2023/district"),
    (COMMUNITY, Level.DISTRICT, "2025-06-30", IN_FORCE, "tt-25-2023/district"),
    (COMMUNITY, Level.DISTRICT, "2025-07-01", ENDED, None),
    (COMMUNITY, Level.PROVINCE, "2024-02-11", NOTHING, None),
    (COMMUNITY, Level.PROVINCE, "2024-02-12", IN_FORCE, "tt-25-2023/province"),
    (COMMUNITY, Level.PROVINCE, "2025-06-30", IN_FORCE, "tt-25-2023/province"),
    (COMMUNITY, Level.PROVINCE, "2025-07-01", BASE, "tt-25-2023/province"),  # 4.1 counts districts
    (COMMUNITY, Level.PROVINCE, "2025-12-31", BASE, "tt-25-2023/province"),
    (COMMUNITY, Level.HAMLET, "2024-06-30", UNKNOWN, None),
    (UNIT, Level.DISTRICT, "2020-09-20", NOTHING, None),
    (UNIT, Level.DISTRICT, "2020-09-21", IN_FORCE, "tt-22-2020"),
    (UNIT, Level.DISTRICT, "2024-01-25", IN_FORCE, "tt-22-2020"),
    (UNIT, Level.DISTRICT, "2024-01-26", IN_FORCE, "tt-24-2023/district"),
    (UNIT, Level.DISTRICT, "2025-07-01", ENDED, None),
    (UNIT, Level.PROVINCE, "2024-01-25", IN_FORCE, "tt-22-2020"),
    (UNIT, Level.PROVINCE, "2024-01-26", IN_FORCE, "tt-24-2023/province"),
    (UNIT, Level.PROVINCE, "2026-01-01", IN_FORCE, "tt-24-2023/province"),
    (UNIT, Level.COMMUNE, "2023-06-30", UNKNOWN, None),  # TT 22 Art. 1: provincial and district level only
    (LearningModel.FAMILY, None, "2024-12-31", UNKNOWN, None),
    (LearningModel.CLAN, None, "2024-12-31", UNKNOWN, None),
    (CITIZEN, None, "2010-01-01", NOTHING, None),  # the pilot is of 10-11/2020
    (CITIZEN, None, "2021-06-30", IN_FORCE, "cdht-pilot-2020"),
    (CITIZEN, None, "2021-12-31", IN_FORCE, "cdht-pilot-2020"),
    (CITIZEN, None, "2022-07-27", NOTHING, None),
    (CITIZEN, None, "2022-07-28", UNKNOWN, None),  # 244/QĐ-KHVN, reported
    (CITIZEN, None, "2023-10-24", UNKNOWN, None),
    (CITIZEN, None, "2023-10-25", FIRST, "cdht-324-2023"),  # its own day; no first day in force is established
    (CITIZEN, None, "2024-06-30", FIRST, "cdht-324-2023"),
]


@pytest.mark.parametrize(("model", "level", "day", "status", "name"), DAYS)
def test_selection_by_title_level_and_day(
    model: LearningModel, level: Level | None, day: str, status: SelectionStatus, name: str | None
) -> None:
    """By title, level and day, with the dates in force; where nothing is, a named result and never an invention."""
    found = catalog.select(model, level=level, on=dt.date.fromisoformat(day))
    assert (found.status, found.ruleset.id if found.ruleset else None) == (status, name)
    if status in (OPEN, ENDED, BASE, FIRST):
        assert found.known
        assert found.open
    if status is UNKNOWN:
        assert found.known


@pytest.mark.parametrize(("model", "level", "day", "status", "name"), DAYS)
def test_ruleset_for_says_what_is_known(
    model: LearningModel, level: Level | None, day: str, status: SelectionStatus, name: str | None
) -> None:
    """ruleset_for gives the same set, or an error that says why there is none and what is known."""
    on = dt.date.fromisoformat(day)
    if name is not None:
        assert catalog.ruleset_for(model, level=level, on=on).id == name
        return
    with pytest.raises(UnknownNameError) as error:
        catalog.ruleset_for(model, level=level, on=on)
    assert status.en in str(error.value)
    for label in catalog.select(model, level=level, on=on).known:
        assert label.en in error.value.message


@given(st.dates(dt.date(1900, 1, 1), dt.date(2199, 12, 31)), st.sampled_from(LearningModel), st.data())
def test_a_set_that_is_selected_is_in_force(on: dt.date, model: LearningModel, data: st.DataObject) -> None:
    """Whatever the day: the set offered is of the model and in force, and no other day gets one."""
    level = data.draw(st.none() | st.sampled_from(Level))
    found = catalog.select(model, level=level, on=on)
    if found.ruleset is not None:
        assert found.ruleset.model is model
        assert found.ruleset.in_force(on=on) is (None if found.status is FIRST else True)
        assert level is None or level.exists(on=on)
        assert found.ruleset.level in (level, None)
    assert (found.ruleset is not None) is (found.status in (IN_FORCE, OPEN, BASE, FIRST))


@pytest.mark.parametrize(
    ("day", "answer"),
    [("2019-01-01", False), ("2023-10-24", False), ("2023-10-25", None), ("2026-11-28", None)],
)
def test_a_set_without_a_first_day_is_in_force_on_no_day_for_certain(day: str, answer: bool | None) -> None:
    """324/QĐ-KHVN is of 25/10/2023: before that day no, from it on nobody knows."""
    rules = catalog.ruleset("cdht-324-2023")
    assert rules.in_force(on=dt.date.fromisoformat(day)) is answer
    if answer is False:
        with pytest.raises(KhuyenHocError, match="earliest 2023-10-25"):
            catalog.applies(rules, on=dt.date.fromisoformat(day))
        return
    found = catalog.applies(rules, on=dt.date.fromisoformat(day))
    assert found is not None
    assert found.status is FIRST
    assert "From which day does Decision 324 apply" in found.open[0].en
    assert any("244/QĐ-KHVN" in label.vi for label in found.known)


@pytest.mark.parametrize("name", SETS)
def test_the_day_of_a_set_is_that_of_its_instrument(name: str) -> None:
    """A set without a first day has the day of its instrument; and where it has a day, it is that one."""
    rules = catalog.ruleset(name)
    issuing = catalog.find(rules.instrument)
    assert rules.in_force_from is not None or rules.issued is not None
    assert rules.issued in (None, getattr(issuing, "issued", None))


def test_a_table_of_ones_own_says_that_its_first_day_is_open() -> None:
    """With the day of its instrument, with none, with a last day, and with a first one."""
    for days, before, after in (
        ("issued = 2026-05-01", False, None),
        ("issued = 2026-05-01\nin_force_from = 2026-06-01", False, True),
        ("issued = 2026-05-01\nin_force_until = 2026-05-31", False, False),
        ("", None, None),
    ):
        text = f'format = "khuyenhoc-rules/1"\nid = "own/citizen"\nextends = "cdht-324-2023"\n{days}\n'
        rules = catalog.parse_rules(text)
        if not days:
            rules = attrs.evolve(rules, issued=None)
        assert rules.in_force(on=dt.date(2026, 4, 30)) is before
        assert rules.in_force(on=dt.date(2026, 6, 1)) is after
    found = catalog.applies(rules, on=dt.date(2026, 6, 1))
    assert found is not None
    assert found.status is FIRST


def test_what_counts_a_level_that_ended_is_named() -> None:
    """The facts that count districts are marked as such; on any day after 30/6/2025 their question is named."""
    for rules in catalog.rulesets():
        words = {fact.key: fact.unit.en for fact in rules.facts if fact.unit and fact.kind is FactKind.COUNT}
        for fact in rules.facts:
            assert (fact.counts is Level.DISTRICT) is (words.get(fact.key) == "districts"), (rules.id, fact.key)
            assert (fact.counts is Level.COMMUNE) is (words.get(fact.key) == "communes"), (rules.id, fact.key)
    province = catalog.ruleset("tt-25-2023/province")
    assert catalog.applies(province, on=dt.date(2025, 6, 30)) is None
    found = catalog.applies(province, on=dt.date(2025, 7, 1))
    assert found is not None
    assert (found.status, [label.vi for label in found.known]) == (BASE, ["cấp huyện kết thúc ngày 30/06/2025"])
    assert "of what are the 90 % of 4.1 a share" in found.open[0].en
    assert found.open[0].en.endswith("not established: communes are not put in their place")


def test_a_table_of_ones_own_that_counts_districts_is_named_too() -> None:
    """With no question written for it the library asks one; a set that counts no districts is left alone."""
    base = catalog.ruleset("tt-25-2023/province")
    questions = tuple(item for item in base.interpretations if item.id != "base-after-reform")
    bare = attrs.evolve(base, id="own/province", model=None, interpretations=questions)
    found = catalog.applies(bare, on=dt.date(2025, 12, 31))
    assert found is not None
    assert found.open[0].en.startswith("4.1 counts units of the district level")
    communes = attrs.evolve(
        bare,
        facts=tuple(attrs.evolve(fact, counts=Level.COMMUNE if fact.counts else None) for fact in bare.facts),
    )
    assert catalog.applies(communes, on=dt.date(2025, 12, 31)) is None
    wrong = [attrs.evolve(fact, counts=Level.DISTRICT) if fact.key == "state_budget" else fact for fact in base.facts]
    with pytest.raises(DocumentError) as error:
        attrs.evolve(base, facts=tuple(wrong))
    assert [inner.message for inner in error.value.errors] == ["only a count counts"]


def test_odd_arguments_of_select_are_refused() -> None:
    """Only this library's errors."""
    odd: list[dict[str, Any]] = [
        {"model": "unit", "on": dt.date(2024, 1, 1)},
        {"model": UNIT, "level": "commune", "on": dt.date(2024, 1, 1)},
        {"model": UNIT, "on": "2024-01-01"},
        {"model": UNIT, "on": None},
    ]
    for arguments in odd:
        with pytest.raises(KhuyenHocError):
            catalog.select(**arguments)


def title(year: int, decided: str | None = None, name: str = "tt-25-2023/commune") -> Title:
    day = None if decided is None else dt.date.fromisoformat(decided)
    return Title(holder="xa-01", ruleset=name, grade="1", year=year, decided=day)


VALID = [
    # year, decided, until, may be raised from, renewable from
    (2024, "2025-03-20", "2027-12-31", "2026-03-20", "2028-01-01"),
    (2024, "2024-02-29", "2027-12-31", "2025-02-28", "2028-01-01"),
    (2023, "2023-02-28", "2026-12-31", "2024-02-28", "2027-01-01"),
    (2024, "2024-03-31", "2027-12-31", "2025-03-31", "2028-01-01"),
    (2025, "2025-12-31", "2028-12-31", "2026-12-31", "2029-01-01"),
]


@pytest.mark.parametrize(("year", "decided", "until", "raised", "renewed"), VALID)
def test_a_title_holds_36_months_after_its_year(year: int, decided: str, until: str, raised: str, renewed: str) -> None:
    """36 months following the year recognised; a higher level 12 months after the decision; renewal from expiry."""
    rules = catalog.ruleset("tt-25-2023/commune")
    made = title(year, decided)
    assert str(made.valid_until(rules)) == until
    assert str(made.may_be_raised_from(rules)) == raised
    assert str(made.renewable_from(rules)) == renewed
    assert title(year).may_be_raised_from(rules) is None


@pytest.mark.parametrize(
    ("year", "decided", "anchor", "until"),
    [
        (2024, "2025-03-20", "", "2027-12-31"),
        (2024, "2025-03-20", "end_of_year", "2027-12-31"),
        (2024, "2025-03-20", "end_of_decision_year", "2028-12-31"),
        (2024, "2025-03-20", "decision_day", "2028-03-20"),
        (2024, "2024-12-31", "end_of_decision_year", "2027-12-31"),  # decided in the year assessed: one day for both
        (2023, "2024-02-29", "end_of_decision_year", "2027-12-31"),
        (2023, "2024-02-29", "decision_day", "2027-02-28"),
        (2024, None, "end_of_year", "2027-12-31"),
        (2024, None, "end_of_decision_year", None),
        (2024, None, "decision_day", None),
    ],
)
def test_the_year_recognised_is_read_in_each_way(
    year: int, decided: str | None, anchor: str, until: str | None
) -> None:
    """36 months after the year assessed, after the year of the decision, or from its day."""
    for name in ("tt-25-2023/commune", "tt-25-2023/district", "tt-24-2023/province"):
        rules, made = catalog.ruleset(name), title(year, decided, name)
        last = None if until is None else dt.date.fromisoformat(until)
        assert made.valid_until(rules, anchor=anchor) == last
        assert made.renewable_from(rules, anchor=anchor) == (last and last + dt.timedelta(days=1))


def test_the_question_behind_a_validity_is_named() -> None:
    """Wherever a set has a validity it has the question, and counts by its reading unless another is chosen."""
    for rules in catalog.rulesets():
        made, procedure = title(2024, "2025-03-20", rules.id), rules.procedure
        question = made.validity_question(rules)
        assert (question is not None) is (procedure is not None and procedure.validity_months is not None)
        if question is not None and procedure is not None:
            assert question.used == procedure.validity_from == "end_of_year"
            assert all(made.valid_until(rules, anchor=reading.id) for reading in question.readings)
    commune = catalog.ruleset("tt-25-2023/commune")
    assert commune.procedure is not None
    own = attrs.evolve(commune, procedure=attrs.evolve(commune.procedure, validity_from="decision_day"))
    assert title(2024, "2025-03-20").valid_until(own) == dt.date(2028, 3, 20)
    with pytest.raises(InvalidValueError, match="no such anchor"):
        attrs.evolve(commune.procedure, validity_from="start_of_year")
    with pytest.raises(InvalidValueError, match="no such anchor"):
        title(2024).valid_until(commune, anchor="year")


@given(st.integers(1990, 2100), st.dates(dt.date(1990, 1, 1), dt.date(2100, 12, 31)))
def test_a_title_is_decided_after_its_year_began_and_before_it_ends(year: int, decided: dt.date) -> None:
    """A year after that of the decision is refused; so is a last day before the day of the decision."""
    if year > decided.year:
        with pytest.raises(InvalidValueError) as error:
            title(year, decided.isoformat())
        assert error.value.path == ("Title.year",)
        return
    rules, made = catalog.ruleset("tt-25-2023/commune"), title(year, decided.isoformat())
    if decided > dt.date(year + 3, 12, 31):
        with pytest.raises(InvalidValueError) as error:
            made.valid_until(rules)
        assert error.value.path == ("Title.decided",)
        with pytest.raises(InvalidValueError):
            made.renewable_from(rules)
    else:
        assert made.valid_until(rules) == dt.date(year + 3, 12, 31)
    for anchor in ("end_of_decision_year", "decision_day"):
        until = made.valid_until(rules, anchor=anchor)
        assert until is not None
        assert until > decided


def test_eleven_months_after_the_decision_are_too_early() -> None:
    """Upgrade asked 11 months / 12 months after the level-1 decision: too early / allowed."""
    start = title(2024, "2025-01-15").may_be_raised_from(catalog.ruleset("tt-25-2023/commune"))
    assert start is not None
    assert dt.date(2025, 12, 15) < start <= dt.date(2026, 1, 15)


@pytest.mark.parametrize("name", ["tt-22-2020", "tt-44-2014", "cdht-324-2023"])
def test_yearly_and_unestablished_titles_have_no_validity(name: str) -> None:
    """TT 22 and TT 44 are assessed anew every year; of the citizen title no validity is established."""
    rules = catalog.ruleset(name)
    made = title(2022, "2022-12-31", name)
    assert (made.valid_until(rules), made.may_be_raised_from(rules), made.renewable_from(rules)) == (None, None, None)
    assert rules.procedure is None or rules.procedure.yearly


def test_a_title_of_another_rule_set_and_years_out_of_range_are_refused() -> None:
    """Only this library's errors, also for a year that no calendar holds."""
    rules = catalog.ruleset("tt-25-2023/district")
    with pytest.raises(KhuyenHocError):
        title(2024).valid_until(rules)
    commune = catalog.ruleset("tt-25-2023/commune")
    for year in (0, -1, 9999, 12345):
        with pytest.raises(KhuyenHocError):
            title(year).valid_until(commune)
    assert commune.procedure is not None
    for assessed in (0, 9999, 99999, "2024", None, 2024.0):
        with pytest.raises(KhuyenHocError):
            commune.procedure.calendar(assessed)  # type: ignore[arg-type]


@pytest.mark.parametrize(("members", "valid"), [(0, False), (3, False), (4, False), (5, True), (6, False), (7, True)])
def test_a_council_is_odd_and_at_least_five(members: int, valid: bool) -> None:
    """Số lẻ, tối thiểu là 05 người: 4 not valid, 5 valid, 6 not valid."""
    for name in ("tt-25-2023/commune", "tt-25-2023/district", "tt-24-2023/district", "tt-24-2023/province"):
        procedure = catalog.ruleset(name).procedure
        assert procedure is not None
        assert procedure.council is not None
        assert procedure.council.allows(members) is valid
    ministry = catalog.ruleset("tt-25-2023/province").procedure
    assert ministry is not None
    assert ministry.council is None  # Article 19 has no such rule


CALENDARS: dict[str, list[tuple[str, str | None]]] = {
    "tt-25-2023/commune": [("file", "2025-02-28"), ("finish", "2025-03-31")],
    "tt-25-2023/district": [("file", "2025-04-30"), ("finish", "2025-05-31")],
    "tt-25-2023/province": [("file", "2025-07-31"), ("finish", None)],
    "tt-24-2023/district": [("file", "2025-01-15"), ("finish", "2025-02-15"), ("report", "2025-03-15")],
    "tt-24-2023/province": [("file", "2025-01-15"), ("finish", "2025-02-15")],
    "tt-22-2020": [("report", "2025-01-31"), ("file", "2025-03-31")],
    "tt-44-2014": [("inspect", "2024-12-31"), ("plan", None), ("submit", None)],
}


@pytest.mark.parametrize(("name", "dates"), CALENDARS.items())
def test_the_calendar_is_that_of_the_articles(name: str, dates: list[tuple[str, str | None]]) -> None:
    """Days of the year after the assessment year (TT 44: December of the year itself), working days last."""
    procedure = catalog.ruleset(name).procedure
    assert procedure is not None
    found = procedure.calendar(2024)
    assert [(item.deadline.id, item.on and item.on.isoformat()) for item in found] == dates
    assert {item.assessed for item in found} == {2024}
    days = {item.deadline.id: item.deadline.working_days for item in found if item.on is None}
    expected = {"tt-25-2023/province": {"finish": 20}, "tt-44-2014": {"plan": 10, "submit": 5}}
    assert days == expected.get(name, {})


def test_before_a_day_is_kept_apart_from_by_a_day() -> None:
    """The words "trước ngày" mean literally before the day; "chậm nhất trong Quý I" includes its last day."""
    for name, dates in CALENDARS.items():
        procedure = catalog.ruleset(name).procedure
        assert procedure is not None
        named = {item.id: (bool(item.before), bool(item.by)) for item in procedure.deadlines if not item.working_days}
        assert set(named) == {key for key, day in dates if day is not None}
        included = {"tt-22-2020": {"file"}, "tt-44-2014": {"inspect"}}.get(name, set())
        assert {key for key, (_, by) in named.items() if by} == included
    question = next(item for item in catalog.ruleset("tt-25-2023/commune").interpretations if item.id == "before-day")
    assert question.used == "open"


@pytest.mark.parametrize("text", ["02-30", "02-31", "04-31", "06-31", "13-01", "00-10", "1-1", "31-12"])
def test_a_day_that_no_year_has_is_no_deadline(text: str) -> None:
    """A month and day that is none is refused when it is written, not years later when a calendar is asked for."""
    with pytest.raises(KhuyenHocError):
        Deadline(id="x", vi="x", en="x", before=text)


@pytest.mark.parametrize("assessed", [2022, 2023])
def test_a_deadline_on_29_february_breaks_no_calendar(assessed: int) -> None:
    """A day of leap years only is refused, or has a day in every year; a bare ValueError it is not."""
    with contextlib.suppress(KhuyenHocError):
        deadline = Deadline(id="x", vi="x", en="x", before="02-29")
        (due,) = Procedure(deadlines=(deadline,)).calendar(assessed)
        assert due.on in (dt.date(assessed + 1, 2, 28), dt.date(2024, 2, 29))


AUTHORITIES = [
    ("tt-25-2023/commune", Role.DECIDES, "2025-06-30", "Trưởng phòng Giáo dục và Đào tạo"),
    ("tt-25-2023/commune", Role.DECIDES, "2025-07-01", None),
    ("tt-25-2023/commune", Role.RECEIVES, "2025-07-01", None),
    ("tt-25-2023/commune", Role.SELF_ASSESSES, "2025-07-01", "Ủy ban nhân dân cấp xã"),
    ("tt-25-2023/district", Role.DECIDES, "2024-06-30", "Giám đốc Sở Giáo dục và Đào tạo"),
    ("tt-25-2023/province", Role.DECIDES, "2026-06-30", "Bộ trưởng Bộ Giáo dục và Đào tạo"),
    ("tt-24-2023/district", Role.DECIDES, "2025-06-30", "Chủ tịch Ủy ban nhân dân cấp huyện"),
    ("tt-24-2023/district", Role.DECIDES, "2025-07-01", None),
    ("tt-24-2023/province", Role.DECIDES, "2025-07-01", "Chủ tịch Ủy ban nhân dân cấp tỉnh"),
    ("tt-24-2023/province", Role.RECEIVES, "2025-07-01", "Sở Giáo dục và Đào tạo"),
    ("tt-44-2014", Role.DECIDES, "2020-01-01", "Chủ tịch UBND cấp huyện"),
    ("tt-22-2020", Role.DECIDES, "2022-01-01", "Chủ tịch UBND cùng cấp"),
    ("nd-20-2014/commune", Role.DECIDES, "2025-07-01", "UBND cấp tỉnh"),
]


@pytest.mark.parametrize(("name", "role", "day", "who"), AUTHORITIES)
def test_authorities_by_day(name: str, role: Role, day: str, who: str | None) -> None:
    """Authority is data: the district bodies act up to 30/6/2025, and then nobody is known to."""
    procedure = catalog.ruleset(name).procedure
    assert procedure is not None
    found = procedure.authority(role, on=dt.date.fromisoformat(day))
    assert (found.vi if found else None) == who


@pytest.mark.parametrize("name", [name for name in SETS if name.startswith(("tt-24", "tt-25"))])
def test_the_file_is_three_papers_and_the_title_holds_36_months(name: str) -> None:
    """Tờ trình, báo cáo tự đánh giá, bản tổng hợp: the three papers of the applicant come first."""
    procedure = catalog.ruleset(name).procedure
    assert procedure is not None
    assert (procedure.validity_months, procedure.raise_after_months, procedure.yearly) == (36, 12, False)
    assert len(procedure.dossier) >= 3
    for word, paper in zip(("tờ trình", "tự đánh giá", "tổng hợp"), procedure.dossier[:3], strict=True):
        assert word in paper.vi.lower()


def test_a_decision_on_the_levels_feeds_criterion_4_of_a_commune() -> None:
    """TT 25 criterion 4 can be fed by a decision under Nghị định 20/2014 instead of a bare claim."""
    levels, commune = catalog.ruleset("nd-20-2014/commune"), catalog.ruleset("tt-25-2023/commune")
    counts = {fact.key: 100 for fact in levels.facts if fact.kind is FactKind.COUNT}
    full = counts | {"children_11_still_in_primary": 0}
    assert commune.facts_from(levels.decide(full)) == {
        "universal_preschool": "met",
        "universal_primary": "3",
        "universal_lower_secondary": "3",
        "literacy": "2",
    }
    # Điều 6: 95 % of five-year-olds in class; Điều 20: 90 % of those aged 15-35 literate at level 1
    short = full | {"children_5_in_class": 94, "children_5_completed_preschool": 94, "people_15_35_literate_1": 89}
    short |= {
        "people_15_35_literate_2": 89,
        "people_15_60_literate_2": 89,
        "people_15_25": 80,
        "people_15_25_literate_1": 80,
    }
    found = commune.facts_from(levels.decide(short))
    assert found["universal_preschool"] == "none"
    assert (found["literacy"], found["universal_lower_secondary"]) == ("none", "none")
    assert commune.facts_from(levels.decide({})) == {}


def test_rule_sets_and_decisions_survive_pickling_after_use() -> None:
    """A worker of a cluster gets the same rules and the same decision."""
    rules = catalog.ruleset("tt-25-2023/commune")
    decision = rules.decide({"citizens": 100, "learning_citizens": 59}, readings={"inapplicable": "not_met"})
    again = pickle.loads(pickle.dumps((rules, decision)))
    assert again == (rules, decision)
    assert again[1].to_dict() == decision.to_dict()
    with pytest.raises(TypeError):
        decision.values["citizens"] = 1  # type: ignore[index]


def test_zero_people_earn_nothing() -> None:
    """A commune of nobody is not recognised by shares of nobody; the question stays open."""
    rules = catalog.ruleset("tt-25-2023/commune")
    facts: dict[str, object] = {fact.key: True for fact in rules.facts if fact.kind is FactKind.YES_NO}
    facts |= {"universal_preschool": "met", "universal_primary": "3", "universal_lower_secondary": "3", "literacy": "2"}
    facts |= dict.fromkeys(("citizens", "learning_citizens", "trained_citizens", "university_citizens"), 0)
    assert rules.decide(facts).verdict is Verdict.UNDETERMINED
