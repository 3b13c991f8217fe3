"""Draws the pictures of the README: ``python docs/draw_readme.py`` writes a report and a chart into ``docs/pictures``.

Both are of the example of Bình Thuận; the report is the HTML page of ``khuyenhoc report`` as a sheet of paper. A test
holds the pictures and the code together.
"""

import datetime as dt
import re
import subprocess
import sys
from collections.abc import Iterator
from html import escape, unescape
from pathlib import Path
from textwrap import wrap

import khuyenhoc as kh

__all__ = ["CHART", "REPORT", "chart", "report", "words"]

DOCS = Path(__file__).resolve().parent
REPORT, CHART = DOCS / "pictures" / "bao-cao.svg", DOCS / "pictures" / "bieu-do.svg"
PROGRAMME, COUNTS, ON = "qd-387-2022", DOCS / "examples" / "binh-thuan-2023.csv", dt.date(2023, 12, 31)

WIDTH, EDGE, LINE = 900, 48, 20
STARTS = (48, 320, 430, 565, 595, 852)  # where a column begins, or ends if it is set flush right
RIGHT, SMALL = {2, 3, 5}, 3  # and where the counts stand below the share
FONT = "Arial, DejaVu Sans, Liberation Sans, sans-serif"
_MAIN = "import sys; sys.argv[0] = 'khuyenhoc'; from khuyenhoc.__main__ import main; main()"
_TAG = re.compile(r"<[^>]+>")


def report() -> str:
    """The report as a sheet of paper."""
    page = _page()
    rows = [_cells(row) for row in re.findall(r"<tr>(.*?)</tr>", page)]
    lines: list[str] = []
    y = 64
    for text in wrap(_text(_one(page, "h1")), 66):
        lines.append(_line(WIDTH // 2, y, text, size=18, anchor="middle", bold=True))
        y += 26
    lines.append(_line(WIDTH // 2, y, _text(_one(page, "p")), anchor="middle", quiet=True))
    lines.append(_line(EDGE, y + 44, _text(_one(page, "h2")), size=17, bold=True))
    y += 76
    for number, row in enumerate(rows):
        for column, (text, small) in enumerate(row):
            at, anchor = STARTS[column], "end" if column in RIGHT else "start"
            lines.append(_line(at, y, text, anchor=anchor, bold=number == 0))
            lines += [_line(at, y + 16, small, size=12, anchor=anchor, quiet=True)] if small and column == SMALL else []
        high = 34 if any(small for column, (_, small) in enumerate(row) if column == SMALL) else 18
        lines.append(_rule(y + high - 8, heavy=number == 0))
        y += high + 12
    for text in _below(page):
        lines.append(_line(EDGE, y, text, size=13, quiet=True))
        y += LINE
    return "\n".join([*_paper(y + 20, "Báo cáo của Bình Thuận so với Quyết định 387/QĐ-TTg"), *lines, "</svg>", ""])


def chart() -> str:
    """The chart of the same report."""
    found = kh.catalog.programme(PROGRAMME).attainment(kh.tables.read_counts(COUNTS), on=ON)
    path = kh.charts.save(kh.charts.attainment(found), CHART.with_suffix(".new.svg"))
    try:
        return path.read_text(encoding="utf-8") + "\n"
    finally:
        path.unlink()


def words(svg: str) -> list[str]:
    """Every text of a picture, which no font of the machine changes."""
    return [unescape(_TAG.sub("", text)) for text in re.findall(r"<text\b[^>]*>(.*?)</text>", svg, re.DOTALL)]


def _page() -> str:
    """What the command writes, without its chart."""
    asked = ["report", PROGRAMME, "--observations", str(COUNTS), "--on", ON.isoformat(), "--format", "html"]
    done = subprocess.run([sys.executable, "-c", _MAIN, *asked], capture_output=True, encoding="utf-8", check=True)
    return re.sub(r"<figure>.*?</figure>", "", done.stdout, flags=re.DOTALL)


def _one(page: str, tag: str) -> str:
    found = re.search(rf"<{tag}\b[^>]*>(.*?)</{tag}>", page, re.DOTALL)
    return found[1] if found else ""


def _text(part: str) -> str:
    return unescape(_TAG.sub("", part)).strip()


def _cells(row: str) -> list[tuple[str, str]]:
    """The text of each cell with its footnotes raised, and its second line."""
    found = []
    for cell in re.findall(r"<t[hd]\b[^>]*>(.*?)</t[hd]>", row):
        raised = re.sub(r"<sup>(.*?)</sup>", lambda mark: " " + mark[1].translate(_RAISED), cell)
        found.append((_text(re.sub(r"<small>.*?</small>", "", raised)), _text(_one(cell, "small"))))
    return found


_RAISED = str.maketrans("0123456789,", "⁰¹²³⁴⁵⁶⁷⁸⁹ ")


def _below(page: str) -> Iterator[str]:
    """The footnotes and the remark under the table."""
    for number, item in enumerate(re.findall(r"<li>(.*?)</li>", _one(page, "ol")), start=1):
        yield from wrap(f"{str(number).translate(_RAISED)} {_text(item)}", 110)
    for part in re.findall(r'<p class="cut">(.*?)</p>', page):
        yield from wrap(_text(part), 110)


def _line(
    x: int, y: int, text: str, *, size: int = 14, anchor: str = "start", bold: bool = False, quiet: bool = False
) -> str:
    weight, fill = ' font-weight="bold"' if bold else "", "#595959" if quiet else "#1b1b1b"
    return (
        f'<text x="{x}" y="{y}" font-size="{size}" text-anchor="{anchor}"{weight} fill="{fill}">{escape(text)}</text>'
    )


def _rule(y: int, *, heavy: bool) -> str:
    stroke = 'stroke="#1b1b1b" stroke-width="1.5"' if heavy else 'stroke="#cccccc"'
    return f'<line x1="{EDGE}" y1="{y}" x2="{WIDTH - EDGE}" y2="{y}" {stroke}/>'


def _paper(height: int, label: str) -> list[str]:
    return [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" font-family="{FONT}" '
        f'role="img" aria-label="{escape(label)}">',
        f'<rect x="0.5" y="0.5" width="{WIDTH - 1}" height="{height - 1}" fill="#fff" stroke="#999"/>',
    ]


if __name__ == "__main__":
    REPORT.write_text(report(), encoding="utf-8")
    CHART.write_text(chart(), encoding="utf-8")
