"""The command line of recognition: rule sets, forms and decisions, in text and in JSON."""

import csv
import io
import json
import re
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from click.testing import CliRunner

from khuyenhoc import catalog
from khuyenhoc.cli.main import cli, run
from khuyenhoc.testing.facts import perfect
from names import SETS

COMMUNE = "tt-25-2023/commune"


class Said(NamedTuple):
    """What a command said, and its exit code."""

    code: int
    out: str
    err: str


@pytest.fixture
def command(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> Callable[..., Said]:
    """The whole program, with its messages and exit codes."""

    def call(*arguments: str) -> Said:
        monkeypatch.setattr(sys, "argv", ["khuyenhoc", *arguments])
        with pytest.raises(SystemExit) as ended:
            run()
        said = capsys.readouterr()
        return Said(int(ended.value.code or 0), said.out, said.err)

    return call


def invoke(*arguments: str) -> Any:
    """The group alone, through the runner of click; JSON where it was asked for."""
    result = CliRunner().invoke(cli, arguments, catch_exceptions=False)
    assert result.exit_code == 0, result.output
    return json.loads(result.output) if "json" in arguments else result.output


def commune(folder: Path, name: str = "facts.toml", **changed: Any) -> str:
    """A file of a commune of 10,000 citizens that is perfect but for some facts."""
    facts = perfect(catalog.ruleset(COMMUNE), 10_000) | changed
    path = folder / name
    if path.suffix == ".json":
        path.write_text(json.dumps(facts), encoding="utf-8")
    else:
        lines = [
            f"{key} = {json.dumps(value, ensure_ascii=False)}" for key, value in facts.items() if value is not None
        ]
        path.write_text("\n".join(lines), encoding="utf-8")
    return str(path)


def test_rules_lists_every_set() -> None:
    """A list: id, title, level, dates in force, confidence, criteria, indicators, grades."""
    rows = invoke("rules", "--format", "json")
    assert [row["id"] for row in rows] == list(SETS)
    keys = {"id", "title", "level", "issued", "in_force_from", "in_force_until", "confidence"}
    assert all(set(row) == keys | {"criteria", "indicators", "grades"} for row in rows)
    row = next(row for row in rows if row["id"] == "tt-44-2014")
    assert (row["level"], row["in_force_from"], row["in_force_until"]) == ("commune", "2015-01-25", "2024-02-11")
    assert (row["criteria"], row["indicators"], row["grades"]) == (15, 15, ["average", "fair", "good"])
    text = invoke("rules", "--lang", "en")
    assert all(name.partition("/")[0] in text for name in SETS)


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_rules_show_names_every_indicator(name: str, lang: str) -> None:
    """Criteria, thresholds, articles, open questions, calendar."""
    text = " ".join(invoke("rules", "show", name, "--lang", lang).split())
    for indicator in catalog.ruleset(name).indicators:
        assert f"{indicator.id} " in text


def test_rules_check_reports_findings_with_their_place(command: Callable[..., Said], tmp_path: Path) -> None:
    """Everything odd is listed with its place in the file; a file that cannot be read is exit code 2."""
    (row,) = invoke("rules", "check", "tt-24-2023/district", "--format", "json")
    assert (row["code"], row["path"]) == ("higher-grade-for-fewer", "criteria[2].indicators[2]")
    assert invoke("rules", "check", COMMUNE, "--format", "json") == []
    own = tmp_path / "own.toml"
    own.write_text('format = "khuyenhoc-rules/1"\nid = "x"\ngrades = 5\n', encoding="utf-8")
    said = command("rules", "check", str(own))
    assert (said.code, said.out) == (2, "")
    assert "own.toml" in said.err
    own.write_text('format = "khuyenhoc-rules/1"\nid = \n', encoding="utf-8")
    assert "line 2" in command("rules", "check", str(own)).err


def test_rules_diff_says_what_changes() -> None:
    """What changes for the same facts: between the scopes of TT 24, 3.3 applies to others at level 2."""
    rows = invoke("rules", "diff", "tt-24-2023/district", "tt-24-2023/province", "--format", "json")
    assert {row["kind"] for row in rows} <= {"added", "removed", "changed", "limited"}
    assert any(row["facts"] == ["preschool_training_run"] and row["kind"] == "removed" for row in rows)
    assert not any(row["facts"] == ["members_disciplined", "members"] for row in rows)
    assert invoke("rules", "diff", COMMUNE, COMMUNE, "--format", "json") == []
    (mark,) = invoke("rules", "diff", "cdht-pilot-2020", "cdht-324-2023", "--format", "json")[:1]
    assert mark["kind"] in ("changed", "added")
    assert invoke("rules", "diff", "cdht-pilot-2020", "cdht-324-2023", "--lang", "en").strip()


def test_forms_to_fill_in(tmp_path: Path) -> None:
    """An empty form in TOML, a header in CSV, and as JSON a list of facts with bounds and indicators."""
    rows = invoke("form", COMMUNE, "--format", "json")
    row = next(row for row in rows if row["key"] == "learning_citizens")
    assert {"key", "kind", "indicators", "vi", "en", "bounds"} <= set(row)
    assert (row["kind"], row["indicators"], row["bounds"]["at_most"]) == ("count", ["5.1"], "citizens")
    header = next(csv.reader(io.StringIO(invoke("form", COMMUNE, "--format", "csv"))))
    assert header[:2] == ["applicant", "area"]
    path = tmp_path / "form.toml"
    path.write_text(invoke("form", COMMUNE), encoding="utf-8")
    decision = invoke("decide", COMMUNE, str(path), "--format", "json")
    assert (decision["verdict"], decision["best"]) == ("undetermined", "2")
    assert set(decision["missing"]) == {row["key"] for row in rows}


@pytest.mark.parametrize("suffix", ["toml", "json"])
@pytest.mark.parametrize(
    ("count", "verdict", "grade", "at_1", "at_2"),
    [
        (5999, "not_recognised", None, ("not_met", 1), ("not_met", 2001)),  # 59.99 %
        (6000, "recognised", "1", ("met", 0), ("not_met", 2000)),  # exactly 60 %
        (7999, "recognised", "1", ("met", -1999), ("not_met", 1)),  # 79.99 %
        (8000, "recognised", "2", ("met", -2000), ("met", 0)),
    ],
)
def test_decide_on_a_commune_at_the_threshold(
    tmp_path: Path, suffix: str, count: int, verdict: str, grade: str | None, at_1: Any, at_2: Any
) -> None:
    """59.99 % is not met, short by exactly one citizen; exactly 60 % is met."""
    file = commune(tmp_path, f"facts.{suffix}", learning_citizens=count)
    made = invoke("decide", COMMUNE, file, "--format", "json")
    assert (made["ruleset"], made["verdict"], made["grade"], made["total"]) == (COMMUNE, verdict, grade, None)
    row = next(item for item in made["indicators"] if item["id"] == "5.1")
    for level, (outcome, short), rate in (("1", at_1, "0.6"), ("2", at_2, "0.8")):
        at = row["grades"][level]
        assert (at["verdict"], at["short_by"], at["required"]) == (outcome, short, rate)
        assert at["observed"] == {"part": count, "whole": 10_000}
        article = "6" if level == "1" else "7"
        assert at["cite"] == f"điểm a khoản 5 Điều {article} Thông tư 25/2023/TT-BGDĐT"
        assert at["citation"] == {"instrument": "tt-25-2023", "article": article, "clause": "5", "point": "a"}
    assert made["missing"] == []
    assert {item["id"] for item in made["interpretations"]} >= {"lower-grades"}
    text = invoke("decide", COMMUNE, file, "--lang", "en")
    assert (f"short by {at_1[1]}" in text) is (at_1[0] == "not_met")


def test_decide_with_area_final_unit_and_reading(tmp_path: Path) -> None:
    """--area, --unit, --final and --reading reach the decision."""
    file = commune(tmp_path, trained_citizens=4000, university_citizens=1000)
    grades = [
        invoke("decide", COMMUNE, file, "--format", "json", *area)["grade"] for area in ([], ["--area", "difficult"])
    ]
    assert grades == [None, "1"]
    facts = perfect(catalog.ruleset("tt-24-2023/district")) | {"collective_title": "none"}
    path = tmp_path / "unit.json"
    path.write_text(json.dumps(facts), encoding="utf-8")
    unit = ["decide", "tt-24-2023/district", str(path), "--format", "json", "--unit", "economic_organisation"]
    assert invoke(*unit)["verdict"] == "not_recognised"
    assert invoke(*unit, "--reading", "lower-grades=not_required")["grade"] == "2"
    path.write_text(json.dumps(facts | {"learning_plan": None}), encoding="utf-8")
    other = [*unit, "--reading", "lower-grades=not_required"]
    assert [invoke(*other)["verdict"], invoke(*other, "--final")["verdict"]] == ["undetermined", "not_recognised"]


def test_show_says_that_the_start_of_a_validity_is_a_reading() -> None:
    """Beside the months: from which day they are counted, and that it is one reading of the article."""
    for name, line in (
        ("tt-25-2023/commune", "36 months, from the end of the year assessed (a reading)"),
        ("tt-25-2023/province", "36 months, from the end of the year assessed (a reading)"),
    ):
        assert line in " ".join(invoke("rules", "show", name, "--lang", "en").split())
    assert "36 months" not in invoke("rules", "show", "tt-22-2020", "--lang", "en")


def test_decide_on_a_day(command: Callable[..., Said], tmp_path: Path) -> None:
    """The law on the day: in force, in force without a known authority, or not in force (an error)."""
    file = commune(tmp_path)
    assert "law" not in invoke("decide", COMMUNE, file, "--on", "2024-12-31", "--format", "json")
    law = invoke("decide", COMMUNE, file, "--on", "2025-12-31", "--format", "json")["law"]
    assert (law["on"], law["status"]) == ("2025-12-31", "authority_open")
    assert law["open"]
    assert "!" in invoke("decide", COMMUNE, file, "--on", "2025-12-31")
    said = command("decide", COMMUNE, file, "--on", "2024-02-11")
    assert said.code == 2
    assert "12/02/2024" in said.err


def test_decide_on_a_day_names_what_is_open(command: Callable[..., Said], tmp_path: Path) -> None:
    """Districts counted after they ended, and a set without a first day: said in text, JSON, tables, both languages."""
    province = catalog.ruleset("tt-25-2023/province")
    path = tmp_path / "province.json"
    districts = {"districts": 10, "districts_level_1": 9, "districts_level_2": 0}
    path.write_text(json.dumps(perfect(province) | districts), encoding="utf-8")
    decide = ("decide", province.id, str(path), "--on")
    assert "!" not in invoke(*decide, "2025-06-30", "--lang", "vi")
    assert "! cấp huyện kết thúc ngày 30/06/2025" in invoke(*decide, "2025-12-31", "--lang", "vi")
    assert "! the district level ended on 2025-06-30" in invoke(*decide, "2025-12-31", "--lang", "en")
    law = invoke(*decide, "2025-12-31", "--format", "json", "--lang", "en")["law"]
    assert law["status"] == "base_ended"
    assert law["open"][0].startswith("From 1 July 2025 there are no districts: of what are the 90 % of 4.1 a share?")

    citizen = catalog.ruleset("cdht-324-2023")
    sheet = tmp_path / "citizens.csv"
    keys = [fact.key for fact in citizen.facts]
    sheet.write_text(f"{','.join(keys)}\n{','.join('8' * len(keys))}\n", encoding="utf-8")
    decide = ("decide", citizen.id, str(sheet), "--on")
    said = command(*decide, "2019-01-01")
    assert said.code == 2
    assert "sớm nhất 25/10/2023" in said.err
    assert "! From which day does Decision 324 apply" in invoke(*decide, "2024-01-01", "--lang", "en")
    out = ("--output", str(tmp_path / "decided.csv"))
    table = invoke(*decide, "2024-01-01", *out, "--format", "json")
    assert (table["rows"], table["law"]["status"]) == (1, "first_day_open")


def test_decide_on_many_applicants(tmp_path: Path) -> None:
    """A CSV with one row each gives one decision per row and a summary."""
    rules = catalog.ruleset(COMMUNE)
    facts = perfect(rules, 10_000)
    counts = {"xa-01": 5999, "xa-02": 6000, "xa-03": 8000, "xa-04": None}
    lines = [";".join(["applicant", *facts])]
    for name, count in counts.items():
        row = facts | {"learning_citizens": count}
        cells = ["x" if value is True else "" if value is None else str(value) for value in row.values()]
        lines.append(";".join([name, *cells]))
    path = tmp_path / "many.csv"
    path.write_text("\n".join(lines), encoding="utf-8-sig")
    made = invoke("decide", COMMUNE, str(path), "--format", "json")
    verdicts = {row["applicant"]: (row["verdict"], row["grade"]) for row in made["decisions"]}
    assert verdicts == {
        "xa-01": ("not_recognised", None),
        "xa-02": ("recognised", "1"),
        "xa-03": ("recognised", "2"),
        "xa-04": ("undetermined", None),
    }
    assert made["summary"] == {
        "applicants": 4,
        "verdicts": {"not_recognised": 1, "recognised": 2, "undetermined": 1},
        "grades": {"1": 1, "2": 1},
    }
    assert all(name in invoke("decide", COMMUNE, str(path)) for name in counts)


def test_errors_of_a_table_name_file_line_and_column(command: Callable[..., Said], tmp_path: Path) -> None:
    """Exit code 2 and one message that names the file and every place; nothing on the output."""
    path = tmp_path / "bad.csv"
    path.write_text("applicant,citizens,literacy\na,1x,1\nb,5,9\n", encoding="utf-8")
    said = command("decide", COMMUNE, str(path))
    assert (said.code, said.out) == (2, "")
    assert all(text in said.err for text in ("bad.csv", "dòng 2, cột 2 (citizens)", "dòng 3, cột 3 (literacy)"))
    path.write_text("applicant,citizens,learning_citizens\na,5,4\nb,5,6\nc,7,8\n", encoding="utf-8")
    said = command("decide", COMMUNE, str(path))
    assert (said.code, said.out) == (2, "")
    assert all(text in said.err for text in ("bad.csv", "dòng 3", "dòng 4", "learning_citizens"))


ERRORS = [
    (("decide", "tt-25-2023/comune", "x.toml"), "tt-25-2023/commune"),
    (("decide", COMMUNE, "none.toml"), "none.toml"),
    (("decide", COMMUNE, "FILE", "--area", "hard"), "difficult"),
    (("decide", COMMUNE, "FILE", "--unit", "school"), "unit"),
    (("decide", COMMUNE, "FILE", "--reading", "lower-grades"), "CÂU-HỎI=CÁCH-HIỂU"),
    (("decide", COMMUNE, "FILE", "--reading", "x=y"), "lower-grades"),
    (("decide", COMMUNE, "FILE", "--reading", "lower-grades=perhaps"), "not_required"),
    (("decide", COMMUNE, "FILE", "--on", "2024-W52"), "2024-W52"),
    (("decide", "tt-24-2023/district", "FILE"), "unit"),
    (("form", "none"), "none"),
    (("rules", "show", "none"), "none"),
    (("rules", "diff", COMMUNE, "none.toml"), "none.toml"),
    (("rules", "check", "none.toml"), "none.toml"),
]


@pytest.mark.parametrize(("arguments", "word"), ERRORS)
def test_every_error_is_a_message_and_exit_code_2(
    command: Callable[..., Said], tmp_path: Path, arguments: tuple[str, ...], word: str
) -> None:
    """A message that says what is known instead of a traceback; nothing on the output."""
    path = tmp_path / "empty.toml"
    path.write_text("", encoding="utf-8")
    said = command(*(str(path) if item == "FILE" else item for item in arguments))
    assert (said.code, said.out) == (2, "")
    assert word in said.err
    assert "Traceback" not in said.err


def test_a_rule_set_of_ones_own_is_decided_by(tmp_path: Path) -> None:
    """FILE.toml stands wherever a rule set's id does."""
    own = tmp_path / "ours.toml"
    own.write_text(
        'format = "khuyenhoc-rules/1"\nextends = "tt-25-2023/commune"\nid = "ours"\n'
        'overrides = [{ indicator = "5.1", grade = "1", set = { at_least = "70%" }, cite = { document = "kh-1" } }]\n',
        encoding="utf-8",
    )
    grades = [
        invoke("decide", str(own), commune(tmp_path, learning_citizens=count), "--format", "json")["grade"]
        for count in (6999, 7000)
    ]
    assert grades == [None, "1"]
    assert "5.1" in invoke("rules", "show", str(own))
    assert invoke("form", str(own)) == invoke("form", COMMUNE).replace(COMMUNE, "ours")


def test_many_communes_under_decree_20_show_the_level_of_each_standard(tmp_path: Path) -> None:
    """One line a standard, none of them called recognised; how many communes stand where."""
    file = tmp_path / "communes.csv"
    heads = "applicant,children_5,children_5_in_class,children_5_completed_preschool"
    heads += ",disabled_able_to_learn,disabled_in_education"
    file.write_text(f"{heads}\nxa-01,20,20,20,5,3\nxa-02,20,10,20,5,3\n", encoding="utf-8")
    said = CliRunner().invoke(cli, ["decide", "nd-20-2014/commune", str(file)]).output
    assert "công nhận" not in said
    preschool = "Phổ cập giáo dục mầm non cho trẻ em 5 tuổi"
    sums = [" ".join(line.split()) for line in said.splitlines() if line.startswith(f"{preschool}: ")]
    assert sums == [f"{preschool}: đạt chuẩn 1", f"{preschool}: chưa đạt chuẩn 1"]
    table = CliRunner().invoke(cli, ["decide", "nd-20-2014/commune", str(file), "--output", str(tmp_path / "out.csv")])
    assert "công nhận" not in table.output
    assert "có chuẩn chưa đạt" in table.output


def test_rules_are_shown_in_words() -> None:
    """Conditions by the names of the facts, readings by their words, citations as officials write them."""
    said = " ".join(CliRunner().invoke(cli, ["rules", "show", "tt-24-2023/district"]).output.split())
    assert "một cách hiểu: “có”" in said
    assert not re.search(r"\w_\w|≥|>=", said)
    assert "Điều 6 Thông tư" in said
