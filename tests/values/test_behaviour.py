"""Values behave as Python's own do: as numbers, in formats, in copies, pickles and caches; and none holds a dict."""

import copy
import datetime as dt
import enum
import pickle
import re
import types
from collections.abc import Callable, Iterator
from decimal import Decimal
from fractions import Fraction
from importlib import import_module
from typing import Any

import attrs
import faces
import pytest
from hypothesis import given, settings, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc._base.frozen import Frozen
from names import VALUES

ON = dt.date(2024, 12, 31)
AGREEMENT, PROGRAMME = kh.catalog.agreement("tra-vinh-2024-2030"), kh.catalog.programme("qd-387-2022")
COMMUNE = kh.catalog.ruleset("tt-25-2023/commune")
ROW = kh.Observation(place=kh.Place("Trà Vinh"), on=dt.date(2019, 9, 30), attribute=kh.Attribute("family"), total=9)
CLASSES = {
    item
    for file in faces.public()
    for name in faces.names_of(file)
    if isinstance(item := getattr(import_module(faces.name_of(file)), name), type) and attrs.has(item)
}
RESULTS: dict[str, Callable[[], Any]] = {
    "rules": lambda: kh.catalog.ruleset("tt-25-2023/commune"),
    "decision": lambda: COMMUNE.decide({"citizens": 12_480, "learning_citizens": {"value": 7, "evidence": ["a"]}}),
    "criteria": lambda: COMMUNE.decide({"citizens": 12_480}).criteria,
    "selection": lambda: kh.catalog.select(kh.LearningModel.COMMUNITY, level=kh.Level.COMMUNE, on=ON),
    "report": lambda: PROGRAMME.attainment([ROW], on=ON),
    "portfolio": kh.catalog.portfolio,
    "duties": lambda: kh.catalog.portfolio().due(on=ON),
    "coverage": lambda: kh.catalog.portfolio().coverage(on=ON),
    "graph": kh.catalog.instrument_graph,
    "alignment": lambda: kh.align(
        kh.catalog.agreement("tra-vinh-2024-2030"), kh.catalog.programme("qd-387-2022"), on=ON
    ),
    "page": lambda: kh.views.page_of(COMMUNE.decide({"citizens": 12_480}), lang="vi"),
    "page of a portfolio": lambda: kh.views.page_of(kh.catalog.portfolio(), lang="vi", on=ON),
    "forms": lambda: tuple(kh.forms.parse_facts('{"citizens": {"value": 5, "evidence": ["a"]}}', COMMUNE)),
}


def parts(value: Any) -> Iterator[object]:
    """A value, what the fields of public classes hold, and what that holds, all the way down."""
    yield value
    if isinstance(value, kh.Decision):  # its fields are none of a user's
        yield from parts((value.values, value.evidence, value.criteria, value.interpretations))
    elif type(value) in CLASSES:
        for field in attrs.fields(type(value)):
            yield from parts(getattr(value, field.name))
    elif isinstance(value, list | tuple | set | frozenset):
        for member in value:
            yield from parts(member)
    elif isinstance(value, dict | types.MappingProxyType):
        for member in value.items():
            yield from parts(member)


def reduced(value: Any) -> Any:
    """A value as Streamlit's ``cache_data`` takes it apart to hash it, which fails at any function of Python."""
    if isinstance(value, str | bytes | int | float | type(None)):
        return value
    if isinstance(value, enum.Enum):
        return str(value)
    if isinstance(value, type):
        return value.__module__, value.__qualname__
    if isinstance(value, list | tuple):
        return tuple(map(reduced, value))
    if isinstance(value, dict):
        return tuple((reduced(key), reduced(item)) for key, item in value.items())
    assert not isinstance(value, types.FunctionType), value
    return reduced(value.__reduce__())


@pytest.mark.parametrize("kind", sorted(CLASSES, key=lambda kind: kind.__name__), ids=lambda kind: kind.__name__)
def test_no_field_of_a_public_class_may_hold_what_can_be_changed(kind: type) -> None:
    """A mapping is a frozen one, and no field is a list, a dict or a set."""
    assert kind.__setattr__ is not object.__setattr__
    for field in attrs.fields(kind):
        words = str(field.type)
        assert not re.search(r"\b(?:dict|list|set|MutableMapping)\b", words), (field.name, words)
        if "Mapping" in words:
            assert field.converter is not None, (field.name, words)


@pytest.mark.parametrize("name", RESULTS)
def test_no_result_holds_what_can_be_changed(name: str) -> None:
    for part in parts(RESULTS[name]()):
        assert not isinstance(part, list | set | bytearray), part
        assert not isinstance(part, dict) or type(part) is Frozen, part
        if type(part) in CLASSES:
            with pytest.raises(AttributeError):
                part.something_new = 1  # type: ignore[attr-defined]


@pytest.mark.parametrize("name", RESULTS)
def test_results_are_copied_and_pickled(name: str) -> None:
    value = RESULTS[name]()
    for number in range(2, pickle.HIGHEST_PROTOCOL + 1):
        again = pickle.loads(pickle.dumps(value, number))
        assert (again, type(again), repr(again)) == (value, type(value), repr(value))
    for again in (copy.copy(value), copy.deepcopy(value)):
        assert (again, hash(again), type(again)) == (value, hash(value), type(value))


@pytest.mark.parametrize("name", [name for name in RESULTS if not name.startswith("page")])
def test_a_cache_can_hash_a_result(name: str) -> None:
    """Equal ones alike, whatever was asked of one before, and another one otherwise."""
    one, other = RESULTS[name](), pickle.loads(pickle.dumps(RESULTS[name]()))
    before = reduced(one)
    repr(one), hash(one), one == other
    if isinstance(one, kh.RuleSet):
        one.decide({"citizens": 5}).explain("vi")
    assert reduced(one) == before == reduced(other)


@pytest.mark.parametrize("name", VALUES)
@settings(max_examples=4)
@given(data=st.data())
def test_a_cache_can_hash_a_value(name: str, data: st.DataObject) -> None:
    one, other = data.draw(VALUES[name]), data.draw(VALUES[name])
    assert reduced(one) == reduced(copy.deepcopy(one))
    if reduced(one) == reduced(other):
        assert one == other


@given(own.any_rates(), st.integers(0, 12))
def test_a_rate_is_formatted_cut_and_never_rounded(rate: kh.Rate, places: int) -> None:
    """With exactly so many decimals, towards zero, by less than one of the last; as ``text`` cuts it too."""
    for sign, factor in (("f", 1), ("%", 100)):
        shown = f"{rate:.{places}{sign}}"
        number = shown.removesuffix("%")
        assert len(number.partition(".")[2]) == places
        left = abs(rate.value * factor) - abs(Fraction(number))
        assert 0 <= left < Fraction(1, 10**places)
        assert Fraction(number) * rate.value >= 0
    assert Fraction(rate.text("en", places=places).removesuffix("%")) == Fraction(f"{rate:.{places}%}"[:-1])


def test_formats_of_a_rate() -> None:
    """What Python writes, of a rate that needs no cut; anything but a number is formatted as text."""
    rate = kh.Rate("67,5%")
    exact = Decimal("0.675")
    for spec in (".1%", ".3f", "%", "f", ">10.1%", "+.1%", "010.4f", "*^12.3%"):
        assert f"{rate:{spec}}" == format(exact, spec if "." in spec else spec.replace(spec[-1:], f".6{spec[-1:]}"))
    assert (f"{rate}", f"{rate:>8}", f"{kh.Rate('79,96%'):.1%}") == ("67,5%", "   67,5%", "79.9%")
    assert f"{kh.Rate('-1/3000'):.0%}" == "0%"
    for spec in ("d", "q.1%", ".%", "x"):
        with pytest.raises(kh.InvalidValueError, match="no such format"):
            format(rate, spec)


@given(own.any_rates())
def test_a_rate_as_a_float_is_the_nearest_one(rate: kh.Rate) -> None:
    assert float(rate) == rate.value.numerator / rate.value.denominator


@given(st.lists(own.rates(), max_size=5), st.lists(own.money(), max_size=5), st.integers(0, 1000))
def test_sums_and_multiples(rates: list[kh.Rate], amounts: list[kh.Money], times: int) -> None:
    assert sum(rates, kh.Rate(0)).value == sum(rate.value for rate in rates)
    if rates:
        assert sum(rates) == sum(rates, kh.Rate(0))
    for amount in amounts:
        if abs(amount.dong) * times <= 10**18:
            assert int(amount * times) == int(times * amount) == amount.dong * times
    if amounts and abs(total := sum(map(int, amounts))) <= 10**18:
        assert sum(amounts) == kh.Money.total(amounts) == kh.Money(total)


@pytest.mark.parametrize("wrong", [1.5, True, "2", None, kh.Rate("1/2"), kh.Money(2)])
def test_money_is_multiplied_by_whole_numbers_only(wrong: Any) -> None:
    with pytest.raises(kh.WrongTypeError):
        kh.Money(5) * wrong
    with pytest.raises(kh.WrongTypeError):
        sum([kh.Rate("1/2")], 0.5)
