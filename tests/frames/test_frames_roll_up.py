"""Roll-up over tables: the sums of single values, and the same refusals, said in a column."""

import datetime as dt
import random
from typing import Any

import pytest
from count_tables import BLANK, COUNTING, counts, observation

import khuyenhoc as kh
from engines import required, to_arrow
from khuyenhoc import frames


def summed(rows: list[dict[str, Any]], by: Any, engine: str = "polars", **options: Any) -> list[dict[str, Any]]:
    return to_arrow(frames.roll_up(counts(rows, engine), by, **options)).to_pylist()


@pytest.mark.parametrize("engine", COUNTING)
def test_every_engine_adds_up_as_single_values_do(engine: str) -> None:
    """300 communes into 7 provinces, two attributes and two years, with unknown counts here and there."""
    required(engine)
    chance = random.Random(34)
    wholes = {f"Xã {number}": f"Tỉnh {number % 7}" for number in range(300)}
    rows = []
    for place in wholes:
        for attribute, year in (("family", 2023), ("family", 2024), ("clan", 2024)):
            total = chance.randint(900_000_000, 10**9)
            row = BLANK | {"place": place, "attribute": attribute, "on": dt.date(year, 12, 31), "total": total}
            row["recognised"] = None if chance.random() < 0.004 else chance.randint(0, total)
            row["registered"] = None if chance.random() < 0.02 else chance.randint(0, total)
            rows.append(row)
    answer = summed(rows, wholes, engine)
    assert len(answer) == 7 * 3
    unknown = 0
    for got in answer:
        on = got["on"].date() if isinstance(got["on"], dt.datetime) else got["on"]
        parts = [
            observation(row)
            for row in rows
            if (wholes[row["place"]], row["on"], row["attribute"]) == (got["place"], on, got["attribute"])
        ]
        want = kh.roll_up(parts, into=kh.Place(got["place"]))
        assert (got["registered"], got["recognised"], got["total"]) == (
            want.observation.registered,
            want.observation.recognised,
            want.observation.total,
        )
        assert (got["parts"], got["problem"], got["population"]) == (len(parts), None, got["population"])
        unknown += got["registered"] is None
    assert 0 < unknown < len(answer)


def test_a_column_of_wholes_and_days_that_differ() -> None:
    """Each day is a sum of its own, unless days may differ; then the sum is as of the latest."""
    rows = [BLANK | {"place": "A", "total": 10}, BLANK | {"place": "B", "total": 7, "on": dt.date(2024, 6, 30)}]
    native = counts(rows).with_columns(whole=counts(rows)["attribute"])
    answer = frames.roll_up(native, "whole")
    assert sorted(answer["total"]) == [7, 10]
    (row,) = frames.roll_up(native, "whole", each_day=False).to_dicts()
    want = kh.roll_up([observation(row) for row in rows], into=kh.Place("family"))
    assert (row["on"], row["total"], row["of_parts"]) == (want.observation.on, 17, None)
    assert row["first_on"] == dt.date(2024, 6, 30)


def test_unlike_populations_are_never_added() -> None:
    """Citizens and workers are two sums, a blank a third."""
    rows = [
        BLANK | {"place": place, "attribute": "citizen", "population": population, "total": 1}
        for place, population in (("A", "citizens"), ("B", "workers"), ("D", None))
    ]
    answer = summed(rows, dict.fromkeys("ABD", "C"))
    assert sorted((row["population"] or "", row["total"]) for row in answer) == [
        ("", 1),
        ("citizens", 1),
        ("workers", 1),
    ]


@pytest.mark.parametrize(
    ("rows", "problem"),
    [
        ([{"place": "A"}, {"place": "A"}], "wrong_row"),
        ([{"place": "A"}, {"place": "A", "on": dt.date(2024, 6, 30)}], "place_twice"),
        ([{"place": "A", "recognised": -1}], "wrong_row"),
    ],
)
def test_what_is_refused_is_said(rows: list[dict[str, Any]], problem: str) -> None:
    """What single values refuse has no sum, and the reason beside it."""
    full = [BLANK | {"total": 10} | row for row in rows]
    (answer,) = summed(full, {"A": "C"}, each_day=False)
    assert (answer["problem"], answer["total"]) == (problem, None)
    with pytest.raises(kh.InvalidValueError):
        kh.roll_up([observation(row) for row in full], into=kh.Place("C"))


def test_the_whole_beside_its_parts_is_refused_unless_a_mapping_says_that_it_is_one() -> None:
    """A column cannot tell the province from the part of its name; a mapping names the parts."""
    rows = [BLANK | {"place": place, "total": 10} for place in ("A", "C")]
    whole = counts(rows).select(whole=counts(rows)["place"].replace({"A": "C"}))["whole"]
    (refused,) = frames.roll_up(counts(rows).with_columns(whole=whole), "whole").to_dicts()
    (said,) = summed(rows, {"A": "C", "C": "C"})
    assert (refused["problem"], said["problem"], said["total"]) == ("whole_among_parts", None, 20)
    with pytest.raises(kh.InvalidValueError):
        kh.roll_up([observation(row) for row in rows], into=kh.Place("C"))
    with pytest.raises(kh.InvalidValueError, match="beside its own parts"):
        frames.roll_up(counts(rows), {kh.Place("A"): kh.Place("C"), kh.Place("C"): kh.Place("C")})
    (alone,) = summed(rows[1:], {kh.Place("C"): kh.Place("C")})
    assert alone["total"] == 10


def test_places_that_the_mapping_does_not_have_are_counted() -> None:
    answer = {row["place"]: row for row in summed([BLANK | {"place": "A"}, BLANK | {"place": "X"}], {"A": "C"})}
    assert (answer[None]["problem"], answer[None]["parts"]) == ("no_whole", 1)
    assert answer["C"]["problem"] is None


def test_boundaries_are_minded_where_places_are_given() -> None:
    """Counts of Bình Thuận in 2023 do not add up to the Lâm Đồng of today; as a name without days they may."""
    old = kh.catalog.province("Bình Thuận", on=dt.date(2023, 12, 31))
    new = kh.catalog.successor(old)
    rows = [BLANK | {"place": "Bình Thuận", "total": 324_847, "on": dt.date(2023, 12, 31)}]
    (refused,) = summed(rows, {old: new})
    (allowed,) = summed(rows, {old: new.name})
    assert (refused["problem"], refused["total"]) == ("boundaries", None)
    assert (allowed["place"], allowed["problem"], allowed["total"]) == ("Lâm Đồng", None, 324_847)
    with pytest.raises(kh.IncomparableError):
        kh.roll_up([kh.Observation(place=old, on=rows[0]["on"], attribute=kh.Attribute("family"))], into=new)


def test_wrong_arguments_are_refused() -> None:
    native = counts([BLANK | {"place": "A"}])
    for by, error in (({}, kh.InvalidValueError), ("whole", kh.InvalidValueError), (1, kh.WrongTypeError)):
        with pytest.raises(error):
            frames.roll_up(native, by)  # type: ignore[arg-type]
