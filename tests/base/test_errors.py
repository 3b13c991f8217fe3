"""Errors: what they show, and the errors of a document as a group."""

import copy
import datetime as dt
import json
import pickle
import traceback
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc.sentences import Position


def _met() -> list[kh.KhuyenHocError]:
    """Two errors that were raised, and so know where."""
    found: list[kh.KhuyenHocError] = []
    for kind, path in ((kh.InvalidValueError, ("rows", 2)), (kh.UnknownNameError, ())):
        try:
            raise kind("wrong", path=path, seen=[1], expected="right")
        except kh.KhuyenHocError as error:
            found.append(error)
    return found


def test_the_repr_has_path_and_expectation() -> None:
    error = kh.InvalidValueError("not a day", path=("targets", 2, "due"), seen="x", expected="a day")
    assert repr(error) == "InvalidValueError('not a day', path=('targets', 2, 'due'), seen='x', expected='a day')"
    assert repr(kh.WrongTypeError("no")) == "WrongTypeError('no')"
    assert repr(kh.DocumentError.of(_met(), "this table")) == "<DocumentError('2 errors in this table') errors=2>"
    assert len(repr(kh.InvalidValueError("no", seen="x" * 10_000))) < 300


def test_the_errors_of_a_document_are_counted() -> None:
    first, second = _met()
    assert str(kh.DocumentError.of([first], "this table")) == f"1 error in this table\n  {first}"
    both = kh.DocumentError.of(iter([first, second]), "this table", name="a.csv")
    assert str(both) == f"a.csv: 2 errors in this table\n  {first}\n  {second}"
    assert both.errors == (first, second) == both.exceptions


@pytest.mark.parametrize("copied", [copy.copy, copy.deepcopy, lambda error: pickle.loads(pickle.dumps(error))])
@pytest.mark.parametrize("errors", [(), tuple(_met())], ids=["none", "two"])
def test_copies_say_the_same(copied: Any, errors: tuple[kh.KhuyenHocError, ...]) -> None:
    error = kh.DocumentError("no document", errors=errors, path=("a",), expected="b", hint="c")
    for other in (copied(error), copied(error).at("x").moved(("a",))):
        assert (type(other), str(other), repr(other)) == (type(error), str(error), repr(error))
        assert len(other.errors) == len(errors)


def test_a_document_is_a_group_that_keeps_the_place_of_each_error() -> None:
    """A traceback shows the line at which each was met; ``except*`` takes some and leaves the rest."""
    group = kh.DocumentError.of([error.at("table") for error in _met()], "this table")
    assert "".join(traceback.format_exception(group)).count("in _met") == 2
    taken, left = group.split(kh.UnknownNameError)
    assert taken is not None
    assert left is not None
    assert [type(part) for part in (taken, left)] == [kh.DocumentError] * 2
    assert [error.path for error in (*taken.exceptions, *left.exceptions)] == [("table",), ("table", "rows", 2)]


def test_a_document_that_could_not_be_read_is_one_error() -> None:
    error = kh.DocumentError("nested too deep")
    assert error.errors == ()
    assert [str(one) for one in error.exceptions] == ["nested too deep"]


def test_an_error_as_plain_data_has_its_parts_apart_and_in_both_languages() -> None:
    error = kh.InvalidValueError("no-such-day", path=("rows", 2, "signed"), seen="31/2/2024")
    assert error.to_list() == [
        {
            "path": ["rows", 2, "signed"],
            "code": "no-such-day",
            "seen": "31/2/2024",
            "expected": {"vi": "ngày/tháng/năm", "en": "day/month/year"},
            "hint": None,
            "text": {
                "vi": "không có ngày này; cần ngày/tháng/năm; đã ghi “31/2/2024”",
                "en": "no such day; expected day/month/year; seen '31/2/2024'",
            },
        }
    ]


@pytest.mark.parametrize(
    ("seen", "told"),
    [
        (None, None), (True, True), (7, 7), ("Đ", "Đ"), (dt.date(2024, 2, 29), "2024-02-29"),
        (2**60, str(2**60)), (0.5, "0.5"), (float("nan"), "nan"), ({"a": {1}}, "{'a': {1}}"), (b"x", "b'x'"),
        ("x" * 200, "'" + "x" * 118 + "…"), ("\ud800", "\\ud800"), (kh.Rate("0.7"), "Rate('70%')"),
    ],
    ids=range(13),
)  # fmt: skip
def test_what_was_seen_is_plain(seen: object, told: object) -> None:
    """JSON takes it in any encoding, no reader rounds it, and it is never an object of ours."""
    (found,) = kh.WrongTypeError("no", seen=seen, path=(Position(3, 2, "on"),)).to_list()
    assert found["seen"] == told
    assert type(found["seen"]) is type(told)
    assert found["path"] == ["line 3, column 2 (on)"]
    assert json.loads(json.dumps(found, ensure_ascii=False, allow_nan=False).encode()) == found


def test_a_document_tells_each_of_its_errors_as_data() -> None:
    inner = kh.DocumentError.of(_met(), "this table")
    outer = kh.DocumentError.of([inner, kh.WrongTypeError("not text", path=("a",))], "these tables")
    assert [told["path"] for told in outer.to_list()] == [["rows", 2], [], ["a"]]
    assert [told["code"] for told in kh.DocumentError("nested-too-deep", errors=()).to_list()] == ["nested-too-deep"]


RULES = kh.catalog.ruleset("tt-25-2023/commune")


@pytest.mark.parametrize(
    "ask",
    [
        lambda: kh.catalog.agreement("x"),
        lambda: kh.catalog.find("x"),
        lambda: kh.catalog.ruleset("x"),
        lambda: kh.catalog.attribute("x"),
        lambda: kh.catalog.commune("99999"),
        lambda: kh.catalog.portfolio()["x"],
        lambda: kh.catalog.instrument_graph()["x"],
        lambda: RULES.fact("x"),
        lambda: RULES.grade_of("x"),
    ],
)
def test_an_id_that_there_is_not_is_told_from_a_wrong_field(ask: Any) -> None:
    """404 and 422: the class of the one is never that of the other, and both keep the builtin that they resemble."""
    with pytest.raises(kh.UnknownIdError) as caught:
        ask()
    assert isinstance(caught.value, KeyError)


@pytest.mark.parametrize(
    "give",
    [
        lambda: RULES.decide({"x": 1}),
        lambda: RULES.decide({}, area="x"),
        lambda: RULES.decide({}, readings={"x": "y"}),
        lambda: kh.catalog.province("x"),
        lambda: kh.codec.from_data({"type": "x"}, kh.Partner),
        lambda: kh.catalog.parse_rules(b'extends = "x"'),
    ],
)
def test_a_wrong_field_is_no_unknown_id(give: Any) -> None:
    with pytest.raises(kh.KhuyenHocError) as caught:
        give()
    assert not isinstance(caught.value, kh.UnknownIdError)
    assert all(not isinstance(one, kh.UnknownIdError) for one in getattr(caught.value, "errors", ()))
