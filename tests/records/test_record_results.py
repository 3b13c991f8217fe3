"""What is answered about records keeps the law of values, as the records do themselves."""

import datetime as dt

import attrs
import hypothesis.strategies as st
import pytest
from hypothesis import HealthCheck, given, settings

import khuyenhoc as kh
import khuyenhoc.testing.values as own
from answers import about_records
from khuyenhoc import catalog, funds, merging, portfolio, records
from khuyenhoc.testing.records import agreements
from result_laws import check_result, examples


def kinds() -> set[type]:
    """The classes of the wings, and those of their names that stand on the face."""
    rooms = (funds, merging, portfolio, records)
    names = ("Agreement", "Commitment", "Document", "FundStatement", "Portfolio", "Programme", "Review")
    found = [getattr(room, name) for room in rooms for name in room.__all__] + [getattr(kh, name) for name in names]
    return {item for item in found if isinstance(item, type) and attrs.has(item)}


def test_every_answer_keeps_the_law_of_values() -> None:
    """Every kind of answer of the wings: immutable all the way down, hashable, picklable, copyable, short to show."""
    some = examples(about_records())
    assert kinds() <= set(some)
    for kind in kinds():
        for part in some[kind]:
            check_result(part)


SOME = settings(max_examples=8, suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large])


@SOME
@given(st.lists(agreements(), max_size=3, unique_by=lambda item: item.id), own.recent_days())
def test_answers_about_any_agreements_keep_the_law(members: list[kh.Agreement], on: dt.date) -> None:
    held = kh.Portfolio(tuple(members))
    answers = [held, held.timeline(), held.coverage(on=on, by="place"), *held.due(on=on, within="1y")[:1]]
    answers += [held.cascade(record, on=on) for record in members[:1]]
    answers += [merging.group_events(members), *(merging.same_event(members[0], item) for item in members)]
    answers += [kh.align(item, catalog.programme("qd-387-2022"), on=on) for item in members[:1]]
    for answer in answers:
        check_result(answer)


def test_a_stated_value_is_one_that_an_agreement_can_hold() -> None:
    """Nothing mutable gets into a merged field: only what a field of an agreement, or a member of it, may be."""
    for wrong in (["a"], {"a": 1}, {1}, 0.5, object()):
        with pytest.raises(kh.WrongTypeError, match=r"StatedValue\.value"):
            merging.StatedValue(value=wrong, field="id", records=("a",))  # type: ignore[arg-type]
