"""Forms: what has to be known, as data, as a schema, as a file to fill in, and what a filled-in file is refused for."""

import csv
import io
import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from pathlib import Path
from typing import Any

import openpyxl
import pytest
from hypothesis import HealthCheck, given, settings, strategies as st
from jsonschema import Draft202012Validator

import khuyenhoc as kh
from khuyenhoc import DocumentError, KhuyenHocError, RuleSet, Verdict, catalog
from khuyenhoc.forms import empty_form, read_facts
from khuyenhoc.recognition import FactKind
from khuyenhoc.testing.facts import Facts, complete_facts, perfect, rulesets, some_facts, units_of
from names import SETS

COMMUNE = catalog.ruleset("tt-25-2023/commune")
CITIZEN = catalog.ruleset("cdht-324-2023")
DISTRICT = catalog.ruleset("tt-25-2023/district")
files = settings(suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow])


def written(folder: Path, name: str, content: str | bytes) -> Path:
    path = folder / name
    path.write_bytes(content.encode() if isinstance(content, str) else content)
    return path


def paths(error: pytest.ExceptionInfo[DocumentError]) -> list[str]:
    return [inner.where for inner in error.value.errors]


@pytest.mark.parametrize("name", SETS)
def test_the_form_lists_every_fact_with_what_needs_it(name: str) -> None:
    """Facts are listed by the rule set with label, unit, bounds and where they are needed."""
    rules = catalog.ruleset(name)
    entries = rules.form("en")
    assert [entry["key"] for entry in entries] == [fact.key for fact in rules.facts]
    for entry, fact in zip(entries, rules.facts, strict=True):
        needing = [one.id for one in rules.indicators if any(fact.key in test.needs() for test in one.tests)]
        assert entry["indicators"] == needing
        assert entry["indicators"]
        assert (entry["kind"], entry["label"], entry["vi"]) == (fact.kind.value, fact.en, fact.vi)
        assert ("options" in entry) is (fact.kind is FactKind.RANK)
        assert entry["bounds"].get("at_most", []) in (list(fact.part_of), *fact.part_of)
    json.dumps(entries)


@given(st.data())
def test_the_schema_is_valid_and_accepts_facts(data: st.DataObject) -> None:
    """A web form is generated from form_schema(): what may be decided on passes it, whatever is left out."""
    rules = data.draw(rulesets())
    schema = rules.form_schema()
    Draft202012Validator.check_schema(schema)
    facts = plain(data.draw(some_facts(rules)))
    assert rules.decide(facts, unit=units_of(rules)[0]).rules is rules
    assert not list(Draft202012Validator(schema).iter_errors(facts))


def hundredths(row: Facts) -> Facts:
    """The facts with fractions cut down to hundredths."""
    return {
        key: Fraction(value * 100 // 1, 100) if isinstance(value, Fraction) else value for key, value in row.items()
    }


def plain(row: Facts) -> Facts:
    """Facts as JSON holds them: whole numbers, and text where an exact number is not whole."""
    return {
        key: (str(Decimal(value.numerator) / value.denominator) if value % 1 else int(value))
        if isinstance(value, Fraction)
        else value
        for key, value in hundredths(row).items()
    }


def test_the_schema_refuses_what_a_decision_refuses() -> None:
    """A key that is none, a negative count, a step that is none, more points than there are."""
    checker = Draft202012Validator(COMMUNE.form_schema())
    for facts in ({"citizen": 5}, {"citizens": -1}, {"citizens": 1.5}, {"literacy": "5"}, {"awareness_work": "x"}):
        assert list(checker.iter_errors(facts))
        with pytest.raises(DocumentError):
            COMMUNE.decide(facts)
    assert list(Draft202012Validator(CITIZEN.form_schema()).iter_errors({"it_use_points": 11}))


@pytest.mark.parametrize("name", SETS)
@pytest.mark.parametrize("lang", ["vi", "en"])
def test_an_empty_form_is_all_unknown(name: str, lang: Any, tmp_path: Path) -> None:
    """An empty TOML form, read back, holds every key and knows nothing."""
    rules = catalog.ruleset(name)
    (applicant,) = read_facts(written(tmp_path, "form.toml", empty_form(rules, "toml", lang)), rules)
    assert applicant.facts == dict.fromkeys(fact.key for fact in rules.facts)
    assert (applicant.area, applicant.unit) == ("", "")
    decision = rules.decide(applicant.facts, unit=units_of(rules)[0])
    assert decision.verdict is Verdict.UNDETERMINED
    header = empty_form(rules, "csv").strip().split(",")
    assert header[0] == "applicant"
    assert [key for key in header if key not in ("applicant", "area", "unit")] == [fact.key for fact in rules.facts]
    assert read_facts(written(tmp_path, "form.csv", empty_form(rules, "csv")), rules) == []


@files
@given(st.data(), st.sampled_from([",", ";", "\t"]), st.booleans())
def test_csv_round_trip(tmp_path: Path, data: st.DataObject, delimiter: str, grouped: bool) -> None:
    """Cells may say có/không, x, group counts by dots, use a decimal comma; with ';', tabs and the mark of Excel."""
    rules = data.draw(rulesets().filter(lambda item: not item.units))
    rows = data.draw(st.lists(complete_facts(rules), min_size=1, max_size=3))
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter)
    writer.writerow(["applicant", *(fact.key for fact in rules.facts)])
    facts = [hundredths(row) for row in rows]
    for number, row in enumerate(facts):
        cells = [cell(rules, key, value, data, grouped) for key, value in row.items()]
        ordered = dict(zip(row, cells, strict=True))
        writer.writerow([f"xa-{number}", *(ordered[fact.key] for fact in rules.facts)])
    content = out.getvalue().encode("utf-8-sig")
    read = read_facts(written(tmp_path, "many.csv", content), rules)
    assert [item.id for item in read] == [f"xa-{number}" for number in range(len(rows))]
    for item, row in zip(read, facts, strict=True):
        assert rules.decide(item.facts) == rules.decide(row)


def cell(rules: RuleSet, key: str, value: Any, data: st.DataObject, grouped: bool) -> str:
    if isinstance(value, bool):
        return data.draw(st.sampled_from(["có", "CÓ", "x", "true", "đạt"] if value else ["không", "no", "chưa", "0"]))
    if isinstance(value, Fraction):
        return f"{value.numerator * 100 // value.denominator / 100:.2f}".replace(".", ",")
    if rules.fact(key).kind is FactKind.COUNT and grouped:
        return f"{value:,}".replace(",", ".")
    return str(value)


def test_all_errors_of_a_table_come_at_once_with_line_and_column(tmp_path: Path) -> None:
    """Every cell that cannot be read is named by line, column and key; nothing is decided meanwhile."""
    content = "applicant;citizens;awareness_work;literacy\na;12.48;có;2\nb;5;vâng;9\nc;1;x;1;7\n"
    with pytest.raises(DocumentError) as error:
        read_facts(written(tmp_path, "bad.csv", content), COMMUNE)
    assert "bad.csv" in str(error.value)
    assert paths(error) == [
        "line 2, column 2 (citizens)",
        "line 3, column 3 (awareness_work)",
        "line 3, column 4 (literacy)",
        "line 4",
    ]


@pytest.mark.parametrize(
    ("header", "where", "hint"),
    [
        ("applicant,citizen", "line 1, column 2", "citizens"),
        ("citizens,citizens", "line 1, column 2", ""),
        ("", "line 1", "khuyenhoc form"),
    ],
)
def test_a_header_that_cannot_be_is_refused(tmp_path: Path, header: str, where: str, hint: str) -> None:
    """An unknown column is answered with the nearest one."""
    with pytest.raises(DocumentError) as error:
        read_facts(written(tmp_path, "bad.csv", header + "\n" if header else ""), COMMUNE)
    assert paths(error) == [where]
    assert hint in error.value.errors[0].hint


@pytest.mark.parametrize("suffix", [".csv", ".xlsx"])
def test_columns_that_no_rule_reads_are_carried_along(tmp_path: Path, suffix: str) -> None:
    """The same in text as in Excel: they are named, the applicant by its own column, and a near miss is refused."""
    rows = [["STT", "Xã", "Dân số", "citizens"], ["1", "Một", "12000", "9305"], ["2", "Hai", "", "9600"]]

    def of(rows: list[list[str]]) -> Path:
        file = tmp_path / f"communes{suffix}"
        if suffix == ".csv":
            return written(tmp_path, file.name, "".join(";".join(row) + "\n" for row in rows))
        book = openpyxl.Workbook()
        for row in rows:
            book.active.append(row)
        book.save(file)
        return file

    with pytest.warns(kh.tables.TableNotice, match="columns that no rule reads: STT, Dân số$"):
        found = read_facts(of(rows), COMMUNE)
    assert [(one.id, one.facts["citizens"]) for one in found] == [("Một", 9305), ("Hai", 9600)]
    with pytest.raises(DocumentError) as error:
        read_facts(of([["Xã", "learning_citizen"], ["Một", "1"]]), COMMUNE)
    assert "'learning_citizens'" in error.value.text("en")


def test_a_name_that_ends_in_xls_says_what_the_file_is(tmp_path: Path) -> None:
    openpyxl.Workbook().save(tmp_path / "new.xlsx")
    text, new = written(tmp_path, "communes.xls", "Xã;citizens\nMột;5\n"), tmp_path / "new.xls"
    (tmp_path / "new.xlsx").rename(new)
    for read in (lambda file: read_facts(file, COMMUNE), kh.tables.read_counts):
        for file, way_out in ((text, "save as .xlsx"), (new, "let its name end in .xlsx")):
            with pytest.raises(DocumentError) as error:
                read(file)
            assert way_out in error.value.text("en")


@pytest.mark.parametrize("encoding", ["tcvn3", "windows-1258"])
def test_a_table_in_an_old_encoding_is_decided_where_that_is_said(tmp_path: Path, encoding: str) -> None:
    """The words “Xã Hòa” and the heading “Công dân trong xã” as the encodings have them, typed by hand."""
    content = {
        "tcvn3": b"X\xb7;C\xabng d\xa9n trong x\xb7\nX\xb7 H\xdfa;9305\n",
        "windows-1258": b"Xa\xde;C\xf4ng d\xe2n trong xa\xde\nXa\xde Ho\xcca;9305\n",
    }[encoding]
    file = tmp_path / "communes.csv"
    file.write_bytes(content)
    (found,) = read_facts(file, COMMUNE, encoding=encoding)
    assert (found.id, dict(found.facts)) == ("Xã Hòa", {"citizens": 9305})
    made = kh.tables.decide_file(file, tmp_path / "out.csv", COMMUNE, encoding=encoding)
    assert (made.decided, made.carried) == (1, ("Xã",))
    assert "Xã Hòa" in (tmp_path / "out.csv").read_text(encoding="utf-8-sig")
    for read in (read_facts, lambda file, rules: kh.tables.decide_file(file, tmp_path / "no.csv", rules)):
        with pytest.raises(DocumentError) as error:
            read(file, COMMUNE)
        assert f"--encoding {encoding}" in error.value.text("vi")


IMPOSSIBLE: list[tuple[RuleSet, Facts, str]] = [
    (COMMUNE, {"citizens": 10, "learning_citizens": 11}, "learning_citizens"),
    (DISTRICT, {"communes": 10, "communes_level_1": 6, "communes_level_2": 5}, "communes_level_1.communes_level_2"),
    (COMMUNE, {"citizens": "10.5"}, "citizens"),
    (COMMUNE, {"citizens": "10,000"}, "citizens"),
    (COMMUNE, {"citizens": 10.0}, "citizens"),
    (COMMUNE, {"citizens": True}, "citizens"),
    (COMMUNE, {"citizens": -1}, "citizens"),
    (COMMUNE, {"awareness_work": 1}, "awareness_work"),
    (COMMUNE, {"awareness_work": "có"}, "awareness_work"),
    (COMMUNE, {"literacy": 3}, "literacy"),
    (COMMUNE, {"literacy": "mức độ 1"}, "literacy"),
    (CITIZEN, {"it_use_points": 7.5}, "it_use_points"),
    (CITIZEN, {"it_use_points": 11}, "it_use_points"),
    (CITIZEN, {"it_use_points": "-0.5"}, "it_use_points"),
    (CITIZEN, {"it_use_points": Decimal("NaN")}, "it_use_points"),
    (DISTRICT, {"income_per_head": 4.2}, "income_per_head"),
    (COMMUNE, {"learning_citizen": 5}, "learning_citizen"),
    (COMMUNE, {"citizens": {"vaule": 5}}, "citizens"),  # a slip of the pen is not "unknown"
    (COMMUNE, {"citizens": {"value": 5, "evidenc": "x"}}, "citizens"),
]


@pytest.mark.parametrize(("rules", "facts", "where"), IMPOSSIBLE)
def test_an_impossible_fact_is_an_error_with_its_path(rules: RuleSet, facts: Facts, where: str) -> None:
    """A refused or impossible fact is an error with its path, never a "not met"."""
    with pytest.raises(DocumentError) as error:
        rules.decide(facts)
    assert paths(error) == [where]
    with pytest.raises(DocumentError):
        rules.score(facts)


def test_all_impossible_facts_are_reported_at_once_and_the_nearest_key_is_named() -> None:
    """Five errors, five paths; the key that is none is answered with the nearest."""
    facts = {"citizens": 1.5, "literacy": "9", "awareness_work": "x", "learning_citizen": 1, "state_budget": 0}
    with pytest.raises(DocumentError) as error:
        COMMUNE.decide(facts)
    assert sorted(paths(error)) == sorted(facts)
    hints = {inner.where: inner.hint for inner in error.value.errors}
    assert "learning_citizens" in hints["learning_citizen"]


def test_more_points_than_the_set_has_are_refused() -> None:
    """TT 44 has 100 points in all, whatever the province gives to one criterion."""
    rules = catalog.ruleset("tt-44-2014")
    with pytest.raises(DocumentError):
        rules.decide({fact.key: 7 for fact in rules.facts})


ODD = st.one_of(
    st.integers(), st.floats(), st.text(max_size=9), st.binary(max_size=3), st.none(), st.booleans(), st.datetimes(),
    st.decimals(), st.fractions(), st.complex_numbers(), st.lists(st.integers(), max_size=2), st.just(object()),
    st.dictionaries(st.sampled_from(["value", "evidence", "x"]), st.integers() | st.text(max_size=3), max_size=2),
    st.sampled_from([10**5000, -(10**5000), Decimal("1e5000"), "9" * 5000, float("inf")]),
)  # fmt: skip


@given(st.data())
def test_odd_values_give_only_errors_of_this_library(data: st.DataObject) -> None:
    """Any value under any key decides, or is refused by a KhuyenHocError that can be printed."""
    rules = data.draw(rulesets().filter(lambda item: not item.units))
    keys = st.sampled_from([fact.key for fact in rules.facts]) | st.text(max_size=5) | st.integers()
    facts: Any = data.draw(st.dictionaries(keys, ODD, max_size=6))
    only_errors_of_this_library(lambda: rules.decide(facts).explain())


def only_errors_of_this_library(run: Callable[[], Any]) -> None:
    """Run, and let nothing pass but a KhuyenHocError that can be printed."""
    said = None
    try:
        run()
    except KhuyenHocError as error:
        said = str(error)
    assert said != ""


def test_facts_that_are_no_mapping_are_refused() -> None:
    """Facts are a mapping of keys to values."""
    for odd in ([("citizens", 5)], "citizens", 5, None):
        with pytest.raises(KhuyenHocError):
            COMMUNE.decide(odd)  # type: ignore[arg-type]


@files
@given(
    st.binary(max_size=60) | st.text(max_size=60).map(lambda text: text.encode("utf-8", "replace")),
    st.sampled_from([".toml", ".json", ".csv", ".xlsx", ""]),
)
def test_any_file_gives_only_errors_of_this_library(tmp_path: Path, content: bytes, suffix: str) -> None:
    """Bytes of any kind under any name are read, or refused by a KhuyenHocError."""
    only_errors_of_this_library(lambda: decided(written(tmp_path, f"facts{suffix}", content)))


def decided(path: Path) -> None:
    for item in read_facts(path, COMMUNE):
        COMMUNE.decide(item.facts).to_dict()


HUGE = 10**5000


@pytest.mark.parametrize("facts", [{"citizens": HUGE}, {"citizens": HUGE, "learning_citizens": HUGE * 2}])
def test_counts_without_end_are_refused_or_told(facts: Facts) -> None:
    """More digits than Python prints must not end in a bare ValueError."""
    only_errors_of_this_library(lambda: COMMUNE.decide(perfect(COMMUNE, 0) | facts).explain())


@pytest.mark.parametrize(
    ("name", "content"),
    [
        ("a.toml", "citizens = " + "9" * 5000),
        ("a.toml", "citizens = 1e99999999999999999999"),
        ("a.json", '{"citizens": 1e99999999999999999999}'),
        ("a.json", '{"citizens": ' + "9" * 5000 + "}"),
        ("a.json", "[" * 100_000),
        ("a.toml", ".".join("a" * 5000) + " = 1"),
        ("a.json", "5"),
        ("a.csv", "citizens\n" + "9" * 200_000),
        ("a.csv", b"citizens\n\xff\xfe"),
        ("a.toml", "citizens = 2024-01-01"),
        ("a.toml", "citizens = 1\ncitizens = 2"),
    ],
)
def test_hostile_files_are_refused(tmp_path: Path, name: str, content: str | bytes) -> None:
    """Numbers without end, nesting without end, two values for one key: an error that names the file."""
    with pytest.raises(KhuyenHocError):
        decided(written(tmp_path, name, content))


def test_evidence_is_kept_with_the_indicator() -> None:
    """A value may carry a reference to its evidence, which the tree shows where the value is used."""
    facts = perfect(COMMUNE) | {"citizens": {"value": 100, "evidence": "niên giám 2024"}}
    decision = COMMUNE.decide(facts)
    kept = {
        item.indicator.id for item in decision.indicators for at in item.grades for part in at.parts if part.evidence
    }
    assert kept == {"5.1", "5.2"}
    assert decision.grade == COMMUNE.decide(perfect(COMMUNE)).grade


def test_an_unknown_grade_or_reading_is_one_of_this_librarys_errors() -> None:
    """Only KhuyenHocError subclasses come out, for every odd argument."""
    odd: list[Any] = ["difficult_area", 5, ["difficult"], {"a": 1}, b"x"]
    for value in odd:
        for name in ("area", "unit", "readings"):
            with pytest.raises(KhuyenHocError):
                COMMUNE.decide({}, **{name: value})
        with pytest.raises(KhuyenHocError):
            COMMUNE.decide({}, readings={"inapplicable": value})
    with pytest.raises(KhuyenHocError):
        COMMUNE.decide({}).indicators[0].at("9")
