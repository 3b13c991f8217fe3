"""Files: every value goes to JSON and TOML and comes back, and what is wrong is reported all at once."""

import datetime as dt
import functools
import hashlib
import json
import os
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from khuyenhoc import codec
from khuyenhoc.testing.records import reach_targets
from names import PUBLIC

DIGEST = Path(__file__).resolve().parents[1] / "golden" / "schema.txt"
DAY = dt.date(2023, 12, 31)


def is_known(kind: Any) -> bool:
    """Whether the codec takes a type for one of its own."""
    try:
        codec.from_data({}, kind)
    except kh.WrongTypeError as error:
        return error.code != "not-a-type-of-this-library"
    except kh.KhuyenHocError:
        pass
    return True


RECORDS: dict[str, st.SearchStrategy[Any]] = {
    name: st.from_type(kind) for name, kind in PUBLIC.items() if attrs.has(kind) and is_known(kind)
}
EACH = pytest.mark.parametrize("name", RECORDS)
SOME = settings(max_examples=10)


def has_a_blank(data: Any) -> bool:
    """Whether nothing stands somewhere in plain data."""
    inside = data.values() if isinstance(data, dict) else data if isinstance(data, list | tuple) else ()
    return data is None or any(map(has_a_blank, inside))


def kind_of(name: str) -> type[Any]:
    """The class of a record."""
    kind: type[Any] = PUBLIC[name]
    return kind


@functools.cache
def validator(name: str = "") -> Draft202012Validator:
    """A validator for one kind of record, or for the whole schema."""
    schema = codec.json_schema()
    if name:
        schema["anyOf"] = [{"$ref": f"#/$defs/{name}"}]
    return Draft202012Validator(schema, format_checker=FormatChecker())


def refused(data: object, kind: type[Any]) -> kh.DocumentError:
    """The error with which data is refused."""
    with pytest.raises(kh.DocumentError) as caught:
        codec.from_data(data, kind)
    return caught.value


# ---- round trips


@EACH
@SOME
@given(data=st.data())
def test_json_and_toml_lose_nothing(name: str, data: st.DataObject) -> None:
    """Values as JSON and TOML, lossless both ways: the labels that equality leaves out come back too."""
    value = data.draw(RECORDS[name])
    again = [
        codec.from_json(codec.to_json(value), kind_of(name)),
        codec.from_json(codec.to_json(value, indent=None).encode(), kind_of(name)),
        codec.from_data(codec.to_data(value), kind_of(name)),
    ]
    plain = codec.to_data(value)
    if isinstance(plain, dict) and not has_a_blank(plain):
        again.append(codec.from_toml(codec.to_toml(value), kind_of(name)))
    else:
        with pytest.raises(kh.WrongTypeError):
            codec.to_toml(value)
    for other in again:
        assert type(other) is type(value)
        assert other == value
        assert repr(other) == repr(value)


@given(st.integers(1, 10**9), st.data())
def test_differences_of_large_shares_are_kept(whole: int, data: st.DataObject) -> None:
    """An attainment holds exact differences of shares of a million and more; a file keeps them all."""
    part = data.draw(st.integers(0, whole))
    target = data.draw(reach_targets())
    points = kh.Share(part, whole).rate - target.rate
    for whole_points in (points, kh.Rate(Fraction(part, 2**20))):
        value = kh.Attainment(target=target, place=None, on=DAY, status=kh.Status.OPEN, points=whole_points)
        assert codec.from_json(codec.to_json(value), kh.Attainment) == value


def test_labels_of_a_built_in_code_are_kept() -> None:
    """A built-in code with other labels keeps them."""
    value = kh.Attribute("family", vi="Gia đình hiếu học", en="studious family")
    again = codec.from_json(codec.to_json(value), kh.Attribute)
    assert (again.vi, again.en) == ("Gia đình hiếu học", "studious family")
    assert codec.to_data(kh.Attribute("family")) == "family"


@pytest.mark.parametrize("due", [2025, "2025-12-31", dt.date(2025, 12, 31)])
@pytest.mark.parametrize("rate", ["70%", "0.7", "7/10", "70,0 %"])
def test_a_target_as_a_person_writes_it(due: object, rate: str) -> None:
    """A year means its last day, a rate is text in any written form; a period may be written in words."""
    data = {"kind": "reach", "attribute": "family", "population": "families", "rate": rate, "due": due}
    read = codec.from_data({**data, "citation": {"instrument": "qd-387-2022"}}, kh.Reach)
    assert (read.due, read.rate.value) == (dt.date(2025, 12, 31), Fraction(7, 10))
    period = codec.from_data("giai đoạn 2024-2026, định hướng đến năm 2030", kh.Period)
    assert (period.last, period.horizon) == (dt.date(2026, 12, 31), dt.date(2030, 12, 31))


# ---- days

WRITTEN_DAYS = {
    "2024-02-29": dt.date(2024, 2, 29),
    "29/02/2024": dt.date(2024, 2, 29),
    "29/2/2024": dt.date(2024, 2, 29),
    "1.3.2024": dt.date(2024, 3, 1),
    "31/12/2199": dt.date(2199, 12, 31),
    "29/2/2000": dt.date(2000, 2, 29),
    **dict.fromkeys(("29/2/2023", "29/2/1900", "31/4/2024", "30/02/2024", "1/13/2024", "0/1/2024", "31/12/1899")),
    **dict.fromkeys(("2026-W01", "2026-W01-1", "20240101", "2024-3-1", "2024-001", "01/03/24", "1/3.2024", "1-3-2024")),
    **dict.fromkeys(("2200-01-01", "2023-02-29", "2024-13-01", "2024", "")),
}


@pytest.mark.parametrize(("text", "day"), WRITTEN_DAYS.items())
def test_a_day_is_read_alike_from_toml_and_json_and_by_the_schema(text: str, day: dt.date | None) -> None:
    """Year-month-day or day/month/year; a week or bare digits are no day, and the schema says the same."""
    data = {"first": text, "last": "2199-12-31"}
    assert validator("Period").is_valid(data) is (day is not None)
    for read, written in ((codec.from_json, json.dumps(data)), (codec.from_toml, codec_toml(data))):
        if day is not None:
            assert read(written, kh.Period).first == day
        else:
            with pytest.raises(kh.DocumentError) as caught:
                read(written, kh.Period)
            assert caught.value.errors[0].path == ("first",)
            assert caught.value.errors[0].message in ("not a day", "the day is out of range")


def codec_toml(data: dict[str, str]) -> str:
    return "".join(f"{key} = {json.dumps(value)}\n" for key, value in data.items())


@SOME
@given(day=own.days(), slip=st.integers(-1, 2))
def test_the_schema_knows_the_days_of_each_month(day: dt.date, slip: int) -> None:
    """What the schema accepts the reader accepts, and the other way round, also past the end of a month."""
    text = f"{day.day + slip}/{day.month}/{day.year}"
    data = {"first": text, "last": "2199-12-31"}
    try:
        codec.from_data(data, kh.Period)
    except kh.DocumentError:
        assert not validator("Period").is_valid(data)
    else:
        assert validator("Period").is_valid(data)


# ---- schema


@EACH
@SOME
@given(data=st.data())
def test_the_schema_accepts_what_is_written(name: str, data: st.DataObject) -> None:
    """Every written object is valid, for its own definition and for the whole schema."""
    written = json.loads(codec.to_json(data.draw(RECORDS[name])))
    errors = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(written)]
    assert errors == []
    assert validator().is_valid(written)


@EACH
@settings(max_examples=5)
@given(data=st.data())
def test_the_schema_refuses_unknown_keys(name: str, data: st.DataObject) -> None:
    """A key that the reader refuses is refused by the schema too, and the error names it."""
    written = codec.to_data(data.draw(RECORDS[name]))
    if not isinstance(written, dict) or name == "Decision":  # a record may hold more than what it is made again from
        return
    odd = {**written, "no_such_key": 1}
    assert not validator(name).is_valid(odd)
    assert any("no_such_key" in error.where for error in refused(odd, kind_of(name)).errors)


def test_the_schema_covers_every_record_in_vietnamese() -> None:
    """The schema is one, is valid, holds every record, and every record, field and member has a Vietnamese title."""
    schema = codec.json_schema()
    Draft202012Validator.check_schema(schema)
    assert set(RECORDS) <= set(schema["$defs"])
    untitled = []
    for name, record in schema["$defs"].items():
        tables = [record, *record.get("anyOf", [])]
        fields = {key: field for table in tables for key, field in table.get("properties", {}).items()}
        members = {member["const"]: member for member in record.get("oneOf", []) if "const" in member}
        for key, item in {name: record, **fields, **members}.items():
            if not item.get("title", "").strip() or item["title"] == key:
                untitled.append(f"{name}.{key}")
    assert untitled == []


def test_a_changed_copy_of_the_schema_changes_nothing() -> None:
    """The schema is built afresh: values are immutable, and so is what stands behind them."""
    codec.json_schema()["$defs"].clear()
    assert codec.json_schema()["$defs"]


def test_a_change_of_the_schema_shows_in_review() -> None:
    """The digest of the schema is that of the golden file; KHUYENHOC_WRITE_GOLDEN=1 writes it anew."""
    schema = codec.json_schema()
    assert schema.pop("version") == kh.__version__  # which goes on by itself
    canonical = json.dumps(schema, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    digest = f"sha256 {hashlib.sha256(canonical.encode()).hexdigest()}\n"
    if os.environ.get("KHUYENHOC_WRITE_GOLDEN") == "1":
        DIGEST.write_text(digest, encoding="utf-8")
    assert DIGEST.read_text(encoding="utf-8") == digest, "if meant, run this test with KHUYENHOC_WRITE_GOLDEN=1"


# ---- errors


TARGET = {"kind": "reach", "attribute": "family", "population": "families", "due": 2025, "rate": "70%"}


def test_everything_that_is_wrong_comes_at_once() -> None:
    """Readers collect all errors and raise once; each has the path of its place in the document."""
    good = {**TARGET, "citation": {"instrument": "x-1"}}
    bad = {**TARGET, "citation": {"instrument": "x-1"}, "rate": "much", "due": "2025-13-01", "areal": "difficult"}
    programme = {"id": "p-1", "instrument": "p-1", "title": {"vi": "a", "en": "b"}, "level": "province"}
    data = {
        "programmes": [{**programme, "targets": [good, bad]}, {**programme, "id": "P 2", "level": "provinces"}],
        "reviews": [{"id": "r-1"}],
        "agreement": [],
    }
    error = refused(data, kh.Document)
    assert {
        "programmes[0].targets[1].rate",
        "programmes[0].targets[1].due",
        "programmes[0].targets[1].areal",
        "programmes[1].level",
        "reviews[0].kind",
        "reviews[0].of",
        "reviews[0].title",
        "reviews[0].place",
        "reviews[0].level",
        "agreement",
    } <= {inner.where for inner in error.errors}
    assert all(inner.where in str(error) and isinstance(inner, kh.KhuyenHocError) for inner in error.errors)
    assert "did you mean 'province'" in str(error)
    assert "did you mean 'area'" in str(error)
    assert "did you mean 'agreements'" in str(error)


@pytest.mark.parametrize(
    ("data", "kind", "where"),
    [
        ({"first": "2025-01-01", "last": "2024-12-31"}, kh.Period, "first"),
        ({"first": "2024-01-01"}, kh.Period, "last"),
        ({"part": 3, "whole": 2}, kh.Share, "part"),
        ({"part": True, "whole": 2}, kh.Share, "part"),
        ({"part": 1.0, "whole": 2}, kh.Share, "part"),
        ({**TARGET, "citation": {}}, kh.Reach, "citation.instrument"),
        ({**TARGET, "citation": {"instrument": "x"}, "rate": 0.7}, kh.Reach, "rate"),
        ({**TARGET, "citation": {"instrument": "x"}, "kind": "grow"}, kh.Reach, "kind"),
        ({"vi": "a", "en": None}, kh.Label, "en"),
        (
            {"instruments": [{"id": "x", "number": "1", "kind": "decision", "issuer": "a"}] * 2},
            kh.Document,
            "instruments",
        ),
        ({"format": "khuyenhoc/2"}, kh.Document, "format"),
        ({"instruments": {}}, kh.Document, "instruments"),
        ({"name": "Trà Vinh", "parent": {"name": ""}}, kh.Place, "parent.name"),
    ],
)
def test_each_error_names_its_place(data: object, kind: type[Any], where: str) -> None:
    """Missing, of the wrong type, out of range, twice: the error stands at the key that is wrong."""
    assert where in [inner.where for inner in refused(data, kind).errors]


NESTED = '{"name": "x", "parent": ' * 3000 + '{"name": "x"}' + "}" * 3000


@pytest.mark.parametrize(
    "text",
    [
        "", " ", "null", "[]", "7", '"text"', "{", "[" * 100_000, '{"vi": ' * 50_000, NESTED,
        '{"part": NaN, "whole": 2}', '{"part": Infinity, "whole": 2}', '{"part": -Infinity, "whole": 2}',
        '{"part": 1e400, "whole": 2}', '{"part": 1, "whole": ' + "9" * 5000 + "}", '{"vi": "\\ud800", "en": "x"}',
        "\x00", b"\xff\xfe{\x00}\x00", '{"vi": "Hội"}'.encode("utf-16-le"), "Hội".encode("cp1258", "replace"),
    ],
    ids=range(20),
)  # fmt: skip
def test_what_is_no_document_is_refused(text: str | bytes) -> None:
    """Deep nesting, numbers that are none, text that is not UTF-8: one error of the library, never another."""
    readers: tuple[Callable[[str | bytes, type[Any]], Any], ...] = (codec.from_json, codec.from_toml)
    for kind in (kh.Label, kh.Place, kh.Share):
        for read in readers:
            with pytest.raises(kh.DocumentError):
                read(text, kind)


def test_a_byte_order_mark_is_no_error() -> None:
    """Editors put a byte order mark in front; it is not part of the text."""
    label = kh.Label("gia đình", "families")
    for text in ("\ufeff" + codec.to_json(label), b"\xef\xbb\xbf" + codec.to_json(label).encode()):
        assert codec.from_json(text, kh.Label) == label
    for text in ("\ufeff" + codec.to_toml(label), b"\xef\xbb\xbf" + codec.to_toml(label).encode()):
        assert codec.from_toml(text, kh.Label) == label


def test_only_values_of_this_library() -> None:
    """Other objects are neither written nor read, and a bool or a moment is no text."""
    for other in (object(), {"a": 1}, kh.Status.OPEN, DAY, None, kh.Period):
        with pytest.raises(kh.WrongTypeError):
            codec.to_data(other)
    for kind in (int, dict, object, kh.Status):
        with pytest.raises(kh.WrongTypeError):
            codec.from_data({}, kind)
    wrong: Any = 7
    with pytest.raises(kh.WrongTypeError):
        codec.from_json(wrong, kh.Label)


KEYS = st.sampled_from(
    ("id", "kind", "first", "last", "rate", "due", "targets", "title", "vi", "name", "parent", "code")
)
JUNK = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=8) | st.dates() | st.binary(max_size=4),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS | st.text(max_size=3), inner, max_size=5),
    max_leaves=12,
)


@EACH
@settings(max_examples=25)
@given(data=JUNK)
def test_any_data_is_a_value_or_refused(name: str, data: object) -> None:
    """Any bad input ends in one of ours: never a stray KeyError, TypeError or recursion error out of the library."""
    try:
        outcome = codec.from_data(data, kind_of(name))
    except kh.DocumentError as error:
        outcome = error
    if isinstance(outcome, kh.DocumentError):
        assert outcome.errors
        assert str(outcome)
    else:
        assert isinstance(outcome, kind_of(name))
