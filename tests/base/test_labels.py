"""Members of labelled lists cannot be changed, and numbers and days in plain words."""

import datetime as dt

import pytest

import khuyenhoc as kh
from khuyenhoc._base.plain import day_text, grouped


@pytest.mark.parametrize("name", ["vi", "en", "value", "code", "name"])
def test_a_member_cannot_be_changed(name: str) -> None:
    """A label changed in one place would change in every report of the process."""
    before = (kh.Status.ATTAINED.vi, kh.Status.ATTAINED.en, kh.Status.ATTAINED.value, kh.Status.ATTAINED.name)
    with pytest.raises(AttributeError, match="cannot be changed"):
        setattr(kh.Status.ATTAINED, name, "X")
    with pytest.raises(AttributeError):
        delattr(kh.Status.ATTAINED, name)
    assert before == (kh.Status.ATTAINED.vi, kh.Status.ATTAINED.en, kh.Status.ATTAINED.value, kh.Status.ATTAINED.name)
    assert kh.Status("attained") is kh.Status.ATTAINED


@pytest.mark.parametrize(("number", "vi"), [(0, "0"), (999, "999"), (1000, "1.000"), (-25_000_000, "-25.000.000")])
def test_thousands_are_grouped(number: int, vi: str) -> None:
    assert grouped(number) == vi
    assert grouped(number, "en") == vi.replace(".", ",")


def test_days_in_both_languages() -> None:
    day = dt.date(2024, 3, 1)
    assert (day_text(day), day_text(day, padded=False), day_text(day, "en")) == ("01/03/2024", "1/3/2024", "2024-03-01")
    for words in (lambda lang: day_text(day, lang), lambda lang: grouped(1, lang)):
        with pytest.raises(kh.InvalidValueError):
            words("fr")
