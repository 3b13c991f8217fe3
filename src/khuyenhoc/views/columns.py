"""How the columns of a table of counts are read, as people see it: a table for each sheet."""

from collections.abc import Iterable
from functools import partial
from typing import Any

from khuyenhoc._base.terms import Label, Language
from khuyenhoc.files.tables.columns_file import SheetColumns
from khuyenhoc.files.tables.wide import CountColumn
from khuyenhoc.views.sheets import Cell, Column, Page, Sheet
from khuyenhoc.views.words import date

__all__ = ["columns_data", "columns_page", "to_give_back"]

_READ = {
    "": Label("chưa rõ", "not known"),
    "place": Label("địa bàn", "place"),
    "on": Label("ngày", "day"),
    "order": Label("số thứ tự", "order"),
    "source": Label("nguồn", "source"),
    "total": Label("tổng số", "total"),
    "registered": Label("đăng ký", "registered"),
    "recognised": Label("công nhận", "recognised"),
    "printed": Label("tỷ lệ in", "printed share"),
    "attribute": Label("mô hình", "model"),
    "population": Label("tổng thể", "population"),
    "printed_base": Label("mẫu số của tỷ lệ in", "base of the printed share"),
    "ignored": Label("bỏ qua", "left out"),
}
_TITLE = Label("Cách đọc các cột", "How the columns are read")
_HEADS = Label("Cột|Tiêu đề|Đọc là|Vì sao", "Column|Heading|Read as|Why")


def columns_page(sheets: Iterable[SheetColumns], lang: Language) -> Page:
    """A table for each sheet, with what still has to be said."""
    found = tuple(sheets)
    tables = tuple(_table(sheet, lang) for sheet in found)
    return Page(title=_TITLE.text(lang), sheets=tables, data=partial(columns_data, found, lang))


def to_give_back(file: str, lang: Language) -> str:
    """What is to be done with the file into which it was written."""
    return Label(
        f"Sửa chỗ chưa đúng rồi đưa lại bằng --columns {file}.", f"Put it right and give it back with --columns {file}."
    ).text(lang)


def _table(sheet: SheetColumns, lang: Language) -> Sheet:
    heads = _HEADS.text(lang).split("|")
    looks = (
        Column(heads[0], whole=True),
        Column(heads[1], ratio=3),
        Column(heads[2], ratio=3),
        Column(heads[3], ratio=3),
    )
    rows = tuple(
        (column.letter, column.heading, Cell(_meaning(column, lang), small=_whom(column, lang)), column.why.text(lang))
        for column in sheet.columns
    )
    where = f"{sheet.first}-{sheet.last}" if sheet.first < sheet.last else str(sheet.last)
    title = Label(f"Tiêu đề cột ở dòng {where}", f"Headings in row {where}").text(lang)
    return Sheet(
        key="columns",
        title=f"{sheet.sheet} · {title}" if sheet.sheet else title,
        columns=looks,
        rows=rows,
        notes=tuple(label.text(lang) for label in _asked(sheet)),
    )


def _meaning(column: CountColumn, lang: Language) -> str:
    read = _READ[column.read].text(lang)
    return f"{column.attribute.text(lang)}: {read}" if column.attribute else read


def _whom(column: CountColumn, lang: Language) -> str:
    """Of what a share is one: its base, where that is said."""
    if column.read != "printed":
        return ""
    unsaid = Label("không nói trên tổng số hay trên số đăng ký", "its base is not said")
    return (column.base or unsaid).text(lang)


def _asked(sheet: SheetColumns) -> Iterable[Label]:
    """What is known for the whole table, and what only the user can say."""
    if any(column.read == "on" for column in sheet.columns):
        pass
    elif sheet.day is None:
        yield Label(
            "Chưa biết số liệu của ngày nào: thêm --day DD/MM/YYYY", "The day is not said: add --day DD/MM/YYYY"
        )
    else:
        yield Label(f"Số liệu ngày {date(sheet.day, 'vi')}", f"Counts of {date(sheet.day, 'en')}")
    for read, word, means in sheet.words:
        if not means:
            column = _READ[read]
            yield Label(
                f"Cột {column.vi}: “{word}” chưa rõ nghĩa; ghi vào tệp cách đọc cột (--output cot.toml)",
                f"Column of the {column.en}: '{word}' is not known; say it in the file of columns (--output cot.toml)",
            )
    if sheet.place:
        yield Label(f"Các địa bàn thuộc {sheet.place}", f"The places lie in {sheet.place}")
    silent = [column.letter for column in sheet.columns if column.attribute and not column.population]
    if silent:
        letters = ", ".join(silent)
        yield Label(
            f"Cột {letters}: chưa biết tính trên ai; ghi vào tong_the của tệp cách đọc cột",
            f"Columns {letters}: among whom is not said; write it as tong_the in the file of columns",
        )


def columns_data(sheets: Iterable[SheetColumns], lang: Language) -> list[dict[str, Any]]:
    """The same as plain data."""
    return [
        {
            "sheet": sheet.sheet,
            "headings": [sheet.first, sheet.last],
            "day": sheet.day.isoformat() if sheet.day else None,
            "place": sheet.place,
            "columns": [
                {
                    "column": column.letter,
                    "heading": column.heading,
                    "read": column.read,
                    "attribute": column.attribute.code if column.attribute else None,
                    "population": column.population.code if column.population else None,
                    "base": column.base.value if column.base else None,
                    "why": column.why.text(lang),
                }
                for column in sheet.columns
            ],
            "words": [{"column": read, "word": word, "means": means} for read, word, means in sheet.words],
        }
        for sheet in sheets
    ]
