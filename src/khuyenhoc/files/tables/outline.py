"""The numbering of a printed table: I, 1, 1.1, a), and which line lies under which."""

import re
from fractions import Fraction
from typing import Literal

import attrs

from khuyenhoc._base.text import tidy
from khuyenhoc.errors import InvalidValueError

__all__ = ["BULLET", "Node", "Outline", "mark_of", "marked"]

Column = Literal["criterion", "content"]

_PART = "[0-9]{1,3}|[IVX]{1,6}|[A-ZĐ]|[a-zđ]"
_MARK = rf"(?:{_PART})(?:[.,](?:{_PART}))*"
_WORD = r"(?:(?:tiêu chí|tiêu chuẩn|mục|phần)\s+(?:số\s+)?)"
_ALONE = re.compile(rf"(?:{_WORD})?[(]?(?P<mark>{_MARK})[).:/]*", re.IGNORECASE)
# In front of a text a number needs a mark behind it: "5 lần học" counts, "1.5 giờ" measures, "1.5. Học" is a number.
_BEFORE = re.compile(
    rf"(?:{_WORD}(?P<named>{_MARK})[).:]?|[(]?(?P<mark>{_MARK})[).:])\s+(?P<rest>\S.*)", re.DOTALL | re.IGNORECASE
)
_ROMAN = re.compile(r"(?=.)X{0,3}(?:IX|IV|V?I{0,3})")
BULLET = re.compile(r"(?:[-+*•●○▪]\s*)+")
_LETTERS = "abcdđefghijklmnopqrstuvxyz"
_VALUES = {"I": 1, "V": 5, "X": 10}
_RANKS = {"upper": 0, "roman": 1, "digit": 2, "dotted": 2, "lower": 3, "line": 4}


def mark_of(text: str) -> str | None:
    """The number of a line that a cell holds alone, without what is printed around it; None if it is none.

    >>> mark_of("I."), mark_of("1.2)"), mark_of("1,2"), mark_of("Tiêu chí 3:"), mark_of("1/1/2025")
    ('I', '1.2', '1.2', '3', None)
    """
    match = _ALONE.fullmatch(text)
    return _clean(match["mark"]) if match else None


def marked(text: str) -> tuple[str | None, str]:
    """The number in front of a text, if there is one, and the text without it.

    >>> marked("1.1. Có góc học tập"), marked("a) Có bàn"), marked("1.5 giờ mỗi ngày")
    (('1.1', 'Có góc học tập'), ('a', 'Có bàn'), (None, '1.5 giờ mỗi ngày'))
    """
    match = _BEFORE.fullmatch(text)
    mark = match and _clean(match["mark"] or match["named"])
    return (mark, tidy(match["rest"])) if match and mark else (None, text)


def _clean(mark: str) -> str | None:
    """A number with points between its parts; None for what the eye takes for a word, such as "Xi"."""
    parts = mark.replace(",", ".").split(".")
    return ".".join(parts) if all(re.fullmatch(_PART, part) for part in parts) else None


def _style(part: str, before: str) -> str:
    """The kind of a number; I after H is a letter, otherwise one."""
    if part.isdecimal():
        return "digit"
    if part.islower():
        return "lower"
    return "roman" if _ROMAN.fullmatch(part) and chr(ord(part[0]) - 1) != before else "upper"


def _ordinal(part: str, style: str) -> int:
    if style == "digit":
        return int(part)
    if style == "roman":
        values = [_VALUES[letter] for letter in part]
        return sum(-one if one < other else one for one, other in zip(values, [*values[1:], 0], strict=True))
    return _LETTERS.find(part.casefold()) + 1


@attrs.define(eq=False)
class Node:
    """A line of the table with those under it; ``points`` are those that it states, None where it states none."""

    row: int
    column: Column
    text: str
    points: Fraction | None = None
    mark: str | None = None
    style: tuple[str, str] = ("", "")
    id: str = ""
    digits: str = ""
    children: list["Node"] = attrs.field(factory=list)
    notes: list[str] = attrs.field(factory=list)

    @property
    def is_top(self) -> bool:
        """Whether it is a criterion: it lies under no other line."""
        return self.digits.isdecimal()

    @property
    def total(self) -> Fraction | None:
        """The points of the lines under it, or its own where none of them has any."""
        under = [total for child in self.children if (total := child.total) is not None]
        return sum(under, Fraction(0)) if under else self.points


class Outline:
    """Puts line after line under the one that it belongs to, by its number and its column."""

    def __init__(self) -> None:
        """Nothing yet."""
        self.root: Node = Node(0, "criterion", "")
        self._open = [self.root]

    @property
    def last(self) -> Node | None:
        """The line that was put last; None before the first."""
        return self._open[-1] if len(self._open) > 1 else None

    def put(self, node: Node) -> None:
        """The next line.

        Raises:
            InvalidValueError: If its number stands under no other that is open, or stands there already.
        """
        parent = self._parent(node)
        del self._open[self._open.index(parent) + 1 :]
        order = str(len(parent.children) + 1)
        part = (node.mark or order).rpartition(".")[2]
        node.id = node.mark if node.mark and "." in node.mark else ".".join(filter(None, (parent.id, part)))
        number = str(_ordinal(part, _style(part, self._before(parent)))) if node.mark else order
        node.digits = ".".join(filter(None, (parent.digits, number)))
        if any(other.id == node.id for other in parent.children):
            raise InvalidValueError("a-number-stands-twice", seen=node.id)
        parent.children.append(node)
        self._open.append(node)

    @staticmethod
    def _before(parent: Node) -> str:
        return (parent.children[-1].mark or "") if parent.children else ""

    def _parent(self, node: Node) -> Node:
        if node.mark and "." in node.mark:
            node.style = (node.column, "dotted")
            return self._of_prefix(node.mark.rpartition(".")[0])
        before = [sibling.mark or "" for sibling in self._open]
        kind = _style(node.mark, next((mark for mark in reversed(before) if mark == "H"), "")) if node.mark else "line"
        node.style = (node.column, kind)
        for parent, sibling in reversed(list(zip(self._open, self._open[1:], strict=False))):
            if sibling.style == node.style:
                return parent
        return self._above(node)

    def _of_prefix(self, prefix: str) -> Node:
        """The open line that a number begins with; a level without a line of its own is left out."""
        shorter = prefix
        while shorter:
            for node in reversed(self._open[1:]):
                if shorter in (node.id, node.digits, node.mark):
                    return node
            shorter = shorter.rpartition(".")[0]
        raise InvalidValueError("a-number-under-no-other", seen=prefix)

    def _above(self, node: Node) -> Node:
        """The line under which a new kind of number begins."""
        inside = self._open[-1]
        if node.mark is None and node.column == "criterion":  # a heading without a number lies under numbered ones only
            return next(
                item for item in reversed(self._open) if item is self.root or item.style[1] in ("upper", "roman")
            )
        same_column = inside is not self.root and inside.column == node.column
        if same_column and _RANKS[node.style[1]] <= _RANKS[inside.style[1]]:
            raise InvalidValueError("a-number-out-of-order", seen=node.mark)
        return inside
