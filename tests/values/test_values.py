"""Values are immutable, hashable and mean one thing; the door of each refuses what Python would let pass."""

import copy
import datetime
import datetime as dt
import pickle
import types
import typing
import unicodedata
from collections.abc import Callable, Iterator
from typing import Any

import attrs
import pytest
from hypothesis import assume, given, settings, strategies as st

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc.sentences import sentences
from names import PUBLIC, VALUES

EACH = pytest.mark.parametrize("name", VALUES)
TYPED = pytest.mark.parametrize("name", [name for name in VALUES if name != "Rate"])  # Rate: see test_rate_share
SOME, FEW = settings(max_examples=10), settings(max_examples=4)
DAY, MOMENT = dt.date(2024, 4, 17), dt.datetime(2024, 4, 17, 8, 30)  # noqa: DTZ001 - any moment is refused
PLACE = kh.Place("Trà Vinh", level=kh.Level.PROVINCE)


def everything_in(value: Any) -> Iterator[object]:
    """The value, its fields and the members of its fields, all the way down."""
    yield value
    if attrs.has(type(value)):
        for field in attrs.fields(type(value)):
            yield from everything_in(getattr(value, field.name))
    elif isinstance(value, tuple):
        for member in value:
            yield from everything_in(member)


@EACH
@SOME
@given(data=st.data())
def test_values_are_immutable(name: str, data: st.DataObject) -> None:
    """Values are immutable: no field can be set or deleted, none can be added, and none holds a list, dict or set."""
    value = data.draw(VALUES[name])
    assert type(value).__name__ == name
    for field in attrs.fields(type(value)):
        with pytest.raises(AttributeError):
            setattr(value, field.name, getattr(value, field.name))
        with pytest.raises(AttributeError):
            delattr(value, field.name)
    with pytest.raises(AttributeError):
        value.something_new = 1
    assert not any(isinstance(part, list | dict | set) for part in everything_in(value))


@EACH
@SOME
@given(data=st.data())
def test_copies_equal_the_original(name: str, data: st.DataObject) -> None:
    """A copy, a deep copy, a pickle read back and an evolution without changes equal the value and hash alike."""
    value = data.draw(VALUES[name])
    pickles = [pickle.loads(pickle.dumps(value, number)) for number in range(2, pickle.HIGHEST_PROTOCOL + 1)]
    for other in (copy.copy(value), copy.deepcopy(value), *pickles, attrs.evolve(value)):
        assert type(other) is type(value)
        assert other == value
        assert hash(other) == hash(value)
        assert repr(other) == repr(value)  # also what equality leaves out, such as labels of an attribute


@EACH
@SOME
@given(data=st.data())
def test_repr_is_short_and_an_expression_where_it_can_be(name: str, data: st.DataObject) -> None:
    """At most 300 characters, and ``eval(repr(value)) == value`` unless it says by its brackets that it is none."""
    value = data.draw(VALUES[name])
    assert len(repr(value)) <= 300
    if not repr(value).startswith("<"):
        rebuilt = eval(repr(value), {**PUBLIC, "datetime": datetime})
        assert rebuilt == value
        assert repr(rebuilt) == repr(value)


@EACH
@SOME
@given(data=st.data())
def test_hash_agrees_with_equality(name: str, data: st.DataObject) -> None:
    """Equal values hash equal and unequal values differ in a field that counts."""
    one, other = data.draw(VALUES[name]), data.draw(VALUES[name])
    counted = [field.name for field in attrs.fields(type(one)) if field.eq]
    alike = all(getattr(one, field) == getattr(other, field) for field in counted) and type(one) is type(other)
    assert (one == other) is alike
    assert not (one == other and hash(one) != hash(other))
    assert len({one, other, copy.deepcopy(one)}) == (1 if alike else 2)


@given(own.codes(), own.labels(), own.labels())
def test_terms_are_the_same_when_their_codes_are(code: str, one: kh.Label, other: kh.Label) -> None:
    """Two terms are the same when their codes are; an attribute is never a population."""
    first, second = kh.Attribute(code, one.vi, one.en), kh.Attribute(code, other.vi, other.en)
    assert first == second
    assert hash(first) == hash(second)
    assert (first.vi, second.vi) == (one.vi, other.vi)
    others: tuple[object, ...] = (kh.Population(code), code, None)
    assert first not in others


@given(own.texts(), own.texts())
def test_text_is_kept_in_nfc_without_outer_blanks(vi: str, en: str) -> None:
    """Text is stored in NFC, so that a decomposed spelling gives an equal value."""
    decomposed = kh.Label(f"  {unicodedata.normalize('NFD', vi)}\n", unicodedata.normalize("NFD", en))
    assert decomposed == kh.Label(vi, en)
    assert unicodedata.is_normalized("NFC", decomposed.vi)


def wrong_for(kind: Any) -> tuple[object, ...]:
    """What a field of a type has to refuse with a WrongTypeError."""
    if typing.get_origin(kind) is tuple:
        return ("text", b"bytes", 7, None, True)
    if typing.get_origin(kind) in (types.UnionType, typing.Union):
        inner = next(part for part in typing.get_args(kind) if part is not type(None))
        return tuple(value for value in wrong_for(inner) if value is not None)
    if kind is int:
        return (True, False, 1.0, "1", None, DAY)
    if kind is dt.date:
        return (MOMENT, "2024-04-17", 2024, True, 1.5, None)
    if kind is str:
        return (7, b"bytes", None, True, ["text"], DAY)
    if kind is bool:
        return (1, 0, "true", None)
    return ("text", 7, 0.8, True, None, DAY, object())  # an enumeration or another value


@pytest.mark.parametrize("disabled", [False, True], ids=["validators on", "validators off"])
@TYPED
@FEW
@given(data=st.data())
def test_the_door_refuses_the_wrong_type(name: str, disabled: bool, data: st.DataObject) -> None:
    """A bool is no int, a datetime no date, a float no rate, a text no sequence; attrs cannot switch that off.

    The error is a WrongTypeError (and so a TypeError) and names the field.
    """
    value = data.draw(VALUES[name])
    kinds = typing.get_type_hints(type(value), PUBLIC)
    attrs.validators.set_disabled(disabled)
    try:
        for field in attrs.fields(type(value)):
            for wrong in wrong_for(kinds[field.name]):
                with pytest.raises(kh.WrongTypeError) as caught:
                    attrs.evolve(value, **{field.name: wrong})
                assert isinstance(caught.value, TypeError)
                assert field.name in caught.value.where
    finally:
        attrs.validators.set_disabled(False)


@pytest.mark.parametrize(
    "make",
    [
        lambda: kh.Period(dt.date(2025, 1, 1), dt.date(2024, 12, 31)),
        lambda: kh.RateRange(kh.Rate("4%"), kh.Rate("3%")),
        lambda: kh.Share(3, 2),
        lambda: kh.Share(0, 0),
        lambda: kh.Observation(place=PLACE, on=DAY, attribute=kh.Attribute("family"), recognised=6, total=5),
        lambda: kh.Observation(place=PLACE, on=DAY, attribute=kh.Attribute("family"), registered=-1),
        lambda: kh.Place("X", since=dt.date(2025, 7, 1), until=dt.date(2025, 6, 30)),
        lambda: kh.Place("X", level=kh.Level.PROVINCE, parent=kh.Place("Y", level=kh.Level.COMMUNE)),
        lambda: kh.Place("  "),
        lambda: kh.Attribute("Gia đình"),
        kh.Citation,
        lambda: kh.Citation(instrument="a", document="b"),
        lambda: kh.PrintedShare("nearly all"),
        lambda: kh.Partner("", kh.PartnerType.POLICE),
        lambda: kh.Partner("x\ud800", kh.PartnerType.POLICE),
        lambda: kh.Label("gia đình", "half \udc80"),
        lambda: kh.Period(dt.date(1899, 12, 31), dt.date(2000, 1, 1)),
        lambda: kh.Period(dt.date(2000, 1, 1), dt.date(2200, 1, 1)),
    ],
)
@pytest.mark.parametrize("disabled", [False, True], ids=["validators on", "validators off"])
def test_hard_invariants_cannot_be_switched_off(make: Callable[[], object], disabled: bool) -> None:
    """A value that breaks a rule of its class is never made, even with attrs validators disabled."""
    attrs.validators.set_disabled(disabled)
    try:
        with pytest.raises(kh.InvalidValueError) as caught:
            make()
    finally:
        attrs.validators.set_disabled(False)
    assert isinstance(caught.value, ValueError)
    assert caught.value.path


PERIOD, SHARE, RATE = kh.Period.of_years(2024, 2026), kh.Share(7, 10), kh.Rate("1/2")
METHODS: dict[str, Callable[[Any], object]] = {
    "Period.phase": lambda bad: PERIOD.phase(on=bad),
    "Period.elapsed": lambda bad: PERIOD.elapsed(on=bad),
    "Period.overlap": PERIOD.overlap,
    "Period.gap": PERIOD.gap,
    "Period.of_years": lambda bad: kh.Period.of_years(bad, 2030),
    "Period.parse": kh.Period.parse,
    "Period.parse(written=)": lambda bad: kh.Period.parse("từ nay đến năm 2030", written=bad),
    "day in period": lambda bad: bad in PERIOD,
    "Rate": kh.Rate,
    "Rate.of part": lambda bad: kh.Rate.of(bad, 7),
    "Rate.of whole": lambda bad: kh.Rate.of(1, bad),
    "RateRange.parse": kh.RateRange.parse,
    "Share.reaches": SHARE.reaches,
    "Share.short_by": SHARE.short_by,
    "Share.points_above": SHARE.points_above,
    "PartnerType.classify": kh.PartnerType.classify,
    "Partner.named": kh.Partner.named,
    "Place.exists": lambda bad: PLACE.exists(on=bad),
    "Level.exists": lambda bad: kh.Level.DISTRICT.exists(on=bad),
}


@pytest.mark.parametrize("method", METHODS)
def test_methods_refuse_the_wrong_type(method: str) -> None:
    """Any bad input ends in one of ours: never a stray TypeError or AttributeError out of the library."""
    for bad in (True, 0.5, b"2024", MOMENT, object(), ["2024"]):
        with pytest.raises(kh.KhuyenHocError):
            METHODS[method](bad)


@pytest.mark.parametrize("text", [PERIOD.text, RATE.text, kh.RateRange(RATE, RATE).text, SHARE.text])
def test_there_are_two_languages(text: Callable[[Any], str]) -> None:
    """Text comes in ``vi`` or ``en``; any other language is refused rather than answered in one of the two."""
    assert text("vi")
    assert text("en")
    with pytest.raises(kh.InvalidValueError):
        text("fr")


@given(st.sampled_from(kh.Confidence) | st.sampled_from(kh.Level) | st.sampled_from(kh.PartnerType))
def test_members_of_closed_lists_are_singletons(member: Any) -> None:
    """A member has a code and both labels, is found by its code, and survives pickling as itself."""
    assert member.vi
    assert member.en
    assert type(member)(member.value) is member
    assert pickle.loads(pickle.dumps(member)) is member
    assert copy.deepcopy(member) is member


@given(st.lists(own.texts() | st.integers(0, 99), max_size=3), own.texts(), own.texts())
def test_errors_carry_fields_and_survive_pickling(path: list[str | int], message: str, hint: str) -> None:
    """Errors carry fields (path, value, expected, seen) and read the same in another process."""
    assume(not {message, hint} & set(sentences()))  # those are codes, and stand for other words
    for kind in (kh.InvalidValueError, kh.UnknownNameError, kh.AmbiguousNameError, kh.MissingExtraError):
        error = kind(message, path=tuple(path), seen=7, expected="8", hint=hint)
        again = pickle.loads(pickle.dumps(error))
        assert type(again) is kind
        assert str(again) == str(error)
        assert (again.path, again.seen, again.expected, again.hint) == (tuple(path), 7, "8", hint)
        assert message in str(error)
        assert error.at("outer").path == ("outer", *path)
