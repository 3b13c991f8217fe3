"""The door: what it takes as a sequence, and that it is passed once."""

import datetime as dt
import pickle
import sys
from collections.abc import Callable, Iterator
from importlib.resources import files
from types import FrameType
from typing import Any

import attrs
import pytest

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc._base import door


def _calls(of: Callable[..., Any], work: Callable[[], object]) -> int:
    """How often a function is called while some work is done."""
    found = 0

    def count(frame: FrameType, event: str, _: object) -> None:
        nonlocal found
        found += event == "call" and frame.f_code is of.__code__

    before = sys.getprofile()
    sys.setprofile(count)
    try:
        work()
    finally:
        sys.setprofile(before)
    return found


def test_each_text_of_a_file_is_checked_once() -> None:
    """Reading a circular checks each text at the door of its value, and nowhere else: as often as there are texts."""
    content = (files("khuyenhoc.files.catalog") / "rules" / "tt-25-2023-commune.toml").read_bytes()
    rules = catalog.parse_rules(content)
    assert _calls(door.text, lambda: catalog.parse_rules(content)) == _texts(rules) + _texts(rules.origin)


def _texts(value: object) -> int:
    """How many texts a value holds, all the way down."""
    if isinstance(value, str):
        return 1
    if isinstance(value, tuple):
        return sum(map(_texts, value))
    fields = attrs.fields(type(value)) if attrs.has(type(value)) else ()
    return sum(_texts(getattr(value, field.name)) for field in fields if field.init)


def test_checking_citations_asks_few_links() -> None:
    """The graph keeps who names whom: four citations do not ask each instrument anew."""
    text = "các Quyết định 387, 67, Kết luận số 49-KL/TW, Quyết định số 281 (ngày 20/02/2014)"
    known, day = catalog.instruments(), dt.date(2024, 1, 1)

    def work() -> object:
        return kh.check_citations(text, instruments=kh.InstrumentGraph(known), on=day)

    asked = [_calls(question, work) for question in (kh.Instrument.linked, kh.InstrumentGraph.back)]
    assert 0 < sum(asked) < 200


def _one_by_one() -> Iterator[str]:
    yield from ("a", "b")


@pytest.mark.parametrize("sources", [["a", "b"], ("a", "b"), _one_by_one(), reversed("ba")])
def test_what_has_an_order_is_a_sequence(sources: Any) -> None:
    assert _instrument(sources).sources == ("a", "b")


@pytest.mark.parametrize("sources", ["ab", b"ab", {"a", "b"}, frozenset("a"), {"a": 1}, 7, None])
def test_what_has_none_or_is_one_value_is_not(sources: Any) -> None:
    with pytest.raises(kh.WrongTypeError, match=r"Instrument\.sources"):
        _instrument(sources)


def _instrument(sources: Any) -> kh.Instrument:
    return kh.Instrument(id="x-1", number="1/X", kind=kh.InstrumentKind.PLAN, issuer="X", sources=sources)


class OfAnArray:
    """A whole number of another library: it knows which int it is."""

    value = 2**53 + 1  # the first that a float cannot hold

    def __index__(self) -> int:
        return self.value


def test_a_whole_number_of_an_array_is_a_count() -> None:
    share = kh.Share(3, OfAnArray())  # type: ignore[arg-type]
    assert (share.part, share.whole) == (3, 9_007_199_254_740_993)
    assert type(share.whole) is int


def test_whole_numbers_of_numpy_are_counts_and_its_booleans_are_not() -> None:
    numpy = pytest.importorskip("numpy")
    share = kh.Share(numpy.int64(3), numpy.uint8(4))
    assert (type(share.part), share) == (int, kh.Share(3, 4))
    for wrong in (numpy.bool_(True), numpy.float64(3), numpy.array([3])):
        with pytest.raises(kh.WrongTypeError, match="not a whole number"):
            kh.Share(wrong, 4)


def test_what_is_made_of_checked_fields_is_what_the_class_makes() -> None:
    field = {"base": kh.Base.REGISTERED, "of": kh.Population("families")}
    one, other = kh.Share(3, 7, **field), door.maker(kh.Share)(3, 7, *field.values())
    assert (other, hash(other), repr(other), pickle.loads(pickle.dumps(other))) == (one, hash(one), repr(one), one)
    with pytest.raises(ValueError, match="argument"):
        door.maker(kh.Share)(3, 7)
