"""Strategies for records: instruments and citations, targets, agreements, programmes, reviews, funds, documents."""

import datetime as dt
from fractions import Fraction
from functools import cache
from typing import Any

from khuyenhoc._base.terms import Label
from khuyenhoc.instruments.instrument import Citation, Confidence, Instrument, InstrumentKind
from khuyenhoc.records.agreement import Agreement, PassedDown, ReviewStep
from khuyenhoc.records.commitment import Commitment, ContentArea, Request, Result
from khuyenhoc.records.document import Document
from khuyenhoc.records.funds.figures import FundScope, Reached
from khuyenhoc.records.funds.statement import FundStatement
from khuyenhoc.records.programme import Programme
from khuyenhoc.records.review import Review, ReviewKind
from khuyenhoc.targets.target import Area, Deliver, Grow, Maintain, Reach, Target, Wording
from khuyenhoc.testing.counts import observations
from khuyenhoc.testing.drawing import DrawFn, SearchStrategy, composite, st
from khuyenhoc.testing.values import (
    ATTRIBUTES,
    BEFORE_REFORM,
    POPULATIONS,
    attributes,
    bodies,
    days,
    few,
    findings,
    ids,
    labels,
    money,
    money_ranges,
    optional_texts,
    partners,
    periods,
    places,
    populations,
    rate_ranges,
    rates,
    recent_days,
    recurrences,
    texts,
)
from khuyenhoc.values.learning_model import Attribute, Population
from khuyenhoc.values.place import Level
from khuyenhoc.values.rate import Rate, RateRange
from khuyenhoc.values.share import Base


@cache
def citations() -> SearchStrategy[Citation]:
    """Citations of an instrument or of another document, more or less exact."""
    spots = {name: optional_texts() for name in ("article", "clause", "point")}
    return st.builds(Citation, instrument=ids(), **spots) | st.builds(Citation, document=ids(), **spots)


@cache
@composite
def instruments(draw: DrawFn) -> Instrument:
    """Instruments, in force from and until a day in this order or not established."""
    entry, end = draw(st.none() | days()), draw(st.none() | days())
    if entry and end and entry > end:
        entry, end = end, entry
    links = {name: draw(few(ids())) for name in ("replaces", "amends", "continues", "follows", "based_on")}
    number, *numbers = draw(st.lists(texts(), min_size=1, max_size=3, unique=True))
    issued, *dates = draw(st.lists(st.none() | days(), min_size=1, max_size=3, unique=True))
    return Instrument(
        id=draw(ids()),
        number=number,
        kind=draw(st.sampled_from(InstrumentKind)),
        issuer=draw(texts()),
        title=draw(optional_texts()),
        issued=issued,
        also_numbered=tuple(numbers),
        also_dated=tuple(day for day in dates if day is not None),
        in_force_from=entry,
        in_force_until=end,
        confidence=draw(st.sampled_from(Confidence)),
        checked=draw(st.none() | days()),
        sources=draw(few(texts())),
        notes=draw(few(labels())),
        **links,
    )


def _about(fixed: dict[str, Any]) -> dict[str, SearchStrategy[Any]]:
    """What all four kinds of target have; a fixed value of a test wins."""
    drawn: dict[str, SearchStrategy[Any]] = {
        "attribute": attributes(),
        "population": populations(),
        "due": recent_days() | st.integers(2015, 2035).map(lambda year: dt.date(year, 12, 31)),
        "citation": citations(),
        "base": st.sampled_from(Base),
        "area": st.none() | st.sampled_from(Area),
        "wording": st.sampled_from(Wording),
        "confidence": st.sampled_from(Confidence),
        "sources": few(texts()),
        "notes": few(labels()),
    }
    return {**drawn, **{name: st.just(value) for name, value in fixed.items()}}


def reach_targets(**fixed: Any) -> SearchStrategy[Reach]:
    """Rates to be reached; keywords fix fields, as in ``reach_targets(base=Base.TOTAL)``."""
    return st.builds(Reach, **{"rate": rates(), **_about(fixed)})


def grow_targets(**fixed: Any) -> SearchStrategy[Grow]:
    """Yearly steps above zero."""
    return st.builds(Grow, **{"yearly": rate_ranges(Fraction(1, 1000), Fraction(1, 5)), **_about(fixed)})


def maintain_targets(**fixed: Any) -> SearchStrategy[Maintain]:
    """Rates to be kept, strictly or not, below 100 %."""
    rate = rates(Fraction(0), Fraction(999, 1000))
    return st.builds(Maintain, **{"rate": rate, "strict": st.booleans(), **_about(fixed)})


def deliver_targets(**fixed: Any) -> SearchStrategy[Deliver]:
    """Counts to be delivered and named duties, of a population or of none."""
    about = {**_about({}), "population": st.none() | populations()}
    count = st.none() | st.integers(1, 10**12)
    given = {name: st.just(value) for name, value in fixed.items()}
    return st.builds(Deliver, **{**about, "count": count, "unit": st.none() | labels(), **given})


def targets(**fixed: Any) -> SearchStrategy[Target]:
    """Targets of the four kinds."""
    kinds = (reach_targets, grow_targets, maintain_targets, deliver_targets)
    return st.one_of([kind(**fixed) for kind in kinds])


@cache
@composite
def agreements(draw: DrawFn) -> Agreement:
    """Agreements of one to three partners; signed while the district level existed."""
    sides = draw(st.lists(partners(), min_size=2, max_size=4, unique_by=lambda partner: partner.name))
    number = draw(st.integers(0, len(sides) - 1))
    association = draw(
        (bodies("Hội Khuyến học") | texts()).filter(lambda name: name not in {one.name for one in sides})
    )
    level = draw(st.sampled_from(Level))
    names = st.sampled_from(["", association, *(partner.name for partner in sides)])
    record_id = draw(ids())
    others = ids().filter(lambda other: other != record_id)
    period = draw(st.none() | periods().filter(lambda period: period.first <= BEFORE_REFORM))
    return Agreement(
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
        earlier_results=draw(few(achieved())),
        follows=draw(few(others)),
        under=draw(st.just("") | others),
        passed_down=draw(few(passed_down())),
        reviews=draw(few(st.sampled_from(ReviewStep))),
        scope=draw(st.none() | labels()),
        purposes=draw(few(labels())),
        content_areas=draw(few(st.sampled_from(ContentArea))),
        commitments=draw(few(commitments(party=names))),
        requests=draw(few(requests())),
        targets=draw(few(targets())),
        instruments=draw(few(ids())),
        sources=draw(few(texts())),
        notes=draw(few(labels())),
    )


@cache
def achieved() -> SearchStrategy[Result]:
    """Results of anybody, with a figure or without."""
    what = {"what": labels(), "area": st.none() | st.sampled_from(ContentArea), "party": optional_texts()}
    return st.builds(Result, **what, observation=st.none() | observations(), source=optional_texts())


@cache
def requests() -> SearchStrategy[Request]:
    """What anybody asks of anybody."""
    what = {"what": labels(), "area": st.none() | st.sampled_from(ContentArea), "party": optional_texts()}
    return st.builds(Request, **what, asked_by=texts())


def commitments(party: SearchStrategy[str] | None = None) -> SearchStrategy[Commitment]:
    """Duties, by default of anybody."""
    return st.builds(
        Commitment,
        what=labels(),
        area=st.none() | st.sampled_from(ContentArea),
        party=optional_texts() if party is None else party,
        to=optional_texts(),
        frequency=st.none() | labels(),
        recurrence=st.none() | recurrences(),
        quantity=st.none() | st.integers(1, 1000),
        since=st.none() | days(),
    )


@cache
@composite
def passed_down(draw: DrawFn) -> PassedDown:
    """Counts of how far an agreement was passed down."""
    total = draw(st.none() | st.integers(0, 1000))
    done = draw(st.integers(0, 1000 if total is None else total))
    level = draw(st.sampled_from(Level))
    return PassedDown(level=level, done=done, total=total, on=draw(st.none() | days()), source=draw(optional_texts()))


@cache
def programmes() -> SearchStrategy[Programme]:
    """Programmes with up to two targets."""
    return st.builds(
        Programme,
        id=ids(),
        instrument=ids(),
        title=labels(),
        level=st.sampled_from(Level),
        period=st.none() | periods(),
        place=st.none() | places(),
        follows=st.just("") | ids(),
        targets=few(targets()),
        commitments=few(commitments()),
        notes=few(labels()),
    )


@cache
@composite
def reviews(draw: DrawFn) -> Review:
    """Reviews of anything that has an id."""
    level = draw(st.sampled_from(Level))
    lists: dict[str, Any] = {name: draw(few(labels())) for name in ("conclusions", "notes")}
    return Review(
        id=draw(ids()),
        kind=draw(st.sampled_from(ReviewKind)),
        of=draw(ids()),
        title=draw(labels()),
        span=draw(st.none() | periods()),
        held=draw(st.none() | days()),
        place=draw(places(level=level)),
        level=level,
        results=draw(few(achieved())),
        requests=draw(few(requests())),
        tasks=draw(few(commitments())),
        instruments=draw(few(ids())),
        sources=draw(few(texts())),
        **lists,
    )


@cache
@composite
def people_reached(draw: DrawFn) -> Reached:
    """People or families reached, of a known or an unknown total."""
    total = draw(st.none() | st.integers(0, 10**6))
    return Reached(of=draw(populations()), count=draw(st.integers(0, 10**6 if total is None else total)), total=total)


@composite
def fund_statements(draw: DrawFn, /, **fixed: Any) -> FundStatement:
    """Statements of funds, each figure known or not; keywords fix fields, None included."""
    level = fixed["level"] if "level" in fixed else draw(st.sampled_from(Level))
    amounts = st.none() | money(0) | money_ranges()
    counts = st.none() | st.integers(0, 10**8)
    drawn: dict[str, SearchStrategy[Any]] = {
        "id": ids(),
        "place": places(level=level),
        "on": days(last=BEFORE_REFORM),
        "period": st.none() | periods(),
        "scope": st.none() | st.sampled_from(FundScope),
        "title": st.none() | labels(),
        **dict.fromkeys(("opening", "raised", "spent", "balance", "awarded"), amounts),
        **dict.fromkeys(("awards", "members", "inhabitants"), counts),
        "printed_per_head": st.none() | money(0, 10**7),
        "reached": st.lists(people_reached(), max_size=2, unique_by=lambda item: item.of).map(tuple),
        "sources": few(texts()),
        "confidence": st.sampled_from(Confidence),
        "notes": few(labels()),
    }
    values = {name: fixed[name] if name in fixed else draw(values) for name, values in drawn.items()}
    return FundStatement(level=level, **values)


@cache
def documents() -> SearchStrategy[Document]:
    """Documents with at most one record of each kind, so that no id can stand twice."""
    one = {
        "instruments": instruments(),
        "programmes": programmes(),
        "agreements": agreements(),
        "reviews": reviews(),
        "funds": fund_statements(),
        "findings": findings(),
    }
    return st.builds(Document, **{name: st.lists(record, max_size=1) for name, record in one.items()})


@composite
def plans(draw: DrawFn, /, **fixed: Any) -> Programme:
    """Programmes whose targets are of few attributes, populations, bases and years, so that those of two meet."""
    rate, step = Rate, RateRange
    asks: list[tuple[type[Target], dict[str, Any]]] = [
        *((Reach, {"rate": rate(text)}) for text in ("1/2", "3/5", "4/5")),
        *((Grow, {"yearly": step.parse(text)}) for text in ("2 - 3%", "3%")),
        *((Maintain, {"rate": rate("1/2"), "strict": strict}) for strict in (False, True)),
        *((Deliver, {"count": count}) for count in (None, 3)),
    ]
    about: SearchStrategy[dict[str, Any]] = st.fixed_dictionaries(
        {
            "attribute": st.sampled_from(ATTRIBUTES[:2]).map(Attribute),
            "population": st.sampled_from(POPULATIONS[:2]).map(Population),
            "base": st.sampled_from(Base),
            "area": st.sampled_from([None, Area.DIFFICULT]),
            "due": st.sampled_from([2025, 2026, 2030]).map(lambda year: dt.date(year, 12, 31)),
        }
    )
    chosen = draw(st.lists(st.tuples(st.sampled_from(asks), about), max_size=6))
    cited = Citation(document="a-plan")
    return Programme(
        **{
            "id": "a-plan",
            "instrument": "a-plan",
            "title": Label("Kế hoạch", "Plan"),
            "level": Level.PROVINCE,
            "targets": tuple(kind(**what, **fields, citation=cited) for (kind, what), fields in chosen),
            **fixed,
        }
    )
