"""The pages are two halves, each in one language, and each page has its place in one of them."""

import re
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
DOCS = ROOT / "docs"

sys.path.insert(0, str(DOCS))

import draw_readme  # noqa: E402
import looks  # noqa: E402

VIETNAMESE, ENGLISH = "Dành cho cán bộ", "For developers and analysts"

_ITEM = re.compile(r'^(?P<indent> *)- (?:(?P<title>"[^"]+"|[^:\n]+):)? ?(?P<path>\S+\.md)?$')
_MARKED = re.compile(
    r"[ăâđêôơưĂÂĐÊÔƠƯ\u00c0-\u00c3\u00c8-\u00ca\u00cc-\u00d5\u00d9-\u00dd\u00e0-\u00fd\u0128-\u0169\u1ea0-\u1ef9]"
)
_WORD = re.compile(r"[^\W\d_]+")
_QUIET = re.compile(
    r"^```.*?^```$|`[^`\n]*`|<!--.*?-->|\]\([^)]*\)|\]\[[^\]]*\]|^:::.*$|^    .*$|“[^”]*”|\"[^\"]*\"|https?://\S+|\*[^*\n]{1,40}\*",
    re.MULTILINE | re.DOTALL,
)
_ENGLISH = re.compile(r"\b(?:the|and|of|is|are|for|with|what|which|by|from|that|how|your)\b", re.IGNORECASE)


def _nav() -> dict[str, list[tuple[str, str]]]:
    """The titles and pages of each half; what only groups others has no page."""
    text = (ROOT / "mkdocs.yml").read_text(encoding="utf-8").partition("\nnav:\n")[2]
    halves: dict[str, list[tuple[str, str]]] = {}
    for line in filter(None, text.splitlines()):
        item = _ITEM.match(line)
        assert item is not None, line
        title, path = (item["title"] or "").strip('"'), item["path"] or ""
        if len(item["indent"]) == 2:
            half = halves[title] = []
        else:
            half.append((title, path))
    return halves


NAV = _nav()
PAGES = [(half, path) for half, items in NAV.items() for _, path in items if path]


def _prose(path: str) -> str:
    """What people read of a page, without code, addresses, quotations and the words that are spoken about."""
    return _QUIET.sub(" ", (DOCS / path).read_text(encoding="utf-8"))


def share(text: str) -> float:
    """The share of words that are written with marks of Vietnamese."""
    words = _WORD.findall(text)
    return sum(bool(_MARKED.search(word)) for word in words) / max(1, len(words))


def test_the_pages_are_two_halves() -> None:
    """One for officers and one for developers, titled in their languages."""
    assert list(NAV) == [VIETNAMESE, ENGLISH]


def test_every_page_is_in_the_nav_once() -> None:
    """Whatever is written can be found, and in one half only."""
    paths = [path for _, path in PAGES]
    assert sorted(paths) == sorted(page.relative_to(DOCS).as_posix() for page in DOCS.rglob("*.md"))


@pytest.mark.parametrize(("half", "path"), PAGES, ids=lambda value: value if value.endswith(".md") else "")
def test_a_page_is_in_the_language_of_its_half(half: str, path: str) -> None:
    """Its prose as a whole, and each paragraph, entry of a list and, for officers, row of a table of twelve words."""
    prose = _prose(path)
    parts = [part for part in re.split(r"\n\s*\n|\n(?=\|)|\n(?=- )", prose) if len(_WORD.findall(part)) >= 12]
    if half == VIETNAMESE:
        assert share(prose) > 0.6
        assert [part for part in parts if share(part) < 0.3 or len(set(_ENGLISH.findall(part))) > 1] == []
    else:  # a table may be a dictionary, with a column of each language
        running = [part for part in parts if not part.lstrip().startswith("|")]
        assert share("\n".join(running)) < 0.2
        assert [part for part in running if share(part) > 0.4] == []


@pytest.mark.parametrize(("half", "path"), PAGES, ids=lambda value: value if value.endswith(".md") else "")
def test_headings_are_in_the_language_of_their_half(half: str, path: str) -> None:
    """Those of the page and those of its tables; names that are the same in both say nothing."""
    text = re.sub(r"^```.*?^```$", "", (DOCS / path).read_text(encoding="utf-8"), flags=re.MULTILINE | re.DOTALL)
    heads = re.findall(r"^#+ (.+)$", text, re.MULTILINE) + re.findall(r"^\|(.+)\|\n\|[-:| ]+\|$", text, re.MULTILINE)
    wrong = [head for head in heads if _is_of_the_other(_QUIET.sub(" ", head), half)]
    assert wrong == []


def test_titles_of_the_nav_are_in_the_language_of_their_half() -> None:
    """As the headings are."""
    wrong = [title for half, items in NAV.items() for title, _ in items if _is_of_the_other(title, half)]
    assert wrong == []


def _is_of_the_other(title: str, half: str) -> bool:
    if half == ENGLISH:
        return share(title) > 0.3
    words = [word for word in _WORD.findall(title) if word.casefold() != "khuyenhoc"]
    return bool(words) and (share(title) < 0.25 or bool(_ENGLISH.search(title)))


def test_the_readme_is_two_halves() -> None:
    """The first in Vietnamese, the second in English, under the names of the halves of the pages."""
    text = _QUIET.sub(" ", (ROOT / "README.md").read_text(encoding="utf-8"))
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [VIETNAMESE, ENGLISH]
    first, second = text.partition(f"## {VIETNAMESE}")[2].split(f"## {ENGLISH}")
    assert share(first) > 0.6
    assert share(second) < 0.2


def test_the_picture_of_a_report_is_what_the_command_writes() -> None:
    drawn = draw_readme.report()
    assert draw_readme.REPORT.read_text(encoding="utf-8") == drawn, "run: python docs/draw_readme.py"
    assert "253.853/324.847" in draw_readme.words(drawn)


def test_the_picture_of_a_chart_is_what_is_drawn() -> None:
    """Word for word; where a word stands depends on the letters that a machine has."""
    drawn = draw_readme.words(draw_readme.chart())
    assert draw_readme.words(draw_readme.CHART.read_text(encoding="utf-8")) == drawn, "run: python docs/draw_readme.py"
    assert any("thiếu 6.025" in text for text in drawn)


def test_typed_lines_and_answers_look_different() -> None:
    """A command that goes on after a backslash is typed to its end."""
    shown = (
        'x<div class="language-console highlight"><pre><code>khuyenhoc report a \\\n  --on b\nđạt\n</code></pre></div>'
    )
    made = looks.on_page_content(shown)
    assert re.findall(r'<span class="(\w+)">(.+?)</span>', made) == [
        ("typed", "khuyenhoc report a \\"),
        ("typed", "  --on b"),
        ("answered", "đạt"),
    ]
    assert looks.on_page_content(shown.replace("console", "toml")) == shown.replace("console", "toml")


def test_cells_of_tables_carry_the_heading_of_their_column() -> None:
    """So that a phone can set the cells of a row below each other."""
    table = "<table>\n<tr>\n<th>Từ</th>\n<th>Nghĩa</th>\n</tr>\n<tr>\n<td>hạn</td>\n<td>ngày</td>\n</tr>\n</table>"
    made = looks.on_page_content(table)
    assert re.findall(r'<td data-label="(.+?)">(.+?)</td>', made) == [("Từ", "hạn"), ("Nghĩa", "ngày")]


def test_no_table_is_wider_than_a_phone() -> None:
    """The style says so for narrow screens: two columns share the width, the cells of more stand below each other."""
    narrow = (
        (DOCS / "stylesheets" / "extra.css").read_text(encoding="utf-8").partition("@media screen and (max-width")[2]
    )
    assert "table-layout: fixed; width: 100%" in narrow
    assert "overflow-wrap: anywhere" in narrow
    assert re.search(r":has\(th:nth-child\(3\)\) :is\(tbody, tr, td\) \{ display: block; \}", narrow)
    assert "attr(data-label)" in narrow
