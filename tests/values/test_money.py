"""Money: exact đồng, written and read by the marks of its language; bounds are kept, what is ambiguous is refused."""

import unicodedata
from fractions import Fraction
from typing import Any

import pytest
from hypothesis import example, given, strategies as st

import khuyenhoc as kh
from khuyenhoc._base.terms import Language
from khuyenhoc.testing.values import money, money_ranges

LANGUAGES: tuple[Language, ...] = ("vi", "en")
IN_BOTH = pytest.mark.parametrize("lang", LANGUAGES)
LARGEST = 10**18

# The forms of reports and news, with their value in đồng worked out by hand.
FORMS = [
    ("222 tỷ đồng", 222_000_000_000),
    ("420 tỷ 936 triệu đồng", 420_936_000_000),
    ("13,050 tỷ đồng", 13_050_000_000),
    ("200.022 triệu đồng", 200_022_000_000),
    ("13.05 billion VND", 13_050_000_000),
    ("13,050 billion VND", 13_050_000_000_000),
    ("36,7 tỷ đồng", 36_700_000_000),
    ("4.000 tỷ đồng", 4_000_000_000_000),
    ("2 nghìn tỷ đồng", 2_000_000_000_000),
    ("1.234,5 tỷ đồng", 1_234_500_000_000),
    ("5 vạn đồng", 50_000),
    ("500 nghìn đồng", 500_000),
    ("500 ngàn đồng", 500_000),
    ("3 triệu 500 nghìn đồng", 3_500_000),
    ("1.490 đồng", 1_490),
    ("110.641 đồng", 110_641),
    ("110,641 VND", 110_641),
    ("50.000đ", 50_000),
    ("50.000 ₫", 50_000),
    ("1.500.000 VNĐ", 1_500_000),
    ("222 tỷ", 222_000_000_000),
    ("5 tỉ đồng", 5_000_000_000),
    ("420.936 billion VND", 420_936_000_000),
    ("36.7 bn VND", 36_700_000_000),
    ("1.5 trillion VND", 1_500_000_000_000),
    ("0 đồng", 0),
    ("-5 triệu đồng", -5_000_000),
    ("− 5 triệu đồng", -5_000_000),
    ("222\u00a0tỷ  đồng", 222_000_000_000),
]


@pytest.mark.parametrize(("text", "dong"), FORMS)
def test_the_forms_of_reports(text: str, dong: int) -> None:
    """Each form, also in capitals, decomposed, and as it is typed without marks."""
    plain = "".join(char for char in unicodedata.normalize("NFD", text) if not unicodedata.combining(char))
    for form in (text, text.upper(), unicodedata.normalize("NFD", text), plain.replace("đ", "d").replace("Đ", "D")):
        assert kh.Money.parse(form) == kh.Money(dong), form
        assert kh.MoneyRange.parse(form) == kh.MoneyRange(kh.Money(dong)), form


# What may be read in two ways, or in none, and a part of what the message says.
REFUSED = [
    ("1.490", "currency"),
    ("793.000 suất", "not an amount"),
    ("13.05 billion", "currency"),
    ("25.7 tỷ đồng", "a comma comes before decimals"),
    ("13,05 billion VND", "a dot comes before decimals"),
    ("4,000 tỷ đồng", "write '4.000' for thousands, or '4' alone"),
    ("4.000 billion VND", "write '4,000' for thousands, or '4' alone"),
    ("1,234,567 triệu đồng", "a comma comes before decimals"),
    ("0.500 triệu đồng", "a comma comes before decimals"),
    ("12.34 đồng", "whole number of đồng"),
    ("1,5 đồng", "whole number of đồng"),
    ("1.234,567 đồng", "whole number of đồng"),
    ("1,0000000001 tỷ đồng", "whole number of đồng"),
    ("2 tỷ 3", "2,3 tỷ đồng"),
    ("2 tỷ 3 đồng", "2,3 tỷ đồng"),
    ("110 641 đồng", "110.641 đồng"),
    ("936 triệu 420 tỷ đồng", "largest scale first"),
    ("1 tỷ 2.000 triệu đồng", "largest scale first"),
    ("1,5 tỷ 300 triệu đồng", "largest scale first"),
    ("5 tỷ million VND", "not an amount"),
    ("5 tỷ 3 million VND", "two languages"),
    ("50.000 đồng/tháng", "alone"),
    ("50.000 đồng/người dân", "alone"),
    ("5 triệu USD", "not an amount"),
    ("5 ngân đồng", "not an amount"),
    ("hơn 13,050 tỷ đồng", "MoneyRange.parse"),
    ("từ 3 đến 5 tỷ đồng", "MoneyRange.parse"),
    ("5 tỷ trở lên", "MoneyRange.parse"),
    ("đồng", "not an amount"),
    ("", "not an amount"),
    ("½ tỷ đồng", "not an amount"),
    ("1" * 400 + " đồng", "alone"),
]


@pytest.mark.parametrize(("text", "said"), REFUSED)
def test_what_is_ambiguous_is_refused(text: str, said: str) -> None:
    """Nothing is guessed: the error shows what was seen and says what to write."""
    with pytest.raises(kh.InvalidValueError) as caught:
        kh.Money.parse(text)
    assert said in str(caught.value)
    assert caught.value.seen == text
    assert "222 tỷ đồng" in caught.value.expected


@IN_BOTH
@given(value=money(-LARGEST, LARGEST))
@example(value=kh.Money(0))
@example(value=kh.Money(-LARGEST))
@example(value=kh.Money(13_050_000_000))
@example(value=kh.Money(4_000 * 10**9))
@example(value=kh.Money(1_000))
def test_what_is_written_is_read_back(lang: Language, value: kh.Money) -> None:
    """parse(text(x)) == x, in both languages."""
    assert kh.Money.parse(value.text(lang)) == value


@IN_BOTH
@given(value=money_ranges(-(10**12)))
def test_bounds_are_written_and_read_back(lang: Language, value: kh.MoneyRange) -> None:
    """parse(text(x)) == x for every bound, in both languages."""
    assert kh.MoneyRange.parse(value.text(lang)) == value


def test_amounts_in_words() -> None:
    """Whole millions are written in tỷ and triệu, anything finer digit by digit."""
    written = {dong: (kh.Money(dong).text(), kh.Money(dong).text("en")) for dong in (420_936_000_000, 110_641, 0)}
    assert written == {
        420_936_000_000: ("420 tỷ 936 triệu đồng", "420.936 billion VND"),
        110_641: ("110.641 đồng", "110,641 VND"),
        0: ("0 đồng", "0 VND"),
    }
    assert str(kh.Money(-13_050 * 10**9)) == "-13.050 tỷ đồng"
    odd: Any = "fr"
    with pytest.raises(kh.InvalidValueError):
        kh.Money(1).text(odd)


@given(st.lists(st.integers(-(10**12), 10**12), max_size=5), st.integers(1, 10**9))
def test_arithmetic_is_that_of_the_integers(numbers: list[int], heads: int) -> None:
    """Sums, differences, order and parts for each head are those of whole numbers and exact fractions."""
    amounts = [kh.Money(number) for number in numbers]
    assert kh.Money.total(amounts).dong == sum(numbers)
    assert sum(amounts, kh.Money(0)) == kh.Money.total(amounts)
    assert [item.dong for item in sorted(amounts)] == sorted(numbers)
    for item in amounts:
        assert (item - item, item + -item) == (kh.Money(0), kh.Money(0))
        assert item.per(heads) == Fraction(item.dong, heads)
        assert item.per(heads) * heads == item.dong


@pytest.mark.parametrize("odd", [1.5, 5.0, True, "5", None, [5], LARGEST + 1])
def test_only_whole_dong(odd: Any) -> None:
    """A float, a bool or text is no amount; neither is more than any fund can hold."""
    with pytest.raises(kh.KhuyenHocError, match=r"Money\.dong"):
        kh.Money(odd)
    with pytest.raises(kh.KhuyenHocError):
        kh.Money(1) + odd
    with pytest.raises(kh.KhuyenHocError):
        kh.Money(1) - odd
    with pytest.raises(kh.KhuyenHocError):
        odd + kh.Money(1)
    with pytest.raises(kh.KhuyenHocError):
        kh.Money.total(odd)


@pytest.mark.parametrize("odd", [0, -1, 1.5, True, "2"])
def test_nobody_to_divide_by(odd: Any) -> None:
    """There is no part for each of nobody."""
    with pytest.raises(kh.KhuyenHocError):
        kh.Money(5).per(odd)


@pytest.mark.parametrize(
    ("text", "bound", "low", "high"),
    [
        ("hơn 13,050 tỷ đồng", "above", 13_050, None),
        ("trên 5 tỷ đồng", "above", 5_000, None),
        ("over 4,000 billion VND", "above", 4_000_000, None),
        ("từ 5 tỷ trở lên", "at_least", 5_000, None),
        ("5 tỷ đồng trở lên", "at_least", 5_000, None),
        ("ít nhất 5 tỷ", "at_least", 5_000, None),
        ("không dưới 5 tỷ đồng", "at_least", 5_000, None),
        ("gần 5 tỷ đồng", "nearly", None, 5_000),
        ("dưới 5 tỷ đồng", "below", None, 5_000),
        ("không quá 5 tỷ đồng", "at_most", None, 5_000),
        ("khoảng 5,3 tỷ đồng", "about", None, None),
        ("từ 3 đến 5 tỷ đồng", "between", 3_000, 5_000),
        ("từ 500 triệu đến 1 tỷ đồng", "between", 500, 1_000),
        ("3 – 5 tỷ đồng", "between", 3_000, 5_000),
        ("from 500 million to 1 billion VND", "between", 500, 1_000),
        ("khoảng từ 3 đến 5 tỷ đồng", "about", None, None),
        ("HƠN 5 TỶ ĐỒNG", "above", 5_000, None),
        ("hon 13,050 ty dong", "above", 13_050, None),
        ("tu 3 den 5 ty dong", "between", 3_000, 5_000),
    ],
)
def test_bounds_in_words(text: str, bound: str, low: int | None, high: int | None) -> None:
    """To say "hơn" is no "at least", "gần" is below, "khoảng" gives no bound: millions of đồng, worked out by hand."""
    for form in (text, unicodedata.normalize("NFD", text)):
        read = kh.MoneyRange.parse(form)
        assert read.bound.value == bound
        assert read.low == (None if low is None else kh.Money(low * 10**6))
        assert read.high == (None if high is None else kh.Money(high * 10**6))


@pytest.mark.parametrize(
    "text",
    ["khoảng trên 5 tỷ đồng", "hơn 5 tỷ đồng trở lên", "từ 5 đến 3 tỷ đồng", "từ 5 đến 5 tỷ đồng", "hơn 5",
     "từ 5 tỷ đồng", "ít nhất từ 3 đến 5 tỷ đồng", "từ 1 đến 2 đến 3 tỷ đồng", "hơn", "từ N tỷ trở lên", "tỷ - tỷ"],
)  # fmt: skip
def test_odd_bounds_are_refused(text: str) -> None:
    """Two bounds, a reversed range, a start without an end."""
    with pytest.raises(kh.InvalidValueError):
        kh.MoneyRange.parse(text)


def test_a_bound_keeps_its_shape() -> None:
    """An upper amount stands with "từ … đến …" or "khoảng", above the lower, and nowhere else."""
    one, two = kh.Money(1), kh.Money(2)
    with pytest.raises(kh.InvalidValueError):
        kh.MoneyRange(one, bound=kh.values.MoneyBound.BETWEEN)
    with pytest.raises(kh.InvalidValueError):
        kh.MoneyRange(one, upper=two)
    for upper in (one, kh.Money(0)):
        with pytest.raises(kh.InvalidValueError):
            kh.MoneyRange(one, upper=upper, bound=kh.values.MoneyBound.BETWEEN)


def possible(stated: kh.MoneyRange) -> list[kh.Money]:
    """Some amounts around the printed ones that the words allow."""
    ends = [stated.amount, *([stated.upper] if stated.upper else [])]
    around = {kh.Money(end.dong + step) for end in ends for step in (-1, 0, 1)}
    return [amount for amount in around if amount in stated]


@given(money_ranges(), money_ranges())
def test_a_sum_allows_every_sum_of_what_its_parts_allow(one: kh.MoneyRange, other: kh.MoneyRange) -> None:
    """No bound of a sum excludes what the bounds of its parts allow, and the order does not matter."""
    total = one + other
    assert total == other + one
    for mine in possible(one):
        for theirs in possible(other):
            assert mine + theirs in total


def test_the_built_in_sum_adds_bounded_amounts() -> None:
    """As with exact amounts, only the zero that ``sum`` begins with may stand on the left."""
    parts = [kh.MoneyRange.parse(text) for text in ("hơn 3 tỷ đồng", "2 tỷ đồng", "từ 1 tỷ đến 2 tỷ đồng")]
    assert sum(parts) == kh.MoneyRange.parse("hơn 6 tỷ đồng")
    for odd in (False, 1, "", None):
        with pytest.raises(kh.WrongTypeError):
            odd + parts[0]


@given(money(0), money(0))
def test_exact_amounts_stay_exact(one: kh.Money, other: kh.Money) -> None:
    """Two exact amounts make an exact one; a bound survives an exact addend."""
    assert kh.MoneyRange(one) + kh.MoneyRange(other) == kh.MoneyRange(one + other)
    for bound in (
        kh.values.MoneyBound.ABOVE,
        kh.values.MoneyBound.NEARLY,
        kh.values.MoneyBound.AT_MOST,
        kh.values.MoneyBound.ABOUT,
    ):
        assert kh.MoneyRange(one, bound=bound) + kh.MoneyRange(other) == kh.MoneyRange(one + other, bound=bound)


@given(money_ranges(), money(0))
def test_an_aim_is_reached_only_for_sure(stated: kh.MoneyRange, aim: kh.Money) -> None:
    """True and False hold for everything that the words allow; otherwise nothing is known."""
    answer = stated.reaches(aim)
    if answer is not None:
        assert {amount >= aim for amount in possible(stated)} <= {answer}
    if stated.is_exact:
        assert answer is (stated.amount >= aim)
    if stated.bound is kh.values.MoneyBound.ABOUT:
        assert answer is None


def test_the_aim_at_the_bound() -> None:
    """More than 5 reaches 5; nearly 5 does not; at most 5 may."""
    aim = kh.Money.parse("5 tỷ đồng")
    assert kh.MoneyRange.parse("hơn 5 tỷ đồng").reaches(aim) is True
    assert kh.MoneyRange.parse("gần 5 tỷ đồng").reaches(aim) is False
    assert kh.MoneyRange.parse("không quá 5 tỷ đồng").reaches(aim) is None
    assert aim not in kh.MoneyRange.parse("hơn 5 tỷ đồng")
    assert aim in kh.MoneyRange.parse("ít nhất 5 tỷ đồng")


ALPHABET = "0123456789., -–/đồngtỷriệuvạnhìàkháừếVNDbilo½٣"


@given(st.text(ALPHABET, max_size=30) | st.text(max_size=20) | st.none() | st.integers() | st.floats() | st.binary())
def test_any_text_is_an_amount_or_an_error_of_ours(text: Any) -> None:
    """Any bad input ends in an error of the library."""
    for read in (kh.Money.parse, kh.MoneyRange.parse):
        try:
            said = repr(read(text))
        except kh.KhuyenHocError as error:
            said = str(error)
        assert said
