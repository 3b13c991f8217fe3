"""Catalogues of one's own: the built-in one with folders, and with what installed packages register."""

import copy
import datetime as dt
import json
import pickle
import tomllib
from pathlib import Path

import attrs
import pytest
from click.testing import CliRunner

import khuyenhoc as kh
from khuyenhoc import catalog
from khuyenhoc.catalog import Catalog
from khuyenhoc.cli import lookup
from khuyenhoc.cli.main import cli

EXAMPLE = Path(__file__).parents[1] / "example_package"
FOLDER = EXAMPLE / "src" / "khuyenhoc_vi_du"
DAY = dt.date(2024, 12, 31)
OWN = """
format = "khuyenhoc-rules/1"
id = "{id}"
title = {{ vi = "Cộng đồng học tập", en = "Learning community" }}
model = "community"
level = "commune"
instrument = "kh-12-2026"
in_force_from = 2024-01-01
grades = [{{ id = "1", vi = "đạt", en = "reached" }}]
facts = [{{ key = "library", kind = "yes_no", vi = "thư viện", en = "library" }}]
[[criteria]]
id = "1"
vi = "điều kiện"
en = "conditions"
[[criteria.indicators]]
id = "1.1"
vi = "điều kiện"
en = "conditions"
tests = [{{ kind = "done", fact = "library", cite = {{ article = "1" }} }}]
"""


def installed(monkeypatch: pytest.MonkeyPatch, site: Path, pyproject: Path = EXAMPLE / "pyproject.toml") -> None:
    """A package as pip would leave it: its metadata in a folder of the path, and its source beside it."""
    project = tomllib.loads(pyproject.read_text(encoding="utf-8"))["project"]
    info = site / f"{project['name'].replace('-', '_')}-{project['version']}.dist-info"
    info.mkdir(parents=True)
    head = f"Metadata-Version: 2.1\nName: {project['name']}\nVersion: {project['version']}\n"
    info.joinpath("METADATA").write_text(head, encoding="utf-8")
    points = "".join(
        f"[{group}]\n" + "".join(f"{name} = {value}\n" for name, value in members.items())
        for group, members in project["entry-points"].items()
    )
    info.joinpath("entry_points.txt").write_text(points, encoding="utf-8")
    monkeypatch.syspath_prepend(site)
    monkeypatch.syspath_prepend(pyproject.parent / "src")


@pytest.fixture
def vi_du(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> Catalog:
    """The catalogue with the example package."""
    installed(monkeypatch, tmp_path / "site")
    return Catalog.installed()


def folder_of(path: Path, **files: str) -> Path:
    path.mkdir()
    for name, text in files.items():
        path.joinpath(f"{name}.toml").write_text(text, encoding="utf-8")
    return path


def test_a_package_adds_to_the_catalogue_and_not_to_the_built_in_one(vi_du: Catalog) -> None:
    """Programme, agreement, instrument, rule set and term are found by all look-ups, and by `kh.catalog` none."""
    assert vi_du.programme("xa-vi-du-2026-2030").targets[0].attribute.en == "digital skills classes"
    assert vi_du.agreement("xa-vi-du-cong-an").level is kh.Level.COMMUNE
    assert vi_du.find("kh-12-2026").id == "kh-12-2026"
    assert vi_du.attribute("lop_ky_nang_so").vi == "mở lớp kỹ năng số"
    assert [hit.id for hit in vi_du.search("12/KH-UBND", kind="programmes")] == ["xa-vi-du-2026-2030"]
    assert "xa-vi-du-cong-an" in {item.id for item in vi_du.portfolio().in_force(on=dt.date(2026, 6, 30))}
    assert len(vi_du.agreements()) == len(catalog.agreements()) + 2
    with pytest.raises(kh.UnknownNameError):
        catalog.programme("xa-vi-du-2026-2030")
    assert not catalog.search("12/KH-UBND", kind="programmes")


def test_a_decision_names_the_package_that_its_rules_came_from(vi_du: Catalog) -> None:
    """65 % of the plan is asked for, not the 60 % of the circular; the set that it extends is the library's own."""
    facts = {"citizens": 100, "learning_citizens": 62}
    ours = vi_du.ruleset("xa-vi-du/cong-dong").decide(facts)
    base = vi_du.ruleset("tt-25-2023/commune").decide(facts)
    assert str(ours.origin) == "khuyenhoc-vi-du 1.2"
    assert base.origin == kh.recognition.Origin("khuyenhoc", kh.__version__)
    assert ours.to_dict()["origin"] == {"name": "khuyenhoc-vi-du", "version": "1.2"}
    assert "Bộ tiêu chí xa-vi-du/cong-dong của gói khuyenhoc-vi-du 1.2." in ours.explain()
    assert "khuyenhoc-vi-du" not in base.explain()
    outcome = {made.origin: made.indicators[-2].grades[0].outcome for made in (ours, base)}
    assert [item.value for item in outcome.values()] == ["not_met", "met"]
    (part,) = ours.indicators[-2].grades[0].parts
    assert "12/KH-UBND" in ours.rules.cite(part.cite)


def test_what_is_changed_in_code_is_no_longer_of_the_package() -> None:
    """A copy keeps where it comes from, through a pickle too; a changed one comes from nowhere."""
    rules = catalog.ruleset("tt-22-2020")
    assert pickle.loads(pickle.dumps(rules)).origin == copy.deepcopy(rules).origin == rules.origin
    changed = attrs.evolve(rules, id="x")
    assert changed.origin is None
    assert changed.decide({}).origin is None
    assert changed.decide({}).to_dict()["origin"] is None


def test_a_folder_makes_a_catalogue_too(tmp_path: Path) -> None:
    """Documents and rule sets; one may extend another of the folder, whichever file comes first."""
    text = 'format = "khuyenhoc-rules/1"\nextends = "ours"\nid = "a"\ntitle = { vi = "A", en = "A" }\n'
    made = Catalog.of(folder_of(tmp_path / "ours", a=text, b=OWN.format(id="ours")))
    assert [rules.id for rules in made.rulesets() if rules.origin == kh.recognition.Origin("ours")] == ["a", "ours"]
    assert made.ruleset("a").facts == made.ruleset("ours").facts
    assert Catalog.of(FOLDER).programme("xa-vi-du-2026-2030").title.vi.startswith("Kế hoạch")
    assert catalog.read_folder(FOLDER).attributes == (kh.Attribute("lop_ky_nang_so"),)


def test_a_place_of_ones_own_is_found_with_its_code_and_days(vi_du: Catalog) -> None:
    """By its whole name, with or without the word for its level; before its first day it is a name like any other."""
    for text in ("thôn Đông, xã Ví Dụ, tỉnh Nghệ An", "ĐÔNG, xã Ví Dụ, Nghệ An"):
        found = vi_du.place(text, on=dt.date(2026, 6, 30))
        assert (found.code, found.since, found.level) == ("VD-01", dt.date(2026, 1, 1), kh.Level.HAMLET)
        assert vi_du.place(text).code == "VD-01"
        assert vi_du.place(text, on=dt.date(2025, 12, 31)).code == catalog.place(text).code == ""
    assert vi_du.place("Nghệ An") == catalog.place("Nghệ An")


def test_a_circular_comes_before_a_set_of_ones_own(tmp_path: Path) -> None:
    """The own one is named beside it; one that changes a circular is asked for by its id only."""
    made = Catalog.of(folder_of(tmp_path / "ours", rules=OWN.format(id="ours")), FOLDER)
    found = made.select(kh.LearningModel.COMMUNITY, level=kh.Level.COMMUNE, on=DAY)
    assert found.ruleset is made.ruleset_for(kh.LearningModel.COMMUNITY, level=kh.Level.COMMUNE, on=DAY)
    assert found.ruleset is not None
    assert found.ruleset.id == "tt-25-2023/commune"
    assert [label.en for label in found.known] == ["ours (ours) is for this title too"]
    assert catalog.select(kh.LearningModel.COMMUNITY, level=kh.Level.COMMUNE, on=DAY).known == ()


def test_an_id_that_is_there_twice_names_both_places(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, vi_du: Catalog
) -> None:
    """In the library and a folder, in a package and a folder; and a term with other words."""
    del vi_du
    mine = folder_of(tmp_path / "mine", rules=OWN.format(id="tt-22-2020"), more=OWN.format(id="xa-vi-du/cong-dong"))
    mine.joinpath("terms.toml").write_text(
        'format = "khuyenhoc/1"\n[[attributes]]\ncode = "lop_ky_nang_so"\nvi = "lớp khác"\nen = "other classes"\n',
        encoding="utf-8",
    )
    with pytest.raises(kh.DocumentError) as caught:
        Catalog.installed(mine).rulesets()
    assert [(error.code, error.path, error.seen) for error in caught.value.errors] == [
        ("an-id-stands-twice", ("rulesets", "xa-vi-du/cong-dong"),
         ["khuyenhoc-vi-du 1.2: bo-tieu-chi.toml", "mine: more.toml"]),
        ("an-id-stands-twice", ("rulesets", "tt-22-2020"), [f"khuyenhoc {kh.__version__}", "mine: rules.toml"]),
        ("a-term-with-other-words", ("attributes", "lop_ky_nang_so"),
         ["khuyenhoc-vi-du 1.2: danh-muc.toml", "mine: terms.toml"]),
    ]  # fmt: skip


def test_a_misspelt_id_is_answered_with_those_of_the_package(vi_du: Catalog) -> None:
    with pytest.raises(kh.UnknownNameError, match="did you mean xa-vi-du-2026-2030"):
        vi_du.programme("xa-vi-du-2026-2031")
    with pytest.raises(kh.DocumentError) as caught:
        vi_du.parse_rules('format = "khuyenhoc-rules/1"\nextends = "xa-vi-du/cong-don"\nid = "x"')
    assert "did you mean 'xa-vi-du/cong-dong'" in str(caught.value)


def test_files_of_ones_own_may_use_what_a_catalogue_holds(vi_du: Catalog) -> None:
    """A rule set extends that of the package; a document uses its term; both are refused by the built-in one."""
    rules = 'format = "khuyenhoc-rules/1"\nextends = "xa-vi-du/cong-dong"\nid = "x"\ntitle = { vi = "X", en = "X" }'
    document = FOLDER.joinpath("danh-muc.toml").read_text(encoding="utf-8").replace("[[attributes]]", "[[populations]]")
    assert vi_du.parse_rules(rules, name="thu-muc/x.toml").origin == kh.recognition.Origin("x.toml")
    assert vi_du.parse_document(document).programmes[0].targets[0].attribute.en == "digital skills classes"
    for refused in (lambda: catalog.parse_rules(rules), lambda: catalog.parse_document(document)):
        with pytest.raises(kh.DocumentError):
            refused()


def test_two_catalogues_are_equal_if_they_are_made_of_the_same(tmp_path: Path, vi_du: Catalog) -> None:
    """And their digest is that of what they hold: any change of a file changes it."""
    assert Catalog() == Catalog.of() != vi_du == Catalog.installed()
    assert pickle.loads(pickle.dumps(vi_du)) == vi_du
    mine = folder_of(tmp_path / "mine", rules=OWN.format(id="ours"))
    digests = [Catalog().digest, vi_du.digest, Catalog.of(mine).digest]
    assert Catalog.of(mine).digest == digests[-1]
    mine.joinpath("rules.toml").write_text(OWN.format(id="other"), encoding="utf-8")
    digests.append(Catalog.of(mine).digest)
    assert len(set(digests)) == 4
    assert {len(digest) for digest in digests} == {64}
    assert [str(origin) for origin in vi_du.origins] == [f"khuyenhoc {kh.__version__}", "khuyenhoc-vi-du 1.2"]


@pytest.mark.parametrize(("module", "said"), [("no_such_module", "no_such_module"), ("json:loads", "json:loads")])
def test_a_package_that_cannot_be_read_is_named(
    monkeypatch: pytest.MonkeyPatch, tmp_path: Path, module: str, said: str
) -> None:
    """The built-in catalogue works on; the one with the package says which package it is."""
    pyproject = tmp_path / "pyproject.toml"
    text = (
        EXAMPLE.joinpath("pyproject.toml").read_text(encoding="utf-8").replace('"khuyenhoc_vi_du"\n', f'"{module}"\n')
    )
    pyproject.write_text(text, encoding="utf-8")
    installed(monkeypatch, tmp_path / "site", pyproject)
    with pytest.raises(kh.DocumentError, match=rf"^khuyenhoc-vi-du 1\.2: .*{said}"):
        Catalog.installed().agreements()
    assert len(catalog.agreements()) == 27


@pytest.mark.parametrize(
    ("text", "code", "where"),
    [
        (
            '[[attributes]]\ncode = "lop"\nvi = "lớp"\nen = "class"\n'
            '[[attributes]]\ncode = "lop"\nvi = "buổi"\nen = "class"',
            "a-term-with-other-words",
            "a.toml: attributes[1].code",
        ),
        (
            '[[wordings]]\ntype = "police"\ntext = "đội X"\n[[wordings]]\ntype = "front"\ntext = "Đội X"',
            "a-wording-of-another-type",
            "wordings.Đội X",
        ),
        ('[[wordings]]\ntype = "police"\ntext = "Hội Nông dân"', "a-wording-of-another-type", "wordings.Hội Nông dân"),
    ],
)
def test_what_would_be_read_two_ways_is_refused(text: str, code: str, where: str, tmp_path: Path) -> None:
    """And not read in the one that happens to stand first, or last."""
    tmp_path.joinpath("a.toml").write_text(f'format = "khuyenhoc/1"\n{text}\n', encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        Catalog.of(tmp_path)
    assert [(error.code, error.where) for error in caught.value.errors] == [(code, where)]


def test_a_type_of_two_groups_is_refused(tmp_path: Path) -> None:
    row = 'format = "khuyenhoc/1"\n[[partner_types]]\ncode = "club"\nvi = "clb"\nen = "club"\ngroup = "{}"\n'
    for group in ("press", "economy"):
        tmp_path.joinpath(f"{group}.toml").write_text(row.format(group), encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        Catalog.of(tmp_path)
    assert [error.code for error in caught.value.errors] == ["a-term-with-other-words"]


def test_what_is_no_table_is_told_in_its_file(tmp_path: Path) -> None:
    tmp_path.joinpath("a.json").write_text("[1]", encoding="utf-8")
    with pytest.raises(kh.DocumentError) as caught:
        Catalog.of(tmp_path)
    assert [(error.code, error.where) for error in caught.value.errors] == [("not-a-table", "a.json")]


def test_what_is_no_folder_is_refused(tmp_path: Path) -> None:
    with pytest.raises(kh.WrongTypeError):
        Catalog.of(3)  # type: ignore[arg-type]
    with pytest.raises(kh.DocumentError, match="cannot be read"):
        Catalog.of(tmp_path / "nothing")
    with pytest.raises(kh.InvalidValueError, match="no path of a file"):
        Catalog.of("a\0b")


def test_the_commands_know_what_is_installed(monkeypatch: pytest.MonkeyPatch, vi_du: Catalog) -> None:
    """A record by its id, the lists, a decision; without the package its ids are unknown."""
    example = Path(__file__).parents[2] / "docs" / "examples" / "commune-2024.toml"

    def said(*arguments: str) -> str:
        return CliRunner().invoke(cli, arguments).output

    lookup.known.cache_clear()
    try:
        assert lookup.known() == vi_du
        assert "Công an xã Ví Dụ" in said("show", "xa-vi-du-cong-an")
        assert "xa-vi-du/cong-dong" in said("rules")
        assert "xa-vi-du-2026-2030" in said("list", "Ví Dụ")
        decided = json.loads(said("decide", "xa-vi-du/cong-dong", str(example), "--format", "json"))
        assert decided["origin"]["name"] == "khuyenhoc-vi-du"
        monkeypatch.undo()
        lookup.known.cache_clear()
        with pytest.raises(kh.UnknownNameError):
            CliRunner().invoke(cli, ["show", "xa-vi-du-cong-an"], catch_exceptions=False)
    finally:
        lookup.known.cache_clear()
