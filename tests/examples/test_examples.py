"""The programs of ``docs/examples``: each does what its page says, with the packages that it needs."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

import khuyenhoc as kh

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ROOT / "docs" / "examples"
PROGRAMS = sorted(set(EXAMPLES.glob("*.py")) - {EXAMPLES / "spark_decide.py"})  # which is sent to a cluster
MOST_LINES = 60
IMPORTED = {"django_field.py", "fastapi_service.py", "pydantic_models.py"}  # parts of programs of others
UNIT = kh.catalog.ruleset("cdht-324-2023")


def run(program: str, *words: str, given: str | None = None) -> str:
    """What a program prints, run as a reader runs it, beside the tables of the examples."""
    done = subprocess.run(
        [sys.executable, program, *words],
        cwd=EXAMPLES,
        input=given,
        capture_output=True,
        check=False,
        encoding="utf-8",
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONUTF8": "1", "NO_COLOR": "1"},
    )
    assert done.returncode == 0, done.stderr
    return done.stdout


@pytest.mark.parametrize("program", PROGRAMS, ids=lambda program: program.name)
def test_a_program_is_short_and_says_how_it_is_run(program: Path) -> None:
    text = program.read_text(encoding="utf-8")
    assert len(text.splitlines()) < MOST_LINES
    assert program.name in IMPORTED or program.name in text.partition('"""')[2].partition('"""')[0]


def test_streamlit_reads_an_upload_and_shows_the_decisions() -> None:
    """The first commune reaches a grade, as the table of the examples says; a wrong file is an error in Vietnamese."""
    testing = pytest.importorskip("streamlit.testing.v1", reason="streamlit is not installed")
    app = testing.AppTest.from_file(str(EXAMPLES / "streamlit_decide.py"), default_timeout=60).run()
    assert not app.exception
    assert app.title[0].value == kh.catalog.ruleset("tt-25-2023/commune").title.vi
    content = (EXAMPLES / "communes.csv").read_bytes()
    for _ in range(2):  # the second time from the cache, for which a rule set is hashed
        app.file_uploader[0].upload("communes.csv", content).run()
        assert not app.exception
        table = app.dataframe[0].value
        assert len(table) == 6
        assert list(table["Kết luận"][:2]) == [kh.Verdict.RECOGNISED.vi, kh.Verdict.NOT_RECOGNISED.vi]
    app.file_uploader[0].upload("sai.csv", b"citizens,citizens\n1,2\n").run()
    assert "sai.csv" in app.error[0].value


@pytest.mark.parametrize("name", ["Period", "RuleSet", "Decision", "Rate", "Portfolio", "Agreement"])
def test_streamlit_hashes_values(name: str) -> None:
    """An argument of ``st.cache_data`` is known again when it is equal, and told from another."""
    st = pytest.importorskip("streamlit", reason="streamlit is not installed")
    calls: list[object] = []

    @st.cache_data
    def asked(value: object) -> int:
        calls.append(value)
        return len(calls)

    def values() -> tuple[object, object]:
        return {
            "Period": (kh.Period.of_years(2024, 2026), kh.Period.of_years(2024, 2027)),
            "Rate": (kh.Rate("1/3"), kh.Rate("2/3")),
            "RuleSet": (kh.catalog.ruleset("tt-25-2023/commune"), kh.catalog.ruleset("tt-24-2023/district")),
            "Decision": tuple(
                kh.catalog.ruleset("cdht-324-2023").decide({"foreign_language_points": count}) for count in (1, 2)
            ),
            "Portfolio": (kh.catalog.portfolio(), kh.Portfolio()),
            "Agreement": kh.catalog.agreements()[:2],
        }[name]  # type: ignore[return-value]

    one, other = values()
    assert [asked(one), asked(values()[0]), asked(other), asked(one)] == [1, 1, 2, 1]


def test_typer_prints_the_report_of_a_file_and_of_standard_input() -> None:
    """253.853 of 324.847 families are 78,14 %, cut to 78.1."""
    pytest.importorskip("typer", reason="typer is not installed")
    shown = run("typer_report.py", "binh-thuan-2023.csv", "--on", "2023-12-31")
    assert "78.1%" in shown
    counts = (EXAMPLES / "binh-thuan-2023.csv").read_text(encoding="utf-8")
    assert run("typer_report.py", "-", "--on", "2023-12-31", given=counts) == shown


def test_the_engines_of_frames_agree() -> None:
    for name in ("polars", "pandas", "duckdb", "pyarrow", "narwhals"):
        pytest.importorskip(name, reason=f"{name} is not installed")
    answers = [line.split()[1:] for line in run("frames_decide.py", "communes.csv").splitlines()]
    assert len(answers) == 3
    assert answers[0] == answers[1] == answers[2]
    assert answers[0][:4] == ["recognised", "not_recognised", "not_recognised", "undetermined"]


def test_a_chart_is_drawn_without_a_notebook(tmp_path: Path) -> None:
    pytest.importorskip("vl_convert", reason="vl-convert-python is not installed")
    shutil.copy(EXAMPLES / "binh-thuan-2023.csv", tmp_path)
    run("plot_report.py", str(tmp_path / "binh-thuan-2023.csv"), str(tmp_path / "report.svg"))
    assert "Gia đình học tập" in (tmp_path / "report.svg").read_text(encoding="utf-8")


def test_threads_and_processes_give_one_answer() -> None:
    """60 % of 12.480 citizens are 7.488: 88 of the hundred numbers from 7.400 to 7.499 lie below."""
    assert run("threads_decide.py") == "88 of 100 fall short\n"


def test_a_subinterpreter_of_its_own_decides_too() -> None:
    """Where the interpreter has them; nothing of the library lives outside of it."""
    interpreters = pytest.importorskip("_xxsubinterpreters", reason="no subinterpreters in this Python")
    made = interpreters.create(isolated=False)
    code = "import khuyenhoc as kh; assert kh.catalog.ruleset('tt-25-2023/commune').decide({}).missing"
    try:
        interpreters.run_string(made, f"import sys; sys.path[:] = {sys.path!r}; {code}")
    finally:
        interpreters.destroy(made)
