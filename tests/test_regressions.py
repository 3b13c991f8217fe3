"""Cases that a stranger ran into: each was answered wrongly, or not at all, before it stood here."""

import datetime as dt
from collections.abc import Callable
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog, forms
from khuyenhoc.cli import main as cli

HEADER = "place,on,attribute,population,registered,recognised,total,source\n"
ABOUT = {
    "attribute": kh.Attribute("family"),
    "population": kh.Population("families"),
    "citation": kh.Citation(document="our-plan"),
}


def families(year: int, recognised: int, total: int = 100) -> kh.Observation:
    return kh.Observation(
        place=kh.Place("X"),
        on=dt.date(year, 12, 31),
        attribute=kh.Attribute("family"),
        population=kh.Population("families"),
        recognised=recognised,
        total=total,
    )


def test_growth_counts_from_the_start_of_the_programme() -> None:
    """3 points a year from 2024 on: 72 % at the end of 2023 and 75 % a year later are on track, whatever 2018 was."""
    grow = kh.Grow(yearly=kh.RateRange.parse("3%"), due=dt.date(2030, 12, 31), **ABOUT)
    series = [families(2018, 40), families(2023, 72), families(2024, 75)]
    result = kh.attain(grow, series, on=dt.date(2024, 12, 31), since=dt.date(2024, 1, 1))
    assert (result.status, result.pace_seen, result.short_by) == (kh.Status.ON_TRACK, kh.Rate("3%"), 0)
    from_the_first = kh.attain(grow, series, on=dt.date(2024, 12, 31))
    assert from_the_first.pace_seen == kh.Rate.of(35, 600)


def test_a_printed_share_is_at_most_everybody() -> None:
    with pytest.raises(kh.InvalidValueError, match="more than all"):
        kh.PrintedShare("350%")


def test_a_city_is_not_taken_for_its_province() -> None:
    """The words thành phố may be a tỉnh (Đà Nẵng) or a huyện: a bare name needs its level word."""
    day = dt.date(2019, 9, 30)
    with pytest.raises(kh.AmbiguousNameError, match="the province or the city in it"):
        catalog.place("thành phố Trà Vinh", on=day)
    assert catalog.place("thành phố Trà Vinh, Trà Vinh", on=day).level is kh.Level.DISTRICT
    assert catalog.place("TP. Đà Nẵng", on=day).level is kh.Level.PROVINCE


def test_a_duty_without_a_number_is_not_attained_by_one_person() -> None:
    duty = kh.Deliver(due=dt.date(2030, 12, 31), **ABOUT)
    result = kh.attain(duty, [families(2029, 1, 5000)], on=dt.date(2029, 12, 31))
    assert (result.status, result.short_by) == (kh.Status.NOT_COMPARABLE, None)


def test_a_newspaper_of_the_police_is_a_newspaper() -> None:
    assert kh.PartnerType.classify("Báo Công an Nhân dân") is kh.PartnerType.PRESS
    assert kh.PartnerType.classify("Công an tỉnh") is kh.PartnerType.POLICE


@pytest.mark.parametrize(
    ("text", "first", "last"),
    [("giai đoạn 5 năm 2021-2025", 2021, 2025), ("nhiệm kỳ IV, 2022-2027", 2022, 2027)],
)
def test_more_period_forms(text: str, first: int, last: int) -> None:
    assert kh.Period.parse(text).calendar_years == tuple(range(first, last + 1))


def test_a_place_of_several_days_is_found_on_its_own_day(tmp_path: Path) -> None:
    """--place looks the name up on the day of each row; rows of other places and times do not stand in the way."""
    table = tmp_path / "two.csv"
    table.write_text(
        HEADER + "Bình Thuận,2023-12-31,clan,,,103,117,x\nLâm Đồng,2025-12-31,clan,,,1,2,x\n", encoding="utf-8"
    )
    args = ["report", "qd-387-2022", "-o", str(table), "--on", "2025-12-31", "--place", "Bình Thuận"]
    result = CliRunner().invoke(cli.cli, [*args, "--format", "json"])
    assert result.exception is None
    assert '"place": "Bình Thuận"' in result.output
    assert "Lâm Đồng" not in result.output


@pytest.mark.parametrize(
    ("override", "said"),
    [
        ('indicator = "5.1"\ngrde = "2"\nset = { at_least = "70%" }', "did you mean 'grade'"),
        ('indicator = "5.2"\nset = { at_least = "70%" }', "8 tests would change"),
    ],
)
def test_an_override_changes_what_it_names_and_no_more(override: str, said: str) -> None:
    text = f"""format = "khuyenhoc-rules/1"
id = "ours"
extends = "tt-25-2023/commune"
[[overrides]]
{override}
cite = {{ document = "our-plan" }}
"""
    with pytest.raises(kh.DocumentError, check=lambda error: said in str(error)):
        catalog.parse_rules(text)


def test_a_table_of_ones_own_does_not_answer_in_the_name_of_the_circular() -> None:
    with pytest.raises(kh.DocumentError, check=lambda error: "its own id" in str(error)):
        catalog.parse_rules('format = "khuyenhoc-rules/1"\nextends = "tt-25-2023/commune"\n')


def test_a_dot_before_three_digits_is_not_guessed(tmp_path: Path) -> None:
    """An income of 1.010 is a thousand and ten to one reader and about one to another."""
    rules = catalog.ruleset("tt-25-2023/district")
    table = tmp_path / "a.csv"
    table.write_text("income_per_head_previous;income_per_head\n980;1.010\n", encoding="utf-8")
    with pytest.raises(kh.DocumentError, check=lambda error: "may group thousands" in str(error)):
        forms.read_facts(table, rules)
    table.write_text("sep=;\nincome_per_head_previous;income_per_head\n45.700.000;61,5\n", encoding="utf-8")
    (row,) = forms.read_facts(table, rules)
    assert row.facts == {"income_per_head_previous": "45700000", "income_per_head": "61.5"}


DOTTED = {  # what is written: the count that it is, the amount that it is, or what to write instead
    "8.000": (8000, "write 8 or 8000"),
    "61.500": (61500, "write 61,5 or 61500"),
    "1.234": (1234, "write 1,234 or 1234"),
    "12.345.678": (12345678, Fraction(12345678)),
    "12480": (12480, Fraction(12480)),
    "61,5": (None, Fraction(123, 2)),
    "61.5": (None, Fraction(123, 2)),
    "0.675": (None, Fraction(27, 40)),
    "1,125": (None, Fraction(9, 8)),
    "1.234,5": (None, Fraction(12345, 10)),
}
DISTRICT = catalog.ruleset("tt-25-2023/district")


def of_python(key: str, written: str, folder: Path) -> Any:
    return DISTRICT.decide({key: written}).values[key]


def of_file(key: str, written: str, folder: Path, name: str, text: str) -> Any:
    (folder / name).write_text(text, encoding="utf-8")
    (row,) = forms.read_facts(folder / name, DISTRICT)
    return DISTRICT.decide(row.facts).values[key]


DOORS: dict[str, Callable[[str, str, Path], Any]] = {
    "python": of_python,
    "toml": lambda key, written, folder: of_file(key, written, folder, "a.toml", f'{key} = "{written}"'),
    "json": lambda key, written, folder: of_file(key, written, folder, "a.json", f'{{"{key}": "{written}"}}'),
    "csv": lambda key, written, folder: of_file(key, written, folder, "a.csv", f'{key};unit\n"{written}";\n'),
}


@pytest.mark.parametrize("door", DOORS)
@pytest.mark.parametrize("written", DOTTED)
def test_one_rule_for_a_dot_before_three_digits(door: str, written: str, tmp_path: Path) -> None:
    """In counts it groups thousands at every door; in amounts it is refused with what to write, unless it is clear."""
    count, amount = DOTTED[written]
    if count is None:
        with pytest.raises(kh.KhuyenHocError):
            DOORS[door]("communes", written, tmp_path)
    else:
        assert DOORS[door]("communes", written, tmp_path) == count
    if isinstance(amount, str):
        with pytest.raises(kh.KhuyenHocError, check=lambda error: amount in str(error)):
            DOORS[door]("income_per_head", written, tmp_path)
    else:
        assert DOORS[door]("income_per_head", written, tmp_path) == amount


@pytest.mark.parametrize(("name", "text"), [("a.toml", "{} = 61.500"), ("a.json", '{{"{}": 61.500}}')])
def test_a_bare_number_of_a_form_is_read_by_the_same_rule(name: str, text: str, tmp_path: Path) -> None:
    assert of_file("communes", "", tmp_path, name, text.format("communes")) == 61500
    with pytest.raises(kh.KhuyenHocError, check=lambda error: "write 61,5 or 61500" in str(error)):
        of_file("income_per_head", "", tmp_path, name, text.format("income_per_head"))


def test_what_files_write_is_never_ambiguous() -> None:
    """Nine eighths go out with a fourth decimal and come back; below one there is nothing to group."""
    assert kh.Rate("9/8").decimal() == "1.1250"
    assert kh.Rate(kh.Rate("9/8").decimal()) == kh.Rate("9/8")
    assert kh.Rate("-9/8").decimal() == "-1.1250"
    assert (kh.Rate("27/40").decimal(), kh.Rate("1234,567").decimal()) == ("0.675", "1234.567")


def test_counts_contradict_each_other_across_a_gap() -> None:
    """500 literate people of 15 to 25 do not fit into 100 of 15 to 35, also where those of 15 to 25 are unknown."""
    rules = catalog.ruleset("nd-20-2014/commune")
    with pytest.raises(kh.DocumentError, check=lambda error: "more than there are" in str(error)):
        rules.decide({"people_15_25_literate_1": 500, "people_15_35": 100})


def test_a_decree_or_decision_does_not_apply_before_its_day(tmp_path: Path) -> None:
    facts = tmp_path / "a.toml"
    facts.write_text("it_use_points = 8\n", encoding="utf-8")
    result = CliRunner().invoke(cli.cli, ["decide", "cdht-324-2023", str(facts), "--on", "2020-12-31"])
    assert isinstance(result.exception, kh.InvalidValueError)
    assert "not in force on this day" in str(result.exception)
    assert "2023-10-25" in str(result.exception)


def test_an_integer_of_more_digits_than_python_prints_is_an_ordinary_error() -> None:
    """5,000 digits as any fact of any rule set: an error of this library, never a bare ValueError."""
    for rules in kh.catalog.rulesets():
        for value in (10**5000, -(10**5000)):
            with pytest.raises(kh.KhuyenHocError):
                rules.decide(dict.fromkeys((row["key"] for row in rules.form()), value))
