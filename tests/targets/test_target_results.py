"""Answers about targets keep the law of values, as the records do from which they are made."""

import datetime as dt
from collections import Counter
from collections.abc import Callable, Iterable
from typing import Any

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import given, settings

import khuyenhoc as kh
from answers import about_progress, families
from khuyenhoc import catalog, targets
from khuyenhoc.targets import judge
from khuyenhoc.testing.counts import observations
from khuyenhoc.testing.records import plans
from khuyenhoc.testing.values import ATTRIBUTES, POPULATIONS
from result_laws import check_result, examples

DAY = dt.date(2024, 12, 31)
LATER = dt.date(2026, 1, 1)


def kinds() -> dict[str, type]:
    """The classes of the wing, and those of its names that stand on the face."""
    here = {name: getattr(targets, name) for name in targets.__all__}
    face = {name: getattr(kh, name) for name in ("Attainment", "Report", "Reform", "Observation", "PrintedShare")}
    return {name: item for name, item in (here | face).items() if isinstance(item, type) and attrs.has(item)}


def test_every_answer_keeps_the_law_of_values() -> None:
    """Every kind of answer of the wing: immutable all the way down, hashable, picklable, copyable, short to show."""
    some = examples(about_progress())
    assert set(kinds().values()) <= set(some)
    for members in some.values():
        for part in members:
            check_result(part)


ABOUT = {
    "place": st.sampled_from([kh.Place("A"), kh.Place("B")]),
    "attribute": st.sampled_from(ATTRIBUTES[:2]).map(kh.Attribute),
    "population": st.none() | st.sampled_from(POPULATIONS[:2]).map(kh.Population),
}


@st.composite
def counts_of_two_places(draw: st.DrawFn) -> list[kh.Observation]:
    """Counts of which no two are of one place, attribute, population and day."""
    return draw(
        st.lists(
            st.fixed_dictionaries(ABOUT).flatmap(lambda fixed: observations(max_total=9, **fixed)),
            max_size=5,
            unique_by=lambda item: (item.place, item.attribute, item.population, item.on),
        )
    )


@settings(max_examples=25)
@given(plans(), counts_of_two_places(), st.dates(dt.date(2020, 1, 1), dt.date(2031, 1, 1)))
def test_reports_keep_the_law_of_values(programme: kh.Programme, counts: list[kh.Observation], on: dt.date) -> None:
    report = programme.attainment(counts, on=on, reform=catalog.reform())
    check_result(report)
    for row in report.rows[:2]:
        check_result(row)


def made(monkeypatch: pytest.MonkeyPatch) -> Counter[str]:
    """How often a row is made from now on, of checked fields or through the door."""
    times: Counter[str] = Counter()

    def counted(name: str, make: Callable[..., Any]) -> Callable[..., Any]:
        def counting(*values: Any, **fields: Any) -> Any:
            times[name] += 1
            return make(*values, **fields)

        return counting

    monkeypatch.setattr(judge, "_make", counted("made", judge._make))
    monkeypatch.setattr(kh.Attainment, "__init__", counted("checked", kh.Attainment.__init__))
    return times


@pytest.mark.parametrize("sums", [False, True], ids=["counts", "sums"])
def test_each_row_of_a_report_is_made_once(monkeypatch: pytest.MonkeyPatch, sums: bool) -> None:
    """Remarks are gathered before a row is made, also those about sums, bases that are no more and other places."""
    programme, place = catalog.programme("qd-387-2022"), catalog.province("Trà Vinh")
    counts: Iterable[Any] = [families(place), families(place, dt.date(2023, 12, 31), registered=3)]
    if sums:
        counts = targets.roll_up_all(counts, into=place)
    times = made(monkeypatch)
    report = programme.attainment(counts, on=LATER, reform=catalog.reform())
    assert times == {"made": len(report.rows)}
    assert len(report.rows) > 0
    assert [attrs.evolve(row) for row in report] == list(report), "a row that does not pass the door"


def test_a_target_is_one_of_four_kinds() -> None:
    """The union is closed: what is checked at the door, asked by isinstance and told apart by kind are the four."""
    four = {kh.Reach, kh.Grow, kh.Maintain, kh.Deliver}
    assert {kind.kind for kind in four} == {"reach", "grow", "maintain", "deliver"}
    assert all(isinstance(target, kh.Target) for target in catalog.programme("qd-387-2022").targets)
    with pytest.raises(kh.WrongTypeError, match=r"targets\[0\]"):
        kh.Programme(
            id="p-1",
            instrument="p-1",
            title=kh.Label("a", "b"),
            level=kh.Level.COMMUNE,
            targets=("half",),  # type: ignore[arg-type]
        )
    for bad in ("half", None, kh.Reach):
        with pytest.raises(kh.WrongTypeError, match="not a target"):
            kh.attain(bad, [], on=DAY)  # type: ignore[arg-type]
        with pytest.raises(kh.WrongTypeError, match=r"targets\[0\]: not a target"):
            targets.check_targets([bad])  # type: ignore[list-item]


@pytest.mark.parametrize("bad", [None, "qd-387-2022", kh.Agreement, kh.Place("A")])
def test_findings_about_bases_are_of_a_record_with_targets(bad: Any) -> None:
    with pytest.raises(kh.WrongTypeError, match="no record with targets"):
        targets.base_findings(bad, catalog.reform(), on=DAY)
