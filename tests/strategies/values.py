"""Strategies for small values: text, days, labels, rates, shares, money, periods, places, partners."""

import datetime as dt
import string
import unicodedata
from fractions import Fraction
from typing import Any

from hypothesis import strategies as st
from hypothesis.strategies import SearchStrategy

import khuyenhoc as kh
from khuyenhoc.values._partner_names import is_association

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
ATTRIBUTES = ("citizen", "family", "clan", "community", "unit")
POPULATIONS = ("families", "clans", "communities", "units", "citizens", "workers", "adults", "communes")
BEFORE_REFORM = dt.date(2025, 6, 30)


def days(first: dt.date = FIRST_DAY, last: dt.date = LAST_DAY) -> SearchStrategy[dt.date]:
    """Days of the range that values accept."""
    return st.dates(first, last)


def recent_days() -> SearchStrategy[dt.date]:
    """Days of the years 2011 to 2035, the time of the programmes."""
    return days(dt.date(2011, 1, 1), dt.date(2035, 12, 31))


def texts(max_size: int = 20) -> SearchStrategy[str]:
    """Text in NFC without outer blanks, never empty: Vietnamese letters, or any characters that can be stored."""
    words = st.text(VIETNAMESE + VIETNAMESE.upper() + " -,.", min_size=1, max_size=max_size)
    anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=max_size)
    return (words | anything).map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)


def optional_texts() -> SearchStrategy[str]:
    """Text or none."""
    return st.just("") | texts()


def ids() -> SearchStrategy[str]:
    """Slugs such as ``qd-387-2022``."""
    parts = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
    return st.lists(parts, min_size=1, max_size=4).map("-".join)


def codes() -> SearchStrategy[str]:
    """Codes of attributes and populations that are not built in."""
    rest = st.text(string.ascii_lowercase + string.digits + "_", max_size=12)
    return rest.map(lambda tail: f"x_{tail}")


def labels() -> SearchStrategy[kh.Label]:
    """A text in both languages."""
    return st.builds(kh.Label, texts(), texts())


def findings() -> SearchStrategy[kh.Finding]:
    """Findings as a record would make them."""
    return st.builds(kh.Finding, code=ids(), path=texts(), vi=texts(), en=texts())


def attributes() -> SearchStrategy[kh.Attribute]:
    """Built-in attributes, and others with or without labels."""
    own = st.builds(kh.Attribute, codes(), vi=optional_texts(), en=optional_texts())
    return st.sampled_from(ATTRIBUTES).map(kh.Attribute) | own


def populations() -> SearchStrategy[kh.Population]:
    """Built-in populations, and others with or without labels."""
    own = st.builds(kh.Population, codes(), vi=optional_texts(), en=optional_texts())
    return st.sampled_from(POPULATIONS).map(kh.Population) | own


def fractions(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[Fraction]:
    """Percentages with up to four decimals, and fractions that no decimal writes."""
    plain = st.integers(0, 10**6).map(lambda number: low + (high - low) * Fraction(number, 10**6))
    return plain | st.fractions(low, high, max_denominator=1000)


def rates(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[kh.Rate]:
    """Rates between two bounds; without bounds, those that can be a share."""
    return fractions(low, high).map(kh.Rate)


def any_rates() -> SearchStrategy[kh.Rate]:
    """Rates of any size and sign: differences and steps are rates too."""
    return rates() | st.fractions(-(10**9), 10**9, max_denominator=10**9).map(kh.Rate)


def rate_ranges(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[kh.RateRange]:
    """Ranges, among them ranges of one rate."""
    pairs = st.tuples(rates(low, high), rates(low, high)).map(sorted)
    return pairs.map(lambda pair: kh.RateRange(*pair)) | rates(low, high).map(lambda rate: kh.RateRange(rate, rate))


@st.composite
def shares(
    draw: st.DrawFn, base: kh.Base | None = None, of: kh.Population | None = None, max_whole: int = 10**7
) -> kh.Share:
    """Shares of one to ten million."""
    whole = draw(st.integers(1, 20) | st.integers(1, max_whole))
    part = draw(st.integers(0, whole))
    return kh.Share(part, whole, base=base or draw(st.sampled_from(kh.Base)), of=of or draw(st.none() | populations()))


@st.composite
def periods(draw: st.DrawFn) -> kh.Period:
    """Whole years, or any two days in order; horizon, stated length and kind as they come."""
    first, last = sorted((draw(days()), draw(days())))
    if draw(st.booleans()):
        first, last = dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    return kh.Period(
        first,
        last,
        horizon=draw(st.none() | days() | st.integers(2000, 2100).map(lambda year: dt.date(year, 12, 31))),
        stated_years=draw(st.none() | st.integers(1, 99)),
        kind=draw(st.sampled_from(kh.values.PeriodKind)),
    )


@st.composite
def places(draw: st.DrawFn, level: kh.Level | None = None, deepest: int = 2) -> kh.Place:
    """Places with or without level, days and a parent of a higher level."""
    level = level or draw(st.none() | st.sampled_from(kh.Level))
    above = [other for other in kh.Level if level is None or level < other]
    parent = None
    if deepest and above and draw(st.booleans()):
        parent = draw(places(level=draw(st.sampled_from(above)), deepest=deepest - 1))
    since, until = draw(st.none() | days()), draw(st.none() | days())
    if since and until and since > until:
        since, until = until, since
    return kh.Place(draw(texts()), level=level, parent=parent, code=draw(optional_texts()), since=since, until=until)


def partners() -> SearchStrategy[kh.Partner]:
    """Partners of any type; the type is independent of the name."""
    names = texts().filter(lambda name: not is_association(name))
    return st.builds(kh.Partner, names, st.sampled_from(kh.PartnerType), signatory=optional_texts())


def recurrences() -> SearchStrategy[kh.Recurrence]:
    """Recurrences of every frequency, with a day named or not."""
    month_days = days(dt.date(2023, 1, 1), dt.date(2023, 12, 31)).map(lambda day: f"{day:%m-%d}")
    returning = [frequency for frequency in kh.Frequency if frequency is not kh.Frequency.ONCE]
    bare = st.builds(kh.Recurrence, every=st.sampled_from(returning), times=st.integers(1, 366))
    named = [
        st.builds(kh.Recurrence, every=st.just(every), times=st.integers(1, 3), **{name: written})
        for every, written in ((kh.Frequency.YEAR, month_days), (kh.Frequency.MONTH, st.integers(1, 31).map(str)))
        for name in ("before", "by")
    ]
    return st.one_of(bare, *named, st.builds(kh.Recurrence, every=st.just(kh.Frequency.ONCE), span=periods()))


def money(low: int = -(10**15), high: int = 10**15) -> SearchStrategy[kh.Money]:
    """Amounts of any size, among them round ones as people write them."""
    round_ones = st.sampled_from((10**3, 10**6, 10**9)).flatmap(
        lambda unit: st.integers(-(-low // unit), high // unit).map(lambda count: count * unit)
    )
    return (st.integers(low, high) | round_ones).map(kh.Money)


@st.composite
def money_ranges(draw: st.DrawFn, low: int = 0, high: int = 10**15) -> kh.MoneyRange:
    """Amounts with every bound, and with two ends where the bound takes them."""
    amount, bound = draw(money(low, high - 1)), draw(st.sampled_from(kh.values.MoneyBound))
    two = bound is kh.values.MoneyBound.BETWEEN or (bound is kh.values.MoneyBound.ABOUT and draw(st.booleans()))
    return kh.MoneyRange(amount, upper=draw(money(amount.dong + 1, high)) if two else None, bound=bound)


def few(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(values, max_size=2).map(tuple)
