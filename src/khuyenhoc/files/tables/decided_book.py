"""A decided table as a workbook for people: a row each in words, the indicators, what was not decided, and the sums."""

import re
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import Any

import attrs

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.errors import DocumentError
from khuyenhoc.files.tables.csv_out import STARTS
from khuyenhoc.files.tables.decided_sums import DecidedSums, points_cell
from khuyenhoc.files.tables.excel_in import excel
from khuyenhoc.files.tables.headings import Headings
from khuyenhoc.files.tables.parts import Rejection
from khuyenhoc.files.tables.sinks import EXCEL_ROWS, plain_cell
from khuyenhoc.files.tables.workbook import plain_text
from khuyenhoc.recognition.deciding.decision import Decision
from khuyenhoc.recognition.law.criteria import Method
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["SHEETS", "DecidedBook", "DecidedRow", "in_the_way"]

SHEETS = (
    Label("Kết quả", "Results"),
    Label("Chỉ tiêu", "Indicators"),
    Label("Chưa xét", "Not decided"),
    Label("Tổng hợp", "Summary"),
)
_RESULTS, _INDICATORS, _LEFT, _SUMS = range(len(SHEETS))
_NOT_DECIDED = Label("CHƯA XÉT", "NOT DECIDED")
_RESULT, _GRADE, _TOTAL = Label("Kết quả", "Result"), Label("Mức", "Grade"), Label("Tổng điểm", "Total")
_WAY = Label("Còn vướng", "In the way")
_MISSING = Label("Chưa có số liệu: {}", "No figures yet: {}")
_ROW = Label("Hàng trong tệp", "Row of the file")
_COLUMN, _VALUE, _WANTED = Label("Cột", "Column"), Label("Đã ghi", "Written"), Label("Cần ghi", "To be written")
_ONE = Label("{}: đã ghi “{}”; cần ghi: {}", "{}: written “{}”; to be written: {}")
_PLAIN_NUMBER = re.compile(r"0|[1-9][0-9]{0,8}")
_WIDE, _MIDDLE, _NARROW, _MARK = 70, 28, 14, 11
_FONT, _A4 = "Times New Roman", 9
_LINE, _MOST = 16, 25  # the height of a line in points; Excel allows 409 of them in a row
_PLAIN, _HEAD, _MARKED = "khuyenhoc", "khuyenhoc heading", "khuyenhoc not decided"


@attrs.frozen(kw_only=True)
class DecidedRow:
    """A row of the table: its number in the file, what it carries along, and its decision, or why there is none."""

    row: int
    carried: Sequence[Any]
    decision: Decision | None = None
    wrong: Sequence[Rejection] = ()


def in_the_way(decision: Decision, lang: Language) -> str:
    """What is in the way of the next grade in one cell, a line each; the words are those of the single decision."""
    found = decision.obstacles(lang)
    lines = [f"{found.head}:", *(f"- {text}" for text in found.texts)] if found.texts else []
    missing = [_MISSING.text(lang).format("; ".join(found.missing))] if found.missing else []
    return "\n".join((*lines, *missing))


class DecidedBook:
    """The workbook, to be closed; rows go to the disk as they come, so that memory does not grow with them."""

    path: Path
    rules: RuleSet

    def __init__(self, path: Path, rules: RuleSet, headings: Headings, lang: Language) -> None:
        """Open the sheets and write their headings."""
        self.path, self.rules = path, rules
        self.lang: Language = lang
        self.sums: DecidedSums = DecidedSums(rules)
        carried = headings.carried
        named = [carried.index(headings.names[at]) for at in headings.naming] or ([0] if carried else [])
        self._named = named
        self._book = excel().Workbook(write_only=True)
        _add_styles(self._book)
        self._sheets = [self._book.create_sheet(label.text(lang)) for label in SHEETS]
        self._rows = [0] * len(SHEETS)
        self._widths: list[Sequence[int]] = [()] * len(SHEETS)
        self._plain_cells: dict[tuple[int, str], Any] = {}
        names = [(carried[at], _MIDDLE) for at in named]
        results = [(head, _MIDDLE) for head in self._result_heads()]
        heads = [*((name, _NARROW) for name in carried), *results, (_WAY.text(lang), _WIDE)]
        self._begin(_RESULTS, heads, len(carried))
        marks = [(column.head(lang), _MARK) for column in self.sums.columns]
        self._begin(_INDICATORS, [*(names or [(_ROW.text(lang), _NARROW)]), *marks], len(names) or 1)
        labels = [(_ROW, _NARROW), (_COLUMN, _MIDDLE), (_VALUE, _MIDDLE), (_WANTED, _WIDE)]
        self._begin(_LEFT, [*names, *((label.text(lang), width) for label, width in labels)], len(names))

    def _result_heads(self) -> list[str]:
        if self.rules.method is Method.STANDARDS:
            return [criterion.text(self.lang) for criterion in self.rules.criteria]
        labels = [_RESULT, _GRADE, *([_TOTAL] if self.rules.method is Method.POINTS else [])]
        return [label.text(self.lang) for label in labels]

    def _begin(self, index: int, heads: Sequence[tuple[str, int]], fixed: int) -> None:
        """Headings that stay in sight, and stand on every printed page."""
        sheet = self._sheets[index]
        self._widths[index] = [width for _, width in heads]
        _for_paper(sheet, self._widths[index])
        sheet.freeze_panes = f"{_letter(fixed + 1)}2"
        sheet.print_title_rows = "1:1"
        self._append(index, [head for head, _ in heads], _HEAD)

    def _append(self, index: int, cells: Iterable[Any], style: str = _PLAIN) -> None:
        sheet = self._sheets[index]
        self._rows[index] += 1
        if self._rows[index] > EXCEL_ROWS:
            raise DocumentError("more-rows-than-a-sheet", most=EXCEL_ROWS - 1)
        values, row = list(cells), self._rows[index]
        sheet.row_dimensions[row].height = _LINE * min(_lines(values, self._widths[index]), _MOST)
        try:
            sheet.append(_cells(self._plain_cell(index, style), [_ready(sheet, value, style) for value in values]))
        except Exception as error:  # lists, moments with a zone, control characters: each has an error of its own
            raise DocumentError("row-cannot-be-written-to-excel", rows=row, error=error) from None
        del sheet.row_dimensions[row]  # it is on the disk

    def _plain_cell(self, index: int, style: str) -> Any:
        """The cell of a sheet in a style that takes one plain value after the other."""
        if (index, style) not in self._plain_cells:
            self._plain_cells[index, style] = _cell(self._sheets[index], None, style)
        return self._plain_cells[index, style]

    def write(self, rows: Iterable[DecidedRow]) -> None:
        """Some more rows, in the order of the file."""
        for row in rows:
            carried = [_as_number(value) for value in row.carried]
            names = [carried[at] if at < len(carried) else None for at in self._named]
            if row.decision is None:
                self._leave_out(row, carried, names)
                continue
            made = row.decision
            self._append(_RESULTS, [*carried, *self._results(made), in_the_way(made, self.lang)])
            results = made.indicators
            marks = [column.cell(results) for column in self.sums.columns]
            self._append(_INDICATORS, [*(names or [row.row]), *marks])
            self.sums.add(made, marks)

    def _results(self, decision: Decision) -> list[Any]:
        if self.rules.method is Method.STANDARDS:
            return [level for _, level in decision.levels(self.lang)]
        found: list[Any] = [decision.verdict.text(self.lang), decision.result(self.lang)]
        if self.rules.method is Method.POINTS:
            found.append(points_cell(decision.lowest, decision.highest))
        return found

    def _leave_out(self, row: DecidedRow, carried: list[Any], names: list[Any]) -> None:
        """A row that was not decided stays in its place, marked; each of its wrong values has a line of its own."""
        lang = self.lang
        self.sums.leave_out()
        wrong = [(one.column, one.value, one.expected.text(lang)) for one in row.wrong]
        said = "\n".join(_ONE.text(lang).format(*texts) for texts in wrong)
        blank = [None] * (len(self._result_heads()) - 1)
        self._append(_RESULTS, [*carried, _NOT_DECIDED.text(lang), *blank, said], _MARKED)
        self._append(_INDICATORS, [*(names or [row.row]), _NOT_DECIDED.text(lang)], _MARKED)
        for texts in wrong:
            self._append(_LEFT, [*names, row.row, *texts])

    def finish(self, notes: Sequence[str]) -> None:
        """The sheet of sums, once all of them are known."""
        self._widths[_SUMS] = [_WIDE, *[_NARROW + 4] * 4]
        _for_paper(self._sheets[_SUMS], self._widths[_SUMS])
        for cells, is_head in self.sums.rows(notes, self.lang):
            self._append(_SUMS, cells, _HEAD if is_head else _PLAIN)

    def close(self) -> None:
        """Save what was written."""
        self._book.save(self.path)
        self._book.close()


def _as_number(value: Any) -> Any:
    """A carried text that is a plain number, such as a serial number, as one; "01" stays what it is."""
    return int(value) if isinstance(value, str) and _PLAIN_NUMBER.fullmatch(value) else value


def _lines(values: Sequence[Any], widths: Sequence[int]) -> int:
    """How many lines the cells of a row need: programs do not all find out by themselves."""
    texts = [(value, width) for value, width in zip(values, widths, strict=False) if isinstance(value, str)]
    return max(
        (sum(10 * len(line) // (13 * width) + 1 for line in text.split("\n")) for text, width in texts), default=1
    )


def _letter(number: int) -> str:
    from openpyxl.utils import get_column_letter  # type: ignore[import-untyped]

    return str(get_column_letter(number))


def _for_paper(sheet: Any, widths: Sequence[int]) -> None:
    """The widths of the columns; A4 across, all columns on one page."""
    for number, width in enumerate(widths, 1):
        sheet.column_dimensions[_letter(number)].width = width
    sheet.page_setup.orientation, sheet.page_setup.paperSize = "landscape", _A4
    sheet.page_setup.fitToHeight = 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True


def _ready(sheet: Any, value: Any, style: str) -> Any:
    """A value that is as plain as most, or else a cell of its own: a day, say, which brings its own format."""
    if type(value) is str:
        plain = value[:1] not in STARTS and plain_text(value) == value
    else:
        plain = value is None or type(value) in (int, float, bool)
    return value if plain else _cell(sheet, value, style)


def _cells(cell: Any, values: Sequence[Any]) -> Iterator[Any]:
    """The cells of a row: each is written before the next is asked for, so that one does for all plain values."""
    for value in values:
        if hasattr(value, "data_type"):
            yield value
        else:
            cell.value = value
            yield cell


def _cell(sheet: Any, value: Any, style: str) -> Any:
    from openpyxl.cell import WriteOnlyCell  # type: ignore[import-untyped]

    made = plain_cell(sheet, value)
    cell = made if hasattr(made, "data_type") else WriteOnlyCell(sheet, made)
    cell.style = style
    return cell


def _add_styles(book: Any) -> None:
    """As offices write: cells that wrap, heads in bold type, what was not decided on grey."""
    from openpyxl import styles  # type: ignore[import-untyped]

    wrapped = styles.Alignment(wrap_text=True, vertical="top")
    fills = {_HEAD: "DDEBF7", _MARKED: "D9D9D9"}
    side = styles.Side("thin", "A6A6A6")
    border = styles.Border(side, side, side, side)
    for name in (_PLAIN, _HEAD, _MARKED):
        font = styles.Font(_FONT, 12, bold=name == _HEAD)
        style = styles.NamedStyle(name, font=font, alignment=wrapped, border=border)
        if name in fills:
            style.fill = styles.PatternFill("solid", fgColor=fills[name])
        book.add_named_style(style)
