"""Levels and their words, and whom an attribute counts where nothing is said."""

import datetime as dt
import tomllib
from importlib.resources import files

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.values.learning_model import OWN_POPULATIONS
from khuyenhoc.values.place import _ENDED


def test_the_level_that_ended_is_the_one_of_the_catalogue() -> None:
    """The last day of the district level and its act stand twice, in the values and in the unit changes: they agree."""
    data = tomllib.loads((files("khuyenhoc.files.catalog") / "data" / "unit-changes.toml").read_text(encoding="utf-8"))
    (ended,) = (change for change in data["changes"] if change["change"] == "ended")
    assert ended["populations"] == [f"{kh.Level.DISTRICT.value}s"]
    assert {code: (ended["first"] - dt.timedelta(days=1), ended["law"]["vi"]) for code in ("district",)} == _ENDED
    assert [level for level in kh.Level if level.last_day is not None] == [kh.Level.DISTRICT]


@pytest.mark.parametrize("level", [level for level in kh.Level if level is not kh.Level.CENTRAL])
def test_the_words_of_a_level_are_read_before_a_name(level: kh.Level) -> None:
    """The catalogue reads each word; "thành phố" within a province is of the district level."""
    for word in level.words:
        expected = kh.Level.DISTRICT if word == "thành phố" else level
        assert catalog.place(f"{word} Nơi Nào, Nơi Khác").level is expected


def test_titles_count_their_own_but_for_citizens() -> None:
    """Families count families where nothing is said; behind the title of a citizen stand three populations."""
    assert {model.value for model in kh.LearningModel} - OWN_POPULATIONS.keys() == {"citizen"}
    for code, population in OWN_POPULATIONS.items():
        assert kh.LearningModel(code).population == kh.Population(population)
        assert kh.Population(population).is_known
