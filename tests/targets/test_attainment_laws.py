"""Attainment laws: what holds for every target, every count and every day."""

import datetime as dt
import itertools
from collections.abc import Sequence
from fractions import Fraction
from random import Random
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import assume, given

import khuyenhoc as kh
from khuyenhoc import Status
from khuyenhoc.testing.counts import observations
from khuyenhoc.testing.records import deliver_targets, grow_targets, maintain_targets, reach_targets, targets
from khuyenhoc.testing.values import recent_days

PLACE = kh.Place("Nơi nào đó", level=kh.Level.PROVINCE)
ABOUT: dict[str, Any] = {"attribute": kh.Attribute("family"), "population": kh.Population("families")}
RANK = [Status.MISSED, Status.BEHIND, Status.OPEN, Status.ON_TRACK, Status.ATTAINED]
POPULATIONS = st.sampled_from([None, kh.Population("families"), kh.Population("citizens")])
PLAIN: dict[str, Any] = {
    **ABOUT,
    "citation": kh.Citation(document="our-plan"),
    "sources": (),
    "notes": (),
    "unit": None,
}
SHARES: dict[str, Any] = {key: value for key, value in PLAIN.items() if key != "unit"}


@st.composite
def counted(draw: st.DrawFn, least_whole: int = 1) -> kh.Observation:
    """An observation that has a share on both bases."""
    total = draw(st.integers(least_whole, 30) | st.integers(least_whole, 10**6))
    registered = draw(st.integers(1, total))
    recognised = draw(st.integers(0, registered))
    counts: dict[str, Any] = {"total": total, "registered": registered, "recognised": recognised, "printed": None}
    return draw(observations(place=PLACE, source="", **ABOUT, **counts))


def one_figure(**fixed: Any) -> st.SearchStrategy[kh.Observation]:
    """One observation with anything known or unknown, its population too."""
    plain = {**ABOUT, "place": PLACE, "source": "", **fixed}
    return POPULATIONS.flatmap(lambda population: observations(**{**plain, "population": population}))


def one_of_a_day(figures: st.SearchStrategy[kh.Observation], most: int = 4) -> st.SearchStrategy[list[kh.Observation]]:
    """A series, one observation of a day."""
    return st.lists(figures, min_size=1, max_size=most, unique_by=lambda item: item.on)


REACH, MAINTAIN = reach_targets(**SHARES), maintain_targets(**SHARES)
ON_ALL = st.one_of([kind(**SHARES, base=kh.Base.TOTAL) for kind in (reach_targets, grow_targets, maintain_targets)])
TARGETS = st.one_of(
    REACH, MAINTAIN, grow_targets(**SHARES), deliver_targets(**PLAIN), deliver_targets(**{**PLAIN, "population": None})
)
FIGURES = one_figure()
SERIES = one_of_a_day(FIGURES)
COUNTED = counted()
ALL_COUNTED = one_of_a_day(COUNTED, 3)


def whole_of(item: kh.Observation, base: kh.Base) -> int:
    whole = item.total if base is kh.Base.TOTAL else item.registered
    assert whole is not None
    return whole


def with_more(item: kh.Observation, more: int) -> kh.Observation:
    assert item.recognised is not None
    return attrs.evolve(item, recognised=item.recognised + more)


@given(REACH, ALL_COUNTED, recent_days())
def test_never_attained_below_the_rate(target: kh.Reach, items: list[kh.Observation], on: dt.date) -> None:
    """79.96 % is never 80 %: attained means part times denominator is at least numerator times whole."""
    row = kh.attain(target, items, on=on)
    if row.status in (Status.NO_DATA, Status.NOT_COMPARABLE):
        return
    last = max((item for item in items if item.on <= (min(on, target.due))), key=lambda item: item.on)
    part, whole, rate = last.recognised, whole_of(last, target.base), target.rate.value
    assert part is not None
    assert (row.status is Status.ATTAINED) == (part * rate.denominator >= rate.numerator * whole)


@given(REACH | MAINTAIN, COUNTED)
def test_short_by_is_the_least_number(target: kh.Reach | kh.Maintain, item: kh.Observation) -> None:
    """One recognition fewer than short_by fails, exactly that many reaches; the whole stays as it is."""
    assume(item.on < target.due)
    short = kh.attain(target, [item], on=item.on).short_by
    whole, rate, part = whole_of(item, target.base), target.rate.value, item.recognised
    assert part is not None
    assert short is not None
    strict = isinstance(target, kh.Maintain) and target.strict

    def reaches(count: int) -> bool:
        left, right = count * rate.denominator, rate.numerator * whole
        return left > right if strict else left >= right

    assert reaches(part + short)
    assert not reaches(part + short - 1)
    if 0 < short <= whole - part:
        good = {Status.ATTAINED, Status.ON_TRACK}
        more = attrs.evolve(item, registered=item.total) if target.base is kh.Base.TOTAL else item
        assert kh.attain(target, [with_more(more, short)], on=item.on).status in good
        assert kh.attain(target, [with_more(more, short - 1)], on=item.on).status not in good


@given(ON_ALL, ALL_COUNTED, recent_days())
def test_one_more_recognition_never_worsens_a_status(
    target: kh.Target, items: list[kh.Observation], on: dt.date
) -> None:
    """Attained above on track above open above behind above missed, other things equal."""
    *earlier, last = sorted(items, key=lambda item: item.on)
    assume(last.recognised != last.total)
    before = kh.attain(target, [*earlier, last], on=on).status
    after = kh.attain(target, [*earlier, with_more(last, 1)], on=on).status
    assert (before in RANK) == (after in RANK)
    if before in RANK:
        assert RANK.index(before) <= RANK.index(after)


@given(TARGETS, SERIES, recent_days(), st.booleans(), st.randoms(use_true_random=False))
def test_the_order_of_observations_does_not_matter(
    target: kh.Target, items: list[kh.Observation], on: dt.date, older: bool, chance: Random
) -> None:
    """The same observations in any order give the same answer, to the last note."""
    row = kh.attain(target, items, on=on, allow_older=older)
    chance.shuffle(items)
    assert kh.attain(target, items, on=on, allow_older=older) == row


@pytest.mark.parametrize("kind", [kh.Reach, kh.Deliver])
def test_order_does_not_matter_among_populations_of_one_day(kind: type[kh.Target]) -> None:
    """Citizens, workers and adults may be counted on one day: three figures, and one answer in any order."""
    day = dt.date(2024, 12, 31)
    due = dt.date(2025, 12, 31)
    target: kh.Target = kh.Deliver(count=5, due=due, **{**PLAIN, "population": None})
    if kind is kh.Reach:
        target = kh.Reach(rate=kh.Rate("1/2"), due=due, **SHARES)
    plain: dict[str, Any] = {"place": PLACE, "on": day, "attribute": kh.Attribute("family"), "total": 10}
    codes = {"citizens": 9, "workers": 2, "adults": 5}
    figures = [kh.Observation(population=kh.Population(code), recognised=part, **plain) for code, part in codes.items()]
    first, *rest = (_answer(target, order, day) for order in itertools.permutations(figures))
    assert all(row == first for row in rest)


def _answer(target: kh.Target, items: Sequence[kh.Observation], on: dt.date) -> kh.Attainment | type[Exception]:
    try:
        return kh.attain(target, items, on=on)
    except kh.KhuyenHocError as error:
        return type(error)


@given(TARGETS, SERIES, FIGURES, recent_days(), st.integers(1, 4000))
def test_an_observation_after_the_day_changes_nothing_but_notes(
    target: kh.Target, items: list[kh.Observation], later: kh.Observation, on: dt.date, days: int
) -> None:
    """Observations after the day of the question do not count; a note may say that they are there."""
    later = attrs.evolve(later, on=on + dt.timedelta(days=days))
    assume(later.on not in {item.on for item in items})
    row, again = (kh.attain(target, some, on=on) for some in (items, [*items, later]))
    assert attrs.evolve(again, notes=()) == attrs.evolve(row, notes=())


@given(TARGETS | targets(), SERIES | st.just([]), recent_days(), st.booleans())
def test_every_question_has_one_of_seven_answers(
    target: kh.Target, items: list[kh.Observation], on: dt.date, older: bool
) -> None:
    """Whatever is known or unknown, the answer is a status, and what cannot be said is None."""
    row = kh.attain(target, items, on=on, allow_older=older)
    seven = {"attained", "on_track", "behind", "missed", "open", "not_comparable", "no_data"}
    assert row.status.value in seven
    assert (row.target, row.on, row.place) == (target, on, PLACE if items else None)
    if row.status in (Status.NOT_COMPARABLE, Status.NO_DATA):
        assert row.short_by is None
        assert row.notes, "an answer that is no answer says why"
    if on < target.due:
        assert row.status is not Status.MISSED
    else:
        assert row.status not in (Status.OPEN, Status.ON_TRACK, Status.BEHIND)


@given(ON_ALL, ALL_COUNTED, recent_days())
def test_points_are_observed_minus_required(target: kh.Target, items: list[kh.Observation], on: dt.date) -> None:
    """Points are the observed rate less the required one; for growth what the steps make of the baseline."""
    row = kh.attain(target, items, on=on)
    if row.points is None:
        return
    assert row.observed is not None
    assert row.observed.part is not None
    assert row.observed.whole is not None
    assert isinstance(target, kh.Reach | kh.Grow | kh.Maintain)
    required = row.required_now if isinstance(target, kh.Grow) else target.rate
    assert required is not None
    assert row.points.value == Fraction(row.observed.part, row.observed.whole) - required.value


@given(ON_ALL, SERIES, recent_days())
def test_a_share_of_the_registered_is_never_held_against_all(
    target: kh.Target, items: list[kh.Observation], on: dt.date
) -> None:
    """Without the number of all there are, no count of registrations decides a target on all."""
    share = kh.PrintedShare("99,9%", kh.Base.REGISTERED)
    row = kh.attain(target, [attrs.evolve(item, total=None, printed=share) for item in items], on=on)
    assert row.status in (Status.NOT_COMPARABLE, Status.NO_DATA)
