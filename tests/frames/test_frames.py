"""Tables: columns, types, what is refused, and what comes back."""

import subprocess
import sys
import warnings
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pandas as pd
import polars as pl
import pyarrow as pa
import pytest

import khuyenhoc as kh
from khuyenhoc import catalog, frames
from khuyenhoc.testing.engine_tables import engines, to_arrow, to_engine
from own_rules import PROPORTIONAL

COMMUNE = catalog.ruleset("tt-25-2023/commune")
CITIZEN = catalog.ruleset("cdht-324-2023")
UNIT_SET = catalog.ruleset("tt-24-2023/district")
RESULTS = ["verdict", "grade", "best", "worst", "total"]
# 15 indicators: 11 facts that are done, 4 standards at their second step or the one there is, three shares
MET: dict[str, Any] = {fact.key: True for fact in COMMUNE.facts if fact.kind is kh.recognition.FactKind.YES_NO} | {
    "universal_preschool": "met",
    "universal_primary": "2",
    "universal_lower_secondary": "2",
    "literacy": "1",
    "citizens": 1000,
    "learning_citizens": 600,
    "trained_citizens": 500,
    "university_citizens": 120,
}


def commune(**columns: list[Any]) -> pl.DataFrame:
    """A table of communes that meet everything of level 1, but for some columns."""
    rows = max((len(values) for values in columns.values()), default=1)
    return pl.DataFrame({key: columns.get(key, [value] * rows) for key, value in MET.items()})


def points(*values: Any, kind: Any = None) -> pl.DataFrame:
    return pl.DataFrame({fact.key: pl.Series(list(values), dtype=kind, strict=False) for fact in CITIZEN.facts})


@pytest.fixture(autouse=True)
def _no_futures() -> Iterator[None]:
    """Engines may warn of their own future; only our warnings are of interest here."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore", FutureWarning)
        yield


def test_thresholds_are_met_exactly() -> None:
    """60% of 1000 are 600 people: 600 are enough, 599 are not, and nobody knows of a blank."""
    table = commune(learning_citizens=[600, 599, None, 800])
    done = frames.decide(table, COMMUNE, indicators=True)
    assert done["verdict"].to_list() == ["recognised", "not_recognised", "undetermined", "recognised"]
    assert done["grade"].to_list() == ["1", None, None, "1"]
    assert done["best"].to_list() == ["1", None, "1", "1"]
    assert done["worst"].to_list() == ["1", None, None, "1"]
    assert done["indicator_5_1_grade_1"].to_list() == [frames.MET, frames.NOT_MET, frames.UNKNOWN, frames.MET]
    assert done["indicator_5_1_grade_1_short_by"].to_list() == [0, 1, None, -200]
    assert done["indicator_5_1_grade_2_short_by"].to_list() == [200, 201, None, 0]


def test_a_share_of_nobody_is_open_and_a_large_one_exact() -> None:
    """Nobody at all is an open question; a million million people are counted to the last one."""
    large = 10**12
    table = commune(
        citizens=[0, large, large, large + 1],
        learning_citizens=[0, large * 6 // 10, large * 6 // 10 - 1, 0],
        trained_citizens=[0, large // 2, large, 0],
        university_citizens=[0, large // 4, large // 4, 0],
    )
    done = frames.decide(table, COMMUNE)
    assert done["verdict"].to_list() == ["undetermined", "recognised", "not_recognised", "invalid"]


def test_totals_are_whole_hundredths() -> None:
    """Ten times 8.25 points are 82.5 points; a total with a blank is not known."""
    done = frames.decide(points(8.25, None, 7.99, 10.0), CITIZEN)
    assert done["total"].to_list() == [8250, None, 7990, 10000]
    assert done["total"].dtype == pl.Int32
    assert done["verdict"].to_list() == ["recognised", "undetermined", "not_recognised", "recognised"]
    assert frames.POINT == 100


@pytest.mark.parametrize("kind", [pl.Int8, pl.Int16, pl.UInt8, pl.Int64, pl.UInt64, pl.Float32, pl.Float64])
def test_points_in_columns_of_any_number(kind: Any) -> None:
    done = frames.decide(points(8, 11, None, 0, kind=kind), CITIZEN)
    assert done["verdict"].to_list() == ["recognised", "invalid", "undetermined", "not_recognised"]
    assert done["total"].to_list() == [8000, None, None, 0]


def test_decimals_count_as_what_they_say() -> None:
    """Decimals and floats give the same; more than two places are refused, not rounded."""
    exact = pl.DataFrame(
        {fact.key: pl.Series([Decimal("8.10"), Decimal("7.95")], dtype=pl.Decimal(9, 2)) for fact in CITIZEN.facts}
    )
    assert frames.decide(exact, CITIZEN)["total"].to_list() == [8100, 7950]
    assert frames.decide(points(8.1, 7.95, 8.001, float("nan")), CITIZEN)["total"].to_list() == [8100, 7950, None, None]
    assert frames.decide(points(8.001), CITIZEN)["verdict"].to_list() == ["invalid"]


@pytest.mark.parametrize("kind", [pl.Int32, pl.UInt32, pl.Int64, pl.UInt64, pl.Float64, pl.Decimal(18, 0)])
def test_counts_in_columns_of_any_number(kind: Any) -> None:
    table = commune(citizens=[1000, 1001, None]).with_columns(pl.col("citizens").cast(kind))
    assert frames.decide(table, COMMUNE)["verdict"].to_list() == ["recognised", "not_recognised", "undetermined"]


def test_half_a_person_is_refused() -> None:
    table = commune(learning_citizens=[600.0, 600.5])
    assert frames.decide(table, COMMUNE)["verdict"].to_list() == ["recognised", "invalid"]
    (fault,) = frames.faults(table, COMMUNE)
    assert (fault.row, fault.column, fault.seen, fault.expected) == (2, "learning_citizens", "600.5", "a whole number")


def test_ranks_in_columns_of_texts_numbers_and_enums() -> None:
    steps = ["none", "1", "2", "3"]
    table = commune(universal_primary=["1", "2", "4", None])
    wanted = ["not_recognised", "recognised", "invalid", "undetermined"]
    assert frames.decide(table, COMMUNE)["verdict"].to_list() == wanted
    for column in (
        pl.col("universal_primary").cast(pl.Categorical),
        pl.col("universal_primary").cast(pl.Enum([*steps, "4"])),
        pl.col("universal_primary").cast(pl.Int64),
        pl.col("universal_primary").cast(pl.Float64),
    ):
        assert frames.decide(table.with_columns(column), COMMUNE)["verdict"].to_list() == wanted
    yes = commune(universal_preschool=[True, False])
    assert frames.decide(yes, COMMUNE)["verdict"].to_list() == ["recognised", "not_recognised"]


def test_columns_may_have_names_of_their_own() -> None:
    table = commune().rename({"citizens": "Dân số", "literacy": "xmc"})
    done = frames.decide(table, COMMUNE, {"citizens": "Dân số", "literacy": "xmc"})
    assert done["verdict"].to_list() == ["recognised"]
    assert done.columns == [*table.columns, *RESULTS]


def test_unknown_keys_and_absent_columns_are_said_together() -> None:
    with pytest.raises(kh.DocumentError) as caught:
        frames.decide(commune(), COMMUNE, {"citizen": "citizens", "citizens": "citzens", "literacy": 3})  # type: ignore[dict-item]
    said = [str(error) for error in caught.value.errors]
    assert said[0].startswith("columns: no such fact; seen 'citizen'; did you mean 'citizens'?")
    assert said[1] == "columns.citizens: no such column; seen 'citzens'; did you mean 'citizens'?"
    assert said[2].startswith("columns.literacy: not the name of a column")
    with pytest.raises(kh.WrongTypeError, match="not a mapping"):
        frames.decide(commune(), COMMUNE, ["citizens"])  # type: ignore[arg-type]


def test_missing_columns_are_unknown_and_said_once() -> None:
    table = commune(citizens=[1000] * 3, learning_citizens=[600, 599, 700]).drop("literacy", "yearly_plan")
    with pytest.warns(frames.MissingColumnsWarning, match="no column for yearly_plan, literacy") as said:
        done = frames.decide(table, COMMUNE)
    assert len(said) == 1
    assert said[0].filename == __file__
    assert issubclass(frames.MissingColumnsWarning, UserWarning)
    assert done["verdict"].to_list() == ["undetermined", "not_recognised", "undetermined"]


def test_a_table_without_any_fact() -> None:
    for engine in engines():
        if engine == "pyspark":
            continue
        with pytest.warns(frames.MissingColumnsWarning):
            done = frames.decide(to_engine(pa.table({"a": [1, 2]}), engine), COMMUNE)
        assert to_arrow(done)["verdict"].to_pylist() == ["undetermined"] * 2


def test_nothing_is_overwritten() -> None:
    with pytest.raises(kh.InvalidValueError, match="already holds columns that deciding adds") as caught:
        frames.decide(commune().with_columns(grade=1, verdict=2), COMMUNE)
    assert caught.value.seen == ["grade", "verdict"]
    frames.decide(commune().with_columns(Grade=1), COMMUNE)
    with pytest.raises(kh.InvalidValueError, match="Grade"):
        frames.decide(to_engine(commune().with_columns(Grade=1).to_arrow(), "duckdb"), COMMUNE)
    with pytest.raises(kh.InvalidValueError, match="indicator_5_1_grade_1"):
        frames.decide(commune().with_columns(indicator_5_1_grade_1=1), COMMUNE, indicators=True)


@pytest.mark.parametrize(
    ("column", "expected"),
    [
        (pl.col("citizens").cast(pl.String), "a column of whole numbers"),
        (pl.col("citizens") > 1, "a column of whole numbers"),
        (pl.col("yearly_plan").cast(pl.Int8), "a column of true and false"),
        (pl.col("yearly_plan").cast(pl.String), "a column of true and false"),
        (pl.col("literacy").str.to_date("%d", strict=False), "a column of steps: none, 1, 2"),
    ],
)
def test_a_column_of_a_wrong_type_is_refused_by_its_name(column: Any, expected: str) -> None:
    name = column.meta.output_name()
    with pytest.raises(kh.WrongTypeError, match=expected) as caught:
        frames.decide(commune().with_columns(column), COMMUNE)
    assert caught.value.path == ("frame", name)


def test_a_column_of_nothing_is_unknown() -> None:
    table = commune().with_columns(citizens=None, yearly_plan=None, literacy=None)
    assert frames.decide(table, COMMUNE)["verdict"].to_list() == ["undetermined"]


def test_objects_of_several_types_are_refused() -> None:
    table = pd.DataFrame({"citizens": [1, "two"]}, dtype=object)
    with pytest.raises(kh.WrongTypeError, match="several types"):
        frames.decide(table, COMMUNE)


@pytest.mark.parametrize("given", [None, 3, "table", {"citizens": [1]}, [{"citizens": 1}]])
def test_what_is_no_table_is_refused(given: Any) -> None:
    with pytest.raises(kh.WrongTypeError, match="not a table"):
        frames.decide(given, COMMUNE)


def test_arguments_are_checked() -> None:
    with pytest.raises(kh.WrongTypeError, match="rules"):
        frames.decide(commune(), "tt-25-2023/commune")  # type: ignore[arg-type]
    with pytest.raises(kh.WrongTypeError, match="indicators"):
        frames.decide(commune(), COMMUNE, indicators=1)  # type: ignore[arg-type]
    with pytest.raises(kh.UnknownNameError, match="no such question"):
        frames.decide(commune(), COMMUNE, readings={"no-such": "x"})


def test_areas_by_value_and_by_column() -> None:
    """For a difficult area level 1 asks for 40% and 10% instead of 50% and 12%."""
    table = commune(trained_citizens=[400] * 4, university_citizens=[100] * 4)
    table = table.with_columns(vung=pl.Series(["difficult", "", None, "khó khăn"]))
    assert frames.decide(table, COMMUNE)["verdict"].to_list() == ["not_recognised"] * 4
    assert frames.decide(table, COMMUNE, area="difficult")["verdict"].to_list() == ["recognised"] * 4
    assert frames.decide(table, COMMUNE, area=COMMUNE.areas[0])["verdict"].to_list() == ["recognised"] * 4
    by_column = frames.decide(table, COMMUNE, area="vung")["verdict"].to_list()
    assert by_column == ["recognised", "not_recognised", "not_recognised", "invalid"]
    (fault,) = frames.faults(table, COMMUNE, area="vung")
    assert (fault.row, fault.column, fault.fact, fault.seen) == (4, "vung", "area", "'khó khăn'")
    with pytest.raises(kh.UnknownNameError, match="or the name of a column"):
        frames.decide(table, COMMUNE, area="vùng")
    with pytest.raises(kh.AmbiguousNameError):
        frames.decide(table.with_columns(difficult=pl.lit("")), COMMUNE, area="difficult")
    with pytest.raises(kh.WrongTypeError, match="without ids"):
        frames.decide(table, COMMUNE, area="citizens")


def test_a_set_that_tells_units_apart_needs_them() -> None:
    table = pl.DataFrame({fact.key: [None, None] for fact in UNIT_SET.facts})
    with pytest.raises(kh.InvalidValueError, match="which kind of unit"):
        frames.decide(table, UNIT_SET)
    table = table.with_columns(loai=pl.Series(["armed_forces", None]))
    done = frames.decide(table, UNIT_SET, unit="loai")
    assert done["verdict"].to_list() == ["undetermined", "invalid"]
    assert [fault.fact for fault in frames.faults(table, UNIT_SET, unit="loai")] == ["unit"]


def test_eager_stays_eager_and_lazy_stays_lazy() -> None:
    """What comes in is what comes back, of the same type."""
    table = commune(learning_citizens=[600, 599]).to_arrow()
    for engine in engines():
        if engine != "pyspark":
            native = to_engine(table, engine)
            done = frames.decide(native, COMMUNE)
            assert type(done) is type(native)
            assert to_arrow(done)["verdict"].to_pylist() == ["recognised", "not_recognised"]
            assert to_arrow(done).column_names == [*table.column_names, *RESULTS]


def test_polars_streams_from_file_to_file(tmp_path: Any) -> None:
    """A lazy table needs no row numbers, no join and no Python per row: the streaming engine writes it to a file."""
    commune(learning_citizens=[600, 599] * 500).write_parquet(tmp_path / "in.parquet")
    lazy = frames.decide(pl.scan_parquet(tmp_path / "in.parquet"), COMMUNE, indicators=True)
    lazy.sink_parquet(tmp_path / "out.parquet")
    done = pl.read_parquet(tmp_path / "out.parquet")
    assert done["verdict"].value_counts().sort("count")["count"].to_list() == [500, 500]


def test_empty_tables() -> None:
    table = commune().to_arrow().slice(0, 0)
    for engine in engines():
        if engine not in ("pyspark", "pandas", "dask"):  # there an empty column of texts or booleans has no type
            done = to_arrow(frames.decide(to_engine(table, engine), COMMUNE, indicators=True))
            assert done.num_rows == 0
            assert done.column_names[len(table.column_names) :][:5] == RESULTS


def test_pandas_keeps_its_index_and_its_missing_values() -> None:
    """A column of numbers with a gap is one of floats in pandas; its whole numbers are whole."""
    table = commune(learning_citizens=[600, None, 599]).to_pandas()
    assert table["learning_citizens"].dtype == "float64"
    table.index = pd.Index(["a", "b", "a"])
    done = frames.decide(table, COMMUNE, indicators=True)
    assert done.index.tolist() == ["a", "b", "a"]
    assert done["verdict"].tolist() == ["recognised", "undetermined", "not_recognised"]
    assert done["grade"].isna().tolist() == [False, True, True]
    assert done["indicator_5_1_grade_1"].dtype == "Int8"
    assert done["total"].dtype == "Int32"


def test_texts_of_polars_are_ordered() -> None:
    done = frames.decide(commune(learning_citizens=[600, 599]), COMMUNE)
    assert done["grade"].dtype == pl.Enum(["1", "2"])
    assert done.filter(pl.col("verdict") >= "recognised").height == 1


def test_sets_of_standards_have_a_column_for_each() -> None:
    """Of 100 children 90 in the first class are enough for level 1 of primary education, and 95 for level 2."""
    rules = catalog.ruleset("nd-20-2014/commune")
    table = {fact.key: [None, None] for fact in rules.facts} | {"children_5": [20, 20], "children_5_in_class": [10, 19]}
    done = frames.decide(pl.DataFrame(table), rules)
    assert done["standard_preschool_best"].to_list() == [None, "1"]
    assert done["standard_preschool_worst"].to_list() == [None, None]
    assert done["verdict"].to_list() == ["not_recognised", "undetermined"]
    assert done["grade"].to_list() == [None, None]


def test_faults_name_row_column_value_and_what_is_expected() -> None:
    table = commune(citizens=[1000, 10, -1], literacy=["1", "1", "9"])
    found = list(frames.faults(table, COMMUNE))
    assert [(fault.row, fault.column, fault.seen) for fault in found] == [
        (2, "learning_citizens", "600"),
        (2, "trained_citizens", "500"),
        (3, "literacy", "'9'"),
        (3, "citizens", "-1"),
    ]
    assert found[0].expected == "10 or less (citizens)"
    assert len(list(frames.faults(table, COMMUNE, limit=1))) == 2
    named = commune(citizens=[10]).with_columns(ma=pl.lit("xa-7"))
    assert {fault.row for fault in frames.faults(named, COMMUNE, row="ma")} == {"xa-7"}
    with pytest.raises(kh.UnknownNameError):
        list(frames.faults(table, COMMUNE, row="ma"))
    with pytest.raises(kh.InvalidValueError, match="no order"):
        list(frames.faults(to_engine(table.to_arrow(), "duckdb"), COMMUNE))
    assert list(frames.faults(commune(), COMMUNE)) == []


def test_faults_of_partitions_are_counted_through() -> None:
    table = commune(citizens=[1000, 1000, 1000, 10]).to_arrow()
    assert {fault.row for fault in frames.faults(to_engine(table, "dask"), COMMUNE)} == {4}


def test_faults_of_a_decided_table() -> None:
    """The results of deciding are in nobody's way."""
    table = commune(citizens=[10])
    assert {fault.row for fault in frames.faults(frames.decide(table, COMMUNE), COMMUNE)} == {1}


def test_points_without_a_common_denominator_are_refused() -> None:
    table = pl.DataFrame({"people": [3], "learners": [1]})
    with pytest.raises(kh.InvalidValueError, match="no common denominator"):
        frames.decide(table, catalog.parse_rules(PROPORTIONAL))
    cut = PROPORTIONAL.replace("maximum = 10,", 'maximum = 10, step = "0.5",')
    assert frames.decide(table, catalog.parse_rules(cut))["total"].to_list() == [300]


def test_importing_loads_no_engine() -> None:
    probe = "import sys, khuyenhoc.frames; print(sorted(name.partition('.')[0] for name in sys.modules))"
    loaded = subprocess.run([sys.executable, "-c", probe], capture_output=True, text=True, check=True).stdout
    assert "khuyenhoc" in loaded
    for name in ("narwhals", "polars", "pandas", "numpy", "pyarrow", "duckdb", "pyspark", "dask", "cattrs"):
        assert f"'{name}'" not in loaded


def test_a_missing_narwhals_is_said(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setitem(sys.modules, "narwhals.stable.v2", None)
    with pytest.raises(kh.MissingExtraError, match=r"khuyenhoc\[frames\]"):
        frames.decide(commune(), COMMUNE)


@pytest.mark.parametrize("engine", [engine for engine in engines() if engine not in ("pyspark", "dask")])
def test_numbers_beyond_all_bounds_neither_overflow_nor_stop_a_table(engine: str) -> None:
    """The largest number of 64 bits, times a rate, would overflow: its row is refused and the others are decided."""
    largest = 2**63 - 1
    table = commune(citizens=[largest, 1000, -largest], learning_citizens=[largest, 600, 0]).to_arrow()
    done = to_arrow(frames.decide(to_engine(table, engine), COMMUNE, indicators=True))
    assert done["verdict"].to_pylist() == ["invalid", "recognised", "invalid"]
    assert done["indicator_5_1_grade_1_short_by"].to_pylist() == [None, 0, None]


@pytest.mark.parametrize("engine", [engine for engine in engines() if engine != "pyspark"])
def test_floats_that_are_no_numbers(engine: str) -> None:
    """Infinite and huge floats are refused; what is not a number is refused, too, or missing where pandas says so."""
    table = commune(learning_citizens=[600.0, float("inf"), 1e300, float("nan")]).to_arrow()
    verdicts = to_arrow(frames.decide(to_engine(table, engine), COMMUNE))["verdict"].to_pylist()
    assert verdicts[:3] == ["recognised", "invalid", "invalid"]
    is_pandas = engine.startswith(("pandas", "dask"))
    assert verdicts[3] in (("invalid", "undetermined") if is_pandas else ("invalid",))


def test_columns_of_types_that_nobody_knows_are_refused_by_name() -> None:
    """A type that cannot be read is no blank: only a column without any value is."""
    import duckdb

    table = commune().to_arrow()
    index = table.column_names.index("citizens")
    for values, kind in (([Decimal(1000)], pa.decimal256(40, 0)), ([(1, 2, 3)], pa.month_day_nano_interval())):
        strange = table.set_column(index, "citizens", pa.array(values, kind))
        for given in (lambda: frames.decide(strange, COMMUNE), lambda: list(frames.faults(strange, COMMUNE))):  # noqa: B023
            with pytest.raises(kh.WrongTypeError, match="cannot be read") as caught:
                given()
            assert caught.value.path == ("frame", "citizens")
        blank = table.set_column(index, "citizens", pa.array([None], kind))
        assert frames.decide(blank, COMMUNE)["verdict"].to_pylist() == ["undetermined"]
    relation = duckdb.from_arrow(table)
    with pytest.raises(kh.WrongTypeError, match="cannot be read"):
        frames.decide(relation.select("* replace (uuid() as citizens)"), COMMUNE)
    with pytest.raises(kh.WrongTypeError, match="cannot be read"):
        frames.decide(relation.select("*, uuid() as vung"), COMMUNE, area="vung")
    nothing = frames.decide(relation.select("* replace (null as citizens)"), COMMUNE)
    assert to_arrow(nothing)["verdict"].to_pylist() == ["undetermined"]
    months = commune().to_pandas().assign(citizens=pd.period_range("2024-01", periods=1, freq="M"))
    with pytest.raises(kh.WrongTypeError, match="cannot be read"):
        frames.decide(months, COMMUNE)


def test_two_columns_of_one_name_are_refused_in_duckdb() -> None:
    import duckdb

    relation = duckdb.from_arrow(commune().to_arrow())
    for name in ("citizens", "Citizens"):
        with pytest.raises(kh.InvalidValueError, match="two columns of one name"):
            frames.decide(relation.select(f"*, 5 as {name}"), COMMUNE)


@pytest.mark.parametrize("name", ["*", "^c.*$"])
def test_names_that_are_patterns_are_refused(name: str) -> None:
    with pytest.raises(kh.InvalidValueError, match="patterns") as caught:
        frames.decide(commune().with_columns(pl.lit(1).alias(name)), COMMUNE)
    assert caught.value.seen == [name]


@pytest.mark.parametrize(
    "columns",
    [{"citizens": "x", "learning_citizens": "x"}, {"learning_citizens": "citizens"}],
)
def test_one_column_for_two_facts_is_refused(columns: dict[str, str]) -> None:
    with pytest.raises(kh.InvalidValueError, match="one column for two facts") as caught:
        frames.decide(commune().with_columns(x=1000), COMMUNE, columns)
    assert caught.value.seen == ["citizens", "learning_citizens"]


_EAGER = [engine for engine in engines() if engine not in ("pyspark", "dask")]


@pytest.mark.parametrize("engine", _EAGER)
def test_decimals_are_read_exactly(engine: str) -> None:
    """What is no whole number is none, even if the nearest float of it is one."""
    table = commune(learning_citizens=[1, 2]).to_arrow()
    index = table.column_names.index("learning_citizens")
    column = pa.array([Decimal("600.00000000000000001"), Decimal(600)], pa.decimal128(21, 17))
    done = frames.decide(to_engine(table.set_column(index, "learning_citizens", column), engine), COMMUNE)
    assert to_arrow(done)["verdict"].to_pylist() == ["invalid", "recognised"]
    text = [Decimal("9.99"), Decimal("9.999"), Decimal("9.990000000000000001")]
    for values, kind in ((text[:2], pa.decimal128(4, 3)), ([text[0], text[2]], pa.decimal128(19, 18))):
        exact = pa.table({fact.key: pa.array(values, kind) for fact in CITIZEN.facts})
        assert to_arrow(frames.decide(to_engine(exact, engine), CITIZEN))["total"].to_pylist() == [9990, None]


def test_decimals_that_are_not_exact_are_faults() -> None:
    value = Decimal("600.00000000000000001")
    table = commune().with_columns(learning_citizens=pl.Series([value], dtype=pl.Decimal(21, 17)))
    (fault,) = frames.faults(table, COMMUNE)
    assert (fault.column, fault.seen, fault.expected) == ("learning_citizens", repr(value), "a whole number")


def test_infinities_are_faults() -> None:
    table = commune(learning_citizens=[600.0, float("inf"), float("-inf"), 1e300])
    found = list(frames.faults(table, COMMUNE))
    assert [(fault.row, fault.seen) for fault in found] == [(2, "inf"), (3, "-inf"), (4, "1e+300")]
    assert {fault.message for fault in found} == {"beyond what a table can hold"}
    assert [fault.seen for fault in frames.faults(commune(literacy=[1.0, float("inf")]), COMMUNE)] == ["inf"]


@pytest.mark.parametrize("engine", _EAGER)
def test_unsigned_numbers_beyond_the_signed_ones(engine: str) -> None:
    table = commune(citizens=[1000, 2**64 - 1], literacy=[1, 2**64 - 1])
    table = table.with_columns(pl.col("citizens", "literacy").cast(pl.UInt64))
    native = to_engine(table.to_arrow(), engine)
    assert to_arrow(frames.decide(native, COMMUNE))["verdict"].to_pylist() == ["recognised", "invalid"]
    if engine != "duckdb":
        assert {fault.row for fault in frames.faults(native, COMMUNE)} == {2}


def test_texts_of_arrow_views_are_texts() -> None:
    table = commune(literacy=["1", "9"]).to_arrow().append_column("vung", pa.array(["", "difficult"]))
    views = pa.table({name: _view(table[name]) for name in table.column_names})
    done = frames.decide(views, COMMUNE, area="vung")
    assert done["verdict"].to_pylist() == ["recognised", "invalid"]
    assert done.select(table.column_names).equals(views)
    assert [fault.column for fault in frames.faults(views, COMMUNE, area="vung")] == ["literacy"]


def _view(column: Any) -> Any:
    is_text = pa.types.is_string(column.type) or pa.types.is_large_string(column.type)
    return pa.array(column.to_pylist(), pa.string_view()) if is_text else column


def test_objects_beyond_64_bits_are_refused() -> None:
    table = pd.DataFrame({"citizens": [1, 10**30]}, dtype=object)
    with pytest.raises(kh.WrongTypeError, match="beyond 64 bits") as caught:
        frames.decide(table, COMMUNE)
    assert caught.value.path == ("frame", "citizens")


def test_limits_and_rule_sets_are_checked() -> None:
    for limit, kind in ((-1, kh.InvalidValueError), ("x", kh.WrongTypeError), (True, kh.WrongTypeError)):
        with pytest.raises(kind) as caught:
            list(frames.faults(commune(citizens=[10]), COMMUNE, limit=limit))  # type: ignore[arg-type]
        assert caught.value.path == ("limit",)
    assert list(frames.faults(commune(citizens=[10]), COMMUNE, limit=0)) == []
    with pytest.raises(kh.WrongTypeError, match="rules"):
        frames.indicator_columns("tt")  # type: ignore[arg-type]


def test_floats_of_32_bits_are_widened_as_they_stand() -> None:
    done = frames.decide(points(8.25, 8.1, kind=pl.Float32), CITIZEN)
    assert done["total"].to_list() == [8250, None]
