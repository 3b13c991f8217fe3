"""Hypothesis strategies for every value of the library; each draws valid values only.

A strategy is a function named after what it draws: ``days()``, ``observations(place=…)``. Arguments narrow the draw.
"""

import datetime as dt
import string
import types
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


def citations() -> SearchStrategy[kh.Citation]:
    """Citations of an instrument or of another document, more or less exact."""
    spots = {name: optional_texts() for name in ("article", "clause", "point")}
    return st.builds(kh.Citation, instrument=ids(), **spots) | st.builds(kh.Citation, document=ids(), **spots)


def _few(values: SearchStrategy[Any]) -> SearchStrategy[Any]:
    return st.lists(values, max_size=2).map(tuple)


@st.composite
def instruments(draw: st.DrawFn) -> kh.Instrument:
    """Instruments, in force from and until a day in this order or not established."""
    entry, end = draw(st.none() | days()), draw(st.none() | days())
    if entry and end and entry > end:
        entry, end = end, entry
    links = {name: draw(_few(ids())) for name in ("replaces", "amends", "continues", "follows", "based_on")}
    number, *numbers = draw(st.lists(texts(), min_size=1, max_size=3, unique=True))
    issued, *dates = draw(st.lists(st.none() | days(), min_size=1, max_size=3, unique=True))
    return kh.Instrument(
        id=draw(ids()),
        number=number,
        kind=draw(st.sampled_from(kh.InstrumentKind)),
        issuer=draw(texts()),
        title=draw(optional_texts()),
        issued=issued,
        also_numbered=tuple(numbers),
        also_dated=tuple(day for day in dates if day is not None),
        in_force_from=entry,
        in_force_until=end,
        confidence=draw(st.sampled_from(kh.Confidence)),
        checked=draw(st.none() | days()),
        sources=draw(_few(texts())),
        notes=draw(_few(labels())),
        **links,
    )


def _about(fixed: dict[str, Any]) -> dict[str, SearchStrategy[Any]]:
    """What all four kinds of target have; a fixed value of a test wins."""
    drawn: dict[str, SearchStrategy[Any]] = {
        "attribute": attributes(),
        "population": populations(),
        "due": recent_days() | st.integers(2015, 2035).map(lambda year: dt.date(year, 12, 31)),
        "citation": citations(),
        "base": st.sampled_from(kh.Base),
        "area": st.none() | st.sampled_from(kh.Area),
        "wording": st.sampled_from(kh.targets.Wording),
        "confidence": st.sampled_from(kh.Confidence),
        "sources": _few(texts()),
        "notes": _few(labels()),
    }
    return {**drawn, **{name: st.just(value) for name, value in fixed.items()}}


def reach_targets(**fixed: Any) -> SearchStrategy[kh.Reach]:
    """Rates to be reached; keywords fix fields, as in ``reach_targets(base=kh.Base.TOTAL)``."""
    return st.builds(kh.Reach, **{"rate": rates(), **_about(fixed)})


def grow_targets(**fixed: Any) -> SearchStrategy[kh.Grow]:
    """Yearly steps above zero."""
    return st.builds(kh.Grow, **{"yearly": rate_ranges(Fraction(1, 1000), Fraction(1, 5)), **_about(fixed)})


def maintain_targets(**fixed: Any) -> SearchStrategy[kh.Maintain]:
    """Rates to be kept, strictly or not, below 100 %."""
    rate = rates(Fraction(0), Fraction(999, 1000))
    return st.builds(kh.Maintain, **{"rate": rate, "strict": st.booleans(), **_about(fixed)})


def deliver_targets(**fixed: Any) -> SearchStrategy[kh.Deliver]:
    """Counts to be delivered and named duties, of a population or of none."""
    about = {**_about({}), "population": st.none() | populations()}
    count = st.none() | st.integers(1, 10**12)
    given = {name: st.just(value) for name, value in fixed.items()}
    return st.builds(kh.Deliver, **{**about, "count": count, "unit": st.none() | labels(), **given})


def targets(**fixed: Any) -> SearchStrategy[kh.Target]:
    """Targets of the four kinds."""
    kinds = (reach_targets, grow_targets, maintain_targets, deliver_targets)
    return st.one_of([kind(**fixed) for kind in kinds])


@st.composite
def printed_shares(draw: st.DrawFn, base: kh.Base | None = None) -> kh.PrintedShare:
    """Percentages as reports print them, with a comma or a dot."""
    places_ = draw(st.integers(0, 3))
    number = str(draw(st.integers(0, 100 * 10**places_))).rjust(places_ + 1, "0")
    units, decimals = (number[:-places_], number[-places_:]) if places_ else (number, "")
    mark = draw(st.sampled_from(",.")) if decimals else ""
    return kh.PrintedShare(f"{units}{mark}{decimals}%", base or draw(st.none() | st.sampled_from(kh.Base)))


@st.composite
def observations(draw: st.DrawFn, /, max_total: int = 10**6, **fixed: Any) -> kh.Observation:
    """Counts within the total, each of them known or not; keywords fix fields, None included."""
    total = fixed["total"] if "total" in fixed else draw(st.none() | st.integers(0, 30) | st.integers(0, max_total))
    counts = st.none() | st.integers(0, max_total if total is None else total)
    drawn: dict[str, SearchStrategy[Any]] = {
        "place": places(),
        "on": recent_days(),
        "attribute": attributes(),
        "population": st.none() | populations(),
        "registered": counts,
        "recognised": counts,
        "printed": st.none() | printed_shares(),
        "source": optional_texts(),
    }
    values = {name: fixed[name] if name in fixed else draw(values) for name, values in drawn.items()}
    return kh.Observation(total=total, **values)


@st.composite
def agreements(draw: st.DrawFn) -> kh.Agreement:
    """Agreements of one to three partners; signed while the district level existed."""
    sides = draw(st.lists(partners(), min_size=2, max_size=4, unique_by=lambda partner: partner.name))
    number = draw(st.integers(0, len(sides) - 1))
    association = draw(texts().filter(lambda name: name not in {partner.name for partner in sides}))
    level = draw(st.sampled_from(kh.Level))
    names = st.sampled_from(["", association, *(partner.name for partner in sides)])
    record_id = draw(ids())
    others = ids().filter(lambda other: other != record_id)
    period = draw(st.none() | periods().filter(lambda period: period.first <= BEFORE_REFORM))
    return kh.Agreement(
        id=record_id,
        title=draw(labels()),
        association=association,
        alongside=tuple(sides[:number]),
        partners=tuple(sides[number:]),
        place=draw(places(level=level)),
        level=level,
        period=period,
        signed=draw(st.none() | days(last=BEFORE_REFORM)),
        signatory=draw(optional_texts()),
        previous=draw(st.none() | periods()),
        follows=draw(_few(others)),
        under=draw(st.just("") | others),
        passed_down=draw(_few(passed_down())),
        reviews=draw(_few(st.sampled_from(kh.ReviewStep))),
        content_areas=draw(_few(st.sampled_from(kh.ContentArea))),
        commitments=draw(_few(commitments(party=names))),
        targets=draw(_few(targets())),
        instruments=draw(_few(ids())),
        sources=draw(_few(texts())),
        notes=draw(_few(labels())),
    )


def commitments(party: SearchStrategy[str] | None = None) -> SearchStrategy[kh.Commitment]:
    """Duties, by default of anybody."""
    return st.builds(
        kh.Commitment,
        what=labels(),
        area=st.none() | st.sampled_from(kh.ContentArea),
        party=optional_texts() if party is None else party,
        to=optional_texts(),
        frequency=st.none() | labels(),
        recurrence=st.none() | recurrences(),
        quantity=st.none() | st.integers(1, 1000),
        since=st.none() | days(),
    )


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


@st.composite
def passed_down(draw: st.DrawFn) -> kh.records.PassedDown:
    """Counts of how far an agreement was passed down."""
    total = draw(st.none() | st.integers(0, 1000))
    done = draw(st.integers(0, 1000 if total is None else total))
    level = draw(st.sampled_from(kh.Level))
    return kh.records.PassedDown(
        level=level, done=done, total=total, on=draw(st.none() | days()), source=draw(optional_texts())
    )


def programmes() -> SearchStrategy[kh.Programme]:
    """Programmes with up to two targets."""
    return st.builds(
        kh.Programme,
        id=ids(),
        instrument=ids(),
        title=labels(),
        level=st.sampled_from(kh.Level),
        period=st.none() | periods(),
        place=st.none() | places(),
        follows=st.just("") | ids(),
        targets=_few(targets()),
        commitments=_few(commitments()),
        notes=_few(labels()),
    )


@st.composite
def reviews(draw: st.DrawFn) -> kh.Review:
    """Reviews of anything that has an id."""
    level = draw(st.sampled_from(kh.Level))
    lists: dict[str, Any] = {name: draw(_few(labels())) for name in ("conclusions", "tasks", "notes")}
    return kh.Review(
        id=draw(ids()),
        kind=draw(st.sampled_from(kh.ReviewKind)),
        of=draw(ids()),
        title=draw(labels()),
        span=draw(st.none() | periods()),
        held=draw(st.none() | days()),
        place=draw(places(level=level)),
        level=level,
        instruments=draw(_few(ids())),
        sources=draw(_few(texts())),
        **lists,
    )


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


@st.composite
def people_reached(draw: st.DrawFn) -> kh.funds.Reached:
    """People or families reached, of a known or an unknown total."""
    total = draw(st.none() | st.integers(0, 10**6))
    return kh.funds.Reached(
        of=draw(populations()), count=draw(st.integers(0, 10**6 if total is None else total)), total=total
    )


@st.composite
def fund_statements(draw: st.DrawFn, /, **fixed: Any) -> kh.FundStatement:
    """Statements of funds, each figure known or not; keywords fix fields, None included."""
    level = fixed["level"] if "level" in fixed else draw(st.sampled_from(kh.Level))
    amounts = st.none() | money(0) | money_ranges()
    counts = st.none() | st.integers(0, 10**8)
    drawn: dict[str, SearchStrategy[Any]] = {
        "id": ids(),
        "place": places(level=level),
        "on": days(last=BEFORE_REFORM),
        "period": st.none() | periods(),
        "scope": st.none() | st.sampled_from(kh.funds.FundScope),
        "title": st.none() | labels(),
        **dict.fromkeys(("opening", "raised", "spent", "balance", "awarded"), amounts),
        **dict.fromkeys(("awards", "members", "inhabitants"), counts),
        "printed_per_head": st.none() | money(0, 10**7),
        "reached": st.lists(people_reached(), max_size=2, unique_by=lambda item: item.of).map(tuple),
        "sources": _few(texts()),
        "confidence": st.sampled_from(kh.Confidence),
        "notes": _few(labels()),
    }
    values = {name: fixed[name] if name in fixed else draw(values) for name, values in drawn.items()}
    return kh.FundStatement(level=level, **values)


def documents() -> SearchStrategy[kh.Document]:
    """Documents with at most one record of each kind, so that no id can stand twice."""
    one = {
        "instruments": instruments(),
        "programmes": programmes(),
        "agreements": agreements(),
        "reviews": reviews(),
        "funds": fund_statements(),
    }
    return st.builds(kh.Document, **{name: st.lists(record, max_size=1) for name, record in one.items()})


@st.composite
def plans(draw: st.DrawFn, **fixed: Any) -> kh.Programme:
    """Programmes whose targets are of few attributes, populations, bases and years, so that those of two meet."""
    rate, step = kh.Rate, kh.RateRange
    asks: list[tuple[type[kh.Target], dict[str, Any]]] = [
        *((kh.Reach, {"rate": rate(text)}) for text in ("1/2", "3/5", "4/5")),
        *((kh.Grow, {"yearly": step.parse(text)}) for text in ("2 - 3%", "3%")),
        *((kh.Maintain, {"rate": rate("1/2"), "strict": strict}) for strict in (False, True)),
        *((kh.Deliver, {"count": count}) for count in (None, 3)),
    ]
    about = st.fixed_dictionaries(
        {
            "attribute": st.sampled_from(ATTRIBUTES[:2]).map(kh.Attribute),
            "population": st.sampled_from(POPULATIONS[:2]).map(kh.Population),
            "base": st.sampled_from(kh.Base),
            "area": st.sampled_from([None, kh.Area.DIFFICULT]),
            "due": st.sampled_from([2025, 2026, 2030]).map(lambda year: dt.date(year, 12, 31)),
        }
    )
    chosen = draw(st.lists(st.tuples(st.sampled_from(asks), about), max_size=6))
    cited = kh.Citation(document="a-plan")
    return kh.Programme(
        **{
            "id": "a-plan",
            "instrument": "a-plan",
            "title": kh.Label("Kế hoạch", "Plan"),
            "level": kh.Level.PROVINCE,
            "targets": tuple(kind(**what, **fields, citation=cited) for (kind, what), fields in chosen),
            **fixed,
        }
    )


VALUES: dict[str, st.SearchStrategy[Any]] = {
    "Agreement": agreements(),
    "Attribute": attributes(),
    "Citation": citations(),
    "Commitment": commitments(),
    "Deliver": deliver_targets(),
    "Document": documents(),
    "Finding": findings(),
    "FundStatement": fund_statements(),
    "Grow": grow_targets(),
    "Instrument": instruments(),
    "Label": labels(),
    "Maintain": maintain_targets(),
    "Money": money(),
    "MoneyRange": money_ranges(),
    "Observation": observations(),
    "Partner": partners(),
    "PassedDown": passed_down(),
    "Period": periods(),
    "Place": places(),
    "Population": populations(),
    "PrintedShare": printed_shares(),
    "Programme": programmes(),
    "Rate": any_rates(),
    "RateRange": rate_ranges(),
    "Reach": reach_targets(),
    "Reached": people_reached(),
    "Recurrence": recurrences(),
    "Review": reviews(),
    "Share": shares(),
}


def _public() -> dict[str, Any]:
    rooms = [room for name in kh.__all__ if isinstance(room := getattr(kh, name), types.ModuleType)]
    return {name: getattr(room, name) for room in [*rooms, kh] for name in room.__all__}


PUBLIC = _public()
"""Every public name, of the face and of the wings, with what it stands for."""
