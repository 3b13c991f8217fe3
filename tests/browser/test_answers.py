"""What stands behind the page "Xét ngay trên trình duyệt", without a browser: the same functions in this Python."""

import datetime as dt
import json
import re
from importlib.util import module_from_spec, spec_from_file_location
from pathlib import Path
from typing import Any

import pytest

import khuyenhoc as kh

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
COMMUNE = "tt-25-2023/commune"

spec = spec_from_file_location("page_app", ROOT / "docs" / "app" / "app.py")
assert spec is not None
assert spec.loader is not None
app = module_from_spec(spec)
spec.loader.exec_module(app)


@pytest.fixture(autouse=True)
def _folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A folder of its own, as the page has one."""
    monkeypatch.chdir(tmp_path)


def day_of(rules: kh.RuleSet) -> str:
    """A day on which a set is in force."""
    return (rules.in_force_until or max(rules.in_force_from or dt.date.min, dt.date(2025, 6, 30))).isoformat()


def state(rules: str = COMMUNE, facts: dict[str, Any] | None = None, **more: Any) -> str:
    said = {"rules": rules, "on": "2024-12-31", "facts": facts or {}, "readings": {}, "applicant": "", "year": ""}
    return json.dumps(said | more)


def asked(name: str, *more: str, **said: Any) -> dict[str, str]:
    found: dict[str, str] = json.loads(getattr(app, name)(state(**said), *more))
    return found


@pytest.mark.parametrize("rules", kh.catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_fact_of_every_set_has_one_control(rules: kh.RuleSet) -> None:
    """With its label, and no other; ids stand once."""
    made = asked("chosen", rules=rules.id, on=day_of(rules))
    ids = re.findall(r' id="([^"]+)"', made["form"] + made["settings"])
    assert sorted(re.findall(r'data-key="([^"]+)"', made["form"])) == sorted(fact.key for fact in rules.facts)
    assert len(set(ids)) == len(ids)
    assert set(re.findall(r' for="([^"]+)"', made["form"])) <= set(ids)


@pytest.mark.parametrize("rules", kh.catalog.rulesets(), ids=lambda rules: rules.id)
def test_every_set_is_decided_and_has_a_dossier(rules: kh.RuleSet) -> None:
    """With nothing known, too."""
    unit, on = rules.units[0].id if rules.units else "", day_of(rules)
    made = asked("decide", rules=rules.id, unit=unit, on=on)
    assert made["said"].endswith(".")
    assert not any(key.startswith("error") for key in made)
    assert "<table" in asked("dossier", rules=rules.id, unit=unit, on=on)["dossier-view"]


def test_only_what_may_be_in_force_is_offered() -> None:
    """Circular 25/2023 is in force from 12 February 2024; until the day before it is Circular 44/2014."""
    before, after = (asked("offered", on=on)["rules"] for on in ("2024-02-11", "2024-02-12"))
    assert ("tt-44-2014" in before, COMMUNE in before) == (True, False)
    assert ("tt-44-2014" in after, COMMUNE in after) == (False, True)


@pytest.mark.parametrize("on", ["0002-12-31", "", "1899-12-31", "2300-01-01", "1990-01-01"])
def test_without_a_day_of_the_law_nothing_is_decided(on: str) -> None:
    """While a year is typed, it is one of the first; before 2014 there was no set; each time it is said why."""
    assert asked("offered", on=on) == {}
    for name in ("chosen", "asked", "decide", "dossier"):
        made = asked(name, on=on)
        assert made.pop("error-on").endswith("." if on in ("", "1990-01-01") else on[:4].lstrip("0"))
        assert set(made.values()) == {""}
    assert app.file(state(on=on), "blank", "xlsx") == ""


def test_what_is_typed_stays_where_another_set_asks_for_it_too() -> None:
    """Circular 44/2014 does not ask for the number of citizens."""
    typed = {"citizens": {"value": "12.480", "evidence": "báo cáo"}}
    assert 'value="12.480"' in asked("chosen", facts=typed, on="2025-01-01")["form"]
    assert "12.480" not in asked("chosen", rules="tt-44-2014", facts=typed, on="2024-01-01")["form"]
    area = asked("chosen", area="difficult")["settings"]
    assert '<option value="difficult" selected>' in area


def test_a_unit_is_asked_for_what_it_needs_only() -> None:
    """And what is typed already stays."""
    rules = kh.catalog.ruleset("tt-24-2023/district")
    entry = next(entry for entry in rules.form() if entry["units"])
    other = next(unit.id for unit in rules.units if unit.id not in entry["units"])
    said = {"rules": rules.id, "facts": {entry["key"]: {"value": "1"}}}
    assert f'data-key="{entry["key"]}"' in asked("asked", unit=entry["units"][0], **said)["form"]
    assert f'data-key="{entry["key"]}"' not in asked("asked", unit=other, **said)["form"]


def test_counts_are_read_as_in_a_table() -> None:
    """60% of 12.480 citizens are 7.488; 7.421 are 67 short (point a, clause 5, Article 6)."""
    facts = {"citizens": {"value": "12.480"}, "learning_citizens": {"value": " 7421 "}}
    made = asked("decide", facts=facts)
    assert made["said"] == "Chưa đạt mức độ 1."
    assert "còn thiếu 67 người" in made["decision"]
    assert "điểm a khoản 5 Điều 6 Thông tư 25/2023/TT-BGDĐT" in made["decision"]


def test_what_is_wrong_is_said_at_its_control() -> None:
    facts = {"citizens": {"value": "nhiều"}, "trained_citizens": {"value": "5"}, "university_citizens": {"value": "-1"}}
    made = asked("decide", facts=facts)
    assert {key for key in made if key.startswith("error")} == {"error-citizens", "error-university_citizens"}
    assert made["said"].startswith("Có 2 ô")
    wrong = [asked("dossier", year=year)["error-year"] for year in ("20", "1" * 5000, "năm nay")]
    assert [text.partition(";")[0] for text in wrong[::2]] == ["Không có năm này", "Không phải là số nguyên"]


def test_everything_is_escaped() -> None:
    """Names, evidence, texts that are no numbers, cells and the name of a file."""
    evil = "<img src=x onerror=alert(1)>"
    facts = {"learning_week": {"value": "có", "evidence": evil}}
    wrong = {"citizens": {"value": evil}}
    Path("<b>.csv").write_text(f"applicant,citizens\n{evil},1\n{evil} 2,{evil}\n", encoding="utf-8")
    Path("2.csv").write_text(f"applicant,{evil}\nA,1\n", encoding="utf-8")
    shown = [
        asked("dossier", facts=facts, applicant=evil)["dossier-view"],
        asked("decide", facts=wrong)["decision"],
        asked("decide", facts=facts)["decision"],
        asked("asked", facts=facts | wrong)["form"],
        asked("table", "<b>.csv")["table-view"],
        asked("table", "2.csv")["table-view"],
    ]
    told = [html.count("&lt;img src=x onerror=alert(1)&gt;") > 0 for html in shown]
    assert told == [True] * 5 + [False]  # a column that no rule reads is carried along
    assert "<img" not in "".join(shown)


def test_a_table_is_decided_and_what_is_wrong_is_named() -> None:
    """The other rows are decided all the same."""
    Path("xa.csv").write_text(
        "applicant,citizens,learning_citizens,trained_citizens\nMột,12.480,7.421,\nHai,100,101,\nBa,100,,10\n",
        encoding="utf-8",
    )
    made = asked("table", "xa.csv")
    assert made["counted"] == "Đã xét 2 trên 3 hồ sơ của tệp xa.csv."
    assert re.search(r"Chưa xét được</h3>\n<ul><li>Hai: learning_citizens: nhiều hơn tổng số", made["table-view"])
    assert {"Một", "Ba"} < set(re.findall(r"<td>(\w+)</td>", made["table-view"]))
    Path("rỗng.csv").write_text("", encoding="utf-8")
    assert asked("table", "rỗng.csv")["counted"] == "Chưa đọc được tệp."
    assert app.file(state(), "table", "html") == ""


def test_files_are_those_of_the_library() -> None:
    """The blank table is read again, and the decisions on it are written."""
    pytest.importorskip("openpyxl")
    assert app.endings("table").split() == ["xlsx", "csv", "html"]
    blank = app.file(state(), "blank", "xlsx")
    assert kh.forms.read_facts(blank, kh.catalog.ruleset(COMMUNE)) == []
    assert asked("table", str(EXAMPLES / "bang-xa.xlsx"))["counted"].startswith("Đã xét 4 trên 4")
    assert Path(app.file(state(), "table", "csv")).read_text(encoding="utf-8-sig").count("Hồ sơ,Kết quả") == 1
    assert Path(app.file(state(applicant="Xã Một"), "dossier", "html")).read_text(encoding="utf-8").count("Xã Một") == 2
