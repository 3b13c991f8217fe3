"""Last looks as a table and as data."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.catalog.looks import Look
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
from khuyenhoc.views.words import date, word

__all__ = ["looks_data", "looks_page"]

_KINDS = {
    "instrument": Label("văn bản", "instrument"),
    "programme": Label("chương trình", "programme"),
    "rule_set": Label("bộ tiêu chí", "rule set"),
}
_TITLE = Label("Lần xem cuối các văn bản, chương trình, bộ tiêu chí", "Last looks at the catalogue")
_NONE = Label("Không có.", "None.")


def looks_page(looks: Iterable[Look], lang: Language) -> Page:
    """One line a look."""
    found = tuple(looks)
    rows = tuple(
        (
            Cell(date(look.checked, lang), value=look.checked),
            look.id,
            _KINDS[look.kind].text(lang),
            look.title.text(lang),
            Cell(str(look.figures), value=look.figures) if look.figures else "",
        )
        for look in found
    )
    heads = (
        Column(word("checked", lang), whole=True),
        Column(word("id", lang), whole=True),
        *(Column(word(name, lang)) for name in ("kind", "title")),
        Column(word("figures", lang), right=True),
    )
    sheet = Sheet(columns=heads, rows=rows, empty=_NONE.text(lang))
    return Page(title=_TITLE.text(lang), sheets=(sheet,), data=partial(looks_data, found, lang))


def looks_data(looks: Iterable[Look], lang: Language) -> list[dict[str, Any]]:
    """The same for JSON."""
    return [
        {
            "checked": look.checked.isoformat() if look.checked else None,
            "kind": look.kind,
            "id": look.id,
            "title": look.title.text(lang),
            "figures": look.figures,
            "confidence": look.confidence.value,
        }
        for look in looks
    ]
