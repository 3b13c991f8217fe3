"""Funds: per head with the heads named, one year against another, and sums that count no đồng twice."""

import datetime as dt
from fractions import Fraction
from typing import Any

import attrs
import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.testing.records import fund_statements
from khuyenhoc.testing.values import money, money_ranges

DAY, YEAR = dt.date(2024, 12, 31), kh.Period.of_years(2024, 2024)
AFTER = dt.date(2025, 12, 31)
PROVINCE = kh.Place("Tỉnh A", level=kh.Level.PROVINCE)
COMMUNES = [kh.Place(f"Xã {letter}", level=kh.Level.COMMUNE, parent=PROVINCE) for letter in "BCDEFG"]
FLOWS = [kh.funds.FundFigure.RAISED, kh.funds.FundFigure.SPENT, kh.funds.FundFigure.AWARDED]
OWN, WITH_LOWER = kh.funds.FundScope.OWN, kh.funds.FundScope.WITH_LOWER
FLOW = pytest.mark.parametrize("figure", FLOWS)


def fund(place: kh.Place = COMMUNES[0], **more: Any) -> kh.FundStatement:
    """A statement of a commune's own fund, or of another place."""
    usual: dict[str, Any] = {"id": "x", "on": DAY, "period": YEAR, "scope": OWN, "level": place.level}
    return kh.FundStatement(**{**usual, "place": place, **more})


def of_year(year: int, **more: Any) -> kh.FundStatement:
    return fund(**{"on": dt.date(year, 12, 31), "period": kh.Period.of_years(year, year), **more})


# ---- one statement


def test_unknown_is_not_zero() -> None:
    """A statement may know nothing; every question then answers that it does not know."""
    empty = fund()
    assert {empty.figure(figure) for figure in kh.funds.FundFigure} == {None}
    assert {empty.per_head(base) for base in kh.funds.HeadBase} == {None}
    assert empty.share_reached(kh.Population("families")) is None
    assert empty.findings() == ()
    assert fund(balance=kh.Money(0), members=5).per_head(kh.funds.HeadBase.MEMBERS) is not None


def test_an_amount_may_be_exact_or_bounded() -> None:
    """A plain amount is an exact one; a bound is kept; text and numbers are refused at the field."""
    assert fund(raised=kh.Money(5)).raised == kh.MoneyRange(kh.Money(5))
    bounded = kh.MoneyRange.parse("hơn 13,050 tỷ đồng")
    assert fund(raised=bounded).raised is bounded
    odd: Any
    for odd in (5, 5.0, "5 tỷ đồng", True, [kh.Money(5)]):
        for name in ("opening", "raised", "spent", "balance", "awarded"):
            with pytest.raises(kh.WrongTypeError, match=rf"FundStatement\.{name}"):
                fund(**{name: odd})


@pytest.mark.parametrize(
    "odd",
    [{"id": "Không"}, {"members": -1}, {"awards": -1}, {"inhabitants": 1.5}, {"raised": kh.Money(-1)},
     {"spent": kh.MoneyRange(kh.Money(-2), upper=kh.Money(1), bound=kh.values.MoneyBound.BETWEEN)},
     {"level": kh.Level.PROVINCE}, {"on": dt.datetime(2024, 1, 1)}, {"scope": "own"}],  # noqa: DTZ001 - is refused
)  # fmt: skip
def test_odd_statements_are_refused(odd: dict[str, Any]) -> None:
    """A negative count or amount, a level that is not that of the place, a moment for a day."""
    with pytest.raises(kh.KhuyenHocError):
        fund(**odd)


def test_no_district_fund_after_its_level() -> None:
    """The district level ended on 30 June 2025: a district's fund of that day is history, of the next day is none."""
    district = kh.Place("Huyện X", level=kh.Level.DISTRICT)
    assert fund(district, on=dt.date(2025, 6, 30)).level is kh.Level.DISTRICT
    with pytest.raises(kh.InvalidValueError, match="2025-06-30"):
        fund(district, on=dt.date(2025, 7, 1))


@given(money(0), st.integers(1, 10**8))
def test_per_head_is_exact(amount: kh.Money, heads: int) -> None:
    """The part is a fraction of the amount over the heads, the printed part never more than it."""
    each = fund(balance=amount, inhabitants=heads).per_head(kh.funds.HeadBase.INHABITANTS)
    assert each is not None
    assert each.dong == Fraction(amount.dong, heads)
    assert each.dong - 1 < int(each.text("en").split()[0].replace(",", "")) <= each.dong


def test_the_heads_are_named() -> None:
    """18 tỷ over 1.2 million inhabitants is 15,000 đồng; among members it is another number, not comparable."""
    both = fund(balance=kh.Money.parse("18 tỷ đồng"), inhabitants=1_200_000, members=349_603)
    by_all, by_members = (both.per_head(base) for base in (kh.funds.HeadBase.INHABITANTS, kh.funds.HeadBase.MEMBERS))
    assert by_all is not None
    assert by_members is not None
    assert (by_all.text(), by_all.text("en")) == ("15.000 đồng/người dân", "15,000 VND per inhabitant")
    assert by_members.text() == "51.486 đồng/hội viên"  # 51,487 x 349,603 is 9,661 đồng more than 18 tỷ
    with pytest.raises(kh.IncomparableError, match="per member"):
        by_members.above(by_all)
    assert by_all.above(by_all) == 0
    assert both.per_head(kh.funds.HeadBase.MEMBERS, figure=kh.funds.FundFigure.RAISED) is None


@pytest.mark.parametrize("text", ["hơn 5 tỷ đồng", "gần 5 tỷ đồng", "khoảng 5 tỷ đồng", "từ 3 đến 5 tỷ đồng"])
def test_no_part_of_an_amount_that_is_not_exact(text: str) -> None:
    """A bound divided would look exact."""
    stated = fund(balance=kh.MoneyRange.parse(text), inhabitants=100, members=0)
    assert stated.per_head(kh.funds.HeadBase.INHABITANTS) is None
    assert attrs.evolve(stated, balance=kh.Money(5)).per_head(kh.funds.HeadBase.MEMBERS) is None, "nobody to divide by"


def test_the_share_reached() -> None:
    """300 of 1,200 families are a quarter; pupils without their total have no share; awards are not people."""
    families, pupils = kh.Population("families"), kh.Population("pupils", vi="học sinh", en="pupils")
    helped = fund(
        awards=900,
        reached=(kh.funds.Reached(of=families, count=300, total=1_200), kh.funds.Reached(of=pupils, count=700)),
    )
    share = helped.share_reached(families)
    assert share is not None
    assert (share.rate, share.of) == (kh.Rate("1/4"), families)
    assert helped.share_reached(pupils) is None
    assert kh.funds.Reached(of=families, count=0, total=0).share is None
    for count, total in ((5, 4), (-1, None)):
        with pytest.raises(kh.InvalidValueError):
            kh.funds.Reached(of=families, count=count, total=total)
    with pytest.raises(kh.InvalidValueError, match="twice"):
        fund(reached=helped.reached * 2)


# ---- findings


@given(*[st.integers(0, 10**12)] * 4)
def test_a_balance_follows_or_is_a_finding(opening: int, raised: int, spent: int, balance: int) -> None:
    """Opening plus raised minus spent is the balance, or the statement says so."""
    amounts = {"opening": opening, "raised": raised, "spent": spent}
    odd = fund(**{name: kh.Money(dong) for name, dong in {**amounts, "balance": balance}.items()})
    codes = [finding.code for finding in odd.findings()]
    assert ("balance-does-not-follow" in codes) is (opening + raised - spent != balance)
    right = attrs.evolve(odd, balance=kh.Money(opening + raised - spent))
    assert "balance-does-not-follow" not in [finding.code for finding in right.findings()]
    for name in amounts:
        less_known = attrs.evolve(odd, **{name: None})
        assert "balance-does-not-follow" not in [finding.code for finding in less_known.findings()]


@given(money_ranges(), money_ranges(), money_ranges(), money_ranges())
def test_bounds_that_can_agree_are_no_finding(
    opening: kh.MoneyRange, raised: kh.MoneyRange, spent: kh.MoneyRange, balance: kh.MoneyRange
) -> None:
    """If any amounts within the words fit together, nothing is odd about the balance."""
    stated = fund(opening=opening, raised=raised, spent=spent, balance=balance)
    if "balance-does-not-follow" in [finding.code for finding in stated.findings()]:
        some = opening.amount + raised.amount - spent.amount
        fits = all(item.amount in item for item in (opening, raised, spent)) and some in balance
        assert not fits


def test_the_balance_that_bounds_exclude() -> None:
    """More than 50 and 30, less 20, is more than 60: a balance of 60 or less does not follow, one of 61 may."""
    about: dict[str, Any] = {"opening": kh.MoneyRange.parse("hơn 50 đồng"), "raised": kh.Money(30)}
    low = fund(**about, spent=kh.Money(20), balance=kh.Money(59))
    assert [finding.en for finding in low.findings()] == [
        "the balance is 59 VND, but what was there, raised and spent gives at least 60 VND"
    ]
    assert attrs.evolve(low, balance=kh.Money(61)).findings() == ()


@pytest.mark.parametrize(
    ("odd", "code"),
    [
        ({"balance": kh.Money(-1)}, "overdrawn"),
        ({"spent": kh.Money(5), "awarded": kh.Money(6)}, "awarded-above-spent"),
        ({"spent": kh.Money(5), "awarded": kh.MoneyRange.parse("hơn 6 đồng")}, "awarded-above-spent"),
        ({"members": 6, "inhabitants": 5}, "members-above-inhabitants"),
        ({"period": kh.Period.of_years(2024, 2025)}, "period-after-day"),
        ({"on": dt.date(2025, 7, 1), "place": catalog.province("Bình Thuận"), "level": kh.Level.PROVINCE},
         "place-not-there"),
        ({"balance": kh.Money.parse("18 tỷ đồng"), "inhabitants": 1_300_000, "printed_per_head": kh.Money(15_000)},
         "printed-per-head-disagrees"),
    ],
)  # fmt: skip
def test_what_is_odd_is_said_and_kept(odd: dict[str, Any], code: str) -> None:
    """Each oddity has its code and a sentence in both languages."""
    (finding,) = fund(**odd).findings()
    assert finding.code == code
    assert finding.vi
    assert finding.vi != finding.en


@pytest.mark.parametrize("inhabitants", [1_125_001, 1_200_000, 1_285_714])
def test_a_printed_part_may_be_cut_or_rounded(inhabitants: int) -> None:
    """15,000 printed in thousands is what 14,001 to 15,999 give: 18 tỷ over 1,125,001 to 1,285,714 inhabitants."""
    assert fund(balance=kh.Money.parse("18 tỷ đồng"), inhabitants=inhabitants,
                printed_per_head=kh.Money(15_000)).findings() == ()  # fmt: skip


def test_the_place_on_another_day() -> None:
    """A fund of 2024 in a province that ended in June 2025 is history, and the question of a later day says so."""
    old = fund(catalog.province("Bình Thuận"))
    assert old.findings() == ()
    assert [finding.code for finding in old.findings(on=AFTER)] == ["place-not-there"]


# ---- year on year


@FLOW
@given(before=money(1), after=money(0))
def test_a_change_is_the_difference(figure: kh.funds.FundFigure, before: kh.Money, after: kh.Money) -> None:
    """Of two years of one place and scope: the difference, and the difference over the earlier amount."""
    change = kh.funds.compare_funds(
        of_year(2023, **{figure.value: before}), of_year(2024, **{figure.value: after}), figure=figure
    )
    assert change.is_comparable
    assert change.change is not None
    assert before + change.change == after
    assert change.rate == kh.Rate(Fraction(after.dong - before.dong, before.dong))


def test_a_change_from_nothing_has_no_rate() -> None:
    """From zero there is a difference, but no rate."""
    change = kh.funds.compare_funds(of_year(2023, balance=kh.Money(0)), of_year(2024, balance=kh.Money(5)))
    assert (change.change, change.rate, change.is_comparable) == (kh.Money(5), None, True)
    overdrawn = kh.funds.compare_funds(of_year(2023, balance=kh.Money(-5)), of_year(2024, balance=kh.Money(5)))
    assert (overdrawn.change, overdrawn.rate) == (kh.Money(10), None)


@pytest.mark.parametrize(
    ("earlier", "later", "said"),
    [
        ({}, {"scope": WITH_LOWER}, "different scopes"),
        ({"scope": None}, {}, "not stated"),
        ({"scope": None}, {"scope": None}, "not stated"),
        ({}, {"place": COMMUNES[1]}, "different places"),
        ({}, {"place": attrs.evolve(COMMUNES[0], since=dt.date(2024, 2, 1))}, "other boundaries"),
        ({}, {"title": kh.Label("Quỹ khác", "Another fund")}, "different funds"),
        ({}, {"period": kh.Period.of_years(2023, 2024)}, "unlike length"),
        ({"period": None}, {}, "period is not stated"),
        ({}, {"period": kh.Period.of_years(2023, 2023)}, "begins before"),
        ({}, {"period": kh.Period.of_years(2021, 2021)}, "begins before"),
        ({"raised": None}, {}, "unknown"),
        ({"raised": kh.MoneyRange.parse("hơn 5 tỷ đồng")}, {}, "not an exact amount"),
    ],
)
def test_what_does_not_compare(earlier: dict[str, Any], later: dict[str, Any], said: str) -> None:
    """Every reason is said, and no difference is given."""
    one = of_year(2023, **{"raised": kh.Money(5), **earlier})
    other = of_year(2024, **{"raised": kh.Money(6), **later})
    change = kh.funds.compare_funds(one, other, figure=kh.funds.FundFigure.RAISED)
    assert (change.is_comparable, change.change, change.rate) == (False, None, None)
    assert said in "; ".join(reason.en for reason in change.reasons)


def test_one_name_on_two_sides_of_the_reform() -> None:
    """Quảng Trị of 2024 and Quảng Trị of 2025 are two places."""
    old, new = (catalog.province("Quảng Trị", on=on) for on in (DAY, AFTER))
    change = kh.funds.compare_funds(fund(old, balance=kh.Money(5)), fund(new, on=AFTER, balance=kh.Money(6)))
    assert [reason.en for reason in change.reasons] == [
        "Quảng Trị: one name, but other boundaries, another level or code"
    ]


def test_half_years_are_of_one_length() -> None:
    """The first half of 2024 has a day more than that of 2025, and is as long; a quarter is not."""
    halves = [
        of_year(year, raised=kh.Money(5), period=kh.Period.parse(f"6 tháng đầu năm {year}")) for year in (2024, 2025)
    ]
    assert halves[0].period is not None
    assert halves[1].period is not None
    assert halves[0].period.days == halves[1].period.days + 1
    assert kh.funds.compare_funds(*halves, figure=kh.funds.FundFigure.RAISED).is_comparable
    quarter = attrs.evolve(halves[1], period=kh.Period.parse("quý I/2025"))
    assert not kh.funds.compare_funds(halves[0], quarter, figure=kh.funds.FundFigure.RAISED).is_comparable
    assert kh.funds.compare_funds(
        attrs.evolve(halves[0], balance=kh.Money(1)), attrs.evolve(quarter, balance=kh.Money(2))
    ).is_comparable, "a balance is of a day"


def test_the_later_comes_later() -> None:
    """Two statements of one day, or in the wrong order, are no year on year."""
    for pair in ((of_year(2024), of_year(2023)), (of_year(2024), of_year(2024))):
        with pytest.raises(kh.InvalidValueError, match="later"):
            kh.funds.compare_funds(*pair)


# ---- sums


def communes(*amounts: int | None, **more: Any) -> list[kh.FundStatement]:
    pairs = zip(COMMUNES, amounts, strict=False)
    return [fund(place, **{"balance": None if dong is None else kh.Money(dong), **more}) for place, dong in pairs]


@given(st.data(), st.lists(st.none() | st.integers(0, 10**12), min_size=1, max_size=6))
def test_a_sum_is_the_sum_of_its_parts(data: st.DataObject, amounts: list[int | None]) -> None:
    """Added up in any order; an unknown part makes the sum unknown and is named; heads are added too."""
    items = [attrs.evolve(item, members=10, inhabitants=100) for item in communes(*amounts)]
    total = kh.funds.total_funds(data.draw(st.permutations(items)))
    known = [amount for amount in amounts if amount is not None]
    if len(known) == len(amounts):
        assert total.amount == kh.MoneyRange(kh.Money(sum(known)))
        each = total.per_head(kh.funds.HeadBase.INHABITANTS)
        assert each is not None
        assert each.dong == Fraction(sum(known), 100 * len(amounts))
    else:
        assert total.amount is None
        assert total.notes
    assert {place.name for place in total.without} == {item.place.name for item in items if item.balance is None}
    assert (total.level, total.on, total.members) == (kh.Level.COMMUNE, DAY, 10 * len(amounts))


def test_own_funds_of_two_levels_add_up() -> None:
    """A province's own fund and those of its communes are different money; their heads are the same people."""
    own = fund(PROVINCE, balance=kh.Money(7), members=10)
    total = kh.funds.total_funds([own, *communes(2, 3, members=5)])
    assert (total.amount, total.level, total.members) == (kh.MoneyRange(kh.Money(12)), None, None)


@pytest.mark.parametrize(("scope", "said"), [(WITH_LOWER, "would"), (None, "might")])
@pytest.mark.parametrize("swap", [False, True])
def test_no_dong_is_counted_twice(scope: kh.funds.FundScope | None, said: str, swap: bool) -> None:
    """A province with its communes beside one of them, or a hamlet two levels below, is refused in either order."""
    whole = fund(PROVINCE, balance=kh.Money(7), scope=scope)
    hamlet = fund(kh.Place("Thôn H", level=kh.Level.HAMLET, parent=COMMUNES[0]), balance=kh.Money(1))
    for part in (communes(2)[0], hamlet):
        pair = [whole, part][:: -1 if swap else 1]
        with pytest.raises(kh.IncomparableError, match=f"{said} be counted twice"):
            kh.funds.total_funds(pair)


def test_the_two_statements_of_the_country() -> None:
    """All funds of the country already hold the one at the centre: the catalogue's two statements are not added."""
    everything, centre = catalog.fund("viet-nam-2024"), catalog.fund("viet-nam-2024-central")
    with pytest.raises(kh.InvalidValueError, match="twice"):
        kh.funds.total_funds([everything, centre])
    province = fund(catalog.province("Nghệ An"), balance=kh.Money(5))
    with pytest.raises(kh.IncomparableError, match="counted twice"):
        kh.funds.total_funds([everything, province])
    assert kh.funds.total_funds([attrs.evolve(centre, balance=kh.Money(1)), province]).amount == kh.MoneyRange(
        kh.Money(6)
    )


def test_unlike_statements_are_not_added() -> None:
    """Several days of a balance, several or no periods of a flow, several scopes at one level."""
    one, other = communes(2, 3, raised=kh.Money(1))
    assert kh.funds.total_funds([one, other]).amount == kh.MoneyRange(kh.Money(5))
    with pytest.raises(kh.IncomparableError, match="several days"):
        kh.funds.total_funds([one, attrs.evolve(other, on=dt.date(2024, 6, 30))])
    with pytest.raises(kh.IncomparableError, match="several scopes"):
        kh.funds.total_funds([one, attrs.evolve(other, scope=WITH_LOWER)])
    for figure in FLOWS:
        for period in (None, kh.Period.of_years(2023, 2024)):
            with pytest.raises(kh.IncomparableError, match="period"):
                kh.funds.total_funds([one, attrs.evolve(other, period=period)], figure=figure)
    with pytest.raises(kh.IncomparableError, match="period"):
        kh.funds.total_funds([attrs.evolve(one, period=None)], figure=kh.funds.FundFigure.RAISED)


def test_both_sides_of_the_reform_are_not_added() -> None:
    """A province in its old boundaries has no fund on a day after them, whatever else is added."""
    old = fund(catalog.province("Bình Thuận"), on=AFTER, period=YEAR, balance=kh.Money(1), raised=kh.Money(1))
    new = fund(catalog.province("Sơn La"), on=AFTER, period=YEAR, balance=kh.Money(1), raised=kh.Money(1))
    for figure in (kh.funds.FundFigure.BALANCE, kh.funds.FundFigure.RAISED):
        with pytest.raises(kh.IncomparableError, match="boundaries"):
            kh.funds.total_funds([old, new], figure=figure)
        with pytest.raises(kh.IncomparableError, match="boundaries"):
            kh.funds.total_funds([attrs.evolve(old, on=DAY), new], figure=kh.funds.FundFigure.RAISED)


def test_a_place_comes_once() -> None:
    """Twice is refused, whatever is known of its days."""
    (item,) = communes(2)
    again = attrs.evolve(item, place=attrs.evolve(item.place, since=dt.date(2020, 1, 1)))
    for pair in ((item, item), (item, again)):
        with pytest.raises(kh.InvalidValueError, match="twice"):
            kh.funds.total_funds(pair)


def test_namesakes_are_told_apart_by_their_code() -> None:
    """A ward and a commune of one name in one province are two places where their codes say so."""
    (item,) = communes(2)
    ward, commune = (attrs.evolve(item, place=attrs.evolve(item.place, code=code)) for code in ("00001", "00002"))
    assert kh.funds.total_funds([ward, commune]).amount == kh.MoneyRange(kh.Money(4))
    with pytest.raises(kh.InvalidValueError, match="twice"):
        kh.funds.total_funds([ward, item])


def test_what_is_missing_is_named() -> None:
    """The places without a statement; a stranger is refused; without the parts nothing is known of it."""
    items = communes(2, 3)
    assert kh.funds.total_funds(items, parts=COMMUNES[:4]).missing == tuple(COMMUNES[2:4])
    assert kh.funds.total_funds(items).missing is None
    with pytest.raises(kh.InvalidValueError, match="parts"):
        kh.funds.total_funds(items, parts=COMMUNES[1:])


def test_bounds_are_summed() -> None:
    """More than 5 and exactly 3 is more than 8."""
    one, other = communes(3, 3)
    total = kh.funds.total_funds([attrs.evolve(one, balance=kh.MoneyRange.parse("hơn 5 tỷ đồng")), other])
    assert str(total.amount) == "hơn 5.000.000.003 đồng"
    assert total.per_head(kh.funds.HeadBase.MEMBERS) is None


def test_each_level_has_its_own_sum() -> None:
    """By level, the highest first, without adding the levels to each other."""
    whole = fund(PROVINCE, balance=kh.Money(7), scope=WITH_LOWER)
    totals = kh.funds.funds_by_level([*communes(2, 3), whole])
    assert [(total.level, total.amount) for total in totals] == [
        (kh.Level.PROVINCE, kh.MoneyRange(kh.Money(7))),
        (kh.Level.COMMUNE, kh.MoneyRange(kh.Money(5))),
    ]
    assert kh.funds.funds_by_level([]) == ()


@pytest.mark.parametrize("odd", [None, 5, "text", [5], []])
def test_odd_arguments_are_refused_by_the_library(odd: Any) -> None:
    """Any bad input ends in an error of the library."""
    with pytest.raises(kh.KhuyenHocError):
        kh.funds.total_funds(odd)
    figure: Any
    for figure in (None, "raised", 5):
        with pytest.raises(kh.KhuyenHocError):
            kh.funds.total_funds(communes(1), figure=figure)
    with pytest.raises(kh.KhuyenHocError):
        kh.funds.compare_funds(odd, odd)
    with pytest.raises(kh.KhuyenHocError):
        fund().per_head(odd)
    with pytest.raises(kh.KhuyenHocError):
        fund().share_reached(odd)


@given(fund_statements(), fund_statements())
def test_any_two_statements_have_an_answer(one: kh.FundStatement, other: kh.FundStatement) -> None:
    """Every statement has its findings, every pair a difference, a reason or an error of the library."""
    assert all(finding.vi and finding.en for finding in (*one.findings(), *other.findings()))
    for figure in kh.funds.FundFigure:
        try:
            change = kh.funds.compare_funds(one, other, figure=figure)
            assert change.is_comparable is (change.change is not None)
            assert kh.funds.total_funds([one, other], figure=figure).covered == (one.place, other.place)
        except kh.KhuyenHocError:
            continue


# ---- the catalogue, and files

# Typed from the published accounts: id, figure, đồng.
PUBLISHED = """
thanh-hoa-2025 balance 420936000000 | thanh-hoa-2025 awarded 58996000000 | thai-nguyen-2020 balance 18000000000
quang-tri-2022 raised 352000000000 | hai-duong-2020 balance 123000000000 | ha-tinh-2025 raised 36700000000
gia-lai-2024 balance 25700000000 | nghe-an-2020 raised 315000000000 | quang-nam-2017 raised 222000000000
viet-nam-2010 balance 640000000000
"""


@pytest.mark.parametrize("line", PUBLISHED.replace("\n", " | ").strip(" |").split(" | "))
def test_the_published_figures(line: str) -> None:
    """The amounts as published, typed a second time."""
    record_id, figure, dong = line.split()
    assert getattr(catalog.fund(record_id), figure) == kh.MoneyRange(kh.Money(int(dong)))


def test_published_bounds_are_kept() -> None:
    """Over 13.05 billion, over 4,000 billion, about 5.3 billion: the words are not lost."""
    bounds = {
        ("nghe-an-2023-vi-em-hieu-hoc", "awarded"): "hơn 13 tỷ 50 triệu đồng",
        ("viet-nam-2024", "balance"): "hơn 4.000 tỷ đồng",
        ("viet-nam-2020", "raised"): "hơn 2.000 tỷ đồng",
        ("viet-nam-2024-central", "spent"): "khoảng 5 tỷ 300 triệu đồng",
    }
    assert {key: str(getattr(catalog.fund(key[0]), key[1])) for key in bounds} == bounds


def test_every_published_statement_has_an_address() -> None:
    """A source, a confidence of a source, and a note on how it was read; and the place of its day."""
    assert len(catalog.funds()) == 13
    for item in catalog.funds():
        assert item.sources
        assert all(source.startswith("http") for source in item.sources)
        assert item.confidence is not kh.Confidence.STATED
        assert item.notes
        assert item.place.exists(on=item.on)
        assert kh.codec.from_json(kh.codec.to_json(item), kh.FundStatement) == item
    assert catalog.fund("quang-nam-2017").period is None, "the five years are not named"
    with pytest.raises(kh.UnknownNameError, match="thanh-hoa-2025"):
        catalog.fund("thanh-hoa-2024")


OURS = """
format = "khuyenhoc/1"
[sources]
report = "https://example.org/bao-cao"
[[populations]]
code = "pupils"
vi = "học sinh"
en = "pupils"
[[funds]]
id = "xa-x-2026"
place = "xã Tân Hà, tỉnh Lâm Đồng"
level = "commune"
on = 2026-12-31
period = "năm 2026"
scope = "own"
opening = "35 triệu đồng"
raised = 20_000_000
spent = "khoảng 5 triệu đồng"
balance = { amount = 45_000_000, bound = "above" }
sources = ["report"]
[[funds.reached]]
of = "pupils"
count = 150
"""


def test_a_file_may_say_money_in_words() -> None:
    """Text, whole đồng or a table; the place as of the day; short keys for sources; own populations."""
    (own,) = catalog.parse_document(OURS).funds
    assert (own.opening, own.raised) == (kh.MoneyRange(kh.Money(35_000_000)), kh.MoneyRange(kh.Money(20_000_000)))
    assert own.spent == kh.MoneyRange.parse("khoảng 5 triệu đồng")
    assert own.balance == kh.MoneyRange.parse("hơn 45 triệu đồng")
    assert own.place.parent == catalog.province("Lâm Đồng", on=dt.date(2026, 12, 31))
    assert own.sources == ("https://example.org/bao-cao",)
    assert own.reached[0].of.en == "pupils"


def test_a_file_with_odd_money_says_where() -> None:
    """All errors at once, each at its key."""
    bad = (
        OURS.replace('"35 triệu đồng"', '"4,000 tỷ đồng"').replace("20_000_000", "0.5").replace('"pupils"\nc', '"x"\nc')
    )
    bad = bad.replace('"above"', '"abov"')
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(bad)
    assert {error.where for error in caught.value.errors} == {
        "funds[0].opening", "funds[0].raised", "funds[0].balance.bound", "funds[0].reached[0].of",
    }  # fmt: skip
