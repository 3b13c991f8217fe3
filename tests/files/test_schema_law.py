"""The law of the schema: what it accepts is read, but for rules across fields; what is written it accepts."""

import json
from typing import Any

import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator, FormatChecker
from test_codec_everything import KINDS, shipped

import khuyenhoc as kh
from khuyenhoc import codec
from khuyenhoc.files.codec.limits import LIMITS
from schema_forms import from_schemas

BY_RULES = {"Decision", "Recheck"}  # their facts are those of a rule set, whose form_schema() says what they may be
ACROSS_FIELDS = {
    "a-day-can-be-named-for", "an-agreement-cannot-name-itself", "place-of-another-level",
    "a-negative-amount", "a-party-is-named-twice", "a-place-that-has-not-ended",
    "a-range-without-its-upper-amount", "a-rank-has-a-scale-other", "a-rate-without-a-population",
    "a-share-above-its-whole", "an-agreement-with-nobody", "an-id-stands-twice", "an-upper-amount-beside-a-bound",
    "assessed-for-a-year-after", "bands-that-do-not-rise", "days-of-another-school-year",
    "it-leaves-force-before-it-enters", "level-ended", "more-counted-than-there-are", "more-signed-than-there-are",
    "no-association-side", "no-grades-or-no-criteria", "no-growth", "no-points-to-share-out", "no-such-reading",
    "no-word-of-the-level", "not-a-count", "not-a-day-of-this-frequency", "not-a-deadline", "not-a-scale",
    "not-a-share", "nothing-lies-above-100", "once-needs-the-time-in-which", "period-reversed", "the-days-are-reversed",
    "the-part-is-not-within", "the-range-is-reversed", "the-range-is-reversed-or-empty", "the-sides-do-not-fit",
    "the-span-is-not-that", "two-days-are-named",
}  # fmt: skip
"""The rules that say how the fields of a record stand to each other, or a rate to what it is the rate of."""
DEFS = codec.json_schema()["$defs"]
drawn = from_schemas(DEFS)
SMALL = sorted(name for name in KINDS.keys() - BY_RULES if len(codec.json_schema(KINDS[name])["$defs"]) <= 7)
"""What refers to few others; the larger records are made of these."""
SLOW = [HealthCheck.too_slow, HealthCheck.data_too_large, HealthCheck.filter_too_much]


def judge(name: str) -> Draft202012Validator:
    return Draft202012Validator(codec.json_schema(KINDS[name]), format_checker=FormatChecker())


def read(data: Any, name: str) -> Any:
    """The value of data that the schema accepts, or None where a rule across fields refuses it, and nothing else."""
    try:
        return codec.from_data(data, KINDS[name])
    except kh.DocumentError as error:
        codes = {one.code: str(one) for one in error.errors if one.code not in ACROSS_FIELDS}
    assert not codes
    return None


@pytest.mark.parametrize("name", SMALL)
@settings(max_examples=5, derandomize=True, suppress_health_check=SLOW)
@given(data=st.data())
def test_what_the_schema_accepts_is_read_or_breaks_a_rule_across_fields(name: str, data: st.DataObject) -> None:
    """And what was read is written as the schema accepts it, and read again as the same."""
    value = read(data.draw(drawn(name)), name)
    if value is not None:
        written = json.loads(codec.to_json(value))
        assert judge(name).is_valid(written)
        assert codec.from_data(written, KINDS[name]) == value


ALONE = ["Money", "Rate", "RateRange", "Attribute", "Share", "PrintedShare", "Period", "Recurrence", "SchoolYear"]


@pytest.mark.parametrize("name", ALONE)
@settings(max_examples=60, suppress_health_check=SLOW)
@given(data=st.data())
def test_values_in_words_and_numbers_are_read_as_their_pattern_says(name: str, data: st.DataObject) -> None:
    given_data = data.draw(drawn(name))
    assert judge(name).is_valid(given_data)
    read(given_data, name)


WRONG: list[tuple[str, Any]] = [
    ("Rate", "1.234%"), ("Rate", "1/0"), ("Rate", "0,5.1"), ("Money", 10**18 + 1),
    ("Money", "5"), ("Money", "1.490"), ("Money", "420 tỷ 1936 triệu đồng"), ("Share", {"part": -1, "whole": 2}),
    ("Share", {"part": 0, "whole": 0}), ("Period", "giai đoạn 24 - 26"),
    ("Period", {"first": "2023-02-29", "last": "2024-12-31"}),
    ("PrintedShare", {"text": "101%"}), ("PrintedShare", {"text": "70"}), ("Attribute", "Gia đình"),
    ("Place", {"name": " "}), ("Place", {"name": "a\u0000"}), ("Citation", {}),
    ("Citation", {"instrument": "a", "document": "b"}), ("Citation", {"instrument": "QĐ 387"}),
    ("SchoolYear", {"first_year": 1899}), ("Document", {"format": "khuyenhoc/2"}),
]  # fmt: skip


@pytest.mark.parametrize(("name", "data"), WRONG, ids=range(len(WRONG)))
def test_what_the_reader_refuses_by_its_form_the_schema_refuses_too(name: str, data: Any) -> None:
    assert not judge(name).is_valid(data)
    with pytest.raises(kh.DocumentError):
        codec.from_data(data, KINDS[name])


def test_the_limits_are_of_fields_that_there_are() -> None:
    for name in LIMITS:
        kind, _, field = name.partition(".")
        tables = [DEFS[kind], *DEFS[kind].get("anyOf", [])]
        assert any(field in table.get("properties", {}) for table in tables), name


# ---- the schema of one type, its languages and its references


@pytest.mark.parametrize("name", sorted(KINDS))
def test_the_schema_of_a_type_stands_alone(name: str) -> None:
    """It holds what it refers to and no more, says what it is, and accepts what is shipped."""
    schema = codec.json_schema(KINDS[name])
    text = json.dumps(schema)
    assert schema["$id"] == f"urn:khuyenhoc:schema:1:{name}"
    assert schema["version"] == kh.__version__
    assert set(schema["$defs"]) == {one for one in DEFS if f'"#/$defs/{one}"' in text}
    for value in shipped().get(KINDS[name], [])[:1]:
        assert Draft202012Validator(schema).is_valid(json.loads(codec.to_json(value)))


def test_titles_are_vietnamese_or_english() -> None:
    vi, en = codec.json_schema(kh.Period), codec.json_schema(kh.Period, lang="en")
    assert (vi["title"], en["title"]) == ("Giai đoạn", "Period")
    fields = [
        schema["$defs"]["Place"]["properties"]["since"]
        for schema in (codec.json_schema(kh.Place), codec.json_schema(kh.Place, lang="en"))
    ]
    assert [field["title"] for field in fields] == ["Từ ngày", "Since"]
    assert "description" in fields[1]
    assert "description" not in fields[0]
    level = codec.json_schema(kh.Place, lang="en")["$defs"]["Level"]["oneOf"]
    assert {member["const"]: member["title"] for member in level}["commune"] == "commune"
    assert codec.json_schema(lang="en")["$defs"].keys() == DEFS.keys()


def test_references_go_where_openapi_keeps_them() -> None:
    """With the template of OpenAPI the definitions are its components, and nothing points elsewhere."""
    schema = codec.json_schema(kh.Agreement, ref_template="#/components/schemas/{name}")
    assert "#/$defs/" not in json.dumps(schema)
    whole = {"$ref": schema["$ref"], "components": {"schemas": schema["$defs"]}}
    agreement = json.loads(codec.to_json(kh.catalog.agreement("tra-vinh-2024-2030")))
    assert Draft202012Validator(whole).is_valid(agreement)
    assert not Draft202012Validator(whole).is_valid({**agreement, "period": {"first": "2024"}})


@pytest.mark.parametrize("template", ["", "#/$defs", "#/{other}", 1, None])
def test_a_reference_that_leads_nowhere_is_refused(template: Any) -> None:
    with pytest.raises(kh.KhuyenHocError):
        codec.json_schema(kh.Period, ref_template=template)
    assert codec.json_schema(kh.Period, ref_template="{}/{name}")["$ref"] == "{}/Period"


def test_a_schema_is_of_a_type_of_ours_in_a_language_that_there_is() -> None:
    with pytest.raises(kh.WrongTypeError):
        codec.json_schema(int)
    with pytest.raises(kh.InvalidValueError):
        codec.json_schema(kh.Period, lang="fr")  # type: ignore[arg-type]
