"""What is odd about the statement of a fund, said and not repaired."""

import datetime as dt
from collections.abc import Iterator

from khuyenhoc._base.terms import Finding
from khuyenhoc.errors import KhuyenHocError
from khuyenhoc.records.funds.statement import FundStatement, HeadBase
from khuyenhoc.values.money import Money, MoneyRange

__all__ = ["fund_findings"]


def fund_findings(fund: FundStatement, *, on: dt.date | None) -> tuple[Finding, ...]:
    """Everything odd, the amounts first; the place on the day of the statement and on the day asked for."""
    return (*_about_balance(fund), *_about_awards(fund), *_about_heads(fund), *_about_days(fund, on))


def _about_balance(fund: FundStatement) -> Iterator[Finding]:
    balance = fund.balance
    if balance is None:
        return
    if balance.high is not None and balance.high < Money(0):
        yield Finding(
            code="overdrawn",
            path="balance",
            vi=f"số dư âm: {balance}",
            en=f"the balance is negative: {balance.text('en')}",
        )
    if fund.opening is None or fund.raised is None or fund.spent is None:
        return
    low = _following(fund.opening.low, fund.raised.low, fund.spent.high)
    high = _following(fund.opening.high, fund.raised.high, fund.spent.low)
    if low is not None and balance.high is not None and low > balance.high:
        yield _does_not_follow(balance, low, ("", "") if low == high else ("ít nhất ", "at least "))
    elif high is not None and balance.low is not None and high < balance.low:
        yield _does_not_follow(balance, high, ("", "") if low == high else ("nhiều nhất ", "at most "))


def _following(opening: Money | None, raised: Money | None, spent: Money | None) -> Money | None:
    """The balance that follows; None if one of the three has no bound on this side."""
    if opening is None or raised is None or spent is None:
        return None
    try:
        return opening + raised - spent
    except KhuyenHocError:  # beyond any amount
        return None


def _does_not_follow(balance: MoneyRange, gives: Money, words: tuple[str, str]) -> Finding:
    vi, en = words
    return Finding(
        code="balance-does-not-follow",
        path="balance",
        vi=f"số dư là {balance}, nhưng số dư đầu kỳ cộng thu trừ chi là {vi}{gives}",
        en=f"the balance is {balance.text('en')}, but what was there, raised and spent gives {en}{gives.text('en')}",
    )


def _about_awards(fund: FundStatement) -> Iterator[Finding]:
    awarded, spent = fund.awarded, fund.spent
    if awarded is None or spent is None or spent.high is None or awarded.low is None or awarded.low <= spent.high:
        return
    yield Finding(
        code="awarded-above-spent",
        path="awarded",
        vi=f"trị giá học bổng, phần thưởng {awarded} lớn hơn số đã chi {spent}",
        en=f"{awarded.text('en')} given as scholarships and awards, but only {spent.text('en')} spent",
    )


def _about_heads(fund: FundStatement) -> Iterator[Finding]:
    if fund.members is not None and fund.inhabitants is not None and fund.members > fund.inhabitants:
        yield Finding(
            code="members-above-inhabitants",
            path="members",
            vi=f"số hội viên {fund.members} lớn hơn dân số {fund.inhabitants}",
            en=f"{fund.members} members, but only {fund.inhabitants} inhabitants",
        )
    each, printed = fund.per_head(HeadBase.INHABITANTS), fund.printed_per_head
    if each is not None and printed is not None and abs(each.dong - printed.dong) >= _last_digit(printed.dong):
        yield Finding(
            code="printed-per-head-disagrees",
            path="printed_per_head",
            vi=f"bình quân in {printed} không khớp {each} tính từ số dư và dân số",
            en=f"the printed {printed.text('en')} is not the {each.text('en')} that balance and inhabitants give",
        )


def _last_digit(dong: int) -> int:
    """One unit of the last digit that is not a zero: a printed 15,000 may be rounded to thousands."""
    unit = 1
    while dong and dong % (10 * unit) == 0:
        unit *= 10
    return unit


def _about_days(fund: FundStatement, on: dt.date | None) -> Iterator[Finding]:
    if fund.period is not None and fund.period.last > fund.on:
        yield Finding(
            code="period-after-day",
            path="period",
            vi=f"kỳ báo cáo kết thúc ngày {fund.period.last:%d/%m/%Y}, sau ngày {fund.on:%d/%m/%Y}",
            en=f"the period ends on {fund.period.last}, after the day {fund.on}",
        )
    for day in dict.fromkeys((fund.on, on)):
        if day is not None and not fund.place.exists(on=day):
            yield Finding(
                code="place-not-there",
                path="place",
                vi=f"{fund.place} không có trong ranh giới này vào ngày {day:%d/%m/%Y}",
                en=f"{fund.place} does not exist in these boundaries on {day}",
            )
