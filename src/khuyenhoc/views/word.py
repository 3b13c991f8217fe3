"""A page as a document of Word, as offices set papers: A4, Times New Roman 13, table heads on each page."""

import io
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from khuyenhoc._base.terms import Language
from khuyenhoc.errors import MissingExtraError
from khuyenhoc.files.pictures import drawn
from khuyenhoc.files.tables.workbook import plain_text
from khuyenhoc.views.grids import head_of
from khuyenhoc.views.paper import (
    BOTTOM,
    BROAD,
    COLOURS,
    FONT,
    LEFT,
    RIGHT,
    TALL,
    TOP,
    is_wide,
    small_notes,
    texts_of,
    widths_of,
)
from khuyenhoc.views.sheets import Cell, Column, Page, Picture, Sheet

__all__ = ["write_word"]

_BODY, _TABLE, _SMALL = 13, 12, 11
_TITLE = 14
_MM = 36_000  # units of Word in a millimetre
_GREY, _SHADE = "595959", "E7EEF4"


def write_word(page: Page, path: Path, lang: Language) -> None:
    """The page as .docx.

    Raises:
        MissingExtraError: If python-docx is not installed.
    """
    try:
        from docx import Document
    except ImportError:
        raise MissingExtraError("documents-of-word-need-python-docx") from None
    paper = _Paper(Document(), lang, wide=is_wide(page.sheets))
    paper.write(page)
    paper.document.save(str(path))


class _Paper:
    """One document, from the top down."""

    def __init__(self, document: Any, lang: Language, *, wide: bool) -> None:
        from docx.enum.section import WD_ORIENT
        from docx.shared import Emu, Pt, RGBColor

        self.document, self.emu, self.pt, self.colour = document, Emu, Pt, RGBColor.from_string
        self.lang: Language = lang
        section = document.sections[0]
        section.orientation = WD_ORIENT.LANDSCAPE if wide else WD_ORIENT.PORTRAIT
        height, width = (BROAD, TALL) if wide else (TALL, BROAD)
        section.page_height, section.page_width = Emu(height * _MM), Emu(width * _MM)
        section.top_margin, section.bottom_margin = Emu(TOP * _MM), Emu(BOTTOM * _MM)
        section.left_margin, section.right_margin = Emu(LEFT * _MM), Emu(RIGHT * _MM)
        section.header_distance = Emu(10 * _MM)
        self.room = width - LEFT - RIGHT
        self._styles()
        self._numbers(section)

    def _styles(self) -> None:
        """One font for all, under each name by which Word asks for one; the language of the page for its spelling."""
        from docx.oxml.ns import qn

        for name, size in (("Normal", _BODY), ("Title", _TITLE), ("Heading 1", _BODY), ("Heading 2", _BODY)):
            style = self.document.styles[name]
            style.font.name, style.font.size = FONT, self.pt(size)
            fonts = style.element.get_or_add_rPr().get_or_add_rFonts()
            for attribute in list(fonts.attrib):
                if attribute.endswith("Theme"):
                    del fonts.attrib[attribute]
            for script in ("ascii", "hAnsi", "cs", "eastAsia"):
                fonts.set(qn(f"w:{script}"), FONT)
            space = style.paragraph_format
            space.space_before, space.space_after = self.pt(0 if name == "Normal" else 10), self.pt(4)
            space.line_spacing = 1.0
            if name != "Normal":
                style.font.bold, style.font.italic = True, False
                style.font.color.rgb = self.colour("000000")
                space.keep_with_next = True
        properties = self.document.styles["Normal"].element.get_or_add_rPr()
        spelling = properties.makeelement(qn("w:lang"), {qn("w:val"): "vi-VN" if self.lang == "vi" else "en-GB"})
        properties.append(spelling)
        border = self.document.styles["Title"].element.get_or_add_pPr().find(qn("w:pBdr"))
        if border is not None:
            border.getparent().remove(border)

    def _numbers(self, section: Any) -> None:
        """The number of the page in the middle above it, from the second page on."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        section.different_first_page_header_footer = True
        line = section.header.paragraphs[0]
        line.alignment = WD_ALIGN_PARAGRAPH.CENTER
        run = line.add_run()
        for kind, text in (("begin", ""), ("", "PAGE"), ("end", "")):
            run._r.append(_element("w:fldChar", {"w:fldCharType": kind}) if kind else _element("w:instrText", {}, text))

    def write(self, page: Page) -> None:
        """The title, the charts, and each table under its heading."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        core = self.document.core_properties
        core.title, core.author, core.comments = plain_text(page.title)[:255], "", ""
        if page.title:
            self.text(page.title, style="Title").alignment = WD_ALIGN_PARAGRAPH.CENTER
        if page.about:
            self.text(page.about).alignment = WD_ALIGN_PARAGRAPH.CENTER
        if page.lead:
            self.text(page.lead)
        for chart in page.charts:
            self.picture(chart)
        for sheet in page.sheets:
            self.sheet(sheet)

    def text(self, text: str, *, style: str = "Normal", size: int | None = None, grey: bool = False) -> Any:
        """A paragraph."""
        paragraph = self.document.add_paragraph(style=style)
        self.run(paragraph, text, size=size, colour=_GREY if grey else "")
        return paragraph

    def run(self, paragraph: Any, text: str, *, size: int | None = None, colour: str = "", bold: bool = False) -> Any:
        """Some words in a paragraph."""
        run = paragraph.add_run(plain_text(text))
        if size is not None:
            run.font.size = self.pt(size)
        if colour:
            run.font.color.rgb = self.colour(colour)
        if bold:
            run.font.bold = True
        return run

    def picture(self, chart: Picture) -> None:
        """A chart over the whole width, with its words for who does not see it."""
        self.document.add_picture(io.BytesIO(drawn(chart.spec, "png")), width=self.emu(self.room * _MM))
        self.document.inline_shapes[-1]._inline.docPr.set("descr", plain_text(chart.alt))

    def sheet(self, sheet: Sheet, level: int = 1) -> None:
        """A table or list, and what belongs to it."""
        title = " · ".join(filter(None, (sheet.title, sheet.about)))
        if title:
            self.text(title, style=f"Heading {min(level, 2)}")
        if sheet.rows:
            self.table(sheet)
        for item in () if sheet.rows else sheet.items:
            self.item(item)
        if not sheet.rows and not sheet.items and sheet.empty:
            self.text(sheet.empty)
        if sheet.aside:
            paragraph = self.text("")
            paragraph.paragraph_format.space_before = self.pt(4)
            self.run(paragraph, f"{sheet.aside[0]}: ", bold=True)
            self.run(paragraph, sheet.aside[1])
        for part in sheet.parts:
            self.sheet(part, level + 1)
        for note in small_notes(sheet, self.lang):
            self.text(note, size=_SMALL, grey=True).paragraph_format.space_after = self.pt(0)

    def item(self, text: str) -> None:
        """A line of a list, behind a dash."""
        paragraph = self.text(f"- {text}")
        paragraph.paragraph_format.left_indent = self.pt(14)
        paragraph.paragraph_format.first_line_indent = self.pt(-9)

    def table(self, sheet: Sheet) -> None:
        """A row for each row, in frames; the headings are repeated on each page, and no row is broken over two."""
        headed = any(column.head for column in sheet.columns)
        widths = [self.emu(int(width * _MM)) for width in widths_of(sheet, self.room)]
        table = self.document.add_table(rows=0, cols=len(sheet.columns), style="Table Grid")
        table.autofit = False
        for column, width in zip(table.columns, widths, strict=True):
            column.width = width
        if headed:
            heads = [Cell(head_of(column)) for column in sheet.columns]
            self.row(table, heads, sheet.columns, widths, head=True)
        for row in sheet.rows:
            self.row(table, row, sheet.columns, widths)

    def row(
        self,
        table: Any,
        cells: Iterable[Cell | str],
        columns: tuple[Column, ...],
        widths: Iterable[Any],
        *,
        head: bool = False,
    ) -> None:
        """One row."""
        row = table.add_row()
        rules = row._tr.get_or_add_trPr()
        rules.append(_element("w:cantSplit", {}))
        if head:
            rules.append(_element("w:tblHeader", {}))
        for place, cell, column, width in zip(row.cells, cells, columns, widths, strict=True):
            place.width = width
            self.cell(place, cell, column, head=head)

    def cell(self, place: Any, cell: Cell | str, column: Column, *, head: bool) -> None:
        """One cell: the text, its footnotes raised, and small print below."""
        from docx.enum.text import WD_ALIGN_PARAGRAPH

        text, small, notes = texts_of(cell)
        paragraph = place.paragraphs[0]
        paragraph.paragraph_format.space_after = self.pt(1)
        side = WD_ALIGN_PARAGRAPH.RIGHT if column.right else WD_ALIGN_PARAGRAPH.LEFT
        paragraph.alignment = WD_ALIGN_PARAGRAPH.CENTER if head else side
        status = cell.status if isinstance(cell, Cell) else ""
        self.run(paragraph, text, size=_TABLE, bold=head, colour=COLOURS.get(status, ""))
        if notes:
            self.run(paragraph, f" {notes}", size=_TABLE).font.superscript = True
        if small:
            below = place.add_paragraph()
            below.alignment, below.paragraph_format.space_after = side, self.pt(1)
            self.run(below, small, size=_SMALL, colour=_GREY)
        if head:
            place._tc.get_or_add_tcPr().append(
                _element("w:shd", {"w:val": "clear", "w:color": "auto", "w:fill": _SHADE})
            )


def _element(tag: str, attributes: dict[str, str], text: str = "") -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    element = OxmlElement(tag)
    for name, value in attributes.items():
        element.set(qn(name), value)
    if text:
        element.text = text
    return element
