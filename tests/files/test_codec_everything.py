"""Everything public goes out and comes back: values, records, answers, decisions."""

import enum
import json
from functools import cache
from typing import Any

import attrs
import pytest
from hypothesis import given, settings, strategies as st
from test_codec import RECORDS, validator

import khuyenhoc as kh
from answers import answers
from khuyenhoc import codec
from khuyenhoc.testing.facts import applicants, rulesets, some_facts
from names import PUBLIC
from result_laws import examples

WITHOUT = {
    "Applicant": "a filled form, which has files of its own; what is kept of it is the decision, with its facts",
    "Asked": "what a draft asks about a page that is at hand; the draft's record goes out",
    "Catalog": "a door to files, which are there already",
    "Cell": "how an answer is shown; the answer itself goes out",
    "Column": "likewise",
    "Draft": "made of a page that is at hand; its record goes out",
    "Fault": "an error met in a row; errors go out by to_list()",
    "FileDecisions": "what one run on one computer wrote, with the paths of its files",
    "Law": "what a rule set holds; it is made as a RuleSet, which goes out",
    "Figure": "read from a page again whenever it is asked for",
    "Mention": "likewise",
    "Page": "how an answer is shown",
    "Picture": "likewise",
    "Reading": "read from its text again; the same text gives the same reading",
    "SearchHit": "the id of a record, by which it is found and goes out",
    "Sheet": "how an answer is shown",
    "Traced": "a place in a page that is at hand",
    "Threshold": "a filled form, made of a rule set; the rule set goes out",
    "TargetSource": "what programmes and agreements have in common, and no class of values",
}
KINDS = {
    name: item
    for name, item in PUBLIC.items()
    if isinstance(item, type) and not issubclass(item, enum.Enum | BaseException) and name not in WITHOUT
}


@cache
def shipped() -> dict[type, list[Any]]:
    """Of each kind of value and answer, some that the catalogue gives."""
    return examples(answers())


def test_the_list_of_what_has_no_data_is_true() -> None:
    """Every name of it is public, and is refused, whatever holds it."""
    assert WITHOUT.keys() <= PUBLIC.keys()
    for name in WITHOUT:
        with pytest.raises(kh.WrongTypeError):
            codec.from_data({}, PUBLIC[name])


@pytest.mark.parametrize("name", KINDS)
def test_every_public_type_goes_out_and_comes_back(name: str) -> None:
    """Equal and shown alike, by JSON and by plain data, and valid for the schema of its type.

    Those that the strategies draw are tried by them, in `test_codec.py`; each of the others stands among the answers.
    """
    kind = KINDS[name]
    some = shipped().get(kind, [])
    assert some or name in RECORDS, f"no example of {name}"
    for value in some:
        text = codec.to_json(value)
        for again in (codec.from_json(text, kind), codec.from_data(codec.to_data(value), kind)):
            assert type(again) is kind
            assert again == value
            assert repr(again) == repr(value)
        errors = [f"{error.json_path}: {error.message}" for error in validator(name).iter_errors(json.loads(text))]
        assert errors == []


@pytest.mark.parametrize("name", sorted(KINDS.keys() - {"Decision"}))
def test_the_fields_of_results_are_checked_when_they_are_read(name: str) -> None:
    """A result is made by the library without checks; one that comes from a file is checked field by field."""
    kind = KINDS[name]
    for value in shipped().get(kind, [])[:1]:
        data = json.loads(codec.to_json(value))
        if not isinstance(data, dict):
            continue
        for field in data:
            with pytest.raises(kh.DocumentError):
                codec.from_data(data | {field: {"no": object()}}, kind)


# ---- decisions


@st.composite
def decisions(draw: st.DrawFn) -> kh.Decision:
    """Any decision on a rule set that is shipped, with evidence now and then."""
    rules = draw(rulesets())
    facts: dict[str, Any] = draw(some_facts(rules))
    for key in draw(st.sets(st.sampled_from(list(facts)))) if facts else ():
        facts[key] = {"value": facts[key], "evidence": draw(st.text(max_size=3) | st.lists(st.text(max_size=3)))}
    return rules.decide(facts, **draw(applicants(rules)), final=draw(st.booleans()))


@settings(max_examples=25)
@given(decisions())
def test_a_decision_is_decided_again_from_its_record(decision: kh.Decision) -> None:
    """The record is JSON; the decision that it gives is equal, in evidence and readings too."""
    record = json.loads(json.dumps(decision.to_dict(), allow_nan=False))
    again = kh.Decision.from_dict(record, rules=decision.rules)
    assert again.is_same
    assert again.decision == decision
    assert again.decision.to_dict() == decision.to_dict()
    assert kh.Decision.from_dict(decision.to_dict("en"), rules=decision.rules).is_same
    assert codec.from_data(record, kh.Decision) == decision


COMMUNE = kh.catalog.ruleset("tt-25-2023/commune")
RECORD = COMMUNE.decide({"citizens": {"value": 100, "evidence": "niên giám"}, "learning_citizens": 59}).to_dict()


def test_a_record_holds_all_that_the_decision_was_made_of() -> None:
    record = COMMUNE.decide({"citizens": 100}, readings={"lower-grades": "not_required"}, final=True).to_dict(
        on=(day := COMMUNE.checked)
    )
    assert record["facts"] == {"citizens": 100}
    assert record["readings"]["lower-grades"] == "not_required"
    assert (record["final"], record["on"]) == (True, day.isoformat() if day else None)
    assert record["rules"]["digest"] == COMMUNE.digest == codec.digest(COMMUNE)
    assert record["library"] == kh.__version__
    assert RECORD["facts"]["citizens"] == {"value": 100, "evidence": "niên giám"}


def test_the_digest_is_that_of_the_text_of_the_set() -> None:
    """It can be made outside this library, of the JSON alone; it is another for each set and each change."""
    digests = {rules.digest for rules in kh.catalog.rulesets()}
    assert len(digests) == len(kh.catalog.rulesets())
    changed = attrs.evolve(COMMUNE, notes=(*COMMUNE.notes, kh.Label("thêm", "more")))
    assert changed.digest not in digests
    assert attrs.evolve(changed, notes=COMMUNE.notes).digest == COMMUNE.digest


def stricter() -> kh.RuleSet:
    """The set of communes as it would be if a share asked for more: the last indicator for one more in a hundred."""
    data = codec.to_data(COMMUNE)
    text = json.dumps(data)
    assert '"at_least": "0.6"' in text
    made: kh.RuleSet = codec.from_json(text.replace('"at_least": "0.6"', '"at_least": "0.59"'), kh.RuleSet)
    return made


def test_a_record_under_another_text_of_the_law_says_what_differs() -> None:
    """59 of 100 fall short of 60 % by one, and meet 59 %; the digest says that the text is another."""
    again = kh.Decision.from_dict(RECORD, rules=stricter())
    found = {item.path: (item.recorded, item.now) for item in again.differences}
    assert not again.is_same
    assert found["rules.digest"] == (COMMUNE.digest, stricter().digest)
    assert found["indicators.5.1.grades.1.verdict"] == ("not_met", "met")
    assert found["indicators.5.1.grades.1.short_by"] == ("1", "0")
    assert found["indicators.5.1.grades.1.required"] == ("0.6", "0.59")
    assert found["verdict"] == ("not_recognised", "undetermined")


def test_a_record_that_was_altered_is_told_and_refused() -> None:
    """`from_dict` says where; reading it as a decision refuses it, at the same places."""
    altered = RECORD | {"verdict": "recognised", "grade": "1", "readings": {"no-such-question": "x"}}
    again = kh.Decision.from_dict(altered, rules=COMMUNE)
    assert {"verdict", "grade", "readings.no-such-question"} <= {item.path for item in again.differences}
    with pytest.raises(kh.DocumentError) as caught:
        codec.from_data(altered, kh.Decision)
    assert {item.path for item in again.differences} == {error.where for error in caught.value.errors}


@pytest.mark.parametrize(
    ("change", "where"),
    [
        ({"ruleset": "tt-24-2023/province"}, "ruleset"),
        ({"facts": {"no_such_fact": 1}}, "no_such_fact"),
        ({"facts": 7}, ""),
        ({"final": "yes"}, "final"),
        ({"readings": ["x"]}, "readings"),
        ({"area": "x"}, "area"),
    ],
)
def test_what_is_no_record_is_refused(change: dict[str, Any], where: str) -> None:
    with pytest.raises(kh.KhuyenHocError) as caught:
        kh.Decision.from_dict(RECORD | change, rules=COMMUNE)
    assert where in [error.where for error in getattr(caught.value, "errors", ()) or (caught.value,)]


@pytest.mark.parametrize("data", [None, [], 7, {}, {"ruleset": "tt-25-2023/commune"}, {"facts": {}}])
def test_data_that_is_no_record_is_refused(data: Any) -> None:
    with pytest.raises(kh.KhuyenHocError):
        kh.Decision.from_dict(data, rules=COMMUNE)
    with pytest.raises(kh.DocumentError):
        codec.from_data(data, kh.Decision)


def test_a_record_of_a_set_that_the_catalogue_does_not_hold_is_a_wrong_field() -> None:
    with pytest.raises(kh.DocumentError) as caught:
        codec.from_data(RECORD | {"ruleset": "no/such"}, kh.Decision)
    (error,) = caught.value.errors
    assert error.where == "ruleset"
    assert not isinstance(error, kh.UnknownIdError)
