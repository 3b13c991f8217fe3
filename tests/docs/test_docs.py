"""The README and the documentation run: code, commands, files, docstrings, and the figures in the prose."""

import ast
import doctest
import enum
import inspect
import os
import pkgutil
import re
import shlex
import shutil
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from functools import cache
from importlib import import_module
from pathlib import Path
from types import ModuleType
from typing import Any

import attrs
import pytest

import khuyenhoc as kh
from khuyenhoc._base.terms import Labelled
from khuyenhoc.files.tables.columns_file import read_columns
from khuyenhoc.recognition.law import kinds
from names import PUBLIC

ROOT = Path(__file__).resolve().parents[2]
PAGES = [ROOT / "README.md", ROOT / "CHANGELOG.md", *sorted((ROOT / "docs").rglob("*.md"))]
PROSE = [page for page in PAGES if page.name != "CHANGELOG.md"]  # which names decisions by their numbers only
GROUPS = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["dependency-groups"]
EXAMPLES = {re.split(r"[^\w-]", one)[0].replace("-", "_") for one in GROUPS["examples"] if isinstance(one, str)}
_IMPORTED = re.compile(r"^(?:>>> )?(?:from|import) (\w+)", re.MULTILINE)
LANGUAGES = {"python", "console", "output", "toml", "csv"}
_MARK = re.compile(r"<!-- (?:facts: (?P<facts>[\w./-]+))?(?:, )?(?P<refused>refused)? -->\n\Z")

_FENCE = re.compile(r"^```(?P<info>[^\n]*)\n(?P<body>.*?)^```$", re.MULTILINE | re.DOTALL)
_TITLE = re.compile(r'title="([^"]+)"')
_SETUP = "python3 -m venv"
_MAIN = "import sys; sys.argv[0] = 'khuyenhoc'; from khuyenhoc.__main__ import main; main()"
_COMMAND = ".venv/bin/khuyenhoc "
_FIGURES = (
    re.compile(r"(?<![\w.,/-])\d{1,3}(?:[.,]\d{3})+(?![\d.,]*\d)"),  # a count with grouped thousands
    re.compile(r"(?<![\w.,/-])\d+(?:[.,]\d+)?(?=\s?%)"),  # a percentage
    re.compile(r"(?<![\w.,/-])\d+[.,]\d+(?= (?:points|điểm))"),  # points
    re.compile(r"(?<![\w.,/-])\d{2,3}(?![\w/.,-]*\d|/)"),  # a small count; years and dates are neither
)
_ROW = re.compile(r"^\| ([^|]+?) \| ([^|]+?) \| `([a-z0-9_-]+)` \| `(\w+)` \|$", re.MULTILINE)


@attrs.frozen
class Block:
    """One fenced block of a page."""

    page: Path
    line: int
    language: str
    title: str
    body: str
    facts: str  # the rule set, or the file of one, that the block is a filled form of
    refused: bool

    def __str__(self) -> str:
        return f"{self.page.relative_to(ROOT).as_posix()}:{self.line}"


@attrs.frozen
class Command:
    """A command as shown, where its output goes, and the output shown."""

    words: list[str]
    file: str
    shown: list[str]


def _blocks_of(page: Path) -> Iterator[Block]:
    text = page.read_text(encoding="utf-8")
    for match in _FENCE.finditer(text):
        before = text[: match.start()]
        info = match["info"]
        title = _TITLE.search(info)
        mark = _MARK.search(before)
        yield Block(
            page=page,
            line=before.count("\n") + 1,
            language=info.split(" ")[0],
            title=title[1] if title else "",
            body=match["body"],
            facts=(mark["facts"] or "") if mark else "",
            refused=bool(mark and mark["refused"]),
        )


BLOCKS = [block for page in PAGES for block in _blocks_of(page)]


def _of(language: str) -> pytest.MarkDecorator:
    blocks = [block for block in BLOCKS if block.language == language and not block.body.startswith(_SETUP)]
    return pytest.mark.parametrize("block", blocks, ids=str)


def _prepared(page: Path, home: Path) -> Path:
    """A working directory as the reader has it: the examples, and the files that the page tells to write."""
    shutil.copytree(ROOT / "docs" / "examples", home / "docs" / "examples")
    for block in BLOCKS:
        if block.page == page and block.title:
            (home / block.title).write_text(block.body, encoding="utf-8")
    return home


def _commands(block: Block) -> Iterator[Command]:
    """Each line that starts with the name of the command, with the lines below it."""
    lines = block.body.replace("\\\n", " ").splitlines()
    starts = [number for number, line in enumerate(lines) if line.startswith("khuyenhoc ")]
    assert starts[:1] == [0], f"{block} does not start with a command"
    for start, end in zip(starts, [*starts[1:], len(lines)], strict=True):
        words, _, file = lines[start].partition(" > ")
        yield Command(words=shlex.split(words)[1:], file=file.strip(), shown=lines[start + 1 : end])


def run(command: Command, home: Path) -> tuple[int, list[str]]:
    """Run as in a terminal of 80 columns that shows no colours."""
    environment = {key: value for key, value in os.environ.items() if key not in ("FORCE_COLOR", "LINES")}
    environment |= {"COLUMNS": "80", "NO_COLOR": "1", "PYTHONUTF8": "1", "TERM": "dumb"}
    done = subprocess.run(
        [sys.executable, "-c", _MAIN, *command.words],
        cwd=home,
        env=environment,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        encoding="utf-8",
        check=False,
    )
    if command.file:
        (home / command.file).write_text(done.stdout, encoding="utf-8")
        return done.returncode, []
    return done.returncode, done.stdout.splitlines()


def agrees(shown: list[str], printed: list[str]) -> bool:
    """Whether the lines are the same; a line with only an ellipsis stands for any lines."""
    pattern = "".join(r"(?:[^\n]*\n)*?" if line.strip() == "…" else re.escape(line.rstrip()) + r"\n" for line in shown)
    return re.fullmatch(pattern, "".join(f"{line.rstrip()}\n" for line in printed)) is not None


def _check(command: Command, home: Path) -> None:
    code, printed = run(command, home)
    failed = any(line.startswith(("khuyenhoc: ", "Error: ", "Lỗi: ")) for line in command.shown)
    not_all = any(re.match("! .*( hàng chưa xét| rows? not decided): ", line) for line in printed)
    assert code == (2 if failed else 3 if not_all else 0), "\n".join(printed)
    if command.shown:
        assert agrees(command.shown, printed), "\n".join(["this was printed:", *printed])


@_of("console")
def test_commands_print_what_is_shown(block: Block, tmp_path: Path) -> None:
    """Every output shown is what the command printed."""
    home = _prepared(block.page, tmp_path)
    for command in _commands(block):
        _check(command, home)


@_of("output")
def test_set_up_commands_print_what_is_shown(block: Block, tmp_path: Path) -> None:
    """The output below a command that also sets up is what its last part prints."""
    before = [other for other in BLOCKS if other.page == block.page and other.line < block.line][-1]
    assert _COMMAND in before.body
    words = shlex.split(before.body.strip().partition(_COMMAND)[2])
    _check(Command(words=words, file="", shown=block.body.splitlines()), _prepared(block.page, tmp_path))


@pytest.mark.filterwarnings("ignore:Using `httpx` with")  # what starlette says of the package of its own client
@pytest.mark.parametrize("page", PAGES, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_python_runs_from_top_to_bottom(page: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The blocks of a page are one session: examples print what is shown, and asserts hold."""
    for name in sorted(EXAMPLES & set(_IMPORTED.findall(page.read_text(encoding="utf-8")))):
        pytest.importorskip(name, reason=f"{name}, of the group examples, is not installed")
    monkeypatch.chdir(_prepared(page, tmp_path))
    names: dict[str, Any] = {"__name__": "__main__"}
    runner = doctest.DocTestRunner()
    parser = doctest.DocTestParser()
    said: list[str] = []
    for block in BLOCKS:
        if block.page != page or block.language != "python":
            continue
        if ">>> " in block.body:
            test = parser.get_doctest(block.body, {}, str(block), str(block), block.line)
            test.globs = names
            runner.run(test, out=said.append, clear_globs=False)
            continue
        exec(compile(block.body, str(block), "exec"), names)
    assert runner.failures == 0, "".join(said)


def _decide(block: Block, home: Path) -> int:
    """Read a filled form and decide on every applicant in it."""
    file = _prepared(block.page, home) / block.title
    rules = (
        kh.catalog.read_rules(home / block.facts) if block.facts.endswith(".toml") else kh.catalog.ruleset(block.facts)
    )
    applicants = kh.forms.read_facts(file, rules)
    for item in applicants:
        rules.decide(item.facts, area=item.area, unit=item.unit)
    return len(applicants)


def _read_rules(block: Block) -> None:
    if block.refused:
        with pytest.raises(kh.DocumentError):
            kh.catalog.parse_rules(block.body)
    else:
        assert kh.catalog.parse_rules(block.body).indicators


@_of("toml")
def test_documents_are_read(block: Block, tmp_path: Path) -> None:
    """Every document, rule set and filled form shown is read, or refused where the page says so."""
    if block.title == "pyproject.toml":
        package = ROOT / "tests" / "example_package" / block.title
        assert block.body == package.read_text(encoding="utf-8")
    elif block.facts and block.refused:
        with pytest.raises(kh.DocumentError):
            _decide(block, tmp_path)
    elif block.facts:
        assert _decide(block, tmp_path) == 1
    elif "khuyenhoc-rules/1" in block.body:
        _read_rules(block)
    elif "khuyenhoc-columns/1" in block.body:
        assert read_columns(_prepared(block.page, tmp_path) / block.title).sheets
    elif block.refused:
        with pytest.raises(kh.DocumentError):
            kh.catalog.parse_document(block.body)
    else:
        document = kh.catalog.parse_document(block.body)
        records = (document.programmes, document.agreements, document.instruments, document.reviews, document.funds)
        assert any(records)


@_of("csv")
def test_tables_are_read(block: Block, tmp_path: Path) -> None:
    """Every table shown is read, or refused where the page says so."""
    if block.facts and block.refused:
        with pytest.raises(kh.DocumentError):
            _decide(block, tmp_path)
        return
    if block.facts:
        assert _decide(block, tmp_path) == len(block.body.splitlines()) - 1
        return
    if "Danh hiệu" in block.body.partition("\n")[0]:
        assert len(kh.tables.read_titles(_prepared(block.page, tmp_path) / block.title))
        return
    own = [kh.Attribute("lop_ky_nang_so", vi="mở lớp kỹ năng số", en="digital skills classes")]
    if block.refused:
        with pytest.raises(kh.DocumentError):
            kh.tables.parse_counts(block.body, attributes=own)
    else:
        assert kh.tables.parse_counts(block.body, attributes=own)


def test_every_block_is_of_a_tested_kind() -> None:
    """Every code block of README and docs is run by a test."""
    assert [str(block) for block in BLOCKS if block.language not in LANGUAGES] == []
    fences = sum(len(re.findall(r"^\s*```", page.read_text(encoding="utf-8"), re.MULTILINE)) for page in PAGES)
    assert fences == 2 * len(BLOCKS)


def _number(text: str) -> str:
    """A figure without regard to how thousands and decimals are marked."""
    plain = re.sub(r"(?<=\d)[.,_](?=\d{3}(?!\d))", "", text)
    return plain.replace(",", ".")


@pytest.mark.parametrize("page", PROSE, ids=lambda page: page.relative_to(ROOT).as_posix())
def test_figures_of_the_prose_stand_in_a_tested_block(page: Path) -> None:
    """Every number of README and docs is one that a block of the same page shows, and that a test runs."""
    text = page.read_text(encoding="utf-8")
    blocks = "\n".join(match["body"] for match in _FENCE.finditer(text))
    shown = {_number(match) for match in re.findall(r"\d+(?:[.,_]\d+)*", blocks)}
    prose = re.sub(r"`[^`]*`|\]\([^)]*\)|https?://\S+", " ", _ROW.sub(" ", _FENCE.sub(" ", text)))
    figures = [figure for pattern in _FIGURES for figure in pattern.findall(prose)]
    missing = [figure for figure in figures if _number(figure) not in shown]
    assert missing == []


def test_the_readme_has_its_two_commands() -> None:
    """One command sets up and prints the report, and one sets up and passes the tests."""
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    for marker, ends in (("main", "--on 2023-12-31"), ("test", "-m pytest --quiet -n auto --dist loadfile")):
        (command,) = re.findall(rf"<!-- {marker} command -->\n```console\n(.+)\n```\n", text)
        assert command.startswith(_SETUP)
        assert command.endswith(ends)


def test_the_readme_counts_the_catalogue() -> None:
    """It holds five programmes, 27 agreements and one review, last looked at in February and November 2026."""
    catalog = kh.catalog
    assert (len(catalog.programmes()), len(catalog.agreements()), len(catalog.reviews())) == (5, 27, 1)
    days = {instrument.checked for instrument in catalog.instruments()}
    assert {(day.year, day.month) for day in days if day is not None} == {(2026, 2), (2026, 11)}


def test_the_readme_counts_the_rule_sets() -> None:
    """There are eleven of them."""
    assert len(kh.catalog.rulesets()) == 11


def test_the_table_of_rule_sets_is_that_of_the_catalogue() -> None:
    """Every rule set with its days in force, its confidence and its size, and no other."""
    text = (ROOT / "docs" / "explanation" / "recognition.md").read_text(encoding="utf-8")
    row = r"^\| `(\S+)` \| ([^|]+) \|([^|]*)\| `(\w+)` \| `(\w+)` \| (\d+)/(\d+) \|$"
    expected = [
        (
            rules.id,
            str(rules.in_force_from or "not established"),
            str(rules.in_force_until or ""),
            rules.confidence.value,
            rules.method.value,
            str(len(rules.criteria)),
            str(len(rules.indicators)),
        )
        for rules in kh.catalog.rulesets()
    ]
    assert [tuple(cell.strip() for cell in cells) for cells in re.findall(row, text, re.MULTILINE)] == expected


def test_the_tables_of_open_questions_are_those_of_the_catalogue() -> None:
    """Every question with its readings, the one used first, and the rule sets that ask it."""
    text = (ROOT / "docs" / "explanation" / "open-questions.md").read_text(encoding="utf-8")
    row = r"^\| `([a-z0-9-]+)` \| [^|]+ \| ([^|]+) \| ([^|]+) \|$"
    for about, part in zip(("decision", "procedure"), text.split("## Questions about the procedure"), strict=True):
        expected: dict[str, tuple[list[str], list[str]]] = {}
        for rules in kh.catalog.rulesets():
            for item in (item for item in rules.interpretations if item.about == about):
                readings, sets = expected.setdefault(item.id, ([], []))
                readings += [item.used, *(option.id for option in item.readings)]
                sets.append(rules.id)
        shown = {
            id_: tuple(re.findall("`([^`]+)`", cell) for cell in cells) for id_, *cells in re.findall(row, part, re.M)
        }
        unique = {id_: (list(dict.fromkeys(readings)), sets) for id_, (readings, sets) in expected.items()}
        assert shown == unique


def test_the_format_of_rule_files_names_every_key() -> None:
    """Every key that a rule file may hold stands on the page that describes it, and every code of a finding."""
    text = (ROOT / "docs" / "reference" / "rules-format.md").read_text(encoding="utf-8")
    tests = [item for name in kinds.__all__ if attrs.has(item := getattr(kinds, name)) and item is not kinds.Condition]
    rooms = [
        kh.RuleSet,
        kh.recognition.Grade,
        kh.recognition.Total,
        kh.recognition.Option,
        kh.recognition.Scale,
        kh.recognition.Step,
        kh.recognition.Fact,
        kh.recognition.Criterion,
        kh.recognition.Indicator,
    ]
    rooms += [
        kh.recognition.Interpretation,
        kh.recognition.Procedure,
        kh.recognition.Deadline,
        kh.recognition.Authority,
        kh.recognition.Council,
        kh.Citation,
        *tests,
    ]
    fields = [field for room in rooms for field in attrs.fields(room) if field.init]
    names = {field.name for field in fields if not field.name.startswith("_")}
    assert sorted(name for name in names if f"`{name}`" not in text) == []
    assert (
        sorted(kind for kind in {test.kind for test in tests if hasattr(test, "kind")} if f"`{kind}`" not in text) == []
    )
    checks = (ROOT / "src" / "khuyenhoc" / "recognition" / "law" / "checks.py").read_text(encoding="utf-8")
    table = (ROOT / "docs" / "how-to" / "your-own-table.md").read_text(encoding="utf-8")
    codes = re.findall(r'_finding\(\s*"([a-z-]+)"', checks)
    assert sorted(code for code in {*codes} if f"`{code}`" not in table) == []


def test_the_glossary_is_complete() -> None:
    """The glossary holds every member of every public enumeration, with its two labels and its code."""
    text = (ROOT / "docs" / "glossary.md").read_text(encoding="utf-8")
    enumerations = [thing for thing in PUBLIC.values() if _is_enumeration(thing)]
    expected = {(item.vi, item.en, item.value, type(item).__name__) for members in enumerations for item in members}
    assert set(_ROW.findall(text)) == expected
    assert len(_ROW.findall(text)) == len(expected)


def test_the_codes_are_complete() -> None:
    """The page of codes holds every attribute and every population of the catalogue."""
    text = (ROOT / "docs" / "reference" / "codes.md").read_text(encoding="utf-8")
    terms: list[kh.Attribute | kh.Population] = [*kh.catalog.attributes(), *kh.catalog.populations()]
    assert sorted(_ROW.findall(text)) == sorted((item.vi, item.en, item.code, type(item).__name__) for item in terms)


def _is_enumeration(value: object) -> bool:
    return isinstance(value, enum.EnumMeta) and issubclass(value, Labelled)


def test_the_reference_names_everything_public() -> None:
    """Every public name has its place in the reference."""
    text = "\n".join(page.read_text(encoding="utf-8") for page in (ROOT / "docs" / "reference").glob("*.md"))
    named = re.findall(r"^::: (khuyenhoc[.\w]+)$", text, re.MULTILINE)
    wings = {room.__name__: room for room in (getattr(kh, name) for name in kh.__all__) if isinstance(room, ModuleType)}
    whole = [name for name in named if name in wings]
    expected = {f"khuyenhoc.{name}" for name in kh.__all__ if not isinstance(getattr(kh, name), ModuleType)}
    expected |= {f"{wing}.{name}" for wing, room in wings.items() for name in room.__all__ if wing not in whole}
    alone = [name for name in named if name.rpartition(".")[0] not in whole]
    assert sorted(alone) == sorted({*expected, *whole})


class _Finder(doctest.DocTestFinder):
    """Finds what is written in a file, whatever address it is published under."""

    def _from_module(self, module: ModuleType, thing: object) -> bool:
        inner = inspect.unwrap(thing) if callable(thing) else thing
        if inspect.isfunction(inner):
            return inner.__globals__ is vars(module)
        if inspect.isclass(inner):
            return inner.__qualname__.partition(".")[0] in _written_in(module)
        return True


@cache
def _written_in(module: ModuleType) -> set[str]:
    tree = ast.parse(Path(str(module.__file__)).read_text(encoding="utf-8"))
    return {node.name for node in tree.body if isinstance(node, ast.ClassDef)}


def _docstrings() -> list[doctest.DocTest]:
    names: dict[str, Any] = {}
    exec("from khuyenhoc import *\nimport datetime as dt\nimport khuyenhoc as kh", names)
    modules = [import_module(item.name) for item in pkgutil.walk_packages(kh.__path__, "khuyenhoc.")]
    finder = _Finder(exclude_empty=True)
    found = [test for module in [kh, *modules] for test in finder.find(module, module.__name__, extraglobs=names)]
    return [test for test in found if test.examples]


@pytest.mark.parametrize("example", _docstrings(), ids=lambda example: example.name)
def test_docstring_examples(example: doctest.DocTest) -> None:
    """What a docstring shows is what the code prints."""
    said: list[str] = []
    assert doctest.DocTestRunner().run(example, out=said.append).failed == 0, "".join(said)
