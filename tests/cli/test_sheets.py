"""One printed table under screen, HTML and CSV."""

import csv
import io
from importlib.metadata import version

import pytest
from click.testing import CliRunner
from rich.console import Console

from khuyenhoc.cli.main import cli
from khuyenhoc.views.page import html_page
from khuyenhoc.views.screen import print_page
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet, facts, listed, sheets_csv

ODD = "<i>&"
SHEET = Sheet(
    key="odd",
    title=ODD,
    about=ODD,
    columns=(Column("name", ratio=1, least=6), Column("not\ncomparable", right=True, fixed=True)),
    rows=(
        (Cell(ODD, ODD), Cell("1.000", status="behind", footnotes=(1, 2))),
        (Cell(ODD, ODD, brief=""), "2\n3"),
    ),
    aside=(ODD, ODD),
    parts=listed(ODD, [ODD], "vi"),
    footnotes=(ODD, "second"),
    notes=(ODD,),
    data=({"a": "=1+1", "b": -5, "c": [1, 2], "d": None, "e": True}, {"b": "-5,5", "a": "-x"}),
)
PAGE = Page(title=ODD, about=ODD, lead=ODD, sheets=(SHEET, facts([("k", "v"), ("none", "")]), Sheet(empty=ODD)))


def screen(page: Page) -> str:
    console = Console(file=io.StringIO(), width=80, highlight=False, markup=False)
    print_page(console, page)
    assert isinstance(console.file, io.StringIO)
    return console.file.getvalue()


def test_a_screen_shows_what_is_asked_and_leaves_out_what_is_seen_above() -> None:
    lines = [line.rstrip() for line in screen(PAGE).splitlines()]
    assert lines[:3] == [ODD] * 3
    assert lines[3:6] == ["", f"{ODD} · {ODD}", "               not"]
    assert "1.000 ¹ ²" in lines[7]
    assert lines[9].strip() == "2"  # the name stands in the row above
    assert "none" not in screen(PAGE)
    assert lines[-1] == ODD


def test_html_escapes_every_text() -> None:
    page = html_page(PAGE, "vi")
    assert "<i>&" not in page
    assert '<td class="behind number">1.000<sup>1,2</sup></td>' in page
    assert '<th scope="col" class="number">not comparable</th>' in page
    assert "2<br>3" in page
    assert page.count("<h1>") == page.count("</html>") == 1


def test_csv_guards_formulas_and_spares_numbers() -> None:
    text = sheets_csv([SHEET])
    assert text.startswith("\ufeff")
    rows = list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))
    assert rows == [
        {"table": "odd", "a": "'=1+1", "b": "-5", "c": "1; 2", "d": "", "e": "true"},
        {"table": "odd", "a": "'-x", "b": "-5,5", "c": "", "d": "", "e": ""},
    ]


@pytest.mark.parametrize("page", [Page(), Page(sheets=(Sheet(),)), Page(title="x")])
def test_an_empty_page_is_one(page: Page) -> None:
    assert screen(page).strip() == page.title
    assert html_page(page, "en").startswith("<!doctype html>")


def test_the_version_is_that_of_the_installed_package() -> None:
    assert version("khuyenhoc") in CliRunner().invoke(cli, ["--version"]).output


@pytest.mark.parametrize("width", [40, 60, 80])
@pytest.mark.parametrize("count", ["7", "253.853/324.847", "1.234.567/2.400.000", "98.765.432.101/99.999.999.999"])
def test_figures_are_never_cut_or_broken(width: int, count: str) -> None:
    """The texts give way; where even that is too little, the line is longer than the screen."""
    heads = (Column("Chỉ tiêu", ratio=1, least=16), Column("Thực hiện", right=True), Column("Kết quả"))
    ends = (Column("Mức", right=True, fixed=True), Column("Thiếu/dư", right=True, fixed=True))
    row = (
        Cell("tham gia quản lý trung tâm học tập cộng đồng"),
        Cell("51,44%", f"{count} đăng ký"),
        "✓ đạt sớm hơn hạn",
    )
    page = Page(sheets=(Sheet(columns=(*heads, *ends), rows=((*row, "1.000.000", "thiếu 1.445.433"),)),))
    console = Console(file=io.StringIO(), width=width, highlight=False, markup=False)
    print_page(console, page)
    assert isinstance(console.file, io.StringIO)
    text = console.file.getvalue()
    assert all(figure in text.split() for figure in (count, "51,44%", "1.000.000", "1.445.433"))
    assert console.width == width
    if width == 80 and len(count) < 20:
        assert all(len(line) <= width for line in text.splitlines())
