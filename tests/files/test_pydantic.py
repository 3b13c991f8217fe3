"""Records in pydantic's models: what goes in and out, what is refused with its place, and the schema."""

import datetime as dt
import json
from typing import Any

import pytest
from hypothesis import given, settings, strategies as st
from jsonschema import Draft202012Validator

import khuyenhoc as kh
from khuyenhoc import codec
from names import PUBLIC, VALUES

pydantic = pytest.importorskip("pydantic", reason="pydantic is not installed (group examples)")

COMPONENTS = "#/components/schemas/{model}"
SCHEMA = codec.json_schema()
RECORDS = [kind for name in sorted(SCHEMA["$defs"]) if isinstance(kind := PUBLIC.get(name), type)]
AGREEMENT: dict[str, Any] = codec.to_data(kh.catalog.agreement("tra-vinh-2024-2030"))


def model(**fields: Any) -> Any:
    return pydantic.create_model("Model", **{name: (kind, ...) for name, kind in fields.items()})


def refused(kind: Any, data: Any) -> list[Any]:
    with pytest.raises(pydantic.ValidationError) as caught:
        pydantic.TypeAdapter(kind).validate_python(data)
    found: list[Any] = caught.value.errors()
    return found


@pytest.mark.parametrize("name", sorted(VALUES))
@settings(max_examples=10, deadline=None)
@given(data=st.data())
def test_every_value_goes_out_as_the_codec_writes_it_and_comes_back(name: str, data: st.DataObject) -> None:
    value = data.draw(VALUES[name])
    adapter = pydantic.TypeAdapter(type(value))
    assert json.loads(adapter.dump_json(value)) == codec.to_data(value)
    assert adapter.validate_json(adapter.dump_json(value)) == value
    assert adapter.validate_python(value) is value
    Draft202012Validator(adapter.json_schema()).validate(codec.to_data(value))


def test_a_rule_set_goes_out_and_comes_back() -> None:
    rules = kh.catalog.ruleset("tt-25-2023/commune")
    adapter = pydantic.TypeAdapter(kh.RuleSet)
    assert adapter.validate_json(adapter.dump_json(rules)) == rules


@pytest.mark.parametrize("kind", RECORDS, ids=lambda kind: kind.__name__)
@pytest.mark.parametrize("mode", ["validation", "serialization"])
def test_the_schema_is_the_codecs_in_and_out(kind: type, mode: Any) -> None:
    schema = pydantic.TypeAdapter(list[kind]).json_schema(mode=mode)  # type: ignore[valid-type]  # any of them
    assert schema["items"] == {"$ref": f"#/$defs/{kind.__name__}"}
    assert schema["$defs"] == {name: SCHEMA["$defs"][name] for name in schema["$defs"]}
    assert set(references(schema)) == {f"#/$defs/{name}" for name in schema["$defs"]}


def references(schema: Any) -> list[str]:
    if isinstance(schema, dict):
        own = [schema["$ref"]] if "$ref" in schema else []
        return own + [found for inner in schema.values() for found in references(inner)]
    return [found for inner in schema for found in references(inner)] if isinstance(schema, list) else []


def test_references_point_where_a_service_keeps_its_schemas() -> None:
    _, schema = pydantic.json_schema.models_json_schema(
        [(model(agreement=kh.Agreement, levels=list[kh.Level]), "validation")], ref_template=COMPONENTS
    )
    assert schema["$defs"]["Model"]["properties"]["levels"]["items"] == {"$ref": "#/components/schemas/Level"}
    parent = schema["$defs"]["Place"]["properties"]["parent"]  # which is a place again
    assert parent["anyOf"] == [{"$ref": "#/components/schemas/Place"}, {"type": "null"}]
    assert set(references(schema)) <= {f"#/components/schemas/{name}" for name in schema["$defs"]}


def test_a_type_of_ones_own_may_have_the_same_name() -> None:
    period = pydantic.create_model("Period", term=(int, ...))
    schema = model(ours=kh.Period, own=period).model_json_schema()
    ours, own = (schema["properties"][name]["$ref"].removeprefix("#/$defs/") for name in ("ours", "own"))
    assert "first" in schema["$defs"][ours]["anyOf"][0]["properties"]
    assert list(schema["$defs"][own]["properties"]) == ["term"]


def test_fields_take_words_codes_and_values() -> None:
    made = model(period=kh.Period, model=kh.LearningModel, level=kh.Level, rate=kh.Rate, money=kh.Money)(
        period="giai đoạn 2024 - 2026", model="family", level="cấp xã", rate="67,5%", money=kh.Money(5)
    )
    assert made.period == kh.Period(first=dt.date(2024, 1, 1), last=dt.date(2026, 12, 31))
    assert (made.model, made.level, made.rate) == (kh.LearningModel.FAMILY, kh.Level.COMMUNE, kh.Rate("0.675"))
    plain = {"model": "family", "level": "commune", "rate": "0.675", "money": 5}
    assert made.model_dump()["level"] is kh.Level.COMMUNE
    assert made.model_dump(mode="json") == plain | {"period": {"first": "2024-01-01", "last": "2026-12-31"}}


def test_all_that_is_wrong_is_told_each_with_its_place() -> None:
    wrong = AGREEMENT | {"signed": "31/2/2024", "tittle": "x"}
    wrong["targets"] = [*AGREEMENT["targets"][:1], AGREEMENT["targets"][1] | {"rate": "1,5,0"}]
    errors = refused(list[kh.Agreement], [AGREEMENT, wrong])
    assert {(error["loc"], error["input"]) for error in errors} == {
        ((1, "signed"), "31/2/2024"),
        ((1, "targets", 1, "rate"), "1,5,0"),
        ((1, "tittle"), "x"),
    }
    day = next(error for error in errors if error["loc"][1] == "signed")
    assert day["type"] == "not-a-day"
    assert day["msg"] == "not a day; expected 2023-12-31 or 31/12/2023; seen '31/2/2024'"
    assert day["ctx"]["vi"] == "không phải là ngày; cần 2023-12-31 hoặc 31/12/2023; đã ghi “31/2/2024”"


def test_what_is_missing_is_told_with_what_it_is_missing_in() -> None:
    assert [(error["loc"], error["input"]) for error in refused(kh.Label, {"vi": "a"})] == [(("en",), {"vi": "a"})]
    assert [error["loc"] for error in refused(kh.Level, "xom")] == [()]


def test_braces_in_a_text_are_text() -> None:
    (error,) = refused(kh.Period, "{vi} {en} {0}")
    assert "{vi} {en} {0}" in error["msg"]


@pytest.mark.parametrize("data", [None, 3.5, [], "", object(), float("nan"), {1: 2}, b"2024", kh.Verdict])
@pytest.mark.parametrize("kind", [kh.Agreement, kh.Period, kh.Level, kh.Rate, kh.Attribute, kh.Reach])
def test_nonsense_is_refused_as_pydantic_refuses_it(kind: type, data: Any) -> None:
    assert refused(kind, data)


def test_a_target_says_its_kind() -> None:
    """Without it, a rate to be reached and one to be kept up would look the same."""
    target = AGREEMENT["targets"][0]
    assert target["kind"] == "reach"
    assert pydantic.TypeAdapter(kh.Target).validate_python(target).kind == "reach"
    bare = {key: value for key, value in target.items() if key != "kind"}
    assert {error["loc"][-1] for error in refused(kh.Target, bare)} == {"kind"}
    assert ("kind",) in {error["loc"] for error in refused(kh.Maintain, target)}


def test_every_public_class_has_the_hooks_and_what_the_codec_does_not_know_is_left_to_pydantic() -> None:
    classes = [item for item in PUBLIC.values() if isinstance(item, type) and not issubclass(item, BaseException)]
    assert len(classes) > 100
    assert not [kind for kind in classes if not hasattr(kind, "__get_pydantic_core_schema__")]

    with pytest.raises(pydantic.errors.PydanticSchemaGenerationError):
        pydantic.TypeAdapter(kh.catalog.Catalog)
    kept = pydantic.TypeAdapter(kh.catalog.Catalog, config=pydantic.ConfigDict(arbitrary_types_allowed=True))
    value = kh.catalog.Catalog()
    assert kept.validate_python(value) is value
