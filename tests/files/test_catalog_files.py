"""The files of the catalogue: which are read for a question, and that each record stands where it is looked for."""

import datetime as dt
import subprocess
import sys
import tomllib
from pathlib import Path

import attrs
import pytest

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.files.catalog.named import Named, begins_like
from khuyenhoc.files.catalog.rules import rule_heads

FOLDER = Path(kh.__file__).parent / "files" / "catalog"
PROBE = """
import sys
from khuyenhoc import catalog
read = []
def watch(event, given):
    if event == "open" and str(given[0]).endswith(".toml"):
        read.append(str(given[0]).replace("\\\\", "/").partition("/catalog/")[2].removesuffix(".toml"))
sys.addaudithook(watch)
import datetime as dt
import khuyenhoc as kh
{question}
print(*sorted(set(read)), sep="\\n")
"""
VOCABULARY = {"data/former-rules", "data/terms", "data/provinces"}
CITED = {f"data/instruments/{name}" for name in ("circulars", "instruments", "law-2025-2026")}  # to name them


def files_read(question: str) -> set[str]:
    done = subprocess.run(
        [sys.executable, "-c", PROBE.format(question=question)], capture_output=True, text=True, check=True
    )
    return set(done.stdout.split())


@pytest.mark.parametrize(
    ("question", "read"),
    [
        ('catalog.ruleset("tt-25-2023/commune")', {"rules/tt-25-2023-commune", *CITED}),
        ('catalog.programme("qd-387-2022")', {"data/programmes/qd-387-2022"}),
        ('catalog.instrument("qd-387-2022")', {"data/programmes/qd-387-2022"}),
        ('catalog.find("nghe-an-2023-2030-education")', {"data/agreements/nghe-an"}),
        ('catalog.fund("thanh-hoa-2025")', {"data/funds/funds"}),
        ("catalog.reviews()", {"data/reviews/binh-thuan-kl-49"}),
        ('catalog.attribute("family"), catalog.province("Huế", on=dt.date(2019, 1, 1))', set()),
    ],
)
def test_only_the_files_of_the_question_are_read(question: str, read: set[str]) -> None:
    """Beside those of the vocabulary: terms and provinces, and what rule sets were before a later text."""
    assert files_read(question) - VOCABULARY == read


def test_a_table_of_ones_own_reads_what_it_changes() -> None:
    text = 'format = "khuyenhoc-rules/1"\\nid = "our/table"\\nextends = "tt-22-2020"\\n'
    assert files_read(f"catalog.parse_rules('{text}')") - VOCABULARY == {
        "rules/tt-22-2020",
        "data/instruments/circulars",
    }


def test_records_stand_where_they_are_looked_for() -> None:
    """A folder for each kind; a programme brings its instrument; an id begins with the name of its file."""
    kinds = {"programmes": {"programmes", "instruments"}}
    for path in (FOLDER / "data").glob("*/*.toml"):
        data = tomllib.loads(path.read_text("utf-8"))
        folder = path.parent.name
        assert set(data) & {"agreements", "programmes", "reviews", "funds", "instruments"} <= kinds.get(
            folder, {folder}
        )
        assert data[folder]
        for record in data[folder] if folder not in ("funds", "instruments") else ():
            assert begins_like(path.stem, record["id"])
    for rules in catalog.rulesets():
        if rules.id == "nd-20-2014/commune-2014":  # made of the present set, without what came later
            continue
        assert (FOLDER / "rules" / f"{rules.id.replace('/', '-')}.toml").is_file()


def test_the_head_of_a_rule_file_says_whose_it_is() -> None:
    """Model and levels, by which the sets of a title are found, stand before the first table."""
    heads = rule_heads()
    assert len(heads) == len(catalog.rulesets()) - 1  # one set was before a later text, and has no file
    for name, head in heads.items():
        rules = catalog.ruleset(str(head["id"]))
        assert name == rules.id.replace("/", "-")
        assert head.get("model") == (rules.model and rules.model.value)
        assert head.get("level") == (rules.level and rules.level.value)
        assert head.get("levels", []) == [level.value for level in rules.levels]


def test_every_record_is_found_by_its_id() -> None:
    """And no id stands twice."""
    asked = (
        (catalog.agreements(), catalog.agreement),
        (catalog.programmes(), catalog.programme),
        (catalog.reviews(), catalog.review),
        (catalog.instruments(), catalog.instrument),
        (catalog.funds(), catalog.fund),
        (catalog.rulesets(), catalog.ruleset),
    )
    for records, one in asked:
        ids = [record.id for record in records]  # type: ignore[attr-defined]
        assert ids == sorted(set(ids))
        assert [one(name) for name in ids] == list(records)
    kh.Document(
        agreements=catalog.agreements(),
        programmes=catalog.programmes(),
        reviews=catalog.reviews(),
        instruments=catalog.instruments(),
        funds=catalog.funds(),
    )


def test_names_of_one_kind() -> None:
    """Iteration by id, length, membership, the nearest for a slip of the pen; no file that cannot hold it is read."""
    stored = {"b": [kh.Attribute("b_1"), kh.Attribute("b_0")], "a": [kh.Attribute("a_1")]}
    read: list[str] = []

    def read_file(name: str) -> list[kh.Attribute]:
        read.append(name)
        return stored[name]

    named = Named("letter", lambda: stored, read_file, key=lambda term: term.code)
    assert named["b_0"] is stored["b"][1]
    assert "b_2" not in named
    assert 5 not in named
    assert read == ["b", "b"]
    assert [term.code for term in named] == ["a_1", "b_0", "b_1"]
    assert len(named) == 3
    for odd, said in (
        ("b_2", "did you mean b_1 or b_0"),
        ("x", "known: a_1, b_0, b_1"),
        (5, "no word-letter of this id"),
    ):
        with pytest.raises(kh.UnknownNameError, match=said):
            named[odd]  # type: ignore[index]


DAY = dt.date(2024, 12, 31)


def test_what_applies_on_a_day() -> None:
    """Nothing to say, something open, not in force, another one, a set without a title, and what is no set."""
    commune = catalog.ruleset("tt-25-2023/commune")
    assert catalog.applies(commune, on=DAY) is None
    found = catalog.applies(commune, on=dt.date(2025, 12, 31))
    assert found is not None
    assert found.status is kh.recognition.SelectionStatus.AUTHORITY_OPEN
    assert found.ruleset == commune
    with pytest.raises(
        kh.InvalidValueError, match=r"^on: .* is not in force on this day; expected a day of 2024-02-12"
    ):
        catalog.applies(commune, on=dt.date(2024, 2, 11))
    with pytest.raises(kh.InvalidValueError, match="earliest 2023-10-25"):
        catalog.applies(catalog.ruleset("cdht-324-2023"), on=dt.date(2020, 12, 31))
    with pytest.raises(kh.InvalidValueError, match="does not apply on this day; expected cdht-pilot-2020"):
        catalog.applies(attrs.evolve(catalog.ruleset("cdht-324-2023"), issued=None), on=dt.date(2020, 12, 31))
    for name, day, then in (
        ("nd-20-2014/commune", dt.date(2015, 3, 1), "nd-20-2014/commune-2014"),
        ("nd-20-2014/commune-2014", dt.date(2016, 5, 10), "nd-20-2014/commune"),
        ("tt-24-2023/province", dt.date(2023, 12, 31), "tt-22-2020"),
        ("tt-22-2020", dt.date(2024, 12, 31), "tt-24-2023/district, tt-24-2023/province"),
    ):
        with pytest.raises(kh.InvalidValueError, match=f"; in force on that day: {then}$"):
            catalog.applies(catalog.ruleset(name), on=day)
    with pytest.raises(kh.InvalidValueError, match=r"seen '2014-05-14'$"):
        catalog.applies(catalog.ruleset("nd-20-2014/commune"), on=dt.date(2014, 5, 14))
    for odd in ((5, DAY), (commune, "2024-12-31"), (commune, 2024)):
        with pytest.raises(kh.KhuyenHocError):
            catalog.applies(odd[0], on=odd[1])  # type: ignore[arg-type]


def test_a_set_of_ones_own_is_asked_as_its_title_is() -> None:
    """The circular that it changes does not stand in its way."""
    text = 'format = "khuyenhoc-rules/1"\nid = "ours"\nextends = "tt-25-2023/commune"\n'
    assert catalog.applies(catalog.parse_rules(text), on=DAY) is None
    assert catalog.applies(catalog.parse_rules(text), on=dt.date(2025, 12, 31)) is not None
