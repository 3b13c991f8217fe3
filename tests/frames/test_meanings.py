"""One meaning of each kind of test: a table of them for columns, with every kind once, as for single cases."""

import inspect

import polars as pl
import pytest

import khuyenhoc as kh
from khuyenhoc import catalog, frames
from khuyenhoc.frames.rules import compile as for_columns
from khuyenhoc.recognition.deciding import compile as for_cases
from khuyenhoc.recognition.law import kinds
from own_rules import BANDED

KINDS: tuple[type[kinds.Test], ...] = getattr(kinds, "KINDS", None) or tuple(
    item for item in vars(kinds).values() if inspect.isclass(item) and getattr(item, "kind", "")
)


def test_every_kind_has_one_meaning_for_columns() -> None:
    """In the order of the kinds, so that both files are read side by side."""
    assert list(for_columns.MEANINGS) == list(KINDS)
    assert len({kind.kind for kind in KINDS}) == len(KINDS) > 0


def test_every_meaning_is_a_function_of_the_name_of_its_kind() -> None:
    """A state or points, never both, stated in the order of the table."""
    for kind, meaning in for_columns.MEANINGS.items():
        said = {meaning.state.__name__, meaning.points.__name__} - {"_unknown", "_no_points"}
        assert said == {kind.kind}
    stated = [name for name, item in vars(for_columns).items() if inspect.isfunction(item)]
    assert [name for name in stated if name in {kind.kind for kind in KINDS}] == [kind.kind for kind in KINDS]


def test_single_cases_have_the_same_kinds() -> None:
    """Where the other table is, it names what this one names."""
    table = getattr(for_cases, "MEANINGS", None)
    assert table is None or list(table) == list(for_columns.MEANINGS)


@pytest.mark.parametrize(
    ("rate", "fits"), [('"50%"', True), ('"33.3333%"', True), ('"33.33333333%"', False), ('"1/10000001"', False)]
)
def test_bands_too_fine_for_a_table_are_refused(rate: str, fits: bool) -> None:
    """As for shares: the product with the largest count has to fit 64 bits, or it would be another number."""
    rules = catalog.parse_rules(BANDED.replace('"50%"', rate).replace('"1/3"', '"0%"'))
    table = pl.DataFrame({"people": [10**12], "learners": [10**12 * 7 // 10], "readers": [0], "clubs": [0]})
    if fits:
        assert frames.decide(table, rules)["total"].to_list() == [450]
    else:
        with pytest.raises(kh.InvalidValueError, match="a rate too fine for a table"):
            frames.decide(table, rules)
