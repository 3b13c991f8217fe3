"""Rates and shares: exact arithmetic, and no rounding up to a threshold."""

import contextlib
import decimal
import unicodedata
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import assume, example, given, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import Rate, RateRange, Share
from khuyenhoc.testing.counts import printed_shares


def percent(text: str) -> Fraction:
    """The value of printed text such as "97,10%", read here without the library."""
    return Fraction(text.removesuffix("%").replace(",", ".")) / 100


# ---- rates


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("80%", Fraction(4, 5)),
        ("16,5%", Fraction(165, 1000)),
        ("75,9%", Fraction(759, 1000)),
        ("37,3 %", Fraction(373, 1000)),
        ("67.5%", Fraction(27, 40)),
        ("0.675", Fraction(27, 40)),
        ("0,675", Fraction(27, 40)),
        ("27/40", Fraction(27, 40)),
        ("1/3", Fraction(1, 3)),
        ("-2,5%", Fraction(-1, 40)),
        ("0%", Fraction(0)),
        ("100%", Fraction(1)),
        ("1", Fraction(1)),
        ("1,234%", Fraction(1234, 100000)),
        ("  80 %\u00a0", Fraction(4, 5)),
    ],
)
def test_written_forms(text: str, value: Fraction) -> None:
    """Decimal comma or dot, with or without a percent sign, or a fraction: the exact value."""
    assert Rate(text).value == value


@given(st.integers(0, 10**12), st.integers(0, 8), st.sampled_from(",."), st.booleans(), st.booleans())
def test_decimals_are_read_exactly(digits: int, places: int, mark: str, negative: bool, sign: bool) -> None:
    """A rate is a fraction: every digit counts, none is lost to binary arithmetic."""
    assume(not (mark == "." and places == 3))  # such a dot may group thousands
    number = str(digits).rjust(places + 1, "0")
    text = f"{number[:-places]}{mark}{number[-places:]}" if places else number
    expected = Fraction(digits, 10**places) / (100 if sign else 1)
    read = Rate(f"{'-' if negative else ''}{text}{'%' if sign else ''}")
    assert read.value == (-expected if negative else expected)


@given(own.any_rates() | st.fractions(-(10**25), 10**25).map(Rate))
@example(Share(1, 2**20).rate)
@example(Rate(Fraction(1, 10**30)))
@example(Rate(Fraction(10**40, 3)))
def test_files_and_reprs_lose_nothing(rate: Rate) -> None:
    """``decimal``, the form of files, and ``str`` are read back to the same rate, however many digits it has."""
    assert Rate(rate.decimal()) == rate
    assert Rate(str(rate)) == rate


@given(own.any_rates())
def test_a_rate_terminates_if_a_decimal_is_exact(rate: Rate) -> None:
    """A decimal is exact just where the denominator has no prime factor but 2 and 5."""
    assert rate.terminates is (10**64 % rate.value.denominator == 0)
    assert str(rate).endswith("%") is rate.terminates


@given(own.any_rates(), own.any_rates())
def test_rates_are_ordered_added_and_subtracted_as_fractions(one: Rate, other: Rate) -> None:
    """Order, sum and difference are those of the exact fractions."""
    assert (one < other) is (one.value < other.value)
    assert (one == other) is (one.value == other.value)
    assert (one + other).value == one.value + other.value
    assert (one - other).value == one.value - other.value
    assert (one - other) + other == one


@pytest.mark.parametrize("wrong", [0.675, 0.5, 1.0, True, False, None, decimal.Decimal("0.5"), 1j, b"80%", ["80%"]])
def test_what_is_not_exact_is_refused(wrong: Any) -> None:
    """A float at the door is refused; so are bools and anything else that is no text, int or fraction."""
    with pytest.raises(kh.WrongTypeError) as caught:
        Rate(wrong)
    assert isinstance(caught.value, TypeError)
    if isinstance(wrong, float):
        assert f'Rate("{wrong}")' in str(caught.value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        " ",
        "%",
        "80%%",
        "tám mươi",
        "8 0%",
        "1/0",
        "1/",
        "1.234%",
        "1.234",
        "67.500%",
        "12.345.678%",
        "1e3",
        "NaN",
        "inf",
        "½",
        "٨٠%",
        "--1",
    ],
)
def test_what_is_no_rate_is_refused(text: str) -> None:
    """Text that is no rate, or whose dot may group thousands, is refused."""
    with pytest.raises(kh.InvalidValueError):
        Rate(text)


@given(st.text(max_size=70) | st.text("0123456789.,%/- ", max_size=70))
@example("9" * 5000)
@example("9" * 5000 + "%")
@example("1/" + "3" * 80)
def test_any_text_is_a_rate_or_refused(text: str) -> None:
    """Bad input ends in an error of the library, for a rate and for a range."""
    for read in (Rate, RateRange.parse, kh.PrintedShare):
        with contextlib.suppress(kh.InvalidValueError):
            read(text)


@given(own.any_rates(), st.integers(0, 6))
def test_text_is_cut_and_never_rounded(rate: Rate, places: int) -> None:
    """A percentage for reading is cut after its places: never further from zero than the rate, by less than a unit."""
    shown = percent(rate.text(places=places))
    assert abs(shown) <= abs(rate.value) < abs(shown) + Fraction(1, 100 * 10**places)
    assert shown == 0 or (shown < 0) is (rate.value < 0)
    assert rate.text("en", places=places) == rate.text("vi", places=places).replace(",", ".")


@given(st.integers(1, 10**6), st.integers(0, 10**6), st.integers(1, 10**4))
def test_text_never_reaches_a_threshold_that_the_share_does_not(whole: int, part: int, threshold: int) -> None:
    """79.999 % does not print as 80 %: below a threshold of two decimals, what is printed is below it too."""
    assume(part <= whole)
    below = part * 10_000 < threshold * whole
    assert (percent(Rate.of(part, whole).text()) < Fraction(threshold, 10_000)) is below


@pytest.mark.parametrize(
    ("rate", "text"),
    [
        (Rate.of(79_999, 100_000), "79,99%"),
        (Rate.of(671, 691), "97,10%"),
        (Rate("1/2"), "50%"),
        (Rate("-1/3"), "-33,33%"),
    ],
)
def test_text_in_print(rate: Rate, text: str) -> None:
    """A rate that was cut shows all its places, an exact one no more than it has."""
    assert rate.text() == text


# ---- ranges


@pytest.mark.parametrize(
    ("text", "low", "high"),
    [
        ("3 - 3,5%", Fraction(3, 100), Fraction(35, 1000)),
        ("3-3,5%", Fraction(3, 100), Fraction(35, 1000)),
        ("3 – 3,5 %", Fraction(3, 100), Fraction(35, 1000)),
        ("3% - 3,5%", Fraction(3, 100), Fraction(35, 1000)),
        ("từ 3 đến 3,5%", Fraction(3, 100), Fraction(35, 1000)),
        ("Từ 3% đến 3,5%", Fraction(3, 100), Fraction(35, 1000)),
        ("15 - 20%", Fraction(15, 100), Fraction(20, 100)),
        ("2%", Fraction(2, 100), Fraction(2, 100)),
        ("0.03 - 0.035", Fraction(3, 100), Fraction(35, 1000)),
        ("1/3 - 1/2", Fraction(1, 3), Fraction(1, 2)),
    ],
)
def test_ranges_in_print(text: str, low: Fraction, high: Fraction) -> None:
    """Both ends exact, the unit written once or twice, any dash, in NFC and NFD."""
    for form in (text, unicodedata.normalize("NFD", text), text.upper()):
        read = RateRange.parse(form)
        assert (read.low.value, read.high.value) == (low, high)
    assert RateRange.parse(text).is_single is (low == high)


@given(own.rate_ranges(Fraction(-1), Fraction(1)))
def test_ranges_are_read_back(value: RateRange) -> None:
    """``str`` and ``repr`` give the range back."""
    assert RateRange.parse(str(value)) == value


@pytest.mark.parametrize("text", ["3,5 - 3%", "2 - 3 - 4%", "", "-", "3 -", "gần 3%", "trên 90%"])
def test_reversed_and_other_ranges_are_refused(text: str) -> None:
    """The lower end above the upper one is not turned round; what is no range is refused."""
    with pytest.raises(kh.InvalidValueError):
        RateRange.parse(text)


# ---- shares


@given(own.shares(), own.rates(), st.booleans())
def test_short_by_is_the_least_number(share: Share, rate: Rate, strict: bool) -> None:
    """Exactly that many further recognitions reach the rate; one fewer does not. Checked by cross-multiplying."""
    wanted, of = rate.value.numerator, rate.value.denominator

    def enough(part: int) -> bool:
        return part * of > wanted * share.whole if strict else part * of >= wanted * share.whole

    short = share.short_by(rate, strict=strict)
    assert enough(share.part + short)
    assert not enough(share.part + short - 1)
    assert share.reaches(rate, strict=strict) is enough(share.part) is (short <= 0)


@given(own.shares(), own.rates())
def test_short_by_counts_people(share: Share, rate: Rate) -> None:
    """Adding the missing number gives a share that reaches; the whole stays as it is."""
    short = share.short_by(rate)
    if short > 0:
        assert Share(share.part + short, share.whole).reaches(rate)
        assert not Share(share.part + short - 1, share.whole).reaches(rate)


def test_nearly_is_not_enough() -> None:
    """79.96 % is never 80 %: 7,996 of 10,000 fall short by four."""
    share = Share(7_996, 10_000)
    assert not share.reaches(Rate("80%"))
    assert share.short_by(Rate("80%")) == 4
    assert share.rate.text() == "79,96%"
    assert Share(8_000, 10_000).reaches(Rate("80%"))
    assert not Share(8_000, 10_000).reaches(Rate("80%"), strict=True)
    assert Share(8_000, 10_000).short_by(Rate("80%"), strict=True) == 1
    assert Share(3_333, 10_000).short_by(Rate("1/3")) == 1


def test_published_families() -> None:
    """Bình Thuận, end of 2023: 253,853 of 324,847 families; 80 % of them are 259,877.6, so 6,025 are missing."""
    share = Share(253_853, 324_847, of=kh.Population("families"))
    assert share.reaches(Rate("70%"))
    assert share.short_by(Rate("80%")) == 259_878 - 253_853 == 6_025
    assert share.text() == "253.853/324.847 (78,14%)"
    assert share.text("en") == "253,853/324,847 (78.14%)"


@given(own.shares(base=kh.Base.TOTAL, of=kh.Population("families")), own.shares())
def test_only_like_shares_are_compared(one: Share, other: Share) -> None:
    """The difference of two shares of one base and population is exact; unlike ones are refused."""
    if other.base is one.base and other.of == one.of:
        difference = Fraction(one.part, one.whole) - Fraction(other.part, other.whole)
        assert one.points_above(other).value == difference
        assert other.points_above(one).value == -difference
    else:
        for first, second in ((one, other), (other, one)):
            with pytest.raises(kh.IncomparableError):
                first.points_above(second)


def test_shares_have_no_order() -> None:
    """Two shares of unlike bases have no order, so shares have none at all."""
    one: Any = Share(1, 2)
    with pytest.raises(TypeError):
        _ = one < Share(2, 3)


@given(printed_shares())
def test_a_printed_share_stands_within_one_unit_of_its_last_digit(printed: kh.PrintedShare) -> None:
    """The true share lies within one unit of the last printed digit, and between 0 and 100 %."""
    number = printed.text.removesuffix("%").replace(",", ".")
    unit = Fraction(1, 100 * 10 ** len(number.partition(".")[2]))
    value = Fraction(number) / 100
    assert printed.rate.value == value
    assert printed.lowest.value == max(Fraction(0), value - unit)
    assert printed.highest.value == min(Fraction(1), value + unit)


def test_parse_reads_text_only() -> None:
    """``parse`` stands wherever ``text`` does; a number is for the constructor."""
    assert kh.Rate.parse(" 67,5 %") == kh.Rate("67,5%") == kh.Rate("0.675")
    for wrong in (0.675, 1, None, kh.Rate("1")):
        with pytest.raises(kh.WrongTypeError):
            kh.Rate.parse(wrong)  # type: ignore[arg-type]
