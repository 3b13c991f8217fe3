"""An empty form as a page to print and fill in: what has to be known, what is asked of it, and room for an answer."""

from functools import partial
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.recognition.deciding.wording import Wording
from khuyenhoc.recognition.law.facts import FactKind
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
from khuyenhoc.views.words import word

__all__ = ["form_page"]

_FORM = Label("Phiếu thu thập số liệu", "Form")
_WHAT = Label("Nội dung", "What has to be known")
_ANSWER = Label("Kết quả", "Answer")
_HOW = Label("Cách ghi", "How to write it")
_INDICATOR = Label("Chỉ tiêu", "Indicator")


def form_page(rules: RuleSet, lang: Language) -> Page:
    """A line for each fact, in the order of the circular."""
    rows = tuple(
        (
            ", ".join(entry["indicators"]),
            Cell(entry["label"], entry.get("note") or ""),
            _how(entry, lang),
            "",
            "; ".join(entry["cite"]),
        )
        for entry in rules.form(lang)
    )
    columns = (
        Column(_INDICATOR.text(lang)),
        Column(_WHAT.text(lang), ratio=3, beside=(word("notes", lang),)),
        Column(_HOW.text(lang)),
        Column(_ANSWER.text(lang), least=16),
        Column(word("citation", lang)),
    )
    return Page(
        title=f"{_FORM.text(lang)}: {rules.title.text(lang)}",
        about=Wording(rules, lang).document() or rules.id,
        sheets=(Sheet(columns=columns, rows=rows),),
        data=partial(rules.form, lang),
    )


def _how(entry: dict[str, Any], lang: Language) -> str:
    if "options" in entry:
        return "; ".join(option["label"] for option in entry["options"])
    how = FactKind(entry["kind"]).text(lang)
    return f"{how} ({entry['unit']})" if entry["unit"] else how
