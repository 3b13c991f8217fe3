"""The sheet of a form that says how to fill it in, and what the colours mean."""

from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.tables.office_style import a4, bordered, filled, font
from khuyenhoc.recognition.ruleset import RuleSet

__all__ = ["add_guide"]

_NAME = Label("Hướng dẫn", "How to")
_COLOURS = (
    ("input", Label("ô cần điền, chưa có giá trị", "a cell to fill in, still blank")),
    ("filled", Label("ô đã điền", "a cell that is filled in")),
    ("not_asked", Label("không hỏi đối với loại đơn vị đã chọn", "not asked of the kind of unit that was chosen")),
    ("wrong", Label("số này lớn hơn số bao gồm nó; cần sửa", "more than the count that it lies within; to be mended")),
    ("band", Label("tên tiêu chí của thông tư; không điền", "a criterion of the circular; nothing to fill in")),
)
_HEAD = Label("Cách điền", "How to fill it in")
_KEY = Label("Màu của ô", "Colours of the cells")
_LINES = (
    Label(
        "Để trống nghĩa là chưa biết, không có nghĩa là “không”. Biết là không có thì chọn “không”.",
        "A blank means unknown, not “no”. What is known not to be so is “no”.",
    ),
    Label(
        "Ô có danh sách: bấm vào ô, chọn ở mũi tên bên phải.",
        "A cell with a list: click on it and choose at the arrow on the right.",
    ),
    Label(
        "Số đếm ghi bằng chữ số: 12480. Giá trị có phần lẻ ghi 61,5, không ghi dấu %.",
        "Counts in digits: 12480. Values with decimals: 61.5, without a % sign.",
    ),
    Label(
        "Ô có góc đỏ: đưa con trỏ vào để đọc ghi chú của thông tư.",
        "A cell with a red corner: point at it to read the note of the circular.",
    ),
    Label(
        "Có thể dán từ bảng khác: “x”, “✓”, “Đạt”, “Mức 2”, “MĐ2”, “12.480” đều đọc được.",
        "Cells may be pasted from another table: “x”, “✓”, “Mức 2”, “MĐ2”, “12.480” are read.",
    ),
)
_ONE = (
    Label(
        "Cột “Minh chứng”: ghi số, ngày của văn bản, báo cáo làm minh chứng; không ghi tên người.",
        "“Evidence”: number and day of the document; no names of people.",
    ),
)
_MANY = (
    Label(
        "Mỗi đơn vị một hàng. Hàng trống được bỏ qua. Có thể thêm hàng, thêm cột ghi chú.",
        "A row for each applicant. Blank rows are passed over. Rows and columns of notes may be added.",
    ),
    Label(
        "Không đổi tên cột. Hàng tổng cộng không cần có.",
        "Leave the headings as they are. No row of sums is needed.",
    ),
)
_THEN = Label("Điền xong, lưu tệp, rồi chạy lệnh:", "When it is filled in, save the file and run:")


def add_guide(book: Any, rules: RuleSet, lang: Language, *, many: bool) -> None:
    """The second sheet of a form."""
    from openpyxl.styles import Alignment  # type: ignore[import-untyped]

    sheet = book.create_sheet(_NAME.text(lang))
    sheet.sheet_view.showGridLines = False
    sheet.column_dimensions["A"].width, sheet.column_dimensions["B"].width = 8, 92
    row = 1

    def put(text: str, column: int = 2, **look: Any) -> None:
        cell = sheet.cell(row, column, text)
        cell.font, cell.alignment = font(**look), Alignment(wrap_text=column > 1, vertical="center")

    put(_HEAD.text(lang), 1, size="title", bold=True)
    for number, label in enumerate((*_LINES, *(_MANY if many else _ONE)), 1):
        row += 1
        put(f"{number}.", 1)
        put(label.text(lang))
        sheet.row_dimensions[row].height = 18 * (1 + len(label.text(lang)) // 88)
    row += 2
    put(_KEY.text(lang), 1, size="title", bold=True)
    colours = [item for item in _COLOURS if item[0] != "not_asked" or rules.units]
    for colour, label in colours:
        row += 1
        swatch = sheet.cell(row, 1)
        swatch.fill, swatch.border = filled(colour), bordered()
        put(label.text(lang))
    row += 2
    put(_THEN.text(lang), 1)
    row += 1
    put(f"khuyenhoc decide {rules.id} {Label('TỆP', 'FILE').text(lang)}.xlsx", 2, bold=True)
    a4(sheet, landscape=False)
