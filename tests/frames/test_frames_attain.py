"""Attainment over tables: place by place and target by target what single values say, on every engine."""

import datetime as dt
import random
from collections.abc import Iterable
from typing import Any

import pytest
from count_tables import BLANK, COUNTING, DAY, OWN, counts, observation
from hypothesis import given, settings, strategies as st

import khuyenhoc as kh
from khuyenhoc import frames
from khuyenhoc.testing.engine_tables import engines, required, to_arrow

CITED = kh.Citation(document="our-plan")


def target(kind: type[kh.Target], attribute: str, population: str | None, year: int, **more: Any) -> kh.Target:
    return kind(
        attribute=kh.Attribute(attribute),
        population=kh.Population(population) if population else None,
        due=more.pop("due", dt.date(year, 12, 31)),
        citation=CITED,
        **more,
    )


PROGRAMME = kh.Programme(
    id="p-1",
    instrument="p-1",
    title=kh.Label("Kế hoạch", "Plan"),
    level=kh.Level.PROVINCE,
    period=kh.Period(dt.date(2021, 1, 1), dt.date(2030, 12, 31)),
    targets=(
        target(kh.Reach, "family", "families", 2025, rate=kh.Rate("70%")),
        target(kh.Reach, "family", "families", 2030, rate=kh.Rate("1/3")),
        target(kh.Reach, "family", "families", 2030, rate=kh.Rate("66,6%"), base=kh.Base.REGISTERED),
        target(kh.Reach, "citizen", "adults", 2028, rate=kh.Rate("100%"), due=dt.date(2028, 2, 29)),
        target(kh.Maintain, "family", "families", 2030, rate=kh.Rate("50%"), strict=True),
        target(kh.Maintain, "citizen", "citizens", 2024, rate=kh.Rate("1/2"), area=kh.Area.DIFFICULT),
        target(kh.Grow, "citizen", "citizens", 2030, yearly=kh.RateRange.parse("3 - 3,5%")),
        target(kh.Grow, "citizen", "citizens", 2023, yearly=kh.RateRange.parse("2%")),
        target(kh.Deliver, "citizen", None, 2025, count=5),
        target(kh.Deliver, "citizen", None, 2023),
        target(kh.Deliver, "citizen", "adults", 2030, count=4, unit=kh.Label("người", "people")),
        target(kh.Deliver, "family", "families", 2030),
    ),
)
DAYS = st.sampled_from([dt.date(year, 12, 31) for year in range(2019, 2027)]) | st.dates(
    dt.date(2019, 1, 1), dt.date(2031, 12, 31)
)
LEAP = st.just(dt.date(2020, 2, 29)) | st.just(dt.date(2024, 2, 29)) | st.just(dt.date(2023, 2, 28))


@st.composite
def rows_of(draw: st.DrawFn, place: str) -> list[dict[str, Any]]:
    """A few observations of a place, no two alike; counts small enough to meet thresholds exactly, or large."""
    found: dict[Any, dict[str, Any]] = {}
    most = draw(st.sampled_from([12, 1000, 10**9]))
    for _ in range(draw(st.integers(1, 5))):
        attribute, population = draw(
            st.sampled_from([("family", "families"), ("family", None), ("citizen", "citizens"), ("citizen", "adults")])
            | st.sampled_from([("citizen", None), ("clan", None), ("family", "families"), ("citizen", "citizens")])
        )
        total = draw(st.none() | st.integers(0, most) | st.just(most))
        within = st.integers(0, most if total is None else total)
        row = {
            "place": place,
            "on": draw(DAYS | LEAP),
            "attribute": attribute,
            "population": population,
            "registered": draw(st.none() | within),
            "recognised": draw(st.none() | within | within),
            "total": total,
            "printed": draw(st.none() | st.none() | st.sampled_from(["40%", "70,5%"])),
            "printed_base": draw(st.none() | st.sampled_from(["total", "registered"])),
        }
        found.setdefault((row["on"], attribute, population or OWN.get(attribute)), row)
    return list(found.values())


@st.composite
def tables(draw: st.DrawFn) -> list[dict[str, Any]]:
    return [row for number in range(draw(st.integers(1, 4))) for row in draw(rows_of(f"Xã {number}"))]


def check(rows: list[dict[str, Any]], answer: Iterable[dict[str, Any]], on: dt.date, *, allow_older: bool) -> int:
    """Every row of the answer against the report of single values; how many the table left undecided."""
    report = PROGRAMME.attainment([observation(row) for row in rows], on=on, allow_older=allow_older)
    count = len(PROGRAMME.targets)
    expected = {(str(row.place), number % count): row for number, row in enumerate(report.rows)}
    seen = {(row["place"], row["target"]): row for row in answer}
    assert seen.keys() == expected.keys()
    undecided = 0
    for key, want in expected.items():
        got = seen[key]
        assert (got["attribute"], got["due"]) == (want.target.attribute.code, want.target.due.isoformat())
        if got["undecided"]:
            assert got["status"] is None
            assert got["undecided"] == "printed"
            assert want.observed is not None
            assert want.observed.printed is not None
            undecided += 1
            continue
        assert got["status"] == want.status.value, (key, got, want)
        if isinstance(want.target, kh.Grow):
            assert got["short_by"] is None
        else:
            assert got["short_by"] == want.short_by or (want.observed and want.observed.printed)
        if got["part"] is not None:
            assert want.observed is not None
            assert (day(got["observed_on"]), got["part"], got["whole"]) == (
                want.observed.on,
                want.observed.part,
                want.observed.whole,
            )
        assert (got["baseline_on"] is not None) == (got["baseline_part"] is not None)
    return undecided


def day(value: Any) -> dt.date:
    return value.date() if isinstance(value, dt.datetime) else value


@settings(max_examples=40)
@given(tables(), DAYS, st.booleans())
def test_a_table_says_what_single_values_say(rows: list[dict[str, Any]], on: dt.date, older: bool) -> None:
    """Status, what is short and the figures used, for every place and target, to the last one."""
    answer = frames.attain(counts(rows), PROGRAMME, on=on, allow_older=older)
    check(rows, answer.to_dicts(), on, allow_older=older)


def many(places: int) -> list[dict[str, Any]]:
    """A larger table from a fixed seed: shares on the path to a target exactly, a little below and a little above."""
    chance = random.Random(20_251_125)
    rows = []
    for number in range(places):
        total = chance.choice([3, 10, 3652, 365_000, 999_999_999])
        first, second = dt.date(2020 + number % 3, 12, 31), dt.date(2023 + number % 2, chance.choice([6, 12]), 30)
        low = total * chance.randint(0, 30) // 100
        years = (second - first).days / 365.25
        for on, part in ((first, low), (second, low + int((total / 3 - low) * years / 10) + chance.randint(-1, 1))):
            row = BLANK | {"place": f"Xã {number}", "on": on, "total": total}
            row |= {"recognised": max(0, min(total, part)), "registered": chance.choice([None, total, total // 2])}
            if row["registered"] is not None and row["registered"] > total:
                row["registered"] = total
            rows.append(row)
            rows.append(row | {"attribute": "citizen", "population": "citizens"})
    return rows


@pytest.mark.parametrize("engine", COUNTING)
def test_every_engine_says_the_same(engine: str) -> None:
    """400 places on every engine; what goes in comes out as the same kind of table."""
    required(engine)
    rows = many(400)
    native = counts(rows, engine)
    days = (DAY, dt.date(2026, 1, 1))
    for on in days[:1] if engine == "pyspark" else days:  # Spark plans for half a minute
        answer = frames.attain(native, PROGRAMME, on=on)
        assert type(answer) is type(native)
        assert check(rows, to_arrow(answer).to_pylist(), on, allow_older=False) == 0


def test_all_engines_of_the_library_are_tried() -> None:
    """Dask alone is refused: a place may lie in several of its partitions."""
    assert {*engines()} - {"dask"} <= {*COUNTING}


def test_dask_is_refused() -> None:
    required("dask")
    with pytest.raises(kh.WrongTypeError, match=r"compute\(\)"):
        frames.attain(counts(many(2), "dask"), PROGRAMME, on=DAY)


GOOD = BLANK | {"recognised": 5, "total": 10}
WRONG: dict[str, dict[str, Any]] = {
    "below zero": {"recognised": -1},
    "more than there are": {"recognised": 11},
    "more registered than there are": {"registered": 11},
    "beyond the bound": {"total": 10**9 + 1},
    "no day": {"on": None},
    "no attribute": {"attribute": None},
    "another base": {"printed_base": "all"},
}


@pytest.mark.parametrize("engine", ["polars", "pandas", "duckdb"])
@pytest.mark.parametrize("wrong", WRONG)
def test_a_wrong_row_makes_its_place_invalid(wrong: str, engine: str) -> None:
    """What no observation can be is said for its place, and no other place suffers."""
    rows = [GOOD | {"place": "A"}, GOOD | {"place": "B"} | WRONG[wrong]]
    if engine == "duckdb" or wrong != "no day":
        answer = to_arrow(frames.attain(counts(rows, engine), PROGRAMME, on=dt.date(2025, 1, 1))).to_pylist()
        assert {row["status"] for row in answer if row["place"] == "B"} == {"invalid"}
        assert "invalid" not in {row["status"] for row in answer if row["place"] == "A"}


def test_two_rows_of_one_day_and_a_row_without_a_place_are_invalid() -> None:
    """A blank population of families is families, so that both rows are of one subject."""
    rows = [GOOD | {"place": "A"}, GOOD | {"place": "A", "population": "families"}, GOOD]
    answer = frames.attain(counts(rows), PROGRAMME, on=dt.date(2025, 1, 1)).to_dicts()
    assert {(row["place"], row["status"]) for row in answer} == {("A", "invalid"), (None, "invalid")}


def test_a_missing_column_and_a_column_of_text_are_refused() -> None:
    table = counts(many(1))
    with pytest.raises(kh.DocumentError, check=lambda error: "frame.on: a missing column" in str(error)):
        frames.attain(table.drop("on"), PROGRAMME, on=DAY)
    with pytest.raises(kh.WrongTypeError, match=r"frame\.total"):
        frames.attain(table.cast({"total": str}), PROGRAMME, on=DAY)
    with pytest.raises(kh.WrongTypeError, match="not a table"):
        frames.attain([1], PROGRAMME, on=DAY)


def test_a_baseline_too_long_ago_is_left_to_single_values() -> None:
    """Beyond the stated bounds the table says so, and never something else."""
    plan = kh.Programme(
        id="p-2",
        instrument="p-2",
        title=kh.Label("Kế hoạch", "Plan"),
        level=kh.Level.PROVINCE,
        targets=(target(kh.Reach, "family", "families", 2199, rate=kh.Rate("333/1000")),),
    )
    rows = [
        BLANK | {"place": "A", "on": dt.date(year, 1, 1)} | figures
        for year, figures in ((1950, {"recognised": 0, "total": 10}), (2000, {"recognised": 1, "total": 10}))
    ]
    (answer,) = frames.attain(counts(rows), plan, on=DAY).to_dicts()
    assert (answer["status"], answer["undecided"], answer["short_by"]) == (None, "span", 3)


def test_a_programme_without_targets_has_no_rows() -> None:
    plan = kh.Programme(id="p-3", instrument="p-3", title=kh.Label("Kế hoạch", "Plan"), level=kh.Level.COMMUNE)
    assert frames.attain(counts(many(1)), plan, on=DAY).height == 0


def test_a_place_is_one_however_it_is_written() -> None:
    """A series of two years in two spellings is one place, and two rows of one day are a fault of it."""
    programme = kh.catalog.programme("qd-387-2022")
    names = ["xã Hoà Sơn, Lào Cai", "X. Hòa Sơn, tỉnh Lào Cai"]
    days = [dt.date(2024, 12, 31), dt.date(2025, 12, 31)]
    rows = [
        BLANK | {"place": name, "on": on, "recognised": 7, "total": 10} for name, on in zip(names, days, strict=True)
    ]
    answer = frames.attain(counts(rows), programme, on=dt.date(2025, 12, 31)).to_dicts()
    assert {row["place"] for row in answer} == {names[0]}
    assert {row["baseline_on"] for row in answer if row["baseline_on"]} == {days[0]}
    both = [row | {"on": days[1]} for row in rows]
    answer = frames.attain(counts(both), programme, on=dt.date(2025, 12, 31)).to_dicts()
    assert {row["status"] for row in answer} == {"invalid"}


def test_a_duckdb_without_windows_is_told_apart(monkeypatch: pytest.MonkeyPatch) -> None:
    """Before 1.3 the windows of narwhals end in a NotImplementedError of its own; here every DuckDB is too old."""
    duckdb = pytest.importorskip("duckdb")
    monkeypatch.setattr("khuyenhoc.frames.engine._DUCKDB_WITH_WINDOWS", (10**6, 0))
    table = duckdb.sql("SELECT 'A' AS place, DATE '2023-12-31' AS \"on\", 'family' AS attribute, 9 AS total")
    with pytest.raises(kh.MissingExtraError, match=r"counts in DuckDB need DuckDB 1\.3 or later"):
        frames.attain(table, kh.catalog.programme("qd-387-2022"), on=DAY)
