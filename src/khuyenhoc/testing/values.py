"""Strategies for small values: text, days, labels, rates, shares, money, periods, places, partners."""

import datetime as dt
import string
import unicodedata
from fractions import Fraction
from functools import cache
from typing import Any

from khuyenhoc._base.terms import Finding, Label
from khuyenhoc._base.text import plain_key
from khuyenhoc.files.catalog.commune_units import communes
from khuyenhoc.files.catalog.places import provinces
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, one_of_those, st
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.money import Money, MoneyBound, MoneyRange
from khuyenhoc.values.partner import Partner, PartnerType
from khuyenhoc.values.period import Period, PeriodKind
from khuyenhoc.values.place import Level, Place
from khuyenhoc.values.rate import Rate, RateRange
from khuyenhoc.values.recurrence import Frequency, Recurrence
from khuyenhoc.values.share import Base, Share

FIRST_DAY, LAST_DAY = dt.date(1900, 1, 1), dt.date(2199, 12, 31)
VIETNAMESE = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ"
ATTRIBUTES = ("citizen", "family", "clan", "community", "unit")
PHRASES = ("học tập suốt đời", "Gia đình học tập", "xóa mù chữ", "Quỹ Khuyến học", "vùng khó khăn", "chuyển đổi số")
BODIES = ("Sở Giáo dục và Đào tạo", "Hội Liên hiệp Phụ nữ", "Liên đoàn Lao động", "Đoàn Thanh niên", "Công an")
INSTRUMENTS = ("qd-387-2022", "tt-25-2023", "tt-24-2023", "qd-324-2023")
POPULATIONS = ("families", "clans", "communities", "units", "citizens", "workers", "adults", "communes")
BEFORE_REFORM = dt.date(2025, 6, 30)


@cache
def days(first: dt.date = FIRST_DAY, last: dt.date = LAST_DAY) -> SearchStrategy[dt.date]:
    """Days of the range that values accept."""
    return st.dates(first, last)


@cache
def recent_days() -> SearchStrategy[dt.date]:
    """Days of the years 2011 to 2035, the time of the programmes."""
    return days(dt.date(2011, 1, 1), dt.date(2035, 12, 31))


@cache
def texts(max_size: int = 20) -> SearchStrategy[str]:
    """Text in NFC without outer blanks, never empty: words of the field, Vietnamese letters, or any characters."""
    words = st.text(VIETNAMESE + VIETNAMESE.upper() + " -,.", min_size=1, max_size=max_size)
    anything = st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1, max_size=max_size)
    drawn = (words | anything).map(lambda text: unicodedata.normalize("NFC", text).strip()).filter(bool)
    return st.sampled_from([phrase for phrase in PHRASES if len(phrase) <= max_size] or ["xã"]) | drawn


@cache
def optional_texts() -> SearchStrategy[str]:
    """Text or none."""
    return st.just("") | texts()


@cache
def ids() -> SearchStrategy[str]:
    """Slugs such as ``qd-387-2022``."""
    parts = st.text(string.ascii_lowercase + string.digits, min_size=1, max_size=6)
    return st.sampled_from(INSTRUMENTS) | st.lists(parts, min_size=1, max_size=4).map("-".join)


@cache
def codes() -> SearchStrategy[str]:
    """Codes of attributes and populations that are not built in."""
    rest = st.text(string.ascii_lowercase + string.digits + "_", max_size=12)
    return rest.map(lambda tail: f"x_{tail}")


@cache
def labels() -> SearchStrategy[Label]:
    """A text in both languages."""
    return st.builds(Label, texts(), texts())


@cache
def findings() -> SearchStrategy[Finding]:
    """Findings as a record would make them."""
    return st.builds(Finding, code=ids(), path=texts(), vi=texts(), en=texts())


@cache
def attributes() -> SearchStrategy[Attribute]:
    """Built-in attributes, and others with or without labels."""
    own = st.builds(Attribute, codes(), vi=optional_texts(), en=optional_texts())
    return st.sampled_from(ATTRIBUTES).map(Attribute) | own


@cache
def populations() -> SearchStrategy[Population]:
    """Built-in populations, and others with or without labels."""
    own = st.builds(Population, codes(), vi=optional_texts(), en=optional_texts())
    return st.sampled_from(POPULATIONS).map(Population) | own


@cache
def fractions(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[Fraction]:
    """Percentages with up to four decimals, and fractions that no decimal writes."""
    plain = st.integers(0, 10**6).map(lambda number: low + (high - low) * Fraction(number, 10**6))
    return plain | st.fractions(low, high, max_denominator=1000)


@cache
def rates(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[Rate]:
    """Rates between two bounds; without bounds, those that can be a share."""
    return fractions(low, high).map(Rate)


@cache
def any_rates() -> SearchStrategy[Rate]:
    """Rates of any size and sign: differences and steps are rates too."""
    return rates() | st.fractions(-(10**9), 10**9, max_denominator=10**9).map(Rate)


@cache
def rate_ranges(low: Fraction = Fraction(0), high: Fraction = Fraction(1)) -> SearchStrategy[RateRange]:
    """Ranges, among them ranges of one rate."""
    pairs = st.tuples(rates(low, high), rates(low, high)).map(sorted)
    return pairs.map(lambda pair: RateRange(*pair)) | rates(low, high).map(lambda rate: RateRange(rate, rate))


@cache
@composite
def shares(draw: DrawFn, base: Base | None = None, of: Population | None = None, max_whole: int = 10**7) -> Share:
    """Shares of one to ten million."""
    whole = draw(st.integers(1, 20) | st.integers(1, max_whole))
    part = draw(st.integers(0, whole))
    return Share(part, whole, base=base or draw(st.sampled_from(Base)), of=of or draw(st.none() | populations()))


@cache
@composite
def periods(draw: DrawFn) -> Period:
    """Whole years, or any two days in order; horizon, stated length and kind as they come."""
    first, last = sorted((draw(days()), draw(days())))
    if draw(st.booleans()):
        first, last = dt.date(first.year, 1, 1), dt.date(last.year, 12, 31)
    return Period(
        first,
        last,
        horizon=draw(st.none() | days() | st.integers(2000, 2100).map(lambda year: dt.date(year, 12, 31))),
        stated_years=draw(st.none() | st.integers(1, 99)),
        kind=draw(st.sampled_from(PeriodKind)),
    )


@cache
def places(level: Level | None = None, deepest: int = 2) -> SearchStrategy[Place]:
    """Provinces and communes of the catalogue; others, with or without level, days and a parent of a higher level."""
    shipped = {Level.PROVINCE: one_of_those(_provinces), Level.COMMUNE: one_of_those(_communes)}
    return st.one_of([*(there for at, there in shipped.items() if level in (None, at)), _own_places(level, deepest)])


@cache
def _provinces() -> tuple[Place, ...]:
    return (*provinces(on=BEFORE_REFORM + dt.timedelta(days=1)), *provinces(on=BEFORE_REFORM))


@cache
def _communes() -> tuple[Place, ...]:
    return tuple(commune.place for commune in communes())


@cache
@composite
def _own_places(draw: DrawFn, level: Level | None, deepest: int) -> Place:
    level = level or draw(st.none() | st.sampled_from(Level))
    above = [other for other in Level if level is None or level < other]
    parent = None
    if deepest and above and draw(st.booleans()):
        parent = draw(places(level=draw(st.sampled_from(above)), deepest=deepest - 1))
    since, until = draw(st.none() | days()), draw(st.none() | days())
    if since and until and since > until:
        since, until = until, since
    return Place(draw(texts()), level=level, parent=parent, code=draw(optional_texts()), since=since, until=until)


@cache
def bodies(*names: str) -> SearchStrategy[str]:
    """Names of bodies of a province, such as "Công an tỉnh Trà Vinh"."""
    where = one_of_those(_provinces).map(lambda place: place.name)
    return st.tuples(st.sampled_from(names or BODIES), where).map(" tỉnh ".join)


@cache
def partners() -> SearchStrategy[Partner]:
    """Partners by name, as papers have them; others of any type, which is independent of the name."""
    names = texts().filter(lambda name: "hoi khuyen hoc" not in plain_key(name))
    own = st.builds(Partner, names, st.sampled_from(PartnerType), signatory=optional_texts())
    return bodies().map(Partner.named) | own


@cache
def recurrences() -> SearchStrategy[Recurrence]:
    """Recurrences of every frequency, with a day named or not."""
    month_days = days(dt.date(2023, 1, 1), dt.date(2023, 12, 31)).map(lambda day: f"{day:%m-%d}")
    returning = [frequency for frequency in Frequency if frequency is not Frequency.ONCE]
    bare = st.builds(Recurrence, every=st.sampled_from(returning), times=st.integers(1, 366))
    named = [
        st.builds(Recurrence, every=st.just(every), times=st.integers(1, 3), **{name: written})
        for every, written in ((Frequency.YEAR, month_days), (Frequency.MONTH, st.integers(1, 31).map(str)))
        for name in ("before", "by")
    ]
    return st.one_of(bare, *named, st.builds(Recurrence, every=st.just(Frequency.ONCE), span=periods()))


@cache
def money(low: int = -(10**15), high: int = 10**15) -> SearchStrategy[Money]:
    """Amounts of any size, among them round ones as people write them."""
    round_ones = st.sampled_from((10**3, 10**6, 10**9)).flatmap(
        lambda unit: st.integers(-(-low // unit), high // unit).map(lambda count: count * unit)
    )
    return (st.integers(low, high) | round_ones).map(Money)


@cache
@composite
def money_ranges(draw: DrawFn, low: int = 0, high: int = 10**15) -> MoneyRange:
    """Amounts with every bound, and with two ends where the bound takes them."""
    amount, bound = draw(money(low, high - 1)), draw(st.sampled_from(MoneyBound))
    two = bound is MoneyBound.BETWEEN or (bound is MoneyBound.ABOUT and draw(st.booleans()))
    return MoneyRange(amount, upper=draw(money(amount.dong + 1, high)) if two else None, bound=bound)


def few(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    """None, one or two of them, as a tuple."""
    return st.lists(values, max_size=2).map(tuple)
