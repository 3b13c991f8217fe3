"""The graph of instruments: links in both directions, chains, force on a day, and what is odd about the links."""

import datetime as dt
import pickle
import random
import time
from typing import Any

import pytest
from hypothesis import given, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import catalog
from khuyenhoc.instruments import InForce, Link

NAMES = ("a", "b", "c", "d", "e")
CHAINED = tuple(link for link in Link if link is not Link.AMENDS)
DAY = dt.date(2024, 6, 1)


def instrument(id_: str, **changes: Any) -> kh.Instrument:
    fields = {"number": f"{id_}/X", "kind": kh.InstrumentKind.DECISION, "issuer": "X", **changes}
    return kh.Instrument(id=id_, **fields)


@st.composite
def graphs(draw: st.DrawFn) -> kh.InstrumentGraph:
    """Up to five instruments with any links among them and to strangers, even circular ones."""
    few = st.lists(st.sampled_from((*NAMES, "stranger")), max_size=3, unique=True).map(tuple)
    items = []
    for name in draw(st.lists(st.sampled_from(NAMES), unique=True)):
        first, last = draw(st.none() | own.recent_days()), draw(st.none() | own.recent_days())
        if first and last and first > last:
            first, last = last, first
        links = {link.value: draw(few) for link in Link}
        items.append(instrument(name, in_force_from=first, in_force_until=last, **links))
    return kh.InstrumentGraph(items)


@given(graphs(), st.sampled_from(Link))
def test_the_directions_are_inverse_of_each_other(graph: kh.InstrumentGraph, link: Link) -> None:
    """One instrument names another exactly if the other is named by it."""
    for one in graph:
        for other in graph:
            assert (other in graph.forward(one.id, link)) is (one in graph.back(other.id, link))
            assert (other in graph.forward(one.id, link)) is (other.id in getattr(one, link.value))


@given(graphs(), st.sampled_from(CHAINED), st.booleans())
def test_chains_are_closed(graph: kh.InstrumentGraph, link: Link, back: bool) -> None:
    """A chain holds its neighbours and theirs, itself never, nothing twice; and it ends, circles or not."""
    step = graph.back if back else graph.forward
    for item in graph:
        chain = graph.chain(item.id, link, back=back)
        assert item not in chain
        assert len(set(chain)) == len(chain)
        near = {other.id for other in step(item.id, link)} - {item.id}
        assert {other.id for other in chain[: len(near)]} == near
        reached = {item.id, *(other.id for other in chain)}
        assert {other.id for one in reached for other in step(one, link)} <= reached
        assert all(item in graph.chain(other.id, link, back=not back) for other in chain)


@given(graphs(), st.randoms(use_true_random=False), own.recent_days())
def test_the_order_does_not_matter(graph: kh.InstrumentGraph, chance: random.Random, day: dt.date) -> None:
    items = list(graph)
    chance.shuffle(items)
    other = kh.InstrumentGraph(items)
    assert other == graph
    assert hash(other) == hash(graph)
    assert pickle.loads(pickle.dumps(other)) == graph
    assert other.findings() == graph.findings()
    assert [other.in_force(item.id, on=day) for item in graph] == [graph.in_force(item.id, on=day) for item in graph]


@given(graphs(), own.recent_days())
def test_only_a_replacement_changes_the_answer(graph: kh.InstrumentGraph, day: dt.date) -> None:
    """Without a replacement the answer is that of the instrument's own days; with one it is never more than that."""
    own_answer = {True: InForce.YES, False: InForce.NO, None: InForce.NOT_ESTABLISHED}
    for item in graph:
        answer, alone = graph.in_force(item.id, on=day), own_answer[item.in_force(on=day)]
        assert answer.reasons
        if not graph.back(item.id, Link.REPLACES):
            assert answer.status is alone
        if alone is InForce.NO:
            assert answer.status is InForce.NO
        if answer.status is InForce.YES:
            assert alone is InForce.YES
            assert not answer.replaced_by


@given(graphs(), own.recent_days(), own.recent_days())
def test_what_is_replaced_stays_replaced(graph: kh.InstrumentGraph, one: dt.date, other: dt.date) -> None:
    """An instrument that is out of force by a replacement does not come back, even when the replacement ends."""
    first, later = sorted((one, other))
    for item in graph:
        said = {reason.code for reason in graph.in_force(item.id, on=first).reasons}
        if "replaced" in said:
            assert graph.in_force(item.id, on=later).status is InForce.NO


@given(graphs())
def test_findings_name_every_stranger(graph: kh.InstrumentGraph) -> None:
    known = {item.id for item in graph}
    strangers = {(item.id, link.value) for item in graph for link in Link if set(item.linked(link)) - known}
    assert {tuple(found.path.split(".")) for found in graph.findings() if found.code == "dangling"} == strangers


@given(graphs())
def test_a_circle_is_told_once(graph: kh.InstrumentGraph) -> None:
    """There is a cycle exactly if an instrument leads back to itself, and each names its members once."""
    circular = {(item.id, link.value) for item in graph for link in Link if _leads_back(graph, item.id, link)}
    told = [found for found in graph.findings() if found.code == "cycle"]
    members = [(name, found.path.split(".")[1]) for found in told for name in found.en.split(": ")[1].split(", ")]
    assert len(members) == len(set(members))
    assert set(members) == circular


def _leads_back(graph: kh.InstrumentGraph, start: str, link: Link) -> bool:
    """By walking at most as many steps as there are instruments."""
    here = {start}
    for _ in graph:
        here = {other.id for one in here for other in graph.forward(one, link)}
        if start in here:
            return True
    return False


def test_the_built_in_instruments() -> None:
    """The relations as the instruments and their accounts state them, and nothing odd."""
    graph = catalog.instrument_graph()
    assert graph.findings() == ()
    stated = {
        ("tt-24-2023", Link.REPLACES, "tt-22-2020"),
        ("tt-25-2023", Link.REPLACES, "tt-44-2014"),
        ("kl-49-2019", Link.CONTINUES, "ct-11-2007"),
        ("qd-387-2022", Link.FOLLOWS, "qd-281-2014"),
        ("qd-1373-2021", Link.FOLLOWS, "qd-89-2013"),
        ("qd-89-2013", Link.FOLLOWS, "qd-112-2005"),
        ("hd-08-2007", Link.BASED_ON, "ct-11-2007"),
        ("qd-489-2020", Link.BASED_ON, "kl-49-2019"),
        ("qd-1373-2021", Link.BASED_ON, "qd-489-2020"),
        ("qd-387-2022", Link.BASED_ON, "qd-489-2020"),
        ("qd-387-2022", Link.BASED_ON, "qd-749-2020"),
        ("qd-387-2022", Link.BASED_ON, "ct-14-2021"),
        ("qd-387-2022", Link.BASED_ON, "qd-1373-2021"),
        ("kh-291-hn", Link.BASED_ON, "qd-387-2022"),
        ("kh-49-brvt", Link.BASED_ON, "qd-387-2022"),
        ("kh-102-dl", Link.BASED_ON, "qd-387-2022"),
        ("kh-290-hn", Link.BASED_ON, "qd-677-2022"),
        ("kh-126-nb", Link.BASED_ON, "qd-677-2022"),
        ("kh-3727-cb", Link.BASED_ON, "qd-1373-2021"),
        ("nd-66-2026", Link.AMENDS, "nd-142-2025"),
        ("nd-66-2026", Link.AMENDS, "nd-143-2025"),
        ("tt-45-2026", Link.AMENDS, "tt-15-2025"),
        ("tt-15-2025", Link.BASED_ON, "luat-72-2025"),
        ("tt-07-2016", Link.BASED_ON, "nd-20-2014"),
        ("nd-277-2025", Link.BASED_ON, "nq-218-2025"),
        ("qd-2827-bgddt-2025", Link.BASED_ON, "nd-142-2025"),
        ("qd-2827-bgddt-2025", Link.BASED_ON, "nd-20-2014"),
        ("qd-98-bgddt-2024", Link.BASED_ON, "tt-24-2023"),
        ("qd-1014-brvt-2016", Link.BASED_ON, "qd-448-khvn-2015"),
    }
    assert {(item.id, link, other) for item in graph for link in Link for other in item.linked(link)} == stated


def test_a_conclusion_continues_a_directive_without_replacing_it() -> None:
    graph = catalog.instrument_graph()
    assert [item.id for item in graph.back("ct-11-2007", Link.CONTINUES)] == ["kl-49-2019"]
    assert graph.back("ct-11-2007", Link.REPLACES) == ()
    force = graph.in_force("ct-11-2007", on=DAY)
    assert (force.status, force.replaced_by) == (InForce.NOT_ESTABLISHED, ())
    assert {reason.code for reason in force.reasons} == {"start-unknown", "continued", "no-end-known"}


@pytest.mark.parametrize(
    ("id_", "on", "status", "by"),
    [
        ("tt-22-2020", dt.date(2020, 9, 20), InForce.NO, ()),
        ("tt-22-2020", dt.date(2020, 9, 21), InForce.YES, ()),
        ("tt-22-2020", dt.date(2024, 1, 25), InForce.YES, ()),
        ("tt-22-2020", dt.date(2024, 1, 26), InForce.NO, ("tt-24-2023",)),
        ("tt-24-2023", dt.date(2024, 1, 25), InForce.NO, ()),
        ("tt-24-2023", dt.date(2024, 1, 26), InForce.YES, ()),
        ("tt-44-2014", dt.date(2024, 2, 11), InForce.YES, ()),
        ("tt-44-2014", dt.date(2024, 2, 12), InForce.NO, ("tt-25-2023",)),
        ("qd-387-2022", dt.date(2022, 3, 24), InForce.NO, ()),
        ("qd-387-2022", dt.date(2022, 3, 25), InForce.YES, ()),
        ("qd-677-2022", dt.date(2022, 6, 2), InForce.NO, ()),
        ("qd-677-2022", DAY, InForce.NOT_ESTABLISHED, ()),
        ("qd-281-2014", DAY, InForce.NOT_ESTABLISHED, ()),
    ],
)
def test_force_on_a_day(id_: str, on: dt.date, status: InForce, by: tuple[str, ...]) -> None:
    """The days are those of the final articles: 26 January and 12 February 2024, 21 September 2020, 25 March 2022."""
    force = catalog.instrument_graph().in_force(id_, on=on)
    assert (force.status, force.replaced_by) == (status, by)


def test_a_replacement_without_a_known_start_leaves_the_question_open() -> None:
    old = instrument("old", in_force_from=dt.date(2010, 1, 1))
    new = instrument("new", issued=dt.date(2020, 1, 1), replaces=("old",))
    graph = kh.InstrumentGraph([old, new])
    assert graph.in_force("old", on=dt.date(2019, 12, 31)).status is InForce.YES
    force = graph.in_force("old", on=DAY)
    assert (force.status, force.replaced_by) == (InForce.NOT_ESTABLISHED, ("new",))
    assert force.text("en") == (
        "not established on 2024-06-01: in force since 2010-01-01; "
        "new/X replaces it, but from which day is not established"
    )
    ended = kh.InstrumentGraph([old, instrument("new", replaces=("old",), in_force_until=dt.date(2023, 1, 1))])
    assert ended.in_force("old", on=DAY).status is InForce.NO


@pytest.mark.parametrize(
    ("items", "code", "path"),
    [
        ([instrument("a", replaces=("x",))], "dangling", "a.replaces"),
        ([instrument("a", replaces=("a",))], "cycle", "a.replaces"),
        ([instrument("a", follows=("b",)), instrument("b", follows=("a",))], "cycle", "a.follows"),
        (
            [
                instrument("a", issued=dt.date(2020, 1, 1), continues=("b",)),
                instrument("b", issued=dt.date(2020, 1, 2)),
            ],
            "link-to-later",
            "a.continues",
        ),
        (
            [
                instrument("a", in_force_from=dt.date(2024, 1, 26), replaces=("b",)),
                instrument("b", in_force_until=dt.date(2024, 1, 26)),
            ],
            "overlap-in-force",
            "b.in_force_until",
        ),
        ([instrument("a", replaces=("b",), continues=("b",)), instrument("b")], "replaced-and-kept", "a.continues"),
    ],
)
def test_what_is_odd_is_found(items: list[kh.Instrument], code: str, path: str) -> None:
    assert [(found.code, found.path) for found in kh.InstrumentGraph(items).findings()] == [(code, path)]


def test_a_day_apart_is_no_overlap() -> None:
    last = instrument("b", in_force_until=dt.date(2024, 1, 25))
    first = instrument("a", in_force_from=dt.date(2024, 1, 26), replaces=("b",))
    assert kh.InstrumentGraph([first, last]).findings() == ()


def test_a_long_chain_is_walked() -> None:
    """Two thousand instruments, each following the one before."""
    items = [instrument("n-0"), *(instrument(f"n-{n}", follows=(f"n-{n - 1}",)) for n in range(1, 2001))]
    graph = kh.InstrumentGraph(items)
    assert [item.id for item in graph.chain("n-200", Link.FOLLOWS)] == [f"n-{n}" for n in range(199, -1, -1)]


def test_findings_of_long_chains_and_rings_come_in_time() -> None:
    """A chain has no circle; closed, it is one of all its members; a short ring at its end is told alone."""
    count = 3000
    follows = [(f"n-{number + 1:04}",) for number in range(count - 1)]
    before = time.perf_counter()
    for last, members in (((), 0), (("n-0000",), count), ((f"n-{count - 3:04}",), 3)):
        items = [instrument(f"n-{number:04}", follows=ids) for number, ids in enumerate([*follows, last])]
        found = kh.InstrumentGraph(items).findings()
        assert [item.code for item in found] == ["cycle"] * bool(members)
        assert not found or len(found[0].en.split(": ")[1].split(", ")) == members
    assert time.perf_counter() - before < 10


def test_an_instrument_that_follows_itself_is_a_circle() -> None:
    (found,) = kh.InstrumentGraph([instrument("a", follows=("a", "b")), instrument("b")]).findings()
    assert (found.code, found.path, found.en) == ("cycle", "a.follows", found.en.split(": ")[0] + ": a")


@pytest.mark.parametrize(
    ("ask", "error"),
    [
        (lambda graph: graph["x"], kh.UnknownNameError),
        (lambda graph: graph.in_force("x", on=DAY), kh.UnknownNameError),
        (lambda graph: graph.back("x", Link.REPLACES), kh.UnknownNameError),
        (lambda graph: graph.chain("a", Link.AMENDS), kh.InvalidValueError),
        (lambda graph: graph.back("a", "replaces"), kh.WrongTypeError),
        (lambda graph: graph.in_force("a", on="2024-01-01"), kh.WrongTypeError),
        (lambda _: kh.InstrumentGraph("a"), kh.WrongTypeError),
        (lambda _: kh.InstrumentGraph([1]), kh.WrongTypeError),
        (lambda _: kh.InstrumentGraph([instrument("a"), instrument("a", number="2/X")]), kh.InvalidValueError),
        (lambda _: instrument("a", also_numbered=("a/X",)), kh.InvalidValueError),
        (lambda _: instrument("a", issued=DAY, also_dated=(DAY,)), kh.InvalidValueError),
        (lambda _: instrument("a", also_dated=(DAY, DAY)), kh.InvalidValueError),
    ],
)
def test_what_is_refused(ask: Any, error: type[Exception]) -> None:
    with pytest.raises(error):
        ask(kh.InstrumentGraph([instrument("a")]))


def test_the_two_days_and_marks_of_one_decision() -> None:
    """448/QĐ-KHVN of 10 November and 1 December 2015, in the Ministry's letter 448/QĐ-HKH; neither day is preferred."""
    record = catalog.instrument("qd-448-khvn-2015")
    assert record.issued is None
    assert record.also_dated == (dt.date(2015, 11, 10), dt.date(2015, 12, 1))
    assert record.also_numbered == ("448/QĐ-HKH",)
