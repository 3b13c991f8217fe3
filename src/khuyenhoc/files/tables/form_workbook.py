"""A form as an Excel workbook: for one applicant, criteria down the sheet, or for many, a row each.

What its cells accept is what the rules accept, and [`read_facts`][khuyenhoc.forms.read_facts] reads it back as it is.
"""

from collections.abc import Iterator, Sequence
from copy import copy
from functools import cached_property
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.door import argument, public
from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import DocumentError, InvalidValueError
from khuyenhoc.files.tables.excel_in import excel
from khuyenhoc.files.tables.form_checks import Checks
from khuyenhoc.files.tables.form_guide import add_guide
from khuyenhoc.files.tables.form_sheets import FORM_COLUMNS, OWN_LABELS
from khuyenhoc.files.tables.headings import known_headings
from khuyenhoc.files.tables.office_style import a4, bordered, filled, font
from khuyenhoc.files.tables.sinks import replacing
from khuyenhoc.instruments.instrument import Citation
from khuyenhoc.recognition.law.criteria import Criterion, Indicator
from khuyenhoc.recognition.law.facts import Fact
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.sentences import reason

__all__ = ["write_form"]

_MOST_ROWS = 100_000
_WIDTHS = dict(zip(FORM_COLUMNS, (6, 34, 46, 22, 10, 34, 27, 10), strict=True))
_WIDE = {"yes_no": 15, "rank": 19, "count": 15, "amount": 15, "points": 12}
_NAME_WIDTH, _OWN_WIDTH, _A4_WIDTH, _LINE = 30, 22, 190, 17
_SHEET = Label("Phiếu", "Form")
_MANY = Label("Bảng", "Table")
_GENERAL = Label("Thông tin chung", "About the applicant")
_HOW_TO_FILL = Label(
    "Điền vào ô màu vàng. Ô để trống nghĩa là chưa biết. Cách điền: xem tờ “Hướng dẫn”.",
    "Fill in the yellow cells. A blank means unknown. How to fill it in: see the sheet “How to”.",
)
_ABOVE = Label("dùng số liệu đã ghi ở trên", "figures given above")
_TITLE, _TITLE_OF_MANY = Label("PHIẾU XÉT", "FORM"), Label("BẢNG XÉT", "TABLE")


@attrs.frozen
class _Line:
    """A fact that is asked, with its entry in the form, under its indicator."""

    fact: Fact
    entry: dict[str, Any]


@public("khuyenhoc.forms")
def write_form(
    rules: RuleSet,
    path: str | Path,
    *,
    rows: int = 0,
    names: Sequence[str] = (),
    lang: Language = "vi",
    overwrite: bool = False,
) -> Path:
    """Write an empty form as an Excel workbook (phiếu Excel), and say where it is.

    Drop-down lists hold what a cell may say, counts take whole numbers only, comments hold the remarks of the circular,
    and a sheet explains the colours.

    Args:
        rules: The rule set.
        path: The file, which ends in .xlsx.
        rows: How many applicants there is room for, a row each; 0 for the form of one, criteria down the sheet.
        names: Names of applicants that are filled in already; of several there is a row for each.
        lang: The language of the form.
        overwrite: Whether a file that is there may be replaced.

    Raises:
        InvalidValueError: If the file is there already, does not end in .xlsx, or has too many rows.
        DocumentError: If it cannot be written.
        MissingExtraError: If openpyxl is not installed.

    >>> import pathlib, tempfile
    >>> with tempfile.TemporaryDirectory() as folder:
    ...     rules = catalog.ruleset("tt-25-2023/commune")
    ...     file = forms.write_form(rules, pathlib.Path(folder, "phieu.xlsx"), names=["Vinh Phú"])
    ...     (applicant,) = forms.read_facts(file, rules)
    >>> applicant.id, dict(applicant.facts)
    ('Vinh Phú', {})
    """
    rules, file = argument(rules, RuleSet, "rules"), Path(path)
    if file.suffix.casefold() != ".xlsx":
        raise InvalidValueError("not-an-excel-name", path=("path",), seen=str(file))
    if file.exists() and not overwrite:
        raise InvalidValueError("there-is-already-such-a-file", path=("output",), seen=str(file))
    if type(rows) is not int or not 0 <= rows <= _MOST_ROWS:
        raise InvalidValueError("no-such-number-of-rows", path=("rows",), seen=rows, most=_MOST_ROWS)
    rows = max(rows, len(names)) if rows or len(names) > 1 else 0
    book = excel().Workbook()
    sheet = book.active
    sheet.title = (_MANY if rows else _SHEET).text(lang)
    checks = Checks(book, sheet, rules, lang)
    (_Table(rules, sheet, checks, lang).write(rows, names) if rows else _Form(rules, sheet, checks, lang).write(names))
    add_guide(book, rules, lang, many=bool(rows))
    checks.add_lists()
    try:
        with replacing(file) as (part,):
            book.save(part)
    except OSError as error:
        raise DocumentError("cannot-be-written", name=str(file), reason=reason(error)) from None
    return file


class _Writer:
    """What both kinds of sheet have in common."""

    def __init__(self, rules: RuleSet, sheet: Any, checks: Checks, lang: Language) -> None:
        self.rules, self.sheet, self.checks = rules, sheet, checks
        self.lang: Language = lang
        self.lines = {fact.key: _Line(fact, entry) for fact, entry in zip(rules.facts, rules.form(lang), strict=True)}
        self.own = [key for key, used in zip(OWN_LABELS, (True, rules.areas, rules.units), strict=True) if used]

    def put(self, row: int, column: int, value: Any, look: str = "text") -> Any:
        """A cell with a look: title, small, head, band, input or text."""
        from openpyxl.styles import Alignment  # type: ignore[import-untyped]

        cell = self.sheet.cell(row, column, value)
        cell.font = font(
            look if look in ("title", "small") else "text",
            bold=look in ("title", "head", "band"),
            color="FFFFFF" if look == "head" else "000000",
        )
        if look in ("head", "band", "input"):
            cell.fill = filled(look)
        if look in ("head", "band", "input", "text"):
            cell.border = bordered(sides=look != "band")
            centre = "center" if look == "head" else None
            cell.alignment = Alignment(wrap_text=look != "band", vertical="center", horizontal=centre)
        return cell

    def titles(self, kind: Label) -> None:
        """Three rows: the title, the instrument, how to fill it in."""
        title = self.rules.title.text(self.lang)
        self.put(1, 1, f"{kind.text(self.lang)}: {title.upper() if self.lang == 'vi' else title}", "title")
        self.put(2, 1, self.own_instrument, "small")
        self.put(3, 1, _HOW_TO_FILL.text(self.lang), "small")

    def asked(self) -> Iterator[tuple[Criterion, list[tuple[Indicator, list[_Line]]]]]:
        """Each criterion with its indicators and the facts that they are the first to ask for."""
        waiting = dict(self.lines)
        for criterion in self.rules.criteria:
            found = []
            for indicator in criterion.indicators:
                keys = [key for key in waiting if indicator.id in waiting[key].entry["indicators"]]
                found.append((indicator, [waiting.pop(key) for key in keys]))
            yield criterion, found

    def articles(self, line: _Line, indicator: Indicator) -> str:
        """Where the circular asks for it, a line each; the instrument is named where it is another one."""
        cites = [test.cite for test in indicator.tests if line.fact.key in test.needs()]
        return "\n".join(dict.fromkeys(map(self._article, cites)))

    def _article(self, cite: Citation) -> str:
        own = self.own_instrument
        return self.rules.cite(cite, self.lang).removesuffix(f" {own}" if self.lang == "vi" else f" of {own}")

    @cached_property
    def own_instrument(self) -> str:
        """The printed name of the circular."""
        of_all = Citation(instrument=self.rules.instrument) if self.rules.instrument else None
        return self.rules.cite(of_all, self.lang) if of_all else self.rules.id


class _Form(_Writer):
    """The form of one applicant, criteria down the sheet."""

    def write(self, names: Sequence[str]) -> None:
        """All of it."""
        sheet = self.sheet
        self.titles(_TITLE)
        self.at = {key: number for number, key in enumerate(FORM_COLUMNS, 1)}
        letters = {key: sheet.cell(1, number).column_letter for key, number in self.at.items()}
        for key, label in FORM_COLUMNS.items():
            self.put(5, self.at[key], label.text(self.lang), "head")
            sheet.column_dimensions[letters[key]].width = _WIDTHS[key]
        sheet.column_dimensions[letters["key"]].hidden = True
        cells, row = dict[str, str](), 6
        self._band(row, _GENERAL.text(self.lang))
        for key in self.own:
            row += 1
            self._row(row, "", "", OWN_LABELS[key].text(self.lang), "", "", key)
            options = {"area": self.rules.areas, "unit": self.rules.units}.get(key, ())
            longest = max((len(option.text(self.lang)) for option in options), default=0)
            sheet.row_dimensions[row].height = _LINE * (1 + longest // _WIDTHS["value"])
            cells[key] = f"{letters['value']}{row}"
        if names:
            sheet[cells["applicant"]].value = names[0]
        for criterion, indicators in self.asked():
            row += 1
            self._band(row, f"{criterion.id}. {criterion.text(self.lang)}")
            for indicator, lines in indicators:
                for index, line in enumerate(lines):
                    row += 1
                    first = ("", "") if index else (indicator.id, indicator.text(self.lang))
                    unit = line.entry["unit"] or ""
                    self._row(row, *first, line.entry["label"], unit, self.articles(line, indicator), line.fact.key)
                    cells[line.fact.key] = f"{letters['value']}{row}"
                if not lines:
                    row += 1
                    self._row(row, indicator.id, indicator.text(self.lang), _ABOVE.text(self.lang), "", "", "")
        for key, cell in cells.items():
            self.checks.add(key, cell, cells)
        for line in self.lines.values():
            self.checks.comment(line.fact, line.entry, sheet[cells[line.fact.key]])
        sheet.freeze_panes = f"{letters['value']}6"
        a4(sheet, head=5)
        sheet.print_area = f"A1:{letters['cite']}{row}"

    def _band(self, row: int, text: str) -> None:
        for number in self.at.values():
            self.put(row, number, text if number == 1 else None, "band")

    def _row(self, row: int, number: str, indicator: str, content: str, unit: str, cite: str, key: str) -> None:
        texts = {"number": number, "indicator": indicator, "content": content, "unit": unit, "cite": cite, "key": key}
        for name, column in self.at.items():
            asked = name in ("value", "evidence") and bool(key) and not (name == "evidence" and key in OWN_LABELS)
            self.put(row, column, texts.get(name) or None, "input" if asked else "text")
        lines = max(len(texts[name]) / _WIDTHS[name] for name in ("indicator", "content"))
        self.sheet.row_dimensions[row].height = _LINE * max(1, int(lines) + 1, cite.count("\n") + 1)


class _Table(_Writer):
    """A table of many applicants, a row each."""

    def write(self, rows: int, names: Sequence[str]) -> None:
        """All of it."""
        sheet = self.sheet
        self.titles(_TITLE_OF_MANY)
        known, first, last = known_headings(self.rules), 6, 5 + rows
        columns: dict[str, str] = {}
        width = 0

        def head(key: str, text: str, wide: int) -> Any:
            nonlocal width
            cell = self.put(5, len(columns) + 1, text, "head")
            columns[key], width = cell.column_letter, width + wide
            sheet.column_dimensions[cell.column_letter].width = wide
            return cell

        for key in self.own:
            label = OWN_LABELS[key].text(self.lang)
            head(key, label, _NAME_WIDTH if key == "applicant" else _OWN_WIDTH)
            self.put(4, len(columns), None, "band")
        for criterion, indicators in self.asked():
            start = len(columns) + 1
            for indicator, line in ((indicator, line) for indicator, lines in indicators for line in lines):
                fact, label = line.fact, line.entry["label"]
                cell = head(fact.key, label if known.find(label) == fact else fact.key, _WIDE[fact.kind.value])
                self.checks.comment(fact, line.entry, cell, article=self.articles(line, indicator))
                self.put(4, len(columns), None, "band")
            if len(columns) >= start:
                self._band(f"{criterion.id}. {criterion.text(self.lang)}", start, len(columns))
        for column in range(1, len(columns) + 1):
            look = self.put(first, column, None, "input")._style
            for row in range(first + 1, last + 1):
                sheet.cell(row, column)._style = copy(look)
        for row, name in enumerate(names, first):
            sheet.cell(row, 1).value = name
        letter = "A"
        for key, letter in columns.items():
            top = {other: f"${at}{first}" for other, at in columns.items()}
            self.checks.add(key, f"{letter}{first}:{letter}{last}", top)
        sheet.row_dimensions[4].height, sheet.row_dimensions[5].height = 34, 110
        sheet.freeze_panes = f"B{first}"
        a4(sheet, head=5, columns="A:A", pages=-(-width // _A4_WIDTH))
        sheet.print_area = f"A1:{letter}{last}"

    def _band(self, text: str, start: int, end: int) -> None:
        from openpyxl.styles import Alignment

        self.put(4, start, text, "band").alignment = Alignment(wrap_text=True, vertical="center")
        if end > start:
            self.sheet.merge_cells(start_row=4, start_column=start, end_row=4, end_column=end)
