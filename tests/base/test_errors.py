"""Errors: what they show, and the errors of a document as a group."""

import copy
import pickle
import traceback
from typing import Any

import pytest

import khuyenhoc as kh


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
