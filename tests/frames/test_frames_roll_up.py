"""Roll-up over tables: the sums of single values, and the same refusals, said in a column."""

import datetime as dt
import random
import unicodedata
from typing import Any

import polars as pl
import pytest
from count_tables import BLANK, COUNTING, counts, observation

import khuyenhoc as kh
from khuyenhoc import frames
from khuyenhoc.testing.engine_tables import required, to_arrow


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


NEW, OLD = dt.date(2025, 12, 31), dt.date(2024, 12, 31)
ONE = [
    ("xã Hoà Sơn, Lào Cai", "xã Hòa Sơn, Lào Cai", OLD),
    ("xã Hòa Sơn, Lào Cai", "XÃ HOÀ SƠN,  tỉnh LÀO CAI", OLD),
    ("xã Hòa Sơn, Lào Cai", unicodedata.normalize("NFD", "xã Hoà Sơn, Lào Cai"), OLD),
    ("xã Hòa Sơn, Lào Cai", "X. Hòa Sơn, Lào Cai", NEW),
    ("xã Hòa Sơn, Lào Cai", "Hoà Sơn, tỉnh Lào Cai", NEW),
    ("phường Hòa Sơn, TP. Huế", "Hòa Sơn, Huế", NEW),
    ("Quận 1, TP.HCM", "Q.1, TP.HCM", OLD),
    ("TX. Kinh Môn, Hải Dương", "thị xã Kinh Môn, tỉnh Hải Dương", OLD),
]
TWO = [
    ("huyện Kỳ Anh, Hà Tĩnh", "thị xã Kỳ Anh, Hà Tĩnh", OLD),
    ("thị trấn Hòa Sơn, Lào Cai", "xã Hòa Sơn, Lào Cai", OLD),
    ("Hòa Sơn, Lào Cai", "xã Hòa Sơn, Lào Cai", OLD),
    ("xã Hòa Sơn, Lào Cai", "xã Hòa Sơn, Đà Nẵng", NEW),
    ("thôn Hòa Sơn, xã A, Lào Cai", "Hòa Sơn, xã A, Lào Cai", NEW),
    ("thành phố Cao Bằng", "tỉnh Cao Bằng", OLD),
    ("U. Minh, Cà Mau", "Minh, Cà Mau", OLD),
]


@pytest.mark.parametrize(("first", "second", "on"), ONE)
def test_one_place_in_two_spellings_is_not_added_twice(first: str, second: str, on: dt.date) -> None:
    rows = [BLANK | {"place": place, "on": on, "total": 10} for place in (first, second, "C")]
    native = counts(rows).with_columns(whole=counts(rows)["attribute"])
    (row,) = frames.roll_up(native, "whole").to_dicts()
    assert (row["problem"], row["total"]) == ("wrong_row", None)


@pytest.mark.parametrize(("first", "second", "on"), TWO)
def test_two_places_are_added(first: str, second: str, on: dt.date) -> None:
    rows = [BLANK | {"place": place, "on": on, "total": 10} for place in (first, second)]
    native = counts(rows).with_columns(whole=counts(rows)["attribute"])
    (row,) = frames.roll_up(native, "whole").to_dicts()
    assert (row["problem"], row["total"], row["parts"]) == (None, 20, 2)


@pytest.mark.parametrize("engine", [*COUNTING, "polars categorical"])
def test_a_mapping_finds_its_places_in_any_spelling(engine: str) -> None:
    """Of 200 pairs, each written in another way than in the mapping, and one that it does not have."""
    required(engine)
    by = {f"xã Hòa {number}, Lào Cai": "tỉnh Lào Cai" if number % 2 else "Lào Cai" for number in range(200)}
    places = [name.upper().replace("HÒA", "HOÀ") for name in by]
    rows = [BLANK | {"place": place, "on": OLD, "total": 10} for place in [*places, "xã Hóa 1, Lào Cai"]]
    table = counts(rows, engine.removesuffix(" categorical"))
    if engine.endswith("categorical"):
        table = table.with_columns(pl.col("place").cast(pl.Categorical))
    whole, other = sorted(to_arrow(frames.roll_up(table, by)).to_pylist(), key=lambda row: row["place"] is None)
    assert (whole["place"], whole["total"], whole["parts"], whole["of_parts"]) == ("Lào Cai", 2000, 200, 200)
    assert (other["problem"], other["parts"]) == ("no_whole", 1)


def test_a_column_of_wholes_is_read_as_places_too() -> None:
    rows = [BLANK | {"place": place, "total": 10} for place in ("A", "B")]
    native = counts(rows).with_columns(whole=pl.Series(["tỉnh Hoà Bình", "Hòa Bình"]))
    (row,) = frames.roll_up(native, "whole").to_dicts()
    assert (row["place"], row["total"], row["parts"]) == ("Hòa Bình", 20, 2)


@pytest.mark.parametrize("second", ["Hoà Bình", "tỉnh Hòa Bình", "HÒA BÌNH"])
def test_a_mapping_with_one_part_in_two_spellings_is_refused(second: str) -> None:
    with pytest.raises(kh.InvalidValueError, match="a part stands twice"):
        frames.roll_up(counts([BLANK]), {"Hòa Bình": "A", second: "B"})
