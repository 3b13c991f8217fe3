"""Keys of one's own on records: kept through files, merging and changes; and classes that nobody subclasses."""

import enum
import pickle
import types
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc import catalog, codec, merging, views
from khuyenhoc.files.codec.known import RECORDS as KINDS

KEYS = st.from_regex(r"x_[a-z0-9_]{1,20}", fullmatch=True)
SCALARS = (
    st.booleans() | st.integers(-(10**18), 10**18) | st.sampled_from(["", "B 12", "Hồ sơ số 7", "2026-01-01", "1"])
)
EXTRAS = st.dictionaries(KEYS, SCALARS | st.lists(SCALARS, max_size=3), max_size=3)
RECORDS: list[Any] = [
    catalog.agreement("tra-vinh-2024-2030"),
    catalog.programme("qd-387-2022"),
    catalog.review("binh-thuan-kl-49-2024"),
    catalog.instrument("qd-387-2022"),
    catalog.fund("thanh-hoa-2025"),
]
PARTS = ("agreements", "programmes", "reviews", "instruments", "funds")


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: type(record).__name__)
@given(extras=EXTRAS)
@settings(max_examples=12)
def test_they_go_out_and_come_back(record: Any, extras: dict[str, Any]) -> None:
    """As data, JSON, TOML and pickles, alone and in a document; 1 stays a number and true a yes."""
    made = attrs.evolve(record, extras=extras)
    alone: dict[str, Any] = {PARTS[RECORDS.index(record)]: (made,)}
    document = kh.Document(**alone)
    assert codec.from_data(codec.to_data(made), type(made)) == made
    for value in (made, document):
        for back in (
            codec.from_json(codec.to_json(value), type(value)),
            codec.from_toml(codec.to_toml(value), type(value)),
            pickle.loads(pickle.dumps(value)),
        ):
            assert back == value
            assert repr(back) == repr(value)
    assert hash(made) == hash(attrs.evolve(record, extras=dict(reversed(extras.items()))))
    assert {key: list(value) if isinstance(value, tuple) else value for key, value in made.extras} == extras
    assert attrs.evolve(made, notes=()).extras == made.extras
    assert (made == record) is (not extras)


def test_a_file_writes_them_beside_the_other_keys() -> None:
    """And what is shown of the record has them."""
    text = codec.to_toml(kh.Document(agreements=(RECORDS[0],))).replace('id = "tra', 'x_shelf = ["B", 12]\nid = "tra')
    (record,) = catalog.parse_document(text).agreements
    assert record.extras == (("x_shelf", ("B", 12)),)
    assert codec.to_data(record)["x_shelf"] == ["B", 12]
    assert "x_shelf: B, 12" in record.to_html()
    assert [sheet.title for sheet in views.page_of(record, "en").sheets][-1] == "Keys of one's own"


@pytest.mark.parametrize(
    ("lines", "errors"),
    [
        ("x_rate = 0.5", [("not-a-plain-value", "x_rate")]),
        ("x_day = 2026-01-01", [("not-a-plain-value", "x_day")]),
        ("x_list = [1, [2]]", [("not-a-plain-value", "x_list[1]")]),
        ("x_table = { a = 1 }", [("not-a-plain-value", "x_table")]),
        ("x_Shelf = 1\nplaces = 2\nx_ok = 1", [("an-unknown-key", "places"), ("not-a-key-of-your-own", "x_Shelf")]),
        ("extras = { x_a = 1 }", [("an-unknown-key", "extras")]),
    ],
)
def test_what_is_no_plain_value_is_refused_where_it_stands(lines: str, errors: list[tuple[str, str]]) -> None:
    """With what else is wrong in the record; a misspelt key is none of one's own."""
    text = codec.to_toml(kh.Document(agreements=(RECORDS[0],))).replace('id = "tra', f'{lines}\nid = "tra')
    with pytest.raises(kh.DocumentError) as caught:
        catalog.parse_document(text)
    assert [(error.code, error.where) for error in caught.value.errors] == [
        (code, f"agreements[0].{where}") for code, where in errors
    ]
    if "places" in lines:
        assert "did you mean 'place'?" in str(caught.value)


@pytest.mark.parametrize(
    "extras", [{"shelf": 1}, {"x_": 1}, {"x_a": None}, {"x_a": 1.0}, {1: 2}, "x_a", [("x_a", 1, 2)], 3]
)
def test_in_code_they_are_checked_at_the_door(extras: Any) -> None:
    with pytest.raises(kh.KhuyenHocError) as caught:
        attrs.evolve(RECORDS[1], extras=extras)
    assert caught.value.path[0] == "extras"


def test_merging_keeps_them_all() -> None:
    """One record's key is kept, lists are united, and where two differ the caller chooses."""
    one = attrs.evolve(RECORDS[0], id="a", extras={"x_shelf": 1, "x_seen_by": ["An"], "x_a": "a"})
    other = attrs.evolve(RECORDS[0], id="b", extras={"x_shelf": True, "x_seen_by": ["Bình", "An"], "x_none": []})
    merged = merging.merge([one, other])
    assert [field.name for field in merged.conflicts] == ["x_shelf"]
    with pytest.raises(kh.DocumentError):
        merged.agreement(id="c")
    chosen = dict(merged.agreement(id="c", x_shelf=1).extras)
    assert chosen == {"x_a": "a", "x_none": (), "x_seen_by": ("An", "Bình"), "x_shelf": 1}
    assert dict(merged.agreement(id="c", prefer=["b"]).extras)["x_shelf"] is True


def test_the_schema_lets_them_in_and_no_other_key() -> None:
    jsonschema = pytest.importorskip("jsonschema")
    schema = {**codec.json_schema(), "anyOf": [{"$ref": "#/$defs/Agreement"}]}
    data = codec.to_data(attrs.evolve(RECORDS[0], extras={"x_a": [1, "b"], "x_b": True}))
    jsonschema.validate(data, schema)
    for key, value in (("y_a", 1), ("x_a", 0.5), ("x_A", 1)):
        with pytest.raises(jsonschema.ValidationError):
            jsonschema.validate({**data, key: value}, schema)


CLOSED = [
    value
    for value in (getattr(kh, name) for name in dir(kh))
    if isinstance(value, type) and attrs.has(value) and not issubclass(value, enum.Enum)
]


@pytest.mark.parametrize("kind", CLOSED, ids=lambda kind: kind.__name__)
def test_a_record_is_not_subclassed(kind: type) -> None:
    """A subclass would come back from a file as another class; it is refused when it is made, with the way out."""
    with pytest.raises(kh.WrongTypeError, match=r"cannot be subclassed.*extras"):
        types.new_class("Mine", (kind,), exec_body=lambda names: names.update(__module__="mine"))


def test_every_record_of_the_codec_is_closed() -> None:
    for kind in KINDS:
        with pytest.raises(kh.WrongTypeError):
            types.new_class("Mine", (kind,), exec_body=lambda names: names.update(__module__="mine"))
