"""Periods: the algebra of their days, and the words under which they appear in print."""

import datetime as dt
import unicodedata
from fractions import Fraction

import pytest
from hypothesis import assume, example, given, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import Period, Phase

ONE_DAY = dt.timedelta(days=1)
DASHES = "-–—‐‑‒―−"


def day(text: str) -> dt.date:
    """A day written YYYY-MM-DD."""
    return dt.date.fromisoformat(text)


# ---- algebra


@given(own.periods(), own.periods(), own.days())
def test_overlap_is_symmetric_and_inside_both(one: Period, other: Period, on: dt.date) -> None:
    """The overlap holds exactly the days that lie in both periods, whichever is asked."""
    overlap = one.overlap(other)
    assert overlap == other.overlap(one)
    assert (overlap is not None and on in overlap) is (on in one and on in other)
    if overlap is None:
        assert one.last < other.first or other.last < one.first
    else:
        assert overlap in one
        assert overlap in other
        assert one.overlap(one) == Period(one.first, one.last)


@given(own.periods(), own.periods(), own.days())
def test_gap_and_overlap_exclude_each_other(one: Period, other: Period, on: dt.date) -> None:
    """A gap holds exactly the uncovered days between two periods; there is none where they touch or overlap."""
    gap, overlap = one.gap(other), one.overlap(other)
    assert gap == other.gap(one)
    assert gap is None or overlap is None
    early, late = sorted((one, other), key=lambda period: period.first)
    assert (gap is not None and on in gap) is (early.last < on < late.first)
    if gap is None and overlap is None:
        assert early.last + ONE_DAY == late.first


@given(own.days(last=dt.date(2199, 12, 30)), st.integers(1, 400), st.integers(1, 400))
def test_periods_that_touch_have_neither_gap_nor_overlap(first: dt.date, length: int, more: int) -> None:
    """A period that begins on the day after another ends leaves nothing uncovered and nothing covered twice."""
    middle = first + length * ONE_DAY
    assume(middle + more * ONE_DAY <= own.LAST_DAY)
    one, other = Period(first, middle - ONE_DAY), Period(middle, middle + (more - 1) * ONE_DAY)
    assert one.gap(other) is None
    assert one.overlap(other) is None
    assert one.days + other.days == Period(first, other.last).days == length + more


@given(own.periods(), own.days(), own.days())
def test_phases_partition_time(period: Period, one: dt.date, other: dt.date) -> None:
    """Upcoming, running, in the orientation after the end, or ended: each day has one phase, and they come in order."""
    order = [Phase.UPCOMING, Phase.RUNNING, Phase.ORIENTATION, Phase.ENDED]
    early, late = sorted((one, other))
    assert order.index(period.phase(on=early)) <= order.index(period.phase(on=late))
    assert (period.phase(on=one) is Phase.RUNNING) is (one in period) is (period.first <= one <= period.last)
    assert (period.phase(on=one) is Phase.UPCOMING) is (one < period.first)
    oriented = period.horizon is not None and period.last < one <= period.horizon
    assert (period.phase(on=one) is Phase.ORIENTATION) is oriented


@given(own.periods(), own.days(), own.days())
def test_elapsed_grows_from_nothing_to_all(period: Period, one: dt.date, other: dt.date) -> None:
    """The share of days gone by: 0 before the first, 1 from the last on, never falling, one day at a time."""
    early, late = sorted((one, other))
    assert period.elapsed(on=early) <= period.elapsed(on=late)
    gone = 0 if one < period.first else (min(one, period.last) - period.first).days + 1
    assert period.elapsed(on=one).value == Fraction(gone, (period.last - period.first).days + 1)
    assert period.elapsed(on=period.last) == kh.Rate(1)
    assert period.elapsed(on=period.first).value == Fraction(1, period.days)


@given(st.integers(1900, 2199), st.integers(0, 60))
def test_whole_calendar_years(first: int, more: int) -> None:
    """Whole years run from 1 January to 31 December, both included, so 2016 - 2021 has six of them."""
    last = min(first + more, 2199)
    period = Period.of_years(first, last)
    assert (period.first, period.last) == (dt.date(first, 1, 1), dt.date(last, 12, 31))
    assert period.whole_years == last - first + 1 == len(period.calendar_years)
    leap = sum(year % 4 == 0 and (year % 100 != 0 or year % 400 == 0) for year in range(first, last + 1))
    assert period.days == 365 * (last - first + 1) + leap


@given(st.lists(own.periods(), max_size=6))
def test_periods_are_ordered_by_first_then_last_day(items: list[Period]) -> None:
    """Any periods can be sorted: by first day, then last day; with and without a horizon."""
    ordered = sorted(items)
    assert [(item.first, item.last) for item in ordered] == sorted((item.first, item.last) for item in items)
    turned = ordered[::-1]
    assert sorted(turned) == ordered


SCHOOL_DAYS = (
    None,
    Period(dt.date(2023, 9, 5), dt.date(2024, 5, 25)),
    Period(dt.date(2023, 9, 5), dt.date(2024, 5, 31)),
    Period(dt.date(2023, 9, 5), dt.date(2024, 5, 31), stated_years=1),
)


@pytest.mark.parametrize("place", range(len(SCHOOL_DAYS)))
def test_the_order_of_school_years_agrees_with_their_equality(place: int) -> None:
    """By year, then days, unknown ones first: of two that differ exactly one is the lesser."""
    one = kh.SchoolYear(2023, days=SCHOOL_DAYS[place])
    for number, days in enumerate(SCHOOL_DAYS):
        other = kh.SchoolYear(2023, days=days)
        assert (one == other, one < other, one <= other) == (place == number, place < number, place <= number)
    assert kh.SchoolYear(2022) < one < kh.SchoolYear(2024)


@given(own.days(), own.days())
def test_reversed_days_are_refused(one: dt.date, other: dt.date) -> None:
    """Reversed years are reported, never turned round."""
    assume(one != other)
    with pytest.raises(kh.InvalidValueError, match="reversed"):
        Period(max(one, other), min(one, other))


# ---- words


@pytest.mark.parametrize("lang", ["vi", "en"])
@given(period=own.periods(), dash=st.sampled_from(DASHES), spaces=st.sampled_from([" ", "  ", "\u00a0"]))
@example(period=Period.of_years(2024, 2026, horizon=2030), dash="–", spaces=" ")
@example(period=Period.of_years(2021, 2021, stated_years=1, kind=kh.values.PeriodKind.TERM), dash="-", spaces=" ")
def test_parse_reads_back_what_text_writes(lang: str, period: Period, dash: str, spaces: str) -> None:
    """`parse` reads `text` back to an equal period: in NFC and NFD, capitals, with any dash, with any space."""
    text = period.text("vi" if lang == "vi" else "en")
    odd = text.replace("-", dash).replace(" ", spaces)
    for form in (text, odd, text.upper(), unicodedata.normalize("NFD", odd), unicodedata.normalize("NFD", odd.upper())):
        assert Period.parse(form) == period
    bare = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    assert Period.parse(bare.replace("đ", "d")) == period


YEARS_2024_2030 = (day("2024-01-01"), day("2030-12-31"))
YEARS_2016_2021 = (day("2016-01-01"), day("2021-12-31"))
YEARS_2021_2025 = (day("2021-01-01"), day("2025-12-31"))


@pytest.mark.parametrize(
    ("text", "span", "stated"),
    [
        ("giai đoạn 2024-2030", YEARS_2024_2030, None),
        ("2024 - 2030", YEARS_2024_2030, None),
        ("2016 – 2021", YEARS_2016_2021, None),
        ("2016 – 2020", (day("2016-01-01"), day("2020-12-31")), None),
        ("giai đoạn 2021 -2025", YEARS_2021_2025, None),
        ("giai đoạn 2019\n2022", (day("2019-01-01"), day("2022-12-31")), None),
        ("giai đoạn 2019\r\n2022", (day("2019-01-01"), day("2022-12-31")), None),
        ("giai đoan 2022 - 2025", (day("2022-01-01"), day("2025-12-31")), None),
        ("GIAI DOAN 2018 – 2020", (day("2018-01-01"), day("2020-12-31")), None),
        ("GIAI ĐOẠN 2021 - 2025", YEARS_2021_2025, None),
        ("từ năm 2016 - 2021", YEARS_2016_2021, None),
        ("giai đoạn từ năm 2021-2025", YEARS_2021_2025, None),
        ("từ năm 2021-2025", YEARS_2021_2025, None),
        ("từ năm 2021 đến năm 2025", YEARS_2021_2025, None),
        ("từ 2021 đến hết năm 2025", YEARS_2021_2025, None),
        ("Qua 5 năm (từ năm 2016 - 2021)", YEARS_2016_2021, 5),
        ("Qua 5 năm (2019-2024)", (day("2019-01-01"), day("2024-12-31")), 5),
        ("5 năm (2016 - 2021)", YEARS_2016_2021, 5),
        ("từ năm 2014 với cam kết triển khai trong 10 năm", (day("2014-01-01"), day("2023-12-31")), 10),
        (
            "kéo dài trong 10 năm, bắt đầu từ năm 2014 đến năm 2023",
            (day("2014-01-01"), day("2023-12-31")),
            10,
        ),
        ("quý IV/2019", (day("2019-10-01"), day("2019-12-31")), None),
        ("quý I năm 2024", (day("2024-01-01"), day("2024-03-31")), None),
        ("6 tháng đầu năm 2023", (day("2023-01-01"), day("2023-06-30")), None),
        ("9 tháng đầu năm 2024", (day("2024-01-01"), day("2024-09-30")), None),
        ("6 tháng cuối năm 2023", (day("2023-07-01"), day("2023-12-31")), None),
        ("từ ngày 01/02/2024 đến ngày 30/06/2026", (day("2024-02-01"), day("2026-06-30")), None),
        ("period of 2023-2025", (day("2023-01-01"), day("2025-12-31")), None),
        ("năm 2021", (day("2021-01-01"), day("2021-12-31")), None),
    ],
)
def test_printed_forms(text: str, span: tuple[dt.date, dt.date], stated: int | None) -> None:
    """The forms met in print, with the days that they mean; a stated length is kept beside the counted one."""
    period = Period.parse(text)
    assert (period.first, period.last) == span
    assert period.horizon is None
    assert period.kind is kh.values.PeriodKind.STAGE
    assert period.stated_years == stated
    assert Period.parse(unicodedata.normalize("NFD", text)) == period


@pytest.mark.parametrize(
    "text",
    [
        "giai đoạn 2024-2026, định hướng đến năm 2030",
        "giai đoạn 2024 - 2026 và định hướng đến năm 2030",
        "GIAI ĐOẠN 2024 – 2026, ĐỊNH HƯỚNG ĐẾN NĂM 2030",
        "giai doan 2024-2026, dinh huong den nam 2030",
        "giai đoạn 2024-2026, tầm nhìn đến năm 2030",
    ],
)
def test_an_orientation_is_never_the_end(text: str) -> None:
    """An orientation "định hướng đến năm 2030" after 2024-2026: end 2026, orientation 2030; never end 2030."""
    period = Period.parse(text)
    assert (period.first, period.last) == (day("2024-01-01"), day("2026-12-31"))
    assert period.horizon == day("2030-12-31")
    expected = {
        "2023-12-31": Phase.UPCOMING,
        "2024-01-01": Phase.RUNNING,
        "2026-12-31": Phase.RUNNING,
        "2027-01-01": Phase.ORIENTATION,
        "2030-12-31": Phase.ORIENTATION,
        "2031-01-01": Phase.ENDED,
    }
    assert {on: period.phase(on=day(on)) for on in expected} == expected


@pytest.mark.parametrize("text", ["nhiệm kỳ 2022-2027", "Nhiệm kỳ 2022 – 2027", "NHIỆM KỲ 2022-2027"])
def test_a_term_is_read_as_years_and_says_so(text: str) -> None:
    """A term is no stage: its days are not in the words, which is a finding."""
    period = Period.parse(text)
    assert (period.first, period.last) == (day("2022-01-01"), day("2027-12-31"))
    assert period.kind is kh.values.PeriodKind.TERM
    assert [finding.code for finding in period.findings()] == ["term-read-as-calendar-years"]


@pytest.mark.parametrize("text", ["từ nay đến 2016", "Từ nay đến năm 2016", "từ nay đến hết năm 2016"])
def test_from_now_counts_from_the_day_of_the_text(text: str) -> None:
    """In "từ nay đến N" the start is the date of the text, which has to be given."""
    period = Period.parse(text, written=day("2014-08-20"))
    assert (period.first, period.last) == (day("2014-08-20"), day("2016-12-31"))
    with pytest.raises(kh.InvalidValueError, match="written="):
        Period.parse(text)
    with pytest.raises(kh.InvalidValueError, match="reversed"):
        Period.parse(text, written=day("2017-01-01"))


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("đến năm 2020", "start is not stated"),
        ("đến năm 2020 và những năm tiếp theo", "start is not stated"),
        ("đến hết năm 2025", "start is not stated"),
        ("vào năm 2030", "start is not stated"),
        ("đến cuối năm 2025", "start is not stated"),
        ("by the end of 2025", "start is not stated"),
        ("năm học 2023-2024", "school year"),
        ("NĂM HỌC 2025 – 2026", "school year"),
        ("school year 2023-2024", "school year"),
        ("giai đoạn 2025 - 2021", "reversed"),
        ("từ năm 2030-2024", "reversed"),
        ("giai đoạn 2018-2020, 2016 – 2020", "two different periods"),
        ("giai đoạn 2021 - 2025, giai đoạn 2026 - 2030", "two different periods"),
        ("từ ngày 31/02/2024 đến ngày 30/06/2026", "no such day"),
        ("", "no period"),
        ("nhiệm kỳ tới", ""),
        ("nhiệm kỳ đến", ""),
        ("hằng năm", ""),
        ("hàng năm", ""),
        ("mỗi tháng", ""),
        ("đến cuối năm", ""),
        ("by the end of the year", ""),
        ("13 tháng đầu năm 2024", ""),
        ("quý V/2024", ""),
        ("giai đoạn 24-30", ""),
    ],
)
def test_what_is_no_period_is_refused_with_the_reason(text: str, reason: str) -> None:
    """Reversed, contradictory, open-start and school-year expressions are refused with a message that says why."""
    for form in (text, unicodedata.normalize("NFD", text), text.upper()):
        with pytest.raises(kh.InvalidValueError) as caught:
            Period.parse(form)
        assert reason in str(caught.value)


def test_a_stated_length_that_is_not_the_counted_one_is_a_finding() -> None:
    """Inclusive count (6) and stated count (5) may disagree: report, do not repair."""
    period = Period.parse("5 năm (2016 - 2021)")
    assert (period.stated_years, period.whole_years) == (5, 2021 - 2016 + 1)
    (finding,) = period.findings()
    assert finding.code == "stated-length-differs"
    assert "5 năm" in finding.vi
    assert "6 năm" in finding.vi
    assert Period.parse("6 năm (2016 - 2021)").findings() == ()
    late = Period.parse("kéo dài trong 10 năm, bắt đầu từ năm 2014 đến năm 2024")
    assert [item.code for item in late.findings()] == ["stated-length-differs"]


WORDS = st.sampled_from(
    [
        "giai đoạn",
        "năm",
        "từ",
        "đến",
        "hết",
        "nay",
        "định hướng",
        "nhiệm kỳ",
        "quý",
        "IV",
        "tháng",
        "đầu",
        "cuối",
        "2024",
        "2030",
        "-",
        "–",
        "/",
        "31",
        "12",
        "5",
        "(",
        ")",
        ",",
        "0",
        "1000",
        "9999",
        "trong",
        "cam kết",
        "triển khai",
        "năm học",
        "\n",
        "01/02/2024",
        "31.4.2025",
        "period",
        "of",
        "to",
        "term",
    ]
)


@given(st.lists(WORDS, max_size=9).map(" ".join) | st.lists(WORDS, max_size=6).map("".join) | st.text(max_size=30))
def test_any_text_is_a_period_or_refused(text: str) -> None:
    """Bad input ends in an error of the library; what is read keeps its days in order and can be written back."""
    try:
        outcome: Period | kh.KhuyenHocError = Period.parse(text, written=day("2024-02-21"))
    except kh.KhuyenHocError as error:
        outcome = error
    if isinstance(outcome, Period):
        assert outcome.first <= outcome.last
        assert Period.parse(outcome.text()) == outcome
    else:
        assert isinstance(outcome, ValueError)


TERM = kh.values.PeriodKind.TERM
IN_WORDS: dict[str, tuple[str, str, int | None]] = {  # first and last day, and the length that is stated
    "quý 1 năm 2022": ("2022-01-01", "2022-03-31", None),
    "quý hai năm 2022": ("2022-04-01", "2022-06-30", None),
    "quý tư/2022": ("2022-10-01", "2022-12-31", None),
    "QUY 3 NAM 2022": ("2022-07-01", "2022-09-30", None),
    "sáu tháng đầu năm 2024": ("2024-01-01", "2024-06-30", None),
    "SAU THANG CUOI NAM 2024": ("2024-07-01", "2024-12-31", None),
    "chín tháng đầu năm 2024": ("2024-01-01", "2024-09-30", None),
    "năm tháng cuối năm 2024": ("2024-08-01", "2024-12-31", None),
    "ba năm (2024 - 2026)": ("2024-01-01", "2026-12-31", 3),
    "năm năm 2021-2025": ("2021-01-01", "2025-12-31", 5),
    "từ năm 2024, trong ba năm": ("2024-01-01", "2026-12-31", 3),
}
TERMS = {
    "khóa VI (2021-2026)": (2021, 2026),
    "Khoá VI, nhiệm kỳ 2021 – 2026": (2021, 2026),
    "nhiệm kỳ hai 2012 - 2017": (2012, 2017),
    "nhiệm kỳ thứ ba (2017-2022)": (2017, 2022),
    "nhiem ky nam 2021 - 2026": (2021, 2026),
}


@pytest.mark.parametrize("text", IN_WORDS)
def test_numbers_in_words(text: str) -> None:
    """Quarters, months and years that are counted in words are read, also without marks, and written to be read."""
    first, last, stated = IN_WORDS[text]
    period = Period.parse(text)
    assert period == Period(day(first), day(last), stated_years=stated)
    assert Period.parse(unicodedata.normalize("NFD", text)) == Period.parse(period.text()) == period


@pytest.mark.parametrize("text", TERMS)
def test_terms_and_congresses_by_their_number(text: str) -> None:
    period = Period.parse(text)
    assert period == Period.of_years(*TERMS[text], kind=TERM)
    assert Period.parse(period.text()) == period


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("ba năm", "a length of years without its first year"),
        ("5 năm", "a length of years without its first year"),
        ("khóa VI", "no period found"),
        ("sau năm 2024", "words beyond a period"),
        ("sau nam 2024", "words beyond a period"),
        ("sau tháng đầu năm 2024", "words beyond a period"),
        ("mười hai năm 2024 - 2035", "words beyond a period"),
        ("quý 5 năm 2022", "words beyond a period"),
    ],
)
def test_words_that_fix_no_days_are_refused(text: str, says: str) -> None:
    with pytest.raises(kh.InvalidValueError, match=says):
        Period.parse(text)
