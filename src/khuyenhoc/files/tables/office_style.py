"""How a sheet of an office looks: the font and sizes of its papers, colours, widths, an A4 page. One place for all.

The colours are told apart in greyscale too, and each means one thing.
"""

from typing import Any, Final

__all__ = ["COLOURS", "FONT", "SIZES", "a4", "bordered", "filled", "font"]

FONT: Final = "Times New Roman"
SIZES: Final = {"title": 14, "text": 12, "small": 10}
COLOURS: Final = {
    "head": "1F4E79",  # headings, letters in white
    "band": "DDEBF7",  # a criterion
    "input": "FFF2CC",  # to be filled in
    "filled": "FFFFFF",
    "not_asked": "BFBFBF",
    "wrong": "F4B084",
    "line": "808080",
}


def font(size: str = "text", **more: Any) -> Any:
    """The font of the papers, in one of their sizes."""
    from openpyxl.styles import Font  # type: ignore[import-untyped]

    return Font(name=FONT, size=SIZES[size], **more)


def filled(colour: str) -> Any:
    """A cell filled with one of the colours; of a conditional format too, which takes the colour of the background."""
    from openpyxl.styles import PatternFill

    return PatternFill("solid", start_color=COLOURS[colour], end_color=COLOURS[colour])


def bordered(*, sides: bool = True) -> Any:
    """A thin line around; without ``sides``, above and below only."""
    from openpyxl.styles import Border, Side

    line = Side(style="thin", color=COLOURS["line"])
    return Border(top=line, bottom=line, left=line, right=line) if sides else Border(top=line, bottom=line)


def a4(sheet: Any, *, landscape: bool = True, head: int = 0, columns: str = "", pages: int = 1) -> None:
    """A page of A4, so many pages wide, with the rows up to the headings and the columns named repeated on each."""
    sheet.page_setup.paperSize = sheet.PAPERSIZE_A4
    sheet.page_setup.orientation = "landscape" if landscape else "portrait"
    sheet.page_setup.fitToWidth, sheet.page_setup.fitToHeight = pages, 0
    sheet.sheet_properties.pageSetUpPr.fitToPage = True
    margins = sheet.page_margins
    margins.left, margins.right, margins.top, margins.bottom = 0.6, 0.4, 0.6, 0.8
    if head:
        sheet.print_title_rows = f"{head}:{head}"
    if columns:
        sheet.print_title_cols = columns
    sheet.oddFooter.center.text = "&P/&N"
