"""What the look of the site needs to know, written into its pages: a hook of MkDocs.

Typed lines and answers of a console are told apart, and the cells of a table carry the heading of their column, which a
phone shows beside them (``docs/stylesheets/extra.css``).
"""

import re
from typing import Any

_CONSOLE = re.compile(r'(<div class="[^"]*language-console[^"]*">.*?<code>)(.*?)(</code>)', re.DOTALL)
_TABLE = re.compile(r"<table>.*?</table>", re.DOTALL)
_ROW = re.compile(r"<tr>.*?</tr>", re.DOTALL)
_HEAD = re.compile(r"<th\b[^>]*>(.*?)</th>", re.DOTALL)
_CELL = re.compile(r"<td\b")
_TAG = re.compile(r"<[^>]+>")
_TYPED = ("khuyenhoc ", "python3 ", ".venv/")


def on_page_content(html: str, **_: Any) -> str:
    """The page with classes on the lines of its consoles, and headings at the cells of its tables."""
    html = _CONSOLE.sub(lambda match: f"{match[1]}{console(match[2])}{match[3]}", html)
    return _TABLE.sub(lambda match: labelled(match[0]), html)


def console(code: str) -> str:
    """Each line marked as typed or as answered; a line after a backslash goes on with the one before."""
    found, goes_on = [], False
    for line in code.rstrip("\n").split("\n"):
        text = _TAG.sub("", line)
        typed = goes_on or text.startswith(_TYPED)
        goes_on = typed and text.endswith("\\")
        found.append(f'<span class="{"typed" if typed else "answered"}">{line}</span>')
    return "\n".join(found) + "\n"


def labelled(table: str) -> str:
    """A table whose cells name the heading of their column."""
    heads = [_TAG.sub("", head).replace('"', "&quot;") for head in _HEAD.findall(table)]

    def row(match: re.Match[str]) -> str:
        names = iter(heads)
        return _CELL.sub(lambda _: f'<td data-label="{name}"' if (name := next(names, "")) else "<td", match[0])

    return _ROW.sub(row, table)
