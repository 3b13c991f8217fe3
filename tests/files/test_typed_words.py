"""Words that people type, in cells and in TOML and JSON: read where they can mean one thing, refused otherwise."""

import json
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.files.tables.cells import cell_value, option_id
from khuyenhoc.forms import read_facts

COMMUNE = catalog.ruleset("tt-25-2023/commune")
UNIT = catalog.ruleset("tt-24-2023/district")


def value(text: str, key: str, rules: kh.RuleSet = COMMUNE) -> Any:
    return cell_value(text, rules.fact(key), rules.scales)


@pytest.mark.parametrize(
    "text", ["có", "Có", "CÓ", "co", "x", "X", "✓", "✔", "√", "Đạt", "dat", "đạt chuẩn", "1", "yes"]
)
def test_yes(text: str) -> None:
    assert value(text, "awareness_work") is True


@pytest.mark.parametrize("text", ["không", "Không", "khong", "Chưa", "chưa đạt", "Không đạt", "chưa có", "0", "no"])
def test_no(text: str) -> None:
    assert value(text, "awareness_work") is False


@pytest.mark.parametrize("text", ["-", "C", "K", "v", "?", "một phần", "Đ", "+"])
def test_what_may_be_either_is_refused(text: str) -> None:
    with pytest.raises(kh.InvalidValueError) as caught:
        value(text, "awareness_work")
    assert "có hoặc không" in caught.value.text("vi")


@pytest.mark.parametrize(
    "text", ["2", "Mức 2", "mức độ 2", "MỨC ĐỘ 2", "MĐ2", "MĐ 2", "md2", "muc do 2", "Đạt mức độ 2", "level 2"]
)
def test_a_level(text: str) -> None:
    assert value(text, "universal_primary") == "2"
    assert value(text, "literacy") == "2"


@pytest.mark.parametrize("text", ["chưa đạt", "không", "Chưa", "không đạt", "none"])
def test_no_level(text: str) -> None:
    assert value(text, "literacy") == "none"
    assert value(text, "universal_preschool") == "none"


@pytest.mark.parametrize("text", ["Đạt", "Đạt chuẩn", "có", "x", "✓"])
def test_a_plain_yes_is_a_step_only_where_there_is_one(text: str) -> None:
    """Of a standard that is met or not it is "met"; of levels it does not say which."""
    assert value(text, "universal_preschool") == "met"
    with pytest.raises(kh.InvalidValueError) as caught:
        value(text, "universal_primary")
    assert "chưa đạt, mức độ 1, mức độ 2, mức độ 3" in caught.value.text("vi")
    with pytest.raises(kh.InvalidValueError):
        value(text, "digital_level", UNIT)


@pytest.mark.parametrize("text", ["3", "Mức 3", "0", "mức", "1-2", "2,0"])
def test_no_such_level(text: str) -> None:
    with pytest.raises(kh.InvalidValueError):
        value(text, "literacy")


def test_kinds_by_name_or_id() -> None:
    assert option_id("Xã thuộc vùng khó khăn", COMMUNE.areas) == option_id("difficult", COMMUNE.areas) == "difficult"
    assert option_id("đơn vị quân đội, công an", UNIT.units) == "armed_forces"
    with pytest.raises(kh.InvalidValueError) as caught:
        option_id("vùng khác", COMMUNE.areas)
    assert "xã thuộc vùng khó khăn" in caught.value.text("vi")


TYPED = {
    "area": "xã thuộc vùng khó khăn",
    "awareness_work": "Có",
    "yearly_plan": "chưa",
    "literacy": "MĐ2",
    "universal_preschool": "Đạt",
    "citizens": "12.480",
    "learning_citizens": "  ",
    "state_budget": {"value": "x", "evidence": "QĐ 5"},
}


@pytest.mark.parametrize("form", ["toml", "json", "csv"])
def test_the_same_words_in_every_file(tmp_path: Path, form: str) -> None:
    """In TOML and JSON as in cells; a blank is unknown."""
    path = tmp_path / f"in.{form}"
    flat = {key: item["value"] if isinstance(item, dict) else item for key, item in TYPED.items()}
    if form == "json":
        path.write_text(json.dumps(TYPED), encoding="utf-8")
    elif form == "toml":
        inline = '{ value = "x", evidence = "QĐ 5" }'
        lines = [
            f"{key} = {inline if isinstance(item, dict) else json.dumps(item, ensure_ascii=False)}"
            for key, item in TYPED.items()
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    else:
        path.write_text(";".join(flat) + "\n" + ";".join(flat.values()) + "\n", encoding="utf-8")
    (read,) = read_facts(path, COMMUNE)
    plain = dict(read.facts)
    budget = plain.pop("state_budget")
    assert (budget is True) if form == "csv" else (dict(budget) == {"value": True, "evidence": "QĐ 5"})
    assert {key: item for key, item in plain.items() if item is not None} == {
        "awareness_work": True,
        "yearly_plan": False,
        "literacy": "2",
        "universal_preschool": "met",
        "citizens": 12_480,
    }
    assert read.area == "difficult"
    COMMUNE.decide(read.facts, area=read.area)


def test_what_cannot_be_read_in_toml_is_refused_by_its_key(tmp_path: Path) -> None:
    path = tmp_path / "in.toml"
    path.write_text('literacy = "Đạt"\nawareness_work = "-"\ncitizens = "9,305"\n', encoding="utf-8")
    (read,) = read_facts(path, COMMUNE)
    with pytest.raises(kh.DocumentError) as caught:
        COMMUNE.decide(read.facts)
    assert sorted(error.where for error in caught.value.errors) == ["awareness_work", "citizens", "literacy"]
