"""The sums that a score sheet prints, at its foot and after a criterion, held against those of its lines."""

import re
from collections.abc import Sequence
from fractions import Fraction

import attrs

from khuyenhoc._base.terms import Language
from khuyenhoc._base.text import tidy
from khuyenhoc.files.tables.outline import Node, mark_of
from khuyenhoc.files.tables.reader import Faults
from khuyenhoc.files.tables.sums import is_sum
from khuyenhoc.files.tables.vocabulary import Vocabulary
from khuyenhoc.values.rate import number_text

__all__ = ["Points", "PrintedSum", "is_sum_of_points", "printed_sum", "wrong_sums"]

_SUMS = Vocabulary(
    (name, True)
    for name in ("tổng điểm", "tổng số điểm", "tổng điểm tối đa", "tổng cộng điểm", "cộng điểm", "điểm tổng cộng")
)
_ADDED = re.compile(r"\s*\([^()]*\)|\s*=\s*.*")  # Tổng điểm (I + II + III)
_OF_ONE = re.compile(
    r"(?:tổng|cộng)(?: cộng)?(?: số)?(?: điểm)?(?: của)? (?:tiêu chí|tiêu chuẩn|mục|phần)?\s*(?P<mark>\S+)",
    re.IGNORECASE,
)


@attrs.frozen
class Points:
    """Points in a sentence: 29,5 in Vietnamese, 29.5 in English."""

    number: Fraction

    def text(self, lang: Language = "vi") -> str:
        """In one language."""
        text = number_text(self.number)
        return text.replace(".", ",") if lang == "vi" else text


@attrs.define
class PrintedSum:
    """A sum: its row, its name without a number, the number of the criterion that it names, and what stood before it.

    Attributes:
        after: How many criteria stand above it.
        is_total: Whether it is the sum of the whole table; known at the end.
    """

    row: int
    name: str
    points: Fraction | None
    after: int
    of: str = ""
    is_total: bool = False


def is_sum_of_points(name: str) -> bool:
    """Whether a name is that of a sum: "Tổng điểm (I + II)", "Cộng"."""
    bare = _ADDED.sub("", tidy(name)).strip(" .:")
    return is_sum(bare) or _SUMS.find(bare) is not None


def printed_sum(name: str, row: int, points: Fraction | None, after: int) -> PrintedSum | None:
    """The sum that a row prints; None if it prints none."""
    if is_sum_of_points(name):
        return PrintedSum(row, _ADDED.sub("", tidy(name)).strip(" .:").casefold(), points, after)
    match = _OF_ONE.fullmatch(_ADDED.sub("", tidy(name)).strip(" .:"))
    mark = match and mark_of(match["mark"])
    return PrintedSum(row, "", points, after, of=mark) if mark else None


def wrong_sums(sums: Sequence[PrintedSum], criteria: Sequence[Node], faults: Faults) -> None:
    """Tell each sum that is not that of its lines; which one is the total is kept in it."""
    total = sum((node.total or Fraction(0) for node in criteria), Fraction(0))
    _find_total(sums, len(criteria))
    for item in sums:
        node = criteria[item.after - 1] if item.after else None
        if item.of:
            node = next((node for node in criteria if item.of in (node.id, node.digits)), None)
        if item.points is None:
            continue
        if item.is_total:
            if item.points != total:
                faults.add("total-does-not-add-up", item.row, stated=Points(item.points), sum=Points(total))
        elif node is None:
            faults.add("a-sum-of-nothing", item.row, seen=item.of or item.name)
        elif item.points != node.total:
            sum_ = Points(node.total or Fraction(0))
            faults.add("points-do-not-add-up", item.row, called=node.text, stated=Points(item.points), sum=sum_)


def _find_total(sums: Sequence[PrintedSum], count: int) -> None:
    """Of the sums at the foot the last is that of the table, unless it ends the last criterion as others end theirs."""
    foot = [item for item in sums if item.after == count and not item.of]
    inner = [item for item in sums if item.after < count and not item.of]
    ends_one = len(foot) == 1 and inner and len(inner) == count - 1 and {foot[0].name} == {item.name for item in inner}
    if foot and not ends_one:
        foot[-1].is_total = True
