"""CSV that leaves: Excel knows its letters, runs none of its cells, and every number stays a number."""

import csv
import io

import pytest
from hypothesis import given, strategies as st

from khuyenhoc.files.tables.csv_out import csv_text, guarded


@pytest.mark.parametrize("number", ["-5", "+84", "-1.234,5", "+0", "61,5", -5, 0, "-12.480"])
def test_a_number_is_no_formula(number: object) -> None:
    """The sign of a number stays its first character."""
    assert guarded(number) == str(number)


@pytest.mark.parametrize(
    "formula", ["=1+1", "+cmd", "-5+1", "@SUM(A1)", "\t=1", "\r=1", "-", "+84 912", "-5\n", "-5\n=1"]
)
def test_a_formula_gets_an_apostrophe(formula: str) -> None:
    """What a spreadsheet program would run is shown as it is."""
    assert guarded(formula) == f"'{formula}"


def test_other_cells() -> None:
    """Nothing is blank, yes is true, a list is joined."""
    assert [guarded(cell) for cell in (None, True, False, ["a", 2], ("=x", "y"), "a\nb")] == [
        "", "true", "false", "a; 2", "'=x; y", "a\nb",
    ]  # fmt: skip


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0")), min_size=2, max_size=2)))
def test_what_is_written_is_read_back(rows: list[list[str]]) -> None:
    """Behind the mark stands a table of the same cells, quoted where needed."""
    text = csv_text(["đầu", "hai"], rows)
    assert text.startswith("\ufeffđầu,hai\r\n")
    found = list(csv.reader(io.StringIO(text.removeprefix("\ufeff"), newline=""), strict=True))[1:]
    assert found == [[guarded(cell) for cell in row] for row in rows]
