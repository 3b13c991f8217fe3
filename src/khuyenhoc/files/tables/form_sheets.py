"""Filled-in sheets of Excel: the form of one applicant, criteria down the sheet, and a table of many, a row each."""

from collections.abc import Sequence
from typing import Any, NamedTuple

from khuyenhoc._base.terms import Label
from khuyenhoc._base.text import tidy
from khuyenhoc.files._input import of_eth
from khuyenhoc.files.tables.excel_in import OpenSheet
from khuyenhoc.files.tables.headings import OWN_NAMES, Headings, fact_names, known_headings, read_headings
from khuyenhoc.files.tables.parts import Cells, Rejection, cell_text
from khuyenhoc.files.tables.reader import Faults
from khuyenhoc.files.tables.title_rows import HeadingRow
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import Position

__all__ = ["FORM_COLUMNS", "OWN_LABELS", "FilledRow", "is_one_form", "rows_of_sheet", "sheet_headings"]

FORM_COLUMNS = {
    "number": Label("TT", "No."),
    "indicator": Label("Chỉ tiêu", "Indicator"),
    "content": Label("Nội dung", "What is asked"),
    "value": Label("Giá trị", "Value"),
    "unit": Label("Đơn vị tính", "Unit"),
    "evidence": Label("Minh chứng", "Evidence"),
    "cite": Label("Căn cứ", "Article"),
    "key": Label("Mã", "Key"),
}
"""The columns of the form of one applicant, in their order."""

OWN_LABELS = {
    "applicant": Label("Đơn vị", "Applicant"),
    "area": Label("Loại địa bàn", "Kind of area"),
    "unit": Label("Loại đơn vị", "Kind of unit"),
}
"""What is asked besides the facts."""

_COLUMNS = Vocabulary((name, key) for key, label in FORM_COLUMNS.items() for name in (label.en, label.vi))
_OWN = [
    *((name, key) for key, label in OWN_LABELS.items() for name in (label.en, label.vi, key)),
    *OWN_NAMES,
]


class FilledRow(NamedTuple):
    """One applicant: the name or number, the facts by key, the kinds of area and unit, and the row of the sheet."""

    id: str
    facts: dict[str, Any]
    area: str
    unit: str
    where: Position | str


def is_one_form(sheet: OpenSheet) -> bool:
    """Whether a sheet is the form of one applicant."""
    columns = {_COLUMNS.find(name) for name in sheet.head(_COLUMNS.find).names}
    return "value" in columns and bool(columns & {"key", "content"})


def sheet_headings(sheet: OpenSheet, rules: RuleSet) -> tuple[HeadingRow, Headings]:
    """Where the headings of a table of many stand, and which column is which.

    Raises:
        DocumentError: With what is wrong with them.
    """
    head = sheet.head(known_headings(rules).find)
    sheet.merged.refuse_under_headings(head.index + 1)
    return head, read_headings(head.names, rules, top=head.index + 1)


def rows_of_sheet(sheet: OpenSheet, rules: RuleSet) -> tuple[list[FilledRow], tuple[str, ...], tuple[Label, ...]]:
    """The applicants of a sheet of either kind, the columns that were not read, and what is said of rows of sums.

    Raises:
        DocumentError: With everything that cannot be read, each with row and column.
    """
    if is_one_form(sheet):
        return [_one(sheet, rules)], (), ()
    head, headings = sheet_headings(sheet, rules)
    cells, faults = Cells(headings, rules), Faults("row", head.index + 1)
    for number, values in sheet.rows(head, headings):
        cells.add([number], [values])
        _tell(cells.rejected, {name: at for at, name in enumerate(headings.names, 1)}, faults)
        cells.rejected.clear()
        if faults.is_full:
            break
    faults.refuse()
    cells.add_up()
    rows = zip(cells.rows, zip(*cells.columns, strict=True), strict=True)
    filled = [_filled(values, number, number - head.index - 1, headings) for number, values in rows]
    odd = of_eth(" ".join(cells.eth))
    return filled, headings.unread, (*cells.sums.notices(), *([odd] if odd else []))


def _tell(rejected: Sequence[Rejection], columns: dict[str, int], faults: Faults) -> None:
    for item in rejected:
        more: dict[str, Any] = {"seen": item.value, "expected": item.expected}
        faults.add("a-value-that-cannot-be-read", item.row, columns.get(item.column), item.column, **more)


def _filled(values: Sequence[Any], number: int, order: int, headings: Headings) -> FilledRow:
    texts = [cell_text(value) for value in values]
    facts = {fact.key: values[at] for at, fact in headings.facts.items() if values[at] is not None}
    area, unit = ("" if at is None else texts[at] for at in (headings.area, headings.unit))
    return FilledRow(headings.name_of(texts) or str(order), facts, area, unit, Position(number, word="row"))


def _one(sheet: OpenSheet, rules: RuleSet) -> FilledRow:
    """The form of one applicant, read like a table of one row whose columns are the lines of the form."""
    head = sheet.head(_COLUMNS.find)
    columns = {key: at for at, name in enumerate(head.names) if (key := _COLUMNS.find(name))}
    known: Vocabulary[Fact | str] = Vocabulary([*_OWN, *fact_names(rules)])
    faults, lines = Faults("row", head.index + 1), dict[Fact | str, tuple[int, str, Any, str]]()
    for number, values in sheet.rows(head):
        cell = {key: values[at] for key, at in columns.items() if at < len(values)}
        text = {key: cell_text(value) for key, value in cell.items()}
        what = known.find(text.get("key", "")) or known.find(text.get("content", ""))
        name = text.get("content") or text.get("key", "")
        if not text.get("value") and not text.get("evidence"):
            continue
        if what is None:
            faults.add("a-line-that-the-form-has-not", number, columns["value"] + 1, seen=name)
        elif what in lines:
            faults.add("a-line-stands-twice", number, columns["value"] + 1, seen=name)
        else:
            lines[what] = number, name, cell.get("value"), text.get("evidence", "")
    whats = list(lines)
    place = {kind: whats.index(kind) if kind in lines else None for kind in ("area", "unit")}
    facts = {at: what for at, what in enumerate(whats) if isinstance(what, Fact)}
    names = tuple(what.key if isinstance(what, Fact) else what for what in whats)
    cells = Cells(Headings(names, facts, place["area"], place["unit"], ()), rules)
    cells.add([0], [[None if what == "applicant" else lines[what][2] for what in whats]])
    for item in cells.rejected:
        number, name, *_ = lines[whats[names.index(item.column)]]
        _tell([Rejection(number, name, item.value, item.expected)], {name: columns["value"] + 1}, faults)
    faults.refuse()
    found = {what: column[0] for what, column in zip(whats, cells.columns, strict=True)}
    own = {key: str(found.get(key) or "") for key in ("area", "unit")}
    filled = {what.key: _with_evidence(found[what], lines[what][3]) for what in facts.values()}
    applicant = tidy(cell_text(lines["applicant"][2])) if "applicant" in lines else ""
    return FilledRow(applicant or "1", filled, own["area"], own["unit"], "")


def _with_evidence(value: Any, evidence: str) -> Any:
    return {"value": value, "evidence": evidence} if evidence else value
