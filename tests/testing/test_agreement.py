"""``assert_engines_agree``: it passes where engines agree, and a broken one does not get through."""

from collections.abc import Callable
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pytest

from khuyenhoc import InvalidValueError, WrongTypeError, catalog, testing
from khuyenhoc.testing import agreement
from own_rules import BANDED, MIXED

COMMUNE = catalog.ruleset("tt-25-2023/commune")


@pytest.mark.parametrize("text", [BANDED, MIXED])
def test_rule_sets_of_one_s_own_agree(text: str) -> None:
    engines = [engine for engine in testing.engines() if engine in ("polars", "pyarrow", "duckdb")]
    testing.assert_engines_agree(catalog.parse_rules(text), engines=engines)


def broken(spoil: Callable[[pa.Table], pa.Table], monkeypatch: pytest.MonkeyPatch) -> None:
    """An engine that does something else with the table that it was given, or gives another one back."""
    real: Any = agreement.decide
    monkeypatch.setattr(agreement, "decide", lambda table, *more, **options: spoil(real(table, *more, **options)))


def replaced(table: pa.Table, name: str, column: Any) -> pa.Table:
    return table.set_column(table.column_names.index(name), name, column)


def test_an_engine_that_takes_at_least_for_above_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    """Only forms that are exactly at a threshold tell the two apart."""

    def spoil(table: pa.Table) -> pa.Table:
        exact = pc.equal(table["indicator_5_1_grade_1_short_by"], 0)
        return replaced(table, "indicator_5_1_grade_1", pc.if_else(exact, 0, table["indicator_5_1_grade_1"]))

    broken(spoil, monkeypatch)
    with pytest.raises(AssertionError, match="pyarrow decides otherwise under tt-25-2023/commune") as caught:
        testing.assert_engines_agree(COMMUNE, engines=["pyarrow"], rows=1)
    assert "indicator_5_1_grade_1, row" in str(caught.value)
    assert "'learning_citizens': " in str(caught.value)


def test_an_engine_that_takes_unknown_for_not_met_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    def spoil(table: pa.Table) -> pa.Table:
        unknown = pc.equal(table["verdict"], "undetermined")
        return replaced(table, "verdict", pc.if_else(unknown, "not_recognised", table["verdict"]))

    broken(spoil, monkeypatch)
    with pytest.raises(AssertionError, match="'not_recognised' instead of 'undetermined'"):
        testing.assert_engines_agree(COMMUNE, engines=["pyarrow"])


def test_an_engine_that_loses_a_row_is_caught(monkeypatch: pytest.MonkeyPatch) -> None:
    broken(lambda table: table.slice(1), monkeypatch)
    with pytest.raises(AssertionError, match="rows instead of"):
        testing.assert_engines_agree(COMMUNE, engines=["pyarrow"])


def test_what_cannot_be_asked_is_refused() -> None:
    with pytest.raises(InvalidValueError, match="no such engine"):
        testing.assert_engines_agree(COMMUNE, engines=["sqlite"])
    with pytest.raises(WrongTypeError):
        testing.assert_engines_agree("tt-25-2023/commune")  # type: ignore[arg-type]
