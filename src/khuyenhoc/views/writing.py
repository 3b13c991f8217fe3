"""A page as a file: the ending decides which writer makes it."""

import json
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

from khuyenhoc._base.door import public
from khuyenhoc._base.terms import Language, check_language
from khuyenhoc.errors import DocumentError, InvalidValueError, WrongTypeError
from khuyenhoc.files.tables.csv_out import MARK, csv_text
from khuyenhoc.files.tables.sinks import replacing
from khuyenhoc.sentences import reason, word as named
from khuyenhoc.values.rate import Rate
from khuyenhoc.views.answers import Answer, page_of
from khuyenhoc.views.excel import write_excel
from khuyenhoc.views.grids import Grid, grids_of, head_of
from khuyenhoc.views.page import html_page
from khuyenhoc.views.pdf import write_pdf
from khuyenhoc.views.sheets import Cell, Page
from khuyenhoc.views.word import write_word

__all__ = ["DRAWN", "ENDINGS", "page_csv", "page_data", "place_for", "write", "write_page"]


@public("khuyenhoc.views")
def write(answer: Answer | Page, path: str | Path, lang: Language = "vi", *, overwrite: bool = False) -> Path:
    """Write an answer, or a page of one, into a file (xuất ra tệp): the ending of its name decides what it becomes.

    Word (.docx), Excel (.xlsx), PDF (.pdf), a web page (.html), CSV or JSON. The file is there as a whole or not at
    all.

    Args:
        answer: A report, a decision, an alignment, a portfolio, a record, or a [`Page`][khuyenhoc.views.Page].
        path: The file.
        lang: The language of the words in it.
        overwrite: Whether a file that is there already may be replaced.

    Returns:
        The path.

    Raises:
        DocumentError: If the ending is of no kind that can be written, or the file cannot be written.
        InvalidValueError: If there is already such a file.
        MissingExtraError: If a library is not installed: of the extra ``word``, ``excel`` or ``pdf``.
        WrongTypeError: If it is no such answer, or no path.

    >>> import tempfile
    >>> folder = tempfile.mkdtemp()
    >>> made = views.write(catalog.agreement("tra-vinh-2024-2030"), f"{folder}/phoi-hop.html")
    >>> made.name, "<h1>" in made.read_text(encoding="utf-8")
    ('phoi-hop.html', True)
    """
    check_language(lang)
    return write_page(answer if isinstance(answer, Page) else page_of(answer, lang), path, lang, overwrite=overwrite)


def write_page(
    page: Page,
    path: str | Path,
    lang: Language,
    *,
    overwrite: bool = False,
    more: Mapping[str, Callable[[], str]] | None = None,
) -> Path:
    """The same for a page; ``more`` are texts under endings of their own, such as a calendar."""
    texts = more or {}
    target = place_for(path, overwrite=overwrite, endings=(*ENDINGS, *texts))
    ending = target.suffix.casefold()
    try:
        with replacing(target) as (part,):
            if ending in texts:
                part.write_bytes(texts[ending]().encode())
            else:
                _WRITERS[ending](page, part, lang)
    except OSError as error:
        raise DocumentError("cannot-be-written", name=str(path), reason=reason(error)) from None
    return target


def place_for(path: str | Path, *, overwrite: bool, endings: tuple[str, ...] = ()) -> Path:
    """The path of a file to be written, if it may be.

    Raises:
        DocumentError: If the name has no ending that is known, or is that of a folder.
        InvalidValueError: If there is already such a file, and it may not be overwritten.
        WrongTypeError: If it is no path.
    """
    if not isinstance(path, str | Path):
        raise WrongTypeError("not-a-path", path=("path",), seen=path)
    if not str(path).strip() or not Path(path).name or "\0" in str(path):
        raise DocumentError("no-name-of-a-file", seen=str(path), called=named("output"))
    target, known = Path(path), endings or ENDINGS
    if target.suffix.casefold() not in known:
        raise DocumentError("no-ending-that-can-be-written", name=str(path), known=known)
    try:
        if target.is_dir():
            raise DocumentError("a-folder-is-never-overwritten", name=str(path))
        if target.exists() and not overwrite:
            raise InvalidValueError("there-is-already-such-a-file", path=("output",), seen=str(path))
    except OSError as error:  # a name that is too long
        raise DocumentError("cannot-be-written", name=str(path), reason=reason(error)) from None
    return target


def page_data(page: Page, lang: Language) -> Any:
    """A page as plain data; one that says nothing else of it, as its tables: rows by their headings."""
    if page.data is not None:
        return page.data()
    return {"title": page.title, "tables": [_table(grid) for grid in grids_of(page, lang)]}


def _table(grid: Grid) -> dict[str, Any]:
    heads = _heads(grid)
    rows = [dict(zip(heads, (cell.text for cell in row), strict=True)) for row in grid.rows]
    return {"title": grid.title, "about": grid.about, "rows": rows, "notes": list(grid.below)}


def page_csv(page: Page, lang: Language) -> str:
    """A page as CSV; one that says nothing else of it, as its tables below each other, counts without marks."""
    if page.csv is not None:
        return page.csv()
    grids = [grid for grid in grids_of(page, lang) if grid.rows]
    if len(grids) == 1:
        return csv_text(_heads(grids[0]), ([_plain(cell) for cell in row] for row in grids[0].rows))
    lines: list[list[str]] = []
    for grid in grids:
        lines += [[grid.title], *([_heads(grid)] if grid.headed else [])]
        lines += [[_plain(cell) for cell in row] for row in grid.rows] + [[]]
    lines += [[text] for grid in grids_of(page, lang) if not grid.rows for text in (grid.title, *grid.below) if text]
    return csv_text([page.title], lines)


def _heads(grid: Grid) -> list[str]:
    """The headings of a table, none twice; a column without one has its number."""
    found: list[str] = []
    for number, column in enumerate(grid.columns, 1):
        head = name = head_of(column) or str(number)
        while name in found:
            name = f"{head} ({number})"
            number += 1  # noqa: PLW2901 - until it is free
        found.append(name)
    return found


def _plain(cell: Cell) -> str:
    """A cell of CSV: a count in digits alone, a day as in files; else its text."""
    if cell.value is None or isinstance(cell.value, Rate):
        return cell.text
    return cell.value.isoformat() if not isinstance(cell.value, int) else str(cell.value)


def _write_html(page: Page, path: Path, lang: Language) -> None:
    path.write_text(html_page(page, lang), encoding="utf-8")


def _write_csv(page: Page, path: Path, lang: Language) -> None:
    path.write_bytes((MARK + page_csv(page, lang).removeprefix(MARK)).encode())


def _write_json(page: Page, path: Path, lang: Language) -> None:
    path.write_text(json.dumps(page_data(page, lang), ensure_ascii=False, indent=2) + "\n", encoding="utf-8")


_WRITERS: dict[str, Callable[[Page, Path, Language], None]] = {
    ".docx": write_word,
    ".xlsx": write_excel,
    ".pdf": write_pdf,
    ".html": _write_html,
    ".csv": _write_csv,
    ".json": _write_json,
}
ENDINGS = tuple(_WRITERS)
DRAWN = (".docx", ".pdf", ".html")
"""Those that hold the charts of a page."""
