"""A rule set of points as the score sheet that it was, or could have been, made from: an Excel sheet to correct."""

import io
from collections.abc import Iterator
from fractions import Fraction
from typing import Any

from khuyenhoc.errors import DocumentError, InvalidValueError
from khuyenhoc.files.tables.excel_in import excel
from khuyenhoc.files.tables.outline import mark_of
from khuyenhoc.files.tables.score_sheet import Group, Line, ScoreSheet
from khuyenhoc.recognition.law.criteria import Criterion, Indicator, Method
from khuyenhoc.recognition.law.kinds import PointsTest
from khuyenhoc.recognition.ruleset import RuleSet
from khuyenhoc.values.rate import number_text

__all__ = ["score_sheet_file", "sheet_of"]

_HEADS = ("STT", "Tiêu chí", "Nội dung", "Điểm tối đa")
_WIDTHS = (8, 26, 52, 12)
_WHOLE_NUMBERS = 10**15  # Excel keeps fifteen digits
Row = tuple[str, str, str, Any]


def sheet_of(rules: RuleSet) -> ScoreSheet:
    """The criteria, lines and points of a rule set.

    Raises:
        InvalidValueError: If it is not one in which each indicator takes points as they are given.
    """
    if rules.method is not Method.POINTS:
        raise InvalidValueError("no-rule-set-of-points", seen=rules.id)
    return ScoreSheet(tuple(_group(rules, criterion) for criterion in rules.criteria), above=(rules.title.vi,))


def _group(rules: RuleSet, criterion: Criterion) -> Group:
    lines = tuple(_line(rules, indicator) for indicator in criterion.indicators)
    return Group(criterion.id, criterion.vi, lines)


def _line(rules: RuleSet, indicator: Indicator) -> Line:
    (test, *more) = indicator.tests
    if more or not isinstance(test, PointsTest) or indicator.maximum is None:
        raise InvalidValueError("a-line-that-is-worked-out", path=(rules.id, indicator.id))
    note = rules.fact(test.fact).note
    return Line(indicator.id, indicator.vi, indicator.maximum, tuple(note.vi.split("\n")) if note else ())


def _rows(sheet: ScoreSheet) -> Iterator[Row]:
    for group in sheet.groups:
        whole = len(group.lines) == 1 and (group.lines[0].id, group.lines[0].text) == (group.id, group.text)
        yield group.id, group.text, "", group.points
        for line in group.lines:
            if not whole:
                number = line.id if mark_of(line.id) else ""
                yield number, "", line.text, line.points
            yield from (("", "", f"• {note}", None) for note in line.notes)


def score_sheet_file(rules: RuleSet) -> bytes:
    """The sheet as an Excel file, as such tables are printed: A4, headings repeated, the sum at the foot.

    Raises:
        InvalidValueError: If the rule set has no such sheet.
        DocumentError: If it holds what Excel cannot.
        MissingExtraError: If openpyxl is not installed.
    """
    sheet = sheet_of(rules)
    book = excel().Workbook()
    page = book.active
    page.title = "Bảng điểm"
    _put(page, 1, (rules.title.vi.upper(), "", "", None), bold=True, centred=True)
    page.merge_cells("A1:D1")
    _put(page, 3, _HEADS, bold=True, centred=True, ruled=True)
    rows = [*_rows(sheet), ("Tổng điểm", "", "", sheet.points)]
    for number, row in enumerate(rows, 4):
        _put(page, number, row, bold=bool(row[1]) or number == len(rows) + 3, ruled=True)
        if row[1]:
            page.merge_cells(f"B{number}:C{number}")
    page.merge_cells(f"A{len(rows) + 3}:C{len(rows) + 3}")
    for letter, width in zip("ABCD", _WIDTHS, strict=True):
        page.column_dimensions[letter].width = width
    page.page_setup.paperSize, page.page_setup.fitToHeight = page.PAPERSIZE_A4, 0
    page.sheet_properties.pageSetUpPr.fitToPage = True
    page.print_title_rows = "3:3"
    page.freeze_panes = "A4"
    content = io.BytesIO()
    book.save(content)
    return content.getvalue()


def _put(page: Any, number: int, row: Row, *, bold: bool = False, centred: bool = False, ruled: bool = False) -> None:
    from openpyxl.styles import Alignment, Border, Font, Side  # type: ignore[import-untyped]

    thin = Side(style="thin")
    for column, value in enumerate(row, 1):
        cell = page.cell(number, column)
        try:
            cell.value = value if value is None or isinstance(value, str) else _number(value)
        except ValueError as error:  # a control character
            raise DocumentError("row-cannot-be-written-to-excel", rows=number, error=error) from None
        if isinstance(value, str):
            cell.data_type, cell.number_format = "s", "@"  # so that 1.10 stays as it is, and = is no formula
        cell.font = Font(name="Times New Roman", size=13, bold=bold)
        horizontal = "center" if centred or column in (1, 4) else "left"
        cell.alignment = Alignment(wrap_text=True, vertical="center", horizontal=horizontal)
        if ruled:
            cell.border = Border(left=thin, right=thin, top=thin, bottom=thin)


def _number(points: Fraction) -> int | float | str:
    """Points as a number of Excel, or as text where that would not hold them exactly."""
    if points.denominator == 1 and points < _WHOLE_NUMBERS:
        return int(points)
    number = float(points)
    fits = points < _WHOLE_NUMBERS and Fraction(f"{number:.15g}") == points
    return number if fits else number_text(points).replace(".", ",")
