"""What pages on paper share: the font of offices, colours that print well, and how wide columns are."""

from collections.abc import Sequence

from khuyenhoc._base.terms import Language
from khuyenhoc.targets.attainment import Status
from khuyenhoc.views.grids import head_of
from khuyenhoc.views.sheets import Cell, Sheet
from khuyenhoc.views.words import word

__all__ = [
    "BOTTOM",
    "BROAD",
    "COLOURS",
    "FONT",
    "LEFT",
    "RIGHT",
    "TALL",
    "TOP",
    "is_wide",
    "small_notes",
    "texts_of",
    "widths_of",
]

FONT = "Times New Roman"
_PORTRAIT = 7  # columns that still stand upright on A4
COLOURS = {
    Status.ATTAINED.value: "0A6B2D",
    Status.ON_TRACK.value: "0A6B2D",
    Status.BEHIND.value: "8A5A00",
    Status.MISSED.value: "A80F0F",
    Status.OPEN.value: "0B5A8A",
    Status.NOT_COMPARABLE.value: "7A1A7A",
    Status.NO_DATA.value: "595959",
}
TALL, BROAD = 297, 210  # A4, in millimetres
TOP, BOTTOM, LEFT, RIGHT = 20, 20, 30, 20  # Decree 30/2020/NĐ-CP, Annex I: 20-25, 20-25, 30-35 and 15-20 millimetres
_LETTER, _BOLD, _SIDES = 2.2, 2.5, 4.5  # millimetres of a letter of 12 points, of a bold one, of the edges of a cell
_LONG = 48  # letters beyond which a column asks for no more room


def is_wide(sheets: Sequence[Sheet]) -> bool:
    """Whether a page asks for its paper to be turned."""
    return any(len(sheet.columns) > _PORTRAIT for sheet in sheets)


def texts_of(cell: Cell | str) -> tuple[str, str, str]:
    """What a cell says on paper: its text, the small print below it, and the numbers of its footnotes."""
    if isinstance(cell, str):
        return cell, "", ""
    return cell.text, cell.small, ", ".join(map(str, cell.footnotes))


def widths_of(sheet: Sheet, room: float) -> list[float]:
    """How wide each column is: no word is broken if there is room, and what says more gets more."""
    least, wanted = [], []
    for number, column in enumerate(sheet.columns):
        texts = [text for row in sheet.rows for text in texts_of(row[number])[:2]]
        whole = column.whole and column.brief is None
        words = [part for text in texts for part in (text.split("\n") if whole else text.split())]
        longest = max((len(part) * _LETTER for part in words), default=0)
        longest = max(longest, (column.least or 0) * _LETTER)
        least.append(max(longest, *((len(part) + 1) * _BOLD for part in head_of(column).split(" "))) + _SIDES)
        lines = [len(line) for text in texts for line in text.split("\n")]
        wanted.append(max(least[-1], min(max(lines, default=0), _LONG) * _LETTER + _SIDES))
    if sum(least) >= room:
        return [width * room / sum(least) for width in least]
    more = sum(wanted) - sum(least)
    given = min(1.0, (room - sum(least)) / more) if more else 0.0
    widths = [low + (high - low) * given for low, high in zip(least, wanted, strict=True)]
    if widths:
        widths[widths.index(max(widths))] += room - sum(widths)
    return widths


def small_notes(sheet: Sheet, lang: Language) -> list[str]:
    """What stands below a table: its footnotes by their numbers, then its remarks."""
    numbered = [f"({number}) {note}" for number, note in enumerate(sheet.footnotes, 1)]
    return [*([f"{word('notes', lang)}:"] if numbered else []), *numbered, *sheet.notes]
